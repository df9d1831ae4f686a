// Package model is the one file format of all learned weights: it reads and
// writes it, checks it, and shows a person what is in it.
//
// A file is, with all numbers little-endian:
//
//	bytes  8   "STEMMA-W"
//	uint16     version of the format, 1
//	uint32     number of notes, then for each: string key, string value
//	uint32     number of sections, then for each:
//	             string name
//	             byte   type: 1 float32, 2 int8 by rows, 3 strings, 4 int32
//	             uint32 rows, uint32 columns
//	             the data:
//	               1  rows*columns float32
//	               2  for each row a float32 scale, then rows*columns int8;
//	                  an element is its byte times the scale of its row
//	               3  rows strings (columns is 1)
//	               4  rows*columns int32
//	bytes 32   SHA-256 of everything before
//
// A string is a uint32 length and that many bytes of UTF-8. The notes say what
// the weights are ("kind", "language"), how they were made ("command", "seed",
// "data") and under which licence they stand; readers look sections up by name,
// so that a later version may add some. A file that was damaged or cut short is
// refused with an error that says so; one of another version names both.
package model

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"math"
	"slices"
	"unsafe"
)

const (
	magic   = "STEMMA-W"
	version = 1
)

const (
	typeFloat   = 1
	typeQuant   = 2
	typeStrings = 3
	typeInt     = 4
)

// A Note is one line about a file.
type Note struct{ Key, Value string }

type section struct {
	name          string
	kind          byte
	rows, columns int
	data          []byte // as in the file, without the header of the section
}

// A File is a set of named sections and notes.
type File struct {
	Notes    []Note
	sections []section
	digest   string
}

// ErrDamaged is wrapped by the error for a file whose bytes are not those that
// were written.
var ErrDamaged = errors.New("the weights file is damaged or cut short; get it again")

// Note returns the value of a note, "" if there is none of that key.
func (f *File) Note(key string) string {
	for _, n := range f.Notes {
		if n.Key == key {
			return n.Value
		}
	}
	return ""
}

// AddNote adds a note.
func (f *File) AddNote(key, value string) { f.Notes = append(f.Notes, Note{key, value}) }

// Digest is the SHA-256 of the file that was read, in hexadecimal; "" for one
// that was not.
func (f *File) Digest() string { return f.digest }

// AddFloats adds a matrix as it is.
func (f *File) AddFloats(name string, rows, columns int, values []float32) {
	data := make([]byte, 0, 4*len(values))
	for _, v := range values[:rows*columns] {
		data = binary.LittleEndian.AppendUint32(data, math.Float32bits(v))
	}
	f.sections = append(f.sections, section{name, typeFloat, rows, columns, data})
}

// AddQuantised adds a matrix with one byte an element and a scale a row, a
// quarter of the size; an element is off by at most 1/254 of the largest of
// its row.
func (f *File) AddQuantised(name string, rows, columns int, values []float32) {
	data := make([]byte, 0, rows*(4+columns))
	scales := make([]float32, rows)
	for r := range rows {
		var largest float32
		for _, v := range values[r*columns : (r+1)*columns] {
			largest = max(largest, v, -v)
		}
		scales[r] = largest / 127
		data = binary.LittleEndian.AppendUint32(data, math.Float32bits(scales[r]))
	}
	for r := range rows {
		for _, v := range values[r*columns : (r+1)*columns] {
			q := 0.0
			if scales[r] > 0 {
				q = math.RoundToEven(float64(v) / float64(scales[r]))
			}
			data = append(data, byte(int8(max(-127, min(127, q)))))
		}
	}
	f.sections = append(f.sections, section{name, typeQuant, rows, columns, data})
}

// AddStrings adds a list of strings.
func (f *File) AddStrings(name string, list []string) {
	var data []byte
	for _, s := range list {
		data = appendString(data, s)
	}
	f.sections = append(f.sections, section{name, typeStrings, len(list), 1, data})
}

// AddInts adds a matrix of whole numbers.
func (f *File) AddInts(name string, rows, columns int, values []int32) {
	data := make([]byte, 0, 4*len(values))
	for _, v := range values[:rows*columns] {
		data = binary.LittleEndian.AppendUint32(data, uint32(v))
	}
	f.sections = append(f.sections, section{name, typeInt, rows, columns, data})
}

