package names

import (
	"math"
	"math/bits"
)

// A Comparer compares names. It is not changed by that and may be used by
// several goroutines.
type Comparer struct {
	w     *Weights
	trees *forest
}

// NewComparer returns a Comparer with the given weights, which are not changed
// from then on.
func NewComparer(w *Weights) *Comparer { return &Comparer{w, plant(w)} }

// Parse reads a name so that it can be compared.
func (c *Comparer) Parse(text string, kind Kind) *Name {
	n := Parse(text, kind)
	for i := range n.words {
		w := &n.words[i]
		w.rarity = c.rarity(w)
		w.self = c.w.selfScore(w)
	}
	n.whole.self = c.w.selfScore(&n.whole)
	return n
}

func (c *Comparer) rarity(w *word) float32 {
	if w.first {
		return 2.5 // about one in twelve begins with a given letter
	}
	r, ok := c.w.Rare[w.hash]
	if !ok {
		r = c.w.Unseen
		if len(w.codes) <= 3 && w.script != Han {
			r = min(r, 2+1.8*float32(len(w.codes)))
		}
	}
	return r
}

// AnyWord returns how alike the words of two names are that are most alike, from
// 0 to 1, whatever else is in them: for finding names by a part.
func (c *Comparer) AnyWord(a, b *Name) float64 {
	best := float32(0)
	for i := range a.words {
		for j := range b.words {
			s, _ := c.alike(&a.words[i], &b.words[j])
			best = max(best, s)
		}
	}
	return float64(best)
}

// Compare returns how well two names meet, from 0 to 1: 0.5 and above says that
// they may be taken for names of one if nothing else is known. It does not
// matter which comes first.
func (c *Comparer) Compare(a, b *Name) float64 {
	if a.order > b.order {
		a, b = b, a
	}
	var m meeting
	if !c.meet(a, b, &m) {
		return nothing
	}
	var f [NumFeatures]float32
	c.features(a, b, &m, &f)
	return sigmoid(min(max(c.trees.margin(&f), floor(&f)), ceiling(a, b, &f)))
}

// floor is what the log odds cannot be below. Of names in which nothing differs,
// not the order, nor a number or a form, it cannot be said that they do not
// meet, however common their words are.
func floor(f *[NumFeatures]float32) float32 {
	if f[fWorst] == 1 && f[fMet] == f[fWordsMore] && f[fCrossed] == 0 && f[fInitials] == 0 && f[fNick] == 0 && f[fScripts] == 0 &&
		f[fNumbers] != -1 && f[fNumbers] != 1 && f[fLegal] != -1 && f[fPlaces] != -1 {
		return 2
	}
	return -50
}

// ceiling is what the log odds cannot be above. The number of a brigade or of
// an office is what tells it from the next, however much else is the same; no
// list of people teaches that, nor that a father and a son of one name are two.
func ceiling(a, b *Name, f *[NumFeatures]float32) float32 {
	if a.OtherGeneration(b) {
		return -3
	}
	if f[fNumbers] == -1 && (f[fKind] == 1 || f[fKind] == 3) {
		return -3
	}
	return 50
}

// nothing is the score of two names of which no word meets another.
const nothing = 0.0005

func sigmoid(x float32) float64 { return 1 / (1 + math.Exp(-float64(x))) }

// A how says in what way two words met.
type how uint8

const (
	notMet how = iota
	identical
	spelling
	acrossScripts
	nickname
	initial
	joinedUp
)

var howText = [...]string{"", "the same", "one in another spelling", "the same in another script", "a short or foreign form of the same", "its first letter", "the same written together"}

// A meeting is which words of two names met.
type meeting struct {
	with   [maxWords]int8 // for each word of a, the word of b, or -1
	back   [maxWords]int8
	how    [maxWords]how
	sim    [maxWords]float32 // by word of a
	simB   [maxWords]float32
	met    int
	joint  float32                      // how alike the names are when their words are run together
	letter bool                         // the one is the other's first letters
	alike  [maxWords * maxWords]float32 // how alike each word of a is to each of b, whether they met or not
}

// least is how alike two words must be to be taken for spellings of one. Below
// it words of the lists that share nothing but chance begin to meet.
const least = 0.5

