package en

import (
	"sync"

	"github.com/stemma/stemma/nlp/clause"
)

// Clauses returns what English words tell about clauses, for nlp/clause.
var Clauses = sync.OnceValue(func() *clause.Lexicon {
	return &clause.Lexicon{
		Raising:        set("appear seem tend have need ought go use continue begin start keep remain likely unlikely able unable set due bound certain sure apt"),
		SubjectControl: set("promise vow threaten swear"),
		Light:          set("make take give do carry conduct launch hold stage commit perform undertake mount issue pay reach lodge deliver"),
		Tallies:        set("dozen hundred thousand million billion score"),
		Deeds:          deeds(),
	}
})

// deeds are nouns that say what happens beside a light verb, each with the verb
// that says it alone. Those where the two differ are written out.
func deeds() map[string]string {
	m := map[string]string{
		"accusation": "accuse", "admission": "admit", "agreement": "agree", "allegation": "allege", "analysis": "analyse",
		"announcement": "announce", "apology": "apologise", "appearance": "appear", "assessment": "assess", "assertion": "assert",
		"assumption": "assume", "bombardment": "bombard", "choice": "choose", "commitment": "commit", "comparison": "compare",
		"complaint": "complain", "concession": "concede", "confession": "confess", "contribution": "contribute", "conversation": "converse",
		"decision": "decide", "declaration": "declare", "denial": "deny", "deployment": "deploy", "discovery": "discover",
		"discussion": "discuss", "donation": "donate", "examination": "examine", "execution": "execute", "inquiry": "inquire",
		"inspection": "inspect", "intervention": "intervene", "invasion": "invade", "investigation": "investigate", "killing": "kill",
		"meeting": "meet", "murder": "murder", "negotiation": "negotiate", "observation": "observe",
		"payment": "pay", "prediction": "predict", "presentation": "present", "proposal": "propose", "recommendation": "recommend",
		"reference": "refer", "report": "report", "response": "respond", "robbery": "rob", "shelling": "shell",
		"speech": "speak", "statement": "state", "suggestion": "suggest", "talk": "talk", "test": "test",
		"theft": "steal", "threat": "threaten", "warning": "warn", "withdrawal": "withdraw",
	}
	for w := range set("ambush appeal arrest assault attack attempt bet blame call cause claim comment control demand dispute effort escape " +
		"estimate fight forecast guess help look order pledge promise protest raid request research review ruling search strike study support " +
		"survey tour visit vote walk warning") {
		if m[w] == "" {
			m[w] = w
		}
	}
	m["effort"], m["ruling"] = "try", "rule"
	return m
}

// Converses are verbs that tell of what another tells, from the other side: by that other, and by the
// verb, which part here each of its own parts has there; those that are left out have none. Whoever
// is killed dies; that to which a thing belongs owns it. A part is "agent", "patient" or a
// preposition. It must not be changed.
var Converses = sync.OnceValue(func() map[string]map[string]map[string]string {
	dying, selling, buying := map[string]string{"patient": "agent"}, map[string]string{"to": "agent", "patient": "patient"}, map[string]string{"from": "agent", "patient": "patient"}
	out := map[string]map[string]map[string]string{
		"die": {}, "sell": {},
		"own":   {"belong": {"to": "agent", "agent": "patient"}},
		"rob":   {"steal": {"agent": "agent", "from": "patient"}},
		"steal": {"rob": {"agent": "agent", "of": "patient"}},
	}
	for verb := range set("kill murder slay assassinate shoot") {
		out["die"][verb] = dying
	}
	for verb := range set("buy purchase acquire") {
		out[verb], out["sell"][verb] = map[string]map[string]string{"sell": selling}, buying
	}
	return out
})

// Reasons are words before what a text gives as the reason of a thing, Manners those before how it
// was done. Rewards are words that are so before a deed alone: "fined for selling it", "for the theft",
// and not "left for the coast". What comes after another thing need not come of it: "after" is none of
// them. They must not be changed.
var (
	Reasons = sync.OnceValue(func() map[string]bool { return set("because due owing lest") })
	Rewards = sync.OnceValue(func() map[string]bool { return set("for over") })
	Manners = sync.OnceValue(func() map[string]bool { return set("by with through via using without") })
)

// Offences are nouns for what somebody is blamed or punished for, beside those of Clauses().Deeds. It
// must not be changed.
var Offences = sync.OnceValue(func() map[string]bool {
	return set(`abuse arson assassination betrayal blackmail blasphemy bribery burglary conspiracy corruption crime debt deed desertion
embezzlement espionage extortion failure forgery fraud genocide heist hijack kidnap libel mischief misconduct mutiny neglect negligence
offence offense part perjury piracy plot rape refusal role sabotage sedition slander swindle treason trespass vandalism violation violence`)
})

// Occasions are nouns for what is held and takes place, beside those of Clauses().Deeds. It must not be
// changed.
var Occasions = sync.OnceValue(func() map[string]bool {
	return set(`assembly auction ball banquet briefing burial celebration ceremony competition concert conference congress contest
convention coronation demonstration dinner drill election event exercise exhibition fair feast festival forum funeral game gathering
hearing inauguration inquest interview march mass match memorial parade party performance poll procession race rally reception
referendum regatta rehearsal retreat ritual sale seminar service session sitting summit tournament trial tribunal vigil wake wedding workshop`)
})

// Having are lemmas of verbs by which somebody has a thing with him, or as his. It must not be changed.
var Having = sync.OnceValue(func() map[string]bool { return set("have hold carry possess own bear keep wield brandish") })

// Means are nouns for what harms or kills and is nobody: asked who did it, they are no answer. It must
// not be changed.
var Means = sync.OnceValue(func() map[string]bool {
	return set(`bullet shot gunshot gunfire gun pistol rifle firearm weapon machinegun submachinegun bomb explosive explosion blast
grenade mine missile shell rocket knife arrow poison fire flood storm earthquake disease illness injury wound accident crash ricochet`)
})
