package eval

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/stemma/stemma"
	"github.com/stemma/stemma/internal/engine"
	"github.com/stemma/stemma/internal/source"
	"github.com/stemma/stemma/internal/store"
	"github.com/stemma/stemma/nlp"
)

// measureInvented measures the dossier of the repository, whatever the data
// folder is; stemma-eval runs at the root of the repository.
func measureInvented(string) ([]Score, error) {
	return Invented(context.Background(), filepath.Join("testdata", "dossier"))
}

// Invented measures the whole program, from files to statements, on the
// invented dossier: folder holds the documents and, in gold, what a perfect
// reading finds. All figures are percentages.
//
//	places      gold spans that stand at one place of the text as it was read
//	front       titles, bylines, publishers and dates of the gold that were proposed with that value
//	front-exact of those proposed, the ones that the gold has
//	masked      bytes of the gold's masked parts that are masked
//	masked-text bytes masked that hold no attributed content of the gold
//	surface     gold statements of reach "surface" that were found: contents share half of their bytes
//	source      of those, the ones whose sources share a byte, or have none both
//	chain       gold statements of three links or more that were found with as many, from the same sources
//	attributed  statements of ours with a source besides the author that match one of the gold
//	certainty   gold statements that were found, of any reach or in the author's own voice, whose last link is as certain as the gold has it
//	certainty-hedged, certainty-plain  of these, the ones that are not certain and positive, and the ones that are; certainty and polarity both right
//	polarity    of them, the ones with the polarity of the gold
//	author      of those attributed, the ones whose author is as certain of it, with the same polarity
//	said        of those attributed whose gold says when it was said, the ones with the same day
//	said-exact  of those attributed where we say when, the ones where the gold says the same
//	own-voice   gold sentences in the author's own voice that no other voice was given
func Invented(ctx context.Context, folder string) ([]Score, error) {
	view, done, err := readDossier(ctx, folder)
	if err != nil {
		return nil, err
	}
	defer done()
	score := scores{}
	gold := filepath.Join(folder, "gold")
	wanted, err := goldRows[goldDocument](filepath.Join(gold, "documents.jsonl"))
	if err != nil {
		return nil, err
	}
	statements, err := goldRows[goldStatement](filepath.Join(gold, "statements.jsonl"))
	if err != nil {
		return nil, err
	}
	for _, want := range wanted {
		var doc *stemma.Document
		for d, err := range view.Documents(ctx, stemma.DocumentFilter{Path: want.Path}) {
			if err != nil {
				return nil, err
			}
			if doc, err = view.Document(ctx, d.ID); err != nil {
				return nil, err
			}
		}
		if doc == nil {
			return nil, fmt.Errorf("%s is no document of the case", want.Path)
		}
		score.front(doc, want)
		var ours []*stemma.Statement
		for s, err := range view.Statements(ctx, stemma.StatementFilter{Doc: doc.ID}) {
			if err != nil {
				return nil, err
			}
			ours = append(ours, s)
		}
		theirs := slices.DeleteFunc(slices.Clone(statements), func(s goldStatement) bool { return s.Doc != want.Path })
		score.document(doc, want, ours, theirs)
	}
	return score.percent(), nil
}

// readDossier reads the documents of the dossier into a case of their own, as
// `stemma read` does.
func readDossier(ctx context.Context, folder string) (stemma.View, func(), error) {
	temp, err := os.MkdirTemp("", "stemma-eval-")
	if err != nil {
		return nil, nil, err
	}
	// The numbered files are the documents; what explains them is not.
	dossier := filepath.Join(temp, filepath.Base(folder))
	files, err := filepath.Glob(filepath.Join(folder, "[0-9]*"))
	if err != nil || len(files) == 0 {
		return nil, nil, fmt.Errorf("no documents in %s", folder)
	}
	if err := os.Mkdir(dossier, 0o755); err != nil {
		return nil, nil, err
	}
	for _, f := range files {
		data, err := os.ReadFile(f)
		if err != nil {
			return nil, nil, err
		}
		if err := os.WriteFile(filepath.Join(dossier, filepath.Base(f)), data, 0o644); err != nil {
			return nil, nil, err
		}
	}
	s, err := store.Open(ctx, filepath.Join(temp, "case.stemma"), store.Options{Create: true})
	if err != nil {
		return nil, nil, err
	}
	done := func() { s.Close(); os.RemoveAll(temp) }
	e := &engine.Engine{Store: s, Version: "eval"}
	if _, err := e.Read(ctx, source.Walk(ctx, dossier)); err != nil {
		done()
		return nil, nil, err
	}
	return s, done, nil
}

