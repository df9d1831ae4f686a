package timex_test

import (
	"reflect"
	"strings"
	"sync"
	"testing"

	"github.com/stemma/stemma/nlp"
	"github.com/stemma/stemma/nlp/en"
)

var (
	english = sync.OnceValues(en.Times)
	words   = en.Segmenter()
)

// check reads a text and reports what no text may do.
func check(t *testing.T, text, date string) {
	tagger, err := english()
	if err != nil {
		t.Fatal(err)
	}
	read := func() *nlp.Doc {
		doc := &nlp.Doc{Text: text, Date: date}
		words.Annotate(doc)
		tagger.Annotate(doc)
		return doc
	}
	doc := read()
	end := 0
	for _, time := range doc.Times {
		if time.Begin < end || time.End <= time.Begin || time.End > len(text) {
			t.Fatalf("span %v after byte %d in a text of %d", time.Span, end, len(text))
		}
		end = time.End
		switch time.Type {
		case "DATE", "TIME", "DURATION", "SET":
		default:
			t.Fatalf("type %q of %q", time.Type, time.In(text))
		}
	}
	before := append([]nlp.Time(nil), doc.Times...)
	tagger.Annotate(doc)
	if !reflect.DeepEqual(before, append([]nlp.Time(nil), doc.Times...)) {
		t.Fatal("reading twice is not reading once")
	}
	if !reflect.DeepEqual(before, append([]nlp.Time(nil), read().Times...)) {
		t.Fatal("the same text gave other times")
	}
}

var seeds = []struct{ text, date string }{
	{"On Monday, March 3, 1997, at 10:30 p.m. EST, two weeks ago.", "1997-03-07"},
	{"the late 1990s, mid-2003, '98 and the '80s; 31/12/2001, 2001-12-31", "2020"},
	{"nineteen ninety-six, two thousand and eight, twenty-first of May", ""},
	{"a year earlier the third quarter of 1988 a year earlier", "1989-11"},
	{"0 99999999 000000000000 1,2,3 1,000,000 99:99 24:60 9/9/9/9", "9999-12-31"},
	{"the 999999th century, 9999 years ago, 5000 centuries ago, Feb. 30, 2001, 29 February", "0001-01-01"},
	{"\xff\x80 Jan\xc3 ’’90s '", "2021-05-25T10:00~"},
	{strings.Repeat("twenty-", 200) + "one second hundred thousand years ago", "2021-02-30"},
	{"last next this that the past the last few days or so ago", "x"},
}

func FuzzAnnotate(f *testing.F) {
	for _, s := range seeds {
		f.Add(s.text, s.date)
		f.Add(strings.ToUpper(s.text), s.date)
	}
	f.Fuzz(check)
}

// TestLongText holds reading to linear time: ten times the text must not take
// much more than ten times as long. It fails by the clock of the test run if
// the time is quadratic.
func TestLongText(t *testing.T) {
	for _, unit := range []string{
		"Monday ", "the ", "two ", "second ", "twenty-", "a year earlier ", "last next ", "of the past ", "1998 ", "May ", "'90s", "(", "١٩٩٠ ", "at the end of the ",
	} {
		check(t, strings.Repeat(unit, 200_000/len(unit)), "2021-05-25")
	}
}
