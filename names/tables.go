package names

import "strings"

// The tables below hold facts, from general knowledge unless a line says
// otherwise. Words are folded: small letters without accents.

func set(words string) map[string]bool {
	out := map[string]bool{}
	for _, w := range strings.Fields(words) {
		out[w] = true
	}
	return out
}

// titles come before a name and are no part of it: forms of address, offices,
// ranks (those of NATO's and the UN's lists of ranks in English, and their
// common forms in Arabic, Persian, German, French and Spanish) and honours.
var titles = set(`mr mrs ms miss mister sir dame lord lady madam madame monsieur mme mlle herr frau senor senora sr sra signor don dona
	dr doctor prof professor rev reverend fr father bishop archbishop monsignor msgr mons cardinal pope rabbi ayatollah hojjatoleslam hojatoleslam allamah allama
	hajji haji hadji haj hajj hadj alhaj alhaji elhadj al-hajj sheikh shaikh shaykh cheikh sheik sheykh mullah mulla mawlawi maulavi maulana
	mawlana molvi moulvi mufti qari hafiz-e imam sharif-e ustad ustaz ustadh akhund-zada
	president prime minister vice deputy premier chancellor king queen prince princess emir amir-ul senator governor mayor ambassador
	general gen major maj colonel col lieutenant lt captain capt sergeant sgt admiral adm brigadier brig commander cmdr marshal corporal
	prasident presidente ministre engineer eng ing justice judge hon honourable honorable comrade commandante comandante
	г-н господин السيد الشيخ الدكتور دكتور حاجی الحاج ملا مولوی مولوي قاری شیخ شيخ`)

// suffixes come after a person's name.
var suffixes = set(`jr jnr junior sr snr senior ii iii iv esq phd md obe cbe kbe mbe mp`)

// generations are the suffixes that tell a person from one of the same name in another
// generation of the family, by which it is. A son is the second of the name, however that is
// written.
var generations = map[string]uint8{"sr": 1, "snr": 1, "senior": 1, "jr": 2, "jnr": 2, "junior": 2, "ii": 2, "iii": 3, "iv": 4}

// shortGenerations are those that are no name by themselves, and so come behind a single
// word too: "Orel Sr".
var shortGenerations = set(`sr snr jr jnr`)

// articles are dropped before the word that they belong to.
var articles = set(`al el ul il as ash an ar at ad az ur us ed er es en ez l`)

// particles bind the words of a name and say little.
var particles = set(`de del della di da do dos das du des la le les los las van von vom zu zum zur der den het ter ten af av
	of the for and und et y e i and & in on at a va wa und ye o och og for a`)

// sons say that the father's name comes next. oghlu and the like come after.
var (
	sons    = set("bin ibn ben b bint binti ould wuld wald weld aal بن ابن بنت ولد")
	sonsOff = set("oglu oghlu ogly uulu kyzy qizi gizi")
)

var kunyas = set("abu abou abo aboo umm um oum abi aba أبو ابو أم ام ابی")

// aliasWords stand before what somebody is also called.
var aliasWords = set("aka a.k.a alias nee dit")

// initialPatronymics are the endings of names made from a father's, by which
// they are told in Slavic names.
var initialPatronymics = []string{"ovich", "evich", "ovic-", "ovych", "evych", "ovitch", "evitch", "owitsch", "ovna", "evna", "yovych", "ivna", "ievich", "ovits"}

