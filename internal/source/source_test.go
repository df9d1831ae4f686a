package source

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"compress/gzip"
	"context"
	"encoding/binary"
	"fmt"
	"iter"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"github.com/stemma/stemma"
)

// list writes what a walk gives as lines: an item by its path, format and
// bytes, an issue by its stage, kind and path.
func list(t testing.TB, seq iter.Seq2[stemma.Item, *stemma.Issue]) []string {
	t.Helper()
	var out []string
	for it, is := range seq {
		switch {
		case is == nil:
			if !utf8.ValidString(it.Path) || len(it.Data) > MaxItem {
				t.Errorf("item %q of %d bytes", it.Path, len(it.Data))
			}
			line := it.Path
			if it.Format != "" {
				line += " " + it.Format
			}
			out = append(out, line)
		default:
			if !utf8.ValidString(is.Path) || is.Path == "" || is.Kind == "" || is.Message == "" || is.Stage != "find" && is.Stage != "read" {
				t.Errorf("issue %+v", *is)
			}
			out = append(out, fmt.Sprintf("%s %s %s", is.Stage, is.Kind, is.Path))
		}
	}
	return out
}

func check(t *testing.T, got []string, want ...string) {
	t.Helper()
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("-want +got\n%s", diff)
	}
}

func write(t testing.TB, dir string, files map[string]string) string {
	t.Helper()
	for name, data := range files {
		full := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(full), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(full, []byte(data), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

type member struct{ name, data string }

func zipped(t testing.TB, members ...member) []byte {
	t.Helper()
	var buf bytes.Buffer
	z := zip.NewWriter(&buf)
	for _, m := range members {
		w, err := z.Create(m.name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write([]byte(m.data)); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return buf.Bytes()
}

func tarred(t testing.TB, members ...member) []byte {
	t.Helper()
	var buf bytes.Buffer
	w := tar.NewWriter(&buf)
	for _, m := range members {
		h := &tar.Header{Name: m.name, Size: int64(len(m.data)), Mode: 0o644, Typeflag: tar.TypeReg}
		if target, ok := strings.CutPrefix(m.data, "-> "); ok {
			h.Typeflag, h.Linkname, h.Size = tar.TypeSymlink, target, 0
			m.data = ""
		}
		if err := w.WriteHeader(h); err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write([]byte(m.data)); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return buf.Bytes()
}

func gzipped(t testing.TB, data []byte) []byte {
	t.Helper()
	var buf bytes.Buffer
	w := gzip.NewWriter(&buf)
	if _, err := w.Write(data); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return buf.Bytes()
}

func unpack(t testing.TB, path string, data []byte) []string {
	t.Helper()
	return list(t, Unpack(t.Context(), stemma.Item{Path: path, Data: data}))
}

func TestFolder(t *testing.T) {
	dir := write(t, filepath.Join(t.TempDir(), "dossier"), map[string]string{
		"b.txt": "words", "a/2.txt": "words", "a/10.txt": "words", ".notes.txt": "words",
		".git/config": "x", ".DS_Store": "x", "__MACOSX/._a.txt": "x", "._b.txt": "x", "case.stemma": "x", "case.stemma-wal": "x",
		"bad\xff\n.txt": "words",
	})
	outside := write(t, t.TempDir(), map[string]string{"secret.txt": "words"})
	for name, target := range map[string]string{"in.txt": "b.txt", "out.txt": filepath.Join(outside, "secret.txt"), "up.txt": "../../x", "nowhere.txt": "gone.txt", "loop": "."} {
		if err := os.Symlink(target, filepath.Join(dir, name)); err != nil {
			t.Skip(err)
		}
	}
	if err := syscall.Mkfifo(filepath.Join(dir, "pipe"), 0o644); err != nil {
		t.Skip(err)
	}
	want := []string{
		"dossier/.notes.txt",
		"dossier/a/10.txt",
		"dossier/a/2.txt",
		"dossier/b.txt",
		"dossier/bad%FF%0A.txt",
		"find skipped dossier/in.txt",
		"find skipped dossier/loop",
		"find skipped dossier/nowhere.txt",
		"find skipped dossier/out.txt",
		"find unsupported dossier/pipe",
		"find skipped dossier/up.txt",
	}
	check(t, list(t, Walk(t.Context(), dir)), want...)
	check(t, list(t, Walk(t.Context(), dir+"/")), want...)
	t.Chdir(dir)
	check(t, list(t, Walk(t.Context(), ".")), want...)
	check(t, list(t, Walk(t.Context(), "a/2.txt")), "2.txt")
	check(t, list(t, Walk(t.Context(), "in.txt")), "in.txt") // a link given by hand is followed
	check(t, list(t, Walk(t.Context(), "pipe")), "find unsupported pipe")
}

func TestNothingThere(t *testing.T) {
	dir := t.TempDir()
	check(t, list(t, Walk(t.Context(), filepath.Join(dir, "gone.txt"))), "find vanished gone.txt")
	empty := filepath.Join(dir, "empty")
	if err := os.Mkdir(empty, 0o755); err != nil {
		t.Fatal(err)
	}
	check(t, list(t, Walk(t.Context(), empty)), "find empty empty")
	for _, is := range Walk(t.Context(), filepath.Join(dir, "gone.txt")) {
		if strings.Contains(is.Message, dir) {
			t.Errorf("the message names a folder of the machine: %s", is.Message)
		}
	}
	locked := filepath.Join(dir, "locked.txt")
	if err := os.WriteFile(locked, []byte("words"), 0); err != nil {
		t.Fatal(err)
	}
	if os.Getuid() != 0 {
		check(t, list(t, Walk(t.Context(), locked)), "find vanished locked.txt")
	}
}

func TestLargeFile(t *testing.T) {
	name := filepath.Join(t.TempDir(), "huge.txt")
	f, err := os.Create(name)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if err := f.Truncate(2 << 30); err != nil {
		t.Skip(err)
	}
	check(t, list(t, Walk(t.Context(), name)), "read too-large huge.txt")
}

func TestArchives(t *testing.T) {
	inner := zipped(t, member{"c.txt", "words"})
	office := zipped(t, member{"word/document.xml", "<x/>"}, member{"[Content_Types].xml", "<x/>"})
	book := zipped(t, member{"mimetype", "application/epub+zip"}, member{"META-INF/container.xml", "<x/>"})
	tests := []struct {
		name string
		path string
		data []byte
		want []string
	}{
		{"zip", "b.zip", zipped(t, member{"in/", ""}, member{"in/c.txt", "words"}, member{"a.txt", "words"}, member{"__MACOSX/a", "x"}, member{"in/.DS_Store", "x"}),
			[]string{"b.zip#in/c.txt", "b.zip#a.txt"}},
		{"zip without an ending", "b", zipped(t, member{"a.txt", "words"}), []string{"b#a.txt"}},
		{"the same name twice", "b.zip", zipped(t, member{"a.txt", "one"}, member{"a.txt", "two"}), []string{"b.zip#a.txt", "b.zip#a.txt~2"}},
		{"nested", "b.zip", zipped(t, member{"d/b.zip", string(inner)}), []string{"b.zip#d/b.zip#c.txt"}},
		{"table inside", "b.zip", zipped(t, member{"f.jsonl", articleRow + "\n" + articleRow + "\n"}), []string{"b.zip#f.jsonl#1 json", "b.zip#f.jsonl#2 json"}},
		{"documents stay whole", "b.zip", zipped(t, member{"a.docx", string(office)}, member{"a.epub", string(book)}), []string{"b.zip#a.docx", "b.zip#a.epub"}},
		{"traversal", "b.zip", zipped(t, member{"../a", "x"}, member{"/etc/x", "x"}, member{`a\b`, "x"}, member{`C:x`, "x"}, member{"x/../../y", "x"}, member{"ok.txt", "words"}),
			[]string{"read unsafe b.zip#../a", "read unsafe b.zip#/etc/x", `read unsafe b.zip#a\b`, "read unsafe b.zip#C:x", "read unsafe b.zip#x/../../y", "b.zip#ok.txt"}},
		{"bomb", "b.zip", zipped(t, member{"zeros", strings.Repeat("\x00", 8<<20)}, member{"ok.txt", "words"}), []string{"read unsafe b.zip#zeros", "b.zip#ok.txt"}},
		{"larger than an item", "b.zip", zipped(t, member{"large", strings.Repeat("x", MaxItem+1)}), []string{"read too-large b.zip#large"}},
		{"empty", "b.zip", zipped(t), []string{"read empty b.zip"}},
		{"locked", "b.zip", locked(zipped(t, member{"a.txt", "words"})), []string{"read encrypted b.zip#a.txt"}},
		{"size that lies", "b.zip", lying(zipped(t, member{"a.txt", strings.Repeat("words ", 100)})), []string{"read broken b.zip#a.txt"}},
		{"damaged", "b.zip", zipped(t, member{"a.txt", "words"})[:40], []string{"read broken b.zip"}},
		{"damaged document", "a.docx", office[:60], []string{"a.docx"}},

		{"tar", "b.tar", tarred(t, member{"in/c.txt", "words"}, member{"l", "-> /etc/passwd"}, member{"../x", "x"}), []string{"b.tar#in/c.txt", "read skipped b.tar#l", "read unsafe b.tar#../x"}},
		{"tar.gz", "b.tar.gz", gzipped(t, tarred(t, member{"in/c.txt", "words"}, member{"z.zip", string(inner)})), []string{"b.tar.gz#in/c.txt", "b.tar.gz#z.zip#c.txt"}},
		{"tgz cut short", "b.tgz", cut(gzipped(t, tarred(t, member{"c.txt", strings.Repeat("words", 1000)}))), []string{"read broken b.tgz"}},
		{"gz", "a.txt.gz", gzipped(t, []byte("words")), []string{"a.txt.gz#a.txt"}},
		{"gz of rows", "f.jsonl.gz", gzipped(t, []byte(articleRow+"\n"+articleRow+"\n")), []string{"f.jsonl.gz#f.jsonl#1 json", "f.jsonl.gz#f.jsonl#2 json"}},
		{"gz bomb", "a.gz", gzipped(t, make([]byte, 32<<20)), []string{"read unsafe a.gz#a"}},
		{"gz bomb of tar", "a.tgz", gzipped(t, tarred(t, member{"zeros", strings.Repeat("\x00", 32<<20)})), []string{"read unsafe a.tgz#zeros", "read unsafe a.tgz"}},
		{"not gzip", "a.gz", []byte("\x1f\x8b\x08words"), []string{"read broken a.gz"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			check(t, unpack(t, test.path, test.data), test.want...)
			dir := t.TempDir()
			write(t, dir, map[string]string{test.path: string(test.data)})
			check(t, list(t, Walk(t.Context(), filepath.Join(dir, test.path))), test.want...)
		})
	}
}

// locked sets the flag of encryption on all members.
func locked(z []byte) []byte {
	for _, sig := range []string{"PK\x01\x02", "PK\x03\x04"} {
		at := map[string]int{"PK\x01\x02": 8, "PK\x03\x04": 6}[sig]
		for i := 0; ; {
			n := bytes.Index(z[i:], []byte(sig))
			if n < 0 {
				break
			}
			z[i+n+at] |= 1
			i += n + 4
		}
	}
	return z
}

// lying makes the directory state a smaller size than the member has.
func lying(z []byte) []byte {
	i := bytes.Index(z, []byte("PK\x01\x02"))
	binary.LittleEndian.PutUint32(z[i+24:], 10)
	return z
}

func cut(b []byte) []byte { return b[:len(b)/2] }

func TestNestedTooDeep(t *testing.T) {
	data := []byte("words")
	name := "a.txt"
	for i := range 12 {
		data = zipped(t, member{name, string(data)})
		name = fmt.Sprintf("%d.zip", i)
	}
	check(t, unpack(t, "x.zip", data), "read unsafe x.zip#10.zip#9.zip#8.zip#7.zip")
}

const (
	body       = "The ferry to Sandholm did not sail on Tuesday, the harbour master said."
	articleRow = `{"title": "The ferry", "text": "` + body + `"}`
)

func TestRows(t *testing.T) {
	long := strings.Repeat(body+" ", 5)
	tests := []struct {
		name, path, data string
		want             []string
	}{
		{"json lines", "f.jsonl", articleRow + "\n\n" + `{"id": 7}` + "\n{broken\n" + articleRow, []string{"f.jsonl#1 json", "f.jsonl#4 json", "read skipped f.jsonl", "read broken f.jsonl"}},
		{"json lines by their bytes", "documents", articleRow + "\n" + articleRow + "\n", []string{"documents#1 json", "documents#2 json"}},
		{"array", "f.json", "\ufeff [\n" + articleRow + ",\n{}, 5, " + articleRow + "]", []string{"f.json#1 json", "f.json#4 json", "read skipped f.json"}},
		{"one object", "f.json", "{\n\"headline\": \"The ferry\",\n \"body\": \"" + body + "\"}", []string{"f.json#1 json"}},
		{"envelope", "f.json", `{"status": "ok", "articles": [` + articleRow + `,{"title": "x"}]}`, []string{"f.json#1 json", "read skipped f.json"}},
		{"cut short", "f.json", "[" + articleRow + "," + articleRow[:40], []string{"f.json#1 json", "read broken f.json"}},
		{"no articles", "f.json", `[{"a": 1}, {"b": 2}]`, []string{"read skipped f.json"}},
		{"json in a text", "notes.txt", "{ \"a\": said the paper,\nand more", []string{"notes.txt"}},
		{"utf-16", "f.jsonl", utf16le(articleRow + "\n" + articleRow + "\n"), []string{"f.jsonl#1 json", "f.jsonl#2 json"}},
		{"csv", "f.csv", "Title,Text,Date\r\nOne,\"" + body + "\nSecond \"\"line\"\", with commas.\",2021-05-25\r\nTwo,short,\r\nThree," + strings.ReplaceAll(body, ",", ";") + ",\n", []string{"f.csv#1 csv", "f.csv#3 csv", "read skipped f.csv"}},
		{"csv with a stray mark", "f.csv", "id,text\n1,5\" pipe\n2,\"" + long + "\"\n", []string{"f.csv#2 csv", "read skipped f.csv"}},
		{"semicolons", "f.csv", "id;text\n1;\"" + long + "\"\n", []string{"f.csv#1 csv-semicolon"}},
		{"tsv", "f.tsv", "id\ttext\n1\t" + long + "\n", []string{"f.tsv#1 tsv"}},
		{"csv of one column is a text", "f.csv", "words\nwords\n", []string{"f.csv"}},
		{"mbox", "box.mbox", "From a@b.example Sat Mar 11 22:14:05 2017\nSubject: x\n\nFrom here on\n>From the sea\n\nFrom c@d.example Sat Mar 11 22:15:05 2017\nSubject: y\n\nwords\n", []string{"box.mbox#1 mail", "box.mbox#2 mail"}},
		{"no mbox", "letter.txt", "From the sea came a ship.\n", []string{"letter.txt"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) { check(t, unpack(t, test.path, []byte(test.data)), test.want...) })
	}
	for it := range Unpack(t.Context(), stemma.Item{Path: "box", Data: []byte("From a@b.example 10:00\n\n>From x\n>>From y\n>z\n")}) {
		if got := string(it.Data); got != "\nFrom x\n>From y\n>z\n" {
			t.Errorf("message %q", got)
		}
	}
}

func utf16le(s string) string {
	out := []byte{0xFF, 0xFE}
	for _, c := range []byte(s) {
		out = append(out, c, 0)
	}
	return string(out)
}

func TestSkippedRowsAreNamed(t *testing.T) {
	var rows strings.Builder
	for i := range 200 {
		if i%3 == 0 {
			rows.WriteString(articleRow + "\n")
		} else {
			fmt.Fprintf(&rows, "{\"id\": %d}\n", i)
		}
	}
	for _, is := range Unpack(t.Context(), stemma.Item{Path: "f.jsonl", Data: []byte(rows.String())}) {
		if is == nil {
			continue
		}
		if want := "133 rows (2-3, 5-6, 8-9,"; !strings.HasPrefix(is.Message, want) || !strings.Contains(is.Message, "…") {
			t.Errorf("message %q", is.Message)
		}
	}
}

func TestWalkStops(t *testing.T) {
	dir := write(t, t.TempDir(), map[string]string{"a": "x", "b": "x", "c": "x"})
	n := 0
	for range Walk(t.Context(), dir) {
		n++
		break
	}
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	for range Walk(ctx, dir) {
		n++
		cancel()
	}
	if n != 2 {
		t.Errorf("%d steps, want 2", n)
	}
}

// TestDamaged cuts and bends every container; each ends in items and issues.
func TestDamaged(t *testing.T) {
	samples := map[string][]byte{
		"a.zip":   zipped(t, member{"a.txt", strings.Repeat("words ", 200)}, member{"f.jsonl", articleRow}),
		"a.tgz":   gzipped(t, tarred(t, member{"a.txt", strings.Repeat("words ", 200)}, member{"b", "words"})),
		"a.tar":   tarred(t, member{"a.txt", strings.Repeat("words ", 200)}, member{"b", "words"}),
		"a.jsonl": []byte(articleRow + "\n" + articleRow + "\n"),
		"a.json":  []byte("[" + articleRow + "," + articleRow + "]"),
		"a.csv":   []byte("title,text\nx,\"" + body + "\"\n"),
		"a.mbox":  []byte("From a 10:00\nSubject: x\n\nwords\n"),
	}
	names := []string{}
	for n := range samples {
		names = append(names, n)
	}
	slices.Sort(names)
	for _, name := range names {
		data := samples[name]
		for i := range 16 {
			if got := unpack(t, name, data[:len(data)*i/16]); len(got) == 0 {
				t.Errorf("%s cut to %d/16 gives nothing", name, i)
			}
		}
		for i := range min(8*len(data), 4000) {
			bent := bytes.Clone(data)
			at := i * 7919 % (8 * len(data))
			bent[at/8] ^= 1 << (at % 8)
			if got := unpack(t, name, bent); len(got) == 0 {
				t.Errorf("%s with bit %d changed gives nothing", name, at)
			}
		}
	}
}

func FuzzUnpack(f *testing.F) {
	f.Add("a.zip", zipped(f, member{"a.txt", "words"}))
	f.Add("a.tgz", gzipped(f, tarred(f, member{"a.txt", "words"})))
	f.Add("a.jsonl", []byte(articleRow+"\n"))
	f.Add("a.csv", []byte("title,text\nx,\""+body+"\"\n"))
	f.Add("a.mbox", []byte("From a 10:00\n\nwords\n"))
	f.Fuzz(func(t *testing.T, path string, data []byte) {
		if path == "" || !utf8.ValidString(path) {
			return
		}
		if got := unpack(t, path, data); len(got) == 0 {
			t.Error("gives nothing")
		}
	})
}
