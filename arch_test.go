package stemma

import (
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"
)

const module = "github.com/stemma/stemma"

// A rule says what packages may not import, and why. Patterns are paths below
// the module: "internal/reader/*" is one level, "internal/reader/..." all, and
// "." the root.
type rule struct {
	of, unless []string // the packages it is about, and those among them it is not
	only       []string // our packages that they may import; nil where forbid says it
	forbid     []string // our packages that they may not import
	std        bool     // besides those only the standard library and golang.org/x/text
	why        string
}

var (
	stores = []string{"internal/store", "internal/store/..."}
	faces  = []string{"internal/cli", "internal/web", "internal/mcp"}
	verbs  = []string{"internal/extract", "internal/resolve", "internal/descent", "internal/claim", "internal/weigh"}
)

var rules = []rule{
	{
		of: []string{"nlp", "nlp/...", "names", "names/..."}, only: []string{"nlp", "nlp/...", "names", "names/..."}, std: true,
		why: "nlp and names are libraries for anyone and know nothing of evidence",
	},
	{of: []string{"nlp"}, only: []string{}, std: true, why: "the text and its layers come first; the algorithms come after"},
	{
		of: []string{"nlp/..."}, unless: []string{"nlp", "nlp/en", "nlp/en/...", "nlp/nlptest"}, forbid: []string{"nlp/en", "nlp/en/..."},
		why: "the algorithms hold no words of a language",
	},
	{of: []string{"."}, only: []string{"nlp"}, std: true, why: "the nouns depend on nothing but text"},
	{of: verbs, only: []string{".", "nlp", "nlp/...", "names", "internal/pack", "internal/cores"}, why: "a verb knows the nouns, not a store, not a face, not another verb"},
	{of: []string{"internal/pack"}, only: []string{}, std: true, why: "it packs values and knows none of them"},
	{of: []string{"internal/cores"}, only: []string{}, std: true, why: "it shares work out and knows none of it"},
	{
		of: []string{"internal/engine"}, forbid: slices.Concat([]string{"internal/store/..."}, faces),
		why: "the engine knows the order of the stages and no concrete store",
	},
	{of: []string{"internal/store/*"}, unless: []string{"internal/store/storetest"}, only: []string{".", "nlp", "internal/cores"}, why: "a store knows the nouns, never another store"},
	{of: []string{"internal/export/*"}, only: []string{".", "nlp"}, why: "an export knows the nouns, never another export"},
	{of: []string{"internal/lang"}, forbid: slices.Concat(stores, faces), why: "it hands out pipelines"},
	{of: []string{"internal/source"}, only: []string{".", "internal/reader/article"}, why: "a source finds items; it asks only whether a row is an article"},
	{of: []string{"internal/reader", "internal/reader/..."}, forbid: slices.Concat(stores, faces, verbs, []string{"internal/engine"}), why: "a reader decodes and does not judge"},
	{of: []string{"internal/report"}, only: []string{".", "nlp"}, std: true, why: "a report is of a view alone, and so is what checks it"},
	{of: []string{"internal/ask"}, only: []string{".", "nlp", "nlp/clause", "nlp/en", "names"}, why: "it answers from what a view gives, for every face"},
	{of: []string{"internal/asof"}, only: []string{".", "nlp"}, why: "a view of a view knows the nouns, and is given how claims are made"},
	{of: []string{"internal/collate"}, only: []string{".", "nlp"}, std: true, why: "it sets two texts side by side, for every face, and does not decide what descends from what"},
	{of: []string{"internal/web"}, only: []string{".", "nlp", "internal/ask", "internal/collate"}, why: "the pages know a case only as a store"},
	{of: []string{"..."}, unless: []string{"cmd/stemma"}, forbid: []string{"internal/cli"}, why: "the command line puts all parts together, so none may know it"},
	{
		of: []string{"..."}, unless: []string{"nlp/train", "nlp/train/...", "names/train", "internal/eval", "internal/eval/...", "cmd/nlptrain", "cmd/stemma-eval"},
		forbid: []string{"nlp/train", "nlp/train/...", "names/train", "internal/eval", "internal/eval/..."},
		why:    "what is for developers is not shipped",
	},
	{of: []string{"cmd/stemma"}, only: []string{"internal/cli"}, why: "main is empty"},
}

// notFormats are folders below internal/reader that hold what formats share.
// Whatever else is there is a format, and imports no other.
var notFormats = []string{
	"internal/reader/article", "internal/reader/charset", "internal/reader/fragment", "internal/reader/front",
	"internal/reader/layout", "internal/reader/readertest", "internal/reader/zipped",
}

