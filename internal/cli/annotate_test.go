package cli

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/iotest"
	"unicode/utf8"

	"github.com/stemma/stemma/nlp/conllu"
)

// stretchesOf cuts a text as annotate does.
func stretchesOf(in io.Reader) (all []*stretch) {
	s := newScreen(false)
	s.in = in
	(&app{console: s.console}).stretches("-", func(s *stretch) bool {
		all = append(all, s)
		return true
	})
	return all
}

func TestStretches(t *testing.T) {
	paragraph := strings.Repeat("The ferry sails. ", 400)
	for name, text := range map[string]string{
		"nothing":    "",
		"short":      "The ferry sails.",
		"paragraphs": strings.Repeat(paragraph+"\n\n", 100),
		"dos":        strings.Repeat(paragraph+"\r\n\r\n", 100),
		"lines":      strings.Repeat(paragraph+"\n", 100),
		"one line":   strings.Repeat(paragraph, 100),
		"one word":   strings.Repeat("é", 400_000),
		"exactly":    strings.Repeat("a", stretchSize),
		"not UTF-8":  strings.Repeat("\x80", 700_000),
	} {
		t.Run(name, func(t *testing.T) {
			var b strings.Builder
			all := stretchesOf(iotest.HalfReader(strings.NewReader(text)))
			for i, s := range all {
				if s.offset != b.Len() || len(s.doc.Text) > stretchSize {
					t.Errorf("stretch %d of %d bytes is said to be at %d, not %d", i, len(s.doc.Text), s.offset, b.Len())
				}
				if utf8.ValidString(text) != utf8.ValidString(s.doc.Text) {
					t.Errorf("stretch %d is cut within a character", i)
				}
				if strings.Contains(text, "\n\n") && !strings.HasSuffix(s.doc.Text, "\n\n") {
					t.Errorf("stretch %d is not cut at a blank line", i)
				}
				b.WriteString(s.doc.Text)
			}
			if b.String() != text {
				t.Errorf("the stretches are %d bytes, the text %d, or they differ", b.Len(), len(text))
			}
		})
	}
	all := stretchesOf(io.MultiReader(strings.NewReader("a"), iotest.ErrReader(errors.New("gone"))))
	if len(all) != 1 || all[0].err == nil {
		t.Errorf("an error of reading gives %+v", all)
	}
}

// TestAnnotateGoesOn holds that a text read in stretches comes out as one: in
// order, numbered through, with the offsets of the whole.
func TestAnnotateGoesOn(t *testing.T) {
	if testing.Short() {
		t.Skip("annotates half a megabyte")
	}
	unit := "The ferry didn't sail, Ms Orel said.\n\n"
	text := strings.Repeat(unit, (stretchSize+stretchSize/8)/len(unit))
	file := filepath.Join(t.TempDir(), "long.txt")
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	s := newScreen(false)
	if code := run(t.Context(), s.console, []string{"annotate", "--format", "jsonl", file}); code != exitDone {
		t.Fatalf("exit code %d: %s", code, &s.stderr)
	}
	lines := bufio.NewScanner(&s.stdout)
	lines.Buffer(nil, 1<<20)
	n, attributions := 0, 0
	for lines.Scan() {
		var r sentenceRecord
		if err := json.Unmarshal(lines.Bytes(), &r); err != nil {
			t.Fatal(err)
		}
		if r.Sentence != n+1 || r.Begin != n*len(unit) || text[r.Begin:r.End] != r.Text {
			t.Fatalf("sentence %d is %d at %d", n+1, r.Sentence, r.Begin)
		}
		for _, token := range r.Tokens {
			if text[token.Begin:token.End] != token.Text {
				t.Fatalf("token %+v of sentence %d", token, r.Sentence)
			}
		}
		for _, x := range r.Attributions {
			if attributions++; x.Number != attributions || text[x.Source.Begin:x.Source.End] != "Ms Orel" {
				t.Fatalf("attribution %d is %+v", attributions, x)
			}
		}
		n++
	}
	if want := len(text) / len(unit); n != want || attributions != want {
		t.Errorf("%d sentences and %d attributions of %d", n, attributions, want)
	}
}

// TestAnnotateAnyBytes holds that what is printed of any bytes is well formed,
// and safe on a terminal.
func TestAnnotateAnyBytes(t *testing.T) {
	for _, text := range []string{
		hostile, "\x00\x01\x02", "\xff\xfe\x80 said \xc3\n\n\xe2\x80", strings.Repeat("\u202e“", 3000), "a\tb\r\n1-2\t_\u2028#\n# text = x\n",
	} {
		for _, terminal := range []bool{false, true} {
			for _, format := range []string{"conllu", "jsonl"} {
				s := newScreen(terminal)
				s.in = strings.NewReader(text)
				if code := run(context.Background(), s.console, []string{"annotate", "--format", format}); code != exitDone {
					t.Fatalf("%q: exit code %d: %s", text, code, &s.stderr)
				}
				out := s.stdout.String()
				if terminal && strings.IndexFunc(out, steers) >= 0 {
					t.Errorf("annotate lets through to the terminal:\n%q", out)
				}
				if !utf8.ValidString(out) {
					t.Errorf("what is printed of %q is not UTF-8", text)
				}
				if format == "conllu" {
					if _, err := conllu.Read(strings.NewReader(out)); err != nil {
						t.Errorf("what is printed of %q: %v", text, err)
					}
					continue
				}
				for l := range strings.Lines(out) {
					if !json.Valid([]byte(l)) {
						t.Errorf("what is printed of %q is no JSON: %s", text, l)
					}
				}
			}
		}
	}
}

func TestVisibleWriter(t *testing.T) {
	var b strings.Builder
	w := &visibleWriter{to: &b}
	for _, part := range []string{"a\xe2", "\x80", "\xa6\x1b", "é\xff."} {
		if n, err := w.Write([]byte(part)); n != len(part) || err != nil {
			t.Errorf("Write %q: %d, %v", part, n, err)
		}
	}
	if got, want := b.String(), "a…␛é\uFFFD."; got != want {
		t.Errorf("%q is shown as %q", "a…\x1bé\xff.", got)
	}
}
