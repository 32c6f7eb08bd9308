package sheet

import (
	"strconv"
	"strings"

	"pairbook/forms"
	"pairbook/tui/cell"
	"pairbook/tui/theme"
)

const (
	partClose = "close" // the part of a meeting in which nobody looks back any more

	indent   = 2 // of answers under their question
	answered = 4 // lines of an answer that is only shown
)

// drawSection paints every question of the section that is open.
func (s *Screen) drawSection(p *page) {
	sec := s.sections[s.cur]
	if intro := s.d.Pair.Text(sec.sec.Intro); intro != "" {
		for _, l := range cell.Wrap(intro, p.w) {
			p.add(-1, s.d.Theme.Hint.Paint(l))
		}
		p.add(-1, "")
	}
	if s.cur == 0 {
		from := len(p.lines)
		if s.drawCheck(p, -1, "", false); len(p.lines) > from {
			p.add(-1, "")
		}
	}
	s.lead(p, sec)
	told := false
	for i, it := range sec.items {
		if !told && asksSignature(it.Field) {
			told = true
			s.drawEmpty(p)
		}
		s.drawItem(p, i, it)
		p.add(-1, "")
	}
	s.drawOwnNotes(p, sec)
	if s.cur == len(s.sections)-1 {
		s.drawAddenda(p)
	}
	for n, st := range s.stops {
		switch st.kind {
		case doneStop:
			s.drawButton(p, n, s.t(s.doneKey()))
		case offStop:
			s.drawButton(p, n, s.t("sheet.off"))
		}
	}
}

// lead sets what the last meeting said above what is prepared for the next one,
// and above what is talked about at it.
func (s *Screen) lead(p *page, sec section) {
	if s.id.Form != forms.MeetingForm || s.id.Number < 2 || sec.sec.Part == partClose {
		return
	}
	if s.cur > 0 && s.sections[s.cur-1].sec.Part == sec.sec.Part {
		return
	}
	said := s.lastTime()
	for _, text := range said {
		for i, l := range cell.Wrap(text, p.w-indent) {
			if i < answered {
				p.add(-1, "  "+s.d.Theme.Accent.Paint(l))
			}
		}
	}
	if len(said) > 0 {
		p.add(-1, "")
	}
}

// lastTime is what the last meeting said, looked up once for each change of the
// record.
func (s *Screen) lastTime() []string {
	return s.said.get(s.d.Pair, forms.StateAddress(s.id), func() []string { return s.d.Pair.LastTime(s.id.Number) })
}

func (s *Screen) hasKeys(item int) bool {
	return s.at < len(s.stops) && s.stops[s.at].item == item && s.stops[s.at].kind != doneStop
}

func (s *Screen) drawItem(p *page, n int, it forms.Item) {
	start := len(p.lines)
	if s.seek == n+1 {
		s.seek, s.top, s.loose, s.fresh = 0, start, true, true
	}
	first := s.firstStop(n)
	keys := s.hasKeys(n)
	s.drawLabel(p, first, it, keys)
	s.drawSaid(p, first, it, keys)
	for _, v := range s.editedVoices(it) {
		if len(it.Voices) > 1 && !oneLabel(it.Field.Kind) {
			p.add(first, "  "+s.voiceStyle(v).Paint(cell.Cut(s.d.Pair.Name(v), p.w-indent)))
		}
		s.drawAnswer(p, n, it, v)
		s.drawCorrected(p, first, it.Field, v)
		s.drawDamaged(p, first, it.Field, v)
	}
	if it.Field.Compare && keys {
		s.drawVoices(p, first, it)
	}
	s.drawCheck(p, first, it.Field.ID, keys)
	if keys {
		s.drawHelp(p, first, it)
		if len(p.lines)-start <= p.h {
			p.to = len(p.lines) // with what the rules say
		}
		p.from = max(min(start, p.from), min(start, p.to-1))
		if p.to-start <= p.h { // the whole question fits: keep its label in sight
			p.from = start
		}
	}
}

func (s *Screen) firstStop(item int) int {
	for i, st := range s.stops {
		if st.item == item && st.kind != doneStop && st.kind != headStop {
			return i
		}
	}
	return -1
}

// drawLabel: number, question, and at the right what is asked of it.
func (s *Screen) drawLabel(p *page, first int, it forms.Item, keys bool) {
	th := s.d.Theme
	right, style := s.asks(it)
	style0 := th.Label
	if keys {
		style0 = th.Focus
	}
	who := s.answers(it)
	if who != "" && right != "" {
		who += theme.Between
	}
	if p.w < 40 {
		who = ""
	}
	number := strconv.Itoa(it.Number) + "  "
	room := max(p.w-cell.Width(who+right)-1, 10)
	lead, gap := number, 0
	if who+right != "" {
		gap = 2 // what is asked of a question is no part of its words
	}
	for i, l := range cell.Wrap(s.d.Pair.Text(it.Field.Label), max(room-len(number)-gap, 6)) {
		l = lead + l
		lead = strings.Repeat(" ", len(number))
		if i == 0 && who+right != "" && p.w > 24 {
			p.add(first, style0.Paint(cell.Pad(l, room))+" "+th.Hint.Paint(who)+style.Paint(right))
			continue
		}
		p.add(first, style0.Paint(cell.Cut(l, p.w)))
	}
	s.drawHint(p, first, it, keys)
}

