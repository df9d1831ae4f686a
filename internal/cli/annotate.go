package cli

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"math"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/spf13/cobra"
	"golang.org/x/term"

	"github.com/stemma/stemma"
	"github.com/stemma/stemma/internal/export/jsonl"
	"github.com/stemma/stemma/internal/lang"
	"github.com/stemma/stemma/nlp"
	"github.com/stemma/stemma/nlp/conllu"
)

type annotateOptions struct {
	format string
	lang   string
	date   string
}

func newAnnotate(a *app) *cobra.Command {
	o := &annotateOptions{}
	cmd := &cobra.Command{
		Use:   "annotate [FILE...] [flags]",
		Short: "print what the reader sees in any text: words, tags, trees, names, times",
		Long: `Read plain text and print every layer that the reader lays over it: sentences,
words, tags, lemmas, dependencies, names, times, and who said what. No case is
needed and none is made. Without a FILE, or with -, standard input is read.

Everything carries byte offsets into the text as it came. conllu is the format
of Universal Dependencies, a word a line; jsonl is one JSON object a sentence,
for jq and programs. doc/formats/annotate.md describes both.

Only text in UTF-8 makes sense here; stemma read takes PDF, web pages and the
like, and stemma show DOC --text prints the text of what was read.`,
		Example: `  echo 'Ms Orel said the bridge was closed.' | stemma annotate
  stemma annotate --format jsonl --date 2021-05-25 notes/*.txt > notes.jsonl`,
		Annotations: map[string]string{"exits": exitsRead},
		Args:        takes(0, -1, "FILE"),
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := oneOf("format", o.format, "conllu", "jsonl"); err != nil {
				return err
			}
			if err := checkDate(o.date); err != nil {
				return err
			}
			if len(args) == 0 {
				args = []string{"-"}
			}
			return a.annotate(cmd.Context(), args, o)
		},
	}
	f := cmd.Flags()
	f.StringVar(&o.format, "format", "conllu", "print as `FORMAT`: conllu or jsonl")
	f.StringVar(&o.lang, "lang", "en", "the `LANGUAGE` of the text")
	f.StringVar(&o.date, "date", "", "the `DAY` it was written, as 2021-05-25: last August is\nthen known to be 2020-08")
	return cmd
}

func checkDate(date string) error {
	if date == "" {
		return nil
	}
	for _, layout := range []string{"2006-01-02", "2006-01", "2006"} {
		if _, err := time.Parse(layout, date); err == nil {
			return nil
		}
	}
	return &usageError{fmt.Errorf("--date is a day, month or year, not %q", date), "--date 2021-05-25"}
}

// stretchSize is how much of a text is read at once, so that memory does not
// grow with the text. Few texts are longer; those that are lose little, for
// they are cut between paragraphs.
const stretchSize = 128 << 10

// A stretch is a part of a file that is annotated at once, or the reason why
// there is no more of the file.
type stretch struct {
	file   string
	doc    *nlp.Doc
	offset int // of the text of doc in the file
	note   string
	err    error
	done   chan struct{} // closed when doc and err are ready
}

func (a *app) annotate(ctx context.Context, files []string, o *annotateOptions) error {
	pipeline, known, err := lang.For(o.lang)
	if err != nil {
		return err
	}
	if !known {
		return &usageError{fmt.Errorf("no pipeline reads %s (--lang %s)", lang.Name(o.lang), o.lang), "--lang en"}
	}
	var out io.Writer = a.out
	if a.terminal {
		out = &visibleWriter{to: a.out}
	}
	var to annotations = &sentenceRecords{out: jsonl.NewEncoder(out)}
	if o.format == "conllu" {
		to = conlluRecords{conllu.NewWriter(out)}
	}

	if f, ok := a.in.(*os.File); ok && a.live && slices.Contains(files, "-") && term.IsTerminal(int(f.Fd())) {
		a.note("type or paste text; Ctrl-D on an empty line ends it")
	}

	// As many stretches are annotated at once as there are cores; they come out
	// in the order in which they went in.
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	queue := make(chan *stretch, runtime.GOMAXPROCS(0)-1)
	go func() {
		defer close(queue)
		for _, file := range files {
			a.stretches(file, func(s *stretch) bool {
				s.done = make(chan struct{})
				select {
				case queue <- s:
				case <-ctx.Done():
					return false
				}
				go s.annotate(pipeline, o.date)
				return true
			})
		}
	}()
	var unread bool
	for {
		var s *stretch
		select {
		case s = <-queue:
		case <-ctx.Done():
			return ctx.Err()
		}
		if s == nil {
			break
		}
		<-s.done
		if s.err != nil {
			a.fail(s.err)
			unread = true
			continue
		}
		if s.note != "" {
			a.note("%s", visible(s.note))
		}
		if err := to.write(s); err != nil {
			return err
		}
	}
	if err := to.flush(); err != nil {
		return err
	}
	if unread {
		return errUnread
	}
	return nil
}

