package claim

import (
	"cmp"
	"math"
	"regexp"
	"slices"
	"strings"

	"github.com/stemma/stemma"
	"github.com/stemma/stemma/nlp"
	"github.com/stemma/stemma/nlp/clause"
	"github.com/stemma/stemma/nlp/en"
)

// A text is what is kept of a document in a collection.
type text struct {
	id         stemma.ID
	path       string
	day        string      // of publication, EDTF
	publisher  string      // in small letters, without an article
	words      []term      // its content words, in order of term
	number     int         `pack:"-"` // among the texts of the collection, in their order
	shared     sharedWords `pack:"-"`
	norm       float64     `pack:"-"`
	story      int         `pack:"-"` // number of the story that it tells
	usual      float64     `pack:"-"` // how alike it is to those that it is most alike
	sign       sign        `pack:"-"` // of what it tells, 0 where nothing of it is kept
	asked      sign        `pack:"-"` // the same with what its figures are compared by
	recalled   []met       `pack:"-"` // how its figures met those of others, as it was kept; in order of sign
	learned    []met       `pack:"-"` // and as it is now
	tellings   []*telling
	figures    []*figure
	statements []*member
	identities []*identity
	// takeBacks are where it says that somebody takes back what he said.
	takeBacks []*takeBack
	rivals    []int          // where it says that accounts differ
	places    []string       // the names of all places that it names, in small letters and in order
	opening   []string       // those of them that its beginning names, in order
	beside    [][2]stemma.ID // places that it names side by side, in order: "in Varo, Linsk"
}

// A member is a statement as claims need it.
type member struct {
	id      stemma.ID
	text    *text
	n       int // in order of place within the document
	content []stemma.Span
	chain   []stemma.Attribution
	quote   string      // the content, shortened
	source  string      // words for whoever is nearest to it, "" for the author
	names   []stemma.ID // the named entities of its content and of the words right around it, in order
	about   []stemma.ID // those of its content alone, but for its sources
	whom    []stemma.ID // the entities that its content speaks of by any words, but for its sources, in order
	words   []uint32    // its content words, in order
	figures []uint32    // those of them that are numbers, in order
	days    []string    // the days that it names, in order
	letters string      // all its letters, without marks and in small letters
	spoken  []uint32    // its words with the marks between them, in order of the text, of a sentence that is quoted
	parts   []string    // those of each span of its content
	odd     bool        // an odd number of its words negate
	negated []uint32    // the words of which those deny something
	voiced  bool        // who reports it says that its voice does no more than allege it; or that is a paper that is called forged
	refuted bool        // its voice is nobody's who is named, and who reports it says that it is not so
	alleged bool        // so, or its first main clause tells of what somebody is accused of
	judges  bool        // its words say of a clause whether it is so: "it is untrue that"
	denied  bool        // its first main clause is denied by its words
	demands bool        // its first main clause tells of what is to be or not to be: "must not end"
	deed    []uint32    // the content words of what somebody is accused of by that clause, in order
	// corrected are the content words of what its words set right, one after another: "seven"
	// of "not seven but nine".
	corrected [][]uint32
	// hedges are the words by which the links of its chain are less than sure, and said all words
	// of its content; in order. hedged are the content words of each sentence in which those hedges
	// stand: the lists of the scan itself, for a sentence may have thousands of members.
	hedges, said []uint32
	hedged       [][]uint32
	// supposes says that it begins with a case that may not be, or that its first main clause
	// tells of one: "if he sold the keys", "he would have sold the keys".
	supposes bool
	queries  bool   // its first main clause is asked
	averse   bool   // its voice is against what it tells of, and denies nothing
	verb     uint32 // the word that heads its first main clause
	// core is who does and who suffers what that clause tells, each by the words that may stand for
	// him: "unit" and "garrison" of "a unit of the garrison". A pronoun has none: then pronoun is set.
	core    [][]uint32
	pronoun bool
	future  bool   // that clause tells of what is to be
	past    bool   // it tells of what was
	asserts bool   // it stands before what is asked, "he left, but who saw it?", and nothing else leaves it open
	extent  extent // of its first main clause

	reply     reply // how it answers what stands before it
	replyAt   int   // where the words are that show it
	hearsay   bool
	called    []string // the words for its source that tell it from others, its own and the fullest of its text
	former    bool     // it was said before what the text tells of: "had first said"
	now       bool     // its source sets it against what he said before: "now says"
	cue       string
	on        dayAt
	since     int // where the text first speaks of the day that it names; 0 for none
	paragraph int
	against   int // where the sentence with "but" begins that it belongs to; 0 for none
}

// cues are those of all statements, in order.
func (t *text) cues() (out []nlp.Span) {
	for _, m := range t.statements {
		for _, l := range m.chain {
			if !l.Cue.IsZero() {
				out = append(out, l.Cue)
			}
		}
	}
	slices.SortFunc(out, func(a, b nlp.Span) int { return cmp.Or(cmp.Compare(a.Begin, b.Begin), cmp.Compare(a.End, b.End)) })
	return slices.Compact(out)
}

// bounds is the least span that holds the whole content.
func (m *member) bounds() stemma.Span {
	return stemma.Span{Begin: m.content[0].Begin, End: m.content[len(m.content)-1].End}
}

// voice is the last link.
func (m *member) voice() *stemma.Attribution { return &m.chain[len(m.chain)-1] }

// A telling is one word of a text that says what happens or is, with what the
// sentence says of it.
type telling struct {
	text    *text
	by      *member // the statement that it is part of, nil for none
	n       int     // in the order of the text
	head    stemma.Span
	lemma   string
	class   string
	stem    string
	noun    bool
	leads   bool     // it stands where the text tells what it is about
	plural  bool     // the noun is of several
	like    []uint32 // the adjectives and numbers with it, hashed, in order
	look    look
	args    []argument
	when    string // EDTF
	weekday string // its name, where the text says no more of the day
	time    stemma.Span
	place   stemma.ID
	at      stemma.Span // the words of the place
	where   string      // those, on one line
	// denied, hedged and open say that the sentence negates it, is not sure of it,
	// or leaves it open: asks, demands, expects.
	denied, hedged, open bool
	alleged              bool     // by words of hearsay: "allegedly", "the alleged bomber"
	refuter              *member  // who says that it is not so, where another says that it is
	supposed             bool     // it is left open by a word, not by how it is likely to be meant
	around               []uint32 // the content words of its sentence, in order
	sentence             stemma.Span
	clause               stemma.Span // its own words
	gist                 gist
	given                bool // the text takes it for given, as what a noun is like
	idle                 bool // a word for a state that tells of none by itself: "released from prison"
	aside                bool // it stands in a relative clause, which nobody asks or denies
	picks                bool // that clause says of whom the text speaks: "the members who did not resign"
	future, past         bool // the verb says that it is to be, that it was
	presumed             bool // it stands in a phrase that takes it for given, which who denies the rest does not deny
	again                bool // the same words are a telling of another too
	extent               extent
	asked                bool   // it can be asked whether it is so, and some statement says it
	lasts                bool   // it is of a state that is so when the text tells of it: "is still in custody"
	thing                string // the noun of what it says to be somewhere, "" for none
}

// An argument is one part of what a telling tells.
type argument struct {
	role   string // agent, patient, other
	entity stemma.ID
	named  bool
	lemma  string // of its head
	person bool   // it may be a person or several
	words  string // those of an agent that has a name in them, "the Red Lamp group"
	span   stemma.Span
}

// A figure is a number with what it counts.
type figure struct {
	number
	text   *text
	by     *member
	n      int
	span   stemma.Span // the number with what it counts
	digits stemma.Span // the number alone
	noun   string      // lemma of what is counted, "" if the text leaves it out
	whose  stemma.ID   // the entity of what is counted
	named  bool        // by its name
	names  []string    // the words of that name, in order
	holder stemma.ID   // whose the number is, of those who have a name
	// holderNames are the words of all his names, in order; bracketed, that the number stands in brackets
	// behind one.
	holderNames []string
	bracketed   bool
	clock       []string // of a score: the times of a game's clock in its sentence, in order
	// persons are those named in its sentence on whose word it is not told, and personNames the words of
	// their names; in order.
	persons     []stemma.ID
	personNames []string
	close       []stemma.ID // named entities close by, in order of ID
	setting     setting     // of its sentence
	place       string      // the name of the place nearest to it, "" for none
	context     []uint32    // the content words of its sentence and of those around it
	with        []string    // lemmas of what stands with that noun, in order
	classes     []string    // of the predicates around it, the nearest first
	tellings    []*telling  // those predicates
	entities    []stemma.ID // named in its clause, in order of ID
	around      []uint32    // the content words of its sentence
	near        []uint32    // those within a few words of it
	look        look        // of the noun
	sentence    stemma.Span
	gist        gist        // what is said of it
	part        bool        // counts a part of another number: "five of the nine"
	back        bool        // speaks of a number that is told elsewhere: "of the nine", "its nine", "the number nine", "nine more"
	other       bool        // "two others"
	further     bool        // of a group beside one that is told of already: "a second convoy of eight trucks"
	not         bool        // it is what another number sets right: "not seven but nine"
	self        []uint32    // the words of the number
	some        string      // the word by which it counts a part: "first" of "the first five"
	scope       bool        // its sentence counts all of a country or of a year
	makes       []float64   // of others of its sentence, those that make it up
	listed      []stemma.ID // the persons whom its sentence names as those counted
	takenBack   *takeBack   // by which its text says that its source took it back
	sum         bool        // with others of its sentence it makes up another number
	person      bool        // what is counted are persons
	lead        bool        // in the first sentences of the text
	past        bool        // its sentence names a time well before the text
	offset      bool        // a length of time that says when, not how long: "two days before the vote"
	subject     string      // the lemma of what a length or a sum is told of: "the mill is 12 kilometres away", "the school programme costs"
	kinds       []string    // the nouns by which that is told apart from others of its kind, in order
	measures    bool        // it is said to be that long or that far, and nothing that it does
	to          []string    // of a way: the places that its sentence names before it, in small letters and in order
	known       known       `pack:"-"`
}

// scan reads the tellings and figures of a document from its note.
type scan struct {
	*text
	doc         *nlp.Doc
	looks       []look
	reader      *clause.Reader
	children    [][]int32
	entity      map[nlp.Span]stemma.Mention
	called      map[stemma.ID]called // the entities that have a name
	tellings    map[int]*telling     // by token
	markers     map[int][]nlp.Marker
	hedges      map[int][]nlp.Marker // those that are predicates, by where they begin
	falsities   []nlp.Marker         // in order
	implied     map[int][]nlp.Marker // what follows of clauses from the word that ends there
	questions   []nlp.Span           // what is asked, in order
	negations   map[int]bool         // where words that negate by themselves begin
	denials     map[int]bool         // where words begin that deny and are no negators: "untrue"
	unmet       map[int]bool         // where words begin by which somebody does not do what follows: "failed to"
	corrections map[int]int          // one more than the token that is set right, by where its negation begins
	// conditions are where words of the text begin that make a clause one of a case.
	conditions map[int]bool
	happened   map[int]float64 // how far it happened, by token
	sentence   []int           // of each token
	around     [][]uint32
	setting    []setting // of each sentence
	opposed    []int     // of each sentence: what against gives and one, 0 where it was not asked
	whole      []*whole  // of each sentence, nil where it was not asked
	furthest   []int     // of each statement: where the last of those up to it ends
	// The same of the mentions and the times of doc, with their spans.
	mentions, times           []stemma.Span
	endOfMentions, endOfTimes []int
	cues                      []nlp.Span // of all statements, in order
	endOfCues                 []int
	described                 map[stemma.ID]string // as descriptions has it of the document
	first                     bool                 // it is the beginning of the text
}

// leadSentences is how many sentences of a text tell what it is about.
const leadSentences = 4

