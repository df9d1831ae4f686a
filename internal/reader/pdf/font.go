package pdf

import (
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/unicode/norm"
)

// A font says which words and how much room the codes of a string stand for.
type font struct {
	wide    bool // two bytes a code (composite fonts)
	utf16   bool // the codes are UTF-16
	unicode *cmap
	letters [256]string
	widths  map[int]float64
	width   float64 // of codes that widths leaves out
	scale   float64 // of a width to the size of the font
	bold    bool
}

// A code is one code of a string as it is shown.
type code struct {
	text  string // "" if the file does not say what it stands for
	width float64
	blank bool // the code 32 of one byte, to which word spacing applies
}

func newFont(f *file, d dict) *font {
	x := &font{scale: 0.001, widths: map[int]float64{}}
	base := string(f.name(d["BaseFont"]))
	x.bold = strings.Contains(base, "Bold") || strings.Contains(base, "Black") || strings.Contains(base, "Heavy")
	if s, ok := f.get(d["ToUnicode"]).(*stream); ok {
		if data, _ := f.decode(s); len(data) > 0 {
			x.unicode = readCmap(data)
		}
	}
	if f.name(d["Subtype"]) == "Type0" {
		x.composite(f, d)
		return x
	}
	x.letters = simple(f, d)
	first := f.int(d["FirstChar"], 0)
	for i, w := range f.array(d["Widths"]) {
		if i < 256 {
			x.widths[first+i] = f.num(w)
		}
	}
	x.width = f.num(f.dict(d["FontDescriptor"])["MissingWidth"])
	if f.name(d["Subtype"]) == "Type3" {
		x.scale = 1
		if m := f.array(d["FontMatrix"]); len(m) == 6 {
			x.scale = f.num(m[0])
		}
	} else if len(x.widths) == 0 {
		x.standardWidths(base)
	}
	return x
}

func (x *font) composite(f *file, d dict) {
	x.wide = true
	enc := f.name(d["Encoding"])
	x.utf16 = strings.Contains(string(enc), "UCS2") || strings.Contains(string(enc), "UTF16")
	kids := f.array(d["DescendantFonts"])
	if len(kids) == 0 {
		return
	}
	k := f.dict(kids[0])
	x.width = 1000
	if w, ok := f.get(k["DW"]).(float64); ok {
		x.width = w
	}
	// [first [w w w] first last w ...]
	w := f.array(k["W"])
	for i := 0; i+1 < len(w); {
		first := f.int(w[i], 0)
		if list, ok := f.get(w[i+1]).(array); ok {
			for j, n := range list {
				x.widths[first+j] = f.num(n)
			}
			i += 2
			continue
		}
		if i+2 >= len(w) {
			break
		}
		last, n := f.int(w[i+1], 0), f.num(w[i+2])
		for c := max(0, first); c <= min(last, 0xFFFF); c++ {
			x.widths[c] = n
		}
		i += 3
	}
}

// codes takes a string apart.
func (x *font) codes(s string) []code {
	var out []code
	if !x.wide {
		for i := range len(s) {
			c := int(s[i])
			t, ok := x.unicode.text(uint32(c))
			if !ok {
				t = x.letters[c]
			}
			out = append(out, code{text: t, width: x.of(c), blank: c == 32})
		}
		return out
	}
	for i := 0; i+1 < len(s); i += 2 {
		c := int(s[i])<<8 | int(s[i+1])
		t, ok := x.unicode.text(uint32(c))
		if !ok && x.utf16 {
			t = string(utf16.Decode([]uint16{uint16(c)}))
		}
		out = append(out, code{text: t, width: x.of(c)})
	}
	return out
}

func (x *font) of(c int) float64 {
	if w, ok := x.widths[c]; ok {
		return w * x.scale
	}
	return x.width * x.scale
}

// A cmap says which text codes stand for (ISO 32000-1, 9.10.3).
type cmap struct {
	single map[uint32]string
	ranges []codeRange
}

