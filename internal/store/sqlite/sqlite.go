// Package sqlite keeps a case in one SQLite file: documents with their texts
// and originals, what was read in them, the issues and the log of judgements,
// and full-text indexes over documents and statements.
//
// It answers everything that stemma.Store asks. It does not decide anything:
// no reading, no attaching of judgements, no weighing.
//
// The file is in SQLite's write-ahead mode while it is open: one process
// writes, any number look. The tables are in schema/, in numbered steps; a
// case remembers the last step it has taken in user_version, and application_id
// tells a case from other SQLite files. Words are cut as by Unicode 6.1 (FTS5's
// unicode61) and stemmed by Porter's algorithm.
package sqlite

import (
	"context"
	"database/sql"
	"embed"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"net/url"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"
	"time"

	driver "modernc.org/sqlite"
	code "modernc.org/sqlite/lib"

	"github.com/stemma/stemma"
)

// Options say how a case is opened; see store.Options.
type Options struct {
	Create   bool
	ReadOnly bool
	Wait     time.Duration
}

// applicationID is "STMA"; schema/0001_case.sql writes it.
const applicationID = 0x53544d41

//go:embed schema/*.sql
var schema embed.FS

// steps are the scripts that make a case, the first for a new file, each
// further one for a case made before it.
func steps() ([]string, error) {
	names, err := fs.Glob(schema, "schema/*.sql") // sorted, so in order of number
	if err != nil {
		return nil, err
	}
	scripts := make([]string, len(names))
	for i, name := range names {
		b, err := schema.ReadFile(name)
		if err != nil {
			return nil, err
		}
		scripts[i] = string(b)
	}
	return scripts, nil
}

// A store is an open case.
type store struct {
	path     string
	wait     time.Duration
	readers  *sql.DB
	compiled compiled   // queries of the readers
	counted  counted    // what they were last asked to count
	way      url.Values // how the readers open the file
	readOnly bool

	// The one connection that writes, and the statements prepared on it.
	// turn is held while a transaction is open; a channel, so that waiting for
	// it ends with the context.
	turn     chan struct{}
	writers  *sql.DB
	writer   *sql.Conn
	prepared map[string]*sql.Stmt

	marks  marker
	close  sync.Once
	closed bool // known to who holds turn
}

var _ stemma.Store = (*store)(nil)

// Open opens the case in the file at path.
func Open(ctx context.Context, path string, o Options) (stemma.Store, error) {
	scripts, err := steps()
	if err != nil {
		return nil, fail("open case "+path, err)
	}
	s, err := open(ctx, path, o, scripts)
	if err != nil {
		return nil, fail("open case "+path, err)
	}
	return s, nil
}

func open(ctx context.Context, path string, o Options, scripts []string) (*store, error) {
	if o.Wait == 0 {
		o.Wait = 10 * time.Second
	}
	version, err := find(ctx, path, o, len(scripts))
	if err != nil {
		return nil, err
	}
	s := &store{path: path, wait: o.Wait, readOnly: o.ReadOnly, turn: make(chan struct{}, 1), prepared: map[string]*sql.Stmt{}}
	if !o.ReadOnly || version < len(scripts) {
		if err := s.openWriter(ctx, scripts); err != nil {
			return nil, errors.Join(err, s.Close())
		}
	}
	if err := s.openReaders(ctx); err != nil {
		return nil, errors.Join(err, s.Close())
	}
	return s, nil
}

