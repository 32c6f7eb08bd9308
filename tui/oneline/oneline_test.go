package oneline_test

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
	"pgregory.net/rapid"

	"pairbook/forms"
	"pairbook/forms/lang"
	"pairbook/tui"
	"pairbook/tui/cell"
	"pairbook/tui/field"
	"pairbook/tui/keys"
	"pairbook/tui/oneline"
	"pairbook/tui/theme"
)

// plain is a line as somebody would do it by hand: letters, and where the next one goes.
type plain struct {
	text []rune
	at   int
}

func (p *plain) insert(s string) {
	p.text = slices.Insert(p.text, p.at, []rune(s)...)
	p.at += len([]rune(s))
}

func (p *plain) key(name string) {
	switch {
	case name == "backspace" && p.at > 0:
		p.at--
		p.text = slices.Delete(p.text, p.at, p.at+1)
	case name == "delete" && p.at < len(p.text):
		p.text = slices.Delete(p.text, p.at, p.at+1)
	case name == "left":
		p.at = max(p.at-1, 0)
	case name == "right":
		p.at = min(p.at+1, len(p.text))
	case name == "home":
		p.at = 0
	case name == "end":
		p.at = len(p.text)
	}
}

// understood is how the tests read a line: with an x in it there is no telling.
func understood(text string) (said string, bad bool) {
	if strings.Contains(text, "x") {
		return "no x, please", true
	}
	return "that is " + text, false
}

// asked is a question whose line is read as above; kept collects what Enter keeps.
type asked struct {
	*oneline.Ask
	kept []string
}

func ask(t testing.TB, text string) *asked {
	w, err := lang.Load(lang.English)
	if err != nil {
		t.Fatal(err)
	}
	q := &asked{}
	q.Ask = &oneline.Ask{
		Title: "A new day", Intro: "When do you meet instead?", Label: "Day", Foot: "Enter keeps it, Esc goes back.",
		Read: func(ed field.Editor) (string, bool) { return understood(ed.Text()) },
		Keep: func(ed field.Editor) tea.Cmd {
			q.kept = append(q.kept, ed.Text())
			return func() tea.Msg { return nil }
		},
	}
	q.Begin(&forms.Field{ID: "day", Kind: forms.KindShort}, text, forms.Asking{Words: w, Fill: func(t lang.Text) string { return t.In(lang.English) }})
	return q
}

func named(name string) tea.KeyPressMsg {
	codes := map[string]rune{
		"backspace": tea.KeyBackspace, "delete": tea.KeyDelete, "left": tea.KeyLeft, "right": tea.KeyRight, "home": tea.KeyHome, "end": tea.KeyEnd,
	}
	if code, ok := codes[name]; ok {
		return tea.KeyPressMsg{Code: code}
	}
	return tea.KeyPressMsg{Code: []rune(name)[0], Text: name}
}

// page draws the question and returns its lines without paint.
func page(q *asked, w, h int) (tui.Frame, string) {
	fr := tui.Frame{X: -1}
	q.Draw(&fr, w, h, theme.Mono())
	return fr, strings.Join(fr.Lines, "\n")
}

func TestTheLineHoldsWhatWasTypedAndSaysHowItIsUnderstood(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		began := rapid.StringMatching(`[a-d]{0,4}`).Draw(rt, "typed before")
		q, want := ask(t, began), &plain{}
		want.insert(began)
		for range rapid.IntRange(0, 25).Draw(rt, "steps") {
			if rapid.IntRange(0, 9).Draw(rt, "paste") == 0 {
				text := rapid.SampledFrom([]string{"ab", "two\nlines", "an x", "tab\there"}).Draw(rt, "pasted")
				q.Paste(text)
				want.insert(cell.CleanLine(text))
			} else {
				name := rapid.SampledFrom([]string{"a", "b", "x", "å", "backspace", "delete", "left", "right", "home", "end"}).Draw(rt, "key")
				q.Key(named(name))
				if len([]rune(name)) == 1 {
					want.insert(name)
				} else {
					want.key(name)
				}
			}
			text := string(want.text)
			if q.Text() != text {
				rt.Fatalf("the line is %q, want %q", q.Text(), text)
			}
			says(rt, q, text)
			enters(rt, q, text)
		}
	})
}

// between is what may stand between two words of a line that is wrapped.
var between = regexp.MustCompile(`\x1b\[[0-9;]*m|\s`)

