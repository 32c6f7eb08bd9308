package sheet

import (
	"pairbook/forms"
	"pairbook/tui"
)

// remember notes where the sheet is left, so that it opens there again in this run.
// One that was closed or sealed is opened to be read, from its beginning.
func (s *Screen) remember() {
	st := s.here()
	at := tui.Spot{Addr: st.addr}
	if st.whole != nil {
		at.Field = st.whole.ID
	}
	if s.ended {
		at = tui.Spot{}
	}
	s.d.LeaveAt(s.id, at)
}

// resume goes to where the sheet was left; false where it was not, or where that
// place is not for who looks now.
func (s *Screen) resume() bool {
	at := s.d.LeftAt(s.id)
	switch {
	case at == tui.Spot{}:
		return false
	case at.Addr == forms.StateAddress(s.id) && s.doneKey() != "":
		s.enter(len(s.sections)-1, -1)
		return true
	}
	if !s.goTo(at.Field) {
		return false
	}
	s.goToPlace(s.cur, at.Field, at.Addr)
	return true
}
