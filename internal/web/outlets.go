package web

import (
	"context"
	"net/http"
	"net/url"
	"strings"

	"github.com/stemma/stemma"
)

// Outlets are which names of outlets and agencies are one house, and how a
// person says otherwise. The table stands beside the case, not in it.
type Outlets struct {
	// Houses are the outlets and agencies that the documents of a view name,
	// those with several names first.
	Houses func(ctx context.Context, view stemma.View) ([]House, error)
	// Said are the lines of the table that persons wrote, the first first.
	Said func() ([]string, error)
	// Change says that names are one house, the first what it is called, or that
	// a single name is a house of its own, and brings up to date what follows. A
	// name that the table cannot hold is an error of kind Invalid.
	Change func(ctx context.Context, names []string, why, by string) error
}

// A House is an outlet or agency by the names that a case has for it.
type House struct{ Names []HouseName }

// A HouseName is one name of a house.
type HouseName struct {
	Name                string
	Published, Credited int  // documents that it publishes, that name it as a source
	Parts               bool // it can be parted: it is not what its house is called
}

type outletsPage struct {
	Houses []House
	Joined int // houses with several names
	Said   []string
	Pager  pager
	Form   houseForm
	Names  []string
	Done   string // what was just said
}

// A houseForm is the form of the page as it was sent.
type houseForm struct {
	Name, With, Why, By string
	Wrong, Hint         string
}

// outlets shows which names of outlets and agencies are one house.
func (s *server) outlets(w http.ResponseWriter, r *http.Request) error {
	f := houseForm{Name: line(r, "name"), With: line(r, "with"), By: remembered(r)}
	return s.outletsPage(w, r, http.StatusOK, f)
}

func (s *server) outletsPage(w http.ResponseWriter, r *http.Request, status int, f houseForm) error {
	if s.opts.Outlets == nil {
		return &stemma.Error{Kind: stemma.NotFound, Op: "open " + r.URL.Path}
	}
	v := outletsPage{Form: f}
	var err error
	if v.Said, err = s.opts.Outlets.Said(); err != nil {
		return err
	}
	houses, err := held(r.Context(), s, "outlets "+strings.Join(v.Said, "\n"), func() ([]House, error) { return s.opts.Outlets.Houses(r.Context(), s.view) })
	if err != nil {
		return err
	}
	for _, h := range houses {
		if len(h.Names) > 1 {
			v.Joined++
		}
		for _, n := range h.Names {
			if len(v.Names) < mostChoices {
				v.Names = append(v.Names, n.Name)
			}
		}
	}
	if r.Method == http.MethodGet {
		v.Done = r.FormValue("done")
	}
	from := min(offset(r), len(houses))
	houses = houses[from:]
	v.Houses, v.Pager = page(r, from, houses[:min(len(houses), pageSize+1)])
	return s.renderStatus(w, r, status, "outlets", "Outlets and agencies", v)
}

// judgeOutlets says that two names are one house, or that one is its own.
func (s *server) judgeOutlets(w http.ResponseWriter, r *http.Request) error {
	if err := r.ParseForm(); err != nil {
		return badForm(err)
	}
	f := houseForm{Name: line(r, "name"), With: line(r, "with"), Why: line(r, "why"), By: line(r, "by")}
	names, done := []string{f.With, f.Name}, "joined"
	if r.PostFormValue("kind") == "part" {
		names, done = []string{f.Name}, "parted"
	}
	switch {
	case f.Name == "":
		f.Wrong, f.Hint = "The name is missing.", "Take one from the list above, as it stands there."
	case done == "joined" && (f.With == "" || strings.EqualFold(f.With, f.Name)):
		f.Wrong, f.Hint = "The other name is missing.", "Say which house it belongs to, by the name that the house is known by."
	default:
		f.Wrong, f.Hint = incomplete(form{Why: f.Why, By: f.By})
	}
	if f.Wrong == "" && s.opts.Outlets != nil {
		err := s.opts.Outlets.Change(r.Context(), names, f.Why, f.By)
		switch {
		case stemma.KindOf(err) == stemma.Invalid:
			f.Wrong, f.Hint = "The table cannot hold this.", stemma.HintOf(err)
		case err != nil:
			return err
		}
	}
	if f.Wrong != "" || s.opts.Outlets == nil {
		return s.outletsPage(w, r, http.StatusUnprocessableEntity, f)
	}
	s.remember(w, f.By)
	http.Redirect(w, r, "/outlets?done="+url.QueryEscape(done), http.StatusSeeOther)
	return nil
}
