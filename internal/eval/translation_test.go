package eval

import (
	"path/filepath"
	"strings"
	"testing"

	"github.com/stemma/stemma/internal/lang"
)

// TestTongues holds that the invented texts in several languages are told to be
// in theirs, and that of two reporters' texts on one event none is found to be a
// translation.
func TestTongues(t *testing.T) {
	folder := filepath.Join("..", "..", "testdata", "tongues")
	texts, err := ReadTongues(folder)
	if err != nil {
		t.Fatal(err)
	}
	for _, x := range texts {
		if got := lang.Guess(x.Text); got != x.Lang {
			t.Errorf("%s is taken for %q", x.ID, got)
		}
	}
	var found strings.Builder
	r, err := Translations(folder, &found)
	if err != nil {
		t.Fatal(err)
	}
	if r.Correct != r.System || r.Correct < 26 {
		t.Errorf("%d pairs found, %d of them one text in two languages; want 26 and none else:\n%s", r.System, r.Correct, found.String())
	}
}
