package web

import (
	"cmp"
	"context"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"

	"github.com/stemma/stemma"
)

// A told is one statement that answers a question, as the pages quote it.
type told struct {
	*stemma.Testimony
	Words   []marked // its exact words, the answer marked
	Chain   []rung
	Way     []rung // the chain from its root to the author
	Address string // of its place in the document
	Day     string // when its document was published
	Outlet  string
	Judged  *stemma.Judgement
}

// A teller puts testimonies in words. It keeps a sheet for each document, so
// that a voice has one colour on a page.
type teller struct {
	sheets   map[stemma.ID]*sheet
	standing map[stemma.ID]*stemma.Judgement
	names    map[stemma.ID]string // of entities, as far as they were looked up
	store    stemma.View
}

func (s *server) teller(ctx context.Context) (*teller, error) {
	view := stemma.Remember(s.view)
	log, err := stemma.Log(ctx, view)
	if err != nil {
		return nil, err
	}
	return &teller{map[stemma.ID]*sheet{}, stemma.Standing(log), map[stemma.ID]string{}, view}, nil
}

// name is what an entity is called, "" if it is gone.
func (t *teller) name(ctx context.Context, id stemma.ID) (string, error) {
	if id == "" {
		return "", nil
	}
	if n, ok := t.names[id]; ok {
		return n, nil
	}
	e, err := t.store.Entity(ctx, id)
	if err != nil && stemma.KindOf(err) != stemma.NotFound {
		return "", err
	}
	if err == nil {
		t.names[id] = e.Called()
	} else {
		t.names[id] = ""
	}
	return t.names[id], nil
}

// tell puts a testimony in words, nil for one that is gone.
func (t *teller) tell(x *stemma.Testimony) *told {
	if x == nil {
		return nil
	}
	sh := t.sheets[x.Doc.ID]
	if sh == nil {
		sh = newSheet(x.Doc, nil, t.standing)
		t.sheets[x.Doc.ID] = sh
	}
	st := x.Statement
	v := &told{Testimony: x, Chain: sh.rungs(st), Address: statementPlace(x.Doc.ID, st.ID), Judged: t.standing[st.ID]}
	v.Way = slices.Clone(v.Chain[:st.Root()+1])
	slices.Reverse(v.Way)
	if p := x.Doc.Published; p != nil {
		v.Day = day(p.Value)
	}
	if p := x.Doc.Publisher; p != nil {
		v.Outlet = visible(p.Value)
	}
	for i, c := range st.Content {
		if c.End > len(x.Doc.Text) {
			continue // only a damaged case has such
		}
		if i > 0 {
			v.Words = append(v.Words, marked{" … ", false})
		}
		var marks []stemma.Span
		for _, m := range x.Answer.ShownBy {
			if c.Contains(m) && (len(marks) == 0 || marks[len(marks)-1].End <= m.Begin) {
				marks = append(marks, m)
			}
		}
		v.Words = append(v.Words, markedText(x.Doc.Text, c, marks)...)
	}
	return v
}

// A witness is one origin of an answer, as the pages show it.
type witness struct {
	*stemma.Witness
	Word    string // on whose word it stands
	Origin  *told
	Repeats []*told
	Rest    rest // of those who repeat it
	Open    bool // these are what was asked for

	repeats []stemma.ID // to be told
}

// A rest is what of a list is not on the page, and where it is; N is 0 for nothing.
type rest struct {
	N       int
	Address string // of the whole list
}

// source is how the pages word the root of a chain.
func (t *teller) source(x *stemma.Testimony) string {
	origin := t.tell(x)
	root := origin.Way[0]
	switch b := origin.Doc.Byline; {
	case !root.Author:
		return root.Source
	case b != nil:
		return "the author, " + visible(b.Value)
	}
	return "the author of " + cmp.Or(origin.Outlet, documentName(origin.Doc))
}

// hear puts a witness in words; the texts of what is quoted are there.
func (t *teller) hear(ctx context.Context, h *stemma.Hearing, v *witness) (err error) {
	v.Origin = t.tell(h.Of(v.Witness.Origin))
	if v.Word, err = h.OnWhoseWord(v.Witness, t.source, func(id stemma.ID) (string, error) { return t.name(ctx, id) }); err != nil {
		return err
	}
	for _, id := range v.repeats {
		if x := t.tell(h.Of(id)); x != nil {
			v.Repeats = append(v.Repeats, x)
		}
	}
	return nil
}

