package sqlite

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"iter"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/stemma/stemma"
)

// A look is a case as it is at one moment.
type look struct {
	ctx      context.Context
	tx       *sql.Tx
	compiled *compiled // nil for a file that is looked at once
}

// look calls do with the case as it is now.
func (s *store) look(ctx context.Context, op string, do func(look) error) error {
	return lookAt(ctx, s.readers, &s.compiled, op, do)
}

func lookAt(ctx context.Context, db *sql.DB, queries *compiled, op string, do func(look) error) error {
	t, err := db.BeginTx(ctx, nil)
	if err != nil {
		return fail(op, err)
	}
	defer t.Rollback() // nothing was written
	err = do(look{ctx, t, queries})
	if err != nil && ctx.Err() != nil {
		err = ctx.Err() // more to the point than what the interrupted query says
	}
	return fail(op, err)
}

// one scans the only row of the query into to; sql.ErrNoRows if there is none.
func (l look) one(query string, args []any, to ...any) error {
	return l.row(query, args)(to...)
}

// row is the scan of the only row of the query.
func (l look) row(query string, args []any) func(to ...any) error {
	return func(to ...any) error {
		found := false
		err := l.all(query, args, func(scan func(...any) error) (bool, error) {
			found = true
			return false, scan(to...)
		})
		if err == nil && !found {
			err = sql.ErrNoRows
		}
		return err
	}
}

// all calls each for every row until it is false.
func (l look) all(query string, args []any, each func(scan func(...any) error) (more bool, err error)) error {
	rows, err := l.ask(query, args)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		if more, err := each(rows.Scan); err != nil || !more {
			return err
		}
	}
	return rows.Err()
}

// ask runs a query, compiled before if that is known to be of use. A query is not
// asked again before its rows are gone through.
func (l look) ask(query string, args []any) (*sql.Rows, error) {
	p, err := l.compiled.query(l.ctx, query)
	if err != nil {
		return nil, err
	}
	if p == nil {
		return l.tx.QueryContext(l.ctx, query, args...)
	}
	return l.tx.StmtContext(l.ctx, p).QueryContext(l.ctx, args...)
}

// A compiled holds queries that were asked twice, ready to be asked again:
// compiling one takes longer than most answers.
type compiled struct {
	mu      sync.Mutex
	db      *sql.DB
	queries map[string]*sql.Stmt // nil for one asked once
}

// mostCompiled is how many queries are held. There are some fifty, and those of
// filters, of which there may be any number.
const mostCompiled = 200

