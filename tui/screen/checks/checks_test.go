package checks_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"pairbook/forms"
	"pairbook/forms/catalog"
	"pairbook/forms/lang"
	"pairbook/tui"
	"pairbook/tui/screen"
	"pairbook/tui/screen/checks"
	"pairbook/tui/story"
	"pairbook/tui/tuitest"
)

const day = 24 * time.Hour

func agreed(id forms.SheetID, field string) forms.Address {
	return forms.Address{Sheet: id, Field: field, Voice: forms.Agreed}
}

func pairSheet() forms.SheetID { return forms.SheetID{Form: forms.PairForm} }

// on begins on the page, with what the pair has said.
func on(fill ...func(k *tuitest.Keeper)) tuitest.Options {
	return tuitest.Options{Screens: screen.All(), First: tui.Place{Screen: tui.Checks}, Fill: func(k *tuitest.Keeper) {
		for _, f := range fill {
			f(k)
		}
	}}
}

// depends: the mentee depends on the mentor, which stops.
func depends(k *tuitest.Keeper) { k.Says(agreed(pairSheet(), "dependency_check"), "yes") }

// busyMonth: on 24 March nobody has answered yet, and the helper has a mentee too.
func busyMonth(k *tuitest.Keeper) {
	k.Says(agreed(pairSheet(), "helper_name"), "Kim Berg").Says(agreed(pairSheet(), "helper_is_independent"), "no")
	for n, day := range []string{"2026-03-10", "2026-03-12", "2026-03-15"} { // three tries without an answer are a hint
		row := agreed(forms.Register("contacts"), "contacts").InRow(forms.RowID(fmt.Sprint("row", n)))
		k.Says(row.At(forms.PartOrder), forms.Value(fmt.Sprint(n+1))).Says(row.At("date"), forms.Value(day)).Says(row.At("channel"), "tried")
	}
}

func inBrief(t *testing.T, u *story.User) string {
	t.Helper()
	return strings.Join(strings.Fields(tuitest.Body(u).Text()), " ")
}

func words(t *testing.T, l lang.Lang) *lang.Words {
	t.Helper()
	w, err := lang.Load(l)
	if err != nil {
		t.Fatal(err)
	}
	return w
}

func firstContact(s *tuitest.Stage) forms.Value {
	return s.Book.Value(s.Pair, forms.RuleAddress("first_contact"))
}

func TestWhatStopsComesFirstAndEachSaysWhatWhyAndWhere(t *testing.T) {
	for l, said := range map[lang.Lang][]string{
		lang.English: {"depends on", "Then another mentor is the right choice", "It is hard to be open", "The two of us ·", "was to get in touch", "get in touch"},
		lang.Swedish: {"beroendeställning", "Då är en annan mentor rätt val", "Det är svårt att vara öppen", "Vi två ·", "skulle höra av sig", "höra av sig"},
		lang.French:  {"peut décider pour", "Un autre mentor convient alors mieux", "Parler librement est difficile", "Nous deux ·", "devait donner des nouvelles", "donner des nouvelles"},
	} {
		o := on(depends)
		o.Lang = l
		tuitest.Tell(t, o, func(u *story.User, s *tuitest.Stage) {
			u.SeesRow("▸ !", said[0])
			for _, text := range said[1:5] {
				u.Sees(text)
			}
			u.Press("down").SeesRow("▸ !").SeesNot(said[2])
		})
	}
}

func TestEnterGoesToTheSheetAndTheQuestionAndEscComesBack(t *testing.T) {
	tuitest.Tell(t, on(depends), func(u *story.User, s *tuitest.Stage) {
		u.SeesRow("▸ !", "depends on").Press("enter").SeesRow("▸ Between us").SeesRow("● yes")
		u.Press("up", "space").Press("esc").SeesNot("Then another mentor is the right choice").Sees("was to get in touch")
	})
}

func TestAWarningIsSetAsideWithANoteAndTakenBack(t *testing.T) {
	for _, l := range lang.All() {
		w := words(t, l)
		o := on()
		o.Lang = l
		tuitest.Tell(t, o, func(u *story.User, s *tuitest.Stage) {
			u.SeesRow("▸ !").Press("space").Sees(w.T("checks.ask_note")).Press("enter").Sees(w.T("checks.why_no_note"))
			u.Type("Per is away").Press("enter").Sees(w.T("checks.now_aside")).SeesNot(w.T("checks.ask_note"))
			if got := firstContact(s); got != "Per is away" {
				t.Errorf("the book says %q", got)
			}
			u.Press("end").Sees(w.N("checks.show_aside", 1)).Press("enter", "down").Sees(w.T("checks.noted", "note", "Per is away"))
			u.Press("space").Sees(w.T("checks.now_back")).SeesNot(w.N("checks.show_aside", 1)).SeesNot(w.N("checks.hide_aside", 1))
			if got := firstContact(s); got != "" {
				t.Errorf("the book still says %q", got)
			}
			u.Press("ctrl+z").Sees(w.N("checks.hide_aside", 1))
		})
	}
}

