package report

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/stemma/stemma"
)

// A builder builds a report out of a view.
type builder struct {
	*Report
	view   stemma.View
	called map[stemma.ID]string // names of entities
	below  int                  // how many levels the headings of claims stand below the title
}

func (b *builder) build(ctx context.Context, of Selection) error {
	switch {
	case of.Claim != "":
		c, err := b.view.Claim(ctx, of.Claim)
		if err != nil {
			return err
		}
		b.Title = clean("What the documents say: " + stemma.InQuotes(c.Gist))
		b.method(of)
		if err := b.claim(ctx, c); err != nil {
			return err
		}
	case of.Entity != "":
		e, err := b.view.Entity(ctx, of.Entity)
		if err != nil {
			return err
		}
		b.Title = clean("What the documents say of " + e.Name)
		b.method(of)
		if err := b.entity(ctx, e); err != nil {
			return err
		}
	default:
		b.Title = "What the documents say"
		b.method(of)
		if err := b.claims(ctx, stemma.ClaimFilter{}); err != nil {
			return err
		}
	}
	return b.documents(ctx)
}

// method says how the report is to be read.
func (b *builder) method(of Selection) {
	b.paragraph(plain("This report quotes and counts; it says of no account that it is right. What it says of the matter leads by a note to exact words: " +
		"the document, its publisher, title and date, the bytes of its text, and the SHA-256 digest of the file. " +
		"A witness is an origin with all that repeat it; ten copies are one. That two show no common origin in these documents does not mean that they have none. " +
		"How surely a source speaks is said where it is not plain; “certainty unknown” means that nobody could tell, never that it is so. " +
		"stemma verify checks each quotation again."))
	if of.AsOf != "" {
		b.paragraph(plain("It is of what was published by the end of " + of.AsOf + ", and of nothing later."))
	}
}

// claims tells of all claims that fit, those on which most turns first.
func (b *builder) claims(ctx context.Context, f stemma.ClaimFilter) error {
	type ranked struct {
		claim *stemma.Claim
		first *stemma.Assessment
	}
	var all []ranked
	for c, err := range b.view.Claims(ctx, f) {
		if err != nil {
			return fmt.Errorf("list claims: %w", err)
		}
		r := ranked{c, &stemma.Assessment{Claim: c.ID, Disagreement: stemma.NoDisagreement}}
		for x, err := range b.view.Assessments(ctx, stemma.AssessmentFilter{Claim: c.ID}) {
			if err != nil {
				return fmt.Errorf("list assessments: %w", err)
			}
			if r.first.Sides == nil || stemma.CompareStakes(x, r.first) < 0 {
				r.first = x
			}
		}
		all = append(all, r)
	}
	slices.SortFunc(all, func(x, y ranked) int { return stemma.CompareStakes(x.first, y.first) })
	conflicts := 0
	for _, r := range all {
		if r.first.Disagreement.Conflict() {
			conflicts++
		}
	}
	b.paragraph(plain(fmt.Sprintf("Told below: %s, of which %s.", amount(len(all), "claim", "claims"), amount(conflicts, "is a conflict", "are conflicts"))))
	for _, r := range all {
		if err := b.claim(ctx, r.claim); err != nil {
			return err
		}
	}
	return nil
}

// claim tells of one claim.
func (b *builder) claim(ctx context.Context, c *stemma.Claim) error {
	h, err := stemma.HearingOf(ctx, b.view, c)
	if err != nil {
		return err
	}
	gist := Part{Words: clean(stemma.InQuotes(c.Gist))}
	if t := h.Of(c.GistOf); t != nil {
		gist.Note = b.note(t.Doc, t.Statement)
	}
	b.heading(b.below+2, gist)
	docs := map[stemma.ID]bool{}
	for _, t := range h.Testimonies {
		docs[t.Doc.ID] = true
	}
	about, err := b.names(ctx, c.Entities)
	if err != nil {
		return err
	}
	asked := fmt.Sprintf("Claim %s asks: %s It is answered by %s in %s.", c.ID, c.Question.Asks(), amount(len(h.Testimonies), "statement", "statements"), amount(len(docs), "document", "documents"))
	if about != "" {
		asked += " It is about " + about + "."
	}
	b.paragraph(plain(asked))
	for _, x := range h.Assessments {
		if err := b.assessment(ctx, h, x); err != nil {
			return err
		}
	}
	b.ratings(h)
	b.lifeLine(h)
	return nil
}

