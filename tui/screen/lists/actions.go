package lists

import (
	"cmp"
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"pairbook/forms"
	"pairbook/tui"
	"pairbook/tui/cell"
	"pairbook/tui/theme"
)

// filter says which actions are shown.
type filter int

const (
	everything filter = iota
	mine
	yours
	overdue
	byGoal
	filters
)

func (s *Screen) actionBindings() []tui.Binding {
	set := func(status forms.Value) func() tea.Cmd { return func() tea.Cmd { return s.setAction(status) } }
	bs := []tui.Binding{
		{Keys: s.letter("done"), Name: "lists.key_done", Foot: 1, Why: s.whyNoAction, Run: set("done")},
		{Keys: s.letter("partly"), Name: "lists.key_partly", Foot: 2, Why: s.whyNoAction, Run: set("started")},
		{Keys: s.letter("drop"), Name: "lists.key_drop", Foot: 3, Why: s.whyNoAction, Run: set("dropped")},
		{Keys: s.letter("again"), Name: "lists.key_again", Why: s.whyNoAction, Run: set("open")},
		{Keys: []string{"+"}, Name: "lists.key_later", Foot: 4, Why: s.whyNoAction, Run: s.later},
		{Keys: s.letter("date"), Name: "lists.key_date", Foot: 5, Why: s.whyNoAction, Run: s.otherDate},
		{Keys: []string{"enter"}, Name: "keys.open", Foot: 10, Why: s.whyNoAction, Run: func() tea.Cmd {
			a, _ := s.action()
			return s.openSheet(forms.SheetID{Form: forms.BetweenForm}, "ac_list", forms.ActionCell(a.Row, "action"))
		}},
	}
	for f := range filters {
		bs = append(bs, tui.Binding{
			Keys: []string{string(rune('1' + int(f)))}, Name: "lists.key_filter_" + filterKey(f), Why: s.whyNotSift(f),
			Run: func() tea.Cmd { return s.sift(f) },
		})
	}
	return bs
}

func filterKey(f filter) string { return [...]string{"all", "mine", "yours", "overdue", "goal"}[f] }

func (s *Screen) filterName(f filter) string {
	if f == byGoal && s.filter == byGoal {
		return s.t("lists.filter_goal_n", "n", s.serves)
	}
	return s.t("lists.filter_" + filterKey(f))
}

func (s *Screen) whyNotSift(f filter) func() string {
	return func() string {
		if f == byGoal && len(s.d.Pair.Goals()) == 0 {
			return "lists.no_goals"
		}
		return ""
	}
}

// sift shows only some actions; by goal, the next goal each time.
func (s *Screen) sift(f filter) tea.Cmd {
	if why := s.whyNotSift(f)(); why != "" {
		return s.say(why)
	}
	if f == byGoal {
		if n := len(s.d.Pair.Goals()); s.filter == byGoal {
			s.serves = s.serves%n + 1
		} else {
			s.serves = 1
		}
	}
	s.filter = f
	s.list[actionsTab].At = 0
	s.buildActions()
	return nil
}

func (s *Screen) shows(a forms.Action) bool {
	hand := s.d.Reader.Hand
	switch s.filter {
	case mine:
		return a.Concerns(hand)
	case yours:
		return a.Concerns(hand.Other())
	case overdue:
		return a.DaysLate(s.d.Pair.Today) > 0
	case byGoal:
		return a.Goal == s.serves
	}
	return true
}

// buildActions lists what is open by its day, and then what is not.
func (s *Screen) buildActions() {
	p := s.d.Pair
	s.acts = map[string]forms.Action{}
	all := p.Actions()
	var open, settled []forms.Action
	for _, a := range all {
		switch {
		case !s.shows(a):
		case a.Open():
			open = append(open, a)
		default:
			settled = append(settled, a)
		}
	}
	slices.SortStableFunc(open, func(a, b forms.Action) int {
		if a.Due.IsZero() != b.Due.IsZero() {
			return cmp.Compare(boolInt(a.Due.IsZero()), boolInt(b.Due.IsZero()))
		}
		return a.Due.Compare(b.Due)
	})
	slices.SortStableFunc(settled, func(a, b forms.Action) int { return b.DoneOn.Compare(a.DoneOn) })
	groups := []group{{title: s.t("lists.open", "n", len(open)), none: s.noneOpen(len(all))}}
	if s.filter == byGoal {
		groups[0].title = s.goalTitle(len(open))
	}
	for _, a := range open {
		groups[0].entries = append(groups[0].entries, s.actionEntry(a))
	}
	if len(settled) > 0 {
		g := group{title: s.t("lists.settled", "n", len(settled))}
		for _, a := range settled {
			g.entries = append(g.entries, s.actionEntry(a))
		}
		groups = append(groups, g)
	}
	l := s.list[actionsTab]
	here, _ := l.here()
	if s.acts[here.id].Open() == s.wasOpen(here) {
		l.set(groups, here.id)
		return
	}
	l.set(groups, "") // it went to the other group: the next one takes its place
}

