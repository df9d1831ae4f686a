package pdf

import (
	"bytes"
	"strconv"
)

// The objects of a file (ISO 32000-1, 7.3): nil, bool, float64 for all
// numbers, string, name, array, dict, ref, *stream; in contents also op.
type (
	name  string
	op    string
	array []any
	dict  map[name]any
	ref   int // number of an object; generations do not matter to a reader
)

// A stream is a dictionary with bytes, as they are stored.
type stream struct {
	dict
	raw []byte
	num int // of the object, for decryption
	gen int
}

const (
	// maxNested is how deep arrays and dictionaries may nest. Programs write
	// some ten levels.
	maxNested = 64
	// maxLen is how many elements an array or a dictionary may have: the flat
	// list of pages of a very long file.
	maxLen = 1 << 18
)

type lexer struct {
	b []byte
	i int
}

// end is what token returns after the last byte.
type end struct{}

func space(c byte) bool {
	return c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == '\f' || c == 0
}

func delim(c byte) bool {
	switch c {
	case '(', ')', '<', '>', '[', ']', '{', '}', '/', '%':
		return true
	}
	return false
}

func (l *lexer) blank() {
	for l.i < len(l.b) {
		switch c := l.b[l.i]; {
		case space(c):
			l.i++
		case c == '%':
			for l.i < len(l.b) && l.b[l.i] != '\n' && l.b[l.i] != '\r' {
				l.i++
			}
		default:
			return
		}
	}
}

// token returns the next token; brackets and words are ops.
func (l *lexer) token() any {
	l.blank()
	if l.i >= len(l.b) {
		return end{}
	}
	c := l.b[l.i]
	switch c {
	case '(':
		return l.literal()
	case '/':
		return l.name()
	case '<':
		if l.i+1 < len(l.b) && l.b[l.i+1] == '<' {
			l.i += 2
			return op("<<")
		}
		return l.hex()
	case '>':
		if l.i+1 < len(l.b) && l.b[l.i+1] == '>' {
			l.i += 2
			return op(">>")
		}
		l.i++
		return op(">")
	case '[', ']', '{', '}', ')':
		l.i++
		return op(c)
	}
	begin := l.i
	for l.i < len(l.b) && !space(l.b[l.i]) && !delim(l.b[l.i]) {
		l.i++
	}
	word := l.b[begin:l.i]
	if n, ok := number(word); ok {
		return n
	}
	switch string(word) {
	case "true":
		return true
	case "false":
		return false
	case "null":
		return nil
	}
	return op(word[:min(len(word), 64)])
}

func number(b []byte) (float64, bool) {
	if len(b) == 0 || len(b) > 40 || b[0] != '-' && b[0] != '+' && b[0] != '.' && (b[0] < '0' || b[0] > '9') {
		return 0, false
	}
	n, err := strconv.ParseFloat(string(b), 64)
	if err != nil {
		// Some programs write "--5" and "1.2-3"; viewers take what is sound.
		for e := len(b) - 1; e > 0; e-- {
			if n, err := strconv.ParseFloat(string(b[:e]), 64); err == nil {
				return n, true
			}
		}
		return 0, len(b) > 1 && b[0] == '-'
	}
	return n, n == n && n < 1e15 && n > -1e15
}

func (l *lexer) literal() string {
	l.i++
	var out []byte
	depth := 1
	for l.i < len(l.b) {
		c := l.b[l.i]
		l.i++
		switch c {
		case '(':
			depth++
		case ')':
			if depth--; depth == 0 {
				return string(out)
			}
		case '\\':
			if l.i >= len(l.b) {
				return string(out)
			}
			c = l.b[l.i]
			l.i++
			switch c {
			case 'n':
				c = '\n'
			case 'r':
				c = '\r'
			case 't':
				c = '\t'
			case 'b':
				c = '\b'
			case 'f':
				c = '\f'
			case '\r':
				if l.i < len(l.b) && l.b[l.i] == '\n' {
					l.i++
				}
				continue
			case '\n':
				continue
			case '0', '1', '2', '3', '4', '5', '6', '7':
				n := int(c - '0')
				for k := 0; k < 2 && l.i < len(l.b) && l.b[l.i] >= '0' && l.b[l.i] <= '7'; k++ {
					n = n*8 + int(l.b[l.i]-'0')
					l.i++
				}
				c = byte(n)
			}
		}
		out = append(out, c)
	}
	return string(out)
}

