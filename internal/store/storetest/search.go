package storetest

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/stemma/stemma"
)

func search(t *testing.T, s stemma.View, q stemma.Query) []stemma.Hit {
	t.Helper()
	hits, err := s.Search(t.Context(), q)
	if err != nil {
		t.Fatalf("search for %q: %v", q.Words, err)
	}
	for _, h := range hits {
		checkHit(t, s, q, h)
	}
	return hits
}

// checkHit looks whether a hit keeps what every hit promises.
func checkHit(t *testing.T, s stemma.View, q stemma.Query, h stemma.Hit) {
	t.Helper()
	d, err := s.Document(t.Context(), h.Doc)
	if err != nil {
		t.Fatal(err)
	}
	if h.Path != d.Path || d.ReplacedBy != "" || d.Title != nil && h.Title != d.Title.Value {
		t.Errorf("search for %q: the hit %+v is of another document than %s", q.Words, h, d.Path)
	}
	if h.Place.Begin < 0 || h.Place.End > len(d.Text) || h.Place.In(d.Text) != h.Snippet {
		t.Errorf("search for %q: the snippet %q does not stand at its place %v", q.Words, h.Snippet, h.Place)
	}
	if utf8.ValidString(d.Text) && !utf8.ValidString(h.Snippet) {
		t.Errorf("search for %q: the snippet %q is cut within a letter", q.Words, h.Snippet)
	}
	last := 0
	for _, m := range h.Marks {
		if m.Begin < last || m.End <= m.Begin || m.End > len(h.Snippet) {
			t.Errorf("search for %q: marks %v in a snippet of %d bytes", q.Words, h.Marks, len(h.Snippet))
		}
		last = m.End
	}
	if h.Statement != "" {
		st, err := s.Statement(t.Context(), h.Statement)
		if err != nil || st.Doc != h.Doc || !st.Bounds().Contains(h.Place) {
			t.Errorf("search for %q: the snippet at %v is not of the statement %v (%v)", q.Words, h.Place, st, err)
		}
	}
}

// marked are the words that a hit marks.
func marked(h stemma.Hit) []string {
	out := []string{}
	for _, m := range h.Marks {
		out = append(out, m.In(h.Snippet))
	}
	return out
}

func testSearch(t *testing.T, s stemma.Store) {
	put(t, s, bridge(), harbour())
	hits := search(t, s, stemma.Query{Words: "bridge"})
	same(t, "documents and statements", len(hits), 3)
	same(t, "documents", len(search(t, s, stemma.Query{Words: "bridge", Kind: 'd'})), 1)
	same(t, "statements", len(search(t, s, stemma.Query{Words: "bridge", Kind: 's'})), 2)
	_, err := s.Search(t.Context(), stemma.Query{Words: "bridge", Kind: 'x'})
	wantKind(t, "no such kind", err, stemma.Invalid)

	// The better fit comes first.
	put(t, s, Reading("long.txt", strings.Repeat("Much was written about roads and weather. ", 30)+"A ferry came.", Run1),
		Reading("short.txt", "A ferry. The ferry.", Run1))
	hits = search(t, s, stemma.Query{Words: "ferry", Kind: 'd'})
	if len(hits) != 2 || hits[0].Path != "short.txt" {
		t.Errorf("best first: %+v", hits)
	}
	// Of equals the lesser path.
	put(t, s, Reading("2.txt", "A heron.", Run1), Reading("1.txt", "A heron.", Run1))
	hits = search(t, s, stemma.Query{Words: "heron", Kind: 'd'})
	if len(hits) != 2 || hits[0].Path != "1.txt" {
		t.Errorf("of equals: %+v", hits)
	}
	// A hit in the title shows how the text begins.
	hits = search(t, s, stemma.Query{Words: "crossing", Kind: 'd'})
	if len(hits) != 1 || hits[0].Title != "Crossing reopened" || hits[0].Place.Begin != 0 || len(hits[0].Marks) != 0 {
		t.Errorf("hit in the title: %+v", hits)
	}
}

func testSearchWords(t *testing.T, s stemma.Store) {
	put(t, s, bridge(), harbour(),
		Reading("scripts.txt", "Мост закрыт, сказал Орёл. أُغلق الجسر اليوم. 大桥, 关闭. Γέφυρα. गाँव सड़क. The café in São Tomé; O'Neil's co-operative cost 3.5 million.", Run1))
	for _, c := range []struct {
		words  string
		want   string // paths of the documents found
		marked []string
	}{
		{"bridge", "pile/bridge.txt", []string{"bridge", "bridge"}},
		{"BRIDGES", "pile/bridge.txt", []string{"bridge", "bridge"}},
		{"burns", "pile/a harbour.txt", []string{"burned"}},
		{"bridge mayor", "pile/bridge.txt", nil},
		{"bridge harbour", "", nil},
		{"orel -harbour", "pile/bridge.txt", []string{"Orel", "Orel"}},
		{"orel -harbours", "pile/bridge.txt", nil},
		{`orel -"ann orel"`, "", nil},
		{"orel -harb*", "pile/bridge.txt", nil},
		{"-orel", "scripts.txt", []string{}},
		{`"the bridge"`, "pile/bridge.txt", []string{"the bridge", "the bridge"}},
		{`“the bridge”`, "pile/bridge.txt", nil},
		{`"bridge the"`, "", nil},
		{`"the bridges"`, "", nil},
		{`"the bridge`, "pile/bridge.txt", nil},
		{`"the bri"*`, "pile/bridge.txt", []string{"the bridge", "the bridge"}},
		{`"THE BRIDGE" hurts`, "pile/bridge.txt", nil},
		{"run*", "pile/a harbour.txt", []string{"running"}},
		{"unn*", "", nil},
		{"мост", "scripts.txt", []string{"Мост"}},
		{"МОСТ", "scripts.txt", nil},
		{"закр*", "scripts.txt", []string{"закрыт"}},
		{"الجسر", "scripts.txt", []string{"الجسر"}},
		{"أُغلق", "scripts.txt", nil},
		{"大桥", "scripts.txt", []string{"大桥"}},
		{"γέφυρα", "scripts.txt", []string{"Γέφυρα"}},
		{"सड़क", "scripts.txt", nil},
		{"cafe", "scripts.txt", []string{"café"}},
		{"café", "scripts.txt", nil},
		{"Sao tome", "scripts.txt", []string{"São", "Tomé"}},
		{"O'Neil's", "scripts.txt", []string{"O'Neil's"}},
		{"co-operative", "scripts.txt", []string{"co-operative"}},
		{"3.5", "scripts.txt", []string{"3.5"}},
		{"OR", "", nil},
		{"orel AND bridge", "", nil},
	} {
		hits := search(t, s, stemma.Query{Words: c.words, Kind: 'd'})
		found := []string{}
		for _, h := range hits {
			found = append(found, h.Path)
		}
		same(t, "documents for "+c.words, strings.Join(found, " "), c.want)
		if c.marked != nil && len(hits) == 1 {
			same(t, "marks for "+c.words, marked(hits[0]), c.marked)
		}
		same(t, "documents about "+c.words, paths(t, s, stemma.DocumentFilter{About: c.words}), c.want)
	}
}

