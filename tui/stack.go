package tui

import (
	"time"

	tea "charm.land/bubbletea/v2"

	"pairbook/forms"
)

// page is a screen on the stack, and the place it was opened for.
type page struct {
	screen Screen
	at     Place
}

func (a *App) top() Screen {
	if len(a.stack) == 0 {
		return nil
	}
	return a.stack[len(a.stack)-1].screen
}

// topPlace is what the screen on top was opened for.
func (a *App) topPlace() Place {
	if len(a.stack) == 0 {
		return Place{}
	}
	return a.stack[len(a.stack)-1].at
}

func (a *App) tellTop(msg tea.Msg) tea.Cmd {
	if top := a.top(); top != nil {
		return top.Update(msg)
	}
	return nil
}

// open goes to a place: at once, or after its pair has been read.
func (a *App) open(at Place) tea.Cmd {
	if at.Pair != "" && (a.desk.Pair == nil || a.desk.Pair.Record.Pair != at.Pair) {
		return a.openPair(at.Pair, at)
	}
	return a.push(at)
}

// slowAfter is how long a pair may take to be read before that is said.
const slowAfter = 300 * time.Millisecond

type slowMsg struct{}

// openPair reads a pair, and says so where the disk takes its time.
func (a *App) openPair(id forms.PairID, at Place) tea.Cmd {
	a.reading++
	return tea.Batch(a.desk.OpenPair(id, at), tea.Tick(slowAfter, func(time.Time) tea.Msg { return slowMsg{} }))
}

// read takes a pair that openPair asked for.
func (a *App) read(m openedMsg) tea.Cmd {
	a.reading = max(a.reading-1, 0)
	a.slow = a.slow && a.reading > 0
	return a.opened(m)
}

func (a *App) push(at Place) tea.Cmd {
	mk := a.makers[at.Screen]
	if mk == nil {
		return nil
	}
	var leave tea.Cmd
	if top := a.top(); top != nil {
		leave = top.Leave()
		if at.Screen == Help {
			a.desk.covered = top
		}
	}
	if n := len(a.stack); at.instead && n > 0 {
		a.stack = a.stack[:n-1]
	}
	if at.Screen == PairPage {
		a.goHome()
	}
	speak := a.speakFor(at)
	s := mk(a.desk, at)
	a.stack = append(a.stack, page{s, at})
	cmd := tea.Batch(leave, speak, s.Update(ShownMsg{}))
	if at.Then != nil {
		return tea.Batch(cmd, a.open(*at.Then))
	}
	return cmd
}

// goHome clears the stack for a pair's page: below it lie at most the list of pairs
// and the review of all of them. What another pair had open must not come back under
// this one's name.
func (a *App) goHome() {
	var keep []page
	for _, p := range a.stack {
		if p.at.Screen == Start && keep == nil || p.at.Screen == Review && p.at.Pair == "" {
			keep = append(keep, p)
		}
	}
	a.stack = keep
}

// opened lays a pair that was read on the desk and goes on to its place. A pair
// that was saved to meanwhile is read again.
func (a *App) opened(m openedMsg) tea.Cmd {
	d := a.desk
	if m.err != nil {
		var cmd tea.Cmd
		if a.top() == nil || m.at.instead {
			cmd = a.push(Place{Screen: Start, instead: m.at.instead})
		}
		return tea.Batch(cmd, a.fail(m.err))
	}
	if d.Saver.heard[m.rec.Pair] != m.heard {
		return a.openPair(m.rec.Pair, m.at)
	}
	leave := tea.Cmd(nil)
	if top := a.top(); top != nil {
		leave = tea.Batch(top.Leave(), d.keepDrafts())
	}
	a.swap(m)
	cmd := a.push(m.at)
	if m.damaged > 0 {
		a.note = d.Words.N("app.damaged", m.damaged)
	}
	return tea.Batch(leave, cmd)
}

// swap puts one pair away and another on the desk. Whoever was alone with the
// first is not alone with the second.
func (a *App) swap(m openedMsg) {
	d := a.desk
	d.Saver.overlay(m.rec, d.Now())
	d.Reader.Alone = false
	if d.Pair != nil && d.Pair.Record.Pair != m.rec.Pair {
		a.goHome()
	}
	d.Open(m.rec)
	d.locks = m.locks
	a.tongue.pair = m.rec.Spoken(m.kept)
}

// replace goes to a place in the stead of the screen on top, which stays until
// the place can be shown.
func (a *App) replace(at Place) tea.Cmd {
	at.instead = true
	return a.open(at)
}

func (a *App) back() tea.Cmd {
	if len(a.stack) <= 1 {
		return nil
	}
	leave := a.top().Leave()
	a.stack = a.stack[:len(a.stack)-1]
	return tea.Batch(leave, a.speakFor(a.topPlace()), a.top().Update(ShownMsg{}))
}

// atRoot says why there is no page to go back to.
func (a *App) atRoot() string {
	if len(a.stack) <= 1 {
		return "app.first_page"
	}
	return ""
}
