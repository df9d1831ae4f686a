// Package extract is the one bridge from language to evidence: it turns the
// layers that a pipeline lays over a text into mentions, times and statements.
//
// A statement is one text saying one thing once, with the chain of those on
// whose word it stands (PARC 3; FactBank for certainty and polarity). It says
// nothing of whether two texts say the same, or who anybody is.
package extract

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
	"github.com/stemma/stemma/nlp/factuality"
)

// Document reads doc with the pipeline and returns what it holds, each record
// marked with the run. Masked regions are not read. The records of each kind
// are in order of the text. A long text is read in stretches; the layers of each
// are shown to look before they are dropped.
func Document(doc *stemma.Document, pipeline *nlp.Pipeline, run stemma.Run, look ...func(*nlp.Doc)) *stemma.Reading {
	reading, err := DocumentContext(context.Background(), doc, pipeline, run, look...)
	if err != nil {
		panic(err) // a context without an end
	}
	return reading
}

// DocumentContext is Document that stops where the context has ended; it returns its
// error and no reading. It looks at the context between the parts of the pipeline.
func DocumentContext(ctx context.Context, doc *stemma.Document, pipeline *nlp.Pipeline, run stemma.Run, look ...func(*nlp.Doc)) (*stemma.Reading, error) {
	reading := &stemma.Reading{Document: doc, Run: run}
	tooDeep, chains := 0, 0
	for _, blocks := range stretches(doc.Text, doc.Blocks()) {
		text := nlp.NewDoc(doc.Text)
		text.Blocks = blocks
		if doc.Published != nil {
			text.Date = doc.Published.Value
		}
		if err := pipeline.AnnotateContext(ctx, text); err != nil {
			return nil, err
		}
		var found []stemma.Mention
		found, chains = mentions(doc, text, run.ID, chains)
		reading.Mentions = append(reading.Mentions, found...)
		reading.Times = append(reading.Times, times(doc, text, run.ID)...)
		said, left := statements(doc, text, run.ID)
		propose(doc.ID, text, pipeline.Language(), said)
		reading.Statements = append(reading.Statements, said...)
		tooDeep += left
		for _, show := range look {
			show(text)
		}
	}
	reading.Mentions = front(doc, reading.Mentions, run.ID)
	if tooDeep > 0 {
		reading.Issues = append(reading.Issues, stemma.Issue{
			Path: doc.Path, Stage: "analyse", Kind: stemma.TooLarge,
			Message: fmt.Sprintf("%d attributions stand inside more than %d others and were left out; the text itself is kept whole", tooDeep, deepest-1),
		})
	}
	return reading, nil
}

// longest is how many bytes are laid under layers at once, so that memory does
// not grow with the text: a token takes some thirty times the bytes of its
// word. It is longer than any report; a book is cut between two paragraphs, a
// place where little hangs together.
const longest = 1 << 20

// stretches parts blocks into runs of at most longest bytes. A block that is
// longer by itself is cut at its last space before the limit.
func stretches(text string, blocks []stemma.Span) [][]stemma.Span {
	var all [][]stemma.Span
	var run []stemma.Span
	var size int
	for _, b := range blocks {
		for b.Len() > 0 {
			piece := b
			if b.Len() > longest {
				piece.End = b.Begin + cut(b.In(text))
			}
			if size > 0 && size+piece.Len() > longest {
				all, run, size = append(all, run), nil, 0
			}
			run, size = append(run, piece), size+piece.Len()
			b.Begin = piece.End
		}
	}
	if size > 0 {
		all = append(all, run)
	}
	return all
}

// cut returns where to cut a block of more than longest bytes.
func cut(block string) int {
	if i := strings.LastIndexAny(block[:longest], " \n\t"); i > 0 {
		return i
	}
	i := longest
	for i > longest-utf8.UTFMax && !utf8.RuneStart(block[i]) {
		i--
	}
	return i
}

