package main

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/stemma/stemma/internal/eval"
	"github.com/stemma/stemma/nlp"
	"github.com/stemma/stemma/nlp/en"
	"github.com/stemma/stemma/nlp/model"
	"github.com/stemma/stemma/nlp/read"
	"github.com/stemma/stemma/nlp/segment"
)

// score measures weights on the dev parts of the treebanks, from raw text.
func score(args []string) error {
	flags := flag.NewFlagSet("nlptrain score", flag.ContinueOnError)
	readFile := flags.String("read", "", "weights of the reader's networks, parted by commas; those of nlp/en if empty")
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
		var files []*model.File
		for path := range strings.SplitSeq(*readFile, ",") {
			f, err := readWeights(path)
			if err != nil {
				return err
			}
			files = append(files, f)
		}
		r, err := read.Load(files...)
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
	banks, err := eval.Treebanks(pipeline, filepath.Join(dataFolder(), "treebank"), *genres)
	if err != nil {
		return err
	}
	for _, b := range banks {
		fmt.Printf("%-16s %v (%.0f tokens/s)\n", b.Name, b.Scores, float64(b.Words)/b.Took.Seconds())
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
