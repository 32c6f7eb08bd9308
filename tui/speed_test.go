package tui_test

import (
	"fmt"
	"testing"

	tea "charm.land/bubbletea/v2"

	"pairbook/forms"
	"pairbook/forms/catalog"
	"pairbook/forms/lang"
	"pairbook/tui"
	"pairbook/tui/screen"
	"pairbook/tui/tuitest"
)

// yearOld opens the page of a pair that has met forty times, at 80 × 24.
func yearOld(t testing.TB) *tui.App {
	t.Helper()
	lib, err := catalog.Load()
	if err != nil {
		t.Fatal(err)
	}
	book := tuitest.NewBook(tuitest.Begin)
	k, err := tuitest.NewKeeper(book)
	if err != nil {
		t.Fatal(err)
	}
	for n := range 40 {
		id := forms.Meeting(n + 1)
		k.Says(forms.Address{Sheet: id, Field: "m_date", Voice: forms.Agreed}, "2026-03-20")
		k.Says(forms.Address{Sheet: id, Field: "m_insights", Voice: forms.Agreed}, forms.Value(fmt.Sprint("What we learnt at meeting ", n)))
		k.Says(forms.StateAddress(id), forms.Value(forms.StateClosed))
	}
	app, err := tui.New(tui.Options{
		Book: book, Library: lib, Lang: lang.English, Screens: screen.All(), Now: tuitest.Begin, Theme: "dark",
		First: tui.Place{Screen: tui.PairPage, Pair: k.Pair}, Word: func(_ *lang.Words, err error) string { return err.Error() },
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(app.Close)
	app.Update(tea.WindowSizeMsg{Width: 80, Height: 24})
	tuitest.Settle(app, app.Init())
	return app
}

func TestAFrameOfThePairPageIsCheapAndAnUnchangedOneCostsNothing(t *testing.T) {
	app := yearOld(t)
	if len(app.View().Content) < 500 {
		t.Fatalf("the page is not there: %q", app.View().Content)
	}
	down := tea.KeyPressMsg{Code: tea.KeyDown}
	if n := testing.AllocsPerRun(50, func() { app.Update(down); app.View() }); n > 700 {
		t.Errorf("a key and its frame make %.0f allocations", n)
	}
	app.View()
	if n := testing.AllocsPerRun(50, func() { app.View() }); n > 0 {
		t.Errorf("an unchanged frame makes %.0f allocations", n)
	}
}

func BenchmarkView(b *testing.B) {
	app := yearOld(b)
	down, up := tea.KeyPressMsg{Code: tea.KeyDown}, tea.KeyPressMsg{Code: tea.KeyUp}
	for i := 0; b.Loop(); i++ {
		if i%2 == 0 {
			app.Update(down)
		} else {
			app.Update(up)
		}
		app.View()
	}
}
