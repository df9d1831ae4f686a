package main

import (
	"bytes"
	"context"
	"fmt"
	"go/format"
	"io"
	"os"
	"slices"
	"strings"
	"text/tabwriter"

	"github.com/stemma/stemma/internal/eval"
	"github.com/stemma/stemma/nlp"
)

// accounts checks that the texts are those in which the pairs were labelled,
// and prints how many pairs there are of each kind, or the pairs whose ID
// begins with show, with the words around them.
func accounts(stdout io.Writer, data, show string) error {
	pairs, documents, err := eval.Accounts()
	if err != nil {
		return err
	}
	texts, err := eval.ReadAccountTexts(data, documents)
	if err != nil {
		return err
	}
	if show != "" {
		for _, p := range pairs {
			if !strings.HasPrefix(p.ID, show) {
				continue
			}
			fmt.Fprintf(stdout, "%s %s %s %s | %s\n", p.ID, p.About, p.Relation, p.Kind, p.Note)
			for _, place := range []eval.AccountPlace{p.A, p.B} {
				for _, span := range place.Spans() {
					fmt.Fprintf(stdout, "    %s %s\n", place.Doc, around(texts[place.Doc], span))
				}
			}
		}
		return nil
	}
	count := map[[3]string]int{} // part, about, relation
	var parts, abouts []string
	relations := []eval.AccountRelation{eval.Agree, eval.Differ, eval.Compatible, eval.Unrelated}
	for _, p := range pairs {
		part := p.Set + " " + p.Part
		count[[3]string{part, p.About, string(p.Relation)}]++
		if !slices.Contains(parts, part) {
			parts = append(parts, part)
		}
		if !slices.Contains(abouts, p.About) {
			abouts = append(abouts, p.About)
		}
	}
	slices.Sort(abouts)
	t := tabwriter.NewWriter(stdout, 0, 0, 2, ' ', tabwriter.AlignRight)
	defer t.Flush()
	fmt.Fprintf(t, "set\tabout\t")
	for _, r := range relations {
		fmt.Fprintf(t, "%s\t", r)
	}
	fmt.Fprintln(t)
	for _, part := range parts {
		sum := make([]int, len(relations))
		for _, about := range abouts {
			row, any := make([]int, len(relations)), 0
			for i, r := range relations {
				row[i] = count[[3]string{part, about, string(r)}]
				sum[i] += row[i]
				any += row[i]
			}
			if any > 0 {
				countRow(t, part, about, row)
			}
		}
		countRow(t, part, "all", sum)
	}
	return nil
}

// learned writes the weights that learn learns to a file.
func learned(stdout io.Writer, data, path string, learn func(ctx context.Context, data string, w, out io.Writer) error) error {
	var weights bytes.Buffer
	if err := learn(context.Background(), data, stdout, &weights); err != nil {
		return err
	}
	source, err := format.Source(weights.Bytes())
	if err != nil {
		return err
	}
	return os.WriteFile(path, source, 0o644)
}

func countRow(w io.Writer, part, about string, row []int) {
	fmt.Fprintf(w, "%s\t%s\t", part, about)
	for _, n := range row {
		fmt.Fprintf(w, "%d\t", n)
	}
	fmt.Fprintln(w)
}

// around is the words of a span in brackets, with some of those before and
// after on one line.
func around(text string, s nlp.Span) string {
	before, after := text[max(0, s.Begin-60):s.Begin], text[s.End:min(len(text), s.End+40)]
	line := before + "[" + s.In(text) + "]" + after
	return strings.Join(strings.Fields(strings.ToValidUTF8(line, "")), " ")
}
