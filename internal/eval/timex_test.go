package eval

import (
	"strings"
	"testing"

	"github.com/stemma/stemma/nlp"
)

const timeML = `<?xml version="1.0" ?>
<TimeML>
<DCT><TIMEX3 tid="t0" type="DATE" value="2021-03-12">03/12/2021</TIMEX3></DCT>
<TITLE>Pier shut</TITLE>
<TEXT>
The pier &amp; the dock <EVENT eid="e1">shut</EVENT> <TIMEX3 tid="t1" type="DATE" value="2021-03-09">on <SIGNAL>Tuesday</SIGNAL></TIMEX3>.
</TEXT>
</TimeML>`

func TestReadTimeML(t *testing.T) {
	text, err := readTimeML(strings.NewReader(timeML))
	if err != nil {
		t.Fatal(err)
	}
	if want := "\nThe pier & the dock shut on Tuesday.\n"; text.Text != want {
		t.Errorf("text %q, want %q", text.Text, want)
	}
	if text.Date != "2021-03-12" {
		t.Errorf("date %q", text.Date)
	}
	if len(text.Times) != 1 || text.Times[0].In(text.Text) != "on Tuesday" || text.Times[0].Value != "2021-03-09" {
		t.Errorf("times %+v", text.Times)
	}
	if _, err := readTimeML(strings.NewReader("<TimeML><TEXT>")); err == nil {
		t.Error("half a text is read without an error")
	}
}

func TestScoreTimex(t *testing.T) {
	at := func(begin, end int, kind, value string) nlp.Time {
		return nlp.Time{Span: nlp.Span{Begin: begin, End: end}, Type: kind, Value: value}
	}
	gold := []nlp.Time{at(0, 5, "DATE", "1999"), at(10, 20, "DATE", "2001"), at(30, 40, "SET", "P1D"), at(50, 52, "DATE", "2003")}
	system := []nlp.Time{at(0, 5, "DATE", "1998"), at(12, 20, "DATE", "2001"), at(22, 25, "DATE", "1"), at(30, 40, "DURATION", "P1D")}
	score := ScoreTimex(gold, system)
	for _, c := range []struct {
		name    string
		ratio   Ratio
		correct int
	}{{"strict", score.Strict, 2}, {"relaxed", score.Relaxed, 3}, {"type", score.Type, 2}, {"value", score.Value, 2}} {
		if c.ratio != (Ratio{Correct: c.correct, System: 4, Gold: 4}) {
			t.Errorf("%s: %+v, want %d correct of 4 and 4", c.name, c.ratio, c.correct)
		}
	}
}
