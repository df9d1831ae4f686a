package eval

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"sort"
	"unicode/utf8"

	"github.com/stemma/stemma/nlp"
)

// An Article is a text with its annotated attributions.
type Article struct {
	ID, Text string
	Gold     []Relation
}

// relationRow is a line of the scorer's files. A part is null, one span or
// several.
type relationRow struct {
	Doc     string   `json:"doc"`
	Source  spanList `json:"source"`
	Cue     spanList `json:"cue"`
	Content spanList `json:"content"`
	Rule    string   `json:"rule,omitempty"`
}

type spanList [][2]int

func (s *spanList) UnmarshalJSON(data []byte) error {
	var many [][2]int
	if json.Unmarshal(data, &many) == nil {
		*s = many
		return nil
	}
	var one [2]int
	if err := json.Unmarshal(data, &one); err != nil {
		return err
	}
	*s = spanList{one}
	return nil
}

// readLines decodes each line of a JSON Lines file.
func readLines[T any](path string, each func(T) error) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer f.Close()
	d := json.NewDecoder(bufio.NewReader(f))
	for {
		var row T
		if err := d.Decode(&row); errors.Is(err, io.EOF) {
			return nil
		} else if err != nil {
			return fmt.Errorf("read %s: %w", path, err)
		}
		if err := each(row); err != nil {
			return fmt.Errorf("read %s: %w", path, err)
		}
	}
}

// ReadPolNeAR reads a split ("train" or "dev") of PolNeAR (Newell et al.
// 2018) from its folder, articles in order of their names.
func ReadPolNeAR(folder, split string) ([]Article, error) {
	gold := map[string][]Relation{}
	err := readLines(filepath.Join(folder, split+".gold.jsonl"), func(r relationRow) error {
		gold[r.Doc] = append(gold[r.Doc], Relation{Doc: r.Doc, Source: r.Source, Cue: r.Cue, Content: r.Content})
		return nil
	})
	if err != nil {
		return nil, err
	}
	var articles []Article
	err = readLines(filepath.Join(folder, split+".texts.jsonl"), func(t struct {
		ID   string `json:"id"`
		Text string `json:"text"`
	}) error {
		articles = append(articles, Article{ID: t.ID, Text: t.Text, Gold: gold[t.ID]})
		return nil
	})
	sort.Slice(articles, func(i, j int) bool { return articles[i].ID < articles[j].ID })
	return articles, err
}

// Predict returns the attributions that the pipeline finds in the text, those
// that stand on the author's word alone: PolNeAR marks only the outer ones.
func Predict(p *nlp.Pipeline, id, text string) []Relation {
	doc := nlp.NewDoc(text)
	p.Annotate(doc)
	return relationsOf(doc, id, func(a *nlp.Attribution) bool { return a.Parent < 0 })
}

// relationsOf returns the attributions of the doc that keep says to keep.
func relationsOf(doc *nlp.Doc, id string, keep func(*nlp.Attribution) bool) []Relation {
	runes := runeIndex(doc.Text)
	spans := func(s ...nlp.Span) [][2]int {
		var out [][2]int
		for _, x := range s {
			if !x.IsZero() {
				out = append(out, [2]int{runes[x.Begin], runes[x.End]})
			}
		}
		return out
	}
	var out []Relation
	for i := range doc.Attributions {
		if a := &doc.Attributions[i]; keep(a) {
			out = append(out, Relation{Doc: id, Source: spans(a.Source), Cue: spans(a.Cue), Content: spans(a.Content...), Rule: a.Rule})
		}
	}
	return out
}

// runeIndex says for each byte offset how many code points come before it.
func runeIndex(text string) []int {
	index := make([]int, len(text)+1)
	n := 0
	for at := 0; at < len(text); {
		_, size := utf8.DecodeRuneInString(text[at:])
		for i := range size {
			index[at+i] = n
		}
		at += size
		n++
	}
	index[len(text)] = n
	return index
}

// ScoreRelations runs the pipeline over the articles.
func ScoreRelations(p *nlp.Pipeline, articles []Article) Relations {
	var r Relations
	for _, a := range articles {
		r.Add(a.Text, a.Gold, Predict(p, a.ID, a.Text))
	}
	return r
}

// WriteRelations writes the pipeline's findings in the form that the PolNeAR
// scorer reads, one JSON object a line, offsets in code points.
func WriteRelations(w io.Writer, p *nlp.Pipeline, articles []Article) error {
	out := bufio.NewWriter(w)
	encode := json.NewEncoder(out)
	encode.SetEscapeHTML(false)
	for _, a := range articles {
		for _, r := range Predict(p, a.ID, a.Text) {
			if err := encode.Encode(relationRow{r.Doc, r.Source, r.Cue, r.Content, r.Rule}); err != nil {
				return err
			}
		}
	}
	return out.Flush()
}

// A RuleScore is how one sieve does: what it finds, and how much of that
// agrees with an annotated attribution by the measure rel_whowhat.
type RuleScore struct {
	Rule           string
	Found, Correct int
}

// ScoreRules scores every rule by itself, in order of their names. All
// findings are matched together, so that the counts add up to rel_whowhat.
func ScoreRules(p *nlp.Pipeline, articles []Article) []RuleScore {
	scores := map[string]*RuleScore{}
	for _, a := range articles {
		index := wordIndex(a.Text)
		found := Predict(p, a.ID, a.Text)
		to := matched(wordRelations(index, a.Gold), wordRelations(index, found), whoWhat)
		for i, r := range found {
			s := scores[r.Rule]
			if s == nil {
				s = &RuleScore{Rule: r.Rule}
				scores[r.Rule] = s
			}
			s.Found++
			if to[i] >= 0 {
				s.Correct++
			}
		}
	}
	out := make([]RuleScore, 0, len(scores))
	for _, s := range scores {
		out = append(out, *s)
	}
	sort.Slice(out, func(i, j int) bool { return out[i].Rule < out[j].Rule })
	return out
}

// ScoreDocs runs an annotator over docs that have all layers below it, one for
// each article.
func ScoreDocs(docs []*nlp.Doc, articles []Article, part nlp.Annotator) Relations {
	var r Relations
	for i, a := range articles {
		docs[i].Has &^= part.Adds()
		part.Annotate(docs[i])
		r.Add(a.Text, a.Gold, relationsOf(docs[i], a.ID, func(a *nlp.Attribution) bool { return a.Parent < 0 }))
	}
	return r
}

// Spans returns the annotated attributions in bytes. A source or cue in several
// pieces is taken from its first to its last word.
func (a *Article) Spans() []nlp.Attribution {
	at := make([]int, 0, len(a.Text)+1) // byte of each code point
	for i := range a.Text {
		at = append(at, i)
	}
	at = append(at, len(a.Text))
	hull := func(spans [][2]int) nlp.Span {
		if len(spans) == 0 {
			return nlp.Span{}
		}
		return nlp.Span{Begin: at[spans[0][0]], End: at[spans[len(spans)-1][1]]}
	}
	var out []nlp.Attribution
	for _, g := range a.Gold {
		n := nlp.Attribution{Source: hull(g.Source), Cue: hull(g.Cue), Parent: -1}
		for _, c := range g.Content {
			n.Content = append(n.Content, nlp.Span{Begin: at[c[0]], End: at[c[1]]})
		}
		out = append(out, n)
	}
	return out
}
