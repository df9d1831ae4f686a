package web

import (
	"context"
	"fmt"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp"
	"github.com/stemma/stemma"
)

// The pages in a real browser. These tests need Debian's chromium and what npm
// ci puts in node_modules. Where CI is set, or STEMMA_BROWSER=1, they fail
// without; elsewhere they are skipped and say why.

// missing skips the test, or fails it where nothing may be skipped.
func missing(t *testing.T, what, way string) {
	t.Helper()
	if os.Getenv("CI") != "" || os.Getenv("STEMMA_BROWSER") == "1" {
		t.Fatalf("%s is missing: %s", what, way)
	}
	t.Skipf("skipped, since %s is missing: %s", what, way)
}

func built(t *testing.T) {
	t.Helper()
	if _, err := embedded.ReadFile("built/stemma.js"); err != nil {
		missing(t, "the island", "run make, or npm ci --prefix internal/web && node internal/web/build.mjs")
	}
}

func axe(t *testing.T) string {
	t.Helper()
	source, err := os.ReadFile("node_modules/axe-core/axe.min.js")
	if err != nil {
		missing(t, "axe-core", "run npm ci --prefix internal/web")
	}
	return string(source)
}

// A tab is a tab of a browser that watches what the pages do.
type tab struct {
	context.Context
	t    *testing.T
	base string

	mu       sync.Mutex
	foreign  []string // requests to other hosts
	messages []string // warnings and errors of the console
}

// browse opens a tab on the pages of f.
func browse(t *testing.T, f *fixture) *tab {
	t.Helper()
	program := ""
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if p, err := exec.LookPath(name); err == nil {
			program = p
			break
		}
	}
	if program == "" {
		missing(t, "chromium", "run apt-get install chromium")
	}
	server := httptest.NewServer(f.handler())
	t.Cleanup(server.Close)
	opts := append(slices.Clone(chromedp.DefaultExecAllocatorOptions[:]), chromedp.ExecPath(program), chromedp.NoSandbox, chromedp.DisableGPU,
		chromedp.Flag("disable-background-networking", true), chromedp.Flag("disable-component-update", true), chromedp.Flag("disable-sync", true))
	ctx, cancel := context.WithTimeout(context.Background(), 7*time.Minute)
	t.Cleanup(cancel)
	ctx, cancel = chromedp.NewExecAllocator(ctx, opts...)
	t.Cleanup(cancel)
	ctx, cancel = chromedp.NewContext(ctx)
	t.Cleanup(cancel)
	b := &tab{Context: ctx, t: t, base: server.URL}
	if _, err := chromedp.Call(ctx, network.Enable, network.EnableParams{}); err != nil {
		t.Fatal(err)
	}
	requests := chromedp.Events(ctx, network.RequestWillBeSent)
	go func() {
		for e, err := range requests {
			if err != nil {
				return
			}
			if !strings.HasPrefix(e.Request.URL, "data:") && !strings.HasPrefix(e.Request.URL, b.base+"/") {
				b.mu.Lock()
				b.foreign = append(b.foreign, e.Request.URL)
				b.mu.Unlock()
			}
		}
	}()
	console := chromedp.Console(ctx)
	go func() {
		for m, err := range console {
			if err != nil {
				return
			}
			if m.Type == chromedp.ConsoleError || m.Type == chromedp.ConsoleException || m.Type == chromedp.ConsoleWarning {
				b.mu.Lock()
				b.messages = append(b.messages, m.Text)
				b.mu.Unlock()
			}
		}
	}()
	return b
}

// do runs steps and fails the test where one fails.
func (b *tab) do(steps ...chromedp.Action[chromedp.Void]) {
	b.t.Helper()
	ctx, cancel := context.WithTimeout(b.Context, 30*time.Second)
	defer cancel()
	if err := chromedp.Do(ctx, steps...); err != nil {
		b.t.Fatal(err)
	}
}

func (b *tab) open(target string) {
	b.t.Helper()
	b.do(chromedp.Navigate(b.base + target))
}

func (b *tab) look(width int64, dark bool) {
	b.t.Helper()
	b.do(chromedp.EmulateViewport(width, 900))
	scheme := "light"
	if dark {
		scheme = "dark"
	}
	if _, err := chromedp.Call(b.Context, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{
		Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: scheme}}}); err != nil {
		b.t.Fatal(err)
	}
}

// eval returns the value of a script.
func eval[T any](b *tab, script string) T {
	b.t.Helper()
	v, err := chromedp.Run(b.Context, chromedp.Evaluate[T](script))
	if err != nil {
		b.t.Fatalf("%s: %v", script, err)
	}
	return v
}

