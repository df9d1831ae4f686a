// Package weigh counts who stands behind each answer to a question, in
// independent origins. Ten copies are one witness: statements in passages that
// descend from one another are one, and so are statements whose chains lead to
// one source. A source that says a thing twice is one witness of it, wherever
// it is printed; those who speak for one party are one; and a statement that
// credits another text of the case is one with what that text says. The package names no answer as the right one and gives no
// score.
//
// What it counts are origins that the texts show. That two texts show no
// common origin does not mean that they have none.
package weigh

import (
	"cmp"
	"context"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"github.com/stemma/stemma"
	"github.com/stemma/stemma/internal/cores"
	"github.com/stemma/stemma/internal/pack"
	"github.com/stemma/stemma/nlp"
	"github.com/stemma/stemma/nlp/en"
)

// A Scale knows where each statement of a case stands: its document, its chain and
// what the document descends from. It may be used by one goroutine at a time, but
// for Add.
type Scale struct {
	mu         sync.Mutex // over what Add writes
	forest     *stemma.Forest
	passages   map[[2]stemma.ID][]*stemma.Derivation // by the two documents, the lesser ID first
	statements map[stemma.ID]*standing
	issuers    map[stemma.ID]issuer // by document
	parties    parties
	headings   map[stemma.ID]*heading // by document
	bearers    map[string][]stemma.ID // whoever has a name and is called by a noun: "porter"
}

// An issuer is who puts a document out, its publisher and its author, by
// name and by entity.
type issuer struct {
	names    []string
	entities []stemma.ID
	own      bool // it is the word of its publisher: a press release, a statement
}

// A standing is what is kept of a statement.
type standing struct {
	id        stemma.ID
	doc       stemma.ID
	path, day string
	place     int // where in the document it begins
	told      int // the same, or where that begins which it tells another to say: they stand side by side
	content   []stemma.Span
	words     []string // of the content, each once, in order
	links     int
	root      stemma.ID // the entity nearest to the content, "" for the author and where it is not known
	source    string    // the words for it
	kind      nlp.SourceType
	certainty nlp.Certainty
	noun      string    // for a source without a name, "porter"
	anonymous bool      // the source asked not to be named
	nameless  bool      // its text has no name for the source
	by        stemma.ID // who quotes the source; "" for the author
	papers    []paper   // documents that the chain leads through
	from      stemma.ID // the one of them that is a text of the case
	taken     stemma.ID // whose words the source took down
	passed    bool      // it is passed on without a word of where it comes from
}

// New returns a scale for a case with this forest, which grew of these derivations
// (stemma.Descent, stemma.NewForest).
func New(forest *stemma.Forest, derivations []*stemma.Derivation) *Scale {
	s := &Scale{forest: forest, passages: map[[2]stemma.ID][]*stemma.Derivation{}, statements: map[stemma.ID]*standing{}, issuers: map[stemma.ID]issuer{}, headings: map[stemma.ID]*heading{}, bearers: map[string][]stemma.ID{}}
	for _, d := range derivations {
		s.passages[pairOf(d.From, d.To)] = append(s.passages[pairOf(d.From, d.To)], d)
	}
	return s
}

// A Page is what one document says and who answers for it, by itself. It depends on no
// other document but for who is who in it, so it can be kept (Bytes) as long as neither
// is another.
type Page struct{ *page }

type page struct {
	doc        stemma.ID
	by         issuer
	heading    heading
	names      []named
	posts      []post
	statements []standing
}

