package eval

import (
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/stemma/stemma"
	"github.com/stemma/stemma/internal/descent"
	"github.com/stemma/stemma/nlp"
)

// A multiplied corpus is many texts made of few, each anew when it is asked
// for, so that only what the engine keeps takes memory.
type multiplied struct {
	base       []string
	vocabulary []string
}

func multiply(b testing.TB) *multiplied {
	data := os.Getenv("STEMMA_DATA")
	if data == "" {
		data = "../../../shared/data"
	}
	if _, err := os.Stat(data); err != nil {
		b.Skip("the data folder is not there; set STEMMA_DATA")
	}
	texts, err := sourceTexts(data)
	if err != nil {
		b.Fatal(err)
	}
	m := &multiplied{base: texts}
	inquiry, err := filepath.Glob(filepath.Join(data, "load", "*", "*.txt"))
	if err != nil {
		b.Fatal(err)
	}
	for _, f := range inquiry {
		text, err := os.ReadFile(f)
		if err != nil {
			b.Fatal(err)
		}
		words := strings.Fields(string(text))
		for len(words) > 400 {
			m.base, words = append(m.base, strings.Join(words[:400], " ")), words[400:]
		}
	}
	for _, list := range wordsByLength(texts) {
		m.vocabulary = append(m.vocabulary, list...)
	}
	slices.Sort(m.vocabulary)
	return m
}

// text is text number i: one of the base with a part of its words changed and
// some sentences left out, more in some than in others.
func (m *multiplied) text(i int) string {
	r := rand.New(rand.NewPCG(uint64(i), 9))
	base := m.base[i%len(m.base)]
	if i < len(m.base) {
		return base
	}
	part := 0.1 + 0.5*r.Float64()
	words := strings.Split(base, " ")
	for k, w := range words {
		if len(w) > 4 && r.Float64() < part {
			words[k] = m.vocabulary[r.IntN(len(m.vocabulary))]
			if strings.HasSuffix(w, ".") {
				words[k] += "."
			}
		}
	}
	from := r.IntN(1 + len(words)/3)
	return strings.Join(words[from:], " ")
}

func split(text string) *descent.Words {
	return descent.Split(text, []stemma.Span{{Begin: 0, End: len(text)}})
}

// A benchCase is the sketches of texts in an index, as a case holds them.
type benchCase struct {
	texts  *multiplied
	number map[stemma.ID]int
	ids    []stemma.ID
	index  *descent.Index
	tracer *descent.Tracer
	size   int
}

func newBenchCase(m *multiplied, n int) *benchCase {
	c := &benchCase{texts: m, number: make(map[stemma.ID]int, n), index: descent.NewIndex()}
	for i := range n {
		id, s := c.sketch(i)
		c.ids = append(c.ids, id)
		c.index.Add(id, s)
	}
	c.tracer = &descent.Tracer{Index: c.index, Words: func(_ context.Context, id stemma.ID) (*descent.Words, error) {
		return split(m.text(c.number[id])), nil
	}}
	return c
}

func (c *benchCase) sketch(i int) (stemma.ID, *descent.Sketch) {
	text := c.texts.text(i)
	c.size += len(text)
	id := stemma.NewID('d', fmt.Sprint(i))
	c.number[id] = i
	return id, descent.NewSketch(split(text))
}

// addOne adds one document after another to the case, fifty in all, and reports
// what each took.
func (c *benchCase) addOne(b *testing.B) {
	const one = 50
	n := len(c.ids)
	var sum, worst time.Duration
	for i := range one {
		id, s := c.sketch(n + i)
		was := cpu()
		anew, fewer := c.index.Change(map[stemma.ID]*descent.Sketch{id: s}, nil)
		if _, err := c.tracer.Pairs(context.Background(), anew); err != nil {
			b.Fatal(err)
		}
		for range c.index.CandidatesOf(fewer) {
		}
		took := cpu() - was
		sum, worst = sum+took, max(worst, took)
	}
	b.ReportMetric(sum.Seconds()*1000/one, "add-one-CPU-ms")
	b.ReportMetric(worst.Seconds()*1000, "add-one-worst-ms")
}