// says checks what the page tells of the line, over however many lines.
func says(t *rapid.T, q *asked, text string) {
	_, shown := page(q, 80, 24)
	said, _ := understood(text)
	if want := text != ""; strings.Contains(between.ReplaceAllString(shown, ""), between.ReplaceAllString(said, "")) != want {
		t.Fatalf("of %q is said:\n%s", text, shown)
	}
}

// enters checks that Enter keeps the line exactly where it is understood.
func enters(t *rapid.T, q *asked, text string) {
	q.kept = nil
	cmd := q.Enter()
	_, bad := understood(text)
	if bad && (cmd != nil || q.kept != nil) {
		t.Fatalf("kept %q, which is not understood", text)
	}
	if !bad && (cmd == nil || !slices.Equal(q.kept, []string{text})) {
		t.Fatalf("of %q was kept %q", text, q.kept)
	}
}

func TestTheQuestionFitsAnyWindowWithTheCursorInIt(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		q := ask(t, rapid.StringMatching(`[a-z ]{0,120}`).Draw(rt, "text"))
		q.Intro = strings.Repeat("A long way to say what this is for. ", rapid.IntRange(0, 6).Draw(rt, "long"))
		w, h := rapid.IntRange(1, 120).Draw(rt, "w"), rapid.IntRange(1, 40).Draw(rt, "h")
		fr, shown := page(q, w, h)
		if len(fr.Lines) > h {
			rt.Fatalf("%d rows of %d:\n%s", len(fr.Lines), h, shown)
		}
		for _, l := range fr.Lines {
			if cell.Width(l) > w {
				rt.Fatalf("%q is wider than %d", l, w)
			}
		}
		if h >= 4 && w >= 8 && (fr.X < 0 || fr.X >= w || fr.Y < 0 || fr.Y >= len(fr.Lines)) {
			rt.Fatalf("the cursor is at %d,%d of %d×%d:\n%s", fr.X, fr.Y, w, h, shown)
		}
		if h >= 4 && !strings.Contains(fr.Lines[0], cell.Cut(q.Title, w)) {
			rt.Fatalf("the page does not begin with its title:\n%s", shown)
		}
	})
}

func TestAClickPutsTheCursorWhereItPoints(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		text := rapid.StringMatching(`[a-d]{1,20}`).Draw(rt, "text")
		q := ask(t, text)
		w, h := rapid.IntRange(40, 120).Draw(rt, "w"), rapid.IntRange(8, 30).Draw(rt, "h")
		fr, _ := page(q, w, h) // the cursor stands behind the last letter
		at := rapid.IntRange(0, len(text)).Draw(rt, "at")
		q.Click(fr.X-len(text)+at, fr.Y)
		q.Key(named("!"))
		if want := text[:at] + "!" + text[at:]; q.Text() != want {
			rt.Fatalf("the line is %q, want %q", q.Text(), want)
		}
	})
}

func TestTheKeysOfTheQuestionAreItsOwn(t *testing.T) {
	q, shut := ask(t, ""), 0
	q.Key(named("a"))
	press := func(name string, code rune, mod tea.KeyMod) {
		b := keys.Find(q.Bindings(func() tea.Cmd { shut++; return nil }), tea.KeyPressMsg{Code: code, Mod: mod})
		if b == nil {
			t.Fatalf("%s does nothing", name)
		}
		b.Run()
	}
	if press("ctrl+z", 'z', tea.ModCtrl); q.Text() != "" {
		t.Errorf("after undo the line is %q", q.Text())
	}
	if press("ctrl+y", 'y', tea.ModCtrl); q.Text() != "a" {
		t.Errorf("after redo the line is %q", q.Text())
	}
	if press("enter", tea.KeyEnter, 0); !slices.Equal(q.kept, []string{"a"}) {
		t.Errorf("Enter kept %q", q.kept)
	}
	if press("esc", tea.KeyEscape, 0); shut != 1 {
		t.Errorf("Esc put the question away %d times", shut)
	}
}

func TestInAnotherLanguageTheLineIsReadAnew(t *testing.T) {
	sv, err := lang.Load(lang.Swedish)
	if err != nil {
		t.Fatal(err)
	}
	q := ask(t, "ab")
	q.Read = func(field.Editor) (string, bool) { return "läst på svenska", true }
	q.Speak(forms.Asking{Words: sv, Fill: func(t lang.Text) string { return t.In(lang.Swedish) }})
	if _, shown := page(q, 60, 20); !strings.Contains(shown, "läst på svenska") || q.Text() != "ab" || q.Enter() != nil {
		t.Errorf("the line is %q:\n%s", q.Text(), shown)
	}
}
