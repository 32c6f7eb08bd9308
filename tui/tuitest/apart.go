package tuitest

import (
	"fmt"

	"pairbook/forms"
)

// elsewhere is the device of answers that were given in another copy of the book.
const elsewhere = "other"

// Apart keeps an answer that was given in another copy of the book, which had not
// seen those given here: both stand until somebody chooses. It is no deed of this
// book and is not undone.
func (b *Book) Apart(id forms.PairID, hand forms.Voice, c forms.Change) error {
	b.mu.Lock()
	defer b.mu.Unlock()
	s := b.pairs[id]
	if s == nil {
		return fmt.Errorf("%w: %s", ErrNoPair, id)
	}
	b.seq++
	b.stamp = b.stamp.Next(b.now())
	r := forms.Revision{
		ID: forms.RevID{Device: elsewhere, Seq: b.seq}, Act: b.seq, Author: hand, Time: b.stamp, Addr: c.Addr, Value: c.Value,
	}
	s.heads[c.Addr] = append(s.heads[c.Addr], forms.Head{ID: r.ID, Author: hand, Time: r.Time, Value: c.Value})
	s.last, s.revs = r.Time, append(s.revs, r)
	return nil
}
