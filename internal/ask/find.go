package ask

import (
	"cmp"
	"context"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/stemma/stemma"
	"github.com/stemma/stemma/nlp"
	"github.com/stemma/stemma/nlp/en"
)

// A search looks for the statements that answer a question.
type search struct {
	view  stemma.View
	trees Reader // reads sentences anew
	gauge Reader // and what of them is negated, implied or supposed
	q     *Question
	docs  map[stemma.ID]*document
	// called are the names of the entities that sources and mentions lead to.
	called map[stemma.ID]string
	// standing are what persons judged of how statements were read.
	standing map[stemma.ID]*stemma.Judgement
	// taken are the statements that their source took back, with that by which it did.
	taken map[stemma.ID]stemma.ID

	found []*candidate // in order of document path and place
	by    map[stemma.ID]*candidate
}

// A candidate is a statement that has something of the question.
type candidate struct {
	*stemma.Statement
	doc   *document
	words []bool     // of Question.Words, those that it has
	exact int        // how many of them as the question has them, not by a word of the same meaning
	names []bool     // of Question.Names, those that it speaks of
	cue   int        // the link whose source does what is asked, by its cue; 0 for none
	asked *candidate // the question of the text that it answers, nil for none
	deeds []deed     // where it tells what is asked
	value answer
	ok    bool // whether it has an answer of the kind
}

// gather finds the statements that have a word of the question or, where it has
// only names, those that speak of the first.
func (s *search) gather(ctx context.Context) error {
	s.by = map[stemma.ID]*candidate{}
	for i := range s.q.Words {
		w := &s.q.Words[i]
		seen, own := map[stemma.ID]bool{}, map[stemma.ID]bool{}
		for n, form := range w.Forms {
			if err := s.collect(ctx, stemma.StatementFilter{About: form}, func(c *candidate) {
				if n < w.Own && !own[c.ID] {
					own[c.ID] = true
					c.exact++
				}
				c.words[i] = true
				seen[c.ID] = true
			}); err != nil {
				return err
			}
		}
		w.Found = len(seen)
	}
	for i := range s.q.Names {
		n := &s.q.Names[i]
		switch {
		case len(n.Entities) == 0:
			if err := s.collect(ctx, stemma.StatementFilter{About: `"` + n.Words + `"`}, func(c *candidate) {
				c.names[i] = true
				n.Found++
			}); err != nil {
				return err
			}
		case i == 0 && s.q.Speaker:
			for _, e := range n.Entities {
				if err := s.collect(ctx, stemma.StatementFilter{Entity: e.ID}, func(*candidate) {}); err != nil {
					return err
				}
			}
		case i == 0 && (len(s.q.Words) == 0 || s.q.titled):
			for _, e := range n.Entities {
				if err := s.mentioning(ctx, e.ID); err != nil {
					return err
				}
			}
		}
	}
	for _, c := range s.by {
		s.found = append(s.found, c)
	}
	// By place; then each is looked at once, document by document.
	slices.SortFunc(s.found, func(a, b *candidate) int {
		return cmp.Or(cmp.Compare(a.Doc, b.Doc), cmp.Compare(a.Content[0].Begin, b.Content[0].Begin), cmp.Compare(len(a.Chain), len(b.Chain)), cmp.Compare(a.ID, b.ID))
	})
	for _, c := range s.found {
		err := ctx.Err() // whoever asked may have gone
		if err != nil {
			return err
		}
		if c.doc, err = s.document(ctx, c.Doc); err != nil {
			return err
		}
		if j := s.standing[c.ID]; j != nil && j.Kind == stemma.Correct && len(j.About) > 1 {
			c.Statement = c.Statement.Corrected(c.doc.Document, j.About[1])
		}
		c.deeds = s.deeds(c)
		if s.q.Kind == stemma.AskIdentity {
			if err := s.call(ctx, c); err != nil {
				return err
			}
		}
		s.look(c)
	}
	s.carry()
	if err := s.replies(ctx); err != nil {
		return err
	}
	slices.SortStableFunc(s.found, func(a, b *candidate) int { return cmp.Compare(a.doc.Path, b.doc.Path) })
	return nil
}

