package cli

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/stemma/stemma"
	"github.com/stemma/stemma/internal/descent"
	"github.com/stemma/stemma/internal/web"
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
judged, or by join and part at once. The page Descent, Outlets of stemma serve
shows and changes the same table. Copy the file along with the case.`,
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
	if err := a.writeHouse(ctx, store, names, o.why, o.by); err != nil {
		return err
	}
	a.note("%s has it; stemma outlets shows the houses of the case", a.outletsFile())
	return nil
}

func (a *app) writeHouse(ctx context.Context, store stemma.Store, names []string, why, by string) error {
	names = slices.Clone(names)
	for i, name := range names {
		names[i] = line(name)
		if strings.ContainsAny(name, ":,#") || strings.TrimSpace(name) == "" {
			return &usageError{fmt.Errorf("%q is no name for the table", name), "a name has no colon, comma or #"}
		}
	}
	// The first may be a name of a house that is called otherwise: it stays there,
	// and the others go to it.
	outlets, err := a.outlets()
	if err != nil {
		return err
	}
	if len(names) > 1 && !outlets.Heads(names[0]) {
		names = append([]string{outlets.Family(names[0])}, names...)
	}
	row := names[0]
	if len(names) > 1 {
		row += ": " + strings.Join(names[1:], ", ")
	}
	row += fmt.Sprintf("   # %s (%s, %s)\n", line(why), line(by), time.Now().UTC().Format("2006-01-02"))
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
	return e.Reckon(ctx)
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

// houses are the outlets and agencies that the documents of a view name, those
// with several names first. A byline alone makes nobody one.
func (a *app) houses(ctx context.Context, view stemma.View) ([]web.House, error) {
	outlets, err := a.outlets()
	if err != nil {
		return nil, err
	}
	houses := map[string]*web.House{}
	count := func(name string) *web.HouseName {
		family := outlets.Family(name)
		h := houses[family]
		if h == nil {
			h = &web.House{}
			houses[family] = h
		}
		i := slices.IndexFunc(h.Names, func(n web.HouseName) bool { return n.Name == name })
		if i < 0 {
			i = len(h.Names)
			h.Names = append(h.Names, web.HouseName{Name: name, Parts: !outlets.Heads(name)})
		}
		return &h.Names[i]
	}
	for d, err := range view.Documents(ctx, stemma.DocumentFilter{}) {
		if err != nil {
			return nil, err
		}
		if d.Publisher != nil && line(d.Publisher.Value) != "" {
			count(line(d.Publisher.Value)).Published++
		}
	}
	authors := map[string]int{} // bylines, by how many documents have them
	for s, err := range view.Sketches(ctx, stemma.SketchFilter{}) {
		if err != nil {
			return nil, err
		}
		if s.Gone {
			continue
		}
		note, err := descent.ReadNote(s.Data)
		if errors.Is(err, descent.ErrOtherNote) {
			continue // it is noted anew at the next reading
		}
		if err != nil {
			return nil, fmt.Errorf("look at the sketch of %s: %w", s.Doc, err)
		}
		seen := map[string]bool{}
		for _, c := range note.Credits {
			if name := line(c.Name); c.NamesHouse() && c.Kind != "mail" && c.Kind != "byline" && name != "" && !seen[name] {
				seen[name] = true
				count(name).Credited++
			}
		}
		for _, c := range note.Credits {
			if name := line(c.Name); c.Kind == "byline" && name != "" && !seen[name] {
				seen[name] = true
				authors[name]++
			}
		}
	}
	// Whoever writes is a person or a desk, unless the table or a document has the
	// name for an outlet's.
	for _, name := range slices.Sorted(maps.Keys(authors)) {
		if houses[outlets.Family(name)] != nil || outlets.Has(name) {
			count(name).Credited += authors[name]
		}
	}
	families := slices.Collect(maps.Keys(houses))
	docs := map[string]int{}
	for f, h := range houses {
		for _, n := range h.Names {
			docs[f] += n.Published + n.Credited
		}
	}
	slices.SortFunc(families, func(x, y string) int {
		return cmp.Or(cmp.Compare(len(houses[y].Names), len(houses[x].Names)), cmp.Compare(docs[y], docs[x]), strings.Compare(x, y))
	})
	var all []web.House
	for _, f := range families {
		h := houses[f]
		slices.SortFunc(h.Names, func(x, y web.HouseName) int {
			return cmp.Or(cmp.Compare(y.Published+y.Credited, x.Published+x.Credited), strings.Compare(x.Name, y.Name))
		})
		all = append(all, *h)
	}
	return all, nil
}

// listOutlets prints the houses of the case, those with several names first.
func (a *app) listOutlets(ctx context.Context, view stemma.View) error {
	all, err := a.houses(ctx, view)
	if err != nil {
		return err
	}
	if len(all) == 0 {
		a.note("no document of the case names an outlet or an agency")
		return nil
	}
	for _, h := range all {
		for i, n := range h.Names {
			var in []string
			if n.Published > 0 {
				in = append(in, "publishes "+amount(n.Published, "document", "documents"))
			}
			if n.Credited > 0 {
				in = append(in, "credited in "+amount(n.Credited, "document", "documents"))
			}
			end := strings.Join(in, ", ")
			step := []string{"", "  = "}[min(i, 1)]
			a.say("%s%s  %s", step, a.bold(cut(n.Name, max(12, a.width-len(end)-len(step)-2))), a.dim(end))
		}
	}
	a.say("")
	a.say("%s, %s", amount(len(all), "house", "houses"), map[bool]string{true: "with the table " + a.outletsFile(), false: "by the table that is built in"}[a.hasOutlets()])
	return nil
}

// pageOutlets are the houses as the pages show and change them.
func (a *app) pageOutlets(store stemma.Store) *web.Outlets {
	return &web.Outlets{
		Houses: a.houses,
		Said: func() ([]string, error) {
			own, err := a.ownOutlets()
			var lines []string
			for l := range strings.Lines(own) {
				if l = strings.TrimSpace(l); l != "" {
					lines = append(lines, l)
				}
			}
			return lines, err
		},
		Change: func(ctx context.Context, names []string, why, by string) error {
			err := a.writeHouse(ctx, store, names, why, by)
			if u := (*usageError)(nil); errors.As(err, &u) {
				return &stemma.Error{Kind: stemma.Invalid, Op: "change the table of outlets", Err: err, Hint: "A name has no colon, comma or #."}
			}
			return err
		},
	}
}

func (a *app) hasOutlets() bool {
	_, err := os.Stat(a.outletsFile())
	return err == nil
}
