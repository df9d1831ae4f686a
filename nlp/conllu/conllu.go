// Package conllu reads and writes CoNLL-U, the format of the treebanks of
// Universal Dependencies.
//
// A file is sentences, each closed by an empty line: comments that begin with
// "#", then a line of ten fields parted by tabs for each word. A line whose
// number is a range ("3-4") is the written token that the words of the range
// share; one with a decimal point ("5.1") is a word that the text leaves out,
// which this package passes over. The format is specified at
// universaldependencies.org/format.html.
package conllu

import (
	"bufio"
	"fmt"
	"io"
	"strconv"
	"strings"
)

// A Word is one syntactic word.
type Word struct {
	Form, Lemma, UPOS, XPOS, Feats string
	Head                           int // number of the governor, from 1; 0 for the root
	Deprel, Deps, Misc             string
}

// A Token is a written token: words First to Last, counted from 1. Form is
// what is written, which need not be the forms of its words put together.
type Token struct {
	Form        string
	First, Last int
	SpaceAfter  bool
}

// A Sentence is one sentence of a treebank.
type Sentence struct {
	Comments []string // without the "#", trimmed
	Words    []Word
	Tokens   []Token
}

// Comment returns the value of the comment "key = value", and whether the
// sentence has a comment of that key at all.
func (s *Sentence) Comment(key string) (string, bool) {
	for _, comment := range s.Comments {
		if name, value, ok := strings.Cut(comment, "="); ok && strings.TrimSpace(name) == key {
			return strings.TrimSpace(value), true
		}
		if comment == key {
			return "", true
		}
	}
	return "", false
}

// Text returns the sentence as it is written, without what follows it.
func (s *Sentence) Text() string {
	if text, ok := s.Comment("text"); ok {
		return text
	}
	var b strings.Builder
	for i, token := range s.Tokens {
		b.WriteString(token.Form)
		if token.SpaceAfter && i+1 < len(s.Tokens) {
			b.WriteByte(' ')
		}
	}
	return b.String()
}

// BeginsParagraph reports whether the sentence begins a paragraph or document.
func (s *Sentence) BeginsParagraph() bool {
	for _, comment := range s.Comments {
		if strings.HasPrefix(comment, "newpar") || strings.HasPrefix(comment, "newdoc") {
			return true
		}
	}
	return false
}

// Genre returns what the identifier of a document says of its kind in EWT and
// GUM: "weblog", "news"; "" where it says nothing.
func Genre(id string) string {
	if rest, ok := strings.CutPrefix(id, "GUM_"); ok {
		genre, _, _ := strings.Cut(rest, "_")
		return genre
	}
	genre, _, _ := strings.Cut(id, "-")
	return genre
}

// Read reads all sentences. An error names the line.
func Read(r io.Reader) ([]Sentence, error) {
	scanner := bufio.NewScanner(r)
	scanner.Buffer(make([]byte, 1<<16), 1<<24)
	var all []Sentence
	var s Sentence
	open, rangeEnd := false, 0
	for n := 1; scanner.Scan(); n++ {
		line := strings.TrimSuffix(scanner.Text(), "\r")
		if line == "" {
			if rangeEnd > len(s.Words) {
				return nil, fmt.Errorf("read CoNLL-U: line %d: the sentence ends before word %d of a range", n, rangeEnd)
			}
			if open {
				all = append(all, s)
			}
			s, open, rangeEnd = Sentence{}, false, 0
			continue
		}
		open = true
		if rest, ok := strings.CutPrefix(line, "#"); ok {
			s.Comments = append(s.Comments, strings.TrimSpace(rest))
			continue
		}
		fields := strings.Split(line, "\t")
		if len(fields) != 10 {
			return nil, fmt.Errorf("read CoNLL-U: line %d has %d fields, not ten parted by tabs", n, len(fields))
		}
		id := fields[0]
		spaceAfter := !hasItem(fields[9], "SpaceAfter=No")
		if from, to, ok := strings.Cut(id, "-"); ok {
			first, err1 := strconv.Atoi(from)
			last, err2 := strconv.Atoi(to)
			if err1 != nil || err2 != nil || first != len(s.Words)+1 || last < first {
				return nil, fmt.Errorf("read CoNLL-U: line %d: %q is no range of words to come", n, id)
			}
			s.Tokens = append(s.Tokens, Token{Form: fields[1], First: first, Last: last, SpaceAfter: spaceAfter})
			rangeEnd = last
			continue
		}
		if strings.Contains(id, ".") {
			continue
		}
		if number, err := strconv.Atoi(id); err != nil || number != len(s.Words)+1 {
			return nil, fmt.Errorf("read CoNLL-U: line %d: word number %q where %d should be", n, id, len(s.Words)+1)
		}
		head := -1
		if fields[6] != "_" {
			var err error
			if head, err = strconv.Atoi(fields[6]); err != nil || head < 0 {
				return nil, fmt.Errorf("read CoNLL-U: line %d: head %q is no number", n, fields[6])
			}
		}
		s.Words = append(s.Words, Word{
			Form: fields[1], Lemma: fields[2], UPOS: value(fields[3]), XPOS: value(fields[4]), Feats: value(fields[5]),
			Head: head, Deprel: value(fields[7]), Deps: value(fields[8]), Misc: value(fields[9]),
		})
		if len(s.Words) > rangeEnd {
			s.Tokens = append(s.Tokens, Token{Form: fields[1], First: len(s.Words), Last: len(s.Words), SpaceAfter: spaceAfter})
		}
	}
	if err := scanner.Err(); err != nil {
		return nil, fmt.Errorf("read CoNLL-U: %w", err)
	}
	if rangeEnd > len(s.Words) {
		return nil, fmt.Errorf("read CoNLL-U: the last sentence ends before word %d of a range", rangeEnd)
	}
	if open {
		all = append(all, s)
	}
	return all, nil
}

// value takes the underscore that stands for nothing away.
func value(field string) string {
	if field == "_" {
		return ""
	}
	return field
}

func hasItem(field, item string) bool {
	for part := range strings.SplitSeq(field, "|") {
		if part == item {
			return true
		}
	}
	return false
}

// Raw puts the sentences together as running text: a space between two
// sentences, a blank line before one that begins a paragraph.
func Raw(sentences []Sentence) string {
	var b strings.Builder
	for i := range sentences {
		if i > 0 {
			if sentences[i].BeginsParagraph() {
				b.WriteString("\n\n")
			} else {
				b.WriteByte(' ')
			}
		}
		b.WriteString(sentences[i].Text())
	}
	return b.String()
}
