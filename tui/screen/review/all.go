package review

import (
	"runtime"
	"strconv"
	"strings"
	"sync"
	"time"

	tea "charm.land/bubbletea/v2"

	"pairbook/forms"
	"pairbook/forms/lang"
	"pairbook/tui"
	"pairbook/tui/cell"
	"pairbook/tui/theme"
)

// all is the page of all pairs of the book, a line each.
type all struct {
	d      *tui.Desk
	pairs  []forms.Glance
	at     int
	top    int
	on     []int // row on the screen -> pair
	fit    int
	asked  int
	ready  bool
	slow   bool
	failed error // why some could not be read
}

type glancesMsg struct {
	number int
	pairs  []forms.Glance
	err    error
}

// Update takes what was read, news that change the page, and the mouse.
func (s *all) Update(msg tea.Msg) tea.Cmd {
	switch m := msg.(type) {
	case tui.ShownMsg, tui.SpeakMsg, tui.HandMsg:
		return s.read()
	case glancesMsg:
		s.took(m)
	case slowMsg:
		s.slow = m.number == s.asked && !s.ready
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
		if m.Button == tea.MouseWheelUp {
			return s.move(-1)
		}
		return s.move(1)
	}
	return nil
}

// read looks at every pair, off the UI goroutine and several at once: each has its
// own record.
func (s *all) read() tea.Cmd {
	s.asked++
	number, d := s.asked, s.d
	look := looker{book: d.Book, lib: d.Library, words: d.Words, today: d.Today(), reader: forms.Reader{Hand: d.Reader.Hand}}
	read := func() tea.Msg {
		pairs, err := look.all()
		return glancesMsg{number: number, pairs: pairs, err: err}
	}
	if s.ready {
		return read
	}
	return tea.Batch(read, tea.Tick(patience, func(time.Time) tea.Msg { return slowMsg{number} }))
}

// looker glances at pairs. It holds nothing that changes.
type looker struct {
	book   tui.Book
	lib    *forms.Library
	words  *lang.Words
	today  lang.Date
	reader forms.Reader
}

// all glances at every pair of the book, those first that need somebody most. Pairs
// that cannot be read are left out, and the error says why.
func (k looker) all() ([]forms.Glance, error) {
	pairs, err := k.book.Pairs()
	if err != nil {
		return nil, err
	}
	found, errs := make([]*forms.Glance, len(pairs)), make([]error, len(pairs))
	var working sync.WaitGroup
	next := make(chan int)
	for range min(runtime.GOMAXPROCS(0), len(pairs)) {
		working.Go(func() {
			for i := range next {
				found[i], errs[i] = k.one(pairs[i].ID)
			}
		})
	}
	for i := range pairs {
		next <- i
	}
	close(next)
	working.Wait()
	var out []forms.Glance
	for i, g := range found {
		if g != nil {
			out = append(out, *g)
		} else if err == nil {
			err = errs[i]
		}
	}
	forms.SortGlances(out)
	return out, err
}

func (k looker) one(id forms.PairID) (*forms.Glance, error) {
	rec, _, err := k.book.Load(id)
	if err != nil {
		return nil, err
	}
	looked, err := k.book.Kept(forms.LookedKey(id, k.reader.Hand))
	if err != nil {
		return nil, err
	}
	p := forms.NewPair(rec, k.lib, k.today, k.words)
	since := p.FirstLook()
	if n, err := strconv.ParseUint(looked, 10, 64); err == nil {
		since = forms.Stamp(n)
	}
	g := p.Glance(since, k.reader)
	return &g, nil
}

