package sheet_test

import (
	"slices"
	"strings"
	"testing"

	"pairbook/forms"
	"pairbook/forms/lang"
	"pairbook/tui"
	"pairbook/tui/screen/sheet"
	"pairbook/tui/story"
	"pairbook/tui/tuitest"
)

// everySheet is one sheet of every form.
var everySheet = []string{
	"pair", "planning_worksheet", "contract", "meeting/2", "between",
	"feedback_each/mentee", "feedback_each/mentor", "feedback_together", "next_steps",
}

// grabbed is a story's beginning that also hands out the page it is about.
func grabbed(name string, page *tui.Screen) tuitest.Options {
	o := onSheet(name, "")
	o.Fill = halfAYear
	o.Desk = func(d *tui.Desk) { d.Reader = forms.Reader{Hand: forms.Mentee, Alone: true} }
	if strings.HasSuffix(name, "mentor") {
		o.Desk = func(d *tui.Desk) { d.Reader = forms.Reader{Hand: forms.Mentor, Alone: true} }
	}
	o.Screens = screens()
	o.Screens[tui.SheetPage] = tuitest.Grab(sheet.New, page)
	return o
}

func TestEveryPlaceOfEverySheetFitsIntoEveryWindow(t *testing.T) {
	for i, name := range everySheet {
		t.Run(name, func(t *testing.T) {
			var page tui.Screen
			o := grabbed(name, &page)
			if i%2 == 1 {
				o.Lang = lang.Swedish
			}
			tuitest.Tell(t, o, func(u *story.User, _ *tuitest.Stage) {
				u.Press("f2") // with examples: as much as there can be
				u.Press("pgup", "pgup", "pgup", "pgup", "pgup", "pgup", "pgup", "pgup", "pgup", "pgup")
				for n, last := 0, ""; n < 150; n++ {
					now := u.Screen()
					if now == last {
						break
					}
					last = now
					u.Press("tab")
					if n%9 == 0 {
						tuitest.Fits(t, page)
						u.Resize(79, 24).Resize(80, 24)
					}
				}
			})
		})
	}
}

func TestTheListsFitIntoEveryWindow(t *testing.T) {
	for _, key := range []string{"ctrl+r", "ctrl+g"} {
		var page tui.Screen
		tuitest.Tell(t, grabbed("contract", &page), func(u *story.User, _ *tuitest.Stage) {
			u.Press(key).Press("pgdown")
			tuitest.Fits(t, page)
			u.Type("日本語 that nobody asks about, at some length, to be sure that it is cut")
			tuitest.Fits(t, page)
		})
	}
}

func TestTheKeysAreAlwaysInSight(t *testing.T) {
	for _, size := range [][2]int{{40, 10}, {60, 20}, {80, 24}, {120, 40}} {
		o := onSheet("meeting/2", "")
		o.Fill, o.Width, o.Height = halfAYear, size[0], size[1]
		tuitest.Tell(t, o, func(u *story.User, _ *tuitest.Stage) {
			for range 70 {
				u.Press("tab")
				if _, _, shown := u.Cursor(); !shown {
					t.Fatalf("the cursor is out of sight on\n%s", u.Screen())
				}
			}
		})
	}
}

// takenByTerminals are keys that a plain terminal sends for another one.
var takenByTerminals = []string{"ctrl+i", "ctrl+m", "ctrl+[", "ctrl+h", "ctrl+j"}

func TestEveryKeyHasANameAndOneMeaning(t *testing.T) {
	var page tui.Screen
	tuitest.Tell(t, grabbed("planning_worksheet", &page), func(u *story.User, _ *tuitest.Stage) {
		check := func(state string) {
			taken := map[string]string{}
			for _, b := range page.Bindings() {
				for _, l := range lang.All() {
					w, err := lang.Load(l)
					if err != nil || !w.Has(b.Name) {
						t.Errorf("%s: %s has no name in %s", state, b.Name, l)
					}
					if why := b.Blocked(); why != "" && !w.Has(why) {
						t.Errorf("%s: %s has no words in %s", state, why, l)
					}
				}
				for _, k := range b.Keys {
					if other := taken[k]; other != "" {
						t.Errorf("%s: %s is both %s and %s", state, k, other, b.Name)
					}
					taken[k] = b.Name
					if slices.Contains(takenByTerminals, k) {
						t.Errorf("%s: %s is not a key of its own on a plain terminal", state, k)
					}
				}
			}
		}
		check("a group")
		u.Press("ctrl+g").Type("what do we want")
		check("a list")
		u.Press("enter")
		check("a row")
		u.Press("ctrl+r")
		check("what is left")
	})
}
