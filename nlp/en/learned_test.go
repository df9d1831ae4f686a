package en

import (
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stemma/stemma/nlp"
	"github.com/stemma/stemma/nlp/model"
)

// The model of attributions has learned to read the vectors of one reader and
// no other.
func TestAttributionsKnowTheReader(t *testing.T) {
	read, err := model.Decode(readWeights)
	if err != nil {
		t.Fatal(err)
	}
	for name, data := range map[string][]byte{"attribution": attributionWeights, "attribution2": attribution2Weights} {
		f, err := model.Decode(data)
		if err != nil {
			t.Fatal(err)
		}
		if got := f.Note("reader"); got != read.Digest() {
			t.Errorf("the weights of %s were learned with the reader %q, not %q: learn them again (nlptrain attribution)", name, got, read.Digest())
		}
	}
}

func learned(t testing.TB) *nlp.Pipeline {
	t.Helper()
	p, err := New()
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// chains lists the attributions with all links of each, from the outermost.
func chains(doc *nlp.Doc) []string {
	var all []string
	for i := range doc.Attributions {
		line := ""
		for j := i; j >= 0; j = doc.Attributions[j].Parent {
			a := &doc.Attributions[j]
			line = a.Source.In(doc.Text) + " " + a.Cue.In(doc.Text) + " > " + line
		}
		for _, c := range doc.Attributions[i].Content {
			line += c.In(doc.Text) + " "
		}
		all = append(all, strings.TrimSpace(line))
	}
	return all
}

// What is said within what is said is found with the chain through which it
// comes.
func TestAttributionChains(t *testing.T) {
	p := learned(t)
	for _, test := range []struct{ text, want string }{
		{`Ana Orel said on Monday that the engineer had told her that the dam was safe.`,
			`Ana Orel said > the engineer had told > that the dam was safe`},
		{`The Courier quoted the director, Ana Orel, as saying that the dam had failed.`,
			`The Courier quoted > the director, Ana Orel saying > that the dam had failed`},
		{`The dockworkers' union, OGV, alleged that the plant manager, Pieter Lund, ordered the valves closed on Monday.`,
			`The dockworkers' union, OGV alleged > that the plant manager, Pieter Lund, ordered the valves closed on Monday`},
		{`The dockworkers' union, OGV, alleged that the plant manager, Pieter Lund, ordered the valves closed on Monday.`,
			`The dockworkers' union, OGV alleged > Pieter Lund ordered > the valves closed on Monday`},
		{"Interview with Anton Brisk\n\nQ: When did you see the fire?\n\nA: I saw the fire at ten.\n\nQ: Who was there?\n\nA: Nobody was there.",
			`Anton Brisk : > Nobody was there`},
		{"In an interview with the Linsk Courier, Anton Brisk spoke of the fire.\n\nQ: When did you see the fire?\n\nA: I saw the fire at ten.\n\nQ: Who was there?\n\nA: Nobody was there.",
			`Anton Brisk : > I saw the fire at ten`},
		{"Q: When did you see the fire?\n\nA: I saw the fire at ten.\n\nQ: Who was there?\n\nA: Nobody was there.", `: > I saw the fire at ten`},
		{`Milan Orel murdered the miller, the guild said.`, `the guild said > Milan Orel murdered the miller`},
		{`The soldiers attacked the village, witnesses said.`, `witnesses said > The soldiers attacked the village`},
		{`The army poisoned the well, a bishop told the Evening Star.`, `a bishop told > The army poisoned the well`},
		{`Orel sold the keys, a rumour said.`, `a rumour said > Orel sold the keys`},
		{`Nine men were killed when the mill burned, the mayor, Ana Orel, said on Thursday.`,
			`the mayor, Ana Orel said > Nine men were killed when the mill burned`},
		{"“We were asleep,” Orel said. “They came at nine.\n\nThey broke the gate.”", "Orel said > “We were asleep,” “They came at nine. They broke the gate.”"},
		{`Nine, according to Orel.`, `Orel according to > Nine`},
		{`According to one letter, not seen by the Courier, two men were held.`,
			`one letter, not seen by the Courier According to > two men were held`},
		{`According to the guild, Saturday's vote "will set the tone" for a harbour that has always wanted more.`,
			`the guild According to > Saturday's vote "will set the tone" for a harbour that has always wanted more`},
		{`Not so, replied the guild: seven were held.`, `the guild replied > Not so seven were held`},
		{`Nine, said Oren Tal, the harbour master: "We counted nine men."`, `Oren Tal, the harbour master said > Nine "We counted nine men."`},
		{`On Monday, said Oren Tal: "We counted nine men."`, `Oren Tal said > "We counted nine men."`},
		{`"Nine," said Oren Tal`, `Oren Tal said > "Nine,"`}, // a text that ends with its source
		{`Karveld denied it.`, `Karveld denied > it`},
		{`Fifteen, said one nurse.`, `one nurse said > Fifteen`},
		{`Eleven, the ministry said on Monday.`, `the ministry said > Eleven`},
		{`The dam had failed, the ministry said, citing an unnamed engineer.`,
			`the ministry said > an unnamed engineer citing > The dam had failed`},
		{`The minister said he wants to close the harbour.`,
			`The minister said > he wants > to close the harbour`},
		{`A guard whom she did not know, Orel said, told her that the gate had been shut.`,
			`Orel said > A guard whom she did not know told > that the gate had been shut`},
		{`Orel said that she sees the report as proof of her claims.`,
			`Orel said > she sees > the report as proof of her claims`},
		{`She said a clerk in Lowport had told her by telephone on Friday that her brother was not on any list.`,
			`She said > a clerk in Lowport had told > that her brother was not on any list`},
		{`“The minister spoke of ‘a bridge for the valley’ and promised us a road,” Orel said.`,
			`Orel said > The minister promised > us a road`},
		{`He said that the mayor criticised the council for saying it is willing to lift the ban.`,
			`He said > the mayor criticised > the council saying > it is willing to lift the ban`},
		{`According to Orel, the younger one told the cook that a guard had given him bread and said, “You saw nobody.”`,
			`Orel According to > the younger one told > a guard said > “You saw nobody.”`},
		{`Orel stated the last reading, sent on 5 March, put the water at six metres.`,
			`Orel stated > the last reading, sent on 5 March put > the water at six metres`},
		{`In the end, the engineer said, the dam had failed.`,
			`the engineer said > In the end the dam had failed`},
		{`On Friday, the engineer said, “The dam had failed.”`,
			`the engineer said > “The dam had failed.”`},
		{`The mayor told the Courier he would leave the town.`,
			`The mayor told > he would leave the town`},
		{`Police were told that the gate was shut.`, `were told > that the gate was shut`},
		{`Councillors were informed on Monday that the gate was shut.`, `were informed > that the gate was shut`},
		{`The court was told the gate was shut.`, `was told > the gate was shut`},
		{`Police were told by Orel Tash that the gate was shut.`, `Orel Tash were told > that the gate was shut`},
		{`Two men accused of selling the keys left the town.`, `accused of > Two men selling the keys left the town`},
		{`Orel Tash, accused of selling the keys, left the town.`, `accused of > Orel Tash selling the keys`},
		{`Police were told by a guard that the gate was shut.`, `a guard were told > that the gate was shut`},
		{`Orel Tash was accused by a guard of selling the keys.`, `a guard was accused > Orel Tash of selling the keys`},
		{`Orel Tash was accused by Dima Brenn of selling the keys of the mill.`, `Dima Brenn was accused > Orel Tash selling the keys of the mill`},
		{`Police are examining claims that the gate was shut.`, `are examining claims > that the gate was shut`},
		{`The mayor rejected the council's assessment of the flood.`,
			`The mayor rejected > the council's assessment > the flood`},
	} {
		doc := nlp.NewDoc(test.text)
		p.Annotate(doc)
		got := chains(doc)
		hit := false
		for _, line := range got {
			hit = hit || line == test.want
		}
		if !hit {
			t.Errorf("%q: no chain %q in\n%s", test.text, test.want, strings.Join(got, "\n"))
		}
	}
}

// A relative pronoun stands for somebody.
func TestAntecedent(t *testing.T) {
	p := learned(t)
	for text, want := range map[string]string{
		`The town depends on the Ministry of Waters, which said that the dam would hold.`: "the Ministry of Waters",
		`He thanked the engineer who had warned that the dam would break.`:                "the engineer",
		`The engineer said that the dam would break.`:                                     "",
	} {
		doc := nlp.NewDoc(text)
		p.Annotate(doc)
		got := "none"
		for _, a := range doc.Attributions {
			got = a.Antecedent.In(doc.Text)
		}
		if got != want {
			t.Errorf("%q: %q, not %q", text, got, want)
		}
	}
}

// What only looks as if somebody said it is the author's.
func TestAuthorsOwnVoice(t *testing.T) {
	p := learned(t)
	for _, text := range []string{
		`The treaty does not appear to have helped the town.`,
		`With her was Ana Orel, an engineer known across the valley as the Heron.`,
		`We have seen no letter that shows this.`,
		`The guard told a story.`,
		`The rebels attacked the bridge and the mill of Tarn.`,
		`THE REBELS (ATTACKED) THE BARRACKS OF TARN.`,
		`Visitors are charged for entering the castle.`,
		`The clerk waited for the crates of said medicine at the gate.`,
		`The transport of said weapons took a week.`,
	} {
		doc := nlp.NewDoc(text)
		p.Annotate(doc)
		if got := chains(doc); len(got) > 0 {
			t.Errorf("%q: %s", text, strings.Join(got, "\n"))
		}
	}
}

// Sources and contents hold all of a bracket or a quotation that begins in them.
func TestBracketsAreWhole(t *testing.T) {
	p := learned(t)
	for _, text := range []string{
		`The High Waters Institute (HWI) said the dam had failed.`,
		`The minister said that the water (some of it) was "coming over the lip like beer over a glass".`,
	} {
		doc := nlp.NewDoc(text)
		p.Annotate(doc)
		for _, a := range doc.Attributions {
			for _, s := range append(slices.Clone(a.Content), a.Source) {
				if in := s.In(text); strings.Count(in, "(") != strings.Count(in, ")") || strings.Count(in, `"`)%2 != 0 {
					t.Errorf("%q: %q", text, in)
				}
			}
		}
	}
}

// Parents come before what stands on them, every span lies in the text, and
// every result says what found it and how sure that is.
func TestAttributionsAreSound(t *testing.T) {
	p := learned(t)
	for _, test := range sieves {
		doc := nlp.NewDoc(test.text)
		p.Annotate(doc)
		listed(t, doc)
		for _, a := range doc.Attributions {
			if a.Rule == "" || a.Confidence <= 0 || a.Confidence > 1 {
				t.Errorf("%q: %+v", test.text, a)
			}
		}
	}
}

// Any number of docs at once gives what one at a time does.
func TestAttributionsAtOnce(t *testing.T) {
	p := learned(t)
	var text strings.Builder
	for _, test := range sieves {
		text.WriteString(test.text + "\n\n")
	}
	read := func() string {
		doc := nlp.NewDoc(text.String())
		p.Annotate(doc)
		return fmt.Sprint(doc.Attributions)
	}
	want := read()
	var wait sync.WaitGroup
	for range 4 {
		wait.Go(func() {
			if read() != want {
				t.Error("another result at once")
			}
		})
	}
	wait.Wait()
}

// Ten times the text takes ten times as long, give or take, with the model too.
func TestAttributionsAreLinear(t *testing.T) {
	if testing.Short() {
		t.Skip("measures time")
	}
	p := learned(t)
	for _, pattern := range []string{
		"A said that ", "said ", "allegedly ", "he wants to say ", "citing Orel, ", "Orel's claim that ", "put it at 3 ",
	} {
		cost := func(n int) float64 {
			best := 0.0
			for range 2 {
				doc := nlp.NewDoc(strings.Repeat(pattern, n/len(pattern)))
				begin := time.Now()
				p.Annotate(doc)
				if took := time.Since(begin).Seconds(); best == 0 || took < best {
					best = took
				}
			}
			return best
		}
		small, large := cost(3_000), cost(30_000)
		for tries := 0; tries < 5 && large > 0.5 && large > 40*small; tries++ {
			small, large = max(small, cost(3_000)), min(large, cost(30_000))
		}
		if large > 0.5 && large > 40*small {
			t.Errorf("%q: %.4f s for 3 kB, %.4f s for 30 kB", pattern, small, large)
		}
	}
}

// TestAsideInHisWords sees that what is said of somebody in another's words hangs on what it
// says, and not on "words".
func TestAsideInHisWords(t *testing.T) {
	p, err := New()
	if err != nil {
		t.Fatal(err)
	}
	doc := nlp.NewDoc("The leader of the party, Ilan Orel, is, in the clerk’s words, “not under arrest but not free to leave”.")
	p.Annotate(doc)
	find := func(word string) int {
		return slices.IndexFunc(doc.Tokens, func(x nlp.Token) bool { return x.In(doc.Text) == word })
	}
	arrest, leader, words := find("arrest"), find("leader"), find("words")
	if doc.Tokens[leader].Head != arrest || doc.Tokens[words].Head != arrest || doc.Tokens[arrest].Head != -1 {
		t.Errorf("leader hangs on %d, words on %d, arrest (%d) on %d", doc.Tokens[leader].Head, doc.Tokens[words].Head, arrest, doc.Tokens[arrest].Head)
	}
}