type goldShown struct {
	Value   string
	ShownBy *Place `json:"shown_by"`
}

type goldDocument struct {
	Path                                string
	Title, Byline, Publisher, Published *goldShown
	Masked                              []struct {
		Span Place
		Kind stemma.RegionKind
	}
}

type goldStatement struct {
	ID      string
	Doc     string
	Content []Place
	Chain   []struct {
		Source *Place
		Cue    *Place
		Kind   string

		Certainty nlp.Certainty
		Polarity  nlp.Polarity
		Said      string
	}
	Reach string
}

// goldRows reads a file of the gold, a row a line.
func goldRows[T any](path string) ([]T, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	var rows []T
	for d := json.NewDecoder(bytes.NewReader(data)); ; {
		var row T
		if err := d.Decode(&row); err == io.EOF {
			return rows, nil
		} else if err != nil {
			return nil, fmt.Errorf("row %d of %s: %w", len(rows)+1, path, err)
		}
		rows = append(rows, row)
	}
}

// scores counts, for each figure, how many of how many.
type scores map[string]*[2]int

func (s scores) add(name string, hit bool) {
	if hit {
		s.addN(name, 1, 1)
	} else {
		s.addN(name, 0, 1)
	}
}

func (s scores) addN(name string, hits, all int) {
	if s[name] == nil {
		s[name] = new([2]int)
	}
	s[name][0] += hits
	s[name][1] += all
}

func (s scores) percent() []Score {
	var p []Score
	for _, name := range slices.Sorted(maps.Keys(s)) {
		p = append(p, Score{Name: name, Value: percent(s[name][0], s[name][1])})
	}
	return p
}

func (s scores) front(doc *stemma.Document, want goldDocument) {
	for _, pair := range []struct {
		ours  *stemma.Shown
		wants *goldShown
	}{
		{doc.Title, want.Title}, {doc.Byline, want.Byline}, {doc.Publisher, want.Publisher}, {doc.Published, want.Published},
	} {
		same := pair.ours != nil && pair.wants != nil && pair.ours.Value == pair.wants.Value
		if pair.wants != nil {
			s.add("front", same)
		}
		if pair.ours != nil {
			s.add("front-exact", same)
		}
	}
}

func (s scores) document(doc *stemma.Document, want goldDocument, ours []*stemma.Statement, theirs []goldStatement) {
	text := NewText(doc.Text)
	find := func(p Place) (nlp.Span, bool) {
		span, ok := text.Find(p)
		s.add("places", ok)
		return span, ok
	}
	masked := bytesOf(nil)
	for _, r := range doc.Regions {
		if r.Kind.Masked() {
			masked.add(r.Span)
		}
	}
	for _, m := range want.Masked {
		if span, ok := find(m.Span); ok {
			s.addN("masked", masked.count(span), span.Len())
		}
	}

	gold := make([]reading, 0, len(theirs))
	for _, g := range theirs {
		r := reading{content: bytesOf(nil), reach: g.Reach, links: len(g.Chain)}
		for _, c := range g.Content {
			if span, ok := find(c); ok {
				r.content.add(span)
			}
		}
		if p := g.Chain[len(g.Chain)-1].Source; p != nil {
			r.source, _ = find(*p)
		}
		for _, link := range g.Chain[1:] {
			var span nlp.Span
			if link.Source != nil {
				span, _ = text.Find(*link.Source)
			}
			r.chain = append(r.chain, span)
		}
		r.last.Certainty, r.last.Polarity = g.Chain[len(g.Chain)-1].Certainty, g.Chain[len(g.Chain)-1].Polarity
		r.said, _, _ = strings.Cut(g.Chain[len(g.Chain)-1].Said, "T")
		r.author.Certainty, r.author.Polarity = g.Chain[0].Certainty, g.Chain[0].Polarity
		gold = append(gold, r)
	}
	found := make([]reading, 0, len(ours))
	for _, o := range ours {
		r := reading{content: bytesOf(o.Content), source: o.Voice().Source, links: len(o.Chain)}
		r.last = nlp.Factuality{Certainty: o.Voice().Certainty, Polarity: o.Voice().Polarity, ShownBy: o.Voice().ShownBy}
		r.author = nlp.Factuality{Certainty: o.Chain[0].Certainty, Polarity: o.Chain[0].Polarity}
		r.said = o.Voice().Said
		for _, link := range o.Chain[1:] {
			r.chain = append(r.chain, link.Source)
		}
		found = append(found, r)
	}
	attributed := bytesOf(nil)
	for _, g := range gold {
		if g.links > 1 {
			attributed.union(g.content)
		}
	}
	for b := range masked {
		s.add("masked-text", !attributed[b])
	}

	pairs := match(gold, found)
	for i, g := range gold {
		j, ok := pairs[i]
		if ok {
			s.sure(g, found[j])
		}
		if g.links > 2 {
			right := false
			for k := range found {
				right = right || found[k].content.jaccard(g.content) >= 0.5 && sameChain(g.chain, found[k].chain)
			}
			s.add("chain", right)
		}
		switch {
		case g.links == 1:
			said := false
			for _, f := range found {
				said = said || f.links > 1 && f.content.jaccard(g.content) > 0
			}
			s.add("own-voice", !said)
		case g.reach == "surface":
			s.add("surface", ok)
			if ok {
				f := found[j]
				s.add("source", f.source.Overlaps(g.source) || f.source.IsZero() && g.source.IsZero())
			}
		}
	}
	for _, f := range found {
		if f.links > 1 {
			hit := false
			for _, g := range gold {
				hit = hit || g.links > 1 && f.content.jaccard(g.content) >= 0.5
			}
			s.add("attributed", hit)
		}
	}
}

