package en

import (
	"strings"

	"github.com/stemma/stemma/nlp/attribution"
)

// Attributions returns the annotator that finds who said what in English by
// all that was learned of it. Where the doc has no vectors of the Reader it
// finds what Attribution does.
func Attributions() (*attribution.Finder, error) { return attributor() }

// Attribution returns the annotator that finds who said what in English by
// rules alone. It needs no more than tokens and sentences.
func Attribution() *attribution.Finder { return attribution.New(Sayings()) }

// Sayings is what finding attributions must know of English.
func Sayings() *attribution.Lexicon {
	l := &attribution.Lexicon{
		Words: map[string]attribution.Class{},
		Verbs: verbsOfSaying(),
		According: []attribution.Phrase{
			{"according", "to"}, {"according", "with"},
		},
		Attitudes: set(`want wants wanted wanting wish wishes wished wishing hope hopes hoped hoping seek seeks sought seeking
			intend intends intended intending plan plans planned planning consider considers considered considering
			willing unwilling certain sure convinced confident ready eager reluctant afraid skeptical sceptical doubtful unsure hopeful
			aware determined keen prepared`),
		Airs: set(`exaggerating overstating understating inflating downplaying confirming disclosing revealing misrepresenting distorting
			misstating inventing fabricating spreading`),
		Persuades: set("convince convinces convinced convincing persuade persuades persuaded persuading assure assures assured assuring"),
		Perceives: set(`see sees saw seen seeing hear hears heard hearing witness witnesses witnessed witnessing notice notices noticed
			noticing glimpse glimpses glimpsed glimpsing watch watches watched watching spot spots spotted spotting`),
		Hears: set("hear hears heard hearing learn learns learned learnt learning"),
		Told:  Telling(), Accused: set("accuse charge suspect indict convict blame arrest detain hold want seek jail try remand"), Accusing: Accusing(),
		Blames: set("accuse suspect indict blame want"), Agents: set("by"),
		Amid:     set("over amid amidst after despite following"),
		Examines: set("investigate examine probe study review consider weigh face hear receive check verify scrutinise scrutinize assess pursue"),
		Hearings: set(`court courtroom inquest tribunal commission committee council parliament assembly senate congress inquiry enquiry hearing
			trial jury jurors judge judges magistrate magistrates coroner panel bench mps lawmakers senators`),
		From: set("from"),
		Rumours: []attribution.Phrase{
			{"rumour", "has", "it"}, {"rumor", "has", "it"}, {"rumours", "have", "it"}, {"rumors", "have", "it"}, {"word", "has", "it"},
			{"legend", "has", "it"}, {"gossip", "has", "it"},
		},
		Gossip:   set("rumour rumours rumor rumors gossip hearsay"),
		Per:      []attribution.Phrase{{"as", "per"}},
		For:      set("for"),
		Replies:  set("no yes never nonsense indeed certainly"),
		Resume:   []attribution.Phrase{{"so"}, {"as", "much"}},
		Proofs:   set("evidence proof confirmation indication sign trace record"),
		Times:    set("times"),
		What:     set("what"),
		Gives:    set("give gives gave giving"),
		Measures: set("number numbers figure figures date dates count toll total estimate estimates reading readings"),
		Asks:     set("q. q"),
		Answers:  set("a. a"),
		Talks:    set("interview interviews interviewed conversation"),
		Quoting:  set("quote quotes quoted quoting cite cites cited citing"),
		Figures:  set("put puts putting place places placed estimate estimates estimated set sets"),
		At:       set("at"),
		About:    set("of about on for regarding concerning over"),
		Deeds: set(`attack assault strike hit storm raid ambush invade bomb bombard shell blow detonate explode shoot gun fire kill murder slay
			assassinate execute hang behead strangle poison stab knife beat whip flog torture rape rob loot burn torch wound injure maim massacre
			slaughter kidnap abduct capture ransack destroy demolish sabotage mine plant hijack besiege drown lynch guilty innocent`),
		Reasons: set("for as over"),
		Dues:    Dues(),
		Seeming: set("seem seems seemed seeming appear appears appeared appearing look looks looked"),
		Sayings: set(`claim allegation assertion contention argument statement suggestion insistence accusation charge warning admission belief
			view conclusion announcement declaration denial complaint finding prediction acknowledgment claims allegations assertions
			arguments statements suggestions accusations charges warnings beliefs views conclusions announcements declarations denials
			complaints findings predictions assessment assessments opinion opinions estimate estimates judgment judgments judgement
			description descriptions characterization characterisation portrayal depiction account accounts criticism condemnation
			sense feeling impression guess hunch suspicion suspicions hope hopes fear fears concern concerns doubt doubts worry worries
			promise promises pledge pledges vow oath threat threats offer offers demand demands request requests appeal appeals
			question questions remark remarks comment comments report reports rumour rumours rumor rumors notion idea theory thesis
			objection objections explanation testimony recommendation recommendations proposal proposals answer answers reply replies
			response responses`),
		Regards: set(`see sees saw seen seeing view views viewed viewing regard regards regarded regarding portray portrays portrayed portraying
			present presents presented presenting depict depicts depicted depicting describe describes described describing cast casts casting
			characterize characterizes characterized characterizing characterise characterises characterised characterising paint paints painted
			painting imagine imagines imagined imagining frame frames framed framing perceive perceives perceived perceiving`),
		Own:     set("i we me us"),
		Naming:  set("known named called dubbed nicknamed titled entitled referred"),
		As:      set("as"),
		Hearsay: set("allegedly reportedly purportedly reputedly supposedly"),
		Citing: []attribution.Phrase{
			{"citing"}, {"quoting"}, {"based", "on"}, {"relying", "on"}, {"attributing", "it", "to"}, {"attributed", "to"}, {"sourced", "to"},
			{"drawing", "on"}, {"on", "the", "word", "of"}, {"on", "the", "authority", "of"},
		},
		Opinion: set("words view opinion telling estimation judgment judgement assessment phrase account reckoning eyes"),
		By:      set("in by to"),
		Of:      set("of"),
		Claims: set(`claim allegation assertion contention argument statement suggestion insistence accusation charge
			warning admission belief view conclusion announcement declaration denial complaint finding prediction acknowledgment
			claims allegations assertions accusations charges statements suggestions warnings complaints findings predictions`),
		Untrue:  set("false untrue lie myth"),
		Taken:   set(taken),
		Grounds: set("true evidence proof sign indication suggestion record doubt reason way basis truth case"),
		Wishes: set(`recommend recommends recommended demand demands demanded ask asks asked request requests requested
			require requires required urge urges urged essential important imperative vital necessary`),
		Anonymity: []attribution.Phrase{
			{"on", "condition", "of", "anonymity"}, {"on", "the", "condition", "of", "anonymity"},
			{"on", "condition", "that"}, {"on", "the", "condition", "that"},
			{"not", "authorized", "to"}, {"not", "authorised", "to"}, {"n't", "authorized", "to"}, {"n't", "authorised", "to"},
			{"asked", "not", "to", "be"}, {"asked", "to", "remain", "anonymous"}, {"requested", "anonymity"}, {"asked", "for", "anonymity"},
			{"declined", "to", "be"}, {"refused", "to", "be"}, {"insisted", "on", "anonymity"},
			{"for", "fear", "of"}, {"fearing"}, {"out", "of", "fear"},
			{"under", "condition", "of", "anonymity"}, {"under", "the", "condition", "of", "anonymity"}, {"requesting", "anonymity"},
			{"asking", "for", "anonymity"}, {"asking", "not", "to", "be"}, {"not", "permitted", "to"}, {"n't", "permitted", "to"},
			{"not", "allowed", "to"}, {"n't", "allowed", "to"}, {"not", "cleared", "to"}, {"n't", "cleared", "to"}, {"unauthorized", "to"},
			{"unauthorised", "to"}, {"not", "want", "to", "be"}, {"n't", "want", "to", "be"}, {"not", "wish", "to", "be"},
			{"not", "wanting", "to", "be"}, {"wished", "to", "remain", "anonymous"}, {"wishing", "to", "remain", "anonymous"},
			{"only", "her", "first", "name"}, {"only", "his", "first", "name"}, {"only", "their", "first", "names"},
			{"only", "by", "her", "first", "name"}, {"only", "by", "his", "first", "name"}, {"only", "if", "he", "was", "not", "named"},
			{"only", "if", "she", "was", "not", "named"}, {"only", "if", "they", "were", "not", "named"}, {"if", "we", "named"},
			{"spoke", "anonymously"}, {"speaking", "anonymously"}, {"name", "withheld"}, {"names", "withheld"},
		},
		Close: []attribution.Phrase{
			{"familiar", "with"}, {"close", "to"}, {"knowledge", "of"}, {"knowledge", "about"}, {"knowledgeable", "about"}, {"privy", "to"},
			{"briefed", "on"}, {"briefed", "about"}, {"informed", "about"}, {"informed", "of"}, {"aware", "of"}, {"acquainted", "with"},
			{"involved", "in"}, {"involved", "with"}, {"present", "at"}, {"present", "in"}, {"present", "during"}, {"present", "when"},
			{"access", "to"}, {"in", "the", "know"}, {"at", "the", "scene"}, {"taking", "part", "in"}, {"took", "part", "in"},
			{"taken", "part", "in"}, {"participated", "in"}, {"participating", "in"}, {"worked", "on"}, {"working", "on"},
			{"in", "the", "room"}, {"inside", "the"}, {"attended"}, {"saw"}, {"seen"}, {"witnessed"}, {"heard"}, {"reviewed"}, {"viewed"},
		},
		With: set("with without"),
		Quantities: set(`several some many few both multiple numerous various dozen dozens score scores hundred hundreds thousand thousands
			couple handful pair trio number most half majority`),
		One:       set("one 1"),
		Bounds:    set("at least most more less fewer than no up to as many some only just exactly another all"),
		Shares:    set("percent % cent third thirds quarter quarters fifth fifths"),
		Hidden:    set("named name names identified identity quoted anonymous anonymity"),
		AdverbEnd: []string{"ly"},
		VerbEnd:   []string{"ed"},
		GerundEnd: []string{"ing"},
	}
	for _, row := range wordsOfSaying {
		for _, word := range strings.Fields(row.words) {
			l.Words[word] |= row.class
		}
	}
	return l
}

