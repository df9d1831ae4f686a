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
	after      []Label // labels of words that end no name and may be followed by any
	slack      float32 // see prepare
}

// Decode writes the labels with the highest sum of scores to path: scores has a
// row of Labels for each word, moves one for each label, of the labels behind
// it. Only sequences of whole names are possible.
func (d *Decoder) Decode(path []Label, scores, moves []float32) {
	d.prepare(moves)
	d.decode(path, scores, moves, Labels)
}

// closedLabels are those after which no name runs on, and openLabels those
// before which none does: any of the ones may follow any of the others.
var closedLabels, openLabels = ends()

func ends() (closed, open []Label) {
	for l := range Labels {
		if Label(l).closed() {
			closed = append(closed, Label(l))
		}
		if Label(l).opens() {
			open = append(open, Label(l))
		}
	}
	return closed, open
}

// prepare finds how far behind Outside the score of a closed label may be and
// still lead to something better than Outside does: as far as their moves to a
// label can differ at most.
func (d *Decoder) prepare(moves []float32) {
	var most float32
	for _, a := range closedLabels {
		for _, l := range openLabels {
			most = max(most, moves[int(a)*Labels+int(l)]-moves[int(Outside)*Labels+int(l)])
		}
	}
	// What rounding may take away of a sum is far less than a hundredth.
	d.slack = most + 0.01 + most/1000
}

// decode is Decode for rows of scores that are wide apart, after prepare.
func (d *Decoder) decode(path []Label, scores, moves []float32, wide int) {
	n := len(path)
	if n == 0 {
		return
	}
	if len(d.best) < Labels {
		d.best, d.next = make([]float32, Labels), make([]float32, Labels)
	}
	if cap(d.from) < n*Labels {
		d.from = make([]Label, n*Labels+n*Labels/4)
	}
	from := d.from[:n*Labels]
	best, next := d.best[:Labels], d.next[:Labels]
	for l := range best {
		best[l] = impossible
		if Label(l).Starts() {
			best[l] = scores[l]
		}
	}
	for i := 1; i < n; i++ {
		row, back := scores[i*wide:][:Labels], from[i*Labels:][:Labels]
		// Mostly a word is far from the end of a name, and Outside is all that
		// need be looked at before an open label.
		d.after = d.after[:0]
		least := best[Outside] - d.slack
		for _, a := range closedLabels {
			if !(best[a] < least) {
				d.after = append(d.after, a)
			}
		}
		for _, l := range openLabels {
			most, which := impossible, Outside
			for _, a := range d.after {
				if s := best[a] + moves[int(a)*Labels+int(l)]; s > most {
					most, which = s, a
				}
			}
			next[l], back[l] = most+row[l], which
		}
		for k := range Types {
			// Within a name: from its first word or from one between.
			first, inside, last := LabelOf(k, Begin), LabelOf(k, Inside), LabelOf(k, Last)
			for _, l := range [2]Label{inside, last} {
				most, which := best[first]+moves[int(first)*Labels+int(l)], first
				if s := best[inside] + moves[int(inside)*Labels+int(l)]; s > most {
					most, which = s, inside
				}
				next[l], back[l] = most+row[l], which
			}
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
		last = from[i*Labels+int(last)]
	}
}
