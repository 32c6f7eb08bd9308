package story

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"
	"github.com/google/go-cmp/cmp"
)

func TestTypedTextIsOnTheScreenWithTheCursorBehindIt(t *testing.T) {
	Tell(t, open(), func(u *User) {
		u.Type("We met on Tuesday").Sees("We met on Tuesday").SeesNot("Wednesday")
		if x, y, visible := u.Cursor(); x != 17 || y != 1 || !visible {
			t.Errorf("cursor at %d,%d shown %t, want 17,1 shown", x, y, visible)
		}
		if u.Row(1) != "We met on Tuesday" || u.Row(99) != "" {
			t.Errorf("rows 1 and 99 are %q and %q", u.Row(1), u.Row(99))
		}
		if u.Title() != "Notebook" {
			t.Errorf("title is %q", u.Title())
		}
		if got := u.Model().(notebook).edits; got != 17 {
			t.Errorf("the model counts %d edits, want 17", got)
		}
	})
}

func TestANewlineInTypedTextIsTheEnterKey(t *testing.T) {
	Tell(t, open(), func(u *User) {
		u.Type("one\ntwo")
		if got := u.Row(1) + "/" + u.Row(2); got != "one/two" {
			t.Errorf("rows are %q", got)
		}
	})
}

func TestFourSecondsOfWaitingAreVirtual(t *testing.T) {
	started := time.Now()
	Tell(t, open(), func(u *User) {
		u.Type("x").Sees("changed")
		u.Wait(saveDelay - 3*Beat).SeesNot("saved")
		u.Wait(2 * Beat).Sees("saved")
	})
	if took := time.Since(started); took > 2*time.Second {
		t.Errorf("the story took %s of real time", took)
	}
}

func TestTypingAgainPutsSavingOff(t *testing.T) {
	Tell(t, open(), func(u *User) {
		u.Type("x").Wait(3 * time.Second).Type("y").Wait(3 * time.Second).Sees("changed")
		u.Wait(time.Second).Sees("saved")
	})
}

func TestTheClockStartsWhereTheStoryWants(t *testing.T) {
	o := open()
	o.Start = time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC)
	var built time.Time
	inner := o.Model
	o.Model = func() tea.Model { built = time.Now(); return inner() }
	Tell(t, o, func(u *User) { u.Sees("Notebook") })
	if !built.Equal(o.Start) {
		t.Errorf("the model was built at %s, want %s", built, o.Start)
	}
}

func TestKeysArriveAsAPersonPressedThem(t *testing.T) {
	keys := []string{
		"a", "å", "A", "?", "+", "tab", "shift+tab", "enter", "esc", "esc", "backspace", "ctrl+n", "alt+enter", "alt+a",
		"alt+å", "alt+esc", "up", "down", "left", "right", "shift+up", "ctrl+left", "alt+right", "ctrl+shift+end", "home", "end",
		"pgup", "pgdown", "insert", "delete", "ctrl+delete", "f1", "f4", "f5", "f12", "shift+f1", "shift+f6", "ctrl+_", "ctrl+@",
		"space", "ctrl+space", "alt+backspace", "alt+tab",
	}
	arrives := map[string]string{"ctrl+@": "ctrl+space"}
	Tell(t, open(), func(u *User) {
		for _, key := range keys {
			u.Press(key)
			want := key
			if other := arrives[key]; other != "" {
				want = other
			}
			got := u.Model().(notebook).keys
			if len(got) == 0 || got[len(got)-1] != want {
				t.Errorf("after pressing %q the program saw %q", key, got)
			}
		}
		if got := u.Model().(notebook).keys; len(got) != len(keys) {
			t.Errorf("%d keys were pressed, %d arrived: %q", len(keys), len(got), got)
		}
	})
}

func TestKeysThatAPlainTerminalCannotTellApartArriveAsOne(t *testing.T) {
	Tell(t, open(), func(u *User) {
		u.Press("ctrl+i", "ctrl+m", "ctrl+[", "shift+enter", "ctrl+backspace", "shift+a", "ctrl+shift+n", "ctrl+/")
		if got := strings.Join(u.Model().(notebook).keys, " "); got != "tab enter esc enter ctrl+h A ctrl+n ctrl+_" {
			t.Errorf("the program saw %s", got)
		}
	})
}

func TestAKeyThatDoesNotExistFailsTheStory(t *testing.T) {
	Tell(t, open(), func(u *User) {
		for _, key := range []string{"ctrl+enterr", "f13", "", "up down", "hyper+a", "ctrl+å", "ctrl+1"} {
			if said := complaint(u, func() { u.Press(key) }); !strings.Contains(said, "pressing") {
				t.Errorf("pressing %q made the test say %q", key, said)
			}
		}
	})
}

