package names

import "math/bits"

// spelled returns how alike two words are as spellings of one, from 0 to 1: the
// score of their best alignment, in shares of what each has against itself. It
// is the algorithm of Needleman and Wunsch with learned costs, with the swap of
// two neighbouring letters as one more step (Damerau).
func (w *Weights) spelled(a, b *word) float32 {
	if a.script == Arabic && b.script != Arabic {
		a, b = b, a
	}
	// Now b is the one in Arabic letters, if any is.
	gapA, gapB := &w.Gap[0], &w.Gap[0]
	mixed := b.script == Arabic && a.script != Arabic
	switch {
	case mixed:
		gapA, gapB = &w.Gap[1], &w.Gap[2]
	case a.script.Abjad() != b.script.Abjad():
		gapA, gapB = &w.Gap[1], &w.Gap[1]
	case a.script == Han && b.script == Han, a.script == Hangul && b.script == Hangul:
		if a.raw == b.raw {
			return 1
		}
		return 0
	}
	if !mixed {
		// Most words have too few letters in common for it to be worth looking.
		shared := bits.OnesCount64(a.sig & b.sig)
		if abjad := a.script.Abjad() != b.script.Abjad(); !abjad && shared*2+1 < max(a.distinct, b.distinct) || shared == 0 {
			return 0
		}
	}
	if la, lb := len(a.codes), len(b.codes); la > 2*lb+1 && !mixed || la > 2*lb+3 || lb > 2*la+1 {
		return 0
	}
	score := w.align(a.codes, b.codes, gapA, gapB)
	if score <= 0 {
		return 0
	}
	if mixed {
		return min(1, float32(score)/float32(max(1, b.self)))
	}
	return min(1, 2*float32(score)/float32(max(1, a.self+b.self)))
}

// align is the score of the best alignment of two lists of codes.
func (w *Weights) align(a, b []byte, gapA, gapB *[numCodes]int16) int32 {
	if len(a) > maxCodes {
		a = a[:maxCodes]
	}
	if len(b) > maxCodes {
		b = b[:maxCodes]
	}
	// The row above, with that before it, and what each code of b costs alone.
	// All are written before they are read.
	var rows [3][maxCodes + 1]int32
	var alone [maxCodes]int32
	above2, above, here := &rows[0], &rows[1], &rows[2]
	for j, c := range b {
		alone[j] = int32(gapB[c])
		above[j+1] = above[j] + alone[j]
	}
	lastA := byte(0) // no code
	for _, ca := range a {
		sub, gap := &w.Sub[ca], int32(gapA[ca])
		diagonal, left, lastB := above[0], above[0]+gap, byte(0)
		here[0] = left
		above1, here1, alone := above[1:len(b)+1], here[1:len(b)+1], alone[:len(b)]
		for j, cb := range b {
			up := above1[j]
			best := max(diagonal+int32(sub[cb]), up+gap, left+alone[j])
			if ca == lastB && cb == lastA && ca != cb {
				best = max(best, above2[j-1]+int32(w.Sub[ca][ca])+int32(w.Sub[cb][cb])-swapCost)
			}
			here1[j] = best
			diagonal, left, lastB = up, best, cb
		}
		lastA = ca
		above2, above, here = above, here, above2
	}
	return above[len(b)]
}

// swapCost is what two neighbouring letters cost that have changed places, in
// hundredths of a nat: one slip in some thousand words.
const swapCost = 450

// selfScore is the best score that any word can have against this one.
func (w *Weights) selfScore(x *word) int32 {
	total := int32(0)
	for _, c := range x.codes {
		best := int32(w.Sub[c][c])
		if c >= codeArabic {
			for d := range codeArabic {
				best = max(best, int32(w.Sub[c][d]))
			}
			if best <= 0 {
				best = 20
			}
		}
		total += best
	}
	return total
}

// edits is the number of letters to put in, take out, change or swap between
// two words in Latin letters, up to 4 (Damerau, optimal string alignment).
func edits(a, b string) int {
	const most = 4
	if len(a) > len(b) {
		a, b = b, a
	}
	if len(b)-len(a) >= most {
		return most
	}
	for len(a) > 0 && a[0] == b[0] {
		a, b = a[1:], b[1:]
	}
	for len(a) > 0 && a[len(a)-1] == b[len(b)-1] {
		a, b = a[:len(a)-1], b[:len(b)-1]
	}
	if len(a) == 0 {
		return min(most, len(b))
	}
	if len(b) > maxCodes {
		return most
	}
	var rows [3][maxCodes + 1]int
	above2, above, here := &rows[0], &rows[1], &rows[2]
	for j := range len(b) + 1 {
		above[j] = j
	}
	for i := range len(a) {
		here[0] = i + 1
		least := i + 1
		for j := range len(b) {
			cost := 1
			if a[i] == b[j] {
				cost = 0
			}
			v := min(above[j]+cost, above[j+1]+1, here[j]+1)
			if i > 0 && j > 0 && a[i] == b[j-1] && a[i-1] == b[j] {
				v = min(v, above2[j-1]+1)
			}
			here[j+1] = v
			least = min(least, v)
		}
		if least >= most {
			return most
		}
		above2, above, here = above, here, above2
	}
	return min(most, above[len(b)])
}
