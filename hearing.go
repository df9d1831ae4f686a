package stemma

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/stemma/stemma/nlp"
)

// A Hearing is one claim with all that is needed to judge it: what each member
// says in its exact words, how the answers stand to one another, what persons
// think of those who speak, and how the claim went through time. It decides
// nothing.
type Hearing struct {
	Claim       *Claim
	Assessments []*Assessment // conflicts first, then in order of kind
	Testimonies []*Testimony  // the members, in their order
	Turns       []Turn        // its life line
	// Ratings are the judgements of kind Rate that stand on a member or on a
	// source of one, in the order of the log. They are kept apart from anything
	// computed.
	Ratings []Rating

	of        map[ID]*Testimony
	docs      map[ID]*Document // of the testimonies
	corrected map[ID]Anchor    // members that a person corrected, as they should be, until they are
}

// A Testimony is one member of a claim with its document.
type Testimony struct {
	Answer    *Answer
	Statement *Statement
	Doc       *Document // with its text; in an outline without, but where it is quoted
}

// Of returns the testimony of a statement, nil if it is no member.
func (h *Hearing) Of(statement ID) *Testimony { return h.of[statement] }

// A Rating is what a person thinks of a source (A to F) or of a claim (1 to 6),
// by the Admiralty code.
type Rating struct {
	*Judgement
	Statement ID // the member rated, or the first in whose chain the source is
	Source    ID // the entity rated; "" for a rating of the claim
}

// First is the assessment to begin with: a conflict, if there is one, and a hard one before
// others; nil if the claim has none.
func (h *Hearing) First() *Assessment {
	if len(h.Assessments) == 0 {
		return nil
	}
	return h.Assessments[0]
}

// Independent reports whether the witness rests on the origin of no other, as far
// as the texts show; of one whose origin they do not show it is not known.
func (w *Witness) Independent() bool { return w.Support != SameOrigin && w.Support != UnclearSupport }

// Independent is how many witnesses stand behind a side that are independent of
// one another as far as the texts show: those that rest on the origin of another
// are not counted, nor those of whom the texts do not show it, nor who took it back.
func (s *Side) Independent() int {
	if s.Stance == TakenBack {
		return 0
	}
	n := 0
	for i := range s.Witnesses {
		if s.Witnesses[i].Independent() {
			n++
		}
	}
	return n
}

// Repeated is how many further statements rest on the witnesses of a side.
func (s *Side) Repeated() int {
	n := 0
	for _, w := range s.Witnesses {
		n += len(w.Descendants)
	}
	return n
}

// Hear gathers what is needed to judge a claim; a NotFound error if it is not
// in the case. A member whose statement is gone is left out; where the statement is there and
// its document is not, that is a NotFound error too, for the case is not whole.
func Hear(ctx context.Context, view View, claim ID) (*Hearing, error) {
	c, err := view.Claim(ctx, claim)
	if err != nil {
		return nil, err
	}
	return HearingOf(ctx, view, c)
}

// HearingOf is Hear for a claim at hand.
func HearingOf(ctx context.Context, view View, c *Claim) (*Hearing, error) {
	var found []*Assessment
	for a, err := range view.Assessments(ctx, AssessmentFilter{Claim: c.ID}) {
		if err != nil {
			return nil, fmt.Errorf("list assessments of %s: %w", c.ID, err)
		}
		found = append(found, a)
	}
	return HearOn(ctx, view, c, found)
}

// HearOn is Hear for a claim and assessments at hand.
func HearOn(ctx context.Context, view View, claim *Claim, assessments []*Assessment) (*Hearing, error) {
	h, err := Outline(ctx, view, claim, assessments)
	if err != nil {
		return nil, err
	}
	return h, h.Quote(ctx, view, claim.statements()...)
}

