package claim

import (
	"strings"
	"testing"

	"github.com/stemma/stemma"
)

// TestClosed holds that a gist does not end, or begin, between marks of which the
// other half stands right beside it.
func TestClosed(t *testing.T) {
	for _, x := range []struct{ text, words, want string }{
		{"The clerk wrote “nine people.” Then he left.", "The clerk wrote “nine people", "The clerk wrote “nine people.”"},
		{"The clerk wrote \"nine people\" and left.", "The clerk wrote \"nine people", "The clerk wrote \"nine people\""},
		{"“The bridge” fell, he said.", "The bridge” fell", "“The bridge” fell"},
		{"He wrote «nine» and left.", "He wrote «nine» and left", "He wrote «nine» and left"},
		{"He wrote “nine people and a dog” and left.", "He wrote “nine people", "He wrote “nine people"},
		{"It was Ada (the Crane)”, he wrote.", "It was Ada (the Crane", "It was Ada (the Crane)"},
		{"“It was Ada (the Crane)”, he wrote.", "It was Ada (the Crane", "It was Ada (the Crane)"},
		{"He said it fell.” She did not.", "it fell", "it fell"},
		{"That was the Orels’ boat.", "the Orels’ boat", "the Orels’ boat"},
	} {
		i := strings.Index(x.text, x.words)
		if got := closed(stemma.Span{Begin: i, End: i + len(x.words)}, x.text).In(x.text); got != x.want {
			t.Errorf("%q in %q: %q, want %q", x.words, x.text, got, x.want)
		}
	}
}
