package coref

import (
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/stemma/stemma/nlp"
	"github.com/stemma/stemma/nlp/model"
)

// read makes a doc of lines "form lemma UPOS feats deprel head", head counted
// from 1; an empty line ends a sentence.
func read(lines string) *nlp.Doc {
	doc := &nlp.Doc{}
	var text strings.Builder
	first := 0
	for line := range strings.SplitSeq(strings.TrimSpace(lines)+"\n", "\n") {
		f := strings.Fields(line)
		if len(f) == 0 {
			doc.Sentences = append(doc.Sentences, nlp.Sentence{First: first, Last: len(doc.Tokens)})
			first = len(doc.Tokens)
			continue
		}
		if len(doc.Tokens) > 0 {
			text.WriteByte(' ')
		}
		begin := text.Len()
		text.WriteString(f[0])
		head := -1
		if n, _ := strconv.Atoi(f[5]); n > 0 {
			head = first + n - 1
		}
		doc.Tokens = append(doc.Tokens, nlp.Token{
			Span: nlp.Span{Begin: begin, End: text.Len()}, Lemma: f[1], UPOS: f[2], XPOS: f[2], Feats: strings.Trim(f[3], "_"), Deprel: f[4], Head: head,
		})
	}
	doc.Text = text.String()
	return doc
}

// plain is a lexicon of a few words.
func plain() *Lexicon {
	return &Lexicon{
		Pronouns: map[string]Pronoun{
			"her": {Person: 3, Number: Singular, Gender: Feminine}, "she": {Person: 3, Number: Singular, Gender: Feminine},
			"it": {Person: 3, Number: Singular, Gender: Neuter},
		},
		Nouns:   map[string]nlp.EntityType{"minister": nlp.Person},
		Company: map[string]bool{"ltd": true}, Empty: map[string]bool{"the": true},
	}
}

// joining is a ranker that would link everything: a link is always likelier than
// something new.
func joining() *Ranker {
	r := &Ranker{Vectors: NewVectors(nil, 1, nil, [][]int32{nil, nil}), Weights: make([]float32, 1<<10)}
	var s sheet
	s.add(1, uint32(thirdWoman))
	r.Weights[r.Bucket(s[0])] = -20
	return r
}

const visit = `
The the DET Definite=Def det 3
old old ADJ _ amod 3
minister minister NOUN Number=Sing nsubj 9
of of ADP _ case 5
Orel Orel PROPN _ nmod 3
Ltd Ltd PROPN _ flat 5
, , PUNCT _ punct 3
who who PRON PronType=Rel nsubj 9
saw see VERB _ root 0
her she PRON Gender=Fem|PronType=Prs obj 9
`

func visitDoc() *nlp.Doc {
	doc := read(visit)
	at := strings.Index(doc.Text, "Orel")
	doc.Mentions = []nlp.Mention{{Span: nlp.Span{Begin: at, End: at + 8}, Head: 5, Type: nlp.Organization, Form: nlp.Name, Chain: -1}}
	doc.Attributions = []nlp.Attribution{{Source: nlp.Span{Begin: 0, End: at + 8}, SourceType: nlp.SourcePerson, Parent: -1, Confidence: 0.5}}
	return doc
}

func TestMentions(t *testing.T) {
	doc := visitDoc()
	r := New(plain(), joining(), 0.8)
	for range 2 {
		r.Annotate(doc)
		var got []string
		for _, m := range doc.Mentions {
			got = append(got, m.In(doc.Text)+"/"+string(m.Type)+"/"+string(m.Form))
		}
		const want = "The old minister of Orel Ltd/Person/nominal; The old minister/Person/nominal; Orel Ltd/Company/name; her/Person/pronoun"
		if strings.Join(got, "; ") != want {
			t.Errorf("mentions are %q, want %q", got, want)
		}
	}
	if m := doc.Mentions[1]; m.Phrase.In(doc.Text) != "The old minister of Orel Ltd" {
		t.Errorf("the phrase is %q", m.Phrase.In(doc.Text))
	}
}

// TestChains holds that a link goes to the chain that is likeliest, that it says
// how likely, and that below the threshold there is none.
func TestChains(t *testing.T) {
	for _, test := range []struct {
		threshold float32
		want      string
	}{
		{0.5, "The old minister of Orel Ltd 0; The old minister 0; Orel Ltd -1; her 0"},
		{2, "The old minister of Orel Ltd -1; The old minister -1; Orel Ltd -1; her -1"},
	} {
		doc := visitDoc()
		// The weight of the pair is that of a woman's pronoun behind a minister.
		r := joining()
		var s sheet
		s.two(54, hashOf([]byte("minister")), uint32(thirdWoman))
		r.Weights[r.Bucket(s[0])] = 5
		New(plain(), r, test.threshold).Annotate(doc)
		var got []string
		for _, m := range doc.Mentions {
			got = append(got, m.In(doc.Text)+" "+string(rune('0'+m.Chain)))
			if (m.Chain < 0) != (m.ChainConfidence == 0) {
				t.Errorf("%q is of chain %d by %v", m.In(doc.Text), m.Chain, m.ChainConfidence)
			}
		}
		if test.threshold == 2 {
			test.want = strings.ReplaceAll(test.want, "-1", "/")
		} else {
			test.want = strings.Replace(test.want, "Ltd -1", "Ltd /", 1)
		}
		if strings.Join(got, "; ") != test.want {
			t.Errorf("at %v the chains are %q, want %q", test.threshold, got, test.want)
		}
	}
}

