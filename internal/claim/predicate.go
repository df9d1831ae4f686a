package claim

import (
	"strings"

	"github.com/stemma/stemma"
)

// Classes of predicates that say one thing of somebody in other words, with
// who suffers it as the patient: "killed", "died", "the deaths of". A word is in
// one class. What is in none stands for itself.
var classes = func() map[string]string {
	m := map[string]string{}
	for _, row := range []string{
		"kill: kill die perish murder slay assassinate slaughter massacre execute dead death killing murder casualty fatality fatal assassination slaying slain deceased toll victim",
		"wound: wound injure hurt injury injured wounded maim injuring",
		"hold: detain arrest imprison jail capture seize apprehend nab intern captive prisoner detainee custody detention arrest imprisonment captivity captor incarcerate hostage",
		"free: free release liberate liberation freedom freeing freed liberty",
		"kidnap: kidnap abduct kidnapping abduction kidnapped abductee",
		"attack: attack assault raid strike ambush bomb bombing shell shelling bombard bombardment assail",
		"explode: explode detonate explosion blast detonation",
		"shoot: shoot gun shooting gunfire gunshot",
		"fire: fire sack dismiss oust firing dismissal ouster axe",
		"resign: resign resignation quit",
		"steal: steal rob loot theft robbery heist robber burglary loot raid",
		"flee: flee escape escapee flight",
		"leave: leave depart departure",
		"arrive: arrive arrival",
		"return: return repatriate repatriation",
		"move: move relocate transfer relocation",
		"marry: marry wed marriage wedding",
		"buy: buy purchase acquire acquisition takeover buyout buying",
		"sell: sell sale",
		"win: win victory triumph winner",
		"lose: lose defeat loss",
		"crash: crash collide collision",
		"destroy: destroy demolish raze flatten destruction",
		"damage: damage",
		"march: march demonstrate protest rally demonstration protester demonstrator marcher",
		"charge: charge indict accuse indictment accusation",
		"convict: convict conviction",
		"sentence: sentence",
		"meet: meet meeting",
		"say: say tell state",
		"deny: deny denial refute rebut",
		"quake: quake earthquake tremor temblor",
		"fall: fall plunge plummet drop",
		"exchange: exchange swap trade",
		"hijack: hijack hijacking",
		"sink: sink sinking sank",
		"rescue: rescue",
		"find: find discover recover discovery",
		"deliver: deliver delivery",
		"send: send dispatch",
		"decide: decide decision",
		"choose: choose select pick appoint name elect appointment selection election",
		"launch: launch unveil introduce introduction launching",
		"announce: announce announcement declare declaration",
		"own: own possess ownership",
		"live: live reside inhabit resident inhabitant dweller",
		"visit: visit",
		"speak: speak talk speech",
		"pay: pay payment",
		"sign: sign signature signing",
		"host: host emcee",
		"plan: plan",
		"cost: cost worth value",
		"pledge: promise pledge vow",
		"support: support back backing",
	} {
		class, words, _ := strings.Cut(row, ":")
		for w := range strings.FieldsSeq(words) {
			if m[w] == "" {
				m[w] = class
			}
		}
	}
	return m
}()

// class is the class of a lemma, the lemma itself if it is in none. Nouns that
// end as nouns of deeds do and have their verb in it are of the class of the
// verb: "appointment", "treating".
func classOf(lemma string) string {
	if c := classes[lemma]; c != "" {
		return c
	}
	for _, end := range nounEndings {
		if stem, ok := strings.CutSuffix(lemma, end); ok && len(stem) > 3 {
			for _, back := range []string{"", "e"} {
				if c := classes[stem+back]; c != "" {
					return c
				}
			}
		}
	}
	return lemma
}

var nounEndings = []string{"ment", "ing", "ion", "ation", "er", "or", "al"}

// stem is a lemma without its ending, so that a verb and the noun of its deed
// share it: "negotiate", "negotiation", "negotiator".
func stem(lemma string) string {
	for _, end := range []string{"ations", "ation", "ition", "ments", "ment", "ings", "ing", "ions", "ion", "ators", "ator", "ates", "ate", "ers", "er", "ors", "or", "als", "al", "ance", "ence", "ures", "ure", "ies", "ied", "y", "es", "ed", "e", "s"} {
		if s, ok := strings.CutSuffix(lemma, end); ok && len(s) >= 4 {
			return s
		}
	}
	return lemma
}

// people are nouns for persons of no particular kind: what one text counts by
// one of them another counts by any other.
var people = func() map[string]bool {
	m := map[string]bool{}
	for w := range strings.FieldsSeq("people person man woman other individual civilian resident citizen victim worker soldier member local " +
		"villager passenger child student body casualty fatality dead wounded injured death life employee staff inhabitant protester demonstrator marcher " +
		"toll crew crewman sailor officer fighter rebel militant gunman robber thief pirate suspect prisoner detainee hostage captive human being soul them us one co-worker colleague") {
		m[w] = true
	}
	return m
}()

// saying are words for the act of saying: each report is one of its own, and what is
// said has a statement.
var saying = func() map[string]bool {
	m := map[string]bool{}
	for w := range strings.FieldsSeq("say tell report state statement announce add ask note explain write describe comment speak claim quote cite mention call " +
		"remark argue insist suggest know think believe want hope expect see show need have do be get go make take come seem give use try let start begin continue include follow " +
		"remain become appear keep put turn look happen occur call way time day year thing one people official police man woman person part number case news source story media month week") {
		m[w] = true
	}
	return m
}()

// manners are the words for one way of dying, each with what whoever died so is called: who was not
// executed may be dead.
var manners = func() map[string]string {
	m := map[string]string{}
	for _, of := range []string{"executed execute execution", "murdered murder", "assassinated assassinate assassination", "massacred massacre", "slaughtered slaughter"} {
		words := strings.Fields(of)
		for _, w := range words[1:] {
			m[w] = words[0]
		}
	}
	return m
}()

// otherManner reports whether t denies one way of dying and u tells of a death without it.
func (t *telling) otherManner(u *telling) bool {
	manner := manners[t.lemma]
	return manner != "" && t.stance() == stemma.Denies && u.class == t.class && manners[u.lemma] != manner
}
