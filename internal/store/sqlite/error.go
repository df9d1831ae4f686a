package sqlite

import (
	"context"
	"errors"
	"fmt"

	driver "modernc.org/sqlite"
	code "modernc.org/sqlite/lib"

	"github.com/stemma/stemma"
)

// Ways out, one sentence each.
const (
	hintDamaged  = "take a copy made by \"stemma backup\", or read the files again into a new case"
	hintBusy     = "wait until the other program is done, or stop it, and try again"
	hintFull     = "make room on the disk and run the command again: what was read is kept"
	hintWrite    = "see whether the disk has room, and whether a file may grow so large (quota, ulimit -f), and run the command again: what was read is kept"
	hintDisk     = "see whether the disk and its connection are sound, and try again; a copy made by \"stemma backup\" is safe on another one"
	hintOpen     = "see whether the file and its folder may be read and written"
	hintReadOnly = "open the case for writing: see whether the file and its folder may be written"
	hintNoWrite  = "get leave to write both, or work on a copy: \"stemma backup COPY\", then --case COPY"
)

// fail says what was being done when err came, and of which kind it is. An
// error that says so already keeps its kind; a cancelled context stays one.
func fail(op string, err error) error {
	var known *stemma.Error
	if err == nil || errors.As(err, &known) {
		return err
	}
	if errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) {
		return fmt.Errorf("%s: %w", op, err)
	}
	e := &stemma.Error{Kind: stemma.Internal, Op: op, Err: err}
	switch result := result(err); result & 0xff {
	case code.SQLITE_IOERR:
		switch result {
		case code.SQLITE_IOERR_WRITE, code.SQLITE_IOERR_FSYNC, code.SQLITE_IOERR_DIR_FSYNC, code.SQLITE_IOERR_TRUNCATE, code.SQLITE_IOERR_SHMSIZE:
			e.Kind, e.Hint, e.Err = stemma.Full, hintWrite, errors.New("the file could not be written")
		default:
			e.Kind, e.Hint = stemma.Vanished, hintDisk
		}
	case code.SQLITE_BUSY, code.SQLITE_LOCKED:
		e.Kind, e.Hint, e.Err = stemma.Busy, hintBusy, errors.New("another program is using the case")
	case code.SQLITE_FULL:
		e.Kind, e.Hint, e.Err = stemma.Full, hintFull, errors.New("no room is left")
	case code.SQLITE_CORRUPT, code.SQLITE_NOTADB:
		e.Kind, e.Hint = stemma.Damaged, hintDamaged
	case code.SQLITE_READONLY:
		e.Kind, e.Hint, e.Err = stemma.Invalid, hintNoWrite, errors.New("the file or its folder may not be written")
	case code.SQLITE_CANTOPEN, code.SQLITE_PERM, code.SQLITE_AUTH:
		e.Kind, e.Hint = stemma.Vanished, hintOpen
	case code.SQLITE_TOOBIG:
		e.Kind = stemma.TooLarge
	case code.SQLITE_INTERRUPT:
		return fmt.Errorf("%s: %w", op, context.Canceled)
	}
	return e
}

// primary is SQLite's primary result code of err, 0 if it has none.
func primary(err error) int { return result(err) & 0xff }

// result is SQLite's extended result code of err, 0 if it has none.
func result(err error) int {
	var e *driver.Error
	if !errors.As(err, &e) {
		return 0
	}
	return e.Code()
}

func invalid(op, format string, args ...any) error {
	return &stemma.Error{Kind: stemma.Invalid, Op: op, Err: fmt.Errorf(format, args...)}
}

func notFound(op string, thing stemma.ID) error {
	return &stemma.Error{Kind: stemma.NotFound, Op: op, Err: fmt.Errorf("the case holds no %q", thing)}
}
