package pdf

import (
	"bytes"
	"compress/lzw"
	"compress/zlib"
	"errors"
	"fmt"
	"io"
	"strconv"

	"github.com/stemma/stemma"
)

// Limits on the work that one file may cause.
const (
	// maxDecoded is the most bytes of one stream. A page of a book has some
	// ten kilobytes of contents, a map some megabytes.
	maxDecoded = 32 << 20
	// maxWork is the most bytes of all streams that are decoded for text.
	maxWork = 512 << 20
	// maxObjects is the most objects of a file: each takes at least ten bytes
	// of it, or one of an object stream.
	maxObjects = 2_000_000
)

// A file knows where its objects are. It does not trust the table that says
// so (the cross-reference): it looks for the objects themselves, the last of
// each number counts. So a table that is wrong or built to mislead does no
// harm, and damaged files are read like sound ones.
type file struct {
	path    string
	b       []byte
	at      map[int]place
	packed  map[int]*packed // object streams
	cache   map[int]any
	trailer dict
	work    int
	crypt   *crypt
}

// place is where an object is: at an offset of the file, or in an object
// stream.
type place struct {
	offset int
	gen    int
	in     int // number of the object stream, 0 for none
	index  int
}

type packed struct {
	data    []byte
	offsets []int
}

var errCut = errors.New("the file breaks off before its end")

// open finds the objects of b.
func open(path string, b []byte) (*file, error) {
	f := &file{path: path, b: b, at: map[int]place{}, packed: map[int]*packed{}, cache: map[int]any{}}
	// A file ends in a mark; some carriers add bytes after it.
	if !bytes.Contains(b[max(0, len(b)-4096):], []byte("%%EOF")) {
		return nil, errCut
	}
	var xrefs, packs []int
	for i := 0; ; {
		n := bytes.Index(b[i:], []byte("obj"))
		if n < 0 {
			break
		}
		i += n + 3
		num, gen, ok := heading(b, i-3)
		if !ok {
			continue
		}
		if len(f.at) >= maxObjects {
			return nil, fmt.Errorf("it has more than %d objects", maxObjects)
		}
		f.at[num] = place{offset: i, gen: gen}
		delete(f.cache, num)
		// The dictionary of a stream of objects or of a table names itself.
		d := b[i:min(len(b), i+1024)]
		if e := bytes.Index(d, []byte("stream")); e >= 0 {
			d = d[:e]
			switch {
			case bytes.Contains(d, []byte("/ObjStm")):
				packs = append(packs, num)
			case bytes.Contains(d, []byte("/XRef")):
				xrefs = append(xrefs, num)
			}
		}
	}
	for i := 0; ; {
		n := bytes.Index(b[i:], []byte("trailer"))
		if n < 0 {
			break
		}
		i += n + 7
		l := lexer{b: b, i: i}
		if d, ok := l.object(true, 0).(dict); ok {
			f.adopt(d)
		}
	}
	for _, num := range xrefs {
		if s, ok := f.object(num, 0).(*stream); ok {
			f.adopt(s.dict)
		}
	}
	if f.trailer["Encrypt"] != nil {
		c, err := newCrypt(f)
		if err != nil {
			return nil, err
		}
		f.crypt = c
		f.cache = map[int]any{}
	}
	for _, num := range packs {
		if err := f.unpack(num); err != nil {
			return nil, err
		}
	}
	if _, ok := f.get(f.trailer["Root"]).(dict); !ok {
		// No trailer, or a wrong one: look for the catalogue.
		for num := range f.at {
			if d, ok := f.object(num, 0).(dict); ok && d["Type"] == name("Catalog") {
				if f.trailer == nil {
					f.trailer = dict{}
				}
				if old, ok := f.trailer["Root"].(ref); !ok || f.get(old) == nil || num > int(old) {
					f.trailer["Root"] = ref(num)
				}
			}
		}
	}
	if _, ok := f.get(f.trailer["Root"]).(dict); !ok {
		return nil, errors.New("it has no catalogue of pages")
	}
	return f, nil
}

