package tui_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"pairbook/forms"
	"pairbook/forms/lang"
	"pairbook/tui"
	"pairbook/tui/cell"
	"pairbook/tui/screen"
	"pairbook/tui/story"
	"pairbook/tui/tuitest"
)

// places are the screens of the app with a pair open.
var places = []tui.Place{
	{Screen: tui.Start},
	{Screen: tui.PairPage},
	{Screen: tui.SheetPage, Sheet: forms.SheetID{Form: forms.WorksheetForm}},
	{Screen: tui.SheetPage, Sheet: forms.Meeting(1)},
	{Screen: tui.Evaluation},
	{Screen: tui.History, Sheet: forms.SheetID{Form: forms.PairForm}},
	{Screen: tui.Export, Sheet: forms.SheetID{Form: forms.ContractForm}},
	{Screen: tui.Help},
}

func fitsWindow(t *testing.T, app *tui.App, w, h int, what string) {
	t.Helper()
	app.Update(tea.WindowSizeMsg{Width: w, Height: h})
	v := app.View()
	lines := strings.Split(v.Content, "\n")
	if len(lines) > h {
		t.Fatalf("%s: %d lines in a window of %d×%d", what, len(lines), w, h)
	}
	for y, l := range lines {
		if n := cell.Width(l); n > w {
			t.Fatalf("%s: row %d is %d cells wide in a window of %d×%d: %q", what, y, n, w, h, l)
		}
	}
	if c := v.Cursor; c != nil && (c.X < 0 || c.X >= w || c.Y < 0 || c.Y >= h) {
		t.Fatalf("%s: the cursor is at %d,%d in a window of %d×%d", what, c.X, c.Y, w, h)
	}
	if strings.Contains(v.WindowTitle, "Amina") || strings.Contains(v.WindowTitle, "Holm") {
		t.Fatalf("%s: the window's title %q names a person", what, v.WindowTitle)
	}
}

func TestNothingRunsOverTheWindowAtAnySizeOnAnyScreen(t *testing.T) {
	widths := []int{1, 2, 7, 13, 21, 29, 30, 31, 39, 40, 45, 46, 47, 59, 60, 61, 73, 76, 80, 99, 100, 120, 167, 220}
	heights := []int{1, 2, 5, 6, 7, 9, 10, 13, 14, 15, 17, 20, 24, 31, 40, 70}
	for _, l := range lang.All() {
		for _, at := range places {
			o := tuitest.Options{Screens: screen.All(), First: at, Lang: l, Theme: "dark"}
			tuitest.Tell(t, o, func(u *story.User, s *tuitest.Stage) {
				what := fmt.Sprint(l, " ", at.Screen, " ", at.Sheet)
				for _, w := range widths {
					for _, h := range heights {
						fitsWindow(t, s.App, w, h, what)
					}
				}
				s.App.Update(tea.WindowSizeMsg{Width: 80, Height: 24})
			})
		}
	}
}

func TestTheFooterNamesNoKeyByItselfAndNoneInAnotherLanguage(t *testing.T) {
	for _, l := range lang.All() {
		for _, at := range places {
			o := tuitest.Options{Screens: screen.All(), First: at, Lang: l, Width: 220}
			tuitest.Tell(t, o, func(u *story.User, s *tuitest.Stage) {
				foot := u.Row(23)
				for _, part := range strings.Split(foot, "   ") {
					key, name, _ := strings.Cut(strings.TrimSpace(part), " ")
					if key == name || l == lang.Swedish && (strings.Contains(key, "down") || strings.Contains(key, "space")) {
						t.Errorf("%s, %s: the footer says %q in %q", l, at.Screen, part, foot)
					}
				}
			})
		}
	}
}

