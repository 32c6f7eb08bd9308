package tui_test

import (
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"pairbook/forms"
	"pairbook/forms/lang"
	"pairbook/tui"
	"pairbook/tui/screen"
	"pairbook/tui/story"
	"pairbook/tui/tuitest"
)

func TestQuittingWaitsUntilEverythingIsSaved(t *testing.T) {
	var p *probe
	tuitest.Tell(t, probed(&p), func(u *story.User, s *tuitest.Stage) {
		s.Book.Slow(tuitest.OpCommit, 3*time.Second)
		u.Send(says(field("a"), "one")).Send(types(field("b"), "typed")).Press("ctrl+q")
		if u.Ended() {
			t.Fatal("the program ended before the answer was saved")
		}
		if u.Wait(5 * time.Second); !u.Ended() {
			t.Fatal("the program did not end when all was saved")
		}
		wantValue(t, s, field("a"), "one")
		if got := s.Book.Drafts(s.Pair)[field("b")]; got != "typed" {
			t.Errorf("the draft is %q", got)
		}
	})
}

func TestQuittingWithABookThatCannotBeWrittenWarnsOnceThenLeaves(t *testing.T) {
	var p *probe
	tuitest.Tell(t, probed(&p), func(u *story.User, s *tuitest.Stage) {
		s.Book.Fail(tuitest.OpCommit, errFull)
		u.Send(says(field("a"), "one")).Press("ctrl+q").Sees("Press Ctrl+Q again to leave all the same, or Ctrl+S to try once more.")
		if u.Ended() {
			t.Fatal("the program ended without a warning")
		}
		if u.Press("ctrl+q"); !u.Ended() {
			t.Fatal("the program did not end after the warning")
		}
	})
}

func TestWhoeverTypesOnAfterTheWarningStays(t *testing.T) {
	var p *probe
	tuitest.Tell(t, probed(&p), func(u *story.User, s *tuitest.Stage) {
		s.Book.Fail(tuitest.OpCommit, errFull)
		u.Send(says(field("a"), "one")).Press("ctrl+q").Sees("Not everything is saved yet.")
		u.Press("ctrl+s").SeesRow("saved 09:00")
		if u.Ended() {
			t.Fatal("saving ended the program")
		}
		if p.stayed == 0 {
			t.Error("the screen was not told that it goes on")
		}
		if u.Press("ctrl+q"); !u.Ended() {
			t.Fatal("the program did not end")
		}
	})
}

func TestADiskThatDoesNotAnswerDoesNotHoldAnyoneForEver(t *testing.T) {
	var p *probe
	tuitest.Tell(t, probed(&p), func(u *story.User, s *tuitest.Stage) {
		s.Book.Slow(tuitest.OpCommit, time.Hour)
		u.Send(says(field("a"), "one")).Press("ctrl+q").Press("ctrl+q").Sees("Not everything is saved yet.")
		if u.Press("ctrl+q"); !u.Ended() {
			t.Fatal("the program did not end")
		}
	})
}

func TestCtrlCLeavesAtTheSecondPressOnly(t *testing.T) {
	var p *probe
	tuitest.Tell(t, probed(&p), func(u *story.User, s *tuitest.Stage) {
		u.Send(types(field("b"), "typed")).Press("ctrl+c").Sees("Press Ctrl+C again to leave. Everything you wrote is kept.")
		if got := s.Book.Drafts(s.Pair)[field("b")]; got != "typed" || u.Ended() {
			t.Fatalf("the draft is %q; ended %t", got, u.Ended())
		}
		u.Press("down").SeesNot("again to leave").Press("ctrl+c").Sees("again to leave").Press("f6", "f6").Press("ctrl+c").Sees("Tryck Ctrl+C en gång till")
		if u.Ended() {
			t.Fatal("the program ended though other keys came between")
		}
		if u.Press("ctrl+c"); !u.Ended() {
			t.Fatal("the program did not end")
		}
	})
}

