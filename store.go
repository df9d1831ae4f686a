package stemma

import (
	"context"
	"iter"
	"time"

	"github.com/stemma/stemma/nlp"
)

// A View answers questions about a case.
//
// Sequences come in the order stated, which does not depend on the order of
// reading. An error ends a sequence. Records are the caller's to keep. Any
// number of goroutines and processes may look while one writes; each call
// sees the case as it was at one moment.
type View interface {
	// Document returns a document with its text and regions, without its
	// original; a NotFound error if there is none.
	Document(ctx context.Context, id ID) (*Document, error)
	// Original returns the bytes as they came; a NotFound error if the case
	// was read without keeping them.
	Original(ctx context.Context, id ID) ([]byte, error)
	// Find returns the ids of the given kind ('d', 's', 'j', 'e', 'c') that begin with
	// prefix and, for documents, the latest version at each path that is the
	// prefix or, where no path is, ends in it; sorted, at most limit. Where no
	// claim or entity of the prefix is left, those that were since joined or parted;
	// of entities those by nine letters or more.
	Find(ctx context.Context, kind byte, prefix string, limit int) ([]ID, error)

	// Documents are in order of path, versions of one path from the oldest to
	// the latest. They come without Original and, but with Texts, without Text and Regions.
	Documents(ctx context.Context, f DocumentFilter) iter.Seq2[*Document, error]
	// Statements are in order of document path and place in the text.
	Statements(ctx context.Context, f StatementFilter) iter.Seq2[*Statement, error]
	Statement(ctx context.Context, id ID) (*Statement, error)
	// Mentions and Times of one document are in order of the text.
	Mentions(ctx context.Context, doc ID) iter.Seq2[*Mention, error]
	Times(ctx context.Context, doc ID) iter.Seq2[*Time, error]
	// Derivations are in order of the paths of From and To; those of earlier
	// versions are among them.
	Derivations(ctx context.Context, f DerivationFilter) iter.Seq2[*Derivation, error]
	// Sketches are in order of the ids of their documents.
	Sketches(ctx context.Context, f SketchFilter) iter.Seq2[*Sketch, error]
	// Entities are in order of how often they are mentioned, most first, then of
	// name and id. They come without Near.
	Entities(ctx context.Context, f EntityFilter) iter.Seq2[*Entity, error]
	// Entity returns an entity; a NotFound error if there is none. The ID of one
	// that was since joined or parted leads to the entity, of another ID, of which
	// its first mention is now.
	Entity(ctx context.Context, id ID) (*Entity, error)
	// EntityMentions are the mentions of one entity, in order of document path
	// and place in the text.
	EntityMentions(ctx context.Context, id ID) iter.Seq2[*Mention, error]
	// References are the entries of a list of names, of all if list is "", in
	// order of the list's name and of the list.
	References(ctx context.Context, list string) iter.Seq2[*Reference, error]
	// Tellings are what reading a document left for the claims of the case, nil
	// for nothing; a NotFound error if there is no such document.
	Tellings(ctx context.Context, doc ID) ([]byte, error)
	// Claims are in order of how many witnesses they have, most first, then of
	// gist and id.
	Claims(ctx context.Context, f ClaimFilter) iter.Seq2[*Claim, error]
	// Claim returns a claim; a NotFound error if there is none. The ID of one
	// that was since joined or parted leads to the claim, of another ID, in which
	// its first statement is now.
	Claim(ctx context.Context, id ID) (*Claim, error)
	// Assessments are those that are conflicts first, then in the order of their
	// claims, those of one claim in the order in which they were given.
	Assessments(ctx context.Context, f AssessmentFilter) iter.Seq2[*Assessment, error]
	// Weighed is the run that claims and assessments are of, "" where they were
	// never made or where the case has changed since, so that they have to be
	// made anew.
	Weighed(ctx context.Context) (ID, error)
	// Edition names what was read as it is now: it is another after each reading
	// that was put and changed something, and after each document removed.
	Edition(ctx context.Context) (ID, error)
	// Reckoned is the mark with which a stage of reckoning was last put, "" if it
	// never was; see PutReckoned.
	Reckoned(ctx context.Context, stage string) (ID, error)
	// Kept are what a stage of reckoning made of single documents, in order of
	// their ids; see Keep.
	Kept(ctx context.Context, stage string) iter.Seq2[*Kept, error]
	// Issues are in order of path, stage and message.
	Issues(ctx context.Context, f IssueFilter) iter.Seq2[*Issue, error]
	Runs(ctx context.Context) iter.Seq2[*Run, error]
	// Judgements are in the order in which they were made.
	Judgements(ctx context.Context) iter.Seq2[*Judgement, error]

	// Search looks for words over documents and statements, best first.
	Search(ctx context.Context, q Query) ([]Hit, error)
	// Sources counts, for each entity that is quoted, the statements in whose chains
	// it is; most first, at most limit. Authors of the texts are not quoted, and
	// a source of which nobody can tell who it is is not counted.
	Sources(ctx context.Context, limit int) ([]SourceCount, error)
	// Summary counts what the case holds.
	Summary(ctx context.Context) (Summary, error)
}

