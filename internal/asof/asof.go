// Package asof shows a case as it could be known on a day: what was published
// by then, and what follows from that alone.
//
// A document counts if it was surely published by the end of the day: one of
// "2021-05" is known from the last of May on, one without a date, or with one
// that cannot be told, never. [Case.Left] says how many are left out, and why.
// Of a document in several versions the latest that counts is shown. What was
// read in the documents, who is who and which document descends from which are
// as the whole case has them, less what is not there yet; claims are made, and
// their witnesses counted, anew from what is there. Judgements hold whenever
// they were made, for what they are about was there to be judged; those about
// what is not there yet are left out.
//
// It does not say what anybody did know on that day, and a page that was
// changed without a new date has the words that were read. A search does not
// find the words of a version that was replaced since; the version is listed and
// shown.
package asof

import (
	"cmp"
	"context"
	"fmt"
	"iter"
	"maps"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/stemma/stemma"
	"github.com/stemma/stemma/nlp"
)

// Reckon makes the claims and assessments of a view.
type Reckon func(ctx context.Context, view stemma.View) (*stemma.Reckoning, error)

// A Case is a view of what could be known on a day. Like every view it may be
// used by any number of goroutines. It looks at the documents of the case once,
// so it does not see what is read later.
type Case struct {
	stemma.View
	day    string
	docs   map[stemma.ID]*stemma.Document // those that count, without their texts
	order  []*stemma.Document             // the same in order of path and version
	latest map[stemma.ID]bool
	out    map[stemma.ID]bool // those that do not
	left   Left
	reckon Reckon

	counted once[*counts]
	claims  once[*stemma.Reckoning]
}

// Left are the documents that are left out, of each path the latest version.
type Left struct {
	Later   int // published later, or perhaps later
	Undated int // without a date, or with one that cannot be told
}

// A Day is a day up to which things are known: "2021-05-25", or the last day of
// "2021-05" or of "2021". An Invalid error for anything else.
func Day(words string) (string, error) {
	day, ok := lastDay(words)
	if _, err := time.Parse(time.DateOnly, day); !ok || err != nil || strings.Contains(words, "/") { // "4/3/2021" is no stretch of time
		return "", &stemma.Error{Kind: stemma.Invalid, Err: fmt.Errorf("%q is no date", words), Hint: "a day as 2021-05-25, a month as 2021-05, or a year"}
	}
	return day, nil
}

// lastDay is the last day that a date in EDTF may mean; false where that cannot
// be told.
func lastDay(date string) (string, bool) {
	if i := strings.LastIndexByte(date, '/'); i >= 0 {
		date = date[i+1:]
	}
	date, _, _ = strings.Cut(date, "T")
	date = strings.TrimRight(date, "~?%")
	for _, form := range []struct {
		layout              string
		years, months, days int
	}{{"2006", 1, 0, -1}, {"2006-01", 0, 1, -1}, {time.DateOnly, 0, 0, 0}} {
		if t, err := time.Parse(form.layout, date); err == nil {
			return t.AddDate(form.years, form.months, form.days).Format(time.DateOnly), true
		}
	}
	return "", false
}

// View returns what could be known of a case at the end of a day, which Day
// gave.
func View(ctx context.Context, view stemma.View, day string, reckon Reckon) (*Case, error) {
	c := &Case{View: view, day: day, docs: map[stemma.ID]*stemma.Document{}, latest: map[stemma.ID]bool{}, out: map[stemma.ID]bool{}, reckon: reckon}
	last := map[string]*stemma.Document{} // by path
	for d, err := range view.Documents(ctx, stemma.DocumentFilter{AllVersions: true}) {
		if err != nil {
			return nil, err
		}
		published := ""
		if d.Published != nil {
			published = d.Published.Value
		}
		end, known := lastDay(published)
		switch {
		case known && end <= day:
			before := last[d.Path]
			d.VersionOf, d.ReplacedBy = "", ""
			if before != nil {
				d.VersionOf, before.ReplacedBy = before.ID, d.ID
				delete(c.latest, before.ID)
			}
			last[d.Path], c.docs[d.ID], c.latest[d.ID] = d, d, true
			c.order = append(c.order, d)
			continue
		case d.ReplacedBy != "":
		case known:
			c.left.Later++
		default:
			c.left.Undated++
		}
		c.out[d.ID] = true
	}
	return c, nil
}

// Left says what is left out.
func (c *Case) Left() Left { return c.left }

// Day is the day as of which the case is shown.
func (c *Case) Day() string { return c.day }