// query is the compiled query, nil if it is asked for the first time or there are
// too many.
func (c *compiled) query(ctx context.Context, query string) (*sql.Stmt, error) {
	if c == nil {
		return nil, nil
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	p, asked := c.queries[query]
	if p != nil || c.db == nil || !asked && len(c.queries) >= mostCompiled {
		return p, nil
	}
	if !asked {
		c.queries[query] = nil
		return nil, nil
	}
	p, err := c.db.PrepareContext(ctx, query)
	if err == nil {
		c.queries[query] = p
	}
	return p, err
}

// close ends the use of all queries.
func (c *compiled) close() (err error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.db = nil
	for _, p := range c.queries {
		if p != nil {
			err = errors.Join(err, p.Close())
		}
	}
	clear(c.queries)
	return err
}

// stream is the sequence of the records that scan makes of the rows of a
// query. The query is asked for when the sequence is run, each time anew.
func stream[T any](s *store, ctx context.Context, op string, query func(look) (string, []any, error), scan func(scan func(...any) error, to *T) error) iter.Seq2[*T, error] {
	return func(yield func(*T, error) bool) {
		stopped := false
		err := s.look(ctx, op, func(l look) error {
			q, args, err := query(l)
			if err != nil {
				return err
			}
			return l.all(q, args, func(row func(...any) error) (bool, error) {
				to := new(T)
				if err := scan(row, to); err != nil {
					return false, err
				}
				stopped = !yield(to, nil)
				return !stopped, nil
			})
		})
		if err != nil && !stopped {
			yield(nil, err)
		}
	}
}

// always is a query that asks for nothing else first.
func always(query string, args ...any) func(look) (string, []any, error) {
	return func(look) (string, []any, error) { return query, args, nil }
}

// A where collects conditions.
type where struct {
	conds []string
	args  []any
}

func (w *where) add(cond string, args ...any) {
	w.conds = append(w.conds, cond)
	w.args = append(w.args, args...)
}

func (w *where) String() string {
	if len(w.conds) == 0 {
		return ""
	}
	return " WHERE " + strings.Join(w.conds, " AND ")
}

// page adds the limits of a page to a query; a limit of 0 is none.
func page(query string, args []any, limit, offset int) (string, []any) {
	if limit <= 0 {
		limit = -1
	}
	return query + " LIMIT ? OFFSET ?", append(args, limit, max(0, offset))
}

const documentColumns = `d.id, d.path, d.sha256, d.bytes, d.format, d.encoding, d.shown, d.lang, d.analysed,
	coalesce((SELECT o.id FROM document o WHERE o.path = d.path AND o.version < d.version ORDER BY o.version DESC LIMIT 1), ''),
	coalesce((SELECT o.id FROM document o WHERE o.path = d.path AND o.version > d.version ORDER BY o.version LIMIT 1), '')`

// scanDocument scans documentColumns, and what more the query asks for.
func scanDocument(scan func(...any) error, d *stemma.Document, more ...any) error {
	var shown []byte
	if err := scan(append([]any{&d.ID, &d.Path, &d.SHA256, &d.Bytes, &d.Format, &d.Encoding, &shown, &d.Lang, &d.Analysed,
		&d.VersionOf, &d.ReplacedBy}, more...)...); err != nil {
		return err
	}
	return unpackShown(shown, d)
}

// Document returns a document; see stemma.View.
func (s *store) Document(ctx context.Context, id stemma.ID) (*stemma.Document, error) {
	op := "look up document " + string(id)
	d := new(stemma.Document)
	err := s.look(ctx, op, func(l look) error {
		var regions []byte
		var digest string
		err := scanDocument(l.row("SELECT "+documentColumns+", d.regions, d.text FROM document d WHERE d.id = ?", []any{id}),
			d, &regions, &digest)
		if errors.Is(err, sql.ErrNoRows) {
			return notFound(op, id)
		}
		if err != nil {
			return err
		}
		if err := unpackRegions(regions, d); err != nil {
			return err
		}
		text, err := l.blob(digest)
		d.Text = string(text)
		return err
	})
	if err != nil {
		return nil, err
	}
	return d, nil
}

func (l look) blob(sha256 string) ([]byte, error) {
	var size int64
	var packing int
	var body []byte
	if err := l.one(blobQuery, []any{sha256}, &size, &packing, &body); err != nil {
		return nil, missing(sha256, err)
	}
	return unpack(body, packing, size, sha256)
}

// Original returns the bytes of a document; see stemma.View.
func (s *store) Original(ctx context.Context, id stemma.ID) (original []byte, err error) {
	op := "look up the original of " + string(id)
	err = s.look(ctx, op, func(l look) error {
		var digest string
		var kept bool
		err := l.one("SELECT sha256, kept FROM document WHERE id = ?", []any{id}, &digest, &kept)
		if errors.Is(err, sql.ErrNoRows) {
			return notFound(op, id)
		}
		if err != nil {
			return err
		}
		if !kept {
			return &stemma.Error{Kind: stemma.NotFound, Op: op, Err: errors.New("it was read without keeping the original"),
				Hint: "read the file again without --no-originals"}
		}
		original, err = l.blob(digest)
		return err
	})
	if err != nil {
		return nil, err
	}
	return original, nil
}

// Find finds ids; see stemma.View.
func (s *store) Find(ctx context.Context, kind byte, prefix string, limit int) ([]stemma.ID, error) {
	op := "find " + prefix
	table := map[byte]string{'d': "document", 's': "statement", 'j': "judgement", 'e': "entity", 'c': "claim"}[kind]
	if table == "" {
		return nil, invalid(op, "no records of kind %q are looked for", kind)
	}
	ids := []stemma.ID{}
	if limit <= 0 {
		return ids, nil
	}
	err := s.look(ctx, op, func(l look) error {
		collect := func(query string, args ...any) error {
			return l.all(query, args, func(scan func(...any) error) (bool, error) {
				var id stemma.ID
				err := scan(&id)
				ids = append(ids, id)
				return true, err
			})
		}
		// "~" comes after every letter and digit of an id.
		if err := collect("SELECT id FROM "+table+" WHERE id >= ?1 AND id < ?1 || '~' ORDER BY id LIMIT ?2", prefix, limit); err != nil {
			return err
		}
		if kind == 'e' && len(ids) == 0 {
			was, err := l.lapsed(prefix, limit)
			for _, x := range was {
				ids = append(ids, x.id)
			}
			return err
		}
		if kind == 'c' && len(ids) == 0 {
			return collect("SELECT id FROM retired WHERE id >= ?1 AND id < ?1 || '~' ORDER BY id LIMIT ?2", prefix, limit)
		}
		if kind != 'd' || prefix == "" {
			return nil
		}
		n := len(ids)
		if err := collect("SELECT id FROM document WHERE path = ? AND latest", prefix); err != nil || len(ids) > n {
			return err
		}
		// In bytes, so that a path in no encoding at all is found as well.
		return collect(`SELECT id FROM document WHERE latest AND substr(CAST(path AS BLOB), -length(CAST(?1 AS BLOB))) = CAST(?1 AS BLOB)
			ORDER BY id LIMIT ?2`, prefix, limit)
	})
	if err != nil {
		return nil, err
	}
	slices.Sort(ids)
	ids = slices.Compact(ids)
	return ids[:min(len(ids), limit)], nil
}

// Documents lists documents; see stemma.View.
func (s *store) Documents(ctx context.Context, f stemma.DocumentFilter) iter.Seq2[*stemma.Document, error] {
	q, args := documentQuery(f)
	return stream(s, ctx, "list documents", always(q, args...), func(scan func(...any) error, d *stemma.Document) error {
		if !f.Texts {
			return scanDocument(scan, d)
		}
		var regions, body []byte
		var digest string
		var size sql.NullInt64
		var packing sql.NullInt64
		err := scanDocument(scan, d, &regions, &digest, &size, &packing, &body)
		if err != nil {
			return err
		}
		if !size.Valid {
			return missing(digest, sql.ErrNoRows)
		}
		if err := unpackRegions(regions, d); err != nil {
			return err
		}
		text, err := unpack(body, int(packing.Int64), size.Int64, digest)
		d.Text = string(text)
		return err
	})
}

func documentQuery(f stemma.DocumentFilter) (string, []any) {
	var w where
	columns, from := documentColumns, "document d"
	if f.Texts {
		columns += ", d.regions, d.text, b.size, b.packing, b.body"
		from += " LEFT JOIN blob b ON b.sha256 = d.text"
	}
	if f.IDs != nil {
		w.add("d.id IN (SELECT value FROM json_each(?))", list(f.IDs))
	} else if !f.AllVersions {
		w.add("d.latest")
	}
	if f.Path != "" {
		w.add("d.path = ?", f.Path)
	}
	if f.Format != "" {
		w.add("d.format = ?", f.Format)
	}
	if f.Lang != "" {
		w.add("d.lang = ?", strings.TrimSuffix(f.Lang, unknownLang))
	}
	if f.About != "" {
		parse(f.About).restrict(&w, "d.key", "document")
	}
	return page("SELECT "+columns+" FROM "+from+w.String()+" ORDER BY d.path, d.version", w.args, f.Limit, f.Offset)
}

// unknownLang is how a language that is not known is asked for.
const unknownLang = "und"

const statementColumns = "s.id, d.id, d.run, s.record, s.voices"

func scanStatement(scan func(...any) error, st *stemma.Statement) error {
	var record, voices []byte
	if err := scan(&st.ID, &st.Doc, &st.Run, &record, &voices); err != nil {
		return err
	}
	if err := unpackStatement(record, st); err != nil {
		return err
	}
	return unpackVoices(voices, st)
}

// Statements lists statements; see stemma.View.
func (s *store) Statements(ctx context.Context, f stemma.StatementFilter) iter.Seq2[*stemma.Statement, error] {
	return stream(s, ctx, "list statements", func(l look) (string, []any, error) { return l.statementQuery(f) }, scanStatement)
}

func (l look) statementQuery(f stemma.StatementFilter) (string, []any, error) {
	var w where
	// Where few statements are to be expected they come first and are then
	// put in order; else the documents do, whose index gives the order.
	from := "document d CROSS JOIN statement s"
	few := func() { from = "statement s CROSS JOIN document d" }
	if f.IDs != nil {
		few()
		w.add("s.id IN (SELECT value FROM json_each(?))", list(f.IDs))
	}
	if f.Doc != "" {
		w.add("d.id = ?", f.Doc)
	} else if !f.AllVersions && f.IDs == nil {
		w.add("d.latest")
	}
	switch f.Kind {
	case "":
	case "attributed":
		w.add("s.kind != ?", stemma.KindAuthor)
	default:
		w.add("s.kind = ?", f.Kind)
	}
	if f.Certainty != "" {
		w.add("s.certainty = ?", string(f.Certainty))
	}
	if f.Polarity != "" {
		w.add("s.polarity = ?", string(f.Polarity))
	}
	switch f.SourceType {
	case "":
	case stemma.UnknownSource:
		w.add("s.source_type = ''")
	default:
		w.add("s.source_type = ?", string(f.SourceType))
	}
	if f.Depth > 0 {
		w.add("s.depth = ?", f.Depth)
	}
	if f.LeastDepth > 0 {
		w.add("s.depth >= ?", f.LeastDepth)
	}
	if f.Source != "" {
		few()
		w.add("s.key IN (SELECT k.statement FROM link k WHERE k.source IN (SELECT rowid FROM source_word WHERE source_word MATCH ?))",
			allWords(f.Source))
	}
	if f.Entity != "" {
		few()
		w.add("s.key IN (SELECT v.statement FROM voice v WHERE v.entity = ?)", f.Entity)
	}
	if f.About != "" {
		few()
		parse(f.About).restrict(&w, "s.key", "statement")
	}
	if f.Judged != "" {
		few()
		ids, err := l.judged(f.Judged)
		if err != nil {
			return "", nil, err
		}
		w.add("s.id IN (SELECT value FROM json_each(?))", ids)
	}
	if f.Doc != "" {
		from = "document d CROSS JOIN statement s"
	}
	w.add("s.doc = d.key")
	q, args := page("SELECT "+statementColumns+" FROM "+from+w.String()+" ORDER BY d.path, d.version, s.begin, s.end, s.id", w.args, f.Limit, f.Offset)
	return q, args, nil
}

// judged is a JSON array of the statements on which a judgement of the kind
// stands.
func (l look) judged(kind stemma.JudgementKind) (string, error) {
	var log []*stemma.Judgement
	err := l.all("SELECT j.id, j.kind, j.retracts, "+attachedTo+" FROM judgement j ORDER BY j.key", nil, func(scan func(...any) error) (bool, error) {
		j := new(stemma.Judgement)
		log = append(log, j)
		return true, scan(&j.ID, &j.Kind, &j.Retracts, &j.Statement)
	})
	if err != nil {
		return "", err
	}
	var ids []stemma.ID
	for id, j := range stemma.Standing(log) {
		if j.Kind == kind {
			ids = append(ids, id)
		}
	}
	return list(ids), nil
}

// list is a JSON array of ids.
func list(ids []stemma.ID) string {
	b, err := json.Marshal(ids)
	if err != nil {
		panic(err) // strings
	}
	return string(b)
}

// attachedTo is the statement or document that the judgement j is attached to,
// if the case holds it: what was removed or not found again is no longer fitted.
// One on who is who, or that rates a source, is attached to a mention.
const attachedTo = `coalesce((SELECT s.id FROM attachment a JOIN statement s ON s.id = a.statement WHERE a.judgement = j.id),
	(SELECT d.id FROM attachment a JOIN document d ON d.id = a.statement WHERE a.judgement = j.id),
	(SELECT a.statement FROM attachment a WHERE a.judgement = j.id AND (j.kind IN ('same', 'different') OR j.rating >= 'A')), '')`

// Statement returns a statement; see stemma.View.
func (s *store) Statement(ctx context.Context, id stemma.ID) (*stemma.Statement, error) {
	op := "look up statement " + string(id)
	st := new(stemma.Statement)
	err := s.look(ctx, op, func(l look) error {
		err := scanStatement(l.row("SELECT "+statementColumns+" FROM statement s JOIN document d ON d.key = s.doc WHERE s.id = ?", []any{id}), st)
		if errors.Is(err, sql.ErrNoRows) {
			return notFound(op, id)
		}
		return err
	})
	if err != nil {
		return nil, err
	}
	return st, nil
}

// Mentions lists the mentions of a document; see stemma.View.
func (s *store) Mentions(ctx context.Context, doc stemma.ID) iter.Seq2[*stemma.Mention, error] {
	return stream(s, ctx, "list mentions of "+string(doc),
		always("SELECT "+mentionColumns+" FROM document d CROSS JOIN mention m WHERE d.id = ? AND m.doc = d.key ORDER BY m.begin, m.end, m.id", doc),
		scanMention)
}

const mentionColumns = `m.id, d.id, m.begin, m.end, m.type, m.form, CASE m.resolved WHEN '' THEN m.entity ELSE m.resolved END,
	m.confidence, m.chain, m.chained, d.run`

func scanMention(scan func(...any) error, m *stemma.Mention) error {
	return scan(&m.ID, &m.Doc, &m.Span.Begin, &m.Span.End, (*string)(&m.Type), (*string)(&m.Form), &m.Entity, &m.Confidence,
		&m.Chain, &m.ChainConfidence, &m.Run)
}

// Times lists the times of a document; see stemma.View.
func (s *store) Times(ctx context.Context, doc stemma.ID) iter.Seq2[*stemma.Time, error] {
	return stream(s, ctx, "list times of "+string(doc),
		always(`SELECT d.id, t.begin, t.end, t.type, t.value, t.anchor, d.run
			FROM document d CROSS JOIN time t WHERE d.id = ? AND t.doc = d.key ORDER BY t.begin, t.end, t.n`, doc),
		func(scan func(...any) error, t *stemma.Time) error {
			return scan(&t.Doc, &t.Span.Begin, &t.Span.End, &t.Type, &t.Value, &t.Anchor, &t.Run)
		})
}

// Issues lists issues; see stemma.View.
func (s *store) Issues(ctx context.Context, f stemma.IssueFilter) iter.Seq2[*stemma.Issue, error] {
	var w where
	if f.Path != "" {
		w.add("instr(path, ?) > 0", f.Path)
	}
	if f.Stage != "" {
		w.add("stage = ?", f.Stage)
	}
	if f.Kind != "" {
		w.add("kind = ?", string(f.Kind))
	}
	return stream(s, ctx, "list issues",
		always("SELECT path, stage, kind, message FROM issue"+w.String()+" ORDER BY path, stage, message, kind", w.args...),
		func(scan func(...any) error, i *stemma.Issue) error {
			return scan(&i.Path, &i.Stage, &i.Kind, &i.Message)
		})
}

// Runs lists runs; see stemma.View.
func (s *store) Runs(ctx context.Context) iter.Seq2[*stemma.Run, error] {
	// A run of which nothing is left, as of derivations whose document was removed,
	// is none of the case as it is.
	return stream(s, ctx, "list runs", always(`SELECT id, stage, version, model FROM run WHERE EXISTS (SELECT 1 FROM document d WHERE d.run = run.id)
		OR EXISTS (SELECT 1 FROM derivation v WHERE v.record ->> '$.run' = run.id) OR EXISTS (SELECT 1 FROM claim c WHERE c.record ->> '$.run' = run.id)
		ORDER BY stage, version, model, id`),
		func(scan func(...any) error, r *stemma.Run) error { return scan(&r.ID, &r.Stage, &r.Version, &r.Model) })
}

// Judgements lists the log; see stemma.View.
func (s *store) Judgements(ctx context.Context) iter.Seq2[*stemma.Judgement, error] {
	return stream(s, ctx, "list judgements",
		always("SELECT j.id, j.kind, j.about, j.by, j.why, j.at, j.retracts, j.rating, "+attachedTo+" FROM judgement j ORDER BY j.key"),
		func(scan func(...any) error, j *stemma.Judgement) error {
			var about []byte
			var at string
			if err := scan(&j.ID, &j.Kind, &about, &j.By, &j.Why, &at, &j.Retracts, &j.Rating, &j.Statement); err != nil {
				return err
			}
			var err error
			if j.At, err = time.Parse(time.RFC3339, at); err != nil {
				return damagedRecord("judgement", j.ID, err)
			}
			return unpackAnchors(about, j)
		})
}

// Holds reports whether nothing needs doing; see stemma.Store.
func (s *store) Holds(ctx context.Context, path, sha256 string, run stemma.ID) (held bool, err error) {
	err = s.look(ctx, "look up "+path, func(l look) error {
		return l.one("SELECT EXISTS (SELECT 1 FROM document WHERE path = ? AND sha256 = ? AND run = ?)", []any{path, sha256, run}, &held)
	})
	return held, err
}

// Sources counts who is quoted; see stemma.View.
func (s *store) Sources(ctx context.Context, limit int) ([]stemma.SourceCount, error) {
	counts := []stemma.SourceCount{}
	err := s.look(ctx, "count sources", func(l look) error {
		return l.all(`SELECT e.id, e.name, count(*) AS n FROM voice v
			CROSS JOIN entity e ON e.id = v.entity
			CROSS JOIN statement s ON s.key = v.statement
			CROSS JOIN document d ON d.key = s.doc AND d.latest
			WHERE v.quoted GROUP BY e.id ORDER BY n DESC, e.name, e.id LIMIT ?`, []any{max(0, limit)}, func(scan func(...any) error) (bool, error) {
			var c stemma.SourceCount
			err := scan(&c.Entity, &c.Name, &c.N)
			counts = append(counts, c)
			return true, err
		})
	})
	return counts, err
}

func (l look) counts(query string, args ...any) ([]stemma.Count, error) {
	counts := []stemma.Count{}
	err := l.all(query, args, func(scan func(...any) error) (bool, error) {
		var c stemma.Count
		err := scan(&c.Name, &c.N)
		counts = append(counts, c)
		return true, err
	})
	return counts, err
}

// Summary counts; see stemma.View.
func (s *store) Summary(ctx context.Context) (sum stemma.Summary, err error) {
	err = s.look(ctx, "count what the case holds", func(l look) error {
		var stamp string
		if err := l.one("SELECT coalesce((SELECT value FROM property WHERE name = 'changed'), '')", nil, &stamp); err != nil {
			return err
		}
		if counted, same := s.counted.of(stamp); same {
			sum = counted
			return nil
		}
		var kept int
		if err := l.one(`SELECT count(*), coalesce(sum(NOT analysed), 0), coalesce(sum(bytes), 0), coalesce(sum(statements), 0),
			coalesce(sum(attributed), 0), coalesce(sum(mentions), 0), coalesce(sum(kept), 0) FROM document WHERE latest`, nil,
			&sum.Documents, &sum.Unanalysed, &sum.Bytes, &sum.Statements, &sum.Attributed, &sum.Mentions, &kept); err != nil {
			return err
		}
		sum.Originals = sum.Documents > 0 && kept == sum.Documents
		var changed sql.NullString
		if err := l.one(`SELECT (SELECT count(*) FROM document WHERE NOT latest), (SELECT count(*) FROM issue), (SELECT count(*) FROM judgement),
			(SELECT count(*) FROM claim), (SELECT count(*) FROM assessment WHERE conflict),
			(SELECT count(*) FROM judgement j WHERE retracts = '' AND `+attachedTo+` = ''),
			(SELECT value FROM property WHERE name = 'changed')`, nil,
			&sum.Versions, &sum.Issues, &sum.Judgements, &sum.Claims, &sum.Conflicts, &sum.Detached, &changed); err != nil {
			return err
		}
		if changed.Valid {
			t, err := time.Parse(time.RFC3339, changed.String)
			if err != nil {
				return &stemma.Error{Kind: stemma.Damaged, Op: "look up the time of the last change", Err: err, Hint: hintDamaged}
			}
			sum.Changed = t
		}
		var err error
		if sum.Formats, err = l.counts("SELECT format, count(*) AS n FROM document WHERE latest GROUP BY format ORDER BY n DESC, format"); err != nil {
			return err
		}
		if sum.Langs, err = l.counts("SELECT CASE lang WHEN '' THEN ? ELSE lang END, count(*) AS n FROM document WHERE latest GROUP BY lang ORDER BY n DESC, 1", unknownLang); err != nil {
			return err
		}
		if sum.From, sum.To, sum.Undated, err = l.published(); err == nil {
			s.counted.keep(stamp, sum)
		}
		return err
	})
	return sum, err
}

// A counted is the summary of the case when it was last asked for: to count takes a
// look at every document.
type counted struct {
	sync.Mutex
	stamp string // of the last change of the case
	sum   stemma.Summary
}

// of is the summary of the case with this stamp, if it is the one that was kept. What was
// never changed has no stamp.
func (c *counted) of(stamp string) (sum stemma.Summary, same bool) {
	c.Lock()
	defer c.Unlock()
	if stamp == "" || stamp != c.stamp {
		return sum, false
	}
	sum = c.sum
	sum.Formats, sum.Langs = slices.Clone(sum.Formats), slices.Clone(sum.Langs)
	return sum, true
}

func (c *counted) keep(stamp string, sum stemma.Summary) {
	c.Lock()
	defer c.Unlock()
	sum.Formats, sum.Langs = slices.Clone(sum.Formats), slices.Clone(sum.Langs)
	c.stamp, c.sum = stamp, sum
}

// published returns the earliest and the latest day of publication. Dates in
// EDTF that begin with the year sort as they are.
func (l look) published() (from, to string, undated int, err error) {
	var first, last sql.NullString
	err = l.one(`SELECT min(nullif(day, '')), max(nullif(day, '')), count(*) FILTER (WHERE day = '') FROM (SELECT coalesce(substr(published, 1, 10), '') AS day FROM document WHERE latest)`,
		nil, &first, &last, &undated)
	return first.String, last.String, undated, err
}
