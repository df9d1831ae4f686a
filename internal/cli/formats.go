package cli

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"github.com/stemma/stemma/internal/reader"
)

func newFormats(a *app) *cobra.Command {
	return &cobra.Command{
		Use:   "formats",
		Short: "list the kinds of file that can be read",
		Long: `List the kinds of file that can be read: name, what it is, usual endings. A file
is told by its bytes first and by its ending second.`,
		Example: `  stemma formats
  stemma documents --kind html`,
		Annotations: map[string]string{"exits": exits},
		Args:        takes(0, 0, ""),
		RunE: func(*cobra.Command, []string) error {
			for _, f := range reader.Formats {
				a.say("%s", strings.TrimRight(fmt.Sprintf("%-8s  %-40s  %s", f.Name, f.About, strings.Join(f.Names, " ")), " "))
			}
			return nil
		},
	}
}
