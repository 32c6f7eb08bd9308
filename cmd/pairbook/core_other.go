//go:build !unix

package main

// noCore does nothing: Windows writes no core dumps unless somebody asks for them.
func noCore() {}
