package forms

import "pairbook/forms/lang"

// memo keeps what was worked out of a pair's record until the record or the day
// changes. A page asks for the same things many times.
type memo[T any] struct {
	version uint64
	today   lang.Date
	there   bool
	value   T
}

func (m *memo[T]) get(p *Pair, work func() T) T {
	if v := p.Record.Version(); !m.there || m.version != v || m.today != p.Today {
		*m = memo[T]{v, p.Today, true, work()}
	}
	return m.value
}
