// Package source finds what is to be read: files, the files of folders, the
// members of archives, the messages of mailboxes and the rows of tables and
// feeds. It answers what items there are and at which paths; it does not say
// what an item is worth and, but for containers, not what it is (package
// reader does).
//
// Containers are known by their bytes, as far as these are sure, and by the
// ending of the name where bytes alone cannot tell (CSV, TSV):
//
//	folder            every file in it, by name; see below for what is passed over
//	zip               members, in order of the directory of the archive
//	tar               members, in order
//	gzip, bzip2       what is inside: a tar archive, or one file
//	mbox              messages (RFC 4155; ">From " of mboxrd is undone)
//	JSON, JSON Lines  rows: the values of a sequence, the elements of an array,
//	                  or those of the array in {"articles": [...]}
//	CSV, TSV          rows (RFC 4180; comma, semicolon or tab), the first of
//	                  which names the columns
//
// Paths begin with the last name of the path given, never with a folder of
// the machine: "dossier/000.txt", "000.txt", "b.zip#in/c.txt", "box.mbox#3",
// "feed.jsonl#17". They are divided by slashes and are sound UTF-8; a byte of
// a name that is not is written as "%" and two hexadecimal digits. Rows and
// messages count from 1; the line of column names is not a row.
//
// Passed over in silence, because they hold nothing that anyone wrote: the
// folders .git, .hg, .svn and __MACOSX; .DS_Store, Thumbs.db, desktop.ini,
// files that begin with "._"; and case files (*.stemma and the journals
// beside them). Everything else is either handed out or named in an issue.
//
// Everything is hostile until read: nothing is trusted that an archive says
// of itself, and every loop and buffer has a limit, each with its reason
// where it stands.
package source

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"os"
	"path"
	"path/filepath"
	"strings"
	"syscall"
	"unicode/utf8"

	"github.com/stemma/stemma"
)

// MaxItem is the most bytes that one item may have. The longest book is some
// 10 MB of text; 64 MiB leaves room for pictures, and a few such items at
// once still fit into a gigabyte.
const MaxItem = 64 << 20

// Limits on containers.
const (
	// Text shrinks to a tenth, logs to a hundredth. What shrinks more than
	// two hundred times is made to fill a disk.
	maxRatio = 200
	// Below this size the ratio says nothing: a page of blanks is no bomb.
	ratioFloor = 1 << 20
	// All that one archive gives out; more is not a dossier but a disk.
	maxTotal = 16 << 30
	// Members of one archive, and items of one mailbox or table.
	maxMembers = 1_000_000
	// The directory of a zip archive is held in memory, some seven times as
	// large as in the file.
	maxDirectory = 32 << 20
	// A zip in a mail in a zip happens; deeper is a trap.
	maxDepth = 4
	// Folders within folders.
	maxFolders = 64
)

// Walk hands out the items at a path: a file, a folder, a container, or "-"
// for standard input. The order is that of names, in a container that of the
// container, and does not change from run to run. Each pair holds either an
// item, with a nil issue, or an issue alone. A problem does not end the walk;
// the end of ctx does, without an issue.
//
// Two paths with the same last name give items with the same paths; it is the
// caller's to refuse that.
func Walk(ctx context.Context, name string) iter.Seq2[stemma.Item, *stemma.Issue] {
	return func(yield func(stemma.Item, *stemma.Issue) bool) {
		w := &walk{ctx: ctx, yield: yield}
		if name == "-" {
			w.stream("stdin", content{Reader: bufio.NewReaderSize(os.Stdin, peek), size: -1}, 0)
			return
		}
		w.start(name)
	}
}

// Unpack hands out what is in an item that came from elsewhere than Walk, as
// an attachment does: its members if it is a container, otherwise itself.
func Unpack(ctx context.Context, item stemma.Item) iter.Seq2[stemma.Item, *stemma.Issue] {
	return func(yield func(stemma.Item, *stemma.Issue) bool) {
		if item.Format != "" {
			yield(item, nil)
			return
		}
		w := &walk{ctx: ctx, yield: yield}
		w.stream(item.Path, inMemory(item.Data), strings.Count(item.Path, "#"))
	}
}

// A walk is one walk under way.
type walk struct {
	ctx   context.Context
	yield func(stemma.Item, *stemma.Issue) bool
	done  bool // the caller has had enough, or the context has ended
}

func (w *walk) over() bool {
	if w.ctx.Err() != nil {
		w.done = true
	}
	return w.done
}

func (w *walk) item(it stemma.Item) {
	if !w.over() {
		w.done = !w.yield(it, nil)
	}
}

