package eval

import (
	"encoding/xml"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/stemma/stemma/nlp"
	"github.com/stemma/stemma/nlp/en"
)

// TimexScore are the scores of TempEval-3 for time expressions (UzZaman et
// al. 2013, section 4). The time of writing of a text is given, not scored.
//
// Strict counts expressions that both sides have with the same span. Relaxed
// counts pairs of expressions that share a character, each used once, in the
// order of the text. Type and Value count the relaxed pairs that also agree in
// TIMEX3 type, or in value, letter for letter; their precision is over what
// the system found and their recall over the gold, so that Value.F1 is the
// value F1 of TempEval-3: relaxed F1 times the share of right values.
type TimexScore struct {
	Strict, Relaxed, Type, Value Ratio
}

// Add adds the counts of t.
func (s *TimexScore) Add(t TimexScore) {
	s.Strict.Add(t.Strict)
	s.Relaxed.Add(t.Relaxed)
	s.Type.Add(t.Type)
	s.Value.Add(t.Value)
}

// String is one line of F1 scores.
func (s TimexScore) String() string {
	return fmt.Sprintf("strict %.2f relaxed %.2f type %.2f value %.2f", s.Strict.F1(), s.Relaxed.F1(), s.Type.F1(), s.Value.F1())
}

// ScoreTimex compares the times that a system found with the gold; both are in
// the order of the text.
func ScoreTimex(gold, system []nlp.Time) TimexScore {
	count := Ratio{System: len(system), Gold: len(gold)}
	s := TimexScore{count, count, count, count}
	for g, t := 0, 0; g < len(gold) && t < len(system); {
		a, b := gold[g], system[t]
		switch {
		case a.Overlaps(b.Span):
			s.Relaxed.Correct++
			if a.Span == b.Span {
				s.Strict.Correct++
			}
			if a.Type == b.Type {
				s.Type.Correct++
			}
			if a.Value == b.Value {
				s.Value.Correct++
			}
			g, t = g+1, t+1
		case a.End <= b.Begin:
			g++
		default:
			t++
		}
	}
	return s
}

// A TimeML is one text of a TimeML corpus: what stands in TEXT without its
// marks, the time of writing, and the time expressions.
type TimeML struct {
	Name  string
	Text  string
	Date  string
	Times []nlp.Time
}

// ReadTimeML reads the .tml files of a folder, in order of name.
func ReadTimeML(folder string) ([]TimeML, error) {
	paths, err := filepath.Glob(filepath.Join(folder, "*.tml"))
	if err != nil {
		return nil, fmt.Errorf("list the TimeML texts of %s: %w", folder, err)
	}
	if len(paths) == 0 {
		return nil, fmt.Errorf("list the TimeML texts of %s: there are none", folder)
	}
	slices.Sort(paths)
	var texts []TimeML
	for _, path := range paths {
		if strings.HasPrefix(filepath.Base(path), ".") {
			continue // what a file manager left
		}
		text, err := readFile(path, readTimeML)
		if err != nil {
			return nil, err
		}
		text.Name = filepath.Base(path)
		texts = append(texts, text)
	}
	return texts, nil
}

// readFile reads one file of a data set; errors name it.
func readFile[T any](path string, read func(io.Reader) (T, error)) (T, error) {
	f, err := os.Open(path)
	if err != nil {
		var none T
		return none, fmt.Errorf("open %s: %w", path, err)
	}
	defer f.Close()
	t, err := read(f)
	if err != nil {
		return t, fmt.Errorf("read %s: %w", path, err)
	}
	return t, nil
}

func readTimeML(r io.Reader) (TimeML, error) {
	var t TimeML
	var b strings.Builder
	in := "" // DCT or TEXT
	var open []int
	d := xml.NewDecoder(r)
	for {
		token, err := d.Token()
		if err == io.EOF {
			t.Text = b.String()
			return t, nil
		}
		if err != nil {
			return t, fmt.Errorf("decode TimeML: %w", err)
		}
		switch e := token.(type) {
		case xml.StartElement:
			switch {
			case e.Name.Local == "DCT" || e.Name.Local == "TEXT":
				in = e.Name.Local
			case e.Name.Local == "TIMEX3" && in == "DCT":
				t.Date = attribute(e, "value")
			case e.Name.Local == "TIMEX3" && in == "TEXT":
				open = append(open, len(t.Times))
				t.Times = append(t.Times, nlp.Time{
					Span: nlp.Span{Begin: b.Len()}, Type: attribute(e, "type"), Value: attribute(e, "value"),
				})
			}
		case xml.EndElement:
			switch {
			case e.Name.Local == "DCT" || e.Name.Local == "TEXT":
				in = ""
			case e.Name.Local == "TIMEX3" && in == "TEXT" && len(open) > 0:
				t.Times[open[len(open)-1]].End = b.Len()
				open = open[:len(open)-1]
			}
		case xml.CharData:
			if in == "TEXT" {
				b.Write(e)
			}
		}
	}
}

func attribute(e xml.StartElement, name string) string {
	for _, a := range e.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

// Timex annotates the texts of a TimeML folder and scores the times found.
// Annotate must fill Times; the Doc has its Text and Date.
func Timex(folder string, annotate func(*nlp.Doc)) (TimexScore, error) {
	texts, err := ReadTimeML(folder)
	if err != nil {
		return TimexScore{}, err
	}
	var score TimexScore
	for _, text := range texts {
		doc := nlp.NewDoc(text.Text)
		doc.Date = text.Date
		annotate(doc)
		score.Add(ScoreTimex(text.Times, doc.Times))
	}
	return score, nil
}

// measureTimex scores the pipeline on both halves of the corpus of TempEval-3,
// apart and together, and on the same texts in capitals.
func measureTimex(folder string) ([]Score, error) {
	pipeline, err := en.New()
	if err != nil {
		return nil, err
	}
	capitals := func(doc *nlp.Doc) {
		if upper := strings.ToUpper(doc.Text); len(upper) == len(doc.Text) {
			doc.Text = upper
		}
		pipeline.Annotate(doc)
	}
	var both, upper TimexScore
	var scores []Score
	for _, half := range []string{"TimeBank", "AQUAINT"} {
		score, err := Timex(filepath.Join(folder, half), pipeline.Annotate)
		if err != nil {
			return nil, err
		}
		inCapitals, err := Timex(filepath.Join(folder, half), capitals)
		if err != nil {
			return nil, err
		}
		both.Add(score)
		upper.Add(inCapitals)
		scores = append(scores,
			Score{half + ".strict.F1", score.Strict.F1(), 0}, Score{half + ".value.F1", score.Value.F1(), 0})
	}
	return append(scores,
		Score{"strict.F1", both.Strict.F1(), 78}, Score{"relaxed.F1", both.Relaxed.F1(), 0},
		Score{"type.F1", both.Type.F1(), 0}, Score{"value.F1", both.Value.F1(), 72},
		Score{"capitals.strict.F1", upper.Strict.F1(), 0}, Score{"capitals.value.F1", upper.Value.F1(), 0},
	), nil
}
