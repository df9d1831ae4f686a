package factuality

import (
	"sort"

	"github.com/stemma/stemma/nlp"
)

// reach bounds the tokens of a content that are looked at, so that time stays
// linear where contents nest.
const reach = 400

// A part is what a content has of one sentence: its main clauses by their
// heads, and where it ends.
type part struct {
	heads []int
	end   int // in bytes
}

// parts finds the main clauses of a content, sentence by sentence.
func parts(doc *nlp.Doc, content []nlp.Span) []part {
	var all []part
	var in []int
	flush := func() {
		if len(in) > 0 {
			all = append(all, mains(doc, in))
			in = in[:0]
		}
	}
	seen, at := 0, -1
	for _, s := range content {
		first, last := tokens(doc, s)
		for i := first; i < last && seen < reach; i++ {
			if at < 0 || i >= doc.Sentences[at].Last {
				flush()
				at = sentence(doc, i)
			}
			in = append(in, i)
			seen++
		}
	}
	flush()
	return all
}

// mains finds the heads of the main clauses among the tokens in, which are
// part of one sentence and in order.
func mains(doc *nlp.Doc, in []int) part {
	has := func(i int) bool {
		k := sort.SearchInts(in, i)
		return k < len(in) && in[k] == i
	}
	clausal := make([]bool, len(in))
	for k, i := range in {
		t := &doc.Tokens[i]
		if t.UPOS == "VERB" {
			clausal[k] = true
		}
		switch t.Deprel {
		case "cop", "nsubj", "csubj", "expl", "nsubj:pass", "csubj:pass", "nsubj:outer", "aux", "aux:pass":
			if h := sort.SearchInts(in, t.Head); h < len(in) && in[h] == t.Head {
				clausal[h] = true
			}
		}
	}
	best, rank := -1, -1
	for k, i := range in {
		t := &doc.Tokens[i]
		if t.Head >= 0 && has(t.Head) {
			continue
		}
		r := 1
		switch t.Deprel {
		case "punct", "cc", "mark", "case", "det", "aux", "cop":
			r = 0
		case "root", "ccomp", "parataxis", "csubj", "xcomp", "conj", "csubj:pass":
			r = 2
		}
		if clausal[k] && r > 0 {
			r += 2
		}
		if r > rank {
			best, rank = k, r
		}
	}
	p := part{heads: []int{in[best]}, end: doc.Tokens[in[len(in)-1]].End}
	for k := range in {
		i := in[k]
		t := &doc.Tokens[i]
		if t.Head != in[best] || i == t.Head {
			continue
		}
		if t.Deprel == "conj" && clausal[k] == clausal[best] || t.Deprel == "parataxis" && clausal[k] {
			p.heads = append(p.heads, i)
		}
	}
	return p
}

// least returns the lesser of two certainties, unknown the least.
func least(a, b nlp.Certainty) nlp.Certainty {
	if b.Rank() < a.Rank() {
		return b
	}
	return a
}

// A voice says whose commitment markers are read for.
type voice uint8

const (
	author  voice = iota // of what stands in his own voice
	quoted               // a source in his own words
	relayed              // a source in the words of whoever reports him
)

// touches reports whether the marker leaves less of the commitment of v.
func (v voice) touches(m *nlp.Marker) bool {
	if m.Kind == nlp.Condition {
		// Whoever says to others what comes of a case stands by the whole of it; an
		// author in his own voice leaves both open.
		return v == author || m.Certainty == nlp.UnknownCertainty
	}
	if m.Certainty == "" || m.Kind == nlp.Implied {
		return false // who says that they were ordered to leave is sure of that
	}
	switch m.Kind {
	case nlp.Hearsay, nlp.Distance:
		return v != relayed // in another's words they may be the reporter's own
	case nlp.Report:
		return v == author
	}
	return true
}

