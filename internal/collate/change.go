package collate

import (
	"slices"
	"strings"
	"unicode"

	"github.com/stemma/stemma"
	"github.com/stemma/stemma/nlp"
)

// Kind says what an alteration is about.
type Kind string

// Kinds of change.
const (
	Number      Kind = "number"
	Hedge       Kind = "hedge"
	Denial      Kind = "denial"
	Attribution Kind = "attribution"
	Quotation   Kind = "quotation"
	Marks       Kind = "quotation marks"
	Wording     Kind = "words" // whatever is none of these, where it is short
)

// A Change is what an alteration does to a sentence: the words of the first
// text for those of the second. Either may be "": then it came, or went.
type Change struct {
	Kind     Kind
	From, To string
}

// Words says the change in words that hold whichever text was first, if that
// is not known.
func (c Change) Words(directed bool) string {
	added, dropped := "only in the second", "only in the first"
	if directed {
		added, dropped = "added", "dropped"
	}
	switch {
	case c.Kind == Quotation && directed:
		return "quotation altered: “" + c.From + "” became “" + c.To + "”"
	case c.Kind == Quotation:
		return "quotation altered: “" + c.From + "” in the first, “" + c.To + "” in the second"
	case c.Kind == Marks && c.To == "":
		return "quotation marks " + dropped + ": " + c.From
	case c.Kind == Marks:
		return "quotation marks " + added + ": " + c.To
	case c.Kind == Attribution && c.To == "" && directed:
		return "no longer attributed to “" + c.From + "”: the author says it himself"
	case c.Kind == Attribution && c.To == "":
		return "attributed in the first only, to “" + c.From + "”"
	case c.Kind == Attribution && directed:
		return "now attributed to “" + c.To + "”; the author said it himself"
	case c.Kind == Attribution:
		return "attributed in the second only, to “" + c.To + "”"
	case c.From == "":
		return string(c.Kind) + " " + added + ": “" + c.To + "”"
	case c.To == "":
		return string(c.Kind) + " " + dropped + ": “" + c.From + "”"
	case directed:
		return string(c.Kind) + " changed from “" + c.From + "” to “" + c.To + "”"
	}
	return string(c.Kind) + ": “" + c.From + "” in the first, “" + c.To + "” in the second"
}

// kin reports whether two stretches have so many words in common that one is
// the other altered: two in five of the longer.
func (m matched) kin() bool { return 5*len(m.same) >= 2*max(len(m.a), len(m.b)) }

// changes are those of a row but for its quotations.
func changes(a, b Text, r *Row, m matched) []Change {
	var out []Change
	if len(r.OnlyA)+len(r.OnlyB) == 0 || !m.kin() {
		return nil
	}
	x, y := numbers(a.Doc.Text, r.OnlyA), numbers(b.Doc.Text, r.OnlyB)
	switch {
	case len(x) == len(y):
		for i := range x {
			if x[i] != y[i] {
				out = append(out, Change{Number, x[i], y[i]})
			}
		}
	case len(x) > 0 || len(y) > 0:
		out = append(out, Change{Number, strings.Join(x, ", "), strings.Join(y, ", ")})
	}
	for _, k := range []Kind{Hedge, Denial} {
		x, y := shown(a, r.A, k), shown(b, r.B, k)
		gone := slices.DeleteFunc(slices.Clone(x), func(s string) bool { return has(y, s) })
		came := slices.DeleteFunc(slices.Clone(y), func(s string) bool { return has(x, s) })
		if len(gone)+len(came) > 0 {
			out = append(out, Change{k, strings.Join(gone, ", "), strings.Join(came, ", ")})
		}
	}
	inA, by := voiced(a, r.A, m, 0)
	inB, byB := voiced(b, r.B, m, 1)
	switch n := len(m.same); {
	case inA == 0 && 2*inB >= n && inB > 0:
		out = append(out, Change{Attribution, "", byB})
	case inB == 0 && 2*inA >= n && inA > 0:
		out = append(out, Change{Attribution, by, ""})
	}
	return out
}

