package sheet

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"pairbook/forms"
	"pairbook/tui"
	"pairbook/tui/cell"
	"pairbook/tui/theme"
)

// sealKey names the sealing of a copy.
const sealKey = "sheet.seal"

// doneKey names what ends the sheet: closing a meeting, sealing a copy; "" where
// nothing does.
func (s *Screen) doneKey() string {
	switch {
	case s.sheet.Form.Copies == forms.CopiesEach && !s.sheet.ReadOnly():
		return sealKey
	case s.sheet.Form.Copies == forms.CopiesNumbered && s.sheet.ReadOnly():
		return "sheet.reopen"
	case s.sheet.Form.Copies == forms.CopiesNumbered:
		return "sheet.close"
	}
	return ""
}

// done is what the button does. Nothing is forced, but one press too many does no
// harm: where needed questions are empty they are listed first, and a seal, which
// cannot be taken back, is asked about at another place of the screen.
func (s *Screen) done() tea.Cmd {
	switch key := s.doneKey(); {
	case key == "sheet.reopen":
		cmd := s.d.Commit(s.state(forms.StateOpen))
		s.refresh(true)
		return cmd
	case key == sealKey, s.sheet.Count(s.visible()).Missing > 0:
		s.list = s.doneList()
		s.grace.Begin(s.d.Now())
		return nil
	}
	return s.finish()
}

func (s *Screen) state(st forms.State) []forms.Change {
	return []forms.Change{{Addr: forms.StateAddress(s.id), Value: forms.Value(st)}}
}

// finish closes the meeting or seals the copy, and goes back.
func (s *Screen) finish() tea.Cmd {
	s.list, s.ended = nil, true
	if s.doneKey() == sealKey {
		return tea.Sequence(s.d.Commit(s.state(forms.StateSealed)), tui.Back())
	}
	note := tui.Note(s.t("sheet.closed_note", "title", s.sheet.Title()))
	return tea.Sequence(s.d.Commit(s.state(forms.StateClosed)), tui.Back(), note)
}

// doneList lists the needed questions that are empty, and last the way to end the
// sheet all the same. Where none is empty, the way back stands first.
func (s *Screen) doneList() *list {
	l := s.leftList()
	key := s.doneKey()
	if key == "" || key == "sheet.reopen" {
		return l // it was ended meanwhile
	}
	l.make, l.ends = s.doneList, true
	needed := l.entries[:0:0]
	for _, e := range l.entries {
		if e.warn {
			needed = append(needed, e)
		}
	}
	l.title, l.intro = s.t(key), s.doneIntro(key, len(needed))
	end := key + "_anyway"
	if len(needed) == 0 {
		end = key + "_now"
		needed = append(needed, entry{label: "[ " + s.t(key+"_not_yet") + " ]", run: func() tea.Cmd { return nil }})
	}
	l.entries = append(needed, entry{label: "[ " + s.t(end) + " ]", run: s.finish})
	return l
}

// doneIntro says what ending the sheet means, and how much is empty.
func (s *Screen) doneIntro(key string, missing int) string {
	var said []string
	if key == sealKey {
		said = append(said, s.t("sheet.seal_means"))
	}
	if missing > 0 {
		said = append(said, s.d.Words.N(key+"_missing", s.sheet.Count(s.visible()).Missing))
	}
	return strings.Join(said, " ")
}

// toDone goes to the button that ends the sheet, without pressing it.
func (s *Screen) toDone() tea.Cmd {
	return s.jump(func() { s.enter(len(s.sections)-1, -1) })
}

// doneEntry lets the button be found by the words people look for it with.
func (s *Screen) doneEntry() (entry, bool) {
	key := s.doneKey()
	if key == "" || len(s.sections) == 0 {
		return entry{}, false
	}
	return entry{mark: theme.Open, label: "[ " + s.t(key) + " ]", also: s.t(key + "_words"), run: s.toDone}, true
}

func (s *Screen) doneBindings() []tui.Binding {
	key := s.doneKey()
	if key == "" {
		return nil
	}
	return []tui.Binding{{Keys: []string{"ctrl+l"}, Name: "keys.to_" + key[len("sheet."):], Run: s.toDone}}
}

func (s *Screen) drawButton(p *page, stop int, text string) {
	style, lead := s.d.Theme.Accent, "  "
	from := len(p.lines)
	if stop == s.at {
		style, lead = s.d.Theme.Focus, theme.Here+" "
		p.curX, p.curY = 0, from
	}
	p.add(stop, lead+style.Paint("[ "+cell.Cut(text, max(p.w-6, 1))+" ]"))
	if stop == s.at {
		p.from, p.to = from, len(p.lines)
	}
}
