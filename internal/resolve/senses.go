package resolve

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/stemma/stemma/nlp"
)

// A sense is for what the whole case uses a name.
type sense struct {
	place, person, other int
	speaks               bool  // it is a source somewhere
	personal, sure       bool  // what shows that it is a person's; see signs
	first                *used // for a name of one whom a text may name and the reader overlook
}

// senses looks at all uses of each name before referents are joined. The reader
// errs in the type of a name where a text says little of it; another text tells.
// A name that is a place's is the government's where it speaks, a word that is
// mostly a person's name is his, and a source that the reader has not known for
// a name is whoever has that name elsewhere.
func (c *Case) senses() {
	of := map[string]*sense{}
	get := func(plain string) *sense {
		if of[plain] == nil {
			of[plain] = &sense{}
		}
		return of[plain]
	}
	for _, r := range c.referents {
		for _, u := range r.names {
			s := get(u.plain)
			s.speaks = s.speaks || u.metonym || u.speaks && !u.owner
			if u.metonym {
				continue
			}
			switch {
			case u.kind == nlp.Place:
				s.place += u.n
			case u.kind == nlp.Person:
				located := u.located
				if u.personal {
					located = 0
				}
				s.place += located
				s.person += u.n - located
				s.personal, s.sure = s.personal || u.personal, s.sure || u.sure
				if last := strings.LastIndexByte(u.plain, ' '); last > 0 {
					get(u.plain[last+1:]).person += u.n
					for w := range strings.FieldsSeq(u.plain) {
						get(w).sure = true
					}
				}
			default:
				s.other += u.n
			}
			if class(u.kind) != 'x' && !u.bare && s.first == nil {
				s.first = u
			}
		}
	}
	for _, r := range c.referents {
		if s := of[plainOf(r.words)]; len(r.names) == 0 && r.said && s != nil {
			s.speaks = true
		}
	}
	for _, r := range c.referents {
		for _, u := range r.names {
			c.sense(r, u, of[u.plain])
		}
		if len(r.names) == 0 && r.said {
			c.overlooked(r, of)
		}
	}
}

// sense corrects the type of a name by what the case uses it for.
func (c *Case) sense(r *referent, u *used, s *sense) {
	if u.metonym || strings.Contains(u.plain, " ") {
		return
	}
	switch {
	case u.kind == nlp.Person && u.bare && !s.personal && !s.sure && s.place < s.person+s.other && !c.land(u.plain):
		// The reader has guessed, and nothing shows what it is.
		u.kind, r.kind = "", ""
		return
	case c.land(u.plain) || s.place > s.person+s.other || s.place > 0 && s.place == s.person && s.other == 0 && !s.personal:
		if u.speaks && (!u.owner || s.speaks && !c.land(u.plain)) {
			u.metonym, r.metonym, u.kind = true, true, nlp.PublicBody
		} else {
			u.kind = nlp.Place
		}
	case u.kind == nlp.Place && s.person > 2*s.place:
		u.kind = nlp.Person
	default:
		return
	}
	u.name = c.names.Parse(u.text, KindOf(u.kind))
	u.bare = u.kind == nlp.Person && cores(u.name) < 2
	r.kind = u.kind
}

// land reports whether a text of the case has a people that is called by the name.
func (c *Case) land(plain string) bool {
	return len(plain) >= 4 && slices.ContainsFunc(ofPeoples, func(end string) bool { return c.peoples[plain+end] })
}

// overlooked gives a source its name: its words are all the name of somebody whom
// the case knows, or a place's that it knows.
func (c *Case) overlooked(r *referent, of map[string]*sense) {
	plain := plainOf(r.words)
	s := of[plain]
	if s == nil || !capitalised(r.words) {
		return
	}
	u := &used{text: r.words, plain: plain, n: 1}
	switch {
	case !strings.Contains(plain, " ") && (s.place > s.person+s.other || c.land(plain)):
		u.kind, u.metonym, r.metonym = nlp.PublicBody, true, true
	case s.first != nil && class(s.first.kind) != 'l':
		u.kind = s.first.kind
	default:
		return
	}
	u.name = c.names.Parse(r.words, KindOf(u.kind))
	r.names, r.kind, r.roles = []*used{u}, u.kind, nil
}

// capitalised reports whether every word but the small ones begins with a capital.
func capitalised(words string) bool {
	for w := range strings.FieldsSeq(words) {
		if first, _ := utf8.DecodeRuneInString(w); !unicode.IsUpper(first) && !smallWords[w] {
			return false
		}
	}
	return words != ""
}
