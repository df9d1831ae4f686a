// Command stemma works out from a pile of reporting who said what, on whose
// word. See package cli.
package main

import (
	"os"

	"github.com/stemma/stemma/internal/cli"
)

func main() { os.Exit(cli.Main()) }
