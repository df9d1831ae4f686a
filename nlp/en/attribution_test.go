package en

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/stemma/stemma/nlp"
	"github.com/stemma/stemma/nlp/attribution"
)

// A sieveCase is a text with all that is found in it; a case for the sieve if
// that finds something, else a case against it.
type sieveCase struct {
	sieve string
	text  string
	want  []string
}

// attributed reads a text and returns its attributions, one a line:
//
//	sieve | source | cue | content // content
//
// with "> " before what is nested in the content of another.
func attributed(t testing.TB, text string) []string {
	t.Helper()
	doc := nlp.NewDoc(text)
	Segmenter().Annotate(doc)
	Attribution().Annotate(doc)
	return listed(t, doc)
}

func listed(t testing.TB, doc *nlp.Doc) []string {
	t.Helper()
	checkAttributions(t, doc)
	text := doc.Text
	var out []string
	for _, a := range doc.Attributions {
		var content []string
		for _, c := range a.Content {
			content = append(content, c.In(text))
		}
		nested := ""
		for p := a.Parent; p >= 0; p = doc.Attributions[p].Parent {
			nested += "> "
		}
		out = append(out, fmt.Sprintf("%s%s | %s | %s | %s", nested, a.Rule, a.Source.In(text), a.Cue.In(text), strings.Join(content, " // ")))
	}
	return out
}

// checkAttributions tells of what no text may lead to.
func checkAttributions(t testing.TB, doc *nlp.Doc) {
	t.Helper()
	valid := utf8.ValidString(doc.Text)
	begins := func(i int) bool { return !valid || i == len(doc.Text) || utf8.RuneStart(doc.Text[i]) }
	inside := func(s nlp.Span) bool {
		return s.IsZero() || 0 <= s.Begin && s.Begin < s.End && s.End <= len(doc.Text) && begins(s.Begin) && begins(s.End)
	}
	for i, a := range doc.Attributions {
		if !inside(a.Source) || !inside(a.Cue) || !inside(a.Anonymity) || len(a.Content) == 0 {
			t.Fatalf("attribution %d of %q has spans outside of the text: %+v", i, doc.Text, a)
		}
		end := 0
		for _, c := range a.Content {
			if c.IsZero() || !inside(c) || c.Begin < end {
				t.Fatalf("attribution %d of %q has content out of order or outside of the text: %+v", i, doc.Text, a)
			}
			end = c.End
			if !a.Cue.IsZero() && c.Overlaps(a.Cue) {
				t.Fatalf("attribution %d of %q has its cue in its content: %+v", i, doc.Text, a)
			}
		}
		if a.Parent >= i || a.Parent < -1 {
			t.Fatalf("attribution %d of %q has parent %d", i, doc.Text, a.Parent)
		}
		if a.Rule == "" || a.Confidence <= 0 || a.Confidence > 1 || a.Kind == "" {
			t.Fatalf("attribution %d of %q has no rule, kind or confidence: %+v", i, doc.Text, a)
		}
	}
}

