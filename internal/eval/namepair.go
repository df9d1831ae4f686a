package eval

import (
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"hash/fnv"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/stemma/stemma/names"
)

// A NamePair is two names of which it is known whether they are one's.
type NamePair struct {
	A, B string
	Kind names.Kind
	Same bool
	Case string // what the pair tries
}

// measureNamePairs measures names.Comparer: the labelled pairs at the
// threshold of 0.5, the recall that a list of aliases leaves when one in a
// thousand pairs of strangers may pass, and the Latin spelling that comes first
// for a word in Arabic letters.
func measureNamePairs(folder string) ([]Score, error) {
	c, err := names.Standard()
	if err != nil {
		return nil, err
	}
	return ScoreNamePairs(c, folder)
}

// ScoreNamePairs measures a comparer on the sets of names in the folder.
func ScoreNamePairs(c *names.Comparer, folder string) ([]Score, error) {
	bench, err := ReadNameBench(filepath.Join(folder, "name_bench.csv"))
	if err != nil {
		return nil, err
	}
	r, wrong := Ratio{}, 0
	for _, p := range bench {
		said := c.Compare(c.Parse(p.A, p.Kind), c.Parse(p.B, p.Kind)) >= 0.5
		if p.Same {
			r.Gold++
		}
		if said {
			r.System++
		}
		if said && p.Same {
			r.Correct++
		} else if said {
			wrong++
		}
	}
	clusters, err := readAliases(filepath.Join(folder, "alias_clusters.jsonl"))
	if err != nil {
		return nil, err
	}
	latin, cross, apart := clusters.pairs(c)
	first, err := firstSpelling(c, filepath.Join(folder, "ar2en-eval.txt"))
	if err != nil {
		return nil, err
	}
	return []Score{
		{"bench.F1", r.F1(), 82}, {"bench.P", precision(r), 0}, {"bench.R", recall(r), 0},
		{"strangers.apart", apart, 0}, {"aliases.recall", latin, 28}, {"scripts.recall", cross, 40}, {"ar2en.first", first, 94},
	}, nil
}

// ReadNameBench reads pairs with a label: the columns name1, name2, schema and
// is_match.
func ReadNameBench(path string) ([]NamePair, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, fmt.Errorf("read pairs of names: %w", err)
	}
	defer f.Close()
	rows := csv.NewReader(f)
	header, err := rows.Read()
	if err != nil {
		return nil, fmt.Errorf("read pairs of names: %w", err)
	}
	column := func(row []string, name string) string { return row[slices.Index(header, name)] }
	var out []NamePair
	for {
		row, err := rows.Read()
		if errors.Is(err, io.EOF) {
			return out, nil
		}
		if err != nil {
			return nil, fmt.Errorf("read pairs of names: %w", err)
		}
		out = append(out, NamePair{column(row, "name1"), column(row, "name2"), names.KindOf(column(row, "schema")),
			column(row, "is_match") == "true", column(row, "case_group")})
	}
}

// aliases are the held-out fifth of the listed people, with their names.
type aliases []alias

type alias struct {
	latin, original []string
}

func readAliases(path string) (aliases, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, fmt.Errorf("read aliases: %w", err)
	}
	var out aliases
	for line := range strings.Lines(string(data)) {
		var row struct {
			ID, Schema string
			Names      []struct{ Name, Quality string }
		}
		if err := json.Unmarshal([]byte(line), &row); err != nil {
			return nil, fmt.Errorf("read aliases: %w", err)
		}
		h := fnv.New32a()
		h.Write([]byte(row.ID))
		if row.Schema != "Person" || h.Sum32()%5 != 0 {
			continue
		}
		a := alias{}
		for _, n := range row.Names {
			list := &a.latin
			if n.Quality == "original-script" || !mostlyLatin(n.Name) {
				list = &a.original
			}
			if !slices.Contains(*list, n.Name) {
				*list = append(*list, n.Name)
			}
		}
		out = append(out, a)
	}
	return out, nil
}

func mostlyLatin(s string) bool {
	latin, other := 0, 0
	for _, r := range s {
		switch {
		case r >= 'A' && r < 0x250:
			latin++
		case r >= 0x250:
			other++
		}
	}
	return latin >= other
}