func (b *builder) assessment(ctx context.Context, h *stemma.Hearing, x *stemma.Assessment) error {
	parts := []Part{plain(x.Sentence() + ".")}
	if x.Explanation != "" {
		parts = append(parts, Part{Words: " " + sentence(x.Explanation)})
	}
	for i, id := range x.Between {
		if t := h.Of(id); t != nil {
			// A comma, for 1 and 2 are not 12.
			parts = append(parts, Part{Words: map[bool]string{true: ", "}[i > 0], Note: b.note(t.Doc, t.Statement)})
		}
	}
	b.paragraph(parts...)
	for i := range x.Sides {
		s := &x.Sides[i]
		head := s.Name(h.Claim.Question) + ": " + amount(s.Independent(), "independent witness", "independent witnesses")
		if rest := len(s.Witnesses) - s.Independent(); rest > 0 && s.Stance != stemma.TakenBack {
			head += " and " + amount(rest, "that may be no other", "that may be no others")
		}
		if n := s.Repeated(); n > 0 {
			head += ", said again by " + amount(n, "statement", "statements")
		}
		b.heading(b.below+3, plain(head))
		for k := range s.Witnesses {
			if err := b.witness(ctx, h, &s.Witnesses[k]); err != nil {
				return err
			}
		}
	}
	return nil
}

// witness tells of one witness and of all that rest on it.
func (b *builder) witness(ctx context.Context, h *stemma.Hearing, w *stemma.Witness) error {
	t := h.Of(w.Origin)
	if t == nil {
		return nil
	}
	word, err := b.onWhoseWord(ctx, h, w)
	if err != nil {
		return err
	}
	lead := "On the word of " + word
	if w.Interested {
		lead += ", an interested party"
	}
	switch w.Support {
	case stemma.PartlySupports:
		lead += ", who supports it in part"
	case stemma.SameOrigin:
		lead += ", of the same origin as the first"
	case stemma.UnclearSupport:
		lead += ", and on what it rests is not clear"
	}
	b.item(1, b.said(lead+", in "+named(t.Doc), t)...)
	var again []Part // of those that have the same words
	for _, id := range w.Descendants {
		d := h.Of(id)
		switch {
		case d == nil:
		case sameWords(d, t):
			again = append(again, Part{Note: b.note(d.Doc, d.Statement)})
		default:
			b.item(2, b.said("Again in "+named(d.Doc), d)...)
		}
	}
	if len(again) > 0 {
		again[0].Words = "Again in the same words, in " + amount(len(again), "statement", "statements") + ": "
		for i := range again[1:] {
			again[i+1].Words = ", "
		}
		b.item(2, again...)
	}
	if w.Why != "" {
		b.item(2, plain("One witness: "+strings.TrimSuffix(w.Why, ".")+"."))
	}
	return nil
}

// said is a sentence that quotes a testimony, with its chain and whatever is not
// plain about how surely it is said.
func (b *builder) said(lead string, t *stemma.Testimony) []Part {
	if len(t.Statement.Chain) > 1 {
		lead += ", through " + t.Statement.ChainLine(t.Doc.Text)
	}
	parts := []Part{
		{Words: clean(lead) + ": "},
		{Words: clean(stemma.InQuotes(stemma.WordsAt(t.Doc.Text, t.Statement.Content...))), Note: b.note(t.Doc, t.Statement)},
	}
	if told := t.Statement.StanceLine(t.Doc.Text, true); told != "" {
		parts = append(parts, Part{Words: " (" + clean(told) + ")"})
	}
	return parts
}

