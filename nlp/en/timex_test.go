package en_test

import (
	"strings"
	"testing"

	"github.com/stemma/stemma/nlp"
	"github.com/stemma/stemma/nlp/en"
)

// written is the day on which the sentences of the tests were written, a
// Friday.
const written = "2021-03-12"

// times reads a text and prints what was found: "words=TYPE value".
func times(t *testing.T, text, date string) string {
	t.Helper()
	tagger, err := en.Times()
	if err != nil {
		t.Fatal(err)
	}
	doc := nlp.NewDoc(text)
	doc.Date = date
	en.Segmenter().Annotate(doc)
	tagger.Annotate(doc)
	var found []string
	for _, time := range doc.Times {
		found = append(found, time.In(text)+"="+time.Type+" "+time.Value)
	}
	return strings.Join(found, "; ")
}

func TestTimes(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		// Days.
		{"The bridge opened on 4 May 1987.", "4 May 1987=DATE 1987-05-04"},
		{"It sank on Tuesday, May 26, 1998, off Tarn.", "Tuesday, May 26, 1998=DATE 1998-05-26"},
		{"The law took effect on the 3rd of June, 2010.", "the 3rd of June, 2010=DATE 2010-06-03"},
		{"VELMAR, 3 JAN 90 (OPN) -- The strike is over.", "3 JAN 90=DATE 1990-01-03"},
		{"Logged 2019-11-30 and again 12/24/1999.", "2019-11-30=DATE 2019-11-30; 12/24/1999=DATE 1999-12-24"},
		{"Signed on 05/06/2001.", "05/06/2001=DATE "}, // the order of day and month is not known
		{"The board met on Jan. 28 and will meet on Dec. 2.", "Jan. 28=DATE 2021-01-28; Dec. 2=DATE 2021-12-02"},
		{"He left on 24 June last year.", "24 June last year=DATE 2020-06-24"},
		{"A bill of February 30, 2001, is a forgery.", "February 30, 2001=DATE "},
		{"They voted on the first Monday in May 2019.", "the first Monday in May 2019=DATE 2019-05-06"},
		{"Shops close on Thanksgiving and on New Year's Eve.", "Thanksgiving=DATE 2020-11-26; New Year's Eve=DATE 2020-12-31"},

		// Days from the day of writing.
		{"She said yesterday that he comes today.", "yesterday=DATE 2021-03-11; today=DATE 2021-03-12"},
		{"The court ruled on Tuesday.", "Tuesday=DATE 2021-03-09"},
		{"The court will rule on Tuesday.", "Tuesday=DATE 2021-03-16"},
		{"He was arrested Friday.", "Friday=DATE 2021-03-12"},
		{"The offer had been due to expire Monday.", "Monday=DATE 2021-03-08"},
		{"Last Friday the pier was shut; it opens next Monday.", "Last Friday=DATE 2021-03-05; next Monday=DATE 2021-03-15"},
		{"They met on Wednesday last week.", "Wednesday last week=DATE 2021-03-03"},
		{"It happened 10 days ago, or the day before yesterday.", "10 days ago=DATE 2021-03-02; the day before yesterday=DATE 2021-03-10"},

		// Weeks, months, seasons, quarters, years.
		{"It was sold last week, not this month.", "last week=DATE 2021-W09; this month=DATE 2021-03"},
		{"Fighting began last August.", "last August=DATE 2020-08"},
		{"He has been held since December 2020.", "December 2020=DATE 2020-12"},
		{"Prices fell in October.", "October=DATE 2020-10"},
		{"The report will be out in mid-April.", "mid-April=DATE 2021-04"},
		{"She resigned in early 2008, at the end of January.", "early 2008=DATE 2008; the end of January=DATE 2021-01"},
		{"In the fourth quarter profit rose; the first quarter of 2019 was worse.", "the fourth quarter=DATE 2020-Q4; the first quarter of 2019=DATE 2019-Q1"},
		{"Sales in fiscal 1999 were poor.", "fiscal 1999=DATE 1999"},
		{"By the summer of 2014 and again last winter.", "the summer of 2014=DATE 2014-SU; last winter=DATE 2020-WI"},
		{"In the 1990s, the late 1970s and the '80s.", "the 1990s=DATE 199; the late 1970s=DATE 197; the '80s=DATE 198"},
		{"A church of the 11th century.", "the 11th century=DATE 10"},
		{"In nineteen ninety-six and by the year two thousand.", "nineteen ninety-six=DATE 1996; the year two thousand=DATE 2000"},
		{"He wrote about it two years ago.", "two years ago=DATE 2019"},
		{"Over the weekend a boat was found.", "the weekend=DATE 2021-W09-WE"},

		// Times of day.
		{"The line closed at 10 p.m. Wednesday.", "10 p.m. Wednesday=TIME 2021-03-10T22:00"},
		{"The offer lapsed at 5 p.m. EST, March 1.", "5 p.m. EST, March 1=TIME 2021-03-01T17:00"},
		{"It blew up last night, or early this morning.", "last night=TIME 2021-03-11TNI; early this morning=TIME 2021-03-12TMO"},
		{"The shelling stopped on Monday night.", "Monday night=TIME 2021-03-08TNI"},
		{"The guards changed at 1830.", "1830=TIME 2021-03-12T18:30"},
		{"The train left at 7:05 a.m. and came at noon.", "7:05 a.m.=TIME 2021-03-12T07:05; noon=TIME 2021-03-12T12:00"},

		// The time last named.
		{"The ship sailed on 3 May 2019. The following day it burned.", "3 May 2019=DATE 2019-05-03; The following day=DATE 2019-05-04"},
		{"The mine closed in 2009. That year 400 men left.", "2009=DATE 2009; That year=DATE 2009"},
		{"He was shot on 2 June 2015; two days later his aide fled.", "2 June 2015=DATE 2015-06-02; two days later=DATE 2015-06-04"},
		{"In 2015 he was a clerk. At the time, he lived in Tarn.", "2015=DATE 2015; the time=DATE 2015"},
		{"Third-quarter profit was up from a year earlier.", "Third-quarter=DATE 2020-Q3; a year earlier=DATE 2019-Q3"},

		{"It ran from 3 November to 8 January 1997 and in May and June 2004.", "3 November=DATE 1996-11-03; 8 January 1997=DATE 1997-01-08; May=DATE 2004-05; June 2004=DATE 2004-06"},

		{"It burned on the night of 6 June 2015; the next morning they fled.", "the night of 6 June 2015=TIME 2015-06-06TNI; the next morning=TIME 2015-06-07TMO"},

		{"The raid of 2 May 2003 failed. A second on 9 May 2003 failed. On 4 June 2003 they gave up. In July they tried again, on a Friday.",
			"2 May 2003=DATE 2003-05-02; 9 May 2003=DATE 2003-05-09; 4 June 2003=DATE 2003-06-04; July=DATE 2003-07; Friday=DATE "},
		{"Signed on 1 May, 17 July and 2 August 2004.", "1 May=DATE 2004-05-01; 17 July=DATE 2004-07-17; 2 August 2004=DATE 2004-08-02"},

		// Durations.
		{"The trial took two and a half years, eight days and an hour.", "two and a half years=DURATION P2Y6M; eight days=DURATION P8D; an hour=DURATION PT1H"},
		{"A 15-year lease, a six-month ban and twenty-one days in a cell.", "15-year=DURATION P15Y; six-month=DURATION P6M; twenty-one days=DURATION P21D"},
		{"For nearly forty years and in the past two decades.", "nearly forty years=DURATION P40Y; the past two decades=DURATION P2DE"},
		{"Months of talks, several weeks of rain.", "Months=DURATION PXM; several weeks=DURATION PXW"},
		{"The decades-old feud lasted half an hour more.", "decades-old=DURATION PXDE; half an hour=DURATION PT30M"},
		{"The past decade was quiet.", "The past decade=DURATION P1DE"},

		// What comes again.
		{"They march every Monday and pay each month.", "every Monday=SET XXXX-WXX-1; each month=SET P1M"},
		{"The ferry, daily in summer, sails on Sundays now.", "daily=SET P1D; summer=DATE 2021-SU; on Sundays=SET XXXX-WXX-7; now=DATE PRESENT_REF"},
		{"It costs four million crowns, or 3 million a year.", "a year=SET P1Y"},

		// The past, the present, the future.
		{"Recently it was loud; currently it is calm; soon it may not be.", "Recently=DATE PAST_REF; currently=DATE PRESENT_REF; soon=DATE FUTURE_REF"},
		{"In recent years, and in the near future.", "recent years=DATE PAST_REF; the near future=DATE FUTURE_REF"},
		{"Years ago he warned of it.", "Years ago=DATE PAST_REF"},

		// No times.
		{"She may march with 1,990 people past the second house.", ""},
		{"Theresa May and June Orrin bought Sun shares for $2000.", ""},
		{"He is 37 years old; his 8-year-old son reads USA Today.", ""},
		{"Flight 1912 carried three quarters of the cargo.", ""},
	} {
		if got := times(t, c.text, written); got != c.want {
			t.Errorf("%s\n got  %s\n want %s", c.text, got, c.want)
		}
	}
}

