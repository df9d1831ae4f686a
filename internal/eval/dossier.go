package eval

import (
	"fmt"
	"os"
	"path/filepath"
	"sort"
	"unicode"
	"unicode/utf8"

	"github.com/stemma/stemma/nlp"
)

// Dossier are the scores on the annotated articles of the data's dossier. An
// annotated item is core if its kind is direct or mixed, its type speech or
// directive, it is not nested and has a source; rows that continue an earlier
// one are joined to it.
type Dossier struct {
	Core    int // core items
	Found   int // of these, matched one to one with a statement: content Jaccard of half or more, by characters
	Source  int // of these, with the right source
	Printed int // attributed statements printed
	Backed  int // of these, with some annotated item of any kind by the same measure, not one to one

	// Soft compares, by rel_soft of the PolNeAR scorer, the items of the kinds
	// that reasonable annotators agree on (speech, directive, commitment,
	// belief, evidential, question), nested or not, with all that is printed
	// but what matches an item of another kind.
	Soft    Ratio
	Nested  int // items within another's content
	Inner   int // of these, found
	Parents int // of those, found within the attribution that matches that other one

	Unfound          []string // items of any kind that rel_soft does not find
	Missed, Unbacked []string // the core items that were not found, and the statements that nothing backs, to look at
}

type dossierRow struct {
	ID           string        `json:"id"`
	Doc          string        `json:"doc"`
	Source       *dossierSpan  `json:"source"`
	Cue          *dossierSpan  `json:"cue"`
	Content      []dossierSpan `json:"content"`
	Kind         string        `json:"kind"`
	NestedIn     *string       `json:"nested_in"`
	Type         string        `json:"attr_type"`
	Certainty    string        `json:"certainty"`
	Said         string        `json:"said_on"`
	Continuation bool          `json:"continuation"`
	Entity       string        `json:"source_entity_id"`
}

type dossierSpan struct {
	Begin int `json:"begin_utf8"`
	End   int `json:"end_utf8"`
}

func (r *dossierRow) core() bool {
	return (r.Kind == "direct" || r.Kind == "mixed") && (r.Type == "speech" || r.Type == "directive") && r.NestedIn == nil && r.Source != nil
}

func (r *dossierRow) spans() []nlp.Span {
	var out []nlp.Span
	for _, s := range r.Content {
		out = append(out, nlp.Span(s))
	}
	return out
}

// readDossierRows reads the annotated attributions by article, those that
// continue another joined to it, and the names of the articles in order.
func readDossierRows(folder string) (rows map[string][]dossierRow, names []string, err error) {
	rows = map[string][]dossierRow{}
	err = readLines(filepath.Join(folder, "gold", "attributions.jsonl"), func(r dossierRow) error {
		if r.Continuation {
			// Join it to the nearest earlier row with its cue.
			list := rows[r.Doc]
			for i := len(list) - 1; i >= 0; i-- {
				if list[i].Cue != nil && r.Cue != nil && *list[i].Cue == *r.Cue {
					list[i].Content = append(list[i].Content, r.Content...)
					return nil
				}
			}
			return fmt.Errorf("item %s continues nothing", r.ID)
		}
		rows[r.Doc] = append(rows[r.Doc], r)
		return nil
	})
	for name := range rows {
		names = append(names, name)
	}
	sort.Strings(names)
	return rows, names, err
}

// dossierDoc reads an article with the pipeline.
func dossierDoc(p *nlp.Pipeline, folder, name string) (*nlp.Doc, error) {
	data, err := os.ReadFile(filepath.Join(folder, name+".txt"))
	if err != nil {
		return nil, err
	}
	doc := nlp.NewDoc(string(data))
	p.Annotate(doc)
	for i := range doc.Attributions {
		// The source of a statement is never "who"; the gold has it so.
		if a := &doc.Attributions[i]; !a.Antecedent.IsZero() {
			a.Source = a.Antecedent
		}
	}
	return doc, nil
}

// ScoreDossier runs the pipeline over the articles of the dossier folder that
// have annotated attributions.
//
// A source is right if its words overlap the annotated source's by half of the
// shorter one or more.
func ScoreDossier(p *nlp.Pipeline, folder string) (Dossier, error) {
	rows, names, err := readDossierRows(folder)
	if err != nil {
		return Dossier{}, err
	}
	var d Dossier
	for _, name := range names {
		doc, err := dossierDoc(p, folder, name)
		if err != nil {
			return Dossier{}, err
		}
		d.add(doc, rows[name])
	}
	return d, nil
}

