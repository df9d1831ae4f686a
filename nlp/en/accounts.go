package en

import (
	"maps"
	"regexp"
	"strings"
	"sync"

	"github.com/stemma/stemma/nlp/attribution"
	"github.com/stemma/stemma/nlp/factuality"
)

// This file holds words by which accounts of one matter are compared: who and what is counted, how
// somebody comes to know of a thing, and how one source stands to the word of another.

// Anyone are nouns for persons that say nothing of what kind they are. It must not be changed.
var Anyone = sync.OnceValue(func() map[string]bool {
	return set(`people person man other individual victim casualty fatality body dead wounded injured death life human being soul them us toll one more`)
})

// Things are nouns that texts use of the same persons or things, each with the first of its row.
// It must not be changed.
var Things = sync.OnceValue(func() map[string]string {
	m := map[string]string{}
	for row := range strings.Lines(things) {
		kind, _, _ := strings.Cut(strings.TrimSpace(row), " ")
		for w := range strings.FieldsSeq(row) {
			m[w] = kind
		}
	}
	return m
})

const things = `crew crewman crewmember sailor seaman member fisherman
gunman robber thief pirate attacker assailant bandit suspect criminal kidnapper hijacker assassin killer
fighter rebel militant guerrilla insurgent terrorist extremist combatant subversive
prisoner detainee hostage captive inmate internee
protester demonstrator marcher rioter
resident villager inhabitant local civilian citizen townsman
worker employee staff colleague co-worker staffer labourer laborer miner
soldier troop officer policeman police guard marine serviceman trooper
child minor boy girl youngster kid
student pupil schoolchild
passenger traveller traveler tourist
ship vessel boat craft freighter
vehicle car
house home dwelling
crate box case
shot bullet round
bomb device explosive charge
firm company business
shop store
deal contract agreement
loan bailout package aid`

// Alive are adjectives for whoever is not dead. It must not be changed.
var Alive = sync.OnceValue(func() map[string]bool { return set("alive") })

// Perceiving are lemmas of verbs for how somebody comes to know of a thing that is no doing of
// his. It must not be changed.
var Perceiving = sync.OnceValue(func() map[string]bool {
	return set(`see watch witness hear overhear notice observe spot glimpse sight count number tally estimate reckon measure read find recognize recognise`)
})

// Inverting are auxiliaries that stand before the subject of a question. It must not be changed.
var Inverting = sync.OnceValue(func() map[string]bool {
	return set(`did do does was were is are has have had will would could can should`)
})

// Confirming are lemmas of verbs for showing that a report is so. It must not be changed.
var Confirming = sync.OnceValue(func() map[string]bool {
	return set(`confirm verify corroborate substantiate prove establish authenticate`)
})

// Knowing are lemmas of verbs for what somebody has in mind. It must not be changed.
var Knowing = sync.OnceValue(func() map[string]bool { return set(`know remember recall understand recognize recognise`) })

// Misstated are lemmas of what is said of a number that is not right. It must not be changed.
var Misstated = sync.OnceValue(func() map[string]bool {
	m := set(`exaggerate inflate overstate understate fabricate invent falsify`)
	maps.Copy(m, FactualityLexicon().Untrue)
	return m
})

// Excessive are those by which it is not right where "too" stands before them. It must not be changed.
var Excessive = sync.OnceValue(func() map[string]bool { return set(`low high small large`) })

// Distancing matches the cue of one who keeps his distance from what he passes on, or accuses.
var Distancing = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`(?i)\b(?:claim|alleg|accus|charg|contend|maintain)`)
})

// Answering matches the cue of one who sets his word against that of another.
var Answering = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`(?i)\b(?:counter|retort|insist|point(?:s|ed)? out|contend|object|reject|rebut|dispute|replie|reply)`)
})

// Refusing matches the cue of one who refuses to do a thing: he denies nothing.
var Refusing = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`(?i)\b(?:refus|declin)`)
})

// Denying matches the cue of one who says that what somebody else says is not so.
var Denying = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`(?i)\b(?:den(?:y|ie[sd]|ying|ials?)|refut|rebut|rebuff|disput|dismiss|reject|contradict)`)
})

// SayingNone matches the beginning of a sentence that says of something that there was none: "no
// shells were kept".
var SayingNone = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`(?i)^\W*(?:` + thereIsNo + `|no|none|nobody|no one|not one)\b`)
})

