package stemma_test

import (
	"errors"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/stemma/stemma"
)

func TestWords(t *testing.T) {
	for given, want := range map[string]string{
		"":                             "",
		"no room is left":              "no room is left",
		"keep a.txt: no room is left":  "keep a.txt: no room is left",
		"keep a: keep a: no room":      "keep a: no room",
		"list x: list x: list x: gone": "list x: gone",
		"read: keep b: c: keep b: c: no room: no room": "read: keep b: c: no room: no room",
		"keep a: keep ab: no room":                     "keep a: keep ab: no room",
	} {
		if got := stemma.Words(errors.New(given)); got != want {
			t.Errorf("%q is told as %q, not %q", given, got, want)
		}
	}
}

// TestIssueKinds: the kinds that the format of exports lists are those that an issue may have.
func TestIssueKinds(t *testing.T) {
	page, err := os.ReadFile("doc/formats/jsonl.md")
	if err != nil {
		t.Fatal(err)
	}
	_, issues, _ := strings.Cut(string(page), "## issues.jsonl")
	_, list, _ := strings.Cut(issues, "`kind` is one of")
	list, _, _ = strings.Cut(list, ". `run`")
	var got []stemma.Kind
	for _, m := range regexp.MustCompile("`([a-z-]+)`").FindAllStringSubmatch(list, -1) {
		got = append(got, stemma.Kind(m[1]))
	}
	if !slices.Equal(got, stemma.IssueKinds) {
		t.Errorf("the format lists %q, and an issue may be %q", got, stemma.IssueKinds)
	}
}
