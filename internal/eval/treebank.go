package eval

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/stemma/stemma/nlp"
	"github.com/stemma/stemma/nlp/conllu"
	"github.com/stemma/stemma/nlp/en"
)

// A TreebankScore is what a pipeline reaches on one part of a treebank, from
// raw text.
type TreebankScore struct {
	Name   string // "ewt", "gum"; with "/capitals" or "/" and a genre behind it
	Scores CoNLL
	Words  int           // tokens that the pipeline made
	Took   time.Duration // by the clock, on as many processors as there were
}

// Treebanks scores a pipeline on the dev parts of the treebanks in the folder:
// each as it is, in capitals, and if genres is set each genre by itself.
func Treebanks(pipeline *nlp.Pipeline, folder string, genres bool) ([]TreebankScore, error) {
	var out []TreebankScore
	for _, bank := range []struct{ name, file string }{{"ewt", "en_ewt-ud-dev.conllu"}, {"gum", "en_gum-open-dev.conllu"}} {
		f, err := os.Open(filepath.Join(folder, bank.file))
		if err != nil {
			return nil, fmt.Errorf("read treebank: %w", err)
		}
		sentences, err := conllu.Read(f)
		f.Close()
		if err != nil {
			return nil, fmt.Errorf("read treebank %s: %w", bank.file, err)
		}
		type part struct {
			name      string
			sentences []conllu.Sentence
		}
		parts := []part{{bank.name, sentences}, {bank.name + "/capitals", inCapitals(sentences)}}
		if genres {
			at := map[string]int{}
			genre := ""
			for _, s := range sentences {
				if id, ok := s.Comment("newdoc id"); ok {
					genre = conllu.Genre(id)
				}
				n, ok := at[genre]
				if !ok {
					n = len(parts)
					at[genre] = n
					parts = append(parts, part{name: bank.name + "/" + genre})
				}
				parts[n].sentences = append(parts[n].sentences, s)
			}
		}
		for _, p := range parts {
			doc := nlp.NewDoc(conllu.Raw(p.sentences))
			start := time.Now()
			pipeline.Annotate(doc)
			took := time.Since(start)
			scores, err := ScoreCoNLL(p.sentences, doc)
			if err != nil {
				return nil, fmt.Errorf("score %s: %w", p.name, err)
			}
			out = append(out, TreebankScore{p.name, scores, len(doc.Tokens), took})
		}
	}
	return out, nil
}

// inCapitals returns the sentences as an old agency would have sent them. The
// lemmas stay as they are, so that of their score only changes say something.
func inCapitals(sentences []conllu.Sentence) []conllu.Sentence {
	out := make([]conllu.Sentence, len(sentences))
	for i, s := range sentences {
		s.Words = append([]conllu.Word(nil), s.Words...)
		s.Tokens = append([]conllu.Token(nil), s.Tokens...)
		s.Comments = append([]string(nil), s.Comments...)
		for n := range s.Words {
			s.Words[n].Form = strings.ToUpper(s.Words[n].Form)
		}
		for n := range s.Tokens {
			s.Tokens[n].Form = strings.ToUpper(s.Tokens[n].Form)
		}
		for n, comment := range s.Comments {
			if text, ok := strings.CutPrefix(comment, "text ="); ok {
				s.Comments[n] = "text =" + strings.ToUpper(text)
			}
		}
		out[i] = s
	}
	return out
}

// measureTreebanks is the [Measure] of segmentation, tags and trees, with the
// bars that the project has set itself on EWT.
func measureTreebanks(folder string) ([]Score, error) {
	pipeline, err := en.New()
	if err != nil {
		return nil, err
	}
	banks, err := Treebanks(pipeline, folder, false)
	if err != nil {
		return nil, err
	}
	bars := map[string]float64{
		"ewt.sentences": 80, "ewt.upos": 94.5, "ewt.lemmas": 96, "ewt.uas": 83.5, "ewt.las": 80.5, "ewt/capitals.upos": 91,
	}
	var scores []Score
	for _, b := range banks {
		for i, r := range b.Scores.ratios() {
			name := b.Name + "." + conllNames[i]
			scores = append(scores, Score{name, r.F1(), bars[name]})
		}
	}
	return scores, nil
}