type codeRange struct {
	low, high uint32
	to        string
}

// maxCodes is more than any font has.
const maxCodes = 1 << 16

func (m *cmap) text(c uint32) (string, bool) {
	if m == nil {
		return "", false
	}
	if s, ok := m.single[c]; ok {
		return s, true
	}
	for _, r := range m.ranges {
		if r.low <= c && c <= r.high {
			// The last character counts up along the range.
			last, n := utf8.DecodeLastRuneInString(r.to)
			up := last + rune(c-r.low)
			if n == 0 || !utf8.ValidRune(up) {
				return "", false
			}
			return r.to[:len(r.to)-n] + string(up), true
		}
	}
	return "", false
}

func readCmap(data []byte) *cmap {
	m := &cmap{single: map[uint32]string{}}
	l := lexer{b: data}
	var args []any
	for {
		x := l.object(false, 0)
		switch x := x.(type) {
		case end:
			return m
		case op:
			switch x {
			case "endbfchar":
				for i := 0; i+1 < len(args) && len(m.single) < maxCodes; i += 2 {
					from, ok1 := args[i].(string)
					to, ok2 := args[i+1].(string)
					if ok1 && ok2 {
						m.single[number32(from)] = decode16(to)
					}
				}
			case "endbfrange":
				for i := 0; i+2 < len(args) && len(m.ranges) < maxCodes && len(m.single) < maxCodes; i += 3 {
					low, ok1 := args[i].(string)
					high, ok2 := args[i+1].(string)
					if !ok1 || !ok2 {
						continue
					}
					switch to := args[i+2].(type) {
					case string:
						if number32(low) == number32(high) {
							m.single[number32(low)] = decode16(to)
						} else {
							m.ranges = append(m.ranges, codeRange{number32(low), number32(high), decode16(to)})
						}
					case array:
						for j, t := range to {
							if t, ok := t.(string); ok && j < maxCodes {
								m.single[number32(low)+uint32(j)] = decode16(t)
							}
						}
					}
				}
			}
			args = args[:0]
		default:
			if len(args) < 1000 {
				args = append(args, x)
			}
		}
	}
}

func number32(s string) uint32 {
	var n uint32
	for i := range min(len(s), 4) {
		n = n<<8 | uint32(s[i])
	}
	return n
}

func decode16(s string) string {
	if len(s) == 1 {
		return string(rune(s[0]))
	}
	var u []uint16
	for i := 0; i+1 < min(len(s), 64); i += 2 {
		u = append(u, uint16(s[i])<<8|uint16(s[i+1]))
	}
	return string(utf16.Decode(u))
}

// simple returns what the 256 codes of a simple font stand for.
func simple(f *file, d dict) [256]string {
	var t [256]string
	enc := f.get(d["Encoding"])
	base := name("")
	var differences array
	switch e := enc.(type) {
	case name:
		base = e
	case dict:
		base = f.name(e["BaseEncoding"])
		differences = f.array(e["Differences"])
	}
	var table *charmap.Charmap
	switch base {
	case "WinAnsiEncoding":
		table = charmap.Windows1252
	case "MacRomanEncoding":
		table = charmap.Macintosh
	default:
		if f.name(d["Subtype"]) == "TrueType" {
			table = charmap.Windows1252
		}
	}
	for c := range 256 {
		switch {
		case c < 32:
		case table != nil:
			if r := table.DecodeByte(byte(c)); r != utf8.RuneError && (r < 0x7F || r > 0x9F) {
				t[c] = string(r)
			}
		case c < 127 && c != '\'' && c != '`':
			t[c] = string(rune(c))
		default:
			t[c] = glyphs[standard[c]]
		}
	}
	if table == charmap.Windows1252 {
		t[0x7F], t[0xAD] = "•", "-" // as the encoding of PDF has it
		t[0xA0] = "\u00A0"
	}
	c := 0
	for _, x := range differences {
		switch x := f.get(x).(type) {
		case float64:
			c = int(x)
		case name:
			if c >= 0 && c < 256 {
				t[c] = letter(string(x))
			}
			c++
		}
	}
	return t
}