// find looks at the file before anything is done to it and returns the number
// of steps that it has taken, 0 for a new file.
func find(ctx context.Context, path string, o Options, newest int) (int, error) {
	op := "open case " + path
	info, err := os.Stat(path)
	missing := errors.Is(err, fs.ErrNotExist) || err == nil && info.Mode().IsRegular() && info.Size() == 0
	switch {
	case missing && (!o.Create || o.ReadOnly):
		return 0, &stemma.Error{Kind: stemma.NotFound, Op: op, Err: errors.New("there is no case"),
			Hint: "stemma read PATH --case FILE makes one"}
	case missing && err != nil && len(leftovers(path)) > 0:
		left := leftovers(path)
		return 0, &stemma.Error{Kind: stemma.Invalid, Op: op, Err: fmt.Errorf("the case is not there, and %s of it is left", strings.Join(left, " and ")),
			Hint: "if the case was moved, move this along; if it was removed, remove this too"}
	case missing:
		// Only its owner may read a case, and SQLite gives the files beside it
		// the same mode.
		f, err := os.OpenFile(path, os.O_CREATE|os.O_WRONLY, 0o600)
		if err != nil {
			return 0, &stemma.Error{Kind: stemma.Vanished, Op: op, Err: err, Hint: hintOpen}
		}
		return 0, f.Close()
	case err != nil:
		return 0, &stemma.Error{Kind: stemma.Vanished, Op: op, Err: err, Hint: hintOpen}
	case info.IsDir():
		return 0, &stemma.Error{Kind: stemma.Invalid, Op: op, Err: errors.New("it is a folder"), Hint: "a case is a file: give its path"}
	case info.Size() < leastPage:
		return 0, notACase(op) // SQLite would take it for an empty database
	}

	// immutable makes SQLite look at the file alone: it takes no lock and
	// makes no file beside it, so what is no case stays untouched.
	db, err := connect(path, url.Values{"mode": {"ro"}, "immutable": {"1"}})
	if err != nil {
		return 0, err
	}
	defer db.Close()
	var id, version, tables int
	err = db.QueryRowContext(ctx, "PRAGMA application_id").Scan(&id)
	if err == nil {
		err = db.QueryRowContext(ctx, "PRAGMA user_version").Scan(&version)
	}
	if err == nil && id == 0 {
		err = db.QueryRowContext(ctx, "SELECT count(*) FROM sqlite_schema").Scan(&tables)
	}
	if primary(err) == code.SQLITE_CORRUPT {
		// Where a checkpoint was stopped half way, the file without its
		// journal is damaged; with it, it is sound. It is not empty.
		tables = 1
		id, version, err = numbers(path)
	}
	switch {
	case primary(err) == code.SQLITE_NOTADB:
		return 0, notACase(op)
	case err != nil:
		return 0, fail(op, err)
	case id == 0 && version == 0 && tables == 0 && o.Create:
		return 0, nil // empty, left by a process that was killed while it made it
	case id != applicationID:
		return 0, notACase(op)
	case version > newest:
		return 0, &stemma.Error{Kind: stemma.Invalid, Op: op, Err: errors.New("it was made by a newer Stemma"),
			Hint: "open it with the newer version of Stemma"}
	}
	return version, nil
}

// leftovers are the files that SQLite keeps beside a case while it is in use, those that are
// there: with another case than theirs they are worth nothing, and harm it.
func leftovers(path string) (left []string) {
	for _, end := range []string{"-wal", "-shm", "-journal"} {
		if _, err := os.Lstat(path + end); err == nil {
			left = append(left, path+end)
		}
	}
	return left
}

// numbers reads application_id and user_version from the head of the file, as
// SQLite's file format lays it out. It is for files that SQLite cannot look at
// alone: to close one ends all locks that this process has on it.
func numbers(path string) (id, version int, err error) {
	f, err := os.Open(path)
	if err != nil {
		return 0, 0, err
	}
	defer f.Close()
	var head [100]byte
	if _, err := io.ReadFull(f, head[:]); err != nil {
		return 0, 0, err
	}
	return int(binary.BigEndian.Uint32(head[68:])), int(binary.BigEndian.Uint32(head[60:])), nil
}

// leastPage is the size of the smallest page, and so of the smallest database,
// that SQLite knows.
const leastPage = 512

func notACase(op string) error {
	return &stemma.Error{Kind: stemma.Invalid, Op: op, Err: errors.New("the file is not a Stemma case; it was left as it is"),
		Hint: "give another file with --case"}
}

// connect returns connections to the file. Every connection is given:
//
//	foreign_keys   so that no record can outlive the document it stands in
//	temp_store     in memory, so that sorting leaves no text of a case in /tmp
//	secure_delete  so that what is removed is overwritten, not only unlinked
//	cache_size     8 MiB each, to bound memory
//	defensive      so that the index's own tables cannot be written by mistake
func connect(path string, params url.Values) (*sql.DB, error) {
	abs, err := filepath.Abs(path)
	if err != nil {
		return nil, err
	}
	name := filepath.ToSlash(abs)
	if runtime.GOOS == "windows" {
		name = "/" + name // file:/C:/case.stemma
	}
	params = maps.Clone(params)
	params["_pragma"] = []string{"foreign_keys(1)", "temp_store(memory)", "secure_delete(1)", "cache_size(-8192)"}
	params.Set("_defensive", "1")
	params.Set("_error_rc", "1")
	u := url.URL{Scheme: "file", Path: name, OmitHost: true, RawQuery: params.Encode()}
	c, err := driver.NewConnector(u.String())
	if err != nil {
		return nil, err
	}
	return sql.OpenDB(c), nil
}

