package article

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/stemma/stemma"
	"github.com/stemma/stemma/internal/reader/readertest"
)

const body = "The ferry to Sandholm did not sail on Tuesday, the harbour master said."

func TestIs(t *testing.T) {
	long := strings.Repeat(body+" ", 5)
	tests := []struct {
		row  string
		want bool
	}{
		{`{"title": "The ferry", "text": "` + body + `"}`, true},
		{`{"Headline": "The ferry", "Article_Body": "` + body + `"}`, true},
		{`{"text": "` + body + `"}`, false}, // one sentence with nothing beside it
		{`{"text": "` + long + `"}`, true},
		{`{"title": "The ferry", "text": "Read more"}`, false},
		{`{"title": "渡し船", "text": "火曜日、港長によると、サンドホルム行きの渡し船は出航しなかった。"}`, true},
		{`{"title": "The ferry", "content": {"rendered": "<p>` + body + `</p>"}}`, true},
		{`{"title": "The ferry", "body": ["` + body + `", "More."]}`, true},
		{`{"doc": "d1", "source": "Tallow", "content": [{"begin": 0, "end": 90, "text": "` + body + `"}]}`, false},
		{`{"begin": 15, "end": 35, "type": "Organisation", "value": "the harbour"}`, false},
		{`{"title": "<p>"}`, false},
		{`[1]`, false}, {`7`, false}, {`{`, false}, {``, false},
	}
	for _, test := range tests {
		if got := Is([]byte(test.row)); got != test.want {
			t.Errorf("Is(%s) = %v", test.row, got)
		}
	}
	if IsRow([]string{"page", "line", "text"}, []string{"1", "2", body}) {
		t.Error("a line of a scanned page is no article")
	}
}

func blocks(doc *stemma.Document) []string {
	var out []string
	if doc != nil {
		for _, r := range doc.Regions {
			out = append(out, string(r.Kind)+": "+r.In(doc.Text))
		}
	}
	return out
}

func value(s *stemma.Shown) string {
	if s == nil {
		return ""
	}
	return s.Value + " (" + s.Where + ")"
}

func TestJSON(t *testing.T) {
	tests := []struct {
		name, row                      string
		want                           []string
		title, byline, publisher, date string
	}{
		{"usual names", `{"headline": "The ferry", "author": "Mara Lindqvist", "pubDate": "Tue, 25 May 2021 14:30:00 +0200", "source": {"id": null, "name": "Sandholm Log"}, "url": "https://log.example/1", "body": "` + body + `\n\nNobody knows why it did not."}`,
			[]string{"heading: The ferry", "paragraph: " + body, "paragraph: Nobody knows why it did not."}, `The ferry (field "headline")`, `Mara Lindqvist (field "author")`, `Sandholm Log (field "source")`, `2021-05-25T14:30:00+02:00 (field "pubDate")`},
		{"HTML and lists", `{"title": "The &amp; ferry", "authors": [{"name": "A. Bell"}, "C. Dorn"], "published": 1621945800, "content": {"rendered": "<h2>Part</h2><p>` + body + `<br>Or so.</p><script>x</script><ul><li>a key</li></ul>"}}`,
			[]string{"heading: The & ferry", "heading: Part", "paragraph: " + body + "\nOr so.", "item: a key"}, `The & ferry (field "title")`, `A. Bell, C. Dorn (field "authors")`, "", `2021-05-25T12:30:00Z (field "published")`},
		{"publisher by its address", `{"text": "` + body + `", "link": "https://www.log.example/1"}`, []string{"paragraph: " + body}, "", "", `log.example (field "link")`, ""},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			doc, _, err := JSON(t.Context(), stemma.Item{Path: "f.jsonl#1", Data: []byte(test.row)})
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(test.want, blocks(doc)); diff != "" {
				t.Errorf("-want +got\n%s", diff)
			}
			if diff := cmp.Diff([]string{test.title, test.byline, test.publisher, test.date}, []string{value(doc.Title), value(doc.Byline), value(doc.Publisher), value(doc.Published)}); diff != "" {
				t.Errorf("-want +got\n%s", diff)
			}
		})
	}
	if _, _, err := JSON(t.Context(), stemma.Item{Path: "f.jsonl#1", Data: []byte(`{"title": "x"}`)}); stemma.KindOf(err) != stemma.Skipped {
		t.Errorf("no text: %v", err)
	}
}

func TestTable(t *testing.T) {
	item := stemma.Item{Path: "f.csv#1", Columns: []string{"Title", "Text", "Date"}, Data: []byte("The ferry;\"" + body + "\nAnd \"\"so\"\" on.\";20210525\r\n")}
	doc, _, err := Table(';')(t.Context(), item)
	if err != nil {
		t.Fatal(err)
	}
	if doc.Published == nil || doc.Published.Value != "2021-05-25" || !strings.HasSuffix(doc.Text, `And "so" on.`) || doc.Title.Value != "The ferry" {
		t.Errorf("%+v", doc)
	}
	latin := stemma.Item{Path: "f.csv#1", Columns: []string{"title", "text"}, Data: []byte("Caf\xe9,\"The caf\xe9 did not open on Tuesday, the \x93harbour master\x94 said.\"\n")}
	doc, _, err = Table(',')(t.Context(), latin)
	if err != nil || doc.Title.Value != "Café" || doc.Encoding != "windows-1252" {
		t.Errorf("%+v, %v", doc, err)
	}
}

const sample = `{"title": "The ferry", "author": ["A", {"name": "B"}], "date": "2021-05-25", "text": "` + body + `"}`

func TestReader(t *testing.T) {
	readertest.Run(t, JSON, readertest.Sample{Name: "row", Data: []byte(sample)})
	readertest.Run(t, Table(','), readertest.Sample{Name: "row", Columns: []string{"title", "text"}, Data: []byte("The ferry,\"" + body + "\"\n")})
}

func FuzzJSON(f *testing.F) { readertest.Fuzz(f, JSON, []byte(sample)) }

func FuzzTable(f *testing.F) {
	f.Add("title,text", []byte("The ferry,\""+body+"\"\n"))
	f.Fuzz(func(t *testing.T, columns string, data []byte) {
		doc, items, err := Table(',')(t.Context(), stemma.Item{Path: "f.csv#1", Columns: strings.Split(columns, ","), Data: data})
		for _, fault := range readertest.Faults(doc, items, err) {
			t.Error(fault)
		}
	})
}
