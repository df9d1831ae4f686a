// Package engine knows the order of the stages and nothing of how any of them
// works. It has two halves. Read takes one item at a time and can run in any
// order and any number of times; Reckon follows from all readings and from the
// log of judgements.
package engine

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"iter"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"
	"unicode"
	"unicode/utf8"

	"golang.org/x/sync/semaphore"

	"github.com/stemma/stemma"
	"github.com/stemma/stemma/internal/claim"
	"github.com/stemma/stemma/internal/descent"
	"github.com/stemma/stemma/internal/extract"
	"github.com/stemma/stemma/internal/lang"
	"github.com/stemma/stemma/internal/reader"
	"github.com/stemma/stemma/internal/resolve"
	"github.com/stemma/stemma/internal/source"
)

// An Engine reads into one case. Its fields are set before use.
type Engine struct {
	Store     stemma.Store
	Version   string          // of the program; another version reads everything anew
	Lang      string          // BCP 47 of every document; "" to find out for each
	Originals bool            // keep the bytes as they came
	Workers   int             // how many items are read at once; 0 for one a core
	Outlets   descent.Outlets // which names of outlets are one family; nil for those built in
	Progress  func(Progress)  // called after each item, by one goroutine; may be nil
	Waiting   func()          // called once where another read has to end first; may be nil
}

// Progress is how far a Read has come.
type Progress struct {
	Done  int    // items gone through
	Found int    // items found so far
	Bytes int64  // of the items gone through
	Path  string // of the item last gone through
}

// An Account is what a Read has done.
type Account struct {
	Read       int   // documents read and kept
	Held       int   // documents that were there already
	Bytes      int64 // of all items gone through
	Statements int   // in the documents read
	Unanalysed int   // documents, read or there already, whose language no pipeline reads
	Unread     int   // things among those gone through that could not be read
	Skipped    int   // things that are no reporting: pictures, rows without running text
}

// budget is how many bytes of items may be on their way at once. With what the
// readers and pipelines make of them it keeps the program under a gigabyte.
const budget = 128 << 20

// Read reads the items and keeps what they give, each document as soon as it
// is read, and then reckons. An item that cannot be read becomes an Issue and
// the run goes on; an error is of the store, or the context's when the run was
// stopped. What the account counts is kept either way. Where another process is
// reading into the case it waits for that to end.
func (e *Engine) Read(ctx context.Context, items iter.Seq2[stemma.Item, *stemma.Issue]) (_ Account, err error) {
	done, err := e.begin(ctx)
	if err != nil {
		return Account{}, err
	}
	defer func() { done(err) }()
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	var found atomic.Int64
	account, err := e.keep(ctx, e.readAll(ctx, e.find(ctx, items, &found)), &found)
	if err != nil {
		return account, err
	}
	if err := e.Reckon(ctx); err != nil {
		return account, err
	}
	return account, account.countMistakes(ctx, e.Store)
}

// Reckon brings up to date what follows from all readings and the log: which
// document descends from which, what each judgement fits, who is who, and where
// accounts meet and conflict.
func (e *Engine) Reckon(ctx context.Context) error {
	ahead := e.readAhead(ctx)
	defer ahead.stop()
	if err := guarded(func() error { return e.descend(ctx) }); err != nil {
		return fmt.Errorf("find what descends from what: %w", err)
	}
	log, err := stemma.Log(ctx, e.Store)
	if err != nil {
		return err
	}
	onPeople, onTexts := split(log)
	if err := e.once(ctx, "attach", onTexts, "", func() error { return attach(ctx, e.Store, onTexts) }); err != nil {
		return fmt.Errorf("attach judgements: %w", err)
	}
	if err := e.once(ctx, "identify", onPeople, resolve.Version+" "+stageWho, func() error { return e.identify(ctx, onPeople) }); err != nil {
		return fmt.Errorf("say who is who: %w", err)
	}
	ahead.stop()
	if err := e.claim(ctx, ahead); err != nil {
		return fmt.Errorf("find where accounts meet: %w", err)
	}
	return nil
}