// wait waits until the script is true.
func (b *tab) wait(script string) {
	b.t.Helper()
	for range 100 {
		if ok, err := chromedp.Run(b.Context, chromedp.Evaluate[bool](`document.readyState == "complete" && (`+script+`)`)); err == nil && ok {
			return
		}
		time.Sleep(50 * time.Millisecond)
	}
	where, _ := chromedp.Run(b.Context, chromedp.Location())
	b.t.Fatalf("never true on %s: %s", where, script)
}

func (b *tab) quiet() {
	b.t.Helper()
	b.mu.Lock()
	defer b.mu.Unlock()
	for _, u := range b.foreign {
		b.t.Errorf("a page asks another host: %s", u)
	}
	for _, m := range b.messages {
		if !strings.Contains(m, "404") { // the page of /nowhere
			b.t.Errorf("the console says: %s", m)
		}
	}
}

// TestAccessible looks at every page at three widths, light and dark: axe-core
// finds nothing, nothing is wider than the window, no other host is asked and
// the console is silent.
func TestAccessible(t *testing.T) {
	built(t)
	source := axe(t)
	f := lantern(t)
	f.judge(stemma.Accept, "“I lit", "M. Rey", "on tape", noon)
	f.judge(stemma.Reject, "the skipper", "M. Rey", "the crew said it to the skipper", noon.Add(time.Minute))
	f.put(book(300))
	b := browse(t, f)
	for _, target := range f.every() {
		for _, width := range []int64{390, 1280, 1920} {
			b.look(width, false)
			b.open(target)
			wide := eval[string](b, source+`; document.querySelectorAll("details").forEach(d => d.open = true);
				document.documentElement.scrollWidth <= innerWidth ? "" : [...document.querySelectorAll("body *")].filter(e => e.getBoundingClientRect().right > innerWidth).slice(0, 3).map(e => e.outerHTML.slice(0, 120)).join(" | ")`)
			if wide != "" {
				t.Errorf("%s at %d is wider than the window: %s", target, width, wide)
			}
			b.axe(target, width, "{}")
			b.look(width, true) // only colours change
			b.axe(target, width, `{runOnly: ["color-contrast", "link-in-text-block"]}`)
		}
	}
	b.quiet()
}

func (b *tab) axe(target string, width int64, options string) {
	b.t.Helper()
	findings, err := chromedp.Run(b.Context, chromedp.Evaluate[string](`axe.run(`+options+`).then(r => r.violations.map(v => v.id + ": " + v.help + ": " +
		v.nodes.slice(0, 3).map(n => n.html.slice(0, 160) + " " + n.failureSummary).join(" | ")).join("\n"))`, chromedp.EvalAwaitPromise))
	if err != nil {
		b.t.Fatal(err)
	}
	if findings != "" {
		b.t.Errorf("%s at %d: %s", target, width, findings)
	}
}

// TestMeasure holds lines of reporting to a readable length.
func TestMeasure(t *testing.T) {
	f := lantern(t)
	b := browse(t, f)
	for _, width := range []int64{1280, 1920} {
		b.look(width, false)
		b.open("/documents/" + string(f.docs["lantern/keeper.html"].ID))
		n := eval[float64](b, `(() => {
			const p = [...document.querySelectorAll(".reading p.col")].reduce((a, b) => a.textContent.length > b.textContent.length ? a : b);
			const lines = new Set();
			const range = document.createRange(); range.selectNodeContents(p);
			for (const r of range.getClientRects()) if (r.height > 12) lines.add(Math.round(r.bottom / 8));
			return p.textContent.length / lines.size;
		})()`)
		if n < 58 || n > 76 {
			t.Errorf("at %d a line holds %.0f characters", width, n)
		}
	}
}

// TestMargin holds each note to the line of its sign, or below where the notes
// before it take the room; and to its paragraph's foot where there is no margin.
func TestMargin(t *testing.T) {
	built(t)
	f := lantern(t)
	b := browse(t, f)
	for width, most := range map[int64]float64{1280: 120, 390: 400} {
		b.look(width, false)
		b.open("/documents/" + string(f.docs["lantern/keeper.html"].ID))
		time.Sleep(200 * time.Millisecond) // fonts come, and notes are set again
		off := eval[[]float64](b, `[...document.querySelectorAll(".note")].map(n => n.getBoundingClientRect().top - document.getElementById(n.dataset.note).getBoundingClientRect().top)`)
		if len(off) < 10 {
			t.Errorf("at %d: %d notes", width, len(off))
		}
		for i, d := range off {
			if d < -10 || d > most {
				t.Errorf("at %d: note %d is %.0f below its sign", width, i+1, d)
			}
		}
	}
}

