package web

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stemma/stemma"
	"github.com/stemma/stemma/internal/ask"
	"github.com/stemma/stemma/internal/store/sqlite"
	"github.com/stemma/stemma/nlp"
)

// A fixture is a case of invented documents.
type fixture struct {
	t     testing.TB
	store stemma.Store
	docs  map[string]*stemma.Document // by path
	by    map[string]stemma.ID        // statements by the beginning of their words

	derived []*stemma.Derivation
	houses  []string  // of outlets, through the pages
	claim   stemma.ID // of a case with claims
}

func newFixture(t testing.TB) *fixture {
	t.Helper()
	store, err := sqlite.Open(context.Background(), filepath.Join(t.TempDir(), "lantern.stemma"), sqlite.Options{Create: true})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := store.Close(); err != nil {
			t.Error(err)
		}
	})
	return &fixture{t: t, store: store, docs: map[string]*stemma.Document{}, by: map[string]stemma.ID{}}
}

// A draft is a document to put in the case, with the statements that are in it.
type draft struct {
	path, format, lang             string
	title, byline, publisher, date string // words of the text; date is "words|EDTF"
	regions                        []region
	said                           []said
	unsure                         string // a word by which the author holds a paragraph of his own only possible
	skipOwn, unread                bool
	original                       string
}

type region struct {
	kind stemma.RegionKind
	text string
	sep  string // before it; "" for a blank line
}

// said is an attributed statement: its content, source and cue as they stand.
type said struct {
	content, source, cue string
	kind                 nlp.QuoteKind
	outer                string // beginning of the content of the statement that holds it
	certainty            nlp.Certainty
	polarity             nlp.Polarity
	typ                  nlp.SourceType
	shown                string // words that show how sure the source is
}

var testRun = stemma.NewRun("read", "0.1-test", "surface")

func (f *fixture) put(d draft) *stemma.Document {
	f.t.Helper()
	doc := &stemma.Document{Path: d.path, Format: d.format, Lang: d.lang, Analysed: !d.unread, Encoding: "utf-8"}
	var b strings.Builder
	for i, r := range d.regions {
		if i > 0 {
			b.WriteString(r.sep)
			if r.sep == "" {
				b.WriteString("\n\n")
			}
		}
		begin := b.Len()
		b.WriteString(r.text)
		if r.kind != "" {
			doc.Regions = append(doc.Regions, stemma.Region{Span: stemma.Span{Begin: begin, End: b.Len()}, Kind: r.kind})
		}
	}
	doc.Text = b.String()
	doc.Original = []byte(doc.Text)
	doc.Bytes = int64(len(doc.Original))
	sum := sha256.Sum256(doc.Original)
	doc.SHA256 = hex.EncodeToString(sum[:])
	doc.ID = stemma.DocumentID(doc.Path, doc.SHA256)
	find := func(words string, from int) stemma.Span {
		if words == "" {
			return stemma.Span{}
		}
		i := strings.Index(doc.Text[from:], words)
		if i < 0 {
			f.t.Fatalf("%q is not in %s", words, d.path)
		}
		return stemma.Span{Begin: from + i, End: from + i + len(words)}
	}
	shown := func(words string) *stemma.Shown {
		if words == "" {
			return nil
		}
		words, value, ok := strings.Cut(words, "|")
		if !ok {
			value = words
		}
		if rest, outside := strings.CutPrefix(words, "@"); outside {
			return &stemma.Shown{Value: value, Where: rest}
		}
		return &stemma.Shown{Value: value, ShownBy: find(words, 0)}
	}
	doc.Title, doc.Byline, doc.Publisher, doc.Published = shown(d.title), shown(d.byline), shown(d.publisher), shown(d.date)

	author := stemma.Attribution{Kind: stemma.KindAuthor, SourceType: stemma.SourceAuthor, Sieve: "author"}
	reading := &stemma.Reading{Document: doc, Run: testRun}
	var made []stemma.Statement
	for _, s := range d.said {
		var content []stemma.Span
		from := 0
		for part := range strings.SplitSeq(s.content, " … ") {
			span := find(part, from)
			content, from = append(content, span), span.End
		}
		chain := []stemma.Attribution{author}
		for _, m := range made {
			if s.outer != "" && strings.HasPrefix(m.Content[0].In(doc.Text), s.outer) {
				chain = m.Chain
			}
		}
		near := max(0, content[0].Begin-120)
		cue := find(s.cue, near)
		source := stemma.Span{}
		if s.source != "" {
			source = find(s.source, near)
		}
		link := stemma.Attribution{Source: source, Cue: cue, Kind: string(s.kind), Sieve: "quote-cue-source", SourceType: s.typ}
		link.Certainty, link.Polarity = s.certainty, s.polarity
		if s.certainty != "" {
			link.ShownBy = []stemma.Span{cue}
			if s.shown != "" {
				link.ShownBy[0] = find(s.shown, content[0].Begin)
			}
		}
		st := stemma.Statement{Doc: doc.ID, Content: content, Chain: append(chain[:len(chain):len(chain)], link), Confidence: 0.93, Run: testRun.ID}
		st.ID = stemma.StatementID(doc.ID, st.Content, st.Chain)
		made = append(made, st)
		f.by[s.content[:min(24, len(s.content))]] = st.ID
	}
	if !d.skipOwn && !d.unread {
		for _, r := range doc.Blocks() {
			held := false
			for _, m := range made {
				held = held || overlaps(m.Content, r)
			}
			if !held {
				own := author
				if i := strings.Index(r.In(doc.Text), d.unsure); d.unsure != "" && i >= 0 {
					own.Certainty, own.Polarity = nlp.Possible, nlp.Positive
					own.ShownBy = []stemma.Span{{Begin: r.Begin + i, End: r.Begin + i + len(d.unsure)}}
				}
				st := stemma.Statement{Doc: doc.ID, Content: []stemma.Span{r}, Chain: []stemma.Attribution{own}, Confidence: 0.99, Run: testRun.ID}
				st.ID = stemma.StatementID(doc.ID, st.Content, st.Chain)
				made = append(made, st)
			}
		}
	}
	reading.Statements = made
	if err := f.store.PutReading(context.Background(), reading); err != nil {
		f.t.Fatal(err)
	}
	f.docs[d.path] = doc
	return doc
}