// newText reads a document.
func newText(d Document) *text {
	t := &text{id: d.Document.ID, path: d.Document.Path, day: written(d)}
	if p := d.Document.Publisher; p != nil {
		t.publisher = plainName(p.Value)
	}
	mentions, times := make([]stemma.Span, len(d.Mentions)), make([]stemma.Span, len(d.Times))
	for i := range d.Mentions {
		mentions[i] = d.Mentions[i].Span
	}
	for i := range d.Times {
		times[i] = d.Times[i].Span
	}
	endOfMentions, endOfTimes := furthest(mentions), furthest(times)
	forged, described := forgeries(d), descriptions(d)
	for i := range d.Statements {
		s := &d.Statements[i]
		if len(s.Content) == 0 {
			continue
		}
		m := &member{id: s.ID, text: t, content: s.Content, chain: s.Chain, voiced: s.Alleged() || voicedByForgery(s, d.Document.Text, forged), refuted: s.Refuted()}
		m.quote = shorten(s.Content, d.Document.Text)
		m.source = clean(s.Voice().Source.In(d.Document.Text))
		if m.refuted {
			m.source = clean(s.Chain[len(s.Chain)-2].Source.In(d.Document.Text)) // his is the denial
		}
		if e := s.Voice().SourceEntity; e != "" && pronoun[strings.ToLower(m.source)] {
			m.source = cmp.Or(nameOf(d, e), m.source)
		}
		m.called = tellingNames(described[s.Voice().SourceEntity], m.source)
		m.reply, m.replyAt = replies(s, d.Document.Text)
		around := m.bounds()
		from, to := among(times, endOfTimes, around)
		near := d.Times[from:to]
		m.on = only(d, near, s.Content)
		m.cue = clean(s.Voice().Cue.In(d.Document.Text))
		m.former, m.now = en.Formerly().MatchString(m.cue), en.Nowadays().MatchString(m.cue)
		m.hearsay = en.Hearsay().MatchString(m.quote) || en.Hearsay().MatchString(m.cue) && m.source == ""
		for _, x := range s.Content {
			m.parts = append(m.parts, letters(x.In(d.Document.Text)))
		}
		m.letters = strings.Join(m.parts, "")
		m.spoken = spoken(m, d.Document.Text)
		for _, x := range near {
			if m.since == 0 && around.Overlaps(x.Span) {
				m.since = firstNamed(d, x)
			}
		}
		for from, to := among(mentions, endOfMentions, around); from < to; from++ {
			x := &d.Mentions[from]
			if x.Entity == "" || !around.Overlaps(x.Span) {
				continue
			}
			told := m.holds(x.Span) && !slices.ContainsFunc(m.chain, func(l stemma.Attribution) bool { return l.Source.Overlaps(x.Span) })
			if told {
				m.whom = append(m.whom, x.Entity)
			}
			if x.Form == nlp.Name {
				m.names = append(m.names, x.Entity)
				if told {
					m.about = append(m.about, x.Entity)
				}
			}
		}
		slices.Sort(m.whom)
		m.whom = slices.Compact(m.whom)
		slices.Sort(m.about)
		m.about = slices.Compact(m.about)
		slices.Sort(m.names)
		m.names = slices.Compact(m.names)
		t.statements = append(t.statements, m)
	}
	slices.SortFunc(t.statements, func(a, b *member) int {
		return cmp.Or(cmp.Compare(a.bounds().Begin, b.bounds().Begin), cmp.Compare(a.bounds().End, b.bounds().End),
			cmp.Compare(len(a.chain), len(b.chain)), cmp.Compare(a.id, b.id))
	})
	at, paragraph := 0, 0
	for i, m := range t.statements {
		begin := m.bounds().Begin
		paragraph += strings.Count(d.Document.Text[at:begin], "\n\n")
		at, m.n, m.paragraph = begin, i, paragraph
		if i > 0 && m.reply == noReply && len(m.chain) > 1 && saysNo.MatchString(m.quote) && begin-t.statements[i-1].bounds().End <= farthestAnswered/2 && asksIfTrue.MatchString(t.statements[i-1].quote) {
			m.reply, m.replyAt = untrue, t.statements[i-1].bounds().Begin
		}
	}
	t.cites(d.Document.Text)
	if d.Note == nil {
		return t
	}
	bounds := make([]stemma.Span, len(t.statements))
	for i, m := range t.statements {
		bounds[i] = m.bounds()
	}
	endOfStatements := furthest(bounds)
	cues := t.cues()
	endOfCues := furthest(cues)
	count, proper, called := map[uint32]int{}, map[uint32]int{}, callings(d.Mentions, d.Document.Text)
	conditions := map[int]bool{}
	for i, doc := range d.Note.docs(d.Document.Text) {
		s := &scan{text: t, doc: doc, first: i == 0, furthest: endOfStatements, looks: d.Note.stretches[i].looks, called: called, entity: map[nlp.Span]stemma.Mention{}, tellings: map[int]*telling{}, markers: map[int][]nlp.Marker{}, hedges: map[int][]nlp.Marker{}, denials: map[int]bool{}, unmet: map[int]bool{}, implied: map[int][]nlp.Marker{}, negations: map[int]bool{}, corrections: map[int]int{}, conditions: conditions}
		if len(doc.Tokens) == 0 {
			continue
		}
		s.described, s.cues, s.endOfCues = described, cues, endOfCues
		s.lay(d)
		s.read(count, proper)
		s.identities(d)
	}
	for _, m := range t.statements {
		begin := m.content[0].Begin
		for _, mark := range []string{"", "\"", "“"} {
			m.supposes = m.supposes || strings.HasPrefix(d.Document.Text[begin:], mark) && conditions[begin+len(mark)]
		}
	}
	t.orderTakeBacks()
	t.words = terms(count, proper)
	parts(t.figures)
	t.rivals = setAgainstAt(d.Document.Text)
	t.beside = placesBeside(d)
	t.places, t.opening = placesOf(d)
	return t
}

// furthest is, for each of some spans in order of where they begin, where the last of
// those up to it ends.
func furthest(spans []stemma.Span) []int {
	out, end := make([]int, len(spans)), 0
	for i, s := range spans {
		end = max(end, s.End)
		out[i] = end
	}
	return out
}

// among is from where to where spans in order overlap a place, and few others with them.
func among(spans []stemma.Span, furthest []int, at stemma.Span) (from, to int) {
	from, _ = slices.BinarySearch(furthest, at.Begin+1)
	to, _ = slices.BinarySearchFunc(spans, at.End, func(s stemma.Span, end int) int { return cmp.Compare(s.Begin, end) })
	return min(from, to), to
}

// mentionsAt are the mentions that overlap a place, and few others with them.
func (s *scan) mentionsAt(at nlp.Span) []nlp.Mention {
	from, to := among(s.mentions, s.endOfMentions, at)
	return s.doc.Mentions[from:to]
}

// timesAt are the same of times.
func (s *scan) timesAt(at nlp.Span) []nlp.Time {
	from, to := among(s.times, s.endOfTimes, at)
	return s.doc.Times[from:to]
}

// names reports whether a word is a part of a name somewhere in the text.
func (t *text) names(word uint32) bool {
	i, there := slices.BinarySearchFunc(t.words, word, func(x term, w uint32) int { return cmp.Compare(x.word, w) })
	return there && t.words[i].proper > 0
}

// nameOf is the longest name that a document has for an entity, "" for none: "he"
// tells a reader nothing.
func nameOf(d Document, e stemma.ID) (name string) {
	for _, m := range d.Mentions {
		if m.Entity == e && m.Form == nlp.Name && m.Span.Len() > len(name) {
			name = clean(m.Span.In(d.Document.Text))
		}
	}
	return name
}

// placesBeside are the pairs of places that a document names with no more than a
// word or a comma between them.
func placesBeside(d Document) (pairs [][2]stemma.ID) {
	var last *stemma.Mention
	for i := range d.Mentions {
		m := &d.Mentions[i]
		if m.Type != nlp.Place && m.Type != nlp.Facility || m.Form != nlp.Name || m.Entity == "" {
			continue
		}
		if last != nil && m.Span.Begin >= last.Span.End && m.Span.Begin-last.Span.End <= beside {
			pairs = append(pairs, [2]stemma.ID{min(last.Entity, m.Entity), max(last.Entity, m.Entity)})
		}
		last = m
	}
	slices.SortFunc(pairs, func(a, b [2]stemma.ID) int { return cmp.Or(cmp.Compare(a[0], b[0]), cmp.Compare(a[1], b[1])) })
	return slices.Compact(pairs)
}

// placesOf are the names of the places that a document names, and those in its beginning.
func placesOf(d Document) (all, opening []string) {
	for _, m := range d.Mentions {
		if m.Type != nlp.Place || m.Form != nlp.Name {
			continue
		}
		p := strings.ToLower(m.Span.In(d.Document.Text))
		if all = append(all, p); m.Span.Begin <= dateline {
			opening = append(opening, p)
		}
	}
	slices.Sort(all)
	slices.Sort(opening)
	return slices.Compact(all), slices.Compact(opening)
}

// beside is how many bytes stand between two places side by side: those of "in
// the" with their spaces.
const beside = 10

// firstNamed is where a document first names the day that a time is of, after
// which the text may speak of it; 0 if it is of no day. A day without a year, in a
// text without a date, has no value: then the words have to be the same.
func firstNamed(d Document, x stemma.Time) int {
	words := func(t stemma.Time) string { return strings.ToLower(clean(t.Span.In(d.Document.Text))) }
	if x.Type != "DATE" || !day(x.Value) && (x.Value != "" || !strings.ContainsAny(words(x), "0123456789")) {
		return 0
	}
	for _, y := range d.Times {
		if y.Value == x.Value && (x.Value != "" || words(x) == words(y)) {
			return y.Span.End
		}
	}
	return 0
}

// written is the day on which the text was published, "" if that is not known: as
// the document has it, or else the first day that its beginning names.
func written(d Document) string {
	if p := d.Document.Published; p != nil && day(p.Value) {
		return p.Value[:10]
	}
	for _, t := range d.Times {
		if t.Span.Begin > dateline {
			break
		}
		if day(t.Value) {
			return t.Value[:10]
		}
	}
	return ""
}

// dateline is within how many bytes from its beginning a text says when it was
// written, if it does.
const dateline = 300

// lay lays the mentions and times of the document over the stretch.
func (s *scan) lay(d Document) {
	doc := s.doc
	first, last := doc.Tokens[0].Begin, doc.Tokens[len(doc.Tokens)-1].End
	for _, m := range d.Mentions {
		if m.Span.Begin >= first && m.Span.End <= last {
			doc.Mentions = append(doc.Mentions, nlp.Mention{Span: m.Span, Head: -1, Type: m.Type, Form: m.Form})
			s.entity[m.Span] = m
		}
	}
	for _, t := range d.Times {
		if t.Span.Begin >= first && t.Span.End <= last {
			doc.Times = append(doc.Times, nlp.Time{Span: t.Span, Type: t.Type, Value: t.Value})
		}
	}
	for i := range doc.Mentions {
		s.mentions = append(s.mentions, doc.Mentions[i].Span)
	}
	for i := range doc.Times {
		s.times = append(s.times, doc.Times[i].Span)
	}
	s.endOfMentions, s.endOfTimes = furthest(s.mentions), furthest(s.times)
	s.reader = clause.NewReader(doc, en.Clauses())
	s.children = make([][]int32, len(doc.Tokens))
	for i, t := range doc.Tokens {
		if t.Head >= 0 && t.Head != i {
			s.children[t.Head] = append(s.children[t.Head], int32(i))
		}
	}
	s.happened = map[int]float64{}
	for _, h := range doc.Happenings {
		s.happened[h.Token] = h.Happened
	}
	for _, m := range doc.Markers {
		s.markers[m.Over] = append(s.markers[m.Over], m)
		if m.Kind == nlp.Negation || m.Kind == nlp.Correction {
			s.negations[m.Begin] = s.negations[m.Begin] || holdsNegator(m.In(doc.Text))
		}
		switch m.Kind {
		case nlp.Condition:
			s.conditions[m.Begin] = true
		case nlp.Correction:
			s.corrections[m.Begin] = m.Over + 1
		case nlp.Falsity:
			s.falsities = append(s.falsities, m)
			s.denials[m.Begin] = s.denials[m.Begin] || !holdsNegator(m.In(doc.Text))
		case nlp.Implied:
			s.implied[m.End] = append(s.implied[m.End], m)
			// "Failed to", and the "fail" of "did not fail to", which says no twice.
			if words := m.In(doc.Text); m.Polarity == nlp.Positive || m.Polarity == nlp.Negative && !holdsNegator(words) {
				s.unmet[m.Begin+strings.LastIndexAny(words, " \n")+1] = true
			}
		case nlp.Hedge:
			s.hedges[m.Begin] = append(s.hedges[m.Begin], m)
			s.denials[m.Begin] = s.denials[m.Begin] || m.Polarity == nlp.Negative && !holdsNegator(m.In(doc.Text))
		}
	}
}

