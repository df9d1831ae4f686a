package resolve

import "strings"

// governs is the country whose government is meant by a name: that of a capital,
// else the name itself. "Tehran said" is said by the government of Iran.
func governs(plain string) string {
	if country, ok := capitals[plain]; ok {
		return country
	}
	return plain
}

// government takes the country out of "government of X" and "X government".
func government(plain string) (string, bool) {
	if rest, ok := strings.CutPrefix(plain, "government of "); ok {
		return strings.TrimPrefix(rest, "the "), true
	}
	if rest, ok := strings.CutSuffix(plain, " government"); ok && !strings.Contains(rest, " ") {
		return rest, true
	}
	return "", false
}

// capitals are capitals that stand for their governments in the press, with
// their countries (general knowledge).
var capitals = func() map[string]string {
	out := map[string]string{}
	for _, row := range strings.Split(`kabul afghanistan|algiers algeria|buenos aires argentina|yerevan armenia|canberra australia|vienna austria|baku azerbaijan|manama bahrain|dhaka bangladesh|minsk belarus|brussels belgium|la paz bolivia|sarajevo bosnia|brasilia brazil|sofia bulgaria|ottawa canada|santiago chile|beijing china|bogota colombia|kinshasa congo|zagreb croatia|havana cuba|nicosia cyprus|prague czech republic|copenhagen denmark|quito ecuador|cairo egypt|san salvador el salvador|asmara eritrea|tallinn estonia|addis ababa ethiopia|helsinki finland|paris france|tbilisi georgia|berlin germany|accra ghana|athens greece|budapest hungary|new delhi india|delhi india|jakarta indonesia|tehran iran|baghdad iraq|dublin ireland|jerusalem israel|rome italy|tokyo japan|amman jordan|astana kazakhstan|nairobi kenya|pyongyang north korea|seoul south korea|pristina kosovo|bishkek kyrgyzstan|riga latvia|beirut lebanon|tripoli libya|vilnius lithuania|kuala lumpur malaysia|bamako mali|mexico city mexico|chisinau moldova|rabat morocco|kathmandu nepal|the hague netherlands|managua nicaragua|niamey niger|abuja nigeria|oslo norway|muscat oman|islamabad pakistan|lima peru|manila philippines|warsaw poland|lisbon portugal|doha qatar|bucharest romania|moscow russia|kremlin russia|kigali rwanda|riyadh saudi arabia|dakar senegal|belgrade serbia|bratislava slovakia|mogadishu somalia|pretoria south africa|madrid spain|khartoum sudan|stockholm sweden|damascus syria|taipei taiwan|dushanbe tajikistan|bangkok thailand|tunis tunisia|ankara turkey|ashgabat turkmenistan|kampala uganda|kyiv ukraine|kiev ukraine|abu dhabi united arab emirates|london united kingdom|downing street united kingdom|washington united states|white house united states|us united states|u s united states|uk united kingdom|montevideo uruguay|tashkent uzbekistan|caracas venezuela|hanoi vietnam|sanaa yemen|harare zimbabwe`, "|") {
		words := strings.Fields(row)
		for n := 1; n < len(words); n++ {
			// Of "new delhi india" the capital has two words; countries of two are few.
			capital, country := strings.Join(words[:n], " "), strings.Join(words[n:], " ")
			if twoWordCapitals[capital] || n == 1 && !twoWordCapitals[strings.Join(words[:min(len(words), 2)], " ")] {
				out[capital] = country
				break
			}
		}
	}
	return out
}()

var twoWordCapitals = map[string]bool{"buenos aires": true, "la paz": true, "san salvador": true, "addis ababa": true, "new delhi": true, "kuala lumpur": true,
	"mexico city": true, "the hague": true, "abu dhabi": true, "downing street": true, "white house": true, "u s": true}

// shortForms are countries and bodies that are as often written by their first
// letters, and no text says that they are the same.
var shortForms = map[string]string{"us": "united states", "usa": "united states", "uk": "united kingdom", "uae": "united arab emirates", "eu": "european union", "un": "united nations"}
