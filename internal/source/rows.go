package source

import (
	"bufio"
	"bytes"
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"regexp"
	"strconv"
	"strings"

	"golang.org/x/text/encoding/unicode"

	"github.com/stemma/stemma"
	"github.com/stemma/stemma/internal/reader/article"
)

// A table counts the rows of a file and names those that are left out in one
// issue a reason, not in one issue a row.
type table struct {
	*walk
	at      string
	n       int // number of the row, from 1
	left    map[reason][]int
	reasons []reason // in order of coming up
	failed  bool     // what kept it from being read has been named
	full    bool     // there are more rows than are read
}

type reason struct {
	kind    stemma.Kind
	message string
}

func (t *table) skip(kind stemma.Kind, message string) {
	r := reason{kind, message}
	if t.left == nil {
		t.left = map[reason][]int{}
	}
	if t.left[r] == nil {
		t.reasons = append(t.reasons, r)
	}
	t.left[r] = append(t.left[r], t.n)
}

// fail names what kept the rest from being read.
func (t *table) fail(err error) {
	t.failed = true
	t.readError(t.at, err)
}

// broken says that the JSON cannot be read on.
func (t *table) broken(err error) {
	if _, ok := errors.AsType[*stemma.Error](err); ok {
		t.fail(err)
		return
	}
	t.failed = true
	t.bad(t.at, stemma.Broken, "The JSON breaks off after row %d: %v. Ask for the file again.", t.n, err)
}

// more counts the next row and reports whether it may be read.
func (t *table) more() bool {
	if t.over() || t.full {
		return false
	}
	if t.n >= maxMembers {
		t.full = true
		t.bad(t.at, stemma.TooLarge, "There are more than %d rows or messages; the rest was not read. Split the file.", maxMembers)
		return false
	}
	t.n++
	return true
}

// miss counts a row that is left out.
func (t *table) miss(kind stemma.Kind, message string) {
	if t.more() {
		t.skip(kind, message)
	}
}

func (t *table) row(data []byte, format string, columns []string) {
	t.item(stemma.Item{Path: t.at + "#" + strconv.Itoa(t.n), Data: data, Format: format, Columns: columns})
}

// close names the rows left out.
func (t *table) close() {
	if t.n == 0 && !t.failed {
		t.bad(t.at, stemma.Empty, "There are no rows in it.")
	}
	for _, r := range t.reasons {
		rows := t.left[r]
		switch {
		case len(rows) == t.n && t.n > 1:
			t.bad(t.at, r.kind, "All %d rows were %s", t.n, r.message)
		case len(rows) == 1:
			t.bad(t.at, r.kind, "Row %s was %s", ranges(rows), r.message)
		default:
			t.bad(t.at, r.kind, "%d rows (%s) were %s", len(rows), ranges(rows), r.message)
		}
	}
}

// ranges writes numbers in order as "1-4, 7, 9-12", the first few of them.
func ranges(n []int) string {
	const few = 20
	var parts []string
	for i := 0; i < len(n); {
		j := i
		for j+1 < len(n) && n[j+1] == n[j]+1 {
			j++
		}
		switch {
		case len(parts) == few:
			return strings.Join(parts, ", ") + ", …"
		case i == j:
			parts = append(parts, strconv.Itoa(n[i]))
		default:
			parts = append(parts, fmt.Sprintf("%d-%d", n[i], n[j]))
		}
		i = j + 1
	}
	return strings.Join(parts, ", ")
}

// Reasons that are the same for all formats.
const (
	noText      = "left out: no running text, so no article."
	tooLongMail = "left out: more than 64 MiB, the limit for one message."
	tooLong     = "left out: more than 16 MiB, the limit for one row."
)

// plain is the beginning of a text file as UTF-8, without a byte order mark.
func plain(head []byte) []byte {
	if utf16(head) {
		out, _ := unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewDecoder().Bytes(head[:len(head)&^1])
		return out
	}
	return bytes.TrimPrefix(head, []byte("\uFEFF"))
}

func utf16(head []byte) bool {
	return bytes.HasPrefix(head, []byte{0xFF, 0xFE}) || bytes.HasPrefix(head, []byte{0xFE, 0xFF})
}

// textReader gives the text as UTF-8 without a mark where the encoding shows
// by one, and otherwise the bytes as they are.
func textReader(c content) *bufio.Reader {
	head, _ := c.Peek(3)
	switch {
	case utf16(head):
		return bufio.NewReaderSize(unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewDecoder().Reader(c.Reader), peek)
	case string(head) == "\uFEFF":
		c.Discard(3)
	}
	return c.Reader
}

// maxRow is the most bytes of one row. The longest articles have a megabyte;
// taking a row apart takes several times its size.
const maxRow = 16 << 20

// line reads one line with its end. Of a line longer than limit it returns
// what fits, and true.
func line(r *bufio.Reader, buf []byte, limit int) (_ []byte, long bool, err error) {
	buf = buf[:0]
	for {
		part, err := r.ReadSlice('\n')
		if room := limit - len(buf); len(part) > room {
			part, long = part[:room], true
		}
		buf = append(buf, part...)
		if !errors.Is(err, bufio.ErrBufferFull) {
			return buf, long, err
		}
	}
}

