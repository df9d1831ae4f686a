package eval

import (
	"regexp"
	"sort"
	"unicode/utf8"
)

// A Relation is one attribution as the scorers see it: spans in Unicode code
// points of its document, several where there are gaps, none where the text
// leaves the part out.
type Relation struct {
	Doc     string
	Source  [][2]int
	Cue     [][2]int
	Content [][2]int
	Rule    string // what found it; not scored
}

// Relations are the scores of predicted attributions against annotated ones,
// by the definitions of the PolNeAR scorer that the project is measured with.
// Words are what wordPattern matches, so that punctuation never counts.
type Relations struct {
	TokSource, TokCue, TokContent    Ratio // words that carry the role in any relation
	SpanSource, SpanCue, SpanContent Ratio // exact contiguous spans, trimmed to words
	BeginSource, BeginCue            Ratio // their first words only
	BeginContent                     Ratio

	Exact       Ratio // one to one: all three word sets are equal
	Soft        Ratio // content Jaccard of half or more; source and cue each share a word, or are absent on both sides
	WhoWhat     Ratio // Soft, without looking at the cue
	SourceExact Ratio // WhoWhat, with equal sources
	Content     Ratio // content only
}

// named lists the ratios with the names that the scorer prints.
func (r *Relations) named() []struct {
	Name  string
	Ratio *Ratio
} {
	return []struct {
		Name  string
		Ratio *Ratio
	}{
		{"tok_source", &r.TokSource}, {"tok_cue", &r.TokCue}, {"tok_content", &r.TokContent},
		{"span_source", &r.SpanSource}, {"span_cue", &r.SpanCue}, {"span_content", &r.SpanContent},
		{"begin_source", &r.BeginSource}, {"begin_cue", &r.BeginCue}, {"begin_content", &r.BeginContent},
		{"rel_exact", &r.Exact}, {"rel_soft", &r.Soft}, {"rel_whowhat", &r.WhoWhat},
		{"rel_src_exact", &r.SourceExact}, {"rel_content", &r.Content},
	}
}

// wordPattern is a word for the scorer.
var wordPattern = regexp.MustCompile(`[\p{L}\p{N}_]+(?:['’.,-][\p{L}\p{N}_]+)*`)

// wordSet is a sorted set of word numbers.
type wordSet []int

// wordIndex says for each code point of a text which word it belongs to, -1
// for none.
func wordIndex(text string) []int {
	index := make([]int, 0, len(text)+1)
	words := wordPattern.FindAllStringIndex(text, -1)
	n := 0
	for at := 0; at < len(text); {
		for n < len(words) && words[n][1] <= at {
			n++
		}
		if n < len(words) && words[n][0] <= at {
			index = append(index, n)
		} else {
			index = append(index, -1)
		}
		_, size := utf8.DecodeRuneInString(text[at:])
		at += size
	}
	return append(index, -1)
}

func wordsOf(index []int, spans [][2]int) wordSet {
	seen := map[int]bool{}
	for _, s := range spans {
		for i := max(0, s[0]); i < s[1] && i < len(index); i++ {
			if index[i] >= 0 {
				seen[index[i]] = true
			}
		}
	}
	set := make(wordSet, 0, len(seen))
	for w := range seen {
		set = append(set, w)
	}
	sort.Ints(set)
	return set
}

func common(a, b wordSet) int {
	n := 0
	for i, j := 0, 0; i < len(a) && j < len(b); {
		switch {
		case a[i] < b[j]:
			i++
		case a[i] > b[j]:
			j++
		default:
			n, i, j = n+1, i+1, j+1
		}
	}
	return n
}

func jaccard(a, b wordSet) float64 {
	both := common(a, b)
	either := len(a) + len(b) - both
	if either == 0 {
		return 0
	}
	return float64(both) / float64(either)
}

func equal(a, b wordSet) bool { return len(a) == len(b) && common(a, b) == len(a) }

// share says whether the sets have a word in common or are both empty.
func share(a, b wordSet) bool { return common(a, b) > 0 || len(a) == 0 && len(b) == 0 }

type wordRelation struct {
	source, cue, content wordSet
	spans                [3][][2]int // of source, cue and content, first and last word
}

