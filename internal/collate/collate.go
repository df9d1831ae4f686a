// Package collate sets two texts side by side, sentence by sentence, as
// editors collate the versions of a text: which sentences are the same, which
// were altered and in what words, which only one of the two has, and what the
// alteration does: a number is another, a hedge came or went, words are
// attributed that were not, a quotation is worded otherwise.
//
// It is given the passages that the texts share; what descends from what is
// not decided here, nor which of two wordings is right. It knows no language:
// a sentence ends at a full stop before white space, with the exceptions of
// [sentences]; hedges and voices are those that the reading of each text found.
// A sentence that was put in quite other words, outside of every passage, is
// shown as one that each text has alone.
package collate

import (
	"slices"
	"strings"

	"github.com/stemma/stemma"
)

// A Text is a document with its statements, in order of the text. Without
// statements nothing is said of hedges and voices.
type Text struct {
	Doc        *stemma.Document
	Statements []*stemma.Statement
}

// A Row is what belongs together of two texts: mostly a sentence of each.
type Row struct {
	A, B         stemma.Span   // zero where only the other text has it
	OnlyA, OnlyB []stemma.Span // words that the other side has not
	Moved        bool          // it stands elsewhere in the order of the second text
	Foreign      bool          // the two are in two languages; only numbers were compared
	Changes      []Change
}

// Both reports whether both texts have it.
func (r *Row) Both() bool { return !r.A.IsZero() && !r.B.IsZero() }

// Same reports whether both have it word by word, quotation marks included.
func (r *Row) Same() bool {
	return r.Both() && !r.Foreign && len(r.OnlyA)+len(r.OnlyB)+len(r.Changes) == 0
}

// A Collation is two texts side by side.
type Collation struct {
	Rows                        []Row // in order of the first text; what only the second has stands where it has it
	Same, Altered, OnlyA, OnlyB int   // rows of each sort
	Facing                      int   // rows of two languages
}

// Texts sets a and b side by side. The passages are those of a derivation of
// which a is From; altered are quotations that both give in other words.
func Texts(a, b Text, passages, altered []stemma.Passage) *Collation {
	c := &collator{a: side(a.Doc), b: side(b.Doc)}
	c.row = [2][]int{none(len(c.a.at)), none(len(c.b.at))}
	for _, p := range passages {
		c.passage(p)
	}
	c.alike()
	c.gaps()
	var out Collation
	quotesA, quotesB := quotations(a.Doc.Text, a.Doc.Blocks()), quotations(b.Doc.Text, b.Doc.Blocks())
	ps := c.ordered()
	moved := outOfOrder(ps)
	for i, p := range ps {
		r := c.lay(p)
		r.Moved = moved[i]
		if r.Both() {
			m := c.words(p)
			r.Changes = append(changes(a, b, &r, m), requoted(a, b, quotesA, quotesB, &r, m)...)
			r.Changes = append(r.Changes, altering(a, b, &r, altered)...)
			if len(r.Changes) == 0 {
				r.Changes = reworded(a, b, &r, m)
			}
		}
		out.add(r)
	}
	return &out
}

func (c *Collation) add(r Row) {
	c.Rows = append(c.Rows, r)
	switch {
	case r.Foreign:
		c.Facing++
	case r.Same():
		c.Same++
	case r.Both():
		c.Altered++
	case r.B.IsZero():
		c.OnlyA++
	default:
		c.OnlyB++
	}
}

// Changes are all changes of the rows, with the row of each.
func (c *Collation) Changes() (out []Change, rows []int) {
	for i := range c.Rows {
		for _, x := range c.Rows[i].Changes {
			out, rows = append(out, x), append(rows, i)
		}
	}
	return out, rows
}

func flat(s string) string { return strings.Join(strings.Fields(s), " ") }

// A cut is a text cut into sentences and words.
type cut struct {
	words []word
	of    []int    // sentence of each word
	at    [][2]int // of each sentence, its first word and the one behind its last
	spans []stemma.Span
}

