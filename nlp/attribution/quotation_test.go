package attribution

import (
	"strings"
	"testing"

	"github.com/stemma/stemma/nlp"
)

// paragraphsOf cuts at blank lines.
func paragraphsOf(text string) []nlp.Span {
	var out []nlp.Span
	at := 0
	for _, p := range strings.Split(text, "\n\n") {
		out = append(out, nlp.Span{Begin: at, End: at + len(p)})
		at += len(p) + 2
	}
	return out
}

func TestQuotations(t *testing.T) {
	for _, test := range []struct {
		text string
		want []string // what stands between the marks, outer before inner
	}{
		{`She said "yes" and "no".`, []string{"yes", "no"}},
		{`She said “yes” and “no”.`, []string{"yes", "no"}},
		{`She said «yes» and »no.`, []string{"yes"}},
		{"She said ``yes'' and ''no''.", []string{"yes", "no"}},
		{`She said 'yes' and ‘no’.`, []string{"yes", "no"}},
		{`“He said ‘yes’ to me,” she said.`, []string{"He said ‘yes’ to me,", "yes"}},
		{`"He said 'yes' to me," she said.`, []string{"He said 'yes' to me,", "yes"}},
		{`''He said 'yes,''' she said.`, []string{"He said 'yes,"}},
		{`The workers' pay and the miners' pay.`, nil},
		{`It's the dogs' bowl, isn't it?`, nil},
		{`Rock 'n' roll in the '90s.`, nil},
		{`A 12" pipe and a 10" pipe.`, nil},
		{`He said “it was over. “ She left.`, []string{"it was over. "}},
		{`He said "it was over and left.`, nil},
		{`"It was over and he left.`, []string{"It was over and he left."}},
		{"“One.\n\n“Two.\n\n“Three,” he said.", []string{"One.", "Two.", "Three,"}},
		{"He said, “One.\n\n“Two,” he added.", []string{"One.", "Two,"}},
		{"He said, “One.\n\nNothing more.", nil},
		{"He said, “One.\n\nTwo.\n\nThree.” Four.", []string{"One.", "Two.", "Three."}},
		{"He said , \" One .\n\nTwo . \"", []string{" One .", "Two . "}},
		{"“One,” he said. “Two.\n\nThree.”", []string{"One,", "Two.", "Three."}},
		{"He said, “One.\n\nTwo.\n\n“Three.”", []string{"Three."}},
		{"A pipe of 12\" broke.\n\nSo did one of 10\".", nil},
		{`“A “B” C” he said.`, []string{"B"}},
		{`"" and “”`, nil},
	} {
		var got []string
		for _, q := range quotations(test.text, paragraphsOf(test.text)) {
			got = append(got, q.inner.In(test.text))
		}
		if strings.Join(got, "|") != strings.Join(test.want, "|") {
			t.Errorf("%s\n got  %q\n want %q", test.text, got, test.want)
		}
	}
}

// Quotations are in order and nest.
func FuzzQuotations(f *testing.F) {
	f.Add("“A ‘b’ c,” said «D». \"E\n\n\"F\" ''g''")
	f.Fuzz(func(t *testing.T, text string) {
		end := []int{}
		begin := 0
		for _, q := range quotations(text, paragraphsOf(text)) {
			if q.Begin < begin || q.inner.Begin <= q.Begin || q.inner.End > q.End || q.End > len(text) {
				t.Fatalf("%q: %+v", text, q)
			}
			begin = q.Begin
			for len(end) > 0 && end[len(end)-1] <= q.Begin {
				end = end[:len(end)-1]
			}
			if len(end) > 0 && q.End > end[len(end)-1] {
				t.Fatalf("%q: %+v crosses another", text, q)
			}
			end = append(end, q.End)
		}
	})
}