// letter is what a glyph's name stands for (Adobe Glyph List Specification),
// "" if the name does not say.
func letter(glyph string) string {
	glyph, _, _ = strings.Cut(glyph, ".")
	if s, ok := glyphs[glyph]; ok {
		return s
	}
	if len(glyph) == 1 {
		return glyph
	}
	if parts := strings.Split(glyph, "_"); len(parts) > 1 && len(parts) < 8 {
		var all string
		for _, p := range parts {
			all += letter(p)
		}
		return all
	}
	for _, prefix := range []string{"uni", "u"} {
		if digits, ok := strings.CutPrefix(glyph, prefix); ok && len(digits) >= 4 && len(digits) <= 6 {
			if n, err := strconv.ParseUint(digits, 16, 32); err == nil && utf8.ValidRune(rune(n)) {
				return string(rune(n))
			}
		}
	}
	// A letter with an accent is named by both.
	for accent, mark := range accents {
		if base, ok := strings.CutSuffix(glyph, accent); ok && len(base) == 1 {
			return norm.NFC.String(base + mark)
		}
	}
	return ""
}

var accents = map[string]string{
	"grave": "\u0300", "acute": "\u0301", "circumflex": "\u0302", "tilde": "\u0303", "macron": "\u0304", "breve": "\u0306",
	"dotaccent": "\u0307", "dieresis": "\u0308", "ring": "\u030A", "hungarumlaut": "\u030B", "caron": "\u030C",
	"cedilla": "\u0327", "commaaccent": "\u0326", "ogonek": "\u0328",
}

// glyphs are names that do not follow from letters and accents.
var glyphs = func() map[string]string {
	m := map[string]string{}
	for pair := range strings.FieldsSeq(glyphList) {
		name, s, _ := strings.Cut(pair, ":")
		m[name] = s
	}
	m["space"], m["nbspace"], m["nonbreakingspace"] = " ", "\u00A0", "\u00A0"
	m["sfthyphen"], m["softhyphen"] = "\u00AD", "\u00AD"
	return m
}()

const glyphList = `exclam:! quotedbl:" numbersign:# dollar:$ percent:% ampersand:& quotesingle:' quoteright:’ quoteleft:‘ parenleft:( parenright:)
asterisk:* plus:+ comma:, hyphen:- minus:− period:. slash:/ zero:0 one:1 two:2 three:3 four:4 five:5 six:6 seven:7 eight:8 nine:9 colon:: semicolon:;
less:< equal:= greater:> question:? at:@ bracketleft:[ backslash:\ bracketright:] asciicircum:^ underscore:_ grave:` + "`" + ` braceleft:{ bar:| braceright:} asciitilde:~
exclamdown:¡ cent:¢ sterling:£ fraction:⁄ yen:¥ florin:ƒ section:§ currency:¤ quotedblleft:“ guillemotleft:« guilsinglleft:‹ guilsinglright:› fi:fi fl:fl ff:ff ffi:ffi ffl:ffl
endash:– dagger:† daggerdbl:‡ periodcentered:· middot:· paragraph:¶ bullet:• quotesinglbase:‚ quotedblbase:„ quotedblright:” guillemotright:» ellipsis:… perthousand:‰ questiondown:¿
acute:´ circumflex:ˆ tilde:˜ macron:¯ breve:˘ dotaccent:˙ dieresis:¨ ring:˚ cedilla:¸ hungarumlaut:˝ ogonek:˛ caron:ˇ emdash:—
AE:Æ ordfeminine:ª Lslash:Ł Oslash:Ø OE:Œ ordmasculine:º ae:æ dotlessi:ı lslash:ł oslash:ø oe:œ germandbls:ß Eth:Ð eth:ð Thorn:Þ thorn:þ Dcroat:Đ dcroat:đ Hbar:Ħ hbar:ħ Tbar:Ŧ tbar:ŧ
brokenbar:¦ copyright:© logicalnot:¬ registered:® degree:° plusminus:± twosuperior:² threesuperior:³ onesuperior:¹ mu:µ onequarter:¼ onehalf:½ threequarters:¾ multiply:× divide:÷
Euro:€ euro:€ trademark:™ notequal:≠ infinity:∞ lessequal:≤ greaterequal:≥ approxequal:≈ arrowright:→ arrowleft:← checkmark:✓ Idotaccent:İ kgreenlandic:ĸ Eng:Ŋ eng:ŋ longs:ſ
Alpha:Α Beta:Β Gamma:Γ Delta:Δ Epsilon:Ε Zeta:Ζ Eta:Η Theta:Θ Iota:Ι Kappa:Κ Lambda:Λ Mu:Μ Nu:Ν Xi:Ξ Omicron:Ο Pi:Π Rho:Ρ Sigma:Σ Tau:Τ Upsilon:Υ Phi:Φ Chi:Χ Psi:Ψ Omega:Ω
alpha:α beta:β gamma:γ delta:δ epsilon:ε zeta:ζ eta:η theta:θ iota:ι kappa:κ lambda:λ nu:ν xi:ξ omicron:ο pi:π rho:ρ sigma:σ sigma1:ς tau:τ upsilon:υ phi:φ chi:χ psi:ψ omega:ω`