// legalForms are the legal forms of companies by class, with their spellings and
// translations; forms of one class are counted the same. Source: the lists of
// legal forms of the Global Legal Entity Identifier Foundation (ISO 20275) and
// general knowledge. The first word of a row is the class.
var legalForms = legalTable(
	"llc|l l c|limited liability company|limited liability co|ooo|o o o|obshchestvo s ogranichennoi otvetstvennostyu|obshchestvo s ogranichennoy otvetstvennostyu|общество с ограниченной ответственностью|ооо|тоо|too|tov|тов|dooel|doo|d o o|sp z oo|sp z o o|spolka z ograniczona odpowiedzialnoscia|sro|s r o|ood|uab|sia|mchj",
	"sarl|s a r l|srl|s r l|societatea cu raspundere limitata|societe a responsabilite limitee|societa a responsabilita limitata|sociedad de responsabilidad limitada|s de rl de cv|s de r l de c v|sl|s l|lda|ltda|limitada|sociedade limitada|r l",
	"gmbh|gesellschaft mit beschrankter haftung|ges m b h|gesmbh|g m b h|ug",
	"bv|b v|besloten vennootschap|bvba|b v b a",
	"ltd|limited|pvt ltd|private limited|pte ltd|pte limited|pty ltd|pty limited|pvt limited|pvt|pte|pty|co ltd|co limited|company limited|company ltd|co pvt ltd|sdn bhd|bhd",
	"jsc|joint stock company|joint stock co|public joint stock company|open joint stock company|closed joint stock company|private joint stock company|public joint stock|ojsc|cjsc|pjsc|oao|zao|pao|ao|o a o|z a o|aktsionernoe obshchestvo|otkrytoe aktsionernoe obshchestvo|zakrytoe aktsionernoe obshchestvo|publichnoe aktsionernoe obshchestvo|publichnoye aktsionernoye obshchestvo|aktsionernoye obshchestvo|акционерное общество|открытое акционерное общество|закрытое акционерное общество|публичное акционерное общество|оао|зао|пао|ао|sal|s a l|saog|saoc|ksc|qsc|psc",
	"sa|s a|sociedad anonima|societe anonyme|sociedade anonima|sa de cv|s a de c v|sab de cv|sociedad anonima de capital variable|spa|s p a|societa per azioni|sas|s a s|nv|n v|naamloze vennootschap|ab|aktiebolag|as|a s|aksjeselskap|anonim sirketi|a s|oyj|oy|se|kgaa",
	"ag|aktiengesellschaft|akg",
	"inc|incorporated|corp|corporation|co|company|compania|cia|compagnie|cie|kompaniya|n a|na",
	"plc|p l c|public limited company",
	"lp|l p|limited partnership|llp|l l p|limited liability partnership|kg|kommanditgesellschaft|scs|s c s|ohg",
	"ngo|ano|autonomous nonprofit organization|autonomous non profit organization|автономная некоммерческая организация|ано|ev|e v|eingetragener verein|nko",
	"fze|fzco|fz llc|fzc|free zone establishment",
	"gup|fgup|gosudarstvennoe unitarnoe predpriyatie|gosudarstvennoye unitarnoye predpriyatiye|state unitary enterprise|federal state unitary enterprise|federalnoe gosudarstvennoe unitarnoe predpriyatie|гуп|фгуп|state enterprise|state company",
	"ip|individual entrepreneur|individualny predprinimatel|ип",
)

type legalEntry struct {
	words []string
	class uint16
}

func legalTable(rows ...string) map[string][]legalEntry {
	out := map[string][]legalEntry{}
	for i, row := range rows {
		for form := range strings.SplitSeq(row, "|") {
			words := strings.Fields(form)
			out[words[0]] = append(out[words[0]], legalEntry{words, uint16(i + 1)})
		}
	}
	return out
}

// The class of "corporation" and "company" says least of all: it is left out as
// easily as it is put on.
const plainCompany = 9

// numberWords are numbers in letters, in English.
var numberWords = numberTable()

func numberTable() map[string]int {
	out := map[string]int{}
	for i, row := range strings.Fields(`zero one,first,1st two,second,2nd three,third four,fourth five,fifth six,sixth seven,seventh eight,eighth
		nine,ninth ten,tenth eleven,eleventh twelve,twelfth thirteen,thirteenth fourteen,fourteenth fifteen,fifteenth sixteen,sixteenth
		seventeen,seventeenth eighteen,eighteenth nineteen,nineteenth twenty,twentieth`) {
		for w := range strings.SplitSeq(row, ",") {
			out[w] = i
		}
	}
	for i, row := range strings.Fields("thirty,thirtieth forty,fourty,fortieth fifty,fiftieth sixty,sixtieth seventy,seventieth eighty,eightieth ninety,ninetieth") {
		for w := range strings.SplitSeq(row, ",") {
			out[w] = 30 + 10*i
		}
	}
	return out
}

// nicknames are given names and what those who bear them are called, a group a
// line: English short forms, and the forms of one name in several languages that
// people in public life go by. General knowledge; a name may be in one group only.
var nicknames = groups(nicknameRows)

