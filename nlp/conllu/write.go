package conllu

import (
	"bufio"
	"cmp"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/stemma/stemma/nlp"
)

// A Writer writes Docs as CoNLL-U, one after another. What the format has no
// column for stands where tools look for it or pass over it:
//
//   - In MISC, Bytes=12:15 are the offsets of the word in the text, in bytes,
//     the first and the one after the last.
//   - In MISC, Entity=(e1-Person-2-form:name opens a mention and Entity=e1)
//     closes it, in the brackets of CorefUD 1.0: number, type, which of its
//     words is the head, form. Mentions of one chain share a number.
//   - Above the sentence in which it begins, a comment "# time = " for each time
//     expression, and "# attribution = " for each attribution where its cue
//     stands. They are pairs as in MISC; words are given by their bytes and
//     what is not known is left out.
//
// White space between two words, whatever it is, becomes one space in
// "# text"; bytes that are not UTF-8 become U+FFFD. Bytes always says where the
// words stand in the text as it is.
type Writer struct {
	out *bufio.Writer

	// Offset is added to every offset: where the text of the next Doc begins
	// in a longer one that is written in parts.
	Offset int

	breaks       int  // line breaks since the last word
	declared     bool // the form of Entity was told in this document
	sentences    int  // written so far; the other counts alike
	entities     int
	attributions int
}

// NewWriter returns a Writer to w. After the last Doc call Flush.
func NewWriter(w io.Writer) *Writer {
	return &Writer{out: bufio.NewWriter(w), breaks: 2}
}

// Begin begins a document of that name. Numbers of sentences, mentions and
// attributions run on over all documents, so that none occurs twice.
func (w *Writer) Begin(name string) {
	fmt.Fprintf(w.out, "# newdoc id = %s\n", oneLine(name))
	w.Offset, w.breaks, w.declared = 0, 2, false
}

// Flush writes what is held back.
func (w *Writer) Flush() error {
	if err := w.out.Flush(); err != nil {
		return fmt.Errorf("write CoNLL-U: %w", err)
	}
	return nil
}

// Write writes doc with the layers that it has; the columns of the others are
// underscores.
func (w *Writer) Write(doc *nlp.Doc) error {
	entities := w.entityMarks(doc)
	comments := w.comments(doc)
	end := 0
	for n, s := range doc.Sentences {
		if !w.declared && doc.Has&nlp.Mentions != 0 {
			w.out.WriteString("# global.Entity = eid-etype-head-other\n")
			w.declared = true
		}
		span := doc.Sentence(n)
		w.breaks += strings.Count(doc.Text[end:span.Begin], "\n")
		if w.breaks > 1 {
			w.out.WriteString("# newpar\n")
		}
		end, w.breaks = span.End, 0
		w.sentences++
		fmt.Fprintf(w.out, "# sent_id = %d\n# text = ", w.sentences)
		for i := s.First; i < s.Last; i++ {
			if i > s.First && !joined(doc, i-1) {
				w.out.WriteByte(' ')
			}
			w.out.WriteString(oneLine(doc.Tokens[i].In(doc.Text)))
		}
		w.out.WriteByte('\n')
		for _, c := range comments[n] {
			w.out.WriteString(c)
		}
		for i := s.First; i < s.Last; i++ {
			if last := lastPart(doc, i, s.Last); last > i && !doc.Tokens[i].Glued {
				whole := nlp.Span{Begin: doc.Tokens[i].Begin, End: doc.Tokens[last].End}
				fmt.Fprintf(w.out, "%d-%d\t%s\t_\t_\t_\t_\t_\t_\t_\tBytes=%s%s\n", i-s.First+1, last-s.First+1,
					oneLine(whole.In(doc.Text)), w.bytes(whole), spaceAfter(doc, last))
			}
			w.word(doc, i, s, entities[i])
		}
		w.out.WriteByte('\n')
	}
	w.breaks += strings.Count(doc.Text[end:], "\n")
	// The next error of out is this one again; it is given as soon as it is known.
	if _, err := w.out.Write(nil); err != nil {
		return fmt.Errorf("write CoNLL-U: %w", err)
	}
	return nil
}

