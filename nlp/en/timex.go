package en

import (
	"fmt"
	"strings"

	"github.com/stemma/stemma/nlp/timex"
)

// Times returns the annotator that finds the times of English.
func Times() (*timex.Tagger, error) {
	t, err := timex.New(TimeWords())
	if err != nil {
		return nil, fmt.Errorf("make the English time tagger: %w", err)
	}
	return t, nil
}

// TimeWords is what the reading of times must know of English.
func TimeWords() timex.Language {
	return timex.Language{
		Words:    timeWords,
		Fields:   timeFields,
		Rules:    timeRules,
		Ordinals: []string{"st", "nd", "rd", "th"},
		Decades:  []string{"s", "'s", "’s"},
		Joints:   strings.Fields(`and or to - – until till through & / ,`),
		Past: strings.Fields(`
			was were had did been said told made took came went gave got found left held met sent began rose fell
			became sold bought lost won kept led paid ran saw set spoke stood thought wrote broke brought built caught
			chose fought drew drove flew forgot grew heard hit hurt knew laid lay lent let meant put quit read rode
			sank shot shut slid spent split spread struck stuck swore swung taught tore threw understood wore withdrew
			since`),
		Future: strings.Fields(`
			will 'll wo shall would may might can could should must going expects expect expected scheduled due payable plans
			planned planning upcoming soon slated poised supposed expires expire expiring begins takes effective hopes hope intends intend
			wants tomorrow next maturing matures ahead`),
		Hints:       strings.Fields(`until till by`),
		Perfect:     []string{"had"},
		PastEndings: []string{"ed"},
		Timeless: strings.Fields(`need speed feed indeed succeed proceed exceed unspecified hundred limited united need bed led red
			expected scheduled`),
	}
}

// timeFields says what the classes of timeWords tell.
const timeFields = `
MONTH=month BAREMONTH=month WEEKDAY=weekday BAREWEEKDAY=weekday WEEKDAYS=weekday SEASON=season BARESEASON=season
PART=part PARTS=part UNIT=unit UNITS=unit BAREUNITS=unit DATEUNIT=unit TIMEUNIT=unit HOURUNIT=unit QUARTER=unit HALFYEAR=unit FISCAL=unit PERIOD=unit WEEKEND=unit
SOME=number COUPLE=number REL=relation YREL=years WREL=weeks PREV=relation AGO=relation LATER=relation DAYWORD=days
HOURWORD=hour MERIDIEM=meridiem HOLIDAY=holiday NINETIES=decade EVENT=event ADVERB=unit AMID=number SOLE=number
`

// timeWords are the words of time, by class. BARE classes leave out the words
// that mean something else as often as not, or are names of people: "may",
// "march", "June", "sun", "fall".
const timeWords = `
MONTH BAREMONTH: january=1 february=2 feb=2 apr=4 july=7 jul=7 aug=8
MONTH BAREMONTH: september=9 sept=9 sep=9 october=10 oct=10 november=11 nov=11 december=12 dec=12
MONTH: jan=1 march=3 mar=3 april=4 may=5 june=6 jun=6 august=8
WEEKDAY BAREWEEKDAY: monday=1 tuesday=2 wednesday=3 thursday=4 friday=5 saturday=6 sunday=7
WEEKDAY: mon=1 tue=2 tues=2 wed=3 thu=4 thur=4 thurs=4 fri=5 sat=6 sun=7
WEEKDAYS: mondays=1 tuesdays=2 wednesdays=3 thursdays=4 fridays=5 saturdays=6 sundays=7
SEASON BARESEASON: summer=SU autumn=FA winter=WI
SEASON: spring=SP fall=FA
PART: morning=MO afternoon=AF evening=EV night=NI
PARTS: mornings=MO afternoons=AF evenings=EV nights=NI
HOLIDAY: christmas=1225 halloween=1031

UNIT DATEUNIT: day=D week=W month=M year=Y decade=DE century=CE
UNIT DATEUNIT QUARTER: quarter=Q
UNIT TIMEUNIT: hour=H minute=MIN
HOURUNIT: hour=H
UNITS BAREUNITS: days=D weeks=W months=M years=Y decades=DE centuries=CE hours=H minutes=MIN
UNITS: quarters=Q seconds=S weekends=WE
WEEKEND: weekend=WE
SECOND: second
HALFYEAR: half=HALF
PERIOD: period=PERIOD
ADVERB: hourly=H daily=D weekly=W monthly=M yearly=Y annually=Y

ONES: one=1 two=2 three=3 four=4 five=5 six=6 seven=7 eight=8 nine=9 ten=10 eleven=11 twelve=12 thirteen=13
ONES: fourteen=14 fifteen=15 sixteen=16 seventeen=17 eighteen=18 nineteen=19
TENS: twenty=20 thirty=30 forty=40 fifty=50 sixty=60 seventy=70 eighty=80 ninety=90
SCALE: hundred=100 thousand=1000
ARTICLE: a=1
AND: and
DASH: - –
NTH: first=1 second=2 third=3 fourth=4 fifth=5 sixth=6 seventh=7 eighth=8 ninth=9 tenth=10 eleventh=11 twelfth=12
NTH: thirteenth=13 fourteenth=14 fifteenth=15 sixteenth=16 seventeenth=17 eighteenth=18 nineteenth=19 twentieth=20 thirtieth=30
NINETIES: twenties=2 thirties=3 forties=4 fifties=5 sixties=6 seventies=7 eighties=8 nineties=9
SOME: several=X few=X many=X numerous=X
COUPLE: couple=2 dozen=12

REL YREL WREL: last=-1 this=0 next=1
PREV: previous=-1 preceding=-1 prior=-1 following=1 same=0 that=0 subsequent=1 ensuing=1
AGO: ago=-1
LATER: later=1 earlier=-1 prior=-1
DAYWORD: yesterday=-1 today=0 tomorrow=1
HOURWORD: noon=12 midday=12 midnight=24
MERIDIEM: a.m=0 am=0 p.m=12 pm=12
EVENT: 9/11=20010911

PREP: in on at by since until till of from to through during for before after between throughout around circa and or late early mid
`

