package stemma

import (
	"cmp"
	"slices"

	"github.com/stemma/stemma/nlp"
)

// An Entity is who or what mentions refer to, across the case: a person, an
// organisation, a place, a thing, named or not. Entities are computed from all
// readings and from what persons decided, never read and never edited: to say
// that two are one, or are not, is a [Judgement].
type Entity struct {
	// ID is the digest of the least of the mentions that have it, so it stays
	// when mentions are added and changes when entities are joined or parted.
	ID   ID
	Type nlp.EntityType // "" if not known
	// Name is the fullest of the names that it is called by most, or, for one
	// without a name, the first words for it.
	Name    string
	Named   bool
	Aliases []Alias // by how often they are used, then by name
	Roles   []Role  // in order of document path and place
	// Near are entities that may be the same and were left apart: a person is
	// to decide. The nearest first.
	Near     []Near
	Mentions int // how many, of any form
	Docs     int // in how many documents
}

// Called is what the entity is called: its name, or, in quotation marks, the first words
// for one without a name.
func (e *Entity) Called() string {
	if e.Named {
		return e.Name
	}
	return "“" + e.Name + "”"
}

// EntityID is the ID of the entity whose least mention is first.
func EntityID(first ID) ID { return NewID('e', string(first)) }

// An Alias is one way in which texts name an entity.
type Alias struct {
	Name  string
	Latin string // in the letters a to z, for looking it up from another script; "" if Name is in them
	N     int    // mentions by this name
	Docs  []ID   // where, in order of path; at most 20
	// Evidence is why it is a name of this entity; empty for the name that the
	// entity is known by.
	Evidence []Evidence
}

// MainAlias is the alias that the entity is known by: Name, or, where texts use
// no such name, as for the government that a place stands for, the one used
// most; "" for an entity without a name.
func (e *Entity) MainAlias() string {
	if len(e.Aliases) == 0 {
		return ""
	}
	if slices.ContainsFunc(e.Aliases, func(a Alias) bool { return a.Name == e.Name }) {
		return e.Name
	}
	return e.Aliases[0].Name
}

// Parted says which of the names would stay with the entity and which would go
// with one of them, were a person to say that this one is somebody else: by the
// reasons that are kept, the weakest taken out first, as a decision takes them
// out. A name that no kept reason joins to either stays. Both are in the order
// of Aliases; goes is empty where the name is no alias or the main name.
func (e *Entity) Parted(name string) (stays, goes []Alias) {
	at := make(map[string]int, len(e.Aliases))
	for i, a := range e.Aliases {
		at[a.Name] = i
	}
	apart, ok := at[name]
	if !ok || name == e.MainAlias() {
		return e.Aliases, nil
	}
	type tie struct {
		score float64
		a, b  int
	}
	var ties []tie
	for i, a := range e.Aliases {
		for _, x := range a.Evidence {
			if j, ok := at[x.With]; ok {
				score := x.Score
				if x.Kind == Decided {
					score = 2
				}
				ties = append(ties, tie{score, min(i, j), max(i, j)})
			}
		}
	}
	slices.SortStableFunc(ties, func(x, y tie) int {
		return cmp.Or(cmp.Compare(y.score, x.score), x.a-y.a, x.b-y.b)
	})
	main := at[e.MainAlias()]
	set := make([]int, len(e.Aliases)) // the least alias that each is joined with
	for i := range set {
		set[i] = i
	}
	for _, t := range ties {
		from, to := set[t.a], set[t.b]
		if from == to || min(from, to) == min(set[main], set[apart]) && max(from, to) == max(set[main], set[apart]) {
			continue
		}
		for i := range set {
			if set[i] == from || set[i] == to {
				set[i] = min(from, to)
			}
		}
	}
	for i, a := range e.Aliases {
		if set[i] == set[apart] {
			goes = append(goes, a)
		} else {
			stays = append(stays, a)
		}
	}
	return stays, goes
}

// Evidence is one reason why two names are held to be one's.
type Evidence struct {
	Kind    EvidenceKind
	With    string  // the other name
	Doc     ID      // "" where it does not stand in one text
	Span    Span    // the words that show it
	Score   float64 // 0 to 1
	Explain string  // in words for a person
	// Judgement is the decision, for Decided.
	Judgement ID
}

// EvidenceKind says what kind of reason joins two names.
type EvidenceKind string

// Kinds of evidence.
const (
	Spelling  EvidenceKind = "spelling"  // the names meet
	PartOf    EvidenceKind = "part"      // one is a part of the other, and of no other name there
	Equation  EvidenceKind = "equation"  // the text says so: "better known as"
	Acronym   EvidenceKind = "acronym"   // first letters
	CoChain   EvidenceKind = "chain"     // the text goes on with the other name
	Decided   EvidenceKind = "decided"   // a person said so
	Reworded  EvidenceKind = "reworded"  // a rewording of a text has the other name in the same place
	Copied    EvidenceKind = "copied"    // both texts have the passage in which it stands
	Metonym   EvidenceKind = "metonym"   // a place that speaks is its government
	Described EvidenceKind = "described" // what he is called and what he told fit one whom a text does not name
)

// A Role is what a text says that somebody is: "defence minister". It is held
// at the time of the text, on its word.
type Role struct {
	Words string
	Doc   ID
	Span  Span
}

// Near is an entity that may be the same.
type Near struct {
	Entity ID
	Score  float64 // 0 to 1
	Why    string  // in words for a person
}

// A Resolution says who is who in a case. It follows from all readings and the
// log.
type Resolution struct {
	Entities []Entity // in order of ID
	// Of is the entity of each mention that has one.
	Of map[ID]ID
	// Voices are the entities of the sources of each statement's chain, a link
	// each, "" where there is none. Statements without any are left out.
	Voices map[ID][]ID
	// Args are those of the arguments of each statement's proposition, likewise.
	Args map[ID][]ID
	// Since, if it is given, says of which documents the mentions, sources and arguments
	// have other entities than in the resolution put before; the others are not
	// looked at.
	Since *Since
}

// A Since is what tells a resolution from the one before.
type Since struct {
	Edition ID     // of what both were made; where it is another by now, all documents are looked at
	Stage   string // under which marks are kept
	Marks   []Kept // of the documents that differ, kept with the resolution; see Store.Keep
}

// An EntityFilter picks entities that fit all that it says; its zero value
// picks all.
type EntityFilter struct {
	Type    nlp.EntityType // "unknown" for those of no known type
	Name    string         // letters that stand in any of its names, as written or in Latin letters, whatever their case
	Doc     ID             // mentioned in this document
	Unnamed bool           // also those without a name
	Limit   int            // 0 for no limit
	Offset  int
}

// Kinds of judgement on who is who. About are two mentions: of the one and of
// the other.
const (
	SameAs    JudgementKind = "same"
	Different JudgementKind = "different"
)

// OnIdentity reports whether judgements of the kind are about who is who, and
// so attached to mentions and not to a statement.
func (k JudgementKind) OnIdentity() bool { return k == SameAs || k == Different }
