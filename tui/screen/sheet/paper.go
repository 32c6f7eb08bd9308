package sheet

import (
	"slices"
	"strconv"

	tea "charm.land/bubbletea/v2"

	"pairbook/forms"
	"pairbook/tui"
	"pairbook/tui/theme"
)

// Typing in from paper: beside the keyboard lies a form that was filled in by hand, and
// the keys follow its numbers. Signatures are passed by: what somebody signed on paper
// stays on paper.

// togglePaper begins to type in from paper, at the first question without an answer, or
// ends it.
func (s *Screen) togglePaper() tea.Cmd {
	if why := s.whyNotPaper(); why != "" {
		return tui.Note(s.t(why))
	}
	if s.paper = !s.paper; !s.paper {
		return tui.Note(s.t("frompaper.ended"))
	}
	cmd := s.jump(s.firstOnPaper)
	s.fresh = false
	return tea.Batch(cmd, tui.Note(s.t("frompaper.began")))
}

func (s *Screen) whyNotPaper() string {
	if s.sheet.ReadOnly() {
		return "frompaper.why_closed"
	}
	return ""
}

// paperEntry lets it be found by the words people look for it with.
func (s *Screen) paperEntry() (entry, bool) {
	if s.whyNotPaper() != "" || len(s.sections) == 0 {
		return entry{}, false
	}
	key := "frompaper.entry_on"
	if s.paper {
		key = "frompaper.entry_off"
	}
	return entry{mark: theme.Open, label: "[ " + s.t(key) + " ]", also: s.t("frompaper.entry_words"), run: s.togglePaper}, true
}

// firstOnPaper goes to the first question that has no answer yet, else to the first.
func (s *Screen) firstOnPaper() {
	order, _ := s.flat()
	for _, f := range order {
		if f.it.Field.Kind != forms.KindSign && s.open(f.it) {
			s.enter(f.sec, 0)
			s.focusItem(f.item, f.it)
			return
		}
	}
	s.enter(0, 0)
}

// goOn is what Tab and Enter do: to the next place, or on paper to the next that is
// typed in.
func (s *Screen) goOn() tea.Cmd {
	if !s.paper {
		return s.move(1)
	}
	return s.nextOnPaper(false)
}

// nextOnPaper goes to the next place that is typed in, or past the rest of this question
// to the next number, and says which numbers are not asked on the way. Behind the last
// one stands what is left.
func (s *Screen) nextOnPaper(number bool) tea.Cmd {
	old, from := s.here(), s.numberHere()
	cmd := s.settle()
	if s.seekOnPaper(number) {
		return tea.Batch(cmd, s.tidy(old), s.tellSkipped(from, s.numberHere()))
	}
	told := s.tellSkipped(from, s.lastNumber()+1)
	s.list = s.paperList()
	return tea.Batch(cmd, told)
}

// seekOnPaper moves the keys; false where nothing follows.
func (s *Screen) seekOnPaper(number bool) bool {
	sec, at, item := s.cur, s.at, s.here().item
	for k := at + 1; k < len(s.stops); k++ {
		if typedIn(s.stops[k]) && (!number || s.stops[k].item != item) {
			s.focus(k)
			return true
		}
	}
	for next := sec + 1; next < len(s.sections); next++ {
		s.enter(next, 0)
		if k := slices.IndexFunc(s.stops, typedIn); k >= 0 {
			s.focus(k)
			return true
		}
	}
	s.enter(sec, at)
	return false
}

// typedIn reports whether a place is one that a form on paper fills.
func typedIn(st stop) bool {
	return st.whole != nil && st.whole.Kind != forms.KindSign
}

// onPaper lists the numbers that the form on paper has, as far as the reader may see
// them.
func (s *Screen) onPaper() []int {
	return s.numbers.get(s.d.Pair, forms.StateAddress(s.id), func() []int {
		var out []int
		for _, it := range s.sheet.Askable() {
			mayRead := slices.ContainsFunc(it.Voices, func(v forms.Voice) bool { return s.sheet.MayRead(it.Field, v, s.d.Reader) })
			if mayRead && it.Field.Kind != forms.KindSign {
				out = append(out, it.Number)
			}
		}
		return out
	})
}

// hiddenNumbers are those of the questions that an answer leaves out.
func (s *Screen) hiddenNumbers() []int {
	shown := map[int]bool{}
	for _, it := range s.visible() {
		shown[it.Number] = true
	}
	return slices.DeleteFunc(slices.Clone(s.onPaper()), func(n int) bool { return shown[n] })
}

func (s *Screen) lastNumber() int {
	if all := s.onPaper(); len(all) > 0 {
		return all[len(all)-1]
	}
	return 0
}

// numberHere is the number of the question that has the keys, 0 where none has.
func (s *Screen) numberHere() int {
	if st := s.here(); st.item >= 0 && s.cur < len(s.sections) && st.item < len(s.sections[s.cur].items) {
		return s.sections[s.cur].items[st.item].Number
	}
	return 0
}

// tellSkipped says which numbers between two are not asked, so that nobody looks for
// them.
func (s *Screen) tellSkipped(from, to int) tea.Cmd {
	var said []string
	for _, n := range s.hiddenNumbers() {
		if n > from && n < to {
			said = append(said, strconv.Itoa(n))
		}
	}
	if len(said) == 0 {
		return nil
	}
	return tui.Note(s.d.Words.N("frompaper.not_asked", len(said), "numbers", s.d.Words.List(said)))
}

// paperList is what is left when the paper is typed in, with the way to end the sheet.
func (s *Screen) paperList() *list {
	l := s.leftList()
	end := "frompaper.end"
	if slices.ContainsFunc(s.visible(), func(it forms.Item) bool { return it.Field.Kind == forms.KindSign }) {
		end = "frompaper.end_sign"
	}
	l.intro, l.make = s.t(end)+" "+l.intro, s.paperList
	if e, ok := s.doneEntry(); ok {
		l.entries = append(l.entries, e)
	}
	return l
}

// paperHead says where on the paper the keys are; "" where nothing is typed in from it.
func (s *Screen) paperHead() string {
	if !s.paper {
		return ""
	}
	n := s.numberHere()
	if n == 0 {
		return s.t("frompaper.head_end")
	}
	return s.t("frompaper.head", "n", n, "all", max(n, s.lastNumber()))
}
