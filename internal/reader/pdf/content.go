package pdf

import (
	"bytes"
	"errors"
	"fmt"
	"math"
	"strings"
	"unicode"
)

// A matrix is [a b c d e f] as in ISO 32000-1, 8.3.3.
type matrix [6]float64

var unit = matrix{1, 0, 0, 1, 0, 0}

// after returns the matrix that applies m first and then n.
func (m matrix) after(n matrix) matrix {
	return matrix{
		m[0]*n[0] + m[1]*n[2], m[0]*n[1] + m[1]*n[3],
		m[2]*n[0] + m[3]*n[2], m[2]*n[1] + m[3]*n[3],
		m[4]*n[0] + m[5]*n[2] + n[4], m[4]*n[1] + m[5]*n[3] + n[5],
	}
}

// A glyph is a sign on a page. Coordinates are in points, turned so that the
// line runs to the right and y grows upwards.
type glyph struct {
	x, y, w, size float64
	s             string
	bold          bool
	turn          uint8 // quarter turns of its line against the page
}

const (
	// maxGlyphs is the most signs of one page; a page of a newspaper has
	// thirty thousand.
	maxGlyphs = 1 << 20
	// maxOps is the most operators of one file: forms that call forms could
	// otherwise go on for ever.
	maxOps = 50_000_000
	// maxForms is how deep forms may call forms, and maxCalls how often forms
	// may be called in all.
	maxForms = 12
	maxCalls = 100_000
)

var errWork = errors.New("it takes too much work to lay out")

// state is the graphics state, as far as text needs it.
type state struct {
	ctm              matrix
	font             *font
	size             float64
	char, word       float64
	scale            float64
	leading, rise    float64
	textm, textlinem matrix
}

// A page is one page of the file.
type page struct {
	dict      dict
	resources any
	box       [4]float64 // left, bottom, right, top
	rotate    int
}

// A painter shows the contents of a page, keeping the signs only.
type painter struct {
	f        *file
	fonts    map[any]*font
	ops      *int
	calls    *int
	open     map[*stream]bool // forms that are being drawn
	page     matrix           // from the page as drawn to the page as shown
	glyphs   []glyph
	pictures int
	unknown  int // signs that the file does not say the letter of
}

func (p *painter) run(data []byte, resources dict, s state, depth int) error {
	f := p.f
	l := lexer{b: data}
	var stack []state
	var args []any
	arg := func(i int) float64 {
		if i >= len(args) {
			return 0
		}
		n, _ := args[i].(float64)
		return n
	}
	six := func() (m matrix) {
		for i := range m {
			m[i] = arg(i)
		}
		return m
	}
	for {
		x := l.object(false, 0)
		o, ok := x.(op)
		if !ok {
			if _, over := x.(end); over {
				return nil
			}
			if len(args) < 64 {
				args = append(args, x)
			}
			continue
		}
		if *p.ops++; *p.ops > maxOps || len(p.glyphs) > maxGlyphs {
			return errWork
		}
		switch o {
		case "q":
			if len(stack) < 1000 {
				stack = append(stack, s)
			}
		case "Q":
			if n := len(stack); n > 0 {
				s, stack = stack[n-1], stack[:n-1]
			}
		case "cm":
			s.ctm = six().after(s.ctm)
		case "BT":
			s.textm, s.textlinem = unit, unit
		case "Tc":
			s.char = arg(0)
		case "Tw":
			s.word = arg(0)
		case "Tz":
			s.scale = arg(0) / 100
		case "TL":
			s.leading = arg(0)
		case "Ts":
			s.rise = arg(0)
		case "Tf":
			if len(args) > 1 {
				n, _ := args[0].(name)
				s.font, s.size = p.font(f.dict(resources["Font"])[n]), arg(1)
			}
		case "gs":
			if len(args) > 0 {
				n, _ := args[0].(name)
				if a := f.array(f.dict(f.dict(resources["ExtGState"])[n])["Font"]); len(a) == 2 {
					s.font, s.size = p.font(a[0]), f.num(a[1])
				}
			}
		case "Td", "TD":
			if o == "TD" {
				s.leading = -arg(1)
			}
			s.textlinem = matrix{1, 0, 0, 1, arg(0), arg(1)}.after(s.textlinem)
			s.textm = s.textlinem
		case "Tm":
			s.textm = six()
			s.textlinem = s.textm
		case "T*", "'", `"`:
			if o == `"` {
				s.word, s.char = arg(0), arg(1)
			}
			s.textlinem = matrix{1, 0, 0, 1, 0, -s.leading}.after(s.textlinem)
			s.textm = s.textlinem
			if o != "T*" && len(args) > 0 {
				t, _ := args[len(args)-1].(string)
				p.show(&s, t)
			}
		case "Tj":
			if len(args) > 0 {
				t, _ := args[len(args)-1].(string)
				p.show(&s, t)
			}
		case "TJ":
			if len(args) > 0 {
				a, _ := args[len(args)-1].(array)
				for _, e := range a {
					switch e := e.(type) {
					case string:
						p.show(&s, e)
					case float64:
						s.textm = matrix{1, 0, 0, 1, -e / 1000 * s.size * s.scale, 0}.after(s.textm)
					}
				}
			}
		case "Do":
			if len(args) == 0 || depth >= maxForms {
				break
			}
			n, _ := args[0].(name)
			x, ok := f.get(f.dict(resources["XObject"])[n]).(*stream)
			if !ok {
				break
			}
			if f.name(x.dict["Subtype"]) != "Form" {
				p.pictures++
				break
			}
			if *p.calls++; *p.calls > maxCalls {
				return errWork
			}
			if p.open[x] {
				break // a form must not call itself
			}
			inner := s
			if m := f.array(x.dict["Matrix"]); len(m) == 6 {
				var mm matrix
				for i := range mm {
					mm[i] = f.num(m[i])
				}
				inner.ctm = mm.after(s.ctm)
			}
			r := f.dict(x.dict["Resources"])
			if r == nil {
				r = resources
			}
			data, err := f.decode(x)
			if err != nil && len(data) == 0 {
				return fmt.Errorf("form %s: %w", string(n), err)
			}
			p.open[x] = true
			err = p.run(data, r, inner, depth+1)
			delete(p.open, x)
			if err != nil {
				return err
			}
		case "BI":
			p.pictures++
			l.skipImage()
		}
		args = args[:0]
	}
}

