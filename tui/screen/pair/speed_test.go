package pair_test

import (
	"fmt"
	"testing"

	"pairbook/forms"
	"pairbook/forms/catalog"
	"pairbook/forms/lang"
	"pairbook/tui"
	"pairbook/tui/screen/pair"
	"pairbook/tui/theme"
	"pairbook/tui/tuitest"
)

// withFortyMeetings returns the page of a pair that has met forty times.
func withFortyMeetings(t testing.TB) tui.Screen {
	t.Helper()
	lib, err := catalog.Load()
	if err != nil {
		t.Fatal(err)
	}
	words, err := lang.Load(lang.English)
	if err != nil {
		t.Fatal(err)
	}
	book := tuitest.NewBook(tuitest.Begin)
	k, err := tuitest.NewKeeper(book)
	if err != nil {
		t.Fatal(err)
	}
	follows("union_local")(k)
	for n := range 40 {
		id := forms.Meeting(n + 1)
		k.Says(agreed(id, "m_date"), "2026-03-20").Says(agreed(id, "m_insights"), forms.Value(fmt.Sprint("What we learnt at meeting ", n)))
		k.Says(forms.StateAddress(id), forms.Value(forms.StateClosed))
		promised(fmt.Sprint("Action ", n), fmt.Sprintf("2026-03-%02d", n%28+1))(k)
	}
	rec, _, err := book.Load(k.Pair)
	if err != nil {
		t.Fatal(err)
	}
	d := &tui.Desk{Book: book, Library: lib, Words: words, Theme: theme.Dark(), Now: tuitest.Begin, Saver: tui.NewSaver(book)}
	t.Cleanup(d.Saver.Close)
	d.Open(rec)
	s := pair.New(d, tui.Place{})
	s.Update(tui.ShownMsg{})
	return s
}

func TestDrawingReadsTheRecordOnlyWhenItHasChanged(t *testing.T) {
	s := withFortyMeetings(t)
	s.Draw(78, 20)
	if n := testing.AllocsPerRun(20, func() { s.Draw(78, 20) }); n > 600 {
		t.Errorf("drawing makes %.0f allocations: it reads more than it shows", n)
	}
}
