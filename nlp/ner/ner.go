// Package ner finds names and says what kind of thing each is a name of.
//
// A word gets a label, which says where in a name of which type it stands
// (Ratinov and Roth 2009), by a conditional random field over the form and the
// writing of the words around it, word clusters and what the Doc shows of the
// same word elsewhere. Each Doc is read twice: what the first reading made of a
// name tells the second about its other places (Krishnan and Manning 2006).
//
// Names do not nest here: the Longest is taken. What the name refers to is not
// this package's question.
package ner

import (
	"fmt"
	"math"
	"sync"

	"github.com/stemma/stemma/nlp"
	"github.com/stemma/stemma/nlp/model"
	"github.com/stemma/stemma/nlp/neural"
)

// A Recognizer adds the names of a Doc to its Mentions. It is safe for use by
// many goroutines.
type Recognizer struct {
	words     *Words
	field     *Field
	scratches sync.Pool
}

// A Field holds the weights of features: a row of scores of the labels for
// each, and those of one label behind another.
type Field struct {
	slots []slot   // a hash table
	seen  []uint64 // a bit for some of the bits of a key: no feature has a key without
	shift uint     // of a key to the number of its bit
	keys  []uint32
	Moves []float32 // Labels by Labels

	// The rows: as they are learned, or in bytes as they are loaded.
	rows   []float32
	packed *neural.Rows

	network *network // scores the labels, too; nil for none
}

// A slot holds the number of the row of the feature with the key, -1 for none.
type slot struct {
	key uint32
	row int32
}

// NewField returns the field with the given rows, one for each key.
func NewField(keys []uint32, rows, moves []float32) *Field {
	f := &Field{keys: keys, rows: rows, Moves: moves}
	bits := 10
	for 1<<bits < 2*len(keys) {
		bits++
	}
	f.slots = make([]slot, 1<<bits)
	for i := range f.slots {
		f.slots[i].row = -1
	}
	// With eight bits a slot, some one in thirty of the keys that are in no
	// feature is looked for in vain.
	f.shift = uint(32 - min(32, bits+3))
	f.seen = make([]uint64, 1<<(32-f.shift)/64)
	mask := uint32(len(f.slots) - 1)
	for i, k := range keys {
		at := k & mask
		for f.slots[at].row >= 0 {
			at = (at + 1) & mask
		}
		f.slots[at] = slot{k, int32(i)}
		f.seen[k>>f.shift/64] |= 1 << (k >> f.shift % 64)
	}
	return f
}

// Row returns the number of the feature's row, -1 for none.
func (f *Field) Row(key uint32) int32 {
	if f.seen[key>>f.shift/64]>>(key>>f.shift%64)&1 == 0 {
		return -1
	}
	mask := uint32(len(f.slots) - 1)
	for at := key & mask; ; at = (at + 1) & mask {
		if s := f.slots[at]; s.row < 0 || s.key == key {
			return s.row
		}
	}
}

// With returns a field of the same features with other weights.
func (f *Field) With(rows, moves []float32) *Field {
	other := *f
	other.rows, other.packed, other.network, other.Moves = rows, nil, nil, moves
	return &other
}

// Key returns the key of a row.
func (f *Field) Key(row int32) uint32 { return f.keys[row] }

// Width is the number of scores of a word: one for each label, and then nothing
// up to a whole vector.
var Width = (Labels + 7) &^ 7

// score adds the scores of the features to a word's; rows is working memory,
// which is returned.
func (f *Field) score(word []float32, keys []uint32, rows []int32) []int32 {
	rows = rows[:0]
	for _, k := range keys {
		if r := f.Row(k); r >= 0 {
			rows = append(rows, r)
		}
	}
	if f.packed != nil {
		f.packed.Add(word, rows)
		return rows
	}
	word = word[:Labels]
	for _, r := range rows {
		w := f.rows[int(r)*Labels:][:Labels]
		for j := range word {
			word[j] += w[j]
		}
	}
	return rows
}

// Load makes a recognizer from its weights.
func Load(f *model.File) (*Recognizer, error) {
	r := &Recognizer{}
	if err := r.load(f); err != nil {
		return nil, fmt.Errorf("load the recognizer of names: %w", err)
	}
	return r, nil
}

