// Package web shows a case as pages: what is in it, its documents with a layer
// that says at every character who is speaking, its statements with their
// chains, and the log of judgements, to which a person may add.
//
// The pages are made on the server by html/template and work without scripts;
// the island (island/, built by build.mjs into built/) adds keys and
// highlights, and is left out where it was not built. Handlers return errors;
// show turns them into pages, in this one place. The package knows a case only
// as a stemma.Store, and does no reading of its own.
//
// It trusts nobody but the person at the keyboard. A document's text is data
// and is always escaped; no page asks anything of another host; originals are
// handed out as downloads and never shown. Requests under a foreign host name
// (DNS rebinding) or from another site's page are refused.
package web

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/stemma/stemma"
	"github.com/stemma/stemma/internal/ask"
	"github.com/stemma/stemma/internal/collate"
)

// Options say how the pages are served. The zero value will do.
type Options struct {
	Case    string // what the pages call the case: the name of its file
	Version string // of the program
	// Hosts are what the pages may be asked for under, besides the names of
	// loopback. An unspecified address, as 0.0.0.0, stands for all addresses: a
	// bare address, unlike a name, cannot be pointed elsewhere by a stranger.
	Hosts []string
	Log   *slog.Logger
	// Reckon brings up to date what follows from the log, after a judgement; nil
	// where somebody else does.
	Reckon func(context.Context) error
	// AsOf is what of the case could be known on a day, as "2021-05-25"; nil
	// where nobody can say.
	AsOf func(ctx context.Context, day string) (stemma.View, error)
	// Ask answers a question in words by what the view holds; nil where nobody can.
	Ask func(ctx context.Context, view stemma.View, question string) (*ask.Answer, error)
	// Overruled are the judgements that do not hold, each with why, in words that go
	// on after "does not hold:"; nil where nobody can say.
	Overruled func(ctx context.Context, view stemma.View) (map[stemma.ID]string, error)
	// Compare compares two documents that nothing ties; nil where nobody can.
	Compare collate.Compare
	// Outlets are the houses of outlets and agencies; nil where there is no table.
	Outlets *Outlets
	Now     func() time.Time
}

const (
	requestTime = 30 * time.Second // for one page; a case on a slow disk needs some
	maxForm     = 1 << 20          // bytes of a form: a correction may quote a long statement
	maxAddress  = 32 << 10         // bytes of an address, with all that is asked for in it
	maxHeader   = 1 << 20          // bytes of a request before its form: longer addresses get a page that says so, up to here
)

type server struct {
	store   stemma.Store
	view    stemma.View // the store, or what of it could be known on a day
	day     string      // that day, "" for the whole case
	seen    *earlier
	judging *sync.Mutex // held while the log is read and written
	shelf   *shelf
	opts    Options
	files   map[string]asset
	open    bool // any address will do
}

// A handler answers a request or returns why it cannot.
type handler func(w http.ResponseWriter, r *http.Request) error

// Handler serves the pages of a case.
func Handler(store stemma.Store, opts Options) http.Handler {
	if opts.Log == nil {
		opts.Log = slog.New(slog.DiscardHandler)
	}
	if opts.Now == nil {
		opts.Now = time.Now
	}
	s := &server{store: store, view: store, seen: &earlier{}, judging: &sync.Mutex{}, shelf: &shelf{}, opts: opts, files: assets()}
	for _, h := range opts.Hosts {
		ip := net.ParseIP(h)
		s.open = s.open || h == "" || ip != nil && ip.IsUnspecified()
	}
	mux := http.NewServeMux()
	for pattern, h := range map[string]func(*server, http.ResponseWriter, *http.Request) error{
		"GET /{$}":                     (*server).caseFile,
		"GET /documents":               (*server).documents,
		"GET /documents/{id}":          (*server).document,
		"GET /documents/{id}/original": (*server).original,
		"GET /documents/{id}/text":     (*server).text,
		"GET /statements":              (*server).statements,
		"GET /statements/{id}":         (*server).statement,
		"POST /statements/{id}":        (*server).judge,
		"GET /entities":                (*server).entities,
		"GET /entities/{id}":           (*server).entity,
		"POST /entities/{id}":          (*server).judgeEntity,
		"GET /claims":                  (*server).claims,
		"GET /claims/{id}":             (*server).claim,
		"POST /claims/{id}":            (*server).judgeClaim,
		"GET /conflicts":               (*server).conflicts,
		"GET /map":                     (*server).world,
		"GET /network":                 (*server).network,
		"GET /timeline":                (*server).timeline,
		"GET /descent":                 (*server).descent,
		"GET /descent/{id}":            (*server).family,
		"GET /outlets":                 (*server).outlets,
		"POST /outlets":                (*server).judgeOutlets,
		"GET /compare":                 (*server).compare,
		"POST /compare":                (*server).judgePair,
		"GET /search":                  (*server).search,
		"GET /ask":                     (*server).ask,
		"GET /issues":                  (*server).issues,
		"GET /log":                     (*server).log,
		"POST /log/{id}":               (*server).retract,
		"GET /guide":                   (*server).guide,
		"POST /as-of":                  (*server).asOf,
		"GET /assets/{name}":           (*server).asset,
		"/":                            (*server).nowhere,
	} {
		mux.Handle(pattern, s.handle(func(w http.ResponseWriter, r *http.Request) error {
			then, err := s.asked(r)
			if err != nil {
				return err
			}
			return h(then, w, r)
		}))
	}
	return s.guard(mux)
}

