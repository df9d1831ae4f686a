package engine

import (
	"context"
	"slices"
	"strings"
	"unicode"

	"github.com/stemma/stemma"
)

// attach finds for each judgement of the log the statement that it fits now. It
// names places by their words, so it survives a re-reading, a new version of
// the document and a change of ids; one that fits nothing any more stays in
// the log and is reported. Those on who is who are attached when that is
// reckoned.
func attach(ctx context.Context, store stemma.Store, log []*stemma.Judgement) (err error) {
	fits := map[stemma.ID]stemma.ID{}
	statements := finder{list: statementCandidates(store)}
	mentions := finder{list: mentionCandidates(store)}
	for _, j := range log {
		if j.Kind == stemma.Retract || len(j.About) == 0 {
			continue
		}
		switch {
		case j.Kind.OfDocuments():
			docs, err := stemma.JudgedDocuments(ctx, store, j)
			if err != nil {
				return err
			}
			fits[j.ID] = ""
			if len(docs) == 2 {
				fits[j.ID] = docs[0]
			}
		case j.Kind.OnClaims():
			pair, err := statements.pair(ctx, store, j)
			if err != nil {
				return err
			}
			fits[j.ID] = pair[0]
		case j.OfSource():
			if fits[j.ID], err = mentions.find(ctx, store, j.About[0]); err != nil {
				return err
			}
		default:
			if fits[j.ID], err = statements.find(ctx, store, j.About[0]); err != nil {
				return err
			}
		}
	}
	return store.Attach(ctx, fits)
}

// A finder finds what an anchor fits among the candidates of each version of
// the document at its path, the latest version first. Each document is fetched
// once.
type finder struct {
	list     func(ctx context.Context, doc *stemma.Document) ([]candidate, error)
	versions map[string][][]candidate
}

func (f *finder) find(ctx context.Context, view stemma.View, place stemma.Anchor) (stemma.ID, error) {
	versions, ok := f.versions[place.Path]
	if !ok {
		docs, err := collect(view.Documents(ctx, stemma.DocumentFilter{Path: place.Path, AllVersions: true}))
		if err != nil {
			return "", err
		}
		slices.Reverse(docs)
		for _, d := range docs {
			doc, err := view.Document(ctx, d.ID)
			if err != nil {
				return "", err
			}
			version, err := f.list(ctx, doc)
			if err != nil {
				return "", err
			}
			versions = append(versions, version)
		}
		if f.versions == nil {
			f.versions = map[string][][]candidate{}
		}
		f.versions[place.Path] = versions
	}
	for _, version := range versions {
		if id := fit(place, version); id != "" {
			return id, nil
		}
	}
	return "", nil
}

// pair finds both statements that a judgement on two is about; neither where
// one is not found.
func (f *finder) pair(ctx context.Context, view stemma.View, j *stemma.Judgement) (pair [2]stemma.ID, err error) {
	if len(j.About) != 2 {
		return pair, nil
	}
	for i, place := range j.About {
		if pair[i], err = f.find(ctx, view, place); err != nil || pair[i] == "" {
			return [2]stemma.ID{}, err
		}
	}
	return pair, nil
}

// A candidate is a statement or mention with the anchor that a judgement on it
// would have.
type candidate struct {
	id     stemma.ID
	anchor stemma.Anchor
}

func statementCandidates(view stemma.View) func(context.Context, *stemma.Document) ([]candidate, error) {
	return func(ctx context.Context, doc *stemma.Document) (all []candidate, err error) {
		for s, err := range view.Statements(ctx, stemma.StatementFilter{Doc: doc.ID}) {
			if err != nil {
				return nil, err
			}
			all = append(all, candidate{s.ID, stemma.StatementAnchor(doc, s)})
		}
		return all, nil
	}
}

func mentionCandidates(view stemma.View) func(context.Context, *stemma.Document) ([]candidate, error) {
	return func(ctx context.Context, doc *stemma.Document) (all []candidate, err error) {
		for m, err := range view.Mentions(ctx, doc.ID) {
			if err != nil {
				return nil, err
			}
			all = append(all, candidate{m.ID, stemma.NewAnchor(doc, []stemma.Span{m.Span})})
		}
		return all, nil
	}
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