// Each sieve with what it must find and what it must leave. The sentences are
// invented.
var sieves = []sieveCase{
	// Quotation, then cue.
	{"quotation-cue", `"The dam will hold," Orel said.`, []string{`quotation-cue | Orel | said | "The dam will hold,"`}},
	{"quotation-cue", `“The dam will hold,” said Ana Orel, a senior engineer at the Harbour Institute.`, []string{
		`quotation-cue | Ana Orel, a senior engineer at the Harbour Institute | said | “The dam will hold,”`}},
	{"quotation-cue", `‘The dam will hold,’ she said.`, []string{`quotation-cue | she | said | ‘The dam will hold,’`}},
	{"quotation-cue", `'The dam will hold', she said.`, []string{`quotation-cue | she | said | 'The dam will hold'`}},
	{"quotation-cue", `«The dam will hold», said the minister.`, []string{`quotation-cue | the minister | said | «The dam will hold»`}},
	{"quotation-cue", "``The dam will hold,'' the minister told reporters on Monday.", []string{
		"quotation-cue | the minister | told | ``The dam will hold,''"}},
	{"quotation-cue", `''The dam will hold,'' Mr. Tam said.`, []string{`quotation-cue | Mr. Tam | said | ''The dam will hold,''`}},
	{"quotation-cue", `"THE DAM WILL HOLD," THE MINISTER SAID.`, []string{`quotation-cue | THE MINISTER | SAID | "THE DAM WILL HOLD,"`}},
	{"quotation-cue", `"Will it hold?" she asked. "I doubt it."`, []string{
		`quotation-cue | she | asked | "Will it hold?" // "I doubt it."`}},
	{"quotation-cue", `"Will it hold?" Orel asked.`, []string{`quotation-cue | Orel | asked | "Will it hold?"`}},
	{"quotation-cue", `"The dam," Orel said, "will hold."`, []string{`quotation-cue | Orel | said | "The dam," // "will hold."`}},
	{"quotation-cue", `"The dam will hold," Orel said. "We built it well. It has stood for years."`, []string{
		`quotation-cue | Orel | said | "The dam will hold," // "We built it well. It has stood for years."`}},
	{"quotation-cue", `He called the plan "a fool's errand," Orel said.`, []string{
		`quotation-cue | Orel | said | He called the plan "a fool's errand,"`,
		`> cue-partly-quoted | He | called | the plan "a fool's errand,"`}},
	{"quotation-cue", `“Tam told me, ‘Leave the valley,’ and I left,” Orel said.`, []string{
		`quotation-cue | Orel | said | “Tam told me, ‘Leave the valley,’ and I left,”`,
		`> cue-quotation | Tam | told | ‘Leave the valley,’`}},
	{"quotation-cue", "“The dam will hold,” Orel said. “We built it.\n\n“And we will mend it.”\n\nThe village slept.", []string{
		"quotation-cue | Orel | said | “The dam will hold,” // “We built it. // “And we will mend it.”"}},
	{"quotation-cue", "\"The dam will hold,\" Orel said.\n\n\"We built it well.\"\n\n\"So did my father,\" Tam said.", []string{
		`quotation-cue | Orel | said | "The dam will hold," // "We built it well."`,
		`quotation-cue | Tam | said | "So did my father,"`}},
	{"quotation-cue", "\"Will it hold?\" Orel asked.\n\n\"Nobody knows.\"", []string{`quotation-cue | Orel | asked | "Will it hold?"`}},
	{"quotation-cue", `The film "The Dam" opens on Friday, and Orel will see it.`, nil},
	{"quotation-cue", `A pipe of 12" was laid and Tam measured it at 11".`, nil},

	// Cue, then quotation.
	{"cue-quotation", `Orel said, "The dam will hold."`, []string{`cue-quotation | Orel | said | "The dam will hold."`}},
	{"cue-quotation", `The minister told the Valley Gazette: "The dam will hold. We built it."`, []string{
		`cue-quotation | The minister | told | "The dam will hold. We built it."`}},
	{"cue-quotation", `Orel said in a statement on Friday that “the dam will hold” for years.`, []string{
		`cue-quotation | Orel | said | “the dam will hold” for years`}},
	{"cue-quotation", "Orel said:\n\n\"The dam will hold.\"", []string{`cue-quotation | Orel | said | "The dam will hold."`}},
	{"cue-quotation", `Orel denied the report, adding: "It was never true."`, []string{
		`cue-quotation | Orel | adding | "It was never true."`}},
	{"cue-quotation", `Orel would say, "The dam will hold."`, nil},
	{"cue-quotation", `Orel did not say "the dam will hold" at any time.`, nil},

	// According to.
	{"according-to", `According to Orel, the dam will hold.`, []string{`according-to | Orel | According to | the dam will hold`}},
	{"according-to", `The dam will hold, according to a report by the Harbour Institute.`, []string{
		`according-to | a report by the Harbour Institute | according to | The dam will hold`}},
	{"according-to", `The dam, according to two officials, will hold.`, []string{
		`according-to | two officials | according to | The dam // will hold`}},
	{"according-to", `The dam was built in a year—it took longer, according to Tam—and never failed.`, []string{
		`according-to | Tam | according to | it took longer`}},
	{"according-to", `The grain was shared out according to need.`, nil},

	// In someone's words.
	{"in-words-of", `In Orel's words, the dam was "a gift to the sea."`, []string{`in-words-of | Orel's | words | the dam was "a gift to the sea."`}},
	{"in-words-of", `In the view of the court, the decree was void.`, []string{`in-words-of | the court | In the view of | the decree was void`}},
	{"in-words-of", `The decree was, in other words, void.`, nil},
	{"in-words-of", `The mayor, Ilan Orel, is, in the clerk's words, "no guest but no prisoner".`, []string{`in-words-of | the clerk's | words | The mayor, Ilan Orel, is // "no guest but no prisoner"`}},
	{"in-words-of", `Word came that he would go, and that Ms Tam was, in the words of an aide, "the heir" of his line.`, []string{`in-words-of | an aide | in the words of | Ms Tam was // "the heir"`}},

	// As someone said.
	{"as-said", `As the Gazette reported, the dam failed twice in May.`, []string{`as-said | the Gazette | reported | the dam failed twice in May`}},
	{"as-said", `The dam failed twice in May, as Orel has argued.`, []string{`as-said | Orel | has argued | The dam failed twice in May`}},
	{"as-said", `As Orel wrote the letter, the dam failed.`, nil},

	// A colon.
	{"colon", "One ledger page reads:\n\nThe nine men came over the pass at night and left before dawn.\n\nNobody saw them.", []string{
		"colon | One ledger page | reads | The nine men came over the pass at night and left before dawn"}},
	{"colon", `The report says: the dam will hold until spring.`, []string{`colon | The report | says | the dam will hold until spring`}},
	{"colon", `He brought three things: a rope, a lamp and a map.`, nil},

	// X said that S.
	{"cue-that", `Orel said that the dam would hold.`, []string{`cue-that | Orel | said | the dam would hold`}},
	{"cue-that", `Ana Orel, a senior fellow at the Harbour Institute, told the Gazette that the dam would hold.`, []string{
		`cue-that | Ana Orel, a senior fellow at the Harbour Institute | told | the dam would hold`}},
	{"cue-that", `A March 2031 harbour report, drawn from a single clerk, says that two men crossed the border.`, []string{
		`cue-that | A March 2031 harbour report, drawn from a single clerk | says | two men crossed the border`}},
	{"cue-that", `A March 9, 2031 harbour report says that two men crossed.`, []string{`cue-that | A March 9, 2031 harbour report | says | two men crossed`}},
	{"cue-clause", `A document dated October 8, 2030 says the men crossed.`, []string{`cue-clause | A document dated October 8, 2030 | says | the men crossed`}},
	{"cue-clause", `On Monday officials said the men crossed.`, []string{`cue-clause | officials | said | the men crossed`}},
	{"cue-that", `The ministry said in a statement on Friday that the border was shut.`, []string{
		`cue-that | The ministry | said | the border was shut`}},
	{"cue-that", `Tam left the room and said that he was done.`, []string{`cue-that | Tam | said | he was done`}},
	{"cue-that", `While Orel said that the dam would hold, the council voted to drain it.`, []string{`cue-that | Orel | said | the dam would hold`}},
	{"cue-that", `Orel said that Tam believed that the dam would hold.`, []string{
		`cue-that | Orel | said | Tam believed that the dam would hold`, `> cue-that | Tam | believed | the dam would hold`}},
	{"cue-that", `Orel denied that the dam had failed.`, []string{`cue-that | Orel | denied | the dam had failed`}},
	{"cue-that", `If Orel said that the dam was safe, nobody would listen.`, nil},
	{"cue-that", `Orel did not say that the dam was safe.`, nil},
	{"cue-that", `The state that borders the sea has two dams.`, nil},

	// S, X said.
	{"clause-cue", `The dam will hold until spring, Orel said.`, []string{`clause-cue | Orel | said | The dam will hold until spring`}},
	{"clause-cue", `The dam will hold until spring, said Ana Orel, who runs the port.`, []string{
		`clause-cue | Ana Orel, who runs the port | said | The dam will hold until spring`}},
	{"colon", `Nine, said Orel: seven from the guild and two porters, who went home.`, []string{
		`colon | Orel | said | Nine // seven from the guild and two porters, who went home`}},
	{"colon", `On Friday, said Orel: seven from the guild.`, nil},
	{"clause-cue", `Eleven, the guild said.`, []string{`clause-cue | the guild | said | Eleven`}},
	{"clause-cue", `Still, the guild said.`, nil},
	{"clause-cue", `The dam, he added, will hold until spring.`, []string{`clause-cue | he | added | The dam // will hold until spring`}},
	{"clause-cue", `The dam will hold until spring, he said, folding the map.`, []string{`clause-cue | he | said | The dam will hold until spring`}},

	// A semicolon ends a content.
	{"clause-cue", `Five freed, says minister; six, says Qorvash`, []string{
		`clause-cue | minister | says | Five freed`, `clause-cue | Qorvash | says | six`}},
	{"clause-cue", `Five people were freed, the minister said; six people were freed, Qorvash said.`, []string{
		`clause-cue | the minister | said | Five people were freed`, `clause-cue | Qorvash | said | six people were freed`}},
	{"cue-that", `Orel said that the dam was safe; the council voted to drain it.`, []string{`cue-that | Orel | said | the dam was safe`}},
	{"according-to", `The dam is safe, according to Orel; the bridge is not, according to Tam.`, []string{
		`according-to | Orel | according to | The dam is safe`, `according-to | Tam | according to | the bridge is not`}},

	{"according-to", `The dam will hold, according to Rashid Bahmeri, Zahrivan's water minister.`, []string{
		`according-to | Rashid Bahmeri, Zahrivan's water minister | according to | The dam will hold`}},

	{"cue-clause", `A document dated April 22, 2037 says the men crossed the river.`, []string{
		`cue-clause | A document dated April 22, 2037 | says | the men crossed the river`}},
	{"cue-clause", `On April 22, 2037 says the men crossed the river.`, nil},

	{"cue-that", `An official who asked not to be named because he was not authorised to speak said that the dam had failed.`, []string{
		`cue-that | An official who asked not to be named because he was not authorised to speak | said | the dam had failed`}},

	// X said S.
	{"cue-clause", `Orel said the dam would hold.`, []string{`cue-clause | Orel | said | the dam would hold`}},
	{"cue-clause", `On Friday, Orel, who runs the port, said the cranes were idle.`, []string{
		`cue-clause | Orel, who runs the port | said | the cranes were idle`}},
	{"cue-clause", `Ida Tam, 31, of Lowport, N.J., said she would not move.`, []string{
		`cue-clause | Ida Tam, 31, of Lowport, N.J. | said | she would not move`}},
	{"cue-clause", `The company announced a plan for the port.`, []string{`judgement | The company | announced | a plan for the port`}},
	{"cue-clause", `The State Department raised its flag.`, nil},
	{"cue-clause", `Her email system was old.`, nil},

	// Questions.
	{"cue-question", `Orel asked whether the dam would hold.`, []string{`cue-question | Orel | asked | whether the dam would hold`}},
	{"cue-question", `Nobody asked.`, nil},

	// Accusations.
	{"accusation", `Orel accused the minister of hiding the letters.`, []string{`accusation | Orel | accused | the minister of hiding the letters`}},
	{"accusation", `The minister was accused of hiding the letters.`, nil},

	// Partly quoted.
	{"cue-partly-quoted", `Orel described the plan as “a leap in the dark.”`, []string{
		`cue-partly-quoted | Orel | described | the plan as “a leap in the dark.”`}},
	{"cue-partly-quoted", `A boat called "Sea Wolf" lay in the harbour.`, nil},

	// Participles.
	{"participle", `Orel dismissed the report, saying that the dam was sound.`, []string{
		`participle | Orel | saying | the dam was sound`, `judgement | Orel | dismissed | the report`}},
	{"participle", `There was no saying that it was wrong.`, nil},

	// Nouns.
	{"claim-that", `Nobody doubted Orel's claim that the dam had failed twice.`, []string{`claim-that | Orel's | claim | the dam had failed twice`}},
	{"claim-that", `The claim that the dam had failed went round the town.`, nil},

	// Orders and pledges.
	{"infinitive", `Orel vowed to mend the dam before winter.`, []string{`infinitive | Orel | vowed | to mend the dam before winter`}},
	{"infinitive", `The council urged the villagers to leave the valley.`, []string{
		`infinitive | The council | urged | the villagers to leave the valley`}},
	{"cue-that", `Nobody said that the dam was safe.`, nil},
	{"cue-partly-quoted", `Tam paid for what critics call "a folly" by the sea.`, []string{`cue-partly-quoted | critics | call | "a folly"`}},
	{"cue-that", `No witness said that the soldiers fired.`, nil},
	{"cue-that", `No one believes that the dam will hold.`, nil},
	{"cue-that", `Almost none of the officials said the dam was safe.`, nil},
	{"cue-that", `Neither the minister nor the mayor said the dam was safe.`, nil},
	{"cue-that", `Not one engineer said that the dam would hold.`, nil},
	{"cue-that", `Few of the engineers believe that the dam will hold.`, nil},
	{"cue-that", `A few engineers said that the dam would hold.`, []string{`cue-that | A few engineers | said | the dam would hold`}},
	{"cue-that", `No witness came forward and said that the soldiers fired.`, nil},
	{"cue-that", `No witness said that the mayor claimed the dam was safe.`, nil},
	{"according-to", `According to no one, the dam is safe.`, nil},
	{"according-to", `The dam is safe, according to nobody.`, nil},
	{"clause-cue", `The dam will hold, nobody said.`, nil},
	{"quotation-cue", `“The dam will hold,” no one said.`, nil},
	{"cue-clause", `It is false that the minister said the bridge was safe.`, nil},
	{"cue-clause", `It is not true that the minister said the bridge was safe.`, nil},
	{"cue-clause", `There is no evidence that the minister said the bridge was safe.`, nil},
	{"cue-clause", `There is no proof the minister said the bridge was safe.`, nil},
	{"cue-that", `Did the minister say that the army bombed the bridge?`, nil},
	{"cue-that", `Has the minister said that the army bombed the bridge?`, nil},
	{"cue-clause", `We recommend that the minister say nothing about the dam.`, nil},
	{"cue-that", `The council demanded that the minister say the dam was unsafe.`, []string{
		`cue-that | The council | demanded | the minister say the dam was unsafe`}},
	{"infinitive", `The council was urged to leave the valley.`, nil},

	// Judgements.
	{"judgement", `Orel condemned the attack on the harbour.`, []string{`judgement | Orel | condemned | the attack on the harbour`}},
	{"judgement", `The condemned men wept.`, nil},

	// Expectations.
	{"expectation", `The dam is expected to hold until spring.`, []string{`expectation |  | is expected | The dam // to hold until spring`}},
	{"expectation", `The dam might be expected to hold.`, nil},

	{"clause-cue", `The mine at Tarn was closed in March, Ana Vell told Paper 1.`, []string{"clause-cue | Ana Vell | told | The mine at Tarn was closed in March"}},
	{"clause-cue", `The mine at Tarn was closed in March, Ana Vell told Channel 4 News on Monday.`, []string{"clause-cue | Ana Vell | told | The mine at Tarn was closed in March"}},
	{"cue-clause", `Ana Vell told Orel 12 boats had sunk.`, []string{"cue-clause | Ana Vell | told | 12 boats had sunk"}},
	{"judgement", `The army defended the bridge.`, nil},
	{"judgement", `The truck slammed the gate.`, nil},

	// Interviews and headlines.
	{"transcript", "OREL: We were never asked about it.\n\nTAM: You were asked twice.\n\nOREL: Not by you, at any rate.\n\nTAM: That is so.", []string{
		"transcript | OREL | : | We were never asked about it", "transcript | TAM | : | You were asked twice",
		"transcript | OREL | : | Not by you, at any rate", "transcript | TAM | : | That is so"}},
	{"transcript", "OREL: Were you asked about it?\n\nTAM: No.\n\nOREL: Was the gate open then?\n\nTAM: It was shut.", []string{
		"transcript | OREL | : | Were you asked about it?", "transcript | TAM | : | No",
		"transcript | OREL | : | Was the gate open then?", "transcript | TAM | : | It was shut"}},
	{"transcript", "Q. Was the gate open?\n\nA. No.\n\nThe harbour office lost the keys.\n\nThe miller burned the barn.\n\nQ. Did you see the guard?\n\nA. I saw him.", []string{
		"transcript |  | Q. | Was the gate open?", "transcript |  | A. | No", "transcript |  | Q. | Did you see the guard?", "transcript |  | A. | I saw him"}},
	{"transcript", "Q. Orel met the guild.\n\nA. Vell opened the gate.\n\nA. Tash sold the keys.", nil},
	{"transcript", "OREL:Was the gate open?\n\nTAM:It was shut at ten.\n\nOREL:Who shut it?\n\nTAM:That is not known.", []string{
		"transcript | OREL | : | Was the gate open?", "transcript | TAM | : | It was shut at ten", "transcript | OREL | : | Who shut it?", "transcript | TAM | : | That is not known"}},
	{"transcript", "Q. So was the gate open?\n\nA. No.\n\nQ. Did you see the guard?\n\nA. I saw him. He stood by the gate.\n\nThe hearing ended at noon.", []string{
		"transcript |  | Q. | So was the gate open?", "transcript |  | A. | No",
		"transcript |  | Q. | Did you see the guard?", "transcript |  | A. | I saw him. He stood by the gate"}},
	{"transcript", "OREL: The dam has failed, the Institute announced.\n\nTAM: You were asked twice.\n\nOREL: Not by you, at any rate.\n\nTAM: That is so.", []string{
		"transcript | OREL | : | The dam has failed, the Institute announced", "> clause-cue | the Institute | announced | The dam has failed",
		"transcript | TAM | : | You were asked twice", "transcript | OREL | : | Not by you, at any rate", "transcript | TAM | : | That is so"}},
	{"transcript", "Pri:nted by the Harbour Office, all rights kept.\n\nThe dam stood for forty years.\n\nPri:nted by the Harbour Office, all rights kept.\n\nThe dam was old.\n\n" +
		"Tam:e Office of the Harbour, all rights kept.\n\nThe dam was high.\n\nTam:e Office of the Harbour, all rights kept.", nil},
	{"transcript", "The Dam: Its Age and Its Makers, by Hand\n\nThe Sea: Its Depth and Its Tides, by Hand\n\nThe Dam: Its Age and Its Makers, by Hand\n\nThe dam was old.\n\n" +
		"The Sea: Its Depth and Its Tides, by Hand\n\nThe sea was deep.", nil},
	{"transcript", "Orel: Dam will hold\n\nThe dam will hold, Ana Orel said.", []string{
		"transcript | Orel | : | Dam will hold", "clause-cue | Ana Orel | said | The dam will hold"}},
	{"transcript", "Breaking: Dam holds\n\nThe dam will hold, Ana Orel said.", []string{
		"clause-cue | Ana Orel | said | The dam will hold"}},
}

