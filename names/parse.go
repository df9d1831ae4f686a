package names

import (
	"math/bits"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// maxBytes is how much of a name is read. No name is longer; a paragraph that
// came as one is cut, so that two of them are compared in bounded time.
const maxBytes = 512

// maxWords is how many words of a name are compared.
const maxWords = 16

// maxCodes is how many codes of a word are compared.
const maxCodes = 28

// Parse reads a name of the given kind. It takes any bytes; a text with no
// letters gives a Name without parts. The result has no rarities yet, and
// should be made by [Comparer.Parse] to be compared.
func Parse(text string, kind Kind) *Name {
	n := &Name{Text: text, Kind: kind, order: digest(text)}
	if len(text) > maxBytes {
		text = text[:maxBytes]
	}
	if kind == Person {
		text = turn(text)
	}
	pieces := cut(text, kind)
	p := parser{Name: n, pieces: pieces}
	p.read()
	n.finish()
	return n
}

// turn puts what stands before the only comma of a person's name behind it:
// "FAMILY, Given" is read as "Given FAMILY".
func turn(text string) string {
	before, after, found := strings.Cut(text, ",")
	if !found || strings.Contains(after, ",") || suffixes[fold(strings.Trim(after, " ."))] || strings.TrimSpace(after) == "" {
		return text
	}
	return strings.TrimSpace(after) + " " + before
}

// A piece is a stretch of letters or digits of one script.
type piece struct {
	text   string
	folded string
	latin  string
	script Script
	glued  bool // no space stands before it, but a hyphen or a point
	dot    bool // a point follows
	paren  bool // it stands in brackets
}

// apostrophes stand within words and are dropped.
const apostrophes = "'’‘`´ʻʼʿʾ\"“”„«»″′"

// cut splits a text at whatever is no letter, digit or apostrophe, and where a
// word in small letters goes on with a capital.
func cut(text string, kind Kind) []piece {
	var out []piece
	var word []rune
	glued, depth := false, 0
	end := func() {
		if len(word) > 0 {
			out = append(out, newPiece(string(word), glued, depth > 0)...)
			word = word[:0]
		}
		glued = true
	}
	runes := []rune(text)
	for i, r := range runes {
		switch {
		case unicode.IsLetter(r) || unicode.Is(unicode.M, r) && r != 0xfeff:
			if s := scriptOf(r); len(word) > 0 {
				last := word[len(word)-1]
				capital := unicode.IsUpper(r) && unicode.IsLower(last) && (len(word) > 2 || !unicode.IsUpper(word[0]))
				if s == Han || s == Hangul || scriptOf(last) == Han && s != Han || capital {
					end()
				}
			}
			word = append(word, r)
		case unicode.IsDigit(r):
			word = append(word, r)
		case strings.ContainsRune(apostrophes, r), unicode.Is(unicode.Cf, r):
		case r == 'ー' || r == '々':
			word = append(word, r)
		default:
			end()
			switch r {
			case '(', '[', '（':
				depth++
			case ')', ']', '）':
				depth = max(0, depth-1)
			case '.':
				if len(out) > 0 && (i == 0 || runes[i-1] != ' ') {
					out[len(out)-1].dot = true
				}
			case '%':
				// "3%ers" says "percenters".
				word = append(word, []rune("percent")...)
			}
			if unicode.IsSpace(r) {
				glued = false
			}
			if kind.collective() && r == '&' {
				out = append(out, piece{text: "&", folded: "and", latin: "and", script: Latin})
			}
		}
	}
	end()
	return joinLetters(out, kind)
}

func newPiece(text string, glued, paren bool) []piece {
	folded := fold(text)
	first, _ := utf8.DecodeRuneInString(strings.TrimLeft(folded, "0123456789"))
	p := piece{text: text, folded: folded, glued: glued, paren: paren, script: scriptOf(first)}
	p.latin = romanise(folded, p.script)
	if p.script == Latin || p.script == OtherScript {
		p.latin = unmask(p.latin)
	}
	return []piece{p}
}

// unmask reads digits within a word of letters as the letters that they look
// like ("Ig0r").
func unmask(word string) string {
	letters := strings.Count(word, "") - 1
	digits := 0
	for i := 0; i < len(word); i++ {
		if word[i] >= '0' && word[i] <= '9' {
			digits++
		}
	}
	if digits == 0 || digits*2 >= letters || word[0] <= '9' || word[len(word)-1] <= '9' {
		return word
	}
	return strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' {
			return rune("oizeasgtbg"[r-'0'])
		}
		return r
	}, word)
}

