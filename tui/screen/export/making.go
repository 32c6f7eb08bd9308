package export

import (
	"context"
	"errors"
	"sync/atomic"
	"time"

	tea "charm.land/bubbletea/v2"

	"pairbook/tui"
)

// patience is how long a file may take before we say how far it is, and how often that
// is said anew.
const (
	patience = 500 * time.Millisecond
	again    = 100 * time.Millisecond
)

// making is a file that is being made off the UI goroutine: how far it is, and what
// stops it.
type making struct {
	done, all atomic.Int32
	since     time.Time
	stop      context.CancelFunc
}

// maker makes the bytes of a file. It says how far it is, and ends where that returns an
// error.
type maker func(far func(done, all int) error) ([]byte, error)

type farMsg struct{ of *making }

// write makes the file off the UI goroutine. What became of it waits in done, so
// that it is not lost where another page is opened meanwhile. The file itself is written
// whole or not at all.
func (s *Screen) write() tea.Cmd {
	if why := s.whyNotWrite(); why != "" {
		return tui.Note(s.t(why))
	}
	make, name := s.maker(), s.name()
	done, keep, note := s.done, s.d.WriteFile, s.d.Ledger()
	line, now, pair := s.line(), s.d.Now(), s.d.Pair.Record.Pair
	ctx, stop := context.WithCancel(context.Background())
	m := &making{since: now, stop: stop}
	s.settleOutcome(outcome{})
	s.making, s.reveal = m, true
	return tea.Batch(m.later(patience), func() tea.Msg {
		defer stop()
		o := outcome{pair: pair}
		var data []byte
		data, o.err = make(func(done, all int) error {
			m.done.Store(int32(done)) //nolint:gosec // a pair has no billion sheets
			m.all.Store(int32(all))   //nolint:gosec // as above
			return ctx.Err()
		})
		if o.err == nil {
			o.err = ctx.Err()
		}
		if o.err == nil {
			o.path, o.err = keep(name, data)
		}
		if o.err == nil {
			var err error
			o.noted, err = note(line.Of(data, o.path, now))
			o.unnoted = err != nil
		}
		done <- o
		return writtenMsg{}
	})
}

func (m *making) later(d time.Duration) tea.Cmd {
	return tea.Tick(d, func(time.Time) tea.Msg { return farMsg{m} })
}

// far draws anew how far the file is, as long as it is being made.
func (s *Screen) far(m *making) tea.Cmd {
	if m == nil || m != s.making {
		return nil
	}
	return m.later(again)
}

// howFar says what is being done, and after a while how far it is and what stops it.
func (s *Screen) howFar() string {
	m := s.making
	switch all := int(m.all.Load()); {
	case s.d.Now().Sub(m.since) < patience:
		return s.t("exportscreen.writing")
	case all > 1:
		return s.t("frompaper.writing_far", "n", min(int(m.done.Load())+1, all), "all", all)
	}
	return s.t("frompaper.writing_long")
}

// stopMaking gives the file up; nothing of it is written, unless it was done already.
func (s *Screen) stopMaking() tea.Cmd {
	s.making.stop()
	return nil
}

// collect takes what became of the file.
func (s *Screen) collect() {
	select {
	case o := <-s.done:
		s.making, s.reveal = nil, true
		s.settleOutcome(o)
		s.d.Noted(o.pair, o.noted)
	default:
	}
}

// settleOutcome keeps what became of a file, and offers to open it.
func (s *Screen) settleOutcome(o outcome) {
	s.out = o
	if n := len(s.stops); n > 0 && s.stops[n-1].kind == openStop {
		s.stops = s.stops[:n-1]
	}
	if s.stops != nil && s.opens() {
		s.stops = append(s.stops, stop{kind: openStop})
	}
	s.at = max(min(s.at, len(s.stops)-1), 0)
}

// stopped reports whether the file was given up.
func (o outcome) stopped() bool { return errors.Is(o.err, context.Canceled) }
