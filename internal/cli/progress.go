package cli

import (
	"fmt"
	"time"

	"github.com/stemma/stemma/internal/engine"
)

// progress draws how far a reading has come, on one line of the terminal that
// it draws over and clears at the end.
type progress struct {
	*console
	drawn time.Time
}

// betweenDraws keeps the line readable and the terminal idle.
const betweenDraws = 100 * time.Millisecond

func (a *app) progress() *progress { return &progress{console: a.console} }

func (p *progress) show(now engine.Progress) {
	if !p.live || time.Since(p.drawn) < betweenDraws {
		return
	}
	p.drawn = time.Now()
	head := fmt.Sprintf("reading %s of %s, %s  ", thousands(int64(now.Done)), thousands(int64(now.Found)), size(now.Bytes))
	fmt.Fprintf(p.err, "\r%s%s\x1b[K", head, cutPath(now.Path, max(0, p.width-1-len(head))))
}

func (p *progress) end() {
	if !p.drawn.IsZero() {
		fmt.Fprint(p.err, "\r\x1b[K")
	}
}
