// Package stemma holds the nouns of Stemma: what a case is made of. Read this
// file first, then store.go (what is asked of a store) and error.go (what can
// go wrong). The work itself is in internal; the way of the data is in
// internal/engine/engine.go and in doc/design.md.
//
// Three numbers are never mixed. Confidence says whether our tool read the
// text right. Certainty says how sure a source is. Weight, which later stages
// compute, says what independent witnesses add.
package stemma

import (
	"crypto/sha256"
	"encoding/hex"
	"strconv"
	"strings"
	"time"

	"github.com/stemma/stemma/nlp"
)

// An ID names a record: a letter for its kind ("d" document, "s" statement,
// "m" mention, "e" entity, "c" claim, "j" judgement, "r" run) and 20 hexadecimal digits of a SHA-256
// digest of what the record is made of, so that reading twice changes nothing
// and machines agree without talking.
type ID string

// NewID returns the ID of the given kind for parts; the parts are kept apart,
// so that ("ab", "c") and ("a", "bc") differ.
func NewID(kind byte, parts ...string) ID {
	h := sha256.New()
	for _, p := range parts {
		h.Write([]byte(strconv.Itoa(len(p))))
		h.Write([]byte{':'})
		h.Write([]byte(p))
	}
	return ID(string(kind) + hex.EncodeToString(h.Sum(nil))[:20])
}

// A Span is a half-open range [Begin, End) of byte offsets into the Text of a
// Document; the zero Span stands for "no words".
type Span = nlp.Span

// An Item is something to read: bytes at a path. Sources find items, readers
// make documents of them.
type Item struct {
	Path string // as Document.Path
	Data []byte
	// Format is the name of the reader, where the source knows it; "" to find
	// it out from the bytes and the name.
	Format  string
	Columns []string // names of the columns, for a row of a CSV table
}

// A Document is one text as it was decoded, never altered. A changed file at
// the same path is a new Document and the old one stays.
type Document struct {
	ID     ID
	Path   string // from the last name of the path given: "pile/a.txt", "pile/b.zip#in/c.txt", "box.mbox#3"
	SHA256 string // of the original bytes, in hexadecimal
	Bytes  int64  // length of the original
	Format string // name of the reader: "text", "html", "pdf", ...

	// Encoding is the character encoding that the bytes were decoded from, by
	// its WHATWG name ("utf-8", "windows-1252"); "" for formats that fix it.
	Encoding string

	Text    string
	Regions []Region // in order of Begin; paragraphs and masked regions do not overlap one another

	Title     *Shown
	Byline    *Shown
	Publisher *Shown
	Published *Shown // Value in EDTF: "2021-05-25", "2008-09", "1990-01-03T14:00"

	Lang     string // BCP 47, "" if not known
	Analysed bool   // whether a pipeline has read it
	// VersionOf is the document that this one replaced at its path, "" if none.
	VersionOf ID
	// ReplacedBy is the document that replaced this one, "" if it is the
	// latest at its path. Kept by the store.
	ReplacedBy ID

	// Original is the bytes as they came, nil where they were not asked for or
	// are not kept.
	Original []byte
}

// DocumentID is the ID of the document with these bytes at this path.
func DocumentID(path, sha256 string) ID { return NewID('d', path, sha256) }

// Shown is a value proposed for a document, with the words that show it.
type Shown struct {
	Value   string
	ShownBy Span   // the words in the Text; zero where the value stands outside it
	Where   string // where else it stands: `meta name="author"`, `JSON-LD headline`; "" for the Text
}

// A Region is a stretch of a document's text of one kind.
type Region struct {
	Span
	Kind RegionKind
}

// RegionKind says what a stretch of text is.
type RegionKind string