// A reading is a statement as far as it is compared.
type reading struct {
	content byteSet
	source  nlp.Span
	links   int
	chain   []nlp.Span // the sources behind the author, none where it is zero
	reach   string

	last, author nlp.Factuality
	said         string
}

// sure compares how sure the last link and the author are.
func (s scores) sure(gold, found reading) {
	certain, polar := gold.last.Certainty == found.last.Certainty, gold.last.Polarity == found.last.Polarity
	s.add("certainty", certain)
	s.add("polarity", polar)
	if gold.last.Certainty == nlp.Certain && gold.last.Polarity == nlp.Positive {
		s.add("certainty-plain", certain && polar)
	} else {
		s.add("certainty-hedged", certain && polar)
	}
	if gold.links > 1 && gold.said != "" {
		s.add("said", gold.said == found.said)
	}
	if gold.links > 1 && found.said != "" {
		s.add("said-exact", gold.said == found.said)
	}
	if gold.links > 1 {
		s.add("author", gold.author.Certainty == found.author.Certainty && gold.author.Polarity == found.author.Polarity)
	}
}

// sameChain says whether the chains have as many links, with sources that share
// a byte or are missing in both.
func sameChain(a, b []nlp.Span) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if !a[i].Overlaps(b[i]) && !(a[i].IsZero() && b[i].IsZero()) {
			return false
		}
	}
	return true
}

// match pairs gold with found one to one, the most alike first; both must be
// attributed, or both in the author's own voice, and share half of their bytes.
func match(gold, found []reading) map[int]int {
	type pair struct {
		i, j int
		like float64
	}
	var all []pair
	for i, g := range gold {
		for j, f := range found {
			if (g.links > 1) == (f.links > 1) {
				if like := g.content.jaccard(f.content); like >= 0.5 {
					all = append(all, pair{i, j, like})
				}
			}
		}
	}
	slices.SortStableFunc(all, func(a, b pair) int {
		switch {
		case a.like > b.like:
			return -1
		case a.like < b.like:
			return 1
		}
		return 0
	})
	pairs, taken := map[int]int{}, map[int]bool{}
	for _, p := range all {
		if _, ok := pairs[p.i]; !ok && !taken[p.j] {
			pairs[p.i], taken[p.j] = p.j, true
		}
	}
	return pairs
}

// A byteSet is a set of bytes of a text by their offsets.
type byteSet map[int]bool

func bytesOf(spans []nlp.Span) byteSet {
	s := byteSet{}
	for _, span := range spans {
		s.add(span)
	}
	return s
}

func (s byteSet) add(span nlp.Span) {
	for i := span.Begin; i < span.End; i++ {
		s[i] = true
	}
}

func (s byteSet) union(t byteSet) {
	for i := range t {
		s[i] = true
	}
}

func (s byteSet) count(span nlp.Span) int {
	n := 0
	for i := span.Begin; i < span.End; i++ {
		if s[i] {
			n++
		}
	}
	return n
}

// jaccard is the share of the bytes of either that are of both.
func (s byteSet) jaccard(t byteSet) float64 {
	if len(t) < len(s) {
		s, t = t, s
	}
	both := 0
	for i := range s {
		if t[i] {
			both++
		}
	}
	if both == 0 {
		return 0
	}
	return float64(both) / float64(len(s)+len(t)-both)
}
