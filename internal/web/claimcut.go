package web

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"github.com/stemma/stemma"
)

// How much of a claim is on its page. A claim may have a thousand members and is
// to open at once, so that of each list the page has the beginning and says
// where the whole is, in pages of its own. A report has all of them.
const (
	mostSides     = 20       // of an assessment
	mostWitnesses = 25       // of a side; fewer where there are many sides, but one of each
	mostHeard     = 100      // witnesses of all sides
	mostRepeats   = 10       // who repeat a witness
	mostRepeated  = 100      // of them on all sides
	mostTurns     = 30       // of the life line
	mostMembers   = pageSize // in the table of all statements
)

// A claimCut chooses what of a claim is on a page, and notes what is quoted for
// it, so that the texts are looked up at once.
type claimCut struct {
	*stemma.Hearing
	answer   bool // to a question, with sides in an order of its own: what is left out is on the page of the claim
	quoted   []stemma.ID
	repeated int // who repeat a witness so far
}

func (c *claimCut) quote(ids ...stemma.ID) { c.quoted = append(c.quoted, ids...) }

func (c *claimCut) quoteMembers(members []*stemma.Testimony) {
	for _, x := range members {
		c.quote(x.Statement.ID)
	}
}

func (c *claimCut) quoteTurns(turns []stemma.Turn) {
	for _, x := range turns {
		c.quote(x.Statement, x.Before)
	}
}

// most is how many of a list of n are shown. Statements that answer together and
// are no claim of the case have no page of their own, so that nothing is left out.
func (c *claimCut) most(limit, n int) int {
	if c.Claim.ID == "" {
		return n
	}
	return min(limit, n)
}

// rest is what of a part of the claim is left out, n of it.
func (c *claimCut) rest(n int, part string, of ...int) rest {
	if c.answer {
		return rest{max(0, n), claimAddress(c.Claim.ID)}
	}
	for _, i := range of {
		part += "-" + strconv.Itoa(i)
	}
	return rest{max(0, n), claimAddress(c.Claim.ID) + "?all=" + url.QueryEscape(part)}
}

// disputes are the assessments, of those with other sides than the first with the
// beginning of these.
func (c *claimCut) disputes() []dispute {
	out := make([]dispute, len(c.Assessments))
	sides := 0
	for i, a := range c.Assessments {
		out[i] = dispute{Assessment: a, Claim: c.Claim, Address: claimAddress(c.Claim.ID), SameSides: i > 0 && a.SameSides(c.Assessments[0])}
		if !out[i].SameSides {
			sides += min(mostSides, len(a.Sides))
		}
	}
	for i := range out {
		if !out[i].SameSides {
			c.begin(&out[i], i, sides)
		}
	}
	return out
}

// begin gives assessment n the beginning of its sides, of so many on the page.
func (c *claimCut) begin(d *dispute, n, sides int) {
	shown := c.most(mostSides, len(d.Assessment.Sides))
	d.Sides = c.sides(n, 0, shown, min(mostWitnesses, max(1, mostHeard/max(1, sides))))
	d.Rest = c.rest(len(d.Assessment.Sides)-shown, "sides", n)
}

// sides are some of the sides of assessment n, each with at most so many witnesses.
func (c *claimCut) sides(n, from, to, each int) []side {
	var out []side
	for k := from; k < to; k++ {
		x := &c.Assessments[n].Sides[k]
		shown := c.most(each, len(x.Witnesses))
		out = append(out, side{Side: x, Name: x.Name(c.Claim.Question), Documents: documentsOf(c.Hearing, x),
			Witnesses: c.witnesses(n, k, 0, shown), Rest: c.rest(len(x.Witnesses)-shown, "witnesses", n, k)})
	}
	return out
}

// witnesses are some of those of side k of assessment n.
func (c *claimCut) witnesses(n, k, from, to int) []witness {
	var out []witness
	for i := from; i < to; i++ {
		x := &c.Assessments[n].Sides[k].Witnesses[i]
		shown := c.most(min(mostRepeats, max(0, mostRepeated-c.repeated)), len(x.Descendants))
		c.repeated += shown
		out = append(out, c.witness(x, 0, shown, c.rest(len(x.Descendants)-shown, "repeats", n, k, i)))
	}
	return out
}

// witness is one witness with some of those who repeat it.
func (c *claimCut) witness(x *stemma.Witness, from, to int, others rest) witness {
	c.quote(x.Origin)
	c.quote(x.Descendants[from:to]...)
	return witness{Witness: x, repeats: x.Descendants[from:to], Rest: others}
}

// A claimPart is one of the lists of a claim, as much of it as a page holds.
type claimPart struct {
	*stemma.Claim
	Address string // of the claim
	Dispute *stemma.Assessment
	Name    string // of the side
	Pager   pager
	All     int // how many the list has

	// Of these one.
	Members []*told
	Turns   []turn
	Sides   []side
	Side    *side
	Witness *witness

	Choices []*told
	Form    form
}

