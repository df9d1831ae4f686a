// Package eval scores the project against annotated data and keeps the scores
// from falling.
//
// [Measures] is the table of everything that is measured: a new measure is one
// line there. Each takes the data folder and returns named scores, higher is
// better. [Check] compares the scores with the floors of floors.json, which
// rise when a run is better and they are told to, and fall only by an explicit
// flag that names the score.
//
// The data is not in the repository; see doc/accuracy.md.
package eval

import (
	_ "embed"
	"encoding/json"
	"fmt"
	"math"
	"path/filepath"
	"sort"

	"github.com/stemma/stemma/nlp/en"
)

// A Measure is one way of scoring.
type Measure struct {
	Name string // first part of the names of its scores
	Data string // the folder it needs, below the data folder
	Run  func(folder string) ([]Score, error)
}

// A Score is one number, in percent, higher is better.
type Score struct {
	Name  string
	Value float64
	Bar   float64 // what the project has set itself; 0 for none
}

// Measures is the table of measures, in the order in which they are run.
func Measures() []Measure {
	return []Measure{
		{"polnear", "attribution/polnear", measurePolNeAR},
		{"conll", "treebank", measureTreebanks},
		{"ner", "ner", measureNames},
		{"nominal", "treebank", measureNominals},
		{"factuality", "factuality", measureFactuality},
		{"dossier", "dossier", measureDossier},
		{"names", "names", measureNamePairs},
		{"timex", "time/tbaq", measureTimex},
		{"coref", "", measureCoref},
		{"invented", "", measureInvented},
		{"identity", "dossier", measureIdentity},
		{"invented-identity", "", measureInventedIdentity},
		{"propositions", "", measurePropositions},
		{"questions", "", measureQuestions},
		{"descent", "", measureDescent},
		{"forest", "", measureForest},
		{"translation", "", measureTranslation},
		{"claims", "", measureClaims},
	}
}

func measurePolNeAR(folder string) ([]Score, error) {
	pipeline, err := en.New()
	if err != nil {
		return nil, err
	}
	articles, err := ReadPolNeAR(folder, "dev")
	if err != nil {
		return nil, err
	}
	r := ScoreRelations(pipeline, articles)
	scores := []Score{
		{"rel_whowhat.P", precision(r.WhoWhat), 75}, {"rel_whowhat.R", recall(r.WhoWhat), 25},
		{"rel_soft.P", precision(r.Soft), 0}, {"rel_soft.R", recall(r.Soft), 0},
		{"own-voice", OwnVoice(pipeline, articles), 0},
	}
	for _, x := range r.named() {
		scores = append(scores, Score{x.Name + ".F1", x.Ratio.F1(), 0})
	}
	return scores, nil
}

func measureDossier(folder string) ([]Score, error) {
	pipeline, err := en.New()
	if err != nil {
		return nil, err
	}
	d, err := ScoreDossier(pipeline, folder)
	if err != nil {
		return nil, err
	}
	c, given, err := ScoreCertainty(pipeline, folder)
	if err != nil {
		return nil, err
	}
	return []Score{
		{"certainty-plain", percent(c.PlainRight, c.Plain), 90},
		{"certainty-hedged", percent(c.HedgedRight, c.Hedged), 60},
		{"said-given", percent(given.DatedRight, given.Dated), 0},
		{"certainty-given-plain", percent(given.PlainRight, given.Plain), 90},
		{"certainty-given-hedged", percent(given.HedgedRight, given.Hedged), 60},
		{"core-found", percent(d.Found, d.Core), 75},
		{"core-source", percent(d.Source, d.Found), 75},
		{"printed-backed", percent(d.Backed, d.Printed), 60},
		{"rel_soft.F1", d.Soft.F1(), 60}, {"rel_soft.P", precision(d.Soft), 0}, {"rel_soft.R", recall(d.Soft), 0},
		{"nested-found", percent(d.Inner, d.Nested), 0}, {"nested-parent", percent(d.Parents, d.Inner), 60},
	}, nil
}