// absent is the error of what is not there yet.
func (c *Case) absent(what string, id stemma.ID) error {
	return &stemma.Error{Kind: stemma.NotFound, Op: "look up " + what + " " + string(id),
		Err:  fmt.Errorf("as of %s it is not known to have been published", c.day),
		Hint: "look without a day, or as of a later one"}
}

// Document returns a document; see stemma.View.
func (c *Case) Document(ctx context.Context, id stemma.ID) (*stemma.Document, error) {
	listed := c.docs[id]
	if listed == nil {
		if _, err := c.View.Document(ctx, id); err != nil {
			return nil, err
		}
		return nil, c.absent("document", id)
	}
	d, err := c.View.Document(ctx, id)
	if err == nil {
		d.VersionOf, d.ReplacedBy = listed.VersionOf, listed.ReplacedBy
	}
	return d, err
}

// Original returns the bytes of a document; see stemma.View.
func (c *Case) Original(ctx context.Context, id stemma.ID) ([]byte, error) {
	if c.docs[id] == nil {
		return nil, c.absent("document", id)
	}
	return c.View.Original(ctx, id)
}

// Tellings are what a document left for the claims; see stemma.View.
func (c *Case) Tellings(ctx context.Context, id stemma.ID) ([]byte, error) {
	if c.docs[id] == nil {
		return nil, c.absent("document", id)
	}
	return c.View.Tellings(ctx, id)
}

// Documents lists documents; see stemma.View.
func (c *Case) Documents(ctx context.Context, f stemma.DocumentFilter) iter.Seq2[*stemma.Document, error] {
	all := f
	all.AllVersions, all.Limit, all.Offset = true, 0, 0
	return paged(c.View.Documents(ctx, all), f.Limit, f.Offset, func(d *stemma.Document) bool {
		listed := c.docs[d.ID]
		if listed == nil || !f.AllVersions && f.IDs == nil && !c.latest[d.ID] {
			return false
		}
		d.VersionOf, d.ReplacedBy = listed.VersionOf, listed.ReplacedBy
		return true
	})
}

// Statements lists statements; see stemma.View.
func (c *Case) Statements(ctx context.Context, f stemma.StatementFilter) iter.Seq2[*stemma.Statement, error] {
	all := f
	all.AllVersions, all.Limit, all.Offset = true, 0, 0
	return paged(c.View.Statements(ctx, all), f.Limit, f.Offset, func(s *stemma.Statement) bool {
		return c.docs[s.Doc] != nil && (f.AllVersions || f.Doc != "" || f.IDs != nil || c.latest[s.Doc])
	})
}

// Statement returns a statement; see stemma.View.
func (c *Case) Statement(ctx context.Context, id stemma.ID) (*stemma.Statement, error) {
	s, err := c.View.Statement(ctx, id)
	if err == nil && c.docs[s.Doc] == nil {
		return nil, c.absent("statement", id)
	}
	return s, err
}

// Mentions lists the mentions of a document; see stemma.View.
func (c *Case) Mentions(ctx context.Context, doc stemma.ID) iter.Seq2[*stemma.Mention, error] {
	if c.docs[doc] == nil {
		return nothing[stemma.Mention]
	}
	return c.View.Mentions(ctx, doc)
}

// Times lists the times of a document; see stemma.View.
func (c *Case) Times(ctx context.Context, doc stemma.ID) iter.Seq2[*stemma.Time, error] {
	if c.docs[doc] == nil {
		return nothing[stemma.Time]
	}
	return c.View.Times(ctx, doc)
}

// Derivations lists derivations; see stemma.View.
func (c *Case) Derivations(ctx context.Context, f stemma.DerivationFilter) iter.Seq2[*stemma.Derivation, error] {
	return paged(c.View.Derivations(ctx, f), 0, 0, func(d *stemma.Derivation) bool {
		return c.docs[d.From] != nil && c.docs[d.To] != nil
	})
}

// Sketches lists sketches; see stemma.View.
func (c *Case) Sketches(ctx context.Context, f stemma.SketchFilter) iter.Seq2[*stemma.Sketch, error] {
	return paged(c.View.Sketches(ctx, f), 0, 0, func(k *stemma.Sketch) bool { return c.docs[k.Doc] != nil })
}

// EntityMentions lists the mentions of an entity; see stemma.View.
func (c *Case) EntityMentions(ctx context.Context, id stemma.ID) iter.Seq2[*stemma.Mention, error] {
	return paged(c.View.EntityMentions(ctx, id), 0, 0, func(m *stemma.Mention) bool { return c.docs[m.Doc] != nil })
}