// once does a stage that follows from what was read, from these entries of the
// log and from its version, unless it was done from the same before.
func (e *Engine) once(ctx context.Context, stage string, log []*stemma.Judgement, version string, do func() error) error {
	edition, err := e.Store.Edition(ctx)
	if err != nil {
		return err
	}
	from := []string{stage, e.Version, version, string(edition)}
	for _, j := range log {
		from = append(from, string(j.ID))
	}
	mark := stemma.NewID('m', from...)
	if before, err := e.Store.Reckoned(ctx, stage); err != nil || before == mark {
		return err
	}
	if err := do(); err != nil {
		return err
	}
	return e.Store.PutReckoned(ctx, stage, mark)
}

// split parts the log into what is on who is who and what is on statements and
// documents. A retraction goes with what it takes back.
func split(log []*stemma.Judgement) (onPeople, onTexts []*stemma.Judgement) {
	people := map[stemma.ID]bool{}
	for _, j := range log {
		if j.Kind.OnIdentity() || j.Kind == stemma.Retract && people[j.Retracts] {
			people[j.ID] = true
			onPeople = append(onPeople, j)
		} else {
			onTexts = append(onTexts, j)
		}
	}
	return onPeople, onTexts
}

// A find is an item, or what kept one from being found.
type find struct {
	item  stemma.Item
	issue *stemma.Issue
	done  func() // gives the item's bytes back to the budget
}

// find goes through the items in one goroutine, no further ahead of the
// readers than the budget allows.
func (e *Engine) find(ctx context.Context, items iter.Seq2[stemma.Item, *stemma.Issue], found *atomic.Int64) <-chan find {
	finds := make(chan find)
	room := semaphore.NewWeighted(budget)
	go func() {
		defer close(finds)
		seen := map[string]bool{}
		for item, issue := range items {
			f := find{item: item, issue: issue, done: func() {}}
			if issue == nil {
				if seen[item.Path] {
					f.issue = &stemma.Issue{
						Path: item.Path, Stage: "find", Kind: stemma.Invalid,
						Message: "a second file would have the same path in the case, so it was not read; read the folder that holds both",
					}
				}
				seen[item.Path] = true
				n := min(int64(len(item.Data)), budget)
				if room.Acquire(ctx, n) != nil {
					return
				}
				f.done = func() { room.Release(n) }
			}
			found.Add(1)
			select {
			case finds <- f:
			case <-ctx.Done():
				return
			}
		}
	}()
	return finds
}

// An outcome is what came of one item, or of one thing packed inside it.
type outcome struct {
	path    string
	inside  bool // packed inside the item that is still being read
	bytes   int64
	held    bool            // it was there already
	reading *stemma.Reading // nil if no document came of it
	issues  []stemma.Issue
	found   bool   // the issues are of the search for items, not of reading one
	err     error  // of the store
	done    func() // gives the item's bytes back to the budget
}

// readAll reads the finds, several at once.
func (e *Engine) readAll(ctx context.Context, finds <-chan find) <-chan outcome {
	outcomes := make(chan outcome)
	send := func(o outcome) {
		select {
		case outcomes <- o:
		case <-ctx.Done():
		}
	}
	run := e.run()
	workers := e.Workers
	if workers <= 0 {
		workers = runtime.GOMAXPROCS(0)
	}
	var wg sync.WaitGroup
	for range workers {
		wg.Go(func() {
			for {
				var f find
				var ok bool
				select {
				case f, ok = <-finds:
				case <-ctx.Done(): // the search may wait for ever, as on a silent pipe
				}
				if !ok {
					return
				}
				if f.issue != nil {
					send(outcome{path: f.issue.Path, issues: []stemma.Issue{*f.issue}, found: true, done: f.done})
				} else {
					o := e.readSafely(ctx, f.item, run, send)
					o.bytes, o.done = int64(len(f.item.Data)), f.done
					send(o)
				}
			}
		})
	}
	go func() { wg.Wait(); close(outcomes) }()
	return outcomes
}

// deepest is how many times one thing may be packed in another: a message in
// a message in an archive is read, an endless nest is not.
const deepest = 8

// readSafely reads one item; a mistake of ours with it becomes an issue, and the others are
// read.
func (e *Engine) readSafely(ctx context.Context, item stemma.Item, run stemma.Run, send func(outcome)) (o outcome) {
	err := guarded(func() error {
		o = e.read(ctx, item, run, send)
		return nil
	})
	if err != nil {
		o = outcome{path: item.Path, done: func() {}, issues: []stemma.Issue{{
			Path: item.Path, Stage: "read", Kind: stemma.Internal,
			Message: fmt.Sprintf("it was not read, for %v. Please report it, and read it again with a later version", err),
		}}}
	}
	return o
}

