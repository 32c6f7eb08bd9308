package privacy

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"pairbook/forms"
	"pairbook/tui"
	"pairbook/tui/menu"
	"pairbook/tui/secret"
	"pairbook/tui/theme"
)

// ask is a passphrase being set, changed or removed: what is typed in each step.
type ask struct {
	of     forms.Voice // whose; "" for the book
	remove bool
	steps  []step
	at     int
	line   secret.Line
	typed  map[step]string
	said   string // what is wrong
	code   string // the recovery code, to be typed back
}

type step string

// The steps, by the message that asks for each.
const (
	stepOld   step = "old"
	stepNew   step = "new"
	stepAgain step = "again"
)

func (a *ask) key(m tea.KeyPressMsg) {
	if a.line.Key(m) {
		a.said = ""
	}
}

func (a *ask) paste(text string) {
	a.line.Paste(text)
	a.said = ""
}

func (a *ask) wipe() {
	a.line.Wipe()
	a.typed, a.code = map[step]string{}, ""
}

// begin asks for what it takes to set, change or remove a passphrase.
func (s *Screen) begin(of forms.Voice, had, remove bool) tea.Cmd {
	a := &ask{of: of, remove: remove, typed: map[step]string{}}
	if had {
		a.steps = append(a.steps, stepOld)
	}
	if !remove {
		a.steps = append(a.steps, stepNew, stepAgain)
	}
	cmd := s.enterPart(askPart)
	s.ask = a
	return cmd
}

// bookChoices are about the passphrase of the book.
func (s *Screen) bookChoices() []menu.Choice {
	if !s.d.Locks().Book {
		return []menu.Choice{{
			Label: s.t("privacypage.book_set"), Note: s.t("privacypage.book_open"), Mark: theme.Open,
			Run: func() tea.Cmd { return s.begin("", false, false) },
		}}
	}
	return []menu.Choice{
		{
			Label: s.t("privacypage.book_change"), Note: s.t("privacypage.book_locked"), Mark: theme.Done,
			Run: func() tea.Cmd { return s.begin("", true, false) },
		},
		{Label: s.t("privacypage.book_remove"), Run: func() tea.Cmd { return s.begin("", true, true) }},
	}
}

// personChoices are about the passphrase of one of the two.
func (s *Screen) personChoices(v forms.Voice) []menu.Choice {
	name := s.d.Pair.Name(v)
	if !s.d.Locks().Persons[v].HasPassphrase {
		return []menu.Choice{{
			Label: s.t("privacypage.person_set", "name", name), Note: s.t("privacypage.person_open", "name", name), Mark: theme.Open,
			Run: func() tea.Cmd { return s.begin(v, false, false) },
		}}
	}
	return []menu.Choice{
		{
			Label: s.t("privacypage.person_change", "name", name), Note: s.t("privacypage.person_locked", "name", name), Mark: theme.Done,
			Run: func() tea.Cmd { return s.begin(v, true, false) },
		},
		{Label: s.t("privacypage.person_remove", "name", name), Run: func() tea.Cmd { return s.begin(v, true, true) }},
	}
}

// next goes on to the next step, or does it after the last.
func (s *Screen) next() tea.Cmd {
	a := s.ask
	if a.line.Empty() {
		return nil
	}
	a.typed[a.steps[a.at]] = a.line.Take()
	if a.steps[a.at] == stepAgain && a.typed[stepAgain] != a.typed[stepNew] {
		a.said = s.t("privacypage.not_alike")
		a.at--
		return nil
	}
	if a.at++; a.at < len(a.steps) {
		return nil
	}
	s.part = workingPart
	return s.work()
}

// work does it off the UI goroutine: sealing the book anew takes a while.
func (s *Screen) work() tea.Cmd {
	a, book := s.ask, s.d.Book
	old, pass, of, remove := a.typed[stepOld], a.typed[stepNew], a.of, a.remove
	a.wipe()
	if of == "" {
		return func() tea.Msg { return ofBook(book, old, pass, remove) }
	}
	pair := s.d.Pair.Record.Pair
	return func() tea.Msg {
		var m tui.RekeyedMsg
		if remove {
			m.Rekeyed, m.Err = book.RemovePersonPassphrase(pair, of, old)
		} else {
			m.Rekeyed, m.Err = book.SetPersonPassphrase(pair, of, old, pass)
		}
		return m
	}
}

func ofBook(book tui.Book, old, pass string, remove bool) (m tui.RekeyedMsg) {
	if m.Err = book.Verify(old); m.Err != nil {
		return m
	}
	if remove {
		m.Rekeyed, m.Err = book.RemovePassphrase()
		return m
	}
	m.Rekeyed, m.Err = book.SetPassphrase(pass)
	return m
}

// rekeyed says what came of it, and shows the recovery code where there is one.
func (s *Screen) rekeyed(m tui.RekeyedMsg) tea.Cmd {
	if s.part != workingPart {
		return nil
	}
	a := s.ask
	if m.Err != nil && m.Rekeyed.Recovery == "" {
		s.part, a.at, a.said = askPart, 0, s.d.WordPass(m.Err)
		return nil
	}
	lock := s.d.RenewLocks()
	if a.of != "" {
		lock = tea.Sequence(lock, s.d.Lock())
	}
	s.said = s.done(m)
	if a.code = m.Rekeyed.Recovery; a.code != "" {
		s.part = recoveryPart
		return lock
	}
	s.leavePart()
	return lock
}

// done words what was done, and what became of the backups.
func (s *Screen) done(m tui.RekeyedMsg) string {
	said := []string{s.t("privacypage.done_set")}
	if s.ask.remove {
		said[0] = s.t("privacypage.done_removed")
	}
	if m.Rekeyed.Backups > 0 {
		said = append(said, s.d.Words.N("privacypage.backups", m.Rekeyed.Backups))
	}
	for _, err := range []error{m.Rekeyed.Left, m.Err} {
		if err != nil {
			said = append(said, s.t("privacypage.backups_left"), s.d.Word(s.d.Words, err))
		}
	}
	return strings.Join(said, " ")
}

// compare looks whether the recovery code was typed back as it is shown.
func (s *Screen) compare() tea.Cmd {
	if s.ask.line.Empty() {
		return nil
	}
	if plain(s.ask.line.Take()) != plain(s.ask.code) {
		s.ask.said = s.t("privacypage.recovery_slip")
		return nil
	}
	s.leavePart()
	return nil
}

// plain is a recovery code without what makes no difference: small letters, dashes and
// blanks, I and L for 1, and O for 0.
func plain(code string) string {
	return strings.NewReplacer("-", "", " ", "", "I", "1", "L", "1", "O", "0").Replace(strings.ToUpper(code))
}