func TestEveryRowOfThePairPageAndTheEvaluationFitsFromOneCellUp(t *testing.T) {
	for id, mk := range screen.All() {
		if id != tui.PairPage && id != tui.Evaluation && id != tui.Start {
			continue
		}
		var made tui.Screen
		screens := map[tui.ScreenID]tui.Maker{id: tuitest.Grab(mk, &made)}
		tuitest.Tell(t, tuitest.Options{Screens: screens, First: tui.Place{Screen: id}}, func(u *story.User, s *tuitest.Stage) {
			tuitest.Fits(t, made)
			u.Press("down", "down", "enter")
			tuitest.Fits(t, made)
		})
	}
}

func TestTheSaveWordIsNeverCut(t *testing.T) {
	var p *probe
	for _, l := range lang.All() {
		o := probed(&p)
		o.Lang = l
		o.Fill = func(k *tuitest.Keeper) {
			a, _ := forms.SummaryAddress("mentee_name")
			k.Says(a, "Wilhelmina-Alexandra von Österreich-Grabenstein")
		}
		tuitest.Tell(t, o, func(u *story.User, s *tuitest.Stage) {
			saved := map[lang.Lang]string{lang.English: "saved 09:00", lang.Swedish: "sparat 09:00", lang.French: "enregistré 09:00"}[l]
			bad := map[lang.Lang]string{lang.English: "NOT SAVED", lang.Swedish: "INTE SPARAT", lang.French: "NON ENREGISTRÉ"}[l]
			u.Send(says(field("a"), "one"))
			for w := tui.MinWidth; w <= 130; w++ {
				u.Resize(w, 20)
				if !strings.HasSuffix(header(u), saved) || u.Cells().Width() < w {
					t.Fatalf("at %d columns the header is %q", w, header(u))
				}
			}
			s.Book.Fail(tuitest.OpCommit, errFull)
			u.Send(says(field("a"), "two")).Resize(tui.MinWidth, tui.MinHeight)
			if !strings.HasSuffix(header(u), bad) {
				t.Fatalf("the header is %q", header(u))
			}
		})
	}
}

func TestALongNoteIsReadWholeAndLeavesWithTheNextKey(t *testing.T) {
	var p *probe
	text := "The disk gave no answer, so we do not know whether the last change was kept.\nAll before it is safe. Save again: that does no harm if it was kept, and nothing is written twice."
	for _, size := range [][2]int{{80, 24}, {120, 40}, {60, 20}, {40, 10}} {
		o := probed(&p)
		o.Width, o.Height = size[0], size[1]
		tuitest.Tell(t, o, func(u *story.User, s *tuitest.Stage) {
			u.Send(do(func(*tui.Desk) tea.Cmd { return tui.Note(text) }))
			if size[0] >= 60 {
				u.Sees(text)
			}
			fitsWindow(t, s.App, size[0], size[1], "note")
			u.Press("x").SeesNot("The disk gave no answer")
		})
	}
}

func TestATooSmallWindowSaysSoAndThatTheTextIsSafe(t *testing.T) {
	var p *probe
	tuitest.Tell(t, probed(&p), func(u *story.User, s *tuitest.Stage) {
		u.Resize(29, 12).Sees("The window is too small (29×12). Your text is safe.").Press("x").Resize(80, 24).Sees("probe pair01")
		u.Resize(1, 1).Resize(80, 5).Sees("too small").Resize(30, 6).Sees("probe")
	})
}

func TestEveryButtonOfTheFooterCanBeClicked(t *testing.T) {
	for _, size := range [][2]int{{40, 10}, {60, 20}, {80, 24}, {120, 40}, {220, 70}} {
		o := tuitest.Options{Screens: screen.All(), First: tui.Place{Screen: tui.PairPage}, Width: size[0], Height: size[1]}
		tuitest.Tell(t, o, func(u *story.User, s *tuitest.Stage) {
			foot := u.Row(size[1] - 1)
			if !strings.Contains(foot, "f1 help") {
				t.Fatalf("at %v the footer is %q", size, foot)
			}
			u.ClickOn("f1 help").Sees("This is the two of you").Press("esc").SeesRow("Next")
			u.Click(len(foot)+2, size[1]-1).SeesRow("Next") // beside the buttons nothing happens
			if strings.Contains(foot, "ctrl+q quit") {
				if u.ClickOn("ctrl+q quit"); !u.Ended() {
					t.Error("a click on quit did not end the program")
				}
			}
		})
	}
}

