// Package nlptest is the suite that the pipeline of every language passes. It
// holds what nlp promises of any pipeline over any bytes: nothing is lost or
// moved, every layer points into the text, the same text gives the same layers,
// and nothing panics or takes more than linear time.
package nlptest

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"reflect"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/stemma/stemma/nlp"
)

// Test runs the suite: over the samples, which should be ordinary text of the
// language, over pieces of them, and over hostile input.
func Test(t *testing.T, p *nlp.Pipeline, samples ...string) {
	t.Helper()
	size := 1 << 15
	if testing.Short() {
		size = 1 << 13
	}
	t.Run("samples", func(t *testing.T) {
		for _, text := range samples {
			check(t, p, text, nil)
		}
	})
	t.Run("hostile", func(t *testing.T) {
		for name, text := range Hostile(size) {
			t.Run(name, func(t *testing.T) { check(t, p, text, nil) })
		}
	})
	t.Run("pieces", func(t *testing.T) {
		r := rand.New(rand.NewPCG(11, 12))
		for _, text := range samples {
			for range 40 {
				i, j := r.IntN(len(text)+1), r.IntN(len(text)+1)
				// Anywhere, even within a character.
				check(t, p, text[min(i, j):max(i, j)], nil)
			}
		}
	})
	t.Run("blocks", func(t *testing.T) {
		r := rand.New(rand.NewPCG(13, 14))
		for _, text := range samples {
			var blocks []nlp.Span
			for at := 0; at < len(text); {
				begin := at + r.IntN(20)
				end := min(len(text), begin+r.IntN(60))
				if begin < end {
					blocks = append(blocks, nlp.Span{Begin: begin, End: end})
				}
				at = max(begin, end)
			}
			check(t, p, text, blocks)
		}
	})
	t.Run("together", func(t *testing.T) { together(t, p, samples) })
	t.Run("order", func(t *testing.T) { anyOrder(t, p, samples) })
	t.Run("linear", func(t *testing.T) { linear(t, p) })
}

// Fuzz fuzzes the pipeline, from the samples and some hostile input.
func Fuzz(f *testing.F, p *nlp.Pipeline, samples ...string) {
	for _, text := range samples {
		f.Add(text)
	}
	for _, text := range Hostile(64) {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if len(text) > 1<<14 {
			t.Skip("long input is for the suite")
		}
		check(t, p, text, nil)
	})
}

// Hostile returns texts of about size bytes that no person writes, by name.
func Hostile(size int) map[string]string {
	fill := func(unit string) string { return strings.Repeat(unit, size/len(unit)+1) }
	r := rand.New(rand.NewPCG(15, 16))
	noise := make([]byte, size)
	for i := range noise {
		noise[i] = byte(r.IntN(256))
	}
	var runes strings.Builder
	for runes.Len() < size {
		runes.WriteRune(rune(r.IntN(unicode.MaxRune)))
	}
	var signs strings.Builder
	const some = "aZ9.,:;'’\"“”()[]{}<>-–—…!?@#$%&*+=/\\|~^_` \n\t\u00a0\u200d\u0301é中א🙂"
	choice := []rune(some)
	for signs.Len() < size {
		signs.WriteRune(choice[r.IntN(len(choice))])
	}
	return map[string]string{
		"nothing":          "",
		"space":            fill(" "),
		"line breaks":      fill("\n"),
		"one word":         fill("a"),
		"one line":         fill("word and word, "),
		"no sentence end":  fill("Word "),
		"capitals":         fill("THE MEN LEFT "),
		"digits":           fill("7"),
		"dates":            fill("1-1-"),
		"opening brackets": fill("("),
		"brackets":         fill("[](){}"),
		"quotes":           fill(`"'“’`),
		"apostrophes":      fill("'s"),
		"full stops":       fill("."),
		"initials":         fill("A."),
		"spaced stops":     fill(". "),
		"hyphens":          fill("a-"),
		"dashes":           fill("—"),
		"ats":              fill("a@"),
		"links":            fill("http://a)"),
		"one link":         "http://" + fill("a.b/(c)"),
		"backticks":        fill("`a"),
		"emoji":            fill("👩‍👩‍👧🇫🇷🙂"),
		"right to left":    fill("قال الوزير إن "),
		"no spaces":        fill("部長は昨日"),
		"accents":          fill("e\u0301\u0302"),
		"invalid":          fill("\xff\xfe\xc3"),
		"zeros":            fill("\x00"),
		"noise":            string(noise),
		"characters":       runes.String(),
		"signs":            signs.String(),
	}
}

