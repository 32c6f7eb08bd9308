package sheet

import (
	"slices"
	"strconv"
	"strings"

	tea "charm.land/bubbletea/v2"

	"pairbook/forms"
	"pairbook/tui"
	"pairbook/tui/cell"
	"pairbook/tui/theme"
)

// list lies over the page: what is left, or every question to go to.
type list struct {
	make    func() *list // builds it anew when what it tells has changed
	title   string
	intro   string
	entries []entry
	filter  string // typed letters; only for going to a question
	filters bool
	hidden  []int // numbers that are not asked now
	ends    bool  // it asks whether to end the sheet
	at, top int
	rows    []int // drawn line -> entry
}

type entry struct {
	number int // of a question; 0 elsewhere
	mark   string
	label  string
	note   string
	also   string // further words it is found by
	sec    int
	item   int
	addr   forms.Address // the very place it tells of; the zero address: the question
	warn   bool
	apart  bool           // two answers stand there
	unread bool           // what was typed there cannot be read as an answer
	run    func() tea.Cmd // what choosing it does, where it is no question
}

func (s *Screen) openLeft() tea.Cmd {
	cmd := s.settle()
	s.list = s.leftList()
	return cmd
}

func (s *Screen) openGo() tea.Cmd {
	cmd := s.settle()
	s.list = s.goList()
	return cmd
}

// renewList keeps an open list true: the language, the reader or the answers may
// have changed under it.
func (s *Screen) renewList() {
	if s.list == nil {
		return
	}
	old := s.list
	s.list = old.make()
	s.list.filter, s.list.top = old.filter, old.top
	s.list.at = max(min(old.at, len(s.list.shown())-1), 0)
}

// leftList is the honest list of what is left, the needed questions first, each
// with why it matters.
func (s *Screen) leftList() *list {
	l := &list{title: s.t("sheet.left_title"), make: s.leftList}
	order, _ := s.flat()
	unread := s.unread(order)
	for _, left := range s.sheet.Left() {
		f, ok := find(order, left.Item.Field)
		if !ok || !s.sheet.MayRead(left.Item.Field, left.Voice, s.d.Reader) {
			continue
		}
		e := entry{mark: theme.Open, label: s.question(left.Item.Field, left.Voice), sec: f.sec, item: f.item}
		if left.Required {
			e.mark, e.warn = theme.Attention, true
			e.note = s.d.Pair.Text(left.Item.Field.Why)
		}
		if gap := s.gapWords(left); gap != "" {
			e.note = gap
		}
		e.addr = s.gapAddress(left)
		if i := slices.IndexFunc(unread, func(u entry) bool { return u.addr == e.addr }); i >= 0 {
			unread[i].warn = e.warn // it says what is typed there, and stands first
			continue
		}
		l.entries = append(l.entries, e)
	}
	l.entries = slices.Concat(s.apartEntries(order), unread, l.entries)
	p := s.sheet.Count(s.visible())
	l.intro = s.d.Words.N("sheet.left_intro", p.Missing)
	switch {
	case len(l.entries) == 0:
		l.intro = s.t("sheet.left_none")
	case p.Missing == 0:
		l.intro = s.t("sheet.left_optional")
	}
	l.entries = append(l.entries, s.saidEntries(order)...)
	return l
}

// saidEntries lists what is answered, with the answer, so that the two can read
// through it all before they close or sign.
func (s *Screen) saidEntries(order []flatItem) []entry {
	var out []entry
	for _, f := range order {
		for _, v := range f.it.Voices {
			if !s.sheet.Asked(f.it.Field, v) || !s.sheet.Answered(f.it.Field, v) {
				continue
			}
			out = append(out, entry{
				mark: theme.Done, label: s.question(f.it.Field, v), note: cell.Cut(s.inShort(f.it.Field, v), pageMost), sec: f.sec, item: f.item,
			})
		}
	}
	return out
}

// inShort returns an answer on one line; of a table the first column.
func (s *Screen) inShort(fd *forms.Field, v forms.Voice) string {
	if fd.Kind != forms.KindRows {
		return cell.CleanLine(s.sheet.Reading(fd, v))
	}
	var said []string
	for _, row := range s.makeGrid(fd, v, s.sheet.Rows(fd, v))[1:] {
		if len(row) > 0 && row[0] != "" {
			said = append(said, row[0])
		}
	}
	return strings.Join(said, theme.Between)
}

// question names a question, and whose answer it is where both answer.
func (s *Screen) question(fd *forms.Field, v forms.Voice) string {
	label := s.d.Pair.Text(fd.Label)
	if v.IsPerson() && s.id.Of == "" && fd.By == forms.ByEach {
		return s.t("sheet.whose", "label", label, "name", s.d.Pair.Name(v))
	}
	return label
}

func find(order []flatItem, fd *forms.Field) (flatItem, bool) {
	for _, f := range order {
		if f.it.Field == fd {
			return f, true
		}
	}
	return flatItem{}, false
}

