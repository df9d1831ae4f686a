package eval

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"path/filepath"
	"slices"

	"github.com/stemma/stemma"
	"github.com/stemma/stemma/internal/descent"
)

// A Derived is one text of a set of texts that derive from one another.
type Derived struct {
	ID   string
	Text string
	Kind string
	From []string    `json:"derived_from"` // its sources; of a lift the text it was put into is the second
	Runs []copiedRun `json:"spans"`
}

// A copiedRun says that a stretch of a source stands in a text; offsets count
// code points.
type copiedRun struct {
	Source               string
	Begin, End, InB, InE int
}

func (r *copiedRun) UnmarshalJSON(data []byte) error {
	row := []any{&r.Source, &r.Begin, &r.End, &r.InB, &r.InE}
	return json.Unmarshal(data, &row)
}

// A DescentSet is texts with pairs that are told apart in the scores.
type DescentSet struct {
	Texts []Derived
	// What says of some pairs what they are: "quotation" pairs count neither
	// way, "same-event" pairs are counted apart.
	What map[[2]string]string
}

// ReadDescentSet reads docs.jsonl and pairs.jsonl.
func ReadDescentSet(folder string) (*DescentSet, error) {
	s := &DescentSet{What: map[[2]string]string{}}
	if err := readLines(filepath.Join(folder, "docs.jsonl"), func(d Derived) error {
		s.Texts = append(s.Texts, d)
		return nil
	}); err != nil {
		return nil, err
	}
	err := readLines(filepath.Join(folder, "pairs.jsonl"), func(p struct{ A, B, What string }) error {
		s.What[ordered(p.A, p.B)] = p.What
		return nil
	})
	return s, err
}

func ordered(a, b string) [2]string { return [2]string{min(a, b), max(a, b)} }

// A Descended is what the engine finds in a set.
type Descended struct {
	Pairs []descent.Pair
	Mixed map[stemma.ID]bool
}

// FindDescent runs the engine over the texts of a set, all blocks of which are
// read.
func FindDescent(set *DescentSet) (*Descended, error) {
	x := descent.NewIndex()
	words := make(map[stemma.ID]*descent.Words, len(set.Texts))
	ids := make([]stemma.ID, 0, len(set.Texts))
	for _, d := range set.Texts {
		w := descent.Split(d.Text, []stemma.Span{{Begin: 0, End: len(d.Text)}})
		words[stemma.ID(d.ID)] = w
		x.Add(stemma.ID(d.ID), descent.NewSketch(w))
		ids = append(ids, stemma.ID(d.ID))
	}
	t := &descent.Tracer{Index: x, Words: func(_ context.Context, id stemma.ID) (*descent.Words, error) { return words[id], nil }}
	found, err := t.Pairs(context.Background(), ids)
	if err != nil {
		return nil, err
	}
	return &Descended{slices.Collect(found.All()), found.Mixtures()}, nil
}

// kindOf is the kind that the texts of a set have by the name of what was done.
var kindOf = map[string]stemma.DerivationKind{
	"retitled": stemma.Copy, "cut": stemma.Copy, "lift": stemma.Excerpt, "host": stemma.Copy,
	"spun": stemma.Spun, "reordered": stemma.Spun, "abridged": stemma.Spun, "revision": stemma.Revision, "mixed": stemma.Mixture,
}

// A DescentScore counts what was found of a set as
// ../shared/bench/descent_score.py does.
type DescentScore struct {
	Pairs          Ratio // derived pairs
	Recall         map[string]*Ratio
	False          []descent.Pair // pairs found that derive not
	SameEvent      int            // of those, reports of one event
	Kinds          Ratio          // kinds named right, of derived pairs found
	Spans          Ratio          // characters of copied runs that were aligned
	ConfusedKinds  map[string]int // "lift as mixture"
	MissedOf       map[string][]string
	falseOrIgnored int
}

// ScoreDescent compares what was found with what was done.
func ScoreDescent(set *DescentSet, found *Descended) *DescentScore {
	s := &DescentScore{Recall: map[string]*Ratio{}, ConfusedKinds: map[string]int{}, MissedOf: map[string][]string{}}
	text := map[string]*Derived{}
	gold := map[[2]string]string{}
	roots := map[string][]string{}
	for i := range set.Texts {
		d := &set.Texts[i]
		text[d.ID] = d
		roots[d.ID] = d.From
		if len(d.From) == 0 {
			roots[d.ID] = []string{d.ID}
		}
		for _, from := range d.From {
			gold[ordered(d.ID, from)] = d.Kind
			if s.Recall[d.Kind] == nil {
				s.Recall[d.Kind] = &Ratio{}
			}
			s.Recall[d.Kind].Gold++
			s.Pairs.Gold++
		}
	}
	hit := map[[2]string]bool{}
	for _, p := range found.Pairs {
		key := ordered(string(p.A), string(p.B))
		kind, derived := gold[key]
		switch {
		case p.Score < descent.Threshold:
			continue
		case derived:
			s.Pairs.Correct++
			s.Recall[kind].Correct++
			hit[key] = true
			s.kind(p, kind, text, found)
			s.spans(p, text)
		case slices.ContainsFunc(roots[key[0]], func(r string) bool { return slices.Contains(roots[key[1]], r) }),
			set.What[key] == "quotation":
			s.falseOrIgnored++
			continue
		default:
			s.False = append(s.False, p)
			if set.What[key] == "same-event" {
				s.SameEvent++
			}
		}
		s.Pairs.System++
	}
	for _, key := range slices.SortedFunc(maps.Keys(gold), func(a, b [2]string) int { return slices.Compare(a[:], b[:]) }) {
		if !hit[key] {
			s.MissedOf[gold[key]] = append(s.MissedOf[gold[key]], key[0]+" "+key[1])
		}
	}
	return s
}

