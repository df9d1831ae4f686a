package web

import (
	"embed"
	"fmt"
	"html/template"
	"io"
	"net/http"
	"path"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/stemma/stemma"
	"golang.org/x/text/language"
	"golang.org/x/text/language/display"
)

//go:embed page
var pageFiles embed.FS

// pages are the templates, each with the layout and the parts. They are parsed
// when the first page is asked for: other commands start without them.
var pages = sync.OnceValue(func() map[string]*template.Template {
	base := template.Must(template.New("").Funcs(template.FuncMap{
		"visible": visible, "name": documentName, "text": printable,
		"number": number, "add": func(a, b int) int { return a + b }, "count": count, "size": size, "day": day, "stamp": stamp, "language": languageName,
		"kind": kindWords, "done": doneWords, "reason": reasonWords, "reasonOf": func(k string) string { return reasonWords(stemma.Kind(k)) }, "mask": maskWords, "percent": percent,
		"descended": descendedWords, "short": short, "inc": func(i int) int { return i + 1 },
	}).ParseFS(pageFiles, "page/layout.html", "page/part_*.html"))
	files, err := pageFiles.ReadDir("page")
	if err != nil {
		panic(err) // the files are part of the program
	}
	set := map[string]*template.Template{}
	for _, f := range files {
		name := strings.TrimSuffix(f.Name(), ".html")
		if name == "layout" || strings.HasPrefix(name, "part_") {
			continue
		}
		set[name] = template.Must(template.Must(base.Clone()).ParseFS(pageFiles, "page/"+f.Name()))
	}
	return set
})

// A frame is what the layout needs to know of a page.
type frame struct {
	Title string
	Page  string // name of the template
	Case  string
	Words string // what was searched for
	Style, Fonts, Script, Icon,
	Version string
	Dated bool   // the case can be shown as of a day
	Day   string // the day as of which it is shown, "" for the whole case
	Here  string // address of the page
	Bar   []barEntry
	Inner []barEntry
	Data  any
}

func (s *server) write(w io.Writer, r *http.Request, name, title string, data any) error {
	entries, inner := bar(name)
	return pages()[name].ExecuteTemplate(w, "layout", frame{
		Title: title, Page: name, Case: s.opts.Case, Words: r.URL.Query().Get("q"), Version: s.opts.Version,
		Dated: s.opts.AsOf != nil, Day: s.day, Here: r.URL.RequestURI(),
		Style: s.address("stemma.css"), Fonts: s.address("fonts.css"), Script: s.address("stemma.js"), Icon: s.address("icon.svg"),
		Bar: entries, Inner: inner, Data: data,
	})
}

// concealed are the characters that are not seen but change what is: controls,
// and marks of direction (Unicode TR 36). In a name each is a trap.
var concealed = regexp.MustCompile(`[\x00-\x1f\x7f-\x{9f}\x{61c}\x{200b}-\x{200f}\x{2028}-\x{202e}\x{2060}-\x{2069}\x{feff}]`)

// visible makes every character of a name or path visible.
func visible(s string) string { return concealed.ReplaceAllStringFunc(s, mark) }

// reordering are the characters by which running text can be made to read as
// other than it is. Plain marks of direction are left to those who need them.
var reordering = regexp.MustCompile(`[\x00-\x08\x0e-\x1f\x7f\x{202a}-\x{202e}\x{2066}-\x{2069}]`)

// printable makes the traps in running text visible.
func printable(s string) string { return reordering.ReplaceAllStringFunc(s, mark) }

func mark(s string) string {
	var b strings.Builder
	for _, r := range s {
		fmt.Fprintf(&b, "⟨%U⟩", r)
	}
	return b.String()
}

// documentName is what a document is called: its title, or its file.
func documentName(d *stemma.Document) string {
	if d.Title != nil && strings.TrimSpace(d.Title.Value) != "" {
		return visible(strings.Join(strings.Fields(d.Title.Value), " "))
	}
	return visible(path.Base(d.Path))
}

// number writes n with its thousands apart.
func number(n int) string {
	s := strconv.Itoa(n)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}

// count writes n with its noun: "1 statement", "1,200 statements".
func count(n int, noun string) string {
	switch {
	case n == 1:
		return "1 " + noun
	case strings.HasSuffix(noun, "y") && !strings.HasSuffix(noun, "ay"):
		noun = strings.TrimSuffix(noun, "y") + "ie"
	}
	return number(n) + " " + noun + "s"
}

func size(n int64) string {
	switch {
	case n < 1000:
		return fmt.Sprintf("%d bytes", n)
	case n < 1e6:
		return fmt.Sprintf("%.0f kB", float64(n)/1e3)
	}
	return fmt.Sprintf("%.1f MB", float64(n)/1e6)
}

