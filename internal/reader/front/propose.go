package front

import (
	"regexp"
	"strings"
	"sync"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/stemma/stemma"
)

// Propose fills what doc leaves open of Title, Byline, Publisher and Published
// from the blocks at its head and foot. A line that holds nothing but such
// matter is masked as Header; the block that is the title becomes a Heading.
func Propose(doc *stemma.Document) {
	p := proposer{doc: doc, datelines: map[int]int{}}
	head, foot := p.ends()
	for _, i := range head {
		p.furniture(i)
	}
	p.masthead(head) // before what stands further down, which may be of another text
	for _, i := range head {
		p.inline(i)
	}
	for _, i := range foot {
		p.credit(i)
	}
	p.title(head)
	// What the agency reports begins behind its dateline.
	for i, end := range p.datelines {
		p.doc.Regions[i].Begin = end
	}
}

type proposer struct {
	doc       *stemma.Document
	datelines map[int]int // by region, the offset in the text where its report begins
	prose     int         // where the running text begins
}

// Front matter stands above the second paragraph of running text, or not far
// down; credits stand in the last few blocks.
const (
	headBlocks = 14
	footBlocks = 8
)

// ends returns the indices of the regions at the head and foot that may hold
// front matter.
func (p *proposer) ends() (head, foot []int) {
	var blocks []int
	for i, r := range p.doc.Regions {
		switch r.Kind {
		case stemma.Page, stemma.Comments, stemma.Related, stemma.Promotion, stemma.Legal, stemma.Menu, stemma.Other:
		default:
			blocks = append(blocks, i)
		}
	}
	prose := 0
	for _, i := range blocks {
		if len(head) == headBlocks || prose == 2 {
			break
		}
		head = append(head, i)
		if running(p.words(i)) {
			if prose == 0 {
				p.prose = p.doc.Regions[i].Begin
			}
			prose++
		}
	}
	return head, blocks[max(0, len(blocks)-footBlocks):]
}

func (p *proposer) words(i int) string { return p.doc.Regions[i].In(p.doc.Text) }

// running reports whether a block is running text: a sentence of some length,
// or a great many words.
func running(block string) bool {
	if len(block) > 2000 {
		return true
	}
	n := len(strings.Fields(block))
	last := strings.TrimRight(block, " \t\r\n\"'”’)]»")
	ended := last != "" && strings.ContainsAny(last[len(last)-1:], ".!?") || strings.HasSuffix(last, "…")
	return n >= 12 && ended || n > 35
}

const (
	capital  = `\p{Lu}[\p{L}\p{M}'’.-]*`
	particle = `(?:de|da|do|del|della|di|du|dos|das|van|von|der|den|ter|ten|zu|bin|ibn|bint|al|el|abu|la|le|y|af)`
	fullName = capital + `(?:[ \x{00A0}]+(?:` + particle + `[ \x{00A0}]+){0,2}` + capital + `){1,4}`
	// Names after a comma are names only where an "and" ends the list: "Jane Roe,
	// Lund Radio" is a name and an outlet.
	manyName = fullName + `(?:(?:, ` + fullName + `){0,6},? (?:and|&|with) ` + fullName + `)?`
	places   = capital + `(?: (?:(?:de|del|la|las|los|of|and|the) ){0,2}` + capital + `){0,3}`
	// Those who sign without a name.
	deskName = `(?i:staff (?:writer|reporter|correspondent)s?|(?:our|a|special) (?:own )?(?:staff )?(?:reporter|correspondent)s?|(?:the )?(?:associated press|reuters|afp|agence france-presse|ap|upi|efe|dpa|xinhua|tass|interfax|ansa|pti|bloomberg)(?: staff)?|agencies|news desk|editorial board|(?:the )?editors)`
)

// pattern is a pattern that is compiled at its first use: those of names are
// large, and most commands read no text.
func pattern(expr string) func() *regexp.Regexp {
	return sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(expr) })
}

