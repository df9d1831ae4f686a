package cli

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/stemma/stemma"
	"github.com/stemma/stemma/internal/descent"
)

func newOutlets(a *app) *cobra.Command {
	var table bool
	cmd := &cobra.Command{
		Use:   "outlets [flags]",
		Short: "show which names are one outlet or agency, and change it",
		Long: `Show the outlets and agencies of the case: who publishes its documents, whom
they credit, and which of these names are one house. Two names of one house are
what ties a reprint to its source ("Source: NVK"), and show that two texts rest
on one agency.

The best known agencies are built in. What else is one house stands in a file
beside the case, matter.outlets for matter.stemma, a line for each house:

  Norvik: NVK, Norvik Press    # a remark

A line of the file goes before what is built in, and a name alone in a line is a
house of its own. Edit the file as you like, or let join and part write it, with
the reason. What follows is brought up to date when the case is next read or
judged, or by join and part at once. Copy the file along with the case.`,
		Example: `  stemma outlets
  stemma outlets join Norvik NVK "Norvik Press" --why "imprint" --by "M. Rey"
  stemma outlets --table > matter.outlets`,
		Annotations: map[string]string{"exits": exits},
		Args:        takes(0, 0, ""),
		RunE: func(cmd *cobra.Command, _ []string) error {
			if table {
				fmt.Fprint(a.out, descent.Agencies)
				own, err := a.ownOutlets()
				fmt.Fprint(a.out, own)
				return err
			}
			return a.view(cmd.Context(), a.listOutlets)
		},
	}
	cmd.Flags().BoolVar(&table, "table", false, "print the table in force, as the file has it")
	cmd.AddCommand(
		newHouse(a, "join", "NAME NAME...", 2, "say that names are one house", `Say that names are one outlet or agency, the first of them what it is called. It
goes into the file beside the case, with the reason, and all that follows is
brought up to date.`, `  stemma outlets join Norvik NVK "Norvik Press" --why "imprint" --by "M. Rey"`),
		newHouse(a, "part", "NAME", 1, "say that a name is a house of its own", `Say that a name is an outlet or agency of its own, whatever is built in or was
joined before. It goes into the file beside the case, with the reason, and all
that follows is brought up to date.`, `  stemma outlets part SANA --why "another SANA" --by "M. Rey"`),
	)
	return cmd
}

// newHouse is a command that writes a line of the table.
func newHouse(a *app, verb, names string, least int, about, long, example string) *cobra.Command {
	o := &judgeOptions{}
	most := -1
	if least == 1 {
		most = 1
	}
	cmd := &cobra.Command{
		Use: verb + " " + names + " [flags]", Short: about, Long: long, Example: example,
		Annotations: map[string]string{"exits": exits},
		Args:        takes(least, most, names),
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := o.named(); err != nil {
				return err
			}
			return a.change(cmd.Context(), func(ctx context.Context, store stemma.Store) error { return a.house(ctx, store, args, o) })
		},
	}
	f := cmd.Flags()
	f.StringVar(&o.why, "why", "", "the reason, in `WORDS`")
	f.StringVar(&o.by, "by", "", "the `NAME` of who says so; STEMMA_BY if not given")
	return cmd
}

// house adds a line to the table beside the case, and brings up to date what
// follows from it.
func (a *app) house(ctx context.Context, store stemma.Store, names []string, o *judgeOptions) error {
	for i, name := range names {
		names[i] = line(name)
		if strings.ContainsAny(name, ":,#") || strings.TrimSpace(name) == "" {
			return &usageError{fmt.Errorf("%q is no name for the table", name), "a name has no colon, comma or #"}
		}
	}
	row := names[0]
	if len(names) > 1 {
		row += ": " + strings.Join(names[1:], ", ")
	}
	row += fmt.Sprintf("   # %s (%s, %s)\n", line(o.why), line(o.by), time.Now().UTC().Format("2006-01-02"))
	own, err := a.ownOutlets()
	if err != nil {
		return err
	}
	if own != "" && !strings.HasSuffix(own, "\n") {
		row = "\n" + row
	}
	f, err := os.OpenFile(a.outletsFile(), os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o600)
	if err != nil {
		return fmt.Errorf("write the table of outlets: %w", err)
	}
	if _, err := f.WriteString(row); err != nil {
		f.Close()
		return fmt.Errorf("write %s: %w", a.outletsFile(), err)
	}
	if err := f.Close(); err != nil {
		return fmt.Errorf("write %s: %w", a.outletsFile(), err)
	}
	e, err := a.engine(store)
	if err != nil {
		return err
	}
	if err := e.Reckon(ctx); err != nil {
		return err
	}
	a.note("%s has it; stemma outlets shows the houses of the case", a.outletsFile())
	return nil
}

