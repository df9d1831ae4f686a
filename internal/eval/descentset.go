package eval

import (
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"unicode"
)

// A Habit is a set of texts made by one way of taking and changing texts.
type Habit struct {
	Name string
	Set  *DescentSet
}

// OtherHabits makes sets of texts that derive from one another, of the MUC and
// PolNeAR texts, each by habits that the derivation set has not. They are made
// anew each time, the same each time.
//
//	swap    a table of substitutes for each text (a word for a word, no sense in
//	        it), now and then two for one, names changed here and there;
//	        attributions turned round; sentences split at "and", joined, moved
//	scan    letters misread, words broken, capitals changed, lines wrapped
//	wire    agency leads and tails, long boilerplate of outlets at both ends,
//	        cuts from within, single sentences and speeches that many quote
func OtherHabits(data string) ([]Habit, error) {
	texts, err := sourceTexts(data)
	if err != nil {
		return nil, err
	}
	vocabulary := wordsByLength(texts)
	var out []Habit
	for i, h := range []struct {
		name string
		make func(m *maker)
	}{
		{"swap", (*maker).swapSet}, {"scan", (*maker).scanSet}, {"wire", (*maker).wireSet},
	} {
		m := &maker{
			rand: rand.New(rand.NewPCG(6, uint64(i))), texts: slices.Clone(texts), vocabulary: vocabulary,
			set: &DescentSet{What: map[[2]string]string{}},
		}
		m.rand.Shuffle(len(m.texts), func(i, j int) { m.texts[i], m.texts[j] = m.texts[j], m.texts[i] })
		h.make(m)
		out = append(out, Habit{h.name, m.set})
	}
	return out, nil
}

var paragraph = regexp.MustCompile(`(?s)<p>(.*?)</p>`)

// sourceTexts are the running texts of the two corpora, of 80 to 1,500 words.
func sourceTexts(data string) ([]string, error) {
	var texts []string
	reports, err := ReadMUC(filepath.Join(data, "muc"))
	if err != nil {
		return nil, err
	}
	for _, r := range reports {
		texts = append(texts, r.Text)
	}
	articles, err := ReadPolNeAR(filepath.Join(data, "attribution", "polnear"), "dev")
	if err != nil {
		return nil, err
	}
	train, err := ReadPolNeAR(filepath.Join(data, "attribution", "polnear"), "train")
	if err != nil {
		return nil, err
	}
	for _, a := range append(articles, train...) {
		texts = append(texts, a.Text)
	}
	texts = slices.DeleteFunc(texts, func(t string) bool { n := len(strings.Fields(t)); return n < 80 || n > 1500 })
	slices.Sort(texts)
	return texts, nil
}

func wordsByLength(texts []string) map[int][]string {
	seen := map[string]bool{}
	by := map[int][]string{}
	for _, t := range texts {
		for _, w := range strings.Fields(strings.ToLower(t)) {
			w = strings.Trim(w, ".,;:!?\"'()[]“”‘’-")
			if len(w) > 3 && !seen[w] && strings.IndexFunc(w, func(r rune) bool { return !unicode.IsLower(r) }) < 0 {
				seen[w] = true
				by[len(w)] = append(by[len(w)], w)
			}
		}
	}
	for _, words := range by {
		slices.Sort(words)
	}
	return by
}

// A maker makes one set.
type maker struct {
	rand       *rand.Rand
	texts      []string
	vocabulary map[int][]string
	set        *DescentSet
	next       int
}

func (m *maker) take() string { m.next++; return m.texts[m.next-1] }

func (m *maker) add(id, kind, text string, from ...string) {
	m.set.Texts = append(m.set.Texts, Derived{ID: id, Kind: kind, Text: text, From: from})
}

// sentences cuts a text roughly; the paragraphs are forgotten.
var sentenceEnd = regexp.MustCompile(`[.!?]["”’)]*\s+`)

