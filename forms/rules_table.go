package forms

// ruleChecks is the table of DOMAIN.md section 2: every rule, and what looks for it.
// A function, not a variable, because the checks ask for the table themselves.
func ruleChecks() []ruleCheck {
	pair := func(n int, id string, s Severity, source string, find func(*look) []Finding) ruleCheck {
		return ruleCheck{Rule{n, id, s, source, KeptByPair}, find}
	}
	program := func(n int, id string, s Severity, source string) ruleCheck {
		return ruleCheck{Rule{n, id, s, source, KeptByProgram}, nil}
	}
	return []ruleCheck{
		pair(1, "independent", Stop, "S2 P11 P36 P37 P33", findDependence),
		pair(2, "first_contact", Warn, "S2", findFirstContact),
		pair(3, "first_talk", Warn, "S2", findFirstTalk),
		pair(4, "member_meeting", Warn, "S2", findMemberMeeting),
		pair(5, "plans", Warn, "S2", findPlans),
		pair(6, "keep_contact", Warn, "S2 P04 P57", findSilentTimes),
		pair(7, "in_person", Info, "S2", findInPerson),
		pair(8, "ending", Warn, "S2 P68", findNoEnding),
		program(9, "separate_feedback", Stop, "S2 P13"),
		pair(10, "final_meeting", Warn, "S0", findFinalMeeting),
		pair(11, "worksheet_together", Info, "S0", findWorksheetToFill),
		pair(12, "confidentiality", Stop, "S2 S3 P61 P62", findNoConfidentiality),
		pair(13, "helper", Stop, "S2", findNoHelper),
		pair(14, "mentee_leads", Info, "S2 P59 P32 P16", findMentorLeads),
		pair(15, "meeting_ends", Warn, "P24 P32 S3", findLooseEnds),
		pair(16, "outcomes", Warn, "S0 P32", findNoOutcome),
		pair(17, "rebook", Warn, "S2", findNotRebooked),
		pair(18, "basic_training", Warn, "S2", findTrainingLeft),
		pair(19, "short_project", Info, "S3", findShortProject),
		pair(20, "no_answer", Info, "P67 P35", findNoAnswer),
		pair(21, "mileage", Warn, "S3", findSecondTrip),
		pair(22, "shadowing", Info, "S3", findNewWithoutShadowing),
		pair(23, "open_to_all", Info, "S3", findExperienced),
		pair(24, "few_goals", Warn, "P56 P46 P81b", findGoals),
		pair(25, "meeting_length", Info, "P09 P37", findLength),
		pair(26, "teacher_hours", Warn, "P51 P54 P52", findTooFewHours),
		pair(27, "personal_data", Warn, "P69", findPersonalData),
		program(28, "programme_sees_little", Stop, "P52 P34"),
		pair(29, "no_blame", Info, "P35 P34 P23 P68", findBlame),
		pair(30, "living_contract", Info, "P30 P28", findOldContract),
		pair(31, "own_choice", Warn, "P71 P12", findNoSay),
		pair(32, "any_age", Info, "S2 P04b", findYoungerMentor),
		program(33, "equity_is_free", Stop, "S0 P04"),
		pair(34, "dates_stay", Info, "own", findWeekend),
		pair(35, "order_of_dates", Warn, "own", findDatesOutOfOrder),
		pair(36, "longer", Warn, "S2", findNoDecision),
	}
}