// Outline is HearOn without the words, for a claim of which not all members are
// to be quoted: to look up the texts takes longest.
func Outline(ctx context.Context, view View, claim *Claim, assessments []*Assessment) (*Hearing, error) {
	h := &Hearing{Claim: claim, Assessments: slices.Clone(assessments), of: map[ID]*Testimony{}, docs: map[ID]*Document{}}
	slices.SortStableFunc(h.Assessments, func(a, b *Assessment) int {
		return cmp.Or(-compareBool(a.Disagreement.Conflict(), b.Disagreement.Conflict()), -compareBool(a.Disagreement.Hard(), b.Disagreement.Hard()),
			cmp.Compare(a.Disagreement, b.Disagreement))
	})
	statements := map[ID]*Statement{}
	ids := []ID{}
	for s, err := range view.Statements(ctx, StatementFilter{IDs: claim.statements()}) {
		if err != nil {
			return nil, err
		}
		statements[s.ID] = s
		if len(ids) == 0 || ids[len(ids)-1] != s.Doc { // those of one document come together
			ids = append(ids, s.Doc)
		}
	}
	for d, err := range view.Documents(ctx, DocumentFilter{IDs: ids}) {
		if err != nil {
			return nil, err
		}
		h.docs[d.ID] = d
	}
	for i := range claim.Members {
		answer := &claim.Members[i]
		s := statements[answer.Statement]
		if s == nil {
			continue
		}
		if h.docs[s.Doc] == nil {
			return nil, &Error{Kind: NotFound, Op: fmt.Sprintf("hear %s of claim %s", s.ID, claim.ID), Err: fmt.Errorf("its document %s is not in the case", s.Doc),
				Hint: "The case has lost a part: take it from a copy, or read its files anew."}
		}
		t := &Testimony{Answer: answer, Statement: s, Doc: h.docs[s.Doc]}
		h.Testimonies = append(h.Testimonies, t)
		h.of[s.ID] = t
	}
	if err := h.rate(ctx, view); err != nil {
		return nil, err
	}
	return h, h.turn(ctx, view)
}

// statements are those of the members.
func (c *Claim) statements() []ID {
	ids := make([]ID, 0, len(c.Members))
	for _, m := range c.Members {
		ids = append(ids, m.Statement)
	}
	return ids
}

// Quote gives the documents of the testimonies of statements their texts, where
// they have none; what is no member is left aside.
func (h *Hearing) Quote(ctx context.Context, view View, statements ...ID) error {
	ids := []ID{}
	asked := map[ID]bool{}
	for _, id := range statements {
		if t := h.of[id]; t != nil && t.Doc.Text == "" && !asked[t.Doc.ID] {
			asked[t.Doc.ID] = true
			ids = append(ids, t.Doc.ID)
		}
	}
	if len(ids) == 0 {
		return nil
	}
	for d, err := range view.Documents(ctx, DocumentFilter{IDs: ids, Texts: true}) {
		if err != nil {
			return err
		}
		h.docs[d.ID].Text, h.docs[d.ID].Regions = d.Text, d.Regions
	}
	for id, should := range h.corrected {
		if t := h.of[id]; t.Doc.Text != "" {
			t.Statement = t.Statement.Corrected(t.Doc, should)
			delete(h.corrected, id)
		}
	}
	return nil
}

// rate finds what persons think of the members and of their sources, and how they corrected
// the members.
func (h *Hearing) rate(ctx context.Context, view View) error {
	log, err := Log(ctx, view)
	if err != nil {
		return err
	}
	h.corrected = map[ID]Anchor{}
	for id, j := range Standing(log) {
		if j.Kind == Correct && h.of[id] != nil && len(j.About) > 1 {
			h.corrected[id] = j.About[1]
		}
	}
	for _, j := range Ratings(log) {
		switch {
		case h.of[j.Statement] != nil:
			h.Ratings = append(h.Ratings, Rating{Judgement: j, Statement: j.Statement})
		case strings.HasPrefix(string(j.Statement), "m") && len(j.About) > 0:
			entity, err := mentioned(ctx, view, j.About[0].Doc, j.Statement)
			if err != nil {
				return err
			}
			for _, t := range h.Testimonies {
				if entity != "" && slices.ContainsFunc(t.Statement.Chain, func(a Attribution) bool { return a.SourceEntity == entity }) {
					h.Ratings = append(h.Ratings, Rating{Judgement: j, Statement: t.Statement.ID, Source: entity})
					break
				}
			}
		}
	}
	return nil
}

// mentioned is the entity of a mention of a document, "" if it has none.
func mentioned(ctx context.Context, view View, doc, mention ID) (ID, error) {
	for m, err := range view.Mentions(ctx, doc) {
		if err != nil {
			return "", err
		}
		if m.ID == mention {
			return m.Entity, nil
		}
	}
	return "", nil
}

