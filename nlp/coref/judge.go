package coref

import (
	"fmt"
	"math"

	"github.com/stemma/stemma/nlp/model"
)

// A Judge decides which chain a pronoun of the third person is of, once a Ranker
// has said how well each phrase before it fits: by what a chain is as a whole,
// where it stood last and as what, how much is said of it there, and who else may
// be meant. It takes the mean of a few ensembles of trees of questions, each level of
// a tree asking one (Prokhorenkova et al. 2018).
type Judge struct {
	Least     float32 // how likely a chain must be
	Ensembles []Ensemble
}

// An Ensemble of trees gives a contender the sum of the leaves that it comes to.
type Ensemble struct {
	// Together says that the sums of all contenders for a phrase, and 0 for none of
	// them, are shares of one certainty; else each is the log odds of one by itself.
	Together  bool
	Base      float32
	Depth     int
	Questions []Question // Depth a tree
	Leaves    []float32  // 1<<Depth a tree
}

// A Question asks whether a fact of a contender is above a bound.
type Question struct {
	Fact  int
	Bound float32
}

// Facts is how many things a Judge is told of a contender.
const Facts = 54

// A Contender is a chain that a phrase may be of.
type Contender struct {
	Chain   int
	Nearest int // phrase of it
	Facts   [Facts]float32

	chance, most, sum float32
	own, odds         float32 // of one ensemble, and of all
}

// Sum is that of the leaves of the trees.
func (g *Ensemble) Sum(facts *[Facts]float32) float32 {
	total := g.Base
	for t := 0; t*g.Depth < len(g.Questions); t++ {
		leaf := 0
		for d, q := range g.Questions[t*g.Depth:][:g.Depth] {
			if facts[q.Fact] > q.Bound {
				leaf |= 1 << d
			}
		}
		total += g.Leaves[t<<g.Depth+leaf]
	}
	return total
}

// best returns the link to the likeliest of the contenders by the mean of the
// ensembles.
func (g *Judge) best(all []Contender) Link {
	for n := range all {
		all[n].odds = 0
	}
	for k := range g.Ensembles {
		e := &g.Ensembles[k]
		total := float32(1)
		for n := range all {
			c := &all[n]
			c.own = exp(e.Sum(&c.Facts))
			total += c.own
		}
		for n := range all {
			c := &all[n]
			if e.Together {
				c.odds += c.own / total
			} else {
				c.odds += c.own / (1 + c.own)
			}
		}
	}
	best := Link{To: -1}
	for n := range all {
		if odds := all[n].odds / float32(len(g.Ensembles)); odds > best.Chance {
			best = Link{all[n].Nearest, odds}
		}
	}
	return best
}

// judged reports whether a class of phrases is for the Judge.
func (c class) judged() bool { return c >= thirdMan && c <= thirdMany }

// contenders gathers the chains of the candidates with their facts.
func (x *scratch) contenders(s *Scene, i int, fresh float32) []Contender {
	most := fresh
	for _, v := range x.scores {
		most = max(most, v)
	}
	out := x.rivals[:0]
	total := exp(fresh - most)
	for k, j := range x.list {
		e := exp(x.scores[k] - most)
		total += e
		n := 0
		for n < len(out) && out[n].Chain != s.Of[j] {
			n++
		}
		if n == len(out) {
			out = append(out, Contender{Chain: s.Of[j], Nearest: j, most: x.scores[k]})
		}
		out[n].sum += e
		out[n].most = max(out[n].most, x.scores[k])
	}
	for n := range out {
		out[n].chance = out[n].sum / total
	}
	for n := range out {
		s.facts(i, n, out, fresh, exp(fresh-most)/total)
	}
	x.rivals = out
	return out
}

// longestView is how many of the last phrases of a chain are looked at one by
// one.
const longestView = 12

// longestSince is how many phrases before a pronoun are looked at for who has come
// up since a chain was spoken of, and for who stands nearer, so that the cost of a
// long text grows with its length alone.
const longestSince = 100

