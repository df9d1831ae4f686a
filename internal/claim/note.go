package claim

import (
	"bytes"
	"compress/flate"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"math"
	"strings"

	"github.com/stemma/stemma"
	"github.com/stemma/stemma/nlp"
)

// A Note is what reading a document leaves for the claims of the case, beside
// its statements: the words of its text with their trees, and which of them
// happened. It names places of the text by their bytes and no record by its ID,
// so that it stays valid when entities change, and it holds what was read and
// nothing that was concluded from it, so that other rules need no new reading.
type Note struct {
	stretches []stretch
}

// A stretch is a part of a text that was read at once.
type stretch struct {
	tokens     []nlp.Token // without Feats that tell nothing here, and without XPOS
	sentences  []nlp.Sentence
	happenings []nlp.Happening
	markers    []nlp.Marker // without Scope
	looks      []look       // one a token; zero where it has none
}

// NewNote returns an empty note of the document.
func NewNote(doc *stemma.Document) *Note { return &Note{} }

// Add takes down what a stretch of the document's text tells. The stretches of a
// document are added in order; its layers, Vectors among them, have to be there.
// The text is not kept.
func (n *Note) Add(text *nlp.Doc) {
	s := stretch{
		tokens: make([]nlp.Token, len(text.Tokens)), sentences: text.Sentences, happenings: text.Happenings,
		markers: make([]nlp.Marker, len(text.Markers)), looks: make([]look, len(text.Tokens)),
	}
	for i, t := range text.Tokens {
		t.XPOS = ""
		if t.Lemma == strings.ToLower(t.In(text.Text)) {
			t.Lemma = ""
		}
		s.tokens[i] = t
		switch t.UPOS {
		case "VERB", "NOUN", "ADJ":
			s.looks[i] = newLook(text.Vectors, i)
		}
	}
	for i, m := range text.Markers {
		m.Scope = nil
		s.markers[i] = m
	}
	n.stretches = append(n.stretches, s)
}

// docs are the stretches of the note over the document's text.
func (n *Note) docs(text string) []*nlp.Doc {
	var out []*nlp.Doc
	for _, s := range n.stretches {
		d := nlp.NewDoc(text)
		d.Has = nlp.Tokens | nlp.Sentences | nlp.Tags | nlp.Dependencies
		d.Sentences, d.Happenings, d.Markers = s.sentences, s.happenings, s.markers
		d.Tokens = make([]nlp.Token, len(s.tokens))
		for i, t := range s.tokens {
			if t.Lemma == "" {
				t.Lemma = strings.ToLower(t.In(text))
			}
			d.Tokens[i] = t
		}
		out = append(out, d)
	}
	return out
}

// noteVersion is the first byte of a note, packedNote that of one that is packed
// (RFC 1951) behind it, as all are that are written.
const noteVersion, packedNote = 1, 2

// largestNote is how many bytes a note may have when it is unpacked: that of a
// text of the largest item that is read has some four times its bytes.
const largestNote = 512 << 20

// Bytes is the note in a form that a store can keep; ReadNote reads it. It is
// the version; the words of the note, each once; and for each stretch its
// tokens, sentences, happenings and markers, all numbers as varints.
func (n *Note) Bytes() []byte {
	w := &writer{index: map[string]int{}}
	w.uint(len(n.stretches))
	for _, s := range n.stretches {
		w.uint(len(s.tokens))
		end := 0
		for i, t := range s.tokens {
			w.int(t.Begin - end)
			w.uint(t.End - t.Begin)
			end = t.End
			w.word(t.UPOS)
			w.word(t.Feats)
			w.word(t.Lemma)
			w.word(t.Deprel)
			switch {
			case t.Head < 0:
				w.int(0)
			default:
				w.int(t.Head - i)
			}
			w.uint(int(glued(t)))
			w.look(s.looks[i])
		}
		w.uint(len(s.sentences))
		at := 0
		for _, x := range s.sentences {
			w.int(x.First - at)
			w.uint(x.Last - x.First)
			at = x.Last
		}
		w.uint(len(s.happenings))
		for _, h := range s.happenings {
			w.uint(h.Token)
			w.int(int(math.Round(h.Happened * 32)))
		}
		w.uint(len(s.markers))
		for _, m := range s.markers {
			w.uint(m.Begin)
			w.uint(m.End - m.Begin)
			w.word(string(m.Kind))
			w.int(m.Over)
			w.word(string(m.Certainty))
			w.word(string(m.Polarity))
		}
	}
	out := []byte{noteVersion}
	out = binary.AppendUvarint(out, uint64(len(w.words)))
	for _, word := range w.words {
		out = binary.AppendUvarint(out, uint64(len(word)))
		out = append(out, word...)
	}
	return shrink(append(out, w.data...))
}

// shrink makes a note small. The looks are as good as noise and stay as large as
// they are; all else shrinks.
func shrink(note []byte) []byte {
	out := bytes.NewBuffer([]byte{packedNote})
	w, err := flate.NewWriter(out, flate.DefaultCompression)
	if err != nil {
		return note
	}
	if _, err = w.Write(note[1:]); err != nil {
		return note
	}
	if err = w.Close(); err != nil {
		return note
	}
	return out.Bytes()
}

