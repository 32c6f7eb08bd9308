package ending

import (
	"bytes"

	tea "charm.land/bubbletea/v2"

	"pairbook/forms"
	"pairbook/forms/export"
	"pairbook/forms/lang"
	"pairbook/tui"
	"pairbook/tui/cell"
	"pairbook/tui/menu"
	"pairbook/tui/theme"
)

// choices are those of the part that is seen.
func (s *Screen) choices() []menu.Choice {
	switch s.part {
	case adviserPart:
		return []menu.Choice{s.adviser()}
	case checklistPart:
		return s.checklist()
	case curtainPart:
		return []menu.Choice{{Label: s.t("ending.curtain_key"), Run: s.openAlone}}
	}
	return []menu.Choice{
		s.pauseChoice(),
		{Label: s.t("ending.pause_days"), Note: s.t("ending.pause_days_note"), Run: func() tea.Cmd {
			return s.open(forms.SheetID{Form: forms.PlanForm}, "pp_pauses")
		}},
		s.helpChoice(),
		{Label: s.t("ending.end_planned"), Note: s.t("ending.end_planned_note"), Run: func() tea.Cmd { return s.enterPart(checklistPart) }},
		{Label: s.t("ending.end_early"), Note: s.t("ending.end_early_note", "name", s.d.HandName()), Run: s.early},
	}
}

func (s *Screen) t(key string, args ...any) string { return s.d.Words.T(key, args...) }

// pauseChoice begins a pause, or ends the one of today. Undo takes either back.
func (s *Screen) pauseChoice() menu.Choice {
	p := s.d.Pair
	if !p.Paused() {
		return menu.Choice{Label: s.t("ending.pause"), Note: s.t("ending.pause_note"), Run: func() tea.Cmd {
			return s.commit(p.PauseFrom(p.Today, lang.Date{}), "ending.pause_begun")
		}}
	}
	c := menu.Choice{Label: s.t("ending.go_on"), Mark: theme.Off, Run: func() tea.Cmd {
		return s.commit(p.Resume(p.Today), "ending.pause_over")
	}}
	for _, x := range p.Pauses() {
		if x.From.After(p.Today) || !x.To.IsZero() && x.To.Before(p.Today) {
			continue
		}
		c.Note = s.t("ending.go_on_note", "day", p.Words.DayMonth(x.From, p.Today))
	}
	return c
}

func (s *Screen) commit(cs []forms.Change, said string) tea.Cmd {
	if len(cs) == 0 {
		return s.say("ending.no_plan")
	}
	return tea.Batch(s.d.Commit(cs), s.say(said))
}

func (s *Screen) helpChoice() menu.Choice {
	c := menu.Choice{Label: s.t("ending.help"), Note: s.t("ending.help_nobody"), Run: func() tea.Cmd { return s.enterPart(adviserPart) }}
	if a := s.d.Pair.Adviser(); a.Name != "" {
		c.Note = s.t("ending.help_note", "name", a.Name)
	}
	return c
}

// adviser is who can be asked; Enter goes to where that person is named.
func (s *Screen) adviser() menu.Choice {
	a := s.d.Pair.Adviser()
	c := menu.Choice{Label: s.t("ending.help_nobody"), Note: a.Else, Run: func() tea.Cmd { return s.open(a.Sheet, a.Field) }}
	if a.Name != "" {
		c.Label, c.Note = cell.CleanLine(a.Name), ""
	}
	if a.Reach != "" {
		c.Note = s.t("ending.adviser_reach", "reach", cell.CleanLine(a.Reach))
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
	return s.d.Alone(s.d.Reader.Hand, tui.Place{Screen: tui.SheetPage, Pair: s.d.Pair.Record.Pair, Sheet: forms.SheetID{Form: forms.EarlyEndForm}})
}

// checklist has a line for each point; Enter goes to where it is done.
func (s *Screen) checklist() []menu.Choice {
	var out []menu.Choice
	for _, it := range s.d.Pair.Closing() {
		c := menu.Choice{Label: it.Text, Note: it.Note, Mark: mark(it.State)}
		switch {
		case it.ID == "certificate" && it.State == forms.ClosingDone:
			c.Run = s.certificate
		case it.Sheet.Form != "" && it.State != forms.ClosingWaits:
			c.Run = func() tea.Cmd { return s.open(it.Sheet, it.Field) }
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

// notedMsg tells that the ledger of a pair has a new line.
type notedMsg struct {
	pair forms.PairID
	revs []forms.Revision
}

// certificate writes the certificate beside the book's other papers.
func (s *Screen) certificate() tea.Cmd {
	var b bytes.Buffer
	if err := export.Write(&b, export.FormatHTML, export.Certificate(s.d.Pair)); err != nil {
		return tui.Note(s.d.Word(s.d.Words, err))
	}
	w, word, write, note, now := s.d.Words, s.d.Word, s.d.WriteFile, s.d.Ledger(), s.d.Now()
	pair, line := s.d.Pair.Record.Pair, forms.Handed{Sheet: forms.LedgerCertificate, Format: string(export.FormatHTML), To: forms.ForPair}
	name := s.t("ending.certificate_file") + export.FormatHTML.Ext()
	return func() tea.Msg {
		path, err := write(name, b.Bytes())
		if err != nil {
			return tui.Note(word(w, err))()
		}
		text := w.T("ending.certificate_written", "file", path)
		revs, err := note(line.Of(b.Bytes(), path, now))
		if err != nil {
			text += " " + w.T("leaves.unnoted")
		}
		return tea.BatchMsg{func() tea.Msg { return notedMsg{pair, revs} }, tui.Note(text)}
	}
}