// pairs gives the recall at one false positive in a thousand, in percent: of
// all pairs of Latin names of one person against 200,000 of two people, half of
// which share a word, and of a Latin name and one in the original script
// against 10,000. Apart is the share of the former strangers that score less
// than 0.5: the rest would be merged wrongly by whoever merged on that alone.
func (all aliases) pairs(c *names.Comparer) (latin, cross, apart float64) {
	r := rand.New(rand.NewPCG(20, 5))
	type owned struct {
		*names.Name
		owner int
	}
	var list, originals []owned
	byWord := map[string][]int{}
	for i, a := range all {
		for _, n := range a.latin {
			for w := range strings.FieldsFuncSeq(strings.ToLower(n), func(r rune) bool { return r == ' ' || r == ',' || r == '-' }) {
				if at := byWord[w]; len(w) > 2 && (len(at) == 0 || at[len(at)-1] != len(list)) {
					byWord[w] = append(at, len(list))
				}
			}
			list = append(list, owned{c.Parse(n, names.Person), i})
		}
		for _, n := range a.original {
			originals = append(originals, owned{c.Parse(n, names.Person), i})
		}
	}
	var same, other, sameX, otherX []float64
	for i := range list {
		for j := range i {
			if list[i].owner == list[j].owner {
				same = append(same, c.Compare(list[i].Name, list[j].Name))
			}
		}
		for _, o := range originals {
			if o.owner == list[i].owner {
				sameX = append(sameX, c.Compare(list[i].Name, o.Name))
			}
		}
	}
	for len(other) < 200000 {
		i, j := r.IntN(len(list)), r.IntN(len(list))
		if len(other)%2 == 0 {
			words := strings.FieldsFunc(strings.ToLower(list[i].Text), func(r rune) bool { return r == ' ' || r == ',' || r == '-' })
			at := byWord[words[r.IntN(len(words))]]
			if len(at) == 0 {
				continue
			}
			j = at[r.IntN(len(at))]
		}
		if list[i].owner != list[j].owner {
			other = append(other, c.Compare(list[i].Name, list[j].Name))
		}
	}
	for len(otherX) < 10000 {
		i, j := r.IntN(len(list)), r.IntN(len(originals))
		if list[i].owner != originals[j].owner {
			otherX = append(otherX, c.Compare(list[i].Name, originals[j].Name))
		}
	}
	low := 0
	for _, s := range other {
		if s < 0.5 {
			low++
		}
	}
	return recallAt(same, other, 0.001), recallAt(sameX, otherX, 0.001), percent(low, len(other))
}

// recallAt is the share, in percent, of the scores of true pairs that are above
// all but the given share of the scores of false ones.
func recallAt(same, other []float64, share float64) float64 {
	slices.SortFunc(other, func(a, b float64) int {
		if a > b {
			return -1
		}
		if a < b {
			return 1
		}
		return 0
	})
	limit := other[int(share*float64(len(other)))]
	found := 0
	for _, s := range same {
		if s > limit {
			found++
		}
	}
	return percent(found, len(same))
}

// firstSpelling is the share of words in Arabic letters for which, among all
// Latin spellings of the file, the right one comes first.
func firstSpelling(c *names.Comparer, path string) (float64, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return 0, fmt.Errorf("read spellings: %w", err)
	}
	type word struct{ arabic, latin *names.Name }
	var words []word
	var latin []*names.Name
	seen := map[string]bool{}
	for line := range strings.Lines(string(data)) {
		ar, en, ok := strings.Cut(strings.TrimRight(line, "\r\n"), "\t")
		if !ok {
			continue
		}
		w := word{c.Parse(ar, names.Any), c.Parse(en, names.Any)}
		words = append(words, w)
		if !seen[en] {
			seen[en], latin = true, append(latin, w.latin)
		}
	}
	right := 0
	for _, w := range words {
		best, at := -1.0, ""
		for _, l := range latin {
			if s := c.Alike(w.arabic, l); s > best {
				best, at = s, l.Text
			}
		}
		if at == w.latin.Text {
			right++
		}
	}
	return percent(right, len(words)), nil
}
