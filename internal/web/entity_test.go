package web

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"github.com/stemma/stemma"
	"github.com/stemma/stemma/internal/engine"
	"github.com/stemma/stemma/internal/store/storetest"
)

// TestEntityPages joins two who are one, parts them again, and looks at what
// the pages say.
func TestEntityPages(t *testing.T) {
	f := newFixture(t)
	for path, text := range map[string]string{
		"pile/a.txt": "Orel said that the bridge stands. Tamsin slept. Nobody saw Orel.",
		"pile/b.txt": "Orel said that it rains. Brandt said that it rains.",
	} {
		if err := f.store.PutReading(t.Context(), storetest.Reading(path, text, storetest.Run1)); err != nil {
			t.Fatal(err)
		}
	}
	e := &engine.Engine{Store: f.store}
	if err := e.Reckon(t.Context()); err != nil {
		t.Fatal(err)
	}
	h := Handler(f.store, Options{Case: "x", Reckon: func(ctx context.Context) error { return e.Reckon(ctx) }})
	ask := func(method, target string, form url.Values) *httptest.ResponseRecorder {
		r := httptest.NewRequest(method, "http://localhost"+target, strings.NewReader(form.Encode()))
		if form != nil {
			r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		}
		w := httptest.NewRecorder()
		h.ServeHTTP(w, r)
		return w
	}
	id := func(name string) stemma.ID {
		t.Helper()
		for x, err := range f.store.Entities(t.Context(), stemma.EntityFilter{Name: name}) {
			if err != nil {
				t.Fatal(err)
			}
			return x.ID
		}
		t.Fatalf("no entity %s", name)
		return ""
	}
	orel, brandt := id("Orel"), id("Brandt")
	for target, wants := range map[string][]string{
		"/entities":          {"Orel", "Tamsin", "3 mentions", "2 documents"},
		"/entities?name=TAM": {"Tamsin"},
		"/entities?name=" + url.QueryEscape("Тамсин"):   {"Tamsin"},
		"/entities?name=TAM&from=100":                   {"No entity fits"},
		"/entities?type=Place":                          {"No entity fits"},
		"/entities?unnamed=1":                           {"Orel"},
		entityAddress(orel):                             {"3 mentions in 2 documents", "What it says", "the bridge stands", "it rains", "in order of time"},
		"/statements?entity=" + string(brandt):          {"it rains", `<input type="hidden" name="entity"`},
		entityAddress(orel[:9]):                         {"3 mentions"},
		entityAddress(orel) + "?with=" + string(brandt): {"Are these two one?", "Joined, they have 4 mentions"},
	} {
		w := ask("GET", target, nil)
		for _, want := range wants {
			if w.Code != http.StatusOK || !strings.Contains(w.Body.String(), want) {
				t.Errorf("%s: status %d, does not hold %q", target, w.Code, want)
			}
		}
	}
	if w := ask("GET", "/entities/e-none", nil); w.Code != http.StatusNotFound {
		t.Errorf("an entity that is not there: %d", w.Code)
	}
	if w := ask("POST", entityAddress(orel), url.Values{"kind": {"same"}, "with": {string(brandt)}, "by": {"R. Vey"}}); w.Code != http.StatusUnprocessableEntity {
		t.Errorf("without a reason: %d", w.Code)
	}
	if w := ask("POST", entityAddress(orel), url.Values{"kind": {"accept"}, "with": {string(brandt)}, "by": {"R. Vey"}, "why": {"w"}}); w.Code != http.StatusBadRequest {
		t.Errorf("another judgement: %d", w.Code)
	}
	w := ask("POST", entityAddress(orel), url.Values{"kind": {"same"}, "with": {string(brandt)}, "by": {"R. Vey"}, "why": {"her married name"}})
	if w.Code != http.StatusSeeOther {
		t.Fatalf("judged the same: %d %.200s", w.Code, w.Body.String())
	}
	// One of the two ids lapsed, and leads to the other.
	for _, id := range []stemma.ID{orel, brandt} {
		at := ask("GET", entityAddress(id), nil)
		if now := w.Header().Get("Location"); !strings.HasPrefix(now, entityAddress(id)+"?") {
			to := at.Header().Get("Location")
			if at.Code != http.StatusSeeOther || !strings.HasPrefix(now, to[:strings.IndexByte(to+"?", '?')]+"?") {
				t.Errorf("a lapsed id: status %d, to %q", at.Code, to)
			} else if p := ask("GET", to, nil).Body.String(); !strings.Contains(p, string(id[:9])) || !strings.Contains(p, "was joined with others or parted") {
				t.Error("the page does not say that an id has lapsed")
			}
			if p := ask("GET", "/statements?entity="+string(id), nil); p.Code != http.StatusOK || !strings.Contains(p.Body.String(), "it rains") {
				t.Errorf("statements by a lapsed id: status %d", p.Code)
			}
		} else if at.Code != http.StatusOK {
			t.Errorf("the id that stays: status %d", at.Code)
		}
	}
	page := ask("GET", w.Header().Get("Location"), nil).Body.String()
	for _, want := range []string{"4 mentions in 2 documents", "Brandt", "judged the same", "This is somebody else"} {
		if !strings.Contains(page, want) {
			t.Errorf("after it the page does not hold %q", want)
		}
	}
	// A look at what parting does comes first.
	joined := w.Header().Get("Location")
	joined = joined[:strings.IndexByte(joined, '?')]
	if !strings.Contains(page, `href="`+joined+`?apart=`) {
		t.Error("no look at what parting a name would do is offered")
	}
	part := func(name string) string {
		w := ask("GET", joined+"?apart="+url.QueryEscape(name), nil)
		if w.Code != http.StatusOK {
			return fmt.Sprint(w.Code)
		}
		_, section, _ := strings.Cut(w.Body.String(), `aria-labelledby="part"`)
		section, _, _ = strings.Cut(section, "</section>")
		return section
	}
	if got := part("Brandt") + part("Orel"); !strings.Contains(got, "<bdi>Orel</bdi>, 3 times") || !strings.Contains(got, "<bdi>Brandt</bdi>, 1 time<") || !strings.Contains(got, `name="kind" value="different"`) {
		t.Errorf("the look at what parting does: %s", got)
	}
	if got := part("Nobody"); got != "404" {
		t.Errorf("what is no name of it, parted: %s", got)
	}
	missing := url.Values{"kind": {"different"}, "name": {"Orel"}, "by": {"R. Vey"}}
	if strings.Contains(part("Brandt"), "somebody else") {
		missing.Set("name", "Brandt")
	}
	if w := ask("POST", joined, missing); w.Code != http.StatusUnprocessableEntity || !strings.Contains(w.Body.String(), `aria-labelledby="part"`) {
		t.Errorf("parted without a reason: %d, or what it does is not shown again", w.Code)
	}
	if log := ask("GET", "/log", nil).Body.String(); !strings.Contains(log, "her married name") || !strings.Contains(log, "judged the same") || strings.Contains(log, "fits no place") {
		t.Error("the log does not tell of it")
	}
	for j := range f.store.Judgements(t.Context()) {
		if w := ask("POST", "/log/"+string(j.ID), url.Values{"by": {"R. Vey"}, "why": {"mistaken"}}); w.Code != http.StatusSeeOther {
			t.Errorf("taken back: %d", w.Code)
		}
		break
	}
	if again := id("Orel"); again != orel {
		t.Errorf("after it was taken back the entity is %s, not %s", again, orel)
	}
	// A name is parted from the others of its entity.
	w = ask("POST", entityAddress(orel), url.Values{"kind": {"different"}, "name": {"Orel"}, "by": {"R. Vey"}, "why": {"w"}})
	if w.Code != http.StatusNotFound {
		t.Errorf("a name parted from itself: %d", w.Code)
	}
}
