package source

import (
	"archive/tar"
	"archive/zip"
	"bufio"
	"bytes"
	"compress/bzip2"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"path"
	"strings"

	"golang.org/x/text/encoding/charmap"

	"github.com/stemma/stemma"
)

// A container hands out what is in c, which lies in depth others.
type container func(w *walk, at string, c content, depth int)

// sniff tells a container by the beginning of its bytes and its name; nil
// means that it is one item.
func sniff(at string, head []byte) container {
	ext := strings.ToLower(path.Ext(at))
	switch {
	case bytes.HasPrefix(head, []byte("PK\x03\x04")), bytes.HasPrefix(head, []byte("PK\x05\x06")):
		return unzip
	case bytes.HasPrefix(head, []byte{0x1F, 0x8B, 8}):
		return gunzip
	case bytes.HasPrefix(head, []byte("BZh")) && len(head) > 10 && bytes.Equal(head[4:10], []byte{0x31, 0x41, 0x59, 0x26, 0x53, 0x59}):
		return bunzip
	case len(head) >= 512 && string(head[257:262]) == "ustar":
		return untar
	case bytes.HasPrefix(head, []byte("From ")) && separator(firstLine(head)):
		return mailbox
	}
	text := plain(head)
	switch {
	case jsonHead(text, ext):
		return jsonRows
	case ext == ".csv" || ext == ".tsv" || ext == ".tab":
		if d := delimiter(text, ext); d != 0 {
			return func(w *walk, at string, c content, _ int) { csvRows(w, at, c, d) }
		}
	}
	return nil
}

// document tells the formats that are zip archives inside but one document to
// people: OpenDocument and EPUB put their type first, Office files hold a list
// of types.
func document(files []*zip.File) bool {
	for i, f := range files {
		if f.Name == "[Content_Types].xml" || f.Name == "META-INF/container.xml" || f.Name == "mimetype" && i == 0 {
			return true
		}
	}
	return false
}

func firstLine(b []byte) []byte {
	line, _, _ := bytes.Cut(b, []byte("\n"))
	return line
}

// unsafe says why a member's name must not be trusted, or "".
func unsafe(name string) string {
	switch {
	case name == "":
		return "has no name"
	case strings.ContainsRune(name, 0):
		return "has a zero byte in its name"
	case strings.ContainsRune(name, '\\'):
		return "has a backslash in its name"
	case strings.HasPrefix(name, "/"), len(name) > 1 && name[1] == ':':
		return "names a place outside the archive"
	case len(name) > 4096:
		return "has a name of more than 4096 bytes"
	}
	for part := range strings.SplitSeq(name, "/") {
		if part == ".." {
			return "names a place outside the archive"
		}
	}
	return ""
}

// members keeps account of one archive while it is read.
type members struct {
	*walk
	at    string
	seen  map[string]int
	count int
	total int64
	found bool // a member that is not junk
}

// name checks the name of the next member and returns its path. It is false
// for what is not to be read; what is wrong has been named then.
func (m *members) name(name string) (string, bool) {
	m.count++
	for part := range strings.SplitSeq(name, "/") {
		if junk(part) {
			return "", false
		}
	}
	m.found = true
	if why := unsafe(name); why != "" {
		m.bad(m.at+"#"+valid(shorten(name)), stemma.Unsafe, "This member of the archive %s and was not read.", why)
		return "", false
	}
	at := m.at + "#" + valid(path.Clean(name))
	// The same name twice would pass for a new version of the first.
	m.seen[at]++
	if n := m.seen[at]; n > 1 {
		at = fmt.Sprintf("%s~%d", at, n)
	}
	return at, true
}

func shorten(name string) string { return name[:min(len(name), 100)] }

// more reports whether another member may be read.
func (m *members) more() bool {
	switch {
	case m.over():
		return false
	case m.count >= maxMembers:
		m.bad(m.at, stemma.TooLarge, "The archive has more than %d members; the rest was not read. Unpack it and read its folders one by one.", maxMembers)
		return false
	case m.total > maxTotal:
		m.bad(m.at, stemma.Unsafe, "The archive has given out more than %s; the rest was not read. Unpack what is wanted and read the folder.", size(maxTotal))
		return false
	}
	return true
}

// member hands out one member whose bytes come from r.
func (m *members) member(at string, r io.Reader, declared int64, depth int) {
	data, ok := m.all(at, content{Reader: bufio.NewReaderSize(r, 4<<10), size: declared})
	if !ok {
		return
	}
	m.total += int64(len(data))
	m.stream(at, inMemory(data), depth+1)
}

// budget lets so many bytes be read and then fails.
type budget struct {
	io.ReaderAt
	left int64 // negative for no limit
}

var errDirectory = errors.New("directory too large")

func (b *budget) ReadAt(p []byte, off int64) (int, error) {
	if b.left >= 0 {
		if b.left -= int64(len(p)); b.left < 0 {
			b.left = 0
			return 0, errDirectory
		}
	}
	return b.ReaderAt.ReadAt(p, off)
}

