package forms_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"pairbook/forms"
	"pairbook/forms/lang"
)

// diary is a couple whose book keeps a history.
type diary struct {
	*couple
	revs []forms.Revision
	seen uint64
	last map[forms.Address]forms.RevID
}

// diaryOf starts a history with what the couple has said so far.
func diaryOf(c *couple) *diary {
	d := &diary{couple: c, last: map[forms.Address]forms.RevID{}}
	d.keep()
	return d
}

// keep takes what was said since into the history, as deeds of this day.
func (d *diary) keep() {
	var fresh []forms.Revision
	noon := time.Date(d.Today.Year, d.Today.Month, d.Today.Day, 12, 0, 0, 0, time.Local)
	d.Record.Addresses(func(a forms.Address) {
		for _, h := range d.Record.Heads(a) {
			if h.ID.Seq > d.seen {
				at := forms.Stamp(0).Next(noon) + forms.Stamp(h.ID.Seq)
				fresh = append(fresh, forms.Revision{ID: h.ID, Act: h.ID.Seq, Author: h.Author, Time: at, Addr: a, Value: h.Value})
			}
		}
	})
	slices.SortFunc(fresh, func(a, b forms.Revision) int { return int(a.ID.Seq) - int(b.ID.Seq) })
	for _, rev := range fresh {
		if id, ok := d.last[rev.Addr]; ok {
			rev.Parents = []forms.RevID{id}
		}
		d.last[rev.Addr], d.seen = rev.ID, rev.ID.Seq
		d.revs = append(d.revs, rev)
	}
}

// calendar is what the pair has in its calendar now.
func (d *diary) calendar(o forms.CalendarOptions) map[string]forms.Event {
	d.t.Helper()
	d.keep()
	dating := d.Dating()
	history := slices.DeleteFunc(slices.Clone(d.revs), func(r forms.Revision) bool { return !dating(r.Addr) })
	out := map[string]forms.Event{}
	for _, e := range d.Calendar(history, o).Events {
		if _, twice := out[e.ID]; twice {
			d.t.Fatalf("%s is in the calendar twice", e.ID)
		}
		out[e.ID] = e
	}
	return out
}

// event returns one event of the calendar that has no options.
func (d *diary) event(id string) forms.Event {
	d.t.Helper()
	e, ok := d.calendar(forms.CalendarOptions{})[id]
	if !ok {
		d.t.Fatalf("the calendar has no %s", id)
	}
	return e
}

// next books the next meeting at the end of one.
func (d *diary) next(meeting int, day, at string) {
	sheet := fmt.Sprint("meeting/", meeting)
	d.say(sheet, "m_next_date.date", forms.Agreed, forms.Value(day))
	d.say(sheet, "m_next_date.time", forms.Agreed, forms.Value(at))
	d.keep()
}

// when writes when an event is.
func when(e forms.Event) string {
	out := e.Day.String()
	if e.At.Valid() {
		out += " " + e.At.String()
	}
	if e.Gone {
		out += " called off"
	}
	return out
}

func TestThePlanStandsInTheCalendarDayByDay(t *testing.T) {
	d := diaryOf(started(t, "union-local", "2026-03-24", "2026-03-25"))
	for id, want := range map[string][2]string{
		"step-first_contact": {"2026-03-31", "Mentoring: The mentor has been in touch"},
		"step-contract":      {"2026-04-28", "Mentoring: Contract signed"},
		"step-monthly_1":     {"2026-04-23", "Mentoring: A meeting every month, with its meeting sheet (1 of 12)"},
		"end":                {"2027-03-24", "Mentoring: planned last meeting"},
	} {
		e := d.event(id)
		same(t, id, [2]string{when(e), e.Title}, want)
	}
}

