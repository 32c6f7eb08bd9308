package tui

import (
	"errors"

	"pairbook/forms"
)

// errNotYours says that what was done last belongs to one person alone, who is
// not the one that looks.
var errNotYours = errors.New("the last deed is somebody's own")

// takeBack reverses the last deed, and puts it back where it touched what is not
// for the one who asked. The book alone knows what the last deed was.
func (j *job) takeBack(do, again func(forms.PairID, forms.Voice) ([]forms.Revision, error)) ([]forms.Revision, error) {
	revs, err := do(j.pair, j.hand)
	if err != nil {
		return revs, err
	}
	for _, r := range revs {
		refused := j.refused(r.Addr)
		if refused == nil {
			continue
		}
		restored, err := again(j.pair, j.hand)
		return append(revs, restored...), errors.Join(refused, err)
	}
	return revs, nil
}

// refused says why what was done last at an address stays; nil where it need not.
func (j *job) refused(a forms.Address) error {
	switch {
	case j.shut[a]:
		return forms.ErrSealed
	case j.mayTakeBack != nil && !j.mayTakeBack(a):
		return errNotYours
	}
	return nil
}

// shut lists where it is kept that a sheet is closed, sealed or signed. The store refuses to
// take that back by itself; a book that does not is held to it here.
func (d *Desk) shut() map[forms.Address]bool {
	out := map[forms.Address]bool{}
	d.Pair.Record.Addresses(func(a forms.Address) {
		if forms.Seals(a, d.Pair.Record.Value(a)) {
			out[a] = true
		}
	})
	return out
}

// mayTakeBack tells which answers the reader may undo and redo: not the private
// ones of the other, and nothing of a copy but one's own while one is alone with
// it. It is called off the UI goroutine, so it looks at nothing that changes.
func (d *Desk) mayTakeBack() func(forms.Address) bool {
	reader, lib := d.Reader, d.Library
	opened, together := map[string]bool{}, map[string]bool{}
	for id, f := range lib.Forms {
		if f.Copies != forms.CopiesEach {
			continue
		}
		if s, ok := d.Pair.Sheet(forms.SheetID{Form: id, Of: forms.Mentee}); ok {
			opened[id] = s.Opened()
			together[id] = d.Pair.Record.State(s.ID) == forms.StateTogether
		}
	}
	return func(a forms.Address) bool {
		if of := a.Sheet.Of; of != "" {
			alone := reader.Alone && reader.Hand == of && !opened[a.Sheet.Form]
			return alone || together[a.Sheet.Form]
		}
		f := lib.Forms[a.Sheet.Form]
		if f == nil {
			return true
		}
		fd, ok := f.Field(a.Field)
		own := reader.Alone && reader.Hand == a.Voice
		return !ok || own || fd.Seen == forms.SeenPair || fd.Seen == ""
	}
}
