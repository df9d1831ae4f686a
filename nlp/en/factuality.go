package en

import (
	_ "embed"
	"strings"
	"sync"

	"github.com/stemma/stemma/nlp"
	"github.com/stemma/stemma/nlp/factuality"
	"github.com/stemma/stemma/nlp/model"
)

//go:embed weights/factuality.weights
var factualityWeights []byte

// Factuality returns the annotator that tells how sure each source is, by the
// words of English below, how far predicates happened, and what negations
// negate. It needs trees and attributions.
func Factuality() (*factuality.Gauge, error) { return gauge() }

var gauge = sync.OnceValues(func() (*factuality.Gauge, error) {
	return load(factualityWeights, func(f *model.File) (*factuality.Gauge, error) { return factuality.New(FactualityLexicon(), f) })
})

// taken are the participles of verbs that in the active take no infinitive: "a man believed to be
// Orel" believes nothing.
const taken = "believed thought said reported suspected presumed assumed alleged understood supposed rumoured rumored"

// FactualityLexicon returns what English words show of how sure a source is.
//
// The stances of words follow the classes of source-introducing predicates of
// FactBank (Saurí and Pustejovsky 2009) and the signatures of implicative and
// factive verbs (Nairn, Condoravdi and Karttunen 2006), as far as they bear on
// what the source holds.
func FactualityLexicon() *factuality.Lexicon {
	hedge := func(c nlp.Certainty, p nlp.Polarity) factuality.Mark {
		return factuality.Mark{Kind: nlp.Hedge, Certainty: c, Polarity: p}
	}
	probably := hedge(nlp.Probable, nlp.Positive)
	perhaps := hedge(nlp.Possible, nlp.Positive)
	hardly := hedge(nlp.Probable, nlp.Negative)
	unknown := hedge(nlp.UnknownCertainty, nlp.UnknownPolarity)
	hearsay := factuality.Mark{Kind: nlp.Hearsay, Certainty: nlp.UnknownCertainty, Polarity: nlp.UnknownPolarity}
	distance := factuality.Mark{Kind: nlp.Distance, Certainty: nlp.UnknownCertainty, Polarity: nlp.UnknownPolarity}

	marks := func(rows ...any) map[string]factuality.Mark {
		all := map[string]factuality.Mark{}
		for i := 0; i < len(rows); i += 2 {
			for _, w := range strings.Fields(rows[i+1].(string)) {
				all[w] = rows[i].(factuality.Mark)
			}
		}
		return all
	}
	stances := func(rows ...any) map[string]factuality.Stance {
		all := map[string]factuality.Stance{}
		for i := 0; i < len(rows); i += 2 {
			for _, w := range strings.Fields(rows[i+1].(string)) {
				all[w] = rows[i].(factuality.Stance)
			}
		}
		return all
	}
	return &factuality.Lexicon{
		Verbs: stances(
			factuality.Affirms, `say tell state declare announce report claim argue insist maintain assert contend allege purport add
				write note explain observe remark mention confirm testify swear stress emphasize emphasise point reply
				respond answer comment discuss elaborate specify disclose reveal identify describe speak talk address
				clarify cite warn caution inform notify assure affirm reaffirm reiterate repeat
				recall recount conclude find determine tweet post quote complain boast
				promise pledge vow threaten urge order demand recommend propose agree protest brief detail publish rumor rumour advise`,
			factuality.Accuses, `accuse blame charge implicate indict convict`,
			factuality.Denies, `deny dispute reject refute rebut dismiss contradict disavow repudiate renounce object
				disagree disclaim rebuff discount debunk downplay discredit oppose`,
			factuality.Doubts, `doubt question mistrust distrust disbelieve`,
			factuality.Believes, `believe think suspect assume presume reckon estimate guess expect anticipate
				predict forecast project surmise deduce infer imply suggest indicate deem sense feel figure gather
				foresee calculate assess`,
			factuality.Supposes, `speculate hope fear worry theorize theorise hypothesize hypothesise hint
				conjecture insinuate`,
			factuality.Asks, `ask wonder inquire enquire query debate investigate probe examine consider`,
			factuality.Silent, `decline refuse fail neglect avoid omit`,
			factuality.Hears, `hear`,
			factuality.Accepts, `accept acknowledge admit concede endorse recognize recognise`,
			factuality.Knows, `know understand realize realise learn discover remember see recall convince`,
			factuality.TakesBack, `retract recant withdraw`,
			factuality.Lies, `lie exaggerate overstate fabricate misstate`,
			factuality.Imagines, strings.Join(imagining, " "),
		),
		Particles: map[string]map[string]factuality.Stance{
			"rule": {"out": factuality.Denies}, "laugh": {"off": factuality.Denies}, "take": {"back": factuality.TakesBack}, "brush": {"off": factuality.Denies, "aside": factuality.Denies},
			"wave": {"away": factuality.Denies, "aside": factuality.Denies}, "shrug": {"off": factuality.Denies},
		},
		Nearly:   set(nearly),
		Fakes:    set(faking),
		Fictions: set(fictions),
		In:       set("in"),
		Occurs:   map[string]string{"happen": "", "occur": "", "take": "place"},
		Nouns: stances(
			factuality.Affirms, `claim allegation assertion statement announcement report accusation charge contention
				argument assurance warning promise pledge testimony remark comment word rumor rumour gossip hearsay legend`,
			factuality.Denies, `denial objection rejection rebuttal refutation`,
			factuality.Doubts, `doubt scepticism skepticism misgiving`,
			factuality.Believes, `belief suspicion assumption presumption expectation prediction forecast estimate
				impression sense guess feeling opinion theory`,
			factuality.Supposes, `speculation hope fear worry conjecture possibility hypothesis`,
			factuality.Asks, `question debate inquiry enquiry investigation`,
		),
		Adjectives: stances(
			factuality.Knows, `sure certain convinced confident aware positive adamant`,
			factuality.Doubts, `skeptical sceptical doubtful dubious unconvinced`,
			factuality.Believes, `optimistic`,
			factuality.Supposes, `hopeful afraid fearful worried pessimistic willing ready prepared eager`,
			factuality.Asks, `unsure uncertain unaware undecided`,
		),
		Adverbs: marks(
			probably, `probably likely presumably apparently seemingly evidently ostensibly supposably`,
			perhaps, `perhaps maybe possibly conceivably potentially perchance`,
			hardly, `unlikely doubtfully`,
			factuality.Mark{Kind: nlp.Hearsay, Certainty: nlp.Probable, Polarity: nlp.Positive}, `reportedly`,
			hearsay, `allegedly rumoredly rumouredly`,
			distance, `supposedly purportedly`,
		),
		Blames: Blaming(),
		Alleges: set(`allege purport accuse blame charge indict implicate suspect rumor rumour gossip hearsay allegation accusation claim
			suspicion word legend`),
		Charges:  set("allege accuse blame charge indict implicate suspect allegation accusation suspicion"),
		Presumes: set("blame"),
		Charging: set("indictment lawsuit complaint"),
		Hunts:    Hunting(),
		Told:     Telling(),
		Relays:   Relaying(),
		Records:  set("report"),
		Dues:     Dues(),
		Guilty:   set("guilty"),
		Clears:   map[string]bool{"acquit": true, "absolve": true, "exonerate": true, "clear": false},
		Modals:   map[string]nlp.Certainty{"may": nlp.Possible, "might": nlp.Possible, "could": nlp.Possible},
		Pleases:  set("like please wish want choose"),
		Choice:   set("where wherever what whatever when whenever who whoever how however as which whichever"),
		Able:     set("could"),
		Future:   set("will would shall 'll 'd"),
		Due:      set("must should"),
		Raising: marks(
			probably, `seem appear likely probable look`,
			perhaps, `possible conceivable plausible`,
			hardly, `unlikely doubtful improbable dubious questionable`,
			unknown, `unclear unknown uncertain undetermined unconfirmed unverified unproven`,
		),
		Negators: set("not n't n’t never neither nor no hardly scarcely barely without cannot"),
		Nobody:   set("no nobody none neither no-one nothing"),
		Bounds:   set("fewer less more later earlier sooner"),
		Than:     set("than"),
		Mere:     set("only merely solely"),
		Held:     set("conclusion idea notion assumption inference proposition premise thesis view"),
		Taken:    set(taken),
		Grounds:  set(grounds),
		Cues: set(`not n't n’t no never nothing without none nor neither nobody nowhere cannot no-one save except
			hardly scarcely barely fail failed fails prevent prevented prevents refuse refused lack lacks lacked absence
			neglected`),
		Spellings: map[string]string{"no-one": "nobody"},
		Prefixes:  strings.Fields("non- non un in im ir il dis"),
		Suffixes:  strings.Fields("less"),
		Endings:   []string{"", "ly", "ness"},
		CuePhrases: [][]string{
			{"by", "no", "means"}, {"on", "the", "contrary"}, {"no", "longer"}, {"not", "at", "all"},
		},
		Pairs: map[string]map[string]bool{"nor": set("neither no")},
		True:  Vouching(),
		Untrue: set(`false untrue incorrect wrong inaccurate mistaken baseless groundless unfounded fictitious bogus
			lie fabrication falsehood invention nonsense myth hoax`),
		Ought:   set("wrong right"),
		Footing: set("basis foundation truth substance merit"),
		Proves:  set("prove turn"),
		Lacks:   set("lack"),
		That:    set("that"),
		Of:      set("of"),
		It:      set("it"),
		But:     set("but"),
		Only:    set("only just merely simply solely alone even necessarily"),
		Implies: signatures(),

		Conditions: set("if unless"),
		Inverted:   set("had should were"),
		Would:      set("would 'd ’d"),
		Perfect:    set("have"),
		First:      set("i we my our"),
		Like:       set("as"),
		Calls:      set("dismiss reject discount decry"),
		Falsely:    set("falsely wrongly wrongfully baselessly untruthfully mendaciously incorrectly mistakenly"),
		Distant:    set(distant),
		Doubted:    Doubted(),
		Asking:     set("? ?? ??? ?! !?"),
	}
}
