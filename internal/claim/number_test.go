package claim

import (
	"bytes"
	"math"
	"strings"
	"testing"

	"github.com/stemma/stemma"
	"github.com/stemma/stemma/nlp"
)

func TestMeet(t *testing.T) {
	exact := func(x float64) number { return number{low: x, high: x} }
	rough := func(x float64, how byte) number { return number{low: x, high: x, how: how} }
	least := func(x float64) number { return number{low: x, high: math.Inf(1)} }
	for _, c := range []struct {
		name string
		a, b number
		want meeting
	}{
		{"the same", exact(5), exact(5), equal},
		{"two", exact(5), exact(6), differ},
		{"at least, and more", least(5), exact(7), compatible},
		{"at least, and fewer", least(5), exact(4), differ},
		{"about", rough(300, '~'), exact(310), compatible},
		{"about, and far off", rough(300, '~'), exact(400), differ},
		{"nearly, and more", rough(80, '-'), exact(82), differ},
		{"more than, twice", rough(26000, '+'), rough(40000, '+'), differ},
		{"nearly and more than", rough(300, '-'), rough(300, '+'), differ},
		{"a range", number{low: 5, high: 10}, exact(7), compatible},
		{"one that is round itself", exact(80e6), exact(82e6), differ},
	} {
		if got := c.a.meet(c.b); got != c.want {
			t.Errorf("%s: %v, want %v", c.name, got, c.want)
		}
		if got := c.b.meet(c.a); got != c.want {
			t.Errorf("%s, the other way round: %v, want %v", c.name, got, c.want)
		}
	}
}

func TestDiffer(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want bool
	}{
		{"5", "6", true}, {"5", "5", false}, {">=5", "7", false}, {"~300", "310", false}, {"5..6", "6", false},
		{"10 m", "12 m", true}, {"10 m", "12", false}, {"", "5", false}, {"soon", "5", false},
	} {
		if got := Differ(c.a, c.b); got != c.want {
			t.Errorf("%q and %q: %v, want %v", c.a, c.b, got, c.want)
		}
	}
}

func TestOneNumber(t *testing.T) {
	for word, want := range map[string]float64{"five": 5, "twenty-one": 21, "3,200": 3200, "41.6": 41.6, "forty": 40, "1,234,567": 1234567} {
		if got, ok := oneNumber(word); !ok || got != want {
			t.Errorf("%s: %v %v, want %v", word, got, ok, want)
		}
	}
	for _, word := range []string{"", "market", "12,34", "twentyish", "-"} {
		if got, ok := oneNumber(word); ok {
			t.Errorf("%q is read as %v", word, got)
		}
	}
}

func TestCluster(t *testing.T) {
	edges := []edge{{0, 1, .9}, {1, 2, .8}, {0, 2, .1}, {3, 4, .6}}
	if got := cluster(t.Context(), 5, edges, .5, nil); got[0] != got[1] || got[1] == got[2] || got[3] != got[4] {
		t.Errorf("groups %v", got)
	}
	parted := func(a, b int) bool { return a == 0 && b == 1 || a == 1 && b == 0 }
	if got := cluster(t.Context(), 5, edges, .5, anyApart(parted)); got[0] == got[1] || got[1] != got[2] {
		t.Errorf("with 0 and 1 parted, groups %v", got)
	}
}

// FuzzReadNote holds that no bytes at all make a note that cannot be used.
func FuzzReadNote(f *testing.F) {
	f.Add([]byte{noteVersion})
	f.Add(NewNote(nil).Bytes())
	f.Add([]byte{packedNote, 3, 0})
	f.Add([]byte{packedNote})
	f.Fuzz(func(t *testing.T, data []byte) {
		if n, err := ReadNote(data); err == nil && n == nil {
			t.Error("neither a note nor an error")
		}
	})
}

