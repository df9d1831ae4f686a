package sqlite

import (
	"bufio"
	"bytes"
	"context"
	"database/sql"
	"encoding/binary"
	"errors"
	"fmt"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/stemma/stemma"
	"github.com/stemma/stemma/internal/store/storetest"
)

// The test binary runs itself to have a process that can be killed, and one
// that may not write.
func TestMain(m *testing.M) {
	switch path := os.Getenv("STEMMA_TEST_CASE"); os.Getenv("STEMMA_TEST_DO") {
	case "put":
		putForever(path)
	case "look":
		lookOnce(path)
	case "write":
		s, err := Open(context.Background(), path, Options{})
		if err == nil {
			err = s.PutReading(context.Background(), numbered(9))
		}
		fmt.Printf("%s %v | %s\n", stemma.KindOf(err), err, stemma.HintOf(err))
	default:
		os.Exit(m.Run())
	}
}

func putForever(path string) {
	ctx := context.Background()
	s, err := Open(ctx, path, Options{Create: true})
	if err != nil {
		fmt.Println("error", err)
		os.Exit(1)
	}
	sum, err := s.Summary(ctx)
	if err != nil {
		fmt.Println("error", err)
		os.Exit(1)
	}
	for i := sum.Documents; ; i++ {
		if err := s.PutReading(ctx, numbered(i)); err != nil {
			fmt.Println("error", err)
			os.Exit(1)
		}
		fmt.Println(i)
	}
}

func lookOnce(path string) {
	ctx := context.Background()
	s, err := Open(ctx, path, Options{ReadOnly: true})
	if err != nil {
		fmt.Printf("error %s %v | %s\n", stemma.KindOf(err), err, stemma.HintOf(err))
		return
	}
	sum, err := s.Summary(ctx)
	hits, err2 := s.Search(ctx, stemma.Query{Words: "swan", Kind: 'd'})
	copied := os.Getenv("STEMMA_TEST_COPY")
	err = errors.Join(err, err2, s.Check(ctx), s.Backup(ctx, copied), s.Close())
	fmt.Printf("%d documents, %d hits, error %v\n", sum.Documents, len(hits), err)
}

// numbered is an invented document of a few kilobytes.
func numbered(i int) *stemma.Reading {
	text := strings.Repeat(fmt.Sprintf("Ann Orel said that swan %d was seen. ", i), 1+i%60)
	return storetest.Reading(fmt.Sprintf("pile/%05d.txt", i), text, storetest.Run1)
}

func create(t testing.TB) (*store, string) {
	t.Helper()
	path := filepath.Join(t.TempDir(), "case.stemma")
	return reopen(t, path, Options{Create: true}), path
}

func reopen(t testing.TB, path string, o Options) *store {
	t.Helper()
	s, err := Open(t.Context(), path, o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s.(*store)
}

func put(t testing.TB, s *store, rs ...*stemma.Reading) {
	t.Helper()
	for _, r := range rs {
		if err := s.PutReading(t.Context(), r); err != nil {
			t.Fatal(err)
		}
	}
}

func files(t testing.TB, path string) string {
	t.Helper()
	entries, err := os.ReadDir(filepath.Dir(path))
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, e := range entries {
		info, err := e.Info()
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, fmt.Sprintf("%s %o", e.Name(), info.Mode().Perm()))
	}
	return strings.Join(out, ", ")
}

func wantKind(t *testing.T, what string, err error, kind stemma.Kind) {
	t.Helper()
	if err == nil || stemma.KindOf(err) != kind || stemma.HintOf(err) == "" {
		t.Errorf("%s: error %v of kind %s with the hint %q, want kind %s and a hint", what, err, stemma.KindOf(err), stemma.HintOf(err), kind)
	}
}

func TestOneFileForItsOwner(t *testing.T) {
	s, path := create(t)
	put(t, s, numbered(1))
	if got, want := files(t, path), "case.stemma 600, case.stemma-shm 600, case.stemma-wal 600"; got != want {
		t.Errorf("while it is open: %s, want %s", got, want)
	}
	look := reopen(t, path, Options{ReadOnly: true})
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := look.Summary(t.Context()); err != nil {
		t.Error(err)
	}
	if err := look.Close(); err != nil {
		t.Fatal(err)
	}
	if got, want := files(t, path), "case.stemma 600"; got != want {
		t.Errorf("when the last one has closed it: %s, want %s", got, want)
	}
}

