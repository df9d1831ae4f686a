package fragment

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/stemma/stemma/internal/reader/layout"
)

func TestAdd(t *testing.T) {
	tests := []struct {
		markup string
		want   []string
	}{
		{"The <b>fer</b>ry\n  sails", []string{"paragraph: The ferry sails"}},
		{"<p>one<p>two<br>three</p>", []string{"paragraph: one", "paragraph: two\nthree"}},
		{"<h2>Part</h2><ul><li>a<li>b</ul><table><tr><td>x<td>y<tr><td>z</table>", []string{"heading: Part", "item: a", "item: b", "cell: x", "cell: y", "cell: z"}},
		{"<blockquote><p>said</p></blockquote> after", []string{"quote: said", "paragraph: after"}},
		{"<script>if (a<b) x</script><style>p{}</style><p>words</p>", []string{"paragraph: words"}},
		{"<title/><script/><p>words</p>", []string{"paragraph: words"}},
		{"<pre>a\n  b</pre>", []string{"paragraph: a\n  b"}},
		{"a &amp; b&nbsp;c &#x2014; d", []string{"paragraph: a & b\u00A0c — d"}},
		{"<p>un<em> closed", []string{"paragraph: un closed"}},
		{strings.Repeat("<div>", 100_000) + "deep", []string{"paragraph: deep"}},
		{"", nil},
	}
	for _, test := range tests {
		var b layout.Builder
		Add(&b, test.markup)
		doc := b.Document()
		var got []string
		for _, r := range doc.Regions {
			got = append(got, string(r.Kind)+": "+r.In(doc.Text))
		}
		if diff := cmp.Diff(test.want, got); diff != "" {
			t.Errorf("%.60s: -want +got\n%s", test.markup, diff)
		}
	}
}

func TestIs(t *testing.T) {
	for text, want := range map[string]bool{"<p>x</p>": true, "a<br/>b": true, `<a href="x">`: true, "a < b and c > d": false, "Ann <ann@log.example>": false, "": false} {
		if Is(text) != want {
			t.Errorf("Is(%q) = %v", text, !want)
		}
	}
}
