// Package charset turns the bytes of a text into UTF-8 and says which encoding
// they were in.
//
// What it answers: the text, the encoding by its name in the WHATWG Encoding
// Standard, and how many places could not be decoded. Order of evidence: a
// byte order mark, sound UTF-8, the encoding that the file declares if the
// bytes decode soundly in it, and at last the statistics of the bytes (the
// method of ICU's detector). What it does not answer: which language it is.
//
// Nothing is normalised. Line ends stay, and a byte order mark of a UTF-8
// text stays, so that offsets into the text are offsets into the bytes.
package charset

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/gogs/chardet"
	"golang.org/x/net/html/charset"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/unicode/utf32"

	"github.com/stemma/stemma"
)

// A Text is what the bytes say.
type Text struct {
	String   string // sound UTF-8; what could not be decoded is U+FFFD
	Encoding string // WHATWG name: "utf-8", "windows-1252", "shift_jis"
	Faults   int    // places that could not be decoded
	First    int    // byte offset in the original of the first of them
}

// Fault is nil if all of the bytes could be decoded, and otherwise an error of
// kind Broken that says where they could not. The text can be used all the
// same: a reader hands back both.
func (t Text) Fault(path string) error {
	if t.Faults == 0 {
		return nil
	}
	return &stemma.Error{
		Kind: stemma.Broken,
		Op:   "decode " + path,
		Err:  fmt.Errorf("%d places are not sound %s, the first at byte %d; each is shown as \uFFFD", t.Faults, t.Encoding, t.First),
		Hint: "Ask for the file in UTF-8, or find out which encoding it was written in.",
	}
}

// ErrNotText says that the bytes are not text in any encoding known here.
var ErrNotText = errors.New("the bytes are not text in any encoding known")

// Decode decodes data. Declared is what the file or its carrier says of its
// encoding, by any label of the WHATWG standard; "" if nothing. The error is
// ErrNotText.
func Decode(data []byte, declared string) (Text, error) {
	for _, m := range marks {
		if bytes.HasPrefix(data, m.mark) {
			if m.encoding == nil {
				return decodeUTF8(data)
			}
			t, err := m.encoding.NewDecoder().Bytes(data)
			if err != nil {
				return Text{}, ErrNotText
			}
			text := strings.TrimPrefix(string(t), "\uFEFF")
			return checked(Text{String: text, Encoding: m.name, Faults: strings.Count(text, "\uFFFD")})
		}
	}
	// Before UTF-8: the letters of ASCII and their zero bytes are sound in it.
	if name := utf16(data); name != "" {
		if t, ok := in(name, data); ok {
			return checked(t)
		}
	}
	if utf8.Valid(data) && !escaped(data) {
		return decodeUTF8(data)
	}
	if declared != "" {
		if t, ok := in(declared, data); ok && t.Encoding != "utf-8" && sound(t.String) {
			return checked(t)
		}
	}
	if mostlyUTF8(data) {
		return decodeUTF8(data)
	}
	sample := sampled(data)
	for _, name := range guesses(sample) {
		if t, ok := in(name, sample); !ok || !sound(t.String) {
			continue
		}
		if t, ok := in(name, data); ok {
			return checked(t)
		}
	}
	return decodeUTF8(data)
}

// UTF-32 before UTF-16: its little-endian mark begins with that of UTF-16.
var marks = []struct {
	mark     []byte
	name     string
	encoding encoding.Encoding // nil for UTF-8
}{
	{[]byte{0xEF, 0xBB, 0xBF}, "utf-8", nil},
	{[]byte{0xFF, 0xFE, 0, 0}, "utf-32le", utf32.UTF32(utf32.LittleEndian, utf32.UseBOM)},
	{[]byte{0, 0, 0xFE, 0xFF}, "utf-32be", utf32.UTF32(utf32.BigEndian, utf32.UseBOM)},
	{[]byte{0xFF, 0xFE}, "utf-16le", lookup("utf-16le")},
	{[]byte{0xFE, 0xFF}, "utf-16be", lookup("utf-16be")},
}

func lookup(label string) encoding.Encoding {
	e, _ := charset.Lookup(label)
	return e
}

// in decodes data by the encoding with that label. It is false if there is no
// such encoding or a place cannot be decoded.
func in(label string, data []byte) (Text, bool) {
	e, name := charset.Lookup(label)
	if e == nil || name == "replacement" {
		return Text{}, false
	}
	if name == "utf-8" {
		return Text{String: string(data), Encoding: name}, utf8.Valid(data)
	}
	// Into one buffer that is the string in the end: data may be large.
	var b strings.Builder
	b.Grow(len(data) + len(data)/8)
	if _, err := io.Copy(&b, e.NewDecoder().Reader(bytes.NewReader(data))); err != nil || strings.ContainsRune(b.String(), utf8.RuneError) {
		return Text{}, false
	}
	return Text{String: b.String(), Encoding: name}, true
}

func decodeUTF8(data []byte) (Text, error) {
	t := Text{Encoding: "utf-8"}
	if utf8.Valid(data) {
		t.String = string(data)
		return checked(t)
	}
	var b strings.Builder
	b.Grow(len(data) + 64)
	for i := 0; i < len(data); {
		r, n := utf8.DecodeRune(data[i:])
		if r == utf8.RuneError && n == 1 {
			if t.Faults == 0 {
				t.First = i
			}
			t.Faults++
			b.WriteRune(utf8.RuneError)
		} else {
			b.Write(data[i : i+n])
		}
		i += n
	}
	t.String = b.String()
	return checked(t)
}

