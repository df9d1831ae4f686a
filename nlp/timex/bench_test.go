package timex_test

import (
	"strings"
	"testing"

	"github.com/stemma/stemma/nlp"
	"github.com/stemma/stemma/nlp/en"
)

// An invented report, with about as many times in it as news has.
const report = `The harbour board of Velmar said on Tuesday that it would close the old north pier next month. The pier, built in
1931, has carried no freight since the early 1990s, and engineers have warned for several years that its piles are rotten.
"We cannot wait until the autumn," said Ilse Orrin, who has led the board since March 2014. She had asked the council two weeks ago for
money to mend it. The council refused. A spokesman for the port workers said that the men had heard nothing before the announcement and that
some of them would lose their jobs. The board expects the work to take eighteen months and to cost about four million crowns. Fishing boats
will have to use the basin at Tarn, an hour to the south, where the water is too shallow for many of them. In a letter to the newspaper, the
owners of the boats called the decision a betrayal. They said that the board had promised them at a meeting on 12 May that nothing would be
done without them. Ms Orrin denied that there had been any such promise. The minutes of the meeting, which this newspaper has seen, do not
mention one either.
`

func BenchmarkAnnotate(b *testing.B) {
	tagger, err := en.Times()
	if err != nil {
		b.Fatal(err)
	}
	base := nlp.NewDoc(strings.Repeat(report+"\n", 20))
	base.Date = "2021-05-25"
	en.Segmenter().Annotate(base)
	b.ReportAllocs()
	for b.Loop() {
		doc := *base
		tagger.Annotate(&doc)
	}
	b.ReportMetric(float64(len(base.Tokens))*float64(b.N)/b.Elapsed().Seconds(), "tokens/s")
}

func BenchmarkNew(b *testing.B) {
	for b.Loop() {
		if _, err := en.Times(); err != nil {
			b.Fatal(err)
		}
	}
}
