package export

import (
	"bytes"
	"context"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stemma/stemma"
	"github.com/stemma/stemma/internal/export/jsonl"
	"github.com/stemma/stemma/internal/store"
	"github.com/stemma/stemma/nlp"
)

// small makes a case in which every field that this version fills is filled
// somewhere and empty elsewhere.
func small(t *testing.T) stemma.Store {
	t.Helper()
	ctx := t.Context()
	s, err := store.Open(ctx, filepath.Join(t.TempDir(), "case.stemma"), store.Options{Create: true})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	run := stemma.NewRun("read", "v1", "model 7")
	text := "=Dämme halten\n\nA clerk, unnamed out of fear, said Holt had possibly told her “no” on 3 May.\n\nSubscribe!"
	at := func(words string) stemma.Span {
		i := strings.Index(text, words)
		if i < 0 {
			t.Fatalf("%q is not in the text", words)
		}
		return stemma.Span{Begin: i, End: i + len(words)}
	}
	const sha = "0123"
	id := stemma.DocumentID("pile/a.txt", sha)
	author := stemma.Attribution{Kind: stemma.KindAuthor, SourceType: stemma.SourceAuthor}
	clerk := stemma.Attribution{
		Source: at("A clerk"), SourceType: nlp.SourceUnnamed, Anonymity: at("out of fear"), Number: at("A"), Closeness: at("unnamed"), Cue: at("said"),
		Kind: "indirect", Certainty: nlp.Certain, Polarity: nlp.Positive, Sieve: "cue-clause",
	}
	holt := stemma.Attribution{
		Source: at("Holt"), SourceType: nlp.SourcePerson, Cue: at("told"), Kind: "direct",
		Certainty: nlp.Possible, Polarity: nlp.Negative, ShownBy: []stemma.Span{at("possibly"), at("no")}, Said: "2017-05-03", Sieve: "quotation",
	}
	statement := func(content []stemma.Span, chain ...stemma.Attribution) stemma.Statement {
		return stemma.Statement{
			ID: stemma.StatementID(id, content, chain), Doc: id, Content: content, Chain: chain, Confidence: 0.875, Run: run.ID,
		}
	}
	nested := statement([]stemma.Span{at("“no”"), at("on 3 May")}, author, clerk, holt)
	nested.Proposition = &stemma.Proposition{Predicate: "tell", Args: []stemma.Argument{{Role: "nsubj", Span: at("Holt")}}, Time: at("3 May")}
	reading := &stemma.Reading{
		Document: &stemma.Document{
			ID: id, Path: "pile/a.txt", SHA256: sha, Bytes: int64(len(text)), Format: "text", Encoding: "utf-8", Text: text,
			Regions: []stemma.Region{
				{Span: at("=Dämme halten"), Kind: stemma.Heading}, {Span: at("A clerk, unnamed out of fear, said Holt had possibly told her “no” on 3 May."), Kind: stemma.Paragraph},
				{Span: at("Subscribe!"), Kind: stemma.Promotion},
			},
			Title: &stemma.Shown{Value: "=Dämme halten", ShownBy: at("=Dämme halten")}, Byline: &stemma.Shown{Value: "+1 Desk", Where: `meta name="author"`},
			Lang: "en", Analysed: true,
		},
		Mentions:   []stemma.Mention{{ID: stemma.MentionID(id, at("Holt")), Doc: id, Span: at("Holt"), Type: nlp.Person, Form: nlp.Name, Confidence: 0.5, Run: run.ID}},
		Times:      []stemma.Time{{Doc: id, Span: at("3 May"), Type: "DATE", Run: run.ID}},
		Statements: []stemma.Statement{statement([]stemma.Span{at("=Dämme halten")}, author), nested},
		Run:        run,
	}
	if err := s.PutReading(ctx, reading); err != nil {
		t.Fatal(err)
	}
	if err := s.PutIssue(ctx, stemma.Issue{Path: "pile/@b.pdf", Stage: "read", Kind: stemma.Encrypted, Message: "@password"}); err != nil {
		t.Fatal(err)
	}
	j := &stemma.Judgement{
		Kind: stemma.Accept, By: "Rey", Why: "-on tape", At: time.Date(2017, 5, 4, 9, 0, 0, 0, time.UTC),
		About: []stemma.Anchor{stemma.StatementAnchor(reading.Document, &nested)}, Statement: nested.ID,
	}
	j.ID = stemma.JudgementID(j)
	if err := s.Append(ctx, j); err != nil {
		t.Fatal(err)
	}
	head := reading.Statements[0].ID
	reckon := stemma.NewRun("reckon", "v1", "")
	claim := &stemma.Claim{
		ID: stemma.ClaimID(stemma.AskWhether, nested.ID), Question: stemma.AskWhether, Gist: "told her “no”", Run: reckon.ID,
		GistOf: nested.ID, GistSpans: []stemma.Span{at("told her “no”")}, Entities: []stemma.ID{"e1"},
		Members: []stemma.Answer{
			{Statement: head},
			{Statement: nested.ID, Stance: stemma.Denies, Value: "=1", ShownBy: []stemma.Span{at("no")}, Happened: "2017-05-03", Place: "e2", Why: "-both told"},
		},
	}
	if err := s.PutReckoning(ctx, &stemma.Reckoning{Run: reckon, Claims: []*stemma.Claim{claim}, Assessments: []*stemma.Assessment{
		{
			Claim: claim.ID, Disagreement: stemma.PolarityDiffers, Explanation: "+one says, one denies", Reason: "-one of them denies it", Between: [2]stemma.ID{head, nested.ID}, Run: reckon.ID,
			Sides: []stemma.Side{
				{Value: "=1", Stance: stemma.Denies, Witnesses: []stemma.Witness{{
					Origin: nested.ID, Root: "e1", Descendants: []stemma.ID{head}, Why: "@it quotes it", Interested: true, Support: stemma.SameOrigin,
				}}},
				{Witnesses: []stemma.Witness{{Origin: head}}},
			},
		},
		{Claim: claim.ID, Disagreement: stemma.NoDisagreement, Run: reckon.ID},
	}}); err != nil {
		t.Fatal(err)
	}
	return s
}

