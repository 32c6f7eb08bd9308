package forms_test

import (
	"testing"

	"pairbook/forms"
)

func TestRule1NobodyIsMentoredByTheirManager(t *testing.T) {
	answer := func(v forms.Value) func(*couple) {
		return func(c *couple) { c.say("pair", "dependency_check", forms.Agreed, v) }
	}
	keeps(t, 1, []ruleCase{
		{name: "not answered yet"},
		{name: "no", said: answer("no")},
		{name: "yes", said: answer("yes"), want: []string{"stop independent pair.dependency_check"}, saysInFirstWords: "You have said that the mentee depends on the mentor."},
		{name: "unsure", said: answer("unsure"), want: []string{"warn independent pair.dependency_check"}},
		{name: "unsure, with a word about how they handle it", said: func(c *couple) {
			answer("unsure")(c)
			c.say("pair", "dependency_note", forms.Agreed, "Eva decides about the schedule")
		}, want: []string{"aside warn independent pair.dependency_check"}},
	})
}

func TestRule12ConfidentialityIsSpelledOutBeforeSigning(t *testing.T) {
	everything := func(c *couple) { c.say("contract", "ct_confidential.choice", forms.Agreed, "everything") }
	broken := func(c *couple) { c.say("contract", "ct_conf_exceptions.cases", forms.Agreed, "danger\nlaw") }
	exceptions := "stop confidentiality_ct_conf_exceptions contract.ct_conf_exceptions"
	keeps(t, 12, []ruleCase{
		{name: "a contract not begun", want: []string{"beside stop confidentiality_ct_confidential contract.ct_confidential", "beside " + exceptions}},
		{name: "begun", said: func(c *couple) { c.say("contract", "ct_when", forms.Agreed, "Thursdays") }, want: []string{
			"stop confidentiality_ct_confidential contract.ct_confidential", exceptions,
		}, saysInFirstWords: "What stays between you is not written down yet. Answer that question in “Working contract”"},
		{name: "without exceptions", said: everything, want: []string{exceptions}},
		{name: "all but what is listed, and nothing listed", said: func(c *couple) {
			c.say("contract", "ct_confidential.choice", forms.Agreed, "except_listed")
			broken(c)
		}, want: []string{"stop confidentiality_ct_confidential contract.ct_confidential"}},
		{name: "both answered", said: func(c *couple) { everything(c); broken(c) }},
		{name: "signed all the same", said: func(c *couple) {
			everything(c)
			c.say("contract", "ct_sign_mentee", forms.Mentee, "2026-04-01 Amina Diallo")
		}, want: []string{exceptions}},
		{name: "a programme without a contract", programme: "library-project"},
	})
}

func TestRule13ThereIsSomebodyToTurnTo(t *testing.T) {
	name := func(who forms.Value) func(*couple) {
		return func(c *couple) { c.say("pair", "helper_name", forms.Agreed, who) }
	}
	keeps(t, 13, []ruleCase{
		{name: "nobody, on the first day", want: []string{"beside stop helper pair.helper_name"}},
		{name: "nobody, after the first meeting", said: func(c *couple) { c.held("1", "2026-04-01", "first") }, want: []string{"stop helper pair.helper_name"}},
		{name: "somebody", said: name("Eva Lind")},
		{name: "the mentor", said: name("per  holm"), want: []string{"warn helper_self pair.helper_name"}},
		{name: "somebody with a mentee, on a board", programme: "st-styrelse", said: func(c *couple) {
			name("Eva Lind")(c)
			c.say("pair", "helper_is_independent", forms.Agreed, "no")
		}, want: []string{"warn helper_busy pair.helper_is_independent"}, saysInFirstWords: "Eva Lind has a mentee too"},
		{name: "somebody without, on a board", programme: "st-styrelse", said: func(c *couple) {
			name("Eva Lind")(c)
			c.say("pair", "helper_is_independent", forms.Agreed, "yes")
		}},
	})
}

func TestRule14TheMenteeLeads(t *testing.T) {
	owners := func(v forms.Value) func(*couple) {
		return func(c *couple) {
			c.say("contract", "ct_agenda_owner.who", forms.Agreed, v)
			c.say("contract", "ct_notes_owner", forms.Agreed, v)
			c.say("contract", "ct_rebook_owner", forms.Agreed, v)
			c.say("contract", "ct_structure", forms.Agreed, "agenda")
		}
	}
	keeps(t, 14, []ruleCase{
		{name: "not settled"},
		{name: "all with the mentee", said: owners("mentee")},
		{name: "all with the mentor", said: owners("mentor"), want: []string{
			"beside info mentee_leads_ct_agenda_owner contract.ct_agenda_owner",
			"beside info mentee_leads_ct_notes_owner contract.ct_notes_owner",
			"beside info mentee_leads_ct_rebook_owner contract.ct_rebook_owner",
		}, saysInFirstWords: "This lies with the mentor now."},
	})
	for id, pr := range started(t, "workplace", "2026-03-24", "2026-04-01").Library.Programmes {
		for _, field := range []string{"contract.ct_agenda_owner.who", "contract.ct_notes_owner", "contract.ct_rebook_owner"} {
			if v := pr.Preset[field]; v != "" && v != "mentee" {
				t.Errorf("%s suggests %q for %s", id, v, field)
			}
		}
	}
}

