package web

import (
	"context"
	"html"
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stemma/stemma"
)

func TestEveryPageIsMade(t *testing.T) {
	f := lantern(t)
	f.judge(stemma.Accept, "“I lit", "M. Rey", "on tape", noon)
	for _, target := range f.every() {
		w := f.get(strings.SplitN(target, "#", 2)[0])
		want := http.StatusOK
		if target == "/nowhere" {
			want = http.StatusNotFound
		}
		body := w.Body.String()
		if w.Code != want || !strings.Contains(body, "</html>") || !strings.Contains(body, "<h1") {
			t.Errorf("%s: status %d, want %d; %.300s", target, w.Code, want, body)
		}
		for name, want := range map[string]string{
			"Content-Security-Policy": policy, "X-Content-Type-Options": "nosniff", "Referrer-Policy": "no-referrer", "X-Frame-Options": "DENY",
		} {
			if got := w.Header().Get(name); got != want {
				t.Errorf("%s: %s is %q", target, name, got)
			}
		}
		for _, bad := range []string{"style=\"", "<style", "http://", "https://", "ZgotmplZ", "<no value>", "%!"} {
			if strings.Contains(body, bad) {
				t.Errorf("%s holds %s", target, bad)
			}
		}
	}
}

// TestFragments: what a link of a page leads to within a page is there.
func TestFragments(t *testing.T) {
	f := lantern(t)
	link, element := regexp.MustCompile(`href="([^"]+)"`), regexp.MustCompile(`\bid="([^"]+)"`)
	ids := map[string]map[string]bool{}
	at := func(target string) map[string]bool {
		if ids[target] == nil {
			ids[target] = map[string]bool{}
			for _, m := range element.FindAllStringSubmatch(f.get(target).Body.String(), -1) {
				ids[target][m[1]] = true
			}
		}
		return ids[target]
	}
	for _, page := range f.every() {
		page, _, _ = strings.Cut(page, "#")
		for _, m := range link.FindAllStringSubmatch(f.get(page).Body.String(), -1) {
			to, name, within := strings.Cut(html.UnescapeString(m[1]), "#")
			switch {
			case !within:
				continue
			case to == "":
				to = page
			case to[0] == '?':
				to = strings.SplitN(page, "?", 2)[0] + to
			}
			if to[0] == '/' && !at(to)[name] {
				t.Errorf("%s leads to #%s of %s, which is not there", page, name, to)
			}
		}
	}
}

func TestWhatThePagesSay(t *testing.T) {
	f := lantern(t)
	f.judge(stemma.Reject, "the skipper", "M. Rey", "the crew said it to the skipper", noon)
	keeper := string(f.docs["lantern/keeper.html"].ID)
	for target, wants := range map[string][]string{
		"/":                                      {`4 documents`, "Nobody who is quoted was told apart yet", "locked with a password", "sealed.pdf", "rejected", "M. Rey", "Arabic"},
		"/documents":                             {"The night the Skarn light went out", "The Brinehaven Mercury", "12 November 2019", "not analysed"},
		"/documents/" + keeper:                   {"By OTTILIE FENWRACK", `from the file: meta property=&#34;og:site_name&#34;`, "author’s own voice", "set aside, not read", "related stories", "told the board", "said to be possible", "denied", "certainty unknown", "within 3: ", `shows-sure" data-s="`, `<td dir="auto">`, "✗ rejected by"},
		"/documents/" + keeper + "?voice=quill":  {"what stands on the word of “<bdi>quill</bdi>”, 3 statements", `class="chosen said`, "Show all alike"},
		"/documents/" + keeper + "?voice=nobody": {"Nobody worded “<bdi>nobody</bdi>” speaks"},
		"/documents/" + keeper + "?voice=author": {"the author’s own voice, ", "chosen"},
		"/documents/" + keeper[:8]:               {"The night the Skarn light went out"},
		"/statements?source=quill":               {"I lit it at dusk", "Edvard Quill, the keeper"},
		"/statements?kind=mixed&doc=" + keeper:   {"the Trust wants it dark", "possibly due for repair"},
		"/documents/" + string(f.docs["lantern/trust-memo.pdf"].ID): {`author<span class="vh">: The insurers are`, "said to be possible <bdi>“perhaps”</bdi>"},
		"/statements?judged=reject":                                 {"asked for a bearing"},
		"/statements?certainty=possible":                            {"possibly due for repair", "said to be possible <bdi>“possibly”</bdi>"},
		"/statements?depth=3%2B":                                    {"the Trust wants it dark", "told the board", "The man"},
		"/statements?depth=7":                                       {"No statement fits"},
		"/statements?polarity=negative&certainty=certain&source-type=organization&depth=2": {"it had sent anybody", "denied"},
		"/search?q=bearing": {"<mark>bearing</mark>", `<a href="/ask?q=bearing">`},
		"/ask?q=Who+sank":   {"Not in these documents", "No statement speaks of “sank”. That is no proof"},
		"/issues":           {"locked with a password", "lantern/sealed.pdf", "a picture"},
		"/log":              {"rejected", "M. Rey", "the crew said it to the skipper", "two members of the crew", "Take it back"},
		"/statements/" + string(f.said("“the T")): {"From its root", "→ the author", "The man", "told the board", "the sieve quote-cue-source", "to report is not to vouch", "Bytes of its text"},
	} {
		body := f.get(target).Body.String()
		for _, want := range wants {
			if !strings.Contains(body, want) {
				t.Errorf("%s does not hold %q", target, want)
			}
		}
	}
}

