package engine

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"

	"golang.org/x/sync/errgroup"

	"github.com/stemma/stemma"
	"github.com/stemma/stemma/internal/claim"
	"github.com/stemma/stemma/internal/weigh"
)

// claim brings up to date where the accounts of the latest versions of all
// documents meet and where they conflict. It follows from the readings, from
// all that was reckoned before it and from the log: where nothing of that has
// changed since, nothing is done.
func (e *Engine) claim(ctx context.Context, ahead *ahead) error {
	run := e.weighing()
	switch weighed, err := e.Store.Weighed(ctx); {
	case err != nil:
		return err
	case weighed == run.ID:
		return nil
	}
	for tries := 0; ; tries++ {
		err := e.reckonOnce(ctx, run, ahead)
		if stemma.KindOf(err) != stemma.Busy || tries == triesOfClaims {
			return err
		}
	}
}

// triesOfClaims is how many times claims are made again where another process
// wrote to the case meanwhile.
const triesOfClaims = 2

// reckonOnce makes the claims of the case as it is, and keeps them if it is
// still so.
func (e *Engine) reckonOnce(ctx context.Context, run stemma.Run, ahead *ahead) error {
	before, err := e.Store.Summary(ctx)
	if err != nil {
		return err
	}
	edition, err := e.Store.Edition(ctx)
	if err != nil {
		return err
	}
	r, issues, err := e.reckonClaims(ctx, e.Store, run, ahead.of(edition), func(stage string, made []stemma.Kept) error {
		return e.Store.Keep(ctx, stage, edition, made)
	})
	if err != nil {
		return err
	}
	if len(issues) == 0 { // an issue is a change too
		r.Changed = before.Changed
	}
	if err := e.putIssues(ctx, issues); err != nil {
		return err
	}
	return e.Store.PutReckoning(ctx, r)
}

// Claims are the claims and assessments of a view, made anew whatever the case
// holds. Nothing is kept.
func (e *Engine) Claims(ctx context.Context, view stemma.View) (*stemma.Reckoning, error) {
	r, _, err := e.reckonClaims(ctx, view, e.weighing(), nil, func(string, []stemma.Kept) error { return nil })
	return r, err
}

// weighing is the run that claims are marked with.
func (e *Engine) weighing() stemma.Run {
	return stemma.NewRun("reckon", e.Version, claim.Version+" "+weigh.Version)
}

// reckonClaims are the claims and assessments of a view, and the issues with documents that
// are in none of them. What documents tell by themselves is taken from what was kept of it, or of
// that was read ahead; keep is given of those of which nothing was that still holds.
func (e *Engine) reckonClaims(ctx context.Context, view stemma.View, run stemma.Run, ahead *keptAccounts, keep func(stage string, made []stemma.Kept) error) (r *stemma.Reckoning, issues []stemma.Issue, err error) {
	listed, err := collect(view.Documents(ctx, stemma.DocumentFilter{}))
	if err != nil {
		return nil, nil, err
	}
	listed = slices.DeleteFunc(listed, func(d *stemma.Document) bool { return !d.Analysed })
	var older []string
	out, err := sparing(listed, func(docs []*stemma.Document) (err error) {
		r, older, err = e.claimsOf(ctx, view, docs, run, ahead, keep)
		return err
	})
	if err != nil {
		return nil, nil, err
	}
	for _, path := range older {
		issues = append(issues, stemma.Issue{
			Path: path, Stage: "reckon", Kind: stemma.Unread,
			Message: "it was read by another version of Stemma, so what it says is in no claim; read it again",
		})
	}
	return r, append(issues, spared(out, "the claims")...), nil
}

