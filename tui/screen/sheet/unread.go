package sheet

import (
	"pairbook/forms"
	"pairbook/tui/theme"
)

// unread lists the places where something waits as it was typed, because it cannot be
// read as an answer. What was answered there before still stands, so nothing else would
// tell of it.
func (s *Screen) unread(order []flatItem) []entry {
	if len(s.d.Pair.Record.Drafts) == 0 || s.sheet.ReadOnly() {
		return nil
	}
	var out []entry
	for _, f := range order {
		for _, v := range f.it.Voices {
			s.eachPlace(f.it.Field, v, func(fd *forms.Field, a forms.Address) {
				problem := s.notRead(fd, s.d.Pair.Record.Drafts[a])
				if problem == nil {
					return
				}
				out = append(out, entry{
					mark: theme.Attention, label: s.question(f.it.Field, v), note: s.sayProblem(problem),
					sec: f.sec, item: f.item, addr: a, unread: true,
				})
			})
		}
	}
	return out
}

// notRead says why a text that waits is no answer; nil where there is none, or it is
// one.
func (s *Screen) notRead(fd *forms.Field, draft string) *forms.Problem {
	if draft == "" {
		return nil
	}
	if _, problem := fd.Parse(draft, s.d.Pair.Asking()); problem != nil {
		return problem
	}
	if fd.Kind == forms.KindSign {
		return &forms.Problem{Key: signStopped} // it stands there and is none yet
	}
	return nil
}

// eachPlace goes through the places of a question where something can be typed.
func (s *Screen) eachPlace(fd *forms.Field, v forms.Voice, at func(*forms.Field, forms.Address)) {
	switch fd.Kind {
	case forms.KindGroup:
		for i := range fd.Parts {
			at(&fd.Parts[i], s.sheet.Address(fd, v).At(fd.Parts[i].ID))
		}
	case forms.KindRows:
		for _, row := range s.sheet.Rows(fd, v) {
			for i := range fd.Columns {
				at(&fd.Columns[i], s.sheet.Cell(fd, v, row.ID, &fd.Columns[i]))
			}
		}
	default:
		at(fd, s.sheet.Address(fd, v))
	}
}
