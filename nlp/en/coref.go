package en

import (
	_ "embed"
	"strings"
	"sync"

	"github.com/stemma/stemma/nlp"
	"github.com/stemma/stemma/nlp/coref"
)

//go:embed weights/coref.weights
var corefWeights []byte

var ranker = sync.OnceValues(func() (*coref.Ranker, error) { return load(corefWeights, coref.Load) })

// leastLikely is how likely a link must be to be made: where the CoNLL score
// over GUM train, each text linked by weights that had not seen it, is best.
const leastLikely = 0.33

// Coreference returns the annotator that finds the mentions of English, besides
// names, and which of them mean the same.
func Coreference() (*coref.Resolver, error) {
	r, err := ranker()
	if err != nil {
		return nil, err
	}
	return coref.New(References(), r, leastLikely), nil
}

//go:embed persons.txt
var persons string

// References is what coreference must know of English.
func References() *coref.Lexicon {
	l := &coref.Lexicon{
		Pronouns: pronouns(), Nouns: map[string]nlp.EntityType{}, Genders: map[string]coref.Gender{}, Peoples: map[string]string{},
		Titles: set(titleWords), Company: set(companyWords), PublicBody: set(publicWords),
		Others: set("other another second"),
		Empty:  set("the a an 's ' s this that these those"), Small: set("of the and for in on de la le du del da al el ul abu umm ibn bin bint van von der den den & to at - ’s"),
	}
	for _, row := range commonNouns {
		for _, word := range strings.Fields(row.words) {
			l.Nouns[word] = row.kind
		}
	}
	for word := range strings.FieldsSeq(persons) {
		if _, known := l.Nouns[word]; !known {
			l.Nouns[word] = nlp.Person
		}
	}
	for _, row := range []struct {
		gender coref.Gender
		words  string
	}{{coref.Masculine, menWords}, {coref.Feminine, womenWords}, {coref.Masculine, menNames}, {coref.Feminine, womenNames}} {
		for _, word := range strings.Fields(row.words) {
			l.Genders[word] = row.gender
		}
	}
	for _, row := range strings.Split(strings.TrimSpace(peoples), "\n") {
		words := strings.Fields(row)
		for _, word := range words {
			l.Peoples[word] = words[0]
		}
	}
	return l
}

func pronouns() map[string]coref.Pronoun {
	all := map[string]coref.Pronoun{}
	for _, row := range []struct {
		words string
		coref.Pronoun
	}{
		{"i me my mine", coref.Pronoun{Person: 1, Number: coref.Singular}},
		{"myself", coref.Pronoun{Person: 1, Number: coref.Singular, Reflexive: true}},
		{"we us our ours", coref.Pronoun{Person: 1, Number: coref.Plural}},
		{"ourselves", coref.Pronoun{Person: 1, Number: coref.Plural, Reflexive: true}},
		{"you your yours ya y'all", coref.Pronoun{Person: 2}},
		{"yourself yourselves", coref.Pronoun{Person: 2, Reflexive: true}},
		{"he him his", coref.Pronoun{Person: 3, Number: coref.Singular, Gender: coref.Masculine}},
		{"himself", coref.Pronoun{Person: 3, Number: coref.Singular, Gender: coref.Masculine, Reflexive: true}},
		{"she her hers", coref.Pronoun{Person: 3, Number: coref.Singular, Gender: coref.Feminine}},
		{"herself", coref.Pronoun{Person: 3, Number: coref.Singular, Gender: coref.Feminine, Reflexive: true}},
		{"it its", coref.Pronoun{Person: 3, Number: coref.Singular, Gender: coref.Neuter}},
		{"itself", coref.Pronoun{Person: 3, Number: coref.Singular, Gender: coref.Neuter, Reflexive: true}},
		{"they them their theirs 'em em", coref.Pronoun{Person: 3, Number: coref.Plural}},
		{"themselves themself", coref.Pronoun{Person: 3, Number: coref.Plural, Reflexive: true}},
		{"'s", coref.Pronoun{Person: 1, Number: coref.Plural}},
		{"this that", coref.Pronoun{Number: coref.Singular, Demonstrative: true}},
		{"these those", coref.Pronoun{Number: coref.Plural, Demonstrative: true}},
		{"here there now then home", coref.Pronoun{Place: true}},
		{`someone somebody anyone anybody everyone everybody noone no-one nobody something anything everything nothing one ones
			another other others each some any many few several all both none`, coref.Pronoun{Vague: true}},
	} {
		for _, word := range strings.Fields(row.words) {
			all[word] = row.Pronoun
		}
	}
	return all
}

