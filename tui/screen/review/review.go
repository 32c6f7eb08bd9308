// Package review is the page between meetings: for one pair what the other has
// changed, what waits, how it goes, and what to raise next time; for all pairs of the
// book who needs somebody most.
package review

import (
	"errors"
	"strconv"
	"time"

	tea "charm.land/bubbletea/v2"

	"pairbook/forms"
	"pairbook/tui"
	"pairbook/tui/cell"
	"pairbook/tui/keys"
	"pairbook/tui/scroll"
	"pairbook/tui/theme"
)

// lookedAfter is how long the page lies open until what it shows has been seen.
const lookedAfter = 3 * time.Second

// New opens the page of the pair at the place, or where it names none, that of all
// pairs.
func New(d *tui.Desk, at tui.Place) tui.Screen {
	if at.Pair == "" && d.Pair != nil {
		return &all{d: d, hand: d.Reader.Hand}
	} else if at.Pair == "" {
		return &all{d: d, hand: forms.Mentor} // whoever looks after several pairs is their mentor
	}
	return &screen{d: d}
}

// screen is the page of one pair.
type screen struct {
	d      *tui.Desk
	list   list
	review forms.Review
	lines  [][]forms.ReviewLine // as the list shows them

	hand   forms.Voice // for whom since holds
	since  forms.Stamp
	first  bool      // they have not looked here before
	opened time.Time // since when they look
	revs   []forms.Revision
	asked  int // number of the last reading; an older one no longer counts
	ready  bool
	failed error
}

type (
	sinceMsg struct {
		number int
		text   string
		err    error
	}
	readMsg struct {
		number int
		revs   []forms.Revision
		err    error
	}
)

// Update takes what was read, news that change the page, and the mouse.
func (s *screen) Update(msg tea.Msg) tea.Cmd {
	switch m := msg.(type) {
	case tui.ShownMsg, tui.HandMsg:
		return s.begin()
	case sinceMsg:
		return s.from(m)
	case readMsg:
		s.took(m)
	case tui.ChangedMsg, tui.SpeakMsg, tui.RestyleMsg:
		s.build()
	case tea.KeyPressMsg:
		return s.typed(m)
	case tea.PasteMsg:
		return s.say("review.nothing_typed")
	case tea.MouseClickMsg:
		return s.click(m.Y)
	case tea.MouseWheelMsg:
		return s.move(tui.Turn(m))
	}
	return nil
}

// begin asks the book up to where the one who types has looked. Coming back to the
// page, or from another's hand, it keeps what is new: it is not seen by leaving for a
// sheet.
func (s *screen) begin() tea.Cmd {
	if s.d.Pair == nil {
		return nil
	}
	if s.hand == s.d.Reader.Hand {
		return s.read()
	}
	s.hand, s.opened, s.ready, s.revs = s.d.Reader.Hand, s.d.Now(), false, nil
	s.asked++
	s.build()
	number, book, key := s.asked, s.d.Book, forms.LookedKey(s.d.Pair.Record.Pair, s.hand)
	return func() tea.Msg {
		text, err := book.Kept(key)
		return sinceMsg{number: number, text: text, err: err}
	}
}

// from takes up to where the reader has looked.
func (s *screen) from(m sinceMsg) tea.Cmd {
	if m.number != s.asked || s.d.Pair == nil {
		return nil
	}
	s.failed = m.err
	s.since, s.first = Looked(s.d.Pair, m.text)
	return s.read()
}

// read asks the book for what stood before the answers that are new. Which those are
// is decided here and not off the UI goroutine, because it takes the record to know.
func (s *screen) read() tea.Cmd {
	p := s.d.Pair
	s.asked++
	number, book, pair, match := s.asked, s.d.Book, p.Record.Pair, p.Unseen(s.since, s.d.Reader)
	return func() tea.Msg {
		revs, err := book.History(pair, match)
		return readMsg{number: number, revs: revs, err: err}
	}
}

func (s *screen) took(m readMsg) {
	if m.number != s.asked {
		return
	}
	s.ready, s.revs = true, m.revs
	s.failed = errors.Join(s.failed, m.err)
	s.build()
}

