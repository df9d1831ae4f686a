package train

import (
	"math"

	"github.com/stemma/stemma/names"
)

const (
	codes = names.NumCodes
	first = names.FirstArabic
)

// A pair is two spellings of one word in codes; b is in Arabic letters if arabic.
type pair struct {
	a, b   []byte
	arabic bool
	weight float64
}

// Costs learns what codes stand for each other, by rounds of aligning all pairs
// with the costs so far and counting (Viterbi training, Durbin et al. 1998,
// section 4.3), from the names of each cluster that are spellings of one
// another and from words in Arabic letters with their Latin spelling.
func Costs(clusters []Cluster, spellings []Spelling, rounds int, log func(string, ...any)) *names.Weights {
	w := start()
	pairs := arabicPairs(spellings)
	for round := range rounds {
		all := append(pairs[:len(pairs):len(pairs)], latinPairs(clusters, names.NewComparer(w))...)
		w = count(all, w)
		log("costs: round %d, %d pairs", round+1, len(all))
	}
	return w
}

// start returns costs that know only which letters are alike by themselves.
func start() *names.Weights {
	w := &names.Weights{Unseen: 9}
	vowel := func(s string) bool {
		return s != "" && (s[0] == 'a' || s[0] == 'e' || s[0] == 'i' || s[0] == 'o' || s[0] == 'u' || s == "y")
	}
	for a := 1; a < codes; a++ {
		x := names.SpellingOf(byte(a))
		w.Gap[0][a], w.Gap[1][a], w.Gap[2][a] = -400, -300, -250
		if vowel(x) {
			w.Gap[0][a], w.Gap[1][a], w.Gap[2][a] = -250, -40, -60
		}
		for b := 1; b < codes; b++ {
			y := names.SpellingOf(byte(b))
			switch {
			case a == b:
				w.Sub[a][b] = 280
			case x == "" || y == "":
				w.Sub[a][b] = -400
			case x == y:
				w.Sub[a][b] = 260
			case vowel(x) && vowel(y):
				w.Sub[a][b] = 20
			case x[0] == y[0]:
				w.Sub[a][b] = 50
			default:
				w.Sub[a][b] = -400
			}
		}
	}
	return w
}

func arabicPairs(spellings []Spelling) []pair {
	var out []pair
	for _, s := range spellings {
		ar, scripts := names.Parse(s.Arabic, names.Any).Codes()
		en, _ := names.Parse(s.Latin, names.Any).Codes()
		if len(ar) == 1 && len(en) == 1 && scripts[0] == names.Arabic {
			out = append(out, pair{en[0], ar[0], true, 1})
		}
	}
	return out
}

// latinPairs are the words of each cluster that are alike and are not the same.
// Each cluster weighs no more for having many names.
func latinPairs(clusters []Cluster, c *names.Comparer) []pair {
	var out []pair
	for i := range clusters {
		cl := &clusters[i]
		if cl.Held() {
			continue
		}
		seen := map[string]*names.Name{}
		var words []*names.Name
		for _, n := range cl.Names {
			digests, latin := names.Parse(n, cl.Kind).Words()
			for k := range digests {
				if len(latin[k]) > 2 && seen[latin[k]] == nil && len(words) < 60 {
					seen[latin[k]] = c.Parse(latin[k], names.Any)
					words = append(words, seen[latin[k]])
				}
			}
		}
		var mine []pair
		for x := range words {
			for y := range x {
				if c.Alike(words[x], words[y]) < 0.6 {
					continue
				}
				a, _ := words[x].Codes()
				b, _ := words[y].Codes()
				if len(a) == 1 && len(b) == 1 {
					mine = append(mine, pair{a[0], b[0], false, 1}, pair{b[0], a[0], false, 1})
				}
			}
		}
		for k := range mine {
			mine[k].weight = 1 / math.Sqrt(float64(len(mine))/2)
		}
		out = append(out, mine...)
	}
	return out
}

