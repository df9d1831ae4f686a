package front

import (
	"strings"
	"testing"

	"github.com/stemma/stemma"
)

// document is blocks parted by blank lines, each a paragraph; "# " makes it a
// heading and "\f" begins a page.
func document(text string) *stemma.Document {
	doc := &stemma.Document{Text: text}
	at := 0
	for _, block := range strings.Split(text, "\n\n") {
		r := stemma.Region{Span: stemma.Span{Begin: at, End: at + len(block)}, Kind: stemma.Paragraph}
		if strings.HasPrefix(block, "\f") {
			doc.Regions = append(doc.Regions, stemma.Region{Span: stemma.Span{Begin: at, End: at + 1}, Kind: stemma.Page})
			r.Begin++
		}
		if strings.HasPrefix(block, "# ") {
			r.Begin += 2
			r.Kind = stemma.Heading
		}
		doc.Regions = append(doc.Regions, r)
		at += len(block) + 2
	}
	return doc
}

func value(s *stemma.Shown) string {
	if s == nil {
		return ""
	}
	return s.Value
}

const lead = "\n\nThe ferry left the pier at Lund before the storm was announced, the papers say, and nobody on board was told."

func TestDatelineIsNoPartOfTheReport(t *testing.T) {
	for text, want := range map[string]string{
		"LUND, 3 JAN 90 (LRA) -- [TEXT] THE FERRY LEFT." + lead: "THE FERRY LEFT.",
		"Lund (LRA) – The ferry left." + lead:                   "The ferry left.",
		"LUND – The ferry left." + lead:                         "LUND – The ferry left.", // may be anything
		"Lund, 3 ene (LRA).- El barco zarpó." + lead:            "El barco zarpó.",
		"LUND, 3 de enero de 1990 (LRA) – El barco." + lead:     "El barco.",
		"Lund, 9 mars (LRA) – Le navire." + lead:                "Le navire.",
		"The ferry (LRA) left." + lead:                          "The ferry (LRA) left.",
	} {
		doc := document(text)
		Finish(doc)
		if got := doc.Regions[0].In(doc.Text); got != want {
			t.Errorf("%q is read from %q, want %q", text[:30], got, want)
		}
	}
}

