package cli

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"github.com/stemma/stemma"
	"github.com/stemma/stemma/internal/export/jsonl"
	"github.com/stemma/stemma/names"
)

func newNames(a *app) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "names",
		Short: "compare names across spellings and scripts",
		Long: `Compare names across spellings and scripts, and see what a score is made of. No
case is needed. A score says how well two names meet, not that two people are
one: namesakes share a name, and many go by one that no spelling leads to.`,
		Example: `  stemma names compare "Usama Harun" "أسامة هارون"
  stemma names pairs < pairs.csv > scored.csv`,
		Annotations: map[string]string{"exits": exits},
		Args:        cobra.ArbitraryArgs,
		RunE: func(cmd *cobra.Command, args []string) error {
			err := errors.New("names needs compare or pairs")
			if len(args) > 0 {
				err = fmt.Errorf("there is no command %q of names; it is compare or pairs", args[0])
			}
			return &usageError{err, "stemma names --help"}
		},
	}
	cmd.AddCommand(newNamesCompare(a), newNamesPairs(a))
	return cmd
}

// kinds are what --kind takes.
var kinds = []string{"any", "person", "organization", "company", "vessel", "unit"}

func newNamesCompare(a *app) *cobra.Command {
	var kind string
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "compare NAME NAME [flags]",
		Short: "say how well two names meet, and why",
		Long: `Say how well two names meet, from 0 to 1, which part met which and how, what is
left over, and what moved the score. The numbers before the reasons are log
odds; with the base they add up to the score. 0.5 and above is printed as same.`,
		Example: `  stemma names compare "Abu Hamza al-Libi" "Abou Hamza Allibi"
  stemma names compare --kind company "Orvel Trading GmbH" "Orvel Trading AG"`,
		Annotations: map[string]string{"exits": exits},
		Args:        takes(2, 2, "two names, each in quotation marks"),
		RunE: func(_ *cobra.Command, args []string) error {
			if err := oneOf("kind", kind, kinds...); err != nil {
				return err
			}
			c, err := names.Standard()
			if err != nil {
				return err
			}
			k := names.Kind(slices.Index(kinds, kind))
			e := c.Explain(c.Parse(args[0], k), c.Parse(args[1], k))
			if asJSON {
				return a.explainJSON(args, kind, e)
			}
			verdict := "other"
			if e.Same {
				verdict = "same"
			}
			a.say("%s  %.3f", a.bold(verdict), e.Score)
			a.say("base    %+.2f", e.Base)
			_, err = a.out.WriteString(visible(e.String()))
			return err
		},
	}
	f := cmd.Flags()
	f.StringVar(&kind, "kind", "person", "what the names name: "+strings.Join(kinds[:3], ", ")+",\n"+strings.Join(kinds[3:], ", ")+" (a `KIND`)")
	f.BoolVar(&asJSON, "json", false, "print one JSON object")
	return cmd
}

type (
	partRecord struct {
		Text  string `json:"text"`
		Latin string `json:"latin"`
		Role  string `json:"role"`
	}
	metRecord struct {
		A     []partRecord `json:"a"`
		B     []partRecord `json:"b"`
		How   string       `json:"how"`
		Alike float64      `json:"alike"`
	}
	reasonRecord struct {
		Text   string  `json:"text"`
		Weight float64 `json:"weight"`
	}
	comparisonRecord struct {
		Name1   string         `json:"name1"`
		Name2   string         `json:"name2"`
		Kind    string         `json:"kind"`
		Score   float64        `json:"score"`
		Same    bool           `json:"same"`
		Met     []metRecord    `json:"met"`
		Left1   []partRecord   `json:"left1"`
		Left2   []partRecord   `json:"left2"`
		Base    float64        `json:"base"`
		Reasons []reasonRecord `json:"reasons"`
	}
)

func (a *app) explainJSON(args []string, kind string, e names.Explanation) error {
	parts := func(list []names.Part) []partRecord {
		out := make([]partRecord, len(list))
		for i, p := range list {
			out[i] = partRecord{p.Text, p.Latin, p.Role.String()}
		}
		return out
	}
	r := comparisonRecord{Name1: args[0], Name2: args[1], Kind: kind, Score: e.Score, Same: e.Same, Base: e.Base,
		Left1: parts(e.Left[0]), Left2: parts(e.Left[1]), Met: []metRecord{}, Reasons: []reasonRecord{}}
	for _, m := range e.Met {
		r.Met = append(r.Met, metRecord{parts(m.A), parts(m.B), m.How, m.Alike})
	}
	for _, x := range e.Reasons {
		r.Reasons = append(r.Reasons, reasonRecord{x.Text, x.Weight})
	}
	return jsonl.NewEncoder(a.out).Encode(r)
}

func newNamesPairs(a *app) *cobra.Command {
	return &cobra.Command{
		Use:   "pairs",
		Short: "score pairs of names: CSV in, CSV out",
		Long: `Read CSV from standard input, with a header that has the columns name1, name2
and, where the kind of name is known, schema: Person, Organization, Company,
LegalEntity, Vessel, Airplane. Write it to standard output with a column score
after the others, from 0 to 1; 0.5 and above means that the names may be taken
for names of one. Every row and every other column is kept, in order.

Rows are scored as they come, so that a file of any size can be piped through.`,
		Example:     `  stemma names pairs < pairs.csv > scored.csv`,
		Annotations: map[string]string{"exits": exits},
		Args:        takes(0, 0, ""),
		RunE:        func(*cobra.Command, []string) error { return a.scorePairs() },
	}
}

// scorePairs scores the pairs on standard input.
func (a *app) scorePairs() error {
	c, err := names.Standard()
	if err != nil {
		return err
	}
	in, out := csv.NewReader(a.in), csv.NewWriter(a.out)
	in.ReuseRecord = true
	broken := func(err error, hint string) error {
		return &stemma.Error{Kind: stemma.Broken, Err: fmt.Errorf("read pairs of names: %w", err), Hint: hint}
	}
	header, err := in.Read()
	if errors.Is(err, io.EOF) {
		return broken(errors.New("standard input is empty"), "stemma names pairs < pairs.csv")
	}
	if err != nil {
		return broken(err, "the first line names the columns: name1,name2,schema")
	}
	header = slices.Clone(header)
	header[0] = strings.TrimPrefix(header[0], "\ufeff")
	first, second, schema := slices.Index(header, "name1"), slices.Index(header, "name2"), slices.Index(header, "schema")
	for i, column := range []string{"name1", "name2"} {
		if []int{first, second}[i] < 0 {
			return broken(fmt.Errorf("there is no column %s among %s", column, strings.Join(header, ", ")), "the first line names the columns: name1,name2,schema")
		}
	}
	if err := out.Write(append(header, "score")); err != nil {
		return fmt.Errorf("write scores: %w", err)
	}
	kind := names.Any
	for {
		row, err := in.Read()
		if errors.Is(err, io.EOF) {
			out.Flush()
			return out.Error()
		}
		if err != nil {
			out.Flush()
			return broken(err, "put a name with a comma in double quotation marks, and double those within it")
		}
		if schema >= 0 {
			kind = names.KindOf(row[schema])
		}
		score := c.Compare(c.Parse(row[first], kind), c.Parse(row[second], kind))
		if err := out.Write(append(row, strconv.FormatFloat(score, 'f', 4, 64))); err != nil {
			return fmt.Errorf("write scores: %w", err)
		}
	}
}
