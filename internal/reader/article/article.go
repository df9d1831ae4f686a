// Package article reads rows: articles as feeds, archives and data sets hold
// them, one JSON object or one row of a table each.
//
// Fields are found by their usual names, whatever the case and the signs
// between the words ("pub_date", "pubDate"):
//
//	title      title, headline
//	text       text, body, content, article body, full text, main text, story
//	byline     author, authors, byline, creator, writer, journalist
//	date       date published, published at, published, pub date, date, ...
//	url        url, link, source url, permalink
//	publisher  publisher, source name, source, outlet, publication, ...
//
// A row is an article only if it has running text (see Is). What it does not
// answer: what other fields mean; they stay in the original row.
//
// The text of the document is the title, as a heading, and the body. A body
// in HTML is laid out, any other stands as it is. Values from other fields
// stand outside the text and say which field they are from.
package article

import (
	"bytes"
	"context"
	"encoding/csv"
	"encoding/json"
	"errors"
	"net/url"
	"strconv"
	"strings"
	"time"
	"unicode"

	"github.com/stemma/stemma"
	"github.com/stemma/stemma/internal/reader/charset"
	"github.com/stemma/stemma/internal/reader/fragment"
	"github.com/stemma/stemma/internal/reader/front"
	"github.com/stemma/stemma/internal/reader/layout"
)

// The usual names, best first, in lower case and without signs.
var (
	titles     = []string{"title", "headline"}
	texts      = []string{"text", "body", "content", "articlebody", "articletext", "article", "fulltext", "maintext", "bodytext", "contenttext", "contenthtml", "story", "message"}
	bylines    = []string{"author", "authors", "byline", "creator", "writer", "journalist"}
	dates      = []string{"datepublished", "publishedat", "published", "publishdate", "publicationdate", "publishedon", "pubdate", "date", "datetime", "timestamp", "createdat", "created"}
	urls       = []string{"url", "link", "sourceurl", "permalink", "articleurl", "canonicalurl"}
	publishers = []string{"publisher", "sourcename", "source", "outlet", "publication", "newspaper", "sitename", "site", "domain"}
)

// A row is the fields of one row in their order.
type row []field

type field struct {
	name  string // as it stands
	key   string // in lower case, without signs
	value string
}

// first returns the first field, by the order of names, that has a value.
func (r row) first(names []string) field {
	for _, n := range names {
		for _, f := range r {
			if f.key == n && strings.TrimSpace(f.value) != "" {
				return f
			}
		}
	}
	return field{}
}

func key(name string) string {
	return strings.Map(func(r rune) rune {
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) {
			return -1
		}
		return unicode.ToLower(r)
	}, name)
}

// article reports whether the row has running text. In company of a title, a
// date, an author, an address or a publisher one sentence of eight words is
// enough (a dispatch, a post); alone it takes forty words, so that a line of
// a scanned page or a cell with a remark is none.
func (r row) article() bool {
	text := r.first(texts).value
	if fragment.Is(text) {
		text = fragment.Text(text)
	}
	words := 0
	for w := range strings.FieldsSeq(text[:min(len(text), 4000)]) {
		if strings.ContainsFunc(w, unicode.IsLetter) {
			words++
		}
	}
	if words >= 40 {
		return true
	}
	for _, names := range [][]string{titles, bylines, dates, urls, publishers} {
		if r.first(names).value != "" {
			return words >= 8 || unspaced(text)
		}
	}
	return false
}

// unspaced reports whether text is as long as a sentence in a script that
// puts no spaces between words.
func unspaced(text string) bool {
	n := 0
	for _, r := range text {
		if unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai, unicode.Khmer, unicode.Lao, unicode.Myanmar) {
			if n++; n >= 20 {
				return true
			}
		}
	}
	return false
}

// Is reports whether a JSON value is an article.
func Is(value []byte) bool {
	r, err := fromJSON(value)
	return err == nil && r.article()
}

// IsRow reports whether a row of a table with these columns is an article.
func IsRow(columns, values []string) bool { return fromTable(columns, values).article() }

func fromTable(columns, values []string) row {
	var r row
	for i, v := range values {
		if i < len(columns) {
			r = append(r, field{columns[i], key(columns[i]), v})
		}
	}
	return r
}

func fromJSON(value []byte) (row, error) {
	d := json.NewDecoder(bytes.NewReader(value))
	if t, err := d.Token(); err != nil || t != json.Delim('{') {
		return nil, errors.New("the row is no JSON object")
	}
	var r row
	for d.More() {
		t, err := d.Token()
		if err != nil {
			return nil, err
		}
		name, _ := t.(string)
		var raw json.RawMessage
		if err := d.Decode(&raw); err != nil {
			return nil, err
		}
		if v := plain(raw, 0); v != "" {
			r = append(r, field{name, key(name), v})
		}
	}
	_, err := d.Token()
	return r, err
}

