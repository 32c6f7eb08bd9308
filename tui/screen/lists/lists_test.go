package lists_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"pairbook/forms"
	"pairbook/forms/lang"
	"pairbook/tui"
	"pairbook/tui/screen"
	"pairbook/tui/screen/lists"
	"pairbook/tui/story"
	"pairbook/tui/tuitest"
)

const day = 24 * time.Hour

func row(k *tuitest.Keeper, hand forms.Voice, register, id, from string, cells ...string) {
	at := forms.Address{Sheet: forms.Register(register), Field: register, Row: forms.RowID(id), Voice: forms.Agreed}
	cs := []forms.Change{{Addr: at.At(forms.PartOrder), Value: forms.Value(id)}, {Addr: at.At(forms.PartFrom), Value: forms.Value(from)}}
	for i := 0; i < len(cells); i += 2 {
		cs = append(cs, forms.Change{Addr: at.At(cells[i]), Value: forms.Value(cells[i+1])})
	}
	k.Does(hand, cs...)
}

// spring is a pair that has met twice; it is 30 May.
func spring(k *tuitest.Keeper) {
	row(k, forms.Mentee, "goals", "g1", "planning_worksheet", "goal", "Lead a membership meeting", "measure", "The minutes are approved", "due", "2026-08-15", "status", "open")
	row(k, forms.Mentee, "goals", "g2", "planning_worksheet", "goal", "Know the collective agreement", "due", "2026-06-30", "status", "open")
	row(k, forms.Mentee, "actions", "a1", "meeting/1", "action", "Book the hall", "owner", "mentee", "due", "2026-05-28", "status", "open", "goal", "g1", "priority", "must")
	row(k, forms.Mentor, "actions", "a2", "meeting/1", "action", "Ask the chair for minutes", "owner", "mentor", "due", "2026-05-20", "status", "done", "done", "2026-05-19")
	row(k, forms.Mentee, "actions", "a3", "meeting/2", "action", "Draft the agenda", "owner", "mentee", "due", "2026-06-02", "status", "started", "goal", "g1", "note", "half a page, needs the chair")
	row(k, forms.Mentor, "actions", "a4", "meeting/2", "action", "Read chapters 2 and 3", "owner", "both", "due", "2026-06-09", "status", "open", "goal", "g2")
	row(k, forms.Mentor, "actions", "a5", "meeting/2", "action", "Lend out the handbook", "owner", "mentor", "due", "2026-05-27", "status", "open")
	row(k, forms.Mentee, "contacts", "c1", "between", "date", "2026-03-27", "channel", "phone", "minutes", "15", "about", "before the talk with the manager", "began", "mentee")
	row(k, forms.Mentor, "contacts", "c2", "between", "date", "2026-05-21", "channel", "email", "about", "sent an example of an agenda", "began", "mentor")
	row(k, forms.Mentor, "contacts", "c3", "between", "date", "2026-05-25", "channel", "tried")
	for i, on := range []string{"2026-03-31", "2026-05-07"} {
		at := func(field string) forms.Address {
			return forms.Address{Sheet: forms.Meeting(i + 1), Field: field, Voice: forms.Agreed}
		}
		k.Does(forms.Mentor, forms.Change{Addr: at("m_date"), Value: forms.Value(on)}, forms.Change{Addr: at("m_start"), Value: "17:00"},
			forms.Change{Addr: at("m_end"), Value: "18:00"}, forms.Change{Addr: at("m_channel"), Value: "in_person"},
			forms.Change{Addr: at("m_goal_progress").InRow("g1").At("progress"), Value: forms.Value([]string{"1", "4"}[i])},
			forms.Change{Addr: forms.StateAddress(forms.Meeting(i + 1)), Value: "closed"})
	}
	k.Later(67 * day)
}

func looking(tab string) tuitest.Options {
	return tuitest.Options{Screens: screen.All(), Fill: spring, First: tui.Place{Screen: tui.Lists, Field: tab}}
}

func words(t *testing.T, l lang.Lang) *lang.Words {
	t.Helper()
	w, err := lang.Load(l)
	if err != nil {
		t.Fatal(err)
	}
	return w
}

func action(id, column string) forms.Address { return forms.ActionCell(forms.RowID(id), column) }

func says(t *testing.T, s *tuitest.Stage, a forms.Address, want forms.Value) {
	t.Helper()
	if got := s.Book.Value(s.Pair, a); got != want {
		t.Errorf("%s is %q, not %q", a, got, want)
	}
}

