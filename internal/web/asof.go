package web

import (
	"context"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"time"

	"github.com/stemma/stemma"
)

// dayCookie keeps the day as of which a person looks at the case, so that every
// link leads on within it.
const dayCookie = "as-of"

// earlier keeps the view of the day that was last asked for: the claims of a
// view are made anew, which is too much for every page.
type earlier struct {
	sync.Mutex
	day     string
	changed time.Time // of the case, when the view was made
	view    stemma.View
}

// A shelf keeps what takes a look at the whole case to find, until the case is changed:
// all pages of descent are of one forest, and a list of which a page shows fifty rows is
// put in order as a whole.
type shelf struct {
	sync.Mutex
	changed time.Time // of the case, when these were found
	held    map[string]*shelved
}

// A shelved is one thing that a shelf keeps, or will when it has been found.
type shelved struct {
	turn  chan struct{} // holds one while somebody looks for it
	thing any
	found bool
}

// mostHeld is how many things are on a shelf: some for each of a few days. There is
// no end of days, so where one more comes all are put away.
const mostHeld = 64

// on is the place of a thing on the shelf, for a case that was changed last then.
func (s *shelf) on(what string, changed time.Time) *shelved {
	s.Lock()
	defer s.Unlock()
	if s.held == nil || !s.changed.Equal(changed) {
		s.changed, s.held = changed, map[string]*shelved{}
	}
	x := s.held[what]
	if x == nil {
		if len(s.held) >= mostHeld {
			clear(s.held)
		}
		x = &shelved{turn: make(chan struct{}, 1)}
		s.held[what] = x
	}
	return x
}

// held is what find gives, or what it gave before where the case is the same. It is
// looked for once at a time; whoever waits for it waits no longer than ctx. Whoever
// gets it leaves it as it is.
func held[T any](ctx context.Context, s *server, what string, find func() (T, error)) (T, error) {
	var none T
	sum, err := s.store.Summary(ctx)
	if err != nil {
		return none, err
	}
	x := s.shelf.on(what+" "+s.day, sum.Changed)
	select {
	case x.turn <- struct{}{}:
		defer func() { <-x.turn }()
	case <-ctx.Done():
		return none, ctx.Err()
	}
	if thing, ok := x.thing.(T); ok && x.found {
		return thing, nil
	}
	thing, err := find()
	if err == nil {
		x.thing, x.found = thing, true
	}
	return thing, err
}

// forest is that of the case, or of what of it could be known on the day.
func (s *server) forest(ctx context.Context) (*stemma.Forest, error) {
	return held(ctx, s, "forest", func() (*stemma.Forest, error) { return stemma.GrowForest(ctx, s.view) })
}

// asked is the server that looks at the case as the request asks: as of a day,
// where it names one or the cookie does. What is judged is always judged in the
// whole case.
func (s *server) asked(r *http.Request) (*server, error) {
	day, kept := r.URL.Query().Get("as-of"), false
	if c, err := r.Cookie(dayCookie); day == "" && err == nil {
		day, _ = url.QueryUnescape(c.Value)
		kept = true
	}
	if day = strings.TrimSpace(day); day == "" || s.opts.AsOf == nil || r.Method != http.MethodGet && r.Method != http.MethodHead || strings.HasPrefix(r.URL.Path, "/assets/") {
		return s, nil
	}
	then := *s
	then.day = day
	var err error
	if then.view, err = s.asOfDay(r.Context(), day); kept && stemma.KindOf(err) == stemma.Invalid {
		return s, nil // a cookie that is no date must not lock every page
	}
	return &then, err
}

func (s *server) asOfDay(ctx context.Context, day string) (stemma.View, error) {
	sum, err := s.store.Summary(ctx)
	if err != nil {
		return nil, err
	}
	s.seen.Lock()
	defer s.seen.Unlock()
	if s.seen.view == nil || s.seen.day != day || !s.seen.changed.Equal(sum.Changed) {
		view, err := s.opts.AsOf(ctx, day)
		if err != nil {
			return nil, err
		}
		s.seen.day, s.seen.changed, s.seen.view = day, sum.Changed, view
	}
	return s.seen.view, nil
}

// asOf sets the day as of which the pages show the case, or none.
func (s *server) asOf(w http.ResponseWriter, r *http.Request) error {
	if err := r.ParseForm(); err != nil {
		return badForm(err)
	}
	day := line(r, "day")
	cookie := &http.Cookie{Name: dayCookie, Value: url.QueryEscape(day), Path: "/", HttpOnly: true, SameSite: http.SameSiteStrictMode}
	if day == "" || s.opts.AsOf == nil {
		cookie.MaxAge = -1
	} else if _, err := s.asOfDay(r.Context(), day); err != nil {
		return err
	}
	http.SetCookie(w, cookie)
	to := "/"
	// Only a path of our own: "//host" and a backslash lead elsewhere.
	if u, err := url.Parse(r.PostFormValue("here")); err == nil && u.Scheme == "" && u.Host == "" && strings.HasPrefix(u.Path, "/") && !strings.HasPrefix(u.Path, "//") && !strings.Contains(u.Path, "\\") {
		q := u.Query()
		q.Del("as-of")
		to = (&url.URL{Path: u.Path, RawQuery: q.Encode()}).String()
	}
	http.Redirect(w, r, to, http.StatusSeeOther)
	return nil
}
