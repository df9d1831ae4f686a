//go:build unix

package en_test

import (
	"fmt"
	"os"
	"os/exec"
	"runtime"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/stemma/stemma/nlp"
	"github.com/stemma/stemma/nlp/clause"
	"github.com/stemma/stemma/nlp/en"
	"github.com/stemma/stemma/nlp/nlptest"
)

// What reading English costs: go test -run '^$' -bench English ./nlp/en
//
// The texts are invented and of kinds that are written differently. Time is
// what the process used of all cores, collecting its garbage included, so that
// the figures are those of one core, however many there are and whatever else
// they do.

var genres = []struct{ name, text string }{
	{"news", `Ferry halted after storm

VARO, Tuesday (KNA) — The ferry between Varo and Linsk was halted on Monday after a storm tore its moorings away, the harbour master, Gen. J. R. Dunn, told reporters. “We don't know when it'll sail again,” he said. “Perhaps on Friday, if the divers have found the anchor by then.”

According to the Ministry of Transport, three boats were damaged and nobody was hurt. Ana Orel, who has led the Fishermen's Union since March 2014, said that the men had warned the council two weeks earlier that the old pier would not hold. The council denied that it had received any letter. A spokeswoman for Northern Lines, which owns the ferry, declined to comment.`},
	{"agency", `THE MINISTER OF DEFENSE DENIED TODAY THAT THE ARMY'S 3RD BRIGADE HAD LEFT VARO. "THEY ARE IN THEIR BARRACKS," HE SAID. [PASSAGE OMITTED] HE ADDED THAT REPORTS OF FIGHTING IN THE LINSK VALLEY WERE INVENTED BY THE REBELS AND THEIR RADIO.

MEANWHILE, TWO BRIDGES WERE BLOWN UP LAST NIGHT NEAR THE BORDER. POLICE SUSPECT THE 8 MAY FRONT. NO ONE HAS CLAIMED RESPONSIBILITY.`},
	{"report", `4.12. The Committee found no evidence that the contract had been put out to tender before 17 July 2009, as section 3(2) of the Harbours Act requires. The Permanent Secretary's note of 4 August, which was copied to the Treasury but not to the Department's own legal advisers, records that "the matter is in hand"; it does not say in whose.

4.13. We asked Mr Holt, at the time deputy director of procurement, whether he had seen the note. He told us that he had not, and that, had he seen it, he would have expected it to be passed on to the Minister within the usual three working days.`},
	{"letter", `hi Marit, sorry for the late answer!! I've been away since sunday & the wifi here is awful :( can't open your file btw, it says it's broken... could you send it again as a pdf? Ana thinks we should just go & see him ourselves, tho I'm not so sure. he wasn't exactly friendly last time lol

anyway, see https://ferry.example/times?day=2 for the boats, or write to a.orel@ferry.example. love, J.`},
	{"interview", `Q: When did you first hear of the payment?

A: It was, I think, in the spring of 2011. My secretary had a call from a man who wouldn't give his name. He said, "Ask them about the second account," and rang off.

Q: And did you ask?

A: I did. They told me it was none of my business, which, strictly speaking, it wasn't.`},
	{"list", `- $5,000 for nets
- 12 km of rope, blue, 8 mm
- 3 lamps (spare), Orel & Sons, Varo
- repairs: engine, hull, radio
- fuel, 1-15 June, 240 l at $1.20

Total: $11,340.55`},
}