func TestTheListsLookRight(t *testing.T) {
	looks := []struct {
		name, tab string
		act       func(u *story.User)
	}{
		{"actions", "actions", func(*story.User) {}},
		{"goals", "goals", func(u *story.User) { u.Press("enter", "down", "down") }},
		{"contacts", "contacts", func(u *story.User) { u.Press("down") }},
		{"contact-line", "contacts", func(u *story.User) { u.Press("enter").Type("2026-05-29 phone 20 min") }},
	}
	for _, look := range looks {
		for _, size := range [][2]int{{40, 10}, {80, 24}, {120, 40}} {
			for _, l := range lang.All() {
				for _, theme := range []string{"dark", "mono"} {
					file := fmt.Sprintf("lists-%s-%dx%d-%s-%s", look.name, size[0], size[1], l, theme)
					t.Run(file, func(t *testing.T) {
						o := looking(look.tab)
						o.Width, o.Height, o.Lang, o.Theme = size[0], size[1], l, theme
						tuitest.Tell(t, o, func(u *story.User, s *tuitest.Stage) {
							look.act(u)
							story.Golden(t, file, tuitest.Body(u).Styled())
						})
					})
				}
			}
		}
	}
}

func TestAnActionIsChangedInTwoKeysAndTheNextOneHasThem(t *testing.T) {
	for _, l := range lang.All() {
		w := words(t, l)
		key := func(deed string) string { return w.T("lists.letter_" + deed) }
		o := looking("actions")
		o.Lang, o.Width = l, 110
		tuitest.Tell(t, o, func(u *story.User, s *tuitest.Stage) {
			u.SeesRow("▸ Lend out the handbook", "Per Holm")
			u.Press("down").SeesRow("▸ Book the hall", "Amina Diallo")
			u.Type(key("done")).Sees(w.T("lists.said_done", "action", "Book the hall")).SeesRow("▸ Draft the agenda")
			says(t, s, action("a1", "status"), "done")
			says(t, s, action("a1", "done"), "2026-05-30")
			u.Type("+").SeesRow("▸ Draft the agenda")
			says(t, s, action("a3", "due"), "2026-06-09")
			u.Type(key("drop"))
			says(t, s, action("a3", "status"), "dropped")
			u.Press("ctrl+z").SeesRow("Draft the agenda")
			says(t, s, action("a3", "status"), "started")
			u.Press("ctrl+z")
			says(t, s, action("a3", "due"), "2026-06-02")
			u.Press("ctrl+z")
			says(t, s, action("a1", "status"), "open")
			says(t, s, action("a1", "done"), "")
			u.Press("home").Type("+") // 27 May is past, so it is a week from today
			says(t, s, action("a5", "due"), "2026-06-06")
			u.Press("home").Type(key("partly"))
			says(t, s, action("a1", "status"), "started")
			u.Press("end").Type(key("again")).Type(key("again")).Sees(w.T("lists.already"))
			says(t, s, action("a2", "status"), "open")
			says(t, s, action("a2", "done"), "")
		})
	}
}

func TestADayIsTypedInWordsAndAWrongOneIsSaidBesideIt(t *testing.T) {
	days := map[lang.Lang][2]string{lang.English: {"next friday", "5 June 2026"}, lang.Swedish: {"+2v", "13 juni 2026"}, lang.French: {"12 juin", "12 juin 2026"}}
	want := map[lang.Lang]forms.Value{lang.English: "2026-06-05", lang.Swedish: "2026-06-13", lang.French: "2026-06-12"}
	for _, l := range lang.All() {
		w := words(t, l)
		o := looking("actions")
		o.Lang = l
		tuitest.Tell(t, o, func(u *story.User, s *tuitest.Stage) {
			u.Type(w.T("lists.letter_date")).Sees("Lend out the handbook")
			u.Press("ctrl+a").Type("4/3").Press("enter")
			says(t, s, action("a5", "due"), "2026-05-27")
			u.Press("ctrl+a").Type(days[l][0]).Sees(days[l][1]).Press("enter")
			says(t, s, action("a5", "due"), want[l])
		})
	}
}

