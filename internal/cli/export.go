package cli

import (
	"context"
	"fmt"

	"github.com/spf13/cobra"

	"github.com/stemma/stemma"
	"github.com/stemma/stemma/internal/export"
)

type exportOptions struct {
	out   string
	force bool
}

func newExport(a *app) *cobra.Command {
	o := &exportOptions{}
	var names []string
	about := ""
	for _, f := range export.Formats {
		names = append(names, f.Name)
		about += fmt.Sprintf("\n  %-8s %s", f.Name, f.About)
	}
	cmd := &cobra.Command{
		Use:   "export FORMAT --out DIR [flags]",
		Short: "write all records of the case for other programs",
		Long: `Write all records of the case to a folder, which is made if need be. The same
case gives the same bytes. Where its claims are not made, nothing is written.
doc/formats says what each file holds. Formats:
` + about,
		Example: `  stemma export jsonl --out records/
  stemma export csv --out tables/`,
		Annotations: map[string]string{"exits": exits},
		Args:        takes(1, 1, "one FORMAT"),
		RunE: func(cmd *cobra.Command, args []string) error {
			if o.out == "" {
				return &usageError{fmt.Errorf("export needs a folder to write to"), "stemma export " + args[0] + " --out DIR"}
			}
			for _, f := range export.Formats {
				if f.Name == args[0] {
					return a.view(cmd.Context(), func(ctx context.Context, view stemma.View) error {
						if err := a.reckoned(ctx, view); err != nil {
							return err // a folder without claims would look as if there were none
						}
						return export.To(ctx, view, f, o.out, o.force)
					})
				}
			}
			return &usageError{fmt.Errorf("there is no export format %q", args[0]), "stemma export " + names[0] + " --out DIR"}
		},
	}
	cmd.Flags().StringVar(&o.out, "out", "", "the folder `DIR` to write to")
	cmd.Flags().BoolVar(&o.force, "force", false, "write beside other files; they are left alone")
	return cmd
}
