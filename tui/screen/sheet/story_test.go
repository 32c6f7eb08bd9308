package sheet_test

import (
	"strings"
	"testing"

	"pairbook/forms"
	"pairbook/forms/catalog"
	"pairbook/forms/lang"
	"pairbook/tui"
	"pairbook/tui/story"
	"pairbook/tui/tuitest"
)

// union is a pair on a union board that begins with a page.
func union(first tui.Place) tuitest.Options {
	return tuitest.Options{Screens: screens(), First: first, Fill: inTheUnion}
}

func inTheUnion(k *tuitest.Keeper) {
	a, _ := forms.SummaryAddress("template_id")
	k.Says(a, "st_styrelse")
}

// onSheet is a union pair that begins at a question of a sheet; no field begins
// where the sheet itself does.
func onSheet(name, field string) tuitest.Options {
	id, err := forms.ParseSheetID(name)
	if err != nil {
		panic(err) // a slip of the pen in a test
	}
	return union(tui.Place{Screen: tui.SheetPage, Sheet: id, Field: field})
}

// pen is somebody who fills in sheets with the keyboard alone, in one language.
type pen struct {
	*story.User
	t     *testing.T
	stage *tuitest.Stage
	pair  *forms.Pair
}

func newPen(t *testing.T, l lang.Lang, u *story.User, s *tuitest.Stage) *pen {
	t.Helper()
	lib, err := catalog.Load()
	if err != nil {
		t.Fatal(err)
	}
	words, err := lang.Load(l)
	if err != nil {
		t.Fatal(err)
	}
	p := &pen{User: u, t: t, stage: s, pair: forms.NewPair(nil, lib, lang.DateOf(tuitest.Begin()), words)}
	p.reads()
	return p
}

// write tells a story of a pen in English.
func write(t *testing.T, o tuitest.Options, f func(p *pen)) {
	t.Helper()
	tuitest.Tell(t, o, func(u *story.User, s *tuitest.Stage) {
		l := o.Lang
		if l == "" {
			l = lang.English
		}
		f(newPen(t, l, u, s))
	})
}

// reads looks up what the book holds now.
func (p *pen) reads() *forms.Pair {
	p.t.Helper()
	rec, _, err := p.stage.Book.Load(p.stage.Pair)
	if err != nil {
		p.t.Fatal(err)
	}
	p.pair = forms.NewPair(rec, p.pair.Library, p.pair.Today, p.pair.Words)
	return p.pair
}

// label is a question in the language of the story.
func (p *pen) label(field string) string {
	p.t.Helper()
	for _, f := range p.pair.Library.Forms {
		if fd, ok := f.Field(field); ok {
			return p.pair.Text(fd.Label)
		}
	}
	p.t.Fatalf("no form asks %q", field)
	return ""
}

// section is the title of a section in the language of the story.
func (p *pen) section(form, id string) string {
	for _, sec := range p.pair.Library.Forms[form].Sections {
		if sec.ID == id {
			return p.pair.Text(sec.Title)
		}
	}
	return "no section " + id
}

func (p *pen) word(key string, args ...any) string { return p.pair.Words.T(key, args...) }

// lit returns what is painted as having the keys, beside the list of sections.
func lit(u *story.User) string {
	g := u.Cells()
	from := 0
	if g.Width() >= 76 {
		from = 30
	}
	var b strings.Builder
	for _, row := range g {
		for x := from; x < len(row); x++ {
			if row[x].Bold && row[x].Underline {
				b.WriteString(row[x].Text)
			}
		}
		b.WriteByte(' ')
	}
	return strings.Join(strings.Fields(b.String()), " ")
}

// at makes sure that a question has the keys.
func (p *pen) at(field string) *pen {
	p.t.Helper()
	if want := strings.Join(strings.Fields(p.label(field)), " "); !strings.Contains(lit(p.User), want) {
		p.t.Fatalf("the keys are at %q, not at %q, on\n%s", lit(p.User), want, p.Screen())
	}
	return p
}

// to goes to a question by the list of all questions.
func (p *pen) to(field string) *pen {
	p.t.Helper()
	p.Press("ctrl+g").Type(p.label(field)).Press("enter")
	return p.at(field)
}

// says types and goes on.
func (p *pen) says(texts ...string) *pen {
	for _, text := range texts {
		p.Type(text).Press("tab")
	}
	return p
}

// picks goes to an option, takes it and goes on.
func (p *pen) picks(n int) *pen {
	p.Press("home")
	for range n - 1 {
		p.Press("down")
	}
	p.Press("space", "tab")
	return p
}

// ticks ticks options of a multi, counted from 1 with those inside groups, and
// goes on.
func (p *pen) ticks(ns ...int) *pen {
	p.Press("home")
	at := 1
	for _, n := range ns {
		for ; at < n; at++ {
			p.Press("down")
		}
		p.Press("space")
	}
	p.Press("tab")
	return p
}

// takes takes what is suggested and goes on.
func (p *pen) takes() *pen {
	p.Press("ctrl+t", "tab")
	return p
}

// opens chooses a line of a page that lists things.
func (p *pen) opens(line string) *pen {
	p.t.Helper()
	for range 60 {
		if _, y, _ := p.Cursor(); strings.Contains(p.Row(y), line) {
			p.Press("enter")
			return p
		}
		p.Press("down")
	}
	p.t.Fatalf("there is no %q to open on\n%s", line, p.Screen())
	return p
}

// sheet is a sheet as the book holds it now.
func (p *pen) sheet(name string) forms.Sheet {
	p.t.Helper()
	id, err := forms.ParseSheetID(name)
	if err != nil {
		p.t.Fatal(err)
	}
	s, ok := p.reads().Sheet(id)
	if !ok {
		p.t.Fatalf("the pair has no sheet %s", name)
	}
	return s
}

// holds makes sure that the book holds an answer.
func (p *pen) holds(sheet, field, part string, v forms.Voice, want forms.Value) *pen {
	p.t.Helper()
	id, _ := forms.ParseSheetID(sheet)
	a := forms.Address{Sheet: id, Field: field, Part: part, Voice: v}
	if got := p.stage.Book.Value(p.stage.Pair, a); got != want {
		p.t.Fatalf("the book holds %q for %s %s %s, we wanted %q, on\n%s", got, sheet, field, part, want, p.Screen())
	}
	return p
}

// nothingNeeded makes sure that no needed question of a sheet is open.
func (p *pen) nothingNeeded(sheet string) *pen {
	p.t.Helper()
	s := p.sheet(sheet)
	for _, l := range s.Left() {
		if l.Required {
			p.t.Errorf("%s still needs %s (%s)", sheet, l.Item.Field.ID, l.Voice)
		}
	}
	return p
}

// Press presses keys.
func (p *pen) Press(keys ...string) *pen {
	p.t.Helper()
	p.User.Press(keys...)
	return p
}

// Type types text.
func (p *pen) Type(text string) *pen {
	p.User.Type(text)
	return p
}

// Sees fails the test unless a text is on the screen.
func (p *pen) Sees(text string) *pen {
	p.t.Helper()
	p.User.Sees(text)
	return p
}

// SeesRow fails the test unless one row shows all the parts.
func (p *pen) SeesRow(parts ...string) *pen {
	p.t.Helper()
	p.User.SeesRow(parts...)
	return p
}

// SeesNot fails the test if a text is on the screen.
func (p *pen) SeesNot(text string) *pen {
	p.t.Helper()
	p.User.SeesNot(text)
	return p
}