// read reads one item. What is packed inside it is read and sent before the
// item itself is: once the item is kept, a later run will not look inside it
// again, so nothing inside may still be missing then.
func (e *Engine) read(ctx context.Context, item stemma.Item, run stemma.Run, send func(outcome)) outcome {
	o := outcome{path: item.Path, done: func() {}}
	add := func(kind stemma.Kind, message string) {
		o.issues = append(o.issues, stemma.Issue{Path: item.Path, Stage: "read", Kind: kind, Message: message})
	}
	if strings.Count(item.Path, "#") > deepest {
		add(stemma.Unsafe, fmt.Sprintf("packed more than %d deep, so it was not read; unpack it first", deepest))
		return o
	}
	digest := sha256.Sum256(item.Data)
	sha := hex.EncodeToString(digest[:])
	if o.held, o.err = e.Store.Holds(ctx, item.Path, sha, run.ID); o.held || o.err != nil {
		return o
	}
	doc, inside, err := reader.Read(ctx, item)
	if o.err = ctx.Err(); o.err != nil {
		return o
	}
	if err != nil {
		add(stemma.KindOf(err), message(item.Path, err))
	}
	if doc != nil {
		doc.ID, doc.Path = stemma.DocumentID(item.Path, sha), item.Path
		doc.SHA256, doc.Bytes = sha, int64(len(item.Data))
		if e.Originals {
			doc.Original = item.Data
		}
		if o.reading, o.err = e.analyse(ctx, doc, run); o.err != nil {
			return o
		}
		if err := note(o.reading, item.Data); err != nil {
			o.reading.Issues = append(o.reading.Issues, stemma.Issue{
				Path: item.Path, Stage: "analyse", Kind: stemma.Internal,
				Message: fmt.Sprintf("it is not compared with the other documents, for a mistake of Stemma's own: %v", err),
			})
		}
		o.reading.Issues = append(o.issues, o.reading.Issues...)
		o.issues = nil
	}
	for _, part := range inside {
		for item, issue := range source.Unpack(ctx, part) {
			p := outcome{done: func() {}}
			if issue != nil {
				p.path, p.issues, p.found = issue.Path, []stemma.Issue{*issue}, true
			} else {
				p = e.readSafely(ctx, item, run, send)
			}
			p.inside = true
			send(p)
		}
	}
	return o
}

// analyse reads the text of a document, if a pipeline reads its language. The
// error is that a pipeline cannot be built, which no further item would mend, or the
// context's.
func (e *Engine) analyse(ctx context.Context, doc *stemma.Document, run stemma.Run) (reading *stemma.Reading, err error) {
	failed := func(why any) *stemma.Reading {
		doc.Analysed = false
		return &stemma.Reading{Document: doc, Run: run, Issues: []stemma.Issue{{
			Path: doc.Path, Stage: "analyse", Kind: stemma.Internal,
			Message: fmt.Sprintf("the text is kept and can be searched, but reading it for statements failed: %v", why),
		}}}
	}
	// A mistake of ours in one text must not end the run.
	defer func() {
		if r := recover(); r != nil {
			reading, err = failed(r), nil
		}
	}()
	doc.Lang = cmp.Or(e.Lang, lang.OfDocument(doc))
	pipeline, ok, err := lang.For(doc.Lang)
	if err != nil {
		return nil, err
	}
	if !ok {
		return &stemma.Reading{Document: doc, Run: run, Issues: []stemma.Issue{{
			Path: doc.Path, Stage: "analyse", Kind: stemma.Unread,
			Message: fmt.Sprintf("it is in %s, which Stemma does not read, so nothing that it says is a statement; it is kept, can be searched and is compared with the others. If it is in one that Stemma does read, give that with --lang", lang.Name(doc.Lang)),
		}}}, nil
	}
	doc.Analysed = true
	tellings := claim.NewNote(doc)
	if reading, err = extract.DocumentContext(ctx, doc, pipeline, run, tellings.Add); err != nil {
		return nil, err
	}
	reading.Tellings = tellings.Bytes()
	return reading, nil
}

