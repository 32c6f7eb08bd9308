package forms_test

import (
	"fmt"
	"reflect"
	"strings"
	"testing"

	"pairbook/forms"
	"pairbook/forms/lang"
)

// meets holds a meeting that lasted from five on, and closes it.
func (c *reviewed) meets(n int, day, until, next string) {
	c.t.Helper()
	m := forms.Meeting(n).String()
	c.says(forms.Mentee, day, m, "m_date", forms.Agreed, day)
	c.says(forms.Mentee, day, m, "m_start", forms.Agreed, "17:00")
	c.says(forms.Mentee, day, m, "m_end", forms.Agreed, until)
	if next != "" {
		c.says(forms.Mentee, day, m, "m_next_date.date", forms.Agreed, next)
	}
	c.by(forms.Mentee, day, forms.Change{Addr: forms.StateAddress(forms.Meeting(n)), Value: forms.Value(forms.StateClosed)})
}

// marks says how near a goal is, at a meeting.
func (c *reviewed) marks(n int, day string, goal forms.RowID, mark string) {
	c.t.Helper()
	s, fd := c.field(forms.Meeting(n).String(), "m_goal_progress")
	col, _ := fd.Column("progress")
	c.by(forms.Mentee, day, forms.Change{Addr: s.Cell(fd, forms.Agreed, goal, col), Value: forms.Value(mark)})
}

func TestGoalsAreFollowedThroughTheMeetings(t *testing.T) {
	for l, want := range map[lang.Lang][]string{
		lang.English: {"Lead a meeting | 1 3 3 4: from 1 to 4 since Mar", "Know the contract | 2 2: at 2 since Mar", "Write a report | 3 in Apr", "Rest | no progress noted yet"},
		lang.Swedish: {"Lead a meeting | 1 3 3 4: från 1 till 4 sedan mar", "Know the contract | 2 2: på 2 sedan mar", "Write a report | 3 i apr", "Rest | inget läge antecknat än"},
		lang.French:  {"Lead a meeting | 1 3 3 4 : de 1 à 4 depuis mars", "Know the contract | 2 2 : à 2 depuis mars", "Write a report | 3 (avr.)", "Rest | aucun progrès noté encore"},
	} {
		c := reviewing(t, "workplace", "2026-06-20", l)
		var goals []forms.RowID
		for _, g := range []string{"Lead a meeting", "Know the contract", "Write a report", "Rest"} {
			goals = append(goals, c.adds(forms.Mentee, "2026-03-02", "planning_worksheet", "pw_goals", forms.Agreed, "goal", g))
		}
		for i, day := range []string{"2026-03-05", "2026-04-05", "2026-05-05", "2026-06-05"} {
			c.meets(i+1, day, "18:00", "")
			c.marks(i+1, day, goals[0], []string{"1", "3", "3", "4"}[i])
		}
		c.marks(1, "2026-03-05", goals[1], "2")
		c.marks(3, "2026-05-05", goals[1], "2")
		c.marks(2, "2026-04-05", goals[2], "3")
		c.marks(3, "2026-05-05", goals[2], "na")
		v := c.look("2026-06-01", sideBySide(forms.Mentor))
		same(t, "the goals", c.part(v, forms.GoalsPart), want)
		g := v.Goals[0]
		same(t, "the marks", []string{g.Numbers(), g.Plot([5]string{"_", ".", "-", "=", "#"})}, []string{"1 3 3 4", "_--="})
	}
}

func sameMap(t *testing.T, what string, got, want map[string]string) {
	t.Helper()
	if !reflect.DeepEqual(got, want) {
		t.Errorf("%s: got %v, want %v", what, got, want)
	}
}

