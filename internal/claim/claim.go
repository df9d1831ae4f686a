// Package claim says which statements answer the same question, and how their
// answers differ. It does not say who is right, nor how many independent
// witnesses an answer has: package weigh counts them.
//
// It works in two steps, as every stage of reckoning does. When a document is
// read, a [Note] is taken of what its text tells: of each happening who did it
// to whom, when, where and how many. Of the notes, the statements, and the
// entities that earlier stages found, a [Collection] then makes claims:
// tellings that share a key are compared by a pure function, and what it holds
// to be one is joined. Keys are of the document and of its story; a block of
// tellings that grows too large is split by a second key and none is dropped.
//
// Whether two tellings are of one happening follows the work on events over
// texts (Cybulska and Vossen 2014, Upadhyay et al. 2016): that two texts are
// of one story says more than any single word.
package claim

import (
	"cmp"
	"context"
	"slices"
	"sync"

	"github.com/stemma/stemma"
	"github.com/stemma/stemma/internal/cores"
	"github.com/stemma/stemma/internal/pack"
)

// A Document is what is known of one document when claims are made.
type Document struct {
	Document   *stemma.Document   // with its text
	Mentions   []stemma.Mention   // in order of the text, with their entities
	Times      []stemma.Time      // in order of the text
	Statements []stemma.Statement // those that count: corrected, and without those rejected
	Note       *Note              // nil for a text that no pipeline read: it is a member of no claim
}

// A Decision is a judgement of a person on two statements: that they do or do
// not answer one question.
type Decision struct {
	A, B      stemma.ID // statements
	Same      bool
	Judgement stemma.ID
}

// A Collection is the documents of a case whose claims are to be found. It may
// be used by one goroutine at a time, but for Add. What is kept of a document is
// small: its text is not.
type Collection struct {
	mu             sync.Mutex // over texts, while they are added
	ctx            context.Context
	derivations    []*stemma.Derivation
	texts          []*text
	words          int // how many words two texts or more have
	rarity         rarities
	model          func(path string) *Model
	happeningModel func(path string) *planted // by which the tellings of a text are judged; nil for the one learned from all
	judges         map[*Model]*judge          // where there is more than one model
	shown          map[answerKey]*figure      // made when first asked for
	chance         map[[2]*figure]float64     // that two figures answer one question
	edges          []edge                     // pairs of figures that are likely to answer one question, in order
	kin            []edge                     // texts that have something to do with one another, and how much, in order
	takenUp        map[*figure]*figure        // what bare numbers answer in their texts; made with the claims of numbers
	made           map[sum]*figure            // what texts make up of what
	revised        map[stemma.ID][]stemma.ID  // the other versions of a document; made by ask
	beside         map[[2]stemma.ID]bool      // places that some text names side by side; made by ask
	told           map[int][]*text            // the texts of each story, in order
	placed         map[string][]int           // the texts that name a place, in order; made by ask
}

// New returns an empty collection of a case with these derivations, which say
// what quotations were altered.
func New(derivations []*stemma.Derivation) *Collection {
	return &Collection{derivations: derivations, ctx: context.Background()}
}

// A Text is what one document tells, by itself. It depends on no other document but
// for who is who in it, so it can be kept (Bytes) as long as neither is another.
type Text struct{ *text }

// Read makes of a document what claims need of it; what Happenings needs is not in it.
// It may be called by many goroutines at once.
func Read(d Document) Text {
	t := newText(d)
	t.tellings = slices.DeleteFunc(t.tellings, func(x *telling) bool { return !x.asked && x.thing == "" })
	return Text{t}
}

// texts packs what documents tell.
var texts = sync.OnceValue(pack.New[text])

// Bytes is the text in a form that a store can keep; ReadText reads it. It is empty for
// one that is too large.
func (t Text) Bytes() []byte {
	data := texts().Pack(t.text)
	if data != nil {
		t.sign = signOf(data)
	}
	return data
}

// ReadText reads what Bytes gave. The error says that another version made it, or that
// it is damaged: then the document is read again (Read).
func ReadText(data []byte) (Text, error) {
	t, err := texts().Unpack(data)
	if err == nil {
		t.sign = signOf(data)
	}
	return Text{t}, err
}

// Add takes a document in, with all that Happenings needs. The order in which
// documents are added does not change what comes out. It may be called by many
// goroutines at once.
func (c *Collection) Add(d Document) {
	if len(d.Statements) > 0 || d.Note != nil {
		c.Put(Text{newText(d)})
	}
}

// Put takes in what a document tells.
func (c *Collection) Put(t Text) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.texts = append(c.texts, t.text)
}

// ask readies what is asked of all derivations and texts when answers are compared.
func (c *Collection) ask() {
	c.revised, c.beside = map[stemma.ID][]stemma.ID{}, map[[2]stemma.ID]bool{}
	for _, x := range c.derivations {
		if x.Kind == stemma.Revision {
			c.revised[x.From] = append(c.revised[x.From], x.To)
			c.revised[x.To] = append(c.revised[x.To], x.From)
		}
	}
	c.placed = map[string][]int{}
	for i, t := range c.texts {
		for _, pair := range t.beside {
			c.beside[pair] = true
		}
		for _, p := range t.places {
			c.placed[p] = append(c.placed[p], i)
		}
	}
}

// Group returns the claims of the collection, in order of ID, and how the
// answers of each differ: its assessments, in order of claim and kind, in which
// every statement still stands as a witness of its own. Those of one claim share their
// sides. Package weigh joins the witnesses that are one. Of two decisions that contradict one another the later
// holds. Only what at least two statements answer is a claim. The error is that of the
// context.
func (c *Collection) Group(ctx context.Context, list []Decision) ([]*stemma.Claim, []*stemma.Assessment, error) {
	c.ctx = ctx
	c.prepare()
	c.ask()
	d := decided(list)
	var remarks, numbers, happenings []*draft
	cores.Together(
		func() { remarks = c.remarks(d); c.polled(remarks) },
		func() { numbers = c.rivalFigures(c.numbers(d), d) },
		func() { happenings = c.happenings(d) },
	)
	happenings = besides(happenings, remarks)
	whether := c.present(slices.Concat(happenings, remarks, c.answered(remarks, numbers, happenings)), d)
	wordings := slices.Concat(c.wordings(), c.miscalled(), requoted(remarks))
	drafts := c.join(slices.Concat(numbers, c.rivalDays(), whether, c.who(d), c.claimed(d), wordings, c.reworded(wordings, d)), d)
	drafts = c.rebuttals(drafts, remarks, d)
	c.takeBack(drafts)
	made := make([]struct {
		claim       *stemma.Claim
		assessments []*stemma.Assessment
	}, len(drafts))
	cores.Each(ctx, len(drafts), func(i int) {
		if made[i].claim = c.finish(drafts[i]); made[i].claim != nil {
			made[i].assessments = c.assess(drafts[i], made[i].claim)
		}
	})
	claims := map[stemma.ID]bool{}
	var order []*stemma.Claim
	var assessments []*stemma.Assessment
	for _, m := range made {
		if m.claim != nil && !claims[m.claim.ID] {
			claims[m.claim.ID] = true
			order, assessments = append(order, m.claim), append(assessments, m.assessments...)
		}
	}
	slices.SortFunc(order, func(a, b *stemma.Claim) int { return cmp.Compare(a.ID, b.ID) })
	slices.SortStableFunc(assessments, func(a, b *stemma.Assessment) int {
		return cmp.Or(cmp.Compare(a.Claim, b.Claim), cmp.Compare(a.Disagreement, b.Disagreement))
	})
	return order, assessments, ctx.Err()
}