// JSON

// jsonHead tells JSON by its beginning. A bracket alone says little, so
// without the ending the first line must be an object by itself, or the whole
// file sound JSON.
func jsonHead(head []byte, ext string) bool {
	head = bytes.TrimLeft(head, " \t\r\n")
	if len(head) == 0 || head[0] != '{' && head[0] != '[' {
		return false
	}
	switch ext {
	case ".json", ".jsonl", ".ndjson", ".jsonlines":
		return true
	}
	return head[0] == '{' && json.Valid(firstLine(head)) || len(head) < peek && json.Valid(head)
}

func jsonRows(w *walk, at string, c content, _ int) {
	r := textReader(c)
	t := &table{walk: w, at: at}
	defer t.close()
	if lines(r) {
		jsonLines(t, r)
		return
	}
	jsonValues(t, r)
}

// lines tells JSON Lines: the first line is a whole value and not all there is.
func lines(r *bufio.Reader) bool {
	head, _ := r.Peek(peek)
	head = bytes.TrimLeft(head, " \t\r\n")
	if len(head) == 0 || head[0] != '{' {
		return false
	}
	first, _, more := bytes.Cut(head, []byte("\n"))
	if !more {
		// A first line beyond what is looked at: objects over many lines
		// break after a bracket or a value of the first.
		return len(first) >= peek-16
	}
	return json.Valid(first)
}

func jsonLines(t *table, r *bufio.Reader) {
	var buf []byte
	for {
		var long bool
		var err error
		buf, long, err = line(r, buf, maxRow)
		if row := bytes.TrimSpace(buf); len(row) > 0 {
			switch {
			case long:
				t.miss(stemma.TooLarge, tooLong)
			case !json.Valid(row):
				t.miss(stemma.Broken, "left out: no sound JSON. Ask for the file again.")
			default:
				t.value(row)
			}
			if t.done || t.full {
				return
			}
		}
		if err != nil {
			if !errors.Is(err, io.EOF) {
				t.fail(err)
			}
			return
		}
	}
}

// value hands out the row that a value is, or the rows that it wraps.
func (t *table) value(value []byte) {
	if article.Is(value) {
		if t.more() {
			t.row(bytes.Clone(value), "json", nil)
		}
		return
	}
	rows := wrapped(value)
	if rows == nil {
		t.miss(stemma.Skipped, noText)
		return
	}
	for _, row := range rows {
		switch {
		case !article.Is(row):
			t.miss(stemma.Skipped, noText)
		case t.more():
			t.row(bytes.Clone(row), "json", nil)
		}
	}
}

// jsonValues reads a sequence of values or one array of rows.
func jsonValues(t *table, r *bufio.Reader) {
	for {
		b, _ := r.Peek(1)
		if len(b) == 0 || !strings.ContainsRune(" \t\r\n", rune(b[0])) {
			break
		}
		r.Discard(1)
	}
	in := &capped{r: r}
	d := json.NewDecoder(in)
	in.d = d
	b, _ := r.Peek(1)
	array := len(b) == 1 && b[0] == '['
	if array {
		d.Token()
	}
	for !t.done && !t.full {
		if array && !d.More() {
			if _, err := d.Token(); err != nil {
				t.broken(err)
			}
			return
		}
		var value json.RawMessage
		err := d.Decode(&value)
		switch {
		case err == nil:
			t.value(value)
		case errors.Is(err, io.EOF) && !array:
			return
		default:
			t.broken(err)
			return
		}
	}
}

// capped stops a value that does not end.
type capped struct {
	r io.Reader
	n int64
	d *json.Decoder
}

func (c *capped) Read(p []byte) (int, error) {
	if c.n-c.d.InputOffset() > maxRow {
		return 0, &stemma.Error{Kind: stemma.TooLarge, Err: errors.New("a row has more than 16 MiB, the limit for one row; the rest was not read"), Hint: "Split the file."}
	}
	n, err := c.r.Read(p)
	c.n += int64(n)
	return n, err
}

// wrapped returns the rows of an object that is only the envelope of a list,
// as news services answer: {"status": "ok", "articles": [...]}.
func wrapped(row []byte) []json.RawMessage {
	if len(row) == 0 || row[0] != '{' {
		return nil
	}
	var fields map[string]json.RawMessage
	if json.Unmarshal(row, &fields) != nil {
		return nil
	}
	for _, name := range []string{"articles", "items", "documents", "docs", "results", "entries", "data", "stories", "posts"} {
		var rows []json.RawMessage
		if json.Unmarshal(fields[name], &rows) == nil && len(rows) > 0 {
			return rows
		}
	}
	return nil
}

// CSV