const (
	titleWords = `mr mrs ms miss dr prof sir lord lady dame president minister secretary senator governor mayor judge justice general
		colonel major captain lieutenant sergeant admiral commander king queen prince princess emperor sheikh imam ayatollah
		pope bishop archbishop cardinal rabbi reverend rev father sister brother saint st chancellor ambassador professor doctor
		officer detective inspector congressman congresswoman representative rep sen gov gen col maj capt lt sgt adm cmdr hon
		prime foreign defence defense interior chief deputy vice former then late`
	menWords = `mr sir lord man boy guy father dad son brother husband uncle nephew grandfather grandson king prince emperor duke
		baron gentleman spokesman chairman businessman policeman salesman fireman fisherman congressman councilman priest pope bishop
		monk waiter actor widower bachelor lad sultan emir sheikh ayatollah imam patriarch salesman craftsman nobleman boyfriend fiancé
		groom stepfather stepson`
	womenWords = `mrs ms miss lady dame madam woman girl mother mom mum daughter sister wife aunt niece grandmother granddaughter
		queen princess empress duchess baroness spokeswoman chairwoman businesswoman policewoman congresswoman councilwoman nun
		waitress actress widow heroine goddess hostess mistress bride girlfriend fiancée housewife matriarch stepmother stepdaughter
		midwife`
	menNames = `james john robert michael william david richard joseph thomas charles christopher daniel matthew anthony mark donald
		steven paul andrew joshua kenneth kevin brian george edward ronald timothy jason jeffrey ryan jacob gary nicholas eric
		jonathan stephen larry justin scott brandon benjamin samuel gregory frank alexander raymond patrick jack dennis jerry tyler
		aaron jose adam henry nathan douglas zachary peter kyle walter ethan jeremy harold keith christian roger noah gerald carl
		terry sean austin arthur lawrence dylan bryan joe billy bruce albert willie gabriel logan alan juan wayne roy ralph randy
		eugene vincent russell elijah louis bobby philip johnny simon ian neil graham colin stuart derek nigel trevor malcolm gordon
		alastair angus duncan hamish ewan gareth owen liam conor declan martin oliver harry boris rishi keir tony ed vince barack
		bill bob jim tom mike dan ben sam steve jeff greg ted ken ron don dick rick fred phil matt andy josh nick max leo oscar
		carlos luis miguel jorge pedro antonio francisco manuel rafael fernando ricardo eduardo roberto alejandro javier andres
		sergio diego pablo ramon raul mario alberto hector cesar enrique gustavo guillermo felipe alfredo arturo ernesto gerardo hugo
		ignacio ivan joaquin julio leonardo lorenzo marcos nicolas octavio rodrigo ruben salvador santiago tomas vicente victor
		joão joao paulo josé antónio luís rui nuno tiago mateus lucas pierre andré philippe alain jacques bernard françois francois
		nicolas emmanuel laurent olivier pascal thierry christophe sébastien julien antoine guillaume mathieu hans klaus wolfgang
		jürgen günter dieter horst helmut gerhard werner karl heinz manfred uwe stefan thomas matthias markus sebastian olaf
		friedrich otto giuseppe giovanni luigi francesco angelo vincenzo pietro carlo franco paolo marco matteo silvio alessandro
		enrico roberto stefano lars sven erik olof anders johan nils björn magnus mikael jens ulf vladimir dmitry dmitri sergei
		sergey alexei aleksei aleksandr nikolai mikhail yuri igor oleg viktor anatoly andrei konstantin pavel vasily yevgeny leonid
		gennady valery maxim roman ruslan ramzan volodymyr petro mykola oleksandr serhiy andriy taras lech jaroslaw andrzej tadeusz
		krzysztof piotr tomasz václav lászló istván zoltán mohammed muhammad mohamed mohammad mohamad ahmed ahmad mahmoud mahmud
		hassan hussein husayn hussain omar umar othman uthman khalid khaled ibrahim ismail yusuf yousef youssef yasser abdullah
		abdallah abdul abdel salman salem saleh salih saeed faisal fahd nasser jamal gamal karim kareem rashid tariq tarek walid
		waleed ziad zayed bashar hafez adel samir sami fouad anwar hosni mustafa mostafa osama usama ayman bilal haidar nouri muqtada
		mohsen hossein reza javad akbar mehdi ebrahim ruhollah mahdi hamid ashraf benjamin yitzhak ehud shimon avigdor yair naftali
		moshe recep tayyip kemal ahmet mehmet murat abu raj rajiv rahul narendra amit arvind manmohan sanjay vijay ajay anil sunil
		imran nawaz shahbaz asif xi jinping keqiang jintao zedong shinzo fumio yoshihide junichiro hiroshi takashi kenji akira makoto
		nguyen kwame kofi john atta chinua emeka olusegun goodluck muhammadu uhuru raila mwai daniel yoweri museveni nelson thabo
		jacob cyril desmond robert emmerson hage sam`
	womenNames = `mary patricia jennifer linda elizabeth barbara susan jessica sarah karen nancy lisa betty margaret sandra ashley
		kimberly emily donna michelle dorothy carol amanda melissa deborah stephanie rebecca sharon laura cynthia kathleen amy shirley
		angela helen anna brenda pamela nicole emma samantha katherine christine debra rachel catherine carolyn janet ruth maria
		heather diane virginia julie joyce victoria olivia kelly christina lauren joan evelyn judith megan cheryl andrea hannah martha
		jacqueline frances gloria ann teresa kathryn sara janice jean alice madison doris abigail julia judy grace denise marilyn
		beverly danielle theresa sophia marie diana brittany natalie isabella charlotte rose alexis kayla siobhan niamh fiona claire
		lucy sophie chloe jane kate hilary hillary kamala ana carmen rosa juana guadalupe dolores pilar isabel lucia lucía elena
		gabriela claudia veronica verónica silvia sofia sofía valentina camila daniela paola marcela adriana beatriz cristina
		alejandra carolina monica mónica leticia yolanda dilma isabelle nathalie anne valérie brigitte ursula ingrid petra sabine
		monika annalena giorgia mette karin olga tatiana natalia svetlana irina ekaterina anastasia yulia oksana fatima fatma aisha
		ayesha khadija zainab zeinab maryam mariam leila layla amina hala huda iman rania salma samira yasmin golda tzipi meral
		indira sonia priya pooja neha anjali kavita sunita geeta sita lakshmi meera nisha shreya benazir hasina khaleda sheikha
		megawati corazon jacinda julia ellen winnie wangari ngozi samia joyce graça theresa liz meghan camilla nikki sally wendy
		molly ella mia ava zoe ivy elsa clara edith ethel agnes irene florence josephine harriet louise eleanor caroline`
)