// Kinds of region. A Page says where a page begins and ends and lies across
// the others; Paragraph, Heading, ListItem, Cell and Quote (a block
// quotation) are read; the masked kinds are kept, shown folded and not read.
const (
	Page      RegionKind = "page"
	Paragraph RegionKind = "paragraph"
	Heading   RegionKind = "heading"
	ListItem  RegionKind = "item"
	Cell      RegionKind = "cell"
	Quote     RegionKind = "quote"

	Menu      RegionKind = "menu"
	Comments  RegionKind = "comments"
	Promotion RegionKind = "promotion"
	Related   RegionKind = "related"
	Legal     RegionKind = "legal"
	Header    RegionKind = "header"
	Footer    RegionKind = "footer"
	Other     RegionKind = "other"
)

// Masked reports whether regions of the kind are boilerplate.
func (k RegionKind) Masked() bool {
	switch k {
	case Menu, Comments, Promotion, Related, Legal, Header, Footer, Other:
		return true
	}
	return false
}

// Blocks are the stretches of the text to be read: its regions that are
// neither pages nor masked.
func (d *Document) Blocks() []Span {
	blocks := []Span{}
	for _, r := range d.Regions {
		if r.Kind != Page && !r.Kind.Masked() {
			blocks = append(blocks, r.Span)
		}
	}
	return blocks
}

// An Anchor is a place in a document that can be found again when the text is
// extracted or read anew: byte spans together with the words themselves and
// those around them (W3C Web Annotation: position and quote selector).
type Anchor struct {
	Doc    ID
	Path   string
	Spans  []Span // at the time of anchoring
	Quote  string // the words; the parts of a broken place are joined by " … "
	Prefix string // up to 32 characters before
	Suffix string // up to 32 characters after
	Cue    string // for a statement: words of its last link
	Source string
}

// A Mention is words that name or refer to something.
type Mention struct {
	ID         ID
	Doc        ID
	Span       Span
	Type       nlp.EntityType // "" if not known
	Form       nlp.Form
	Entity     ID      // "" until resolved
	Confidence float64 // 0 to 1

	// Chain is the number, within the document, of the chain of mentions that
	// refer to one and the same; 0 for a mention that stands alone. Chains are
	// numbered from 1 in order of their first mentions.
	Chain int
	// ChainConfidence says how surely the mention belongs to its chain, from 0
	// to 1; 0 for one that stands alone.
	ChainConfidence float64

	Run ID
}

// MentionID is the ID of the mention of doc at span.
func MentionID(doc ID, span Span) ID { return NewID('m', string(doc), spanKey(span)) }

// A Time is a time expression of a document.
type Time struct {
	Doc    ID
	Span   Span
	Type   string // DATE, TIME, DURATION or SET
	Value  string // TIMEX3; "" where it cannot be resolved
	Anchor string // the date that Value was resolved against
	Run    ID
}

// A Statement is one text saying one thing once. Chain[0] is the author; the
// last link is nearest the content. What the author says in his own voice has
// a chain of one.
type Statement struct {
	ID          ID
	Doc         ID
	Content     []Span // in order of the text
	Chain       []Attribution
	Proposition *Proposition
	Confidence  float64 // 0 to 1
	Run         ID
}

// StatementID is the ID of the statement of doc with this content and chain.
// It does not depend on how the statement was found, on how sure it is, nor on
// what shows the author's name.
func StatementID(doc ID, content []Span, chain []Attribution) ID {
	parts := []string{string(doc)}
	for _, s := range content {
		parts = append(parts, spanKey(s))
	}
	for _, a := range chain[1:] {
		parts = append(parts, "by", spanKey(a.Source), spanKey(a.Cue))
	}
	return NewID('s', parts...)
}

func spanKey(s Span) string { return strconv.Itoa(s.Begin) + "-" + strconv.Itoa(s.End) }

// Voice is the last link of the chain: the one nearest the content.
func (s *Statement) Voice() *Attribution { return &s.Chain[len(s.Chain)-1] }

// Attributed reports whether anyone but the author stands behind the content.
func (s *Statement) Attributed() bool { return len(s.Chain) > 1 }

// Kind is "author" for a statement in the author's own voice, or how much of
// the content its last link quotes: "direct", "indirect" or "mixed".
func (s *Statement) Kind() string { return s.Voice().Kind }

