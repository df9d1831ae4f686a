package web

import (
	"cmp"
	"context"
	"fmt"
	"html"
	"net/http"
	"net/http/httptest"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stemma/stemma"
	"github.com/stemma/stemma/nlp"
)

// wide is a case of n texts that tell of boats: a claim of two sides, on one of which
// a witness is repeated by half of all, and a claim in which each text has a larger
// number than that of the day before.
func wide(t testing.TB, n int) (f *fixture, sides, grows *stemma.Claim) {
	f = newFixture(t)
	ctx := context.Background()
	r := &stemma.Resolution{Of: map[stemma.ID]stemma.ID{}, Voices: map[stemma.ID][]stemma.ID{}, Args: map[stemma.ID][]stemma.ID{}}
	var all, roots []stemma.ID
	var spans []stemma.Span
	filler := strings.Repeat("The harbour of Linsk was closed in the evening, and nobody went out. ", 30)
	for i := range n {
		day := time.Date(2019, 1, 1+i, 0, 0, 0, 0, time.UTC)
		words, source := fmt.Sprintf("%d boats sank off Linsk", 100+i), fmt.Sprintf("Ola Tamm%04d", i)
		d := f.put(draft{path: fmt.Sprintf("pier/%04d.txt", i), format: "text", lang: "en", publisher: "Norvik", date: day.Format("2 January 2006|2006-01-02"), skipOwn: true,
			regions: []region{{stemma.Paragraph, "Norvik, " + day.Format("2 January 2006"), ""}, {stemma.Paragraph, source + " said that " + words + ".", ""}, {stemma.Paragraph, filler, ""}},
			said:    []said{{content: words, source: source, cue: "said", kind: nlp.Indirect, certainty: nlp.Certain, polarity: nlp.Positive}}})
		for s, err := range f.store.Statements(ctx, stemma.StatementFilter{Doc: d.ID}) {
			if err != nil {
				t.Fatal(err)
			}
			at := strings.Index(d.Text, source)
			e := stemma.Entity{ID: stemma.EntityID(stemma.MentionID(d.ID, stemma.Span{Begin: at, End: at + len(source)})), Type: nlp.Person, Name: fmt.Sprintf("Tamm the %dth", i), Named: true,
				Aliases: []stemma.Alias{{Name: source, N: 1, Docs: []stemma.ID{d.ID}}}, Mentions: 1, Docs: 1}
			r.Entities, r.Voices[s.ID] = append(r.Entities, e), []stemma.ID{"", e.ID}
			all, roots, spans = append(all, s.ID), append(roots, e.ID), append(spans, stemma.Span{Begin: s.Content[0].Begin, End: s.Content[0].Begin + 3})
		}
	}
	slices.SortFunc(r.Entities, func(a, b stemma.Entity) int { return cmp.Compare(a.ID, b.ID) })
	if err := f.store.PutResolution(ctx, r); err != nil {
		t.Fatal(err)
	}
	run := stemma.NewRun("reckon", "0.1-test", "")
	claim := func(q stemma.Question, value func(i int) string) *stemma.Claim {
		c := &stemma.Claim{ID: stemma.ClaimID(q, slices.Min(all)), Question: q, Gist: "boats sank off Linsk", GistOf: all[n-1], Run: run.ID}
		for i, s := range all {
			c.Members = append(c.Members, stemma.Answer{Statement: s, Stance: stemma.Affirms, Value: value(i), ShownBy: spans[i : i+1], Why: "both tell of boats that sank"})
		}
		slices.SortFunc(c.Members, func(a, b stemma.Answer) int { return cmp.Compare(a.Statement, b.Statement) })
		return c
	}
	sides, grows = claim(stemma.AskWhether, func(int) string { return "" }), claim(stemma.AskNumber, func(i int) string { return fmt.Sprint(100 + i) })
	two := []stemma.Side{{Stance: stemma.Affirms}, {Stance: stemma.Denies}}
	for i, s := range all[:n/2] {
		two[i%2].Witnesses = append(two[i%2].Witnesses, stemma.Witness{Origin: s, Root: roots[i], Support: stemma.Supports})
	}
	two[0].Witnesses[0].Descendants = all[n/2:]
	var each []stemma.Side
	for i, s := range all {
		each = append(each, stemma.Side{Value: fmt.Sprint(100 + i), Stance: stemma.Affirms, Witnesses: []stemma.Witness{{Origin: s, Root: roots[i], Support: stemma.Supports}}})
	}
	rk := &stemma.Reckoning{Run: run, Claims: []*stemma.Claim{sides, grows}, Assessments: []*stemma.Assessment{
		{Claim: sides.ID, Disagreement: stemma.PolarityDiffers, Explanation: "one says so and another denies it", Sides: two, Run: run.ID},
		{Claim: grows.ID, Disagreement: stemma.NumberDiffers, Explanation: "the numbers are not one", Sides: each, Run: run.ID},
	}}
	slices.SortFunc(rk.Claims, func(a, b *stemma.Claim) int { return cmp.Compare(a.ID, b.ID) })
	slices.SortFunc(rk.Assessments, func(a, b *stemma.Assessment) int { return cmp.Compare(a.Claim, b.Claim) })
	if err := f.store.PutReckoning(ctx, rk); err != nil {
		t.Fatal(err)
	}
	return f, sides, grows
}