func TestTitlesAreWordedInEveryLanguage(t *testing.T) {
	for l, want := range map[lang.Lang]string{
		lang.English: "Mentoring: meeting 2", lang.Swedish: "Mentorskap: möte 2", lang.French: "Mentorat\u00a0: rencontre 2",
	} {
		d := diaryOf(started(t, "workplace", "2026-03-02", "2026-03-10").in(l))
		d.next(1, "2026-04-02", "")
		same(t, string(l), d.event("meeting-2").Title, want)
	}
}

func TestAStartThatMovesTakesEveryStepAlong(t *testing.T) {
	d := diaryOf(started(t, "union-local", "2026-03-24", "2026-03-25"))
	before := d.calendar(forms.CalendarOptions{})
	d.say("pair", "anchor_date", forms.Agreed, "2026-04-07")
	after := d.calendar(forms.CalendarOptions{})
	same(t, "how many events there are", len(after), len(before))
	for id, e := range after {
		if !e.Day.After(before[id].Day) || e.Sequence <= before[id].Sequence {
			t.Errorf("%s was %v (%d) and is %v (%d)", id, when(before[id]), before[id].Sequence, when(e), e.Sequence)
		}
	}
}

func TestABookedMeetingMovesAndIsCalledOffAndComesBack(t *testing.T) {
	d := diaryOf(started(t, "workplace", "2026-03-02", "2026-03-10"))
	d.say("meeting/1", "m_date", forms.Agreed, "2026-03-09")
	last, other := -1, d.event("step-contract").Sequence
	for _, step := range []struct{ day, at, want string }{
		{"2026-04-02", "17:00", "2026-04-02 17:00"},
		{"2026-04-09", "17:00", "2026-04-09 17:00"},
		{"2026-04-09", "", "2026-04-09"},
		{"", "", "2026-04-09 called off"},
		{"2026-05-07", "16:30", "2026-05-07 16:30"},
	} {
		d.next(1, step.day, step.at)
		e := d.event("meeting-2")
		same(t, "meeting 2", when(e), step.want)
		if e.Sequence <= last {
			t.Errorf("%s: the sequence was %d and is %d", step.want, last, e.Sequence)
		}
		last = e.Sequence
	}
	same(t, "the sequence of a step that stayed where it was", d.event("step-contract").Sequence, other)
}

func TestWhatIsCalledOffSaysSoAndIsForgottenAMonthLater(t *testing.T) {
	d := diaryOf(started(t, "workplace", "2026-03-02", "2026-03-10"))
	row := d.row("planning_worksheet", "pw_dates_booked", forms.Agreed, "date", "2026-04-02", "time", "17:00")
	d.keep()
	s, fd := d.field("planning_worksheet", "pw_dates_booked")
	d.take(s.RemoveRow(fd, forms.Agreed, row)...)
	e := d.event("date-" + string(row))
	same(t, "when", when(e), "2026-04-02 17:00 called off")
	same(t, "title", e.Title, "Called off: Mentoring: meeting")
	same(t, "alarms", len(e.Alarms), 0)
	d.Today = date(t, "2026-05-03")
	if _, there := d.calendar(forms.CalendarOptions{})[e.ID]; there {
		t.Error("it is still told of after a month")
	}
}

func TestADayThatStandsInTwoPlacesIsOneMeeting(t *testing.T) {
	d := diaryOf(started(t, "workplace", "2026-03-02", "2026-03-10"))
	row := "date-" + string(d.row("planning_worksheet", "pw_dates_booked", forms.Agreed, "date", "2026-04-02"))
	before := d.event(row)
	d.next(1, "2026-04-02", "17:00")
	all := d.calendar(forms.CalendarOptions{})
	same(t, "the booked date", when(all[row])+" "+all[row].Title, "2026-04-02 17:00 Mentoring: meeting 2")
	if _, twice := all["meeting-2"]; twice || all[row].Sequence <= before.Sequence {
		t.Errorf("meeting 2 twice: %v; sequence %d, before %d", twice, all[row].Sequence, before.Sequence)
	}
	d.next(1, "2026-04-09", "17:00")
	same(t, "another day", when(d.event("meeting-2")), "2026-04-09 17:00")
	same(t, "the booked date", when(d.event(row)), "2026-04-02")
}

