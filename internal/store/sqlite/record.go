package sqlite

import (
	"encoding/json"

	"github.com/stemma/stemma"
	"github.com/stemma/stemma/nlp"
)

// Records as they stand in JSON columns. The names are a format of the file:
// they stay when a field of the program is renamed.

type span [2]int

func spanOf(s stemma.Span) span       { return span{s.Begin, s.End} }
func (s span) span() stemma.Span      { return stemma.Span{Begin: s[0], End: s[1]} }
func spansOf(ss []stemma.Span) []span { return each(ss, spanOf) }
func spans(ss []span) []stemma.Span   { return each(ss, span.span) }

// each is nil for nothing, so that records come back as they are mostly made.
func each[A, B any](as []A, f func(A) B) []B {
	if len(as) == 0 {
		return nil
	}
	bs := make([]B, len(as))
	for i, a := range as {
		bs[i] = f(a)
	}
	return bs
}

type statementRecord struct {
	Content     []span             `json:"content"`
	Chain       []linkRecord       `json:"chain"`
	Proposition *propositionRecord `json:"proposition,omitempty"`
	Confidence  float64            `json:"confidence"`
}

type linkRecord struct {
	Source     span   `json:"source,omitzero"`
	Entity     string `json:"entity,omitempty"`
	SourceType string `json:"source_type,omitempty"`
	Anonymity  span   `json:"anonymity,omitzero"`
	Number     span   `json:"number,omitzero"`
	Closeness  span   `json:"closeness,omitzero"`
	Cue        span   `json:"cue,omitzero"`
	Kind       string `json:"kind"`
	Certainty  string `json:"certainty,omitempty"`
	Polarity   string `json:"polarity,omitempty"`
	ShownBy    []span `json:"shown_by,omitempty"`
	Said       string `json:"said,omitempty"`
	Sieve      string `json:"sieve,omitempty"`
}

type propositionRecord struct {
	Predicate string           `json:"predicate"`
	Args      []argumentRecord `json:"args,omitempty"`
	Time      span             `json:"time,omitzero"`
	Place     span             `json:"place,omitzero"`
	Quantity  span             `json:"quantity,omitzero"`
}

type argumentRecord struct {
	Role    string `json:"role"`
	Span    span   `json:"span"`
	Mention string `json:"mention,omitempty"`
	Entity  string `json:"entity,omitempty"`
}

func packStatement(s *stemma.Statement) ([]byte, error) {
	r := statementRecord{Content: spansOf(s.Content), Chain: each(s.Chain, packLink), Confidence: s.Confidence}
	if p := s.Proposition; p != nil {
		r.Proposition = &propositionRecord{
			Predicate: p.Predicate,
			Args: each(p.Args, func(a stemma.Argument) argumentRecord {
				return argumentRecord{a.Role, spanOf(a.Span), string(a.Mention), string(a.Entity)}
			}),
			Time: spanOf(p.Time), Place: spanOf(p.Place), Quantity: spanOf(p.Quantity),
		}
	}
	return json.Marshal(r)
}

func packLink(a stemma.Attribution) linkRecord {
	return linkRecord{
		Source: spanOf(a.Source), Entity: string(a.SourceEntity), SourceType: string(a.SourceType),
		Anonymity: spanOf(a.Anonymity), Number: spanOf(a.Number), Closeness: spanOf(a.Closeness), Cue: spanOf(a.Cue), Kind: a.Kind,
		Certainty: string(a.Certainty), Polarity: string(a.Polarity), ShownBy: spansOf(a.ShownBy),
		Said: a.Said, Sieve: a.Sieve,
	}
}

func unpackStatement(record []byte, s *stemma.Statement) error {
	var r statementRecord
	if err := json.Unmarshal(record, &r); err != nil {
		return damagedRecord("statement", s.ID, err)
	}
	s.Content, s.Chain, s.Confidence = spans(r.Content), each(r.Chain, unpackLink), r.Confidence
	if p := r.Proposition; p != nil {
		s.Proposition = &stemma.Proposition{
			Predicate: p.Predicate,
			Args: each(p.Args, func(a argumentRecord) stemma.Argument {
				return stemma.Argument{Role: a.Role, Span: a.Span.span(), Mention: stemma.ID(a.Mention), Entity: stemma.ID(a.Entity)}
			}),
			Time: p.Time.span(), Place: p.Place.span(), Quantity: p.Quantity.span(),
		}
	}
	return nil
}

// voicesRecord is who is who in a statement: the entities of the sources of its
// links and of the arguments of its proposition, "" where there is none.
type voicesRecord struct {
	Links []stemma.ID `json:"links,omitempty"`
	Args  []stemma.ID `json:"args,omitempty"`
}

func packVoices(links, args []stemma.ID) (string, error) {
	if len(links) == 0 && len(args) == 0 {
		return "", nil
	}
	packed, err := json.Marshal(voicesRecord{links, args})
	return string(packed), err
}