func (s *DescentScore) kind(p descent.Pair, kind string, text map[string]*Derived, found *Descended) {
	if kind == "lift" {
		for _, d := range []*Derived{text[string(p.A)], text[string(p.B)]} {
			other := string(p.A)
			if other == d.ID {
				other = string(p.B)
			}
			if d.Kind == "lift" && len(d.From) > 1 && d.From[1] == other {
				kind = "host"
			}
		}
	}
	named := p.Kind(&descent.Document{}, &descent.Document{}, found.Mixed[p.A], found.Mixed[p.B])
	s.Kinds.Gold++
	s.Kinds.System++
	if named == kindOf[kind] {
		s.Kinds.Correct++
	} else {
		s.ConfusedKinds[kind+" as "+string(named)]++
	}
}

// spans counts the characters of the copied runs of a pair, in both texts.
func (s *DescentScore) spans(p descent.Pair, text map[string]*Derived) {
	for _, swap := range []bool{false, true} {
		source, taker := text[string(p.A)], text[string(p.B)]
		if swap {
			source, taker = taker, source
		}
		for _, r := range taker.Runs {
			if r.Source != source.ID {
				continue
			}
			from := stemma.Span{Begin: byteOffset(source.Text, r.Begin), End: byteOffset(source.Text, r.End)}
			to := stemma.Span{Begin: byteOffset(taker.Text, r.InB), End: byteOffset(taker.Text, r.InE)}
			s.Spans.Gold += from.Len() + to.Len()
			for _, x := range p.Passages {
				a, b := x.A, x.B
				if swap {
					a, b = b, a
				}
				s.Spans.System += a.Len() + b.Len()
				s.Spans.Correct += inCommon(a, from) + inCommon(b, to)
			}
		}
	}
}

func inCommon(a, b stemma.Span) int { return max(0, min(a.End, b.End)-max(a.Begin, b.Begin)) }

// byteOffset is the offset in bytes of the code point number n of s.
func byteOffset(s string, n int) int {
	for i := range s {
		if n == 0 {
			return i
		}
		n--
	}
	return len(s)
}

// measureDescent measures the engine on the derivation set and on sets with
// other habits that are made of the MUC and PolNeAR texts.
func measureDescent(data string) ([]Score, error) {
	set, err := ReadDescentSet(filepath.Join(data, "derivation"))
	if err != nil {
		return nil, err
	}
	found, err := FindDescent(set)
	if err != nil {
		return nil, err
	}
	s := ScoreDescent(set, found)
	scores := []Score{
		{"F1", s.Pairs.F1(), 97},
		{"precision", precision(s.Pairs), 0},
		{"kinds", recall(s.Kinds), 85},
		{"spans.F1", s.Spans.F1(), 90},
	}
	for _, kind := range slices.Sorted(maps.Keys(s.Recall)) {
		scores = append(scores, Score{kind, recall(*s.Recall[kind]), 92})
	}
	sets, err := OtherHabits(data)
	if err != nil {
		return nil, err
	}
	for _, h := range sets {
		found, err := FindDescent(h.Set)
		if err != nil {
			return nil, err
		}
		s := ScoreDescent(h.Set, found)
		scores = append(scores, Score{h.Name + ".F1", s.Pairs.F1(), 0}, Score{h.Name + ".kinds", recall(s.Kinds), 0})
	}
	return scores, nil
}

// PrintDescent writes what was missed and what was found too much, of a set.
func PrintDescent(w io.Writer, name string, s *DescentScore) {
	fmt.Fprintf(w, "%s: P %.1f R %.1f F1 %.1f false %d (same event %d) kinds %.1f spans %.1f\n", name,
		precision(s.Pairs), recall(s.Pairs), s.Pairs.F1(), len(s.False), s.SameEvent, recall(s.Kinds), s.Spans.F1())
	for _, kind := range slices.Sorted(maps.Keys(s.Recall)) {
		fmt.Fprintf(w, "  %-10s %.1f\n", kind, recall(*s.Recall[kind]))
	}
	for _, k := range slices.Sorted(maps.Keys(s.ConfusedKinds)) {
		fmt.Fprintf(w, "  named     %s: %d\n", k, s.ConfusedKinds[k])
	}
	for _, p := range s.False {
		fmt.Fprintf(w, "  false     %.2f %s %s %.2f %.2f same %.2f verbatim %d\n", p.Score, p.A, p.B, p.ShareA, p.ShareB, p.Same, p.Verbatim)
	}
	for _, kind := range slices.Sorted(maps.Keys(s.MissedOf)) {
		for _, m := range s.MissedOf[kind] {
			fmt.Fprintf(w, "  missed    %s %s\n", kind, m)
		}
	}
}

// PrintMUC writes which of the MUC texts are taken to descend from one another.
func PrintMUC(w io.Writer, data string) error {
	reports, err := ReadMUC(filepath.Join(data, "muc"))
	if err != nil {
		return err
	}
	set := &DescentSet{}
	for _, r := range reports {
		set.Texts = append(set.Texts, Derived{ID: r.ID, Text: r.Text})
	}
	found, err := FindDescent(set)
	if err != nil {
		return err
	}
	for _, p := range found.Pairs {
		if p.Score >= descent.Threshold {
			fmt.Fprintf(w, "muc %.2f %s %s %s shares %.2f %.2f same %.2f\n", p.Score, p.A, p.B,
				p.Kind(&descent.Document{}, &descent.Document{}, found.Mixed[p.A], found.Mixed[p.B]), p.ShareA, p.ShareB, p.Same)
		}
	}
	return nil
}