func (f *fixture) issue(path string, kind stemma.Kind, message string) {
	f.t.Helper()
	if err := f.store.PutIssue(context.Background(), stemma.Issue{Path: path, Stage: "read", Kind: kind, Message: message}); err != nil {
		f.t.Fatal(err)
	}
}

func (f *fixture) said(begin string) stemma.ID {
	f.t.Helper()
	for words, id := range f.by {
		if strings.HasPrefix(words, begin) {
			return id
		}
	}
	f.t.Fatalf("no statement begins %q", begin)
	return ""
}

const (
	p = stemma.Paragraph
	h = stemma.Heading
)

// lantern is the case that the pages are tried on: an affair of a lighthouse
// that went dark.
func lantern(t testing.TB) *fixture {
	f := newFixture(t)
	f.put(draft{
		path: "lantern/keeper.html", format: "html", lang: "en",
		title: "The night the Skarn light went out", byline: "By OTTILIE FENWRACK|Ottilie Fenwrack", publisher: `@meta property="og:site_name"|The Brinehaven Mercury`,
		date: "12 November 2019|2019-11-12",
		regions: []region{
			{stemma.Menu, "Home News Tides Harbour Letters", ""},
			{h, "The night the Skarn light went out", ""},
			{p, "By OTTILIE FENWRACK, 12 November 2019", ""},
			{p, "For a hundred and six years the lamp on Skarn Point had burned through every gale. On Friday it was dark for four hours, and in those hours the trawler Maid of Orrin struck the Teeth with nine men aboard.", ""},
			{p, "“I lit it at dusk as I always do,” said Edvard Quill, the keeper. “Somebody put it out. A lamp like that does not blow out by itself.”", ""},
			{p, "Quill told the harbour board that a man in oilskins had come up the stair before midnight. The man said “the Trust wants it dark”, Quill told the board, and showed a letter.", ""},
			{p, "The Northern Lights Trust denied that it had sent anybody. It said in a statement that the lamp was “possibly due for repair” and that an inquiry would begin on Monday.", ""},
			{p, "According to two members of the crew, who spoke on condition that they were not named, the skipper had asked for a bearing three times. The radio gave none.", ""},
			{h, "What the log shows", ""},
			{p, "The keeper’s log has a line for every hour but two. The line for eleven is in another hand. It is this line that the board wants to have explained, and nobody on the Point has yet found a way to explain it.", ""},
			{stemma.Quote, "23.00 wind NNW, sea rough. Lamp out by order.", ""},
			{stemma.ListItem, "Dusk to 22.00: lamp lit, says the log.", ""},
			{stemma.ListItem, "23.00 to 03.00: dark.", "\n"},
			{stemma.ListItem, "03.10: lit again by the keeper’s daughter, Runa Quill.", "\n"},
			{p, "“My father was asleep at the table,” she said, “and he is never asleep.” She believes that his tea was drugged.", ""},
			{stemma.Cell, "Hour", ""}, {stemma.Cell, "Wind", "\t"}, {stemma.Cell, "Lamp", "\t"},
			{stemma.Cell, "22.00", "\n"}, {stemma.Cell, "NNW 8", "\t"}, {stemma.Cell, "lit", "\t"},
			{stemma.Cell, "23.00", "\n"}, {stemma.Cell, "NNW 9", "\t"}, {stemma.Cell, "out", "\t"},
			{stemma.Related, "More on this: Harbour dues to rise. The best pies of the coast.", ""},
			{stemma.Comments, "Leave a Reply. Your email address will not be published.", ""},
		},
		said: []said{
			{content: "“I lit it at dusk as I always do,” … “Somebody put it out. A lamp like that does not blow out by itself.”", source: "Edvard Quill, the keeper", cue: "said", kind: nlp.Direct, certainty: nlp.Certain, polarity: nlp.Positive, typ: nlp.SourcePerson},
			{content: "a man in oilskins had come up the stair before midnight", source: "Quill", cue: "told", kind: nlp.Indirect, certainty: nlp.Certain, polarity: nlp.Positive, typ: nlp.SourcePerson},
			{content: "The man said “the Trust wants it dark”", source: "Quill", cue: "told the board", kind: nlp.Mixed, typ: nlp.SourcePerson},
			{content: "“the Trust wants it dark”", source: "The man", cue: "said", kind: nlp.Direct, outer: "The man said", typ: nlp.SourceUnnamed},
			{content: "it had sent anybody", source: "The Northern Lights Trust", cue: "denied", kind: nlp.Indirect, certainty: nlp.Certain, polarity: nlp.Negative, typ: nlp.SourceOrganization},
			{content: "the lamp was “possibly due for repair”", source: "It", cue: "said in a statement", kind: nlp.Mixed, certainty: nlp.Possible, polarity: nlp.Positive, shown: "possibly", typ: nlp.SourceOrganization},
			{content: "an inquiry would begin on Monday", source: "It", cue: "said in a statement", kind: nlp.Indirect, certainty: nlp.Certain, polarity: nlp.Positive, typ: nlp.SourceOrganization},
			{content: "the skipper had asked for a bearing three times", source: "two members of the crew, who spoke on condition that they were not named,", cue: "According to", kind: nlp.Indirect, typ: nlp.SourceGroup},
			{content: "Dusk to 22.00: lamp lit", source: "the log", cue: "says", kind: nlp.Indirect, typ: nlp.SourceDocument},
			{content: "“My father was asleep at the table,” … “and he is never asleep.”", source: "she", cue: "said", kind: nlp.Direct, typ: nlp.SourcePerson},
			{content: "his tea was drugged", source: "She", cue: "believes", kind: nlp.Indirect, certainty: nlp.Probable, polarity: nlp.Positive, typ: nlp.SourcePerson},
		},
	})
	f.put(draft{
		path: "lantern/trust-memo.pdf", format: "pdf", lang: "en", title: "Memorandum for the Warden", date: "3 NOV 2019|2019-11-03", unsure: "perhaps",
		regions: []region{
			{h, "Memorandum for the Warden", ""},
			{p, "3 NOV 2019", ""},
			{p, "A source close to the insurers says that the light would not be missed. The undersigned thinks otherwise.", ""},
			{p, "The insurers are perhaps better informed than they care to say.", ""},
		},
		said: []said{{content: "the light would not be missed", source: "A source close to the insurers", cue: "says", kind: nlp.Indirect, typ: nlp.SourceUnnamed}},
	})
	f.put(draft{
		path: "lantern/arabic.txt", format: "text", lang: "ar", unread: true,
		regions: []region{
			{h, "انطفأ المصباح في الليل", ""},
			{p, "قال الحارس إن المصباح أطفئ عمدا، وإن السفينة اصطدمت بالصخور قبل الفجر.", ""},
		},
	})
	f.put(draft{
		path: "lantern/hostile<script>alert(1)</script>\u202etxt.exe", format: "text", lang: "en", title: "<script>alert('title')</script>", byline: "By <b onclick=x>Nobody</b>|<b onclick=x>Nobody</b>",
		regions: []region{
			{h, "<script>alert('title')</script>", ""},
			{p, "By <b onclick=x>Nobody</b>", ""},
			{p, "“</span><script>alert('quote')</script>,” said <img src=x onerror=alert(1)>, and [link](javascript:alert(1)) with \u202eoverride\u202c. <!-- {{.}} -->", ""},
			{"", "javascript:alert(2) stands outside every region", ""},
		},
		said: []said{{content: "“</span><script>alert('quote')</script>,”", source: "<img src=x onerror=alert(1)>", cue: "said", kind: nlp.Direct}},
	})
	f.issue("lantern/sealed.pdf", stemma.Encrypted, "the file is locked with a password; remove the password and read it again")
	f.issue("lantern/photo.jpg", stemma.Skipped, "a picture")
	f.issue("lantern/arabic.txt", stemma.Unread, "no pipeline reads Arabic (ar)")
	return f
}

