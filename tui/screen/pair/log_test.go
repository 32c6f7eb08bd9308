package pair_test

import (
	"strconv"
	"strings"
	"testing"

	"pairbook/forms"
	"pairbook/forms/lang"
	"pairbook/tui"
	"pairbook/tui/screen"
	"pairbook/tui/screen/pair"
	"pairbook/tui/story"
	"pairbook/tui/tuitest"
)

func home(l lang.Lang) tuitest.Options {
	return tuitest.Options{Screens: screen.All(), First: tui.Place{Screen: tui.PairPage}, Lang: l}
}

// contacts are the rows of the contact log as the book holds them.
func contacts(t *testing.T, s *tuitest.Stage) []forms.Row {
	t.Helper()
	rec, _, err := s.Book.Load(s.Pair)
	if err != nil {
		t.Fatal(err)
	}
	return rec.Rows(forms.Address{Sheet: forms.Register("contacts"), Field: "contacts", Voice: forms.Agreed})
}

func TestAContactIsNotedInOneLineAndReadBackBeforeItIsKept(t *testing.T) {
	for l, x := range map[lang.Lang][2]string{
		lang.English: {"yesterday phone 25 min about the budget", "23 March 2026 · phone · 25 minutes · about the budget"},
		lang.Swedish: {"igår telefon 25 min om budgeten", "23 mars 2026 · telefon · 25 minuter · om budgeten"},
		lang.French:  {"hier téléphone 25 min au sujet du budget", "23 mars 2026 · téléphone · 25 minutes"},
	} {
		tuitest.Tell(t, home(l), func(u *story.User, s *tuitest.Stage) {
			u.Press("ctrl+o").Type(x[0]).Sees(x[1])
			if n := len(contacts(t, s)); n != 0 {
				t.Fatalf("%s: %d contacts are kept before Enter", l, n)
			}
			u.Press("enter")
			if n := len(contacts(t, s)); n != 1 {
				t.Fatalf("%s: %d contacts are kept", l, n)
			}
			u.Press("ctrl+z")
			if n := len(contacts(t, s)); n != 0 {
				t.Errorf("%s: undo leaves %d contacts", l, n)
			}
		})
	}
}

func TestALineThatSaysNothingIsNotKeptAndSaysWhy(t *testing.T) {
	tuitest.Tell(t, home(lang.English), func(u *story.User, s *tuitest.Stage) {
		u.Press("ctrl+o").Type("tomorrow phone").Press("enter").SeesRow("tomorrow phone")
		if n := len(contacts(t, s)); n != 0 {
			t.Errorf("%d contacts of a day to come are kept", n)
		}
		u.Press("ctrl+u").Type("phone 10 min").Press("ctrl+z").Press("ctrl+u", "enter").Sees("In one line")
	})
}

func TestALineThatIsPutAsideIsThereAgain(t *testing.T) {
	tuitest.Tell(t, home(lang.English), func(u *story.User, s *tuitest.Stage) {
		u.Press("ctrl+o").Type("phone 31 min").Press("esc").SeesNot("phone 31 min").Press("ctrl+o").SeesRow("phone 31 min").Press("f6").SeesRow("phone 31 min").Press("enter")
		if n := len(contacts(t, s)); n != 1 {
			t.Errorf("%d contacts are kept", n)
		}
		u.Press("ctrl+o").SeesNot("phone 31 min")
	})
}

func TestAContactThatIsThereAlreadyIsKeptWhenEnterIsPressedOnceMore(t *testing.T) {
	tuitest.Tell(t, home(lang.English), func(u *story.User, s *tuitest.Stage) {
		u.Press("ctrl+o").Type("yesterday phone 25 min about the budget").SeesNot("already kept").Press("enter")
		u.Press("ctrl+o").Type("yesterday phone about the budget again").Sees("already kept").Press("enter").Sees("once more")
		if n := len(contacts(t, s)); n != 1 {
			t.Fatalf("%d contacts are kept before the second Enter", n)
		}
		u.Type(" and again").Press("enter")
		if n := len(contacts(t, s)); n != 1 {
			t.Fatalf("%d contacts are kept: a line that was changed is said again", n)
		}
		u.Press("enter").Sees("Noted")
		if n := len(contacts(t, s)); n != 2 {
			t.Errorf("%d contacts are kept", n)
		}
	})
}

func TestTheLineForAContactFitsAtEverySize(t *testing.T) {
	for _, l := range lang.All() {
		var made tui.Screen
		o := home(l)
		o.Screens[tui.PairPage] = tuitest.Grab(pair.New, &made)
		tuitest.Tell(t, o, func(u *story.User, s *tuitest.Stage) {
			u.Press("ctrl+o").Type(strings.Repeat("phone 25 min about the budget ", 8))
			tuitest.Fits(t, made)
		})
	}
}

func TestTheLineForAContactLooksRight(t *testing.T) {
	typed := map[lang.Lang]string{
		lang.English: "yesterday phone 25 min about the budget", lang.Swedish: "igår telefon 25 min om budgeten",
		lang.French: "hier téléphone 25 min au sujet du budget",
	}
	for l, text := range typed {
		for _, size := range [][2]int{{40, 10}, {80, 24}, {120, 40}} {
			o := home(l)
			o.Width, o.Height, o.Theme = size[0], size[1], "dark"
			tuitest.Tell(t, o, func(u *story.User, s *tuitest.Stage) {
				u.Press("ctrl+o").Type(text)
				story.Golden(t, "log-"+sizes(size)+"-"+string(l), tuitest.Body(u).Styled())
			})
		}
	}
}

func sizes(s [2]int) string { return strconv.Itoa(s[0]) + "x" + strconv.Itoa(s[1]) }