func set(words string) map[string]bool {
	m := map[string]bool{}
	for _, word := range strings.Fields(words) {
		m[word] = true
	}
	return m
}

var wordsOfSaying = []struct {
	class attribution.Class
	words string
}{
	{attribution.Subject, "he she they i we"},
	{attribution.Person, "he she i we him her me us who"},
	{attribution.Object, "it you him her them me us himself herself themselves itself myself"},
	{attribution.Determiner, `the a an this that these those some any each every no many most several few all both another
		other others one two three four five six seven eight nine ten dozens hundreds such either neither`},
	{attribution.Roughly, "about nearly almost roughly around over under"},
	{attribution.Article, "the a an every"},
	{attribution.Possessive, "his her its their my our your"},
	{attribution.Genitive, "'s ' ’"},
	{attribution.Preposition, `of for in on at from with by to about into over after before during since through against between
		among under near across behind beyond within without along toward towards upon via per despite outside inside around
		amid until regarding concerning following including like unlike throughout above below off onto up down out`},
	{attribution.Within, "of for at from with in on to by against between among near behind about under"},
	{attribution.Adjunct, `in on at from with by to about after before during since through via over of for following against
		near outside around amid under upon`},
	{attribution.Conjunction, "and or but nor & plus yet"},
	{attribution.Clause, `because if when while although though unless until whereas once as than since before after where
		so whenever wherever even`},
	{attribution.That, "that"},
	{attribution.Condition, "if unless"},
	{attribution.Question, "whether how why what which who whom where when if"},
	{attribution.Relative, "who which whom whose"},
	{attribution.Auxiliary, `is are was were be been being am has have had having do does did will would can could may might
		must shall should 's 're 've 'd 'll 'm ca wo ai get gets got`},
	{attribution.Being, "is are was were be been being am 's 're 'm got get gets"},
	{attribution.Having, "has have had having 've"},
	{attribution.Doing, "do does did"},
	{attribution.Modal, "would can could may might must shall should 'd ca"},
	{attribution.Future, "will 'll wo"},
	{attribution.Negation, "not n't never nor"},
	{attribution.Nobody, "no nobody no-one none neither nothing few"},
	{attribution.Infinitive, "to"},
	{attribution.Adverb, `also later then once again often still already just now even further earlier instead however
		yesterday today ever too always sometimes first previously recently only at last since soon`},
	{attribution.Opener, `but and or yet so still however meanwhile nevertheless nonetheless instead moreover furthermore
		also then thus hence indeed besides additionally later earlier afterwards afterward elsewhere separately similarly
		likewise otherwise therefore consequently finally ultimately recently now again perhaps maybe well plus
		yes no oh first second third`},
	{attribution.Period, `monday tuesday wednesday thursday friday saturday sunday january february march april may june july
		august september october november december jan feb mar apr aug sept sep oct nov dec today yesterday tomorrow tonight morning
		afternoon evening night week month year weekend day days weeks months years hour hours minutes ago earlier later
		mon tue wed thu fri sat sun spring summer autumn fall winter decade century noon midnight`},
	{attribution.Near, "last this next early late earlier later that same the"},
	{attribution.Title, `mr mrs ms miss mr. mrs. ms. dr dr. prof prof. professor president vice senator sen sen. rep rep. gov gov.
		governor congressman congresswoman representative mayor minister secretary general gen gen. lt lt. col col. colonel
		major maj maj. capt capt. captain sgt sgt. sergeant lieutenant admiral adm adm. judge justice chief sheriff officer
		detective inspector king queen prince princess pope cardinal bishop archbishop rev rev. reverend father sister
		chancellor premier ambassador commissioner commander sheikh ayatollah imam rabbi sir lord lady dame emir
		spokesman spokeswoman attorney councilman councilwoman superintendent lawmaker deputy`},
	{attribution.Role, `spokesman spokeswoman spokesperson spokesmen senator congressman congresswoman governor mayor president
		minister secretary chairman chairwoman chair director manager chief leader adviser advisor aide ambassador analyst
		professor lawyer attorney judge officer commander general head founder cofounder editor reporter journalist
		correspondent columnist author writer historian economist expert strategist consultant scholar fellow researcher
		scientist doctor physician nurse teacher student farmer resident neighbor neighbour witness victim candidate nominee
		lawmaker representative activist organizer organiser coordinator executive president owner investor banker
		trader broker engineer worker employee soldier veteran pastor priest bishop imam rabbi king queen prince
		diplomat negotiator envoy pollster commentator host anchor moderator critic supporter opponent rival
		voter delegate man woman boy girl mother father son daughter wife husband brother sister uncle aunt cousin friend colleague
		prosecutor detective investigator inspector sheriff deputy agent operative insider speaker
		premier chancellor commissioner superintendent principal dean administrator politician democrat republican
		businessman businesswoman entrepreneur scientist singer actor actress artist player coach captain pilot driver
		staffer member survivor defendant plaintiff suspect inmate prisoner refugee migrant`},
	{attribution.Official, "official officials authorities police investigators prosecutors"},
	{attribution.Many, `critics analysts experts observers supporters opponents advocates activists residents witnesses
		lawyers attorneys lawmakers aides advisers advisors leaders members voters people others many some republicans democrats
		conservatives liberals scholars researchers scientists doctors economists historians journalists reporters editors
		commentators pundits strategists pollsters organizers organisers protesters demonstrators workers employees
		students parents neighbors neighbours relatives friends colleagues families survivors victims veterans investors
		traders bankers diplomats politicians senators congressmen representatives governors mayors ministers candidates
		teachers farmers soldiers commanders rebels militants insurgents opponents rivals allies women men americans
		participants respondents attendees staffers executives donors insiders operatives delegates audiences spokesmen
		moderators viewers listeners readers court judges prosecutors agents detectives jurors fans users customers
		villagers campaigners environmentalists legislators councillors councilors crowd crowds audience guests fellow
		everyone someone somebody anybody anyone nobody no-one everybody`},
	{attribution.Body, `ministry department agency company corporation firm bank group organization organisation party committee
		commission council court government administration campaign police army military union association federation
		institute university college school center centre office bureau board club church team foundation network coalition
		alliance congress senate house parliament cabinet embassy consulate authority authorities service force forces
		junta regime militia movement front league chamber society charity panel tribunal inquiry state city county
		country nation kremlin pentagon treasury outlet watchdog nonprofit conference inc corp ltd llc co airline hospital
		publisher company's companies banks groups agencies organizations ministries departments unions`},
	{attribution.Press, `newspaper newspapers paper magazine agency station channel broadcaster network website site blog outlet outlets
		media press radio tribune times post journal herald gazette news guardian telegraph reuters afp ap cnn bbc tv daily weekly`},
	{attribution.Paper, `report reports letter letters memo memos memorandum document documents statement statements filing filings
		complaint indictment lawsuit ruling order affidavit email emails e-mail e-mails transcript transcripts cable cables
		article articles editorial editorials story stories column book release bill resolution study studies survey surveys
		paper analysis assessment assessments review tweet tweets post message messages note notes sign signs placard placards banner poster
		headline caption text website page bulletin dispatch communique communiqué communication declaration petition
		brief opinion verdict warrant notice manifesto ad ads advertisement`},
	{attribution.Evidence, `poll polls data figures records images image footage video videos evidence photographs photos photo
		pictures statistics research results tests test census numbers findings history experience survey surveys
		satellite screenshots recording recordings tape tapes audio`},
	{attribution.Source, "source sources"},
	{attribution.Venue, `statement interview speech tweet letter email memo report conference briefing rally debate news telephone phone
		television radio post message article address testimony hearing call`},
	{attribution.Like, "as"},
	{attribution.Verbal, `made took gave went came got left ran won lost began became kept held brought thought knew found
		saw stood met led sent spent built paid fell rose drew grew spoke broke chose drove flew wrote threw hit put cut let
		set shut quit makes takes gives goes comes gets leaves runs wins loses begins becomes keeps holds brings thinks knows
		finds sees stands meets leads sends wants needs seems appears remains make take give go come want need seem appear
		remain keep bring know see`},
}