// unpack is the note that was packed.
func unpack(data []byte) ([]byte, error) {
	if len(data) == 0 || data[0] != packedNote {
		return data, nil
	}
	note, err := io.ReadAll(io.LimitReader(flate.NewReader(bytes.NewReader(data[1:])), largestNote))
	if err != nil {
		return nil, fmt.Errorf("unpack a note of claims: %w", err)
	}
	return append([]byte{noteVersion}, note...), nil
}

func glued(t nlp.Token) uint8 {
	if t.Glued {
		return 1
	}
	return 0
}

// ReadNote reads what Bytes gave. No bytes are an empty note: of a document that no
// pipeline reads.
func ReadNote(data []byte) (*Note, error) {
	if len(data) == 0 {
		return &Note{}, nil
	}
	data, err := unpack(data)
	if err != nil {
		return nil, err
	}
	if data[0] != noteVersion {
		return nil, errors.New("a note of claims of another version; read the documents again")
	}
	r := &reader{data: data[1:]}
	r.words = make([]string, r.count(1))
	for i := range r.words {
		n := r.count(1)
		r.words[i] = string(r.data[:n])
		r.data = r.data[n:]
	}
	note := &Note{stretches: make([]stretch, r.count(1))}
	for k := range note.stretches {
		s := &note.stretches[k]
		s.tokens = make([]nlp.Token, r.count(8))
		s.looks = make([]look, len(s.tokens))
		end := 0
		for i := range s.tokens {
			t := &s.tokens[i]
			t.Begin = end + r.int()
			t.End = t.Begin + r.uint()
			end = t.End
			t.UPOS, t.Feats, t.Lemma, t.Deprel = r.word(), r.word(), r.word(), r.word()
			t.Head = i + r.int()
			if t.Head == i {
				t.Head = -1
			}
			t.Glued = r.uint() == 1
			s.looks[i] = r.look()
			if t.Head < -1 || t.Head >= len(s.tokens) {
				r.bad = true
			}
		}
		s.sentences = make([]nlp.Sentence, r.count(2))
		at := 0
		for i := range s.sentences {
			first := at + r.int()
			at = first + r.uint()
			s.sentences[i] = nlp.Sentence{First: first, Last: at}
			if first < 0 || at > len(s.tokens) {
				r.bad = true
			}
		}
		s.happenings = make([]nlp.Happening, r.count(2))
		for i := range s.happenings {
			s.happenings[i] = nlp.Happening{Token: r.uint(), Happened: float64(r.int()) / 32}
			if s.happenings[i].Token >= len(s.tokens) {
				r.bad = true
			}
		}
		s.markers = make([]nlp.Marker, r.count(6))
		for i := range s.markers {
			m := &s.markers[i]
			m.Begin = r.uint()
			m.End = m.Begin + r.uint()
			m.Kind, m.Over = nlp.MarkerKind(r.word()), r.int()
			m.Certainty, m.Polarity = nlp.Certainty(r.word()), nlp.Polarity(r.word())
		}
		if r.bad {
			break
		}
	}
	if r.bad {
		return nil, errors.New("a note of claims that is cut off or altered; read the documents again")
	}
	return note, nil
}

// A writer writes numbers, and each word once.
type writer struct {
	data  []byte
	words []string
	index map[string]int
}

func (w *writer) uint(n int) { w.data = binary.AppendUvarint(w.data, uint64(n)) }
func (w *writer) int(n int)  { w.data = binary.AppendVarint(w.data, int64(n)) }

func (w *writer) word(s string) {
	n, ok := w.index[s]
	if !ok {
		n = len(w.words)
		w.index[s] = n
		w.words = append(w.words, s)
	}
	w.uint(n)
}

func (w *writer) look(l look) {
	if l == (look{}) {
		w.data = append(w.data, 0)
		return
	}
	w.data = append(w.data, 1)
	for _, x := range l {
		w.data = binary.LittleEndian.AppendUint64(w.data, x)
	}
}

// A reader reads what a writer wrote. After the end it reads zeros.
type reader struct {
	data  []byte
	words []string
	bad   bool
}

func (r *reader) uint() int {
	x, n := binary.Uvarint(r.data)
	if n <= 0 || x > math.MaxInt32 {
		r.bad, r.data = true, nil
		return 0
	}
	r.data = r.data[n:]
	return int(x)
}

// long is a number of eight bytes.
func (r *reader) long() uint64 {
	if len(r.data) < 8 {
		r.bad, r.data = true, nil
		return 0
	}
	n := binary.LittleEndian.Uint64(r.data)
	r.data = r.data[8:]
	return n
}

func (r *reader) int() int {
	x, n := binary.Varint(r.data)
	if n <= 0 || x > math.MaxInt32 || x < math.MinInt32 {
		r.bad, r.data = true, nil
		return 0
	}
	r.data = r.data[n:]
	return int(x)
}

// count reads how many follow, each of at least size bytes.
func (r *reader) count(size int) int {
	n := r.uint()
	if n > len(r.data)/size {
		r.bad, r.data = true, nil
		return 0
	}
	return n
}

func (r *reader) word() string {
	n := r.uint()
	if n >= len(r.words) {
		r.bad = true
		return ""
	}
	return r.words[n]
}

func (r *reader) look() look {
	if len(r.data) == 0 {
		r.bad = true
		return look{}
	}
	has := r.data[0]
	r.data = r.data[1:]
	if has == 0 {
		return look{}
	}
	var l look
	for i := range l {
		l[i] = r.long()
	}
	return l
}
