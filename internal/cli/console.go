package cli

// The rules of output, kept by every command:
//
//   - Records and whatever else was asked for go to standard output, all else
//     (progress, warnings, errors) to standard error.
//   - An error is one line, "stemma: " and what failed, and below it the way
//     out where there is one: "  try: ...".
//   - Text out of documents is data. Control characters, escape sequences and
//     marks that turn the direction of writing are made visible before they
//     are shown to a person; `--json` and `show --text` into a pipe or a file
//     give the text as it is.
//   - Tables fit the width of the terminal, or 80 columns (COLUMNS says
//     otherwise), and are the same in a pipe, so that `| less` reads well. A
//     program asks for --json.
//   - Bold and dim only on a terminal, and not where NO_COLOR is set; nothing
//     is said by them alone.
//   - Progress is drawn only where standard error is a terminal.

import (
	"bufio"
	"fmt"
	"io"
	"os"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/clipperhouse/displaywidth"
	"golang.org/x/term"

	"github.com/stemma/stemma"
)

// A console is where a command speaks.
type console struct {
	in       io.Reader
	out      *bufio.Writer // flushed when the command ends
	err      io.Writer
	width    int  // columns for tables
	terminal bool // out is a terminal: what is printed must be safe to show
	styled   bool // bold and dim may be used on out
	live     bool // err is a terminal: progress may be drawn
}

// newConsole looks at what the standard streams are.
func newConsole() *console {
	c := &console{in: os.Stdin, out: bufio.NewWriter(os.Stdout), err: os.Stderr, width: 80}
	c.terminal = term.IsTerminal(int(os.Stdout.Fd()))
	c.live = term.IsTerminal(int(os.Stderr.Fd())) && os.Getenv("TERM") != "dumb"
	c.styled = c.terminal && os.Getenv("NO_COLOR") == "" && os.Getenv("TERM") != "dumb"
	if w, _, err := term.GetSize(int(os.Stdout.Fd())); err == nil && w > 0 {
		c.width = w
	}
	if w, err := strconv.Atoi(os.Getenv("COLUMNS")); err == nil && w > 0 {
		c.width = w
	}
	// Below that a table is no table, above it a line is hard to follow.
	c.width = min(max(c.width, 40), 160)
	return c
}

// say prints a line to standard output.
func (c *console) say(format string, args ...any) { fmt.Fprintf(c.out, format+"\n", args...) }

// note prints a line to standard error.
func (c *console) note(format string, args ...any) {
	fmt.Fprintf(c.err, "stemma: "+format+"\n", args...)
}

// fail reports an error.
func (c *console) fail(err error) {
	c.note("%s", visible(stemma.Words(err)))
	if hint := stemma.HintOf(err); hint != "" {
		fmt.Fprintf(c.err, "  try: %s\n", visible(hint))
	}
}

func (c *console) bold(s string) string { return c.style("\x1b[1m", s) }
func (c *console) dim(s string) string  { return c.style("\x1b[2m", s) }

func (c *console) style(code, s string) string {
	if !c.styled || s == "" {
		return s
	}
	return code + s + "\x1b[0m"
}

// visible returns s with everything that would steer a terminal made visible.
// Line breaks and tabs stay.
func visible(s string) string {
	if strings.IndexFunc(s, steers) < 0 && utf8.ValidString(s) {
		return s
	}
	var b strings.Builder
	for _, r := range s {
		switch {
		case !steers(r):
			b.WriteRune(r)
		case r < 0x20: // the picture of the control character: ␛
			b.WriteRune(0x2400 + r)
		case r == 0x7f:
			b.WriteRune('␡')
		default:
			fmt.Fprintf(&b, "<U+%04X>", r)
		}
	}
	return b.String()
}

// steers reports whether r does something to a terminal instead of showing:
// control characters, and the marks that turn the direction of writing, by
// which a line can be made to read otherwise than it is written.
func steers(r rune) bool {
	switch {
	case r == '\n' || r == '\t':
		return false
	case r == '\u061c' || r == '\u200e' || r == '\u200f', '\u202a' <= r && r <= '\u202e', '\u2066' <= r && r <= '\u2069':
		return true
	}
	return unicode.IsControl(r)
}

// line returns s as one line that is safe to show: every run of white space is
// one space.
func line(s string) string { return visible(strings.Join(strings.Fields(s), " ")) }

// cut returns s in at most width columns, with "…" where something is left out.
func cut(s string, width int) string { return displaywidth.TruncateString(s, width, "…") }

// cutPath returns a path in at most width columns, without its first folders
// or, if need be, without the beginning of its name: the end says most.
func cutPath(path string, width int) string {
	path = line(path)
	if displaywidth.String(path) <= width {
		return path
	}
	for rest := path; ; {
		_, after, more := strings.Cut(rest, "/")
		if !more {
			break
		}
		if displaywidth.String(after)+2 <= width {
			return "…/" + after
		}
		rest = after
	}
	rest := path
	for rest != "" && displaywidth.String(rest)+1 > width {
		_, size := utf8.DecodeRuneInString(rest)
		rest = rest[size:]
	}
	return "…" + rest
}

// pad fills s with spaces to width columns.
func pad(s string, width int) string {
	return s + strings.Repeat(" ", max(0, width-displaywidth.String(s)))
}

// wrap breaks s, a line, at its spaces into lines of at most width columns. A
// longer word is broken anywhere.
func wrap(s string, width int) []string {
	var lines []string
	current, columns := "", 0
	for _, word := range strings.Fields(s) {
		w := displaywidth.String(word)
		if columns > 0 && columns+1+w <= width {
			current, columns = current+" "+word, columns+1+w
			continue
		}
		if columns > 0 {
			lines = append(lines, current)
		}
		for w > width {
			head := displaywidth.TruncateString(word, width, "")
			if head == "" {
				break
			}
			lines = append(lines, head)
			word = word[len(head):]
			w = displaywidth.String(word)
		}
		current, columns = word, w
	}
	if columns > 0 {
		lines = append(lines, current)
	}
	return lines
}

// lines returns s wrapped to width in at most n lines, cut if it is longer.
func lines(s string, width, n int) []string {
	all := wrap(line(s), width)
	if len(all) > n {
		all[n-1] = cut(all[n-1]+" "+all[n], width)
		if !strings.HasSuffix(all[n-1], "…") {
			all[n-1] = cut(all[n-1], width-1) + "…"
		}
		all = all[:n]
	}
	return all
}

// amount writes n with separators and the word for what is counted.
func amount(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return thousands(int64(n)) + " " + many
}

func thousands(n int64) string {
	s := strconv.FormatInt(n, 10)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}

// size writes a number of bytes as a person would.
func size(n int64) string {
	switch {
	case n < 1000:
		return fmt.Sprintf("%d B", n)
	case n < 1e6:
		return fmt.Sprintf("%.1f kB", float64(n)/1e3)
	case n < 1e9:
		return fmt.Sprintf("%.1f MB", float64(n)/1e6)
	}
	return fmt.Sprintf("%.1f GB", float64(n)/1e9)
}
