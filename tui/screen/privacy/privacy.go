// Package privacy is the page about who can read what: passphrases, hiding everything,
// what was handed out, and what all this protects against and what not.
package privacy

import (
	tea "charm.land/bubbletea/v2"

	"pairbook/forms"
	"pairbook/tui"
	"pairbook/tui/keys"
	"pairbook/tui/menu"
)

// part is what of the page is seen.
type part int

const (
	choicesPart  part = iota
	askPart           // passphrases are typed
	workingPart       // the book is being sealed anew
	recoveryPart      // the recovery code is shown, to be typed back
	hidePart          // after how long everything is hidden
	handedPart        // what was handed out
	protectsPart      // what this protects against
)

// Screen is the page.
type Screen struct {
	d     *tui.Desk
	part  part
	at    int
	outer int // the choice from which a part was opened
	rows  []int
	top   int
	ask   *ask
	said  string // what came of it
}

// New opens the page; where no pair lies open it is about the book alone.
func New(d *tui.Desk, _ tui.Place) tui.Screen { return &Screen{d: d} }

// Update takes typing, clicks, and what came of setting a passphrase.
func (s *Screen) Update(msg tea.Msg) tea.Cmd {
	switch m := msg.(type) {
	case tui.ShownMsg:
		return s.d.RenewLocks()
	case tui.RekeyedMsg:
		return s.rekeyed(m)
	case tea.KeyPressMsg:
		return s.key(m)
	case tea.PasteMsg:
		if s.part == askPart || s.part == recoveryPart {
			s.ask.paste(m.Content)
		}
	case tea.MouseClickMsg:
		if m.Y >= 0 && m.Y < len(s.rows) && s.rows[m.Y] >= 0 && len(s.choices()) > 0 {
			s.at = s.rows[m.Y]
			return s.enter()
		}
	case tea.MouseWheelMsg:
		return s.move(tui.Turn(m))
	}
	return nil
}

// Leave wipes what was typed: a passphrase is never kept as a draft.
func (s *Screen) Leave() tea.Cmd {
	if s.part == askPart {
		s.leavePart()
	}
	return nil
}

// About names the help page's text.
func (s *Screen) About() string { return "help.privacy" }

// Bindings lists what can be done here.
func (s *Screen) Bindings() []tui.Binding {
	move := func(by int) func() tea.Cmd { return func() tea.Cmd { return s.move(by) } }
	enter := tui.Binding{Keys: []string{"enter"}, Name: "keys.open", Foot: 1, Run: s.enter}
	back := tui.Binding{Keys: []string{"esc"}, Name: "keys.back", Foot: 3, Why: s.whyStay, Run: s.back}
	switch s.part {
	case askPart, recoveryPart:
		enter.Name = "keys.keep"
		return []tui.Binding{enter, back}
	case workingPart:
		return []tui.Binding{back}
	}
	return []tui.Binding{
		enter, back,
		{Keys: []string{"down", "tab"}, Show: keys.UpDown, Name: "keys.choose", Foot: 2, Run: move(1)},
		{Keys: []string{"up", "shift+tab"}, Name: "keys.up", Run: move(-1)},
		{Keys: []string{"pgdown"}, Name: "keys.page_down", Run: move(8)},
		{Keys: []string{"pgup"}, Name: "keys.page_up", Run: move(-8)},
		{Keys: []string{"ctrl+e"}, Name: "keys.back", Why: s.whyStay, Run: func() tea.Cmd { return tui.Back() }},
	}
}

// whyStay: while the book is sealed anew, and until the recovery code is written down,
// the page stays.
func (s *Screen) whyStay() string {
	switch s.part {
	case workingPart:
		return "privacypage.wait"
	case recoveryPart:
		return "privacypage.recovery_first"
	}
	return ""
}

func (s *Screen) back() tea.Cmd {
	if s.part == choicesPart {
		return tui.Back()
	}
	s.leavePart()
	return nil
}

func (s *Screen) leavePart() {
	if s.ask != nil {
		s.ask.wipe()
	}
	s.ask, s.part, s.at, s.top = nil, choicesPart, s.outer, 0
}

func (s *Screen) enterPart(p part) tea.Cmd {
	s.outer, s.part, s.at, s.top, s.said = s.at, p, 0, 0, ""
	return nil
}

// reads reports whether the part is there to be read: the keys scroll it then.
func (s *Screen) reads() bool { return s.part == handedPart || s.part == protectsPart }

func (s *Screen) move(by int) tea.Cmd {
	switch {
	case s.reads():
		s.top = max(s.top+by, 0) // drawing knows where the text ends
	case s.part == choicesPart || s.part == hidePart:
		s.at = max(min(s.at+by, len(s.choices())-1), 0)
	}
	return nil
}

func (s *Screen) key(m tea.KeyPressMsg) tea.Cmd {
	switch {
	case s.part == askPart || s.part == recoveryPart:
		s.ask.key(m)
	case m.Text != "" && s.part == choicesPart:
		return tui.Note(s.t("privacypage.nothing_typed"))
	}
	return nil
}

func (s *Screen) enter() tea.Cmd {
	switch s.part {
	case askPart:
		return s.next()
	case recoveryPart:
		return s.compare()
	case workingPart:
		return nil
	}
	cs := s.choices()
	if len(cs) == 0 {
		return nil
	}
	s.at = max(min(s.at, len(cs)-1), 0)
	if cs[s.at].Run == nil {
		return nil
	}
	return cs[s.at].Run()
}

func (s *Screen) t(key string, args ...any) string { return s.d.Words.T(key, args...) }

// choices are those of the part that is seen.
func (s *Screen) choices() []menu.Choice {
	switch s.part {
	case hidePart:
		return s.hideChoices()
	case choicesPart:
	default:
		return nil
	}
	out := s.bookChoices()
	if s.d.Pair != nil {
		out = append(out, s.personChoices(forms.Mentee)...)
		out = append(out, s.personChoices(forms.Mentor)...)
	}
	out = append(out, menu.Choice{
		Label: s.t("privacypage.hide_after"), Note: s.after(s.d.LockAfter()), Run: func() tea.Cmd { return s.enterPart(hidePart) },
	})
	if s.d.Pair != nil {
		out = append(out, menu.Choice{
			Label: s.t("privacypage.handed"), Note: s.handedNote(), Run: func() tea.Cmd { return s.enterPart(handedPart) },
		})
	}
	return append(out, menu.Choice{
		Label: s.t("privacypage.protects"), Note: s.t("privacypage.protects_note"), Run: func() tea.Cmd { return s.enterPart(protectsPart) },
	})
}

func (s *Screen) handedNote() string {
	if all := s.d.Pair.Ledger(); len(all) > 0 {
		return s.d.Pair.SayHanded(all[0], s.d.Now().Location())
	}
	return s.t("leaves.handed_none")
}

// after words a choice of when everything is hidden by itself.
func (s *Screen) after(choice string) string {
	if choice == tui.LockNever {
		return s.t("privacypage.after_never")
	}
	return s.t("privacypage.after", "n", choice)
}

func (s *Screen) hideChoices() []menu.Choice {
	var out []menu.Choice
	for _, choice := range tui.LockChoices() {
		c := menu.Choice{Label: s.after(choice), Run: func() tea.Cmd {
			s.leavePart()
			return s.d.SetLockAfter(choice)
		}}
		if choice == s.d.LockAfter() {
			c.Mark = "●"
		}
		out = append(out, c)
	}
	return out
}