func TestAPasteArrivesInOnePieceWithTheLineBreaksOfATerminal(t *testing.T) {
	long := strings.Repeat("Vi ses på tisdag. ", 600)
	Tell(t, open(), func(u *User) {
		u.Paste("one\ntwo\r\n\x1b[201~three").Sees(`pasted "one\rtwo\r[201~three"`)
		u.Paste(long)
		if got := u.Model().(notebook).noted; got != `pasted "`+long+`"` {
			t.Errorf("a paste of %d bytes arrived as %d", len(long), len(got))
		}
	})
}

func TestRawBytesReachTheProgramAsTheyAre(t *testing.T) {
	Tell(t, open(), func(u *User) {
		u.Bytes("\x1b[200~one\ntwo\x1b[201~").Sees(`pasted "one\ntwo"`)
	})
}

func TestClicksAndTheWheelArriveWhereTheyWereMade(t *testing.T) {
	Tell(t, open(containing("漢字 here")), func(u *User) {
		u.Click(7, 4).Sees("clicked 7,4")
		u.ClickOn("here").Sees("clicked 5,1")
		u.ClickOn("字").Sees("clicked 2,1")
		u.Click(0, 0).Send("").Wheel(3, 3, 2).Wheel(3, 3, -1).Sees("wheeldown;wheeldown;wheelup;")
	})
}

func TestWithoutTheMouseAClickDoesNothing(t *testing.T) {
	Tell(t, open(withoutMouse), func(u *User) {
		u.Click(7, 4).Wheel(1, 1, 1).SeesNot("clicked").SeesNot("wheel")
	})
}

func TestAResizeReachesTheProgramAndTheScreen(t *testing.T) {
	Tell(t, open(containing("kept")), func(u *User) {
		u.Sees("size 40x12")
		for _, size := range [][2]int{{60, 20}, {20, 5}, {1, 1}, {200, 60}, {40, 12}} {
			u.Resize(size[0], size[1])
			if g := u.Cells(); g.Width() != size[0] || g.Height() != size[1] {
				t.Errorf("the screen is %dx%d, want %dx%d", g.Width(), g.Height(), size[0], size[1])
			}
		}
		u.Sees("kept size 40x12")
		if got := strings.Count(u.Screen(), "size"); got != 1 {
			t.Errorf("the size is on the screen %d times:\n%s", got, u.Screen())
		}
	})
}

func TestWideAndJoinedCharactersTakeTheirColumns(t *testing.T) {
	for _, c := range []struct {
		name, text string
		column     int
	}{
		{"Chinese", "漢字", 4},
		{"a family", "👩‍👩‍👧‍👦", 2},
		{"a flag", "🇸🇪", 2},
		{"a combining mark", "e\u0301a\u030a", 2},
		{"a thumb with a skin tone", "👍🏽", 2},
		{"a heart made an emoji", "❤️", 2},
		{"Swedish", "åäö", 3},
	} {
		t.Run(c.name, func(t *testing.T) {
			Tell(t, open(), func(u *User) {
				u.Type(c.text + "|")
				if got := u.Row(1); got != c.text+"|" {
					t.Errorf("row is %q, want %q", got, c.text+"|")
				}
				if got := u.Cells()[1][c.column].Text; got != "|" {
					t.Errorf("column %d holds %q, want the bar", c.column, got)
				}
				if x, _, _ := u.Cursor(); x != c.column+1 {
					t.Errorf("cursor in column %d, want %d", x, c.column+1)
				}
			})
		})
	}
}

func TestTheTerminalTellsItsBackgroundOnlyWhenItHasOne(t *testing.T) {
	dark, light := true, false
	for answer, choice := range map[string]*bool{"dark true": &dark, "dark false": &light} {
		o := open()
		o.Dark = choice
		Tell(t, o, func(u *User) { u.Sees(answer) })
	}
	Tell(t, open(), func(u *User) { u.SeesNot("dark") })
}

func TestTheProfileDecidesWhichColoursReachTheScreen(t *testing.T) {
	for profile, want := range map[colorprofile.Profile][2]string{
		colorprofile.Unknown:   {"#ff8800", "10"},
		colorprofile.TrueColor: {"#ff8800", "10"},
		colorprofile.ANSI256:   {"208", "10"},
		colorprofile.ANSI:      {"9", "10"},
		colorprofile.ASCII:     {"", ""},
	} {
		o := open()
		o.Profile = profile
		Tell(t, o, func(u *User) {
			u.Type("x")
			row := u.Cells()[0]
			if got := [2]string{row[0].FG, row[9].FG}; got != want {
				t.Errorf("with %s the heading and status are %q, want %q", profile, got, want)
			}
			if !row[0].Bold || row[9].Bold || row[0].Reverse {
				t.Errorf("with %s the heading is %+v, the status %+v", profile, row[0], row[9])
			}
		})
	}
}

func TestAProgramEndsByItselfOrWhenAsked(t *testing.T) {
	Tell(t, open(), func(u *User) {
		if u.Ended() || u.Err() != nil {
			t.Error("the program ended before anyone asked")
		}
		u.Press("ctrl+q")
		if !u.Ended() {
			t.Error("the program goes on after ctrl+q")
		}
		u.Type("nobody reads this").Send("nor this").Quit().Quit()
		if u.Err() != nil {
			t.Errorf("the program ended with %v", u.Err())
		}
	})
}

