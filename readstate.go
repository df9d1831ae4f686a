package stemma

import (
	"context"
	"time"
)

// StageRead is the stage whose mark, while a read of a case goes on, is the time of the
// last word of it in RFC 3339. It is none after a read that went to its end, and anything else
// after one that was stopped.
const StageRead = "reading"

// ReadStall is how old the last word of a read is at least before the read is taken for
// broken off: keeping the claims of a large case takes seconds, and nothing else
// can be written meanwhile.
const ReadStall = 10 * time.Second

// A ReadState says whether a read of a case is going on, or the last was broken off.
type ReadState int

// States of reading.
const (
	NotRead    ReadState = iota // none goes on, and the last went to its end
	ReadGoesOn                  // in this process or in another
	ReadBroken                  // the last was stopped, or its process was killed
)

// StateOfRead is the state of reading of a case, as far as it can be seen from the case.
func StateOfRead(ctx context.Context, view View) (ReadState, error) {
	mark, err := view.Reckoned(ctx, StageRead)
	return ReadStateOf(mark), err
}

// ReadStateOf is the state that the mark of StageRead tells of.
func ReadStateOf(mark ID) ReadState {
	if mark == "" {
		return NotRead
	}
	if last, err := time.Parse(time.RFC3339Nano, string(mark)); err != nil || time.Since(last) > ReadStall {
		return ReadBroken
	}
	return ReadGoesOn
}