// TestLongAddress sees that what is too long to be asked for gets a page that says so.
func TestLongAddress(t *testing.T) {
	f := lantern(t)
	for _, target := range []string{"/ask?q=", "/search?q=", "/nowhere?", "/nowhere/"} {
		w := f.get(target + strings.Repeat("who+", 25_000))
		if body := w.Body.String(); w.Code != http.StatusRequestURITooLong || !strings.Contains(body, "Ask in fewer words") || !strings.Contains(body, "</html>") || len(body) > maxAddress {
			t.Errorf("%s: status %d, %d bytes: %.300s", target, w.Code, len(body), body)
		}
	}
	if n := Server(nil).MaxHeaderBytes; n < 200<<10 {
		t.Errorf("addresses of more than %d bytes never reach the pages", n)
	}
}

func TestFilterOnlyByWhatThereIs(t *testing.T) {
	f := lantern(t)
	for _, q := range []string{"kind=sung", "judged=maybe", "certainty=surely", "polarity=both", "source-type=ghost", "depth=0", "depth=x", "depth=3%2B%2B"} {
		if w := f.get("/statements?" + q); w.Code != http.StatusBadRequest {
			t.Errorf("%s: status %d", q, w.Code)
		}
	}
}

// What a text holds is shown, never run.
func TestHostileText(t *testing.T) {
	f := lantern(t)
	targets := f.every()
	for words := range f.by {
		targets = append(targets, "/statements/"+string(f.said(words)))
	}
	targets = append(targets, "/search?q=%3Cscript%3Ealert(1)%3C/script%3E", "/statements?source=%22%3E%3Cscript%3E", "/documents?about=%22%3E%3Cscript%3E", "/issues?path=%22%3E%3Cscript%3E&kind=%22%3E%3Cscript%3E")
	link := regexp.MustCompile(`(?:href|src|action)="([^"]*)"`)
	for _, target := range targets {
		body := f.get(strings.SplitN(target, "#", 2)[0]).Body.String()
		for _, bad := range []string{"<script>", "<img", "<b ", "onclick=x>", "\u202e", "<!-- "} {
			if strings.Contains(body, bad) {
				t.Errorf("%s holds %q", target, bad)
			}
		}
		for _, m := range link.FindAllStringSubmatch(body, -1) {
			if !strings.HasPrefix(m[1], "/") && !strings.HasPrefix(m[1], "#") || strings.HasPrefix(m[1], "//") {
				t.Errorf("%s leads to %q", target, m[1])
			}
		}
	}
	if body := f.get("/documents").Body.String(); !strings.Contains(body, "⟨U&#43;202E⟩txt.exe") {
		t.Error("a mark of direction in a path is not made visible")
	}
}

func TestHost(t *testing.T) {
	f := lantern(t)
	ask := func(h http.Handler, host string) int {
		r := httptest.NewRequest("GET", "/", nil)
		r.Host = host
		w := httptest.NewRecorder()
		h.ServeHTTP(w, r)
		return w.Code
	}
	h := Handler(f.store, Options{Hosts: []string{"desk.example"}})
	for host, want := range map[string]int{
		"127.0.0.1:8600": 200, "localhost:1": 200, "LOCALHOST": 200, "[::1]:8600": 200, "127.8.8.8": 200, "desk.example:8600": 200,
		"evil.example": 421, "127.0.0.1.evil.example:8600": 421, "localhost.evil.example": 421, "": 421, "10.0.0.1": 421,
	} {
		if got := ask(h, host); got != want {
			t.Errorf("host %q: %d, want %d", host, got, want)
		}
	}
	h = Handler(f.store, Options{Hosts: []string{"0.0.0.0"}})
	for host, want := range map[string]int{"10.0.0.1:8600": 200, "[fe80::1]:8600": 200, "evil.example": 421} {
		if got := ask(h, host); got != want {
			t.Errorf("open to all addresses, host %q: %d, want %d", host, got, want)
		}
	}
}

