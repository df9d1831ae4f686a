package web

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"

	"github.com/stemma/stemma"
	"github.com/stemma/stemma/internal/ask"
	"github.com/stemma/stemma/nlp"
)

// entityTypes are the types that the page offers, in its order.
var entityTypes = []nlp.EntityType{nlp.Person, nlp.Organization, nlp.Company, nlp.PublicBody, nlp.Place, nlp.Group, nlp.Facility, nlp.Product, nlp.Event, nlp.Document}

func entityAddress(id stemma.ID) string { return "/entities/" + url.PathEscape(string(id)) }

// entities lists who and what the documents speak of.
func (s *server) entities(w http.ResponseWriter, r *http.Request) error {
	v := struct {
		Name, Type string
		Types      []nlp.EntityType
		Unnamed    bool
		Filtered   bool
		Entities   []*stemma.Entity
		Pager      pager
	}{Name: strings.TrimSpace(r.FormValue("name")), Types: entityTypes, Unnamed: r.FormValue("unnamed") != ""}
	kind, err := oneOf(r, "type", append(slices.Clone(entityTypes), "unknown")...)
	if err != nil {
		return err
	}
	v.Type = string(kind)
	v.Filtered = v.Name+v.Type != "" || v.Unnamed
	from := offset(r)
	found, err := ask.Named(r.Context(), s.view, stemma.EntityFilter{
		Name: v.Name, Type: kind, Unnamed: v.Unnamed, Limit: pageSize + 1, Offset: from,
	})
	if err != nil {
		return err
	}
	v.Entities, v.Pager = page(r, from, found)
	return s.render(w, r, "entities", "Entities", v)
}

// A cause is a reason why a name is an entity's, with the place that shows it.
type cause struct {
	stemma.Evidence
	Address string
}

// A called name is an alias with its reasons, and where it stands.
type called struct {
	stemma.Alias
	Causes []cause
	Places []spot
	Main   bool   // the entity is known by it
	Apart  string // the address of a look at what parting it does
}

// apart is what parting a name from its entity does.
type apart struct {
	Name        string
	Stays, Goes []stemma.Alias
}

// A spot is a place of a document.
type spot struct {
	Doc     *stemma.Document
	Address string
}

func spots(list []stemma.Spot) []spot {
	var out []spot
	for _, x := range list {
		out = append(out, spot{x.Doc, placeAddress(x.Doc.ID, x.Span)})
	}
	return out
}

// A role in words, with who says so ("" for the authors) and where.
type role struct {
	Words, By string
	Places    []spot
}

// A speaker is one on whose word something is told of an entity, with the first
// of what he says.
type speaker struct {
	stemma.Teller
	Address string // of the entity
	Rows    []row
}

// speakers are those who say most of an entity.
func (s *server) speakers(ctx context.Context, list []stemma.Teller) (out []speaker, err error) {
	for _, t := range list[:min(len(list), mostTellers)] {
		x := speaker{Teller: t}
		if t.Entity != "" {
			x.Address = entityAddress(t.Entity)
		}
		if x.Rows, err = s.rows(ctx, t.Statements[:min(len(t.Statements), mostTold)]); err != nil {
			return nil, err
		}
		out = append(out, x)
	}
	return out, nil
}

// A beside is an entity that may be the same.
type beside struct {
	*stemma.Entity
	Score        float64
	Why, Preview string
}

// A sighting is a document that speaks of an entity.
type sighting struct {
	Doc     *stemma.Document
	N       int
	Address string // of the first mention
}

type entityPage struct {
	*stemma.Entity
	Names    []called
	Called   []role
	Beside   []beside
	Seen     []sighting
	Said     []row
	About    []speaker
	Left     int // documents that were not looked into
	Claims   []claimRow
	SaidAll  string
	More     bool
	With     *stemma.Entity // what it would be joined with
	Apart    *apart         // what would be parted from it
	Form     form
	Recorded stemma.JudgementKind
	Was      string // the id that was asked for, which lapsed
}

