package collate

import (
	"strings"
	"testing"

	"github.com/stemma/stemma"
)

// TestFigures: what separates numbers does not join them, and a number ten or a
// thousand times as large is another.
func TestFigures(t *testing.T) {
	for text, want := range map[string]string{
		"In May 1987 120 men": "1987 120", "13,000 died": "13000", "13 000 died, 13 of them here": "13000 13",
		"3.5 metres, 35 metres, 3,5 Meter": "3.5 35 3.5", "25.05.2021": "25 5 2021", "25. Mai 2021": "25 2021",
		"1.234.567,8": "1234567.8", "13.000.000 Menschen": "13", "13 Millionen": "13", "١٣٬٠٠٠": "13000", "": "", "1,": "1",
	} {
		var got []string
		for _, f := range figures(text, stemma.Span{End: len(text)}) {
			got = append(got, f.digits)
		}
		if s := strings.Join(got, " "); s != want {
			t.Errorf("the numbers of %q are %q, not %q", text, s, want)
		}
	}
}