// adopt takes over what a trailer says; a later one counts more.
func (f *file) adopt(d dict) {
	if f.trailer == nil {
		f.trailer = dict{}
	}
	for _, k := range []name{"Root", "Info", "Encrypt", "ID"} {
		if d[k] != nil {
			f.trailer[k] = d[k]
		}
	}
}

// heading reads backwards "12 0 " before the word obj at i.
func heading(b []byte, i int) (num, gen int, ok bool) {
	back := func() (int, bool) {
		e := i
		for e > 0 && space(b[e-1]) {
			e--
		}
		s := e
		for s > 0 && e-s < 10 && b[s-1] >= '0' && b[s-1] <= '9' {
			s--
		}
		n, err := strconv.Atoi(string(b[s:e]))
		i = s
		return n, err == nil
	}
	was := i
	gen, ok = back()
	if !ok || i == was {
		return 0, 0, false
	}
	if i == 0 || !space(b[i-1]) {
		return 0, 0, false
	}
	num, ok = back()
	return num, gen, ok && num > 0
}

// maxDeep is how long a chain of references may be.
const maxDeep = 32

// get follows references.
func (f *file) get(x any) any { return f.deep(x, 0) }

func (f *file) deep(x any, depth int) any {
	for r, ok := x.(ref); ok; r, ok = x.(ref) {
		if depth++; depth > maxDeep {
			return nil
		}
		x = f.object(int(r), depth)
	}
	return x
}

func (f *file) dict(x any) dict {
	switch x := f.get(x).(type) {
	case dict:
		return x
	case *stream:
		return x.dict
	}
	return nil
}

func (f *file) array(x any) array { a, _ := f.get(x).(array); return a }
func (f *file) name(x any) name   { n, _ := f.get(x).(name); return n }
func (f *file) str(x any) string  { s, _ := f.get(x).(string); return s }
func (f *file) num(x any) float64 { n, _ := f.get(x).(float64); return n }
func (f *file) int(x any, or int) int {
	if n, ok := f.get(x).(float64); ok {
		return int(n)
	}
	return or
}

// object reads an object by its number.
func (f *file) object(num, depth int) any {
	if x, ok := f.cache[num]; ok {
		return x
	}
	p, ok := f.at[num]
	if !ok || depth > maxDeep {
		return nil
	}
	if p.in != 0 {
		k := f.packed[p.in]
		if k == nil || p.index >= len(k.offsets) || k.offsets[p.index] > len(k.data) {
			return nil
		}
		l := lexer{b: k.data, i: k.offsets[p.index]}
		x := l.object(true, 0)
		f.cache[num] = x
		return x
	}
	l := lexer{b: f.b, i: p.offset}
	x := l.object(true, 0)
	if d, ok := x.(dict); ok {
		if l.token() == op("stream") {
			f.cache[num] = nil // a length that refers to this very object
			length := -1
			if n, ok := f.deep(d["Length"], depth).(float64); ok && n >= 0 {
				length = int(n)
			}
			x = &stream{d, streamAt(f.b, l.i, length), num, p.gen}
		}
	}
	switch x.(type) {
	case op, end:
		x = nil
	}
	if f.crypt != nil {
		x = f.crypt.strings(x, num, p.gen)
	}
	f.cache[num] = x
	return x
}

// unpack finds the objects in an object stream.
func (f *file) unpack(num int) error {
	s, ok := f.object(num, 0).(*stream)
	if !ok || f.name(s.dict["Type"]) != "ObjStm" {
		return nil
	}
	data, err := f.decode(s)
	if err != nil && len(data) == 0 {
		return fmt.Errorf("object stream %d: %w", num, err)
	}
	first := f.int(s.dict["First"], 0)
	n := f.int(s.dict["N"], 0)
	l := lexer{b: data}
	k := &packed{data: data}
	f.packed[num] = k
	for i := 0; i < n && i <= len(data); i++ {
		id, ok1 := l.token().(float64)
		off, ok2 := l.token().(float64)
		if !ok1 || !ok2 || off < 0 || id < 1 {
			break
		}
		k.offsets = append(k.offsets, int(off)+first)
		// An object that stands by itself later in the file replaces this one.
		if old, ok := f.at[int(id)]; ok && old.in == 0 && old.offset > f.at[num].offset {
			continue
		}
		if len(f.at) >= maxObjects {
			return fmt.Errorf("it has more than %d objects", maxObjects)
		}
		f.at[int(id)] = place{in: num, index: i}
		delete(f.cache, int(id))
	}
	return nil
}

