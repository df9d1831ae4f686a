package eval

import (
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/stemma/stemma"
	"github.com/stemma/stemma/internal/descent"
)

// A TongueText is one text of a set in several languages.
type TongueText struct {
	ID, Lang, Text string
}

// ReadTongues reads the invented texts of testdata/tongues. A file is called
// NAME.LANG.txt, and those of one NAME are translations of one another; of
// NAME-cut sentences were left out. What stands before the first hyphen of a
// NAME is the event: others tell of it, too, and took nothing.
func ReadTongues(folder string) ([]TongueText, error) {
	paths, err := filepath.Glob(filepath.Join(folder, "*.*.txt"))
	if err != nil {
		return nil, fmt.Errorf("list the texts in %s: %w", folder, err)
	}
	if len(paths) == 0 {
		return nil, fmt.Errorf("list the texts in %s: there are none: %w", folder, os.ErrNotExist)
	}
	var out []TongueText
	for _, p := range paths {
		text, err := os.ReadFile(p)
		if err != nil {
			return nil, err
		}
		parts := strings.Split(filepath.Base(p), ".")
		out = append(out, TongueText{ID: parts[0] + "." + parts[1], Lang: parts[1], Text: string(text)})
	}
	return out, nil
}

// ties says what the names of two texts say of them: that they are one text in
// two languages, or tell of one event.
func ties(a, b string) (translated, sameEvent bool) {
	a, _, _ = strings.Cut(a, ".")
	b, _, _ = strings.Cut(b, ".")
	translated = strings.TrimSuffix(a, "-cut") == strings.TrimSuffix(b, "-cut")
	a, _, _ = strings.Cut(a, "-")
	b, _, _ = strings.Cut(b, "-")
	return translated, a == b
}

// FindTranslations runs the engine over texts in several languages: by their
// cognates alone, whatever words they share.
func FindTranslations(texts []TongueText) ([]descent.Pair, error) {
	words, tongues := descent.NewIndex(), descent.NewTongueIndex()
	cognates := make(map[stemma.ID]*descent.Cognates, len(texts))
	var ids []stemma.ID
	for _, t := range texts {
		id := stemma.ID(t.ID)
		c := descent.NewCognates(t.Lang, t.Text, descent.Split(t.Text, []stemma.Span{{Begin: 0, End: len(t.Text)}}))
		cognates[id] = c
		words.Add(id, &descent.Sketch{})
		tongues.Add(id, c.Sketch())
		ids = append(ids, id)
	}
	t := &descent.Tracer{Index: words, Tongues: tongues, Cognates: func(_ context.Context, id stemma.ID) (*descent.Cognates, error) { return cognates[id], nil }}
	found, err := t.Pairs(context.Background(), ids)
	if err != nil {
		return nil, err
	}
	return slices.Collect(found.All()), nil
}

// measureTranslation measures what is found of translations.
//
//	P      pairs found among the invented texts of the repository that are one text in two languages
//	R      pairs of them that are one text in two languages, and were found
//	alone  English texts of ECB+ and PolNeAR, many on one event, that were each said to be in a language of its own: pairs found that
//	       are tied by their words, too
func measureTranslation(data string) ([]Score, error) {
	r, err := Translations(filepath.Join("testdata", "tongues"), io.Discard)
	if err != nil {
		return nil, err
	}
	alone, err := Alone(data, io.Discard)
	if err != nil {
		return nil, err
	}
	return []Score{{"P", precision(r), 0}, {"R", recall(r), 0}, {"alone", precision(alone), 0}}, nil
}

// Alone takes the English texts of ECB+ and PolNeAR for texts in as many
// languages and counts the pairs that are found to be translations, and of these
// the ones that are tied by their words. The others are written to w.
func Alone(data string, w io.Writer) (Ratio, error) {
	var r Ratio
	for _, split := range []string{"train", "dev"} {
		var texts []TongueText
		set := &DescentSet{}
		add := func(id, text string) {
			texts = append(texts, TongueText{id, fmt.Sprintf("x%d", len(texts)), text})
			set.Texts = append(set.Texts, Derived{ID: id, Text: text})
		}
		ecb, err := ReadECBPlus(filepath.Join(data, "ecbplus"), split)
		if err != nil {
			return r, err
		}
		for _, x := range ecb {
			add(x.Name, x.Text)
		}
		articles, err := ReadPolNeAR(filepath.Join(data, "attribution", "polnear"), split)
		if err != nil {
			return r, err
		}
		for _, x := range articles {
			add(x.ID, x.Text)
		}
		byWords, err := FindDescent(set)
		if err != nil {
			return r, err
		}
		tied := map[[2]string]bool{}
		for _, p := range byWords.Pairs {
			tied[ordered(string(p.A), string(p.B))] = p.Score >= descent.Threshold
		}
		pairs, err := FindTranslations(texts)
		if err != nil {
			return r, err
		}
		for _, p := range pairs {
			r.System++
			if tied[ordered(string(p.A), string(p.B))] {
				r.Correct++
			} else {
				fmt.Fprintf(w, "alone %.2f %s %s shares %.2f %.2f, %d names and numbers\n", p.Score, p.A, p.B, p.ShareA, p.ShareB, p.Cognates)
			}
		}
	}
	return r, nil
}

// Translations scores what is found among the texts of a folder; what is wrong
// is written to w.
func Translations(folder string, w io.Writer) (Ratio, error) {
	var r Ratio
	texts, err := ReadTongues(folder)
	if err != nil {
		return r, err
	}
	pairs, err := FindTranslations(texts)
	if err != nil {
		return r, err
	}
	found := map[[2]string]*descent.Pair{}
	for i, p := range pairs {
		found[ordered(string(p.A), string(p.B))] = &pairs[i]
	}
	for i, x := range texts {
		for _, y := range texts[:i] {
			if x.Lang == y.Lang {
				continue
			}
			is, event := ties(x.ID, y.ID)
			p := found[ordered(x.ID, y.ID)]
			what := "shares an event"
			switch {
			case is:
				r.Gold++
				what = "missed"
				if p != nil {
					r.Correct++
				}
			case !event:
				what = "shares nothing"
			}
			if p == nil {
				if is {
					fmt.Fprintf(w, "missed %s %s\n", x.ID, y.ID)
				}
				continue
			}
			r.System++
			if !is {
				fmt.Fprintf(w, "false %.2f %s %s: %s\n", p.Score, x.ID, y.ID, what)
			} else {
				fmt.Fprintf(w, "found %.2f %s %s shares %.2f %.2f\n", p.Score, x.ID, y.ID, p.ShareA, p.ShareB)
			}
		}
	}
	return r, nil
}
