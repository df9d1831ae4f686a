package cli

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/stemma/stemma"
)

// maxCandidates is how many records an ambiguous name lists; more would push
// the message off the screen.
const maxCandidates = 10

// findDocument returns the document, with its text, that word names: an id or
// the beginning of one, or a path or the end of one. Of several versions at one
// path it is the latest.
func findDocument(ctx context.Context, view stemma.View, word string) (*stemma.Document, error) {
	id, err := findDocumentID(ctx, view, word)
	if err != nil {
		return nil, err
	}
	return view.Document(ctx, id)
}

func findDocumentID(ctx context.Context, view stemma.View, word string) (stemma.ID, error) {
	// A path in the case begins with the last name of what was read; one
	// completed by the shell has folders before that.
	var ids []stemma.ID
	for tail := word; len(ids) == 0; {
		var err error
		if tail != "" {
			if ids, err = view.Find(ctx, 'd', tail, maxCandidates+1); err != nil {
				return "", err
			}
		}
		_, rest, more := strings.Cut(tail, "/")
		if !more {
			break
		}
		tail = rest
	}
	switch len(ids) {
	case 0:
		return "", &stemma.Error{
			Kind: stemma.NotFound, Err: fmt.Errorf("no document is called %q", word),
			Hint: "stemma documents lists what is in the case",
		}
	case 1:
		return ids[0], nil
	}
	var candidates []string
	for _, id := range ids {
		d, err := view.Document(ctx, id)
		if err != nil {
			return "", err
		}
		candidates = append(candidates, short(d.ID)+"  "+d.Path)
	}
	return "", ambiguous(word, "documents", candidates)
}

// findStatement returns the statement that word names, an id or the beginning
// of one, and its document.
func findStatement(ctx context.Context, view stemma.View, word string) (*stemma.Statement, *stemma.Document, error) {
	ids, err := view.Find(ctx, 's', word, maxCandidates+1)
	if err != nil {
		return nil, nil, err
	}
	if len(ids) == 0 {
		return nil, nil, &stemma.Error{
			Kind: stemma.NotFound, Err: fmt.Errorf("no statement is called %q", word),
			Hint: "stemma statements lists them; its first column is the id",
		}
	}
	var candidates []string
	for _, id := range ids {
		s, err := view.Statement(ctx, id)
		if err != nil {
			return nil, nil, err
		}
		d, err := view.Document(ctx, s.Doc)
		if err != nil {
			return nil, nil, err
		}
		if len(ids) == 1 {
			return s, d, nil
		}
		candidates = append(candidates, string(s.ID)+"  "+line(words(d.Text, s.Content)))
	}
	return nil, nil, ambiguous(word, "statements", candidates)
}

// lastJudgement stands for the last judgement that is not taken back.
const lastJudgement = "last"

// findRetractable returns the judgement that word names and that was not taken back yet:
// an id or the beginning of one, or lastJudgement.
func findRetractable(ctx context.Context, view stemma.View, word string) (*stemma.Judgement, error) {
	log, err := stemma.Log(ctx, view)
	if err != nil {
		return nil, err
	}
	var found []*stemma.Judgement
	for _, j := range log {
		if word != "" && strings.HasPrefix(string(j.ID), word) {
			found = append(found, j)
		}
	}
	if word == lastJudgement {
		retracted := stemma.Retracted(log)
		for _, j := range slices.Backward(log) {
			if j.Kind != stemma.Retract && !retracted[j.ID] {
				return j, nil
			}
		}
		return nil, &stemma.Error{Kind: stemma.NotFound, Err: errors.New("no judgement stands that could be taken back"), Hint: "stemma log lists all"}
	}
	switch len(found) {
	case 0:
		return nil, &stemma.Error{
			Kind: stemma.NotFound, Err: fmt.Errorf("no judgement is called %q", word),
			Hint: "stemma log lists them; its first column is the id",
		}
	case 1:
		return found[0], stemma.Retractable(log, found[0].ID)
	}
	var candidates []string
	for _, j := range found {
		candidates = append(candidates, string(j.ID)+"  "+string(j.Kind)+" by "+j.By+": "+j.Why)
	}
	return nil, ambiguous(word, "judgements", candidates)
}

// ambiguous is the error for a name that fits several records.
func ambiguous(word, what string, candidates []string) error {
	more := ""
	if len(candidates) > maxCandidates {
		candidates, more = candidates[:maxCandidates], "\n  ..."
	}
	for i, c := range candidates {
		candidates[i] = cut(line(c), 78)
	}
	return &stemma.Error{
		Kind: stemma.Invalid,
		Err:  fmt.Errorf("%q fits several %s:\n  %s%s", word, what, strings.Join(candidates, "\n  "), more),
		Hint: "give more of the id or of the path",
	}
}

// short is the id as tables show it: enough of it to name a record in any case
// that fits on one machine, short enough to be typed.
func short(id stemma.ID) string { return string(id[:min(len(id), 9)]) }

// words returns the words of spans, with " … " between parts. Spans outside
// the text, which only a damaged case has, give none.
func words(text string, spans []stemma.Span) string {
	var parts []string
	for _, s := range spans {
		if s.Begin >= 0 && s.Begin <= s.End && s.End <= len(text) {
			parts = append(parts, s.In(text))
		}
	}
	return strings.Join(parts, " … ")
}

// wordsOf returns the words of one span, "" for the zero span.
func wordsOf(text string, s stemma.Span) string { return words(text, []stemma.Span{s}) }

// texts hands out documents, keeping the last one at hand: statements come in
// order of their documents.
type texts struct {
	view stemma.View
	last *stemma.Document
}

func (t *texts) document(ctx context.Context, id stemma.ID) (*stemma.Document, error) {
	if t.last == nil || t.last.ID != id {
		d, err := t.view.Document(ctx, id)
		if err != nil {
			return nil, err
		}
		t.last = d
	}
	return t.last, nil
}