// peoples are countries with the words for their people, in a row each.
const peoples = `
afghanistan afghan afghans
albania albanian albanians
algeria algerian algerians
america american americans
angola angolan
argentina argentine argentinian argentines
armenia armenian armenians
australia australian australians
austria austrian austrians
azerbaijan azerbaijani azerbaijanis
bahrain bahraini bahrainis
bangladesh bangladeshi bangladeshis
belarus belarusian belarusians
belgium belgian belgians
bolivia bolivian bolivians
bosnia bosnian bosnians
brazil brazilian brazilians
britain british briton britons
bulgaria bulgarian bulgarians
burma burmese
cambodia cambodian cambodians
cameroon cameroonian
canada canadian canadians
chad chadian
chechnya chechen chechens
chile chilean chileans
china chinese
colombia colombian colombians
congo congolese
croatia croatian croats
cuba cuban cubans
cyprus cypriot cypriots
czechia czech czechs
denmark danish danes dane
ecuador ecuadorian ecuadorean
egypt egyptian egyptians
england english englishman
eritrea eritrean eritreans
estonia estonian estonians
ethiopia ethiopian ethiopians
europe european europeans
finland finnish finn finns
france french frenchman
georgia georgian georgians
germany german germans
ghana ghanaian ghanaians
greece greek greeks
guatemala guatemalan
haiti haitian haitians
honduras honduran
hungary hungarian hungarians
iceland icelandic
india indian indians
indonesia indonesian indonesians
iran iranian iranians
iraq iraqi iraqis
ireland irish
israel israeli israelis
italy italian italians
jamaica jamaican
japan japanese
jordan jordanian jordanians
kazakhstan kazakh kazakhs
kenya kenyan kenyans
korea korean koreans
kosovo kosovar kosovars
kurdistan kurd kurds kurdish
kuwait kuwaiti kuwaitis
latvia latvian latvians
lebanon lebanese
liberia liberian
libya libyan libyans
lithuania lithuanian lithuanians
macedonia macedonian
malaysia malaysian malaysians
mali malian malians
malta maltese
mauritania mauritanian
mexico mexican mexicans
moldova moldovan
mongolia mongolian
morocco moroccan moroccans
mozambique mozambican
myanmar burmese
namibia namibian namibians
nepal nepali nepalese
netherlands dutch holland
nicaragua nicaraguan nicaraguans
niger nigerien
nigeria nigerian nigerians
norway norwegian norwegians
oman omani omanis
pakistan pakistani pakistanis
palestine palestinian palestinians
panama panamanian
paraguay paraguayan
peru peruvian peruvians
philippines filipino filipinos philippine
poland polish pole poles
portugal portuguese
qatar qatari qataris
romania romanian romanians
russia russian russians
rwanda rwandan rwandans
salvador salvadoran salvadorans salvadorean
arabia saudi saudis
scotland scottish scots
senegal senegalese
serbia serbian serb serbs
singapore singaporean
slovakia slovak slovaks
slovenia slovenian
somalia somali somalis
spain spanish spaniard spaniards
sudan sudanese
sweden swedish swede swedes
switzerland swiss
syria syrian syrians
taiwan taiwanese
tajikistan tajik
tanzania tanzanian
thailand thai thais
tibet tibetan tibetans
tunisia tunisian tunisians
turkey turkish turk turks türkiye
turkmenistan turkmen
uganda ugandan ugandans
ukraine ukrainian ukrainians
uruguay uruguayan
uzbekistan uzbek
venezuela venezuelan venezuelans
vietnam vietnamese
wales welsh
yemen yemeni yemenis
zambia zambian
zimbabwe zimbabwean
`