func boolInt(b bool) int {
	if b {
		return 1
	}
	return 0
}

// wasOpen tells whether an entry stood among the open ones when it was drawn.
func (s *Screen) wasOpen(e entry) bool { return e.id != "" && !e.faint }

func (s *Screen) goalTitle(open int) string {
	text := ""
	if gs := s.d.Pair.Goals(); s.serves <= len(gs) {
		text = cell.CleanLine(gs[s.serves-1].Text)
	}
	return s.t("lists.open_for", "n", open, "goal", text)
}

func (s *Screen) noneOpen(all int) string {
	switch {
	case all == 0:
		return s.t("lists.no_actions")
	case s.filter == overdue:
		return s.t("lists.none_late")
	case s.filter == everything:
		return s.t("lists.none_open")
	}
	return s.t("lists.none_such")
}

func (s *Screen) actionEntry(a forms.Action) entry {
	p := s.d.Pair
	e := entry{id: string(a.Row), text: a.Text, faint: !a.Open()}
	if e.text == "" {
		e.text = s.t("lists.unnamed")
	}
	owner, due := "", ""
	if a.Owner != "" {
		owner = p.Name(a.Owner)
	}
	if !a.Due.IsZero() {
		due = p.Words.Short(a.Due)
	}
	e.cols = []string{cell.CleanLine(owner), due, p.StandingOf(a)}
	switch {
	case a.DaysLate(p.Today) > 0:
		e.style = late
	case !a.Open() && a.Status != "dropped":
		e.style = good
	}
	e.note = s.actionNote(a)
	s.acts[e.id] = a
	return e
}

// actionNote says where an action comes from, what it serves and what was noted.
func (s *Screen) actionNote(a forms.Action) string {
	p := s.d.Pair
	var said []string
	if from, ok := p.Sheet(a.From); ok && a.From.Form != forms.EarlyEndForm && a.From.Of == "" {
		said = append(said, s.t("lists.from", "sheet", from.Title()))
	}
	if a.Goal > 0 {
		said = append(said, s.t("lists.serves", "goal", p.Goals()[a.Goal-1].Text))
	}
	if a.Priority == "must" {
		said = append(said, s.t("lists.must"))
	}
	if a.Note != "" {
		said = append(said, a.Note)
	}
	return strings.Join(said, theme.Between)
}

func (s *Screen) action() (forms.Action, bool) {
	e, _ := s.now().here()
	a, ok := s.acts[e.id]
	return a, ok
}

func (s *Screen) whyNoAction() string {
	if _, ok := s.action(); !ok {
		return "lists.why_no_row"
	}
	return ""
}

func (s *Screen) setAction(status forms.Value) tea.Cmd {
	a, _ := s.action()
	key := map[forms.Value]string{"done": "said_done", "started": "said_partly", "dropped": "said_drop", "open": "said_again"}[status]
	return s.commit(s.d.Pair.SetAction(a, status), s.t("lists."+key, "action", brief(a.Text)))
}

// brief makes a text short enough to stand in a sentence.
func brief(text string) string {
	const most = 30 // cells
	return cell.Cut(cell.CleanLine(text), most)
}

func (s *Screen) later() tea.Cmd {
	a, _ := s.action()
	return s.moveTo(a, s.d.Pair.Later(a).String())
}

func (s *Screen) moveTo(a forms.Action, day string) tea.Cmd {
	cs := s.d.Pair.MoveAction(a, forms.Value(day))
	shown := day
	if col := s.column("actions", "due"); col != nil {
		shown = col.Show(forms.Value(day), s.d.Pair.Asking())
	}
	return s.commit(cs, s.t("lists.said_moved", "action", brief(a.Text), "date", shown))
}

// otherDate asks for another day of the action at hand.
func (s *Screen) otherDate() tea.Cmd {
	a, _ := s.action()
	col := s.column("actions", "due")
	if col == nil {
		return nil
	}
	at := forms.ActionCell(a.Row, "due")
	return s.ask(edit{
		label: s.t("lists.ask_date", "action", brief(a.Text)), hint: s.t("lists.hint_date"), fd: col, at: at,
		keep: func(v forms.Value) (tea.Cmd, *forms.Problem) {
			if v == "" {
				return nil, &forms.Problem{Key: "lists.hint_date"}
			}
			return s.moveTo(a, string(v)), nil
		},
	}, s.d.Pair.Record.Value(at))
}

// column finds a column of a register; nil where the library has none.
func (s *Screen) column(register, id string) *forms.Field {
	def := s.d.Pair.Library.Registers[register]
	if def == nil {
		return nil
	}
	if col, ok := (&forms.Field{Columns: def.Columns}).Column(id); ok {
		return col
	}
	return nil
}