// meet pairs the words of two names, the most alike first. It returns false if
// nothing at all meets.
func (c *Comparer) meet(a, b *Name, m *meeting) bool {
	na, nb := len(a.words), len(b.words)
	for i := range na {
		m.with[i] = -1
	}
	for j := range nb {
		m.back[j] = -1
	}
	if na == 0 || nb == 0 {
		return false
	}
	sims := &m.alike
	var hows [maxWords * maxWords]how
	any := false
	for i := range na {
		for j := range nb {
			s, h := c.alike(&a.words[i], &b.words[j])
			sims[i*maxWords+j], hows[i*maxWords+j] = s, h
			any = any || s >= least
		}
	}
	for any {
		best, bi, bj := float32(0), -1, -1
		for i := range na {
			if m.with[i] >= 0 {
				continue
			}
			for j := range nb {
				if m.back[j] >= 0 {
					continue
				}
				s := sims[i*maxWords+j]
				if s < least {
					continue
				}
				// Of equal pairs that of the rarer words, then that which keeps the order.
				s += 0.001*min(a.words[i].rarity, b.words[j].rarity) - 0.002*float32(max(i-j, j-i)) - 0.0001*float32(i+j)
				if s > best {
					best, bi, bj = s, i, j
				}
			}
		}
		if bi < 0 {
			break
		}
		m.with[bi], m.back[bj] = int8(bj), int8(bi)
		m.sim[bi], m.how[bi] = sims[bi*maxWords+bj], hows[bi*maxWords+bj]
		m.simB[bj] = m.sim[bi]
		m.met++
	}
	// A name in characters that has another character is another name.
	if a.Script.ideographic() && a.Script == b.Script && m.met < min(na, nb) {
		m.met, m.letter, m.joint = 0, false, 0
		return false
	}
	c.join(a, b, m)
	if a.short != "" && a.short == b.heads || b.short != "" && b.short == a.heads {
		m.letter = len(a.short)+len(b.short) >= 3
	}
	if na != nb || m.met == 0 || m.met < min(na, nb) {
		m.joint = c.joint(a, b)
	} else {
		m.joint = 1
	}
	return m.met > 0 || m.letter || m.joint >= 0.7
}

// alike says how alike two words are and in what way.
func (c *Comparer) alike(x, y *word) (float32, how) {
	if x.hash == y.hash && x.script == y.script && x.latin == y.latin {
		return 1, identical
	}
	if x.first || y.first {
		if x.latin != "" && y.latin != "" && (x.latin[0] == y.latin[0] || x.codes[0] == y.codes[0]) {
			if x.first && y.first {
				return 0.9, initial
			}
			return 0.7, initial
		}
		return 0, notMet
	}
	s := c.w.spelled(x, y)
	if s < 0.8 && x.script == y.script && !x.script.ideographic() {
		s = max(s, slip(x, y))
	}
	if x.nick != 0 && x.nick == y.nick && s < 0.93 {
		return 0.93, nickname
	}
	if x.script != y.script {
		return s, acrossScripts
	}
	return min(s, 0.995), spelling
}

// slip is how alike two words are that a slip of one letter parts, or the servant
// of God from the name of God ("Abd al-Hanif", "Hanif"), which speakers leave
// out; 0 if neither.
func slip(x, y *word) float32 {
	a, b := x.latin, y.latin
	if len(a) > len(b) {
		a, b = b, a
	}
	if len(a) >= 4 && len(b) == len(a)+3 && b[:3] == "abd" && b[3:] == a {
		return 0.8
	}
	if len(a) < 5 || len(b) > len(a)+1 || bits.OnesCount64(x.sig&^y.sig)+bits.OnesCount64(y.sig&^x.sig) > 4 {
		return 0
	}
	if edits(a, b) == 1 {
		return min(0.9, 0.55+0.04*float32(len(a)))
	}
	return 0
}

// join lets a word that is left meet two or three neighbours on the other side
// that are left or met badly, run together.
func (c *Comparer) join(a, b *Name, m *meeting) {
	if len(a.words) == m.met && len(b.words) == m.met {
		return
	}
	c.joinOne(a, b, m.with[:], m.back[:], m.sim[:], m.simB[:], m, false)
	c.joinOne(b, a, m.back[:], m.with[:], m.simB[:], m.sim[:], m, true)
}

func (c *Comparer) joinOne(a, b *Name, with, back []int8, sim, simB []float32, m *meeting, turned bool) {
	if len(b.words) < 2 {
		return
	}
	for i := range a.words {
		x := &a.words[i]
		if len(x.codes) < 4 || with[i] >= 0 && (sim[i] >= 0.9) || x.first {
			continue
		}
		for j := 0; j+1 < len(b.words); j++ {
			var y word
			var codes [3 * maxCodes]byte
			if sound[x.codes[0]] != sound[b.words[j].codes[0]] || back[j] >= 0 && int(back[j]) != i {
				continue
			}
			n := 0
			for k := j; k < len(b.words) && k < j+3; k++ {
				z := &b.words[k]
				if back[k] >= 0 && int(back[k]) != i || z.script != x.script && x.script != Latin && z.script != Latin {
					break
				}
				n += copy(codes[n:], z.codes)
				y.self += z.self
				y.script = z.script
				if k == j {
					continue
				}
				if n > len(x.codes)+3 {
					break
				}
				if n < len(x.codes)-3 {
					continue
				}
				y.codes = codes[:min(n, maxCodes)]
				y.sig = signature(y.codes)
				y.distinct = bits.OnesCount64(y.sig)
				s := c.w.spelled(x, &y)
				if s < 0.8 || with[i] >= 0 && s <= sim[i] {
					continue
				}
				if with[i] >= 0 {
					back[with[i]] = -1
					m.met--
				}
				with[i], sim[i] = int8(j), s
				for l := j; l <= k; l++ {
					back[l], simB[l] = int8(i), s
				}
				m.met++
				if !turned {
					m.how[i] = joinedUp
				} else {
					for l := j; l <= k; l++ {
						m.how[l] = joinedUp
					}
				}
			}
		}
	}
}