// treeSieves are the cases of the sieves that read trees.
var treeSieves = []sieveCase{
	{"accused-of", `Orel was accused of hiding the letter.`, []string{`accused-of |  | was accused | Orel // of hiding the letter`}},
	{"accused-of", `The minister was accused by two engineers of hiding the letter.`, []string{
		`accused-of | two engineers | was accused | The minister // of hiding the letter`}},
	{"accused-of", `Orel could be accused of hiding the letter.`, nil},
	{"impersonal", `It was reported that the gate was shut.`, []string{`impersonal |  | was reported | the gate was shut`}},
	{"impersonal", `It was not reported that the gate was shut.`, nil},
	{"hearsay", `The mayor allegedly took the money.`, []string{`hearsay |  | allegedly | The mayor // took the money`}},
	{"hearsay", `The alleged thief took the money.`, nil},
	{"noun-that", `The minister dismissed the claim that the dam is unsafe.`, []string{
		`judgement | The minister | dismissed | the claim that the dam is unsafe`, `> noun-that |  | claim | the dam is unsafe`}},
	{"noun-that", `The town has lived with rumours and with claims that the dam is unsafe.`, []string{`noun-that |  | claims | the dam is unsafe`}},
	{"noun-of", `The town knew of Orel's assessment of the flood.`, []string{`noun-of | Orel's | assessment | the flood`}},
	{"noun-of", `The assessment of the flood took a year.`, nil},
	{"noun-of", `The guild's answer: no one was held.`, []string{`noun-of | The guild's | answer | no one was held`}},
	{"noun-of", `The answer: no one was held.`, nil},
	{"regard", `The council portrayed the treaty as a trap.`, []string{`regard | The council | portrayed | the treaty as a trap`}},
	{"regard", `The council saw the bridge at night.`, nil},
	{"hearsay", `He died in Selwat on Monday, allegedly at the hands of agents.`, []string{
		`hearsay |  | allegedly | He died in Selwat on Monday // at the hands of agents`}},
	{"figure", `The ministry put the water at 41 metres, less than two metres below the lip of the dam.`, []string{
		`figure | The ministry | put | the water at 41 metres, less than two metres below the lip of the dam`}},
	{"noun-that", `The town has paid the claims of its farmers.`, nil},
	{"figure", `The ministry put the toll at about 40.`, []string{`figure | The ministry | put | the toll at about 40`}},
	{"figure", `The ministry put the book at the end of the shelf.`, nil},
	{"quoted-as", `The Courier quoted the director as saying that the dam had failed.`, []string{
		`quoted-as | The Courier | quoted | the director as saying that the dam had failed`,
		`> quoted-as | the director | saying | the dam had failed`}},
	{"quoted-as", `Orel was quoted as saying the dam was safe.`, []string{`quoted-as | Orel | was quoted as saying | the dam was safe`}},
	{"quoted-as", `The Courier quoted the director as a witness.`, []string{`judgement | The Courier | quoted | the director as a witness`}},
	{"heard-from", `The clerk had heard from a guard that the gate was shut.`, []string{
		`heard-from | The clerk | had heard | from a guard that the gate was shut`, `> heard-from | a guard | from | the gate was shut`}},
	{"impersonal", `Orel Tash, it is alleged, sold the keys of the mill.`, []string{`impersonal |  | is alleged | Orel Tash // sold the keys of the mill`}},
	{"rumour", `According to rumours, Orel Tash sold the keys of the mill.`, []string{`rumour |  | According to rumours | Orel Tash sold the keys of the mill`}},
	{"heard-from", `She has heard that the gate was shut.`, []string{`heard-from | She | has heard | the gate was shut`}},
	{"heard-from", `The clerk had not heard from a guard that the gate was shut.`, nil},
	{"heard-from", `The clerk heard a shot from the gate.`, nil},
	{"heard-from", `The court heard that the gate was shut.`, []string{`heard-from |  | heard | the gate was shut`}},
	{"heard-aside", `Orel Tash sold the keys, the court heard.`, []string{`heard-aside |  | heard | Orel Tash sold the keys`}},
	{"heard-aside", `Orel Tash sold the keys, the mayor was told.`, []string{`heard-aside |  | was told | Orel Tash sold the keys`}},
	{"heard-aside", `Orel Tash sold the keys, it is alleged.`, []string{`heard-aside |  | is alleged | Orel Tash sold the keys`}},
	{"heard-aside", `Orel Tash sold the keys, the clerk heard.`, nil},
	{"heard-aside", `Orel Tash sold the keys, it was painted.`, nil},
	{"noun-of", `The accusation by Dima Brenn that Orel Tash sold the keys was read out.`, []string{`noun-of | Dima Brenn | accusation | Orel Tash sold the keys`}},
	{"rumour", `Rumour has it that the gate was shut.`, []string{`rumour |  | Rumour has it | the gate was shut`}},
	{"rumour", `The rumour has no ground.`, nil},
	{"rumour", `Orel Tash sold the keys, according to some rumours.`, []string{`rumour |  | according to some rumours | Orel Tash sold the keys`}},
	{"rumour", `Orel Tash sold the keys, rumour has it.`, []string{`rumour |  | rumour has it | Orel Tash sold the keys`}},
	{"rumour", `Orel Tash, rumour has it, sold the keys.`, []string{`rumour |  | rumour has it | Orel Tash // sold the keys`}},
	{"noun-of", `There were rumours that Orel Tash sold the keys.`, []string{`noun-of |  | rumours | Orel Tash sold the keys`}},
	{"noun-of", `There were reports that Orel Tash sold the keys.`, []string{`noun-of |  | reports | Orel Tash sold the keys`}},
	{"as-per", `The dam has doubled in size, as per the council.`, []string{`as-per | the council | as per | The dam has doubled in size`}},
	{"as-per", `The gate was shut as usual.`, nil},
	{"quoted-lines", "On Monday, Ana Orel wrote:\n\n> The gate was shut all night.\n\nThat is not so.\n\n> Nobody passed.", []string{
		`quoted-lines | Ana Orel | wrote | The gate was shut all night // Nobody passed`}},
	{"quoted-lines", "> The gate was shut all night.\n\nThat is not so.", nil},
	{"controlled", `Critics accused him of exaggerating the danger.`, []string{
		`accusation | Critics | accused | him of exaggerating the danger`, `> controlled | him | exaggerating | the danger`}},
	{"controlled", `He left the town without seeing the dam.`, nil},
	{"persuaded", `Orel said that the letter will help to convince the council that it is a bad idea.`, []string{
		`cue-that | Orel | said | the letter will help to convince the council that it is a bad idea`,
		`> persuaded | the council | convince | it is a bad idea`}},
	{"persuaded", `The engineer had convinced the council.`, nil},
	{"witness", `Orel said that a porter saw nine people on the path.`, []string{
		`cue-that | Orel | said | a porter saw nine people on the path`, `> witness | a porter | saw | nine people on the path`}},
	{"witness", `A porter saw nine people on the path.`, nil},
	{"cleft", `The mayor said that what they want is to be heard in the valley.`, []string{
		`cue-that | The mayor | said | what they want is to be heard in the valley`, `> cleft | they | want | to be heard in the valley`}},
	{"cleft", `They want to be heard in the valley.`, nil},
	{"link", `The dam had failed, the Courier said, citing an unnamed engineer.`, []string{
		`clause-cue | the Courier | said | The dam had failed`, `> link | an unnamed engineer | citing | The dam had failed`}},
	{"link", `A March 2031 report, based on an unnamed source, notes that the dam is unsafe.`, []string{
		`cue-that | A March 2031 report, based on an unnamed source | notes | the dam is unsafe`,
		`> link | an unnamed source | based on | the dam is unsafe`}},
	{"said-so", `The clerk said so on Friday.`, []string{`said-so | The clerk | said | so`}},
	{"said-so", `Nobody in the town will say so.`, []string{`said-so | Nobody in the town | will say | so`}},
	{"said-so", `The clerk denied it on Friday.`, []string{`said-so | The clerk | denied | it`}},
	{"said-so", `The clerk said so many things.`, []string{`cue-clause | The clerk | said | so many things`}},
	{"reply", `No, said the mayor, the archive did not burn.`, []string{`reply | the mayor | said | No // the archive did not burn`}},
	{"reply", `No harbour, said the mayor on Friday, is safe.`, []string{`clause-cue | the mayor | said | No harbour // is safe`}},
	{"reply", `Yes, said Ana Orel.`, []string{`reply | Ana Orel | said | Yes`}},
	{"no-proof", `No evidence of that has been made public.`, []string{`no-proof | No evidence | has been made public | of that`}},
	{"no-proof", `The evidence of that has been made public.`, nil},
	{"link", `The dam had failed, the Courier said, citing rising costs.`, []string{
		`clause-cue | the Courier | said | The dam had failed`, `judgement | the Courier | citing | rising costs`}},
}

