package cli

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"unicode"

	"github.com/spf13/cobra"

	"github.com/stemma/stemma"
	"github.com/stemma/stemma/internal/export/jsonl"
	"github.com/stemma/stemma/internal/lang"
	"github.com/stemma/stemma/nlp"
)

type showOptions struct {
	text, json bool
	layer      string
}

func newShow(a *app) *cobra.Command {
	o := &showOptions{}
	cmd := &cobra.Command{
		Use:   "show DOC [flags]",
		Short: "print a document and who is speaking in it",
		Long: `Print a document: what is known of it, then its text with the one who is
speaking in the margin. What stands beside a bar is said on that person's word;
two bars are a voice within a voice; "author" is the text's own voice. In
[brackets] stands how sure the voices are, where that is not plain. Menus and
other boilerplate are folded.

DOC is an id, the beginning of one, or a path or the end of one; a statement's
id shows that statement with all that is known of it. --text prints the text
byte for byte as offsets count it, --layer one layer as a table.`,
		Example: `  stemma show d1f0c2ab7
  stemma show leak.pdf --layer statements
  stemma show s0d2e4b61
  stemma show courier.html --text > courier.txt`,
		Annotations: map[string]string{"exits": exits},
		Args:        takes(1, 1, "one DOC"),
		RunE: func(cmd *cobra.Command, args []string) error {
			if o.layer != "" {
				if err := oneOf("layer", o.layer, "tokens", "mentions", "statements"); err != nil {
					return err
				}
			}
			switch {
			case o.text && (o.layer != "" || o.json):
				return &usageError{fmt.Errorf("--text prints the text and nothing else"), "stemma show --help"}
			case o.json && o.layer == "tokens":
				return &usageError{fmt.Errorf("tokens are no records, so there is no --json for them"), "--layer mentions or --layer statements"}
			}
			return a.view(cmd.Context(), func(ctx context.Context, view stemma.View) error { return a.show(ctx, view, args[0], o) })
		},
	}
	cmd.Flags().BoolVar(&o.text, "text", false, "print the text alone, byte for byte")
	cmd.Flags().StringVar(&o.layer, "layer", "", "print this `LAYER` as a table: tokens, mentions, statements")
	cmd.Flags().BoolVar(&o.json, "json", false, "print records, one a line, as an export has them")
	return cmd
}

func (a *app) show(ctx context.Context, view stemma.View, word string, o *showOptions) error {
	if !o.text && o.layer == "" && looksLikeStatement(word) {
		s, d, err := findStatement(ctx, view, word)
		if err == nil && o.json {
			return record(a, jsonl.NewStatement, d, s)
		}
		if err == nil {
			return a.showStatement(ctx, view, d, s)
		}
		if stemma.KindOf(err) != stemma.NotFound {
			return err
		}
	}
	d, err := findDocument(ctx, view, word)
	if err != nil {
		return err
	}
	switch {
	case o.text:
		text := d.Text
		if a.terminal {
			text = visible(text)
		}
		_, err := a.out.WriteString(text)
		return err
	case o.layer == "tokens":
		return a.showTokens(d)
	case o.layer == "mentions":
		return a.showMentions(ctx, view, d, o.json)
	case o.layer == "statements":
		return a.statements(ctx, view, &statementsOptions{filter: stemma.StatementFilter{Doc: d.ID}, json: o.json})
	case o.json:
		r, err := jsonl.NewDocument(d)
		if err != nil {
			return err
		}
		return jsonl.NewEncoder(a.out).Encode(r)
	}
	return a.showDocument(ctx, view, d)
}

// record prints a record of a document as JSON.
func record[T, R any](a *app, of func(*stemma.Document, *T) (R, error), d *stemma.Document, t *T) error {
	r, err := of(d, t)
	if err != nil {
		return err
	}
	return jsonl.NewEncoder(a.out).Encode(r)
}

// looksLikeStatement reports whether word could begin a statement's id.
func looksLikeStatement(word string) bool {
	return len(word) > 1 && word[0] == 's' && strings.Trim(word[1:], "0123456789abcdef") == ""
}