// check annotates text twice and holds everything that is promised of it.
func check(t *testing.T, p *nlp.Pipeline, text string, blocks []nlp.Span) {
	t.Helper()
	doc := nlp.NewDoc(text)
	doc.Blocks = blocks
	p.Annotate(doc)
	if err := Check(doc); err != nil {
		t.Fatalf("%v in %s", err, short(text))
	}
	first := clone(doc)
	p.Annotate(doc)
	if !reflect.DeepEqual(doc, first) {
		t.Fatalf("annotating again changed the layers of %s", short(text))
	}
	if len(text) > 1<<12 {
		return // long texts are here for what they may break
	}
	again := nlp.NewDoc(text)
	again.Blocks = blocks
	p.Annotate(again)
	if !reflect.DeepEqual(again, first) {
		t.Fatalf("the same text was annotated in two ways: %s", short(text))
	}
}

func clone(d *nlp.Doc) *nlp.Doc {
	c := *d
	c.Tokens = slices.Clone(d.Tokens)
	c.Sentences = slices.Clone(d.Sentences)
	c.Mentions = slices.Clone(d.Mentions)
	c.Times = slices.Clone(d.Times)
	c.Attributions = slices.Clone(d.Attributions)
	c.Markers = slices.Clone(d.Markers)
	c.Happenings = slices.Clone(d.Happenings)
	return &c
}

func short(text string) string {
	if len(text) > 200 {
		return fmt.Sprintf("%q... (%d bytes)", text[:200], len(text))
	}
	return fmt.Sprintf("%q", text)
}

// Check reports the first thing in the layers of doc that breaks a promise of
// package nlp.
func Check(doc *nlp.Doc) error {
	for _, check := range []func(*nlp.Doc) error{checkTokens, checkSentences, checkTags, checkTree, checkSpans} {
		if err := check(doc); err != nil {
			return err
		}
	}
	return nil
}

func inside(text string, s nlp.Span) bool {
	return 0 <= s.Begin && s.Begin < s.End && s.End <= len(text)
}

// checkTokens holds that tokens are in order, do not overlap, and that what
// they leave out of the blocks is white space.
func checkTokens(doc *nlp.Doc) error {
	if doc.Has&nlp.Tokens == 0 {
		return fmt.Errorf("the tokens are missing")
	}
	covered := make([]bool, len(doc.Text))
	end := 0
	for i, t := range doc.Tokens {
		if !inside(doc.Text, t.Span) {
			return fmt.Errorf("token %d at %v lies outside the text", i, t.Span)
		}
		if t.Begin < end {
			return fmt.Errorf("token %d at %v overlaps the one before it", i, t.Span)
		}
		if t.Glued && (i == 0 || t.Begin != end) {
			return fmt.Errorf("token %d at %v is glued to nothing", i, t.Span)
		}
		for k := t.Begin; k < t.End; k++ {
			covered[k] = true
		}
		end = t.End
	}
	blocks := doc.Blocks
	if blocks == nil {
		blocks = []nlp.Span{{Begin: 0, End: len(doc.Text)}}
	}
	read := make([]bool, len(doc.Text))
	for _, b := range blocks {
		for k := b.Begin; k < b.End; {
			r, n := utf8.DecodeRuneInString(doc.Text[k:b.End])
			space := unicode.IsSpace(r) || r < utf8.RuneSelf && unicode.IsControl(r) || r == '\u200b'
			for range n {
				read[k] = true
				if !space && !covered[k] {
					return fmt.Errorf("byte %d, %q, is in no token", k, r)
				}
				k++
			}
		}
	}
	for k, c := range covered {
		if c && !read[k] {
			return fmt.Errorf("byte %d is in a token but in no block", k)
		}
	}
	return nil
}

// checkSentences holds that sentences follow one another over all tokens, and
// that none crosses a block.
func checkSentences(doc *nlp.Doc) error {
	if doc.Has&nlp.Sentences == 0 {
		return fmt.Errorf("the sentences are missing")
	}
	next := 0
	block := 0
	for i, s := range doc.Sentences {
		if s.First != next || s.Last <= s.First || s.Last > len(doc.Tokens) {
			return fmt.Errorf("sentence %d is [%d, %d) where one should begin at %d", i, s.First, s.Last, next)
		}
		next = s.Last
		if doc.Blocks != nil {
			span := doc.Sentence(i)
			for block < len(doc.Blocks) && doc.Blocks[block].End <= span.Begin {
				block++
			}
			if block == len(doc.Blocks) || !doc.Blocks[block].Contains(span) {
				return fmt.Errorf("sentence %d at %v crosses a block", i, span)
			}
		}
	}
	if next != len(doc.Tokens) {
		return fmt.Errorf("%d tokens are in no sentence", len(doc.Tokens)-next)
	}
	return nil
}