var (
	byName = pattern(`(?:^|[^\p{L}\p{N}])(?i:(?:written |reported |posted |published |words |story |text )?by|author):?[ \x{00A0}]+(` + manyName + `|` + deskName + `)(?:$|[^\p{L}])`)

	// What may stand beside a date or a byline in a line of such matter: times,
	// days of the week, words that introduce a date, and signs.
	clock    = regexp.MustCompile(`(?i)\b\d{1,2}[:.]\d{2}(?::\d{2})?(?: ?[ap]\.?m\b\.?)?(?: ?\(?(?:gmt|utc|bst|cet|cest|e[sd]?t|c[sd]?t|m[sd]?t|p[sd]?t|ist|msk)\b(?: ?[+-]\d{1,4})?\)?)?|\b\d{1,2} ?[ap]\.?m\b\.?`)
	sundries = regexp.MustCompile(`(?i)\b(?:(?:first |last |originally )?(?:published|posted|updated|modified|issued|released|created|revised)(?: (?:on|at|in|by))?|date|on|at|by|mon(?:day)?|tue(?:s(?:day)?)?|wed(?:nesday)?|thu(?:r(?:s(?:day)?)?)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?|(?:\d+|an?) min(?:ute)?s? read|\d+ comments?|opinion|analysis|commentary|editorial|exclusive|edition|print|online|staff (?:writer|reporter|correspondent)s?|(?:senior |special |foreign |chief )?(?:correspondent|contributor|columnist|editor|reporter)|guest author)\b`)
	section  = regexp.MustCompile(`(?:^|[ |•·])(?i:(?:filed )?under|in|category):? \p{Lu}[\p{L}&]*(?:(?:, | & | and | )\p{Lu}[\p{L}&]*){0,4}`)

	// address is a line that only says where the text was taken from.
	address = regexp.MustCompile(`^<?(?:https?://|www\.)\S+>?$`)

	// paperOf is a line that says whose word a text is: "Statement of the Harbour Guild".
	paperOf = regexp.MustCompile(`^\W*(?i:(?:(?:press|news|media) (?:release|statement)|(?:(?:public|official|joint) )?statement|communiqu[eé]|declaration) (?:of|by|from|issued by) (?:the )?)(\p{Lu}[^\n]*)$`)

	later = regexp.MustCompile(`(?i)(?:updated|modified|revised)(?: (?:on|at))?:?[^\p{L}]*(?:\p{L}{3,9},? )?$`)

	field = regexp.MustCompile(`^\**(?i:(title|headline|author|authors|byline|date|published|publication date|publisher|publication|outlet|source|from)):\**[ \t]+(\S.*)$`)
)

// furniture looks at a block that stands before or between the running text
// and holds front matter alone: "12:00 AM, Jul 27, 2010 • By JANE ROE",
// "Author: Jane Roe", "Posted on May 3, 2021 in World".
func (p *proposer) furniture(i int) {
	r := &p.doc.Regions[i]
	block := r.In(p.doc.Text)
	if len(block) > 400 {
		return
	}
	all := true
	whole := r.Span
	var rest stemma.Span // of a block in which house and day stand above or below other words
	begin := r.Begin
	for line := range strings.Lines(block) {
		span := trimmed(p.doc.Text, begin, begin+len(line))
		begin += len(line)
		if span.IsZero() {
			continue
		}
		if p.line(span) {
			if !all && rest.IsZero() { // what stands above the day is no part of it
				rest = trimmed(p.doc.Text, whole.Begin, span.Begin)
			}
			continue
		}
		if rest != (stemma.Span{}) && span.Begin >= rest.End {
			rest = stemma.Span{}
		}
		if !p.issue(whole, span) {
			all = false
		} else if above := trimmed(p.doc.Text, whole.Begin, span.Begin); !above.IsZero() {
			rest = above
		} else if below := trimmed(p.doc.Text, span.End, whole.End); !below.IsZero() {
			rest = below
		}
	}
	named := p.doc.Publisher != nil && p.doc.Publisher.ShownBy == rest // nothing but the house stands beside the day
	switch {
	case (all || !rest.IsZero() && named) && !r.Kind.Masked():
		r.Kind = stemma.Header
	case !all && !rest.IsZero():
		r.Span = rest
	}
}

