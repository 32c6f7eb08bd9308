package main

import "syscall"

// undumpable also keeps other programs of the same user from reading our memory, and
// the system from dumping it by way of a program of its own.
func undumpable() {
	const setDumpable = 4 // PR_SET_DUMPABLE
	_, _, _ = syscall.RawSyscall(syscall.SYS_PRCTL, setDumpable, 0, 0)
}