func TestPromisesAreToldAsKeptNotQuiteOrOpen(t *testing.T) {
	c := reviewing(t, "workplace", "2026-06-20", lang.English)
	ids := func() map[string]string {
		out := map[string]string{}
		for _, x := range c.look("2026-06-01", sideBySide(forms.Mentor)).Promises {
			out[x.ID] = fmt.Sprintf("%s %d/%d", x.Kept, x.Did, x.Of)
		}
		return out
	}
	sameMap(t, "what an empty contract promises", ids(), map[string]string{"next_date": "untold 0/0"})
	for field, v := range map[string]string{
		"ct_frequency": "monthly", "ct_length.from": "60", "ct_length.to": "90", "ct_rebook_owner": "mentee", "ct_structure": "agenda", "ct_agenda_owner.hours": "24",
	} {
		c.says(forms.Mentee, "2026-03-03", "contract", field, forms.Agreed, v)
	}
	c.meets(1, "2026-03-05", "18:00", "2026-04-05")
	c.meets(2, "2026-04-05", "18:10", "2026-05-05")
	sameMap(t, "after two meetings", ids(), map[string]string{
		"frequency": "not_quite 2/3", "length": "kept 2/2", "rebook": "untold 0/0", "agenda": "untold 0/0", "next_date": "kept 2/2",
	})
	c.says(forms.Mentee, "2026-04-03", "meeting/2", "mp_sent.date", forms.Mentee, "2026-04-03")
	c.meets(3, "2026-05-05", "17:20", "")
	c.adds(forms.Mentee, "2026-05-20", "between", "lg_cancelled", forms.Agreed, "planned", "2026-06-01")
	sameMap(t, "after a short one", ids(), map[string]string{
		"frequency": "kept 3/3", "length": "not_quite 2/3", "rebook": "not_quite 0/1", "agenda": "not_quite 1/3", "next_date": "not_quite 2/3",
	})
	for _, x := range c.look("2026-06-01", sideBySide(forms.Mentor)).Promises {
		if strings.Contains(x.Text+x.Note, "Amina") || strings.Contains(x.Text+x.Note, "Per") {
			t.Errorf("a promise is told of one of them: %s %s", x.Text, x.Note)
		}
	}
}

func TestADayThatWasBookedBeforeKeepsThePromiseOfANextMeeting(t *testing.T) {
	book := func(sheet, field string, cells ...string) func(*reviewed, string) {
		return func(c *reviewed, day string) { c.adds(forms.Mentee, day, sheet, field, forms.Agreed, cells...) }
	}
	for name, k := range map[string]struct {
		said func(c *reviewed, day string)
		day  string // of writing it; the meeting of 5 May is closed on that day
		want int
	}{
		"nothing":                               {func(*reviewed, string) {}, "2026-05-01", 0},
		"a day on the list":                     {book("planning_worksheet", "pw_dates_booked", "date", "2026-06-05"), "2026-05-01", 1},
		"written the day after":                 {book("planning_worksheet", "pw_dates_booked", "date", "2026-06-05"), "2026-05-06", 0},
		"a day on the list that is past":        {book("planning_worksheet", "pw_dates_booked", "date", "2026-05-05"), "2026-05-01", 0},
		"a new day for one that was called off": {book("between", "lg_cancelled", "planned", "2026-05-01", "new_date", "2026-06-05"), "2026-05-01", 1},
		"one that was called off without":       {book("between", "lg_cancelled", "planned", "2026-06-01"), "2026-05-01", 0},
		"the sheet of the next meeting has a day": {func(c *reviewed, day string) {
			c.says(forms.Mentee, day, "meeting/2", "m_date", forms.Agreed, "2026-06-05")
		}, "2026-05-01", 1},
		"the sheet of the next got it a day later": {func(c *reviewed, day string) {
			c.says(forms.Mentee, day, "meeting/2", "m_date", forms.Agreed, "2026-06-05")
		}, "2026-05-06", 0},
	} {
		c := reviewing(t, "workplace", "2026-05-20", lang.English)
		if k.day < "2026-05-05" {
			k.said(c, k.day)
		}
		c.meets(1, "2026-05-05", "18:00", "")
		if k.day > "2026-05-05" {
			k.said(c, k.day)
		}
		for _, x := range c.look("2026-05-01", sideBySide(forms.Mentor)).Promises {
			if x.ID == "next_date" && (x.Of != 1 || x.Did != k.want) {
				t.Errorf("%s: kept %d of %d times, want %d of 1", name, x.Did, x.Of, k.want)
			}
		}
	}
}