func TestPropose(t *testing.T) {
	for _, test := range []struct {
		name, text                     string
		title, byline, publisher, date string
	}{
		{name: "title", text: "Ferry left before the warning" + lead, title: "Ferry left before the warning"},
		{name: "title over two lines", text: "Ferry left before the warning;\n\nHarbour office knew" + lead, title: "Ferry left before the warning"},
		{name: "running text is no title", text: "The ferry left before the storm, the harbour office said on Monday in Lund." + lead},
		{name: "a short first sentence is no title", text: "Eleven men died." + lead},
		{name: "a title with a stop", text: "Harbour Office Knew Of Storm Before Ferry Left." + lead, title: "Harbour Office Knew Of Storm Before Ferry Left."},
		{name: "a section is no title", text: "The Blog\n\nOPINION —\n\nWhat the harbour office knew" + lead, title: "What the harbour office knew"},
		{name: "an address is no title", text: "https://radio.example/2019/03/04/ferry" + lead, date: "2019-03-04"},
		{name: "posting line", text: "What the harbour office knew\n\n12:00 AM, Mar 4, 2019 • By ANA SOTO" + lead, title: "What the harbour office knew", byline: "ANA SOTO", date: "2019-03-04T00:00"},
		{name: "byline and date", text: "What the harbour office knew\n\nBy Jane Roe | March 3, 2021" + lead, title: "What the harbour office knew", byline: "Jane Roe", date: "2021-03-03"},
		{name: "byline of two, with a desk", text: "What the harbour office knew\n\nBy Jane Roe and Luis de la Vega, Lund Radio" + lead, title: "What the harbour office knew", byline: "Jane Roe and Luis de la Vega"},
		{name: "posted on", text: "What the harbour office knew\n\nPosted on 3 March 2021 by Jane Roe in World" + lead, title: "What the harbour office knew", byline: "Jane Roe", date: "2021-03-03"},
		{name: "updated is later", text: "What the harbour office knew\n\nUpdated March 9, 2021 | Published March 3, 2021" + lead, title: "What the harbour office knew", date: "2021-03-03"},
		{name: "labelled", text: "Title: The ferry papers\nAuthor: Jane Roe\nDate: 3 March 2021\nSource: Lund Radio" + lead, title: "The ferry papers", byline: "Jane Roe", publisher: "Lund Radio", date: "2021-03-03"},
		{name: "dateline of a wire", text: "LUND, 3 JAN 90 (LRA) -- [TEXT] THE FERRY LEFT THE PIER BEFORE THE STORM WAS ANNOUNCED, THE POLICE SAID TODAY." + lead, publisher: "LRA", date: "1990-01-03"},
		{name: "dateline without a date", text: "LUND, NO DATE (DOMESTIC SERVICE) -- [TEXT] THE FERRY LEFT THE PIER BEFORE THE STORM WAS ANNOUNCED, THE POLICE SAID." + lead, publisher: "DOMESTIC SERVICE"},
		{name: "dateline in Spanish", text: "El barco zarpó antes del aviso\n\nLund, 3 ene (LRA).- El barco zarpó antes de la tormenta, dijo la policía." + lead, title: "El barco zarpó antes del aviso", publisher: "LRA"},
		{name: "dateline in small letters", text: "Ferry left before the warning.\n\nLund (LRA) – The ferry left the pier before the storm was announced, the police said on Monday." + lead, title: "Ferry left before the warning.", publisher: "LRA"},
		{name: "a day without a year stays open", text: "LUND, May 3 (LRA) - The ferry left the pier before the storm was announced, the police said on Monday." + lead, publisher: "LRA"},
		{name: "brackets in a sentence are no agency", text: "The harbour office (LHO) - which runs the ferry - said on Monday that it had not been told of anything." + lead},
		{name: "memorandum", text: "LUND HARBOUR OFFICE\n\nTo: John Doe, Director\n\nFrom: Section Nine\n\nDate: 3 March 2021\n\nFerries that were late" + lead, title: "LUND HARBOUR OFFICE", byline: "Section Nine", date: "2021-03-03"},
		{name: "letter", text: "What the harbour office knew\n\nFrom: Jane Roe <jane@lund.example>\n\nTo: John Doe" + lead, title: "What the harbour office knew", byline: "Jane Roe"},
		{name: "from where is no byline", text: "What the harbour office knew\n\nFrom: the pier at Lund" + lead, title: "What the harbour office knew"},
		{name: "writes", text: "What the harbour office knew\n\nNobody was told of the storm, the papers say, and the ferry left the pier at Lund on “time.” Writes Jane Roe" + lead, title: "What the harbour office knew", byline: "Jane Roe"},
		{name: "masthead", text: "THE LUND REVIEW\n\nSaturday, 6 March 2021\n\nOPINION — Tea for eleven\n\nBy Jane Roe, who reports from the village" + lead, title: "Tea for eleven", byline: "Jane Roe", publisher: "THE LUND REVIEW", date: "2021-03-06"},
		{name: "a title is no masthead", text: "The Ministry of Fear" + lead, title: "The Ministry of Fear"},
		{name: "writes in a sentence", text: "What the harbour office knew\n\nNobody was told of the storm, and in her book the harbour master writes Jane Roe a letter about it." + lead, title: "What the harbour office knew"},
		{name: "source", text: "What the harbour office knew" + lead + "\n\nSource: Lund Radio", title: "What the harbour office knew"},
		{name: "first appeared", text: "What the harbour office knew" + lead + "\n\nThis article first appeared in The Lund Review on 3 March 2021.", title: "What the harbour office knew", publisher: "The Lund Review", date: "2021-03-03"},
		{name: "reporting by", text: "What the harbour office knew" + lead + "\n\n(Reporting by Jane Roe; Editing by John Doe)", title: "What the harbour office knew", byline: "Jane Roe"},
		{name: "a biography is no byline", text: "What the harbour office knew" + lead + "\n\nJane Roe is a fellow at the Lund Institute.", title: "What the harbour office knew"},
		{name: "by in a sentence is no byline", text: "What the harbour office knew\n\nBy Monday Morning the ferry had left the pier at Lund, the papers say, and nobody on board was told." + lead, title: "What the harbour office knew"},
		{name: "a date told is no date of publication", text: "What the harbour office knew\n\nOn 3 March 2021 the ferry left the pier at Lund, the papers say, and nobody on board was told." + lead, title: "What the harbour office knew"},
		{name: "a house and a day", text: "Harbour Post, 3 March 2024\n\nWhat the harbour office knew" + lead, title: "What the harbour office knew", publisher: "Harbour Post", date: "2024-03-03"},
		{name: "a house and a day right above the text", text: "Lund Gazette, Sunday, 3 March 2024\nThe ferry left the pier before the storm was announced, the papers say, and nobody on board was told.", publisher: "Lund Gazette", date: "2024-03-03"},
		{name: "a house and a day below the title", text: "What the harbour office knew\nThe Lund Review | March 3, 2024" + lead, title: "What the harbour office knew", publisher: "The Lund Review", date: "2024-03-03"},
		{name: "a sentence that begins with a house and a day", text: "Harbour Post, 3 March 2024, is where the list was printed first." + lead},
		{name: "a sentence that goes on below", text: "Harbour Post, 3 March 2024\nand later issues had the list." + lead},
		{name: "the day of what happened", text: "The Sinking at Lund, 3 March 2024" + lead, title: "The Sinking at Lund, 3 March 2024"},
		{name: "a wire and a day", text: "Coastal Wire, 12 June 2027" + lead, publisher: "Coastal Wire", date: "2027-06-12"},
		{name: "the host of a page and a day", text: "harbourwatch.example - 19 June 2027" + lead, publisher: "harbourwatch.example", date: "2027-06-19"},
		{name: "a press release and its day", text: "Ministry of Harbours\nPress release, 14 June 2027" + lead, publisher: "Ministry of Harbours", date: "2027-06-14"},
		{name: "a note and its day, in blocks of their own", text: "Institute for Northern Studies\n\nBriefing Note, 2 July 2027\n\nWhat the harbour office knew" + lead, title: "What the harbour office knew", publisher: "Institute for Northern Studies", date: "2027-07-02"},
		{name: "a statement and its day", text: "Statement to the press, 4 February 2031\n\nWhat the harbour office knew" + lead, title: "What the harbour office knew", date: "2031-02-04"},
		{name: "a release of a firm and its day", text: "TESSALY SHIPPING LTD\nStatement to the press, 4 February 2031" + lead, publisher: "TESSALY SHIPPING LTD", date: "2031-02-04"},
		{name: "whose statement it is", text: "Statement of the Harbour Guild of Lund\n13 June 2027" + lead, title: "Statement of the Harbour Guild of Lund", publisher: "Harbour Guild of Lund", date: "2027-06-13"},
		{name: "a sentence on a statement", text: "Statement of the guild was read to nobody." + lead},
		{name: "a sentence that begins with a paper and a day", text: "Press release, 14 June 2027, is all that the office has." + lead},
		{name: "where another paper was first published", text: "What the harbour office knew" + lead + "\n\nThe order was first published by The Lund Review on 3 March 2021.", title: "What the harbour office knew"},
		{name: "from bottom of nothing", text: ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			doc := document(test.text)
			Finish(doc)
			got := [4]string{value(doc.Title), value(doc.Byline), value(doc.Publisher), value(doc.Published)}
			want := [4]string{test.title, test.byline, test.publisher, test.date}
			if got != want {
				t.Errorf("title, byline, publisher, date are\n%q, want\n%q", got, want)
			}
			for _, s := range []*stemma.Shown{doc.Title, doc.Byline, doc.Publisher} {
				if s != nil && s.ShownBy.In(doc.Text) != s.Value {
					t.Errorf("%q is shown by %q", s.Value, s.ShownBy.In(doc.Text))
				}
			}
		})
	}
}