func unpackVoices(packed []byte, s *stemma.Statement) error {
	if len(packed) == 0 {
		return nil
	}
	var r voicesRecord
	if err := json.Unmarshal(packed, &r); err != nil {
		return damagedRecord("statement", s.ID, err)
	}
	for i := range min(len(r.Links), len(s.Chain)) {
		if r.Links[i] != "" {
			s.Chain[i].SourceEntity = r.Links[i]
		}
	}
	if s.Proposition == nil {
		return nil
	}
	for i := range min(len(r.Args), len(s.Proposition.Args)) {
		if r.Args[i] != "" {
			s.Proposition.Args[i].Entity = r.Args[i]
		}
	}
	return nil
}

func unpackLink(r linkRecord) stemma.Attribution {
	return stemma.Attribution{
		Source: r.Source.span(), SourceEntity: stemma.ID(r.Entity), SourceType: nlp.SourceType(r.SourceType),
		Anonymity: r.Anonymity.span(), Number: r.Number.span(), Closeness: r.Closeness.span(), Cue: r.Cue.span(), Kind: r.Kind,
		Certainty: nlp.Certainty(r.Certainty), Polarity: nlp.Polarity(r.Polarity), ShownBy: spans(r.ShownBy),
		Said: r.Said, Sieve: r.Sieve,
	}
}

type shownRecord struct {
	Value   string `json:"value"`
	ShownBy span   `json:"shown_by,omitzero"`
	Where   string `json:"where,omitempty"`
}

type shownRecords struct {
	Title     *shownRecord `json:"title,omitempty"`
	Byline    *shownRecord `json:"byline,omitempty"`
	Publisher *shownRecord `json:"publisher,omitempty"`
	Published *shownRecord `json:"published,omitempty"`
}

func packShown(d *stemma.Document) ([]byte, error) {
	one := func(s *stemma.Shown) *shownRecord {
		if s == nil {
			return nil
		}
		return &shownRecord{s.Value, spanOf(s.ShownBy), s.Where}
	}
	return json.Marshal(shownRecords{one(d.Title), one(d.Byline), one(d.Publisher), one(d.Published)})
}

func unpackShown(record []byte, d *stemma.Document) error {
	var r shownRecords
	if err := json.Unmarshal(record, &r); err != nil {
		return damagedRecord("document", d.ID, err)
	}
	one := func(s *shownRecord) *stemma.Shown {
		if s == nil {
			return nil
		}
		return &stemma.Shown{Value: s.Value, ShownBy: s.ShownBy.span(), Where: s.Where}
	}
	d.Title, d.Byline, d.Publisher, d.Published = one(r.Title), one(r.Byline), one(r.Publisher), one(r.Published)
	return nil
}

type regionRecord struct {
	Span span   `json:"span"`
	Kind string `json:"kind"`
}

func packRegions(d *stemma.Document) ([]byte, error) {
	return json.Marshal(each(d.Regions, func(r stemma.Region) regionRecord {
		return regionRecord{spanOf(r.Span), string(r.Kind)}
	}))
}

func unpackRegions(record []byte, d *stemma.Document) error {
	var rs []regionRecord
	if err := json.Unmarshal(record, &rs); err != nil {
		return damagedRecord("document", d.ID, err)
	}
	d.Regions = each(rs, func(r regionRecord) stemma.Region {
		return stemma.Region{Span: r.Span.span(), Kind: stemma.RegionKind(r.Kind)}
	})
	return nil
}

type anchorRecord struct {
	Doc    string `json:"doc"`
	Path   string `json:"path"`
	Spans  []span `json:"spans"`
	Quote  string `json:"quote"`
	Prefix string `json:"prefix,omitempty"`
	Suffix string `json:"suffix,omitempty"`
	Cue    string `json:"cue,omitempty"`
	Source string `json:"source,omitempty"`
}

func packAnchors(as []stemma.Anchor) ([]byte, error) {
	return json.Marshal(each(as, func(a stemma.Anchor) anchorRecord {
		return anchorRecord{string(a.Doc), a.Path, spansOf(a.Spans), a.Quote, a.Prefix, a.Suffix, a.Cue, a.Source}
	}))
}

func unpackAnchors(record []byte, j *stemma.Judgement) error {
	var rs []anchorRecord
	if err := json.Unmarshal(record, &rs); err != nil {
		return damagedRecord("judgement", j.ID, err)
	}
	j.About = each(rs, func(a anchorRecord) stemma.Anchor {
		return stemma.Anchor{Doc: stemma.ID(a.Doc), Path: a.Path, Spans: spans(a.Spans), Quote: a.Quote,
			Prefix: a.Prefix, Suffix: a.Suffix, Cue: a.Cue, Source: a.Source}
	})
	return nil
}

func damagedRecord(what string, id stemma.ID, err error) error {
	return &stemma.Error{Kind: stemma.Damaged, Op: "look up " + what + " " + string(id), Err: err, Hint: hintDamaged}
}