func (r *Recognizer) load(f *model.File) error {
	if kind := f.Note("kind"); kind != "ner" {
		return fmt.Errorf("these are weights of kind %q, not \"ner\"", kind)
	}
	list, err := f.Strings("words")
	if err != nil {
		return err
	}
	rows, columns, err := f.Ints("words.rows")
	if err != nil {
		return err
	}
	if columns != WordColumns || len(rows) != columns*len(list) {
		return fmt.Errorf("section \"words.rows\" has %d columns for %d values, and there are %d words", columns, len(rows), len(list))
	}
	r.words = NewWords(list, rows)
	keys, columns, err := f.Ints("keys")
	if err != nil {
		return err
	}
	if columns != 1 {
		return fmt.Errorf("section \"keys\" has %d columns, not one", columns)
	}
	weights, err := f.Matrix("weights", len(keys), Labels)
	if err != nil {
		return err
	}
	moves, err := f.Matrix("moves", Labels, Labels)
	if err != nil {
		return err
	}
	hashes := make([]uint32, len(keys))
	for i, k := range keys {
		hashes[i] = uint32(k)
	}
	r.field = NewField(hashes, nil, moves)
	r.field.packed = neural.NewRows(weights, len(keys), Labels)
	for i, k := range hashes {
		if r.field.Row(k) != int32(i) {
			return fmt.Errorf("section \"keys\" has one key twice")
		}
	}
	return nil
}

// LoadWith is Load with a network, as [train.NameNetwork] learns it, whose scores
// are added to those of the field.
//
// [train.NameNetwork]: https://pkg.go.dev/github.com/stemma/stemma/nlp/train#NameNetwork
func LoadWith(f, network *model.File) (*Recognizer, error) {
	r, err := Load(f)
	if err != nil {
		return nil, err
	}
	if err := r.field.add(network); err != nil {
		return nil, fmt.Errorf("load the recognizer of names: %w", err)
	}
	return r, nil
}

// Save adds the weights to a file.
func Save(f *model.File, list []string, rows []int32, keys []uint32, weights, moves []float32) {
	f.AddNote("kind", "ner")
	f.AddStrings("words", list)
	f.AddInts("words.rows", len(list), WordColumns, rows)
	ints := make([]int32, len(keys))
	for i, k := range keys {
		ints[i] = int32(k)
	}
	f.AddInts("keys", len(keys), 1, ints)
	f.AddQuantised("weights", len(keys), Labels, weights)
	f.AddFloats("moves", Labels, Labels, moves)
}

// Name is "ner".
func (r *Recognizer) Name() string { return "ner" }

// Needs is tokens, sentences and tags.
func (r *Recognizer) Needs() nlp.Layer { return nlp.Tokens | nlp.Sentences | nlp.Tags }

// Adds is mentions.
func (r *Recognizer) Adds() nlp.Layer { return nlp.Mentions }

const (
	// Longest is the most words that are decoded at once. A longer sentence is
	// cut, so that memory stays within bounds.
	Longest = 400
	// chapter is the most words that are taken for one text when the second
	// reading looks for the same names.
	chapter = 1 << 14
)

type scratch struct {
	reading   Reading
	sentences []nlp.Sentence
}

// A Reading is the working memory of Read. It may be used again, by one
// goroutine at a time.
type Reading struct {
	Page    Page
	Paths   []Label // of each token, the first being that of the first sentence
	scores  []float32
	first   []Label
	keys    []uint32
	rows    []int32
	decoder Decoder
	network networkScratch
}

// First returns what the first reading made of the tokens.
func (r *Reading) First() []Label { return r.first }

