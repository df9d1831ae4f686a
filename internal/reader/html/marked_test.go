package html

import (
	"context"
	"crypto/sha256"
	"go/ast"
	"go/parser"
	"go/token"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/stemma/stemma"
)

// TestMarkedPages measures masking on marked pages: those of go-trafilatura, read
// where STEMMA_PAGES says its module lies. Each page has passages that belong
// to its main text and passages that do not. The halves are by the digest of
// the file's name: the first decides, the second is a check.
func TestMarkedPages(t *testing.T) {
	module := os.Getenv("STEMMA_PAGES")
	if module == "" {
		t.Skip("STEMMA_PAGES names no folder")
	}
	type tally struct{ pages, with, kept, without, masked int }
	var halves [2]tally
	gold := goldPassages(t, filepath.Join(module, "scripts/comparison/data.go"))
	for _, file := range slices.Sorted(maps.Keys(gold)) {
		data, err := os.ReadFile(filepath.Join(module, "test-files/comparison", file))
		if err != nil {
			data, err = os.ReadFile(filepath.Join(module, "test-files/mock", file))
		}
		if err != nil {
			continue
		}
		doc, _, err := Read(context.Background(), stemma.Item{Path: file, Data: data})
		if doc == nil {
			t.Logf("%s: %v", file, err)
			continue
		}
		var words []string
		for _, b := range doc.Blocks() {
			words = append(words, strings.Fields(b.In(doc.Text))...)
		}
		text := strings.Join(words, " ")
		half := &halves[sha256.Sum256([]byte(file))[0]&1]
		half.pages++
		for _, p := range gold[file].with {
			half.with++
			if strings.Contains(text, p) {
				half.kept++
			}
		}
		for _, p := range gold[file].without {
			half.without++
			if !strings.Contains(text, p) {
				half.masked++
			}
		}
	}
	for i, h := range halves {
		t.Logf("half %d: %d pages; kept %.1f %% of %d, masked %.1f %% of %d", i+1, h.pages,
			100*float64(h.kept)/float64(h.with), h.with, 100*float64(h.masked)/float64(h.without), h.without)
	}
	a, b := halves[0], halves[1]
	kept := 100 * float64(a.kept+b.kept) / float64(a.with+b.with)
	masked := 100 * float64(a.masked+b.masked) / float64(a.without+b.without)
	t.Logf("all: kept %.1f %%, masked %.1f %%", kept, masked)
	if !(kept >= 94 && masked >= 80) {
		t.Error("want at least 94 % kept and 80 % masked")
	}
}

type passages struct{ with, without []string }

// goldPassages reads the list of passages from the literals of a Go file.
func goldPassages(t *testing.T, path string) map[string]passages {
	t.Helper()
	file, err := parser.ParseFile(token.NewFileSet(), path, nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	gold := map[string]passages{}
	ast.Inspect(file, func(n ast.Node) bool {
		entry, ok := n.(*ast.CompositeLit)
		if !ok {
			return true
		}
		fields := map[string][]string{}
		for _, e := range entry.Elts {
			kv, ok := e.(*ast.KeyValueExpr)
			if !ok {
				return true
			}
			name, ok := kv.Key.(*ast.Ident)
			if !ok {
				return true
			}
			ast.Inspect(kv.Value, func(n ast.Node) bool {
				if lit, ok := n.(*ast.BasicLit); ok && lit.Kind == token.STRING {
					s, err := strconv.Unquote(lit.Value)
					if err != nil {
						t.Fatal(err)
					}
					fields[name.Name] = append(fields[name.Name], strings.Join(strings.Fields(s), " "))
				}
				return true
			})
		}
		if len(fields["File"]) == 1 {
			gold[fields["File"][0]] = passages{fields["With"], fields["Without"]}
		}
		return false
	})
	return gold
}
