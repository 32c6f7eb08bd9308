package lists

import (
	"strconv"
	"strings"

	tea "charm.land/bubbletea/v2"

	"pairbook/forms"
	"pairbook/tui"
	"pairbook/tui/theme"
)

// Lines of an unfolded goal: the part of an entry's id behind the goal's row.
const (
	partAdd   = "+"
	partSplit = "/"
	deep      = 2 // how far they are set in
)

func (s *Screen) goalBindings() []tui.Binding {
	bs := []tui.Binding{
		{Keys: []string{"enter"}, Name: "lists.key_enter_goal", Foot: 1, Why: s.whyNoGoal, Run: s.enterGoal},
		{Keys: s.letter("done"), Name: "lists.key_reached", Foot: 2, Why: s.whyNoGoal, Run: func() tea.Cmd { return s.sayReached("yes") }},
		{Keys: s.letter("again"), Name: "lists.key_not_reached", Foot: 3, Why: s.whyNoGoal, Run: func() tea.Cmd { return s.sayReached("no") }},
		{Keys: []string{"ctrl+o"}, Name: "lists.key_add_step", Foot: 5, Why: s.whyNoGoal, Run: s.addStep},
		{Keys: s.letter("drop"), Name: "lists.key_drop", Why: s.whyNoGoal, Run: s.dropGoal},
		{Keys: s.letter("date"), Name: "lists.key_date", Why: s.whyNoGoal, Run: s.goalDate},
		{Keys: []string{"space"}, Name: "keys.tick", Why: s.whyNoStep, Run: s.tick},
		{Keys: s.letter("sheet"), Name: "lists.key_sheet", Why: s.whyNoGoal, Run: func() tea.Cmd {
			g, _, _ := s.goalHere()
			return s.openSheet(forms.SheetID{Form: forms.WorksheetForm}, "pw_goals", forms.GoalCell(g.Row, "goal"))
		}},
	}
	const most = 5 // of a rating
	for n := 1; n <= most; n++ {
		digit := strconv.Itoa(n)
		b := tui.Binding{Keys: []string{digit}, Name: "lists.key_rate", Why: s.whyNotRate, Run: func() tea.Cmd { return s.rate(forms.Value(digit)) }}
		if n == 1 {
			b.Show, b.Foot = "1–5", 4
		}
		bs = append(bs, b)
	}
	return bs
}

// buildGoals lists the goals; one of them may be unfolded.
func (s *Screen) buildGoals() {
	p := s.d.Pair
	s.goal, s.step = map[string]forms.Goal{}, map[string]forms.GoalStep{}
	all, steps := p.Goals(), p.GoalSteps()
	g := group{title: s.t("lists.goals", "n", len(all)), none: s.t("lists.no_goals")}
	for _, x := range all {
		var own []forms.GoalStep
		for _, st := range steps {
			if st.Goal == x.Row {
				own = append(own, st)
			}
		}
		g.entries = append(g.entries, s.goalEntry(x, own))
		if x.Row == s.open {
			g.entries = append(g.entries, s.unfolded(x, own)...)
		}
	}
	l := s.list[goalsTab]
	here, _ := l.here()
	l.set([]group{g}, here.id)
}

func (s *Screen) goalEntry(x forms.Goal, steps []forms.GoalStep) entry {
	p := s.d.Pair
	id := string(x.Row)
	s.goal[id] = x
	said := []string{p.ReachedInWords(x)}
	if !x.Due.IsZero() {
		said = append(said, s.t("actions.by", "date", p.Words.Short(x.Due)))
	}
	if x.Progress != "" && x.Progress != "na" {
		said = append(said, s.t("actions.progress", "n", string(x.Progress), "meeting", x.Seen.Number))
	}
	if len(steps) > 0 {
		done := 0
		for _, st := range steps {
			if st.Done {
				done++
			}
		}
		said = append(said, s.t("lists.steps_done", "n", done, "all", len(steps)))
	}
	text := x.Text
	if text == "" {
		text = s.t("lists.unnamed")
	}
	settled := forms.Settled(x.Status)
	return entry{id: id, text: s.t("lists.goal_n", "n", x.N, "goal", text), note: strings.Join(said, theme.Between), told: true, faint: settled}
}