// A Store keeps a case. It is safe for use by many goroutines. Each method that
// writes does all or nothing, and what it has done when it returns survives the
// end of the process. An error is Busy where another process keeps the case to
// itself for too long, Full where there is no room, Damaged where the case is
// not sound; only after the first does trying again help.
type Store interface {
	View

	// Holds reports whether this path with these bytes was already read by
	// this run, so that nothing needs doing.
	Holds(ctx context.Context, path, sha256 string, run ID) (bool, error)
	// PutReading keeps a document with all that reading it gave. Putting the
	// same reading again changes nothing; a reading of the same document by
	// another run takes the place of its mentions, times and statements; a
	// document with other bytes at a path becomes its latest version, and stays
	// where it is in the order of versions when it is put again. The reading's
	// issues take the place of those that the path had. An Invalid error if the
	// reading contradicts itself: a span outside the text, two records of one
	// ID, an original that has not the document's digest.
	PutReading(ctx context.Context, r *Reading) error
	// PutIssue keeps an issue. An issue is known by path, stage and kind:
	// putting it again changes its message only.
	PutIssue(ctx context.Context, i Issue) error
	// Remove takes a document out with all that it contributed, the issues of
	// its path and the claims that its statements are members of among it; the
	// version before it, if any, is then the latest. A NotFound error if there is
	// none. Judgements stay in the log. What the other members of those claims
	// say is reckoned anew.
	Remove(ctx context.Context, doc ID) error

	// PutDerivations makes the derivations of the given documents, with
	// whatever other, those given; all are of the run. All sketches count as reckoned then, and those
	// of documents that are gone are forgotten. They are gone through once, so that
	// they need not be held at once; looking at the case meanwhile shows it as it
	// was. An error that they give is returned, and nothing is kept. An Invalid
	// error if a derivation is of a document that is not there, or of none of those
	// given.
	PutDerivations(ctx context.Context, run Run, docs []ID, derivations iter.Seq2[*Derivation, error]) error

	// Append adds a judgement to the log, attached to its Statement if that is
	// given; an Invalid error if its ID is there.
	Append(ctx context.Context, j *Judgement) error
	// PutResolution makes the entities of the case those given, and says which
	// mention and which source has which. What was there and is not given is
	// gone; where nothing differs nothing is written. With Since the marks are kept as
	// Keep does, all or nothing with the rest; where the edition is another, none is
	// left of the stage.
	PutResolution(ctx context.Context, r *Resolution) error
	// PutReckoning makes the claims and assessments of the case those given, and
	// says that they agree with it as it is now. What was there and is not given
	// is gone; where nothing differs nothing is written. An Invalid error for a
	// claim of a statement that is not in the case or of another run, and for an
	// assessment of a claim that was not given or of a statement that is no
	// member of it; a Busy error, and nothing is written, where the case has
	// changed since Reckoning.Changed.
	PutReckoning(ctx context.Context, r *Reckoning) error
	// PutReckoned notes that a stage of reckoning was done and kept, with a mark
	// of all that it follows from: the edition, the judgements, versions. The
	// stage need not be done again for the same mark.
	PutReckoned(ctx context.Context, stage string, mark ID) error
	// SwapReckoned is PutReckoned where the mark of the stage is still the one given as
	// before, and reports whether it was: of several that do so at once one succeeds.
	SwapReckoned(ctx context.Context, stage string, before, mark ID) (bool, error)
	// Keep puts what a stage of reckoning made of single documents, by themselves, in
	// place of what it kept of them before. It is gone when another reading of the
	// document is put, and with the document. It is no change of the case. Nothing
	// is kept where the edition is another by now than the one it was made of.
	Keep(ctx context.Context, stage string, edition ID, kept []Kept) error
	// PutReferences makes the entries of a list those given, and takes the list
	// out if there are none. An Invalid error for a list without a name.
	PutReferences(ctx context.Context, list string, entries []Reference) error
	// Attach says which statement each judgement fits now, "" for none; those
	// not in the map are left as they are. A judgement on two documents fits
	// the first of them, if both are there, and one on who is who the first of
	// its two mentions.
	Attach(ctx context.Context, fits map[ID]ID) error

	// Backup writes a copy of the case, in use as it may be, to a new file.
	Backup(ctx context.Context, path string) error
	// Check looks the store itself over; a Damaged error says what is wrong.
	Check(ctx context.Context) error
	// Close ends the use; a case with no other user is then one file.
	Close() error
}