// Read makes of the statements of a document, with the entities of their sources, what
// is needed of it. The document comes with its text, which is not kept. It may be called
// by many goroutines at once.
func Read(doc *stemma.Document, mentions []stemma.Mention, statements []stemma.Statement) Page {
	p := &page{doc: doc.ID, by: issuerOf(doc, mentions), heading: headingOf(doc)}
	p.names, p.posts = introduced(doc, mentions, statements)
	names := namesOf(doc, mentions)
	papers := map[string]paper{} // the last of each noun that says whose it is
	last := stemma.ID("")        // the document that the text quotes last by more than the noun
	for i := range statements {
		x := &statements[i]
		if len(x.Content) == 0 {
			continue
		}
		voice := x.Voice()
		st := standing{
			id: x.ID, doc: doc.ID, path: doc.Path, place: x.Bounds().Begin, content: x.Content,
			links: len(x.Chain), kind: voice.SourceType, certainty: voice.Certainty, words: wordsOf(x.Content, doc.Text),
		}
		if doc.Published != nil {
			st.day = doc.Published.Value
		}
		if x.Attributed() {
			st.root = voice.SourceEntity
			st.source = strings.Join(strings.Fields(voice.Source.In(doc.Text)), " ")
			if name := names[st.root]; name != "" && pronouns[strings.ToLower(st.source)] {
				st.source = name
			}
			if st.nameless = names[st.root] == ""; st.nameless {
				st.noun = nounOf(st.source)
			}
			st.anonymous = !voice.Anonymity.IsZero()
			if n := len(x.Chain); n > 2 {
				st.by = x.Chain[n-2].SourceEntity
			}
			for _, l := range x.Chain[1:] {
				one, ok := paperOf(strings.Join(strings.Fields(l.Source.In(doc.Text)), " "), l.Source, mentions, doc.Text)
				if !ok {
					continue
				}
				if len(one.body) > 0 {
					papers[one.noun] = one
				} else if full, ok := papers[one.noun]; ok && len(one.words) == 1 { // "the memo"
					one = full
				}
				st.papers = append(st.papers, one)
			}
			if st.kind == "" && slices.ContainsFunc(st.papers, func(p paper) bool { return p.at == voice.Source }) {
				st.kind = nlp.SourceDocument // "a threat report derived from two sources"
			}
			if st.kind == nlp.SourceDocument {
				switch bare := bareDocument.MatchString(st.source); {
				case bare && last != "":
					st.root = last
				case !bare:
					last = st.root
				}
			}
			if wroteDown.MatchString(voice.Cue.In(doc.Text)) {
				st.taken = saidBefore(p.statements, &st)
			}
			st.passed = names[st.root] == "" && slices.ContainsFunc(x.Chain[1:], func(l stemma.Attribution) bool { return passesOn(&l, doc.Text) })
		} else {
			st.passed = slices.ContainsFunc(x.Content, func(c stemma.Span) bool { return en.Hearsay().MatchString(c.In(doc.Text)) })
		}
		p.statements = append(p.statements, st)
	}
	for i := range p.statements {
		st := &p.statements[i]
		st.told = st.place
		for k := i + 1; k < len(p.statements) && p.statements[k].place < st.bounds().End; k++ {
			if x := &p.statements[k]; st.tells(x) {
				st.told = max(st.told, x.place)
			}
		}
	}
	return Page{p}
}

// pages packs pages.
var pages = sync.OnceValue(pack.New[page])

// Bytes is the page in a form that a store can keep; ReadPage reads it. It is empty for
// one that is too large.
func (p Page) Bytes() []byte { return pages().Pack(p.page) }

// ReadPage reads what Bytes gave. The error says that another version made it, or that
// it is damaged: then the document is read again (Read).
func ReadPage(data []byte) (Page, error) {
	p, err := pages().Unpack(data)
	return Page{p}, err
}

// Add takes the statements of a document in; see Read. The order does not matter. It
// may be called by many goroutines at once.
func (s *Scale) Add(doc *stemma.Document, mentions []stemma.Mention, statements []stemma.Statement) {
	s.Put(Read(doc, mentions, statements))
}

// Put takes a page in.
func (s *Scale) Put(p Page) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.issuers[p.doc] = p.by
	s.headings[p.doc] = &p.heading
	s.parties.add(p.names, p.posts)
	for i := range p.statements {
		s.statements[p.statements[i].id] = &p.statements[i]
	}
}

// Know tells the scale of an entity of the case. It may be called by many goroutines at
// once, in any order, until Weigh is.
func (s *Scale) Know(e *stemma.Entity) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.parties.kinds == nil {
		s.parties.kinds = map[stemma.ID]nlp.EntityType{}
	}
	s.parties.kinds[e.ID] = e.Type
	if e.Named {
		for _, n := range rolesOf(e) {
			s.bearers[n] = append(s.bearers[n], e.ID)
		}
	}
}

// namesOf gives each entity of a document the longest name that the document has
// for it, the first of several.
func namesOf(doc *stemma.Document, mentions []stemma.Mention) map[stemma.ID]string {
	names := map[stemma.ID]string{}
	for i := range mentions {
		if m := &mentions[i]; m.Form == nlp.Name && m.Entity != "" && m.Span.Len() > len(names[m.Entity]) {
			names[m.Entity] = strings.Join(strings.Fields(m.Span.In(doc.Text)), " ")
		}
	}
	return names
}

// pronouns are sources that say nothing where they stand alone.
var pronouns = map[string]bool{"he": true, "she": true, "it": true, "they": true, "i": true, "we": true, "who": true, "which": true, "him": true, "her": true, "them": true, "his": true, "their": true, "both": true}