// entity shows one entity.
func (s *server) entity(w http.ResponseWriter, r *http.Request) error {
	v, err := s.entityPage(r, r.PathValue("id"), r.FormValue("with"), r.FormValue("apart"))
	if err != nil {
		return err
	}
	if given := r.PathValue("id"); !strings.HasPrefix(string(v.ID), given) {
		q := r.URL.Query()
		q.Set("was", given)
		http.Redirect(w, r, entityAddress(v.ID)+"?"+q.Encode(), http.StatusSeeOther)
		return nil
	}
	if was := r.FormValue("was"); was != "" {
		if e, err := s.entityOf(r.Context(), was); err == nil && e.ID == v.ID {
			v.Was = was
		}
	}
	if k := stemma.JudgementKind(r.FormValue("recorded")); k.OnIdentity() {
		v.Recorded = k
	}
	return s.render(w, r, "entity", short(80, v.Name), v)
}

// entityPage gathers what the page of an entity shows: also the other that it
// would be joined with, and what parting the name without would do.
func (s *server) entityPage(r *http.Request, given, with, without string) (*entityPage, error) {
	ctx := r.Context()
	e, err := s.entityOf(ctx, given)
	if err != nil {
		return nil, err
	}
	id := e.ID
	p, err := stemma.ProfileOf(ctx, s.view, id)
	if err != nil {
		return nil, err
	}
	e = p.Entity
	v := &entityPage{Left: p.Left, Entity: e, Form: form{By: remembered(r)}, SaidAll: "/statements?" + url.Values{"entity": {string(id)}}.Encode()}
	for i, a := range e.Aliases {
		c := called{Alias: a, Main: a.Name == e.MainAlias()}
		for _, x := range a.Evidence {
			at := cause{Evidence: x}
			if x.Doc != "" && !x.Span.IsZero() {
				at.Address = placeAddress(x.Doc, x.Span)
			}
			c.Causes = append(c.Causes, at)
		}
		c.Places = spots(p.Named[i].Places)
		if !c.Main && len(e.Aliases) > 1 {
			c.Apart = entityAddress(id) + "?" + url.Values{"apart": {a.Name}}.Encode() + "#part"
		}
		v.Names = append(v.Names, c)
	}
	for _, x := range p.Called[:min(len(p.Called), mostRoles)] {
		v.Called = append(v.Called, role{x.Words, x.By, spots(x.Places)})
	}
	for _, x := range p.Seen {
		v.Seen = append(v.Seen, sighting{x.Doc, x.N, placeAddress(x.Doc.ID, x.First)})
	}
	if v.About, err = s.speakers(ctx, p.About); err != nil {
		return nil, err
	}
	for _, n := range e.Near {
		o, err := s.view.Entity(ctx, n.Entity)
		if err != nil {
			return nil, err
		}
		v.Beside = append(v.Beside, beside{o, n.Score, n.Why, entityAddress(id) + "?" + url.Values{"with": {string(o.ID)}}.Encode() + "#join"})
	}
	said, err := collect(s.view.Statements(ctx, stemma.StatementFilter{Entity: id, Limit: mostSaid + 1}), 0)
	if err != nil {
		return nil, err
	}
	v.More = len(said) > mostSaid
	if v.Said, err = s.rows(ctx, said[:min(len(said), mostSaid)]); err != nil {
		return nil, err
	}
	if v.Claims, err = s.claimsOf(ctx, stemma.ClaimFilter{Entity: id, Limit: mostSaid}); err != nil {
		return nil, err
	}
	if with != "" {
		if v.With, err = s.entityOf(ctx, with); err != nil {
			return nil, err
		}
	}
	if without != "" {
		stays, goes := e.Parted(without)
		if len(goes) == 0 || len(stays) == 0 {
			return nil, &stemma.Error{Kind: stemma.NotFound, Op: "part " + without + " from " + e.Name, Err: errors.New("it is not one of several names of this entity"),
				Hint: "Choose a name from the list on its page."}
		}
		v.Apart = &apart{without, stays, goes}
	}
	return v, nil
}