// decode undoes the filters of a stream. What could be decoded comes also
// with an error.
func (f *file) decode(s *stream) ([]byte, error) {
	data := s.raw
	var filters array
	switch x := f.get(s.dict["Filter"]).(type) {
	case name:
		filters = array{x}
	case array:
		filters = x
	}
	if f.crypt != nil && s.dict["Type"] != name("XRef") && !(len(filters) > 0 && f.name(filters[0]) == "Crypt") {
		data = f.crypt.bytes(data, s.num, s.gen)
	}
	params := f.get(s.dict["DecodeParms"])
	if len(filters) > 8 {
		return nil, errors.New("more than eight filters")
	}
	var failed error
	for i, x := range filters {
		var p dict
		switch y := params.(type) {
		case dict:
			p = y
		case array:
			if i < len(y) {
				p = f.dict(y[i])
			}
		}
		if f.work > maxWork {
			return nil, &stemma.Error{Kind: stemma.TooLarge, Op: "read " + f.path, Err: fmt.Errorf("its pages unpack to more than %d MiB", maxWork>>20), Hint: "Split it, or print it to a new PDF."}
		}
		var err error
		data, err = f.filter(data, f.name(x), p)
		if err != nil {
			failed = err
		}
		f.work += len(data)
	}
	return data, failed
}

func (f *file) filter(data []byte, filter name, p dict) ([]byte, error) {
	switch filter {
	case "FlateDecode", "Fl":
		z, err := zlib.NewReader(bytes.NewReader(data))
		if err != nil {
			return nil, fmt.Errorf("unpack: %w", err)
		}
		out, err := limited(z)
		if errors.Is(err, zlib.ErrChecksum) {
			err = nil // the words are all there; some programs sum wrongly
		}
		return f.predict(out, p), err
	case "LZWDecode", "LZW":
		// The variant with early change, which compress/lzw does not know, is
		// the default; it is unpacked here.
		var out []byte
		var err error
		if f.int(p["EarlyChange"], 1) == 0 {
			out, err = limited(lzw.NewReader(bytes.NewReader(data), lzw.MSB, 8))
		} else {
			out, err = unlzw(data)
		}
		return f.predict(out, p), err
	case "ASCIIHexDecode", "AHx":
		l := lexer{b: append([]byte("<"), data...)}
		return []byte(l.hex()), nil
	case "ASCII85Decode", "A85":
		return ascii85(data), nil
	case "RunLengthDecode", "RL":
		return runLength(data)
	case "Crypt":
		return data, nil
	}
	return nil, fmt.Errorf("filter %q holds no text", string(filter))
}

func limited(r io.Reader) ([]byte, error) {
	out, err := io.ReadAll(io.LimitReader(r, maxDecoded+1))
	if len(out) > maxDecoded {
		return out[:maxDecoded], fmt.Errorf("a stream unpacks to more than %d MiB", maxDecoded>>20)
	}
	return out, err
}

// predict undoes the row predictors of PNG (ISO 32000-1, 7.4.4.4).
func (f *file) predict(data []byte, p dict) []byte {
	if f.int(p["Predictor"], 1) < 10 {
		return data
	}
	colors, bits, columns := f.int(p["Colors"], 1), f.int(p["BitsPerComponent"], 8), f.int(p["Columns"], 1)
	if colors < 1 || bits < 1 || columns < 1 || colors > 64 || bits > 32 || columns > 1<<20 {
		return nil
	}
	bpp := max(1, colors*bits/8)
	width := (colors*bits*columns + 7) / 8
	out := make([]byte, 0, len(data))
	prev := make([]byte, width)
	for len(data) > 1 {
		kind := data[0]
		row := append([]byte(nil), data[1:min(len(data), width+1)]...)
		data = data[min(len(data), width+1):]
		for i := range row {
			var left, up, corner byte
			up = prev[i]
			if i >= bpp {
				left, corner = row[i-bpp], prev[i-bpp]
			}
			switch kind {
			case 1:
				row[i] += left
			case 2:
				row[i] += up
			case 3:
				row[i] += byte((int(left) + int(up)) / 2)
			case 4:
				row[i] += paeth(left, up, corner)
			}
		}
		out = append(out, row...)
		copy(prev, row)
	}
	return out
}

