package sheet

import (
	"slices"
	"strconv"
	"strings"

	"pairbook/tui"
	"pairbook/tui/cell"
	"pairbook/tui/theme"
)

func (s *Screen) drawList(fr *tui.Frame, w, h int) {
	l, th := s.list, s.d.Theme
	lines := []string{th.Title.Paint(cell.Cut(l.title, w))}
	if l.filters {
		ask := cell.Cut(s.t("sheet.go_filter"), w/2)
		lines = append(lines, th.Hint.Paint(ask)+" "+cell.Cut(l.filter, w-cell.Width(ask)-2))
		fr.X, fr.Y = min(cell.Width(ask)+1+cell.Width(l.filter), w-1), 1
	} else {
		lines = append(lines, s.introLines(l, w, h)...)
	}
	shown := l.shown()
	room := max(h-len(lines)-1, 1)
	per := 2
	if room < 8 {
		per = 1
	}
	fit := l.window(shown, per, room)
	lines = append(lines, s.goesOn("sheet.more_above", l.top, w))
	l.rows = make([]int, len(lines))
	for i := range l.rows {
		l.rows[i] = -1
	}
	if l.filters && len(shown) == 0 {
		for _, text := range cell.Wrap(s.nothingFits(), max(w, 1)) {
			lines, l.rows = append(lines, th.Hint.Paint(text)), append(l.rows, -1)
		}
	}
	for i := l.top; i < len(shown) && i < l.top+fit; i++ {
		for _, line := range s.drawEntry(l.entries[shown[i]], i == l.at, w, per) {
			if i == l.at && fr.X < 0 {
				fr.X, fr.Y = 0, len(lines)
			}
			lines = append(lines, line)
			l.rows = append(l.rows, i)
		}
	}
	if rest := len(shown) - l.top - fit; rest > 0 {
		lines = append(lines, s.goesOn("sheet.more_below", rest, w))
		l.rows = append(l.rows, -1)
	}
	fr.Lines = firstLines(lines, h)
	if fr.Y >= h || fr.X >= w {
		fr.X = -1
	}
}

// nothingFits says why no question is found: a number may not be asked.
func (s *Screen) nothingFits() string {
	if n, err := strconv.Atoi(s.list.filter); err == nil && slices.Contains(s.list.hidden, n) {
		return s.t("frompaper.go_not_asked", "n", n)
	}
	return s.t("sheet.go_nothing")
}

// window moves the list no more than is needed for the entry at hand to be seen, and
// returns how many entries from its top on have room. Where the list goes on below, a
// line is left to say so.
func (l *list) window(shown []int, per, room int) int {
	l.top = max(min(l.top, l.at), 0)
	for {
		fit, used := 0, 0
		for i := l.top; i < len(shown); i++ {
			used += l.entries[shown[i]].height(per)
			if used > room || i+1 < len(shown) && used > room-1 {
				break
			}
			fit++
		}
		if l.at < l.top+max(fit, 1) {
			return max(fit, 1)
		}
		l.top++
	}
}

// height is how many lines an entry takes where each may take per.
func (e entry) height(per int) int {
	if per == 2 && e.note != "" {
		return 2
	}
	return 1
}

// introLines sets what leads into a list; low windows have one line for it, or a few
// where it tells what cannot be taken back.
func (s *Screen) introLines(l *list, w, h int) []string {
	const low, most = 10, 3
	lines := cell.Wrap(l.intro, max(w, 1))
	switch {
	case h >= low:
	case l.ends && h > most+4:
		lines = firstLines(lines, most)
	default:
		lines = []string{cell.Cut(l.intro, w)}
	}
	for i := range lines {
		lines[i] = s.d.Theme.Hint.Paint(lines[i])
	}
	return lines
}

// goesOn says how many entries are out of sight; nothing where none is.
func (s *Screen) goesOn(key string, n, w int) string {
	if n <= 0 {
		return ""
	}
	return "  " + s.d.Theme.Hint.Paint(cell.Cut(s.d.Words.N(key, n), max(w-indent, 1)))
}

func (s *Screen) drawEntry(e entry, here bool, w, per int) []string {
	th := s.d.Theme
	mark, style := e.mark, th.Good
	if e.mark != theme.Done {
		style = th.Hint
	}
	if e.warn || e.apart {
		style = th.Warn
	}
	text := e.label
	if e.number > 0 {
		text = strings.Repeat(" ", max(2-len(strconv.Itoa(e.number)), 0)) + strconv.Itoa(e.number) + "  " + text
	}
	lead, label := "  ", cell.Cut(text, max(w-6, 1))
	if here {
		lead, label = th.Focus.Paint(theme.Here)+" ", th.Focus.Paint(label)
	}
	out := []string{lead + style.Paint(mark) + " " + label}
	if per == 2 && e.note != "" {
		out = append(out, "      "+th.Hint.Paint(cell.Cut(e.note, max(w-6, 1))))
	}
	return out
}
