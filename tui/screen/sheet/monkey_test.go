package sheet_test

import (
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"pairbook/tui"
	"pairbook/tui/screen/sheet"
	"pairbook/tui/tuitest"
)

var monkeyKeys = []string{
	"tab", "tab", "tab", "shift+tab", "ctrl+n", "ctrl+r", "ctrl+g", "ctrl+t", "f1", "f2", "f3", "f4", "f6", "f7", "f8", "esc",
	"ctrl+o", "ctrl+d", "alt+up", "alt+down", "ctrl+l", "ctrl+z", "ctrl+z", "ctrl+y", "ctrl+x", "ctrl+s", "ctrl+a", "ctrl+k", "ctrl+u", "ctrl+w",
	"enter", "enter", "space", "up", "down", "left", "right", "home", "end", "pgup", "pgdown", "backspace", "delete", "shift+left", "shift+up",
}

var monkeyTexts = []string{"a", "4/3", "fri", "17.30", "1,5", "x y", "日本", "👨‍👩‍👧", "e\u0301", "2", "5", "\u202e", "ö"}

// monkey does one thing at random.
func monkey(p *pen, r *rand.Rand) {
	switch n := r.IntN(20); {
	case n < 11:
		p.Press(monkeyKeys[r.IntN(len(monkeyKeys))])
	case n < 14:
		p.Type(monkeyTexts[r.IntN(len(monkeyTexts))])
	case n < 16:
		p.Click(r.IntN(80), r.IntN(23)) // not on the footer, where one can quit
	case n < 17:
		p.Wheel(r.IntN(80), r.IntN(24), r.IntN(9)-4)
	case n < 18:
		p.Resize(1+r.IntN(140), 1+r.IntN(50))
	case n < 19:
		p.Send(tea.PasteMsg{Content: nasty(r.IntN(400))})
	default:
		p.Wait(time.Duration(r.IntN(90)) * time.Second)
	}
}

// steps is how much is done to each sheet.
const steps = 80

func TestNothingAPersonDoesBreaksTheSheet(t *testing.T) {
	for i, name := range everySheet {
		t.Run(name, func(t *testing.T) {
			var page tui.Screen
			o := grabbed(name, &page)
			o.First = atHub()
			o.Desk = nil
			o.Screens[tui.SheetPage] = tuitest.Grab(sheet.New, &page)
			write(t, o, func(p *pen) {
				r := rand.New(rand.NewPCG(uint64(i), 12))
				for range steps {
					if p.Resize(80, 24); strings.Contains(p.Screen(), "THE PAIR") {
						p.Press("enter").Type(name).Press("enter")
					}
					monkey(p, r)
					if p.Ended() { // the footer has a word to quit by, too
						break
					}
				}
				if err := p.Err(); err != nil {
					t.Fatalf("the app ended: %v", err)
				}
				if page != nil {
					tuitest.Fits(t, page)
				}
			})
		})
	}
}
