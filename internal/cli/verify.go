package cli

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/spf13/cobra"

	"github.com/stemma/stemma"
	"github.com/stemma/stemma/internal/reader"
)

func newVerify(a *app) *cobra.Command {
	return &cobra.Command{
		Use:   "verify [REPORT] [flags]",
		Short: "check every quote of the case, or of a report, against the bytes",
		Long: `With a REPORT, a file that stemma report wrote, check it against the case: the
words of each note have to stand where it says, and every other line, figures
included, has to be what the case gives; then the file has to be as this version
writes it, so that no style or hidden run shows other words. What does not fit
is named.

Without, check the case from the bytes up, without a network and without
trusting what it says of itself:

  - the file is sound, and no text or original is missing;
  - each original has the digest and the length kept with its document;
  - reading the original again gives the text that is kept;
  - all that was read in a document has the digest taken when it was read:
    values shown, regions, mentions, times, statements with their chains;
  - the columns by which statements are found are those of their records;
  - every place of every record lies in its text, on whole characters, and every
    id is the digest of what it stands for;
  - every claim is made of statements of the case, in its words;
  - the words that each judgement holds on to stand where it says.

What is wrong is printed, a line each. What could not be checked is said, too.

What it cannot find out: a document or a judgement that was taken out with all
that belongs to it; issues that were changed; words that were changed in the
search indexes alone; and a change by somebody who also made the digests anew.
Against these, keep a backup out of reach and compare.`,
		Example: `  stemma verify
  stemma verify claim.docx
  stemma verify --case copy-from-a-colleague.stemma`,
		Annotations: map[string]string{"exits": exitsVerify},
		Args:        takes(0, 1, "one REPORT"),
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) == 1 {
				return a.look(cmd.Context(), func(ctx context.Context, store stemma.Store) error { return a.verifyReport(ctx, store, args[0]) })
			}
			return a.look(cmd.Context(), a.verify)
		},
	}
}

// A check goes through a case and counts.
type check struct {
	*app
	view stemma.Store

	documents, statements, mentions, times, claims, judgements int

	told map[stemma.ID][]told // what claims say of statements that were not gone through yet

	wrong     int
	originals int // not kept
	rereads   int // whose reader gives another text now, being of another version
	rows      int // of tables, whose text cannot be read from the row alone
	removed   int // judgements on documents that are not in the case
	moved     int // judgements whose words stand elsewhere now
}

// bad names one thing that is wrong.
func (c *check) bad(where string, format string, args ...any) {
	c.wrong++
	c.say("%s: %s", line(where), line(fmt.Sprintf(format, args...)))
}

func (a *app) verify(ctx context.Context, store stemma.Store) error {
	c := &check{app: a, view: store}
	if err := store.Check(ctx); err != nil {
		if stemma.KindOf(err) != stemma.Damaged {
			return err
		}
		for _, err := range parts(err) {
			c.bad(a.caseFile, "%v", err)
		}
	}
	current, err := c.runs(ctx)
	if err != nil {
		return err
	}
	if err := c.collectTold(ctx); err != nil {
		return err
	}
	var docs []stemma.ID
	for d, err := range store.Documents(ctx, stemma.DocumentFilter{AllVersions: true}) {
		if err != nil {
			return fmt.Errorf("list documents: %w", err)
		}
		docs = append(docs, d.ID)
	}
	for _, id := range docs {
		if err := c.document(ctx, id, current); err != nil {
			return err
		}
	}
	for _, s := range slices.Sorted(maps.Keys(c.told)) {
		c.bad("claim "+string(c.told[s][0].claim), "it is of the statement %s, which is not in the case", s)
	}
	log, err := stemma.Log(ctx, store)
	if err != nil {
		return err
	}
	for _, j := range log {
		if err := c.judgement(ctx, j); err != nil {
			return err
		}
	}
	c.account()
	if c.wrong > 0 {
		return &stemma.Error{
			Kind: stemma.Damaged, Err: fmt.Errorf("%s wrong with %s", amount(c.wrong, "thing is", "things are"), a.caseFile),
			Hint: "read the files into a new case and compare, or go back to a backup",
		}
	}
	return nil
}

// parts takes what a store found apart, without what it was doing then.
func parts(err error) []error {
	joined, ok := err.(interface{ Unwrap() []error })
	if !ok {
		return []error{err}
	}
	errs := slices.Clone(joined.Unwrap())
	for i, err := range errs {
		if e, ok := errors.AsType[*stemma.Error](err); ok && e.Err != nil {
			errs[i] = e.Err
		}
	}
	return errs
}

// runs checks the runs and returns those that read with this version, whose
// reading again must give the same.
func (c *check) runs(ctx context.Context) (current []stemma.ID, err error) {
	for r, err := range c.view.Runs(ctx) {
		if err != nil {
			return nil, fmt.Errorf("list runs: %w", err)
		}
		if want := stemma.NewRun(r.Stage, r.Version, r.Model); want.ID != r.ID {
			c.bad("run "+string(r.ID), "its id is not the digest of its parts")
		}
		if r.Stage == "read" && r.Version == version() {
			current = append(current, r.ID)
		}
	}
	return current, nil
}

