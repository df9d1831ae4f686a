package train

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"

	"github.com/stemma/stemma/nlp"
	"github.com/stemma/stemma/nlp/coref"
	"github.com/stemma/stemma/nlp/model"
	"github.com/stemma/stemma/nlp/neural"
)

// A ChainedText is a text with its layers and the mentions that were marked in
// it. Mentions of one chain share a number.
type ChainedText struct {
	Doc  *nlp.Doc
	Gold []Chained
}

// Chained is a mention as it was marked: its words, the one that the others
// depend on, and its chain.
type Chained struct {
	Span, Head nlp.Span
	Chain      int
}

// CorefOptions are the settings of learning coreference.
type CorefOptions struct {
	Seed    uint64
	Buckets int // weights that features share
	Words   int // most words with vectors
	Rounds  int // how often all is learned anew, in other orders; the weights are the mean
	Epochs  int // times all texts are seen in a round
	Rate    float64
	Thin    float64 // share of the features left out
	// What a mistake costs besides: a link where there is none, none where there
	// is one, one to the wrong chain (Durrett and Klein 2013).
	FalseLink, FalseNew, WrongLink float64
	// Own is the share of texts, after the first epoch, where chains are those
	// that the ranker makes itself and not the marked ones.
	Own float64
	// Parts is into how many parts texts are divided for the judge of pronouns,
	// each linked with Threshold by weights learned from the others in PartRounds
	// rounds; Trees are its own settings, and Least how likely a chain must be to
	// be taken.
	Parts, PartRounds int
	Threshold, Least  float64
	Trees             TreeOptions
	Log               func(string, ...any)
}

// Coref learns which phrases mean the same from the texts.
func Coref(texts []ChainedText, lexicon *coref.Lexicon, words *Lexicon, o CorefOptions) *model.File {
	list := words.List[:min(o.Words, len(words.List))]
	known := &Lexicon{List: list, Dim: words.Dim, Vectors: words.Vectors[:len(list)*words.Dim]}
	var clusters [][]int32
	for _, count := range []int{60, 250} {
		clusters = append(clusters, Clusters(known, min(count, len(list)), 12, o.Seed))
	}
	vectors := coref.NewVectors(list, words.Dim, words.Vectors, clusters)
	ensembles := judge(texts, lexicon, vectors, o)
	r := ranker(texts, lexicon, vectors, o)
	f := &model.File{}
	f.AddNote("kind", "coref")
	f.AddStrings("words", list)
	f.AddQuantised("vectors", len(list), words.Dim, words.Vectors)
	f.AddInts("clusters", coref.Grains, len(list), slices.Concat(clusters...))
	f.AddFloats("members", 1, len(r.Members.Weights), r.Members.Weights)
	row := min(64, o.Buckets) // weights that share a scale
	f.AddQuantised("linear", o.Buckets/row, row, r.Weights)
	var settings []float32
	for k, t := range ensembles {
		together := float32(0)
		if t.Together {
			together = 1
		}
		settings = append(settings, float32(o.Least), together, t.Base)
		name := fmt.Sprintf("judge%d.", k)
		f.AddInts(name+"facts", len(t.Facts)/t.Depth, t.Depth, t.Facts)
		f.AddFloats(name+"bounds", len(t.Bounds)/t.Depth, t.Depth, t.Bounds)
		f.AddFloats(name+"leaves", len(t.Leaves)>>t.Depth, 1<<t.Depth, t.Leaves)
	}
	f.AddFloats("judge", len(ensembles), 3, settings)
	return f
}

// ranker learns what tells whether two phrases mean the same.
func ranker(texts []ChainedText, lexicon *coref.Lexicon, vectors *coref.Vectors, o CorefOptions) *coref.Ranker {
	r := &coref.Ranker{Vectors: vectors, Members: members(texts, o)}
	labels := make([][]int, len(texts))
	for i := range texts {
		labels[i] = Label(texts[i], coref.NewScene(texts[i].Doc, lexicon, r.Vectors, r.Members))
	}
	mean := make([]float32, o.Buckets)
	for round := range o.Rounds {
		c := newCorefTrainer(*r, o, round)
		c.learn(texts, labels, lexicon)
		// As many more features speak where none are left out.
		neural.Axpy(mean, float32(1-o.Thin)/float32(o.Rounds), c.mean())
	}
	r.Weights = mean
	return r
}

