package stemma_test

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"slices"
	"strings"
	"testing"

	"github.com/stemma/stemma"
)

// keeper is a view of a log and documents, which counts how often the log is read and says which
// documents are looked up.
type keeper struct {
	stemma.View
	log  []*stemma.Judgement
	err  error
	read int

	docs   []*stemma.Document
	lookup []string
}

func (k *keeper) Documents(_ context.Context, f stemma.DocumentFilter) iter.Seq2[*stemma.Document, error] {
	return func(yield func(*stemma.Document, error) bool) {
		asked := fmt.Sprint(f.IDs)
		if f.Texts {
			asked += " texts"
		}
		k.lookup = append(k.lookup, asked)
		for _, d := range k.docs {
			if f.IDs != nil && !slices.Contains(f.IDs, d.ID) {
				continue
			}
			own := *d
			if !f.Texts {
				own.Text = ""
			}
			if !yield(&own, nil) {
				return
			}
		}
	}
}

func (k *keeper) Judgements(context.Context) iter.Seq2[*stemma.Judgement, error] {
	return func(yield func(*stemma.Judgement, error) bool) {
		k.read++
		for _, j := range k.log {
			if !yield(j, nil) {
				return
			}
		}
		if k.err != nil {
			yield(nil, k.err)
		}
	}
}

func TestRememberReadsTheLogOnce(t *testing.T) {
	k := &keeper{log: []*stemma.Judgement{{ID: "j1", Kind: stemma.Accept}, {ID: "j2", Kind: stemma.Reject}}}
	view := stemma.Remember(stemma.Remember(k))
	for range 3 {
		log, err := stemma.Log(t.Context(), view)
		if err != nil || len(log) != 2 || log[0].ID != "j1" || log[1].ID != "j2" {
			t.Fatalf("the log is %v, error %v", log, err)
		}
	}
	if k.read != 1 {
		t.Errorf("the log was read %d times", k.read)
	}
}

func TestLogIsReadAgainAfterAnError(t *testing.T) {
	k := &keeper{log: []*stemma.Judgement{{ID: "j1"}}, err: errors.New("disk is gone")}
	view := stemma.Remember(k)
	if log, err := stemma.Log(t.Context(), view); !errors.Is(err, k.err) {
		t.Fatalf("the log is %v, error %v", log, err)
	}
	k.err = nil
	if log, err := stemma.Log(t.Context(), view); err != nil || len(log) != 1 {
		t.Errorf("the log is %v, error %v", log, err)
	}
}

func TestRememberLooksUpADocumentOnce(t *testing.T) {
	k := &keeper{docs: []*stemma.Document{
		{ID: "d3", Path: "a.txt", Text: "third"}, {ID: "d1", Path: "b.txt", Text: "first"}, {ID: "d9", Path: "c.txt", Text: "old"}, {ID: "d2", Path: "c.txt", Text: "new"},
	}}
	view := stemma.Remember(k)
	ask := func(f stemma.DocumentFilter) string {
		t.Helper()
		var out []string
		for d, err := range view.Documents(t.Context(), f) {
			if err != nil {
				t.Fatal(err)
			}
			out = append(out, strings.TrimSpace(string(d.ID)+" "+d.Text))
			d.Text = "altered by the caller"
		}
		return strings.Join(out, ", ")
	}
	for _, c := range []struct {
		name   string
		f      stemma.DocumentFilter
		want   string
		lookup string // what is looked up for it
	}{
		{"without texts", stemma.DocumentFilter{IDs: []stemma.ID{"d1", "d3", "d1", "d7"}}, "d3, d1", "[d1 d3 d1 d7]"},
		{"again", stemma.DocumentFilter{IDs: []stemma.ID{"d3", "d1"}}, "d3, d1", ""},
		{"with texts", stemma.DocumentFilter{IDs: []stemma.ID{"d1"}, Texts: true}, "d1 first", "[d1] texts"},
		{"one more with text", stemma.DocumentFilter{IDs: []stemma.ID{"d1", "d3"}, Texts: true}, "d3 third, d1 first", "[d3] texts"},
		{"both by now", stemma.DocumentFilter{IDs: []stemma.ID{"d1", "d3"}, Texts: true}, "d3 third, d1 first", ""},
		{"without texts again", stemma.DocumentFilter{IDs: []stemma.ID{"d1"}}, "d1", ""},
		{"two versions of a path", stemma.DocumentFilter{IDs: []stemma.ID{"d2", "d9"}, Texts: true}, "d9 old, d2 new", "[d2 d9] texts [d2 d9] texts"},
		{"none", stemma.DocumentFilter{IDs: []stemma.ID{}}, "", ""},
		{"all", stemma.DocumentFilter{}, "d3, d1, d9, d2", "[]"},
	} {
		k.lookup = nil
		if got := ask(c.f); got != c.want {
			t.Errorf("%s: got %q, not %q", c.name, got, c.want)
		}
		if got := strings.Join(k.lookup, " "); got != c.lookup {
			t.Errorf("%s: looked up %q, not %q", c.name, got, c.lookup)
		}
	}
}
