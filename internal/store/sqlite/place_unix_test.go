//go:build unix

package sqlite

import (
	"fmt"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"github.com/stemma/stemma"
)

// nobody is the user that looks, where the test itself may do everything.
const nobody = 65534

// TestPlaces has another process, which may not write there, look at a case.
func TestPlaces(t *testing.T) {
	for _, c := range []struct {
		name         string
		file, folder os.FileMode
		beside       bool // a writer
	}{
		{name: "file and folder", file: 0o400, folder: 0o500},
		{name: "file", file: 0o400, folder: 0o700},
		{name: "folder", file: 0o600, folder: 0o500},
		{name: "beside a writer", file: 0o400, folder: 0o500, beside: true},
	} {
		t.Run(c.name, func(t *testing.T) {
			// Not t.TempDir, into whose parents only its owner may look.
			top, err := os.MkdirTemp("", "stemma-test-")
			if err != nil {
				t.Fatal(err)
			}
			dir := filepath.Join(top, "case")
			t.Cleanup(func() {
				os.Chmod(dir, 0o700)
				if err := os.RemoveAll(top); err != nil {
					t.Error(err)
				}
			})
			root := os.Geteuid() == 0
			if c.beside && !root {
				t.Skip("beside a writer that may write where we may not: only root can lay that out")
			}
			for _, d := range []string{dir, filepath.Join(top, "out")} {
				if err := os.Mkdir(d, 0o700); err != nil {
					t.Fatal(err)
				}
				if root {
					if err := os.Chown(d, nobody, nobody); err != nil {
						t.Fatal(err)
					}
				}
			}
			if err := os.Chmod(top, 0o755); err != nil {
				t.Fatal(err)
			}
			program := filepath.Join(top, "look")
			binary, err := os.ReadFile(os.Args[0])
			if err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(program, binary, 0o755); err != nil {
				t.Fatal(err)
			}

			path := filepath.Join(dir, "case.stemma")
			s := reopen(t, path, Options{Create: true})
			put(t, s, numbered(1), numbered(2))
			if err := s.Close(); err != nil {
				t.Fatal(err)
			}
			if root {
				if err := os.Chown(path, nobody, nobody); err != nil {
					t.Fatal(err)
				}
			}
			if err := os.Chmod(path, c.file); err != nil {
				t.Fatal(err)
			}
			if err := os.Chmod(dir, c.folder); err != nil {
				t.Fatal(err)
			}
			documents := 2
			if c.beside {
				writer := reopen(t, path, Options{})
				put(t, writer, numbered(3)) // stands in the journal
				documents = 3
			}
			before := files(t, path)
			child := exec.Command(program)
			child.Env = append(os.Environ(), "STEMMA_TEST_DO=look", "STEMMA_TEST_CASE="+path,
				"STEMMA_TEST_COPY="+filepath.Join(top, "out", "copy"))
			if root {
				child.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: nobody, Gid: nobody}}
			}
			out, err := child.CombinedOutput()
			if err != nil {
				t.Fatal(err, string(out))
			}
			if want := fmt.Sprintf("%d documents, %d hits, error <nil>", documents, documents); strings.TrimSpace(string(out)) != want {
				t.Errorf("looking gives %s, want %s", out, want)
			}
			if after := files(t, path); after != before {
				t.Errorf("looking left %s where %s was", after, before)
			}

			refused := exec.Command(program)
			refused.Env = append(os.Environ(), "STEMMA_TEST_DO=write", "STEMMA_TEST_CASE="+path)
			refused.SysProcAttr = child.SysProcAttr
			out, err = refused.CombinedOutput()
			if err != nil {
				t.Fatal(err, string(out))
			}
			if want := ": the file or its folder may not be written | " + hintNoWrite; !strings.HasPrefix(string(out), "invalid ") || !strings.HasSuffix(strings.TrimSpace(string(out)), want) {
				t.Errorf("writing gives %s, want …%s", out, want)
			}
		})
	}
}

// TestLargestFile sees that a file that may not grow, as under ulimit -f, is told with
// the way out, and that what was kept before is there.
func TestLargestFile(t *testing.T) {
	s, path := create(t)
	put(t, s, numbered(1))
	signal.Ignore(syscall.SIGXFSZ)
	defer signal.Reset(syscall.SIGXFSZ)
	var before syscall.Rlimit
	if err := syscall.Getrlimit(syscall.RLIMIT_FSIZE, &before); err != nil {
		t.Fatal(err)
	}
	info, err := os.Stat(path + "-wal")
	if err != nil {
		t.Fatal(err)
	}
	if err := syscall.Setrlimit(syscall.RLIMIT_FSIZE, &syscall.Rlimit{Cur: uint64(info.Size()) + 100<<10, Max: before.Max}); err != nil {
		t.Fatal(err)
	}
	last := 1
	for i := 2; err == nil && i < 1000; i++ {
		if err = s.PutReading(t.Context(), numbered(i)); err == nil {
			last = i
		}
	}
	if err := syscall.Setrlimit(syscall.RLIMIT_FSIZE, &before); err != nil {
		t.Fatal(err)
	}
	wantKind(t, "largest file", err, stemma.Full)
	if hint := stemma.HintOf(err); !strings.Contains(hint, "ulimit") {
		t.Errorf("hint %q names no way out", hint)
	}
	if sum, err := s.Summary(t.Context()); err != nil || sum.Documents != last {
		t.Errorf("%d documents (%v), want %d", sum.Documents, err, last)
	}
	put(t, s, numbered(last+1))
}