// joint is how alike two names are when the words of each are run together.
func (c *Comparer) joint(a, b *Name) float32 {
	x, y := a.whole.codes, b.whole.codes
	if len(x) > len(y) {
		x, y = y, x
	}
	if len(x) < 4 || len(y) > len(x)+4 || a.Script.Abjad() || b.Script.Abjad() || a.Script == Han && b.Script == Han {
		return 0
	}
	return c.w.spelled(&a.whole, &b.whole)
}

// Features are what the trees ask about. Their order is part of the weights.
const (
	fMetLess     = iota // share of the rarity of the words of the name that met less
	fMetMore            // the same of the other
	fEvidence           // nats of rarity that met
	fConflict           // nats left on both sides
	fExtra              // nats left on one side beyond that
	fWorst              // least likeness of words that met
	fMean               // mean likeness of words that met, by rarity
	fMet                // number of words that met
	fWordsLess          // words of the shorter name
	fWordsMore          // words of the longer name
	fCrossed            // pairs out of order
	fInitials           // initials that met
	fInitialLeft        // initials that met nothing
	fJoint              // likeness when run together
	fNearest            // likeness of the two words left that are most alike
	fNumbers            // -1 other numbers, 0 none, 1 on one side, 2 the same
	fLegal              // -1 other forms, 0 none, 1 on one side, 2 the same
	fPlaces             // -1 other places, 0 none, 1 on one side, 2 the same
	fKind               // 0 person, 1 organisation or company, 2 vessel, 3 unknown
	fEdits              // edits of the words that met worst
	fEditLength         // letters of the shorter of these
	fEditFirst          // whether their first letters differ
	fLetters            // letters of the shorter name
	fAcronym            // the one is the other's first letters
	fFather             // -1 another father's name, 0 none, 1 on one side, 2 the same
	fKunya              // the same of a kunya
	fNisba              // the same of a nisba
	fFirst              // likeness of the first words
	fLast               // likeness of the last words
	fTopEvidence        // nats of the rarest pair that met
	fNick               // pairs that met as nicknames or translations
	fScripts            // whether the scripts differ
	fLeftLess           // rarest word left of the name with less left
	fLeftMore           // the same of the other
	fNearEdits          // edits of the two words left that are most alike
	fSwapped            // father and son have changed places
	NumFeatures
)

