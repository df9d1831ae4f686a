package collate

import (
	"slices"

	"github.com/stemma/stemma"
)

// longestQuotation is how many bytes a quotation may have: a mark that is
// never closed must not make a quotation of the rest of a text.
const longestQuotation = 1200

// quotations are the stretches of blocks between quotation marks. A straight
// mark opens where white space or nothing stands before it. Marks that also
// are apostrophes are left alone.
func quotations(text string, blocks []stemma.Span) []stemma.Span {
	var out []stemma.Span
	for _, b := range blocks {
		opened := -1
		for i, r := range text[b.Begin:b.End] {
			at := b.Begin + i
			switch r {
			case '“', '„', '«', '"', '”', '»':
			default:
				continue
			}
			opens := r == '„' || r == '«' || r == '“' || r == '"' && opened < 0 && (at == b.Begin || isSpace(text[at-1]) || text[at-1] == '(')
			if !opens && opened >= 0 && at-opened <= longestQuotation {
				out = append(out, stemma.Span{Begin: opened, End: at})
			}
			opened = -1
			if opens {
				opened = at + len(string(r))
			}
		}
	}
	return out
}

// within are the parts of spans that lie in a stretch.
func within(spans []stemma.Span, in stemma.Span) []stemma.Span {
	var out []stemma.Span
	for _, s := range spans {
		if s.Overlaps(in) {
			out = append(out, stemma.Span{Begin: max(s.Begin, in.Begin), End: min(s.End, in.End)})
		}
	}
	return out
}

// shortest is how many words a quotation has in common with what stands for it
// in the other text, at least, to be told.
const shortest = 2

// requoted are the quotations of a row that are worded otherwise in the other
// text, or have their marks in one of the two only.
func requoted(a, b Text, quotesA, quotesB []stemma.Span, r *Row, m matched) []Change {
	var out []Change
	inA, inB := within(quotesA, r.A), within(quotesB, r.B)
	at := func(quotes []stemma.Span, w word) int {
		return slices.IndexFunc(quotes, func(q stemma.Span) bool { return q.Contains(w.Span) })
	}
	shared := make(map[[2]int]int) // words by quotation of a and of b, -1 for none
	var order [][2]int
	for _, p := range m.same {
		k := [2]int{at(inA, m.a[p[0]]), at(inB, m.b[p[1]])}
		if shared[k] == 0 {
			order = append(order, k)
		}
		shared[k]++
	}
	changed := func(only []stemma.Span, q stemma.Span) bool { return slices.ContainsFunc(only, q.Overlaps) }
	for _, k := range order {
		switch {
		case shared[k] < shortest || k[0] < 0 && k[1] < 0:
		case k[1] < 0 && shared[k] == len(wordsIn(a.Doc.Text, inA[k[0]])):
			out = append(out, Change{Marks, flat(inA[k[0]].In(a.Doc.Text)), ""})
		case k[0] < 0 && shared[k] == len(wordsIn(b.Doc.Text, inB[k[1]])):
			out = append(out, Change{Marks, "", flat(inB[k[1]].In(b.Doc.Text))})
		case k[0] >= 0 && k[1] >= 0 && (changed(r.OnlyA, inA[k[0]]) || changed(r.OnlyB, inB[k[1]])):
			out = append(out, Change{Quotation, flat(inA[k[0]].In(a.Doc.Text)), flat(inB[k[1]].In(b.Doc.Text))})
		}
	}
	return out
}