func (c *check) document(ctx context.Context, id stemma.ID, current []stemma.ID) error {
	c.documents++
	d, err := c.view.Document(ctx, id)
	if stemma.KindOf(err) == stemma.Damaged {
		c.bad(string(id), "%v", err)
		return nil
	}
	if err != nil {
		return err
	}
	if d.ID != stemma.DocumentID(d.Path, d.SHA256) {
		c.bad(d.Path, "the document's id %s is not that of its path and digest", d.ID)
	}
	if !utf8.ValidString(d.Text) {
		c.bad(d.Path, "the text is not sound UTF-8")
	}
	for _, r := range d.Regions {
		c.within(d, "a region ("+string(r.Kind)+")", r.Span)
	}
	for _, p := range []struct {
		name string
		*stemma.Shown
	}{{"title", d.Title}, {"byline", d.Byline}, {"publisher", d.Publisher}, {"date", d.Published}} {
		if p.Shown != nil {
			c.within(d, "the words that show the "+p.name, p.ShownBy)
		}
	}
	if err := c.original(ctx, d, current); err != nil {
		return err
	}
	for m, err := range c.view.Mentions(ctx, id) {
		if err != nil {
			return fmt.Errorf("list mentions of %s: %w", d.Path, err)
		}
		c.mentions++
		c.within(d, "mention "+string(m.ID), m.Span)
		if m.ID != stemma.MentionID(d.ID, m.Span) {
			c.bad(d.Path, "mention %s: its id is not that of its place", m.ID)
		}
	}
	for t, err := range c.view.Times(ctx, id) {
		if err != nil {
			return fmt.Errorf("list times of %s: %w", d.Path, err)
		}
		c.times++
		c.within(d, "a time", t.Span)
	}
	for s, err := range c.view.Statements(ctx, stemma.StatementFilter{Doc: id}) {
		if err != nil {
			return fmt.Errorf("list statements of %s: %w", d.Path, err)
		}
		c.statement(d, s)
		for _, x := range c.told[s.ID] {
			c.tells(d, x)
		}
		delete(c.told, s.ID)
	}
	return nil
}

// original checks the bytes as they came against the digest, and the text
// against what reading them again gives.
func (c *check) original(ctx context.Context, d *stemma.Document, runs []stemma.ID) error {
	original, err := c.view.Original(ctx, d.ID)
	switch stemma.KindOf(err) {
	case stemma.NotFound:
		c.originals++
		return nil
	case stemma.Damaged:
		c.bad(d.Path, "%v", err)
		return nil
	}
	if err != nil {
		return err
	}
	if sum := sha256.Sum256(original); hex.EncodeToString(sum[:]) != d.SHA256 || int64(len(original)) != d.Bytes {
		c.bad(d.Path, "the original is not the %d bytes of digest %s that were read", d.Bytes, d.SHA256)
		return nil
	}
	current := false // whether this version read it
	for _, run := range runs {
		held, err := c.view.Holds(ctx, d.Path, d.SHA256, run)
		if err != nil {
			return err
		}
		current = current || held
	}
	again, _, err := reader.Read(ctx, stemma.Item{Path: d.Path, Data: original, Format: d.Format})
	if ctx.Err() != nil {
		return ctx.Err()
	}
	switch {
	case again != nil && again.Text == d.Text:
	case again == nil && len(original) > 0 && table(d.Format):
		// Without the names of its columns, which stand in another row, a row
		// cannot be read again.
		c.rows++
	case !current && !(d.Format == "text" && d.Encoding == "utf-8"): // there the text is the file
		c.rereads++
	case again == nil:
		c.bad(d.Path, "the original cannot be read again: %v", err)
	default:
		c.bad(d.Path, "the text is not the one that the original gives: it differs from byte %d on", differs(again.Text, d.Text))
	}
	return nil
}

// table reports whether documents of the format are rows of a table.
func table(format string) bool {
	return format == "tsv" || strings.HasPrefix(format, "csv")
}

// differs returns the first byte at which a and b are not the same.
func differs(a, b string) int {
	for i := range min(len(a), len(b)) {
		if a[i] != b[i] {
			return i
		}
	}
	return min(len(a), len(b))
}

func (c *check) statement(d *stemma.Document, s *stemma.Statement) {
	c.statements++
	what := "statement " + string(s.ID)
	if len(s.Content) == 0 || len(s.Chain) == 0 || s.Chain[0].Kind != stemma.KindAuthor {
		c.bad(d.Path, "%s has no words or no author", what)
		return
	}
	sound := true
	for i, span := range s.Content {
		sound = c.within(d, what, span) && sound
		if span.Len() <= 0 || i > 0 && span.Begin < s.Content[i-1].End {
			c.bad(d.Path, "%s: its words are not in order", what)
		}
	}
	for _, link := range s.Chain {
		for _, span := range append([]stemma.Span{link.Source, link.Cue, link.Anonymity, link.Number, link.Closeness}, link.ShownBy...) {
			sound = c.within(d, what, span) && sound
		}
	}
	if sound && s.ID != stemma.StatementID(d.ID, s.Content, s.Chain) {
		c.bad(d.Path, "%s: its id is not that of its words and chain", what)
	}
}

