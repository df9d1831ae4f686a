package report

import (
	"bytes"
	"context"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/stemma/stemma"
)

// A Check is what checking a report against a case found.
type Check struct {
	Format   string
	Of       Selection
	Version  string // of the program that made it
	Lines    int    // of text
	Notes    int
	Sealed   bool // whether no line was changed since it was made, as far as the seal tells
	Findings []Finding
}

// A Finding is one thing that does not fit.
type Finding struct {
	Where string // "note 3", "line 12"
	What  string
}

// made matches the line that says how a report was made.
var made = regexp.MustCompile(`^Made by Stemma (\S+): stemma report --(?:(claim|entity) ([ce][0-9a-f]{20})|all)(?: --as-of ([-0-9]+))?$`)

// Verify checks a report against a case: every quotation, every figure and
// every other line. An Invalid error says that it is no report. One of what
// could be known on a day is made anew of what asOf gives for it.
func Verify(ctx context.Context, view stemma.View, asOf func(ctx context.Context, day string) (stemma.View, error), data []byte) (*Check, error) {
	f := format(data)
	lines, err := f.read(data)
	if err != nil {
		return nil, &stemma.Error{Kind: stemma.Broken, Op: "read the report", Err: err, Hint: "stemma report makes it anew"}
	}
	c := &Check{Format: f.Name}
	var body, notes []string
	sealed := ""
	for _, l := range lines {
		switch m := made.FindStringSubmatch(l); {
		case m != nil:
			c.Version, c.Of.AsOf = m[1], m[4]
			switch m[2] {
			case "claim":
				c.Of.Claim = stemma.ID(m[3])
			case "entity":
				c.Of.Entity = stemma.ID(m[3])
			default:
				c.Of.All = true
			}
			body = append(body, l)
		case strings.HasPrefix(l, sealWords):
			sealed += strings.TrimPrefix(l, sealWords)
		case noteHead.MatchString(l):
			notes = append(notes, l)
		default:
			body = append(body, l)
		}
	}
	if c.Version == "" {
		return nil, &stemma.Error{Kind: stemma.Invalid, Err: fmt.Errorf("it is no report of Stemma's: no line of it says how it was made"),
			Hint: "stemma report makes reports; stemma verify alone checks the case"}
	}
	c.Lines, c.Notes = len(body), len(notes)
	c.Sealed = sealed == seal(lines)
	for _, l := range notes {
		if err := c.note(ctx, view, l); err != nil {
			return nil, err
		}
	}
	if c.Of.AsOf != "" {
		if view, err = asOf(ctx, c.Of.AsOf); err != nil {
			return nil, err
		}
	}
	fresh, err := c.compare(ctx, view, body, notes)
	if err != nil {
		return nil, err
	}
	if fresh != nil && c.Sealed && len(c.Findings) == 0 {
		// The lines are those of the case; what shows or hides them may not be.
		if err := c.form(f, fresh, data); err != nil {
			return nil, err
		}
	}
	if !c.Sealed {
		c.add("the seal", "it is not that of these lines: the report was changed after it was made")
	}
	return c, nil
}

func (c *Check) add(where, what string, args ...any) {
	c.Findings = append(c.Findings, Finding{where, fmt.Sprintf(what, args...)})
}

// format is the format that data are in.
func format(data []byte) Format {
	name := "md"
	switch start := bytes.ToLower(bytes.TrimSpace(data[:min(len(data), 200)])); {
	case bytes.HasPrefix(data, []byte("PK\x03\x04")):
		name = "docx"
	case bytes.HasPrefix(start, []byte("<!doctype html")), bytes.HasPrefix(start, []byte("<html")):
		name = "html"
	}
	return Formats[slices.IndexFunc(Formats, func(f Format) bool { return f.Name == name })]
}

// elsewhere begins what is said of a note whose data and text do not agree.
const elsewhere = "its data lead elsewhere than its text: "

// An anchor is where a note leads, as its text says.
type anchor struct {
	bytes, sha256, record string
	doc, statement        stemma.ID
	spans                 []stemma.Span
	path                  string
}