// mentions returns the mentions of a stretch and the number of the last chain,
// where chains is that of the stretch before. Chains do not run over stretches.
func mentions(doc *stemma.Document, text *nlp.Doc, run stemma.ID, chains int) ([]stemma.Mention, int) {
	sources := map[nlp.Span]bool{}
	for i := range text.Attributions {
		sources[text.Attributions[i].Source] = true
		sources[text.Attributions[i].Antecedent] = true
	}
	var all []stemma.Mention
	for _, m := range designations(text) {
		if m.Form == nlp.Nominal && m.Type == "" && !sources[m.Span] {
			continue // "attention": of a chain, but nothing that a case asks for
		}
		if title, ok := titleIn(doc.Text, m); ok {
			m.Span, m.Form = title, nlp.Name
		}
		chain := 0
		if m.Chain >= 0 && text.Has&nlp.Coreference != 0 {
			chain = m.Chain + 1
		}
		all = append(all, stemma.Mention{
			ID: stemma.MentionID(doc.ID, m.Span), Doc: doc.ID, Span: m.Span,
			Type: m.Type, Form: m.Form, Confidence: m.Confidence,
			Chain: chain, ChainConfidence: m.ChainConfidence, Run: run,
		})
	}
	slices.SortFunc(all, func(a, b stemma.Mention) int { return compareSpans(a.Span, b.Span) })
	all = slices.CompactFunc(all, func(a, b stemma.Mention) bool { return a.ID == b.ID })
	size, number := map[int]int{}, map[int]int{}
	for i := range all {
		size[all[i].Chain]++
	}
	for i := range all {
		m := &all[i]
		if m.Chain == 0 || size[m.Chain] < 2 {
			m.Chain, m.ChainConfidence = 0, 0
			continue
		}
		if number[m.Chain] == 0 {
			chains++
			number[m.Chain] = chains
		}
		m.Chain = number[m.Chain]
	}
	return all, chains
}

// titleIn is the name of a document that a description of one is, without its article:
// "Harbour Safety Report" of "the Harbour Safety Report". All its words but the
// small ones have capitals, the last as well, and not all their letters.
func titleIn(text string, m nlp.Mention) (nlp.Span, bool) {
	if m.Form != nlp.Nominal || m.Type != nlp.Document {
		return m.Span, false
	}
	span := m.Span
	for _, article := range []string{"the ", "a ", "an ", "its ", "their ", "this ", "that "} {
		if words := span.In(text); len(words) > len(article) && strings.EqualFold(words[:len(article)], article) {
			span.Begin += len(article)
			break
		}
	}
	words := strings.Fields(span.In(text))
	if len(words) < 2 || len(words) > mostTitle || strings.ToUpper(span.In(text)) == span.In(text) || strings.ContainsAny(span.In(text), ",;:()\n") {
		return m.Span, false
	}
	for i, w := range words {
		first, _ := utf8.DecodeRuneInString(w)
		if unicode.IsUpper(first) || i < len(words)-1 && (unicode.IsDigit(first) || w == "of" || w == "on" || w == "and" || w == "the" || w == "for" || w == "to" || w == "in") {
			continue
		}
		return m.Span, false
	}
	return span, true
}

// mostTitle is how many words the name of a document may have; longer ones are
// sentences in capitals.
const mostTitle = 9

// front adds to the mentions who wrote a text and where it appeared, where the
// words that say so stand outside of what is read.
func front(doc *stemma.Document, all []stemma.Mention, run stemma.ID) []stemma.Mention {
	for _, shown := range []struct {
		*stemma.Shown
		kind nlp.EntityType
	}{{doc.Byline, nlp.Person}, {doc.Publisher, nlp.Organization}} {
		if shown.Shown == nil || shown.ShownBy.IsZero() || strings.Join(strings.Fields(shown.ShownBy.In(doc.Text)), " ") != shown.Value {
			continue
		}
		if n := len(strings.Fields(shown.Value)); shown.kind == nlp.Person && office(shown.Value) {
			shown.kind = nlp.Organization
		} else if shown.kind == nlp.Person && (n < 2 || n > 4) {
			continue // "Staff", "An agency and our own reporters"
		}
		if slices.ContainsFunc(all, func(m stemma.Mention) bool { return m.Span.Overlaps(shown.ShownBy) }) {
			continue
		}
		all = append(all, stemma.Mention{ID: stemma.MentionID(doc.ID, shown.ShownBy), Doc: doc.ID, Span: shown.ShownBy,
			Type: shown.kind, Form: nlp.Name, Confidence: sureOfFront, Run: run})
	}
	slices.SortFunc(all, func(a, b stemma.Mention) int { return compareSpans(a.Span, b.Span) })
	return all
}

