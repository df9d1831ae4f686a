package web

import (
	"cmp"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/stemma/stemma"
)

// How a document is laid out.
//
// Its regions become pieces, in order and without overlap; words outside every
// region are pieces too, so that nothing is left out. Pieces are gathered into
// parts, a page each, so that a book opens as fast as a cable. A part becomes
// blocks (a paragraph, a list, a table), and the text of each block is cut
// into runs: stretches over which the same statements stand. Runs put together
// are the text of the piece, byte for byte; a test holds this.

const (
	partPieces = 200      // of a part: about twenty printed pages
	partBytes  = 64 << 10 // of a part's text
	pieceBytes = 16 << 10 // of a piece: a text without paragraphs is cut
	tints      = 6        // colours that can be told apart, by the colour-blind too
)

// A piece is a stretch of text of one kind.
type piece struct {
	stemma.Span
	Kind      stemma.RegionKind // "" outside every region
	Continues bool              // the piece before is the beginning of the same region
}

// pieces cuts a document up.
func pieces(d *stemma.Document) []piece {
	out := []piece{}
	add := func(span stemma.Span, kind stemma.RegionKind) {
		for first := true; ; first = false {
			cut := cutAt(d.Text, span, pieceBytes)
			out = append(out, piece{stemma.Span{Begin: span.Begin, End: cut}, kind, !first})
			if cut == span.End {
				return
			}
			span.Begin = cut
		}
	}
	pos := 0
	// between lays out the words before the region of the kind that begins at
	// end, and returns where the region begins. What stands on its line goes with
	// it: the dateline of a report, the hash of a heading, the number of an item,
	// the star after a word. Bars between cells are the table itself.
	last := stemma.RegionKind("")
	between := func(end int, kind stemma.RegionKind) int {
		gap := d.Text[pos:end]
		if strings.TrimSpace(gap) == "" {
			return end
		}
		begin, from := end, pos
		signs := !strings.ContainsFunc(gap, unicode.IsLetter)
		if signs {
			if (kind == stemma.Cell || last == stemma.Cell) && !strings.ContainsFunc(gap, unicode.IsDigit) {
				return end
			}
			if i := strings.IndexByte(gap, '\n'); len(out) > 0 && i >= 0 && strings.TrimSpace(gap[:i]) != "" {
				from = pos + i
				out[len(out)-1].End = from
			}
		}
		if i := strings.LastIndexByte(gap, '\n') + 1; kind != "" && (signs || !kind.Masked()) && strings.TrimSpace(gap[i:]) != "" {
			begin = max(from, pos+i)
		}
		for _, span := range paragraphs(d.Text[from:begin]) {
			add(stemma.Span{Begin: from + span.Begin, End: from + span.End}, "")
		}
		return begin
	}
	for _, r := range d.Regions {
		r.Begin, r.End = max(r.Begin, pos), min(r.End, len(d.Text))
		if r.Kind == stemma.Page || r.Begin >= r.End {
			continue
		}
		r.Begin = between(r.Begin, r.Kind)
		add(r.Span, r.Kind)
		pos, last = r.End, r.Kind
	}
	between(len(d.Text), "")
	return out
}

// paragraphs are the runs of lines between blank lines.
func paragraphs(text string) []stemma.Span {
	var out []stemma.Span
	begin, end := -1, 0
	for pos := 0; pos < len(text); {
		next := len(text)
		if n := strings.IndexByte(text[pos:], '\n'); n >= 0 {
			next = pos + n + 1
		}
		if strings.TrimSpace(text[pos:next]) != "" {
			if begin < 0 {
				begin = pos
			}
			end = next
		} else if begin >= 0 {
			out, begin = append(out, stemma.Span{Begin: begin, End: end}), -1
		}
		pos = next
	}
	if begin >= 0 {
		out = append(out, stemma.Span{Begin: begin, End: end})
	}
	return out
}

// cutAt is where to cut a span so that at most n bytes are before: after a
// sentence if one ends in the last quarter, else after a word, never inside a
// character.
func cutAt(text string, span stemma.Span, n int) int {
	if span.Len() <= n {
		return span.End
	}
	window := text[span.Begin : span.Begin+n]
	for _, mark := range []string{"\n\n", ". ", ".\n", " ", "\n"} {
		if i := strings.LastIndex(window, mark); i > n*3/4 {
			return span.Begin + i + len(mark)
		}
	}
	for n > 1 && !utf8.RuneStart(text[span.Begin+n]) {
		n--
	}
	return span.Begin + n
}

