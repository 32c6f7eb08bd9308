package field_test

import (
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
	"pgregory.net/rapid"

	"pairbook/forms"
	"pairbook/forms/lang"
	"pairbook/tui/cell"
	"pairbook/tui/field"
	"pairbook/tui/theme"
)

func asking(t testing.TB, l lang.Lang) forms.Asking {
	t.Helper()
	w, err := lang.Load(l)
	if err != nil {
		t.Fatal(err)
	}
	day, err := lang.ParseISO("2026-03-24")
	if err != nil {
		t.Fatal(err)
	}
	return forms.Asking{Words: w, Today: day, Fill: func(t lang.Text) string { return t.In(l) }}
}

func text(en, sv string) lang.Text {
	return lang.NewText(map[lang.Lang]string{lang.English: en, lang.Swedish: sv})
}

// rhythm is a choice whose last option takes words.
func rhythm(kind forms.Kind) *forms.Field {
	return &forms.Field{ID: "rhythm", Kind: kind, Options: []forms.Option{
		{ID: "weekly", Label: text("every week", "varje vecka")},
		{ID: "monthly", Label: text("every month", "varje månad")},
		{ID: "other", Label: text("another rhythm", "annan takt"), Detail: forms.KindShort},
	}}
}

// grouped is a multi with options inside options.
func grouped() *forms.Field {
	fd := rhythm(forms.KindMulti)
	fd.Options[0].Options = []forms.Option{
		{ID: "monday", Label: text("on Mondays, straight after the shift and before the bus", "på måndagar")},
		{ID: "friday", Label: text("on Fridays", "på fredagar"), Detail: forms.KindShort},
	}
	return fd
}

func everyField() []*forms.Field {
	all := []*forms.Field{rhythm(forms.KindChoice), rhythm(forms.KindMulti), grouped()}
	for _, kind := range []forms.Kind{
		forms.KindShort, forms.KindLong, forms.KindDate, forms.KindTime, forms.KindNumber,
		forms.KindRating, forms.KindYesNo, forms.KindSign, forms.KindAuto,
	} {
		all = append(all, &forms.Field{ID: "f", Kind: kind})
	}
	return all
}

func press(name string) tea.KeyPressMsg {
	codes := map[string]rune{
		"up": tea.KeyUp, "down": tea.KeyDown, "left": tea.KeyLeft, "right": tea.KeyRight, "home": tea.KeyHome, "end": tea.KeyEnd,
		"enter": tea.KeyEnter, "backspace": tea.KeyBackspace, "delete": tea.KeyDelete, "pgup": tea.KeyPgUp, "pgdown": tea.KeyPgDown,
	}
	if code, ok := codes[name]; ok {
		return tea.KeyPressMsg{Code: code}
	}
	if rest, ok := strings.CutPrefix(name, "ctrl+"); ok {
		return tea.KeyPressMsg{Code: rune(rest[0]), Mod: tea.ModCtrl}
	}
	if name == "space" {
		name = " "
	}
	return tea.KeyPressMsg{Code: []rune(name)[0], Text: name}
}

var everyKey = []string{
	"up", "down", "left", "right", "home", "end", "enter", "backspace", "delete", "pgup", "pgdown", "space",
	"ctrl+z", "ctrl+y", "ctrl+w", "ctrl+a", "ctrl+k", "ctrl+u", "a", "e", "o", "n", "y", "1", "3", "9", "ö", "日", "👩", "'",
}

func TestAnEditorFitsItsRoomWhateverIsDoneToIt(t *testing.T) {
	en, sv := asking(t, lang.English), asking(t, lang.Swedish)
	rapid.Check(t, func(t *rapid.T) {
		fd := rapid.SampledFrom(everyField()).Draw(t, "field")
		ed := field.New(fd, "", rapid.SampledFrom([]string{"", "other", "weekly\nother: at night", "x"}).Draw(t, "draft"), en)
		th := theme.Dark()
		for range rapid.IntRange(1, 30).Draw(t, "keys") {
			switch rapid.IntRange(0, 6).Draw(t, "what") {
			case 0:
				ed.Paste(rapid.StringN(0, 30, -1).Draw(t, "pasted"))
			case 1:
				ed.Click(rapid.IntRange(-3, 90).Draw(t, "x"), rapid.IntRange(-3, 20).Draw(t, "y"))
			case 2:
				ed.Speak(rapid.SampledFrom([]forms.Asking{en, sv}).Draw(t, "language"))
			default:
				ed.Key(press(rapid.SampledFrom(everyKey).Draw(t, "key")))
			}
			w, h := rapid.IntRange(6, 100).Draw(t, "w"), rapid.IntRange(1, 20).Draw(t, "h")
			fits(t, ed.Draw(w, h, th), w, h)
			if ed.Empty() != (ed.Text() == "") {
				t.Fatalf("Empty is %t with the text %q", ed.Empty(), ed.Text())
			}
		}
		again := field.New(fd, "", ed.Text(), en)
		if again.Text() != ed.Text() {
			t.Fatalf("as a draft %q became %q", ed.Text(), again.Text())
		}
	})
}