// checked refuses what decodes but is no text: more than two characters, and
// more than one in fifty, control characters or undecodable. Prose has none;
// old word processors and scans leave a few.
func checked(t Text) (Text, error) {
	odd, all := 0, 0
	for _, r := range t.String {
		all++
		if r == utf8.RuneError || r < ' ' && !strings.ContainsRune("\t\n\r\f\v", r) || r == 0x7F || 0x80 <= r && r < 0xA0 {
			odd++
		}
	}
	if (odd-2)*50 > all {
		return Text{}, ErrNotText
	}
	return t, nil
}

// mostlyUTF8 reports whether data has more sound characters of several bytes
// than unsound places: damaged UTF-8 rather than another encoding.
func mostlyUTF8(data []byte) bool {
	sound, unsound := 0, 0
	for i := 0; i < len(data); {
		r, n := utf8.DecodeRune(data[i:])
		switch {
		case r == utf8.RuneError && n == 1:
			unsound++
		case n > 1:
			sound++
		}
		i += n
	}
	return sound > unsound
}

// utf16 tells UTF-16 without a mark by the zero bytes that Latin letters have
// on one side: nearly all of that side and hardly any of the other.
func utf16(data []byte) string {
	sample := data[:min(len(data), sampleSize)]
	var zeros [2]int
	for i, c := range sample {
		if c == 0 {
			zeros[i%2]++
		}
	}
	half := len(sample) / 2
	switch {
	case half < 2 || len(data)%2 != 0:
	case zeros[1]*10 > half*6 && zeros[0]*20 < half:
		return "utf-16le"
	case zeros[0]*10 > half*6 && zeros[1]*20 < half:
		return "utf-16be"
	}
	return ""
}

// escaped reports whether ASCII bytes are those of ISO-2022-JP, which shifts
// by escape sequences.
func escaped(data []byte) bool {
	return bytes.Contains(data, []byte("\x1b$B")) || bytes.Contains(data, []byte("\x1b$@"))
}

// sampleSize bounds the work of guessing.
const sampleSize = 64 << 10

// sampled returns lines with bytes beyond ASCII, for only they tell anything.
func sampled(data []byte) []byte {
	if len(data) <= sampleSize {
		return data
	}
	var sample []byte
	for line := range bytes.Lines(data) {
		if len(sample) >= sampleSize {
			break
		}
		if escaped(line) || bytes.ContainsFunc(line, func(r rune) bool { return r >= 0x80 }) {
			sample = append(sample, line[:min(len(line), sampleSize)]...)
		}
	}
	return sample
}

// guesses returns the encodings that the bytes look like, likeliest first.
func guesses(sample []byte) []string {
	found, err := chardet.NewTextDetector().DetectAll(sample)
	if err != nil {
		found = nil
	}
	// The detector's own order of equals is that of its goroutines.
	slices.SortStableFunc(found, func(a, b chardet.Result) int {
		if a.Confidence != b.Confidence {
			return b.Confidence - a.Confidence
		}
		return strings.Compare(a.Charset, b.Charset)
	})
	var names []string
	for _, f := range found {
		if f.Confidence < 10 || strings.HasPrefix(f.Charset, "UTF") {
			continue
		}
		if f.Charset == "ISO-8859-1" || f.Confidence < 30 && len(names) == 0 {
			// Few letters beyond ASCII: in a file of reporting these are
			// quotation marks, dashes and the accents of western Europe.
			names = append(names, "windows-1252")
		}
		names = append(names, strings.ReplaceAll(f.Charset, "GB-18030", "gb18030"))
	}
	return append(names, "windows-1252")
}

// sound reports whether the characters beyond ASCII stand where a text has
// them: no control characters, accents in words, capitals at their head, one
// script a word. One in ten may be out of place.
func sound(text string) bool {
	odd, high := 0, 0
	before := ' '
	word := [2]int{} // letters of the word at hand: of ASCII, of Latin beyond it
	var only rune
	end := func() {
		if word[0] == 0 && (word[1] > 1 || word[1] == 1 && !strings.ContainsRune(wordLetters, only)) {
			odd += word[1]
		}
		word = [2]int{}
	}
	for _, r := range text[:min(len(text), 4*sampleSize)] {
		letter := unicode.IsLetter(r)
		if !letter {
			end()
		} else if r < 0x80 {
			word[0]++
		} else if unicode.Is(unicode.Latin, r) {
			word[1]++
			only = r
		}
		if r >= 0x80 {
			high++
		}
		switch {
		case r >= 0x80 && !unicode.IsGraphic(r) && !unicode.Is(unicode.Cf, r), 0xFF61 <= r && r <= 0xFF9F,
			r >= 0x80 && unicode.IsUpper(r) && unicode.IsLower(before),
			letter && unicode.IsLetter(before) && (r < 0x80) != (before < 0x80) && unicode.Is(unicode.Latin, r) != unicode.Is(unicode.Latin, before),
			r >= 0x80 && unicode.IsSymbol(r) && unicode.IsLetter(before) && !strings.ContainsRune("®™©°€£¥", r):
			odd++
		}
		before = r
	}
	end()
	return odd*10 <= high
}

// wordLetters are the letters beyond ASCII that are words, or stand for one.
const wordLetters = "àóáéíúêèâôœýÀÁÉÍÓÚÊÈªºøØöÖåÅæý"
