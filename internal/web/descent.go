package web

import (
	"cmp"
	"context"
	"fmt"
	"net/http"
	"net/url"
	"path"
	"slices"
	"strings"

	"github.com/stemma/stemma"
)

// A branch is a member of a family as the tree shows it, with where it is drawn.
type branch struct {
	*stemma.Member
	X, Y             int    // of its point
	FromX, FromY     int    // of its parent's
	Label, Sub       string // what stands beside the point
	Kind             string
	Part             string // how much of it the edge explains
	Outlet, Day      string
	Address, Compare string
}

// A family is drawn as a tree: a line a member, the text that others took from
// above them.
type family struct {
	*stemma.Family
	Branches      []branch
	Width, Height int
	Outlets       int
	Unnamed       int // members that name no outlet
	Address       string
}

// What a tree is drawn with, in pixels.
const (
	treeLine   = 52
	treeIndent = 30
	treeLeft   = 16
	treeText   = 620
	deepest    = 8 // a deeper tree is drawn as if it were no deeper
)

func drawn(g *stemma.Family) *family {
	f := &family{Family: g, Address: "/descent/" + url.PathEscape(string(g.Root().Doc.ID))}
	names := map[string]bool{}
	at := map[*stemma.Member]int{}
	for i, m := range g.Members {
		at[m] = i
		b := branch{Member: m, X: treeLeft + treeIndent*min(m.Depth, deepest), Y: treeLine/2 + i*treeLine, Address: "/documents/" + url.PathEscape(string(m.Doc.ID))}
		if p := m.Doc.Publisher; p != nil && strings.TrimSpace(p.Value) != "" {
			b.Outlet = p.Value
			names[strings.ToLower(p.Value)] = true
		} else {
			f.Unnamed++
		}
		b.Day = printedOn(m.Doc)
		if m.By != nil {
			p := f.Branches[at[m.Parent]]
			b.FromX, b.FromY = p.X, p.Y
			b.Kind, b.Part = string(m.By.Kind), shareOf(m.By, m.Doc.ID)
			b.Compare = compareAddress(m.By.From, m.By.To)
		}
		b.Label = short(64, cmp.Or(b.Outlet, documentName(m.Doc)))
		version := ""
		if m.Doc.ReplacedBy != "" {
			version = "earlier version"
		}
		b.Sub = strings.Join(slices.DeleteFunc([]string{b.Day, b.how(), version, short(40, m.Doc.Path)}, func(s string) bool { return s == "" }), " · ")
		f.Branches = append(f.Branches, b)
		f.Width = max(f.Width, b.X+treeText)
	}
	f.Height, f.Outlets = treeLine*len(g.Members), len(names)
	return f
}

func (b *branch) how() string {
	switch {
	case b.Chosen:
		return "which was first is not known"
	case b.By == nil:
		return ""
	case b.By.Judged():
		return "judged derived"
	case !b.By.Directed:
		return b.Kind + ", not directed"
	}
	return b.Kind
}

// shareOf says how much of a document a derivation explains.
func shareOf(d *stemma.Derivation, doc stemma.ID) string {
	share := d.ShareTo
	if d.From == doc {
		share = d.ShareFrom
	}
	return partOf(share)
}

func compareAddress(a, b stemma.ID) string {
	return "/compare?" + url.Values{"a": {string(a)}, "b": {string(b)}}.Encode()
}

// descent shows the forest of the case.
func (s *server) descent(w http.ResponseWriter, r *http.Request) error {
	f, err := s.forest(r.Context())
	if err != nil {
		return err
	}
	v := struct {
		Families  []*family
		Documents int
		In        int // documents of families
		Of        int // families
		Pager     pager
	}{Documents: len(f.Of), Of: len(f.Families)}
	for _, g := range f.Families {
		v.In += len(g.Members)
	}
	from := min(offset(r), len(f.Families))
	rows := f.Families[from:]
	shown, pager := page(r, from, rows[:min(len(rows), pageSize+1)])
	v.Pager = pager
	for _, g := range shown {
		v.Families = append(v.Families, drawn(g))
	}
	return s.render(w, r, "descent", "Descent", v)
}

// An elsewhere is a passage of one document that stands in another.
type elsewhere struct {
	Kind, How, Name, Part string
	Outlet, Day           string
	Evidence              []string
	Address, Compare      string
}