func (a *app) showDocument(ctx context.Context, view stemma.View, d *stemma.Document) error {
	var statements []*stemma.Statement
	for s, err := range view.Statements(ctx, stemma.StatementFilter{Doc: d.ID}) {
		if err != nil {
			return fmt.Errorf("list statements of %s: %w", d.Path, err)
		}
		statements = append(statements, s)
	}
	standing, err := standing(ctx, view)
	if err != nil {
		return err
	}
	for _, l := range wrap(shown(d.Title, "(no title)"), a.width) {
		a.say("%s", a.bold(l))
	}
	a.facts(documentFacts(d))
	a.say("")

	voices := paint(d.Text, statements)
	regions := d.Regions
	if len(regions) == 0 {
		regions = []stemma.Region{{Span: stemma.Span{End: len(d.Text)}, Kind: stemma.Paragraph}}
	}
	folded := fold{}
	pos := 0
	for _, r := range regions {
		if r.Kind == stemma.Page {
			continue
		}
		a.showUnread(d.Text[min(pos, r.Begin):r.Begin])
		pos = r.End
		if r.Kind.Masked() {
			folded.add(r)
			continue
		}
		a.showFold(&folded)
		for _, p := range passages(d.Text, r.Span, voices) {
			a.showPassage(d.Text, p, statements, standing)
		}
		a.say("")
	}
	a.showFold(&folded)
	return nil
}

// showUnread prints words that belong to no region, as a dateline does: they
// are a part of the text and in nobody's voice. Marks of markup are left out.
func (a *app) showUnread(text string) {
	if !strings.ContainsFunc(text, unicode.IsLetter) {
		return
	}
	for _, l := range wrap(strings.Join(strings.Fields(text), " "), a.width-marginWidth-3) {
		a.say("%s%s", margin("", ""), a.dim(l))
	}
}

// A fold is a run of boilerplate that is not printed.
type fold struct {
	kinds []string
	bytes int
}

func (f *fold) add(r stemma.Region) {
	if !slices.Contains(f.kinds, string(r.Kind)) {
		f.kinds = append(f.kinds, string(r.Kind))
	}
	f.bytes += r.Len()
}

// showFold prints one line for what is folded and begins anew.
func (a *app) showFold(f *fold) {
	if f.bytes > 0 {
		a.say("%s", a.dim(margin("", "")+"["+strings.Join(f.kinds, ", ")+" folded, "+size(int64(f.bytes))+"]"))
		a.say("")
	}
	*f = fold{}
}

// A fact is a line of a record as a person reads it.
type fact struct{ name, value string }

// facts prints facts below one another, leaving out those of no value.
func (a *app) facts(facts []fact) {
	const width = 14
	for _, f := range facts {
		name := f.name
		for _, l := range wrap(f.value, a.width-width-2) {
			a.say("  %s%s", a.dim(pad(name, width)), l)
			name = ""
		}
	}
}

func documentFacts(d *stemma.Document) []fact {
	about := []string{d.Format, thousands(d.Bytes) + " bytes"}
	if d.Encoding != "" {
		about = append(about, d.Encoding)
	}
	language := d.Lang
	if !d.Analysed {
		language = strings.TrimSpace(language + " (not analysed)")
	}
	return []fact{
		{"id", string(d.ID)},
		{"path", line(d.Path)},
		{"byline", evidence(d.Text, d.Byline)},
		{"publisher", evidence(d.Text, d.Publisher)},
		{"published", evidence(d.Text, d.Published)},
		{"language", language},
		{"original", strings.Join(about, ", ")},
		{"sha256", d.SHA256},
		{"version of", string(d.VersionOf)},
		{"replaced by", string(d.ReplacedBy)},
	}
}

// evidence is a proposed value with the words that show it.
func evidence(text string, s *stemma.Shown) string {
	if s == nil {
		return ""
	}
	value := line(s.Value)
	switch words := line(wordsOf(text, s.ShownBy)); {
	case words != "" && words != value:
		return value + "  from “" + words + "”"
	case words == "" && s.Where != "":
		return value + "  from " + line(s.Where)
	}
	return value
}

