package ask

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/stemma/stemma"
	"github.com/stemma/stemma/nlp"
	"github.com/stemma/stemma/nlp/en"
)

// mostClaims is how many claims of the case an answer brings at most, those with
// most of the statements found; mostNear how many statements a refusal names.
const mostClaims, mostNear = 3, 3

// answer puts together what was found, or says why nothing answers.
func (s *search) answer(ctx context.Context) (*Answer, error) {
	a := &Answer{Question: s.q, Found: map[stemma.ID]bool{}}
	best := 0
	for _, c := range s.found {
		if c.ok {
			best = max(best, s.level(c))
		}
	}
	var answering []*candidate
	for _, c := range s.found {
		if c.ok && s.level(c) == best && (best > 0 || len(s.q.Words) == 0 || s.q.Speaker) {
			answering = append(answering, c)
			a.Found[c.ID] = true
		}
	}
	answering = s.innermost(answering, a.Found)
	if len(answering) == 0 {
		refusal, err := s.refuse(ctx)
		a.Refusal = refusal
		return a, err
	}
	claims, in, err := s.claims(ctx, answering)
	if err != nil {
		return nil, err
	}
	for _, c := range claims {
		h, err := stemma.Hear(ctx, s.view, c)
		if err != nil {
			return nil, err
		}
		for i, x := range h.Assessments {
			h.Assessments[i] = foundFirst(x, a.Found)
		}
		a.Hearings = append(a.Hearings, h)
	}
	// Who reads the first alone is not to think that nobody disputes it.
	slices.SortStableFunc(a.Hearings, func(x, y *stemma.Hearing) int { return before(disputed(x), disputed(y)) })
	var alone []*candidate
	for _, c := range answering {
		if !in[c.ID] {
			alone = append(alone, c)
		}
	}
	if len(alone) > 0 {
		slices.SortStableFunc(alone, func(a, b *candidate) int {
			return cmp.Or(cmp.Compare(b.exact, a.exact), cmp.Compare(printed(a.doc.Document), printed(b.doc.Document)))
		})
		h, err := s.together(ctx, alone)
		if err != nil {
			return nil, err
		}
		a.Hearings = append(a.Hearings, h)
	}
	return a, nil
}

// disputed reports whether the answers of a hearing conflict.
func disputed(h *stemma.Hearing) bool {
	first := h.First()
	return first != nil && first.Disagreement.Conflict()
}

// open reports whether a hearing has no answer: those whom it hears only ask.
func open(h *stemma.Hearing) bool {
	first := h.First()
	return first == nil || !slices.ContainsFunc(first.Sides, answers)
}

// answers reports whether a side answers, and does not leave it open; what was taken back no longer does.
func answers(s stemma.Side) bool {
	return s.Stance != stemma.TakenBack && (s.Value != "" || s.Stance.Takes())
}

// before orders what is first before what is not.
func before(x, y bool) int {
	switch {
	case x == y:
		return 0
	case x:
		return -1
	}
	return 1
}

// why are words for what a question for a reason asks, by whether it asks how.
var why = map[bool]string{false: "why in the same breath", true: "how in the same breath"}

// innermost leaves those in whose content no other of the same document lies: what is said
// within what is said has the nearer source. Where the deed that is asked for is itself the cue
// of the inner one, "the mayor alleges that Orel ordered the fire", it is told by the outer one:
// Orel does not say that he ordered it.
func (s *search) innermost(all []*candidate, found map[stemma.ID]bool) []*candidate {
	return slices.DeleteFunc(slices.Clone(all), func(x *candidate) bool {
		drop := slices.ContainsFunc(all, func(c *candidate) bool {
			switch {
			case c == x || c.Doc != x.Doc:
				return false
			case s.q.Kind == stemma.AskWording && c.Voice().SourceEntity != "" && c.Voice().SourceEntity == x.Voice().SourceEntity:
				// "I do not think that he won" is said, and not "he won"
				return len(c.Chain) < len(x.Chain) && !slices.ContainsFunc(x.Content, func(s nlp.Span) bool { return !inContent(c.Statement, s) })
			case len(c.Chain) > len(x.Chain):
				return !tells(x, c) && !slices.ContainsFunc(c.Content, func(s nlp.Span) bool { return !inContent(x.Statement, s) })
			}
			return tells(c, x)
		})
		if drop {
			delete(found, x.ID)
		}
		return drop
	})
}

