package web

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"

	"github.com/stemma/stemma"
)

// A row is a statement of a list.
type row struct {
	*stemma.Statement
	Quote   string
	Address string // of its place
	Chain   []rung
	Judged  *stemma.Judgement
	Doc     *stemma.Document
	First   bool // the first of its document on the page
}

// statements lists statements.
func (s *server) statements(w http.ResponseWriter, r *http.Request) error {
	ctx := r.Context()
	v := struct {
		Source, About, DocID string
		Entity               *stemma.Entity
		Doc                  *stemma.Document
		Picks                []pick
		Filtered, Narrow     bool
		Rows                 []row
		Pager                pager
	}{Source: r.FormValue("source"), About: r.FormValue("about"), DocID: r.FormValue("doc")}
	f, picks, err := filter(r)
	if err != nil {
		return err
	}
	v.Picks = picks
	if v.DocID != "" {
		id, err := s.id(ctx, 'd', v.DocID)
		if err != nil {
			return err
		}
		if v.Doc, err = s.view.Document(ctx, id); err != nil {
			return err
		}
		v.DocID = string(id)
	}
	if given := r.FormValue("entity"); given != "" {
		e, err := s.entityOf(ctx, given)
		if err != nil {
			return err
		}
		v.Entity, f.Entity = e, e.ID
	}
	for _, p := range picks {
		v.Narrow = v.Narrow || p.Value != "" && p.Narrow
		v.Filtered = v.Filtered || p.Value != ""
	}
	v.Filtered = v.Filtered || v.Source+v.About+v.DocID != "" || v.Entity != nil
	from := offset(r)
	f.Doc, f.Source, f.About, f.Limit, f.Offset = stemma.ID(v.DocID), v.Source, v.About, pageSize+1, from
	found, err := collect(s.view.Statements(ctx, f), 0)
	if err != nil {
		return err
	}
	found, v.Pager = page(r, from, found)
	if v.Rows, err = s.rows(ctx, found); err != nil {
		return err
	}
	return s.render(w, r, "statements", "Statements", v)
}

// rows puts statements, in order of their documents, in words.
func (s *server) rows(ctx context.Context, found []*stemma.Statement) ([]row, error) {
	log, err := stemma.Log(ctx, s.view)
	if err != nil {
		return nil, err
	}
	standing := stemma.Standing(log)
	var rows []row
	var sh *sheet
	for _, st := range found {
		first := sh == nil || sh.doc.ID != st.Doc
		if first {
			doc, err := s.view.Document(ctx, st.Doc)
			if err != nil {
				return nil, err
			}
			sh = newSheet(doc, nil, standing)
		}
		rows = append(rows, row{st, sh.quote(st), statementPlace(st.Doc, st.ID), sh.rungs(st), standing[st.ID], sh.doc, first})
	}
	return rows, nil
}

// A statementPage is one statement with all that is known of it.
type statementPage struct {
	*stemma.Statement
	Doc      *stemma.Document
	Quote    string
	Address  string
	Chain    []rung
	Back     []rung // the chain from the earliest source that the text identifies to the author
	Parts    []part // of the proposition
	Context  []block
	Before   bool // there is text before and after the context
	After    bool
	Judged   *stemma.Judgement
	Claims   []claimRow
	Log      []entry
	Form     form
	Recorded stemma.JudgementKind // what was just added to the log
	RunWords string
}

// A form is what was filled in, and what is wrong with it.
type form struct {
	Kind, Why, By, Content, Source, Cue string
	Rating                              string
	Wrong, Hint                         string
}

// statement shows one statement: its words, where they stand, who is behind
// them, what was decided about it.
func (s *server) statement(w http.ResponseWriter, r *http.Request) error {
	v, err := s.statementPage(r, r.PathValue("id"))
	if err != nil {
		return err
	}
	if k := stemma.JudgementKind(r.FormValue("recorded")); v.Judged != nil && v.Judged.Kind == k {
		v.Recorded = k
	}
	return s.render(w, r, "statement", v.title(), v)
}