func TestProposeKeepsWhatIsKnown(t *testing.T) {
	doc := document("What the harbour office knew\n\nBy Jane Roe | March 3, 2021" + lead)
	doc.Title = Show(doc.Text, "What the Harbour Office knew", "title element")
	doc.Byline = Show(doc.Text, "Ana Soto", `meta name="author"`)
	Propose(doc)
	if doc.Byline.Value != "Ana Soto" || !doc.Byline.ShownBy.IsZero() || doc.Published.Value != "2021-03-03" {
		t.Errorf("byline %+v, date %+v", doc.Byline, doc.Published)
	}
	if doc.Title.ShownBy.In(doc.Text) != "What the harbour office knew" || doc.Regions[0].Kind != stemma.Heading || doc.Regions[1].Kind != stemma.Header {
		t.Errorf("title %+v, regions %v", doc.Title, doc.Regions)
	}
}

func TestMask(t *testing.T) {
	for _, test := range []struct {
		block string
		want  stemma.RegionKind
	}{
		{"Leave a Reply", stemma.Comments},
		{"Please enter your comment!", stemma.Comments},
		{"Your email address will not be published. Required fields are marked *", stemma.Comments},
		{"12 Comments", stemma.Comments},
		{"Sign up for our daily newsletter and never miss a story.", stemma.Promotion},
		{"Follow Jane Roe on Twitter @janeroe.", stemma.Promotion},
		{"Advertisement", stemma.Promotion},
		{"Recent Blog Posts", stemma.Related},
		{"READ MORE: The second list of the ferry", stemma.Related},
		{"You may also like", stemma.Related},
		{"Single Page Print Larger Text Smaller Text Alerts", stemma.Menu},
		{"Home | World | Politics | About us", stemma.Menu},
		{"Share this: Facebook Twitter Email", stemma.Menu},
		{"Introduction . . . . . . . . . . . 12", stemma.Menu},
		{"© 2021 Lund Radio. All rights reserved.", stemma.Legal},
		{"This website uses cookies to improve your experience.", stemma.Legal},
		{"This material may not be published, broadcast, rewritten or redistributed.", stemma.Legal},
		{"(Lund Radio) END", stemma.Footer},
		{"The Lund Review welcomes letters. Write to the editor at 2 Ferry Street, Lund.", stemma.Footer},
		{"The Review is free to read. If you value it, join our supporters.", stemma.Promotion},
		{"Terms | Privacy Policy", stemma.Legal},
		{"Please enable JavaScript to view the comments.", stemma.Other},

		// Reporting that speaks of such things.
		{"The newsletter said that the ferry had left.", ""},
		{"Leave a reply for the harbour master, she said, and he will read it on Monday.", ""},
		{"Politics", ""},
		{"“Subscribe to our cause,” the leaflet read, and eleven men did.", ""},
		{"Comments on the internet blamed the harbour office.", ""},
		{"He was asked to share this with the police.", ""},
		{"Related cases are before the court in Lund.", ""},
		{"The archives of the harbour office were closed.", ""},
		{"In the end", ""},
		{"For further information the police turned to the harbour office, which had none.", ""},
		{"Privacy was what he wanted.", ""},
		{"More on that later, the minister said.", ""},
		{"The company said that all rights were reserved for the ferry's owner.", ""},
		{"Support for us came from the village, she said. It was winter.", ""},
	} {
		doc := document(test.block)
		Mask(doc)
		got := doc.Regions[0].Kind
		if got == stemma.Paragraph {
			got = ""
		}
		if got != test.want {
			t.Errorf("%q is %q, want %q", test.block, got, test.want)
		}
	}
}

