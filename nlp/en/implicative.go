package en

import (
	"strings"
	"sync"

	"github.com/stemma/stemma/nlp"
	"github.com/stemma/stemma/nlp/factuality"
)

// This file holds what follows of a clause from the word that takes it, after the signatures of
// Karttunen (1971) and of Nairn, Condoravdi and Karttunen (2006). What is not here takes what
// is so, or leaves it to its other words.

// implicatives are rows of words with what follows where they are affirmed and where they are
// negated: + that it is so, - that it is not, ? nothing. A particle stands behind a "_".
var implicatives = []struct {
	signature string
	takes     factuality.Complement
	with      string
	words     string
}{
	// Bidding, wanting, permitting, planning: nothing is told as done.
	{"??", factuality.Deed, "", intending + ` tell bid beg advise command direct implore beseech entreat plead appeal warn caution
		encourage recommend require press pressure pressurise lobby petition exhort coax signal
		allow permit authorize authorise enable license entitle forbid
		expect need choose decide resolve agree consent undertake aim aspire contract arrange desire yearn prefer dread wait negotiate`},
	{"??", factuality.Deed, "on", "call prevail"},
	{"??", factuality.Deed, "upon", "call prevail"},
	{"??", factuality.Deed, "for", "call wait long press arrange"},
	{"??", factuality.Deed, "", `ready willing prepared due eager set about likely free supposed necessary important essential vital imperative
		reluctant anxious keen poised determined bound unwilling entitled`},
	{"??", factuality.Task, "", `order command instruction plan plot conspiracy intention wish desire promise pledge vow offer proposal threat request
		demand call appeal attempt bid effort decision agreement permission right chance opportunity deal need duty obligation
		willingness readiness ability warrant mandate task job mission goal aim scheme design authority power licence license`},
	{"??", factuality.Doing, "against", "advise warn decide vote caution recommend"},
	{"??", factuality.Doing, "from", "discourage ban bar prohibit forbid"},
	{"??", factuality.Doing, "to", "commit object"},
	{"??", factuality.Doing, "", `consider propose suggest recommend advise contemplate discuss urge advocate forbid ban prohibit
		allow permit authorize authorise envisage favour favor oppose risk`},
	{"??", factuality.Wish, "", `ask beg insist suggest agree argue stipulate decree decide plead`},
	{"??", factuality.Clause, "", `demand order recommend propose request urge require command
		promise pledge vow threat threaten wish plan intention desire offer proposal instruction appeal
		necessary important essential vital imperative`},
	{"??", factuality.Thing, "", `order demand request urge propose recommend plan promise threaten want seek authorize authorise forbid ban prohibit
		advocate offer pledge vow suggest plot intend`},
	{"??", factuality.Thing, "for", "call ask press appeal plead"},

	// Who does not show that it is so does not show that it is not.
	{"+?", factuality.Clause, "", proving},

	// What was not done.
	{"-+", factuality.Deed, "", "fail forget neglect omit"},
	{"?+", factuality.Deed, "", "hesitate"},
	{"-?", factuality.Deed, "", "refuse decline unable have_yet"},
	{"-?", factuality.Task, "", "refusal failure inability"},
	{"-+", factuality.Doing, "from", "prevent stop keep refrain block hinder dissuade deter restrain abstain"},
	{"-+", factuality.Doing, "", "avoid"},
	{"-?", factuality.Doing, "", "refuse decline"},
	{"-?", factuality.Doing, "", "rule_out"},
	{"-+", factuality.Thing, "", "prevent avert"},

	// What was done, and not where that is denied.
	{"+-", factuality.Deed, "", "manage bother dare remember care deign happen able"},
	{"+?", factuality.Deed, "", "force make cause compel oblige induce drive get bring persuade convince lead help"},
}

// proving are the verbs of who shows that what he says is so.
const proving = "prove establish demonstrate show verify substantiate ascertain determine corroborate"

// signatures are the implicatives by their frames.
var signatures = sync.OnceValue(func() map[factuality.Frame]factuality.Signature {
	follows := map[byte]nlp.Polarity{'+': nlp.Positive, '-': nlp.Negative, '?': nlp.UnknownPolarity}
	m := map[factuality.Frame]factuality.Signature{}
	for _, row := range implicatives {
		for w := range strings.FieldsSeq(row.words) {
			m[factuality.Frame{Word: strings.ReplaceAll(w, "_", " "), Takes: row.takes, With: row.with}] = factuality.Signature{Plain: follows[row.signature[0]], Negated: follows[row.signature[1]]}
		}
	}
	return m
})