// BenchmarkDescentCase sketches and reckons cases of growing size.
func BenchmarkDescentCase(b *testing.B) {
	m := multiply(b)
	for _, n := range []int{10000, 20000, 40000, 100000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			for b.Loop() {
				begin := cpu()
				c := newBenchCase(m, n)
				sketched := cpu()
				pairs, err := c.tracer.Pairs(context.Background(), c.ids)
				if err != nil {
					b.Fatal(err)
				}
				done := cpu()
				peak := resident()
				b.ReportMetric(float64(c.size)/1e6, "MB-text")
				b.ReportMetric((sketched - begin).Seconds(), "sketch-CPU-s")
				b.ReportMetric((done - sketched).Seconds(), "reckon-CPU-s")
				b.ReportMetric(float64(pairs.Len()), "pairs")
				b.ReportMetric(float64(peak)/(1<<20), "MiB")
			}
		})
	}
}

// BenchmarkDescentOne adds one document to a case, fifty times, without
// reckoning the case before.
func BenchmarkDescentOne(b *testing.B) {
	m := multiply(b)
	for _, n := range []int{20000, 100000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			for b.Loop() {
				c := newBenchCase(m, n)
				texts := make(map[stemma.ID]string, n+50) // at hand, as in a store
				for i := range n + 50 {
					texts[stemma.NewID('d', fmt.Sprint(i))] = m.text(i)
				}
				c.tracer.Words = func(_ context.Context, id stemma.ID) (*descent.Words, error) { return split(texts[id]), nil }
				if _, err := c.tracer.Pairs(context.Background(), nil); err != nil { // the index is made ready
					b.Fatal(err)
				}
				c.addOne(b)
			}
		})
	}
}

// BenchmarkDescentSet sketches and reckons the derivation set.
func BenchmarkDescentSet(b *testing.B) {
	set, err := ReadDescentSet("../../../shared/data/derivation")
	if err != nil {
		b.Skip(err)
	}
	for b.Loop() {
		begin := cpu()
		if _, err := FindDescent(set); err != nil {
			b.Fatal(err)
		}
		b.ReportMetric((cpu() - begin).Seconds(), "CPU-s")
	}
}

// cpu is the processor time that the process has used.
func cpu() time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		return 0
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// resident is the most memory that the process had, in bytes.
func resident() int64 {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		return 0
	}
	return u.Maxrss << 10
}

// BenchmarkCognates takes the cognates of the derivation set and sketches them.
func BenchmarkCognates(b *testing.B) {
	set, err := ReadDescentSet("../../../shared/data/derivation")
	if err != nil {
		b.Skip(err)
	}
	for b.Loop() {
		begin, keys := cpu(), 0
		for _, d := range set.Texts {
			keys += len(descent.NewCognates("en", d.Text, split(d.Text)).Sketch().Keys)
		}
		b.ReportMetric((cpu() - begin).Seconds(), "CPU-s")
		b.ReportMetric(float64(keys)/float64(len(set.Texts)), "keys/text")
	}
}

