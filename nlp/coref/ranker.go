package coref

import (
	"fmt"
	"math"
	"slices"

	"github.com/stemma/stemma/nlp/model"
	"github.com/stemma/stemma/nlp/neural"
)

// A Ranker says how likely a phrase is to mean what one before it means, or
// something that was not mentioned before. It is a sum over features and, over
// that, a layer of hidden units that see the features of both phrases, of the
// pair, and the vectors of their heads.
type Ranker struct {
	Vectors *Vectors
	Members *Members
	Hidden  int
	Dim     int       // of Scene.Vector
	Buckets int       // rows that features share by their hash; a power of two
	Linear  []float32 // a weight for each bucket
	Rows    []float32 // Buckets by Hidden
	Own     []float32 // Dim by Hidden: of the phrase that refers back
	Other   []float32 // and of the one referred to
	Bias    []float32 // Hidden
	New     []float32 // Hidden: out, for something new
	Old     []float32 // Hidden: out, for a pair
}

// Bucket is the row of a feature.
func (r *Ranker) Bucket(key uint32) int { return int(key) & (r.Buckets - 1) }

// Hide adds the rows of the features to h.
func (r *Ranker) Hide(h []float32, keys []uint32) {
	if r.Hidden == 0 {
		return
	}
	for _, k := range keys {
		neural.Add(h, r.Rows[r.Bucket(k)*r.Hidden:][:r.Hidden])
	}
}

// Project adds the product of a vector with one of the matrices to h.
func (r *Ranker) Project(h, vector, matrix []float32) {
	if r.Hidden == 0 {
		return
	}
	for k, x := range vector {
		if x == 0 {
			continue
		}
		neural.Axpy(h, x, matrix[k*r.Hidden:][:r.Hidden])
	}
}

// Sum is the sum of the linear weights of the features.
func (r *Ranker) Sum(keys []uint32) float32 {
	var sum float32
	for _, k := range keys {
		sum += r.Linear[r.Bucket(k)]
	}
	return sum
}

// Out is what the hidden units make of their input.
func (r *Ranker) Out(h, out []float32) float32 {
	var sum float32
	for k, x := range h {
		if x > 0 {
			sum += float32(x * out[k])
		}
	}
	return sum
}

// scratch is the room that ranking needs, for one text at a time.
type scratch struct {
	keys   []uint32
	list   []int
	scores []float32
	own, h []float32
	v      []float32
	others []float32 // of each phrase, Hidden

	chains, nearest []int
	chances         []float32
}

func (x *scratch) vector(r *Ranker, s *Scene, i int) []float32 {
	if r.Hidden == 0 {
		return nil
	}
	x.v = neural.Grow(x.v, r.Dim)
	return s.Vector(i, x.v[:r.Dim])
}

// rank fills x.scores with those of the candidates, in order, and returns that
// of something new.
func (r *Ranker) rank(s *Scene, i int, x *scratch) float32 {
	x.keys = s.Anaphor(i, x.keys[:0])
	x.own = neural.Grow(x.own, r.Hidden)
	x.h = neural.Grow(x.h, r.Hidden)
	copy(x.own, r.Bias)
	r.Hide(x.own, x.keys)
	r.Project(x.own, x.vector(r, s, i), r.Own)
	fresh := r.Sum(x.keys) + r.Out(x.own, r.New)
	x.list = slices.DeleteFunc(s.Candidates(i, x.list[:0]), func(j int) bool { return s.unlike(i, j) })
	x.scores = x.scores[:0]
	rank := 0
	for _, j := range x.list {
		x.keys = s.Pair(i, j, rank, x.keys[:0])
		if s.Fits(i, j) {
			rank++
		}
		copy(x.h, x.own)
		if r.Hidden > 0 {
			neural.Add(x.h, x.others[j*r.Hidden:][:r.Hidden])
		}
		r.Hide(x.h, x.keys)
		x.scores = append(x.scores, r.Sum(x.keys)+r.Out(x.h, r.Old))
	}
	return fresh
}

// ready computes what phrase j brings along wherever it may be referred to.
func (r *Ranker) ready(s *Scene, j int, x *scratch) {
	if r.Hidden == 0 {
		return
	}
	for len(x.others) < (j+1)*r.Hidden {
		x.others = append(x.others, make([]float32, r.Hidden*64)...)
	}
	h := x.others[j*r.Hidden:][:r.Hidden]
	clear(h)
	x.keys = s.Antecedent(j, x.keys[:0])
	r.Hide(h, x.keys)
	r.Project(h, x.vector(r, s, j), r.Other)
}

// A Link says to which phrase before it one was linked, and how likely it is of
// that phrase's chain; To is -1 for one that began a chain.
type Link struct {
	To     int
	Chance float32
}

// Resolve puts every phrase of the scene into a chain, of its own where nothing
// before it is meant, and returns the link of each. A phrase joins a chain where
// that is likelier than threshold.
func (r *Ranker) Resolve(s *Scene, threshold float32) []Link {
	var x scratch
	links := make([]Link, len(s.Phrases))
	for i := range s.Phrases {
		if s.speaker(i) >= 0 {
			s.Begin(i)
			r.ready(s, i, &x)
			links[i] = Link{To: -1}
			continue
		}
		if j := s.titled(i); j >= 0 {
			s.Join(i, j)
			r.ready(s, i, &x)
			links[i] = Link{j, surelyTitle}
			continue
		}
		fresh := r.rank(s, i, &x)
		links[i] = x.best(s, fresh)
		if links[i].Chance <= threshold {
			if j := s.people(i); j >= 0 {
				links[i] = Link{j, max(threshold*1.01, surelyPeople)}
			}
		}
		if l := links[i]; l.To >= 0 && l.Chance > threshold && !s.stranger(i, l) {
			s.Join(i, l.To)
		} else {
			s.Begin(i)
			links[i] = Link{To: -1}
		}
		r.ready(s, i, &x)
	}
	s.speakers(links)
	return links
}

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
	dim = r.Vectors.Dim
	if r.Rows, r.Buckets, r.Hidden, err = f.Floats("rows"); err != nil {
		return nil, err
	}
	if r.Buckets == 0 || r.Buckets&(r.Buckets-1) != 0 {
		return nil, fmt.Errorf("%d buckets are not a power of two", r.Buckets)
	}
	dims, _, err := f.Ints("dim")
	if err != nil || len(dims) != 1 {
		return nil, err
	}
	r.Dim = int(dims[0])
	dim = r.Dim
	for _, part := range []struct {
		name          string
		rows, columns int
		to            *[]float32
	}{
		{"linear", 1, r.Buckets, &r.Linear}, {"own", dim, r.Hidden, &r.Own}, {"other", dim, r.Hidden, &r.Other},
		{"bias", 1, r.Hidden, &r.Bias}, {"new", 1, r.Hidden, &r.New}, {"old", 1, r.Hidden, &r.Old},
	} {
		if *part.to, err = f.Matrix(part.name, part.rows, part.columns); err != nil {
			return nil, err
		}
	}
	return r, nil
}