func wordRelations(index []int, relations []Relation) []wordRelation {
	out := make([]wordRelation, len(relations))
	for i, r := range relations {
		out[i] = wordRelation{source: wordsOf(index, r.Source), cue: wordsOf(index, r.Cue), content: wordsOf(index, r.Content)}
		for k, spans := range [][][2]int{r.Source, r.Cue, r.Content} {
			for _, s := range spans {
				if w := wordsOf(index, [][2]int{s}); len(w) > 0 {
					out[i].spans[k] = append(out[i].spans[k], [2]int{w[0], w[len(w)-1]})
				}
			}
		}
	}
	return out
}

// matched pairs gold and predicted relations one to one, greedily by content
// Jaccard, ties in order, among those that agree; it returns for each
// predicted one the gold one, or -1.
func matched(gold, predicted []wordRelation, agree func(g, p *wordRelation) bool) []int {
	type pair struct {
		jaccard float64
		g, p    int
	}
	var pairs []pair
	for g := range gold {
		for p := range predicted {
			if agree(&gold[g], &predicted[p]) {
				pairs = append(pairs, pair{jaccard(gold[g].content, predicted[p].content), g, p})
			}
		}
	}
	sort.SliceStable(pairs, func(i, j int) bool { return pairs[i].jaccard > pairs[j].jaccard })
	to := make([]int, len(predicted))
	for i := range to {
		to[i] = -1
	}
	used := make([]bool, len(gold))
	for _, x := range pairs {
		if !used[x.g] && to[x.p] < 0 {
			used[x.g], to[x.p] = true, x.g
		}
	}
	return to
}

func softContent(g, p *wordRelation) bool { return jaccard(g.content, p.content) >= .5 }

func whoWhat(g, p *wordRelation) bool { return softContent(g, p) && share(g.source, p.source) }

// Add scores the predicted relations of one text and adds the counts.
func (r *Relations) Add(text string, gold, predicted []Relation) {
	index := wordIndex(text)
	g, p := wordRelations(index, gold), wordRelations(index, predicted)
	for k, ratios := range [][3]*Ratio{
		{&r.TokSource, &r.SpanSource, &r.BeginSource}, {&r.TokCue, &r.SpanCue, &r.BeginCue}, {&r.TokContent, &r.SpanContent, &r.BeginContent},
	} {
		var words, spans, begins [2]map[[2]int]bool
		for side, relations := range [][]wordRelation{g, p} {
			words[side], spans[side], begins[side] = map[[2]int]bool{}, map[[2]int]bool{}, map[[2]int]bool{}
			for i := range relations {
				for _, w := range [][]int{relations[i].source, relations[i].cue, relations[i].content}[k] {
					words[side][[2]int{w}] = true
				}
				for _, s := range relations[i].spans[k] {
					spans[side][s] = true
					begins[side][[2]int{s[0]}] = true
				}
			}
		}
		for i, sets := range [][2]map[[2]int]bool{words, spans, begins} {
			both := 0
			for s := range sets[0] {
				if sets[1][s] {
					both++
				}
			}
			ratios[i].Add(Ratio{Correct: both, System: len(sets[1]), Gold: len(sets[0])})
		}
	}
	for _, m := range []struct {
		ratio *Ratio
		agree func(g, p *wordRelation) bool
	}{
		{&r.Exact, func(g, p *wordRelation) bool {
			return equal(g.source, p.source) && equal(g.cue, p.cue) && equal(g.content, p.content)
		}},
		{&r.Soft, func(g, p *wordRelation) bool { return whoWhat(g, p) && share(g.cue, p.cue) }},
		{&r.WhoWhat, whoWhat},
		{&r.SourceExact, func(g, p *wordRelation) bool { return softContent(g, p) && equal(g.source, p.source) }},
		{&r.Content, softContent},
	} {
		correct := 0
		for _, to := range matched(g, p, m.agree) {
			if to >= 0 {
				correct++
			}
		}
		m.ratio.Add(Ratio{Correct: correct, System: len(p), Gold: len(g)})
	}
}

// A Row is one line of a table of scores, in percent.
type Row struct {
	Name                  string
	Precision, Recall, F1 float64
	Predicted, Gold       int
}

// Table lists the scores with the names that the PolNeAR scorer prints.
func (r Relations) Table() []Row {
	var rows []Row
	for _, x := range r.named() {
		rows = append(rows, Row{x.Name, precision(*x.Ratio), recall(*x.Ratio), x.Ratio.F1(), x.Ratio.System, x.Ratio.Gold})
	}
	return rows
}
