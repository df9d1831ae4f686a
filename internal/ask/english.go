package ask

import (
	"slices"
	"strings"

	"github.com/stemma/stemma/nlp/en"
)

// What the package knows of English. Words are lemmas.

// question words, and the kind of answer that the noun beside them asks for.
var (
	dateNouns  = set("date day night morning evening month year time hour week weekday moment")
	placeNouns = set("place town city country village building region province prison camp site area side district")
	whoWords   = set("who whom whose which what")
	countWords = set("many much")
	speaking   = set("say tell state declare claim announce comment write report answer reply add explain insist argue word remark put call describe promise warn")
	// generic are the verbs of speaking that ask for no more than that somebody spoke.
	generic = set("say tell state speak word put remark comment write")
	states  = set("free held prisoner captive hostage alive dead missing arrest arrested custody detained imprisoned jailed released injured wounded hurt safe")
	// light are words that say nothing about what a statement has to speak of.
	light = set("be do have can could will would shall should may might must get go ever really exactly actually there it he she they we you i this that these those a an the any some all no not still yet also just only ever first last then now anyone anybody someone somebody anything something nobody people person thing place time true report reportedly allegedly happen far so much many more most such very")
	// particles stand before the rest of a name, in small letters too.
	particles   = set("al el ul bin ibn abu ben de del van der von")
	questioners = set("who whom whose which what whoever")
	pronouns    = set("he she they it him her them i we")
	// yesWords and noWords begin an answer to a question for yes or no; of the first,
	// assurances do only where no more is said with them: "certainly we asked" is no yes.
	yesWords   = set("yes yeah indeed certainly absolutely")
	assurances = set("indeed certainly absolutely")
	noWords    = set("no never")
	negations  = set("no not never nobody none nothing neither nor without cannot")
	// idle stand behind a no that denies nothing: "no doubt", "never mind".
	idle = set("doubt question problem matter mind")
	// compared with a number make of a no a bound.
	compared = set("more fewer less")
	// conditions open a case that may not be; inverted do at the beginning of a sentence, or
	// behind a conjunction. What then comes of it is due.
	conditions   = set("if unless")
	inverted     = set("had should were")
	conjunctions = set("and but or so that because")
	due          = set("would will could might may must should shall")
	// subjects begin the subject of a clause.
	subjects    = set("the a an he she they it we i his her their its")
	firstPerson = set("i we me us my our mine ours myself ourselves")
)

// same are words of one meaning for the purposes of looking, with their nouns:
// a statement that has one of a row speaks of what the others say.
var same = groups(`
free release freedom liberate liberation
hold detain detention captive captivity prisoner imprison imprisonment custody jail hostage
arrest arrested
assassinate assassination
abduct abduction kidnap kidnapping seize seizure capture
kill killing
die death dead perish
wound wounded injure injury
reside resident inhabitant live dwell population
leave depart departure evacuate flee
come return arrive arrival
exchange swap trade
shoot shot gunfire fire
attack raid assault strike
steal theft rob robbery heist
board aboard
gun firearm
plane aircraft airplane aeroplane
start begin beginning
bomb bombing
deny denial
confirm confirmation
resign resignation
purchase buy acquire
pay payment
marry marriage wedding
bear born birth
vanish disappear missing
double doubled twice
accuse accusation blame
leader head chief
explode explosion blast
own owner belong ownership
`)

// also are words that say as much as the first of their row or more, not the
// other way round: whoever was marched off was led away.
var also = rows(`
lead leader abduct seize
hold arrest
child boy girl kid
take abduct seize
kill murder slay shoot assassinate assassination
die kill murder slay assassinate
dead kill
wound hurt
gun handgun pistol rifle revolver
firearm handgun pistol rifle revolver
handgun pistol revolver
plane airliner jet
aircraft airliner jet
airplane airliner jet
aeroplane airliner jet
bomb airstrike
bombing airstrike
`)

