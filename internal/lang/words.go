package lang

import "strings"

// functionWords are the commonest words of each language in lower case: the
// articles, prepositions, pronouns, conjunctions and auxiliaries that no text
// does without.
var functionWords = []struct {
	lang, script string
	words        []string
}{
	{"en", "latin", list("the of and to in a is that for it was on are as with his they be at have this from or had by not but what were we when your said there an which their if will each about up out them then she many some so these would has her him into more could no than been who its now did may he after by two over us " + telltale)},
	{"es", "latin", list("de la que el en y a los se del las un por con no una su para es al lo como más o pero sus le ya este sí porque esta entre cuando muy sin sobre también me hasta hay donde quien desde todo nos durante todos uno les ni contra otros ese eso ha fue son según años dijo")},
	{"fr", "latin", list("de la le et les des en un du une que est pour qui dans a par plus pas au sur ne se ce il sont la avec son aux cette ces ont mais ou comme nous été elle sa ses leur deux être fait tout après entre même sans dont ans aussi l'on d'un d'une qu'il c'est n'a selon")},
	{"de", "latin", list("der die und in den von zu das mit sich des auf für ist im dem nicht ein eine als auch es an werden aus er hat dass sie nach wird bei einer um am sind noch wie einem über einen so zum war haben nur oder aber vor zur bis mehr durch man sein wurde wenn ich wir")},
	{"pt", "latin", list("de a o que e do da em um para é com não uma os no se na por mais as dos como mas foi ao ele das tem à seu sua ou ser quando muito há nos já está eu também só pelo pela até isso ela entre era depois sem mesmo aos são disse segundo")},
	{"it", "latin", list("di e che la il un a per in è una non sono del da con si i le della come dei più nel alla al ha anche gli se ma lo delle o questo dal nella su ci tra essere stato degli alle dopo due prima suo sua cui dalla ancora hanno quando fra l'italia dell dell'")},
	{"nl", "latin", list("de van het een en in is dat op te zijn met voor niet aan er om ook als dan maar bij door uit naar over werd wordt zich nog deze heeft hij ze we worden meer tot geen kan hebben dit wel ik die tegen was zei jaar volgens omdat zou haar zo tussen heb dus")},
	{"sv", "latin", list("och i att det som en på är av för med den till inte har de om ett han men var jag sig från vi så kan när år under också efter eller nu sin där vid mot ska skulle kommer ut får finns vara hade alla")},
	{"da", "latin", list("og i at det er en til af på for med der de den som har ikke et om fra men sig han var vi kan jeg også ved eller efter når være nu skal blev over hvor bliver ud havde kun år blive deres mange")},
	{"nb", "latin", list("og i det er på som en til av for at med ikke har de den om et fra men han var vi jeg seg kan også ved eller etter når være nå skal ble over hvor blir ut hadde år mot deres mange sier etter")},
	{"fi", "latin", list("ja on ei että se hän oli ovat mutta myös kun niin joka kuin sen tai ole mukaan jos sitä vain nyt jo olla tämä hänen vuoden ne siitä voi ollut jälkeen sekä kanssa mitä vuonna")},
	{"pl", "latin", list("w i na z się do nie to że jest o od po za jak dla przez co są ale czy tym tego oraz przy może który jego ich tak już tylko było być został które także która jej ze roku po tej")},
	{"cs", "latin", list("a v se na je že s z do o i to ve pro za by ale si po jako ze které jsou který už jeho od podle však také při byl než která jen bude tak mezi aby není má roku nebo")},
	{"sk", "latin", list("a v sa na je že s z do o aj to vo pre za by ale si po ako zo ktoré sú ktorý už jeho od podľa však tiež pri bol než ktorá len bude tak medzi aby nie má roku alebo")},
	{"ro", "latin", list("de și în a la cu pe o că din pentru nu un care este al mai sunt au fost prin se lui sau după fi ca dar această ale acest între când i-a s-a va ce le unei unui până sa")},
	{"hu", "latin", list("a az és hogy nem is egy ez volt meg csak de már még mint ha el vagy ki azt lesz kell után szerint lehet között minden pedig mert amely aki ezt van nagyon most sem")},
	{"tr", "latin", list("ve bir bu da de için ile olarak çok daha olan gibi sonra kadar en ise ne var ancak o her ki göre değil iki ya oldu olduğu dedi yeni büyük ama türkiye tarafından")},
	{"id", "latin", list("yang dan di itu dengan untuk dari dalam tidak ini akan pada juga ke bisa ada mereka kata adalah sudah oleh kami saat para telah seperti karena saya menjadi kepada tersebut orang bahwa lebih atau tahun")},
	{"vi", "latin", list("và của là có không được các trong cho người một với này đã khi những để về từ đến như tại ra vào sẽ bị phải cũng ông theo năm nhưng trên còn nhiều")},
	{"ca", "latin", list("de la que i a el en l' d' els les per un una és amb del no ha al es ser més com però va són dels seva seu aquest aquesta també han després sobre fins quan on entre molt")},
	{"hr", "latin", list("i je u se na da su za od a o s iz što kako koji će bi ne to nije kao ali ili samo još koja nakon prema bio koje kad te do sve")},
	{"sl", "latin", list("in je v na da se za so z pa s ki ne o tudi bi po kot od do še ali iz bo že pri ni kar ob lahko bil ker kako med ter po")},
	{"sq", "latin", list("të e në dhe i për me që një nga është se ka më nuk do si kjo ky por edhe u janë kanë tij ishte pas ku kur")},
	{"sw", "latin", list("ya na wa kwa katika ni la za kuwa cha hiyo hii huyo yake wake watu baada kama lakini hayo alisema pia vya hilo huo sasa ambao ambayo kutoka")},
	{"tl", "latin", list("ang ng sa na mga ay at hindi ni ito para si niya kung may nang siya ko mo sila din rin ayon kanyang pa po kay")},
	{"so", "latin", list("oo ka ku in iyo waa uu ay ee u soo ah la kale si aan waxaa waxay kuwa sheegay dalka loo leh")},
	{"ha", "latin", list("da a ya na ta ba don wannan shi sun ne wani yi cewa kuma su zuwa daga cikin an ga wasu amma masu")},
	{"ht", "latin", list("yo nan ki ak pou se pa li te gen yon sou ap moun peyi nou la a kap menm tou fè sa")},
	{"af", "latin", list("die van en in het is wat dat vir nie om te op 'n met sy hy aan sal by was as ook hulle een word deur maar na")},
	{"lt", "latin", list("ir į kad yra su iš tai ne bet kaip buvo dėl per nuo apie jau ar šis pagal po bus metų tik jis savo")},
	{"lv", "latin", list("un ir ka no ar par uz kas arī to bet vai pēc lai tas tika nav jau gada kā šo ja tikai viņš savu")},
	{"et", "latin", list("ja on ei et see oli ka kui mis ning aga või ta oma seda nii selle kes nad pärast kuid ole aasta mida välja")},
	{"az", "latin", list("və bir bu da ilə üçün olan də ki daha edib isə o onun var olub həm sonra qeyd azərbaycan kimi edilib")},

	{"ru", "cyrillic", list("и в не на что с по как это из за для он от его о к но а так же было все она они был быть уже или если при также ещё есть этого который после того только чтобы до")},
	{"uk", "cyrillic", list("і в не на що з у та до за це як для він від його про але також є було які щоб після або вже який й під року україни за її при ще")},
	{"be", "cyrillic", list("і ў на не што з у да за гэта як для ён ад яго пра але таксама ёсць было якія каб пасля або ўжо які па беларусі")},
	{"bg", "cyrillic", list("на и в да за се от е с че не са по като за това ще към до но при най има през след му той си или който както беше")},
	{"sr", "cyrillic", list("и је у се на да су за од а о с из што како који ће би не то није као али или само још која након према био које")},
	{"mk", "cyrillic", list("и на во да за се од со е не дека ќе по што како но или тоа беше при кои кој исто до ги го има оваа")},
	{"kk", "cyrillic", list("және мен бір бұл деп үшін да де бар болып еді оның ол болған қазақстан туралы кейін осы екі сол")},

	{"ar", "arabic", list("في من على إلى أن التي عن الذي هذا هذه مع كان قال ما بعد لا أو كما بين كل قد لم كانت ذلك حيث و منذ أي إن خلال غير حول")},
	{"fa", "arabic", list("و در به از که این را با است برای آن یک خود تا بر هم می نیز شد بود شده شود کرد")},
	{"ur", "arabic", list("کے کی میں ہے اور سے کا کو اس نے پر ہیں کہ یہ بھی تھا ایک نہیں کر")},
}

// telltale are common words of English reports that no other language on the lists has. A flash of one
// sentence often has no other word to tell it by.
const telltale = "she because before between against during while where until under without such says told denied reported according citing officials " +
	"arrested killed police government people taking took made being monday tuesday wednesday thursday friday saturday sunday january february march june july october morning yesterday"

func list(words string) []string {
	seen := map[string]bool{}
	var unique []string
	for _, w := range strings.Fields(words) {
		if !seen[w] {
			seen[w] = true
			unique = append(unique, w)
		}
	}
	return unique
}

// sharedBy counts the languages that have a function word.
var sharedBy = func() map[string]int {
	n := map[string]int{}
	for _, l := range functionWords {
		for _, w := range l.words {
			n[w]++
		}
	}
	return n
}()