// joinLetters puts together what points and spaces keep apart in "S.A.R.L.",
// "J.P. Morgan" and "G.m.b.H.", in names of organisations.
func joinLetters(in []piece, kind Kind) []piece {
	if kind == Person {
		return in
	}
	out := in[:0]
	for i := 0; i < len(in); i++ {
		p := in[i]
		for utf8.RuneCountInString(p.text) <= 4 && p.dot && i+1 < len(in) && in[i+1].glued && utf8.RuneCountInString(in[i+1].text) == 1 &&
			in[i+1].script == p.script && (utf8.RuneCountInString(p.text) == 1 || in[i].text != p.text) {
			i++
			p.text, p.folded, p.latin, p.dot = p.text+in[i].text, p.folded+in[i].folded, p.latin+in[i].latin, in[i].dot
		}
		out = append(out, p)
	}
	return out
}

type parser struct {
	*Name
	pieces []piece
	son    bool // the next word is a father's name
	kunya  string
	nisba  bool
	began  bool // a word has been read
}

func (p *parser) read() {
	p.Script = p.mainScript()
	capitals := !slices.ContainsFunc(p.pieces, func(x piece) bool { return strings.ToUpper(x.text) != x.text })
	for i := 0; i < len(p.pieces); {
		i += p.one(i, capitals)
	}
	// A name of nothing but titles, legal forms or small words is made of those.
	if len(p.words) == 0 {
		p.Parts, p.legal, p.number, p.nth = nil, 0, 0, 0
		for i := range p.pieces {
			p.add(p.pieces[i:i+1], p.pieces[i].folded, p.pieces[i].latin, Word)
		}
	}
}

func (p *parser) mainScript() Script {
	var count [Thai + 1]int
	best := OtherScript
	for _, x := range p.pieces {
		if count[x.script] += len(x.folded); count[x.script] > count[best] {
			best = x.script
		}
	}
	return best
}

// one reads what begins with piece i and returns how many pieces it took.
func (p *parser) one(i int, capitals bool) int {
	x, rest := p.pieces[i], p.pieces[i:]
	person := p.Kind == Person || p.Kind == Any
	if !person || p.Kind == Any {
		if n, class := legalForm(rest); n > 0 && (p.began || n < len(rest)) && p.formStands(i, n) {
			if p.legal == 0 || p.legal == plainCompany {
				p.legal = class
			}
			p.note(rest[:n], LegalForm)
			return n
		}
	}
	if p.Kind == Person {
		// "Nicolás Maduro LLC": a form on a person's name is noise.
		if n, _ := legalForm(rest); n > 0 && p.began && n == len(rest) && len(p.words) > 1 && len(x.latin) >= 2 && !suffixes[x.latin] && contextual[x.latin] {
			p.note(rest[:n], LegalForm)
			return n
		}
	}
	if n := p.readNumber(rest); n > 0 {
		return n
	}
	if p.Kind == Vessel && vesselMarks[x.latin] && !p.began && len(rest) > 1 {
		p.note(rest[:1], Title)
		return 1
	}
	if person {
		if n := p.readPerson(i, capitals); n > 0 {
			return n
		}
	}
	if particles[x.latin] && x.script == Latin && (len(rest) > 1 || p.began) && !(len([]rune(x.text)) == 1 && strings.ToUpper(x.text) == x.text && x.text != "&" && !capitals) {
		p.note(rest[:1], Particle)
		return 1
	}
	if x.script == Latin && articles[x.latin] && len(rest) > 1 && (person || x.latin == "al" || x.latin == "el" || x.glued) {
		p.note(rest[:1], Particle)
		p.nisba = true
		return 1
	}
	role := Word
	if p.Kind != Person && places[x.latin] != 0 && x.script == Latin {
		role = Place
	}
	p.add(rest[:1], x.folded, x.latin, role)
	return 1
}

// contextual are legal forms that screening tests put behind a person's name.
var contextual = set("llc sa ltd inc gmbh plc")