// parts gathers pieces into pages.
func parts(ps []piece) [][]piece {
	var out [][]piece
	first, bytes := 0, 0
	for i, p := range ps {
		if i > first && (i-first == partPieces || bytes+p.Len() > partBytes) {
			out, first, bytes = append(out, ps[first:i]), i, 0
		}
		bytes += p.Len()
	}
	return append(out, ps[first:])
}

// partAt is the index of the part that holds the place.
func partAt(parts [][]piece, place int) int {
	for i, ps := range parts {
		if len(ps) > 0 && place < ps[len(ps)-1].End {
			return i
		}
	}
	return len(parts) - 1
}

// A sheet is a stretch of a document to lay out, with what is laid over it.
type sheet struct {
	doc      *stemma.Document
	all      []*stemma.Statement             // of the document, in order of the text
	standing map[stemma.ID]*stemma.Judgement // of the case
	chosen   stemma.ID                       // the statement that was asked for
	links    []stemma.Attribution            // its chain, less the author
	place    stemma.Span                     // or the place
	speaker  string                          // or the speaker, as sourceKey tells it; KindAuthor for the author

	excerpt bool // a few paragraphs without notes, so that no sign leads to one

	disputed map[stemma.ID]*dispute // by statement; may be nil
	twins    []twin                 // documents that share passages with this one

	tint    map[string]int // by the words for a source
	numbers map[stemma.ID]int
	begun   map[string]bool // element ids given out
	voiced  map[speech]stemma.ID
	pages   []stemma.Region
}

// A speech is told apart from others by the words of its source and cue and by
// how many links there are before its content.
type speech struct {
	source, cue stemma.Span
	links       int
}

// A block is what stands together: a paragraph, a list, a table.
type block struct {
	Kind   stemma.RegionKind
	Masked bool
	Bytes  int
	Lines  [][]run   // a list has one an item, everything else one
	Rows   [][][]run // of a table
	Notes  []note
	Own    []own
	Also   []also   // where it stands besides, told where that changes
	More   int      // of them that are not named
	Taken  bool     // it stands elsewhere, too
	Shows  []string // what of the document its words show: "title", "date"
	Faded  bool     // most of its words are those, and stand on the page already
	Marked bool     // the items of a list bring their own signs
	Pages  []int    // numbers of pages that begin here
}

// also is another document in which a passage stands.
type also struct {
	Name, Kind, Address string
}

// A run is words over which the same statements stand.
type run struct {
	Text       string
	Class      string
	Element    string // id of the element
	Statements string // ids, apart by a space
	Signs      []sign
}

// A sign stands in the text where a statement begins.
type sign struct {
	Statement stemma.ID
	Element   string // id of the element, "" where the statement goes on in another block
	Number    int    // 0 for the author's own voice
	Tint      int
	Label     string
}

// A note stands in the margin and says who is behind a statement.
type note struct {
	Statement stemma.ID
	Number    int
	Inside    int // number of the statement whose voice quotes this one, 0 for none
	Depth     int // of voices: 1 for a source that the author quotes
	Chain     []rung
	Judged    *stemma.Judgement
	Chosen    bool
	Disputed  *dispute // the conflict of a claim that it is a member of
}

// A rung is one link of a chain, in words.
type rung struct {
	stemma.Attribution
	Author         bool
	Source, Cue    string
	Left           bool // the text leaves the source out; Source says what is known
	Tint           int
	Stance         string // how it holds the content
	Plain, Told    bool   // it says so as certain; the text shows how sure it is
	Quiet          bool   // it only reports another, and nothing is shown of its own stance
	Type           string // what kind of source it is
	Reason, Showed string
	Many, Close    string   // how many it is; how near it stands to what it tells of
	Is             string   // who that is, where its words do not say so themselves
	Around         []marked // its words in those around them
	Line           int      // of the text, from 1; 0 where it has no words
}

// own is a statement in the author's own voice.
type own struct {
	Statement stemma.ID
	Words     string
	Chain     []rung
	Judged    *stemma.Judgement
	Chosen    bool
	Disputed  *dispute
	Unsure    bool // the text shows that the author does not say it as certain
}

func newSheet(doc *stemma.Document, all []*stemma.Statement, standing map[stemma.ID]*stemma.Judgement) *sheet {
	s := &sheet{doc: doc, all: all, standing: standing, tint: map[string]int{}, numbers: map[stemma.ID]int{}, begun: map[string]bool{}, voiced: map[speech]stemma.ID{}}
	for _, st := range all {
		v := st.Voice()
		if k := (speech{v.Source, v.Cue, len(st.Chain)}); s.voiced[k] == "" {
			s.voiced[k] = st.ID
		}
		for _, a := range st.Chain[1:] {
			key := s.sourceKey(a)
			if _, ok := s.tint[key]; !ok && key != "" {
				s.tint[key] = len(s.tint)%tints + 1
			}
		}
	}
	for _, r := range doc.Regions {
		if r.Kind == stemma.Page {
			s.pages = append(s.pages, r)
		}
	}
	return s
}

