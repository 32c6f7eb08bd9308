package tuitest

import (
	"slices"

	"pairbook/forms"
)

// reverse takes back the top deed of one stack and puts that on the other; deeds
// that would change nothing any more are dropped on the way.
func (b *Book) reverse(s *shelf, kind forms.RevKind, hand forms.Voice, from, to *[][]forms.Revision) []forms.Revision {
	for len(*from) > 0 {
		deed := (*from)[len(*from)-1]
		*from = (*from)[:len(*from)-1]
		var cs []forms.Change
		for _, r := range deed {
			cs = append(cs, forms.Change{Addr: r.Addr, Value: s.before(r)})
		}
		if revs := b.write(s, kind, hand, cs); len(revs) > 0 {
			*to = append(*to, revs)
			return revs
		}
	}
	return nil
}

// before returns what a revision replaced: of several answers, the latest.
func (s *shelf) before(r forms.Revision) forms.Value {
	for i := len(s.revs) - 1; i >= 0; i-- {
		if slices.Contains(r.Parents, s.revs[i].ID) {
			return s.revs[i].Value
		}
	}
	return ""
}
