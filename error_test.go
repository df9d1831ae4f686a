package stemma_test

import (
	"errors"
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