// unfolded are the lines of a goal: how they will know, what each says, and its steps.
func (s *Screen) unfolded(x forms.Goal, steps []forms.GoalStep) []entry {
	p := s.d.Pair
	id := func(part string) string { return string(x.Row) + partSplit + part }
	none := s.t("lists.nothing")
	or := func(text string) string {
		if text == "" {
			return none
		}
		return text
	}
	out := []entry{{id: id("measure"), in: deep, text: s.t("lists.line", "label", s.label("measure"), "text", or(x.Measure))}}
	for i, column := range forms.RateColumns() {
		mark := none
		if x.Rates[i] != "" {
			mark = s.t("lists.of_five", "n", string(x.Rates[i]))
		}
		name := p.Name(forms.Mentee)
		out = append(out, entry{id: id(column), in: deep, text: s.t("lists."+column, "name", name, "mark", mark)})
	}
	for _, v := range []forms.Voice{forms.Mentee, forms.Mentor} {
		out = append(out, entry{id: id(forms.ViewColumn(v)), in: deep, text: s.t("lists.view", "name", p.Name(v), "text", or(x.View(v)))})
	}
	for _, v := range []forms.Voice{forms.Mentee, forms.Mentor} {
		key := "lists.says_none"
		if says := x.ReachedBy(v); says != "" {
			key = "lists.says_" + string(says)
		}
		out = append(out, entry{id: id(forms.ReachedColumn(v)), in: deep, text: s.t(key, "name", p.Name(v))})
	}
	for _, st := range steps {
		box := theme.Unticked
		if st.Done {
			box = theme.Ticked
		}
		stepID := id(string(st.Row))
		s.step[stepID] = st
		out = append(out, entry{id: stepID, in: deep, text: box + " " + st.Text, faint: st.Done})
	}
	out = append(out, entry{id: id(partAdd), in: deep, text: s.t("lists.add_step"), faint: true})
	for _, e := range out {
		s.goal[e.id] = x
	}
	return out
}

// label words a column of the goals.
func (s *Screen) label(column string) string {
	if col := s.column("goals", column); col != nil {
		return s.d.Pair.Text(col.Label)
	}
	return column
}

// goalHere returns the goal at hand and which line of it.
func (s *Screen) goalHere() (g forms.Goal, part string, ok bool) {
	e, _ := s.list[goalsTab].here()
	g, ok = s.goal[e.id]
	_, part, _ = strings.Cut(e.id, partSplit)
	return g, part, ok
}

func (s *Screen) whyNoGoal() string {
	if _, _, ok := s.goalHere(); !ok {
		return "lists.no_goals"
	}
	return ""
}

func (s *Screen) whyNoStep() string {
	e, _ := s.list[goalsTab].here()
	if _, ok := s.step[e.id]; !ok {
		return "lists.why_no_step"
	}
	return ""
}

// enterGoal unfolds a goal or folds it up; on one of its lines it changes the line.
func (s *Screen) enterGoal() tea.Cmd {
	g, part, _ := s.goalHere()
	e, _ := s.list[goalsTab].here()
	_, isStep := s.step[e.id]
	switch {
	case part == "":
		if s.open == g.Row {
			s.open = ""
		} else {
			s.open = g.Row
		}
		s.buildGoals()
		return nil
	case part == partAdd:
		return s.addStep()
	case isStep:
		return s.tick()
	case part == "measure":
		return s.askGoal(g, part, s.label(part))
	}
	who := forms.ColumnOf(part)
	if who != s.d.Reader.Hand {
		return s.say("lists.only", "name", s.d.Pair.Name(who))
	}
	switch part {
	case forms.ViewColumn(who):
		return s.askGoal(g, part, s.t("lists.ask_view", "name", s.d.Pair.Name(who), "goal", brief(g.Text)))
	case forms.ReachedColumn(who):
		next := map[forms.Value]forms.Value{"": "yes", "yes": "no"}
		return s.sayReached(next[g.ReachedBy(who)])
	}
	return s.say("lists.type_digit")
}