func TestJudge(t *testing.T) {
	f := lantern(t)
	id := string(f.said("“I lit"))
	ok := url.Values{"kind": {"accept"}, "why": {"on  tape "}, "by": {"M. Réy; \"x\""}}

	for name, change := range map[string]func(*http.Request){
		"fetch metadata": func(r *http.Request) { r.Header.Set("Sec-Fetch-Site", "cross-site") },
		"same site":      func(r *http.Request) { r.Header.Set("Sec-Fetch-Site", "same-site") },
		"origin":         func(r *http.Request) { r.Header.Set("Origin", "http://evil.example") },
	} {
		if w := f.do("POST", "/statements/"+id, ok, change); w.Code != http.StatusForbidden {
			t.Errorf("%s: a request of another site gives %d", name, w.Code)
		}
	}
	for name, c := range map[string]struct {
		form url.Values
		want int
		says string
	}{
		"no reason":       {url.Values{"kind": {"accept"}, "by": {"M."}}, 422, "The reason is missing."},
		"no name":         {url.Values{"kind": {"reject"}, "why": {"w"}}, 422, "Your name is missing."},
		"no kind":         {url.Values{"why": {"w"}, "by": {"M."}}, 400, "cannot be answered"},
		"same":            {url.Values{"kind": {"correct"}, "why": {"w"}, "by": {"M."}}, 422, "Nothing was changed."},
		"not in text":     {url.Values{"kind": {"correct"}, "why": {"w"}, "by": {"M."}, "source": {"the admiral"}}, 422, "does not stand in"},
		"too much":        {url.Values{"kind": {"accept"}, "why": {strings.Repeat("w", maxForm+1)}, "by": {"M."}}, 413, "too much"},
		"kept when wrong": {url.Values{"kind": {"correct"}, "why": {"he, not she"}, "source": {"nowhere"}}, 422, `value="he, not she"`},
	} {
		w := f.do("POST", "/statements/"+id, c.form, nil)
		if w.Code != c.want || !strings.Contains(w.Body.String(), c.says) {
			t.Errorf("%s: %d, want %d saying %q", name, w.Code, c.want, c.says)
		}
	}
	if log := f.log(); len(log) != 0 {
		t.Fatalf("the log has %d entries after nothing but mistakes", len(log))
	}

	w := f.do("POST", "/statements/"+id, ok, func(r *http.Request) { r.Header.Set("Sec-Fetch-Site", "same-origin") })
	if w.Code != http.StatusSeeOther {
		t.Fatalf("accept: %d %s", w.Code, w.Body)
	}
	log := f.log()
	if len(log) != 1 || log[0].Why != "on tape" || log[0].By != `M. Réy; "x"` || log[0].Statement != stemma.ID(id) || !log[0].At.Equal(noon) {
		t.Fatalf("log: %+v", log)
	}
	cookie := w.Result().Cookies()[0]
	if !cookie.HttpOnly || cookie.SameSite != http.SameSiteStrictMode {
		t.Errorf("the cookie is %+v", cookie)
	}
	page, _, _ := strings.Cut(w.Header().Get("Location"), "#")
	w = f.do("GET", page, nil, func(r *http.Request) { r.AddCookie(cookie) })
	for _, want := range []string{"Recorded in the log: accepted.", `value="M. Réy; &#34;x&#34;"`} {
		if !strings.Contains(w.Body.String(), want) {
			t.Errorf("after accepting, the page does not hold %q", want)
		}
	}

	correct := url.Values{"kind": {"correct"}, "why": {"the rest is the paper’s"}, "by": {"M. Rey"}, "content": {"“I lit it at  dusk"}, "source": {"Edvard Quill"}, "cue": {"said"}}
	if w = f.do("POST", "/statements/"+id, correct, nil); w.Code != http.StatusSeeOther {
		t.Fatalf("correct: %d %s", w.Code, w.Body)
	}
	log = f.log()
	if should := log[1].About[1]; should.Quote != "“I lit it at dusk" || should.Source != "Edvard Quill" || should.Cue != "said" {
		t.Errorf("corrected to %+v", should)
	}

	if w = f.do("POST", "/log/"+string(log[1].ID), url.Values{"by": {"M. Rey"}}, nil); w.Code != 422 {
		t.Errorf("retract without a reason: %d", w.Code)
	}
	if w = f.do("POST", "/log/"+string(log[1].ID), url.Values{"by": {"M. Rey"}, "why": {"slip"}}, nil); w.Code != http.StatusSeeOther {
		t.Errorf("retract: %d", w.Code)
	}
	if standing := stemma.Standing(f.log())[stemma.ID(id)]; standing == nil || standing.Kind != stemma.Accept {
		t.Errorf("standing after the retraction: %+v", standing)
	}
	if body := f.get("/log").Body.String(); !strings.Contains(body, "taken back by") {
		t.Error("the log does not say what was taken back")
	}
	if w = f.do("POST", "/log/j00000000000000000000", url.Values{"by": {"M."}, "why": {"w"}}, nil); w.Code != 404 {
		t.Errorf("retract nothing: %d", w.Code)
	}
}