func paeth(a, b, c byte) byte {
	p := int(a) + int(b) - int(c)
	pa, pb, pc := abs(p-int(a)), abs(p-int(b)), abs(p-int(c))
	switch {
	case pa <= pb && pa <= pc:
		return a
	case pb <= pc:
		return b
	}
	return c
}

func abs(n int) int { return max(n, -n) }

// unlzw unpacks LZW whose codes grow one entry early, as in TIFF.
func unlzw(data []byte) ([]byte, error) {
	type entry struct {
		prev int
		c    byte
		n    int
	}
	table := make([]entry, 258, 4096)
	for i := range 256 {
		table[i] = entry{-1, byte(i), 1}
	}
	var out []byte
	var acc, bits uint
	width, prev := uint(9), -1
	for _, c := range data {
		acc, bits = acc<<8|uint(c), bits+8
		for bits >= width {
			code := int(acc >> (bits - width) & (1<<width - 1))
			bits -= width
			switch {
			case code == 256:
				table, width, prev = table[:258], 9, -1
				continue
			case code == 257:
				return out, nil
			}
			e := code
			if code >= len(table) {
				if prev < 0 || code > len(table) {
					return out, errors.New("unpack: a code of LZW is not in its table")
				}
				e = prev
			}
			n := table[e].n
			if len(out)+n+1 > maxDecoded {
				return out, fmt.Errorf("a stream unpacks to more than %d MiB", maxDecoded>>20)
			}
			start := len(out)
			out = append(out, make([]byte, n)...)
			for i, k := start+n-1, e; i >= start; i, k = i-1, table[k].prev {
				out[i] = table[k].c
			}
			first := out[start]
			if code >= len(table) {
				out = append(out, first)
			}
			if prev >= 0 && len(table) < 4096 {
				table = append(table, entry{prev, first, table[prev].n + 1})
			}
			prev = code
			if len(table)+1 >= 1<<width && width < 12 {
				width++
			}
		}
	}
	return out, nil
}

func ascii85(data []byte) []byte {
	out := make([]byte, 0, len(data))
	var v uint32
	n := 0
	for i := 0; i < len(data); i++ {
		c := data[i]
		switch {
		case c == '~':
			i = len(data)
		case c == 'z' && n == 0:
			out = append(out, 0, 0, 0, 0)
		case c >= '!' && c <= 'u':
			v = v*85 + uint32(c-'!')
			if n++; n == 5 {
				out = append(out, byte(v>>24), byte(v>>16), byte(v>>8), byte(v))
				v, n = 0, 0
			}
		}
	}
	if n > 1 {
		for i := n; i < 5; i++ {
			v = v*85 + 84
		}
		out = append(out, []byte{byte(v >> 24), byte(v >> 16), byte(v >> 8)}[:n-1]...)
	}
	return out
}

func runLength(data []byte) ([]byte, error) {
	var out []byte
	for i := 0; i < len(data); {
		n := int(data[i])
		i++
		switch {
		case n == 128:
			return out, nil
		case n < 128:
			e := min(len(data), i+n+1)
			out = append(out, data[i:e]...)
			i = e
		case i < len(data):
			out = append(out, bytes.Repeat(data[i:i+1], 257-n)...)
			i++
		}
		if len(out) > maxDecoded {
			return out, fmt.Errorf("a stream unpacks to more than %d MiB", maxDecoded>>20)
		}
	}
	return out, nil
}
