package cli

import (
	"context"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"github.com/stemma/stemma"
	"github.com/stemma/stemma/internal/export/jsonl"
)

type issuesOptions struct {
	doc, about, kind, stage string
	json                    bool
}

func newIssues(a *app) *cobra.Command {
	o := &issuesOptions{}
	cmd := &cobra.Command{
		Use:   "issues [flags]",
		Short: "list what could not be read, and why",
		Long: `List what could not be read or judged, each with its path and the reason.
Nothing is left out of a case without a line here. Reading a path again once it
is mended takes its line away.`,
		Example: `  stemma issues
  stemma issues --kind encrypted
  stemma issues --doc archive.zip --json`,
		Annotations: map[string]string{"exits": exits},
		Args:        takes(0, 0, ""),
		RunE: func(cmd *cobra.Command, _ []string) error {
			if o.kind != "" {
				if err := oneOf("kind", o.kind, closed(stemma.IssueKinds)...); err != nil {
					return err
				}
			}
			if o.stage != "" {
				if err := oneOf("stage", o.stage, "find", "read", "analyse", "reckon"); err != nil {
					return err
				}
			}
			return a.view(cmd.Context(), func(ctx context.Context, view stemma.View) error { return a.issues(ctx, view, o) })
		},
	}
	f := cmd.Flags()
	f.StringVar(&o.doc, "doc", "", "only of paths with `PATH` in them")
	f.StringVar(&o.about, "about", "", "only with these `WORDS` in the reason")
	f.StringVar(&o.kind, "kind", "", "only of this `KIND`, as broken, encrypted, skipped")
	f.StringVar(&o.stage, "stage", "", "only of this `STAGE`: find, read, analyse, reckon")
	f.BoolVar(&o.json, "json", false, "print records, one a line, as in issues.jsonl")
	return cmd
}

func (a *app) issues(ctx context.Context, view stemma.View, o *issuesOptions) error {
	filter := stemma.IssueFilter{Path: o.doc, Stage: o.stage, Kind: stemma.Kind(o.kind)}
	records := jsonl.NewEncoder(a.out)
	n := 0
	for i, err := range view.Issues(ctx, filter) {
		if err != nil {
			return fmt.Errorf("list issues: %w", err)
		}
		if !strings.Contains(strings.ToLower(i.Message), strings.ToLower(o.about)) {
			continue
		}
		n++
		if !o.json {
			a.issueRow(i)
			continue
		}
		if err := records.Encode(jsonl.NewIssue(i)); err != nil {
			return err
		}
	}
	return a.none(n, o.json, "no issues fit")
}

func (a *app) issueRow(i *stemma.Issue) {
	const kind = 13
	a.say("%s%s", a.bold(pad(string(i.Kind), kind)), cutPath(i.Path, a.width-kind))
	for _, l := range wrap(line(i.Message), a.width-kind) {
		a.say("%*s%s", kind, "", l)
	}
}