// Server is an http.Server for h with limits that hold a slow or hostile
// client.
func Server(h http.Handler) *http.Server {
	return &http.Server{
		Handler:           h,
		ReadHeaderTimeout: 10 * time.Second,
		ReadTimeout:       30 * time.Second,
		WriteTimeout:      5 * time.Minute, // an original may be large
		IdleTimeout:       2 * time.Minute,
		MaxHeaderBytes:    maxHeader,
	}
}

// policy lets a page load our own files and nothing else.
const policy = "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self'; " +
	"form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

// guard refuses what does not come from our own pages, sets the headers that
// every answer carries and bounds what a request may cost.
func (s *server) guard(next http.Handler) http.Handler {
	cross := http.NewCrossOriginProtection()
	cross.SetDenyHandler(s.handle(func(http.ResponseWriter, *http.Request) error {
		return &pageError{http.StatusForbidden, "This came from another site",
			"A page of another site tried to change this case. Nothing was changed."}
	}))
	inner := cross.Handler(next)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("Content-Security-Policy", policy)
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("X-Frame-Options", "DENY")
		h.Set("Referrer-Policy", "no-referrer")
		h.Set("Cross-Origin-Opener-Policy", "same-origin")
		h.Set("Cross-Origin-Resource-Policy", "same-origin")
		h.Set("Cache-Control", "no-store")
		if !s.knows(r.Host) {
			s.handle(func(http.ResponseWriter, *http.Request) error {
				return &pageError{http.StatusMisdirectedRequest, "This is not a host name of these pages",
					"Open the address that stemma serve printed. To use another name, give it to stemma serve."}
			}).ServeHTTP(w, r)
			return
		}
		if len(r.RequestURI) > maxAddress {
			r.URL = &url.URL{Path: "/"} // the page that says so is short
			r.Form = url.Values{}
			s.handle(func(http.ResponseWriter, *http.Request) error {
				return &pageError{http.StatusRequestURITooLong, "This is too long to ask for",
					"Ask in fewer words: a question is one sentence, and a search a few words. For a whole text, search for a phrase of it."}
			}).ServeHTTP(w, r)
			return
		}
		ctx, cancel := context.WithTimeout(r.Context(), requestTime)
		defer cancel()
		r = r.WithContext(ctx)
		r.Body = http.MaxBytesReader(w, r.Body, maxForm)
		inner.ServeHTTP(w, r)
	})
}

// knows reports whether the pages may be asked for under this host. Without
// the check, a page of another site could point its own name at 127.0.0.1 and
// read the case.
func (s *server) knows(hostport string) bool {
	host := hostport
	if h, _, err := net.SplitHostPort(hostport); err == nil {
		host = h
	}
	host = strings.ToLower(strings.Trim(host, "[]"))
	if host == "localhost" || slices.Contains(s.opts.Hosts, host) {
		return true
	}
	ip := net.ParseIP(host)
	return ip != nil && (ip.IsLoopback() || s.open)
}

// handle runs h and shows its error, or its panic, as a page.
func (s *server) handle(h handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		err := func() (err error) {
			defer func() {
				if p := recover(); p != nil {
					if p == http.ErrAbortHandler {
						panic(p)
					}
					err = fmt.Errorf("make the page %s: %v", r.URL.Path, p)
				}
			}()
			return h(w, r)
		}()
		if err != nil {
			s.show(w, r, err)
		}
	})
}

// A pageError is an error that only pages know.
type pageError struct {
	status         int
	title, message string
}

func (e *pageError) Error() string { return e.title + ": " + e.message }

