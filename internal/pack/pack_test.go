package pack_test

import (
	"errors"
	"math"
	"reflect"
	"testing"

	"github.com/stemma/stemma/internal/pack"
)

type letter struct {
	from   *person
	to     []*person
	words  []uint32
	again  []uint32
	page   float64
	sealed bool
	marks  [2]uint64
	weight float64 `pack:"-"`
}

type person struct {
	name string
	age  int
	best *person
	box  *letter
}

func sample() *letter {
	a, b := &person{name: "Ada Orel", age: -61}, &person{name: "Ben Varo", age: 1 << 40}
	a.best, b.best = b, a
	l := &letter{from: a, to: []*person{b, a, nil}, words: []uint32{1, math.MaxUint32}, page: -0.25, sealed: true, marks: [2]uint64{7, math.MaxUint64}, weight: 3}
	l.again, b.box = l.words, l
	return l
}

func TestPack(t *testing.T) {
	p := pack.New[letter]()
	data := p.Pack(sample())
	got, err := p.Unpack(data)
	if err != nil {
		t.Fatal(err)
	}
	want := sample()
	want.weight = 0
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got %+v, want %+v", got, want)
	}
	if got.from != got.to[1] || got.to[0].best != got.from || got.to[0].box != got {
		t.Error("what was one thing is two")
	}
	if &got.words[0] != &got.again[0] {
		t.Error("one list is two")
	}
}

// TestUnpackOther sees that what was packed of another type is refused.
func TestUnpackOther(t *testing.T) {
	type letter struct {
		from, to string
	}
	data := pack.New[letter]().Pack(&letter{"a", "b"})
	for name, unpack := range map[string]func() error{
		"a field renamed": func() error {
			type letter struct{ from, until string }
			_, err := pack.New[letter]().Unpack(data)
			return err
		},
		"a field of another type": func() error {
			type letter struct {
				from string
				to   int
			}
			_, err := pack.New[letter]().Unpack(data)
			return err
		},
		"a field more": func() error {
			type letter struct {
				from, to string
				cc       bool
			}
			_, err := pack.New[letter]().Unpack(data)
			return err
		},
	} {
		if err := unpack(); !errors.Is(err, pack.ErrOther) {
			t.Errorf("%s: error %v, want %v", name, err, pack.ErrOther)
		}
	}
}

// TestUnpackDamaged sees that bytes cut off or altered give an error.
func TestUnpackDamaged(t *testing.T) {
	p := pack.New[letter]()
	data := p.Pack(sample())
	for n := range data {
		if _, err := p.Unpack(data[:n]); err == nil {
			t.Errorf("%d of %d bytes: no error", n, len(data))
		}
	}
	for i := range data {
		for bit := range 8 {
			altered := append([]byte(nil), data...)
			altered[i] ^= 1 << bit
			if _, err := p.Unpack(altered); err == nil {
				t.Errorf("bit %d of byte %d altered: no error", bit, i)
			}
		}
	}
}

func TestNewRefuses(t *testing.T) {
	defer func() {
		if recover() == nil {
			t.Error("a map was taken")
		}
	}()
	pack.New[struct{ m map[string]int }]()
}

func FuzzUnpack(f *testing.F) {
	p := pack.New[letter]()
	f.Add(p.Pack(sample()))
	f.Fuzz(func(t *testing.T, data []byte) { p.Unpack(data) })
}