func (s *stretch) annotate(pipeline *nlp.Pipeline, date string) {
	defer close(s.done)
	if s.err != nil {
		return
	}
	defer func() {
		if p := recover(); p != nil {
			s.err = &stemma.Error{
				Kind: stemma.Internal, Op: fmt.Sprintf("annotate %s from byte %d", s.file, s.offset), Err: fmt.Errorf("panic: %v", p),
				Hint: "this is a mistake in Stemma; please report it with the text, if you may show it",
			}
		}
	}()
	s.doc.Date = date
	pipeline.Annotate(s.doc)
}

// stretches cuts a file into stretches and gives them to take, which returns
// false to stop.
func (a *app) stretches(file string, take func(*stretch) bool) {
	name := filepath.ToSlash(file)
	var in io.Reader
	if file == "-" {
		name, in = "stdin", a.in
	} else {
		f, err := os.Open(file)
		if err != nil {
			take(&stretch{file: name, err: unreadable(err)})
			return
		}
		defer f.Close()
		in = f
	}
	buffer := make([]byte, 0, stretchSize)
	for offset := 0; ; {
		n, err := io.ReadFull(in, buffer[len(buffer):stretchSize])
		buffer = buffer[:len(buffer)+n]
		end := len(buffer)
		last := errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF)
		if err != nil && !last {
			take(&stretch{file: name, err: unreadable(err)})
			return
		}
		if !last {
			end = cutPlace(buffer)
		}
		text := string(buffer[:end])
		s := &stretch{file: name, doc: nlp.NewDoc(text), offset: offset}
		if offset == 0 && (strings.IndexByte(text, 0) >= 0 || !utf8.ValidString(text)) {
			s.note = name + " does not look like text in UTF-8; it is read as it is"
		}
		if !take(s) || last {
			return
		}
		offset += end
		buffer = buffer[:copy(buffer, buffer[end:])]
	}
}

// unreadable is the error for a file that cannot be read.
func unreadable(err error) error {
	e := &stemma.Error{Kind: stemma.Vanished, Err: err}
	switch {
	case errors.Is(err, os.ErrNotExist):
		e.Kind, e.Hint = stemma.NotFound, "check the path; - is standard input"
	case errors.Is(err, os.ErrPermission):
		e.Hint = "ask for leave to read the file"
	}
	return e
}

// cutPlace returns where a full buffer is cut: behind the last blank line of
// its second half, or else behind the last line or word there, or else between
// two characters.
func cutPlace(buffer []byte) int {
	half := len(buffer) / 2
	for _, mark := range []string{"\n\n", "\n\r\n", "\n", " "} {
		if at := bytes.LastIndex(buffer[half:], []byte(mark)); at >= 0 {
			return half + at + len(mark)
		}
	}
	return wholeRunes(buffer)
}

// wholeRunes returns the length of b without a character at its end that is
// cut short.
func wholeRunes(b []byte) int {
	for back := 1; back <= min(utf8.UTFMax, len(b)); back++ {
		if at := len(b) - back; utf8.RuneStart(b[at]) {
			if !utf8.FullRune(b[at:]) {
				return at
			}
			break
		}
	}
	return len(b)
}

// annotations is where stretches are written, in order.
type annotations interface {
	write(*stretch) error
	flush() error
}

type conlluRecords struct{ *conllu.Writer }

func (c conlluRecords) write(s *stretch) error {
	if s.offset == 0 {
		c.Begin(s.file)
	}
	c.Offset = s.offset
	return c.Write(s.doc)
}

func (c conlluRecords) flush() error { return c.Flush() }

// sentenceRecords writes an object a sentence. The form of the records is
// specified in doc/formats/annotate.md.
type sentenceRecords struct {
	out          *jsonl.Encoder
	sentences    int
	attributions int
	chains       int
}

