// Package jsonl writes the records of a case as JSON Lines: one file a kind of
// record, one record a line, UTF-8, keys in the order of the structs below.
// doc/formats/jsonl.md specifies them field by field; other programs rely on
// it, so a change here is a change of that promise.
//
// The package says what a record looks like. It does not choose records: an
// export holds them all.
package jsonl

import (
	"fmt"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/stemma/stemma"
)

// A Span is a place in a document's text, in bytes, with its words.
type Span struct {
	Begin int    `json:"begin"`
	End   int    `json:"end"`
	Text  string `json:"text"`
}

// A Shown is a value proposed for a document. ShownBy is null where the words
// that show it stand outside the text, as in the head of a web page.
type Shown struct {
	Value   string `json:"value"`
	ShownBy *Span  `json:"shown_by"`
}

// A Masked is a stretch of boilerplate.
type Masked struct {
	Begin int               `json:"begin"`
	End   int               `json:"end"`
	Kind  stemma.RegionKind `json:"kind"`
}

// A Document is a line of documents.jsonl.
type Document struct {
	ID        stemma.ID  `json:"id"`
	Path      string     `json:"path"`
	Title     *Shown     `json:"title"`
	Byline    *Shown     `json:"byline"`
	Publisher *Shown     `json:"publisher"`
	Published *Shown     `json:"published"`
	Lang      *string    `json:"lang"`
	Analysed  bool       `json:"analysed"`
	SHA256    string     `json:"sha256"`
	Bytes     int64      `json:"bytes"`
	VersionOf *stemma.ID `json:"version_of"`
	Masked    []Masked   `json:"masked"`
}

// A Mention is a line of mentions.jsonl.
type Mention struct {
	ID   stemma.ID `json:"id"`
	Doc  stemma.ID `json:"doc"`
	Span           // begin, end, text
	Type *string   `json:"type"`
	Form *string   `json:"form"`
	// Entity is null until it is known who or what is meant.
	Entity     *stemma.ID `json:"entity"`
	Confidence float64    `json:"confidence"`
	Run        *stemma.ID `json:"run"`
}

// An Entity is a line of entities.jsonl.
type Entity struct {
	ID    stemma.ID `json:"id"`
	Type  *string   `json:"type"`
	Name  string    `json:"name"`
	Named bool      `json:"named"`
	// Names are its names, each where it first stands in each document.
	Names    []EntityName `json:"names"`
	Aliases  []Alias      `json:"aliases"`
	Roles    []Role       `json:"roles"`
	Near     []Near       `json:"near"`
	Docs     []stemma.ID  `json:"docs"`
	Mentions int          `json:"mentions"`
}

// An EntityName is a name of an entity in a document.
type EntityName struct {
	Name  string    `json:"name"`
	Doc   stemma.ID `json:"doc"`
	Begin int       `json:"begin"`
	End   int       `json:"end"`
}

// An Alias is a name of an entity with the reasons why it is one.
type Alias struct {
	Name     string     `json:"name"`
	Latin    *string    `json:"latin"`
	Mentions int        `json:"mentions"`
	Evidence []Evidence `json:"evidence"`
}

// Evidence is a reason why two names are held to be one's.
type Evidence struct {
	Kind      string     `json:"kind"`
	With      *string    `json:"with"`
	Doc       *stemma.ID `json:"doc"`
	Begin     int        `json:"begin"`
	End       int        `json:"end"`
	Score     float64    `json:"score"`
	Explain   string     `json:"explain"`
	Judgement *stemma.ID `json:"judgement"`
}

// A Role is what a text says that an entity is.
type Role struct {
	Words string    `json:"words"`
	Doc   stemma.ID `json:"doc"`
	Begin int       `json:"begin"`
	End   int       `json:"end"`
}

// Near is an entity that may be the same.
type Near struct {
	Entity stemma.ID `json:"entity"`
	Score  float64   `json:"score"`
	Why    string    `json:"why"`
}

