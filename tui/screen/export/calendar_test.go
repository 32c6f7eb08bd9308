package export_test

import (
	"errors"
	"strings"
	"testing"

	"pairbook/forms"
	"pairbook/forms/lang"
	"pairbook/tui/story"
	"pairbook/tui/tuitest"
)

var nextDay = forms.Address{Sheet: meeting, Field: "m_next_date", Part: "date", Voice: forms.Agreed}

// booked is a pair that started and booked its second meeting, after it was moved.
func booked(k *tuitest.Keeper) {
	filled(k)
	k.Says(forms.Address{Sheet: forms.SheetID{Form: "pair"}, Field: "anchor_date", Voice: forms.Agreed}, "2026-03-02")
	k.Says(forms.Address{Sheet: meeting, Field: "m_date", Voice: forms.Agreed}, "2026-03-09")
	k.Says(nextDay, "2026-04-02").Says(nextDay, "2026-04-09")
	k.Says(forms.Address{Sheet: meeting, Field: "m_next_focus", Voice: forms.Agreed}, "The talk with the manager")
}

func TestTheCalendarIsWrittenFromAnySheet(t *testing.T) {
	for _, id := range []forms.SheetID{contract, meeting, feedback} {
		tuitest.Tell(t, of(id, booked), func(u *story.User, s *tuitest.Stage) {
			u.Type("8 ").Sees("Make a file: the calendar of the two of you").SeesRow("File name", "calendar.ics").SeesRow("● neither names nor topics")
			u.Sees("meeting 1").SeesNot("manager")
			toButton(u).Press("enter").Sees("The file is written: /papers/calendar.ics")
			text := wrote(t, s, "calendar.ics")
			for _, want := range []string{"BEGIN:VCALENDAR\r\n", "SUMMARY:Mentoring: meeting 2\r\n", "DTSTART;VALUE=DATE:20260409\r\n"} {
				if !strings.Contains(text, want) {
					t.Errorf("the calendar lacks %q", want)
				}
			}
			for _, secret := range []string{"Amina", "Holm", "manager"} {
				if strings.Contains(text, secret) {
					t.Errorf("the calendar tells %q unasked", secret)
				}
			}
		})
	}
}

func TestNamesAndTopicsGoIntoTheCalendarWhenAskedFor(t *testing.T) {
	tuitest.Tell(t, of(contract, booked), func(u *story.User, s *tuitest.Stage) {
		u.Type("8 ").Press("tab").Type("2 ").SeesRow("● our names").Sees("Mentoring, Amina Diallo & Per Holm: meeting 1")
		u.Type("3 ").SeesRow("● names and topics").Press("pgdown").Press("tab", "tab", "enter").Sees("/papers/calendar.ics")
		if text := strings.ReplaceAll(wrote(t, s, "calendar.ics"), "\r\n ", ""); !strings.Contains(text, "meeting 2 – The talk with the manager") {
			t.Errorf("the calendar lacks the topic:\n%s", text)
		}
	})
}

func TestTheSheetsOwnNameComesBackWithItsFormat(t *testing.T) {
	tuitest.Tell(t, of(contract, booked), func(u *story.User, s *tuitest.Stage) {
		u.Type("2 ").SeesRow("contract.md").Type("8 ").SeesRow("calendar.ics").Type("3 ").SeesRow("contract.html").SeesRow("Whose words")
		u.Press("tab", "tab", "tab", "ctrl+a").Type("ours.html").Press("shift+tab", "shift+tab", "shift+tab").Type("8 ").SeesRow("ours.ics")
	})
}

func TestACalendarThatIsCalledOffSaysSoInTheFile(t *testing.T) {
	tuitest.Tell(t, of(contract, func(k *tuitest.Keeper) { booked(k); k.Says(nextDay, "") }), func(u *story.User, s *tuitest.Stage) {
		toButton(u.Type("8 ")).Press("enter").Sees("/papers/calendar.ics")
		if text := wrote(t, s, "calendar.ics"); !strings.Contains(text, "SUMMARY:Called off: Mentoring: meeting 2\r\n") {
			t.Errorf("the meeting that was called off is not told of:\n%s", text)
		}
	})
}

func TestWithoutADayThereIsNoCalendar(t *testing.T) {
	tuitest.Tell(t, of(contract, func(k *tuitest.Keeper) {
		k.Says(forms.Address{Sheet: forms.SheetID{Form: "pair"}, Field: "anchor_date", Voice: forms.Agreed}, "")
	}), func(u *story.User, s *tuitest.Stage) {
		toButton(u.Type("8 ")).Press("enter").Sees("Nothing has a date yet")
	})
}

func TestABookThatCannotBeReadIsToldOf(t *testing.T) {
	for _, op := range []tuitest.Op{tuitest.OpLoad, tuitest.OpHistory} {
		tuitest.Tell(t, of(contract, booked), func(u *story.User, s *tuitest.Stage) {
			u.Type("8 ")
			s.Book.Fail(op, errors.New("the disk is gone"))
			toButton(u).Press("enter")
			if op == tuitest.OpLoad {
				u.Sees("The file is not written.")
				return
			}
			u.Sees("/papers/calendar.ics") // with what could be read
		})
	}
}

func TestTheCalendarHasItsWordsInEveryLanguageAndFits(t *testing.T) {
	for _, l := range lang.All() {
		for _, size := range [][2]int{{80, 24}, {60, 20}, {40, 10}} {
			o := of(contract, booked)
			o.Lang, o.Width, o.Height = l, size[0], size[1]
			tuitest.Tell(t, o, func(u *story.User, s *tuitest.Stage) {
				u.Type("8 ").SeesNot("⟦")
				for n := range 3 {
					u.Press("tab").SeesNot("⟦").Sees([]string{"", ".ics", "["}[n])
				}
			})
		}
	}
}
