//go:build unix

package main

import (
	"os/exec"
	"syscall"
)

// detach gives a program a session of its own, so that it does not end with our terminal.
func detach(c *exec.Cmd) { c.SysProcAttr = &syscall.SysProcAttr{Setsid: true} }