// rejected reports whether a person said that the statement was read wrong: it answers nothing.
func (s *search) rejected(statement stemma.ID) bool {
	j := s.standing[statement]
	return j != nil && j.Kind == stemma.Reject
}

// call finds the names of those that c may lead to.
func (s *search) call(ctx context.Context, c *candidate) error {
	ids := []stemma.ID{}
	for _, link := range c.Chain {
		ids = append(ids, link.SourceEntity)
	}
	if c.Proposition != nil {
		for _, a := range c.Proposition.Args {
			ids = append(ids, a.Entity)
		}
	}
	for _, d := range c.deeds {
		for _, p := range d.parts {
			ids = append(ids, p.entity)
		}
	}
	for _, id := range ids {
		if _, known := s.called[id]; known || id == "" {
			continue
		}
		e, err := s.view.Entity(ctx, id)
		if err != nil && stemma.KindOf(err) != stemma.NotFound {
			return err
		}
		s.called[id] = ""
		if err == nil {
			s.called[id] = e.Name
		}
	}
	return nil
}

func (s *search) collect(ctx context.Context, f stemma.StatementFilter, each func(*candidate)) error {
	for st, err := range s.view.Statements(ctx, f) {
		if err != nil {
			return fmt.Errorf("list statements: %w", err)
		}
		if s.rejected(st.ID) {
			continue
		}
		c := s.by[st.ID]
		if c == nil {
			c = &candidate{Statement: st, words: make([]bool, len(s.q.Words)), names: make([]bool, len(s.q.Names))}
			s.by[st.ID] = c
		}
		each(c)
	}
	return nil
}

// mentioning collects the statements that mention an entity.
func (s *search) mentioning(ctx context.Context, entity stemma.ID) error {
	seen := map[stemma.ID]bool{}
	var docs []stemma.ID
	for m, err := range s.view.EntityMentions(ctx, entity) {
		if err != nil {
			return err
		}
		if !seen[m.Doc] {
			seen[m.Doc] = true
			docs = append(docs, m.Doc)
		}
	}
	for _, id := range docs {
		d, err := s.document(ctx, id)
		if err != nil {
			return err
		}
		if d.ReplacedBy != "" {
			continue
		}
		if err := s.collect(ctx, stemma.StatementFilter{Doc: id}, func(*candidate) {}); err != nil {
			return err
		}
	}
	return nil
}

// look sees what of the question a candidate has besides the words of its
// content: names, whoever they are called by, and words of its chain.
func (s *search) look(c *candidate) {
	for i, w := range s.q.Words {
		for k, link := range c.Chain[1:] {
			if hasForm(c.doc.Text, link.Cue, w.Forms) {
				if i == 0 && !c.words[0] {
					c.cue = k + 1
				}
				c.words[i] = true
			}
			if hasForm(c.doc.Text, link.Source, w.Forms) {
				c.words[i] = true
			}
		}
		if w.Time && !c.words[i] {
			c.words[i] = s.timed(c, w)
		}
	}
	for i, n := range s.q.Names {
		if c.names[i] {
			continue
		}
		if s.q.titled && slices.ContainsFunc(c.Chain[1:], func(a stemma.Attribution) bool { return !a.Source.IsZero() && nameIn(c.doc, a.Source, &n) }) {
			c.names[i] = true
			continue
		}
		speaks := slices.ContainsFunc(c.Chain, func(a stemma.Attribution) bool { return n.is(a.SourceEntity) })
		switch {
		case i == 0 && s.q.Speaker:
			c.names[i] = speaks && n.is(c.Voice().SourceEntity)
		case speaks && (n.is(c.Chain[c.cue].SourceEntity) || s.selfSpoken(c)):
			c.names[i] = true
		default:
			c.names[i] = s.mentions(c, n) || c.writes(n) || slices.ContainsFunc(c.deeds, func(d deed) bool { return d.concerns(&n) })
		}
	}
	if s.q.Kind == stemma.AskStatus && len(c.words) > 0 && c.words[0] && c.onlyNames(s.q.Words[0]) {
		c.words[0] = false
	}
	c.value, c.ok = s.value(c)
}

