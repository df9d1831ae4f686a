package descent

import (
	"cmp"
	"math"
	"math/bits"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/stemma/stemma"
	"github.com/stemma/stemma/names"
	"github.com/stemma/stemma/nlp"
)

// Hearsay is what a text has on whose word, as far as another text may have it
// on the same: what it lays into the mouth of somebody with a name, what it
// puts in quotation marks, and what it says in its own voice, which is its
// author's word. Two texts that rest on one interview, report or speech share
// no sentence; they share who is named and some words of what was said.
type Hearsay struct {
	text    string
	words   *Words
	times   []frequency // how often each word stands in the text, in order of word
	place   []int32     // of each of these, in a table by hash: its number and one, 0 for none
	inName  []bool      // of each word, whether it is part of a name
	sayings []saying
	at      []heardAt         // what the sayings have to share with those of another text, in order of word
	voices  []uint64          // the names of those who speak in it
	signed  []uint64          // the names of those who answer for the text: author, publisher
	day     string            // on which it was published, "" if not known
	dated   map[nameDay]bool  // which day stands beside which name
	title   []uint64          // the words of the title
	printed bool              // an outlet published it
	name    map[uint64]string // names as they are written

	accounts  []account
	witnesses []witness
}

// A frequency is a word with how often it stands in a text, and whether it is long or
// a number.
type frequency struct {
	word uint64
	n    int32
	long bool
}

// A heardAt is a word of a saying, or a run of words of a quotation: the number of
// the saying, and which of its words it is.
type heardAt struct {
	word      uint64
	saying, n int32
}

// A nameDay is a name and a day that stand together.
type nameDay struct {
	name uint64
	day  string
}

// A saying is a stretch of a text on somebody's word. Own ones are the text's
// own voice; they are on the word of those who signed it, and about those whom
// they name.
type saying struct {
	span  stemma.Span
	own   bool
	quote bool     // words in quotation marks, with whoever may have said them
	voice []uint64 // the names of the sources of its chain
	who   []uint64 // those, and names within what describes the sources; sorted
	what  []uint64 // other words, each once, sorted; none of a quote
	grams []uint64 // runs of four words, the least of them, sorted
}

const (
	// told is how many letters a word has to have to say something of a
	// content: more than for a key, because there are few of them.
	told = 4
	// gram is how many words of a quotation make one key, and mostGrams how many
	// keys a stretch has at most.
	gram, mostGrams = 4, 8
	// beside is how many bytes may lie between a name and the day that stands
	// with it.
	beside = 60
	// mostSayings is how many sayings of a text are kept, and as many quotations.
	mostSayings = 2000
)

// NewHearsay collects the hearsay of a document as it was read.
func NewHearsay(d *stemma.Document, statements []stemma.Statement, mentions []stemma.Mention, times []stemma.Time) *Hearsay {
	h := &Hearsay{text: d.Text, words: Split(d.Text, d.Blocks()), dated: map[nameDay]bool{}, name: map[uint64]string{}}
	h.count()
	called := newNaming(h, mentions)
	h.inName = make([]bool, h.words.N())
	for _, m := range mentions {
		if m.Form == nlp.Name {
			for from, to := h.words.in(m.Span); from < to; from++ {
				h.inName[from] = true
			}
		}
	}
	h.sign(d, called)
	for _, s := range statements {
		if len(h.sayings) == mostSayings {
			break
		}
		h.add(called, &s)
		h.account(called, &s)
	}
	h.collect(called)
	for _, y := range h.sayings {
		h.voices = append(h.voices, y.voice...)
	}
	h.voices = sorted(h.voices)
	h.quotations()
	h.date(called, times)
	for k := range h.sayings {
		for n, w := range h.sayings[k].words() {
			h.at = append(h.at, heardAt{w, int32(k), int32(n)})
		}
	}
	slices.SortFunc(h.at, func(x, y heardAt) int {
		return cmp.Or(cmp.Compare(x.word, y.word), cmp.Compare(x.saying, y.saying))
	})
	return h
}

// Len is how many bytes the text has.
func (h *Hearsay) Len() int { return len(h.text) }