// timeRules are the expressions of time. Where two rules fit the same words,
// the one above counts.
const timeRules = `
$approx  = about | around | approximately | roughly | nearly | almost | exactly | some | at least | at most | up to | more than | less than | fewer than | no more than | no less than | only about | well over | just over | just under
$near    = about | around | approximately | roughly | circa | exactly
$start   = early | earlier | late | later | mid | middle | sometime
$edge    = [the] [very] (end | beginning | start | middle | close | eve | rest | remainder | outset | first part | latter part) of
$tip     = [the] (early | mid | middle | late) [-|–]
$point   = $edge | $tip
$zone    = est | edt | cst | cdt | mst | mdt | pst | pdt | gmt | bst | utc | cet | ist | et | pt | eastern [standard|daylight] time | local time | eastern | pacific
$dayno   = DAY
$md      = MONTH [the] $dayno [[,] (YEAR|WIDEYEAR|SHORTYEAR)] | MONTH [the] $dayno [,] [of] YREL year
$dm      = $dayno [of] [-] MONTH [[-] [,] (YEAR|WIDEYEAR|SHORTYEAR)] | DAY MONTH YY | DAY - MONTH - YY | $dayno MONTH [of] YREL year | the $dayno of MONTH [[,] (YEAR|WIDEYEAR)]
$full    = [(BAREWEEKDAY|WEEKDAY) [,] [the]] ($md | $dm) | ISODAY | SLASHES
$relwd   = [REL] BAREWEEKDAY
$dayish  = $full | $relwd | DAYWORD | BAREWEEKDAY [of] WREL week
$clock   = (HOUR|CLOCK|DOTTED) MERIDIEM [[,] $zone] | CLOCK [hours] [$zone] | (DOTTED|PLAINTIME) $zone | PLAINTIME hours | HOUR o'clock | HOURWORD

# --- days of the calendar
calendar: [$near] $full
calendar: [$near] [this coming | this past | next | last | this | early | late] $full
calendar: ISOMONTH
calendar: EVENT
calendar: [REL] HOLIDAY [day] [[,|of] YEAR]
calendar holiday=1224: [REL] christmas eve [[,|of] YEAR]
calendar holiday=101: [REL] new year 's day [[,|of] YEAR]
calendar holiday=1231: [REL] new year 's eve [[,|of] YEAR]
calendar holiday=704: [REL] (independence day|fourth of july) [[,|of] YEAR]
calendar holiday=214: [REL] valentine 's day [[,|of] YEAR]
calendar month=11 weekday=4 ordinal=4: [REL] thanksgiving [day] [[,|of] YEAR]
calendar month=9 weekday=1 ordinal=1: [REL] labor day [[,|of] YEAR]
calendar month=5 weekday=1 ordinal=-1: [REL] memorial day [[,|of] YEAR]
calendar month=1 weekday=1 ordinal=3: [REL] martin luther king [,] [jr] day [[,|of] YEAR]
unresolved: [REL] (easter|ramadan|passover|good friday|yom kippur|diwali|hanukkah) [sunday]
calendar: the ORDINAL WEEKDAY (of|in) MONTH [[,] YEAR]
calendar ordinal=-1: the last WEEKDAY (of|in) MONTH [[,] YEAR]

# --- times of day
calendar: [$near] $clock [[,] [on] $dayish]
calendar: [$start] $dayish [,] [at] [$near] $clock
calendar: $clock (DAYWORD | this PART)
calendar part=NI: $clock tonight
calendar: PLAINTIME [hours] [[on] $dayish] ; after(at|around|about) not-before(points|point|pence|feet|meters|dollars|cents|-|to|yen|marks|percent|%|people)
calendar: [$near] HOUR (in the PART | at night | at PART)
calendar: $clock in the PART [[,] [on|of] $dayish]
calendar: [$start] $dayish [at|,] [-] PART
calendar: [$start] [-] PART $dayish
calendar: [the] [$start] [-] PART of $dayish
calendar days=0: [$start] [-] this PART
calendar days=-1 part=NI: [$start] last night
calendar days=-1: [$start] last evening
calendar days=0 part=NI: [$start] tonight
calendar days=-1 part=NI: overnight
relative base=reference relation=0 unit=D: (that|the same) PART
relative base=reference relation=1 unit=D: the (next|following) PART
relative base=reference relation=-1 unit=D: the (previous|preceding) PART
calendar: the PART ; not-before(of|-)
calendar: [$tip] PART ; after(in|by|since|until|before|from)
calendar part=MI: midday

# --- month, season and year
calendar: [$point|$near|early in|late in|earlier in|later in] MONTH [,|of|in] (YEAR|WIDEYEAR|SHORTYEAR)
calendar: [$point|$start] MONTH [of] YREL year
relative relation=0: (early|earlier|late|later) in the DATEUNIT
calendar: [$point|$start] (REL|this past|this coming) MONTH
calendar: [$point|$near|early in|late in] BAREMONTH
calendar: [$point] MONTH ; after(in|since|until|by|during|through|of|from|between|early|late|mid|before|after|last|next) named()
calendar: $tip MONTH
calendar: [$point|$start] [the] SEASON (of|in) (YEAR|WIDEYEAR|SHORTYEAR)
calendar: [$point|$start] SEASON YEAR
calendar: [$point|$start] [the] SEASON of YREL year
calendar: [$point|$start] (REL|this past|this coming|the past|the coming) SEASON
calendar base=reference: (the (following|previous|preceding)|that) SEASON
calendar: [$point] the [early|late|mid] SEASON ; after(in|over|during|by|since|until|for|through|of) not-before(of|olympics|games|season)
calendar: BARESEASON ; after(in|over|during|by|since|until|early|late|mid)
calendar: [$point|$near|early in|late in|fiscal|the fiscal year|fiscal year|the year|calendar|calendar year|a good part of|most of|much of|all of] YEAR ; not-before(%|percent|people|dollars|UNITS|troops|soldiers|miles|men|women|feet|pounds|yards|workers|employees|votes|tons|meters|metres|acres|points|copies|per) not-after($|#|no|number|room|flight|£|€|boeing|highway|page|channel)
calendar: [$point|early in|late in] (WIDEYEAR|SHORTYEAR) ; after(in|since|until|by|from|during|of|between|circa)
calendar: YEAR (and beyond | or later | or earlier)
calendar: SHORTYEAR ; after(in|since|until|by|from|during|of|between|the) before(season|campaign|election|war)
calendar: [$point | [the] (first|second|last|latter) half of] [the] [early|late|mid|middle] [-] DECADE
calendar: [$point] the SHORTDECADE ; after(in|of|since|from|during|throughout)
calendar: [$point] the [early|late|mid] [-] NINETIES
calendar unit=CE: [$point] [the] [early|late|mid] [-] ORDINAL [-] century
calendar: the turn of the century

# --- quarters
$fiscal  = fiscal
calendar: [$point] [the] [$fiscal [-]] ORDINAL [-] [$fiscal] QUARTER [of] [fiscal] YEAR
calendar: [$point] [the] [$fiscal [-]] ORDINAL [-] [$fiscal] QUARTER of YREL year
calendar: [$point] [the] YEAR [$fiscal] ORDINAL [-] QUARTER
calendar: YREL year 's ORDINAL QUARTER
calendar: [$point] [the] [$fiscal [-]] ORDINAL QUARTER
calendar: [$fiscal [-]] ORDINAL [-] QUARTER
calendar ordinal=-1 unit=HALF: the (last|latter) half of YEAR
calendar: [the] ORDINAL HALFYEAR of ([fiscal] YEAR | YREL year)
calendar: the YEAR (QUARTER|PERIOD)
calendar: the ORDINAL HALFYEAR ; after(in|during|for|through) not-before(of|hour)
shift base=focus relation=-1 unit=Y: [the] [comparable|corresponding] (year [-] (ago|earlier)) [fiscal] [ORDINAL] (quarter|period)
shift base=focus relation=-1 unit=Y: year [-] (ago|earlier)
shift base=focus relation=-1 unit=Y: [the] [comparable|corresponding|same] (quarter|period) (last year|a year (ago|earlier|before))
shift base=focus relation=-1 unit=Y: (a|one) year (ago|earlier)
relative base=focus relation=-1: the (latest|most recent) [fiscal] (QUARTER|PERIOD) ; not-before(of)
relative base=focus relation=0: (the|that) QUARTER ; not-before(of|-)

# --- the last, this and the next
relative: [$point|$start] REL (DATEUNIT|WEEKEND)
relative relation=1: [$point|$start] the next DATEUNIT or so
relative: [$point|$start] REL (business|trading|calendar|fiscal|school) (year|quarter|day|week)
relative relation=-1: [$point|$start] this past (DATEUNIT|WEEKEND)
relative relation=1: [$point|$start] this coming (DATEUNIT|WEEKEND)
relative relation=0: [$point|$start] the (current|present) [fiscal] (DATEUNIT|WEEKEND)
relative relation=-1 unit=Y: the past year
relative relation=-1: the past WEEKEND
relative relation=1: the coming (DATEUNIT|WEEKEND)
calendar: [$point] the WEEKEND ; not-before(of)
relative relation=0: ($edge [the]) DATEUNIT ; not-before(of)
relative relation=0 unit=Y: [$near] [the] year [-] end ; not-before(of)
relative relation=0 unit=Y: [the] year 's end
relative relation=0 unit=Y: the (full year|fiscal year|full fiscal year|latest fiscal year)
span number=1 unit=Y: the [fiscal] year ; before(ended|ending)
relative relation=0 unit=Y: the year ; after(for|in|during|of|throughout|through) not-before(ended|ending|before|after|of|that|when|to|he|she|they|it|i)
relative relation=0 unit=W: the week ; after(for|during|of) not-before(ended|ending|before|after|of|that|when|beginning)
relative relation=0 unit=M: the month ; after(for|during|of|in) not-before(ended|ending|before|after|of|that|when|beginning)
calendar: [$start] $relwd
calendar: BAREWEEKDAY [of] WREL week
calendar relation=1: (this|the) coming BAREWEEKDAY
calendar relation=-1: this past BAREWEEKDAY
calendar: WEEKDAY ; after(on)
calendar: $start BAREWEEKDAY
calendar: [$start] DAYWORD
calendar relation=-1 base=reference: the (previous|preceding) BAREWEEKDAY
calendar relation=1 base=reference: the (following|next) BAREWEEKDAY
relative base=reference: the PREV (DATEUNIT|WEEKEND)
relative base=reference relation=0: that DATEUNIT
relative base=reference relation=1 unit=D: the next day
calendar days=-2: the day before yesterday
calendar days=2: the day after tomorrow

# --- so many units from a point
$count   = NUMBER | [a] SOME | [a] COUPLE [of] | DECIMAL | [a] SOME dozen
$much    = [$approx] $count
shift: $much UNITS [or so] AGO
shift number=1: [$approx] (a|an|one) [UNIT or so] UNIT [or so] AGO
shift number=X: [some|many] (UNITS|long) AGO
shift base=reference: $much UNITS LATER ; not-before(to)
shift base=reference relation=-1: $much UNITS before ; before(.|,|EDGE)
shift base=reference relation=1: $much UNITS (after that|afterwards|afterward)
shift base=reference number=1: (a|an|one) (DATEUNIT) LATER ; not-before(to)
shift relation=1: $much UNITS (from now|hence)
shift number=1 relation=1: (a|an|one) (DATEUNIT) (from now|from today|hence)
shift relation=-1: [as recently as] $much UNITS back

# --- durations
$adj     = more | additional | full | consecutive | straight | trading | business | working | solid | long | whole | calendar | fiscal | successive | extra | short | remaining
$old     = [-] (old|long)
span: $much [$adj] UNITS [or so|or more|or less|or longer]
span: [$approx] NUMBER [-|–] UNITS
span: $much (to|or|and|-|–) $count [-] [$adj] UNITS
span: [$approx] (NUMBER|SOME|COUPLE|DECIMAL) (-|–) (UNIT|SECOND) [- long]
span: [$approx] (NUMBER|SOME|COUPLE|DECIMAL) (DATEUNIT|HOURUNIT)
nothing: NUMBER [-|–] (UNIT|UNITS) [-|–] (old|olds)
nothing: usa today
nothing: as soon as
nothing: soon (after|afterwards|enough)
nothing: SOME [-] (QUARTER|quarters)
nothing: NUMBER - quarters
nothing: (three|about three) [-] quarters of
future: one day ; after(will|'ll|would|could|may|might)
span half=1: NUMBER [and] (1/2|½|one - half|a half) [-] UNITS
span half=1: NUMBER and a half UNITS
span half=1 number=1: (a|an|one) UNIT and a half
span half=1 number=0: (half a|half an|half - a|a half|half) [-] (UNIT)
span: NUMBER UNITS and a half
set number=1: a (DATEUNIT|TIMEUNIT) ; after(million|billion|thousand|dollars|hours|days|share|%|percent|people|times|once|twice|trips|flights|NUMBER)
span number=1: [$approx] (a|an|one) [full|whole|additional|further|single|entire|extra] UNIT [or so|or more] ; not-before(-)
span number=X: (a|an) UNIT or (two|so|more)
span: [$approx|each of] [the|these|those] (last|past|next|first|final|coming|previous|preceding|latest|following|initial|ensuing|subsequent|another|intervening) $much [(to|or|-|–) $count] [$adj] UNITS [or so]
span number=X: the (last|past|next|first|previous|preceding|early|final|intervening|following|closing|opening) UNITS
span base=focus: the [first|latest|last|year - earlier|year-earlier|year - ago] NUMBER UNITS ; not-before(of)
span: the [first|last] NUMBER UNITS of YEAR
span number=1: the (last|past|next|coming) TIMEUNIT ; not-before(of)
span number=1: the (last|past) DATEUNIT ; not-before(of)
span number=X unit=Y: the years
span number=X: [several|many] (dozens|hundreds|thousands|tens|scores|hundred|thousand) of UNITS
span number=X: BAREUNITS [and UNITS|or UNITS] ; not-before(ago|old|ahead) not-after(NUMBER|SOME|these|those|the|happy|her|his|their|its|my|our|your|-)
span number=X: [the] (UNITS) ahead
span number=X unit=PERIOD: (a|some) (while|time) ; after(for|after|in|quite)
span number=X: (UNITS) [-] old
span number=1: another UNIT

# --- what comes again
set: (every|each) (DATEUNIT|TIMEUNIT|WEEKEND)
set: (every|each) NUMBER UNITS
set: (every|each) (other) (UNIT|WEEKDAY)
set: (every|each) (WEEKDAY|MONTH|SEASON|PART) [PART]
set: (every|each) PART
set: [on] WEEKDAYS
set: [BAREWEEKDAY] PARTS ; after(on|BAREWEEKDAY)
set: ADVERB ; not-before(news|newspaper|mail|telegraph|mirror|express|star|times|standard|beast|record|caller|show|paper|planet)
set number=1: (a|per) (DATEUNIT|hour|minute) ; after(once|twice|times|%|cents|dollars|million|billion|thousand|hundred|flights|per) before(EDGE)
set: (once|twice) (a|each|every|per) UNIT

# --- the past, the present, the future
present: now | right now | currently | nowadays | these days | presently | at present | at the moment | the present | present - day | at this time
present: current ; not-after(alternating|direct|ocean|electric|the)
present: current ; not-before(account|accounts)
past: recently | more recently | most recently | just recently
past: recent ; not-after(most|more)
past: formerly | the recent past | the distant past
past: the past ; before(.|,|;|:|EDGE|and|or|but|that|when|with|by|he|she|it|they|we|as|is|was|has|have|had|will|would|because|which|who|if|for|to|-|'|’|on|at|than)
future: the future | the near future | the foreseeable future | the short term | the long term | the near term | the coming (UNITS) | the (months|weeks|days|years) ahead | any (moment|minute) | coming UNITS | future UNITS | soon | in due course | as soon as possible | someday | some day | one day | a later date | the not - too - distant future | any (moment|minute|day|time) now
future: in future ; not-before(UNITS)
past: past UNITS | [more] recent UNITS [and UNITS]
reference: (the time|that time) ; after(at) not-before(of|that|when|for|to|he|she|they|it|i|we|a)
`
