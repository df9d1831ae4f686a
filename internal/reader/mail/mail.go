// Package mail reads messages (RFC 5322 with MIME, RFC 2045 to 2049): EML
// files and the messages of a mailbox.
//
// The text begins with the headers From, To, Cc, Date and Subject, one region
// of kind Header, whose words show byline, date and title. The body follows:
// the plain text if there is one, otherwise the HTML laid out. Lines quoted
// with ">" are regions of kind Quote. Attachments are handed back as items of
// their own, at "x.eml#name"; so are messages within the message.
//
// What it does not answer: whether the headers are true. Anyone can write a
// From line; signatures are not checked.
package mail

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"mime"
	netmail "net/mail"
	"path"
	"strconv"
	"strings"
	"unicode"

	"github.com/jhillyerd/enmime/v2"

	"github.com/stemma/stemma"
	"github.com/stemma/stemma/internal/reader/charset"
	"github.com/stemma/stemma/internal/reader/fragment"
	"github.com/stemma/stemma/internal/reader/front"
	"github.com/stemma/stemma/internal/reader/layout"
)

const (
	// A message of many hundred parts is a trap: the time to take one apart
	// grows with parts times depth.
	maxParts = 500
	// maxHeader is the most bytes of one header shown: a list of a thousand
	// receivers.
	maxHeader = 64 << 10
)

// Read makes a document of a message.
func Read(_ context.Context, item stemma.Item) (*stemma.Document, []stemma.Item, error) {
	fail := func(kind stemma.Kind, err error, hint string) (*stemma.Document, []stemma.Item, error) {
		return nil, nil, &stemma.Error{Kind: kind, Op: "read " + item.Path, Err: err, Hint: hint}
	}
	data := item.Data
	if bytes.HasPrefix(data, []byte("From ")) {
		// The line that parts messages in a mailbox, left on one of them.
		_, data, _ = bytes.Cut(data, []byte("\n"))
	}
	if n := bytes.Count(bytes.ToLower(data), []byte("content-type:")); n > maxParts {
		return fail(stemma.Unsafe, fmt.Errorf("it has %d parts; no message has", n), "Open it with a mail program and save what matters.")
	}
	e, err := enmime.NewParser(enmime.DisableTextConversion(true), enmime.DisableCharacterDetection(true), enmime.MultipartWOBoundaryAsSinglePart(true),
		enmime.SkipMalformedParts(true), enmime.StripMediaTypeInvalidCharacters(true), enmime.MaxStoredPartErrors(100)).ReadEnvelope(bytes.NewReader(data))
	if err != nil {
		return fail(stemma.Broken, err, "The message is damaged; fetch it again.")
	}
	var b layout.Builder
	head := header(&b, e)
	if head == nil && e.Text == "" && e.HTML == "" {
		return fail(stemma.Broken, errors.New("it has neither headers nor a text"), "If it is a file of another kind, give it the ending of that kind.")
	}
	encoding := body(&b, e)
	items := attachments(item.Path, e)
	doc := b.Document()
	if doc.Text == "" {
		if len(items) > 0 {
			return nil, items, nil
		}
		return fail(stemma.Empty, errors.New("there are no words in it"), "")
	}
	doc.Encoding = encoding
	doc.Title = shown(doc.Text, head["Subject"], head["Subject"].In(doc.Text))
	doc.Byline = shown(doc.Text, head["From"], sender(head["From"].In(doc.Text)))
	if t, err := netmail.ParseDate(e.GetHeader("Date")); err == nil {
		doc.Published = shown(doc.Text, head["Date"], front.Date(t.Format("2006-01-02T15:04:05Z07:00")))
	}
	front.Finish(doc)
	for _, p := range e.Errors {
		if p.Severe {
			return doc, items, &stemma.Error{Kind: stemma.Broken, Op: "read " + item.Path, Err: fmt.Errorf("a part of it is damaged: %s: %s", p.Name, strings.ToValidUTF8(p.Detail, "\uFFFD")), Hint: "The rest was read; fetch the message again."}
		}
	}
	return doc, items, nil
}

// header lays out the headers and returns where their values stand.
func header(b *layout.Builder, e *enmime.Envelope) map[string]stemma.Span {
	var text strings.Builder
	found := map[string]stemma.Span{}
	for _, name := range []string{"From", "To", "Cc", "Date", "Subject"} {
		v := e.GetHeader(name)
		v = strings.Join(strings.Fields(strings.ToValidUTF8(v[:min(len(v), maxHeader)], "\uFFFD")), " ")
		if v = strings.TrimFunc(v, unicode.IsControl); v == "" {
			continue
		}
		if text.Len() > 0 {
			text.WriteByte('\n')
		}
		text.WriteString(name + ": ")
		found[name] = stemma.Span{Begin: text.Len(), End: text.Len() + len(v)}
		text.WriteString(v)
	}
	if text.Len() == 0 {
		return nil
	}
	b.Add(stemma.Header, text.String()) // the first block, so at offset 0
	return found
}

// sender is the name in a From header, or the address where there is none.
func sender(from string) string {
	// An address that names are written before, with quotation marks or not.
	if a, err := netmail.ParseAddress(from); err == nil {
		if a.Name != "" {
			return a.Name
		}
		return a.Address
	}
	if name, _, ok := strings.Cut(from, "<"); ok && strings.Trim(name, ` "`) != "" {
		return strings.Trim(name, ` "`)
	}
	return from
}

