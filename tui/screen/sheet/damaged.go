package sheet

import (
	"pairbook/forms"
	"pairbook/tui/cell"
	"pairbook/tui/theme"
)

// drawDamaged says beside a question that what was answered cannot be read: it must not
// look as if nobody had answered.
func (s *Screen) drawDamaged(p *page, stop int, fd *forms.Field, v forms.Voice) {
	if !s.d.Pair.Record.Damaged(s.sheet.Address(fd, v)) {
		return
	}
	for _, l := range cell.Wrap(theme.Attention+" "+s.d.Words.T("rescue.answer_damaged"), max(p.w-indent, 1)) {
		p.add(stop, "  "+s.d.Theme.Warn.Paint(l))
	}
}