func TestAnAgendaSentTooLateIsNotInTime(t *testing.T) {
	c := reviewing(t, "workplace", "2026-06-20", lang.English)
	c.says(forms.Mentee, "2026-03-03", "contract", "ct_structure", forms.Agreed, "agenda")
	c.says(forms.Mentee, "2026-03-03", "contract", "ct_agenda_owner.hours", forms.Agreed, "48")
	c.meets(1, "2026-03-05", "18:00", "")
	for sent, want := range map[string]int{"2026-03-03 16:59": 1, "2026-03-03 17:01": 0, "2026-03-03 ": 1, "2026-03-04 ": 0, "2026-03-05 ": 0, "2026-03-06 ": 0} {
		day, clock, _ := strings.Cut(sent, " ")
		c.says(forms.Mentee, "2026-03-04", "meeting/1", "mp_sent.date", forms.Mentee, day)
		c.says(forms.Mentee, "2026-03-04", "meeting/1", "mp_sent.time", forms.Mentee, clock)
		for _, x := range c.look("2026-06-01", sideBySide(forms.Mentor)).Promises {
			if x.ID == "agenda" && x.Did != want {
				t.Errorf("sent %s: in time %d times", sent, x.Did)
			}
		}
	}
}

func TestTheReviewTellsWhatIsLateAndWhereItIsSilent(t *testing.T) {
	c := reviewing(t, "workplace", "2026-06-20", lang.English)
	c.adds(forms.Mentee, "2026-03-10", "between", "lg_contacts", forms.Agreed, "date", "2026-03-10", "channel", "phone")
	c.adds(forms.Mentee, "2026-03-10", "between", "ac_list", forms.Agreed, "action", "Book the hall", "owner", "mentee", "due", "2026-05-28")
	c.adds(forms.Mentee, "2026-03-10", "between", "ac_list", forms.Agreed, "action", "Ring the chair", "owner", "mentor", "due", "2026-07-28")
	c.adds(forms.Mentee, "2026-05-20", "between", "lg_cancelled", forms.Agreed, "planned", "2026-06-01")
	got := strings.Join(c.part(c.look("2026-06-01", sideBySide(forms.Mentor)), forms.DuePart), "\n")
	for _, want := range []string{"Book the hall | Amina Diallo · due 28 May", "102 days", "The meeting of 1 June was called off"} {
		if !strings.Contains(got, want) {
			t.Errorf("%q is missing in:\n%s", want, got)
		}
	}
	if strings.Contains(got, "Ring the chair") {
		t.Errorf("an action that is not late is told:\n%s", got)
	}
	c.adds(forms.Mentee, "2026-06-19", "process_plan", "pp_pauses", forms.Agreed, "from", "2026-06-18")
	if got := c.look("2026-06-01", sideBySide(forms.Mentor)).Due; len(got) != 0 {
		t.Errorf("in a pause there is late: %q", told(got))
	}
}

func TestActionsAreCountedForTheTwoTogether(t *testing.T) {
	c := reviewing(t, "workplace", "2026-06-20", lang.English)
	same(t, "without any", c.part(c.look("2026-06-01", sideBySide(forms.Mentor)), forms.ActionsPart), []string{"No actions yet."})
	for _, a := range [][]string{{"done", "2026-06-01", "2026-05-30"}, {"done", "2026-06-01", "2026-06-03"}, {"dropped", "", ""}, {"open", "2026-06-01", ""}, {"started", "2026-09-01", ""}} {
		row := c.adds(forms.Mentee, "2026-03-10", "between", "ac_list", forms.Agreed, "action", "x", "owner", "mentee")
		at := forms.Address{Sheet: forms.Register("actions"), Field: "actions", Row: row, Voice: forms.Agreed}
		for i, col := range []string{"status", "due", "done"} {
			c.by(forms.Mentee, "2026-03-11", forms.Change{Addr: at.At(col), Value: forms.Value(a[i])})
		}
	}
	same(t, "the actions", c.part(c.look("2026-06-01", sideBySide(forms.Mentor)), forms.ActionsPart),
		[]string{"2 of 5 actions are done | 1 of them after its day · 2 still open · 1 past its day · 1 dropped"})
}
