// Package storetest is the suite that every store of a case passes: one test
// for each thing that stemma.View and stemma.Store promise. What is a store's
// own (its file, its locks, being killed) is tested beside it. All its texts
// are invented.
package storetest

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"iter"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/stemma/stemma"
	"github.com/stemma/stemma/nlp"
)

// Run runs the suite. open returns a new, empty store, which it closes itself
// at the end of the test.
func Run(t *testing.T, open func(t *testing.T) stemma.Store) {
	for _, test := range []struct {
		name string
		run  func(t *testing.T, s stemma.Store)
	}{
		{"Document", testDocument},
		{"Original", testOriginal},
		{"Documents", testDocuments},
		{"Versions", testVersions},
		{"PutTwice", testPutTwice},
		{"PutByAnotherRun", testPutByAnotherRun},
		{"PutUnsound", testPutUnsound},
		{"Holds", testHolds},
		{"Issues", testIssues},
		{"Statements", testStatements},
		{"StatementFilters", testStatementFilters},
		{"StatementVoices", testStatementVoices},
		{"MentionsAndTimes", testMentionsAndTimes},
		{"Runs", testRuns},
		{"Find", testFind},
		{"Judgements", testJudgements},
		{"Attach", testAttach},
		{"Judged", testJudged},
		{"Entities", testEntities},
		{"Reckoned", testReckoned},
		{"References", testReferences},
		{"Claims", testClaims},
		{"Remove", testRemove},
		{"Sketches", testSketches},
		{"Derivations", testDerivations},
		{"Sources", testSources},
		{"Summary", testSummary},
		{"Search", testSearch},
		{"SearchWords", testSearchWords},
		{"SearchOddInput", testSearchOddInput},
		{"SearchSnippet", testSearchSnippet},
		{"SearchPages", testSearchPages},
		{"Streams", testStreams},
		{"Moment", testMoment},
		{"Cancel", testCancel},
		{"Together", testTogether},
		{"Backup", testBackup},
		{"Close", testClose},
	} {
		t.Run(test.name, func(t *testing.T) {
			s := open(t)
			test.run(t, s)
			if err := s.Check(t.Context()); err != nil && test.name != "Close" {
				t.Errorf("at the end the store is not sound: %v", err)
			}
		})
	}
	t.Run("Order", func(t *testing.T) { testOrder(t, open) })
}

// Run1 and Run2 are two runs of reading.
var (
	Run1 = stemma.NewRun("read", "1.0", "surface")
	Run2 = stemma.NewRun("read", "2.0", "surface")
)