const nicknameRows = `alexander alex sandy alec aleksandr alexandre alessandro alejandro aleksander oleksandr sasha iskander
	albert al bert|andrew andy drew andrei andrey andres andre andreas andrej andriy|anthony tony antonio anton antoine antonin
	benjamin ben benny bibi binyamin|bernard bernie|barack barry|catherine kate katie cathy katherine katharine kathryn ekaterina katerina kathleen
	charles charlie chuck carlos karl carl charlie|christopher chris christophe kristofer cristobal|christine tina chrissy kristina
	daniel dan danny|david dave davey dawud daoud dawood|deborah debbie|donald don donnie|dorothy dot dottie|edward ed eddie ted ned eduardo eduard edouard
	elizabeth liz beth betty eliza lizzie elisabeth lisa isabel|emmanuel manny|eugene gene yevgeny evgeny yevgeniy evgeniy yevgenii evgenii eugenio
	frances fran francie|francis frank franz francisco francesco francois paco pancho|frederick fred freddie friedrich frederic federico fryderyk
	gerald gerry jerry|george georges jorge georgi georgy georg giorgio yuri yuriy yury|gregory greg grigory gregorio
	harold hal|henry hank harry henri enrique heinrich|hilary hillary|ignacio nacho|isaac ike yitzhak ishaq|jacob jake yakov jakob yaqub yaqoub
	james jim jimmy jamie diego jaime|jeffrey jeff geoffrey geoff|jennifer jen jenny|jessica jess|joan joanie joanna joanne
	john jack johnny jon jean juan ivan johann johannes giovanni jan joao ioannis yahya|jonathan jonny|joseph joe joey jose pepe giuseppe josef iosif yusuf yousef youssef
	joshua josh|judith judy|kenneth ken kenny|lawrence larry lorenzo laurent|leonard len lenny|louis lou luis luigi ludwig|lucas luke luca
	margaret maggie meg peggy greta margarita|mark marc marco marcos marcus markus|martha marty|matthew matt matteo mateo matthias matthieu
	michael mike mick mickey mikhail michel miguel michele mikael mykhailo mikael misha|nathan nate nathaniel|nicholas nick nicolas nikolai nikolay nikolas mykola nicola
	oliver ollie olivier|pamela pam|patricia pat patty tricia|patrick paddy patricio|paul pablo paolo pavel pavlo paulo|peter pete pedro pierre pietro pyotr petr petro piotr
	philip phil philippe felipe filippo|rachel rachael|raymond ray ramon|rebecca becky|richard rick dick richie ricardo riccardo|robert rob bob bobby robbie roberto bobby
	ronald ron ronnie|rosemary rosie|samuel sam sammy|sarah sally sara|sergei sergey sergio serge serhiy|stephen steve steven stefan stephan esteban stefano etienne stepan
	susan sue suzanne susanna|theodore theo teddy fyodor fedor|theresa terry teresa therese|thomas tom tommy tomas tommaso|timothy tim timmy timofey|valentin valentino
	victor vic viktor|vincent vince vicente vincenzo|vladimir vova volodymyr wladimir vladimiro|walter walt gualtiero|william bill will billy willy guillermo guillaume wilhelm liam
	zachary zach zack zak|dmitri dima dmitry dmytro dmitriy|maria mary marie mariya mariam maryam|anna ann anne ana hannah|helen elena helena yelena olena helene|natalia natasha natalie nataliya
	tatiana tanya tatyana|ibrahim abraham avraham abe|suleiman solomon sulayman suleyman|musa moses moshe moussa|harun aaron aharon haroun|isa jesus eisa issa|ismail ishmael yishmael`

func groups(rows string) map[string]uint16 {
	out := map[string]uint16{}
	n := uint16(0)
	for row := range strings.FieldsFuncSeq(rows, func(r rune) bool { return r == '|' || r == '\n' }) {
		n++
		for _, w := range strings.Fields(row) {
			if _, ok := out[w]; !ok {
				out[w] = n
			}
		}
	}
	return out
}

