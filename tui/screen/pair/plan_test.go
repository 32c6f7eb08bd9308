package pair_test

import (
	"strings"
	"testing"

	"pairbook/forms"
	"pairbook/forms/lang"
	"pairbook/tui/story"
	"pairbook/tui/tuitest"
)

func TestAStepIsTickedByHandAndTheTickTakenBack(t *testing.T) {
	for _, key := range []string{"space", "enter"} {
		tuitest.Tell(t, on(follows("union_local"), later(60*day)), func(u *story.User, s *tuitest.Stage) {
			step := forms.StepAddress("dates_booked")
			u.Resize(80, 30).ClickOn("Dates booked").ClickOn("Dates booked").SeesRow("▸", "!", "Dates booked").SeesNot("enter open").SeesRow("enter tick")
			u.Press(key).SeesRow("▸", "✓", "Dates booked").Sees("Ticked: Dates booked for the next three months. Press again to take it back.")
			if got := s.Book.Value(s.Pair, step); got != "yes" {
				t.Errorf("the book says %q", got)
			}
			u.Press(key).SeesRow("▸", "!", "Dates booked").Sees("No longer ticked: Dates booked for the next three months.")
			u.ClickOn("space tick").SeesRow("▸", "✓", "Dates booked").Press("ctrl+z").SeesRow("▸", "!", "Dates booked")
		})
	}
}

func TestAStepThatComesEveryMonthIsTickedMonthByMonth(t *testing.T) {
	o := on(follows("teacher_induction"), later(60*day))
	o.Height = 40
	tuitest.Tell(t, o, func(u *story.User, s *tuitest.Stage) {
		u.ClickOn("Month log").SeesRow("▸", "!", "Month log").Press("space").Sees("Ctrl+Z takes it back.").Sees("(1 of 10)").SeesRow("▸", "Month log")
		u.Press("space").Sees("(2 of 10)").Press("ctrl+z").Sees("(1 of 10)").Press("esc", "home").SeesRow("Month log").SeesRow("month", "(1 of 10)")
	})
}

func TestWhatIsNotedBesideAStepOnTheProcessPlanStandsBelowIt(t *testing.T) {
	note := forms.StepAddress("dates_booked").At("note")
	noted := func(k *tuitest.Keeper) { k.Says(note, "Per asks for the small room") }
	for l, want := range map[lang.Lang]string{lang.English: "Note: Per asks", lang.Swedish: "Anteckning: Per asks"} {
		o := on(follows("union_local"), noted)
		o.Width, o.Height, o.Lang = 120, 40, l
		tuitest.Tell(t, o, func(u *story.User, s *tuitest.Stage) {
			u.SeesNot(want).Press("tab")
			for range 20 {
				if strings.Contains(u.Screen(), want) {
					break
				}
				u.Press("down")
			}
			u.Sees(want)
		})
	}
}

func TestAStepOfThePlanTakesTwoLinesSoonerThanBeingCut(t *testing.T) {
	tuitest.Tell(t, on(follows("teacher_induction")), func(u *story.User, s *tuitest.Stage) {
		u.SeesRow("The term has begun and the").SeesRow("          mentor is appointed")
	})
}

func TestAPlanThatDoesNotFitCountsWhatIsAboveAndBelow(t *testing.T) {
	tuitest.Tell(t, on(follows("teacher_induction")), func(u *story.User, s *tuitest.Stage) {
		u.SeesRow("… 10 more").SeesNot("above").Press("tab")
		for range 30 {
			if strings.Contains(u.Screen(), "▸ ·  2 Jan  Decide") {
				break
			}
			u.Press("down")
		}
		u.SeesRow("above").SeesRow("▸", "Decide: a second year").SeesNot("… 10 more")
	})
}

func TestAStepThatSomethingElseTicksIsNotTickedByAccident(t *testing.T) {
	tuitest.Tell(t, on(follows("st_styrelse")), func(u *story.User, s *tuitest.Stage) {
		u.Press("tab", "space").SeesRow("▸", "!", "The mentor contacts").Sees("This step ticks itself once you have logged a contact or held a meeting.")
		u.Press("down", "space").Sees("once that meeting is held and closed").Press("down", "space").Sees("once its sheet is signed")
		u.Press("up", "up", "up", "space").SeesRow("▸", "✓", "The board has appointed").Sees("ticked by what you have filled in")
		for _, step := range []string{"pp0_appoint", "pp1_contact", "pp2_first_talk"} {
			if got := s.Book.Value(s.Pair, forms.StepAddress(step)); got != "" {
				t.Errorf("%s was ticked by hand: %q", step, got)
			}
		}
		u.Press("down", "enter").Sees("A contact between meetings").Type("today phone 10 min").Press("enter") // one line is enough
		u.SeesRow("✓", "The mentor contacts")
	})
	byHand := func(k *tuitest.Keeper) { k.Says(forms.StepAddress("pp1_contact"), "yes") }
	tuitest.Tell(t, on(follows("st_styrelse"), byHand), func(u *story.User, s *tuitest.Stage) {
		u.ClickOn("The mentor contacts").SeesRow("▸", "✓", "The mentor contacts").Press("space").SeesRow("▸", "!", "The mentor contacts")
	})
}