// altering are the altered quotations that were found with the passages, but
// for those that the row shows by itself.
func altering(a, b Text, r *Row, altered []stemma.Passage) []Change {
	var out []Change
	if r.Same() || slices.ContainsFunc(r.Changes, func(c Change) bool { return c.Kind == Quotation }) {
		return nil
	}
	for _, q := range altered {
		if q.From.Overlaps(r.A) && q.To.Overlaps(r.B) {
			out = append(out, Change{Quotation, flat(q.From.In(a.Doc.Text)), flat(q.To.In(b.Doc.Text))})
		}
	}
	return out
}

// few is how many stretches of a sentence may be altered, and brief how long
// each may be in bytes, to be told in a line.
const few, brief = 2, 60

// reworded is the alteration of a row in its own words, if it is a small one.
func reworded(a, b Text, r *Row, m matched) []Change {
	if r.Same() || !m.kin() || len(r.OnlyA) > few || len(r.OnlyB) > few {
		return nil
	}
	for _, s := range slices.Concat(r.OnlyA, r.OnlyB) {
		if s.Len() > brief {
			return nil
		}
	}
	return []Change{{Wording, stemma.WordsAt(a.Doc.Text, r.OnlyA...), stemma.WordsAt(b.Doc.Text, r.OnlyB...)}}
}

func has(words []string, s string) bool {
	return slices.ContainsFunc(words, func(w string) bool { return strings.EqualFold(w, s) })
}

// numbers are the numbers in stretches of a text, each whole.
func numbers(text string, spans []stemma.Span) []string {
	var out []string
	last := 0
	for _, s := range spans {
		for i := max(s.Begin, last); i < s.End; i++ {
			if !digit(text[i]) {
				continue
			}
			from, to := i, i+1
			for from > 0 && (digit(text[from-1]) || from > 1 && inNumber(text[from-1]) && digit(text[from-2])) {
				from--
			}
			for to < len(text) && (digit(text[to]) || to+1 < len(text) && inNumber(text[to]) && digit(text[to+1])) {
				to++
			}
			out = append(out, text[from:to])
			i, last = to, to
		}
	}
	return out
}

func digit(b byte) bool    { return b >= '0' && b <= '9' }
func inNumber(b byte) bool { return b == '.' || b == ',' }

// shown are the words within a stretch by which the text shows that somebody
// is not sure of it (hedges), or says that it is not so (denials).
func shown(t Text, s stemma.Span, k Kind) []string {
	var out []string
	for _, st := range t.Statements {
		for _, link := range st.Chain {
			kind := Hedge
			switch {
			case link.Plain():
				continue
			case link.Polarity == nlp.Negative:
				kind = Denial
			}
			if kind != k {
				continue
			}
			// A verb of asking or silence says of no content how sure it is.
			graded := link.Certainty == nlp.Probable || link.Certainty == nlp.Possible
			for _, w := range link.ShownBy {
				if k == Hedge && !graded && w.Overlaps(link.Cue) {
					continue
				}
				if words := flat(w.In(t.Doc.Text)); s.Contains(w) && !has(out, words) {
					out = append(out, words)
				}
			}
		}
	}
	return out
}

// voiced counts the words in common that stand in the content of somebody
// whom the text attributes them to, and names the first of these.
func voiced(t Text, s stemma.Span, m matched, side int) (n int, who string) {
	words := [2][]word{m.a, m.b}[side]
	var over []*stemma.Statement
	for _, st := range t.Statements {
		if st.Attributed() && slices.ContainsFunc(st.Content, s.Overlaps) {
			over = append(over, st)
		}
	}
	for _, p := range m.same {
		w := words[p[side]].Span
		i := slices.IndexFunc(over, func(st *stemma.Statement) bool {
			return slices.ContainsFunc(st.Content, func(c stemma.Span) bool { return c.Contains(w) })
		})
		if i < 0 {
			continue
		}
		n++
		if who == "" {
			who = flat(over[i].Voice().Who(t.Doc.Text))
		}
	}
	return n, strings.TrimFunc(who, unicode.IsSpace)
}
