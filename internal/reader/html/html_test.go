package html

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stemma/stemma"
	"github.com/stemma/stemma/internal/reader/readertest"
)

const sample = `<!doctype html><html lang="en-GB"><head><meta charset="utf-8">
<title>What the harbour office knew - The Lund Review</title>
<meta property="og:title" content="What the harbour office knew | The Lund Review">
<meta property="og:site_name" content="The Lund Review">
<script type="application/ld+json">{"@context":"https://schema.org","@graph":[{"@type":"WebSite","name":"x"},
{"@type":["NewsArticle"],"author":[{"@type":"Person","name":"Jane Roe"}],"datePublished":"2021-03-03T10:00:00+01:00"}]}</script>
<style>p{color:red}</style></head>
<body class="has-sidebar comments-open">
<header class="site-header"><a href="/">The Lund Review</a></header>
<nav><ul><li><a href="/w">World</a></li><li><a href="/p">Politics</a></li></ul></nav>
<main><article class="post">
<h1>What the harbour office knew</h1>
<p class="byline">By <a rel="author" href="/jane">Jane Roe</a>, 3 March 2021</p>
<div class="share">Share <a href="#">this</a></div>
<p>The ferry left the pier at Lund before the storm was announced, the papers say,
and <b>nobody</b> on board was told of the warning that the office had in its hands.</p>
<p hidden>Not to be seen.</p><p style="display: none">Nor this.</p>
<h2>The second list</h2>
<p>A second list, found in the harbour office in June, names eleven men who were on the ferry that evening.<br>
All of them were from the village, and none of them has been seen in the town of Lund since that day.</p>
<blockquote>“We knew nothing,” said the master, who had been in the office since the morning of that day.</blockquote>
<ul><li>The first paper is a list of names, and it was written by the harbour master himself.</li><li>The second paper is a letter.</li></ul>
<table><tr><th>Day</th><th>Dead</th></tr><tr><td>Monday</td><td>11</td></tr></table>
<p>The minister said on Tuesday that the papers were false, and that the office had been told nothing by anybody.</p>
<aside class="newsletter-signup"><p>Get the best of the Review in your mail, every week and free of charge.</p></aside>
</article></main>
<div id="comments"><h3>2 Comments</h3><p>I was there and it was not at all as the paper says it was, believe me or not.</p></div>
<div class="related-posts"><h3>Related</h3><ul><li><a href="/a">The ferry that never was</a></li></ul></div>
<footer>© 2021 The Lund Review</footer>
<script>var a = "<p>not text</p>"</script></body></html>`

func read(t testing.TB, source string) *stemma.Document {
	t.Helper()
	doc, _, err := Read(context.Background(), stemma.Item{Path: "a.html", Data: []byte(source)})
	if err != nil {
		t.Fatal(err)
	}
	return doc
}

func regions(doc *stemma.Document) []string {
	var got []string
	for _, r := range doc.Regions {
		got = append(got, fmt.Sprint(r.Kind, " ", r.In(doc.Text)))
	}
	return got
}

func TestReader(t *testing.T) {
	readertest.Run(t, Read,
		readertest.Sample{Name: "article", Data: []byte(sample)},
		readertest.Sample{Name: "wire", Data: []byte(wire)},
		readertest.Sample{Name: "words alone", Data: []byte("Lund")},
		readertest.Sample{Name: "old", Data: []byte("<html><body>" + strings.Repeat("<font size=2><b>The ferry<br><br>", 50))},
	)
}

func FuzzRead(f *testing.F) {
	readertest.Fuzz(f, Read, []byte(sample), []byte(wire), []byte("<table><td>a<tr><pre>\n - b\n"), []byte("<textarea><p>a</textarea><svg><title>b</title><p>c"))
}