// files are all files of a folder by name.
func files(t *testing.T, dir string) map[string]string {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	all := map[string]string{}
	for _, e := range entries {
		b, err := os.ReadFile(filepath.Join(dir, e.Name()))
		if err != nil {
			t.Fatal(err)
		}
		all[e.Name()] = string(b)
	}
	return all
}

func TestExport(t *testing.T) {
	view := small(t)
	for _, f := range Formats {
		t.Run(f.Name, func(t *testing.T) {
			dir := filepath.Join(t.TempDir(), "new", "folder")
			if err := To(t.Context(), view, f, dir, false); err != nil {
				t.Fatal(err)
			}
			first := files(t, dir)
			for _, name := range f.Files {
				if _, ok := first[name]; !ok {
					t.Errorf("%s was not written", name)
				}
			}
			if len(first) != len(f.Files) {
				t.Errorf("%d files, want %d", len(first), len(f.Files))
			}
			info, err := os.Stat(filepath.Join(dir, f.Files[0]))
			if err != nil {
				t.Fatal(err)
			}
			if info.Mode().Perm() != 0o600 {
				t.Errorf("files are of mode %v; a case is for its owner only", info.Mode())
			}
			if err := To(t.Context(), view, f, dir, false); err != nil {
				t.Fatal(err)
			}
			for name, want := range first {
				if got := files(t, dir)[name]; got != want {
					t.Errorf("%s differs the second time:\n%s\n%s", name, want, got)
				}
			}
			golden(t, f.Name, first)
		})
	}
}

// golden compares with the files in testdata; `go test -run TestExport` with
// STEMMA_UPDATE=1 writes them anew.
func golden(t *testing.T, name string, got map[string]string) {
	t.Helper()
	dir := filepath.Join("testdata", name)
	if os.Getenv("STEMMA_UPDATE") == "1" {
		if err := os.MkdirAll(dir, 0o755); err != nil {
			t.Fatal(err)
		}
		for file, text := range got {
			if err := os.WriteFile(filepath.Join(dir, file), []byte(text), 0o644); err != nil {
				t.Fatal(err)
			}
		}
	}
	for file, want := range files(t, dir) {
		if got[file] != want {
			t.Errorf("%s:\n%s\nwant:\n%s", file, got[file], want)
		}
	}
}

