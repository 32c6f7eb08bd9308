package tui

import (
	tea "charm.land/bubbletea/v2"

	"pairbook/forms"
)

// The deeds that end the app: at once, and when asked for twice.
const (
	keysQuit      = "keys.quit"
	keysQuitAsked = "keys.quit_twice"
)

// bindings are the keys that mean the same on every screen.
func (a *App) bindings() []Binding {
	if a.topPlace().Screen == Start {
		return a.atStart
	}
	return a.anywhere
}

// makeBindings makes them once: they are asked for with each key and each frame. privacy
// is the rank in the footer of what only the first page tells there.
func (a *App) makeBindings(privacy int) []Binding {
	noPair := func() string {
		if a.desk.Pair == nil {
			return "app.no_pair"
		}
		return ""
	}
	return []Binding{
		{Keys: []string{"esc"}, Name: "keys.back", Foot: 7, Why: a.atRoot, Run: a.back},
		{Keys: []string{"f1"}, Name: "keys.help", Foot: 4, Run: a.help},
		{Keys: []string{"ctrl+p"}, Name: "keys.talk", Foot: 14, Why: noPair, Run: a.opens(Talk)},
		{Keys: []string{"ctrl+f"}, Name: "keys.review", Foot: 15, Run: a.review},
		{Keys: []string{"f12"}, Name: "keys.checks", Why: noPair, Run: a.opens(Checks)},
		{Keys: []string{"ctrl+b"}, Name: "keys.lists", Foot: 16, Why: noPair, Run: a.opens(Lists)},
		{Keys: []string{"f10"}, Name: "keys.ending", Why: noPair, Run: a.opens(Ending)},
		{Keys: []string{keyHide}, Name: "keys.hide", Foot: 17, Run: a.hide},
		{Keys: []string{"ctrl+e"}, Name: "keys.privacy", Foot: privacy, Run: a.opens(Privacy)},
		{Keys: []string{"f3"}, Name: "keys.hand", Foot: 13, Why: noPair, Run: a.switchHand},
		{Keys: []string{"ctrl+z"}, Name: "keys.undo", Why: noPair, Run: a.undo},
		{Keys: []string{"ctrl+y"}, Name: "keys.redo", Why: noPair, Run: a.redo},
		{Keys: []string{"ctrl+s"}, Name: "keys.save", Why: noPair, Run: a.save},
		{Keys: []string{"f6"}, Name: "keys.language", Run: a.nextLanguage},
		{Keys: []string{"f8"}, Name: "keys.mouse", Run: a.toggleMouse},
		{Keys: []string{"ctrl+q"}, Name: keysQuit, Foot: 9, Run: a.quit},
		{Keys: []string{"ctrl+c"}, Name: keysQuitAsked, Run: a.quitAsked},
	}
}

// help opens the help page; there it goes back.
func (a *App) help() tea.Cmd {
	if a.topPlace().Screen == Help {
		return a.back()
	}
	return a.push(Place{Screen: Help})
}

// toggle opens a page; where it lies open already, it goes back to it, so that the key
// that opens it also closes it.
func (a *App) toggle(at Place) tea.Cmd {
	for _, p := range a.stack {
		if p.at.Screen == at.Screen && p.at.Pair == at.Pair {
			return a.back()
		}
	}
	return a.push(at)
}

// opens is toggle for a binding.
func (a *App) opens(id ScreenID) func() tea.Cmd {
	return func() tea.Cmd { return a.toggle(Place{Screen: id}) }
}

// review opens the page between meetings: of all pairs where they are listed, else of
// the pair that lies open.
func (a *App) review() tea.Cmd {
	at := Place{Screen: Review}
	if a.desk.Pair != nil && a.topPlace().Screen != Start {
		at.Pair = a.desk.Pair.Record.Pair
	}
	return a.toggle(at)
}

// switchHand passes the keyboard to the other person. What was typed belongs to
// the first one and is kept as theirs.
func (a *App) switchHand() tea.Cmd {
	leave := a.top().Leave()
	a.desk.Reader = forms.Reader{Hand: a.desk.Reader.Hand.Other()} // together again: the other one looks now
	tell := a.tellAll(HandMsg{})
	return tea.Batch(leave, tell, a.closeCopies())
}

// closeCopies leaves a copy that is closed to the one who looks now, and all that
// was opened from it.
func (a *App) closeCopies() tea.Cmd {
	if a.cutCopies() {
		return a.tellTop(ShownMsg{})
	}
	return a.tellTop(StayMsg{})
}

// cutCopies is closeCopies without telling; it reports whether there was one.
func (a *App) cutCopies() bool {
	for i, p := range a.stack {
		if a.desk.Pair == nil || i == 0 || p.at.Screen == Evaluation || p.at.Sheet.Of == "" {
			continue
		}
		if s, ok := a.desk.Pair.Sheet(p.at.Sheet); ok && !s.Opened() {
			a.stack = a.stack[:i]
			return true
		}
	}
	return false
}

func (a *App) undo() tea.Cmd { return a.settled(a.desk.Undo) }

func (a *App) redo() tea.Cmd { return a.settled(a.desk.Redo) }

// settled keeps what is typed, does a deed, and goes on where we were.
func (a *App) settled(deed func() tea.Cmd) tea.Cmd {
	return tea.Batch(a.top().Leave(), deed(), a.tellTop(StayMsg{}))
}

func (a *App) save() tea.Cmd {
	return a.settled(func() tea.Cmd {
		cmd := a.desk.keepDrafts()
		if a.desk.Saver.state.Err != nil {
			return tea.Batch(cmd, a.desk.Saver.Retry())
		}
		return cmd
	})
}

func (a *App) toggleMouse() tea.Cmd {
	a.noMouse = !a.noMouse
	a.note = a.desk.Words.T("app.mouse_on")
	if a.noMouse {
		a.note = a.desk.Words.T("app.mouse_off")
	}
	return nil
}