func sentences(text string) []string {
	var out []string
	last := 0
	for _, e := range sentenceEnd.FindAllStringIndex(text, -1) {
		if s := strings.TrimSpace(text[last:e[1]]); strings.Count(s, " ") > 3 {
			out = append(out, s)
			last = e[1]
		}
	}
	if s := strings.TrimSpace(text[last:]); s != "" {
		out = append(out, s)
	}
	return out
}

// swap changes a part of the words by a table made for this text, keeps the
// short ones, and changes one name in ten.
func (m *maker) swap(text string, part float64) string {
	table := map[string]string{}
	upper := strings.ToUpper(text) == text
	words := strings.Split(text, " ")
	for i, w := range words {
		core := strings.Trim(w, ".,;:!?\"'()[]“”‘’\n")
		if len(core) < 4 || core[0] < 'A' {
			continue
		}
		name := !upper && core[0] <= 'Z' && i > 0
		key := strings.ToLower(core)
		to, ok := table[key]
		if !ok {
			p := part
			if name {
				p = 0.1
			}
			if m.rand.Float64() < p {
				n := 4 + m.rand.IntN(7)
				list := m.vocabulary[n]
				to = list[m.rand.IntN(len(list))]
				if m.rand.IntN(8) == 0 {
					to += " " + list[m.rand.IntN(len(list))]
				}
			} else {
				to = core
			}
			table[key] = to
		}
		if to == core || strings.EqualFold(to, core) {
			continue
		}
		switch {
		case upper:
			to = strings.ToUpper(to)
		case core[0] <= 'Z':
			to = strings.ToUpper(to[:1]) + to[1:]
		}
		words[i] = strings.Replace(w, core, to, 1)
	}
	return strings.Join(words, " ")
}

var said = regexp.MustCompile(`(?i)^([^,."“]{4,40}?) (said|told reporters|announced|added) (that )?(.{20,})\.$`)

// turn puts the speaker behind what is said, splits at "and", joins.
func (m *maker) turn(list []string) []string {
	var out []string
	for _, s := range list {
		switch {
		case said.MatchString(s) && m.rand.IntN(2) == 0:
			p := said.FindStringSubmatch(s)
			out = append(out, p[4]+", "+p[1]+" "+p[2]+".")
		case strings.Contains(s, ", and ") && m.rand.IntN(2) == 0:
			a, b, _ := strings.Cut(s, ", and ")
			out = append(out, a+".", "And "+b)
		default:
			out = append(out, s)
		}
	}
	return out
}

func (m *maker) swapSet() {
	for i := range 120 {
		src := m.take()
		id := fmt.Sprintf("w%d", i)
		m.add(id, "source", src)
		for k, part := range []float64{0.35, 0.5, 0.6} {
			m.add(fmt.Sprintf("%s-spun%d", id, k), "spun", m.swap(src, part), id)
		}
		list := m.turn(sentences(m.swap(src, 0.4)))
		m.add(id+"-turned", "spun", strings.Join(list, " "), id)
		moved := slices.Clone(list)
		for k := 0; k+3 <= len(moved); k += 3 {
			m.rand.Shuffle(3, func(x, y int) { moved[k+x], moved[k+y] = moved[k+y], moved[k+x] })
		}
		m.add(id+"-moved", "reordered", strings.Join(moved, " "), id)
		var short []string
		for _, s := range list {
			if m.rand.IntN(10) < 6 {
				short = append(short, s)
			}
		}
		if len(short) > 3 {
			m.add(id+"-short", "abridged", strings.Join(short, " "), id)
		}
	}
	m.others(600)
}

// others adds texts that derive from none.
func (m *maker) others(n int) {
	for i := range n {
		m.add(fmt.Sprintf("o%d", i), "distractor", m.take())
	}
}

// misread changes a part of the letters, breaks words, wraps lines.
func (m *maker) misread(text string, part float64) string {
	like := map[rune]string{'e': "c", 'l': "1", 'i': "l", 'o': "0", 'm': "rn", 'h': "b", 'E': "F", 'O': "0", 'I': "l", 'S': "5", 'B': "8", 'G': "C", 'N': "H"}
	var b strings.Builder
	col := 0
	for _, r := range text {
		col++
		switch {
		case r == ' ' && col > 62:
			b.WriteByte('\n')
			col = 0
			continue
		case unicode.IsLetter(r) && m.rand.Float64() < part:
			if to, ok := like[r]; ok {
				b.WriteString(to)
				continue
			}
			if m.rand.IntN(3) == 0 {
				b.WriteRune(' ')
			}
		}
		b.WriteRune(r)
	}
	return b.String()
}