// keep puts outcomes into the store, in one goroutine, and counts them.
func (e *Engine) keep(ctx context.Context, outcomes <-chan outcome, found *atomic.Int64) (Account, error) {
	var a Account
	var p Progress
	held := map[string]bool{}
	// What the search for items found wrong is kept last: a reading clears the
	// issues of its path, and a second file of the same path is one of them.
	var issues []stemma.Issue
	for o := range outcomes {
		if o.err != nil {
			return a, o.err
		}
		if r := o.reading; r != nil {
			switch err := e.Store.PutReading(ctx, r); {
			case err == nil:
				a.add(r)
			case stemma.KindOf(err) == stemma.Invalid: // a mistake of ours in one document
				o.issues = append(o.issues, stemma.Issue{
					Path: o.path, Stage: "analyse", Kind: stemma.Internal,
					Message: "a mistake of Stemma's own, so the document was not kept: " + err.Error(),
				})
			default:
				return a, fmt.Errorf("keep %s: %w", o.path, err)
			}
		}
		o.done()
		a.count(o.issues)
		if o.found {
			issues = append(issues, o.issues...)
		} else if err := e.putIssues(ctx, o.issues); err != nil {
			return a, err
		}
		if o.inside {
			continue
		}
		if o.held {
			a.Held++
			held[o.path] = true
		}
		a.Bytes += o.bytes
		p = Progress{Done: p.Done + 1, Found: int(found.Load()), Bytes: a.Bytes, Path: o.path}
		if e.Progress != nil {
			e.Progress(p)
		}
	}
	if err := ctx.Err(); err != nil {
		return a, err
	}
	if err := e.putIssues(ctx, issues); err != nil {
		return a, err
	}
	return a, a.countHeld(ctx, e.Store, held)
}

func (e *Engine) putIssues(ctx context.Context, issues []stemma.Issue) error {
	for _, i := range issues {
		if err := e.Store.PutIssue(ctx, i); err != nil {
			return fmt.Errorf("keep the issue with %s: %w", i.Path, err)
		}
	}
	return nil
}

// countHeld adds the issues that the case keeps of items that were there
// already and of what is packed inside them: what could not be read the first
// time is still unread.
func (a *Account) countHeld(ctx context.Context, view stemma.View, held map[string]bool) error {
	if len(held) == 0 {
		return nil
	}
	for i, err := range view.Issues(ctx, stemma.IssueFilter{}) {
		if err != nil {
			return err
		}
		for path, in := i.Path, true; in; {
			if held[path] && !leftOut(i) {
				a.count([]stemma.Issue{*i})
				break
			}
			end := strings.LastIndexByte(path, '#')
			if in = end >= 0; in {
				path = path[:end]
			}
		}
	}
	return nil
}

// countMistakes adds the documents of the case that reckoning left out, for a mistake of ours.
func (a *Account) countMistakes(ctx context.Context, view stemma.View) error {
	for i, err := range view.Issues(ctx, stemma.IssueFilter{}) {
		if err != nil {
			return err
		}
		if leftOut(i) {
			a.Unread++
		}
	}
	return nil
}

// add counts a document that was kept.
func (a *Account) add(r *stemma.Reading) {
	a.Read++
	a.Statements += len(r.Statements)
	a.count(r.Issues)
}

// count adds issues to the account.
func (a *Account) count(issues []stemma.Issue) {
	for _, i := range issues {
		switch {
		case !i.LeftAside():
			a.Unread++
		case i.Kind == stemma.Skipped:
			a.Skipped++
		default:
			a.Unanalysed++
		}
	}
}

// run is the run that this engine's readings are marked with.
func (e *Engine) run() stemma.Run {
	return stemma.NewRun("read", e.Version, lang.Model()+" "+e.Lang)
}

// message is what an issue with path says of err: what went wrong, and the way
// out. The issue names the path already.
func message(path string, err error) string {
	var known *stemma.Error
	if !errors.As(err, &known) {
		return "a mistake of Stemma's own: " + err.Error()
	}
	what := err.Error()
	if strings.HasSuffix(known.Op, path) {
		what = strings.TrimPrefix(what, known.Op+": ")
	}
	if hint := stemma.HintOf(err); hint != "" {
		first, size := utf8.DecodeRuneInString(hint)
		what = strings.TrimSuffix(what, ".") + ". " + string(unicode.ToUpper(first)) + hint[size:]
	}
	return what
}