func (d *Dossier) add(doc *nlp.Doc, rows []dossierRow) {
	type pair struct {
		jaccard float64
		g, p    int
	}
	var pairs []pair
	backed := make([]bool, len(doc.Attributions))
	for g := range rows {
		for p := range doc.Attributions {
			j := JaccardBytes(rows[g].spans(), doc.Attributions[p].Content, doc.Text)
			if j < .5 {
				continue
			}
			backed[p] = true
			pairs = append(pairs, pair{j, g, p})
		}
	}
	d.soft(doc, rows)
	for p, ok := range backed {
		d.Printed++
		if ok {
			d.Backed++
		} else {
			a := doc.Attributions[p]
			line := a.Rule + " | " + a.Source.In(doc.Text) + " | " + a.Cue.In(doc.Text)
			for _, c := range a.Content {
				line += " | " + c.In(doc.Text)
			}
			d.Unbacked = append(d.Unbacked, line)
		}
	}
	sort.SliceStable(pairs, func(i, j int) bool { return pairs[i].jaccard > pairs[j].jaccard })
	to, used := make([]int, len(rows)), make([]bool, len(doc.Attributions))
	for g := range to {
		to[g] = -1
	}
	for _, x := range pairs {
		if rows[x.g].core() && to[x.g] < 0 && !used[x.p] {
			to[x.g], used[x.p] = x.p, true
		}
	}
	for g := range rows {
		if !rows[g].core() {
			continue
		}
		d.Core++
		if to[g] < 0 {
			d.Missed = append(d.Missed, rows[g].ID)
			continue
		}
		d.Found++
		if sameSource(nlp.Span(*rows[g].Source), doc.Attributions[to[g]].Source, doc.Text) {
			d.Source++
		}
	}
}

// plain says whether the item is of a kind that annotators agree on.
func (r *dossierRow) plain() bool {
	switch r.Type {
	case "speech", "directive", "commitment", "belief", "evidential", "question":
		return true
	}
	return false
}

// soft counts Soft, Nested and Parents.
func (d *Dossier) soft(doc *nlp.Doc, rows []dossierRow) {
	runes := runeIndex(doc.Text)
	spans := func(list ...*dossierSpan) [][2]int {
		var out [][2]int
		for _, s := range list {
			if s != nil {
				out = append(out, [2]int{runes[s.Begin], runes[s.End]})
			}
		}
		return out
	}
	gold := make([]Relation, len(rows))
	number := map[string]int{}
	for i := range rows {
		number[rows[i].ID] = i
		gold[i].Source, gold[i].Cue = spans(rows[i].Source), spans(rows[i].Cue)
		for k := range rows[i].Content {
			gold[i].Content = append(gold[i].Content, spans(&rows[i].Content[k])...)
		}
	}
	index := wordIndex(doc.Text)
	ours := wordRelations(index, relationsOf(doc, "", func(*nlp.Attribution) bool { return true }))
	to := matched(wordRelations(index, gold), ours, func(g, p *wordRelation) bool { return whoWhat(g, p) && share(g.cue, p.cue) })
	for p, g := range to {
		switch {
		case g < 0:
			d.Soft.System++
		case rows[g].plain():
			d.Soft.System++
			d.Soft.Correct++
		}
		if g < 0 || rows[g].NestedIn == nil {
			continue
		}
		d.Inner++
		if parent := doc.Attributions[p].Parent; parent >= 0 {
			if outer, ok := number[*rows[g].NestedIn]; ok && to[parent] == outer {
				d.Parents++
			}
		}
	}
	found := make([]bool, len(rows))
	for _, g := range to {
		if g >= 0 {
			found[g] = true
		}
	}
	for g := range rows {
		if rows[g].plain() {
			d.Soft.Gold++
		}
		if rows[g].NestedIn != nil {
			d.Nested++
		}
		if !found[g] {
			d.Unfound = append(d.Unfound, rows[g].ID+" "+rows[g].Type)
		}
	}
}

// JaccardBytes is the Jaccard coefficient of the characters of two lists of
// spans, white space left out.
func JaccardBytes(a, b []nlp.Span, text string) float64 {
	marks := map[int]uint8{}
	for side, spans := range [][]nlp.Span{a, b} {
		for _, s := range spans {
			for i := s.Begin; i < s.End; {
				r, n := utf8.DecodeRuneInString(text[i:])
				if !unicode.IsSpace(r) {
					marks[i] |= 1 << side
				}
				i += n
			}
		}
	}
	both := 0
	for _, m := range marks {
		if m == 3 {
			both++
		}
	}
	if len(marks) == 0 {
		return 0
	}
	return float64(both) / float64(len(marks))
}

// sameSource says whether two sources share half of the words of the shorter
// one or more.
func sameSource(a, b nlp.Span, text string) bool {
	words := func(s nlp.Span) int { return len(wordPattern.FindAllString(s.In(text), -1)) }
	overlap := nlp.Span{Begin: max(a.Begin, b.Begin), End: min(a.End, b.End)}
	if overlap.Begin >= overlap.End {
		return false
	}
	return 2*words(overlap) >= min(words(a), words(b))
}