type sentenceRecord struct {
	Doc          string              `json:"doc"`
	Sentence     int                 `json:"sentence"`
	Begin        int                 `json:"begin"`
	End          int                 `json:"end"`
	Text         string              `json:"text"`
	Tokens       []tokenRecord       `json:"tokens"`
	Mentions     []mentionRecord     `json:"mentions"`
	Times        []timeRecord        `json:"times"`
	Attributions []attributionRecord `json:"attributions"`
	Markers      []markerRecord      `json:"markers"`
	Happenings   []happeningRecord   `json:"happenings"`
}

type spanRecord struct {
	Begin int    `json:"begin"`
	End   int    `json:"end"`
	Text  string `json:"text"`
}

type tokenRecord struct {
	Number int `json:"n"`
	spanRecord
	Glued  bool    `json:"glued"`
	UPOS   *string `json:"upos"`
	XPOS   *string `json:"xpos"`
	Feats  *string `json:"feats"`
	Lemma  *string `json:"lemma"`
	Head   *int    `json:"head"`
	Deprel *string `json:"deprel"`
}

type mentionRecord struct {
	spanRecord
	Type       *string `json:"type"`
	Form       *string `json:"form"`
	Head       *int    `json:"head"`
	Confidence float64 `json:"confidence"`

	Phrase          *spanRecord `json:"phrase"`
	Chain           *int        `json:"chain"`
	ChainConfidence *float64    `json:"chain_confidence"`
}

type timeRecord struct {
	spanRecord
	Type   *string `json:"type"`
	Value  *string `json:"value"`
	Anchor *string `json:"anchor"`
}

type attributionRecord struct {
	Number     int          `json:"n"`
	Parent     *int         `json:"parent"`
	Source     *spanRecord  `json:"source"`
	SourceType *string      `json:"source_type"`
	Anonymity  *spanRecord  `json:"anonymity"`
	HowMany    *spanRecord  `json:"source_number"`
	Closeness  *spanRecord  `json:"closeness"`
	Cue        *spanRecord  `json:"cue"`
	Content    []spanRecord `json:"content"`
	Kind       *string      `json:"kind"`
	Certainty  *string      `json:"certainty"`
	Polarity   *string      `json:"polarity"`
	ShownBy    []spanRecord `json:"shown_by"`
	Relayed    sureRecord   `json:"relayed"`
	Said       *string      `json:"said"`
	Sieve      *string      `json:"sieve"`
	Confidence float64      `json:"confidence"`
}

type sureRecord struct {
	Certainty *string      `json:"certainty"`
	Polarity  *string      `json:"polarity"`
	ShownBy   []spanRecord `json:"shown_by"`
}

type happeningRecord struct {
	Number   int     `json:"n"`
	Happened float64 `json:"happened"`
}

type markerRecord struct {
	spanRecord
	Kind      string       `json:"kind"`
	Over      int          `json:"over"`
	Certainty *string      `json:"certainty"`
	Polarity  *string      `json:"polarity"`
	Scope     []spanRecord `json:"scope"`
}

func (r *sentenceRecords) flush() error { return nil }