// Bounds is the least span that holds the whole content.
func (s *Statement) Bounds() Span {
	return Span{Begin: s.Content[0].Begin, End: s.Content[len(s.Content)-1].End}
}

// KindAuthor is the kind of a link that is the author of the text.
const KindAuthor = "author"

// SourceAuthor is the source type of that link.
const SourceAuthor nlp.SourceType = "author"

// An Attribution is one link of a chain: who puts the content forward, by what
// words, how surely.
type Attribution struct {
	Source       Span // zero if the text leaves it out
	SourceEntity ID
	SourceType   nlp.SourceType // "" if not known
	Anonymity    Span           // the reason given for not naming the source
	Number       Span           // the words that say how many it is: "at least two"
	Closeness    Span           // the words that tell how it knows: "with direct knowledge of it"
	Cue          Span
	Kind         string // KindAuthor, or an nlp.QuoteKind
	Certainty    nlp.Certainty
	Polarity     nlp.Polarity
	ShownBy      []Span // the words that show certainty and polarity
	Said         string // EDTF; "" if the text does not say when
	Sieve        string // name of the rule or model that found the link
}

// A Proposition is what a statement says, taken apart: that of the main clause
// of its content, as nlp/clause reads it. Negation and modality are no part of
// it; the links of the chain have them as polarity and certainty.
type Proposition struct {
	Predicate string // a lemma: "kill", "carry out"; "minister" for "is the minister"
	Args      []Argument
	Time      Span // when, if the clause says so
	Place     Span
	Quantity  Span // a number with what it counts: "at least six officers"
}

// An Argument is one part of a proposition by its Universal Dependencies role.
// It may stand outside the content: who promises to leave is who leaves.
type Argument struct {
	Role    string // nsubj, nsubj:pass, obj, obl, obl:agent, ...
	Span    Span   // the whole phrase
	Mention ID     // of the head of the phrase, "" if it names or refers to nothing known
	Entity  ID
}

// A Judgement is one entry of the log of what persons decided. The log is only
// ever added to. A judgement names places, not ids that may change.
type Judgement struct {
	ID   ID
	Kind JudgementKind
	// About are the places judged. For Correct the first is the statement as
	// it was read and the second the statement as it should be.
	About    []Anchor
	By       string
	Why      string
	At       time.Time // UTC, to the microsecond
	Retracts ID        // for Retract
	Rating   string    // for Rate: "A" to "F" of a source, "1" to "6" of a claim
	// Statement is the statement that the first anchor is attached to now, ""
	// where it fits none; of a judgement on two documents the first of them,
	// on who is who the first mention and on two statements the first, where both
	// are in the case; of a rating of a source the mention.
	// Computed, never a part of the log.
	Statement ID
}

// JudgementID is the ID of the judgement: a digest of all that the log keeps
// of it. Its time is in it to the fraction of a second, so that who says the same
// again right after the opposite is heard; a whole second has no fraction.
func JudgementID(j *Judgement) ID {
	parts := []string{string(j.Kind), j.By, j.Why, j.At.UTC().Format(time.RFC3339Nano), string(j.Retracts)}
	if j.Rating != "" {
		parts = append(parts, "rating", j.Rating)
	}
	for _, a := range j.About {
		parts = append(parts, "about", string(a.Doc), a.Path, a.Quote, a.Prefix, a.Suffix, a.Cue, a.Source)
		for _, s := range a.Spans {
			parts = append(parts, spanKey(s))
		}
	}
	return NewID('j', parts...)
}

// Attached reports whether the judgement still fits a place in the case.
func (j *Judgement) Attached() bool { return j.Statement != "" || j.Retracts != "" }

// JudgementKind says what was decided.
type JudgementKind string

// Kinds of judgement.
const (
	Accept  JudgementKind = "accept"
	Reject  JudgementKind = "reject"
	Correct JudgementKind = "correct"
	Retract JudgementKind = "retract"
)

