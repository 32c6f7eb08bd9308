package tui_test

import (
	"strings"
	"testing"

	"pairbook/forms"
	"pairbook/forms/catalog"
	"pairbook/forms/lang"
	"pairbook/tui"
	"pairbook/tui/screen"
	"pairbook/tui/story"
	"pairbook/tui/tuitest"
)

// marker stands in every answer that is Amina's own.
const marker = "Xyzzy"

// hidden answers every question that is the mentee's own or sealed, in text,
// options apart: their words are the form's.
func hidden(t *testing.T) func(k *tuitest.Keeper) {
	lib, err := catalog.Load()
	if err != nil {
		t.Fatal(err)
	}
	goal := forms.Address{Sheet: forms.Register("goals"), Field: "goals", Voice: forms.Agreed}.InRow("row1")
	return func(k *tuitest.Keeper) {
		follows("union_local")(k)
		k.Says(goal.At(forms.PartOrder), "1").Says(goal.At("goal"), "Chair a meeting")
		n := 0
		for _, f := range lib.Forms {
			id := forms.SheetID{Form: f.ID}
			switch f.Copies {
			case forms.CopiesEach:
				id.Of = forms.Mentee
			case forms.CopiesNumbered:
				id.Number = 1
			}
			for _, sec := range f.Sections {
				for _, fd := range sec.Fields {
					if fd.Seen == forms.SeenPair || fd.Seen == "" {
						continue
					}
					at := forms.Address{Sheet: id, Field: fd.ID, Voice: forms.Mentee}
					switch fd.Kind {
					case forms.KindLong, forms.KindShort:
						k.Says(at, marker)
						n++
					case forms.KindRows:
						for _, col := range fd.Columns {
							if col.Kind == forms.KindShort && !col.Shared {
								k.Says(at.InRow("row1").At(col.ID), marker)
							}
						}
					}
				}
			}
		}
		if n < 5 {
			t.Errorf("only %d answers are hidden: the test looks at too little", n)
		}
	}
}

// walker goes through screens and reads all it sees.
type walker struct {
	t *testing.T
	u *story.User
	n int
}

func (w *walker) look(where string) {
	w.t.Helper()
	w.n++
	if text := w.u.Screen(); strings.Contains(text, marker) || strings.Contains(w.u.Title(), marker) {
		w.t.Fatalf("%s shows what is Amina's own:\n%s", where, text)
	}
}

// pages reads a screen from its top to its end.
func (w *walker) pages(where string) {
	w.t.Helper()
	last := ""
	for range 30 {
		w.look(where)
		if w.u.Screen() == last {
			return
		}
		last = w.u.Screen()
		w.u.Press("pgdown")
	}
}

func (w *walker) walk(pair forms.PairID, at tui.Place) {
	w.t.Helper()
	at.Pair = pair
	name := string(at.Screen) + " " + at.Sheet.String()
	w.u.Send(tui.Go(at)())
	w.pages(name)
	if at.Screen == tui.SheetPage {
		for _, key := range []string{"ctrl+r", "ctrl+g"} {
			w.u.Press(key)
			w.pages(name + " " + key)
			w.u.Press("esc")
		}
		for _, key := range []string{"ctrl+v", "f2"} {
			w.u.Press(key)
			w.look(name + " " + key)
		}
	}
	for _, key := range []string{"f5", "f9", "f1"} {
		w.u.Press(key)
		w.pages(name + " " + key)
		w.u.Press("tab", "enter")
		w.look(name + " " + key + " tab enter")
		w.u.Send(tui.Go(at)()) // whatever that did: from the beginning
	}
}

func TestNothingOfAminasOwnIsSeenByPerOrByBothAnywhere(t *testing.T) {
	for _, l := range lang.All() {
		o := tuitest.Options{Screens: screen.All(), First: tui.Place{Screen: tui.PairPage}, Lang: l, Fill: hidden(t)}
		tuitest.Tell(t, o, func(u *story.User, s *tuitest.Stage) {
			w := &walker{t: t, u: u}
			u.Send(tui.Go(tui.Place{Screen: tui.Evaluation, Pair: s.Pair})()).Press("enter", "enter").Sees(marker).Type(marker).Press("esc")
			w.look("the evaluation") // and what was typed a moment ago
			hands := []string{"together as Amina", "together as Per"}
			if l != lang.English {
				hands = hands[1:]
				u.Press("f3")
			}
			for _, hand := range hands {
				for _, at := range everyPlace() {
					w.walk(s.Pair, at)
				}
				t.Logf("%s %s: %d screens read", l, hand, w.n)
				u.Press("f3")
				w.look(hand)
			}
		})
	}
}

func TestNothingOfAminasOwnIsSeenByPerAlone(t *testing.T) {
	o := tuitest.Options{Screens: screen.All(), First: tui.Place{Screen: tui.PairPage}, Fill: hidden(t)}
	tuitest.Tell(t, o, func(u *story.User, s *tuitest.Stage) {
		w := &walker{t: t, u: u}
		u.Press("f3").Send(tui.Go(tui.Place{Screen: tui.Evaluation, Pair: s.Pair})()).Press("down", "enter", "enter").SeesRow("alone", "Per types")
		w.pages("Per's copy")
		for _, id := range []forms.SheetID{forms.Meeting(1), copyOf(forms.Mentee), {Form: forms.WorksheetForm}} {
			u.Send(tui.Go(tui.Place{Screen: tui.SheetPage, Pair: s.Pair, Sheet: id})())
			if id.Of == "" {
				u.Press("f4")
			}
			w.pages("alone on " + id.String())
			for _, key := range []string{"f5", "f9", "f1"} {
				u.Press(key)
				w.pages("alone on " + id.String() + " " + key)
				u.Press("esc")
			}
		}
	})
}

func everyPlace() []tui.Place {
	out := []tui.Place{{Screen: tui.PairPage}, {Screen: tui.Evaluation}, {Screen: tui.Start}, {Screen: tui.Ending}}
	for _, id := range []forms.SheetID{
		{Form: forms.PairForm},
		{Form: forms.WorksheetForm},
		{Form: forms.ContractForm},
		forms.Meeting(1), forms.Meeting(2),
		{Form: forms.BetweenForm},
		copyOf(forms.Mentee), copyOf(forms.Mentor),
		{Form: forms.TogetherForm},
		{Form: forms.NextStepsForm},
		{Form: forms.EarlyEndForm},
	} {
		out = append(out, tui.Place{Screen: tui.SheetPage, Sheet: id})
	}
	return out
}
