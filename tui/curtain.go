package tui

import (
	"strconv"
	"time"

	tea "charm.land/bubbletea/v2"

	"pairbook/forms"
	"pairbook/forms/lang"
)

// keyHide hides everything, on every page and whatever lies open.
const keyHide = "f7"

// SettingLockAfter is the book's setting for how many minutes nobody may type before
// everything is hidden: LockNever, or a number. Where it is not set, it is DefaultLock
// in a book with a passphrase, and never in one without.
const SettingLockAfter = "lock_after"

// LockNever is the choice not to hide anything by itself, DefaultLock what is chosen
// where nobody has chosen.
const (
	LockNever   = "never"
	DefaultLock = "10"
)

// LockChoices are the choices for SettingLockAfter, in the order in which they are shown.
func LockChoices() []string { return []string{"2", "5", DefaultLock, "30", LockNever} }

// LockAfter returns the choice that holds now.
func (d *Desk) LockAfter() string {
	switch {
	case d.lockAfter != "":
		return d.lockAfter
	case d.locks.any():
		return DefaultLock
	}
	return LockNever
}

// SetLockAfter chooses when everything is hidden by itself.
func (d *Desk) SetLockAfter(choice string) Cmd {
	d.lockAfter = choice
	return d.Keep(SettingLockAfter, choice)
}

// idleLimit is how long nobody may type, 0 for as long as they like.
func (d *Desk) idleLimit() time.Duration {
	after := d.LockAfter()
	if after == LockNever { // asked at each key
		return 0
	}
	n, err := strconv.Atoi(after)
	if err != nil || n < 1 {
		return 0
	}
	return time.Duration(n) * time.Minute
}

type idleMsg struct{}

// arm sets the clock that hides everything, where it is asked for and not set yet.
func (a *App) arm() tea.Cmd {
	limit := a.desk.idleLimit()
	if limit == 0 || a.hidden || a.armed > 0 && a.armed <= limit {
		return nil
	}
	a.armed = limit
	return tea.Tick(max(limit-a.desk.Now().Sub(a.seen), time.Second), func(time.Time) tea.Msg { return idleMsg{} })
}

// idled hides everything where nobody has done anything for long enough.
func (a *App) idled() tea.Cmd {
	a.armed = 0
	limit := a.desk.idleLimit()
	if limit == 0 || a.hidden || a.desk.Now().Sub(a.seen) < limit {
		return nil
	}
	return a.hide()
}

// hide lays the curtain over everything: what is typed is kept, being alone ends, the
// persons' keys are locked, and the record is read anew without what may be theirs.
func (a *App) hide() tea.Cmd {
	if a.hidden {
		return nil
	}
	d := a.desk
	var leave tea.Cmd
	if top := a.top(); top != nil {
		leave = top.Leave()
	}
	keep := d.keepDrafts()
	if a.cover != nil {
		a.cover.typed.Wipe()
	}
	a.note, a.parting, a.hidden = "", false, true
	since, locked := d.Now(), d.locks.Book
	c := &cover{asks: locked, done: a.unhide}
	if locked {
		c.try = d.Book.Verify
	}
	c.lines = func(w *lang.Words) []string {
		at := w.Clock(lang.Clock(since.Hour()*60 + since.Minute()))
		if locked {
			return []string{w.T("privacypage.hidden", "time", at), w.T("privacypage.hidden_ask")}
		}
		return []string{w.T("privacypage.hidden", "time", at), w.T("privacypage.hidden_enter")}
	}
	a.cover = c
	// Where nothing was anybody's own, the pages stay as they are, with a line half typed.
	own := d.Reader.Alone || d.locks.Persons[forms.Mentee].HasPassphrase || d.locks.Persons[forms.Mentor].HasPassphrase
	d.Reader.Alone = false
	a.cutCopies()
	return tea.Batch(leave, keep, a.lock(forms.Agreed, own))
}

// unhide takes the curtain away.
func (a *App) unhide() tea.Cmd {
	a.hidden = false
	a.seen = a.desk.Now()
	return a.tellTop(ShownMsg{})
}