// wordsOf are the words of a content in small letters, each once, in order.
func wordsOf(content []stemma.Span, text string) []string {
	var words []string
	for _, c := range content {
		words = append(words, strings.FieldsFunc(strings.ToLower(c.In(text)), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })...)
	}
	slices.Sort(words)
	return slices.Compact(words)
}

func issuerOf(doc *stemma.Document, mentions []stemma.Mention) issuer {
	by := issuer{own: ownWord.MatchString(doc.Text[:min(len(doc.Text), beginning)])}
	for _, shown := range []*stemma.Shown{doc.Publisher, doc.Byline} {
		if shown == nil {
			continue
		}
		if name := plainName(shown.Value); utf8.RuneCountInString(name) > 1 { // a letter is the name of nobody
			by.names = append(by.names, name)
		}
		for i := range mentions {
			if m := &mentions[i]; m.Entity != "" && m.Span == shown.ShownBy {
				by.entities = append(by.entities, m.Entity)
			}
		}
	}
	return by
}

// ownWord is a line at the head of a text by which a body speaks for itself.
var ownWord = regexp.MustCompile(`(?im)^\W*(?:(?:press|news|media) (?:release|statement)|(?:(?:public|official|joint) )?statement(?: to the press)?|communiqu[eé]|declaration)\b(?:[ ,;:–—-]|$)`)

// plainName is a name as it is compared: without case and article.
func plainName(name string) string {
	return strings.TrimPrefix(strings.ToLower(strings.Join(strings.Fields(name), " ")), "the ")
}

// Weigh joins the witnesses of each side that are one. The assessments are those that
// claim.Collection.Group gave with the claims: in them every statement is a
// witness of its own. They are changed in place and returned. The error is that of the
// context.
func (s *Scale) Weigh(ctx context.Context, claims []*stemma.Claim, assessments []*stemma.Assessment) ([]*stemma.Assessment, error) {
	about := map[stemma.ID]*stemma.Claim{}
	for _, c := range claims {
		about[c.ID] = c
	}
	s.parties.settle()
	shelf := s.shelve()
	for _, st := range s.statements {
		for i := range st.papers {
			if st.from == "" {
				st.from = shelf.read(&st.papers[i], st.doc)
			}
		}
	}
	weighed := map[*stemma.Side]bool{} // assessments of one claim share their sides
	var first []*stemma.Assessment     // of each claim
	for _, a := range assessments {
		if len(a.Sides) > 0 && !weighed[&a.Sides[0]] {
			weighed[&a.Sides[0]] = true
			first = append(first, a)
		}
	}
	cores.Each(ctx, len(first), func(i int) {
		a := first[i]
		for k := range a.Sides {
			s.side(&a.Sides[k], about[a.Claim])
		}
		slices.SortStableFunc(a.Sides, func(x, y stemma.Side) int { return cmp.Compare(len(y.Witnesses), len(x.Witnesses)) })
	})
	return assessments, ctx.Err()
}