func side(d *stemma.Document) *cut {
	s := &cut{}
	for _, block := range d.Blocks() {
		for _, span := range sentences(d.Text, block) {
			ws := wordsIn(d.Text, span)
			if len(ws) == 0 {
				continue
			}
			for range ws {
				s.of = append(s.of, len(s.at))
			}
			s.at = append(s.at, [2]int{len(s.words), len(s.words) + len(ws)})
			s.spans = append(s.spans, span)
			s.words = append(s.words, ws...)
		}
	}
	return s
}

// within are the first word of a span and the one behind its last.
func (s *cut) within(span stemma.Span) (from, to int) {
	at := func(place int) int {
		i, _ := slices.BinarySearchFunc(s.words, place, func(w word, place int) int { return w.Begin - place })
		return i
	}
	return at(span.Begin), at(span.End)
}

func (s *cut) size(sentence int) int { return s.at[sentence][1] - s.at[sentence][0] }

// A pair is the sentences of a and b that belong together, first and last of
// each; -1 for none.
type pair struct{ a, b [2]int }

type collator struct {
	a, b  *cut
	pairs []pair
	row   [2][]int // by sentence of a and of b: the pair it is in, -1 for none
}

func none(n int) []int { return slices.Repeat([]int{-1}, n) }

func (c *collator) tie(i, j int) {
	c.row[0][i], c.row[1][j] = len(c.pairs), len(c.pairs)
	c.pairs = append(c.pairs, pair{[2]int{i, i}, [2]int{j, j}})
}

// least is the part of the words of the shorter sentence, one in so many, that
// two sentences of one passage have in common at least. What a passage does
// not keep of a sentence was cut or changed.
const least = 3

// passage pairs the sentences that share the words of a passage.
func (c *collator) passage(p stemma.Passage) {
	a0, a1 := c.a.within(p.From)
	b0, b1 := c.b.within(p.To)
	votes := map[[2]int]int{}
	var order [][2]int
	for _, m := range common(c.a.words[a0:a1], c.b.words[b0:b1]) {
		k := [2]int{c.a.of[a0+m[0]], c.b.of[b0+m[1]]}
		if votes[k] == 0 {
			order = append(order, k)
		}
		votes[k]++
	}
	best := [2]map[int][2]int{{}, {}}
	for _, k := range order {
		for s := range best {
			if top, ok := best[s][k[s]]; !ok || votes[k] > votes[top] {
				best[s][k[s]] = k
			}
		}
	}
	tied := false
	try := func(k [2]int, enough bool) {
		if enough && best[0][k[0]] == k && best[1][k[1]] == k && c.row[0][k[0]] < 0 && c.row[1][k[1]] < 0 {
			c.tie(k[0], k[1])
			tied = true
		}
	}
	for _, k := range order {
		try(k, votes[k]*least >= min(c.a.size(k[0]), c.b.size(k[1])))
	}
	for _, k := range order { // what they share is always shown
		if !tied {
			try(k, true)
		}
	}
	// A sentence that was cut in two, or joined with its neighbour.
	for _, k := range order {
		for s, size := range [2]int{c.a.size(k[0]), c.b.size(k[1])} {
			if at := c.row[1-s][k[1-s]]; c.row[s][k[s]] < 0 && at >= 0 && votes[k]*2 >= size {
				c.widen(s, k[s], at)
			}
		}
	}
}

// widen adds a sentence to the pair that its neighbour is in.
func (c *collator) widen(s, sentence, at int) {
	ends := [2]*[2]int{&c.pairs[at].a, &c.pairs[at].b}[s]
	switch sentence {
	case ends[0] - 1:
		ends[0] = sentence
	case ends[1] + 1:
		ends[1] = sentence
	default:
		return
	}
	c.row[s][sentence] = at
}

// alike pairs the sentences that both texts have once, word by word: a passage
// leaves out what is too short or too common to prove anything.
func (c *collator) alike() {
	key := func(s *cut, i int) string {
		var b strings.Builder
		for _, w := range s.words[s.at[i][0]:s.at[i][1]] {
			b.WriteString(w.folded + " ")
		}
		return b.String()
	}
	seen := map[string][2][]int{}
	for s, text := range [2]*cut{c.a, c.b} {
		for i := range text.at {
			k := key(text, i)
			found := seen[k]
			found[s] = append(found[s], i)
			seen[k] = found
		}
	}
	for i := range c.a.at {
		k := seen[key(c.a, i)]
		if len(k[0]) == 1 && len(k[1]) == 1 && c.row[0][i] < 0 && c.row[1][k[1][0]] < 0 {
			c.tie(i, k[1][0])
		}
	}
}