func TestANoteThatIsNotKeptIsThereAgain(t *testing.T) {
	tuitest.Tell(t, on(), func(u *story.User, s *tuitest.Stage) {
		u.Press("space").Type("Per is away").Press("esc").SeesNot("Per is away").Press("space").Sees("Per is away")
		u.Press("f1", "esc").Sees("Per is away").Type(" till Monday").Press("ctrl+z").Wait(time.Second)
		if got := firstContact(s); got != "" {
			t.Errorf("a note that nobody kept is kept: %q", got)
		}
		u.Press("ctrl+u").Press("esc").Press("space").SeesNot("Per is away").Paste("On leave").Press("enter")
		if got := firstContact(s); got != "On leave" {
			t.Errorf("the book says %q", got)
		}
	})
}

func TestTheOtherHandAndAnotherLanguageKeepWhatIsTyped(t *testing.T) {
	tuitest.Tell(t, on(), func(u *story.User, s *tuitest.Stage) {
		u.Press("space").Type("Per is away").Press("f3").SeesNot("Per is away").Press("space").Sees("Per is away")
		u.Press("f6").Sees("Per is away").SeesNot("Why it can wait").Press("enter")
		if got := firstContact(s); got != "Per is away" {
			t.Errorf("the book says %q", got)
		}
	})
}

func TestAStopIsNotSetAsideAndAHintNeedNotBe(t *testing.T) {
	w := words(t, lang.English)
	tuitest.Tell(t, on(depends, busyMonth), func(u *story.User, s *tuitest.Stage) {
		u.Press("space").Sees(w.T("checks.why_stop"))
		u.Press("end").SeesRow("▸ ·", "Show").Press("space").Sees(w.T("checks.why_no_line")).Press("enter", "down", "space").Sees(w.T("checks.why_hint"))
	})
}

func TestANoteBesideTheQuestionIsChangedThere(t *testing.T) {
	w := words(t, lang.English)
	unsure := func(k *tuitest.Keeper) {
		k.Says(agreed(pairSheet(), "dependency_check"), "unsure").Says(agreed(pairSheet(), "dependency_note"), "We see Kim about it")
	}
	tuitest.Tell(t, on(unsure), func(u *story.User, s *tuitest.Stage) {
		u.Press("end", "enter", "down").Sees("Set aside: We see Kim about it").Press("space").Sees(w.T("checks.why_beside"))
		u.Press("enter").SeesRow("▸ Between us")
	})
}

func TestHintsAreFoldedUnderOneLine(t *testing.T) {
	tuitest.Tell(t, on(busyMonth), func(u *story.User, s *tuitest.Stage) {
		u.Sees("Show 1 hint").SeesNot("have had no answer").ClickOn("Show 1 hint").Sees("have had no answer").SeesRow("▸", "Hide 1 hint")
		u.Press("enter").SeesNot("have had no answer").SeesRow("▸", "Show 1 hint")
	})
}

func TestNothingIsSaidWhereThereIsNothing(t *testing.T) {
	talked := func(k *tuitest.Keeper) {
		a, _ := forms.SummaryAddress("anchor_date")
		k.Says(a, "")
	}
	for _, l := range lang.All() {
		o := on(talked)
		o.Lang = l
		tuitest.Tell(t, o, func(u *story.User, s *tuitest.Stage) {
			u.Sees(words(t, l).T("checks.none")).Press("enter", "down", "space", "end").Type("x").Press("esc")
		})
	}
}

func TestThePageIsReachedFromThePairPageAndFromEveryPageByAKey(t *testing.T) {
	o := on(depends)
	o.First = tui.Place{Screen: tui.PairPage}
	tuitest.Tell(t, o, func(u *story.User, s *tuitest.Stage) {
		u.SeesRow("things to look at").ClickOn("things to look at").Sees("Then another mentor").Press("esc").SeesRow("▸ !", "things to look at")
		u.Press("enter").Sees("Then another mentor").Press("f12").SeesRow("things to look at")
		u.Resize(80, 60).Press("f1").ClickOn("what is worth a look").Sees("Then another mentor").Press("f1").Sees("the weightiest first").Press("f12").Sees("Then another mentor")
	})
	o.First = tui.Place{Screen: tui.SheetPage, Sheet: forms.SheetID{Form: forms.ContractForm}}
	tuitest.Tell(t, o, func(u *story.User, s *tuitest.Stage) {
		u.Press("f12").Sees("Then another mentor").Press("esc").SeesRow("Working contract")
	})
	o.First = tui.Place{Screen: tui.Start}
	tuitest.Tell(t, o, func(u *story.User, s *tuitest.Stage) {
		u.Press("f12").Sees(words(t, lang.English).T("app.no_pair"))
	})
}

func TestClicksAndTheWheelChoose(t *testing.T) {
	tuitest.Tell(t, on(depends), func(u *story.User, s *tuitest.Stage) {
		u.ClickOn("Per Holm was to get in touch").SeesRow("▸ !", "was to get in touch").Wheel(5, 5, -1).SeesRow("▸ !", "depends on").Wheel(5, 5, 1)
		u.Press("space").Type("Per is away").ClickOn("is away").Type("truly ").Sees("Per truly is away").Press("esc")
		u.ClickOn("was to get in touch").SeesRow("Between meetings")
	})
}

