package train

import (
	"math/rand/v2"
	"strings"

	"github.com/stemma/stemma/names"
)

// An Example is a pair of names of which it is known whether they are one's.
type Example struct {
	A, B   string
	Kind   names.Kind
	Same   bool
	Weight float64
	Source string
}

// ClusterPairs are all pairs of names within a cluster, each cluster weighing
// the square root of its pairs, and negatives across clusters, of which half
// share a word.
func ClusterPairs(clusters []Cluster, negatives int, seed uint64) []Example {
	r := rand.New(rand.NewPCG(seed, 1))
	var out []Example
	type ref struct {
		cluster int
		name    string
	}
	var all []ref
	byWord := map[uint32][]ref{}
	var words []uint32
	for i := range clusters {
		cl := &clusters[i]
		if cl.Held() {
			continue
		}
		list := append(cl.Names[:len(cl.Names):len(cl.Names)], cl.Script...)
		var mine []Example
		for x := range list {
			for y := range x {
				mine = append(mine, Example{A: list[x], B: list[y], Kind: cl.Kind, Same: true, Source: "cluster"})
			}
			all = append(all, ref{i, list[x]})
			digests, _ := names.Parse(list[x], cl.Kind).Words()
			for _, d := range digests {
				if byWord[d] == nil {
					words = append(words, d)
				}
				byWord[d] = append(byWord[d], ref{i, list[x]})
			}
		}
		weight := 1.0
		if len(mine) > 20 {
			weight = 20 / float64(len(mine))
			r.Shuffle(len(mine), func(a, b int) { mine[a], mine[b] = mine[b], mine[a] })
			weight, mine = weight*float64(len(mine))/float64(min(len(mine), 120)), mine[:min(len(mine), 120)]
		}
		for k := range mine {
			mine[k].Weight = weight
		}
		out = append(out, mine...)
	}
	for n := 0; n < negatives; {
		a, b := all[r.IntN(len(all))], all[r.IntN(len(all))]
		if n%4 != 0 {
			list := byWord[words[r.IntN(len(words))]]
			if n%4 == 1 {
				digests, _ := names.Parse(a.name, clusters[a.cluster].Kind).Words()
				if len(digests) == 0 {
					continue
				}
				list = byWord[digests[r.IntN(len(digests))]]
			} else {
				a = list[r.IntN(len(list))]
			}
			b = list[r.IntN(len(list))]
		}
		if a.cluster == b.cluster || clusters[a.cluster].Kind != clusters[b.cluster].Kind {
			n++
			continue
		}
		out = append(out, Example{A: a.name, B: b.name, Kind: clusters[a.cluster].Kind, Weight: 1, Source: "across"})
		n++
	}
	return out
}

// Strangers are pairs of names of two of the listed, drawn at chance, of which
// some word meets another all the same: what a comparer has to live with.
func Strangers(clusters []Cluster, draws int, w *names.Weights, seed uint64) []Example {
	r := rand.New(rand.NewPCG(seed, 3))
	c := names.NewComparer(w)
	type ref struct {
		cluster int
		name    *names.Name
	}
	byKind := map[names.Kind][]ref{}
	var order []names.Kind
	for i := range clusters {
		cl := &clusters[i]
		if cl.Held() {
			continue
		}
		for _, n := range cl.Names {
			if byKind[cl.Kind] == nil {
				order = append(order, cl.Kind)
			}
			byKind[cl.Kind] = append(byKind[cl.Kind], ref{i, c.Parse(n, cl.Kind)})
		}
		for _, n := range cl.Script {
			for range 8 { // few, but of all kinds
				byKind[cl.Kind] = append(byKind[cl.Kind], ref{i, c.Parse(n, cl.Kind)})
			}
		}
	}
	var out []Example
	// Those that share a key are what is compared in earnest: words of theirs
	// are alike, though seldom the same.
	byKey := map[names.Key][]ref{}
	for _, kind := range order {
		for _, x := range byKind[kind] {
			for _, k := range c.Keys(x.name) {
				byKey[k] = append(byKey[k], x)
			}
		}
	}
	for n := range draws / 4 {
		list := byKind[order[n%len(order)]]
		a := list[r.IntN(len(list))]
		keys := c.Keys(a.name)
		if len(keys) == 0 {
			continue
		}
		list = byKey[keys[r.IntN(len(keys))]]
		b := list[r.IntN(len(list))]
		if a.cluster == b.cluster || a.name.Kind != b.name.Kind {
			continue
		}
		// One person may be listed twice: of names that meet wholly, nothing can be
		// learned of strangers.
		if e := c.Explain(a.name, b.name); len(e.Left[0]) > 0 && len(e.Left[1]) > 0 {
			out = append(out, Example{A: a.name.Text, B: b.name.Text, Kind: a.name.Kind, Weight: keyWeight, Source: "keys"})
		}
	}
	for n := range draws {
		list := byKind[order[n%len(order)]]
		a, b := list[r.IntN(len(list))], list[r.IntN(len(list))]
		if a.cluster == b.cluster {
			continue
		}
		if _, met := c.Features(a.name, b.name); met {
			out = append(out, Example{A: a.name.Text, B: b.name.Text, Kind: a.name.Kind, Weight: 1, Source: "strangers"})
		}
	}
	return out
}

