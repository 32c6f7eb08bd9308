package forms_test

import (
	"fmt"
	"testing"

	"pgregory.net/rapid"

	"pairbook/forms"
	"pairbook/forms/lang"
)

// walk is a pair that does this and that with its days.
type walk struct {
	*diary
	rows, acts []forms.RowID
}

// deed does one thing at random.
func (w *walk) deed(rt *rapid.T) {
	day := someDay(rt, "on")
	meeting := rapid.IntRange(1, 3).Draw(rt, "meeting")
	switch rapid.IntRange(0, 9).Draw(rt, "deed") {
	case 0:
		w.say("pair", "anchor_date", forms.Agreed, forms.Value(day))
	case 1:
		w.say("pair", "planned_length", forms.Agreed, rapid.SampledFrom([]forms.Value{"m6", "m12", ""}).Draw(rt, "length"))
	case 2:
		w.next(meeting, rapid.SampledFrom([]string{day, ""}).Draw(rt, "next"), "")
	case 3:
		w.rows = append(w.rows, w.row("planning_worksheet", "pw_dates_booked", forms.Agreed, "date", day))
	case 4:
		if len(w.rows) > 0 {
			s, fd := w.field("planning_worksheet", "pw_dates_booked")
			w.take(s.RemoveRow(fd, forms.Agreed, w.rows[0])...)
			w.rows = w.rows[1:]
		}
	case 5:
		w.row("between", "lg_cancelled", forms.Agreed, "planned", day, "new_date", someDay(rt, "new"))
	case 6:
		w.acts = append(w.acts, w.row("meeting/1", "m_new_actions", forms.Agreed, "due", day))
	case 7:
		if len(w.acts) > 0 {
			status := rapid.SampledFrom([]string{"open", "done", "dropped"}).Draw(rt, "status")
			w.cell("between", "ac_list", forms.Agreed, w.acts[0], "status", status)
		}
	case 8:
		w.say("pair", "template_id", forms.Agreed, rapid.SampledFrom([]forms.Value{"union_local", "workplace"}).Draw(rt, "programme"))
	case 9:
		w.say(fmt.Sprint("meeting/", meeting), "m_date", forms.Agreed, forms.Value(day))
	}
	w.keep()
}

func someDay(rt *rapid.T, label string) string {
	return lang.Date{Year: 2026, Month: 4, Day: 1}.AddDays(rapid.IntRange(0, 40).Draw(rt, label)).String()
}

// A reader of calendars keeps of each event the one with the highest sequence. Read
// in after any deeds, it then shows what the pair has.
func TestReadInAgainTheCalendarIsRightWhateverThePairDoes(t *testing.T) {
	asked := forms.CalendarOptions{Actions: true}
	rapid.Check(t, func(rt *rapid.T) {
		w := &walk{diary: diaryOf(started(t, "union-local", "2026-03-24", "2026-03-25"))}
		reader := w.calendar(asked)
		for range rapid.IntRange(1, 12).Draw(rt, "deeds") {
			w.deed(rt)
			if rapid.Bool().Draw(rt, "night") {
				w.Today = w.Today.AddDays(1)
			}
			now := w.calendar(asked)
			for id, e := range now {
				if old, ok := reader[id]; !ok || e.Sequence > old.Sequence {
					reader[id] = e
				}
			}
			for id, e := range reader {
				want, there := now[id]
				switch {
				case there && (when(e) != when(want) || e.Minutes != want.Minutes):
					rt.Fatalf("%s: the reader shows %s, the pair has %s (sequence %d)", id, when(e), when(want), want.Sequence)
				case !there && !e.Gone && !e.Day.AddDays(30).Before(w.Today):
					rt.Fatalf("%s: the reader still shows %s, the pair has it no longer", id, when(e))
				}
			}
		}
	})
}
