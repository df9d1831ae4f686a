package train

import (
	"maps"
	"slices"
	"strings"

	"github.com/stemma/stemma/nlp/conllu"
	"github.com/stemma/stemma/nlp/model"
	"github.com/stemma/stemma/nlp/neural"
	"github.com/stemma/stemma/nlp/tag"
)

// lemmatizer learns the rules for endings from all forms, each counted as often
// as it occurs up to a bound, and keeps the forms that the rules get wrong.
func lemmatizer(f *model.File, sentences []conllu.Sentence, lexicon *Lexicon) {
	type use struct{ form, upos, xpos, lemma string }
	uses := map[use]int{}
	initial := map[use]bool{}
	for i := range sentences {
		s := toSentence(&sentences[i], asWritten)
		for n := range s.Tokens {
			t := &s.Tokens[n]
			u := use{t.In(s.Text), t.UPOS, t.XPOS, t.Lemma}
			if u.upos == "" || u.lemma == "" || len(u.form) > 64 {
				continue
			}
			uses[u]++
			// A capital that may be due to the place says nothing.
			if n == 0 || neural.IsUpper(s.Text, s.Tokens) {
				initial[u] = true
			}
		}
	}
	ordered := slices.SortedFunc(maps.Keys(uses), func(a, b use) int {
		return strings.Compare(a.form+"\t"+a.upos+"\t"+a.xpos+"\t"+a.lemma, b.form+"\t"+b.upos+"\t"+b.xpos+"\t"+b.lemma)
	})

	// Count the scripts for every ending.
	votes := map[string]map[string]int{}
	types := map[string]int{}
	for _, u := range ordered {
		script := scriptFor(u.form, u.lemma)
		lower := strings.ToLower(u.form)
		capital := tag.Capital(u.form) && !initial[u]
		weight := min(uses[u], 3)
		for size := 0; size <= min(tag.MaxEnding, len(lower)); size++ {
			key := string(tag.RuleKey(nil, u.upos, u.xpos, capital, lower[len(lower)-size:]))
			if votes[key] == nil {
				votes[key] = map[string]int{}
			}
			votes[key][script] += weight
			types[key]++
		}
	}
	// An ending has a rule where it was seen often enough and says something
	// else than the ending one shorter.
	numbers := map[string]int32{}
	var scripts []tag.Script
	var texts []string
	rules := map[string]int32{}
	choose := func(key string) (string, int) {
		var best string
		most, total := 0, 0
		for _, script := range slices.Sorted(maps.Keys(votes[key])) {
			n := votes[key][script]
			total += n
			if n > most {
				best, most = script, n
			}
		}
		return best, total
	}
	keys := slices.Sorted(maps.Keys(votes))
	slices.SortStableFunc(keys, func(a, b string) int { return len(a) - len(b) })
	for _, key := range keys {
		script, total := choose(key)
		cut := endingAt(key)
		ending := key[cut:]
		if len(ending) > 0 {
			if total < 3 || types[key] < 2 {
				continue
			}
			// What would be said without this rule?
			said := ""
			for size := len(ending) - 1; size >= 0 && said == ""; size-- {
				if n, ok := rules[key[:cut]+ending[len(ending)-size:]]; ok {
					said = texts[n]
				}
			}
			if said == script {
				continue
			}
		}
		n, ok := numbers[script]
		if !ok {
			parsed, err := tag.ParseScript(script)
			if err != nil {
				continue
			}
			n = int32(len(scripts))
			numbers[script] = n
			scripts, texts = append(scripts, parsed), append(texts, script)
		}
		rules[key] = n
	}

	// Forms that the rules get wrong more often than right are kept whole.
	l := tag.MakeLemmatizer(nil, rules, scripts)
	type count struct {
		lemmas map[string]int
		wrong  int
		right  int
	}
	forms := map[string]*count{}
	for _, u := range ordered {
		key := string(tag.FormKey(nil, u.form, u.upos, u.xpos))
		c := forms[key]
		if c == nil {
			c = &count{lemmas: map[string]int{}}
			forms[key] = c
		}
		c.lemmas[u.lemma] += uses[u]
		if l.Lemma(u.form, u.upos, u.xpos, true) == u.lemma && l.Lemma(u.form, u.upos, u.xpos, false) == u.lemma {
			c.right += uses[u]
		} else {
			c.wrong += uses[u]
		}
	}
	var formKeys, lemmas []string
	for _, key := range slices.Sorted(maps.Keys(forms)) {
		c := forms[key]
		best, most := "", 0
		for _, lemma := range slices.Sorted(maps.Keys(c.lemmas)) {
			if c.lemmas[lemma] > most {
				best, most = lemma, c.lemmas[lemma]
			}
		}
		if most > c.right {
			formKeys, lemmas = append(formKeys, key), append(lemmas, best)
		}
	}
	if lexicon != nil {
		known := map[string]bool{}
		for _, key := range formKeys {
			known[key] = true
		}
		seen := map[string]bool{}
		for _, u := range ordered {
			seen[u.upos+" "+u.lemma] = true
		}
		moreKeys, moreLemmas := checked(lexicon.List, l, votes, func(upos, lemma string) bool { return seen[upos+" "+lemma] }, func(key string) bool { return known[key] || forms[key] != nil })
		formKeys, lemmas = append(formKeys, moreKeys...), append(lemmas, moreLemmas...)
	}
	f.AddStrings("lemma.forms", formKeys)
	f.AddStrings("lemma.lemmas", lemmas)
	endings := slices.Sorted(maps.Keys(rules))
	values := make([]int32, len(endings))
	for i, ending := range endings {
		values[i] = rules[ending]
	}
	f.AddStrings("lemma.endings", endings)
	f.AddInts("lemma.rules", 1, len(values), values)
	f.AddStrings("lemma.scripts", texts)
}