func TestLettersTypedHereAreNotLostInSilence(t *testing.T) {
	tuitest.Tell(t, on(), func(u *story.User, s *tuitest.Stage) {
		u.Type("W").Sees("nothing was typed").Press("down").SeesNot("nothing was typed").Paste("We").Sees("nothing was typed")
	})
}

func TestANightMayBringANewFinding(t *testing.T) {
	var night time.Duration
	o := on()
	o.Desk = func(d *tui.Desk) { d.Now = func() time.Time { return time.Now().UTC().Add(night) } }
	tuitest.Tell(t, o, func(u *story.User, s *tuitest.Stage) {
		before := inBrief(t, u)
		night = 60 * day
		if u.Press("f1", "esc"); inBrief(t, u) == before {
			t.Errorf("sixty days later the page says the same:\n%s", before)
		}
	})
}

// late is a pair that has let most of it slide.
func late(k *tuitest.Keeper) {
	a, _ := forms.SummaryAddress("template_id")
	k.Says(a, "union_local")
	depends(k)
	k.Says(agreed(pairSheet(), "helper_name"), "Kim Berg").Says(agreed(pairSheet(), "helper_is_independent"), "no")
	k.Says(agreed(forms.Meeting(1), "m_date"), "2026-03-20").Says(forms.StateAddress(forms.Meeting(1)), forms.Value(forms.StateClosed))
	k.Does(forms.Mentee, forms.Change{Addr: forms.RuleAddress("helper_busy"), Value: "Kim says it is fine"})
	k.Later(100 * day)
}

func TestEachFindingCanBeReadToItsEndInASmallWindow(t *testing.T) {
	for _, l := range lang.All() {
		o := on(late)
		o.Lang, o.Width, o.Height = l, 40, 10
		tuitest.Tell(t, o, func(u *story.User, s *tuitest.Stage) {
			rec, _, err := s.Book.Load(s.Pair)
			if err != nil {
				t.Fatal(err)
			}
			lib, err := catalog.Load()
			if err != nil {
				t.Fatal(err)
			}
			p := forms.NewPair(rec, lib, lang.DateOf(time.Now().UTC()), words(t, l))
			read := ""
			for range 60 {
				read += " " + inBrief(t, u)
				u.Press("down")
			}
			for _, f := range p.Findings() {
				what, why := p.SayFinding(f)
				if f.Severity == forms.Info || f.SetAside() {
					continue
				}
				for _, word := range strings.Fields(what + " " + why) {
					if !strings.Contains(read, word) {
						t.Errorf("%s: %q of %q cannot be read", l, word, what)
					}
				}
			}
		})
	}
}

func TestThePageFitsFromOneCellUpWithEachFindingAtHand(t *testing.T) {
	for _, l := range lang.All() {
		var made tui.Screen
		o := on(late)
		o.Lang = l
		o.Screens[tui.Checks] = tuitest.Grab(checks.New, &made)
		tuitest.Tell(t, o, func(u *story.User, s *tuitest.Stage) {
			u.Press("end", "enter")
			for range 8 {
				tuitest.Fits(t, made)
				u.Press("up")
			}
			u.Press("home", "down", "space").Type(strings.Repeat("Per is away ", 20))
			tuitest.Fits(t, made)
		})
	}
}

func TestTheFindingAtHandIsOnTheScreenAtEverySize(t *testing.T) {
	var made tui.Screen
	o := on(late)
	o.Screens[tui.Checks] = tuitest.Grab(checks.New, &made)
	tuitest.Tell(t, o, func(u *story.User, s *tuitest.Stage) {
		for range 8 {
			for _, size := range [][2]int{{28, 4}, {38, 8}, {58, 16}, {78, 20}, {78, 8}, {118, 36}} {
				u.Press("home", "end")
				fr := made.Draw(size[0], size[1])
				if fr.X < 0 || !strings.Contains(fr.Lines[fr.Y], "▸") {
					t.Fatalf("at %v the finding at hand is not drawn:\n%s", size, strings.Join(fr.Lines, "\n"))
				}
			}
			u.Press("up")
		}
	})
}

func TestTheFindingsLookRight(t *testing.T) {
	for name, act := range map[string]func(u *story.User){
		"open": func(u *story.User) {},
		"note": func(u *story.User) { u.Press("end", "up", "space").Type("We look at it on Monday") },
		"all":  func(u *story.User) { u.Press("end", "enter", "end") },
	} {
		for _, size := range [][2]int{{40, 10}, {80, 24}, {120, 40}} {
			for _, l := range lang.All() {
				file := fmt.Sprintf("checks-%s-%dx%d-%s", name, size[0], size[1], l)
				t.Run(file, func(t *testing.T) {
					o := on(late)
					o.Width, o.Height, o.Lang, o.Theme = size[0], size[1], l, "dark"
					tuitest.Tell(t, o, func(u *story.User, s *tuitest.Stage) {
						act(u)
						story.Golden(t, file, tuitest.Body(u).Styled())
					})
				})
			}
		}
	}
}