// family shows the family of a document, and what it shares with others.
func (s *server) family(w http.ResponseWriter, r *http.Request) error {
	ctx := r.Context()
	id, err := s.id(ctx, 'd', r.PathValue("id"))
	if err != nil {
		return err
	}
	f, err := s.forest(ctx)
	if err != nil {
		return err
	}
	m := f.Of[id]
	if m == nil {
		return &stemma.Error{Kind: stemma.NotFound, Op: "open " + string(id), Err: fmt.Errorf("it is not in the case")}
	}
	v := struct {
		Doc    *stemma.Document
		Family *family
		Shared []elsewhere
	}{Doc: m.Doc, Family: drawn(m.Family)}
	for _, n := range m.Family.Members {
		for _, d := range slices.Concat(n.Takes, n.Gives) {
			v.Shared = append(v.Shared, shared(d, n.Doc.ID, f.Of[d.Other(n.Doc.ID)].Doc))
		}
	}
	return s.render(w, r, "family", "Descent of "+documentName(m.Doc), v)
}

// shared is a derivation as it looks from one of its members.
func shared(d *stemma.Derivation, doc stemma.ID, other *stemma.Document) elsewhere {
	e := elsewhere{
		Kind: string(d.Kind), Name: documentName(other), Day: printedOn(other), Part: shareOf(d, doc), Evidence: d.Evidence, How: "shared with",
		Address: "/documents/" + url.PathEscape(string(other.ID)), Compare: compareAddress(d.From, d.To),
	}
	if other.Publisher != nil {
		e.Outlet = other.Publisher.Value
	}
	if d.Directed {
		e.How = map[bool]string{true: "from", false: "taken over by"}[d.To == doc]
	}
	return e
}

// elsewhereOf are the documents that a document shares passages with, those
// that are one text with it first, at most mostElsewhere, and the passages. It
// looks at its own derivations only, so that a page costs the same in a large
// case.
func (s *server) elsewhereOf(ctx context.Context, doc *stemma.Document) ([]elsewhere, []twin, error) {
	derivations, err := stemma.DescentOf(ctx, s.view, doc.ID)
	if err != nil {
		return nil, nil, err
	}
	share := func(d *stemma.Derivation) float64 {
		if d.From == doc.ID {
			return d.ShareFrom
		}
		return d.ShareTo
	}
	slices.SortStableFunc(derivations, func(a, b *stemma.Derivation) int {
		switch x, y := a.Kind.OneText(), b.Kind.OneText(); {
		case x && !y:
			return -1
		case y && !x:
			return 1
		}
		return cmp.Compare(share(b), share(a))
	})
	var out []elsewhere
	var twins []twin
	for _, d := range derivations[:min(len(derivations), mostElsewhere)] {
		other, err := s.view.Document(ctx, d.Other(doc.ID))
		if err != nil {
			return nil, nil, err
		}
		out = append(out, shared(d, doc.ID, other))
		t := twin{Name: outletOf(other), Kind: string(d.Kind), Other: other.ID}
		for _, p := range d.Aligned {
			t.spans = append(t.spans, standsAt(d, p, doc.ID))
		}
		if i := slices.IndexFunc(twins, func(o twin) bool { return o.Name == t.Name }); i >= 0 {
			t.Name += " (" + visible(path.Base(other.Path)) + ")"
		}
		twins = append(twins, t)
	}
	return out, twins, nil
}

// A twin is another document with the passages of this one that stand in it.
type twin struct {
	Name, Kind string
	Other      stemma.ID
	spans      []stemma.Span
}

// covers is where the first passage of the twin lies in a stretch, zero where
// none takes up a good part of either.
func (t *twin) covers(stretch stemma.Span) stemma.Span {
	for _, s := range t.spans {
		in := stemma.Span{Begin: max(s.Begin, stretch.Begin), End: min(s.End, stretch.End)}
		if in.Begin < in.End && 3*in.Len() >= min(s.Len(), stretch.Len()) {
			return in
		}
	}
	return stemma.Span{}
}

// printedOn is the day on which a document was published, without the time, ""
// if it shows none.
func printedOn(d *stemma.Document) string {
	if d.Published == nil {
		return ""
	}
	date, _, _ := strings.Cut(d.Published.Value, "T")
	return day(date)
}

// standsAt is where a passage stands in a document of the derivation.
func standsAt(d *stemma.Derivation, p stemma.Passage, doc stemma.ID) stemma.Span {
	if d.From == doc {
		return p.From
	}
	return p.To
}

// outletOf names a document by its outlet or, where it names none, its title.
func outletOf(d *stemma.Document) string {
	if d.Publisher != nil && strings.TrimSpace(d.Publisher.Value) != "" {
		return short(40, d.Publisher.Value)
	}
	return short(40, documentName(d))
}

// mostElsewhere is how many other documents a document's page lists; the page
// of its family has all.
const mostElsewhere = 30