func TestMeetAcrossUnits(t *testing.T) {
	told := func(x, of float64, unit string) number {
		return number{low: x * of, high: x * of, unit: unit, step: stepOf(x) * of}
	}
	of := func(x float64, unit string) number { return number{low: x, high: x, unit: unit} }
	for _, c := range []struct {
		name string
		a, b number
		want meeting
	}{
		{"two currencies", of(2e6, "EUR"), of(2.6e6, "USD"), compatible},
		{"pesos and dollars", of(9e9, "peso"), of(4e6, "USD"), compatible},
		{"two currencies, beyond any rate", of(2e6, "USD"), of(2e8, "EUR"), differ},
		{"miles and kilometres", of(20116.8, "m"), of(20000, "m"), compatible},
		{"both in metres", of(110, "m"), of(112, "m"), differ},
		{"7 kilometres and 4 miles", told(7, 1000, "m"), told(4, 1609.344, "m"), compatible},
		{"60 kilometres and 35 miles", told(60, 1000, "m"), told(35, 1609.344, "m"), compatible},
		{"700 metres and 2,000 feet", told(700, 1, "m"), told(2000, .3048, "m"), differ},
		{"7 kilometres and 6", told(7, 1000, "m"), told(6, 1000, "m"), differ},
		{"told in fewer digits", of(600, ""), of(612, ""), compatible},
		{"told in as many", of(144e9, "USD"), of(143e9, "USD"), differ},
		{"more than, and more", number{low: 600, high: 600, how: '+'}, of(1500, ""), compatible},
		{"a score", number{low: 2, high: 3, unit: "score"}, number{low: 3, high: 4, unit: "score"}, differ},
		{"one score", number{low: 2, high: 3, unit: "score"}, number{low: 2, high: 3, unit: "score"}, equal},
	} {
		if got := c.a.meet(c.b); got != c.want {
			t.Errorf("%s: %v, want %v", c.name, got, c.want)
		}
	}
}

func TestGrew(t *testing.T) {
	toll := func(x float64, day string) *figure {
		return &figure{number: number{low: x, high: x}, classes: []string{"kill"}, text: &text{day: day}}
	}
	for _, c := range []struct {
		name string
		a, b *figure
		want bool
	}{
		{"more on the next day", toll(7, "2021-03-01"), toll(9, "2021-03-02"), true},
		{"the other way round", toll(9, "2021-03-02"), toll(7, "2021-03-01"), true},
		{"fewer on the next day", toll(9, "2021-03-01"), toll(7, "2021-03-02"), false},
		{"on one day", toll(7, "2021-03-01"), toll(9, "2021-03-01"), false},
		{"on no known day", toll(7, ""), toll(9, "2021-03-01"), false},
		{"more after weeks", toll(7, "2021-03-01"), toll(9, "2021-04-20"), false},
	} {
		if got := c.a.grew(c.b); got != c.want {
			t.Errorf("%s: %v", c.name, got)
		}
	}
}

func TestNewDate(t *testing.T) {
	for _, c := range []struct {
		value, words string
		want         date
	}{
		{"2003-12", "December 2003", date{2003, 12, 0}},
		{"2005-11-27", "Sunday", date{2005, 11, 27}},
		{"", "Nov. 17", date{0, 11, 17}},
		{"", "in September", date{0, 9, 0}},
		{"", "Sunday", date{}},
		{"", "the market", date{}},
	} {
		if got := newDate(c.value, c.words); got != c.want {
			t.Errorf("%q, %q: %v, want %v", c.value, c.words, got, c.want)
		}
	}
	if (date{2005, 11, 27}).meets(date{0, 9, 0}) != -1 || (date{2005, 11, 0}).meets(date{0, 11, 3}) != 1 || (date{2005, 0, 0}).meets(date{0, 9, 0}) != 0 {
		t.Error("dates meet where they do not, or the other way round")
	}
}

func TestLasting(t *testing.T) {
	for s, n := range map[string]number{
		"20 years":    {low: 20 * 365 * 86400, high: 20 * 365 * 86400, unit: "s"},
		"1.5 days":    {low: 36 * 3600, high: 36 * 3600, unit: "s"},
		"6 months":    {low: 6 * 30.4 * 86400, high: 6 * 30.4 * 86400, unit: "s"},
		">=1.5 hours": {low: 5400, high: math.Inf(1), unit: "s"},
		"2..3 weeks":  {low: 14 * 86400, high: 21 * 86400, unit: "s"},
		"17 s":        {low: 17, high: 17, unit: "s"},
	} {
		if got := n.String(); got != s {
			t.Errorf("%v: %q, want %q", n, got, s)
		}
	}
}

