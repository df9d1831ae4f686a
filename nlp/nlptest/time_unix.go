//go:build unix

package nlptest

import (
	"syscall"
	"time"
)

// cpuTime is what the process has used of all processors so far, and whether
// that can be known.
func cpuTime() (time.Duration, bool) {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		return 0, false
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano()), true
}
