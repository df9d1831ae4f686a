package claim

import (
	"bufio"
	"bytes"
	"cmp"
	"compress/gzip"
	_ "embed"
	"slices"
	"strconv"
	"strings"
	"sync"
)

// meaningData says of each word for a deed what meanings it has: a line a word, with the
// numbers of the meanings and how far each is from the word. It is drawn from WordNet 3.1
// (Fellbaum 1998; see NOTICE) by nlptrain meanings.
//
//go:embed meanings.gz
var meaningData []byte

// A meaning of a word, by number; far is 0 for what the word mostly means, up to 3 for
// what it may mean, and from 4 up for what is one step wider.
type meaning struct {
	number int32
	far    uint8
}

// meanings are those of each lemma, in order of number.
var meanings = sync.OnceValue(func() map[string][]meaning {
	z, err := gzip.NewReader(bytes.NewReader(meaningData))
	if err != nil {
		panic("claim: " + err.Error())
	}
	of := map[string][]meaning{}
	lines := bufio.NewScanner(z)
	for lines.Scan() {
		word, list, _ := strings.Cut(lines.Text(), "\t")
		var all []meaning
		for m := range strings.FieldsSeq(list) {
			number, far, _ := strings.Cut(m, ":")
			n, err := strconv.Atoi(number)
			f, err2 := strconv.Atoi(far)
			if err != nil || err2 != nil {
				panic("claim: the meanings of " + word + " cannot be read")
			}
			all = append(all, meaning{int32(n), uint8(f)})
		}
		slices.SortFunc(all, func(a, b meaning) int { return cmp.Compare(a.number, b.number) })
		of[word] = all
	}
	if err := lines.Err(); err != nil {
		panic("claim: " + err.Error())
	}
	return of
})

// meaningsOf are those of a lemma, of a verb with a particle also those of the verb.
func meaningsOf(lemma string) []meaning {
	if m := meanings()[lemma]; m != nil {
		return m
	}
	verb, _, _ := strings.Cut(lemma, " ")
	return meanings()[verb]
}

// noKin is how far words are from one another that have no meaning in common.
const noKin = 16

// farFrom is how far two words are from one another by the meaning that is nearest to both.
func farFrom(a, b []meaning) int {
	far := noKin
	for i, j := 0, 0; i < len(a) && j < len(b); {
		switch {
		case a[i].number < b[j].number:
			i++
		case a[i].number > b[j].number:
			j++
		default:
			far = min(far, int(a[i].far)+int(b[j].far))
			i, j = i+1, j+1
		}
	}
	return far
}
