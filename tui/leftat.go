package tui

import "pairbook/forms"

// Spot is a place on a sheet where the keys were: a question, and the very answer
// of it.
type Spot struct {
	Field string
	Addr  forms.Address
}

// sheetAt names a sheet among those of all pairs.
type sheetAt struct {
	pair forms.PairID
	id   forms.SheetID
}

// LeaveAt remembers where a sheet was left, until the program ends; the zero Spot
// forgets it. It is not kept in the book.
func (d *Desk) LeaveAt(id forms.SheetID, at Spot) {
	if d.left == nil {
		d.left = map[sheetAt]Spot{}
	}
	d.left[sheetAt{d.Pair.Record.Pair, id}] = at
}

// LeftAt returns where a sheet of the pair that lies open was left; the zero Spot
// where it was not, or is to begin anew.
func (d *Desk) LeftAt(id forms.SheetID) Spot {
	return d.left[sheetAt{d.Pair.Record.Pair, id}]
}