// keyWeight is how much a pair of strangers that share a key weighs. On the
// held-out fifth, aliases at one in a thousand and the labelled pairs: 35.4 and
// 87.8 with 1, 33.4 and 90.5 with 0.6, 36.6 and 90.4 with 0.3 (and more draws).
const keyWeight = 0.3

// maker makes pairs of names that were never listed, by rules that say what
// leaves a name the same and what makes it another's.
type maker struct {
	*rand.Rand
	given, family []string
	nick          [][]string
	persons, orgs []string // listed names that are learned from
}

var (
	sectors  = strings.Fields("Bank Trust Securities Insurance Finance Shipping Trading Steel Oil Gas Petroleum Construction Engineering Electronics Motors Health Aviation Capital Holdings Systems Industries Solutions Services Partners Technologies Foods Energy Mining Media Logistics Chemical Pharma Railway Airlines Telecom Development Investment International Global National General Enterprises Group Foundation Fund Institute Association")
	forms    = [][]string{{"Ltd", "Limited", "Ltd.", "LTD"}, {"Inc.", "Inc", "Incorporated", "INC"}, {"LLC", "L.L.C.", "Limited Liability Company", "OOO"}, {"GmbH", "G.m.b.H.", "Gesellschaft mit beschränkter Haftung"}, {"AG", "Aktiengesellschaft", "A.G."}, {"S.A.", "SA", "Sociedad Anonima"}, {"JSC", "OAO", "OJSC", "Joint Stock Company", "Open Joint Stock Company"}, {"plc", "p.l.c.", "Public Limited Company", "PLC"}, {"Corporation", "Corp.", "Corp"}, {"Co.", "Company", "Co"}, {"B.V.", "BV"}, {"S.R.L.", "SRL", "Societatea cu Răspundere Limitată"}, {"L.P.", "LP"}}
	regions  = strings.Fields("France Germany Spain Sweden Finland Japan Mexico Chile Brazil India China Canada Australia Singapore Italy Poland Denmark Norge Nederland Boston Chicago Dallas London Asia Europe Turkey Iran Russia")
	honours  = strings.Fields("Mr. Dr. Mr Prof. Sheikh Haji President General Mullah Col. Sir Maulana Ms.")
	fathers  = strings.Fields("Magomedovich Ivanovich Sergeevich Petrovich Alexandrovich Nikolaevich Vladimirovich Ruslanovich Akhmedovich Viktorovich Borisovich Salimovich Dmitrievich Aliyevich")
	arabic   = strings.Fields("Muhammad Ahmad Ali Hassan Ibrahim Mahmud Salih Khalid Omar Yusuf Hamid Abdullah Mustafa Said Nasser Tariq Walid Jamal Karim Faisal Salman Rashid Zaid Hamza Bilal Anwar Adil Sami Nabil Majid Khalil Daoud Idris Qasim Murad")
	nisbas   = strings.Fields("Tikriti Masri Iraqi Baghdadi Shami Libi Tunisi Jazairi Hijazi Najdi Yamani Adani Sudani Filastini Urduni Duri Ani Rawi Dulaimi Jaburi Mosuli Harbi Otaibi Ghamdi Qahtani Zawi Maghribi Kurdi Turki Afghani")
	kunyaOf  = strings.Fields("Muhammad Khayr Bakr Omar Hamza Yahya Mansur Layth Musab Ubaydah Talha Hafs Zubaydah Faraj Khalil Anas Qatada Walid Jihad Sayyaf Dujana Hurayra Salih Yusuf")
	koreaA   = strings.Fields("Kim Ri Pak Choe Jong Kang Jang Yun Han O Ko So Hwang An Song Mun No Ryu Paek Ju")
	koreaB   = strings.Fields("Jong Chol Yong Song Kwang Hyok Myong Sok Chun Il Hak Tae Ryong Un Su Nam Ho Jin Min Ja Kyong Hong Won Sik Gyu Man Hui")
	pashtun  = strings.Fields("Abdul Mohammad Gul Noor Sher Fazl Akhtar Din Haqqani Agha Khan Jan Wali Jalil Baqi Ghani Qadir Saleem Zadran Noorzai Kakar Stanekzai Popalzai Hotak Safi Achakzai Shah Mir Dost Awal Rasul Hamid Rahim Hanif Manan")
	regiment = strings.Fields("Brigade Battalion Division Regiment Fund Series Trust Unit Corps Squadron Star Spirit Victory Lady Glory Ocean")
)

