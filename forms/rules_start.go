package forms

import "strings"

// What a pair settles before it begins, and in its contract.

// Fields that the rules look at in more than one place.
const (
	fieldMeetKind   = "m_kind"
	fieldChannel    = "m_channel"
	fieldDependency = "dependency_check"
	fieldFrequency  = "ct_frequency"
	fieldWorkDate   = "pw_date_place"
	fieldYears      = "years_experience"
	fieldTheirYears = "mentor_years_in_role"
	ReadinessForm   = "readiness"
	DevelopmentForm = "development_plan"
	WorkPlanForm    = "work_plan"
	ShadowingForm   = "shadowing"
	MidpointForm    = "midpoint"
)

// findDependence is rule 1: the mentor is nobody the mentee depends on. Where the two
// are not sure, the note they write beside it says how they handle it.
func findDependence(l *look) []Finding {
	f := Finding{Sheet: one(PairForm), Field: fieldDependency, Args: l.helper()}
	switch l.chosen(one(PairForm), fieldDependency) {
	case "yes":
		return []Finding{f}
	case "unsure":
		f.Severity, f.Key = Warn, "independent_unsure"
		f.Note = string(l.said(one(PairForm), "dependency_note"))
		return []Finding{f}
	}
	return nil
}

// helper names the person both can turn to, for messages.
func (l *look) helper() []any {
	name := string(l.said(one(PairForm), fieldHelper))
	if name == "" {
		name = l.Words.T("rules.the_helper")
	}
	return []any{"helper", name}
}

const fieldHelper = "helper_name"

// underWay reports whether the pair has come so far that what belongs to the
// beginning should be there: a meeting was held, or the contract is begun.
func (l *look) underWay() bool { return l.lastHeld() > 0 || l.openlyBegun(one(ContractForm)) }

// findNoHelper is rule 13: a named person to turn to, who is neither of the two and
// has no mentee of her or his own.
func findNoHelper(l *look) []Finding {
	s, fd, ok := l.asks(one(PairForm), fieldHelper)
	if !ok {
		return nil
	}
	f := Finding{Sheet: s.ID, Field: fd.ID, Args: l.helper()}
	name := string(l.said(s.ID, fieldHelper))
	switch {
	case name == "":
		f.quiet = !l.underWay()
		return []Finding{f}
	case fold(name) == fold(l.Name(Mentee)), fold(name) == fold(l.Name(Mentor)):
		f.Severity, f.Key, f.Case = Warn, "helper_self", "self"
		return []Finding{f}
	case l.said(s.ID, "helper_is_independent") == "no":
		f.Severity, f.Key, f.Case, f.Field = Warn, "helper_busy", "busy", "helper_is_independent"
		return []Finding{f}
	}
	return nil
}

// findNoConfidentiality is rule 12: what stays between the two, and when that may be
// broken, is spelled out before anybody signs.
func findNoConfidentiality(l *look) []Finding {
	var out []Finding
	for _, field := range []string{"ct_confidential", "ct_conf_exceptions"} {
		s, fd, ok := l.asks(one(ContractForm), field)
		if !ok || s.Answered(fd, Agreed) {
			continue
		}
		f := Finding{Sheet: s.ID, Field: field, Case: field, quiet: !l.openlyBegun(s.ID)}
		if field == "ct_conf_exceptions" {
			f.Key = "confidentiality_broken"
		}
		out = append(out, f)
	}
	return out
}

// findMentorLeads is rule 14: the mentee owns agenda, notes and new times, unless the
// two have reasons.
func findMentorLeads(l *look) []Finding {
	var out []Finding
	for _, name := range []string{"ct_agenda_owner.who", "ct_notes_owner", "ct_rebook_owner"} {
		field, _, _ := strings.Cut(name, ".")
		if s, _, ok := l.asks(one(ContractForm), field); ok && l.chosen(s.ID, name) == string(Mentor) {
			out = append(out, Finding{Sheet: s.ID, Field: field, Case: field, quiet: true})
		}
	}
	return out
}

// findLength is rule 25: about an hour where the two talk once a month or less, 45 to
// 60 minutes where they talk every week.
func findLength(l *look) []Finding {
	s, fd, ok := l.asks(one(ContractForm), "ct_length")
	if !ok {
		return nil
	}
	from, _ := l.number(s.ID, "ct_length.from")
	to, known := l.number(s.ID, "ct_length.to")
	days := l.cadenceDays()
	f := Finding{Sheet: s.ID, Field: fd.ID, quiet: true}
	switch {
	case !known:
		return nil
	case days >= 28 && to < 60:
		f.Key = "meeting_length_month"
	case days > 0 && days <= 7 && (to < 45 || from > 60):
		f.Key = "meeting_length_week"
	default:
		return nil
	}
	return []Finding{f}
}

// findBlame is rule 29: either can end it without blame, and the sheet for that is
// always there.
func findBlame(l *look) []Finding {
	s, _, ok := l.asks(one(ContractForm), "ct_no_fault")
	if !ok || l.said(s.ID, "ct_no_fault") != "no" {
		return nil
	}
	return []Finding{{Sheet: s.ID, Field: "ct_no_fault", Link: one(EarlyEndForm), quiet: true}}
}

// findOldContract is rule 30: a contract that changes gets a new version, and new
// signatures; one that no longer holds is changed.
func findOldContract(l *look) []Finding {
	s, _, ok := l.asks(one(ContractForm), "ct_sign_mentee")
	if !ok {
		return nil
	}
	var out []Finding
	signed, changed := l.contractTimes(s)
	if signed > 0 && changed > signed {
		out = append(out, Finding{Sheet: s.ID, Field: "ct_sign_mentee", Case: "changed"})
	}
	_, _, there := l.asks(one(MidpointForm), "mr_contract_ok")
	wish, _ := l.Record.Last(Address{Sheet: one(MidpointForm), Field: "mr_contract_ok", Voice: Agreed})
	if there && wish.Value == "change" && max(signed, changed) < wish.Time {
		out = append(out, Finding{Sheet: one(MidpointForm), Field: "mr_contract_ok", Link: s.ID, Case: "wish", Key: "living_contract_wish"})
	}
	return out
}

// contractTimes returns since when both signatures have stood, so far as they are
// there, and when another answer of the contract last changed; zero for never. One who
// signs a new version does not sign for the other.
func (l *look) contractTimes(s Sheet) (signed, changed Stamp) {
	l.Record.Addresses(func(a Address) {
		fd, ok := s.Form.Field(a.Field)
		if a.Sheet != s.ID || !ok || a.Hidden() || !s.MayRead(fd, a.Voice, Reader{}) {
			return
		}
		h, _ := l.Record.Last(a)
		switch {
		case fd.Kind != KindSign:
			changed = max(changed, h.Time)
		case h.Value != "" && (signed == 0 || h.Time < signed):
			signed = h.Time
		}
	})
	return signed, changed
}

// findNoSay is rule 31: both have had a say in the match.
func findNoSay(l *look) []Finding {
	var out []Finding
	for _, v := range []Voice{Mentee, Mentor} {
		s, fd, ok := l.asks(one(ReadinessForm), "match_input")
		if ok && l.saidBy(s.ID, fd.ID, v) == "no" {
			out = append(out, Finding{Sheet: s.ID, Field: fd.ID, Case: string(v), Args: append(l.helper(), "name", l.Name(v))})
		}
	}
	return out
}
