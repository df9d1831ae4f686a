package store_test

import (
	"path/filepath"
	"testing"

	"github.com/stemma/stemma"
	"github.com/stemma/stemma/internal/store"
)

func TestOpen(t *testing.T) {
	path := filepath.Join(t.TempDir(), "case.stemma")
	if _, err := store.Open(t.Context(), path, store.Options{}); stemma.KindOf(err) != stemma.NotFound {
		t.Errorf("a missing case gives %v", err)
	}
	s, err := store.Open(t.Context(), path, store.Options{Create: true})
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Error(err)
	}
	if _, err := store.Open(t.Context(), "other://host/case", store.Options{}); stemma.KindOf(err) != stemma.Unsupported || stemma.HintOf(err) == "" {
		t.Errorf("a name of no store gives %v", err)
	}
}