// judge learns which chain a pronoun is of from what a ranker makes of texts that
// it has not learned from: each of a few parts of the texts is linked by one
// learned from the others. The trees that ask of each chain by itself and those that
// ask of all together err in other places, and their mean is better than either.
func judge(texts []ChainedText, lexicon *coref.Lexicon, vectors *coref.Vectors, o CorefOptions) []*Trees {
	parts := min(o.Parts, len(texts))
	groups := 0
	o.Rounds = min(o.Rounds, o.PartRounds)
	var rows []Row
	for k := range parts {
		var others []ChainedText
		for i := range texts {
			if i%parts != k {
				others = append(others, texts[i])
			}
		}
		r := ranker(others, lexicon, vectors, o)
		for i := k; i < len(texts); i += parts {
			rows = append(rows, contests(texts[i], lexicon, r, float32(o.Threshold), &groups)...)
		}
	}
	o.Log("judge: %d contenders", len(rows))
	each, together := o.Trees, o.Trees
	together.Together = true
	return []*Trees{Boost(rows, each), Boost(rows, together)}
}

// contests are the contenders of all phrases of a text that are for a judge, and
// whether they are the right one: most of the names of the chain, or without
// names of its phrases, are marked as what the phrase is. Where what it means is in
// two chains the one with a name is right, for that says who it is.
func contests(t ChainedText, lexicon *coref.Lexicon, r *coref.Ranker, threshold float32, group *int) (rows []Row) {
	s := coref.NewScene(t.Doc, lexicon, r.Vectors, r.Members)
	labels := Label(t, s)
	r.Watch(s, threshold, func(i int, all []coref.Contender) {
		*group++
		named := false
		var bare []int // rows that are right and have no name
		for _, c := range all {
			var names, others [2]int // those that are marked as the phrase, and all that are marked
			for j := range i {
				if s.Of[j] != c.Chain || labels[j] < 0 {
					continue
				}
				votes := &others
				if s.Named(j) {
					votes = &names
				}
				if votes[1]++; labels[j] == labels[i] {
					votes[0]++
				}
			}
			nameless := names[1] == 0
			if nameless {
				names = others
			}
			so := 2*names[0] > names[1]
			if so && nameless {
				bare = append(bare, len(rows))
			}
			named = named || so && !nameless
			rows = append(rows, Row{slices.Clone(c.Facts[:]), so, *group})
		}
		if named {
			for _, k := range bare {
				rows[k].So = false
			}
		}
	})
	return rows
}

// members learns which words belong to the phrase of a noun, by logistic
// regression over the heads of marked mentions.
func members(texts []ChainedText, o CorefOptions) *coref.Members {
	type sample struct {
		features []uint32
		in       bool
	}
	var all []sample
	for _, t := range texts {
		marked := map[nlp.Span]nlp.Span{} // the shortest mention of each head
		for _, g := range t.Gold {
			if m, ok := marked[g.Head]; !ok || g.Span.Len() < m.Len() {
				marked[g.Head] = g.Span
			}
		}
		for _, limb := range coref.Limbs(t.Doc) {
			if m, ok := marked[t.Doc.Tokens[limb.Head].Span]; ok {
				all = append(all, sample{limb.Features, m.Contains(limb.Branch)})
			}
		}
	}
	const buckets = 1 << 13
	weights, squares, total := make([]float32, buckets), make([]float32, buckets), make([]float64, buckets)
	r := rand.New(rand.NewPCG(o.Seed, 78))
	rounds := 0
	for epoch := range 8 {
		r.Shuffle(len(all), func(i, j int) { all[i], all[j] = all[j], all[i] })
		wrong := 0
		for _, x := range all {
			var sum float32
			for _, k := range x.features {
				sum += weights[k&(buckets-1)]
			}
			g := float32(1 / (1 + math.Exp(-float64(sum))))
			if x.in {
				g--
			}
			if (sum > 0) != x.in {
				wrong++
			}
			for _, k := range x.features {
				b := k & (buckets - 1)
				squares[b] += g * g
				weights[b] -= 0.1 * g / float32(math.Sqrt(float64(squares[b]))+1e-6)
			}
		}
		o.Log("members: %d branches, round %d, %d wrong", len(all), epoch+1, wrong)
		if epoch >= 2 {
			rounds++
			for b, w := range weights {
				total[b] += float64(w)
			}
		}
	}
	for b := range weights {
		weights[b] = float32(total[b] / float64(rounds))
	}
	return &coref.Members{Weights: weights}
}

