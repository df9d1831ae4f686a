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
	"github.com/stemma/stemma/internal/collate"
)

// A laid row is a row of a collation as the page shows it.
type laidRow struct {
	collate.Row
	Name     string // id of the element
	Label    string
	Look     string // class
	From, To []marked
	FromAt   string // address of the place
	ToAt     string
	Turns    []string
	Here     bool // it was asked for
}

// A skipped run is what stands between two rows that are shown.
type laidPart struct {
	Rows   []laidRow
	Folded string // what the rows are, where they are folded
}

// A turning is a change with the row that it is of.
type turning struct {
	Words, Address string
}

type comparePage struct {
	*collate.Pair
	PartA, PartB string
	Directed     bool
	OneText      bool
	Turnings     []turning
	MoreTurnings int
	Parts        []laidPart
	Pager        pager
	Family       string
	Self         string // address of the page
	Elsewhere    bool   // a place was asked for that no row has
	Log          []entry
	Judged       stemma.JudgementKind // what stands
	Form         form
	Recorded     stemma.JudgementKind
}

// mostTurnings is how many alterations are listed before the texts.
const mostTurnings = 40

// rowsPage is how many rows a page has: about twenty printed pages.
const rowsPage = 400

// compare sets two documents side by side, or asks which.
func (s *server) compare(w http.ResponseWriter, r *http.Request) error {
	if a, b := r.FormValue("a"), r.FormValue("b"); a == "" || b == "" || a == b {
		return s.choosePair(w, r)
	}
	v, err := s.comparePage(r, r.FormValue("a"), r.FormValue("b"))
	if err != nil {
		return err
	}
	if k := stemma.JudgementKind(r.FormValue("recorded")); k.OfDocuments() && v.Judged == k {
		v.Recorded = k
	}
	return s.render(w, r, "compare", "Compare "+documentName(v.A)+" with "+documentName(v.B), v)
}

func (s *server) comparePage(r *http.Request, a, b string) (*comparePage, error) {
	ctx := r.Context()
	var docs [2]*stemma.Document
	for i, given := range []string{a, b} {
		var err error
		if docs[i], err = s.documentOf(ctx, given); err != nil {
			return nil, err
		}
	}
	if docs[0].ID == docs[1].ID {
		return nil, &stemma.Error{Kind: stemma.Invalid, Op: "compare", Err: fmt.Errorf("both are the document %s", visible(docs[0].Path)), Hint: "Choose two documents."}
	}
	p, err := collate.Documents(ctx, s.view, docs[0], docs[1], s.opts.Compare)
	if err != nil {
		return nil, err
	}
	v := &comparePage{Pair: p, Directed: p.Directed(), OneText: p.OneText(), Form: form{By: remembered(r)}, Self: compareAddress(docs[0].ID, docs[1].ID)}
	left, right := p.Parts()
	v.PartA, v.PartB = partOf(left), partOf(right)
	if p.Tie != nil {
		v.Family = "/descent/" + url.PathEscape(string(p.A.ID))
	}
	changes, of := p.Changes()
	v.MoreTurnings = max(0, len(changes)-mostTurnings)
	for i, c := range changes[:len(changes)-v.MoreTurnings] {
		v.Turnings = append(v.Turnings, turning{printable(c.Words(v.Directed)), v.rowAddress(of[i])})
	}
	v.lay(r, docs[0].ID == p.A.ID)
	log, err := stemma.Log(ctx, s.view)
	if err != nil {
		return nil, err
	}
	v.Log, v.Judged, err = s.judgedPair(ctx, log, docs[0], docs[1])
	return v, err
}

// partOf is a part of a text as it is read, on one line.
func partOf(part float64) string { return fmt.Sprintf("%.0f\u00a0%%", 100*part) }

// documentOf is the document that a person names by its address or path.
func (s *server) documentOf(ctx context.Context, given string) (*stemma.Document, error) {
	id, err := s.id(ctx, 'd', given)
	if err != nil {
		return nil, err
	}
	return s.view.Document(ctx, id)
}