// A side is one answer with its witnesses, as the pages show it.
type side struct {
	*stemma.Side
	Name      string
	Witnesses []witness
	Rest      rest // of its witnesses
	Documents int
	Quoted    *told // what is quoted for it in a list
	By        witness
}

// Counts says how many independent witnesses a side has, and how often it is
// said again.
func (s *side) Counts() string {
	n := s.Independent()
	words := count(n, "independent origin")
	switch {
	case s.Stance == stemma.TakenBack:
		words = "no origin, as who said it took it back"
	case n == 0:
		words = "no origin that the texts show"
	}
	if rest := len(s.Side.Witnesses) - n; n > 0 && rest > 0 {
		words += " and " + count(rest, "that may be no other")
	}
	return words + ", " + count(len(s.Side.Witnesses)+s.Repeated(), "statement") + " in " + count(s.Documents, "document")
}

// documentsOf counts the documents in which a side is told.
func documentsOf(h *stemma.Hearing, s *stemma.Side) int {
	docs := map[stemma.ID]bool{}
	for _, w := range s.Witnesses {
		for _, id := range append([]stemma.ID{w.Origin}, w.Descendants...) {
			if x := h.Of(id); x != nil {
				docs[x.Doc.ID] = true
			}
		}
	}
	return len(docs)
}

// A dispute is an assessment with its sides, as the pages show it; in a list,
// the first of those with the same sides.
type dispute struct {
	*stemma.Assessment
	All       stemma.Dispute
	Claim     *stemma.Claim
	Address   string
	Sides     []side
	Rest      rest // of the sides
	SameSides bool // as those of the assessment above it
}

// conflict is a dispute as a list shows it: of each side what is quoted.
func (t *teller) conflict(ctx context.Context, c *stemma.Claim, x stemma.Dispute) (dispute, error) {
	d := dispute{Assessment: x[0], All: x, Claim: c, Address: claimAddress(c.ID)}
	h, err := stemma.Outline(ctx, t.store, c, x)
	if err != nil {
		return d, err
	}
	quoted := x.Quoted()
	var ids []stemma.ID
	for _, q := range quoted {
		ids = append(ids, q.Statement, q.Witness.Origin)
	}
	if err := h.Quote(ctx, t.store, ids...); err != nil {
		return d, err
	}
	for _, q := range quoted {
		v := side{Side: q.Side, Name: q.Name(c.Question), Documents: documentsOf(h, q.Side), Quoted: t.tell(h.Of(q.Statement)), By: witness{Witness: q.Witness}}
		if err := t.hear(ctx, h, &v.By); err != nil {
			return d, err
		}
		d.Sides = append(d.Sides, v)
	}
	return d, nil
}

func claimAddress(id stemma.ID) string { return "/claims/" + url.PathEscape(string(id)) }

// A weighed says whether the claims of a case are made and up to date and, where
// they are not, whether that is because a read is going on or was broken off.
type weighed struct{ Made, Reading, BrokenOff bool }

func (s *server) weighed(ctx context.Context) (weighed, error) {
	run, err := s.view.Weighed(ctx)
	if err != nil || run != "" {
		return weighed{Made: run != ""}, err
	}
	state, err := stemma.StateOfRead(ctx, s.view)
	return weighed{Reading: state == stemma.ReadGoesOn, BrokenOff: state == stemma.ReadBroken}, err
}

// askedEntity is the entity that a request asks for, nil for none.
func (s *server) askedEntity(r *http.Request) (*stemma.Entity, error) {
	given := r.FormValue("entity")
	if given == "" {
		return nil, nil
	}
	return s.entityOf(r.Context(), given)
}

// entityOf is the entity of an id, or of the beginning of one; of an id that lapsed
// when entities were joined or parted, the one that it leads to.
func (s *server) entityOf(ctx context.Context, given string) (*stemma.Entity, error) {
	id, err := s.id(ctx, 'e', given)
	if err != nil {
		return nil, err
	}
	return s.view.Entity(ctx, id)
}

func entityID(e *stemma.Entity) stemma.ID {
	if e == nil {
		return ""
	}
	return e.ID
}

