// Package lists is the page of what runs through all meetings: what was promised,
// the goals, and the contacts. A line is chosen, and one key changes it.
package lists

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"pairbook/forms"
	"pairbook/tui"
	"pairbook/tui/keys"
)

// The tabs, as Place.Field names them.
const (
	actionsTab  = "actions"
	goalsTab    = "goals"
	contactsTab = "contacts"
)

func tabs() [3]string { return [3]string{actionsTab, goalsTab, contactsTab} }

// Screen is the page.
type Screen struct {
	d    *tui.Desk
	tab  string
	asks bool             // the place named the tab
	list map[string]*list // of each tab, so that each keeps its place
	edit *edit            // the line that is typed; nil for none
	page page
	acts map[string]forms.Action
	goal map[string]forms.Goal
	step map[string]forms.GoalStep
	seen map[string]forms.Touch

	filter filter
	serves int         // the goal that the filter byGoal shows
	open   forms.RowID // the goal that is unfolded
}

// New opens the lists; at.Field may name the one to begin with.
func New(d *tui.Desk, at tui.Place) tui.Screen {
	s := &Screen{d: d, tab: actionsTab, list: map[string]*list{}}
	for _, tab := range tabs() {
		s.list[tab] = &list{}
		if at.Field == tab {
			s.tab, s.asks = tab, true
		}
	}
	return s
}

// About names the help page's text.
func (s *Screen) About() string { return "lists.about" }

// kept is where the desk remembers which list was looked at last.
func kept() forms.SheetID { return forms.Register("lists") }

// Leave remembers the list; what is typed is a draft already.
func (s *Screen) Leave() tea.Cmd {
	if s.d.Pair != nil {
		s.d.LeaveAt(kept(), tui.Spot{Field: s.tab})
	}
	return nil
}

// Update takes keys, the mouse, and news that change the lists.
func (s *Screen) Update(msg tea.Msg) tea.Cmd {
	if s.d.Pair == nil {
		return nil
	}
	switch m := msg.(type) {
	case tui.ShownMsg:
		if left := s.d.LeftAt(kept()).Field; !s.asks && s.list[left] != nil {
			s.tab = left
		}
		s.asks = true
		s.build()
	case tui.ChangedMsg:
		s.build()
	case tui.HandMsg:
		s.edit = nil
		s.build()
	case tui.SpeakMsg:
		if s.edit != nil {
			s.edit.ed.Speak(s.d.Pair.Asking())
			s.edit.wrong = ""
			s.hear()
		}
		s.build()
	case tea.KeyPressMsg:
		return s.key(m)
	case tea.PasteMsg:
		return s.paste(m.Content)
	case tea.MouseClickMsg:
		return s.click(m.X, m.Y)
	case tea.MouseWheelMsg:
		return s.move(tui.Turn(m))
	}
	return nil
}

// key: in a line keys type; else letters are keys of the page, which the app leaves to
// the screen because they could be text.
func (s *Screen) key(m tea.KeyPressMsg) tea.Cmd {
	if s.edit != nil {
		return s.typeInto(m)
	}
	low := m
	low.Text = strings.ToLower(m.Text)
	for _, b := range s.Bindings() {
		for _, k := range b.Keys {
			if k != m.String() && k != low.Text {
				continue
			}
			if why := b.Blocked(); why != "" {
				return s.say(why)
			}
			return b.Run()
		}
	}
	if m.Text != "" {
		return s.say("lists.nothing_typed")
	}
	return nil
}

func (s *Screen) paste(text string) tea.Cmd {
	if s.edit == nil {
		return s.say("lists.nothing_typed")
	}
	s.edit.ed.Paste(text)
	return s.typed()
}

// Bindings lists what can be done here.
func (s *Screen) Bindings() []tui.Binding {
	if s.edit != nil {
		return []tui.Binding{
			{Keys: []string{"enter"}, Name: "lists.key_keep", Foot: 1, Run: s.keepLine},
			{Keys: []string{"esc"}, Name: "lists.key_stop", Foot: 2, Run: s.stop},
		}
	}
	var own []tui.Binding
	switch s.tab {
	case goalsTab:
		own = s.goalBindings()
	case contactsTab:
		own = s.contactBindings()
	default:
		own = s.actionBindings()
	}
	tab := func(by int) func() tea.Cmd { return func() tea.Cmd { return s.turn(by) } }
	move := func(by func(l *list) int) func() tea.Cmd {
		return func() tea.Cmd { return s.move(by(s.now())) }
	}
	return append(own, []tui.Binding{
		{Keys: []string{"tab", "right"}, Show: "tab", Name: "lists.key_tab", Foot: 6, Run: tab(1)},
		{Keys: []string{"shift+tab", "left"}, Name: "lists.key_tab_back", Run: tab(-1)},
		{Keys: []string{"f5"}, Name: "keys.history", Foot: 9, Why: s.whyNoHistory, Run: s.history},
		{Keys: []string{"ctrl+b", "esc"}, Show: "esc", Name: "keys.back", Foot: 8, Run: func() tea.Cmd { return tui.Back() }},
		{Keys: []string{"down"}, Show: keys.UpDown, Name: "keys.choose", Foot: 7, Run: move(func(*list) int { return 1 })},
		{Keys: []string{"up"}, Name: "keys.up", Run: move(func(*list) int { return -1 })},
		{Keys: []string{"pgdown"}, Name: "keys.page_down", Run: move(func(l *list) int { return max(l.Fit-2, 1) })},
		{Keys: []string{"pgup"}, Name: "keys.page_up", Run: move(func(l *list) int { return -max(l.Fit-2, 1) })},
		{Keys: []string{"home"}, Name: "keys.first_line", Run: move(func(l *list) int { return -l.Total })},
		{Keys: []string{"end"}, Name: "keys.last_line", Run: move(func(l *list) int { return l.Total })},
	}...)
}

