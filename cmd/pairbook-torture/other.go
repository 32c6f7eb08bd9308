//go:build !linux

// Command pairbook-torture needs Linux: for strace, for small disks, and for /proc.
package main

import (
	"fmt"
	"os"
)

func main() {
	fmt.Fprintln(os.Stderr, "pairbook-torture runs on Linux only")
	os.Exit(2)
}
