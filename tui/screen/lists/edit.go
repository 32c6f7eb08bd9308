package lists

import (
	tea "charm.land/bubbletea/v2"

	"pairbook/forms"
	"pairbook/tui"
	"pairbook/tui/cell"
	"pairbook/tui/field"
)

// edit is one line that is being typed below the list.
type edit struct {
	label string
	hint  string
	fd    *forms.Field
	ed    field.Editor
	at    forms.Address            // where its draft is kept
	echo  func(text string) string // how it is understood so far; may be nil
	keep  func(v forms.Value) (tea.Cmd, *forms.Problem)
	said  string // what echo made of it
	wrong string
	rows  int // of the editor, as drawn
	y     int // its first row on the page
}

// ask opens a line. What was typed there before and not kept stands in it again.
func (s *Screen) ask(e edit, v forms.Value) tea.Cmd {
	e.ed = field.New(e.fd, v, s.d.Pair.Record.Drafts[e.at], s.d.Pair.Asking())
	s.edit = &e
	s.hear()
	return nil
}

// hear notes how what is typed is understood.
func (s *Screen) hear() {
	e := s.edit
	if e.said = ""; e.echo != nil && !e.ed.Empty() {
		e.said = e.echo(e.ed.Text())
	}
}

// stop closes the line; what is typed waits in it as a draft.
func (s *Screen) stop() tea.Cmd {
	e := s.edit
	s.edit = nil
	switch {
	case e == nil:
		return nil
	case e.ed.Changed() && !e.ed.Empty():
		return s.say("lists.waits")
	}
	return s.d.DropDraft(e.at)
}

// keepLine keeps what is typed, or says beside it what to type.
func (s *Screen) keepLine() tea.Cmd {
	e := s.edit
	v, problem := e.ed.Value()
	if problem == nil {
		var cmd tea.Cmd
		if cmd, problem = e.keep(v); problem == nil {
			s.edit = nil
			return tea.Batch(s.d.DropDraft(e.at), cmd)
		}
	}
	e.wrong = problem.Say(s.d.Words)
	return nil
}

// typeInto hands a key to the line, and keeps what is typed as a draft.
func (s *Screen) typeInto(k tea.KeyPressMsg) tea.Cmd {
	if !s.edit.ed.Key(k) {
		return nil
	}
	return s.typed()
}

func (s *Screen) typed() tea.Cmd {
	e := s.edit
	e.wrong = ""
	s.hear()
	if e.ed.Empty() || !e.ed.Changed() {
		return s.d.DropDraft(e.at)
	}
	return s.d.Saver.Typed(e.at, e.ed.Text)
}

// drawEdit paints the line that is typed: its label, the editor, and what is wrong or
// how it is understood.
func (s *Screen) drawEdit(fr *tui.Frame, w, h int) {
	const most = 4 // rows of the editor
	e, th := s.edit, s.d.Theme
	if h > 2 {
		fr.Lines = append(fr.Lines, th.Label.Paint(cell.Cut(cell.CleanLine(e.label), w)))
		h--
	}
	below := s.belowLine()
	style := th.Hint
	if e.wrong != "" {
		style = th.Bad
	}
	rows := cell.Shorten(below, max(w, 1), 2)
	room := max(min(h-len(rows), most), 1)
	view := e.ed.Draw(w, room, th)
	e.y = len(fr.Lines)
	e.rows = min(len(view.Lines), max(h, 1))
	fr.Lines = append(fr.Lines, view.Lines[:e.rows]...)
	fr.X, fr.Y = view.X, e.y+view.Y
	for _, text := range rows {
		if text != "" && len(fr.Lines)-e.y < h {
			fr.Lines = append(fr.Lines, style.Paint(text))
		}
	}
}

// belowLine is what is wrong, or how the line is understood, or what to type.
func (s *Screen) belowLine() string {
	e := s.edit
	switch {
	case e.wrong != "":
		return e.wrong
	case e.said != "":
		return e.said
	}
	return e.hint
}