// translations are words of organisations' names that mean the same, a group a
// line, across English spellings, common abbreviations and other languages.
var translations = groups(`organisation organization organizacion organisasi org munazzama|labour labor|defence defense|centre center centro tsentr zentrum markaz merkez|international intl internacional internatsionalny beynolmelal
	department dept|university univ universitat universidad daneshgah|brothers bros|company co kompaniya sherkat sharikat|corporation corp|group gruppe grupo gruppa groupe|bank banco banque banka|holding holdings
	foundation fund fondo fond fundacion bonyad bunyad|association assoc assn society jamiat jamiyat jamiyyat|islamic islami islamiya islamiyah islamia|shipping maritime marine sudokhodstvo|trading trade tejarat
	construction stroitelnaya|industry industries industrial industriya sanat sanaye|company firma|movement harakat haraka harakah|army armee ejercito jaysh jaish jeish lashkar laskar|party partido partei partiya hizb
	battalion katibat katiba batallion battalions brigade brigada brigades kataib kata'ib liwa|front frente jabhat jabha|state gosudarstvennoe gosudarstvennoye dawla|services service|bureau office|institute insititute institut institutul
	people peoples|national natsionalny nacional melli milli|commercial tijariya|engineering mohandesi|investment investments inversiones investitsii|import imports|export exports|enterprise enterprises predpriyatie predpriyatiye|factory plant zavod
	management managing|first 1st|saint st|mount mt|fort ft|united utd|general gen|government govt`)

// places are names of countries and what is from them, and some cities that are
// used to tell the branches of one company apart: ISO 3166 and general knowledge.
var places = groups(`afghanistan afghan|albania albanian|algeria algerian|angola|argentina argentine|armenia armenian|australia australian|austria austrian osterreich|azerbaijan azeri|bahrain bahraini|bangladesh bangladeshi|belarus belarusian|belgium belgian
	bolivia|bosnia bosnian|brazil brasil brazilian|bulgaria bulgarian|cambodia|cameroon|canada canadian|chad|chile|china chinese zhongguo|colombia colombian|congo|croatia|cuba cuban|cyprus|czech czechia|denmark danish|ecuador|egypt egyptian misr masr|eritrea|estonia estonian|ethiopia ethiopian
	finland finnish|france french|georgia georgian|germany german deutschland|ghana|greece greek hellenic|guatemala|guinea|haiti|honduras|hungary hungarian|iceland|india indian|indonesia indonesian|iran iranian|iraq iraqi|ireland irish|israel israeli|italy italia italian|japan japanese nippon|jordan jordanian
	kazakhstan kazakh|kenya|korea korean|kosovo|kuwait kuwaiti|kyrgyzstan|laos|latvia latvian|lebanon lebanese|liberia|libya libyan|lithuania lithuanian|luxembourg|macedonia|madagascar|malaysia malaysian|mali|malta|mauritania|mexico mexicana mexican|moldova|mongolia|morocco moroccan maghreb|mozambique|myanmar burma
	nepal|netherlands nederland dutch holland|nicaragua|niger|nigeria nigerian|norway norge norwegian|oman|pakistan pakistani|palestine palestinian|panama|paraguay|peru|philippines philippine|poland polska polish|portugal portuguese|qatar|romania|russia russian rossiya|rwanda|saudi|senegal|serbia|singapore|slovakia|slovenia|somalia somali|spain espana spanish|sudan|sweden sverige swedish|switzerland schweiz suisse swiss|syria syrian
	taiwan|tajikistan|tanzania|thailand thai|tunisia tunisian|turkey turkish turkiye|turkmenistan|uganda|ukraine ukrainian|emirates uae|uk britain british|usa america american|uruguay|uzbekistan|venezuela|vietnam|yemen yemeni|zambia|zimbabwe
	london|dubai|boston|chicago|dallas|moscow|beijing|shanghai|tokyo|paris|asia asian|europe european|africa african|hongkong|kong|macau|atlanta|cleveland|phoenix|levant sham|peninsula|kabul|tehran|baghdad|damascus|beirut|gaza|crimea crimean`)

// generic words of organisations' and vessels' names say which name it is
// least of all; their rarity is learned with all others'. vesselMarks are no
// part of a ship's name.
var vesselMarks = set("mv m/v mt m/t ms ss s/s hms uss tanker vessel ship")
