package ending

import (
	"bytes"

	tea "charm.land/bubbletea/v2"

	"pairbook/forms"
	"pairbook/forms/export"
	"pairbook/forms/lang"
	"pairbook/tui"
	"pairbook/tui/cell"
	"pairbook/tui/theme"
)

// choice is a line that can be chosen.
type choice struct {
	label string
	note  string
	mark  string
	run   func() tea.Cmd // nil where there is nothing to open
}

// choices are those of the part that is seen.
func (s *Screen) choices() []choice {
	switch s.part {
	case adviserPart:
		return []choice{s.adviser()}
	case checklistPart:
		return s.checklist()
	case curtainPart:
		return []choice{{label: s.t("ending.curtain_key"), run: s.openAlone}}
	}
	return []choice{
		s.pauseChoice(),
		{label: s.t("ending.pause_days"), note: s.t("ending.pause_days_note"), run: func() tea.Cmd {
			return s.open(forms.SheetID{Form: forms.PlanForm}, "pp_pauses")
		}},
		s.helpChoice(),
		{label: s.t("ending.end_planned"), note: s.t("ending.end_planned_note"), run: func() tea.Cmd { return s.enterPart(checklistPart) }},
		{label: s.t("ending.end_early"), note: s.t("ending.end_early_note", "name", s.d.HandName()), run: s.early},
	}
}

func (s *Screen) t(key string, args ...any) string { return s.d.Words.T(key, args...) }

// pauseChoice begins a pause, or ends the one of today. Undo takes either back.
func (s *Screen) pauseChoice() choice {
	p := s.d.Pair
	if !p.Paused() {
		return choice{label: s.t("ending.pause"), note: s.t("ending.pause_note"), run: func() tea.Cmd {
			return s.commit(p.PauseFrom(p.Today, lang.Date{}), "ending.pause_begun")
		}}
	}
	c := choice{label: s.t("ending.go_on"), mark: theme.Off, run: func() tea.Cmd {
		return s.commit(p.Resume(p.Today), "ending.pause_over")
	}}
	for _, x := range p.Pauses() {
		if x.From.After(p.Today) || !x.To.IsZero() && x.To.Before(p.Today) {
			continue
		}
		c.note = s.t("ending.go_on_note", "day", p.Words.DayMonth(x.From, p.Today))
	}
	return c
}

func (s *Screen) commit(cs []forms.Change, said string) tea.Cmd {
	if len(cs) == 0 {
		return s.say("ending.no_plan")
	}
	return tea.Batch(s.d.Commit(cs), s.say(said))
}

func (s *Screen) helpChoice() choice {
	c := choice{label: s.t("ending.help"), note: s.t("ending.help_nobody"), run: func() tea.Cmd { return s.enterPart(adviserPart) }}
	if a := s.d.Pair.Adviser(); a.Name != "" {
		c.note = s.t("ending.help_note", "name", a.Name)
	}
	return c
}

// adviser is who can be asked; Enter goes to where that person is named.
func (s *Screen) adviser() choice {
	a := s.d.Pair.Adviser()
	c := choice{label: s.t("ending.help_nobody"), note: a.Else, run: func() tea.Cmd { return s.open(a.Sheet, a.Field) }}
	if a.Name != "" {
		c.label, c.note = cell.CleanLine(a.Name), ""
	}
	if a.Reach != "" {
		c.note = s.t("ending.adviser_reach", "reach", cell.CleanLine(a.Reach))
	}
	return c
}

// early asks the one who types to be alone; who is alone already goes straight to the
// sheet.
func (s *Screen) early() tea.Cmd {
	if s.d.Reader.Alone {
		return s.openAlone()
	}
	s.grace.Begin(s.d.Now())
	return s.enterPart(curtainPart)
}

func (s *Screen) openAlone() tea.Cmd {
	if s.part == curtainPart {
		s.leavePart()
	}
	s.d.Reader.Alone = true
	return s.open(forms.SheetID{Form: forms.EarlyEndForm}, "")
}

// checklist has a line for each point; Enter goes to where it is done.
func (s *Screen) checklist() []choice {
	var out []choice
	for _, it := range s.d.Pair.Closing() {
		c := choice{label: it.Text, note: it.Note, mark: mark(it.State)}
		switch {
		case it.ID == "certificate" && it.State == forms.ClosingDone:
			c.run = s.certificate
		case it.Sheet.Form != "" && it.State != forms.ClosingWaits:
			c.run = func() tea.Cmd { return s.open(it.Sheet, it.Field) }
		}
		out = append(out, c)
	}
	return out
}

func mark(st forms.ClosingState) string {
	switch st {
	case forms.ClosingDone:
		return theme.Done
	case forms.ClosingOpen:
		return theme.Open
	}
	return ""
}

// certificate writes the certificate beside the book's other papers.
func (s *Screen) certificate() tea.Cmd {
	var b bytes.Buffer
	if err := export.Write(&b, export.FormatHTML, export.Certificate(s.d.Pair)); err != nil {
		return tui.Note(s.d.Word(s.d.Words, err))
	}
	w, word, write := s.d.Words, s.d.Word, s.d.WriteFile
	name := s.t("ending.certificate_file") + export.FormatHTML.Ext()
	return func() tea.Msg {
		path, err := write(name, b.Bytes())
		if err != nil {
			return tui.Note(word(w, err))()
		}
		return tui.Note(w.T("ending.certificate_written", "file", path))()
	}
}