// shown proposes value, shown by its words within span, or by all of it.
func shown(text string, span stemma.Span, value string) *stemma.Shown {
	if span.IsZero() || value == "" {
		return nil
	}
	if i := strings.Index(span.In(text), value); i >= 0 {
		span = stemma.Span{Begin: span.Begin + i, End: span.Begin + i + len(value)}
	}
	return &stemma.Shown{Value: value, ShownBy: span}
}

// body lays out the body and returns the encoding it was in.
func body(b *layout.Builder, e *enmime.Envelope) string {
	text := e.Text
	declared := ""
	if e.Root != nil {
		declared = e.Root.Charset
		if p := e.Root.DepthMatchFirst(func(p *enmime.Part) bool {
			return p.ContentType == "text/plain" && p.Disposition != "attachment"
		}); p != nil && p.Charset != "" {
			declared = p.Charset
		}
	}
	// What was declared has been decoded; what was not is decoded here.
	decode := func(s string) string {
		t, err := charset.Decode([]byte(s), "")
		if err != nil {
			return strings.ToValidUTF8(s, "\uFFFD")
		}
		if declared == "" {
			declared = t.Encoding
		}
		return t.String
	}
	if strings.TrimSpace(text) != "" {
		text = strings.ReplaceAll(decode(text), "\r\n", "\n")
		if flowed(e) {
			text = unflow(text)
		}
		for part, quoted := range parts(text) {
			if quoted {
				b.Add(stemma.Quote, part)
			} else {
				b.AddPlain(part)
			}
		}
	} else if e.HTML != "" {
		fragment.Add(b, decode(e.HTML))
	}
	return strings.ToLower(declared)
}

// parts yields runs of quoted and of other lines.
func parts(text string) func(func(string, bool) bool) {
	return func(yield func(string, bool) bool) {
		begin, was := 0, false
		at := 0
		for l := range strings.Lines(text) {
			is := strings.HasPrefix(l, ">")
			if is != was && at > begin {
				if !yield(text[begin:at], was) {
					return
				}
				begin = at
			}
			was = is
			at += len(l)
		}
		if at > begin {
			yield(text[begin:at], was)
		}
	}
}

// flowed reports whether the body is of format=flowed (RFC 3676).
func flowed(e *enmime.Envelope) bool {
	if e.Root == nil {
		return false
	}
	p := e.Root.DepthMatchFirst(func(p *enmime.Part) bool { return p.ContentType == "text/plain" })
	if p == nil {
		return false
	}
	_, params, err := mime.ParseMediaType(p.Header.Get("Content-Type"))
	return err == nil && strings.EqualFold(params["format"], "flowed")
}

// unflow joins the lines that end in a space to the next (RFC 3676); the
// line of a signature does not flow.
func unflow(text string) string {
	var b strings.Builder
	b.Grow(len(text))
	for l := range strings.Lines(text) {
		line := strings.TrimSuffix(l, "\n")
		if strings.HasSuffix(line, " ") && line != "-- " && !strings.HasPrefix(line, ">") {
			b.WriteString(line)
			continue
		}
		b.WriteString(l)
	}
	return b.String()
}

// attachments hands back what is packed in the message.
func attachments(at string, e *enmime.Envelope) []stemma.Item {
	var items []stemma.Item
	seen := map[string]int{}
	done := map[*enmime.Part]bool{}
	for _, list := range [][]*enmime.Part{e.Attachments, e.Inlines, e.OtherParts} {
		for _, p := range list {
			if done[p] || len(p.Content) == 0 || p.FileName == "" && strings.HasPrefix(p.ContentType, "text/") {
				continue
			}
			done[p] = true
			name := name(p, len(items)+1)
			if seen[name]++; seen[name] > 1 {
				name = fmt.Sprintf("%s~%d", name, seen[name])
			}
			it := stemma.Item{Path: at + "#" + name, Data: p.Content}
			if p.ContentType == "message/rfc822" {
				it.Format = "mail"
			}
			items = append(items, it)
		}
	}
	return items
}

// name is the last name of what the part calls itself, safe to show.
func name(p *enmime.Part, n int) string {
	s := strings.ToValidUTF8(p.FileName, "_")
	s = path.Base("/" + strings.ReplaceAll(s, `\`, "/"))
	s = strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || r == '#' {
			return '_'
		}
		return r
	}, s)
	if s == "/" || s == "." || s == ".." || len(s) > 255 {
		s = "attachment-" + strconv.Itoa(n)
		if p.ContentType == "message/rfc822" {
			s += ".eml"
		} else {
			s += endings[p.ContentType]
		}
	}
	return s
}

// endings names parts without a name. Not that of the operating system, which
// differs from one machine to the next.
var endings = map[string]string{
	"application/pdf": ".pdf", "text/html": ".html", "text/plain": ".txt", "text/csv": ".csv", "application/json": ".json",
	"application/rtf": ".rtf", "text/rtf": ".rtf", "application/zip": ".zip", "image/jpeg": ".jpg", "image/png": ".png",
}