// tells reports whether the deed by which the inner of two answers, its cue, is told in the
// words of the outer.
func tells(outer, inner *candidate) bool {
	n := len(inner.Chain) - 1
	return inner.cue == n && n > 1 && len(outer.Chain) == n && inContent(outer.Statement, inner.Chain[n].Cue)
}

// claims are the claims of the case that ask what the question asks, as their
// members that answer show; in says which statements they have.
func (s *search) claims(ctx context.Context, answering []*candidate) (ids []stemma.ID, in map[stemma.ID]bool, err error) {
	in = map[stemma.ID]bool{}
	by := map[stemma.ID]*candidate{}
	for _, c := range answering {
		by[c.ID] = c
	}
	hits := map[stemma.ID]int{}
	members := map[stemma.ID][]stemma.ID{}
	seen := map[stemma.ID]bool{} // statements whose claims are known, or a claim that asks the same
	for _, c := range answering {
		if seen[c.ID] {
			continue
		}
		for claim, err := range s.view.Claims(ctx, stemma.ClaimFilter{Statement: c.ID}) {
			if err != nil {
				return nil, nil, fmt.Errorf("list claims: %w", err)
			}
			for _, m := range claim.Members {
				if m.TakenBackBy != "" {
					s.taken[m.Statement] = m.TakenBackBy
				}
			}
			if hits[claim.ID] > 0 || !s.asks(claim, c) {
				continue
			}
			ids = append(ids, claim.ID)
			counted := map[stemma.ID]bool{}
			for _, m := range claim.Members {
				members[claim.ID] = append(members[claim.ID], m.Statement)
				if o := by[m.Statement]; o != nil && !counted[o.ID] && s.asks(claim, o) {
					counted[o.ID] = true
					hits[claim.ID]++
					seen[o.ID] = true
				}
			}
		}
	}
	if s.yesOrNo() {
		ids = slices.DeleteFunc(ids, func(id stemma.ID) bool { return 2*hits[id] < len(members[id]) })
	}
	slices.SortFunc(ids, func(a, b stemma.ID) int { return cmp.Or(cmp.Compare(hits[b], hits[a]), cmp.Compare(a, b)) })
	ids = ids[:min(len(ids), mostClaims)]
	for _, id := range ids {
		for _, m := range members[id] {
			in[m] = true
		}
	}
	return ids, in, nil
}

// asks reports whether a claim asks what the question asks, as the answer of one
// member shows: a sentence may hold two numbers, and only one is of what is asked.
func (s *search) asks(claim *stemma.Claim, c *candidate) bool {
	yesNo := func(q stemma.Question) bool { return q == stemma.AskWhether || q == stemma.AskStatus }
	if claim.Question != s.q.Kind && !(yesNo(claim.Question) && yesNo(s.q.Kind)) {
		return false
	}
	i := slices.IndexFunc(claim.Members, func(m stemma.Answer) bool { return m.Statement == c.ID })
	if i < 0 {
		return false
	}
	switch m := claim.Members[i]; s.q.Kind {
	case stemma.AskNumber:
		theirs, ok := stemma.Figure(m.Value)
		ours, same := stemma.Figure(c.value.value)
		return ok && same && ours == theirs && strings.HasSuffix(m.Value, " age") == s.q.age()
	case stemma.AskStatus, stemma.AskWhether:
		return s.sameDeed(claim, m, c) && (m.Stance == c.value.stance || m.Stance == stemma.NoStance || m.Stance.Affirmative() && c.value.stance.Affirmative())
	case stemma.AskDate:
		return m.Value != "" && (strings.HasPrefix(m.Value, c.value.value) || strings.HasPrefix(c.value.value, m.Value) || strings.EqualFold(m.Value, c.value.value))
	}
	return true
}