// Reading reads a text as simply as a test needs it: a paragraph a line, a
// sentence for each full stop. "Ann Orel said that the bridge stands." is
// indirect, `Ann Orel said: "It stands."` direct speech of Ann Orel; any other
// sentence is in the author's voice. Words with a capital letter are mentions,
// words of digits are times.
func Reading(path, text string, run stemma.Run) *stemma.Reading {
	sum := sha256.Sum256([]byte(text))
	d := &stemma.Document{
		Path: path, SHA256: hex.EncodeToString(sum[:]), Bytes: int64(len(text)), Original: []byte(text),
		Format: "text", Encoding: "utf-8", Text: text, Lang: "en", Analysed: true,
	}
	d.ID = stemma.DocumentID(d.Path, d.SHA256)
	r := &stemma.Reading{Document: d, Run: run}
	for line := range pieces(stemma.Span{End: len(text)}, text, "\n") {
		d.Regions = append(d.Regions, stemma.Region{Span: line, Kind: stemma.Paragraph})
		for sentence := range pieces(line, text, ".") {
			s := stemma.Statement{Doc: d.ID, Content: []stemma.Span{sentence}, Confidence: 0.5, Run: run.ID,
				Chain: []stemma.Attribution{{Kind: stemma.KindAuthor, SourceType: stemma.SourceAuthor, Certainty: nlp.Certain, Polarity: nlp.Positive}}}
			words := sentence.In(text)
			for _, cue := range []struct {
				words string
				kind  nlp.QuoteKind
			}{{" said that ", nlp.Indirect}, {` said: "`, nlp.Direct}, {" said ", nlp.Mixed}} {
				at := strings.Index(words, cue.words)
				if at < 0 {
					continue
				}
				s.Content[0].Begin = sentence.Begin + at + len(cue.words)
				s.Chain = append(s.Chain, stemma.Attribution{
					Source: stemma.Span{Begin: sentence.Begin, End: sentence.Begin + at},
					Cue:    stemma.Span{Begin: sentence.Begin + at + 1, End: sentence.Begin + at + 5},
					Kind:   string(cue.kind), SourceType: nlp.SourcePerson, Certainty: nlp.Certain, Polarity: nlp.Positive, Sieve: "test",
				})
				break
			}
			s.ID = stemma.StatementID(d.ID, s.Content, s.Chain)
			r.Statements = append(r.Statements, s)
			for word := range pieces(sentence, text, " ") {
				switch first := text[word.Begin]; {
				case 'A' <= first && first <= 'Z':
					r.Mentions = append(r.Mentions, stemma.Mention{ID: stemma.MentionID(d.ID, word), Doc: d.ID, Span: word,
						Type: nlp.Person, Form: nlp.Name, Confidence: 0.5, Run: run.ID})
				case '0' <= first && first <= '9':
					r.Times = append(r.Times, stemma.Time{Doc: d.ID, Span: word, Type: "DATE", Value: word.In(text), Anchor: "2020-01-01", Run: run.ID})
				}
			}
		}
	}
	return r
}

// pieces are the stretches of span between the separators, without blanks
// around them; none is empty.
func pieces(span stemma.Span, text, separator string) iter.Seq[stemma.Span] {
	return func(yield func(stemma.Span) bool) {
		at := span.Begin
		for part := range strings.SplitSeq(span.In(text), separator) {
			trimmed := strings.TrimSpace(part)
			begin := at + strings.Index(part, trimmed)
			at += len(part) + len(separator)
			if trimmed != "" && !yield(stemma.Span{Begin: begin, End: begin + len(trimmed)}) {
				return
			}
		}
	}
}

// The texts that most tests use.
const (
	bridgeText = "Ann Orel said that the bridge at Tarvo stands. The mayor of Tarvo closed 3 roads in 2019.\n" +
		"Bo Lindt said: \"Nobody was hurt at the bridge\". Ann Orel said she would \"open every road\" again."
	harbourText = "The harbour of Vessin burned in 2020. Ann Orel said that two men were seen running.\nThe port master said nothing."
)

func bridge() *stemma.Reading {
	r := Reading("pile/bridge.txt", bridgeText, Run1)
	r.Document.Title = &stemma.Shown{Value: "Crossing reopened", Where: "JSON-LD headline"}
	r.Document.Published = &stemma.Shown{Value: "2019-05-02", ShownBy: stemma.Span{Begin: 80, End: 84}}
	return r
}

func harbour() *stemma.Reading {
	r := Reading("pile/a harbour.txt", harbourText, Run1)
	r.Document.Format, r.Document.Lang = "html", "en-GB"
	r.Document.Title = &stemma.Shown{Value: "Fire at Vessin"}
	r.Document.Published = &stemma.Shown{Value: "2020-11-30T10:00"}
	r.Document.Original = nil
	return r
}

func put(t *testing.T, s stemma.Store, readings ...*stemma.Reading) {
	t.Helper()
	for _, r := range readings {
		if err := s.PutReading(t.Context(), r); err != nil {
			t.Fatalf("put %s: %v", r.Document.Path, err)
		}
	}
}

// all collects a sequence.
func all[T any](t *testing.T, seq iter.Seq2[*T, error]) []*T {
	t.Helper()
	var out []*T
	for v, err := range seq {
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, v)
	}
	return out
}

