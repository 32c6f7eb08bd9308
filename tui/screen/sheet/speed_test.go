package sheet_test

import (
	"fmt"
	"maps"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"pairbook/forms"
	"pairbook/forms/catalog"
	"pairbook/forms/lang"
	"pairbook/tui"
	"pairbook/tui/screen/sheet"
	"pairbook/tui/tuitest"
)

// fortyFields is a form of five sections with eight questions each.
func fortyFields() *forms.Form {
	text := func(en string) lang.Text { return lang.In(lang.English, en) }
	f := &forms.Form{ID: forms.ContractForm, Version: 1, Title: text("Forty questions"), Copies: forms.CopiesOne}
	for i := range 5 {
		sec := forms.Section{ID: fmt.Sprintf("s%d", i), Title: text(fmt.Sprintf("Part %d", i+1))}
		for j := range 8 {
			fd := forms.Field{
				ID: fmt.Sprintf("q%d%d", i, j), Kind: forms.KindLong, By: forms.ByBoth, Compare: j%4 == 1,
				Label: text("What do we want to reach, and how will we know?"), Hint: text("A few words are enough."),
			}
			if j%4 == 2 {
				fd.Kind = forms.KindChoice
				for _, id := range []string{"weekly", "monthly", "seldom"} {
					fd.Options = append(fd.Options, forms.Option{ID: id, Label: text(id)})
				}
			}
			sec.Fields = append(sec.Fields, fd)
		}
		f.Sections = append(f.Sections, sec)
	}
	return f
}

// longSheet returns the app on the form of forty questions, half of them answered,
// with the keys in an answer of five thousand lines.
func longSheet(tb testing.TB, w, h int) *tui.App {
	tb.Helper()
	lib, err := catalog.Load()
	if err != nil {
		tb.Fatal(err)
	}
	own := *lib // the loaded one is shared
	own.Forms = maps.Clone(lib.Forms)
	own.Forms[forms.ContractForm] = fortyFields()
	k, err := tuitest.NewKeeper(tuitest.NewBook(nil))
	if err != nil {
		tb.Fatal(err)
	}
	id := forms.SheetID{Form: forms.ContractForm}
	says := func(field string, v forms.Value) {
		k.Says(forms.Address{Sheet: id, Field: field, Voice: forms.Agreed}, v)
	}
	for i := range 5 {
		for j := range 4 {
			says(fmt.Sprintf("q%d%d", i, j*2), "weekly")
		}
	}
	line := "We meet on Thursdays and look at what was promised, and at what is next.\n"
	says("q00", forms.Value(strings.TrimSpace(strings.Repeat(line, 5000))))
	return opened(tb, k, &own, tui.Place{Screen: tui.SheetPage, Pair: k.Pair, Sheet: id, Field: "q00"}, w, h)
}

// manyRows returns the app in a table of sixty contacts.
func manyRows(tb testing.TB, w, h int) *tui.App {
	tb.Helper()
	lib, err := catalog.Load()
	if err != nil {
		tb.Fatal(err)
	}
	k, err := tuitest.NewKeeper(tuitest.NewBook(nil))
	if err != nil {
		tb.Fatal(err)
	}
	table := forms.Address{Sheet: forms.Register("contacts"), Field: "contacts", Voice: forms.Agreed}
	for i := range 60 {
		row := table.InRow(forms.RowID(fmt.Sprintf("row%02d", i)))
		k.Does(forms.Mentee,
			forms.Change{Addr: row.At(forms.PartOrder), Value: forms.Value(fmt.Sprintf("a%02d", i+1))},
			forms.Change{Addr: row.At("date"), Value: "2026-03-04"}, forms.Change{Addr: row.At("channel"), Value: "phone"},
			forms.Change{Addr: row.At("minutes"), Value: "15"}, forms.Change{Addr: row.At("about"), Value: "The agenda"},
		)
	}
	at := tui.Place{Screen: tui.SheetPage, Pair: k.Pair, Sheet: forms.SheetID{Form: forms.BetweenForm}, Field: "lg_contacts"}
	return opened(tb, k, lib, at, w, h)
}

// opened returns the app on a sheet that was read and drawn once, with the keys in a
// question.
func opened(tb testing.TB, k *tuitest.Keeper, lib *forms.Library, at tui.Place, w, h int) *tui.App {
	tb.Helper()
	app, err := tui.New(tui.Options{
		Book: k.Book, Library: lib, Lang: lang.English, Now: time.Now, Theme: "dark", First: at,
		Screens: map[tui.ScreenID]tui.Maker{tui.SheetPage: sheet.New},
	})
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(app.Close)
	app.Update(tea.WindowSizeMsg{Width: w, Height: h})
	tuitest.Settle(app, app.Init())
	app.Update(letter)
	if app.View().Cursor == nil {
		tb.Fatalf("nobody can type here: %q", app.View().Content)
	}
	app.Update(rubout)
	return app
}

var (
	letter = tea.KeyPressMsg{Code: 'a', Text: "a"}
	rubout = tea.KeyPressMsg{Code: tea.KeyBackspace}
)

func TestAKeyAllocatesLittle(t *testing.T) {
	app := longSheet(t, 80, 24)
	for range 300 {
		app.Update(letter)
	}
	for name, key := range map[string]tea.KeyPressMsg{"a letter": letter, "backspace": rubout} {
		if n := testing.AllocsPerRun(200, func() { app.Update(key) }); n > 20 {
			t.Errorf("%s allocates %v times", name, n)
		}
	}
}

func TestAFrameAllocatesLittle(t *testing.T) {
	app := longSheet(t, 80, 24)
	n := testing.AllocsPerRun(200, func() { app.Update(letter); app.View() })
	if n > 300 {
		t.Errorf("a typed character and its frame allocate %v times", n)
	}
}

func TestAFrameOfALongTableAllocatesLittle(t *testing.T) {
	app := manyRows(t, 80, 24)
	n := testing.AllocsPerRun(200, func() { app.Update(letter); app.View() })
	if n > 500 {
		t.Errorf("a typed character and its frame allocate %v times", n)
	}
}

func BenchmarkKeyAndViewInALongTable(b *testing.B) {
	app := manyRows(b, 80, 24)
	b.ReportAllocs()
	for b.Loop() {
		app.Update(letter)
		app.Update(rubout)
		app.View()
	}
}

func BenchmarkUpdate(b *testing.B) {
	app := longSheet(b, 80, 24)
	b.ReportAllocs()
	for n := 1; b.Loop(); n++ {
		app.Update(letter)
		if n%60 == 0 { // a line as long as people type them
			app.Update(tea.KeyPressMsg{Code: 'u', Mod: tea.ModCtrl})
		}
	}
}

func BenchmarkBackspace(b *testing.B) {
	app := longSheet(b, 80, 24)
	b.ReportAllocs()
	for b.Loop() {
		app.Update(letter)
		app.Update(rubout)
	}
}

func BenchmarkKeyAndView(b *testing.B) {
	for _, size := range [][2]int{{80, 24}, {200, 60}} {
		b.Run(fmt.Sprintf("%dx%d", size[0], size[1]), func(b *testing.B) {
			app := longSheet(b, size[0], size[1])
			b.ReportAllocs()
			for b.Loop() {
				app.Update(letter)
				app.View()
			}
		})
	}
}
