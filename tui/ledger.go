package tui

import "pairbook/forms"

// Ledger returns what notes in the book that something of the pair that lies open was
// handed out. It is called off the UI goroutine; Noted takes over what it returns.
func (d *Desk) Ledger() func(forms.Handed) ([]forms.Revision, error) {
	book, pair, hand := d.Book, d.Pair.Record.Pair, d.Reader.Hand
	return func(h forms.Handed) ([]forms.Revision, error) { return book.Commit(pair, hand, h.Hand()) }
}

// Noted shows what Ledger has noted for a pair, where that pair still lies open.
func (d *Desk) Noted(id forms.PairID, revs []forms.Revision) {
	if d.Pair == nil || d.Pair.Record.Pair != id {
		return
	}
	for _, rev := range revs {
		d.Pair.Record.Apply(rev)
	}
}
