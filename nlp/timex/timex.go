// Package timex finds expressions of time and says what they mean as TIMEX3
// does (ISO 24617-1): dates, times of day, durations and what comes again,
// each with its value, resolved against the day of writing or against the
// time that the text last spoke of.
//
//	"last August"          DATE      2020-08       written 2021-02-15
//	"10 p.m. Wednesday"    TIME      1998-02-11T22:00
//	"the past two years"   DURATION  P2Y
//	"every Monday"         SET       XXXX-WXX-1
//	"the following day"    DATE      1998-02-12    the day after the one just named
//	"recently"             DATE      PAST_REF
//
// What cannot be resolved has no value: "Friday" in a text without a date stays
// a DATE of which nothing is known. The spans are those of the TimeML
// guidelines: the article is in, the preposition is out, and words that bend
// the value ("about", "early") are in. The value leaves these out, as TIMEX3
// keeps them apart.
//
// It does not tie times to events, does not know holidays that move with the
// moon, and takes every date for a Gregorian one. Where tense must decide
// ("Friday"), it is read from the words near by, and from tags where the Doc
// has them.
//
// The package holds the algorithm only: the words and rules of a language are
// its [Language], as nlp/en has one. They are made into one automaton, so that
// the time is linear in the text and hardly depends on how many rules there
// are. The method is that of HeidelTime (Strötgen and Gertz 2013): rules for
// expressions, then resolving by tense and by the time last named.
package timex

import (
	"fmt"
	"strings"

	"github.com/stemma/stemma/nlp"
)

// A Language is the part of reading times that is knowledge of a language.
type Language struct {
	// Words lists words by class, one line a class: "MONTH: january=1 may=5".
	// A line may name several classes. Words are in lower case, with a straight
	// apostrophe and without the stop of an abbreviation; they are found in any
	// case. Fields gives the field that a class sets.
	Words string

	// Fields says which field of an expression the value of a class sets:
	// "MONTH=month WEEKDAY=weekday". The fields are those of a calendar (year,
	// decade, month, day, weekday, season, part, hour, minute,
	// meridiem, holiday, event), of counting (unit, number, half, ordinal) and
	// of pointing (relation, days, weeks, years, base).
	Fields string

	// Rules are the patterns and what they mean, one a line, as
	//
	//	calendar: MONTH DAY [[,] YEAR]
	//	relative: [early|late] (last|this|next) UNIT
	//	calendar: YEAR ; after(in|since) not-before(UNIT)
	//
	// [x] may be left out, (x|y) is either, a line "$name = pattern" names a
	// part. What follows the semicolon is asked of the words next to the
	// expression: one of after, before and named must hold if there is any,
	// and none of not-after and not-before. EDGE is the end of a sentence.
	// Longer matches win, then earlier rules.
	Rules string

	// Ordinals and Decades are the endings that make an ordinal or a decade of
	// digits: "th", "s".
	Ordinals, Decades []string

	// Joints stand between two dates that are told together, so that one year
	// does for both: "and", "to".
	Joints []string

	// Past and Future are the words that show when what is told takes place.
	// Hints speak for the future where nothing else tells.
	// A word of Perfect makes past what follows it, whatever that is. PastEndings
	// are endings of verbs that show the past; Timeless are words that have such
	// an ending and show nothing.
	Past, Future, Hints, Perfect, PastEndings, Timeless []string
}

// A Tagger fills the times of a Doc. It is safe for use by many goroutines.
type Tagger struct {
	index   map[string]int32
	words   []word
	grammar grammar
	// Endings of the language.
	endings, ordinals, decades []string
}

// A word is what the language knows of a word.
type word struct {
	options []option
	numeral numeral
	amount  int32
	tense   tense
	starts  bool // may begin an expression
	joins   bool // stands between two dates that are told together
}

