package sheet_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"pairbook/forms"
	"pairbook/forms/catalog"
	"pairbook/forms/lang"
	"pairbook/tui/cell"
	"pairbook/tui/field"
	"pairbook/tui/theme"
)

// What a screen of 80×24 has room for, in cells.
const (
	bodyWidth  = 78 // within the app's frame
	pageWidth  = 49 // beside the list of sections
	sideTitle  = 24 // a section's title and its count in that list
	sidePart   = 29 // a part of a meeting above it
	barWidth   = 16 // how far the sheet is, and the gap before it
	labelMost  = 22 // a label beside its answer
	columnMost = 40 // a column's head
)

func TestEveryTextHasRoomInEveryProgramme(t *testing.T) {
	lib, err := catalog.Load()
	if err != nil {
		t.Fatal(err)
	}
	for name, pr := range lib.Programmes {
		for _, l := range lang.All() {
			t.Run(name+" "+string(l), func(t *testing.T) {
				t.Parallel()
				for _, id := range toFillIn(lib) {
					if slices.Contains(pr.Forms, id.Form) {
						s := sheetIn(t, lib, name, l, id)
						room{t, s, s.Pair.Asking()}.all()
					}
				}
			})
		}
	}
}

// room looks whether the texts of a sheet have room.
type room struct {
	t *testing.T
	s forms.Sheet
	a forms.Asking
}

func (r room) fits(what, text string, most int) {
	r.t.Helper()
	if w := cell.Width(text); w > most {
		r.t.Errorf("%s: %s %q takes %d cells of %d", r.s.ID, what, text, w, most)
	}
}

// breaks tells of words that are longer than a line, and would be torn apart.
func (r room) breaks(what, text string, most int) {
	r.t.Helper()
	for _, word := range strings.Split(text, " ") {
		r.fits("a word of "+what, word, most)
	}
}

func (r room) all() {
	r.t.Helper()
	w := r.a.Words
	right := w.T("sheet.is_closed") + "   " + w.T("sheet.progress", "answered", 88, "asked", 88)
	r.fits("the title", r.s.Title(), bodyWidth-1-barWidth-3-cell.Width(right))
	for i := range r.s.Form.Sections {
		sec := &r.s.Form.Sections[i]
		asked := 0
		for j := range sec.Fields {
			fd := &sec.Fields[j]
			for _, v := range r.s.Voices(fd) {
				if fd.Kind != forms.KindAuto && fd.By != forms.ByProgramme && fd.Seen != forms.SeenAuthor {
					asked++
				}
				r.question(fd, v)
			}
		}
		count := ""
		if asked > 0 {
			count = fmt.Sprintf("%d/%d", asked, asked)
		}
		r.fits("the section", r.s.Pair.Text(sec.Title)+count, sideTitle)
		if sec.Part != "" {
			r.fits("the part", w.T("sheet.part_"+sec.Part), sidePart)
		}
	}
}

// question looks at a question as it stands with the longest name and with what is
// asked of it at the right, and at its options wherever they may stand.
func (r room) question(fd *forms.Field, v forms.Voice) {
	r.t.Helper()
	label := r.s.Pair.Text(fd.Label)
	const number, gap, name = 4, 3, 5 + len(theme.Between) - 1
	r.breaks(fd.ID, label, pageWidth-number-gap-name-cell.Width(r.a.Words.T("sheet.needed")))
	r.breaks("the hint of "+fd.ID, r.s.Pair.Text(fd.Hint), pageWidth-2)
	width := pageWidth - 2
	if fd.By == forms.ByEach && r.s.ID.Of == "" {
		width -= 5 + 2
	}
	r.options(fd, width)
	r.places(fd.ID, fd.Parts, pageWidth)
	r.places(fd.ID, fd.Columns, pageWidth-3)
	for i := range fd.Columns {
		text := r.s.Pair.Text(fd.Columns[i].Label)
		r.fits("the column's head", text, columnMost)
		if fd.Columns[i].ReadOnly {
			r.fits("the label", text, labelMost)
		}
	}
}

// places looks at the parts or the columns of a question, which have their labels in a
// column before them, and those with a longer label have all of the width.
func (r room) places(id string, fds []forms.Field, w int) {
	r.t.Helper()
	labels := 0
	for i := range fds {
		if own := cell.Width(r.s.Pair.Text(fds[i].Label)); own <= labelMost {
			labels = max(labels, own+2)
		}
	}
	for i := range fds {
		r.breaks(id+"."+fds[i].ID, r.s.Pair.Text(fds[i].Label), w-2)
		r.options(&fds[i], w-2-labels)
	}
}

// options draws the editor, as high as it likes to be, and looks whether all options can
// be read in it.
func (r room) options(fd *forms.Field, w int) {
	r.t.Helper()
	opts := flat(fd.Choices(r.a))
	if len(opts) == 0 {
		return
	}
	var shown strings.Builder
	for _, l := range field.New(fd, "", "", r.a).Draw(w, 400, &theme.Theme{}).Lines {
		shown.WriteString(strings.TrimPrefix(l, theme.Bar) + " ")
	}
	for _, o := range opts {
		if label := r.s.Pair.Text(o.Label); !showsOption(squeeze(shown.String()), label) {
			r.t.Errorf("%s: the option %q of %s is cut in %d cells", r.s.ID, label, fd.ID, w)
		}
	}
}