// count aligns all pairs and makes costs of what stood for what.
func count(pairs []pair, w *names.Weights) *names.Weights {
	var sub [codes][codes]float64
	var gap [3][codes]float64
	var free [codes]float64 // how often a code occurs at all
	for _, p := range pairs {
		for _, c := range p.a {
			free[c] += p.weight
		}
		for _, c := range p.b {
			free[c] += p.weight
		}
		gapA, gapB := 0, 0
		if p.arabic {
			gapA, gapB = 1, 2
		}
		trace(p, w, gapA, gapB, func(a, b byte) {
			switch {
			case b == 0:
				gap[gapA][a] += p.weight
			case a == 0:
				gap[gapB][b] += p.weight
			default:
				sub[a][b] += p.weight
			}
		})
	}
	next := &names.Weights{Unseen: w.Unseen}
	odds(&sub, &gap, &free, 1, first, 1, first, 0, 0, next)
	odds(&sub, &gap, &free, 1, first, first, codes, 1, 2, next)
	for a := first; a < codes; a++ {
		next.Gap[0][a] = -300
		for b := first; b < codes; b++ {
			next.Sub[a][b] = -400
			if a == b {
				next.Sub[a][b] = 300
			} else if x, y := names.SpellingOf(byte(a)), names.SpellingOf(byte(b)); x == y && x != "" {
				next.Sub[a][b] = 150
			}
		}
		for b := 1; b < first; b++ {
			next.Sub[a][b] = next.Sub[b][a]
		}
	}
	return next
}

// odds fills the costs of one block of codes from its counts.
func odds(sub *[codes][codes]float64, gap *[3][codes]float64, free *[codes]float64, a0, a1, b0, b1, gapA, gapB int, w *names.Weights) {
	const smooth = 0.3
	total, freeA, freeB := 0.0, 0.0, 0.0
	for a := a0; a < a1; a++ {
		freeA += free[a] + smooth
		for b := b0; b < b1; b++ {
			total += sub[a][b] + smooth/8
		}
	}
	for b := b0; b < b1; b++ {
		freeB += free[b] + smooth
	}
	gaps := 0.0
	for a := a0; a < a1; a++ {
		gaps += gap[gapA][a] + smooth
	}
	if gapA != gapB {
		for b := b0; b < b1; b++ {
			gaps += gap[gapB][b] + smooth
		}
	}
	total += gaps
	score := func(v float64) int16 { return int16(math.Round(100 * min(6, max(-6, v)))) }
	for a := a0; a < a1; a++ {
		pa := (free[a] + smooth) / freeA
		for b := b0; b < b1; b++ {
			pb := (free[b] + smooth) / freeB
			w.Sub[a][b] = score(math.Log((sub[a][b] + smooth/8) / total / (pa * pb)))
		}
		w.Gap[gapA][a] = score(min(-0.05, math.Log((gap[gapA][a]+smooth)/total/pa)))
	}
	for b := b0; b < b1; b++ {
		pb := (free[b] + smooth) / freeB
		w.Gap[gapB][b] = score(min(-0.05, math.Log((gap[gapB][b]+smooth)/total/pb)))
	}
}

// trace aligns a pair and hands each step of the best alignment to step; 0
// stands for nothing.
func trace(p pair, w *names.Weights, gapA, gapB int, step func(a, b byte)) {
	n, m := len(p.a), len(p.b)
	score := make([][]int32, n+1)
	for i := range score {
		score[i] = make([]int32, m+1)
	}
	for i := range n + 1 {
		for j := range m + 1 {
			best := int32(math.MinInt32)
			if i > 0 {
				best = max(best, score[i-1][j]+int32(w.Gap[gapA][p.a[i-1]]))
			}
			if j > 0 {
				best = max(best, score[i][j-1]+int32(w.Gap[gapB][p.b[j-1]]))
			}
			if i > 0 && j > 0 {
				best = max(best, score[i-1][j-1]+int32(w.Sub[p.a[i-1]][p.b[j-1]]))
			}
			if i == 0 && j == 0 {
				best = 0
			}
			score[i][j] = best
		}
	}
	for i, j := n, m; i > 0 || j > 0; {
		switch {
		case i > 0 && j > 0 && score[i][j] == score[i-1][j-1]+int32(w.Sub[p.a[i-1]][p.b[j-1]]):
			i, j = i-1, j-1
			step(p.a[i], p.b[j])
		case i > 0 && score[i][j] == score[i-1][j]+int32(w.Gap[gapA][p.a[i-1]]):
			i--
			step(p.a[i], 0)
		default:
			j--
			step(0, p.b[j])
		}
	}
}
