package eval

import "testing"

func TestGrow(t *testing.T) {
	var rows []labelledRow
	for i := range 400 {
		x := []float64{float64(i % 20), float64(i % 7)}
		same := 0.0
		if (x[0] >= 10) != (x[1] >= 3) {
			same = 1
		}
		rows = append(rows, labelledRow{x: x, same: same, weight: 1})
	}
	f := grow(rows, []int{0, 1}, 30, treeRate)
	wrong := 0
	for _, r := range rows {
		if (f.Sum(r.x) > 0) != (r.same == 1) {
			wrong++
		}
	}
	if wrong > 0 {
		t.Errorf("%d of %d rows are told wrongly", wrong, len(rows))
	}
	if g := grow(rows, []int{1}, 30, treeRate); g.Trees[0].Splits[0].Feature != 1 {
		t.Error("a feature is used that was not given")
	}
}
