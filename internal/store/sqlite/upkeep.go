package sqlite

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"

	"github.com/stemma/stemma"
)

// Backup writes a copy; see stemma.Store.
//
// The copy is made under another name beside the new file and gets its own
// name when it is whole, so that a file of that name is always a good copy.
func (s *store) Backup(ctx context.Context, path string) (err error) {
	op := "back up to " + path
	exists := &stemma.Error{Kind: stemma.Invalid, Op: op, Err: errors.New("there is a file of that name; it was left as it is"),
		Hint: "give the name of a new file"}
	if _, err := os.Lstat(path); err == nil {
		return exists
	}
	part := path + ".part"
	// For the owner only, and not on top of what another backup is writing.
	f, err := os.OpenFile(part, os.O_CREATE|os.O_EXCL|os.O_RDWR, 0o600)
	if errors.Is(err, fs.ErrExist) {
		return &stemma.Error{Kind: stemma.Busy, Op: op, Err: fmt.Errorf("another backup is writing %s", part),
			Hint: "if no other backup is running, remove that file and try again"}
	}
	if err != nil {
		return &stemma.Error{Kind: stemma.Vanished, Op: op, Err: err, Hint: hintOpen}
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	defer func() {
		if e := os.Remove(part); !errors.Is(e, fs.ErrNotExist) {
			err = errors.Join(err, e)
		}
	}()
	// A connection of its own: those that look may write nothing at all.
	way := maps.Clone(s.way)
	way.Del("_query_only")
	db, err := connect(s.path, way)
	if err != nil {
		return fail(op, err)
	}
	defer db.Close()
	if _, err := db.ExecContext(ctx, "VACUUM INTO ?", part); err != nil {
		if ctx.Err() != nil {
			err = ctx.Err()
		}
		return fail(op, err)
	}
	if err := f.Sync(); err != nil {
		return fail(op, err)
	}
	// A link fails where the name is taken, a rename does not; but not every
	// disk knows links.
	if err := os.Link(part, path); errors.Is(err, fs.ErrExist) {
		return exists
	} else if err == nil {
		return nil
	}
	return fail(op, os.Rename(part, path))
}

// Check looks the file over; see stemma.Store. It reads every text and
// original and compares its digest, and all that was read in each document
// with the digest taken then. The error joins all that is wrong.
func (s *store) Check(ctx context.Context) error {
	op := "check case " + s.path
	var found []error
	wrong := func(format string, args ...any) {
		found = append(found, &stemma.Error{Kind: stemma.Damaged, Op: op, Err: fmt.Errorf(format, args...), Hint: hintDamaged})
	}
	// A connection of its own: FTS5's check goes by what the connection last
	// knew of an index, which another may have changed since.
	db, err := connect(s.path, s.way)
	if err != nil {
		return fail(op, err)
	}
	defer db.Close()
	if err := lookAt(ctx, db, nil, op, func(l look) error {
		if err := l.all("PRAGMA integrity_check(1)", nil, func(scan func(...any) error) (bool, error) {
			var said string
			err := scan(&said)
			if err == nil && said != "ok" {
				wrong("%s", said)
			}
			return true, err
		}); err != nil || len(found) > 0 {
			return err // what else is asked could not be trusted
		}
		if err := l.all("PRAGMA foreign_key_check", nil, func(scan func(...any) error) (bool, error) {
			var table string
			var row, parent, constraint any
			err := scan(&table, &row, &parent, &constraint)
			wrong("a record of %s has lost what it belongs to", table)
			return true, err
		}); err != nil {
			return err
		}
		for _, c := range []struct{ what, query string }{
			{"the index of documents has not all of them", "SELECT (SELECT count(*) FROM document) != (SELECT count(*) FROM document_stem) OR (SELECT count(*) FROM document) != (SELECT count(*) FROM document_word)"},
			{"the index of statements has not all of them", "SELECT (SELECT count(*) FROM statement) != (SELECT count(*) FROM statement_stem) OR (SELECT count(*) FROM statement) != (SELECT count(*) FROM statement_word)"},
			{"the index of claims has not all of them", "SELECT (SELECT count(*) FROM claim) != (SELECT count(*) FROM claim_stem_docsize) OR (SELECT count(*) FROM claim) != (SELECT count(*) FROM claim_word_docsize)"},
			{"a path has not one latest version", "SELECT EXISTS (SELECT 1 FROM document GROUP BY path HAVING sum(latest) != 1)"},
			{"there is a text or original that belongs to no document", `SELECT EXISTS (SELECT 1 FROM blob b WHERE NOT EXISTS (SELECT 1 FROM document WHERE text = b.sha256)
				AND NOT EXISTS (SELECT 1 FROM document WHERE sha256 = b.sha256 AND kept))`},
		} {
			var is bool
			if err := l.one(c.query, nil, &is); err != nil {
				return err
			}
			if is {
				wrong("%s", c.what)
			}
		}
		if err := l.all("SELECT path FROM document WHERE kept AND sha256 NOT IN (SELECT sha256 FROM blob) ORDER BY path, version", nil, func(scan func(...any) error) (bool, error) {
			var path string
			err := scan(&path)
			wrong("%s: its original is missing", path)
			return true, err
		}); err != nil {
			return err
		}
		if err := l.all("SELECT sha256, size, packing, body FROM blob ORDER BY key", nil, func(scan func(...any) error) (bool, error) {
			var digest string
			var size int64
			var packing int
			var body []byte
			if err := scan(&digest, &size, &packing, &body); err != nil {
				return false, err
			}
			if _, err := unpack(body, packing, size, digest); err != nil {
				wrong("%v", err)
			}
			return true, nil
		}); err != nil {
			return err
		}
		var keys []int64
		if err := l.all("SELECT key FROM document ORDER BY path, version", nil, func(scan func(...any) error) (bool, error) {
			var key int64
			err := scan(&key)
			keys = append(keys, key)
			return true, err
		}); err != nil {
			return err
		}
		for _, key := range keys {
			if err := l.checkDocument(key, wrong); err != nil {
				return err
			}
		}
		return l.checkClaims(wrong)
	}); stemma.KindOf(err) == stemma.Damaged {
		found = append(found, err)
	} else if err != nil {
		return err
	}
	return errors.Join(found...)
}
