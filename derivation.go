package stemma

import (
	"context"
	"slices"
	"strings"
)

// A Derivation says that one text took from another, or both from a third.
// The words that show it are its passages. Only decided pairs are kept.
type Derivation struct {
	ID       ID
	From, To ID // documents; in the order of their ids where it is not directed
	Kind     DerivationKind
	Directed bool    // whether there is evidence that To took from From
	Score    float64 // 0 to 1: how sure the tool is that the texts descend, not how much they share
	// ShareFrom and ShareTo are the parts of each document's words, those of
	// masked regions and of boilerplate left out, that stand in Aligned.
	ShareFrom, ShareTo float64
	Aligned            []Passage // in order of From
	// Altered are quotations that the two texts give in different words.
	Altered  []Passage
	Evidence []string // why, in words: dates, credits, what was cut or changed
	Run      ID

	// Measure is what the stage that found it keeps for itself, so that the
	// kind can be named anew without comparing the texts again. No other
	// program reads it.
	Measure []byte
}

// Other is the other document of the derivation.
func (d *Derivation) Other(doc ID) ID {
	if doc == d.From {
		return d.To
	}
	return d.From
}

// Judged reports whether the derivation stands on a person's word alone: the
// tool found none between the two.
func (d *Derivation) Judged() bool { return d.Run == "" && len(d.Aligned) == 0 }

// DerivationID is the ID of the derivation between two documents, in either
// order.
func DerivationID(a, b ID) ID { return NewID('v', string(min(a, b)), string(max(a, b))) }

// A Passage is a stretch of one document that stands, word by word or in other
// words, in another.
type Passage struct{ From, To Span }

// Faces reports whether a place of the one document and a place of the other face
// one another in the passage: the middle of each, carried over in proportion,
// lies in the other. A passage may be a whole text, and two places that both lie
// in it need not be of the same words.
func (p Passage) Faces(from, to Span) bool {
	clip := func(x, y Span) Span { return Span{Begin: max(x.Begin, y.Begin), End: min(x.End, y.End)} }
	from, to = clip(from, p.From), clip(to, p.To)
	if from.Len() <= 0 || to.Len() <= 0 {
		return false
	}
	over := func(at, a, b Span) int { return b.Begin + (at.Begin+at.End-2*a.Begin)*b.Len()/(2*a.Len()) }
	there, back := over(from, p.From, p.To), over(to, p.To, p.From)
	return to.Begin <= there && there < to.End && from.Begin <= back && back < from.End
}

// DerivationKind says how one text took from another.
type DerivationKind string

// Kinds of derivation. The last two are weaker than the others and no proof
// that one text rests on the other.
const (
	Copy        DerivationKind = "copy"        // the text, or a part cut from it, with or without title and boilerplate changed
	Excerpt     DerivationKind = "excerpt"     // two sentences or more lifted into another text
	Revision    DerivationKind = "revision"    // two versions of one text
	Mixture     DerivationKind = "mixture"     // a text put together of several
	Spun        DerivationKind = "spun"        // names and much of the order stay, the words change
	Translation DerivationKind = "translation" // the same in another language
	Quotation   DerivationKind = "quotation"   // words quoted from the other, or by both from a third
	SharedRoot  DerivationKind = "shared-origin"
)

// Weak reports whether the kind is no proof that one text rests on the other.
func (k DerivationKind) Weak() bool { return k == Quotation || k == SharedRoot }

// A Sketch is what reading leaves of a document so that it can be compared with
// all others. Data is internal/descent's; a store keeps it as it is.
type Sketch struct {
	Doc  ID
	Data []byte
	// Reckoned says that the derivations of the case take the document into
	// account.
	Reckoned bool
	// Gone says that the document is no longer in the case, and that the
	// derivations of others still take it into account.
	Gone bool
}

// A SketchFilter picks sketches; its zero value picks all.
type SketchFilter struct {
	Pending bool // only those that the derivations do not agree with: not reckoned, or gone
}

// A DerivationFilter picks derivations; its zero value picks all.
type DerivationFilter struct {
	Doc  ID             // with this document on either side
	From []ID           // from one of these documents; nil for any
	Kind DerivationKind // of this kind
}

// Descent kinds of judgement: that two documents do or do not descend from one
// another. They are about two documents, each with an anchor of its own.
const (
	Derived     JudgementKind = "derived"
	Independent JudgementKind = "independent"
)

// OfDocuments reports whether judgements of the kind are about documents, not
// about a statement.
func (k JudgementKind) OfDocuments() bool { return k == Derived || k == Independent }

// DocumentAnchor is the anchor of a whole document: its first words.
func DocumentAnchor(doc *Document) Anchor {
	for _, b := range doc.Blocks() {
		if words := strings.Fields(b.In(doc.Text)); len(words) > 0 {
			n := 0
			for _, w := range words[:min(len(words), anchorWords)] {
				at := strings.Index(doc.Text[b.Begin+n:b.End], w)
				n += at + len(w)
			}
			return NewAnchor(doc, []Span{{Begin: b.Begin, End: b.Begin + n}})
		}
	}
	return NewAnchor(doc, []Span{{}})
}

// anchorWords is how many of its first words name a document.
const anchorWords = 12

