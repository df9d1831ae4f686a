package eval

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/stemma/stemma/nlp"
	"github.com/stemma/stemma/nlp/conllu"
)

// A Ratio counts what a system found, what the gold has and what agrees.
type Ratio struct{ Correct, System, Gold int }

// F1 is the harmonic mean of precision and recall, 0 to 100.
func (r Ratio) F1() float64 {
	if r.System+r.Gold == 0 {
		return 0
	}
	return 200 * float64(r.Correct) / float64(r.System+r.Gold)
}

// Add adds the counts of s.
func (r *Ratio) Add(s Ratio) {
	r.Correct += s.Correct
	r.System += s.System
	r.Gold += s.Gold
}

// CoNLL are the scores of the CoNLL 2018 shared task on parsing raw text into
// Universal Dependencies (Zeman et al. 2018, section 5). Words that both sides
// have are found by the characters they cover, white space left out; a word is
// right in a layer if it is aligned and agrees there, so that an error of
// segmentation counts in every layer. The two sides must be the same text but
// for white space.
type CoNLL struct {
	Tokens, Sentences, Words, UPOS, XPOS, Feats, Lemmas, UAS, LAS Ratio
}

// Add adds the counts of d.
func (c *CoNLL) Add(d CoNLL) {
	to, from := c.ratios(), d.ratios()
	for i := range to {
		to[i].Add(*from[i])
	}
}

func (c *CoNLL) ratios() []*Ratio {
	return []*Ratio{&c.Tokens, &c.Sentences, &c.Words, &c.UPOS, &c.XPOS, &c.Feats, &c.Lemmas, &c.UAS, &c.LAS}
}

// conllNames are the names of the scores, in the order of ratios.
var conllNames = []string{"tokens", "sentences", "words", "upos", "xpos", "feats", "lemmas", "uas", "las"}

// String is one line of F1 scores.
func (c CoNLL) String() string {
	var b strings.Builder
	for i, name := range conllNames {
		if i > 0 {
			b.WriteByte(' ')
		}
		fmt.Fprintf(&b, "%s %.2f", name, c.ratios()[i].F1())
	}
	return b.String()
}

// covered is a stretch of the characters of a text, white space not counted.
type covered struct{ begin, end int }

// conllWord is a word of either side.
type conllWord struct {
	at   covered
	form string
	// part is set for the words of a token of several words, which are aligned
	// by their form within the token.
	part                               bool
	upos, xpos, feats, lemma, relation string
	head                               int // index in the words, -1 for a root
}

// conllText is one side of the comparison.
type conllText struct {
	characters        []rune
	tokens, sentences []covered
	words             []conllWord
}

// ScoreCoNLL compares what a pipeline found with the treebank. It is an error
// if the two are not the same text.
func ScoreCoNLL(gold []conllu.Sentence, doc *nlp.Doc) (CoNLL, error) {
	return scoreCoNLL(goldText(gold), docText(doc))
}

func goldText(gold []conllu.Sentence) conllText {
	var t conllText
	for _, s := range gold {
		begin, base := len(t.characters), len(t.words)
		for _, token := range s.Tokens {
			from := len(t.characters)
			t.characters = appendCharacters(t.characters, token.Form)
			at := covered{from, len(t.characters)}
			t.tokens = append(t.tokens, at)
			for n := token.First; n <= token.Last; n++ {
				w := s.Words[n-1]
				t.words = append(t.words, conllWord{
					at: at, form: w.Form, part: token.First < token.Last,
					upos: w.UPOS, xpos: w.XPOS, feats: universalFeats(w.Feats), lemma: w.Lemma, relation: universal(w.Deprel),
					head: headIndex(w.Head, base),
				})
			}
		}
		t.sentences = append(t.sentences, covered{begin, len(t.characters)})
	}
	return t
}

func headIndex(head, base int) int {
	if head <= 0 {
		return -1
	}
	return base + head - 1
}

