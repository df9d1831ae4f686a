package lang

import (
	"math"
	"slices"
	"strings"
	"unicode"
)

// sampleSize is how many bytes of a text are looked at: enough that more would
// change nothing.
const sampleSize = 64 << 10

// Guess returns the language of a text as a BCP 47 tag, "" where it is unsure.
//
// The script decides where a script belongs to one language; elsewhere the
// function words do: the commonest words of each language, each counting the
// less the more languages share it. Names, numbers and capitals say nothing,
// so upper-case wires are read like other text. A text with only a handful of
// words, or with two languages in equal parts, gets no answer.
func Guess(text string) string {
	letters := map[string]int{}
	words := map[string]int{}
	all := 0
	var word strings.Builder
	end := func() {
		if word.Len() > 0 {
			words[word.String()]++
			word.Reset()
		}
	}
	for i, r := range text {
		if i >= sampleSize {
			break
		}
		r = unicode.ToLower(r)
		if !unicode.IsLetter(r) && !unicode.IsMark(r) {
			if (r == '\'' || r == '’') && word.Len() > 0 {
				r = '\''
			} else {
				end()
				continue
			}
		} else {
			all++
			letters[scriptOf(r)]++
		}
		word.WriteRune(r)
	}
	end()

	kana := letters["kana"]
	letters["han"] += kana
	script, most := "", 0
	for _, s := range scripts {
		if letters[s.name] > most {
			script, most = s.name, letters[s.name]
		}
	}
	// A third of the letters in other scripts: two texts in one.
	if all == 0 || most*3 < all*2 {
		return ""
	}
	switch script {
	case "han":
		// Japanese writes its endings in kana; a Chinese text has none.
		if kana*20 > most {
			return "ja"
		}
		return "zh"
	case "arabic":
		return arabic(text, words)
	}
	if only := singles[script]; only != "" {
		if most < 12 {
			return ""
		}
		return only
	}
	return byWords(script, words)
}

// fewWords is how many words a text has of which less evidence is asked.
const fewWords = 40

// scripts are the writing systems that are told apart.
var scripts = []struct {
	name  string
	table *unicode.RangeTable
}{
	{"latin", unicode.Latin}, {"cyrillic", unicode.Cyrillic}, {"arabic", unicode.Arabic}, {"han", unicode.Han},
	{"kana", &unicode.RangeTable{R16: []unicode.Range16{{Lo: 0x3041, Hi: 0x30FF, Stride: 1}}}},
	{"hangul", unicode.Hangul}, {"hebrew", unicode.Hebrew}, {"greek", unicode.Greek}, {"thai", unicode.Thai}, {"devanagari", unicode.Devanagari}, {"bengali", unicode.Bengali},
	{"tamil", unicode.Tamil}, {"telugu", unicode.Telugu}, {"kannada", unicode.Kannada}, {"malayalam", unicode.Malayalam}, {"gujarati", unicode.Gujarati}, {"gurmukhi", unicode.Gurmukhi},
	{"sinhala", unicode.Sinhala}, {"khmer", unicode.Khmer}, {"lao", unicode.Lao}, {"myanmar", unicode.Myanmar}, {"georgian", unicode.Georgian}, {"armenian", unicode.Armenian},
	{"ethiopic", unicode.Ethiopic}, {"tibetan", unicode.Tibetan},
}

// singles are the scripts that nearly always write one language. Devanagari,
// Hebrew and Ethiopic write others too, far less often.
var singles = map[string]string{
	"hangul": "ko", "hebrew": "he", "greek": "el", "thai": "th", "devanagari": "hi", "bengali": "bn", "tamil": "ta", "telugu": "te", "kannada": "kn", "malayalam": "ml",
	"gujarati": "gu", "gurmukhi": "pa", "sinhala": "si", "khmer": "km", "lao": "lo", "myanmar": "my", "georgian": "ka", "armenian": "hy", "ethiopic": "am", "tibetan": "bo",
}

func scriptOf(r rune) string {
	if r < 0x250 {
		return "latin"
	}
	for _, s := range scripts {
		if unicode.Is(s.table, r) {
			return s.name
		}
	}
	return ""
}

// arabic tells the languages of the Arabic script: by letters that only some
// of them have, and by their commonest words.
func arabic(text string, words map[string]int) string {
	text = text[:min(len(text), sampleSize)]
	count := func(letters string) (n int) {
		for _, r := range text {
			if strings.ContainsRune(letters, r) {
				n++
			}
		}
		return n
	}
	urdu, pashto, kurdish, persian := count("ٹڈڑںے"), count("ټډړږښګڼې"), count("ڕڵۆێە"), count("پچژگ")
	switch {
	case pashto > 3 && pashto > urdu && pashto > kurdish:
		return "ps"
	case kurdish > 3 && kurdish > urdu:
		return "ckb"
	case urdu > 3:
		return "ur"
	case persian > 3 && words["و"]+words["در"]+words["به"]+words["از"]+words["که"]+words["این"]+words["را"] > 2:
		return "fa"
	case persian > 3:
		return ""
	}
	return byWords("arabic", words)
}

// byWords returns the language whose function words the text is full of, ""
// if there are too few or two languages are too near.
func byWords(script string, words map[string]int) string {
	all := 0
	for _, n := range words {
		all += n
	}
	type score struct {
		lang   string
		weight float64 // hits, each shared among the languages that have the word
		hits   int
	}
	var scores []score
	for _, l := range functionWords {
		if l.script != script {
			continue
		}
		s := score{lang: l.lang}
		for _, w := range l.words {
			if n := words[w]; n > 0 {
				s.hits += n
				// A word repeated a hundred times is not a hundred witnesses.
				s.weight += math.Sqrt(float64(n)) / float64(sharedBy[w])
			}
		}
		scores = append(scores, s)
	}
	if len(scores) == 0 {
		return ""
	}
	slices.SortStableFunc(scores, func(a, b score) int {
		switch {
		case a.weight > b.weight:
			return -1
		case a.weight < b.weight:
			return 1
		}
		return 0
	})
	best := scores[0]
	// In running text a fifth to a half of the words are on the list of its
	// language; a language not on any list reaches a tenth by chance. A sentence or
	// two may have only one word that no other language has. Where it would be read, and its
	// statements be lost otherwise, that is enough, if no other comes near.
	least, ahead := 2.0, 1.4
	if all <= fewWords && best.weight < least && pipelines[best.lang] != nil {
		least, ahead = 1, 2
	}
	if best.weight < least || best.hits*8 < all {
		return ""
	}
	if len(scores) > 1 && scores[1].weight*ahead > best.weight {
		return ""
	}
	return best.lang
}
