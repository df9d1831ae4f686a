package resolve_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/stemma/stemma"
	"github.com/stemma/stemma/internal/resolve"
)

// derived resolves two documents of which one was found to come from the other, or
// both from one root, the others from the first: of one root, by what their sources
// say last; of any other kind, whole.
func derived(t *testing.T, kind stemma.DerivationKind, directed bool, marked ...string) []string {
	t.Helper()
	docs := make([]resolve.Document, len(marked))
	spans := make([]stemma.Span, len(marked))
	for i, m := range marked {
		docs[i] = read(string(rune('a'+i))+".txt", m)
		spans[i] = stemma.Span{End: len(docs[i].Text)}
		if kind == stemma.SharedRoot {
			spans[i] = docs[i].Statements[len(docs[i].Statements)-1].Bounds()
		}
	}
	c, err := resolve.New()
	if err != nil {
		t.Fatal(err)
	}
	for i := 1; i < len(docs); i++ {
		c.Derived(&stemma.Derivation{ID: stemma.DerivationID(docs[0].ID, docs[i].ID), From: docs[0].ID, To: docs[i].ID, Kind: kind, Directed: directed,
			Aligned: []stemma.Passage{{From: spans[0], To: spans[i]}}})
	}
	for _, d := range docs {
		c.Add(d)
	}
	return grouped(c.Resolve(nil), docs...)
}

// Whom one text describes another names, where both were found to rest on one witness.
func TestWitness(t *testing.T) {
	const (
		mules = "{n:A smith who had shod the mules} says there were eight of them."
		brix  = "{n:The smith#1}, {Ole Brix#1}, came. {Ole Brix#1} says eight mules were shod."
		apart = "A smith who had shod the mules"
		alone = "Ole Brix, Ole Brix, The smith"
	)
	for _, x := range []struct {
		what  string
		kind  stemma.DerivationKind
		texts []string
		want  []string
	}{
		{"called so", stemma.SharedRoot, []string{mules, brix}, []string{apart + ", " + alone}},
		{"called something else", stemma.SharedRoot, []string{mules, strings.Replace(brix, "smith", "miller", 1)}, []string{apart, strings.Replace(alone, "smith", "miller", 1)}},
		{"no common root", stemma.Quotation, []string{mules, brix}, []string{apart, alone}},
		{"named in the same text", stemma.SharedRoot, []string{mules + " {Ole Brix} slept.", brix}, []string{apart, "Ole Brix, " + alone}},
		{"somebody else each time", stemma.SharedRoot, []string{strings.Replace(mules, "A smith", "Another smith", 1), brix}, []string{"Another smith who had shod the mules", alone}},
		{"two fit", stemma.SharedRoot, []string{mules, brix, strings.ReplaceAll(brix, "Ole Brix", "Ann Orel")}, []string{apart, "Ann Orel, Ann Orel, The smith", alone}},
	} {
		same(t, x.what, derived(t, x.kind, false, x.texts...), x.want)
	}
}

// A text that has it from another has the other's source without a name.
func TestRetold(t *testing.T) {
	const from = "{n:A smith who had shod the mules} says there were eight mules on the bridge."
	for _, x := range []struct {
		what, to string
		directed bool
		want     []string
	}{
		{"the same", "{n:a smith} says eight mules crossed the bridge.", true, []string{"A smith who had shod the mules, a smith"}},
		{"nothing shows which was first", "{n:a smith} says eight mules crossed the bridge.", false, []string{"A smith who had shod the mules", "a smith"}},
		{"something else", "{n:a smith} says nobody was seen.", true, []string{"A smith who had shod the mules", "a smith"}},
		{"described otherwise", "{n:a smith from Linsk} says eight mules crossed the bridge.", true, []string{"A smith who had shod the mules", "a smith from Linsk"}},
		{"two of them", "{n:a smith} says eight mules crossed the bridge. {n:a smith from Varo} says no.", true, []string{"A smith who had shod the mules", "a smith", "a smith from Varo"}},
	} {
		same(t, x.what, derived(t, stemma.Quotation, x.directed, from, x.to), x.want)
	}
}

// A source that a rewording has called by other words is the one in the same place.
func TestRewordedSource(t *testing.T) {
	const from = "{Orsa Veld} slept. {n:A porter who had carried flour} says nine were seen. {l:Linsk} burns."
	for to, want := range map[string][]string{
		"{Orsa Veld} dozed. {n:A carrier who had hauled flour} says nine were spotted. {l:Linsk} burns.":  {"A carrier who had hauled flour, A porter who had carried flour", "Linsk, Linsk", "Orsa Veld, Orsa Veld"},
		"{Orsa Veld} dozed. {n:A carrier who had hauled timber} says nine were spotted. {l:Linsk} burns.": {"A carrier who had hauled timber", "A porter who had carried flour", "Linsk, Linsk", "Orsa Veld, Orsa Veld"},
		"{Orsa Veld} dozed. {l:Linsk} burns. {n:A carrier who had hauled flour} says nine were spotted.":  {"A carrier who had hauled flour", "A porter who had carried flour", "Linsk, Linsk", "Orsa Veld, Orsa Veld"},
	} {
		same(t, to, derived(t, stemma.Spun, true, from, to), want)
	}
}

// "The capital" that speaks is the government of the country that the outlet is of.
func TestCapitalSpeaks(t *testing.T) {
	texts := []string{
		"{g:Orvelians} left {l:Linsk}, the capital of Orvelia. {l:Linsk} says no.",
		"{g:Velmians} left {l:Varo}, the capital of Velmia. {l:Varo} says no. {l:Orvelia} and {l:Velmia} met.",
		"{n:The capital} says yes.",
	}
	for outlet, want := range map[string]string{"The Linsk Tribune": "Linsk, The capital", "The Velmian Post": "The capital, Varo", "The Linsk and Varo Post": "The capital", "The Post": "The capital", "": "The capital"} {
		var docs []resolve.Document
		for i, text := range texts {
			docs = append(docs, read(string(rune('a'+i))+".txt", text))
		}
		if outlet != "" {
			docs[2].Publisher = &stemma.Shown{Value: outlet}
		}
		if got := who(t, nil, docs...); !slices.Contains(got, want) {
			t.Errorf("%s: %q lacks %q", outlet, got, want)
		}
	}
}
