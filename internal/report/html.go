package report

import (
	"bufio"
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"encoding/xml"
	"fmt"
	"html"
	"io"
	"slices"
	"strings"
)

// style is all the style of a page. It names no file: a page is one file that asks
// for nothing.
const style = `:root { color-scheme: light dark }
body { font: 1rem/1.5 Georgia, "Times New Roman", serif; color: #1b1b1b; background: #fff; max-width: 44rem; margin: 0 auto; padding: 1.5rem 1rem 4rem; overflow-wrap: anywhere }
h1 { font-size: 1.6rem; line-height: 1.25 }
h2 { font-size: 1.25rem; line-height: 1.3; margin: 2.5rem 0 .5rem; border-top: 1px solid #767676; padding-top: 1rem }
h3, h4 { font-size: 1rem; margin: 1.5rem 0 .25rem }
h4 { font-style: italic }
li { margin: .35rem 0 }
sup { line-height: 0; font-size: .75em }
a { color: #0b4f8a }
.notes li { font-size: .85rem; padding-left: .25rem }
:target { background: #fff3c4 }
@media (prefers-color-scheme: dark) {
  body { color: #e6e6e6; background: #16181b }
  a { color: #8cc4ff }
  h2 { border-color: #8a8a8a }
  :target { background: #4a3f12 }
}
@media print {
  body { max-width: none; padding: 0; color: #000; background: #fff; font-size: 10.5pt }
  a { color: inherit; text-decoration: none }
  .back { display: none }
  h2, h3, h4 { break-after: avoid }
  li, p { orphans: 2; widows: 2 }
}
`

func writeHTML(to io.Writer, r *Report) error {
	w := bufio.NewWriter(to)
	digest := sha256.Sum256([]byte(style))
	fmt.Fprintf(w, `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8"/>
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'sha256-%s'; base-uri 'none'; form-action 'none'"/>
<meta name="viewport" content="width=device-width, initial-scale=1"/>
<meta name="generator" content="Stemma"/>
<title>%s</title>
<style>%s</style>
</head>
<body>
<main>
<h1>%s</h1>
`, base64.StdEncoding.EncodeToString(digest[:]), html.EscapeString(r.Title), style, html.EscapeString(r.Title))
	seen := map[int]bool{}
	depth := 0 // of lists that are open
	for _, b := range r.Blocks {
		level := 0
		if b.Kind == Item {
			level = b.Level
		}
		for depth > level {
			fmt.Fprint(w, "</li>\n</ul>\n")
			depth--
		}
		switch {
		case level > depth:
			for depth < level {
				fmt.Fprint(w, "<ul>\n<li>")
				depth++
			}
		case level > 0:
			fmt.Fprint(w, "</li>\n<li>")
		case b.Kind == Heading:
			fmt.Fprintf(w, "<h%d>", b.Level)
		default:
			fmt.Fprint(w, "<p>")
		}
		for _, p := range b.Parts {
			fmt.Fprint(w, html.EscapeString(p.Words))
			if p.Note > 0 {
				id := ""
				if !seen[p.Note] {
					seen[p.Note] = true
					id = fmt.Sprintf(` id="at-%d"`, p.Note)
				}
				fmt.Fprintf(w, `<sup><a href="#note-%d"%s aria-label="note %d">%d</a></sup>`, p.Note, id, p.Note, p.Note)
			}
		}
		switch b.Kind {
		case Heading:
			fmt.Fprintf(w, "</h%d>\n", b.Level)
		case Paragraph:
			fmt.Fprint(w, "</p>\n")
		}
	}
	for ; depth > 0; depth-- {
		fmt.Fprint(w, "</li>\n</ul>\n")
	}
	if len(r.Notes) > 0 {
		fmt.Fprint(w, "<h2>Notes</h2>\n<ol class=\"notes\">\n")
	}
	for i, n := range r.Notes {
		statement := ""
		if n.Statement != nil {
			statement = fmt.Sprintf(` data-statement="%s"`, n.Statement.ID)
		}
		fmt.Fprintf(w, `<li id="note-%d" data-document="%s"%s data-bytes="%s" data-sha256="%s">%s <a class="back" href="#at-%d" aria-label="back to the text">↑</a></li>`+"\n",
			i+1, n.Doc.ID, statement, ranges(n.Spans), html.EscapeString(n.Doc.SHA256), html.EscapeString(n.Text), i+1)
	}
	if len(r.Notes) > 0 {
		fmt.Fprint(w, "</ol>\n")
	}
	fmt.Fprint(w, "</main>\n</body>\n</html>\n")
	return w.Flush()
}

// inline are the elements that do not end a line.
var inline = []string{"a", "sup", "em", "strong", "b", "i", "span", "cite", "q"}

func readHTML(data []byte) ([]string, error) {
	d := xml.NewDecoder(bytes.NewReader(data))
	d.Strict, d.AutoClose, d.Entity = false, xml.HTMLAutoClose, xml.HTMLEntity
	var lines, notes []string
	var line strings.Builder
	note := "" // the number of the note that is being read, with where its data say it leads
	lead := ""
	flush := func() {
		if text := strings.Join(strings.Fields(line.String()), " "); text != "" && note == "" {
			lines = append(lines, text)
		} else if text != "" {
			notes = append(notes, "Note "+note+": "+text)
			if !leadsThere(text, lead) {
				notes = append(notes, "Note "+note+": "+elsewhere+lead)
			}
		}
		line.Reset()
	}
	skip := 0 // elements open within one that is no part of the text
	for {
		token, err := d.Token()
		if err == io.EOF {
			break
		}
		if err != nil {
			return nil, err
		}
		switch t := token.(type) {
		case xml.StartElement:
			name := strings.ToLower(t.Name.Local)
			attr := func(key string) string {
				i := slices.IndexFunc(t.Attr, func(a xml.Attr) bool { return a.Name.Local == key })
				if i < 0 {
					return ""
				}
				return t.Attr[i].Value
			}
			if skip > 0 || name == "head" || name == "script" || name == "style" || attr("class") == "back" {
				skip++
				continue
			}
			if !slices.Contains(inline, name) {
				flush()
				note = ""
			}
			if n, ok := strings.CutPrefix(attr("id"), "note-"); ok && name == "li" {
				note = n
				lead = attr("data-bytes") + " " + attr("data-sha256") + " " + attr("data-document")
				if s := attr("data-statement"); s != "" {
					lead += "/" + s
				}
			}
			if name == "sup" {
				line.WriteString("[")
			}
		case xml.EndElement:
			if skip > 0 {
				skip--
				continue
			}
			switch name := strings.ToLower(t.Name.Local); {
			case name == "sup":
				line.WriteString("]")
			case !slices.Contains(inline, name):
				flush()
				note = ""
			}
		case xml.CharData:
			if skip == 0 {
				line.Write(t)
			}
		}
	}
	flush()
	lines = slices.DeleteFunc(lines, func(l string) bool { return l == "Notes" })
	return append(lines, notes...), nil
}

// leadsThere reports whether the data of a note lead where its text does.
func leadsThere(text, lead string) bool {
	a, ok := anchorOf(text)
	if !ok {
		return true // said elsewhere
	}
	return strings.TrimSpace(lead) == "" || lead == a.bytes+" "+a.sha256+" "+a.record
}