// ownOutlets is the table beside the case, "" for none.
func (a *app) ownOutlets() (string, error) {
	table, err := os.ReadFile(a.outletsFile())
	if errors.Is(err, fs.ErrNotExist) {
		return "", nil
	}
	if err != nil {
		return "", fmt.Errorf("read the table of outlets: %w", err)
	}
	return string(table), nil
}

// A house is an outlet or agency with the names by which the case has it.
type house struct {
	family string
	names  []*houseName
	docs   int
}

type houseName struct {
	name                string
	published, credited int // documents
}

// listOutlets prints the houses of the case, those with several names first.
func (a *app) listOutlets(ctx context.Context, view stemma.View) error {
	outlets, err := a.outlets()
	if err != nil {
		return err
	}
	houses := map[string]*house{}
	count := func(name string) *houseName {
		family := outlets.Family(name)
		h := houses[family]
		if h == nil {
			h = &house{family: family}
			houses[family] = h
		}
		i := slices.IndexFunc(h.names, func(n *houseName) bool { return n.name == name })
		if i < 0 {
			i = len(h.names)
			h.names = append(h.names, &houseName{name: name})
		}
		h.docs++
		return h.names[i]
	}
	for d, err := range view.Documents(ctx, stemma.DocumentFilter{}) {
		if err != nil {
			return err
		}
		if d.Publisher != nil && line(d.Publisher.Value) != "" {
			count(line(d.Publisher.Value)).published++
		}
	}
	for s, err := range view.Sketches(ctx, stemma.SketchFilter{}) {
		if err != nil {
			return err
		}
		if s.Gone {
			continue
		}
		note, err := descent.ReadNote(s.Data)
		if err != nil {
			return fmt.Errorf("look at the sketch of %s: %w", s.Doc, err)
		}
		seen := map[string]bool{}
		for _, c := range note.Credits {
			if name := line(c.Name); c.NamesHouse() && c.Kind != "mail" && name != "" && !seen[name] {
				seen[name] = true
				count(name).credited++
			}
		}
	}
	var all []*house
	for _, h := range houses {
		slices.SortFunc(h.names, func(x, y *houseName) int {
			return cmp.Or(cmp.Compare(y.published+y.credited, x.published+x.credited), strings.Compare(x.name, y.name))
		})
		all = append(all, h)
	}
	slices.SortFunc(all, func(x, y *house) int {
		return cmp.Or(cmp.Compare(len(y.names), len(x.names)), cmp.Compare(y.docs, x.docs), strings.Compare(x.family, y.family))
	})
	if len(all) == 0 {
		a.note("no document of the case names an outlet or an agency")
		return nil
	}
	for _, h := range all {
		for i, n := range h.names {
			var in []string
			if n.published > 0 {
				in = append(in, "publishes "+amount(n.published, "document", "documents"))
			}
			if n.credited > 0 {
				in = append(in, "credited in "+amount(n.credited, "document", "documents"))
			}
			end := strings.Join(in, ", ")
			step := []string{"", "  = "}[min(i, 1)]
			a.say("%s%s  %s", step, a.bold(cut(n.name, max(12, a.width-len(end)-len(step)-2))), a.dim(end))
		}
	}
	a.say("")
	a.say("%s, %s", amount(len(all), "house", "houses"), map[bool]string{true: "with the table " + a.outletsFile(), false: "by the table that is built in"}[a.hasOutlets()])
	return nil
}

func (a *app) hasOutlets() bool {
	_, err := os.Stat(a.outletsFile())
	return err == nil
}
