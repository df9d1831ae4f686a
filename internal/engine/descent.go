package engine

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"maps"
	"slices"
	"strings"

	"github.com/stemma/stemma"
	"github.com/stemma/stemma/internal/cores"
	"github.com/stemma/stemma/internal/descent"
)

// descend brings up to date which document descends from which. It compares
// the documents that are new, and those for which a new or removed one changes
// what is common in the case; all others stay as they were. What comes out is
// what comparing everything anew would give.
func (e *Engine) descend(ctx context.Context) error {
	pending := false
	for _, err := range e.Store.Sketches(ctx, stemma.SketchFilter{Pending: true}) {
		if err != nil {
			return err
		}
		pending = true
		break
	}
	houses := e.houses()
	before, err := e.Store.Reckoned(ctx, "outlets")
	if err != nil {
		return err
	}
	again, anew, err := e.failedBefore(ctx)
	if err != nil {
		return err
	}
	if !pending && !anew && before == houses {
		return nil
	}
	s, err := readSketches(ctx, e.Store)
	if err != nil {
		return err
	}
	g := e.genealogy(e.Store, s)
	touched, loosened, rehearsed := s.change(again)
	still, met, err := g.still(ctx, s, loosened, touched)
	if err != nil {
		return err
	}
	tracer := g.tracer(s)
	tracer.Workers = e.Workers
	newly, lost := tracer.Newly(rehearsed, touched)
	heard := newRumours(append(met, newly...), lost)
	pairs, err := tracer.Pairs(ctx, touched, heard.met()...)
	if err != nil {
		return err
	}
	run := e.reckoning()
	docs, derivations, err := g.derive(ctx, run.ID, touched, still, heard, pairs, before != houses)
	if err != nil {
		return err
	}
	if err := e.Store.PutDerivations(ctx, run, docs, derivations); err != nil {
		return err
	}
	if err := e.putFailed(ctx, g, slices.Concat(tracer.Failed(), g.failed)); err != nil {
		return err
	}
	return e.Store.PutReckoned(ctx, "outlets", houses)
}

// stageFailed is which documents could not be compared with others, by which version.
const stageFailed = "compare"

// failedBefore are the documents that could not be compared with others when it was last tried,
// which are compared again with those that are new. With anew another version tried it, which
// has to be done again at once.
func (e *Engine) failedBefore(ctx context.Context) (docs []stemma.ID, anew bool, err error) {
	mark, err := e.Store.Reckoned(ctx, stageFailed)
	if err != nil || mark == "" {
		return nil, false, err
	}
	version, list, _ := strings.Cut(string(mark), "\n")
	for id := range strings.FieldsSeq(list) {
		docs = append(docs, stemma.ID(id))
	}
	return docs, version != e.Version, nil
}

// putFailed keeps which pairs could not be compared: as issues, and so that it is tried again.
func (e *Engine) putFailed(ctx context.Context, g *genealogy, failed []descent.Failure) error {
	mark := ""
	wrong := blamed(failed)
	for _, f := range wrong {
		d, err := g.store.Document(ctx, f.A)
		if err != nil {
			return err
		}
		with, err := g.store.Document(ctx, f.B)
		if err != nil {
			return err
		}
		if err := e.putIssues(ctx, []stemma.Issue{mistakeWith(d.Path, "what descends from what, as beside "+with.Path, f.What)}); err != nil {
			return err
		}
		mark += " " + string(f.A)
	}
	if mark != "" {
		mark = e.Version + "\n" + mark
	}
	return e.Store.PutReckoned(ctx, stageFailed, stemma.ID(mark))
}

// blamed are the first failures of each document that something is wrong with, which is its A: of
// two that could not be compared the one of which that holds with more, or the later.
func blamed(failed []descent.Failure) (out []descent.Failure) {
	of := map[stemma.ID]int{}
	for _, f := range failed {
		of[f.A]++
		of[f.B]++
	}
	for _, f := range failed {
		if of[f.A] <= of[f.B] {
			f.A, f.B = f.B, f.A
		}
		if !slices.ContainsFunc(out, func(x descent.Failure) bool { return x.A == f.A }) {
			out = append(out, f)
		}
	}
	return out
}