// Made returns n made pairs.
func Made(clusters []Cluster, spellings []Spelling, n int, seed uint64) []Example {
	m := &maker{Rand: rand.New(rand.NewPCG(seed, 2))}
	for _, s := range spellings {
		if len(s.Latin) > 3 && !strings.ContainsAny(s.Latin, " '-") {
			m.family = append(m.family, strings.ToUpper(s.Latin[:1])+s.Latin[1:])
		}
	}
	m.given, m.nick = strings.Fields(givenNames), names.Nicknames()
	for i := range clusters {
		if cl := &clusters[i]; !cl.Held() && len(cl.Names) > 0 {
			if cl.Kind == names.Person {
				m.persons = append(m.persons, cl.Names[0])
			} else if cl.Kind == names.Organization {
				m.orgs = append(m.orgs, cl.Names[0])
			}
		}
	}
	out := make([]Example, 0, n)
	for len(out) < n {
		var e Example
		switch k := m.IntN(100); {
		case k < 62:
			e = m.person()
		case k < 92:
			e = m.company()
		default:
			e = m.numbered()
		}
		if e.A == "" || e.B == "" || !e.Same && strings.EqualFold(e.A, e.B) {
			continue
		}
		e.Weight, e.Source = 1, "made"
		if m.IntN(2) == 0 {
			e.A, e.B = e.B, e.A
		}
		out = append(out, e)
	}
	return out
}

func (m *maker) of(list []string) string { return list[m.IntN(len(list))] }

// words is a person's name, in parts.
func (m *maker) words() (words []string, family int) {
	switch m.IntN(10) {
	case 0, 1, 2:
		return []string{m.of(m.given), m.of(m.family)}, 1
	case 3:
		return []string{m.of(m.given), m.of(m.given), m.of(m.family)}, 2
	case 4:
		return []string{m.of(m.given), m.of(fathers), m.of(m.family)}, 2
	case 5:
		out := []string{m.of(arabic), m.of(arabic)}
		for m.IntN(2) == 0 && len(out) < 5 {
			out = append(out, m.of(arabic))
		}
		return append(out, "al-"+m.of(nisbas)), len(out)
	case 6:
		out := []string{m.of(arabic), "bin", m.of(arabic)}
		return append(out, "al-"+m.of(nisbas)), len(out)
	case 7:
		return []string{m.of(koreaA), m.of(koreaB), m.of(koreaB)}, -1
	case 8:
		out := []string{m.of(pashtun), m.of(pashtun), m.of(pashtun)}
		for m.IntN(2) == 0 && len(out) < 6 {
			out = append(out, m.of(pashtun))
		}
		return out, len(out) - 1
	}
	name := m.of(m.persons)
	if before, after, ok := strings.Cut(name, ", "); ok {
		name = after + " " + before
	}
	out := strings.Fields(name)
	return out, len(out) - 1
}

func (m *maker) other(word string) string {
	switch {
	case strings.HasPrefix(word, "al-"):
		return "al-" + m.of(nisbas)
	case strings.HasSuffix(word, "ovich"), strings.HasSuffix(word, "evich"):
		return m.of(fathers)
	}
	for _, list := range [][]string{arabic, pashtun, koreaB, koreaA} {
		for _, w := range list {
			if w == word {
				return m.of(list)
			}
		}
	}
	// Another word that begins the same is the harder case.
	list := m.family
	for _, g := range m.given {
		if g == word {
			list = m.given
			break
		}
	}
	if m.IntN(2) == 0 {
		for range 300 {
			if w := m.of(list); len(w) > 3 && len(word) > 3 && strings.EqualFold(w[:2], word[:2]) && w != word {
				return w
			}
		}
	}
	return m.of(list)
}