func (w *walk) issue(stage, path string, kind stemma.Kind, format string, args ...any) {
	if !w.over() {
		w.done = !w.yield(stemma.Item{}, &stemma.Issue{Path: path, Stage: stage, Kind: kind, Message: fmt.Sprintf(format, args...)})
	}
}

// find names a thing that could not be found or opened, bad one whose bytes
// could not be read.
func (w *walk) find(path string, kind stemma.Kind, format string, args ...any) {
	w.issue("find", path, kind, format, args...)
}

func (w *walk) bad(path string, kind stemma.Kind, format string, args ...any) {
	w.issue("read", path, kind, format, args...)
}

func (w *walk) start(name string) {
	base := lastName(name)
	info, err := os.Stat(name) // a link that was given by hand is followed
	switch {
	case err != nil:
		w.gone(base, err)
	case info.IsDir():
		root, err := os.OpenRoot(name)
		if err != nil {
			w.gone(base, err)
			return
		}
		defer root.Close()
		if w.folder(root, ".", base, 0) == 0 {
			w.find(base, stemma.Empty, "There is no file in this folder.")
		}
	case !info.Mode().IsRegular():
		w.special(base, info.Mode())
	default:
		f, err := os.OpenFile(name, os.O_RDONLY|syscall.O_NONBLOCK, 0)
		w.file(base, f, err)
	}
}

// lastName is the last name of a path, also of "." and "..".
func lastName(name string) string {
	if abs, err := filepath.Abs(name); err == nil {
		name = abs
	}
	base := filepath.Base(name)
	if base == string(filepath.Separator) || base == "." {
		base = "root"
	}
	return valid(base)
}

// valid makes sound UTF-8 of a name, without control characters.
func valid(name string) string {
	if utf8.ValidString(name) && !strings.ContainsFunc(name, control) {
		return name
	}
	var b strings.Builder
	for i := 0; i < len(name); {
		r, n := utf8.DecodeRuneInString(name[i:])
		if r == utf8.RuneError && n == 1 || control(r) {
			for _, c := range []byte(name[i : i+n]) {
				fmt.Fprintf(&b, "%%%02X", c)
			}
		} else {
			b.WriteString(name[i : i+n])
		}
		i += n
	}
	return b.String()
}

func control(r rune) bool { return r < ' ' || 0x7F <= r && r < 0xA0 }

// folder walks dir within root and returns how many things it found. Root
// keeps every step inside the folder given, whatever links lie in the way.
func (w *walk) folder(root *os.Root, dir, at string, depth int) int {
	if depth > maxFolders {
		w.find(at, stemma.TooLarge, "This folder lies more than %d folders deep and was not opened. Give its own path to read it.", maxFolders)
		return 1
	}
	entries, err := fs.ReadDir(root.FS(), dir) // sorted by name
	found := 0
	for _, e := range entries {
		if w.over() {
			return found
		}
		name := path.Join(dir, e.Name())
		below := at + "/" + valid(e.Name())
		if junk(e.Name()) {
			continue
		}
		switch {
		case e.IsDir():
			found += w.folder(root, name, below, depth+1)
			continue
		case e.Type()&fs.ModeSymlink != 0:
			w.link(root, name, below)
		case !e.Type().IsRegular():
			w.special(below, e.Type())
		default:
			// Not to be held up if the file has just become a pipe.
			f, err := root.OpenFile(name, os.O_RDONLY|syscall.O_NONBLOCK, 0)
			w.file(below, f, err)
		}
		found++
	}
	if err != nil {
		w.gone(at, err)
		found++
	}
	return found
}

func (w *walk) link(root *os.Root, name, at string) {
	if _, err := root.Stat(name); err == nil {
		w.find(at, stemma.Skipped, "This is a link to another place in the same folder, which is read under its own name.")
		return
	}
	w.find(at, stemma.Skipped, "This is a link that leads out of the folder or nowhere; it was not followed. Give the path that it leads to, if that is to be read too.")
}

func (w *walk) special(at string, mode fs.FileMode) {
	what := "not a file"
	switch {
	case mode&fs.ModeNamedPipe != 0:
		what = "a named pipe"
	case mode&fs.ModeSocket != 0:
		what = "a socket"
	case mode&fs.ModeDevice != 0:
		what = "a device"
	}
	w.find(at, stemma.Unsupported, "This is %s, not a file, and was not opened.", what)
}

func (w *walk) gone(at string, err error) {
	var reason string
	switch {
	case errors.Is(err, fs.ErrNotExist):
		reason = "It is not there, or not any more."
	case errors.Is(err, fs.ErrPermission):
		reason = "It may not be opened by you. Ask for the right to read it."
	default:
		// The cause without the path, which may name a folder of the machine.
		if pe, ok := errors.AsType[*fs.PathError](err); ok {
			err = pe.Err
		}
		reason = "It could not be opened: " + err.Error() + "."
	}
	w.find(at, stemma.Vanished, "%s", reason)
}

