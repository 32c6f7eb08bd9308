package forms_test

import (
	"strings"
	"testing"

	"pairbook/forms"
	"pairbook/forms/lang"
)

func TestAnOutcomeHasALetterOfTheLanguage(t *testing.T) {
	for l, want := range map[lang.Lang]string{lang.English: "d p n x", lang.Swedish: "g d i s", lang.French: "f e p a"} {
		c := aminaAndPer(t, "union-local", "2026-04-02", l)
		_, fd := c.field("meeting/2", "m_actions_review")
		col, ok := fd.Outcome()
		if !ok {
			t.Fatal("the actions of last time take no outcome")
		}
		var got []string
		for _, k := range c.OutcomeKeys(col) {
			got = append(got, k.Letter)
		}
		same(t, "the letters in "+string(l), strings.Join(got, " "), want)
	}
}

func TestEveryLetterOfAnOutcomeIsFreeForOneOption(t *testing.T) {
	for _, l := range lang.All() {
		c := aminaAndPer(t, "union-local", "2026-04-02", l)
		for _, f := range c.Library.Forms {
			for i := range f.Sections {
				for j := range f.Sections[i].Fields {
					col, ok := f.Sections[i].Fields[j].Outcome()
					if !ok {
						continue
					}
					seen := map[string]bool{}
					for _, k := range c.OutcomeKeys(col) {
						if seen[k.Letter] {
							t.Errorf("%s.%s in %s: %q stands for two", f.ID, col.ID, l, k.Letter)
						}
						seen[k.Letter] = true
					}
					same(t, f.ID+"."+col.ID+" in "+string(l), len(seen), len(col.Choices(c.Asking())))
				}
			}
		}
	}
}

func TestAMeetingIsFrozenWhenTwoLaterOnesAreClosed(t *testing.T) {
	c := aminaAndPer(t, "union-local", "2026-06-01", lang.English)
	for n, id := range []string{"meeting/1", "meeting/2", "meeting/3"} {
		c.say(id, "m_date", forms.Agreed, forms.Value("2026-0"+string(rune('3'+n))+"-01"))
	}
	frozen := func() string {
		out := ""
		for _, id := range []string{"meeting/1", "meeting/2", "meeting/3"} {
			switch s := c.sheet(id); {
			case s.Correcting():
				out += "c"
			case s.Frozen():
				out += "f"
			case s.ReadOnly():
				out += "r"
			default:
				out += "w"
			}
		}
		return out
	}
	same(t, "nothing closed", frozen(), "www")
	c.state("meeting/1", forms.StateClosed)
	c.state("meeting/2", forms.StateClosed)
	same(t, "one later closed", frozen(), "rrw")
	c.state("meeting/3", forms.StateClosed)
	same(t, "two later closed", frozen(), "frr")
	c.take(c.sheet("meeting/1").Reopen()...)
	same(t, "opened for a correction", frozen(), "crr")
	same(t, "the meeting to go on with", c.OpenMeeting(), forms.Meeting(4))
	same(t, "its state for all else", c.Record.State(forms.Meeting(1)), forms.StateClosed)
	c.take(c.sheet("meeting/1").Close()...)
	same(t, "closed again", frozen(), "frr")
	c.take(c.sheet("meeting/2").Reopen()...)
	same(t, "a later one opened again", frozen(), "rwr")
}

func TestOnlyWhatIsChangedAfterTheFreezeIsACorrection(t *testing.T) {
	c := aminaAndPer(t, "union-local", "2026-06-01", lang.English)
	for _, id := range []string{"meeting/1", "meeting/2", "meeting/3"} {
		c.say(id, "m_date", forms.Agreed, "2026-03-01")
		c.say(id, "m_concerns", forms.Agreed, "None")
		c.state(id, forms.StateClosed)
	}
	words := func(field string) bool {
		s, fd := c.field("meeting/1", field)
		return s.CorrectedWords(fd, forms.Agreed) != ""
	}
	c.take(c.sheet("meeting/1").Reopen()...)
	same(t, "before anything is changed", words("m_concerns"), false)
	c.say("meeting/1", "m_concerns", forms.Agreed, "Time")
	c.say("meeting/1", "m_topics.note", forms.Agreed, "The manager")
	c.take(c.sheet("meeting/1").Close()...)
	same(t, "what was changed", words("m_concerns"), true)
	same(t, "a part that was changed", words("m_topics"), true)
	same(t, "what was not", words("m_date"), false)
	c.take(c.sheet("meeting/1").Reopen()...)
	same(t, "the first correction, after the second opening", words("m_concerns"), true)
}