// paint says for each byte of text which statement, by its index, is speaking
// there: the innermost one, -1 for the author. What he says himself is told
// apart only where the text shows that he does not say it as certain.
func paint(text string, statements []*stemma.Statement) []int32 {
	voices := make([]int32, len(text))
	for i := range voices {
		voices[i] = -1
	}
	for depth := 1; ; depth++ {
		deeper := false
		for i, s := range statements {
			if len(s.Chain) > depth {
				deeper = true
			}
			if len(s.Chain) != depth || depth == 1 && (s.Voice().Plain() || !s.Voice().Told()) {
				continue
			}
			for _, span := range s.Content {
				for at := max(0, span.Begin); at < min(span.End, len(text)); at++ {
					voices[at] = int32(i)
				}
			}
		}
		if !deeper {
			return voices
		}
	}
}

// A passage is a stretch of text in one voice.
type passage struct {
	stemma.Span
	voice int32
}

// passages parts block into stretches of one voice. Punctuation goes with the
// words it belongs to, whoever's it is: what closes with those before, what
// opens with those after.
func passages(text string, block stemma.Span, voices []int32) []passage {
	var all []passage
	for at := block.Begin; at < block.End; {
		p := passage{stemma.Span{Begin: at, End: at + 1}, voices[at]}
		for p.End < block.End && voices[p.End] == p.voice {
			p.End++
		}
		at = p.End
		if len(all) > 0 {
			last := &all[len(all)-1]
			if last.voice == p.voice {
				last.End = p.End
				continue
			}
			closing := len(p.In(text)) - len(strings.TrimLeftFunc(p.In(text), closes))
			last.End += closing
			p.Begin += closing
			opening := len(last.In(text)) - len(strings.TrimRightFunc(last.In(text), opens))
			last.End -= opening
			p.Begin -= opening
			if last.Len() == 0 {
				all = all[:len(all)-1]
			}
		}
		if p.Len() > 0 {
			all = append(all, p)
		}
	}
	return all
}

// closes reports whether r ends what stands before it, or parts it from what
// follows.
func closes(r rune) bool {
	return unicode.IsSpace(r) || unicode.In(r, unicode.Pe, unicode.Pf) || strings.ContainsRune(",.;:!?", r)
}

// opens reports whether r begins what stands after it.
func opens(r rune) bool { return unicode.In(r, unicode.Ps, unicode.Pi) }

// marginWidth leaves room for an id and a judgement: "s1a2b3c4d rejected".
const marginWidth = 20

// deepestBar is how many voices within one another are drawn; a chain that
// goes on is told in words.
const deepestBar = 6

// margin is the margin of one line with a mark after it.
func margin(words, mark string) string {
	return pad(cut(words, marginWidth), marginWidth) + " " + pad(mark, 1) + " "
}

// judged are the words for a standing judgement.
var judged = map[stemma.JudgementKind]string{
	stemma.Accept: "accepted", stemma.Reject: "rejected", stemma.Correct: "corrected",
}

func (a *app) showPassage(text string, p passage, statements []*stemma.Statement, standing map[stemma.ID]*stemma.Judgement) {
	marks := []string{stemma.KindAuthor}
	bar, indent := " ", 0
	if p.voice >= 0 {
		s := statements[p.voice]
		marks = []string{who(text, s.Voice())}
		if len(s.Chain) > 2 {
			marks = append(marks, "via "+who(text, &s.Chain[len(s.Chain)-2]))
		}
		if told := stanceLine(text, s, false); told != "" {
			marks = append(marks, wrap("["+told+"]", marginWidth)...)
		}
		below := short(s.ID)
		if j := standing[s.ID]; j != nil {
			below += " " + judged[j.Kind]
		}
		marks = append(marks, below)
		depth := min(len(s.Chain)-1, deepestBar)
		bar, indent = strings.Repeat("│", depth), 2*depth
	}
	body := wrap(line(p.In(text)), a.width-marginWidth-3-indent)
	for len(body) < len(marks) {
		body = append(body, "")
	}
	for i, l := range body {
		mark := ""
		if i < len(marks) {
			mark = marks[i]
		}
		left := pad(margin(mark, bar), marginWidth+3+indent)
		if l == "" {
			left = strings.TrimRight(left, " ")
		}
		a.say("%s%s", a.dim(left), l)
	}
}

