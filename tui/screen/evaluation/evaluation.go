// Package evaluation is the page of the final feedback: each writes alone, both
// seal, both open, and the joint page follows. It says plainly what that
// protects against on one shared computer.
package evaluation

import (
	"slices"

	tea "charm.land/bubbletea/v2"

	"pairbook/forms"
	"pairbook/tui"
	"pairbook/tui/keys"
	"pairbook/tui/menu"
	"pairbook/tui/theme"
)

// Screen is the evaluation's page.
type Screen struct {
	d       *tui.Desk
	form    string
	at      int
	curtain forms.Voice // who is asked to be alone before the copy opens; "" nobody
	grace   tui.Grace   // of the curtain: a double click that drew it must not open it too
	rows    []int       // drawn line -> choice
	top     int
	checked checked
}

// New opens the page of an evaluation.
func New(d *tui.Desk, at tui.Place) tui.Screen {
	form := at.Sheet.Form
	if form == "" {
		form = forms.EachForm
	}
	return &Screen{d: d, form: form}
}

// Update reacts to clicks; coming back from a copy ends being alone.
func (s *Screen) Update(msg tea.Msg) tea.Cmd {
	switch m := msg.(type) {
	case tui.ShownMsg:
		s.d.Reader.Alone = false
		s.curtain = ""
	case tui.HandMsg:
		s.curtain = "" // whoever was asked to be alone has passed the keys on
	case tea.MouseClickMsg:
		if m.Y >= 0 && m.Y < len(s.rows) && s.rows[m.Y] >= 0 {
			if s.curtain != "" && s.grace.TooSoon(s.d.Now()) {
				return nil
			}
			s.at = s.rows[m.Y]
			return s.enter()
		}
	case tea.MouseWheelMsg:
		return s.move(tui.Turn(m))
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
	if s.curtain == "" {
		s.at = max(min(s.at+by, len(s.choices())-1), 0)
	}
	return nil
}

func (s *Screen) enter() tea.Cmd {
	if v := s.curtain; v != "" {
		s.curtain = ""
		return s.d.Alone(v, tui.Place{Screen: tui.SheetPage, Pair: s.d.Pair.Record.Pair, Sheet: s.copyID(v)})
	}
	cs := s.choices()
	s.at = max(min(s.at, len(cs)-1), 0)
	if why := cs[s.at].Why; why != "" {
		return tui.Note(s.d.Words.T(why))
	}
	return cs[s.at].Run()
}

func (s *Screen) open(id forms.SheetID) tea.Cmd {
	return tui.Go(tui.Place{Screen: tui.SheetPage, Pair: s.d.Pair.Record.Pair, Sheet: id})
}

func (s *Screen) copyID(v forms.Voice) forms.SheetID { return forms.SheetID{Form: s.form, Of: v} }

func (s *Screen) state(v forms.Voice) forms.State { return s.d.Pair.Record.State(s.copyID(v)) }

func (s *Screen) opened() bool {
	sh, ok := s.d.Pair.Sheet(s.copyID(forms.Mentee))
	return ok && sh.Opened()
}

// has reports whether the pair's programme has a form.
func (s *Screen) has(form string) bool { return slices.Contains(s.d.Pair.Programme().Forms, form) }

func (s *Screen) choices() []menu.Choice {
	w := s.d.Words
	out := []menu.Choice{s.copyChoice(forms.Mentee), s.copyChoice(forms.Mentor)}
	switch {
	case s.bothSealed() && !s.opened():
		out = append(out, menu.Choice{Label: w.T("evaluation.open_both"), Note: w.T("evaluation.open_both_note"), Run: s.d.OpenTogether})
	default:
		out = append(out, s.togetherChoice())
	}
	if c, ok := s.handChoice(); ok {
		out = append(out, c)
	}
	if s.has(forms.TogetherForm) {
		joint := menu.Choice{Label: w.T("evaluation.joint"), Note: w.T("evaluation.joint_note"), Run: func() tea.Cmd {
			return s.open(forms.SheetID{Form: forms.TogetherForm})
		}}
		if !s.opened() {
			joint.Why, joint.Note = "evaluation.why_sealed", w.T("evaluation.why_sealed")
		}
		out = append(out, joint)
	}
	if s.has(forms.NextStepsForm) {
		out = append(out, menu.Choice{Label: w.T("evaluation.next_steps"), Note: w.T("evaluation.next_steps_note"), Run: func() tea.Cmd {
			return s.open(forms.SheetID{Form: forms.NextStepsForm})
		}})
	}
	return out
}

// togetherChoice is open only while neither has begun: what is begun was written
// in confidence. Behind a passphrase nobody can see whether something is.
func (s *Screen) togetherChoice() menu.Choice {
	w := s.d.Words
	c := menu.Choice{Label: w.T("evaluation.together"), Note: w.T("evaluation.together_note"), Run: s.together}
	switch {
	case s.opened():
		c.Why = "evaluation.why_open"
	case s.begun(forms.Mentee) || s.begun(forms.Mentor):
		c.Why = "evaluation.why_begun"
	case s.shut(forms.Mentee) || s.shut(forms.Mentor):
		c.Why = "evaluation.why_passphrase"
	}
	if c.Why != "" {
		c.Note = w.T(c.Why)
	}
	return c
}

func (s *Screen) copyChoice(v forms.Voice) menu.Choice {
	w, name := s.d.Words, s.d.Pair.Name(v)
	c := menu.Choice{Label: w.T("evaluation.alone", "name", name), Mark: theme.Open, Run: func() tea.Cmd {
		s.curtain = v
		s.grace.Begin(s.d.Now())
		return nil
	}}
	switch st := s.state(v); {
	case s.opened():
		c.Label = w.T("evaluation.read", "name", name)
		c.Mark, c.Note = theme.Done, w.T("evaluation.is_open")
		if st == forms.StateTogether {
			c.Label, c.Mark = w.T("evaluation.write", "name", name), theme.Off
		}
		c.Run = func() tea.Cmd { return s.open(s.copyID(v)) }
	case s.bothSealed():
		c.Mark, c.Note = theme.Done, w.T("evaluation.both_sealed")
	case st == forms.StateSealed:
		c.Mark, c.Note = theme.Done, w.T("evaluation.sealed", "name", s.d.Pair.Name(v.Other()))
	case s.begun(v):
		c.Mark, c.Note = theme.Off, w.T("evaluation.being_written")
	case s.shut(v):
		c.Note = w.T("evaluation.not_sealed")
	default:
		c.Note = w.T("evaluation.not_begun")
	}
	return c
}

// shut reports whether what a person writes lies behind a passphrase.
func (s *Screen) shut(v forms.Voice) bool { return s.d.Locks().Persons[v].HasPassphrase }

// begun tells only that something is written, never how much.
func (s *Screen) begun(v forms.Voice) bool {
	sh, ok := s.d.Pair.Sheet(s.copyID(v))
	return ok && (s.state(v) == forms.StateSealed || sh.Progress().Begun())
}

// together opens both copies to both: the pair writes them at one table.
func (s *Screen) together() tea.Cmd {
	var cs []forms.Change
	for _, v := range []forms.Voice{forms.Mentee, forms.Mentor} {
		cs = append(cs, forms.Change{Addr: forms.StateAddress(s.copyID(v)), Value: forms.Value(forms.StateTogether)})
	}
	return s.d.Commit(cs)
}