func testSearchOddInput(t *testing.T, s stemma.Store) {
	put(t, s, bridge(), harbour())
	for _, words := range []string{
		"", " ", `"`, `""`, `"""`, "*", "**", "-", "--", `-"`, `-*`, "NEAR(", "NEAR(a b, 2)", "a OR", "AND", "NOT", "(", ")", "{}", "a:b", "text:bridge",
		"^bridge", "+bridge", "bridge^2", "🙂", "🙂*", "-🙂", "\x00", "a\x00b", "\xff\xfe", `\`, `'`, "'; DROP TABLE document; --", "%", "_", "?", "$1", "@x", "#",
		"\u202ebridge", "￿", "bridge\u0301", "a\"b\"c", `x"*"`, strings.Repeat("a ", 200), strings.Repeat("a", 10_000), strings.Repeat(`"`, 101),
	} {
		search(t, s, stemma.Query{Words: words})
		paths(t, s, stemma.DocumentFilter{About: words})
		quotes(t, s, stemma.StatementFilter{About: words})
		quotes(t, s, stemma.StatementFilter{Source: words})
		if _, err := s.Find(t.Context(), 'd', words, 3); err != nil {
			t.Errorf("find %q: %v", words, err)
		}
	}
	for _, words := range []string{"", "*", `"`, "-", "🙂"} {
		same(t, fmt.Sprintf("hits for %q", words), len(search(t, s, stemma.Query{Words: words})), 0)
	}
}

func testSearchSnippet(t *testing.T, s stemma.Store) {
	filler := strings.Repeat("Снег шёл, και έβρεχε, all day 桥. ", 3000) // some 150 kB
	put(t, s,
		Reading("long.txt", filler+"The old lighthouse keeper saw a lighthouse far off. "+filler, Run1),
		Reading("solid.txt", strings.Repeat("桥", 5000)+" beacon "+strings.Repeat("桥", 5000), Run1),
		Reading("signs.txt", "A \x01trick\x02 with a buoy and \x01signs\x02.", Run1))
	for _, c := range []struct {
		words  string
		marked []string
	}{
		{"lighthouse", []string{"lighthouse", "lighthouse"}},
		{"lighthouse keeper", []string{"lighthouse", "keeper", "lighthouse"}},
		{`"lighthouse keeper"`, []string{"lighthouse keeper"}},
		{"beacon", []string{"beacon"}},
		{"buoy trick", []string{"trick", "buoy"}},
		{`trick "trick with" with tri*`, []string{"trick\x02 with"}},
	} {
		hits := search(t, s, stemma.Query{Words: c.words, Kind: 'd'})
		if len(hits) != 1 {
			t.Fatalf("%q: %d hits", c.words, len(hits))
		}
		same(t, "marks for "+c.words, marked(hits[0]), c.marked)
		if n := len(hits[0].Snippet); n > 400 {
			t.Errorf("%q: a snippet of %d bytes", c.words, n)
		}
		search(t, s, stemma.Query{Words: c.words, Kind: 's'})
	}
}

func testSearchPages(t *testing.T, s stemma.Store) {
	for i := range 30 {
		put(t, s, Reading(fmt.Sprintf("%02d.txt", i), fmt.Sprintf("The swan number %d. %s", i, strings.Repeat("Water. ", i%7)), Run1))
	}
	whole := search(t, s, stemma.Query{Words: "swan", Limit: 100})
	same(t, "hits", len(whole), 60)
	same(t, "twenty if not said", search(t, s, stemma.Query{Words: "swan"}), whole[:20])
	var paged []stemma.Hit
	for len(paged) < len(whole) {
		hits := search(t, s, stemma.Query{Words: "swan", Limit: 7, Offset: len(paged)})
		if len(hits) == 0 {
			break
		}
		paged = append(paged, hits...)
	}
	same(t, "page by page", paged, whole)
	same(t, "beyond", len(search(t, s, stemma.Query{Words: "swan", Offset: 60})), 0)
	if slices.ContainsFunc(whole, func(h stemma.Hit) bool { return len(h.Marks) == 0 }) {
		t.Error("a hit without a mark")
	}
}
