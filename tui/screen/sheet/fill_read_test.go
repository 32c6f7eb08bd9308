package sheet_test

import (
	"slices"
	"strings"

	"pairbook/forms"
	"pairbook/forms/lang"
	"pairbook/tui/cell"
	"pairbook/tui/theme"
)

// sight is a screen as an eye takes it in: the sections at the left, the page, what has
// the keys, and the options. Runs of blanks are one blank.
type sight struct{ side, page, lit, options string }

const (
	pageFrom = 30 // the column at which the page begins at 80×24
	headRow  = 2  // below the app's own header and its rule
)

func (f *filler) sight() sight {
	var side, page, lit, options strings.Builder
	g := f.Cells()
	for y, row := range g[headRow:] {
		var left, text strings.Builder
		for x, c := range row {
			switch here := c.Bold && c.Underline; {
			case x < pageFrom && y > 0:
				left.WriteString(c.Text)
				continue
			case here && x >= pageFrom:
				lit.WriteString(c.Text)
			}
			text.WriteString(c.Text)
		}
		f.noDots(left.String())
		f.noDots(text.String())
		side.WriteString(left.String() + "\n")
		page.WriteString(text.String() + " ")
		lit.WriteByte(' ')
		if _, option, ok := strings.Cut(text.String(), theme.Bar); ok {
			options.WriteString(option + " ")
		}
	}
	f.knowsKeys(g.Row(g.Height() - 1))
	return sight{side.String(), squeeze(page.String()), squeeze(lit.String()), squeeze(options.String())}
}

// knowsKeys tells of a key in the footer whose name is not whole.
func (f *filler) knowsKeys(footer string) {
	for _, said := range strings.Split(strings.TrimSpace(footer), "   ") {
		if !slices.ContainsFunc(f.keys, func(name string) bool { return strings.HasSuffix(said, " "+name) }) {
			f.tell("the footer says "+said, f.Screen())
		}
	}
}

func squeeze(s string) string { return strings.Join(strings.Fields(s), " ") }

// look notes what can be read whole on the screen.
func (f *filler) look(at place) sight {
	s := f.sight()
	f.last = f.Screen()
	note := func(key, text, on string) {
		if strings.Contains(on, squeeze(text)) {
			f.read[key] = true
		}
	}
	sec := at.it.Section
	note("title "+sec.ID, f.pair.Text(sec.Title)+" ", squeeze(s.side)+" ")
	note("intro "+sec.ID, f.pair.Text(sec.Intro), s.page)
	for _, it := range readable(f.sheet(f.id.String()), f.reader) {
		if it.Section != sec {
			continue
		}
		on := s.page
		if it.Field == at.it.Field && at.kind != barePlace {
			on = s.lit
		}
		note("label "+it.Field.ID, f.pair.Text(it.Field.Label), on)
		if it.Field == at.it.Field || len(placesFor(f.sheet(f.id.String()), it, it.Voices[0])) == 0 {
			note("hint "+it.Field.ID, f.pair.Text(it.Field.Hint), s.page)
		}
	}
	return s
}

// arrive makes sure that the keys are where the form has them, and that what they are at
// can be read.
func (f *filler) arrive(at place) {
	f.t.Helper()
	s := f.look(at)
	if at.kind == endPlace || at.kind == barePlace {
		return
	}
	if at.field != at.it.Field {
		if label := f.pair.Text(at.field.Label); !strings.Contains(s.lit, squeeze(label)) {
			f.tell("the keys are not at "+label+" of "+at.it.Field.ID+", or it is cut", f.Screen())
		}
	} else if !f.read["label "+at.it.Field.ID] {
		f.t.Fatalf("the keys are at %q, not at %s, or it is cut, on\n%s", s.lit, at.it.Field.ID, f.Screen())
	}
}

func (f *filler) whole(key string, text lang.Text) bool {
	return f.read[key] || f.pair.Text(text) == ""
}

// wasRead tells of a question that the keys have left and that could not be read.
func (f *filler) wasRead(at place) {
	if fd := at.it.Field; fd != nil && at.kind != barePlace {
		f.mustBeRead("label "+fd.ID, fd.Label)
		f.mustBeRead("hint "+fd.ID, fd.Hint)
	}
}