// TestArchitecture checks who imports whom. It parses the files: a test that
// asks the go command is cached and stays green after a rule is broken.
func TestArchitecture(t *testing.T) {
	broken, packages := breaches(t, os.DirFS("."))
	if packages < 15 {
		t.Errorf("only %d packages were looked at; this test has lost its way", packages)
	}
	for _, b := range broken {
		t.Error(b)
	}
}

// TestArchitectureSeesBreaches makes sure that the test above can fail.
func TestArchitectureSeesBreaches(t *testing.T) {
	file := func(imports string) *fstest.MapFile {
		return &fstest.MapFile{Data: []byte("package x\nimport \"" + imports + "\"\n")}
	}
	for name, imports := range map[string]string{
		"nlp/tag/tag.go":                  module,
		"nlp/tag/english.go":              module + "/nlp/en",
		"names/names.go":                  "github.com/google/uuid",
		"root.go":                         module + "/internal/lang",
		"internal/extract/extract.go":     module + "/internal/store/sqlite",
		"internal/descent/descent.go":     module + "/internal/claim",
		"internal/engine/engine.go":       module + "/internal/store/sqlite",
		"internal/reader/html/html.go":    module + "/internal/reader/pdf",
		"internal/export/csv/csv.go":      module + "/internal/export/jsonl",
		"internal/store/postgres/open.go": module + "/internal/store/sqlite",
		"internal/web/web.go":             module + "/internal/engine",
		"internal/lang/lang.go":           module + "/nlp/train",
		"internal/work/work.go":           module + "/internal/eval",
		"cmd/stemma/main.go":              module + "/internal/web",
		"internal/util/util.go":           "strings",
	} {
		if broken, _ := breaches(t, fstest.MapFS{name: file(imports)}); len(broken) == 0 {
			t.Errorf("%s may import %s, and should not", name, imports)
		}
	}
}

// breaches returns what the Go files of the tree do against the rules, and how
// many packages there are. Tests may import what they like, but for the names.
func breaches(t *testing.T, tree fs.FS) (broken []string, packages int) {
	t.Helper()
	seen := map[string]bool{}
	err := fs.WalkDir(tree, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() {
			if base := d.Name(); base != "." && (base == "node_modules" || base == "testdata" || base[0] == '.') {
				return fs.SkipDir
			}
			return nil
		}
		if path.Ext(name) != ".go" || strings.HasSuffix(name, "_test.go") {
			return nil
		}
		data, err := fs.ReadFile(tree, name)
		if err != nil {
			return err
		}
		file, err := parser.ParseFile(token.NewFileSet(), name, data, parser.ImportsOnly)
		if err != nil {
			return err
		}
		pkg := path.Dir(name)
		seen[pkg] = true
		if slices.Contains([]string{"util", "utils", "common", "helpers", "types", "models"}, path.Base(pkg)) {
			broken = append(broken, pkg+": the name says nothing; a package is a word of the trade")
		}
		for _, spec := range file.Imports {
			imported, err := strconv.Unquote(spec.Path.Value)
			if err != nil {
				return err
			}
			for _, why := range against(pkg, imported) {
				broken = append(broken, name+" imports "+imported+": "+why)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return broken, len(seen)
}

// against returns the reasons why pkg may not import imported.
func against(pkg, imported string) []string {
	ours, isOurs := strings.CutPrefix(imported, module)
	ours = strings.TrimPrefix(ours, "/")
	if ours == "" {
		ours = "."
	}
	var reasons []string
	for _, r := range rules {
		if !matchAny(r.of, pkg) || matchAny(r.unless, pkg) {
			continue
		}
		foreign := strings.Contains(strings.Split(imported, "/")[0], ".") && !strings.HasPrefix(imported, "golang.org/x/text/")
		switch {
		case isOurs && r.only != nil && ours != pkg && !matchAny(r.only, ours),
			isOurs && matchAny(r.forbid, ours),
			!isOurs && r.std && foreign:
			reasons = append(reasons, r.why)
		}
	}
	isFormat := func(p string) bool {
		return matchAny([]string{"internal/reader/*"}, p) && !slices.Contains(notFormats, p)
	}
	if isOurs && isFormat(pkg) && isFormat(ours) {
		reasons = append(reasons, "a format knows no other format")
	}
	return reasons
}

func matchAny(patterns []string, pkg string) bool {
	return slices.ContainsFunc(patterns, func(pattern string) bool {
		base, all := strings.CutSuffix(pattern, "...")
		if all {
			base = strings.TrimSuffix(base, "/")
			return base == "" || pkg == base || strings.HasPrefix(pkg, base+"/")
		}
		ok, err := path.Match(pattern, pkg)
		return err == nil && ok
	})
}
