package cli

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/stemma/stemma"
	"github.com/stemma/stemma/internal/ask"
	"github.com/stemma/stemma/internal/export/jsonl"
	"github.com/stemma/stemma/nlp"
)

type entitiesOptions struct {
	kind, doc string
	filter    stemma.EntityFilter
	json      bool
}

// entityTypes are what --type may be.
var entityTypes = []string{"Person", "Organization", "Company", "PublicBody", "Place", "Group", "Facility", "Product", "Event", "Document", "unknown"}

func newEntities(a *app) *cobra.Command {
	o := &entitiesOptions{}
	cmd := &cobra.Command{
		Use:   "entities [NAME] [flags]",
		Short: "list who and what the documents speak of",
		Long: `List the people, organisations, places and things that the documents name, the
most spoken of first: id, type, name, mentions, documents; below that the other
names. With a NAME only those that have its letters in a name, or a name that
meets it in another spelling or script.

Two that are only alike are left apart; stemma entity shows what is near, and
stemma judge same and judge different decide.`,
		Example: `  stemma entities
  stemma entities --type Person orel
  stemma entities "هارون"`,
		Annotations: map[string]string{"exits": exits},
		Args:        takes(0, 1, "one NAME"),
		RunE: func(cmd *cobra.Command, args []string) error {
			if o.kind != "" {
				if err := oneOf("type", o.kind, entityTypes...); err != nil {
					return err
				}
				o.filter.Type = nlp.EntityType(o.kind)
			}
			name := ""
			if len(args) == 1 {
				name = args[0]
			}
			return a.view(cmd.Context(), func(ctx context.Context, view stemma.View) error { return a.entities(ctx, view, name, o) })
		},
	}
	f := cmd.Flags()
	f.StringVar(&o.kind, "type", "", "only of this `TYPE`: "+strings.Join(entityTypes[:3], ", ")+",\n"+strings.Join(entityTypes[3:9], ", ")+",\n"+strings.Join(entityTypes[9:], ", "))
	f.StringVar(&o.doc, "doc", "", "only those in this `DOC`: an id or a path")
	f.BoolVar(&o.filter.Unnamed, "unnamed", false, "also those without a name, such as \"a senior official\"")
	f.IntVar(&o.filter.Limit, "limit", 0, "at most `N`; 0 for all")
	f.BoolVar(&o.json, "json", false, "print records, one a line, as in entities.jsonl")
	return cmd
}

func (a *app) entities(ctx context.Context, view stemma.View, name string, o *entitiesOptions) error {
	if o.doc != "" {
		id, err := findDocumentID(ctx, view, o.doc)
		if err != nil {
			return err
		}
		o.filter.Doc = id
	}
	o.filter.Name = name
	found, err := ask.Named(ctx, view, o.filter)
	if err != nil {
		return err
	}
	for _, e := range found {
		if o.json {
			if err := a.entityRecord(ctx, view, e.ID); err != nil {
				return err
			}
			continue
		}
		a.entityRow(e)
	}
	return a.none(len(found), o.json, "no entities fit")
}

func (a *app) entityRow(e *stemma.Entity) {
	const indent, kind = 11, 12
	counts := fmt.Sprintf("%s in %s", amount(e.Mentions, "mention", "mentions"), amount(e.Docs, "document", "documents"))
	name := max(10, a.width-indent-kind-len(counts)-4)
	a.say("%s  %s  %s  %s", a.bold(short(e.ID)), pad(string(cmp.Or(e.Type, "unknown")), kind), pad(cut(line(e.Name), name), name), counts)
	var others []string
	for _, alias := range e.Aliases {
		if alias.Name != e.Name {
			others = append(others, line(alias.Name))
		}
	}
	if len(others) > 0 {
		a.say("%*s%s", indent, "", cut(strings.Join(others, " · "), a.width-indent))
	}
}

// entityRecord prints the record of an entity.
func (a *app) entityRecord(ctx context.Context, view stemma.View, id stemma.ID) error {
	e, err := view.Entity(ctx, id)
	if err != nil {
		return err
	}
	where := jsonl.NewPlaces()
	docs := &texts{view: view}
	for m, err := range view.EntityMentions(ctx, id) {
		if err != nil {
			return fmt.Errorf("list mentions of %s: %w", id, err)
		}
		d, err := docs.document(ctx, m.Doc)
		if err != nil {
			return err
		}
		where.Add(d, m)
	}
	return jsonl.NewEncoder(a.out).Encode(where.Entity(e))
}

func newEntity(a *app) *cobra.Command {
	asJSON := false
	cmd := &cobra.Command{
		Use:   "entity ENTITY [flags]",
		Short: "show one entity: its names and why, roles, what it says, what is near",
		Long: `Show who or what one entity is: every name with how often it is used and why it
is held to be its name and where it stands, what texts say that it is and on
whose word, how much it says as a source, who says something of it, the
documents that speak of it by day, and what may be the same and was left apart.

ENTITY is an id, the beginning of one, or a name that one entity alone has.`,
		Example: `  stemma entity e1a2b3c4d
  stemma entity "Ann Orel"
  stemma statements --entity "Ann Orel"`,
		Annotations: map[string]string{"exits": exits},
		Args:        takes(1, 1, "one ENTITY"),
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.view(cmd.Context(), func(ctx context.Context, view stemma.View) error {
				e, err := a.findEntity(ctx, view, args[0])
				if err != nil {
					return err
				}
				if asJSON {
					return a.entityRecord(ctx, view, e.ID)
				}
				return a.entity(ctx, view, e)
			})
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "print the record, as in entities.jsonl")
	return cmd
}

