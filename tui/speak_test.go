package tui_test

import (
	"strings"
	"testing"

	"pairbook/forms"
	"pairbook/forms/lang"
	"pairbook/tui"
	"pairbook/tui/screen"
	"pairbook/tui/story"
	"pairbook/tui/tuitest"
)

// twoPairs is a book with the sample pair and Zahra and Eva, who say in their pair sheet
// that they want theirs in Swedish.
func twoPairs(first tui.ScreenID) tuitest.Options {
	return tuitest.Options{Screens: screen.All(), First: tui.Place{Screen: first}, Fill: func(k *tuitest.Keeper) {
		var cs []forms.Change
		for field, v := range map[string]forms.Value{"mentee_name": "Zahra", "mentor_name": "Eva", "language": "sv"} {
			a := forms.Address{Sheet: forms.SheetID{Form: forms.PairForm}, Field: field, Voice: forms.Agreed}
			if at, ok := forms.SummaryAddress(field); ok {
				a = at
			}
			cs = append(cs, forms.Change{Addr: a, Value: v})
		}
		_, _ = k.Book.NewPair(cs, forms.Mentee) // the story sees it
	}}
}

// untilItSpeaks presses the language key until the page says something.
func untilItSpeaks(u *story.User, text string) {
	for range lang.All() {
		if u.Press("f6"); strings.Contains(u.Screen(), text) {
			return
		}
	}
	u.Sees(text)
}

func TestEachPairOfABookSpeaksItsOwnLanguage(t *testing.T) {
	tuitest.Tell(t, twoPairs(tui.Start), func(u *story.User, s *tuitest.Stage) {
		u.Sees("Which pair are you?").ClickOn("Amina Diallo").SeesRow("Next").Press("f1").Sees("On this page")
		u.Press("esc", "esc").ClickOn("Zahra & Eva").SeesRow("Härnäst").Press("f1").SeesNot("On this page").Press("esc")
		u.Press("esc").Sees("Which pair are you?").ClickOn("Amina Diallo").SeesRow("Next")
		untilItSpeaks(u, "La suite")
		u.Press("esc").SeesNot("Which pair are you?").ClickOn("Zahra & Eva").SeesRow("Härnäst")
		u.Press("esc").ClickOn("Amina Diallo").Sees("La suite")
		if kept := s.Book.Setting(forms.LangKey(s.Pair)) + " " + s.Book.Setting(tui.SettingLang); kept != "fr fr" {
			t.Errorf("the book keeps %q", kept)
		}
		if n := s.Book.Calls(tuitest.OpCommit); n != 0 {
			t.Errorf("to change the language made %d deeds", n)
		}
	})
}

func TestThePairSheetSaysWhichLanguageThePairSpeaks(t *testing.T) {
	var p *probe
	language := forms.Address{Sheet: forms.SheetID{Form: forms.PairForm}, Field: "language", Voice: forms.Agreed}
	tuitest.Tell(t, probed(&p), func(u *story.User, s *tuitest.Stage) {
		untilItSpeaks(u, "f1 aide")
		u.Send(says(language, "sv")).Sees("f1 hjälp").Send(says(language, "")).Sees("f1 hjälp")
		u.Send(opens(secondPair(t, s.Book))).Sees("f1 aide").Press("f6").SeesNot("f1 aide") // the book's last, and then its own
		u.Send(opens(s.Pair)).Sees("f1 hjälp")
	})
}

func TestALanguageThatWasAskedForIsSpokenEverywhere(t *testing.T) {
	o := twoPairs(tui.Start)
	o.Asked = true
	tuitest.Tell(t, o, func(u *story.User, s *tuitest.Stage) {
		u.ClickOn("Zahra & Eva").SeesRow("Next").Press("esc").Sees("Which pair are you?")
		if kept := s.Book.Setting(tui.SettingLang); kept != "" {
			t.Errorf("the book keeps %q", kept)
		}
		u.ClickOn("Zahra & Eva").SeesRow("Next").Press("f6").Press("esc").SeesNot("Which pair are you?")
	})
}
