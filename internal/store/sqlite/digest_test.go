package sqlite

import (
	"slices"
	"testing"

	"github.com/stemma/stemma"
	"github.com/stemma/stemma/internal/store/storetest"
)

// TestDigestFromTheFile looks whether the digest made again from the file is
// that of the reading, in whatever order its records came.
func TestDigestFromTheFile(t *testing.T) {
	s, _ := create(t)
	r := storetest.Reading("pile/\xff.txt", "Ann Orel said on Monday that the swan was seen. Bo Tarn said so, too.", storetest.Run1)
	d := r.Document
	r.Mentions = nil
	for _, at := range []stemma.Span{{Begin: 48, End: 55}, {Begin: 0, End: 8}, {Begin: 0, End: 3}} {
		r.Mentions = append(r.Mentions, stemma.Mention{ID: stemma.MentionID(d.ID, at), Doc: d.ID, Span: at, Confidence: 1.0 / 3})
	}
	at := stemma.Span{Begin: 17, End: 23}
	r.Times = []stemma.Time{{Doc: d.ID, Span: at, Type: "DATE", Value: "b"}, {Doc: d.ID, Span: at, Type: "DATE", Value: "a"},
		{Doc: d.ID, Span: stemma.Span{Begin: 1, End: 2}, Type: "TIME"}}
	put(t, s, r)
	if err := s.Check(t.Context()); err != nil {
		t.Fatal(err)
	}
	kept := func() (reading string) {
		t.Helper()
		if err := s.readers.QueryRow("SELECT reading FROM document").Scan(&reading); err != nil {
			t.Fatal(err)
		}
		return reading
	}
	before := kept()
	slices.Reverse(r.Mentions)
	slices.Reverse(r.Statements)
	put(t, s, r)
	if kept() != before {
		t.Error("the same records in another order are another reading")
	}
	d.Original = nil // one that is kept stays, and the digest says so
	r.Times[0].Value = "c"
	put(t, s, r)
	if kept() == before {
		t.Error("another time makes no other reading")
	}
	if err := s.Check(t.Context()); err != nil {
		t.Error(err)
	}
}

// TestCheckNamesAll looks whether every thing that is wrong is said, not the
// first alone.
func TestCheckNamesAll(t *testing.T) {
	s, _ := create(t)
	put(t, s, numbered(1), numbered(2), numbered(3))
	if _, err := s.writer.ExecContext(t.Context(), "UPDATE document SET lang = 'xx' WHERE path != 'pile/00002.txt'"); err != nil {
		t.Fatal(err)
	}
	err := s.Check(t.Context())
	wantKind(t, "check", err, stemma.Damaged)
	joined, ok := err.(interface{ Unwrap() []error })
	if !ok || len(joined.Unwrap()) != 2 {
		t.Errorf("two documents are altered, said is: %v", err)
	}
}

// TestCheckClaims changes what is kept of a claim, piece by piece.
func TestCheckClaims(t *testing.T) {
	for _, q := range []string{
		"UPDATE claim SET gist = 'the swan was not seen'",
		"UPDATE claim SET question = 'number'",
		"UPDATE claim SET witnesses = 7",
		`UPDATE claim SET record = replace(record, '"affirms"', '"denies"')`,
		"UPDATE claim SET record = '{'",
		"DELETE FROM member WHERE claim = 1 AND statement = 2",
		"UPDATE topic SET entity = 'e-other'",
		"UPDATE assessment SET kind = 'date'",
		"UPDATE assessment SET conflict = 0",
		`UPDATE assessment SET record = replace(record, 'one', 'two')`,
		"DELETE FROM assessment",
	} {
		s, _ := create(t)
		r := storetest.Reading("a.txt", "Ann Orel said that the swan was seen. Bo Tarn saw no swan.", storetest.Run1)
		put(t, s, r)
		run := stemma.NewRun("reckon", "1.0", "")
		a, b := r.Statements[0].ID, r.Statements[1].ID
		c := &stemma.Claim{
			ID: stemma.ClaimID(stemma.AskWhether, a), Question: stemma.AskWhether, Gist: "the swan was seen", GistOf: a, Entities: []stemma.ID{"e-swan"},
			Members: []stemma.Answer{{Statement: a, Stance: stemma.Affirms}, {Statement: b, Stance: stemma.Denies}}, Run: run.ID,
		}
		if err := s.PutReckoning(t.Context(), &stemma.Reckoning{Claims: []*stemma.Claim{c}, Run: run, Assessments: []*stemma.Assessment{{
			Claim: c.ID, Disagreement: stemma.PolarityDiffers, Explanation: "one saw it", Run: run.ID,
			Sides: []stemma.Side{{Witnesses: []stemma.Witness{{Origin: a}}}, {Witnesses: []stemma.Witness{{Origin: b}}}},
		}}}); err != nil {
			t.Fatal(err)
		}
		if err := s.Check(t.Context()); err != nil {
			t.Fatal(err)
		}
		if _, err := s.writer.ExecContext(t.Context(), q); err != nil {
			t.Fatalf("%s: %v", q, err)
		}
		wantKind(t, q, s.Check(t.Context()), stemma.Damaged)
	}
}
