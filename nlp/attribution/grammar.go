package attribution

import (
	"strings"

	"github.com/stemma/stemma/nlp"
)

// tag is the token at item k of the line where the page has tags, nil where it
// has none.
func (p *page) tag(l *line, k int) *nlp.Token {
	if p.doc.Has&nlp.Tags == 0 || k < 0 || k >= len(l.items) || l.items[k].quote >= 0 {
		return nil
	}
	return &p.doc.Tokens[l.items[k].first]
}

// finiteTag says whether item k is tagged as a finite verb. It is false where
// there are no tags.
func (p *page) finiteTag(l *line, k int) bool {
	t := p.tag(l, k)
	return t != nil && (t.UPOS == "VERB" || t.UPOS == "AUX") && strings.Contains(t.Feats, "VerbForm=Fin")
}

// sound says whether the source can be one: it is no bare number or date, does
// not begin with a preposition or a verb, and holds no finite verb but in a
// clause of its own.
func (p *page) sound(f *finding) bool {
	if f.source.empty() || p.words[f.source.from].line < 0 {
		return true
	}
	l := &p.lines[p.words[f.source.from].line]
	from := int(p.words[f.source.from].at)
	named, within := false, false
	for k := from; k < len(l.items) && l.items[k].first < f.source.to && k-from < sourceReach; k++ {
		w := p.at(l, k)
		if w == nil {
			named = true
			continue
		}
		if w.alpha && !p.digit(l, k) && w.class&Period == 0 || p.spelled(l, k) {
			named = true
		}
		if w.class&(Relative|That|Question) != 0 || w.punct == comma || w.punct == dash || w.punct == bracketOpen {
			within = true
		}
		// "The poll released shows", "according to maps and leaked letters": a
		// tagger is often wrong there.
		participle := ends(p.formAt(l, k), p.lex.VerbEnd) &&
			(l.items[k].last+1 == f.source.to || f.cueAt == nil && p.is(l, k-1, Conjunction))
		if k > from && !within && !participle && p.finiteTag(l, k) && !w.upper && !p.possesses(l, k) && !p.modifies(l, k) {
			if !p.owner(f) {
				return false
			}
			// "the findings support Orel's claim": the owner begins behind it.
			from = k + 1
			f.source.from, named = l.items[k].last+1, false
		}
	}
	if !named {
		return false
	}
	first := p.at(l, from)
	if first == nil || first.upper && !first.caps {
		return true
	}
	if first.class&Preposition != 0 && first.class&(Determiner|Roughly) == 0 || first.entry.said && first.class == 0 && p.atPhrase(l, from) {
		return false
	}
	// "support Orel's", but not "exit polls".
	t, next := p.tag(l, from), p.at(l, from+1)
	if t == nil || t.UPOS != "VERB" || strings.Contains(t.Feats, "VerbForm=Part") || next == nil ||
		l.items[from+1].first >= f.source.to || !next.upper && next.class&(Determiner|Possessive) == 0 {
		return true
	}
	f.source.from++
	return p.owner(f)
}

// owner says whether the source owns the noun that is the cue: "Orel's claim".
func (p *page) owner(f *finding) bool {
	return f.cueAt == nil && p.words[f.source.to-1].class&Genitive != 0
}

// modifies says whether the trees have the verb at item k tell more of a noun:
// "a speech Orel gave".
func (p *page) modifies(l *line, k int) bool {
	t := p.tag(l, k)
	return t != nil && p.doc.Has&nlp.Dependencies != 0 && (strings.HasPrefix(t.Deprel, "acl") || t.Deprel == "amod" || t.Deprel == "compound")
}

// spelled says whether the number at item k stands for people: "two said".
func (p *page) spelled(l *line, k int) bool {
	return p.is(l, k, Determiner) && !p.digit(l, k)
}

// atPhrase says whether a phrase that introduces a source stands at item k.
func (p *page) atPhrase(l *line, k int) bool {
	for _, phrase := range p.lex.According {
		if p.follows(l, k, phrase) {
			return true
		}
	}
	return false
}
