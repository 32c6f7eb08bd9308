package sheet

import "pairbook/forms"

// cache keeps what was found out about places of a sheet until the record, the
// language or the pair changes.
type cache[T any] struct {
	turn uint64
	pair *forms.Pair
	kept map[forms.Address]T
}

// get returns what is kept for an address, or finds it out.
func (c *cache[T]) get(p *forms.Pair, a forms.Address, find func() T) T {
	if turn := p.Record.Version(); c.kept == nil || c.turn != turn || c.pair != p {
		c.turn, c.pair, c.kept = turn, p, map[forms.Address]T{}
	}
	v, ok := c.kept[a]
	if !ok {
		v = find()
		c.kept[a] = v
	}
	return v
}
