package engine

import (
	"context"
	"slices"
	"strings"
	"unicode"

	"github.com/stemma/stemma"
)

// attach finds for each judgement of the log the statement that it fits now. A judgement
// names places by their words, so it survives a re-reading, a new version of
// the document and a change of ids; one that fits nothing any more stays in
// the log and is reported.
func attach(ctx context.Context, store stemma.Store, log []*stemma.Judgement) error {
	fits := map[stemma.ID]stemma.ID{}
	versions := map[string][][]candidate{} // by path, so that each document is fetched once
	for _, j := range log {
		if j.Kind == stemma.Retract || len(j.About) == 0 {
			continue
		}
		if j.Kind.OfDocuments() {
			fits[j.ID] = ""
			docs, err := stemma.JudgedDocuments(ctx, store, j)
			if err != nil {
				return err
			}
			if len(docs) == 2 {
				fits[j.ID] = docs[0]
			}
			continue
		}
		place := j.About[0]
		if _, ok := versions[place.Path]; !ok {
			c, err := candidates(ctx, store, place.Path)
			if err != nil {
				return err
			}
			versions[place.Path] = c
		}
		fits[j.ID] = ""
		for _, version := range versions[place.Path] {
			if fits[j.ID] = fit(place, version); fits[j.ID] != "" {
				break
			}
		}
	}
	return store.Attach(ctx, fits)
}

// A candidate is a statement with the anchor that a judgement on it would have.
type candidate struct {
	id     stemma.ID
	anchor stemma.Anchor
}

// candidates returns the statements of each version of the document at path,
// the latest version first.
func candidates(ctx context.Context, view stemma.View, path string) ([][]candidate, error) {
	var versions [][]candidate
	for listed, err := range view.Documents(ctx, stemma.DocumentFilter{Path: path, AllVersions: true}) {
		if err != nil {
			return nil, err
		}
		doc, err := view.Document(ctx, listed.ID)
		if err != nil {
			return nil, err
		}
		var version []candidate
		for s, err := range view.Statements(ctx, stemma.StatementFilter{Doc: doc.ID}) {
			if err != nil {
				return nil, err
			}
			version = append(version, candidate{s.ID, stemma.StatementAnchor(doc, s)})
		}
		versions = append(versions, version)
	}
	slices.Reverse(versions)
	return versions, nil
}

// fit returns the statement that a judgement on place is about, "" if none. A
// statement fits if it says the same words on the word of the same source by
// the same cue: a judgement on other words would be one that nobody made. The
// first of these rules that one candidate alone passes decides:
//
//  1. the same place in the same bytes
//  2. the same words between the same words
//  3. the same words
//  4. the same words but for quotation marks, points and white space
func fit(place stemma.Anchor, candidates []candidate) stemma.ID {
	rules := []func(stemma.Anchor) bool{
		func(a stemma.Anchor) bool { return a.Doc == place.Doc && slices.Equal(a.Spans, place.Spans) },
		func(a stemma.Anchor) bool {
			return a.Quote == place.Quote && a.Prefix == place.Prefix && a.Suffix == place.Suffix
		},
		func(a stemma.Anchor) bool { return a.Quote == place.Quote },
		func(a stemma.Anchor) bool { return bare(a.Quote) == bare(place.Quote) },
	}
	for _, rule := range rules {
		var found []stemma.ID
		for _, c := range candidates {
			if c.anchor.Cue == place.Cue && c.anchor.Source == place.Source && rule(c.anchor) {
				found = append(found, c.id)
			}
		}
		if len(found) == 1 {
			return found[0]
		}
	}
	return ""
}

// bare is the letters and digits of s, with one space between words.
func bare(s string) string {
	return strings.Join(strings.FieldsFunc(s, func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r)
	}), " ")
}
