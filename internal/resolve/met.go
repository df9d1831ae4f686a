package resolve

import (
	"crypto/sha256"
	"encoding/binary"
	"maps"
	"math"
	"slices"
	"strconv"

	"github.com/stemma/stemma"
)

// How two names meet is their own matter and no document's, so what was found
// need not be found again: with one document more only its new names are compared, with
// those that share a key. What is remembered is kept with the document by which a
// name came in, so that it goes with it. All names that are remembered were in
// the case at one time, and those of them that share a key have been compared; what is in
// it no more is forgotten at once, for it is not compared with what comes meanwhile, and
// so is what shares a key with more than are compared.

// A sign is all of a group on which it depends with which it is compared, and how, as
// a number.
type sign uint64

func signOf(x *group, metonym bool) sign {
	h := sha256.New()
	for _, s := range []string{x.text, x.plain, x.name.Text, string(x.used.kind), string(class(x.kind)), strconv.FormatBool(metonym)} {
		h.Write(binary.AppendUvarint(nil, uint64(len(s))))
		h.Write([]byte(s))
	}
	return sign(binary.LittleEndian.Uint64(h.Sum(nil)))
}

// A meeting is how two names met: only those that are one's, or near, are kept.
type meeting struct {
	same     bool
	evidence stemma.Evidence
	doc      stemma.ID // with which it is kept
}

// A memory is of the comparisons of names.
type memory struct {
	recalled map[sign]stemma.ID // the names of another time, with the document with which each is kept
	homes    map[sign]stemma.ID // those of this time
	meetings map[[2]sign]meeting
}

func newMemory() memory {
	return memory{recalled: map[sign]stemma.ID{}, homes: map[sign]stemma.ID{}, meetings: map[[2]sign]meeting{}}
}

// Recall takes in what Learned gave for a document that is still in the case. What
// other rules made, or is damaged, is not recalled.
func (c *Case) Recall(doc stemma.ID, data []byte) {
	r := &partReader{data: data}
	if r.text() != Version || r.bad {
		return
	}
	r.words = make([]string, r.count(1))
	for i := range r.words {
		r.words[i] = r.text()
	}
	signs := make([]sign, r.count(8))
	for i := range signs {
		signs[i] = sign(r.uint64())
	}
	type met struct {
		pair [2]sign
		meeting
	}
	list := make([]met, r.count(20))
	for i := range list {
		m := &list[i]
		m.pair, m.doc = [2]sign{sign(r.uint64()), sign(r.uint64())}, doc
		r.flags(&m.same)
		m.evidence.Kind, m.evidence.Explain = stemma.EvidenceKind(r.word()), r.word()
		m.evidence.Score = math.Float64frombits(r.uint64())
	}
	if r.bad || len(r.data) > 0 {
		return
	}
	for _, s := range signs {
		c.memory.recalled[s] = doc
	}
	for _, m := range list {
		c.memory.meetings[m.pair] = m.meeting
	}
}

// note takes a name of this time in, of a document that has it.
func (m *memory) note(s sign, in stemma.ID) {
	if home, ok := m.recalled[s]; ok {
		in = home
	}
	if _, ok := m.homes[s]; !ok {
		m.homes[s] = in
	}
}

// recall is how two names met, if they are known.
func (m *memory) recall(a, b sign) (same bool, e stemma.Evidence, known bool) {
	_, knowsA := m.recalled[a]
	_, knowsB := m.recalled[b]
	x := m.meetings[[2]sign{a, b}]
	return x.same, x.evidence, knowsA && knowsB
}

// remember keeps how two names met with the one of them that is new.
func (m *memory) remember(a, b sign, same bool, e stemma.Evidence) {
	homeA, okA := m.homes[a]
	home, okB := m.homes[b]
	if !okA || !okB || !same && e.Score < leastNear {
		return
	}
	if _, known := m.recalled[b]; known {
		home = homeA
	}
	m.meetings[[2]sign{a, b}] = meeting{same, e, home}
}

// Learned is what is to be kept for Recall after Resolve: of the documents for
// which it is another than what was recalled.
func (c *Case) Learned() []stemma.Kept {
	m := &c.memory
	changed := map[stemma.ID]bool{}
	for s, doc := range m.recalled {
		if _, ok := m.homes[s]; !ok {
			changed[doc] = true
		}
	}
	signs, pairs := map[stemma.ID][]sign{}, map[stemma.ID][][2]sign{}
	for s, doc := range m.homes {
		signs[doc] = append(signs[doc], s)
		if _, ok := m.recalled[s]; !ok {
			changed[doc] = true
		}
	}
	for p, x := range m.meetings {
		if _, ok := m.homes[p[0]]; !ok || !changed[x.doc] {
			continue
		}
		if _, ok := m.homes[p[1]]; ok {
			pairs[x.doc] = append(pairs[x.doc], p)
		}
	}
	var out []stemma.Kept
	for _, doc := range slices.Sorted(maps.Keys(changed)) {
		out = append(out, stemma.Kept{Doc: doc, Data: m.bytes(signs[doc], pairs[doc])})
	}
	return out
}

func (m *memory) bytes(signs []sign, pairs [][2]sign) []byte {
	slices.Sort(signs)
	slices.SortFunc(pairs, func(a, b [2]sign) int { return slices.Compare(a[:], b[:]) })
	w := &partWriter{words: map[string]int{}}
	number := func(n uint64) { w.data = binary.LittleEndian.AppendUint64(w.data, n) }
	w.uint(len(signs))
	for _, s := range signs {
		number(uint64(s))
	}
	w.uint(len(pairs))
	for _, p := range pairs {
		x := m.meetings[p]
		number(uint64(p[0]))
		number(uint64(p[1]))
		w.flags(x.same)
		w.word(string(x.evidence.Kind))
		w.word(x.evidence.Explain)
		number(math.Float64bits(x.evidence.Score))
	}
	return w.whole()
}
