package coref

import (
	"fmt"
	"math"
	"slices"

	"github.com/stemma/stemma/nlp/model"
)

// A Ranker says how likely a phrase is to mean what one before it means, or
// something that was not mentioned before: the sum of the weights of its
// features, against the sums of all else that it may mean.
type Ranker struct {
	Vectors *Vectors
	Members *Members
	Weights []float32 // shared by features of the same hash; a power of two
	Judge   *Judge    // of pronouns; nil for none
}

// Bucket is the place of a feature's weight.
func (r *Ranker) Bucket(key uint32) int { return int(key) & (len(r.Weights) - 1) }

// Sum is the sum of the weights of the features.
func (r *Ranker) Sum(keys []uint32) float32 {
	var sum float32
	for _, k := range keys {
		sum += r.Weights[r.Bucket(k)]
	}
	return sum
}

// scratch is the room that ranking needs, for one text at a time.
type scratch struct {
	keys   []uint32
	list   []int
	scores []float32

	chains, nearest []int
	chances         []float32
	rivals          []Contender
}

// rank fills x.scores with those of the candidates, in order, and returns that
// of something new.
func (r *Ranker) rank(s *Scene, i int, x *scratch) float32 {
	x.keys = s.Anaphor(i, x.keys[:0])
	fresh := r.Sum(x.keys)
	x.list = slices.DeleteFunc(s.Candidates(i, x.list[:0]), func(j int) bool { return s.unlike(i, j) })
	x.scores = x.scores[:0]
	rank := 0
	for _, j := range x.list {
		x.keys = s.Pair(i, j, rank, x.keys[:0])
		if s.Fits(i, j) {
			rank++
		}
		x.scores = append(x.scores, r.Sum(x.keys))
	}
	return fresh
}

// A Link says to which phrase before it one was linked, and how likely it is of
// that phrase's chain; To is -1 for one that began a chain.
type Link struct {
	To     int
	Chance float32
}

// Resolve puts every phrase of the scene into a chain, of its own where nothing
// before it is meant, and returns the link of each. A phrase joins a chain where
// that is likelier than threshold; for "he" or "the minister", which by their
// form point back, a part of it is enough.
func (r *Ranker) Resolve(s *Scene, threshold float32) []Link { return r.Watch(s, threshold, nil) }

// Watch is Resolve that shows who contends for each phrase that is for a Judge,
// before it is decided; the contenders are good until watch returns.
func (r *Ranker) Watch(s *Scene, threshold float32, watch func(i int, all []Contender)) []Link {
	var x scratch
	links := make([]Link, len(s.Phrases))
	for i := range s.Phrases {
		if s.speaker(i) >= 0 {
			s.Begin(i)
			links[i] = Link{To: -1}
			continue
		}
		if j := s.titled(i); j >= 0 {
			s.Join(i, j)
			links[i] = Link{j, surelyTitle}
			continue
		}
		if j := s.carriesOn(i); j >= 0 {
			s.Join(i, j)
			links[i] = Link{j, surelyOn}
			continue
		}
		fresh := r.rank(s, i, &x)
		least := threshold
		links[i] = x.best(s, fresh)
		if s.Phrases[i].class.refers() {
			least *= leastOfReferring
		}
		if s.Phrases[i].class.judged() && (r.Judge != nil || watch != nil) {
			all := x.contenders(s, i, fresh)
			if watch != nil {
				watch(i, all)
			}
			if r.Judge != nil {
				links[i], least = r.Judge.best(all), r.Judge.Least
			}
		}
		if links[i].Chance <= least {
			if j := s.people(i); j >= 0 {
				links[i] = Link{j, max(threshold*1.01, surelyPeople)}
			}
		}
		if l := links[i]; l.To >= 0 && l.Chance > least && !s.stranger(i, l) {
			s.Join(i, l.To)
		} else {
			s.Begin(i)
			links[i] = Link{To: -1}
		}
	}
	s.speakers(links)
	return links
}

// leastOfReferring is the share of the threshold that is asked of what by its
// form points back to something. Over the texts of GUM train, each linked by
// weights that had not seen it, more pronouns come to the right name so, and the
// chains are as good; to ask less of other nouns makes them worse.
const leastOfReferring = 0.65

// best returns the link to the nearest phrase of the likeliest chain.
func (x *scratch) best(s *Scene, fresh float32) Link {
	if len(x.list) == 0 {
		return Link{To: -1}
	}
	most := fresh
	for _, v := range x.scores {
		most = max(most, v)
	}
	// The few chains in question, in the order in which they are met.
	x.chains, x.chances, x.nearest = x.chains[:0], x.chances[:0], x.nearest[:0]
	total := exp(fresh - most)
	for k, j := range x.list {
		e := exp(x.scores[k] - most)
		total += e
		n := slices.Index(x.chains, s.Of[j])
		if n < 0 {
			n = len(x.chains)
			x.chains, x.chances, x.nearest = append(x.chains, s.Of[j]), append(x.chances, 0), append(x.nearest, j)
		}
		x.chances[n] += e
	}
	best := 0
	for n, c := range x.chances {
		if c > x.chances[best] {
			best = n
		}
	}
	return Link{x.nearest[best], x.chances[best] / total}
}

func exp(x float32) float32 { return float32(math.Exp(float64(x))) }

// Load makes a ranker from its weights.
func Load(f *model.File) (*Ranker, error) {
	r, err := load(f)
	if err != nil {
		return nil, fmt.Errorf("load coreference: %w", err)
	}
	return r, nil
}

func load(f *model.File) (*Ranker, error) {
	if kind := f.Note("kind"); kind != "coref" {
		return nil, fmt.Errorf("these are weights of kind %q, not \"coref\"", kind)
	}
	words, err := f.Strings("words")
	if err != nil {
		return nil, err
	}
	vectors, rows, dim, err := f.Floats("vectors")
	if err != nil {
		return nil, err
	}
	if rows != len(words) {
		return nil, fmt.Errorf("%d vectors for %d words", rows, len(words))
	}
	r := &Ranker{Members: &Members{}}
	numbers, grains, err := f.Ints("clusters")
	if err != nil {
		return nil, err
	}
	if grains != len(words) || len(numbers) != Grains*len(words) {
		return nil, fmt.Errorf("%d clusters of %d words", len(numbers), len(words))
	}
	r.Vectors = NewVectors(words, dim, vectors, [][]int32{numbers[:len(words)], numbers[len(words):]})
	if r.Members.Weights, rows, dim, err = f.Floats("members"); err != nil {
		return nil, err
	}
	if n := rows * dim; n == 0 || n&(n-1) != 0 {
		return nil, fmt.Errorf("%d buckets of members are not a power of two", n)
	}
	if r.Weights, rows, dim, err = f.Floats("linear"); err != nil {
		return nil, err
	}
	if n := rows * dim; n == 0 || n&(n-1) != 0 {
		return nil, fmt.Errorf("%d weights are not a power of two", n)
	}
	if r.Judge, err = loadJudge(f); err != nil {
		return nil, err
	}
	return r, nil
}
