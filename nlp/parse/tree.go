package parse

// A tree finds the best tree over a matrix of arc scores; it keeps its memory
// for the next sentence.
type tree struct {
	heads []int // of each word, -1 for the root
	seen  []int

	// The rest is for sentences where the best heads make no tree.
	scores  [][]float64 // [head][dependent], the root last
	cells   []float64
	history []contraction
	ints    []int // memory for the slices below, taken by take
	flags   []bool
	used    int
}

// take returns n numbers, all zero.
func (t *tree) take(n int) []int {
	if t.used+n > len(t.ints) {
		// What was handed out before stays where it is.
		t.ints, t.used = make([]int, 2*len(t.ints)+n), 0
	}
	s := t.ints[t.used : t.used+n : t.used+n]
	t.used += n
	clear(s)
	return s
}

// best fills heads with the tree of the highest sum of scores that has exactly
// one word at the root. The scores are rows, stride apart: for each word n+1, that
// of the root and then that of each word as its head. Of equal trees it takes one, always
// the same.
func (t *tree) best(scores []float32, n, stride int) {
	if cap(t.heads) < n {
		t.heads, t.seen = make([]int, n, 2*n), make([]int, n, 2*n)
	}
	t.heads, t.seen = t.heads[:n], t.seen[:n]
	for i := range n {
		row := scores[i*stride:][:n+1]
		best := -1
		for j, s := range row {
			if j != i+1 && (best < 0 || s > row[best]) {
				best = j
			}
		}
		t.heads[i] = best - 1
	}
	if !t.valid() {
		t.contract(scores, n, stride)
	}
}

// valid reports whether heads is a tree with one root.
func (t *tree) valid() bool {
	roots := 0
	clear(t.seen)
	for i, h := range t.heads {
		if h < 0 {
			roots++
		}
		// Walk up until something known; i+1 marks this walk.
		for k := i; k >= 0 && t.seen[k] != -1; k = t.heads[k] {
			if t.seen[k] == i+1 {
				return false
			}
			t.seen[k] = i + 1
		}
		for k := i; k >= 0 && t.seen[k] != -1; k = t.heads[k] {
			t.seen[k] = -1
		}
	}
	return roots == 1
}

// A contraction remembers how a cycle was drawn into one node.
type contraction struct {
	node  int   // the node that stands for the cycle
	cycle []int // its nodes
	heads []int // their heads in the cycle
	enter []int // for each node outside: which of the cycle it enters by
	leave []int // for each node outside: which of the cycle it is reached from
}

// contract is the algorithm of Chu, Liu and Edmonds. That there is one root
// only is made sure of by a price on arcs from the root that no tree can earn
// back.
func (t *tree) contract(scores []float32, n, stride int) {
	const price = 1e6
	size := n + 1 // node n is the root
	if cap(t.cells) < size*size {
		t.cells = make([]float64, size*size)
		t.scores = make([][]float64, 0, size)
	}
	t.cells = t.cells[:size*size]
	t.scores = t.scores[:0]
	for h := range size {
		t.scores = append(t.scores, t.cells[h*size:][:size])
	}
	for d := range n {
		row := scores[d*stride:][:n+1]
		t.scores[n][d] = float64(row[0]) - price
		for h := range n {
			t.scores[h][d] = float64(row[h+1])
		}
	}
	t.used = 0
	if cap(t.flags) < 2*size {
		t.flags = make([]bool, 2*size)
	}
	live, in := t.flags[:size], t.flags[size:2*size] // nodes not drawn into another; nodes of the cycle
	for i := range live {
		live[i] = true
	}
	heads := t.take(size)
	heads[n] = -1
	for d := range n {
		heads[d] = t.highest(d, live)
	}
	t.history = t.history[:0]
	for {
		cycle := t.findCycle(heads, live, n)
		if cycle == nil {
			break
		}
		// The first node of the cycle stands for all.
		clear(in)
		var total float64
		c := contraction{node: cycle[0], cycle: cycle, heads: t.take(len(cycle)), enter: t.take(size), leave: t.take(size)}
		for k, v := range cycle {
			in[v] = true
			c.heads[k] = heads[v]
			total += t.scores[heads[v]][v]
		}
		for v := range size {
			if !live[v] || in[v] {
				continue
			}
			enter, leave := cycle[0], cycle[0]
			var enterScore, leaveScore float64
			for k, u := range cycle {
				if s := t.scores[v][u] - t.scores[heads[u]][u]; k == 0 || s > enterScore {
					enter, enterScore = u, s
				}
				if s := t.scores[u][v]; k == 0 || s > leaveScore {
					leave, leaveScore = u, s
				}
			}
			c.enter[v], c.leave[v] = enter, leave
			t.scores[v][c.node] = enterScore + total
			t.scores[c.node][v] = leaveScore
		}
		for _, v := range cycle[1:] {
			live[v] = false
		}
		for v := range n {
			if live[v] && v != c.node && in[heads[v]] {
				heads[v] = c.node
			}
		}
		heads[c.node] = t.highest(c.node, live)
		t.history = append(t.history, c)
	}
	for i := len(t.history) - 1; i >= 0; i-- {
		c := &t.history[i]
		// Arcs out of the node leave from the one of the cycle that they were
		// best from; the arc into it enters by one, whose own head goes.
		above := heads[c.node]
		entry := c.enter[above]
		for k, v := range c.cycle {
			heads[v] = c.heads[k]
		}
		heads[entry] = above
		clear(in)
		for _, v := range c.cycle {
			in[v] = true
			live[v] = true
		}
		for v := range n {
			if live[v] && !in[v] && heads[v] == c.node {
				heads[v] = c.leave[v]
			}
		}
	}
	for d := range n {
		t.heads[d] = heads[d]
		if heads[d] == n {
			t.heads[d] = -1
		}
	}
}

// highest returns the live node that is the best head of d.
func (t *tree) highest(d int, live []bool) int {
	best := -1
	for h, ok := range live {
		if ok && h != d && (best < 0 || t.scores[h][d] > t.scores[best][d]) {
			best = h
		}
	}
	return best
}

// findCycle returns the nodes of a cycle, or nil.
func (t *tree) findCycle(heads []int, live []bool, root int) []int {
	seen := t.take(len(heads))
	for i := range heads {
		if !live[i] || seen[i] != 0 {
			continue
		}
		k := i
		for k != root && k >= 0 && seen[k] == 0 {
			seen[k] = i + 1
			k = heads[k]
		}
		if k != root && k >= 0 && seen[k] == i+1 {
			n := 1
			for v := heads[k]; v != k; v = heads[v] {
				n++
			}
			cycle := t.take(n)
			cycle[0] = k
			for j, v := 1, heads[k]; v != k; j, v = j+1, heads[v] {
				cycle[j] = v
			}
			return cycle
		}
	}
	return nil
}