// count notes how often each word stands in the text.
func (h *Hearsay) count() {
	all := make([]frequency, h.words.N())
	for i, w := range h.words.Hash {
		all[i] = frequency{w, 1, h.words.flags[i]&salient != 0}
	}
	slices.SortFunc(all, func(x, y frequency) int { return cmp.Compare(x.word, y.word) })
	for _, x := range all {
		if n := len(h.times); n > 0 && h.times[n-1].word == x.word {
			h.times[n-1].n++
			h.times[n-1].long = h.times[n-1].long || x.long
		} else {
			h.times = append(h.times, x)
		}
	}
	h.times = slices.Clip(h.times)
	h.place = make([]int32, 1<<bits.Len(uint(2*len(h.times))))
	for i, x := range h.times {
		at := slot(x.word, len(h.place))
		for h.place[at] != 0 {
			at = (at + 1) & (len(h.place) - 1)
		}
		h.place[at] = int32(i + 1)
	}
}

// slot is where the search for a word begins in a table of size places, a power of two.
func slot(w uint64, size int) int { return int(w*0x9e3779b97f4a7c15>>32) & (size - 1) }

// often is how often a word stands in the text, and whether it is long or a number.
func (h *Hearsay) often(w uint64) (n int32, long bool) {
	for at := slot(w, len(h.place)); ; at = (at + 1) & (len(h.place) - 1) {
		i := h.place[at]
		if i == 0 {
			return 0, false
		}
		if x := &h.times[i-1]; x.word == w {
			return x.n, x.long
		}
	}
}

// A naming finds the names in a stretch of text, those that pronouns and
// descriptions stand for included.
type naming struct {
	mentions []stemma.Mention // in order of the text
	of       []uint64         // name of each, 0 for none
	kind     []nlp.EntityType
}

func newNaming(h *Hearsay, mentions []stemma.Mention) *naming {
	n := &naming{mentions: mentions, of: make([]uint64, len(mentions)), kind: make([]nlp.EntityType, len(mentions))}
	long := map[int]int{} // by chain: the mention with the longest name
	for i, m := range mentions {
		if m.Form != nlp.Name || m.Chain == 0 {
			continue
		}
		if k, ok := long[m.Chain]; !ok || m.Span.Len() > mentions[k].Span.Len() {
			long[m.Chain] = i
		}
	}
	for i, m := range mentions {
		k, ok := long[m.Chain]
		if m.Chain == 0 || !ok {
			if k = i; m.Form != nlp.Name {
				continue
			}
		}
		n.of[i], n.kind[i] = h.called(mentions[k].Span.In(h.text), mentions[k].Type), mentions[k].Type
	}
	return n
}

// called is a name as it is compared: the family name of a person with the first
// letter of his own where it is given, the longest word of any other name.
func (h *Hearsay) called(name string, kind nlp.EntityType) uint64 {
	as := names.Any
	if kind == nlp.Person {
		as = names.Person
	}
	last, first, longest := "", "", ""
	for _, p := range names.Parse(name, as).Parts {
		switch p.Role {
		case names.Title, names.Particle, names.Suffix, names.LegalForm:
			continue
		}
		if len(p.Latin) > len(longest) {
			longest = p.Latin
		}
		if last != "" && first == "" {
			first = last
		}
		if p.Latin != "" {
			last = p.Latin
		}
	}
	if kind != nlp.Person {
		last, first = longest, ""
	}
	if utf8.RuneCountInString(last) < 2 {
		return 0 // a letter is the name of nobody
	}
	w := wordOf(last) &^ initial
	if first != "" {
		w |= uint64(first[0])
	}
	if len(name) > len(h.name[w]) || len(name) == len(h.name[w]) && name < h.name[w] {
		h.name[w] = strings.Join(strings.Fields(name), " ")
	}
	return w
}

// initial are the bits of a name that hold the first letter of a person's own.
const initial = 0xff

// wordOf is the word of a text that consists of one.
func wordOf(s string) uint64 {
	w := Split(s, []stemma.Span{{Begin: 0, End: len(s)}})
	if w.N() == 0 {
		return 0
	}
	return w.Hash[w.N()-1]
}

// within returns the names of the mentions that lie in a span; head is that of
// the first which is a person's, or else of the first.
func (n *naming) within(s stemma.Span) (head uint64, all []uint64) {
	i, _ := slices.BinarySearchFunc(n.mentions, s.Begin, func(m stemma.Mention, at int) int { return cmp.Compare(m.Span.Begin, at) })
	person := false
	for ; i < len(n.mentions) && n.mentions[i].Span.Begin < s.End; i++ {
		if n.of[i] == 0 || n.mentions[i].Span.End > s.End {
			continue
		}
		if is := n.kind[i] == nlp.Person; head == 0 || is && !person {
			head, person = n.of[i], is
		}
		all = append(all, n.of[i])
	}
	return head, all
}