// NewEntity returns the record of e with its names and documents.
func NewEntity(e *stemma.Entity, names []EntityName, docs []stemma.ID) Entity {
	r := Entity{ID: e.ID, Type: known(string(e.Type)), Name: e.Name, Named: e.Named, Mentions: e.Mentions,
		Names: append([]EntityName{}, names...), Aliases: []Alias{}, Roles: []Role{}, Near: []Near{}, Docs: append([]stemma.ID{}, docs...)}
	for _, a := range e.Aliases {
		alias := Alias{Name: a.Name, Latin: known(a.Latin), Mentions: a.N, Evidence: []Evidence{}}
		for _, v := range a.Evidence {
			alias.Evidence = append(alias.Evidence, Evidence{string(v.Kind), known(v.With), known(v.Doc), v.Span.Begin, v.Span.End, v.Score, v.Explain, known(v.Judgement)})
		}
		r.Aliases = append(r.Aliases, alias)
	}
	for _, x := range e.Roles {
		r.Roles = append(r.Roles, Role{x.Words, x.Doc, x.Span.Begin, x.Span.End})
	}
	for _, n := range e.Near {
		r.Near = append(r.Near, Near(n))
	}
	return r
}

// A Time is a line of times.jsonl.
type Time struct {
	Doc    stemma.ID  `json:"doc"`
	Span              // begin, end, text
	Type   *string    `json:"type"`
	Value  *string    `json:"value"`
	Anchor *string    `json:"anchor"`
	Run    *stemma.ID `json:"run"`
}

// A Statement is a line of statements.jsonl.
type Statement struct {
	ID          stemma.ID    `json:"id"`
	Doc         stemma.ID    `json:"doc"`
	Content     []Span       `json:"content"`
	Chain       []Link       `json:"chain"`
	Confidence  float64      `json:"confidence"`
	Proposition *Proposition `json:"proposition"`
	Run         *stemma.ID   `json:"run"`
}

// A Link is one attribution of a statement's chain, the author first.
type Link struct {
	Source       *Span      `json:"source"`
	SourceEntity *stemma.ID `json:"source_entity"`
	SourceType   *string    `json:"source_type"`
	Anonymity    *Span      `json:"anonymity"`
	Number       *Span      `json:"number"`
	Closeness    *Span      `json:"closeness"`
	Cue          *Span      `json:"cue"`
	Kind         string     `json:"kind"`
	Certainty    string     `json:"certainty"`
	Polarity     string     `json:"polarity"`
	ShownBy      []Span     `json:"shown_by"`
	Said         *string    `json:"said"`
	Sieve        *string    `json:"sieve"`
}

// A Proposition is what a statement says, taken apart.
type Proposition struct {
	Predicate string     `json:"predicate"`
	Args      []Argument `json:"args"`
	Time      *Span      `json:"time"`
	Place     *Span      `json:"place"`
	Quantity  *Span      `json:"quantity"`
}

// An Argument is one part of a proposition.
type Argument struct {
	Role   string     `json:"role"`
	Span   *Span      `json:"span"`
	Entity *stemma.ID `json:"entity"`
}

// A Judgement is a line of judgements.jsonl. Its run is null: a person made it.
type Judgement struct {
	ID       stemma.ID            `json:"id"`
	Kind     stemma.JudgementKind `json:"kind"`
	About    []Anchor             `json:"about"`
	By       string               `json:"by"`
	Why      string               `json:"why"`
	At       string               `json:"at"`
	Retracts *stemma.ID           `json:"retracts"`
	Rating   *string              `json:"rating"`
	Attached bool                 `json:"attached"`
	Run      *stemma.ID           `json:"run"`
}

// An Anchor is a place as it was when somebody judged it.
type Anchor struct {
	Doc    stemma.ID `json:"doc"`
	Path   string    `json:"path"`
	Spans  []Span    `json:"spans"`
	Quote  string    `json:"quote"`
	Prefix string    `json:"prefix"`
	Suffix string    `json:"suffix"`
	Cue    *string   `json:"cue"`
	Source *string   `json:"source"`
}

// A Run is a line of runs.jsonl; its run is itself.
type Run struct {
	ID      stemma.ID  `json:"id"`
	Stage   string     `json:"stage"`
	Version string     `json:"version"`
	Model   *string    `json:"model"`
	Run     *stemma.ID `json:"run"`
}

// An Issue is a line of issues.jsonl. Its run is null: an issue stands until
// its path has been read well, whatever version does it.
type Issue struct {
	Path    string      `json:"path"`
	Stage   string      `json:"stage"`
	Kind    stemma.Kind `json:"kind"`
	Message string      `json:"message"`
	Run     *stemma.ID  `json:"run"`
}

// A Hit is a result of a search. It is printed by `stemma search --json` and
// is no part of an export.
type Hit struct {
	Doc       stemma.ID  `json:"doc"`
	Path      string     `json:"path"`
	Title     *string    `json:"title"`
	Statement *stemma.ID `json:"statement"`
	Chain     []Link     `json:"chain"` // of the statement, or of whoever speaks in the text there; null for nobody
	Snippet   string     `json:"snippet"`
	Marks     []Span     `json:"marks"` // offsets into the snippet
	Begin     int        `json:"begin"` // of the snippet, in the document's text
	End       int        `json:"end"`
}