// Judgements lists the log, less what is about things that are not there yet;
// see stemma.View.
func (c *Case) Judgements(ctx context.Context) iter.Seq2[*stemma.Judgement, error] {
	left, paths := map[stemma.ID]bool{}, map[string]bool{}
	for _, d := range c.order {
		paths[d.Path] = true
	}
	return paged(c.View.Judgements(ctx), 0, 0, func(j *stemma.Judgement) bool {
		left[j.ID] = left[j.Retracts] || slices.ContainsFunc(j.About, func(a stemma.Anchor) bool { return c.out[a.Doc] && !paths[a.Path] })
		return !left[j.ID]
	})
}

// Search looks for words; see stemma.View.
func (c *Case) Search(ctx context.Context, q stemma.Query) ([]stemma.Hit, error) {
	want := cmp.Or(max(0, q.Limit), 20)
	hits := []stemma.Hit{}
	skip := max(0, q.Offset)
	more := q
	more.Limit, more.Offset = max(100, 2*(want+skip)), 0
	for {
		found, err := c.View.Search(ctx, more)
		if err != nil {
			return nil, err
		}
		for _, h := range found {
			switch {
			case c.docs[h.Doc] == nil:
			case skip > 0:
				skip--
			case len(hits) < want:
				hits = append(hits, h)
			}
		}
		if len(hits) == want || len(found) < more.Limit {
			return hits, nil
		}
		more.Offset += more.Limit
	}
}

// Find looks up ids; see stemma.View.
func (c *Case) Find(ctx context.Context, kind byte, prefix string, limit int) ([]stemma.ID, error) {
	if kind == 'c' {
		return c.findClaims(ctx, prefix, limit)
	}
	// What does not count may be any number of those that come first.
	found, err := c.View.Find(ctx, kind, prefix, 1<<30)
	if err != nil {
		return nil, err
	}
	ids := []stemma.ID{}
	for _, id := range found {
		there := true
		switch kind {
		case 'd':
			there = c.docs[id] != nil && (c.latest[id] || strings.HasPrefix(string(id), prefix))
		case 's':
			_, err = c.Statement(ctx, id)
			there, err = err == nil, unless(stemma.NotFound, err)
		case 'e':
			_, err = c.Entity(ctx, id)
			there, err = err == nil, unless(stemma.NotFound, err)
		}
		if err != nil {
			return nil, err
		}
		if there {
			ids = append(ids, id)
		}
	}
	if kind == 'd' && prefix != "" && len(ids) == 0 {
		ids = c.atPath(prefix)
	}
	return ids[:min(len(ids), max(0, limit))], nil
}

// atPath are the documents that are the latest at the path or, where there are
// none, at paths that end in it.
func (c *Case) atPath(path string) []stemma.ID {
	var at, ending []stemma.ID
	for _, d := range c.order {
		switch {
		case !c.latest[d.ID]:
		case d.Path == path:
			at = append(at, d.ID)
		case strings.HasSuffix(d.Path, path):
			ending = append(ending, d.ID)
		}
	}
	if len(at) == 0 {
		at = ending
	}
	slices.Sort(at)
	return at
}

func unless(kind stemma.Kind, err error) error {
	if err != nil && stemma.KindOf(err) == kind {
		return nil
	}
	return err
}

// Sources counts who is quoted; see stemma.View.
func (c *Case) Sources(ctx context.Context, limit int) ([]stemma.SourceCount, error) {
	k, err := c.counted.get(func() (*counts, error) { return c.count(ctx) })
	if err != nil {
		return nil, err
	}
	out := []stemma.SourceCount{}
	most := slices.Collect(maps.Keys(k.sources))
	slices.SortFunc(most, func(a, b stemma.ID) int { return cmp.Or(cmp.Compare(k.sources[b], k.sources[a]), cmp.Compare(a, b)) })
	for _, id := range most {
		n := k.sources[id]
		if limit <= 0 || len(out) >= limit && n < out[len(out)-1].N {
			break // only of as many statements as the last does the name decide
		}
		e, err := c.Entity(ctx, id)
		if stemma.KindOf(err) == stemma.NotFound {
			continue
		}
		if err != nil {
			return nil, err
		}
		out = append(out, stemma.SourceCount{Entity: id, Name: e.Name, N: n})
	}
	slices.SortFunc(out, func(a, b stemma.SourceCount) int {
		return cmp.Or(cmp.Compare(b.N, a.N), cmp.Compare(a.Name, b.Name), cmp.Compare(a.Entity, b.Entity))
	})
	return out[:min(len(out), max(0, limit))], nil
}