func fits(t *rapid.T, v field.View, w, h int) {
	if len(v.Lines) > h {
		t.Fatalf("%d lines in a room of %d×%d", len(v.Lines), w, h)
	}
	for _, l := range v.Lines {
		if cell.Width(l) > w {
			t.Fatalf("%q is wider than %d", l, w)
		}
	}
	if v.X < 0 || v.Y < 0 || v.X > w || v.Y >= max(len(v.Lines), 1) {
		t.Fatalf("the cursor is at %d,%d in a room of %d×%d", v.X, v.Y, w, len(v.Lines))
	}
}

func TestASuggestedOptionIsPointedAtAndNotChosen(t *testing.T) {
	ed := field.New(rhythm(forms.KindChoice), "", "", asking(t, lang.English))
	ed.Point("monthly")
	if v, _ := ed.Value(); v != "" || ed.Changed() {
		t.Errorf("the answer is %q before anybody chose", v)
	}
	ed.Key(press("enter"))
	if v, _ := ed.Value(); v != "monthly" {
		t.Errorf("Enter chose %q", v)
	}
	ed.Point("weekly")
	if ed.Key(press("enter")); ed.Text() != "monthly" {
		t.Errorf("a suggestion moved a choice to %q", ed.Text())
	}
}

func TestLettersOnlyMoveAmongOptions(t *testing.T) {
	for _, kind := range []forms.Kind{forms.KindChoice, forms.KindMulti} {
		for typed, want := range map[string]forms.Value{
			"e": "weekly", "ee": "monthly", "eee": "weekly", "ae": "weekly", "Every M": "monthly", "every week": "weekly", "2": "monthly", "21": "weekly",
		} {
			ed := field.New(rhythm(kind), "", "", asking(t, lang.English))
			for _, k := range strings.Split(typed, "") {
				if !ed.Key(press(k)) {
					t.Errorf("%s: %q in %q was of no use", kind, k, typed)
				}
			}
			if ed.Changed() {
				t.Errorf("%s: typing %q chose %q", kind, typed, ed.Text())
			}
			if ed.Key(press("space")); ed.Text() != string(want) {
				t.Errorf("%s: after %q Space chose %q", kind, typed, ed.Text())
			}
		}
	}
}

func TestTheSpaceInAnAnswerThatFitsNoOptionChoosesNothing(t *testing.T) {
	ed := field.New(rhythm(forms.KindChoice), "", "", asking(t, lang.English))
	ed.Key(press("e"))
	if ed.Key(press("x")) {
		t.Error("a letter that leads nowhere was of use")
	}
	if ed.Key(press("space")); ed.Changed() {
		t.Errorf("it chose %q", ed.Text())
	}
	if ed.Key(press("space")); ed.Text() != "weekly" {
		t.Errorf("Space for itself chose %q", ed.Text())
	}
}

func TestAnAnswerOfOnesOwnTypedAmongOptionsChoosesNothing(t *testing.T) {
	for _, kind := range []forms.Kind{forms.KindChoice, forms.KindMulti} {
		ed := field.New(rhythm(kind), "", "", asking(t, lang.English))
		for _, k := range strings.Split("With the support of e one else", "") {
			ed.Key(press(k))
		}
		if ed.Key(press("space")); ed.Changed() {
			t.Errorf("%s: it chose %q", kind, ed.Text())
		}
		if ed.Key(press("e")) {
			t.Errorf("%s: a letter in the middle of words was of use", kind)
		}
		ed.Key(press("down"))
		if ed.Key(press("space")); !ed.Changed() {
			t.Errorf("%s: after an arrow nothing can be chosen", kind)
		}
	}
}

func TestAFigureTakesItsPlaceInARating(t *testing.T) {
	ed := field.New(&forms.Field{Kind: forms.KindRating}, "", "", asking(t, lang.English))
	if ed.Key(press("4")); ed.Text() != "4" {
		t.Errorf("4 chose %q", ed.Text())
	}
}