// A Trace is a statement with the lines on which it and its chain stand. It is
// printed by `stemma trace --json` and is no part of an export.
type Trace struct {
	Path      string    `json:"path"`
	Line      int       `json:"line"`  // of the text, from 1
	Root      int       `json:"root"`  // index in the chain of the earliest source that the text identifies
	Lines     []*int    `json:"lines"` // for each link that of its cue, else of its source, else null
	Statement Statement `json:"statement"`
}

// NewDocument returns the record of d, which must come with its text.
func NewDocument(d *stemma.Document) (Document, error) {
	q := quoter{text: d.Text}
	r := Document{
		ID: d.ID, Path: d.Path,
		Title: q.shown(d.Title), Byline: q.shown(d.Byline),
		Publisher: q.shown(d.Publisher), Published: q.shown(d.Published),
		Lang: known(d.Lang), Analysed: d.Analysed,
		SHA256: d.SHA256, Bytes: d.Bytes, VersionOf: known(d.VersionOf),
		Masked: []Masked{},
	}
	for _, region := range d.Regions {
		if region.Kind.Masked() {
			r.Masked = append(r.Masked, Masked{region.Begin, region.End, region.Kind})
		}
	}
	return r, q.fail("export document %s", d.Path)
}

// NewMention returns the record of m, a mention of d.
func NewMention(d *stemma.Document, m *stemma.Mention) (Mention, error) {
	q := quoter{text: d.Text}
	r := Mention{
		ID: m.ID, Doc: m.Doc, Span: q.span(m.Span), Type: known(string(m.Type)), Form: known(string(m.Form)),
		Entity: known(m.Entity), Confidence: m.Confidence, Run: known(m.Run),
	}
	return r, q.fail("export mention %s of %s", m.ID, d.Path)
}

// NewTime returns the record of t, a time expression of d.
func NewTime(d *stemma.Document, t *stemma.Time) (Time, error) {
	q := quoter{text: d.Text}
	r := Time{
		Doc: t.Doc, Span: q.span(t.Span), Type: known(t.Type),
		Value: known(t.Value), Anchor: known(t.Anchor), Run: known(t.Run),
	}
	return r, q.fail("export time at byte %d of %s", t.Span.Begin, d.Path)
}

// NewStatement returns the record of s, a statement of d.
func NewStatement(d *stemma.Document, s *stemma.Statement) (Statement, error) {
	q := quoter{text: d.Text}
	r := Statement{
		ID: s.ID, Doc: s.Doc, Content: q.spans(s.Content), Chain: make([]Link, len(s.Chain)),
		Confidence: s.Confidence, Run: known(s.Run),
	}
	for i, a := range s.Chain {
		r.Chain[i] = Link{
			Source: q.maybe(a.Source), SourceEntity: known(a.SourceEntity), SourceType: known(string(a.SourceType)),
			Anonymity: q.maybe(a.Anonymity), Number: q.maybe(a.Number), Closeness: q.maybe(a.Closeness), Cue: q.maybe(a.Cue), Kind: a.Kind,
			Certainty: orUnknown(string(a.Certainty)), Polarity: orUnknown(string(a.Polarity)),
			ShownBy: q.spans(a.ShownBy), Said: known(a.Said), Sieve: known(a.Sieve),
		}
	}
	if p := s.Proposition; p != nil {
		r.Proposition = &Proposition{
			Predicate: p.Predicate, Args: make([]Argument, len(p.Args)),
			Time: q.maybe(p.Time), Place: q.maybe(p.Place), Quantity: q.maybe(p.Quantity),
		}
		for i, a := range p.Args {
			r.Proposition.Args[i] = Argument{a.Role, q.maybe(a.Span), known(a.Entity)}
		}
	}
	return r, q.fail("export statement %s of %s", s.ID, d.Path)
}

// NewJudgement returns the record of j.
func NewJudgement(j *stemma.Judgement) Judgement {
	r := Judgement{
		ID: j.ID, Kind: j.Kind, About: make([]Anchor, len(j.About)), By: j.By, Why: j.Why,
		At: j.At.UTC().Format(time.RFC3339Nano), Retracts: known(j.Retracts), Rating: known(j.Rating), Attached: j.Attached(),
	}
	for i, a := range j.About {
		r.About[i] = Anchor{
			Doc: a.Doc, Path: a.Path, Spans: anchored(a), Quote: a.Quote, Prefix: a.Prefix, Suffix: a.Suffix,
			Cue: known(a.Cue), Source: known(a.Source),
		}
	}
	return r
}

