package clause_test

import (
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/stemma/stemma/nlp"
	"github.com/stemma/stemma/nlp/clause"
)

// tree makes a Doc of words that are given as form/UPOS/head/deprel, the head
// counting from 1 as in CoNLL-U.
func tree(words string) *nlp.Doc {
	d := &nlp.Doc{Has: nlp.Tokens | nlp.Sentences | nlp.Tags | nlp.Dependencies}
	for _, w := range strings.Fields(words) {
		f := strings.Split(w, "/")
		if d.Text != "" {
			d.Text += " "
		}
		head := 0
		for _, r := range f[2] {
			head = 10*head + int(r-'0')
		}
		begin := len(d.Text)
		d.Text += f[0]
		t := nlp.Token{Span: nlp.Span{Begin: begin, End: len(d.Text)}, UPOS: f[1], Lemma: strings.ToLower(f[0]), Head: head - 1, Deprel: f[3]}
		if len(f) > 4 {
			t.Feats = f[4]
		}
		d.Tokens = append(d.Tokens, t)
	}
	d.Sentences = []nlp.Sentence{{Last: len(d.Tokens)}}
	return d
}

func TestClauses(t *testing.T) {
	lex := &clause.Lexicon{Raising: map[string]bool{"seem": true}, SubjectControl: map[string]bool{"promise": true},
		Light: map[string]bool{"make": true}, Deeds: map[string]string{"choice": "choose"}}
	for _, c := range []struct{ name, words, want string }{
		{"a plain clause", "Ann/PROPN/2/nsubj saw/VERB/0/root Bo/PROPN/2/obj", "saw nsubj=Ann obj=Bo"},
		{"an infinitive has the object above it", "Ann/PROPN/2/nsubj told/VERB/0/root Bo/PROPN/2/obj to/PART/5/mark go/VERB/2/xcomp", "told nsubj=Ann obj=Bo xcomp=to go"},
		{"a raising verb says nothing", "It/PRON/2/nsubj seem/VERB/0/root to/PART/4/mark rain/VERB/2/xcomp", "rain nsubj=It"},
		{"a light verb leaves it to its noun", "They/PRON/2/nsubj make/VERB/0/root a/DET/4/det choice/NOUN/2/obj", "choose nsubj=They"},
		{"a nominal predicate", "Ann/PROPN/3/nsubj is/AUX/3/cop judge/NOUN/0/root", "judge nsubj=Ann"},
		{"a joined predicate shares the copula", "Ann/PROPN/3/nsubj is/AUX/3/cop judge/NOUN/0/root and/CCONJ/5/cc free/ADJ/3/conj", "judge nsubj=Ann"},
		{"a pronoun is no predicate", "this/PRON/3/nsubj is/AUX/3/cop it/PRON/0/root", "nil"},
		{"a phrase is no clause", "the/DET/2/det bridge/NOUN/0/root", "nil"},
	} {
		d := tree(c.words)
		got := "nil"
		if p := clause.NewReader(d, lex).Main([]nlp.Span{{End: len(d.Text)}}); p != nil {
			got = p.Predicate
			for _, a := range p.Args {
				got += " " + a.Role + "=" + a.Span.In(d.Text)
			}
		}
		if got != c.want {
			t.Errorf("%s: %s, want %s", c.name, got, c.want)
		}
	}
}

// TestJoined reads the second of two predicates that have one copula.
func TestJoined(t *testing.T) {
	d := tree("Ann/PROPN/3/nsubj is/AUX/3/cop held/ADJ/0/root not/PART/5/advmod free/ADJ/3/conj to/PART/7/mark go/VERB/5/xcomp")
	r := clause.NewReader(d, &clause.Lexicon{})
	p := r.Of(4)
	if p == nil || p.Predicate != "free" || len(p.Args) == 0 || p.Args[0].Span.In(d.Text) != "Ann" {
		t.Errorf("who is not free is %+v, want Ann", p)
	}
	if r.Copular(0) || r.Copular(-1) || r.Copular(99) {
		t.Error("a subject is a predicate")
	}
}

func TestRelativePronoun(t *testing.T) {
	d := tree("man/NOUN/0/root who/PRON/3/nsubj/PronType=Rel fled/VERB/1/acl:relcl")
	p := clause.NewReader(d, &clause.Lexicon{}).Main([]nlp.Span{{Begin: d.Tokens[1].Begin, End: len(d.Text)}})
	if p == nil || p.Predicate != "fled" || len(p.Args) != 1 || p.Args[0].Span.In(d.Text) != "man" {
		t.Errorf("who fled is %+v, want the man", p)
	}
}