func (a *app) entity(ctx context.Context, view stemma.View, e *stemma.Entity) error {
	a.say("%s  %s", a.bold(line(e.Name)), cmp.Or(string(e.Type), "unknown"))
	a.say("%s, %s in %s", e.ID, amount(e.Mentions, "mention", "mentions"), amount(e.Docs, "document", "documents"))
	p, err := stemma.ProfileOf(ctx, view, e.ID)
	if err != nil {
		return err
	}
	for i, alias := range e.Aliases {
		latin := ""
		if alias.Latin != "" {
			latin = " (" + line(alias.Latin) + ")"
		}
		a.say("")
		a.say("named  %s%s, %s", a.bold(line(alias.Name)), latin, amount(alias.N, "time", "times"))
		for _, v := range alias.Evidence {
			with := ""
			if v.With != "" {
				with = " with " + line(v.With)
			}
			a.say("       %s%s (%.2f): %s", v.Kind, with, v.Score, line(v.Explain))
		}
		for _, x := range p.Named[i].Places {
			a.say("       %s", a.dim(fmt.Sprintf("%s, bytes %d to %d", line(x.Doc.Path), x.Span.Begin, x.Span.End)))
		}
	}
	if len(p.Called) > 0 {
		a.say("")
	}
	for _, c := range p.Called {
		by := ""
		if c.By != "" {
			by = ", says " + line(c.By)
		}
		where := line(c.Places[0].Doc.Path)
		if more := len(c.Places) - 1; more > 0 {
			where += fmt.Sprintf(" and %d more", more)
		}
		a.say("called %s", cut(line(c.Words)+by+"  "+a.dim(where), a.width-7))
	}
	said := 0
	for _, err := range view.Statements(ctx, stemma.StatementFilter{Entity: e.ID}) {
		if err != nil {
			return fmt.Errorf("list statements: %w", err)
		}
		said++
	}
	a.say("")
	a.say("says   %s", amount(said, "statement", "statements"))
	for _, t := range p.About {
		who := line(t.Words)
		if t.Doc != nil {
			who = "the author of " + line(t.Doc.Path)
		}
		a.say("of it  %s", cut(amount(len(t.Statements), "statement", "statements")+" by "+who, a.width-7))
	}
	for _, x := range p.Seen {
		day := "no day    "
		if x.Doc.Published != nil {
			day = x.Doc.Published.Value
		}
		a.say("seen   %s", cut(fmt.Sprintf("%s  %s, %s", day, line(x.Doc.Path), amount(x.N, "mention", "mentions")), a.width-7))
	}
	for _, n := range e.Near {
		o, err := view.Entity(ctx, n.Entity)
		if err != nil {
			return err
		}
		a.say("near   %s  %s (%.2f): %s", short(o.ID), line(o.Name), n.Score, line(n.Why))
	}
	return nil
}

// findEntity returns the entity that word names: an id, the beginning of one,
// or a name of one entity alone.
func (a *app) findEntity(ctx context.Context, view stemma.View, word string) (*stemma.Entity, error) {
	ids, err := view.Find(ctx, 'e', word, maxCandidates+1)
	if err != nil {
		return nil, err
	}
	var found []*stemma.Entity
	if word != "" && strings.HasPrefix(word, "e") {
		for _, id := range ids {
			e, err := view.Entity(ctx, id)
			if err != nil {
				return nil, err
			}
			if e.ID != id {
				a.note("the entity %s was joined with others or parted; its first mention is of %s now", short(id), short(e.ID))
			}
			if !slices.ContainsFunc(found, func(f *stemma.Entity) bool { return f.ID == e.ID }) {
				found = append(found, e)
			}
		}
	}
	if len(found) == 0 && word != "" {
		all, err := ask.Named(ctx, view, stemma.EntityFilter{Name: word})
		if err != nil {
			return nil, err
		}
		// A whole name comes before one that has its letters somewhere.
		for _, e := range all {
			if slices.ContainsFunc(e.Aliases, func(x stemma.Alias) bool { return strings.EqualFold(x.Name, word) }) {
				found = append(found, e)
			}
		}
		if len(found) == 0 {
			found = all
		}
	}
	switch len(found) {
	case 0:
		return nil, &stemma.Error{Kind: stemma.NotFound, Err: fmt.Errorf("no entity is called %q", word),
			Hint: "stemma entities lists them; its first column is the id"}
	case 1:
		return view.Entity(ctx, found[0].ID)
	}
	var candidates []string
	for _, e := range found {
		candidates = append(candidates, fmt.Sprintf("%s  %s (%s)", short(e.ID), e.Name, cmp.Or(string(e.Type), "unknown")))
	}
	return nil, ambiguous(word, "entities", candidates)
}