// sign notes who answers for the text, and when.
func (h *Hearsay) sign(d *stemma.Document, called *naming) {
	if p := d.Publisher; p != nil {
		h.printed = true
		h.signed = append(h.signed, h.called(p.Value, nlp.Organization))
	}
	if p := d.Byline; p != nil {
		if _, all := called.within(p.ShownBy); len(all) > 0 {
			h.signed = append(h.signed, all...)
		} else {
			h.signed = append(h.signed, h.called(p.Value, nlp.Person))
		}
	}
	h.signed = slices.DeleteFunc(sorted(h.signed), func(w uint64) bool { return w == 0 })
	if d.Title != nil {
		h.title = Split(d.Title.Value, []stemma.Span{{Begin: 0, End: len(d.Title.Value)}}).Hash
	}
	if d.Published != nil {
		h.day, _, _ = strings.Cut(d.Published.Value, "T")
	}
}

// add takes a statement.
func (h *Hearsay) add(called *naming, s *stemma.Statement) {
	y := saying{span: s.Bounds(), own: !s.Attributed()}
	spans := slices.Clone(s.Content)
	for i, link := range s.Chain[1:] {
		head, all := called.within(link.Source)
		if head != 0 {
			y.voice = append(y.voice, head)
			y.who = append(y.who, all...)
		}
		if i > 0 && !link.Source.IsZero() { // who is quoted by another is a part of what that one said
			spans = append(spans, link.Source)
		}
	}
	y.voice, y.who = sorted(y.voice), sorted(y.who)
	for _, c := range spans {
		from, to := h.words.in(c)
		for k := from; k < to; k++ {
			w := h.words.Hash[k]
			if h.words.flags[k]&number != 0 || h.words.Span[k].Len() >= told && meet(y.who, []uint64{w &^ initial}) == 0 {
				y.what = append(y.what, w)
			}
		}
	}
	y.what = sorted(y.what)
	if y.own {
		_, y.who = called.within(y.span)
		y.who = sorted(y.who)
	}
	// Of its own words a text of an outlet has those that name somebody, any
	// other, a letter or a press release, all.
	if !y.own || len(y.who) > 0 || !h.printed {
		from, to := h.words.in(y.span)
		y.grams = h.grams(from, to)
	}
	if len(y.what) > 0 {
		h.sayings = append(h.sayings, y)
	}
}

// grams are the runs of four words of a stretch of the text, the least ones, so
// that two texts keep the same ones of a long stretch.
func (h *Hearsay) grams(from, to int) []uint64 {
	var out []uint64
	for i := from; i+gram <= to; i++ {
		g, says := uint64(fnvOffset), false
		for k := i; k < i+gram; k++ {
			g = mix(g, h.words.Hash[k])
			says = says || h.words.flags[k]&salient != 0
		}
		if says {
			out = append(out, g)
		}
	}
	if out = sorted(out); len(out) > mostGrams {
		out = out[:mostGrams:mostGrams]
	}
	return out
}

// quotations takes what stands in quotation marks.
func (h *Hearsay) quotations() {
	for i, q := range quotations(&Text{Words: h.words}) {
		if i == mostSayings {
			return
		}
		y := saying{span: h.words.span(q[0], q[1]), quote: true, grams: h.grams(int(q[0]), int(q[1]))}
		if len(y.grams) > 0 {
			h.sayings = append(h.sayings, y)
		}
	}
}

// date notes which days stand beside which names.
func (h *Hearsay) date(called *naming, times []stemma.Time) {
	for _, t := range times {
		if t.Type != "DATE" || len(t.Value) != len("2006-01-02") || t.Value[0] > '9' || strings.Contains(t.Value, "W") || strings.Contains(t.Value, "X") {
			continue
		}
		from, to := t.Span.Begin-beside, t.Span.End+beside
		i, _ := slices.BinarySearchFunc(called.mentions, from, func(m stemma.Mention, at int) int { return cmp.Compare(m.Span.Begin, at) })
		for ; i < len(called.mentions) && called.mentions[i].Span.Begin < to; i++ {
			if w := called.of[i]; w != 0 {
				h.dated[nameDay{w &^ initial, t.Value}] = true
			}
		}
	}
}