func paths(t *testing.T, s stemma.View, f stemma.DocumentFilter) string {
	t.Helper()
	var out []string
	for _, d := range all(t, s.Documents(t.Context(), f)) {
		out = append(out, d.Path)
	}
	return strings.Join(out, " ")
}

// quotes are the contents of the statements picked, first ten letters each.
func quotes(t *testing.T, s stemma.View, f stemma.StatementFilter) []string {
	t.Helper()
	out := []string{}
	for _, st := range all(t, s.Statements(t.Context(), f)) {
		d, err := s.Document(t.Context(), st.Doc)
		if err != nil {
			t.Fatal(err)
		}
		q := st.Content[0].In(d.Text)
		out = append(out, q[:min(len(q), 10)])
	}
	return out
}

func same[T any](t *testing.T, what string, got, want T) {
	t.Helper()
	if d := cmp.Diff(want, got, cmpopts.EquateEmpty()); d != "" {
		t.Errorf("%s (-want +got):\n%s", what, d)
	}
}

func wantKind(t *testing.T, what string, err error, kind stemma.Kind) {
	t.Helper()
	if err == nil || stemma.KindOf(err) != kind {
		t.Errorf("%s: error %v of kind %s, want kind %s", what, err, stemma.KindOf(err), kind)
	}
}

func testDocument(t *testing.T, s stemma.Store) {
	r := bridge()
	d := r.Document
	d.Byline = &stemma.Shown{Value: "Ann Orel", ShownBy: stemma.Span{Begin: 0, End: 8}}
	d.Publisher = &stemma.Shown{Value: "Tarvo Post", Where: `meta name="publisher"`}
	d.Regions = append(d.Regions, stemma.Region{Span: stemma.Span{End: len(d.Text)}, Kind: stemma.Page})
	put(t, s, r)
	got, err := s.Document(t.Context(), d.ID)
	if err != nil {
		t.Fatal(err)
	}
	want := *d
	want.Original = nil
	same(t, "document", got, &want)

	_, err = s.Document(t.Context(), "d00000000000000000000")
	wantKind(t, "no such document", err, stemma.NotFound)

	// A text is never altered, whatever stands in it.
	for i, text := range []string{"\ufeffwith a mark", "nul \x00 and \x01\x02 and \xff\xfe bytes", "桥关闭了。", strings.Repeat("long ", 100_000), "x"} {
		r := Reading("odd/"+string(rune('a'+i)), "odd", Run1)
		r.Statements, r.Mentions, r.Document.Regions = nil, nil, nil
		r.Document.Text, r.Document.Original = text, nil
		put(t, s, r)
		got, err := s.Document(t.Context(), r.Document.ID)
		if err != nil {
			t.Fatal(err)
		}
		if got.Text != text {
			t.Errorf("text %.20q came back as %.20q", text, got.Text)
		}
	}
}

