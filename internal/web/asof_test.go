package web

import (
	"context"
	"fmt"
	"iter"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"github.com/stemma/stemma"
)

// bare is a view without documents.
type bare struct{ stemma.View }

func (bare) Documents(context.Context, stemma.DocumentFilter) iter.Seq2[*stemma.Document, error] {
	return func(func(*stemma.Document, error) bool) {}
}

func TestAsOf(t *testing.T) {
	f := lantern(t)
	views := 0
	h := Handler(f.store, Options{Case: "x", AsOf: func(_ context.Context, day string) (stemma.View, error) {
		if !strings.HasPrefix(day, "20") {
			return nil, &stemma.Error{Kind: stemma.Invalid, Err: fmt.Errorf("%q is no date", day)}
		}
		views++
		return bare{f.store}, nil
	}})
	ask := func(method, target, cookie string, form url.Values) *httptest.ResponseRecorder {
		r := httptest.NewRequest(method, "http://localhost"+target, strings.NewReader(form.Encode()))
		if form != nil {
			r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		}
		if cookie != "" {
			r.AddCookie(&http.Cookie{Name: dayCookie, Value: cookie})
		}
		w := httptest.NewRecorder()
		h.ServeHTTP(w, r)
		return w
	}
	for _, c := range []struct {
		target, cookie string
		code           int
		dated          bool
	}{
		{"/documents", "", 200, false}, {"/documents?as-of=2020-01-01", "", 200, true}, {"/documents", "2020-01-01", 200, true},
		{"/documents?as-of=soon", "", 400, false}, {"/documents", "soon", 200, false},
	} {
		w := ask("GET", c.target, c.cookie, nil)
		banner, listed := strings.Contains(w.Body.String(), "only what was surely published by then"), strings.Contains(w.Body.String(), "data-item")
		if w.Code != c.code || banner != c.dated || c.code == 200 && listed == c.dated {
			t.Errorf("%s with cookie %q: status %d, banner %v, documents %v", c.target, c.cookie, w.Code, banner, listed)
		}
	}
	if views != 1 {
		t.Errorf("the view of one day was made %d times", views)
	}
	for here, want := range map[string]string{"/claims?as-of=2019&question=date": "/claims?question=date", "//elsewhere.example/": "/", "https://elsewhere.example/": "/", "/\\\\elsewhere.example": "/"} {
		w := ask("POST", "/as-of", "", url.Values{"day": {"2020-01"}, "here": {here}})
		if w.Code != 303 || w.Header().Get("Location") != want || !strings.Contains(w.Header().Get("Set-Cookie"), "as-of=2020-01") {
			t.Errorf("from %s: status %d to %q, %q", here, w.Code, w.Header().Get("Location"), w.Header().Get("Set-Cookie"))
		}
	}
	if w := ask("POST", "/as-of", "2020", url.Values{"day": {""}, "here": {"/"}}); !strings.Contains(w.Header().Get("Set-Cookie"), "Max-Age=0") {
		t.Errorf("it cannot be put off: %q", w.Header().Get("Set-Cookie"))
	}
	if w := ask("POST", "/as-of", "", url.Values{"day": {"soon"}, "here": {"/"}}); w.Code != 400 {
		t.Errorf("no date: status %d", w.Code)
	}
}
