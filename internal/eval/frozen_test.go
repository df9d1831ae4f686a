package eval

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io/fs"
	"os"
	"testing"
)

// frozen is the digest of the invented dossier and its gold. They were written
// before the extractor and by another hand, so that they stay a test of it. A
// change needs a page in doc/decisions that says why.
const frozen = "7a28d6561f49f570c7c27725f795aa546a7d4154169dcb7fa5b0ac9e60196979"

func TestDossierIsFrozen(t *testing.T) {
	got, err := digest(os.DirFS("../../testdata/dossier"))
	if err != nil {
		t.Fatal(err)
	}
	if got != frozen {
		t.Errorf("testdata/dossier has changed: its digest is %s, not %s; say why on a page in doc/decisions and put the new digest here", got, frozen)
	}
}

// digest is one number for the names and the content of all files.
func digest(files fs.FS) (string, error) {
	h := sha256.New()
	err := fs.WalkDir(files, ".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := fs.ReadFile(files, path)
		if err != nil {
			return err
		}
		fmt.Fprintf(h, "%s %d %x\n", path, len(data), sha256.Sum256(data))
		return nil
	})
	return hex.EncodeToString(h.Sum(nil)), err
}