func docText(doc *nlp.Doc) conllText {
	var t conllText
	for _, s := range doc.Sentences {
		begin := len(t.characters)
		for i := s.First; i < s.Last; {
			last := i
			for last+1 < s.Last && doc.Tokens[last+1].Glued {
				last++
			}
			from := len(t.characters)
			t.characters = appendCharacters(t.characters, doc.Text[doc.Tokens[i].Begin:doc.Tokens[last].End])
			at := covered{from, len(t.characters)}
			t.tokens = append(t.tokens, at)
			for n := i; n <= last; n++ {
				w := &doc.Tokens[n]
				t.words = append(t.words, conllWord{
					at: at, form: w.In(doc.Text), part: i < last,
					upos: w.UPOS, xpos: w.XPOS, feats: universalFeats(w.Feats), lemma: w.Lemma, relation: universal(w.Deprel),
					head: w.Head,
				})
			}
			i = last + 1
		}
		t.sentences = append(t.sentences, covered{begin, len(t.characters)})
	}
	return t
}

func appendCharacters(to []rune, form string) []rune {
	for i := 0; i < len(form); {
		r, n := utf8.DecodeRuneInString(form[i:])
		if !unicode.IsSpace(r) {
			to = append(to, r)
		}
		i += n
	}
	return to
}

// universal takes the part of a relation that is of one language off.
func universal(relation string) string {
	relation, _, _ = strings.Cut(relation, ":")
	return relation
}

// universalFeatures are the features that the shared task compares.
var universalFeatures = map[string]bool{
	"PronType": true, "NumType": true, "Poss": true, "Reflex": true, "Foreign": true, "Abbr": true, "Gender": true,
	"Animacy": true, "Number": true, "Case": true, "Definite": true, "Degree": true, "VerbForm": true, "Mood": true,
	"Tense": true, "Aspect": true, "Voice": true, "Evident": true, "Polarity": true, "Person": true, "Polite": true,
}

func universalFeats(feats string) string {
	var kept []string
	for feature := range strings.SplitSeq(feats, "|") {
		name, _, _ := strings.Cut(feature, "=")
		if universalFeatures[name] {
			kept = append(kept, feature)
		}
	}
	return strings.Join(kept, "|")
}

func scoreCoNLL(gold, system conllText) (CoNLL, error) {
	if len(gold.characters) != len(system.characters) {
		return CoNLL{}, fmt.Errorf("score: the gold has %d characters and the annotated text %d: %s",
			len(gold.characters), len(system.characters), difference(gold.characters, system.characters))
	}
	for i := range gold.characters {
		if gold.characters[i] != system.characters[i] {
			return CoNLL{}, fmt.Errorf("score: the annotated text is not the gold's: %s", difference(gold.characters, system.characters))
		}
	}
	var score CoNLL
	score.Tokens = spans(gold.tokens, system.tokens)
	score.Sentences = spans(gold.sentences, system.sentences)

	toSystem := align(gold.words, system.words)
	counts := Ratio{System: len(system.words), Gold: len(gold.words)}
	for _, r := range score.ratios()[2:] {
		*r = counts
	}
	for g, s := range toSystem {
		if s < 0 {
			continue
		}
		a, b := &gold.words[g], &system.words[s]
		score.Words.Correct++
		count := func(r *Ratio, same bool) {
			if same {
				r.Correct++
			}
		}
		count(&score.UPOS, a.upos == b.upos)
		count(&score.XPOS, a.xpos == b.xpos)
		count(&score.Feats, a.feats == b.feats)
		count(&score.Lemmas, a.lemma == "_" || a.lemma == b.lemma)
		// The heads agree if they are aligned with each other, or both roots.
		head := -1
		if a.head >= 0 {
			head = toSystem[a.head]
			if head < 0 {
				continue
			}
		}
		if head == b.head {
			score.UAS.Correct++
			count(&score.LAS, a.relation == b.relation)
		}
	}
	return score, nil
}

