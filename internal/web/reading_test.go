package web

import (
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/stemma/stemma"
	"pgregory.net/rapid"
)

// Whatever the regions and statements are, every letter of the text stands on
// one part once, in its order, and runs put together are the text.
func TestNothingIsLeftOut(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.StringOfN(rapid.RuneFrom([]rune("ab .\n\t-1“é”世م")), 0, 400, -1).Draw(t, "text")
		doc := &stemma.Document{ID: "d1", Path: "a.txt", Text: text, Analysed: true}
		span := func(label string) stemma.Span {
			a, b := rapid.IntRange(-2, len(text)+2).Draw(t, label), rapid.IntRange(-2, len(text)+2).Draw(t, label)
			return stemma.Span{Begin: min(a, b), End: max(a, b)}
		}
		kinds := []stemma.RegionKind{stemma.Page, stemma.Paragraph, stemma.Heading, stemma.ListItem, stemma.Cell, stemma.Quote, stemma.Menu}
		for range rapid.IntRange(0, 6).Draw(t, "regions") {
			r := span("region")
			for r.Begin > 0 && r.Begin < len(text) && !utf8.RuneStart(text[r.Begin]) {
				r.Begin--
			}
			for r.End > 0 && r.End < len(text) && !utf8.RuneStart(text[r.End]) {
				r.End++
			}
			doc.Regions = append(doc.Regions, stemma.Region{Span: r, Kind: rapid.SampledFrom(kinds).Draw(t, "kind")})
		}
		slices.SortFunc(doc.Regions, func(a, b stemma.Region) int { return a.Begin - b.Begin })
		doc.Title = &stemma.Shown{Value: "t", ShownBy: span("title")}
		var all []*stemma.Statement
		for i := range rapid.IntRange(0, 5).Draw(t, "statements") {
			st := &stemma.Statement{ID: stemma.ID(rune('a' + i)), Doc: "d1", Content: []stemma.Span{span("content"), span("content")},
				Chain: []stemma.Attribution{{Kind: stemma.KindAuthor}}}
			for range rapid.IntRange(0, 2).Draw(t, "links") {
				st.Chain = append(st.Chain, stemma.Attribution{Kind: "direct", Source: span("source"), Cue: span("cue"), ShownBy: []stemma.Span{span("shown")}})
			}
			all = append(all, st)
		}
		sh := newSheet(doc, all, nil)
		sh.place = span("place")
		if len(all) > 0 {
			sh.choose(all[0])
		}
		var shown strings.Builder
		end := 0
		for _, ps := range parts(pieces(doc)) {
			for _, p := range ps {
				if p.Begin < end || p.End <= p.Begin || p.End > len(text) {
					t.Fatalf("piece %v after %d in a text of %d", p, end, len(text))
				}
				end = p.End
			}
			for _, b := range sh.blocks(ps) {
				for _, line := range slices.Concat(append([][][]run{b.Lines}, b.Rows...)...) {
					for _, r := range line {
						shown.WriteString(r.Text)
					}
				}
			}
		}
		if got, want := letters(shown.String()), letters(text); got != want {
			t.Fatalf("shown %q of %q", got, want)
		}
	})
}

func letters(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return r
		}
		return -1
	}, s)
}

func TestPieces(t *testing.T) {
	text := "# head\n\nTOWN, 3 MAY (Agency) -- Report.\n\n*star*\n\n* * *\n\n- one\n- two\n\nloose words\n\nX | Q\n"
	at := func(kind stemma.RegionKind, words string) stemma.Region {
		i := strings.Index(text, words)
		return stemma.Region{Span: stemma.Span{Begin: i, End: i + len(words)}, Kind: kind}
	}
	doc := &stemma.Document{Text: text, Regions: []stemma.Region{at(stemma.Heading, "head"), at(stemma.Paragraph, "Report."), at(stemma.Menu, "star"), at(stemma.ListItem, "one"), at(stemma.ListItem, "two"), at(stemma.Cell, "X"), at(stemma.Cell, "Q")}}
	var got []string
	for _, p := range pieces(doc) {
		got = append(got, string(p.Kind)+":"+p.In(text))
	}
	want := []string{"heading:# head", "paragraph:TOWN, 3 MAY (Agency) -- Report.", "menu:*star*", ":* * *\n", "item:- one", "item:- two", ":loose words\n", "cell:X", "cell:Q"}
	if !slices.Equal(got, want) {
		t.Errorf("pieces %q, want %q", got, want)
	}
}

// A text without any paragraph is cut, at words and inside no character.
func TestLongPiece(t *testing.T) {
	for _, word := range []string{"word ", "世"} {
		doc := &stemma.Document{Text: strings.Repeat(word, 200_000)}
		doc.Regions = []stemma.Region{{Span: stemma.Span{End: len(doc.Text)}, Kind: stemma.Paragraph}}
		ps := pieces(doc)
		for _, p := range ps {
			if p.Len() > pieceBytes || !utf8.ValidString(p.In(doc.Text)) {
				t.Fatalf("a piece of %d bytes, valid %v", p.Len(), utf8.ValidString(p.In(doc.Text)))
			}
		}
		for i, part := range parts(ps) {
			if partAt(parts(ps), part[0].Begin) != i {
				t.Errorf("part %d is not found by its place", i)
			}
		}
	}
}