func TestTreeSieves(t *testing.T) {
	pipeline, err := New()
	if err != nil {
		t.Fatal(err)
	}
	for _, test := range treeSieves {
		doc := nlp.NewDoc(test.text)
		pipeline.Annotate(doc)
		doc.Has &^= nlp.Attributions
		Attribution().Annotate(doc) // the rules alone
		if got := listed(t, doc); strings.Join(got, "\n") != strings.Join(test.want, "\n") {
			t.Errorf("%s: %q\n got  %s\n want %s", test.sieve, test.text, strings.Join(got, "\n      "), strings.Join(test.want, "\n      "))
		}
	}
}

func TestSieves(t *testing.T) {
	for _, test := range sieves {
		got := attributed(t, test.text)
		if strings.Join(got, "\n") != strings.Join(test.want, "\n") {
			t.Errorf("%s: %q\n got  %s\n want %s", test.sieve, test.text, strings.Join(got, "\n      "), strings.Join(test.want, "\n      "))
		}
	}
}

// What the words alone do not show, the tags and the trees do.
func TestAttributionWithTags(t *testing.T) {
	pipeline, err := New()
	if err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct {
		text string
		want []string
	}{
		{`Orel withdrew from the deal in 2018, saying it was the worst deal ever made.`, []string{
			`participle | Orel | saying | it was the worst deal ever made`}},
		{`President Orel's Harbour Intelligence Agency (HIA) released an assessment on April 26 saying the dam was unsafe.`, []string{
			`participle | President Orel's Harbour Intelligence Agency (HIA) | saying | the dam was unsafe`}},
		{`The men who built the dam left the town in 2018, saying that it was unsafe.`, []string{
			`participle | The men | saying | it was unsafe`}},
		{`The letters seem to support Orel's claim that the dam had failed.`, []string{
			`claim-that | Orel's | claim | the dam had failed`}},
	} {
		doc := nlp.NewDoc(test.text)
		pipeline.Annotate(doc)
		doc.Has &^= nlp.Attributions
		Attribution().Annotate(doc) // the rules alone
		if got := listed(t, doc); strings.Join(got, "\n") != strings.Join(test.want, "\n") {
			t.Errorf("%q\n got  %s\n want %s", test.text, strings.Join(got, "\n      "), strings.Join(test.want, "\n      "))
		}
	}
}

