package eval

import (
	"cmp"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/stemma/stemma"
	"github.com/stemma/stemma/nlp"
)

// Identity is how well a case says who is who, on annotated documents.
type Identity struct {
	// Gold and Found are the names that the gold has and those of them that
	// were read, with the same words. B3 is over the latter: of each, how many
	// of those that we (the gold) give its entity are the gold's (ours).
	Gold, Found       int
	Precision, Recall float64 // B3, percent
	// Entities are those of the gold with two or more names that were read, and
	// Exact those of them whose names are together with no other's.
	Entities, Exact int
	// Merged are entities of ours that hold names of two or more of the gold.
	Merged int
	// Sources that are a pronoun or a description of somebody who has a name,
	// of statements that were found, and those that lead to the right entity.
	Sources, Right int

	Wrong []string // what is merged or split, to look at
}

// F1 is the harmonic mean of precision and recall.
func (i Identity) F1() float64 {
	if i.Precision+i.Recall == 0 {
		return 0
	}
	return 2 * i.Precision * i.Recall / (i.Precision + i.Recall)
}

// A placed name is a name of the gold at its place.
type placedName struct {
	doc    string // its path in the case
	span   nlp.Span
	entity string
}

// A placed source is a source of the gold that is no name.
type placedSource struct {
	doc     string
	source  nlp.Span
	content []nlp.Span
	entity  string
}

// measureIdentity measures the annotated articles of the data's dossier,
// resolved together.
func measureIdentity(folder string) ([]Score, error) {
	i, err := DossierIdentity(context.Background(), folder)
	if err != nil {
		return nil, err
	}
	return i.scores(90, 65), nil
}

// measureInventedIdentity measures the dossier of the repository.
func measureInventedIdentity(string) ([]Score, error) {
	i, err := InventedIdentity(context.Background(), filepath.Join("testdata", "dossier"))
	if err != nil {
		return nil, err
	}
	return append(i.scores(100, 100), Score{"exact", percent(i.Exact, i.Entities), 100}), nil
}

func (i Identity) scores(f1, sources float64) []Score {
	return []Score{
		{"b3.F1", i.F1(), f1}, {"b3.P", i.Precision, 0}, {"b3.R", i.Recall, 0}, {"read", percent(i.Found, i.Gold), 0},
		{"sources", percent(i.Right, i.Sources), sources},
	}
}

// DossierIdentity resolves the annotated articles together.
func DossierIdentity(ctx context.Context, folder string) (Identity, error) {
	rows, articles, err := readDossierRows(folder)
	if err != nil {
		return Identity{}, err
	}
	temp, err := os.MkdirTemp("", "stemma-eval-")
	if err != nil {
		return Identity{}, err
	}
	defer os.RemoveAll(temp)
	for n, name := range articles {
		data, err := os.ReadFile(filepath.Join(folder, name+".txt"))
		if err != nil {
			return Identity{}, err
		}
		if err := os.WriteFile(filepath.Join(temp, fmt.Sprintf("%d-%s.txt", n, name)), data, 0o644); err != nil {
			return Identity{}, err
		}
	}
	view, done, err := readDossier(ctx, temp)
	if err != nil {
		return Identity{}, err
	}
	defer done()
	path := func(doc string) string {
		return fmt.Sprintf("%s/%d-%s.txt", filepath.Base(temp), slices.Index(articles, doc), doc)
	}
	named := map[string]bool{}
	if err := readLines(filepath.Join(folder, "gold", "entities.jsonl"), func(e struct {
		ID    string
		Named bool
	}) error {
		named[e.ID] = e.Named
		return nil
	}); err != nil {
		return Identity{}, err
	}
	var gold []placedName
	if err := readLines(filepath.Join(folder, "gold", "mentions.jsonl"), func(m struct {
		Doc    string
		Begin  int `json:"begin_utf8"`
		End    int `json:"end_utf8"`
		Entity string
	}) error {
		if slices.Contains(articles, m.Doc) && named[m.Entity] {
			gold = append(gold, placedName{path(m.Doc), nlp.Span{Begin: m.Begin, End: m.End}, m.Entity})
		}
		return nil
	}); err != nil {
		return Identity{}, err
	}
	var sources []placedSource
	texts := map[string]string{}
	for _, doc := range articles {
		data, err := os.ReadFile(filepath.Join(folder, doc+".txt"))
		if err != nil {
			return Identity{}, err
		}
		texts[doc] = string(data)
		for i := range rows[doc] {
			r := &rows[doc][i]
			if r.Source == nil || !named[r.Entity] || !described(nlp.Span(*r.Source).In(texts[doc])) {
				continue
			}
			sources = append(sources, placedSource{path(doc), nlp.Span(*r.Source), r.spans(), r.Entity})
		}
	}
	return identity(ctx, view, gold, sources)
}

// described reports whether a source is a pronoun or a description: it holds no
// capital letter but the first.
func described(words string) bool {
	words = strings.TrimSpace(words)
	return words != "" && strings.ToLower(words[1:]) == words[1:]
}