// drawHint: all of the hint where the keys are, and where they never come; elsewhere
// only one that takes a single line, and only while the question is open. It tells how
// to answer, so that a closed sheet shows none.
func (s *Screen) drawHint(p *page, first int, it forms.Item, keys bool) {
	hint := s.d.Pair.Text(it.Field.Hint)
	if hint == "" || !keys && p.h < 12 || p.h < 6 || s.sheet.ReadOnly() {
		return
	}
	bare := first < 0 // the keys never come here
	if !keys && !bare && (cell.Width(hint) > p.w-indent || !s.open(it)) {
		return
	}
	for _, l := range cell.Wrap(hint, p.w-indent) {
		p.add(first, "  "+s.d.Theme.Hint.Paint(l))
	}
}

func (s *Screen) voiceStyle(v forms.Voice) theme.Style {
	switch v {
	case forms.Mentee:
		return s.d.Theme.Mentee
	case forms.Mentor:
		return s.d.Theme.Mentor
	}
	return s.d.Theme.Label
}

func (s *Screen) drawAnswer(p *page, n int, it forms.Item, v forms.Voice) {
	switch fd := it.Field; fd.Kind {
	case forms.KindRows:
		s.drawTable(p, n, fd, v)
	case forms.KindGroup:
		s.drawGroup(p, n, fd, v)
	case forms.KindAuto:
		if i := s.stopAt(n, s.sheet.Address(fd, v)); i >= 0 && i == s.at && s.ed != nil {
			s.drawEditor(p, i, indent, "")
			return
		}
		a := s.sheet.Address(fd, v)
		s.drawComputed(p, s.stopAt(n, a), s.computed.get(s.d.Pair, a, func() forms.Computed { return s.sheet.Compute(fd, v) }))
	default:
		a, label, x := s.sheet.Address(fd, v), "", indent
		if len(it.Voices) > 1 && !fd.Compare {
			label = s.firstName(v)
			x += max(cell.Width(s.firstName(forms.Mentee)), cell.Width(s.firstName(forms.Mentor))) + 2
		}
		s.drawPlace(p, s.stopAt(n, a), x, label, fd, a)
	}
}

// oneLabel reports whether an answer takes a name beside it; tables and compound
// questions have the name above.
func oneLabel(k forms.Kind) bool {
	return k != forms.KindRows && k != forms.KindGroup && k != forms.KindAuto
}

func (s *Screen) stopAt(item int, a forms.Address) int {
	for i, st := range s.stops {
		if st.item == item && st.kind == answerStop && st.addr == a {
			return i
		}
	}
	return -1
}

// drawGroup sets the parts of a compound question below each other, their labels
// in a column.
func (s *Screen) drawGroup(p *page, n int, fd *forms.Field, v forms.Voice) {
	width := s.labelWidth(fd.Parts, p.w)
	for i := range fd.Parts {
		part := &fd.Parts[i]
		a := s.sheet.Address(fd, v).At(part.ID)
		if !s.sheet.Shown(part, v) {
			continue
		}
		s.drawPlace(p, s.stopAt(n, a), indent+width, s.d.Pair.Text(part.Label), part, a)
	}
}

// labelWidth is the column of the labels; one that is longer than most stands on a
// line of its own.
func (s *Screen) labelWidth(fds []forms.Field, w int) int {
	most := min(w/2, 24)
	width := 0
	for i := range fds {
		if own := cell.Width(s.d.Pair.Text(fds[i].Label)) + 2; own <= most {
			width = max(width, own)
		}
	}
	return width
}

// drawPlace paints one answer: its editor where it has the keys, else what was
// answered. label, where given, stands at the left.
func (s *Screen) drawPlace(p *page, stop, x int, label string, fd *forms.Field, a forms.Address) {
	twice := s.drawHeads(p, stop, fd, a)
	if !twice && label == "" && s.drawNoGoals(p, stop, x, fd) {
		return
	}
	switch {
	case stop >= 0 && stop == s.at && s.ed != nil:
		s.drawEditor(p, stop, x, label)
		return
	case twice && !s.sheet.ReadOnly():
		p.add(stop, s.labelled(label, x, true, false)+s.d.Theme.Accent.Paint("+ "+cell.Cut(s.t("sheet.write_another"), max(p.w-x-2, 1))))
		return
	case twice:
		return
	}
	keys := stop >= 0 && stop == s.at
	label, x = s.longLabel(p, stop, x, label, keys)
	from := len(p.lines)
	lines := s.reading(fd, a, max(p.w-x, 4))
	if stop >= 0 && len(lines) == 1 {
		p.spots = append(p.spots, spot{line: from, x: x, w: p.w - x, stop: stop})
	}
	for i, l := range lines {
		p.add(stop, s.labelled(label, x, i == 0, keys)+l)
	}
	if keys {
		p.from, p.to = from, len(p.lines)
		p.curX, p.curY = min(x, p.w-1), from
	}
	s.drawSigned(p, stop, x, fd, a)
	s.drawProblem(p, stop, x, a)
}