// TestKeys goes through a document by keys alone.
func TestKeys(t *testing.T) {
	built(t)
	f := lantern(t)
	b := browse(t, f)
	b.look(1280, false)
	b.open("/documents/" + string(f.docs["lantern/keeper.html"].ID))
	b.do(chromedp.KeyEvent("\t"))
	b.wait(`document.activeElement.className == "skip"`)
	b.do(chromedp.KeyEvent("j"))
	b.wait(`document.activeElement.matches(".note .number")`)
	first := eval[string](b, `document.activeElement.closest(".note").dataset.note`)
	if n := eval[int](b, `document.querySelectorAll("[data-s~='`+first+`'].lit").length`); n == 0 {
		t.Error("the words of the statement do not light up")
	}
	b.do(chromedp.KeyEvent("j"))
	b.wait(`document.activeElement.closest(".note").dataset.note != "` + first + `"`)
	b.do(chromedp.KeyEvent("k"))
	b.wait(`document.activeElement.closest(".note").dataset.note == "` + first + `"`)
	b.do(chromedp.KeyEvent("\r"))
	b.wait(`location.pathname == "/statements/` + first + `"`)
	b.do(chromedp.KeyEvent("?"))
	b.wait(`document.querySelector("#keys").open`)
	b.do(chromedp.KeyEvent("\x1b"))
	b.wait(`!document.querySelector("#keys").open`)
	b.do(chromedp.KeyEvent("/"))
	b.wait(`document.activeElement.name == "q"`)
	b.do(chromedp.KeyEvent("bearing\r"))
	b.wait(`location.pathname == "/search" && document.querySelector("mark") != null`)
	b.do(chromedp.KeyEvent("j"))
	b.wait(`document.activeElement.closest("[data-item]") != null`)
	b.do(chromedp.KeyEvent("\r"))
	b.wait(`location.pathname.startsWith("/documents/")`)
	b.do(chromedp.KeyEvent("g"), chromedp.KeyEvent("l"))
	b.wait(`location.pathname == "/log"`)
	b.quiet()
}

// TestJudging accepts, rejects, corrects and takes back, with and without
// scripts.
func TestJudging(t *testing.T) {
	for _, scripts := range []bool{true, false} {
		t.Run(fmt.Sprintf("scripts=%v", scripts), func(t *testing.T) {
			f := lantern(t)
			b := browse(t, f)
			if _, err := chromedp.Call(b.Context, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: !scripts}); err != nil {
				t.Fatal(err)
			}
			id := string(f.said("“I lit"))
			b.open("/documents/" + string(f.docs["lantern/keeper.html"].ID))
			b.click(`#n-` + id + ` .number`)
			b.type_(`#why`, "on tape")
			b.type_(`#by`, "M. Rey")
			b.click(`button[value="accept"]`)
			b.reads("main", "Recorded in the log: accepted.")
			b.type_(`#why`, "the tape was another")
			b.click(`button[value="reject"]`)
			b.reads("main", "Recorded in the log: rejected.")
			b.click(`.correcting summary`)
			b.do(chromedp.SetValue(chromedp.CSS(`#src`), "Edvard Quill"))
			b.type_(`#cwhy`, "his office is no part of the name")
			b.click(`.correcting button`)
			b.reads("main", "Recorded in the log: corrected.")
			b.open("/log")
			b.click(`.log li:first-child summary`)
			b.type_(`.log li:first-child input[name=why]`, "a slip")
			b.click(`.log li:first-child button`)
			b.reads("main", "taken back by M. Rey")
			var kinds []stemma.JudgementKind
			for _, j := range f.log() {
				kinds = append(kinds, j.Kind)
				if j.By != "M. Rey" {
					t.Errorf("%s is by %q", j.Kind, j.By)
				}
			}
			if !slices.Equal(kinds, []stemma.JudgementKind{stemma.Accept, stemma.Reject, stemma.Correct, stemma.Retract}) {
				t.Errorf("the log is %v", kinds)
			}
			b.quiet()
		})
	}
}

func (b *tab) click(selector string) {
	b.t.Helper()
	b.do(chromedp.Click(chromedp.CSS(selector), chromedp.NodeVisible))
}

func (b *tab) type_(selector, words string) {
	b.t.Helper()
	b.do(chromedp.SendKeys(chromedp.CSS(selector), words, chromedp.NodeVisible))
}

