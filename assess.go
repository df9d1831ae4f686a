package stemma

import (
	"cmp"
	"slices"
	"strings"
	"time"
)

// QuestionKinds are the kinds of question, in the order in which they are listed.
var QuestionKinds = []Question{AskWhether, AskNumber, AskDate, AskPlace, AskIdentity, AskStatus, AskWording}

// DisagreementKinds are the kinds of disagreement: conflicts, the hardest first, then
// what is none.
var DisagreementKinds = []Disagreement{
	PolarityDiffers, StatusDiffers, NumberDiffers, DateDiffers, PlaceDiffers, IdentityDiffers,
	AbsenceOfProof, ScopeUnknown, CertaintyDiffers, WordingDiffers, Changed, Compatible, NoDisagreement,
}

// Asks is the question in words, the same on every page and in every list.
func (q Question) Asks() string {
	switch q {
	case AskWhether:
		return "did it happen, is it so?"
	case AskNumber:
		return "how many, how much?"
	case AskDate:
		return "when?"
	case AskPlace:
		return "where?"
	case AskIdentity:
		return "who, which?"
	case AskStatus:
		return "in what state: free, held, alive, dead?"
	case AskWording:
		return "in what words?"
	case AskReason:
		return "why, how?"
	}
	return "what is asked is not known"
}

// Explain says in a sentence what kind of disagreement it is, the same on every
// page and in every list.
func (d Disagreement) Explain() string {
	switch d {
	case NumberDiffers:
		return "the numbers differ"
	case DateDiffers:
		return "the dates differ"
	case PlaceDiffers:
		return "the places differ"
	case IdentityDiffers:
		return "they name different people or things"
	case PolarityDiffers:
		return "one says so, the other denies it"
	case StatusDiffers:
		return "they tell of different states: free or held, alive or dead"
	case CertaintyDiffers:
		return "one states it, the other is less sure"
	case WordingDiffers:
		return "one quotation in different words"
	case ScopeUnknown:
		return "a denial that does not say what it denies"
	case AbsenceOfProof:
		return "one states it; the other says that evidence is missing"
	case Changed:
		return "the answer changed with time, which is no conflict"
	case Compatible:
		return "the answers differ and can all hold"
	}
	return "the answers agree"
}

// Heading is the kind in a word or two: "conflict: number", "agree".
func (d Disagreement) Heading() string {
	switch {
	case d.Conflict():
		return "conflict: " + string(d)
	case d == Changed:
		return "changed with time"
	case d == Compatible:
		return "compatible"
	}
	return "no conflict"
}

// Explain says in a sentence what kind of disagreement it is, as its sides have it: some may
// say so and others deny it where nothing shows that they mean one thing, and then they do
// not agree.
func (a *Assessment) Explain() string {
	if a.Disagreement == NoDisagreement && a.divided() {
		return "some say so and others deny it, and nothing shows that they mean one thing"
	}
	return a.Disagreement.Explain()
}

// Sentence is Explain as a sentence, with the kind of a conflict.
func (a *Assessment) Sentence() string {
	words := a.Explain()
	words = strings.ToUpper(words[:1]) + words[1:]
	if a.Disagreement.Conflict() {
		words += " (" + string(a.Disagreement) + ")"
	}
	return words
}

// divided reports whether a side says so and another denies it.
func (a *Assessment) divided() bool {
	said := slices.ContainsFunc(a.Sides, func(s Side) bool { return s.Stance.Affirmative() })
	return said && slices.ContainsFunc(a.Sides, func(s Side) bool { return s.Stance == Denies })
}

// Name is the answer of a side in words: its value, and how it is held.
func (s *Side) Name(q Question) string {
	if s.Hedged {
		return s.name(q) + ", hedged"
	}
	return s.name(q)
}

func (s *Side) name(q Question) string {
	stance := map[Stance]string{Affirms: "said", Denies: "denied", Alleges: "alleged", Questions: "left open", TakenBack: "taken back"}[s.Stance]
	yes := map[Stance]string{Affirms: "yes", Denies: "no", Alleges: "alleged", Questions: "left open", TakenBack: "yes, taken back"}[s.Stance]
	switch {
	case s.Value == "" && q == AskWording:
		return "in these words"
	case s.Value == "" && yes != "":
		return yes
	case s.Value == "":
		return "takes no side"
	case q == AskWording:
		return InQuotes(s.Value)
	case (q == AskStatus || q == AskWhether) && s.Stance == Denies: // "not free" and "not all of them" are said, and not denied
		return s.Value
	case s.Stance == Denies, s.Stance == Alleges, s.Stance == Questions, s.Stance == TakenBack:
		return q.Reads(s.Value) + ", " + stance
	case s.Stance == NoStance && slices.Contains([]Question{AskNumber, AskDate, AskPlace, AskIdentity, AskReason}, q):
		return q.Reads(s.Value) + ", only mentioned" // beside the same value that somebody says
	}
	return q.Reads(s.Value)
}

// Reads is the value of an answer as a person reads it: "about 3,200" for
// "~3200", "3 May" for a day of which no text says the year.
func (q Question) Reads(value string) string {
	if day, err := time.Parse("XXXX-01-02", value); q == AskDate && err == nil {
		return day.Format("2 January")
	}
	if q != AskNumber {
		return value
	}
	if years, ok := strings.CutSuffix(value, " age"); ok {
		return q.Reads(years) + " years old"
	}
	for _, x := range []struct{ sign, words string }{{"~", "about "}, {">=", "at least "}, {"<=", "at most "}, {">", "more than "}, {"<", "less than "}} {
		if rest, ok := strings.CutPrefix(value, x.sign); ok {
			return x.words + grouped(rest)
		}
	}
	if low, high, ok := strings.Cut(value, ".."); ok {
		return grouped(low) + " to " + grouped(high)
	}
	return grouped(value)
}