// read finds what the stretch tells.
func (s *scan) read(count, proper map[uint32]int) {
	doc := s.doc
	s.sentence = make([]int, len(doc.Tokens))
	for k, sent := range doc.Sentences {
		var around []uint32
		for i := sent.First; i < sent.Last; i++ {
			s.sentence[i] = k
			if content(&doc.Tokens[i]) {
				h := hash(lemma(&doc.Tokens[i]))
				around = append(around, h)
				count[h]++
				if doc.Tokens[i].UPOS == "PROPN" {
					proper[h]++
				}
			}
		}
		s.ask(sent)
		slices.Sort(around)
		s.around = append(s.around, slices.Compact(around))
	}
	s.setting = s.settings()
	for i := range doc.Tokens {
		if t := s.telling(i); t != nil {
			t.n = len(s.text.tellings)
			s.text.tellings = append(s.text.tellings, t)
			if doc.Tokens[i].UPOS != "PROPN" { // no number counts who is in a name
				s.tellings[i] = t
			}
			if t.refuter != nil { // he tells of it too, and denies it
				u := *t
				u.n, u.by, u.denied, u.again = len(s.text.tellings), t.refuter, !t.denied, true
				s.text.tellings = append(s.text.tellings, &u)
			}
		}
	}
	for i := range doc.Tokens {
		s.takesBack(i)
	}
	for _, m := range s.statements {
		s.say(m)
	}
	for _, n := range numerals(doc, s.taken) {
		f := s.figure(n)
		f.n = len(s.figures)
		s.figures = append(s.figures, f)
	}
}

// say gives a statement the words of its content that are in this stretch.
func (s *scan) say(m *member) {
	tokens := s.doc.Tokens
	var in []int // the sentences of its hedges
	for _, l := range m.chain {
		for _, at := range l.ShownBy {
			i, _ := slices.BinarySearchFunc(tokens, at.Begin, func(t nlp.Token, at int) int { return cmp.Compare(t.Begin, at) })
			for ; i < len(tokens) && tokens[i].End <= at.End; i++ {
				m.hedges = append(m.hedges, hash(lemma(&tokens[i])))
				in = append(in, s.sentence[i])
			}
		}
	}
	slices.Sort(m.hedges)
	m.hedges = slices.Compact(m.hedges)
	slices.Sort(in)
	for _, k := range slices.Compact(in) {
		m.hedged = append(m.hedged, s.around[k])
	}
	judged := false     // its words say of a clause, and so of all in it, that it is not so
	main, top := -1, -1 // the tree may take the verb for a noun
	phrase := -1        // that comes before any clause
	for n, span := range m.content {
		i, _ := slices.BinarySearchFunc(tokens, span.Begin, func(t nlp.Token, at int) int { return cmp.Compare(t.Begin, at) })
		if n == 0 && i < len(tokens) && span.Contains(tokens[i].Span) {
			m.against = s.against(s.sentence[i])
		}
		for ; i < len(tokens) && tokens[i].End <= span.End; i++ {
			m.said = append(m.said, hash(lemma(&tokens[i])))
			if content(&tokens[i]) {
				m.words = append(m.words, hash(lemma(&tokens[i])))
			}
			if tokens[i].UPOS == "NUM" {
				m.figures = append(m.figures, hash(lemma(&tokens[i])))
			}
			if main < 0 && tokens[i].UPOS != "PUNCT" && (tokens[i].Head < 0 || !m.holds(tokens[tokens[i].Head].Span)) {
				if s.predicates(i) {
					main, top = i, i
				} else if top < 0 {
					top, phrase = i, i
				}
			}
			m.judges = m.judges || s.denials[tokens[i].Begin] || s.falsified(tokens[i].Begin) || en.Vouching()[lemma(&tokens[i])] && s.child(i, "cop") >= 0
			switch negates := s.negations[tokens[i].Begin] && !s.interjects(tokens[i].Span); {
			case negates && s.corrections[tokens[i].Begin] > 0:
				m.corrected = append(m.corrected, s.phraseWords(s.corrections[tokens[i].Begin]-1))
			case negates:
				m.odd = !m.odd
				m.negated = append(m.negated, s.negatedBy(i)...)
			case s.denials[tokens[i].Begin]:
				m.odd, judged = !m.odd, true
			case s.unmet[tokens[i].Begin]:
				m.odd = !m.odd
				m.negated = append(m.negated, s.below(i)...)
			}
		}
	}
	if main < 0 && top >= 0 { // "ordered the pumps to be switched off"
		main = s.infinitive(top)
	}
	if main < 0 && top >= 0 { // "no evidence that he left"
		m.supposes = slices.ContainsFunc(s.hedges[tokens[top].Begin], func(x nlp.Marker) bool { return x.Certainty == nlp.UnknownCertainty })
	}
	if main >= 0 {
		marked := func(is func(x nlp.Marker) bool) bool { return slices.ContainsFunc(s.markers[main], is) }
		// "We have seen no document that shows this" is no case: it says what nobody has.
		unknown := func(x nlp.Marker) bool {
			return (x.Kind == nlp.Hedge || x.Kind == nlp.Implied) && x.Certainty == nlp.UnknownCertainty
		}
		open := marked(func(x nlp.Marker) bool {
			return unknown(x) && !marked(func(n nlp.Marker) bool { return n.Kind == nlp.Negation && n.Begin <= x.Begin })
		})
		// "Planned to sink her" tells of no more than what somebody wants.
		open = open || slices.ContainsFunc(s.implied[tokens[main].End], unknown)
		m.queries = s.asks(tokens[main].Span)
		m.verb = hash(lemma(&tokens[main]))
		m.future, m.past = s.tense(main)
		m.core, m.pronoun = s.parties(main)
		shown := m.voice().ShownBy
		m.asserts = !m.queries && len(shown) > 0 && !slices.ContainsFunc(shown, func(w stemma.Span) bool { return !s.asks(w) })
		m.supposes = open || s.conditional(main) || marked(func(x nlp.Marker) bool { return x.Kind == nlp.Condition })
		m.denied, m.demands, m.extent = s.deniedAt(main), s.demands(main), s.extentOf(main)
		m.alleged = slices.ContainsFunc(s.markers[main], func(x nlp.Marker) bool { return x.Kind == nlp.Hearsay || x.Kind == nlp.Distance })
	}
	if main < 0 {
		m.denied = m.odd // "found him not guilty": no clause
	}
	m.averse = m.averse || len(m.chain) > 1 && phrase >= 0 && !reporting[lemma(&tokens[phrase])] && en.Opposing().MatchString(m.cue)
	if top >= 0 {
		if of := s.accuses(top); of >= 0 {
			m.alleged, m.deed = true, s.phraseWords(of)
		}
	}
	slices.Sort(m.words)
	m.words = slices.Compact(m.words)
	slices.Sort(m.said)
	m.said = slices.Compact(m.said)
	slices.Sort(m.figures)
	m.figures = slices.Compact(m.figures)
	m.days = s.daysIn(m.content)
	if judged {
		m.negated = nil
	}
}

// parties are those who do and who suffer what the clause of token i tells, and whether a pronoun is
// among them.
func (s *scan) parties(i int) (core [][]uint32, pronoun bool) {
	for _, k := range s.children[i] {
		t := &s.doc.Tokens[k]
		switch t.Deprel {
		case "nsubj", "nsubj:pass", "obj", "obl:agent":
		default:
			continue
		}
		if t.UPOS == "PRON" {
			pronoun = pronoun || personal[lemma(t)] || lemma(t) == "it"
			continue
		}
		words := []uint32{hash(lemma(t))}
		for _, n := range s.children[k] {
			if c := &s.doc.Tokens[n]; c.Deprel == "flat" || c.Deprel == "compound" && c.UPOS == "PROPN" || c.Deprel == "nmod" && s.preposition(int(n)) == "of" {
				words = append(words, hash(lemma(c)))
			}
		}
		core = append(core, words)
	}
	return core, pronoun
}

// negatedBy are the words that the negator at token i denies, up to the verb, "hurt" of "no one was hurt",
// with the clauses that hang on them, "sell" of "it is not true that he sold it".
func (s *scan) negatedBy(i int) (words []uint32) {
	for range 3 {
		if i = s.doc.Tokens[i].Head; i < 0 {
			return words
		}
		if !content(&s.doc.Tokens[i]) {
			continue
		}
		words = append(append(words, hash(lemma(&s.doc.Tokens[i]))), s.below(i)...)
		if s.predicates(i) {
			return words
		}
	}
	return words
}

// below are the heads of the clauses that hang on token i.
func (s *scan) below(i int) (words []uint32) {
	for _, k := range s.children[i] {
		if s.predicates(int(k)) {
			words = append(words, hash(lemma(&s.doc.Tokens[k])))
		}
	}
	return words
}

// ask notes what each question mark of a sentence asks: all up to it, of its quotation or
// parenthesis only where it stands in one, and what is asserted before the question left out.
func (s *scan) ask(sent nlp.Sentence) {
	begin, outer, quoted := sent.First, sent.First, false
	for i := sent.First; i < sent.Last; i++ {
		switch t := s.doc.Tokens[i].In(s.doc.Text); {
		case t == "“", t == "(", t == "\"" && !quoted:
			begin, outer, quoted = i+1, begin, true
		case t == "”", t == ")", t == "\"":
			begin, quoted = outer, false
		case t == ".", t == "!":
			begin = i + 1
		case strings.Contains(t, "?") && strings.Trim(t, "?!") == "":
			s.questions = append(s.questions, nlp.Span{Begin: s.doc.Tokens[s.askedFrom(begin, i)].Begin, End: s.doc.Tokens[i].End})
			begin = i + 1
		}
	}
}

// askedFrom is where the question begins that stands in the tokens from begin to end: at its
// word for whom or what it asks, where that opens a clause of its own, "he left, but who saw it?".
func (s *scan) askedFrom(begin, end int) int {
	for i := begin + 1; i < end && s.doc.Tokens[begin].UPOS != "AUX"; i++ {
		t := &s.doc.Tokens[i]
		if !strings.Contains(t.Feats, "PronType=Int") && !strings.Contains(t.Feats, "PronType=Rel") {
			continue
		}
		if before := &s.doc.Tokens[i-1]; before.UPOS == "CCONJ" || before.UPOS == "PUNCT" && before.In(s.doc.Text) != "," {
			return i
		}
	}
	return begin
}

// asks reports whether words are part of a question.
func (s *scan) asks(at nlp.Span) bool {
	k, _ := slices.BinarySearchFunc(s.questions, at.Begin, func(q nlp.Span, begin int) int { return cmp.Compare(q.End, begin+1) })
	return k < len(s.questions) && s.questions[k].Contains(at)
}

// falsified reports whether words begin there that say of a clause that it is not so.
func (s *scan) falsified(at int) bool {
	_, found := slices.BinarySearchFunc(s.falsities, at, func(m nlp.Marker, begin int) int { return cmp.Compare(m.Begin, begin) })
	return found
}

// holdsNegator reports whether one of the words negates by itself.
func holdsNegator(words string) bool {
	return slices.ContainsFunc(strings.FieldsFunc(strings.ToLower(words), func(r rune) bool { return r == ' ' || r == '\n' || r == '\t' || r == '\r' }), func(w string) bool {
		return en.Negating()[w] || strings.HasSuffix(w, "n't") || strings.HasSuffix(w, "n’t")
	})
}

// phraseWords are the content words of the phrase of token i, without what is joined to it, in
// order.
func (s *scan) phraseWords(i int) (words []uint32) {
	var add func(i int)
	add = func(i int) {
		if content(&s.doc.Tokens[i]) {
			words = append(words, hash(lemma(&s.doc.Tokens[i])))
		}
		for _, k := range s.children[i] {
			if s.doc.Tokens[k].Deprel != "conj" && s.doc.Tokens[k].Deprel != "punct" && !s.predicates(int(k)) {
				add(int(k))
			}
		}
	}
	add(i)
	slices.Sort(words)
	return slices.Compact(words)
}

