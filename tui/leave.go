package tui

import tea "charm.land/bubbletea/v2"

// leaving is how far the app is on its way out.
type leaving int

const (
	staying leaving = iota
	asked           // waits until all is saved
	warned          // not all could be saved; the next request ends the app anyway
	forced          // the terminal is lost: end whatever happens
)

// quit leaves the screen, waits until everything is saved, and ends. Where that
// does not come about, it says so once; a request after that ends the app.
func (a *App) quit() tea.Cmd {
	switch a.leaving {
	case warned:
		return tea.Quit
	case asked, forced: // the disk takes its time
		a.warn()
		return nil
	}
	a.leaving = asked
	return a.saveAll()
}

// quitAsked ends the app at the second press: the first may have been meant to copy.
// Whoever is leaving already is not asked again.
func (a *App) quitAsked() tea.Cmd {
	if a.parting || a.leaving != staying || a.desk.Saver.state.Err != nil {
		return a.quit()
	}
	a.parting = true
	cmd := a.settled(a.desk.keepDrafts)
	a.note = a.desk.Words.T("app.leave_again")
	return cmd
}

// hangUp ends the app even where not all can be saved: nobody is there to ask.
func (a *App) hangUp() tea.Cmd {
	a.leaving = forced
	return a.saveAll()
}

func (a *App) saveAll() tea.Cmd {
	var leave tea.Cmd
	if top := a.top(); top != nil {
		leave = top.Leave()
	}
	return tea.Batch(leave, a.desk.keepDrafts(), a.desk.Saver.Drain())
}

func (a *App) warn() {
	a.leaving = warned
	a.note = a.desk.Words.T("app.leave_unsaved")
}

// stay takes a request to leave back: whoever types on has changed their mind.
func (a *App) stay() tea.Cmd {
	if a.leaving != asked && a.leaving != warned {
		return nil
	}
	a.leaving = staying
	return a.tellTop(StayMsg{})
}

func (a *App) goOnLeaving(cmd tea.Cmd) tea.Cmd {
	s := a.desk.Saver
	switch {
	case a.leaving == staying:
		return cmd
	case s.state.Err != nil && a.leaving == forced:
		return tea.Quit
	case s.state.Err != nil && (a.leaving == asked || a.leaving == warned):
		a.warn() // again where it fails again: the warning must stay to be read
	case s.Pending() > 0:
		return cmd
	case len(s.typed) > 0:
		return tea.Batch(cmd, a.desk.keepDrafts())
	case s.state.Err == nil:
		return tea.Quit
	}
	return cmd
}