func TestAnOptionWithWordsIsAnAnswerOnceItHasThem(t *testing.T) {
	ed := field.New(rhythm(forms.KindChoice), "", "", asking(t, lang.English))
	ed.Choose(2)
	if _, problem := ed.Value(); problem == nil {
		t.Error("the option was taken without its words")
	}
	for _, k := range []string{"o", "n", "space", "a"} {
		ed.Key(press(k))
	}
	if v, problem := ed.Value(); problem != nil || v != "other: on a" {
		t.Errorf("the answer is %q, %v", v, problem)
	}
}

func TestAnUntouchedAnswerIsWordedInTheNewLanguage(t *testing.T) {
	ed := field.New(&forms.Field{Kind: forms.KindDate}, "2026-06-04", "", asking(t, lang.English))
	ed.Speak(asking(t, lang.Swedish))
	if !strings.Contains(ed.Text(), "juni") || ed.Changed() {
		t.Errorf("the text is %q, changed %t", ed.Text(), ed.Changed())
	}
	ed.Key(press("a"))
	was := ed.Text()
	if ed.Speak(asking(t, lang.English)); ed.Text() != was {
		t.Errorf("what was typed became %q", ed.Text())
	}
}

func TestEnterTicksAnOptionAndGoesOnFromTheWordsBesideIt(t *testing.T) {
	ed := field.New(rhythm(forms.KindMulti), "", "", asking(t, lang.English))
	if !ed.Ticks() || !ed.Key(press("enter")) || ed.Text() != "weekly" {
		t.Errorf("Enter ticked %q", ed.Text())
	}
	if !ed.Key(press("enter")) || ed.Text() != "" {
		t.Errorf("a second Enter left %q", ed.Text())
	}
	ed.Choose(2)
	ed.Key(press("a"))
	if ed.Key(press("enter")) || ed.Text() != "other: a" {
		t.Errorf("Enter beside the words made %q of them", ed.Text())
	}
}

func TestAShortAnswerIsMarkedWhenItIsEntered(t *testing.T) {
	answers := map[forms.Kind]forms.Value{forms.KindDate: "2026-06-04", forms.KindTime: "17:00", forms.KindNumber: "60"}
	for kind, v := range answers {
		fd := &forms.Field{Kind: kind}
		typed := field.New(fd, v, "", asking(t, lang.English))
		if typed.Marked() || typed.Selection() == "" {
			t.Errorf("%s: %q is marked, by somebody %t", kind, typed.Selection(), typed.Marked())
		}
		if typed.Key(press("down")) {
			t.Errorf("%s: the mark holds an arrow back", kind)
		}
		if typed.Key(press("7")); typed.Text() != "7" {
			t.Errorf("%s: typing made %q", kind, typed.Text())
		}
		moved := field.New(fd, v, "", asking(t, lang.English))
		was := moved.Text()
		moved.Key(press("end"))
		if moved.Key(press("7")); moved.Text() != was+"7" {
			t.Errorf("%s: after a move typing made %q", kind, moved.Text())
		}
	}
}

func TestWhatIsStillBeingTypedIsNotMarked(t *testing.T) {
	for _, ed := range []field.Editor{
		field.New(&forms.Field{Kind: forms.KindDate}, "", "4 ju", asking(t, lang.English)),
		field.New(&forms.Field{Kind: forms.KindShort}, "Thursdays", "", asking(t, lang.English)),
	} {
		if ed.Selection() != "" {
			t.Errorf("%q is marked", ed.Selection())
		}
	}
}

func TestAMarkOfOnesOwnIsDroppedAndTheTextStays(t *testing.T) {
	ed := field.New(&forms.Field{Kind: forms.KindShort}, "Thursdays", "", asking(t, lang.English))
	ed.Key(press("ctrl+a"))
	if !ed.Marked() || ed.Selection() != "Thursdays" {
		t.Fatalf("%q is marked", ed.Selection())
	}
	ed.Unmark()
	if ed.Marked() || ed.Text() != "Thursdays" {
		t.Errorf("the text is %q, marked %t", ed.Text(), ed.Marked())
	}
}

func TestTheEchoOfADateIsNeverCut(t *testing.T) {
	ed := field.New(&forms.Field{Kind: forms.KindDate}, "", "31 dec", asking(t, lang.English))
	for w, want := range map[int]string{60: "= Thursday 31 December 2026", 24: "= 31 December 2026"} {
		lines := ed.Draw(w, 5, theme.Mono()).Lines
		if got := strings.TrimSpace(lines[len(lines)-1]); got != want {
			t.Errorf("in %d cells it is read back as %q, we wanted %q", w, got, want)
		}
	}
	if lines := ed.Draw(18, 5, theme.Mono()).Lines; !strings.Contains(lines[len(lines)-1], "2026") {
		t.Errorf("the year is cut: %q", lines)
	}
}
