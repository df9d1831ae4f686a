package resolve

import (
	"slices"
	"strings"

	"github.com/stemma/stemma"
	"github.com/stemma/stemma/nlp"
)

// A description is by what words, and in whose mouth, a text speaks of a source
// that it does not name.
type description struct {
	mention int
	teller  int // the root of who is quoted with the words, or inAuthor, inQuotation
	owner   int // the root of whose it is, for "his sister"; -1 for nobody's
	words   []string
	head    string // the noun: "official" of "senior official in Orvelsk"
	the     bool   // the reader is held to know whom it means
}

// Who has the words, where nobody is quoted with them.
const (
	inAuthor    = -1
	inQuotation = -2 // of nobody knows whom
)

// unnamed joins the sources of a text that have no name and go by the same
// words: "a senior official" who says three things is one source and not three,
// and so is "the official" behind them. The words must be in the same mouth, the
// author's or that of one whom he quotes, and must not tell the second from the
// first ("another official"). That a text means two people by the same words
// cannot be seen; of two counts of witnesses the lower is the safer.
func (l *local) unnamed() {
	named := l.named()
	before := map[string][]description{} // by noun
	for i := range l.Mentions {
		at := len(l.names) + i
		if !l.speaks[i] || named[l.set.root(at)] {
			continue
		}
		d, ok := l.describe(i)
		if !ok {
			continue
		}
		list := before[d.head]
		if j := l.meant(d, list); j >= 0 {
			l.set.join(len(l.names)+j, at)
		} else if len(list) < mostAlike {
			before[d.head] = append(list, d)
		}
	}
}

// mostAlike is how many descriptions with one noun are looked at.
const mostAlike = 200

// named are the roots that have a name.
func (l *local) named() map[int]bool {
	out := map[int]bool{}
	for i, n := range l.of {
		if n >= 0 {
			out[l.set.root(len(l.names)+i)] = true
		}
	}
	return out
}

// meant is the earlier mention of the same unnamed source: one by the same words
// or, for "the official", the only one before with this noun; -1 if none is.
func (l *local) meant(d description, before []description) int {
	only := -1
	for _, b := range before {
		if b.teller != d.teller || b.owner != d.owner {
			continue
		}
		if slices.Equal(b.words, d.words) {
			return b.mention
		}
		if !d.the || slices.ContainsFunc(d.words, func(w string) bool { return !slices.Contains(b.words, w) }) {
			continue
		}
		if only >= 0 && l.set.root(len(l.names)+only) != l.set.root(len(l.names)+b.mention) {
			return -1
		}
		only = b.mention
	}
	return only
}

// describe takes the words for an unnamed source apart; not ok for what is
// somebody else each time: "another", "some", "nobody", "he".
func (l *local) describe(i int) (d description, ok bool) {
	m := &l.Mentions[i]
	d = description{mention: i, teller: l.teller(m.Span), owner: -1}
	if m.Form == nlp.Pronoun {
		word := strings.ToLower(m.Span.In(l.Text))
		switch {
		case firstPerson[word] && d.teller == inAuthor:
			d.words = []string{"i"}
		case ourPerson[word] && d.teller != inQuotation:
			d.words = []string{"we"}
		}
		return d, d.words != nil
	}
	d.words = l.descriptive(m.Span)
	for len(d.words) > 0 && articles[d.words[0]] {
		d.the = d.the || d.words[0] == "the"
		d.words = d.words[1:]
	}
	if len(d.words) == 0 || indefinites[d.words[0]] {
		return d, false
	}
	if owners[d.words[0]] {
		for k := i; k < len(l.Mentions) && k < i+mostInside; k++ {
			if x := &l.Mentions[k]; x.Form == nlp.Pronoun && x.Span.Begin == m.Span.Begin {
				d.owner = l.set.root(len(l.names) + k)
			}
		}
	}
	d.head = d.words[0]
	for _, w := range d.words {
		if smallWords[w] || relatives[w] {
			break
		}
		d.head = w
	}
	return d, true
}

// descriptive are the words of a description, in small letters, without what is
// said of it behind a comma and without why it has no name.
func (l *local) descriptive(span stemma.Span) []string {
	words := span.In(l.Text)
	for _, why := range l.anonymity {
		if span.Contains(why) {
			words = l.Text[span.Begin:why.Begin]
		}
	}
	words, _, _ = strings.Cut(words, ",")
	out := strings.Fields(strings.ToLower(words))
	for len(out) > 0 && relatives[out[len(out)-1]] {
		out = out[:len(out)-1]
	}
	return out
}

// teller is in whose words a place of the text stands.
func (l *local) teller(at stemma.Span) int {
	switch q := l.within(at); {
	case q != nil && q.source >= 0:
		return l.set.root(len(l.names) + q.source)
	case q != nil, l.inQuotes(at.Begin):
		return inQuotation
	}
	return inAuthor
}

// English; general knowledge.
var (
	articles   = map[string]bool{"a": true, "an": true, "the": true, "one": true, "this": true, "that": true}
	owners     = map[string]bool{"his": true, "her": true, "its": true, "their": true, "my": true, "our": true, "your": true}
	reflexives = map[string]bool{"himself": true, "herself": true, "itself": true, "themselves": true}
	relatives  = map[string]bool{"who": true, "whom": true, "whose": true, "which": true, "that": true}
	// indefinites begin what means somebody else each time, or nobody.
	indefinites = map[string]bool{"another": true, "other": true, "others": true, "different": true, "separate": true, "further": true, "some": true, "many": true,
		"several": true, "few": true, "most": true, "more": true, "all": true, "both": true, "each": true, "every": true, "any": true, "anyone": true, "anybody": true, "someone": true,
		"somebody": true, "everyone": true, "everybody": true, "no": true, "nobody": true, "none": true, "neither": true, "either": true, "what": true, "which": true, "who": true, "it": true, "they": true}
)
