package storetest

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/stemma/stemma"
	"github.com/stemma/stemma/nlp"
)

func testStatements(t *testing.T, s stemma.Store) {
	r := bridge()
	st := &r.Statements[0]
	st.Content = append(st.Content, stemma.Span{Begin: 50, End: 60})
	st.Chain = append(st.Chain, stemma.Attribution{
		Source: stemma.Span{Begin: 0, End: 3}, SourceEntity: "e1", SourceType: nlp.SourceOfficial, Anonymity: stemma.Span{Begin: 4, End: 5},
		Number: stemma.Span{Begin: 0, End: 1}, Closeness: stemma.Span{Begin: 1, End: 2},
		Cue: stemma.Span{Begin: 9, End: 13}, Kind: string(nlp.Mixed), Certainty: nlp.Possible, Polarity: nlp.Negative,
		ShownBy: []stemma.Span{{Begin: 1, End: 2}, {Begin: 3, End: 4}}, Said: "2019-05", Sieve: "colon",
	})
	st.Proposition = &stemma.Proposition{Predicate: "stand", Time: stemma.Span{Begin: 1, End: 2}, Place: stemma.Span{Begin: 2, End: 3},
		Quantity: stemma.Span{Begin: 3, End: 4}, Args: []stemma.Argument{{Role: "nsubj", Span: stemma.Span{Begin: 19, End: 29}, Mention: "m2", Entity: "e2"}}}
	st.Confidence = 0.123456789
	st.ID = stemma.StatementID(r.Document.ID, st.Content, st.Chain)
	put(t, s, r, harbour())
	got, err := s.Statement(t.Context(), st.ID)
	if err != nil {
		t.Fatal(err)
	}
	same(t, "statement", got, st)
	_, err = s.Statement(t.Context(), "s00000000000000000000")
	wantKind(t, "no such statement", err, stemma.NotFound)

	want := []string{"The harbou", "two men we", "nothing", "the bridge", "The mayor ", "Nobody was", `she would `}
	same(t, "in order of path and place", quotes(t, s, stemma.StatementFilter{}), want)
	for limit := range 9 {
		for offset := range 9 {
			page := want[min(offset, len(want)):]
			if limit > 0 {
				page = page[:min(limit, len(page))]
			}
			same(t, fmt.Sprintf("limit %d, offset %d", limit, offset), quotes(t, s, stemma.StatementFilter{Limit: limit, Offset: offset}), page)
		}
	}
}

func testStatementFilters(t *testing.T, s stemma.Store) {
	r := bridge()
	r.Statements[1].Chain[0].Source = stemma.Span{Begin: 0, End: 8} // "Ann Orel", the author
	put(t, s, r, harbour(), Reading("x/кот.txt", "Рада  Мостова said that мост закрыт. The Café owner said that it rained.", Run1))
	bridge := r.Document.ID
	for _, c := range []struct {
		name   string
		filter stemma.StatementFilter
		want   []string
	}{
		{"document", stemma.StatementFilter{Doc: bridge}, []string{"the bridge", "The mayor ", "Nobody was", "she would "}},
		{"no such document", stemma.StatementFilter{Doc: "d0"}, nil},
		{"source", stemma.StatementFilter{Source: "bo lindt"}, []string{"Nobody was"}},
		{"a word of the source", stemma.StatementFilter{Source: "LINDT"}, []string{"Nobody was"}},
		{"words in another order", stemma.StatementFilter{Source: "Lindt, Bo"}, []string{"Nobody was"}},
		{"source, also the author", stemma.StatementFilter{Source: "orel"}, []string{"two men we", "the bridge", "The mayor ", "she would "}},
		{"words of two sources", stemma.StatementFilter{Source: "orel lindt"}, nil},
		{"part of a word", stemma.StatementFilter{Source: "lin"}, nil},
		{"source in capitals of another script", stemma.StatementFilter{Source: "РАДА МОСТОВА"}, []string{"мост "}},
		{"source without its accents", stemma.StatementFilter{Source: "cafe"}, []string{"it rained"}},
		{"odd source", stemma.StatementFilter{Source: `"*(`}, nil},
		{"about", stemma.StatementFilter{About: "bridge"}, []string{"the bridge", "Nobody was"}},
		{"about, by the stem", stemma.StatementFilter{About: "stand"}, []string{"the bridge"}},
		{"about does not see the source", stemma.StatementFilter{About: "lindt"}, nil},
		{"about two words", stemma.StatementFilter{About: "bridge hurt"}, []string{"Nobody was"}},
		{"about but not", stemma.StatementFilter{About: "bridge -hurt"}, []string{"the bridge"}},
		{"about a phrase", stemma.StatementFilter{About: `"was hurt"`}, []string{"Nobody was"}},
		{"about a beginning", stemma.StatementFilter{About: "noth*"}, []string{"nothing"}},
		{"about nothing", stemma.StatementFilter{About: "?!"}, nil},
		{"author", stemma.StatementFilter{Kind: "author"}, []string{"The harbou", "The mayor "}},
		{"direct", stemma.StatementFilter{Kind: "direct"}, []string{"Nobody was"}},
		{"indirect", stemma.StatementFilter{Kind: "indirect"}, []string{"two men we", "the bridge", "мост ", "it rained"}},
		{"mixed", stemma.StatementFilter{Kind: "mixed", Doc: bridge}, []string{"she would "}},
		{"attributed", stemma.StatementFilter{Kind: "attributed", Doc: bridge}, []string{"the bridge", "Nobody was", "she would "}},
		{"no such kind", stemma.StatementFilter{Kind: "sung"}, nil},
		{"all at once", stemma.StatementFilter{Kind: "attributed", Doc: bridge, Source: "orel", About: "road"}, []string{"she would "}},
		{"page of the filtered", stemma.StatementFilter{Source: "orel", Limit: 2, Offset: 1}, []string{"the bridge", "The mayor "}},
	} {
		got := quotes(t, s, c.filter)
		for i, q := range got { // the test's own cut may fall within a letter
			got[i] = strings.ToValidUTF8(q, "")
		}
		same(t, c.name, got, c.want)
	}
}

