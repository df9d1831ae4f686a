package cli

import (
	"context"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stemma/stemma"
	"github.com/stemma/stemma/internal/store"
	"github.com/stemma/stemma/nlp"
)

// spanOf is where the words stand in the text.
func spanOf(t *testing.T, text, words string) stemma.Span {
	t.Helper()
	i := strings.Index(text, words)
	if i < 0 {
		t.Fatalf("%q does not stand in %q", words, text)
	}
	return stemma.Span{Begin: i, End: i + len(words)}
}

// TestNothingReadsAsFact puts a statement that two voices hold unsurely into a
// case: no list, search or trace shows it without saying so.
func TestNothingReadsAsFact(t *testing.T) {
	text := "A report supposedly says that a clerk denied that the ferry may have burned in Tarvo."
	d := &stemma.Document{Path: "pile/ferry.txt", Format: "text", Text: text, Lang: "en", Analysed: true,
		SHA256: strings.Repeat("0", 64), Regions: []stemma.Region{{Span: stemma.Span{End: len(text)}, Kind: stemma.Paragraph}}}
	d.ID = stemma.DocumentID(d.Path, d.SHA256)
	at := func(words string) stemma.Span { return spanOf(t, text, words) }
	s := stemma.Statement{Doc: d.ID, Content: []stemma.Span{at("the ferry may have burned in Tarvo")}, Confidence: 0.7, Chain: []stemma.Attribution{
		{Kind: stemma.KindAuthor, SourceType: stemma.SourceAuthor, Certainty: nlp.Possible, Polarity: nlp.Positive, ShownBy: []stemma.Span{at("supposedly")}},
		{Kind: "indirect", SourceType: nlp.SourceDocument, Source: at("A report"), Cue: at("says"), Certainty: nlp.Certain, Polarity: nlp.Positive, Sieve: "test"},
		{Kind: "indirect", SourceType: nlp.SourceUnnamed, Source: at("a clerk"), Cue: at("denied"), Certainty: nlp.Certain, Polarity: nlp.Negative,
			ShownBy: []stemma.Span{at("denied")}, Said: "2031-03", Sieve: "test"},
	}}
	s.ID = stemma.StatementID(d.ID, s.Content, s.Chain)
	run1 := stemma.NewRun("read", "test", "")
	s.Run = run1.ID
	file := filepath.Join(t.TempDir(), "case.stemma")
	st, err := store.Open(t.Context(), file, store.Options{Create: true})
	if err != nil {
		t.Fatal(err)
	}
	if err := st.PutReading(t.Context(), &stemma.Reading{Document: d, Statements: []stemma.Statement{s}, Run: run1}); err != nil {
		t.Fatal(err)
	}
	if err := st.Close(); err != nil {
		t.Fatal(err)
	}
	for _, args := range [][]string{
		{"statements"}, {"statements", "--polarity", "negative", "--certainty", "certain", "--source-type", "unnamed", "--depth", "3"},
		{"show", "ferry.txt"}, {"show", "ferry.txt", "--layer", "statements"}, {"show", string(s.ID)}, {"trace", string(s.ID[:9])}, {"search", "ferry", "--kind", "statements"},
	} {
		screen := newScreen(false)
		if code := run(context.Background(), screen.console, append(args, "--case", file)); code != exitDone {
			t.Fatalf("%v: exit code %d, %s", args, code, screen.stderr.String())
		}
		out := screen.stdout.String()
		for _, want := range []string{"a clerk", "A report", "denied", "said to be possible", "supposedly"} {
			if !strings.Contains(out, want) {
				t.Errorf("stemma %v does not say %q:\n%s", args, want, out)
			}
		}
		for l := range strings.Lines(out) {
			if n := len([]rune(strings.TrimRight(l, "\n"))); n > 80 {
				t.Errorf("stemma %v prints a line of %d columns: %s", args, n, l)
			}
		}
	}
}