func (r *sentenceRecords) write(s *stretch) error {
	doc := s.doc
	if len(doc.Sentences) == 0 {
		return nil
	}
	records := make([]sentenceRecord, len(doc.Sentences))
	span := func(x nlp.Span) spanRecord {
		return spanRecord{s.offset + x.Begin, s.offset + x.End, x.In(doc.Text)}
	}
	known := func(x nlp.Span) *spanRecord {
		if x.IsZero() {
			return nil
		}
		record := span(x)
		return &record
	}
	spans := func(all []nlp.Span) []spanRecord {
		records := []spanRecord{}
		for _, x := range all {
			records = append(records, span(x))
		}
		return records
	}
	// at is the number of the sentence that holds a place.
	at := func(place int) int {
		n, _ := slices.BinarySearchFunc(doc.Sentences, place+1, func(x nlp.Sentence, place int) int {
			return cmp.Compare(doc.Tokens[x.Last-1].End, place)
		})
		return min(n, len(records)-1)
	}

	for n, sentence := range doc.Sentences {
		whole := span(doc.Sentence(n))
		r.sentences++
		record := sentenceRecord{
			Doc: s.file, Sentence: r.sentences, Begin: whole.Begin, End: whole.End, Text: whole.Text,
			Mentions: []mentionRecord{}, Times: []timeRecord{}, Attributions: []attributionRecord{}, Markers: []markerRecord{}, Happenings: []happeningRecord{},
		}
		for i := sentence.First; i < sentence.Last; i++ {
			t := &doc.Tokens[i]
			token := tokenRecord{
				Number: i - sentence.First + 1, spanRecord: span(t.Span), Glued: t.Glued,
				UPOS: orNull(t.UPOS), XPOS: orNull(t.XPOS), Feats: orNull(t.Feats), Lemma: orNull(t.Lemma), Deprel: orNull(t.Deprel),
			}
			if doc.Has&nlp.Dependencies != 0 {
				head := max(0, t.Head-sentence.First+1)
				token.Head = &head
			}
			record.Tokens = append(record.Tokens, token)
		}
		records[n] = record
	}
	chains := 0
	for _, m := range doc.Mentions {
		n := at(m.Begin)
		record := mentionRecord{spanRecord: span(m.Span), Type: orNull(m.Type), Form: orNull(m.Form), Confidence: m.Confidence}
		if x := doc.Sentences[n]; x.First <= m.Head && m.Head < x.Last {
			head := m.Head - x.First + 1
			record.Head = &head
		}
		record.Phrase = known(m.Phrase)
		if m.Chain >= 0 {
			number := r.chains + m.Chain + 1
			chains = max(chains, m.Chain+1)
			record.Chain, record.ChainConfidence = &number, &m.ChainConfidence
		}
		to := &records[n]
		to.Mentions = append(to.Mentions, record)
	}
	r.chains += chains
	for _, t := range doc.Times {
		to := &records[at(t.Begin)]
		to.Times = append(to.Times, timeRecord{span(t.Span), orNull(t.Type), orNull(t.Value), orNull(t.Anchor)})
	}
	for i, x := range doc.Attributions {
		place := x.Cue
		if place.IsZero() {
			place = x.Content[0]
		}
		to := &records[at(place.Begin)]
		record := attributionRecord{
			Number: r.attributions + i + 1, Source: known(x.Source), SourceType: orNull(x.SourceType), Anonymity: known(x.Anonymity),
			HowMany: known(x.Number), Closeness: known(x.Closeness),
			Cue: known(x.Cue), Content: spans(x.Content), Kind: orNull(x.Kind), Certainty: orNull(x.Certainty), Polarity: orNull(x.Polarity),
			ShownBy: spans(x.ShownBy), Said: orNull(x.Said), Sieve: orNull(x.Rule), Confidence: x.Confidence,
			Relayed: sureRecord{orNull(x.Relayed.Certainty), orNull(x.Relayed.Polarity), spans(x.Relayed.ShownBy)},
		}
		if x.Parent >= 0 {
			n := r.attributions + x.Parent + 1
			record.Parent = &n
		}
		to.Attributions = append(to.Attributions, record)
	}
	r.attributions += len(doc.Attributions)
	for _, m := range doc.Markers {
		n := at(m.Begin)
		records[n].Markers = append(records[n].Markers, markerRecord{
			span(m.Span), string(m.Kind), m.Over - doc.Sentences[n].First + 1, orNull(m.Certainty), orNull(m.Polarity), spans(m.Scope),
		})
	}
	for _, h := range doc.Happenings {
		n := at(doc.Tokens[h.Token].Begin)
		records[n].Happenings = append(records[n].Happenings, happeningRecord{h.Token - doc.Sentences[n].First + 1, math.Round(100*h.Happened) / 100})
	}
	for i := range records {
		if err := r.out.Encode(&records[i]); err != nil {
			return fmt.Errorf("write annotations: %w", err)
		}
	}
	return nil
}

// orNull is s for JSON: null where nothing is known.
func orNull[S ~string](s S) *string {
	if s == "" {
		return nil
	}
	t := string(s)
	return &t
}

// A visibleWriter makes safe what goes to a terminal.
type visibleWriter struct {
	to   io.Writer
	rest []byte // the beginning of a character whose end is to come
}

func (v *visibleWriter) Write(p []byte) (int, error) {
	text := append(v.rest, p...)
	end := wholeRunes(text)
	v.rest = bytes.Clone(text[end:])
	if _, err := io.WriteString(v.to, visible(string(text[:end]))); err != nil {
		return 0, err
	}
	return len(p), nil
}
