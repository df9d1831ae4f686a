package engine

import (
	"cmp"
	"errors"
	"fmt"
	"maps"
	"slices"

	"github.com/stemma/stemma"
)

// A mistake of ours with one document must not keep a case from being reckoned. The
// document is left out of what was being made, an Issue says so, and the rest is made
// without it. Which one it is follows from the documents alone, not from the order of
// their reading nor from how many cores there are.

// A mistake is a panic while something was made of documents.
type mistake struct {
	what string
	with map[stemma.ID]string // the documents, where it shows, each with what went wrong
}

// Error says what went wrong.
func (m *mistake) Error() string { return "a mistake of Stemma's own: " + m.what }

// guarded makes an error of a panic, which in a worker would end the program.
func guarded(do func() error) (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = &mistake{what: fmt.Sprint(r)}
		}
	}()
	return do()
}

// mostSought is how many documents are looked for that a mistake is with where it does
// not show. Each takes some ten to fifteen tries; where there are more, what is wrong is
// not with single documents.
const mostSought = 4

// sparing does something with documents, and where a mistake breaks it off, with all but those
// that it is with. If it does not show with which, that is the last of the least number from
// the beginning of the list with which it happens. It returns what went wrong with
// each that was left out.
func sparing(docs []*stemma.Document, do func([]*stemma.Document) error) (map[*stemma.Document]string, error) {
	out := map[*stemma.Document]string{}
	try := func(docs []*stemma.Document) (*mistake, error) {
		err := guarded(func() error { return do(docs) })
		if m, is := errors.AsType[*mistake](err); is {
			return m, nil
		}
		return nil, err
	}
	for sought := 0; ; {
		m, err := try(docs)
		if m == nil || err != nil {
			return out, err
		}
		if len(m.with) == 0 {
			if sought++; sought > mostSought || len(docs) == 0 {
				return out, m
			}
			well, ill := 0, len(docs)
			for ill-well > 1 {
				half := (well + ill) / 2
				switch found, err := try(docs[:half]); {
				case err != nil:
					return out, err
				case found == nil:
					well = half
				default:
					ill, m = half, found
				}
			}
			m = &mistake{with: map[stemma.ID]string{docs[ill-1].ID: m.what}}
		}
		docs = slices.DeleteFunc(slices.Clone(docs), func(d *stemma.Document) bool {
			what, is := m.with[d.ID]
			if is {
				out[d] = what
			}
			return is
		})
	}
}

// spared are the issues with documents that were left out.
func spared(out map[*stemma.Document]string, of string) []stemma.Issue {
	docs := slices.SortedFunc(maps.Keys(out), func(a, b *stemma.Document) int { return cmp.Compare(a.Path, b.Path) })
	var issues []stemma.Issue
	for _, d := range docs {
		issues = append(issues, mistakeWith(d.Path, of, out[d]))
	}
	return issues
}

// mistakeWith is the issue with a document that was left out of something.
func mistakeWith(path, of, what string) stemma.Issue {
	return stemma.Issue{
		Path: path, Stage: "reckon", Kind: stemma.Internal,
		Message: fmt.Sprintf("it is left out of %s, for a mistake of Stemma's own: %s. All else is reckoned without it. Please report it, and read the document again with a later version", of, what),
	}
}

// leftOut reports whether an issue is that of a document that reckoning left out.
func leftOut(i *stemma.Issue) bool { return i.Stage == "reckon" && i.Kind == stemma.Internal }
