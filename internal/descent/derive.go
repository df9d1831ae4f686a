package descent

import (
	"cmp"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	xlang "golang.org/x/text/language"
	"golang.org/x/text/language/display"

	"github.com/stemma/stemma"
)

// measure is what a derivation keeps of the comparison that it was made of, so
// that its kind can be named anew when a document turns out to be a mixture.
type measure struct {
	Same     float64   `json:"same"`
	Each     []float64 `json:"each"` // of the passages
	Verbatim int       `json:"verbatim"`
	Edits    [4]int    `json:"edits"` // edits, changes, slips, numbers
	EndsFrom [2]bool   `json:"ends_from"`
	EndsTo   [2]bool   `json:"ends_to"`
	Quoted   float64   `json:"quoted"`
	Ordered  bool      `json:"ordered"`
	Mixed    [2]bool   `json:"mixed"`              // From, To
	Cognates int       `json:"cognates,omitempty"` // of a translation
	Echo     *Echo     `json:"echo,omitempty"`
}

// Restore makes of a derivation the pair that it was made of; ok is false if it
// was not made of one, as where a person judged.
func Restore(d *stemma.Derivation) (p Pair, mixed [2]bool, ok bool) {
	var m measure
	if d.Measure == nil || json.Unmarshal(d.Measure, &m) != nil || len(m.Each) != len(d.Aligned) {
		return p, mixed, false
	}
	p = Pair{A: d.From, B: d.To, Comparison: Comparison{
		Score: d.Score, ShareA: d.ShareFrom, ShareB: d.ShareTo, Same: m.Same, Verbatim: m.Verbatim,
		Edits: m.Edits[0], Changes: m.Edits[1], Slips: m.Edits[2], Numbers: m.Edits[3],
		EndsA: m.EndsFrom, EndsB: m.EndsTo, Quoted: m.Quoted, Ordered: m.Ordered,
		Foreign: m.Cognates > 0, Cognates: m.Cognates,
	}}
	for i, x := range d.Aligned {
		p.Passages = append(p.Passages, Passage{A: x.From, B: x.To, Same: m.Each[i]})
	}
	for _, x := range d.Altered {
		p.Altered = append(p.Altered, Passage{A: x.From, B: x.To})
	}
	if m.Echo != nil && len(d.Aligned) == 1 {
		p.Echo = m.Echo
		p.Echo.A, p.Echo.B = d.Aligned[0].From, d.Aligned[0].To
	}
	if p.B < p.A {
		p, m.Mixed = p.turned(), [2]bool{m.Mixed[1], m.Mixed[0]}
	}
	return p, m.Mixed, true
}

// Derivation says what a pair is, with the evidence in words, and directs it
// where there is some; nil if the two have nothing worth telling in common.
//
// A text is put together of none that is dated later: two that took from it have
// passages that it has, too.
func (p Pair) Derivation(a, b *Document, mixedA, mixedB bool, outlets Outlets) *stemma.Derivation {
	seemed := [2]bool{mixedA, mixedB}
	if x, y, ok := days(a.Published, b.Published); ok && x != y {
		mixedA, mixedB = mixedA && x > y, mixedB && y > x
	}
	kind := p.Kind(a, b, mixedA, mixedB)
	if kind == "" {
		return nil
	}
	backwards, directed, why := p.direction(a, b, kind, mixedA, mixedB, outlets)
	if p.Echo != nil {
		backwards, directed, why = p.Echo.direction(a, b, directed, backwards, why)
	} else if kind == stemma.Quotation && p.Quoted < carriedPart && !p.within(a.Quotes, b.Quotes) && a.credit(b, outlets) == nil && b.credit(a, outlets) == nil {
		if name := source(a, b, outlets); name != "" {
			kind, backwards, directed = stemma.SharedRoot, false, false
			why = []string{"both have a sentence outside of quotation marks and credit " + name}
		}
	}
	if backwards {
		p = p.turned()
		a, b, seemed = b, a, [2]bool{seemed[1], seemed[0]}
	}
	m := measure{
		Same: p.Same, Verbatim: p.Verbatim, Edits: [4]int{p.Edits, p.Changes, p.Slips, p.Numbers},
		EndsFrom: p.EndsA, EndsTo: p.EndsB, Quoted: p.Quoted, Ordered: p.Ordered, Mixed: seemed,
		Echo: p.Echo, Cognates: p.Cognates,
	}
	d := &stemma.Derivation{
		ID: stemma.DerivationID(a.ID, b.ID), From: a.ID, To: b.ID, Kind: kind, Directed: directed,
		Score: p.Score, ShareFrom: p.ShareA, ShareTo: p.ShareB, Evidence: append(p.evidence(kind, a, b), why...),
	}
	for _, x := range p.Passages {
		d.Aligned = append(d.Aligned, stemma.Passage{From: x.A, To: x.B})
		m.Each = append(m.Each, x.Same)
	}
	for _, x := range p.Altered {
		d.Altered = append(d.Altered, stemma.Passage{From: x.A, To: x.B})
	}
	d.Measure, _ = json.Marshal(m) // numbers only
	return d
}

