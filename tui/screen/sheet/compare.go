package sheet

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"pairbook/forms"
	"pairbook/tui"
	"pairbook/tui/cell"
	"pairbook/tui/theme"
)

// compared is how what the two said about a question stands to each other.
type compared int

const (
	neitherSaid compared = iota
	oneSaid
	bothAlike
	bothDiffer
)

// compare looks at what each of the two said; who is the one where only one said
// anything, else the mentee.
func (s *Screen) compare(fd *forms.Field) (c compared, who forms.Voice) {
	switch a, b := s.spaced(fd, forms.Mentee), s.spaced(fd, forms.Mentor); {
	case a == "" && b == "":
		return neitherSaid, forms.Mentee
	case a == "":
		return oneSaid, forms.Mentor
	case b == "":
		return oneSaid, forms.Mentee
	case strings.EqualFold(a, b):
		return bothAlike, forms.Mentee
	}
	return bothDiffer, forms.Mentee
}

// spaced is what one voice says, without what makes no difference between two: blanks
// and empty lines. A compound question is compared as a whole.
func (s *Screen) spaced(fd *forms.Field, v forms.Voice) string {
	if !s.sheet.MayRead(fd, v, s.d.Reader) {
		return ""
	}
	return strings.Join(strings.Fields(s.sheet.Reading(fd, v)), " ")
}

// apart reports whether each writes their own here, unseen by the other.
func (s *Screen) apart() bool { return s.d.Reader.Alone }

// editedVoices: a compared field edits one voice at a time: apart one's own,
// together the agreed one, unless another was chosen.
func (s *Screen) editedVoices(it forms.Item) []forms.Voice {
	switch {
	case !it.Field.Compare:
		return it.Voices
	case s.voices[it.Field.ID] != "":
		return []forms.Voice{s.voices[it.Field.ID]}
	case s.apart():
		return []forms.Voice{s.d.Reader.Hand}
	}
	return []forms.Voice{forms.Agreed}
}

// voicesOf lists the voices that can be written in a compared question: apart,
// nobody writes what the other says.
func (s *Screen) voicesOf() []forms.Voice {
	if s.apart() {
		return []forms.Voice{s.d.Reader.Hand, forms.Agreed}
	}
	return []forms.Voice{forms.Agreed, s.d.Reader.Hand, s.d.Reader.Hand.Other()}
}

// offer is what the agreed line of a compared question, or of a part of it, proposes:
// what both said alike, or what the only one said who said anything.
func (s *Screen) offer(fd, part *forms.Field, v forms.Voice) (forms.Value, bool) {
	if !fd.Compare || v != forms.Agreed || s.apart() {
		return "", false
	}
	c, who := s.compare(fd)
	if c != oneSaid && c != bothAlike {
		return "", false
	}
	a := s.sheet.Address(fd, who)
	if part != fd {
		a = a.At(part.ID)
	}
	said := forms.Value(strings.TrimSpace(string(s.d.Pair.Record.Value(a))))
	return said, said != ""
}

// takeParts takes every part of a compound question that is offered and not agreed on
// yet.
func (s *Screen) takeParts(st stop) tea.Cmd {
	var cs []forms.Change
	for i := range st.whole.Parts {
		part := &st.whole.Parts[i]
		a := s.sheet.Address(st.whole, forms.Agreed).At(part.ID)
		if v, ok := s.offer(st.whole, part, forms.Agreed); ok && s.d.Pair.Record.Value(a) == "" {
			cs = append(cs, forms.Change{Addr: a, Value: v})
		}
	}
	s.ed = nil
	return s.commit(cs)
}

// offerWords says whose the proposed words are; take says too how they are taken.
func (s *Screen) offerWords(fd *forms.Field, take bool) string {
	c, who := s.compare(fd)
	key := "sheet.one_says"
	if c == bothAlike {
		key = "sheet.both_say"
	}
	if take {
		key += "_take"
	}
	return s.t(key, "name", s.d.Pair.Name(who), "text", strings.ReplaceAll(s.sheet.Reading(fd, who), "\n", "; "))
}

// drawSaid shows, above the agreed line, what the two said about a question: each,
// where that differs, else once, to be taken. What was agreed on settles it: then only
// what differs is shown, and only where the keys are.
func (s *Screen) drawSaid(p *page, first int, it forms.Item, keys bool) {
	fd := it.Field
	if !fd.Compare || s.editedVoices(it)[0] != forms.Agreed || s.apart() {
		return
	}
	c, _ := s.compare(fd)
	agreed := s.sheet.Reading(fd, forms.Agreed) != ""
	switch {
	case c == neitherSaid || agreed && !(keys && c == bothDiffer):
	case c == bothDiffer:
		for _, v := range []forms.Voice{forms.Mentee, forms.Mentor} {
			s.drawOther(p, first, fd, v, s.mostLines(p, keys))
		}
	default:
		s.drawOffer(p, first, fd, keys)
	}
}

