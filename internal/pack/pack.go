// Package pack puts what a stage of reckoning made of a document into bytes, and takes
// it out again, so that it need not be made anew.
//
// It packs any value of Go made of numbers, strings, slices, arrays, structs and
// pointers, fields that are not exported among them, but for those with the tag
// `pack:"-"`. What two pointers point to is packed once and is one again when it is
// taken out; so is a slice of plain values. A [Packer] is made for one type, and takes
// out only what was packed of a type with the same fields: where a field is added,
// renamed or of another type, what was packed before is refused. So nobody has to
// remember what is kept. That the same fields mean the same is not seen here: who keeps
// something puts the version of his rules beside it.
//
// It is no format of files: another version of the program may refuse all of it.
package pack

import (
	"bytes"
	"compress/flate"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"hash/fnv"
	"io"
	"math"
	"reflect"
	"sync"
	"unsafe"
)

// A Packer packs values of one type. It may be used by many goroutines at once.
type Packer[T any] struct {
	kind   *kind
	digest uint64 // of the type with all that it is made of
}

// New returns a packer. It panics on a type that cannot be packed: a map, an interface,
// a function or a channel.
func New[T any]() *Packer[T] {
	k := &kinds{of: map[reflect.Type]*kind{}}
	t := reflect.TypeFor[T]()
	p := &Packer[T]{kind: k.get(t)}
	h := fnv.New64a()
	io.WriteString(h, k.told)
	p.digest = h.Sum64()
	return p
}

// Pack returns the bytes of a value; nil if it is too large to be packed.
func (p *Packer[T]) Pack(v *T) []byte {
	w := &writer{words: map[string]int{}, objects: map[object]int{}, lists: map[list]int{}}
	w.objects[object{unsafe.Pointer(v), p.kind}] = 0
	p.kind.put(w, unsafe.Pointer(v))
	if len(w.data)+w.letters > largest/2 {
		return nil
	}
	var head []byte
	head = binary.AppendUvarint(head, uint64(len(w.order)))
	for _, s := range w.order {
		head = binary.AppendUvarint(head, uint64(len(s)))
	}
	out := bytes.NewBuffer(binary.LittleEndian.AppendUint64(nil, p.digest))
	out.Write(make([]byte, crc32.Size))
	z := deflaters.Get().(*flate.Writer)
	defer deflaters.Put(z)
	z.Reset(out)
	var size [8]byte
	binary.LittleEndian.PutUint32(size[:], uint32(len(head)))
	binary.LittleEndian.PutUint32(size[4:], uint32(w.letters))
	for _, part := range [][]byte{size[:], head} {
		z.Write(part) // into memory: it does not fail
	}
	for _, s := range w.order {
		io.WriteString(z, s)
	}
	z.Write(w.data)
	z.Close()
	data := out.Bytes()
	binary.LittleEndian.PutUint32(data[8:], crc32.ChecksumIEEE(data[body:]))
	return data
}

// body is where what is packed begins, behind the digest and a checksum of the body.
const body = 8 + crc32.Size

// deflaters and inflaters are kept: each holds much memory.
var deflaters = sync.Pool{New: func() any {
	z, err := flate.NewWriter(nil, flate.BestSpeed)
	if err != nil {
		panic(err) // the level is a constant and valid
	}
	return z
}}

var inflaters = sync.Pool{New: func() any { return flate.NewReader(nil) }}

// ErrOther says that the bytes are of a type with other fields.
var ErrOther = errors.New("it was packed by another version of the program")

var errDamaged = errors.New("packed bytes are cut off or altered")

// largest is how many bytes may be packed together, deepest how many pointers may lead
// on from one another.
const largest, deepest = 256 << 20, 1000

