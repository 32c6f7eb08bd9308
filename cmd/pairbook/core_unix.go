//go:build unix

package main

import "syscall"

// noCore keeps what people wrote out of core dumps: a crash leaves no image of the
// memory on the disk. Where the system refuses, nothing else is lost.
func noCore() {
	_ = syscall.Setrlimit(syscall.RLIMIT_CORE, &syscall.Rlimit{})
	undumpable()
}

// coreOff reports whether the system writes no dump of this program's memory.
func coreOff() bool {
	var l syscall.Rlimit
	return syscall.Getrlimit(syscall.RLIMIT_CORE, &l) == nil && l.Cur == 0
}
