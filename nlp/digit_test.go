package nlp_test

import (
	"testing"

	"github.com/stemma/stemma/nlp"
)

func TestDigit(t *testing.T) {
	for _, digits := range []string{"0123456789", "٠١٢٣٤٥٦٧٨٩", "۰۱۲۳۴۵۶۷۸۹", "०१२३४५६७८९", "０１２３４５６７８９"} {
		n := byte('0')
		for _, r := range digits {
			if got := nlp.Digit(r); got != n {
				t.Errorf("%c is %c, not %c", r, got, n)
			}
			n++
		}
	}
}