// cpuTime is what the process has used so far.
func cpuTime(tb testing.TB) time.Duration {
	tb.Helper()
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		tb.Fatal(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

func mallocs() uint64 {
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.Mallocs
}

// BenchmarkEnglish reads raw text to all layers, each genre as documents of
// about ten thousand characters.
func BenchmarkEnglish(b *testing.B) {
	p := pipeline(b)
	read := func(b *testing.B, texts []string) {
		for _, text := range texts {
			p.Annotate(nlp.NewDoc(text)) // what is built on first use
		}
		tokens, bytes := 0, 0
		allocated, used := mallocs(), cpuTime(b)
		for b.Loop() {
			for _, text := range texts {
				doc := nlp.NewDoc(text)
				p.Annotate(doc)
				tokens += len(doc.Tokens)
				bytes += len(text)
			}
		}
		seconds := (cpuTime(b) - used).Seconds()
		b.ReportMetric(float64(tokens)/seconds, "tokens/cpu-s")
		b.ReportMetric(float64(bytes)/1e6/seconds, "MB/cpu-s")
		b.ReportMetric(float64(mallocs()-allocated)/float64(tokens), "allocs/token")
	}
	var all []string
	for _, g := range genres {
		texts := []string{document(g.text)}
		all = append(all, texts...)
		b.Run(g.name, func(b *testing.B) { read(b, texts) })
	}
	b.Run("all", func(b *testing.B) { read(b, all) })
}

func document(text string) string { return strings.Repeat(text+"\n\n", 10_000/len(text)+1) }

// child tells a process of this test what to do instead of testing.
const child = "STEMMA_BENCH_CHILD"

func TestMain(m *testing.M) {
	texts := 0
	switch os.Getenv(child) {
	case "":
		os.Exit(m.Run())
	case "read":
		texts = 100
	}
	p, err := en.New()
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	p.Annotate(nlp.NewDoc("The ferry sails."))
	for i := range texts {
		p.Annotate(nlp.NewDoc(document(genres[i%len(genres)].text)))
	}
	os.Exit(0)
}

// BenchmarkEnglishProcess measures a process of its own: from its start until
// a first sentence is read ("start"), and one that goes on to a hundred
// documents ("read"). ns/op is the time on the clock.
func BenchmarkEnglishProcess(b *testing.B) {
	self, err := os.Executable()
	if err != nil {
		b.Fatal(err)
	}
	for _, what := range []string{"start", "read"} {
		b.Run(what, func(b *testing.B) {
			var used time.Duration
			var resident int64
			for b.Loop() {
				cmd := exec.Command(self)
				cmd.Env = append(os.Environ(), child+"="+what)
				if out, err := cmd.CombinedOutput(); err != nil {
					b.Fatalf("%v: %s", err, out)
				}
				used += cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()
				usage, _ := cmd.ProcessState.SysUsage().(*syscall.Rusage)
				peak := int64(usage.Maxrss)
				if runtime.GOOS != "darwin" {
					peak <<= 10 // the others count in KiB
				}
				resident = max(resident, peak)
			}
			b.ReportMetric(used.Seconds()*1e3/float64(b.N), "cpu-ms")
			b.ReportMetric(float64(resident)/(1<<20), "MiB-resident")
		})
	}
}

// BenchmarkHostile reads what no person writes: a megabyte of each kind, and a
// line of a hundred, which takes minutes and some gigabytes (leave it out with
// -short).
func BenchmarkHostile(b *testing.B) {
	p := pipeline(b)
	nlptest.Benchmark(b, p, 1_000_000)
	if !testing.Short() {
		nlptest.Benchmark(b, p, 100_000_000, "one line")
	}
}

// BenchmarkClauses takes every sentence of the texts apart, beside what the
// layers below it cost ("English").
func BenchmarkClauses(b *testing.B) {
	p := pipeline(b)
	var docs []*nlp.Doc
	for _, g := range genres {
		doc := nlp.NewDoc(document(g.text))
		p.Annotate(doc)
		docs = append(docs, doc)
	}
	tokens, used := 0, cpuTime(b)
	for b.Loop() {
		for _, doc := range docs {
			r := clause.NewReader(doc, en.Clauses())
			for i := range doc.Sentences {
				r.Main([]nlp.Span{doc.Sentence(i)})
			}
			tokens += len(doc.Tokens)
		}
	}
	b.ReportMetric(float64(tokens)/(cpuTime(b)-used).Seconds(), "tokens/cpu-s")
}