func TestHelpOpensAsOftenAsOneWants(t *testing.T) {
	for _, at := range places[:len(places)-1] {
		tuitest.Tell(t, tuitest.Options{Screens: screen.All(), First: at}, func(u *story.User, s *tuitest.Stage) {
			before := tuitest.Body(u).Text()
			for range 2 {
				u.Press("f1").Sees("On this page").Press("f1")
				if got := tuitest.Body(u).Text(); got != before {
					t.Fatalf("%s: after help we see\n%s\nand before it\n%s", at.Screen, got, before)
				}
				u.Press("f1").Sees("On this page").Press("esc")
			}
		})
	}
}

func TestEscapeOnTheFirstPageDoesNoHarmAndSaysHowToLeave(t *testing.T) {
	for _, at := range places {
		tuitest.Tell(t, tuitest.Options{Screens: screen.All(), First: at}, func(u *story.User, s *tuitest.Stage) {
			before := tuitest.Body(u).Row(0)
			u.Press("esc", "esc", "esc").Sees("This is the first page. Ctrl+Q leaves pairbook.")
			if u.Ended() || tuitest.Body(u).Row(0) != before {
				t.Fatalf("%s: esc at the root ended %t", at.Screen, u.Ended())
			}
		})
	}
}

func TestEveryScreenSpeaksTheOtherLanguageOnF6(t *testing.T) {
	for _, at := range places {
		tuitest.Tell(t, tuitest.Options{Screens: screen.All(), First: at}, func(u *story.User, s *tuitest.Stage) {
			first := u.Screen()
			for i := 0; s.Book.Setting(tui.SettingLang) != string(lang.Swedish) && i < len(lang.All()); i++ {
				u.Press("f6")
			}
			u.Sees("f1 hjälp")
			if u.Screen() == first {
				t.Errorf("%s: nothing changed", at.Screen)
			}
		})
	}
}

func TestTheMouseIsGivenBackToTheTerminalOnF8(t *testing.T) {
	tuitest.Tell(t, tuitest.Options{Screens: screen.All(), First: tui.Place{Screen: tui.PairPage}}, func(u *story.User, s *tuitest.Stage) {
		u.Press("f8").Sees("The mouse now marks text in the terminal.").Press("tab").ClickOn("f1 help").SeesNot("On this page")
		u.Press("f8").Sees("The mouse works in pairbook again.").Press("tab").ClickOn("f1 help").Sees("On this page")
	})
}

func TestATouchpadThatTurnsAThousandTimesDoesNotKeepTheKeysWaiting(t *testing.T) {
	var p *probe
	tuitest.Tell(t, probed(&p), func(u *story.User, s *tuitest.Stage) {
		wheel := tea.MouseWheelMsg{X: 5, Y: 5, Button: tea.MouseWheelDown}
		for range 1000 {
			s.App.Update(wheel)
			s.App.View()
		}
		if p.turns > 0 {
			t.Errorf("%d turns were handed on at once", p.turns)
		}
		s.App.Update(tea.KeyPressMsg{Code: 'x', Text: "x"})
		if p.keys != 1 || p.turns == 0 || p.turns > 200 {
			t.Errorf("%d keys and %d turns came through", p.keys, p.turns)
		}
		u.Wheel(5, 5, 3)
		if p.turns < 3 {
			t.Errorf("%d turns", p.turns)
		}
	})
}

func TestADragAndAWheelArriveWithinAFrame(t *testing.T) {
	var p *probe
	tuitest.Tell(t, probed(&p), func(u *story.User, s *tuitest.Stage) {
		u.Wheel(5, 5, 1)
		if p.turns != 1 {
			t.Errorf("%d turns after one", p.turns)
		}
		before := p.other
		u.Send(tea.MouseMotionMsg{X: 5, Y: 5, Button: tea.MouseLeft}).Send(tea.MouseMotionMsg{X: 900, Y: 5}).Wait(time.Second)
		if p.other != before+1 {
			t.Errorf("%d drags inside the screen's area, want 1", p.other-before)
		}
	})
}

