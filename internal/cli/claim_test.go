package cli

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"io"
	"os"
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
			"The numbers differ (number)", "The owners say “12 shots”, a clerk “20 shots”.",
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
		{[]string{"ask", "When was the ferry built?"}, []string{"Not in these documents", "No statement speaks of “built” or “ferry”"}, nil},
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
		{[]string{"export", "jsonl", "--out", filepath.Join(t.TempDir(), "records")}, bare, exitFailed, `never made(?s:.*)try: stemma read`},
		{[]string{"claim", "c0"}, bare, exitFailed, `never made`},
		{[]string{"claims", "--question", "why"}, file, exitUsage, `--question is one of whether, number, date`},
		{[]string{"conflicts", "--kind", "quarrel"}, file, exitUsage, `--kind is one of polarity, status, number`},
		{[]string{"claim", "czzz"}, file, exitFailed, `no claim is called "czzz"(?s:.*)try: stemma claims`},
		{[]string{"claim", string(ids[0])}, file, exitFailed, `fits several claims:`},
		{[]string{"claims", "--limit", "-1"}, file, exitUsage, `less than nothing`},
		{[]string{"ask"}, file, exitUsage, `ask needs a QUESTION`},
		{[]string{"ask", "Why?"}, file, exitFailed, `not understood(?s:.*)try: begin with who`},
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

func TestClaimsWhileAReadGoesOn(t *testing.T) {
	file, _ := caseOfShots(t, false)
	for mark, says := range map[stemma.ID]string{
		"": "were never made",
		stemma.ID(time.Now().UTC().Format(time.RFC3339Nano)): "a stemma read of it is going on",
		"2019-05-04T10:00:00Z":                               "the last stemma read of it was broken off",
	} {
		s, err := store.Open(t.Context(), file, store.Options{})
		if err != nil {
			t.Fatal(err)
		}
		if err := errors.Join(s.PutReckoned(t.Context(), stemma.StageRead, mark), s.Close()); err != nil {
			t.Fatal(err)
		}
		for _, command := range [][]string{{"claims"}, {"conflicts"}, {"report", "--all"}} {
			s := newScreen(false)
			if code := run(t.Context(), s.console, append(command, "--case", file)); code != exitFailed || !strings.Contains(s.stderr.String(), says) {
				t.Errorf("%v, where it is marked %q: %d, %s", command, mark, code, s.stderr.String())
			}
		}
	}
}