// conflicts lists where accounts differ, the surest first, and apart what may be of two things.
func (s *server) conflicts(w http.ResponseWriter, r *http.Request) error {
	ctx := r.Context()
	v := struct {
		Weighed  weighed
		Kind     string
		Kinds    []kindCount
		Entity   *stemma.Entity
		Firm     int // of all
		Loose    int
		Disputes []dispute
		Apart    []dispute // of those on the page that may be of two things
		After    int       // the number of the first of these
		Pager    pager
	}{}
	kind, err := oneOf(r, "kind", stemma.DisagreementKinds...)
	if err != nil {
		return err
	}
	v.Kind = string(kind)
	if v.Weighed, err = s.weighed(ctx); err != nil {
		return err
	}
	if v.Entity, err = s.askedEntity(r); err != nil {
		return err
	}
	all, err := s.docket(ctx, entityID(v.Entity), kind)
	if err != nil {
		return err
	}
	found := all.disputes
	v.Kinds, v.Firm = all.kinds, stemma.Firm(found)
	v.Loose = len(found) - v.Firm
	from := min(offset(r), len(found))
	rows := found[from:]
	rows, v.Pager = page(r, from, rows[:min(len(rows), pageSize+1)])
	t, err := s.teller(ctx)
	if err != nil {
		return err
	}
	for _, x := range rows {
		c, err := s.view.Claim(ctx, x[0].Claim)
		if err != nil {
			return err
		}
		d, err := t.conflict(ctx, c, x)
		if err != nil {
			return err
		}
		v.Disputes = append(v.Disputes, d)
	}
	firm := min(max(v.Firm-from, 0), len(v.Disputes))
	v.Disputes, v.Apart, v.After = v.Disputes[:firm], v.Disputes[firm:], from+firm+1
	return s.render(w, r, "conflicts", "Conflicts", v)
}

// A docket is disagreements of the case, the surest first, with how many
// there are of each kind.
type docket struct {
	kinds    []kindCount
	disputes []stemma.Dispute
}

// docket are the disagreements of a kind, of all that are conflicts where it is "", on
// an entity, "" for all.
func (s *server) docket(ctx context.Context, entity stemma.ID, kind stemma.Disagreement) (*docket, error) {
	find := func() (*docket, error) {
		all, err := collect(s.view.Assessments(ctx, stemma.AssessmentFilter{Entity: entity}), 0)
		if err != nil {
			return nil, err
		}
		d := &docket{kinds: countKinds(all)}
		shown := slices.DeleteFunc(all, func(a *stemma.Assessment) bool {
			return kind != "" && a.Disagreement != kind || kind == "" && !a.Disagreement.Conflict()
		})
		slices.SortStableFunc(shown, stemma.CompareSureness)
		d.disputes = stemma.Disputes(shown)
		return d, nil
	}
	if entity != "" {
		return find()
	}
	return held(ctx, s, "disputes "+string(kind), find)
}

// surest are the first conflicts of the docket, without what is quoted for them.
func (s *server) surest(ctx context.Context, limit int) ([]dispute, error) {
	all, err := s.docket(ctx, "", "")
	if err != nil {
		return nil, err
	}
	var out []dispute
	found := all.disputes
	for _, x := range found[:min(limit, len(found))] {
		c, err := s.view.Claim(ctx, x[0].Claim)
		if err != nil {
			return nil, err
		}
		out = append(out, dispute{Assessment: x[0], All: x, Claim: c, Address: claimAddress(c.ID)})
	}
	return out, nil
}

// disputedIn are, for statements of a document, the conflict in which each stands;
// of several the first in order of its claims.
func (s *server) disputedIn(ctx context.Context, doc stemma.ID) (map[stemma.ID]*dispute, error) {
	claims, err := collect(s.view.Claims(ctx, stemma.ClaimFilter{Doc: doc}), 0)
	if err != nil {
		return nil, err
	}
	out := map[stemma.ID]*dispute{}
	for _, c := range claims {
		for a, err := range s.view.Assessments(ctx, stemma.AssessmentFilter{Claim: c.ID, Conflicts: true}) {
			if err != nil {
				return nil, err
			}
			d := &dispute{Assessment: a, Claim: c, Address: claimAddress(c.ID)}
			for _, m := range c.Members {
				if out[m.Statement] == nil {
					out[m.Statement] = d
				}
			}
			break
		}
	}
	return out, nil
}