// claimPart shows one of the lists of a claim that are too long for its page.
func (s *server) claimPart(w http.ResponseWriter, r *http.Request, part string) error {
	ctx := r.Context()
	h, t, err := s.outline(ctx, r.PathValue("id"))
	if err != nil {
		return err
	}
	nothing := &stemma.Error{Kind: stemma.NotFound, Op: "open " + r.URL.Path, Err: fmt.Errorf("the claim has no part %q", part),
		Hint: "It may have been weighed anew since. Begin at the page of the claim."}
	what, of, err := listOf(part)
	if err != nil {
		return nothing
	}
	v := &claimPart{Claim: h.Claim, Address: claimAddress(h.Claim.ID), Form: form{By: remembered(r)}}
	cut := &claimCut{Hearing: h}
	// shown are the bounds of what the page holds of a list of n.
	shown := func(n int) (from, to int) {
		v.All = n
		from = min(offset(r), n)
		rows := make([]struct{}, min(n-from, pageSize+1))
		rows, v.Pager = page(r, from, rows)
		return from, from + len(rows)
	}
	var sides, at, by = 0, 0, 0 // the assessment, its side and the witness asked for
	for i, to := range []*int{&sides, &at, &by}[:len(of)] {
		*to = of[i]
	}
	var witnesses []stemma.Witness
	if len(of) > 0 {
		if sides >= len(h.Assessments) {
			return nothing
		}
		v.Dispute = h.Assessments[sides]
	}
	if len(of) > 1 {
		if at >= len(v.Dispute.Sides) {
			return nothing
		}
		v.Name, witnesses = v.Dispute.Sides[at].Name(h.Claim.Question), v.Dispute.Sides[at].Witnesses
	}
	if len(of) > 2 && by >= len(witnesses) {
		return nothing
	}
	var members []*stemma.Testimony
	var turns []stemma.Turn
	switch what {
	case "members":
		from, to := shown(len(h.Testimonies))
		members = h.Testimonies[from:to]
		cut.quoteMembers(members)
	case "turns":
		from, to := shown(len(h.Turns))
		turns = h.Turns[from:to]
		cut.quoteTurns(turns)
	case "sides":
		from, to := shown(len(v.Dispute.Sides))
		v.Sides = cut.sides(sides, from, to, max(1, mostHeard/max(1, to-from)))
	case "witnesses":
		from, to := shown(len(witnesses))
		x := &v.Dispute.Sides[at]
		v.Side = &side{Side: x, Name: v.Name, Documents: documentsOf(h, x), Witnesses: cut.witnesses(sides, at, from, to)}
	case "repeats":
		from, to := shown(len(witnesses[by].Descendants))
		one := cut.witness(&witnesses[by], from, to, rest{})
		one.Open = true
		v.Witness = &one
	}
	if err := h.Quote(ctx, s.view, cut.quoted...); err != nil {
		return err
	}
	v.Members, v.Turns = t.tellAll(members), t.turns(h, turns)
	v.Choices = v.Members
	if err := t.heard(ctx, h, v.Sides); err != nil {
		return err
	}
	if v.Side != nil {
		if err := t.heardWitnesses(ctx, h, v.Side.Witnesses); err != nil {
			return err
		}
	}
	if v.Witness != nil {
		if err := t.hear(ctx, h, v.Witness); err != nil {
			return err
		}
	}
	return s.render(w, r, "claimpart", "Claim: "+short(60, h.Claim.Gist), v)
}

// listOf takes the name of a list of a claim apart, as [claimCut.rest] makes it:
// which list, and the numbers of the assessment, the side and the witness that it is of.
func listOf(name string) (what string, of []int, err error) {
	fields := strings.Split(name, "-")
	numbers, known := map[string]int{"members": 0, "turns": 0, "sides": 1, "witnesses": 2, "repeats": 3}[fields[0]]
	if !known || len(fields) != 1+numbers {
		return "", nil, fmt.Errorf("no such part")
	}
	for _, f := range fields[1:] {
		n, err := strconv.ParseUint(f, 10, 31)
		if err != nil {
			return "", nil, err
		}
		of = append(of, int(n))
	}
	return fields[0], of, nil
}

// outline is a claim with all that there is to judge it by, less the texts, and
// who puts it in words.
func (s *server) outline(ctx context.Context, given string) (*stemma.Hearing, *teller, error) {
	id, err := s.id(ctx, 'c', given)
	if err != nil {
		return nil, nil, err
	}
	c, err := s.view.Claim(ctx, id)
	if err != nil {
		return nil, nil, err
	}
	found, err := collect(s.view.Assessments(ctx, stemma.AssessmentFilter{Claim: c.ID}), 0)
	if err != nil {
		return nil, nil, err
	}
	h, err := stemma.Outline(ctx, s.view, c, found)
	if err != nil {
		return nil, nil, err
	}
	t, err := s.teller(ctx)
	return h, t, err
}

// heard puts the witnesses of sides in words.
func (t *teller) heard(ctx context.Context, h *stemma.Hearing, sides []side) error {
	for i := range sides {
		if err := t.heardWitnesses(ctx, h, sides[i].Witnesses); err != nil {
			return err
		}
	}
	return nil
}

func (t *teller) heardWitnesses(ctx context.Context, h *stemma.Hearing, all []witness) error {
	for i := range all {
		if err := t.hear(ctx, h, &all[i]); err != nil {
			return err
		}
	}
	return nil
}

func (t *teller) tellAll(all []*stemma.Testimony) []*told {
	var out []*told
	for _, x := range all {
		out = append(out, t.tell(x))
	}
	return out
}

// turns puts points of a life line in words.
func (t *teller) turns(h *stemma.Hearing, all []stemma.Turn) []turn {
	var out []turn
	for _, x := range all {
		y := turn{Turn: x, Words: turnWords[x.Kind], It: t.tell(h.Of(x.Statement)), Than: t.tell(h.Of(x.Before)), P: day(x.Printed), S: day(x.Said), H: day(x.Happened)}
		if y.It != nil {
			out = append(out, y)
		}
	}
	return out
}