func testOriginal(t *testing.T, s stemma.Store) {
	text, none := bridge(), harbour()
	other := Reading("pile/c.pdf", "The words of a file.", Run1)
	other.Document.Original = []byte("%PDF \x00\xff, not at all its words")
	sum := sha256.Sum256(other.Document.Original)
	other.Document.SHA256 = hex.EncodeToString(sum[:])
	copied := Reading("copy/bridge.txt", bridgeText, Run1)
	put(t, s, text, none, other, copied)
	for _, r := range []*stemma.Reading{text, other, copied} {
		got, err := s.Original(t.Context(), r.Document.ID)
		if err != nil || string(got) != string(r.Document.Original) {
			t.Errorf("original of %s is %q (%v)", r.Document.Path, got, err)
		}
	}
	_, err := s.Original(t.Context(), none.Document.ID)
	wantKind(t, "original that was not kept", err, stemma.NotFound)
	_, err = s.Original(t.Context(), "d00000000000000000000")
	wantKind(t, "original of no document", err, stemma.NotFound)

	// What two documents share stays until the last is gone.
	if err := s.Remove(t.Context(), text.Document.ID); err != nil {
		t.Fatal(err)
	}
	if got, err := s.Original(t.Context(), copied.Document.ID); err != nil || string(got) != bridgeText {
		t.Errorf("original of the copy is %q (%v)", got, err)
	}

	// Read again without originals: the one that was kept stays.
	again := Reading("copy/bridge.txt", bridgeText, Run2)
	again.Document.Original = nil
	put(t, s, again)
	if got, err := s.Original(t.Context(), copied.Document.ID); err != nil || string(got) != bridgeText {
		t.Errorf("original is %q (%v) after reading without", got, err)
	}
	// And one that was not is added.
	with := harbour()
	with.Document.Original = []byte(harbourText)
	put(t, s, with)
	if got, err := s.Original(t.Context(), with.Document.ID); err != nil || string(got) != harbourText {
		t.Errorf("original is %q (%v) after reading with it", got, err)
	}
}

func testDocuments(t *testing.T, s stemma.Store) {
	unknown := Reading("pile/ź.txt", "Nic nie wiadomo.", Run1)
	unknown.Document.Lang, unknown.Document.Analysed = "", false
	put(t, s, unknown, bridge(), harbour())
	for _, c := range []struct {
		name   string
		filter stemma.DocumentFilter
		want   string
	}{
		{"all", stemma.DocumentFilter{}, "pile/a harbour.txt pile/bridge.txt pile/ź.txt"},
		{"path", stemma.DocumentFilter{Path: "pile/bridge.txt"}, "pile/bridge.txt"},
		{"part of a path", stemma.DocumentFilter{Path: "bridge.txt"}, ""},
		{"words in the text", stemma.DocumentFilter{About: "roads"}, "pile/bridge.txt"},
		{"words in the title", stemma.DocumentFilter{About: "fire"}, "pile/a harbour.txt"},
		{"words in text and title", stemma.DocumentFilter{About: "reopened mayor"}, "pile/bridge.txt"},
		{"words in both", stemma.DocumentFilter{About: "orel"}, "pile/a harbour.txt pile/bridge.txt"},
		{"no words", stemma.DocumentFilter{About: "***"}, ""},
		{"absence", stemma.DocumentFilter{About: "-orel"}, "pile/ź.txt"},
		{"format", stemma.DocumentFilter{Format: "html"}, "pile/a harbour.txt"},
		{"language", stemma.DocumentFilter{Lang: "en"}, "pile/bridge.txt"},
		{"no known language", stemma.DocumentFilter{Lang: "und"}, "pile/ź.txt"},
		{"limit", stemma.DocumentFilter{Limit: 2}, "pile/a harbour.txt pile/bridge.txt"},
		{"limit and offset", stemma.DocumentFilter{Limit: 1, Offset: 1}, "pile/bridge.txt"},
		{"offset", stemma.DocumentFilter{Offset: 2}, "pile/ź.txt"},
		{"beyond", stemma.DocumentFilter{Offset: 3}, ""},
	} {
		same(t, c.name, paths(t, s, c.filter), c.want)
	}
	for _, d := range all(t, s.Documents(t.Context(), stemma.DocumentFilter{})) {
		if d.Text != "" || d.Regions != nil || d.Original != nil {
			t.Errorf("%s is listed with its text, regions or original", d.Path)
		}
		if d.Path == "pile/bridge.txt" {
			want := *bridge().Document
			want.Text, want.Regions, want.Original = "", nil, nil
			same(t, "document listed", d, &want)
		}
	}
	picked := []stemma.ID{unknown.Document.ID, bridge().Document.ID, "d00000000000000000000", bridge().Document.ID}
	same(t, "documents by their ids", paths(t, s, stemma.DocumentFilter{IDs: picked}), "pile/bridge.txt pile/ź.txt")
	same(t, "documents of no ids", paths(t, s, stemma.DocumentFilter{IDs: []stemma.ID{}}), "")
	same(t, "documents by their ids and language", paths(t, s, stemma.DocumentFilter{IDs: picked, Lang: "en"}), "pile/bridge.txt")
	for _, f := range []stemma.DocumentFilter{{Texts: true}, {Texts: true, IDs: picked}} {
		for _, d := range all(t, s.Documents(t.Context(), f)) {
			want, err := s.Document(t.Context(), d.ID)
			if err != nil {
				t.Fatal(err)
			}
			same(t, "document listed with its text", d, want)
		}
	}
}