// picked reports whether the statement, or somebody in whose voice it stands,
// was asked for.
func (s *sheet) picked(st *stemma.Statement) bool {
	switch {
	case st.ID == s.chosen:
		return true
	case s.speaker == "":
		return false
	case s.speaker == stemma.KindAuthor:
		return !st.Attributed()
	}
	return slices.ContainsFunc(st.Chain[1:], func(a stemma.Attribution) bool { return s.sourceKey(a) == s.speaker })
}

// choose makes st the statement that was asked for.
func (s *sheet) choose(st *stemma.Statement) { s.chosen, s.links = st.ID, st.Chain[1:] }

// words are the words of a span, "" where it does not lie in the text.
func (s *sheet) words(span stemma.Span) string {
	if span.Begin < 0 || span.Begin >= span.End || span.End > len(s.doc.Text) {
		return ""
	}
	return strings.Join(strings.Fields(span.In(s.doc.Text)), " ")
}

// sourceKey is what a source is told apart by: its words as they stand. Who
// stands behind two wordings is not decided here.
func (s *sheet) sourceKey(a stemma.Attribution) string {
	return strings.ToLower(cmp.Or(s.words(a.Source), string(a.SourceType)))
}

// rungs puts the chain of a statement in words.
func (s *sheet) rungs(st *stemma.Statement) []rung {
	out := make([]rung, len(st.Chain))
	for i, a := range st.Chain {
		r := rung{Attribution: a, Author: a.Kind == stemma.KindAuthor,
			Source: s.words(a.Source), Cue: s.words(a.Cue), Stance: st.Stance(i), Plain: a.Plain(), Told: a.Told(),
			Type: stemma.SourceWords(a.SourceType), Reason: s.words(a.Anonymity), Many: s.words(a.Number), Close: s.words(a.Closeness)}
		r.Quiet = !r.Told && i < len(st.Chain)-1
		if r.Source == "" && !r.Author {
			r.Left, r.Source = true, leftOut(a)
		}
		if !r.Author {
			r.Tint = s.tint[s.sourceKey(a)]
		}
		showed := []string{}
		for _, span := range a.ShownBy {
			showed = append(showed, "“"+s.words(span)+"”")
		}
		r.Showed = strings.Join(showed, ", ")
		out[i] = r
	}
	return out
}

func leftOut(a stemma.Attribution) string {
	switch a.SourceType {
	case "official":
		return "an official, not named"
	case "document":
		return "a document, not named"
	case "group":
		return "a group, not named"
	case "media":
		return "a medium, not named"
	case "evidence":
		return "evidence, not named"
	}
	return "source left out"
}

// ownSign is how an item begins that needs no bullet from us.
var ownSign = regexp.MustCompile(`^\s*([\p{Nd}\pL]{1,3}[.)]|[^\pL\p{Nd}\s"'“‘(\[])\s`)

// blocks lays pieces out.
func (s *sheet) blocks(ps []piece) []block {
	if len(ps) == 0 {
		return nil
	}
	whole := stemma.Span{Begin: ps[0].Begin, End: ps[len(ps)-1].End}
	here := []*stemma.Statement{}
	for _, st := range s.all {
		if overlaps(st.Content, whole) {
			here = append(here, st)
		}
	}
	var out []block
	besides := ""
	for i := 0; i < len(ps); {
		p := ps[i]
		b := block{Kind: p.Kind, Masked: p.Kind.Masked(), Bytes: p.Len()}
		n := 1
		switch p.Kind {
		case stemma.ListItem, stemma.Cell:
			b.Marked = ownSign.MatchString(s.doc.Text[p.Begin:p.End])
			for i+n < len(ps) && ps[i+n].Kind == p.Kind && strings.Count(s.doc.Text[ps[i+n-1].End:ps[i+n].Begin], "\n") < 2 {
				n++
			}
		}
		for j, p := range ps[i : i+n] {
			runs := s.runs(p.Span, here, &b)
			if p.Kind != stemma.Cell {
				b.Lines = append(b.Lines, runs)
				continue
			}
			if j == 0 || strings.Contains(s.doc.Text[ps[i+j-1].End:p.Begin], "\n") {
				b.Rows = append(b.Rows, nil)
			}
			b.Rows[len(b.Rows)-1] = append(b.Rows[len(b.Rows)-1], runs)
		}
		for k, r := range s.pages {
			if p.Begin <= r.Begin && r.Begin < ps[i+n-1].End || i > 0 && ps[i-1].End <= r.Begin && r.Begin < p.Begin {
				b.Pages = append(b.Pages, k+1)
			}
		}
		if p.Kind == stemma.Heading || p.Kind == stemma.Cell {
			// A margin that says of every heading and cell whose voice it is
			// says nothing; the list of statements has them.
			b.Own = slices.DeleteFunc(b.Own, func(o own) bool { return !o.Chosen && o.Judged == nil })
		}
		if !b.Masked && b.Kind != stemma.Heading {
			besides = s.besides(stemma.Span{Begin: p.Begin, End: ps[i+n-1].End}, &b, besides)
		}
		out = append(out, b)
		i += n
	}
	return out
}

