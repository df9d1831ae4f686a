package engine_test

import (
	"context"
	"errors"
	"io"
	"iter"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"go.uber.org/goleak"

	"github.com/stemma/stemma"
	"github.com/stemma/stemma/internal/engine"
	"github.com/stemma/stemma/internal/export/jsonl"
	"github.com/stemma/stemma/internal/source"
	"github.com/stemma/stemma/internal/store"
	"github.com/stemma/stemma/testdata"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// dossier returns the items of the invented dossier.
func dossier(t *testing.T) []stemma.Item {
	t.Helper()
	folder := t.TempDir()
	if err := os.CopyFS(folder, testdata.Dossier); err != nil {
		t.Fatal(err)
	}
	var items []stemma.Item
	for item := range source.Walk(t.Context(), filepath.Join(folder, "dossier")) {
		items = append(items, item)
	}
	return items
}

func open(t *testing.T) stemma.Store {
	t.Helper()
	s, err := store.Open(t.Context(), filepath.Join(t.TempDir(), "case.stemma"), store.Options{Create: true})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}

func each(items []stemma.Item) iter.Seq2[stemma.Item, *stemma.Issue] {
	return func(yield func(stemma.Item, *stemma.Issue) bool) {
		for _, item := range items {
			if !yield(item, nil) {
				return
			}
		}
	}
}

func read(t *testing.T, s stemma.Store, workers int, items []stemma.Item) engine.Account {
	t.Helper()
	e := &engine.Engine{Store: s, Version: "test", Originals: true, Workers: workers}
	account, err := e.Read(t.Context(), each(items))
	if err != nil {
		t.Fatal(err)
	}
	return account
}

// export returns the files of the export by name.
func export(t *testing.T, s stemma.Store) map[string]string {
	t.Helper()
	buffers := map[string]*strings.Builder{}
	err := jsonl.Write(t.Context(), s, func(name string) (io.Writer, error) {
		buffers[name] = new(strings.Builder)
		return buffers[name], nil
	})
	if err != nil {
		t.Fatal(err)
	}
	files := map[string]string{}
	for name, b := range buffers {
		files[name] = b.String()
	}
	return files
}

// TestSameInputSameOutput: any order, any number of cores, at once or bit by
// bit, once or twice, gives the same bytes.
func TestSameInputSameOutput(t *testing.T) {
	items := dossier(t)
	plain := open(t)
	if a := read(t, plain, 1, items); a.Read == 0 || a.Statements == 0 {
		t.Fatalf("nothing was read: %+v", a)
	}
	want := export(t, plain)

	backwards := slices.Clone(items)
	slices.Reverse(backwards)
	for name, fill := range map[string]func(stemma.Store){
		"in the other order": func(s stemma.Store) { read(t, s, 1, backwards) },
		"by many at once":    func(s stemma.Store) { read(t, s, 8, items) },
		"one document at a time": func(s stemma.Store) {
			for _, item := range backwards {
				read(t, s, 2, []stemma.Item{item})
			}
		},
		"twice": func(s stemma.Store) { read(t, s, 2, items); read(t, s, 2, items) },
		"with one that goes again": func(s stemma.Store) {
			extra := text("extra.txt", "Tuman Ildash, a minister, and MATVEI VORLIN met Matvej Vorlin. Haroun Othbani said Orvelsk was quiet. “I saw him,” Darya Vorlina said.")
			read(t, s, 2, append(slices.Clone(items[:5]), extra))
			read(t, s, 2, items[5:])
			for d, err := range s.Documents(t.Context(), stemma.DocumentFilter{Path: extra.Path}) {
				if err != nil {
					t.Fatal(err)
				}
				defer func() {
					if err := s.Remove(t.Context(), d.ID); err != nil {
						t.Fatal(err)
					}
					read(t, s, 2, nil)
				}()
			}
		},
		"all but one, and then that": func(s stemma.Store) {
			read(t, s, 2, slices.Concat(items[:3], items[4:]))
			read(t, s, 2, items[3:4])
		},
		"the first few, one more, and the rest": func(s stemma.Store) {
			read(t, s, 2, items[:6])
			read(t, s, 2, items[6:7])
			read(t, s, 2, items[7:])
		},
		"each of some taken out and read again": func(s stemma.Store) {
			read(t, s, 2, items)
			for _, k := range []int{1, 9} {
				for d, err := range s.Documents(t.Context(), stemma.DocumentFilter{Path: items[k].Path}) {
					if err != nil {
						t.Fatal(err)
					}
					if err := s.Remove(t.Context(), d.ID); err != nil {
						t.Fatal(err)
					}
				}
				read(t, s, 2, nil)
				read(t, s, 2, items[k:k+1])
			}
		},
	} {
		t.Run(name, func(t *testing.T) {
			s := open(t)
			fill(s)
			if diff := cmp.Diff(want, export(t, s)); diff != "" {
				t.Errorf("the export differs (-plain +this):\n%s", diff)
			}
		})
	}
}

func TestReadingTwiceReadsNothing(t *testing.T) {
	items := dossier(t)
	s := open(t)
	first := read(t, s, 2, items)
	again := read(t, s, 2, items)
	if again.Read != 0 || again.Held == 0 {
		t.Errorf("read %d documents again, found %d there", again.Read, again.Held)
	}
	if again.Unread != first.Unread || again.Unanalysed != first.Unanalysed {
		t.Errorf("%d unread and %d unanalysed the first time, %d and %d the second", first.Unread, first.Unanalysed, again.Unread, again.Unanalysed)
	}
	named, unanalysed := map[string]bool{}, 0
	for i, err := range s.Issues(t.Context(), stemma.IssueFilter{Kind: stemma.Unread}) {
		if err != nil {
			t.Fatal(err)
		}
		named[i.Path] = true
	}
	for d, err := range s.Documents(t.Context(), stemma.DocumentFilter{}) {
		if err != nil {
			t.Fatal(err)
		}
		if !d.Analysed {
			unanalysed++
		}
		if d.Analysed == named[d.Path] {
			t.Errorf("%s: analysed is %t, and so is an issue that says it is not", d.Path, d.Analysed)
		}
	}
	if unanalysed != first.Unanalysed {
		t.Errorf("%d documents are not analysed, %d are counted", unanalysed, first.Unanalysed)
	}
}

func TestStatementsLieInTheirText(t *testing.T) {
	s := open(t)
	read(t, s, 2, dossier(t))
	for st, err := range s.Statements(t.Context(), stemma.StatementFilter{AllVersions: true}) {
		if err != nil {
			t.Fatal(err)
		}
		doc, err := s.Document(t.Context(), st.Doc)
		if err != nil {
			t.Fatal(err)
		}
		if st.ID != stemma.StatementID(st.Doc, st.Content, st.Chain) {
			t.Errorf("%s is not the id of what it holds", st.ID)
		}
		last := 0
		for _, c := range st.Content {
			if c.Begin < last || c.End <= c.Begin || c.End > len(doc.Text) {
				t.Fatalf("%s: content %v in a text of %d bytes, after %d", doc.Path, c, len(doc.Text), last)
			}
			if words := c.In(doc.Text); strings.TrimSpace(words) != words || words == "" {
				t.Errorf("%s: content %q", doc.Path, words)
			}
			last = c.End
		}
	}
}

func text(path, words string) stemma.Item { return stemma.Item{Path: path, Data: []byte(words)} }

const said = "Ilva Orsted, the harbour master of Brenholm, said that the north pier was closed on Monday.\n"

// judged returns the statement that the only judgement of the case fits.
func judged(t *testing.T, s stemma.Store) stemma.ID {
	t.Helper()
	for j, err := range s.Judgements(t.Context()) {
		if err != nil {
			t.Fatal(err)
		}
		return j.Statement
	}
	t.Fatal("no judgement in the case")
	return ""
}

func TestJudgementsSurvive(t *testing.T) {
	s := open(t)
	read(t, s, 1, []stemma.Item{text("a.txt", said)})
	var st *stemma.Statement
	for got, err := range s.Statements(t.Context(), stemma.StatementFilter{Kind: "attributed"}) {
		if err != nil {
			t.Fatal(err)
		}
		st = got
	}
	if st == nil {
		t.Fatal("no attributed statement")
	}
	doc, err := s.Document(t.Context(), st.Doc)
	if err != nil {
		t.Fatal(err)
	}
	j := &stemma.Judgement{
		Kind: stemma.Accept, About: []stemma.Anchor{stemma.StatementAnchor(doc, st)},
		By: "A. Reader", Why: "heard it", At: time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC),
	}
	j.ID = stemma.JudgementID(j)
	if err := s.Append(t.Context(), j); err != nil {
		t.Fatal(err)
	}
	reckon := func() {
		t.Helper()
		if err := (&engine.Engine{Store: s, Version: "test"}).Reckon(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	reckon()
	if got := judged(t, s); got != st.ID {
		t.Fatalf("attached to %q, want %q", got, st.ID)
	}

	// The same words elsewhere in a new version.
	read(t, s, 1, []stemma.Item{text("a.txt", "The pier has stood since the war and it was never shut before.\n\n"+said)})
	moved := judged(t, s)
	if moved == "" || moved == st.ID {
		t.Errorf("after the text moved it is attached to %q", moved)
	}
	// Another reading by another version of the program changes nothing.
	e := &engine.Engine{Store: s, Version: "other"}
	if _, err := e.Read(t.Context(), each([]stemma.Item{text("a.txt", said)})); err != nil {
		t.Fatal(err)
	}
	if judged(t, s) == "" {
		t.Error("lost when read by another version")
	}
	// Words that nobody judged do not inherit the judgement.
	other := open(t)
	read(t, other, 1, []stemma.Item{text("a.txt", strings.Replace(said, "closed", "open", 1))})
	if err := other.Append(t.Context(), j); err != nil {
		t.Fatal(err)
	}
	read(t, other, 1, nil)
	if got := judged(t, other); got != "" {
		t.Errorf("a judgement on other words is attached to %s", got)
	}
}

func TestBadItemsAreNamedAndTheRunGoesOn(t *testing.T) {
	s := open(t)
	account := read(t, s, 2, []stemma.Item{
		text("broken.pdf", "%PDF-1.7\nnothing more"),
		text("good.txt", said),
		text("good.txt", said+said),
	})
	if account.Read != 1 || account.Unread != 2 {
		t.Errorf("account %+v, want one document and two issues", account)
	}
	var paths []string
	for i, err := range s.Issues(t.Context(), stemma.IssueFilter{}) {
		if err != nil {
			t.Fatal(err)
		}
		if i.Message == "" || i.Kind == stemma.Internal {
			t.Errorf("issue %+v", i)
		}
		paths = append(paths, i.Path)
	}
	if want := []string{"broken.pdf", "good.txt"}; !slices.Equal(paths, want) {
		t.Errorf("issues of %v, want %v", paths, want)
	}
}

// failing is a store that has no room after so many documents.
type failing struct {
	stemma.Store
	room int
}

func (f *failing) PutReading(ctx context.Context, r *stemma.Reading) error {
	if f.room--; f.room < 0 {
		return &stemma.Error{Kind: stemma.Full, Op: "keep " + r.Document.Path}
	}
	return f.Store.PutReading(ctx, r)
}

// TestAttachmentsOutliveAnInterruption: wherever a run breaks off, the next one
// finds all that is packed in a message.
func TestAttachmentsOutliveAnInterruption(t *testing.T) {
	items := slices.DeleteFunc(dossier(t), func(i stemma.Item) bool { return !strings.HasSuffix(i.Path, ".eml") })
	if len(items) != 1 {
		t.Fatalf("%d messages in the dossier", len(items))
	}
	whole := open(t)
	want := read(t, whole, 1, items).Read
	if want < 2 {
		t.Fatalf("%d documents in the message", want)
	}
	for room := range want {
		s := open(t)
		e := &engine.Engine{Store: &failing{s, room}, Version: "test", Originals: true}
		if _, err := e.Read(t.Context(), each(items)); stemma.KindOf(err) != stemma.Full {
			t.Fatalf("room for %d: error %v", room, err)
		}
		read(t, s, 1, items)
		if diff := cmp.Diff(export(t, whole), export(t, s)); diff != "" {
			t.Errorf("room for %d, and then more: %s", room, diff)
		}
	}
}

func TestStopKeepsWhatWasRead(t *testing.T) {
	s := open(t)
	ctx, cancel := context.WithCancel(t.Context())
	items := dossier(t)
	e := &engine.Engine{Store: s, Version: "test", Workers: 2, Progress: func(p engine.Progress) {
		if p.Done == 3 {
			cancel()
		}
	}}
	account, err := e.Read(ctx, each(items))
	if !errors.Is(err, context.Canceled) {
		t.Fatalf("error %v", err)
	}
	sum, err := s.Summary(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if account.Read < 2 || sum.Documents != account.Read {
		t.Errorf("the account says %d, the case holds %d", account.Read, sum.Documents)
	}
}

// counting is a store that counts how often who is who was kept.
type counting struct {
	stemma.Store
	resolved int
}

func (c *counting) PutResolution(ctx context.Context, r *stemma.Resolution) error {
	c.resolved++
	return c.Store.PutResolution(ctx, r)
}

// TestReckonOnce holds that what follows from the same is not made again, and
// that whatever it follows from makes it anew.
func TestReckonOnce(t *testing.T) {
	s := &counting{Store: open(t)}
	count := func(what string, want int) {
		t.Helper()
		if s.resolved != want {
			t.Errorf("%s: who is who was said %d times, want %d", what, s.resolved, want)
		}
	}
	decide := func(j *stemma.Judgement) *stemma.Judgement {
		t.Helper()
		j.By, j.Why, j.At = "A. Reader", "I know", time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC)
		j.ID = stemma.JudgementID(j)
		if err := s.Append(t.Context(), j); err != nil {
			t.Fatal(err)
		}
		read(t, s, 1, nil)
		return j
	}
	items := []stemma.Item{text("a.txt", said), text("b.txt", said+"Milan Brandt denied it.\n")}
	read(t, s, 1, items)
	count("read", 1)
	read(t, s, 1, items)
	count("read again", 1)
	var mentions []stemma.Anchor
	for d, err := range s.Documents(t.Context(), stemma.DocumentFilter{}) {
		if err != nil {
			t.Fatal(err)
		}
		doc, err := s.Document(t.Context(), d.ID)
		if err != nil {
			t.Fatal(err)
		}
		for m, err := range s.Mentions(t.Context(), d.ID) {
			if err != nil {
				t.Fatal(err)
			}
			mentions = append(mentions, stemma.NewAnchor(doc, []stemma.Span{m.Span}))
		}
	}
	accept := decide(&stemma.Judgement{Kind: stemma.Accept, About: mentions[:1]})
	count("judged a statement", 1)
	decide(&stemma.Judgement{Kind: stemma.Retract, Retracts: accept.ID})
	count("took it back", 1)
	apart := decide(&stemma.Judgement{Kind: stemma.Different, About: []stemma.Anchor{mentions[0], mentions[len(mentions)-1]}})
	count("parted two", 2)
	decide(&stemma.Judgement{Kind: stemma.Retract, Retracts: apart.ID})
	count("took that back", 3)
	read(t, s, 1, []stemma.Item{text("a.txt", said+said)})
	count("another version", 4)
	if _, err := (&engine.Engine{Store: s, Version: "other"}).Read(t.Context(), each(nil)); err != nil {
		t.Fatal(err)
	}
	count("another program", 5)
}