// side joins the witnesses of a side.
func (s *Scale) side(side *stemma.Side, claim *stemma.Claim) {
	var all []*standing
	for _, w := range side.Witnesses {
		if st := s.statements[w.Origin]; st != nil {
			all = append(all, st)
		}
	}
	slices.SortFunc(all, s.earlier)
	spoken := quoted{}
	for _, st := range all {
		if st.root != "" {
			at := speaker{st.doc, st.root}
			spoken[at] = append(spoken[at], st)
		}
	}
	head := make([]int, len(all))
	why := make([]string, len(all)) // why it was joined to an earlier one
	join := func(k, i int, reason string) {
		if a, b := find(head, k), find(head, i); a != b {
			head[max(a, b)] = min(a, b)
			why[max(a, b)] = reason
		}
		if later := max(k, i); why[later] == "" {
			why[later] = reason
		}
	}
	for i := range all {
		head[i] = i
		for k := range i {
			if why[i] != "" && find(head, k) == find(head, i) {
				continue // it is known that they are one, and why
			}
			if reason := s.one(all[k], all[i], spoken); reason != "" {
				join(k, i, reason)
			}
		}
	}
	for i, st := range all {
		if k := s.credited(all, st); k >= 0 {
			join(k, i, fmt.Sprintf("one names the other’s text, that of %s, as its source", st.source))
		}
	}
	s.passedOn(all, join)
	at := map[int]int{}
	side.Witnesses = nil
	reasons := map[int][]string{}
	for i, st := range all {
		h := find(head, i)
		n, ok := at[h]
		if !ok {
			n = len(side.Witnesses)
			at[h] = n
			w := stemma.Witness{Origin: st.id, Root: st.root}
			// A paper or an outlet that tells of itself or of its owner has no cause to be
			// partial, but where it clears itself: "the Herald denied that the Herald paid".
			tells := (st.kind == nlp.SourceDocument || st.kind == nlp.SourceMedia) && side.Stance != stemma.Denies
			w.Interested = st.root != "" && claim != nil && slices.Contains(claim.Entities, st.root) && !tells
			if n > 0 {
				w.Support = s.support(s.statements[side.Witnesses[0].Origin], st)
			}
			if w.Independent() && slices.ContainsFunc(side.Witnesses, func(v stemma.Witness) bool { return st.mayBe(s.statements[v.Origin]) }) {
				w.Support = stemma.UnclearSupport
			}
			side.Witnesses = append(side.Witnesses, w)
			continue
		}
		w := &side.Witnesses[n]
		w.Descendants = append(w.Descendants, st.id)
		if why[i] != "" && !slices.Contains(reasons[n], why[i]) {
			reasons[n] = append(reasons[n], why[i])
		}
	}
	for n := range side.Witnesses {
		w := &side.Witnesses[n]
		w.Why = strings.Join(reasons[n], "; ")
		slices.SortFunc(w.Descendants, func(a, b stemma.ID) int {
			x, y := s.statements[a], s.statements[b]
			return cmp.Or(cmp.Compare(x.path, y.path), cmp.Compare(x.place, y.place), cmp.Compare(x.id, y.id))
		})
	}
}

// passedOn joins what is only passed on to the first that is told by somebody, or if there
// is none, to the first: that there is one more who knows it nothing shows.
func (s *Scale) passedOn(all []*standing, join func(k, i int, reason string)) {
	first := max(0, slices.IndexFunc(all, func(st *standing) bool { return !st.passed }))
	for i, st := range all {
		if i != first && st.passed {
			join(first, i, "one is passed on without a word of where it comes from, and may come from there")
		}
	}
}

// passesOn reports whether by the words of a link somebody passes on what he heard, or
// nobody says it: "allegedly". A court that heard it heard it from a witness.
func passesOn(l *stemma.Attribution, text string) bool {
	if l.Source.IsZero() {
		return l.Kind == string(nlp.Indirect) && !l.Cue.IsZero()
	}
	return hasHeard.MatchString(l.Cue.In(text)) && !sits.MatchString(l.Source.In(text))
}

var (
	// hasHeard are cues of one who passes on what he heard.
	hasHeard = regexp.MustCompile(`(?i)\b(?:heard|hears?)\b`)
	// sits is a body before which witnesses are heard.
	sits = regexp.MustCompile(`(?i)\b(?:courts?|courtroom|inquests?|tribunals?|commissions?|committees?|councils?|parliament|assembly|senate|congress|inquiry|enquiry|inquiries|hearings?|trial|jury|jurors|judges?|magistrates?|coroner|panel|bench|MPs|lawmakers|senators)\b`)
)

func find(head []int, i int) int {
	for head[i] != i {
		i = head[i]
	}
	return i
}

// earlier orders statements from the root down: those of a text that others
// descend from first, what is only passed on behind the rest, then by day of
// publication, where one without a day comes last, then by place.
func (s *Scale) earlier(a, b *standing) int {
	day := func(x *standing) string { return cmp.Or(x.day, "~") }
	passed := func(x *standing) int {
		if x.passed {
			return 1
		}
		return 0
	}
	return cmp.Or(cmp.Compare(s.depth(a.doc), s.depth(b.doc)), cmp.Compare(passed(a), passed(b)), cmp.Compare(day(a), day(b)),
		cmp.Compare(a.path, b.path), cmp.Compare(a.told, b.told), cmp.Compare(b.links, a.links), cmp.Compare(a.place, b.place), cmp.Compare(a.id, b.id))
}

func (s *Scale) depth(doc stemma.ID) int {
	if m := s.forest.Of[doc]; m != nil {
		return m.Depth
	}
	return 0
}

// A speaker is who is quoted in one document.
type speaker struct{ doc, root stemma.ID }

// quoted are the statements of a side by who makes them.
type quoted map[speaker][]*standing