// letter is the key of a deed, as the language has it.
func (s *Screen) letter(deed string) []string { return []string{s.t("lists.letter_" + deed)} }

func (s *Screen) now() *list { return s.list[s.tab] }

func (s *Screen) t(key string, args ...any) string { return s.d.Words.T(key, args...) }

func (s *Screen) say(key string, args ...any) tea.Cmd { return tui.Note(s.t(key, args...)) }

func (s *Screen) move(by int) tea.Cmd {
	s.now().Move(by)
	return nil
}

// turn goes to the next list, or the one before.
func (s *Screen) turn(by int) tea.Cmd {
	all := tabs()
	for i, tab := range all {
		if tab == s.tab {
			s.tab = all[(i+by+len(all))%len(all)]
			break
		}
	}
	return nil
}

// build makes the lists anew from what the pair has said.
func (s *Screen) build() {
	s.buildActions()
	s.buildGoals()
	s.buildContacts()
}

// commit makes changes one deed and shows them; note says what was done.
func (s *Screen) commit(cs []forms.Change, note string) tea.Cmd {
	if len(cs) == 0 {
		return s.say("lists.already")
	}
	cmd := s.d.Commit(cs)
	s.build()
	return tea.Batch(cmd, tui.Note(note))
}

// subject is the table that the line at hand is a row of, on the sheet "between"; the
// row is "" where it is none.
func (s *Screen) subject() (field string, row forms.RowID) {
	e, _ := s.now().here()
	if a, ok := s.acts[e.id]; ok && s.tab == actionsTab {
		return "ac_list", a.Row
	}
	if st, ok := s.step[e.id]; ok && s.tab == goalsTab {
		return "gl_steps", st.Row
	}
	if g, _, ok := s.goalHere(); ok && s.tab == goalsTab {
		return "gl_list", g.Row
	}
	if c, ok := s.seen[e.id]; ok && s.tab == contactsTab {
		return "lg_contacts", c.Row
	}
	return "", ""
}

func (s *Screen) whyNoHistory() string {
	if _, row := s.subject(); row == "" {
		return "lists.why_no_row"
	}
	return ""
}

func (s *Screen) history() tea.Cmd {
	field, row := s.subject()
	return tui.Go(tui.Place{
		Screen: tui.History, Pair: s.d.Pair.Record.Pair, Sheet: forms.SheetID{Form: forms.BetweenForm}, Field: field, Row: row,
	})
}

// openSheet goes to a row of a table of a sheet; with no field, to where the sheet was
// left.
func (s *Screen) openSheet(id forms.SheetID, field string, cell forms.Address) tea.Cmd {
	if field != "" {
		s.d.LeaveAt(id, tui.Spot{Field: field, Addr: cell})
	}
	return tui.Go(tui.Place{Screen: tui.SheetPage, Pair: s.d.Pair.Record.Pair, Sheet: id})
}

// click goes to a list, shows a part of it, or goes to a line; on the line that has
// the keys it does what enter does.
func (s *Screen) click(x, y int) tea.Cmd {
	if s.edit != nil {
		if at := y - s.edit.y; at >= 0 && at < s.edit.rows {
			s.edit.ed.Click(x, at)
		}
		return nil
	}
	for _, b := range s.page.buttons {
		if y == b.y && x >= b.x && x < b.x+b.w {
			return b.run()
		}
	}
	switch i := s.now().EntryAt(y - s.page.listY); {
	case i < 0:
	case i != s.now().At:
		s.now().At = i
	default:
		return s.enter()
	}
	return nil
}

// enter does with the line at hand what its list does with lines.
func (s *Screen) enter() tea.Cmd {
	for _, b := range s.Bindings() {
		if b.Keys[0] == "enter" {
			if why := b.Blocked(); why != "" {
				return s.say(why)
			}
			return b.Run()
		}
	}
	return nil
}
