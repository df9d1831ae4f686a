// Package nlp reads text: it finds sentences and words, tags and parses them,
// finds names, times and attributions, and never loses or moves a byte. It is
// pure Go, needs no network and no files, and says the same of the same text
// on every machine.
//
//	p, err := en.New() // of nlp/en; the weights are built in
//	if err != nil {
//		return err
//	}
//	doc := nlp.NewDoc("Ms Orel said the bridge was closed.")
//	p.Annotate(doc)
//	for _, t := range doc.Tokens {
//		fmt.Println(t.Begin, t.In(doc.Text), t.UPOS, t.Lemma, t.Deprel)
//	}
//	for _, a := range doc.Attributions {
//		fmt.Println(a.Source.In(doc.Text), a.Cue.In(doc.Text))
//	}
//
// A [Doc] holds a text and the layers that were laid over it: [Token],
// [Sentence], [Mention], [Time], [Attribution], [Marker]. Every layer points into the
// text by byte offsets; nothing is copied and nothing is rewritten, so any
// result can be shown in its exact words. Words, tags and trees are those of
// Universal Dependencies (version 2), times those of TIMEX3, attributions those
// of PARC 3 and PolNeAR.
//
// A [Pipeline] is a checked sequence of parts ([Annotator]) for one language. Make it
// once and share it: it is safe for use by many goroutines, each with a Doc of
// its own. Annotate takes any bytes at all, in time linear in their number, and
// has no error to give. To leave out what is not needed, or to add an annotator
// of one's own, make the pipeline with [NewPipeline] of the parts in nlp/en.
//
// The package knows nothing of evidence, documents or cases, and does not guess
// the language of a text. The packages below it hold algorithms only: the words
// of a language live in a folder of their own, as nlp/en, whose MODEL.md tells
// what was learned from what, under which licence, and how well it reads.
// Package nlp/conllu writes what was found for other tools; nlp/nlptest is the
// suite that the pipeline of a new language has to pass.
package nlp

// A Span is a half-open range [Begin, End) of byte offsets into the Text of a
// Doc. The zero Span stands for "no words".
type Span struct{ Begin, End int }

// In returns the words of the span in text.
func (s Span) In(text string) string { return text[s.Begin:s.End] }

// Len is the length of the span in bytes.
func (s Span) Len() int { return s.End - s.Begin }

// IsZero reports whether the span stands for "no words".
func (s Span) IsZero() bool { return s == Span{} }

// Contains reports whether t lies wholly in s.
func (s Span) Contains(t Span) bool { return s.Begin <= t.Begin && t.End <= s.End }

// Overlaps reports whether s and t share a byte.
func (s Span) Overlaps(t Span) bool { return s.Begin < t.End && t.Begin < s.End }

// Cover is the least span that holds both.
func (s Span) Cover(t Span) Span { return Span{min(s.Begin, t.Begin), max(s.End, t.End)} }

// A Doc is a text with the layers laid over it so far. The caller sets Text
// and, if it knows them, Blocks and Date; annotators fill the rest. A Doc may
// be used by one goroutine at a time.
type Doc struct {
	Text string

	// Blocks are the stretches of Text to be read, in order and without
	// overlap: paragraphs, headings, cells. No sentence crosses a block and
	// what lies outside all blocks is not read. Nil means the whole text,
	// with a block for each run of lines between blank lines.
	Blocks []Span

	// Date is the day the text was written, in EDTF ("2021-05-25"), against
	// which time expressions are resolved; empty if not known.
	Date string

	Has          Layer // the layers that are filled
	Tokens       []Token
	Sentences    []Sentence
	Mentions     []Mention
	Times        []Time
	Attributions []Attribution
	Markers      []Marker    // with Factualities
	Happenings   []Happening // with Factualities

	// Vectors are for annotators that follow the one that made them; nil if
	// none did. They are no result: drop them to save memory.
	Vectors *Vectors
}

// Vectors hold what a network made of each token of a Doc in its sentence, so
// that later annotators need not read the words again. An element is its byte
// times the scale of its token.
type Vectors struct {
	Dim    int       // elements of a token's vector
	Scales []float32 // one a token
	Data   []int8    // Dim a token
}