// both reports whether either document quotes the one and the other with about the words:
// two who say the same in a text are not one because the text was copied.
func (s quoted) both(a, b *standing) bool {
	if a.root == b.root || a.root == "" || b.root == "" {
		return false
	}
	quotes := func(doc stemma.ID, st *standing) bool {
		return slices.ContainsFunc(s[speaker{doc, st.root}], func(x *standing) bool { return alike(x.words, st.words) >= oneWording })
	}
	return quotes(b.doc, a) && quotes(a.doc, b)
}

// one says why two statements have one origin, "" if nothing shows that they do.
func (s *Scale) one(a, b *standing, spoken quoted) string {
	switch {
	case a.root != "" && a.root == b.root:
		return fmt.Sprintf("both stand on the word of %s", a.source)
	case a.kind == nlp.SourceDocument && b.kind == nlp.SourceDocument && sameDocument(a.source, b.source):
		return fmt.Sprintf("both name one document, %s", a.source)
	case a.doc == b.doc && a.links == 1 && b.links == 1:
		return "one author says it twice"
	case a.tells(b), b.tells(a):
		return fmt.Sprintf("one tells what the other says, %s and %s", cmp.Or(a.source, "somebody who is not named"), cmp.Or(b.source, "somebody who is not named"))
	case s.related(a.doc, b.doc) && (a.links == 1 && earlierVersion.MatchString(b.source) || b.links == 1 && earlierVersion.MatchString(a.source)):
		return "one is an earlier version of a text that descends from the other’s"
	case a.doc != b.doc && s.aligned(a, b) && !spoken.both(a, b):
		return "the passages descend from one another"
	case a.doc != b.doc && a.links == 1 && b.links == 1 && s.oneText(a.doc, b.doc):
		return "the texts are one in several versions"
	case a.taken != "" && a.taken == b.root, b.taken != "" && b.taken == a.root:
		return fmt.Sprintf("one took down what the other says, %s and %s", a.source, b.source)
	case s.sameBearer(a, b):
		return fmt.Sprintf("nothing shows that %s and %s are two", a.source, b.source)
	case s.party(a) != "" && s.party(a) == s.party(b):
		return fmt.Sprintf("%s and %s speak for one party", s.called(a), s.called(b))
	}
	return ""
}

// party is whom the source of a statement speaks for, "" if that is not known. A text
// that a government puts out is said by that, and so is the press release of any body.
func (s *Scale) party(st *standing) string {
	if st.links > 1 {
		return s.parties.of[st.root]
	}
	by := s.issuers[st.doc]
	for _, e := range by.entities {
		if p := s.parties.of[e]; p != "" && by.own || strings.HasPrefix(p, "state ") {
			return p
		}
	}
	return ""
}

// called is how a reason names who makes a statement.
func (s *Scale) called(st *standing) string {
	if st.links == 1 {
		return "the author of " + st.path
	}
	return st.source
}

// earlierVersion is the source of a text that corrects itself.
var earlierVersion = regexp.MustCompile(`(?i)\b(?:earlier|previous|original|first) version\b`)

// sameDocument reports whether two phrases name one document: all that the
// shorter says of it, at least two things, the longer says too ("the institute's
// January report", "a report that the institute published in January").
func sameDocument(a, b string) bool {
	x, y := tellingWords(a), tellingWords(b)
	if len(x) > len(y) {
		x, y = y, x
	}
	return len(x) > 1 && !slices.ContainsFunc(x, func(w string) bool { return !slices.Contains(y, w) })
}

// tellingWords are the words of a phrase but for the small ones, each once.
func tellingWords(phrase string) []string {
	return slices.DeleteFunc(wordsOf([]stemma.Span{{Begin: 0, End: len(phrase)}}, phrase), func(w string) bool { return len(w) < 4 || small[w] })
}

var small = map[string]bool{"that": true, "this": true, "which": true, "from": true, "with": true, "their": true, "last": true, "other": true, "another": true}

// pairOf are two documents, in one order however they come.
func pairOf(a, b stemma.ID) [2]stemma.ID { return [2]stemma.ID{min(a, b), max(a, b)} }

// related reports whether one of two documents descends from the other.
func (s *Scale) related(a, b stemma.ID) bool {
	return len(s.passages[pairOf(a, b)]) > 0
}

// apart reports whether all that ties the documents of two statements is words that one quotes
// from the other, or both from a third, and that none of these words are in both statements.
func (s *Scale) apart(a, b *standing) bool {
	for _, d := range s.passages[pairOf(a.doc, b.doc)] {
		if !d.Kind.Weak() || len(held(d, a, b)) > 0 {
			return false
		}
	}
	return true
}