// A told is what a claim says of one of its statements.
type told struct {
	claim stemma.ID
	spans []stemma.Span
	gist  string // of what the words at spans are; "" for other words
}

// collectTold goes through the claims, so that each is checked when its
// documents are.
func (c *check) collectTold(ctx context.Context) error {
	c.told = map[stemma.ID][]told{}
	for x, err := range c.view.Claims(ctx, stemma.ClaimFilter{}) {
		if err != nil {
			return fmt.Errorf("list claims: %w", err)
		}
		c.claims++
		if !slices.ContainsFunc(x.Members, func(m stemma.Answer) bool { return x.NamedBy(&m) }) {
			c.bad("claim "+string(x.ID), "its id is not that of its question and of one of its statements")
		}
		c.told[x.GistOf] = append(c.told[x.GistOf], told{x.ID, x.GistSpans, x.Gist})
		for _, m := range x.Members {
			c.told[m.Statement] = append(c.told[m.Statement], told{x.ID, m.ShownBy, ""})
		}
	}
	return nil
}

// tells checks what a claim says of a statement of d.
func (c *check) tells(d *stemma.Document, x told) {
	var text []string
	for _, s := range x.spans {
		if !c.within(d, "claim "+string(x.claim), s) {
			return
		}
		text = append(text, s.In(d.Text))
	}
	words, gist := bare(strings.Join(text, " ")), bare(x.gist)
	if strings.HasSuffix(x.gist, "…") { // its end is left out
		words = words[:min(len(gist), len(words))]
	}
	if gist != words && x.gist != "" {
		c.bad(d.Path, "claim %s: it is not in the words of its statement: “%s”", x.claim, cut(line(x.gist), 60))
	}
}

// bare is the letters and digits of s.
func bare(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return r
		}
		return -1
	}, s)
}

// within checks that a place lies in the text of d, on whole characters.
func (c *check) within(d *stemma.Document, what string, s stemma.Span) bool {
	if s.Begin < 0 || s.End < s.Begin || s.End > len(d.Text) {
		c.bad(d.Path, "%s: bytes %d to %d do not lie in its %d bytes of text", what, s.Begin, s.End, len(d.Text))
		return false
	}
	for _, i := range []int{s.Begin, s.End} {
		if i < len(d.Text) && !utf8.RuneStart(d.Text[i]) {
			c.bad(d.Path, "%s: byte %d is in the middle of a character", what, i)
			return false
		}
	}
	return true
}

// judgement checks an entry of the log and the words that it holds on to.
func (c *check) judgement(ctx context.Context, j *stemma.Judgement) error {
	c.judgements++
	where := "judgement " + string(j.ID)
	if j.ID != stemma.JudgementID(j) {
		c.bad(where, "its id is not the digest of what it says")
	}
	for _, a := range j.About {
		d, err := c.view.Document(ctx, a.Doc)
		switch stemma.KindOf(err) {
		case stemma.NotFound:
			c.removed++
			continue
		case stemma.Damaged:
			continue // said already
		}
		if err != nil {
			return err
		}
		switch {
		case len(a.Spans) > 0 && slices.IndexFunc(a.Spans, func(s stemma.Span) bool { return s.Begin < 0 || s.End > len(d.Text) || s.End < s.Begin }) < 0 &&
			words(d.Text, a.Spans) == a.Quote:
		case everyPart(d.Text, a.Quote):
			c.moved++
		default:
			c.bad(where, "the words it holds on to do not stand in %s: “%s”", a.Path, cut(line(a.Quote), 60))
		}
	}
	return nil
}

// everyPart reports whether all parts of a quote stand in text.
func everyPart(text, quote string) bool {
	for part := range strings.SplitSeq(quote, " … ") {
		if !strings.Contains(text, part) {
			return false
		}
	}
	return true
}

// account says what was checked and what could not be.
func (c *check) account() {
	c.say("checked %s, %s, %s, %s, %s, %s",
		amount(c.documents, "document", "documents"), amount(c.statements, "statement", "statements"),
		amount(c.mentions, "mention", "mentions"), amount(c.times, "time", "times"),
		amount(c.claims, "claim", "claims"), amount(c.judgements, "judgement", "judgements"))
	for _, gap := range []struct {
		n   int
		why string
	}{
		{c.originals, "not against the original, which was not kept (--no-originals)"},
		{c.rereads, "read by another version of Stemma, whose reader may give another text: digest checked, text not"},
		{c.rows, "rows of tables, which cannot be read without the rest of the table: digest checked, text not"},
		{c.removed, "a judgement on a document that has been removed: words not checked"},
		{c.moved, "a judgement whose words stand elsewhere in the document now: found there"},
	} {
		if gap.n > 0 {
			c.say("%6s  %s", thousands(int64(gap.n)), gap.why)
		}
	}
	c.say("not checked: whether documents or judgements were taken out whole, issues, the words of the search indexes")
	if c.wrong == 0 {
		c.say("all that could be checked is sound")
	}
}