// in returns the words that lie in a span: from the first up to the second.
func (w *Words) in(s stemma.Span) (from, to int) {
	from, _ = slices.BinarySearchFunc(w.Span, s.Begin, func(x stemma.Span, at int) int { return cmp.Compare(x.Begin, at) })
	to, _ = slices.BinarySearchFunc(w.Span, s.End, func(x stemma.Span, at int) int { return cmp.Compare(x.Begin, at) })
	return from, to
}

func sorted(list []uint64) []uint64 {
	slices.Sort(list)
	return slices.Compact(list)
}

// Sketch is the keys by which texts are found that have something on the same
// word: a name with a word of what is said, a part of a quotation, and, twice
// because it is as good as two words, a name with a day.
func (h *Hearsay) Sketch() *Sketch {
	s := &Sketch{Words: len(h.sayings), Whole: fnvOffset}
	note := func(a, b uint64) {
		k := mix(a, b)
		s.Keys = append(s.Keys, Key(k>>32))
	}
	for _, y := range h.sayings {
		s.Whole = mix(mix(s.Whole, uint64(y.span.Begin)), uint64(y.span.End))
		who := y.who
		if y.own {
			who = h.signed
		}
		for _, n := range who {
			s.Whole = mix(s.Whole, n)
		}
		for _, g := range y.grams {
			s.Whole = mix(s.Whole, g)
			note(0, g)
		}
		for _, w := range y.what {
			s.Whole = mix(s.Whole, w)
			for _, n := range who {
				note(n&^initial, w)
			}
		}
	}
	day := func(d nameDay) {
		w := wordOf(strings.ReplaceAll(d.day, "-", ""))
		note(mix(d.name, 1), w)
		note(mix(d.name, 2), w)
	}
	for d := range h.dated {
		day(d)
	}
	if h.day != "" {
		for _, n := range h.signed {
			day(nameDay{n &^ initial, h.day})
		}
	}
	h.described(note)
	slices.Sort(s.Keys)
	s.Keys = slices.Clone(slices.Compact(s.Keys))
	s.hash()
	return s
}

// An Echo is what two texts have on the same word, without that one need have
// read the other.
type Echo struct {
	Kind  stemma.DerivationKind `json:"kind"`            // Quotation or SharedRoot
	First int                   `json:"first,omitempty"` // 1 or 2: the text that the other names; 0 if neither names the other
	Why   string                `json:"why"`
	Part  float64               `json:"part"` // of the shorter saying
	A, B  stemma.Span           `json:"-"`
}

const (
	// alike is how many words two sayings on one word have to have in common,
	// weighty how many bits these are worth, and shareOf the part of the shorter
	// saying that they are. Fewer do where the one names the other's author or
	// outlet and whom he quotes.
	alike, weighty, shareOf = 3, 9.0, 0.35
	passed, passedBits      = 2, 6.0
	passedShare             = 0.25
	// Where no one is named who said it in both, they have to have so many words
	// running and more of them.
	running, runningBits, runningShare = 6, 18.0, 0.5
	// line is how many words running are enough by themselves, where the one
	// names who speaks in the other.
	line = 8
	// crowd is how many sayings of a text have a word that tells none of them
	// apart.
	crowd = 64
	// longestSaying is how many words of a saying are looked at for words running.
	longestSaying = 400
)

// Echo finds the sayings of two texts that are most alike; nil if none are.
func (a *Hearsay) Echo(b *Hearsay) *Echo {
	// Only sayings with a word in common that few of the other text have are
	// looked at, so that two books take no square of their length.
	type meeting struct {
		saying, n int32     // of a
		with      []heardAt // in b
	}
	var meetings []meeting
	least := int32(passed) // how many of these words two sayings have to share to be worth a look
	for i, k := 0, 0; i < len(a.at) && k < len(b.at); {
		w := a.at[i].word
		if w > b.at[k].word {
			k++
			continue
		}
		end := k
		for end < len(b.at) && b.at[end].word == w {
			end++
		}
		for ; i < len(a.at) && a.at[i].word == w; i++ {
			switch {
			case end == k:
			case end-k <= crowd:
				meetings = append(meetings, meeting{a.at[i].saying, a.at[i].n, b.at[k:end]})
			default:
				least = 1 // they may share others
			}
		}
		k = end
	}
	slices.SortFunc(meetings, func(x, y meeting) int { return cmp.Or(cmp.Compare(x.saying, y.saying), cmp.Compare(x.n, y.n)) })
	var best *Echo
	shared := make([]int32, len(b.sayings)) // by the saying of a that is looked at; negative when it was
	for len(meetings) > 0 {
		saying, n := meetings[0].saying, 0
		for n < len(meetings) && meetings[n].saying == saying {
			for _, with := range meetings[n].with {
				shared[with.saying]++
			}
			n++
		}
		for _, m := range meetings[:n] {
			for _, with := range m.with {
				if shared[with.saying] < least {
					continue
				}
				shared[with.saying] = -1
				e := match(a, b, &a.sayings[saying], &b.sayings[with.saying])
				if e != nil && (best == nil || e.Part > best.Part || e.Part == best.Part && e.before(best)) {
					best = e
				}
			}
		}
		for _, m := range meetings[:n] {
			for _, with := range m.with {
				shared[with.saying] = 0
			}
		}
		meetings = meetings[n:]
	}
	if best == nil {
		best = a.recognise(b)
	}
	return best
}