// reads waits until the element holds the words; it needs no scripts of ours.
func (b *tab) reads(selector, words string) {
	b.t.Helper()
	got := ""
	for range 100 {
		if s, err := chromedp.Run(b.Context, chromedp.TextContent(chromedp.CSS(selector))); err == nil {
			if got = s; strings.Contains(strings.Join(strings.Fields(s), " "), words) {
				return
			}
		}
		time.Sleep(50 * time.Millisecond)
	}
	b.t.Fatalf("%s never reads %q but %.300q", selector, words, got)
}

// TestWithoutScripts checks that every page says the same without scripts.
func TestWithoutScripts(t *testing.T) {
	f := lantern(t)
	b := browse(t, f)
	b.look(1280, false)
	targets := f.every()
	with := map[string]string{}
	for _, scripts := range []bool{true, false} {
		if _, err := chromedp.Call(b.Context, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: !scripts}); err != nil {
			t.Fatal(err)
		}
		for _, target := range targets {
			b.open(target)
			text, err := chromedp.Run(b.Context, chromedp.TextContent(chromedp.CSS("main")))
			if err != nil {
				t.Fatal(err)
			}
			if scripts {
				with[target] = text
			} else if text != with[target] || strings.TrimSpace(text) == "" {
				t.Errorf("%s reads differently without scripts", target)
			}
		}
	}
}

// TestPrint prints a document: it has few pages and its text is in them.
func TestPrint(t *testing.T) {
	f := lantern(t)
	b := browse(t, f)
	b.open("/documents/" + string(f.docs["lantern/keeper.html"].ID))
	pdf, err := chromedp.Run(b.Context, chromedp.PrintToPDF(chromedp.PDFPreferCSSPageSize()))
	if err != nil {
		t.Fatal(err)
	}
	if dir := os.Getenv("STEMMA_SCREENSHOTS"); dir != "" {
		if err := os.WriteFile(filepath.Join(dir, "print.pdf"), pdf, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	pages := len(regexp.MustCompile(`/Type\s*/Page\b[^s]`).FindAll(pdf, -1))
	if !strings.HasPrefix(string(pdf), "%PDF") || pages < 1 || pages > 4 {
		t.Errorf("the document prints on %d pages", pages)
	}
}

// TestScreenshots writes pictures of the pages into the folder that
// STEMMA_SCREENSHOTS names, to be looked at.
func TestScreenshots(t *testing.T) {
	dir := os.Getenv("STEMMA_SCREENSHOTS")
	if dir == "" {
		t.Skip("writes pictures where STEMMA_SCREENSHOTS says, and checks nothing")
	}
	f := lantern(t)
	f.judge(stemma.Accept, "“I lit", "M. Rey", "on tape", noon)
	f.judge(stemma.Reject, "the skipper", "M. Rey", "the crew said it to the skipper", noon.Add(time.Minute))
	f.put(book(300))
	b := browse(t, f)
	keeper := string(f.docs["lantern/keeper.html"].ID)
	pages := map[string]string{
		"case": "/", "documents": "/documents", "document": "/documents/" + keeper, "arabic": "/documents/" + string(f.docs["lantern/arabic.txt"].ID),
		"hostile": "/documents/" + string(f.docs["lantern/hostile<script>alert(1)</script>\u202etxt.exe"].ID), "book": "/documents/" + string(f.docs["lantern/book.txt"].ID),
		"chosen": statementPlace(stemma.ID(keeper), f.said("“the Trust")), "statement": "/statements/" + string(f.said("“the Trust")), "statements": "/statements",
		"search": "/search?q=lamp", "issues": "/issues", "log": "/log", "guide": "/guide", "error": "/nowhere",
	}
	only := os.Getenv("STEMMA_SCREENSHOTS_ONLY")
	for name, target := range pages {
		if only != "" && !slices.Contains(strings.Split(only, ","), name) {
			continue
		}
		for _, width := range []int64{390, 1280, 1920} {
			for _, dark := range []bool{false, true} {
				b.look(width, dark)
				b.open(target)
				time.Sleep(100 * time.Millisecond)
				picture, err := chromedp.Run(b.Context, chromedp.FullScreenshot(100))
				if err != nil {
					t.Fatal(err)
				}
				file := fmt.Sprintf("%s-%d-%s.png", name, width, map[bool]string{false: "light", true: "dark"}[dark])
				if err := os.WriteFile(filepath.Join(dir, file), picture, 0o644); err != nil {
					t.Fatal(err)
				}
			}
		}
	}
}
