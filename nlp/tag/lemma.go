package tag

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/stemma/stemma/nlp/model"
)

// A Lemmatizer makes lemmas from forms and tags. It holds no words of its own
// but those it was given.
type Lemmatizer struct {
	forms  map[string]string // form and tag → lemma, where the rules are wrong
	rules  map[string]int32  // tag, case and ending → script
	script []Script
}

// A Script makes a lemma from a form: put it in lower case unless Keep is set,
// cut Cut bytes off its end, put Add there instead.
type Script struct {
	Keep bool
	Cut  int
	Add  string
}

// MaxEnding is the length in bytes of the longest ending that rules know.
const MaxEnding = 6

// String writes a script as the weights file holds it: "-ing+e", or with a
// leading "=" where the case is kept; the number is of bytes cut.
func (s Script) String() string {
	sign := "-"
	if s.Keep {
		sign = "="
	}
	return fmt.Sprintf("%s%d+%s", sign, s.Cut, s.Add)
}

// ParseScript reads what String writes.
func ParseScript(text string) (Script, error) {
	var s Script
	head, add, ok := strings.Cut(text, "+")
	if !ok || len(head) < 2 || head[0] != '-' && head[0] != '=' {
		return s, fmt.Errorf("%q is no lemma script", text)
	}
	for _, c := range head[1:] {
		if c < '0' || c > '9' || s.Cut > 1000 {
			return s, fmt.Errorf("%q is no lemma script", text)
		}
		s.Cut = s.Cut*10 + int(c-'0')
	}
	s.Keep, s.Add = head[0] == '=', add
	return s, nil
}

// Apply returns the lemma of a form, and whether the script fits the form.
func (s Script) Apply(form string) (string, bool) {
	b, ok := s.append(nil, form)
	return string(b), ok
}

func (s Script) append(to []byte, form string) ([]byte, bool) {
	begin := len(to)
	if s.Keep {
		to = append(to, form...)
	} else {
		to = appendLower(to, form)
	}
	if len(to)-begin < s.Cut || len(to)-begin == s.Cut && s.Add == "" {
		return to[:begin], false
	}
	return append(to[:len(to)-s.Cut], s.Add...), true
}

func appendLower(to []byte, form string) []byte {
	for i := 0; i < len(form); {
		c := form[i]
		if c < utf8.RuneSelf {
			if c >= 'A' && c <= 'Z' {
				c += 'a' - 'A'
			}
			to = append(to, c)
			i++
			continue
		}
		r, n := utf8.DecodeRuneInString(form[i:])
		switch {
		case r == utf8.RuneError && n == 1:
			to = append(to, c)
		case r == '’':
			to = append(to, '\'')
		default:
			to = utf8.AppendRune(to, unicode.ToLower(r))
		}
		i += n
	}
	return to
}

// MakeLemmatizer returns a lemmatizer with the words, rules and scripts given:
// keys as [FormKey] and [RuleKey] make them.
func MakeLemmatizer(forms map[string]string, rules map[string]int32, scripts []Script) *Lemmatizer {
	return &Lemmatizer{forms: forms, rules: rules, script: scripts}
}

// LoadLemmatizer reads a lemmatizer from the tagger's weights.
func LoadLemmatizer(f *model.File) (*Lemmatizer, error) {
	forms, err := f.Strings("lemma.forms")
	if err != nil {
		return nil, err
	}
	lemmas, err := f.Strings("lemma.lemmas")
	if err != nil {
		return nil, err
	}
	endings, err := f.Strings("lemma.endings")
	if err != nil {
		return nil, err
	}
	numbers, _, err := f.Ints("lemma.rules")
	if err != nil {
		return nil, err
	}
	scripts, err := f.Strings("lemma.scripts")
	if err != nil {
		return nil, err
	}
	if len(forms) != len(lemmas) || len(endings) != len(numbers) {
		return nil, fmt.Errorf("the lists of lemmas do not fit each other")
	}
	l := &Lemmatizer{forms: make(map[string]string, len(forms)), rules: make(map[string]int32, len(endings))}
	for i, form := range forms {
		l.forms[form] = lemmas[i]
	}
	for _, text := range scripts {
		s, err := ParseScript(text)
		if err != nil {
			return nil, err
		}
		l.script = append(l.script, s)
	}
	for i, ending := range endings {
		if numbers[i] < 0 || int(numbers[i]) >= len(l.script) {
			return nil, fmt.Errorf("lemma rule %q names a script that is not there", ending)
		}
		l.rules[ending] = numbers[i]
	}
	return l, nil
}

// Know takes the lemma of a form with its tags, in the place of the one that the
// weights have. It must not be called while words are read.
func (l *Lemmatizer) Know(form, upos, xpos, lemma string) {
	l.forms[string(FormKey(nil, form, upos, xpos))] = lemma
}

// FormKey appends the key of a form and its tag to b: words are looked up in
// lower case.
func FormKey(b []byte, form, upos, xpos string) []byte {
	b = append(b, upos...)
	b = append(b, ' ')
	b = append(b, xpos...)
	b = append(b, ' ')
	return appendLower(b, form)
}

// RuleKey appends the key of the rule for an ending, in lower case, to b;
// capital says that the form begins with a capital which is not due to its
// place.
func RuleKey(b []byte, upos, xpos string, capital bool, ending string) []byte {
	b = append(b, upos...)
	b = append(b, ' ')
	b = append(b, xpos...)
	if capital {
		b = append(b, '^')
	} else {
		b = append(b, ' ')
	}
	return append(b, ending...)
}

// Capital reports whether the form begins with a capital.
func Capital(form string) bool {
	r, _ := utf8.DecodeRuneInString(form)
	return unicode.IsUpper(r)
}

// longestForm is the length in bytes of the longest form that is looked up.
const longestForm = 64

// Append makes the lemma of a word. It returns the lemma where it is at hand
// as a string, and otherwise appends it to b. Initial says that a capital may
// be due to the place of the word or to the way the text is written.
func (l *Lemmatizer) Append(b []byte, form, upos, xpos string, initial bool) (string, []byte) {
	if len(form) > longestForm {
		return form, b
	}
	var buffer [256]byte
	key := FormKey(buffer[:0], form, upos, xpos)
	if lemma, ok := l.forms[string(key)]; ok {
		return lemma, b
	}
	s, ok := l.rule(form, upos, xpos, initial)
	if !ok {
		return form, b
	}
	begin := len(b)
	b, ok = s.append(b, form)
	if !ok || string(b[begin:]) == form {
		return form, b[:begin]
	}
	return "", b
}

// Lemma is Append as a plain function.
func (l *Lemmatizer) Lemma(form, upos, xpos string, initial bool) string {
	lemma, b := l.Append(nil, form, upos, xpos, initial)
	if len(b) > 0 {
		return string(b)
	}
	return lemma
}

func (l *Lemmatizer) rule(form, upos, xpos string, initial bool) (Script, bool) {
	capital := Capital(form) && !initial
	var lowered [2 * longestForm]byte
	small := appendLower(lowered[:0], form)
	var buffer [128]byte
	head := RuleKey(buffer[:0], upos, xpos, capital, "")
	for size := min(MaxEnding, len(small)); size >= 0; size-- {
		key := append(head, small[len(small)-size:]...)
		if number, ok := l.rules[string(key)]; ok {
			return l.script[number], true
		}
	}
	return Script{}, false
}
