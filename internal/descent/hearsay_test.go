package descent_test

import (
	"strings"
	"testing"

	"github.com/stemma/stemma"
	"github.com/stemma/stemma/internal/descent"
	"github.com/stemma/stemma/nlp"
)

// heard reads a text as a reader and a pipeline would: names stand in [ ], and a
// sentence that begins with a name in [ ] and a colon is what that one said. One
// that begins with < > is on the word of who is described there.
func heard(text, byline, day string) (*stemma.Document, []stemma.Statement, []stemma.Mention, []stemma.Time) {
	d := &stemma.Document{Published: &stemma.Shown{Value: day}}
	if byline != "" {
		d.Byline = &stemma.Shown{Value: byline}
	}
	var b strings.Builder
	var mentions []stemma.Mention
	var statements []stemma.Statement
	for line := range strings.Lines(text) {
		begin, first := b.Len(), -1
		described := strings.HasPrefix(line, "<")
		line = strings.TrimPrefix(line, "<")
		for line != "" {
			before, name, ok := strings.Cut(line, "[")
			b.WriteString(before)
			if !ok {
				break
			}
			name, line, _ = strings.Cut(name, "]")
			if first < 0 && b.Len() == begin {
				first = len(mentions)
			}
			mentions = append(mentions, stemma.Mention{Span: stemma.Span{Begin: b.Len(), End: b.Len() + len(name)}, Form: nlp.Name, Type: nlp.Person})
			b.WriteString(name)
		}
		s := stemma.Statement{Content: []stemma.Span{{Begin: begin, End: b.Len()}}, Chain: []stemma.Attribution{{Kind: stemma.KindAuthor}}}
		if first >= 0 && strings.HasPrefix(b.String()[mentions[first].Span.End:], ":") {
			s.Content[0].Begin = mentions[first].Span.End + 1
			s.Chain = append(s.Chain, stemma.Attribution{Source: mentions[first].Span})
		}
		if end := strings.Index(b.String()[begin:], ">"); described && end > 0 {
			source := stemma.Span{Begin: begin, End: begin + end}
			s.Content[0].Begin += strings.Index(b.String()[begin:], ":") + 1
			s.Chain = append(s.Chain, stemma.Attribution{Source: source})
		}
		statements = append(statements, s)
	}
	d.Text = b.String()
	d.Regions = []stemma.Region{{Span: stemma.Span{Begin: 0, End: len(d.Text)}, Kind: stemma.Paragraph}}
	return d, statements, mentions, nil
}

// TestEcho holds what makes two texts rest on one word, and what does not.
func TestEcho(t *testing.T) {
	filler := "\nThe harbour was quiet that week and the mills stood still.\nNobody bought a plank before the ice came.\n"
	for _, c := range []struct {
		name, a, byA, b, byB string
		want                 stemma.DerivationKind
		first                int
	}{
		{"one interview told twice", "[Petra Solheim]: the seven rifles lay beneath salted herring", "Ole Brix", "[Solheim]: rifles, seven of them, under barrels of salted herring", "Ada Munk", stemma.SharedRoot, 0},
		{"the same by namesakes", "[Petra Solheim]: the seven rifles lay beneath salted herring", "Ole Brix", "[Jorun Solheim]: rifles, seven of them, under barrels of salted herring", "Ada Munk", "", 0},
		{"one speaker, two matters", "[Petra Solheim]: the seven rifles lay beneath salted herring", "Ole Brix", "[Solheim]: the treaty of the strait was cancelled in spring", "Ada Munk", "", 0},
		{"the author of the other is named", "Seven listeners in the lighthouse heard a signal from the strait.", "Ole Brix", "[Ole Brix]: seven listeners in the lighthouse heard signals", "Ada Munk", stemma.Quotation, 1},
		{"a letter is no author", "Seven listeners in the lighthouse heard a signal from the strait.", "B.", "[B.]: seven listeners in the lighthouse heard signals", "Ada Munk", "", 0},
		{"words in quotation marks", "“tea, blankets and a stove” was all they got.", "Ole Brix", "It was called “tea, blankets and a stove” by the clerks.", "Ada Munk", stemma.Quotation, 0},
		{"a phrase without marks", "All got tea, blankets and a stove.", "Ole Brix", "It was tea, blankets and a stove for everybody.", "Ada Munk", "", 0},
		{"who is named in one is described in the other", "<A smith who had shod the mules> told the parish: he saw eight riders going down the quarry road", "Ole Brix",
			"[Petra Solheim], smith, was asked in the inn.\n[Petra Solheim]: I was late because I shod both mules. I told the parish eight riders. I should have said eight torches down the quarry road", "Ada Munk", stemma.SharedRoot, 0},
		{"described as something else", "<A smith who had shod the mules> told the parish: he saw eight riders going down the quarry road", "Ole Brix",
			"[Petra Solheim], miller, was asked in the inn.\n[Petra Solheim]: I was late because I shod both mules. I told the parish eight riders. I should have said eight torches down the quarry road", "Ada Munk", "", 0},
		{"described by what anybody is", "<The smith> told the parish: he saw eight riders going down the quarry road", "Ole Brix",
			"[Petra Solheim], smith, was asked in the inn.\n[Petra Solheim]: I was late because I shod both mules. I told the parish eight riders. I should have said eight torches down the quarry road", "Ada Munk", "", 0},
		{"described alike, on another matter", "<A smith who had shod the mules> told the parish: the treaty of the strait was cancelled in spring", "Ole Brix",
			"[Petra Solheim], smith, was asked in the inn.\n[Petra Solheim]: I was late because I shod both mules. I told the parish eight riders. I should have said eight torches down the quarry road", "Ada Munk", "", 0},
		{"one event, two witnesses", "[Petra Solheim]: the ferry sank on Monday with timber aboard", "Ole Brix", "[Gerda Mohn]: a ferry full of timber sank Monday night", "Ada Munk", "", 0},
	} {
		a := descent.NewHearsay(heard(c.a+filler, c.byA, "2019-05-04"))
		b := descent.NewHearsay(heard(filler+c.b, c.byB, "2019-05-09"))
		var kind stemma.DerivationKind
		first := 0
		if e := a.Echo(b); e != nil {
			kind, first = e.Kind, e.First
		}
		if kind != c.want || first != c.first {
			t.Errorf("%s: %q with first %d, want %q with %d", c.name, kind, first, c.want, c.first)
		}
		if c.want == "" {
			continue
		}
		x := descent.NewHearsayIndex()
		x.Add("a", a.Sketch())
		x.Add("b", b.Sketch())
		if got := x.Candidates("a"); len(got) != 1 {
			t.Errorf("%s: the two are no candidates", c.name)
		}
	}
}