// opposites are states of which nobody is in both, by the first word of their row of same:
// a lemma, and the word for the state.
var opposites = map[string][2]string{"free": {"hold", "held"}, "hold": {"free", "free"}, "arrest": {"free", "free"}, "alive": {"die", "dead"}, "die": {"alive", "alive"}}

// others are forms that no ending leads to, beside those of irregular verbs (en.Irregular).
var others = rows(`
drown drowned
bear bore born borne
dead death
die died dying
man men
woman women
child children
wife wives
foot feet
`)

// multipliers multiply the number before them.
var multipliers = set("hundred thousand million billion trillion dozen")

// persons are words that count people; anybody those that count whoever it is: six men are six
// people, and no six children.
var (
	persons = set("people person man woman child")
	anybody = set("people person")
)

// numerals are the numbers that are written out.
var numerals = map[string]string{
	"one": "1", "two": "2", "three": "3", "four": "4", "five": "5", "six": "6", "seven": "7", "eight": "8", "nine": "9", "ten": "10",
	"eleven": "11", "twelve": "12", "thirteen": "13", "fourteen": "14", "fifteen": "15", "sixteen": "16", "seventeen": "17",
	"eighteen": "18", "nineteen": "19", "twenty": "20", "thirty": "30", "forty": "40", "fifty": "50", "sixty": "60",
	"seventy": "70", "eighty": "80", "ninety": "90", "hundred": "100", "thousand": "1000", "dozen": "12", "dozens": "24", "none": "0",
}

func set(words string) map[string]bool {
	s := map[string]bool{}
	for _, w := range strings.Fields(words) {
		s[w] = true
	}
	return s
}

// rows are the words of each row by the first of it.
func rows(text string) map[string][]string {
	m := map[string][]string{}
	for row := range strings.Lines(strings.TrimSpace(text)) {
		words := strings.Fields(row)
		m[words[0]] = append(m[words[0]], words[1:]...)
	}
	return m
}

// groups are the words of each row by every one of them.
func groups(text string) map[string][]string {
	m := map[string][]string{}
	for row := range strings.Lines(strings.TrimSpace(text)) {
		for _, w := range strings.Fields(row) {
			m[w] = append(m[w], strings.Fields(row)...)
		}
	}
	return m
}

// forms are the words that are looked for where a question has a lemma, as it
// stands there: first the own of them, then those of the same meaning.
func forms(lemma, as string) (all []string, own int) {
	add := func(l string) {
		for _, f := range slices.Concat([]string{l}, en.Irregular()[l], others[l]) {
			if f = strings.ToLower(f); !slices.Contains(all, f) {
				all = append(all, f)
			}
		}
	}
	add(lemma)
	add(as)
	own = len(all)
	base := known(lemma)
	if same[base] == nil && also[base] == nil {
		base = known(strings.ToLower(as))
	}
	for _, l := range slices.Concat(same[base], also[base]) {
		add(l)
	}
	return all, own
}

// opposite is what is looked for beside a word for a state, nil where it has no opposite.
func opposite(w Word) *Word {
	for _, f := range w.Forms[:w.Own] {
		base := known(f)
		if row := same[base]; row != nil {
			base = row[0]
		}
		if other, ok := opposites[base]; ok {
			x := &Word{Span: w.Span, Words: other[1]}
			x.Forms, x.Own = forms(other[0], other[1])
			return x
		}
	}
	return nil
}

// known is the word of the rows that a lemma is a form of, itself where it is none:
// taggers leave the ending of "freed" where they take it for an adjective.
func known(lemma string) string {
	if same[lemma] != nil || also[lemma] != nil {
		return lemma
	}
	for _, ending := range []string{"ed", "d", "ing", "s", "es"} {
		stem, ok := strings.CutSuffix(lemma, ending)
		if !ok {
			continue
		}
		for _, base := range []string{stem, stem + "e"} {
			if same[base] != nil || also[base] != nil {
				return base
			}
		}
	}
	return lemma
}
