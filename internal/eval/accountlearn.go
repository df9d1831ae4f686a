package eval

import (
	"cmp"
	"context"
	"fmt"
	"hash/fnv"
	"io"
	"math"
	"slices"
	"strings"

	"github.com/stemma/stemma/internal/claim"
	"github.com/stemma/stemma/nlp"
)

// How the trees are grown: by gradient boosting on the logistic loss with steps
// of Newton (Friedman 2001; Chen and Guestrin 2016). Set on the train part, one
// topic held out at a time.
//
// Each tree sees a part of the rows and of the features (Friedman 2002): what is
// learned depends less on single pairs, of which there are few.
const (
	aloneTrees, besideTrees = 300, 200
	treeDepth               = claim.Depth
	treeRate                = 0.03
	treeRows, treeFeatures  = 0.6, 0.5
	leafPrior, leafLeast    = 2.0, 3.0
	bags                    = claim.Bags // forests whose mean is taken
)

// Most figures of the texts stand at no labelled place, and nearly all pairs of those
// that differ answer two questions, since whatever answers one was to be labelled. A
// part of those pairs is learned from with little weight, so that what is learned
// knows more of what texts count than the labelled places.
const unlabelledShare, unlabelledWeight = 0.3, 0.15

// LearnAccounts learns from the train part how likely two figures are to answer
// one question, and writes the weights as Go source to out. To w it writes what
// comes out on the train part where the texts of a topic are judged by what was
// learned from the others.
func LearnAccounts(ctx context.Context, data string, w, out io.Writer) error {
	pairs, _, err := Accounts()
	if err != nil {
		return err
	}
	readings, err := readAccounts(ctx, data, "train")
	if err != nil {
		return err
	}
	c, err := collected(readings)
	if err != nil {
		return err
	}
	labels := newLabels(pairs)
	topics := []string{}
	for _, r := range readings {
		topics = append(topics, accountTopic(r.Document.Path))
	}
	slices.Sort(topics)
	topics = slices.Compact(topics)
	models := map[string]*claim.Model{}
	for _, t := range topics {
		models[t] = &claim.Model{}
	}
	c.UseModel(func(path string) *claim.Model { return models[accountTopic(path)] })
	alone, beside := claim.Features()
	rows := labels.rows(c.Comparisons(false), unlabelledShare)
	for _, t := range topics {
		models[t].Alone = grow(without(rows, t), alone, aloneTrees, treeRate)
	}
	second := labels.rows(c.Comparisons(true), 1)
	for _, t := range topics {
		models[t].Beside = grow(without(second, t), beside, besideTrees, treeRate)
	}
	said, err := numbersSaid(ctx, c, readings)
	if err != nil {
		return err
	}
	s := ScoreAccounts(pairs, said, "train")
	n, agree := s.NumberConflicts, s.NumberAgreements
	fmt.Fprintf(w, "train, each topic by the others: conflicts P %.1f R %.1f, agreements P %.1f R %.1f\n", n.Precision(), n.Recall(), agree.Precision(), agree.Recall())
	writeModel(out, &claim.Model{Alone: grow(rows, alone, aloneTrees, treeRate), Beside: grow(second, beside, besideTrees, treeRate)})
	return nil
}

// accountTopic is the topic of a text; the reports of MUC are one.
func accountTopic(path string) string {
	topic, _, ok := strings.Cut(path, "_")
	if !ok {
		return "muc"
	}
	return topic
}

// A labelledRow is a row with whether the two answer one question.
type labelledRow struct {
	x      []float64
	same   float64
	weight float64
	topic  string
}

func without(rows []labelledRow, topic string) []labelledRow {
	return slices.DeleteFunc(slices.Clone(rows), func(r labelledRow) bool { return r.topic == topic })
}

// labels say of places whether they answer one question.
type labels struct {
	pairs []AccountPair
	set   *accountSet
	size  map[string]float64 // pairs of each question
}

func newLabels(pairs []AccountPair) *labels {
	l := &labels{pairs: pairs, set: newAccountSet(pairs, "train"), size: map[string]float64{}}
	for _, p := range pairs {
		l.size[p.Question]++
	}
	return l
}

func (l *labels) known(p claim.Place) bool { return len(l.at(p)) > 0 }