// A Turn is one point of a claim's life line: what changed, in which statement,
// and against which earlier one.
type Turn struct {
	Kind      TurnKind
	Statement ID
	Before    ID      // the statement that it is compared with; "" for none
	Answer    *Answer // what it answers there: a statement may give two answers
	Than      *Answer // what the one before does, nil for none
	Printed   string  // EDTF, of the document; "" if not known
	Said      string  // EDTF; "" if the text does not say
	Happened  string  // EDTF; "" if the text does not say
}

// TurnKind says what changed.
type TurnKind string

// Kinds of turn. What was printed later is not for that better known.
const (
	FirstSeen     TurnKind = "first-seen"
	NewAnswer     TurnKind = "new-answer" // another answer is printed for the first time
	NumberGrew    TurnKind = "number-grew"
	NumberFell    TurnKind = "number-fell"
	FirstDenied   TurnKind = "denied"
	HedgeDropped  TurnKind = "hedge-dropped" // who repeats it leaves out how unsure it was
	HedgeAdded    TurnKind = "hedge-added"
	TurnTakenBack TurnKind = "taken-back" // its source takes back what it said
	Corrected     TurnKind = "corrected"  // a revision of the text answers otherwise
	LeftOut       TurnKind = "left-out"   // a revision of the text has it no more
)

// turn draws the life line: the members in the order in which they were
// printed, and of each what it changed.
func (h *Hearing) turn(ctx context.Context, view View) error {
	printed := slices.Clone(h.Testimonies)
	slices.SortStableFunc(printed, func(a, b *Testimony) int { return cmp.Compare(a.day(), b.day()) })
	turn := func(kind TurnKind, t, before *Testimony) {
		x := Turn{Kind: kind, Statement: t.Statement.ID, Happened: t.Answer.Happened, Said: t.Statement.said(), Answer: t.Answer}
		if t.Doc.Published != nil {
			x.Printed = t.Doc.Published.Value
		}
		if before != nil {
			x.Before, x.Than = before.Statement.ID, before.Answer
		}
		h.Turns = append(h.Turns, x)
	}
	rests := h.rests()
	seen := map[string]bool{}
	var first, denied, least, most *Testimony
	for i, t := range printed {
		n, number := Figure(t.Answer.Value)
		number = number && h.Claim.Question == AskNumber
		switch {
		case first == nil && !t.Answer.Stance.Takes(): // it is left open there
		case first == nil:
			first = t
			turn(FirstSeen, t, nil)
		case number && most != nil && n > figure(most) && later(most, t):
			turn(NumberGrew, t, most)
		case number && least != nil && n < figure(least) && later(least, t):
			turn(NumberFell, t, least)
		case t.Answer.Stance == Denies && denied == nil:
			turn(FirstDenied, t, t.first(printed[:i], func(a *Answer) bool { return a.Stance.Affirmative() }))
		case (!number || t.Doc.Published == nil) && t.Answer.Value != "" && !seen[t.Answer.Value] && h.Claim.Question != AskWording:
			turn(NewAnswer, t, t.first(printed[:i], func(a *Answer) bool { return a.Value != "" && a.Value != t.Answer.Value }))
		}
		if t.Answer.Stance == Denies && denied == nil {
			denied = t
		}
		if number && (least == nil || n < figure(least)) {
			least = t
		}
		if number && (most == nil || n > figure(most)) {
			most = t
		}
		for _, b := range printed {
			if b.Answer.TakenBackBy == t.Statement.ID {
				turn(TurnTakenBack, t, b)
				break
			}
		}
		seen[t.Answer.Value] = true
		if origin := h.of[rests[t.Statement.ID]]; origin != nil {
			switch was, is := origin.Statement.Hedged(), t.Statement.Hedged(); {
			case was && !is:
				turn(HedgeDropped, t, origin)
			case is && !was:
				turn(HedgeAdded, t, origin)
			}
		}
	}
	return h.revisions(ctx, view, turn)
}

// first is the first of the testimonies whose answer fits, of another statement than t:
// one statement may give two answers. It is nil for none.
func (t *Testimony) first(list []*Testimony, fits func(*Answer) bool) *Testimony {
	for _, b := range list {
		if b.Statement.ID != t.Statement.ID && fits(b.Answer) {
			return b
		}
	}
	return nil
}

// later reports whether t was printed on a later day than before: what is of one
// day, or of none that is known, did not grow.
func later(before, t *Testimony) bool {
	return before.Doc.Published != nil && t.Doc.Published != nil && before.day() < t.day()
}

