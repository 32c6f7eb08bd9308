package forms

// MarkDamaged notes that the answer at an address cannot be read: it must not pass for one
// that was never given. A new answer takes the mark away.
func (r *Record) MarkDamaged(a Address) {
	r.turn++
	if r.damaged == nil {
		r.damaged = map[Address]bool{}
	}
	r.damaged[a] = true
}

// Damaged reports whether the answer that stands at an address, or a part or a cell of it,
// cannot be read.
func (r *Record) Damaged(a Address) bool {
	for d := range r.damaged {
		if d.Sheet == a.Sheet && d.Field == a.Field && d.Voice == a.Voice && (a.Row == "" || d.Row == a.Row) && (a.Part == "" || d.Part == a.Part) {
			return true
		}
	}
	return false
}
