package web

import (
	"context"
	"fmt"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/stemma/stemma"
	"github.com/stemma/stemma/nlp"
)

// disputed is a case of three accounts of one night, one of which a fourth
// repeats, with claims made by hand.
func disputed(t testing.TB) *fixture {
	f := newFixture(t)
	put := func(path, publisher, date, words, source, cue string, certainty nlp.Certainty, shown string) *stemma.Document {
		d := draft{path: path, format: "text", lang: "en", publisher: publisher, date: date, skipOwn: true}
		d.regions = []region{{stemma.Paragraph, publisher + ", " + strings.Split(date, "|")[0], ""}, {stemma.Paragraph, source + " " + cue + " that " + words + ".", ""}}
		d.said = []said{{content: words, source: source, cue: cue, kind: nlp.Indirect, certainty: certainty, polarity: nlp.Positive, shown: shown}}
		return f.put(d)
	}
	five := put("pier/<b>wire</b>.txt", "Norvik", "3 May 2019|2019-05-03", "five boats sank on 2 May off Linsk", "Ola Tamm", "said", nlp.Certain, "")
	copied := put("pier/echo.txt", "The Varo Echo", "4 May 2019|2019-05-04", "five boats sank on 2 May at Linsk", "Ola Tamm", "told us", nlp.Certain, "")
	nine := put("pier/post.txt", "The Linsk Post", "9 May 2019|2019-05-09", "perhaps nine boats sank on 3 May at Linsk", "Edda Rask", "claimed", nlp.Possible, "perhaps")
	first := func(d *stemma.Document) stemma.ID {
		for id, err := range f.store.Statements(context.Background(), stemma.StatementFilter{Doc: d.ID}) {
			if err != nil {
				t.Fatal(err)
			}
			return id.ID
		}
		t.Fatal("no statement")
		return ""
	}
	a, b, c := first(five), first(copied), first(nine)
	entity := func(d *stemma.Document, words string) stemma.Entity {
		at := strings.Index(d.Text, words)
		return stemma.Entity{ID: stemma.EntityID(stemma.MentionID(d.ID, stemma.Span{Begin: at, End: at + len(words)})), Type: nlp.Place, Name: words, Named: true,
			Aliases: []stemma.Alias{{Name: words, N: 1, Docs: []stemma.ID{d.ID}}}, Mentions: 1, Docs: 1}
	}
	linsk, tamm := entity(five, "Linsk"), entity(five, "Ola Tamm")
	tamm.Type = nlp.Person
	r := &stemma.Resolution{Entities: []stemma.Entity{linsk, tamm}, Of: map[stemma.ID]stemma.ID{}, Voices: map[stemma.ID][]stemma.ID{}, Args: map[stemma.ID][]stemma.ID{}}
	r.Voices[a], r.Voices[b] = []stemma.ID{"", tamm.ID}, []stemma.ID{"", tamm.ID}
	if r.Entities[0].ID > r.Entities[1].ID {
		r.Entities[0], r.Entities[1] = r.Entities[1], r.Entities[0]
	}
	if err := f.store.PutResolution(context.Background(), r); err != nil {
		t.Fatal(err)
	}
	span := func(d *stemma.Document, words string) []stemma.Span {
		at := strings.Index(d.Text, words)
		return []stemma.Span{{Begin: at, End: at + len(words)}}
	}
	run := stemma.NewRun("reckon", "0.1-test", "")
	claim := func(q stemma.Question, values [3]string, words [3]string) *stemma.Claim {
		return &stemma.Claim{ID: stemma.ClaimID(q, min(a, b, c)), Question: q, Gist: "five boats sank", GistOf: a, GistSpans: span(five, "five boats sank"),
			Entities: []stemma.ID{linsk.ID, tamm.ID}, Run: run.ID, Members: []stemma.Answer{
				{Statement: b, Stance: stemma.Affirms, Value: values[1], ShownBy: span(copied, words[1]), Happened: "2019-05-02", Why: "both tell of boats that sank"},
				{Statement: c, Stance: stemma.Affirms, Value: values[2], ShownBy: span(nine, words[2]), Happened: "2019-05", Why: "both tell of boats that sank"},
				{Statement: a, Stance: stemma.Affirms, Value: values[0], ShownBy: span(five, words[0]), Happened: "2019-05-02", Why: "both tell of boats that sank"},
			}}
	}
	sides := func(x, y string) []stemma.Side {
		return []stemma.Side{
			{Value: x, Stance: stemma.Affirms, Witnesses: []stemma.Witness{{Origin: a, Root: tamm.ID, Descendants: []stemma.ID{b}, Why: "the passages descend from one another", Interested: true, Support: stemma.Supports}}},
			{Value: y, Stance: stemma.Affirms, Witnesses: []stemma.Witness{{Origin: c, Support: stemma.Supports}}},
		}
	}
	number, date := claim(stemma.AskNumber, [3]string{"5", "5", "9"}, [3]string{"five", "five", "nine"}), claim(stemma.AskDate, [3]string{"2019-05-02", "2019-05-02", "2019-05-03"}, [3]string{"2 May", "2 May", "3 May"})
	rk := &stemma.Reckoning{Run: run, Claims: []*stemma.Claim{number, date}, Assessments: []*stemma.Assessment{
		{Claim: number.ID, Disagreement: stemma.NumberDiffers, Explanation: "“five” against <i>“nine”</i>", Between: [2]stemma.ID{a, c}, Sides: sides("5", "9"), Run: run.ID},
		{Claim: date.ID, Disagreement: stemma.DateDiffers, Explanation: "“2 May” against “3 May”", Sureness: -1, Grounds: "each counts another day", Between: [2]stemma.ID{a, c}, Sides: sides("2019-05-02", "2019-05-03"), Run: run.ID},
	}}
	if number.ID > date.ID {
		rk.Claims[0], rk.Claims[1] = rk.Claims[1], rk.Claims[0]
		rk.Assessments[0], rk.Assessments[1] = rk.Assessments[1], rk.Assessments[0]
	}
	if err := f.store.PutReckoning(context.Background(), rk); err != nil {
		t.Fatal(err)
	}
	f.claim = number.ID
	f.by["five"], f.by["copied"], f.by["nine"] = a, b, c
	return f
}

