package cli

import (
	"context"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/stemma/stemma"
	"github.com/stemma/stemma/internal/store"
	"github.com/stemma/stemma/nlp"
)

// A shot is one text of the case of shots with the statement that it makes.
type shot struct {
	path, published, text string
	source, cue, content  string
	hedge, deny           string // words that show it
}

var shots = []shot{
	{"pile/dispatch.txt", "2019-05-04", "The owners said that the boats probably fired 12 shots.", "The owners", "said", "the boats probably fired 12 shots", "probably", ""},
	{"pile/reprint.txt", "2019-05-05", "The boats fired 12 shots, the owners said.", "the owners", "said", "The boats fired 12 shots", "", ""},
	{"pile/clerk.txt", "2019-05-06", "A clerk counted 20 shots.", "A clerk", "counted", "20 shots", "", ""},
	{"pile/governor.txt", "2019-05-07", "Petra Solheim denied that any shot was fired.", "Petra Solheim", "denied", "any shot was fired", "", "denied"},
}

// caseOfShots makes a case with two claims, as reckoning would, and returns its
// file and the statements.
func caseOfShots(t *testing.T, reckon bool) (file string, ids []stemma.ID) {
	t.Helper()
	file = filepath.Join(t.TempDir(), "case.stemma")
	st, err := store.Open(t.Context(), file, store.Options{Create: true})
	if err != nil {
		t.Fatal(err)
	}
	run := stemma.NewRun("read", "test", "")
	var all []*stemma.Statement
	docs := map[stemma.ID]*stemma.Document{}
	for i, x := range shots {
		d := &stemma.Document{Path: x.path, Format: "text", Text: x.text, Lang: "en", Analysed: true, SHA256: strings.Repeat(string(rune('0'+i)), 64),
			Title: &stemma.Shown{Value: "Shots in the strait", Where: "title"}, Publisher: &stemma.Shown{Value: "Norvik", Where: "meta"},
			Published: &stemma.Shown{Value: x.published, Where: "meta"}, Regions: []stemma.Region{{Span: stemma.Span{End: len(x.text)}, Kind: stemma.Paragraph}}}
		d.ID = stemma.DocumentID(d.Path, d.SHA256)
		docs[d.ID] = d
		voice := stemma.Attribution{Kind: "indirect", SourceType: nlp.SourcePerson, Source: spanOf(t, x.text, x.source), Cue: spanOf(t, x.text, x.cue),
			Certainty: nlp.Certain, Polarity: nlp.Positive, Sieve: "test"}
		if x.hedge != "" {
			voice.Certainty, voice.ShownBy = nlp.Probable, []stemma.Span{spanOf(t, x.text, x.hedge)}
		}
		if x.deny != "" {
			voice.Polarity, voice.ShownBy = nlp.Negative, []stemma.Span{spanOf(t, x.text, x.deny)}
		}
		s := stemma.Statement{Doc: d.ID, Content: []stemma.Span{spanOf(t, x.text, x.content)}, Confidence: 0.9, Run: run.ID,
			Chain: []stemma.Attribution{{Kind: stemma.KindAuthor, SourceType: stemma.SourceAuthor, Certainty: nlp.UnknownCertainty, Polarity: nlp.UnknownPolarity}, voice}}
		s.ID = stemma.StatementID(d.ID, s.Content, s.Chain)
		all, ids = append(all, &s), append(ids, s.ID)
		if err := st.PutReading(t.Context(), &stemma.Reading{Document: d, Statements: []stemma.Statement{s}, Run: run}); err != nil {
			t.Fatal(err)
		}
	}
	if reckon {
		r := &stemma.Reckoning{Run: stemma.NewRun("reckon", "test", "")}
		member := func(i int, stance stemma.Stance, value string) stemma.Answer {
			return stemma.Answer{Statement: ids[i], Stance: stance, Value: value, ShownBy: all[i].Content, Why: "it says so"}
		}
		claim := func(q stemma.Question, first int, members ...stemma.Answer) *stemma.Claim {
			c := &stemma.Claim{ID: stemma.ClaimID(q, ids[first]), Question: q, GistOf: ids[first], GistSpans: all[first].Content, Members: members, Run: r.Run.ID,
				Gist: all[first].Content[0].In(docs[all[first].Doc].Text)}
			r.Claims = append(r.Claims, c)
			return c
		}
		number := claim(stemma.AskNumber, 0, member(2, stemma.Affirms, "20"), member(0, stemma.Affirms, "12"), member(1, stemma.Affirms, "12"))
		whether := claim(stemma.AskWhether, 0, member(0, stemma.Affirms, ""), member(3, stemma.Denies, ""))
		if whether.ID < number.ID {
			r.Claims[0], r.Claims[1] = whether, number
		}
		r.Assessments = []*stemma.Assessment{
			{Claim: number.ID, Disagreement: stemma.NumberDiffers, Explanation: "The owners say “12 shots”, a clerk “20 shots”.", Between: [2]stemma.ID{ids[0], ids[2]}, Run: r.Run.ID, Sides: []stemma.Side{
				{Value: "12", Stance: stemma.Affirms, Witnesses: []stemma.Witness{{Origin: ids[0], Descendants: []stemma.ID{ids[1]}, Why: "one text descends from the other"}}},
				{Value: "20", Stance: stemma.Affirms, Witnesses: []stemma.Witness{{Origin: ids[2]}}},
			}},
			{Claim: whether.ID, Disagreement: stemma.PolarityDiffers, Explanation: "The owners say so, Petra Solheim denies it.", Between: [2]stemma.ID{ids[0], ids[3]}, Run: r.Run.ID, Sides: []stemma.Side{
				{Stance: stemma.Affirms, Witnesses: []stemma.Witness{{Origin: ids[0]}}},
				{Stance: stemma.Denies, Witnesses: []stemma.Witness{{Origin: ids[3], Interested: true}}},
			}},
		}
		if whether.ID < number.ID {
			r.Assessments[0], r.Assessments[1] = r.Assessments[1], r.Assessments[0]
		}
		// The log comes before the reckoning, which a change of the case makes stale.
		j := &stemma.Judgement{Kind: stemma.Rate, Rating: "3", By: "M. Rey", Why: "one of two logs bears it out", At: time.Date(2030, 1, 2, 3, 4, 5, 0, time.UTC),
			About: []stemma.Anchor{stemma.StatementAnchor(docs[all[0].Doc], all[0])}, Statement: ids[0]}
		j.ID = stemma.JudgementID(j)
		if err := st.Append(t.Context(), j); err != nil {
			t.Fatal(err)
		}
		if err := st.PutReckoning(t.Context(), r); err != nil {
			t.Fatal(err)
		}
	}
	if err := st.Close(); err != nil {
		t.Fatal(err)
	}
	return file, ids
}

