package sheet_test

import (
	"errors"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"pairbook/forms"
	"pairbook/tui/tuitest"
)

// when is the question that the stories about saving type at.
var when = forms.Address{Sheet: forms.SheetID{Form: forms.ContractForm}, Field: "ct_when", Voice: forms.Agreed}

func (p *pen) draft() string { return p.stage.Book.Drafts(p.stage.Pair)[when] }

func (p *pen) answer() forms.Value { return p.stage.Book.Value(p.stage.Pair, when) }

func TestTheHeaderSaysWhetherWordsAreSafe(t *testing.T) {
	write(t, onSheet("contract", "ct_when"), func(p *pen) {
		p.Type("Thursdays").SeesRow("typing …")
		if p.draft() != "" {
			t.Error("the text was kept before anybody could have paused")
		}
		p.Wait(time.Second)
		if p.draft() != "Thursdays" || p.answer() != "" {
			t.Errorf("after a second the draft is %q and the answer %q", p.draft(), p.answer())
		}
		p.SeesRow("saved 09:00").Press("tab")
		if p.draft() != "" || p.answer() != "Thursdays" {
			t.Errorf("after leaving the draft is %q and the answer %q", p.draft(), p.answer())
		}
	})
}

func TestAfterAMinutesRestTheTextIsAnAnswerAndTheCursorStays(t *testing.T) {
	write(t, onSheet("contract", "ct_when"), func(p *pen) {
		p.Type("Thursdays at five").Press("home")
		x, y, _ := p.Cursor()
		p.Wait(70 * time.Second)
		if p.answer() != "Thursdays at five" {
			t.Errorf("the answer is %q", p.answer())
		}
		if nx, ny, _ := p.Cursor(); nx != x || ny != y {
			t.Errorf("the cursor went from %d,%d to %d,%d", x, y, nx, ny)
		}
		p.Type("All ").Press("tab")
		if p.answer() != "All Thursdays at five" {
			t.Errorf("the answer is %q", p.answer())
		}
	})
}

func TestCtrlSSavesAtOnceAndTheCursorStays(t *testing.T) {
	write(t, onSheet("contract", "ct_when"), func(p *pen) {
		p.Type("Thursdays").Press("home", "ctrl+s").SeesRow("saved 09:00")
		if p.answer() != "Thursdays" {
			t.Errorf("the answer is %q", p.answer())
		}
		p.Type("All ").Press("tab")
		if p.answer() != "All Thursdays" {
			t.Errorf("the answer is %q", p.answer())
		}
	})
}

func TestAFailedSaveIsSaidInWordsAndCanBeTriedAgain(t *testing.T) {
	write(t, onSheet("contract", "ct_when"), func(p *pen) {
		p.stage.Book.Fail(tuitest.OpCommit, errors.New("the disk is full"))
		p.Type("Thursdays").Press("tab").SeesRow("NOT SAVED").Sees("the disk is full").SeesRow("Thursdays")
		p.Type("60").SeesRow("NOT SAVED").SeesRow("Thursdays")
		p.stage.Book.Fail(tuitest.OpCommit, nil)
		p.Press("ctrl+s").SeesRow("saved 09:00")
		if p.answer() != "Thursdays" {
			t.Errorf("the answer is %q", p.answer())
		}
	})
}

func TestTheLanguageChangesInTheMiddleOfAWord(t *testing.T) {
	write(t, onSheet("contract", "ct_when"), func(p *pen) {
		p.Type("Thursdays").Press("left", "left")
		p.Press("f6", "f6").Sees("Vanlig dag och tid").SeesRow("Thursdays")
		p.Type("!").Press("tab")
		if p.answer() != "Thursda!ys" {
			t.Errorf("the answer is %q", p.answer())
		}
		p.Press("f6").Sees("Usual day and time")
	})
	write(t, onSheet("planning_worksheet", "pw_review_date"), func(p *pen) {
		p.Press("ctrl+t").SeesRow("2 September 2026").Press("tab", "shift+tab", "f6").SeesRow("2 septembre 2026").Press("f6").SeesRow("2 september 2026")
		p.Press("tab").holds("planning_worksheet", "pw_review_date", "", forms.Agreed, "2026-09-02")
	})
	write(t, onSheet("contract", "ct_frequency"), func(p *pen) {
		p.Press("down", "f6", "f6").SeesRow("varje månad").SeesNot("every month").Press("space")
		p.holds("contract", "ct_frequency", "", forms.Agreed, "six_weeks")
	})
}

