package ask

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/stemma/stemma"
	"github.com/stemma/stemma/nlp"
)

// farthestReply is how many bytes behind a question its answer may begin: the name of
// whoever speaks stands between them, and no sentence.
const farthestReply = 80

// replies finds what is said right behind a question of the texts that asks what is asked
// here, by its very predicate, by another: "Did you hear a shot?" "No." It has the words and the names of that
// question too, and the name of whoever answers. A whole sentence that says yes or no to what is
// asked by its own words, and does not begin with either, is left as it is.
func (s *search) replies(ctx context.Context) error {
	var replies []*stemma.Statement
	answered := map[stemma.ID]*candidate{} // by the reply, the question nearest to it
	for _, c := range s.found {
		if len(c.Chain) > 2 || len(s.q.Words) == 0 || !asks(c.Statement, c.doc) || !hasForm(c.doc.Text, lastSentence(c), s.q.Words[0].Forms[:s.q.Words[0].Own]) || s.negated(c) {
			continue
		}
		reply, err := s.after(ctx, c)
		if err != nil {
			return err
		}
		if reply == nil {
			continue
		}
		nearest := answered[reply.ID]
		if nearest == nil {
			replies = append(replies, reply)
		}
		if nearest == nil || nearest.Bounds().End < c.Bounds().End {
			answered[reply.ID] = c
		}
	}
	for _, reply := range replies {
		c := answered[reply.ID]
		x := s.by[reply.ID]
		if x == nil {
			x = &candidate{Statement: reply, words: make([]bool, len(s.q.Words)), names: make([]bool, len(s.q.Names)), doc: c.doc}
			s.by[reply.ID], s.found = x, append(s.found, x)
			s.look(x)
		}
		if asks(x.Statement, x.doc) {
			continue
		}
		if s.yesOrNo() && x.ok && s.level(x) >= 0 && opening(x) == stemma.NoStance {
			c.ok = false
			continue
		}
		x.asked = c
		asked := lastSentence(c)
		if !strings.Contains(c.doc.Text[c.Bounds().Begin:asked.Begin], "?") {
			asked = c.Bounds() // what is told before it belongs to it
		}
		for i, has := range c.words {
			x.words[i] = x.words[i] || has && (asked == c.Bounds() || hasForm(c.doc.Text, asked, s.q.Words[i].Forms))
		}
		for i, has := range c.names {
			n := &s.q.Names[i]
			x.names[i] = x.names[i] || has && (asked == c.Bounds() || nameIn(c.doc, asked, n)) || n.is(reply.Voice().SourceEntity)
		}
		x.exact = max(x.exact, c.exact)
		x.value, x.ok = s.value(x)
		if x.ok && s.level(x) >= 0 {
			c.ok = false // it is no longer open
		}
	}
	slices.SortFunc(s.found, func(a, b *candidate) int {
		return cmp.Or(cmp.Compare(a.Doc, b.Doc), cmp.Compare(a.Content[0].Begin, b.Content[0].Begin), cmp.Compare(len(a.Chain), len(b.Chain)), cmp.Compare(a.ID, b.ID))
	})
	return nil
}

// nameIn reports whether a span of a document has the name, by any of its words.
func nameIn(doc *document, span nlp.Span, n *Name) bool {
	return strings.Contains(span.In(doc.Text), n.Words) ||
		slices.ContainsFunc(doc.mentionsAt(span), func(m *stemma.Mention) bool { return span.Contains(m.Span) && n.is(m.Entity) })
}

// after is the statement of another that begins right behind c, nil for none. Where
// something else is asked between the two, it answers that.
func (s *search) after(ctx context.Context, c *candidate) (*stemma.Statement, error) {
	if c.doc.voices == nil {
		c.doc.voices = []*stemma.Statement{}
		for st, err := range s.view.Statements(ctx, stemma.StatementFilter{Doc: c.Doc}) {
			if err != nil {
				return nil, fmt.Errorf("list statements: %w", err)
			}
			if len(st.Chain) == 2 && !s.rejected(st.ID) {
				c.doc.voices = append(c.doc.voices, st)
			}
		}
		slices.SortStableFunc(c.doc.voices, func(a, b *stemma.Statement) int { return cmp.Compare(a.Content[0].Begin, b.Content[0].Begin) })
	}
	end := c.Bounds().End
	at, _ := slices.BinarySearchFunc(c.doc.voices, end, func(st *stemma.Statement, end int) int { return cmp.Compare(st.Content[0].Begin, end) })
	for _, st := range c.doc.voices[at:] {
		if st.Content[0].Begin-end > farthestReply {
			break
		}
		if s.voice(st) != s.voice(c.Statement) {
			return st, nil
		}
		if asks(st, c.doc) {
			break
		}
	}
	return nil, nil
}

// asks reports whether the words of a statement end with a question.
func asks(st *stemma.Statement, doc *document) bool {
	return strings.HasSuffix(strings.TrimRight(st.Content[len(st.Content)-1].In(doc.Text), "”’\"' "), "?")
}

// lastSentence is the last sentence of c: of several questions, the one that is answered.
func lastSentence(c *candidate) nlp.Span {
	last := c.Bounds()
	if ends := sentenceEnd.FindAllStringSubmatchIndex(last.In(c.doc.Text), -1); len(ends) > 0 {
		m := ends[len(ends)-1]
		last.Begin += max(m[2], m[4])
	}
	return last
}

// voice names whoever is nearest to a statement.
func (s *search) voice(st *stemma.Statement) string {
	v := st.Voice()
	return cmp.Or(string(v.SourceEntity), v.Source.In(s.docs[st.Doc].Text))
}

// opening is how an answer to a question for yes or no begins; NoStance where it says
// neither, or both.
func opening(c *candidate) stemma.Stance {
	text := c.Content[0].In(c.doc.Text)
	sentence := text
	if end := strings.IndexAny(text, ".?!\n"); end >= 0 {
		sentence = text[:end]
	}
	words := split(sentence)
	switch {
	case len(words) == 0:
	case yesWords[words[0]]:
		if assurances[words[0]] && !parted(sentence) || slices.ContainsFunc(words[1:], func(w string) bool { return negations[w] }) {
			return stemma.NoStance
		}
		return stemma.Affirms
	case noWords[words[0]] && denies(words, 0):
		return stemma.Denies
	}
	return stemma.NoStance
}

// parted reports whether the first word of a sentence stands alone or with a mark behind it.
func parted(sentence string) bool {
	rest := strings.TrimLeftFunc(strings.TrimLeftFunc(sentence, func(r rune) bool { return !unicode.IsLetter(r) }), unicode.IsLetter)
	next, _ := utf8.DecodeRuneInString(strings.TrimLeftFunc(rest, unicode.IsSpace))
	return !unicode.IsLetter(next) && !unicode.IsDigit(next)
}

// denies reports whether word i says no: that of "no doubt" and "no more than seven" does not,
// and that of "no question of it" does.
func denies(words []string, i int) bool {
	if !negations[words[i]] {
		return false
	}
	behind := append(slices.Clone(words[i+1:min(len(words), i+3)]), "", "")
	switch {
	case compared[behind[0]] && behind[1] == "than":
		return false
	case noWords[words[i]] || words[i] == "without":
		return !idle[behind[0]] || behind[0] == "question" && behind[1] == "of"
	}
	return true
}