// accuses is the head of what somebody is accused of by the clause of token i, where that is
// all that it tells: "was charged with theft"; -1 for none.
func (s *scan) accuses(i int) int {
	for _, h := range append([]int32{int32(i)}, s.children[i]...) {
		for _, k := range s.children[h] {
			if rel := s.doc.Tokens[k].Deprel; (rel == "advcl" || rel == "acl") && en.Accusing()[s.firstWord(int(k), int(h))] && s.suspects(int(k), int(h)) || s.alleges(int(k)) {
				return int(k)
			}
		}
	}
	if s.child(i, "aux:pass") < 0 || !slices.ContainsFunc(s.markers[i], func(m nlp.Marker) bool { return m.Kind == nlp.Hearsay || m.Kind == nlp.Report }) {
		return -1
	}
	for _, k := range s.children[i] {
		if rel, _, _ := strings.Cut(s.doc.Tokens[k].Deprel, ":"); (rel == "advcl" || rel == "obl") && en.Accusing()[s.firstWord(int(k), i)] {
			return int(k)
		}
	}
	return -1
}

// infinitive is the predicate that hangs on noun i as what it is to do, -1 for none.
func (s *scan) infinitive(i int) int {
	for _, k := range s.children[i] {
		if s.doc.Tokens[k].Deprel == "acl" && s.child(int(k), "mark") >= 0 && s.predicates(int(k)) {
			return int(k)
		}
	}
	return -1
}

// calledFalse reports whether the number at token i is told as one that is not right: "the
// governor's figure of eleven is false".
func (s *scan) calledFalse(i int) bool {
	for range 4 {
		at := &s.doc.Tokens[i]
		h := at.Head
		if h < 0 {
			return false
		}
		if strings.HasPrefix(at.Deprel, "nsubj") {
			of := lemma(&s.doc.Tokens[h])
			wrong := en.Misstated()[of] || en.Excessive()[of] && s.tooMuch(h)
			return countNouns[hash(lemma(at))] && wrong && !s.deniedAt(h)
		}
		i = h
	}
	return false
}

// tooMuch reports whether the word at token i has a "too" before it.
func (s *scan) tooMuch(i int) bool {
	return i > 0 && strings.EqualFold(s.doc.Tokens[i-1].In(s.doc.Text), "too")
}

// deniedAt reports whether the words of the clause of token i deny it, or what it says of
// another clause: "he did not leave", "it is untrue that he left".
func (s *scan) deniedAt(i int) bool {
	denied := false
	for _, m := range s.marking(i) {
		// The "un" of "unfair" denies no clause.
		denied = denied != (m.Kind == nlp.Negation && !s.interjects(m.Span) && holdsNegator(m.In(s.doc.Text)))
	}
	at := s.doc.Tokens[i].Span
	for _, m := range s.implied[at.End] {
		denied = m.Polarity == nlp.Negative // "did not fail to leave" denies nothing
	}
	k, _ := slices.BinarySearchFunc(s.falsities, at.End, func(m nlp.Marker, end int) int { return cmp.Compare(m.Begin, end) })
	for k--; k >= 0 && at.Begin-s.falsities[k].Begin < longestGist; k-- {
		if s.falsities[k].Contains(at) {
			return true
		}
	}
	return denied
}

// against is where the nearest sentence begins, up to sentence k and within its
// paragraph, that opens with "but" or the like; 0 for none.
func (s *scan) against(k int) int {
	if s.opposed == nil {
		s.opposed = make([]int, len(s.doc.Sentences))
	}
	found, first := 0, k
	for ; first >= 0; first-- {
		if s.opposed[first] > 0 {
			found = s.opposed[first] - 1
			break
		}
		at := s.doc.Sentence(first)
		if setAgainst.MatchString(at.In(s.doc.Text)) {
			found = at.Begin
			break
		}
		if first > 0 && strings.Contains(s.doc.Text[s.doc.Sentence(first-1).End:at.Begin], "\n\n") {
			break
		}
	}
	for i := max(first, 0); i <= k; i++ {
		s.opposed[i] = found + 1
	}
	return found
}

// A whole is what a sentence has that is the same for each of its figures, which may
// be thousands.
type whole struct {
	scope    bool
	entities []stemma.ID   // that it names, in order
	places   []stemma.Span // that it names, in order of the text
	context  []uint32      // the content words of it and of those around it, in order
}

// wholeOf is that of sentence k.
func (s *scan) wholeOf(k int) *whole {
	if s.whole == nil {
		s.whole = make([]*whole, len(s.doc.Sentences))
	}
	if s.whole[k] != nil {
		return s.whole[k]
	}
	sentence := s.doc.Sentence(k)
	w := &whole{scope: scoped(clean(sentence.In(s.doc.Text)))}
	for _, m := range s.mentionsAt(sentence) {
		if m.Form != nlp.Name || !sentence.Contains(m.Span) {
			continue
		}
		w.entities = append(w.entities, s.entity[m.Span].Entity)
		if m.Type == nlp.Place {
			w.places = append(w.places, m.Span)
		}
	}
	slices.Sort(w.entities)
	w.entities = slices.Compact(w.entities)
	for _, a := range s.around[max(0, k-1):min(len(s.around), k+2)] {
		w.context = append(w.context, a...)
	}
	slices.Sort(w.context)
	w.context = slices.Compact(w.context)
	s.whole[k] = w
	return w
}