func unhex(c byte) int {
	switch {
	case '0' <= c && c <= '9':
		return int(c - '0')
	case 'a' <= c && c <= 'f':
		return int(c-'a') + 10
	case 'A' <= c && c <= 'F':
		return int(c-'A') + 10
	}
	return -1
}

func (l *lexer) hex() string {
	l.i++
	var out []byte
	high := -1
	for l.i < len(l.b) {
		c := l.b[l.i]
		l.i++
		if c == '>' {
			break
		}
		n := unhex(c)
		switch {
		case n < 0:
		case high < 0:
			high = n
		default:
			out = append(out, byte(high<<4|n))
			high = -1
		}
	}
	if high >= 0 {
		out = append(out, byte(high<<4))
	}
	return string(out)
}

func (l *lexer) name() name {
	l.i++
	var out []byte
	for l.i < len(l.b) && !space(l.b[l.i]) && !delim(l.b[l.i]) {
		c := l.b[l.i]
		l.i++
		if c == '#' && l.i+1 < len(l.b) && unhex(l.b[l.i]) >= 0 && unhex(l.b[l.i+1]) >= 0 {
			c = byte(unhex(l.b[l.i])<<4 | unhex(l.b[l.i+1]))
			l.i += 2
		}
		out = append(out, c)
	}
	return name(out)
}

// object returns the next object, or an op that is none. Refs says whether
// "12 0 R" may stand there, as in a file, but not in contents.
func (l *lexer) object(refs bool, depth int) any {
	switch t := l.token().(type) {
	case op:
		if depth >= maxNested && (t == "[" || t == "<<") {
			return nil // what is inside is taken for elements of the outer one
		}
		switch t {
		case "[":
			var a array
			for {
				x := l.object(refs, depth+1)
				switch x := x.(type) {
				case end:
					return a
				case op:
					if x == "]" {
						return a
					}
					if x == "endobj" || x == "stream" {
						l.i -= len(x)
						return a
					}
					continue
				}
				if len(a) < maxLen {
					a = append(a, x)
				}
			}
		case "<<":
			d := dict{}
			for {
				k := l.token()
				switch k := k.(type) {
				case end:
					return d
				case op:
					if k == ">>" {
						return d
					}
					if k == "endobj" || k == "stream" {
						l.i -= len(k)
						return d
					}
				case name:
					v := l.object(refs, depth+1)
					if o, ok := v.(op); ok {
						l.i -= len(o) // a key without a value
						continue
					}
					if _, ok := v.(end); ok {
						return d
					}
					if len(d) < maxLen {
						d[k] = v
					}
				}
			}
		}
		return t
	case float64:
		if !refs || t < 0 || t != float64(int(t)) {
			return t
		}
		at := l.i
		if g, ok := l.token().(float64); ok && g >= 0 {
			if r, ok := l.token().(op); ok && r == "R" {
				return ref(t)
			}
		}
		l.i = at
		return t
	default:
		return t
	}
}

// streamAt returns the bytes after the word "stream", of the length stated if
// that fits and up to "endstream" otherwise.
func streamAt(b []byte, i int, length int) []byte {
	if i < len(b) && b[i] == '\r' {
		i++
	}
	if i < len(b) && b[i] == '\n' {
		i++
	}
	if length >= 0 && length <= len(b)-i {
		l := lexer{b: b[i+length : min(len(b), i+length+32)]}
		if l.token() == op("endstream") {
			return b[i : i+length]
		}
	}
	if n := bytes.Index(b[i:], []byte("endstream")); n >= 0 {
		return bytes.TrimRight(b[i:i+n], "\r\n")
	}
	return b[i:]
}