// facts fills what is known of contender n for phrase i.
func (s *Scene) facts(i, n int, all []Contender, fresh, chanceOfNew float32) {
	p, me := &s.Phrases[i], &all[n]
	c := &s.chains[me.Chain]
	f := &me.Facts
	*f = [Facts]float32{}
	at := 0
	put := func(v float32) { f[at], at = v, at+1 }
	count := func(v int) { put(float32(v)) }
	yes := func(v bool) { put(float32(flag(v))) }
	last := &s.Phrases[c.last]

	put(float32(math.Log(float64(me.chance+1e-4) / float64(1-me.chance+1e-4))))
	put(me.most - fresh)
	var rival float32
	better, later, larger := 0, 0, 0
	for k := range all {
		if k == n {
			continue
		}
		o := &s.chains[all[k].Chain]
		rival = max(rival, all[k].chance)
		if all[k].chance > me.chance {
			better++
		}
		if o.last > c.last && s.Fits(i, o.last) {
			later++
		}
		if o.size > c.size {
			larger++
		}
	}
	put(float32(math.Log(float64(me.chance+1e-4) / float64(rival+1e-4))))
	count(better)
	count(later)
	count(larger)
	put(chanceOfNew)
	count(len(all))

	count(p.Sentence - last.Sentence)
	count(i - c.last)
	count(s.paragraphs[p.Sentence] - s.paragraphs[last.Sentence])
	count(c.size)
	put(float32(c.size) / float32(i))

	here, before, recent, same, likePlace := 0, 0, 0, 0, 0
	sinceName, sinceSubject := 99, 99
	names := 0
	var verb, noun float32 = -1, -1
	seen := 0
	for m := c.last; m >= 0 && seen < longestView; m = s.back[m] {
		a := &s.Phrases[m]
		seen++
		switch gap := p.Sentence - a.Sentence; {
		case gap == 0:
			here++
		case gap == 1:
			before++
			recent++
		case gap < 5:
			recent++
		}
		if a.class == p.class {
			same++
		}
		if a.class.name() {
			names++
			sinceName = min(sinceName, p.Sentence-a.Sentence)
		}
		if a.subject {
			sinceSubject = min(sinceSubject, p.Sentence-a.Sentence)
		}
		if a.relation == p.relation {
			likePlace++
			if a.governor != 0 {
				verb = max(verb, s.vectors.Like(p.governing, a.governing))
				if a.governor == p.governor {
					verb = 1
				}
			}
		}
		if !a.class.pronoun() {
			noun = max(noun, s.vectors.Like(p.governing, a.vector))
		}
	}
	count(here)
	count(before)
	count(recent)
	count(same)
	count(names)
	count(likePlace)
	count(sinceName)
	count(sinceSubject)
	put(verb)
	put(noun)

	// Who has come up since it was spoken of last.
	fresher, named := 0, 0
	for m := max(c.last+1, i-longestSince); m < i; m++ {
		a := &s.Phrases[m]
		if a.class.name() && (a.kindNumber == 1) == (p.kindNumber == 1) && s.Of[m] != me.Chain {
			named++
			if o := s.Of[m]; o >= 0 && s.chains[o].first == m {
				fresher++
			}
		}
	}
	count(fresher)
	count(named)

	count(int(p.class))
	yes(p.subject)
	yes(p.First == s.doc.Sentences[p.Sentence].First)
	yes(s.doc.Tokens[p.Head].Deprel == "nmod:poss")
	yes(p.self)
	count(int(last.class))
	yes(last.subject)
	yes(last.relation == p.relation)
	count(int(s.Phrases[c.first].class))
	count(s.Phrases[c.first].Sentence)
	count(int(c.kindNumber))
	count(int(c.gender))
	count(int(p.number)*4 + int(c.number))
	count(int(p.number)*4 + int(last.number))
	yes(c.named)
	count(int(c.forms))
	tie := s.tie(p, last)
	count(int(min(tie, 11)))
	count(int(s.voice(p, last, i, c.last)))
	yes(s.turns)
	yes(p.speech >= 0)
	yes(p.Sentence == last.Sentence && last.First == s.doc.Sentences[p.Sentence].First)
	yes(c.last == c.first)
	count(p.Sentence)

	// Those who stand nearer, in the sentence of the phrase or the one before.
	here, before = 0, 0
	namesHere, subjectHere := 0, 0
	for m := i - 1; m >= max(0, i-longestSince) && p.Sentence-s.Phrases[m].Sentence < 2; m-- {
		a, o := &s.Phrases[m], s.Of[m]
		if o < 0 || o == me.Chain || s.chains[o].last != m || !s.Fits(i, m) || s.unlike(i, m) {
			continue
		}
		if a.Sentence != p.Sentence {
			before++
			continue
		}
		here++
		if a.class.name() {
			namesHere++
		}
		if a.subject {
			subjectHere++
		}
	}
	count(here)
	count(before)
	count(namesHere)
	count(subjectHere)
	// What stands between the two.
	gap := 99
	if p.Sentence == last.Sentence && p.First >= last.Last {
		gap = min(p.First-last.Last, 99)
	}
	count(gap)
	count(int(s.name(c)))
}

// name says what is known of a chain's name: 0 none, 1 not a person's, 2 one word
// of a person's, 3 more.
func (s *Scene) name(c *chain) int {
	switch {
	case !c.named:
		return 0
	case len(c.person) == 0:
		return 1
	}
	return min(len(c.person), 2) + 1
}

// loadJudge makes a judge from its weights.
func loadJudge(f *model.File) (*Judge, error) {
	set, count, _, err := f.Floats("judge")
	if err != nil {
		return nil, err
	}
	if count == 0 || len(set) != 3*count {
		return nil, fmt.Errorf("%d settings of %d ensembles of the judge", len(set), count)
	}
	g := &Judge{Least: set[0]}
	for k := range count {
		name := fmt.Sprintf("judge%d.", k)
		facts, depth, err := f.Ints(name + "facts")
		if err != nil {
			return nil, err
		}
		bounds, _, _, err := f.Floats(name + "bounds")
		if err != nil {
			return nil, err
		}
		e := Ensemble{Together: set[3*k+1] != 0, Base: set[3*k+2], Depth: depth}
		var leaves int
		if e.Leaves, _, leaves, err = f.Floats(name + "leaves"); err != nil {
			return nil, err
		}
		if len(facts) != len(bounds) || depth < 1 || depth > deepestTree || leaves != 1<<depth || len(e.Leaves) != len(facts)/depth<<depth {
			return nil, fmt.Errorf("%d questions with %d bounds and %d leaves make no trees of depth %d", len(facts), len(bounds), len(e.Leaves), depth)
		}
		for k, fact := range facts {
			if fact < 0 || fact >= Facts {
				return nil, fmt.Errorf("a question of the judge asks for fact %d of %d", fact, Facts)
			}
			e.Questions = append(e.Questions, Question{int(fact), bounds[k]})
		}
		g.Ensembles = append(g.Ensembles, e)
	}
	return g, nil
}

const deepestTree = 12