// longLabel gives a label that does not fit beside its answer a line of its own, and
// returns what is left to write beside it, and where the answer begins then.
func (s *Screen) longLabel(p *page, stop, x int, label string, keys bool) (string, int) {
	if label == "" || cell.Width(label) < x-indent {
		return label, x
	}
	style := s.d.Theme.Hint
	if keys {
		style = s.d.Theme.Focus
	}
	for _, l := range cell.Wrap(label, max(p.w-indent, 4)) {
		p.add(stop, strings.Repeat(" ", indent)+style.Paint(l))
	}
	return "", min(x, 2*indent)
}

func (s *Screen) labelled(label string, x int, first, keys bool) string {
	if label == "" || !first {
		return strings.Repeat(" ", x)
	}
	text := cell.Pad(label, max(x-indent-1, 1))
	if keys {
		text = s.d.Theme.Focus.Paint(text)
	} else {
		text = s.d.Theme.Hint.Paint(text)
	}
	return strings.Repeat(" ", indent) + text + " "
}

func (s *Screen) drawEditor(p *page, stop, x int, label string) {
	label, x = s.longLabel(p, stop, x, label, true)
	from := len(p.lines)
	room := max(min(p.h-3, 16), 1)
	v := s.ed.Draw(max(p.w-x, 6), room, s.d.Theme)
	for i, l := range v.Lines {
		if unit := s.unit(s.stops[stop].field); i == 0 && unit != "" && cell.Width(l)+cell.Width(unit)+2 <= p.w-x {
			l += "  " + s.d.Theme.Hint.Paint(unit)
		}
		p.add(stop, s.labelled(label, x, i == 0, true)+l)
	}
	p.ed, p.edX, p.edRows = from, x, len(v.Lines)
	p.curX, p.curY = x+v.X, from+v.Y
	if text := s.suggestionWords(); text != "" {
		for _, l := range firstLines(cell.Wrap(text, max(p.w-x-2, 6)), 3) {
			p.spots = append(p.spots, spot{line: len(p.lines), x: x, w: p.w - x, press: s.takeSuggestion})
			p.add(stop, strings.Repeat(" ", x+2)+s.d.Theme.Hint.Paint(l))
		}
	}
	p.from, p.to = from, len(p.lines)
	s.drawSigned(p, stop, x, s.stops[stop].field, s.stops[stop].addr)
	s.drawProblem(p, stop, x, s.stops[stop].addr)
	p.to = len(p.lines)
}

// unit is what a number counts, so that it is known before it is typed.
func (s *Screen) unit(fd *forms.Field) string {
	if fd.Kind != forms.KindNumber {
		return ""
	}
	return s.d.Pair.Text(fd.Unit)
}

func (s *Screen) drawProblem(p *page, stop, x int, a forms.Address) {
	problem := s.problems[a]
	if problem == nil {
		return
	}
	if s.d.Pair.Record.Drafts[a] == "" && stop != s.at {
		delete(s.problems, a) // what was typed is gone, by undo for example
		return
	}
	x = min(x, max(p.w-36, 0)) // words need room, also beside a narrow column
	for _, l := range cell.Wrap(theme.Attention+" "+s.sayProblem(problem), max(p.w-x, 1)) {
		p.add(stop, strings.Repeat(" ", x)+s.d.Theme.Bad.Paint(l))
	}
}

func (s *Screen) suggestionWords() string {
	if s.whyNoSuggestion() != "" {
		return ""
	}
	st := s.here()
	if _, ok := s.offer(st.whole, st.field, st.voice); ok {
		return "" // it stands above
	}
	text := st.field.Show(s.suggestion(), s.d.Pair.Asking())
	return s.t("sheet.suggested", "text", strings.ReplaceAll(text, "\n", "; "))
}

// drawHelp shows examples under the question that has the keys, when asked for.
func (s *Screen) drawHelp(p *page, stop int, it forms.Item) {
	if !s.examples {
		return
	}
	for _, ex := range it.Field.Examples {
		lead := "  " + s.t("sheet.example") + " "
		width := cell.Width(lead)
		for _, l := range cell.Wrap(s.d.Pair.Text(ex), max(p.w-width, 8)) {
			p.add(stop, s.d.Theme.Hint.Paint(lead+l))
			lead = strings.Repeat(" ", width)
		}
	}
	p.to = len(p.lines)
}

func firstLines(lines []string, n int) []string {
	if len(lines) > n {
		return lines[:n]
	}
	return lines
}