func TestSubjectFromAbove(t *testing.T) {
	d := tree("Ann/PROPN/2/nsubj promise/VERB/0/root Bo/PROPN/2/obj to/PART/5/mark go/VERB/2/xcomp")
	content := []nlp.Span{{Begin: d.Tokens[3].Begin, End: len(d.Text)}}
	for want, lex := range map[string]*clause.Lexicon{"Bo": {}, "Ann": {SubjectControl: map[string]bool{"promise": true}}} {
		p := clause.NewReader(d, lex).Main(content)
		if p == nil || len(p.Args) != 1 || p.Args[0].Span.In(d.Text) != want {
			t.Errorf("who goes is %+v, want %s", p, want)
		}
	}
}

func TestWithoutTrees(t *testing.T) {
	d := tree("Ann/PROPN/2/nsubj saw/VERB/0/root")
	d.Has = nlp.Tokens
	if p := clause.NewReader(d, &clause.Lexicon{}).Main([]nlp.Span{{End: len(d.Text)}}); p != nil {
		t.Errorf("a proposition without a tree: %+v", p)
	}
}

// TestAnyTree gives trees that no parser should: cycles, two roots, heads
// outside. Nothing panics, and every span lies in the text.
func TestAnyTree(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	pos := []string{"VERB", "NOUN", "PRON", "AUX", "NUM", "PUNCT", "ADJ"}
	rel := []string{"root", "nsubj", "obj", "obl", "ccomp", "xcomp", "conj", "acl:relcl", "acl", "cop", "aux:pass", "nummod", "nmod", "case", "advcl"}
	lex := &clause.Lexicon{Raising: map[string]bool{"w": true}, Light: map[string]bool{"w": true}, Deeds: map[string]string{"w": "v"}, Tallies: map[string]bool{"w": true}}
	for range 2000 {
		n := 1 + r.IntN(12)
		d := &nlp.Doc{Text: strings.Repeat("w ", n), Has: nlp.Tokens | nlp.Dependencies}
		for i := range n {
			d.Tokens = append(d.Tokens, nlp.Token{Span: nlp.Span{Begin: 2 * i, End: 2*i + 1}, Head: r.IntN(n+3) - 2,
				UPOS: pos[r.IntN(len(pos))], Deprel: rel[r.IntN(len(rel))], Lemma: "w", Feats: []string{"", "PronType=Rel", "VerbForm=Part|Tense=Past"}[r.IntN(3)]})
		}
		d.Sentences = []nlp.Sentence{{Last: n}}
		from := r.IntN(n)
		p := clause.NewReader(d, lex).Main([]nlp.Span{{Begin: 2 * from, End: 2 * n}})
		if p == nil {
			continue
		}
		spans := []nlp.Span{p.Time, p.Place, p.Quantity}
		for _, a := range p.Args {
			spans = append(spans, a.Span)
		}
		for _, s := range spans {
			if s.Begin < 0 || s.End < s.Begin || s.End > len(d.Text) {
				t.Fatalf("span %v outside the text of %d bytes", s, len(d.Text))
			}
		}
	}
}

// TestDeepTree reads a clause of a hundred thousand words, each below the one
// before, and one in which all stand below the first.
func TestDeepTree(t *testing.T) {
	const n = 100_000
	for _, head := range []func(int) int{func(i int) int { return i - 1 }, func(i int) int { return min(i, 1) - 1 }} {
		d := &nlp.Doc{Text: strings.Repeat("w ", n), Has: nlp.Tokens | nlp.Dependencies, Sentences: []nlp.Sentence{{Last: n}}}
		for i := range n {
			d.Tokens = append(d.Tokens, nlp.Token{Span: nlp.Span{Begin: 2 * i, End: 2*i + 1}, UPOS: "VERB", Deprel: "xcomp", Head: head(i), Lemma: "w"})
		}
		if p := clause.NewReader(d, &clause.Lexicon{Raising: map[string]bool{"w": true}}).Main([]nlp.Span{{End: len(d.Text)}}); p == nil {
			t.Error("no proposition")
		}
	}
}
