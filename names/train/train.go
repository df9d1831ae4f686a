package train

import (
	"path/filepath"

	"github.com/stemma/stemma/names"
)

// Settings are what a run of learning is told.
type Settings struct {
	Seed      uint64
	Rounds    int // of learning costs
	Negatives int // pairs across clusters
	Draws     int // pairs of strangers drawn, to keep those of which a word meets
	Made      int // made pairs
	Trees     int
	Rate      float64
	Log       func(format string, args ...any)
}

// Standard are the settings of the weights that are built in.
func Standard() Settings {
	return Settings{Seed: 1, Rounds: 4, Negatives: 120000, Draws: 1500000, Made: 60000, Trees: 150, Rate: 0.15, Log: func(string, ...any) {}}
}

// Learn learns all weights of names from the folder of data.
func Learn(folder string, s Settings) (*names.Weights, error) {
	clusters, err := ReadClusters(filepath.Join(folder, "alias_clusters.jsonl"))
	if err != nil {
		return nil, err
	}
	spellings, err := ReadSpellings(filepath.Join(folder, "ar2en-train.txt"))
	if err != nil {
		return nil, err
	}
	w := Costs(clusters, spellings, s.Rounds, s.Log)
	Rarity(clusters, spellings, w)
	s.Log("rarity: %d words", len(w.Rare))
	examples := append(ClusterPairs(clusters, s.Negatives, s.Seed), Made(clusters, spellings, s.Made, s.Seed)...)
	strangers := Strangers(clusters, s.Draws, w, s.Seed)
	s.Log("strangers: %d of %d draws meet", len(strangers), s.Draws)
	examples = append(examples, strangers...)
	Trees(examples, w, s.Trees, s.Rate, s.Log)
	return w, nil
}
