package sqlite

import (
	"context"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/stemma/stemma"
)

func TestParse(t *testing.T) {
	for query, want := range map[string]terms{
		"":                        nil,
		" \t\n":                   nil,
		"one two":                 {{words: "one"}, {words: "two"}},
		`"one two" three`:         {{words: "one two", phrase: true}, {words: "three"}},
		`“one two”`:               {{words: "one two", phrase: true}},
		`„one“ two`:               {{words: "one", phrase: true}, {words: "two"}},
		`"one two`:                {{words: "one two", phrase: true}},
		`one"two"`:                {{words: "one"}, {words: "two", phrase: true}},
		"pre* -no -pre*":          {{words: "pre", prefix: true}, {words: "no", absent: true}, {words: "pre", prefix: true, absent: true}},
		`-"not this" but`:         {{words: "not this", phrase: true, absent: true}, {words: "but"}},
		`"one tw"* x`:             {{words: "one tw", phrase: true, prefix: true}, {words: "x"}},
		`* - -- "" "*" -* & 🙂 +`:  nil,
		"--x":                     {{words: "-x", absent: true}},
		"well-known":              {{words: "well-known"}},
		"a\x00b\xffc":             {{words: "a"}, {words: "b"}, {words: "c"}},
		"NEAR(a OR text:b":        {{words: "NEAR(a"}, {words: "OR"}, {words: "text:b"}},
		"мост\u00a0الجسر\u3000大桥": {{words: "мост"}, {words: "الجسر"}, {words: "大桥"}},
	} {
		if d := cmp.Diff(want, parse(query), cmp.AllowUnexported(term{})); d != "" {
			t.Errorf("%q (-want +got):\n%s", query, d)
		}
	}
}

// FuzzWords looks whether any string is a query: none may give an error.
func FuzzWords(f *testing.F) {
	for _, s := range []string{`"`, "*", "NEAR(", "-", "a AND b", `"a"*`, "\x00", "🙂", "الجسر", "col:x ^y"} {
		f.Add(s)
	}
	s, err := Open(context.Background(), f.TempDir()+"/case.stemma", Options{Create: true})
	if err != nil {
		f.Fatal(err)
	}
	f.Cleanup(func() { s.Close() })
	if err := s.PutReading(context.Background(), numbered(3)); err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, words string) {
		if _, err := s.Search(t.Context(), stemma.Query{Words: words}); err != nil {
			t.Error(err)
		}
		for _, err := range s.Statements(t.Context(), stemma.StatementFilter{About: words, Source: words}) {
			if err != nil {
				t.Error(err)
			}
		}
	})
}

// TestPlans looks whether the lists that pages are made of come by an index:
// what is put in order must not be the whole case.
func TestPlans(t *testing.T) {
	s, _ := create(t)
	put(t, s, numbered(1))
	doc := numbered(1).Document.ID
	for _, c := range []struct {
		name  string
		query func(look) (string, []any, error)
		sorts bool // few rows are sorted
	}{
		{"documents", func(look) (string, []any, error) { q, a := documentQuery(stemma.DocumentFilter{}); return q, a, nil }, false},
		{"versions", func(look) (string, []any, error) {
			q, a := documentQuery(stemma.DocumentFilter{AllVersions: true, Limit: 5, Offset: 5})
			return q, a, nil
		}, false},
		{"statements", func(l look) (string, []any, error) { return l.statementQuery(stemma.StatementFilter{}) }, false},
		{"statements of a kind", func(l look) (string, []any, error) {
			return l.statementQuery(stemma.StatementFilter{Kind: "attributed", Limit: 5})
		}, false},
		{"statements of a document", func(l look) (string, []any, error) { return l.statementQuery(stemma.StatementFilter{Doc: doc}) }, false},
		{"statements of a source", func(l look) (string, []any, error) {
			return l.statementQuery(stemma.StatementFilter{Source: "orel"})
		}, true},
		{"statements about", func(l look) (string, []any, error) {
			return l.statementQuery(stemma.StatementFilter{About: `swan "was seen"`})
		}, true},
		{"statements by their voices", func(l look) (string, []any, error) {
			return l.statementQuery(stemma.StatementFilter{Certainty: "possible", Polarity: "negative", SourceType: "official", LeastDepth: 2, Limit: 5})
		}, false},
		{"statements judged", func(l look) (string, []any, error) {
			return l.statementQuery(stemma.StatementFilter{Judged: stemma.Accept})
		}, true},
	} {
		t.Run(c.name, func(t *testing.T) {
			var plan []string
			if err := s.look(t.Context(), "explain", func(l look) error {
				q, args, err := c.query(l)
				if err != nil {
					return err
				}
				return l.all("EXPLAIN QUERY PLAN "+q, args, func(scan func(...any) error) (bool, error) {
					var id, parent, unused int
					var step string
					err := scan(&id, &parent, &unused, &step)
					plan = append(plan, step)
					return true, err
				})
			}); err != nil {
				t.Fatal(err)
			}
			text := strings.Join(plan, "\n")
			if got := strings.Contains(text, "TEMP B-TREE FOR ORDER BY"); got != c.sorts {
				t.Errorf("sorts: %v, want %v, by the plan\n%s", got, c.sorts, text)
			}
			for _, step := range plan {
				if strings.HasPrefix(step, "SCAN s") && !strings.Contains(step, "source_word") && !strings.Contains(step, "statement_") {
					t.Errorf("goes through all statements, by the plan\n%s", text)
				}
			}
		})
	}
}
