package names

import "strings"

// Codes are what words are compared by: the letters a to z, pairs of letters
// that write one sound, and the letters of the Arabic script as they are, since
// what each of them becomes in Latin letters is learned.
const (
	codeSH     = 27 + iota // sh, sch
	codeCH                 // ch, tch
	codeKH                 // kh
	codeGH                 // gh
	codeTH                 // th
	codeDH                 // dh
	codeZH                 // zh
	codeOU                 // ou, oo
	codeEE                 // ee
	codeAI                 // ai, ay
	codeEI                 // ei, ey
	codeAU                 // au, aw
	codeArabic             // and on, by the order of arabicLetters
)

// arabicLetters are the letters that have codes; the rest are written with one
// of these first.
var arabicLetters = []rune("اأإآءئؤبپتثجچحخدذرزژسشصضطظعغفقکگلمنهةویىټډړڼښږڅځې")

// numCodes is the number of codes, the unused zero included.
const numCodes = 96

var arabicCode = func() map[rune]byte {
	out := map[rune]byte{}
	for i, r := range arabicLetters {
		out[r] = byte(codeArabic + i)
	}
	for like, r := range map[rune]rune{'ك': 'ک', 'ي': 'ی', 'ہ': 'ه', 'ھ': 'ه', 'ے': 'ی', 'ں': 'ن', 'ٹ': 'ټ', 'ڈ': 'ډ', 'ڑ': 'ړ', 'ګ': 'گ',
		'ٱ': 'ا', 'ۀ': 'ه', 'ە': 'ه', 'ۍ': 'ی', 'ڵ': 'ل', 'ێ': 'ې', 'ۆ': 'و', 'ڤ': 'ف'} {
		out[like] = out[r]
	}
	return out
}()

var pairCode = map[string]byte{"sh": codeSH, "ch": codeCH, "kh": codeKH, "gh": codeGH, "th": codeTH, "dh": codeDH, "zh": codeZH, "ou": codeOU, "oo": codeOU,
	"ee": codeEE, "ai": codeAI, "ay": codeAI, "ei": codeEI, "ey": codeEI, "au": codeAU, "aw": codeAU, "dj": 'j' - 'a' + 1}

// codesOf returns the codes of a word in its own script, given its Latin form.
// A letter twice counts once.
func codesOf(raw, latin string, script Script) []byte {
	var out []byte
	if script == Arabic {
		for _, r := range raw {
			if c, ok := arabicCode[r]; ok {
				out = append(out, c)
			}
		}
		return out
	}
	for i := 0; i < len(latin); {
		c, n := byte(0), 1
		switch {
		case strings.HasPrefix(latin[i:], "sch"), strings.HasPrefix(latin[i:], "tch"):
			c, n = pairCode[latin[i+1:i+3]], 3
			if latin[i] == 's' {
				c = codeSH
			}
		case strings.HasPrefix(latin[i:], "ck"):
			c, n = 'k'-'a'+1, 2
		case strings.HasPrefix(latin[i:], "ph"):
			c, n = 'f'-'a'+1, 2
		case i+1 < len(latin) && pairCode[latin[i:i+2]] != 0:
			c, n = pairCode[latin[i:i+2]], 2
		case latin[i] >= 'a' && latin[i] <= 'z':
			c = latin[i] - 'a' + 1
		}
		if c != 0 && (len(out) == 0 || out[len(out)-1] != c) {
			out = append(out, c)
		}
		i += n
	}
	return out
}

// signature says which codes occur, one bit each as far as they go round.
func signature(codes []byte) uint64 {
	var s uint64
	for _, c := range codes {
		s |= 1 << (c % 64)
	}
	return s
}

// digest is FNV-1a.
func digest(s string) uint32 {
	h := uint32(2166136261)
	for i := 0; i < len(s); i++ {
		h = (h ^ uint32(s[i])) * 16777619
	}
	return h
}
