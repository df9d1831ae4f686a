package resolve

import (
	"slices"
	"strings"

	"github.com/stemma/stemma/names"
)

// onePerson reports whether two names of persons may be one's, whatever their
// score: the score knows how rare the words are in lists of names, and not that
// one text tells two of a family apart by their other names. Two words must meet,
// or one and a kunya, which is chosen to stand alone; one name may have more words than the other, but
// not each; and what is spelled otherwise must sound alike then. A last vowel that
// differs tells a woman from a man.
func onePerson(e names.Explanation) bool {
	met, left := 0, [2]int{}
	for i, side := range e.Left {
		for _, p := range side {
			left[i] += coresOf(p)
		}
	}
	for _, m := range e.Met {
		a, b := 0, 0
		for _, p := range m.A {
			a += coresOf(p)
		}
		for _, p := range m.B {
			b += coresOf(p)
		}
		met += max(a, b)
		if len(m.A) != 1 || len(m.B) != 1 || m.Alike == 1 {
			continue
		}
		x, y := m.A[0], m.B[0]
		if x.Role == names.Initial || y.Role == names.Initial || x.Latin == "" || y.Latin == "" {
			met += 1 - max(a, b)
			continue
		}
		if (x.Role == names.Given || y.Role == names.Given) && len(e.Met) < 3 && otherConsonant(x.Latin, y.Latin) {
			return false
		}
		if otherEnd(x.Latin, y.Latin) || left[0]+left[1] > 0 && m.Alike < leastSame && !skeleton(x.Latin, y.Latin) {
			return false
		}
	}
	return met > 1 && (left[0] == 0 || left[1] == 0)
}

// coresOf is how many words that say who it is a part counts for.
func coresOf(p names.Part) int {
	switch p.Role {
	case names.Kunya:
		return 2
	case names.Given, names.Father, names.Family, names.Nisba, names.Word, names.Place:
		return 1
	}
	return 0
}

// otherEnd reports whether two words differ in nothing but the vowel that they end
// with.
func otherEnd(a, b string) bool {
	n := len(a)
	return n == len(b) && n > 1 && a[:n-1] == b[:n-1] && a[n-1] != b[n-1] && vowelSets[rune(a[n-1])]&vowelSets[rune(b[n-1])] == 0 &&
		vowelSets[rune(a[n-1])] != 0 && vowelSets[rune(b[n-1])] != 0
}

// skeleton reports whether two words have the same consonants and end alike, in a
// vowel or not.
func skeleton(a, b string) bool {
	x, y := consonants(a), consonants(b)
	return len(x) > 1 && x == y && (vowelSets[rune(a[len(a)-1])] != 0) == (vowelSets[rune(b[len(b)-1])] != 0)
}

// otherConsonant reports whether two given names have another consonant in one place,
// and as many: Dina is not Tina. What is left out or changes places is more often a slip,
// and so is another letter within a long name.
func otherConsonant(a, b string) bool {
	x, y := consonants(a), consonants(b)
	if len(x) != len(y) || min(len(a), len(b)) >= longGiven && a[0] == b[0] {
		return false
	}
	other, left := false, []byte(y)
	for i := range x {
		other = other || x[i] != y[i] && !strings.Contains(wavering, " "+min(x[i:i+1], y[i:i+1])+max(x[i:i+1], y[i:i+1])+" ")
		if at := slices.Index(left, x[i]); at >= 0 {
			left = slices.Delete(left, at, at+1)
		}
	}
	return other && len(left) > 0
}

// longGiven is how many letters a given name has for which another letter is a slip; an
// estimate from some ten pairs of MUC.
const longGiven = 7

// wavering are the pairs of consonants between which spellings of one name waver.
const wavering = " bv ck cq cs cz fv gj gq kq sz tz vw "

func consonants(word string) string {
	return strings.Map(func(r rune) rune {
		if vowelSets[r] != 0 {
			return -1
		}
		return r
	}, word)
}