// Unpack takes a value out. The error is ErrOther, or says that the bytes are damaged.
func (p *Packer[T]) Unpack(data []byte) (v *T, err error) {
	if len(data) < 8 {
		return nil, errDamaged
	}
	if binary.LittleEndian.Uint64(data) != p.digest {
		return nil, ErrOther
	}
	if len(data) < body || crc32.ChecksumIEEE(data[body:]) != binary.LittleEndian.Uint32(data[8:]) {
		return nil, errDamaged
	}
	z := inflaters.Get().(io.ReadCloser)
	defer inflaters.Put(z)
	if err := z.(flate.Resetter).Reset(bytes.NewReader(data[body:]), nil); err != nil {
		return nil, err
	}
	buf := buffers.Get().(*bytes.Buffer)
	defer buffers.Put(buf)
	buf.Reset()
	if _, err := buf.ReadFrom(io.LimitReader(z, largest)); err != nil {
		return nil, fmt.Errorf("%w: %w", errDamaged, err)
	}
	all := buf.Bytes()
	if len(all) < 8 {
		return nil, errDamaged
	}
	head, letters := int(binary.LittleEndian.Uint32(all)), int(binary.LittleEndian.Uint32(all[4:]))
	if all = all[8:]; head > len(all) || letters > len(all)-head {
		return nil, errDamaged
	}
	r := &reader{data: all[:head]}
	words := string(all[head : head+letters])
	r.words = make([]string, r.count())
	for i := range r.words {
		n := r.uint()
		if n > len(words) {
			return nil, errDamaged
		}
		r.words[i], words = words[:n], words[n:]
	}
	r.data = all[head+letters:]
	v = new(T)
	r.objects = append(r.objects, object{unsafe.Pointer(v), p.kind})
	p.kind.take(r, unsafe.Pointer(v))
	if r.bad || len(r.data) > 0 {
		return nil, errDamaged
	}
	return v, nil
}

var buffers = sync.Pool{New: func() any { return new(bytes.Buffer) }}

// A kind puts values of one type and takes them out.
type kind struct {
	put  func(w *writer, p unsafe.Pointer)
	take func(r *reader, p unsafe.Pointer)
}

// kinds are those that one type is made of, and what tells them from others.
type kinds struct {
	of   map[reflect.Type]*kind
	told string
}

func (ks *kinds) get(t reflect.Type) *kind {
	if k := ks.of[t]; k != nil {
		ks.told += t.String() + ";"
		return k
	}
	k := &kind{}
	ks.of[t] = k
	ks.told += t.String() + "=" + t.Kind().String()
	switch t.Kind() {
	case reflect.Bool:
		k.put = func(w *writer, p unsafe.Pointer) {
			if *(*bool)(p) {
				w.data = append(w.data, 1)
			} else {
				w.data = append(w.data, 0)
			}
		}
		k.take = func(r *reader, p unsafe.Pointer) { *(*bool)(p) = r.byte() != 0 }
	case reflect.Uint8:
		k.put = func(w *writer, p unsafe.Pointer) { w.data = append(w.data, *(*uint8)(p)) }
		k.take = func(r *reader, p unsafe.Pointer) { *(*uint8)(p) = r.byte() }
	case reflect.Int:
		k.put = func(w *writer, p unsafe.Pointer) { w.data = binary.AppendVarint(w.data, int64(*(*int)(p))) }
		k.take = func(r *reader, p unsafe.Pointer) { *(*int)(p) = r.int() }
	case reflect.Uint32: // mostly the hashes of words
		k.put = func(w *writer, p unsafe.Pointer) { w.data = binary.LittleEndian.AppendUint32(w.data, *(*uint32)(p)) }
		k.take = func(r *reader, p unsafe.Pointer) { *(*uint32)(p) = r.fixed32() }
	case reflect.Uint64:
		k.put = func(w *writer, p unsafe.Pointer) { w.data = binary.LittleEndian.AppendUint64(w.data, *(*uint64)(p)) }
		k.take = func(r *reader, p unsafe.Pointer) { *(*uint64)(p) = r.fixed64() }
	case reflect.Float64:
		k.put = func(w *writer, p unsafe.Pointer) {
			w.data = binary.LittleEndian.AppendUint64(w.data, math.Float64bits(*(*float64)(p)))
		}
		k.take = func(r *reader, p unsafe.Pointer) { *(*float64)(p) = math.Float64frombits(r.fixed64()) }
	case reflect.String:
		k.put = func(w *writer, p unsafe.Pointer) { w.word(*(*string)(p)) }
		k.take = func(r *reader, p unsafe.Pointer) { *(*string)(p) = r.word() }
	case reflect.Slice:
		ks.slice(t, k)
	case reflect.Array:
		element, size, n := ks.get(t.Elem()), t.Elem().Size(), t.Len()
		ks.told += fmt.Sprint(n)
		k.put = func(w *writer, p unsafe.Pointer) {
			for i := range n {
				element.put(w, unsafe.Add(p, uintptr(i)*size))
			}
		}
		k.take = func(r *reader, p unsafe.Pointer) {
			for i := range n {
				element.take(r, unsafe.Add(p, uintptr(i)*size))
			}
		}
	case reflect.Struct:
		ks.fields(t, k)
	case reflect.Pointer:
		ks.pointer(t, k)
	default:
		panic("pack: cannot pack a " + t.String())
	}
	ks.told += ";"
	return k
}

