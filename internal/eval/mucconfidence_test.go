package eval

import (
	"os"
	"path/filepath"
	"slices"
	"testing"
)

func TestReadPerpetrators(t *testing.T) {
	path := filepath.Join(t.TempDir(), "key")
	key := `0.  MESSAGE: ID                     DEV-MUC3-9001 (INVENTED)
1.  MESSAGE: TEMPLATE               1
9.  PERP: INDIVIDUAL ID             "BOATMEN"
10. PERP: ORGANIZATION ID           "8 MAY FRONT"
                                    "HARBOUR GUARD" / "GUARD"
11. PERP: ORGANIZATION CONFIDENCE   SUSPECTED OR ACCUSED / POSSIBLE: "8 MAY FRONT"
                                    ? CLAIMED OR ADMITTED: "HARBOUR GUARD" / "GUARD"
12. PHYS TGT: ID                    "PIER"

0.  MESSAGE: ID                     DEV-MUC3-9002 (INVENTED)
11. PERP: ORGANIZATION CONFIDENCE   -
`
	if err := os.WriteFile(path, []byte(key), 0o666); err != nil {
		t.Fatal(err)
	}
	got, err := readPerpetrators(path)
	if err != nil {
		t.Fatal(err)
	}
	if len(got) != 2 || got[0].message != "DEV-MUC3-9001" ||
		!slices.Equal(got[0].classes, []string{"SUSPECTED OR ACCUSED", "POSSIBLE"}) || !slices.Equal(got[0].names, []string{"8 MAY FRONT"}) ||
		!slices.Equal(got[1].classes, []string{"CLAIMED OR ADMITTED"}) || !slices.Equal(got[1].names, []string{"HARBOUR GUARD", "GUARD"}) ||
		!slices.Equal(got[1].near, []string{"BOATMEN", "PIER"}) {
		t.Errorf("%+v", got)
	}
}
