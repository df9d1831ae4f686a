package resolve

import (
	"encoding/binary"
	"encoding/hex"
	"errors"
	"maps"
	"math"
	"slices"

	"github.com/stemma/stemma"
	"github.com/stemma/stemma/nlp"
)

// Bytes is the part in a form that a store can keep; ReadPart reads it. It is
// Version; the words of the part, each once; and its names, referents, what joins
// them, links and places, all numbers as varints. A name is kept by its letters and
// read again.
func (p *Part) Bytes() []byte {
	w := &partWriter{words: map[string]int{}}
	w.word(string(p.doc))
	w.word(p.outlet)
	number := map[*used]int{}
	var names []*used
	name := func(u *used) int {
		n, ok := number[u]
		if !ok {
			n = len(names)
			number[u], names = n, append(names, u)
		}
		return n
	}
	who := map[*referent]int{}
	all := slices.Clone(p.referents)
	for i, r := range all {
		who[r] = i
	}
	of := func(r *referent) int {
		n, ok := who[r]
		if !ok { // one without a name that is no entity, but stands behind a name
			n = len(all)
			who[r], all = n, append(all, r)
		}
		return n
	}
	for _, list := range [2][]joint{p.joined, p.near} {
		for _, j := range list {
			of(j.from)
			of(j.to)
		}
	}
	for _, x := range p.apart {
		of(x[0])
		of(x[1])
	}
	for _, x := range p.named {
		of(x.referent)
	}
	for _, x := range p.hidden {
		of(x.referent)
	}
	for _, x := range p.told {
		of(x.referent)
	}
	for _, r := range all {
		for _, u := range r.names {
			name(u)
		}
	}
	for _, x := range p.named {
		name(x.name)
	}

	w.uint(len(names))
	for _, u := range names {
		w.word(u.text)
		w.word(u.plain)
		w.word(u.name.Text)
		w.word(string(u.kind))
		w.uint(u.n)
		w.span(u.at)
		w.flags(u.metonym, u.speaks, u.bare, u.owner, u.personal, u.sure, u.designation)
		w.uint(u.located)
	}
	w.uint(len(all))
	w.uint(len(p.referents))
	for _, r := range all {
		w.id(r.id)
		w.word(string(r.doc))
		w.word(r.path)
		w.word(string(r.kind))
		w.uint(len(r.names))
		for _, u := range r.names {
			w.uint(name(u))
		}
		w.word(r.words)
		w.ids(r.mentions)
		w.uint(len(r.roles))
		for _, x := range r.roles {
			w.word(x.Words)
			w.word(string(x.Doc))
			w.span(x.Span)
		}
		w.flags(r.metonym, r.said, r.definite)
		w.uint(r.begin)
		w.uint(len(r.called))
		for _, words := range r.called {
			w.list(words)
		}
	}
	for _, list := range [2][]joint{p.joined, p.near} {
		w.uint(len(list))
		for _, j := range list {
			w.uint(j.a)
			w.uint(j.b)
			w.uint(of(j.from))
			w.uint(of(j.to))
			w.word(j.nameA)
			w.word(j.nameB)
			e := j.evidence
			for _, s := range []string{string(e.Kind), e.With, string(e.Doc), e.Explain, string(e.Judgement)} {
				w.word(s)
			}
			w.span(e.Span)
			w.data = binary.LittleEndian.AppendUint64(w.data, math.Float64bits(e.Score))
		}
	}
	w.uint(len(p.apart))
	for _, x := range p.apart {
		w.uint(of(x[0]))
		w.uint(of(x[1]))
	}
	w.uint(len(p.links))
	for _, x := range p.links {
		w.id(x.statement)
		w.ids(x.sources)
		w.ids(x.args)
	}
	w.uint(len(p.named))
	for _, x := range p.named {
		w.span(x.span)
		w.uint(name(x.name))
		w.uint(of(x.referent))
	}
	w.uint(len(p.hidden))
	for _, x := range p.hidden {
		w.span(x.span)
		w.word(x.words)
		w.uint(of(x.referent))
	}
	w.uint(len(p.told))
	for _, x := range p.told {
		w.span(x.span)
		w.uint(of(x.referent))
		w.word(x.as)
		w.list(x.words)
	}
	w.list(slices.Sorted(maps.Keys(p.peoples)))
	w.uint(len(p.ties))
	for _, t := range p.ties {
		w.uint(int(t.kind))
		w.word(t.city)
		w.word(t.land)
		w.span(t.span)
	}

	return w.whole()
}