// held are the passages of a derivation that have words of either statement, from the text of
// a to that of b.
func held(d *stemma.Derivation, a, b *standing) (out []stemma.Passage) {
	for _, p := range d.Aligned {
		from, to := p.From, p.To
		if d.From != a.doc {
			from, to = to, from
		}
		if overlaps(a.content, from) && overlaps(b.content, to) {
			out = append(out, stemma.Passage{From: from, To: to})
		}
	}
	return out
}

// credited is the index of the statement that st was taken from, if st names
// who put out the text of another statement as its source; -1 if it names none.
// What that text says in its own voice comes before what it has from others. It
// is one statement only: a text that brings two witnesses does not make them one
// because somebody credits it.
func (s *Scale) credited(all []*standing, st *standing) int {
	if st.links == 1 {
		return -1
	}
	found, source := -1, plainName(st.source)
	for k, other := range all {
		if other.doc == st.doc || st.from != other.doc && !s.issuers[other.doc].is(st.root, source) {
			continue
		}
		if other.links == 1 {
			return k
		}
		if found < 0 {
			found = k
		}
	}
	return found
}

// is reports whether a source, by entity and by plain name, is the issuer.
func (by issuer) is(root stemma.ID, source string) bool {
	return root != "" && slices.Contains(by.entities, root) || slices.Contains(by.names, source)
}

// oneText reports whether two documents are of one family.
func (s *Scale) oneText(a, b stemma.ID) bool {
	m, n := s.forest.Of[a], s.forest.Of[b]
	return m != nil && n != nil && m.Family != nil && m.Family == n.Family
}

// aligned reports whether a passage that two documents share holds both
// statements, at one place of it or in about the same words. A passage may be a
// whole text, with several sources: that it holds both is not enough.
func (s *Scale) aligned(a, b *standing) bool {
	for _, d := range s.passages[pairOf(a.doc, b.doc)] {
		for _, p := range held(d, a, b) {
			if p.Faces(a.bounds(), b.bounds()) || alike(a.words, b.words) >= oneWording {
				return true
			}
		}
	}
	return false
}

// bounds is the least span that holds the whole content.
func (st *standing) bounds() stemma.Span {
	return stemma.Span{Begin: st.content[0].Begin, End: st.content[len(st.content)-1].End}
}

// oneWording is the share of words from which two statements of a shared passage
// are one, wherever they stand in it.
const oneWording = 0.6

// alike is the share of words that two lists have in common, of all that either has.
func alike(a, b []string) float64 {
	both := 0
	for _, w := range a {
		if _, ok := slices.BinarySearch(b, w); ok {
			both++
		}
	}
	if both == 0 {
		return 0
	}
	return float64(both) / float64(len(a)+len(b)-both)
}

func overlaps(content []stemma.Span, s stemma.Span) bool {
	return slices.ContainsFunc(content, s.Overlaps)
}

// tells reports whether what the source of st says is that another says o: "Orel said that police said
// that S". He is no witness of S.
func (st *standing) tells(o *standing) bool {
	return st.doc == o.doc && st.links > 1 && o.links > st.links && !slices.ContainsFunc(o.content, func(c stemma.Span) bool {
		return !slices.ContainsFunc(st.content, func(x stemma.Span) bool { return x.Contains(c) })
	})
}

// mayBe reports whether nothing shows that the sources of two statements of two texts are two: one has no
// name, and the words for it fit the other, "the union said" in both.
func (st *standing) mayBe(o *standing) bool {
	if st.doc == o.doc || st.links == 1 || o.links == 1 {
		return false
	}
	return st.nameless && en.MayBeOne(st.source, o.source) || o.nameless && en.MayBeOne(o.source, st.source)
}

// support says how a witness stands to the first one of its side.
func (s *Scale) support(first, other *standing) stemma.Support {
	switch {
	case s.related(first.doc, other.doc) && !s.apart(first, other):
		return stemma.SameOrigin
	case other.links == 1 && first.links == 1:
		return stemma.UnclearSupport // what either author rests on is not said
	case other.links > 1 && other.root == "", first.links > 1 && first.root == "":
		return stemma.UnclearSupport
	case other.certainty == nlp.Probable, other.certainty == nlp.Possible:
		return stemma.PartlySupports
	case other.kind == nlp.SourceUnnamed, other.kind == nlp.SourceOfficial, other.kind == nlp.SourceMedia:
		return stemma.UnclearSupport
	}
	return stemma.Supports
}