func appendString(data []byte, s string) []byte {
	data = binary.LittleEndian.AppendUint32(data, uint32(len(s)))
	return append(data, s...)
}

// Encode returns the bytes of the file.
func (f *File) Encode() []byte {
	data := append([]byte(nil), magic...)
	data = binary.LittleEndian.AppendUint16(data, version)
	data = binary.LittleEndian.AppendUint32(data, uint32(len(f.Notes)))
	for _, n := range f.Notes {
		data = appendString(data, n.Key)
		data = appendString(data, n.Value)
	}
	data = binary.LittleEndian.AppendUint32(data, uint32(len(f.sections)))
	for _, s := range f.sections {
		data = appendString(data, s.name)
		data = append(data, s.kind)
		data = binary.LittleEndian.AppendUint32(data, uint32(s.rows))
		data = binary.LittleEndian.AppendUint32(data, uint32(s.columns))
		data = append(data, s.data...)
	}
	sum := sha256.Sum256(data)
	return append(data, sum[:]...)
}

// Decode reads a file from its bytes, which it keeps and must not be changed.
func Decode(data []byte) (*File, error) {
	if len(data) < len(magic)+2+sha256.Size || string(data[:len(magic)]) != magic {
		return nil, fmt.Errorf("read weights: this is no weights file: %w", ErrDamaged)
	}
	body, sum := data[:len(data)-sha256.Size], data[len(data)-sha256.Size:]
	if v := binary.LittleEndian.Uint16(data[len(magic):]); v != version {
		return nil, fmt.Errorf("read weights: the file has format version %d and this program reads version %d; use weights and program of one release", v, version)
	}
	if got := sha256.Sum256(body); !bytes.Equal(got[:], sum) {
		return nil, fmt.Errorf("read weights: the digest does not fit: %w", ErrDamaged)
	}
	r := reader{rest: body[len(magic)+2:]}
	f := &File{digest: hex.EncodeToString(sum)}
	for range r.count(8) {
		key := r.string()
		f.Notes = append(f.Notes, Note{key, r.string()})
	}
	for range r.count(13) {
		s := section{name: r.string(), kind: r.byte(), rows: r.number(), columns: r.number()}
		if r.failed {
			break
		}
		switch s.kind {
		case typeFloat, typeInt:
			s.data = r.take(4 * s.rows * s.columns)
		case typeQuant:
			s.data = r.take(s.rows * (4 + s.columns))
		case typeStrings:
			before := r.rest
			for range s.rows {
				r.string()
				if r.failed {
					break
				}
			}
			s.data = before[:len(before)-len(r.rest)]
		default:
			return nil, fmt.Errorf("read weights: section %q has type %d, which this program does not know", s.name, s.kind)
		}
		f.sections = append(f.sections, s)
	}
	if r.failed || len(r.rest) != 0 {
		return nil, fmt.Errorf("read weights: the sections do not fit the file: %w", ErrDamaged)
	}
	return f, nil
}

// reader takes values off the front of a file; after the first failure it
// gives zeros.
type reader struct {
	rest   []byte
	failed bool
}

func (r *reader) take(n int) []byte {
	if r.failed || n < 0 || n > len(r.rest) {
		r.failed = true
		return nil
	}
	b := r.rest[:n:n]
	r.rest = r.rest[n:]
	return b
}

func (r *reader) byte() byte {
	if b := r.take(1); b != nil {
		return b[0]
	}
	return 0
}

// number reads a length; one beyond 2^28 would overflow a product and is no
// file of ours.
func (r *reader) number() int {
	b := r.take(4)
	if b == nil {
		return 0
	}
	n := binary.LittleEndian.Uint32(b)
	if n > 1<<28 {
		r.failed = true
		return 0
	}
	return int(n)
}

// count reads how many things follow, of at least least bytes each.
func (r *reader) count(least int) int {
	n := r.number()
	if n*least > len(r.rest) {
		r.failed = true
		return 0
	}
	return n
}

func (r *reader) string() string { return string(r.take(r.number())) }

func (f *File) find(name string, kinds ...byte) (*section, error) {
	for i := range f.sections {
		if s := &f.sections[i]; s.name == name {
			if !slices.Contains(kinds, s.kind) {
				return nil, fmt.Errorf("read weights: section %q is of another type than this program expects", name)
			}
			return s, nil
		}
	}
	return nil, fmt.Errorf("read weights: the file has no section %q; use weights and program of one release", name)
}

