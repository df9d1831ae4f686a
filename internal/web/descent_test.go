package web

import (
	"context"
	"errors"
	"maps"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"testing"

	"github.com/stemma/stemma"
)

// derive ties two documents of the fixture; the passages are given by their
// words, as they stand in each.
func (f *fixture) derive(from, to *stemma.Document, kind stemma.DerivationKind, directed bool, passages ...[2]string) *stemma.Derivation {
	f.t.Helper()
	run := stemma.NewRun("reckon", "0.1-test", "")
	d := &stemma.Derivation{
		ID: stemma.DerivationID(from.ID, to.ID), From: from.ID, To: to.ID, Kind: kind, Directed: directed, Score: 0.8, ShareFrom: 0.5, ShareTo: 0.875,
		Evidence: []string{"a credit <b>in</b> the margin"}, Run: run.ID,
	}
	for _, p := range passages {
		place := func(text, words string) stemma.Span {
			at := strings.Index(text, words)
			if at < 0 {
				f.t.Fatalf("%q does not stand in the text", words)
			}
			return stemma.Span{Begin: at, End: at + len(words)}
		}
		d.Aligned = append(d.Aligned, stemma.Passage{From: place(from.Text, p[0]), To: place(to.Text, p[1])})
	}
	if len(d.Aligned) > 1 {
		d.Altered = d.Aligned[1:]
	}
	f.derived = append(f.derived, d)
	if err := f.store.PutDerivations(context.Background(), run, []stemma.ID{from.ID, to.ID}, func(yield func(*stemma.Derivation, error) bool) {
		for _, d := range f.of(from.ID, to.ID) {
			if !yield(d, nil) {
				return
			}
		}
	}); err != nil {
		f.t.Fatal(err)
	}
	return d
}

// of are the derivations of the fixture with any of these documents.
func (f *fixture) of(docs ...stemma.ID) []*stemma.Derivation {
	var out []*stemma.Derivation
	for _, d := range f.derived {
		for _, id := range docs {
			if d.From == id || d.To == id {
				out = append(out, d)
				break
			}
		}
	}
	return out
}

// descended is a case of a dispatch, a reprint, a spun text and an excerpt.
func descended(t testing.TB) *fixture {
	f := newFixture(t)
	put := func(path, publisher, date string, lines ...string) *stemma.Document {
		d := draft{path: path, format: "text", lang: "en", skipOwn: true, publisher: publisher, date: date}
		d.regions = append(d.regions, region{stemma.Paragraph, publisher + ", " + strings.Split(date, "|")[0], ""})
		for _, l := range lines {
			d.regions = append(d.regions, region{stemma.Paragraph, l, ""})
		}
		return f.put(d)
	}
	const one, two = "The lamp on the north pier went out at nine, the keeper said.", "“I lit it twice,” she said, “and twice the wind took it.”"
	const oneSpun, twoSpun = "The lantern on the northern quay failed at nine, the warden stated.", "“I kindled it two times,” she stated, “and two times the gale seized it.”"
	wire := put("pile/wire.txt", "Norvik", "3 May 2019|2019-05-03", one, two, "Nobody was hurt.")
	reprint := put("pile/<b>reprint</b>.html", "The Varo Echo", "4 May 2019|2019-05-04", one, two)
	spun := put("pile/spun.txt", "NewsKettle", "5 May 2019|2019-05-05", oneSpun, twoSpun)
	oped := put("pile/op-ed.txt", "The Linsk Post", "9 May 2019|2019-05-09", "Piers are old. "+one+" "+two)
	f.derive(wire, reprint, stemma.Copy, true, [2]string{one, one}, [2]string{two, two})
	f.derive(wire, spun, stemma.Spun, false, [2]string{one, oneSpun}, [2]string{two, twoSpun})
	f.derive(wire, oped, stemma.Excerpt, true, [2]string{one + "\n\n" + two, one + " " + two})
	return f
}