// Read finds the labels of the tokens of the sentences, which follow one
// another in the Doc.
func (f *Field) Read(doc *nlp.Doc, sentences []nlp.Sentence, words *Words, r *Reading) {
	r.Page.Read(doc, sentences, words)
	if len(sentences) == 0 {
		return
	}
	base := sentences[0].First
	n := sentences[len(sentences)-1].Last - base
	if cap(r.scores) < n*Width {
		r.scores = make([]float32, n*Width+n*Width/4)
		r.first = make([]Label, n+n/4)
		r.Paths = make([]Label, n+n/4)
	}
	r.scores, r.first, r.Paths = r.scores[:n*Width], r.first[:n], r.Paths[:n]
	clear(r.scores)
	if f.network != nil {
		for _, s := range sentences {
			f.network.score(r.scores[(s.First-base)*Width:(s.Last-base)*Width], doc, s, &r.network)
		}
	}
	r.decoder.prepare(f.Moves)
	for _, s := range sentences {
		a, b := s.First-base, s.Last-base
		for i := s.First; i < s.Last; i++ {
			r.keys = r.Page.Keys(r.keys[:0], s, i)
			r.rows = f.score(r.scores[(i-base)*Width:][:Width], r.keys, r.rows)
		}
		r.decoder.decode(r.first[a:b], r.scores[a*Width:b*Width], f.Moves, Width)
		r.Page.Note(s, r.first[a:b])
	}
	for _, s := range sentences {
		a, b := s.First-base, s.Last-base
		for i := s.First; i < s.Last; i++ {
			r.keys = r.Page.Again(r.keys[:0], s, r.first[a:b], i)
			r.rows = f.score(r.scores[(i-base)*Width:][:Width], r.keys, r.rows)
		}
		r.decoder.decode(r.Paths[a:b], r.scores[a*Width:b*Width], f.Moves, Width)
	}
}

// Annotate adds the mentions, unless they are there.
func (r *Recognizer) Annotate(doc *nlp.Doc) {
	if doc.Has&nlp.Mentions != 0 {
		return
	}
	s, _ := r.scratches.Get().(*scratch)
	if s == nil {
		s = &scratch{}
	}
	s.sentences = s.sentences[:0]
	flush := func() {
		r.field.Read(doc, s.sentences, r.words, &s.reading)
		if len(s.sentences) > 0 {
			r.add(doc, s.sentences[0].First, &s.reading)
		}
		s.sentences = s.sentences[:0]
	}
	count := 0
	for _, sentence := range doc.Sentences {
		for first := sentence.First; first < sentence.Last; first += Longest {
			part := nlp.Sentence{First: first, Last: min(first+Longest, sentence.Last)}
			if count += part.Last - part.First; count > chapter {
				flush()
				count = part.Last - part.First
			}
			s.sentences = append(s.sentences, part)
		}
	}
	flush()
	doc.Has |= nlp.Mentions
	r.scratches.Put(s)
}

// add adds the names that the labels show.
func (r *Recognizer) add(doc *nlp.Doc, base int, s *Reading) {
	for i := 0; i < len(s.Paths); i++ {
		l := s.Paths[i]
		if l == Outside {
			continue
		}
		begin := i
		for !s.Paths[i].closed() {
			i++
		}
		kind := Types[l.Kind()]
		if kind == "" {
			continue
		}
		doc.Mentions = append(doc.Mentions, nlp.Mention{
			Span: nlp.Span{Begin: doc.Tokens[base+begin].Begin, End: doc.Tokens[base+i].End},
			Head: base + i, Type: kind, Form: nlp.Name, Chain: -1, Confidence: r.field.confidence(s, begin, i+1),
		})
	}
}

// confidence is how sure the field is of a name, of words begin to end of the
// reading: the share of the labels taken among those of a name of any type over
// the same words, and of no name.
func (f *Field) confidence(s *Reading, begin, end int) float64 {
	last, next := Outside, Outside
	if begin > 0 {
		last = s.Paths[begin-1]
	}
	if end < len(s.Paths) {
		next = s.Paths[end]
	}
	score := func(kind int) float64 {
		var sum float32
		before := last
		for i := begin; i < end; i++ {
			l := Outside
			switch {
			case kind < 0:
			case end-begin == 1:
				l = LabelOf(kind, Unit)
			case i == begin:
				l = LabelOf(kind, Begin)
			case i == end-1:
				l = LabelOf(kind, Last)
			default:
				l = LabelOf(kind, Inside)
			}
			sum += s.scores[i*Width+int(l)] + f.Moves[int(before)*Labels+int(l)]
			before = l
		}
		return float64(sum + f.Moves[int(before)*Labels+int(next)])
	}
	own := score(s.Paths[begin].Kind())
	var all float64
	for kind := -1; kind < len(Types); kind++ {
		all += math.Exp(score(kind) - own)
	}
	return 1 / all
}