// features works out what the trees ask about.
func (c *Comparer) features(a, b *Name, m *meeting, f *[NumFeatures]float32) {
	var totalA, totalB, metA, metB, evidence, likeness, top, weight float32
	worst, worstI := float32(1), -1
	crossed, nick, initials, initialLeft := 0, 0, 0, 0
	last := -1
	for i := range a.words {
		x := &a.words[i]
		totalA += x.rarity
		j := int(m.with[i])
		if j < 0 {
			if x.first {
				initialLeft++
			}
			continue
		}
		y := &b.words[j]
		s := m.sim[i]
		r := min(x.rarity, y.rarity)
		metA += x.rarity * s
		e := r * s * s
		evidence += e
		top = max(top, e)
		likeness += s * r
		weight += r
		if s < worst && m.how[i] != initial {
			worst, worstI = s, i
		}
		if j < last {
			crossed++
		}
		last = j
		switch m.how[i] {
		case nickname:
			nick++
		case initial:
			initials++
		}
	}
	for j := range b.words {
		totalB += b.words[j].rarity
		if m.back[j] < 0 {
			if b.words[j].first {
				initialLeft++
			}
			continue
		}
		metB += b.words[j].rarity * m.simB[j]
	}
	leftA, leftB := max(0, totalA-metA), max(0, totalB-metB)
	shareA, shareB := metA/max(1, totalA), metB/max(1, totalB)
	f[fMetLess], f[fMetMore] = min(shareA, shareB), max(shareA, shareB)
	f[fEvidence], f[fTopEvidence] = evidence, top
	f[fConflict], f[fExtra] = min(leftA, leftB), max(leftA, leftB)-min(leftA, leftB)
	f[fWorst] = worst
	if weight > 0 {
		f[fMean] = likeness / weight
	}
	f[fMet] = float32(m.met)
	f[fWordsLess], f[fWordsMore] = float32(min(len(a.words), len(b.words))), float32(max(len(a.words), len(b.words)))
	f[fCrossed], f[fInitials], f[fInitialLeft] = float32(crossed), float32(initials), float32(initialLeft)
	f[fJoint] = m.joint
	c.left(a, b, m, f)
	f[fNumbers] = both(a.number != 0, b.number != 0, a.number == b.number)
	f[fLegal] = both(a.legal != 0, b.legal != 0, a.legal == b.legal)
	if f[fLegal] == -1 && (a.legal == plainCompany || b.legal == plainCompany) {
		f[fLegal] = 1
	}
	f[fPlaces] = both(a.place != 0, b.place != 0, a.place == b.place)
	f[fKind] = float32(kindGroup[a.Kind])
	if worstI >= 0 && m.how[worstI] == spelling {
		x, y := a.words[worstI].latin, b.words[m.with[worstI]].latin
		f[fEdits] = float32(edits(x, y))
		f[fEditLength] = float32(min(len(x), len(y)))
		if x != "" && y != "" && x[0] != y[0] {
			f[fEditFirst] = 1
		}
	}
	f[fLetters] = float32(min(len(a.bare), len(b.bare)))
	if m.letter {
		f[fAcronym] = 1
	}
	f[fFather] = c.role(a, b, m, Father)
	f[fKunya] = c.role(a, b, m, Kunya)
	f[fNisba] = c.role(a, b, m, Nisba)
	if m.with[0] == 0 {
		f[fFirst] = m.sim[0]
	}
	if i, j := len(a.words)-1, len(b.words)-1; int(m.with[i]) == j || m.back[j] >= 0 && int(m.back[j]) == i {
		f[fLast] = m.sim[i]
	}
	f[fNick] = float32(nick)
	if a.Script != b.Script {
		f[fScripts] = 1
	}
	if a.swap && b.swap && len(a.words) > 1 && len(b.words) > 1 && m.with[0] > 0 && b.words[m.with[0]].role == Father && m.back[0] > 0 && a.words[m.back[0]].role == Father {
		f[fSwapped] = 1
	}
}

var kindGroup = [...]int8{Any: 3, Person: 0, Organization: 1, Company: 4, Vessel: 2, Unit: 1}

func both(a, b, same bool) float32 {
	switch {
	case a && b && same:
		return 2
	case a && b:
		return -1
	case a || b:
		return 1
	}
	return 0
}

// left looks at the words that met nothing.
func (c *Comparer) left(a, b *Name, m *meeting, f *[NumFeatures]float32) {
	var rareA, rareB, nearest float32
	bi, bj := -1, -1
	for i := range a.words {
		if m.with[i] >= 0 || a.words[i].first {
			continue
		}
		rareA = max(rareA, a.words[i].rarity)
		for j := range b.words {
			if m.back[j] >= 0 || b.words[j].first {
				continue
			}
			s := m.alike[i*maxWords+j]
			if bi < 0 || s > nearest {
				nearest, bi, bj = s, i, j
			}
		}
	}
	for j := range b.words {
		if m.back[j] < 0 && !b.words[j].first {
			rareB = max(rareB, b.words[j].rarity)
		}
	}
	f[fNearest] = nearest
	f[fLeftLess], f[fLeftMore] = min(rareA, rareB), max(rareA, rareB)
	if bi >= 0 {
		f[fNearEdits] = float32(edits(a.words[bi].latin, b.words[bj].latin))
	}
}

// role says how the words of one role stand: see the features.
func (c *Comparer) role(a, b *Name, m *meeting, r Role) float32 {
	hasA, hasB, metOne := false, false, false
	for i := range a.words {
		if a.words[i].role == r {
			hasA = true
			metOne = metOne || m.with[i] >= 0
		}
	}
	for j := range b.words {
		if b.words[j].role == r {
			hasB = true
			metOne = metOne || m.back[j] >= 0
		}
	}
	return both(hasA, hasB, metOne)
}

// Features are the numbers that the trees ask about, for those who learn them;
// met is false where no word meets another and no tree is asked.
func (c *Comparer) Features(a, b *Name) (f [NumFeatures]float32, met bool) {
	if a.order > b.order {
		a, b = b, a
	}
	var m meeting
	if !c.meet(a, b, &m) {
		return f, false
	}
	c.features(a, b, &m, &f)
	return f, true
}
