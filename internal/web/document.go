package web

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"mime"
	"net/http"
	"net/url"
	"path"
	"slices"
	"strings"

	"github.com/stemma/stemma"
)

// statementPlace is the address of a statement's place in its document.
func statementPlace(doc, st stemma.ID) string {
	return "/documents/" + url.PathEscape(string(doc)) + "?s=" + url.QueryEscape(string(st)) + "#" + string(st)
}

// placeAddress is the address of a place in a document, whatever its part.
func placeAddress(doc stemma.ID, span stemma.Span) string {
	a := "/documents/" + url.PathEscape(string(doc))
	if span.IsZero() {
		return a
	}
	return fmt.Sprintf("%s?at=%d-%d#place", a, span.Begin, span.End)
}

// id is the record that a request names. An address may be cut short as long
// as it names one record only.
func (s *server) id(ctx context.Context, kind byte, given string) (stemma.ID, error) {
	found, err := s.view.Find(ctx, kind, given, 2)
	switch {
	case err != nil:
		return "", err
	case len(found) == 1:
		return found[0], nil
	case len(found) > 1 && len(given) > 1:
		return "", &stemma.Error{Kind: stemma.NotFound, Op: "open " + given, Err: fmt.Errorf("more than one address begins so")}
	}
	return stemma.ID(given), nil
}

// document shows a part of a document, with the layer that says who speaks.
func (s *server) document(w http.ResponseWriter, r *http.Request) error {
	ctx := r.Context()
	id, err := s.id(ctx, 'd', r.PathValue("id"))
	if err != nil {
		return err
	}
	doc, err := s.view.Document(ctx, id)
	if err != nil {
		return err
	}
	all, err := collect(s.view.Statements(ctx, stemma.StatementFilter{Doc: id}), 0)
	if err != nil {
		return err
	}
	log, err := stemma.Log(ctx, s.view)
	if err != nil {
		return err
	}
	issues, err := collect(s.view.Issues(ctx, stemma.IssueFilter{Path: doc.Path}), 0)
	if err != nil {
		return err
	}

	sh := newSheet(doc, all, stemma.Standing(log))
	if sh.disputed, err = s.disputedIn(ctx, id); err != nil {
		return err
	}
	ps := parts(pieces(doc))
	at := 0
	if n, err := atoi(r.FormValue("part")); err == nil {
		at = min(max(n-1, 0), len(ps)-1)
	}
	if sh.place = placeOf(r.FormValue("at"), len(doc.Text)); !sh.place.IsZero() {
		at = partAt(ps, sh.place.Begin)
	}
	chosen := stemma.ID(r.FormValue("s"))
	if i := slices.IndexFunc(all, func(st *stemma.Statement) bool { return st.ID == chosen }); i >= 0 {
		sh.choose(all[i])
		at = partAt(ps, all[i].Bounds().Begin)
	}
	given := strings.Join(strings.Fields(r.FormValue("voice")), " ")
	sh.speaker = strings.ToLower(given)
	var speaks []*stemma.Statement
	for _, st := range all {
		if sh.speaker != "" && sh.picked(st) {
			speaks = append(speaks, st)
		}
	}
	if len(speaks) > 0 && r.FormValue("part") == "" {
		at = partAt(ps, speaks[0].Bounds().Begin)
	}
	v := struct {
		Doc        *stemma.Document
		Speaker    string // whose words are shaded
		Speaks     int
		Issues     []*stemma.Issue
		Part, Of   int
		Prev, Next string
		Shown      []shown
		Blocks     []block
		Voices     []voice
		Attributed int
		Own        int
		Elsewhere  []elsewhere
	}{Doc: doc, Speaker: given, Speaks: len(speaks), Part: at + 1, Of: len(ps), Shown: sh.shownList(ps)}
	if v.Elsewhere, sh.twins, err = s.elsewhereOf(ctx, doc); err != nil {
		return err
	}
	v.Blocks = sh.blocks(ps[at])
	for _, i := range issues {
		if i.Path == doc.Path && i.Kind != stemma.Unread { // the page says so anyway
			v.Issues = append(v.Issues, i)
		}
	}
	part := func(n int) string {
		q := url.Values{"part": {fmt.Sprint(n)}}
		if given != "" {
			q.Set("voice", given)
		}
		return "/documents/" + string(doc.ID) + "?" + q.Encode()
	}
	if at > 0 {
		v.Prev = part(at)
	}
	if at+1 < len(ps) {
		v.Next = part(at + 2)
	}
	v.Voices, v.Attributed = sh.voices()
	v.Own = len(all) - v.Attributed
	v.Voices = v.Voices[:min(len(v.Voices), 12)]
	return s.render(w, r, "document", documentName(doc), v)
}