// build looks through the pair anew.
func (s *screen) build() {
	p := s.d.Pair
	if p == nil {
		return
	}
	s.review = p.Review(s.since, s.revs, s.d.Reader)
	if !s.ready {
		s.review.News = nil
	}
	var groups []group
	s.lines = nil
	for _, part := range p.Parts(s.review) {
		g := group{title: part.Title, none: part.None}
		if part.ID == forms.NewsPart {
			s.aboutNews(&g)
		}
		for i, l := range part.Lines {
			e := entry{text: l.Text, note: l.Note}
			if l.Raised {
				e.mark = s.t("review.raised_mark")
			}
			if part.ID == forms.GoalsPart && len(s.review.Goals[i].Marks) > 0 {
				e.plot = s.review.Goals[i].Plot(s.d.Theme.Levels())
			}
			g.entries = append(g.entries, e)
		}
		groups, s.lines = append(groups, g), append(s.lines, part.Lines)
	}
	s.list.set(groups)
}

// aboutNews says what there is to say of the news as a whole.
func (s *screen) aboutNews(g *group) {
	switch {
	case s.failed != nil:
		g.title = s.t("review.failed", "reason", s.d.Word(s.d.Words, s.failed))
	case s.ready && s.first:
		g.title, g.none = s.t("review.part_first"), s.t("review.none_first")
	}
	if !s.ready {
		g.none = s.t("review.reading")
	}
}

// Leave keeps up to where the reader has looked, once they had the time to.
func (s *screen) Leave() tea.Cmd {
	if s.d.Pair == nil || !s.ready || s.failed != nil || s.hand != s.d.Reader.Hand || s.d.Now().Sub(s.opened) < lookedAfter {
		return nil
	}
	if newest := s.d.Pair.Newest(s.d.Reader); newest > s.since || s.first && newest > 0 {
		return s.d.Keep(forms.LookedKey(s.d.Pair.Record.Pair, s.hand), strconv.FormatUint(uint64(newest), 10))
	}
	return nil
}

// About names the help page's text.
func (s *screen) About() string { return "review.about" }

// Bindings lists what can be done here.
func (s *screen) Bindings() []tui.Binding {
	move := func(by func() int) func() tea.Cmd { return func() tea.Cmd { return s.move(by()) } }
	return append([]tui.Binding{
		{Keys: []string{"enter"}, Name: "keys.raise", Foot: 1, Why: s.whyNotRaise, Run: s.raise},
		{Keys: []string{"space"}, Name: "keys.open", Foot: 3, Why: s.whyNotOpen, Run: s.open},
		{Keys: []string{"tab"}, Name: "keys.next_part", Foot: 6, Run: func() tea.Cmd { return s.part(1) }},
		{Keys: []string{"shift+tab"}, Name: "keys.previous_part", Run: func() tea.Cmd { return s.part(-1) }},
		{Keys: []string{"ctrl+f", "esc"}, Show: "esc", Name: "keys.back", Foot: 7, Run: func() tea.Cmd { return tui.Back() }},
	}, moves(&s.list.List, move)...)
}

// moves are the keys that go through a list.
func moves(l *scroll.List, move func(by func() int) func() tea.Cmd) []tui.Binding {
	by := func(n int) func() int { return func() int { return n } }
	page := func(n int) func() int { return func() int { return n * max(l.Fit/3, 1) } }
	return []tui.Binding{
		{Keys: []string{"down"}, Show: keys.UpDown, Name: "keys.choose", Foot: 2, Run: move(by(1))},
		{Keys: []string{"up"}, Name: "keys.up", Run: move(by(-1))},
		{Keys: []string{"pgdown"}, Name: "keys.page_down", Run: move(page(1))},
		{Keys: []string{"pgup"}, Name: "keys.page_up", Run: move(page(-1))},
		{Keys: []string{"home"}, Name: "keys.first_line", Run: move(func() int { return -l.Total })},
		{Keys: []string{"end"}, Name: "keys.last_line", Run: move(func() int { return l.Total })},
	}
}

