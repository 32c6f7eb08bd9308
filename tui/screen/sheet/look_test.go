package sheet_test

import (
	"testing"

	"pairbook/forms"
	"pairbook/tui/story"
	"pairbook/tui/tuitest"
)

// halfAYear is what a pair has said when it looks at its sheets again.
func halfAYear(k *tuitest.Keeper) {
	threeGoals(k)
	contract := forms.SheetID{Form: forms.ContractForm}
	says := func(id forms.SheetID, field, part string, v forms.Voice, value forms.Value) {
		k.Says(forms.Address{Sheet: id, Field: field, Part: part, Voice: v}, value)
	}
	says(contract, "ct_frequency", "", forms.Agreed, "monthly")
	says(contract, "ct_length", "from", forms.Agreed, "60")
	says(contract, "ct_expectations", "", forms.Mentee, "Honest answers, also when they are \"I do not know\".")
	says(contract, "ct_expectations", "", forms.Mentor, "That you come with a question, even a half-finished one.")
	first := forms.Meeting(1)
	says(first, "m_date", "", forms.Agreed, "2026-03-17")
	says(first, "m_topics", "note", forms.Agreed, "The membership meeting")
	says(first, "m_next_focus", "", forms.Agreed, "The talk with the manager")
	table := forms.Address{Sheet: forms.Register("actions"), Field: "actions", Voice: forms.Agreed}
	for i, what := range []string{"Book the hall", "Ask the chair for the minutes", "Draft the agenda"} {
		row := table.InRow(forms.RowID("row" + string(rune('a'+i))))
		k.Does(forms.Mentee,
			forms.Change{Addr: row.At(forms.PartOrder), Value: forms.Value(string(rune('1' + i)))},
			forms.Change{Addr: row.At(forms.PartFrom), Value: "meeting/1"},
			forms.Change{Addr: row.At("status"), Value: "open"},
			forms.Change{Addr: row.At("action"), Value: forms.Value(what)},
			forms.Change{Addr: row.At("owner"), Value: "mentee"},
			forms.Change{Addr: row.At("due"), Value: "2026-04-02"},
		)
	}
	k.Says(forms.StateAddress(first), forms.Value(forms.StateClosed))
}

func TestTheSheetLooksRight(t *testing.T) {
	press := func(keys ...string) func(u *story.User, s *tuitest.Stage) {
		return func(u *story.User, _ *tuitest.Stage) { u.Press(keys...) }
	}
	for _, look := range []struct {
		name, sheet, field string
		act                func(u *story.User, s *tuitest.Stage)
	}{
		{"sheet-choice", "contract", "ct_frequency", nil},
		{"sheet-table", "planning_worksheet", "pw_goals", press("tab", "tab", "tab")},
		{"sheet-left", "contract", "", press("ctrl+r", "down")},
		{"sheet-go", "contract", "", press("ctrl+g", "o", "n")},
		{"sheet-compare", "contract", "ct_expectations", nil},
		{"sheet-meeting", "meeting/2", "", nil},
		{"sheet-outcomes", "meeting/2", "m_actions_review", nil},
	} {
		o := onSheet(look.sheet, look.field)
		o.Fill = halfAYear
		tuitest.Looks(t, look.name, o, look.act)
	}
}

func TestTheSheetLooksRightInALargeWindowAndOnLight(t *testing.T) {
	o := onSheet("planning_worksheet", "pw_goals")
	o.Fill, o.Width, o.Height, o.Theme = halfAYear, 120, 40, "light"
	tuitest.Tell(t, o, func(u *story.User, _ *tuitest.Stage) {
		story.Golden(t, "sheet-table-120x40-en-light", tuitest.Body(u).Styled())
	})
	o = onSheet("contract", "ct_length")
	o.Fill, o.Theme = halfAYear, "light"
	tuitest.Tell(t, o, func(u *story.User, _ *tuitest.Stage) {
		u.Type("many").Press("tab", "f2")
		story.Golden(t, "sheet-problem-80x24-en-light", tuitest.Body(u).Styled())
	})
}

func TestTwoAnswersAndOffersLookRight(t *testing.T) {
	o := atApart("ct_when", "", "The first Thursday of the month, at five", "Tuesdays at noon, every other week")
	tuitest.Looks(t, "sheet-heads", o, nil)
	tuitest.Looks(t, "sheet-offer", expectations("Honest answers, also when they are \"I do not know\".", ""), nil)
	tuitest.Looks(t, "sheet-seal", ownCopy(fullCopy("fe_trust")), func(u *story.User, _ *tuitest.Stage) { u.Press("ctrl+l", "enter") })
}
