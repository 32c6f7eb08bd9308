//go:build unix && !linux

package main_test

import "testing"

// onLinux lists nothing here: we cannot stage these faults.
func onLinux() map[string]func(*testing.T, house) { return nil }
