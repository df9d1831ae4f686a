package descent

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/stemma/stemma"
	"github.com/stemma/stemma/nlp"
)

// Who is not named in one text may be named in another: "a smith who had shod
// the mules told the parish that …" and the notes of a talk with "Ole Brix,
// smith". Nothing but the words by which he is described, and what he told, says
// that he is one man.

// An account is what a text has on the word of somebody whom it describes and
// does not name.
type account struct {
	span      stemma.Span // of what was said
	source    stemma.Span
	described []uint64 // words of the description, sorted
	told      []uint64 // words of what was said and of whom it was told, sorted
}

// A witness is somebody whom a text names, says what he is, and lets speak.
type witness struct {
	name    uint64
	role    []uint64 // salient words of what the text calls him beside his name, sorted
	told    []uint64 // words of all that he says, sorted
	sayings []int32
}

const (
	// mostAccounts is how many accounts of a text are kept, and as many witnesses.
	mostAccounts = 64
	// mostTold is how many words of all that a witness says are kept.
	mostTold = 400
	// apposed is how many words behind a name and a comma, and titled how many
	// before a name, say what somebody is.
	apposed, titled = 6, 2
	// addressed is how many bytes may lie between a source and what it said, to
	// belong to it: whom it told.
	addressed = 80
	// particular is how many words a description has to have to be of somebody in
	// particular, and marks how many of them have to say something: what office
	// somebody holds takes fewer, what he did takes as many.
	particular, marks = 6, 3
)

// account takes a statement that is on the word of somebody without a name.
func (h *Hearsay) account(called *naming, s *stemma.Statement) {
	source := s.Voice().Source
	if len(h.accounts) == mostAccounts || !s.Attributed() || source.IsZero() {
		return
	}
	switch s.Voice().SourceType { // of which somebody with a name is one of many, or none
	case nlp.SourceOrganization, nlp.SourceGroup, nlp.SourceDocument, nlp.SourceMedia, nlp.SourceEvidence:
		return
	}
	if _, all := called.within(source); len(all) > 0 {
		return
	}
	if from, to := h.words.in(source); to-from < particular {
		return
	}
	c := account{span: s.Bounds(), source: source, described: h.plain(source, false)}
	if len(c.described) < marks {
		return
	}
	for _, part := range s.Content {
		if gap := part.Begin - source.End; gap >= 0 && gap <= addressed {
			part.Begin = source.End
		}
		c.told = append(c.told, h.plain(part, false)...)
	}
	c.told = sorted(c.told)
	h.accounts = append(h.accounts, c)
}

// plain are the words of a stretch of text that are part of no name: the salient
// ones, or all that say something.
func (h *Hearsay) plain(s stemma.Span, long bool) []uint64 {
	var out []uint64
	for k, to := h.words.in(s); k < to; k++ {
		says := h.words.flags[k]&salient != 0 || !long && h.words.Span[k].Len() >= told
		if says && !h.inName[k] {
			out = append(out, h.words.Hash[k])
		}
	}
	return sorted(out)
}

// collect notes who speaks in the text by name, and what they are called.
func (h *Hearsay) collect(called *naming) {
	at := map[uint64]int{}
	for i, y := range h.sayings {
		for _, n := range y.voice {
			k, ok := at[n]
			if !ok {
				if len(h.witnesses) == mostAccounts {
					continue
				}
				k = len(h.witnesses)
				at[n] = k
				h.witnesses = append(h.witnesses, witness{name: n})
			}
			w := &h.witnesses[k]
			if len(w.told) < mostTold {
				w.told = append(w.told, y.what...)
				w.sayings = append(w.sayings, int32(i))
			}
		}
	}
	for i, m := range called.mentions {
		k, ok := at[called.of[i]]
		if !ok || called.kind[i] != nlp.Person {
			continue
		}
		w := &h.witnesses[k]
		switch m.Form {
		case nlp.Nominal:
			w.role = append(w.role, h.plain(m.Span, true)...)
		case nlp.Name:
			w.role = append(w.role, h.plain(h.beside(m.Span), true)...)
		}
	}
	for i := range h.witnesses {
		w := &h.witnesses[i]
		w.role, w.told = sorted(w.role), sorted(w.told)
		w.role = w.role[:min(len(w.role), mostGrams)]
	}
	h.witnesses = slices.DeleteFunc(h.witnesses, func(w witness) bool { return len(w.role) == 0 || len(w.told) == 0 })
}