// drawOffer shows what can be taken as the agreed answer; a click takes it too.
func (s *Screen) drawOffer(p *page, first int, fd *forms.Field, keys bool) {
	take := keys && s.whyNoSuggestion() == ""
	from, style := len(p.lines), theme.Style{}
	if c, who := s.compare(fd); c == oneSaid {
		style = s.voiceStyle(who)
	}
	s.drawSaying(p, first, s.offerWords(fd, take), style, s.mostLines(p, keys))
	for i := from; take && i < len(p.lines); i++ {
		p.spots = append(p.spots, spot{line: i, x: indent, w: p.w - indent, press: s.takeSuggestion})
	}
}

// mostLines is how much of another's answer is shown: all that has room where the
// keys are, one line else.
func (s *Screen) mostLines(p *page, keys bool) int {
	if keys && p.h >= tall {
		return answered
	}
	return 1
}

func (s *Screen) drawSaying(p *page, first int, text string, style theme.Style, most int) {
	w := max(p.w-indent-2, 8)
	lines := []string{cell.Cut(text, w)}
	if most > 1 {
		lines = s.prose(text, w)
	}
	for i, l := range lines {
		lead := "    "
		if i == 0 {
			lead = "  "
		}
		p.add(first, lead+style.Paint(l))
	}
}

// drawOther shows what one voice said: in one line, or in several.
func (s *Screen) drawOther(p *page, first int, fd *forms.Field, v forms.Voice, most int) {
	text := s.sheet.Reading(fd, v)
	if text == "" {
		return
	}
	if most == 1 {
		text = cell.CleanLine(text)
	}
	s.drawSaying(p, first, s.voiceName(v)+": "+text, s.voiceStyle(v), most)
}

// drawVoices shows, below the answer, whose it is, of mine, yours and agreed, and
// what else was said where one's own is being written. A click on another goes to
// it.
func (s *Screen) drawVoices(p *page, stop int, it forms.Item) {
	edited := s.editedVoices(it)[0]
	line, x := s.d.Theme.Accent.Paint(voicesKey)+"  ", indent+len(voicesKey)+2
	room := max((p.w-x)/3-4, 1)
	for _, v := range s.inOrder(s.voicesOf()) {
		name := s.t("sheet.agreed")
		if v.IsPerson() {
			name = s.firstName(v)
		}
		name = cell.Cut(name, room)
		mark, style := theme.Off, s.d.Theme.Hint
		if v == edited {
			mark, style = theme.On, s.d.Theme.Focus
		}
		w := cell.Width(name) + 2
		p.spots = append(p.spots, spot{line: len(p.lines), x: x, w: w, press: func() tea.Cmd {
			return tea.Batch(s.settle(), s.speakAs(it.Field, v))
		}})
		line += style.Paint(mark+" "+name) + "  "
		x += w + 2
	}
	p.add(stop, "  "+line)
	if edited != forms.Agreed {
		for _, v := range s.inOrder(s.voicesOf()) {
			if v != edited {
				s.drawOther(p, stop, it.Field, v, s.mostLines(p, true))
			}
		}
	}
	p.to = len(p.lines)
}

// inOrder puts voices in the order in which they are always shown.
func (s *Screen) inOrder(vs []forms.Voice) []forms.Voice {
	var out []forms.Voice
	for _, v := range []forms.Voice{forms.Agreed, forms.Mentee, forms.Mentor} {
		for _, has := range vs {
			if has == v {
				out = append(out, v)
			}
		}
	}
	return out
}

func (s *Screen) voiceName(v forms.Voice) string {
	if v == forms.Agreed {
		return s.t("sheet.agreed")
	}
	return s.d.Pair.Name(v)
}

// nextVoice goes round mine, yours, agreed, beginning with the hand that types.
func (s *Screen) nextVoice() tea.Cmd {
	old := s.here()
	order := s.voicesOf()
	now := s.editedVoices(forms.Item{Field: old.whole})[0]
	next := order[0]
	for i, v := range order {
		if v == now {
			next = order[(i+1)%len(order)]
		}
	}
	cmd := s.settle()
	return tea.Batch(cmd, s.speakAs(old.whole, next))
}

// speakAs goes to another voice of a compared question.
func (s *Screen) speakAs(fd *forms.Field, v forms.Voice) tea.Cmd {
	s.voices[fd.ID] = v
	s.makeStops()
	for i, st := range s.stops {
		if st.whole == fd && st.kind == answerStop {
			s.focus(i)
			return nil
		}
	}
	s.focus(s.at)
	return nil
}

// toggleAlone shows what is one person's own, or puts it away again. Compared
// questions then ask for one's own answer, and together for the agreed one.
func (s *Screen) toggleAlone() tea.Cmd {
	cmd := s.settle()
	s.ed = nil
	clear(s.voices)
	if !s.d.Reader.Alone {
		return tea.Batch(cmd, s.d.Alone(s.d.Reader.Hand, tui.Place{}))
	}
	s.d.Reader.Alone = false
	s.refresh(true)
	return tea.Batch(cmd, tui.Note(s.t("sheet.together_now")))
}

// aloneNow says who sees the page from now on.
func (s *Screen) aloneNow() tea.Cmd {
	s.ed = nil
	clear(s.voices)
	s.refresh(true)
	note := s.t("sheet.alone_now", "name", s.d.HandName())
	if w := s.here().whole; w != nil && (w.Seen == forms.SeenPair || w.Seen == "") {
		note += " " + s.t("sheet.alone_shared")
	}
	return tui.Note(note)
}