// Floats returns the matrix of that name, of float32 or quantised, and its
// rows and columns.
func (f *File) Floats(name string) (values []float32, rows, columns int, err error) {
	s, err := f.find(name, typeFloat, typeQuant)
	if err != nil {
		return nil, 0, 0, err
	}
	values = make([]float32, s.rows*s.columns)
	if s.kind == typeFloat {
		for i := range values {
			values[i] = math.Float32frombits(binary.LittleEndian.Uint32(s.data[4*i:]))
		}
		return values, s.rows, s.columns, nil
	}
	quants := s.data[4*s.rows:]
	for r := range s.rows {
		scale := math.Float32frombits(binary.LittleEndian.Uint32(s.data[4*r:]))
		row := values[r*s.columns : (r+1)*s.columns]
		for i, q := range quants[r*s.columns : (r+1)*s.columns] {
			row[i] = float32(int8(q)) * scale
		}
	}
	return values, s.rows, s.columns, nil
}

// Matrix is Floats for a matrix that must have the given rows and columns; a
// negative number is any.
func (f *File) Matrix(name string, rows, columns int) ([]float32, error) {
	values, r, c, err := f.Floats(name)
	if err != nil {
		return nil, err
	}
	if rows >= 0 && r != rows || columns >= 0 && c != columns {
		return nil, fmt.Errorf("read weights: section %q is %d by %d, not %d by %d; use weights and program of one release", name, r, c, rows, columns)
	}
	return values, nil
}

// Strings returns the list of that name.
func (f *File) Strings(name string) ([]string, error) {
	s, err := f.find(name, typeStrings)
	if err != nil {
		return nil, err
	}
	list := make([]string, s.rows)
	// The strings are left where they are: the bytes of a file never change.
	for i, rest := 0, s.data; i < s.rows; i++ {
		n := binary.LittleEndian.Uint32(rest)
		if n > 0 {
			list[i] = unsafe.String(&rest[4], int(n))
		}
		rest = rest[4+n:]
	}
	return list, nil
}

// Ints returns the matrix of whole numbers of that name, and its columns.
func (f *File) Ints(name string) (values []int32, columns int, err error) {
	s, err := f.find(name, typeInt)
	if err != nil {
		return nil, 0, err
	}
	values = make([]int32, s.rows*s.columns)
	for i := range values {
		values[i] = int32(binary.LittleEndian.Uint32(s.data[4*i:]))
	}
	return values, s.columns, nil
}

// Show writes what the file is and holds, for a person to read.
func (f *File) Show(w io.Writer) error {
	var b bytes.Buffer
	for _, n := range f.Notes {
		fmt.Fprintf(&b, "%-12s %s\n", n.Key, n.Value)
	}
	fmt.Fprintf(&b, "%-12s %d\n", "format", version)
	if f.digest != "" {
		fmt.Fprintf(&b, "%-12s %s\n", "sha256", f.digest)
	}
	b.WriteByte('\n')
	names := map[byte]string{typeFloat: "float32", typeQuant: "int8", typeStrings: "strings", typeInt: "int32"}
	total := 0
	for _, s := range f.sections {
		total += len(s.data)
		fmt.Fprintf(&b, "%-24s %-8s %7d x %-5d %9d bytes", s.name, names[s.kind], s.rows, s.columns, len(s.data))
		switch s.kind {
		case typeFloat, typeQuant:
			values, _, _, err := f.Floats(s.name)
			if err != nil {
				return err
			}
			var least, most float32
			var sum float64
			for _, v := range values {
				least, most = min(least, v), max(most, v)
				sum += float64(v) * float64(v)
			}
			if len(values) > 0 {
				fmt.Fprintf(&b, "  %.3f to %.3f, root mean square %.4f", least, most, math.Sqrt(sum/float64(len(values))))
			}
		case typeStrings:
			list, err := f.Strings(s.name)
			if err != nil {
				return err
			}
			fmt.Fprintf(&b, "  %.60q", list[:min(len(list), 5)])
		}
		b.WriteByte('\n')
	}
	fmt.Fprintf(&b, "%d sections, %d bytes\n", len(f.sections), total)
	if _, err := w.Write(b.Bytes()); err != nil {
		return fmt.Errorf("show weights: %w", err)
	}
	return nil
}
