package html

import (
	"encoding/json"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/stemma/stemma"
	"github.com/stemma/stemma/internal/reader/front"
)

// fact is a value that the page states of itself, and where.
type fact struct{ value, where string }

// facts are what the page states of itself, each list with the most reliable
// statement first.
type facts struct {
	lang  string
	title string   // of the most reliable statement
	ones  []string // the headings of the first level

	titles, authors, publishers, dates []fact
}

// rank orders the places where a value may stand: JSON-LD is written for the
// article, OpenGraph for sharing it, the rest by habit. Where two places of
// one rank state a value, the first in the page wins.
var metaFields = []struct {
	list  func(*facts) *[]fact
	names []string
}{
	{func(f *facts) *[]fact { return &f.titles }, []string{"og:title", "citation_title", "dc.title", "dcterms.title", "headline", "title", "twitter:title"}},
	{func(f *facts) *[]fact { return &f.authors }, []string{"article:author", "citation_author", "dc.creator", "dcterms.creator", "author", "byl", "byline", "parsely-author", "sailthru.author"}},
	{func(f *facts) *[]fact { return &f.publishers }, []string{"og:site_name", "dc.publisher", "dcterms.publisher", "citation_publisher", "publisher", "application-name"}},
	{func(f *facts) *[]fact { return &f.dates }, []string{"article:published_time", "og:published_time", "citation_publication_date", "citation_date", "dc.date.issued", "dcterms.issued", "dcterms.created", "dc.date", "dcterms.date",
		"datepublished", "date", "pubdate", "publish-date", "publish_date", "publishdate", "publication_date", "parsely-pub-date", "sailthru.date", "cxenseparse:recs:publishtime"}},
}

// metadata collects the facts of a page.
func metadata(tree *html.Node) *facts {
	f := &facts{}
	metas := map[string][]fact{}
	var linked, items, elements facts
	for n := range tree.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		switch n.DataAtom {
		case atom.Html:
			if f.lang = tag(attr(n, "lang")); f.lang == "" {
				f.lang = tag(attr(n, "xml:lang"))
			}
		case atom.Meta:
			for _, key := range []string{"property", "name", "itemprop"} {
				if name := attr(n, key); name != "" {
					id := strings.ToLower(name)
					metas[id] = append(metas[id], fact{attr(n, "content"), `meta ` + key + `="` + name + `"`})
				}
			}
		case atom.Script:
			if strings.EqualFold(attr(n, "type"), "application/ld+json") && n.FirstChild != nil {
				linked.jsonLD(n.FirstChild.Data)
			}
		case atom.H1:
			f.ones = append(f.ones, visible(n))
		case atom.Title:
			if n.Namespace == "" && n.FirstChild != nil && len(elements.titles) == 0 {
				elements.titles = append(elements.titles, fact{n.FirstChild.Data, "title element"})
			}
		case atom.Time:
			if when := attr(n, "datetime"); has(n, "pubdate") || strings.Contains(attr(n, "itemprop"), "datePublished") || strings.Contains(attr(n, "class"), "published") {
				items.dates = append(items.dates, fact{when, "time element"})
			} else if when != "" {
				elements.dates = append(elements.dates, fact{when, "time element"})
			}
		default:
			switch prop := attr(n, "itemprop"); {
			case (strings.EqualFold(attr(n, "rel"), "author") || prop == "author") && strings.ContainsAny(visible(n), "0123456789"):
				// A box with more in it than a name.
			case strings.EqualFold(attr(n, "rel"), "author"):
				items.authors = append(items.authors, fact{visible(n), `rel="author"`})
			case prop == "author":
				elements.authors = append(elements.authors, fact{visible(n), `itemprop="author"`})
			case prop == "headline":
				elements.titles = append(elements.titles, fact{visible(n), `itemprop="headline"`})
			case prop == "datePublished":
				elements.dates = append(elements.dates, fact{attr(n, "content") + visible(n), `itemprop="datePublished"`})
			}
		}
	}
	// One <time> in a page is its date; of several nobody knows which.
	if len(elements.dates) > 1 {
		elements.dates = nil
	}
	for _, field := range metaFields {
		to := field.list(f)
		*to = append(*to, *field.list(&linked)...)
		for _, name := range field.names {
			*to = append(*to, metas[name]...)
		}
		*to = append(*to, *field.list(&items)...)
		*to = append(*to, *field.list(&elements)...)
	}
	for _, t := range f.titles {
		if f.title = strings.Join(strings.Fields(t.value), " "); f.title != "" {
			break
		}
	}
	return f
}

