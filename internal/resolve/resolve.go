// Package resolve says who is who in a case: which mentions, of all documents,
// are of one person, organisation, place or thing.
//
// It works in two steps. Within a document, chains of mentions, parts of names
// what the text itself says ("better known as"), whose words "I" stands in
// (first.go) and what descriptions fit (described.go) make referents (local.go).
// Across documents, referents whose names meet are joined (across.go), and those
// whose names a rewording has changed (reworded.go), where nothing speaks
// against it; what is only likely is left apart and said to be
// near, for a person to decide. A judgement that two are different cuts whatever
// chain of others joins them (cluster.go).
//
// All of it is a function of the readings and of the decisions, in any order.
// Names are compared only where they share a key of package names, so the work
// grows with the number of mentions and not with its square. It does not answer
// whether what is said of somebody is true, and it does not look anything up.
package resolve

import (
	"cmp"
	"maps"
	"slices"

	"github.com/stemma/stemma"
	"github.com/stemma/stemma/names"
	"github.com/stemma/stemma/nlp"
)

// Version names the rules: with others the same readings give other entities.
const Version = "resolve 19"

// A Document is what is asked of a document: its text and what was read in it.
type Document struct {
	*stemma.Document
	Mentions   []stemma.Mention // in order of the text
	Statements []*stemma.Statement
}

// A Decision is a person's word that two mentions are of one, or are not.
type Decision struct {
	A, B      stemma.ID // mentions
	Same      bool
	Judgement stemma.ID
}

// A Case collects the documents that are resolved together.
type Case struct {
	names     *names.Comparer
	referents []*referent
	joined    []joint // within documents
	near      []joint // within documents, of those that may be one
	apart     [][2]*referent
	links     []linked
	derived   []stemma.Derivation
	named     map[stemma.ID][]named  // of the documents that rewordings are between
	hidden    map[stemma.ID][]hidden // of the documents that share passages
	told      map[stemma.ID][]told   // of the same
	peoples   map[string]bool        // that the documents name, without the s of many
	ties      []placedTie
	outlets   map[stemma.ID]string // who publishes a document, in plain form
	memory    memory               // how names met
}

// linked is a statement with the mentions that are the sources of its links and
// the arguments of its proposition.
type linked struct {
	statement     stemma.ID
	sources, args []stemma.ID
}

// New returns a Case without documents.
func New() (*Case, error) {
	c, err := names.Standard()
	if err != nil {
		return nil, err
	}
	return &Case{names: c, named: map[stemma.ID][]named{}, hidden: map[stemma.ID][]hidden{}, told: map[stemma.ID][]told{}, peoples: map[string]bool{}, outlets: map[stemma.ID]string{}, memory: newMemory()}, nil
}

// A Part is what one document says of who is who, by itself. It does not depend on
// any other document, so it can be kept (Bytes) as long as the document is not read
// anew.
type Part struct {
	doc       stemma.ID
	referents []*referent
	joined    []joint
	near      []joint        // what may be joined
	apart     [][2]*referent // what must not be
	links     []linked
	named     []named
	hidden    []hidden
	told      []told
	peoples   map[string]bool // that it names, without the s of many
	ties      []tie
	outlet    string // who publishes it, in plain form
}

// Add takes a document in. The order in which documents come does not matter.
func (c *Case) Add(d Document) { c.Put(c.Read(d)) }

// Read resolves a document by itself. It may be called by many goroutines at once.
func (c *Case) Read(d Document) *Part {
	l := c.local(d)
	p := &Part{doc: d.ID, peoples: l.peoples, ties: l.ties()}
	if d.Publisher != nil {
		p.outlet = plainOf(d.Publisher.Value)
	}
	for _, s := range d.Statements {
		if x := l.link(s); x != nil {
			p.links = append(p.links, *x)
		}
	}
	referents, apart, of := l.referents()
	p.joined, p.near, p.apart = l.joined, l.near, apart
	p.referents, p.named, p.hidden, p.told = referents, l.placed(of), l.hidden(of), l.told(of)
	return p
}

// Doc is the document.
func (p *Part) Doc() stemma.ID { return p.doc }

// Who is a mark of which entities the document names by a resolution: the same as
// long as each of its mentions, and each source and argument of its statements, is of the
// same entity.
func (p *Part) Who(r *stemma.Resolution) stemma.ID {
	of := []string{string(p.doc)}
	for _, x := range p.referents {
		for _, m := range x.mentions {
			of = append(of, string(m), string(r.Of[m]))
		}
	}
	for _, l := range p.links {
		of = append(of, string(l.statement))
		for _, list := range [2][]stemma.ID{r.Voices[l.statement], r.Args[l.statement]} {
			for _, x := range list {
				of = append(of, string(x))
			}
			of = append(of, "")
		}
	}
	return stemma.NewID('m', of...)
}