// office reports whether a name is that of a part of a body and not a person's:
// "Section Four", "Office of the Harbour Master".
func office(name string) bool {
	words := strings.Fields(strings.ToLower(name))
	return len(words) > 1 && (offices[words[0]] || offices[words[len(words)-1]])
}

// offices are words for bodies and their parts. English; general knowledge.
var offices = func() map[string]bool {
	out := map[string]bool{}
	for _, w := range strings.Fields(`section department office directorate bureau unit branch division desk ministry agency council committee commission embassy
		consulate secretariat command institute centre center board team task-force group headquarters station`) {
		out[w] = true
	}
	return out
}()

// sureOfFront is the Confidence of an author or outlet: that share of the
// bylines and publishers that are proposed for the invented dossier is right
// (stemma-eval invented, front-exact).
const sureOfFront = 0.91

func times(doc *stemma.Document, text *nlp.Doc, run stemma.ID) []stemma.Time {
	var all []stemma.Time
	for _, t := range text.Times {
		all = append(all, stemma.Time{
			Doc: doc.ID, Span: t.Span, Type: t.Type, Value: t.Value, Anchor: t.Anchor, Run: run,
		})
	}
	slices.SortFunc(all, func(a, b stemma.Time) int { return compareSpans(a.Span, b.Span) })
	return all
}

func statements(doc *stemma.Document, text *nlp.Doc, run stemma.ID) (all []stemma.Statement, tooDeep int) {
	author := author(doc)
	all, tooDeep = attributed(text, author)
	all = append(all, slices.DeleteFunc(own(text, author, headings(doc)), func(s stemma.Statement) bool {
		return doc.Byline != nil && strings.EqualFold(strings.Trim(s.Bounds().In(doc.Text), ".,– "), doc.Byline.Value) // a signature
	})...)
	for i := range all {
		s := &all[i]
		s.Doc, s.Run = doc.ID, run
		s.Content = slices.Clone(s.Content)
		s.Content[0] = unnumbered(doc.Text, s.Content[0])
		s.ID = stemma.StatementID(doc.ID, s.Content, s.Chain)
	}
	slices.SortFunc(all, func(a, b stemma.Statement) int {
		return cmp.Or(
			compareSpans(a.Bounds(), b.Bounds()),
			cmp.Compare(len(a.Chain), len(b.Chain)),
			cmp.Compare(a.ID, b.ID))
	})
	return slices.CompactFunc(all, func(a, b stemma.Statement) bool { return a.ID == b.ID }), tooDeep
}

// deepest is the longest chain that is followed. Reporting that people wrote
// stops at five or six; a text that goes on was made to, and each further link
// would repeat all the words behind it.
const deepest = 32

// attributed returns a statement for each attribution, with the whole chain
// from the author down to it, and how many were left out for their depth.
func attributed(text *nlp.Doc, author stemma.Attribution) (all []stemma.Statement, tooDeep int) {
	for i := range text.Attributions {
		var chain []stemma.Attribution
		for j := i; j >= 0 && len(chain) < deepest; j = text.Attributions[j].Parent {
			next := link(&text.Attributions[j])
			if j != i {
				// What the inner source says is not yet what the outer one holds.
				commit(&next, nlp.Factuality{})
			}
			chain = append(chain, next)
		}
		if len(chain) == deepest {
			tooDeep++
			continue
		}
		chain = append(chain, author)
		commit(&chain[1], text.Attributions[i].Relayed)
		slices.Reverse(chain)
		if content := text.Attributions[i].Content; len(content) > 0 {
			all = append(all, stemma.Statement{
				Content: content, Chain: chain, Confidence: text.Attributions[i].Confidence,
			})
		}
	}
	return all, tooDeep
}

// commit sets how sure a link is of the content of the statement.
func commit(link *stemma.Attribution, f nlp.Factuality) {
	link.Certainty = cmp.Or(f.Certainty, nlp.UnknownCertainty)
	link.Polarity = cmp.Or(f.Polarity, nlp.UnknownPolarity)
	link.ShownBy = f.ShownBy
}

