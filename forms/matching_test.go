package forms_test

import (
	"testing"

	"pairbook/forms"
	"pairbook/forms/lang"
)

// applied is a pair of which each has ticked areas in the application.
func applied(t *testing.T, mentee, mentor forms.Value) *couple {
	c := aminaAndPer(t, "library_ongoing", "2026-03-10", lang.English)
	c.say("application/mentee", "interest_areas", forms.Mentee, mentee)
	c.say("application/mentor", "interest_areas", forms.Mentor, mentor)
	return c
}

func TestAreasInCommonAreWhatOneWantsToLearnAndTheOtherCanShare(t *testing.T) {
	const apart, waiting = "No area in common. That need not matter; talk about it.", "Shown when both have filled in their application."
	for name, x := range map[string]struct {
		mentee, mentor forms.Value
		want           string
	}{
		"nobody yet":            {"", "", waiting},
		"one of them yet":       {"hr", "", waiting},
		"the same":              {"hr\ncommunity", "community", "Community relations"},
		"none":                  {"hr", "community", apart},
		"other areas, however":  {"other: songs", "other: songs", apart},
		"a group, and a part":   {"hr", "hr.scheduling", "Human resources"},
		"a part, and its group": {"hr.scheduling", "hr", "scheduling"},
	} {
		c := applied(t, x.mentee, x.mentor)
		same(t, name, c.fills("readiness", "match_shared_areas").Text, x.want)
	}
}

// meets adds a time that suits somebody.
func (c *couple) meets(v forms.Voice, day, from, to string) {
	c.row("application/"+string(v), "times_available", v, "weekday", day, "from", from, "to", to)
}

func TestTimesInCommonAreWhereTheTimesOfBothOverlap(t *testing.T) {
	type time struct{ day, from, to string }
	for name, x := range map[string]struct {
		mentee, mentor []time
		want           string
	}{
		"nobody yet":            {nil, nil, "Shown when both have filled in their application."},
		"one of them yet":       {[]time{{"monday", "", ""}}, nil, "Shown when both have filled in their application."},
		"a whole day":           {[]time{{"monday", "", ""}}, []time{{"monday", "", ""}}, "Monday"},
		"a day of one":          {[]time{{"monday", "", ""}}, []time{{"monday", "17:00", "19:30"}}, "Monday 17:00–19:30"},
		"overlapping":           {[]time{{"friday", "08:00", "12:00"}}, []time{{"friday", "10:00", "15:00"}}, "Friday 10:00–12:00"},
		"from then on":          {[]time{{"friday", "08:00", ""}}, []time{{"friday", "18:00", ""}}, "Friday 18:00–23:59"},
		"one after the other":   {[]time{{"friday", "08:00", "10:00"}}, []time{{"friday", "10:00", "12:00"}}, "No time in common yet. Ask each other again."},
		"other days":            {[]time{{"monday", "", ""}}, []time{{"tuesday", "", ""}}, "No time in common yet. Ask each other again."},
		"a row without a day":   {[]time{{"", "08:00", "10:00"}}, []time{{"monday", "", ""}}, "Shown when both have filled in their application."},
		"as the mentee's stand": {[]time{{"friday", "", ""}, {"monday", "", ""}}, []time{{"monday", "", ""}, {"friday", "09:00", "11:00"}}, "Friday 09:00–11:00\nMonday"},
	} {
		c := aminaAndPer(t, "union_local", "2026-03-10", lang.English)
		for _, at := range x.mentee {
			c.meets(forms.Mentee, at.day, at.from, at.to)
		}
		for _, at := range x.mentor {
			c.meets(forms.Mentor, at.day, at.from, at.to)
		}
		same(t, name, c.fills("readiness", "match_common_times").Text, x.want)
	}
}