// BenchmarkDescentAll sketches and reckons cases of growing size by words, by what
// is on whose word, and by what is left in translations: STEMMA_TEXTS, or 20,000
// texts, one in five of which is said to be in another language. What a pipeline
// would read is guessed, so that reading takes no time: words with a capital are
// names, a sentence with a name before "said" or the like is on its word.
func BenchmarkDescentAll(b *testing.B) {
	n := 20000
	if given := os.Getenv("STEMMA_TEXTS"); given != "" {
		var err error
		if n, err = strconv.Atoi(given); err != nil {
			b.Fatal(err)
		}
	}
	m := multiply(b)
	for b.Loop() {
		begin := cpu()
		c := &benchCase{texts: m, number: make(map[stemma.ID]int, n), index: descent.NewIndex()}
		heard, tongues := descent.NewHearsayIndex(), descent.NewTongueIndex()
		keys, foreign := 0, 0
		for i := range n {
			id, s := c.sketch(i)
			c.ids = append(c.ids, id)
			c.index.Add(id, s)
			h := m.hearsay(i).Sketch()
			t := m.cognates(i).Sketch()
			keys, foreign = keys+len(h.Keys), foreign+len(t.Keys)
			heard.Add(id, h)
			tongues.Add(id, t)
		}
		sketched := cpu()
		c.tracer = &descent.Tracer{
			Index: c.index, Heard: heard, Tongues: tongues,
			Words:    func(_ context.Context, id stemma.ID) (*descent.Words, error) { return split(m.text(c.number[id])), nil },
			Hearsay:  func(_ context.Context, id stemma.ID) (*descent.Hearsay, error) { return m.hearsay(c.number[id]), nil },
			Cognates: func(_ context.Context, id stemma.ID) (*descent.Cognates, error) { return m.cognates(c.number[id]), nil },
		}
		pairs, err := c.tracer.Pairs(context.Background(), c.ids)
		if err != nil {
			b.Fatal(err)
		}
		mixed := pairs.Mixtures()
		derivations := 0
		outlets := descent.DefaultOutlets()
		for p := range pairs.All() {
			if p.Derivation(&descent.Document{ID: p.A}, &descent.Document{ID: p.B}, mixed[p.A], mixed[p.B], outlets) != nil {
				derivations++
			}
		}
		b.ReportMetric(float64(c.size)/1e6, "MB-text")
		b.ReportMetric((sketched - begin).Seconds(), "sketch-CPU-s")
		b.ReportMetric((cpu() - sketched).Seconds(), "reckon-CPU-s")
		b.ReportMetric(float64(pairs.Len()), "pairs")
		b.ReportMetric(float64(derivations), "derivations")
		b.ReportMetric(float64(keys)/float64(n), "hearsay-keys/text")
		b.ReportMetric(float64(foreign)/float64(n), "cognate-keys/text")
		b.ReportMetric(float64(resident())/(1<<20), "MiB")
	}
}

// cognates are those of text number i.
func (m *multiplied) cognates(i int) *descent.Cognates {
	text, lang := m.text(i), "en"
	if i%5 == 4 {
		lang = "x" + fmt.Sprint(i%3)
	}
	return descent.NewCognates(lang, text, split(text))
}

var (
	capitals = regexp.MustCompile(`\b[A-Z][a-z]+(?: [A-Z][a-z]+)*\b|\b[A-Z]{4,}(?: [A-Z]{4,})?\b`)
	periods  = regexp.MustCompile(`[^.!?]+[.!?]*`)
	saying   = regexp.MustCompile(`(?i)\b(?:said|says|told|added|stated|reported)\b`)
)

// hearsay is that of text number i, as far as patterns tell it.
func (m *multiplied) hearsay(i int) *descent.Hearsay {
	d := &stemma.Document{Text: m.text(i)}
	d.Regions = []stemma.Region{{Span: stemma.Span{Begin: 0, End: len(d.Text)}, Kind: stemma.Paragraph}}
	var mentions []stemma.Mention
	for _, at := range capitals.FindAllStringIndex(d.Text, -1) {
		mentions = append(mentions, stemma.Mention{Span: stemma.Span{Begin: at[0], End: at[1]}, Form: nlp.Name, Type: nlp.Person})
	}
	var statements []stemma.Statement
	k := 0
	for _, at := range periods.FindAllStringIndex(d.Text, -1) {
		s := stemma.Statement{Content: []stemma.Span{{Begin: at[0], End: at[1]}}, Chain: []stemma.Attribution{{Kind: stemma.KindAuthor}}}
		for k < len(mentions) && mentions[k].Span.Begin < at[0] {
			k++
		}
		if cue := saying.FindStringIndex(d.Text[at[0]:at[1]]); cue != nil && k < len(mentions) && mentions[k].Span.End <= at[0]+cue[0] {
			s.Chain = append(s.Chain, stemma.Attribution{Source: mentions[k].Span})
			s.Content[0].Begin = at[0] + cue[1]
		}
		statements = append(statements, s)
	}
	return descent.NewHearsay(d, statements, mentions, nil)
}