func TestClaimPages(t *testing.T) {
	f := disputed(t)
	at := claimAddress(f.claim)
	for target, wants := range map[string][]string{
		"/":                                   {"2 questions", "2 conflicts", "five boats sank", "<bdi>Ola Tamm</bdi>", "2 statements"},
		"/ask?q=How+many+boats+sank%3F":       {"how many, how much?", "“&lt;Linsk&gt;”, which nobody in the case is called", "“sank” (or went down)", "Disputed: the numbers differ", "<mark>five</mark>", "Said again 1 time", at},
		"/ask?q=Why":                          {"Not understood:", "begin with who"},
		"/conflicts":                          {"the numbers differ", "the dates differ", "1 independent origin, 2 statements in 2 documents", "interested party", "<mark>five</mark>", "said to be possible", "“five” against &lt;i&gt;“nine”&lt;/i&gt;"},
		"/conflicts?kind=number":              {"the numbers differ"},
		"/conflicts?kind=status":              {"No conflict fits"},
		"/claims":                             {"how many, how much?", "when?", "conflict: number", "(1 origin)"},
		"/claims?question=date":               {"when?"},
		"/claims?about=boats":                 {"five boats sank"},
		"/claims?about=trains":                {"No claim fits"},
		at:                                    {"On the word of <strong><bdi>Ola Tamm</bdi></strong>", "Said again 1 time, which adds no witness", "the passages descend from one another", "Nobody has rated", "those of one of them", "9 May 2019", "a larger number", `name="kind" value="other-claim"`},
		"/timeline":                           {"2 May 2019", "3 May 2019", "dates differ", "printed 3 May 2019, 4 May 2019, 9 May 2019", "(1 origin)", `class="bar"`},
		"/timeline?until=2019-05-01":          {"Nothing dated fits"},
		"/network":                            {"Ola Tamm", "Linsk", "2 claims", `class="edge hedged"`, "hedged, alleged or left open"},
		"/statements/" + string(f.by["nine"]): {"What others answer to the same question", at},
		"/documents/" + string(f.docs["pier/post.txt"].ID): {"answers differ: "},
	} {
		body := f.get(target).Body.String()
		for _, want := range wants {
			if !strings.Contains(body, want) {
				t.Errorf("%s says nothing of %q", target, want)
			}
		}
		for _, bad := range []string{"<b>wire", "<i>", "style=\"", "%!"} {
			if strings.Contains(body, bad) {
				t.Errorf("%s holds %s", target, bad)
			}
		}
	}
	// What may be of two things stands folded, behind the rest, and is counted.
	body := f.get("/conflicts").Body.String()
	for _, want := range []string{"1 conflict, and 1 further down that may be of two things.", `<details class="two-things"><summary>May be of two things: 1 conflict</summary>`, "What tells for one thing, and against it: each counts another day."} {
		if !strings.Contains(body, want) {
			t.Errorf("the conflicts say nothing of %q", want)
		}
	}
	if strings.Index(body, "<span>the dates differ</span>") < strings.Index(body, "May be of two things") || !strings.Contains(f.get("/conflicts?kind=date").Body.String(), `<details class="two-things" open>`) {
		t.Error("what may be of two things stands among the rest, or is folded where nothing else is there")
	}
	if body := f.get("/conflicts?kind=number").Body.String(); strings.Contains(body, "when?") {
		t.Error("a conflict of dates among those of numbers")
	}
	for target, want := range map[string]int{"/claims/c0": 404, "/timeline?since=soon": 400, "/network?entity=e0000000000000000000": 404} {
		if w := f.get(target); w.Code != want {
			t.Errorf("%s: status %d, want %d", target, w.Code, want)
		}
	}
}