func (ks *kinds) fields(t reflect.Type, k *kind) {
	type field struct {
		*kind
		at uintptr
	}
	var fields []field
	ks.told += "{"
	for i := range t.NumField() {
		f := t.Field(i)
		if f.Tag.Get("pack") == "-" {
			continue
		}
		ks.told += f.Name + " "
		fields = append(fields, field{ks.get(f.Type), f.Offset})
	}
	ks.told += "}"
	k.put = func(w *writer, p unsafe.Pointer) {
		for i := range fields {
			fields[i].put(w, unsafe.Add(p, fields[i].at))
		}
	}
	k.take = func(r *reader, p unsafe.Pointer) {
		for i := range fields {
			fields[i].take(r, unsafe.Add(p, fields[i].at))
		}
	}
}

// A header is how a slice lies in memory.
type header struct {
	data     unsafe.Pointer
	len, cap int
}

// A list is a slice by its place in memory.
type list struct {
	at  unsafe.Pointer
	len int
	of  *kind
}

// slice packs a slice as how many elements it has, and these; one of plain values that
// was there before as its number behind 0. No slice is packed as a number that none has.
func (ks *kinds) slice(t reflect.Type, k *kind) {
	element, size := ks.get(t.Elem()), t.Elem().Size()
	once := plain(t.Elem()) && t.Elem().Size() > 0
	k.put = func(w *writer, p unsafe.Pointer) {
		h := (*header)(p)
		if h.len == 0 {
			w.uint(0)
			w.uint(0)
			return
		}
		if l := (list{h.data, h.len, k}); once {
			if n, there := w.lists[l]; there {
				w.uint(0)
				w.uint(n)
				return
			}
			w.lists[l] = len(w.lists) + 1
		}
		w.uint(h.len)
		for i := range h.len {
			element.put(w, unsafe.Add(h.data, uintptr(i)*size))
		}
	}
	k.take = func(r *reader, p unsafe.Pointer) {
		n := r.count()
		to := reflect.NewAt(t, p).Elem()
		if n == 0 {
			switch i := r.uint(); {
			case i == 0:
			case i > len(r.lists) || r.lists[i-1].Type() != t:
				r.bad = true
			default:
				to.Set(r.lists[i-1])
			}
			return
		}
		if uintptr(n) > largest/max(size, 1) {
			r.bad = true
			return
		}
		s := reflect.MakeSlice(t, n, n)
		if once {
			r.lists = append(r.lists, s)
		}
		at := s.UnsafePointer()
		for i := 0; i < n && !r.bad; i++ {
			element.take(r, unsafe.Add(at, uintptr(i)*size))
		}
		to.Set(s)
	}
}

