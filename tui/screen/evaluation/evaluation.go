// Package evaluation is the page of the final feedback: each writes alone, both
// seal, both open, and the joint page follows. It says plainly what that
// protects against on one shared computer.
package evaluation

import (
	tea "charm.land/bubbletea/v2"

	"pairbook/forms"
	"pairbook/tui"
	"pairbook/tui/cell"
	"pairbook/tui/keys"
	"pairbook/tui/theme"
)

// Screen is the evaluation's page.
type Screen struct {
	d       *tui.Desk
	form    string
	at      int
	curtain forms.Voice // who is asked to be alone before the copy opens; "" nobody
	rows    []int       // drawn line -> choice
}

// New opens the page of an evaluation.
func New(d *tui.Desk, at tui.Place) tui.Screen {
	form := at.Sheet.Form
	if form == "" {
		form = forms.EachForm
	}
	return &Screen{d: d, form: form}
}

type choice struct {
	label string
	note  string
	mark  string
	why   string // message that says why it cannot be chosen yet
	run   func() tea.Cmd
}

// Update reacts to clicks; coming back from a copy ends being alone.
func (s *Screen) Update(msg tea.Msg) tea.Cmd {
	switch m := msg.(type) {
	case tui.ShownMsg:
		s.d.Reader.Alone = false
		s.curtain = ""
	case tea.MouseClickMsg:
		if s.curtain != "" {
			return s.enter()
		}
		if m.Y >= 0 && m.Y < len(s.rows) && s.rows[m.Y] >= 0 {
			s.at = s.rows[m.Y]
			return s.enter()
		}
	}
	return nil
}

// Leave has nothing to keep.
func (s *Screen) Leave() tea.Cmd { return nil }

// About names the help page's text.
func (s *Screen) About() string { return "help.evaluation" }

// Bindings lists what can be done here.
func (s *Screen) Bindings() []tui.Binding {
	bs := []tui.Binding{{Keys: []string{"enter"}, Name: "keys.open", Foot: 1, Run: s.enter}}
	if s.curtain != "" {
		return append(bs, tui.Binding{Keys: []string{"esc"}, Name: "keys.back", Foot: 2, Run: func() tea.Cmd {
			s.curtain = ""
			return nil
		}})
	}
	return append(bs,
		tui.Binding{Keys: []string{"down", "tab"}, Show: keys.UpDown, Name: "keys.choose", Foot: 2, Run: func() tea.Cmd { return s.move(1) }},
		tui.Binding{Keys: []string{"up", "shift+tab"}, Name: "keys.up", Run: func() tea.Cmd { return s.move(-1) }},
	)
}

func (s *Screen) move(by int) tea.Cmd {
	s.at = max(min(s.at+by, len(s.choices())-1), 0)
	return nil
}

func (s *Screen) enter() tea.Cmd {
	if v := s.curtain; v != "" {
		s.curtain = ""
		s.d.Reader = forms.Reader{Hand: v, Alone: true}
		return s.open(forms.SheetID{Form: s.form, Of: v})
	}
	c := s.choices()[s.at]
	if c.why != "" {
		return tui.Note(s.d.Words.T(c.why))
	}
	return c.run()
}

func (s *Screen) open(id forms.SheetID) tea.Cmd {
	return tui.Go(tui.Place{Screen: tui.SheetPage, Pair: s.d.Pair.Record.Pair, Sheet: id})
}

func (s *Screen) copyID(v forms.Voice) forms.SheetID { return forms.SheetID{Form: s.form, Of: v} }

func (s *Screen) opened() bool {
	sh, ok := s.d.Pair.Sheet(s.copyID(forms.Mentee))
	return ok && sh.Opened()
}

func (s *Screen) choices() []choice {
	w := s.d.Words
	out := []choice{s.copyChoice(forms.Mentee), s.copyChoice(forms.Mentor)}
	together := choice{label: w.T("evaluation.together"), note: w.T("evaluation.together_note"), run: s.together}
	joint := choice{label: w.T("evaluation.joint"), note: w.T("evaluation.joint_note"), run: func() tea.Cmd {
		return s.open(forms.SheetID{Form: forms.TogetherForm})
	}}
	if s.opened() {
		together.why, together.mark = "evaluation.why_open", theme.Done
	} else {
		joint.why = "evaluation.why_sealed"
	}
	next := choice{label: w.T("evaluation.next_steps"), note: w.T("evaluation.next_steps_note"), run: func() tea.Cmd {
		return s.open(forms.SheetID{Form: forms.NextStepsForm})
	}}
	return append(out, together, joint, next)
}

