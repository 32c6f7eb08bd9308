//go:build !unix

package main

import "os/exec"

// detach does nothing: on Windows a program with a window goes on by itself.
func detach(*exec.Cmd) {}