// plain reports whether values of a type hold no pointers but strings.
func plain(t reflect.Type) bool {
	switch t.Kind() {
	case reflect.Slice, reflect.Pointer:
		return false
	case reflect.Array:
		return plain(t.Elem())
	case reflect.Struct:
		for i := range t.NumField() {
			if !plain(t.Field(i).Type) {
				return false
			}
		}
	}
	return true
}

// pointer packs a pointer as the number of what it points to, and one; behind a new
// number comes the thing itself. 0 is nil.
func (ks *kinds) pointer(t reflect.Type, k *kind) {
	element := ks.get(t.Elem())
	k.put = func(w *writer, p unsafe.Pointer) {
		to := *(*unsafe.Pointer)(p)
		if to == nil {
			w.uint(0)
			return
		}
		o := object{to, element}
		n, there := w.objects[o]
		if !there {
			n = len(w.objects)
			w.objects[o] = n
		}
		w.uint(n + 1)
		if !there {
			element.put(w, to)
		}
	}
	k.take = func(r *reader, p unsafe.Pointer) {
		n := r.uint()
		switch {
		case n == 0:
		case n <= len(r.objects):
			if o := r.objects[n-1]; o.kind == element {
				*(*unsafe.Pointer)(p) = o.at
			} else {
				r.bad = true
			}
		case n > len(r.objects)+1 || r.deep == deepest || r.bad:
			r.bad = true
		default:
			at := reflect.New(t.Elem()).UnsafePointer()
			r.objects = append(r.objects, object{at, element})
			r.deep++
			element.take(r, at)
			r.deep--
			*(*unsafe.Pointer)(p) = at
		}
	}
}

// A writer writes numbers, and each word once.
type writer struct {
	data    []byte
	words   map[string]int
	order   []string // the words
	letters int      // bytes of these
	objects map[object]int
	lists   map[list]int
}

func (w *writer) uint(n int) { w.data = binary.AppendUvarint(w.data, uint64(n)) }

func (w *writer) word(s string) {
	n, there := w.words[s]
	if !there {
		n = len(w.order)
		w.words[s], w.order, w.letters = n, append(w.order, s), w.letters+len(s)
	}
	w.uint(n)
}

// An object is what a pointer points to.
type object struct {
	at   unsafe.Pointer
	kind *kind
}

// A reader reads what a writer wrote. After the end it reads zeros.
type reader struct {
	data    []byte
	words   []string
	objects []object
	lists   []reflect.Value
	deep    int
	bad     bool
}

func (r *reader) uint() int {
	if len(r.data) > 0 && r.data[0] < 0x80 {
		x := int(r.data[0])
		r.data = r.data[1:]
		return x
	}
	x, n := binary.Uvarint(r.data)
	if n <= 0 || x > math.MaxInt32 {
		r.bad, r.data = true, nil
		return 0
	}
	r.data = r.data[n:]
	return int(x)
}

func (r *reader) int() int {
	x, n := binary.Varint(r.data)
	if n <= 0 {
		r.bad, r.data = true, nil
		return 0
	}
	r.data = r.data[n:]
	return int(x)
}

// count reads how many follow, each of at least a byte.
func (r *reader) count() int {
	n := r.uint()
	if n > len(r.data) {
		r.bad = true
		return 0
	}
	return n
}

func (r *reader) byte() byte {
	if len(r.data) == 0 {
		r.bad = true
		return 0
	}
	x := r.data[0]
	r.data = r.data[1:]
	return x
}

func (r *reader) fixed32() uint32 {
	if len(r.data) < 4 {
		r.bad, r.data = true, nil
		return 0
	}
	x := binary.LittleEndian.Uint32(r.data)
	r.data = r.data[4:]
	return x
}

func (r *reader) fixed64() uint64 {
	if len(r.data) < 8 {
		r.bad, r.data = true, nil
		return 0
	}
	x := binary.LittleEndian.Uint64(r.data)
	r.data = r.data[8:]
	return x
}

func (r *reader) word() string {
	n := r.uint()
	if n >= len(r.words) {
		r.bad = true
		return ""
	}
	return r.words[n]
}