// testStatementVoices asks for certainty, polarity, kind of source and depth.
func testStatementVoices(t *testing.T, s stemma.Store) {
	r := bridge() // "the bridge" and "Nobody was" of persons, "The mayor " of the author
	link := func(i int, c nlp.Certainty, p nlp.Polarity, source nlp.SourceType) {
		st := &r.Statements[i]
		v := st.Voice()
		v.Certainty, v.Polarity, v.SourceType = c, p, source
	}
	link(0, nlp.Possible, nlp.Negative, nlp.SourceOfficial)
	link(1, "", "", stemma.SourceAuthor) // as unknown as if it said so
	link(2, nlp.Probable, nlp.Positive, "")
	deep := &r.Statements[3]
	deep.Chain = append(deep.Chain, stemma.Attribution{Kind: string(nlp.Indirect), SourceType: nlp.SourceDocument,
		Certainty: nlp.UnknownCertainty, Polarity: nlp.UnknownPolarity, Cue: stemma.Span{Begin: 1, End: 2}})
	deep.ID = stemma.StatementID(r.Document.ID, deep.Content, deep.Chain)
	put(t, s, r)
	const bridge, mayor, nobody, she = "the bridge", "The mayor ", "Nobody was", "she would "
	for _, c := range []struct {
		name   string
		filter stemma.StatementFilter
		want   []string
	}{
		{"certain", stemma.StatementFilter{Certainty: nlp.Certain}, nil},
		{"possible", stemma.StatementFilter{Certainty: nlp.Possible}, []string{bridge}},
		{"of unknown certainty", stemma.StatementFilter{Certainty: nlp.UnknownCertainty}, []string{mayor, she}},
		{"positive", stemma.StatementFilter{Polarity: nlp.Positive}, []string{nobody}},
		{"negative", stemma.StatementFilter{Polarity: nlp.Negative}, []string{bridge}},
		{"of unknown polarity", stemma.StatementFilter{Polarity: nlp.UnknownPolarity}, []string{mayor, she}},
		{"by officials", stemma.StatementFilter{SourceType: nlp.SourceOfficial}, []string{bridge}},
		{"by persons, further up the chain", stemma.StatementFilter{SourceType: nlp.SourcePerson}, nil},
		{"by the author", stemma.StatementFilter{SourceType: stemma.SourceAuthor}, []string{mayor}},
		{"by sources of no known type", stemma.StatementFilter{SourceType: stemma.UnknownSource}, []string{nobody}},
		{"one link", stemma.StatementFilter{Depth: 1}, []string{mayor}},
		{"two links", stemma.StatementFilter{Depth: 2}, []string{bridge, nobody}},
		{"two links or more", stemma.StatementFilter{LeastDepth: 2}, []string{bridge, nobody, she}},
		{"three links or more", stemma.StatementFilter{LeastDepth: 3}, []string{she}},
		{"four links", stemma.StatementFilter{Depth: 4}, nil},
		{"no such certainty", stemma.StatementFilter{Certainty: "surely"}, nil},
		{"all at once", stemma.StatementFilter{Certainty: nlp.Possible, Polarity: nlp.Negative, SourceType: nlp.SourceOfficial, Depth: 2,
			Source: "orel", About: "bridge", Kind: "attributed", Doc: r.Document.ID}, []string{bridge}},
		{"all but one", stemma.StatementFilter{Certainty: nlp.Possible, Polarity: nlp.Positive, Source: "orel"}, nil},
		{"a page of them", stemma.StatementFilter{LeastDepth: 2, Limit: 1, Offset: 1}, []string{nobody}},
	} {
		same(t, c.name, quotes(t, s, c.filter), c.want)
	}
}

