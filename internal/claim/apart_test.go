package claim

import (
	"testing"

	"github.com/stemma/stemma"
)

// TestApartDenials: who denies an arrest does not answer whether somebody was killed, and who
// denies that he was killed does.
func TestApartDenials(t *testing.T) {
	by := &member{text: &text{}, chain: []stemma.Attribution{{}}}
	killed, spared := &telling{class: "kill", by: by}, &telling{class: "kill", by: by, denied: true}
	held, free := &telling{class: "hold", by: by, denied: true}, &telling{class: "free", by: by}
	for _, c := range []struct {
		part []*telling
		want []int // how many tellings each question has
	}{
		{[]*telling{killed, held}, []int{1, 1}},
		{[]*telling{killed, spared, held}, []int{2, 1}},
		{[]*telling{killed, free}, []int{2}},
		{[]*telling{spared, spared}, []int{2}},
	} {
		out := apartDenials([][]*telling{c.part})
		if len(out) != len(c.want) {
			t.Errorf("%d questions, not %d", len(out), len(c.want))
			continue
		}
		for i, part := range out {
			if len(part) != c.want[i] {
				t.Errorf("question %d has %d tellings, not %d", i, len(part), c.want[i])
			}
		}
	}
}
