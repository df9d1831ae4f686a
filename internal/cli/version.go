package cli

import (
	"fmt"
	"runtime"
	"runtime/debug"

	"github.com/spf13/cobra"

	"github.com/stemma/stemma/internal/lang"
)

// release is set when a release is built: -ldflags "-X ...cli.release=v1.2.0".
var release string

// version names this build: the release, or else the version or commit that
// the build recorded. It is part of what a reading is marked with.
func version() string {
	if release != "" {
		return release
	}
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return "unknown"
	}
	if v := info.Main.Version; v != "" && v != "(devel)" {
		return v
	}
	revision, modified := "", ""
	for _, s := range info.Settings {
		switch {
		case s.Key == "vcs.revision":
			revision = s.Value[:min(len(s.Value), 12)]
		case s.Key == "vcs.modified" && s.Value == "true":
			modified = "+changes"
		}
	}
	if revision == "" {
		return "unreleased"
	}
	return revision + modified
}

func newVersion(a *app) *cobra.Command {
	return &cobra.Command{
		Use:   "version",
		Short: "say which version this is",
		Long: `Say which version of the program this is and which models it holds. Both are
kept with every record, so that it can be told later what made it.`,
		Example:     "  stemma version",
		Annotations: map[string]string{"exits": exits},
		Args:        takes(0, 0, ""),
		RunE: func(*cobra.Command, []string) error {
			a.say("stemma %s", version())
			a.facts([]fact{{"models", lang.Model()}, {"built with", fmt.Sprintf("%s for %s/%s", runtime.Version(), runtime.GOOS, runtime.GOARCH)}})
			return nil
		},
	}
}