// Every sieve has a case for and a case against.
func TestSievesAreCovered(t *testing.T) {
	found, spared := map[string]bool{}, map[string]bool{}
	for _, test := range slices.Concat(sieves, treeSieves) {
		for _, line := range test.want {
			rule, _, _ := strings.Cut(strings.TrimLeft(line, "> "), " |")
			found[rule] = true
		}
		if !strings.Contains(strings.Join(test.want, "\n"), test.sieve+" |") {
			spared[test.sieve] = true
		}
	}
	for _, name := range attribution.Sieves() {
		if name == "attitude" {
			continue // only within contents that the model has found
		}
		if !found[name] {
			t.Errorf("no case for %s", name)
		}
		if !spared[name] && name != "clause-cue" {
			t.Errorf("no case against %s", name)
		}
	}
}

func annotated(t testing.TB, text string) *nlp.Doc {
	t.Helper()
	doc := nlp.NewDoc(text)
	Segmenter().Annotate(doc)
	Attribution().Annotate(doc)
	return doc
}

func TestAttributionSourceTypes(t *testing.T) {
	for text, want := range map[string]nlp.SourceType{
		`She said the dam would hold.`:                                 nlp.SourcePerson,
		`They said the dam would hold.`:                                "",
		`Ana Orel said the dam would hold.`:                            "",
		`Dr. Ana Orel said the dam would hold.`:                        nlp.SourcePerson,
		`A spokesman for the port said the dam would hold.`:            nlp.SourcePerson,
		`Two senior officials said the dam would hold.`:                nlp.SourceOfficial,
		`The Harbour Ministry said the dam would hold.`:                nlp.SourceOrganization,
		`Critics said the dam would fail.`:                             nlp.SourceGroup,
		`A leaked memo says that the dam will fail.`:                   nlp.SourceDocument,
		`The Valley Gazette reported that the dam had failed.`:         nlp.SourceMedia,
		`Satellite images show that the dam has failed.`:               nlp.SourceEvidence,
		`A March 9, 2031 report says that the dam has failed.`:         nlp.SourceDocument,
		`One source said the dam had failed.`:                          nlp.SourceUnnamed,
		`The dam is expected to fail before the winter.`:               "",
		`The dam will fail, according to officials.`:                   nlp.SourceOfficial,
		`A May 2031 report, drawn from one clerk, notes that it is so`: nlp.SourceDocument,
	} {
		doc := annotated(t, text)
		if len(doc.Attributions) != 1 {
			t.Errorf("%q: %d attributions", text, len(doc.Attributions))
			continue
		}
		if got := doc.Attributions[0].SourceType; got != want {
			t.Errorf("%q: source type %q, want %q", text, got, want)
		}
	}
}