func (s *store) openWriter(ctx context.Context, scripts []string) error {
	db, err := connect(s.path, url.Values{
		"mode": {"rw"},
		// How long SQLite itself waits for a lock; begin tries again until
		// s.wait is over or the context ends.
		"_busy_timeout": {"100"},
		// In write-ahead mode NORMAL loses nothing when the process is
		// killed, which is what is promised: a commit is in the hands of the
		// operating system when it returns. A power cut may take the last
		// commits with it, but leaves a case that opens. FULL would wait for
		// the disk after each document.
		"_synchronous": {"normal"},
		"_txlock":      {"immediate"},
	})
	if err != nil {
		return err
	}
	s.writers = db
	db.SetMaxOpenConns(1)
	if s.writer, err = db.Conn(ctx); err != nil {
		return err
	}
	// Making the tables before the mode is changed means that a process killed
	// in between leaves either an empty file or a case, and that the
	// application_id is always in the file itself.
	if err := s.migrate(ctx, scripts); err != nil {
		return err
	}
	return s.retry(ctx, func() error {
		var mode string
		// Write-ahead: readers and the writer do not wait for one another.
		err := s.writer.QueryRowContext(ctx, "PRAGMA journal_mode = wal").Scan(&mode)
		if err == nil && mode != "wal" {
			err = fmt.Errorf("the journal stays in mode %q", mode)
		}
		return err
	})
}

// migrate takes the steps that the case has not yet taken, all or none.
func (s *store) migrate(ctx context.Context, scripts []string) error {
	var version int
	if err := s.retry(ctx, func() error {
		return s.writer.QueryRowContext(ctx, "PRAGMA user_version").Scan(&version)
	}); err != nil || version == len(scripts) {
		return err
	}
	return s.transact(ctx, "make case "+s.path, func(t *tx) error {
		// Again, now that nobody else can be at it.
		if err := s.writer.QueryRowContext(t.ctx, "PRAGMA user_version").Scan(&version); err != nil {
			return err
		}
		if version > len(scripts) {
			return &stemma.Error{Kind: stemma.Invalid, Op: "open case " + s.path, Err: errors.New("it was made by a newer Stemma"),
				Hint: "open it with the newer version of Stemma"}
		}
		for ; version < len(scripts); version++ {
			script := fmt.Sprintf("%s\nPRAGMA user_version = %d;", scripts[version], version+1)
			if _, err := s.writer.ExecContext(t.ctx, script); err != nil {
				return fmt.Errorf("take step %d of the schema: %w", version+1, err)
			}
		}
		return nil
	})
}

// openReaders opens the connections that look. Where the file or its folder
// may not be written, SQLite cannot lay its lock file beside it; the file is
// then read as one that does not change, which is right as long as nobody who
// may write it does so meanwhile.
func (s *store) openReaders(ctx context.Context) error {
	ways := []url.Values{{"mode": {"rw"}}}
	if s.readOnly {
		ways = append(ways, url.Values{"mode": {"ro"}})
		if info, err := os.Stat(s.path + "-wal"); err != nil || info.Size() == 0 {
			ways = append(ways, url.Values{"mode": {"ro"}, "immutable": {"1"}})
		}
		// Beside a file that may not be written SQLite would leave its own.
		if info, err := os.Stat(s.path); err == nil && info.Mode().Perm()&0o222 == 0 {
			slices.Reverse(ways)
		}
	}
	var first error
	for _, way := range ways {
		way.Set("_busy_timeout", fmt.Sprint(s.wait.Milliseconds()))
		way.Set("_query_only", "1")
		db, err := connect(s.path, way)
		if err != nil {
			return err
		}
		var n int
		err = db.QueryRowContext(ctx, "SELECT count(*) FROM sqlite_schema").Scan(&n)
		if err == nil {
			db.SetMaxIdleConns(4)
			s.readers, s.way = db, way
			s.compiled.db, s.compiled.queries = db, map[string]*sql.Stmt{}
			return nil
		}
		db.Close()
		if first == nil {
			first = err
		}
	}
	return first
}