// New returns a tagger for the language. It is an error if the rules cannot be
// read; the message names the line.
func New(language Language) (*Tagger, error) {
	t := &Tagger{
		index:    map[string]int32{},
		grammar:  grammar{symbols: map[string]symbol{}},
		endings:  language.PastEndings,
		ordinals: language.Ordinals,
		decades:  language.Decades,
	}
	for _, name := range ownClasses {
		t.grammar.symbol(name)
	}
	fields := map[string]field{}
	for _, pair := range strings.Fields(language.Fields) {
		class, name, _ := strings.Cut(pair, "=")
		i := fieldNamed(name)
		if i == none {
			return nil, fmt.Errorf("read the fields of the classes: no field is called %q", name)
		}
		fields[class] = i
	}
	if err := t.list(language.Words, fields); err != nil {
		return nil, err
	}
	classes := len(t.grammar.names)
	if err := parseGrammar(language.Rules, &t.grammar); err != nil {
		return nil, err
	}
	for s := classes; s < len(t.grammar.names); s++ {
		name := t.grammar.names[s]
		if name != strings.ToLower(name) {
			return nil, fmt.Errorf("the rules name the class %s, which has no words", name)
		}
		w := t.word(name)
		w.options = append(w.options, option{symbol: symbol(s)})
	}
	for _, list := range []struct {
		words []string
		tense tense
	}{{language.Timeless, timeless}, {language.Past, past}, {language.Perfect, perfect}, {language.Future, future}, {language.Hints, hint}} {
		for _, form := range list.words {
			t.word(form).tense = list.tense
		}
	}
	for _, form := range language.Joints {
		t.word(form).joins = true
	}
	for i := range t.words {
		w := &t.words[i]
		if len(w.options) > maxOptions-8 {
			return nil, fmt.Errorf("a word is of %d classes; at most %d are allowed", len(w.options), maxOptions-8)
		}
		w.starts = w.numeral != notNumeral
		for _, o := range w.options {
			w.starts = w.starts || t.grammar.step(0, o.symbol) >= 0
		}
	}
	return t, nil
}

func fieldNamed(name string) field {
	for i := none + 1; i < fieldCount; i++ {
		if fieldNames[i] == name {
			return i
		}
	}
	return none
}

// word returns the entry of a word, made if need be. The pointer holds until
// the next call.
func (t *Tagger) word(form string) *word {
	i, ok := t.index[form]
	if !ok {
		i = int32(len(t.words))
		t.index[form] = i
		t.words = append(t.words, word{})
	}
	return &t.words[i]
}

// list reads the words of the language.
func (t *Tagger) list(text string, fields map[string]field) error {
	for n, line := range strings.Split(text, "\n") {
		if strings.TrimSpace(line) == "" {
			continue
		}
		classes, words, ok := strings.Cut(line, ":")
		if !ok {
			return fmt.Errorf("read line %d of the words: no \":\" in %q", n+1, line)
		}
		for _, entry := range strings.Fields(words) {
			form, value, _ := strings.Cut(entry, "=")
			w := t.word(form)
			for _, class := range strings.Fields(classes) {
				o := option{symbol: t.grammar.symbol(class), field: fields[class]}
				if k, ok := numeralClasses[class]; ok {
					v, err := fieldValue(number, value)
					if err != nil && value != "" {
						return fmt.Errorf("read line %d of the words: %w", n+1, err)
					}
					w.numeral, w.amount = k, v
				} else if o.field != none {
					v, err := fieldValue(o.field, value)
					if err != nil {
						return fmt.Errorf("read line %d of the words: %w", n+1, err)
					}
					o.value = v
				}
				w.options = append(w.options, o)
			}
		}
	}
	return nil
}

// Name is "timex".
func (t *Tagger) Name() string { return "timex" }

// Needs is tokens; sentences and tags are used where they are there.
func (t *Tagger) Needs() nlp.Layer { return nlp.Tokens }

// Adds is times.
func (t *Tagger) Adds() nlp.Layer { return nlp.Times }

// Annotate fills doc.Times, in order of the text and without overlap, unless
// they are there already.
func (t *Tagger) Annotate(doc *nlp.Doc) {
	if doc.Has&nlp.Times != 0 {
		return
	}
	r := resolver{t: t, doc: doc, writing: parseDate(doc.Date)}
	m := matcher{t: t}
	var times []nlp.Time
	sentence := func(first, last int) {
		m.pieces = t.cut(m.pieces[:0], doc, first, last)
		r.pieces = m.pieces
		r.matches = r.matches[:0]
		r.sentence++
		for i := int32(0); i < int32(len(m.pieces)); {
			p := &m.pieces[i]
			if p.shape == noDigits && (p.word < 0 || !t.words[p.word].starts) || !m.at(i) {
				i++
				continue
			}
			r.matches = append(r.matches, m.best)
			i = m.best.end
		}
		r.shareYears()
		for i := range r.matches {
			if time, ok := r.resolve(i); ok {
				times = append(times, time)
			}
		}
	}
	if len(doc.Sentences) > 0 {
		for _, s := range doc.Sentences {
			if s.First >= 0 && s.Last <= len(doc.Tokens) && s.First < s.Last {
				sentence(s.First, s.Last)
			}
		}
	} else {
		sentence(0, len(doc.Tokens))
	}
	doc.Times = times
	doc.Has |= t.Adds()
}