// daysIn are the days that stretches name, in order.
func (s *scan) daysIn(content []nlp.Span) (out []string) {
	for _, c := range content {
		for _, t := range s.timesAt(c) {
			if day(t.Value) && c.Contains(t.Span) {
				out = append(out, t.Value[:10])
			}
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// content reports whether the word says what a text is about.
func content(t *nlp.Token) bool {
	switch t.UPOS {
	case "NOUN", "PROPN", "VERB", "ADJ":
		return len(t.Lemma) > 1 && !empty[lemma(t)]
	case "NUM":
		return len(t.Lemma) > 1
	}
	return false
}

var empty = map[string]bool{"be": true, "have": true, "say": true, "tell": true, "do": true, "go": true, "make": true, "other": true, "such": true, "mr": true, "ms": true, "mrs": true, "get": true, "take": true}

// taken reports whether the place is part of a date or of a name, so that a
// number there counts nothing.
func (s *scan) taken(at nlp.Span) bool {
	for _, t := range s.timesAt(at) {
		if t.Type != "DURATION" && t.Span.Overlaps(at) {
			return true
		}
	}
	for _, m := range s.mentionsAt(at) {
		if m.Form == nlp.Name && m.Span.Contains(at) && m.Span.Len() > at.Len() && m.Type != nlp.Product {
			return true
		}
	}
	return false
}

// telling makes the telling of token i, nil if it is none.
func (s *scan) telling(i int) *telling {
	tok := &s.doc.Tokens[i]
	verb := tok.UPOS == "VERB" && tok.Deprel != "aux" && tok.Deprel != "cop" && tok.Deprel != "case" && tok.Deprel != "mark"
	noun := tok.UPOS == "NOUN"
	cop := s.reader.Copular(i)
	adj := tok.UPOS == "ADJ" && (cop || tok.Deprel == "xcomp" || classes[lemma(tok)] != "")
	name := !noun && !verb && s.eventName(i)
	if !verb && !noun && !adj && !name {
		return nil
	}
	t := &telling{text: s.text, head: tok.Span, lemma: lemma(tok), noun: (noun || name) && !cop, look: s.looks[i], around: s.around[s.sentence[i]], sentence: s.doc.Sentence(s.sentence[i])}
	for _, k := range s.children[i] {
		if s.doc.Tokens[k].Deprel == "compound:prt" {
			t.lemma += " " + lemma(&s.doc.Tokens[k])
		}
	}
	if k := s.bareObject(i); verb && saying[t.lemma] && k >= 0 {
		t.lemma += " " + lemma(&s.doc.Tokens[k])
	}
	t.class, t.stem = classOf(t.lemma), stem(t.lemma)
	if noun && t.lemma == "bar" && s.preposition(i) == "behind" {
		t.class = "hold"
	}
	alive := adj && en.Alive()[t.lemma]
	if alive {
		t.class = "kill" // who is alive is not dead
	}
	t.leads = s.first && s.sentence[i] < leadSentences
	t.plural = t.noun && strings.Contains(tok.Feats, "Number=Plur")
	for _, k := range s.children[i] {
		switch c := &s.doc.Tokens[k]; c.UPOS {
		case "ADJ", "NUM":
			t.like = append(t.like, hash(lemma(c)))
		}
	}
	slices.Sort(t.like)
	t.given = tok.Deprel == "amod" || tok.Deprel == "compound"
	t.idle = t.noun && statusClass[t.class] && s.endsState(i)
	t.idle = t.idle || noun && doers[t.lemma]
	// "held captive" tells it once, and "a prisoner exchange" of nobody.
	if h := tok.Head; h >= 0 && statusClass[t.class] && (t.noun && tok.Deprel == "compound" || tok.Deprel == "xcomp" && classOf(lemma(&s.doc.Tokens[h])) == t.class) {
		t.idle = true
	}
	t.by = s.member(tok.Span)
	for at, up := i, 0; at >= 0 && up < 4; at, up = s.doc.Tokens[at].Head, up+1 {
		// The clause of "claims that he fled", as the tree has it, is all that is claimed.
		h := s.doc.Tokens[at].Head
		t.aside = t.aside || s.doc.Tokens[at].Deprel == "acl:relcl" && (t.by == nil || h < 0 || t.by.holds(s.doc.Tokens[h].Span))
		t.picks = t.picks || s.picks(at)
	}
	t.future, t.past = s.tense(i)
	t.presumed = t.noun && s.presumes(t, i)
	if verb || cop {
		t.extent = s.extentOf(i)
		s.clause(t, i)
	} else {
		s.nominal(t, i)
	}
	if t.clause.Len() > longestGist {
		t.clause = trim(t.clause, t.head, s.doc.Text)
	}
	if t.asked = !name && t.by != nil && !saying[t.lemma] && (!t.noun || classes[t.lemma] != "" || statusClass[t.class]) && t.told(); t.asked {
		t.gist = s.gistOf(i, t.clause, t.clause)
	}
	t.lasts, t.thing = statusClass[t.class] && s.lasting(i), s.thingAt(t, i)
	if t.thing != "" && t.by == nil { // "inspectors found no rifles" is what they say
		k := slices.IndexFunc(s.statements, func(m *member) bool { return m.voice().Cue.Contains(t.head) })
		if k >= 0 {
			t.by = s.statements[k]
		}
	}
	if alive && !t.names("patient") { // "two were found alive" counts others than the dead
		t.class, t.asked, alive = t.lemma, false, false
	}
	s.marked(t, i)
	t.denied = t.denied != alive
	return t
}

// lasting reports whether token i tells of what is so when it is told: its verb is in the present, or
// the verb is by which somebody stays there, "remains in custody".
func (s *scan) lasting(i int) bool {
	if h := s.stays(i); h >= 0 {
		i = h
	}
	present := func(k int) bool {
		t := &s.doc.Tokens[k]
		return strings.Contains(t.Feats, "Tense=Pres") && strings.Contains(t.Feats, "VerbForm=Fin") && lemma(t) != "have"
	}
	return present(i) || slices.ContainsFunc(s.children[i], func(k int32) bool {
		rel := s.doc.Tokens[k].Deprel
		return (rel == "cop" || strings.HasPrefix(rel, "aux")) && present(int(k))
	})
}

// stays is the verb by which somebody stays in what the noun at token i is for, -1 for none.
func (s *scan) stays(i int) int {
	h := s.doc.Tokens[i].Head
	if h < 0 || s.doc.Tokens[i].UPOS != "NOUN" || !strings.HasPrefix(s.doc.Tokens[i].Deprel, "obl") || !staying[lemma(&s.doc.Tokens[h])] {
		return -1
	}
	if p := s.preposition(i); p != "in" && p != "behind" && p != "under" {
		return -1
	}
	return h
}

// staying are verbs by which somebody goes on to be where he is.
var staying = map[string]bool{"remain": true, "stay": true, "sit": true, "languish": true}

// picks reports whether token i heads a relative clause that says which of several are meant: no
// comma stands before it, and who is meant has no name.
func (s *scan) picks(i int) bool {
	t := &s.doc.Tokens[i]
	if t.Deprel != "acl:relcl" || t.Head < 0 || s.doc.Tokens[t.Head].UPOS == "PROPN" {
		return false
	}
	for k := t.Head + 1; k < i; k++ {
		switch d := &s.doc.Tokens[k]; {
		case d.In(s.doc.Text) == ",":
			return false
		case strings.Contains(d.Feats, "PronType=Rel"):
			return strings.HasPrefix(d.Deprel, "nsubj") || d.Deprel == "obj"
		}
	}
	return false
}

// tense reports whether the verb at token i is said of what is to be, and of what was.
func (s *scan) tense(i int) (future, past bool) {
	past = strings.Contains(s.doc.Tokens[i].Feats, "Tense=Past") && strings.Contains(s.doc.Tokens[i].Feats, "VerbForm=Fin")
	for _, k := range s.children[i] {
		if t := &s.doc.Tokens[k]; strings.HasPrefix(t.Deprel, "aux") || t.Deprel == "cop" {
			future = future || lemma(t) == "will" || lemma(t) == "shall"
			past = past || strings.Contains(t.Feats, "Tense=Past") || lemma(t) == "have"
		}
	}
	return future && !past, past && !future
}

// bareObject is the noun right behind the verb at token i that makes one predicate with it,
// "take part": an object that nothing tells more of; -1 for none.
func (s *scan) bareObject(i int) int {
	k := s.child(i, "obj")
	if k != i+1 || s.doc.Tokens[k].UPOS != "NOUN" || strings.Contains(s.doc.Tokens[k].Feats, "Number=Plur") {
		return -1
	}
	for _, x := range s.children[k] {
		if d := &s.doc.Tokens[x]; d.UPOS != "PUNCT" && !strings.HasPrefix(d.Deprel, "nmod") {
			return -1
		}
	}
	return k
}

// eventName reports whether token i is a name and may be one for what happens: of an event, or of
// nobody and nothing that is known, as words of a headline are taken for names.
func (s *scan) eventName(i int) bool {
	tok := &s.doc.Tokens[i]
	if tok.UPOS != "PROPN" {
		return false
	}
	for _, m := range s.mentionsAt(tok.Span) {
		if m.Form == nlp.Name && m.Span.Overlaps(tok.Span) && m.Type != nlp.Event {
			return false
		}
	}
	return true
}

// presumes reports whether the noun at token i stands behind a preposition below
// another word of what is said: who denies that he had a part in the murder does not deny
// the murder. A report or a charge of it he does.
func (s *scan) presumes(t *telling, i int) bool {
	rel, _, _ := strings.Cut(s.doc.Tokens[i].Deprel, ":")
	preposition := s.child(i, "case")
	if rel != "nmod" && rel != "obl" || preposition < 1 || preposition > i || t.by == nil {
		return false
	}
	before := &s.doc.Tokens[preposition-1] // the tree may hang the phrase on the word for denying
	return t.by.holds(before.Span) && !reporting[lemma(before)] && !reporting[lemma(&s.doc.Tokens[s.doc.Tokens[i].Head])]
}

// reporting are nouns for what is said: who denies the one denies what it says.
var reporting = map[string]bool{
	"report": true, "claim": true, "allegation": true, "accusation": true, "charge": true, "rumour": true, "rumor": true, "news": true,
	"story": true, "account": true, "word": true, "suggestion": true, "possibility": true, "assertion": true, "statement": true, "speculation": true,
}

// marked says of a telling what the markers on token i do: whether it is denied, hedged,
// alleged or left open.
func (s *scan) marked(t *telling, i int) {
	judged := false
	for _, m := range s.marking(i) {
		switch {
		case m.Kind == nlp.Negation && (s.interjects(m.Span) || s.surpasses(i, m)): // "No, no ransom was paid" denies once
		case m.Kind == nlp.Negation && !m.Span.Overlaps(t.head) && !holdsNegator(m.In(s.doc.Text)): // "a fearless mayor" denies no mayor
		case m.Kind == nlp.Negation || m.Kind == nlp.Correction:
			t.denied = !t.denied
		case m.Kind == nlp.Implied:
			judged = judged || m.Polarity != nlp.UnknownPolarity
			t.denied, t.open = t.denied != (m.Polarity == nlp.Negative && (t.by == nil || t.by.holds(m.Span))), t.open || m.Polarity == nlp.UnknownPolarity
		case m.Kind == nlp.Falsity:
			judged = true
			if by := s.member(m.Span); by != nil && by != t.by && (!t.by.refutes() || by.holds(t.head)) {
				t.refuter = by // "her claim that he left is false, the mayor said"
				continue
			}
			if t.by != nil && !t.by.holds(m.Span) {
				continue // by whoever reports it, whose link says so
			}
			t.denied, t.hedged = !t.denied, t.hedged || m.Certainty == nlp.Possible
		case m.Kind == nlp.Question || m.Kind == nlp.Condition:
			t.open = true
		case m.Kind == nlp.Hearsay || m.Kind == nlp.Distance:
			t.alleged = true
		case m.Certainty == nlp.Probable || m.Certainty == nlp.Possible:
			t.hedged = true
		case m.Certainty == nlp.UnknownCertainty:
			t.open = true
		}
	}
	for _, k := range s.children[i] { // "the alleged bomber"
		if s.doc.Tokens[k].Deprel == "amod" {
			t.alleged = t.alleged || slices.ContainsFunc(s.markers[int(k)], func(m nlp.Marker) bool { return m.Kind == nlp.Distance })
		}
	}
	if h := s.doc.Tokens[i].Head; h >= 0 && (s.doc.Tokens[i].Deprel == "ccomp" || s.doc.Tokens[i].Deprel == "csubj") { // "it was rumoured that he fled"
		t.alleged = t.alleged || slices.ContainsFunc(s.markers[h], func(m nlp.Marker) bool { return m.Kind == nlp.Hearsay && m.Begin == s.doc.Tokens[h].Begin })
	}
	t.alleged = t.alleged || s.alleges(i) && t.by != nil && t.by.holds(s.doc.Tokens[s.doc.Tokens[i].Head].Span)
	if s.blamed(t, i) {
		t.alleged = true
		t.open = t.open || s.deniedAt(s.doc.Tokens[i].Head) // who was not arrested for it may have done it, or not
	}
	for _, k := range s.children[i] { // "not Orel but Brenn sold the keys" is of neither alone
		if rel := s.doc.Tokens[k].Deprel; (rel == "nsubj" || rel == "nsubj:pass" || rel == "obj") && s.doc.Tokens[k].UPOS != "NUM" {
			t.open = t.open || slices.ContainsFunc(s.markers[int(k)], func(m nlp.Marker) bool { return m.Kind == nlp.Correction })
		}
	}
	for _, m := range s.above(t, i) {
		t.open = t.open || m.Certainty == nlp.UnknownCertainty
		t.hedged = true
		t.denied = t.denied != (m.Polarity == nlp.Negative)
	}
	t.open = t.open || s.asks(t.head) && !t.aside // "did you see that he was beaten?"
	t.open = t.open || s.conditional(i)           // "if he sold the keys" does not say that he did
	t.open = t.open || s.demanded(i, t.denied)
	t.open = t.open || t.noun && !bearer[t.lemma] && !t.denied && s.undone(t, i)
	t.supposed = t.open
	if h, known := s.happened[i]; known && h < didHappen && !t.denied && !judged {
		t.open = true // "they could not agree to sign", "the effort to sign"
	}
}

// undone reports whether the noun at token i is what somebody did not do something with, or may not
// have: "never approved the sale" takes the sale for given at most.
func (s *scan) undone(t *telling, i int) bool {
	for strings.HasPrefix(s.doc.Tokens[i].Deprel, "nmod") && s.doc.Tokens[i].Head >= 0 { // "the terms of the sale"
		i = s.doc.Tokens[i].Head
	}
	h := s.doc.Tokens[i].Head
	if rel := s.doc.Tokens[i].Deprel; h < 0 || rel != "obj" && rel != "nsubj:pass" || s.doc.Tokens[h].UPOS != "VERB" {
		return false
	}
	if t.by != nil && t.by.refuses() && s.definite(i) && t.by.holds(s.doc.Tokens[h].Span) {
		return true // "denied that they had approved the sale"
	}
	return s.deniedAt(h) || s.conditional(h)
}

// surpasses reports whether a negator says of a thing that it was never as much so: "he was never better".
func (s *scan) surpasses(i int, m nlp.Marker) bool {
	return strings.Contains(s.doc.Tokens[i].Feats, "Degree=Cmp") && strings.EqualFold(m.In(s.doc.Text), "never")
}

// demanded reports whether token i tells of what is not to be, or is told that somebody does
// not do it: "the talks must not end", "urged them not to leave". Neither tells that it is not so.
func (s *scan) demanded(i int, denied bool) bool {
	if !denied {
		return false
	}
	if h := s.doc.Tokens[i].Head; s.demands(i) || h >= 0 && s.doc.Tokens[i].Deprel == "ccomp" && !saying[lemma(&s.doc.Tokens[h])] && s.demands(h) {
		return true
	}
	to, perfect := false, false
	for _, k := range s.children[i] {
		t := &s.doc.Tokens[k]
		switch {
		case t.Deprel == "mark" && lemma(t) == "to":
			to = true
		case t.Deprel == "aux" && lemma(t) == "have":
			perfect = true
		}
	}
	return to && !perfect
}

// demands reports whether the clause of token i says what is to be.
func (s *scan) demands(i int) bool {
	return slices.ContainsFunc(s.children[i], func(k int32) bool {
		t := &s.doc.Tokens[k]
		return t.Deprel == "aux" && demanding[lemma(t)]
	})
}

// demanding are the auxiliaries of what is demanded.
var demanding = map[string]bool{"must": true, "should": true, "shall": true, "ought": true}

// conditional reports whether the clause of token i, or one that it is joined to or that
// holds it, is a case that may not be: "if they left and shot him", "had he been found to
// have shot him". What a relative clause tells of, and what a noun stands for, is taken for given.
func (s *scan) conditional(i int) bool {
	for range deepestClause {
		if s.conditions[s.doc.Tokens[i].Begin] {
			return true
		}
		for _, k := range s.children[i] {
			if rel := s.doc.Tokens[k].Deprel; (rel == "mark" || rel == "cop" || rel == "advmod" || strings.HasPrefix(rel, "aux")) && s.conditions[s.doc.Tokens[k].Begin] {
				return true
			}
		}
		switch s.doc.Tokens[i].Deprel {
		case "conj", "ccomp", "xcomp", "csubj", "aux":
			i = s.doc.Tokens[i].Head
		default:
			return false
		}
		if i < 0 {
			return false
		}
	}
	return false
}

// deepestClause is within how many clauses of one another a case that may not be is looked for.
const deepestClause = 6

// didHappen is how far something has to have happened, as nlp.Happening has it, for
// its text to affirm it.
const didHappen = 0.5

// marking are the markers that bear on what token i tells: on it, and, of those that
// negate, on its subject and its object: "no ransom was paid", "not all of them left".
func (s *scan) marking(i int) []nlp.Marker {
	list := s.markers[i]
	of := func(k int) {
		for _, m := range s.markers[k] {
			if word := m.In(s.doc.Text); m.Kind == nlp.Negation && (strings.EqualFold(word, "no") || strings.EqualFold(word, "not")) {
				list = append(slices.Clone(list), m)
			}
		}
	}
	for _, k := range s.children[i] {
		if rel := s.doc.Tokens[k].Deprel; rel == "nsubj" || rel == "nsubj:pass" || rel == "obj" {
			of(int(k))
		}
	}
	if k := s.strayed(i); k >= 0 {
		of(k)
	}
	return list
}

// blamed reports whether token i heads what somebody is accused of, in the words of whoever
// tells it: "was charged with shooting her".
func (s *scan) blamed(t *telling, i int) bool {
	h := s.doc.Tokens[i].Head
	if h < 0 || t.by == nil {
		return false
	}
	switch rel, _, _ := strings.Cut(s.doc.Tokens[i].Deprel, ":"); rel {
	case "advcl", "acl":
	case "obl", "nmod": // who is implicated in the murder may not have done it, and it was done
		if s.definite(i) {
			return false
		}
	default:
		return false
	}
	return en.Accusing()[s.firstWord(i, h)] && (s.suspects(i, h) && t.by.holds(s.doc.Tokens[h].Span) || slices.ContainsFunc(s.markers[h], func(m nlp.Marker) bool {
		return (m.Kind == nlp.Hearsay || m.Kind == nlp.Report) && m.Span == s.doc.Tokens[h].Span && t.by.holds(m.Span)
	}))
}

// alleges reports whether clause i is what a word says to be alleged: "the accusation that he left",
// "police alleged that he left".
func (s *scan) alleges(i int) bool {
	h := s.doc.Tokens[i].Head
	if h < 0 || h > i {
		return false
	}
	word := lemma(&s.doc.Tokens[h])
	if s.doc.Tokens[h].UPOS == "VERB" {
		return s.doc.Tokens[i].Deprel == "ccomp" && en.Suspecting()[word]
	}
	rel, _, _ := strings.Cut(s.doc.Tokens[i].Deprel, ":")
	return s.doc.Tokens[h].UPOS == "NOUN" && en.Alleging()[word] && (rel == "acl" || rel == "ccomp") && (s.firstWord(i, h) == "that" || strings.EqualFold(s.doc.Tokens[h+1].In(s.doc.Text), "that"))
}

// suspects reports whether token h, by which nobody need be named who says so, makes of
// clause i what somebody is held to have done: "was arrested for selling", "faces charges of selling".
func (s *scan) suspects(i, h int) bool {
	word := lemma(&s.doc.Tokens[h])
	hunted := en.Hunting()[word] && (s.child(h, "aux:pass") >= 0 || s.doc.Tokens[h].Deprel == "acl")
	return s.doc.Tokens[i].UPOS == "VERB" && (hunted || en.Suspecting()[word] && !clause.AsksFor(s.doc, h, en.Dues()[word]))
}

// firstWord is the first word below token i that stands between h and it, in small letters.
func (s *scan) firstWord(i, h int) string {
	for _, k := range s.children[i] {
		if int(k) > h && int(k) < i && (s.doc.Tokens[k].Deprel == "case" || s.doc.Tokens[k].Deprel == "mark") {
			return strings.ToLower(s.doc.Tokens[k].In(s.doc.Text))
		}
	}
	return ""
}

// above are the hedges that govern the clause of token i, in the words of whoever tells
// it: "it is unlikely that he sold the keys", "no evidence that he did".
func (s *scan) above(t *telling, i int) (list []nlp.Marker) {
	h := s.doc.Tokens[i].Head
	if h < 0 || t.by == nil {
		return nil
	}
	switch rel, _, _ := strings.Cut(s.doc.Tokens[i].Deprel, ":"); rel {
	case "ccomp", "csubj", "xcomp", "acl":
	default:
		return nil
	}
	for _, m := range s.hedges[s.doc.Tokens[h].Begin] {
		if t.by.holds(m.Span) {
			list = append(list, m)
		}
	}
	return list
}

// interjects reports whether the word that begins there is no part of a clause.
func (s *scan) interjects(at nlp.Span) bool {
	i, ok := slices.BinarySearchFunc(s.doc.Tokens, at.Begin, func(t nlp.Token, begin int) int { return cmp.Compare(t.Begin, begin) })
	return ok && (s.doc.Tokens[i].UPOS == "INTJ" || s.doc.Tokens[i].Deprel == "discourse")
}

// clause takes the arguments of a verb or of what stands with a copula.
func (s *scan) clause(t *telling, i int) {
	t.clause = s.doc.Tokens[i].Span
	p := s.reader.Of(i)
	if p == nil {
		return
	}
	passive := s.child(i, "aux:pass") >= 0
	for _, a := range p.Args {
		passive = passive || a.Role == "nsubj:pass"
	}
	for _, a := range p.Args {
		role := "other"
		switch {
		case a.Role == "nsubj:pass", a.Role == "obj", a.Role == "nsubj" && passive, a.Role == "obl" && s.behindParticle(i, a.Head):
			role = "patient"
		case a.Role == "nsubj", a.Role == "obl:agent":
			role = "agent"
		case a.Role == "iobj" || a.Role == "csubj":
		case a.Role == "xcomp" || a.Role == "ccomp":
			continue
		}
		if role == "agent" && (unaccusative[t.lemma] || statusClass[t.class] && s.doc.Tokens[i].UPOS != "VERB") {
			role = "patient" // who dies is whom another kills, and who is free whom another frees
		}
		s.add(t, role, a.Head, a.Span)
		t.clause = t.clause.Cover(a.Span)
	}
	if k := s.strayed(i); k >= 0 && (passive || t.by != nil && t.by.holds(s.doc.Tokens[k].Span) && !t.has("agent")) {
		s.add(t, t.subjectRole(passive), k, s.doc.Tokens[k].Span)
		t.clause = t.clause.Cover(s.doc.Tokens[k].Span)
	}
	s.ownDeed(t, i, passive)
	t.set(s, s.right(p.Time), p.Place)
}

// behindParticle reports whether the phrase of token k, which the tree takes for more than an
// object, is no more than that: it stands right behind the particle of the verb at token i, and
// has no preposition, "switched off the pump".
func (s *scan) behindParticle(i, k int) bool {
	at := s.child(i, "compound:prt")
	if at < 0 || s.child(k, "case") >= 0 {
		return false
	}
	first := k
	for _, c := range s.children[k] {
		first = min(first, int(c))
	}
	return first == at+1 && !slices.ContainsFunc(s.doc.Times, func(t nlp.Time) bool { return t.Contains(s.doc.Tokens[k].Span) })
}

// ownDeed gives what a source says of itself by a gerund, which has no subject, its source:
// "denied having left", "admits selling it".
func (s *scan) ownDeed(t *telling, i int, passive bool) {
	role := t.subjectRole(passive)
	if t.by == nil || len(t.by.chain) < 2 || t.by.voice().Source.IsZero() || t.has(role) {
		return
	}
	first := i
	for _, k := range s.children[i] {
		if d := &s.doc.Tokens[k]; d.Deprel == "cop" || strings.HasPrefix(d.Deprel, "aux") {
			first = min(first, int(k))
		}
	}
	if tok := &s.doc.Tokens[first]; !active(tok.In(s.doc.Text)) || tok.Begin != t.by.content[0].Begin {
		return
	}
	source := t.by.voice().Source
	for k, _ := slices.BinarySearchFunc(s.doc.Tokens, source.Begin, func(x nlp.Token, at int) int { return cmp.Compare(x.Begin, at) }); k < len(s.doc.Tokens) && s.doc.Tokens[k].End <= source.End; k++ {
		if h := s.doc.Tokens[k].Head; h < 0 || !source.Contains(s.doc.Tokens[h].Span) {
			s.add(t, role, k, source)
			return
		}
	}
}

// subjectRole is the role of whoever is the subject of what is told.
func (t *telling) subjectRole(passive bool) string {
	if passive || unaccusative[t.lemma] {
		return "patient"
	}
	return "agent"
}

// has reports whether it says who takes part in a role.
func (t *telling) has(role string) bool {
	return slices.ContainsFunc(t.args, func(a argument) bool { return a.role == role })
}

// right is a time, or where the text says that it was not then the one that it sets in its
// place: "not in March but in April".
func (s *scan) right(time nlp.Span) nlp.Span {
	for _, over := range s.corrections {
		if time.IsZero() || !time.Contains(s.doc.Tokens[over-1].Span) {
			continue
		}
		for _, x := range s.doc.Times {
			if x.Begin > time.End && !strings.ContainsAny(s.doc.Text[time.End:x.Begin], ".;:") && strings.Contains(strings.ToLower(s.doc.Text[time.End:x.Begin]), "but") {
				return x.Span
			}
		}
		return nlp.Span{}
	}
	return time
}

// strayed is the subject that the tree hangs on another word than the verb at token i: on an
// auxiliary of it, as where a quotation begins between the two, or on a word of saying behind
// it, "none of them was hurt, said Orel"; -1 for none.
func (s *scan) strayed(i int) int {
	for _, k := range s.children[i] {
		if strings.HasPrefix(s.doc.Tokens[k].Deprel, "aux") {
			if at := max(s.child(int(k), "nsubj"), s.child(int(k), "nsubj:pass")); at >= 0 {
				return at
			}
		}
	}
	h := s.doc.Tokens[i].Head
	if h < i || s.doc.Tokens[i].Deprel != "ccomp" || s.child(i, "nsubj") >= 0 || s.child(i, "nsubj:pass") >= 0 {
		return -1
	}
	if at := s.child(h, "nsubj"); at >= 0 && at < i {
		return at
	}
	return -1
}

// unaccusative are verbs whose subject suffers what they say.
var unaccusative = map[string]bool{"die": true, "perish": true, "fall": true, "drop": true, "explode": true, "sink": true, "crash": true, "collapse": true, "break out": true}

// nominal takes the arguments of a noun that says what happens.
func (s *scan) nominal(t *telling, i int) {
	t.clause = s.doc.Tokens[i].Span
	for _, k := range s.children[i] {
		c := &s.doc.Tokens[k]
		role := ""
		switch {
		case c.Deprel == "nmod:poss":
			role = "other"
		case c.Deprel == "compound" || c.Deprel == "amod":
			role = "other"
		case strings.HasPrefix(c.Deprel, "nmod"):
			role = "other"
			switch s.preposition(int(k)) {
			case "of":
				role = "patient"
			case "by":
				role = "agent"
			}
		}
		if role == "" || c.UPOS != "NOUN" && c.UPOS != "PROPN" && c.UPOS != "PRON" {
			continue
		}
		s.add(t, role, int(k), c.Span)
		t.clause.Begin, t.clause.End = min(t.clause.Begin, c.Begin), max(t.clause.End, c.End)
	}
	if h := s.stays(i); h >= 0 && s.child(h, "nsubj") >= 0 { // "he remains in custody"
		k := s.child(h, "nsubj")
		s.add(t, "patient", k, s.doc.Tokens[k].Span)
	}
	if bearer[t.lemma] { // "the prisoner": whom the noun is for
		s.add(t, "patient", i, s.doc.Tokens[i].Span)
	}
	if s.doc.Tokens[i].UPOS == "ADJ" || s.doc.Tokens[i].Deprel == "amod" {
		if h := s.doc.Tokens[i].Head; h >= 0 {
			s.add(t, "patient", h, s.doc.Tokens[h].Span)
		}
	}
}

// doers are nouns for whoever brings others into a state.
var doers = map[string]bool{"killer": true, "murderer": true, "assassin": true, "kidnapper": true, "abductor": true, "captor": true, "jailer": true, "hijacker": true}

// bearer are nouns for whoever is in a state.
var bearer = map[string]bool{"prisoner": true, "captive": true, "detainee": true, "internee": true, "hostage": true, "abductee": true, "casualty": true, "fatality": true, "victim": true}

// endsState reports whether the noun at token i is what somebody came out of: "freed
// from detention", "the release from prison".
func (s *scan) endsState(i int) bool {
	h := s.doc.Tokens[i].Head
	return h >= 0 && s.preposition(i) == "from" && endsState[classOf(lemma(&s.doc.Tokens[h]))]
}

// endsState are the classes of deeds by which a state ends.
var endsState = map[string]bool{"free": true, "flee": true, "return": true, "rescue": true, "leave": true, "emerge": true}

// preposition is the lemma of the preposition of token k.
func (s *scan) preposition(k int) string {
	if c := s.child(k, "case"); c >= 0 {
		return lemma(&s.doc.Tokens[c])
	}
	return ""
}

func (s *scan) child(i int, relation string) int {
	for _, k := range s.children[i] {
		if s.doc.Tokens[k].Deprel == relation {
			return int(k)
		}
	}
	return -1
}

// add adds an argument with the head token.
func (s *scan) add(t *telling, role string, head int, span stemma.Span) {
	if of := s.ofWhom(head); of >= 0 {
		head = of
	}
	a := argument{role: role, lemma: lemma(&s.doc.Tokens[head]), span: span}
	if m, ok := s.mention(head); ok {
		a.entity, a.named = m.Entity, m.Form == nlp.Name
		a.person = m.Type == nlp.Person || m.Type == nlp.Group
		if k := s.child(head, "flat"); m.Form == nlp.Nominal && a.person && k >= 0 { // "the ferryman Dima Sorn"
			if name, ok := s.mention(k); ok && name.Form == nlp.Name && name.Type == nlp.Person {
				a.entity, a.named = name.Entity, true
			}
		}
	}
	if role == "agent" && (a.named || slices.ContainsFunc(s.children[head], func(k int32) bool { return s.doc.Tokens[k].UPOS == "PROPN" })) {
		a.words = clean(span.In(s.doc.Text))
	}
	a.person = a.person || people[a.lemma] || personal[a.lemma] || nobody[a.lemma]
	t.args = append(t.args, a)
}

// personal are pronouns for persons.
var personal = map[string]bool{"he": true, "she": true, "they": true, "i": true, "we": true, "you": true, "who": true, "his": true, "her": true, "their": true, "my": true, "our": true}

// mention is the mention whose last word is the token, or that holds it.
func (s *scan) mention(i int) (stemma.Mention, bool) {
	at := s.doc.Tokens[i].Span
	k, _ := slices.BinarySearchFunc(s.doc.Mentions, at.End, func(m nlp.Mention, end int) int { return cmp.Compare(m.Begin, end) })
	best := -1
	for k--; k >= 0 && k > k-4; k-- {
		m := s.doc.Mentions[k]
		if m.End < at.Begin && at.Begin-m.Begin > 200 {
			break
		}
		if m.Contains(at) && (best < 0 || s.doc.Mentions[best].Len() > m.Len()) {
			best = k
		}
	}
	if best < 0 {
		return stemma.Mention{}, false
	}
	return s.entity[s.doc.Mentions[best].Span], true
}

// set gives the telling its time and place.
func (t *telling) set(s *scan, time, place nlp.Span) {
	if !time.IsZero() {
		for _, x := range s.timesAt(time) {
			switch {
			case x.Span != time || x.Type != "DATE" && x.Type != "TIME":
			case x.Value != "":
				t.when, t.time = x.Value, x.Span
			default: // a text that does not say when it was written
				if t.weekday = weekdayOf(x.In(s.doc.Text)); t.weekday != "" {
					t.time = x.Span
				}
			}
		}
	}
	if !place.IsZero() {
		t.place, t.at, t.where = s.entity[place].Entity, place, clean(place.In(s.doc.Text))
	}
}

// member is the statement that the words are part of: the one with the longest
// chain, of those the shortest.
func (s *scan) member(at stemma.Span) *member {
	var best *member
	from, _ := slices.BinarySearch(s.furthest, at.End)
	for _, m := range s.statements[from:] {
		if m.bounds().Begin > at.Begin {
			break
		}
		if !slices.ContainsFunc(m.content, func(c stemma.Span) bool { return c.Contains(at) }) {
			continue
		}
		if best == nil || len(m.chain) > len(best.chain) || len(m.chain) == len(best.chain) && m.bounds().Len() < best.bounds().Len() {
			best = m
		}
	}
	return best
}

// figure makes the figure of a number.
func (s *scan) figure(n numeral) *figure {
	doc := s.doc
	f := &figure{number: n.number, text: s.text, span: stemma.Span{Begin: doc.Tokens[n.first].Begin, End: doc.Tokens[n.last].End}}
	f.digits = f.span
	k := s.sentence[n.core]
	f.around, f.sentence = s.around[k], doc.Sentence(k)
	f.by = s.member(doc.Tokens[n.core].Span)
	f.lead = k < leadSentences && s.first
	for i := n.first; i <= n.last; i++ {
		f.self = append(f.self, hash(lemma(&doc.Tokens[i])))
	}
	sent := doc.Sentences[k]
	f.some = s.partOf(n, sent.First)
	whole := s.wholeOf(k)
	f.scope, f.context = whole.scope, whole.context
	f.other = n.first > sent.First && lemma(&doc.Tokens[n.first-1]) == "another"
	for i := max(sent.First, n.first-6); i < min(sent.Last, n.last+7); i++ {
		if (i < n.first || i > n.last) && content(&doc.Tokens[i]) {
			f.near = append(f.near, hash(lemma(&doc.Tokens[i])))
		}
	}
	slices.Sort(f.near)
	f.near = slices.Compact(f.near)
	// What is counted.
	noun, head := -1, n.core
	if h := doc.Tokens[n.core].Head; h >= 0 && (strings.HasPrefix(doc.Tokens[n.core].Deprel, "nummod") || doc.Tokens[n.core].UPOS == "ADJ" && doc.Tokens[n.core].Deprel == "amod" || doc.Tokens[n.core].Deprel == "compound" || doc.Tokens[n.core].Deprel == "det") {
		noun, head = h, h
	}
	if next := n.last + 1; f.unit == "" && next < sent.Last && befalls[classes[lemma(&doc.Tokens[next])]] && doc.Tokens[next].UPOS != "PROPN" && !active(doc.Tokens[next].In(doc.Text)) {
		noun, head = next, next // "31 dead", however the tree hangs it
	}
	if noun < 0 && f.unit == "" {
		if k := s.tallied(n.core); k >= 0 { // "the number of victims is 59", "a toll of 12"
			noun, head = k, n.core
		}
	}
	if f.unit == "magnitude" {
		noun = -1
	}
	for noun >= 0 && units[lemma(&doc.Tokens[noun])].unit != "" && f.unit != "" { // "10 metres of rope", "a 10-metre dhow"
		up := doc.Tokens[noun].Head
		if of := s.of(noun); of >= 0 {
			noun = of
			break
		}
		if up < 0 || !(doc.Tokens[noun].Deprel == "compound" || doc.Tokens[noun].Deprel == "amod" || strings.HasPrefix(doc.Tokens[noun].Deprel, "nmod") || doc.Tokens[noun].Deprel == "obl:npmod" || doc.Tokens[noun].Deprel == "obl:unmarked") {
			noun = -1
			break
		}
		noun, head = up, up
	}
	f.offset = f.unit == "s" && s.when(n, sent)
	if f.unit == "score" {
		for _, m := range gameClock.FindAllStringSubmatch(f.sentence.In(doc.Text), -1) {
			f.clock = append(f.clock, strings.Join(strings.Fields(m[1]), ""))
		}
		slices.Sort(f.clock)
	}
	if f.unit == "m" {
		f.to = s.way(n, sent)
	}
	if f.kind() == "m" || f.kind() == "money" {
		s.subjectOf(f, n.core)
	}
	if f.unit == "age" { // the one who is as old: "a 61-year-old driver", "Ms Orel, 61,"
		noun = n.core
		for range 4 {
			l, up := lemma(&doc.Tokens[noun]), doc.Tokens[noun].Head
			if doc.Tokens[noun].UPOS == "PROPN" || doc.Tokens[noun].UPOS == "NOUN" && l != "old" && l != "year" && l != "age" || up < 0 || doc.Tokens[up].UPOS == "VERB" {
				break
			}
			noun = up
		}
		if k := s.child(noun, "nsubj"); k >= 0 && doc.Tokens[noun].UPOS != "PROPN" && doc.Tokens[k].UPOS == "PROPN" {
			noun = k // "Ms Orel is 61 years old"
		}
		head = noun
	}
	if f.kind() == "m" && noun < 0 { // "13 miles from the harbour": where from
		unit := n.core
		if h := doc.Tokens[n.core].Head; h >= 0 && units[lemma(&doc.Tokens[h])].unit == "m" {
			unit = h
		}
		for i := n.last + 1; i < min(n.last+12, sent.Last) && noun < 0; i++ {
			if doc.Tokens[i].UPOS == "ADP" && i+1 < sent.Last {
				for k := i + 1; k < min(i+5, sent.Last); k++ {
					if u := doc.Tokens[k].UPOS; (u == "PROPN" || u == "NOUN") && !s.timed(doc.Tokens[k].Span) {
						noun = k
						break
					} else if u == "ADP" || u == "VERB" {
						break
					}
				}
				if noun >= 0 {
					break
				}
			} else if doc.Tokens[i].In(doc.Text) == "(" { // "1,150 kilometres (700 miles) south of the port"
				for i+1 < sent.Last && doc.Tokens[i].In(doc.Text) != ")" {
					i++
				}
			} else if u := doc.Tokens[i].UPOS; u != "NOUN" && u != "ADV" && u != "ADJ" {
				break
			}
		}
		head = unit
	}
	if noun < 0 {
		if of := s.of(n.core); of >= 0 {
			noun = of
			f.part = doc.Tokens[of].UPOS == "PRON" || doc.Tokens[of].UPOS == "NUM" || s.definite(of)
		}
	} else if of := s.of(noun); of >= 0 && (s.definite(of) && people[lemma(&doc.Tokens[of])] || doc.Tokens[of].UPOS == "PRON") {
		f.part = true
	}
	if noun < 0 && f.unit == "" { // the tree hangs it elsewhere: what stands right behind it
		for i := n.last + 1; i < min(n.last+4, sent.Last) && noun < 0; i++ {
			switch doc.Tokens[i].UPOS {
			case "NOUN":
				for i+1 < sent.Last && doc.Tokens[i+1].UPOS == "NOUN" {
					i++
				}
				noun, head = i, i
			case "ADJ", "PROPN", "ADV", "VERB":
			default:
				i = len(doc.Tokens)
			}
		}
	}
	if noun < 0 && f.unit == "" && n.last+1 < sent.Last && doc.Tokens[n.last+1].UPOS == "ADJ" {
		noun = n.last + 1 // "11 wounded"
	}
	if k := n.first - 2; f.unit == "age" && k >= sent.First && doc.Tokens[k+1].In(doc.Text) == "," && doc.Tokens[k].UPOS == "PROPN" {
		noun, head = k, k // "Ms Orel, 61": whatever the tree hangs it on
	}
	if noun >= 0 {
		if m, ok := s.mention(noun); ok {
			f.whose, f.named = m.Entity, m.Form == nlp.Name
			f.person = m.Type == nlp.Person || m.Type == nlp.Group
			if f.named {
				f.names = strings.Fields(strings.ToLower(m.Span.In(doc.Text)))
				slices.Sort(f.names)
			}
		}
		t := &doc.Tokens[noun]
		f.noun, f.look = lemma(t), s.looks[noun]
		if k := noun - 2; len(f.noun) > 0 && f.noun[0] <= '9' && k > n.last && doc.Tokens[noun-1].In(doc.Text) == "-" {
			f.noun = lemma(&doc.Tokens[k]) // "seven FA-9s"
		}
		if t.UPOS == "ADJ" || t.UPOS == "VERB" || classes[f.noun] == "kill" || classes[f.noun] == "wound" || classes[f.noun] == "hold" {
			f.classes = append(f.classes, classOf(f.noun))
			if t := s.tellings[noun]; t != nil {
				f.tellings = append(f.tellings, t)
			}
		}
		for _, c := range s.children[noun] {
			ct := &doc.Tokens[c]
			switch {
			case ct.Deprel == "amod" || ct.Deprel == "compound" || ct.Deprel == "nmod" || ct.Deprel == "acl" || ct.Deprel == "nmod:poss":
				l := lemma(ct)
				f.with = append(f.with, l)
				f.other = f.other || l == "other" || l == "another" || int(c) > n.last && (l == "more" || l == "many" && strings.EqualFold(ct.In(doc.Text), "more"))
				if ct.UPOS == "VERB" && !active(ct.In(doc.Text)) || classes[l] != "" && ct.UPOS == "ADJ" {
					f.classes = append(f.classes, classOf(l))
					if t := s.tellings[int(c)]; t != nil {
						f.tellings = append(f.tellings, t)
					}
				}
			}
		}
		slices.Sort(f.with)
		f.with = slices.Compact(f.with)
		f.further = f.other || s.further(noun)
		if doc.Tokens[noun].Begin >= f.span.End && noun-n.last < 8 && s.sentence[noun] == k {
			f.span.End = doc.Tokens[noun].End
		}
		if strings.HasPrefix(f.noun, "other") || f.noun == "more" {
			f.other = true
		}
	}
	if f.unit == "magnitude" {
		f.noun = "quake"
	}
	parent := f.unit == "" && noun < 0 && s.ofParent(n.core)
	if parent {
		f.noun, f.person = "child", true
	}
	for _, i := range []int{n.core, noun} {
		f.not = f.not || i >= 0 && slices.ContainsFunc(s.markers[i], func(m nlp.Marker) bool { return m.Kind == nlp.Correction })
	}
	f.not = f.not || s.calledFalse(n.core)
	f.back = f.unit == "" && (f.noun == "more" || s.speaksBack(n))
	// What is said of it: the predicates above.
	at := head
	for range 6 {
		h := doc.Tokens[at].Head
		if h < 0 || parent {
			break
		}
		rel := doc.Tokens[at].Deprel
		at = h
		t := s.tellings[at]
		if t == nil || rel == "conj" && doc.Tokens[at].UPOS == "NOUN" {
			continue
		}
		f.classes = append(f.classes, t.class)
		f.tellings = append(f.tellings, t)
		if doc.Tokens[at].UPOS == "VERB" && len(f.tellings) >= 2 {
			break
		}
	}
	if t := s.tellings[n.core]; t != nil && len(f.tellings) == 0 {
		f.classes, f.tellings = append(f.classes, t.class), append(f.tellings, t)
	}
	f.gist = s.gistOf(n.core, f.span, f.sentence)
	for _, t := range f.tellings {
		for _, a := range t.args {
			if a.entity != "" {
				f.entities = append(f.entities, a.entity)
			}
		}
	}
	f.entities = append(f.entities, whole.entities...)
	slices.Sort(f.entities)
	f.entities = slices.Compact(f.entities)
	if f.unit == "" {
		f.listed = s.listed(f)
	}
	s.heldBy(f, n, noun)
	nearby := stemma.Span{Begin: doc.Tokens[max(sent.First, n.first-closeBy)].Begin, End: doc.Tokens[min(sent.Last-1, n.last+closeBy)].End}
	for _, m := range s.mentionsAt(nearby) {
		if m.Form == nlp.Name && nearby.Overlaps(m.Span) && s.entity[m.Span].Entity != "" {
			f.close = append(f.close, s.entity[m.Span].Entity)
		}
	}
	slices.Sort(f.close)
	f.close = slices.Compact(f.close)
	f.setting = s.setting[k]
	f.past = f.setting.past(s.text.day)
	f.place = strings.ToLower(s.nearest(f.span, whole.places).In(doc.Text))
	return f
}

// ofParent reports whether a number says of how many somebody is the mother or the father.
func (s *scan) ofParent(i int) bool {
	h := s.doc.Tokens[i].Head
	return h >= 0 && s.preposition(i) == "of" && parents[lemma(&s.doc.Tokens[h])]
}

var parents = map[string]bool{"mother": true, "father": true, "parent": true, "mom": true, "dad": true, "mum": true}

// gameClock matches a time that is left in a game: "with 6:11 to go".
var gameClock = regexp.MustCompile(`(?i)\b(\d{1,2} ?: ?\d\d) (?:(?:still )?to (?:go|play)|remaining|left)\b`)

// further reports whether the noun at token i, or that of the group whose the thing counted is, stands
// with a word by which there is one more of the like: "a second convoy of eight trucks".
func (s *scan) further(i int) bool {
	beside := func(i int) bool {
		return slices.ContainsFunc(s.children[i], func(k int32) bool {
			word := lemma(&s.doc.Tokens[k])
			return int(k) < i && (word == "another" || word == "other" || ordinal(word) > 1)
		})
	}
	return beside(i) || strings.HasPrefix(s.doc.Tokens[i].Deprel, "nmod") && s.preposition(i) == "of" && beside(s.doc.Tokens[i].Head)
}

// subjectOf gives a length or a sum at token i what it is told of.
func (s *scan) subjectOf(f *figure, i int) {
	for range 4 {
		if k := s.child(i, "nsubj"); k >= 0 && s.doc.Tokens[k].UPOS == "NOUN" {
			f.subject, f.measures = lemma(&s.doc.Tokens[k]), s.child(i, "cop") >= 0
			for _, d := range s.children[k] {
				if t := &s.doc.Tokens[d]; t.Deprel == "compound" {
					f.kinds = append(f.kinds, lemma(t))
				}
			}
			slices.Sort(f.kinds)
			return
		}
		if i = s.doc.Tokens[i].Head; i < 0 || s.doc.Tokens[i].UPOS == "VERB" && s.child(i, "nsubj") < 0 {
			return
		}
	}
}

// when reports whether a length of time says when something was: "two days before",
// "the past three weeks".
func (s *scan) when(n numeral, sent nlp.Sentence) bool {
	word := func(i int) string { return strings.ToLower(s.doc.Tokens[i].In(s.doc.Text)) }
	if n.last+1 < sent.Last && offsets[word(n.last+1)] {
		return true
	}
	return n.first > sent.First && spans[word(n.first-1)]
}

// offsets stand behind a length of time that says when, and spans before it.
var (
	offsets = map[string]bool{"before": true, "after": true, "ago": true, "earlier": true, "later": true, "since": true}
	spans   = map[string]bool{"past": true, "last": true, "next": true, "coming": true, "previous": true, "following": true, "recent": true}
)

// way are the places that are named before a length that tells how far something is from
// another place, in small letters and in order.
func (s *scan) way(n numeral, sent nlp.Sentence) (to []string) {
	from := false
	for i := n.last + 1; i < min(sent.Last, n.last+4) && !from; i++ {
		from = directions[strings.ToLower(s.doc.Tokens[i].In(s.doc.Text))]
	}
	before := stemma.Span{Begin: s.doc.Tokens[sent.First].Begin, End: s.doc.Tokens[n.first].Begin}
	for _, m := range s.mentionsAt(before) {
		if from && m.Form == nlp.Name && (m.Type == nlp.Place || m.Type == nlp.Facility) && before.Contains(m.Span) {
			to = append(to, strings.ToLower(clean(m.In(s.doc.Text))))
		}
	}
	slices.Sort(to)
	return slices.Compact(to)
}

// directions are words behind a length that leads from one place to another.
var directions = map[string]bool{
	"north": true, "south": true, "east": true, "west": true, "northeast": true, "northwest": true, "southeast": true, "southwest": true,
	"north-east": true, "north-west": true, "south-east": true, "south-west": true, "from": true,
}

// timed reports whether a word is part of a time.
func (s *scan) timed(at stemma.Span) bool {
	i, _ := slices.BinarySearchFunc(s.doc.Times, at.Begin, func(t nlp.Time, begin int) int { return cmp.Compare(t.Span.End, begin+1) })
	return i < len(s.doc.Times) && s.doc.Times[i].Span.Overlaps(at)
}

// speaksBack reports whether a number is one that is told elsewhere, which the text only
// takes up: the whole of which it tells a part, a number that is somebody's, or "the five".
func (s *scan) speaksBack(n numeral) bool {
	t := &s.doc.Tokens[n.core]
	up := t.Head
	switch {
	case up >= 0 && strings.HasPrefix(t.Deprel, "nmod") && s.preposition(n.core) == "of" && s.definite(n.core):
		return s.doc.Tokens[up].UPOS == "NUM" || s.doc.Tokens[up].UPOS == "DET" || s.doc.Tokens[up].UPOS == "PRON"
	case s.child(n.core, "nmod:poss") >= 0 && s.child(n.core, "nmod:poss") < n.core:
		return t.UPOS == "NUM"
	case n.first > 0 && countNouns[hash(lemma(&s.doc.Tokens[n.first-1]))]:
		return strings.HasPrefix(s.doc.Tokens[n.first-1].Deprel, "nsubj") && s.definite(n.first-1)
	}
	if strings.HasPrefix(t.Deprel, "nummod") && up >= 0 { // "those two conditions"
		for _, k := range s.children[up] {
			if d := &s.doc.Tokens[k]; d.Deprel == "det" && int(k) < n.first && (lemma(d) == "those" || lemma(d) == "these" || lemma(d) == "that" || lemma(d) == "this") {
				return true
			}
		}
	}
	return t.UPOS == "NUM" && s.definite(n.core) && n.first == n.last
}

// tallied is the noun of what the number at token i is said to be the number of: of
// "the number of victims is 59" and "the toll rose to 59"; -1 for none.
func (s *scan) tallied(i int) int {
	tally := -1
	t := &s.doc.Tokens[i]
	switch {
	case s.child(i, "nsubj") >= 0: // "the toll is 59"
		tally = s.child(i, "nsubj")
	case t.Head >= 0 && strings.HasPrefix(t.Deprel, "nmod") && s.preposition(i) == "of": // "a toll of 59"
		tally = t.Head
	case t.Head >= 0 && (strings.HasPrefix(t.Deprel, "obl") || t.Deprel == "obj" || t.Deprel == "xcomp"): // "the toll rose to 59", "put the toll at 59"
		if tally = max(s.child(t.Head, "nsubj"), s.child(t.Head, "nsubj:pass")); tally < 0 || !countNouns[hash(lemma(&s.doc.Tokens[tally]))] {
			tally = s.child(t.Head, "obj")
		}
	}
	if tally < 0 || tally == i || !countNouns[hash(lemma(&s.doc.Tokens[tally]))] {
		return -1
	}
	if of := s.of(tally); of >= 0 && of != i {
		return of
	}
	if lemma(&s.doc.Tokens[tally]) == "toll" {
		return tally
	}
	return -1
}

// befalls are the classes of what befalls those who are counted.
var befalls = map[string]bool{"kill": true, "wound": true, "hold": true}

// closeBy is how many words from a number a name may stand to be close by.
const closeBy = 7

// away is how far two spans are from one another in bytes, a comma or a number
// between them counting as far as a phrase.
func (s *scan) away(a, b stemma.Span) int {
	if a.Begin > b.Begin {
		a, b = b, a
	}
	if a.End >= b.Begin {
		return 0
	}
	between := s.doc.Text[a.End:b.Begin]
	return len(between) + 40*(strings.Count(between, ",")+strings.Count(between, ";"))
}

// nearest is the span that is least away from another, of several the first; zero if there
// is none. The spans are in order. It goes from the nearest out, for what is further by its
// bytes alone need not be looked at.
func (s *scan) nearest(of stemma.Span, spans []stemma.Span) (best stemma.Span) {
	least := math.MaxInt
	after, _ := slices.BinarySearchFunc(spans, of.Begin+1, func(x stemma.Span, begin int) int { return cmp.Compare(x.Begin, begin) })
	for _, x := range slices.Backward(spans[:after]) {
		if of.Begin-x.End > least {
			continue
		}
		if d := s.away(of, x); d <= least {
			best, least = x, d
		}
	}
	for _, x := range spans[after:] {
		if x.Begin-of.End >= least {
			break
		}
		if d := s.away(of, x); d < least {
			best, least = x, d
		}
	}
	return best
}

// active reports whether a participle says what its noun does rather than what
// befalls it.
func active(word string) bool { return strings.HasSuffix(strings.ToLower(word), "ing") }

// of is the noun behind "of" below token i, -1 for none.
func (s *scan) of(i int) int {
	for _, k := range s.children[i] {
		if strings.HasPrefix(s.doc.Tokens[k].Deprel, "nmod") && s.preposition(int(k)) == "of" {
			return int(k)
		}
	}
	return -1
}

// definite reports whether the noun has "the" or the like before it.
func (s *scan) definite(i int) bool {
	for _, k := range s.children[i] {
		if t := &s.doc.Tokens[k]; t.Deprel == "det" && (lemma(t) == "the" || lemma(t) == "these" || lemma(t) == "those") || t.Deprel == "nmod:poss" {
			return true
		}
	}
	return false
}

// clean is words on one line.
func clean(s string) string { return strings.Join(strings.Fields(s), " ") }

// longestQuote is how many bytes of a content an explanation quotes.
const longestQuote = 160

// shorten quotes a content, without its end where it is long.
func shorten(spans []stemma.Span, text string) string {
	var parts []string
	for _, s := range spans {
		parts = append(parts, clean(s.In(text)))
	}
	return cut(strings.Join(parts, " … "), longestQuote)
}

// cut shortens s to at most n bytes, at a space.
func cut(s string, n int) string {
	if len(s) <= n {
		return s
	}
	if i := strings.LastIndexByte(s[:n], ' '); i > 0 {
		return strings.TrimRight(s[:i], " ,;:") + " …"
	}
	return strings.ToValidUTF8(s[:n], "") + " …"
}
