package en

import (
	"slices"
	"strings"
	"sync"

	"github.com/stemma/stemma/nlp/read"
)

// irregular are the verbs of English whose past forms no ending leads to: the
// base, the past and the participle of each. Treebanks have only some of them, and
// with wrong lemmas now and then; what is learned of endings there makes neither
// "sling" of "slung" nor "shoot" of "shot".
const irregular = `arise arose arisen, awake awoke awoken, bear bore borne, beat beat beaten, become became become,
befall befell befallen, begin began begun, behold beheld beheld, bend bent bent, beset beset beset,
bid bid bid, bind bound bound, bite bit bitten, bleed bled bled, blow blew blown,
break broke broken, breed bred bred, bring brought brought, broadcast broadcast broadcast, build built built,
burst burst burst, buy bought bought, catch caught caught, choose chose chosen, cling clung clung,
come came come, creep crept crept, cut cut cut, deal dealt dealt, dig dug dug,
draw drew drawn, drink drank drunk, drive drove driven, eat ate eaten, fall fell fallen,
feed fed fed, feel felt felt, fight fought fought, find found found, flee fled fled,
fling flung flung, fly flew flown, forbid forbade forbidden, forecast forecast forecast, foresee foresaw foreseen,
forget forgot forgotten, forgive forgave forgiven, forgo forwent forgone, freeze froze frozen, get got gotten,
give gave given, go went gone, grind ground ground, grow grew grown, hang hung hung,
hear heard heard, hide hid hidden, hit hit hit, hold held held, hurt hurt hurt,
keep kept kept, kneel knelt knelt, know knew known, lay laid laid, lead led led,
leap leapt leapt, leave left left, lend lent lent, let let let, lie lay lain,
light lit lit, lose lost lost, make made made, mean meant meant, meet met met,
mislead misled misled, mistake mistook mistaken, misunderstand misunderstood misunderstood, offset offset offset, outrun outran outrun,
overcome overcame overcome, overhear overheard overheard, override overrode overridden, oversee oversaw overseen, overtake overtook overtaken,
overthrow overthrew overthrown, partake partook partaken, pay paid paid, plead pled pled, put put put,
read read read, rebuild rebuilt rebuilt, ride rode ridden, ring rang rung, rise rose risen,
run ran run, say said said, see saw seen, seek sought sought, sell sold sold,
send sent sent, set set set, sew sewed sewn, shake shook shaken, shed shed shed,
shine shone shone, shoot shot shot, show showed shown, shrink shrank shrunk, shut shut shut,
sing sang sung, sink sank sunk, sit sat sat, slay slew slain, sleep slept slept,
slide slid slid, sling slung slung, speak spoke spoken, speed sped sped, spend spent spent,
spill spilt spilt, spin spun spun, spit spat spat, split split split, spread spread spread,
spring sprang sprung, stand stood stood, steal stole stolen, stick stuck stuck, sting stung stung,
strike struck stricken, string strung strung, strive strove striven, swear swore sworn, sweep swept swept,
swim swam swum, swing swung swung, take took taken, teach taught taught, tear tore torn,
tell told told, think thought thought, throw threw thrown, thrust thrust thrust, tread trod trodden,
undergo underwent undergone, understand understood understood, undertake undertook undertaken, undo undid undone, uphold upheld upheld,
upset upset upset, wake woke woken, wear wore worn, weave wove woven, weep wept wept,
win won won, wind wound wound, withdraw withdrew withdrawn, withhold withheld withheld, withstand withstood withstood,
wring wrung wrung, write wrote written, free freed freed, vie vied vied, dye dyed dyed`

// Irregular are the past forms and participles of the verbs of English to which no ending
// leads, by the base of each: "slid" of "slide". A form stands once, also where past and
// participle are the same.
var Irregular = sync.OnceValue(func() map[string][]string {
	out := map[string][]string{}
	for verb := range strings.SplitSeq(irregular, ",") {
		forms := strings.Fields(verb)
		out[forms[0]] = slices.Compact(forms[1:])
	}
	return out
})

// know gives the reader the lemmas of irregular forms of verbs. Taggers
// mix up the past and the participle, so each form is taken for both.
func know(r *read.Reader) {
	for verb := range strings.SplitSeq(irregular, ",") {
		forms := strings.Fields(verb)
		for _, form := range forms[1:] {
			r.Know(form, "VERB", "VBD", forms[0])
			r.Know(form, "VERB", "VBN", forms[0])
		}
	}
}
