package eval

import (
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/stemma/stemma/nlp"
	"github.com/stemma/stemma/nlp/conllu"
	"github.com/stemma/stemma/nlp/en"
)

// A Nominal is a noun phrase of a treebank's gold that refers to something and
// is no name: its head word and its type, as "person".
type Nominal struct {
	Head nlp.Span
	Type string
}

// Nominals returns the noun phrases of the types person, organization and place
// that GUM's MISC column marks in the sentences, by their places in
// conllu.Raw(sentences). Phrases whose head is a proper noun or a pronoun are
// left out.
func Nominals(sentences []conllu.Sentence) []Nominal {
	type open struct {
		id, kind, short string
		first           int
	}
	var words []*conllu.Word
	for i := range sentences {
		for n := range sentences[i].Words {
			words = append(words, &sentences[i].Words[n])
		}
	}
	spans := wordSpans(conllu.Raw(sentences), words)
	var out []Nominal
	closeOne := func(e open) {
		if e.kind != "person" && e.kind != "organization" && e.kind != "place" {
			return
		}
		numbers := strings.Split(e.short, ",")
		n, err := strconv.Atoi(numbers[len(numbers)-1])
		if at := e.first + n - 1; err == nil && at < len(words) && words[at].UPOS == "NOUN" {
			out = append(out, Nominal{spans[at], e.kind})
		}
	}
	var stack []open
	for i, w := range words {
		for field := range strings.SplitSeq(w.Misc, "|") {
			value, ok := strings.CutPrefix(field, "Entity=")
			for ok && value != "" {
				end := len(value)
				if k := strings.IndexAny(value[1:], "()"); k >= 0 {
					end = k + 1
				}
				mark := value[:end]
				if value = value[end:]; mark[0] != '(' {
					value = strings.TrimPrefix(value, ")")
					for k := len(stack) - 1; k >= 0; k-- {
						if stack[k].id == strings.TrimSuffix(mark, ")") {
							closeOne(stack[k])
							stack = append(stack[:k], stack[k+1:]...)
							break
						}
					}
					continue
				}
				parts := strings.Split(mark[1:], "-")
				if len(parts) < 6 {
					continue
				}
				e := open{parts[0], parts[1], parts[5], i}
				if strings.HasPrefix(value, ")") {
					value = value[1:]
					closeOne(e)
				} else {
					stack = append(stack, e)
				}
			}
		}
	}
	return out
}

// wordSpans finds the words in the text, one behind the other; a word whose form
// is not what the text has, as some parts of contractions, has no span.
func wordSpans(text string, words []*conllu.Word) []nlp.Span {
	spans := make([]nlp.Span, len(words))
	at := 0
	for i, w := range words {
		for at < len(text) {
			r, n := utf8.DecodeRuneInString(text[at:])
			if !unicode.IsSpace(r) {
				break
			}
			at += n
		}
		if strings.HasPrefix(text[at:], w.Form) {
			spans[i] = nlp.Span{Begin: at, End: at + len(w.Form)}
			at += len(w.Form)
		} else if k := strings.Index(text[at:min(len(text), at+200)], w.Form); k >= 0 {
			at += k
			spans[i] = nlp.Span{Begin: at, End: at + len(w.Form)}
			at += len(w.Form)
		}
	}
	return spans
}

// ScoreNominals compares the nominal mentions of a Doc with the gold: the same
// head word and the same type. Spans are not compared, for the gold's run on over
// relative clauses and ours end with the head.
func ScoreNominals(gold []Nominal, doc *nlp.Doc) map[string]Ratio {
	types := map[nlp.EntityType]string{
		nlp.Person: "person", nlp.Organization: "organization", nlp.Company: "organization", nlp.PublicBody: "organization",
		nlp.Place: "place", nlp.Facility: "place",
	}
	want := map[Nominal]bool{}
	for _, g := range gold {
		want[g] = true
	}
	got := map[Nominal]bool{}
	for _, m := range doc.Mentions {
		if kind := types[m.Type]; kind != "" && m.Form == nlp.Nominal && m.Head >= 0 && doc.Tokens[m.Head].UPOS == "NOUN" {
			got[Nominal{doc.Tokens[m.Head].Span, kind}] = true
		}
	}
	out := map[string]Ratio{}
	for _, name := range []string{"person", "organization", "place", "all"} {
		var r Ratio
		for n := range want {
			if name == "all" || n.Type == name {
				r.Gold++
				if got[n] {
					r.Correct++
				}
			}
		}
		for n := range got {
			if name == "all" || n.Type == name {
				r.System++
			}
		}
		out[name] = r
	}
	return out
}

func measureNominals(folder string) ([]Score, error) {
	pipeline, err := en.New()
	if err != nil {
		return nil, err
	}
	f, err := os.Open(filepath.Join(folder, "en_gum-open-dev.conllu"))
	if err != nil {
		return nil, fmt.Errorf("read treebank: %w", err)
	}
	defer f.Close()
	sentences, err := conllu.Read(f)
	if err != nil {
		return nil, fmt.Errorf("read treebank: %w", err)
	}
	doc := nlp.NewDoc(conllu.Raw(sentences))
	pipeline.Annotate(doc)
	r := ScoreNominals(Nominals(sentences), doc)
	scores := []Score{{"all.P", precision(r["all"]), 0}, {"all.R", recall(r["all"]), 0}}
	for _, kind := range []string{"person", "organization", "place"} {
		scores = append(scores, Score{kind + ".F1", r[kind].F1(), 0})
	}
	return scores, nil
}
