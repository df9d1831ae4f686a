package web

import (
	"fmt"
	"net/http"
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

// filter reads the filter of a request, and what of each list is chosen.
func filter(r *http.Request) (f stemma.StatementFilter, ps []pick, err error) {
	ps = picks()
	chosen := map[string]string{}
	for i := range ps {
		p := &ps[i]
		p.Value = r.FormValue(p.Name)
		known := p.Value == ""
		for _, o := range p.Options {
			known = known || o.Value == p.Value
		}
		if !known && p.Name == "depth" { // any number will do in an address
			n, e := strconv.Atoi(strings.TrimSuffix(p.Value, "+"))
			if known = e == nil && n > 0; known {
				p.Options = append(p.Options, option{p.Value, p.Value})
			}
		}
		if !known {
			return f, nil, &stemma.Error{Kind: stemma.Invalid, Op: "list statements", Err: fmt.Errorf("there is no %s %q", p.Name, p.Value)}
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