func TestAttributionKinds(t *testing.T) {
	for text, want := range map[string]nlp.QuoteKind{
		`"It will hold," Orel said. "I know it."`: nlp.Direct,
		`Orel said it would "surely hold."`:       nlp.Mixed,
		`Orel said it would hold.`:                nlp.Indirect,
	} {
		if got := annotated(t, text).Attributions[0].Kind; got != want {
			t.Errorf("%q: %s, want %s", text, got, want)
		}
	}
}

func TestAttributionAnonymity(t *testing.T) {
	for text, want := range map[string]string{
		`“It failed,” said one official, who spoke on condition of anonymity because he feared for his post.`: "on condition of anonymity because he feared for his post",
		`An engineer who was not authorized to speak said the dam had failed.`:                                "not authorized to speak",
		`An engineer said the dam had failed.`:                                                                "",
	} {
		doc := annotated(t, text)
		if len(doc.Attributions) != 1 {
			t.Errorf("%q: %d attributions", text, len(doc.Attributions))
			continue
		}
		if got := doc.Attributions[0].Anonymity.In(text); got != want {
			t.Errorf("%q: reason %q, want %q", text, got, want)
		}
	}
}

// A caller's blocks are the paragraphs, and what lies outside is not read.
// How many a source is, and how near it stands to what it tells of, are read off
// its words.
func TestAttributionStanding(t *testing.T) {
	p := learned(t)
	for _, test := range []struct{ text, number, closeness, anonymity string }{
		{`Two officials familiar with the talks said the deal was close.`, "Two", "familiar with the talks", ""},
		{`At least two people with direct knowledge of the letter said it had been burned.`, "At least two", "with direct knowledge of the letter", ""},
		{`"It failed," said an official who was briefed on the report and spoke anonymously.`, "", "who was briefed on the report", "spoke anonymously"},
		{`A person close to the talks, who was not permitted to discuss them, said that the dam would be sold.`, "", "close to the talks",
			"not permitted to discuss them"},
		{`Several residents who saw the flood said the gate was open.`, "Several", "who saw the flood", ""},
		{`Officials with no direct knowledge of the case said it was shut.`, "", "with no direct knowledge of the case", ""},
		{`According to three people in the room, the minister wept.`, "three", "in the room", ""},
		{`More than 40 percent of voters said they would stay.`, "More than 40 percent", "", ""},
		{`Half a dozen engineers said the dam had failed.`, "Half a dozen", "", ""},
		{`Nearly three in five voters said they would stay.`, "Nearly three in five", "", ""},
		{`Twenty-four guards said they would stay.`, "Twenty-four", "", ""},
		{`A few guards said they would stay.`, "A few", "", ""},
		{`Two officials and a diplomat said the road was shut.`, "", "", ""}, // counted one by one
		{`The 2019 report said it was safe.`, "", "", ""},
		{`The K-19 members said it was safe.`, "", "", ""},
		{`He is aware of the danger, an official said.`, "", "", ""},
		{`The Republican majority said it would vote.`, "", "", ""},
		{`The institute, which is seen as rich, said the dam had failed.`, "", "", ""},
		{`Ana Orel, who was close to tears, said the dam had failed.`, "", "", ""}, // no way of knowing
		{`The guard said they did not want to be seen on the road.`, "", "", ""},
		{`The dam, an official who was not authorised to speak said, had failed.`, "", "", "not authorised to speak"},
	} {
		doc := nlp.NewDoc(test.text)
		p.Annotate(doc)
		a := widest(doc)
		if a == nil {
			t.Errorf("%q: no attribution", test.text)
			continue
		}
		if got := [3]string{a.Number.In(test.text), a.Closeness.In(test.text), a.Anonymity.In(test.text)}; got != [3]string{test.number, test.closeness, test.anonymity} {
			t.Errorf("%q: %q, want %q", test.text, got, [3]string{test.number, test.closeness, test.anonymity})
		}
	}
}