func TestClaims(t *testing.T) {
	file, ids := caseOfShots(t, true)
	number, whether := stemma.ClaimID(stemma.AskNumber, ids[0]), stemma.ClaimID(stemma.AskWhether, ids[0])
	for _, test := range []struct {
		args      []string
		has, lack []string
	}{
		{[]string{"claims"}, []string{
			short(number) + "  number    3 statements    conflict: number", "12: 1 witness · 20: 1 witness", "“the boats probably fired 12 shots”",
			short(whether) + "  whether", "yes: 1 witness · no: 1 witness",
		}, nil},
		{[]string{"claims", "--question", "whether"}, []string{short(whether)}, []string{short(number)}},
		{[]string{"claims", "--about", "nothing"}, nil, []string{"number"}},
		{[]string{"claim", string(number[:9])}, []string{
			"“the boats probably fired 12 shots”\n", "asks          number: how many, how much?", "by 3 statements in 3 documents",
			"conflict: number: the numbers differ", "The owners say “12 shots”, a clerk “20 shots”.",
			"12: 1 witness, said again by 1 statement", "1. on the word of The owners", "[said to be probable “probably”]",
			"pile/dispatch.txt:1, bytes 21 to 54", "and again, which adds no witness: one text descends from the other", "         “The boats fired 12 shots”",
			"20: 1 witness", "1. on the word of A clerk",
			"3  the claim, for " + short(ids[0]) + ": by M. Rey on 2030-01-02: one of two logs", "which nothing here is computed from",
			"2019-05-04  -           -           first seen: 12", "hedge dropped of " + short(ids[0]) + ": “probably”", "a larger number: 20, before 12",
			"stemma judge rate",
		}, nil},
		{[]string{"claim", string(ids[2])}, []string{"“the boats probably fired 12 shots”"}, nil},
		{[]string{"claim", string(whether)}, []string{"no: 1 witness", "[denied “denied”]", "Petra Solheim, an interested party", "first denied"}, nil},
		{[]string{"claim", string(number), "--json"}, []string{`"id":"` + string(number), `"assessments":[{"claim":`, `"disagreement":"number"`, `"value":"20"`}, nil},
		{[]string{"conflicts"}, []string{
			"polarity   one says so, the other denies it", "number     the numbers differ", "12: 1 witness, on the word of The owners", "“20 shots”", "[said to be probable “probably”]",
			"no: 1 witness, on the word of Petra Solheim, an interested party",
		}, nil},
		{[]string{"conflicts", "--kind", "number"}, []string{"the numbers differ"}, []string{"denies it"}},
		{[]string{"conflicts", "--limit", "1", "--json"}, []string{`"between":["`}, nil},
		{[]string{"ask", "How many shots were fired?"}, []string{
			"The claim " + short(number), "Disputed: the numbers differ", "12: 1 witness", "[said to be probable “probably”]", "“20 shots”",
		}, nil},
		{[]string{"ask", "Was", "a", "shot", "fired?"}, []string{"The claim " + short(whether), "Disputed: one says so", "[denied “denied”]"}, nil},
		{[]string{"ask", "Was a shot fired?", "--json"}, []string{`"claim":"` + string(whether), `"stance":"denies"`, `"refused":null`}, nil},
		{[]string{"ask", "When was the ferry built?"}, []string{"Not in these documents", "no statement speaks of “built” or “ferry”"}, nil},
		{[]string{"ask", "When was the ferry built?", "--json"}, []string{`"sides":[]`, `"missing":["built","ferry"]`}, nil},
	} {
		t.Run(strings.Join(test.args, " "), func(t *testing.T) {
			s := newScreen(false)
			if code := run(context.Background(), s.console, append(test.args, "--case", file)); code != exitDone {
				t.Fatalf("exit code %d, %s", code, s.stderr.String())
			}
			out := s.stdout.String()
			for _, want := range test.has {
				if !strings.Contains(out, want) {
					t.Errorf("lacks %q:\n%s", want, out)
				}
			}
			for _, not := range test.lack {
				if strings.Contains(out, not) {
					t.Errorf("has %q:\n%s", not, out)
				}
			}
			for l := range strings.Lines(out) {
				if n := len([]rune(strings.TrimRight(l, "\n"))); n > 80 && !strings.HasPrefix(l, "{") {
					t.Errorf("a line of %d columns: %s", n, l)
				}
			}
		})
	}
}