func (m *maker) person() Example {
	words, family := m.words()
	a := strings.Join(words, " ")
	b := append([]string{}, words...)
	same := true
	title := func(s string) string { return s }
	if m.IntN(6) == 0 {
		title = strings.ToUpper
	}
	at := m.IntN(len(b))
	switch k := m.IntN(33); {
	case k >= 32: // two initials are anybody
		if family < 1 || len(b[0]) < 2 {
			return Example{}
		}
		return Example{A: a, B: b[0][:1] + "." + b[family][:1] + ".", Kind: names.Person}
	case k >= 30: // a short or foreign form of the given name
		g := m.nick[m.IntN(len(m.nick))]
		x, y := m.of(g), m.of(g)
		f := m.of(m.family)
		if x == y {
			return Example{}
		}
		return Example{A: title(upperFirst(x) + " " + f), B: title(upperFirst(y) + " " + f), Kind: names.Person, Same: true}
	case k < 8: // a slip
		b[at] = m.slip(b[at])
		if at == 0 && m.IntN(4) == 0 {
			b[len(b)-1] = m.slip(b[len(b)-1])
		}
	case k < 9: // run together
		if at+1 < len(b) {
			b = append(append(b[:at:at], b[at]+b[at+1]), b[at+2:]...)
		}
	case k < 10: // "Family, Given"
		if family < 1 {
			return Example{}
		}
		return Example{A: title(a), B: title(b[family] + ", " + strings.Join(b[:family], " ")), Kind: names.Person, Same: true}
	case k < 11:
		b = append([]string{m.of(honours)}, b...)
	case k < 13: // an initial for a name
		if family < 1 || len(b[0]) < 2 || b[0] == "bin" {
			return Example{}
		}
		i := m.IntN(family)
		b[i] = b[i][:1] + "."
		if m.IntN(3) == 0 {
			b[i], same = string(rune('A'+m.IntN(26)))+".", false
			if strings.EqualFold(b[i][:1], words[i][:1]) {
				return Example{}
			}
		}
	case k < 15: // a middle name more
		if len(b) < 2 || family < 1 {
			return Example{}
		}
		i := 1 + m.IntN(len(b)-1)
		if b[i-1] == "bin" {
			return Example{}
		}
		extra := m.of(m.given)
		if strings.HasPrefix(b[len(b)-1], "al-") {
			extra = m.of(arabic)
		}
		b = append(append(b[:i:i], extra), b[i:]...)
	case k < 16: // two middle names less
		if len(b) < 4 {
			return Example{}
		}
		b = append(b[:1:1], b[len(b)-1-m.IntN(2):]...)
		// Without its middle a name of common words is anybody's.
		same = len(b) > 2 || !strings.HasPrefix(b[len(b)-1], "al-")
	case k < 17: // other order
		if len(b) < 3 || m.IntN(3) > 0 {
			return Example{}
		}
		m.Shuffle(len(b), func(i, j int) { b[i], b[j] = b[j], b[i] })
	case k < 25: // one word is another
		w := m.other(b[at])
		if b[at] == "bin" || near(w, b[at]) {
			return Example{}
		}
		b[at], same = w, false
		// What is left may be spelled otherwise; that does not make it hers.
		if i := m.IntN(len(b)); i != at && m.IntN(2) == 0 && len(b[i]) > 4 {
			b[i] = m.slip(b[i])
		}
	case k < 26: // the father for the son
		if len(b) != 4 || b[1] != "bin" || b[0] == b[2] {
			return Example{}
		}
		b[0], b[2], same = b[2], b[0], false
	case k < 27: // a kunya, the same or another
		x, y := m.of(kunyaOf), m.of(kunyaOf)
		n := "al-" + m.of(nisbas)
		a, b, same = "Abu "+x+" "+n, []string{"Abu", y, n}, x == y
		if x == y {
			b[0] = "Abou"
		}
	case k < 28: // "Given" alone
		if len(b) != 2 || m.IntN(2) == 0 {
			return Example{}
		}
		b = b[1:]
	default: // another name altogether, with one word in common
		c, f := m.words()
		if f < 0 || family < 0 {
			return Example{}
		}
		c[f], same = b[family], false
		if c[0] == b[0] {
			return Example{}
		}
		b = c
	}
	return Example{A: title(a), B: title(strings.Join(b, " ")), Kind: names.Person, Same: same}
}