func testFind(t *testing.T, s stemma.Store) {
	r, h := bridge(), harbour()
	old := Reading("pile/v.txt", "Old.", Run1)
	latest := Reading("pile/v.txt", "New.", Run1)
	short := Reading("v.txt", "Other.", Run1)
	put(t, s, r, h, old, latest)
	j := judge(stemma.Accept, r, 0)
	if err := s.Append(t.Context(), j); err != nil {
		t.Fatal(err)
	}
	find := func(kind byte, prefix string, limit int) []stemma.ID {
		t.Helper()
		ids, err := s.Find(t.Context(), kind, prefix, limit)
		if err != nil {
			t.Fatal(err)
		}
		return ids
	}
	id := r.Document.ID
	same(t, "whole id", find('d', string(id), 10), []stemma.ID{id})
	same(t, "beginning of an id", find('d', string(id[:8]), 10), []stemma.ID{id})
	same(t, "id of an earlier version", find('d', string(old.Document.ID[:8]), 10), []stemma.ID{old.Document.ID})
	same(t, "id of another kind", find('d', string(r.Statements[0].ID), 10), nil)
	same(t, "statement", find('s', string(r.Statements[0].ID[:12]), 10), []stemma.ID{r.Statements[0].ID})
	same(t, "judgement", find('j', string(j.ID[:12]), 10), []stemma.ID{j.ID})
	same(t, "path", find('d', "pile/bridge.txt", 10), []stemma.ID{id})
	same(t, "end of a path", find('d', "bridge.txt", 10), []stemma.ID{id})
	same(t, "beginning of a path", find('d', "pile/br", 10), nil)
	same(t, "latest version at a path", find('d', "v.txt", 10), []stemma.ID{latest.Document.ID})
	put(t, s, short)
	same(t, "a path before ends of others", find('d', "v.txt", 10), []stemma.ID{short.Document.ID})
	same(t, "statement by path", find('s', "bridge.txt", 10), nil)
	same(t, "nothing", find('d', "%", 10), nil)

	docs := find('d', "", 100)
	same(t, "all", len(docs), 5)
	for i := 1; i < len(docs); i++ {
		if docs[i-1] >= docs[i] {
			t.Errorf("not sorted: %v", docs)
		}
	}
	same(t, "at most two", find('d', "d", 2), docs[:2])
	same(t, "at most none", find('d', "d", 0), nil)
	same(t, "ends of paths, at most one", len(find('d', ".txt", 1)), 1)
	_, err := s.Find(t.Context(), 'x', "d", 1)
	wantKind(t, "no such kind", err, stemma.Invalid)
}

