package stemma

import (
	"cmp"
	"context"
	"slices"
	"strings"
)

// A Profile is what the documents of a case hold on one entity: where it is
// named how, what it is called and on whose word, and what others say of it.
// It is a view: it decides nothing.
type Profile struct {
	Entity *Entity
	Seen   []Sighting // by day of publication, those without a day last
	Named  []Naming   // as Entity.Aliases
	Called []Calling  // in the order in which it was first called so
	About  []Teller   // who says something of it, those who say most first
	// Left is how many documents, the latest, were not looked at for Named,
	// Called and About.
	Left int
}

// A Sighting is a document that speaks of an entity.
type Sighting struct {
	Doc   *Document // without its text
	N     int       // mentions
	First Span
}

// A Naming is where an alias stands, the first place of each document.
type Naming struct {
	Alias  string
	Places []Spot
}

// A Spot is a place of a document.
type Spot struct {
	Doc  *Document // without its text
	Span Span
}

// A Calling is what an entity is said to be, with who says so.
type Calling struct {
	Words  string
	By     string // the words for who says it; "" for the authors of the texts
	Places []Spot
}

// A Teller is one on whose word something is told of an entity.
type Teller struct {
	Entity     ID           // "" for an author, and for one who is nobody known
	Words      string       // for who it is; "" for an author
	Doc        *Document    // of an author, without its text
	Statements []*Statement // in order of path and place
}

// mostProfiled is how many documents a profile looks into.
const mostProfiled = 60

// ProfileOf is the profile of an entity.
func ProfileOf(ctx context.Context, view View, id ID) (*Profile, error) {
	e, err := view.Entity(ctx, id)
	if err != nil {
		return nil, err
	}
	p := &Profile{Entity: e}
	mentions, err := p.see(ctx, view)
	if err != nil {
		return nil, err
	}
	at := map[string]int{}
	for i, a := range e.Aliases {
		at[named(a.Name)] = i
		p.Named = append(p.Named, Naming{Alias: a.Name})
	}
	tellers, callings := map[string]int{}, map[string]int{}
	p.Left = max(0, len(p.Seen)-mostProfiled)
	for _, s := range p.Seen[:len(p.Seen)-p.Left] {
		doc, err := view.Document(ctx, s.Doc.ID)
		if err != nil {
			return nil, err
		}
		var statements []*Statement
		for x, err := range view.Statements(ctx, StatementFilter{Doc: doc.ID}) {
			if err != nil {
				return nil, err
			}
			statements = append(statements, x)
		}
		for _, m := range mentions[doc.ID] {
			if i, ok := at[named(m.In(doc.Text))]; ok {
				if n := len(p.Named[i].Places); n == 0 || p.Named[i].Places[n-1].Doc != s.Doc {
					p.Named[i].Places = append(p.Named[i].Places, Spot{s.Doc, m})
				}
			}
		}
		p.call(doc, s.Doc, statements, callings)
		p.tell(doc, s.Doc, statements, tellers)
	}
	slices.SortStableFunc(p.About, func(a, b Teller) int { return cmp.Compare(len(b.Statements), len(a.Statements)) })
	for i := range p.About {
		// Who is "she" in one text has a name in another.
		if t := &p.About[i]; t.Entity != "" {
			by, err := view.Entity(ctx, t.Entity)
			if err != nil {
				return nil, err
			}
			t.Words = by.Name
		}
	}
	return p, nil
}

// see finds the documents that speak of the entity, and where.
func (p *Profile) see(ctx context.Context, view View) (map[ID][]Span, error) {
	docs := map[ID]*Document{}
	for d, err := range view.Documents(ctx, DocumentFilter{}) {
		if err != nil {
			return nil, err
		}
		docs[d.ID] = d
	}
	mentions := map[ID][]Span{}
	for m, err := range view.EntityMentions(ctx, p.Entity.ID) {
		if err != nil {
			return nil, err
		}
		d := docs[m.Doc]
		if d == nil {
			continue
		}
		if len(mentions[d.ID]) == 0 {
			p.Seen = append(p.Seen, Sighting{Doc: d, First: m.Span})
		}
		p.Seen[len(p.Seen)-1].N++
		mentions[d.ID] = append(mentions[d.ID], m.Span)
	}
	day := func(s Sighting) string {
		if s.Doc.Published == nil {
			return "~"
		}
		return s.Doc.Published.Value
	}
	slices.SortStableFunc(p.Seen, func(a, b Sighting) int { return cmp.Compare(day(a), day(b)) })
	return mentions, nil
}

// named is a name as aliases are told apart: without case, article and 's.
func named(name string) string {
	name = strings.ToLower(strings.Join(strings.Fields(name), " "))
	for _, end := range []string{"'s", "’s", "'", "’"} {
		name = strings.TrimSuffix(name, end)
	}
	return strings.TrimPrefix(name, "the ")
}

// call takes in what a document says that the entity is.
func (p *Profile) call(doc, listed *Document, statements []*Statement, at map[string]int) {
	for _, r := range p.Entity.Roles {
		if r.Doc != doc.ID {
			continue
		}
		by := ""
		if s := tellsOf(statements, r.Span); s != nil {
			by = s.Voice().Who(doc.Text)
		}
		key := strings.ToLower(r.Words) + "\n" + by
		i, ok := at[key]
		if !ok {
			i = len(p.Called)
			at[key] = i
			p.Called = append(p.Called, Calling{Words: r.Words, By: by})
		}
		p.Called[i].Places = append(p.Called[i].Places, Spot{listed, r.Span})
	}
}

// tellsOf is the statement with the longest chain in whose content a place lies,
// nil where the author alone says it.
func tellsOf(statements []*Statement, place Span) *Statement {
	var found *Statement
	for _, s := range statements {
		if s.Attributed() && (found == nil || len(s.Chain) > len(found.Chain)) &&
			slices.ContainsFunc(s.Content, func(c Span) bool { return c.Contains(place) }) {
			found = s
		}
	}
	return found
}

// tell takes in the statements of a document that say something of the entity
// and are not its own word.
func (p *Profile) tell(doc, listed *Document, statements []*Statement, at map[string]int) {
	id := p.Entity.ID
	for _, s := range statements {
		if s.Proposition == nil || !slices.ContainsFunc(s.Proposition.Args, func(a Argument) bool { return a.Entity == id }) ||
			slices.ContainsFunc(s.Chain, func(a Attribution) bool { return a.SourceEntity == id }) {
			continue
		}
		t := Teller{Entity: s.Voice().SourceEntity}
		if s.Attributed() {
			t.Words = s.Voice().Who(doc.Text)
		} else {
			t.Doc = listed
		}
		key := string(cmp.Or(t.Entity, doc.ID))
		if t.Entity == "" {
			key += "\n" + strings.ToLower(t.Words)
		}
		i, ok := at[key]
		if !ok {
			i = len(p.About)
			at[key] = i
			p.About = append(p.About, t)
		}
		p.About[i].Statements = append(p.About[i].Statements, s)
	}
}
