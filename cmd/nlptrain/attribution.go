package main

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/stemma/stemma/internal/eval"
	"github.com/stemma/stemma/nlp"
	"github.com/stemma/stemma/nlp/attribution"
	"github.com/stemma/stemma/nlp/en"
	"github.com/stemma/stemma/nlp/model"
	"github.com/stemma/stemma/nlp/train"
)

// runAttribution is the command "attribution".
func runAttribution(args []string) error {
	flags := flag.NewFlagSet("nlptrain attribution", flag.ContinueOnError)
	out := flags.String("o", filepath.Join("nlp", "en", "weights", "attribution.weights"), "the `file` to write")
	o := train.AttributionOptions{}
	o.Log = progress()
	flags.Uint64Var(&o.Seed, "seed", 1, "seed of all chance")
	flags.IntVar(&o.Dim, "dim", 128, "elements of a word's vector")
	flags.IntVar(&o.Layers, "layers", 2, "layers of the encoder")
	flags.IntVar(&o.Above, "above", 96, "elements of a vector of the encoder beside a cue")
	flags.IntVar(&o.AboveDeep, "above-layers", 1, "its layers")
	flags.IntVar(&o.Buckets, "buckets", 4096, "rows shared by affixes")
	flags.IntVar(&o.Least, "least", 3, "times that a word must occur")
	flags.IntVar(&o.Epochs, "epochs", 8, "times all texts are seen")
	flags.Float64Var(&o.Rate, "rate", 0.003, "highest step")
	flags.IntVar(&o.Batch, "batch", 600, "words in a batch")
	flags.Float64Var(&o.Drop, "drop", 0.3, "share of elements left out")
	flags.Float64Var(&o.Blank, "blank", 0.15, "share of words shown as unknown")
	capitals := flags.Int("capitals", 10, "learn from every `nth` article in capitals, too")
	part := flags.Int("part", 1, "learn from every `nth` article only")
	hold := flags.Int("hold", 0, "leave out every `nth` article and score on those, too")
	if err := flags.Parse(args); err != nil {
		return err
	}
	folder := filepath.Join(dataFolder(), "attribution", "polnear")
	articles, err := eval.ReadPolNeAR(folder, "train")
	if err != nil {
		return err
	}
	pipeline, err := below(nil)
	if err != nil {
		return err
	}
	finder := attribution.New(en.Sayings())
	var texts []train.AttributedText
	var held []eval.Article
	for i, a := range articles {
		if *hold > 0 && i%*hold == *hold-1 {
			if len(held) < 80 {
				held = append(held, a)
			}
			continue
		}
		if i%*part != 0 {
			continue
		}
		doc := nlp.NewDoc(a.Text)
		pipeline.Annotate(doc)
		texts = append(texts, train.AttributedText{Doc: doc, Gold: a.Spans()})
		if *capitals > 0 && i%*capitals == 0 {
			// As agencies write.
			doc := nlp.NewDoc(inCapitals(a.Text))
			pipeline.Annotate(doc)
			texts = append(texts, train.AttributedText{Doc: doc, Gold: a.Spans()})
		}
	}
	o.Log("%d articles read", len(texts))
	weights := train.Attributions(texts, finder, o)
	if err := attributionNotes(weights, args); err != nil {
		return err
	}
	data := weights.Encode()
	if err := os.WriteFile(*out, data, 0o666); err != nil {
		return fmt.Errorf("write weights: %w", err)
	}
	fmt.Fprintf(os.Stderr, "%s: %d bytes\n", *out, len(data))
	if held != nil {
		if err := scoreAttribution(*out, "held", held); err != nil {
			return err
		}
	}
	dev, err := eval.ReadPolNeAR(folder, "dev")
	if err != nil {
		return err
	}
	return scoreAttribution(*out, "dev", dev)
}

// inCapitals is the text in capitals, letter for letter.
func inCapitals(text string) string {
	return strings.Map(func(r rune) rune {
		if u := unicode.ToUpper(r); utf8.RuneLen(u) == utf8.RuneLen(r) {
			return u
		}
		return r
	}, text)
}

// below is the pipeline with a part at its end, nil for none.
func below(last nlp.Annotator) (*nlp.Pipeline, error) {
	reader, err := en.Reader()
	if err != nil {
		return nil, err
	}
	names, err := en.Names()
	if err != nil {
		return nil, err
	}
	times, err := en.Times()
	if err != nil {
		return nil, err
	}
	parts := []nlp.Annotator{en.Segmenter(), reader, names, times}
	if last != nil {
		parts = append(parts, last)
	}
	return nlp.NewPipeline("en", parts...)
}

// attributionNotes says what the weights are. They read the vectors of one
// reader, which is named by its digest.
func attributionNotes(weights *model.File, args []string) error {
	reader, err := model.Decode(en.Weights()["read"])
	if err != nil {
		return err
	}
	weights.AddNote("language", "en")
	weights.AddNote("data", "PolNeAR train; reads the vectors of the reader, which was learned from UD English EWT and GUM")
	weights.AddNote("licence", "CC BY-SA 4.0")
	weights.AddNote("reader", reader.Digest())
	weights.AddNote("command", strings.TrimSpace("nlptrain attribution "+strings.Join(stated(args), " ")))
	return nil
}

// runScoreAttribution is the command "score-attribution".
func runScoreAttribution(args []string) error {
	flags := flag.NewFlagSet("nlptrain score-attribution", flag.ContinueOnError)
	file := flags.String("attribution", filepath.Join("nlp", "en", "weights", "attribution.weights"), "the weights")
	hold := flags.Int("hold", 0, "score on every nth article of train, up to 80, in place of dev")
	if err := flags.Parse(args); err != nil {
		return err
	}
	folder := filepath.Join(dataFolder(), "attribution", "polnear")
	split := "dev"
	if *hold > 0 {
		split = "train"
	}
	articles, err := eval.ReadPolNeAR(folder, split)
	if err != nil {
		return err
	}
	if *hold > 0 {
		var held []eval.Article
		for i, a := range articles {
			if i%*hold == *hold-1 && len(held) < 80 {
				held = append(held, a)
			}
		}
		articles = held
	}
	return scoreAttribution(*file, split, articles)
}

func scoreAttribution(file, name string, articles []eval.Article) error {
	var files []*model.File
	for path := range strings.SplitSeq(file, ",") {
		f, err := readWeights(path)
		if err != nil {
			return err
		}
		files = append(files, f)
	}
	m, err := attribution.LoadModel(files...)
	if err != nil {
		return err
	}
	pipeline, err := below(nil)
	if err != nil {
		return err
	}
	var docs []*nlp.Doc
	for _, a := range articles {
		doc := nlp.NewDoc(a.Text)
		pipeline.Annotate(doc)
		docs = append(docs, doc)
	}
	finder := learned(m)
	for _, least := range []float32{0.3, 0.4, 0.5, 0.6} {
		m.Least = least
		r := eval.ScoreDocs(docs, articles, finder)
		fmt.Printf("%s %.1f", name, least)
		for _, row := range r.Table() {
			switch row.Name {
			case "span_source", "span_cue", "span_content", "rel_soft", "rel_exact":
				fmt.Printf("  %s %.1f/%.1f/%.1f", row.Name, row.Precision, row.Recall, row.F1)
			}
		}
		fmt.Println()
	}
	return nil
}

// learned is the finder that reads by the model.
func learned(m *attribution.Model) *attribution.Finder {
	reader, err := en.Reader()
	if err != nil || m == nil {
		return attribution.New(en.Sayings())
	}
	return attribution.Learned(en.Sayings(), m, reader)
}
