package sqlite_test

import (
	"path/filepath"
	"testing"

	"github.com/stemma/stemma"
	"github.com/stemma/stemma/internal/store/sqlite"
	"github.com/stemma/stemma/internal/store/storetest"
)

func TestStore(t *testing.T) {
	storetest.Run(t, func(t *testing.T) stemma.Store {
		s, err := sqlite.Open(t.Context(), filepath.Join(t.TempDir(), "case.stemma"), sqlite.Options{Create: true})
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() {
			if err := s.Close(); err != nil {
				t.Error(err)
			}
		})
		return s
	})
}