func TestPackedNote(t *testing.T) {
	plain := append([]byte{noteVersion}, make([]byte, 5000)...)
	packed := shrink(plain)
	if len(packed) > 100 {
		t.Errorf("zeros are packed into %d bytes", len(packed))
	}
	got, err := unpack(packed)
	if err != nil || !bytes.Equal(got, plain) {
		t.Errorf("what was packed is unpacked as %d bytes, %v", len(got), err)
	}
	if got, err := unpack(plain); err != nil || !bytes.Equal(got, plain) {
		t.Errorf("a note of an older version is not read as it is: %v", err)
	}
	if _, err := ReadNote(packed[:len(packed)-3]); err == nil {
		t.Error("a note that is cut off is read")
	}
}

func TestLikens(t *testing.T) {
	count := func(noun, role, first, class, equal float64) *row {
		var x row
		x[ofNoun], x[ofRole], x[ofFirst], x[ofClass], x[ofEqual] = noun, role, first, class, equal
		return &x
	}
	for _, c := range []struct {
		name string
		x    *row
		want bool
	}{
		{"one noun", count(4, 0, 0, 0, 0), true},
		{"two nouns, dead by both", count(0, 2, 0, 0, 0), true},
		{"two nouns, one verb", count(0, 1, 1, 1, 0), true},
		{"two nouns, nothing in common", count(0, 1, 0, 0, 2), false},
		{"no noun, the same number", count(1, 1, 0, 0, 2), true},
		{"no noun, another number", count(1, 1, 0, 0, 0), false},
		{"the dead and the wounded", count(4, -1, 0, 0, 0), false},
	} {
		if got := c.x.likens(); got != c.want {
			t.Errorf("%s: %v, want %v", c.name, got, c.want)
		}
	}
}

func TestByNumber(t *testing.T) {
	of := func(x float64) *figure { return &figure{number: number{low: x, high: x}} }
	five, again, six, seven := of(5), of(5), of(6), of(7)
	c := &Collection{chance: map[[2]*figure]float64{}}
	c.chance[[2]*figure{five, six}] = conflictFrom
	c.chance[[2]*figure{six, seven}] = conflictFrom - .01
	d := &draft{}
	for _, f := range []*figure{five, six, again, seven} {
		d.answers = append(d.answers, &answer{figure: f})
	}
	var got []int
	for _, x := range c.byNumber(d) {
		got = append(got, len(x.answers))
	}
	if len(got) != 2 || got[0] != 3 || got[1] != 1 {
		t.Errorf("parts of %v answers, want 3 and 1: what is not likely to be one stands apart", got)
	}
	ferries, several := of(5), of(3)
	ferries.noun, several.noun, several.how = "ferry", "tent", vague
	for _, f := range []*figure{ferries, several} {
		f.known = known{stem: stem(f.noun)}
	}
	c.chance[[2]*figure{ferries, several}] = 1
	if c.together(ferries, several) {
		t.Error("several tents are of one question with five ferries")
	}
	if several.noun, several.known = ferries.noun, ferries.known; !c.together(ferries, several) {
		t.Error("several ferries are not of one question with five ferries")
	}
}