// line takes the values from one line of front matter and reports whether it
// is one.
func (p *proposer) line(span stemma.Span) bool {
	text := span.In(p.doc.Text)
	if address.MatchString(text) {
		for _, d := range dates(text) {
			p.setDate(d, span.Begin)
		}
		return true
	}
	if m := field.FindStringSubmatchIndex(text); m != nil {
		return p.field(strings.ToLower(text[m[2]:m[3]]), stemma.Span{Begin: span.Begin + m[4], End: span.Begin + m[5]})
	}
	if p.signed(span) {
		return true
	}
	if m := paperOf.FindStringSubmatchIndex(text); m != nil && named(text[m[2]:m[3]]) {
		p.set(&p.doc.Publisher, stemma.Span{Begin: span.Begin + m[2], End: span.Begin + m[3]})
		return false // it is the title too
	}
	rest := []byte(text)
	blank := func(begin, end int) {
		for i := begin; i < end; i++ {
			rest[i] = ' '
		}
	}
	on := dates(text)
	for _, d := range on {
		blank(d.span.Begin, d.span.End)
	}
	name := byName().FindSubmatchIndex(rest)
	if name != nil {
		blank(name[0], name[3])
	}
	if len(on) == 0 && name == nil {
		return false
	}
	// The affiliation after a name: "By Jane Roe, Reuters", "By Jane Roe in Lima".
	left := clock.ReplaceAllString(string(rest), " ")
	left = section.ReplaceAllString(left, " ")
	left = sundries.ReplaceAllString(left, " ")
	words := strings.FieldsFunc(left, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '.' })
	if name != nil && strings.TrimSpace(string(rest[:name[3]])) == "" && len(words) <= 5 && !running(text) && !strings.HasSuffix(text, ".") && capitals(words) {
		words = nil
	}
	if len(strings.Trim(strings.Join(words, ""), ".")) > 0 {
		return false
	}
	if name != nil {
		p.set(&p.doc.Byline, stemma.Span{Begin: span.Begin + name[2], End: span.Begin + name[3]})
	}
	for _, d := range on {
		if !later.MatchString(text[:d.span.Begin]) || len(on) == 1 {
			p.setDate(timed(text, d), span.Begin)
			break
		}
	}
	return true
}

// beforeDay and behindDay are the signs that may part the name of a house from the
// day of an issue, and close what opened there.
const (
	beforeDay = " ,;:|•·–—(-"
	behindDay = " )"
)

// issue takes the house and the day from a line that holds nothing else, at the
// beginning of a block or, below a title, at its end: "Harbour Post, 3 March 2024".
// Such a line is no sentence: nothing stands behind the day, and the line
// below begins another. A name of another kind tells what happened that day as often as who
// printed it then.
func (p *proposer) issue(block, line stemma.Span) bool {
	text := line.In(p.doc.Text)
	on := dates(text)
	if len(on) != 1 || len(on[0].value) != len("2006-01-02") {
		return false
	}
	below := strings.TrimSpace(p.doc.Text[line.End:block.End])
	if first, _ := utf8.DecodeRuneInString(below); below != "" && (line.Begin != block.Begin || !unicode.IsUpper(first)) {
		return false
	}
	if above := p.doc.Text[block.Begin:line.Begin]; strings.Count(above, "\n") > 2 || running(above) {
		return false
	}
	behind := clock.ReplaceAllString(text[on[0].span.End:], "")
	if m := ofPaper.FindStringIndex(text[:on[0].span.Begin]); m != nil && strings.Trim(behind, behindDay) == "" {
		if above := trimmed(p.doc.Text, block.Begin, line.Begin); house.MatchString(above.In(p.doc.Text)) || byBody.MatchString(text) && named(above.In(p.doc.Text)) {
			p.set(&p.doc.Publisher, above)
		}
		p.setDate(timed(text, on[0]), line.Begin)
		return true
	}
	before := strings.TrimRight(text[:on[0].span.Begin], beforeDay)
	for cut := sundries.FindAllStringIndex(before, -1); len(cut) > 0 && cut[len(cut)-1][1] == len(before) && cut[len(cut)-1][0] > 0; cut = cut[:len(cut)-1] {
		shorter := strings.TrimRight(before[:cut[len(cut)-1][0]], " ")
		if shorter == strings.TrimRight(shorter, beforeDay) {
			break // a word of the name: "The Harbour Edition, 3 March 2024"
		}
		before = strings.TrimRight(shorter, beforeDay)
	}
	if strings.Trim(behind, behindDay) != "" || strings.TrimSpace(before) == strings.TrimSpace(text[:on[0].span.Begin]) ||
		!host.MatchString(before) && (len(strings.Fields(before)) < 2 || !house.MatchString(before)) {
		return false
	}
	p.set(&p.doc.Publisher, stemma.Span{Begin: line.Begin, End: line.Begin + len(before)})
	p.setDate(timed(text, on[0]), line.Begin)
	return true
}