// rests says of each statement that repeats another on which it rests.
func (h *Hearing) rests() map[ID]ID {
	rests := map[ID]ID{}
	for _, a := range h.Assessments {
		for _, side := range a.Sides {
			for _, w := range side.Witnesses {
				for _, d := range w.Descendants {
					if d != w.Origin && rests[d] == "" {
						rests[d] = w.Origin
					}
				}
			}
		}
	}
	return rests
}

// revisions finds what later versions of the members' documents changed.
func (h *Hearing) revisions(ctx context.Context, view View, turn func(kind TurnKind, t, before *Testimony)) error {
	of := map[ID][]*Testimony{} // by document
	var docs []*Document
	for _, t := range h.Testimonies {
		if of[t.Doc.ID] == nil {
			docs = append(docs, t.Doc)
		}
		of[t.Doc.ID] = append(of[t.Doc.ID], t)
	}
	ids := make([]ID, 0, len(docs))
	revised := map[ID][]ID{}
	for _, d := range docs {
		ids = append(ids, d.ID)
		if d.ReplacedBy != "" {
			revised[d.ID] = append(revised[d.ID], d.ReplacedBy)
		}
	}
	for v, err := range view.Derivations(ctx, DerivationFilter{From: ids, Kind: Revision}) {
		if err != nil {
			return err
		}
		if v.Directed && !slices.Contains(revised[v.From], v.To) {
			revised[v.From] = append(revised[v.From], v.To)
		}
	}
	var elsewhere []ID // revisions that are no members
	for _, d := range docs {
		for _, id := range revised[d.ID] {
			if len(of[id]) == 0 {
				elsewhere = append(elsewhere, id)
			}
		}
	}
	without := map[ID]*Document{}
	if len(elsewhere) > 0 {
		for d, err := range view.Documents(ctx, DocumentFilter{IDs: elsewhere}) {
			if err != nil {
				return err
			}
			without[d.ID] = d
		}
	}
	for _, d := range docs {
		for _, id := range revised[d.ID] {
			if len(of[id]) > 0 {
				if is, was := corrected(of[d.ID], of[id]); is != nil {
					turn(Corrected, is, was)
				}
				continue
			}
			if without[id] != nil {
				gone := *of[d.ID][0]
				gone.Doc = without[id]
				turn(LeftOut, &gone, of[d.ID][0])
			}
		}
	}
	return nil
}

// corrected is the first answer of a revised text that the text before it has
// not, with one of the earlier text that is gone; nil where nothing was changed.
func corrected(before, after []*Testimony) (is, was *Testimony) {
	missing := func(of, in []*Testimony) *Testimony {
		for _, t := range of {
			if t.Answer.Value != "" && !slices.ContainsFunc(in, func(x *Testimony) bool { return x.Answer.Value == t.Answer.Value }) {
				return t
			}
		}
		return nil
	}
	is, was = missing(after, before), missing(before, after)
	if is == nil || was == nil {
		return nil, nil
	}
	return is, was
}

// day is when the testimony was printed, so that those of no known day come last.
func (t *Testimony) day() string {
	if t.Doc.Published == nil || t.Doc.Published.Value == "" {
		return "~"
	}
	return t.Doc.Published.Value
}

// said is when the source nearest the content said it; "" if the text does not say.
func (s *Statement) said() string {
	for i := len(s.Chain) - 1; i >= 0; i-- {
		if s.Chain[i].Said != "" {
			return s.Chain[i].Said
		}
	}
	return ""
}

// Hedged reports whether the text shows of any link that it holds the content
// less than certain.
func (s *Statement) Hedged() bool {
	return slices.ContainsFunc(s.Chain, func(a Attribution) bool {
		return a.Certainty == nlp.Probable || a.Certainty == nlp.Possible
	})
}

// Figure is the number of an answer's value, the lower of two; false if it
// begins with none.
func Figure(value string) (float64, bool) {
	value = strings.ReplaceAll(strings.TrimLeft(value, "<>=~ "), ",", "")
	end := strings.IndexFunc(value, func(r rune) bool { return (r < '0' || r > '9') && r != '.' })
	if end >= 0 {
		value = value[:end]
	}
	if i := strings.Index(value, ".."); i >= 0 {
		value = value[:i]
	}
	n, err := strconv.ParseFloat(value, 64)
	return n, err == nil
}

func figure(t *Testimony) float64 {
	n, _ := Figure(t.Answer.Value)
	return n
}