// A Kept is what a stage of reckoning made of one document by itself.
type Kept struct {
	Doc  ID
	Data []byte // of the stage; a store keeps it as it is
}

// A DocumentFilter picks documents; its zero value picks the latest version of
// each path.
type DocumentFilter struct {
	IDs         []ID // of these alone, whatever their version; nil for any
	Texts       bool // with their Text and Regions
	AllVersions bool
	Path        string // exactly this path
	About       string // words in text or title, as in Query.Words
	Format      string
	Lang        string // BCP 47; "und" for those of no known language
	Limit       int    // 0 for no limit
	Offset      int
}

// A StatementFilter picks statements that fit all that it says; its zero value
// picks those of the latest version of each document. Kind, Certainty,
// Polarity and SourceType are those of the last link of the chain, the voice
// nearest the content.
type StatementFilter struct {
	IDs         []ID           // of these alone, whatever the version of their documents; nil for any
	Doc         ID             // of this document, whatever its version
	Source      string         // words that stand in a source of the chain, whatever their case
	Entity      ID             // in whose chain a source is this entity
	About       string         // words in the content, as in Query.Words
	Kind        string         // "author", "direct", "indirect", "mixed", or "attributed" for all but the first
	Certainty   nlp.Certainty  // "unknown" for what is not known
	Polarity    nlp.Polarity   // "unknown" for what is not known
	SourceType  nlp.SourceType // UnknownSource for what is not known
	Depth       int            // exactly this many links in the chain, the author among them
	LeastDepth  int            // at least this many
	Judged      JudgementKind  // with this judgement standing
	AllVersions bool
	Limit       int // 0 for no limit
	Offset      int
}

// UnknownSource asks a StatementFilter for voices of no known type.
const UnknownSource nlp.SourceType = "unknown"

// An IssueFilter picks issues; its zero value picks all.
type IssueFilter struct {
	Path  string // part of the path
	Stage string
	Kind  Kind
}

// A Query is a search.
type Query struct {
	Words  string // words all of which must stand; "in quotes" as a phrase; prefix* for beginnings; -word for absence
	Kind   byte   // 'd' for documents only, 's' for statements only, 0 for both
	Limit  int    // 0 for 20
	Offset int
}

// A Hit is one result of a search.
type Hit struct {
	Doc       ID
	Path      string
	Title     string
	Statement ID // "" for a hit in the document's text
	Snippet   string
	Marks     []Span // the words looked for, in the Snippet
	Place     Span   // where the Snippet stands in the document's text
}

// A Count is a number of something by name.
type Count struct {
	Name string
	N    int
}

// A SourceCount is how many statements are told on the word of an entity, or
// through it. Copies are counted too.
type SourceCount struct {
	Entity ID
	Name   string // of the entity
	N      int
}

// A Summary counts what a case holds; documents are the latest versions.
type Summary struct {
	Documents  int
	Versions   int // earlier versions kept
	Unanalysed int
	Bytes      int64 // of the documents' originals
	Statements int
	Attributed int // statements with anyone but the author behind them
	Mentions   int
	Issues     int
	Judgements int
	Detached   int // judgements that fit no place
	Claims     int
	Conflicts  int  // assessments that are conflicts
	Originals  bool // whether originals are kept
	Formats    []Count
	Langs      []Count
	From, To   string    // EDTF, earliest and latest day of publication
	Undated    int       // documents that show no day of publication
	Changed    time.Time // last change to the case
}
