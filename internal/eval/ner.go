package eval

import (
	"bufio"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/stemma/stemma/nlp"
	"github.com/stemma/stemma/nlp/en"
)

// A LabelledText is a text of a set of names: each name is a span with the
// set's own word for its type. Blocks are the sentences, where the set has them.
type LabelledText struct {
	Name   string
	Text   string
	Blocks []nlp.Span
	Names  []LabelledSpan
}

// A LabelledSpan is words of a text with a label.
type LabelledSpan struct {
	nlp.Span
	Label string
}

// ReadColumns reads texts with a word a line, whose label in the BIO scheme
// (or IO) is in the column given, counted from 0; the word is in wordColumn. A
// sentence ends with an empty line. If each is set every sentence is a text of
// its own. The text is the words with one space between them, and a line for
// each sentence.
func ReadColumns(path string, wordColumn, labelColumn int, each bool) ([]LabelledText, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, fmt.Errorf("open a text with names: %w", err)
	}
	defer f.Close()
	var texts []LabelledText
	var b strings.Builder
	text := LabelledText{Name: filepath.Base(path)}
	begin, open := 0, false
	sentence := func() {
		open = false
		if b.Len() > begin {
			text.Blocks = append(text.Blocks, nlp.Span{Begin: begin, End: b.Len()})
			b.WriteByte('\n')
			begin = b.Len()
		}
	}
	done := func() {
		sentence()
		if text.Text = b.String(); text.Text != "" {
			texts = append(texts, text)
		}
		text = LabelledText{Name: filepath.Base(path)}
		b.Reset()
		begin = 0
	}
	lines := bufio.NewScanner(f)
	for lines.Scan() {
		line := strings.TrimSpace(lines.Text())
		fields := strings.Fields(line)
		switch {
		case strings.HasPrefix(line, "# ") && wordColumn > 0:
			if strings.HasPrefix(line, "# newdoc") {
				done()
			}
			continue
		case strings.HasPrefix(line, "-DOCSTART-"):
			done()
			continue
		case len(fields) == 0:
			sentence()
			if each {
				done()
			}
			continue
		}
		label := "O"
		if labelColumn < len(fields) {
			label = fields[labelColumn]
		}
		if wordColumn >= len(fields) {
			continue
		}
		if b.Len() > begin {
			b.WriteByte(' ')
		}
		at := b.Len()
		b.WriteString(fields[wordColumn])
		place, kind, _ := strings.Cut(label, "-")
		last := len(text.Names) - 1
		switch {
		case kind == "":
			open = false
		case place == "B" || !open || text.Names[last].Label != kind:
			text.Names = append(text.Names, LabelledSpan{nlp.Span{Begin: at, End: b.Len()}, kind})
			open = true
		default:
			text.Names[last].End = b.Len()
		}
	}
	if err := lines.Err(); err != nil {
		return nil, fmt.Errorf("read %s: %w", path, err)
	}
	done()
	return texts, nil
}

// WorldwideDev are the beginnings of the names of the dev files of
// ner/worldwide.
var WorldwideDev = []string{"bangladesh_", "mex_", "nm_", "th_"}

// ReadWorldwide reads the dev part, or the rest, of ner/worldwide.
func ReadWorldwide(folder string, dev bool) ([]LabelledText, error) {
	paths, err := filepath.Glob(filepath.Join(folder, "*.tsv"))
	if err != nil {
		return nil, fmt.Errorf("list the texts of %s: %w", folder, err)
	}
	slices.Sort(paths)
	var texts []LabelledText
	for _, path := range paths {
		in := slices.ContainsFunc(WorldwideDev, func(prefix string) bool { return strings.HasPrefix(filepath.Base(path), prefix) })
		if in != dev {
			continue
		}
		text, err := ReadColumns(path, 0, 1, false)
		if err != nil {
			return nil, err
		}
		texts = append(texts, text...)
	}
	return texts, nil
}