// A kindCount is a kind of disagreement with how many there are.
type kindCount struct {
	stemma.Disagreement
	N int
}

func countKinds(all []*stemma.Assessment) []kindCount {
	n := map[stemma.Disagreement]int{}
	for _, a := range all {
		n[a.Disagreement]++
	}
	var out []kindCount
	for _, k := range stemma.DisagreementKinds {
		if n[k] > 0 {
			out = append(out, kindCount{k, n[k]})
		}
	}
	return out
}

// A claimRow is a claim in a list.
type claimRow struct {
	*stemma.Claim
	Address     string
	Assessments []*stemma.Assessment
	Answers     []side // of its first assessment
}

// Kinds are how its answers stand to one another, each once.
func (r claimRow) Kinds() []stemma.Disagreement { return stemma.Dispute(r.Assessments).Kinds() }

// Conflict reports whether its answers stand against one another.
func (r claimRow) Conflict() bool {
	return slices.ContainsFunc(r.Kinds(), stemma.Disagreement.Conflict)
}

// claims lists what several statements answer.
func (s *server) claims(w http.ResponseWriter, r *http.Request) error {
	ctx := r.Context()
	v := struct {
		Weighed         weighed
		Question, About string
		Questions       []stemma.Question
		Entity          *stemma.Entity
		Filtered        bool
		Rows            []claimRow
		Pager           pager
	}{About: r.FormValue("about"), Questions: stemma.QuestionKinds}
	question, err := oneOf(r, "question", stemma.QuestionKinds...)
	if err != nil {
		return err
	}
	v.Question = string(question)
	if v.Weighed, err = s.weighed(ctx); err != nil {
		return err
	}
	if v.Entity, err = s.askedEntity(r); err != nil {
		return err
	}
	v.Filtered = v.Question+v.About != "" || v.Entity != nil
	from := offset(r)
	found, err := collect(s.view.Claims(ctx, stemma.ClaimFilter{
		Question: question, About: v.About, Entity: entityID(v.Entity), Limit: pageSize + 1, Offset: from,
	}), 0)
	if err != nil {
		return err
	}
	found, v.Pager = page(r, from, found)
	for _, c := range found {
		row, err := s.claimRow(ctx, c)
		if err != nil {
			return err
		}
		v.Rows = append(v.Rows, row)
	}
	return s.render(w, r, "claims", "Claims", v)
}

func (s *server) claimRow(ctx context.Context, c *stemma.Claim) (claimRow, error) {
	row := claimRow{Claim: c, Address: claimAddress(c.ID)}
	found, err := collect(s.view.Assessments(ctx, stemma.AssessmentFilter{Claim: c.ID}), 0)
	if err != nil {
		return row, err
	}
	slices.SortStableFunc(found, stemma.CompareStakes)
	row.Assessments = found
	if len(found) > 0 {
		for i := range found[0].Sides {
			x := &found[0].Sides[i]
			row.Answers = append(row.Answers, side{Side: x, Name: x.Name(c.Question)})
		}
	}
	return row, nil
}

// claimsOf are the claims with a member or about an entity, at most limit.
func (s *server) claimsOf(ctx context.Context, f stemma.ClaimFilter) ([]claimRow, error) {
	found, err := collect(s.view.Claims(ctx, f), 0)
	if err != nil {
		return nil, err
	}
	var rows []claimRow
	for _, c := range found {
		row, err := s.claimRow(ctx, c)
		if err != nil {
			return nil, err
		}
		rows = append(rows, row)
	}
	return rows, nil
}

// A claimPage is one claim with what there is to judge it by.
type claimPage struct {
	*stemma.Claim
	GistAt   string // address of its words
	GistOf   *told
	About    []*stemma.Entity
	Disputes []dispute
	All      int // statements that answer
	Docs     int
	Members  []*told // the first of them
	Others   rest
	Turns    []turn
	Later    rest    // of the turns
	Choices  []*told // statements that may be judged to answer another question
	Ratings  []rated
	Log      []entry
	Form     form
	Recorded stemma.JudgementKind
	Scale    []grade

	teller *teller
}