var (
	// ofPaper is what a paper calls itself before its day: "Press release, 14 June 2027".
	ofPaper = regexp.MustCompile(`^\W*(?i:(?:(?:press|news|media) (?:release|statement)|(?:(?:public|official|joint) )?statement(?: to the press)?|communiqu[eé]|(?:(?:policy|intelligence|situation) )?brief(?:ing)?(?: (?:note|paper))?|` +
		`memorandum|memo|note|(?:(?:interim|final|annual|situation|special|research) )?report|bulletin|declaration|(?:open )?letter|transcript|minutes|cable|circular|fact ?sheet|update))(?: (?i:of|dated|no\.? ?\d+))?[ ,;:–—(-]*$`)
	// byBody is what a body calls what it says itself, whatever kind of body it is.
	byBody = regexp.MustCompile(`(?i)^\W*(?:press|news|media|public|official|joint)?\W*(?:release|statement|communiqu[eé]|declaration)\b`)
	// host is the name under which pages are found.
	host = regexp.MustCompile(`^\W*(?:www\.)?[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,}\W*$`)
)

// named reports whether a line may be the name of a body: a few words with capitals, and no more.
func named(line string) bool {
	words := strings.Fields(line)
	return len(words) > 1 && len(words) <= mostNamed && !strings.ContainsAny(line, "\n.:;!?") && capitals(words)
}

// mostNamed is how many words the name of a body has at most, where nothing but its place shows that it is one.
const mostNamed = 8

// timed adds the time of day that stands beside a date: "11:40 PM, Mar 9, 2017".
func timed(text string, d dated) dated {
	for _, m := range clock.FindAllStringIndex(text, -1) {
		between := stemma.Span{Begin: m[1], End: d.span.Begin}
		whole := stemma.Span{Begin: m[0], End: d.span.End}
		if m[0] > d.span.Begin {
			between = stemma.Span{Begin: d.span.End, End: m[0]}
			whole = stemma.Span{Begin: d.span.Begin, End: m[1]}
		}
		if between.Begin > between.End || strings.Trim(between.In(text), ", ") != "" && strings.Trim(between.In(text), ", ") != "at" {
			continue
		}
		for _, layout := range []string{"3:04 pm", "3:04pm", "15:04", "3 pm", "3pm"} {
			words := strings.ReplaceAll(strings.ToLower(text[m[0]:m[1]]), ".", "")
			if t, err := time.Parse(layout, words); err == nil && len(d.value) == len("2006-01-02") {
				return dated{whole, d.value + t.Format("T15:04")}
			}
		}
	}
	return d
}

func capitals(words []string) bool {
	for _, w := range words {
		r, _ := utf8.DecodeRuneInString(w)
		if !unicode.IsUpper(r) && w != "in" && w != "of" && w != "for" && w != "the" && w != "at" && w != "from" {
			return false
		}
	}
	return true
}