// claimsOf are the claims and assessments of some documents of a view, and the paths of those
// that an older version read, which left nothing to compare them by.
func (e *Engine) claimsOf(ctx context.Context, view stemma.View, listed []*stemma.Document, run stemma.Run, ahead *keptAccounts, keep func(stage string, made []stemma.Kept) error) (r *stemma.Reckoning, older []string, err error) {
	log, err := stemma.Log(ctx, view)
	if err != nil {
		return nil, nil, err
	}
	derivations, err := stemma.Descent(ctx, view)
	if err != nil {
		return nil, nil, err
	}
	forest, err := stemma.GrowForestOf(ctx, view, derivations)
	if err != nil {
		return nil, nil, err
	}
	claims, scale := claim.New(derivations), weigh.New(forest, derivations)
	standing := stemma.Standing(log)
	accounts, err := e.keptAccounts(ctx, view, listed, standing, ahead)
	if err != nil {
		return nil, nil, err
	}
	met := make(map[stemma.ID][]byte, len(listed))
	for x, err := range view.Kept(ctx, stageFigures) {
		if err != nil {
			return nil, nil, err
		}
		met[x.Doc] = x.Data
	}
	fresh, unread := make([]*stemma.Kept, len(listed)), make([]bool, len(listed))
	if err := e.spread(ctx, listed, func(ctx context.Context, i int) error {
		text, ok := accounts.text(i)
		if !ok {
			doc, err := account(ctx, view, listed[i].ID, standing)
			if err != nil {
				return err
			}
			if unread[i] = doc == nil; doc == nil {
				return nil
			}
			text = claim.Read(*doc)
			fresh[i] = accounts.keep(i, text, weigh.Read(doc.Document, doc.Mentions, doc.Statements))
		}
		text.Recall(met[listed[i].ID])
		claims.Put(text)
		return nil
	}); err != nil {
		return nil, nil, err
	}
	for i, d := range listed {
		if unread[i] {
			older = append(older, d.Path)
		}
	}
	keepFresh := func() error {
		var made []stemma.Kept
		for i, x := range fresh {
			if x != nil {
				made, fresh[i] = append(made, *x), nil
			}
		}
		return keep(stageClaim, made)
	}
	if err := keepFresh(); err != nil {
		return nil, nil, err
	}
	r = &stemma.Reckoning{Run: run}
	decisions, err := claimDecisions(ctx, view, log)
	if err != nil {
		return nil, nil, err
	}
	if r.Claims, r.Assessments, err = claims.Group(ctx, decisions); err != nil {
		return nil, nil, err
	}
	if err := keep(stageFigures, claims.Learned()); err != nil {
		return nil, nil, err
	}
	// Pages are unpacked when the texts are of no more use: all of both take much memory.
	if err := e.spread(ctx, listed, func(ctx context.Context, i int) error {
		if unread[i] {
			return nil
		}
		page, ok := accounts.page(i)
		if !ok {
			doc, err := account(ctx, view, listed[i].ID, standing)
			if err != nil {
				return err
			}
			if doc == nil {
				return nil
			}
			page = weigh.Read(doc.Document, doc.Mentions, doc.Statements)
			fresh[i] = accounts.keep(i, claim.Read(*doc), page)
		}
		scale.Put(page)
		return nil
	}); err != nil {
		return nil, nil, err
	}
	if err := keepFresh(); err != nil { // of pages that could not be read
		return nil, nil, err
	}
	if err := knowEntities(ctx, view, scale); err != nil {
		return nil, nil, err
	}
	if r.Assessments, err = scale.Weigh(ctx, r.Claims, r.Assessments); err != nil {
		return nil, nil, err
	}
	for _, c := range r.Claims {
		c.Run = run.ID
	}
	for _, a := range r.Assessments {
		a.Run = run.ID
	}
	return r, older, nil
}

// knowEntities tells a scale of the entities of a view.
func knowEntities(ctx context.Context, view stemma.View, scale *weigh.Scale) error {
	for x, err := range view.Entities(ctx, stemma.EntityFilter{}) {
		if err != nil {
			return err
		}
		scale.Know(x)
	}
	return nil
}

// keptAccounts are what is kept of what each of a list of documents tells by itself: what
// claims need of it, its text, and what is needed to weigh them, its page. Of what is made
// anew they hold the page, packed, until it is asked for.
type keptAccounts struct {
	docs  []*stemma.Document
	keys  []stemma.ID   // what it has to be made of
	data  [][]byte      // as it is kept; with the text taken, that of the page
	texts []*claim.Text // those that were unpacked ahead
	pages []*weigh.Page
	taken bool // others took over all of it
}