// ReadRE3D reads the documents and entities of a folder of re3d. Its offsets,
// in characters, become bytes.
func ReadRE3D(folder string) ([]LabelledText, error) {
	var texts []LabelledText
	at := map[string]int{}
	var offsets [][]int
	type document struct {
		ID   string `json:"_id"`
		Text string `json:"text"`
	}
	err := readLines(filepath.Join(folder, "documents.json"), func(d document) error {
		at[d.ID] = len(texts)
		texts = append(texts, LabelledText{Name: d.ID, Text: d.Text})
		var o []int
		for i := range d.Text {
			o = append(o, i)
		}
		offsets = append(offsets, append(o, len(d.Text)))
		return nil
	})
	if err != nil {
		return nil, err
	}
	type entity struct {
		Begin, End int
		Type       string
		DocumentID string `json:"documentId"`
	}
	err = readLines(filepath.Join(folder, "entities.json"), func(e entity) error {
		i, ok := at[e.DocumentID]
		if !ok || e.Begin < 0 || e.Begin >= e.End || e.End >= len(offsets[i]) {
			return nil
		}
		texts[i].Names = append(texts[i].Names, LabelledSpan{nlp.Span{Begin: offsets[i][e.Begin], End: offsets[i][e.End]}, e.Type})
		return nil
	})
	return texts, err
}

// nameTypes maps the words of the sets for the three types that are scored, and
// ours, to one.
var nameTypes = map[string]string{
	"Person": "person", "PER": "person", "person": "person",
	"Organization": "organisation", "Organisation": "organisation", "ORG": "organisation", "Company": "organisation",
	"PublicBody": "organisation", "corporation": "organisation", "group": "organisation",
	"Location": "place", "LOC": "place", "location": "place", "Place": "place",
}

// ScoreNames compares the names that a system found with the gold, over person,
// organisation and place: the same span and the same type.
func ScoreNames(gold []LabelledSpan, system []nlp.Mention) map[string]Ratio {
	type name struct {
		span nlp.Span
		kind string
	}
	out := map[string]Ratio{}
	want := map[name]bool{}
	for _, g := range gold {
		if kind := nameTypes[g.Label]; kind != "" {
			want[name{g.Span, kind}] = true
		}
	}
	for n := range want {
		r := out[n.kind]
		r.Gold++
		out[n.kind] = r
	}
	for _, m := range system {
		kind := nameTypes[string(m.Type)]
		if kind == "" || m.Form != nlp.Name {
			continue
		}
		r := out[kind]
		r.System++
		if want[name{m.Span, kind}] {
			r.Correct++
		}
		out[kind] = r
	}
	return out
}

var leading = regexp.MustCompile(`^(?:the|a|an|The|A|An|THE)\s+`)

// Trim cuts what the two sides may differ in: signs at the edges, an article
// before, a genitive behind.
func Trim(text string, s nlp.Span) nlp.Span {
	good := func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }
	for s.Begin < s.End {
		r, n := utf8.DecodeRuneInString(text[s.Begin:s.End])
		if good(r) {
			break
		}
		s.Begin += n
	}
	for s.Begin < s.End {
		r, n := utf8.DecodeLastRuneInString(text[s.Begin:s.End])
		if good(r) {
			break
		}
		s.End -= n
	}
	if m := leading.FindString(s.In(text)); m != "" && len(m) < s.Len() {
		s.Begin += len(m)
	}
	for _, end := range []string{"'s", "’s"} {
		if strings.HasSuffix(s.In(text), end) {
			s.End -= len(end)
		}
	}
	return s
}

var nameWord = regexp.MustCompile(`[\p{L}\p{N}][\p{L}\p{N}_.'’-]*`)

// IsNamed reports whether a gold mention of re3d counts as a name: its last
// word, or half of its words, begin with a capital.
func IsNamed(words string) bool {
	all := nameWord.FindAllString(words, -1)
	if len(all) == 0 {
		return false
	}
	capital := func(s string) bool {
		r, _ := utf8.DecodeRuneInString(s)
		return unicode.IsUpper(r)
	}
	n := 0
	for _, w := range all {
		if capital(w) {
			n++
		}
	}
	return n > 0 && (capital(all[len(all)-1]) || 2*n >= len(all))
}