func TestRule25TheRarerTheTalksTheLongerTheyAre(t *testing.T) {
	rhythm := func(how, from, to forms.Value) func(*couple) {
		return func(c *couple) {
			c.say("contract", "ct_frequency", forms.Agreed, how)
			c.say("contract", "ct_length.from", forms.Agreed, from)
			c.say("contract", "ct_length.to", forms.Agreed, to)
		}
	}
	hint := []string{"beside info meeting_length contract.ct_length"}
	keeps(t, 25, []ruleCase{
		{name: "not settled", said: rhythm("monthly", "", "")},
		{name: "an hour a month", said: rhythm("monthly", "45", "60")},
		{name: "half an hour a month", said: rhythm("monthly", "20", "30"), want: hint, saysInFirstWords: "You talk once a month or less."},
		{name: "half an hour every six weeks", said: rhythm("six_weeks", "20", "30"), want: hint},
		{name: "half an hour every two weeks", said: rhythm("two_weeks", "20", "30")},
		{name: "an hour a week", said: rhythm("weekly", "45", "60")},
		{name: "half an hour a week", said: rhythm("weekly", "20", "30"), want: hint, saysInFirstWords: "You talk every week."},
		{name: "two hours a week", said: rhythm("weekly", "90", "120"), want: hint},
	})
}

func TestRule29EitherCanEndWithoutBlame(t *testing.T) {
	keeps(t, 29, []ruleCase{
		{name: "not answered"},
		{name: "agreed", said: func(c *couple) { c.say("contract", "ct_no_fault", forms.Agreed, "yes") }},
		{
			name: "not agreed", said: func(c *couple) { c.say("contract", "ct_no_fault", forms.Agreed, "no") }, want: []string{"beside info no_blame contract.ct_no_fault"},
			saysInFirstWords: "You have said no to ending without blame. Either of you can end all the same at any time: “",
		},
	})
	c := started(t, "workplace", "2026-03-24", "2026-04-01")
	for id, pr := range c.Library.Programmes {
		c.say("pair", "template_id", forms.Agreed, forms.TemplateOption(id))
		if _, ok := c.Sheet(forms.SheetID{Form: forms.EarlyEndForm}); !ok || !contains(pr.Forms, forms.EarlyEndForm) {
			t.Errorf("in %s the sheet for an early end cannot be reached", id)
		}
	}
}

func contains(list []string, s string) bool {
	for _, x := range list {
		if x == s {
			return true
		}
	}
	return false
}

func TestRule30TheContractIsALivingDocument(t *testing.T) {
	signed := func(c *couple) {
		c.say("contract", "ct_when", forms.Agreed, "Thursdays")
		c.say("contract", "ct_sign_mentee", forms.Mentee, "2026-04-01 Amina Diallo")
		c.say("contract", "ct_sign_mentor", forms.Mentor, "2026-04-01 Per Holm")
	}
	changed := []string{"info living_contract_changed contract.ct_sign_mentee"}
	keeps(t, 30, []ruleCase{
		{name: "not signed", said: func(c *couple) { c.say("contract", "ct_when", forms.Agreed, "Thursdays") }},
		{name: "signed", said: signed},
		{name: "changed after it was signed", said: func(c *couple) {
			signed(c)
			c.say("contract", "ct_when", forms.Agreed, "Fridays")
		}, want: changed, saysInFirstWords: "“Working contract” has changed since it was signed."},
		{name: "signed again", said: func(c *couple) {
			signed(c)
			c.say("contract", "ct_when", forms.Agreed, "Fridays")
			signed(c)
		}},
		{name: "signed again by one of them", said: func(c *couple) {
			signed(c)
			c.say("contract", "ct_when", forms.Agreed, "Fridays")
			c.say("contract", "ct_sign_mentor", forms.Mentor, "2026-04-02 Per Holm")
		}, want: changed},
		{name: "half-way they want it changed", said: func(c *couple) {
			signed(c)
			c.say("midpoint", "mr_contract_ok", forms.Agreed, "change")
		}, want: []string{"info living_contract_wish midpoint.mr_contract_ok"}},
		{name: "half-way it still holds", said: func(c *couple) {
			signed(c)
			c.say("midpoint", "mr_contract_ok", forms.Agreed, "yes")
		}},
	})
}

func TestRule31BothHadASayInTheMatch(t *testing.T) {
	say := func(mentee, mentor forms.Value) func(*couple) {
		return func(c *couple) {
			c.say("readiness", "match_input", forms.Mentee, mentee)
			c.say("readiness", "match_input", forms.Mentor, mentor)
		}
	}
	keeps(t, 31, []ruleCase{
		{name: "not answered"},
		{name: "both had", said: say("yes", "yes")},
		{name: "the mentee had none", said: say("no", "yes"), want: []string{"warn own_choice_mentee readiness.match_input"}, saysInFirstWords: "Amina Diallo has had no say in the match."},
		{name: "neither had", said: say("no", "no"), want: []string{"warn own_choice_mentee readiness.match_input", "warn own_choice_mentor readiness.match_input"}},
		{name: "a board appoints, and nobody is asked", programme: "st-styrelse", said: say("no", "no")},
	})
}