func testSources(t *testing.T, s stemma.Store) {
	r, h := bridge(), harbour()
	put(t, s, r, h)
	sources := func(limit int) []stemma.SourceCount {
		t.Helper()
		got, err := s.Sources(t.Context(), limit)
		if err != nil {
			t.Fatal(err)
		}
		return got
	}
	same(t, "sources of a case in which nobody is told apart", sources(5), []stemma.SourceCount{})
	res, orel := resolution("Orel", r)
	lindt := stemma.Entity{ID: "e-lindt", Type: nlp.Person, Name: "Bo Lindt", Named: true, Mentions: 1}
	res.Entities = append(res.Entities, lindt)
	n := len(res.Voices)
	// Lindt is the author of all, is quoted once, and once passes on what Orel said.
	for _, st := range r.Statements {
		links := res.Voices[st.ID]
		if links == nil {
			links = []stemma.ID{""}
		}
		links[0] = lindt.ID
		res.Voices[st.ID] = links
	}
	res.Voices[h.Statements[0].ID] = []stemma.ID{"", lindt.ID}
	res.Voices[h.Statements[1].ID] = []stemma.ID{"", lindt.ID, orel.ID}
	if err := s.PutResolution(t.Context(), res); err != nil {
		t.Fatal(err)
	}
	want := []stemma.SourceCount{{Entity: orel.ID, Name: "Orel", N: n + 1}, {Entity: lindt.ID, Name: "Bo Lindt", N: 2}}
	for limit := range 4 {
		same(t, "sources", sources(limit), want[:min(limit, 2)])
	}
	// Earlier versions do not count.
	put(t, s, Reading(h.Document.Path, "Nothing was said.", Run1))
	same(t, "sources without those of an earlier version", sources(1), []stemma.SourceCount{{Entity: orel.ID, Name: "Orel", N: n}})
}