func percent(part, whole int) float64 {
	if whole == 0 {
		return 0
	}
	return 100 * float64(part) / float64(whole)
}

func precision(r Ratio) float64 { return percent(r.Correct, r.System) }
func recall(r Ratio) float64    { return percent(r.Correct, r.Gold) }

// Run runs a measure on the data folder; the names of the scores begin with
// the measure's.
func (m Measure) run(data string) ([]Score, error) {
	scores, err := m.Run(filepath.Join(data, filepath.FromSlash(m.Data)))
	if err != nil {
		return nil, fmt.Errorf("measure %s: %w", m.Name, err)
	}
	for i := range scores {
		scores[i].Name = m.Name + "." + scores[i].Name
	}
	return scores, nil
}

// RunAll runs the measures whose names are given, or all, in order.
func RunAll(data string, names ...string) ([]Score, error) {
	var out []Score
	known := map[string]bool{}
	for _, m := range Measures() {
		known[m.Name] = true
		wanted := len(names) == 0
		for _, name := range names {
			wanted = wanted || name == m.Name
		}
		if !wanted {
			continue
		}
		scores, err := m.run(data)
		if err != nil {
			return nil, err
		}
		out = append(out, scores...)
	}
	for _, name := range names {
		if !known[name] {
			return nil, fmt.Errorf("no measure is called %q", name)
		}
	}
	return out, nil
}

//go:embed floors.json
var embedded []byte

// Floors are the least values of scores by name, to two decimals.
type Floors map[string]float64

// ReadFloors decodes the content of a floors.json; nil means the one that the
// program was built with.
func ReadFloors(data []byte) (Floors, error) {
	if data == nil {
		data = embedded
	}
	floors := Floors{}
	if err := json.Unmarshal(data, &floors); err != nil {
		return nil, fmt.Errorf("read floors: %w", err)
	}
	return floors, nil
}

// Encode is the file's content: one score a line, in order of their names.
func (f Floors) Encode() []byte {
	names := make([]string, 0, len(f))
	for name := range f {
		names = append(names, name)
	}
	sort.Strings(names)
	out := []byte("{\n")
	for i, name := range names {
		key, _ := json.Marshal(name)
		out = fmt.Appendf(out, "  %s: %.2f", key, f[name])
		if i+1 < len(names) {
			out = append(out, ',')
		}
		out = append(out, '\n')
	}
	return append(out, "}\n"...)
}

// A Finding says how a score stands to its floor.
type Finding struct {
	Score
	Floor float64
	New   bool // it has no floor yet
}

// Below says that the floor is not held.
func (f Finding) Below() bool { return !f.New && round(f.Value) < f.Floor }

// Above says that the floor could rise.
func (f Finding) Above() bool { return f.New || round(f.Value) > f.Floor }

// round keeps two decimals, as the file does, downwards, so that a floor is
// never above the score that set it.
func round(v float64) float64 { return math.Floor(v*100+1e-9) / 100 }

// Check compares scores with floors.
func Check(scores []Score, floors Floors) []Finding {
	out := make([]Finding, len(scores))
	for i, s := range scores {
		floor, ok := floors[s.Name]
		out[i] = Finding{Score: s, Floor: floor, New: !ok}
	}
	return out
}

// Move returns the floors after a run: raised to every better score, and
// lowered for the names given, which must be scores of the run. It reports
// whether anything changed.
func Move(findings []Finding, floors Floors, raise bool, lower ...string) (Floors, bool, error) {
	next := Floors{}
	for name, v := range floors {
		next[name] = v
	}
	changed := false
	byName := map[string]Finding{}
	for _, f := range findings {
		byName[f.Name] = f
		if raise && f.Above() {
			next[f.Name], changed = round(f.Value), true
		}
	}
	for _, name := range lower {
		f, ok := byName[name]
		if !ok {
			return nil, false, fmt.Errorf("no score of this run is called %q", name)
		}
		if round(f.Value) < f.Floor {
			next[name], changed = round(f.Value), true
		}
	}
	return next, changed, nil
}