// houses names the table of outlets: where it is another than before, whatever
// was named by it is named anew.
func (e *Engine) houses() stemma.ID {
	outlets := e.outlets()
	parts := []string{descent.Version}
	for _, name := range slices.Sorted(maps.Keys(outlets)) {
		parts = append(parts, name, outlets[name])
	}
	return stemma.NewID('m', parts...)
}

func (e *Engine) outlets() descent.Outlets {
	if e.Outlets == nil {
		return descent.DefaultOutlets()
	}
	return e.Outlets
}

// sketches are those of a case, and what has changed since it was reckoned.
type sketches struct {
	index   *descent.Index  // as it was when the case was last reckoned
	heard   *descent.Index  // the same of hearsay
	tongues *descent.Index  // and of cognates
	langs   map[string]bool // of the documents
	notes   map[stemma.ID]*descent.Note
	put     []stemma.ID // documents that the indexes do not take into account yet
	out     []stemma.ID // documents that are gone
}

func newSketches() *sketches {
	return &sketches{
		index: descent.NewIndex(), heard: descent.NewHearsayIndex(), tongues: descent.NewTongueIndex(),
		langs: map[string]bool{}, notes: map[stemma.ID]*descent.Note{},
	}
}

// keep keeps what was noted of a document.
func (s *sketches) keep(id stemma.ID, n *descent.Note) {
	s.notes[id] = n
	s.speak(n.Lang)
}

func (s *sketches) speak(lang string) {
	if lang != "" {
		s.langs[lang] = true
	}
}

// foreign reports whether the case has documents in two languages.
func (s *sketches) foreign() bool { return len(s.langs) > 1 }

// readSketches reads the sketches of a case. Where one of another version is
// among them, which may have told otherwise what is common in the case, all are
// taken anew of the documents and reckoned as if each were new.
func readSketches(ctx context.Context, view stemma.View) (*sketches, error) {
	s := newSketches()
	for k, err := range view.Sketches(ctx, stemma.SketchFilter{}) {
		if err != nil {
			return nil, err
		}
		note, err := descent.ReadNote(k.Data)
		if errors.Is(err, descent.ErrOtherNote) {
			return noteAnew(ctx, view)
		}
		if err != nil {
			return nil, &stemma.Error{Kind: stemma.Damaged, Op: "look at the sketch of " + string(k.Doc), Err: err,
				Hint: "stemma backup keeps a copy of the case; read the documents into a new one"}
		}
		if k.Gone || k.Reckoned {
			s.index.Add(k.Doc, note.Sketch)
			s.heard.Add(k.Doc, note.Hearsay)
			s.tongues.Add(k.Doc, note.Cognates)
			s.speak(note.Lang)
		}
		switch {
		case k.Gone:
			s.out = append(s.out, k.Doc)
			continue
		case !k.Reckoned:
			s.put = append(s.put, k.Doc)
		}
		s.keep(k.Doc, note)
	}
	return s, nil
}

// noteAnew takes the notes of all documents that are sketched, anew.
func noteAnew(ctx context.Context, view stemma.View) (*sketches, error) {
	var ids []stemma.ID
	for k, err := range view.Sketches(ctx, stemma.SketchFilter{}) {
		if err != nil {
			return nil, err
		}
		if !k.Gone {
			ids = append(ids, k.Doc)
		}
	}
	s := newSketches()
	s.put = ids
	for _, id := range ids {
		r, err := reading(ctx, view, id)
		if err != nil {
			return nil, err
		}
		original, err := view.Original(ctx, id)
		if err != nil && stemma.KindOf(err) != stemma.NotFound {
			return nil, err
		}
		s.keep(id, descent.NewNote(r, original))
	}
	return s, nil
}

// reading is what the case holds of a document as far as descent needs it.
func reading(ctx context.Context, view stemma.View, id stemma.ID) (*stemma.Reading, error) {
	d, err := view.Document(ctx, id)
	if err != nil {
		return nil, err
	}
	r := &stemma.Reading{Document: d}
	if r.Statements, err = values(view.Statements(ctx, stemma.StatementFilter{Doc: id})); err != nil {
		return nil, err
	}
	if r.Mentions, err = values(view.Mentions(ctx, id)); err != nil {
		return nil, err
	}
	r.Times, err = values(view.Times(ctx, id))
	return r, err
}