func (s *all) took(m glancesMsg) {
	if m.number != s.asked {
		return
	}
	here := forms.PairID("")
	if s.at < len(s.pairs) {
		here = s.pairs[s.at].Pair
	}
	s.ready, s.slow, s.failed = true, false, m.err
	if m.pairs != nil || m.err == nil {
		s.pairs = m.pairs
	}
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
	l := &list{total: len(s.pairs), fit: 3 * s.fit}
	return append([]tui.Binding{
		{Keys: []string{"enter"}, Name: "keys.open", Foot: 1, Why: s.whyNotOpen, Run: s.open},
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

// open goes to the pair's page, and on it to the page between its meetings.
func (s *all) open() tea.Cmd {
	return tui.Go(tui.Place{Screen: tui.Review, Pair: s.pairs[s.at].Pair})
}

// Draw paints a line for each pair, and below them what the one at hand does next.
func (s *all) Draw(w, h int) tui.Frame {
	fr := tui.Frame{X: -1, Title: s.d.Words.T("review.title_all")}
	s.on = s.on[:0]
	if w < 1 || h < 1 {
		return fr
	}
	w = min(w, pageMost)
	if text := s.said(); text != "" {
		for _, l := range shorten(text, w, noteRows) {
			s.put(&fr, -1, s.d.Theme.Hint.Paint(l))
		}
	}
	below := s.below(w, h)
	s.fit = max(h-len(fr.Lines)-len(below), 1)
	s.top = max(min(s.top, s.at, len(s.pairs)-s.fit), s.at-s.fit+1, 0)
	for i := s.top; i < len(s.pairs) && i < s.top+s.fit; i++ {
		if i == s.at {
			fr.X, fr.Y = 0, len(fr.Lines)
		}
		s.put(&fr, i, s.line(i, w))
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
	if h < from || s.at >= len(s.pairs) {
		return nil
	}
	out := []string{s.d.Theme.Hint.Paint(strings.Repeat(theme.Rule, w))}
	text := s.pairs[s.at].Next
	if text == "" {
		text = s.d.Words.T("review.nothing_next")
	}
	for _, l := range shorten(text, w-lead, noteRows) {
		out = append(out, strings.Repeat(" ", lead)+l)
	}
	return out
}

// Widths of the columns beside the names.
const (
	namesLeast = 16
	namesMost  = 34
	flagWidth  = 10
	factWidth  = 10
	nextFrom   = 96 // width of the page from which the next thing stands in the line
)

// line tells of one pair: who, how it goes, since when they were in touch, what is
// late and what is new. Where there is little room, what weighs least is left out.
func (s *all) line(i, w int) string {
	g, th, words := s.pairs[i], s.d.Theme, s.d.Words
	facts := []fact{{s.flag(g), flagWidth, s.flagStyle(g)}, {s.idle(g), factWidth, th.Hint}}
	for _, x := range []struct {
		n     int
		key   string
		style theme.Style
	}{{g.Late, "review.tell_late", th.Warn}, {g.News, "review.tell_news", th.Accent}} {
		text := ""
		if x.n > 0 {
			text = words.N(x.key, x.n)
		}
		facts = append(facts, fact{text, factWidth, x.style})
	}
	for _, leave := range []int{1, 3, 2} { // contact, news, late
		if rest := w - lead - namesLeast; total(facts) > rest && leave < len(facts) {
			facts[leave].width = 0
		}
	}
	names := w - lead - total(facts)
	if names > namesMost && w >= nextFrom {
		names = namesMost
	}
	mark, style := strings.Repeat(" ", min(lead, w)), theme.Style{}
	if i == s.at && w >= lead {
		mark, style = th.Focus.Paint(theme.Here)+" ", th.Focus
	}
	text := cell.Cut(g.Names, max(names-1, 1))
	line := mark + style.Paint(text) + strings.Repeat(" ", max(names-cell.Width(text), 0))
	for _, f := range facts {
		if f.width > 0 {
			short := cell.Cut(f.text, f.width-1)
			line += f.style.Paint(short) + strings.Repeat(" ", f.width-cell.Width(short))
		}
	}
	if rest := w - lead - names - total(facts); rest > namesLeast {
		line += cell.Cut(g.Next, rest)
	}
	return line
}

// fact is a column of a line: its text, its width with the blank behind it, and how
// it is painted.
type fact struct {
	text  string
	width int
	style theme.Style
}

func total(fs []fact) (n int) {
	for _, f := range fs {
		n += f.width
	}
	return n
}

func (s *all) flag(g forms.Glance) string {
	if g.Pause {
		return s.d.Words.T("review.paused")
	}
	return s.d.Words.T("review.flag_" + string(g.Flag))
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

func (s *all) idle(g forms.Glance) string {
	switch w := s.d.Words; {
	case g.Idle < 0 || !g.Ever:
		return w.T("review.idle_never")
	case g.Idle == 0:
		return w.T("review.idle_today")
	default:
		return w.N("review.idle", g.Idle)
	}
}
