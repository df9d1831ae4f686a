package names

import "strings"

// What follows is for those who learn weights.

// Codes returns the codes of each word of the name, with their script.
func (n *Name) Codes() (codes [][]byte, scripts []Script) {
	for i := range n.words {
		codes, scripts = append(codes, n.words[i].codes), append(scripts, n.words[i].script)
	}
	return codes, scripts
}

// Words returns the digest and the Latin form of each word that is compared.
func (n *Name) Words() (digests []uint32, latin []string) {
	for i := range n.words {
		digests, latin = append(digests, n.words[i].hash), append(latin, n.words[i].latin)
	}
	return digests, latin
}

// Alike returns how alike the first words of two names are as spellings.
func (c *Comparer) Alike(a, b *Name) float64 {
	if len(a.words) == 0 || len(b.words) == 0 {
		return 0
	}
	s, _ := c.alike(&a.words[0], &b.words[0])
	return float64(s)
}

// CodeOfLetter is the code of a letter from a to z; the code of a letter of the
// Arabic script comes from Codes. FirstArabic is the least of the latter.
func CodeOfLetter(letter byte) byte { return letter - 'a' + 1 }

// FirstArabic is the least code of a letter of the Arabic script.
const FirstArabic = codeArabic

// SpellingOf returns how a code is usually written in Latin letters.
func SpellingOf(code byte) string {
	if code >= codeArabic {
		if i := int(code) - codeArabic; i < len(arabicLetters) {
			return letters[arabicLetters[i]]
		}
		return ""
	}
	if code <= 26 {
		return string(rune('a' + code - 1))
	}
	for s, c := range pairCode {
		if c == code && s != "dj" && s != "ay" && s != "ey" && s != "aw" && s != "oo" {
			return s
		}
	}
	return ""
}

// Nicknames returns the groups of given names that are forms of one another.
func Nicknames() [][]string {
	var out [][]string
	for row := range strings.FieldsFuncSeq(nicknameRows, func(r rune) bool { return r == '|' || r == '\n' }) {
		out = append(out, strings.Fields(row))
	}
	return out
}
