package sheet

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"pairbook/forms"
	"pairbook/tui"
	"pairbook/tui/cell"
	"pairbook/tui/theme"
)

// list lies over the page: what is left, or every question to go to.
type list struct {
	title   string
	intro   string
	entries []entry
	filter  string // typed letters; only for going to a question
	filters bool
	at, top int
	rows    []int // drawn line -> entry
}

type entry struct {
	mark  string
	label string
	note  string
	sec   int
	item  int
	warn  bool
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

// leftList is the honest list of what is left, the needed questions first, each
// with why it matters.
func (s *Screen) leftList() *list {
	l := &list{title: s.t("sheet.left_title")}
	order, _ := s.flat()
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
		l.entries = append(l.entries, e)
	}
	p := s.sheet.Count(s.visible())
	l.intro = s.d.Words.N("sheet.left_intro", p.Missing)
	if len(l.entries) == 0 {
		l.intro = s.t("sheet.left_none")
	}
	return l
}

// gapWords says where in a table something is missing.
func (s *Screen) gapWords(l forms.Left) string {
	for _, g := range l.Gaps {
		if g.Line == 0 {
			continue
		}
		if col, ok := l.Item.Field.Column(g.Part); ok {
			return s.t("sheet.left_row", "n", g.Line, "column", s.d.Pair.Text(col.Label))
		}
	}
	return ""
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
	l := &list{title: s.t("sheet.go_title"), filters: true}
	order, here := s.flat()
	for i, f := range order {
		e := entry{mark: theme.Open, label: s.d.Pair.Text(f.it.Field.Label), sec: f.sec, item: f.item}
		e.note = s.d.Pair.Text(f.it.Section.Title)
		if !s.open(f.it) {
			e.mark = theme.Done
		}
		l.entries = append(l.entries, e)
		if i == here {
			l.at = i
		}
	}
	return l
}

// shown returns the entries that the typed letters leave.
func (l *list) shown() []int {
	var out []int
	want := strings.ToLower(l.filter)
	for i, e := range l.entries {
		if strings.Contains(strings.ToLower(e.label+" "+e.note), want) {
			out = append(out, i)
		}
	}
	return out
}

func (s *Screen) listBindings() []tui.Binding {
	shut := func() tea.Cmd { s.list = nil; return nil }
	return []tui.Binding{
		{Keys: []string{"enter"}, Name: "keys.open", Foot: 1, Run: s.pickEntry},
		{Keys: []string{"up"}, Name: "keys.up", Run: func() tea.Cmd { return s.listMove(-1) }},
		{Keys: []string{"down"}, Name: "keys.down", Run: func() tea.Cmd { return s.listMove(1) }},
		{Keys: []string{"pgup"}, Name: "keys.page_up", Run: func() tea.Cmd { return s.listMove(-10) }},
		{Keys: []string{"pgdown"}, Name: "keys.page_down", Run: func() tea.Cmd { return s.listMove(10) }},
		{Keys: []string{"tab"}, Name: "keys.next", Run: func() tea.Cmd { return s.listMove(1) }},
		{Keys: []string{"shift+tab"}, Name: "keys.previous", Run: func() tea.Cmd { return s.listMove(-1) }},
		{Keys: []string{"esc"}, Name: "keys.back", Foot: 2, Run: shut},
	}
}

func (s *Screen) listMove(by int) tea.Cmd {
	s.list.at = max(min(s.list.at+by, len(s.list.shown())-1), 0)
	return nil
}

func (s *Screen) pickEntry() tea.Cmd {
	shown := s.list.shown()
	if s.list.at >= len(shown) {
		s.list = nil
		return nil
	}
	e := s.list.entries[shown[s.list.at]]
	s.list = nil
	s.enter(e.sec, 0)
	s.focusItem(e.item, s.sections[e.sec].items[e.item])
	return nil
}

// listKey narrows the list by what is typed.
func (s *Screen) listKey(k tea.KeyPressMsg) tea.Cmd {
	l := s.list
	switch {
	case !l.filters:
	case k.String() == "backspace" && l.filter != "":
		_, n := lastRune(l.filter)
		l.filter, l.at = l.filter[:len(l.filter)-n], 0
	case k.Text != "":
		l.filter, l.at = l.filter+k.Text, 0
	}
	return nil
}

func lastRune(text string) (r rune, size int) {
	for i, c := range text {
		r, size = c, len(text)-i
	}
	return r, size
}

func (s *Screen) drawList(w, h int) []string {
	l, th := s.list, s.d.Theme
	lines := []string{th.Title.Paint(cell.Cut(l.title, w))}
	if l.filters {
		lines = append(lines, th.Hint.Paint(cell.Cut(s.t("sheet.go_filter"), w/2))+" "+l.filter+th.Bar.Paint("▏"))
	} else {
		lines = append(lines, th.Hint.Paint(cell.Cut(l.intro, w)))
	}
	lines = append(lines, "")
	shown := l.shown()
	room := max(h-len(lines), 1)
	per := 2
	if room < 8 {
		per = 1
	}
	fit := max(room/per, 1)
	l.top = max(min(l.top, l.at), l.at-fit+1)
	l.rows = make([]int, len(lines))
	for i := range l.rows {
		l.rows[i] = -1
	}
	for i := l.top; i < len(shown) && i < l.top+fit; i++ {
		for _, line := range s.drawEntry(l.entries[shown[i]], i == l.at, w, per) {
			lines = append(lines, line)
			l.rows = append(l.rows, i)
		}
	}
	return lines
}

func (s *Screen) drawEntry(e entry, here bool, w, per int) []string {
	th := s.d.Theme
	mark, style := e.mark, th.Good
	if e.mark != theme.Done {
		style = th.Hint
	}
	if e.warn {
		style = th.Warn
	}
	lead, label := "  ", cell.Cut(e.label, max(w-6, 1))
	if here {
		lead, label = th.Focus.Paint(theme.Here)+" ", th.Focus.Paint(label)
	}
	out := []string{lead + style.Paint(mark) + " " + label}
	if per == 2 && e.note != "" {
		out = append(out, "      "+th.Hint.Paint(cell.Cut(e.note, max(w-6, 1))))
	}
	return out
}