func difference(a, b []rune) string {
	i := 0
	for i < len(a) && i < len(b) && a[i] == b[i] {
		i++
	}
	return fmt.Sprintf("they part at character %d, %q against %q", i, string(a[i:min(len(a), i+20)]), string(b[i:min(len(b), i+20)]))
}

// spans counts the stretches that both sides have. Both are in order.
func spans(gold, system []covered) Ratio {
	r := Ratio{System: len(system), Gold: len(gold)}
	for g, s := 0, 0; g < len(gold) && s < len(system); {
		switch {
		case gold[g] == system[s]:
			r.Correct++
			g, s = g+1, s+1
		case gold[g].begin < system[s].begin || gold[g].begin == system[s].begin && gold[g].end < system[s].end:
			g++
		default:
			s++
		}
	}
	return r
}

// align returns for each word of the gold the index of the word of the system
// that is aligned with it, or -1. Words that are tokens by themselves are
// aligned when they cover the same characters. Where either side has a token
// of several words, the words over the same stretch are aligned by the longest
// common subsequence of their forms.
func align(gold, system []conllWord) []int {
	to := make([]int, len(gold))
	for i := range to {
		to[i] = -1
	}
	for g, s := 0, 0; g < len(gold) && s < len(system); {
		if !gold[g].part && !system[s].part {
			switch a, b := gold[g].at, system[s].at; {
			case a == b:
				to[g] = s
				g, s = g+1, s+1
			case a.begin < b.begin || a.begin == b.begin && a.end < b.end:
				g++
			default:
				s++
			}
			continue
		}
		// The smallest stretch that begins with a token of several words and
		// that no token of either side crosses.
		switch a, b := gold[g].at, system[s].at; {
		case gold[g].part && !system[s].part && b.end <= a.begin:
			s++
			continue
		case !gold[g].part && system[s].part && a.end <= b.begin:
			g++
			continue
		case gold[g].part && system[s].part && a.end <= b.begin:
			g++
			continue
		case gold[g].part && system[s].part && b.end <= a.begin:
			s++
			continue
		}
		end := 0
		if gold[g].part {
			end = gold[g].at.end
		}
		if system[s].part {
			end = max(end, system[s].at.end)
		}
		gEnd, sEnd := g, s
		for {
			switch {
			case gEnd < len(gold) && gold[gEnd].at.begin < end:
				if gold[gEnd].part {
					end = max(end, gold[gEnd].at.end)
				}
				gEnd++
				continue
			case sEnd < len(system) && system[sEnd].at.begin < end:
				if system[sEnd].part {
					end = max(end, system[sEnd].at.end)
				}
				sEnd++
				continue
			}
			break
		}
		subsequence(gold[g:gEnd], system[s:sEnd], func(i, j int) { to[g+i] = s + j })
		g, s = gEnd, sEnd
	}
	return to
}

// subsequence calls pair for each pair of the longest common subsequence of
// the forms, letter case aside.
func subsequence(a, b []conllWord, pair func(i, j int)) {
	length := make([][]int, len(a)+1)
	for i := range length {
		length[i] = make([]int, len(b)+1)
	}
	same := func(i, j int) bool { return strings.EqualFold(a[i].form, b[j].form) }
	for i := len(a) - 1; i >= 0; i-- {
		for j := len(b) - 1; j >= 0; j-- {
			if same(i, j) {
				length[i][j] = 1 + length[i+1][j+1]
			} else {
				length[i][j] = max(length[i+1][j], length[i][j+1])
			}
		}
	}
	for i, j := 0, 0; i < len(a) && j < len(b); {
		switch {
		case same(i, j):
			pair(i, j)
			i, j = i+1, j+1
		case length[i+1][j] >= length[i][j+1]:
			i++
		default:
			j++
		}
	}
}