// direction says which of two texts that have something on the same word was
// first: the one that the other names. Of a quotation that neither names the
// other for, the earlier; two that share an origin took nothing from each other.
func (e *Echo) direction(a, b *Document, directed, backwards bool, why []string) (bool, bool, []string) {
	switch {
	case e.First == 1:
		return false, true, []string{e.Why, fmt.Sprintf("%s names %s as its source", b.Path, a.Path)}
	case e.First == 2:
		return true, true, []string{e.Why, fmt.Sprintf("%s names %s as its source", a.Path, b.Path)}
	case e.Kind == stemma.SharedRoot:
		return false, false, []string{e.Why}
	}
	return backwards, directed, append([]string{e.Why}, why...)
}

// evidence says what the passages show.
func (p *Pair) evidence(kind stemma.DerivationKind, a, b *Document) []string {
	var e []string
	add := func(format string, args ...any) { e = append(e, fmt.Sprintf(format, args...)) }
	switch kind {
	case stemma.Spun:
		add("names, numbers and their order are the same, %d of 100 words of the passages are not", int(100*(1-p.Same)+0.5))
		if p.Quoted > 0 {
			add("the quotations are not reliable as wording: the text around them was reworded")
		}
	case stemma.Translation:
		add("%s stand in facing sentences, in one order, in %s and %s", amount(p.Cognates, "name or number"), language(a.Lang), language(b.Lang))
	default:
		if p.Verbatim > 0 {
			add("%d words the same, sentence after sentence", p.Verbatim)
		}
		if p.Numbers > 0 {
			add("%s changed", amount(p.Numbers, "number"))
		}
	}
	if len(p.Altered) > 0 {
		add("%s altered", amount(len(p.Altered), "quotation"))
	}
	if !p.Ordered && len(p.Passages) > 2 {
		add("the passages stand in another order")
	}
	return e
}

func amount(n int, what string) string {
	switch {
	case n == 1:
		return "1 " + what
	case what == "name or number":
		return fmt.Sprintf("%d names and numbers", n)
	}
	return fmt.Sprintf("%d %ss", n, what)
}

// namesTongue reports whether the words by which a text in one language says
// that it is a translation fit the other language: they name it, in English or in
// the language of the text, or name none.
func namesTongue(words, own, other string) bool {
	words = strings.ToLower(words)
	named := func(tag string) bool {
		for _, in := range []string{"en", own} {
			namer := display.Languages(xlang.Make(in))
			if namer == nil {
				continue
			}
			// Without its last letters, which change: Russisch, Russischen.
			name := []rune(strings.ToLower(namer.Name(xlang.Make(tag))))
			if n := len(name); n >= 5 {
				name = name[:max(4, n-2)]
			}
			if len(name) >= 4 && strings.Contains(words, string(name)) {
				return true
			}
		}
		return false
	}
	if named(tongue(other)) {
		return true
	}
	for _, tag := range widespread {
		if tag != tongue(own) && named(tag) {
			return false
		}
	}
	return true
}

// widespread are the languages that most is translated from.
var widespread = strings.Fields("en es fr de ru ar zh pt it uk fa tr he ja ko hi ur pl nl sr el")

// language is the English name of the language of a tag.
func language(tag string) string { return display.Languages(xlang.English).Name(xlang.Make(tag)) }

