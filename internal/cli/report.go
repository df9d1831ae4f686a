package cli

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"github.com/stemma/stemma"
	"github.com/stemma/stemma/internal/asof"
	"github.com/stemma/stemma/internal/report"
)

type reportOptions struct {
	claim, entity, format, out string
	all, force                 bool
}

func newReport(a *app) *cobra.Command {
	o := &reportOptions{}
	about := ""
	for _, f := range report.Formats {
		about += fmt.Sprintf("\n  %-6s %s", f.Name, f.About)
	}
	cmd := &cobra.Command{
		Use:   "report (--claim CLAIM | --entity ENTITY | --all) [flags]",
		Short: "write a dossier whose every sentence leads to exact words",
		Long: `Write what the documents say to one claim, of one entity or altogether, so that
a stranger can check it: each sentence about the matter has a footnote with the
exact words, through whom they come and how surely, the document, publisher,
title and date, the bytes of its text, and the digest of the file. Sides that
differ stand side by side; witnesses are counted in independent origins; no
hedge is left out. The same case gives the same bytes. Formats:
` + about + `

stemma verify REPORT checks each quotation and figure of a report against the
case and names what no longer fits.`,
		Example: `  stemma report --claim c1a2b3c4d --out claim.docx
  stemma report --entity "Ann Orel" --format html --out orel.html
  stemma report --all > dossier.md
  stemma verify claim.docx`,
		Annotations: map[string]string{"exits": exits},
		Args:        takes(0, 0, ""),
		RunE: func(cmd *cobra.Command, _ []string) error {
			format, err := o.chosen()
			if err != nil {
				return err
			}
			if !format.Text && o.out == "" && a.terminal {
				return &usageError{fmt.Errorf("a .%s cannot be shown on a terminal", format.Name), "--out report." + format.Name}
			}
			return a.view(cmd.Context(), func(ctx context.Context, view stemma.View) error { return a.report(ctx, view, format, o) })
		},
	}
	f := cmd.Flags()
	f.StringVar(&o.claim, "claim", "", "of this `CLAIM`: an id, or a statement of one claim alone")
	f.StringVar(&o.entity, "entity", "", "of this `ENTITY`: an id or a name")
	f.BoolVar(&o.all, "all", false, "of all claims, those on which most turns first")
	f.StringVar(&o.format, "format", "", "`FORMAT`: "+strings.Join(formatNames(), ", ")+"; if not given, as FILE ends")
	f.StringVar(&o.out, "out", "", "the `FILE` to write to; standard output if not given")
	f.BoolVar(&o.force, "force", false, "write over a file that is there")
	return cmd
}

func formatNames() []string {
	var names []string
	for _, f := range report.Formats {
		names = append(names, f.Name)
	}
	return names
}

// chosen is the format that the flags mean, once they are seen to make sense.
func (o *reportOptions) chosen() (report.Format, error) {
	n := 0
	for _, given := range []bool{o.claim != "", o.entity != "", o.all} {
		if given {
			n++
		}
	}
	if n != 1 {
		return report.Format{}, &usageError{fmt.Errorf("a report is of one thing: a claim, an entity, or all"), "stemma report --claim CLAIM, --entity ENTITY or --all"}
	}
	name := o.format
	if name == "" {
		name = strings.TrimPrefix(strings.ToLower(filepath.Ext(o.out)), ".")
	}
	if name == "" {
		name = report.Formats[0].Name
	}
	for _, f := range report.Formats {
		if f.Name == name {
			return f, nil
		}
	}
	if o.format == "" {
		return report.Format{}, &usageError{fmt.Errorf("no format of a report is called %q, as %s ends", name, o.out), "--format " + strings.Join(formatNames(), ", --format ")}
	}
	return report.Format{}, oneOf("format", name, formatNames()...)
}