// ScoreNamed compares mentions with those gold mentions of a text of re3d that
// are names. Both sides are trimmed; a mention that matches nothing but touches
// a gold mention of its type that is no name is not counted.
func ScoreNamed(text LabelledText, system []nlp.Mention) map[string]Ratio {
	out := map[string]Ratio{}
	for _, kind := range []string{"person", "organisation", "place"} {
		gold, passed := map[nlp.Span]bool{}, map[nlp.Span]bool{}
		for _, g := range text.Names {
			if nameTypes[g.Label] != kind {
				continue
			}
			s := Trim(text.Text, g.Span)
			if IsNamed(g.In(text.Text)) {
				gold[s] = true
			} else {
				passed[s] = true
			}
		}
		found := map[nlp.Span]bool{}
		for _, m := range system {
			if nameTypes[string(m.Type)] == kind && m.Form == nlp.Name {
				if s := Trim(text.Text, m.Span); s.Len() > 0 {
					found[s] = true
				}
			}
		}
		r := Ratio{Gold: len(gold)}
		for s := range found {
			if gold[s] {
				r.Correct++
				r.System++
				continue
			}
			touches := func(set map[nlp.Span]bool) bool {
				for t := range set {
					if t.Overlaps(s) {
						return true
					}
				}
				return false
			}
			if touches(gold) || !touches(passed) {
				r.System++
			}
		}
		out[kind] = r
	}
	return out
}

// Names annotates texts and adds up the scores of score for each type; under
// "all" is the sum.
func Names(texts []LabelledText, annotate func(*nlp.Doc), score func(LabelledText, []nlp.Mention) map[string]Ratio) map[string]Ratio {
	sum := map[string]Ratio{}
	for _, text := range texts {
		doc := nlp.NewDoc(text.Text)
		annotate(doc)
		for kind, r := range score(text, doc.Mentions) {
			for _, name := range []string{kind, "all"} {
				s := sum[name]
				s.Add(r)
				sum[name] = s
			}
		}
	}
	return sum
}

// Exact is ScoreNames for a text.
func Exact(text LabelledText, system []nlp.Mention) map[string]Ratio {
	return ScoreNames(text.Names, system)
}

// Capitals returns the texts in capitals, as old agencies sent them. Letters
// whose capital has another length in bytes are left as they are, so that the
// names stay where they were.
func Capitals(texts []LabelledText) []LabelledText {
	out := slices.Clone(texts)
	for i := range out {
		out[i].Text = strings.Map(func(r rune) rune {
			if u := unicode.ToUpper(r); utf8.RuneLen(u) == utf8.RuneLen(r) {
				return u
			}
			return r
		}, out[i].Text)
	}
	return out
}

func measureNames(folder string) ([]Score, error) {
	pipeline, err := en.New()
	if err != nil {
		return nil, err
	}
	worldwide, err := ReadWorldwide(filepath.Join(folder, "worldwide"), true)
	if err != nil {
		return nil, err
	}
	re3d, err := ReadRE3D(filepath.Join(folder, "re3d", "UK_Government"))
	if err != nil {
		return nil, err
	}
	plain := Names(worldwide, pipeline.Annotate, Exact)
	capitals := Names(Capitals(worldwide), pipeline.Annotate, Exact)
	named := Names(re3d, pipeline.Annotate, ScoreNamed)
	scores := []Score{
		{"worldwide.F1", plain["all"].F1(), 75},
		{"worldwide-capitals.F1", capitals["all"].F1(), 60},
		{"re3d-named.F1", named["all"].F1(), 62},
	}
	for _, kind := range []string{"person", "organisation", "place"} {
		scores = append(scores, Score{"worldwide." + kind + ".F1", plain[kind].F1(), 0})
	}
	return scores, nil
}

// SameType reports whether two labels, of a set or ours, mean the same of the
// types that are scored.
func SameType(a, b string) bool { return nameTypes[a] == nameTypes[b] }
