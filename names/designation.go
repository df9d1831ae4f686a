package names

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A Noun is a common noun that is the heart of a designation: a description that
// one modifier makes unique, so that it serves as a name though its noun is
// written small, as "the Velm garrison" and "the accord of 1988".
type Noun struct {
	Is string // "facility", "body" or "document"
	// What makes it unique: a place, the word for a people, or a year. Of what a
	// country has many, as prisons, the word for its people singles none out.
	Place, People, Year bool
	// Many says that there are many of a year, so that the year singles one out in
	// one text alone.
	Many bool
	// Before are words of which one must stand right before the noun, as
	// "central" before "bank"; any one word will do where it is "*".
	Before []string
	// Bare says that it goes without "the" as well: "Velm police".
	Bare bool
}

// DesignationNoun is what is known of a noun in small letters; false for one that
// no modifier makes unique. "Accords" are often one.
func DesignationNoun(word string) (Noun, bool) {
	n, ok := designationNouns[single(word)]
	return n, ok
}

func single(word string) string {
	if word == "accords" {
		return "accord"
	}
	return word
}

// English; general knowledge.
var designationNouns = func() map[string]Noun {
	out := map[string]Noun{}
	for _, row := range []struct {
		words string
		noun  Noun
	}{
		{"garrison prison jail airport", Noun{Is: "facility", Place: true}},
		{"police", Noun{Is: "body", Place: true, People: true, Bare: true}},
		{"army navy parliament", Noun{Is: "body", Place: true, People: true}},
		{"ministry", Noun{Is: "body", Place: true, People: true, Before: []string{"*"}}},
		{"court", Noun{Is: "body", Place: true, People: true, Before: []string{"supreme", "constitutional"}}},
		{"bank", Noun{Is: "body", Place: true, People: true, Before: []string{"central"}}},
		{"accord treaty pact armistice charter", Noun{Is: "document", Place: true, Year: true}},
		{"agreement convention protocol declaration", Noun{Is: "document", Place: true, Year: true, Many: true}},
		{"constitution", Noun{Is: "document", Place: true, People: true, Year: true}},
		{"law act decree resolution", Noun{Is: "document", Year: true, Many: true}},
	} {
		for w := range strings.FieldsSeq(row.words) {
			out[w] = row.noun
		}
	}
	return out
}()

// Designation is the one form of a designation, whichever way it is written, in
// small letters: "1988 accord" for "accord of 1988", "velm garrison" for "garrison at
// Velm", but "interior ministry of velm"; small says whether its noun is written small.
// What the reader knows for a name, "Treaty of Velm", has such a form too if it has one
// noun and what makes it unique. It is "" for other names. An article before it must
// be left out.
func Designation(text string) (form string, small bool) {
	words := strings.Fields(text)
	at := slices.IndexFunc(words, func(w string) bool { return w == "of" || w == "at" || w == "in" })
	var of []string
	if at > 0 {
		words, of = words[:at], words[at+1:]
		if len(of) > 0 && of[0] == "the" {
			of = of[1:]
		}
		if len(of) == 0 {
			return "", false
		}
	}
	if len(words) == 0 {
		return "", false
	}
	last := len(words) - 1
	head := strings.ToLower(words[last])
	noun, ok := DesignationNoun(head)
	small = head == words[last]
	if !ok || !small && len(words)+len(of) != 2 {
		return "", false
	}
	if len(noun.Before) > 0 {
		last-- // "central" is a part of the noun
	}
	k := 0
	for k < last && modifies(words[k]) {
		k++
	}
	of = append(slices.Clone(words[:k]), of...)
	if !slices.ContainsFunc(of, modifies) {
		return "", false
	}
	for i, w := range of {
		of[i] = strings.TrimSuffix(strings.TrimSuffix(w, "'s"), "’s")
	}
	slices.SortStableFunc(of, func(a, b string) int { return number(a) - number(b) }) // the year last
	name := append(slices.Clone(words[k:len(words)-1]), single(head))
	if slices.Contains(noun.Before, "*") {
		name = append(append(name, "of"), of...)
	} else {
		name = append(of, name...)
	}
	return strings.ToLower(strings.Join(name, " ")), small
}

// IsYear reports whether a word is a year of the last five hundred.
func IsYear(word string) bool {
	return len(word) == 4 && (word[0] == '1' && word[1] >= '5' || word[0] == '2' && word[1] == '0') && word[1] <= '9' && number(word) == 1
}

// number is 1 for digits alone, 0 for others.
func number(word string) int {
	if strings.Trim(word, "0123456789") == "" {
		return 1
	}
	return 0
}

// modifies reports whether a word may be what makes a designation unique: it has a
// capital or is a year.
func modifies(word string) bool {
	first, _ := utf8.DecodeRuneInString(word)
	return unicode.IsUpper(first) || IsYear(word)
}