// retry does what another process may be in the way of until it is done, the
// time to wait is over or the context ends.
func (s *store) retry(ctx context.Context, do func() error) error {
	end := time.Now().Add(s.wait)
	for {
		err := do()
		if p := primary(err); p != code.SQLITE_BUSY && p != code.SQLITE_LOCKED || time.Now().After(end) {
			return err
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(10 * time.Millisecond):
		}
	}
}

// Close ends the use. The last to close a case takes the journal into the file.
func (s *store) Close() error {
	var err error
	s.close.Do(func() {
		s.turn <- struct{}{}
		defer func() { <-s.turn }()
		s.closed = true
		err = s.marks.close()
		if s.readers != nil {
			err = errors.Join(err, s.compiled.close(), s.readers.Close())
		}
		for _, p := range s.prepared {
			err = errors.Join(err, p.Close())
		}
		if s.writer != nil {
			err = errors.Join(err, s.writer.Close())
		}
		if s.writers != nil {
			err = errors.Join(err, s.writers.Close())
		}
	})
	return fail("close case "+s.path, err)
}

// A tx is one transaction of the writer. Its ctx does not end with the
// caller's: a statement under way is finished, and the caller's is looked at
// between statements.
type tx struct {
	s      *store
	ctx    context.Context
	caller context.Context
}

// transact runs do in a transaction: all of it is kept, or nothing.
func (s *store) transact(ctx context.Context, op string, do func(*tx) error) (err error) {
	if s.writer == nil {
		return &stemma.Error{Kind: stemma.Invalid, Op: op, Err: errors.New("the case is open for looking only"), Hint: hintReadOnly}
	}
	select {
	case s.turn <- struct{}{}:
		defer func() { <-s.turn }()
	case <-ctx.Done():
		return fail(op, ctx.Err())
	}
	if s.closed {
		return invalid(op, "the case was closed")
	}
	t := &tx{s: s, ctx: context.WithoutCancel(ctx), caller: ctx}
	if err := s.retry(ctx, func() error { return t.exec("BEGIN IMMEDIATE") }); err != nil {
		return fail(op, err)
	}
	done := false
	defer func() { // also where do panics
		if !done {
			// SQLite may have rolled back by itself, after a full disk for
			// one; that there is nothing left to roll back is no error.
			_ = t.exec("ROLLBACK")
		}
	}()
	if err := do(t); err != nil {
		return fail(op, err)
	}
	if err := t.exec("COMMIT"); err != nil {
		return fail(op, err)
	}
	done = true
	return nil
}

// prepare returns the statement, compiled once for the life of the store.
func (t *tx) prepare(query string) (*sql.Stmt, error) {
	if err := t.caller.Err(); err != nil && query != "ROLLBACK" {
		return nil, err
	}
	if p := t.s.prepared[query]; p != nil {
		return p, nil
	}
	p, err := t.s.writer.PrepareContext(t.ctx, query)
	if err == nil {
		t.s.prepared[query] = p
	}
	return p, err
}

func (t *tx) exec(query string, args ...any) error {
	_, err := t.run(query, args...)
	return err
}

func (t *tx) run(query string, args ...any) (sql.Result, error) {
	p, err := t.prepare(query)
	if err != nil {
		return nil, err
	}
	return p.ExecContext(t.ctx, args...)
}

// one scans the only row of the query into to; sql.ErrNoRows if there is none.
func (t *tx) one(query string, args []any, to ...any) error {
	p, err := t.prepare(query)
	if err != nil {
		return err
	}
	return p.QueryRowContext(t.ctx, args...).Scan(to...)
}

// all calls each for every row of the query.
func (t *tx) all(query string, args []any, each func(scan func(...any) error) error) error {
	p, err := t.prepare(query)
	if err != nil {
		return err
	}
	rows, err := p.QueryContext(t.ctx, args...)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		if err := each(rows.Scan); err != nil {
			return err
		}
	}
	return rows.Err()
}

// changed stamps the time of the last change, after which the claims of the
// case may be others.
func (t *tx) changed() error {
	if err := t.exec("DELETE FROM property WHERE name = 'weighed'"); err != nil {
		return err
	}
	return t.touched()
}

// touched stamps the time of a change that no claim depends on. It is exact, so
// that whoever keeps what he made of the case can tell whether it still holds.
func (t *tx) touched() error {
	return t.exec("INSERT OR REPLACE INTO property (name, value) VALUES ('changed', ?)",
		time.Now().UTC().Format(time.RFC3339Nano))
}