// words are what two sayings may have in common.
func (y *saying) words() []uint64 {
	if y.quote {
		return y.grams
	}
	return y.what
}

// before orders two echoes of two texts by their places.
func (e *Echo) before(f *Echo) bool {
	return cmp.Or(cmp.Compare(e.A.Begin, f.A.Begin), cmp.Compare(e.B.Begin, f.B.Begin), cmp.Compare(e.A.End, f.A.End), cmp.Compare(e.B.End, f.B.End)) < 0
}

// match compares two sayings.
func match(a, b *Hearsay, x, y *saying) *Echo {
	if x.quote != y.quote {
		return nil
	}
	if x.quote {
		n := overlap(x.grams, y.grams)
		if part := float64(n) / float64(min(len(x.grams), len(y.grams))); n >= 2 && part >= 0.5 {
			return &Echo{Kind: stemma.Quotation, Part: part, A: x.span, B: y.span, Why: "both have “" + short(x.span.In(a.text)) + "” in quotation marks"}
		}
		return nil
	}
	n := overlap(x.what, y.what)
	if n < passed {
		return nil
	}
	bits, long := common(a, b, x, y)
	// Who answers for the one text is named as a source by the other.
	citedA, citedB := a.answers(y), b.answers(x)
	named := cmp.Or(citedA, citedB)
	if named == 0 && !x.own && !y.own {
		named = meet(x.who, y.who)
	}
	inner := meet(x.voice, y.voice)
	enough := n >= alike && long >= 2 && bits >= weighty
	if !enough && (cmp.Or(citedA, citedB) == 0 || inner == 0 || bits < passedBits) && (!x.own && !y.own || long < 2) {
		return nil // as nearly all do not tell anything
	}
	e := &Echo{Kind: stemma.SharedRoot, Part: bits / max(worthOf(a, b, x, y), 1), A: x.span, B: y.span}
	enough = enough && e.Part >= shareOf
	switch {
	case cmp.Or(citedA, citedB) != 0 && inner != 0 && bits >= passedBits && e.Part >= passedShare:
	case named != 0 && enough:
	case enough && bits >= runningBits && e.Part >= runningShare && !(x.own && y.own) && longestRun(a, b, x, y) >= running:
		e.Why = "both have “" + short(x.span.In(a.text)) + "” on the word of others"
	case x.own && long >= 2 && meet(x.who, b.voices) != 0 && longestRun(a, b, x, y) >= line:
		named, e.Kind = meet(x.who, b.voices), stemma.Quotation
	case y.own && long >= 2 && meet(a.voices, y.who) != 0 && longestRun(a, b, x, y) >= line:
		named, e.Kind = meet(a.voices, y.who), stemma.Quotation
	default:
		return nil
	}
	if named != 0 {
		e.Why = "both have it on the word of " + cmp.Or(a.name[named], b.name[named])
	}
	citesA, citesB := citedA != 0 || b.cites(a), citedB != 0 || a.cites(b)
	switch {
	case citesA && !citesB:
		e.Kind, e.First = stemma.Quotation, 1
	case citesB && !citesA:
		e.Kind, e.First = stemma.Quotation, 2
	}
	return e
}

// cites reports whether a text names another by its title, or by its author and
// the day.
func (h *Hearsay) cites(of *Hearsay) bool {
	for _, n := range of.signed {
		if h.dated[nameDay{n &^ initial, of.day}] {
			return true
		}
	}
	if n := len(of.title); n >= 3 {
		for i := 0; i+n <= h.words.N(); i++ {
			if slices.Equal(h.words.Hash[i:i+n], of.title) {
				return true
			}
		}
	}
	return false
}