// Label gives each phrase of the scene the number of the marked chain that it
// is of, -1 for none: the phrase of the same words, or else one with the same
// head.
func Label(t ChainedText, s *coref.Scene) []int {
	labels := make([]int, len(s.Phrases))
	bySpan, byHead := map[nlp.Span]int{}, map[nlp.Span]int{}
	for i := range s.Phrases {
		labels[i] = -1
		p := &s.Phrases[i]
		if _, ok := bySpan[s.Span(i)]; !ok {
			bySpan[s.Span(i)] = i
		}
		if head := t.Doc.Tokens[p.Head].Span; !p.Joined {
			byHead[head] = i
		}
	}
	var left []Chained
	for _, g := range t.Gold {
		if i, ok := bySpan[g.Span]; ok {
			labels[i] = g.Chain
		} else {
			left = append(left, g)
		}
	}
	for _, g := range left {
		if i, ok := byHead[g.Head]; ok && labels[i] < 0 {
			labels[i] = g.Chain
		}
	}
	return labels
}

type corefTrainer struct {
	coref.Ranker
	o    CorefOptions
	r    *rand.Rand
	rate float32

	squares []float32 // sums of the squares of gradients
	total   []float64 // sum over time of the weights, up to the last change of each
	since   []int32
	now     int32

	salt   uint32
	scores []float64
	sheets [][]uint32 // features of the candidates, and of something new
}

func newCorefTrainer(r coref.Ranker, o CorefOptions, round int) *corefTrainer {
	r.Weights = make([]float32, o.Buckets)
	return &corefTrainer{
		Ranker: r, o: o, r: rand.New(rand.NewPCG(o.Seed, 77+uint64(round)<<32)),
		squares: make([]float32, o.Buckets), total: make([]float64, o.Buckets), since: make([]int32, o.Buckets),
	}
}

// learn goes through all texts, epoch after epoch.
func (c *corefTrainer) learn(texts []ChainedText, labels [][]int, lexicon *coref.Lexicon) {
	o := c.o
	order := make([]int, len(texts))
	for i := range order {
		order[i] = i
	}
	for epoch := range o.Epochs {
		c.r.Shuffle(len(order), func(i, j int) { order[i], order[j] = order[j], order[i] })
		var loss float64
		count := 0
		for n, i := range order {
			c.rate = float32(o.Rate * (1 - 0.9*float64(epoch*len(order)+n)/float64(o.Epochs*len(order))))
			own := epoch > 0 && c.r.Float64() < o.Own
			s := coref.NewScene(texts[i].Doc, lexicon, c.Vectors, c.Members)
			loss += c.text(s, labels[i], own)
			count += len(s.Phrases)
		}
		o.Log("coref: epoch %d of %d, loss %.4f", epoch+1, o.Epochs, loss/float64(count))
	}
}

// text goes through one text and learns at each phrase.
func (c *corefTrainer) text(s *coref.Scene, labels []int, own bool) float64 {
	var loss float64
	begun := map[int]int{} // the last phrase of each marked chain
	var list []int
	for i := range s.Phrases {
		list = s.Candidates(i, list[:0])
		best := c.phrase(s, i, list, labels, &loss)
		before, marked := begun[labels[i]]
		switch {
		case own && best >= 0:
			s.Join(i, best)
		case !own && marked && labels[i] >= 0:
			s.Join(i, before)
		default:
			s.Begin(i)
		}
		if labels[i] >= 0 {
			begun[labels[i]] = i
		}
	}
	return loss
}