// A turn is a point of the life line in words.
type turn struct {
	stemma.Turn
	Words     string
	It        *told
	Than      *told // what it is compared with
	P, S, H   string
	Uncertain bool
}

// A rated is what a person thinks of a source or of the claim.
type rated struct {
	stemma.Rating
	Of    string
	Words string
}

// A grade is one step of the Admiralty code.
type grade struct{ Value, Words string }

var reliability = []grade{
	{"A", "completely reliable"}, {"B", "usually reliable"}, {"C", "fairly reliable"},
	{"D", "not usually reliable"}, {"E", "unreliable"}, {"F", "cannot be judged"},
}

var credibility = []grade{
	{"1", "confirmed"}, {"2", "probably true"}, {"3", "possibly true"},
	{"4", "doubtful"}, {"5", "improbable"}, {"6", "cannot be judged"},
}

func gradeWords(v string) string {
	for _, g := range slices.Concat(reliability, credibility) {
		if g.Value == v {
			return g.Words
		}
	}
	return ""
}

var turnWords = map[stemma.TurnKind]string{
	stemma.FirstSeen: "first seen", stemma.NewAnswer: "another answer", stemma.NumberGrew: "a larger number",
	stemma.NumberFell: "a smaller number", stemma.FirstDenied: "denied for the first time", stemma.HedgeDropped: "a hedge is dropped",
	stemma.HedgeAdded: "a hedge is added", stemma.TurnTakenBack: "taken back by its source", stemma.Corrected: "corrected in a later version", stemma.LeftOut: "left out of a later version",
}

// claim shows one claim: its sides, who stands behind each, how it went on.
func (s *server) claim(w http.ResponseWriter, r *http.Request) error {
	if part := r.FormValue("all"); part != "" {
		return s.claimPart(w, r, part)
	}
	v, err := s.claimPage(r, r.PathValue("id"))
	if err != nil {
		return err
	}
	switch k := stemma.JudgementKind(r.FormValue("recorded")); k {
	case stemma.SameClaim, stemma.OtherClaim, stemma.Rate:
		v.Recorded = k
	}
	return s.render(w, r, "claim", "Claim: "+short(60, v.Gist), v)
}

func (s *server) claimPage(r *http.Request, given string) (*claimPage, error) {
	ctx := r.Context()
	h, t, err := s.outline(ctx, given)
	if err != nil {
		return nil, err
	}
	v := &claimPage{Claim: h.Claim, All: len(h.Testimonies), Form: form{By: remembered(r)}, Scale: credibility, teller: t}
	cut := &claimCut{Hearing: h}
	v.Disputes = cut.disputes()
	members, turns := h.Testimonies[:min(mostMembers, len(h.Testimonies))], h.Turns[:min(mostTurns, len(h.Turns))]
	v.Others = cut.rest(len(h.Testimonies)-len(members), "members")
	v.Later = cut.rest(len(h.Turns)-len(turns), "turns")
	cut.quote(h.Claim.GistOf)
	cut.quoteMembers(members)
	cut.quoteTurns(turns)
	if err := h.Quote(ctx, s.view, cut.quoted...); err != nil {
		return nil, err
	}
	docs := map[stemma.ID]bool{}
	for _, x := range h.Testimonies {
		docs[x.Doc.ID] = true
	}
	v.Docs = len(docs)
	v.Members = t.tellAll(members)
	v.Choices = v.Members
	if v.GistOf = t.tell(h.Of(h.Claim.GistOf)); v.GistOf != nil && len(h.Claim.GistSpans) > 0 {
		v.GistAt = placeAddress(v.GistOf.Doc.ID, h.Claim.GistSpans[0])
	}
	for _, e := range h.Claim.Entities[:min(len(h.Claim.Entities), mostAbout)] {
		x, err := s.view.Entity(ctx, e)
		if stemma.KindOf(err) == stemma.NotFound {
			continue
		}
		if err != nil {
			return nil, err
		}
		v.About = append(v.About, x)
	}
	for i := range v.Disputes {
		if err := t.heard(ctx, h, v.Disputes[i].Sides); err != nil {
			return nil, err
		}
	}
	v.Turns = t.turns(h, turns)
	for _, x := range h.Ratings {
		y := rated{Rating: x, Of: "this claim", Words: gradeWords(x.Judgement.Rating)}
		if x.Source != "" {
			if y.Of, err = t.name(ctx, x.Source); err != nil {
				return nil, err
			}
		}
		v.Ratings = append(v.Ratings, y)
	}
	return v, nil
}

