package tui

import (
	"time"

	tea "charm.land/bubbletea/v2"
)

const (
	// turnPause is how long turns are gathered: shorter than a frame, so that
	// nobody sees it.
	turnPause = 2 * time.Millisecond
	// mostTurns is how many notches of the wheel count within a frame; no hand
	// turns faster.
	mostTurns = 100
)

// turned is a wheel or a drag that waits for others like it.
type turned struct {
	msg   tea.MouseMsg
	times int
}

type turnMsg struct{}

// Turn says which way the wheel was turned: 1 for down, to what follows, -1 for up.
func Turn(m tea.MouseWheelMsg) int {
	if m.Button == tea.MouseWheelUp {
		return -1
	}
	return 1
}

// postpone holds wheel and drag back for a moment, at most until the next
// other message. A touchpad sends hundreds of them at once, and
// drawing after each would keep the keys waiting.
func (a *App) postpone(msg tea.Msg) (cmd tea.Cmd, waits bool) {
	var m tea.MouseMsg
	switch x := msg.(type) {
	case tea.MouseWheelMsg:
		m = x
	case tea.MouseMotionMsg:
		m = x
	default:
		return nil, false
	}
	n := len(a.later)
	if n > 0 && alike(a.later[n-1].msg, m) {
		a.later[n-1].msg = m
		a.later[n-1].times++
	} else {
		a.later = append(a.later, turned{m, 1})
	}
	if n > 0 {
		return nil, true
	}
	return tea.Tick(turnPause, func(time.Time) tea.Msg { return turnMsg{} }), true
}

// alike reports whether two turns or drags go on with each other.
func alike(a, b tea.MouseMsg) bool {
	_, wheelA := a.(tea.MouseWheelMsg)
	_, wheelB := b.(tea.MouseWheelMsg)
	return wheelA == wheelB && a.Mouse().Button == b.Mouse().Button
}

// flush hands on what was held back. Of a drag only the last place counts.
func (a *App) flush() tea.Cmd {
	if len(a.later) == 0 {
		return nil
	}
	a.seen = a.desk.Now()
	var cmds []tea.Cmd
	for _, t := range a.later {
		times := min(t.times, mostTurns)
		if _, wheel := t.msg.(tea.MouseWheelMsg); !wheel {
			times = 1
		}
		for range times {
			cmds = append(cmds, a.mouse(t.msg))
		}
	}
	a.later = a.later[:0]
	return tea.Batch(cmds...)
}

// mouse: a click on the footer presses its key; the rest goes to the screen with
// positions of its own area.
func (a *App) mouse(m tea.MouseMsg) tea.Cmd {
	top := a.top()
	if top == nil || a.cover != nil || a.w < MinWidth || a.h < MinHeight {
		return nil
	}
	l, at := layoutOf(a.w, a.h), m.Mouse()
	if _, click := m.(tea.MouseClickMsg); click {
		a.note = ""
		if at.Y == l.foot {
			return a.clickFoot(at.X)
		}
	}
	at.X -= l.left
	at.Y -= l.body
	if at.X < 0 || at.Y < 0 || at.X >= l.bodyW || at.Y >= l.bodyH {
		return nil
	}
	switch m.(type) {
	case tea.MouseClickMsg:
		return tea.Batch(a.stay(), top.Update(tea.MouseClickMsg(at)))
	case tea.MouseWheelMsg:
		return top.Update(tea.MouseWheelMsg(at))
	case tea.MouseMotionMsg:
		return top.Update(tea.MouseMotionMsg(at))
	}
	return nil
}

func (a *App) clickFoot(x int) tea.Cmd {
	for _, b := range a.foot {
		if x >= b.from && x < b.to {
			return a.run(&b.binding)
		}
	}
	return nil
}
