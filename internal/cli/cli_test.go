package cli

import (
	"bufio"
	"bytes"
	"context"
	"database/sql"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"
	_ "modernc.org/sqlite"

	"github.com/stemma/stemma"
	"github.com/stemma/stemma/internal/engine"
	"github.com/stemma/stemma/internal/store"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"stemma": func() { os.Exit(Main()) }})
}

// TestScripts runs the commands as a person would. Besides the usual, a script
// may say `tamper FILE SQL`, which does to a case what Stemma never would.
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata/script",
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
		Cmds:                map[string]func(*testscript.TestScript, bool, []string){"tamper": tamper},
	})
}

func tamper(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: tamper FILE SQL")
	}
	db, err := sql.Open("sqlite", ts.MkAbs(args[0]))
	ts.Check(err)
	defer db.Close()
	result, err := db.Exec(args[1])
	ts.Check(err)
	if n, err := result.RowsAffected(); err != nil || n == 0 {
		ts.Fatalf("%s changed %d rows, %v", args[1], n, err)
	}
}

// screen is a console of a test; out and err may be taken for terminals.
type screen struct {
	*console
	stdout, stderr bytes.Buffer
}

func newScreen(terminal bool) *screen {
	s := &screen{}
	s.console = &console{
		in: strings.NewReader(""), out: bufio.NewWriter(&s.stdout), err: &s.stderr, width: 80,
		terminal: terminal, styled: terminal, live: terminal,
	}
	return s
}

func TestHelpTeaches(t *testing.T) {
	for _, command := range newRoot(&app{console: newScreen(false).console}).Commands() {
		names := [][]string{{command.Name()}}
		for _, sub := range command.Commands() {
			names = append(names, []string{command.Name(), sub.Name()})
		}
		for _, name := range names {
			s := newScreen(false)
			if code := run(context.Background(), s.console, append(name, "--help")); code != exitDone {
				t.Errorf("%v --help: exit code %d", name, code)
			}
			help := s.stdout.String()
			for _, part := range []string{"Usage:\n  stemma " + strings.Join(name, " "), "\nExamples:\n  ", "\nExit codes:\n  0 ", "--case FILE"} {
				if !strings.Contains(help, part) {
					t.Errorf("%v --help lacks %q:\n%s", name, part, help)
				}
			}
			for l := range strings.Lines(help) {
				if n := len([]rune(strings.TrimRight(l, "\n"))); n > 80 {
					t.Errorf("%v --help: a line of %d columns: %s", name, n, l)
				}
			}
		}
	}
}

// A report with something for every trap of a terminal.
const hostile = "Notes \x1b[31mred\x1b[0m\n\n\"We \u202etpircs\u202c saw it,\" said Maren Holt.\n"

func TestTerminalIsSafe(t *testing.T) {
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "a\x1b]0;owned\x07.txt"), []byte(hostile), 0o600); err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(dir, "case.stemma")
	for _, args := range [][]string{
		{"read", dir}, {"documents"}, {"statements"}, {"show", ".txt"}, {"show", ".txt", "--text"},
		{"show", ".txt", "--layer", "tokens"}, {"search", "holt"}, {"issues"},
		{"judge", "accept", "s", "--why", "\x1b[2J", "--by", "\x1b[2J"}, {"log"}, {"verify"}, {"remove", ".txt"},
	} {
		s := newScreen(true)
		run(context.Background(), s.console, append(args, "--case", file))
		out := strings.NewReplacer("\x1b[1m", "", "\x1b[2m", "", "\x1b[0m", "", "\r", "", "\x1b[K", "").Replace(s.stdout.String() + s.stderr.String())
		for _, r := range out {
			if steers(r) {
				t.Errorf("stemma %v lets %U through to the terminal:\n%q", args, r, out)
				break
			}
		}
	}
}