func TestWhatOneTypedStaysTheirsWhenTheOtherTakesTheKeyboard(t *testing.T) {
	write(t, onSheet("contract", "ct_when"), func(p *pen) {
		p.Type("Thursdays").Press("f3").SeesRow("Per types").SeesRow("Thursdays")
		p.Type(" at five").Press("tab")
		revs, err := p.stage.Book.History(p.stage.Pair, func(a forms.Address) bool { return a == when })
		if err != nil || len(revs) != 2 {
			t.Fatalf("the history is %v, %v", revs, err)
		}
		if revs[0].Author != forms.Mentee || revs[0].Value != "Thursdays" || revs[1].Author != forms.Mentor {
			t.Errorf("the history is %+v", revs)
		}
	})
}

func TestTheWindowMayChangeWhileOneTypes(t *testing.T) {
	write(t, onSheet("contract", "ct_when"), func(p *pen) {
		var want strings.Builder
		for w := 1; w <= 220; w += 7 {
			for _, h := range []int{1, 5, 10, 24, 70} {
				p.Resize(w, h)
			}
			p.Type("a")
			want.WriteByte('a')
		}
		p.Resize(80, 24).Press("tab")
		if string(p.answer()) != want.String() {
			t.Errorf("the answer is %q", p.answer())
		}
	})
}

// nasty is what a clipboard can hold.
func nasty(n int) string {
	piece := "Vi möts 👨‍👩‍👧 på torsdag\x1b[31m\x00\u202e\r\nnästa rad\x07\t日本語 \x1b]0;title\x07"
	return strings.Repeat(piece, n/len(piece)+1)
}

func TestAPasteOfAHundredThousandBytesDoesNoHarm(t *testing.T) {
	for _, field := range []string{"ct_needs_goals", "ct_when", "ct_frequency", "ct_length", "ct_joint_activities"} {
		t.Run(field, func(t *testing.T) {
			write(t, onSheet("contract", field), func(p *pen) {
				p.Send(tea.PasteMsg{Content: nasty(100_000)})
				for _, r := range p.Screen() {
					if r == 0x1b || r == 0 || r == 0x202e || r == 0x07 {
						t.Fatalf("%U is on the screen", r)
					}
				}
				p.Type("x").Press("tab")
				p.Sees("Working contract").Press("ctrl+g").Send(tea.PasteMsg{Content: nasty(100_000)})
				p.Press("esc", "ctrl+r").Sees("What is left")
			})
		})
	}
}

func TestALongPasteIsKeptWhole(t *testing.T) {
	write(t, onSheet("contract", "ct_needs_goals"), func(p *pen) {
		text := strings.TrimSpace(strings.Repeat("Målet är att våga tala inför folk. 日本\n", 2000))
		p.Send(tea.PasteMsg{Content: text})
		p.Press("tab")
		a := forms.Address{Sheet: when.Sheet, Field: "ct_needs_goals", Voice: forms.Agreed}
		if got := p.stage.Book.Value(p.stage.Pair, a); string(got) != text {
			t.Errorf("the answer has %d bytes, we pasted %d", len(got), len(text))
		}
	})
}

func TestARestCountsAlsoAfterHelpWasOpen(t *testing.T) {
	write(t, onSheet("contract", "ct_when"), func(p *pen) {
		p.Type("Thurs").Press("f1").Wait(2 * time.Minute)
		p.Press("esc").Type("days").Wait(2 * time.Minute)
		if p.answer() != "Thursdays" {
			t.Errorf("the answer is %q", p.answer())
		}
	})
}