// change brings the indexes up to date. It returns the documents to compare
// anew, those that have only lost candidates by their words, and those that have others
// by their hearsay; cognates are little and compared anew. In a case of one language nobody asks
// for cognates. Those given are compared anew whatever changed.
func (s *sketches) change(again []stemma.ID) (touched, loosened, rehearsed []stemma.ID) {
	put, heard, tongues := map[stemma.ID]*descent.Sketch{}, map[stemma.ID]*descent.Sketch{}, map[stemma.ID]*descent.Sketch{}
	for _, id := range s.put {
		put[id], heard[id], tongues[id] = s.notes[id].Sketch, s.notes[id].Hearsay, s.notes[id].Cognates
	}
	var more, fewer, nearer, farther []stemma.ID
	cores.Together(
		func() { touched, loosened = s.index.Change(put, s.out) },
		func() { more, fewer = s.heard.Change(heard, s.out) },
		func() {
			if s.foreign() {
				nearer, farther = s.tongues.Change(tongues, s.out)
			}
		},
	)
	rehearsed = union(more, fewer)
	if s.foreign() {
		touched = union(touched, nearer, farther)
	}
	for _, id := range again {
		if s.notes[id] != nil {
			touched = union(touched, []stemma.ID{id})
		}
	}
	return touched, without(loosened, touched), without(rehearsed, touched)
}

// union is all that is in some lists, in order and each once.
func union(lists ...[]stemma.ID) []stemma.ID {
	all := slices.Concat(lists...)
	slices.Sort(all)
	return slices.Compact(all)
}

// without is a list without those of another, which is in order.
func without(list, those []stemma.ID) []stemma.ID {
	return slices.DeleteFunc(list, func(id stemma.ID) bool { _, ok := slices.BinarySearch(those, id); return ok })
}

// A genealogy makes derivations of pairs.
type genealogy struct {
	store     stemma.View
	notes     map[stemma.ID]*descent.Note
	outlets   descent.Outlets
	documents map[stemma.ID]*descent.Document
	failed    []descent.Failure // pairs of which nobody can say what they are
}

func (e *Engine) genealogy(view stemma.View, s *sketches) *genealogy {
	return &genealogy{
		store: view, notes: s.notes, outlets: e.outlets(), documents: map[stemma.ID]*descent.Document{},
	}
}

func (g *genealogy) tracer(s *sketches) *descent.Tracer {
	t := &descent.Tracer{Index: s.index, Words: g.words, Heard: s.heard, Hearsay: g.hearsay}
	if s.foreign() {
		t.Tongues, t.Cognates = s.tongues, g.cognates
	}
	return t
}

// hearsay is what a document has on whose word.
func (g *genealogy) hearsay(ctx context.Context, id stemma.ID) (*descent.Hearsay, error) {
	r, err := reading(ctx, g.store, id)
	if err != nil {
		return nil, err
	}
	return descent.NewHearsay(r.Document, r.Statements, r.Mentions, r.Times), nil
}

func (g *genealogy) words(ctx context.Context, id stemma.ID) (*descent.Words, error) {
	d, err := g.store.Document(ctx, id)
	if err != nil {
		return nil, err
	}
	return descent.Split(d.Text, d.Blocks()), nil
}

// cognates are the names and numbers of a document.
func (g *genealogy) cognates(ctx context.Context, id stemma.ID) (*descent.Cognates, error) {
	d, err := g.store.Document(ctx, id)
	if err != nil {
		return nil, err
	}
	return descent.NewCognates(d.Lang, d.Text, descent.Split(d.Text, d.Blocks())), nil
}

// document is what is known of a document beside its words.
func (g *genealogy) document(ctx context.Context, id stemma.ID) (*descent.Document, error) {
	if d := g.documents[id]; d != nil {
		return d, nil
	}
	d, err := g.store.Document(ctx, id)
	if err != nil {
		return nil, err
	}
	known := descent.NewDocument(d, g.notes[id])
	g.documents[id] = known
	return known, nil
}