// sameDeed reports whether the words by which c is a member of the claim, or
// those of the claim itself, have the predicate of the question: one sentence says
// of a man that he was convicted and that he was freed.
func (s *search) sameDeed(claim *stemma.Claim, m stemma.Answer, c *candidate) bool {
	if len(s.q.Words) == 0 {
		return true
	}
	predicate := s.q.Words[0].Forms
	if slices.ContainsFunc(split(claim.Gist), func(w string) bool { return isForm(w, predicate) }) {
		return true
	}
	return slices.ContainsFunc(m.ShownBy, func(x nlp.Span) bool {
		return inContent(c.Statement, x) && hasForm(c.doc.Text, x, predicate)
	})
}

// foundFirst is an assessment with the sides, and on each side the witnesses,
// that answer by their own words first, then those that somebody repeats in words
// that answer, then those that only the claim brings.
func foundFirst(x *stemma.Assessment, found map[stemma.ID]bool) *stemma.Assessment {
	rank := func(w stemma.Witness) int {
		switch {
		case found[w.Origin]:
			return 0
		case slices.ContainsFunc(w.Descendants, func(d stemma.ID) bool { return found[d] }):
			return 1
		}
		return 2
	}
	y := *x
	y.Sides = slices.Clone(x.Sides)
	for i := range y.Sides {
		y.Sides[i].Witnesses = slices.Clone(x.Sides[i].Witnesses)
		slices.SortStableFunc(y.Sides[i].Witnesses, func(a, b stemma.Witness) int { return cmp.Compare(rank(a), rank(b)) })
	}
	first := func(s stemma.Side) int { // of its witnesses, in order by now
		if len(s.Witnesses) == 0 {
			return 2
		}
		return rank(s.Witnesses[0])
	}
	slices.SortStableFunc(y.Sides, func(a, b stemma.Side) int { return cmp.Compare(first(a), first(b)) })
	return &y
}

// together makes a claim, which is none of the case, of statements that answer
// and that no claim has.
func (s *search) together(ctx context.Context, alone []*candidate) (*stemma.Hearing, error) {
	claim := &stemma.Claim{Question: s.q.Kind, GistOf: alone[0].ID, GistSpans: alone[0].Content[:1]}
	claim.Gist = strings.Join(strings.Fields(alone[0].Content[0].In(alone[0].doc.Text)), " ")
	for _, n := range s.q.Names {
		for _, e := range n.Entities {
			claim.Entities = append(claim.Entities, e.ID)
		}
	}
	forest, err := stemma.GrowForest(ctx, s.view)
	if err != nil {
		return nil, err
	}
	assessment := &stemma.Assessment{Disagreement: stemma.NoDisagreement}
	index := map[string]int{}
	nameOnce(alone)
	for _, c := range alone {
		if s.q.Kind == stemma.AskDate {
			c.value.value = s.sameDay(c.value.value, alone)
		}
		why := "it answers the question by its own words"
		if c.asked != nil {
			why = "it answers what is asked right before it: “" + strings.Join(strings.Fields(c.asked.Content[0].In(c.doc.Text)), " ") + "”"
		}
		by := s.taken[c.ID]
		if by != "" {
			if c.value.stance == stemma.Denies {
				c.value.value = strings.TrimSpace("no " + c.value.value)
			}
			c.value.stance = stemma.TakenBack // its source no longer says so
		}
		claim.Members = append(claim.Members, stemma.Answer{Statement: c.ID, Stance: c.value.stance, Value: c.value.value, ShownBy: c.value.shownBy, TakenBackBy: by, Why: why})
		key := strings.ToLower(c.value.value) + "\x00" + string(c.value.stance)
		i, ok := index[key]
		if !ok {
			i = len(assessment.Sides)
			index[key] = i
			assessment.Sides = append(assessment.Sides, stemma.Side{Value: c.value.value, Stance: c.value.stance, Hedged: c.value.stance == stemma.Affirms && !s.q.titled})
		}
		assessment.Sides[i].Hedged = assessment.Sides[i].Hedged && c.unsure()
		s.join(&assessment.Sides[i], c, forest)
	}
	sided := func(s stemma.Side) bool { return answers(s) || s.Stance == "" } // who only asks takes no side
	slices.SortStableFunc(assessment.Sides, func(a, b stemma.Side) int {
		return cmp.Or(before(sided(a), sided(b)), before(s.calendar(a), s.calendar(b)), cmp.Compare(len(b.Witnesses), len(a.Witnesses)))
	})
	return stemma.HearOn(ctx, s.view, claim, []*stemma.Assessment{assessment})
}

