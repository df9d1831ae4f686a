package web

import (
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"github.com/stemma/stemma"
	"github.com/stemma/stemma/nlp"
)

// A pick is a list of which a person may choose one to filter statements by.
type pick struct {
	Name, Label, Value string
	Narrow             bool // it is shown only when it is asked for
	Options            []option
}

type option struct{ Value, Words string }

// picks are what statements can be filtered by, besides words.
func picks() []pick {
	types := []option{}
	for _, t := range stemma.SourceTypes {
		types = append(types, option{string(t), stemma.SourceWords(t)})
	}
	types = append(types, option{string(stemma.UnknownSource), stemma.SourceWords(stemma.UnknownSource)})
	return []pick{
		{Name: "kind", Label: "Kind", Options: []option{{"attributed", "all but the author’s own"}, {"direct", "direct"}, {"indirect", "indirect"},
			{"mixed", "mixed"}, {stemma.KindAuthor, kindWords(stemma.KindAuthor)}}},
		{Name: "judged", Label: "Judged", Options: []option{{"accept", "accepted"}, {"reject", "rejected"}, {"correct", "corrected"}}},
		{Name: "certainty", Label: "Certainty", Narrow: true, Options: []option{{"certain", "said as certain"}, {"probable", "said to be probable"},
			{"possible", "said to be possible"}, {"unknown", "unknown"}}},
		{Name: "polarity", Label: "Polarity", Narrow: true, Options: []option{{"positive", "affirmed"}, {"negative", "denied"}, {"unknown", "unknown"}}},
		{Name: "source-type", Label: "Kind of source", Narrow: true, Options: types},
		{Name: "depth", Label: "Links in the chain", Narrow: true, Options: []option{{"1", "1, the author alone"}, {"2", "2, a source"},
			{"3", "3, a source within a source"}, {"3+", "3 or more"}, {"4+", "4 or more"}}},
	}
}

// oneOf is what a request asks for by name, "" for nothing; an Invalid error, which
// says what there is, for what is not among the values.
func oneOf[T ~string](r *http.Request, name string, values ...T) (T, error) {
	given := T(r.FormValue(name))
	if given == "" || slices.Contains(values, given) {
		return given, nil
	}
	hint := "There is none to choose from."
	if len(values) > 0 {
		words := make([]string, len(values))
		for i, v := range values {
			words[i] = string(v)
		}
		hint = "Choose one of these: " + strings.Join(words, ", ") + "."
	}
	return "", &stemma.Error{Kind: stemma.Invalid, Op: "open " + r.URL.Path, Err: fmt.Errorf("there is no %s %q here", name, given), Hint: hint}
}

// namesOf are the names of counts, as a person may choose them.
func namesOf(counts []stemma.Count) []string {
	names := make([]string, len(counts))
	for i, c := range counts {
		names[i] = c.Name
	}
	return names
}

// filter reads the filter of a request, and what of each list is chosen.
func filter(r *http.Request) (f stemma.StatementFilter, ps []pick, err error) {
	ps = picks()
	chosen := map[string]string{}
	for i := range ps {
		p := &ps[i]
		values := make([]string, len(p.Options))
		for k, o := range p.Options {
			values[k] = o.Value
		}
		p.Value, err = oneOf(r, p.Name, values...)
		if given := r.FormValue(p.Name); err != nil && p.Name == "depth" { // any number will do in an address
			if n, e := strconv.Atoi(strings.TrimSuffix(given, "+")); e == nil && n > 0 {
				p.Value, err = given, nil
				p.Options = append(p.Options, option{given, given})
			}
		}
		if err != nil {
			return f, nil, err
		}
		chosen[p.Name] = p.Value
	}
	f = stemma.StatementFilter{
		Kind: chosen["kind"], Judged: stemma.JudgementKind(chosen["judged"]), Certainty: nlp.Certainty(chosen["certainty"]),
		Polarity: nlp.Polarity(chosen["polarity"]), SourceType: nlp.SourceType(chosen["source-type"]),
	}
	digits, more := strings.CutSuffix(chosen["depth"], "+")
	if n, err := strconv.Atoi(digits); err == nil && more {
		f.LeastDepth = n
	} else if err == nil {
		f.Depth = n
	}
	return f, ps, nil
}
