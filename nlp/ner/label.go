package ner

import (
	"math"

	"github.com/stemma/stemma/nlp"
)

// Types are the types of names, in the order of the weights. The last, empty
// one is for names that are of none of the others, as those of languages and
// illnesses; they are told apart so that they are not taken for others, and are
// not given out.
var Types = []nlp.EntityType{
	nlp.Person, nlp.Organization, nlp.Place, nlp.Group, nlp.Facility, nlp.Product, nlp.Event, nlp.Document, "",
}

// A Label says where in a name of which type a word stands. Label 0 is
// Outside; then each type has four, in the order of the constants of Position.
type Label uint8

// Outside is the label of words that are in no name.
const Outside Label = 0

// Position is the place of a word in a name.
type Position uint8

// The positions (Ratinov and Roth 2009): first, between, last, and only word.
const (
	Begin Position = iota
	Inside
	Last
	Unit
)

// Labels is the number of labels.
var Labels = 1 + 4*len(Types)

// LabelOf returns the label for a type, by its number in Types, and position.
func LabelOf(kind int, p Position) Label { return Label(1 + 4*kind + int(p)) }

// Kind is the number of the label's type in Types, -1 for Outside.
func (l Label) Kind() int {
	if l == Outside {
		return -1
	}
	return int(l-1) / 4
}

// Position is the label's position; that of Outside has no meaning.
func (l Label) Position() Position { return Position(l-1) % 4 }

// closed reports whether no name runs on after a word with the label.
func (l Label) closed() bool {
	return l == Outside || l.Position() == Last || l.Position() == Unit
}

// opens reports whether no name runs on from before into a word with the label.
func (l Label) opens() bool {
	return l == Outside || l.Position() == Begin || l.Position() == Unit
}

// Follows reports whether label b may stand behind a.
func Follows(a, b Label) bool {
	if a.closed() != b.opens() {
		return false
	}
	return a.closed() || a.Kind() == b.Kind()
}

// Starts and Ends report whether a sentence may begin and end with the label.
func (l Label) Starts() bool { return l.opens() }

// Ends reports whether a sentence may end with the label.
func (l Label) Ends() bool { return l.closed() }

// Before lists for each label those that may stand before it.
func before() [][]Label {
	lists := make([][]Label, Labels)
	for b := range lists {
		for a := range Labels {
			if Follows(Label(a), Label(b)) {
				lists[b] = append(lists[b], Label(a))
			}
		}
	}
	return lists
}

// Before lists for each label those that may stand before it.
var Before = before()

var impossible = float32(math.Inf(-1))

// A Decoder is the working memory of Decode.
type Decoder struct {
	best, next []float32
	from       []Label
}

// Decode writes the labels with the highest sum of scores to path: scores has a
// row of Labels for each word, moves one for each label, of the labels behind
// it. Only sequences of whole names are possible.
func (d *Decoder) Decode(path []Label, scores, moves []float32) {
	n, wide := len(path), Labels
	if n == 0 {
		return
	}
	if len(d.best) < wide {
		d.best, d.next = make([]float32, wide), make([]float32, wide)
	}
	if cap(d.from) < n*wide {
		d.from = make([]Label, n*wide+n*wide/4)
	}
	from := d.from[:n*wide]
	best, next := d.best[:wide], d.next[:wide]
	for l := range best {
		best[l] = impossible
		if Label(l).Starts() {
			best[l] = scores[l]
		}
	}
	for i := 1; i < n; i++ {
		row := scores[i*wide:][:wide]
		for l, list := range Before {
			most, which := impossible, Outside
			for _, a := range list {
				if s := best[a] + moves[int(a)*wide+l]; s > most {
					most, which = s, a
				}
			}
			next[l] = most + row[l]
			from[i*wide+l] = which
		}
		best, next = next, best
	}
	last, most := Outside, impossible
	for l, s := range best {
		if Label(l).Ends() && s > most {
			last, most = Label(l), s
		}
	}
	for i := n - 1; i >= 0; i-- {
		path[i] = last
		last = from[i*wide+int(last)]
	}
}
