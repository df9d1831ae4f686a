package engine

import (
	"cmp"
	"context"
	"maps"
	"slices"
	"sync"

	"github.com/stemma/stemma"
	"github.com/stemma/stemma/internal/resolve"
)

// identify says who is who among the latest versions of all documents, by all
// that was read in them and by the judgements on it, of this log, that stand.
func (e *Engine) identify(ctx context.Context, log []*stemma.Judgement) error {
	edition, err := e.Store.Edition(ctx)
	if err != nil {
		return err
	}
	listed, err := collect(e.Store.Documents(ctx, stemma.DocumentFilter{}))
	if err != nil {
		return err
	}
	listed = slices.DeleteFunc(listed, func(d *stemma.Document) bool { return !d.Analysed })
	var w *whoIsWho
	out, err := sparing(listed, func(docs []*stemma.Document) (err error) {
		w, err = e.whoIsWho(ctx, docs, edition, log)
		return err
	})
	if err != nil {
		return err
	}
	if err := e.Store.Attach(ctx, w.decisions.fits()); err != nil {
		return err
	}
	if err := e.Store.Keep(ctx, stageMet, edition, w.learned); err != nil {
		return err
	}
	if w.resolution.Since, err = e.since(ctx, edition, w.parts, w.resolution); err != nil {
		return err
	}
	if err := e.Store.PutResolution(ctx, w.resolution); err != nil {
		return err
	}
	return e.putIssues(ctx, spared(out, "who is who"))
}

// whoIsWho is who is who in some documents, and what it was made of.
type whoIsWho struct {
	parts      []*resolve.Part
	decisions  *decisions
	learned    []stemma.Kept // which names were compared, and how they met
	resolution *stemma.Resolution
}

// whoIsWho says who is who in some documents. What a document says by itself is kept, so that
// when others come only they are looked up and read.
func (e *Engine) whoIsWho(ctx context.Context, listed []*stemma.Document, edition stemma.ID, log []*stemma.Judgement) (*whoIsWho, error) {
	const stage = "identify"
	c, err := resolve.New()
	if err != nil {
		return nil, err
	}
	for d, err := range e.Store.Derivations(ctx, stemma.DerivationFilter{}) {
		if err != nil {
			return nil, err
		}
		c.Derived(d)
	}
	kept := make(map[stemma.ID][]byte, len(listed))
	for k, err := range e.Store.Kept(ctx, stage) {
		if err != nil {
			return nil, err
		}
		kept[k.Doc] = k.Data
	}
	w := &whoIsWho{decisions: newDecisions(log), parts: make([]*resolve.Part, len(listed))}
	var mu sync.Mutex // over decisions
	fresh := make([]*stemma.Kept, len(listed))
	if err := e.spread(ctx, listed, func(ctx context.Context, i int) error {
		id := listed[i].ID
		if data := kept[id]; data != nil {
			if p, err := c.ReadPart(data); err == nil {
				w.parts[i] = p
			}
		}
		if w.parts[i] != nil && !w.decisions.concern(listed[i].Path) {
			return nil
		}
		doc, err := e.Store.Document(ctx, id)
		if err != nil {
			return err
		}
		mentions, err := collect(e.Store.Mentions(ctx, id))
		if err != nil {
			return err
		}
		if w.parts[i] == nil {
			in := resolve.Document{Document: doc, Mentions: make([]stemma.Mention, len(mentions))}
			for i, m := range mentions {
				in.Mentions[i] = *m
			}
			if in.Statements, err = collect(e.Store.Statements(ctx, stemma.StatementFilter{Doc: id})); err != nil {
				return err
			}
			w.parts[i] = c.Read(in)
			fresh[i] = &stemma.Kept{Doc: id, Data: w.parts[i].Bytes()}
		}
		mu.Lock()
		defer mu.Unlock()
		w.decisions.attach(doc, mentions)
		return nil
	}); err != nil {
		return nil, err
	}
	var keep []stemma.Kept
	here := make(map[stemma.ID]bool, len(w.parts))
	for i, p := range w.parts {
		c.Put(p)
		here[p.Doc()] = true
		if fresh[i] != nil {
			keep = append(keep, *fresh[i])
		}
	}
	if err := e.Store.Keep(ctx, stage, edition, keep); err != nil {
		return nil, err
	}
	gone := map[stemma.ID]bool{} // what is kept of documents that are in the case no longer, or not as the latest
	for k, err := range e.Store.Kept(ctx, stageMet) {
		if err != nil {
			return nil, err
		}
		if here[k.Doc] {
			c.Recall(k.Doc, k.Data)
		} else if len(k.Data) > 0 {
			gone[k.Doc] = true
		}
	}
	w.resolution = c.Resolve(w.decisions.standing())
	w.learned = c.Learned()
	for _, doc := range slices.Sorted(maps.Keys(gone)) {
		w.learned = append(w.learned, stemma.Kept{Doc: doc, Data: []byte{}})
	}
	return w, nil
}