// TestJudgeClaim judges and rates on the page of a claim.
func TestJudgeClaim(t *testing.T) {
	f := disputed(t)
	at := claimAddress(f.claim)
	for _, c := range []struct {
		form url.Values
		code int
		want string
	}{
		{url.Values{"kind": {"other-claim"}, "statement": {string(f.by["nine"])}, "by": {"M. Rey"}}, 422, "The reason is missing"},
		{url.Values{"kind": {"same-claim"}, "statement": {"s00"}, "why": {"one night"}, "by": {"M. Rey"}}, 422, "There is no such statement"},
		{url.Values{"kind": {"rate"}, "rating": {"9"}, "why": {"seen"}, "by": {"M. Rey"}}, 422, "The rating is missing"},
		{url.Values{"kind": {"reject"}, "why": {"x"}, "by": {"M. Rey"}}, 400, "there is no judgement"},
		{url.Values{"kind": {"other-claim"}, "statement": {string(f.by["nine"])}, "why": {"another night"}, "by": {"M. Rey"}}, 303, ""},
		{url.Values{"kind": {"rate"}, "rating": {"2"}, "why": {"two saw it"}, "by": {"M. Rey"}}, 303, ""},
	} {
		w := f.do("POST", at, c.form, nil)
		if w.Code != c.code || !strings.Contains(w.Body.String(), c.want) {
			t.Errorf("%v: status %d, want %d with %q", c.form, w.Code, c.code, c.want)
		}
	}
	log := f.log()
	if len(log) != 2 || log[0].Kind != stemma.OtherClaim || len(log[0].About) != 2 || log[0].About[0].Quote == log[0].About[1].Quote || log[1].Rating != "2" {
		t.Fatalf("the log has %d entries: %+v", len(log), log)
	}
	if body := f.get(at).Body.String(); !strings.Contains(body, "<strong>2</strong> probably true") {
		t.Error("the rating does not show")
	}
}