// mostAbout is how many entities the page of a claim names.
const mostAbout = 8

// judgeClaim adds to the log that two statements do or do not answer one
// question, or what a person thinks of a claim.
func (s *server) judgeClaim(w http.ResponseWriter, r *http.Request) error {
	if err := r.ParseForm(); err != nil {
		return badForm(err)
	}
	ctx := r.Context()
	v, err := s.claimPage(r, r.PathValue("id"))
	if err != nil {
		return err
	}
	f := form{Kind: r.PostFormValue("kind"), Why: line(r, "why"), By: line(r, "by"), Content: line(r, "statement"), Rating: line(r, "rating")}
	j := &stemma.Judgement{Kind: stemma.JudgementKind(f.Kind), By: f.By, Why: f.Why, At: s.opts.Now().UTC().Truncate(time.Microsecond)}
	if v.GistOf == nil {
		return &stemma.Error{Kind: stemma.NotFound, Op: "judge " + string(v.ID), Err: fmt.Errorf("its statements are no longer in the case")}
	}
	about := []*stemma.Testimony{v.GistOf.Testimony}
	switch j.Kind {
	case stemma.Rate:
		j.Rating = f.Rating
		if !slices.ContainsFunc(credibility, func(g grade) bool { return g.Value == f.Rating }) {
			f.Wrong, f.Hint = "The rating is missing.", "Choose one from 1 to 6."
		}
	case stemma.OtherClaim, stemma.SameClaim:
		other, err := s.otherStatement(ctx, f.Content)
		switch {
		case stemma.KindOf(err) == stemma.NotFound || stemma.KindOf(err) == stemma.Invalid:
			f.Wrong, f.Hint = "There is no such statement.", "Give the address of a statement of this case: it begins with s and stands at the foot of its page."
		case err != nil:
			return err
		default:
			about = append(about, other)
			if !slices.ContainsFunc(v.Members, func(t *told) bool { return t.Statement.ID == other.Statement.ID }) {
				v.Choices = append(slices.Clone(v.Members), v.teller.tell(other)) // of another page, where it was chosen
			}
			if i := slices.IndexFunc(v.Members, func(t *told) bool { return t.Statement.ID != other.Statement.ID }); other.Statement.ID == about[0].Statement.ID && i >= 0 {
				about[0] = v.Members[i].Testimony // the gist is of the very statement that is taken out
			}
			if about[0].Statement.ID == other.Statement.ID {
				f.Wrong, f.Hint = "That is one and the same statement.", "Choose another."
			}
		}
	default:
		return &stemma.Error{Kind: stemma.Invalid, Op: "judge " + string(v.ID), Err: fmt.Errorf("there is no judgement %q on it", f.Kind)}
	}
	if wrong, hint := incomplete(f); wrong != "" {
		f.Wrong, f.Hint = wrong, hint
	}
	if f.Wrong != "" {
		v.Form = f
		return s.renderStatus(w, r, http.StatusUnprocessableEntity, "claim", "Not recorded yet", v)
	}
	for _, t := range about {
		j.About = append(j.About, stemma.StatementAnchor(t.Doc, t.Statement))
	}
	j.Statement = about[0].Statement.ID
	if err := s.append(w, r, j); err != nil {
		return err
	}
	to := "/claims"
	now, err := collect(s.view.Claims(ctx, stemma.ClaimFilter{Question: v.Question, Statement: j.Statement, Limit: 1}), 0)
	if err != nil {
		return err
	}
	if len(now) > 0 {
		to = claimAddress(now[0].ID)
	}
	http.Redirect(w, r, to+"?recorded="+url.QueryEscape(f.Kind)+"#judgement", http.StatusSeeOther)
	return nil
}

// otherStatement is the statement that a person names by its id or address.
func (s *server) otherStatement(ctx context.Context, given string) (*stemma.Testimony, error) {
	if i := strings.LastIndexByte(given, '/'); i >= 0 {
		given = given[i+1:]
	}
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
	return &stemma.Testimony{Statement: st, Doc: doc, Answer: &stemma.Answer{Statement: id}}, nil
}