// mostRoles and mostSaid are how many of each the page of an entity shows.
const (
	mostRoles = 30
	mostSaid  = 10
)

// mostTellers and mostTold are how many it shows who speak of it, and how much of each.
const (
	mostTellers = 12
	mostTold    = 3
)

// judgeEntity adds to the log that two entities are one or are not, or that one
// of the names of an entity is another's.
func (s *server) judgeEntity(w http.ResponseWriter, r *http.Request) error {
	if err := r.ParseForm(); err != nil {
		return badForm(err)
	}
	ctx := r.Context()
	with, name := r.PostFormValue("with"), r.PostFormValue("name")
	v, err := s.entityPage(r, r.PathValue("id"), with, name)
	if err != nil {
		return err
	}
	f := form{Kind: r.PostFormValue("kind"), Why: line(r, "why"), By: line(r, "by")}
	kind := stemma.JudgementKind(f.Kind)
	if !kind.OnIdentity() || v.With == nil && name == "" {
		return &stemma.Error{Kind: stemma.Invalid, Op: "judge " + string(v.ID), Err: fmt.Errorf("there is no judgement %q on it", f.Kind)}
	}
	j := &stemma.Judgement{Kind: kind, By: f.By, Why: f.Why, At: s.opts.Now().UTC().Truncate(time.Microsecond)}
	other, otherName := v.Entity, name
	if v.With != nil {
		other, otherName = v.With, v.With.MainAlias()
	}
	var first *stemma.Mention
	for i, x := range []struct {
		of   stemma.ID
		name string
	}{{v.ID, v.MainAlias()}, {other.ID, otherName}} {
		m, d, err := s.namedAt(ctx, x.of, x.name)
		if err != nil {
			return err
		}
		if i == 0 {
			first = m
			j.Statement = m.ID
		} else if m.ID == first.ID {
			f.Wrong, f.Hint = "The two are one and the same place.", "Choose another name."
		}
		j.About = append(j.About, stemma.NewAnchor(d, []stemma.Span{m.Span}))
	}
	if wrong, hint := incomplete(f); wrong != "" {
		f.Wrong, f.Hint = wrong, hint
	}
	if f.Wrong != "" {
		v.Form = f
		return s.renderStatus(w, r, http.StatusUnprocessableEntity, "entity", "Not recorded yet", v)
	}
	if err := s.append(w, r, j); err != nil {
		return err
	}
	to := "/entities"
	for m, err := range s.view.Mentions(ctx, first.Doc) {
		if err != nil {
			return err
		}
		if m.ID == first.ID && m.Entity != "" {
			to = entityAddress(m.Entity)
		}
	}
	http.Redirect(w, r, to+"?recorded="+url.QueryEscape(f.Kind), http.StatusSeeOther)
	return nil
}

// namedAt is the first mention of an entity by a name or, if there is none, the
// first of all.
func (s *server) namedAt(ctx context.Context, id stemma.ID, name string) (*stemma.Mention, *stemma.Document, error) {
	var found *stemma.Mention
	var in, doc *stemma.Document
	for m, err := range s.view.EntityMentions(ctx, id) {
		if err != nil {
			return nil, nil, err
		}
		if doc == nil || doc.ID != m.Doc {
			if doc, err = s.view.Document(ctx, m.Doc); err != nil {
				return nil, nil, err
			}
		}
		same := strings.EqualFold(strings.Join(strings.Fields(m.Span.In(doc.Text)), " "), name)
		if found == nil || same {
			found, in = m, doc
		}
		if same {
			break
		}
	}
	if found == nil {
		return nil, nil, &stemma.Error{Kind: stemma.NotFound, Op: "open " + string(id), Err: fmt.Errorf("it is mentioned nowhere")}
	}
	return found, in, nil
}
