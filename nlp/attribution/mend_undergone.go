package attribution

import (
	"strings"

	"github.com/stemma/stemma/nlp"
)

// undergone takes from findings a source that only hears what is said, or that is
// said to have done it, and gives them whoever does so where the text names him: of
// "the mayor was told by a guard that S" the guard is the source, and of "two men
// accused of S" nobody who is named is.
func (p *page) undergone() {
	if !p.trees() {
		return
	}
	for i := range p.found {
		f := &p.found[i]
		if f.deep {
			continue // by its own page
		}
		for t := f.cue.from; t < f.cue.to; t++ {
			if p.examined(f, t) {
				f.source = tokens{}
				break
			}
			lemma := strings.ToLower(p.doc.Tokens[t].Lemma)
			byAgent := p.ofAgent(p.hanging(t, "obl:agent"))
			told := p.lex.Told[lemma] && (p.takesClause(t) || !byAgent.empty())
			if !told && !(p.lex.Accused[lemma] && (p.accuses(t) || !byAgent.empty())) {
				continue
			}
			if who := p.undergoes(t); who >= 0 {
				p.byAgent(f, t, who, told)
				break
			}
		}
	}
}

// takesClause says whether a clause hangs on the verb at token t that it tells: the tree may have it for
// one of time, "was told on Monday that S".
func (p *page) takesClause(t int32) bool {
	s := p.hanging(t, "ccomp", "advcl")
	if s < t {
		return false
	}
	that := p.hanging(s, "mark")
	return p.doc.Tokens[s].Deprel == "ccomp" || that > t && p.words[that].class&That != 0
}

// examined says whether the noun at token t is for what others say, and the source only looks into it or
// is met by it: "police are examining claims that", "the mayor left over claims that".
func (p *page) examined(f *finding, t int32) bool {
	d := &p.doc.Tokens[t]
	if d.UPOS != "NOUN" || !p.lex.Sayings[p.form(int(t))] || p.hanging(t, "nmod:poss") >= 0 {
		return false
	}
	verb := int32(d.Head)
	if verb < 0 {
		return false
	}
	who := p.hanging(verb, "nsubj")
	if who < f.source.from || who >= f.source.to {
		return false
	}
	switch at := p.hanging(t, "case"); d.Deprel {
	case "obj":
		return p.lex.Examines[strings.ToLower(p.doc.Tokens[verb].Lemma)]
	case "obl":
		return at >= 0 && p.lex.Amid[p.form(int(at))]
	}
	return false
}

// accuses says whether what the verb at token t accuses somebody of stands behind it.
func (p *page) accuses(t int32) bool {
	k := p.hanging(t, "advcl", "obl")
	if k > 0 && p.doc.Tokens[k].Deprel == "obl:agent" {
		k = p.hanging(t, "advcl")
	}
	if k < t {
		return false
	}
	at := p.hanging(k, "mark", "case")
	return at > t && at < k && p.lex.Accusing[p.form(int(at))]
}

// undergoes is whom the verb at token t tells or accuses where that stands before it as
// its subject, or as the noun that a participle hangs on; -1 for nobody.
func (p *page) undergoes(t int32) int32 {
	d := &p.doc.Tokens[t]
	if d.UPOS != "VERB" && d.UPOS != "ADJ" || p.hanging(t, "obj", "iobj") >= 0 {
		return -1
	}
	if d.Deprel == "acl" && d.XPOS == "VBN" && int32(d.Head) < t {
		return int32(d.Head)
	}
	// The tree may have a verb of its own for the participle of "Orel, wanted for theft, left".
	if !p.passive(t) && !p.lex.Blames[strings.ToLower(d.Lemma)] {
		return -1
	}
	return p.subjectOf(t, 0)
}

// byAgent makes whoever is named behind "by" the source of a finding whose verb is at token t,
// nobody where none is, and who undergoes it no source: one who hears is no part of what is
// said, and of one who is accused it is said.
func (p *page) byAgent(f *finding, t, who int32, told bool) {
	in := func(i int32, s tokens) bool { return s.from <= i && i < s.to }
	agent := p.hanging(t, "obl:agent")
	undergoer := p.under(who, func(_ *nlp.Token, a int) bool { return int32(a) == t })
	switch {
	case in(who, f.source):
		undergoer = f.source
	case !f.source.empty() && !in(agent, f.source):
		return // another's word
	}
	f.source = tokens{}
	if agent > t {
		f.source = p.spoken(agent)
		if what := p.ofAgent(agent); !what.empty() {
			f.source.to = min(f.source.to, what.from)
			f.content = []tokens{what}
		}
	}
	first := f.content[0]
	switch {
	case told && in(who, first) && first.to <= f.cue.from && len(f.content) > 1:
		f.content = f.content[1:]
	case !told && !in(who, first) && undergoer.to <= f.cue.from && undergoer.to <= first.from:
		f.content = append([]tokens{undergoer}, f.content...)
	}
}

// ofAgent is the clause that the tree hangs on who tells or accuses, and the verb takes: "was told by
// a guard that S", "was accused by a guard of S"; none where there is none.
func (p *page) ofAgent(agent int32) tokens {
	if agent < 0 {
		return tokens{}
	}
	k := p.hanging(agent, "acl", "advcl")
	if k < agent {
		return tokens{}
	}
	what := p.under(k, nil)
	that := p.words[what.from].class&That != 0 && p.doc.Tokens[what.from].UPOS == "SCONJ"
	if what.from != agent+1 || !that && !p.lex.Accusing[p.form(int(what.from))] {
		return tokens{}
	}
	return what
}

// spoken is the phrase of token i without the preposition before it.
func (p *page) spoken(i int32) tokens {
	who := p.under(i, nil)
	if p.hanging(i, "case") == who.from {
		who.from++
	}
	return who
}