func checkTags(doc *nlp.Doc) error {
	if doc.Has&nlp.Tags == 0 {
		return nil
	}
	for i, t := range doc.Tokens {
		if t.UPOS == "" {
			return fmt.Errorf("token %d has no tag", i)
		}
		if doc.Has&nlp.Lemmas != 0 && t.Lemma == "" {
			return fmt.Errorf("token %d, %q, has no lemma", i, t.In(doc.Text))
		}
	}
	return nil
}

// checkTree holds that the heads of each sentence are a tree with one root.
func checkTree(doc *nlp.Doc) error {
	if doc.Has&nlp.Dependencies == 0 {
		return nil
	}
	for n, s := range doc.Sentences {
		roots := 0
		seen := make([]int, s.Last-s.First) // 0 not yet, -1 leads to the root, else the walk
		for i := s.First; i < s.Last; i++ {
			t := &doc.Tokens[i]
			if t.Deprel == "" {
				return fmt.Errorf("token %d has no relation", i)
			}
			if t.Head == -1 {
				roots++
			} else if t.Head < s.First || t.Head >= s.Last {
				return fmt.Errorf("token %d of sentence %d has its head %d outside the sentence", i, n, t.Head)
			}
			k := i
			for k >= 0 && seen[k-s.First] == 0 {
				seen[k-s.First] = i + 1
				k = doc.Tokens[k].Head
			}
			if k >= 0 && seen[k-s.First] == i+1 {
				return fmt.Errorf("the heads of sentence %d go round in a circle at token %d", n, k)
			}
			for k = i; k >= 0 && seen[k-s.First] == i+1; k = doc.Tokens[k].Head {
				seen[k-s.First] = -1
			}
		}
		if roots != 1 {
			return fmt.Errorf("sentence %d has %d roots", n, roots)
		}
	}
	return nil
}

// checkSpans holds that what the further layers point to is there.
func checkSpans(doc *nlp.Doc) error {
	for i, m := range doc.Mentions {
		if !inside(doc.Text, m.Span) || m.Head < -1 || m.Head >= len(doc.Tokens) || m.Confidence < 0 || m.Confidence > 1 {
			return fmt.Errorf("mention %d is %+v", i, m)
		}
	}
	if err := checkChains(doc); err != nil {
		return err
	}
	for i, x := range doc.Times {
		if !inside(doc.Text, x.Span) {
			return fmt.Errorf("time %d is %+v", i, x)
		}
	}
	for i, a := range doc.Attributions {
		if len(a.Content) == 0 || a.Parent < -1 || a.Parent >= len(doc.Attributions) || a.Parent == i {
			return fmt.Errorf("attribution %d is %+v", i, a)
		}
		for _, s := range slices.Concat([]nlp.Span{a.Source, a.Cue, a.Anonymity, a.Number, a.Closeness}, a.Content, a.ShownBy, a.Relayed.ShownBy) {
			if !s.IsZero() && !inside(doc.Text, s) {
				return fmt.Errorf("attribution %d points to %v", i, s)
			}
		}
		if doc.Has&nlp.Factualities != 0 && (a.Certainty == "" || a.Polarity == "" || a.Relayed.Certainty == "" || a.Relayed.Polarity == "") {
			return fmt.Errorf("attribution %d leaves open how sure its source is: %+v", i, a)
		}
	}
	for i, h := range doc.Happenings {
		if h.Token < 0 || h.Token >= len(doc.Tokens) || !(h.Happened >= -3 && h.Happened <= 3) {
			return fmt.Errorf("happening %d is %+v", i, h)
		}
	}
	begin := 0
	for i, m := range doc.Markers {
		if m.Begin < begin || m.Over < 0 || m.Over >= len(doc.Tokens) || m.Kind == "" {
			return fmt.Errorf("marker %d is %+v", i, m)
		}
		begin = m.Begin
		for _, s := range append([]nlp.Span{m.Span}, m.Scope...) {
			if !inside(doc.Text, s) {
				return fmt.Errorf("marker %d points to %v", i, s)
			}
		}
	}
	return nil
}