// signed takes a line that is a byline whatever follows the name ("By Jane
// Roe, who reports from Lund"), and knows one that names the author stated by
// the metadata.
func (p *proposer) signed(span stemma.Span) bool {
	text := span.In(p.doc.Text)
	if len(strings.Fields(text)) > 14 || strings.HasSuffix(text, ".") {
		return false
	}
	if by, ok := strings.CutPrefix(strings.ToLower(text), "by "); ok && p.doc.Byline != nil && p.doc.Byline.ShownBy != span && strings.HasPrefix(by, strings.ToLower(p.doc.Byline.Value)) {
		return true
	}
	m := byName().FindStringSubmatchIndex(text)
	if m == nil || m[0] != 0 || !strings.HasPrefix(text[m[3]:], ", ") || len(dates(text)) > 0 {
		return false
	}
	p.set(&p.doc.Byline, stemma.Span{Begin: span.Begin + m[2], End: span.Begin + m[3]})
	return true
}

// field takes the value of a labelled line.
func (p *proposer) field(label string, value stemma.Span) bool {
	words := value.In(p.doc.Text)
	if len(words) > 300 {
		return false
	}
	switch label {
	case "title", "headline":
		p.set(&p.doc.Title, value)
	case "author", "authors", "byline":
		if m := byName().FindStringSubmatchIndex(words); m != nil {
			value = stemma.Span{Begin: value.Begin + m[2], End: value.Begin + m[3]}
		}
		p.set(&p.doc.Byline, value)
	case "from":
		// Of a memorandum or letter, which says whom it is to as well; elsewhere it
		// may be a place.
		if !addressed.MatchString(p.doc.Text[max(0, value.Begin-longestHead):min(len(p.doc.Text), value.End+longestHead)]) {
			return false
		}
		if name := sender.FindStringIndex(words); name != nil {
			value.End = value.Begin + name[1]
		}
		p.set(&p.doc.Byline, value)
	case "date", "published", "publication date":
		on := dates(words)
		if len(on) == 0 {
			return false
		}
		p.setDate(on[0], value.Begin)
	default:
		if strings.HasSuffix(words, ".") || len(strings.Fields(words)) > 10 {
			return false
		}
		// Below a text it names whom the publisher took from.
		if label != "source" || p.prose == 0 || value.Begin < p.prose {
			p.set(&p.doc.Publisher, value)
		}
	}
	return true
}

var (
	addressed = regexp.MustCompile(`(?im)^\**to:\**[ \t]+\S`)
	// sender is the name before an address or an office: "Jane Roe <jane@...>",
	// "Jane Roe, Director".
	sender = regexp.MustCompile(`^[^<,;(\[]*[^<,;(\[\s]`)
)

// longestHead is how many bytes from the line that says whom a letter is from the
// one stands that says whom it is to.
const longestHead = 400

var (
	// A dateline: places in capitals or before an agency in brackets, a day,
	// the agency, a dash: "LIMA, 3 JAN 90 (EFE) --", "Geneva (AFP) –".
	dateline = pattern(`^\(?(` + places + `(?:[,/] ?` + places + `){0,3}?)(,? ?(?:` + monthWords + ` \d{1,2}(?:, \d{4})?|\d{1,2} ` + monthWords + `(?:,? \d{2,4})?|\d{4}-\d\d-\d\d))?,? ?(\((\p{Lu}[\p{L}&./ -]{1,50})\))?\)? ?(?:--|—|–|-|:)[ \[]`)

	// The same in other languages, whose months are not known: there has to be an
	// agency. "Lima, 3 ene (EFE).-", "Paris, 9 mars (AFP) –".
	foreign = pattern(`^(` + places + `(?:[,/] ?` + places + `){0,3}?)(,? ?\d{1,2}\.? (?:de )?\p{L}{3,10}\.?(?:,? (?:de(?:l)? )?\d{2,4})?)?,? ?(\((\p{Lu}[\p{L}&./ -]{1,50})\)) ?\.? ?(?:--|—|–|-|:)[ \[]`)

	// opening is what stands between a dateline and the report: white space, and
	// the note of monitoring services that the full text follows.
	opening = regexp.MustCompile(`^\s*(?:\[(?i:text|excerpts?|passage omitted)\]\s*)?`)

	writes    = pattern(`(?:^|[.!?]["”’']?\s+)[Ww]rites (` + fullName + `)\.?\s*$`)
	bracketed = pattern(`\[(?i:by) (` + fullName + `)\]`)

	reporting = pattern(`^\(?(?i:reporting|additional reporting|written|report) by (` + manyName + `)`)
	appeared  = pattern(`\b(?:(?:first|originally) (?:appeared|published|posted|ran)|(?:was|were) (?:first|originally) published|republished|reprinted) (?:in|on|at|by|from)(?: the website of)? ((?:[Tt]he )?\p{Lu}[\p{L}\p{N}'’&.-]*(?: (?:of|for|and|the|in|on|de) \p{Lu}[\p{L}\p{N}'’&-]*| \p{Lu}[\p{L}\p{N}'’&-]*){0,6})`)
)

