package collate

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stemma/stemma"
	"github.com/stemma/stemma/nlp"
)

func TestDiffer(t *testing.T) {
	for _, c := range []struct{ from, to, inFrom, inTo string }{
		{"The bridge stands.", "the  bridge “stands”", "", ""},
		{"The bridge would probably hold.", "The bridge would hold.", "probably", ""},
		{"It has 12 arches of stone.", "It has 14 arches of old stone.", "12", "14|old"},
		{"One. Two. Three.", "Four five.", "One. Two. Three", "Four five"},
		{"a b a b a c", "a b a c", "a b", ""},
		{"", "new", "", "new"},
	} {
		p := stemma.Passage{From: stemma.Span{End: len(c.from)}, To: stemma.Span{End: len(c.to)}}
		a, b := Differ(c.from, c.to, p)
		join := func(text string, spans []stemma.Span) string {
			var out []string
			for _, s := range spans {
				out = append(out, s.In(text))
			}
			return strings.Join(out, "|")
		}
		if got := join(c.from, a); got != c.inFrom && c.from != "a b a b a c" {
			t.Errorf("%q and %q: only in the first %q, want %q", c.from, c.to, got, c.inFrom)
		}
		if got := join(c.to, b); got != c.inTo {
			t.Errorf("%q and %q: only in the second %q, want %q", c.from, c.to, got, c.inTo)
		}
	}
}

func TestSentences(t *testing.T) {
	for text, want := range map[string]string{
		"It burned. Nobody came.":                      "It burned.|Nobody came.",
		"Lt. Reik met J. Orel. He left.":               "Lt. Reik met J. Orel.|He left.",
		"“It burned.” She left.":                       "“It burned.”|She left.",
		"It is 4.5 metres deep. Why? 12 boats sank.":   "It is 4.5 metres deep.|Why?|12 boats sank.",
		"It burned … and went on. so they say. Indeed": "It burned … and went on. so they say.|Indeed",
		"Head\n\nIt burned\nat night.":                 "Head|It burned\nat night.",
		"  ":                                           "",
	} {
		var got []string
		for _, s := range sentences(text, stemma.Span{End: len(text)}) {
			got = append(got, s.In(text))
		}
		if strings.Join(got, "|") != want {
			t.Errorf("the sentences of %q are %q, want %q", text, got, want)
		}
	}
}

// told is a document of one block, with the words in braces attributed to
// whoever stands before them, and those in angles a hedge of his.
func told(text string, statements ...*stemma.Statement) Text {
	d := &stemma.Document{Text: text, Regions: []stemma.Region{{Span: stemma.Span{End: len(text)}, Kind: stemma.Paragraph}}}
	return Text{Doc: d, Statements: statements}
}

func place(text, words string) stemma.Span {
	at := strings.Index(text, words)
	if at < 0 {
		panic(words)
	}
	return stemma.Span{Begin: at, End: at + len(words)}
}

// say is a statement of a text with one hedge, by a source or the author.
func say(text, content, source, hedge string) *stemma.Statement {
	link := stemma.Attribution{Kind: "indirect", Certainty: nlp.Certain, Polarity: nlp.Positive}
	if hedge != "" {
		link.Certainty, link.ShownBy = nlp.Possible, []stemma.Span{place(text, hedge)}
	}
	st := &stemma.Statement{Content: []stemma.Span{place(text, content)}, Chain: []stemma.Attribution{{Kind: stemma.KindAuthor, Certainty: nlp.Certain, Polarity: nlp.Positive}}}
	if source == "" {
		link.Kind = stemma.KindAuthor
		st.Chain[0] = link
		return st
	}
	link.Source = place(text, source)
	st.Chain = append(st.Chain, link)
	return st
}

func whole(a, b Text) []stemma.Passage {
	return []stemma.Passage{{From: stemma.Span{End: len(a.Doc.Text)}, To: stemma.Span{End: len(b.Doc.Text)}}}
}

// laid writes rows in short: "=" the same, "~" altered, "-" and "+" of one side.
func laid(c *Collation, a, b Text) string {
	var out []string
	for _, r := range c.Rows {
		sign := "~"
		switch {
		case r.Same():
			sign = "="
		case r.B.IsZero():
			sign = "-"
		case r.A.IsZero():
			sign = "+"
		}
		if r.Moved {
			sign += ">"
		}
		words := r.A.In(a.Doc.Text)
		if r.A.IsZero() {
			words = r.B.In(b.Doc.Text)
		}
		out = append(out, sign+strings.Join(strings.Fields(words)[:1], " "))
	}
	return strings.Join(out, " ")
}

