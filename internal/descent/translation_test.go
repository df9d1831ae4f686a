package descent

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stemma/stemma"
)

// tongueText is the cognates of an invented text, "ferry.ar".
func tongueText(t testing.TB, name string) *Cognates {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("..", "..", "testdata", "tongues", name+".txt"))
	if err != nil {
		t.Fatal(err)
	}
	return NewCognates(name[strings.Index(name, ".")+1:], string(text), wordsOf(string(text)))
}

// TestTranslate holds that a text in another language is told from another text
// on one event, and that the order of the two makes no difference.
func TestTranslate(t *testing.T) {
	for _, c := range []struct {
		a, b string
		is   bool
	}{
		{"ferry.en", "ferry.ar", true},
		{"ferry.ru", "ferry.es", true},
		{"mine-cut.de", "mine.fr", true},
		{"clinic.zh", "clinic.en", true}, // by the numbers alone
		{"ferry.en", "ferry-guard.ru", false},
		{"mine.fr", "mine-burial.en", false},
		{"trial.es", "trial-wait.de", false},
		{"ferry.en", "dam.ar", false},
	} {
		a, b := tongueText(t, c.a), tongueText(t, c.b)
		x, y := translate(a, b), translate(b, a)
		if x.Score != y.Score || x.ShareA != y.ShareB {
			t.Errorf("%s and %s: %.3f one way, %.3f the other", c.a, c.b, x.Score, y.Score)
		}
		if got := x.Score >= Threshold; got != c.is {
			t.Errorf("%s and %s: translation %v (%.2f), want %v", c.a, c.b, got, x.Score, c.is)
		}
		if c.is && (len(x.Passages) < 6 || !x.Ordered) {
			t.Errorf("%s and %s: %d passages, in order %v", c.a, c.b, len(x.Passages), x.Ordered)
		}
	}
	if tongueText(t, "ferry.en").abroad(tongueText(t, "dam.en")) {
		t.Error("two English texts are in two languages")
	}
}

// TestNumerals holds which numbers of two languages are one.
func TestNumerals(t *testing.T) {
	for _, c := range []struct {
		a, b string
		same bool
	}{
		{"240,000 crowns", "240.000 coronas", true},
		{"240,000 crowns", "240\u00a0000 крон", true},
		{"240,000 crowns", "240 ألف كرونة", true},
		{"31 crates", "و31 صندوقا", true},
		{"1986", "١٩٨٦", true},
		{"3.4 million", "3,4 millions", true},
		{"at 4:20", "um 4.20 Uhr", true},
		{"12th", "12.", true},
		{"31 crates", "13 cajas", false},
		{"240,000 crowns", "24 coronas", false},
		{"in 2014 31 boats", "201 431", false},
	} {
		a, b := NewCognates("en", c.a, wordsOf(c.a)), NewCognates("xx", c.b, wordsOf(c.b))
		if got := len(meetings(&Cognates{marks: a.marks, posts: a.posts, sents: make([]stemma.Span, 8)}, &Cognates{marks: b.marks, posts: b.posts, sents: make([]stemma.Span, 8)})) > 0; got != c.same {
			t.Errorf("%q and %q: the same %v, want %v", c.a, c.b, got, c.same)
		}
	}
}

// FuzzCognates holds that no text breaks what is taken of it.
func FuzzCognates(f *testing.F) {
	f.Add("The ferry Osmunda, 240,000 crowns. والـ31", "Паром «Осмунда», 240 000 крон.")
	f.Add("1,2,3.4٫5 000 000", "\xff漢字0 000")
	f.Fuzz(func(t *testing.T, a, b string) {
		x, y := NewCognates("en", a, wordsOf(a)), NewCognates("ru", b, wordsOf(b))
		x.Sketch()
		c := translate(x, y)
		if !(c.Score >= 0 && c.Score <= 1 && c.ShareA >= 0 && c.ShareA <= 1 && c.ShareB >= 0 && c.ShareB <= 1) {
			t.Errorf("numbers out of range: %+v", c)
		}
		for _, p := range c.Passages {
			if p.A.Begin < 0 || p.A.End > len(a) || p.A.Len() <= 0 || p.B.Begin < 0 || p.B.End > len(b) || p.B.Len() <= 0 {
				t.Errorf("a passage lies outside: %+v", p)
			}
		}
	})
}

// TestNamesTongue holds when the words of a translator show from which language.
func TestNamesTongue(t *testing.T) {
	for _, c := range []struct {
		words, own, other string
		want              bool
	}{
		{"Übersetzung aus dem Russischen: K. Arndt", "de", "ru", true},
		{"Übersetzung aus dem Russischen: K. Arndt", "de", "en", false},
		{"Перевод с английского", "ru", "en", true},
		{"Перевод с английского", "ru", "es", false},
		{"Translated from Arabic", "en", "ar", true},
		{"Translated from Arabic", "en", "fr", false},
		{"Translated by K. Arndt", "en", "fr", true},
		{"ترجمة عن الإنجليزية", "ar", "en", true},
		{"Translated from Quechua", "en-GB", "zz", true},
	} {
		if got := namesTongue(c.words, c.own, c.other); got != c.want {
			t.Errorf("%q in %s of a text in %s: %v, want %v", c.words, c.own, c.other, got, c.want)
		}
	}
}

// TestFamilies holds which names are one house by a part of them.
func TestFamilies(t *testing.T) {
	o := DefaultOutlets()
	for name, of := range map[string]string{
		"ACAN-EFE": "EFE", "Agencia EFE": "EFE", "EFE Madrid": "EFE", "Reuters Staff": "Reuters", "AFP News Agency": "AFP", "dpa Berlin": "dpa",
		"SANA NEWS AGENCY": "SANA",
		"Sana Delwar":      "Sana Delwar", "SANA DELWAR": "Sana Delwar", "Ansa Corren": "Ansa Corren",
	} {
		if o.Family(name) != o.Family(of) {
			t.Errorf("%s is of %q, want that of %s, %q", name, o.Family(name), of, o.Family(of))
		}
	}
}