// standard is the standard encoding where it differs from ASCII.
var standard = func() map[int]string {
	m := map[int]string{'\'': "quoteright", '`': "quoteleft"}
	for first, names := range map[int]string{
		161: "exclamdown cent sterling fraction yen florin section currency quotesingle quotedblleft guillemotleft guilsinglleft guilsinglright fi fl",
		177: "endash dagger daggerdbl periodcentered", 182: "paragraph bullet quotesinglbase quotedblbase quotedblright guillemotright ellipsis perthousand",
		191: "questiondown", 193: "grave acute circumflex tilde macron breve dotaccent dieresis", 202: "ring cedilla", 205: "hungarumlaut ogonek caron emdash",
		225: "AE", 227: "ordfeminine", 232: "Lslash Oslash OE ordmasculine", 241: "ae", 245: "dotlessi", 248: "lslash oslash oe germandbls",
	} {
		for i, n := range strings.Fields(names) {
			m[first+i] = n
		}
	}
	return m
}()

// standardWidths serves the fonts that every viewer has and files may leave
// without widths (ISO 32000-1, 9.6.2.2): widths of the letters, rounded to
// twenty, which is enough to tell a gap.
func (x *font) standardWidths(base string) {
	if i := strings.IndexByte(base, '+'); i >= 0 {
		base = base[i+1:]
	}
	list, rest := timesWidths, 500.0
	switch {
	case strings.Contains(base, "Courier") || strings.Contains(base, "Mono"):
		x.width = 600
		return
	case strings.Contains(base, "Helvetica") || strings.Contains(base, "Arial") || strings.Contains(base, "Sans"):
		list, rest = helveticaWidths, 556
	}
	x.width = rest
	for i := range len(list) {
		w := float64(list[i]-'0') * 20
		if x.bold {
			w *= 1.05
		}
		x.widths[32+i] = w
	}
}

// Widths of the characters 32 to 126, one sign each: its distance from '0'
// in steps of a fiftieth of the size.
const (
	helveticaWidths = `>>BLL\Q;AACM>A>>LLLLLLLLLL>>MMMLcQQTTQOWT>IQLZTWQWTQOTQ_QQO>>>GL;LLILL>LL;;I;ZLLLLAI>LITIIIA=AM`
	timesWidths     = `<ADIIZWAAAIL<A<>IIIIIIIIII>>LLLF^TQQTOLTTACTO\TTLTQLOTT_TTOA>AGIAFIFIFAII>>I>WIIIIAC>IITIIFH:HK`
)
