package nlp

import "unicode"

// Digit is a decimal digit of any script as its ASCII digit: '3' for '٣'. It is asked
// of runes of the Unicode class Nd alone (unicode.IsDigit), whose digits stand in runs
// from nought to nine.
func Digit(r rune) byte {
	for zero := r; ; zero-- {
		if !unicode.IsDigit(zero-1) || r-zero == 9 {
			return byte('0' + r - zero)
		}
	}
}
