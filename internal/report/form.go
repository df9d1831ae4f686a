package report

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
)

// A style, a script, an attribute or a hidden run can show a reader other words
// than those that were checked, in more ways than can be listed. So the whole file
// has to be what this version writes, but for the ends of its lines.

// form names what of the file, beside its lines, this version does not write so.
func (c *Check) form(f Format, fresh *Report, data []byte) error {
	var b bytes.Buffer
	if err := f.Write(&b, fresh); err != nil {
		return err
	}
	if f.Name == "docx" {
		return c.parts(data, b.Bytes())
	}
	c.marks(fileLines(data), fileLines(b.Bytes()))
	return nil
}

// fileLines are the lines of a file without what ends them.
func fileLines(data []byte) []string {
	lines := strings.Split(string(data), "\n")
	for i := range lines {
		lines[i] = strings.TrimSuffix(lines[i], "\r")
	}
	for len(lines) > 0 && lines[len(lines)-1] == "" {
		lines = lines[:len(lines)-1]
	}
	return lines
}

const (
	// mostMarks is how many lines of a file are named; a file that another program
	// wrote anew has none in common.
	mostMarks = 5
	unlike    = "this version of Stemma does not write it so, and it may show or hide what the lines do not say: "
)

// marks names the lines of a file that are not those that this version writes.
func (c *Check) marks(lines, want []string) {
	begin := 0
	for begin < min(len(lines), len(want)) && lines[begin] == want[begin] {
		begin++
	}
	end := 0
	for end < min(len(lines), len(want))-begin && lines[len(lines)-1-end] == want[len(want)-1-end] {
		end++
	}
	known := map[string]bool{}
	for _, l := range want {
		known[l] = true
	}
	named := 0
	for i, l := range lines[begin : len(lines)-end] {
		if known[l] {
			continue
		}
		if named++; named > mostMarks {
			c.add("the file", "more of its lines are not as this version of Stemma writes them")
			return
		}
		words := l
		if k := begin + i; k < len(want) && len(lines) == len(want) {
			words = differing(l, want[k])
		}
		c.add("line "+strconv.Itoa(begin+i+1)+" of the file", "%s%s", unlike, short(words))
	}
	if named == 0 && begin < max(len(lines), len(want)) {
		c.add("line "+strconv.Itoa(begin+1)+" of the file", "lines were taken out here, were doubled or stand in another order than this version of Stemma writes them")
	}
}

// parts names the parts of a .docx that are not those that this version writes.
func (c *Check) parts(data, fresh []byte) error {
	got, err := unzip(data)
	if err != nil {
		return fmt.Errorf("read the report: %w", err)
	}
	want, err := unzip(fresh)
	if err != nil {
		return err
	}
	for _, p := range got {
		switch i := slices.IndexFunc(want, func(w part) bool { return w.name == p.name }); {
		case i < 0:
			c.add("the part "+p.name, "no report of this version of Stemma has such a part")
		case want[i].content != p.content:
			c.add("the part "+p.name, "%s%s", unlike, short(differing(p.content, want[i].content)))
		}
	}
	for _, w := range want {
		if !slices.ContainsFunc(got, func(p part) bool { return p.name == w.name }) {
			c.add("the part "+w.name, "it is gone")
		}
	}
	if len(got) > len(want) && len(c.Findings) == 0 {
		c.add("the file", "a part of it is there twice")
	}
	return nil
}

// A part is one of the files that a .docx is made of.
type part struct{ name, content string }

func unzip(data []byte) ([]part, error) {
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil, err
	}
	var parts []part
	left := int64(mostXML) // of all of them
	for _, f := range z.File {
		in, err := f.Open()
		if err != nil {
			return nil, err
		}
		content, err := io.ReadAll(io.LimitReader(in, left+1))
		in.Close()
		if err != nil {
			return nil, fmt.Errorf("%s: %w", f.Name, err)
		}
		if left -= int64(len(content)); left < 0 {
			return nil, errors.New("it is too large")
		}
		parts = append(parts, part{f.Name, string(content)})
	}
	return parts, nil
}
