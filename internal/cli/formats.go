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
			for _, f := range reader.Formats() {
				a.say("%s", strings.TrimRight(fmt.Sprintf("%-14s %s", f.Name, strings.Join(f.Names, " ")), " "))
				a.say("%15s%s", "", f.About)
			}
			a.say("")
			a.say("Folders, archives (zip, tar, gz, bz2), mailboxes and tables are taken apart, and")
			a.say("what is in them is read.")
			return nil
		},
	}
}
