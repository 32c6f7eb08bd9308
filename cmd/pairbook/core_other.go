//go:build !unix

package main

// noCore does nothing: Windows writes no core dumps unless somebody asks for them.
func noCore() {}

// coreOff reports whether the system writes no dump of this program's memory.
func coreOff() bool { return true }