func (m *maker) scanSet() {
	for i := range 120 {
		src := m.take()
		id := fmt.Sprintf("c%d", i)
		m.add(id, "source", src)
		m.add(id+"-scan1", "retitled", m.misread(src, 0.01), id)
		m.add(id+"-scan3", "retitled", m.misread(src, 0.03), id)
		if strings.ToUpper(src) == src {
			src = strings.ToLower(src)
		} else {
			src = strings.ToUpper(src)
		}
		m.add(id+"-case", "retitled", strings.ReplaceAll(strings.ReplaceAll(src, "“", "\""), "”", "\""), id)
		list := sentences(m.texts[m.next-1])
		m.add(id+"-tail", "cut", strings.Join(list[len(list)/2:], "\n\n"), id)
	}
	m.others(700)
}

// boilerplate is running text of an outlet, invented by lot.
func (m *maker) boilerplate(n int) string {
	var words []string
	for range n {
		list := m.vocabulary[3+m.rand.IntN(8)]
		if len(list) == 0 {
			continue
		}
		words = append(words, list[m.rand.IntN(len(list))])
		if m.rand.IntN(12) == 0 {
			words[len(words)-1] += "."
		}
	}
	return "The " + strings.Join(words, " ") + "."
}

func (m *maker) wireSet() {
	type outlet struct{ head, tail string }
	var outlets []outlet
	for range 12 {
		outlets = append(outlets, outlet{m.boilerplate(10 + m.rand.IntN(40)), m.boilerplate(40 + m.rand.IntN(160))})
	}
	dress := func(text string) string {
		o := outlets[m.rand.IntN(len(outlets))]
		return o.head + "\n\n" + text + "\n\n" + o.tail
	}
	for i := range 120 {
		src := m.take()
		id := fmt.Sprintf("a%d", i)
		m.add(id, "source", src)
		list := sentences(src)
		m.add(id+"-print", "retitled", dress("By staff and agencies\n\n"+src), id)
		from := m.rand.IntN(max(1, len(list)/3))
		to := min(len(list), from+max(3, len(list)/2))
		m.add(id+"-within", "cut", dress(strings.Join(list[from:to], " ")), id)
		var some []string
		for k, s := range list {
			if k < 2 || m.rand.IntN(5) > 0 {
				some = append(some, s)
			}
		}
		m.add(id+"-edited", "retitled", dress(strings.Join(some, "\n\n")), id)
		// Three sentences in a row put into another text, with its boilerplate.
		host := sentences(m.take())
		if len(list) > 8 && len(host) > 4 {
			at, k := 1+m.rand.IntN(len(host)-2), 2+m.rand.IntN(len(list)-6)
			m.add(id+"-host", "distractor", strings.Join(host, " "))
			lifted := slices.Concat(host[:at], list[k:k+3], host[at:])
			m.add(id+"-lift", "lift", dress(strings.Join(lifted, " ")), id, id+"-host")
		}
		// One sentence only, and not a long one: no descent.
		other := m.take()
		s := list[m.rand.IntN(len(list))]
		if strings.Count(s, " ") < 30 {
			m.add(id+"-one", "distractor", dress(other+"\n\n"+s))
		} else {
			m.add(id+"-one", "distractor", dress(other))
		}
	}
	// A speech of three sentences that every fifth text quotes.
	speech := m.boilerplate(16) + " " + m.boilerplate(14) + " " + m.boilerplate(12)
	for i := range 300 {
		text := m.take()
		if i%5 == 0 {
			text += " “" + speech + "” he said."
		}
		m.add(fmt.Sprintf("o%d", i), "distractor", dress(text))
	}
}