// readPerson reads what only people's names have.
func (p *parser) readPerson(i int, capitals bool) int {
	x, rest := p.pieces[i], p.pieces[i:]
	one := utf8.RuneCountInString(x.folded) == 1 && x.script != Han && x.script != Hangul
	switch {
	case p.Kind == Person && (titles[x.latin] || titles[x.folded]) && len(rest) > 1 && x.latin != "" && !one:
		p.note(rest[:1], Title)
		return 1
	case p.began && i == len(p.pieces)-1 && suffixes[x.latin] && (len(p.words) > 1 || shortGenerations[x.latin]):
		p.note(rest[:1], Suffix)
		p.nth = generations[x.latin]
		return 1
	case (sons[x.latin] && x.script == Latin || sons[x.folded]) && p.began && len(rest) > 1 && !one:
		p.note(rest[:1], Particle)
		p.son, p.swap = true, true
		return 1
	case (sons[x.latin] && x.script == Latin || sons[x.folded]) && !p.began && len(rest) > 1 && len(x.folded) > 1:
		p.note(rest[:1], Particle)
		return 1
	case p.Kind == Person && sonsOff[x.latin] && p.began && len(p.words) > 0:
		p.words[len(p.words)-1].role = Father
		p.note(rest[:1], Particle)
		return 1
	case (kunyas[x.latin] && x.script == Latin || kunyas[x.folded]) && len(rest) > 1:
		n := 1
		if articles[rest[1].latin] && rest[1].script == Latin && len(rest) > 2 {
			n = 2
		}
		if n == 1 && (sons[rest[1].latin] || kunyas[rest[1].latin]) {
			return 0
		}
		m := p.compound(rest[n:])
		folded, latin := "", ""
		for _, y := range rest[n : n+m] {
			folded, latin = folded+strip(y), latin+stripLatin(y)
		}
		if m > 1 {
			folded, latin = canonAbd(rest[n : n+m])
		}
		p.add(rest[:n+m], folded, latin, Kunya)
		return n + m
	case p.Kind == Person && one && x.script != Arabic:
		if x.latin == "" {
			return 0
		}
		p.add(rest[:1], x.folded, x.latin, Initial)
		return 1
	case p.Kind == Person && !capitals && utf8.RuneCountInString(x.text) == 2 && strings.ToUpper(x.text) == x.text && x.script == Latin && !p.began && len(rest) > 1 && !articles[x.latin]:
		// "JC Juncker"
		p.add(rest[:1], x.folded[:1], x.latin[:1], Initial)
		p.add(rest[:1], x.folded[1:], x.latin[1:], Initial)
		return 1
	}
	if n := p.compound(rest); n > 1 {
		folded, latin := canonAbd(rest[:n])
		p.add(rest[:n], folded, latin, Word)
		return n
	}
	for _, prefix := range [...]string{"abou", "abu"} {
		if rest := strings.TrimPrefix(x.latin, prefix); x.script == Latin && len(rest) >= 4 && len(rest) < len(x.latin) {
			p.add(p.pieces[i:i+1], x.folded, stripArticle(rest), Kunya)
			return 1
		}
	}
	return 0
}

// compound returns how many pieces make one word with the first: "Abd al-Rahman",
// "Nur al-Din", "Saif ullah". 1 if none.
func (p *parser) compound(rest []piece) int {
	x := rest[0]
	if x.script == Arabic {
		if x.folded == "عبد" && len(rest) > 1 && rest[1].script == Arabic {
			return 2
		}
		if len(rest) > 1 && (rest[1].folded == "الدین" || rest[1].folded == "الدين" || x.folded != "عبد" && x.folded != "آل" && (rest[1].folded == "الله" || rest[1].folded == "اللہ")) {
			return 2
		}
		return 1
	}
	if x.script != Latin || len(rest) < 2 {
		return 1
	}
	next := rest[1].latin
	if isAbd(x.latin) {
		switch {
		case articles[next] && len(rest) > 2 && rest[2].script == Latin:
			return 3
		case len(next) > 2 && !sons[next]:
			return 2
		}
		return 1
	}
	switch next {
	case "aldin", "uddin", "eddin", "eddine", "addin", "uldin", "udin", "eldin", "ullah", "ulla", "ollah", "allah", "oddin", "uldeen", "aldeen", "uddeen", "eldine":
		return 2
	case "din", "deen", "dine":
		return 2
	}
	if articles[next] && len(rest) > 2 {
		switch rest[2].latin {
		case "din", "deen", "dine", "lah", "llah":
			return 3
		}
	}
	return 1
}

