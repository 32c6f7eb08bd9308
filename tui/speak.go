package tui

import (
	tea "charm.land/bubbletea/v2"

	"pairbook/forms"
	"pairbook/forms/lang"
)

// SettingLang is the book's setting that keeps the language that was switched to last:
// that of the list of pairs, and of a pair that has none of its own.
const SettingLang = "lang"

// tongue is which language the pages speak.
type tongue struct {
	asked bool      // one was asked for when pairbook was called: no page changes it by itself
	book  lang.Lang // where the pairs are listed
	pair  lang.Lang // of the pair on the desk; "" where it has none of its own
}

// at returns the language of the pages of a pair, or of those that list all of them.
func (t tongue) at(pair bool) lang.Lang {
	if pair && t.pair != "" {
		return t.pair
	}
	return t.book
}

// ofPair reports whether a page is about the pair on the desk. Help is about the page
// below it.
func (a *App) ofPair(at Place) bool {
	for i := len(a.stack) - 1; at.Screen == Help && i >= 0; i-- {
		at = a.stack[i].at
	}
	return at.Screen != Start && (at.Screen != Review || at.Pair != "")
}

// speakFor changes to the language of a page that is gone to.
func (a *App) speakFor(at Place) tea.Cmd {
	l := a.tongue.at(a.ofPair(at))
	if a.tongue.asked || l == a.desk.Words.Lang() {
		return nil
	}
	return a.say(l)
}

// say changes the language of everything on screen.
func (a *App) say(l lang.Lang) tea.Cmd {
	words, err := lang.Load(l)
	if err != nil {
		return a.fail(err)
	}
	a.desk.Speak(words)
	return a.tellAll(SpeakMsg{})
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

// speak changes the language and keeps it: for the pair whose page this is, and as the
// one that was switched to last.
func (a *App) speak(l lang.Lang) tea.Cmd {
	cmd := a.say(l)
	a.tongue.book = l
	keep := a.desk.Saver.setting(SettingLang, string(l))
	if a.desk.Pair == nil || !a.ofPair(a.topPlace()) {
		return tea.Batch(cmd, keep)
	}
	return tea.Batch(cmd, keep, a.keepForPair(l))
}

// keepForPair keeps the language of the pair on the desk.
func (a *App) keepForPair(l lang.Lang) tea.Cmd {
	a.tongue.pair = l
	return a.desk.Saver.setting(forms.LangKey(a.desk.Pair.Record.Pair), string(l))
}

// heed goes over to the language that the pair sheet asks for now.
func (a *App) heed(revs []forms.Revision) tea.Cmd {
	for _, r := range revs {
		if l, ok := forms.SaysLang(forms.Change{Addr: r.Addr, Value: r.Value}); ok {
			keep := a.keepForPair(l)
			return tea.Batch(keep, a.speakFor(a.topPlace()))
		}
	}
	return nil
}