// longestRun is how many words running two sayings have in common; those of names do
// not count, which have to be the same.
func longestRun(a, b *Hearsay, x, y *saying) int {
	fromA, toA := a.words.in(x.span)
	fromB, toB := b.words.in(y.span)
	toA, toB = min(toA, fromA+longestSaying), min(toB, fromB+longestSaying)
	best := 0
	row := make([]int, toB-fromB+1)
	for i := fromA; i < toA; i++ {
		last := 0
		for k := fromB; k < toB; k++ {
			n := 0
			if a.words.Hash[i] == b.words.Hash[k] {
				if n = last; !a.inName[i] {
					n++
				}
			}
			last, row[k-fromB+1] = row[k-fromB+1], n
			best = max(best, n)
		}
	}
	return best
}

// overlap is how many two sorted lists have in common.
func overlap(x, y []uint64) int {
	n := 0
	for i, k := 0, 0; i < len(x) && k < len(y); {
		switch cmp.Compare(x[i], y[k]) {
		case 0:
			n, i, k = n+1, i+1, k+1
		case -1:
			i++
		default:
			k++
		}
	}
	return n
}

// answers returns the name by which a saying of another text names those who
// answer for this one, 0 for none.
func (h *Hearsay) answers(y *saying) uint64 {
	if y.own {
		return 0
	}
	return meet(h.signed, y.voice)
}

// meet is the first name of a sorted list that another has too, 0 for none. Two
// persons of one surname have other first names.
func meet(x, y []uint64) uint64 {
	for i, k := 0, 0; i < len(x) && k < len(y); {
		a, b := x[i]&^initial, y[k]&^initial
		switch {
		case a == b && (x[i] == y[k] || x[i] == a || y[k] == b):
			return max(x[i], y[k])
		case a == b && x[i] < y[k], a < b:
			i++
		default:
			k++
		}
	}
	return 0
}

// sharedWorth is what a word is worth that both of two texts have, in bits.
func sharedWorth(a, b *Hearsay, w uint64) (worth float64, long bool) {
	m, long := a.often(w)
	n, _ := b.often(w)
	p := max(float64(m+1)/float64(a.words.N()+60), float64(n+1)/float64(b.words.N()+60))
	return max(0, -math.Log2(p)-dear), long
}

// common is what the words that two sayings have in common are worth, and how
// many of them are long or a number.
func common(a, b *Hearsay, x, y *saying) (bits float64, long int) {
	for i, k := 0, 0; i < len(x.what) && k < len(y.what); {
		switch cmp.Compare(x.what[i], y.what[k]) {
		case 0:
			v, is := sharedWorth(a, b, x.what[i])
			bits += v
			if is {
				long++
			}
			i, k = i+1, k+1
		case -1:
			i++
		default:
			k++
		}
	}
	return bits, long
}

// worthOf is what the words of the shorter of two sayings are worth.
func worthOf(a, b *Hearsay, x, y *saying) float64 {
	var inA, inB float64
	for _, w := range x.what {
		v, _ := sharedWorth(a, b, w)
		inA += v
	}
	for _, w := range y.what {
		v, _ := sharedWorth(a, b, w)
		inB += v
	}
	return min(inA, inB)
}

// turned is the echo of the two texts the other way round.
func (e *Echo) turned() *Echo {
	t := *e
	t.A, t.B = e.B, e.A
	if e.First != 0 {
		t.First = 3 - e.First
	}
	return &t
}

// comparison is the one passage that the two texts have on the same word.
func (e *Echo) comparison(a, b *Hearsay) Comparison {
	share := func(h *Hearsay, s stemma.Span) float64 {
		from, to := h.words.in(s)
		return float64(to-from) / float64(max(1, h.words.N()))
	}
	return Comparison{
		Score: Threshold * min(e.Part, 1) / 2, ShareA: share(a, e.A), ShareB: share(b, e.B), Ordered: true,
		Passages: []Passage{{A: e.A, B: e.B, Same: e.Part}},
	}
}

// short is the beginning of a quotation.
func short(s string) string {
	f := strings.Fields(s)
	if len(f) > 12 {
		return strings.Join(f[:12], " ") + " …"
	}
	return strings.Join(f, " ")
}
