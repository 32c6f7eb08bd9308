package main

import (
	"time"

	tea "charm.land/bubbletea/v2"
)

// tick is the time between two frames of Bubble Tea's clock.
const tick = time.Second / framesASecond

// paced has us woken when that clock ticks and a frame waits for it. On Linux Go sleeps
// for whole milliseconds, and so a frame was late by half of one, and sometimes a whole.
type paced struct {
	tea.Model
	wake  func(after time.Duration)
	stir  func() // something happens
	now   func() time.Time
	began time.Time // the clock's first moment, or a few microseconds later
	due   time.Time // the tick that we are woken for
	last  tea.View
}

// Init implements tea.Model. Bubble Tea has just begun to draw.
func (p *paced) Init() tea.Cmd {
	p.began = p.now()
	return p.Model.Init()
}

// Update implements tea.Model.
func (p *paced) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	p.stir()
	m, cmd := p.Model.Update(msg)
	p.Model = m
	return p, cmd
}

// View implements tea.Model.
func (p *paced) View() tea.View {
	v := p.Model.View()
	if v.Content != p.last.Content || v.Cursor != p.last.Cursor {
		p.last = v
		p.drawn()
	}
	return v
}

// drawn has us woken for the next tick, once for each.
func (p *paced) drawn() {
	now := p.now()
	if now.Before(p.due) {
		return
	}
	left := tick - now.Sub(p.began)%tick
	p.due = now.Add(left)
	p.wake(left)
}