func (s *Screen) goList() *list {
	l := &list{title: s.t("sheet.go_title"), make: s.goList, filters: true, hidden: s.hiddenNumbers()}
	order, here := s.flat()
	for i, f := range order {
		e := entry{number: f.it.Number, mark: theme.Open, label: s.d.Pair.Text(f.it.Field.Label), sec: f.sec, item: f.item}
		e.note = s.d.Pair.Text(f.it.Section.Title)
		if !s.open(f.it) {
			e.mark = theme.Done
		}
		l.entries = append(l.entries, e)
		if i == here {
			l.at = i
		}
	}
	if e, ok := s.doneEntry(); ok {
		l.entries = append(l.entries, e)
	}
	if e, ok := s.callOffEntry(); ok {
		l.entries = append(l.entries, e)
	}
	if e, ok := s.paperEntry(); ok {
		l.entries = append(l.entries, e)
	}
	return l
}

// numbered returns the entry of a number, and behind it those whose numbers begin with the
// same digits; none where that number is not asked.
func (l *list) numbered(n int) []int {
	var out []int
	for i, e := range l.entries {
		switch {
		case slices.Contains(l.hidden, n):
		case e.number == n:
			out = slices.Insert(out, 0, i)
		case e.number > 0 && strings.HasPrefix(strconv.Itoa(e.number), strconv.Itoa(n)):
			out = append(out, i)
		}
	}
	return out
}

// shown returns the entries that the typed letters leave; digits are a number first.
func (l *list) shown() []int {
	if n, err := strconv.Atoi(l.filter); err == nil {
		if out := l.numbered(n); len(out) > 0 || slices.Contains(l.hidden, n) {
			return out
		}
	}
	var out []int
	want := strings.ToLower(l.filter)
	for i, e := range l.entries {
		if strings.Contains(strings.ToLower(e.label+" "+e.note+" "+e.also), want) {
			out = append(out, i)
		}
	}
	return out
}

func (s *Screen) listBindings() []tui.Binding {
	shut := func() tea.Cmd { s.list = nil; return nil }
	enter := "keys.open"
	if s.list.ends {
		enter = "keys.choose"
	}
	return []tui.Binding{
		{Keys: []string{"enter"}, Name: enter, Foot: 1, Run: s.enterEntry},
		{Keys: []string{"up"}, Name: "keys.up", Run: func() tea.Cmd { return s.listMove(-1) }},
		{Keys: []string{"down"}, Name: "keys.down", Run: func() tea.Cmd { return s.listMove(1) }},
		{Keys: []string{"pgup"}, Name: "keys.page_up", Run: func() tea.Cmd { return s.listMove(-10) }},
		{Keys: []string{"pgdown"}, Name: "keys.page_down", Run: func() tea.Cmd { return s.listMove(10) }},
		{Keys: []string{"home"}, Name: "keys.first_line", Run: func() tea.Cmd { return s.listMove(-len(s.list.entries)) }},
		{Keys: []string{"end"}, Name: "keys.last_line", Run: func() tea.Cmd { return s.listMove(len(s.list.entries)) }},
		{Keys: []string{"tab"}, Name: "keys.next", Run: func() tea.Cmd { return s.listMove(1) }},
		{Keys: []string{"shift+tab"}, Name: "keys.previous", Run: func() tea.Cmd { return s.listMove(-1) }},
		{Keys: []string{"esc"}, Name: "keys.back", Foot: 2, Run: shut},
	}
}

func (s *Screen) listMove(by int) tea.Cmd {
	s.grace.End()
	s.list.at = max(min(s.list.at+by, len(s.list.shown())-1), 0)
	return nil
}

// enterEntry picks the entry at hand; not with a press that was meant for the
// button before.
func (s *Screen) enterEntry() tea.Cmd {
	if s.list.ends && s.grace.TooSoon(s.d.Now()) {
		return nil
	}
	return s.pickEntry()
}

func (s *Screen) pickEntry() tea.Cmd {
	shown := s.list.shown()
	if s.list.at >= len(shown) {
		return nil // nothing fits what was typed: the page says so
	}
	e := s.list.entries[shown[s.list.at]]
	s.list = nil
	if e.run != nil {
		return e.run()
	}
	return s.jump(func() { s.goToEntry(e) })
}

// goToEntry goes to the very place an entry tells of, else to the first empty one
// of its question.
func (s *Screen) goToEntry(e entry) {
	it := s.sections[e.sec].items[e.item]
	if it.Field.Compare && e.addr != (forms.Address{}) {
		s.voices[it.Field.ID] = e.addr.Voice
	}
	s.enter(e.sec, 0)
	for k, st := range s.stops {
		if st.addr == e.addr && st.item == e.item {
			s.focus(k)
			return
		}
	}
	s.focusItem(e.item, it)
	if s.here().item != e.item {
		s.seek = e.item + 1 // the keys never come there: it is shown
	}
}

// listKey narrows the list by what is typed.
func (s *Screen) listKey(k tea.KeyPressMsg) tea.Cmd {
	l := s.list
	switch {
	case k.String() == "backspace" && l.filter != "":
		l.filter, l.at = l.filter[:lastCluster(l.filter)], 0
	case k.Text != "":
		s.filterBy(k.Text)
	}
	return nil
}

// filterBy narrows a list to go to a question by more letters.
func (s *Screen) filterBy(text string) {
	const most = 200 // no question is longer
	if l := s.list; l.filters && len(l.filter)+len(text) <= most {
		l.filter, l.at = l.filter+text, 0
	}
}

// lastCluster returns where the last character of a text begins.
func lastCluster(text string) int {
	at := 0
	for at < len(text) {
		g, _ := cell.First(text[at:])
		if at+len(g) == len(text) {
			break
		}
		at += len(g)
	}
	return at
}
