//go:build !linux

package main

import "os"

// dataSync makes sure that what was written into a file is on the disk.
func dataSync(f *os.File) error { return f.Sync() }
