package train

import (
	"math"
	"slices"

	"github.com/stemma/stemma/names"
)

// Rarity learns how much each word says, from how many of the clusters that are
// learned from have it, in any spelling: "Mohamad" is as common as "Muhammad".
func Rarity(clusters []Cluster, spellings []Spelling, w *names.Weights) {
	c := names.NewComparer(w)
	type entry struct {
		name   *names.Name
		digest uint32
		count  float64
	}
	byWord := map[uint32]*entry{}
	var words []*entry
	total := 0.0
	add := func(text string, kind names.Kind, seen map[uint32]bool) {
		digests, latin := names.Parse(text, kind).Words()
		for i, d := range digests {
			if seen[d] || latin[i] == "" {
				continue
			}
			seen[d] = true
			e := byWord[d]
			if e == nil {
				e = &entry{name: c.Parse(latin[i], names.Any), digest: d}
				byWord[d], words = e, append(words, e)
			}
			e.count++
		}
	}
	for i := range clusters {
		if cl := &clusters[i]; !cl.Held() {
			seen := map[uint32]bool{}
			for _, n := range cl.Names {
				add(n, cl.Kind, seen)
			}
			for _, n := range cl.Script {
				add(n, cl.Kind, seen)
			}
			total++
		}
	}
	// Words that are alike share their counts. Few words are common, so each word
	// is looked at against the common ones only.
	var common []*entry
	for _, e := range words {
		if e.count >= 4 {
			common = append(common, e)
		}
	}
	slices.SortFunc(common, func(a, b *entry) int { return int(a.digest) - int(b.digest) })
	w.Rare = map[uint32]float32{}
	w.Unseen = float32(math.Log(total / 0.4))
	for _, e := range words {
		count := e.count
		for _, o := range common {
			if o != e && c.Alike(e.name, o.name) >= 0.93 {
				count += o.count
			}
		}
		// As the file keeps it, so that trees are learned on what they will see.
		w.Rare[e.digest] = float32(int32(math.Round(100*math.Log(total/(count+0.2))))) / 100
	}
}
