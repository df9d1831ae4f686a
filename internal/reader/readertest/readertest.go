// Package readertest is the suite that every format's reader passes.
//
//	func TestReader(t *testing.T) {
//		readertest.Run(t, html.Read, readertest.Sample{Name: "plain", Data: page})
//	}
//
//	func FuzzRead(f *testing.F) { readertest.Fuzz(f, html.Read, page) }
//
// It holds a reader to the contract of reader.Format: regions and shown words
// lie in the text, the text is sound UTF-8, reading twice gives the same, and
// any bytes end in a document or a *stemma.Error, or in both where a file
// could be read in part, in bounded time and memory and without a panic.
package readertest

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"reflect"
	"regexp"
	"runtime"
	"slices"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/stemma/stemma"
)

// Read is a reader, as in reader.Format.
type Read = func(context.Context, stemma.Item) (*stemma.Document, []stemma.Item, error)

// A Sample is a whole and sound file of the format. It must give a document,
// or items packed in it, and no error.
type Sample struct {
	Name    string
	Path    string   // of the item; "sample" if empty
	Data    []byte   // what the file holds
	Columns []string // as Item.Columns
}

// Bounds for one reading, far above what any sound reader needs: they catch
// work and memory that grow faster than the input.
const (
	maxTime  = 20 * time.Second
	maxAlloc = 512 << 20 // bytes allocated in all, beside maxAllocPerByte for each byte read
	perByte  = 20_000
)

// Run runs the suite.
func Run(t *testing.T, read Read, samples ...Sample) {
	t.Helper()
	for _, s := range samples {
		if s.Path == "" {
			s.Path = "sample"
		}
		item := stemma.Item{Path: s.Path, Data: s.Data, Columns: s.Columns}
		t.Run(s.Name, func(t *testing.T) {
			doc, items, err := once(t, read, item)
			if err != nil {
				t.Fatalf("a sound file is refused: %v", err)
			}
			if doc == nil && len(items) == 0 {
				t.Fatal("a sound file gives neither a document nor items")
			}
			data := bytes.Clone(item.Data)
			again, itemsAgain, _ := once(t, read, item)
			if !reflect.DeepEqual(doc, again) || !reflect.DeepEqual(items, itemsAgain) {
				t.Error("reading twice differs")
			}
			if !bytes.Equal(data, item.Data) {
				t.Error("reading changes the bytes of the item")
			}
		})
		t.Run(s.Name+"/damaged", func(t *testing.T) {
			for name, data := range damaged(s.Data) {
				item.Data = data
				if _, _, err := once(t, read, item); t.Failed() {
					t.Fatalf("%s (error %v)", name, err)
				}
			}
		})
	}
	t.Run("noise", func(t *testing.T) {
		random := rand.New(rand.NewPCG(1, 2))
		for _, n := range []int{0, 1, 2, 17, 1000, 65536} {
			data := make([]byte, n)
			for i := range data {
				data[i] = byte(random.Uint32())
			}
			if once(t, read, stemma.Item{Path: "noise", Data: data}); t.Failed() {
				t.Fatalf("%d random bytes", n)
			}
		}
	})
	t.Run("cancelled", func(t *testing.T) {
		ctx, cancel := context.WithCancel(t.Context())
		cancel()
		for _, s := range samples {
			// A reader may finish what is small; it must not panic or hang.
			doc, items, err := read(ctx, stemma.Item{Path: "sample", Data: s.Data, Columns: s.Columns})
			if err != nil && errors.Is(err, context.Canceled) {
				continue
			}
			for _, fault := range Faults(doc, items, err) {
				t.Error(fault)
			}
		}
	})
}

// Fuzz fuzzes a reader from the seeds.
func Fuzz(f *testing.F, read Read, seeds ...[]byte) {
	for _, s := range seeds {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		once(t, read, stemma.Item{Path: "fuzz", Data: data})
	})
}

// once reads item and checks what comes.
func once(t *testing.T, read Read, item stemma.Item) (*stemma.Document, []stemma.Item, error) {
	t.Helper()
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	start := time.Now()
	doc, items, err := read(t.Context(), item)
	took := time.Since(start)
	runtime.ReadMemStats(&after)
	if took > maxTime {
		t.Errorf("reading %d bytes took %v", len(item.Data), took)
	}
	if used := after.TotalAlloc - before.TotalAlloc; used > maxAlloc+uint64(len(item.Data))*perByte {
		t.Errorf("reading %d bytes allocated %d MiB", len(item.Data), used>>20)
	}
	for _, fault := range Faults(doc, items, err) {
		t.Error(fault)
	}
	return doc, items, err
}