func unzip(w *walk, at string, c content, depth int) {
	if c.at == nil {
		data, ok := w.all(at, c)
		if !ok {
			return
		}
		c = inMemory(data)
	}
	b := &budget{c.at, maxDirectory}
	z, err := zip.NewReader(b, c.size)
	switch {
	case errors.Is(err, errDirectory):
		w.bad(at, stemma.Unsafe, "The archive's list of members is larger than %s. Unpack it and read the folder.", size(maxDirectory))
		return
	case err != nil && !errors.Is(err, zip.ErrInsecurePath) && strings.HasSuffix(strings.ToLower(at), ".zip"):
		w.bad(at, stemma.Broken, "The zip archive is damaged: %v. Fetch it again.", err)
		return
	case err != nil && !errors.Is(err, zip.ErrInsecurePath), document(z.File):
		// One document, or what is left of one: the reader will say.
		if data, ok := w.all(at, content{Reader: bufio.NewReader(io.NewSectionReader(c.at, 0, c.size)), size: c.size}); ok {
			w.item(stemma.Item{Path: at, Data: data})
		}
		return
	}
	b.left = -1
	m := &members{walk: w, at: at, seen: map[string]int{}}
	for _, f := range z.File {
		if !m.more() {
			return
		}
		name := f.Name
		if f.NonUTF8 {
			// The format's old rule: the code page of the first PCs.
			name, _ = charmap.CodePage437.NewDecoder().String(name)
		}
		if strings.HasSuffix(name, "/") && f.UncompressedSize64 == 0 && unsafe(name) == "" {
			continue
		}
		at, ok := m.name(name)
		switch {
		case !ok:
		case f.Flags&1 != 0:
			w.bad(at, stemma.Encrypted, "This member is locked with a password. Unpack the archive with it and read the folder.")
		case !f.Mode().IsRegular():
			w.bad(at, stemma.Skipped, "This member is a link or a device, not a file.")
		case f.UncompressedSize64 > MaxItem:
			w.bad(at, stemma.TooLarge, "It has %s; the limit for one file is %s. Unpack it and split it.", size(int64(min(f.UncompressedSize64, 1<<62))), size(MaxItem))
		case f.UncompressedSize64 > ratioFloor && f.UncompressedSize64/maxRatio > f.CompressedSize64:
			w.bad(at, stemma.Unsafe, "It shrinks more than %d times: this is how a bomb is built, not a document.", maxRatio)
		default:
			r, err := f.Open()
			if err != nil {
				w.bad(at, stemma.Unsupported, "This member is packed in a way that is not known here: %v. Unpack the archive and read the folder.", err)
				continue
			}
			m.member(at, r, int64(f.UncompressedSize64), depth)
			r.Close()
		}
	}
	if !m.found {
		w.bad(at, stemma.Empty, "The archive is empty.")
	}
}

func untar(w *walk, at string, c content, depth int) {
	m := &members{walk: w, at: at, seen: map[string]int{}}
	t := tar.NewReader(c.Reader)
	for m.more() {
		h, err := t.Next()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil && !errors.Is(err, tar.ErrInsecurePath) {
			if e, ok := errors.AsType[*stemma.Error](err); ok {
				w.readError(at, e)
			} else {
				w.bad(at, stemma.Broken, "The tar archive breaks off after %d members: %v. Fetch it again.", m.count, err)
			}
			return
		}
		switch h.Typeflag {
		case tar.TypeDir, tar.TypeXGlobalHeader:
			m.count++
			continue
		}
		at, ok := m.name(h.Name)
		switch {
		case !ok:
		case h.Typeflag != tar.TypeReg:
			w.bad(at, stemma.Skipped, "This member is a link or a device, not a file.")
		case h.Size > MaxItem:
			w.bad(at, stemma.TooLarge, "It has %s; the limit for one file is %s. Unpack it and split it.", size(h.Size), size(MaxItem))
			m.total += h.Size
		default:
			m.member(at, t, h.Size, depth)
		}
	}
	if !m.found && !w.done {
		w.bad(at, stemma.Empty, "The archive is empty.")
	}
}

// inflating reads what comes out of a decompressor and stops a bomb.
type inflating struct {
	io.Reader
	in       *counting
	out      int64
	disabled bool
}

type counting struct {
	r io.Reader
	n int64
}

func (c *counting) Read(p []byte) (int, error) {
	n, err := c.r.Read(p)
	c.n += int64(n)
	return n, err
}

func (i *inflating) Read(p []byte) (int, error) {
	n, err := i.Reader.Read(p)
	i.out += int64(n)
	if i.out > ratioFloor && i.out/maxRatio > i.in.n || i.out > maxTotal {
		return 0, &stemma.Error{Kind: stemma.Unsafe, Err: fmt.Errorf("it shrinks more than %d times, or to more than %s: this is how a bomb is built", maxRatio, size(maxTotal)), Hint: "If you know better, unpack it and read the folder."}
	}
	return n, err
}

func gunzip(w *walk, at string, c content, depth int) {
	in := &counting{r: c.Reader}
	z, err := gzip.NewReader(in)
	if err != nil {
		w.bad(at, stemma.Broken, "The gzip file is damaged: %v. Fetch it again.", err)
		return
	}
	w.inflated(at, &inflating{Reader: z, in: in}, depth)
}

func bunzip(w *walk, at string, c content, depth int) {
	in := &counting{r: c.Reader}
	w.inflated(at, &inflating{Reader: bzip2.NewReader(in), in: in}, depth)
}

// inflated hands out what was packed: of a tar archive the members, at
// "b.tar.gz#in/c.txt", of a single file that file, at "a.txt.gz#a.txt".
func (w *walk) inflated(at string, r io.Reader, depth int) {
	c := content{Reader: bufio.NewReaderSize(r, peek), size: -1}
	head, err := c.Peek(512)
	if err != nil && !errors.Is(err, io.EOF) {
		w.readError(at, err)
		return
	}
	if len(head) == 512 && string(head[257:262]) == "ustar" {
		untar(w, at, c, depth)
		return
	}
	inner := path.Base(at[strings.LastIndexByte(at, '#')+1:])
	if ext := path.Ext(inner); ext != inner {
		inner = strings.TrimSuffix(inner, ext)
	}
	w.stream(at+"#"+inner, c, depth+1)
}