// file hands out an opened file and closes it.
func (w *walk) file(at string, f *os.File, err error) {
	if err != nil {
		w.gone(at, err)
		return
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		w.gone(at, err)
		return
	}
	if !info.Mode().IsRegular() {
		w.special(at, info.Mode())
		return
	}
	w.stream(at, content{Reader: bufio.NewReaderSize(f, peek), at: f, size: info.Size()}, 0)
}

// content is bytes that are read once from front to back.
type content struct {
	*bufio.Reader
	at   io.ReaderAt // the same bytes in any order; nil for a stream
	size int64       // -1 if not known
}

// peek is how much of a beginning is looked at.
const peek = 64 << 10

func inMemory(data []byte) content {
	r := bytes.NewReader(data)
	return content{Reader: bufio.NewReaderSize(r, peek), at: bytes.NewReader(data), size: int64(len(data))}
}

// stream hands out what is in c: its members if it is a container, otherwise
// one item. The depth is the number of containers around it.
func (w *walk) stream(at string, c content, depth int) {
	if w.over() {
		return
	}
	head, err := c.Peek(peek)
	if err != nil && !errors.Is(err, io.EOF) {
		w.readError(at, err)
		return
	}
	kind := sniff(at, head)
	if kind != nil && depth >= maxDepth {
		w.bad(at, stemma.Unsafe, "This container lies in %d others and was not opened. Unpack the outer ones and read the folder.", depth)
		return
	}
	if kind != nil {
		w.open(kind, at, c, depth)
		return
	}
	if data, ok := w.all(at, c); ok {
		w.item(stemma.Item{Path: at, Data: data})
	}
}

// open hands out what is in a container. A mistake of ours in it does not end the walk.
func (w *walk) open(kind container, at string, c content, depth int) {
	defer func() {
		if r := recover(); r != nil {
			w.bad(at, stemma.Internal, "Not all of it could be taken out, for a mistake of Stemma's own: %v. Unpack it and read the folder, and please report it.", r)
		}
	}()
	kind(w, at, c, depth)
}

// all reads the whole of c, which is to be one item.
func (w *walk) all(at string, c content) ([]byte, bool) {
	if c.size > MaxItem {
		w.bad(at, stemma.TooLarge, "It has %s; the limit for one file is %s. Split it, or take out of it what matters.", size(c.size), size(MaxItem))
		return nil, false
	}
	var buf bytes.Buffer
	buf.Grow(int(min(max(c.size, 0), MaxItem)) + bytes.MinRead)
	_, err := buf.ReadFrom(io.LimitReader(c.Reader, MaxItem+1))
	if err != nil {
		w.readError(at, err)
		return nil, false
	}
	if buf.Len() > MaxItem {
		w.bad(at, stemma.TooLarge, "It has more than %s, the limit for one file. Split it, or take out of it what matters.", size(MaxItem))
		return nil, false
	}
	return buf.Bytes(), true
}

// readError names what kept bytes from being read.
func (w *walk) readError(at string, err error) {
	if e, ok := errors.AsType[*stemma.Error](err); ok {
		w.bad(at, e.Kind, "%s. %s", upper(e.Err.Error()), e.Hint)
		return
	}
	if errors.Is(err, fs.ErrPermission) || errors.Is(err, fs.ErrNotExist) {
		w.gone(at, err)
		return
	}
	if pe, ok := errors.AsType[*fs.PathError](err); ok {
		w.bad(at, stemma.Vanished, "Reading it failed: %v. Copy it to a sound disk and read it again.", pe.Err)
		return
	}
	w.bad(at, stemma.Broken, "Its bytes end or break in the middle: %v. Fetch it again.", err)
}

func upper(s string) string {
	if s == "" {
		return s
	}
	return strings.ToUpper(s[:1]) + s[1:]
}

func size(n int64) string {
	switch {
	case n >= 1<<30:
		return fmt.Sprintf("%.1f GiB", float64(n)/(1<<30))
	case n >= 1<<20:
		return fmt.Sprintf("%.0f MiB", float64(n)/(1<<20))
	case n >= 1<<10:
		return fmt.Sprintf("%.0f KiB", float64(n)/(1<<10))
	}
	return fmt.Sprintf("%d bytes", n)
}

// junk reports whether a name is one that programs leave behind.
func junk(name string) bool {
	switch name {
	case ".git", ".hg", ".svn", "__MACOSX", ".DS_Store", "Thumbs.db", "desktop.ini":
		return true
	}
	switch path.Ext(name) {
	case ".stemma", ".stemma-wal", ".stemma-shm":
		return true
	}
	return strings.HasPrefix(name, "._")
}