// showStatement prints a statement with all that is known of it.
func (a *app) showStatement(ctx context.Context, view stemma.View, d *stemma.Document, s *stemma.Statement) error {
	for _, l := range wrap(line(words(d.Text, s.Content)), a.width) {
		a.say("%s", a.bold(l))
	}
	var places []string
	for _, c := range s.Content {
		places = append(places, fmt.Sprintf("%d to %d", c.Begin, c.End))
	}
	a.facts([]fact{
		{"id", string(s.ID)},
		{"document", line(d.Path) + " (" + short(d.ID) + ")"},
		{"bytes", strings.Join(places, ", ")},
		{"proposition", proposition(d.Text, s.Proposition)},
		{"confidence", fmt.Sprintf("%.2f, that it was read right", s.Confidence)},
	})
	r, err := jsonl.NewTrace(d, s)
	if err != nil {
		return err
	}
	a.say("")
	if err := a.ladder(ctx, view, d, s, r.Lines); err != nil {
		return err
	}
	standing, err := standing(ctx, view)
	if err != nil {
		return err
	}
	if j := standing[s.ID]; j != nil {
		a.say("")
		a.say("  %s by %s on %s: %s", a.bold(judged[j.Kind]), line(j.By), j.At.UTC().Format("2006-01-02"), line(j.Why))
	}
	return nil
}

// proposition is a proposition in a line: predicate, then what takes part.
func proposition(text string, p *stemma.Proposition) string {
	if p == nil {
		return "not known"
	}
	parts := []string{"“" + line(p.Predicate) + "”"}
	for _, a := range p.Args {
		parts = append(parts, a.Role+" “"+line(wordsOf(text, a.Span))+"”")
	}
	for _, f := range []struct {
		name string
		span stemma.Span
	}{{"time", p.Time}, {"place", p.Place}, {"quantity", p.Quantity}} {
		if !f.span.IsZero() {
			parts = append(parts, f.name+" “"+line(wordsOf(text, f.span))+"”")
		}
	}
	return strings.Join(parts, ", ")
}

// standing returns the judgement that stands on each statement.
func standing(ctx context.Context, view stemma.View) (map[stemma.ID]*stemma.Judgement, error) {
	log, err := stemma.Log(ctx, view)
	return stemma.Standing(log), err
}

// showTokens prints the tokens of the blocks that are read. A case does not
// keep tokens; they are found again by the pipeline that would read the text
// now.
func (a *app) showTokens(d *stemma.Document) error {
	pipeline, ok, err := lang.For(d.Lang)
	if err != nil {
		return err
	}
	if !ok {
		return &stemma.Error{
			Kind: stemma.Unread, Err: fmt.Errorf("%s has no tokens: Stemma does not read %s yet", d.Path, lang.Name(d.Lang)),
			Hint: "stemma show DOC --text",
		}
	}
	doc := nlp.NewDoc(d.Text)
	doc.Blocks = d.Blocks()
	pipeline.Annotate(doc)
	a.say("%s", a.dim(fmt.Sprintf("%8s %8s  %-28s %-6s %s", "begin", "end", "form", "upos", "lemma")))
	for i, sentence := range doc.Sentences {
		a.say("%s", a.dim(fmt.Sprintf("# sentence %d", i+1)))
		for _, t := range doc.Tokens[sentence.First:sentence.Last] {
			a.say("%s", strings.TrimRight(fmt.Sprintf("%8d %8d  %s %-6s %s", t.Begin, t.End,
				pad(cut(line(t.In(d.Text)), 28), 28), t.UPOS, line(t.Lemma)), " "))
		}
	}
	return nil
}

func (a *app) showMentions(ctx context.Context, view stemma.View, d *stemma.Document, json bool) error {
	if !json {
		a.say("%s", a.dim(fmt.Sprintf("%8s %8s  %-12s  %-7s  %s", "begin", "end", "type", "form", "words")))
	}
	n := 0
	for m, err := range view.Mentions(ctx, d.ID) {
		if err != nil {
			return fmt.Errorf("list mentions of %s: %w", d.Path, err)
		}
		n++
		if json {
			if err := record(a, jsonl.NewMention, d, m); err != nil {
				return err
			}
			continue
		}
		a.say("%8d %8d  %-12s  %-7s  %s", m.Span.Begin, m.Span.End, m.Type, m.Form,
			cut(line(wordsOf(d.Text, m.Span)), a.width-41))
	}
	return a.none(n, json, "no mentions found in this document")
}
