package cli

import (
	"context"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"github.com/stemma/stemma"
	"github.com/stemma/stemma/internal/export/jsonl"
)

type documentsOptions struct {
	doc, source, about, kind, lang string
	versions, json                 bool
	limit                          int
}

func newDocuments(a *app) *cobra.Command {
	o := &documentsOptions{}
	cmd := &cobra.Command{
		Use:   "documents [flags]",
		Short: "list the documents of the case",
		Long: `List the documents of the case, in order of path: id, day of publication, title,
path, format and language. A document that could not be read is an issue, not
listed here.`,
		Example: `  stemma documents
  stemma documents --about 'hostages border'
  stemma documents --source minister --json`,
		Annotations: map[string]string{"exits": exits},
		Args:        takes(0, 0, ""),
		RunE: func(cmd *cobra.Command, _ []string) error {
			return a.view(cmd.Context(), func(ctx context.Context, view stemma.View) error { return a.documents(ctx, view, o) })
		},
	}
	f := cmd.Flags()
	f.StringVar(&o.doc, "doc", "", "only this `DOC`: an id or a path")
	f.StringVar(&o.source, "source", "", "only those that quote a source with these `WORDS`")
	f.StringVar(&o.about, "about", "", "only those with these `WORDS` in text or title")
	f.StringVar(&o.kind, "kind", "", "only those of this `FORMAT`, as html")
	f.StringVar(&o.lang, "lang", "", "only those in this `LANGUAGE`, as en; und for unknown")
	f.BoolVar(&o.versions, "all-versions", false, "earlier versions of a document too")
	f.IntVar(&o.limit, "limit", 0, "at most `N`; 0 for all")
	f.BoolVar(&o.json, "json", false, "print records, one a line, as in documents.jsonl")
	return cmd
}

func (a *app) documents(ctx context.Context, view stemma.View, o *documentsOptions) error {
	var only stemma.ID
	if o.doc != "" {
		id, err := findDocumentID(ctx, view, o.doc)
		if err != nil {
			return err
		}
		only = id
	}
	quoting, err := quoting(ctx, view, o)
	if err != nil {
		return err
	}
	filter := stemma.DocumentFilter{About: o.about, Format: o.kind, Lang: o.lang, AllVersions: o.versions || only != ""}
	records := jsonl.NewEncoder(a.out)
	n := 0
	for d, err := range view.Documents(ctx, filter) {
		if err != nil {
			return fmt.Errorf("list documents: %w", err)
		}
		if only != "" && d.ID != only || quoting != nil && !quoting[d.ID] {
			continue
		}
		if o.json {
			full, err := view.Document(ctx, d.ID)
			if err != nil {
				return err
			}
			record, err := jsonl.NewDocument(full)
			if err != nil {
				return err
			}
			if err := records.Encode(record); err != nil {
				return err
			}
		} else {
			a.documentRow(d)
		}
		if n++; n == o.limit {
			break
		}
	}
	return a.none(n, o.json, "no documents fit")
}

// quoting returns the documents with a statement by the source asked for, nil
// where none was asked for.
func quoting(ctx context.Context, view stemma.View, o *documentsOptions) (map[stemma.ID]bool, error) {
	if o.source == "" {
		return nil, nil
	}
	docs := map[stemma.ID]bool{}
	for s, err := range view.Statements(ctx, stemma.StatementFilter{Source: o.source, AllVersions: o.versions}) {
		if err != nil {
			return nil, fmt.Errorf("list statements: %w", err)
		}
		docs[s.Doc] = true
	}
	return docs, nil
}

func (a *app) documentRow(d *stemma.Document) {
	const indent, day = 11, len("2006-01-02")
	a.say("%s  %s  %s", a.bold(short(d.ID)), pad(dayOf(d.Published), day), cut(shown(d.Title, "(no title)"), a.width-indent-day-2))
	about := " · " + strings.Join(describe(d), ", ")
	a.say("%*s%s%s", indent, "", cutPath(d.Path, max(20, a.width-indent-len(about))), about)
}

// describe says in a few words what kind of document d is.
func describe(d *stemma.Document) []string {
	about := []string{d.Format, size(d.Bytes)}
	switch {
	case !d.Analysed && d.Lang != "":
		about = append(about, "not analysed: "+d.Lang)
	case !d.Analysed:
		about = append(about, "not analysed")
	case d.Lang != "":
		about = append(about, d.Lang)
	}
	if d.ReplacedBy != "" {
		about = append(about, "replaced by "+short(d.ReplacedBy))
	}
	return about
}

// shown is a proposed value, or otherwise where there is none.
func shown(s *stemma.Shown, otherwise string) string {
	if s == nil || s.Value == "" {
		return otherwise
	}
	return line(s.Value)
}

// none tells a person, never a program, that a list is empty.
func (a *app) none(n int, json bool, words string) error {
	if n == 0 && !json && a.live {
		a.note("%s", words)
	}
	return nil
}

// nothing tells a person why a list of what the case holds is empty, and the way
// on: whole says it of the whole list.
func (a *app) nothing(ctx context.Context, view stemma.View, list string, filtered bool, whole string) error {
	sum, err := view.Summary(ctx)
	switch {
	case err != nil:
		return err
	case sum.Documents == 0 && a.asOf != "":
		a.note("nothing of this case was surely published by %s; documents without a date are left out", a.asOf)
	case sum.Documents == 0:
		a.note("there is no document in this case yet; stemma read PATH reads some")
	case filtered:
		a.note("no %s fit; stemma %s without flags lists all", list, list)
	default:
		a.note("%s", whole)
	}
	return nil
}

// dayOf is the day of a proposed date, without the time.
func dayOf(s *stemma.Shown) string {
	day, _, _ := strings.Cut(shown(s, "no date"), "T")
	return day
}