func TestExportTouchesNothingElse(t *testing.T) {
	view := small(t)
	dir := t.TempDir()
	other := filepath.Join(dir, "letter.txt")
	if err := os.WriteFile(other, []byte("mine"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := To(t.Context(), view, Formats[0], dir, false); stemma.KindOf(err) != stemma.Invalid || stemma.HintOf(err) == "" {
		t.Errorf("a folder with other files: %v, want an Invalid error with a hint", err)
	}
	if n := len(files(t, dir)); n != 1 {
		t.Errorf("%d files in the folder that was refused", n)
	}
	if err := To(t.Context(), view, Formats[0], dir, true); err != nil {
		t.Fatal(err)
	}
	if all := files(t, dir); all["letter.txt"] != "mine" || len(all) != 1+len(Formats[0].Files) {
		t.Errorf("with force: %d files, letter %q", len(all), all["letter.txt"])
	}
}

// An export that fails leaves the one before it as it was.
func TestExportIsWholeOrNone(t *testing.T) {
	view := small(t)
	dir := t.TempDir()
	if err := To(t.Context(), view, Formats[0], dir, false); err != nil {
		t.Fatal(err)
	}
	before := files(t, dir)
	failing := Formats[0]
	failing.Write = func(ctx context.Context, view stemma.View, create func(string) (io.Writer, error)) error {
		for _, name := range failing.Files {
			w, err := create(name)
			if err != nil {
				return err
			}
			fmt.Fprintln(w, "half a record")
		}
		return fmt.Errorf("the disk is gone")
	}
	if err := To(t.Context(), view, failing, dir, false); err == nil {
		t.Fatal("no error")
	}
	after := files(t, dir)
	if len(after) != len(before) {
		t.Errorf("%d files after an export that failed, %d before", len(after), len(before))
	}
	for name := range before {
		if after[name] != before[name] {
			t.Errorf("%s was changed", name)
		}
	}
}

func TestTablesCannotRun(t *testing.T) {
	dir := t.TempDir()
	i := slices.IndexFunc(Formats, func(f Format) bool { return f.Name == "csv" })
	if err := To(t.Context(), small(t), Formats[i], dir, false); err != nil {
		t.Fatal(err)
	}
	for name, text := range files(t, dir) {
		rows, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(text, "\ufeff"))).ReadAll()
		if err != nil {
			t.Errorf("%s: %v", name, err)
		}
		for _, row := range rows {
			for _, cell := range row {
				if cell != "" && strings.ContainsRune("=+-@\t\r", rune(cell[0])) {
					t.Errorf("%s holds a cell that a spreadsheet may run: %q", name, cell)
				}
			}
		}
	}
}

// Every span of a record holds the words that stand there in the text.
func TestSpansHoldTheirWords(t *testing.T) {
	view := small(t)
	texts := map[stemma.ID]string{}
	for d, err := range view.Documents(t.Context(), stemma.DocumentFilter{AllVersions: true}) {
		if err != nil {
			t.Fatal(err)
		}
		full, err := view.Document(t.Context(), d.ID)
		if err != nil {
			t.Fatal(err)
		}
		texts[d.ID] = full.Text
	}
	var b bytes.Buffer
	if err := jsonl.Write(t.Context(), view, func(string) (io.Writer, error) { return &b, nil }); err != nil {
		t.Fatal(err)
	}
	checked := 0
	for line := range strings.Lines(b.String()) {
		var record map[string]any
		if err := json.Unmarshal([]byte(line), &record); err != nil {
			t.Fatal(err)
		}
		doc, _ := record["doc"].(string)
		if doc == "" {
			doc, _ = record["id"].(string)
		}
		var visit func(v any)
		visit = func(v any) {
			switch v := v.(type) {
			case []any:
				for _, e := range v {
					visit(e)
				}
			case map[string]any:
				if words, ok := v["text"].(string); ok {
					begin, end := int(v["begin"].(float64)), int(v["end"].(float64))
					if text := texts[stemma.ID(doc)]; text != "" {
						checked++
						if text[begin:end] != words {
							t.Errorf("bytes %d to %d are %q, the record says %q", begin, end, text[begin:end], words)
						}
					}
				}
				for _, e := range v {
					visit(e)
				}
			}
		}
		visit(record)
	}
	if checked < 10 {
		t.Errorf("only %d spans were checked", checked)
	}
}

// A record that points outside its text is an error, not a panic.
func TestDamagedRecord(t *testing.T) {
	d := &stemma.Document{ID: "d1", Path: "a.txt", Text: "é"}
	for _, span := range []stemma.Span{{Begin: 0, End: 9}, {Begin: 1, End: 2}, {Begin: 2, End: 1}, {Begin: -1, End: 1}} {
		_, err := jsonl.NewMention(d, &stemma.Mention{ID: "m1", Doc: "d1", Span: span})
		if stemma.KindOf(err) != stemma.Damaged {
			t.Errorf("span %v: %v, want a Damaged error", span, err)
		}
	}
}