// author is the first link of every chain of the document, not known to be sure
// of anything.
func author(doc *stemma.Document) stemma.Attribution {
	link := stemma.Attribution{
		SourceType: stemma.SourceAuthor, Kind: stemma.KindAuthor,
		Certainty: nlp.UnknownCertainty, Polarity: nlp.UnknownPolarity,
	}
	for _, shown := range []*stemma.Shown{doc.Byline, doc.Publisher} {
		if shown != nil && !shown.ShownBy.IsZero() {
			link.Source = shown.ShownBy
			break
		}
	}
	return link
}

func link(a *nlp.Attribution) stemma.Attribution {
	l := stemma.Attribution{
		Source: a.Source, SourceType: a.SourceType, Anonymity: a.Anonymity, Number: a.Number, Closeness: a.Closeness, Cue: a.Cue,
		Kind: string(a.Kind), Said: a.Said, Sieve: a.Rule,
	}
	if !a.Antecedent.IsZero() {
		l.Source = a.Antecedent // "who" names nobody
	}
	commit(&l, a.Factuality)
	return l
}

// listMark is the number, the letter or the bullet of a paragraph: "3. ", "(b) ", "• ".
var listMark = regexp.MustCompile(`^(?:\(?(?:[0-9]{1,3}|[A-Za-z]|[ivx]{1,5})\)|[0-9]{1,3}\.|[•▪◦·*])[\s\x{00A0}]+`)

// unnumbered leaves out of a span that begins a line of the text the mark that numbers it:
// whoever is quoted in the third paragraph does not say "3.".
func unnumbered(text string, s stemma.Span) stemma.Span {
	if s.Begin > 0 && text[s.Begin-1] != '\n' {
		return s
	}
	if n := len(listMark.FindString(s.In(text))); n < s.Len() {
		s.Begin += n
	}
	return s
}

const (
	// ownSieve names how a sentence in the author's own voice is found: it is
	// what no attribution claims.
	ownSieve = "own-voice"

	// ownWords is how many words of a sentence must stand outside every
	// content, source and cue for the sentence to say something in the
	// author's own voice: "Orel said on Friday that" says no more than the
	// attribution itself.
	ownWords = 4

	// ownConfidence is the share of sentences without an attribution of ours
	// that have none in the gold of PolNeAR dev either ("own-voice" of stemma-eval
	// polnear): what the sieves miss is given to the author.
	ownConfidence = 0.53
)

// own returns a statement for each sentence in which the author speaks for
// himself: the sentence less what it attributes to others. A heading names
// what follows, often in an editor's words, and is no statement.
func own(text *nlp.Doc, author stemma.Attribution, headings cover) []stemma.Statement {
	author.Sieve = ownSieve
	said, framed := covers(text)
	var all []stemma.Statement
	for i := range text.Sentences {
		s := text.Sentences[i]
		if headings.has(text.Tokens[s.First].Span) {
			continue
		}
		var content []stemma.Span
		var words int
		for _, t := range text.Tokens[s.First:s.Last] {
			if said.has(t.Span) {
				continue
			}
			if n := len(content); n > 0 && !said.between(content[n-1].End, t.Begin) {
				content[n-1].End = t.End
			} else {
				content = append(content, t.Span)
			}
			if !framed.has(t.Span) && !t.Glued && wordy(t.In(text.Text)) {
				words++
			}
		}
		content = slices.DeleteFunc(content, func(s stemma.Span) bool { return !wordy(s.In(text.Text)) })
		content = begun(text, s, content)
		if len(content) == 0 || words < ownWords && attributes(text, s, said) {
			continue
		}
		link := author
		commit(&link, unreported(factuality.Own(text, content), framed))
		all = append(all, stemma.Statement{
			Content: content, Chain: []stemma.Attribution{link}, Confidence: ownConfidence,
		})
	}
	return all
}