var (
	noteHead = regexp.MustCompile(`^Note (\d+): `)
	noteTail = regexp.MustCompile(`, bytes (\d+-\d+(?:, \d+-\d+)*) of its text · sha256 (\S+) · ((d[0-9a-f]{20})(?:/(s[0-9a-f]{20}))?)$`)
)

// anchorOf reads where the text of a note leads.
func anchorOf(text string) (anchor, bool) {
	m := noteTail.FindStringSubmatch(text)
	if m == nil {
		return anchor{}, false
	}
	a := anchor{bytes: m[1], sha256: m[2], record: m[3], doc: stemma.ID(m[4]), statement: stemma.ID(m[5])}
	a.path = strings.TrimSuffix(text, m[0])
	if i := strings.LastIndex(a.path, " · "); i >= 0 {
		a.path = a.path[i+len(" · "):]
	}
	for r := range strings.SplitSeq(a.bytes, ", ") {
		begin, end, _ := strings.Cut(r, "-")
		b, err := strconv.Atoi(begin)
		e, err2 := strconv.Atoi(end)
		if err != nil || err2 != nil {
			return anchor{}, false
		}
		a.spans = append(a.spans, stemma.Span{Begin: b, End: e})
	}
	return a, true
}

// note checks that the words of a note stand where it says, and that whatever
// else it says of them is what the case says.
func (c *Check) note(ctx context.Context, view stemma.View, l string) error {
	head := noteHead.FindStringSubmatch(l)
	where, text := "note "+head[1], l[len(head[0]):]
	a, ok := anchorOf(text)
	switch {
	case strings.HasPrefix(text, elsewhere):
		c.add(where, "%s", text)
		return nil
	case !ok:
		c.add(where, "it does not say where its words stand")
		return nil
	}
	d, err := view.Document(ctx, a.doc)
	if stemma.KindOf(err) == stemma.NotFound {
		c.add(where, "not in this case: the document %s (%s)", a.path, a.doc)
		return nil
	}
	if err != nil {
		return err
	}
	if a.sha256 != d.SHA256 {
		c.add(where, "the digest of %s is not %s in this case", d.Path, short(a.sha256))
		return nil
	}
	for _, s := range a.spans {
		if s.Begin >= s.End || s.End > len(d.Text) {
			c.add(where, "bytes %d to %d do not lie in the %d bytes of the text of %s", s.Begin, s.End, len(d.Text), d.Path)
			return nil
		}
	}
	stands := clean(stemma.InQuotes(stemma.WordsAt(d.Text, a.spans...)))
	if !strings.HasPrefix(text, stands+" · ") {
		c.add(where, "the words do not stand at bytes %s of %s; there stands %s", a.bytes, d.Path, short(stands))
		return nil
	}
	var s *stemma.Statement
	if a.statement != "" {
		if s, err = view.Statement(ctx, a.statement); stemma.KindOf(err) == stemma.NotFound {
			c.add(where, "the words stand there, but the case has the statement %s no more: it was read anew or judged", a.statement)
			return nil
		}
		if err != nil {
			return err
		}
	}
	if want := noteText(d, s, a.spans); text != want {
		c.add(where, "the words stand there; who says them, how surely or where it was printed the case has otherwise: %s", short(strings.TrimPrefix(want, stands+" · ")))
	}
	return nil
}

// refs matches the numbers of notes in a line.
var refs = regexp.MustCompile(`\[\d+\]`)