// typed: space opens; other letters have no field to go to here, and that is said.
func (s *screen) typed(k tea.KeyPressMsg) tea.Cmd {
	switch {
	case k.String() != "space" && k.Text != "":
		return s.say("review.nothing_typed")
	case k.String() != "space":
		return nil
	case s.whyNotOpen() != "":
		return s.say(s.whyNotOpen())
	}
	return s.open()
}

func (s *screen) t(key string, args ...any) string { return s.d.Words.T(key, args...) }

func (s *screen) say(key string) tea.Cmd { return tui.Note(s.t(key)) }

func (s *screen) move(by int) tea.Cmd {
	s.list.Move(by)
	return nil
}

func (s *screen) part(by int) tea.Cmd {
	s.list.part(by)
	return nil
}

// click goes to a line; on the line that has the keys it does what enter does.
func (s *screen) click(y int) tea.Cmd {
	switch i := s.list.EntryAt(y); {
	case i < 0:
	case i != s.list.At:
		s.list.At = i
	case s.whyNotRaise() != "":
		return s.say(s.whyNotRaise())
	default:
		return s.raise()
	}
	return nil
}

// here is the line that has the keys.
func (s *screen) here() (forms.ReviewLine, bool) {
	part, i, ok := s.list.here()
	if !ok {
		return forms.ReviewLine{}, false
	}
	return s.lines[part][i], true
}

// whyNotRaise says why the line at hand cannot be put on the agenda.
func (s *screen) whyNotRaise() string {
	l, ok := s.here()
	switch {
	case !ok || l.Topic == "":
		return "review.raise_not"
	case l.Raised:
		return "review.raised_already"
	case !s.d.Pair.MayRaise(s.d.Reader.Hand):
		return "review.raise_no_agenda"
	}
	return ""
}

// raise puts the line at hand on the agenda of the next meeting.
func (s *screen) raise() tea.Cmd {
	l, _ := s.here()
	p := s.d.Pair
	n := p.OpenMeeting().Number
	cs := p.Raise(s.d.Reader.Hand, l.Topic)
	if len(cs) == 0 {
		return s.say("review.raised_already")
	}
	cmd := s.d.Commit(cs)
	s.hold(l)
	return tea.Batch(cmd, tui.Note(s.t("review.raised", "n", n)))
}

// hold builds the page anew and stays on a line, though others have come before it.
func (s *screen) hold(l forms.ReviewLine) {
	part, _, _ := s.list.here()
	s.build()
	n := 0
	for i, lines := range s.lines {
		for _, other := range lines {
			if i == part && other.Text == l.Text && other.Sheet == l.Sheet && other.Field == l.Field {
				s.list.At = n
				return
			}
			n++
		}
	}
}

func (s *screen) whyNotOpen() string {
	l, ok := s.here()
	if _, there := s.d.Pair.Sheet(l.Sheet); !ok || !there {
		return "review.why_no_sheet"
	}
	return ""
}

// open goes to where the line at hand stands.
func (s *screen) open() tea.Cmd {
	l, _ := s.here()
	return tui.Go(tui.PlaceOf(s.d.Pair, l.Sheet, l.Field))
}

// Draw paints the parts below each other.
func (s *screen) Draw(w, h int) tui.Frame {
	fr := tui.Frame{X: -1, Title: s.t("review.title")}
	if w < 1 || h < 1 || s.d.Pair == nil {
		return fr
	}
	fr.Title = s.d.Pair.Title() + theme.Between + fr.Title
	drawList(&s.list, s.d, &fr, w, h)
	return fr.Clip(w, h)
}

// drawList paints a list, and in the last row how much is below it where there is
// room to say so.
func drawList(l *list, d *tui.Desk, fr *tui.Frame, w, h int) {
	const sayFrom = 6 // rows from which one of them may say that there is more
	room := h
	l.lay(min(w, pageMost), h >= airy)
	if len(l.rows) > h && h >= sayFrom {
		room--
	}
	y := l.draw(d.Theme, fr, w, room)
	if n := l.Below(); n > 0 && room < h {
		fr.Lines = append(fr.Lines, d.Theme.Hint.Paint(cell.Cut(d.Words.N("review.more_below", n), w)))
	}
	if y >= 0 {
		fr.X, fr.Y = 0, y
	}
}