func TestDescentPages(t *testing.T) {
	f := descended(t)
	id := func(path string) string { return string(f.docs[path].ID) }
	for target, wants := range map[string][]string{
		"/descent":                           {"3 of 4 documents are one text", "<svg", "3 outlets", "1 origin", `class="edge loose"`},
		"/descent/" + id("pile/spun.txt"):    {"spun, 88\u00a0% of it, not directed", `<table role="table">`, "a credit &lt;b&gt;in&lt;/b&gt; the margin", "excerpt", "taken over by"},
		"/descent/" + id("pile/op-ed.txt"):   {"It is a text of its own", "excerpt", "from"},
		"/documents/" + id("pile/wire.txt"):  {"Stands elsewhere: 3 documents", "/compare?", "stands also in", `<p class="col taken"`, "&amp;at="},
		"/documents/" + id("pile/op-ed.txt"): {"Stands elsewhere: 1 document", "<span class=\"kind\">excerpt</span> from"},
		compareAddress(f.docs["pile/spun.txt"].ID, f.docs["pile/wire.txt"].ID):                {"<mark>lamp</mark>", "<mark>lantern</mark>", "Do not quote from a reworded text", "Nothing shows which of the two was first", "quotation altered: “I kindled it two times,” in the first", "only in the"},
		compareAddress(f.docs["pile/wire.txt"].ID, f.docs["pile/<b>reprint</b>.html"].ID):     {"<strong>A copy, whole or cut.</strong> The second took from the first.", "2 sentences the same", "left out", "added", "50\u00a0% of the first text and 88\u00a0% of the second"},
		compareAddress(f.docs["pile/spun.txt"].ID, f.docs["pile/op-ed.txt"].ID):               {"Nothing in this case shows that one of them took from the other"},
		compareAddress(f.docs["pile/wire.txt"].ID, f.docs["pile/op-ed.txt"].ID) + "&at=24-40": {"only in the first</summary>", "id=\"place\""},
	} {
		body := f.get(target).Body.String()
		for _, want := range wants {
			if !strings.Contains(body, want) {
				t.Errorf("%s says nothing of %q", target, want)
			}
		}
		for _, bad := range []string{"<b>", "style=\"", "%!"} {
			if strings.Contains(body, bad) {
				t.Errorf("%s holds %s", target, bad)
			}
		}
	}
	choose := f.get("/compare?a=" + id("pile/wire.txt"))
	if body := choose.Body.String(); choose.Code != 200 || !strings.Contains(body, `value="pile/wire.txt"`) || !strings.Contains(body, `<option value="pile/op-ed.txt">`) {
		t.Errorf("a comparison with nothing asks for no other: status %d, %s", choose.Code, body)
	}
	if w := f.get("/compare?a=pile/wire.txt&b=pile/op-ed.txt"); w.Code != 200 || !strings.Contains(w.Body.String(), "An excerpt") {
		t.Errorf("documents are not found by their paths: status %d", w.Code)
	}
	if w := f.get("/compare?a=pile/wire.txt&b=pile/none.txt"); w.Code != 404 {
		t.Errorf("a document that is not there: status %d", w.Code)
	}
}

// TestComparedTongues: the page of a translation sets sentences side by side and
// calls no word altered but numbers.
func TestComparedTongues(t *testing.T) {
	f := newFixture(t)
	put := func(path, lang string, lines ...string) *stemma.Document {
		d := draft{path: path, format: "text", lang: lang, skipOwn: true}
		for _, l := range lines {
			d.regions = append(d.regions, region{stemma.Paragraph, l, ""})
		}
		return f.put(d)
	}
	const one, two = "The lamp on the north pier went out at 21.", "It was lit twice, said Rolf."
	const unu, doi = "La lámpara del muelle norte se apagó a las 22.", "La encendieron dos veces, dijo Rolf."
	en, es := put("pile/lamp.txt", "en", one, two, "Nobody was hurt."), put("pile/farola.txt", "es", unu, doi)
	f.derive(en, es, stemma.Translation, true, [2]string{one, unu}, [2]string{two, doi})
	body := f.get(compareAddress(en.ID, es.ID)).Body.String()
	for _, want := range []string{"A translation", "2 pairs of sentences that face one another", "<mark>21</mark>", "<mark>22</mark>", "numbers differ", "1 left out", "Underlined numbers"} {
		if !strings.Contains(body, want) {
			t.Errorf("the page says nothing of %q", want)
		}
	}
	for _, bad := range []string{"<mark>La", ">altered", " altered,"} {
		if strings.Contains(body, bad) {
			t.Errorf("the page says %q", bad)
		}
	}
}

// outlets are houses as the command line would find them, and what was said of
// them through the pages.
func (f *fixture) outlets() *Outlets {
	return &Outlets{
		Houses: func(context.Context, stemma.View) ([]House, error) {
			return []House{
				{Names: []HouseName{{Name: "Norvik", Published: 1}, {Name: "NVK <i>", Credited: 2, Parts: true}}},
				{Names: []HouseName{{Name: "The Varo Echo", Published: 1}}},
			}, nil
		},
		Said: func() ([]string, error) { return f.houses, nil },
		Change: func(_ context.Context, names []string, why, by string) error {
			if strings.Contains(names[0], ":") {
				return &stemma.Error{Kind: stemma.Invalid, Op: "change the table", Err: errors.New("a colon"), Hint: "A name has no colon."}
			}
			f.houses = append(f.houses, strings.Join(names, "|")+" # "+why+" ("+by+")")
			return nil
		},
	}
}