// askGoal asks for a cell of a goal.
func (s *Screen) askGoal(g forms.Goal, column, label string) tea.Cmd {
	col := s.column("goals", column)
	if col == nil {
		return nil
	}
	at := forms.GoalCell(g.Row, column)
	return s.ask(edit{label: label, hint: s.t("lists.hint_text"), fd: col, at: at, keep: func(v forms.Value) (tea.Cmd, *forms.Problem) {
		return s.commit(changed(s.d.Pair, at, v), s.t("lists.said_kept")), nil
	}}, s.d.Pair.Record.Value(at))
}

// dropGoal drops the goal at hand; one that is dropped is open again.
func (s *Screen) dropGoal() tea.Cmd {
	g, _, _ := s.goalHere()
	status := forms.Value("dropped")
	if g.Status == status {
		status = "open"
	}
	return s.commit(changed(s.d.Pair, forms.GoalCell(g.Row, "status"), status), s.t("lists.said_kept"))
}

func (s *Screen) goalDate() tea.Cmd {
	g, _, _ := s.goalHere()
	return s.askGoal(g, "due", s.t("lists.ask_date", "action", brief(g.Text)))
}

// changed is the change of a cell, none where it says that already.
func changed(p *forms.Pair, at forms.Address, v forms.Value) []forms.Change {
	if p.Record.Value(at) == v {
		return nil
	}
	return []forms.Change{{Addr: at, Value: v}}
}

// sayReached says for the one who types whether the goal at hand is reached.
func (s *Screen) sayReached(says forms.Value) tea.Cmd {
	g, _, _ := s.goalHere()
	hand := s.d.Reader.Hand
	key := map[forms.Value]string{"yes": "lists.said_reached", "no": "lists.said_not_reached", "": "lists.said_open"}[says]
	return s.commit(s.d.Pair.SayReached(g.Row, hand, says), s.t(key, "name", s.d.Pair.Name(hand), "goal", brief(g.Text)))
}

func (s *Screen) rateColumn() (column string, ok bool) {
	_, part, _ := s.goalHere()
	for _, column := range forms.RateColumns() {
		if part == column {
			return column, true
		}
	}
	return "", false
}

// whyNotRate: how sure the mentee feels is for the mentee to say, on one of its lines.
func (s *Screen) whyNotRate() string {
	switch _, ok := s.rateColumn(); {
	case !ok:
		return "lists.why_no_rating"
	case s.d.Reader.Hand != forms.Mentee:
		return "lists.why_mentee_rates"
	}
	return ""
}

// rate says how sure the mentee feels; the same again takes it back.
func (s *Screen) rate(mark forms.Value) tea.Cmd {
	g, column, _ := s.goalHere()
	at := forms.GoalCell(g.Row, column)
	if s.d.Pair.Record.Value(at) == mark {
		mark = ""
	}
	return s.commit(changed(s.d.Pair, at, mark), s.t("lists.said_kept"))
}

// addStep asks for a step towards the goal at hand.
func (s *Screen) addStep() tea.Cmd {
	g, _, _ := s.goalHere()
	fd := &forms.Field{ID: "step", Kind: forms.KindShort}
	return s.ask(edit{
		label: s.t("lists.ask_step", "goal", brief(g.Text)), hint: s.t("lists.hint_text"), fd: fd, at: draftLine("small_steps", g.Row),
		keep: func(v forms.Value) (tea.Cmd, *forms.Problem) {
			if v == "" {
				return nil, &forms.Problem{Key: "lists.hint_text"}
			}
			s.open = g.Row
			return s.commit(s.d.Pair.AddGoalStep(g.Row, string(v)), s.t("lists.said_kept")), nil
		},
	}, "")
}

// draftLine is where a line waits that is to become a row.
func draftLine(register string, of forms.RowID) forms.Address {
	return forms.Address{Sheet: forms.Register(register), Field: register, Row: of, Part: "#line", Voice: forms.Agreed}
}

func (s *Screen) tick() tea.Cmd {
	e, _ := s.list[goalsTab].here()
	return s.commit(s.d.Pair.TickGoalStep(s.step[e.id]), s.t("lists.said_kept"))
}