// at are the places of numbers that a figure stands at.
func (l *labels) at(p claim.Place) []int {
	return slices.DeleteFunc(l.set.at(AccountAt{p.Path, nlp.Span{Begin: p.Begin, End: p.End}}), func(i int) bool { return !aboutNumber[l.set.about[i]] })
}

// rows labels comparisons. Of a part and its whole two questions are asked. A
// question that many texts answer weighs less in each pair. Of the pairs with an end
// at no labelled place a share is taken. Of those that say the same some are one that
// was not labelled, for of the very same only three were; and of MUC only what is told
// of one incident was labelled, so that both ends may be of another. These are left out.
func (l *labels) rows(list []claim.Comparison, share float64) []labelledRow {
	var out []labelledRow
	for _, c := range list {
		r := labelledRow{x: c.Row, weight: 1, topic: accountTopic(c.A.Path)}
		if a, b := l.known(c.A), l.known(c.B); !a || !b {
			h := fnv.New64a()
			fmt.Fprint(h, c.A, c.B)
			if !c.Equal && (a || b || r.topic != "muc") && drawn(h.Sum64(), share) {
				r.weight = unlabelledWeight
				out = append(out, r)
			}
			continue
		}
		for _, a := range l.at(c.A) {
			for _, b := range l.at(c.B) {
				i, ok := l.set.pair[[2]int{min(a, b), max(a, b)}]
				if !ok {
					continue
				}
				if p := l.pairs[i]; p.Relation != Unrelated && p.Kind != "part" {
					r.same, r.weight = 1, math.Pow(l.size[p.Question], -0.4)
				}
			}
		}
		out = append(out, r)
	}
	return out
}

// grow learns a forest of n trees that uses the features.
func grow(rows []labelledRow, features []int, n int, rate float64) claim.Forest {
	same, all := 0.0, 0.0
	for _, r := range rows {
		same += r.weight * r.same
		all += r.weight
	}
	f := claim.Forest{Base: rounded(math.Log(same/(all-same)), 1e3)}
	g := &grower{rate: rate, rows: rows, features: features, order: make([][]int32, len(features)), value: make([][]float64, len(features)), at: make([]grown, len(rows))}
	for k, feature := range features {
		g.order[k], g.value[k] = make([]int32, len(rows)), make([]float64, len(rows))
		for i := range rows {
			g.order[k][i] = int32(i)
		}
		slices.SortStableFunc(g.order[k], func(a, b int32) int { return cmp.Compare(rows[a].x[feature], rows[b].x[feature]) })
		for n, i := range g.order[k] {
			g.value[k][n] = rows[i].x[feature]
		}
	}
	score := make([]float64, len(rows))
	for tree := range n * bags {
		if tree%n == 0 {
			for i := range score {
				score[i] = f.Base
			}
		}
		g.used = g.used[:0]
		for k := range features {
			if drawn(uint64(tree)<<32|uint64(k)<<1, treeFeatures) {
				g.used = append(g.used, k)
			}
		}
		for i, r := range rows {
			p := 1 / (1 + math.Exp(-score[i]))
			g.at[i] = grown{slope: r.weight * (r.same - p), bend: r.weight * p * (1 - p)}
			if !drawn(uint64(tree)<<32|uint64(i)<<1|1, treeRows) {
				g.at[i] = grown{}
			}
		}
		t := g.tree()
		for i := range rows {
			score[i] += t.Leaves[g.at[i].node-len(t.Splits)]
		}
		for k := range t.Leaves {
			t.Leaves[k] = rounded(t.Leaves[k]/bags, 1e5)
		}
		f.Trees = append(f.Trees, t)
	}
	return f
}

// A grower grows one tree after the other over the same rows.
type grower struct {
	rate     float64
	rows     []labelledRow
	features []int
	used     []int       // of the features by number, those that the tree sees
	order    [][]int32   // of the rows by each feature
	value    [][]float64 // of each feature, in that order
	at       []grown     // of each row
}

// A grown is what the growing of a tree needs of a row.
type grown struct {
	slope, bend float64
	node        int // where it is in the tree
}