var edtfLayouts = []struct{ in, out string }{
	{"2006-01-02T15:04:05Z07:00", "2 January 2006, 15:04 MST"},
	{"2006-01-02T15:04Z07:00", "2 January 2006, 15:04 MST"},
	{"2006-01-02T15:04:05", "2 January 2006, 15:04"},
	{"2006-01-02T15:04", "2 January 2006, 15:04"},
	{"2006-01-02", "2 January 2006"},
	{"2006-01", "January 2006"},
}

// day writes an EDTF date as people do; what it does not know stays as it is.
func day(edtf string) string {
	// Midnight without a zone is what a date without a time becomes in a file.
	edtf = strings.TrimSuffix(edtf, "T00:00")
	for _, l := range edtfLayouts {
		if t, err := time.Parse(l.in, edtf); err == nil {
			return t.Format(l.out)
		}
	}
	return visible(edtf)
}

func stamp(t time.Time) string { return t.UTC().Format("2 January 2006, 15:04 MST") }

var englishLanguages = display.English.Languages()

// languageName is the English name of a BCP 47 tag.
func languageName(tag string) string {
	if tag == "" || tag == "und" {
		return "language not known"
	}
	t, err := language.Parse(tag)
	if err != nil {
		return visible(tag)
	}
	if n := englishLanguages.Name(t); n != "" {
		return n
	}
	return visible(tag)
}

func kindWords(kind string) string {
	if kind == stemma.KindAuthor {
		return "author’s own voice"
	}
	return kind
}

// percent writes a confidence, which is a share of readings that are right.
func percent(c float64) string { return fmt.Sprintf("%.0f in 100", c*100) }

func doneWords(k stemma.JudgementKind) string {
	switch k {
	case stemma.Accept:
		return "accepted"
	case stemma.Reject:
		return "rejected"
	case stemma.Correct:
		return "corrected"
	case stemma.Derived:
		return "judged to descend from one another"
	case stemma.Independent:
		return "judged independent"
	case stemma.SameAs:
		return "judged the same"
	case stemma.Different:
		return "judged different"
	case stemma.SameClaim:
		return "judged to answer one question"
	case stemma.OtherClaim:
		return "judged to answer different questions"
	case stemma.Rate:
		return "rated"
	case stemma.Retract:
		return "retracted"
	}
	return string(k)
}

// descendedWords says in a sentence what a kind of derivation is.
func descendedWords(k stemma.DerivationKind) string {
	switch k {
	case stemma.Copy:
		return "A copy, whole or cut."
	case stemma.Excerpt:
		return "An excerpt: sentences of one stand in the other."
	case stemma.Revision:
		return "A revision: two versions of one text."
	case stemma.Mixture:
		return "A mixture: a text put together of several."
	case stemma.Spun:
		return "Spun: the same text in other words."
	case stemma.Translation:
		return "A translation: the same text in another language, as far as names, numbers and their order show it."
	case stemma.Quotation:
		return "A quotation in common, which is no proof that one took from the other."
	case stemma.SharedRoot:
		return "A shared origin: both seem to rest on a third text, and neither on the other."
	}
	return string(k) + "."
}

// reasonWords says in a line what a kind of issue is.
func reasonWords(k stemma.Kind) string {
	switch k {
	case stemma.Vanished:
		return "gone, or may not be opened"
	case stemma.Unsupported:
		return "no reader knows the format"
	case stemma.Broken:
		return "broken"
	case stemma.Encrypted:
		return "locked with a password"
	case stemma.TooLarge:
		return "too large"
	case stemma.Unsafe:
		return "unsafe"
	case stemma.Empty:
		return "no text in it"
	case stemma.Skipped:
		return "skipped: not reporting"
	case stemma.Unread:
		return "kept, but in a language not read yet"
	case stemma.Detached:
		return "judgement that fits no place any more"
	case stemma.Internal:
		return "a mistake of ours"
	}
	return visible(string(k))
}

func maskWords(k stemma.RegionKind) string {
	switch k {
	case stemma.Related:
		return "related stories"
	case stemma.Legal:
		return "legal notice"
	case stemma.Other:
		return "other matter"
	}
	return string(k)
}

// short cuts s to at most n characters, at a word.
func short(n int, s string) string {
	s = strings.Join(strings.Fields(printable(s)), " ")
	seen := 0
	for i := range s {
		if seen++; seen <= n {
			continue
		}
		if cut := strings.LastIndexByte(s[:i], ' '); cut > i/2 {
			i = cut
		}
		return s[:i] + " …"
	}
	return s
}

func atoi(s string) (int, error) { return strconv.Atoi(strings.TrimSpace(s)) }
