package sqlite

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// A term is one thing looked for: a word, which stands for all words of its
// stem; a phrase; or the beginning of a word or phrase.
type term struct {
	words  string
	phrase bool
	prefix bool
	absent bool
}

// terms are a query taken apart.
type terms []term

// quoteMarks open and close a phrase; the curved ones come with pasted text.
const quoteMarks = "\"“”„"

// parse takes a query of stemma.Query.Words apart. Any string is a query:
// what has no letter and no digit in it looks for nothing.
func parse(query string) terms {
	var ts terms
	rest := strings.ToValidUTF8(query, " ")
	for {
		rest = strings.TrimLeftFunc(rest, blank)
		if rest == "" {
			return ts
		}
		var t term
		if rest[0] == '-' {
			t.absent = true
			rest = rest[1:]
		}
		if r, n := utf8.DecodeRuneInString(rest); n > 0 && strings.ContainsRune(quoteMarks, r) {
			t.phrase = true
			rest = rest[n:]
			end := strings.IndexAny(rest, quoteMarks)
			if end < 0 { // not closed: all that follows
				t.words, rest = rest, ""
			} else {
				_, n := utf8.DecodeRuneInString(rest[end:])
				t.words, rest = rest[:end], rest[end+n:]
			}
		} else {
			end := strings.IndexFunc(rest, func(r rune) bool { return blank(r) || strings.ContainsRune(quoteMarks, r) })
			if end < 0 {
				end = len(rest)
			}
			t.words, rest = rest[:end], rest[end:]
			if w := strings.TrimRight(t.words, "*"); w != t.words {
				t.words, t.prefix = w, true
			}
		}
		if strings.HasPrefix(rest, "*") && t.phrase {
			t.prefix = true
		}
		if strings.ContainsFunc(t.words, wordRune) {
			ts = append(ts, t)
		}
	}
}

func blank(r rune) bool { return unicode.IsSpace(r) || unicode.IsControl(r) }

// wordRune is what unicode61 makes words of.
func wordRune(r rune) bool { return unicode.In(r, unicode.L, unicode.N, unicode.Co) }

// quoted is words as a string of FTS5, in which nothing has a meaning but the
// words.
func quoted(words string) string {
	words = strings.Map(func(r rune) rune {
		if r == '"' || unicode.IsControl(r) {
			return ' '
		}
		return r
	}, words)
	return `"` + words + `"`
}

// expression is an FTS5 query for those terms that pick, joined by op; "" if
// none does.
func (ts terms) expression(op string, pick func(term) bool) string {
	var parts []string
	for _, t := range ts {
		if !pick(t) {
			continue
		}
		p := quoted(t.words)
		if t.prefix {
			p += " *"
		}
		parts = append(parts, p)
	}
	return strings.Join(parts, " "+op+" ")
}

// Single words are looked up by their stem, the rest as they stand.
func stemmed(t term) bool { return !t.phrase && !t.prefix }
func literal(t term) bool { return t.phrase || t.prefix }

// An index is one full-text table with what is looked for in it.
type index struct{ table, match string }

// wanted are the indexes, and what must stand in each, for records of the
// kind: "document" or "statement".
func (ts terms) wanted(kind string) []index {
	return indexes(kind,
		ts.expression("AND", func(t term) bool { return !t.absent && stemmed(t) }),
		ts.expression("AND", func(t term) bool { return !t.absent && literal(t) }))
}

// unwanted are the indexes, and what of it none may stand in each.
func (ts terms) unwanted(kind string) []index {
	return indexes(kind,
		ts.expression("OR", func(t term) bool { return t.absent && stemmed(t) }),
		ts.expression("OR", func(t term) bool { return t.absent && literal(t) }))
}

func indexes(kind, stem, word string) []index {
	var is []index
	if stem != "" {
		is = append(is, index{kind + "_stem", stem})
	}
	if word != "" {
		is = append(is, index{kind + "_word", word})
	}
	return is
}

// restrict adds the condition that the record whose key is in the column holds
// what is looked for; one that nothing fulfils if nothing is.
func (ts terms) restrict(w *where, column, kind string) {
	if len(ts) == 0 {
		w.add("0")
	}
	for _, i := range ts.wanted(kind) {
		w.add(column+" IN (SELECT rowid FROM "+i.table+" WHERE "+i.table+" MATCH ?)", i.match)
	}
	ts.exclude(w, column, kind)
}

func (ts terms) exclude(w *where, column, kind string) {
	for _, i := range ts.unwanted(kind) {
		w.add(column+" NOT IN (SELECT rowid FROM "+i.table+" WHERE "+i.table+" MATCH ?)", i.match)
	}
}

// allWords is an FTS5 query for all words of the string, whatever signs stand
// among them; one that matches nothing if there are none.
func allWords(s string) string {
	words := strings.FieldsFunc(strings.ToValidUTF8(s, " "), func(r rune) bool { return blank(r) || r == '"' })
	parts := []string{}
	for _, w := range words {
		if strings.ContainsFunc(w, wordRune) {
			parts = append(parts, quoted(w))
		}
	}
	if len(parts) == 0 {
		return `""`
	}
	return strings.Join(parts, " AND ")
}