// unsure reports whether whoever is nearest to a statement holds it for less than certain.
func (c *candidate) unsure() bool {
	v := c.Voice()
	return v.Certainty == nlp.Probable || v.Certainty == nlp.Possible || v.Certainty == nlp.UnknownCertainty && v.Polarity == nlp.Positive
}

// calendar reports whether a side gives a day, month or year, and not a time from another, "two years
// after that".
func (s *search) calendar(x stemma.Side) bool {
	return s.q.Kind == stemma.AskDate && (strings.HasPrefix(x.Value, "XXXX") || x.Value != "" && x.Value[0] >= '0' && x.Value[0] <= '9' || en.Weekday().MatchString(x.Value))
}

// nameOnce gives whoever answers by several of his names the longest of them, as it stands
// first: "Orel" and "Ilan Orel" are no two answers.
func nameOnce(alone []*candidate) {
	longest := map[stemma.ID]string{}
	for _, c := range alone {
		if e := c.value.entity; e != "" && len(c.value.value) > len(longest[e]) {
			longest[e] = c.value.value
		}
	}
	for _, c := range alone {
		if c.value.entity != "" {
			c.value.value = longest[c.value.entity]
		}
	}
}

// sameDay is a day of no known year as another statement that answers has it
// with its year, where all that do agree; else as it is.
func (s *search) sameDay(value string, alone []*candidate) string {
	md, ok := strings.CutPrefix(value, "XXXX")
	if !ok {
		return value
	}
	for _, c := range alone {
		if with := c.value.value; strings.HasSuffix(with, md) && with != "XXXX"+md {
			if ok && value != "XXXX"+md && value != with {
				return "XXXX" + md
			}
			value = with
		}
	}
	return value
}

// join puts a statement on a side: with the witness that rests on the same word,
// else as a witness of its own.
func (s *search) join(side *stemma.Side, c *candidate, forest *stemma.Forest) {
	for i := range side.Witnesses {
		w, o := &side.Witnesses[i], s.by[side.Witnesses[i].Origin]
		switch {
		case word(o, forest) == word(c, forest) && c.Attributed():
			w.Why = "all rest on the word of one source"
		case word(o, forest) == word(c, forest):
			w.Why = "their texts descend from one another"
		case verbatim(o) == verbatim(c):
			w.Why = "the same words of the same source"
		default:
			continue
		}
		w.Descendants = append(w.Descendants, c.ID)
		return
	}
	side.Witnesses = append(side.Witnesses, stemma.Witness{Origin: c.ID, Root: c.Chain[c.Root()].SourceEntity, Support: s.support(side, c)})
}

// support says how a statement stands to the witnesses of its side before it: unclear where it may be on
// the word of one of them, or nobody is named on whose word it is.
func (s *search) support(side *stemma.Side, c *candidate) stemma.Support {
	for _, w := range side.Witnesses {
		o := s.by[w.Origin]
		if o.Doc == c.Doc || !c.Attributed() || !o.Attributed() {
			continue
		}
		if c.Root() == 0 || o.Root() == 0 || s.mayBe(c, o) || s.mayBe(o, c) {
			return stemma.UnclearSupport
		}
	}
	return stemma.Supports
}

// mayBe reports whether the source of c has no name and may be that of the other.
func (s *search) mayBe(c, o *candidate) bool {
	a, b := &c.Chain[c.Root()], &o.Chain[o.Root()]
	return s.called[a.SourceEntity] == "" && en.MayBeOne(a.Source.In(c.doc.Text), b.Source.In(o.doc.Text))
}

// verbatim is what a statement says and by what words its root is named: two
// texts do not come to both by chance.
func verbatim(c *candidate) string {
	var words []string
	for _, span := range append(slices.Clone(c.Content), c.Chain[c.Root()].Source) {
		words = append(words, strings.Join(split(span.In(c.doc.Text)), " "))
	}
	return strings.Join(words, "\n")
}