func TestCtrlCWithABookThatCannotBeWrittenWarnsAsQuittingDoes(t *testing.T) {
	var p *probe
	tuitest.Tell(t, probed(&p), func(u *story.User, s *tuitest.Stage) {
		s.Book.Fail(tuitest.OpCommit, errFull)
		u.Send(says(field("a"), "one")).Press("ctrl+c").SeesNot("is kept").Sees("Not everything is saved yet.")
		if u.Press("ctrl+c"); !u.Ended() {
			t.Fatal("the program did not end after the warning")
		}
	})
}

func TestInAWindowThatIsTooSmallOnlyLeavingWorks(t *testing.T) {
	o := tuitest.Options{Screens: screen.All(), First: tui.Place{Screen: tui.SheetPage, Sheet: forms.SheetID{Form: forms.WorksheetForm}}}
	tuitest.Tell(t, o, func(u *story.User, s *tuitest.Stage) {
		before := u.Screen()
		u.Resize(20, 10).Sees("Your text is").Wait(time.Second).Type("lost").Press("tab", "f3", "enter", "esc").Paste("lost").Click(3, 3).Wheel(3, 3, 2)
		if u.Resize(80, 24); u.Screen() != before {
			t.Errorf("the screen was\n%s\nand is\n%s", before, u.Screen())
		}
		if u.Resize(20, 10).Wait(time.Second).Press("ctrl+q"); !u.Ended() {
			t.Error("the program cannot be left")
		}
	})
}

func TestASlowDiskIsSaidAfterAMoment(t *testing.T) {
	fill := func(k *tuitest.Keeper) { k.Book.Slow(tuitest.OpLoad, 5*time.Second) }
	o := tuitest.Options{Screens: screen.All(), First: tui.Place{Screen: tui.PairPage}, Fill: fill}
	tuitest.Tell(t, o, func(u *story.User, s *tuitest.Stage) {
		u.SeesNot("Opening").Wait(300 * time.Millisecond).Sees("Opening …").Wait(5 * time.Second).SeesNot("Opening").SeesRow("Next")
	})
	o.First.Screen = tui.Start
	tuitest.Tell(t, o, func(u *story.User, s *tuitest.Stage) {
		u.Press("enter").SeesNot("Opening").Wait(300 * time.Millisecond).Sees("Opening …").Sees("Which pair are you?")
		u.Wait(5 * time.Second).SeesNot("Opening").SeesRow("Next")
	})
}

func TestALostTerminalEndsTheProgramAfterSaving(t *testing.T) {
	var p *probe
	tuitest.Tell(t, probed(&p), func(u *story.User, s *tuitest.Stage) {
		u.Send(says(field("a"), "one")).Send(types(field("b"), "typed")).Send(tui.HangupMsg{})
		if !u.Ended() || p.left == 0 {
			t.Fatalf("ended %t, the screen left %d times", u.Ended(), p.left)
		}
		wantValue(t, s, field("a"), "one")
		if got := s.Book.Drafts(s.Pair)[field("b")]; got != "typed" {
			t.Errorf("the draft is %q", got)
		}
	})
}

func TestALostTerminalEndsTheProgramEvenWhereNothingCanBeSaved(t *testing.T) {
	var p *probe
	tuitest.Tell(t, probed(&p), func(u *story.User, s *tuitest.Stage) {
		s.Book.Fail(tuitest.OpCommit, errFull)
		if u.Send(says(field("a"), "one")).Send(tui.HangupMsg{}); !u.Ended() {
			t.Fatal("the program goes on without a terminal")
		}
	})
}

func TestAfterAPanicWhatWasQueuedAndTypedIsWritten(t *testing.T) {
	var p *probe
	tuitest.Tell(t, probed(&p), func(u *story.User, s *tuitest.Stage) {
		s.Book.Slow(tuitest.OpCommit, time.Second)
		u.Send(says(field("a"), "one")).Send(says(field("a"), "two")).Send(says(field("b"), "three"))
		u.Send(types(field("c"), "typed"))
		u.Send(do(func(d *tui.Desk) tea.Cmd {
			d.Saver.Typed(field("d"), func() string { panic("the editor is broken") })
			panic("a fault in the program")
		}))
		if u.Err() == nil {
			t.Fatal("the program did not tell that it broke")
		}
		if err := s.App.Rescue(); err == nil {
			t.Error("the text that could not be read was not told of")
		}
		if got := spoken(t, s.Book, s.Pair, inWorksheet); got != "one two three" {
			t.Errorf("the book heard %q", got)
		}
		if got := s.Book.Drafts(s.Pair)[field("c")]; got != "typed" {
			t.Errorf("the draft is %q", got)
		}
	})
}