// sameWords reports whether two testimonies have the same words, marks aside,
// through the same chain and as surely.
func sameWords(a, b *stemma.Testimony) bool {
	bare := strings.NewReplacer("“", "", "”", "", "\"", "", "’", "'", "‘", "'")
	told := func(t *stemma.Testimony) string {
		return bare.Replace(stemma.WordsAt(t.Doc.Text, t.Statement.Content...) + "\n" + t.Statement.ChainLine(t.Doc.Text) + "\n" + t.Statement.StanceLine(t.Doc.Text, true))
	}
	return told(a) == told(b)
}

// onWhoseWord names on whose word a witness stands: the root of its chain.
func (b *builder) onWhoseWord(ctx context.Context, h *stemma.Hearing, w *stemma.Witness) (string, error) {
	source := func(t *stemma.Testimony) string {
		root := &t.Statement.Chain[t.Statement.Root()]
		if root.Kind == stemma.KindAuthor {
			return "the author of " + named(t.Doc)
		}
		return root.Who(t.Doc.Text)
	}
	return h.OnWhoseWord(w, source, func(id stemma.ID) (string, error) { return b.name(ctx, id) })
}

// name is the name of an entity, "" if it is gone.
func (b *builder) name(ctx context.Context, id stemma.ID) (string, error) {
	if name, ok := b.called[id]; ok {
		return name, nil
	}
	e, err := b.view.Entity(ctx, id)
	if err != nil && stemma.KindOf(err) != stemma.NotFound {
		return "", err
	}
	if err == nil {
		b.called[id] = clean(e.Called())
	} else {
		b.called[id] = ""
	}
	return b.called[id], nil
}

func (b *builder) names(ctx context.Context, ids []stemma.ID) (string, error) {
	var names []string
	for _, id := range ids {
		name, err := b.name(ctx, id)
		if err != nil {
			return "", err
		}
		if name != "" {
			names = append(names, name)
		}
	}
	return strings.Join(names, ", "), nil
}

func (b *builder) ratings(h *stemma.Hearing) {
	if len(h.Ratings) == 0 {
		return
	}
	b.heading(b.below+3, plain("What persons think, which nothing here is computed from"))
	for _, r := range h.Ratings {
		t := h.Of(r.Statement)
		of := "of the claim"
		if r.Source != "" && len(r.About) > 0 {
			of = "of the source " + r.About[0].Quote
		}
		p := plain(fmt.Sprintf("%s, %s, by %s on %s: %s", r.Rating, of, r.By, r.At.UTC().Format("2006-01-02"), r.Why))
		p.Note = b.note(t.Doc, t.Statement)
		b.item(1, p)
	}
}

// turns are the kinds of turn in words.
var turns = map[stemma.TurnKind]string{
	stemma.FirstSeen: "first seen", stemma.NewAnswer: "another answer is printed", stemma.NumberGrew: "a larger number is printed", stemma.NumberFell: "a smaller number is printed",
	stemma.FirstDenied: "first denied", stemma.HedgeDropped: "the hedge is dropped", stemma.HedgeAdded: "a hedge is added",
	stemma.TurnTakenBack: "its source takes back what it said", stemma.Corrected: "a revision of the text answers otherwise", stemma.LeftOut: "a revision of the text leaves it out",
}

