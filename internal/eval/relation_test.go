package eval

import (
	"fmt"
	"strings"
	"testing"
)

// The figures are those that the Python scorer gives for the same relations;
// on the whole of PolNeAR's dev articles the two agree as well (doc/accuracy.md
// says how to see it).
func TestRelationsAsTheScorer(t *testing.T) {
	text := "“The dam’s wall won’t hold,” Ms Orel-Tam said. Tam — Lowport’s mayor — said it would; the report, dated 3.5.2031, says so too."
	gold := []Relation{
		{Source: [][2]int{{29, 40}}, Cue: [][2]int{{41, 45}}, Content: [][2]int{{0, 28}}},
		{Source: [][2]int{{47, 68}}, Cue: [][2]int{{71, 75}}, Content: [][2]int{{76, 84}}},
		{Source: [][2]int{{86, 96}, {104, 112}}, Cue: [][2]int{{114, 118}}, Content: [][2]int{{119, 121}}},
		{Cue: [][2]int{{98, 103}}, Content: [][2]int{{104, 112}}},
	}
	predicted := []Relation{
		{Source: [][2]int{{29, 40}}, Cue: [][2]int{{41, 45}}, Content: [][2]int{{1, 26}}},
		{Source: [][2]int{{53, 68}}, Cue: [][2]int{{71, 75}}, Content: [][2]int{{76, 96}}},
		{Source: [][2]int{{47, 52}}, Cue: [][2]int{{71, 75}}, Content: [][2]int{{76, 84}}},
		{Content: [][2]int{{104, 112}}},
		{Source: [][2]int{{86, 96}}, Cue: [][2]int{{114, 118}}, Content: [][2]int{{119, 125}}},
	}
	want := strings.TrimSpace(`
tok_source 100.0 87.5 93.3 7 8
tok_cue 100.0 75.0 85.7 3 4
tok_content 75.0 100.0 85.7 12 9
span_source 50.0 50.0 50.0 4 4
span_cue 100.0 75.0 85.7 3 4
span_content 60.0 75.0 66.7 5 4
begin_source 75.0 75.0 75.0 4 4
begin_cue 100.0 75.0 85.7 3 4
begin_content 100.0 100.0 100.0 4 4
rel_exact 20.0 25.0 22.2 5 4
rel_soft 60.0 75.0 66.7 5 4
rel_whowhat 80.0 100.0 88.9 5 4
rel_src_exact 40.0 50.0 44.4 5 4
rel_content 80.0 100.0 88.9 5 4`)
	var r Relations
	r.Add(text, gold, predicted)
	var got []string
	for _, row := range r.Table() {
		got = append(got, fmt.Sprintf("%s %.1f %.1f %.1f %d %d", row.Name, row.Precision, row.Recall, row.F1, row.Predicted, row.Gold))
	}
	if strings.Join(got, "\n") != want {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), want)
	}
}

func TestSpanList(t *testing.T) {
	for data, want := range map[string]string{
		`null`: "[]", `[3,5]`: "[[3 5]]", `[[3,5],[7,9]]`: "[[3 5] [7 9]]", `[]`: "[]",
	} {
		var s spanList
		if err := s.UnmarshalJSON([]byte(data)); err != nil {
			t.Errorf("%s: %v", data, err)
		} else if got := fmt.Sprint(s); got != want {
			t.Errorf("%s: %s, want %s", data, got, want)
		}
	}
}