// keptAccounts looks up what is kept of what documents tell. It holds while the rules
// are the same and who is who in the document. Of a document about which a person has
// decided something nothing is kept. What was read ahead is taken, and not looked up again.
func (e *Engine) keptAccounts(ctx context.Context, view stemma.View, listed []*stemma.Document, standing map[stemma.ID]*stemma.Judgement, ahead *keptAccounts) (*keptAccounts, error) {
	judged := map[string]bool{}
	for _, j := range standing {
		for _, place := range j.About {
			judged[place.Path] = true
		}
	}
	k := &keptAccounts{
		docs: listed, keys: make([]stemma.ID, len(listed)), data: make([][]byte, len(listed)),
		texts: make([]*claim.Text, len(listed)), pages: make([]*weigh.Page, len(listed)),
	}
	number := make(map[stemma.ID]int, len(listed))
	for i, d := range listed {
		if !judged[d.Path] {
			number[d.ID] = i
		}
	}
	for who, err := range view.Kept(ctx, stageWho) {
		if err != nil {
			return nil, err
		}
		if i, there := number[who.Doc]; there && string(who.Data) != namesNobody {
			k.keys[i] = stemma.NewID('m', e.Version, claim.Version, weigh.Version, string(who.Data))
		}
	}
	if ahead != nil && !ahead.taken {
		k.take(ahead, number)
		return k, nil
	}
	for x, err := range view.Kept(ctx, stageClaim) {
		if err != nil {
			return nil, err
		}
		i, there := number[x.Doc]
		if !there || k.keys[i] == "" {
			continue
		}
		if data, holds := bytes.CutPrefix(x.Data, []byte(k.keys[i])); holds {
			k.data[i] = data
		}
	}
	return k, nil
}

// stageClaim is what documents tell; stageWho is which entities a document names;
// stageFigures is how the figures of documents met those of others.
const stageClaim, stageWho, stageFigures = "claim", "who", "figures"

// take takes over what was read ahead, as far as it holds.
func (k *keptAccounts) take(ahead *keptAccounts, number map[stemma.ID]int) {
	for j, d := range ahead.docs {
		if i, there := number[d.ID]; there && k.keys[i] != "" && k.keys[i] == ahead.keys[j] {
			k.data[i], k.texts[i] = ahead.data[j], ahead.texts[j]
		}
	}
	*ahead = keptAccounts{taken: true}
}

// text is what claims need of document i; false for nothing kept that can be read.
func (k *keptAccounts) text(i int) (claim.Text, bool) {
	if text := k.texts[i]; text != nil {
		k.texts[i] = nil
		return *text, true
	}
	data := k.data[i]
	k.data[i] = nil
	n, size := binary.Uvarint(data)
	if size <= 0 || n > uint64(len(data)-size) {
		return claim.Text{}, false
	}
	text, err := claim.ReadText(data[size : size+int(n)])
	if err != nil {
		return claim.Text{}, false
	}
	k.data[i] = bytes.Clone(data[size+int(n):])
	return text, true
}

// page is what is needed to weigh the claims of document i, once; false for nothing
// that can be read.
func (k *keptAccounts) page(i int) (weigh.Page, bool) {
	if page := k.pages[i]; page != nil {
		k.pages[i] = nil
		return *page, true
	}
	data := k.data[i]
	k.data[i] = nil
	page, err := weigh.ReadPage(data)
	return page, err == nil
}

// keep takes what document i tells, and returns the form in which it is kept; nil where
// it is not.
func (k *keptAccounts) keep(i int, text claim.Text, page weigh.Page) *stemma.Kept {
	packed := page.Bytes()
	if packed == nil {
		k.pages[i] = &page
		return nil
	}
	k.data[i] = packed
	key := k.keys[i]
	if key == "" {
		return nil
	}
	told := text.Bytes()
	if told == nil {
		return nil
	}
	data := binary.AppendUvarint([]byte(key), uint64(len(told)))
	return &stemma.Kept{Doc: k.docs[i].ID, Data: slices.Concat(data, told, packed)}
}