// TestRivals sees what holds two groups of figures apart.
func TestRivals(t *testing.T) {
	one, two, three := &text{}, &text{}, &text{}
	of := func(in *text, x float64, role string) *figure {
		return &figure{number: number{low: x, high: x}, text: in, known: known{role: role}}
	}
	all := []*figure{of(one, 5, "kill"), of(one, 7, "kill"), of(two, 5, "kill"), of(three, 9, "wound"), of(three, 5, ""), of(two, 5, ""), of(one, 2, ""), of(two, 43.1, "")}
	all[6].noun = "people"
	for _, c := range []struct {
		name string
		a, b []int
		want bool
	}{
		{"a text gives both", []int{0}, []int{1, 2}, true},
		{"a text gives the same twice", []int{0, 2}, []int{5}, false},
		{"the dead and the wounded", []int{0, 2}, []int{3}, true},
		{"nothing is told of one", []int{0, 2}, []int{4}, false},
		{"persons and a fraction", []int{6}, []int{7}, true},
	} {
		if rivals(all, c.a, c.b) != c.want || rivals(all, c.b, c.a) != c.want {
			t.Errorf("%s: not %v", c.name, c.want)
		}
	}
}

// TestDissenters sees that a text which gives of one matter the number that others
// give of another stands beside both, and that one which has an answer of its own does not.
func TestDissenters(t *testing.T) {
	texts := []*text{{}, {}, {}}
	of := func(in *text, x float64) *figure {
		return &figure{number: number{low: x, high: x}, text: in, by: &member{text: in}}
	}
	// The first two tell of six now and of fourteen last time, the third of fourteen now.
	all := []*figure{of(texts[0], 6), of(texts[1], 6), of(texts[0], 14), of(texts[1], 14), of(texts[2], 14)}
	c := &Collection{edges: []edge{{0, 1, .9}, {0, 4, .3}, {1, 4, .2}, {2, 3, .9}, {2, 4, .9}, {3, 4, .9}, {0, 3, .3}}}
	groups := []int{0, 0, 2, 2, 2}
	got := c.dissenters(all, groups, decisions{})
	if len(got) != 1 || got[0] != (dissenter{4, 0}) {
		t.Errorf("dissenters %v, want the last figure beside the first group", got)
	}
	c.edges[1].weight = dissentFrom - .1
	if got := c.dissenters(all, groups, decisions{}); len(got) != 0 {
		t.Errorf("dissenters %v that are not likely", got)
	}
	// A guest has no part in the name of the claim.
	a := &answer{by: &member{id: "a", text: texts[0]}, shown: []stemma.Span{{Begin: 1, End: 2}}, value: "6"}
	b := &answer{by: &member{id: "b", text: texts[1]}, shown: []stemma.Span{{Begin: 1, End: 2}}, value: "14", guest: true}
	guest := &answer{by: &member{id: "0", text: texts[2]}, shown: []stemma.Span{{Begin: 1, End: 2}}, value: "14", guest: true}
	claim := c.finish(&draft{question: stemma.AskNumber, answers: []*answer{a, b, guest}})
	if claim == nil || claim.ID != stemma.ClaimID(stemma.AskNumber, "a", a.shown...) || len(claim.Members) != 3 {
		t.Errorf("claim %v", claim)
	}
	if c.finish(&draft{question: stemma.AskNumber, answers: []*answer{b, guest}}) != nil {
		t.Error("guests alone are a claim")
	}
}

func TestPast(t *testing.T) {
	for _, c := range []struct {
		name string
		own  []date
		day  string
		want bool
	}{
		{"no time", nil, "2021-03-05", false},
		{"yesterday", []date{{2021, 3, 4}}, "2021-03-05", false},
		{"last month's end", []date{{2021, 2, 27}}, "2021-03-05", false},
		{"years ago", []date{{2003, 12, 0}}, "2021-03-05", true},
		{"years ago and now", []date{{2003, 12, 0}, {2021, 3, 4}}, "2021-03-05", false},
		{"a year, of a text without a day", []date{{2003, 0, 0}}, "", true},
		{"a day, of a text without a day", []date{{0, 3, 4}}, "", false},
	} {
		if got := (setting{own: c.own}).past(c.day); got != c.want {
			t.Errorf("%s: %v", c.name, got)
		}
	}
}