func (a *app) report(ctx context.Context, view stemma.View, format report.Format, o *reportOptions) error {
	if err := a.reckoned(ctx, view); err != nil {
		return err
	}
	var of report.Selection
	switch {
	case o.claim != "":
		c, err := a.findClaim(ctx, view, o.claim)
		if err != nil {
			return err
		}
		of.Claim = c.ID
	case o.entity != "":
		e, err := a.findEntity(ctx, view, o.entity)
		if err != nil {
			return err
		}
		of.Entity = e.ID
	default:
		of.All = true
	}
	if a.asOf != "" {
		day, err := asof.Day(a.asOf)
		if err != nil {
			return err
		}
		of.AsOf = day
	}
	r, err := report.Make(ctx, view, version(), of)
	if err != nil {
		return err
	}
	var b bytes.Buffer
	if err := format.Write(&b, r); err != nil {
		return err
	}
	if o.out == "" {
		_, err := a.out.Write(b.Bytes())
		return err
	}
	if err := writeNew(o.out, b.Bytes(), o.force); err != nil {
		return err
	}
	a.note("%s: %s, %s", o.out, amount(len(r.Notes), "note", "notes"), size(int64(b.Len())))
	return nil
}

// writeNew writes a file for the owner's eyes, over another only by force. The
// bytes are complete beside it before they take its name, so a full disk costs
// neither the old file nor leaves half of the new.
func writeNew(path string, data []byte, force bool) error {
	if there, err := os.Stat(path); err == nil && force && !there.Mode().IsRegular() {
		return &stemma.Error{Kind: stemma.Invalid, Err: fmt.Errorf("%s is no plain file", path), Hint: "another name; without --out a report goes to standard output"}
	}
	if !force {
		f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
		if errors.Is(err, fs.ErrExist) {
			return &stemma.Error{Kind: stemma.Invalid, Err: fmt.Errorf("%s is there already", path), Hint: "another name, or --force to write over it"}
		}
		if err != nil {
			return fmt.Errorf("write the report: %w", err)
		}
		f.Close() // the name is ours now; nothing was written
	}
	part := filepath.Join(filepath.Dir(path), "."+filepath.Base(path)+".part")
	err := os.WriteFile(part, data, 0o600)
	if err == nil {
		err = os.Rename(part, path)
	}
	if err != nil {
		os.Remove(part)
		if !force {
			os.Remove(path)
		}
		return fmt.Errorf("write the report: %w", err)
	}
	return nil
}

// maxOtherwise is how many lines are named that a case gives otherwise now, of a report in
// which nothing was changed since it was made: one document less changes most of them.
const maxOtherwise = 10

// verifyReport checks a report against the case.
func (a *app) verifyReport(ctx context.Context, store stemma.Store, path string) error {
	data, err := os.ReadFile(path)
	if err != nil {
		return &stemma.Error{Kind: stemma.Vanished, Err: fmt.Errorf("read the report: %w", err), Hint: "stemma verify REPORT, the path of a file that stemma report wrote"}
	}
	asOf := func(ctx context.Context, day string) (stemma.View, error) { return a.known(ctx, store, day) }
	c, err := report.Verify(ctx, store, asOf, data)
	if err != nil {
		return err
	}
	lines := 0
	for _, f := range c.Findings {
		if c.Sealed && !strings.HasPrefix(f.Where, "note ") {
			if lines++; lines > maxOtherwise {
				continue
			}
		}
		for i, l := range wrap(line(f.Where+": "+f.What), a.width-2) {
			if i > 0 {
				l = "  " + l
			}
			a.say("%s", l)
		}
	}
	if more := lines - maxOtherwise; more > 0 {
		a.say("and %s that the case gives otherwise now", amount(more, "more line", "more lines"))
	}
	a.say("checked %s and %s of %s, made by Stemma %s: stemma report %s", amount(c.Lines, "line", "lines"), amount(c.Notes, "note", "notes"), line(path), line(c.Version), c.Of)
	if len(c.Findings) == 0 {
		a.say("all quotations stand in this case as they are quoted, and all else is what it says")
		return nil
	}
	hint := "stemma report " + c.Of.String() + " makes it anew; compare the two"
	if c.Sealed {
		a.say("nothing in its text was changed since it was made, so far as its seal tells: the case is another, or has changed")
	}
	return &stemma.Error{Kind: stemma.Damaged, Err: fmt.Errorf("%s in %s", amount(len(c.Findings), "thing does not fit", "things do not fit"), path), Hint: hint}
}