func TestWhatIsTypedIsNeverLostByLeaving(t *testing.T) {
	for _, l := range lang.All() {
		o := looking("contacts")
		o.Lang = l
		tuitest.Tell(t, o, func(u *story.User, s *tuitest.Stage) {
			u.Press("ctrl+o").Type("2026-05-29 phone 20").Press("esc").Sees(words(t, l).T("lists.waits"))
			u.Wait(time.Second)
			if n := len(s.Book.Drafts(s.Pair)); n != 1 {
				t.Errorf("%d drafts, not one", n)
			}
			u.Press("ctrl+o").Type(" min").Sees(words(t, l).T("lists.understood", "contact", "")).Press("enter")
			u.Wait(time.Second)
			if n := len(s.Book.Drafts(s.Pair)); n != 0 {
				t.Errorf("%d drafts are left", n)
			}
			u.SeesRow("29", "20 min")
		})
	}
}

func TestTheFiltersShowWhatIsMineYoursLateOrForAGoal(t *testing.T) {
	tuitest.Tell(t, looking("actions"), func(u *story.User, s *tuitest.Stage) {
		u.Type("2").Sees("Book the hall").Sees("Read chapters 2 and 3").SeesNot("Lend out the handbook")
		u.Type("3").Sees("Lend out the handbook").Sees("Read chapters 2 and 3").SeesNot("Book the hall")
		u.Press("f3").SeesNot("Lend out the handbook").Sees("Book the hall") // the other one's are the mentee's now
		u.Type("4").Sees("Book the hall").Sees("3 days late").SeesNot("Draft the agenda")
		u.Type("5").Sees("To do: 2 · Lead a membership meeting").Sees("Draft the agenda").SeesNot("Read chapters")
		u.Type("5").Sees("To do: 1 · Know the collective agreement").Sees("Read chapters 2 and 3")
		u.Type("1").Sees("Lend out the handbook").Sees("Done or dropped: 1")
		u.ClickOn("4 late").SeesNot("Draft the agenda")
		u.ClickOn("Goals").Sees("Know the collective agreement").ClickOn("Contacts").Sees("+ a contact")
	})
}

func TestAGoalIsRatedByTheMenteeAndReachedWhenBothSaySo(t *testing.T) {
	for _, l := range lang.All() {
		w := words(t, l)
		o := looking("goals")
		o.Lang, o.Width, o.Height = l, 100, 36
		tuitest.Tell(t, o, func(u *story.User, s *tuitest.Stage) {
			reached, not := w.T("lists.letter_done"), w.T("lists.letter_again")
			u.Press("enter", "down", "down").Type("2").Sees(w.T("lists.of_five", "n", "2"))
			says(t, s, forms.GoalCell("g1", "rate_start"), "2")
			u.Press("down").Type("4")
			says(t, s, forms.GoalCell("g1", "rate_mid"), "4")
			u.Press("f3").Type("5").Sees(w.T("lists.why_mentee_rates"))
			says(t, s, forms.GoalCell("g1", "rate_mid"), "4")
			u.Press("f3").Type(reached).Sees(w.T("lists.reached_one", "name", "Amina Diallo", "other", "Per Holm"))
			says(t, s, forms.GoalCell("g1", "status"), "open")
			u.Press("f3").Type(not).Sees(w.T("lists.reached_not", "name", "Amina Diallo", "other", "Per Holm"))
			u.Type(reached).Sees(w.T("lists.reached_both"))
			says(t, s, forms.GoalCell("g1", "status"), "reached")
			u.Type(not)
			says(t, s, forms.GoalCell("g1", "status"), "open")
			u.Press("ctrl+z")
			says(t, s, forms.GoalCell("g1", "status"), "reached")
			u.Press("down", "down").Press("enter").Sees(w.T("lists.only", "name", "Amina Diallo"))
			u.Press("down").Press("enter").Type("Calm and clear").Press("enter").Sees(w.T("lists.view", "name", "Per Holm", "text", "Calm and clear"))
			says(t, s, forms.GoalCell("g1", "view_mentor"), "Calm and clear")
			u.Press("ctrl+o").Type("Chair one item").Press("enter").Sees("[ ] Chair one item")
			u.Press("down", "down", "down", "enter").Sees("[x] Chair one item").Sees(w.T("lists.steps_done", "n", 1, "all", 1))
		})
	}
}