// writes reports whether the content of c has the very words of a name where the reading has found
// nobody.
func (c *candidate) writes(n Name) bool {
	for _, x := range c.Content {
		for from := x.Begin; from < x.End; {
			at := strings.Index(c.doc.Text[from:x.End], n.Words)
			if at < 0 {
				break
			}
			span := nlp.Span{Begin: from + at, End: from + at + len(n.Words)}
			from = span.End
			whole := func(r rune) bool { return !unicode.IsLetter(r) }
			before, _ := utf8.DecodeLastRuneInString(c.doc.Text[:span.Begin])
			after, _ := utf8.DecodeRuneInString(c.doc.Text[span.End:])
			if whole(before) && whole(after) && !slices.ContainsFunc(c.doc.mentionsAt(span), func(m *stemma.Mention) bool { return m.Span.Overlaps(span) }) {
				return true
			}
		}
	}
	return false
}

// onlyNames reports whether the content of c has a word for a state, and nowhere as what it
// says of somebody: only in names, "the Liberation Movement", or as a release to the press.
func (c *candidate) onlyNames(w Word) bool {
	found := false
	for _, x := range c.Content {
		for _, at := range wordAt.FindAllStringIndex(x.In(c.doc.Text), -1) {
			word := nlp.Span{Begin: x.Begin + at[0], End: x.Begin + at[1]}
			if !hasForm(c.doc.Text, word, w.Forms) {
				continue
			}
			if found = true; !c.doc.inName(word) && !c.doc.toPress(word) {
				return false
			}
		}
	}
	return found
}

// wordAt is a word.
var wordAt = regexp.MustCompile(`[\pL\pN]+`)

// inName reports whether a word is a part of a longer name that is no person's.
func (d *document) inName(word nlp.Span) bool {
	return slices.ContainsFunc(d.mentionsAt(word), func(m *stemma.Mention) bool {
		return m.Form == nlp.Name && m.Type != nlp.Person && m.Span.Contains(word) && m.Span.Len() > word.Len()
	})
}

// toPress reports whether a word is a release that frees nobody: one to the press, or one of an
// organization that is named right before it.
func (d *document) toPress(word nlp.Span) bool {
	if !strings.EqualFold(word.In(d.Text), "release") {
		return false
	}
	before := strings.TrimRight(d.Text[:word.Begin], " \t\r\n")
	return beforePress.MatchString(before) || slices.ContainsFunc(d.mentionsAt(nlp.Span{Begin: len(before), End: len(before)}), func(m *stemma.Mention) bool {
		return m.Form == nlp.Name && (m.Type == nlp.Organization || m.Type == nlp.PublicBody || m.Type == nlp.Company) && m.Span.End == len(before)
	})
}

// beforePress are words before a release that frees nobody.
var beforePress = regexp.MustCompile(`(?i)\b(?:press|news|media)$`)

// is reports whether the name may mean the entity.
func (n *Name) is(entity stemma.ID) bool {
	return entity != "" && slices.ContainsFunc(n.Entities, func(e *stemma.Entity) bool { return e.ID == entity })
}

// mentions reports whether the content of c speaks of what the name means. A
// "there" means the place that was named last before it.
func (s *search) mentions(c *candidate, n Name) bool {
	if len(n.Entities) == 0 {
		return false
	}
	var last *stemma.Mention // the place named last before the content
	sentence := s.sentence(c)
	around := c.Bounds()
	around.Begin -= near
	for _, m := range c.doc.mentionsAt(around) {
		if inContent(c.Statement, m.Span) && n.is(m.Entity) && sentence.Overlaps(m.Span) {
			return true
		}
		if m.Span.End <= c.Content[0].Begin && m.Type == nlp.Place && m.Form == nlp.Name {
			last = m
		}
	}
	if s.governs(c, n) {
		return true
	}
	if last == nil || !n.is(last.Entity) || c.Content[0].Begin-last.Span.End > near {
		return false
	}
	return slices.ContainsFunc(c.Content, func(x nlp.Span) bool { return hasForm(c.doc.Text, x, []string{"there", "here"}) })
}