// TestWideClaim: a page of a claim that very many texts answer holds the beginning of each
// list, and those to which it leads hold all the rest.
func TestWideClaim(t *testing.T) {
	const n = 140
	f, sides, grows := wide(t, n)
	link, statement := regexp.MustCompile(`href="(/claims/[^"]*[?&]all=[^"]*)"`), regexp.MustCompile(`"/statements/(s[0-9a-f]+)"`)
	lists := regexp.MustCompile(`all=([a-z]+)`)
	for _, c := range []*stemma.Claim{sides, grows} {
		page := f.get(claimAddress(c.ID)).Body.String()
		quotes := len(statement.FindAllString(page, -1))
		if most := mostHeard + mostRepeated + mostMembers + 2*mostTurns; quotes > most || !strings.Contains(page, fmt.Sprintf("%d statements in %d documents", n, n)) {
			t.Errorf("%d quotes on the page of %s, more than %d, or not how many there are", quotes, c.Question, most)
		}
		told := map[string]map[string]bool{} // by list
		seen := map[string]bool{}
		for open := []string{claimAddress(c.ID)}; len(open) > 0; open = open[1:] {
			w := f.get(open[0])
			if w.Code != http.StatusOK {
				t.Fatalf("%s: %d", open[0], w.Code)
			}
			body := w.Body.String()
			if m := lists.FindStringSubmatch(open[0]); m != nil {
				if told[m[1]] == nil {
					told[m[1]] = map[string]bool{}
				}
				for _, s := range statement.FindAllStringSubmatch(body, -1) {
					told[m[1]][s[1]] = true
				}
			}
			for _, m := range link.FindAllStringSubmatch(body, -1) {
				if to := html.UnescapeString(m[1]); !seen[to] {
					seen[to] = true
					open = append(open, to)
				}
			}
		}
		want := map[stemma.Question]map[string]int{
			stemma.AskWhether: {"members": n, "witnesses": n/2 + mostRepeats, "repeats": n/2 + 1},
			stemma.AskNumber:  {"members": n, "turns": n, "sides": n},
		}[c.Question]
		for list, all := range want {
			if len(told[list]) != all {
				t.Errorf("%s: %d statements in the list of %s, want %d", c.Question, len(told[list]), list, all)
			}
		}
		if len(told) != len(want) {
			t.Errorf("%s leads to %d lists, want %d", c.Question, len(told), len(want))
		}
	}
	at := claimAddress(sides.ID)
	for _, gone := range []string{"sides-7", "witnesses-0-9", "repeats-0-0-900", "members-1", "sides", "all", "sides-x"} {
		if w := f.get(at + "?all=" + gone); w.Code != http.StatusNotFound || !strings.Contains(w.Body.String(), "Begin at the page of the claim") {
			t.Errorf("%s: status %d", gone, w.Code)
		}
	}
	// A statement that is not on the page of the claim stays chosen where the reason is missing.
	last := string(sides.Members[n-1].Statement)
	if body := f.do("POST", at, map[string][]string{"kind": {"other-claim"}, "statement": {last}, "by": {"M. Rey"}}, nil).Body.String(); !strings.Contains(body, `value="`+last+`" selected`) {
		t.Error("the statement that was chosen is lost")
	}
}

// BenchmarkWideClaim asks for the pages of a claim with a thousand members.
func BenchmarkWideClaim(b *testing.B) {
	f, sides, grows := wide(b, 1000)
	h := Handler(f.store, Options{Case: "bench"})
	for _, c := range []*stemma.Claim{sides, grows} {
		b.Run(string(c.Question), func(b *testing.B) {
			begin, pages := cpu(), 0
			for b.Loop() {
				w := httptest.NewRecorder()
				h.ServeHTTP(w, httptest.NewRequest(http.MethodGet, "http://localhost"+claimAddress(c.ID), nil))
				if w.Code != http.StatusOK {
					b.Fatal(w.Code)
				}
				pages++
			}
			b.ReportMetric(float64((cpu()-begin).Microseconds())/1000/float64(pages), "CPU-ms/page")
		})
	}
}