// grouped sets the thousands of the number apart that s begins with.
func grouped(s string) string {
	end := strings.IndexFunc(s, func(r rune) bool { return r < '0' || r > '9' })
	if end < 0 {
		end = len(s)
	}
	n := s[:end]
	for i := len(n) - 3; i > 0; i -= 3 {
		n = n[:i] + "," + n[i:]
	}
	return n + s[end:]
}

// Hard reports whether both sides of the kind cannot hold, whatever is meant.
func (d Disagreement) Hard() bool {
	switch d {
	case PolarityDiffers, StatusDiffers, NumberDiffers, DateDiffers, PlaceDiffers, IdentityDiffers:
		return true
	}
	return false
}

// CompareStakes orders assessments by what turns on them, most first: hard
// conflicts before others; then those with independent witnesses on both sides
// before those in which one stands against many; then by all witnesses.
func CompareStakes(a, b *Assessment) int {
	lessA, allA := a.stakes()
	lessB, allB := b.stakes()
	return cmp.Or(
		-compareBool(a.Disagreement.Conflict(), b.Disagreement.Conflict()), -compareBool(a.Disagreement.Hard(), b.Disagreement.Hard()),
		cmp.Compare(lessB, lessA), cmp.Compare(allB, allA), cmp.Compare(a.Claim, b.Claim), cmp.Compare(a.Disagreement, b.Disagreement))
}

// Loose reports whether a conflict may be of two things: more tells against it than for it that
// both sides speak of one.
func (a *Assessment) Loose() bool { return a.Sureness < 0 }

// CompareSureness orders conflicts by how sure it is that their sides speak of one thing, the
// surest first, and of those that are as sure by what turns on them (CompareStakes).
func CompareSureness(a, b *Assessment) int {
	return cmp.Or(cmp.Compare(b.Sureness, a.Sureness), CompareStakes(a, b))
}

// stakes are the independent witnesses of the weaker of the two strongest sides,
// and all of them.
func (a *Assessment) stakes() (less, all int) {
	most := 0
	for i := range a.Sides {
		n := a.Sides[i].Independent()
		all += n
		if n > most {
			most, less = n, most
		} else {
			less = max(less, n)
		}
	}
	return less, all
}

// A Quoted is a side of an assessment with the statement that is quoted for it
// and the witness who made it or repeats it.
type Quoted struct {
	*Side
	Witness   *Witness
	Statement ID
}

// A Dispute is the assessments of one claim that have the same sides, so that
// these are shown once. They are in the order in which they were given (Disputes); there is at
// least one.
type Dispute []*Assessment

// Disputes gathers assessments into disputes, in the order of the first of each.
func Disputes(all []*Assessment) []Dispute {
	var out []Dispute
	of := map[ID][]int{} // the disputes of a claim
next:
	for _, a := range all {
		for _, i := range of[a.Claim] {
			if a.SameSides(out[i][0]) {
				out[i] = append(out[i], a)
				continue next
			}
		}
		of[a.Claim] = append(of[a.Claim], len(out))
		out = append(out, Dispute{a})
	}
	return out
}

// Firm is how many of some disputes, the surest of which come first, are not loose.
func Firm(all []Dispute) int {
	if n := slices.IndexFunc(all, func(d Dispute) bool { return d[0].Loose() }); n >= 0 {
		return n
	}
	return len(all)
}

// Kinds are the kinds of disagreement, each once, in order.
func (d Dispute) Kinds() []Disagreement {
	var kinds []Disagreement
	for _, a := range d {
		if !slices.Contains(kinds, a.Disagreement) {
			kinds = append(kinds, a.Disagreement)
		}
	}
	return kinds
}

// Quoted are the sides with what is quoted for each: one of the statements that
// an assessment is between, those of the first of them first, else the first witness.
// Where both quotations of the first are of one side, as of words altered by
// who repeats them, it is there twice.
func (d Dispute) Quoted() []Quoted {
	var out []Quoted
	sides := d[0].Sides
	taken := map[*Side]bool{}
	// speaks is the side for which a statement speaks, and its witness there; one
	// that is not taken, if it speaks for several.
	speaks := func(id ID) (found Quoted, ok bool) {
		for i := range sides {
			s := &sides[i]
			for k := range s.Witnesses {
				w := &s.Witnesses[k]
				if (w.Origin == id || slices.Contains(w.Descendants, id)) && (!ok || taken[found.Side]) {
					found, ok = Quoted{s, w, id}, true
				}
			}
		}
		return found, ok
	}
	for i, a := range d {
		for _, id := range a.Between {
			if q, ok := speaks(id); ok && id != "" && (i == 0 || !taken[q.Side]) {
				taken[q.Side] = true
				out = append(out, q)
			}
		}
	}
	for i := range sides {
		if s := &sides[i]; len(s.Witnesses) > 0 && !taken[s] {
			out = append(out, Quoted{s, &s.Witnesses[0], s.Witnesses[0].Origin})
		}
	}
	return out
}

// SameSides reports whether two assessments of a claim have the same sides, so that
// they need not be shown twice.
func (a *Assessment) SameSides(b *Assessment) bool {
	return slices.EqualFunc(a.Sides, b.Sides, func(x, y Side) bool {
		return x.Value == y.Value && x.Stance == y.Stance &&
			slices.EqualFunc(x.Witnesses, y.Witnesses, func(v, w Witness) bool { return v.Origin == w.Origin })
	})
}
