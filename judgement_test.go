package stemma

import (
	"testing"
	"time"
)

func TestJudgementIDTellsTwoActsOfOneSecondApart(t *testing.T) {
	j := &Judgement{Kind: Accept, By: "R. Vey", Why: "heard the tape", At: time.Date(2021, 2, 3, 4, 5, 6, 0, time.UTC)}
	// The time was kept to the second once, and what was kept then has this ID.
	if id := JudgementID(j); id != NewID('j', "accept", "R. Vey", "heard the tape", "2021-02-03T04:05:06Z", "") {
		t.Errorf("a judgement of a whole second has another ID: %s", id)
	}
	again := *j
	again.At = j.At.Add(250 * time.Millisecond)
	if JudgementID(&again) == JudgementID(j) {
		t.Error("the same judgement a quarter of a second later has the same ID")
	}
}
