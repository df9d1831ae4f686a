package collate

import (
	"cmp"
	"slices"
	"strings"
	"unicode"

	"github.com/stemma/stemma"
)

// Differ returns the words of a passage that stand in only one of two texts, in
// order of each. Case, marks and white space make no difference.
//
// Words that stand once in each tell which belong together (patience diff, Bram
// Cohen); between them the longest common sequence does, where that is cheap.
func Differ(from, to string, p stemma.Passage) (inFrom, inTo []stemma.Span) {
	a, b := wordsIn(from, p.From), wordsIn(to, p.To)
	same := common(a, b)
	return gaps(a, same, func(m [2]int) int { return m[0] }), gaps(b, same, func(m [2]int) int { return m[1] })
}

type word struct {
	stemma.Span
	folded string
}

func wordsIn(text string, s stemma.Span) []word {
	var out []word
	begin := -1
	flush := func(end int) {
		if begin >= 0 {
			out = append(out, word{stemma.Span{Begin: begin, End: end}, strings.ToLower(text[begin:end])})
			begin = -1
		}
	}
	for i, r := range text[s.Begin:s.End] {
		if unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) {
			if begin < 0 {
				begin = s.Begin + i
			}
		} else {
			flush(s.Begin + i)
		}
	}
	flush(s.End)
	return out
}

// common pairs the words of a and b that belong together, in order of both.
func common(a, b []word) [][2]int {
	var out [][2]int
	lo := 0
	for lo < len(a) && lo < len(b) && a[lo].folded == b[lo].folded {
		out = append(out, [2]int{lo, lo})
		lo++
	}
	hi := 0
	for hi < len(a)-lo && hi < len(b)-lo && a[len(a)-1-hi].folded == b[len(b)-1-hi].folded {
		hi++
	}
	i, j := lo, lo
	for _, m := range append(unique(a[lo:len(a)-hi], b[lo:len(b)-hi]), [2]int{len(a) - hi - lo, len(b) - hi - lo}) {
		x, y := m[0]+lo, m[1]+lo
		for _, n := range between(a[i:x], b[j:y]) {
			out = append(out, [2]int{n[0] + i, n[1] + j})
		}
		if x < len(a)-hi {
			out = append(out, [2]int{x, y})
		}
		i, j = x+1, y+1
	}
	for k := hi; k > 0; k-- {
		out = append(out, [2]int{len(a) - k, len(b) - k})
	}
	return out
}

// unique pairs the words that stand once in each, as many as come in one order.
func unique(a, b []word) [][2]int {
	count := map[string][2]int{}
	for _, w := range a {
		c := count[w.folded]
		count[w.folded] = [2]int{c[0] + 1, c[1]}
	}
	at := map[string]int{}
	for j, w := range b {
		c := count[w.folded]
		count[w.folded] = [2]int{c[0], c[1] + 1}
		at[w.folded] = j
	}
	var pairs [][2]int
	for i, w := range a {
		if count[w.folded] == [2]int{1, 1} {
			pairs = append(pairs, [2]int{i, at[w.folded]})
		}
	}
	places := make([]int, len(pairs))
	for k, p := range pairs {
		places[k] = p[1]
	}
	var out [][2]int
	for _, k := range rising(places) {
		out = append(out, pairs[k])
	}
	return out
}

// rising is the longest sequence of indexes whose places rise.
func rising(places []int) []int {
	var ends []int // of a sequence of each length, the index of its last
	back := make([]int, len(places))
	for k, p := range places {
		n, _ := slices.BinarySearchFunc(ends, p, func(e, want int) int { return cmp.Compare(places[e], want) })
		back[k] = -1
		if n > 0 {
			back[k] = ends[n-1]
		}
		if n == len(ends) {
			ends = append(ends, k)
		} else {
			ends[n] = k
		}
	}
	var out []int
	if len(ends) > 0 {
		for k := ends[len(ends)-1]; k >= 0; k = back[k] {
			out = append(out, k)
		}
	}
	slices.Reverse(out)
	return out
}

// dearest is how many pairs of words are looked at to find the longest common
// sequence of two stretches; of longer ones only the ends are compared.
const dearest = 1 << 16

func between(a, b []word) [][2]int {
	if len(a) == 0 || len(b) == 0 || len(a)*len(b) > dearest {
		return nil
	}
	n := make([][]int, len(a)+1)
	for i := range n {
		n[i] = make([]int, len(b)+1)
	}
	for i := len(a) - 1; i >= 0; i-- {
		for j := len(b) - 1; j >= 0; j-- {
			if a[i].folded == b[j].folded {
				n[i][j] = n[i+1][j+1] + 1
			} else {
				n[i][j] = max(n[i+1][j], n[i][j+1])
			}
		}
	}
	var out [][2]int
	for i, j := 0, 0; i < len(a) && j < len(b); {
		switch {
		case a[i].folded == b[j].folded:
			out = append(out, [2]int{i, j})
			i, j = i+1, j+1
		case n[i+1][j] >= n[i][j+1]:
			i++
		default:
			j++
		}
	}
	return out
}

// gaps are the stretches of words that are paired with none.
func gaps(words []word, same [][2]int, side func([2]int) int) []stemma.Span {
	paired := make([]bool, len(words))
	for _, m := range same {
		paired[side(m)] = true
	}
	var out []stemma.Span
	for i := 0; i < len(words); {
		if paired[i] {
			i++
			continue
		}
		j := i
		for j < len(words) && !paired[j] {
			j++
		}
		out = append(out, stemma.Span{Begin: words[i].Begin, End: words[j-1].End})
		i = j
	}
	return out
}