// mostChoices is how many documents the form offers; others are named by their
// paths.
const mostChoices = 1000

// choosePair asks which two documents to compare.
func (s *server) choosePair(w http.ResponseWriter, r *http.Request) error {
	v := struct {
		A, B      string
		Documents []option
		More      bool
	}{}
	// A path with characters that are not seen cannot be written down: there the
	// address stands for it.
	named := func(d *stemma.Document) string {
		if visible(d.Path) != d.Path {
			return string(d.ID)
		}
		return d.Path
	}
	docs, err := collect(s.view.Documents(r.Context(), stemma.DocumentFilter{}), mostChoices+1)
	if err != nil {
		return err
	}
	v.More = len(docs) > mostChoices
	for _, d := range docs[:min(len(docs), mostChoices)] {
		v.Documents = append(v.Documents, option{named(d), documentName(d)})
	}
	for given, to := range map[string]*string{"a": &v.A, "b": &v.B} {
		if r.FormValue(given) == "" {
			continue
		}
		d, err := s.documentOf(r.Context(), r.FormValue(given))
		if err != nil {
			return err
		}
		*to = named(d)
	}
	return s.render(w, r, "choose", "Compare two documents", v)
}

// rowAddress is the address of a row, on whatever page it stands.
func (v *comparePage) rowAddress(i int) string {
	a := v.Self
	if from := i / rowsPage * rowsPage; from > 0 {
		a += fmt.Sprintf("&from=%d", from+1)
	}
	return fmt.Sprintf("%s#r%d", a, i+1)
}

// lay makes the rows that the request asks for. Of two texts that are not
// versions of one, what each has alone is folded.
func (v *comparePage) lay(r *http.Request, asGiven bool) {
	from := min(offset(r)/rowsPage*rowsPage, len(v.Rows))
	here := -1
	if r.FormValue("at") != "" {
		text, place := v.A, func(x *collate.Row) stemma.Span { return x.A }
		if !asGiven {
			text, place = v.B, func(x *collate.Row) stemma.Span { return x.B }
		}
		at := placeOf(r.FormValue("at"), len(text.Text))
		here = slices.IndexFunc(v.Rows, func(x collate.Row) bool { return x.Both() && place(&x).Overlaps(at) })
		if here >= 0 {
			from = here / rowsPage * rowsPage
		}
		v.Elsewhere = here < 0
	}
	end := min(from+rowsPage, len(v.Rows))
	for i := from; i < end; i++ {
		x := v.row(i)
		x.Here = i == here
		folded := ""
		switch {
		case v.OneText || x.Both():
		case x.B.IsZero():
			folded = "only in the first"
		default:
			folded = "only in the second"
		}
		if n := len(v.Parts); n == 0 || v.Parts[n-1].Folded != folded {
			v.Parts = append(v.Parts, laidPart{Folded: folded})
		}
		last := &v.Parts[len(v.Parts)-1]
		last.Rows = append(last.Rows, x)
	}
	at := func(n int) string {
		q := r.URL.Query()
		q.Del("at")
		q.Set("from", fmt.Sprint(n+1))
		return "/compare?" + q.Encode()
	}
	if from > 0 {
		v.Pager.Prev = at(from - rowsPage)
	}
	if end < len(v.Rows) {
		v.Pager.Next = at(end)
	}
	v.Pager.First, v.Pager.Last = from+1, end
}

func (v *comparePage) row(i int) laidRow {
	x := laidRow{Row: v.Rows[i], Name: fmt.Sprintf("r%d", i+1)}
	if !x.A.IsZero() {
		x.From, x.FromAt = markedText(v.A.Text, x.A, x.OnlyA), placeAddress(v.A.ID, x.A)
	}
	if !x.B.IsZero() {
		x.To, x.ToAt = markedText(v.B.Text, x.B, x.OnlyB), placeAddress(v.B.ID, x.B)
	}
	switch {
	case x.Foreign && len(x.Changes) == 0:
		x.Label, x.Look = "face one another", "same"
	case x.Foreign:
		x.Label, x.Look = "numbers differ", "altered"
	case x.Same():
		x.Label, x.Look = "the same", "same"
	case x.Both():
		x.Label, x.Look = "altered", "altered"
	case x.B.IsZero():
		x.Label, x.Look = map[bool]string{true: "left out", false: "only in the first"}[v.OneText && v.Directed], "gone"
	default:
		x.Label, x.Look = map[bool]string{true: "added", false: "only in the second"}[v.OneText && v.Directed], "came"
	}
	if x.Moved {
		x.Label += ", in another place"
	}
	for _, c := range x.Changes {
		x.Turns = append(x.Turns, printable(c.Words(v.Directed)))
	}
	return x
}