func TestStretch(t *testing.T) {
	for value, want := range map[string]string{
		"2017-03-09": "2017-03-09 2017-03-09", "2017-03-09TNI": "2017-03-09 2017-03-09", "2017-03-09T22:00": "2017-03-09 2017-03-09",
		"2017-02": "2017-02-01 2017-02-28", "2017": "2017-01-01 2017-12-31", "2017-W10": "2017-03-06 2017-03-12", "2021-W01": "2021-01-04 2021-01-10", "2017-W10-WE": "2017-03-11 2017-03-12",
		"2017-Q2": "2017-04-01 2017-06-30", "2017-WI": "2017-12-01 2018-02-28", "199X": "1990-01-01 1999-12-31", "19XX": "1900-01-01 1999-12-31",
		"2017-03-06/2017-03-08": "2017-03-06 2017-03-08", "2017-03~": "2017-03-01 2017-03-31 about", "2017-03-06/..": "2017-03-06 2017-03-06 open", "/2017": "2017-12-31 2017-12-31 open",
		"P3D": "", "PAST_REF": "", "": "", "2017-03-08/2017-03-06": "", "XXXX-03-06": "",
	} {
		s, ok := stretchOf(value)
		got := ""
		if ok {
			got = fmt.Sprint(s.from.Format(time.DateOnly), " ", s.to.Format(time.DateOnly))
			if s.about {
				got += " about"
			}
			if s.open {
				got += " open"
			}
		}
		if got != want {
			t.Errorf("%q: %q, want %q", value, got, want)
		}
	}
}

// TestNetworkLayout holds names apart and every node in the picture, and draws one
// case alike each time.
func TestNetworkLayout(t *testing.T) {
	draw := func() (drawn []*node, height int) {
		var nodes []*node
		var edges []*edge
		for i := range 30 {
			nodes = append(nodes, &node{Entity: &stemma.Entity{ID: stemma.ID(fmt.Sprintf("e%02d", i)), Name: fmt.Sprintf("A name of length %d", i)}, weight: i})
			if i > 0 && i < 26 {
				edges = append(edges, &edge{A: nodes[i/2], B: nodes[i], Origins: i})
			}
		}
		edges = append(edges, &edge{A: nodes[26], B: nodes[27]}, &edge{A: nodes[28], B: nodes[29]})
		return nodes, layout(nodes, edges)
	}
	first, height := draw()
	again, _ := draw()
	over := 0
	for i, n := range first {
		if n.X != again[i].X || n.Y != again[i].Y {
			t.Fatalf("%s is drawn in two places", n.Name)
		}
		if n.X < 0 || n.X > networkWidth || n.Y < 0 || n.Y > height {
			t.Errorf("%s lies outside", n.Name)
		}
		for _, m := range first[:i] {
			if abs(n.Y-m.Y) < 18 && abs(n.X-m.X) < 100 {
				over++
			}
		}
	}
	if over > 0 {
		t.Errorf("%d names lie on one another", over)
	}
	bottom := 0 // of what hangs together with the first
	for _, n := range first[:26] {
		bottom = max(bottom, n.Y)
	}
	for _, n := range first[26:] {
		if n.Y <= bottom {
			t.Errorf("%s, which no line joins to the first, lies among what does: %d, %d", n.Name, n.X, n.Y)
		}
	}
	if first[26].Y != first[28].Y || first[28].X < first[27].X+100 {
		t.Errorf("two small parts are not side by side: %d, %d and %d, %d", first[26].X, first[26].Y, first[28].X, first[28].Y)
	}
}

func abs(n int) int { return max(n, -n) }

// TestClaimsAccessible looks at the pages of claims as TestAccessible does at the
// others.
func TestClaimsAccessible(t *testing.T) {
	built(t)
	source := axe(t)
	f := disputed(t)
	b := browse(t, f)
	for _, target := range []string{
		"/", "/conflicts", "/claims", "/ask?q=How+many+sank", claimAddress(f.claim), "/timeline", "/network", "/map", "/statements/" + string(f.by["nine"]),
	} {
		for _, width := range []int64{360, 800, 1280} {
			b.look(width, false)
			b.open(target)
			if wide := eval[string](b, source+`; document.querySelectorAll("details").forEach(d => d.open = true); document.documentElement.scrollWidth <= innerWidth ? "" :
				[...document.querySelectorAll("body *")].filter(e => e.getBoundingClientRect().right > innerWidth).slice(0, 3).map(e => e.outerHTML.slice(0, 120)).join(" | ")`); wide != "" {
				t.Errorf("%s at %d is wider than the window: %s", target, width, wide)
			}
			b.axe(target, width, "{}")
			b.look(width, true)
			b.axe(target, width, `{runOnly: ["color-contrast", "link-in-text-block"]}`)
		}
	}
	b.quiet()
}