// Retracted returns the judgements that no longer count, because a later entry
// of the log retracts them; retractions can be retracted. The log is in the
// order in which it was written.
func Retracted(log []*Judgement) map[ID]bool {
	retracted := map[ID]bool{}
	for i := len(log) - 1; i >= 0; i-- {
		if j := log[i]; j.Kind == Retract && !retracted[j.ID] {
			retracted[j.Retracts] = true
		}
	}
	return retracted
}

// OnStatement reports whether the judgement is attached to a statement, and not to
// a document or a mention, or to nothing.
func (j *Judgement) OnStatement() bool {
	return j.Statement != "" && !j.Kind.OfDocuments() && !j.Kind.OnIdentity() && !j.OfSource()
}

// OnReading reports whether judgements of the kind are about how a statement
// was read.
func (k JudgementKind) OnReading() bool { return k == Accept || k == Reject || k == Correct }

// Standing returns the judgement that stands on how each statement was read:
// the latest one of the log that is not retracted.
func Standing(log []*Judgement) map[ID]*Judgement {
	retracted := Retracted(log)
	standing := map[ID]*Judgement{}
	for _, j := range log {
		if j.Kind.OnReading() && j.Statement != "" && !retracted[j.ID] {
			standing[j.Statement] = j
		}
	}
	return standing
}

// A Run says which version of the program, and which model, made a record.
type Run struct {
	ID      ID
	Stage   string // "read" or "reckon"
	Version string
	Model   string // name and digest of what the pipeline holds
}

// NewRun returns the run with its ID.
func NewRun(stage, version, model string) Run {
	return Run{ID: NewID('r', stage, version, model), Stage: stage, Version: version, Model: model}
}

// An Issue is something that could not be read, named with its reason; the
// run goes on. Nothing is left out without one.
type Issue struct {
	Path    string
	Stage   string // "find", "read", "analyse", "reckon"
	Kind    Kind
	Message string // what went wrong and, where there is one, the way out
}

// LeftAside reports whether nothing went wrong: the thing was skipped as no
// reporting, or it is a document in a language that no pipeline reads, which is kept.
func (i *Issue) LeftAside() bool {
	return i.Kind == Skipped || i.Kind == Unread && i.Stage == "analyse"
}

// A Reading is all that reading one document gave.
type Reading struct {
	Document   *Document
	Mentions   []Mention
	Times      []Time
	Statements []Statement
	Issues     []Issue // what went wrong although there is a document
	Sketch     []byte  // as Sketch.Data; nil for none
	// Tellings are what reading leaves for the claims of the case beside the
	// statements. They are internal/claim's; a store keeps them as they are.
	Tellings []byte // nil for none
	Run      Run
}

// NewAnchor returns the anchor of spans in doc.
func NewAnchor(doc *Document, spans []Span) Anchor {
	a := Anchor{Doc: doc.ID, Path: doc.Path, Spans: spans}
	words := make([]string, len(spans))
	for i, s := range spans {
		words[i] = s.In(doc.Text)
	}
	a.Quote = strings.Join(words, " … ")
	first, last := spans[0].Begin, spans[len(spans)-1].End
	a.Prefix = tail(doc.Text[:first], anchorContext)
	a.Suffix = head(doc.Text[last:], anchorContext)
	return a
}

// StatementAnchor returns the anchor of a statement of doc, with the words of
// its last link; those of the author are left out, for he is the same
// whatever shows his name.
func StatementAnchor(doc *Document, s *Statement) Anchor {
	a := NewAnchor(doc, s.Content)
	if voice := s.Voice(); s.Attributed() {
		a.Cue, a.Source = voice.Cue.In(doc.Text), voice.Source.In(doc.Text)
	}
	return a
}

// anchorContext is how many characters around a quote an anchor keeps: enough
// to tell two equal quotes apart, few enough to survive an edit near by.
const anchorContext = 32

func head(s string, n int) string {
	for i := range s {
		if n == 0 {
			return s[:i]
		}
		n--
	}
	return s
}

func tail(s string, n int) string {
	r := []rune(s[max(0, len(s)-4*n):])
	if len(r) > n {
		r = r[len(r)-n:]
	}
	return string(r)
}