func TestUnknownMessagesPastesAndFocusDoNoHarm(t *testing.T) {
	for _, at := range places {
		tuitest.Tell(t, tuitest.Options{Screens: screen.All(), First: at, Lang: lang.Swedish}, func(u *story.User, s *tuitest.Stage) {
			u.Send(struct{ strange int }{7}).Send(tea.FocusMsg{}).Send(tea.BlurMsg{}).Send(tea.KeyReleaseMsg{Code: 'x'}).Send(nil)
			u.Send(tea.MouseReleaseMsg{X: -3, Y: 900}).Send(tea.ColorProfileMsg{}).Send(tea.ForegroundColorMsg{})
			u.Paste("one\ntwo\x00\u202e" + strings.Repeat("漢", 200)).Sees("hjälp")
			if u.Ended() {
				t.Fatalf("%s ended", at.Screen)
			}
		})
	}
}

// themed begins a story whose terminal answers what colour it has.
func themed(t *testing.T, dark *bool, f func(u *story.User)) {
	t.Helper()
	o := probed(new(*probe))
	o.Screens = screen.All()
	o.First = tui.Place{Screen: tui.PairPage}
	o.Theme = "ask"
	tuitest.Tell(t, o, func(u *story.User, s *tuitest.Stage) {
		if dark != nil {
			u.Send(tea.BackgroundColorMsg{Color: shade(*dark)})
		}
		f(u)
	})
}

type shade bool

// RGBA makes a shade a colour: black where it is dark.
func (s shade) RGBA() (r, g, b, a uint32) {
	if s {
		return 0, 0, 0, 0xffff
	}
	return 0xffff, 0xffff, 0xffff, 0xffff
}

func TestAThemeThatWasAskedForIsKept(t *testing.T) {
	dark := true
	themed(t, nil, func(u *story.User) {
		plain := u.Styled()
		u.Send(tea.BackgroundColorMsg{Color: shade(dark)})
		if u.Styled() != plain {
			t.Error("the terminal's answer changed the theme that was asked for")
		}
	})
}

func TestTheTerminalsAnswerRestylesTheScreenAndNoAnswerLeavesItPlain(t *testing.T) {
	looks := map[string]string{}
	for name, colour := range map[string]tea.Msg{"none": nil, "dark": tea.BackgroundColorMsg{Color: shade(true)}, "light": tea.BackgroundColorMsg{Color: shade(false)}} {
		unthemed(t, func(u *story.User) {
			if colour != nil {
				u.Send(colour)
			}
			looks[name] = u.Styled()
		})
	}
	if looks["none"] == looks["dark"] || looks["dark"] == looks["light"] || looks["none"] == looks["light"] {
		t.Error("two of the three looks are the same")
	}
	if !strings.Contains(looks["none"], "faint") || strings.Contains(looks["none"], "fg:14") {
		t.Error("without an answer the screen is not the plain one")
	}
}

func TestOnlyATerminalThatJoinsEmojiIsAskedToDrawAnew(t *testing.T) {
	for value, want := range map[ansi.ModeSetting]bool{ansi.ModeNotRecognized: false, ansi.ModeReset: true, ansi.ModeSet: true, ansi.ModePermanentlyReset: false} {
		unthemed(t, func(u *story.User) {
			_, cmd := u.Model().Update(tea.ModeReportMsg{Mode: ansi.ModeUnicodeCore, Value: value})
			if got := cmd != nil; got != want {
				t.Errorf("mode value %v: drawn anew %t, want %t", value, got, want)
			}
		})
	}
	unthemed(t, func(u *story.User) {
		if _, cmd := u.Model().Update(tea.ModeReportMsg{Mode: ansi.ModeSynchronizedOutput, Value: ansi.ModeReset}); cmd != nil {
			t.Error("another mode's report makes the screen flash")
		}
	})
}