// tree grows a tree level by level.
func (g *grower) tree() claim.Tree {
	t := claim.Tree{Splits: make([]claim.Split, 1<<treeDepth-1), Leaves: make([]float64, 1<<treeDepth)}
	for level := range treeDepth {
		first := 1<<level - 1
		g.split(t.Splits[first:first+1<<level], first)
		for i, r := range g.rows {
			node := &g.at[i].node
			s := t.Splits[*node]
			*node = 2*(*node) + 2
			if r.x[s.Feature] < s.At {
				*node--
			}
		}
	}
	slope, bend := g.sums(len(t.Splits), len(t.Leaves))
	for k := range t.Leaves {
		t.Leaves[k] = rounded(g.rate*slope[k]/(bend[k]+leafPrior), 1e4)
	}
	return t
}

// split finds the best split of each node of a level, whose first is given. A node
// that no split makes better sends all its rows to the right.
func (g *grower) split(level []claim.Split, first int) {
	slope, bend := g.sums(first, len(level))
	best := make([]float64, len(level))
	for k := range level {
		level[k] = claim.Split{Feature: g.features[0], At: -1e9}
	}
	for _, k := range g.used {
		feature := g.features[k]
		left, under, last := make([]float64, len(level)), make([]float64, len(level)), make([]float64, len(level))
		for place, i := range g.order[k] {
			r := &g.at[i]
			n, x := r.node-first, g.value[k][place]
			if rest := bend[n] - under[n]; x > last[n] && under[n] >= leafLeast && rest >= leafLeast {
				right := slope[n] - left[n]
				gain := left[n]*left[n]/(under[n]+leafPrior) + right*right/(rest+leafPrior) - slope[n]*slope[n]/(bend[n]+leafPrior)
				if gain > best[n]+1e-9 {
					best[n], level[n] = gain, claim.Split{Feature: feature, At: rounded((x+last[n])/2, 1e4)}
				}
			}
			left[n], under[n], last[n] = left[n]+r.slope, under[n]+r.bend, x
		}
	}
}

// sums are the slopes and bends of the rows at each of n nodes.
func (g *grower) sums(first, n int) (slope, bend []float64) {
	slope, bend = make([]float64, n), make([]float64, n)
	for i := range g.at {
		r := &g.at[i]
		slope[r.node-first] += r.slope
		bend[r.node-first] += r.bend
	}
	return slope, bend
}

// drawn reports whether a key is of a share of all keys, always the same
// (splitmix64).
func drawn(key uint64, share float64) bool {
	key += 0x9e3779b97f4a7c15
	key = (key ^ key>>30) * 0xbf58476d1ce4e5b9
	key = (key ^ key>>27) * 0x94d049bb133111eb
	return float64((key^key>>31)>>11)/(1<<53) < share
}

func rounded(x, to float64) float64 { return math.Round(x*to) / to }

// writeModel writes a model as internal/claim/weights.go has it.
func writeModel(w io.Writer, m *claim.Model) {
	fmt.Fprint(w, "package claim\n\n// figureModel is learned from the pairs of places for training by\n// stemma-eval accounts --learn (see doc/accuracy-claims.md).\nvar figureModel = Model{\n")
	for _, f := range []struct {
		name   string
		forest *claim.Forest
	}{{"Alone", &m.Alone}, {"Beside", &m.Beside}} {
		fmt.Fprintf(w, "\t%s: ", f.name)
		writeForest(w, f.forest)
		fmt.Fprint(w, ",\n")
	}
	fmt.Fprint(w, "}\n")
}

func writeForest(w io.Writer, f *claim.Forest) {
	fmt.Fprintf(w, "Forest{%v, []Tree{\n", f.Base)
	for _, t := range f.Trees {
		fmt.Fprint(w, "\t\t{[]Split{")
		for i, s := range t.Splits {
			fmt.Fprintf(w, "%s{%d, %v}", separator(i), s.Feature, s.At)
		}
		fmt.Fprint(w, "}, []float64{")
		for i, l := range t.Leaves {
			fmt.Fprintf(w, "%s%v", separator(i), l)
		}
		fmt.Fprint(w, "}},\n")
	}
	fmt.Fprint(w, "\t}}")
}

func separator(i int) string {
	if i == 0 {
		return ""
	}
	return ", "
}