func (f *filler) sectionWasRead(at place) {
	f.mustBeRead("title "+at.it.Section.ID, at.it.Section.Title)
	f.mustBeRead("intro "+at.it.Section.ID, at.it.Section.Intro)
}

// readsTheRest goes to the questions that the program answers, which the keys pass by,
// and turns the pages until each was read.
func (f *filler) readsTheRest() {
	s := f.sheet(f.id.String())
	for _, it := range readable(s, f.reader) {
		f.been.add(it.Field.ID)
		label, hint := "label "+it.Field.ID, "hint "+it.Field.ID
		for n := 0; n < 6 && !(f.whole(label, it.Field.Label) && f.whole(hint, it.Field.Hint)); n++ {
			if n == 0 {
				f.Press("ctrl+g").Type(f.pair.Text(it.Field.Label)).Press("enter")
			} else {
				f.Press("pgdown")
			}
			f.look(place{kind: barePlace, it: it})
		}
		f.mustBeRead(label, it.Field.Label)
		f.mustBeRead(hint, it.Field.Hint)
	}
}

func (f *filler) mustBeRead(key string, text lang.Text) {
	if !f.whole(key, text) {
		f.tell("the "+key+" was never whole: "+f.pair.Text(text), f.last)
	}
}

// tell tells of a fault once.
func (f *filler) tell(fault, screen string) {
	if !f.told[fault] {
		f.told[fault] = true
		f.t.Errorf("%s, on\n%s", fault, screen)
	}
}

func optionKey(at place, o forms.Option) string {
	return "option " + at.it.Field.ID + " " + at.field.ID + " " + o.ID
}

func (f *filler) allRead(at place, opts []forms.Option) bool {
	return !slices.ContainsFunc(opts, func(o forms.Option) bool { return !f.read[optionKey(at, o)] })
}

// lookAtOptions notes the options that stand there whole.
func (f *filler) lookAtOptions(at place, opts []forms.Option) {
	shown := f.look(at).options
	for _, o := range opts {
		if showsOption(shown, f.pair.Text(o.Label)) {
			f.read[optionKey(at, o)] = true
		}
	}
}

// showsOption reports whether an option stands in a text with a mark before it, and
// another mark, or nothing, behind.
func showsOption(shown, label string) bool {
	marks := []string{theme.On, theme.Off, theme.Ticked, theme.Unticked}
	for _, m := range marks {
		for rest, ok := shown+" ", true; ok; {
			_, rest, ok = strings.Cut(rest, m+" "+squeeze(label)+" ")
			ends := rest == "" || slices.ContainsFunc(append(marks, theme.Here), func(m string) bool { return strings.HasPrefix(rest, m) })
			if ok && ends {
				return true
			}
		}
	}
	return false
}

// knowWords learns what keys are called, and which words of the form end in dots by
// themselves.
func (f *filler) knowWords() {
	for _, key := range f.pair.Words.Keys() {
		if strings.HasPrefix(key, "keys.") {
			f.keys = append(f.keys, f.word(key))
		}
	}
	know := func(t lang.Text) {
		for word := range strings.FieldsSeq(f.pair.Text(t)) {
			if strings.Contains(word, cell.Ellipsis) {
				f.dots[word] = true
			}
		}
	}
	var fields func(fds []forms.Field)
	fields = func(fds []forms.Field) {
		for _, fd := range fds {
			know(fd.Label)
			know(fd.Hint)
			for _, o := range flat(fd.Options) {
				know(o.Label)
			}
			fields(fd.Parts)
			fields(fd.Columns)
		}
	}
	for _, sec := range f.pair.Library.Forms[f.id.Form].Sections {
		fields(sec.Fields)
	}
}

// noDots tells of a line in which something was cut.
func (f *filler) noDots(line string) {
	words := strings.Fields(line)
	for i, word := range words {
		counts := word == cell.Ellipsis && i+1 < len(words) && strings.Trim(words[i+1], "0123456789") == "" // so many more lines
		if strings.Contains(word, cell.Ellipsis) && !f.dots[word] && !counts {
			f.tell("cut: "+squeeze(line), f.Screen())
		}
	}
}