// mostBesides is how many other documents the margin names at a time; the list
// above the text has more.
const mostBesides = 3

// besides notes on a block in which other documents it stands, too. Where they
// are those of the block before, it is only marked: a copy is not told of at
// every paragraph. It returns which they are.
func (s *sheet) besides(stretch stemma.Span, b *block, before string) string {
	var set strings.Builder
	var all []also
	for i := range s.twins {
		t := &s.twins[i]
		if in := t.covers(stretch); !in.IsZero() {
			fmt.Fprintf(&set, "%d ", i)
			all = append(all, also{t.Name, t.Kind, fmt.Sprintf("%s&at=%d-%d#place", compareAddress(s.doc.ID, t.Other), in.Begin, in.End)})
		}
	}
	b.Taken = len(all) > 0
	if set.String() != before {
		b.Also = all[:min(len(all), mostBesides)]
		b.More = len(all) - len(b.Also)
	}
	return set.String()
}

func overlaps(content []stemma.Span, span stemma.Span) bool {
	return slices.ContainsFunc(content, span.Overlaps)
}

// runs cuts the text of a span where anything begins or ends, and hangs the
// notes of the statements that begin in it on the block.
func (s *sheet) runs(span stemma.Span, here []*stemma.Statement, b *block) []run {
	var over []*stemma.Statement
	cuts := []int{span.Begin, span.End}
	cut := func(spans ...stemma.Span) {
		for _, c := range spans {
			for _, at := range [2]int{c.Begin, c.End} {
				if span.Begin < at && at < span.End && utf8.RuneStart(s.doc.Text[at]) {
					cuts = append(cuts, at)
				}
			}
		}
	}
	for _, st := range here {
		if overlaps(st.Content, span) {
			over = append(over, st)
			cut(st.Content...)
		}
		if st.Attributed() {
			cut(st.Voice().Cue)
		}
		for i := range st.Chain {
			cut(st.Chain[i].ShownBy...)
		}
	}
	// From the outside in: the last is the voice nearest the words.
	slices.SortStableFunc(over, func(a, b *stemma.Statement) int {
		return cmp.Or(len(a.Chain)-len(b.Chain), cmp.Compare(b.Bounds().Len(), a.Bounds().Len()))
	})
	shown, shownBytes := map[string]stemma.Span{}, 0
	for name, v := range map[string]*stemma.Shown{"title": s.doc.Title, "byline": s.doc.Byline, "publisher": s.doc.Publisher, "date": s.doc.Published} {
		if v != nil && v.ShownBy.Overlaps(span) {
			shown[name] = v.ShownBy
			cut(v.ShownBy)
			b.Shows = append(b.Shows, name)
			shownBytes += min(v.ShownBy.End, span.End) - max(v.ShownBy.Begin, span.Begin)
		}
	}
	slices.Sort(b.Shows)
	b.Shows = slices.Compact(b.Shows)
	b.Faded = 2*shownBytes > span.Len()
	cut(s.place)
	for _, a := range s.links {
		cut(a.Source, a.Cue)
	}
	slices.Sort(cuts)
	cuts = slices.Compact(cuts)

	signed := map[stemma.ID]bool{}
	var out []run
	for i := range len(cuts) - 1 {
		c := stemma.Span{Begin: cuts[i], End: cuts[i+1]}
		r := run{Text: c.In(s.doc.Text)}
		var class []string
		var ids []string
		var voices []*stemma.Statement
		for _, st := range over {
			if !overlaps(st.Content, c) {
				continue
			}
			ids = append(ids, string(st.ID))
			if s.picked(st) && !slices.Contains(class, "chosen") {
				class = append(class, "chosen")
			}
			if st.Attributed() {
				voices = append(voices, st)
			}
			if !signed[st.ID] {
				signed[st.ID] = true
				r.Signs = append(r.Signs, s.begin(st, b))
			}
		}
		r.Statements = strings.Join(ids, " ")
		if n := len(voices); n > 0 {
			class = append(class, "said", s.voiceClass(voices[n-1], ""))
			if n > 1 {
				class = append(class, s.voiceClass(voices[n-2], "out-"))
			}
		}
		for _, st := range here {
			if st.Attributed() && st.Voice().Cue.Contains(c) {
				class = append(class, "cue", fmt.Sprintf("q%d", s.tint[s.sourceKey(*st.Voice())]))
				break
			}
		}
		if slices.ContainsFunc(here, func(st *stemma.Statement) bool { return shows(st, c) }) {
			class = append(class, "shows-sure")
		}
		for _, a := range s.links {
			if a.Source.Contains(c) {
				class = append(class, "chosen-source")
			}
			if a.Cue.Contains(c) {
				class = append(class, "chosen-cue")
			}
		}
		for name, span := range shown {
			if span.Contains(c) {
				r.Element = s.once("shown-" + name)
			}
		}
		if s.place.Contains(c) {
			class = append(class, "place")
			r.Element = cmp.Or(s.once("place"), r.Element)
		}
		r.Class = strings.Join(class, " ")
		out = append(out, r)
	}
	return out
}

