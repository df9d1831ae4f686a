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