func isAbd(latin string) bool {
	switch latin {
	case "abd", "abdul", "abdel", "abdal", "abdoul", "abdur", "abdu", "abdool", "abdol", "abdus", "abdur-", "abdou", "abdil", "abdar", "abder":
		return true
	}
	return false
}

// canonAbd spells a compound in one way, without the article within.
func canonAbd(pieces []piece) (folded, latin string) {
	last := pieces[len(pieces)-1]
	if last.script == Arabic {
		first := pieces[0].folded
		if last.folded == "الله" {
			return first + last.folded, romanise(first+last.folded, Arabic)
		}
		folded = first + strip(last)
		return folded, romanise(folded, Arabic)
	}
	tail := stripArticle(last.latin)
	switch last.latin {
	case "din", "deen", "dine", "aldin", "uddin", "eddin", "eddine", "addin", "uldin", "udin", "eldin", "oddin", "uldeen", "aldeen", "uddeen", "eldine":
		tail = "din"
	case "ullah", "ulla", "ollah", "allah", "lah", "llah":
		tail = "ullah"
	}
	head := pieces[0].latin
	if isAbd(head) {
		head = "abd"
		if tail == "ullah" {
			tail = "allah"
		}
	}
	latin = head + tail
	return latin, latin
}

// strip takes the article off a word in Arabic letters.
func strip(x piece) string {
	if x.script == Arabic {
		if rest := strings.TrimPrefix(x.folded, "ال"); utf8.RuneCountInString(rest) >= 3 && x.folded != "الله" {
			return rest
		}
	}
	return x.folded
}

func stripLatin(x piece) string {
	if x.script == Arabic {
		return romanise(strip(x), Arabic)
	}
	return x.latin
}

func stripArticle(latin string) string { return latin }

// legalForm returns how many pieces make a legal form, the longest there is.
func legalForm(rest []piece) (n int, class uint16) {
	for _, key := range [...]string{rest[0].latin, rest[0].folded} {
		for _, entry := range legalForms[key] {
			if len(entry.words) <= n || len(entry.words) > len(rest) {
				continue
			}
			same := true
			for i, w := range entry.words {
				if rest[i].latin != w && rest[i].folded != w {
					same = false
					break
				}
			}
			if same {
				n, class = len(entry.words), entry.class
			}
		}
	}
	return n, class
}

// formStands says whether the n pieces at i may be a legal form: at the end,
// before brackets or another form, or in front of the whole name.
func (p *parser) formStands(i, n int) bool {
	x := p.pieces[i]
	if n == 1 && len(x.latin) <= 2 && !p.began && x.latin != "oo" && x.script == Latin && x.latin != "ao" && x.latin != "as" {
		return false
	}
	if n == 1 && (x.latin == "as" || x.latin == "se" || x.latin == "na" || x.latin == "ag") && i+n < len(p.pieces) {
		return false
	}
	return true
}

// readNumber reads a number, which is kept apart from the words.
func (p *parser) readNumber(rest []piece) int {
	x := rest[0]
	if x.latin == "" {
		return 0
	}
	if n, ok := digits(x.latin); ok {
		p.setNumber(rest[:1], n)
		return 1
	}
	if p.Kind == Person {
		return 0
	}
	if n, ok := numberWords[x.latin]; ok && x.script == Latin && (p.Kind != Company || x.latin != "one") {
		used := 1
		if n >= 20 && n%10 == 0 && len(rest) > 1 {
			if m, ok := numberWords[rest[1].latin]; ok && m < 10 && m > 0 {
				n, used = n+m, 2
			} else if m, ok := digits(rest[1].latin); ok && len(m) == 1 {
				p.setNumber(rest[:2], strconv.Itoa(n/10)+m)
				return 2
			}
		}
		p.setNumber(rest[:used], strconv.Itoa(n))
		return used
	}
	if n := roman(x.latin); n > 0 && (p.Kind.collective() || p.Kind == Any || p.Kind == Vessel) && p.began && strings.ToUpper(x.text) == x.text && (len(x.latin) > 1 || len(rest) == 1 || legalAhead(rest[1:])) {
		p.setNumber(rest[:1], strconv.Itoa(n))
		return 1
	}
	return 0
}

