package web

import (
	"context"
	"strings"
	"testing"

	"github.com/stemma/stemma"
)

// derive ties two documents of the fixture; the passages are given by their
// words, as they stand in each.
func (f *fixture) derive(from, to *stemma.Document, kind stemma.DerivationKind, directed bool, passages ...[2]string) *stemma.Derivation {
	f.t.Helper()
	run := stemma.NewRun("reckon", "0.1-test", "")
	d := &stemma.Derivation{
		ID: stemma.DerivationID(from.ID, to.ID), From: from.ID, To: to.ID, Kind: kind, Directed: directed, Score: 0.8, ShareFrom: 0.5, ShareTo: 0.875,
		Evidence: []string{"a credit <b>in</b> the margin"}, Run: run.ID,
	}
	for _, p := range passages {
		place := func(text, words string) stemma.Span {
			at := strings.Index(text, words)
			if at < 0 {
				f.t.Fatalf("%q does not stand in the text", words)
			}
			return stemma.Span{Begin: at, End: at + len(words)}
		}
		d.Aligned = append(d.Aligned, stemma.Passage{From: place(from.Text, p[0]), To: place(to.Text, p[1])})
	}
	if len(d.Aligned) > 1 {
		d.Altered = d.Aligned[1:]
	}
	f.derived = append(f.derived, d)
	if err := f.store.PutDerivations(context.Background(), run, []stemma.ID{from.ID, to.ID}, f.of(from.ID, to.ID)); err != nil {
		f.t.Fatal(err)
	}
	return d
}

// of are the derivations of the fixture with any of these documents.
func (f *fixture) of(docs ...stemma.ID) []*stemma.Derivation {
	var out []*stemma.Derivation
	for _, d := range f.derived {
		for _, id := range docs {
			if d.From == id || d.To == id {
				out = append(out, d)
				break
			}
		}
	}
	return out
}

// descended is a case of a dispatch, a reprint, a spun text and an excerpt.
func descended(t testing.TB) *fixture {
	f := newFixture(t)
	put := func(path, publisher, date string, lines ...string) *stemma.Document {
		d := draft{path: path, format: "text", lang: "en", skipOwn: true, publisher: publisher, date: date}
		d.regions = append(d.regions, region{stemma.Paragraph, publisher + ", " + strings.Split(date, "|")[0], ""})
		for _, l := range lines {
			d.regions = append(d.regions, region{stemma.Paragraph, l, ""})
		}
		return f.put(d)
	}
	const one, two = "The lamp on the north pier went out at nine, the keeper said.", "“I lit it twice,” she said, “and twice the wind took it.”"
	const oneSpun, twoSpun = "The lantern on the northern quay failed at nine, the warden stated.", "“I kindled it two times,” she stated, “and two times the gale seized it.”"
	wire := put("pile/wire.txt", "Norvik", "3 May 2019|2019-05-03", one, two, "Nobody was hurt.")
	reprint := put("pile/<b>reprint</b>.html", "The Varo Echo", "4 May 2019|2019-05-04", one, two)
	spun := put("pile/spun.txt", "NewsKettle", "5 May 2019|2019-05-05", oneSpun, twoSpun)
	oped := put("pile/op-ed.txt", "The Linsk Post", "9 May 2019|2019-05-09", "Piers are old. "+one+" "+two)
	f.derive(wire, reprint, stemma.Copy, true, [2]string{one, one}, [2]string{two, two})
	f.derive(wire, spun, stemma.Spun, false, [2]string{one, oneSpun}, [2]string{two, twoSpun})
	f.derive(wire, oped, stemma.Excerpt, true, [2]string{one + "\n\n" + two, one + " " + two})
	return f
}

func TestDescentPages(t *testing.T) {
	f := descended(t)
	id := func(path string) string { return string(f.docs[path].ID) }
	for target, wants := range map[string][]string{
		"/descent":                           {"3 of 4 documents are 1 text", "<svg", "3 outlets", "1 origin", `class="edge loose"`},
		"/descent/" + id("pile/spun.txt"):    {"spun, 88 % of it, not directed", "<table>", "a credit &lt;b&gt;in&lt;/b&gt; the margin", "excerpt", "taken over by"},
		"/descent/" + id("pile/op-ed.txt"):   {"It is a text of its own", "excerpt", "from"},
		"/documents/" + id("pile/wire.txt"):  {"Stands elsewhere: 3 documents", "/compare?"},
		"/documents/" + id("pile/op-ed.txt"): {"Stands elsewhere: 1 document", "<span class=\"kind\">excerpt</span> from"},
		compareAddress(f.docs["pile/spun.txt"].ID, f.docs["pile/wire.txt"].ID):            {"<mark>lamp</mark>", "<mark>lantern</mark>", "not reliable as wording", "not directed", "Quotations in other words"},
		compareAddress(f.docs["pile/wire.txt"].ID, f.docs["pile/<b>reprint</b>.html"].ID): {"word by word", "the second took from the first", "50 % of the first text and 88 % of the second"},
		compareAddress(f.docs["pile/spun.txt"].ID, f.docs["pile/op-ed.txt"].ID):           {"Nothing shows that one of them took from the other."},
	} {
		body := f.get(target).Body.String()
		for _, want := range wants {
			if !strings.Contains(body, want) {
				t.Errorf("%s says nothing of %q", target, want)
			}
		}
		for _, bad := range []string{"<b>", "style=\"", "%!"} {
			if strings.Contains(body, bad) {
				t.Errorf("%s holds %s", target, bad)
			}
		}
	}
	if w := f.get("/compare?a=" + id("pile/wire.txt")); w.Code != 404 {
		t.Errorf("a comparison with nothing: status %d", w.Code)
	}
}

// TestDescentAccessible looks at the pages of descent as TestAccessible does at
// the others.
func TestDescentAccessible(t *testing.T) {
	built(t)
	source := axe(t)
	f := descended(t)
	b := browse(t, f)
	for _, target := range []string{
		"/descent", "/descent/" + string(f.docs["pile/spun.txt"].ID), compareAddress(f.docs["pile/wire.txt"].ID, f.docs["pile/spun.txt"].ID),
		"/documents/" + string(f.docs["pile/wire.txt"].ID),
	} {
		for _, width := range []int64{390, 1280, 1920} {
			b.look(width, false)
			b.open(target)
			if wide := eval[string](b, source+`; document.documentElement.scrollWidth <= innerWidth ? "" :
				[...document.querySelectorAll("body *")].filter(e => e.getBoundingClientRect().right > innerWidth).slice(0, 3).map(e => e.outerHTML.slice(0, 120)).join(" | ")`); wide != "" {
				t.Errorf("%s at %d is wider than the window: %s", target, width, wide)
			}
			b.axe(target, width, "{}")
			b.look(width, true)
			b.axe(target, width, `{runOnly: ["color-contrast", "link-in-text-block"]}`)
		}
	}
	b.quiet()
}