// Summary counts what the case holds; see stemma.View.
func (c *Case) Summary(ctx context.Context) (stemma.Summary, error) {
	whole, err := c.View.Summary(ctx)
	if err != nil {
		return whole, err
	}
	k, err := c.counted.get(func() (*counts, error) { return c.count(ctx) })
	if err != nil {
		return whole, err
	}
	sum := k.summary
	sum.Originals, sum.Changed, sum.Issues, sum.Detached = whole.Originals, whole.Changed, whole.Issues, whole.Detached
	log, err := stemma.Log(ctx, c)
	if err != nil {
		return sum, err
	}
	sum.Judgements = len(log)
	r, err := c.reckoned(ctx)
	if err != nil {
		return sum, err
	}
	sum.Claims = len(r.Claims)
	for _, a := range r.Assessments {
		if a.Disagreement.Conflict() {
			sum.Conflicts++
		}
	}
	return sum, nil
}

// counts are what is counted over all documents that count.
type counts struct {
	summary  stemma.Summary
	sources  map[stemma.ID]int // by who is quoted
	entities map[stemma.ID]*tally
}

// A tally counts how an entity is mentioned.
type tally struct {
	mentions, docs int
	names          map[string]int
}

func (c *Case) count(ctx context.Context) (*counts, error) {
	k := &counts{sources: map[stemma.ID]int{}, entities: map[stemma.ID]*tally{}}
	formats, langs := map[string]int{}, map[string]int{}
	sum := &k.summary
	for _, listed := range c.order {
		if !c.latest[listed.ID] {
			sum.Versions++
			continue
		}
		d, err := c.View.Document(ctx, listed.ID)
		if err != nil {
			return nil, err
		}
		sum.Documents++
		sum.Bytes += d.Bytes
		if !d.Analysed {
			sum.Unanalysed++
		}
		formats[d.Format]++
		langs[cmp.Or(d.Lang, "und")]++
		day := d.Published.Value[:min(len(d.Published.Value), len(time.DateOnly))]
		if sum.From == "" || day < sum.From {
			sum.From = day
		}
		sum.To = max(sum.To, day)
		here := map[stemma.ID]bool{}
		for m, err := range c.View.Mentions(ctx, d.ID) {
			if err != nil {
				return nil, err
			}
			sum.Mentions++
			if m.Entity == "" {
				continue
			}
			e := k.entities[m.Entity]
			if e == nil {
				e = &tally{names: map[string]int{}}
				k.entities[m.Entity] = e
			}
			e.mentions++
			if !here[m.Entity] {
				here[m.Entity] = true
				e.docs++
			}
			if m.Form == nlp.Name {
				e.names[words(d, m.Span)]++
			}
		}
		for s, err := range c.View.Statements(ctx, stemma.StatementFilter{Doc: d.ID}) {
			if err != nil {
				return nil, err
			}
			sum.Statements++
			if s.Attributed() {
				sum.Attributed++
			}
			here := map[stemma.ID]bool{}
			for _, a := range s.Chain[1:] {
				if e := a.SourceEntity; e != "" && !here[e] {
					here[e] = true
					k.sources[e]++
				}
			}
		}
	}
	sum.Formats, sum.Langs = sorted(formats), sorted(langs)
	return k, nil
}

func words(d *stemma.Document, s stemma.Span) string {
	return strings.Join(strings.Fields(s.In(d.Text)), " ")
}

// sorted are counts, most first.
func sorted(n map[string]int) []stemma.Count {
	out := make([]stemma.Count, 0, len(n))
	for name, n := range n {
		out = append(out, stemma.Count{Name: name, N: n})
	}
	slices.SortFunc(out, func(a, b stemma.Count) int { return cmp.Or(cmp.Compare(b.N, a.N), cmp.Compare(a.Name, b.Name)) })
	return out
}

// A once is made when it is first asked for, and again where making it failed,
// as it does when who asks goes away.
type once[T any] struct {
	mu    sync.Mutex
	done  bool
	value T
}

func (o *once[T]) get(make func() (T, error)) (T, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	if o.done {
		return o.value, nil
	}
	value, err := make()
	if err == nil {
		o.value, o.done = value, true
	}
	return value, err
}

// paged are those of a sequence that fit, a page of them.
func paged[T any](seq iter.Seq2[*T, error], limit, offset int, fits func(*T) bool) iter.Seq2[*T, error] {
	return func(yield func(*T, error) bool) {
		n := 0
		for x, err := range seq {
			if err != nil {
				yield(nil, err)
				return
			}
			if !fits(x) {
				continue
			}
			if n++; n <= offset {
				continue
			}
			if !yield(x, nil) || limit > 0 && n >= offset+limit {
				return
			}
		}
	}
}

func nothing[T any](func(*T, error) bool) {}