// anchored gives each span of an anchor its words. They are cut from the quote
// kept with it, since the document may have been removed.
func anchored(a stemma.Anchor) []Span {
	spans := make([]Span, len(a.Spans))
	at := 0
	for i, s := range a.Spans {
		end := min(at+s.Len(), len(a.Quote))
		spans[i] = Span{s.Begin, s.End, a.Quote[at:end]}
		at = min(end+len(" … "), len(a.Quote))
	}
	return spans
}

// NewRun returns the record of r.
func NewRun(r *stemma.Run) Run {
	return Run{ID: r.ID, Stage: r.Stage, Version: r.Version, Model: known(r.Model), Run: known(r.ID)}
}

// NewIssue returns the record of i.
func NewIssue(i *stemma.Issue) Issue {
	return Issue{Path: i.Path, Stage: i.Stage, Kind: i.Kind, Message: i.Message}
}

// NewHit returns the record of h. The statement s, of the document d, is the one
// found or the one in whose voice the words found stand; both may be nil.
func NewHit(h stemma.Hit, d *stemma.Document, s *stemma.Statement) (Hit, error) {
	q := quoter{text: h.Snippet}
	r := Hit{
		Doc: h.Doc, Path: h.Path, Title: known(h.Title), Statement: known(h.Statement),
		Snippet: h.Snippet, Marks: q.spans(h.Marks), Begin: h.Place.Begin, End: h.Place.End,
	}
	if s != nil {
		st, err := NewStatement(d, s)
		if err != nil {
			return r, err
		}
		r.Chain = st.Chain
	}
	return r, nil
}

// NewTrace returns the trace of s, a statement of d.
func NewTrace(d *stemma.Document, s *stemma.Statement) (Trace, error) {
	st, err := NewStatement(d, s)
	r := Trace{Path: d.Path, Line: lineAt(d.Text, s.Bounds().Begin), Root: s.Root(), Lines: make([]*int, len(s.Chain)), Statement: st}
	for i, a := range s.Chain {
		at := a.Cue
		if at.IsZero() {
			at = a.Source
		}
		if !at.IsZero() {
			n := lineAt(d.Text, at.Begin)
			r.Lines[i] = &n
		}
	}
	return r, err
}

// lineAt is the number of the line, from 1, on which byte i of the text stands.
func lineAt(text string, i int) int { return 1 + strings.Count(text[:max(0, min(i, len(text)))], "\n") }

// A quoter gives spans their words and remembers the first that lies outside
// the text, which only a damaged case has.
type quoter struct {
	text string
	bad  *stemma.Span
}

func (q *quoter) span(s stemma.Span) Span {
	if s.Begin < 0 || s.End < s.Begin || s.End > len(q.text) || !boundary(q.text, s.Begin) || !boundary(q.text, s.End) {
		if q.bad == nil {
			q.bad = &s
		}
		return Span{Begin: s.Begin, End: s.End}
	}
	return Span{s.Begin, s.End, s.In(q.text)}
}

func (q *quoter) maybe(s stemma.Span) *Span {
	if s.IsZero() {
		return nil
	}
	r := q.span(s)
	return &r
}

func (q *quoter) spans(spans []stemma.Span) []Span {
	r := make([]Span, len(spans))
	for i, s := range spans {
		r[i] = q.span(s)
	}
	return r
}

func (q *quoter) shown(s *stemma.Shown) *Shown {
	if s == nil {
		return nil
	}
	return &Shown{s.Value, q.maybe(s.ShownBy)}
}

func (q *quoter) fail(format string, args ...any) error {
	if q.bad == nil {
		return nil
	}
	return &stemma.Error{
		Kind: stemma.Damaged, Op: fmt.Sprintf(format, args...),
		Err:  fmt.Errorf("bytes %d to %d are no words of a text of %d bytes", q.bad.Begin, q.bad.End, len(q.text)),
		Hint: "stemma verify says what else is wrong with this case",
	}
}

// boundary reports whether a character begins or the text ends at i.
func boundary(text string, i int) bool { return i == len(text) || utf8.RuneStart(text[i]) }

// known returns nil for what is not known.
func known[T ~string](v T) *T {
	if v == "" {
		return nil
	}
	return &v
}

func orUnknown(v string) string {
	if v == "" {
		return "unknown"
	}
	return v
}