// governs reports whether the name is an argument of what c says that stands
// outside its content or, where the content has no subject of its own, as words
// quoted in the middle of a sentence, stands in that sentence before them.
func (s *search) governs(c *candidate, n Name) bool {
	subject := false
	if c.Proposition != nil {
		for _, a := range c.Proposition.Args {
			if n.is(a.Entity) {
				return true
			}
			subject = subject || strings.HasPrefix(a.Role, "nsubj")
		}
	}
	if subject || !c.Attributed() {
		return false
	}
	begin := c.Content[0].Begin
	sentence := strings.LastIndexAny(c.doc.Text[:begin], ".?!\n") + 1
	return slices.ContainsFunc(c.doc.mentionsAt(nlp.Span{Begin: sentence, End: begin}), func(m *stemma.Mention) bool {
		return m.Span.Begin >= sentence && m.Span.End <= begin && n.is(m.Entity) && !m.Span.Overlaps(c.Voice().Source)
	})
}

// near is how many bytes a "there" may stand behind the name of the place: a
// sentence or two.
const near = 200

// selfSpoken reports whether the voice of c speaks of itself where it speaks of what is asked.
func (s *search) selfSpoken(c *candidate) bool {
	sentence := s.sentence(c)
	return slices.ContainsFunc(c.Content, func(x nlp.Span) bool {
		x.Begin, x.End = max(x.Begin, sentence.Begin), min(x.End, sentence.End)
		return x.Begin < x.End && slices.ContainsFunc(split(x.In(c.doc.Text)), func(w string) bool { return firstPerson[w] })
	})
}

// timed reports whether c speaks of the time of a word of the question: one
// with the same day and month, whatever words it has.
func (s *search) timed(c *candidate, w Word) bool {
	day := monthDay(w.Words)
	return day != "" && slices.ContainsFunc(c.doc.timesAt(c.Bounds()), func(t *stemma.Time) bool {
		return inContent(c.Statement, t.Span) && len(t.Value) >= 10 && t.Value[5:10] == day
	})
}

// monthDay is "03-05" for "5 March", "" for words that say no day of a month.
func monthDay(words string) string {
	day, month := 0, 0
	for _, w := range split(words) {
		if i := slices.IndexFunc(en.Months(), func(m string) bool { return len(w) > 2 && strings.HasPrefix(m, w) || w == "sept" && m == "september" }); i >= 0 {
			month = i + 1
			continue
		}
		n := 0
		for _, r := range strings.TrimRight(w, "stndrh") {
			if r < '0' || r > '9' {
				n = 0
				break
			}
			n = 10*n + int(r-'0')
		}
		if n > 0 && n <= 31 {
			day = n
		}
	}
	if day == 0 || month == 0 {
		return ""
	}
	return fmt.Sprintf("%02d-%02d", month, day)
}

// inContent reports whether a span lies in the content of a statement.
func inContent(s *stemma.Statement, span nlp.Span) bool {
	return slices.ContainsFunc(s.Content, func(c nlp.Span) bool { return c.Contains(span) })
}

// hasForm reports whether a word of the span is one of the forms, or one of
// them with an English ending.
func hasForm(text string, span nlp.Span, forms []string) bool {
	if span.IsZero() {
		return false
	}
	return slices.ContainsFunc(split(span.In(text)), func(w string) bool { return isForm(w, forms) })
}