// JudgedDocuments are the two documents that a judgement on documents is about:
// those of its anchors or, where one is no longer there, the latest at its path.
// They are fewer where a document is not in the case any more.
func JudgedDocuments(ctx context.Context, view View, j *Judgement) ([]ID, error) {
	var docs []ID
	for _, a := range j.About {
		ids, err := view.Find(ctx, 'd', string(a.Doc), 1)
		if err != nil {
			return nil, err
		}
		if len(ids) == 0 {
			for d, err := range view.Documents(ctx, DocumentFilter{Path: a.Path}) {
				if err != nil {
					return nil, err
				}
				ids = []ID{d.ID}
			}
		}
		docs = append(docs, ids...)
	}
	return docs, nil
}

// Descent are the derivations of a case as persons left them: those that stand
// judged independent are taken out, those judged derived are put in where the
// tool found none, with the reason given. They are in order of the paths of
// From and To; those put in come last, in order of the log.
func Descent(ctx context.Context, view View) ([]*Derivation, error) {
	return DescentOf(ctx, view, "")
}

// DescentOf are those of one document, "" for all, as Descent gives them.
func DescentOf(ctx context.Context, view View, doc ID) ([]*Derivation, error) {
	judged, err := judgedPairs(ctx, view)
	if err != nil {
		return nil, err
	}
	last, latest, order := judged.last, judged.latest, judged.order
	var decided []*Derivation
	found := map[ID]bool{}
	for d, err := range view.Derivations(ctx, DerivationFilter{Doc: doc}) {
		if err != nil {
			return nil, err
		}
		_, replaced := latest[d.ID]
		switch j := last[d.ID]; {
		case j == nil:
			decided = append(decided, d)
		case j.Kind == Derived && !d.Kind.Weak():
			found[d.ID] = true
			d.Evidence = append(d.Evidence, judgedBecause(j))
			decided = append(decided, d)
		case j.Kind == Derived && !replaced:
			decided = append(decided, d)
		}
	}
	for _, id := range order {
		ends := latest[id]
		if doc != "" && ends[0] != doc && ends[1] != doc {
			continue
		}
		if j := last[id]; j.Kind == Derived && !found[id] {
			decided = append(decided, &Derivation{
				ID: id, From: ends[0], To: ends[1], Kind: Copy, Score: 1, Evidence: []string{judgedBecause(j)},
			})
		}
	}
	return decided, nil
}

// pairsJudged are the judgements on documents that stand, by pair.
type pairsJudged struct {
	last   map[ID]*Judgement // by the ID that a derivation of the pair has
	ends   map[ID][2]ID
	latest map[ID][2]ID // of the pairs that are the latest versions of what was judged
	order  []ID         // of those, in order of the log
}

func judgedPairs(ctx context.Context, view View) (*pairsJudged, error) {
	p := &pairsJudged{last: map[ID]*Judgement{}, ends: map[ID][2]ID{}, latest: map[ID][2]ID{}}
	log, err := Log(ctx, view)
	if err != nil {
		return nil, err
	}
	retracted := Retracted(log)
	for _, j := range log {
		if !j.Kind.OfDocuments() || retracted[j.ID] || len(j.About) != 2 {
			continue
		}
		var sides [2][]ID
		for i, about := range j.About {
			var err error
			if sides[i], err = versions(ctx, view, about); err != nil {
				return nil, err
			}
		}
		a, b := sides[0], sides[1]
		if len(a) == 0 || len(b) == 0 || a[0] == b[0] {
			continue
		}
		for _, x := range a {
			for _, y := range b {
				id := DerivationID(x, y)
				p.last[id], p.ends[id] = j, [2]ID{min(x, y), max(x, y)}
			}
		}
		ends := [2]ID{a[len(a)-1], b[len(b)-1]}
		id := DerivationID(ends[0], ends[1])
		if _, ok := p.latest[id]; !ok {
			p.order = append(p.order, id)
		}
		p.latest[id] = ends
	}
	return p, nil
}

// independents are the pairs of documents, all versions of them, that stand judged
// independent, the lesser ID first, in order.
func independents(ctx context.Context, view View) ([][2]ID, error) {
	judged, err := judgedPairs(ctx, view)
	if err != nil {
		return nil, err
	}
	var out [][2]ID
	for id, j := range judged.last {
		if j.Kind == Independent {
			out = append(out, judged.ends[id])
		}
	}
	slices.SortFunc(out, func(a, b [2]ID) int { return slices.Compare(a[:], b[:]) })
	return out, nil
}

// versions are the versions of a judged document, the latest last: what was
// said of one holds for those that replace it. Where its path is no longer in
// the case it is the document itself, if that still is.
func versions(ctx context.Context, view View, about Anchor) ([]ID, error) {
	var ids []ID
	for d, err := range view.Documents(ctx, DocumentFilter{Path: about.Path, AllVersions: true}) {
		if err != nil {
			return nil, err
		}
		ids = append(ids, d.ID)
	}
	if len(ids) == 0 {
		return view.Find(ctx, 'd', string(about.Doc), 1)
	}
	return ids, nil
}

func judgedBecause(j *Judgement) string {
	return "judged " + string(j.Kind) + " by " + j.By + ": " + j.Why
}