// checkChains holds that chains are numbered from 0 in order of their first
// mentions, that each has two or more, and that what has none says so.
func checkChains(doc *nlp.Doc) error {
	if doc.Has&nlp.Coreference == 0 {
		return nil
	}
	var sizes []int
	for i, m := range doc.Mentions {
		if !m.Phrase.IsZero() && (!inside(doc.Text, m.Phrase) || !m.Phrase.Overlaps(m.Span)) {
			return fmt.Errorf("mention %d at %v has the phrase %v", i, m.Span, m.Phrase)
		}
		if (m.Chain < 0) != (m.ChainConfidence == 0) || m.Chain < -1 || m.Chain > len(sizes) || !(m.ChainConfidence >= 0 && m.ChainConfidence <= 1) {
			return fmt.Errorf("mention %d is of chain %d of %d, by %v", i, m.Chain, len(sizes), m.ChainConfidence)
		}
		if m.Chain == len(sizes) {
			sizes = append(sizes, 0)
		}
		if m.Chain >= 0 {
			sizes[m.Chain]++
		}
	}
	for n, size := range sizes {
		if size < 2 {
			return fmt.Errorf("chain %d has %d mentions", n, size)
		}
	}
	return nil
}

// together annotates the samples by many goroutines at once and holds that
// each gets what one alone gets.
func together(t *testing.T, p *nlp.Pipeline, samples []string) {
	alone := make([]*nlp.Doc, len(samples))
	for i, text := range samples {
		alone[i] = nlp.NewDoc(text)
		p.Annotate(alone[i])
	}
	var wait sync.WaitGroup
	for worker := range 8 {
		wait.Go(func() {
			for i := range samples {
				k := (i + worker) % len(samples)
				doc := nlp.NewDoc(samples[k])
				p.Annotate(doc)
				if !reflect.DeepEqual(doc, alone[k]) {
					t.Errorf("sample %d is annotated otherwise beside other work", k)
				}
			}
		})
	}
	wait.Wait()
}

// anyOrder holds that what was annotated before, and the number of processors,
// change nothing: working memory that is used again must not show.
func anyOrder(t *testing.T, p *nlp.Pipeline, samples []string) {
	alone := make([]*nlp.Doc, len(samples))
	for i, text := range samples {
		alone[i] = nlp.NewDoc(text)
		p.Annotate(alone[i])
	}
	hostile := Hostile(1 << 10)
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(0))
	for cores := 1; cores <= 4; cores++ {
		runtime.GOMAXPROCS(cores)
		for _, name := range slices.Sorted(maps.Keys(hostile)) {
			p.Annotate(nlp.NewDoc(hostile[name]))
			for i, text := range samples {
				doc := nlp.NewDoc(text)
				p.Annotate(doc)
				if !reflect.DeepEqual(doc, alone[i]) {
					t.Fatalf("on %d cores, sample %d is annotated otherwise after %q", cores, i, name)
				}
			}
		}
	}
}

// growth is how much longer the longer texts of the test of linear time are.
const growth = 8

// linear holds that time grows with the length of a hostile text, not faster.
func linear(t *testing.T, p *nlp.Pipeline) {
	if _, ok := cpuTime(); !ok {
		t.Skip("the time of the processor is not known here")
	}
	const size = 1 << 12
	small, large := Hostile(size), Hostile(growth*size)
	for _, name := range slices.Sorted(maps.Keys(small)) {
		t.Run(name, func(t *testing.T) {
			// Other work beside this can only make it slower, so the least of
			// some tries is nearest the truth. A millisecond more or less is noise.
			least, most := time.Duration(1<<62), time.Duration(1<<62)
			for range 6 {
				least, most = min(least, took(p, small[name])), min(most, took(p, large[name]))
				if most <= 2*growth*least+time.Millisecond {
					break
				}
			}
			if most > 3*growth*max(least, time.Millisecond) {
				t.Errorf("%d bytes take %v and %d take %v of the processor's time", len(small[name]), least, len(large[name]), most)
			}
		})
	}
}

// took is the processor's time for annotating a text.
func took(p *nlp.Pipeline, text string) time.Duration {
	doc := nlp.NewDoc(text)
	begin, _ := cpuTime()
	p.Annotate(doc)
	end, _ := cpuTime()
	return end - begin
}

// Benchmark annotates each of the hostile texts at the given size, and reports
// the bytes that a second of the processor's time is enough for.
func Benchmark(b *testing.B, p *nlp.Pipeline, size int, names ...string) {
	texts := Hostile(size)
	if len(names) == 0 {
		names = slices.Sorted(maps.Keys(texts))
	}
	for _, name := range names {
		text := texts[name]
		b.Run(fmt.Sprintf("%s/%dMB", strings.ReplaceAll(name, " ", "-"), size/1_000_000), func(b *testing.B) {
			var used time.Duration
			for b.Loop() {
				used += took(p, text)
			}
			if used > 0 {
				b.ReportMetric(float64(len(text))*float64(b.N)/1e6/used.Seconds(), "MB/cpu-s")
			}
		})
	}
}
