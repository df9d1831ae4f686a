package stemma

import (
	"context"
	"iter"
	"slices"

	"github.com/stemma/stemma/nlp"
)

// Plain reports whether the link puts its content forward as certain and
// affirms it: nothing is to be said of it but who it is. What is not known is
// not plain.
func (a *Attribution) Plain() bool {
	return a.Certainty == nlp.Certain && a.Polarity == nlp.Positive
}

// Told reports whether the text shows anything of how sure the link is. Where
// it does not, certainty and polarity are unknown because nobody could tell,
// and not because the source left it open.
func (a *Attribution) Told() bool {
	unknown := (a.Certainty == nlp.UnknownCertainty || a.Certainty == "") && (a.Polarity == nlp.UnknownPolarity || a.Polarity == "")
	return !unknown || len(a.ShownBy) > 0
}

// Alleged reports whether whoever reports the statement says by words that are no part of it that it is
// no more than alleged: "allegedly", "is accused of", "police alleged that". It states nothing, on
// whosever word.
func (s *Statement) Alleged() bool {
	n := len(s.Chain)
	if n < 2 {
		return false
	}
	by := &s.Chain[n-2]
	return (by.Certainty == nlp.UnknownCertainty || by.Certainty == "") && slices.ContainsFunc(by.ShownBy, func(w Span) bool { return !s.holds(w) })
}

// Refuted reports whether the statement is the word of nobody who is named, of which
// whoever reports it says that it is not so: "the report that it burned is untrue". It is
// his denial.
func (s *Statement) Refuted() bool {
	n := len(s.Chain)
	if n < 2 || !s.Chain[n-1].Source.IsZero() {
		return false
	}
	by := &s.Chain[n-2]
	return by.Polarity == nlp.Negative && !s.negates(by)
}

// Stance says in words, the same on every page and in every list, how link i
// of the chain holds the content: FactBank's certainty and polarity.
//
// A "no" may stand outside the content ("denied that it burned") or in it
// ("said that nothing burned"). The first is called a denial. The second is
// not, for beside those words it would read as its own opposite.
func (s *Statement) Stance(i int) string {
	a := &s.Chain[i]
	sure := map[nlp.Certainty]string{
		nlp.Certain: "said as certain", nlp.Probable: "said to be probable", nlp.Possible: "said to be possible",
	}[a.Certainty]
	switch {
	case a.Polarity == nlp.Negative && s.negates(a):
		switch a.Certainty {
		case nlp.Certain:
			return "its words say no"
		case nlp.Probable:
			return "its words say probably not"
		case nlp.Possible:
			return "its words say possibly not"
		}
		return "its words say no, how surely is unknown"
	case a.Polarity == nlp.Negative:
		switch a.Certainty {
		case nlp.Certain:
			return "denied"
		case nlp.Probable:
			return "said to be probably not so"
		case nlp.Possible:
			return "said to be possibly not so"
		}
		return "denied, how surely is unknown"
	case a.Polarity == nlp.Positive:
		if sure == "" {
			return "affirmed, how surely is unknown"
		}
		return sure
	case sure != "":
		return sure + ", whether so or not is unknown"
	case len(a.ShownBy) > 0:
		return "left open"
	}
	return "certainty unknown"
}

// negates reports whether words that show the stance of the link stand in the
// content itself.
func (s *Statement) negates(a *Attribution) bool {
	return slices.ContainsFunc(a.ShownBy, s.holds)
}

// holds reports whether words are part of what the statement says.
func (s *Statement) holds(words Span) bool {
	return slices.ContainsFunc(s.Content, func(c Span) bool { return c.Contains(words) })
}

// Root is the index in the chain of the earliest source that the text
// identifies, by whatever words: the last link that has any, else the author.
func (s *Statement) Root() int {
	for i := len(s.Chain) - 1; i > 0; i-- {
		if !s.Chain[i].Source.IsZero() {
			return i
		}
	}
	return 0
}

// SpeakingAt returns the statement in whose voice byte at of a document's text
// stands: of those whose content holds it the one with the longest chain; nil
// where there is none. The statements are those of the document, in order of
// the text, as a View gives them.
func SpeakingAt(statements iter.Seq2[*Statement, error], at int) (*Statement, error) {
	var voice *Statement
	for s, err := range statements {
		if err != nil {
			return nil, err
		}
		if s.Content[0].Begin > at {
			break
		}
		if (voice == nil || len(s.Chain) > len(voice.Chain)) &&
			slices.ContainsFunc(s.Content, func(c Span) bool { return c.Begin <= at && at < c.End }) {
			voice = s
		}
	}
	return voice, nil
}

// SpeakingIn returns the statement in whose voice the first of the words that
// a hit in a document's text found stands, nil where there is none.
func (h *Hit) SpeakingIn(ctx context.Context, view View) (*Statement, error) {
	at := h.Place.Begin
	if len(h.Marks) > 0 {
		at += h.Marks[0].Begin
	}
	return SpeakingAt(view.Statements(ctx, StatementFilter{Doc: h.Doc}), at)
}

// SourceTypes are the kinds of source that a link of a chain may have, the
// author first.
var SourceTypes = []nlp.SourceType{
	SourceAuthor, nlp.SourcePerson, nlp.SourceOrganization, nlp.SourceDocument, nlp.SourceOfficial,
	nlp.SourceGroup, nlp.SourceMedia, nlp.SourceEvidence, nlp.SourceUnnamed,
}

// SourceWords says what kind of source a link is, as pages and commands do.
func SourceWords(t nlp.SourceType) string {
	switch t {
	case "", UnknownSource:
		return "kind unknown"
	case SourceAuthor:
		return "author of the text"
	case nlp.SourceOrganization:
		return "organisation"
	case nlp.SourceOfficial:
		return "official, not named"
	case nlp.SourceUnnamed:
		return "source, not named"
	}
	return string(t)
}