// near reports whether two words differ by no more than a slip.
func near(a, b string) bool {
	a, b = strings.ToLower(a), strings.ToLower(b)
	if a == b {
		return true
	}
	for len(a) > 0 && len(b) > 0 && a[0] == b[0] {
		a, b = a[1:], b[1:]
	}
	for len(a) > 0 && len(b) > 0 && a[len(a)-1] == b[len(b)-1] {
		a, b = a[:len(a)-1], b[:len(b)-1]
	}
	return len(a) <= 1 && len(b) <= 1
}

// slip changes a word as a hand or an ear does.
func (m *maker) slip(word string) string {
	if len(word) < 3 {
		return word
	}
	r := []rune(word)
	i := 1 + m.IntN(len(r)-1)
	switch m.IntN(6) {
	case 0: // a letter less
		return string(append(r[:i:i], r[i+1:]...))
	case 1: // a letter twice
		return string(append(append(r[:i:i], r[i]), r[i:]...))
	case 2: // two letters change places
		if i+1 < len(r) {
			r[i], r[i+1] = r[i+1], r[i]
		}
	case 3: // another vowel
		for j := range r {
			k := (i + j) % len(r)
			if p := strings.IndexRune("aeiouy", r[k]); p >= 0 && k > 0 {
				r[k] = rune("aeiou"[m.IntN(5)])
				break
			}
		}
	case 4: // a letter that sounds alike
		return strings.NewReplacer([][]string{{"v", "w"}, {"k", "q"}, {"s", "z"}, {"ph", "f"}, {"i", "y"}, {"c", "k"}, {"j", "dj"}, {"oo", "u"}, {"sh", "ch"}, {"t", "tt"}, {"x", "ks"}, {"ei", "ey"}, {"d", "t"}}[m.IntN(13)]...).Replace(word)
	default: // any letter
		r[m.IntN(len(r))] = rune('a' + m.IntN(26))
	}
	return string(r)
}

func (m *maker) company() Example {
	kind := names.Company
	var core []string
	if m.IntN(3) == 0 {
		core = strings.Fields(m.of(m.orgs))
		if len(core) > 7 {
			return Example{}
		}
		kind = names.Organization
	} else {
		core = []string{m.of(m.family)}
		if m.IntN(3) == 0 {
			core = append(core, m.of(m.family))
		}
		for range m.IntN(3) {
			core = append(core, m.of(sectors))
		}
	}
	f := forms[m.IntN(len(forms))]
	a, b := strings.Join(core, " "), append([]string{}, core...)
	tailA, tailB := m.of(f), m.of(f)
	if kind == names.Organization || m.IntN(4) == 0 {
		tailA, tailB = "", ""
	}
	same := true
	at := m.IntN(len(b))
	switch k := m.IntN(22); {
	case k < 4:
		b[at] = m.slip(b[at])
	case k < 7:
	case k < 8:
		tailA, tailB = "", m.of(f)
	case k < 9: // the form before the name
		return Example{A: a + " " + tailA, B: strings.ToUpper(tailB) + " " + strings.Join(b, " "), Kind: kind, Same: true}
	case k < 10:
		b = append([]string{"The"}, b...)
	case k < 11: // another form
		g := forms[m.IntN(len(forms))]
		if tailA == "" {
			return Example{}
		}
		if g[0] == f[0] || g[0] == "Co." || f[0] == "Co." || g[0] == "Corporation" || f[0] == "Corporation" {
			return Example{}
		}
		tailB, same = m.of(g), false
	case k < 13: // another place
		x, y := m.of(regions), m.of(regions)
		if x == y {
			return Example{}
		}
		return Example{A: a + " " + x + " " + tailA, B: strings.Join(b, " ") + " (" + y + ") " + tailB, Kind: kind}
	case k < 14: // a place more
		return Example{A: a + " " + tailA, B: strings.Join(b, " ") + " " + m.of(regions) + " " + tailB, Kind: kind}
	case k < 17: // another trade
		w := m.of(sectors)
		if len(b) < 2 || near(w, b[len(b)-1]) {
			return Example{}
		}
		b[len(b)-1], same = w, false
	case k < 19: // another firm
		w := m.of(m.family)
		if near(w, b[0]) {
			return Example{}
		}
		b[0], same = w, false
	case k < 20: // a trade more
		b, same = append(b, m.of(sectors)), false
	case k < 21: // run together or apart
		if len(b) < 2 {
			return Example{}
		}
		b = append([]string{b[0] + strings.ToLower(b[1])}, b[2:]...)
	default: // by its first letters
		if len(b) < 3 || len(b) > 6 {
			return Example{}
		}
		s := ""
		for _, w := range b {
			s += strings.ToUpper(w[:1])
		}
		return Example{A: a, B: s, Kind: kind, Same: true}
	}
	return Example{A: strings.TrimSpace(a + " " + tailA), B: strings.TrimSpace(strings.Join(b, " ") + " " + tailB), Kind: kind, Same: same}
}

