package model_test

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/stemma/stemma/nlp/model"
)

func sample() *model.File {
	f := &model.File{}
	f.AddNote("kind", "sample")
	f.AddFloats("plain", 2, 2, []float32{1, -2, 0.5, 0})
	f.AddQuantised("small", 2, 3, []float32{1, -0.5, 0.25, 0, 0, 0})
	f.AddStrings("labels", []string{"", "été", "b"})
	f.AddInts("pairs", 1, 2, []int32{-7, 9})
	return f
}

func TestRoundTrip(t *testing.T) {
	f, err := model.Decode(sample().Encode())
	if err != nil {
		t.Fatal(err)
	}
	if got := f.Note("kind"); got != "sample" {
		t.Errorf("note kind = %q", got)
	}
	if v, err := f.Matrix("plain", 2, 2); err != nil || fmt.Sprint(v) != "[1 -2 0.5 0]" {
		t.Errorf("plain = %v, %v", v, err)
	}
	v, err := f.Matrix("small", 2, 3)
	if err != nil {
		t.Fatal(err)
	}
	for i, want := range []float32{1, -0.5, 0.25, 0, 0, 0} {
		if d := v[i] - want; d > 1.0/127 || d < -1.0/127 {
			t.Errorf("small[%d] = %v, want about %v", i, v[i], want)
		}
	}
	if list, err := f.Strings("labels"); err != nil || fmt.Sprintf("%q", list) != `["" "été" "b"]` {
		t.Errorf("labels = %q, %v", list, err)
	}
	if v, columns, err := f.Ints("pairs"); err != nil || columns != 2 || fmt.Sprint(v) != "[-7 9]" {
		t.Errorf("pairs = %v, %v", v, err)
	}
	if _, err := f.Strings("plain"); err == nil {
		t.Error("a matrix was read as strings")
	}
	if _, err := f.Strings("missing"); err == nil || !strings.Contains(err.Error(), `"missing"`) {
		t.Errorf("missing section: %v", err)
	}
	if !bytes.Equal(sample().Encode(), sample().Encode()) {
		t.Error("the same file was encoded in two ways")
	}
}

func TestDamage(t *testing.T) {
	good := sample().Encode()
	for i := range good {
		bad := append([]byte(nil), good...)
		bad[i] ^= 0x40
		if _, err := model.Decode(bad); err == nil {
			t.Fatalf("byte %d was changed and nobody noticed", i)
		}
		if _, err := model.Decode(good[:i]); !errors.Is(err, model.ErrDamaged) {
			t.Fatalf("cut at byte %d: error %v", i, err)
		}
	}
}

func FuzzDecode(f *testing.F) {
	f.Add(sample().Encode())
	f.Add([]byte("STEMMA-W"))
	f.Fuzz(func(t *testing.T, data []byte) {
		// Make the digest fit, so that the reader behind it is reached.
		for _, bytes := range [][]byte{data, model.Seal(data)} {
			if file, err := model.Decode(bytes); err == nil {
				if err := file.Show(new(strings.Builder)); err != nil {
					t.Error(err)
				}
			}
		}
	})
}

func ExampleFile_Show() {
	f := &model.File{}
	f.AddNote("kind", "sample")
	f.AddStrings("labels", []string{"case", "nsubj"})
	f.Show(os.Stdout)
	// Output:
	// kind         sample
	// format       1
	//
	// labels                   strings        2 x 1            17 bytes  ["case" "nsubj"]
	// 1 sections, 17 bytes
}