// TestHalf reads measures that are told in halves.
func TestHalf(t *testing.T) {
	for words, want := range map[string]string{"half a mile": "804.672 m", "a mile and a half": "2414.016 m", "half an hour": "30 minutes", "half a loaf": "", "a mile and a quarter": ""} {
		doc := nlp.NewDoc(words)
		at := 0
		for w := range strings.FieldsSeq(words) {
			doc.Tokens = append(doc.Tokens, nlp.Token{Span: nlp.Span{Begin: at, End: at + len(w)}, Lemma: w})
			at += len(w) + 1
		}
		var n numeral
		got := ""
		word := func(i int) string {
			if i < 0 || i >= len(doc.Tokens) {
				return ""
			}
			return doc.Tokens[i].In(words)
		}
		if n.half(doc, 0, nlp.Sentence{First: 0, Last: len(doc.Tokens)}, word) {
			got = n.String()
			if n.last != len(doc.Tokens)-1 {
				t.Errorf("%q ends at word %d", words, n.last)
			}
		}
		if got != want {
			t.Errorf("%q: %q, want %q", words, got, want)
		}
	}
}

// TestBound: fewer than twelve are eleven at most.
func TestBound(t *testing.T) {
	for words, want := range map[string]string{"fewer than 12": "<=11", "up to 12": "<=12", "at least 12": ">=12", "more than 12": ">12", "about 12": "~12"} {
		list := strings.Fields(words)
		last := len(list) - 1
		n := numeral{number: number{low: 12, high: 12}, first: last, last: last}
		n.bound(0, func(i int) string {
			if i < 0 || i > last {
				return ""
			}
			return list[i]
		})
		if got := n.String(); got != want {
			t.Errorf("%q: %q, want %q", words, got, want)
		}
	}
	n := numeral{number: number{low: 1.5e6, high: 1.5e6}, first: 2, last: 3}
	n.bound(0, func(i int) string { return strings.Fields("fewer than 1.5 million x")[i] })
	if got := n.String(); got != "<=1500000" {
		t.Errorf("a large number: %q", got)
	}
	n = numeral{number: number{low: 12, high: 12, unit: "kg"}, first: 2, last: 3}
	n.bound(0, func(i int) string { return strings.Fields("less than 12 kg x")[i] })
	if got := n.String(); got != "<=12 kg" {
		t.Errorf("a measure: %q", got)
	}
}

// TestTallied finds what a number is said to be the number of.
func TestTallied(t *testing.T) {
	type w struct {
		word, rel string
		head      int
	}
	for _, c := range []struct {
		words []w
		at    int
		want  string
	}{
		{[]w{{"number", "nsubj", 4}, {"of", "case", 2}, {"victim", "nmod", 0}, {"be", "cop", 4}, {"59", "root", -1}}, 4, "victim"},
		{[]w{{"toll", "nsubj", 1}, {"rise", "root", -1}, {"to", "case", 3}, {"59", "obl", 1}}, 3, "toll"},
		{[]w{{"toll", "root", -1}, {"of", "case", 2}, {"59", "nmod", 0}}, 2, "toll"},
		{[]w{{"price", "nsubj", 1}, {"rise", "root", -1}, {"to", "case", 3}, {"59", "obl", 1}}, 3, ""},
	} {
		doc := nlp.NewDoc("")
		s := &scan{doc: doc, children: make([][]int32, len(c.words))}
		for i, x := range c.words {
			doc.Tokens = append(doc.Tokens, nlp.Token{Lemma: x.word, Deprel: x.rel, Head: x.head})
			if x.head >= 0 {
				s.children[x.head] = append(s.children[x.head], int32(i))
			}
		}
		got := ""
		if k := s.tallied(c.at); k >= 0 {
			got = doc.Tokens[k].Lemma
		}
		if got != c.want {
			t.Errorf("%v: %q, want %q", c.words, got, c.want)
		}
	}
}