func (w *Writer) word(doc *nlp.Doc, i int, s nlp.Sentence, entity string) {
	t := &doc.Tokens[i]
	head := "_"
	if doc.Has&nlp.Dependencies != 0 {
		head = "0"
		if t.Head >= 0 {
			head = strconv.Itoa(t.Head - s.First + 1)
		}
	}
	if entity != "" {
		entity = "|Entity=" + entity
	}
	after := spaceAfter(doc, i)
	if t.Glued || i+1 < s.Last && doc.Tokens[i+1].Glued {
		after = "" // the line of the range says it
	}
	fmt.Fprintf(w.out, "%d\t%s\t%s\t%s\t%s\t%s\t%s\t%s\t_\tBytes=%s%s%s\n", i-s.First+1, oneLine(t.In(doc.Text)), blank(t.Lemma),
		blank(t.UPOS), blank(t.XPOS), blank(t.Feats), head, blank(t.Deprel), w.bytes(t.Span), entity, after)
}

// entityMarks returns what stands under Entity for each token that begins or
// ends a mention.
func (w *Writer) entityMarks(doc *nlp.Doc) map[int]string {
	type mark struct {
		first, last int
		number      int
		open        string
	}
	var marks []mark
	chains := map[int]int{}
	for _, m := range doc.Mentions {
		first, _ := slices.BinarySearchFunc(doc.Tokens, m.Begin+1, func(t nlp.Token, at int) int { return cmp.Compare(t.End, at) })
		last, _ := slices.BinarySearchFunc(doc.Tokens, m.End, func(t nlp.Token, at int) int { return cmp.Compare(t.Begin, at) })
		if last--; first > last {
			continue // over no token
		}
		number, ok := chains[m.Chain]
		if !ok || m.Chain < 0 {
			w.entities++
			number = w.entities
			chains[m.Chain] = number
		}
		head := ""
		if m.Head >= first && m.Head <= last {
			head = strconv.Itoa(m.Head - first + 1)
		}
		open := fmt.Sprintf("(e%d-%s-%s", number, m.Type, head)
		if m.Form != "" {
			open += "-form:" + string(m.Form)
		}
		marks = append(marks, mark{first, last, number, open})
	}
	// The longer opens first and closes last.
	slices.SortStableFunc(marks, func(a, b mark) int {
		return cmp.Or(cmp.Compare(a.first, b.first), cmp.Compare(b.last, a.last))
	})
	all := map[int]string{}
	for _, m := range marks {
		if m.first == m.last {
			m.open += ")"
		}
		all[m.first] += m.open
	}
	slices.Reverse(marks)
	for _, m := range marks {
		if m.first < m.last {
			all[m.last] += fmt.Sprintf("e%d)", m.number)
		}
	}
	return all
}