func (b *builder) lifeLine(h *stemma.Hearing) {
	if len(h.Turns) < 2 {
		return
	}
	b.heading(b.below+3, plain("How it went on, in order of print"))
	for _, turn := range h.Turns {
		t := h.Of(turn.Statement)
		if t == nil {
			continue
		}
		words := cmp.Or(turn.Printed, "on no known day") + ": " + turns[turn.Kind]
		if v := turn.Answer.Value; v != "" && h.Claim.Question != stemma.AskWording {
			words += ", " + v
		}
		if turn.Said != "" {
			words += "; said " + turn.Said
		}
		if turn.Happened != "" {
			words += "; happened " + turn.Happened
		}
		parts := []Part{plain(words)}
		parts[0].Note = b.note(t.Doc, t.Statement)
		if before := h.Of(turn.Before); before != nil {
			parts = append(parts, Part{Words: ", against ", Note: b.note(before.Doc, before.Statement)})
		}
		b.item(1, parts...)
	}
}

// entity tells of somebody: names, what texts call him, claims, what he says.
func (b *builder) entity(ctx context.Context, e *stemma.Entity) error {
	b.heading(2, plain("Names"))
	first := map[string]*stemma.Mention{}
	for m, err := range b.view.EntityMentions(ctx, e.ID) {
		if err != nil {
			return err
		}
		d, err := b.view.Document(ctx, m.Doc)
		if err != nil {
			return err
		}
		if name := strings.ToLower(stemma.WordsAt(d.Text, m.Span)); first[name] == nil {
			first[name] = m
		}
	}
	for _, a := range e.Aliases {
		reasons := []string{stemma.InQuotes(a.Name) + ", " + amount(a.N, "time", "times")}
		for _, v := range a.Evidence {
			if !slices.Contains(reasons, v.Explain) {
				reasons = append(reasons, v.Explain)
			}
		}
		p := plain(strings.Join(reasons, "; "))
		if m := first[strings.ToLower(clean(a.Name))]; m != nil {
			d, err := b.view.Document(ctx, m.Doc)
			if err != nil {
				return err
			}
			p.Note = b.place(d, nil, m.Span)
		}
		b.item(1, p)
	}
	if err := b.roles(ctx, e); err != nil {
		return err
	}
	b.heading(2, plain("Claims"))
	b.below = 1
	if err := b.claims(ctx, stemma.ClaimFilter{Entity: e.ID}); err != nil {
		return err
	}
	b.heading(2, plain("What "+e.Name+" says, as the documents have it"))
	for s, err := range b.view.Statements(ctx, stemma.StatementFilter{Entity: e.ID}) {
		if err != nil {
			return fmt.Errorf("list statements: %w", err)
		}
		d, err := b.view.Document(ctx, s.Doc)
		if err != nil {
			return err
		}
		b.item(1, b.said("In "+named(d), &stemma.Testimony{Statement: s, Doc: d})...)
	}
	return nil
}

// roles tells what texts call somebody, each once with all the places.
func (b *builder) roles(ctx context.Context, e *stemma.Entity) error {
	var order []string
	places := map[string][]Part{}
	for _, r := range e.Roles {
		d, err := b.view.Document(ctx, r.Doc)
		if err != nil {
			return err
		}
		words := clean(stemma.InQuotes(r.Words))
		key := strings.ToLower(words)
		p := Part{Words: ", ", Note: b.place(d, nil, r.Span)}
		if places[key] == nil {
			order = append(order, key)
			p.Words = words
		}
		places[key] = append(places[key], p)
	}
	if len(order) > 0 {
		b.heading(2, plain("What texts call "+e.Name))
	}
	for _, key := range order {
		b.item(1, places[key]...)
	}
	return nil
}

