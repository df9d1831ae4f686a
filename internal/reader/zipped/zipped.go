// Package zipped opens documents that are zip archives inside: Office Open
// XML, OpenDocument, EPUB. It answers where a part is and what its bytes are,
// within limits; what a part means is the matter of each reader.
package zipped

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"

	"golang.org/x/net/html/charset"

	"github.com/stemma/stemma"
)

const (
	// maxPart is the most bytes of one part: the text of the longest book as
	// XML is some 50 MB.
	maxPart = 64 << 20
	// maxAll is the most bytes of all parts that are read.
	maxAll = 256 << 20
	// Prose as XML shrinks up to some fifty times, a table of equal cells two
	// hundred. More is a bomb.
	maxRatio   = 400
	ratioFloor = 1 << 20
	// maxParts bounds the directory: a book has some hundred parts.
	maxParts = 100_000
)

// A File is an opened document.
type File struct {
	path  string
	parts map[string]*zip.File
	read  int64
}

// Open opens the document in item.
func Open(item stemma.Item) (*File, error) {
	if n := bytes.Count(item.Data, []byte("PK\x01\x02")); n > maxParts {
		return nil, &stemma.Error{Kind: stemma.Unsafe, Op: "open " + item.Path, Err: fmt.Errorf("it has %d parts; no document has", n)}
	}
	z, err := zip.NewReader(bytes.NewReader(item.Data), int64(len(item.Data)))
	if err != nil && !errors.Is(err, zip.ErrInsecurePath) {
		if bytes.HasPrefix(item.Data, []byte{0xD0, 0xCF, 0x11, 0xE0}) {
			return nil, &stemma.Error{Kind: stemma.Encrypted, Op: "open " + item.Path, Err: errors.New("it is locked with a password, or of the format before 2007"),
				Hint: "Open it, save it without a password as .docx or .odt, and read that."}
		}
		return nil, &stemma.Error{Kind: stemma.Broken, Op: "open " + item.Path, Err: err, Hint: "The file is damaged or cut short; fetch it again."}
	}
	f := &File{path: item.Path, parts: make(map[string]*zip.File, len(z.File))}
	for _, p := range z.File {
		// Names are looked up and never used as places on a disk.
		if name := path.Clean("/" + p.Name); f.parts[name] == nil {
			f.parts[name] = p
		}
	}
	return f, nil
}

// Has reports whether there is a part of that name.
func (f *File) Has(name string) bool { return f.parts[path.Clean("/"+name)] != nil }

// Part returns the bytes of a part; an error that is fs.ErrNotExist if there
// is none of that name.
func (f *File) Part(name string) ([]byte, error) {
	fail := func(kind stemma.Kind, err error, hint string) ([]byte, error) {
		return nil, &stemma.Error{Kind: kind, Op: "read " + name + " in " + f.path, Err: err, Hint: hint}
	}
	p := f.parts[path.Clean("/"+name)]
	const damaged = "The file is damaged; fetch it again."
	switch {
	case p == nil:
		return fail(stemma.Broken, fs.ErrNotExist, damaged)
	case p.Flags&1 != 0:
		return fail(stemma.Encrypted, errors.New("it is locked with a password"), "Save it without the password and read that.")
	case p.UncompressedSize64 > maxPart || f.read > maxAll:
		return fail(stemma.TooLarge, fmt.Errorf("it has %d MiB", p.UncompressedSize64>>20), "Save it in parts.")
	case p.UncompressedSize64 > ratioFloor && p.UncompressedSize64/maxRatio > p.CompressedSize64:
		return fail(stemma.Unsafe, fmt.Errorf("it shrinks more than %d times: this is how a bomb is built", maxRatio), "")
	}
	r, err := p.Open()
	if err != nil {
		return fail(stemma.Broken, err, damaged)
	}
	defer r.Close()
	// The reader of archive/zip gives no more than the size that was stated.
	data, err := io.ReadAll(io.LimitReader(r, maxPart+1))
	if err != nil {
		return fail(stemma.Broken, err, damaged)
	}
	f.read += int64(len(data))
	return data, nil
}

// Decoder reads data as XML in any encoding that it declares.
func Decoder(data []byte) *xml.Decoder {
	d := xml.NewDecoder(bytes.NewReader(data))
	d.CharsetReader = charset.NewReaderLabel
	return d
}

// Walk calls start, end and text for what it finds in an XML part, in order,
// and returns where the XML is not sound. Start may return false to pass over
// the element with all that is in it.
func Walk(data []byte, start func(xml.StartElement) bool, end func(xml.Name), text func(string)) error {
	d := Decoder(data)
	depth, skip := 0, 0
	for {
		t, err := d.Token()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		switch t := t.(type) {
		case xml.StartElement:
			depth++
			if depth > maxNested {
				return fmt.Errorf("elements nested more than %d deep", maxNested)
			}
			if skip == 0 && !start(t) {
				skip = depth
			}
		case xml.EndElement:
			switch {
			case skip == 0:
				end(t.Name)
			case skip == depth:
				skip = 0
			}
			depth--
		case xml.CharData:
			if skip == 0 {
				text(string(t))
			}
		}
	}
}

// maxNested is far beyond what any program writes.
const maxNested = 10_000

// Attr returns the attribute with that local name, "" if there is none.
func Attr(e xml.StartElement, local string) string {
	for _, a := range e.Attr {
		if a.Name.Local == local {
			return a.Value
		}
	}
	return ""
}

// Texts returns the texts of the elements with these local names that have no
// elements inside, by name; of several the first that is not blank. It serves
// the small files of metadata and gives what it can of a damaged one.
func Texts(data []byte, locals ...string) map[string]string {
	found := map[string]string{}
	at := ""
	_ = Walk(data, func(e xml.StartElement) bool {
		at = e.Name.Local
		return true
	}, func(xml.Name) { at = "" }, func(s string) {
		for _, l := range locals {
			if l == at && found[l] == "" {
				found[l] = s
			}
		}
	})
	return found
}
