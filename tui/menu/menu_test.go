package menu_test

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"pairbook/tui"
	"pairbook/tui/cell"
	"pairbook/tui/menu"
	"pairbook/tui/scroll"
	"pairbook/tui/theme"
)

func TestTheChoiceAtHandIsSeenAtEverySize(t *testing.T) {
	th, top := theme.Mono(), 0
	rapid.Check(t, func(t *rapid.T) {
		w, h := rapid.IntRange(6, 100).Draw(t, "w"), rapid.IntRange(1, 30).Draw(t, "h")
		n := rapid.IntRange(1, 9).Draw(t, "choices")
		at, notes := rapid.IntRange(0, n-1).Draw(t, "at"), rapid.Bool().Draw(t, "notes")
		p := menu.New(w, h)
		p.Prose(scroll.None, "Looking here leaves no trace.", 0, theme.Style{})
		p.Gap()
		for i := range n {
			note := strings.Repeat("what it means ", rapid.IntRange(0, 6).Draw(t, "note"))
			p.Choose(th, i, menu.Choice{Label: "Take a pause", Note: note, Mark: theme.Done}, i == at, notes || i == at)
		}
		var on []int
		fr := tui.Frame{X: -1}
		top, on = p.Window(&fr, top, at)
		if len(fr.Lines) > h || len(fr.Lines) != len(on) || fr.X != 0 || on[fr.Y] != at || !strings.Contains(fr.Lines[fr.Y], theme.Here) {
			t.Fatalf("choice %d is not seen, the cursor is at %d,%d:\n%s", at, fr.X, fr.Y, strings.Join(fr.Lines, "\n"))
		}
		for _, l := range fr.Lines {
			if cell.Width(l) > w {
				t.Fatalf("%q is wider than %d", l, w)
			}
		}
	})
}