// Put takes in what a document says. Each is put once: what the other documents
// say may change it.
func (c *Case) Put(p *Part) {
	c.links = append(c.links, p.links...)
	if _, ok := c.named[p.doc]; ok {
		c.named[p.doc] = p.named
	}
	if _, ok := c.hidden[p.doc]; ok {
		c.hidden[p.doc], c.told[p.doc] = p.hidden, p.told
	}
	maps.Copy(c.peoples, p.peoples)
	if p.outlet != "" {
		c.outlets[p.doc] = p.outlet
	}
	for _, t := range p.ties {
		c.ties = append(c.ties, placedTie{t, p.doc})
	}
	c.referents, c.joined = append(c.referents, p.referents...), append(c.joined, p.joined...)
	c.near, c.apart = append(c.near, p.near...), append(c.apart, p.apart...)
}

// Resolve says who is who among the documents added.
func (c *Case) Resolve(decisions []Decision) *stemma.Resolution {
	slices.SortFunc(c.referents, func(a, b *referent) int { return cmp.Compare(a.id, b.id) })
	g := c.across()
	byMention := map[stemma.ID]int{}
	if len(decisions) > 0 { // else nobody asks, and there are many
		for i, r := range c.referents {
			for _, m := range r.mentions {
				byMention[m] = i
			}
		}
	}
	for _, d := range decisions {
		a, okA := byMention[d.A]
		b, okB := byMention[d.B]
		if !okA || !okB {
			continue
		}
		if d.Same {
			g.join(edge{a: a, b: b, score: decided, evidence: stemma.Evidence{Kind: stemma.Decided, Score: 1, Judgement: d.Judgement, Explain: "a person decided it"}})
		} else {
			g.part(a, b)
		}
	}
	return c.entities(g)
}

// decided is the score of an edge that a person made: nothing weaker is kept
// in its stead.
const decided = 2

// A referent is what some mentions of one document refer to.
type referent struct {
	id       stemma.ID // the least of its mentions
	doc      stemma.ID
	path     string
	kind     nlp.EntityType
	names    []*used // in order of the text
	words    string  // for one without a name, the first words for it
	mentions []stemma.ID
	roles    []stemma.Role
	metonym  bool       // a place that speaks
	at       int        // in the referents of the case, once they are sorted
	said     bool       // one of its mentions is a source
	definite bool       // it has no name, and its words begin with "the" or "his"
	begin    int        // of its first mention
	called   [][]string // by what words the text calls it beside its name, in small letters
	settled  bool       // who has a fuller name in the same text
	short    bool       // the end of a fuller name of a body, in the same text
}

// used is a name as a document uses it.
type used struct {
	text    string // as it is first written
	plain   string // folded, for being the same
	name    *names.Name
	kind    nlp.EntityType
	n       int
	at      stemma.Span
	metonym bool // a place that speaks
	speaks  bool // it speaks, wherever the text has it so
	bare    bool // one word of a person's name, which may be anybody's
	owner   bool // of what a government has ("Velm's refusal"), where it does not speak itself
	// designation is "Velm garrison" and "accord of 1988": another place or year is another.
	designation bool
	borne       bool // here it is one's of two people who have it, by the text
	signs
}

// joint is why two names of one document are held to be one's.
type joint struct {
	a, b         int // in the names of the document
	from, to     *referent
	nameA, nameB string
	evidence     stemma.Evidence
}

// KindOf is how package names reads the names of entities of a type; names.Any
// where the type does not say.
func KindOf(t nlp.EntityType) names.Kind {
	switch t {
	case nlp.Person:
		return names.Person
	case nlp.Company:
		return names.Company
	case nlp.Organization, nlp.PublicBody, nlp.Group:
		return names.Organization
	}
	return names.Any
}

// class puts types together between which a reader easily errs.
func class(t nlp.EntityType) byte {
	switch t {
	case nlp.Person:
		return 'p'
	case nlp.Organization, nlp.Company, nlp.PublicBody, nlp.Group:
		return 'o'
	case nlp.Place, nlp.Facility:
		return 'l'
	case "":
		return '?'
	}
	return 'x'
}

func compatible(a, b nlp.EntityType) bool {
	x, y := class(a), class(b)
	return x == y || x == '?' || y == '?'
}
