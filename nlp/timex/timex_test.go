package timex_test

import (
	"strings"
	"testing"

	"github.com/stemma/stemma/nlp"
	"github.com/stemma/stemma/nlp/segment"
	"github.com/stemma/stemma/nlp/timex"
)

// toy is a language of a few words, enough to try the algorithm on.
var toy = timex.Language{
	Words:  "MONTH: mai=5 juin=6\nWEEKDAY: lundi=1\nUNITS: jours=D\nAGO: il=-1\nONES: deux=2",
	Fields: "MONTH=month WEEKDAY=weekday UNITS=unit AGO=relation",
	Rules:  "calendar: DAY MONTH [YEAR]\ncalendar: WEEKDAY ; after(le)\nspan: NUMBER UNITS\nshift: AGO y a NUMBER UNITS",
}

func TestAnotherLanguage(t *testing.T) {
	tagger, err := timex.New(toy)
	if err != nil {
		t.Fatal(err)
	}
	pipeline, err := nlp.NewPipeline("fr", segment.New(segment.Language{}), tagger)
	if err != nil {
		t.Fatal(err)
	}
	doc := nlp.NewDoc("Le 3 mai 2020 et le lundi, il y a deux jours, lundi, deux jours.")
	doc.Date = "2020-05-13"
	pipeline.Annotate(doc)
	want := []string{"3 mai 2020=2020-05-03", "lundi=2020-05-11", "il y a deux jours=2020-05-11", "deux jours=P2D"}
	var got []string
	for _, time := range doc.Times {
		got = append(got, time.In(doc.Text)+"="+time.Value)
	}
	if strings.Join(got, "; ") != strings.Join(want, "; ") {
		t.Errorf("got  %q\nwant %q", got, want)
	}
}

func TestNewNamesWhatIsWrong(t *testing.T) {
	for _, c := range []struct{ rules, want string }{
		{"calendar: [DAY", "line 1 of the rules"},
		{"\nsometimes: DAY", `no operation is called "sometimes"`},
		{"calendar moon=1: DAY", `no field is called "moon"`},
		{"calendar: DAY ; near(x)", `no condition is called "near"`},
		{"calendar: MOON", "the class MOON, which has no words"},
		{"calendar: [DAY]", "matches no words at all"},
		{"calendar: $part", "no part is called $part"},
		{"calendar: DAY ) DAY", "stands alone"},
		{"calendar", `no ": "`},
	} {
		_, err := timex.New(timex.Language{Rules: c.rules})
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("New(%q): %v, want %q in it", c.rules, err, c.want)
		}
	}
}
