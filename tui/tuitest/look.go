package tuitest

import (
	"fmt"
	"testing"

	"pairbook/forms/lang"
	"pairbook/tui"
	"pairbook/tui/cell"
	"pairbook/tui/story"
)

// Body returns what the screen itself shows: the rows between the app's header
// and its footer, as tall as the app gives them.
func Body(u *story.User) story.Grid {
	g := u.Cells()
	const roomy = 14 // as in tui: from here on a rule and a line for notes
	switch h := g.Height(); {
	case h >= roomy:
		return g[2 : h-2]
	case h > 2:
		return g[1 : h-1]
	}
	return nil
}

// Looks compares what a screen shows with golden files, named name-WxH-lang-theme,
// in both languages, dark and mono, in a small and in the usual window. act brings
// the screen there; it may be nil.
func Looks(t *testing.T, name string, o Options, act func(u *story.User, s *Stage)) {
	t.Helper()
	for _, size := range [][2]int{{40, 10}, {80, 24}} {
		for _, l := range []lang.Lang{lang.English, lang.Swedish} {
			for _, theme := range []string{"dark", "mono"} {
				file := fmt.Sprintf("%s-%dx%d-%s-%s", name, size[0], size[1], l, theme)
				t.Run(file, func(t *testing.T) {
					o := o
					o.Width, o.Height, o.Lang, o.Theme = size[0], size[1], l, theme
					Tell(t, o, func(u *story.User, s *Stage) {
						if act != nil {
							act(u, s)
						}
						story.Golden(t, file, Body(u).Styled())
					})
				})
			}
		}
	}
}

// Grab returns a maker that also hands out the screen it makes.
func Grab(mk tui.Maker, out *tui.Screen) tui.Maker {
	return func(d *tui.Desk, at tui.Place) tui.Screen {
		*out = mk(d, at)
		return *out
	}
}

// Fits draws a screen in windows from 1 × 1 to 120 × 50 and fails the test where
// a line is too wide, there are too many, or the cursor stands outside.
func Fits(t testing.TB, s tui.Screen) {
	t.Helper()
	for _, w := range []int{1, 2, 3, 5, 8, 13, 20, 28, 31, 38, 45, 55, 59, 66, 73, 78, 90, 105, 118, 120, 218} {
		for _, h := range []int{1, 2, 3, 4, 5, 6, 8, 11, 14, 20, 27, 36, 50, 66} {
			fits(t, s.Draw(w, h), w, h)
		}
	}
}

func fits(t testing.TB, fr tui.Frame, w, h int) {
	t.Helper()
	if len(fr.Lines) > h {
		t.Fatalf("%d lines in a window of %d×%d", len(fr.Lines), w, h)
	}
	for i, l := range fr.Lines {
		if got := cell.Width(l); got > w {
			t.Fatalf("line %d is %d cells wide in a window of %d×%d: %q", i, got, w, h, l)
		}
	}
	if fr.X >= 0 && (fr.X >= w || fr.Y < 0 || fr.Y >= h) {
		t.Fatalf("the cursor is at %d,%d in a window of %d×%d", fr.X, fr.Y, w, h)
	}
}