// verbsOfSaying are the verbs, each row with its base form, third person,
// past, participle and gerund; a bar before words that must follow.
func verbsOfSaying() []attribution.Verb {
	const (
		says    = attribution.Says | attribution.SaysThat | attribution.Quotes
		that    = attribution.SaysThat | attribution.Quotes
		quotes  = attribution.Quotes
		inverts = attribution.Inverts
		tells   = attribution.Tells
		asks    = attribution.Asks
		vows    = attribution.Vows
		bids    = attribution.Bids
		judges  = attribution.Judges
		accuses = attribution.Accuses
		shows   = attribution.Shows
		denies  = attribution.Denies
		silent  = attribution.Silent
		doubts  = attribution.Doubts
		thinks  = attribution.Thinks | attribution.Says | attribution.SaysThat
		noun    = attribution.Noun
		plain   = attribution.Plain
		prints  = attribution.Prints
	)
	rows := []struct {
		takes attribution.Frame
		forms string
	}{
		{says | inverts | plain, `say|says|said|said|saying
			go|goes|went|gone|going + on to say
			insist|insists|insisted|insisted|insisting
			argue|argues|argued|argued|arguing`},
		{says | inverts, `add|adds|added|added|adding
			explain|explains|explained|explained|explaining
			declare|declares|declared|declared|declaring
			conclude|concludes|concluded|concluded|concluding
			acknowledge|acknowledges|acknowledged|acknowledged|acknowledging
			admit|admits|admitted|admitted|admitting
			predict|predicts|predicted|predicted|predicting
			recall|recalls|recalled|recalled|recalling
			warn|warns|warned|warned|warning
			announce|announces|announced|announced|announcing
			write|writes|wrote|written|writing
			assert|asserts|asserted|asserted|asserting
			contend|contends|contended|contended|contending
			suggest|suggests|suggested|suggested|suggesting
			concede|concedes|conceded|conceded|conceding
			complain|complains|complained|complained|complaining
			emphasize|emphasizes|emphasized|emphasized|emphasizing
			emphasise|emphasises|emphasised|emphasised|emphasising
			lament|laments|lamented|lamented|lamenting
			testify|testifies|testified|testified|testifying
			swear|swears|swore|sworn|swearing
			theorize|theorizes|theorized|theorized|theorizing
			speculate|speculates|speculated|speculated|speculating
			indicate|indicates|indicated|indicated|indicating
			proclaim|proclaims|proclaimed|proclaimed|proclaiming
			pronounce|pronounces|pronounced|pronounced|pronouncing
			confess|confesses|confessed|confessed|confessing
			reckon|reckons|reckoned|reckoned|reckoning
			allege|alleges|alleged|alleged|alleging`},
		{that | inverts | noun, `charge|charges|charged|charged|charging`},
		{says | inverts | noun, `claim|claims|claimed|claimed|claiming
			report|reports|reported|reported|reporting
			tweet|tweets|tweeted|tweeted|tweeting
			note|notes|noted|noted|noting
			estimate|estimates|estimated|estimated|estimating
			boast|boasts|boasted|boasted|boasting
			joke|jokes|joked|joked|joking
			stress|stresses|stressed|stressed|stressing
			caution|cautions|cautioned|cautioned|cautioning`},
		{that | inverts, `observe|observes|observed|observed|observing
			maintain|maintains|maintained|maintained|maintaining
			confirm|confirms|confirmed|confirmed|confirming
			respond|responds|responded|responded|responding
			agree|agrees|agreed|agreed|agreeing
			reiterate|reiterates|reiterated|reiterated|reiterating
			reveal|reveals|revealed|revealed|revealing
			disclose|discloses|disclosed|disclosed|disclosing
			grumble|grumbles|grumbled|grumbled|grumbling
			opine|opines|opined|opined|opining
			recount|recounts|recounted|recounted|recounting
			relate|relates|related|related|relating
			elaborate|elaborates|elaborated|elaborated|elaborating
			propose|proposes|proposed|proposed|proposing`},
		{that | inverts | noun, `state|states|stated|stated|stating
			reply|replies|replied|replied|replying
			remark|remarks|remarked|remarked|remarking
			repeat|repeats|repeated|repeated|repeating
			quip|quips|quipped|quipped|quipping
			counter|counters|countered|countered|countering
			marvel|marvels|marveled|marveled|marveling
			muse|muses|mused|mused|musing
			retort|retorts|retorted|retorted|retorting
			snap|snaps|snapped|snapped|snapping
			protest|protests|protested|protested|protesting
			volunteer|volunteers|volunteered|volunteered|volunteering
			signal|signals|signaled|signaled|signaling
			email|emails|emailed|emailed|emailing
			post|posts|posted|posted|posting
			demand|demands|demanded|demanded|demanding`},
		{that | says, `point|points|pointed|pointed|pointing + out
			make|makes|made|made|making + clear
			make|makes|made|made|making + it clear
			make|makes|made|made|making + the point
			make|makes|made|made|making + the case`},
		{quotes | inverts | noun, `shout|shouts|shouted|shouted|shouting
			yell|yells|yelled|yelled|yelling
			cry|cries|cried|cried|crying
			scream|screams|screamed|screamed|screaming
			chant|chants|chanted|chanted|chanting
			laugh|laughs|laughed|laughed|laughing
			whisper|whispers|whispered|whispered|whispering
			sigh|sighs|sighed|sighed|sighing
			answer|answers|answered|answered|answering
			urge|urges|urged|urged|urging`},
		{quotes | inverts, `continue|continues|continued|continued|continuing
			begin|begins|began|begun|beginning
			exclaim|exclaims|exclaimed|exclaimed|exclaiming
			mutter|mutters|muttered|muttered|muttering
			wonder|wonders|wondered|wondered|wondering
			intone|intones|intoned|intoned|intoning
			fume|fumes|fumed|fumed|fuming
			deadpan|deadpans|deadpanned|deadpanned|deadpanning
			interject|interjects|interjected|interjected|interjecting
			chime|chimes|chimed|chimed|chiming + in`},
		{quotes | prints | noun, `read|reads|read|read|reading`},
		{quotes, `put|puts|put|put|putting + it
			sum|sums|summed|summed|summing + it up`},
		{tells | says, `tell|tells|told|told|telling
			inform|informs|informed|informed|informing
			assure|assures|assured|assured|assuring
			remind|reminds|reminded|reminded|reminding
			convince|convinces|convinced|convinced|convincing
			notify|notifies|notified|notified|notifying`},
		{thinks | plain, `think|thinks|thought|thought|thinking
			believe|believes|believed|believed|believing`},
		{thinks | noun, `hope|hopes|hoped|hoped|hoping
			fear|fears|feared|feared|fearing`},
		{thinks | noun | doubts, `doubt|doubts|doubted|doubted|doubting`},
		{thinks, `feel|feels|felt|felt|feeling
			expect|expects|expected|expected|expecting
			suspect|suspects|suspected|suspected|suspecting
			worry|worries|worried|worried|worrying`},
		{that | denies, `deny|denies|denied|denied|denying
			dispute|disputes|disputed|disputed|disputing`},
		{that | shows | noun, `show|shows|showed|shown|showing
			find|finds|found|found|finding`},
		{that | shows, `determine|determines|determined|determined|determining
			prove|proves|proved|proven|proving
			demonstrate|demonstrates|demonstrated|demonstrated|demonstrating`},
		{asks | bids | quotes | inverts, `ask|asks|asked|asked|asking`},
		{asks, `question|questions|questioned|questioned|questioning
			wonder|wonders|wondered|wondered|wondering
			describe|describes|described|described|describing
			discuss|discusses|discussed|discussed|discussing`},
		{vows | that | noun, `vow|vows|vowed|vowed|vowing
			promise|promises|promised|promised|promising
			pledge|pledges|pledged|pledged|pledging
			threaten|threatens|threatened|threatened|threatening
			swear|swears|swore|sworn|swearing`},
		{vows | silent, `decline|declines|declined|declined|declining
			refuse|refuses|refused|refused|refusing`},
		{vows | noun, `offer|offers|offered|offered|offering`},
		{bids | that | noun, `urge|urges|urged|urged|urging
			request|requests|requested|requested|requesting
			order|orders|ordered|ordered|ordering
			advise|advises|advised|advised|advising
			beg|begs|begged|begged|begging
			warn|warns|warned|warned|warning
			instruct|instructs|instructed|instructed|instructing
			implore|implores|implored|implored|imploring`},
		{bids, `call|calls|called|called|calling + on
			call|calls|called|called|calling + upon`},
		// Deeds as often as words: they count where part of what follows is
		// quoted.
		{noun, `call|calls|called|called|calling
			defend|defends|defended|defended|defending
			blast|blasts|blasted|blasted|blasting
			slam|slams|slammed|slammed|slamming
			rip|rips|ripped|ripped|ripping`},
		{judges | noun, `call|calls|called|called|calling + for
			disavow|disavows|disavowed|disavowed|disavowing
			renounce|renounces|renounced|renounced|renouncing
			ridicule|ridicules|ridiculed|ridiculed|ridiculing
			assail|assails|assailed|assailed|assailing
			chide|chides|chided|chided|chiding
			scold|scolds|scolded|scolded|scolding
			rebuke|rebukes|rebuked|rebuked|rebuking
			disparage|disparages|disparaged|disparaged|disparaging
			lambast|lambasts|lambasted|lambasted|lambasting
			applaud|applauds|applauded|applauded|applauding
			tout|touts|touted|touted|touting
			discuss|discusses|discussed|discussed|discussing
			recommend|recommends|recommended|recommended|recommending
			outline|outlines|outlined|outlined|outlining
			underscore|underscores|underscored|underscored|underscoring
			highlight|highlights|highlighted|highlighted|highlighting
			downplay|downplays|downplayed|downplayed|downplaying
			echo|echoes|echoed|echoed|echoing
			decry|decries|decried|decried|decrying
			apologize|apologizes|apologized|apologized|apologizing + for
			complain|complains|complained|complained|complaining + about
			complain|complains|complained|complained|complaining + of
			boast|boasts|boasted|boasted|boasting + of
			boast|boasts|boasted|boasted|boasting + about
			warn|warns|warned|warned|warning + of
			warn|warns|warned|warned|warning + about
			warn|warns|warned|warned|warning + against
			argue|argues|argued|argued|arguing + for
			argue|argues|argued|argued|arguing + against
			point|points|pointed|pointed|pointing + to
			joke|jokes|joked|joked|joking + about
			write|writes|wrote|written|writing + about
			praise|praises|praised|praised|praising
			label|labels|labeled|labeled|labeling
			brand|brands|branded|branded|branding
			object|objects|objected|objected|objecting + to
			quote|quotes|quoted|quoted|quoting`},
		{judges, `describe|describes|described|described|describing
			denounce|denounces|denounced|denounced|denouncing
			condemn|condemns|condemned|condemned|condemning
			criticize|criticizes|criticized|criticized|criticizing
			criticise|criticises|criticised|criticised|criticising
			hail|hails|hailed|hailed|hailing
			dismiss|dismisses|dismissed|dismissed|dismissing
			reject|rejects|rejected|rejected|rejecting
			decry|decries|decried|decried|decrying
			bemoan|bemoans|bemoaned|bemoaned|bemoaning
			deride|derides|derided|derided|deriding
			mock|mocks|mocked|mocked|mocking
			dub|dubs|dubbed|dubbed|dubbing
			characterize|characterizes|characterized|characterized|characterizing
			portray|portrays|portrayed|portrayed|portraying
			cite|cites|cited|cited|citing
			express|expresses|expressed|expressed|expressing
			speak|speaks|spoke|spoken|speaking + of
			speak|speaks|spoke|spoken|speaking + about
			talk|talks|talked|talked|talking + about
			refer|refers|referred|referred|referring + to
			reiterate|reiterates|reiterated|reiterated|reiterating
			welcome|welcomes|welcomed|welcomed|welcoming
			deplore|deplores|deplored|deplored|deploring
			lambaste|lambastes|lambasted|lambasted|lambasting`},
		{judges, `announce|announces|announced|announced|announcing
			propose|proposes|proposed|proposed|proposing
			predict|predicts|predicted|predicted|predicting
			acknowledge|acknowledges|acknowledged|acknowledged|acknowledging
			emphasize|emphasizes|emphasized|emphasized|emphasizing
			recall|recalls|recalled|recalled|recalling
			reveal|reveals|revealed|revealed|revealing
			describe|describes|described|described|describing
			explain|explains|explained|explained|explaining
			lament|laments|lamented|lamented|lamenting
			demand|demands|demanded|demanded|demanding
			question|questions|questioned|questioned|questioning
			suggest|suggests|suggested|suggested|suggesting
			dispute|disputes|disputed|disputed|disputing
			stress|stresses|stressed|stressed|stressing
			reaffirm|reaffirms|reaffirmed|reaffirmed|reaffirming`},
		{accuses, `accuse|accuses|accused|accused|accusing
			blame|blames|blamed|blamed|blaming`},
	}
	var verbs []attribution.Verb
	at := map[string]int{}
	for _, row := range rows {
		for _, text := range strings.Split(row.forms, "\n") {
			text = strings.TrimSpace(text)
			forms, after, _ := strings.Cut(text, " + ")
			f := strings.Split(forms, "|")
			v := attribution.Verb{
				Base: f[0], Present: f[1], Past: f[2], Participle: f[3], Gerund: f[4],
				After: strings.Fields(after), Takes: row.takes,
			}
			if i, ok := at[text]; ok {
				verbs[i].Takes |= row.takes
				continue
			}
			at[text] = len(verbs)
			verbs = append(verbs, v)
		}
	}
	return verbs
}
