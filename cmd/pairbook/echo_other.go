//go:build !linux && !darwin && !windows

package main

// echoOff leaves it to the reading of a passphrase, which follows the question.
func echoOff(uintptr) error { return nil }