// doctoredDOCX is a .docx with words of its parts in place of others or, where none
// are given, with one part more.
func doctoredDOCX(t *testing.T, sound, from, to string) string {
	t.Helper()
	in, err := zip.NewReader(strings.NewReader(sound), int64(len(sound)))
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	out := zip.NewWriter(&b)
	add := func(name, content string) {
		w, err := out.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.WriteString(w, content); err != nil {
			t.Fatal(err)
		}
	}
	for _, f := range in.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		content, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		changed := string(content)
		if from != "" {
			changed = strings.Replace(changed, from, to, 1)
		}
		add(f.Name, changed)
	}
	if from == "" {
		add("word/header1.xml", to)
	}
	if err := out.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestReport(t *testing.T) {
	file, ids := caseOfShots(t, true)
	claim := "--claim=" + string(stemma.ClaimID(stemma.AskNumber, ids[0]))
	dir := t.TempDir()
	do := func(code int, args ...string) string {
		t.Helper()
		s := newScreen(false)
		if got := run(context.Background(), s.console, append(args, "--case", file)); got != code {
			t.Fatalf("%v: exit code %d, not %d: %s%s", args, got, code, s.stdout.String(), s.stderr.String())
		}
		return s.stdout.String() + s.stderr.String()
	}
	read := func(path string) string {
		t.Helper()
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		return string(data)
	}
	for name, of := range map[string]string{"claim": claim, "all": "--all"} {
		for _, format := range []string{"md", "html", "docx"} {
			path := filepath.Join(dir, name+"."+format)
			do(exitDone, "report", of, "--out", path)
			got, _, _ := strings.Cut(do(exitDone, "report", of, "--format", format), "stemma: another version")
			if got != read(path) {
				t.Errorf("two reports %s as %s are not the same bytes", of, format)
			}
			if out := do(exitDone, "verify", path); !strings.Contains(out, "all quotations stand in this case") {
				t.Errorf("verify says of a sound report: %s", out)
			}
		}
	}

	markdown := filepath.Join(dir, "claim.md")
	text := read(markdown)
	for _, part := range []string{
		"# What the documents say: “the boats probably fired 12 shots”\n", "asks: how many, how much?", "12: 1 independent witness, said again by 1 statement",
		"On the word of The owners, in Norvik, “Shots in the strait”, 2019-05-04, through author \\> The owners (said): “the boats probably fired 12 shots”[^1] (said to be probable “probably”)",
		"3, of the claim, by M. Rey on 2030-01-02: one of two logs bears it out[^1]", "the hedge is dropped, 12[^3], against [^1]",
		"[^2]: “20 shots” · author \\> A clerk (counted) · Norvik, “Shots in the strait”, 2019-05-06 · pile/clerk.txt, bytes 16-24 of its text · sha256 2222",
	} {
		if !strings.Contains(text, part) {
			t.Errorf("the report lacks %q:\n%s", part, text)
		}
	}
	for _, test := range []struct{ name, from, to, says string }{
		{"a quotation", "[^2]: “20 shots”", "[^2]: “30 shots”", "note 2: the words do not stand at bytes 16-24 of pile/clerk.txt; there stands “20 shots”"},
		{"an offset", "bytes 16-24", "bytes 17-24", "note 2: the words do not stand at bytes 17-24"},
		{"an offset out of the text", "bytes 16-24", "bytes 16-2400", "note 2: bytes 16 to 2400 do not lie in the 25 bytes"},
		{"a digest", "16-24 of its text · sha256 2", "16-24 of its text · sha256 3", "note 2: the digest of pile/clerk.txt is not"},
		{"a figure", "12: 1 independent witness", "12: 4 independent witness", "the case gives: 12: 1 independent"},
		{"a hedge", " (said to be probable “probably”)", "", "the case gives:"},
		{"a hedge in a note", "\\[said to be probable “probably”\\] · ", "", "note 1: the words stand there; who says them, how surely"},
		{"a line gone", "On the word of A clerk", "", "line 11: "},
		{"a line more", "### 20:", "The clerk is right.\n\n### 20:", "the case gives no such line: The clerk is right."},
		{"a note elsewhere", "a larger number is printed, 20[^2]", "a larger number is printed, 20[^3]", "leads to other notes"},
		{"a document", "d187a10ef7f4d89f7b3d7/", "d087a10ef7f4d89f7b3d7/", "note 2: not in this case: the document pile/clerk.txt (d087a10ef7f4d89f7b3d7)"},
	} {
		if !strings.Contains(text, test.from) {
			t.Fatalf("%s: %q is not in the report", test.name, test.from)
		}
		path := filepath.Join(dir, "changed.md")
		if err := os.WriteFile(path, []byte(strings.Replace(text, test.from, test.to, 1)), 0o600); err != nil {
			t.Fatal(err)
		}
		out := strings.Join(strings.Fields(do(exitFailed, "verify", path)), " ")
		if !strings.Contains(out, test.says) || !strings.Contains(out, "the seal: it is not that of these lines") {
			t.Errorf("%s was changed, and verify says: %s", test.name, out)
		}
	}

	page := filepath.Join(dir, "changed.html")
	text = read(filepath.Join(dir, "claim.html"))
	for _, not := range []string{"<script", "http://", "https://", "src=", "url("} {
		if strings.Contains(text, not) {
			t.Errorf("the page has %q", not)
		}
	}
	if err := os.WriteFile(page, []byte(strings.Replace(text, `data-bytes="16-24"`, `data-bytes="0-24"`, 1)), 0o600); err != nil {
		t.Fatal(err)
	}
	if out := do(exitFailed, "verify", page); !strings.Contains(out, "note 2: its data lead elsewhere") {
		t.Errorf("the data of a note were changed, and verify says: %s", out)
	}

	// What is shown has to be what was checked: no style, no attribute, no element and
	// no part that no report has.
	for _, test := range []struct{ format, from, to, says string }{
		{"html", "</head>", `<style>main p:first-of-type::after{content:"The clerk lied"}</style></head>`, "of the file: this version of Stemma does not write it so"},
		{"html", "</style>", "p { display: none }</style>", "of the file: this version of Stemma does not write it so"},
		{"html", "<p>", `<p style="display:none">`, `<p style="display:none">`},
		{"html", "<main>", `<main hidden>`, "<main hidden>"},
		{"html", "<main>", `<main onclick="x()">`, "onclick"},
		{"html", "</head>", "<script>x()</script></head>", "<script>"},
		{"html", "</head>", "<link rel=\"stylesheet\" href=\"x.css\">\n</head>", "x.css"},
		{"html", "</body>", "<img alt=\"\" src=\"x.png\"></body>", "x.png"},
		{"md", "through author \\> The", "through author > The", "through author > The"},
		{"md", "### 20:", "- 20:", "- 20:"},
		{"docx", "<w:r><w:t", "<w:r><w:rPr><w:vanish/></w:rPr><w:t", "the part word/document.xml: this version"},
		{"docx", `w:val="•"`, `w:val="It is untrue:"`, "the part word/numbering.xml: this version"},
		{"docx", "", "extra", "the part word/header1.xml: no report"},
	} {
		sound, path := read(filepath.Join(dir, "claim."+test.format)), filepath.Join(dir, "doctored."+test.format)
		doctored := strings.Replace(sound, test.from, test.to, 1)
		if test.format == "docx" {
			doctored = doctoredDOCX(t, sound, test.from, test.to)
		}
		if doctored == sound {
			t.Fatalf("%s: %q is not in the report", test.format, test.from)
		}
		if err := os.WriteFile(path, []byte(doctored), 0o600); err != nil {
			t.Fatal(err)
		}
		if out := strings.Join(strings.Fields(do(exitFailed, "verify", path)), " "); !strings.Contains(out, test.says) {
			t.Errorf("%s with %s: verify says: %s", test.format, test.to, out)
		}
	}
	// The ends of lines show nobody anything.
	if err := os.WriteFile(page, []byte(strings.ReplaceAll(text, "\n", "\r\n")), 0o600); err != nil {
		t.Fatal(err)
	}
	do(exitDone, "verify", page)

	// The case goes on: what no longer fits is named, and that nobody changed the report.
	do(exitDone, "remove", "clerk.txt")
	out := do(exitFailed, "verify", markdown)
	for _, part := range []string{"note 2: not in this case: the document pile/clerk.txt (d187a10ef7f4d89f7b3d7)", "so far as its seal tells"} {
		if !strings.Contains(out, part) {
			t.Errorf("after a document was removed verify lacks %q: %s", part, out)
		}
	}
}