func TestRead(t *testing.T) {
	doc := read(t, sample)
	want := []string{
		"header The Lund Review", "menu World", "menu Politics",
		"heading What the harbour office knew", "header By Jane Roe, 3 March 2021", "menu Share this",
		"paragraph The ferry left the pier at Lund before the storm was announced, the papers say, and nobody on board was told of the warning that the office had in its hands.",
		"heading The second list",
		"paragraph A second list, found in the harbour office in June, names eleven men who were on the ferry that evening.\nAll of them were from the village, and none of them has been seen in the town of Lund since that day.",
		"quote “We knew nothing,” said the master, who had been in the office since the morning of that day.",
		"item The first paper is a list of names, and it was written by the harbour master himself.", "item The second paper is a letter.",
		"cell Day", "cell Dead", "cell Monday", "cell 11",
		"paragraph The minister said on Tuesday that the papers were false, and that the office had been told nothing by anybody.",
		"promotion Get the best of the Review in your mail, every week and free of charge.",
		"comments 2 Comments", "comments I was there and it was not at all as the paper says it was, believe me or not.",
		"related Related", "related The ferry that never was", "legal © 2021 The Lund Review",
	}
	if got := regions(doc); !slices.Equal(got, want) {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	for _, test := range []struct {
		shown               *stemma.Shown
		value, words, where string
	}{
		{doc.Title, "What the harbour office knew", "What the harbour office knew", `meta property="og:title"`},
		{doc.Byline, "Jane Roe", "Jane Roe", "JSON-LD author"},
		{doc.Publisher, "The Lund Review", "The Lund Review", `meta property="og:site_name"`},
		{doc.Published, "2021-03-03T10:00:00+01:00", "3 March 2021", "JSON-LD datePublished"},
	} {
		if s := test.shown; s == nil || s.Value != test.value || s.ShownBy.In(doc.Text) != test.words || s.Where != test.where {
			t.Errorf("%+v, want %q shown by %q at %s", s, test.value, test.words, test.where)
		}
	}
	if doc.Lang != "en-GB" || doc.Encoding != "utf-8" {
		t.Errorf("language %q, encoding %q", doc.Lang, doc.Encoding)
	}
}

const wire = `<?xml version="1.0" encoding="UTF-8"?><html xmlns="http://www.w3.org/1999/xhtml" id="LRA-0007"><head>` +
	`<meta name="DC.date" content="1990-01-03"/><title>LRA-0007</title></head><body><p>LRA-0007</p>` +
	`<p>LUND, 3 JAN 90 (LRA) -- [TEXT] THE FERRY LEFT THE PIER BEFORE THE STORM WAS ANNOUNCED, THE POLICE SAID TODAY.</p></body></html>`

func TestReadWire(t *testing.T) {
	doc := read(t, wire)
	if doc.Text != "LRA-0007\n\nLUND, 3 JAN 90 (LRA) -- [TEXT] THE FERRY LEFT THE PIER BEFORE THE STORM WAS ANNOUNCED, THE POLICE SAID TODAY." {
		t.Errorf("text %q", doc.Text)
	}
	if doc.Published.Value != "1990-01-03" || doc.Published.ShownBy.In(doc.Text) != "3 JAN 90" || doc.Publisher.Value != "LRA" || doc.Title.Value != "LRA-0007" {
		t.Errorf("title %+v, publisher %+v, date %+v", doc.Title, doc.Publisher, doc.Published)
	}
	if doc.Regions[0].Kind != stemma.Heading || doc.Regions[1].Kind != stemma.Paragraph {
		t.Errorf("regions %q", regions(doc))
	}
}

func TestText(t *testing.T) {
	for _, test := range []struct{ name, source, want string }{
		{"white space is folded", "<p>The \n\t ferry</p><p>left\u00a0it</p>", "The ferry\n\nleft\u00a0it"},
		{"words side by side", "<p>fer<b>ry</b> <i>left</i>, <span>it</span>s</p>", "ferry left, its"},
		{"line breaks", "one<br>two<br><br>three<br/>", "one\ntwo\n\nthree"},
		{"text between blocks", "a<div>b<p>c</p>d</div>e", "a\n\nb\n\nc\n\nd\n\ne"},
		{"entities", "<p>Soto &amp; Roe &#8212; &lt;b&gt;</p>", "Soto & Roe — <b>"},
		{"preformatted", "<pre>The first line\n  the second\n\nAnother</pre>", "The first line\n  the second\n\nAnother"},
		{"unseen", "<p>a</p><script>b</script><style>c</style><template>d</template><!-- e --><svg><text>f</text></svg><dialog>g</dialog><p>h</p>", "a\n\nh"},
		{"without scripts", "<p>a</p><noscript><p>The ferry</p></noscript>", "a\n\nThe ferry"},
		{"tables", "<table><tr><td>a</td><td>b</td></tr><tr><td>c</td><td></td></tr></table>", "a\tb\nc"},
		{"tables of layout", "<table><tr><td><p>a</p><p>b</p></td></tr></table>", "a\n\nb"},
	} {
		if doc := read(t, test.source); doc.Text != test.want {
			t.Errorf("%s: %q, want %q", test.name, doc.Text, test.want)
		}
	}
}

func TestEncodings(t *testing.T) {
	for want, source := range map[string]string{
		"windows-1252": "<meta charset=iso-8859-1><p>Le pr\xe9fet a d\xe9clar\xe9",
		"windows-1251": "<meta http-equiv=content-type content='text/html; charset=windows-1251'><p>\xcc\xfd\xf0 \xf1\xea\xe0\xe7\xe0\xeb",
		"iso-8859-2":   "<?xml version='1.0' encoding='iso-8859-2'?><p>powiedzia\xb3, \xbee most",
	} {
		if doc := read(t, source); doc.Encoding != want {
			t.Errorf("%s is read as %s: %q", want, doc.Encoding, doc.Text)
		}
	}
}

func TestHostile(t *testing.T) {
	const n = 100_000
	for _, test := range []struct {
		name, source string
		want         stemma.Kind // "" for none
		document     bool
	}{
		{"nested 100,000 deep", strings.Repeat("<div>", n) + "The ferry" + strings.Repeat("</div>", n), stemma.Unsafe, true},
		{"nested inline", strings.Repeat("<b>", n) + "The ferry", stemma.Unsafe, true},
		{"nested lists", strings.Repeat("<ul><li>", n) + "The ferry", stemma.Unsafe, true},
		{"nested tables", strings.Repeat("<table><tr><td>", n) + "The ferry", stemma.Unsafe, true},
		{"too many tags", "The ferry" + strings.Repeat("<b></b>", maxTokens), stemma.TooLarge, false},
		{"many paragraphs", strings.Repeat("<p>The ferry <a href=x>left</a> the pier.", n), "", true},
		{"many attributes", "<p " + strings.Repeat("a=b ", n) + ">The ferry", "", true},
		{"one long name", "<p class='" + strings.Repeat("comment ", n) + "'>The ferry", "", true},
		{"nested JSON", "<script type=application/ld+json>" + strings.Repeat("[", n) + "</script>The ferry", "", true},
		{"never ends", "<p>The ferry<textarea>" + strings.Repeat("<", n), "", true},
		{"no words", "<p></p><img src=a alt=b>", stemma.Empty, false},
		{"no text", strings.Repeat("\x00\x01\x02", n), stemma.Broken, false},
	} {
		t.Run(test.name, func(t *testing.T) {
			start := time.Now()
			doc, items, err := Read(context.Background(), stemma.Item{Path: "a.html", Data: []byte(test.source)})
			if took := time.Since(start); took > 10*time.Second {
				t.Errorf("took %v", took)
			}
			if (doc != nil) != test.document || err == nil && test.want != "" || err != nil && stemma.KindOf(err) != test.want {
				t.Fatalf("document %v, error %v; want kind %q", doc != nil, err, test.want)
			}
			for _, fault := range readertest.Faults(doc, items, err) {
				t.Error(fault)
			}
			if doc != nil && !strings.Contains(doc.Text, "The ferry") {
				t.Error("the words are lost")
			}
		})
	}
}