func TestMissing(t *testing.T) {
	dir := t.TempDir()
	for _, o := range []Options{{}, {ReadOnly: true}, {ReadOnly: true, Create: true}} {
		_, err := Open(t.Context(), filepath.Join(dir, "case.stemma"), o)
		wantKind(t, "missing", err, stemma.NotFound)
		if stemma.HintOf(err) != "stemma read PATH --case FILE makes one" {
			t.Errorf("hint %q", stemma.HintOf(err))
		}
	}
	_, err := Open(t.Context(), filepath.Join(dir, "no", "folder"), Options{Create: true})
	wantKind(t, "no folder", err, stemma.Vanished)
	if left, _ := os.ReadDir(dir); len(left) != 0 {
		t.Errorf("opening what is not there left %v", left)
	}
}

func TestNotACase(t *testing.T) {
	dir := t.TempDir()
	other := filepath.Join(dir, "other.db")
	db, err := sql.Open("sqlite", other)
	if err != nil {
		t.Fatal(err)
	}
	for _, q := range []string{"PRAGMA journal_mode = wal", "CREATE TABLE t (x)"} {
		if _, err := db.Exec(q); err != nil {
			t.Fatal(err)
		}
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	text := filepath.Join(dir, "text.txt")
	if err := os.WriteFile(text, bytes.Repeat([]byte("No case at all.\n"), 1000), 0o644); err != nil {
		t.Fatal(err)
	}
	short := filepath.Join(dir, "short")
	if err := os.WriteFile(short, []byte("x"), 0o644); err != nil {
		t.Fatal(err)
	}
	list := files(t, text)
	for _, path := range []string{other, text, short, dir} {
		before, _ := os.ReadFile(path)
		for _, o := range []Options{{Create: true}, {}, {ReadOnly: true}} {
			_, err := Open(t.Context(), path, o)
			wantKind(t, path, err, stemma.Invalid)
		}
		if after, _ := os.ReadFile(path); !bytes.Equal(before, after) {
			t.Errorf("%s was touched", path)
		}
		if now := files(t, text); now != list {
			t.Errorf("%s: the folder held %s, now %s", path, list, now)
		}
	}
}

// An empty file, and a database with nothing in it, are what a process leaves
// that is killed while it makes a case.
func TestBegun(t *testing.T) {
	dir := t.TempDir()
	empty, bare := filepath.Join(dir, "empty"), filepath.Join(dir, "bare")
	if err := os.WriteFile(empty, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	db, err := sql.Open("sqlite", bare)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := db.Exec("PRAGMA journal_mode = wal"); err != nil {
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	for _, path := range []string{empty, bare} {
		s := reopen(t, path, Options{Create: true})
		put(t, s, numbered(1))
	}
}

func TestOlderAndNewer(t *testing.T) {
	s, path := create(t)
	put(t, s, numbered(1))
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	scripts, err := steps()
	if err != nil {
		t.Fatal(err)
	}
	more := append(scripts, "CREATE TABLE later (x TEXT) STRICT;")
	// A step that fails is not taken, nor are those before it.
	if _, err := open(t.Context(), path, Options{}, append(more, "NOT SQL")); err == nil {
		t.Error("a step that is no SQL is taken")
	}
	if s, err = open(t.Context(), path, Options{}, more); err != nil {
		t.Fatalf("open an older case: %v", err)
	}
	put(t, s, numbered(2))
	if _, err := s.writer.ExecContext(t.Context(), "INSERT INTO later VALUES ('x')"); err != nil {
		t.Error(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	for _, o := range []Options{{}, {ReadOnly: true}, {Create: true}} {
		_, err := Open(t.Context(), path, o)
		wantKind(t, "newer", err, stemma.Invalid)
		if !strings.Contains(err.Error(), "newer Stemma") {
			t.Error(err)
		}
	}
	// Looking at an older case takes its steps as well.
	_, old := create(t)
	s, err = open(t.Context(), old, Options{ReadOnly: true}, more)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.Summary(t.Context()); err != nil {
		t.Error(err)
	}
	s.Close()
}

// TestFirstStep opens a case of the first schema: what is asked of statements
// since is asked of those that were kept before as well.
func TestFirstStep(t *testing.T) {
	scripts, err := steps()
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "case.stemma")
	s, err := open(t.Context(), path, Options{Create: true}, scripts[:1])
	if err != nil {
		t.Fatal(err)
	}
	for _, q := range []string{
		`INSERT INTO run VALUES ('r1', 'read', '1.0', '')`,
		`INSERT INTO blob VALUES (1, 'x', 0, 0, x'')`,
		`INSERT INTO document VALUES (1, 'd1', 'a.txt', 1, 1, 'x', 0, 0, 'x', 'text', '', 'en', 1, 'r1', '', 2, 2, 0, '{}', '[]')`,
		`INSERT INTO statement VALUES (1, 's1', 1, 0, 5, 'indirect', '{"content":[[0,5]],"chain":[{"kind":"author"},
			{"kind":"indirect","source_type":"official","certainty":"possible","polarity":"negative"}],"confidence":0.5}')`,
		`INSERT INTO statement VALUES (2, 's2', 1, 6, 9, 'author', '{"content":[[6,9]],"chain":[{"kind":"author"}],"confidence":0.5}')`,
	} {
		if _, err := s.writer.ExecContext(t.Context(), q); err != nil {
			t.Fatalf("%s: %v", q, err)
		}
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	for _, o := range []Options{{ReadOnly: true}, {}} {
		s = reopen(t, path, o)
		for want, f := range map[stemma.ID]stemma.StatementFilter{
			"s1": {Certainty: "possible", Polarity: "negative", SourceType: "official", Depth: 2},
			"s2": {Certainty: "unknown", Polarity: "unknown", SourceType: stemma.UnknownSource, Depth: 1},
		} {
			var got []stemma.ID
			for st, err := range s.Statements(t.Context(), f) {
				if err != nil {
					t.Fatal(err)
				}
				got = append(got, st.ID)
			}
			if len(got) != 1 || got[0] != want {
				t.Errorf("%+v finds %v, want %s", f, got, want)
			}
		}
		// Its claims were never made, and it says so.
		if run, err := s.Weighed(t.Context()); err != nil || run != "" {
			t.Errorf("an older case has claims of %q, %v", run, err)
		}
		for c, err := range s.Claims(t.Context(), stemma.ClaimFilter{}) {
			t.Errorf("an older case has the claim %v, %v", c, err)
		}
		if tellings, err := s.Tellings(t.Context(), "d1"); err != nil || tellings != nil {
			t.Errorf("an older case has the tellings %q, %v", tellings, err)
		}
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
	}
}

func TestReadOnlyRefusesWriting(t *testing.T) {
	s, path := create(t)
	put(t, s, numbered(1))
	look := reopen(t, path, Options{ReadOnly: true})
	wantKind(t, "put", look.PutReading(t.Context(), numbered(2)), stemma.Invalid)
	put(t, s, numbered(3)) // beside the one that looks
	sum, err := look.Summary(t.Context())
	if err != nil || sum.Documents != 2 {
		t.Errorf("%d documents seen beside the writer (%v), want 2", sum.Documents, err)
	}
	copied := filepath.Join(t.TempDir(), "copy")
	if err := look.Backup(t.Context(), copied); err != nil {
		t.Fatal(err)
	}
	back := reopen(t, copied, Options{})
	if sum, err := back.Summary(t.Context()); err != nil || sum.Documents != 2 {
		t.Errorf("%d documents in the copy (%v), want 2", sum.Documents, err)
	}
	if err := back.Check(t.Context()); err != nil {
		t.Error(err)
	}
	put(t, back, numbered(4))
}

func TestKilled(t *testing.T) {
	path := filepath.Join(t.TempDir(), "case.stemma")
	acknowledged := -1
	for round := range 8 {
		child := exec.Command(os.Args[0])
		child.Env = append(os.Environ(), "STEMMA_TEST_DO=put", "STEMMA_TEST_CASE="+path)
		out, err := child.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := child.Start(); err != nil {
			t.Fatal(err)
		}
		// The first rounds end while the case is being made, the others at
		// some moment of some document.
		if round < 3 {
			time.AfterFunc(time.Duration(5+10*round)*time.Millisecond, func() { child.Process.Kill() })
		}
		lines := bufio.NewScanner(out)
		for n := 0; lines.Scan(); n++ {
			i, err := strconv.Atoi(lines.Text())
			if err != nil {
				t.Fatal(lines.Text())
			}
			acknowledged = max(acknowledged, i)
			if n == 5+11*round {
				time.AfterFunc(time.Duration(round*700)*time.Microsecond, func() { child.Process.Kill() })
			}
		}
		if err := child.Wait(); err == nil {
			t.Fatal("the process ended by itself")
		}
		s, err := Open(t.Context(), path, Options{Create: true})
		if err != nil {
			t.Fatalf("after being killed: %v", err)
		}
		if err := s.Check(t.Context()); err != nil {
			t.Fatal(err)
		}
		n := 0
		for d, err := range s.Documents(t.Context(), stemma.DocumentFilter{}) {
			if err != nil {
				t.Fatal(err)
			}
			if whole, err := s.Document(t.Context(), d.ID); err != nil || whole.Text != numbered(n).Document.Text {
				t.Fatalf("document %d is not whole: %v", n, err)
			}
			n++
		}
		if n <= acknowledged {
			t.Fatalf("%d documents are there, %d were kept", n, acknowledged+1)
		}
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
	}
	if got := files(t, path); got != "case.stemma 600" {
		t.Errorf("in the end: %s", got)
	}
	t.Logf("%d documents kept over all rounds", acknowledged+1)
}

// TestHalfCheckpoint opens what is left where a checkpoint stops half way, be
// it killed or out of room: some pages of the journal stand in the file.
func TestHalfCheckpoint(t *testing.T) {
	s, path := create(t)
	if _, err := s.writer.ExecContext(t.Context(), "PRAGMA wal_autocheckpoint = 0"); err != nil {
		t.Fatal(err)
	}
	for i := range 30 {
		put(t, s, numbered(i))
	}
	file, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	journal, err := os.ReadFile(path + "-wal")
	if err != nil {
		t.Fatal(err)
	}
	// The journal's format: a head of 32 bytes, then each page after 24 bytes
	// that begin with its number. A checkpoint takes the last of each number,
	// in order of number.
	size := int(binary.BigEndian.Uint32(journal[8:]))
	pages := map[int][]byte{}
	for at := 32; at+24+size <= len(journal); at += 24 + size {
		pages[int(binary.BigEndian.Uint32(journal[at:]))] = journal[at+24 : at+24+size]
	}
	numbers := slices.Sorted(maps.Keys(pages))
	if len(numbers) < 10 || numbers[0] != 1 || numbers[len(numbers)-1]*size <= len(file) {
		t.Fatalf("the journal holds the pages %v", numbers)
	}
	for _, done := range []int{0, 1, 2, len(numbers) / 2, len(numbers) - 1} {
		half := bytes.Clone(file)
		for _, n := range numbers[:done] {
			half = append(half, make([]byte, max(0, n*size-len(half)))...)
			copy(half[(n-1)*size:], pages[n])
		}
		for _, o := range []Options{{ReadOnly: true}, {}} {
			path := filepath.Join(t.TempDir(), "case.stemma")
			if err := errors.Join(os.WriteFile(path, half, 0o600), os.WriteFile(path+"-wal", journal, 0o600)); err != nil {
				t.Fatal(err)
			}
			s, err := Open(t.Context(), path, o)
			if err != nil {
				t.Errorf("%d pages done: %v", done, err)
				continue
			}
			sum, err := s.Summary(t.Context())
			if err := errors.Join(err, s.Check(t.Context()), s.Close()); err != nil || sum.Documents != 30 {
				t.Errorf("%d pages done: %d documents, %v", done, sum.Documents, err)
			}
		}
	}
}

// room says how many pages a case has, and limits how many it may have.
func room(t *testing.T, s *store) (pages int, limit func(pages int)) {
	t.Helper()
	if err := s.writer.QueryRowContext(t.Context(), "PRAGMA page_count").Scan(&pages); err != nil {
		t.Fatal(err)
	}
	return pages, func(n int) {
		t.Helper()
		if _, err := s.writer.ExecContext(t.Context(), fmt.Sprintf("PRAGMA max_page_count = %d", n)); err != nil {
			t.Fatal(err)
		}
	}
}

func TestFull(t *testing.T) {
	s, _ := create(t)
	put(t, s, numbered(1))
	pages, limit := room(t, s)
	limit(pages + 20)
	last := 0
	var err error
	for i := 2; err == nil && i < 1000; i++ {
		if err = s.PutReading(t.Context(), numbered(i)); err == nil {
			last = i
		}
	}
	wantKind(t, "full", err, stemma.Full)
	if err := s.Check(t.Context()); err != nil {
		t.Error(err)
	}
	if sum, err := s.Summary(t.Context()); err != nil || sum.Documents != last {
		t.Errorf("%d documents (%v), want %d", sum.Documents, err, last)
	}
	limit(1 << 30)
	put(t, s, numbered(last+1))
}

// TestFullOfClaims: where the claims find no room, those before stay, and the
// case says that they have to be made anew.
func TestFullOfClaims(t *testing.T) {
	s, _ := create(t)
	r := numbered(1)
	put(t, s, r)
	run := stemma.NewRun("reckon", "1.0", "")
	reckoning := func(gist string) *stemma.Reckoning {
		of := r.Statements[0].ID
		return &stemma.Reckoning{Run: run, Claims: []*stemma.Claim{{ID: stemma.ClaimID(stemma.AskWhether, of), Question: stemma.AskWhether, Gist: gist, GistOf: of,
			Members: []stemma.Answer{{Statement: of}}, Run: run.ID}}}
	}
	if err := s.PutReckoning(t.Context(), reckoning("a swan")); err != nil {
		t.Fatal(err)
	}
	put(t, s, numbered(2))
	pages, limit := room(t, s)
	limit(pages)
	wantKind(t, "full", s.PutReckoning(t.Context(), reckoning(strings.Repeat("a swan ", 20000))), stemma.Full)
	for c, err := range s.Claims(t.Context(), stemma.ClaimFilter{}) {
		if err != nil || c.Gist != "a swan" {
			t.Errorf("the claim is %.20q now, %v", c.Gist, err)
		}
	}
	if weighed, err := s.Weighed(t.Context()); err != nil || weighed != "" {
		t.Errorf("the claims pass for those of the case: %q, %v", weighed, err)
	}
	if err := s.Check(t.Context()); err != nil {
		t.Error(err)
	}
	limit(1 << 30)
	if err := s.PutReckoning(t.Context(), reckoning("two swans")); err != nil {
		t.Fatal(err)
	}
}

func TestBusy(t *testing.T) {
	one, path := create(t)
	impatient := reopen(t, path, Options{Wait: 150 * time.Millisecond})
	patient := reopen(t, path, Options{})
	held, release := make(chan struct{}), make(chan struct{})
	done := make(chan error)
	go func() {
		done <- one.transact(context.Background(), "hold", func(*tx) error {
			close(held)
			<-release
			return nil
		})
	}()
	<-held
	start := time.Now()
	wantKind(t, "second writer", impatient.PutReading(t.Context(), numbered(1)), stemma.Busy)
	if waited := time.Since(start); waited < 150*time.Millisecond {
		t.Errorf("it waited only %v", waited)
	}
	ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
	defer cancel()
	if err := patient.PutReading(ctx, numbered(1)); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("a writer that is told to stop waiting gives %v", err)
	}
	if _, err := patient.Summary(t.Context()); err != nil {
		t.Errorf("looking beside a writer: %v", err)
	}
	go func() { done <- patient.PutReading(context.Background(), numbered(2)) }()
	time.Sleep(20 * time.Millisecond)
	close(release)
	for range 2 {
		if err := <-done; err != nil {
			t.Error(err)
		}
	}
}

func TestLogIsOnlyAddedTo(t *testing.T) {
	s, _ := create(t)
	j := &stemma.Judgement{ID: "j1", Kind: stemma.Accept, By: "R. Vey"}
	if err := s.Append(t.Context(), j); err != nil {
		t.Fatal(err)
	}
	for _, q := range []string{"UPDATE judgement SET why = 'x'", "DELETE FROM judgement"} {
		if _, err := s.writer.ExecContext(t.Context(), q); err == nil {
			t.Errorf("%s is let through", q)
		}
	}
	if _, err := s.readers.ExecContext(t.Context(), "DELETE FROM property"); err == nil {
		t.Error("a connection that looks may write")
	}
}

// TestRemovedIsGone looks for the words themselves in the bytes of the file.
func TestRemovedIsGone(t *testing.T) {
	s, path := create(t)
	secret := storetest.Reading("pile/zyxwvut-path.txt", "Qwfpgj Arstdn said that the xylozebra was hidden.", storetest.Run1)
	put(t, s, numbered(1), secret, numbered(2))
	if err := s.Remove(t.Context(), secret.Document.ID); err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for _, word := range []string{"xylozebra", "lozebra", "qwfpgj", "Qwfpgj", "arstdn", "zyxwvut", string(secret.Document.ID), secret.Document.SHA256} {
		if bytes.Contains(data, []byte(word)) {
			t.Errorf("%q still stands in the file", word)
		}
	}
}

func TestDamaged(t *testing.T) {
	s, path := create(t)
	r := numbered(59)
	put(t, s, r)
	if _, err := s.writer.ExecContext(t.Context(), "UPDATE blob SET body = zeroblob(length(body))"); err != nil {
		t.Fatal(err)
	}
	_, err := s.Document(t.Context(), r.Document.ID)
	wantKind(t, "document", err, stemma.Damaged)
	_, err = s.Original(t.Context(), r.Document.ID)
	wantKind(t, "original", err, stemma.Damaged)
	wantKind(t, "check", s.Check(t.Context()), stemma.Damaged)
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}

	// A file cut short, and one with pages overwritten.
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	spoilt := bytes.Clone(data)
	for i := 8192; i < len(spoilt); i += 3 {
		spoilt[i] ^= 0x5a
	}
	for name, bytes := range map[string][]byte{"cut": data[:len(data)/3], "spoilt": spoilt} {
		path := filepath.Join(t.TempDir(), name)
		if err := os.WriteFile(path, bytes, 0o600); err != nil {
			t.Fatal(err)
		}
		s, err := Open(t.Context(), path, Options{})
		if err == nil {
			err = s.Check(t.Context())
			s.Close()
		}
		wantKind(t, name, err, stemma.Damaged)
	}
}

// TestKeptOnce looks whether a text that is its own original, and the same
// file at another path, take no room twice.
func TestKeptOnce(t *testing.T) {
	s, _ := create(t)
	r := numbered(59)
	again := storetest.Reading("copy/of.txt", r.Document.Text, storetest.Run1)
	put(t, s, r, again)
	var n, size, body int
	if err := s.readers.QueryRow("SELECT count(*), sum(size), sum(length(body)) FROM blob").Scan(&n, &size, &body); err != nil {
		t.Fatal(err)
	}
	if n != 1 || size != len(r.Document.Text) || body > size/4 {
		t.Errorf("%d blobs of %d bytes in %d, want one of %d, packed", n, size, body, len(r.Document.Text))
	}
}

func TestPack(t *testing.T) {
	noise := make([]byte, 200_000)
	for i, x := 0, uint32(1); i < len(noise); i++ {
		x = x*1664525 + 1013904223
		noise[i] = byte(x >> 24)
	}
	for name, data := range map[string][]byte{
		"empty": {}, "short": []byte("ab"), "text": bytes.Repeat([]byte("words and words. "), 100),
		"long text": bytes.Repeat([]byte("words and words. "), 10_000), "noise": noise,
		"text then noise": append(bytes.Repeat([]byte("words. "), 10_000), noise...),
	} {
		body, packing, err := pack(data)
		if err != nil {
			t.Fatal(err)
		}
		if len(body) > len(data) {
			t.Errorf("%s: packing %d bytes gives %d", name, len(data), len(body))
		}
		got, err := unpack(body, packing, int64(len(data)), digestOf(data))
		if err != nil || !bytes.Equal(got, data) {
			t.Errorf("%s: %v", name, err)
		}
		for what, err := range map[string]error{
			"another digest":   second(unpack(body, packing, int64(len(data)), digestOf([]byte("x")))),
			"a greater size":   second(unpack(body, packing, int64(len(data)+1), digestOf(data))),
			"a lesser size":    second(unpack(body, packing, int64(len(data)-1), digestOf(data))),
			"no known packing": second(unpack(body, 7, int64(len(data)), digestOf(data))),
		} {
			if stemma.KindOf(err) != stemma.Damaged {
				t.Errorf("%s with %s: %v", name, what, err)
			}
		}
	}
}

func second(_ []byte, err error) error { return err }

// TestLeftovers names what is left of a case that was removed by hand.
func TestLeftovers(t *testing.T) {
	path := filepath.Join(t.TempDir(), "case.stemma")
	if err := os.WriteFile(path+"-wal", []byte("x"), 0o600); err != nil {
		t.Fatal(err)
	}
	_, err := Open(t.Context(), path, Options{Create: true})
	if stemma.KindOf(err) != stemma.Invalid || !strings.Contains(err.Error(), path+"-wal") || stemma.HintOf(err) == "" {
		t.Errorf("%v", err)
	}
	if _, err := os.Stat(path); err == nil {
		t.Error("a case was made beside what is left of another")
	}
}
