package en

import (
	_ "embed"
	"sync"

	"github.com/stemma/stemma/nlp"
	"github.com/stemma/stemma/nlp/model"
	"github.com/stemma/stemma/nlp/ner"
)

//go:embed weights/ner.weights
var nerWeights []byte

//go:embed weights/ner-network.weights
var nerNetworkWeights []byte

var names = sync.OnceValues(func() (*ner.Recognizer, error) {
	network, err := load(nerNetworkWeights, func(f *model.File) (*model.File, error) { return f, nil })
	if err != nil {
		return nil, err
	}
	return load(nerWeights, func(f *model.File) (*ner.Recognizer, error) { return ner.LoadWith(f, network) })
})

// Names returns the annotator that finds names in English.
func Names() (*ner.Recognizer, error) { return names() }

const (
	companyWords = `ltd limited inc incorporated corp corporation plc llc llp gmbh ag sa nv co company companies holdings
		pty bhd sarl spa oyj airlines airways motors industries enterprises technologies pharmaceuticals`
	publicWords = `ministry department government parliament senate congress assembly council court tribunal police army navy
		municipality municipal ministries secretariat treasury bundestag knesset duma lok rajya sabha coastguard constabulary
		courts`
)

// commonNouns are the nouns, by lemma, that mean a thing of a type so often that
// they may be taken for it.
var commonNouns = []struct {
	kind  nlp.EntityType
	words string
}{
	{nlp.Person, `person people man woman boy girl child baby kid guy adult teenager teen youth human citizen resident
		inhabitant villager neighbour neighbor stranger visitor tourist guest passenger driver pilot captain sailor crew
		father mother dad mom mum parent son daughter brother sister husband wife widow widower spouse uncle aunt nephew niece
		cousin grandfather grandmother grandson granddaughter relative friend colleague partner companion ally enemy rival
		minister secretary president premier chancellor governor mayor king queen prince princess emir sultan monarch emperor
		ruler dictator leader head chief chairman chairwoman chairperson director manager boss founder cofounder owner ceo
		executive administrator commissioner councillor councilman senator congressman congresswoman lawmaker legislator deputy
		representative politician candidate nominee incumbent successor predecessor ambassador envoy diplomat delegate
		negotiator mediator official officer officeholder bureaucrat aide adviser advisor assistant spokesman spokeswoman
		spokesperson general colonel major lieutenant sergeant admiral commander soldier fighter gunman militant insurgent rebel
		guerrilla terrorist militiaman bomber sniper attacker assailant killer murderer robber thief smuggler trafficker
		kidnapper hijacker suspect defendant accused plaintiff convict prisoner inmate detainee hostage captive victim casualty
		survivor refugee migrant immigrant exile dissident activist protester protestor demonstrator campaigner organizer
		organiser unionist supporter opponent critic voter observer expert analyst specialist scholar academic professor teacher
		lecturer student pupil graduate scientist researcher historian economist engineer doctor physician surgeon nurse
		patient paramedic lawyer attorney solicitor barrister judge magistrate prosecutor juror witness informant policeman
		policewoman detective inspector sheriff investigator agent spy operative guard bodyguard journalist reporter
		correspondent editor columnist author writer poet novelist blogger publisher photographer artist painter musician
		singer actor actress dancer filmmaker producer celebrity player athlete footballer coach referee fan
		businessman businesswoman entrepreneur investor banker trader broker merchant shopkeeper vendor farmer fisherman
		worker labourer laborer employee employer staffer contractor consultant miner builder carpenter mechanic
		priest pastor bishop archbishop cardinal pope imam cleric rabbi monk nun preacher theologian member participant
		attendee speaker insider source veteran volunteer recruit user customer client consumer reader viewer
		family population individual audience folk workforce public elite local foreigner descendant traveler traveller rider
		pilgrim motorist commuter peacekeeper dignitary worshipper disciple philosopher sociologist psychologist linguist
		geologist architect industrialist instructor learner guide translator subscriber advertiser hacker gamer professional
		proponent patron roommate lady gentleman boyfriend girlfriend hero`},
	{nlp.Organization, `government administration cabinet ministry department agency authority bureau office commission committee
		council parliament congress senate assembly legislature court tribunal police army navy force military militia brigade
		battalion regiment squadron troop gang cartel mafia organization organisation institution institute foundation charity
		association union federation confederation league alliance coalition bloc party opposition regime junta faction movement
		company firm corporation business manufacturer supplier retailer airline bank insurer fund startup
		subsidiary conglomerate operator carrier broadcaster station newspaper magazine newsroom network
		university college school academy faculty hospital clinic church team club squad think-tank ngo embassy consulate
		mission delegation leadership secretariat panel taskforce`},
	{nlp.Place, `country nation state republic kingdom territory province region district county prefecture municipality city
		town village hamlet capital suburb neighbourhood neighborhood area zone border frontier island islands archipelago
		peninsula coast shore beach bay gulf sea ocean lake river stream canal valley mountain hill desert forest jungle
		continent place location site homeland countryside outskirts world universe mainland land home downtown junction route
		surroundings plateau cliff cave garden plaza sidewalk spot`},
	{nlp.Facility, `building house apartment flat headquarters factory plant refinery mill warehouse airport airfield
		airbase base barracks camp checkpoint outpost bunker prison jail port harbour harbor dock pier bridge tunnel dam road
		street highway motorway railway terminal stadium theatre theater museum library mosque temple cathedral
		synagogue monastery palace castle hotel restaurant cafe shop store mall market square park cemetery pipeline reactor
		facility hall classroom studio barn nightclub gym resort campus center centre room bathroom corridor household`},
	{nlp.Product, `weapon gun rifle pistol machinegun grenade missile rocket mortar bomb mine explosive warhead ammunition tank
		helicopter aircraft plane jet airplane aeroplane drone vehicle car truck lorry bus van ship vessel boat ferry tanker
		frigate submarine`},
	{nlp.Event, `war battle attack bombing airstrike raid offensive explosion blast shooting massacre coup uprising revolt
		revolution riot protest demonstration strike election referendum summit conference meeting earthquake flood hurricane
		storm crash accident ceremony festival tournament`},
	{nlp.Document, `report statement communique communiqué letter memo memorandum note document dossier file record transcript
		article book novel treaty agreement accord pact resolution law act bill decree constitution charter contract warrant
		indictment verdict ruling cable dispatch bulletin`},
}
