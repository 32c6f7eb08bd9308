package sheet

import (
	"crypto/rand"
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"pairbook/forms"
	"pairbook/tui"
	"pairbook/tui/cell"
	"pairbook/tui/theme"
)

// sealKey names the sealing of a copy.
const sealKey = "sheet.seal"

// closeKey names the closing of a meeting.
const closeKey = "sheet.close"

// correctKey names the opening of a frozen meeting.
const correctKey = "sheet.correct"

// doneKey names what ends the sheet: closing a meeting, sealing a copy; "" where
// nothing does.
func (s *Screen) doneKey() string {
	switch {
	case s.sheet.Form.Copies == forms.CopiesEach && !s.sheet.ReadOnly():
		return sealKey
	case s.sheet.Form.Copies == forms.CopiesEach:
		return s.afterSeal()
	case s.sheet.Form.Copies == forms.CopiesNumbered && s.sheet.ReadOnly() && s.sheet.Frozen():
		return correctKey
	case s.sheet.Form.Copies == forms.CopiesNumbered && s.sheet.ReadOnly():
		return "sheet.reopen"
	case s.sheet.Form.Copies == forms.CopiesNumbered:
		return closeKey
	}
	return ""
}

// done is what the button does. Nothing is forced, but one press too many does no
// harm: needed questions that are empty, and what the rules would have the two look
// at, are listed first, and a seal, which cannot be taken back, is asked about at
// another place of the screen.
func (s *Screen) done() tea.Cmd {
	switch key := s.doneKey(); {
	case key == "sheet.reopen":
		cmd := s.d.Commit(s.sheet.Reopen())
		s.refresh(true)
		return cmd
	case key == unsealKey:
		return s.unseal()
	case key == addendumKey:
		return s.addendum()
	case s.asksFirst(key), key == correctKey, s.asksAgain():
		s.list = s.doneList()
		s.grace.Begin(s.d.Now())
		return nil
	}
	return s.finish()
}

// finish closes the meeting or seals the copy, and goes back.
func (s *Screen) finish() tea.Cmd {
	if s.doneKey() == correctKey {
		return s.correct()
	}
	if s.doneKey() == sealKey {
		return s.seal()
	}
	s.list, s.ended = nil, true
	note := tui.Note(s.t("sheet.closed_note", "title", s.sheet.Title()))
	return tea.Sequence(s.d.Commit(s.sheet.Close()), tui.Back(), note)
}

// seal seals the copy, with what binds it to its answers.
func (s *Screen) seal() tea.Cmd {
	cs, err := s.sheet.SealCopy(rand.Reader)
	if err != nil {
		return tui.Note(s.d.Word(s.d.Words, err))
	}
	s.list, s.ended = nil, true
	return tea.Sequence(s.d.Commit(cs), tui.Back())
}

// correct opens a frozen meeting; what is changed now is marked.
func (s *Screen) correct() tea.Cmd {
	s.list = nil
	cmd := s.d.Commit(s.sheet.Reopen())
	s.refresh(true)
	return tea.Batch(cmd, tui.Note(s.t("sheet.corrected_note")))
}

// doneList lists the needed questions that are empty, and last the way to end the
// sheet all the same. Where none is empty, the way back stands first.
func (s *Screen) doneList() *list {
	l := s.leftList()
	key := s.doneKey()
	if key == "" || key == "sheet.reopen" || key == unsealKey || key == addendumKey {
		return l // it was ended meanwhile
	}
	l.make, l.ends = s.doneList, true
	var needed, loose []entry
	for _, e := range l.entries {
		switch {
		case key == correctKey:
		case e.warn:
			needed = append(needed, e)
		case e.unread:
			loose = append(loose, e)
		}
	}
	if key == closeKey {
		loose = append(loose, s.looseEnds(slices.Concat(needed, loose))...)
	}
	l.title, l.intro = s.t(key), s.doneIntro(key, len(needed), len(loose))
	needed = append(needed, loose...)
	end := key + "_anyway"
	asks := s.asksAgain()
	if asks && len(needed) <= 1 {
		l.title = s.t("sheet.again_title")
	}
	if len(needed) == 0 && !asks {
		end = key + "_now"
		needed = append(needed, entry{label: "[ " + s.t(key+"_not_yet") + " ]", run: func() tea.Cmd { return nil }})
	}
	if asks {
		l.entries = append(needed, s.againEntries()...)
		return l
	}
	l.entries = append(needed, entry{label: "[ " + s.t(end) + " ]", run: s.finish})
	return l
}

// doneIntro says what ending the sheet means, how much is empty, and how much else is
// worth a look.
func (s *Screen) doneIntro(key string, missing, loose int) string {
	var said []string
	if key == sealKey || key == correctKey {
		said = append(said, s.t(key+"_means"))
	}
	if s.asksAgain() {
		said = append(said, s.t("sheet.again_intro"))
	}
	switch {
	case key == correctKey:
	case missing > 0:
		said = append(said, s.d.Words.N(key+"_missing", s.sheet.Count(s.visible()).Missing))
	case loose > 0 && key == closeKey:
		said = append(said, s.d.Words.N("checks.closing", loose))
	}
	return strings.Join(said, " ")
}

// toDone goes to the button that ends the sheet, without pressing it.
func (s *Screen) toDone() tea.Cmd {
	return s.jump(func() {
		s.enter(len(s.sections)-1, -1)
		for i, st := range s.stops {
			if st.kind == doneStop {
				s.focus(i)
			}
		}
	})
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