// TestOutletsPage: the page shows which names are one house, and a person can
// join and part them, with a reason and a name, from this site only.
func TestOutletsPage(t *testing.T) {
	f := descended(t)
	h := f.handler()
	do := func(method string, form url.Values, origin string) (int, string) {
		r := httptest.NewRequest(method, "http://127.0.0.1/outlets", strings.NewReader(form.Encode()))
		if method == "POST" {
			r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		}
		if origin != "" {
			r.Header.Set("Origin", origin)
			r.Header.Set("Sec-Fetch-Site", "cross-site")
		}
		w := httptest.NewRecorder()
		h.ServeHTTP(w, r)
		return w.Code, w.Body.String()
	}
	code, body := do("GET", nil, "")
	for _, want := range []string{"Norvik", "publishes 1 document", "NVK &lt;i&gt;", "credited in 2 documents", "/outlets?name=NVK%20%3ci%3e#say", "1 house has several names"} {
		if code != 200 || !strings.Contains(body, want) {
			t.Errorf("status %d, and the page says nothing of %q", code, want)
		}
	}
	full := url.Values{"name": {"NVK"}, "with": {"Norvik"}, "why": {"its imprint"}, "by": {"M. Rey"}, "kind": {"join"}}
	for name, change := range map[string]func(url.Values){
		"no reason": func(v url.Values) { v.Del("why") },
		"no one":    func(v url.Values) { v.Del("by") },
		"no name":   func(v url.Values) { v.Del("name") },
		"no other":  func(v url.Values) { v.Del("with") },
		"a colon":   func(v url.Values) { v.Set("with", "a:b") },
	} {
		v := maps.Clone(full)
		change(v)
		if code, body := do("POST", v, ""); code != 422 || !strings.Contains(body, "Not kept.") || len(f.houses) > 0 {
			t.Errorf("%s: status %d, said %v", name, code, f.houses)
		}
	}
	if code, _ := do("POST", full, "https://other.example"); code != 403 || len(f.houses) > 0 {
		t.Errorf("a form of another site: status %d, said %v", code, f.houses)
	}
	if code, _ := do("POST", full, ""); code != 303 {
		t.Errorf("joined: status %d", code)
	}
	full.Set("kind", "part")
	if code, _ := do("POST", full, ""); code != 303 {
		t.Errorf("parted: status %d", code)
	}
	if want := []string{"Norvik|NVK # its imprint (M. Rey)", "NVK # its imprint (M. Rey)"}; !slices.Equal(f.houses, want) {
		t.Errorf("said %v, want %v", f.houses, want)
	}
	if _, body := do("GET", nil, ""); !strings.Contains(body, "Norvik|NVK # its imprint") {
		t.Error("the page does not show what was said")
	}
}

// TestTakenOnce: the margin says where a passage stands besides only where that
// changes, and leads to the place.
func TestTakenOnce(t *testing.T) {
	f := descended(t)
	body := f.get("/documents/" + string(f.docs["pile/wire.txt"].ID)).Body.String()
	if n := strings.Count(body, "stands also in"); n != 1 {
		t.Errorf("said %d times where it stands, want once: two paragraphs stand in the same three texts", n)
	}
	if n := strings.Count(body, `class="col taken`); n != 2 {
		t.Errorf("%d paragraphs are marked, want 2", n)
	}
}

// TestForestIsKept: the forest is grown anew after a change, and only then.
func TestForestIsKept(t *testing.T) {
	f := descended(t)
	h := f.handler()
	get := func() string {
		w := httptest.NewRecorder()
		h.ServeHTTP(w, httptest.NewRequest("GET", "http://127.0.0.1/descent", nil))
		return w.Body.String()
	}
	before := get()
	if get() != before {
		t.Error("the same forest looks different")
	}
	wire, spun := f.docs["pile/wire.txt"], f.docs["pile/spun.txt"]
	j := &stemma.Judgement{Kind: stemma.Independent, By: "M. Rey", Why: "two eyes", At: noon, Statement: wire.ID,
		About: []stemma.Anchor{stemma.DocumentAnchor(wire), stemma.DocumentAnchor(spun)}}
	j.ID = stemma.JudgementID(j)
	if err := f.store.Append(t.Context(), j); err != nil {
		t.Fatal(err)
	}
	if after := get(); !strings.Contains(before, "3 of 4 documents") || !strings.Contains(after, "2 of 4 documents") {
		t.Error("a judgement has changed nothing")
	}
}

