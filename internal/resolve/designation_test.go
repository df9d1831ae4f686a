package resolve_test

import (
	"slices"
	"testing"

	"github.com/stemma/stemma/internal/resolve"
)

func TestDesignations(t *testing.T) {
	for _, x := range []struct {
		what  string
		texts []string
		want  []string
	}{
		{"a garrison, whichever way it is written",
			[]string{"A baker delivers to the {o:Velm garrison}. {n:The garrison} says nothing.", "They called the {o:garrison at Velm}."},
			[]string{"The garrison, Velm garrison, garrison at Velm"}},
		{"two places never join, however alike",
			[]string{"The {o:Velmar garrison} fell.", "The {o:Velmaar garrison} fell, and the {o:Selm garrison}."},
			[]string{"Selm garrison", "Velmaar garrison", "Velmar garrison"}},
		{"which of two is meant is not said",
			[]string{"The {o:Velm garrison} fell, the {o:Orsk garrison} did not. {n:The garrison} says nothing."},
			[]string{"Orsk garrison", "The garrison", "Velm garrison"}},
		{"a part of a document is the document, in texts that name the same",
			[]string{"{Ann Orel}, {Tom Holt} and {Ida Sand} signed an {o:accord of 1961}.",
				"{Ann Orel}, {Tom Holt} and {Ida Sand} read the {o:1961 accord}. {n:Article 4 of the accord} says it."},
			[]string{"1961 accord, Article 4 of the accord, accord of 1961", "Ann Orel, Ann Orel", "Ida Sand, Ida Sand", "Tom Holt, Tom Holt"}},
		{"texts that name nothing in common", []string{"An {o:accord of 1961}.", "The {o:1961 accord}."}, []string{"1961 accord", "accord of 1961"}},
		{"two years never join",
			[]string{"{Ann Orel}, {Tom Holt} and {Ida Sand} signed the {o:accord of 1961}.", "{Ann Orel}, {Tom Holt} and {Ida Sand} signed the {o:accord of 1962}."},
			[]string{"Ann Orel, Ann Orel", "Ida Sand, Ida Sand", "Tom Holt, Tom Holt", "accord of 1961", "accord of 1962"}},
		{"there are many laws of a year",
			[]string{"{Ann Orel}, {Tom Holt} and {Ida Sand} read the {o:1961 law}.", "{Ann Orel}, {Tom Holt} and {Ida Sand} read the {o:1961 law}."},
			[]string{"1961 law", "1961 law", "Ann Orel, Ann Orel", "Ida Sand, Ida Sand", "Tom Holt, Tom Holt"}},
		{"of a city", []string{"The {o:Paris agreement}, the {o:Geneva agreement}.", "The {o:agreement of Paris}, the {o:Geneva agreement}."},
			[]string{"Geneva agreement, Geneva agreement", "Paris agreement, agreement of Paris"}},
		{"of a country, which has many", []string{"The {o:France agreement}, the {o:U.S. agreement}.", "The {o:France agreement}, the {o:U.S. agreement}."},
			[]string{"France agreement", "France agreement", "U.S. agreement", "U.S. agreement"}},
		{"a treaty with a capital and without", []string{"The {o:Treaty of Velm} was signed.", "The {o:treaty of Velm} and the {o:Velm treaty}."},
			[]string{"Treaty of Velm, Velm treaty, treaty of Velm"}},
	} {
		var docs []resolve.Document
		for i, text := range x.texts {
			docs = append(docs, read(string(rune('a'+i))+".txt", text))
		}
		if got := who(t, nil, docs...); !slices.Equal(got, x.want) {
			t.Errorf("%s: %q, want %q", x.what, got, x.want)
		}
	}
}

// TestPartOfADocument: "Article 4 of" a document that is named in the same words.
func TestPartOfADocument(t *testing.T) {
	doc := read("a.txt", "{Ann Orel} signed the {o:accord of 1961}. {n:Article 4 of the accord of 1961} says it.")
	inner := doc.Mentions[1]
	inner.Span = doc.Mentions[2].Span
	inner.Span.Begin = inner.Span.End - len("accord of 1961")
	inner.ID = "m1"
	doc.Mentions = append(doc.Mentions, inner)
	want := []string{"Ann Orel", "Article 4 of the accord of 1961, accord of 1961, accord of 1961"}
	if got := who(t, nil, doc); !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}
