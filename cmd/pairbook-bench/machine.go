package main

import (
	"fmt"
	"os"
	"runtime"
	"strings"
	"time"
)

// machine is the computer that was measured on, without its name or anybody's.
type machine struct {
	CPU    string `json:"cpu"`
	Cores  int    `json:"cores"`
	Memory string `json:"memory"`
	System string `json:"system"` // and its kernel
	Go     string `json:"go"`
	Day    string `json:"day"`
	Before string `json:"load_before"` // of the last minute, when the run began
	After  string `json:"load_after"`
}

func thisMachine() machine {
	return machine{
		CPU: fieldOf("/proc/cpuinfo", "model name"), Cores: runtime.NumCPU(), Memory: gigabytes(fieldOf("/proc/meminfo", "MemTotal")),
		System: runtime.GOOS + "/" + runtime.GOARCH + " " + contentOf("/proc/sys/kernel/osrelease"), Go: runtime.Version(),
		Day: time.Now().Format(time.DateOnly), Before: load(),
	}
}

const unknown = "?"

// contentOf returns what a small file of the system says.
func contentOf(path string) string {
	text, err := os.ReadFile(path)
	if err != nil {
		return unknown
	}
	return strings.TrimSpace(string(text))
}

// fieldOf returns the first value of a name in a file of "name: value" lines.
func fieldOf(path, name string) string {
	for line := range strings.Lines(contentOf(path)) {
		if key, value, ok := strings.Cut(line, ":"); ok && strings.TrimSpace(key) == name {
			return strings.TrimSpace(value)
		}
	}
	return unknown
}

func gigabytes(kb string) string {
	var n float64
	if _, err := fmt.Sscanf(kb, "%f kB", &n); err != nil {
		return unknown
	}
	return fmt.Sprintf("%.0f GB", n/(1<<20))
}

// load returns how many processes wanted a core during the last minute.
func load() string {
	first, _, _ := strings.Cut(contentOf("/proc/loadavg"), " ")
	return first
}

// String returns the machine as the head of the table, in lines of at most 80 cells.
func (m machine) String() string {
	return fmt.Sprintf("%s, %d cores, %s\n%s, %s, on %s\nload %s before and %s after; times mean little where others keep the cores busy",
		m.CPU, m.Cores, m.Memory, m.System, m.Go, m.Day, m.Before, m.After)
}
