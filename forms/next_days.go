package forms

import (
	"slices"

	"pairbook/forms/lang"
)

// Days on which something is to be looked at again, of meetings called off, of the
// contract, and after the end.

// calledOffTask asks for a new day for a meeting that was called off, of the one who
// sees to it (rule 17). When the two meet within days anyhow, nobody is asked.
func (l *look) calledOffTask() []Task {
	next, booked := l.MeetsOn()
	if booked && l.Today.DaysUntil(next) <= soonInDays {
		return nil
	}
	for _, r := range slices.Backward(l.cells(registerCancelled)) {
		planned, ok := r.day("planned")
		if _, again := r.day("new_date"); !ok || again || l.metAfter(r) {
			continue
		}
		t := Task{
			Key: "forms.task_rebook", Args: l.onDay(planned), Why: "forms.why_rebook",
			Sheet: one(BetweenForm), Field: "lg_cancelled", rank: l.aged(rankMissed, planned), day: planned,
		}
		if who := l.rebooks(r); who.IsPerson() {
			t.Why, t.WhyArgs = "forms.why_rebook_by", []any{"name", l.Name(who)}
		}
		return []Task{t}
	}
	return nil
}

// contractTasks asks to look the contract through, every so many months after it was
// signed, and to write a new last day where the two go on for longer than it runs.
func (p *Pair) contractTasks() []Task {
	signed := p.signedOn(ContractForm)
	end, started := p.Day(Offset{From: FromEnd})
	if signed.IsZero() || !started || !p.uses(ContractForm) {
		return nil
	}
	contract := SheetID{Form: ContractForm}
	var out []Task
	const monthly = 28
	if last, ok := p.agreedDay(contract, fieldRunsTo, ""); ok && last.DaysUntil(end) >= monthly && (p.Extended() || p.Today.DaysUntil(last) <= reviewDays) {
		out = append(out, Task{
			Key: "forms.task_contract_end", Why: "forms.why_contract_end", Sheet: contract, Field: fieldRunsTo, rank: rankReview, day: last,
			WhyArgs: []any{"day", p.Words.DayMonth(last, p.Today), "end", p.Words.DayMonth(end, p.Today)},
		})
	}
	if p.EndNear() {
		return out
	}
	since := signed
	for _, d := range p.contractReviews(end) {
		d = p.afterPausesSince(signed, d)
		if left := p.Today.DaysUntil(d); left <= reviewDays && -left <= oldDays && !p.contractHeld(since) {
			out = append(out, Task{Key: "forms.task_contract", Why: "forms.why_contract", WhyArgs: p.onDay(d), Sheet: contract, Field: fieldReviseEvery, rank: rankReview, day: d})
		}
		since = d
	}
	return out
}

// contractHeld reports whether the two said after a day, half-way, that the contract
// holds.
func (p *Pair) contractHeld(since lang.Date) bool {
	mid := SheetID{Form: MidpointForm}
	d, ok := p.agreedDay(mid, "mr_date", "")
	return ok && d.After(since) && p.agreedOn(mid, "mr_contract_ok", "") == yes
}

// checkIn asks for the talk that the two wanted to have after the end, from a week
// before its day until they had it, and not for long.
func (p *Pair) checkIn() []Task {
	d, ok := p.agreedDay(SheetID{Form: NextStepsForm}, "ns_followup", "")
	left := p.Today.DaysUntil(d)
	last, _ := p.LastContact()
	if !ok || left > soonInDays || -left > oldDays || !last.Before(d) || !p.uses(NextStepsForm) || !p.uses(BetweenForm) {
		return nil
	}
	return []Task{{Key: "forms.task_checkin", Why: "forms.why_review", WhyArgs: p.onDay(d), Sheet: SheetID{Form: BetweenForm}, Field: fieldContacts, rank: rankSoon, day: d}}
}