func testSummary(t *testing.T, s stemma.Store) {
	sum, err := s.Summary(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	sum.Changed = sum.Changed.UTC()
	if sum.Documents != 0 || sum.Originals || sum.From != "" {
		t.Errorf("an empty case: %+v", sum)
	}
	r := bridge()
	old := Reading("pile/v.txt", "Long ago Ann said that it rained.", Run1)
	old.Document.Published = &stemma.Shown{Value: "1990"}
	latest := Reading("pile/v.txt", "Nic.", Run1)
	latest.Document.Lang, latest.Document.Analysed = "", false
	latest.Issues = []stemma.Issue{{Path: "pile/v.txt", Stage: "analyse", Kind: stemma.Unread, Message: "no language"}}
	put(t, s, r, old, latest)
	for _, j := range []*stemma.Judgement{judge(stemma.Accept, r, 0), judge(stemma.Accept, harbour(), 0)} {
		if err := s.Append(t.Context(), j); err != nil {
			t.Fatal(err)
		}
	}
	if sum, err = s.Summary(t.Context()); err != nil {
		t.Fatal(err)
	}
	if !sum.Originals {
		t.Error("the originals are kept, the summary says not")
	}
	put(t, s, harbour())
	if sum, err = s.Summary(t.Context()); err != nil {
		t.Fatal(err)
	}
	if sum.Changed.IsZero() {
		t.Error("no time of the last change")
	}
	h := harbour()
	want := stemma.Summary{
		Documents: 3, Versions: 1, Unanalysed: 1, Bytes: r.Document.Bytes + latest.Document.Bytes + h.Document.Bytes,
		Statements: 4 + 1 + 3, Attributed: 3 + 2, Mentions: len(r.Mentions) + len(latest.Mentions) + len(h.Mentions),
		Issues: 1, Judgements: 2, Detached: 0, Originals: false,
		Formats: []stemma.Count{{Name: "text", N: 2}, {Name: "html", N: 1}},
		Langs:   []stemma.Count{{Name: "en", N: 1}, {Name: "en-GB", N: 1}, {Name: "und", N: 1}},
		From:    "2019-05-02", To: "2020-11-30", Undated: 1, Changed: sum.Changed,
	}
	same(t, "summary", sum, want)
	if err := s.Remove(t.Context(), h.Document.ID); err != nil {
		t.Fatal(err)
	}
	if sum, err = s.Summary(t.Context()); err != nil || sum.Detached != 1 {
		t.Errorf("%d judgements detached (%v), want 1", sum.Detached, err)
	}
}

func testStreams(t *testing.T, s stemma.Store) {
	put(t, s, bridge(), harbour())
	// A sequence may be left early, run again, and used while the store is.
	seq := s.Statements(t.Context(), stemma.StatementFilter{})
	for range 3 {
		n := 0
		for st, err := range seq {
			if err != nil {
				t.Fatal(err)
			}
			if _, err := s.Document(t.Context(), st.Doc); err != nil {
				t.Fatal(err)
			}
			for _, err := range s.Statements(t.Context(), stemma.StatementFilter{Doc: st.Doc}) {
				if err != nil {
					t.Fatal(err)
				}
				break
			}
			if n++; n == 2 {
				break
			}
		}
	}
	// Records are the caller's to keep.
	list := all(t, seq)
	first := *list[0]
	list[1].Content[0].Begin = 99
	same(t, "first record", list[0], &first)
	if again := all(t, seq); again[1].Content[0].Begin == 99 {
		t.Error("a record that the caller changed is changed in the store")
	}
}

// testMoment looks whether a look sees the case as it was at one moment.
func testMoment(t *testing.T, s stemma.Store) {
	for i := range 20 {
		put(t, s, Reading(fmt.Sprintf("a%02d.txt", i), bridgeText, Run1))
	}
	n := 0
	for _, err := range s.Documents(t.Context(), stemma.DocumentFilter{}) {
		if err != nil {
			t.Fatal(err)
		}
		if n == 0 {
			put(t, s, Reading("z.txt", bridgeText, Run1))
			if err := s.Remove(t.Context(), Reading("a19.txt", bridgeText, Run1).Document.ID); err != nil {
				t.Fatal(err)
			}
		}
		n++
	}
	same(t, "documents seen", n, 20)
}

func testCancel(t *testing.T, s stemma.Store) {
	put(t, s, bridge())
	before := snapshot(t, s)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := s.PutReading(ctx, harbour()); !errors.Is(err, context.Canceled) {
		t.Errorf("put gives %v", err)
	}
	if err := s.Remove(ctx, bridge().Document.ID); !errors.Is(err, context.Canceled) {
		t.Errorf("remove gives %v", err)
	}
	if _, err := s.Search(ctx, stemma.Query{Words: "bridge"}); !errors.Is(err, context.Canceled) {
		t.Errorf("search gives %v", err)
	}
	last := error(nil)
	for _, err := range s.Documents(ctx, stemma.DocumentFilter{}) {
		last = err
	}
	if !errors.Is(last, context.Canceled) {
		t.Errorf("documents end with %v", last)
	}
	same(t, "afterwards", snapshot(t, s), before)
	put(t, s, harbour())
}

// testTogether has many write and look at once; what was put is then there.
func testTogether(t *testing.T, s stemma.Store) {
	const writers, each = 4, 5
	var wg sync.WaitGroup
	for w := range writers {
		wg.Go(func() {
			for i := range each {
				path := fmt.Sprintf("w%d/%d.txt", w, i)
				if err := s.PutReading(t.Context(), Reading(path, fmt.Sprintf("%s %d %d", bridgeText, w, i), Run1)); err != nil {
					t.Errorf("put %s: %v", path, err)
				}
			}
		})
		wg.Go(func() {
			for range each {
				if _, err := s.Search(t.Context(), stemma.Query{Words: "bridge"}); err != nil {
					t.Errorf("search: %v", err)
				}
				for st, err := range s.Statements(t.Context(), stemma.StatementFilter{About: "bridge"}) {
					if err != nil {
						t.Errorf("statements: %v", err)
						break
					}
					if _, err := s.Document(t.Context(), st.Doc); err != nil {
						t.Errorf("document of a statement: %v", err)
					}
				}
			}
		})
	}
	wg.Wait()
	same(t, "documents", len(all(t, s.Documents(t.Context(), stemma.DocumentFilter{}))), writers*each)
}

func testBackup(t *testing.T, s stemma.Store) {
	put(t, s, bridge(), harbour())
	path := filepath.Join(t.TempDir(), "copy.stemma")
	if err := s.Backup(t.Context(), path); err != nil {
		t.Fatal(err)
	}
	info, err := os.Stat(path)
	if err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("the copy is %v (%v), want it for its owner only", info.Mode(), err)
	}
	before, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	wantKind(t, "back up over a file", s.Backup(t.Context(), path), stemma.Invalid)
	if after, err := os.ReadFile(path); err != nil || string(after) != string(before) {
		t.Errorf("the file in the way was changed (%v)", err)
	}
	if files, _ := os.ReadDir(filepath.Dir(path)); len(files) != 1 {
		t.Errorf("the folder holds %v, want the copy alone", files)
	}
	if err := s.Backup(t.Context(), filepath.Join(path, "no folder", "x")); err == nil {
		t.Error("a backup into no folder gives no error")
	}
}

func testClose(t *testing.T, s stemma.Store) {
	put(t, s, bridge())
	for range 2 {
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := s.Summary(t.Context()); err == nil {
		t.Error("a closed store answers")
	}
	if err := s.PutReading(t.Context(), harbour()); err == nil {
		t.Error("a closed store takes a reading")
	}
}