// phrase learns from one phrase and returns the candidate that it would join, -1
// for none.
func (c *corefTrainer) phrase(s *coref.Scene, i int, list []int, labels []int, loss *float64) int {
	c.now++
	c.salt = uint32(c.r.Uint64())
	n := len(list)
	for len(c.sheets) <= n {
		c.sheets = append(c.sheets, nil)
	}
	c.scores = c.scores[:0]
	rank := 0
	antecedent := false
	for k, j := range list {
		c.sheets[k] = c.thin(s.Pair(i, j, rank, c.sheets[k][:0]))
		if s.Fits(i, j) {
			rank++
		}
		c.scores = append(c.scores, float64(c.Sum(c.sheets[k])))
		antecedent = antecedent || labels[i] >= 0 && labels[j] == labels[i]
	}
	c.sheets[n] = c.thin(s.Anaphor(i, c.sheets[n][:0]))
	c.scores = append(c.scores, float64(c.Sum(c.sheets[n])))

	best := n
	for k := range list {
		if c.scores[k] > c.scores[best] {
			best = k
		}
	}
	answer := -1
	if best < n {
		answer = list[best]
	}
	if labels[i] >= 0 && !antecedent {
		for j := range i {
			if labels[j] == labels[i] {
				return answer // out of reach: nothing can be learned here
			}
		}
	}
	right := func(k int) bool {
		if k == n {
			return !antecedent
		}
		return antecedent && labels[list[k]] == labels[i]
	}
	most := math.Inf(-1)
	for k := range c.scores {
		if !right(k) {
			switch {
			case k == n:
				c.scores[k] += c.o.FalseNew
			case antecedent:
				c.scores[k] += c.o.WrongLink
			default:
				c.scores[k] += c.o.FalseLink
			}
		}
		most = max(most, c.scores[k])
	}
	var all, good float64
	for k, v := range c.scores {
		e := math.Exp(v - most)
		c.scores[k] = e
		all += e
		if right(k) {
			good += e
		}
	}
	good = max(good, 1e-12)
	*loss -= math.Log(good / all)
	for k, e := range c.scores {
		g := e / all
		if right(k) {
			g -= e / good
		}
		if math.Abs(g) >= 1e-3 {
			c.move(c.sheets[k], float32(g))
		}
	}
	return answer
}

// thin leaves out a share of the features, the same ones for all candidates, so
// that none is relied on alone (Hinton et al. 2012).
func (c *corefTrainer) thin(keys []uint32) []uint32 {
	least := uint32(c.o.Thin * (1 << 32))
	kept := keys[:0]
	for _, k := range keys {
		h := (k ^ c.salt) * 0x85ebca6b
		h ^= h >> 13
		h *= 0xc2b2ae35
		h ^= h >> 16
		if h >= least {
			kept = append(kept, k)
		}
	}
	return kept
}

// move takes the gradient g of a score to the weights of its features (Duchi et
// al. 2011).
func (c *corefTrainer) move(keys []uint32, g float32) {
	for _, key := range keys {
		b := c.Bucket(key)
		c.squares[b] += g * g
		c.total[b] += float64(c.Weights[b]) * float64(c.now-c.since[b])
		c.since[b] = c.now
		c.Weights[b] -= c.rate * g / float32(math.Sqrt(float64(c.squares[b]))+1e-6)
	}
}

// mean is the mean of the weights over all steps, which is better than the last.
func (c *corefTrainer) mean() []float32 {
	mean := make([]float32, len(c.Weights))
	for b := range mean {
		mean[b] = float32((c.total[b] + float64(c.Weights[b])*float64(c.now-c.since[b])) / float64(max(c.now, 1)))
	}
	return mean
}