// word is on whose word a statement stands: the source at its root, by entity if
// it has one, else by its words in the family of the text; or that family.
func word(c *candidate, forest *stemma.Forest) string {
	family := string(c.Doc)
	if m := forest.Of[c.Doc]; m != nil {
		family = string(m.Family.Members[0].Doc.ID)
	}
	root := &c.Chain[c.Root()]
	switch {
	case root.Kind == stemma.KindAuthor:
		return family
	case root.SourceEntity != "":
		return string(root.SourceEntity)
	}
	return family + strings.ToLower(strings.Join(strings.Fields(root.Source.In(c.doc.Text)), " "))
}

// printed is when a document was published, so that those of no known day come
// last.
func printed(d *stemma.Document) string {
	if d.Published == nil || d.Published.Value == "" {
		return "~"
	}
	return d.Published.Value
}

// tellsLittle is how many bytes a content has that is too short to come near to
// any question: "his health".
const tellsLittle = 15

// refuse says why nothing answers, and what comes nearest.
func (s *search) refuse(ctx context.Context) (*Refusal, error) {
	r := &Refusal{}
	for _, n := range s.q.Names {
		if n.Found == 0 {
			r.Missing = append(r.Missing, n.Words)
		}
	}
	for i, w := range s.q.Words {
		if w.Found == 0 && !slices.ContainsFunc(s.found, func(c *candidate) bool { return c.words[i] }) {
			r.Missing = append(r.Missing, w.Words)
		}
	}
	type scored struct {
		*candidate
		n int
	}
	var near []scored
	together := false // whether names and predicate meet in one statement
	for _, c := range s.found {
		n := 0
		for _, has := range c.names {
			if has {
				n += 2
			}
		}
		for i, has := range c.words {
			if has && i == 0 {
				n += 2
			} else if has {
				n++
			}
		}
		together = together || s.level(c) >= 0 && (len(c.words) == 0 || slices.Contains(c.words, true))
		if !slices.Contains(c.names, true) && len(c.names) > 0 && !slices.Contains(c.words, true) || n < 2 || length(c.Statement) < tellsLittle {
			continue
		}
		near = append(near, scored{c, n})
	}
	switch {
	case s.q.Kind == stemma.AskIdentity && len(s.q.Words) == 0 && len(r.Missing) == 0:
		r.Why = "who somebody is no one statement says; stemma entity shows what the texts call " + s.q.Names[0].Words
	case len(r.Missing) > 0:
		r.Why = "no statement speaks of " + list(r.Missing)
	case together:
		r.Why = "the documents speak of it, and " + s.q.untold()
	default:
		r.Why = "no statement speaks of all that the question names together"
	}
	slices.SortStableFunc(near, func(a, b scored) int {
		return cmp.Or(cmp.Compare(b.n, a.n), cmp.Compare(length(a.Statement), length(b.Statement)))
	})
	seen := map[string]bool{}
	for _, c := range near {
		words := strings.ToLower(strings.Join(strings.Fields(c.Content[0].In(c.doc.Text)), " "))
		if seen[words] { // copies of one dispatch would fill the list
			continue
		}
		seen[words] = true
		r.Near = append(r.Near, &stemma.Testimony{Statement: c.Statement, Doc: c.doc.Document, Answer: &stemma.Answer{Statement: c.ID, Stance: c.value.stance}})
		if len(r.Near) == mostNear {
			break
		}
	}
	return r, nil
}

// untold says what no document says that speaks of what is asked.
func (q *Question) untold() string {
	return map[stemma.Question]string{
		stemma.AskWhether:  "none says whether it is so",
		stemma.AskNumber:   "none gives such a number",
		stemma.AskDate:     "none says when",
		stemma.AskPlace:    "none says where",
		stemma.AskIdentity: "none says who",
		stemma.AskStatus:   "none says in what state",
		stemma.AskWording:  "quote nobody",
		stemma.AskReason:   "no statement says " + why[q.manner],
	}[q.Kind]
}

// length is how many bytes the content of a statement has.
func length(s *stemma.Statement) int {
	n := 0
	for _, c := range s.Content {
		n += c.Len()
	}
	return n
}

// list names words in quotation marks.
func list(words []string) string {
	quoted := make([]string, len(words))
	for i, w := range words {
		quoted[i] = "“" + w + "”"
	}
	if n := len(quoted); n > 1 {
		return strings.Join(quoted[:n-1], ", ") + " or " + quoted[n-1]
	}
	return quoted[0]
}