// TestAtlas reads a world of two countries that share a border.
func TestAtlas(t *testing.T) {
	a, err := readAtlas([]byte(`{"transform": {"scale": [1, 1], "translate": [0, 0]}, "arcs": [[[10, 0], [0, 10]], [[10, 10], [-10, 0], [0, -10], [10, 0]], [[10, 10], [10, 0], [0, -10], [-10, 0]]],
		"objects": {"countries": {"geometries": [{"type": "Polygon", "arcs": [[0, 1]], "properties": {"name": "Varoland"}},
		{"type": "MultiPolygon", "arcs": [[[0, 2]], [[-1]]], "properties": {"name": "Dem. Rep. Linsk"}}, {"type": null, "properties": {"name": "Nowhere"}}]}}}`))
	if err != nil {
		t.Fatal(err)
	}
	if len(a.countries) != 2 {
		t.Fatalf("%d countries", len(a.countries))
	}
	x, y := project([2]float64{5, 5})
	if c := a.find("Atlantis", "the Varoland"); c == nil || c.X != int(x+0.5) || c.Y != int(y+0.5) || !strings.HasPrefix(c.Path, "M506.7 224.0L506.7 197.3") || !strings.HasSuffix(c.Path, "Z") {
		t.Errorf("found %+v, wanted its middle at %.1f %.1f", c, x, y)
	}
	if a.find("dem rep linsk") == nil || a.find("Nowhere") != nil {
		t.Error("names are not looked up as they should be")
	}
	if _, err := readAtlas([]byte(`{"arcs": [], "objects": {"countries": {"geometries": [{"type": "Polygon", "arcs": [[7]], "properties": {"name": "X"}}]}}}`)); err == nil {
		t.Error("an outline without its arc was read")
	}
}

// TestLookOfEdges: what is no more than alleged, hedged or left open is not drawn as asserted.
func TestLookOfEdges(t *testing.T) {
	said := []stemma.Span{{Begin: 4, End: 8}}
	link := func(c nlp.Certainty, shown []stemma.Span) stemma.Attribution {
		return stemma.Attribution{Certainty: c, Polarity: nlp.Positive, ShownBy: shown}
	}
	quoting := stemma.Attribution{Certainty: nlp.UnknownCertainty, Polarity: nlp.UnknownPolarity}
	for _, c := range []struct {
		name   string
		stance stemma.Stance // "" for a claim on which nobody takes a side
		chain  []stemma.Attribution
		want   string
	}{
		{"said by somebody who is quoted", stemma.Affirms, []stemma.Attribution{quoting, link(nlp.Certain, nil)}, "asserted"},
		{"a rumour that counts as an allegation", stemma.Alleges, []stemma.Attribution{quoting, link(nlp.Certain, nil)}, "hedged"},
		{"reported with a distance", stemma.Affirms, []stemma.Attribution{link(nlp.UnknownCertainty, said), link(nlp.Certain, nil)}, "hedged"},
		{"held to be possible", stemma.Affirms, []stemma.Attribution{quoting, link(nlp.Possible, said)}, "hedged"},
		{"denied", stemma.Denies, []stemma.Attribution{link(nlp.Certain, nil)}, "denied"},
		{"only asked", "", nil, "hedged"},
	} {
		a := &stemma.Assessment{}
		witnesses := &standings{of: map[stemma.ID]*stemma.Assessment{"c1": a}, statements: map[stemma.ID]*stemma.Statement{"s1": {ID: "s1", Doc: "d1", Content: []stemma.Span{{Begin: 10, End: 20}}, Chain: c.chain}}}
		if c.stance != "" {
			a.Sides = []stemma.Side{{Stance: c.stance, Witnesses: []stemma.Witness{{Origin: "s1"}}}}
		}
		e := &edge{Claims: []*stemma.Claim{{ID: "c1"}}}
		if err := e.weigh(context.Background(), witnesses); err != nil || e.Look != c.want {
			t.Errorf("%s: drawn as %s (%v), want %s", c.name, e.Look, err, c.want)
		}
	}
}
