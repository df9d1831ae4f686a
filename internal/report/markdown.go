package report

import (
	"bufio"
	"fmt"
	"io"
	"regexp"
	"strings"
)

// Markdown as CommonMark has it, with the footnotes of GitHub and Pandoc. Each
// block is one line of the file.

func writeMarkdown(to io.Writer, r *Report) error {
	w := bufio.NewWriter(to)
	fmt.Fprintf(w, "# %s\n", escape(r.Title))
	items := false
	for _, b := range r.Blocks {
		lead, indent := "", ""
		switch b.Kind {
		case Heading:
			lead = strings.Repeat("#", b.Level) + " "
		case Item:
			indent, lead = strings.Repeat("    ", b.Level-1), "- "
		}
		if b.Kind != Item || !items {
			fmt.Fprintln(w)
		}
		items = b.Kind == Item
		var line strings.Builder
		for _, p := range b.Parts {
			line.WriteString(escape(p.Words))
			if p.Note > 0 {
				fmt.Fprintf(&line, "[^%d]", p.Note)
			}
		}
		fmt.Fprintf(w, "%s%s%s\n", indent, lead, atStart(line.String()))
	}
	for i, n := range r.Notes {
		fmt.Fprintf(w, "\n[^%d]: %s\n", i+1, escape(n.Text))
	}
	return w.Flush()
}

// special are the characters that mean something to Markdown wherever they stand.
const special = "\\`*_[]<>#|~^&$"

// escape makes words mean nothing but themselves.
func escape(words string) string {
	var b strings.Builder
	for _, r := range words {
		if strings.ContainsRune(special, r) {
			b.WriteByte('\\')
		}
		b.WriteRune(r)
	}
	return b.String()
}

// begins is what begins a list or a heading at the start of a line.
var begins = regexp.MustCompile(`^(?:[-+=]|\d+[.)])`)

// atStart keeps a line from being read as a list.
func atStart(line string) string {
	if m := begins.FindString(line); m != "" {
		return m[:len(m)-1] + "\\" + line[len(m)-1:]
	}
	return line
}

var (
	mdNote  = regexp.MustCompile(`^\[\^(\d+)\]: (.*)$`)
	mdLead  = regexp.MustCompile(`^ *(?:#+|-) `)
	mdRef   = regexp.MustCompile(`\[\^(\d+)\]`)
	mdPlain = regexp.MustCompile(`\\([!-/:-@\[-` + "`" + `{-~])`)
)

func readMarkdown(data []byte) ([]string, error) {
	var lines, notes []string
	for line := range strings.Lines(string(data)) {
		line = strings.TrimRight(line, "\r\n ")
		if line == "" {
			continue
		}
		if m := mdNote.FindStringSubmatch(line); m != nil {
			notes = append(notes, "Note "+m[1]+": "+unescape(m[2]))
			continue
		}
		line = mdLead.ReplaceAllString(line, "")
		lines = append(lines, unescape(mdRef.ReplaceAllString(line, "[$1]")))
	}
	return append(lines, notes...), nil
}

func unescape(line string) string { return mdPlain.ReplaceAllString(line, "$1") }
