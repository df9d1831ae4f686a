// Package en reads English: it puts the algorithms of nlp together with what
// they must know of the language.
//
// The words of segmentation are in segment.go; what was learned from
// treebanks, with its licence and its scores, is told in MODEL.md.
package en

import (
	"fmt"

	"github.com/stemma/stemma/nlp"
)

// Trees returns a pipeline that finds sentences, trees, times and names, and leaves out what takes
// longest: who says it, how surely, and what refers to what.
func Trees() (*nlp.Pipeline, error) {
	base, err := base()
	if err != nil {
		return nil, err
	}
	pipeline, err := nlp.NewPipeline("en", base...)
	if err != nil {
		return nil, fmt.Errorf("make the English pipeline of trees: %w", err)
	}
	return pipeline, nil
}

// base are the annotators of sentences, trees, names and times, in their order.
func base() ([]nlp.Annotator, error) {
	if _, err := splitter(); err != nil {
		return nil, err
	}
	reader, err := Reader()
	if err != nil {
		return nil, err
	}
	times, err := Times()
	if err != nil {
		return nil, err
	}
	names, err := Names()
	if err != nil {
		return nil, err
	}
	return []nlp.Annotator{Segmenter(), reader, names, times}, nil
}

// New returns the best pipeline for English that there is.
func New() (*nlp.Pipeline, error) {
	base, err := base()
	if err != nil {
		return nil, err
	}
	attributions, err := Attributions()
	if err != nil {
		return nil, err
	}
	sure, err := Factuality()
	if err != nil {
		return nil, err
	}
	references, err := Coreference()
	if err != nil {
		return nil, err
	}
	pipeline, err := nlp.NewPipeline("en", append(base, attributions, references, Accounts(), sure)...)
	if err != nil {
		return nil, fmt.Errorf("make the English pipeline: %w", err)
	}
	return pipeline, nil
}
