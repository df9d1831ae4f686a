// Package cli is the command line of Stemma and the place where all parts are
// put together: which store, which readers, which pages. Each command is a
// file of its own and one line in the table below; what it prints and how is
// ruled at the top of console.go.
//
// It answers what can be asked at a prompt. The answers come from a
// stemma.View, so that a command knows no store; only case.go does.
package cli

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/signal"
	"runtime/debug"
	"strings"
	"syscall"

	"github.com/spf13/cobra"

	"github.com/stemma/stemma"
)

// commands are the commands, in the order in which help lists them.
var commands = []func(*app) *cobra.Command{
	newDemo,
	newRead,
	newAnnotate,
	newDocuments,
	newStatements,
	newEntities,
	newEntity,
	newReference,
	newIssues,
	newShow,
	newTrace,
	newDescent,
	newCompare,
	newOrigins,
	newOutlets,
	newClaims,
	newClaim,
	newConflicts,
	newAsk,
	newReport,
	newSearch,
	newNames,
	newJudge,
	newLog,
	newExport,
	newBackup,
	newRemove,
	newVerify,
	newFormats,
	newModel,
	newServe,
	newVersion,
}

// app is what every command works with.
type app struct {
	*console
	caseFile string // --case
	asOf     string // --as-of, of those commands that have it
}

// Exit codes. Every command's help states those it uses.
const (
	exitDone   = 0
	exitFailed = 1
	exitUsage  = 2
	exitUnread = 3
)

// What help says of the exit codes.
const (
	exits       = "0  done\n  1  failed\n  2  wrong usage"
	exitsRead   = "0  done\n  1  failed or interrupted\n  2  wrong usage\n  3  done, but some documents could not be read"
	exitsVerify = "0  all sound\n  1  something is wrong\n  2  wrong usage"
)

// errUnread ends a command that has said already what could not be read.
var errUnread = errors.New("some documents could not be read")

// A usageError is a command given wrongly; it ends with exit code 2.
type usageError struct {
	err  error
	hint string
}

func (e *usageError) Error() string { return e.err.Error() }

// Main runs the command that the process was started with and returns its
// exit code. Ctrl-C ends it cleanly; a second one ends it at once.
func Main() int {
	// Most of what the program holds is tables without pointers, which cost nothing to
	// look through. So it can afford to clear up twice as often as usual (doc/speed.md).
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(50)
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	context.AfterFunc(ctx, stop)
	return run(ctx, newConsole(), os.Args[1:])
}

func run(ctx context.Context, c *console, args []string) int {
	root := newRoot(&app{console: c})
	root.SetArgs(args)
	root.SetOut(c.out)
	root.SetErr(c.err)
	err := root.ExecuteContext(ctx)
	if flushed := c.out.Flush(); err == nil && flushed != nil {
		err = fmt.Errorf("write to standard output: %w", flushed)
	}
	usage := &usageError{}
	switch {
	case err == nil:
		return exitDone
	case errors.Is(err, errUnread):
		return exitUnread
	case errors.As(err, &usage):
		c.fail(&stemma.Error{Err: usage.err, Hint: usage.hint})
		return exitUsage
	case ctx.Err() != nil && errors.Is(err, ctx.Err()):
		c.note("interrupted")
		return exitFailed
	}
	c.fail(err)
	return exitFailed
}

func newRoot(a *app) *cobra.Command {
	root := &cobra.Command{
		Use:   "stemma",
		Short: "who said what, on whose word",
		Long: `Stemma reads a pile of reporting and works out who said what, on whose word and
how surely. Every statement leads back to the exact words. What it reads goes
into one file, the case.`,
		Example: `  stemma demo                        look at an invented affair in the browser
  stemma read papers/                read a folder into case.stemma
  stemma serve                       look at the case in the browser
  stemma statements --kind attributed`,
		Annotations:       map[string]string{"exits": exitsRead},
		SilenceErrors:     true,
		SilenceUsage:      true,
		CompletionOptions: cobra.CompletionOptions{HiddenDefaultCmd: true},
		Args:              cobra.ArbitraryArgs,
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) == 0 {
				return cmd.Help()
			}
			hint := "stemma --help lists the commands"
			if near := cmd.SuggestionsFor(args[0]); len(near) > 0 {
				hint = "stemma " + strings.Join(near, ", stemma ")
			}
			return &usageError{fmt.Errorf("there is no command %q", args[0]), hint}
		},
	}
	root.SuggestionsMinimumDistance = 2
	cobra.EnableCommandSorting = false // help lists them as the table does
	root.PersistentFlags().StringVar(&a.caseFile, "case", "case.stemma", "the case `FILE`")
	root.PersistentFlags().BoolP("help", "h", false, "say what the command does")
	root.SetFlagErrorFunc(func(cmd *cobra.Command, err error) error {
		return &usageError{err, cmd.CommandPath() + " --help"}
	})
	root.PersistentPreRunE = func(cmd *cobra.Command, _ []string) error {
		if n, err := cmd.Flags().GetInt("limit"); err == nil && n < 0 {
			return &usageError{fmt.Errorf("--limit %d asks for less than nothing", n), "give a number of 0 or more"}
		}
		return nil
	}
	root.SetUsageTemplate(usageTemplate)
	for _, command := range commands {
		cmd := command(a)
		a.dated(cmd)
		root.AddCommand(cmd)
	}
	return root
}

const usageTemplate = `Usage:
  {{if .HasAvailableSubCommands}}{{.CommandPath}} COMMAND [flags]{{else}}{{.UseLine}}{{end}}
{{- if .HasExample}}

Examples:
{{.Example}}{{end}}
{{- if .HasAvailableSubCommands}}

Commands:
{{- range .Commands}}{{if .IsAvailableCommand}}
  {{rpad .Name .NamePadding}} {{.Short}}{{end}}{{end}}{{end}}
{{- if .HasAvailableLocalFlags}}

Flags:
{{.LocalFlags.FlagUsages | trimTrailingWhitespaces}}{{end}}
{{- if .HasAvailableInheritedFlags}}

For every command:
{{.InheritedFlags.FlagUsages | trimTrailingWhitespaces}}{{end}}
{{- with index .Annotations "exits"}}

Exit codes:
  {{.}}{{end}}
`

// takes says what a command is to be given after its name: at least least and
// at most most (-1 for any number) of what is called name.
func takes(least, most int, name string) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		var err error
		command := strings.TrimPrefix(cmd.CommandPath(), "stemma ")
		switch {
		case len(args) < least:
			err = fmt.Errorf("%s needs %s", command, name)
		case most == 0 && len(args) > 0:
			err = fmt.Errorf("%s takes no arguments, but was given %q", command, args[0])
		case most >= 0 && len(args) > most:
			err = fmt.Errorf("%s takes no more than %s, but was given %q as well", command, name, args[most])
		default:
			return nil
		}
		return &usageError{err, cmd.CommandPath() + " --help"}
	}
}

// oneOf checks the value of a flag that is one of a list.
func oneOf(flag, value string, allowed ...string) error {
	for _, a := range allowed {
		if value == a {
			return nil
		}
	}
	return &usageError{
		fmt.Errorf("--%s is one of %s, not %q", flag, strings.Join(allowed, ", "), value),
		"--" + flag + " " + allowed[0],
	}
}
