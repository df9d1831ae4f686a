package cli

import (
	"bufio"
	"bytes"
	"cmp"
	"context"
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/stemma/stemma"
	"github.com/stemma/stemma/internal/ask"
	"github.com/stemma/stemma/internal/resolve"
	"github.com/stemma/stemma/names"
)

func newReference(a *app) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "reference",
		Short: "hold the entities against lists of names of your own",
		Long: `Hold the entities of the case against lists of names of your own: sanctions, a
register, your contacts. What meets is shown as a candidate, with its score and
the reasons. Nothing is ever joined by it. The lists stay in the case; nothing
is looked up elsewhere.`,
		Example: `  stemma reference add sanctions.csv
  stemma reference candidates`,
		Annotations: map[string]string{"exits": exits},
		Args:        cobra.ArbitraryArgs,
		RunE: func(cmd *cobra.Command, args []string) error {
			err := errors.New("reference needs add, candidates, list or remove")
			if len(args) > 0 {
				err = fmt.Errorf("there is no command %q of reference; it is add, candidates, list or remove", args[0])
			}
			return &usageError{err, "stemma reference --help"}
		},
	}
	cmd.AddCommand(newReferenceAdd(a), newReferenceCandidates(a), newReferenceList(a), newReferenceRemove(a))
	return cmd
}

func newReferenceAdd(a *app) *cobra.Command {
	list := ""
	cmd := &cobra.Command{
		Use:   "add FILE [flags]",
		Short: "add a list of names: FollowTheMoney JSON lines, or CSV",
		Long: `Add a list of names to the case. It takes the place of the list of that name.

FILE is JSON lines of FollowTheMoney (id, schema, properties with name, alias,
weakAlias), or CSV with a header: name, and where there are any id, schema and
aliases, with ; between aliases.`,
		Example: `  stemma reference add sanctions.json
  stemma reference add contacts.csv --list contacts`,
		Annotations: map[string]string{"exits": exits},
		Args:        takes(1, 1, "one FILE"),
		RunE: func(cmd *cobra.Command, args []string) error {
			if list == "" {
				list = strings.TrimSuffix(filepath.Base(args[0]), filepath.Ext(args[0]))
			}
			entries, err := readReferences(args[0], list)
			if err != nil {
				return err
			}
			return a.change(cmd.Context(), func(ctx context.Context, store stemma.Store) error {
				if err := store.PutReferences(ctx, list, entries); err != nil {
					return err
				}
				a.say("%s: %s", line(list), amount(len(entries), "entry", "entries"))
				return nil
			})
		},
	}
	cmd.Flags().StringVar(&list, "list", "", "the `NAME` of the list; that of the file if not given")
	return cmd
}

// readReferences reads a list of names.
func readReferences(path, list string) ([]stemma.Reference, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, unreadable(err)
	}
	broken := func(format string, args ...any) error {
		return &stemma.Error{Kind: stemma.Broken, Err: fmt.Errorf("read the list %s: "+format, append([]any{path}, args...)...),
			Hint: "JSON lines of FollowTheMoney, or CSV with a column name: stemma reference add --help"}
	}
	data = bytes.TrimPrefix(data, []byte("\ufeff"))
	var out []stemma.Reference
	if bytes.HasPrefix(bytes.TrimSpace(data), []byte("{")) {
		scan := bufio.NewScanner(bytes.NewReader(data))
		scan.Buffer(nil, len(data)+1)
		for n := 1; scan.Scan(); n++ {
			if len(bytes.TrimSpace(scan.Bytes())) == 0 {
				continue
			}
			var row struct {
				ID, Schema, Caption string
				Properties          map[string][]string
			}
			if err := json.Unmarshal(scan.Bytes(), &row); err != nil {
				return nil, broken("line %d: %w", n, err)
			}
			r := stemma.Reference{List: list, ID: row.ID, Schema: row.Schema}
			for _, name := range slices.Concat(row.Properties["name"], []string{row.Caption}, row.Properties["alias"], row.Properties["weakAlias"], row.Properties["previousName"]) {
				r.Names = appendName(r.Names, name)
			}
			if len(r.Names) > 0 {
				out = append(out, r)
			}
		}
		return out, scan.Err()
	}
	rows := csv.NewReader(bytes.NewReader(data))
	header, err := rows.Read()
	if err != nil {
		return nil, broken("%w", cmp.Or(map[bool]error{true: errors.New("it is empty")}[errors.Is(err, io.EOF)], err))
	}
	column := func(name string) int { return slices.Index(header, name) }
	name, id, schema, aliases := column("name"), column("id"), column("schema"), column("aliases")
	if name < 0 {
		return nil, broken("there is no column name among %s", strings.Join(header, ", "))
	}
	for {
		row, err := rows.Read()
		if errors.Is(err, io.EOF) {
			return out, nil
		}
		if err != nil {
			return nil, broken("%w", err)
		}
		r := stemma.Reference{List: list}
		for at, to := range map[int]*string{id: &r.ID, schema: &r.Schema} {
			if at >= 0 {
				*to = row[at]
			}
		}
		r.Names = appendName(nil, row[name])
		if aliases >= 0 {
			for alias := range strings.SplitSeq(row[aliases], ";") {
				r.Names = appendName(r.Names, alias)
			}
		}
		if len(r.Names) > 0 {
			out = append(out, r)
		}
	}
}

func appendName(list []string, name string) []string {
	if name = strings.TrimSpace(name); name == "" || slices.Contains(list, name) {
		return list
	}
	return append(list, name)
}

