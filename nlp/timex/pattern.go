package timex

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// A symbol is a class of words ("MONTH") or one word as the rules name it.
type symbol uint16

// A grammar is the rules of a language as one deterministic automaton over
// symbols: all rules are tried in a single walk, and a word costs the same
// however many rules there are.
type grammar struct {
	symbols map[string]symbol
	names   []string // of symbols
	states  []state
	rules   []rule
}

type state struct {
	edges   []edge // in order of symbol
	accepts []int  // rules that end here, in order
}

type edge struct {
	on symbol
	to int32
}

// step returns the state after sym, -1 for none.
func (g *grammar) step(from int32, sym symbol) int32 {
	edges := g.states[from].edges
	lo, hi := 0, len(edges)
	for lo < hi {
		mid := (lo + hi) / 2
		if edges[mid].on < sym {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	if lo < len(edges) && edges[lo].on == sym {
		return edges[lo].to
	}
	return -1
}

// A rule says what a stretch of words means.
type rule struct {
	op     operation
	preset frame // fields that the rule itself gives

	// What must stand, or must not, at the words next to the match; nil for no
	// such condition.
	after, before, notAfter, notBefore []symbol
	named                              bool // begins with a capital, as matcher.named has it
	context                            bool // any of after, before, named will do
}

// maxStates bounds the automaton: a grammar beyond it is a mistake in the
// rules, such as optional parts nested without end.
const maxStates = 60000

// parseGrammar reads rules, one a line:
//
//	operation field=value ...: pattern ; condition(word|CLASS) ...
//
// A pattern is words and CLASSES; [x] may be left out, (x|y) is either. A line
// "$name = pattern" gives a part a name for the lines below it. A line that
// begins with "# " is a comment.
func parseGrammar(text string, g *grammar) error {
	var n nfa
	start := n.node()
	parts := map[string]string{}
	for number, line := range strings.Split(text, "\n") {
		line = strings.TrimSpace(line)
		if line == "" || strings.HasPrefix(line, "# ") {
			continue
		}
		if name, pattern, ok := strings.Cut(line, "="); ok && line[0] == '$' {
			parts[strings.TrimSpace(name)] = pattern
			continue
		}
		r, pattern, err := parseRule(line, g)
		if err != nil {
			return fmt.Errorf("read line %d of the rules: %w", number+1, err)
		}
		p := parser{g: g, n: &n, parts: parts, words: scanPattern(pattern)}
		end := p.choice(start)
		if p.err == nil && p.at < len(p.words) {
			p.err = fmt.Errorf("%q stands alone", p.words[p.at])
		}
		if p.err != nil {
			return fmt.Errorf("read line %d of the rules: %w", number+1, p.err)
		}
		n.nodes[end].accept = append(n.nodes[end].accept, len(g.rules))
		g.rules = append(g.rules, r)
	}
	return n.determine(start, g)
}

func (g *grammar) symbol(name string) symbol {
	s, ok := g.symbols[name]
	if !ok {
		s = symbol(len(g.names))
		g.symbols[name] = s
		g.names = append(g.names, name)
	}
	return s
}

func parseRule(line string, g *grammar) (rule, string, error) {
	var r rule
	head, body, ok := strings.Cut(line, ": ")
	if !ok {
		return r, "", fmt.Errorf("no \": \" in %q", line)
	}
	fields := strings.Fields(head)
	if len(fields) == 0 {
		return r, "", fmt.Errorf("no operation in %q", line)
	}
	if r.op, ok = operations[fields[0]]; !ok {
		return r, "", fmt.Errorf("no operation is called %q", fields[0])
	}
	for _, f := range fields[1:] {
		name, value, _ := strings.Cut(f, "=")
		i := slices.Index(fieldNames[:], name)
		if i < 0 {
			return r, "", fmt.Errorf("no field is called %q", name)
		}
		v, err := fieldValue(field(i), value)
		if err != nil {
			return r, "", err
		}
		r.preset.set(field(i), v)
	}
	pattern, conditions, _ := strings.Cut(body, ";")
	for _, c := range strings.Fields(conditions) {
		name, list, _ := strings.Cut(strings.TrimSuffix(c, ")"), "(")
		var symbols []symbol
		for word := range strings.SplitSeq(list, "|") {
			symbols = append(symbols, g.symbol(word))
		}
		switch name {
		case "after":
			r.after = append(r.after, symbols...)
		case "before":
			r.before = append(r.before, symbols...)
		case "not-after":
			r.notAfter = append(r.notAfter, symbols...)
		case "not-before":
			r.notBefore = append(r.notBefore, symbols...)
		case "named":
			r.named = true
		default:
			return r, "", fmt.Errorf("no condition is called %q", name)
		}
	}
	r.context = r.named || r.after != nil || r.before != nil
	return r, pattern, nil
}

// scanPattern cuts a pattern into words and signs.
func scanPattern(s string) []string {
	for _, sign := range []string{"[", "]", "(", ")", "|"} {
		s = strings.ReplaceAll(s, sign, " "+sign+" ")
	}
	return strings.Fields(s)
}

// fieldValue reads a value as the words and rules of a language write it: a
// number, or one of the codes of the field.
func fieldValue(f field, s string) (int32, error) {
	if i := slices.Index(fieldCodes[f], s); i >= 0 {
		return int32(i), nil
	}
	if f == number && s == "X" {
		return many, nil
	}
	v, err := strconv.Atoi(s)
	if err != nil {
		return 0, fmt.Errorf("%q is no value of %s", s, fieldNames[f])
	}
	return int32(v), nil
}

// An nfa is the rules while they are read.
type nfa struct{ nodes []nfaNode }

type nfaNode struct {
	edges  []edge
	silent []int32
	accept []int
}

func (n *nfa) node() int32 {
	n.nodes = append(n.nodes, nfaNode{})
	return int32(len(n.nodes) - 1)
}

func (n *nfa) join(from, to int32) { n.nodes[from].silent = append(n.nodes[from].silent, to) }

// parser reads one pattern by recursive descent.
type parser struct {
	g     *grammar
	n     *nfa
	parts map[string]string
	words []string
	at    int
	depth int
	err   error
}

func (p *parser) peek() string {
	if p.at < len(p.words) {
		return p.words[p.at]
	}
	return ""
}

func (p *parser) choice(from int32) int32 {
	end := p.n.node()
	for {
		p.n.join(p.sequence(from), end)
		if p.peek() != "|" {
			return end
		}
		p.at++
	}
}

func (p *parser) sequence(from int32) int32 {
	// A node of its own keeps the silent steps of one branch out of the others.
	at := p.n.node()
	p.n.join(from, at)
	for p.err == nil {
		switch w := p.peek(); {
		case w == "" || w == "|" || w == ")" || w == "]":
			return at
		case w == "(" || w == "[":
			p.at++
			end := p.choice(at)
			if want := map[string]string{"(": ")", "[": "]"}[w]; p.peek() != want {
				p.err = fmt.Errorf("%q is not closed", w)
				return at
			}
			p.at++
			if w == "[" {
				p.n.join(at, end)
			}
			at = end
		case w[0] == '$':
			p.at++
			part, ok := p.parts[w]
			if !ok || p.depth > 10 {
				p.err = fmt.Errorf("no part is called %s", w)
				return at
			}
			inner := parser{g: p.g, n: p.n, parts: p.parts, words: scanPattern(part), depth: p.depth + 1}
			at = inner.choice(at)
			if inner.err == nil && inner.at < len(inner.words) {
				inner.err = fmt.Errorf("%q stands alone in %s", inner.words[inner.at], w)
			}
			p.err = inner.err
		default:
			p.at++
			next := p.n.node()
			p.n.nodes[at].edges = append(p.n.nodes[at].edges, edge{p.g.symbol(w), next})
			at = next
		}
	}
	return at
}

// determine makes the automaton of the grammar by the subset construction.
func (n *nfa) determine(start int32, g *grammar) error {
	seen := map[string]int32{}
	var sets [][]int32
	mark := make([]int, len(n.nodes)) // set that the node was last put in
	stamp := 0
	add := func(set []int32) int32 {
		stamp++
		var closed []int32
		for len(set) > 0 {
			at := set[len(set)-1]
			set = set[:len(set)-1]
			if mark[at] == stamp {
				continue
			}
			mark[at] = stamp
			if len(n.nodes[at].edges) > 0 || n.nodes[at].accept != nil {
				closed = append(closed, at)
			}
			set = append(set, n.nodes[at].silent...)
		}
		slices.Sort(closed)
		key := make([]byte, 0, 4*len(closed))
		for _, at := range closed {
			key = append(key, byte(at), byte(at>>8), byte(at>>16), byte(at>>24))
		}
		if s, ok := seen[string(key)]; ok {
			return s
		}
		s := int32(len(sets))
		seen[string(key)] = s
		sets = append(sets, closed)
		var accepts []int
		for _, at := range closed {
			accepts = append(accepts, n.nodes[at].accept...)
		}
		slices.Sort(accepts)
		g.states = append(g.states, state{accepts: slices.Compact(accepts)})
		return s
	}
	add([]int32{start})
	for s := 0; s < len(sets); s++ {
		if len(sets) > maxStates {
			return fmt.Errorf("the rules need more than %d states", maxStates)
		}
		var all []edge
		for _, at := range sets[s] {
			all = append(all, n.nodes[at].edges...)
		}
		slices.SortFunc(all, func(a, b edge) int {
			if a.on != b.on {
				return int(a.on) - int(b.on)
			}
			return int(a.to - b.to)
		})
		for i := 0; i < len(all); {
			j := i
			var set []int32
			for j < len(all) && all[j].on == all[i].on {
				set = append(set, all[j].to)
				j++
			}
			to := add(set)
			g.states[s].edges = append(g.states[s].edges, edge{all[i].on, to})
			i = j
		}
	}
	if len(g.states[0].accepts) > 0 {
		return fmt.Errorf("rule %d matches no words at all", g.states[0].accepts[0]+1)
	}
	return nil
}