func TestProgressIsForTerminals(t *testing.T) {
	for _, terminal := range []bool{true, false} {
		s := newScreen(terminal)
		p := (&app{console: s.console}).progress()
		p.show(engine.Progress{Done: 3, Found: 1200, Bytes: 4_500_000, Path: strings.Repeat("long/", 30) + "name.txt"})
		p.end()
		drawn := s.stderr.String()
		if !terminal {
			if drawn != "" {
				t.Errorf("progress is drawn where there is no terminal: %q", drawn)
			}
			continue
		}
		line, _, _ := strings.Cut(strings.TrimPrefix(drawn, "\r"), "\x1b[K")
		if want := "reading 3 of 1,200, 4.5 MB  …/long/"; !strings.HasPrefix(line, want) || !strings.HasSuffix(line, "/name.txt") {
			t.Errorf("progress line %q", line)
		}
		if n := len([]rune(line)); n >= s.width {
			t.Errorf("the progress line has %d columns of %d: %q", n, s.width, line)
		}
		if !strings.HasSuffix(drawn, "\r\x1b[K") {
			t.Errorf("the progress line is not cleared: %q", drawn)
		}
	}
}

// TestStopped stops a reading by Ctrl-C and by kill -9 and goes on after.
func TestStopped(t *testing.T) {
	if testing.Short() {
		t.Skip("reads a few hundred files")
	}
	dir := t.TempDir()
	pile := filepath.Join(dir, "pile")
	if err := os.Mkdir(pile, 0o700); err != nil {
		t.Fatal(err)
	}
	const files = 150
	for i := range files {
		text := fmt.Sprintf("Bridge %d\n\n", i) + strings.Repeat("\"The bridge is closed,\" said Maren Holt. Nobody crossed it on that day.\n\n", 40)
		if err := os.WriteFile(filepath.Join(pile, fmt.Sprintf("%04d.txt", i)), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	for _, signal := range []os.Signal{os.Interrupt, os.Kill} {
		t.Run(signal.String(), func(t *testing.T) {
			file := filepath.Join(t.TempDir(), "case.stemma")
			cmd := exec.Command("stemma", "read", pile, "--case", file)
			var stderr bytes.Buffer
			cmd.Stderr = &stderr
			if err := cmd.Start(); err != nil {
				t.Fatal(err)
			}
			for kept(t, file) == 0 {
				time.Sleep(5 * time.Millisecond)
			}
			if err := cmd.Process.Signal(signal); err != nil {
				t.Fatal(err)
			}
			if err := cmd.Wait(); err == nil {
				t.Skip("the reading was done before it could be stopped")
			}
			if signal == os.Interrupt && (cmd.ProcessState.ExitCode() != exitFailed || !strings.Contains(stderr.String(), "read and kept")) {
				t.Errorf("exit code %d, %s", cmd.ProcessState.ExitCode(), stderr.String())
			}
			n := kept(t, file)
			out, err := exec.Command("stemma", "read", pile, "--case", file).CombinedOutput()
			if err != nil {
				t.Fatalf("read again: %v\n%s", err, out)
			}
			if kept(t, file) != files {
				t.Errorf("%d of %d documents after going on", kept(t, file), files)
			}
			if !strings.Contains(string(out), fmt.Sprintf("%d files were there already", n)) && n > 1 {
				t.Errorf("%d documents were kept, but going on says:\n%s", n, out)
			}
			if out, err := exec.Command("stemma", "verify", "--case", file).CombinedOutput(); err != nil {
				t.Errorf("verify: %v\n%s", err, out)
			}
		})
	}
}

// kept counts the documents of a case that may be in use, 0 if there is none.
func kept(t *testing.T, file string) int {
	t.Helper()
	kept, err := store.Open(t.Context(), file, store.Options{ReadOnly: true})
	if err != nil {
		return 0
	}
	defer kept.Close()
	sum, err := kept.Summary(t.Context())
	if err != nil {
		return 0
	}
	return sum.Documents
}

// TestServe serves a case until the context ends, as it does at Ctrl-C.
func TestServe(t *testing.T) {
	dir := t.TempDir()
	note := filepath.Join(dir, "note.txt")
	if err := os.WriteFile(note, []byte("The bridge is closed.\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(dir, "case.stemma")
	if code := run(t.Context(), newScreen(false).console, []string{"read", note, "--case", file}); code != exitDone {
		t.Fatalf("read: exit code %d", code)
	}
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	printed, out := io.Pipe()
	s := newScreen(false)
	s.console.out = bufio.NewWriter(out)
	code := make(chan int, 1)
	go func() { code <- run(ctx, s.console, []string{"serve", "--addr", "127.0.0.1:0", "--case", file}) }()
	first, err := bufio.NewReader(printed).ReadString('\n')
	if err != nil {
		t.Fatal(err)
	}
	_, address, ok := strings.Cut(strings.TrimSpace(first), " is at ")
	if !ok {
		t.Fatalf("serve printed %q", first)
	}
	for host, want := range map[string]int{"": http.StatusOK, "elsewhere.example": http.StatusForbidden} {
		r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, address+"/documents", nil)
		if err != nil {
			t.Fatal(err)
		}
		if host != "" {
			r.Host = host
		}
		answer, err := http.DefaultClient.Do(r)
		if err != nil {
			t.Fatal(err)
		}
		answer.Body.Close()
		if good := answer.StatusCode == http.StatusOK; good != (want == http.StatusOK) {
			t.Errorf("asked for as %q: %s", host, answer.Status)
		}
	}
	cancel()
	select {
	case c := <-code:
		if c != exitDone || s.stderr.Len() > 0 {
			t.Errorf("exit code %d, %s", c, &s.stderr)
		}
	case <-time.After(10 * time.Second):
		t.Fatal("serving did not end")
	}
}

func TestListenNear(t *testing.T) {
	first, err := listenNear()
	if err != nil {
		t.Fatal(err)
	}
	defer first.Close()
	second, err := listenNear()
	if err != nil {
		t.Fatalf("where a port is taken: %v", err)
	}
	defer second.Close()
	if first.Addr().String() == second.Addr().String() {
		t.Errorf("twice %s", first.Addr())
	}
}

func TestNames(t *testing.T) {
	for host, alone := range map[string]bool{"127.0.0.1": true, "desk.example": true, "0.0.0.0": false, "::": false, "": false} {
		if got := hostNames(host); (len(got) == 1 && got[0] == host) != alone {
			t.Errorf("hostNames(%q) = %q", host, got)
		}
		if got := loopback(host); got != (host == "127.0.0.1") {
			t.Errorf("loopback(%q) = %v", host, got)
		}
	}
}

func TestCutPath(t *testing.T) {
	for _, c := range []struct {
		path  string
		width int
		want  string
	}{
		{"a/b.txt", 10, "a/b.txt"},
		{"folder/in/b.txt", 9, "…/b.txt"},
		{"folder/in/b.txt", 12, "…/in/b.txt"},
		{"folder/a-very-long-name.txt", 10, "…-name.txt"},
		{"x", 0, "…"},
	} {
		if got := cutPath(c.path, c.width); got != c.want {
			t.Errorf("cutPath(%q, %d) = %q, want %q", c.path, c.width, got, c.want)
		}
	}
}

func TestLines(t *testing.T) {
	for _, c := range []struct {
		s        string
		width, n int
		want     string
	}{
		{"one two three", 20, 2, "one two three"},
		{"one two three", 7, 2, "one two|three"},
		{"one two three four", 7, 2, "one two|three …"},
		{"one\n\ttwo", 7, 1, "one two"},
		{"abcdefghij", 4, 3, "abcd|efgh|ij"},
		{"北京北京", 4, 3, "北京|北京"},
		{"", 4, 3, ""},
	} {
		got := lines(c.s, c.width, c.n)
		if strings.Join(got, "|") != c.want {
			t.Errorf("lines(%q, %d, %d) = %q, want %q", c.s, c.width, c.n, strings.Join(got, "|"), c.want)
		}
	}
}

func TestMarked(t *testing.T) {
	s := newScreen(true)
	text := "the border guards went home"
	b := strings.Index(text, "border guards")
	got := (&app{console: s.console}).marked(text, []stemma.Span{{Begin: b, End: b + len("border guards")}}, 12)
	want := []string{"the \x1b[1mborder\x1b[0m", "\x1b[1mguards\x1b[0m went", "home"}
	if strings.Join(got, "|") != strings.Join(want, "|") {
		t.Errorf("marked = %q, want %q", got, want)
	}
}
