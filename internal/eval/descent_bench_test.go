package eval

import (
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/stemma/stemma"
	"github.com/stemma/stemma/internal/descent"
)

// A multiplied corpus is many texts made of few, each anew when it is asked
// for, so that only what the engine keeps takes memory.
type multiplied struct {
	base       []string
	vocabulary []string
}

func multiply(b *testing.B) *multiplied {
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

// BenchmarkDescentCase sketches and reckons cases of growing size, and then
// adds one document, fifty times.
func BenchmarkDescentCase(b *testing.B) {
	m := multiply(b)
	for _, n := range []int{10000, 20000, 40000, 100000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			for b.Loop() {
				begin := cpu()
				x := descent.NewIndex()
				number := make(map[stemma.ID]int, n)
				ids := make([]stemma.ID, 0, n)
				add := func(i int) stemma.ID {
					id := stemma.NewID('d', fmt.Sprint(i))
					number[id] = i
					return id
				}
				size := 0
				for i := range n {
					text := m.text(i)
					size += len(text)
					id := add(i)
					ids = append(ids, id)
					x.Add(id, descent.NewSketch(split(text)))
				}
				sketched := cpu()
				t := &descent.Tracer{Index: x, Words: func(_ context.Context, id stemma.ID) (*descent.Words, error) {
					return split(m.text(number[id])), nil
				}}
				pairs, err := t.Pairs(context.Background(), ids)
				if err != nil {
					b.Fatal(err)
				}
				done := cpu()
				peak := resident()
				const one = 50
				worst := time.Duration(0)
				for i := range one {
					s := descent.NewSketch(split(m.text(n + i)))
					id := add(n + i)
					was := cpu()
					anew, fewer := x.Change(map[stemma.ID]*descent.Sketch{id: s}, nil)
					if _, err := t.Pairs(context.Background(), anew); err != nil {
						b.Fatal(err)
					}
					for _, id := range fewer {
						x.Candidates(id)
					}
					worst = max(worst, cpu()-was)
				}
				b.ReportMetric(float64(size)/1e6, "MB-text")
				b.ReportMetric((sketched - begin).Seconds(), "sketch-CPU-s")
				b.ReportMetric((done - sketched).Seconds(), "reckon-CPU-s")
				b.ReportMetric((cpu()-done).Seconds()*1000/one, "add-one-CPU-ms")
				b.ReportMetric(worst.Seconds()*1000, "add-one-worst-ms")
				b.ReportMetric(float64(len(pairs)), "pairs")
				b.ReportMetric(float64(peak)/(1<<20), "MiB")
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