// still are the candidates that loosened documents still have by their words. Pairs that
// were found by these and are candidates by hearsay or cognates alone now are to be compared
// again, those with a touched document left out.
func (g *genealogy) still(ctx context.Context, s *sketches, loosened, touched []stemma.ID) (still map[stemma.ID][]stemma.ID, again [][2]stemma.ID, err error) {
	still = map[stemma.ID][]stemma.ID{}
	among := func(id stemma.ID, ids []stemma.ID) bool { _, is := slices.BinarySearch(ids, id); return is }
	for id, candidates := range s.index.CandidatesOf(loosened) {
		still[id] = candidates
		var lost []stemma.ID
		for d, err := range g.store.Derivations(ctx, stemma.DerivationFilter{Doc: id}) {
			if err != nil {
				return nil, nil, err
			}
			if other := d.Other(id); !among(other, candidates) && !among(other, touched) {
				if p, _, ok := descent.Restore(d); !ok || p.Echo == nil && !p.Foreign {
					lost = append(lost, other)
				}
			}
		}
		if len(lost) == 0 {
			continue
		}
		near := s.heard.Candidates(id)
		if s.foreign() {
			near = union(near, s.tongues.Candidates(id))
		}
		for _, other := range lost {
			if among(other, near) {
				again = append(again, pairOf(id, other))
			}
		}
	}
	return still, again, nil
}

// derive returns the documents whose derivations may be others now, and all
// their derivations, one after another: those that were compared, and those of their partners,
// whose kind depends on whether a document is put together of several. Of others the
// pairs of rumours alone may be others. With
// anew they are all named again from what is kept of each pair, as where the
// table of outlets is another. Pairs stay packed but for the one at hand: a case of a hundred
// thousand documents has a million.
func (g *genealogy) derive(ctx context.Context, run stemma.ID, touched []stemma.ID, still map[stemma.ID][]stemma.ID, heard rumours, pairs *descent.Pairs, anew bool) ([]stemma.ID, iter.Seq2[*stemma.Derivation, error], error) {
	fresh := map[stemma.ID]bool{}
	concerned := map[stemma.ID]bool{}
	for _, id := range touched {
		fresh[id], concerned[id] = true, true
	}
	if anew {
		for id := range g.notes {
			concerned[id] = true
		}
	}
	for a, b := range pairs.Ends() {
		concerned[a], concerned[b] = true, true
	}
	// Partners of before, whom the touched ones may have left.
	for _, id := range touched {
		for d, err := range g.store.Derivations(ctx, stemma.DerivationFilter{Doc: id}) {
			if err != nil {
				return nil, nil, err
			}
			concerned[d.Other(id)] = true
		}
	}
	// Those that may have lost partners.
	for _, id := range slices.Sorted(maps.Keys(still)) {
		for d, err := range g.store.Derivations(ctx, stemma.DerivationFilter{Doc: id}) {
			if err != nil {
				return nil, nil, err
			}
			if _, is := slices.BinarySearch(still[id], d.Other(id)); !is {
				concerned[id], concerned[d.Other(id)] = true, true
			}
		}
	}
	for _, id := range heard.ends() {
		for d, err := range g.store.Derivations(ctx, stemma.DerivationFilter{Doc: id}) {
			if err != nil {
				return nil, nil, err
			}
			if _, other := heard[pairOf(id, d.Other(id))]; other {
				concerned[id], concerned[d.Other(id)] = true, true
			}
		}
	}
	lost := func(a, b stemma.ID) bool {
		c, ok := still[a]
		_, is := slices.BinarySearch(c, b)
		return ok && !is
	}
	docs := slices.Sorted(maps.Keys(concerned))
	mixed := map[stemma.ID]bool{} // of partners that are not concerned
	for _, id := range docs {
		if fresh[id] {
			continue
		}
		for d, err := range g.store.Derivations(ctx, stemma.DerivationFilter{Doc: id}) {
			if err != nil {
				return nil, nil, err
			}
			p, was, ok := descent.Restore(d)
			if !ok || fresh[p.A] || fresh[p.B] || heard.undo(p) || p.Echo == nil && !p.Foreign && (lost(p.A, p.B) || lost(p.B, p.A)) {
				continue
			}
			if o := d.Other(id); o > id || !concerned[o] { // once where both ends are gone through
				pairs.Add(p)
			}
			for i, end := range []stemma.ID{p.A, p.B} {
				if !concerned[end] {
					mixed[end] = was[i]
				}
			}
		}
	}
	for id := range pairs.Mixtures() {
		if concerned[id] {
			mixed[id] = true
		}
	}
	return docs, func(yield func(*stemma.Derivation, error) bool) {
		for p := range pairs.All() {
			d, err := g.derivation(ctx, p, mixed)
			if d == nil && err == nil {
				continue
			}
			if err == nil {
				d.Run = run
			}
			if !yield(d, err) || err != nil {
				return
			}
		}
	}, nil
}