// checked goes through words that the treebanks need not have, and finds for
// each tag that changes its forms the lemma that is a word: the rules' own if it
// is one, and otherwise the likeliest other that is. It returns the forms where
// that is not what the rules say.
func checked(words []string, l *tag.Lemmatizer, votes map[string]map[string]int, seen func(upos, lemma string) bool, known func(key string) bool) (keys, lemmas []string) {
	isWord := map[string]bool{}
	for _, w := range words {
		isWord[w] = true
	}
	// The tags whose forms mostly differ from their lemmas.
	var pairs [][2]string
	for _, key := range slices.Sorted(maps.Keys(votes)) {
		if endingAt(key) != len(key) || key[len(key)-1] != ' ' {
			continue
		}
		same, all := 0, 0
		for script, n := range votes[key] {
			all += n
			if strings.HasSuffix(script, "0+") {
				same += n
			}
		}
		if upos, xpos, _ := strings.Cut(key[:len(key)-1], " "); all >= 100 && 2*same < all {
			pairs = append(pairs, [2]string{upos, xpos})
		}
	}
	for _, w := range words {
		if len(w) < 4 || strings.ContainsFunc(w, func(r rune) bool { return r < 'a' || r > 'z' }) {
			continue
		}
		for _, pair := range pairs {
			upos, xpos := pair[0], pair[1]
			key := string(tag.FormKey(nil, w, upos, xpos))
			said := l.Lemma(w, upos, xpos, true)
			if known(key) || seen(upos, said) || said == w {
				continue
			}
			// What other forms with such an ending become.
			best, most, bestSeen := "", 0, false
			for size := 2; size <= 3; size++ {
				ending := votes[string(tag.RuleKey(nil, upos, xpos, false, w[len(w)-size:]))]
				all := 0
				for _, n := range ending {
					all += n
				}
				for _, text := range slices.Sorted(maps.Keys(ending)) {
					script, err := tag.ParseScript(text)
					if err != nil || ending[text] < 5 || 20*ending[text] < all || script.Cut > size {
						continue
					}
					lemma, ok := script.Apply(w)
					if !ok || len(lemma) < 3 || lemma == w {
						continue
					}
					sure := seen(upos, lemma)
					if !sure && (isWord[said] || !isWord[lemma]) {
						continue
					}
					if sure && !bestSeen || sure == bestSeen && ending[text] > most {
						best, most, bestSeen = lemma, ending[text], sure
					}
				}
			}
			if best != "" && best != said {
				keys, lemmas = append(keys, key), append(lemmas, best)
			}
		}
	}
	return keys, lemmas
}

// endingAt returns where the ending begins in a rule's key: after the mark that
// follows the two tags.
func endingAt(key string) int {
	first := strings.IndexByte(key, ' ')
	return first + 1 + strings.IndexAny(key[first+1:], " ^") + 1
}

// scriptFor returns the script that makes lemma of form.
func scriptFor(form, lemma string) string {
	lower := strings.ToLower(form)
	keep := false
	base := lower
	if commonPrefix(form, lemma) > commonPrefix(lower, lemma) {
		keep, base = true, form
	}
	n := commonPrefix(base, lemma)
	return tag.Script{Keep: keep, Cut: len(base) - n, Add: lemma[n:]}.String()
}

// commonPrefix is the length in bytes of the characters that both begin with.
func commonPrefix(a, b string) int {
	n := 0
	for i, r := range a {
		if i >= len(b) || !strings.HasPrefix(b[i:], string(r)) {
			break
		}
		n = i + len(string(r))
	}
	return min(n, len(a), len(b))
}