// NewVectors returns the vectors of n tokens, all zero.
func NewVectors(n, dim int) *Vectors {
	return &Vectors{Dim: dim, Scales: make([]float32, n), Data: make([]int8, n*dim)}
}

// Set keeps x, of Dim elements, as the vector of token i; an element is off by
// at most 1/254 of the largest.
func (v *Vectors) Set(i int, x []float32) {
	var largest float32
	for _, e := range x {
		largest = max(largest, e, -e)
	}
	if !(largest > 0) {
		return
	}
	v.Scales[i] = largest / 127
	to := v.Data[i*v.Dim:][:v.Dim]
	for k, e := range x {
		q := float32(e * (127 / largest))
		if q < 0 {
			to[k] = int8(q - 0.5)
		} else {
			to[k] = int8(q + 0.5)
		}
	}
}

// Get writes the vector of token i to x, of Dim elements.
func (v *Vectors) Get(i int, x []float32) {
	scale := v.Scales[i]
	from := v.Data[i*v.Dim:][:len(x)]
	for k, q := range from {
		x[k] = scale * float32(q)
	}
}

// NewDoc returns a Doc over text with no layers.
func NewDoc(text string) *Doc { return &Doc{Text: text} }

// A Token is one syntactic word in the sense of Universal Dependencies:
// "don't" is two, "do" and "n't". Its form is the text it spans.
type Token struct {
	Span
	Glued  bool   // continues the orthographic word of the token before ("n't")
	UPOS   string // universal part of speech; "" before Tags
	XPOS   string // the treebank's own tag
	Feats  string // morphological features as CoNLL-U writes them; "" for none
	Lemma  string
	Head   int    // index in Doc.Tokens of the governor, -1 for a root
	Deprel string // relation to the governor
}

// A Sentence is a half-open range [First, Last) of indices into Doc.Tokens.
type Sentence struct{ First, Last int }

// A Mention is words that name or refer to something.
type Mention struct {
	Span
	Head       int // index in Doc.Tokens of the head word, -1 if not known
	Type       EntityType
	Form       Form
	Confidence float64 // 0 to 1: was it read right?

	// Phrase is the whole noun phrase that the mention is the heart of, with all
	// that modifies it; the zero Span if that is not known.
	Phrase Span
	// Chain is the number of the coreference chain, the mentions that refer to
	// one and the same thing; -1 for a mention that stands alone.
	Chain int
	// ChainConfidence is from 0 to 1: does it belong to its chain? 0 for none.
	ChainConfidence float64
}

// EntityType says what kind of thing a mention is of; "" if not known.
type EntityType string

// The types are those of FollowTheMoney where it has one.
const (
	Person       EntityType = "Person"
	Organization EntityType = "Organization"
	Company      EntityType = "Company"
	PublicBody   EntityType = "PublicBody"
	Place        EntityType = "Place"
	Group        EntityType = "Group"
	Facility     EntityType = "Facility"
	Product      EntityType = "Product"
	Event        EntityType = "Event"
	Document     EntityType = "Document"
)

// Form says how a mention refers.
type Form string

// The three forms.
const (
	Name    Form = "name"
	Nominal Form = "nominal"
	Pronoun Form = "pronoun"
)

// A Time is a time expression, in the sense of TIMEX3 (ISO 24617-1).
type Time struct {
	Span
	Type   string // DATE, TIME, DURATION or SET
	Value  string // normalised value; "" where it cannot be resolved
	Anchor string // the date that Value was resolved against; "" for none
}

// An Attribution says that a source, by a cue, puts forward a content (PARC 3,
// PolNeAR). Source or Cue is the zero Span where the text leaves it out.
type Attribution struct {
	Source  Span
	Cue     Span
	Content []Span // in order of the text; several where it is broken
	Kind    QuoteKind

	// Antecedent is what the source stands for where that is a relative pronoun:
	// "the clerk" of "the clerk, who said that S".
	Antecedent Span

	// Parent is the index in Doc.Attributions of the attribution in whose
	// content this one stands, or -1 where only the author stands behind it.
	Parent int

	SourceType SourceType
	Anonymity  Span       // the words that give the reason for not naming the source
	Number     Span       // the words that say how many the source are: "at least two"
	Closeness  Span       // the words that tell how near it stands to what it tells of: "with direct knowledge of it"
	Factuality            // of the source
	Relayed    Factuality // of the one who reports the source: the parent's, or the author
	Said       string     // EDTF, when the source said it; "" if the text does not say

	Rule       string  // name of the rule or model that found it
	Confidence float64 // 0 to 1: was it read right?
}

