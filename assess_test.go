package stemma

import "testing"

func TestReads(t *testing.T) {
	for value, want := range map[string]string{
		"7": "7", "3200": "3,200", "~3200": "about 3,200", ">=2300": "at least 2,300", "<=999": "at most 999", ">1000000": "more than 1,000,000",
		"5..6": "5 to 6", "1000..2000 km": "1,000 to 2,000 km", "41.6 m": "41.6 m", "0.12345": "0.12345", "~1234.5 kg": "about 1,234.5 kg", "": "",
	} {
		if got := AskNumber.Reads(value); got != want {
			t.Errorf("%q reads %q, want %q", value, got, want)
		}
	}
	if got := AskDate.Reads("2017-03-08"); got != "2017-03-08" {
		t.Errorf("a date reads %q", got)
	}
}
