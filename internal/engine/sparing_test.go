package engine

import (
	"errors"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/stemma/stemma"
)

// TestSparing does something with the documents a to j that goes wrong with some of them.
func TestSparing(t *testing.T) {
	other := errors.New("the disk is full")
	for _, test := range []struct {
		name string
		do   func(paths string) error
		out  string // those left out, in order
		err  string
	}{
		{"nothing", func(string) error { return nil }, "", ""},
		{"one", func(paths string) error { return panics(strings.Contains(paths, "c")) }, "c", ""},
		{"the first", func(paths string) error { return panics(strings.Contains(paths, "a")) }, "a", ""},
		{"the last and another", func(paths string) error { return panics(strings.ContainsAny(paths, "dj")) }, "dj", ""},
		{"two together", func(paths string) error { return panics(strings.Contains(paths, "b") && strings.Contains(paths, "g")) }, "g", ""},
		{"those it shows with", func(paths string) error {
			if strings.ContainsAny(paths, "ceg") {
				return &mistake{what: "three", with: map[stemma.ID]string{"c": "x", "e": "x", "g": "x"}}
			}
			return nil
		}, "ceg", ""},
		{"none of them", func(string) error { return panics(true) }, "", "mistake of Stemma's own: oh"},
		{"an error", func(string) error { return other }, "", "disk"},
	} {
		var docs []*stemma.Document
		for _, c := range "abcdefghij" {
			docs = append(docs, &stemma.Document{ID: stemma.ID(c), Path: string(c)})
		}
		last := ""
		out, err := sparing(docs, func(docs []*stemma.Document) error {
			last = ""
			for _, d := range docs {
				last += d.Path
			}
			return test.do(last)
		})
		if (err != nil) != (test.err != "") || err != nil && !strings.Contains(err.Error(), test.err) {
			t.Errorf("%s: error %v", test.name, err)
		}
		if err != nil {
			continue
		}
		left := ""
		for _, d := range slices.SortedFunc(maps.Keys(out), func(a, b *stemma.Document) int { return strings.Compare(a.Path, b.Path) }) {
			left += d.Path
		}
		if left != test.out || len(last)+len(left) != len(docs) {
			t.Errorf("%s: left out are %q, not %q; in the end it was done with %q", test.name, left, test.out, last)
		}
	}
}

func panics(so bool) error {
	if so {
		panic("oh")
	}
	return nil
}
