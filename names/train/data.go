// Package train learns the weights of names: what letters may stand for each
// other, how rare words are, and how all that two names share and do not share
// adds up. It is for developers and not shipped; names/MODEL.md says what the
// weights that are built in were learned from.
package train

import (
	"bufio"
	"encoding/json"
	"fmt"
	"hash/fnv"
	"os"
	"strings"

	"github.com/stemma/stemma/names"
)

// A Cluster is one listed person, organisation or vessel with all its names.
type Cluster struct {
	ID     string
	Kind   names.Kind
	Names  []string
	Script []string // names in the original script
}

// Held reports whether the cluster belongs to the fifth that is not learned from.
func (c *Cluster) Held() bool {
	h := fnv.New32a()
	h.Write([]byte(c.ID))
	return h.Sum32()%5 == 0
}

// ReadClusters reads alias_clusters.jsonl.
func ReadClusters(path string) ([]Cluster, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, fmt.Errorf("read clusters of names: %w", err)
	}
	defer f.Close()
	var out []Cluster
	scan := bufio.NewScanner(f)
	scan.Buffer(nil, 1<<24)
	for scan.Scan() {
		var row struct {
			ID, Schema string
			Names      []struct{ Name, Quality string }
		}
		if err := json.Unmarshal(scan.Bytes(), &row); err != nil {
			return nil, fmt.Errorf("read clusters of names: %w", err)
		}
		c := Cluster{ID: row.ID, Kind: names.KindOf(row.Schema)}
		seen := map[string]bool{}
		for _, n := range row.Names {
			switch {
			case seen[n.Name]:
			case n.Quality == "original-script":
				c.Script = append(c.Script, n.Name)
			default:
				c.Names = append(c.Names, n.Name)
			}
			seen[n.Name] = true
		}
		out = append(out, c)
	}
	return out, scan.Err()
}

// A Spelling is a word in Arabic letters with a Latin spelling of it.
type Spelling struct{ Arabic, Latin string }

// ReadSpellings reads a file of ar2en.
func ReadSpellings(path string) ([]Spelling, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, fmt.Errorf("read spellings: %w", err)
	}
	var out []Spelling
	for line := range strings.Lines(string(data)) {
		if ar, en, ok := strings.Cut(strings.TrimRight(line, "\r\n"), "\t"); ok {
			out = append(out, Spelling{ar, en})
		}
	}
	return out, nil
}
