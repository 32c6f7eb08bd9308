package main

import (
	"errors"
	"fmt"
	"runtime"
	"strings"
	"sync"

	tea "charm.land/bubbletea/v2"

	"pairbook/tui"
)

// calm stands between Bubble Tea and the app. A fault in the app ends the program
// in order: the terminal is given back, what is typed can be rescued, and no
// trace is printed, which could hold words that are nobody else's.
type calm struct {
	app  tea.Model
	quit func() // asks the program to end; set before it runs

	mu   sync.Mutex
	seen *broken
}

// broken says where a fault was, in words that hold nothing of what was typed.
type broken struct{ where string }

// Error is for logs.
func (b *broken) Error() string { return "fault in " + b.where }

// fault returns what was caught, nil for nothing.
func (c *calm) fault() *broken {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.seen
}

// catch is deferred around everything of the app that runs.
func (c *calm) catch() {
	if r := recover(); r == nil {
		return
	}
	where := faultyPlace()
	c.mu.Lock()
	first := c.seen == nil
	if first {
		c.seen = &broken{where}
	}
	c.mu.Unlock()
	if first {
		go c.quit() // it waits for the loop that we may be in
	}
}

// faultyPlace finds the innermost function of ours in a stack that panics.
func faultyPlace() string {
	pcs := make([]uintptr, 64)
	frames := runtime.CallersFrames(pcs[:runtime.Callers(4, pcs)])
	for {
		f, more := frames.Next()
		if strings.HasPrefix(f.Function, "pairbook/") || strings.HasPrefix(f.Function, "main.") {
			return fmt.Sprintf("%s:%d", f.Function, f.Line)
		}
		if !more {
			return "?"
		}
	}
}

// Init implements tea.Model.
func (c *calm) Init() (cmd tea.Cmd) {
	defer c.catch()
	return c.safe(c.app.Init())
}

// Update implements tea.Model. After a fault the app is not asked any more.
func (c *calm) Update(msg tea.Msg) (m tea.Model, cmd tea.Cmd) {
	m = c // also where the app breaks
	if c.fault() != nil {
		return m, nil
	}
	defer c.catch()
	app, cmd := c.app.Update(msg)
	c.app = app
	return m, c.safe(cmd)
}

// View implements tea.Model.
func (c *calm) View() (v tea.View) {
	if c.fault() != nil {
		return tea.View{AltScreen: true}
	}
	defer c.catch()
	return c.app.View()
}

// safe makes a command, and those that come out of it, end in order too.
func (c *calm) safe(cmd tea.Cmd) tea.Cmd {
	if cmd == nil {
		return nil
	}
	return func() tea.Msg {
		defer c.catch()
		msg := cmd()
		if batch, ok := msg.(tea.BatchMsg); ok {
			for i := range batch {
				batch[i] = c.safe(batch[i])
			}
		}
		return msg
	}
}

// crashed words a fault. rescued is the error of writing down what was typed.
func crashed(f *broken, rescued error) error {
	if rescued != nil {
		return &trouble{exit: Failed, key: "crashed_unsaved", args: []any{"where", f.where}, err: errors.Join(f, rescued)}
	}
	return &trouble{exit: Failed, key: "crashed", args: []any{"where", f.where}, err: f}
}

// rescue writes down what the app has not saved. What broke the app may break
// this too.
func rescue(app *tui.App) (err error) {
	defer func() {
		if recover() != nil {
			err = &broken{faultyPlace()}
		}
	}()
	return app.Rescue()
}
