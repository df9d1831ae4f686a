package eval

import (
	"math"
	"math/rand/v2"
	"strings"
	"testing"
)

// parseChains reads "abc de" as the chains {a, b, c} and {d, e}.
func parseChains(s string) [][]rune {
	var out [][]rune
	for _, chain := range strings.Fields(s) {
		out = append(out, []rune(chain))
	}
	return out
}

// TestCoreference holds the scorer to cases worked by hand from the definitions.
func TestCoreference(t *testing.T) {
	third := 1.0 / 3
	for _, test := range []struct {
		name, gold, system string
		want               Coreference
	}{
		{"the same", "abc de", "ed cab", Coreference{
			Mentions: Agreement{5, 5, 5, 5}, MUC: Agreement{3, 3, 3, 3}, B3: Agreement{5, 5, 5, 5}, CEAFe: Agreement{2, 2, 2, 2},
		}},
		// The example of Pradhan et al. 2014: MUC 2/5 and 2/5; B3 (4+1)/3 + (1+4)/4 of 7
		// and 4/2 + 1/2 + 1/2 + 4/4 of 8; CEAFe 4/5 + 4/8 of 2 and of 3.
		{"mentions of neither side", "abc defg", "ab cd fghi", Coreference{
			Mentions: Agreement{6, 7, 6, 8}, MUC: Agreement{2, 5, 2, 5},
			B3: Agreement{5*third + 1.25, 7, 4, 8}, CEAFe: Agreement{1.3, 2, 1.3, 3},
		}},
		// Bagga and Baldwin 1998, first response: one chain too many is joined.
		{"two chains joined", "12345 67 89ABC", "12345 6789ABC", Coreference{
			Mentions: Agreement{12, 12, 12, 12}, MUC: Agreement{9, 9, 9, 10},
			B3: Agreement{12, 12, 5 + 4.0/7 + 25.0/7, 12}, CEAFe: Agreement{1 + 10.0/12, 3, 1 + 10.0/12, 2},
		}},
		{"alone does not count", "ab c", "ab d e", Coreference{
			Mentions: Agreement{2, 2, 2, 2}, MUC: Agreement{1, 1, 1, 1}, B3: Agreement{2, 2, 2, 2}, CEAFe: Agreement{1, 1, 1, 1},
		}},
		// b and c are each alone with us, so nothing of the chain is found.
		{"nothing found", "abc", "", Coreference{MUC: Agreement{Gold: 2}, B3: Agreement{Gold: 3}, CEAFe: Agreement{Gold: 1}, Mentions: Agreement{Gold: 3}}},
		// {a,b}{c,d} against {a,c}{b,d}: no link is right; each mention shares itself alone.
		{"crossed", "ab cd", "ac bd", Coreference{
			Mentions: Agreement{4, 4, 4, 4}, MUC: Agreement{0, 2, 0, 2}, B3: Agreement{2, 4, 2, 4}, CEAFe: Agreement{1, 2, 1, 2},
		}},
		{"a mention twice", "ab", "ab ac", Coreference{
			Mentions: Agreement{2, 2, 2, 2}, MUC: Agreement{1, 1, 1, 1}, B3: Agreement{2, 2, 2, 2}, CEAFe: Agreement{1, 1, 1, 1},
		}},
	} {
		var got Coreference
		addCoreference(&got, parseChains(test.gold), parseChains(test.system))
		for _, x := range []struct {
			name      string
			got, want Agreement
		}{
			{"mentions", got.Mentions, test.want.Mentions}, {"MUC", got.MUC, test.want.MUC},
			{"B3", got.B3, test.want.B3}, {"CEAFe", got.CEAFe, test.want.CEAFe},
		} {
			for i, v := range []float64{x.got.Recalled, x.got.Gold, x.got.Precise, x.got.System} {
				w := []float64{x.want.Recalled, x.want.Gold, x.want.Precise, x.want.System}[i]
				if math.Abs(v-w) > 1e-9 {
					t.Errorf("%s: %s is %v, not %v", test.name, x.name, x.got, x.want)
					break
				}
			}
		}
	}
}

func TestCoNLL(t *testing.T) {
	var c Coreference
	addCoreference(&c, parseChains("abc defg"), parseChains("ab cd fghi"))
	// F1 of MUC 40; of B3 with 41.67 and 50, 45.45; of CEAFe with 65 and 43.33, 52.
	if got, want := c.CoNLL(), (40+45.4545454545+52)/3; math.Abs(got-want) > 1e-6 {
		t.Errorf("the CoNLL score is %v, not %v", got, want)
	}
}

// TestBestPairing compares with trying all pairings.
func TestBestPairing(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	var try func(value [][]float64, row int, used int) float64
	try = func(value [][]float64, row, used int) float64 {
		if row == len(value) {
			return 0
		}
		best := try(value, row+1, used) // the row goes without
		for j := range value[row] {
			if used&(1<<j) == 0 {
				best = max(best, value[row][j]+try(value, row+1, used|1<<j))
			}
		}
		return best
	}
	for range 200 {
		value := make([][]float64, 1+r.IntN(6))
		columns := 1 + r.IntN(6)
		for i := range value {
			value[i] = make([]float64, columns)
			for j := range value[i] {
				if r.IntN(2) == 0 {
					value[i][j] = r.Float64()
				}
			}
		}
		if got, want := bestPairing(value), try(value, 0, 0); math.Abs(got-want) > 1e-9 {
			t.Fatalf("the best pairing of %v is worth %v, not %v", value, want, got)
		}
	}
}