// rumours are pairs of documents that have become candidates by their hearsay, or are by it
// alone, true, or are candidates by it no more.
type rumours map[[2]stemma.ID]bool

func newRumours(met, lost [][2]stemma.ID) rumours {
	r := rumours{}
	for _, p := range lost {
		r[pairOf(p[0], p[1])] = false
	}
	for _, p := range met {
		r[pairOf(p[0], p[1])] = true
	}
	return r
}

func pairOf(a, b stemma.ID) [2]stemma.ID { return [2]stemma.ID{min(a, b), max(a, b)} }

// met are those that have become candidates, in order.
func (r rumours) met() (out [][2]stemma.ID) {
	for p, met := range r {
		if met {
			out = append(out, p)
		}
	}
	slices.SortFunc(out, func(a, b [2]stemma.ID) int { return slices.Compare(a[:], b[:]) })
	return out
}

// ends are the lesser documents of the pairs, in order.
func (r rumours) ends() []stemma.ID {
	var out []stemma.ID
	for p := range r {
		out = append(out, p[0])
	}
	return union(out)
}

// undo reports whether what was found of a pair holds no more: it is compared again, or it was
// found by hearsay that ties it no more.
func (r rumours) undo(p descent.Pair) bool {
	met, there := r[pairOf(p.A, p.B)]
	return there && (met || p.Echo != nil)
}

// derivation says what a pair is, nil for nothing worth telling.
func (g *genealogy) derivation(ctx context.Context, p descent.Pair, mixed map[stemma.ID]bool) (d *stemma.Derivation, err error) {
	err = guarded(func() error {
		d, err = g.name(ctx, p, mixed)
		return err
	})
	if m, is := errors.AsType[*mistake](err); is {
		g.failed = append(g.failed, descent.Failure{A: p.A, B: p.B, What: m.what})
		return nil, nil
	}
	return d, err
}

func (g *genealogy) name(ctx context.Context, p descent.Pair, mixed map[stemma.ID]bool) (*stemma.Derivation, error) {
	a, err := g.document(ctx, p.A)
	if err != nil {
		return nil, err
	}
	b, err := g.document(ctx, p.B)
	if err != nil {
		return nil, err
	}
	return p.Derivation(a, b, mixed[p.A], mixed[p.B], g.outlets), nil
}

// reckoning is the run that what is reckoned is marked with.
func (e *Engine) reckoning() stemma.Run {
	return stemma.NewRun("reckon", e.Version, descent.Version)
}

// note leaves the sketch of a document with its reading.
func note(r *stemma.Reading, original []byte) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("%v", p)
		}
	}()
	r.Sketch = descent.NewNote(r, original).Bytes()
	return nil
}

// Compare compares two documents of a case, whether or not anything ties them.
// The kind is "" where they have nothing in common that is worth telling.
func (e *Engine) Compare(ctx context.Context, view stemma.View, a, b stemma.ID) (*stemma.Derivation, error) {
	s, err := readSketches(ctx, view)
	if err != nil {
		return nil, err
	}
	s.change(nil)
	g := e.genealogy(view, s)
	p, err := g.tracer(s).Pair(ctx, a, b)
	if err != nil {
		return nil, err
	}
	one, err := g.document(ctx, p.A)
	if err != nil {
		return nil, err
	}
	other, err := g.document(ctx, p.B)
	if err != nil {
		return nil, err
	}
	if d := p.Derivation(one, other, false, false, g.outlets); d != nil {
		return d, nil
	}
	d := &stemma.Derivation{From: p.A, To: p.B, Score: p.Score, ShareFrom: p.ShareA, ShareTo: p.ShareB}
	for _, x := range p.Passages {
		d.Aligned = append(d.Aligned, stemma.Passage{From: x.A, To: x.B})
	}
	for _, x := range p.Altered {
		d.Altered = append(d.Altered, stemma.Passage{From: x.A, To: x.B})
	}
	return d, nil
}
