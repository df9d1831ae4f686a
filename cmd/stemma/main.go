// Command stemma works out from a pile of reporting who said what, on whose
// word. See package cli.
package main

import (
	"os"
	"runtime/debug"

	"github.com/stemma/stemma/internal/cli"
)

func main() {
	// Most of what the program holds is tables without pointers, which cost nothing to
	// look through. So it can afford to clear up twice as often as usual: a fourth less memory for
	// a fiftieth more time (doc/speed.md).
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(50)
	}
	os.Exit(cli.Main())
}
