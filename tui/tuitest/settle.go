package tuitest

import (
	"time"

	tea "charm.land/bubbletea/v2"

	"pairbook/tui"
)

// Settle runs a command of the app and what comes of it, as the program would, but for
// what waits: ticks and the saver's next answer. It is for benchmarks and for counting
// allocations; stories are told by Tell.
func Settle(app *tui.App, cmd tea.Cmd) {
	if cmd == nil {
		return
	}
	came := make(chan tea.Msg, 1)
	go func() { came <- cmd() }()
	select {
	case msg := <-came:
		if batch, ok := msg.(tea.BatchMsg); ok {
			for _, c := range batch {
				Settle(app, c)
			}
			return
		}
		if msg != nil {
			_, next := app.Update(msg)
			Settle(app, next)
		}
	case <-time.After(50 * time.Millisecond):
	}
}