func TestPhrases(t *testing.T) {
	for _, test := range []struct {
		name, lines string
		want        []string
	}{
		{"joined", `
			Nets net NOUN Number=Plur nsubj 5
			and and CCONJ _ cc 3
			boats boat NOUN Number=Plur conj 1
			were be AUX _ cop 5
			wet wet ADJ _ root 0`, []string{"Nets and boats", "Nets", "boats"}},
		{"a bracket is closed", `
			harbour harbour NOUN _ root 0
			( ( PUNCT _ punct 3
			old old ADJ _ acl 1
			) ) PUNCT _ punct 3`, []string{"harbour ( old )"}},
		{"a predicate leaves its subject out", `
			She she PRON PronType=Prs nsubj 4
			is be AUX _ cop 4
			a a DET Definite=Ind det 4
			sailor sailor NOUN _ root 0
			at at ADP _ case 6
			sea sea NOUN _ nmod 4`, []string{"She", "a sailor at sea", "sea"}},
		{"an apposition stands apart", `
			Orel Orel PROPN _ root 0
			, , PUNCT _ punct 4
			a a DET Definite=Ind det 4
			sailor sailor NOUN _ appos 1`, []string{"Orel", "a sailor"}},
	} {
		doc := read(test.lines)
		s := NewScene(doc, plain(), nil, nil)
		var got []string
		for i := range s.Phrases {
			got = append(got, s.Span(i).In(doc.Text))
		}
		if !slices.Equal(got, test.want) {
			t.Errorf("%s: the phrases are %q, not %q", test.name, got, test.want)
		}
	}
}

// TestReach holds that a man or woman with a name is among what "she" may mean
// however far back, unless the name is of the other gender.
func TestReach(t *testing.T) {
	s := &Scene{keys: map[uint32]int32{}}
	add := func(p Phrase) int {
		p.core = []uint32{uint32(len(s.Phrases) + 1)}
		s.Phrases, s.Of, s.back = append(s.Phrases, p), append(s.Of, -1), append(s.back, -1)
		return len(s.Phrases) - 1
	}
	s.doc = &nlp.Doc{Tokens: []nlp.Token{{Head: -1}}}
	ana := add(Phrase{class: personName, gender: Feminine})
	add(Phrase{class: personName, gender: Masculine})
	dunn := add(Phrase{class: personName})
	add(Phrase{class: placeName})
	for range near {
		add(Phrase{class: bare})
	}
	for i := range s.Phrases {
		s.Phrases[i].Sentence = i
		s.Begin(i)
	}
	she := add(Phrase{class: thirdWoman, gender: Feminine, Sentence: 99})
	var far []int
	for _, j := range s.Candidates(she, nil) {
		if j < she-near {
			far = append(far, j)
		}
	}
	if want := []int{dunn, ana}; !slices.Equal(far, want) {
		t.Errorf("far from her are %v, not %v", far, want)
	}
}

func TestOtherPerson(t *testing.T) {
	words := func(s string) []uint32 {
		var out []uint32
		for w := range strings.FieldsSeq(s) {
			out = append(out, hashOf([]byte(w)))
		}
		return out
	}
	for _, test := range []struct {
		chain, name string
		other       bool
	}{
		{"ana orel", "orel", false}, {"orel", "ana orel", false}, {"ana orel", "ana dunn", true}, {"ana orel", "dunn", true}, {"", "dunn", false},
	} {
		c := chain{person: words(test.chain), names: words(test.chain)}
		if got := c.otherPerson(words(test.name)); got != test.other {
			t.Errorf("that %q is not %q is %v", test.name, test.chain, got)
		}
	}
}