// InventedIdentity measures the invented dossier in the folder.
func InventedIdentity(ctx context.Context, folder string) (Identity, error) {
	view, done, err := readDossier(ctx, folder)
	if err != nil {
		return Identity{}, err
	}
	defer done()
	mentions, err := goldRows[struct {
		Doc, Entity string
		Form        nlp.Form
		Span        Place
	}](filepath.Join(folder, "gold", "mentions.jsonl"))
	if err != nil {
		return Identity{}, err
	}
	statements, err := goldRows[struct {
		Doc     string
		Content []Place
		Chain   []struct {
			Source *Place
			Entity *string `json:"source_entity"`
		}
	}](filepath.Join(folder, "gold", "statements.jsonl"))
	if err != nil {
		return Identity{}, err
	}
	texts := map[string]*Text{}
	for d, err := range view.Documents(ctx, stemma.DocumentFilter{}) {
		if err != nil {
			return Identity{}, err
		}
		doc, err := view.Document(ctx, d.ID)
		if err != nil {
			return Identity{}, err
		}
		texts[d.Path] = NewText(doc.Text)
	}
	find := func(doc string, p Place) (nlp.Span, bool) {
		if texts[doc] == nil {
			return nlp.Span{}, false
		}
		return texts[doc].Find(p)
	}
	var gold []placedName
	named := map[string]bool{}
	for _, m := range mentions {
		if span, ok := find(m.Doc, m.Span); ok && m.Form == nlp.Name {
			gold = append(gold, placedName{m.Doc, span, m.Entity})
			named[m.Entity] = true
		}
	}
	var sources []placedSource
	for _, s := range statements {
		last := s.Chain[len(s.Chain)-1]
		if len(s.Chain) < 2 || last.Source == nil || last.Entity == nil || !named[*last.Entity] || !described(last.Source.Text) {
			continue
		}
		source, ok := find(s.Doc, *last.Source)
		x := placedSource{doc: s.Doc, source: source, entity: *last.Entity}
		for _, p := range s.Content {
			if span, found := find(s.Doc, p); found {
				x.content = append(x.content, span)
			}
		}
		if ok && len(x.content) > 0 {
			sources = append(sources, x)
		}
	}
	return identity(ctx, view, gold, sources)
}

// identity compares a case with names and sources of the gold.
func identity(ctx context.Context, view stemma.View, gold []placedName, sources []placedSource) (Identity, error) {
	type at struct {
		doc  string
		span nlp.Span
	}
	ours := map[at]stemma.ID{}
	texts := map[string]string{}
	statements := map[string][]*stemma.Statement{}
	for d, err := range view.Documents(ctx, stemma.DocumentFilter{}) {
		if err != nil {
			return Identity{}, err
		}
		doc, err := view.Document(ctx, d.ID)
		if err != nil {
			return Identity{}, err
		}
		texts[d.Path] = doc.Text
		for m, err := range view.Mentions(ctx, d.ID) {
			if err != nil {
				return Identity{}, err
			}
			if m.Form == nlp.Name {
				ours[at{d.Path, m.Span}] = m.Entity
			}
		}
		for s, err := range view.Statements(ctx, stemma.StatementFilter{Doc: d.ID, Kind: "attributed"}) {
			if err != nil {
				return Identity{}, err
			}
			statements[d.Path] = append(statements[d.Path], s)
		}
	}
	r := Identity{Gold: len(gold)}
	type pair struct {
		ours   stemma.ID
		theirs string
	}
	both, byOurs, byTheirs := map[pair]int{}, map[stemma.ID]int{}, map[string]int{}
	words := map[pair]map[string]bool{}
	for _, g := range gold {
		e, ok := ours[at{g.doc, g.span}]
		if !ok || e == "" {
			continue
		}
		p := pair{e, g.entity}
		r.Found++
		both[p]++
		byOurs[e]++
		byTheirs[g.entity]++
		if words[p] == nil {
			words[p] = map[string]bool{}
		}
		words[p][g.span.In(texts[g.doc])] = true
	}
	best := map[stemma.ID]pair{}
	merged := map[stemma.ID]int{}
	for p, n := range both {
		r.Precision += float64(n*n) / float64(byOurs[p.ours])
		r.Recall += float64(n*n) / float64(byTheirs[p.theirs])
		merged[p.ours]++
		if b, ok := best[p.ours]; !ok || n > both[b] || n == both[b] && p.theirs < b.theirs {
			best[p.ours] = p
		}
	}
	if r.Found > 0 {
		r.Precision, r.Recall = 100*r.Precision/float64(r.Found), 100*r.Recall/float64(r.Found)
	}
	for e, n := range byTheirs {
		if n < 2 {
			continue
		}
		r.Entities++
		for p, k := range both {
			if p.theirs == e && k == n && byOurs[p.ours] == n {
				r.Exact++
			}
		}
	}
	for _, n := range merged {
		if n > 1 {
			r.Merged++
		}
	}
	split := map[string]int{}
	for p := range both {
		split[p.theirs]++
	}
	for p, n := range both {
		if merged[p.ours] > 1 || split[p.theirs] > 1 {
			var w []string
			for x := range words[p] {
				w = append(w, x)
			}
			slices.Sort(w)
			r.Wrong = append(r.Wrong, fmt.Sprintf("%-16s %s x%d %s", p.theirs, p.ours[:8], n, strings.Join(w, " | ")))
		}
	}
	slices.Sort(r.Wrong)
	isName := map[at]bool{}
	for _, g := range gold {
		isName[at{g.doc, g.span}] = true
	}
	for _, s := range sources {
		if isName[at{s.doc, s.source}] { // "Velm said": no description
			continue
		}
		var found *stemma.Statement
		like := 0.5
		for _, st := range statements[s.doc] {
			if j := bytesOf(s.content).jaccard(bytesOf(st.Content)); j >= like && sameSource(s.source, st.Voice().Source, texts[s.doc]) {
				found, like = st, j
			}
		}
		if found == nil {
			continue
		}
		r.Sources++
		if e := found.Voice().SourceEntity; e != "" && best[e].theirs == s.entity {
			r.Right++
		} else {
			r.Wrong = append(r.Wrong, fmt.Sprintf("source %s in %s @%d is %s, not %s", s.source.In(texts[s.doc]), s.doc, s.source.Begin, cmp.Or(best[e].theirs, string(e), "nobody"), s.entity))
		}
	}
	return r, nil
}
