package jsonl

import "github.com/stemma/stemma"

// A Derivation is a line of derivations.jsonl: a decided pair of documents.
type Derivation struct {
	From      stemma.ID             `json:"from"`
	To        stemma.ID             `json:"to"`
	Kind      stemma.DerivationKind `json:"kind"`
	Directed  bool                  `json:"directed"`
	Score     float64               `json:"score"`
	ShareFrom float64               `json:"share_from"`
	ShareTo   float64               `json:"share_to"`
	Aligned   [][4]int              `json:"aligned"` // from_begin, from_end, to_begin, to_end
	Altered   [][4]int              `json:"altered"` // as aligned: quotations in other words
	Evidence  []string              `json:"evidence"`
	Run       *stemma.ID            `json:"run"`
}

// NewDerivation returns the record of d.
func NewDerivation(d *stemma.Derivation) Derivation {
	passages := func(ps []stemma.Passage) [][4]int {
		out := make([][4]int, len(ps))
		for i, p := range ps {
			out[i] = [4]int{p.From.Begin, p.From.End, p.To.Begin, p.To.End}
		}
		return out
	}
	evidence := d.Evidence
	if evidence == nil {
		evidence = []string{}
	}
	return Derivation{
		From: d.From, To: d.To, Kind: d.Kind, Directed: d.Directed, Score: rounded(d.Score),
		ShareFrom: rounded(d.ShareFrom), ShareTo: rounded(d.ShareTo),
		Aligned: passages(d.Aligned), Altered: passages(d.Altered), Evidence: evidence, Run: known(d.Run),
	}
}

// rounded keeps four decimals: more would only show how floating point works.
func rounded(x float64) float64 { return float64(int(x*1e4+0.5)) / 1e4 }