func TestMaskGoesOnBelowAHeading(t *testing.T) {
	doc := document("Recent Blog Posts\n\nThe Lund Review Archives\n\nOld covers" + lead + "\n\nOld covers\n\nLeave a Reply\n\nName *")
	Mask(doc)
	want := []stemma.RegionKind{stemma.Related, stemma.Related, stemma.Related, stemma.Paragraph, stemma.Paragraph, stemma.Comments, stemma.Comments}
	for i, r := range doc.Regions {
		if r.Kind != want[i] {
			t.Errorf("%q is %q, want %q", r.In(doc.Text), r.Kind, want[i])
		}
	}
}

func TestMaskRunningHeads(t *testing.T) {
	page := "\fReport of the Harbour Inquiry\n\nThe ferry left the pier in the %d year of the war, and nobody knew.\n\nMs Soto replied:\n\nPage %d"
	var text strings.Builder
	for i := range 4 {
		if i > 0 {
			text.WriteString("\n\n")
		}
		text.WriteString(strings.ReplaceAll(page, "%d", strings.Repeat("1", i+1)))
	}
	doc := document(text.String())
	Mask(doc)
	for _, r := range doc.Regions {
		words := r.In(doc.Text)
		want := stemma.Paragraph
		switch {
		case r.Kind == stemma.Page:
			continue
		case strings.HasPrefix(words, "Report"):
			want = stemma.Header
		case strings.HasPrefix(words, "Page"):
			want = stemma.Footer
		}
		if r.Kind != want {
			t.Errorf("%q is %q, want %q", words, r.Kind, want)
		}
	}
}