func TestReportErrors(t *testing.T) {
	file, ids := caseOfShots(t, true)
	claim := string(stemma.ClaimID(stemma.AskNumber, ids[0]))
	there := filepath.Join(t.TempDir(), "there.md")
	if err := os.WriteFile(there, []byte("# Notes\n\nNone of ours.\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct {
		args []string
		code int
		err  string
	}{
		{[]string{"report"}, exitUsage, `a report is of one thing`},
		{[]string{"report", "--all", "--claim", claim}, exitUsage, `a report is of one thing`},
		{[]string{"report", "--all", "--format", "pdf"}, exitUsage, `--format is one of md, html, docx, not "pdf"`},
		{[]string{"report", "--all", "--out", "x.pdf"}, exitUsage, `"pdf", as x.pdf ends`},
		{[]string{"report", "--claim", "czzz"}, exitFailed, `no claim is called`},
		{[]string{"report", "--entity", "Nobody"}, exitFailed, `no entity is called`},
		{[]string{"report", "--all", "--out", there}, exitFailed, `is there already(?s:.*)--force`},
		{[]string{"verify", there}, exitFailed, `it is no report of Stemma's`},
		{[]string{"verify", there + "x"}, exitFailed, `read the report`},
		{[]string{"verify", there, there}, exitUsage, `no more than one REPORT`},
	} {
		s := newScreen(false)
		if code := run(context.Background(), s.console, append(test.args, "--case", file)); code != test.code {
			t.Errorf("%v: exit code %d, not %d: %s", test.args, code, test.code, s.stderr.String())
		}
		if !regexp.MustCompile(test.err).MatchString(s.stderr.String()) {
			t.Errorf("%v says %q", test.args, s.stderr.String())
		}
	}
	s := newScreen(true)
	if code := run(context.Background(), s.console, []string{"report", "--all", "--format", "docx", "--case", file}); code != exitUsage {
		t.Errorf("a .docx onto a terminal: exit code %d", code)
	}
}

// TestClaimsOfAnotherVersion: of claims that another version made it is said so, and
// they are listed as they are.
func TestClaimsOfAnotherVersion(t *testing.T) {
	file, _ := caseOfShots(t, true)
	s := newScreen(false)
	if code := run(t.Context(), s.console, []string{"claims", "--case", file}); code != exitDone || !strings.Contains(s.stdout.String(), "shots") {
		t.Fatalf("exit code %d, %s", code, s.stderr.String())
	}
	if got := s.stderr.String(); !strings.Contains(got, "another version of Stemma made these claims; stemma read PATH") {
		t.Errorf("it is not said who made the claims: %q", got)
	}
}
