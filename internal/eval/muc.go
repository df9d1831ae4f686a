package eval

import (
	"html"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
)

// A Report is one text of the MUC-3/4 corpus.
type Report struct{ ID, Text string }

var tags = regexp.MustCompile(`<[^>]+>`)

// ReadMUC reads the texts of the corpus in order of their names; the
// paragraphs after the first, which is the name, are kept and joined by an
// empty line; the lines are not. The offsets of gold/accounts count in these
// texts.
func ReadMUC(folder string) ([]Report, error) {
	files, err := filepath.Glob(filepath.Join(folder, "text", "*", "*.xhtml"))
	if err != nil {
		return nil, err
	}
	slices.Sort(files)
	var reports []Report
	for _, f := range files {
		data, err := os.ReadFile(f)
		if err != nil {
			return nil, err
		}
		var text []string
		for i, p := range paragraph.FindAllStringSubmatch(string(data), -1) {
			if p := strings.Join(strings.Fields(html.UnescapeString(tags.ReplaceAllString(p[1], ""))), " "); i > 0 && p != "" {
				text = append(text, p)
			}
		}
		reports = append(reports, Report{strings.TrimSuffix(filepath.Base(f), ".xhtml"), strings.Join(text, "\n\n")})
	}
	return reports, nil
}