// QuoteKind says how much of a content is quoted.
type QuoteKind string

// The kinds: wholly, not at all, partly in quotation marks.
const (
	Direct   QuoteKind = "direct"
	Indirect QuoteKind = "indirect"
	Mixed    QuoteKind = "mixed"
)

// SourceType says what kind of thing speaks; "" if not known.
type SourceType string

// The kinds of source.
const (
	SourcePerson       SourceType = "person"
	SourceOrganization SourceType = "organization"
	SourceDocument     SourceType = "document"
	SourceOfficial     SourceType = "official" // an official, not named
	SourceGroup        SourceType = "group"    // "critics", "analysts"
	SourceMedia        SourceType = "media"
	SourceEvidence     SourceType = "evidence" // "images show"
	SourceUnnamed      SourceType = "unnamed"
)

// Factuality is how sure a source is of a content, and whether it affirms it
// (FactBank). The zero value means that nothing has been said about it yet.
type Factuality struct {
	Certainty Certainty
	Polarity  Polarity
	ShownBy   []Span // the words that show it
}

// Certainty is how far a source commits itself.
type Certainty string

// Polarity says whether a source affirms or denies.
type Polarity string

// FactBank's values.
const (
	Certain          Certainty = "certain"
	Probable         Certainty = "probable"
	Possible         Certainty = "possible"
	UnknownCertainty Certainty = "unknown"

	Positive        Polarity = "positive"
	Negative        Polarity = "negative"
	UnknownPolarity Polarity = "unknown"
)

// Rank orders certainties, from 3 for certain to 1 for possible; 0 is not known.
func (c Certainty) Rank() int {
	switch c {
	case Certain:
		return 3
	case Probable:
		return 2
	case Possible:
		return 1
	}
	return 0
}

// A Marker is words by which whoever writes or speaks shows how sure he is of
// what a clause says, or keeps a distance from it.
type Marker struct {
	Span
	Kind MarkerKind
	Over int // index in Doc.Tokens of the head of the clause or phrase it bears on

	// Certainty and Polarity are what is left of the commitment to it; ""
	// where the marker does not touch them.
	Certainty Certainty
	Polarity  Polarity

	// Scope of a negation is the words that are negated, in order, and of a
	// question the words that ask where the sentence asserts something before
	// them; nil if not known.
	Scope []Span
}

// MarkerKind says in what way a marker shows it.
type MarkerKind string

// The kinds of markers.
const (
	Hedge    MarkerKind = "hedge"    // "probably", "may", "I think"
	Negation MarkerKind = "negation" // "not", "without", the "un" of "unhappy"
	// Correction is a negation of what is set right beside it: "not seven but nine".
	Correction MarkerKind = "correction"
	// Falsity is words other than a "not" beside its predicate that say of a clause that it
	// is not so: "it is untrue that", "the claim that S has no basis", "it was not Orel who".
	Falsity MarkerKind = "falsity"
	// Implied is a word that takes a clause of which it follows that it is not so, or nothing:
	// "forgot to leave", "ordered them to leave". Its Certainty and Polarity are of that clause.
	Implied   MarkerKind = "implied"
	Condition MarkerKind = "condition" // "if"
	Question  MarkerKind = "question"  // "?"
	Hearsay   MarkerKind = "hearsay"   // "allegedly", "is said to": another's word
	Report    MarkerKind = "report"    // "she denied that": the word of one who is named
	Distance  MarkerKind = "distance"  // "supposedly", "so-called": whoever writes does not hold it
)

// A Happening is a predicate, with how far the sentence says that it happened.
type Happening struct {
	Token int // index in Doc.Tokens

	// Happened is from -3, it did not, to 3, it did, as Universal Decompositional
	// Semantics rates it; what is willed, asked or possible lies between.
	Happened float64
}

// Sentence returns the stretch of text that sentence i of the doc covers.
func (d *Doc) Sentence(i int) Span {
	s := d.Sentences[i]
	return Span{d.Tokens[s.First].Begin, d.Tokens[s.Last-1].End}
}