func (f *fixture) judge(kind stemma.JudgementKind, begin, by, why string, at time.Time) *stemma.Judgement {
	f.t.Helper()
	ctx := context.Background()
	st, err := f.store.Statement(ctx, f.said(begin))
	if err != nil {
		f.t.Fatal(err)
	}
	doc, err := f.store.Document(ctx, st.Doc)
	if err != nil {
		f.t.Fatal(err)
	}
	j := &stemma.Judgement{Kind: kind, By: by, Why: why, At: at, About: []stemma.Anchor{stemma.StatementAnchor(doc, st)}, Statement: st.ID}
	j.ID = stemma.JudgementID(j)
	if err := f.store.Append(ctx, j); err != nil {
		f.t.Fatal(err)
	}
	return j
}

var noon = time.Date(2020, 2, 3, 12, 0, 0, 0, time.UTC)

func (f *fixture) handler() http.Handler {
	return Handler(f.store, Options{Case: "lantern.stemma", Version: "0.1", Now: func() time.Time { return noon }, Ask: f.ask, Outlets: f.outlets()})
}

func (f *fixture) get(target string) *httptest.ResponseRecorder {
	f.t.Helper()
	return f.do("GET", target, nil, nil)
}

func (f *fixture) do(method, target string, form url.Values, change func(*http.Request)) *httptest.ResponseRecorder {
	f.t.Helper()
	r := httptest.NewRequest(method, "http://127.0.0.1:8600"+target, strings.NewReader(form.Encode()))
	if form != nil {
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	}
	if change != nil {
		change(r)
	}
	w := httptest.NewRecorder()
	f.handler().ServeHTTP(w, r)
	return w
}