func TestUnlike(t *testing.T) {
	for _, test := range []struct {
		phrase Phrase
		chain  chain
		unlike bool
	}{
		{Phrase{class: thirdWoman, gender: Feminine}, chain{kindNumber: kinds[nlp.Place]}, true},
		{Phrase{class: thirdWoman, gender: Feminine}, chain{kindNumber: kinds[nlp.Person]}, false},
		{Phrase{class: thirdWoman, gender: Feminine}, chain{classes: 1 << otherName}, false},
		{Phrase{class: thirdWoman, gender: Feminine}, chain{classes: 1<<definite | 1<<thirdThing}, true}, // a thing
		{Phrase{class: thirdThing, gender: Neuter}, chain{kindNumber: kinds[nlp.Person], named: true}, true},
		{Phrase{class: thirdThing, gender: Neuter}, chain{kindNumber: kinds[nlp.Place], named: true}, false},
		{Phrase{class: personName, kindNumber: kinds[nlp.Person], text: 1}, chain{kindNumber: kinds[nlp.Place], named: true}, true},
		{Phrase{class: personName, kindNumber: kinds[nlp.Person], text: 2}, chain{kindNumber: kinds[nlp.Place], named: true}, false}, // the same words
		{Phrase{class: placeName, kindNumber: kinds[nlp.Place], text: 1}, chain{kindNumber: kinds[nlp.Organization], named: true}, false},
	} {
		test.phrase.speech, test.chain.told = -1, true
		s := &Scene{Phrases: []Phrase{{text: 2}, test.phrase}, Of: []int{0, -1}, chains: []chain{test.chain}}
		if got := s.unlike(1, 0); got != test.unlike {
			t.Errorf("that %+v is unlike %+v is %v", test.phrase, test.chain, got)
		}
	}
}

func TestLoadErrors(t *testing.T) {
	for name, f := range map[string]*model.File{"nothing": {}, "another kind": kind("tag"), "no words": kind("coref")} {
		if _, err := Load(f); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}

func kind(name string) *model.File {
	f := &model.File{}
	f.AddNote("kind", name)
	return f
}

// TestParticles holds that a name takes in the small word that its tree hangs it
// on, and no other.
func TestParticles(t *testing.T) {
	const tree = `
		al al PROPN _ nsubj 4
		- - PUNCT _ punct 1
		Orel Orel PROPN _ flat 1
		saw see VERB _ root 0
		van van NOUN _ obj 4
		Dunn Dunn PROPN _ vocative 4`
	doc := read(tree)
	for _, name := range []string{"Orel", "Dunn"} {
		at := strings.Index(doc.Text, name)
		doc.Mentions = append(doc.Mentions, nlp.Mention{Span: nlp.Span{Begin: at, End: at + 4}, Type: nlp.Person, Form: nlp.Name})
	}
	l := plain()
	l.Small = map[string]bool{"al": true, "van": true}
	New(l, joining(), 1).particles(doc)
	for n, want := range []string{"al - Orel", "Dunn"} {
		if got := doc.Mentions[n].In(doc.Text); got != want {
			t.Errorf("the name is %q, not %q", got, want)
		}
	}
}

// TestJudge holds that a judge takes the contender that its ensembles together hold
// likeliest, and none where none is likely.
func TestJudge(t *testing.T) {
	// One question: is fact 2 above a half?
	each := Ensemble{Depth: 1, Questions: []Question{{2, 0.5}}, Leaves: []float32{-3, 2}}
	together := Ensemble{Together: true, Depth: 1, Questions: []Question{{3, 0.5}}, Leaves: []float32{-3, 1}}
	facts := func(a, b float32) (f [Facts]float32) { f[2], f[3] = a, b; return f }
	for _, test := range []struct {
		list []Contender
		to   int
		from float32 // least and most chance
		upTo float32
	}{
		{[]Contender{{Nearest: 5, Facts: facts(0, 1)}, {Nearest: 4, Facts: facts(1, 1)}}, 4, 0.6, 0.7},
		{[]Contender{{Nearest: 5, Facts: facts(1, 1)}, {Nearest: 4, Facts: facts(1, 0)}}, 5, 0.7, 0.9},
		{[]Contender{{Nearest: 5, Facts: facts(0, 0)}}, 5, 0, 0.1},
		{nil, -1, 0, 0},
	} {
		g := &Judge{Ensembles: []Ensemble{each, together}}
		if got := g.best(test.list); got.To != test.to || got.Chance < test.from || got.Chance > test.upTo {
			t.Errorf("of %d contenders it takes %+v, not %d", len(test.list), got, test.to)
		}
	}
	for name, change := range map[string]func(*model.File){
		"no trees": func(*model.File) {},
		"a fact that there is not": func(f *model.File) {
			f.AddInts("judge0.facts", 1, 1, []int32{Facts})
			f.AddFloats("judge0.bounds", 1, 1, []float32{0})
			f.AddFloats("judge0.leaves", 1, 2, []float32{0, 1})
		},
		"too few leaves": func(f *model.File) {
			f.AddInts("judge0.facts", 1, 2, []int32{0, 1})
			f.AddFloats("judge0.bounds", 1, 2, []float32{0, 0})
			f.AddFloats("judge0.leaves", 1, 2, []float32{0, 1})
		},
	} {
		f := &model.File{}
		f.AddFloats("judge", 1, 3, []float32{0.2, 0, 0})
		change(f)
		if _, err := loadJudge(f); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}