// TestJudgeSentTwice clicks twice: that is one judgement, and said again later, or
// after another one, it is one more.
func TestJudgeSentTwice(t *testing.T) {
	f := lantern(t)
	id := "/statements/" + string(f.said("“I lit"))
	var clock atomic.Int64
	var reckoned atomic.Int64
	h := Handler(f.store, Options{Case: "x", Now: func() time.Time { return noon.Add(time.Duration(clock.Add(int64(time.Millisecond)))) },
		Reckon: func(ctx context.Context) error { reckoned.Add(1); return ctx.Err() }})
	post := func(kind string) {
		r := httptest.NewRequest("POST", "http://127.0.0.1:8600"+id, strings.NewReader(url.Values{"kind": {kind}, "why": {"on tape"}, "by": {"M. Rey"}}.Encode()))
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		w := httptest.NewRecorder()
		if h.ServeHTTP(w, r); w.Code != http.StatusSeeOther {
			t.Errorf("%s: %d", kind, w.Code)
		}
	}
	var clicks sync.WaitGroup
	for range 4 {
		clicks.Go(func() { post("accept") })
	}
	clicks.Wait()
	if n := len(f.log()); n != 1 {
		t.Errorf("four clicks at once are %d judgements", n)
	}
	if n := reckoned.Load(); n != 4 {
		t.Errorf("after %d of four clicks the case was reckoned, and only the last waits for it", n)
	}
	post("reject")
	post("accept")
	clock.Add(int64(time.Minute))
	post("accept")
	if n := len(f.log()); n != 4 {
		t.Errorf("said again after the opposite and again after a minute, the log has %d judgements, want 4", n)
	}
}

func TestOriginal(t *testing.T) {
	f := lantern(t)
	for path, doc := range f.docs {
		w := f.get("/documents/" + string(doc.ID) + "/original")
		h := w.Header()
		if w.Body.String() != string(doc.Text) || h.Get("Content-Type") != "application/octet-stream" || h.Get("X-Content-Type-Options") != "nosniff" ||
			!strings.HasPrefix(h.Get("Content-Disposition"), "attachment; filename") || strings.ContainsAny(h.Get("Content-Disposition"), "\u202e\n") {
			t.Errorf("%s: %v", path, h)
		}
		w = f.get("/documents/" + string(doc.ID) + "/text")
		if w.Body.String() != doc.Text || w.Header().Get("Content-Type") != "text/plain; charset=utf-8" {
			t.Errorf("%s: text: %v", path, w.Header())
		}
	}
}

func TestParts(t *testing.T) {
	f := newFixture(t)
	d := book(1000)
	f.put(d)
	doc := f.docs[d.path]
	at := "/documents/" + string(doc.ID)
	for target, wants := range map[string][]string{
		at:              {"Paragraph 1 of", "Paragraph 200 of", `rel="next" href="` + at + `?part=2"`, "of 5"},
		at + "?part=5":  {"Paragraph 1000 of", "Paragraph 801 of", `rel="prev" href="` + at + `?part=4"`},
		at + "?part=99": {"Paragraph 1000 of"},
		at + "?part=x":  {"Paragraph 1 of"},
		placeAddress(doc.ID, stemma.Span{Begin: len(doc.Text) / 2, End: len(doc.Text)/2 + 5}): {`id="place"`, "Paragraph 5"},
	} {
		body := f.get(strings.SplitN(target, "#", 2)[0]).Body.String()
		for _, want := range wants {
			if !strings.Contains(body, want) {
				t.Errorf("%s does not hold %q", target, want)
			}
		}
	}
}

