package names_test

import (
	"bufio"
	"encoding/json"
	"os"
	"testing"

	"github.com/stemma/stemma/names"
)

// list is the list of names that the benchmarks run on: the aliases of the
// data folder, or names made up where it is not there.
func list(tb testing.TB, c *names.Comparer) []*names.Name {
	folder := os.Getenv("STEMMA_DATA")
	if folder == "" {
		folder = "../../shared/data"
	}
	var out []*names.Name
	f, err := os.Open(folder + "/names/alias_clusters.jsonl")
	if err != nil {
		given := []string{"Orsa", "Milan", "Tove", "Karim", "Yusuf", "Anneli", "Pavel", "Sadiq"}
		family := []string{"Veld", "al-Harun", "Tamsin", "Okoro", "Brandt", "Lisowski", "al-Qadi", "Moreau", "Petrenko"}
		for i := range 15000 {
			out = append(out, c.Parse(given[i%8]+" "+given[i/8%8]+" "+family[i/64%9]+string(rune('a'+i/576)), names.Person))
		}
		return out
	}
	defer f.Close()
	scan := bufio.NewScanner(f)
	scan.Buffer(nil, 1<<24)
	for scan.Scan() {
		var row struct {
			Schema string
			Names  []struct{ Name string }
		}
		if err := json.Unmarshal(scan.Bytes(), &row); err != nil {
			tb.Fatal(err)
		}
		for _, n := range row.Names {
			out = append(out, c.Parse(n.Name, names.KindOf(row.Schema)))
		}
	}
	return out
}

func standard(tb testing.TB) *names.Comparer {
	tb.Helper()
	c, err := names.Standard()
	if err != nil {
		tb.Fatal(err)
	}
	return c
}

// BenchmarkCompareAny compares names with names far down the list, which have
// little in common, as most comparisons of a screening do.
func BenchmarkCompareAny(b *testing.B) {
	c := standard(b)
	all := list(b, c)
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		c.Compare(all[i%len(all)], all[(i*7919+1)%len(all)])
	}
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "comparisons/s")
}

// BenchmarkCompareNeighbours compares names with the next of the list, which
// are mostly aliases of one another.
func BenchmarkCompareNeighbours(b *testing.B) {
	c := standard(b)
	all := list(b, c)
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		c.Compare(all[i%len(all)], all[(i+1)%len(all)])
	}
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "comparisons/s")
}

func BenchmarkParse(b *testing.B) {
	c := standard(b)
	for b.Loop() {
		c.Parse("AL-HARUN, Abd al-Rahman bin Yusuf", names.Person)
	}
}

// BenchmarkQuery looks names up among all names of the list.
func BenchmarkQuery(b *testing.B) {
	c := standard(b)
	all := list(b, c)
	x := c.NewIndex()
	for _, n := range all {
		x.Add(n)
	}
	for i := 0; b.Loop(); i++ {
		x.Find(all[(i*7919)%len(all)], 0.5)
	}
}