func legalAhead(rest []piece) bool { n, _ := legalForm(rest); return n > 0 }

// digits reads "44", "44th", "AHL1"; the latter as it is.
func digits(word string) (string, bool) {
	n := 0
	for i := 0; i < len(word); i++ {
		if word[i] >= '0' && word[i] <= '9' {
			n++
		}
	}
	if n == 0 || len(word) > 24 {
		return "", false
	}
	for _, ending := range [...]string{"st", "nd", "rd", "th"} {
		if rest, ok := strings.CutSuffix(word, ending); ok && len(rest) == n {
			return strings.TrimLeft(rest, "0"), true
		}
	}
	if len(word) > n && n == 1 && word[0] >= '0' && word[0] <= '9' && len(word) > 3 {
		return word[:1], true // "3percenters"
	}
	return strings.TrimLeft(word, "0"), true
}

func roman(word string) int {
	total, last := 0, 0
	if len(word) > 6 {
		return 0
	}
	for i := len(word) - 1; i >= 0; i-- {
		v := 0
		switch word[i] {
		case 'i':
			v = 1
		case 'v':
			v = 5
		case 'x':
			v = 10
		default:
			return 0
		}
		if v < last {
			total -= v
		} else {
			total, last = total+v, v
		}
	}
	return total
}

func (p *parser) setNumber(pieces []piece, number string) {
	// The order of the numbers of a name says nothing that is safe to use.
	p.number += digest(number) | 1
	p.note(pieces, Number)
	if word := strings.TrimLeft(pieces[0].latin, "0123456789"); len(word) > 3 && len(word) < len(pieces[0].latin) {
		p.add(pieces[:1], word, word, Word)
	}
}

func (p *parser) note(pieces []piece, role Role) {
	p.Parts = append(p.Parts, Part{Text: written(pieces), Latin: latinOf(pieces), Role: role})
}

func written(pieces []piece) string {
	var b strings.Builder
	for i, x := range pieces {
		if i > 0 {
			if x.glued {
				b.WriteByte('-')
			} else {
				b.WriteByte(' ')
			}
		}
		b.WriteString(x.text)
	}
	return b.String()
}

func latinOf(pieces []piece) string {
	var out []string
	for _, x := range pieces {
		out = append(out, x.latin)
	}
	return strings.Join(out, " ")
}

// add puts a word to the name.
func (p *parser) add(pieces []piece, folded, latin string, role Role) {
	script := pieces[0].script
	if role != Kunya && script == Arabic && len(pieces) == 1 {
		if s := strip(pieces[0]); s != folded && !strings.HasPrefix(folded, "ال"+"له") {
			folded, latin = s, romanise(s, Arabic)
			if role == Word && p.began {
				role = Nisba
			}
		}
	}
	if script == Latin {
		latin = canonical(latin)
	}
	// "عبدالرحمن" is "عبد الرحمن".
	if rest, ok := strings.CutPrefix(folded, "عبدال"); ok && script == Arabic && utf8.RuneCountInString(rest) >= 3 && !strings.HasPrefix(rest, "له") {
		folded = "عبد" + rest
		latin = romanise(folded, Arabic)
	}
	switch {
	case p.son && role == Word:
		role = Father
	case p.nisba && role == Word && (p.Kind == Person || p.Kind == Any):
		role = Nisba
	case role == Word && p.Kind == Person && slices.ContainsFunc(initialPatronymics, func(e string) bool { return strings.HasSuffix(latin, e) && len(latin) > len(e)+1 }) && p.began:
		role = Father
	}
	p.son, p.nisba, p.began = false, false, true
	part := Part{Text: written(pieces), Latin: latin, Role: role}
	p.Parts = append(p.Parts, part)
	if role == Place {
		p.place += digest(strconv.Itoa(int(places[latin]))) | 1
	}
	if latin == "" && folded == "" || len(p.words) >= maxWords {
		return
	}
	w := word{raw: folded, latin: latin, part: len(p.Parts) - 1, role: role, script: script, first: role == Initial}
	w.codes = codesOf(folded, latin, script)
	if len(w.codes) > maxCodes {
		w.codes = w.codes[:maxCodes]
	}
	if len(w.codes) == 0 {
		// A script that the tables do not know: compared as it stands.
		for i := 0; i < len(folded) && len(w.codes) < maxCodes; i++ {
			w.codes = append(w.codes, folded[i]%26+1)
		}
	}
	w.hash, w.sig = digest(latin), signature(w.codes)
	w.distinct = bits.OnesCount64(w.sig)
	if script == Arabic || script == Han || latin == "" {
		w.hash = digest(bareAlif.Replace(folded))
	}
	if p.Kind == Person {
		w.nick = nicknames[latin]
	} else {
		w.nick = translations[latin]
	}
	p.words = append(p.words, w)
}