// documents lists the documents that notes lead to, in order of path.
func (b *builder) documents(ctx context.Context) error {
	var docs []*stemma.Document
	seen := map[stemma.ID]bool{}
	for _, n := range b.Notes {
		if !seen[n.Doc.ID] {
			seen[n.Doc.ID] = true
			docs = append(docs, n.Doc)
		}
	}
	slices.SortFunc(docs, func(x, y *stemma.Document) int {
		return cmp.Or(cmp.Compare(x.Path, y.Path), cmp.Compare(x.ID, y.ID))
	})
	forest, err := stemma.GrowForest(ctx, b.view)
	if err != nil {
		return err
	}
	ids := make([]stemma.ID, len(docs))
	for i, d := range docs {
		ids[i] = d.ID
	}
	b.heading(2, plain("The documents quoted"))
	b.paragraph(plain(fmt.Sprintf("%s, which rest on %s.", amount(len(docs), "document", "documents"), amount(len(forest.Origins(ids)), "independent origin", "independent origins"))))
	for _, d := range docs {
		words := fmt.Sprintf("%s; %s; %s; sha256 %s; %s", named(d), d.Path, amount(int(d.Bytes), "byte", "bytes"), d.SHA256, d.ID)
		if m := forest.Of[d.ID]; m != nil && m.By != nil {
			relation := "which descends from"
			if !m.By.Directed {
				relation = "which is one text with"
			}
			words += "; " + string(m.By.Kind) + ", " + relation + " " + m.Parent.Doc.Path
		}
		b.item(1, plain(words))
	}
	return nil
}

// note is the number of the note that leads to a statement.
func (b *builder) note(d *stemma.Document, s *stemma.Statement) int {
	return b.place(d, s, s.Content...)
}

// place is the number of the note that leads to words of a document.
func (b *builder) place(d *stemma.Document, s *stemma.Statement, spans ...stemma.Span) int {
	key := string(d.ID) + ranges(spans)
	if s != nil {
		key += string(s.ID)
	}
	if b.notes[key] == 0 {
		b.Notes = append(b.Notes, Note{Doc: d, Statement: s, Spans: spans, Text: noteText(d, s, spans)})
		b.notes[key] = len(b.Notes)
	}
	return b.notes[key]
}

// noteText is the text of a note: the words, through whom they come and how
// surely, the document, the place.
func noteText(d *stemma.Document, s *stemma.Statement, spans []stemma.Span) string {
	parts := []string{stemma.InQuotes(stemma.WordsAt(d.Text, spans...))}
	if s != nil {
		parts = append(parts, s.ChainLine(d.Text))
		if told := s.StanceLine(d.Text, true); told != "" {
			parts = append(parts, "["+told+"]")
		}
	}
	anchor := string(d.ID)
	if s != nil {
		anchor += "/" + string(s.ID)
	}
	parts = append(parts, named(d), fmt.Sprintf("%s, bytes %s of its text", d.Path, ranges(spans)), "sha256 "+d.SHA256, anchor)
	return clean(strings.Join(parts, " · "))
}

// ranges are spans as a note has them.
func ranges(spans []stemma.Span) string {
	var all []string
	for _, s := range spans {
		all = append(all, fmt.Sprintf("%d-%d", s.Begin, s.End))
	}
	return strings.Join(all, ", ")
}

// named is a document by publisher, title and date, as far as they are known.
func named(d *stemma.Document) string {
	var parts []string
	for _, p := range []*stemma.Shown{d.Publisher, d.Title, d.Published} {
		switch {
		case p == nil || p.Value == "":
		case p == d.Title:
			parts = append(parts, stemma.InQuotes(p.Value))
		case p == d.Published:
			day, _, _ := strings.Cut(p.Value, "T")
			parts = append(parts, day)
		default:
			parts = append(parts, p.Value)
		}
	}
	if len(parts) == 0 {
		return d.Path
	}
	return clean(strings.Join(parts, ", "))
}

// sentence is words with a capital letter and a full stop.
func sentence(words string) string {
	words = clean(words)
	if words == "" {
		return ""
	}
	if words[0] >= 'a' && words[0] <= 'z' {
		words = strings.ToUpper(words[:1]) + words[1:]
	}
	if !strings.ContainsAny(words[len(words)-1:], ".?!") && !strings.HasSuffix(words, ".”") {
		words += "."
	}
	return words
}

func amount(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}
