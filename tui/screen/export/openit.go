package export

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"pairbook/tui"
)

// opens reports whether the file that was written can be opened here. One whose name ends
// otherwise than its format is not: the desktop might run it.
func (s *Screen) opens() bool {
	return s.d.OpenFile != nil && s.out.path != "" && strings.HasSuffix(strings.ToLower(s.out.path), ext(s.format))
}

// openIt has the desktop open the file that was written.
func (s *Screen) openIt() tea.Cmd {
	if !s.opens() {
		return nil
	}
	open, path, failed := s.d.OpenFile, s.out.path, s.t("frompaper.not_opened")
	return tea.Sequence(tui.Note(s.t("frompaper.opening")), func() tea.Msg {
		if open(path) != nil {
			return tui.Note(failed)()
		}
		return nil
	})
}