// bareAlif leaves out what is written above and below an alif, and often is not.
var bareAlif = strings.NewReplacer("أ", "ا", "إ", "ا", "آ", "ا", "ي", "ی", "ك", "ک", "ة", "ه")

// canonical spells what is written together in one way: "Abdurrahman" as "Abd
// al-Rahman", "Nureddine" as "Nur al-Din".
func canonical(latin string) string {
	if rest, ok := strings.CutPrefix(latin, "abd"); ok && len(rest) > 4 {
		i := 0
		for i < len(rest) && strings.IndexByte("aeiou", rest[i]) >= 0 {
			i++
		}
		if i > 0 && i+2 < len(rest) {
			tail := rest[i:]
			switch {
			case strings.HasPrefix(tail, "lah") || strings.HasPrefix(tail, "llah"):
				return "abdallah"
			case tail[0] == 'l' && len(tail) > 3:
				return "abd" + tail[1:]
			case tail[0] == tail[1]:
				return "abd" + tail[1:]
			case strings.HasPrefix(tail, "shsh"):
				return "abd" + tail[2:]
			}
		}
	}
	if latin == "abdullah" || latin == "abdallah" || latin == "abdellah" || latin == "abdulla" {
		return "abdallah"
	}
	for _, end := range [...]string{"uddin", "eddine", "eddin", "addin", "aldin", "uddeen", "aldeen", "eldin", "eldine", "iddin", "oddin"} {
		if head, ok := strings.CutSuffix(latin, end); ok && len(head) >= 2 {
			return head + "din"
		}
	}
	return latin
}

// finish works out what comparing needs of the whole name.
func (n *Name) finish() {
	var bare strings.Builder
	var heads []byte
	capital := ""
	for i := range n.words {
		if w := &n.words[i]; w.latin != "" {
			heads = append(heads, w.latin[0])
		}
	}
	for _, part := range n.Parts {
		if part.Role != Title && part.Role != LegalForm && part.Role != Number && bare.Len() < maxCodes {
			bare.WriteString(strings.ReplaceAll(part.Latin, " ", ""))
		}
	}
	n.whole.codes = codesOf("", bare.String(), Latin)
	n.whole.codes = n.whole.codes[:min(len(n.whole.codes), maxCodes)]
	n.whole.sig = signature(n.whole.codes)
	n.whole.distinct = bits.OnesCount64(n.whole.sig)
	n.bare, n.heads = bare.String(), string(heads)
	if len(n.words) >= 1 && n.Kind != Person {
		if t := n.Parts[n.words[0].part].Text; strings.ToUpper(t) == t && len(t) >= 2 && len(t) <= 6 && (len(n.words) == 1 || len(n.words) == 2 && n.words[1].role == Place) {
			capital = n.words[0].latin
		}
	}
	n.short = capital
	if n.Kind == Person || n.Kind == Any {
		n.giveRoles()
	}
}

// giveRoles tells given from family names among the words that nothing marks.
func (n *Name) giveRoles() {
	first, last := -1, -1
	for i := range n.words {
		if n.words[i].role == Word {
			if first < 0 {
				first = i
			}
			last = i
		}
	}
	for i := range n.words {
		if n.words[i].role != Word {
			continue
		}
		switch {
		case i == first:
			n.words[i].role = Given
		case i == last && !n.hasNisba():
			n.words[i].role = Family
		default:
			n.words[i].role = Father
		}
		if n.words[i].role == Father && !n.hasNisba() && i != first && i != last {
			n.words[i].role = Given
		}
		n.Parts[n.words[i].part].Role = n.words[i].role
	}
}

func (n *Name) hasNisba() bool {
	return slices.ContainsFunc(n.words, func(w word) bool { return w.role == Nisba })
}