// widest is how many sentences between two pairs are compared with one
// another.
const widest = 24

// gaps pairs what stands between the same neighbours in both texts and has
// half of its words in common.
func (c *collator) gaps() {
	for i := 0; i < len(c.a.at); i++ {
		if c.row[0][i] >= 0 {
			continue
		}
		end := i
		for end < len(c.a.at) && c.row[0][end] < 0 {
			end++
		}
		from := 0
		if i > 0 {
			from = c.pairs[c.row[0][i-1]].b[1] + 1
		}
		to := from
		for to < len(c.b.at) && c.row[1][to] < 0 {
			to++
		}
		if end-i <= widest && to-from <= widest {
			for j := i; j < end; j++ {
				for k := from; k < to; k++ {
					if c.row[1][k] >= 0 {
						continue
					}
					x, y := c.a.words[c.a.at[j][0]:c.a.at[j][1]], c.b.words[c.b.at[k][0]:c.b.at[k][1]]
					if n := len(common(x, y)); 2*n >= max(len(x), len(y)) {
						c.tie(j, k)
						from = k + 1
						break
					}
				}
			}
		}
		i = end
	}
}

// ordered are the pairs in order of a; the sentences that only b has stand
// behind what they follow there.
func (c *collator) ordered() []pair {
	behind := map[int][]pair{} // by pair, -1 for the beginning
	at := -1
	for j := range c.b.at {
		if k := c.row[1][j]; k >= 0 {
			at = k
			continue
		}
		behind[at] = append(behind[at], pair{[2]int{-1, -1}, [2]int{j, j}})
	}
	out := slices.Clone(behind[-1])
	for i := 0; i < len(c.a.at); i++ {
		k := c.row[0][i]
		if k < 0 {
			out = append(out, pair{[2]int{i, i}, [2]int{-1, -1}})
			continue
		}
		out = append(out, c.pairs[k])
		out = append(out, behind[k]...)
		i = c.pairs[k].a[1]
	}
	return out
}

// outOfOrder tells which pairs stand in another order in b: the fewest that
// have to move.
func outOfOrder(ps []pair) []bool {
	var both, places []int
	for i, p := range ps {
		if p.a[0] >= 0 && p.b[0] >= 0 {
			both, places = append(both, i), append(places, p.b[0])
		}
	}
	moved := make([]bool, len(ps))
	for _, i := range both {
		moved[i] = true
	}
	for _, k := range rising(places) {
		moved[both[k]] = false
	}
	return moved
}

// words are the words of a pair, and those that belong together.
func (c *collator) words(p pair) (m matched) {
	if p.a[0] >= 0 {
		m.a = c.a.words[c.a.at[p.a[0]][0]:c.a.at[p.a[1]][1]]
	}
	if p.b[0] >= 0 {
		m.b = c.b.words[c.b.at[p.b[0]][0]:c.b.at[p.b[1]][1]]
	}
	m.same = common(m.a, m.b)
	return m
}

// matched are words of two texts with those that belong together.
type matched struct {
	a, b []word
	same [][2]int
}

// lay makes a row of a pair.
func (c *collator) lay(p pair) (r Row) {
	if p.a[0] >= 0 {
		r.A = stemma.Span{Begin: c.a.spans[p.a[0]].Begin, End: c.a.spans[p.a[1]].End}
	}
	if p.b[0] >= 0 {
		r.B = stemma.Span{Begin: c.b.spans[p.b[0]].Begin, End: c.b.spans[p.b[1]].End}
	}
	if r.Both() {
		m := c.words(p)
		r.OnlyA = gaps(m.a, m.same, func(x [2]int) int { return x[0] })
		r.OnlyB = gaps(m.b, m.same, func(x [2]int) int { return x[1] })
	}
	return r
}