func TestOtherDay(t *testing.T) {
	on := func(own ...date) *figure { return &figure{setting: setting{own: own}} }
	of := func(days ...string) *figure { return &figure{setting: setting{weekdays: days}} }
	for _, c := range []struct {
		name string
		a, b *figure
		want bool
	}{
		{"two days of a week", of("Monday"), of("Wednesday"), true},
		{"one day of a week", of("Monday"), of("Monday"), false},
		{"a day of a week and the next", of("Tuesday"), of("Monday"), false},
		{"the end of a week", of("Saturday"), of("Sunday"), false},
		{"two days of a month", on(date{0, 3, 28}), on(date{0, 3, 22}), true},
		{"one day", on(date{0, 3, 28}), on(date{1989, 3, 28}), false},
		{"a day and the next", on(date{1989, 3, 28}), on(date{1989, 3, 29}), false},
		{"the last of a month and the first of the next", on(date{1989, 1, 31}), on(date{1989, 2, 1}), false},
		{"the end of a year", on(date{0, 12, 31}), on(date{1990, 1, 1}), false},
		{"a month and a day", on(date{1989, 3, 0}), on(date{1989, 5, 1}), false},
		{"one of two", on(date{1989, 3, 20}, date{1989, 3, 28}), on(date{1989, 3, 28}), false},
		{"of one nothing is told", on(), on(date{1989, 3, 28}), false},
	} {
		if got := c.a.otherDay(c.b); got != c.want {
			t.Errorf("%s: %v", c.name, got)
		}
	}
}

func TestLost(t *testing.T) {
	at := func(likes float64, place string, own ...date) *figure {
		f := &figure{known: known{role: "kill", likes: likes}, setting: setting{own: own}}
		if place != "" {
			f.setting.places = []string{place}
		}
		return f
	}
	for _, c := range []struct {
		name string
		a, b *figure
		want bool
	}{
		{"one place", at(3, "linsk"), at(2, "linsk"), false},
		{"one day", at(3, "", date{0, 3, 28}), at(2, "varo", date{1989, 3, 28}), false},
		{"neither", at(3, "linsk"), at(2, "varo"), true},
		{"neither, of texts that tell of one happening", at(1, "linsk"), at(0, "varo"), false},
	} {
		if got := c.a.lost(c.b); got != c.want {
			t.Errorf("%s: %v", c.name, got)
		}
	}
}

// A level that is read off on two days has changed; within one text without a day the two
// stand against one another.
func TestReread(t *testing.T) {
	at := func(x float64, text *text, words string, own ...date) *figure {
		f := &figure{number: number{low: x, high: x, unit: "m"}, text: text, setting: setting{own: own}}
		for w := range strings.FieldsSeq(words) {
			f.around = append(f.around, hash(w))
		}
		f.known.reading = f.reads()
		return f
	}
	one, next, undated := &text{day: "2021-03-01"}, &text{day: "2021-03-02"}, &text{}
	for _, c := range []struct {
		name string
		a, b *figure
		time int
		want bool
	}{
		{"the next day", at(41, one, "level"), at(43, next, "lake level"), anotherTime, true},
		{"one day", at(41, one, "level"), at(43, &text{day: "2021-03-01"}, "level"), sameTime, false},
		{"no day told", at(41, one, "level"), at(43, undated, "level"), timeNotTold, true},
		{"one text, no day told", at(41, one, "level"), at(43, one, "level"), sameTime, false},
		{"one text, a day told", at(41, one, "level"), at(43, one, "level", date{2021, 2, 1}), anotherTime, true},
		{"no level", at(41, one, "fell ridge"), at(43, next, "fell ridge"), anotherTime, false},
	} {
		if got := c.a.otherTime(c.b); got != c.time {
			t.Errorf("%s: time %v, want %v", c.name, got, c.time)
		}
		if got := c.a.reread(c.b); got != c.want {
			t.Errorf("%s: %v", c.name, got)
		}
	}
}

func TestFraction(t *testing.T) {
	of := func(x float64, noun string) *figure {
		return &figure{number: number{low: x, high: x}, noun: noun, text: &text{}}
	}
	for _, c := range []struct {
		a, b *figure
		want bool
	}{
		{of(2, ""), of(43.1, ""), true},
		{of(43, ""), of(43.1, ""), false},
		{of(2, ""), of(3, ""), false},
	} {
		if got := c.a.unlike(c.b); got != c.want {
			t.Errorf("%v and %v: %v", c.a.number, c.b.number, got)
		}
	}
}