// stageMet is which names were compared with which, and how they met.
const stageMet = "met"

// namesNobody is the mark of a version that another has replaced.
const namesNobody = "-"

// since finds the documents that name other entities than before, by a mark of each that
// is kept: what follows from these need not be made again while they are the same, nor
// written.
func (e *Engine) since(ctx context.Context, edition stemma.ID, parts []*resolve.Part, r *stemma.Resolution) (*stemma.Since, error) {
	before := make(map[stemma.ID]string, len(parts))
	for k, err := range e.Store.Kept(ctx, stageWho) {
		if err != nil {
			return nil, err
		}
		before[k.Doc] = string(k.Data)
	}
	out := &stemma.Since{Edition: edition, Stage: stageWho}
	for _, p := range parts {
		if mark := string(p.Who(r)); mark != before[p.Doc()] {
			out.Marks = append(out.Marks, stemma.Kept{Doc: p.Doc(), Data: []byte(mark)})
		}
		delete(before, p.Doc())
	}
	// A version that another has replaced names nobody any more: what was made of it
	// holds entities of another time.
	for doc, mark := range before {
		if mark != namesNobody {
			out.Marks = append(out.Marks, stemma.Kept{Doc: doc, Data: []byte(namesNobody)})
		}
	}
	slices.SortFunc(out.Marks, func(a, b stemma.Kept) int { return cmp.Compare(a.Doc, b.Doc) })
	return out, nil
}

// decisions are the judgements on who is who, with the mentions that their
// anchors fit now.
type decisions struct {
	log       []*stemma.Judgement
	retracted map[stemma.ID]bool
	mentions  map[stemma.ID][2]stemma.ID
	paths     map[string]bool // of the documents that it is about
}

func newDecisions(log []*stemma.Judgement) *decisions {
	d := &decisions{retracted: stemma.Retracted(log), mentions: map[stemma.ID][2]stemma.ID{}, paths: map[string]bool{}}
	for _, j := range log {
		if j.Kind.OnIdentity() && len(j.About) == 2 {
			d.log = append(d.log, j)
			d.paths[j.About[0].Path], d.paths[j.About[1].Path] = true, true
		}
	}
	return d
}

// concern reports whether a judgement is about something in the document at a path.
func (d *decisions) concern(path string) bool { return d.paths[path] }

// attach looks for what the judgements are about in a document.
func (d *decisions) attach(doc *stemma.Document, mentions []*stemma.Mention) {
	var anchors []candidate
	for _, j := range d.log {
		for i, place := range j.About {
			if place.Path != doc.Path {
				continue
			}
			if anchors == nil {
				for _, m := range mentions {
					anchors = append(anchors, candidate{m.ID, stemma.NewAnchor(doc, []stemma.Span{m.Span})})
				}
			}
			pair := d.mentions[j.ID]
			pair[i] = fit(place, anchors)
			d.mentions[j.ID] = pair
		}
	}
}

// fits says which mention each judgement is attached to: the first of its two
// if both are found.
func (d *decisions) fits() map[stemma.ID]stemma.ID {
	out := map[stemma.ID]stemma.ID{}
	for _, j := range d.log {
		out[j.ID] = ""
		if pair := d.mentions[j.ID]; pair[0] != "" && pair[1] != "" {
			out[j.ID] = pair[0]
		}
	}
	return out
}

// standing are the decisions that were not taken back. Of two on the same pair
// the later holds.
func (d *decisions) standing() []resolve.Decision {
	var out []resolve.Decision
	at := map[[2]stemma.ID]int{}
	for _, j := range d.log {
		pair := d.mentions[j.ID]
		if d.retracted[j.ID] || pair[0] == "" || pair[1] == "" {
			continue
		}
		key := [2]stemma.ID{min(pair[0], pair[1]), max(pair[0], pair[1])}
		x := resolve.Decision{A: pair[0], B: pair[1], Same: j.Kind == stemma.SameAs, Judgement: j.ID}
		if i, ok := at[key]; ok {
			out[i] = x
			continue
		}
		at[key] = len(out)
		out = append(out, x)
	}
	return out
}

// collect gathers a sequence, so that it is not open while another is asked for.
func collect[T any](seq func(func(*T, error) bool)) ([]*T, error) {
	var out []*T
	for x, err := range seq {
		if err != nil {
			return nil, err
		}
		out = append(out, x)
	}
	return slices.Clip(out), nil
}