func TestAGoalIsDroppedTakenUpAgainAndMoved(t *testing.T) {
	for _, l := range lang.All() {
		w := words(t, l)
		o := looking("goals")
		o.Lang = l
		tuitest.Tell(t, o, func(u *story.User, s *tuitest.Stage) {
			u.Press("down").Type(w.T("lists.letter_drop"))
			says(t, s, forms.GoalCell("g2", "status"), "dropped")
			u.Type(w.T("lists.letter_drop"))
			says(t, s, forms.GoalCell("g2", "status"), "open")
			u.Type(w.T("lists.letter_date")).Press("ctrl+a").Type("2026-09-01").Press("enter")
			says(t, s, forms.GoalCell("g2", "due"), "2026-09-01")
			u.Type(w.T("lists.letter_date")).Type(" later").Press("esc") // what is no day waits
			says(t, s, forms.GoalCell("g2", "due"), "2026-09-01")
			u.Type(w.T("lists.letter_sheet")).SeesRow("▸ 2", "agreement")
		})
	}
}

func TestEnterOpensALineWhereItIsWritten(t *testing.T) {
	o := looking("actions")
	o.Height = 40
	tuitest.Tell(t, o, func(u *story.User, s *tuitest.Stage) {
		u.Press("down", "enter").SeesRow("▸ 1", "Book the hall").Press("esc").SeesRow("▸ Book the hall")
		u.Press("shift+tab", "down", "down", "enter").SeesRow("21 May 2026").Press("esc").SeesRow("▸ 21 May")
	})
}

func TestTheContactsAreCountedByMonthAndATryIsNoContact(t *testing.T) {
	o := looking("contacts")
	o.Height = 40
	tuitest.Tell(t, o, func(u *story.User, s *tuitest.Stage) {
		u.Sees("May 2026 · 2 contacts · 60 minutes").Sees("April 2026 · no contact").Sees("March 2026 · 2 contacts · 75 minutes")
		u.SeesRow("7 May", "Meeting 2", "in person", "60 min").SeesRow("25 May", "tried, no answer")
		u.Press("down", "down", "down", "enter").SeesRow("Meeting 2")
	})
}

func TestTheHistoryOfARowIsOfThatRowAlone(t *testing.T) {
	tuitest.Tell(t, looking("actions"), func(u *story.User, s *tuitest.Stage) {
		u.Press("down").Type("d").Press("end", "up").Press("f5").Sees("open").SeesNot("handbook")
		u.Press("esc").SeesRow("Actions", "Goals")
	})
}

func TestTheListsAreReachedFromEveryPageAndLeadBack(t *testing.T) {
	for _, at := range []tui.Place{
		{Screen: tui.PairPage},
		{Screen: tui.SheetPage, Sheet: forms.SheetID{Form: forms.ContractForm}},
		{Screen: tui.SheetPage, Sheet: forms.Meeting(3), Field: "m_since"},
		{Screen: tui.Export, Sheet: forms.SheetID{Form: forms.ContractForm}},
	} {
		for _, key := range []string{"esc", "ctrl+b"} {
			o := tuitest.Options{Screens: screen.All(), Fill: spring, First: at}
			tuitest.Tell(t, o, func(u *story.User, s *tuitest.Stage) {
				before := u.Screen()
				u.Press("ctrl+b").SeesRow("Lend out the handbook").Press(key)
				if now := u.Screen(); now != before {
					t.Errorf("%s: %s does not go back to what was there. Before:\n%s\nnow:\n%s", at.Screen, key, before, now)
				}
			})
		}
	}
}

func TestTheListsFitEveryWindow(t *testing.T) {
	for _, l := range lang.All() {
		for _, tab := range []string{"actions", "goals", "contacts"} {
			for _, editing := range []bool{false, true} {
				var page tui.Screen
				screens := screen.All()
				screens[tui.Lists] = tuitest.Grab(lists.New, &page)
				o := looking(tab)
				o.Screens, o.Lang = screens, l
				tuitest.Tell(t, o, func(u *story.User, s *tuitest.Stage) {
					tuitest.Fits(t, page)
					u.Press("enter")
					if editing && tab != "actions" {
						u.Press("ctrl+o").Type(strings.Repeat("漢字 a long line ", 20))
					}
					tuitest.Fits(t, page)
				})
			}
		}
	}
}

func TestEveryLetterMeansOneThingInEveryLanguage(t *testing.T) {
	for _, l := range lang.All() {
		w := words(t, l)
		var letters []string
		for _, key := range w.Keys() {
			if strings.HasPrefix(key, "lists.letter_") {
				letters = append(letters, w.T(key))
			}
		}
		slices.Sort(letters)
		if n := len(slices.Compact(letters)); n != 6 {
			t.Errorf("%s: %d letters, not six: %v", l, n, letters)
		}
	}
}
