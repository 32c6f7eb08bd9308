package sheet_test

import (
	"testing"

	"pairbook/forms"
	"pairbook/tui/tuitest"
)

// threeGoals are goals that the pair wrote down before.
func threeGoals(k *tuitest.Keeper) {
	inTheUnion(k)
	table := forms.Address{Sheet: forms.Register("goals"), Field: "goals", Voice: forms.Agreed}
	for i, goal := range []string{"Lead a meeting", "Know the rules", "Say no kindly"} {
		row := table.InRow(forms.RowID("row" + string(rune('a'+i))))
		k.Does(forms.Mentee,
			forms.Change{Addr: row.At(forms.PartOrder), Value: forms.Value(string(rune('1' + i)))},
			forms.Change{Addr: row.At("goal"), Value: forms.Value(goal)},
			forms.Change{Addr: row.At("measure"), Value: "we see it"},
		)
	}
}

func withGoals(field string) tuitest.Options {
	o := onSheet("planning_worksheet", field)
	o.Fill = threeGoals
	return o
}

// goals returns the goals in their order.
func (p *pen) goals() []string {
	p.t.Helper()
	table := forms.Address{Sheet: forms.Register("goals"), Field: "goals", Voice: forms.Agreed}
	rec := p.reads().Record
	var out []string
	for _, row := range rec.Rows(table) {
		out = append(out, string(rec.Value(table.InRow(row.ID).At("goal"))))
	}
	return out
}

func (p *pen) goalsAre(want ...string) *pen {
	p.t.Helper()
	got := p.goals()
	if len(got) != len(want) {
		p.t.Fatalf("the goals are %q, we wanted %q, on\n%s", got, want, p.Screen())
	}
	for i := range got {
		if got[i] != want[i] {
			p.t.Fatalf("the goals are %q, we wanted %q, on\n%s", got, want, p.Screen())
		}
	}
	return p
}

func TestTypingOnTheLineThatAddsARowWritesInIt(t *testing.T) {
	write(t, onSheet("planning_worksheet", "pw_goals"), func(p *pen) {
		p.Sees("+ add a row").Type("Lead a meeting").SeesRow("▸ 1", "Goal", "Lead a meeting").Press("tab")
		p.goalsAre("Lead a meeting")
		p.Press("ctrl+z", "ctrl+z").goalsAre().SeesNot("Lead a meeting")
		p.Press("ctrl+y", "ctrl+y").goalsAre("Lead a meeting").SeesRow("Lead a meeting")
	})
}

func TestPastingOnTheLineThatAddsARowWritesInIt(t *testing.T) {
	write(t, onSheet("planning_worksheet", "pw_goals"), func(p *pen) {
		p.Paste("Lead a meeting")
		p.Press("tab").goalsAre("Lead a meeting")
	})
}

func TestARowIsAddedBelowTheOneAtHand(t *testing.T) {
	write(t, withGoals("pw_goals"), func(p *pen) {
		p.Press("ctrl+o").Type("Sleep well").Press("tab").goalsAre("Lead a meeting", "Sleep well", "Know the rules", "Say no kindly")
		p.Press("ctrl+z", "ctrl+z").goalsAre("Lead a meeting", "Know the rules", "Say no kindly")
	})
}

func TestARowIsMovedAndTheKeysGoAlong(t *testing.T) {
	write(t, withGoals("pw_goals"), func(p *pen) {
		p.Press("alt+down").goalsAre("Know the rules", "Lead a meeting", "Say no kindly").SeesRow("▸ 2", "Lead a meeting")
		p.Press("alt+down", "alt+down").goalsAre("Know the rules", "Say no kindly", "Lead a meeting")
		p.Press("alt+up").SeesRow("▸ 2", "Lead a meeting").Press("ctrl+z").goalsAre("Know the rules", "Say no kindly", "Lead a meeting")
	})
}

func TestARowIsTakenAwayAndComesBackWithAllThatStoodInIt(t *testing.T) {
	write(t, withGoals("pw_goals"), func(p *pen) {
		p.Type(" now").Press("ctrl+d").goalsAre("Know the rules", "Say no kindly").SeesNot("Lead a meeting")
		p.Press("ctrl+z").goalsAre("Lead a meeting now", "Know the rules", "Say no kindly")
		p.SeesRow("Lead a meeting now").Press("ctrl+y").goalsAre("Know the rules", "Say no kindly")
	})
}

func TestANewRowThatStaysEmptyVanishes(t *testing.T) {
	for name, leave := range map[string][]string{
		"tab":          {"tab", "tab", "tab", "tab", "tab"},
		"another page": {"pgup"},
		"next open":    {"ctrl+n"},
		"the list":     {"ctrl+g", "enter"},
		"quitting":     {"ctrl+q"},
		"back a place": {"shift+tab"},
	} {
		t.Run(name, func(t *testing.T) {
			write(t, withGoals("pw_goals"), func(p *pen) {
				p.Press("ctrl+o").SeesRow("▸ 2").Press(leave...)
				p.goalsAre("Lead a meeting", "Know the rules", "Say no kindly")
			})
		})
	}
}

func TestANewActionThatIsOnlyOpenVanishesToo(t *testing.T) {
	write(t, onSheet("between", "ac_list"), func(p *pen) {
		p.Press("enter").SeesRow("▸ 1").Press("ctrl+n").SeesNot("▸ 1")
		table := forms.Address{Sheet: forms.Register("actions"), Field: "actions", Voice: forms.Agreed}
		if n := len(p.reads().Record.Rows(table)); n != 0 {
			t.Errorf("the book holds %d actions that nobody wrote", n)
		}
	})
}

func TestATableTakesNoMoreRowsThanItMay(t *testing.T) {
	write(t, onSheet("planning_worksheet", "pw_first_topics"), func(p *pen) {
		for _, topic := range []string{"One", "Two", "Three"} {
			p.Sees("+ add a row").says(topic, "")
		}
		p.SeesNot("+ add a row").Press("ctrl+o").SeesNot("▸ 4")
	})
}

func TestWhatIsMissingInARowIsSaidInTheListOfWhatIsLeft(t *testing.T) {
	write(t, onSheet("planning_worksheet", "pw_goals"), func(p *pen) {
		p.says("Lead a meeting").Press("ctrl+r").Sees("Row 1, still empty: How we will know")
	})
}
