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
func lemmatizer(f *model.File, sentences []conllu.Sentence) {
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
