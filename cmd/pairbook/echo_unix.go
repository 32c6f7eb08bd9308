//go:build linux || darwin

package main

import "golang.org/x/sys/unix"

// echoOff keeps a terminal from showing what is typed.
func echoOff(fd uintptr) error {
	t, err := unix.IoctlGetTermios(int(fd), getTermios)
	if err != nil {
		return err
	}
	t.Lflag &^= unix.ECHO
	return unix.IoctlSetTermios(int(fd), setTermios, t)
}