func TestAMeetingThatWasHeldStandsOnItsOwnDay(t *testing.T) {
	d := diaryOf(started(t, "workplace", "2026-03-02", "2026-04-10"))
	d.next(1, "2026-04-02", "17:00")
	d.say("meeting/2", "m_date", forms.Agreed, "2026-04-03")
	d.say("meeting/2", "m_start", forms.Agreed, "16:00")
	d.say("meeting/2", "m_end", forms.Agreed, "17:30")
	e := d.event("meeting-2")
	same(t, "when", when(e), "2026-04-03 16:00")
	same(t, "minutes", e.Minutes, 90)
	same(t, "alarms of what is past", len(e.Alarms), 0)
}

func TestTheListOfCancelledMeetingsMovesThem(t *testing.T) {
	d := diaryOf(started(t, "workplace", "2026-03-02", "2026-03-10"))
	d.next(1, "2026-04-02", "17:00")
	before := d.event("meeting-2")
	row := d.row("between", "lg_cancelled", forms.Agreed, "planned", "2026-04-02")
	called := d.event("meeting-2")
	same(t, "without a new day", when(called), "2026-04-02 17:00 called off")
	d.cell("between", "lg_cancelled", forms.Agreed, row, "new_date", "2026-04-16")
	moved := d.event("meeting-2")
	same(t, "with a new day", when(moved), "2026-04-16")
	if before.Sequence >= called.Sequence || called.Sequence >= moved.Sequence {
		t.Errorf("sequences %d, %d, %d do not rise", before.Sequence, called.Sequence, moved.Sequence)
	}
}

func TestABookedDateThatWasCancelledMovesToo(t *testing.T) {
	d := diaryOf(started(t, "workplace", "2026-03-02", "2026-03-10"))
	id := "date-" + string(d.row("planning_worksheet", "pw_dates_booked", forms.Agreed, "date", "2026-04-02", "time", "17:00"))
	before := d.event(id)
	d.row("between", "lg_cancelled", forms.Agreed, "planned", "2026-04-02", "new_date", "2026-04-16")
	d.row("between", "lg_cancelled", forms.Agreed, "planned", "2026-04-16", "new_date", "2026-04-02")
	d.row("between", "lg_cancelled", forms.Agreed, "by", "mentor")
	if after := d.event(id); when(after) != "2026-04-02" || after.Sequence <= before.Sequence {
		t.Errorf("there and back it is %s (%d), before %s (%d)", when(after), after.Sequence, when(before), before.Sequence)
	}
}

func TestWhatCameAndWentInOneDeedIsNotToldOf(t *testing.T) {
	d := diaryOf(started(t, "workplace", "2026-03-02", "2026-03-10"))
	d.next(1, "2026-04-02", "")
	d.next(1, "", "")
	d.keep()
	for i := range d.revs {
		d.revs[i].Act = 1
	}
	if _, told := d.calendar(forms.CalendarOptions{})["meeting-2"]; told {
		t.Error("a slip that was mended at once is told of")
	}
}

func TestClosingMeetingsBookNothing(t *testing.T) {
	d := diaryOf(started(t, "workplace", "2026-03-02", "2026-03-10"))
	d.next(1, "2026-04-02", "")
	d.keep()
	d.say("meeting/1", "m_kind", forms.Agreed, "closing")
	same(t, "when", when(d.event("meeting-2")), "2026-04-02 called off")
}

