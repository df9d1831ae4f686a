package sqlite

import (
	"bytes"
	"compress/flate"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"sync"

	"github.com/stemma/stemma"
)

// How the body of a blob is packed.
const (
	plain   = 0
	deflate = 1
)

// sampleSize is how much of a blob is packed to see whether packing pays: what
// is packed already (PDF, DOCX, pictures) shows it in its first pages.
const sampleSize = 64 << 10

func digestOf(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
}

// pack returns the body to keep for data and how it is packed. Packing pays
// where it saves a tenth.
func pack(data []byte) (body []byte, packing int, err error) {
	pays := func(packed, whole []byte) bool { return len(packed) < len(whole)-len(whole)/10 }
	sample, err := deflated(data[:min(len(data), sampleSize)])
	if err != nil || !pays(sample, data[:min(len(data), sampleSize)]) {
		return data, plain, err
	}
	if len(data) <= sampleSize {
		return sample, deflate, nil
	}
	whole, err := deflated(data)
	if err != nil || !pays(whole, data) {
		return data, plain, err
	}
	return whole, deflate, nil
}

// writers are kept: each holds more than a megabyte.
var writers = sync.Pool{New: func() any {
	w, err := flate.NewWriter(nil, flate.DefaultCompression)
	if err != nil {
		panic(err) // the level is a constant and valid
	}
	return w
}}

// readers are kept for the same reason, though smaller.
var readers = sync.Pool{New: func() any { return flate.NewReader(bytes.NewReader(nil)) }}

func deflated(data []byte) ([]byte, error) {
	var b bytes.Buffer
	w := writers.Get().(*flate.Writer)
	defer writers.Put(w)
	w.Reset(&b)
	if _, err := w.Write(data); err != nil {
		return nil, err
	}
	if err := w.Close(); err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}

// unpack returns the bytes that body was made from; a Damaged error if they
// have not the size and digest that they had.
func unpack(body []byte, packing int, size int64, digest string) ([]byte, error) {
	damaged := func(err error) error {
		return &stemma.Error{Kind: stemma.Damaged, Op: "unpack text " + digest[:min(len(digest), 12)], Err: err, Hint: hintDamaged}
	}
	data := body
	switch packing {
	case plain:
	case deflate:
		// One byte more than the size, so that a body that is longer than it
		// says is seen and one that is endless ends.
		b := bytes.NewBuffer(make([]byte, 0, size+bytes.MinRead+1))
		r := readers.Get().(io.Reader)
		defer readers.Put(r)
		if err := r.(flate.Resetter).Reset(bytes.NewReader(body), nil); err != nil {
			return nil, damaged(err)
		}
		if _, err := io.Copy(b, io.LimitReader(r, size+1)); err != nil {
			return nil, damaged(err)
		}
		data = b.Bytes()
	default:
		return nil, damaged(fmt.Errorf("unknown packing %d", packing))
	}
	if int64(len(data)) != size || digestOf(data) != digest {
		return nil, damaged(fmt.Errorf("the bytes kept are not those that were read"))
	}
	return data, nil
}