func TestAttributionBlocks(t *testing.T) {
	text := `menu Orel said it held | "It held," Tam said. | "We know."`
	doc := nlp.NewDoc(text)
	at := func(s string) nlp.Span {
		i := strings.Index(text, s)
		return nlp.Span{Begin: i, End: i + len(s)}
	}
	doc.Blocks = []nlp.Span{at(`"It held," Tam said.`), at(`"We know."`)}
	Segmenter().Annotate(doc)
	Attribution().Annotate(doc)
	if len(doc.Attributions) != 1 || len(doc.Attributions[0].Content) != 2 {
		t.Errorf("found %+v", doc.Attributions)
	}
}

func TestAttributionTwiceIsOnce(t *testing.T) {
	for _, test := range sieves {
		doc := annotated(t, test.text)
		once := fmt.Sprint(doc.Attributions)
		doc.Has &^= nlp.Attributions
		Attribution().Annotate(doc)
		if twice := fmt.Sprint(doc.Attributions); once != twice {
			t.Errorf("%q: %s, then %s", test.text, once, twice)
		}
	}
}

// hostile are texts made to be slow or to break: each is a pattern repeated.
var hostile = []string{
	`"`, `'`, "''", "``", `“`, `”`, `«`, `" `, ` "`, `' a`, `a' `, `'a `, `“ ”`, `"a," `, `'a' "b `, `(`, `)`, `, `, `: `, `- `,
	"said ", "Orel said ", "said, ", "and said ", "Orel, ", "that ", "who said ", "according to ", "according to Orel, ", "in Orel's words, ",
	"Orel: a\n\n", "\"a.\n\n", "“a\n\n", "A said that ", "as Orel said, ", "Orel's claim that ", "on condition of anonymity ",
	"the of the ", "Orel and ", "he is said to ", "\"a\" Orel said ", "\xff", "\xe2\x80", "\x00", "İ", "Orel said “a, ", "a said:\n\n",
	"is expected to ", "1, ", "Orel (", "said \"a\" ", "told him that ", "“Orel said ‘", ", said Orel", "has been also not ", "\u2028said: ",
}

