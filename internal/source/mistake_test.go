package source

import (
	"testing"

	"github.com/stemma/stemma"
)

// TestMistakeInContainer: a mistake of ours in a container is an issue with it, what was found
// before stays, and the walk goes on.
func TestMistakeInContainer(t *testing.T) {
	var items []stemma.Item
	var issues []*stemma.Issue
	w := &walk{ctx: t.Context(), yield: func(it stemma.Item, issue *stemma.Issue) bool {
		if issue != nil {
			issues = append(issues, issue)
		} else {
			items = append(items, it)
		}
		return true
	}}
	w.open(func(w *walk, at string, _ content, _ int) {
		w.item(stemma.Item{Path: at + "#1"})
		panic("oh")
	}, "a.zip", content{}, 0)
	w.item(stemma.Item{Path: "b.txt"})
	if len(items) != 2 || len(issues) != 1 || issues[0].Path != "a.zip" || issues[0].Kind != stemma.Internal {
		t.Errorf("items %v, issues %v", items, issues)
	}
}
