// Package history is the page that shows what was changed on a sheet, or in one
// question of it: when, by whom, and what stood there before. An earlier answer
// can be put back, which is a change like any other.
package history

import (
	"slices"
	"time"

	tea "charm.land/bubbletea/v2"

	"pairbook/forms"
	"pairbook/tui"
)

// patience is how long reading may take before the page says that it reads.
const patience = 300 * time.Millisecond

// Screen is the history page.
type Screen struct {
	d     *tui.Desk
	id    forms.SheetID
	goal  string // field it was opened from; "" none
	row   forms.RowID
	whole bool // the whole sheet, not that field alone

	revs   []forms.Revision // as the book gave them, oldest first
	asked  int              // number of the last reading; an older one no longer counts
	ready  bool             // something was read
	slow   bool             // reading takes long enough to say so
	failed error

	lines  []line // newest first
	at     int
	newest bool // go to the newest change once it is read
	top    int
	open   bool // the change that has the keys is shown in full
	scroll int  // first line of it that is seen
	page   page
}

// New opens the history of a sheet; at.Field, where given, is the question to
// begin with, and at.Row a row of it.
func New(d *tui.Desk, at tui.Place) tui.Screen {
	return &Screen{d: d, id: at.Sheet, goal: at.Field, row: at.Row, whole: at.Field == ""}
}

type (
	readMsg struct {
		number int
		revs   []forms.Revision
		err    error
	}
	slowMsg struct{ number int }
)

// Update takes what was read, what changed, the letter that changes the scope,
// and the mouse.
func (s *Screen) Update(msg tea.Msg) tea.Cmd {
	switch m := msg.(type) {
	case tui.ShownMsg, tui.ChangedMsg:
		return s.read()
	case readMsg:
		s.took(m)
	case slowMsg:
		s.slow = m.number == s.asked && !s.ready
	case tui.HandMsg, tui.SpeakMsg:
		s.list()
	case tea.KeyPressMsg:
		if m.String() == "f" && s.whyNoScope() == "" {
			return s.scope()
		}
	case tea.MouseClickMsg:
		return s.click(m.X, m.Y)
	case tea.MouseWheelMsg:
		return s.move(tui.Turn(m))
	}
	return nil
}

// About names the help page's text.
func (s *Screen) About() string { return "help.history" }

// Leave has nothing to keep.
func (s *Screen) Leave() tea.Cmd { return nil }

// read asks the book for everything that may concern the sheet. Which of it is
// shown, and to whom, is decided here and not off the UI goroutine, because it
// takes the record to know.
func (s *Screen) read() tea.Cmd {
	sh, ok := s.sheet()
	if !ok {
		s.ready = true
		return nil
	}
	s.asked++
	number, book, pair := s.asked, s.d.Book, s.d.Pair.Record.Pair
	sheets := sheetsOf(sh)
	load := func() tea.Msg {
		revs, err := book.History(pair, func(a forms.Address) bool { return sheets[a.Sheet] })
		return readMsg{number: number, revs: revs, err: err}
	}
	if s.ready {
		return load
	}
	return tea.Batch(load, tea.Tick(patience, func(time.Time) tea.Msg { return slowMsg{number} }))
}

// sheetsOf returns the sheet itself and the registers that it shows.
func sheetsOf(sh forms.Sheet) map[forms.SheetID]bool {
	out := map[forms.SheetID]bool{sh.ID: true}
	for _, it := range sh.Items() {
		if it.Field.Register != "" {
			out[forms.Register(it.Field.Register)] = true
		}
	}
	return out
}

func (s *Screen) sheet() (forms.Sheet, bool) {
	if s.d.Pair == nil {
		return forms.Sheet{}, false
	}
	return s.d.Pair.Sheet(s.id)
}

func (s *Screen) took(m readMsg) {
	if m.number != s.asked {
		return
	}
	s.ready, s.slow, s.failed = true, false, m.err
	if m.revs != nil || m.err == nil {
		s.revs = m.revs
	}
	s.list()
	if s.newest {
		s.newest, s.at = false, 0
	}
}

// list makes the lines anew and holds on to the change that has the keys.
func (s *Screen) list() {
	var here forms.RevID
	if s.at < len(s.lines) {
		here = s.lines[s.at].rev.ID
	}
	s.lines = nil
	if sh, ok := s.sheet(); ok {
		field, row := s.goal, s.row
		if s.whole {
			field, row = "", ""
		}
		s.lines = ofRow(reading(sh, s.d.Reader, s.revs).lines(field), row)
	}
	found := false
	for i, l := range s.lines {
		if l.rev.ID == here {
			s.at, found = i, true
		}
	}
	if !found {
		s.open = false
		s.at = max(min(s.at, len(s.lines)-1), 0)
	}
}

// ofRow leaves only what concerns a row; "" leaves everything.
func ofRow(lines []line, row forms.RowID) []line {
	if row == "" {
		return lines
	}
	return slices.DeleteFunc(lines, func(l line) bool { return l.rev.Addr.Row != row })
}

func (s *Screen) t(key string, args ...any) string { return s.d.Words.T(key, args...) }
