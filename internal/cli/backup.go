package cli

import (
	"context"

	"github.com/spf13/cobra"

	"github.com/stemma/stemma"
)

func newBackup(a *app) *cobra.Command {
	return &cobra.Command{
		Use:   "backup FILE [flags]",
		Short: "copy the case, even while it is in use",
		Long: `Copy the case to a new file, as it is at this moment. A case may be read into or
served meanwhile. The copy is a case like any other.`,
		Example: `  stemma backup monday.stemma
  stemma backup /media/stick/affair.stemma --case affair.stemma`,
		Annotations: map[string]string{"exits": exits},
		Args:        takes(1, 1, "one FILE"),
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.look(cmd.Context(), func(ctx context.Context, store stemma.Store) error {
				return store.Backup(ctx, args[0])
			})
		},
	}
}