// ask answers every question by the claim of the case, or not at all where it
// has none; "Why" it does not understand.
func (f *fixture) ask(ctx context.Context, view stemma.View, question string) (*ask.Answer, error) {
	if question == "Why" {
		return nil, &stemma.Error{Kind: stemma.Invalid, Err: errors.New(`the question "Why" was not understood`), Hint: "begin with who"}
	}
	a := &ask.Answer{Question: &ask.Question{Text: question, Kind: stemma.AskNumber, Names: []ask.Name{{Words: "<Linsk>"}}, Words: []ask.Word{{Words: "sank", Forms: []string{"sank", "went down"}, Own: 1}}}}
	if f.claim == "" {
		a.Refusal = &ask.Refusal{Why: "no statement speaks of “sank”"}
		return a, nil
	}
	h, err := stemma.Hear(ctx, view, f.claim)
	a.Hearings = []*stemma.Hearing{h}
	return a, err
}

// every is the address of each page.
func (f *fixture) every() []string {
	keeper := f.docs["lantern/keeper.html"]
	list := []string{"/", "/entities", "/entities?name=x&unnamed=1", "/documents", "/documents?format=pdf", "/statements", "/statements?kind=direct&source=quill", "/statements?certainty=possible&polarity=positive&source-type=organization&depth=2", "/search", "/search?q=lamp", "/search?q=zzz", "/ask", "/ask?q=Why", "/ask?q=Who+lit+it",
		"/issues", "/log", "/guide", "/nowhere", "/statements/" + string(f.said("“I lit")), "/statements/" + string(f.said("“the Trust")),
		statementPlace(keeper.ID, f.said("a man in oil")), placeAddress(keeper.ID, stemma.Span{Begin: 200, End: 260})}
	for _, d := range f.docs {
		list = append(list, "/documents/"+string(d.ID), "/descent/"+string(d.ID))
	}
	list = append(list, "/descent", compareAddress(keeper.ID, f.docs["lantern/keeper.html"].ID))
	for _, d := range f.derived {
		list = append(list, compareAddress(d.From, d.To))
	}
	return list
}

// book is a document of that many paragraphs.
func book(paragraphs int) draft {
	d := draft{path: "lantern/book.txt", format: "text", lang: "en", skipOwn: true}
	for i := range paragraphs {
		d.regions = append(d.regions, region{p, fmt.Sprintf("Paragraph %d of the long book. The keeper said that the lamp had burned on night %d, and nobody doubted it at the time.", i+1, i+1), ""})
	}
	return d
}
