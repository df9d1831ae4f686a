// Package store opens a case by its name. It holds the one table of the kinds
// of store; what is asked of each is stemma.Store, and storetest is the suite
// that each passes.
package store

import (
	"context"
	"strings"
	"time"

	"github.com/stemma/stemma"
	"github.com/stemma/stemma/internal/store/sqlite"
)

// Options say how a case is opened. The zero value opens one that is there,
// for reading and writing.
type Options struct {
	// Create makes the case where there is none.
	Create bool
	// ReadOnly opens the case for looking: methods that write give an Invalid
	// error. It works on files and in folders that may not be written, and
	// beside a writer.
	ReadOnly bool
	// Wait is how long a writer waits for another one before it gives a Busy
	// error; 0 for ten seconds.
	Wait time.Duration
}

// kinds are the stores, by how a case of each is named. The first that fits
// opens it.
var kinds = []struct {
	fits func(name string) bool
	open func(ctx context.Context, name string, o Options) (stemma.Store, error)
}{
	{
		fits: func(name string) bool { return !strings.Contains(name, "://") },
		open: func(ctx context.Context, name string, o Options) (stemma.Store, error) {
			return sqlite.Open(ctx, name, sqlite.Options(o))
		},
	},
}

// Open opens the case of that name: the path of a file. A NotFound error says
// that there is none, an Invalid error that the file is something else or was
// made by a newer Stemma, a Damaged error that it is not sound.
func Open(ctx context.Context, name string, o Options) (stemma.Store, error) {
	for _, k := range kinds {
		if k.fits(name) {
			return k.open(ctx, name, o)
		}
	}
	return nil, &stemma.Error{Kind: stemma.Unsupported, Op: "open case " + name,
		Hint: "a case is a file: give its path"}
}