// begun takes from the beginning of what is left of a sentence, where what stood before it is
// said by another, the signs and the conjunctions that joined the two: "…, and nobody came".
func begun(text *nlp.Doc, s nlp.Sentence, content []stemma.Span) []stemma.Span {
	for i := s.First; i < s.Last && len(content) > 0; i++ {
		t, c := &text.Tokens[i], &content[0]
		if t.Begin < c.Begin {
			continue
		}
		joins := t.UPOS == "PUNCT" && !slices.Contains(openers, t.In(text.Text)) || t.UPOS == "CCONJ" && i > s.First
		if !joins {
			break
		}
		if i+1 == s.Last || text.Tokens[i+1].Begin >= c.End {
			content = content[1:]
		} else {
			c.Begin = text.Tokens[i+1].Begin
		}
	}
	return content
}

// openers are the signs that a statement may begin with.
var openers = []string{"\"", "“", "‘", "'", "«", "„", "(", "[", "¿", "¡"}

// unreported takes the cues of attributions from what shows how sure the author
// is. That he leaves a content to whoever said it is told by the statement of
// that content, and makes him no less sure that it was said; of that nothing
// is shown.
func unreported(f nlp.Factuality, framed cover) nlp.Factuality {
	shown := slices.DeleteFunc(slices.Clone(f.ShownBy), framed.has)
	if len(shown) == len(f.ShownBy) {
		return f
	}
	if len(shown) == 0 {
		return nlp.Factuality{}
	}
	f.ShownBy = shown
	return f
}

// attributes reports whether a part of the sentence is said by another.
func attributes(text *nlp.Doc, s nlp.Sentence, said cover) bool {
	return slices.ContainsFunc(text.Tokens[s.First:s.Last], func(t nlp.Token) bool { return said.has(t.Span) })
}

func headings(doc *stemma.Document) cover {
	var all cover
	for _, r := range doc.Regions {
		if r.Kind == stemma.Heading {
			all = append(all, r.Span)
		}
	}
	return all.join()
}

// covers returns the parts of the text that are the contents of attributions,
// and those that are their sources and cues. What a relative clause tells of a
// source the author tells himself, but for why it has no name.
func covers(text *nlp.Doc) (said, framed cover) {
	for _, a := range text.Attributions {
		said = append(said, a.Content...)
		framed = append(framed, a.Cue)
		from, _ := slices.BinarySearchFunc(text.Tokens, a.Source.Begin, func(t nlp.Token, begin int) int { return cmp.Compare(t.Begin, begin) })
		for i := from; i < len(text.Tokens) && text.Tokens[i].Begin < a.Source.End; i++ {
			if !a.Anonymity.IsZero() || !relative(text, i, a.Source) {
				framed = append(framed, text.Tokens[i].Span)
			}
		}
	}
	return said.join(), framed.join()
}

// relative reports whether token i stands within a relative clause of a phrase.
func relative(text *nlp.Doc, i int, phrase stemma.Span) bool {
	for range deepest {
		t := &text.Tokens[i]
		if t.Head < 0 || !phrase.Contains(text.Tokens[t.Head].Span) {
			return false
		}
		if t.Deprel == "acl:relcl" {
			return true
		}
		i = t.Head
	}
	return false
}

// A cover is a set of bytes as spans in order, none touching the next once
// joined.
type cover []stemma.Span

func (c cover) join() cover {
	slices.SortFunc(c, compareSpans)
	var joined cover
	for _, s := range c {
		if n := len(joined); n > 0 && s.Begin <= joined[n-1].End {
			joined[n-1].End = max(joined[n-1].End, s.End)
		} else if !s.IsZero() {
			joined = append(joined, s)
		}
	}
	return joined
}

// has reports whether the cover holds a byte of s.
func (c cover) has(s stemma.Span) bool {
	i, _ := slices.BinarySearchFunc(c, s.Begin, func(t stemma.Span, begin int) int { return cmp.Compare(t.End, begin+1) })
	return i < len(c) && c[i].Overlaps(s)
}

// between reports whether the cover holds a byte of [begin, end).
func (c cover) between(begin, end int) bool { return c.has(stemma.Span{Begin: begin, End: end}) }

func wordy(s string) bool {
	for _, r := range s {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return true
		}
	}
	return false
}

func compareSpans(a, b stemma.Span) int {
	return cmp.Or(cmp.Compare(a.Begin, b.Begin), cmp.Compare(a.End, b.End))
}
