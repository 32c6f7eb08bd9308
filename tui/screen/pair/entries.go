package pair

import (
	"slices"
	"strconv"

	tea "charm.land/bubbletea/v2"

	"pairbook/forms"
	"pairbook/tui"
	"pairbook/tui/theme"
)

const (
	mostTasks    = 4
	lastMeetings = 3 // of the begun ones, how many are listed at once
)

// refresh reads the page anew and stays on the entry at hand.
func (s *Screen) refresh() {
	old := s.here()
	p := s.d.Pair
	plan := p.Plan()
	s.facts = s.readFacts(plan)
	s.entries = s.entries[:0]
	near := map[string]bool{}
	for i, t := range p.Next() {
		near[t.Sheet.Form] = true
		if i >= mostTasks {
			continue
		}
		s.entries = append(s.entries, entry{group: nextGroup, mark: theme.Open, label: p.Say(t), why: p.SayWhy(t), place: tui.PlaceOf(p, t.Sheet, t.Field)})
	}
	s.addChecks()
	for i := range plan {
		s.entries = append(s.entries, s.stepEntry(&plan[i]))
	}
	s.addForms(plan, near)
	s.at = s.find(old)
}

// addChecks adds one line for all that the rules would have the two look at; hints, and
// what was set aside, are no reason to come.
func (s *Screen) addChecks() {
	p, n := s.d.Pair, 0
	for _, f := range p.Findings() {
		if f.Severity != forms.Info && !f.SetAside() {
			n++
		}
	}
	if n == 0 {
		return
	}
	at := tui.Place{Screen: tui.Checks, Pair: p.Record.Pair}
	s.entries = append(s.entries, entry{group: nextGroup, mark: theme.Attention, label: p.Words.N("checks.line", n), place: at, quiet: true})
}

// addForms lists the sheets in the programme's order: those in use, then those
// whose time has not come, and behind them those that are there when needed and that
// nobody is pushed to. near are the forms that the two can be at now.
func (s *Screen) addForms(plan []forms.PlanStep, near map[string]bool) {
	p := s.d.Pair
	first := len(s.entries)
	for _, id := range p.Programme().Forms {
		f := p.Library.Forms[id]
		if f == nil {
			continue
		}
		from := len(s.entries)
		s.addForm(f)
		for i := from; i < len(s.entries); i++ {
			e := &s.entries[i]
			if f.Offer == forms.OfferNever {
				e.group = looseGroup
			}
			if far := f.Offer == forms.OfferStep || f.Offer == forms.OfferEnd; far && !near[f.ID] && e.mark == theme.Open {
				s.quieten(e, f, plan)
			}
		}
	}
	for _, sh := range p.Lost() { // what was written there can be read as it would be printed
		at := tui.Place{Screen: tui.Export, Pair: p.Record.Pair, Sheet: sh.ID}
		s.entries = append(s.entries, entry{group: looseGroup, mark: theme.Done, label: sh.Title(), note: s.d.Words.T("pair.lost"), place: at})
	}
	slices.SortStableFunc(s.entries[first:], func(a, b entry) int { return a.rank() - b.rank() })
}

// rank is where an entry stands in the list of sheets.
func (e entry) rank() int {
	switch {
	case e.group == looseGroup:
		return 2
	case e.quiet:
		return 1
	}
	return 0
}

// quieten: what is not near yet stands back, with the day that the plan has for it.
func (s *Screen) quieten(e *entry, f *forms.Form, plan []forms.PlanStep) {
	e.mark, e.quiet = " ", true
	for i := range plan {
		st := &plan[i]
		if st.Done || st.Step.Form() != f.ID || st.Due.Before(s.d.Pair.Today) {
			continue
		}
		if e.note = s.date(st); st.Due.Year != s.d.Pair.Today.Year {
			e.note = s.d.Words.Month(st.Due) + " " + strconv.Itoa(st.Due.Year)
		}
		return
	}
}

// find returns where an entry stands now: the same step or the same sheet of the
// same part, else the same place.
func (s *Screen) find(old entry) int {
	for i, e := range s.entries {
		sameStep := old.step == nil || e.step != nil && e.step.Step.ID == old.step.Step.ID
		if e.group == old.group && e.place.Sheet == old.place.Sheet && sameStep && old.label != "" {
			return i
		}
	}
	return max(min(s.at, len(s.entries)-1), 0)
}

func (s *Screen) stepEntry(st *forms.PlanStep) entry {
	e := entry{group: planGroup, mark: theme.Open, label: s.d.Pair.Text(st.Step.Text), step: st}
	switch {
	case st.Done:
		e.mark = theme.Done
	case st.Overdue:
		e.mark = theme.Attention
	}
	id := s.d.Pair.StepSheet(st.Step)
	if _, ok := s.d.Pair.Sheet(id); ok && (id.Form != forms.PlanForm || st.Step.Decides()) {
		e.place = s.place(id) // a step that only the plan holds is ticked here
	}
	return e
}