func (s *Screen) copyChoice(v forms.Voice) choice {
	w, name := s.d.Words, s.d.Pair.Name(v)
	c := choice{label: w.T("evaluation.alone", "name", name), mark: theme.Open, run: func() tea.Cmd {
		s.curtain = v
		return nil
	}}
	switch st := s.d.Pair.Record.State(s.copyID(v)); {
	case s.opened():
		c.label = w.T("evaluation.read", "name", name)
		c.mark, c.note = theme.Done, w.T("evaluation.is_open")
		c.run = func() tea.Cmd { return s.open(s.copyID(v)) }
	case st == forms.StateSealed:
		c.mark, c.note = theme.Done, w.T("evaluation.sealed", "name", s.d.Pair.Name(v.Other()))
	case s.begun(v):
		c.mark, c.note = theme.Here, w.T("evaluation.being_written")
	default:
		c.note = w.T("evaluation.not_begun")
	}
	return c
}

// begun tells only that something is written, never how much.
func (s *Screen) begun(v forms.Voice) bool {
	sh, ok := s.d.Pair.Sheet(s.copyID(v))
	return ok && sh.Progress().Begun()
}

// together opens both copies to both: the pair writes them at one table. It is
// offered only while neither is sealed; a sealed one was written in confidence.
func (s *Screen) together() tea.Cmd {
	var cs []forms.Change
	for _, v := range []forms.Voice{forms.Mentee, forms.Mentor} {
		if s.d.Pair.Record.State(s.copyID(v)) == forms.StateSealed || s.begun(v) {
			return tui.Note(s.d.Words.T("evaluation.why_begun"))
		}
		cs = append(cs, forms.Change{Addr: forms.StateAddress(s.copyID(v)), Value: forms.Value(forms.StateTogether)})
	}
	return s.d.Commit(cs)
}

// Draw paints the page, or the curtain before a copy opens.
func (s *Screen) Draw(w, h int) tui.Frame {
	th := s.d.Theme
	fr := tui.Frame{X: -1, Title: s.d.Pair.Title() + theme.Between + s.d.Pair.ProgrammeName()}
	width := min(w, 78)
	s.rows = s.rows[:0]
	add := func(row int, line string) {
		if len(fr.Lines) < h {
			fr.Lines = append(fr.Lines, line)
			s.rows = append(s.rows, row)
		}
	}
	prose := func(key string, args ...any) {
		for _, l := range cell.Wrap(s.d.Words.T(key, args...), width) {
			add(-1, l)
		}
	}
	add(-1, th.Title.Paint(cell.Cut(s.title(), width)))
	add(-1, "")
	if s.curtain != "" {
		prose("evaluation.curtain", "name", s.d.Pair.Name(s.curtain))
		add(-1, "")
		prose("evaluation.curtain_key")
		return fr
	}
	if h >= 16 {
		prose("evaluation.intro")
		add(-1, "")
	}
	for i, c := range s.choices() {
		s.drawChoice(i, c, width, h, add, &fr)
	}
	if h >= 20 {
		prose("evaluation.promise")
	}
	return fr
}

func (s *Screen) title() string {
	if f := s.d.Pair.Library.Forms[s.form]; f != nil {
		return s.d.Pair.Text(f.Title)
	}
	return ""
}

func (s *Screen) drawChoice(i int, c choice, width, h int, add func(int, string), fr *tui.Frame) {
	th := s.d.Theme
	lead, label := "  ", cell.Cut(c.label, max(width-4, 1))
	mark := th.Good.Paint(c.mark)
	switch {
	case c.mark == "":
		mark = " "
	case c.mark != theme.Done:
		mark = th.Hint.Paint(c.mark)
	}
	if c.why != "" {
		label = th.Hint.Paint(label)
	}
	if i == s.at {
		lead, label = th.Focus.Paint(theme.Here)+" ", th.Focus.Paint(cell.Cut(c.label, max(width-4, 1)))
		fr.X, fr.Y = 0, len(fr.Lines)
	}
	add(i, lead+mark+" "+label)
	if c.note != "" && h >= 12 {
		for _, l := range cell.Wrap(c.note, max(width-4, 8)) {
			add(i, "    "+th.Hint.Paint(l))
		}
	}
	if h >= 20 {
		add(-1, "")
	}
}