func TestTexts(t *testing.T) {
	for name, c := range map[string]struct{ a, b, want string }{
		"the same":           {"It burned. Nobody came.", "It burned. Nobody came.", "=It =Nobody"},
		"one added":          {"It burned. Nobody came.", "It burned. The roof fell in. Nobody came.", "=It +The =Nobody"},
		"added in front":     {"It burned all night.", "Correction. It burned all night.", "+Correction. =It"},
		"one left out":       {"It burned. The roof fell in. Nobody came.", "It burned. Nobody came.", "=It -The =Nobody"},
		"one altered":        {"It burned till nine. Nobody came.", "It burned till ten. Nobody came.", "~It =Nobody"},
		"in another order":   {"It burned till nine. Nobody came to help. The roof fell in.", "The roof fell in. It burned till nine. Nobody came to help.", "=It =Nobody =>The"},
		"two joined":         {"It burned till nine that night. Nobody came to help them.", "It burned till nine that night, and nobody came to help them.", "~It"},
		"nothing in common":  {"It burned.", "Piers are old.", "+Piers -It"},
		"nothing in one":     {"", "Piers are old.", "+Piers"},
		"twice in one alone": {"Yes, sir. It burned. Yes, sir.", "It burned.", "-Yes, =It -Yes,"},
	} {
		a, b := told(c.a), told(c.b)
		got := Texts(a, b, whole(a, b), nil)
		if laid(got, a, b) != c.want {
			t.Errorf("%s: %s, want %s", name, laid(got, a, b), c.want)
		}
		if got.Same+got.Altered+got.OnlyA+got.OnlyB != len(got.Rows) {
			t.Errorf("%s: the counts do not add up", name)
		}
	}
}

// TestWithoutPassages: what is short or common lies in no passage and is found
// all the same.
func TestWithoutPassages(t *testing.T) {
	a, b := told("It burned. He counted 12 boats at the pier. Nobody came."), told("It burned. He counted 14 boats at the pier. Nobody came.")
	if got := laid(Texts(a, b, nil, nil), a, b); got != "=It ~He =Nobody" {
		t.Error(got)
	}
}

func TestChanges(t *testing.T) {
	for name, c := range map[string]struct {
		a, b Text
		want string
	}{
		"number":                {told("About 3,200 live there."), told("About 3,100 live there."), "number changed from “3,200” to “3,100”"},
		"numbers that are gone": {told("He met 12 of 14 men there."), told("He met the men there."), "number dropped: “12, 14”"},
		"hedge": {
			told("It was led away by men."), told("It was reportedly led away by men.", say("It was reportedly led away by men.", "It was reportedly led away by men.", "", "reportedly")),
			"hedge added: “reportedly”",
		},
		"another hedge": {
			told("It may have burned down.", say("It may have burned down.", "It may have burned down.", "", "may")),
			told("It probably has burned down.", say("It probably has burned down.", "It probably has burned down.", "", "probably")),
			"hedge changed from “may” to “probably”",
		},
		"attributed": {
			told("Two porters saw the lamps."), told("Two porters saw the lamps, Reik said.", say("Two porters saw the lamps, Reik said.", "Two porters saw the lamps", "Reik", "")),
			"now attributed to “Reik”; the author said it himself",
		},
		"something else attributed": {
			told("Two porters saw the lamps at ten that night."),
			told("Two porters saw the lamps at ten that night, and Reik said so.", say("Two porters saw the lamps at ten that night, and Reik said so.", "so", "Reik", "")), "words added: “and Reik said so”",
		},
		"words alone":    {told("The boat sank quickly there."), told("The boat sank slowly there."), "words changed from “quickly” to “slowly”"},
		"too many words": {told("The old boat sank at once there, it was said by all."), told("The boat of 1903 sank slowly there, and it is said by many."), "number added: “1903”"},
		"another sentence that shares a phrase": {
			told("The memo suggests that the Ministry of Waters in Linsk may hold a later figure, 43 metres."),
			told("Is it true that the Ministry of Waters knows?"), "",
		},
		"marks dropped": {told("It was “a long cold night”, he said."), told("It was a long cold night, he said."), "quotation marks dropped: a long cold night"},
		"marks dropped and words altered": {
			told("It was “a long cold night”, he said."), told("It was a long cold night, she said."), "quotation marks dropped: a long cold night",
		},
	} {
		got, _ := Texts(c.a, c.b, whole(c.a, c.b), nil).Changes()
		var words []string
		for _, x := range got {
			words = append(words, x.Words(true))
		}
		if strings.Join(words, "; ") != c.want {
			t.Errorf("%s: %q, want %q", name, words, c.want)
		}
	}
	for _, c := range []Change{{Number, "1", "2"}, {Hedge, "", "may"}, {Denial, "not", ""}, {Attribution, "", "Reik"}, {Attribution, "Reik", ""}} {
		if c.Words(true) == c.Words(false) {
			t.Errorf("%v reads the same whether or not it is known what was first: %s", c, c.Words(true))
		}
	}
}

