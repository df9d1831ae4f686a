package cli

import (
	"context"
	"fmt"
	"os"

	"github.com/spf13/cobra"

	"github.com/stemma/stemma"
)

func newBackup(a *app) *cobra.Command {
	return &cobra.Command{
		Use:   "backup FILE [flags]",
		Short: "copy the case, even while it is in use",
		Long: `Copy the case to a new file, as it is at this moment. A case may be read into or
served meanwhile. The copy is a case like any other. Its table of outlets, if it
has one, is copied along with it (see stemma outlets).`,
		Example: `  stemma backup monday.stemma
  stemma backup /media/stick/affair.stemma --case affair.stemma`,
		Annotations: map[string]string{"exits": exits},
		Args:        takes(1, 1, "one FILE"),
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.look(cmd.Context(), func(ctx context.Context, store stemma.Store) error {
				if err := store.Backup(ctx, args[0]); err != nil {
					return err
				}
				return a.copyOutlets(args[0])
			})
		},
	}
}

// copyOutlets copies the table of outlets to beside a copy of the case.
func (a *app) copyOutlets(to string) error {
	table, err := a.ownOutlets()
	if err != nil || table == "" {
		return err
	}
	copied := &app{caseFile: to}
	if err := os.WriteFile(copied.outletsFile(), []byte(table), 0o600); err != nil {
		return fmt.Errorf("copy the table of outlets: %w", err)
	}
	return nil
}