// place is where a sheet is filled in.
func (s *Screen) place(id forms.SheetID) tui.Place { return tui.PlaceOf(s.d.Pair, id, "") }

func (s *Screen) addForm(f *forms.Form) {
	p := s.d.Pair
	switch f.Copies {
	case forms.CopiesEach:
		if f.Sealed() {
			s.addSealed(f)
			return
		}
		for _, v := range []forms.Voice{forms.Mentee, forms.Mentor} {
			if sh, ok := p.Sheet(forms.SheetID{Form: f.ID, Of: v}); ok {
				s.entries = append(s.entries, s.formEntry(sh))
			}
		}
	case forms.CopiesNumbered:
		s.addMeetings()
	default:
		if sh, ok := p.Sheet(forms.SheetID{Form: f.ID}); ok {
			s.entries = append(s.entries, s.formEntry(sh))
		}
	}
}

// addSealed lists both copies of an evaluation as one: of a copy that is not open
// nothing is told.
func (s *Screen) addSealed(f *forms.Form) {
	p := s.d.Pair
	id := forms.SheetID{Form: f.ID, Of: forms.Mentee}
	e := entry{group: formGroup, mark: theme.Open, label: p.Text(f.Title), place: s.place(id)}
	if sh, ok := p.Sheet(id); ok && sh.Opened() {
		e.mark, e.note = theme.Done, p.Words.T("pair.both_done")
	}
	s.entries = append(s.entries, e)
}

// addMeetings lists the last meetings and the next one; those before them fold
// into one line.
func (s *Screen) addMeetings() {
	p := s.d.Pair
	begun := p.Meetings()
	if earlier := len(begun) - lastMeetings; earlier > 1 {
		s.entries = append(s.entries, s.foldEntry(earlier))
		if !s.all {
			begun = begun[earlier:]
		}
	}
	next := p.OpenMeeting()
	listed := false
	for _, n := range begun {
		if sh, ok := p.Sheet(forms.Meeting(n)); ok {
			s.entries = append(s.entries, s.formEntry(sh))
			listed = listed || n == next.Number
		}
	}
	if !listed {
		label := p.Words.T("pair.next_meeting", "n", next.Number)
		s.entries = append(s.entries, entry{group: formGroup, mark: theme.Open, label: label, place: s.place(next)})
	}
}

// meeting is the entry of the meeting to go on with: it is seen while the keys are
// elsewhere; -1 where there is none.
func (s *Screen) meeting() int {
	open := s.d.Pair.OpenMeeting()
	return slices.IndexFunc(s.entries, func(e entry) bool { return e.group == formGroup && e.place.Sheet == open })
}

func (s *Screen) foldEntry(n int) entry {
	key, mark := "pair.show_earlier", theme.Done
	if s.all {
		key, mark = "pair.hide_earlier", theme.Done
	}
	return entry{group: formGroup, mark: mark, label: s.d.Words.N(key, n), run: func() tea.Cmd {
		s.all = !s.all
		at := s.at
		s.refresh()
		s.at = min(at, len(s.entries)-1)
		return nil
	}}
}

func (s *Screen) formEntry(sh forms.Sheet) entry {
	w := s.d.Words
	e := entry{group: formGroup, mark: theme.Open, label: sh.Title(), place: s.place(sh.ID)}
	if s.d.Pair.Record.State(sh.ID) == forms.StateClosed {
		e.mark, e.note = theme.Done, w.T("pair.closed")
		return e
	}
	pr := sh.CountFor(s.d.Reader)
	signed := sh.Signed()
	done := signed || pr.Complete() && pr.Begun() && pr.Needed >= s.least(sh.Form)
	switch {
	case done && len(sh.Stops()) > 0:
		e.mark, e.note = theme.Attention, w.T("checks.stopped")
	case signed && pr.Missing > 0:
		e.mark, e.note, e.short = theme.Off, w.N("pair.signed_left", pr.Missing), w.N("pair.left", pr.Missing)
	case signed:
		e.mark, e.note = theme.Done, w.T("pair.signed")
	case done:
		e.mark, e.note = theme.Done, w.T("pair.complete")
	case pr.Begun() && pr.Needed >= s.least(sh.Form):
		of := []any{"n", strconv.Itoa(pr.Answered), "all", strconv.Itoa(pr.Asked)}
		e.mark, e.note, e.short = theme.Off, w.T("pair.of", of...), w.T("pair.of_short", of...)
	}
	return e
}

// least is how many questions a sheet must need before it is told how far it is: of
// one that is there when needed, one; there is no being done with a log.
func (s *Screen) least(f *forms.Form) int {
	if f.Offer == forms.OfferNever {
		return 1
	}
	return 0
}
