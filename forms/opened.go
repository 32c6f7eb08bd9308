package forms

import "strconv"

// BothSealed reports whether both copies of an evaluation are sealed, or written
// together. They may still lie behind the passphrases of the two, see Opened.
func (s Sheet) BothSealed() bool {
	for _, v := range []Voice{Mentee, Mentor} {
		switch s.Pair.Record.State(SheetID{Form: s.Form.ID, Of: v}) {
		case StateSealed, StateTogether:
		default:
			return false
		}
	}
	return s.Form.Sealed()
}

// togetherSince returns when the two chose to write their copies together; 0 where they
// have not.
func (p *Pair) togetherSince(id SheetID) Stamp {
	if p.Record.State(id) != StateTogether {
		return 0
	}
	last, _ := p.Record.Last(StateAddress(id))
	return last.Time
}

// InSight reports whether what was written then in a copy was written in each other's
// sight. What either wrote alone before they chose so, and took away again, stays theirs.
func (s Sheet) InSight(t Stamp) bool {
	since := s.Pair.togetherSince(s.ID)
	return since > 0 && t > since
}

// behindPassphrase reports whether a sealed copy cannot be read just now: the number
// that proves it is its author's alone until the two open both.
func (p *Pair) behindPassphrase(form string, v Voice) bool {
	at := sealAddress(SheetID{Form: form, Of: v})
	return p.Record.Value(at.At(PartCommit)) != "" && p.Record.Value(at.At(PartNonce)) == ""
}

// Decides reports whether what stands at an address decides who may read others: the
// state of a sheet, and whether the other has been told.
func (a Address) Decides() bool {
	return a == StateAddress(a.Sheet) || a.Field == fieldTold && a.Part == ""
}

// fieldWait is the contract's question for how long one waits for the other's evaluation.
const fieldWait = "ct_feedback_wait"

// FeedbackWait returns after how many days one who has sealed the evaluation may hand on
// their own copy, where the other never does; ok is false where the two have not agreed
// on that.
func (p *Pair) FeedbackWait() (days int, ok bool) {
	at := Address{Sheet: SheetID{Form: ContractForm}, Field: fieldWait, Voice: Agreed}
	days, err := strconv.Atoi(string(p.Record.Value(at)))
	return days, err == nil && days >= 0
}