// title says whose words they are before it gives them.
func (v *statementPage) title() string {
	last := v.Chain[len(v.Chain)-1]
	name := "the author"
	if !last.Author {
		name = short(40, last.Source)
	}
	if !last.Plain {
		name += ", " + last.Stance
	}
	return name + ": " + short(60, v.Quote)
}

func (s *server) statementPage(r *http.Request, given string) (*statementPage, error) {
	ctx := r.Context()
	id, err := s.id(ctx, 's', given)
	if err != nil {
		return nil, err
	}
	st, err := s.view.Statement(ctx, id)
	if err != nil {
		return nil, err
	}
	doc, err := s.view.Document(ctx, st.Doc)
	if err != nil {
		return nil, err
	}
	log, err := stemma.Log(ctx, s.view)
	if err != nil {
		return nil, err
	}
	standing := stemma.Standing(log)
	sh := newSheet(doc, []*stemma.Statement{st}, standing)
	sh.choose(st)
	v := &statementPage{Statement: st, Doc: doc, Quote: sh.quote(st), Address: statementPlace(doc.ID, id),
		Chain: sh.rungs(st), Judged: standing[id]}
	last := v.Chain[len(v.Chain)-1]
	for i := range v.Chain {
		r := &v.Chain[i]
		r.Around, r.Line = sh.around(&r.Attribution)
		if id := r.Attribution.SourceEntity; id != "" {
			e, err := s.view.Entity(ctx, id)
			if err != nil && stemma.KindOf(err) != stemma.NotFound {
				return nil, err
			}
			if err == nil && !strings.EqualFold(e.Name, r.Source) {
				r.Is = e.Name
			}
		}
	}
	v.Parts = sh.taken(st.Proposition)
	v.Back = slices.Clone(v.Chain[:st.Root()+1])
	slices.Reverse(v.Back)
	v.Form = form{By: remembered(r), Content: v.Quote, Source: sh.words(last.Attribution.Source), Cue: last.Cue}
	ps := pieces(doc)
	first, end := len(ps), 0
	for i, p := range ps {
		if overlaps(st.Content, p.Span) || p.Span.Contains(last.Attribution.Cue) && !last.Attribution.Cue.IsZero() {
			first, end = min(first, i), i+1
		}
	}
	end = min(end, first+8) // the whole of a very long statement is on its document's page
	if first < end {
		sh.excerpt = true
		v.Context = sh.blocks(ps[first:end])
	}
	for _, e := range entries(log) {
		about := e.Statement
		if e.of != nil {
			about = e.of.Statement
		}
		if about == id {
			v.Log = append(v.Log, e)
		}
	}
	if v.Claims, err = s.claimsOf(ctx, stemma.ClaimFilter{Statement: id}); err != nil {
		return nil, err
	}
	for run, err := range s.view.Runs(ctx) {
		if err != nil {
			return nil, err
		}
		if run.ID == st.Run {
			v.RunWords = strings.TrimSpace("Stemma " + run.Version + " " + run.Model)
		}
	}
	return v, nil
}

