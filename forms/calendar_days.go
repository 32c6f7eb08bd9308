package forms

import (
	"slices"
	"strconv"

	"pairbook/forms/lang"
)

// Fields that the calendar reads by name.
const (
	fieldReview        = "pw_review_date"
	fieldEnd           = "pw_end_date"
	fieldRunsTo        = "ct_length_total"
	fieldReviseEvery   = "ct_revise_every"
	fieldMeetingLength = "ct_length"
)

// agreedOn returns what the two agreed on in a field, "" where the field does not
// concern them or is not for both to read.
func (p *Pair) agreedOn(id SheetID, field, part string) Value {
	s, ok := p.Sheet(id)
	if !ok {
		return ""
	}
	fd, ok := s.Form.Field(field)
	if !ok || !s.Shown(fd, Agreed) || !s.MayRead(fd, Agreed, Reader{}) {
		return ""
	}
	return p.Record.Value(s.Address(fd, Agreed).At(part))
}

func (p *Pair) agreedDay(id SheetID, field, part string) (lang.Date, bool) {
	d, err := lang.ParseISO(string(p.agreedOn(id, field, part)))
	return d, err == nil
}

// stepDays returns the days of the plan. Whether a step is ticked has no say in its
// day, and is looked at only where asked.
func (p *Pair) stepDays(ticks bool) []occasion {
	if _, ok := p.Anchor(); !ok {
		return nil
	}
	var out []occasion
	facts := p.planFacts()
	for i := range p.Programme().Steps {
		st := p.Programme().Steps[i]
		if facts.pair.Form != nil && !facts.pair.holds(st.When, true, Agreed) {
			continue
		}
		if !ticks {
			st.Evidence = ""
		}
		step := p.planStep(&st, facts)
		x := occasion{
			id: "step-" + st.ID, what: p.Text(st.Text), day: step.Due, at: lang.NoClock, done: step.Done, call: callDeadline, planned: true,
			from: append(p.planSources(), p.condSources(SheetID{Form: PairForm}, st.When)...),
		}
		if st.Who == ByProgramme {
			x.call = callNever // the two cannot do anything about it
		}
		if st.Every == Once {
			out = append(out, x)
			continue
		}
		for n, box := range step.Boxes {
			each := x
			each.id, each.day, each.done = "step-"+box.ID, box.Due, box.Done
			each.what = p.Words.T("calendar.again", "what", x.what, "n", n+1, "all", len(step.Boxes))
			out = append(out, each)
		}
	}
	return out
}

// reviewDays returns when the two look back, when the contract ends and the last
// day of all. What falls on the day of a step that says the same is said once.
func (p *Pair) reviewDays() []occasion {
	worksheet, contract := SheetID{Form: WorksheetForm}, SheetID{Form: ContractForm}
	var out []occasion
	add := func(id, what string, day lang.Date, from []source) {
		out = append(out, occasion{
			id: id, what: what, day: day, at: lang.NoClock, call: callDeadline, planned: true, from: slices.Concat(from, p.planSources()),
		})
	}
	if d, ok := p.agreedDay(worksheet, fieldReview, ""); ok && !p.midpointOn(d) {
		add("review", p.Words.T("calendar.review"), d, p.fieldSources(worksheet, fieldReview))
	}
	fromEnd := p.fieldSources(worksheet, fieldEnd)
	end, ok := p.agreedDay(worksheet, fieldEnd, "")
	if !ok {
		end, ok = p.Day(Offset{From: FromEnd})
	}
	if ok {
		add("end", p.Words.T("calendar.end"), end, fromEnd)
	}
	fromEnd = append(fromEnd, p.fieldSources(contract, fieldRunsTo)...)
	if d, there := p.agreedDay(contract, fieldRunsTo, ""); there && d != end {
		add("contract-end", p.Words.T("calendar.contract_end"), d, fromEnd)
		end = d
	}
	fromEnd = append(fromEnd, p.fieldSources(contract, fieldReviseEvery)...)
	fromEnd = append(fromEnd, source{sheet: contract, field: "ct_sign_mentor"}, source{sheet: contract, field: "ct_sign_mentee"})
	for i, d := range p.contractReviews(end) {
		add("contract-review-"+itoa(i+1), p.Words.T("calendar.contract_review"), d, fromEnd)
	}
	return out
}

// midpointOn reports whether a step of the plan calls the two to the mid-point
// review on that day.
func (p *Pair) midpointOn(d lang.Date) bool {
	pair, _ := p.Sheet(SheetID{Form: PairForm})
	for i := range p.Programme().Steps {
		st := &p.Programme().Steps[i]
		due, ok := p.Day(st.Offset)
		if ok && st.Form() == MidpointForm && due == d && (pair.Form == nil || pair.holds(st.When, true, Agreed)) {
			return true
		}
	}
	return false
}

// contractReviews returns the days on which the two look at the contract again:
// every so many months after it was signed, as long as it runs.
func (p *Pair) contractReviews(end lang.Date) []lang.Date {
	const most = 40 // ten years, every third month
	months, err := strconv.Atoi(string(p.agreedOn(SheetID{Form: ContractForm}, fieldReviseEvery, "")))
	signed := p.signedOn(ContractForm)
	if err != nil || months < 1 || signed.IsZero() {
		return nil
	}
	var out []lang.Date
	for i := 1; i <= most; i++ {
		d := signed.AddMonths(i * months)
		if !d.Before(end) {
			break
		}
		out = append(out, d)
	}
	return out
}

// actionDays returns when actions are due.
func (p *Pair) actionDays() []occasion {
	var out []occasion
	table := registerTable(registerActions)
	for _, row := range p.Record.Rows(table) {
		at := table.InRow(row.ID)
		d, err := lang.ParseISO(string(p.Record.Value(at.At("due"))))
		status := p.Record.Value(at.At(columnStatus))
		if err != nil || status == "dropped" {
			continue
		}
		out = append(out, occasion{
			id: "action-" + string(row.ID), what: p.Words.T("calendar.action"), topic: string(p.Record.Value(at.At("action"))),
			day: d, at: lang.NoClock, done: Settled(status), call: callDeadline, from: []source{{sheet: Register(registerActions), row: row.ID}},
		})
	}
	return out
}