func attr(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

// visible is the text of an element in one line.
func visible(n *html.Node) string {
	var b strings.Builder
	for c := range n.Descendants() {
		if c.Type == html.TextNode {
			b.WriteString(c.Data)
			b.WriteByte(' ')
		}
	}
	return strings.Join(strings.Fields(b.String()), " ")
}

// jsonLD takes the facts of the first article that a JSON-LD script describes
// (schema.org).
func (f *facts) jsonLD(script string) {
	var value any
	if len(script) > 1<<20 || json.Unmarshal([]byte(strings.TrimSpace(script)), &value) != nil {
		return
	}
	var look func(v any, depth int)
	look = func(v any, depth int) {
		if depth > 8 {
			return
		}
		switch v := v.(type) {
		case []any:
			for _, e := range v {
				look(e, depth+1)
			}
		case map[string]any:
			if article(v["@type"]) {
				add(&f.titles, text(v["headline"]), "JSON-LD headline")
				add(&f.authors, text(v["author"]), "JSON-LD author")
				add(&f.publishers, text(v["publisher"]), "JSON-LD publisher")
				add(&f.dates, text(v["datePublished"]), "JSON-LD datePublished")
				return
			}
			look(v["@graph"], depth+1)
			look(v["mainEntity"], depth+1)
		}
	}
	look(value, 0)
}

func add(to *[]fact, value, where string) {
	if value != "" {
		*to = append(*to, fact{value, where})
	}
}

// article reports whether a schema.org type is one of a text.
func article(kind any) bool {
	switch kind := kind.(type) {
	case string:
		return strings.HasSuffix(kind, "Article") || strings.HasSuffix(kind, "BlogPosting") || kind == "Report" || kind == "WebPage"
	case []any:
		for _, k := range kind {
			if article(k) {
				return true
			}
		}
	}
	return false
}

// text is a value of JSON-LD in words: a string, the name of a thing, or the
// names of several.
func text(v any) string {
	switch v := v.(type) {
	case string:
		return html.UnescapeString(v)
	case map[string]any:
		name, _ := v["name"].(string)
		return html.UnescapeString(name)
	case []any:
		var names []string
		for _, e := range v {
			if _, nested := e.([]any); nested {
				continue
			}
			if name := text(e); name != "" {
				names = append(names, name)
			}
		}
		return strings.Join(names, ", ")
	}
	return ""
}

// show sets the values of doc that the page states.
func (f *facts) show(doc *stemma.Document, p *page) {
	doc.Title = f.heading(doc)
	for _, t := range f.titles {
		if doc.Title == nil {
			doc.Title = front.Show(doc.Text, f.withoutSite(t.value), t.where)
		}
	}
	doc.Byline = first(doc.Text, f.authors, func(v string) bool {
		return !strings.Contains(v, "://") && len(v) < 200 && !strings.HasPrefix(v, "@")
	})
	doc.Publisher = first(doc.Text, f.publishers, func(v string) bool { return len(v) < 200 })
	for _, d := range f.dates {
		if doc.Published = front.ShowDate(doc.Text, d.value, d.where); doc.Published != nil {
			break
		}
	}
}

// heading is the title as the page itself shows it: the heading that a stated
// title begins with, for sites add their own name to it; failing that the one
// heading of the first level. Nil if there is neither.
func (f *facts) heading(doc *stemma.Document) *stemma.Shown {
	for _, t := range f.titles {
		for _, r := range doc.Regions {
			words := strings.Join(strings.Fields(r.In(doc.Text)), " ")
			if r.Kind == stemma.Heading && len(strings.Fields(words)) > 2 && strings.HasPrefix(fold(t.value), fold(words)) {
				return &stemma.Shown{Value: words, ShownBy: r.Span, Where: t.where}
			}
		}
	}
	if len(f.ones) != 1 {
		return nil
	}
	for _, r := range doc.Regions {
		if words := strings.Join(strings.Fields(r.In(doc.Text)), " "); r.Kind == stemma.Heading && words == f.ones[0] && len(strings.Fields(words)) > 2 {
			return &stemma.Shown{Value: words, ShownBy: r.Span, Where: "h1 element"}
		}
	}
	return nil
}

// withoutSite is a title without the name of the site that stands behind it:
// "Late ferry - The Lund Review".
func (f *facts) withoutSite(title string) string {
	for _, site := range f.publishers {
		rest, ok := strings.CutSuffix(strings.TrimSpace(title), site.value)
		bare := strings.TrimRight(rest, " |-–—·•»:/")
		if ok && site.value != "" && bare != strings.TrimSpace(rest) && bare != "" {
			return bare
		}
	}
	return title
}

func first(text string, list []fact, sound func(string) bool) *stemma.Shown {
	for _, f := range list {
		value := strings.Join(strings.Fields(f.value), " ")
		if rest, ok := strings.CutPrefix(strings.ToLower(value), "by "); ok {
			value = value[len(value)-len(rest):]
		}
		if shown := front.Show(text, value, f.where); shown != nil && sound(value) {
			return shown
		}
	}
	return nil
}
