package stemma

import (
	"errors"
	"strings"
)

// Kind is what went wrong, from a closed list. It is what a program decides
// by; the message is what a person reads.
type Kind string

// Kinds of error and of issue, one sentence each.
const (
	Invalid     Kind = "invalid"     // what was asked for makes no sense
	NotFound    Kind = "not-found"   // no such record in the case
	Vanished    Kind = "vanished"    // the file was there and is gone, or may not be opened
	Unsupported Kind = "unsupported" // no reader knows the format
	Broken      Kind = "broken"      // the bytes are not what the format says they are
	Encrypted   Kind = "encrypted"   // a password would be needed
	TooLarge    Kind = "too-large"   // beyond a limit of the reader
	Unsafe      Kind = "unsafe"      // built to do harm: a bomb, a path that leaves its archive
	Empty       Kind = "empty"       // read, but there is no text in it
	Skipped     Kind = "skipped"     // not reporting: a row without running text, a picture
	Unread      Kind = "unread"      // stored and searchable, but no pipeline reads its language
	Detached    Kind = "detached"    // a judgement that fits no place any more
	Damaged     Kind = "damaged"     // the case file itself is not sound
	Busy        Kind = "busy"        // another process is writing to the case
	Full        Kind = "full"        // the disk has no room
	Internal    Kind = "internal"    // our own mistake
)

// IssueKinds are the kinds that an Issue may have.
var IssueKinds = []Kind{Invalid, Vanished, Unsupported, Broken, Encrypted, TooLarge, Unsafe, Empty, Skipped, Unread, Detached, Internal}

// Error is an error of a known kind.
type Error struct {
	Kind Kind
	Op   string // verb and thing: "read page 3 of a.pdf"
	Err  error  // may be nil
	Hint string // the way out, a sentence; may be empty
}

// Error gives the operation and the cause; the hint is shown apart.
func (e *Error) Error() string {
	switch {
	case e.Err == nil:
		return e.Op + ": " + string(e.Kind)
	case e.Op == "":
		return e.Err.Error()
	}
	return e.Op + ": " + e.Err.Error()
}

// Unwrap returns the cause.
func (e *Error) Unwrap() error { return e.Err }

// KindOf returns the kind of the outermost *Error in err's chain, Internal if
// there is none.
func KindOf(err error) Kind {
	if e, ok := errors.AsType[*Error](err); ok {
		return e.Kind
	}
	return Internal
}

// HintOf returns the outermost hint in err's chain, "" if there is none.
func HintOf(err error) string {
	for err != nil {
		e, ok := errors.AsType[*Error](err)
		if !ok {
			return ""
		}
		if e.Hint != "" {
			return e.Hint
		}
		err = e.Err
	}
	return ""
}

// Words are the words of an error, in which what follows on the same again is told
// once: whoever lists a thing and the store that he asks both say what was done.
func Words(err error) string {
	told, rest := "", err.Error()
next:
	for {
		for i := range rest {
			if step, ok := strings.CutPrefix(rest[i:], ": "); ok && strings.HasPrefix(step, rest[:i]+": ") {
				rest = step
				continue next
			}
		}
		i := strings.Index(rest, ": ")
		if i < 0 {
			return told + rest
		}
		told, rest = told+rest[:i+2], rest[i+2:]
	}
}