// plain returns a JSON value as text: a string, a number; of a list the
// texts, as paragraphs; of an object what it is called or holds, as feeds
// write {"name": "..."} and {"rendered": "..."}.
func plain(raw json.RawMessage, depth int) string {
	if len(raw) == 0 || depth > 2 {
		return ""
	}
	switch raw[0] {
	case '"':
		var s string
		if json.Unmarshal(raw, &s) != nil {
			return ""
		}
		return s
	case '[':
		var list []json.RawMessage
		if json.Unmarshal(raw, &list) != nil {
			return ""
		}
		var parts []string
		for _, e := range list {
			if s := plain(e, depth+1); s != "" {
				parts = append(parts, s)
			}
		}
		return strings.Join(parts, "\n\n")
	case '{':
		var fields map[string]json.RawMessage
		if json.Unmarshal(raw, &fields) != nil {
			return ""
		}
		names := []string{"name", "text", "rendered", "value", "html", "$date"}
		if depth > 0 {
			names = names[:1] // authors; what else comes in lists is data
		}
		for _, name := range names {
			if s := plain(fields[name], depth+1); s != "" {
				return s
			}
		}
	case 't', 'f', 'n':
	default:
		return string(raw)
	}
	return ""
}

// JSON reads one JSON object.
func JSON(_ context.Context, item stemma.Item) (*stemma.Document, []stemma.Item, error) {
	t, err := charset.Decode(item.Data, "")
	if err != nil {
		return nil, nil, broken(item, err)
	}
	r, err := fromJSON([]byte(t.String))
	if err != nil {
		return nil, nil, broken(item, err)
	}
	return r.document(item, t)
}

// Table returns the reader of rows of a table whose columns are parted by
// comma and named by Item.Columns.
func Table(comma rune) func(context.Context, stemma.Item) (*stemma.Document, []stemma.Item, error) {
	return func(_ context.Context, item stemma.Item) (*stemma.Document, []stemma.Item, error) {
		t, err := charset.Decode(item.Data, "")
		if err != nil {
			return nil, nil, broken(item, err)
		}
		c := csv.NewReader(strings.NewReader(t.String))
		c.Comma, c.LazyQuotes, c.FieldsPerRecord = comma, true, -1
		values, err := c.Read()
		if err != nil {
			return nil, nil, broken(item, err)
		}
		return fromTable(item.Columns, values).document(item, t)
	}
}

func broken(item stemma.Item, err error) error {
	return &stemma.Error{Kind: stemma.Broken, Op: "read row " + item.Path, Err: err, Hint: "Ask for the file again."}
}

func (r row) document(item stemma.Item, t charset.Text) (*stemma.Document, []stemma.Item, error) {
	if !r.article() {
		return nil, nil, &stemma.Error{Kind: stemma.Skipped, Op: "read row " + item.Path, Err: errors.New("it holds no running text and is not an article")}
	}
	title, body := r.first(titles), r.first(texts)
	var b layout.Builder
	heading := fragment.Text(title.value)
	at := b.Add(stemma.Heading, strings.Join(strings.Fields(heading), " "))
	if fragment.Is(body.value) {
		fragment.Add(&b, body.value)
	} else {
		b.AddPlain(body.value)
	}
	doc := b.Document()
	doc.Encoding = t.Encoding
	if !at.IsZero() {
		doc.Title = &stemma.Shown{Value: at.In(doc.Text), ShownBy: at, Where: where(title)}
	}
	if f := r.first(bylines); f.value != "" {
		doc.Byline = front.Show(doc.Text, strings.ReplaceAll(fragment.Text(f.value), "\n\n", ", "), where(f))
	}
	if f := r.first(dates); f.value != "" {
		doc.Published = front.ShowDate(doc.Text, date(f.value), where(f))
	}
	if f := r.first(publishers); f.value != "" {
		doc.Publisher = front.Show(doc.Text, fragment.Text(f.value), where(f))
	} else if f := r.first(urls); f.value != "" {
		if u, err := url.Parse(strings.TrimSpace(f.value)); err == nil {
			doc.Publisher = front.Show(doc.Text, strings.TrimPrefix(strings.ToValidUTF8(u.Hostname(), ""), "www."), where(f))
		}
	}
	front.Finish(doc)
	return doc, nil, t.Fault(item.Path)
}

func where(f field) string { return "field " + strconv.Quote(strings.ToValidUTF8(f.name, "\uFFFD")) }

// date puts a count of seconds or milliseconds since 1970 into words; others
// are left for package front to read.
func date(value string) string {
	n, err := strconv.ParseInt(strings.TrimSpace(value), 10, 64)
	switch {
	case err != nil || n < 100_000_000: // a year, or a day as 20210525
		if d, err := time.Parse("20060102", strings.TrimSpace(value)); err == nil {
			return d.Format(time.DateOnly)
		}
		return value
	case n > 100_000_000_000:
		n /= 1000
	}
	return time.Unix(n, 0).UTC().Format(time.RFC3339)
}
