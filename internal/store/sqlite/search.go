package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	driver "modernc.org/sqlite"

	"github.com/stemma/stemma"
)

// defaultHits is how many hits a search gives that does not say.
const defaultHits = 20

// Search looks for words; see stemma.View. The best are first by BM25 as FTS5
// reckons it, over all versions of all documents; of two that are as good, the
// one of the lesser path, the document before its statements.
func (s *store) Search(ctx context.Context, q stemma.Query) ([]stemma.Hit, error) {
	op := "search for " + q.Words
	ts := parse(q.Words)
	hits := []stemma.Hit{}
	if len(ts) == 0 {
		return hits, nil
	}
	if q.Limit <= 0 {
		q.Limit = defaultHits
	}
	var parts []string
	var args []any
	if q.Kind == 0 || q.Kind == 'd' {
		part, a := ts.ranked("document", "d.key, d.id AS doc, d.path, coalesce(d.title, '') AS title, '' AS statement, d.text, '' AS record, 0 AS begin",
			"document d", "d.key")
		parts, args = append(parts, part), append(args, a...)
	}
	if q.Kind == 0 || q.Kind == 's' {
		part, a := ts.ranked("statement", "s.key, d.id AS doc, d.path, coalesce(d.title, '') AS title, s.id AS statement, d.text, s.record, s.begin",
			"statement s JOIN document d ON d.key = s.doc", "s.key")
		parts, args = append(parts, part), append(args, a...)
	}
	if parts == nil {
		return nil, invalid(op, "no records of kind %q are looked through", q.Kind)
	}
	query, args := page(strings.Join(parts, " UNION ALL ")+" ORDER BY score, path, begin, statement", args, q.Limit, q.Offset)
	err := s.look(ctx, op, func(l look) error {
		texts := map[string]string{} // the text of the last document; its statements mostly follow
		return l.all(query, args, func(scan func(...any) error) (bool, error) {
			var h stemma.Hit
			var key, begin int64
			var score float64
			var digest string
			var record []byte
			if err := scan(&key, &h.Doc, &h.Path, &h.Title, &h.Statement, &digest, &record, &begin, &score); err != nil {
				return false, err
			}
			text, ok := texts[digest]
			if !ok {
				b, err := l.blob(digest)
				if err != nil {
					return false, err
				}
				text = string(b)
				clear(texts)
				texts[digest] = text
			}
			place := stemma.Span{End: len(text)}
			if h.Statement != "" {
				st := stemma.Statement{ID: h.Statement}
				if err := unpackStatement(record, &st); err != nil {
					return false, err
				}
				place = st.Bounds()
			}
			if err := s.marks.snippet(ctx, ts, text, place, &h); err != nil {
				return false, err
			}
			hits = append(hits, h)
			return true, nil
		})
	})
	if err != nil {
		return nil, err
	}
	return hits, nil
}

// ranked is a query for the columns and the score of the records that hold
// what is looked for, less being better.
func (ts terms) ranked(kind, columns, from, key string) (string, []any) {
	var w where
	var args []any
	scores := []string{}
	tables := ""
	for n, i := range ts.wanted(kind) {
		alias := fmt.Sprintf("m%d", n)
		tables += fmt.Sprintf("(SELECT rowid AS key, rank AS score FROM %s WHERE %s MATCH ?) %s CROSS JOIN ", i.table, i.table, alias)
		args = append(args, i.match)
		scores = append(scores, alias+".score")
		w.add(alias + ".key = " + key)
	}
	w.add("d.latest")
	ts.exclude(&w, key, kind)
	if len(scores) == 0 {
		scores = []string{"0"}
	}
	return "SELECT " + columns + ", " + strings.Join(scores, " + ") + " AS score FROM " + tables + from + w.String(), append(args, w.args...)
}

// Lengths in bytes. A snippet is about two lines of a page; words are looked
// for piece by piece, so that a hit in a book does not cost the whole book.
const (
	snippetSize = 240
	pieceSize   = 32 << 10
)

// A marker finds the words looked for in a text. It asks FTS5 itself, in an
// index in memory, so that what is marked is what was found.
type marker struct {
	mu sync.Mutex
	db *sql.DB
}

func (m *marker) open(ctx context.Context) error {
	if m.db != nil {
		return nil
	}
	c, err := driver.NewConnector("file::memory:?" + url.Values{"_pragma": {"temp_store(memory)"}}.Encode())
	if err != nil {
		return err
	}
	db := sql.OpenDB(c)
	db.SetMaxOpenConns(1) // each connection would be an index of its own
	db.SetConnMaxIdleTime(0)
	// Without the caller's context: a cancelled statement would end the
	// connection and the index with it.
	ctx = context.WithoutCancel(ctx)
	for _, q := range []string{
		"CREATE VIRTUAL TABLE text_stem USING fts5 (text, tokenize='porter unicode61 remove_diacritics 2')",
		"CREATE VIRTUAL TABLE text_word USING fts5 (text, tokenize='unicode61 remove_diacritics 2')",
	} {
		if _, err := db.ExecContext(ctx, q); err != nil {
			return errors.Join(err, db.Close())
		}
	}
	m.db = db
	return nil
}

