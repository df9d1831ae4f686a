package claim

import "testing"

func TestWeekdayOf(t *testing.T) {
	for words, want := range map[string]string{
		"Monday": "Monday", "on Monday night": "Monday", "monday night": "Monday",
		"on": "", "on the quay": "", "": "", "a Monday": "",
	} {
		if got := weekdayOf(words); got != want {
			t.Errorf("%q: %q, not %q", words, got, want)
		}
	}
}