// inline takes what the first sentences hold: the dateline, "Writes Jane Roe",
// the note that a text appeared elsewhere.
func (p *proposer) inline(i int) {
	r := p.doc.Regions[i]
	text := r.In(p.doc.Text)
	if m := datelined(text); m != nil {
		for _, d := range dates(text[m[0]:m[1]]) {
			p.setDate(d, r.Begin)
		}
		if m[8] >= 0 {
			p.set(&p.doc.Publisher, stemma.Span{Begin: r.Begin + m[8], End: r.Begin + m[9]})
		}
		if m[4] >= 0 || m[8] >= 0 {
			p.datelines[i] = r.Begin + m[1] - 1 + len(opening.FindString(text[m[1]-1:]))
		}
	}
	end := r
	if end.Len() > 300 {
		end.Begin = end.End - 300
		for !utf8.RuneStart(p.doc.Text[end.Begin]) {
			end.Begin++
		}
	}
	p.match(&p.doc.Byline, writes(), end)
	if head := min(len(text), 300); p.doc.Byline == nil {
		p.match(&p.doc.Byline, bracketed(), stemma.Region{Span: stemma.Span{Begin: r.Begin, End: r.Begin + head}})
	}
	p.elsewhere(r)
}

// datelined returns the groups of the dateline that a block begins with, nil
// if there is none: place, day, agency in brackets, agency. Without an agency
// the place must stand in capitals.
func datelined(block string) []int {
	m := dateline().FindStringSubmatchIndex(block)
	if m == nil {
		m = foreign().FindStringSubmatchIndex(block)
	}
	if m == nil {
		return nil
	}
	city, _, _ := strings.Cut(block[m[2]:m[3]], ",")
	if first, _, _ := strings.Cut(strings.ToLower(city), " "); first == "the" {
		return nil
	}
	if m[8] < 0 && (city != strings.ToUpper(city) || utf8.RuneCountInString(city) < 3 || block[m[3]] == ':' || m[4] < 0 && !running(block)) {
		return nil
	}
	return m
}

// thisText are words for the text that a note is on.
var thisText = regexp.MustCompile(`(?i)\b(?:this|article|story|piece|essay|version|post|text|interview|column)\b`)

// elsewhere takes the outlet, and the day, from a short note that a text
// appeared there first.
func (p *proposer) elsewhere(r stemma.Region) {
	text := r.In(p.doc.Text)
	if len(text) > 400 {
		return
	}
	m := appeared().FindStringSubmatchIndex(text)
	if m == nil {
		return
	}
	if before := text[strings.LastIndexAny(text[:m[0]], ".!?")+1 : m[0]]; strings.ContainsFunc(before, unicode.IsLetter) && !thisText.MatchString(before) {
		return // "The order was first published by the Lund Review"
	}
	p.set(&p.doc.Publisher, stemma.Span{Begin: r.Begin + m[2], End: r.Begin + m[2] + len(strings.TrimRight(text[m[2]:m[3]], ".-"))})
	for _, d := range dates(text[m[3]:]) {
		p.setDate(d, r.Begin+m[3])
	}
}