func TestFailures(t *testing.T) {
	f := lantern(t)
	for target, want := range map[string]int{
		"/documents/d00000000000000000000": 404, "/statements/s00000000000000000000": 404, "/documents/d": 404, "/statements?kind=loud": 400,
		"/statements?judged=maybe": 400, "/assets/no.js": 404, "/documents/d0/original": 404, "/statements?from=-5": 200, "/statements?from=9999": 200, "/log?from=99": 200, "/issues?from=99": 200,
	} {
		if w := f.get(target); w.Code != want {
			t.Errorf("%s: %d, want %d", target, w.Code, want)
		}
	}
	if err := f.store.Remove(context.Background(), f.docs["lantern/trust-memo.pdf"].ID); err != nil {
		t.Fatal(err)
	}
	if w := f.get("/documents/" + string(f.docs["lantern/trust-memo.pdf"].ID)); w.Code != 404 || !strings.Contains(w.Body.String(), "There is nothing here") {
		t.Errorf("a removed document: %d", w.Code)
	}
}

func TestEmptyCase(t *testing.T) {
	f := newFixture(t)
	for _, target := range []string{"/", "/documents", "/statements", "/search", "/issues", "/log"} {
		if w := f.get(target); w.Code != 200 {
			t.Errorf("%s: %d", target, w.Code)
		}
	}
}

func (f *fixture) log() []*stemma.Judgement {
	f.t.Helper()
	log, err := collect(f.store.Judgements(context.Background()), 0)
	if err != nil {
		f.t.Fatal(err)
	}
	return log
}

func TestWords(t *testing.T) {
	for in, want := range map[string]string{"2019-11-12": "12 November 2019", "2008-09": "September 2008", "2008": "2008", "1990-01-03T14:00": "3 January 1990, 14:00", "2010-07-27T00:00:00Z": "27 July 2010, 00:00 UTC", "soon": "soon"} {
		if got := day(in); got != want {
			t.Errorf("day(%q) = %q, want %q", in, got, want)
		}
	}
	for in, want := range map[int]string{0: "0", 999: "999", 1000: "1,000", 1234567: "1,234,567"} {
		if got := number(in); got != want {
			t.Errorf("number(%d) = %q", in, got)
		}
	}
	for noun, want := range map[string]string{"statement": "2 statements", "entry": "2 entries", "day": "2 days"} {
		if got := count(2, noun); got != want {
			t.Errorf("count(2, %q) = %q", noun, got)
		}
	}
	if got := short(12, "one two three four"); got != "one two …" && got != "one two thre …" {
		t.Errorf("short(12) = %q", got)
	}
}

// TestBar: every page stands in the bar, or in a section of it, exactly once.
func TestBar(t *testing.T) {
	elsewhere := []string{"case", "error", "guide", "search"} // the case is its first entry, the others need none
	for name := range pages() {
		entries, inner := bar(name)
		marked := 0
		for _, e := range append(entries, inner...) {
			if e.Current == "page" {
				marked++
			}
		}
		if want := map[bool]int{true: 0, false: 1}[slices.Contains(elsewhere, name)]; marked != want {
			t.Errorf("the page %s is marked %d times in the bar, want %d", name, marked, want)
		}
	}
}

// TestChoices: what a list cannot be filtered by is refused with what it can be.
func TestChoices(t *testing.T) {
	f := lantern(t)
	for target, want := range map[string]string{
		"/entities?type=zzz":         "Person, Organization",
		"/documents?format=zzz":      "html",
		"/documents?lang=zzz":        "en",
		"/issues?kind=zzz":           "encrypted",
		"/search?q=light&in=zzz":     "documents, statements",
		"/conflicts?kind=zzz":        "number, date",
		"/claims?question=zzz":       "whether",
		"/statements?kind=zzz":       "attributed, direct",
		"/statements?certainty=zzz":  "certain, probable",
		"/statements?depth=0":        "1, 2, 3",
		"/statements?source-type=no": "official",
	} {
		w := f.get(target)
		if body := w.Body.String(); w.Code != http.StatusBadRequest || !strings.Contains(body, "Choose one of these: ") || !strings.Contains(body, want) {
			t.Errorf("%s: status %d, and nothing of %q", target, w.Code, want)
		}
	}
	for _, target := range []string{"/entities?type=Person", "/entities?type=unknown", "/documents?format=html", "/documents?lang=en", "/issues?kind=empty", "/search?q=light&in=statements", "/statements?depth=7"} {
		if w := f.get(target); w.Code != http.StatusOK {
			t.Errorf("%s: status %d", target, w.Code)
		}
	}
}