// comments returns the comments on times and attributions of each sentence.
func (w *Writer) comments(doc *nlp.Doc) map[int][]string {
	all := map[int][]string{}
	add := func(at int, key string, pairs ...string) {
		// The first sentence that ends behind the place.
		n, _ := slices.BinarySearchFunc(doc.Sentences, at+1, func(s nlp.Sentence, at int) int {
			return cmp.Compare(doc.Tokens[s.Last-1].End, at)
		})
		var b strings.Builder
		for i := 0; i < len(pairs); i += 2 {
			if value := pairs[i+1]; value != "" {
				if b.Len() > 0 {
					b.WriteByte('|')
				}
				b.WriteString(pairs[i] + "=" + oneLine(value))
			}
		}
		all[n] = append(all[n], fmt.Sprintf("# %s = %s\n", key, b.String()))
	}
	for _, t := range doc.Times {
		add(t.Begin, "time", "Bytes", w.bytes(t.Span), "Type", t.Type, "Value", t.Value, "Anchor", t.Anchor)
	}
	for i, a := range doc.Attributions {
		at, parent := a.Cue.Begin, ""
		if a.Cue.IsZero() && len(a.Content) > 0 {
			at = a.Content[0].Begin
		}
		if a.Parent >= 0 {
			parent = strconv.Itoa(w.attributions + a.Parent + 1)
		}
		add(at, "attribution", "Number", strconv.Itoa(w.attributions+i+1), "Parent", parent,
			"Source", w.bytes(a.Source), "SourceType", string(a.SourceType), "Cue", w.bytes(a.Cue),
			"Content", w.bytes(a.Content...), "Kind", string(a.Kind), "Anonymity", w.bytes(a.Anonymity),
			"SourceNumber", w.bytes(a.Number), "Closeness", w.bytes(a.Closeness),
			"Certainty", string(a.Certainty), "Polarity", string(a.Polarity), "ShownBy", w.bytes(a.ShownBy...),
			"RelayedCertainty", shown(a.Relayed, string(a.Relayed.Certainty)), "RelayedPolarity", shown(a.Relayed, string(a.Relayed.Polarity)),
			"RelayedShownBy", w.bytes(a.Relayed.ShownBy...), "Said", a.Said, "Rule", a.Rule, "Confidence", strconv.FormatFloat(a.Confidence, 'g', 3, 64))
	}
	w.attributions += len(doc.Attributions)
	for _, m := range doc.Markers {
		n, _ := slices.BinarySearchFunc(doc.Sentences, m.Over+1, func(s nlp.Sentence, over int) int { return cmp.Compare(s.Last, over) })
		add(m.Begin, "marker", "Bytes", w.bytes(m.Span), "Kind", string(m.Kind), "Over", strconv.Itoa(m.Over-doc.Sentences[n].First+1),
			"Certainty", string(m.Certainty), "Polarity", string(m.Polarity), "Scope", w.bytes(m.Scope...))
	}
	return all
}

// shown is value where words show how sure the one who reports is; without
// them he is unknown.
func shown(f nlp.Factuality, value string) string {
	if len(f.ShownBy) == 0 {
		return ""
	}
	return value
}

// bytes writes spans as offsets, parted by commas; "" for no words.
func (w *Writer) bytes(spans ...nlp.Span) string {
	var b []byte
	for _, s := range spans {
		if s.IsZero() {
			continue
		}
		if b != nil {
			b = append(b, ',')
		}
		b = strconv.AppendInt(b, int64(w.Offset+s.Begin), 10)
		b = append(b, ':')
		b = strconv.AppendInt(b, int64(w.Offset+s.End), 10)
	}
	return string(b)
}

// Write writes one Doc, as [Writer] does.
func Write(w io.Writer, doc *nlp.Doc) error {
	out := NewWriter(w)
	if err := out.Write(doc); err != nil {
		return err
	}
	return out.Flush()
}

// lastPart returns the index of the last token glued to token i.
func lastPart(doc *nlp.Doc, i, end int) int {
	for i+1 < end && doc.Tokens[i+1].Glued {
		i++
	}
	return i
}

// joined reports whether nothing stands between token i and the next.
func joined(doc *nlp.Doc, i int) bool {
	return i+1 < len(doc.Tokens) && doc.Tokens[i+1].Begin == doc.Tokens[i].End
}

func spaceAfter(doc *nlp.Doc, i int) string {
	if joined(doc, i) {
		return "|SpaceAfter=No"
	}
	return ""
}

func blank(s string) string {
	if s == "" {
		return "_"
	}
	return oneLine(s)
}

// oneLine keeps out of a field what CoNLL-U cannot hold: line breaks, tabs and
// bytes that are not UTF-8.
func oneLine(s string) string {
	if strings.ContainsAny(s, "\n\r\t") {
		s = strings.Join(strings.FieldsFunc(s, func(r rune) bool { return r == '\n' || r == '\r' || r == '\t' }), " ")
	}
	return strings.ToValidUTF8(s, "\uFFFD")
}