func TestDate(t *testing.T) {
	for words, want := range map[string]string{
		"2021-05-25":                        "2021-05-25",
		"2021-05-25T14:30:00Z":              "2021-05-25T14:30:00Z",
		"2021-05-25T14:30:00.123+02:00":     "2021-05-25T14:30:00+02:00",
		"2021-05-25T14:30:00+0200":          "2021-05-25T14:30:00+02:00",
		"2021-05-25 14:30":                  "2021-05-25T14:30:00",
		"Tue, 25 May 2021 14:30:00 +0000":   "2021-05-25T14:30:00Z",
		"Tue, 25 May 2021 14:30:00 GMT":     "2021-05-25T14:30:00Z",
		"2021/05/25":                        "2021-05-25",
		"25 May 2021":                       "2021-05-25",
		"May 25th, 2021":                    "2021-05-25",
		"Jul. 4, 1999":                      "1999-07-04",
		"3 JAN 90":                          "1990-01-03",
		"3 Jan '05":                         "2005-01-03",
		"25.5.2021":                         "2021-05-25",
		"25/5/2021":                         "2021-05-25",
		"5/25/2021":                         "2021-05-25",
		"Published on the 25th of May 2021": "2021-05-25",
		"May 2021":                          "2021-05",
		"2021-05":                           "2021-05",
		"2021":                              "2021",
		"5/4/2021":                          "", // May or April?
		"30 February 2021":                  "",
		"25 May":                            "",
		"yesterday":                         "",
		"":                                  "",
		"12345":                             "",
	} {
		if got := Date(words); got != want {
			t.Errorf("Date(%q) = %q, want %q", words, got, want)
		}
	}
}

func TestShow(t *testing.T) {
	text := "News\n\nThe ferry\npapers, by Jane Roe.\n\n3 May 2021"
	s := Show(text, " The  Ferry papers ", "og:title")
	if s.Value != "The Ferry papers" || s.ShownBy.In(text) != "The ferry\npapers" || s.Where != "og:title" {
		t.Errorf("%+v", s)
	}
	if s := Show(text, "Roe Institute", "x"); !s.ShownBy.IsZero() || s.Where != "x" {
		t.Errorf("%+v", s)
	}
	if Show(text, " \n", "x") != nil {
		t.Error("a blank value is shown")
	}
	if d := ShowDate(text, "2021-05-03T10:00:00Z", "dc.date"); d.ShownBy.In(text) != "3 May 2021" || d.Value != "2021-05-03T10:00:00Z" {
		t.Errorf("%+v", d)
	}
	if ShowDate(text, "soon", "dc.date") != nil {
		t.Error("a date that cannot be read is shown")
	}
}

func FuzzFinish(f *testing.F) {
	f.Add("LUND, 3 JAN 90 (LRA) -- It" + lead)
	f.Add("By Ana Soto | 3.3.2021\n\nSource: ;")
	f.Fuzz(func(t *testing.T, text string) {
		doc := document(strings.ToValidUTF8(text, "?"))
		Finish(doc)
		for _, s := range []*stemma.Shown{doc.Title, doc.Byline, doc.Publisher, doc.Published} {
			if s != nil && (s.Value == "" || s.ShownBy.Begin < 0 || s.ShownBy.End > len(doc.Text) || s.ShownBy.Len() <= 0) {
				t.Errorf("%+v", s)
			}
		}
	})
}