// whole is what was written, with Version and the words before it.
func (w *partWriter) whole() []byte {
	head := &partWriter{}
	head.uint(len(Version))
	head.data = append(head.data, Version...)
	head.uint(len(w.order))
	for _, s := range w.order {
		head.uint(len(s))
		head.data = append(head.data, s...)
	}
	return append(head.data, w.data...)
}

// errOtherPart says that other rules, or another version of this program, made the
// part: the document has to be resolved anew.
var errOtherPart = errors.New("what is kept of who is who was made by other rules")

// ReadPart reads what Bytes gave. The error says that it was made by other rules, or
// is damaged: then the document is read again (Read).
func (c *Case) ReadPart(data []byte) (*Part, error) {
	r := &partReader{data: data}
	if r.text() != Version || r.bad {
		return nil, errOtherPart
	}
	r.words = make([]string, r.count(1))
	for i := range r.words {
		r.words[i] = r.text()
	}
	p := &Part{doc: stemma.ID(r.word()), outlet: r.word(), peoples: map[string]bool{}}
	names := make([]*used, r.count(8))
	for i := range names {
		u := &used{text: r.word(), plain: r.word()}
		reads := r.word()
		u.kind, u.n, u.at = nlp.EntityType(r.word()), r.uint(), r.span()
		r.flags(&u.metonym, &u.speaks, &u.bare, &u.owner, &u.personal, &u.sure, &u.designation)
		u.located = r.uint()
		u.name = c.names.Parse(reads, KindOf(u.kind))
		names[i] = u
	}
	all := make([]*referent, r.count(8))
	for i := range all {
		all[i] = &referent{}
	}
	listed := r.uint()
	for _, x := range all {
		x.id, x.doc, x.path, x.kind = r.id(), stemma.ID(r.word()), r.word(), nlp.EntityType(r.word())
		x.names = make([]*used, r.count(1))
		for i := range x.names {
			x.names[i] = pick(r, names)
		}
		x.names = orNil(x.names)
		x.words, x.mentions = r.word(), r.ids()
		x.roles = make([]stemma.Role, r.count(4))
		for i := range x.roles {
			x.roles[i] = stemma.Role{Words: r.word(), Doc: stemma.ID(r.word()), Span: r.span()}
		}
		x.roles = orNil(x.roles)
		r.flags(&x.metonym, &x.said, &x.definite)
		x.begin = r.uint()
		x.called = make([][]string, r.count(1))
		for i := range x.called {
			x.called[i] = r.list()
		}
		x.called = orNil(x.called)
	}
	if listed > len(all) {
		return nil, errOtherPart
	}
	p.referents = orNil(all[:listed:listed])
	for _, list := range [2]*[]joint{&p.joined, &p.near} {
		joints := make([]joint, r.count(8))
		for i := range joints {
			j := &joints[i]
			j.a, j.b, j.from, j.to = r.uint(), r.uint(), pick(r, all), pick(r, all)
			j.nameA, j.nameB = r.word(), r.word()
			e := &j.evidence
			e.Kind, e.With, e.Doc = stemma.EvidenceKind(r.word()), r.word(), stemma.ID(r.word())
			e.Explain, e.Judgement, e.Span = r.word(), stemma.ID(r.word()), r.span()
			e.Score = math.Float64frombits(r.uint64())
		}
		*list = orNil(joints)
	}
	p.apart = make([][2]*referent, r.count(2))
	for i := range p.apart {
		p.apart[i] = [2]*referent{pick(r, all), pick(r, all)}
	}
	p.apart = orNil(p.apart)
	p.links = make([]linked, r.count(3))
	for i := range p.links {
		p.links[i] = linked{r.id(), r.ids(), r.ids()}
	}
	p.links = orNil(p.links)
	p.named = make([]named, r.count(4))
	for i := range p.named {
		p.named[i] = named{r.span(), pick(r, names), pick(r, all)}
	}
	p.named = orNil(p.named)
	p.hidden = make([]hidden, r.count(4))
	for i := range p.hidden {
		p.hidden[i] = hidden{r.span(), r.word(), pick(r, all)}
	}
	p.hidden = orNil(p.hidden)
	p.told = make([]told, r.count(4))
	for i := range p.told {
		p.told[i] = told{r.span(), pick(r, all), r.word(), orNil(r.list())}
	}
	p.told = orNil(p.told)
	for _, s := range r.list() {
		p.peoples[s] = true
	}
	p.ties = make([]tie, r.count(5))
	for i := range p.ties {
		p.ties[i] = tie{tieKind(r.uint()), r.word(), r.word(), r.span()}
	}
	p.ties = orNil(p.ties)
	if r.bad || len(r.data) > 0 {
		return nil, errOtherPart
	}
	return p, nil
}