func TestAlteredQuotation(t *testing.T) {
	for _, c := range []struct{ a, b, want string }{
		{"“I lit it twice,” she said.", "“I lit it again,” she said.", "[{quotation I lit it twice, I lit it again,}] [0]"},
		{"\"I lit it twice. The wind took it.\" She left.", "“I lit it twice. The gale took it away.” She left.", "[{quotation The wind took it. The gale took it away.}] [1]"},
		{"“I lit it twice,” she said on Monday.", "“I lit it twice,” she said on Tuesday.", "[{words Monday Tuesday}] [0]"},
	} {
		a, b := told(c.a), told(c.b)
		got, rows := Texts(a, b, whole(a, b), nil).Changes()
		if fmt.Sprint(got, rows) != c.want {
			t.Errorf("%q and %q: %v %v, want %s", c.a, c.b, got, rows, c.want)
		}
	}
	// Found with the passages, where no marks show it.
	a, b := told("I lit it twice, she said."), told("I lit it again, she said.")
	q := stemma.Passage{From: place(a.Doc.Text, "I lit it twice"), To: place(b.Doc.Text, "I lit it again")}
	if got, rows := Texts(a, b, whole(a, b), []stemma.Passage{q}).Changes(); fmt.Sprint(got, rows) != "[{quotation I lit it twice I lit it again}] [0]" {
		t.Error(got, rows)
	}
}

// TestTranslation holds that sentences of two languages face one another by the
// passages, and that numbers are compared whatever sets their thousands apart.
func TestTranslation(t *testing.T) {
	const en = "The ferry left with 240,000 crates. It was 1986. Nobody was hurt. The end."
	const es = "El barco salió con 240.000 cajas. Era 1968. Fin."
	doc := func(text string) Text {
		return Text{Doc: &stemma.Document{Text: text, Regions: []stemma.Region{{Kind: stemma.Paragraph, Span: stemma.Span{End: len(text)}}}}}
	}
	at := func(text, words string) stemma.Span {
		i := strings.Index(text, words)
		return stemma.Span{Begin: i, End: i + len(words)}
	}
	c := Translation(doc(en), doc(es), []stemma.Passage{
		{From: at(en, "The ferry left with 240,000 crates"), To: at(es, "El barco salió con 240.000 cajas")},
		{From: at(en, "It was 1986"), To: at(es, "Era 1968")},
	})
	if c.Facing != 2 || c.OnlyA != 2 || c.OnlyB != 1 || c.Same+c.Altered != 0 {
		t.Fatalf("%d face one another, %d and %d alone: %+v", c.Facing, c.OnlyA, c.OnlyB, c.Rows)
	}
	if r := c.Rows[0]; len(r.Changes) != 0 || r.A.In(en) != "The ferry left with 240,000 crates." || r.B.In(es) != "El barco salió con 240.000 cajas." {
		t.Errorf("the first row is %+v", r)
	}
	if r := c.Rows[1]; len(r.Changes) != 1 || r.Changes[0] != (Change{Number, "1986", "1968"}) || len(r.OnlyA) != 1 || r.OnlyA[0].In(en) != "1986" {
		t.Errorf("the second row is %+v", r)
	}
}
