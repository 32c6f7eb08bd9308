package review

import (
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"pairbook/forms"
	"pairbook/tui"
	"pairbook/tui/cell"
	"pairbook/tui/scroll"
	"pairbook/tui/theme"
)

// all is the page of all pairs of the book, a line each.
type all struct {
	d      *tui.Desk
	hand   forms.Voice // for whom something is new
	pairs  []forms.Glance
	at     int
	top    int
	wide   []int // how wide each fact is at most
	on     []int // row on the screen -> pair
	fit    int
	asked  int
	ready  bool
	failed error // why some could not be read
}

type namesMsg struct {
	number int
	look   Looker
	pairs  []forms.PairSummary
}

type glancesMsg struct {
	number int
	pairs  []forms.Glance
	err    error
}

// Update takes what was read, news that change the page, and the mouse.
func (s *all) Update(msg tea.Msg) tea.Cmd {
	switch m := msg.(type) {
	case tui.ShownMsg, tui.SpeakMsg:
		return s.read()
	case tui.HandMsg:
		s.hand = s.d.Reader.Hand
		return s.read()
	case namesMsg:
		return s.named(m)
	case glancesMsg:
		s.took(m)
	case tea.KeyPressMsg:
		if m.Text != "" {
			return tui.Note(s.d.Words.T("review.nothing_typed"))
		}
	case tea.PasteMsg:
		return tui.Note(s.d.Words.T("review.nothing_typed"))
	case tea.MouseClickMsg:
		if m.Y >= 0 && m.Y < len(s.on) && s.on[m.Y] >= 0 {
			s.at = s.on[m.Y]
			return s.open()
		}
	case tea.MouseWheelMsg:
		return s.move(tui.Turn(m))
	}
	return nil
}

// read looks at every pair, off the UI goroutine. The first time the names are listed
// at once, and what there is to tell of them comes when it has been read.
func (s *all) read() tea.Cmd {
	s.asked++
	number, d := s.asked, s.d
	look := Looker{Book: d.Book, Library: d.Library, Words: d.Words, Today: d.Today(), Reader: forms.Reader{Hand: s.hand}}
	if s.ready {
		return func() tea.Msg {
			pairs, err := look.All()
			return glancesMsg{number: number, pairs: pairs, err: err}
		}
	}
	return func() tea.Msg {
		pairs, err := d.Book.Pairs()
		if err != nil {
			return glancesMsg{number: number, err: err}
		}
		return namesMsg{number: number, look: look, pairs: pairs}
	}
}

// named lists the names, and reads on.
func (s *all) named(m namesMsg) tea.Cmd {
	if m.number != s.asked {
		return nil
	}
	s.pairs = nil
	for _, p := range m.pairs {
		s.pairs = append(s.pairs, forms.Glance{Pair: p.ID, Names: p.Mentee + " & " + p.Mentor})
	}
	slices.SortStableFunc(s.pairs, func(a, b forms.Glance) int { return strings.Compare(a.Names, b.Names) })
	return func() tea.Msg {
		pairs, err := m.look.Each(m.pairs)
		return glancesMsg{number: m.number, pairs: pairs, err: err}
	}
}

func (s *all) took(m glancesMsg) {
	if m.number != s.asked {
		return
	}
	here := forms.PairID("")
	if s.at < len(s.pairs) && (s.ready || s.at > 0) { // who has not moved begins with the first
		here = s.pairs[s.at].Pair
	}
	if !s.ready || m.pairs != nil || m.err == nil { // else what was read before still holds
		s.pairs = m.pairs
		s.measure()
	}
	s.ready, s.failed = true, m.err
	s.at = max(min(s.at, len(s.pairs)-1), 0)
	for i, g := range s.pairs {
		if g.Pair == here {
			s.at = i
		}
	}
}

// Leave has nothing to keep.
func (s *all) Leave() tea.Cmd { return nil }

// About names the help page's text.
func (s *all) About() string { return "review.about_all" }

// Bindings lists what can be done here.
func (s *all) Bindings() []tui.Binding {
	move := func(by func() int) func() tea.Cmd { return func() tea.Cmd { return s.move(by()) } }
	l := &scroll.List{Total: len(s.pairs), Fit: 3 * s.fit}
	return append([]tui.Binding{
		{Keys: []string{"enter"}, Name: "keys.open", Foot: 1, Why: s.whyNotOpen, Run: s.open},
		{Keys: []string{"f3"}, Name: "keys.other_eyes", Foot: 5, Run: s.other},
		{Keys: []string{"ctrl+f", "esc"}, Show: "esc", Name: "keys.back", Foot: 7, Run: func() tea.Cmd { return tui.Back() }},
	}, moves(l, move)...)
}

func (s *all) move(by int) tea.Cmd {
	s.at = max(min(s.at+by, len(s.pairs)-1), 0)
	return nil
}

func (s *all) whyNotOpen() string {
	if len(s.pairs) == 0 {
		return "review.empty"
	}
	return ""
}

// other looks with the eyes of the other one.
func (s *all) other() tea.Cmd {
	s.hand = s.hand.Other()
	return s.read()
}

// open goes to the review of the pair, with the same eyes: the header says who types.
func (s *all) open() tea.Cmd {
	s.d.Reader = forms.Reader{Hand: s.hand}
	return tui.Go(tui.Place{Screen: tui.Review, Pair: s.pairs[s.at].Pair})
}

