package main

import (
	"fmt"
	"os/exec"
	"runtime"
	"time"
)

// opensWithin is how long a program that opens files may take to say that it cannot.
const opensWithin = 2 * time.Second

// opener returns what opens a file as a double click would, nil where there is no
// desktop to open it on: in a session from afar, or on a console.
func (r *run) opener() func(path string) error {
	program, ok := openWith(runtime.GOOS, r.main.Env)
	if !ok {
		return nil
	}
	return func(path string) error { return startDetached(append(program, path)) }
}

// openWith returns the program that opens files on a system, and its first arguments.
func openWith(system string, env func(string) string) (program []string, ok bool) {
	if env("SSH_CONNECTION") != "" || env("SSH_TTY") != "" || env("SSH_CLIENT") != "" {
		return nil, false
	}
	switch system {
	case "windows":
		return []string{"rundll32", "url.dll,FileProtocolHandler"}, true
	case "darwin":
		return []string{"open"}, true
	}
	return []string{"xdg-open"}, env("DISPLAY") != "" || env("WAYLAND_DISPLAY") != ""
}

// startDetached starts a program without a shell, which goes on when we end. An error is
// that it is not there, or that it soon says it failed.
func startDetached(args []string) error {
	c := exec.Command(args[0], args[1:]...)
	detach(c)
	if err := c.Start(); err != nil {
		return fmt.Errorf("start %s: %w", args[0], err)
	}
	ended := make(chan error, 1)
	go func() { ended <- c.Wait() }()
	select {
	case err := <-ended:
		if err != nil {
			return fmt.Errorf("%s: %w", args[0], err)
		}
	case <-time.After(opensWithin):
	}
	return nil
}