// settle reads the commitment to a content from the markers over its main
// clauses: certain and positive but for what they take from it. A content of
// several sentences is as its first, or as sure as those less sure if they are
// half of them or more.
func settle(doc *nlp.Doc, content []nlp.Span, v voice) nlp.Factuality {
	all := parts(doc, content)
	f := nlp.Factuality{Certainty: nlp.Certain, Polarity: nlp.Positive}
	if len(all) == 0 {
		return f
	}
	marks := within(doc, content)
	hedged := nlp.Factuality{Certainty: nlp.Certain, Polarity: nlp.Positive}
	count := 0
	for k, part := range all {
		own := nlp.Factuality{Certainty: nlp.Certain, Polarity: nlp.Positive}
		touched := false
		for i := range marks {
			m := &marks[i]
			if !v.touches(m) || !bears(doc, part, m) || m.Kind == nlp.Report && !holdsReport(doc, content, m) {
				continue
			}
			touched = true
			own.Certainty = least(own.Certainty, m.Certainty)
			if m.Polarity != nlp.Positive && own.Polarity != nlp.UnknownPolarity {
				own.Polarity = m.Polarity
			}
			own.ShownBy = append(own.ShownBy, m.Span)
		}
		if !touched {
			continue
		}
		count++
		if k == 0 {
			f = own
		}
		if hedged.ShownBy == nil {
			hedged.Polarity = own.Polarity
		}
		hedged.Certainty = least(hedged.Certainty, own.Certainty)
		hedged.ShownBy = append(hedged.ShownBy, own.ShownBy...)
	}
	if f.ShownBy == nil && 2*count >= len(all) && count > 0 {
		f = hedged
	}
	return f
}

// holdsReport reports whether the content holds what the word of another that is
// m reports. Where it does not, as in "Orel said on Friday" of a sentence whose
// other words are attributed to her, the author says no more than that she did.
func holdsReport(doc *nlp.Doc, content []nlp.Span, m *nlp.Marker) bool {
	first, last := tokens(doc, m.Span)
	if first == last {
		return true
	}
	s := doc.Sentences[sentence(doc, first)]
	for i := max(s.First, first-reach); i < min(s.Last, first+reach); i++ {
		t := &doc.Tokens[i]
		if t.Head >= first && t.Head < last && (t.Deprel == "ccomp" || t.Deprel == "csubj") {
			k := sort.Search(len(content), func(k int) bool { return content[k].End > t.Begin })
			return k < len(content) && content[k].Overlaps(t.Span)
		}
	}
	return true
}

// asking is how many bytes may stand behind a question mark that ends a part:
// marks of quotation.
const asking = 8

// bears reports whether the marker bears on a main clause of the part.
func bears(doc *nlp.Doc, p part, m *nlp.Marker) bool {
	if m.Kind == nlp.Question {
		if len(m.Scope) > 0 && doc.Tokens[p.heads[0]].Begin < m.Scope[0].Begin {
			return false // what is asserted before the question
		}
		return m.Begin < p.end && p.end-m.End <= asking
	}
	for _, h := range p.heads {
		// What is said of a clause is said by the main clause: "that they left is untrue".
		if m.Over == h || m.Kind == nlp.Falsity && m.Contains(doc.Tokens[h].Span) {
			return true
		}
	}
	return false
}

// within returns the markers that begin within the first reach tokens of the
// content, hull and all.
func within(doc *nlp.Doc, content []nlp.Span) []nlp.Marker {
	begin, end := content[0].Begin, content[len(content)-1].End
	first := sort.Search(len(doc.Markers), func(i int) bool { return doc.Markers[i].Begin >= begin })
	last := first
	for last < len(doc.Markers) && last-first < reach && doc.Markers[last].Begin < end {
		last++
	}
	return doc.Markers[first:last]
}

// Own tells how sure the author of the doc is of what he says in his own
// voice: content is the stretches of it, in order of the text. It reads the
// markers that a [Gauge] has laid over the doc; without them he is unknown. So
// he is of what he leaves to others by words of hearsay, or keeps a distance
// from.
func Own(doc *nlp.Doc, content []nlp.Span) nlp.Factuality {
	if doc.Has&nlp.Factualities == 0 || len(content) == 0 {
		return nlp.Factuality{Certainty: nlp.UnknownCertainty, Polarity: nlp.UnknownPolarity}
	}
	return settle(doc, content, author)
}