// credit takes what stands below a text: "(Reporting by Jane Roe; Editing by
// John Doe)", a byline on a line of its own, and masks "Source: Agency".
func (p *proposer) credit(i int) {
	r := p.doc.Regions[i]
	begin := r.Begin
	for line := range strings.Lines(r.In(p.doc.Text)) {
		span := trimmed(p.doc.Text, begin, begin+len(line))
		begin += len(line)
		text := span.In(p.doc.Text)
		if m := field.FindStringSubmatchIndex(text); m != nil && strings.EqualFold(text[m[2]:m[3]], "source") {
			if p.field("source", stemma.Span{Begin: span.Begin + m[4], End: span.Begin + m[5]}) && span == p.doc.Regions[i].Span && !r.Kind.Masked() {
				p.doc.Regions[i].Kind = stemma.Footer
			}
		}
		if len(text) <= 80 && !running(text) {
			if m := byName().FindStringSubmatchIndex(text); m != nil && m[0] == 0 {
				p.line(span)
			}
		}
	}
	p.match(&p.doc.Byline, reporting(), r)
	p.elsewhere(r)
}

// houses are the last or first words in the names of those who publish.
const houses = `(?i:agency|association|authority|bulletin|bureau|cent(?:er|re)|chronicle|commission|committee|council|courier|daily|department|dispatch|embassy|federation|foundation|gazette|guardian|herald|independent|inquirer|inquiry|institute|journal|magazine|mail|messenger|ministry|monitor|network|news|newsletter|newswire|observer|office|police|post|press|radio|record|register|report|review|sentinel|service|standard|star|sun|telegraph|television|times|tribune|union|university|voice|watch|weekly|wire|world)`

// house is the name of such a one, alone on its line.
var house = regexp.MustCompile(`^(?:(?i:the) )?(?:` + capital + ` ){0,5}` + houses + `(?: (?:(?:(?i:of|for|and|the|on|in) ){0,3}` + capital + `)){0,6}$`)

// masthead takes the name of the house that stands alone above a text, right
// above or below a line with the date or the author.
func (p *proposer) masthead(head []int) {
	for n, i := range head {
		r := p.doc.Regions[i]
		text := r.In(p.doc.Text)
		if running(text) {
			return
		}
		beside := n > 0 && p.doc.Regions[head[n-1]].Kind == stemma.Header || n+1 < len(head) && p.doc.Regions[head[n+1]].Kind == stemma.Header
		speaks := n+1 < len(head) && p.doc.Regions[head[n+1]].Kind == stemma.Header && byBody.MatchString(p.words(head[n+1])) && named(text)
		if r.Kind.Masked() || !beside || len(strings.Fields(text)) < 2 || !house.MatchString(text) && !speaks {
			continue
		}
		// One other block must be left to be the title, unless it is known.
		if p.doc.Publisher == nil && (p.doc.Title == nil || !r.Overlaps(p.doc.Title.ShownBy)) {
			p.set(&p.doc.Publisher, r.Span)
			p.doc.Regions[i].Kind = stemma.Header
		}
		return
	}
}

// title takes the first block above the running text that can be one. One or
// two words name a section, a kind of text or a person as often as a text:
// they are passed over.
func (p *proposer) title(head []int) {
	if p.doc.Title != nil {
		p.headline(head)
		return
	}
	for n, i := range head {
		r := p.doc.Regions[i]
		text := r.In(p.doc.Text)
		if running(text) && !p.titled(head, n) {
			return
		}
		if r.Kind.Masked() || len(strings.Fields(text)) < 3 && !labelled.MatchString(text) || n == len(head)-1 && r.Kind != stemma.Heading {
			continue
		}
		if m := labelled.FindStringSubmatchIndex(text); m != nil {
			// "OPINION — Tea for eleven"
			r.Begin += m[2]
			text = r.In(p.doc.Text)
		}
		words := strings.Fields(text)
		ended := strings.HasSuffix(strings.TrimRight(text, `"'”’)`), ".")
		switch {
		case r.Kind != stemma.Paragraph && r.Kind != stemma.Heading,
			len(words) > 35, len(text) > 300, strings.Count(text, "\n") > 2,
			ended && !p.titled(head, n),
			strings.HasSuffix(text, ":") || strings.HasSuffix(text, ","),
			address.MatchString(text),
			datelined(text) != nil,
			!strings.ContainsFunc(text, unicode.IsLetter):
			return
		}
		p.set(&p.doc.Title, trimmed(p.doc.Text, r.Begin, r.End))
		p.doc.Regions[i].Kind = stemma.Heading
		return
	}
}

