package eval

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/stemma/stemma/nlp"
	"github.com/stemma/stemma/nlp/clause"
	"github.com/stemma/stemma/nlp/en"
)

// measurePropositions measures the clauses of testdata/propositions.txt,
// whatever the data folder is; stemma-eval runs at the root of the repository.
func measurePropositions(string) ([]Score, error) {
	score, _, err := Propositions(filepath.Join("testdata", "propositions.txt"))
	return score, err
}

// Propositions measures how clauses are taken apart, on invented sentences with
// hand-written answers; see the head of the file. All figures are percentages.
//
//	predicate   contents with the right predicate, or rightly with none
//	arguments   F1 over arguments, role and words
//	roles       F1 over arguments whose words overlap, by role alone
//	time, place, quantity   contents with the right one, or rightly with none
//
// The second value lists what is not as it was written, for who works on it.
func Propositions(file string) ([]Score, []string, error) {
	data, err := os.ReadFile(file)
	if err != nil {
		return nil, nil, err
	}
	reader, err := en.New()
	if err != nil {
		return nil, nil, err
	}
	s := scores{}
	var wrong []string
	args, roles := [3]int{}, [3]int{} // right, ours, theirs
	var text string
	for line := range strings.Lines(string(data)) {
		line = strings.TrimSpace(line)
		switch {
		case line == "" || strings.HasPrefix(line, "#"):
			continue
		case text == "":
			text = line
			continue
		}
		plain, content, err := bracketed(text)
		if err != nil {
			return nil, nil, fmt.Errorf("%s: %w", file, err)
		}
		doc := nlp.NewDoc(plain)
		reader.Annotate(doc)
		got := written(doc, clause.NewReader(doc, en.Clauses()).Main(content))
		want := strings.Split(line, " | ")
		if !slices.Equal(got, want) {
			wrong = append(wrong, text+"\n  want "+line+"\n  got  "+strings.Join(got, " | "))
		}
		text = ""
		s.add("predicate", got[0] == want[0])
		for _, field := range []string{"time", "place", "quantity"} {
			is := func(part string) bool { return strings.HasPrefix(part, field+": ") }
			i, j := slices.IndexFunc(got, is), slices.IndexFunc(want, is)
			s.add(field, i < 0 && j < 0 || i >= 0 && j >= 0 && got[i] == want[j])
		}
		ours, theirs := arguments(got), arguments(want)
		args[1], args[2] = args[1]+len(ours), args[2]+len(theirs)
		for _, a := range ours {
			if slices.Contains(theirs, a) {
				args[0]++
			}
			if slices.ContainsFunc(theirs, func(b [2]string) bool {
				return a[0] == b[0] && (strings.Contains(a[1], b[1]) || strings.Contains(b[1], a[1]))
			}) {
				roles[0]++
			}
		}
		roles[1], roles[2] = args[1], args[2]
	}
	out := s.percent()
	for name, n := range map[string][3]int{"arguments": args, "roles": roles} {
		out = append(out, Score{Name: name, Value: percent(2*n[0], n[1]+n[2])})
	}
	slices.SortFunc(out, func(a, b Score) int { return strings.Compare(a.Name, b.Name) })
	return out, wrong, nil
}

// arguments are role and words of the arguments of a written proposition.
func arguments(parts []string) [][2]string {
	var out [][2]string
	for _, p := range parts[1:] {
		role, words, _ := strings.Cut(p, ": ")
		if role != "time" && role != "place" && role != "quantity" {
			out = append(out, [2]string{role, words})
		}
	}
	return out
}

// written writes a proposition as the file does.
func written(doc *nlp.Doc, p *clause.Proposition) []string {
	if p == nil {
		return []string{"-"}
	}
	out := []string{p.Predicate}
	for _, a := range p.Args {
		out = append(out, a.Role+": "+a.Span.In(doc.Text))
	}
	for _, f := range []struct {
		name string
		span nlp.Span
	}{{"time", p.Time}, {"place", p.Place}, {"quantity", p.Quantity}} {
		if !f.span.IsZero() {
			out = append(out, f.name+": "+f.span.In(doc.Text))
		}
	}
	return out
}

// bracketed returns the text without its brackets, and what stood in them.
func bracketed(text string) (plain string, content []nlp.Span, err error) {
	var b strings.Builder
	begin := -1
	for _, r := range text {
		switch {
		case r == '[' && begin < 0:
			begin = b.Len()
		case r == ']' && begin >= 0:
			content = append(content, nlp.Span{Begin: begin, End: b.Len()})
			begin = -1
		default:
			b.WriteRune(r)
		}
	}
	if begin >= 0 || len(content) == 0 {
		return "", nil, fmt.Errorf("no content in brackets: %s", text)
	}
	return b.String(), content, nil
}
