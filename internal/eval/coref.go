package eval

import (
	"slices"

	"github.com/stemma/stemma/nlp"
)

// Coreference is how far chains of mentions agree with annotated ones, by the
// three measures whose mean is the CoNLL score (Pradhan et al. 2014, "Scoring
// coreference partitions of predicted mentions"). Chains of one mention are
// taken away on both sides before anything is counted. Sums run over all
// documents.
type Coreference struct {
	Mentions Agreement // mentions of chains, by their exact spans
	MUC      Agreement // links (Vilain et al. 1995)
	B3       Agreement // mentions, each by its chain (Bagga and Baldwin 1998)
	CEAFe    Agreement // chains, paired one to one (Luo 2005, similarity phi 4)
}

// CoNLL is the mean of the three F1, in percent.
func (c *Coreference) CoNLL() float64 { return (c.MUC.F1() + c.B3.F1() + c.CEAFe.F1()) / 3 }

// An Agreement is what was found right of so much that was annotated, and of
// so much that was found. The two need not be counts of the same things.
type Agreement struct{ Recalled, Gold, Precise, System float64 }

// Recall is in percent.
func (a Agreement) Recall() float64 { return hundredths(a.Recalled, a.Gold) }

// Precision is in percent.
func (a Agreement) Precision() float64 { return hundredths(a.Precise, a.System) }

// F1 is in percent.
func (a Agreement) F1() float64 {
	return hundredths(2*a.Recall()*a.Precision()/100, a.Recall()+a.Precision())
}

func hundredths(part, whole float64) float64 {
	if whole == 0 {
		return 0
	}
	return 100 * part / whole
}

// addCoreference counts one document. A mention is known by a value of M; one that occurs
// twice on a side counts where it occurs first.
func addCoreference[M comparable](c *Coreference, gold, system [][]M) {
	gold, system = chains(gold), chains(system)
	inGold, inSystem := places(gold), places(system)
	both := 0.0
	for m := range inGold {
		if _, ok := inSystem[m]; ok {
			both++
		}
	}
	c.Mentions.add(both, float64(len(inGold)), both, float64(len(inSystem)))
	recalled, links := muc(gold, inSystem)
	precise, found := muc(system, inGold)
	c.MUC.add(recalled, links, precise, found)
	c.B3.add(bCubed(gold, inSystem), float64(len(inGold)), bCubed(system, inGold), float64(len(inSystem)))
	alike := ceaf(gold, system, inSystem)
	c.CEAFe.add(alike, float64(len(gold)), alike, float64(len(system)))
}

func (a *Agreement) add(recalled, gold, precise, system float64) {
	a.Recalled, a.Gold, a.Precise, a.System = a.Recalled+recalled, a.Gold+gold, a.Precise+precise, a.System+system
}

// chains takes repeated mentions and then chains of one mention away.
func chains[M comparable](all [][]M) [][]M {
	seen := map[M]bool{}
	var out [][]M
	for _, chain := range all {
		var kept []M
		for _, m := range chain {
			if !seen[m] {
				seen[m] = true
				kept = append(kept, m)
			}
		}
		if len(kept) > 1 {
			out = append(out, kept)
		}
	}
	return out
}

// places says which chain a mention is of.
func places[M comparable](all [][]M) map[M]int {
	at := map[M]int{}
	for i, chain := range all {
		for _, m := range chain {
			at[m] = i
		}
	}
	return at
}

// muc returns how many links of the chains the others hold, and how many there
// are: one less than the mentions of each.
func muc[M comparable](all [][]M, others map[M]int) (held, links float64) {
	for _, chain := range all {
		parts, alone := map[int]bool{}, 0
		for _, m := range chain {
			if at, ok := others[m]; ok {
				parts[at] = true
			} else {
				alone++
			}
		}
		held += float64(len(chain) - len(parts) - alone)
		links += float64(len(chain) - 1)
	}
	return held, links
}

// bCubed sums over the mentions of the chains the share of the chain that the
// mention's chain among the others holds.
func bCubed[M comparable](all [][]M, others map[M]int) float64 {
	sum := 0.0
	for _, chain := range all {
		shared := map[int]int{}
		for _, m := range chain {
			if at, ok := others[m]; ok {
				shared[at]++
			}
		}
		for _, at := range sortedKeys(shared) {
			n := shared[at]
			sum += float64(n*n) / float64(len(chain))
		}
	}
	return sum
}

func sortedKeys(m map[int]int) []int {
	var keys []int
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}

// ceaf is the likeness of the best pairing of chains one to one, where two are
// alike by twice the mentions that they share over those that they have.
func ceaf[M comparable](gold, system [][]M, inSystem map[M]int) float64 {
	if len(gold) == 0 || len(system) == 0 {
		return 0
	}
	alike := make([][]float64, len(gold))
	for i, chain := range gold {
		alike[i] = make([]float64, len(system))
		for _, m := range chain {
			if at, ok := inSystem[m]; ok {
				alike[i][at]++
			}
		}
		for at := range alike[i] {
			alike[i][at] *= 2 / float64(len(chain)+len(system[at]))
		}
	}
	return bestPairing(alike)
}

// bestPairing is the largest sum of elements no two of which share a row or a
// column (Kuhn 1955, Munkres 1957), in the form with potentials, O(n^3).
func bestPairing(value [][]float64) float64 {
	rows, columns := len(value), len(value[0])
	n := max(rows, columns)
	cost := func(i, j int) float64 {
		if i < rows && j < columns {
			return -value[i][j]
		}
		return 0
	}
	u, v := make([]float64, n+1), make([]float64, n+1)
	to := make([]int, n+1) // to[j] is the row paired with column j, from 1
	way := make([]int, n+1)
	for i := 1; i <= n; i++ {
		to[0] = i
		least, used := make([]float64, n+1), make([]bool, n+1)
		for j := range least {
			least[j] = 1e18
		}
		j0 := 0
		for {
			used[j0] = true
			i0, j1, delta := to[j0], 0, 1e18
			for j := 1; j <= n; j++ {
				if used[j] {
					continue
				}
				if now := cost(i0-1, j-1) - u[i0] - v[j]; now < least[j] {
					least[j], way[j] = now, j0
				}
				if least[j] < delta {
					delta, j1 = least[j], j
				}
			}
			for j := range n + 1 {
				if used[j] {
					u[to[j]] += delta
					v[j] -= delta
				} else {
					least[j] -= delta
				}
			}
			if j0 = j1; to[j0] == 0 {
				break
			}
		}
		for j0 != 0 {
			to[j0] = to[way[j0]]
			j0 = way[j0]
		}
	}
	sum := 0.0
	for j := 1; j <= n; j++ {
		sum -= cost(to[j]-1, j-1)
	}
	return sum
}

// GoldChains are the chains of the text, as spans.
func (t *CorefText) GoldChains() [][]nlp.Span {
	var out [][]nlp.Span
	for _, m := range t.Mentions {
		for len(out) <= m.Chain {
			out = append(out, nil)
		}
		out[m.Chain] = append(out[m.Chain], m.Span)
	}
	return out
}

// ScoreCoref scores the chains that find makes of each text.
func ScoreCoref(texts []CorefText, find func(*CorefText) [][]nlp.Span) Coreference {
	var c Coreference
	for i := range texts {
		addCoreference(&c, texts[i].GoldChains(), find(&texts[i]))
	}
	return c
}