func TestClaimErrors(t *testing.T) {
	file, ids := caseOfShots(t, true)
	bare, _ := caseOfShots(t, false)
	for _, test := range []struct {
		args []string
		file string
		code int
		err  string
	}{
		{[]string{"claims"}, bare, exitFailed, `never made(?s:.*)try: stemma read`},
		{[]string{"conflicts"}, bare, exitFailed, `never made`},
		{[]string{"claim", "c0"}, bare, exitFailed, `never made`},
		{[]string{"claims", "--question", "why"}, file, exitUsage, `--question is one of whether, number, date`},
		{[]string{"conflicts", "--kind", "quarrel"}, file, exitUsage, `--kind is one of polarity, status, number`},
		{[]string{"claim", "czzz"}, file, exitFailed, `no claim is called "czzz"(?s:.*)try: stemma claims`},
		{[]string{"claim", string(ids[0])}, file, exitFailed, `fits several claims:`},
		{[]string{"claims", "--limit", "-1"}, file, exitUsage, `less than nothing`},
		{[]string{"ask"}, file, exitUsage, `ask needs a QUESTION`},
		{[]string{"ask", "Why was it fired?"}, file, exitFailed, `not understood(?s:.*)try: begin with who`},
	} {
		s := newScreen(false)
		if code := run(context.Background(), s.console, append(test.args, "--case", test.file)); code != test.code {
			t.Errorf("%v: exit code %d, not %d: %s", test.args, code, test.code, s.stderr.String())
		}
		if !regexp.MustCompile(test.err).MatchString(s.stderr.String()) {
			t.Errorf("%v says %q", test.args, s.stderr.String())
		}
	}
}
