package sheet

import (
	tea "charm.land/bubbletea/v2"

	"pairbook/forms"
	"pairbook/tui"
	"pairbook/tui/cell"
	"pairbook/tui/theme"
)

// doneKey names what ends the sheet: closing a meeting, sealing a copy; "" where
// nothing does.
func (s *Screen) doneKey() string {
	switch {
	case s.sheet.Form.Copies == forms.CopiesEach && !s.sheet.ReadOnly():
		return "sheet.seal"
	case s.sheet.Form.Copies == forms.CopiesNumbered && s.sheet.ReadOnly():
		return "sheet.reopen"
	case s.sheet.Form.Copies == forms.CopiesNumbered:
		return "sheet.close"
	}
	return ""
}

// done is what the button does. Nothing is forced, but one Enter too many does no
// harm: where needed questions are empty they are listed first, and a seal, which
// cannot be taken back, is asked for twice.
func (s *Screen) done() tea.Cmd {
	switch key := s.doneKey(); {
	case key == "sheet.reopen":
		cmd := s.d.Commit(s.state(forms.StateOpen))
		s.refresh(true)
		return cmd
	case s.sheet.Count(s.visible()).Missing > 0:
		s.list = s.doneList()
		return nil
	case key == "sheet.seal" && !s.sure:
		s.sure = true
		return nil
	}
	return s.finish()
}

func (s *Screen) state(st forms.State) []forms.Change {
	return []forms.Change{{Addr: forms.StateAddress(s.id), Value: forms.Value(st)}}
}

// finish closes the meeting or seals the copy, and goes back.
func (s *Screen) finish() tea.Cmd {
	s.list = nil
	if s.doneKey() == "sheet.seal" {
		return tea.Sequence(s.d.Commit(s.state(forms.StateSealed)), tui.Back())
	}
	note := tui.Note(s.t("sheet.closed_note", "title", s.sheet.Title()))
	return tea.Sequence(s.d.Commit(s.state(forms.StateClosed)), tui.Back(), note)
}

// doneList lists the needed questions that are empty, and last the way to end the
// sheet all the same.
func (s *Screen) doneList() *list {
	l := s.leftList()
	if key := s.doneKey(); key == "" || key == "sheet.reopen" {
		return l // it was ended meanwhile
	}
	l.make = s.doneList
	needed := l.entries[:0:0]
	for _, e := range l.entries {
		if e.warn {
			needed = append(needed, e)
		}
	}
	l.title = s.t(s.doneKey())
	l.intro = s.d.Words.N(s.doneKey()+"_missing", s.sheet.Count(s.visible()).Missing)
	l.entries = append(needed, entry{label: "[ " + s.t(s.doneKey()+"_anyway") + " ]", run: s.finish})
	return l
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
	if stop != s.at {
		return
	}
	if s.sure {
		for _, l := range cell.Wrap(s.t("sheet.seal_sure"), max(p.w-indent, 4)) {
			p.add(stop, "  "+s.d.Theme.Warn.Paint(l))
		}
	}
	p.from, p.to = from, len(p.lines)
}