// Faults says in what the result of a reader breaks the contract.
func Faults(doc *stemma.Document, items []stemma.Item, err error) []string {
	var faults []string
	fault := func(format string, args ...any) { faults = append(faults, fmt.Sprintf(format, args...)) }
	if err != nil {
		if e, ok := errors.AsType[*stemma.Error](err); !ok {
			fault("the error is no *stemma.Error: %v", err)
		} else if e.Kind == stemma.Internal || e.Kind == "" {
			fault("the error is of kind %q: %v", e.Kind, err)
		}
	}
	if doc == nil {
		if err == nil && len(items) == 0 {
			fault("neither a document nor items nor an error")
		}
		return faults
	}
	if !utf8.ValidString(doc.Text) {
		fault("the text is not sound UTF-8")
		return faults
	}
	within := func(s stemma.Span) bool {
		return 0 <= s.Begin && s.Begin <= s.End && s.End <= len(doc.Text) &&
			(s.Begin == len(doc.Text) || utf8.RuneStart(doc.Text[s.Begin])) && (s.End == len(doc.Text) || utf8.RuneStart(doc.Text[s.End]))
	}
	begin, blockEnd, pageEnd := 0, 0, 0
	blocks := 0
	for i, r := range doc.Regions {
		end := &blockEnd
		if r.Kind == stemma.Page {
			end = &pageEnd
		} else {
			blocks++
		}
		switch {
		case !slices.Contains(kinds, r.Kind):
			fault("region %d is of the unknown kind %q", i, r.Kind)
		case !within(r.Span) || r.Len() == 0:
			fault("region %d [%d, %d) is empty or not in the text of %d bytes", i, r.Begin, r.End, len(doc.Text))
		case r.Begin < begin:
			fault("region %d begins at %d, before the one above it", i, r.Begin)
		case r.Begin < *end:
			fault("region %d [%d, %d) overlaps the one before, which ends at %d", i, r.Begin, r.End, *end)
		}
		begin, *end = r.Begin, r.End
	}
	if blocks == 0 && doc.Text != "" {
		fault("a text of %d bytes has no regions: nothing of it would be read", len(doc.Text))
	}
	for name, s := range map[string]*stemma.Shown{"title": doc.Title, "byline": doc.Byline, "publisher": doc.Publisher, "date": doc.Published} {
		switch {
		case s == nil:
		case s.Value == "" || !utf8.ValidString(s.Value):
			fault("the %s is proposed with the value %q", name, s.Value)
		case !within(s.ShownBy):
			fault("the words that show the %s [%d, %d) are not in the text", name, s.ShownBy.Begin, s.ShownBy.End)
		case s.ShownBy.IsZero() && s.Where == "":
			fault("the %s %q is shown by nothing", name, s.Value)
		case name == "date" && !edtf.MatchString(s.Value):
			fault("the date %q is not in EDTF", s.Value)
		}
	}
	slices.Sort(faults)
	return faults
}

var kinds = []stemma.RegionKind{
	stemma.Page, stemma.Paragraph, stemma.Heading, stemma.ListItem, stemma.Cell, stemma.Quote,
	stemma.Menu, stemma.Comments, stemma.Promotion, stemma.Related, stemma.Legal, stemma.Header, stemma.Footer, stemma.Other,
}

var edtf = regexp.MustCompile(`^\d{4}(-\d\d(-\d\d(T\d\d:\d\d(:\d\d(Z|[+-]\d\d:\d\d)?)?)?)?)?$`)

// damaged yields the data cut short, with bytes changed, and with a part
// doubled.
func damaged(data []byte) func(func(string, []byte) bool) {
	return func(yield func(string, []byte) bool) {
		if len(data) == 0 {
			return
		}
		random := rand.New(rand.NewPCG(uint64(len(data)), 7))
		for range 12 {
			n := random.IntN(len(data))
			if !yield(fmt.Sprintf("cut after %d bytes", n), data[:n:n]) {
				return
			}
			changed := bytes.Clone(data)
			for range 1 + len(data)/200 {
				changed[random.IntN(len(data))] = byte(random.Uint32())
			}
			if !yield(fmt.Sprintf("bytes changed, %d", n), changed) {
				return
			}
			if !yield(fmt.Sprintf("doubled from %d", n), slices.Concat(data[:n], data[n/2:])) {
				return
			}
		}
	}
}