// judge adds to the log what a person decides about a statement.
func (s *server) judge(w http.ResponseWriter, r *http.Request) error {
	if err := r.ParseForm(); err != nil {
		return badForm(err)
	}
	v, err := s.statementPage(r, r.PathValue("id"))
	if err != nil {
		return err
	}
	f := form{Kind: r.PostFormValue("kind"), Why: line(r, "why"), By: line(r, "by"),
		Content: r.PostFormValue("content"), Source: line(r, "source"), Cue: line(r, "cue")}
	kind := stemma.JudgementKind(f.Kind)
	if kind != stemma.Correct {
		f.Content, f.Source, f.Cue = v.Form.Content, v.Form.Source, v.Form.Cue
	}
	j := &stemma.Judgement{Kind: kind, By: f.By, Why: f.Why, At: s.opts.Now().UTC().Truncate(time.Microsecond),
		About: []stemma.Anchor{stemma.StatementAnchor(v.Doc, v.Statement)}, Statement: v.Statement.ID}
	switch kind {
	case stemma.Accept, stemma.Reject:
	case stemma.Correct:
		should, err := stemma.CorrectedAnchor(v.Doc, v.Statement, f.Content, f.Source, f.Cue)
		switch {
		case err != nil && stemma.KindOf(err) != stemma.Internal:
			f.Wrong, f.Hint = err.Error(), stemma.HintOf(err)
		case err != nil:
			return err
		case should.Quote == j.About[0].Quote && should.Source == j.About[0].Source && should.Cue == j.About[0].Cue:
			f.Wrong, f.Hint = "Nothing was changed.", "Change the words, the source or the cue; or accept the statement as it is."
		}
		j.About = append(j.About, should)
	default:
		return &stemma.Error{Kind: stemma.Invalid, Op: "judge " + string(v.ID), Err: fmt.Errorf("there is no judgement %q", f.Kind)}
	}
	if wrong, hint := incomplete(f); wrong != "" {
		f.Wrong, f.Hint = wrong, hint
	}
	if f.Wrong != "" {
		v.Form = f
		return s.renderStatus(w, r, http.StatusUnprocessableEntity, "statement", "Not recorded yet", v)
	}
	if err := s.append(w, r, j); err != nil {
		return err
	}
	http.Redirect(w, r, "/statements/"+string(v.ID)+"?recorded="+url.QueryEscape(f.Kind)+"#judgement", http.StatusSeeOther)
	return nil
}

func incomplete(f form) (wrong, hint string) {
	switch {
	case f.Why == "":
		return "The reason is missing.", "Say in a few words what makes you sure. Whoever reads this after you will need it."
	case f.By == "":
		return "Your name is missing.", "The log keeps who decided."
	}
	return "", ""
}

// append adds j to the log, brings up to date what follows from it, and
// remembers who wrote it. A form that was sent twice is one judgement.
func (s *server) append(w http.ResponseWriter, r *http.Request, j *stemma.Judgement) error {
	if err := s.enter(r.Context(), j); err != nil {
		return fmt.Errorf("add to the log: %w", err)
	}
	s.remember(w, j.By)
	// What persons think of a source or a claim is no part of what is computed.
	if s.opts.Reckon == nil || j.Kind == stemma.Rate {
		return nil
	}
	// A second click hangs up on the first, which stands in the log by then.
	return s.opts.Reckon(context.WithoutCancel(r.Context()))
}

// sentTwice is how long after a judgement the same one, with nothing else between
// them, is the same form sent again: a second click, or a page loaded anew.
const sentTwice = 10 * time.Second

// enter writes j into the log, unless it is the last entry sent twice.
func (s *server) enter(ctx context.Context, j *stemma.Judgement) error {
	s.judging.Lock()
	defer s.judging.Unlock()
	log, err := stemma.Log(ctx, s.store)
	if err != nil {
		return err
	}
	if len(log) > 0 {
		last, again := log[len(log)-1], *j
		again.At = last.At
		if stemma.JudgementID(&again) == last.ID && j.At.Sub(last.At) < sentTwice {
			*j = *last
			return nil
		}
	}
	if j.Kind == stemma.Retract {
		if err := stemma.Retractable(log, j.Retracts); err != nil {
			return err
		}
	}
	j.ID = stemma.JudgementID(j)
	return s.store.Append(ctx, j)
}

// remember keeps the name under which a person judged, for the next form.
func (s *server) remember(w http.ResponseWriter, by string) {
	http.SetCookie(w, &http.Cookie{Name: nameCookie, Value: url.QueryEscape(by), Path: "/", MaxAge: 365 * 24 * 3600,
		HttpOnly: true, SameSite: http.SameSiteStrictMode})
}

// nameCookie remembers the name under which a person judges.
const nameCookie = "by"

func remembered(r *http.Request) string {
	c, err := r.Cookie(nameCookie)
	if err != nil {
		return ""
	}
	name, err := url.QueryUnescape(c.Value)
	if err != nil {
		return ""
	}
	return name
}

// line is a field of a form as one line of text.
func line(r *http.Request, name string) string {
	return strings.Join(strings.Fields(strings.ToValidUTF8(r.PostFormValue(name), "\uFFFD")), " ")
}

func badForm(err error) error {
	return &stemma.Error{Kind: stemma.Invalid, Op: "read the form", Err: err}
}