func TestPointsThatWereNotTakenUpAreOfferedOnce(t *testing.T) {
	c := aminaAndPer(t, "union-local", "2026-06-01", lang.English)
	first := c.row("meeting/1", "mp_topics", forms.Mentee, "topic", "My first meeting", "want", "practise")
	c.row("meeting/1", "mp_topics", forms.Mentee, "topic", "The manager", "want", "advice")
	c.cell("meeting/1", "m_points_mentee", forms.Agreed, first, "discussed", "yes")
	s, fd := c.field("meeting/2", "mp_topics")
	same(t, "while the meeting is open", len(s.LeftOver(fd, forms.Mentee)), 0)
	c.state("meeting/1", forms.StateClosed)
	same(t, "what is offered", s.LeftOverWords(fd, forms.Mentee), "Not reached last time: The manager")
	c.take(s.TakeOver(fd, forms.Mentee)...)
	same(t, "the agenda", len(s.Rows(fd, forms.Mentee)), 1)
	same(t, "in the meeting", c.shown("meeting/2", "m_points_mentee"), []string{"The manager"})
	same(t, "once it is taken", s.LeftOverWords(fd, forms.Mentee), "")
	if cs := s.TakeOver(fd, forms.Mentee); len(cs) != 0 {
		t.Errorf("taken twice: %v", cs)
	}
	points, of := c.field("meeting/1", "m_points_mentee")
	if points.MayAddRows(of) || points.RemoveRow(of, forms.Agreed, first) != nil || points.MoveRow(of, forms.Agreed, first, 1) != nil {
		t.Error("rows of another table are added, moved or removed here")
	}
}

func TestAMeetingThatIsCalledOffGetsItsNewDayEverywhere(t *testing.T) {
	c := aminaAndPer(t, "union-local", "2026-04-01", lang.English)
	c.say("meeting/1", "m_date", forms.Agreed, "2026-03-02")
	c.state("meeting/1", forms.StateClosed)
	c.say("meeting/1", "m_next_date.date", forms.Agreed, "2026-04-02")
	same(t, "it may be called off", c.MayCallOff(2), true)
	c.say("meeting/2", "m_date", forms.Agreed, "2026-04-02")
	c.take(c.CallOff(date(t, "2026-04-02"), "mentor", lang.Date{})...)
	_, booked := c.NextDate()
	same(t, "a next day", booked, false)
	same(t, "the day on the sheet", c.Record.Value(c.at("meeting/2", "m_date", forms.Agreed)), forms.Value(""))
	c.take(c.CallOff(date(t, "2026-04-02"), "", date(t, "2026-04-09"))...)
	d, _ := c.NextDate()
	same(t, "the new day", d.String(), "2026-04-09")
	same(t, "one note for one day", len(c.Record.Rows(forms.Address{Sheet: forms.Register("cancelled"), Field: "cancelled", Voice: forms.Agreed})), 1)
	c.say("meeting/2", "m_since", forms.Agreed, "Much.")
	same(t, "one with notes of the talk was held", c.MayCallOff(2), false)
	same(t, "a closed one was held", c.MayCallOff(1), false)
}

func TestSeveralDaysAreBookedAtOnceAndADayOnlyOnce(t *testing.T) {
	c := aminaAndPer(t, "union-local", "2026-04-01", lang.English)
	at := func(day string, hour lang.Clock) forms.Booking { return forms.Booking{Day: date(t, day), At: hour} }
	c.take(c.Book([]forms.Booking{at("2026-05-07", lang.NoClock), at("2026-06-04", 17*60), at("2026-05-07", lang.NoClock)})...)
	same(t, "the list", c.shown("planning_worksheet", "pw_dates_booked"), []string{"2026-05-07", "2026-06-04"})
	c.take(c.Book([]forms.Booking{at("2026-05-07", 18*60)})...)
	same(t, "the list with an hour more", c.shown("planning_worksheet", "pw_dates_booked"), []string{"2026-05-07", "2026-06-04"})
	d, _ := c.NextDate()
	same(t, "the next", d.String(), "2026-05-07")
}