// orNil is nil for an empty list, as lists are made where nothing is put in.
func orNil[T any](list []T) []T {
	if len(list) == 0 {
		return nil
	}
	return list
}

// pick is the one of a list that the next number says; the bad part of a reader that
// is damaged is never used.
func pick[T any](r *partReader, list []*T) *T {
	n := r.uint()
	if n >= len(list) {
		r.bad = true
		return new(T)
	}
	return list[n]
}

// A partWriter writes numbers, IDs and words, each word once.
type partWriter struct {
	data  []byte
	words map[string]int
	order []string
}

func (w *partWriter) uint(n int) { w.data = binary.AppendUvarint(w.data, uint64(n)) }

func (w *partWriter) span(s stemma.Span) {
	w.uint(s.Begin)
	w.uint(s.End - s.Begin)
}

func (w *partWriter) word(s string) {
	n, ok := w.words[s]
	if !ok {
		n = len(w.order)
		w.words[s], w.order = n, append(w.order, s)
	}
	w.uint(n)
}

func (w *partWriter) list(words []string) {
	w.uint(len(words))
	for _, s := range words {
		w.word(s)
	}
}

func (w *partWriter) flags(flags ...bool) {
	n := 0
	for i, is := range flags {
		if is {
			n |= 1 << i
		}
	}
	w.uint(n)
}

// idBytes is how many bytes stand in an ID of NewID behind its kind.
const idBytes = 10

// id writes an ID: its kind and ten bytes; another form of it as a word.
func (w *partWriter) id(id stemma.ID) {
	if len(id) == 1+2*idBytes {
		if b, err := hex.DecodeString(string(id[1:])); err == nil && hex.EncodeToString(b) == string(id[1:]) {
			w.data = append(append(w.data, id[0]), b...)
			return
		}
	}
	w.data = append(w.data, 0)
	w.word(string(id))
}

func (w *partWriter) ids(ids []stemma.ID) {
	if ids == nil {
		w.uint(0)
		return
	}
	w.uint(1 + len(ids))
	for _, id := range ids {
		w.id(id)
	}
}

// A partReader reads what a partWriter wrote. After the end it reads zeros.
type partReader struct {
	data  []byte
	words []string
	bad   bool
}

func (r *partReader) uint() int {
	x, n := binary.Uvarint(r.data)
	if n <= 0 || x > math.MaxInt32 {
		r.bad, r.data = true, nil
		return 0
	}
	r.data = r.data[n:]
	return int(x)
}

// count reads how many follow, each of at least size bytes.
func (r *partReader) count(size int) int {
	n := r.uint()
	if n > len(r.data)/size {
		r.bad, r.data = true, nil
		return 0
	}
	return n
}

func (r *partReader) bytes(n int) []byte {
	if n > len(r.data) {
		r.bad, r.data = true, nil
		return make([]byte, min(n, 16))
	}
	out := r.data[:n]
	r.data = r.data[n:]
	return out
}

func (r *partReader) text() string { return string(r.bytes(r.count(1))) }

func (r *partReader) uint64() uint64 { return binary.LittleEndian.Uint64(r.bytes(8)) }

func (r *partReader) span() stemma.Span {
	begin := r.uint()
	return stemma.Span{Begin: begin, End: begin + r.uint()}
}

func (r *partReader) word() string {
	n := r.uint()
	if n >= len(r.words) {
		r.bad = true
		return ""
	}
	return r.words[n]
}

func (r *partReader) list() []string {
	out := make([]string, r.count(1))
	for i := range out {
		out[i] = r.word()
	}
	return orNil(out)
}

func (r *partReader) flags(flags ...*bool) {
	n := r.uint()
	for i, f := range flags {
		*f = n&(1<<i) != 0
	}
}

func (r *partReader) id() stemma.ID {
	kind := r.bytes(1)[0]
	if kind == 0 {
		return stemma.ID(r.word())
	}
	return stemma.ID(string(kind) + hex.EncodeToString(r.bytes(idBytes)))
}

// ids are nil or a list: nothing is written for the one, none for the other.
func (r *partReader) ids() []stemma.ID {
	n := r.count(1)
	if n == 0 {
		return nil
	}
	out := make([]stemma.ID, n-1)
	for i := range out {
		out[i] = r.id()
	}
	return out
}