func TestNobodyIsNamedAndNothingIsToldUnlessAskedFor(t *testing.T) {
	d := diaryOf(started(t, "union-local", "2026-03-24", "2026-03-25"))
	d.next(1, "2026-04-02", "17:00")
	d.say("meeting/1", "m_next_focus", forms.Agreed, "The talk with the manager")
	d.row("planning_worksheet", "pw_dates_booked", forms.Agreed, "date", "2026-05-07", "place", "the harbour café")
	d.row("meeting/1", "m_new_actions", forms.Agreed, "action", "Book the hall", "due", "2026-03-31")
	secrets := []string{"Amina", "Diallo", "Per", "Holm", "manager", "harbour", "hall"}
	for _, o := range []forms.CalendarOptions{{}, {Actions: true}} {
		for _, e := range d.calendar(o) {
			for _, s := range secrets {
				if slices.Contains(strings.FieldsFunc(e.Title+" "+e.Place+" "+e.ID, func(r rune) bool { return r == ' ' || r == ':' || r == ',' }), s) {
					t.Errorf("%s tells %q: %s %s", e.ID, s, e.Title, e.Place)
				}
			}
		}
	}
	all := d.calendar(forms.CalendarOptions{Names: true, Topics: true, Actions: true})
	same(t, "title", all["meeting-2"].Title, "Mentoring, Amina Diallo & Per Holm: meeting 2 – The talk with the manager")
	told := ""
	for id, e := range all {
		if strings.HasPrefix(id, "action-") || strings.HasPrefix(id, "date-") {
			told += e.Title + "|" + e.Place + "|"
		}
	}
	for _, want := range []string{"an action is due – Book the hall", "the harbour café"} {
		if !strings.Contains(told, want) {
			t.Errorf("%q is not told: %s", want, told)
		}
	}
}

func TestActionsAreThereWhenAskedForAndGoWhenDropped(t *testing.T) {
	d := diaryOf(started(t, "workplace", "2026-03-02", "2026-03-10"))
	row := d.row("meeting/1", "m_new_actions", forms.Agreed, "action", "Book the hall", "due", "2026-03-31")
	id := "action-" + string(row)
	if _, there := d.calendar(forms.CalendarOptions{})[id]; there {
		t.Error("an action is there unasked")
	}
	asked := forms.CalendarOptions{Actions: true}
	same(t, "when", when(d.calendar(asked)[id]), "2026-03-31")
	d.cell("between", "ac_list", forms.Agreed, row, "status", "done")
	same(t, "alarms of a done action", len(d.calendar(asked)[id].Alarms), 0)
	d.cell("between", "ac_list", forms.Agreed, row, "status", "dropped")
	same(t, "dropped", when(d.calendar(asked)[id]), "2026-03-31 called off")
}

func TestAlarmsRingInTimeAndNeverForWhatIsDone(t *testing.T) {
	d := diaryOf(started(t, "union-local", "2026-03-24", "2026-03-25"))
	d.next(1, "2026-04-02", "17:00")
	d.row("planning_worksheet", "pw_dates_booked", forms.Agreed, "date", "2026-05-07")
	rings := func(e forms.Event) string { return strings.Trim(fmt.Sprint(e.Alarms), "[]") }
	same(t, "a meeting with its hour", rings(d.event("meeting-2")), "24h0m0s 1h0m0s")
	same(t, "a step", rings(d.event("step-contract")), "63h0m0s")
	same(t, "a step of the programme's own", rings(d.event("step-summary")), "")
	for id, e := range d.calendar(forms.CalendarOptions{}) {
		if strings.HasPrefix(id, "date-") {
			same(t, "a meeting without an hour", rings(e), "15h0m0s")
		}
	}
	d.take(forms.Change{Addr: forms.StepAddress("contract"), Value: "yes"})
	same(t, "a done step", rings(d.event("step-contract")), "")
}