// spread does a thing for each of the documents, several at once. The first error
// ends it, but for mistakes with single documents, which are one error in the end.
func (e *Engine) spread(ctx context.Context, docs []*stemma.Document, do func(ctx context.Context, i int) error) error {
	workers := e.Workers
	if workers <= 0 {
		workers = runtime.GOMAXPROCS(0)
	}
	g, ctx := errgroup.WithContext(ctx)
	var next atomic.Int64
	var mu sync.Mutex
	with := map[stemma.ID]string{}
	for range min(workers, len(docs)) {
		g.Go(func() error {
			for i := int(next.Add(1)) - 1; i < len(docs); i = int(next.Add(1)) - 1 {
				err := guarded(func() error { return do(ctx, i) })
				if m, is := errors.AsType[*mistake](err); is {
					mu.Lock()
					with[docs[i].ID] = m.what
					mu.Unlock()
				} else if err != nil {
					return err
				}
			}
			return nil
		})
	}
	if err := g.Wait(); err != nil || len(with) == 0 {
		return err
	}
	return &mistake{what: "with single documents", with: with}
}

// account is what a document tells, as persons left it: corrected, and without
// what was read wrong. It is nil where another version left nothing of it that
// this one can read.
func account(ctx context.Context, view stemma.View, id stemma.ID, standing map[stemma.ID]*stemma.Judgement) (*claim.Document, error) {
	doc, err := view.Document(ctx, id)
	if err != nil {
		return nil, err
	}
	tellings, err := view.Tellings(ctx, id)
	if err != nil {
		return nil, err
	}
	note, err := claim.ReadNote(tellings)
	if tellings == nil || err != nil {
		return nil, nil
	}
	d := &claim.Document{Document: doc, Note: note}
	if d.Mentions, err = values(view.Mentions(ctx, id)); err != nil {
		return nil, err
	}
	if d.Times, err = values(view.Times(ctx, id)); err != nil {
		return nil, err
	}
	statements, err := collect(view.Statements(ctx, stemma.StatementFilter{Doc: id}))
	if err != nil {
		return nil, err
	}
	for _, s := range statements {
		if j := standing[s.ID]; j != nil && j.Kind == stemma.Reject {
			continue
		} else if j != nil && j.Kind == stemma.Correct && len(j.About) > 1 {
			s = s.Corrected(doc, j.About[1])
			identifySource(s.Voice(), d.Mentions)
		}
		d.Statements = append(d.Statements, *s)
	}
	return d, nil
}

// identifySource says who the source of a corrected link is: whoever is named
// by the longest mention in its words.
func identifySource(a *stemma.Attribution, mentions []stemma.Mention) {
	if a.SourceEntity != "" {
		return
	}
	longest := 0
	for _, m := range mentions {
		if a.Source.Contains(m.Span) && m.Span.Len() > longest {
			a.SourceEntity, longest = m.Entity, m.Span.Len()
		}
	}
}

// claimDecisions are the judgements on two statements that stand, in the order
// in which they were made.
func claimDecisions(ctx context.Context, view stemma.View, log []*stemma.Judgement) (out []claim.Decision, err error) {
	retracted := stemma.Retracted(log)
	statements := finder{list: statementCandidates(view)}
	for _, j := range log {
		if !j.Kind.OnClaims() || retracted[j.ID] {
			continue
		}
		pair, err := statements.pair(ctx, view, j)
		if err != nil {
			return nil, err
		}
		if pair[0] != "" {
			out = append(out, claim.Decision{A: pair[0], B: pair[1], Same: j.Kind == stemma.SameClaim, Judgement: j.ID})
		}
	}
	return out, nil
}

// values gathers a sequence by value.
func values[T any](seq func(func(*T, error) bool)) ([]T, error) {
	var out []T
	for x, err := range seq {
		if err != nil {
			return nil, err
		}
		out = append(out, *x)
	}
	return out, nil
}