// Draw paints a line for each pair, and below them what the one at hand does next.
func (s *all) Draw(w, h int) tui.Frame {
	fr := tui.Frame{X: -1, Title: s.d.Words.T("review.title_all_" + string(s.hand))}
	s.on = s.on[:0]
	if w < 1 || h < 1 {
		return fr
	}
	w = min(w, pageMost)
	if text := s.said(); text != "" {
		for _, l := range cell.Shorten(text, w, noteRows) {
			s.put(&fr, -1, s.d.Theme.Hint.Paint(l))
		}
	}
	below := s.below(w, h)
	s.fit = max(h-len(fr.Lines)-len(below), 1)
	s.top = scroll.Top(s.top, s.at, s.at+1, len(s.pairs), s.fit)
	widths := s.widths(w)
	for i := s.top; i < len(s.pairs) && i < s.top+s.fit; i++ {
		if i == s.at {
			fr.X, fr.Y = 0, len(fr.Lines)
		}
		s.put(&fr, i, s.line(i, w, widths))
	}
	for _, l := range below {
		s.put(&fr, -1, l)
	}
	return fr.Clip(w, h)
}

func (s *all) put(fr *tui.Frame, on int, line string) {
	fr.Lines, s.on = append(fr.Lines, strings.TrimRight(line, " ")), append(s.on, on)
}

// said is what there is to say instead of the pairs, or above them.
func (s *all) said() string {
	switch w := s.d.Words; {
	case s.failed != nil:
		return w.T("review.failed", "reason", s.d.Word(w, s.failed))
	case !s.ready:
		return w.T("review.reading")
	case len(s.pairs) == 0:
		return w.T("review.empty")
	}
	return ""
}

// below says what the pair at hand does next, where there is room.
func (s *all) below(w, h int) []string {
	const from = 8
	if h < from || s.at >= len(s.pairs) || !s.ready {
		return nil
	}
	out := []string{s.d.Theme.Hint.Paint(strings.Repeat(theme.Rule, w))}
	text := s.pairs[s.at].Next
	if text == "" {
		text = s.d.Words.T("review.nothing_next")
	}
	for _, l := range cell.Shorten(text, w-lead, noteRows) {
		out = append(out, strings.Repeat(" ", lead)+l)
	}
	return out
}

const (
	namesLeast = 16 // cells that the names take at least
	namesMost  = 34
	nextFrom   = 96 // width of the page from which the next thing stands in the line
)

// line tells of one pair: who, how it goes, since when they were in touch, what is
// late and what is new, in columns as wide as their longest text.
func (s *all) line(i, w int, widths []int) string {
	g, th := s.pairs[i], s.d.Theme
	facts := s.facts(g)
	beside := 0
	for _, n := range widths {
		beside += n
	}
	names := w - lead - beside
	if names > namesMost && w >= nextFrom {
		names = namesMost
	}
	mark, style := strings.Repeat(" ", min(lead, w)), theme.Style{}
	if i == s.at && w >= lead {
		mark, style = th.Focus.Paint(theme.Here)+" ", th.Focus
	}
	text := cell.Cut(g.Names, max(names-1, 1))
	line := mark + style.Paint(text) + strings.Repeat(" ", max(names-cell.Width(text), 0))
	for i, n := range widths {
		if n > 0 {
			said := cell.Cut(facts[i].text, n-1)
			line += facts[i].style.Paint(said) + strings.Repeat(" ", n-cell.Width(said))
		}
	}
	if rest := w - lead - names - beside; rest > namesLeast {
		line += cell.Cut(g.Next, rest)
	}
	return line
}

// facts are what stands beside the names of a pair.
func (s *all) facts(g forms.Glance) []fact {
	th := s.d.Theme
	flag, idle, late, news := Facts(s.d.Words, g)
	return []fact{{flag, s.flagStyle(g)}, {idle, th.Hint}, {late, th.Warn}, {news, th.Accent}}
}

// measure finds how wide each fact is at most, with two blanks behind it.
func (s *all) measure() {
	s.wide = make([]int, len(s.facts(forms.Glance{})))
	for _, g := range s.pairs {
		for i, f := range s.facts(g) {
			if f.text != "" {
				s.wide[i] = max(s.wide[i], cell.Width(f.text)+2)
			}
		}
	}
}

// widths are those of the facts on a page. Where there is little room, what weighs
// least is left out: the contact, then the news, then what is late.
func (s *all) widths(w int) []int {
	out := slices.Clone(s.wide)
	sum := 0
	for _, n := range out {
		sum += n
	}
	for _, i := range []int{1, 3, 2, 0} {
		if i < len(out) && sum > w-lead-namesLeast {
			sum, out[i] = sum-out[i], 0
		}
	}
	return out
}

// fact is a text beside the names, and how it is painted.
type fact struct {
	text  string
	style theme.Style
}

func (s *all) flagStyle(g forms.Glance) theme.Style {
	switch {
	case g.Pause:
		return s.d.Theme.Hint
	case g.Flag == forms.Silent, g.Flag == forms.NeedsNudge:
		return s.d.Theme.Warn
	case g.Flag == forms.OnTrack:
		return s.d.Theme.Good
	}
	return s.d.Theme.Hint
}