func TestAPanicInTheProgramIsTheStorysToSee(t *testing.T) {
	Tell(t, open(), func(u *User) {
		u.Press("f9")
		if !u.Ended() || !errors.Is(u.Err(), tea.ErrProgramPanic) {
			t.Errorf("ended %t with %v, want a panic", u.Ended(), u.Err())
		}
	})
}

func TestAnErrorNobodyAskedForFailsTheTest(t *testing.T) {
	Tell(t, open(), func(u *User) {
		u.Press("f9")
		said := complaint(u, u.end)
		if !strings.Contains(said, "ended with an error") {
			t.Errorf("the test said %q", said)
		}
		u.askErr = true
	})
}

func TestCleanupRunsAfterTheProgramHasEnded(t *testing.T) {
	o := open()
	calls := []string{}
	o.Cleanup = func() { calls = append(calls, "cleanup") }
	Tell(t, o, func(u *User) {
		u.Type("x") // leaves a four second timer behind
		calls = append(calls, "story")
	})
	if got := strings.Join(calls, " "); got != "story cleanup" {
		t.Errorf("calls were %q", got)
	}
}

func TestAFailureShowsTheWholeScreen(t *testing.T) {
	Tell(t, open(containing("We met\non Tuesday")), func(u *User) {
		u.Sees("met on").SeesRow("We", "met").SeesRow("on Tuesday")
		for name, f := range map[string]func(){
			"Sees":    func() { u.Sees("Wednesday") },
			"SeesNot": func() { u.SeesNot("met on") },
			"SeesRow": func() { u.SeesRow("met", "Tuesday") },
			"ClickOn": func() { u.ClickOn("Wednesday") },
		} {
			said := complaint(u, f)
			for _, part := range []string{"  1 |We met\n", "  2 |on Tuesday\n", "40x12", "cursor at 10,2 shown", `title "Notebook"`} {
				if !strings.Contains(said, part) {
					t.Errorf("%s failed with %q, which lacks %q", name, said, part)
				}
			}
		}
	})
}

func TestAScreenOfNoCellsIsRefused(t *testing.T) {
	Tell(t, open(), func(u *User) {
		if said := complaint(u, func() { u.Resize(0, 5) }); !strings.Contains(said, "at least one cell") {
			t.Errorf("resizing to nothing made the test say %q", said)
		}
	})
}

func TestAStoryNeedsAModelAndAtLeastOneCell(t *testing.T) {
	for name, o := range map[string]Options{
		"no model":       {Width: 80, Height: 24},
		"negative width": {Width: -1, Height: 24, Model: open().Model},
	} {
		u := &User{t: t}
		if said := complaint(u, func() { begin(u.t, o) }); !strings.Contains(said, "needs a model") {
			t.Errorf("%s made the test say %q", name, said)
		}
	}
}

func TestATerminalIs80By24UnlessTheStorySaysOtherwise(t *testing.T) {
	o := open()
	o.Width, o.Height = 0, 0
	Tell(t, o, func(u *User) { u.Sees("size 80x24") })
}

func TestJoinedEmojiOfTheFirstFrameAreRightOnceTheViewChanges(t *testing.T) {
	const family = "👩‍👩‍👧‍👦|"
	Tell(t, open(containing(family)), func(u *User) {
		if got := u.Cells()[1][8].Text; got != "|" {
			t.Errorf("rune by rune the bar belongs in column 8, which holds %q", got)
		}
		u.Type("x")
		if got := u.Cells()[1][2].Text; got != "|" {
			t.Errorf("joined up the bar belongs in column 2, which holds %q", got)
		}
	})
}

func TestEveryTellingOfAStoryShowsTheSameScreens(t *testing.T) {
	var first []string
	for i := range 20 {
		screens := record(t)
		if i == 0 {
			first = screens
			continue
		}
		if diff := cmp.Diff(first, screens); diff != "" {
			t.Fatalf("telling %d differs from the first:\n%s", i+1, diff)
		}
	}
}

// record tells one story with something of everything and returns what was on
// the screen after each step, styles and cursor included.
func record(t *testing.T) []string {
	t.Helper()
	dark := true
	o := open(containing("first frame: 👩‍👩‍👧‍👦 漢字|"))
	o.Dark = &dark
	var screens []string
	Tell(t, o, func(u *User) {
		steps := []func(){
			func() {}, func() { u.Type("hej 👍🏽 å") }, func() { u.Press("esc", "alt+a", "up") }, func() { u.Paste("a\nb") },
			func() { u.ClickOn("hej") }, func() { u.Wait(saveDelay) }, func() { u.Resize(30, 8) }, func() { u.Press("ctrl+q") },
		}
		for _, step := range steps {
			step()
			x, y, visible := u.Cursor()
			screens = append(screens, fmt.Sprintf("%s\n%d,%d %t %s", u.Styled(), x, y, visible, u.Title()))
		}
	})
	return screens
}