// TestJudgingAPair: what a person says of two texts goes to the log, shows on
// the page, and can be taken back.
func TestJudgingAPair(t *testing.T) {
	f := descended(t)
	wire, oped := f.docs["pile/wire.txt"].ID, f.docs["pile/op-ed.txt"].ID
	form := url.Values{"a": {string(wire)}, "b": {string(oped)}, "kind": {"independent"}, "why": {"two <b>eyes</b>"}, "by": {"M. Rey"}}
	without := func(name string) url.Values {
		v := maps.Clone(form)
		delete(v, name)
		return v
	}
	for name, status := range map[string]int{"why": 422, "by": 422, "kind": 400, "b": 404} {
		w := f.do("POST", "/compare", without(name), nil)
		if w.Code != status {
			t.Errorf("without %s: status %d, want %d", name, w.Code, status)
		}
	}
	if w := f.do("POST", "/compare", form, func(r *http.Request) { r.Header.Set("Sec-Fetch-Site", "cross-site") }); w.Code != 403 {
		t.Errorf("from another site: status %d", w.Code)
	}
	if body := f.get("/log").Body.String(); !strings.Contains(body, "Nobody has judged anything yet") {
		t.Error("something was kept that is not complete, or came from elsewhere")
	}
	w := f.do("POST", "/compare", form, nil)
	if w.Code != 303 {
		t.Fatalf("status %d: %s", w.Code, w.Body)
	}
	page := f.get(strings.TrimSuffix(w.Header().Get("Location"), "#judgement")).Body.String()
	for _, want := range []string{"Recorded in the log", "judged them independent", "two &lt;b&gt;eyes&lt;/b&gt;", "Take it back"} {
		if !strings.Contains(page, want) {
			t.Errorf("the page of the pair says nothing of %q", want)
		}
	}
	log, err := collect(f.store.Judgements(t.Context()), 0)
	if err != nil || len(log) != 1 || log[0].Kind != stemma.Independent {
		t.Fatal(log, err)
	}
	if w := f.do("POST", "/log/"+string(log[0].ID), url.Values{"why": {"one eye"}, "by": {"M. Rey"}}, nil); w.Code != 303 {
		t.Fatalf("taking it back: status %d", w.Code)
	}
	if page := f.get(compareAddress(wire, oped)).Body.String(); !strings.Contains(page, "Nobody has judged it") || !strings.Contains(page, "An excerpt") {
		t.Error("what was taken back still stands")
	}
}

// TestComparingStrangers: two texts that nothing ties are compared all the same.
func TestComparingStrangers(t *testing.T) {
	f := descended(t)
	spun, oped := f.docs["pile/spun.txt"], f.docs["pile/op-ed.txt"]
	var asked []stemma.ID
	h := Handler(f.store, Options{Compare: func(_ context.Context, _ stemma.View, a, b stemma.ID) (*stemma.Derivation, error) {
		asked = append(asked, a, b)
		at := func(d *stemma.Document, words string) stemma.Span {
			i := strings.Index(d.Text, words)
			return stemma.Span{Begin: i, End: i + len(words)}
		}
		return &stemma.Derivation{From: b, To: a, Aligned: []stemma.Passage{{From: at(oped, "the north pier went out at nine, the keeper said"), To: at(spun, "the northern quay failed at nine, the warden stated")}}}, nil
	}})
	get := func(a, b stemma.ID) string {
		w := httptest.NewRecorder()
		h.ServeHTTP(w, httptest.NewRequest("GET", "http://127.0.0.1"+compareAddress(a, b), nil))
		return w.Body.String()
	}
	body := get(spun.ID, oped.ID)
	for _, want := range []string{"not enough to call it a loan", "<mark>northern quay failed</mark>", "only in the second"} {
		if !strings.Contains(body, want) {
			t.Errorf("the page says nothing of %q", want)
		}
	}
	if get(f.docs["pile/wire.txt"].ID, spun.ID); len(asked) != 2 {
		t.Errorf("compared %v, and the second pair is tied", asked)
	}
}

// TestDescentAccessible looks at the pages of descent as TestAccessible does at
// the others.
func TestDescentAccessible(t *testing.T) {
	built(t)
	source := axe(t)
	f := descended(t)
	b := browse(t, f)
	for _, target := range []string{
		"/descent", "/descent/" + string(f.docs["pile/spun.txt"].ID), compareAddress(f.docs["pile/wire.txt"].ID, f.docs["pile/spun.txt"].ID),
		"/documents/" + string(f.docs["pile/wire.txt"].ID),
	} {
		for _, width := range []int64{390, 1280, 1920} {
			b.look(width, false)
			b.open(target)
			if wide := eval[string](b, source+`; document.documentElement.scrollWidth <= innerWidth ? "" :
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
