package sheet

import (
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
		lines = append(lines, s.introLines(l.intro, w, h)...)
	}
	shown := l.shown()
	room := max(h-len(lines)-1, 1)
	per := 2
	if room < 8 {
		per = 1
	}
	fit := max(room/per, 1)
	if len(shown) > fit {
		fit = max((room-1)/per, 1) // a line says that the list goes on
	}
	l.top = max(min(l.top, l.at), l.at-fit+1)
	lines = append(lines, s.goesOn("sheet.more_above", l.top, w))
	l.rows = make([]int, len(lines))
	for i := range l.rows {
		l.rows[i] = -1
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

// introLines sets what leads into a list; low windows have one line for it.
func (s *Screen) introLines(text string, w, h int) []string {
	const low = 10
	if h < low {
		return []string{s.d.Theme.Hint.Paint(cell.Cut(text, w))}
	}
	lines := cell.Wrap(text, max(w, 1))
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
