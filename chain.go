package stemma

import "strings"

// How a chain is put in words, the same in every list and report. A list says
// of a statement who says it, and whatever is not plain: a longer chain, and
// each link that does not say it as certain. So "alleged" never reads as fact,
// and what is not known reads as unknown. The words are a line each, with one
// space for every run of white space.

// WordsAt returns the words of spans of a text as a line, with " … " between
// parts. Spans outside the text, which only a damaged case has, give none.
func WordsAt(text string, spans ...Span) string {
	var parts []string
	for _, s := range spans {
		if s.Begin >= 0 && s.Begin < s.End && s.End <= len(text) {
			parts = append(parts, oneLine(s.In(text)))
		}
	}
	return strings.Join(parts, " … ")
}

func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

// Who names who stands behind a link.
func (a *Attribution) Who(text string) string {
	if a.Kind == KindAuthor {
		return KindAuthor
	}
	if words := WordsAt(text, a.Source); words != "" {
		return words
	}
	if a.SourceType != "" {
		return "(" + string(a.SourceType) + ", not named)"
	}
	return "(not named)"
}

// ChainLine is the chain in a line, the author first: "author > Orel (said)".
func (s *Statement) ChainLine(text string) string {
	var links []string
	for i := range s.Chain {
		name := s.Chain[i].Who(text)
		if cue := WordsAt(text, s.Chain[i].Cue); cue != "" {
			name += " (" + cue + ")"
		}
		links = append(links, name)
	}
	return strings.Join(links, " > ")
}

// StanceLine says how those of the chain who do not put the content forward as
// certain hold it, the one nearest the words first; "" where all do. Of those
// who quote him it says something only where the text does: to report is not
// to vouch. With shown, the words that show it are given.
func (s *Statement) StanceLine(text string, shown bool) string {
	if !s.Told() {
		return s.Stance(len(s.Chain) - 1)
	}
	var told []string
	for i := len(s.Chain) - 1; i >= 0; i-- {
		link := &s.Chain[i]
		switch {
		case link.Plain():
			continue
		case i < len(s.Chain)-1 && !link.Told():
			continue
		}
		words := s.Stance(i)
		if i < len(s.Chain)-1 {
			words = link.Who(text) + ": " + words
		}
		if by := EachQuoted(text, link.ShownBy); shown && by != "" {
			words += " " + by
		}
		told = append(told, words)
	}
	return strings.Join(told, "; ")
}

// Told reports whether the text shows of any link how sure it is.
func (s *Statement) Told() bool {
	for i := range s.Chain {
		if s.Chain[i].Told() {
			return true
		}
	}
	return false
}

// EachQuoted gives the words of spans, each in quotation marks.
func EachQuoted(text string, spans []Span) string {
	var all []string
	for _, s := range spans {
		if w := WordsAt(text, s); w != "" {
			all = append(all, "“"+w+"”")
		}
	}
	return strings.Join(all, ", ")
}

// InQuotes is words as a line in quotation marks, their own if they have any.
func InQuotes(words string) string {
	words = oneLine(words)
	for _, mark := range []string{`"`, "'", "“", "‘"} {
		if strings.HasPrefix(words, mark) {
			return words
		}
	}
	return "“" + words + "”"
}