func testVersions(t *testing.T, s stemma.Store) {
	var ids []stemma.ID
	texts := []string{"The first text about swans.", "The second text about geese.", "The third text about storks."}
	for _, text := range texts {
		r := Reading("pile/v.txt", text, Run1)
		ids = append(ids, r.Document.ID)
		put(t, s, r)
	}
	check := func(when string, ids ...stemma.ID) {
		t.Helper()
		docs := all(t, s.Documents(t.Context(), stemma.DocumentFilter{AllVersions: true}))
		if len(docs) != len(ids) {
			t.Fatalf("%s: %d versions, want %d", when, len(docs), len(ids))
		}
		for i, d := range docs {
			want := [3]stemma.ID{ids[i]}
			if i > 0 {
				want[1] = ids[i-1]
			}
			if i < len(ids)-1 {
				want[2] = ids[i+1]
			}
			same(t, when, [3]stemma.ID{d.ID, d.VersionOf, d.ReplacedBy}, want)
			one, err := s.Document(t.Context(), d.ID)
			if err != nil || one.VersionOf != want[1] || one.ReplacedBy != want[2] {
				t.Errorf("%s: %s replaces %q and is replaced by %q (%v)", when, d.ID, one.VersionOf, one.ReplacedBy, err)
			}
		}
		same(t, "versions by their ids", len(all(t, s.Documents(t.Context(), stemma.DocumentFilter{IDs: ids}))), len(ids))
		latest := all(t, s.Documents(t.Context(), stemma.DocumentFilter{}))
		if len(latest) != 1 || latest[0].ID != ids[len(ids)-1] {
			t.Errorf("%s: the latest is %v", when, latest)
		}
	}
	check("three", ids...)
	put(t, s, Reading("pile/v.txt", texts[0], Run1), Reading("pile/v.txt", texts[1], Run2))
	check("put again", ids...)
	same(t, "statements of the latest", quotes(t, s, stemma.StatementFilter{}), []string{"The third "})
	same(t, "statements of all", quotes(t, s, stemma.StatementFilter{AllVersions: true}), []string{"The first ", "The second", "The third "})
	same(t, "statements of one", quotes(t, s, stemma.StatementFilter{Doc: ids[0]}), []string{"The first "})
	every := all(t, s.Statements(t.Context(), stemma.StatementFilter{AllVersions: true}))
	named := []stemma.ID{every[2].ID, every[0].ID, "s0000"}
	same(t, "statements by their ids", quotes(t, s, stemma.StatementFilter{IDs: named}), []string{"The first ", "The third "})
	same(t, "statements by their ids, of one", quotes(t, s, stemma.StatementFilter{IDs: named, Doc: ids[2]}), []string{"The third "})
	same(t, "statements by no ids", quotes(t, s, stemma.StatementFilter{IDs: []stemma.ID{}}), []string{})
	if hits, err := s.Search(t.Context(), stemma.Query{Words: "swans"}); err != nil || len(hits) != 0 {
		t.Errorf("an earlier version is found: %v %v", hits, err)
	}
	same(t, "an earlier version by its words", len(all(t, s.Documents(t.Context(), stemma.DocumentFilter{About: "swans", AllVersions: true}))), 1)
	for _, remove := range []struct {
		id   stemma.ID
		left []stemma.ID
	}{{ids[1], []stemma.ID{ids[0], ids[2]}}, {ids[2], []stemma.ID{ids[0]}}} {
		if err := s.Remove(t.Context(), remove.id); err != nil {
			t.Fatal(err)
		}
		check("removed", remove.left...)
	}
}