var labelled = regexp.MustCompile(`^(?i:opinion|analysis|comment(?:ary)?|editorial|exclusive|interview|feature|breaking|column|op-ed) ?[—–|-]+ (\S.*)$`)

// titled reports whether a block that ends like a sentence is a title all the
// same: its words are capitalised as in titles, or a dateline follows.
func (p *proposer) titled(head []int, n int) bool {
	text := p.words(head[n])
	if len(text) > 300 || len(strings.Fields(text)) > 25 {
		return false
	}
	if n+1 < len(head) && datelined(p.words(head[n+1])) != nil {
		return true
	}
	long, raised := 0, 0
	for _, w := range strings.Fields(text) {
		w = strings.TrimFunc(w, func(r rune) bool { return !unicode.IsLetter(r) })
		if utf8.RuneCountInString(w) < 4 {
			continue
		}
		long++
		if r, _ := utf8.DecodeRuneInString(w); unicode.IsUpper(r) && w != strings.ToUpper(w) {
			raised++
		}
	}
	return long >= 3 && raised*10 >= long*9
}

// headline makes the block that repeats the title known from elsewhere a
// Heading.
func (p *proposer) headline(head []int) {
	for _, i := range head {
		r := &p.doc.Regions[i]
		if r.Kind == stemma.Paragraph && r.Contains(p.doc.Title.ShownBy) && !p.doc.Title.ShownBy.IsZero() && r.Len() <= p.doc.Title.ShownBy.Len()+20 {
			r.Kind = stemma.Heading
		}
	}
}

func (p *proposer) set(to **stemma.Shown, span stemma.Span) {
	if *to != nil || span.IsZero() {
		return
	}
	// The stop or semicolon that ends a line is no part of a name or title; that
	// of an initial or an abbreviation is.
	words := span.In(p.doc.Text)
	if bare := strings.TrimRight(words, " ;"); bare != words {
		span.End = span.Begin + len(bare)
	} else if fullStop.MatchString(words) && to != &p.doc.Title {
		span.End--
	}
	if span.Len() == 0 {
		return
	}
	*to = &stemma.Shown{Value: strings.Join(strings.Fields(span.In(p.doc.Text)), " "), ShownBy: span}
}

func (p *proposer) setDate(d dated, base int) {
	if p.doc.Published == nil {
		p.doc.Published = &stemma.Shown{Value: d.value, ShownBy: stemma.Span{Begin: base + d.span.Begin, End: base + d.span.End}}
	}
}

var fullStop = regexp.MustCompile(`\p{L}{4,}\.$`)

// match sets a value to the first group of re in the region.
func (p *proposer) match(to **stemma.Shown, re *regexp.Regexp, r stemma.Region) {
	if m := re.FindStringSubmatchIndex(r.In(p.doc.Text)); m != nil {
		p.set(to, stemma.Span{Begin: r.Begin + m[2], End: r.Begin + m[3]})
	}
}

// trimmed is the span without white space at its ends, zero if none is left.
func trimmed(text string, begin, end int) stemma.Span {
	s := strings.TrimLeftFunc(text[begin:end], unicode.IsSpace)
	begin = end - len(s)
	end = begin + len(strings.TrimRightFunc(s, unicode.IsSpace))
	if begin == end {
		return stemma.Span{}
	}
	return stemma.Span{Begin: begin, End: end}
}
