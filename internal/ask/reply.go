package ask

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/stemma/stemma"
)

// farthestReply is how many bytes behind a question its answer may begin: the name of
// whoever speaks stands between them, and no sentence.
const farthestReply = 80

// replies finds what is said right behind a question of the texts that asks what is asked
// here, by its very predicate, by another: "Did you hear a shot?" "No." It has the words and the names of that
// question too, and the name of whoever answers.
func (s *search) replies(ctx context.Context) error {
	var answered []*candidate
	for _, c := range s.found {
		if len(c.Chain) > 2 || len(s.q.Words) == 0 || !hasForm(c.doc.Text, c.Bounds(), s.q.Words[0].Forms[:s.q.Words[0].Own]) || !asks(c) || s.negated(c) {
			continue
		}
		answered = append(answered, c)
	}
	for _, c := range answered {
		reply, err := s.after(ctx, c)
		if err != nil {
			return err
		}
		if reply == nil {
			continue
		}
		x := s.by[reply.ID]
		if x == nil {
			x = &candidate{Statement: reply, words: make([]bool, len(s.q.Words)), names: make([]bool, len(s.q.Names)), doc: c.doc}
			s.by[reply.ID], s.found = x, append(s.found, x)
			s.look(x)
		}
		if asks(x) {
			continue
		}
		x.asked = c
		for i, has := range c.words {
			x.words[i] = x.words[i] || has
		}
		for i, has := range c.names {
			x.names[i] = x.names[i] || has || s.q.Names[i].is(reply.Voice().SourceEntity)
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

// after is the statement of another that begins right behind c, nil for none.
func (s *search) after(ctx context.Context, c *candidate) (*stemma.Statement, error) {
	if c.doc.voices == nil {
		c.doc.voices = []*stemma.Statement{}
		for st, err := range s.view.Statements(ctx, stemma.StatementFilter{Doc: c.Doc}) {
			if err != nil {
				return nil, fmt.Errorf("list statements: %w", err)
			}
			if len(st.Chain) == 2 {
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
	}
	return nil, nil
}

// asks reports whether the words of c are a question.
func asks(c *candidate) bool {
	return strings.HasSuffix(strings.TrimRight(c.Content[len(c.Content)-1].In(c.doc.Text), "”’\"' "), "?")
}

// voice names whoever is nearest to a statement.
func (s *search) voice(st *stemma.Statement) string {
	v := st.Voice()
	return cmp.Or(string(v.SourceEntity), v.Source.In(s.docs[st.Doc].Text))
}

// yesOrNo is how an answer to a question for yes or no begins; NoStance where it says neither.
func yesOrNo(c *candidate) stemma.Stance {
	words := split(c.Content[0].In(c.doc.Text))
	switch {
	case len(words) == 0:
	case yes[words[0]]:
		return stemma.Affirms
	case no[words[0]]:
		return stemma.Denies
	}
	return stemma.NoStance
}