// SayingThereIsNone matches the beginning of one of them that says no more than that there was none.
var SayingThereIsNone = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`(?i)^\W*` + thereIsNo + `\b`)
})

const thereIsNo = `there (?:is|are|was|were|has been|have been|had been) (?:no|never any)`

// Opposing matches the cue of one who is against what he speaks of: of a report he says that it is not so,
// and a plan or a deed he takes for given.
var Opposing = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`(?i)\b(?:oppos|reject|resist|condemn|spurn)`)
})

// Accounts returns the annotator of texts that give the account of one.
func Accounts() *attribution.Accounts {
	words := attribution.AccountWords{Own: set("I we"), Affirms: map[string]bool{}, Negators: set("not no never neither nor hardly")}
	for verb, stance := range FactualityLexicon().Verbs {
		words.Affirms[verb] = stance == factuality.Affirms || stance == factuality.Believes
	}
	return attribution.NewAccounts(words,
		attribution.Declared{Lemmas: set("rest rely draw base come derive obtain"), Pattern: restsOn()},
		attribution.Declared{Lemmas: set("story tale version side"), Pattern: tellsHis(), OfHimself: true},
		attribution.Declared{Lemmas: set("follow following"), Pattern: asFollows(), Records: set("interview debrief debriefing depose deposition interrogate interrogation")})
}

// restsOn matches "this note rests on one source", "the report is based solely on one official".
var restsOn = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`(?i)\b(?:note|memo|memorandum|report|reporting|cable|telegram|dispatch|summary|paper|information)\b[^.;:]{0,40} ` +
		`(?:rests?|rel(?:y|ies)|draws?|(?:is|are|was|were) (?:based|derived|obtained)|comes?|came|derives?)` +
		`(?: (?:entirely|solely|only|wholly|chiefly|mainly|exclusively))? (?:on|upon|from) ` +
		`(?P<who>(?:one|a single|a sole) (?:[\pL-]+ ){0,3}(?:source|informant|witness|officer|official|agent|defector|prisoner|person|man|woman))\b`)
})

// asFollows matches the end of "Orn provided the following information:", "she stated as follows:".
var asFollows = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`(?P<who>[\pL’'-]+),? (?:then |also |voluntarily )?(?:(?P<cue>provided|furnished|supplied|volunteered|gave|advised|stated|related|reported|testified|recalled)) ` +
		`(?:[\pL’'-]+ ){0,6}?(?:the following(?: information| account| statement| details| facts)?|as follows)\W*$`)
})

// tellsHis matches "he tells his story", "Orn told her own side of the story".
var tellsHis = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`(?P<who>[\pL’'-]+) (?:tells?|told|recounts?|recounted|relates?|related) (?:his|her|their) (?:own )?(?:story|tale|side of the story|version)\b`)
})

// TakingBack are lemmas of verbs by which somebody takes back what he said, each with the nouns for
// what that is, "retracted the claim", or for what is set right, "corrected the figure". It must not
// be changed.
var TakingBack = sync.OnceValue(func() map[string]map[string]bool {
	const figures = `figure toll number count estimate total tally`
	words := set(figures + ` statement claim allegation accusation charge testimony confession denial report account assertion remark comment story
		version evidence complaint warning announcement word assurance article`)
	m := map[string]map[string]bool{}
	for _, v := range []string{"retract", "recant", "withdraw", "take back", "walk back", "row back", "disown", "stand"} {
		m[v] = words
	}
	for v := range strings.FieldsSeq("correct revise amend") {
		m[v] = set(figures)
	}
	for v := range Altering() {
		m[v] = set("figure toll estimate tally")
	}
	return m
})

// Altering are those of them that are done to things too, "cut the number of guards": they take back only what is
// called his who does it, "cut its estimate". It must not be changed.
var Altering = sync.OnceValue(func() map[string]bool { return set("lower raise reduce cut halve") })

// Upholding are those of them that take it back where they are negated: "no longer stands by". It
// must not be changed.
var Upholding = sync.OnceValue(func() map[string]bool { return set("stand") })

// Formerly matches a cue that says that somebody said it before he said what the text tells of.
var Formerly = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`(?i)\b(?:earlier|previously|initially|originally|formerly|first|before)\b`)
})

// Nowadays matches a cue that sets what somebody says against what he said before: "now says".
var Nowadays = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`(?i)\bnow\b`)
})