// compare makes the report anew and names the lines that are not the same. It is
// nil where the case has nothing to make it of.
func (c *Check) compare(ctx context.Context, view stemma.View, body, notes []string) (*Report, error) {
	r, err := Make(ctx, view, c.Version, c.Of)
	if stemma.KindOf(err) == stemma.NotFound {
		c.add("the whole", "what it is of is not in this case: %s", c.Of)
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	var fresh, freshNotes []string
	for _, l := range r.Lines() {
		switch {
		case strings.HasPrefix(l, sealWords):
		case noteHead.MatchString(l):
			freshNotes = append(freshNotes, l)
		default:
			fresh = append(fresh, l)
		}
	}
	c.compareNotes(notes, freshNotes)
	if slices.Equal(fresh, body) {
		return r, nil
	}
	bare := func(l string) string { return refs.ReplaceAllString(l, "") }
	left := map[string]int{}
	for _, l := range fresh {
		left[bare(l)]++
	}
	var odd []int // lines of the report that the case does not give
	for i, l := range body {
		if left[bare(l)] > 0 {
			left[bare(l)]--
		} else {
			odd = append(odd, i)
		}
	}
	var missing []string // lines of the case that the report has not
	for _, l := range fresh {
		if left[bare(l)] > 0 {
			left[bare(l)]--
			missing = append(missing, l)
		}
	}
	for _, i := range odd {
		what := "the case gives no such line: " + short(body[i])
		if k := nearest(body[i], missing); k >= 0 {
			what = fmt.Sprintf("%s; the case gives: %s", differing(body[i], missing[k]), differing(missing[k], body[i]))
			missing = slices.Delete(missing, k, k+1)
		}
		c.add("line "+strconv.Itoa(i+1), "%s", what)
	}
	for _, l := range missing {
		c.add("the text", "the case gives a line that it has not: %s", short(l))
	}
	if len(odd)+len(missing) == 0 && slices.Equal(notes, freshNotes) {
		for i := range body {
			if i < len(fresh) && body[i] != fresh[i] {
				c.add("line "+strconv.Itoa(i+1), "it leads to other notes, or stands elsewhere, than in the case: %s", short(body[i]))
			}
		}
	}
	return r, nil
}

// compareNotes names the notes that the case does not give, but for those of which something is
// said already, and those that it gives beside them. Notes are compared by what they
// say, for where the case has one less all after it have another number.
func (c *Check) compareNotes(notes, fresh []string) {
	unnumbered := func(l string) string { return l[len(noteHead.FindString(l)):] }
	told := map[string]bool{}
	for _, f := range c.Findings {
		told[f.Where] = true
	}
	left := map[string]int{}
	for _, l := range fresh {
		left[unnumbered(l)]++
	}
	others := false
	for _, l := range notes {
		if text := unnumbered(l); left[text] > 0 {
			left[text]--
			continue
		}
		others = true
		if where := "note " + noteHead.FindStringSubmatch(l)[1]; !told[where] {
			c.add(where, "the words stand there, but the case gives no such note: %s", short(unnumbered(l)))
		}
	}
	for _, l := range fresh {
		if text := unnumbered(l); left[text] > 0 {
			left[text]--
			others = true
			c.add("the notes", "the case gives a note that it has not: %s", short(text))
		}
	}
	if !others && !slices.Equal(notes, fresh) {
		c.add("the notes", "they stand in another order, or have other numbers, than the case gives them")
	}
}

// nearest is the line most like l, by the words that both begin and end with;
// -1 if none has half of them.
func nearest(l string, in []string) int {
	best, at := len(l)/2, -1
	for i, x := range in {
		begin, end := common(l, x)
		if begin+end > best {
			best, at = begin+end, i
		}
	}
	return at
}

// common is how many bytes two lines begin and end with that are the same.
func common(a, b string) (begin, end int) {
	for begin < min(len(a), len(b)) && a[begin] == b[begin] {
		begin++
	}
	for end < min(len(a), len(b))-begin && a[len(a)-1-end] == b[len(b)-1-end] {
		end++
	}
	return begin, end
}

// differing is the part of a line that another has otherwise, in the words around.
func differing(l, other string) string {
	begin, end := common(l, other)
	from, to := max(0, begin-30), min(len(l), len(l)-end+30)
	for from > 0 && l[from-1] != ' ' {
		from--
	}
	for to < len(l) && l[to] != ' ' {
		to++
	}
	words := l[from:to]
	if from > 0 {
		words = "… " + words
	}
	if to < len(l) {
		words += " …"
	}
	return words
}

// short is a line cut to what fits into a message.
func short(l string) string {
	r := []rune(l)
	if len(r) > 120 {
		return string(r[:119]) + "…"
	}
	return l
}
