//go:build unix

package main

import "syscall"

// coreOff reports whether the system writes no dump of this program's memory.
func coreOff() bool {
	var l syscall.Rlimit
	return syscall.Getrlimit(syscall.RLIMIT_CORE, &l) == nil && l.Cur == 0
}
