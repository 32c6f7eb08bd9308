//go:build unix && !linux

package main

// undumpable is for systems that have a call for it.
func undumpable() {}