// direction says which text took from the other, if anything shows it: a text
// put together of several took from each; a text that says that it is a
// translation took from the one in another language; a text that names the other's outlet
// took from it; a later text took from an earlier one; a text that begins and
// ends in the middle of the other was cut from it. Where two of these disagree
// the first decides; the other is told all the same. Credits go before dates,
// for a page shows the day of its last change.
func (p *Pair) direction(a, b *Document, kind stemma.DerivationKind, mixedA, mixedB bool, outlets Outlets) (backwards, directed bool, why []string) {
	say := func(bFirst bool, format string, args ...any) {
		if !directed {
			backwards, directed = bFirst, true
		}
		why = append(why, fmt.Sprintf(format, args...))
	}
	if kind == stemma.Mixture && mixedA != mixedB {
		mixed := b
		if mixedA {
			mixed = a
		}
		say(mixedA, "%s has passages of several texts", mixed.Path)
	}
	if x, y := a.translated(), b.translated(); kind == stemma.Translation && (x == "") != (y == "") {
		switch {
		case x != "" && namesTongue(x, a.Lang, b.Lang):
			say(true, "%s says “%s”", a.Path, x)
		case y != "" && namesTongue(y, b.Lang, a.Lang):
			say(false, "%s says “%s”", b.Path, y)
		default: // from a third language, as the other may be
			why = append(why, fmt.Sprintf("%s says “%s”", cmp.Or(map[bool]string{true: a.Path}[x != ""], b.Path), cmp.Or(x, y)))
		}
	}
	byA, byB := a.credit(b, outlets), b.credit(a, outlets)
	if byB != nil && byA == nil {
		say(false, "%s credits %s (%s)", b.Path, byB.Name, byB.Kind)
	}
	if byA != nil && byB == nil {
		say(true, "%s credits %s (%s)", a.Path, byA.Name, byA.Kind)
	}
	if a.VersionOf == b.ID && b.ID != "" {
		say(true, "%s is a later version of the same file", a.Path)
	}
	if b.VersionOf == a.ID && a.ID != "" {
		say(false, "%s is a later version of the same file", b.Path)
	}
	if x, y := a.later(), b.later(); kind == stemma.Revision && (x == "") != (y == "") {
		if x != "" {
			say(true, "%s says “%s”", a.Path, x)
		} else {
			say(false, "%s says “%s”", b.Path, y)
		}
	}
	if a.Page() != "" && a.Page() == b.Page() {
		why = append(why, "both have the address "+a.Page())
	}
	if x, y, ok := days(a.Published, b.Published); ok && x != y {
		first, last := a, b
		if x > y {
			first, last = b, a
		}
		say(x > y, "%s is dated %s, %s %s", first.Path, dayOf(first.Published), last.Path, dayOf(last.Published))
	}
	if kind == stemma.Copy && p.Edits == 0 && len(p.Passages) == 1 {
		switch {
		case p.ShareB >= allOf && p.EndsA == [2]bool{true, true} && p.ShareA < most:
			say(false, "%s is cut at both ends", b.Path)
		case p.ShareA >= allOf && p.EndsB == [2]bool{true, true} && p.ShareB < most:
			say(true, "%s is cut at both ends", a.Path)
		}
	}
	if name := both(a, b, outlets); name != "" {
		why = append(why, "both name "+name)
	}
	if !directed {
		why = append(why, "nothing shows which of the two was first")
	}
	return backwards, directed, why
}

// days are two dates as they compare, to the day, or to the month or year if
// one of them says no more; ok is false where one is not known.
func days(a, b string) (x, y string, ok bool) {
	x, y = dayOf(a), dayOf(b)
	n := min(len(x), len(y))
	return x[:n], y[:n], n >= len("2006")
}

// dayOf is a date without the time of the day.
func dayOf(date string) string {
	date, _, _ = strings.Cut(date, "T")
	return date
}

// both is an outlet that both documents credit and that published neither: the
// original, which the case may not hold, was probably its. "" for none.
func both(a, b *Document, outlets Outlets) string {
	for _, x := range a.Credits {
		for _, y := range b.Credits {
			f := outlets.Family(x.Name)
			if x.NamesHouse() && x.Kind != "mail" && f != "" && f == outlets.Family(y.Name) &&
				f != outlets.Family(a.Publisher) && f != outlets.Family(b.Publisher) {
				return x.Name
			}
		}
	}
	return ""
}

// source is an outlet that both documents say they have their report from, "" for
// none. A byline that both have names an author more often.
func source(a, b *Document, outlets Outlets) string {
	said := func(d *Document) *Document {
		s := *d
		s.Credits = slices.DeleteFunc(slices.Clone(d.Credits), func(c Credit) bool { return c.Kind == "byline" })
		return &s
	}
	return both(said(a), said(b), outlets)
}

// credit is the credit by which a document names the outlet or the author of
// another, nil if it does not.
func (d *Document) credit(of *Document, outlets Outlets) *Credit {
	family := outlets.Family(of.Publisher)
	own := outlets.Family(d.Publisher)
	for i, c := range d.Credits {
		f := outlets.Family(c.Name)
		if f == "" || f == own || !c.NamesHouse() {
			continue
		}
		if f == family && family != "" {
			return &d.Credits[i]
		}
		// The other signs itself so: "(Corvane)" in its dateline.
		for _, o := range of.Credits {
			if o.Kind == "dateline" && outlets.Family(o.Name) == f && c.Kind != "dateline" {
				return &d.Credits[i]
			}
		}
	}
	return nil
}