// Snapshot is every answer of a view, for comparing two; the time of the last
// change is left out.
func Snapshot(ctx context.Context, v stemma.View) (map[string]any, error) {
	shot := map[string]any{}
	var first error
	keep := func(name string, value any, err error) {
		shot[name] = value
		if first == nil && err != nil {
			first = err
		}
	}
	docs, err := collect(v.Documents(ctx, stemma.DocumentFilter{AllVersions: true}))
	keep("documents", docs, err)
	latest, err := collect(v.Documents(ctx, stemma.DocumentFilter{}))
	keep("latest", latest, err)
	for _, d := range docs {
		id := string(d.ID)
		whole, err := v.Document(ctx, d.ID)
		keep("document "+id, whole, err)
		original, err := v.Original(ctx, d.ID)
		if stemma.KindOf(err) == stemma.NotFound {
			err = nil
		}
		keep("original "+id, original, err)
		tellings, err := v.Tellings(ctx, d.ID)
		keep("tellings "+id, tellings, err)
		mentions, err := collect(v.Mentions(ctx, d.ID))
		keep("mentions "+id, mentions, err)
		times, err := collect(v.Times(ctx, d.ID))
		keep("times "+id, times, err)
		found, err := v.Find(ctx, 'd', d.Path, 100)
		keep("find "+d.Path, found, err)
	}
	statements, err := collect(v.Statements(ctx, stemma.StatementFilter{AllVersions: true}))
	keep("statements", statements, err)
	for _, f := range []stemma.StatementFilter{{}, {Kind: "attributed"}, {Source: "orel"}, {About: "bridge"}, {About: "the"}, {Limit: 3, Offset: 2}, {Judged: stemma.Accept}} {
		some, err := collect(v.Statements(ctx, f))
		keep("statements "+f.Kind+f.Source+f.About+string(f.Judged), some, err)
	}
	derivations, err := collect(v.Derivations(ctx, stemma.DerivationFilter{}))
	keep("derivations", derivations, err)
	claims, err := collect(v.Claims(ctx, stemma.ClaimFilter{}))
	keep("claims", claims, err)
	assessments, err := collect(v.Assessments(ctx, stemma.AssessmentFilter{}))
	keep("assessments", assessments, err)
	issues, err := collect(v.Issues(ctx, stemma.IssueFilter{}))
	keep("issues", issues, err)
	runs, err := collect(v.Runs(ctx))
	keep("runs", runs, err)
	judgements, err := collect(v.Judgements(ctx))
	keep("judgements", judgements, err)
	ids, err := v.Find(ctx, 's', "s", 1000)
	keep("find s", ids, err)
	for _, words := range []string{"bridge", "the", "said -bridge", `"the bridge"`, "mo*", "orel"} {
		hits, err := v.Search(ctx, stemma.Query{Words: words, Limit: 100})
		keep("search "+words, hits, err)
	}
	sources, err := v.Sources(ctx, 100)
	keep("sources", sources, err)
	sum, err := v.Summary(ctx)
	sum.Changed = time.Time{}
	keep("summary", sum, err)
	return shot, first
}

func collect[T any](seq iter.Seq2[*T, error]) ([]*T, error) {
	var out []*T
	for v, err := range seq {
		if err != nil {
			return out, err
		}
		out = append(out, v)
	}
	return out, nil
}

func snapshot(t *testing.T, v stemma.View) map[string]any {
	t.Helper()
	shot, err := Snapshot(t.Context(), v)
	if err != nil {
		t.Fatal(err)
	}
	return shot
}