func newReferenceCandidates(a *app) *cobra.Command {
	least := 0.8
	cmd := &cobra.Command{
		Use:   "candidates [ENTITY] [flags]",
		Short: "show which entries the entities may be, and why",
		Long: `Show for each entity, or for one, the entries of the lists with a name that
meets one of its names: the score, the entry, and which names met how. A
candidate is a question, not an answer: namesakes are many.`,
		Example: `  stemma reference candidates
  stemma reference candidates "Ann Orel" --least 0.5`,
		Annotations: map[string]string{"exits": exits},
		Args:        takes(0, 1, "one ENTITY"),
		RunE: func(cmd *cobra.Command, args []string) error {
			if least <= 0 || least > 1 {
				return &usageError{fmt.Errorf("--least is above 0 and at most 1, not %v", least), "--least 0.8"}
			}
			return a.view(cmd.Context(), func(ctx context.Context, view stemma.View) error {
				return a.candidates(ctx, view, args, least)
			})
		},
	}
	cmd.Flags().Float64Var(&least, "least", least, "the lowest `SCORE` shown, 0 to 1")
	return cmd
}

func (a *app) candidates(ctx context.Context, view stemma.View, args []string, least float64) error {
	c, err := names.Standard()
	if err != nil {
		return err
	}
	var refs []*stemma.Reference
	var of []int
	index := c.NewIndex()
	var parsed []*names.Name
	for r, err := range view.References(ctx, "") {
		if err != nil {
			return fmt.Errorf("list references: %w", err)
		}
		for _, name := range r.Names {
			n := c.Parse(name, names.KindOf(r.Schema))
			index.Add(n)
			parsed, of = append(parsed, n), append(of, len(refs))
		}
		refs = append(refs, r)
	}
	if len(refs) == 0 {
		return &stemma.Error{Kind: stemma.NotFound, Err: errors.New("the case has no list of names"), Hint: "stemma reference add FILE"}
	}
	var entities []*stemma.Entity
	if len(args) == 1 {
		e, err := a.findEntity(ctx, view, args[0])
		if err != nil {
			return err
		}
		entities = []*stemma.Entity{e}
	} else if entities, err = ask.Named(ctx, view, stemma.EntityFilter{}); err != nil {
		return err
	}
	shown := 0
	for _, e := range entities {
		type found struct {
			ref   int
			score float64
			a, b  *names.Name
		}
		best := map[int]found{}
		for _, alias := range e.Aliases {
			n := c.Parse(alias.Name, resolve.KindOf(e.Type))
			for _, h := range index.Find(n, least) {
				if f := best[of[h.Number]]; h.Score > f.score {
					best[of[h.Number]] = found{of[h.Number], h.Score, n, parsed[h.Number]}
				}
			}
		}
		list := make([]found, 0, len(best))
		for _, f := range best {
			list = append(list, f)
		}
		slices.SortFunc(list, func(x, y found) int { return cmp.Or(cmp.Compare(y.score, x.score), x.ref-y.ref) })
		if len(list) > 0 {
			a.say("%s  %s  %s", a.bold(short(e.ID)), line(e.Name), cmp.Or(string(e.Type), "unknown"))
		}
		for _, f := range list[:min(len(list), 10)] {
			r := refs[f.ref]
			a.say("%11s%.2f  %s %s  %s", "", f.score, line(r.List), line(r.ID), line(r.Names[0]))
			for _, m := range c.Explain(f.a, f.b).Met {
				a.say("%17s%s = %s: %s", "", line(m.A[0].Text), line(m.B[0].Text), m.How)
			}
			shown++
		}
	}
	return a.none(shown, false, "no entity meets an entry")
}

func newReferenceList(a *app) *cobra.Command {
	return &cobra.Command{
		Use: "list", Short: "name the lists of the case", Long: "Name the lists of the case, with how many entries each has.",
		Example: "  stemma reference list", Annotations: map[string]string{"exits": exits}, Args: takes(0, 0, ""),
		RunE: func(cmd *cobra.Command, _ []string) error {
			return a.view(cmd.Context(), func(ctx context.Context, view stemma.View) error {
				count, order := map[string]int{}, []string{}
				for r, err := range view.References(ctx, "") {
					if err != nil {
						return fmt.Errorf("list references: %w", err)
					}
					if count[r.List] == 0 {
						order = append(order, r.List)
					}
					count[r.List]++
				}
				for _, name := range order {
					a.say("%s: %s", line(name), amount(count[name], "entry", "entries"))
				}
				return a.none(len(order), false, "the case has no list of names")
			})
		},
	}
}

func newReferenceRemove(a *app) *cobra.Command {
	return &cobra.Command{
		Use: "remove LIST", Short: "take a list out of the case", Long: "Take a list of names out of the case.",
		Example: "  stemma reference remove sanctions", Annotations: map[string]string{"exits": exits}, Args: takes(1, 1, "one LIST"),
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.change(cmd.Context(), func(ctx context.Context, store stemma.Store) error {
				n := 0
				for _, err := range store.References(ctx, args[0]) {
					if err != nil {
						return fmt.Errorf("list references: %w", err)
					}
					n++
				}
				if n == 0 {
					return &stemma.Error{Kind: stemma.NotFound, Err: fmt.Errorf("no list is called %q", args[0]), Hint: "stemma reference list"}
				}
				if err := store.PutReferences(ctx, args[0], nil); err != nil {
					return err
				}
				a.say("removed %s and its %s", line(args[0]), amount(n, "entry", "entries"))
				return nil
			})
		},
	}
}