// skipImage passes over a picture within the contents: its bytes end in "EI"
// as a word.
func (l *lexer) skipImage() {
	i := bytes.Index(l.b[l.i:], []byte("ID"))
	if i < 0 {
		l.i = len(l.b)
		return
	}
	l.i += i + 2
	for {
		n := bytes.Index(l.b[l.i:], []byte("EI"))
		if n < 0 {
			l.i = len(l.b)
			return
		}
		at := l.i + n
		l.i = at + 2
		if space(l.b[at-1]) && (l.i >= len(l.b) || space(l.b[l.i])) {
			return
		}
	}
}

// font returns the font for an entry of the resources, each read once.
func (p *painter) font(x any) *font {
	r, isRef := x.(ref)
	if isRef {
		if f, ok := p.fonts[r]; ok {
			return f
		}
	}
	d := p.f.dict(x)
	if d == nil {
		return nil
	}
	f := newFont(p.f, d)
	if isRef {
		p.fonts[r] = f
	}
	return f
}

// show places the signs of a string.
func (p *painter) show(s *state, text string) {
	if s.font == nil || s.size == 0 {
		return
	}
	for _, c := range s.font.codes(text) {
		if len(p.glyphs) > maxGlyphs {
			return
		}
		m := matrix{s.size * s.scale, 0, 0, s.size, 0, s.rise}.after(s.textm).after(s.ctm).after(p.page)
		p.place(m, c, s.font.bold)
		tx := c.width*s.size + s.char
		if c.blank {
			tx += s.word
		}
		s.textm = matrix{1, 0, 0, 1, tx * s.scale, 0}.after(s.textm)
	}
}

func (p *painter) place(m matrix, c code, bold bool) {
	text := clean(c.text)
	if text == "" {
		if c.text != "" || c.width == 0 {
			return
		}
		p.unknown++
		text = "\uFFFD"
	}
	along, up := math.Hypot(m[0], m[1]), math.Hypot(m[2], m[3])
	if !(along > 0) || !(up > 0.5) || up > 5000 || math.IsInf(along, 0) || math.Abs(m[4]) > 1e6 || math.Abs(m[5]) > 1e6 {
		return
	}
	g := glyph{x: m[4], y: m[5], w: c.width * along, size: up, s: text, bold: bold}
	// Type 3 fonts state widths in units of their own.
	turn := int(math.Round(math.Atan2(m[1], m[0])/(math.Pi/2))+4) % 4
	g.turn = uint8(turn)
	switch turn {
	case 1:
		g.x, g.y = g.y, -g.x
	case 2:
		g.x, g.y = -g.x, -g.y
	case 3:
		g.x, g.y = -g.y, g.x
	}
	p.glyphs = append(p.glyphs, g)
}

// clean leaves out what is no letter, writes ligatures as the letters that
// they join, and takes the bullets of symbol fonts for bullets.
func clean(s string) string {
	for _, r := range s {
		if r < ' ' || 0x7F <= r && r < 0xA0 || r >= 0xFB00 && r <= 0xFB06 || r >= 0xE000 && r <= 0xF8FF || r == 0xFEFF || r == 0xFFFD {
			return cleaner.Replace(strings.Map(func(r rune) rune {
				switch {
				case r == '\t' || r == '\n' || r == '\r':
					return ' '
				case unicode.IsControl(r) || r == 0xFEFF:
					return -1
				}
				return r
			}, s))
		}
	}
	return s
}

var cleaner = strings.NewReplacer("ﬀ", "ff", "ﬁ", "fi", "ﬂ", "fl", "ﬃ", "ffi", "ﬄ", "ffl", "ﬅ", "st", "ﬆ", "st", "\uF0B7", "•", "\uF0A7", "▪")