// beside is a name with what stands directly before it, and behind it between
// commas.
func (h *Hearsay) beside(name stemma.Span) stemma.Span {
	w := h.words
	from, to := w.in(name)
	if from == to {
		return name
	}
	first, last := from, to-1
	for n := 0; n < titled && first > 0 && w.Sent[first-1] == w.Sent[from] && !stops(h.text[w.Span[first-1].End:w.Span[first].Begin]); n++ {
		first--
	}
	if to < w.N() && w.Sent[to] == w.Sent[from] && strings.HasPrefix(h.text[w.Span[to-1].End:], ",") {
		last = to
		for n := 1; n < apposed && last+1 < w.N() && w.Sent[last+1] == w.Sent[from] && !stops(h.text[w.Span[last].End:w.Span[last+1].Begin]); n++ {
			last++
		}
	}
	return stemma.Span{Begin: w.Span[first].Begin, End: w.Span[last].End}
}

// stops reports whether what lies between two words parts them.
func stops(gap string) bool { return strings.ContainsAny(gap, ",;:.()–—\"“”") }

// described returns the keys by which a text that describes a source and one that
// names it are found: a word of what it is with a word of the rest, salient ones.
func (h *Hearsay) described(note func(a, b uint64)) {
	pairs := func(roles, words []uint64) {
		for _, r := range roles {
			for _, w := range words {
				if _, long := h.often(w); long && w != r {
					note(mix(r, 3), w)
				}
			}
		}
	}
	for _, c := range h.accounts {
		pairs(c.described, c.described)
		pairs(c.described, c.told)
	}
	for _, w := range h.witnesses {
		pairs(w.role, w.role)
		pairs(w.role, w.told)
	}
}

// recognise finds the account of one text that is most likely on the word of a
// witness of the other; nil for none.
func (a *Hearsay) recognise(b *Hearsay) *Echo {
	best := a.recognised(b)
	if e := b.recognised(a); e != nil && (best == nil || e.Part > best.Part) {
		best = e.turned()
	}
	return best
}

func (a *Hearsay) recognised(b *Hearsay) *Echo {
	var best *Echo
	for i := range a.accounts {
		c := &a.accounts[i]
		for k := range b.witnesses {
			w := &b.witnesses[k]
			// One word of the description stands beside his name, another he says
			// himself.
			is := overlap(c.described, w.role)
			if is == 0 || overlap(c.told, w.told) < alike {
				continue
			}
			knows := sorted(slices.Concat(w.role, w.told))
			if overlap(c.described, knows) <= is {
				continue
			}
			bits, long, all := 0.0, 0, 0.0
			for _, x := range sorted(slices.Concat(c.described, c.told)) {
				v, is := sharedWorth(a, b, x)
				all += v
				if _, both := slices.BinarySearch(knows, x); both {
					bits += v
					if is {
						long++
					}
				}
			}
			part := bits / max(all, 1)
			if bits < runningBits || long < alike || part < runningShare || best != nil && part <= best.Part {
				continue
			}
			said := slices.MaxFunc(w.sayings, func(x, y int32) int {
				return cmp.Or(cmp.Compare(overlap(b.sayings[x].what, c.told), overlap(b.sayings[y].what, c.told)), cmp.Compare(y, x))
			})
			best = &Echo{Kind: stemma.SharedRoot, Part: part, A: c.span, B: b.sayings[said].span,
				Why: fmt.Sprintf("“%s” in the one fits %s in the other, by what he is and what he said", short(c.source.In(a.text)), b.name[w.name])}
		}
	}
	return best
}