func TestAttributionIsTotal(t *testing.T) {
	for _, pattern := range hostile {
		for _, n := range []int{1, 2, 7, 300} {
			attributed(t, strings.Repeat(pattern, n))
		}
	}
	for i, a := range hostile {
		for _, b := range hostile[i:] {
			attributed(t, strings.Repeat(a+b, 5)+b+a)
		}
	}
}

// Ten times the text takes ten times as long, give or take; quadratic work
// would take a hundred times.
func TestAttributionIsLinear(t *testing.T) {
	if testing.Short() {
		t.Skip("measures time")
	}
	finder := Attribution()
	for _, pattern := range hostile {
		cost := func(n int) float64 {
			doc := nlp.NewDoc(strings.Repeat(pattern, n/len(pattern)))
			Segmenter().Annotate(doc)
			best := 0.0
			for range 3 {
				doc.Has &^= nlp.Attributions
				begin := time.Now()
				finder.Annotate(doc)
				if took := time.Since(begin).Seconds(); best == 0 || took < best {
					best = took
				}
			}
			return best
		}
		// Other work on the machine can only add to a time, so a slow one is
		// taken again; quadratic work stays slow. Short times are noise.
		small, large := cost(10_000), cost(100_000)
		for tries := 0; tries < 5 && large > 0.15 && large > 40*small; tries++ {
			small, large = max(small, cost(10_000)), min(large, cost(100_000))
		}
		if large > 0.15 && large > 40*small {
			t.Errorf("%q: %.4f s for 10 kB, %.4f s for 100 kB", pattern, small, large)
		}
	}
}

func FuzzAttribution(f *testing.F) {
	for _, test := range sieves {
		f.Add(test.text)
	}
	for _, pattern := range hostile {
		f.Add(strings.Repeat(pattern, 3))
	}
	f.Fuzz(func(t *testing.T, text string) { attributed(t, text) })
}

func BenchmarkAttribution(b *testing.B) {
	var article strings.Builder
	for _, test := range sieves {
		article.WriteString(test.text)
		article.WriteString("\n\n")
	}
	doc := nlp.NewDoc(strings.Repeat(article.String(), 10))
	Segmenter().Annotate(doc)
	finder := Attribution()
	b.SetBytes(int64(len(doc.Text)))
	b.ReportAllocs()
	for b.Loop() {
		doc.Has &^= nlp.Attributions
		finder.Annotate(doc)
	}
}

func ExampleAttribution() {
	doc := nlp.NewDoc(`“The dam,” said Ana Orel, an engineer, “will hold.” A memo says that it will not.`)
	Segmenter().Annotate(doc)
	Attribution().Annotate(doc)
	for _, a := range doc.Attributions {
		fmt.Print(a.Source.In(doc.Text), " | ", a.Cue.In(doc.Text))
		for _, c := range a.Content {
			fmt.Print(" | ", c.In(doc.Text))
		}
		fmt.Println()
	}
	// Output:
	// Ana Orel, an engineer | said | “The dam,” | “will hold.”
	// A memo | says | it will not
}