// delimiter tells which sign parts the columns: the one that the first line
// has most of, 0 if it has none.
func delimiter(head []byte, ext string) rune {
	first := firstLine(head)
	best, most := rune(0), 0
	for _, d := range []rune{',', ';', '\t'} {
		r := csv.NewReader(bytes.NewReader(first))
		r.Comma, r.LazyQuotes = d, true
		if fields, err := r.Read(); err == nil && len(fields)-1 > most {
			best, most = d, len(fields)-1
		}
	}
	return best
}

// csvFormats names the reader for each delimiter.
var csvFormats = map[rune]string{',': "csv", ';': "csv-semicolon", '\t': "tsv"}

func csvRows(w *walk, at string, c content, comma rune) {
	t := &table{walk: w, at: at}
	defer t.close()
	rec := &records{r: textReader(c), comma: byte(comma)}
	header, _, err := rec.next()
	if err != nil && len(header) == 0 {
		t.fail(err)
		return
	}
	columns := fields(header, comma)
	for i, name := range columns {
		columns[i] = strings.ToValidUTF8(strings.TrimSpace(name), "\uFFFD")
	}
	for {
		data, long, err := rec.next()
		if len(bytes.TrimSpace(data)) > 0 {
			if !t.more() {
				return
			}
			switch {
			case long:
				t.skip(stemma.TooLarge, tooLong)
			case !article.IsRow(columns, fields(data, comma)):
				t.skip(stemma.Skipped, noText)
			default:
				t.row(bytes.Clone(data), csvFormats[comma], columns)
			}
		}
		if err != nil {
			if !errors.Is(err, io.EOF) {
				t.fail(err)
			}
			return
		}
	}
}

// records reads a table record by record, as bytes: a record ends at a line
// end outside quotation marks. As in encoding/csv with lazy quotes, a mark
// opens only at the beginning of a field, and closes only at its end.
type records struct {
	r     *bufio.Reader
	comma byte
	line  []byte
	rec   []byte
}

func (r *records) next() (_ []byte, long bool, err error) {
	r.rec = r.rec[:0]
	quoted := false
	for {
		var l bool
		r.line, l, err = line(r.r, r.line, maxRow)
		if room := maxRow - len(r.rec); l || len(r.line) > room {
			r.line, long = r.line[:min(room, len(r.line))], true
		}
		quoted = r.quoted(quoted)
		r.rec = append(r.rec, r.line...)
		if err != nil || !quoted {
			return r.rec, long, err
		}
	}
}

// quoted reports whether the line ends within quotation marks, given whether
// it begins so.
func (r *records) quoted(in bool) bool {
	start := !in // at the beginning of a field
	for i := 0; i < len(r.line); i++ {
		c := r.line[i]
		switch {
		case in && c == '"':
			rest := r.line[i+1:]
			switch {
			case len(rest) > 0 && rest[0] == '"':
				i++
			case len(rest) == 0 || rest[0] == r.comma || rest[0] == '\r' || rest[0] == '\n':
				in = false
			}
		case in:
		case start && c == '"':
			in = true
		}
		start = !in && c == r.comma
	}
	return in
}

// fields takes one record apart, as far as it goes.
func fields(rec []byte, comma rune) []string {
	r := csv.NewReader(bytes.NewReader(rec))
	r.Comma, r.LazyQuotes, r.FieldsPerRecord = comma, true, -1
	f, _ := r.Read()
	return f
}

// Mailboxes

// separator tells a line that parts messages: "From", an address, and a date
// with a time (RFC 4155). Prose that begins with "From" has no time of day.
func separator(line []byte) bool {
	return bytes.HasPrefix(line, []byte("From ")) && clock.Match(line)
}

var clock = regexp.MustCompile(`\d\d:\d\d`)

func mailbox(w *walk, at string, c content, _ int) {
	t := &table{walk: w, at: at}
	defer t.close()
	var buf, message []byte
	long, blank := false, true
	flush := func() bool {
		if t.n == 0 && len(message) == 0 {
			return t.more()
		}
		if long {
			t.skip(stemma.TooLarge, tooLongMail)
		} else {
			t.row(bytes.Clone(message), "mail", nil)
		}
		message, long = message[:0], false
		return t.more()
	}
	for {
		var l bool
		var err error
		buf, l, err = line(c.Reader, buf, MaxItem)
		switch {
		case blank && separator(buf):
			if !flush() {
				return
			}
		case len(buf) > 0:
			long = long || l || len(message)+len(buf) > MaxItem
			if !long {
				message = append(message, unquoteFrom(buf)...)
			}
		}
		blank = len(bytes.TrimRight(buf, "\r\n")) == 0
		if err != nil {
			if !errors.Is(err, io.EOF) {
				t.fail(err)
			}
			if long {
				t.skip(stemma.TooLarge, tooLongMail)
			} else {
				t.row(bytes.Clone(message), "mail", nil)
			}
			return
		}
	}
}

// unquoteFrom undoes ">From " (mboxrd).
func unquoteFrom(line []byte) []byte {
	if rest := bytes.TrimLeft(line, ">"); len(rest) < len(line) && bytes.HasPrefix(rest, []byte("From ")) {
		return line[1:]
	}
	return line
}
