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
	if got := AskNumber.Reads("~43 age"); got != "about 43 years old" {
		t.Errorf("an age reads %q", got)
	}
	if got := AskDate.Reads("XXXX-05-03"); got != "3 May" {
		t.Errorf("a day of no known year reads %q", got)
	}
	if got := AskDate.Reads("2017-03-08"); got != "2017-03-08" {
		t.Errorf("a date reads %q", got)
	}
}

// TestSideNames sees that no name of a side takes for a fact what is only alleged or asked.
func TestSideNames(t *testing.T) {
	for _, x := range []struct {
		asks Question
		side Side
		want string
	}{
		{AskStatus, Side{Value: "free", Stance: Affirms}, "free"},
		{AskStatus, Side{Value: "not free", Stance: Denies}, "not free"},
		{AskStatus, Side{Value: "dead", Stance: Alleges}, "dead, alleged"},
		{AskStatus, Side{Value: "held", Stance: Questions}, "held, left open"},
		{AskStatus, Side{Stance: Alleges}, "alleged"},
		{AskNumber, Side{Value: "9", Stance: Denies}, "9, denied"},
		{AskNumber, Side{Value: "9", Stance: Alleges}, "9, alleged"},
		{AskWhether, Side{Stance: Affirms}, "yes"},
		{AskWhether, Side{Stance: Affirms, Hedged: true}, "yes, hedged"},
		{AskStatus, Side{Value: "dead", Stance: Affirms, Hedged: true}, "dead, hedged"},
	} {
		if got := x.side.Name(x.asks); got != x.want {
			t.Errorf("%v of %s is named %q, want %q", x.side, x.asks, got, x.want)
		}
	}
}

// TestDivided: those who say so and those who deny it do not agree.
func TestDivided(t *testing.T) {
	for want, a := range map[string]*Assessment{
		"The answers agree": {Disagreement: NoDisagreement, Sides: []Side{{Stance: Affirms}}},
		"Some say so and others deny it, and nothing shows that they mean one thing": {Disagreement: NoDisagreement, Sides: []Side{{Stance: Affirms}, {Stance: Denies}}},
		"The numbers differ (number)": {Disagreement: NumberDiffers, Sides: []Side{{Stance: Affirms}, {Stance: Denies}}},
	} {
		if got := a.Sentence(); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}