func TestRescueMendsTheBookWhereItCan(t *testing.T) {
	var p *probe
	tuitest.Tell(t, probed(&p), func(u *story.User, s *tuitest.Stage) {
		s.Book.Fail(tuitest.OpCommit, errFull)
		u.Send(says(field("a"), "one")).Quit()
		if err := s.App.Rescue(); err != nil {
			t.Fatal(err)
		}
		wantValue(t, s, field("a"), "one")
	})
}

func TestRescueDoesNotTakeBackAnotherDeedThanWasMeant(t *testing.T) {
	var p *probe
	tuitest.Tell(t, probed(&p), func(u *story.User, s *tuitest.Stage) {
		u.Send(says(field("a"), "kept"))
		s.Book.Slow(tuitest.OpCommit, 4*time.Second)
		s.Book.Fail(tuitest.OpCommit, errFull)
		s.Book.Fail(tuitest.OpRetry, errFull)
		u.Send(says(field("b"), "lost")).Press("ctrl+z").Quit()
		if err := s.App.Rescue(); err == nil {
			t.Error("the failure was not told")
		}
		wantValue(t, s, field("a"), "kept")
	})
}

func TestRescueGivesUpOnADiskThatDoesNotAnswer(t *testing.T) {
	var p *probe
	tuitest.Tell(t, probed(&p), func(u *story.User, s *tuitest.Stage) {
		s.Book.Slow(tuitest.OpCommit, time.Hour)
		u.Send(says(field("a"), "one")).Quit()
		before := time.Now()
		if err := s.App.Rescue(); err == nil || time.Since(before) > time.Minute {
			t.Errorf("rescue said %v after %v", err, time.Since(before))
		}
	})
}

func TestTheLanguageChosenLastIsTheOneRemembered(t *testing.T) {
	var p *probe
	tuitest.Tell(t, probed(&p), func(u *story.User, s *tuitest.Stage) {
		s.Book.Slow(tuitest.OpSetting, time.Second)
		n := len(lang.All())
		for range n + 1 {
			u.Press("f6")
		}
		u.Wait(10 * time.Second)
		if got := s.Book.Setting(tui.SettingLang); got == "" || lang.Lang(got) == lang.English {
			t.Errorf("the book remembers %q after %d changes", got, n+1)
		}
		s.Book.Fail(tuitest.OpSetting, errFull)
		u.Press("f6").Wait(2 * time.Second).Sees("no room on the disk").SeesNot("NOT SAVED")
	})
}

func TestAPairThatCannotBeReadLeadsToTheListWithTheReason(t *testing.T) {
	var p *probe
	o := probed(&p)
	o.Screens[tui.Start] = func(d *tui.Desk, _ tui.Place) tui.Screen { return &probe{d: d, name: "list"} }
	tuitest.Tell(t, o, func(u *story.User, s *tuitest.Stage) {
		s.Book.Fail(tuitest.OpLoad, errFull)
		u.Send(opens("pair99")).Sees("no room on the disk").Sees("probe pair01")
	})
	o.First.Screen = probeID
	o.Fill = func(k *tuitest.Keeper) { k.Book.Fail(tuitest.OpLoad, errFull) }
	tuitest.Tell(t, o, func(u *story.User, s *tuitest.Stage) {
		u.Sees("probe list").Sees("no room on the disk")
	})
}

func TestTheHandIsShownAndSwitched(t *testing.T) {
	var p *probe
	tuitest.Tell(t, probed(&p), func(u *story.User, s *tuitest.Stage) {
		u.SeesRow("together", "Amina types").Press("f3").SeesRow("together", "Per types")
		if p.left != 1 || p.d.Reader.Hand != forms.Mentor {
			t.Errorf("left %d times, hand %q", p.left, p.d.Reader.Hand)
		}
		p.d.Reader.Alone = true
		u.Press("x").SeesRow("alone").Press("f3").SeesRow("together", "Amina types")
	})
}
