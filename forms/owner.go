package forms

import "strings"

// Owners says whose private value an address of a pair holds: what only its author
// reads, a copy that is not open to both yet, and what was not told yet. It is a picture
// of how things stand when it is made, and may be asked from any goroutine.
type Owners struct {
	library *Library
	opened  map[string]bool // forms whose copies both may read
	told    map[Address]bool
}

// OwnersUntilTold returns the Owners of a pair of which nothing is known: nothing is open,
// nothing is told.
func OwnersUntilTold(l *Library) Owners { return Owners{library: l} }

// Owners returns whose the private values of the pair are now. Make it anew after each
// change.
func (p *Pair) Owners() Owners {
	o := Owners{library: p.Library, opened: map[string]bool{}, told: map[Address]bool{}}
	for id, f := range p.Library.Forms {
		if f.Sealed() && (Sheet{Pair: p, ID: SheetID{Form: id}, Form: f}).Opened() {
			o.opened[id] = true
		}
	}
	p.Record.Addresses(func(a Address) {
		if a.Field == fieldTold && a.Part == "" && p.Record.Value(a) == yes {
			o.told[Address{Sheet: a.Sheet, Voice: a.Voice}] = true
		}
	})
	return o
}

// Of returns whose private value an address holds, "" for nobody's.
func (o Owners) Of(a Address) Voice {
	if o.library == nil || !a.Voice.IsPerson() {
		return ""
	}
	f := o.library.Forms[a.Sheet.Form]
	if f == nil {
		return ""
	}
	shut := f.Sealed() && !o.opened[f.ID]
	switch {
	case a.Field == FieldState || a.Part == PartCommit:
		return ""
	case shut && strings.HasPrefix(a.Part, "#") && a.Part != PartOrder: // the wording of a signature is the copy's
		return a.Voice
	case o.private(f, a, shut):
		return a.Voice
	}
	return ""
}

// private reports whether the question at an address is its author's alone.
func (o Owners) private(f *Form, a Address, shut bool) bool {
	fd, ok := f.Field(a.Field)
	if !ok {
		fd, ok = Sheet{ID: a.Sheet, Form: f}.Formerly(a)
	}
	if !ok {
		return false
	}
	if o.shuts(fd.Seen, a, shut) {
		return true
	}
	part, ok := fd.Column(a.Part)
	return ok && o.shuts(part.Seen, a, shut)
}

func (o Owners) shuts(seen Seen, a Address, shut bool) bool {
	switch seen {
	case SeenAuthor, SeenCoordinator:
		return true
	case SeenSealed:
		return shut
	case SeenTold:
		return !o.told[Address{Sheet: a.Sheet, Voice: a.Voice}]
	}
	return false
}

// Disclosed returns what belonged to a person by an earlier picture and belongs to nobody
// now: the same answers, to be said once more by that person. A book that had sealed them
// under a passphrase keeps them for both from then on.
func (p *Pair) Disclosed(before Owners) map[Voice][]Change {
	now := p.Owners()
	out := map[Voice][]Change{}
	p.Record.Addresses(func(a Address) {
		v := before.Of(a)
		if value := p.Record.Value(a); v != "" && value != "" && now.Of(a) == "" {
			out[v] = append(out[v], Change{a, value})
		}
	})
	return out
}