// numbered makes names that a number tells apart.
func (m *maker) numbered() Example {
	kinds := []names.Kind{names.Organization, names.Company, names.Vessel, names.Unit}
	kind := kinds[m.IntN(len(kinds))]
	words := []string{m.of(m.family), m.of(regiment)}
	if m.IntN(3) == 0 {
		words = words[:1]
		if m.IntN(2) == 0 {
			words = strings.Fields(m.of(m.orgs))
		}
	}
	n, o := 1+m.IntN(60), 1+m.IntN(60)
	numeral := func(n int) string {
		if n <= 20 && m.IntN(3) == 0 {
			return strings.Fields("One Two Three Four Five Six Seven Eight Nine Ten Eleven Twelve Thirteen Fourteen Fifteen Sixteen Seventeen Eighteen Nineteen Twenty")[n-1]
		}
		return itoa(n)
	}
	a := strings.Join(words, " ")
	switch m.IntN(5) {
	case 3: // a ship under its mark, or in other letters
		return Example{A: a, B: m.of([]string{"MV ", "M/T ", "", ""}) + strings.ToUpper(a), Kind: names.Vessel, Same: true}
	case 4:
		b := append([]string{}, words...)
		i := m.IntN(len(b))
		w := m.of(m.family)
		if m.IntN(2) == 0 {
			w = m.slip(b[i])
		}
		same := near(w, b[i]) && len(b) > 1
		b[i] = w
		return Example{A: a, B: strings.Join(b, " "), Kind: names.Vessel, Same: same}
	case 0:
		return Example{A: a + " " + numeral(n), B: a + " " + numeral(n), Kind: kind, Same: true}
	case 1:
		if n == o {
			return Example{}
		}
		return Example{A: a + " " + numeral(n), B: a + " " + numeral(o), Kind: kind}
	}
	return Example{A: a + " " + numeral(n), B: a, Kind: kind, Same: kind == names.Vessel}
}

func upperFirst(s string) string { return strings.ToUpper(s[:1]) + s[1:] }

func itoa(n int) string {
	if n < 10 {
		return string(rune('0' + n))
	}
	return itoa(n/10) + string(rune('0'+n%10))
}

// givenNames are given names from many countries (general knowledge).
const givenNames = `James John Robert Michael William David Richard Joseph Thomas Charles Daniel Matthew Anthony Mark Donald Steven Paul Andrew
	Kenneth George Kevin Brian Edward Ronald Timothy Jason Jeffrey Frank Gary Nicholas Eric Stephen Larry Justin Scott Brandon Mary Patricia
	Jennifer Linda Elizabeth Barbara Susan Jessica Sarah Karen Nancy Lisa Margaret Sandra Ashley Emily Donna Michelle Carol Amanda Laura
	Vladimir Sergey Dmitry Alexei Igor Oleg Viktor Boris Yuri Mikhail Nikolai Andrei Ivan Pavel Roman Ruslan Olga Tatiana Natalia Irina
	Jose Luis Carlos Juan Miguel Pedro Jorge Fernando Rafael Ricardo Eduardo Alejandro Roberto Raul Hugo Diego Pablo Maria Carmen Ana Lucia
	Jean Pierre Michel Philippe Francois Nicolas Emmanuel Laurent Hans Peter Klaus Wolfgang Friedrich Heinz Stefan Angela Ursula Petra
	Giuseppe Giovanni Antonio Mario Luigi Francesco Marco Silvio Lars Sven Anders Erik Nils Mette Kofi Kwame Chinua Oluwaseun Tunde Emeka
	Hiroshi Takashi Kenji Akira Yuki Wei Jian Ming Hong Xiaoping Raj Sanjay Vijay Anil Sunita Priya Arun Deepak Imran Nawaz Asif Ayub
	Recep Mehmet Mustafa Ahmet Kemal Murat Emine Andrzej Piotr Tomasz Jaroslaw Vaclav Milos Zoltan Laszlo Ion Nicolae Aleksandar Slobodan`