// judgedPair are the entries of the log on two documents, and what stands.
func (s *server) judgedPair(ctx context.Context, log []*stemma.Judgement, a, b *stemma.Document) ([]entry, stemma.JudgementKind, error) {
	about := func(j *stemma.Judgement) bool {
		if !j.Kind.OfDocuments() || len(j.About) != 2 {
			return false
		}
		x, y := j.About[0], j.About[1]
		is := func(of stemma.Anchor, d *stemma.Document) bool { return of.Doc == d.ID || of.Path == d.Path }
		return is(x, a) && is(y, b) || is(x, b) && is(y, a)
	}
	retracted := stemma.Retracted(log)
	var out []entry
	var stands stemma.JudgementKind
	for _, e := range entries(log) {
		if about(e.Judgement) || e.of != nil && about(e.of) {
			out = append(out, e)
		}
	}
	for _, j := range log {
		if about(j) && !retracted[j.ID] {
			stands = j.Kind
		}
	}
	return out, stands, nil
}

// judgePair adds to the log that two documents do or do not descend from one
// another.
func (s *server) judgePair(w http.ResponseWriter, r *http.Request) error {
	if err := r.ParseForm(); err != nil {
		return badForm(err)
	}
	v, err := s.comparePage(r, r.PostFormValue("a"), r.PostFormValue("b"))
	if err != nil {
		return err
	}
	f := form{Kind: r.PostFormValue("kind"), Why: line(r, "why"), By: line(r, "by")}
	j := &stemma.Judgement{Kind: stemma.JudgementKind(f.Kind), By: f.By, Why: f.Why, At: s.opts.Now().UTC().Truncate(time.Microsecond),
		About: []stemma.Anchor{stemma.DocumentAnchor(v.A), stemma.DocumentAnchor(v.B)}, Statement: v.A.ID}
	if !j.Kind.OfDocuments() {
		return &stemma.Error{Kind: stemma.Invalid, Op: "judge two documents", Err: fmt.Errorf("there is no judgement %q on them", f.Kind)}
	}
	if f.Wrong, f.Hint = incomplete(f); f.Wrong != "" {
		v.Form = f
		return s.renderStatus(w, r, http.StatusUnprocessableEntity, "compare", "Not recorded yet", v)
	}
	if err := s.append(w, r, j); err != nil {
		return err
	}
	http.Redirect(w, r, v.Self+"&recorded="+url.QueryEscape(f.Kind)+"#judgement", http.StatusSeeOther)
	return nil
}

// markedText is a stretch of text cut at the marked parts of it. Lines are
// joined, paragraphs are not.
func markedText(text string, s stemma.Span, marks []stemma.Span) []marked {
	var out []marked
	at := s.Begin
	add := func(to int, mark bool) {
		if to > at {
			out = append(out, marked{unwrapped(text[at:to]), mark})
			at = to
		}
	}
	for _, m := range marks {
		add(m.Begin, false)
		add(m.End, true)
	}
	add(s.End, false)
	return out
}

// unwrapped is text without the ends of lines that end no paragraph.
func unwrapped(s string) string {
	paragraphs := strings.Split(strings.ReplaceAll(s, "\r", ""), "\n\n")
	for i, p := range paragraphs {
		paragraphs[i] = strings.ReplaceAll(p, "\n", " ")
	}
	return strings.Join(paragraphs, "\n\n")
}