func (m *marker) close() error {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.db == nil {
		return nil
	}
	db := m.db
	m.db = nil
	return db.Close()
}

// snippet sets the snippet of a hit that stands somewhere in place of text,
// its marks and its place.
func (m *marker) snippet(ctx context.Context, ts terms, text string, place stemma.Span, h *stemma.Hit) error {
	var marks []stemma.Span
	for begin := place.Begin; begin < place.End && len(marks) == 0; {
		if err := ctx.Err(); err != nil {
			return err
		}
		end := min(begin+pieceSize, place.End)
		if end < place.End {
			if cut := strings.LastIndexFunc(text[begin:end], blank); cut > 0 {
				end = begin + cut
			}
		}
		found, err := m.find(ctx, ts, text[begin:end])
		if err != nil {
			return err
		}
		for _, f := range found {
			marks = append(marks, stemma.Span{Begin: begin + f.Begin, End: begin + f.End})
		}
		begin = end
	}
	h.Place = window(text, place, marks)
	h.Snippet = h.Place.In(text)
	for _, f := range marks {
		if h.Place.Contains(f) {
			h.Marks = append(h.Marks, stemma.Span{Begin: f.Begin - h.Place.Begin, End: f.End - h.Place.Begin})
		}
	}
	return nil
}

// The signs that highlight puts around what it finds. They are blanked out of
// the text first.
const markBegin, markEnd = "\x01", "\x02"

// find returns where the terms stand in text, in order and without overlap.
func (m *marker) find(ctx context.Context, ts terms, text string) ([]stemma.Span, error) {
	blanked := []byte(text)
	for i, b := range blanked {
		if b < ' ' {
			blanked[i] = ' '
		}
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	if err := m.open(ctx); err != nil {
		return nil, err
	}
	ctx = context.WithoutCancel(ctx)
	var found []stemma.Span
	for _, i := range indexes("text",
		ts.expression("OR", func(t term) bool { return !t.absent && stemmed(t) }),
		ts.expression("OR", func(t term) bool { return !t.absent && literal(t) })) {
		if _, err := m.db.ExecContext(ctx, "INSERT OR REPLACE INTO "+i.table+" (rowid, text) VALUES (1, ?)", string(blanked)); err != nil {
			return nil, err
		}
		var marked string
		err := m.db.QueryRowContext(ctx, "SELECT highlight("+i.table+", 0, ?, ?) FROM "+i.table+" WHERE "+i.table+" MATCH ?",
			markBegin, markEnd, i.match).Scan(&marked)
		if errors.Is(err, sql.ErrNoRows) {
			continue
		}
		if err != nil {
			return nil, err
		}
		at := 0
		for begin := strings.Index(marked, markBegin); begin >= 0; begin = strings.Index(marked, markBegin) {
			at += begin
			marked = marked[begin+len(markBegin):]
			n := strings.Index(marked, markEnd)
			if n < 0 {
				return nil, fmt.Errorf("mark the words found: a mark does not end")
			}
			found = append(found, stemma.Span{Begin: at, End: at + n})
			at += n
			marked = marked[n+len(markEnd):]
		}
	}
	return joined(found), nil
}

// joined puts spans in order and makes one of those that overlap.
func joined(spans []stemma.Span) []stemma.Span {
	slices.SortFunc(spans, func(a, b stemma.Span) int { return a.Begin - b.Begin })
	var out []stemma.Span
	for _, s := range spans {
		if n := len(out); n > 0 && s.Begin < out[n-1].End {
			out[n-1].End = max(out[n-1].End, s.End)
			continue
		}
		out = append(out, s)
	}
	return out
}

// window is the stretch of place to show: the one with the most marks, the
// first of equals, cut between words; the beginning where there are none.
func window(text string, place stemma.Span, marks []stemma.Span) stemma.Span {
	if place.Len() <= snippetSize {
		return place
	}
	core := stemma.Span{Begin: place.Begin, End: place.Begin}
	best := 0
	for i, first := range marks {
		n := 0
		last := first
		for _, m := range marks[i:] {
			if m.End-first.Begin > snippetSize*2/3 {
				break
			}
			n++
			last = m
		}
		if n > best {
			best = n
			core = stemma.Span{Begin: first.Begin, End: last.End}
		}
	}
	// A third of what is left goes before the first mark.
	left := max(0, snippetSize-core.Len())
	begin := max(place.Begin, core.Begin-left/3)
	end := min(place.End, max(core.End, begin+snippetSize))
	// Cut where a word begins or ends, if there is such a place in reach; not
	// within a character in any case.
	if begin > place.Begin {
		if cut := strings.IndexFunc(text[begin:core.Begin], unicode.IsSpace); cut >= 0 {
			begin += cut
		}
		for begin < core.Begin {
			r, n := utf8.DecodeRuneInString(text[begin:])
			if !unicode.IsSpace(r) && utf8.RuneStart(text[begin]) {
				break
			}
			begin += n
		}
	}
	if end < place.End {
		if cut := strings.LastIndexFunc(text[core.End:end], unicode.IsSpace); cut >= 0 {
			end = core.End + cut
		}
		for end > core.End && !utf8.RuneStart(text[end]) {
			end--
		}
	}
	return stemma.Span{Begin: begin, End: end}
}
