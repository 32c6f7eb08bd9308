package tui_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
	"pgregory.net/rapid"

	"pairbook/forms/lang"
	"pairbook/tui"
	"pairbook/tui/cell"
	"pairbook/tui/keys"
	"pairbook/tui/screen"
	"pairbook/tui/story"
	"pairbook/tui/tuitest"
)

// strokes draws what a cat on the keyboard does.
func strokes() *rapid.Generator[[]string] {
	return rapid.SliceOfN(rapid.SampledFrom([]string{
		"tab", "shift+tab", "up", "down", "left", "right", "enter", "enter", "esc", "pgup", "pgdown", "home", "end", "space", "backspace",
		"f1", "f2", "f3", "f4", "f5", "f6", "f7", "f8", "f9", "ctrl+a", "ctrl+b", "ctrl+d", "ctrl+g", "ctrl+l", "ctrl+n", "ctrl+o", "ctrl+r",
		"ctrl+s", "ctrl+t", "ctrl+x", "ctrl+y", "ctrl+z", "type", "type", "paste", "click", "click", "wheel", "size", "size",
	}), 60, 90)
}

func stroke(u *story.User, seed int, s string) {
	n := seed*7919 + len(s)*31
	switch s {
	case "type":
		u.Type([]string{"Amina", "漢字 👩‍👩‍👧", "4 march", "e\u0301\u0301 \u202ex"}[n%4])
	case "paste":
		u.Paste("one\ttwo\n\x1b[31mthree\x00 " + strings.Repeat("é", n%300))
	case "click":
		if y := n % 30; y >= u.Cells().Height() || !strings.Contains(u.Row(y), "ctrl+q") { // a button that ends the app
			u.Click(n%90, y)
		}
	case "wheel":
		u.Wheel(n%80, n%24, n%9-4)
	case "size":
		u.Resize(1+n%150, 1+n%50)
	default:
		u.Press(s)
	}
}

// onTheLineThatQuits: help is a menu, and one of its lines ends the app. In a window
// that is too small nobody sees which line it is.
func onTheLineThatQuits(u *story.User) bool {
	if g := u.Cells(); g.Width() < tui.MinWidth || g.Height() < tui.MinHeight {
		return true
	}
	_, y, shown := u.Cursor()
	return shown && strings.Contains(u.Row(y), "ctrl+q")
}

func TestWhateverIsPressedTheScreenStaysWhole(t *testing.T) {
	for seed := range 24 {
		at := places[seed%len(places)]
		o := tuitest.Options{Screens: screen.All(), First: at, Lang: lang.All()[seed%len(lang.All())], Theme: "dark", Fill: follows("union_local")}
		tuitest.Tell(t, o, func(u *story.User, s *tuitest.Stage) {
			script := strokes().Example(seed)
			for i, key := range script {
				if key == "enter" && onTheLineThatQuits(u) {
					continue
				}
				stroke(u, seed+i, key)
				g := u.Cells()
				for y, l := range strings.Split(u.Drawn(), "\n") {
					if y >= g.Height() || cell.Width(l) > g.Width() {
						t.Fatalf("%s, seed %d: after %v row %d runs over %d×%d: %q", at.Screen, seed, script[:i+1], y, g.Width(), g.Height(), l)
					}
				}
				if u.Ended() {
					t.Fatalf("%s, seed %d: the program ended after %v", at.Screen, seed, script[:i+1])
				}
			}
			if u.Resize(80, 24); strings.Contains(u.Screen(), "\n  pairbook\n") {
				u.Press("enter") // nothing else is done under the curtain
			}
			u.Press("ctrl+q")
			if u.Press("ctrl+q"); !u.Ended() {
				t.Fatalf("%s, seed %d: the program cannot be left after %v", at.Screen, seed, script)
			}
		})
	}
}

func TestEveryBindingHasAnAllowedKeyAndANameInEveryLanguage(t *testing.T) {
	forbidden := []string{"ctrl+i", "ctrl+m", "ctrl+[", "ctrl+h", "ctrl+j"} // plain terminals send tab, enter, esc, backspace for them
	for _, at := range places {
		var made tui.Screen
		o := tuitest.Options{Screens: screen.All(), First: at}
		o.Screens[at.Screen] = tuitest.Grab(o.Screens[at.Screen], &made)
		var desk *tui.Desk
		o.Desk = func(d *tui.Desk) { desk = d }
		tuitest.Tell(t, o, func(u *story.User, s *tuitest.Stage) {
			for _, press := range []string{"", "down", "enter"} {
				if press != "" {
					u.Press(press)
				}
				checkBindings(t, string(at.Screen), forbidden, made.Bindings())
				checkBindings(t, "everywhere", forbidden, desk.Everywhere())
			}
		})
	}
}

func checkBindings(t *testing.T, where string, forbidden []string, bs []keys.Binding) {
	t.Helper()
	taken := map[string]string{}
	for _, b := range bs {
		for _, l := range lang.All() {
			w, err := lang.Load(l)
			if err != nil {
				t.Fatal(err)
			}
			if !w.Has(b.Name) || b.Blocked() != "" && !w.Has(b.Blocked()) {
				t.Errorf("%s: %q or its reason %q has no words in %s", where, b.Name, b.Blocked(), l)
			}
		}
		for _, k := range b.Keys {
			if slices.Contains(forbidden, k) {
				t.Errorf("%s: %s cannot be told from another key", where, k)
			}
			if other := taken[k]; other != "" && b.Blocked() == "" {
				t.Errorf("%s: %s is both %s and %s", where, k, other, b.Name)
			}
			if b.Blocked() == "" {
				taken[k] = b.Name
			}
		}
	}
}

func TestAMouseFarOutsideTheWindowDoesNoHarm(t *testing.T) {
	tuitest.Tell(t, tuitest.Options{Screens: screen.All(), First: tui.Place{Screen: tui.PairPage}}, func(u *story.User, s *tuitest.Stage) {
		for _, at := range [][2]int{{-1, -1}, {0, 0}, {79, 23}, {500, 500}, {3, 900}} {
			u.Send(tea.MouseClickMsg{X: at[0], Y: at[1], Button: tea.MouseLeft}).Send(tea.MouseWheelMsg{X: at[0], Y: at[1], Button: tea.MouseWheelUp})
		}
		u.SeesRow("Next")
		if got := fmt.Sprint(u.Ended()); got != "false" {
			t.Errorf("ended: %s", got)
		}
	})
}