func TestReviewsAndTheEndAreThere(t *testing.T) {
	d := diaryOf(started(t, "union-local", "2026-03-24", "2026-03-25"))
	midpoint := d.event("step-midpoint").Day.String()
	d.say("planning_worksheet", "pw_review_date", forms.Agreed, forms.Value(midpoint))
	if _, twice := d.calendar(forms.CalendarOptions{})["review"]; twice {
		t.Error("the mid-point review is there twice")
	}
	d.say("planning_worksheet", "pw_review_date", forms.Agreed, "2026-10-01")
	d.say("contract", "ct_length_total", forms.Agreed, "2027-03-31")
	d.say("contract", "ct_revise_every", forms.Agreed, "4")
	d.say("contract", "ct_sign_mentee", forms.Mentee, "2026-04-20 Amina Diallo")
	for id, want := range map[string]string{
		"review": "2026-10-01", "contract-end": "2027-03-31", "end": "2027-03-24",
		"contract-review-1": "2026-08-20", "contract-review-2": "2026-12-20",
	} {
		same(t, id, when(d.event(id)), want)
	}
	if _, there := d.calendar(forms.CalendarOptions{})["contract-review-3"]; there {
		t.Error("a contract is looked at again after its end")
	}
	d.say("contract", "ct_revise_every", forms.Agreed, "6")
	same(t, "now that they look less often", when(d.event("contract-review-2")), "2026-12-20 called off")
	d.say("contract", "ct_length_total", forms.Agreed, "2027-03-24")
	same(t, "a contract that runs until the end", when(d.event("contract-end")), "2027-03-31 called off")
}

func TestTheContractSaysHowLongAMeetingLasts(t *testing.T) {
	d := diaryOf(started(t, "workplace", "2026-03-02", "2026-03-10"))
	d.next(1, "2026-04-02", "17:00")
	before := d.event("meeting-2")
	same(t, "minutes", before.Minutes, 60)
	d.say("contract", "ct_length.to", forms.Agreed, "90")
	after := d.event("meeting-2")
	same(t, "minutes", after.Minutes, 90)
	if after.Sequence <= before.Sequence {
		t.Error("the meeting got longer and its sequence did not rise")
	}
}

func TestAnotherProgrammeCallsItsOwnStepsAndCallsOffTheOthers(t *testing.T) {
	d := diaryOf(started(t, "union-local", "2026-03-24", "2026-03-25"))
	before := d.event("step-dates_booked")
	d.say("pair", "template_id", forms.Agreed, "st_styrelse")
	after := d.event("step-dates_booked")
	same(t, "a step of the first programme", when(after), when(before)+" called off")
	if after.Sequence <= before.Sequence {
		t.Errorf("its sequence was %d and is %d", before.Sequence, after.Sequence)
	}
}

func TestAPauseWithoutAnEndMovesThePlanDayByDay(t *testing.T) {
	d := diaryOf(started(t, "workplace", "2026-03-02", "2026-03-10"))
	d.row("process_plan", "pp_pauses", forms.Agreed, "from", "2026-03-08")
	d.keep()
	last := d.event("end")
	for range 3 {
		d.Today = d.Today.AddDays(1)
		e := d.event("end")
		if !e.Day.After(last.Day) || e.Sequence <= last.Sequence {
			t.Errorf("on %v the end is %v (%d), the day before it was %v (%d)", d.Today, when(e), e.Sequence, when(last), last.Sequence)
		}
		last = e
	}
}

func TestTheSameAnswersGiveTheSameCalendar(t *testing.T) {
	d := diaryOf(started(t, "union-local", "2026-03-24", "2026-03-25"))
	d.next(1, "2026-04-02", "17:00")
	d.keep()
	a, b := d.Calendar(d.revs, forms.CalendarOptions{}), d.Calendar(d.revs, forms.CalendarOptions{})
	same(t, "the second calendar", fmt.Sprint(b), fmt.Sprint(a))
	if !slices.IsSortedFunc(a.Events, func(x, y forms.Event) int { return x.Day.Compare(y.Day) }) {
		t.Error("the calendar is not in the order of its days")
	}
}

func TestAPairWithoutAStartHasAnEmptyCalendar(t *testing.T) {
	d := diaryOf(aminaAndPer(t, "workplace", "2026-03-10", lang.English))
	same(t, "events", len(d.calendar(forms.CalendarOptions{})), 0)
}