// TestTimesInCapitals holds that agency text in capitals is read alike.
func TestTimesInCapitals(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"THE FARM WAS ATTACKED 2 DAYS AGO, ON 10 MARCH.", "2 DAYS AGO=DATE 2021-03-10; 10 MARCH=DATE 2021-03-10"},
		{"HE MAY COME IN MAY OR IN THE EARLY 1980'S.", "MAY=DATE 2021-05; THE EARLY 1980'S=DATE 198"},
		{"NOTHING HAS CHANGED SINCE LAST APRIL.", "LAST APRIL=DATE 2020-04"},
	} {
		if got := times(t, c.text, written); got != c.want {
			t.Errorf("%s\n got  %s\n want %s", c.text, got, c.want)
		}
	}
}

// TestTimesWithoutDate holds that nothing is guessed.
func TestTimesWithoutDate(t *testing.T) {
	for _, c := range []struct{ text, date, want string }{
		{"He left on Friday, in May, two years ago, in 1999.", "", "Friday=DATE ; May=DATE ; two years ago=DATE ; 1999=DATE 1999"},
		{"It closed yesterday, last month, last year.", "2021-03", "yesterday=DATE ; last month=DATE 2021-02; last year=DATE 2020"},
		{"It closed last month, last year, at 10 p.m.", "2021", "last month=DATE ; last year=DATE 2020; 10 p.m.=TIME "},
		{"It closed on January 12.", "2021-02", "January 12=DATE 2021-01-12"},
		{"It closed in May.", "2021", "May=DATE "},
		{"It closed last month.", "about 1900", "last month=DATE "},
		{"It closed the following day.", written, "the following day=DATE "},
		{"It closed today.", "2021-03-12T08:00", "today=DATE 2021-03-12"},
	} {
		if got := times(t, c.text, c.date); got != c.want {
			t.Errorf("%s (%s)\n got  %s\n want %s", c.text, c.date, got, c.want)
		}
	}
}