// placeOf reads "120-150".
func placeOf(s string, size int) stemma.Span {
	from, to, _ := strings.Cut(s, "-")
	begin, err := atoi(from)
	end, err2 := atoi(to)
	if err != nil || err2 != nil || begin < 0 || begin >= end || end > size {
		return stemma.Span{}
	}
	return stemma.Span{Begin: begin, End: end}
}

// shown is a value of a document with what shows it.
type shown struct {
	Name, Value string
	Quote       string // the words that show it
	Address     string // of their place
	Where       string // where else it stands
}

func (s *sheet) shownList(ps [][]piece) []shown {
	var out []shown
	for _, f := range []struct {
		name, element string
		v             *stemma.Shown
	}{{"Title", "title", s.doc.Title}, {"Byline", "byline", s.doc.Byline}, {"Publisher", "publisher", s.doc.Publisher}, {"Date", "date", s.doc.Published}} {
		if f.v == nil {
			continue
		}
		sh := shown{Name: f.name, Value: visible(f.v.Value), Where: visible(f.v.Where)}
		if f.name == "Date" {
			sh.Value = day(f.v.Value)
		}
		if sh.Quote = s.words(f.v.ShownBy); sh.Quote != "" {
			sh.Address = fmt.Sprintf("/documents/%s?part=%d#shown-%s", s.doc.ID, partAt(ps, f.v.ShownBy.Begin)+1, f.element)
		}
		out = append(out, sh)
	}
	return out
}

// A voice is a source of a document as it is worded, with how many statements
// are put in its mouth.
type voice struct {
	Words   string
	Tint    int
	N       int
	Address string
	Shaded  string // the document with its words shaded
}

// voices lists who speaks in the document, most statements first, and counts
// the attributed statements.
func (s *sheet) voices() ([]voice, int) {
	by := map[string]int{}
	var out []voice
	total := 0
	for _, st := range s.all {
		if !st.Attributed() {
			continue
		}
		total++
		a := *st.Voice()
		key := s.sourceKey(a)
		i, ok := by[key]
		if !ok {
			i = len(out)
			by[key] = i
			v := voice{Words: s.words(a.Source), Tint: s.tint[key], Shaded: s.shaded(key)}
			if v.Words != "" {
				v.Address = "/statements?" + url.Values{"doc": {string(s.doc.ID)}, "source": {v.Words}}.Encode()
			} else {
				v.Words = leftOut(a)
			}
			out = append(out, v)
		}
		out[i].N++
	}
	slices.SortStableFunc(out, func(a, b voice) int { return cmp.Compare(b.N, a.N) })
	return out, total
}

// shaded is the address of the document with the words of a speaker shaded.
func (s *sheet) shaded(key string) string {
	return "/documents/" + string(s.doc.ID) + "?" + url.Values{"voice": {key}}.Encode()
}

// original hands the bytes out as they came. They may be anything, so they are
// a download and never shown.
func (s *server) original(w http.ResponseWriter, r *http.Request) error {
	doc, err := s.view.Document(r.Context(), stemma.ID(r.PathValue("id")))
	if err != nil {
		return err
	}
	data, err := s.view.Original(r.Context(), doc.ID)
	if err != nil {
		return err
	}
	h := w.Header()
	h.Set("Content-Type", "application/octet-stream")
	h.Set("Content-Disposition", attachment(doc.Path))
	h.Set("Content-Security-Policy", "default-src 'none'; sandbox")
	w.Write(data) // a client that went away needs no answer
	return nil
}

// attachment names a download after the last name of a path.
func attachment(p string) string {
	_, member, archived := strings.Cut(p, "#")
	name := path.Base(p)
	if archived && path.Base(member) != "" {
		name = path.Base(member)
	}
	name = concealed.ReplaceAllString(name, "_")
	if v := mime.FormatMediaType("attachment", map[string]string{"filename": name}); v != "" {
		return v
	}
	return "attachment"
}

// text hands the text out as it was decoded; offsets are bytes into it.
func (s *server) text(w http.ResponseWriter, r *http.Request) error {
	doc, err := s.view.Document(r.Context(), stemma.ID(r.PathValue("id")))
	if err != nil {
		return err
	}
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	io.WriteString(w, doc.Text) // a client that went away needs no answer
	return nil
}
