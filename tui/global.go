package tui

import (
	tea "charm.land/bubbletea/v2"

	"pairbook/forms"
	"pairbook/forms/lang"
)

// SettingLang is the book's setting that keeps the language of the screens.
const SettingLang = "lang"

// bindings are the keys that mean the same on every screen.
func (a *App) bindings() []Binding {
	noPair := func() string {
		if a.desk.Pair == nil {
			return "app.no_pair"
		}
		return ""
	}
	return []Binding{
		{Keys: []string{"esc"}, Name: "keys.back", Foot: 7, Run: a.back},
		{Keys: []string{"f1"}, Name: "keys.help", Foot: 4, Run: a.help},
		{Keys: []string{"f3"}, Name: "keys.hand", Why: noPair, Run: a.switchHand},
		{Keys: []string{"ctrl+z"}, Name: "keys.undo", Why: noPair, Run: a.undo},
		{Keys: []string{"ctrl+y"}, Name: "keys.redo", Why: noPair, Run: a.redo},
		{Keys: []string{"ctrl+s"}, Name: "keys.save", Why: noPair, Run: a.save},
		{Keys: []string{"f6"}, Name: "keys.language", Run: a.nextLanguage},
		{Keys: []string{"f8"}, Name: "keys.mouse", Run: a.toggleMouse},
		{Keys: []string{"ctrl+q", "ctrl+c"}, Name: "keys.quit", Foot: 9, Run: func() tea.Cmd { return a.quit(false) }},
	}
}

func (a *App) help() tea.Cmd {
	if a.desk.covered == a.top() { // help is open already: f1 closes it
		return nil
	}
	return a.push(Place{Screen: Help})
}

// switchHand passes the keyboard to the other person. What was typed belongs to
// the first one and is kept as theirs.
func (a *App) switchHand() tea.Cmd {
	leave := a.top().Leave()
	a.desk.Reader = forms.Reader{Hand: a.desk.Reader.Hand.Other()} // together again: the other one looks now
	return tea.Batch(leave, a.tellAll(HandMsg{}))
}

func (a *App) undo() tea.Cmd { return tea.Batch(a.top().Leave(), a.desk.Undo()) }

func (a *App) redo() tea.Cmd { return tea.Batch(a.top().Leave(), a.desk.Redo()) }

func (a *App) save() tea.Cmd {
	cmds := []tea.Cmd{a.top().Leave(), a.desk.keepDrafts()}
	if a.desk.Saver.state.Err != nil {
		cmds = append(cmds, a.desk.Saver.Retry())
	}
	return tea.Batch(cmds...)
}

func (a *App) nextLanguage() tea.Cmd {
	all := lang.All()
	next := all[0]
	for i, l := range all {
		if l == a.desk.Words.Lang() {
			next = all[(i+1)%len(all)]
		}
	}
	return a.speak(next)
}

type speakMsg struct{ lang lang.Lang }

// Speak changes the language of every screen, and keeps it for the next time.
func Speak(l lang.Lang) Cmd { return send(speakMsg{l}) }

func (a *App) speak(l lang.Lang) tea.Cmd {
	words, err := lang.Load(l)
	if err != nil {
		return a.fail(err)
	}
	a.desk.Speak(words)
	book := a.desk.Book
	keep := func() tea.Msg {
		if err := book.SetSetting(SettingLang, string(l)); err != nil {
			return noteErrMsg{err}
		}
		return nil
	}
	return tea.Batch(keep, a.tellAll(SpeakMsg{}))
}

func (a *App) toggleMouse() tea.Cmd {
	a.noMouse = !a.noMouse
	a.note = a.desk.Words.T("app.mouse_on")
	if a.noMouse {
		a.note = a.desk.Words.T("app.mouse_off")
	}
	return nil
}