// failures says how each kind of error is shown; what is not in it is a
// mistake of ours.
var failures = map[stemma.Kind]struct {
	status     int
	title, way string
}{
	stemma.Invalid:  {http.StatusBadRequest, "This cannot be answered", "Go back and change what you asked for."},
	stemma.NotFound: {http.StatusNotFound, "There is nothing here", "It may have been removed, or read anew under another address. Search for its words, or begin at the case."},
	stemma.TooLarge: {http.StatusRequestEntityTooLarge, "This is too much at once", "Send less."},
	stemma.Busy:     {http.StatusServiceUnavailable, "The case is in use", "Another program is writing to it. Wait a moment and load the page again."},
	stemma.Full:     {http.StatusInsufficientStorage, "The disk is full", "Make room on the disk and try again. What was kept before is safe."},
	stemma.Damaged:  {http.StatusInternalServerError, "The case file is damaged", "Run stemma verify. If you have a backup, use it."},
}

// show is the one place where an error becomes a page.
func (s *server) show(w http.ResponseWriter, r *http.Request, err error) {
	if r.Context().Err() != nil && errors.Is(r.Context().Err(), context.Canceled) {
		return // nobody waits for an answer
	}
	v := struct{ Title, Message, Way, Detail string }{
		Title: "Something went wrong in Stemma", Way: "This is a mistake of the program, not of yours. Load the page again; if it stays, report it with the words below."}
	status := http.StatusInternalServerError
	var page *pageError
	var tooLarge *http.MaxBytesError
	switch f, known := failures[stemma.KindOf(err)]; {
	case errors.As(err, &page):
		status, v.Title, v.Way = page.status, page.title, page.message
	case errors.As(err, &tooLarge):
		f = failures[stemma.TooLarge]
		status, v.Title, v.Way = f.status, f.title, f.way
	case errors.Is(err, context.DeadlineExceeded):
		status, v.Title, v.Way = http.StatusServiceUnavailable, "This took too long", "Ask for less: fewer words, one document, a narrower filter."
	case known:
		status, v.Title, v.Way, v.Detail = f.status, f.title, f.way, stemma.Words(err)
	default:
		v.Detail = stemma.Words(err)
	}
	if hint := stemma.HintOf(err); hint != "" {
		v.Way = hint
	}
	if status >= 500 {
		s.opts.Log.Error("page failed", "path", r.URL.Path, "error", err)
	}
	var b bytes.Buffer
	if err := s.write(&b, r, "error", v.Title, v); err != nil {
		http.Error(w, v.Title+". "+v.Way, status)
		return
	}
	send(w, status, &b)
}

// render writes the named page. It is made whole before a byte is sent, so
// that an error never leaves half a page.
func (s *server) render(w http.ResponseWriter, r *http.Request, name, title string, data any) error {
	return s.renderStatus(w, r, http.StatusOK, name, title, data)
}

func (s *server) renderStatus(w http.ResponseWriter, r *http.Request, status int, name, title string, data any) error {
	var b bytes.Buffer
	if err := s.write(&b, r, name, title, data); err != nil {
		return fmt.Errorf("make the page %s: %w", r.URL.Path, err)
	}
	send(w, status, &b)
	return nil
}

func send(w http.ResponseWriter, status int, b *bytes.Buffer) {
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.WriteHeader(status)
	b.WriteTo(w) // a client that went away needs no answer
}

func (s *server) nowhere(w http.ResponseWriter, r *http.Request) error {
	return &stemma.Error{Kind: stemma.NotFound, Op: "open " + r.URL.Path}
}

func (s *server) guide(w http.ResponseWriter, r *http.Request) error {
	return s.render(w, r, "guide", "How to read these pages", nil)
}

// pageSize is how many rows a list shows at once.
const pageSize = 50

// A pager leads through a list.
type pager struct {
	First, Last int    // numbers of the rows shown, from 1
	Prev, Next  string // addresses, "" at the ends
}

// page cuts rows, of which one more than pageSize were asked for, and says
// where the others are.
func page[T any](r *http.Request, offset int, rows []T) ([]T, pager) {
	var p pager
	at := func(n int) string {
		q := r.URL.Query()
		q.Del("from")
		if n > 0 {
			q.Set("from", fmt.Sprint(n+1))
		}
		u := url.URL{Path: r.URL.Path, RawQuery: q.Encode()}
		return u.String()
	}
	if offset > 0 {
		p.Prev = at(max(0, offset-pageSize))
	}
	if len(rows) > pageSize {
		rows = rows[:pageSize]
		p.Next = at(offset + pageSize)
	}
	p.First, p.Last = offset+1, offset+len(rows)
	return rows, p
}

// offset is the number of rows before the one that the request begins at.
func offset(r *http.Request) int {
	n, err := atoi(r.FormValue("from"))
	if err != nil {
		return 0
	}
	return max(0, n-1)
}
