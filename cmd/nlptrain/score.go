package main

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/stemma/stemma/internal/eval"
	"github.com/stemma/stemma/nlp"
	"github.com/stemma/stemma/nlp/conllu"
	"github.com/stemma/stemma/nlp/en"
	"github.com/stemma/stemma/nlp/model"
	"github.com/stemma/stemma/nlp/read"
	"github.com/stemma/stemma/nlp/segment"
	"github.com/stemma/stemma/nlp/train"
)

// score measures weights on the dev parts of the treebanks, from raw text.
func score(args []string) error {
	flags := flag.NewFlagSet("nlptrain score", flag.ContinueOnError)
	readFile := flags.String("read", "", "weights of the reader; those of nlp/en if empty")
	splitFile := flags.String("split", "", "weights of the sentence splitter; those of nlp/en if empty")
	genres := flags.Bool("genres", false, "each genre by itself, too")
	if err := flags.Parse(args); err != nil {
		return err
	}
	segmenter := en.Segmenter()
	if *splitFile != "" {
		f, err := readWeights(*splitFile)
		if err != nil {
			return err
		}
		language := en.Words()
		if language.Splitter, err = segment.LoadSplitter(f); err != nil {
			return err
		}
		segmenter = segment.New(language)
	}
	parts := []nlp.Annotator{segmenter}
	if *readFile != "" {
		f, err := readWeights(*readFile)
		if err != nil {
			return err
		}
		r, err := read.Load(f)
		if err != nil {
			return err
		}
		parts = append(parts, r)
	}
	pipeline, err := nlp.NewPipeline("en", parts...)
	if err != nil {
		return err
	}
	if *splitFile == "" && *readFile == "" {
		if pipeline, err = en.New(); err != nil {
			return err
		}
	}
	data := dataFolder()
	for _, name := range []string{"en_ewt-ud-dev.conllu", "en_gum-open-dev.conllu"} {
		sentences, err := train.ReadTreebanks(filepath.Join(data, "treebank", name))
		if err != nil {
			return err
		}
		if err := measure(strings.TrimSuffix(name, ".conllu"), sentences, pipeline); err != nil {
			return err
		}
		if err := measure("  in capitals", capitals(sentences), pipeline); err != nil {
			return err
		}
		if !*genres {
			continue
		}
		var order []string
		byGenre := map[string][]conllu.Sentence{}
		genre := ""
		for _, s := range sentences {
			if id, ok := s.Comment("newdoc id"); ok {
				genre = conllu.Genre(id)
			}
			if byGenre[genre] == nil {
				order = append(order, genre)
			}
			byGenre[genre] = append(byGenre[genre], s)
		}
		for _, genre := range order {
			if err := measure("  "+genre, byGenre[genre], pipeline); err != nil {
				return err
			}
		}
	}
	return nil
}

func readWeights(path string) (*model.File, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, fmt.Errorf("read weights: %w", err)
	}
	return model.Decode(data)
}

func measure(name string, gold []conllu.Sentence, pipeline *nlp.Pipeline) error {
	doc := nlp.NewDoc(conllu.Raw(gold))
	start := time.Now()
	pipeline.Annotate(doc)
	took := time.Since(start)
	s, err := eval.ScoreCoNLL(gold, doc)
	if err != nil {
		return fmt.Errorf("score %s: %w", name, err)
	}
	fmt.Printf("%-24s %v (%.0f tokens/s)\n", name, s, float64(len(doc.Tokens))/took.Seconds())
	return nil
}

// capitals returns the sentences as an old agency would have sent them.
func capitals(sentences []conllu.Sentence) []conllu.Sentence {
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
