// Package lang guesses the language of a text and knows the pipelines that
// read the languages.
//
// What it answers: which of some sixty languages a text is in, as a BCP 47
// tag, or that it is unsure; and the pipeline for a tag. What it does not: it
// does not tell dialects or close neighbours apart where short texts do not
// (Danish and Bokmål), and it does not find foreign passages within a text.
//
// A new language of Stemma is a folder under nlp and a line in the table here.
package lang

import (
	"fmt"
	"strings"
	"sync"

	"golang.org/x/text/language"
	"golang.org/x/text/language/display"

	"github.com/stemma/stemma"
	"github.com/stemma/stemma/nlp"
	"github.com/stemma/stemma/nlp/en"
)

// pipelines are the languages that are read, each built when it is first
// asked for.
var pipelines = map[string]func() (*nlp.Pipeline, error){
	"en": sync.OnceValues(en.New),
}

// Of returns the language of a text: what the text shows, or, where it is too
// short to tell, what its file states. Pages often state the language of their
// template, not their own.
func Of(stated, text string) string {
	if guess := Guess(text); guess != "" {
		if base(stated) == guess {
			return stated // "en-GB" says more than "en"
		}
		return guess
	}
	return stated
}

// OfDocument is Of for a document as its reader made it: what the file states,
// and the words of the blocks that are to be read, without the site around them.
func OfDocument(doc *stemma.Document) string {
	var text strings.Builder
	for _, b := range doc.Blocks() {
		if text.Len() > sampleSize {
			break
		}
		text.WriteString(doc.Text[b.Begin:min(b.End, b.Begin+sampleSize)])
		text.WriteByte('\n')
	}
	return Of(doc.Lang, text.String())
}

// For returns the pipeline for a BCP 47 tag; false if there is none for its
// language. The error, which stays the same at every call, is that the
// pipeline cannot be built: our own mistake.
func For(tag string) (*nlp.Pipeline, bool, error) {
	build, ok := pipelines[base(tag)]
	if !ok {
		return nil, false, nil
	}
	p, err := build()
	if err != nil {
		return nil, true, fmt.Errorf("build the pipeline for %q: %w", tag, err)
	}
	return p, true, nil
}

// Name is the English name of the language of a tag, for messages; the tag
// itself if it is not known, "a language that is not known" for "".
func Name(tag string) string {
	if tag == "" {
		return "a language that is not known"
	}
	return display.Languages(language.English).Name(language.Make(tag))
}

func base(tag string) string {
	tag, _, _ = strings.Cut(strings.ToLower(tag), "-")
	return tag
}