func isForm(word string, forms []string) bool {
	return slices.ContainsFunc(forms, func(f string) bool {
		if word == f {
			return true
		}
		stem := strings.TrimSuffix(f, "e")
		rest, ok := strings.CutPrefix(word, stem)
		if !ok || len(stem) < 3 {
			return false
		}
		switch rest {
		case "s", "es", "ed", "d", "ing", "e", "er", "ers":
			return true
		}
		// deny, denied; stop, stopped
		return strings.HasSuffix(f, "y") && strings.HasPrefix(word, strings.TrimSuffix(f, "y")+"ie") ||
			len(rest) > 2 && rest[0] == stem[len(stem)-1] && (rest[1:] == "ed" || rest[1:] == "ing")
	}) || strings.HasSuffix(word, "ied") && slices.Contains(forms, strings.TrimSuffix(word, "ied")+"y") ||
		strings.HasSuffix(word, "ies") && slices.Contains(forms, strings.TrimSuffix(word, "ies")+"y")
}

// yesOrNo reports whether the question asks for yes or no.
func (s *search) yesOrNo() bool {
	return s.q.Kind == stemma.AskWhether || s.q.Kind == stemma.AskStatus
}

// level says how much of the question a candidate has: -1 where it does not
// answer by the rule, else the number of its words.
func (s *search) level(c *candidate) int {
	if slices.Contains(c.names, false) {
		return -1
	}
	n, others := 0, 0
	for i, has := range c.words {
		switch {
		case has:
			n++
		case i == 0 && !(s.q.Kind == stemma.AskWording && s.q.Speaker), s.q.Words[i].Time:
			return -1
		}
		if i > 0 && has {
			others++
		}
	}
	if s.q.Kind == stemma.AskWording && s.q.Speaker {
		others = n
		if 2*others < len(c.words) {
			return -1
		}
		return n
	}
	if least := len(c.words) - 1; 2*others < least || s.yesOrNo() && others < least {
		return -1 // a yes is a yes to all that is asked
	}
	return n
}

// at is where in the text of c the predicate stands, or its beginning.
func (s *search) at(c *candidate) int {
	if len(s.q.Words) == 0 {
		return c.Content[0].Begin
	}
	for _, x := range c.Content {
		if i := find(x.In(c.doc.Text), s.q.Words[0].Forms); i >= 0 {
			return x.Begin + i
		}
	}
	return c.Content[0].Begin
}

// sentence is the sentence of c in which the predicate of the question stands: who is named
// in another one of a long quotation is not spoken of there. It is the whole content where
// the predicate stands in none of it.
func (s *search) sentence(c *candidate) nlp.Span {
	whole := c.Bounds()
	if len(s.q.Words) == 0 || c.cue > 0 {
		return whole
	}
	at := s.at(c)
	if at == c.Content[0].Begin && !hasForm(c.doc.Text, c.Content[0], s.q.Words[0].Forms) {
		return whole
	}
	return sentenceAt(c.doc.Text, whole, at)
}

// sentenceAt is the sentence of a stretch of text in which a place stands.
func sentenceAt(text string, whole nlp.Span, at int) nlp.Span {
	out := whole
	for _, m := range sentenceEnd.FindAllStringSubmatchIndex(whole.In(text), -1) {
		if end := whole.Begin + max(m[2], m[4]); end <= at {
			out.Begin = end
		} else {
			out.End = end
			break
		}
	}
	return out
}

// sentenceEnd is where a sentence ends within a text: a stop behind a word of more than
// three letters, or one in small letters, and a capital behind it; or a paragraph.
var sentenceEnd = regexp.MustCompile(`(?:(?:\p{L}{4,}|\b\p{Ll}+|\d|[)\]”’"'])\.|[!?])[”’"')\]]*\s+()[“‘"'(\[]*\p{Lu}|\n\s*\n()`)

// find is where the first word stands that is one of the forms, -1 for nowhere.
func find(text string, forms []string) int {
	for i := 0; i < len(text); {
		begin := strings.IndexFunc(text[i:], unicode.IsLetter)
		if begin < 0 {
			return -1
		}
		begin += i
		end := strings.IndexFunc(text[begin:], func(r rune) bool { return !unicode.IsLetter(r) })
		if end < 0 {
			end = len(text) - begin
		}
		if isForm(strings.ToLower(text[begin:begin+end]), forms) {
			return begin
		}
		i = begin + end
	}
	return -1
}
