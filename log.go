package stemma

import (
	"context"
	"fmt"
	"slices"
	"time"
)

// Log returns the log of judgements, in the order in which they were made.
func Log(ctx context.Context, view View) ([]*Judgement, error) {
	var log []*Judgement
	for j, err := range view.Judgements(ctx) {
		if err != nil {
			return nil, fmt.Errorf("list judgements: %w", err)
		}
		log = append(log, j)
	}
	return log, nil
}

// Retractable is an Invalid error where a judgement of the log has been taken back
// already: a second retraction would have to be taken back as well before it holds again.
func Retractable(log []*Judgement, id ID) error {
	retracted := Retracted(log)
	if !retracted[id] {
		return nil
	}
	by := log[slices.IndexFunc(log, func(x *Judgement) bool { return x.Kind == Retract && x.Retracts == id && !retracted[x.ID] })]
	return &Error{
		Kind: Invalid, Op: "retract " + string(id),
		Err:  fmt.Errorf("it was taken back already, by %s on %s", by.By, by.At.UTC().Format(time.DateOnly)),
		Hint: "to make it hold again, take that one back: stemma judge retract " + string(by.ID),
	}
}
