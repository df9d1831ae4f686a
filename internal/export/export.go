// Package export writes a case to a folder for other programs. Each format is
// a folder of its own and one line in the table below.
//
// A format says what the files hold; this package sees to it that a folder
// holds a whole export or none: files are written beside their names and put
// in place when all are done.
package export

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/stemma/stemma"
	"github.com/stemma/stemma/internal/export/csv"
	"github.com/stemma/stemma/internal/export/jsonl"
)

// A Format is one way to write a case.
type Format struct {
	Name  string
	About string
	Files []string // the names of the files it writes, always all of them
	// Write calls create once for each of Files. The same case gives the same
	// bytes.
	Write func(ctx context.Context, view stemma.View, create func(name string) (io.Writer, error)) error
}

// Formats are the formats there are.
var Formats = []Format{
	{"jsonl", "JSON Lines, one file a kind of record, for programs", jsonl.Files, jsonl.Write},
	{"csv", "tables for a spreadsheet", csv.Files, csv.Write},
}

// To writes view to the folder dir in format, making dir if need be. The files
// are for the owner's eyes only, as a case is. A folder that holds anything
// but an earlier export is an Invalid error, unless force is set; other files
// in it are never touched.
func To(ctx context.Context, view stemma.View, format Format, dir string, force bool) (err error) {
	if err := prepare(format, dir, force); err != nil {
		return err
	}
	var files []*file
	defer func() {
		for _, f := range files {
			err = errors.Join(err, f.discard())
		}
	}()
	err = format.Write(ctx, view, func(name string) (io.Writer, error) {
		f, err := newFile(dir, name)
		if err != nil {
			return nil, err
		}
		files = append(files, f)
		return f, nil
	})
	if err != nil {
		return fmt.Errorf("export %s to %s: %w", format.Name, dir, err)
	}
	for _, f := range files {
		if err := f.finish(); err != nil {
			return fmt.Errorf("write %s: %w", f.name, err)
		}
	}
	for _, f := range files {
		if err := os.Rename(f.part, f.name); err != nil {
			return err
		}
	}
	return nil
}

// prepare makes dir and sees that it holds nothing of somebody else's.
func prepare(format Format, dir string, force bool) error {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return fmt.Errorf("make the folder for the export: %w", err)
	}
	entries, err := os.ReadDir(dir)
	if err != nil {
		return fmt.Errorf("look into the folder for the export: %w", err)
	}
	for _, e := range entries {
		ours := strings.TrimSuffix(strings.TrimPrefix(e.Name(), "."), partEnding)
		if !force && !slices.Contains(format.Files, ours) {
			return &stemma.Error{
				Kind: stemma.Invalid, Op: "export to " + dir,
				Err:  fmt.Errorf("the folder holds other files, as %s", e.Name()),
				Hint: "name an empty or new folder, or --force to write beside them",
			}
		}
	}
	return nil
}

// partEnding marks a file that is not finished: ".documents.jsonl.part".
const partEnding = ".part"

// A file is written under the name part and renamed to name when all is well.
type file struct {
	*bufio.Writer
	f          *os.File
	name, part string
}

func newFile(dir, name string) (*file, error) {
	f := &file{name: filepath.Join(dir, name), part: filepath.Join(dir, "."+name+partEnding)}
	var err error
	f.f, err = os.OpenFile(f.part, os.O_WRONLY|os.O_CREATE|os.O_TRUNC, 0o600)
	if err != nil {
		return nil, err
	}
	f.Writer = bufio.NewWriterSize(f.f, 1<<16)
	return f, nil
}

func (f *file) finish() error {
	err := f.Flush()
	if err == nil {
		err = f.f.Sync()
	}
	err = errors.Join(err, f.f.Close())
	f.f = nil
	return err
}

// discard removes what is left of a file that was not put in place.
func (f *file) discard() error {
	if f.f != nil {
		f.f.Close() // its bytes are thrown away
	}
	if err := os.Remove(f.part); !errors.Is(err, os.ErrNotExist) {
		return err
	}
	return nil
}
