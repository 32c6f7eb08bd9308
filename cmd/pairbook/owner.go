package main

import (
	"sync"

	"pairbook/forms"
)

// owners tells the book whose private value an address holds. It knows the pairs it was
// shown; of any other pair nothing is open yet.
type owners struct {
	mu      sync.Mutex
	library *forms.Library // nil until a pair was shown
	known   map[forms.PairID]forms.Owners
}

// of is store.Options.Owner.
func (o *owners) of(p forms.PairID, a forms.Address) forms.Voice {
	o.mu.Lock()
	defer o.mu.Unlock()
	if now, ok := o.known[p]; ok {
		return now.Of(a)
	}
	return forms.OwnersUntilTold(o.library).Of(a)
}

// know says which questions there are, before any pair is read. nil changes nothing.
func (o *owners) know(l *forms.Library) {
	o.mu.Lock()
	defer o.mu.Unlock()
	if l != nil {
		o.library = l
	}
}

// see looks at a pair as it is now. The app and the commands call it whenever they have
// read a pair, and after each change of it.
func (o *owners) see(p *forms.Pair) {
	now := p.Owners()
	o.mu.Lock()
	defer o.mu.Unlock()
	if o.known == nil {
		o.known = map[forms.PairID]forms.Owners{}
	}
	o.library, o.known[p.Record.Pair] = p.Library, now
}