// shows reports whether the words show how sure anybody is of the statement.
// Words that only say that somebody is certain are left unmarked.
func shows(st *stemma.Statement, words stemma.Span) bool {
	return slices.ContainsFunc(st.Chain, func(a stemma.Attribution) bool {
		return !a.Plain() && slices.ContainsFunc(a.ShownBy, func(w stemma.Span) bool { return w.Contains(words) })
	})
}

// voiceClass names the look of a statement: its source by colour, its kind by
// the line beneath.
func (s *sheet) voiceClass(st *stemma.Statement, prefix string) string {
	if j := s.standing[st.ID]; j != nil && j.Kind == stemma.Reject {
		return prefix + "rejected"
	}
	v := st.Voice()
	return fmt.Sprintf("%st%d %s%s", prefix, s.tint[s.sourceKey(*v)], prefix, v.Kind)
}

// once gives an element id out at most once.
func (s *sheet) once(id string) string {
	if s.begun[id] {
		return ""
	}
	s.begun[id] = true
	return id
}

// begin makes the sign of a statement that begins, or goes on, in the block.
func (s *sheet) begin(st *stemma.Statement, b *block) sign {
	g := sign{Statement: st.ID, Element: s.once(string(st.ID))}
	if !st.Attributed() {
		if g.Element != "" {
			v := st.Voice()
			b.Own = append(b.Own, own{st.ID, short(60, s.quote(st)), s.rungs(st), s.standing[st.ID], st.ID == s.chosen, s.disputed[st.ID], v.Told() && !v.Plain()})
		}
		return g
	}
	if g.Element != "" {
		s.numbers[st.ID] = len(s.numbers) + 1
		b.Notes = append(b.Notes, note{st.ID, s.numbers[st.ID], s.numbers[s.outer(st)], min(len(st.Chain)-1, 4), s.rungs(st), s.standing[st.ID], s.picked(st), s.disputed[st.ID]})
	}
	if s.excerpt {
		return g
	}
	chain := s.rungs(st)
	last := chain[len(chain)-1]
	g.Number, g.Tint = s.numbers[st.ID], last.Tint
	g.Label = fmt.Sprintf("Statement %d: %s, %s", g.Number, printable(last.Source), last.Kind)
	return g
}

// outer is the statement in whose content st is quoted: the one whose chain is
// that of st less its last link; "" for none.
func (s *sheet) outer(st *stemma.Statement) stemma.ID {
	if len(st.Chain) < 3 {
		return ""
	}
	above := st.Chain[len(st.Chain)-2]
	return s.voiced[speech{above.Source, above.Cue, len(st.Chain) - 1}]
}

// quote is the words of a statement, its parts joined as an anchor joins them.
func (s *sheet) quote(st *stemma.Statement) string { return quote(s.doc, st) }

func quote(doc *stemma.Document, st *stemma.Statement) string {
	var words []string
	for _, c := range st.Content {
		if 0 <= c.Begin && c.Begin < c.End && c.End <= len(doc.Text) {
			words = append(words, c.In(doc.Text))
		}
	}
	return strings.Join(words, " … ")
}
