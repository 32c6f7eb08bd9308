package export

import (
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"pairbook/forms"
	paper "pairbook/forms/export"
	"pairbook/tui/cell"
	"pairbook/tui/field"
	"pairbook/tui/theme"
)

// turner chooses one of many on a single line: the arrows turn to the next, a letter to
// the next that begins with it. A list of a pair's sheets would fill the page.
type turner struct {
	field.Editor // what it does not do itself: nothing is typed or marked in it
	ids, labels  []string
	at           int
}

func newTurner(ids, labels []string, now string) *turner {
	t := &turner{Editor: field.New(&forms.Field{ID: "which", Kind: forms.KindChoice}, "", "", forms.Asking{}), ids: ids, labels: labels}
	t.Take(forms.Value(now))
	return t
}

// Key turns; other keys are the page's.
func (t *turner) Key(k tea.KeyPressMsg) bool {
	switch k.String() {
	case "left":
		t.turn(-1)
	case "right", "space":
		t.turn(1)
	case "home":
		t.at = 0
	case "end": // all of them
		t.at = len(t.ids) - 1
	default:
		return k.Text != "" && t.begins(k.Text)
	}
	return true
}

func (t *turner) turn(by int) { t.at = (t.at + by + len(t.ids)) % len(t.ids) }

// begins turns to the next label that begins with a letter.
func (t *turner) begins(letter string) bool {
	for n := 1; n <= len(t.labels); n++ {
		at := (t.at + n) % len(t.labels)
		if label := t.labels[at]; len(label) >= len(letter) && strings.EqualFold(label[:len(letter)], letter) {
			t.at = at
			return true
		}
	}
	return false
}

// Click turns to the one before at the left end of the label, else to the next.
func (t *turner) Click(x, _ int) {
	if x <= marks {
		t.turn(-1)
		return
	}
	t.turn(1)
}

const marks = 3 // cells before the label: the bar, and the sign that it can be turned

// Draw paints the one that is chosen.
func (t *turner) Draw(w, _ int, th *theme.Theme) field.View {
	label := cell.Cut(t.labels[t.at], max(w-2*marks, 1))
	line := th.Bar.Paint(theme.Bar) + " " + th.Hint.Paint("<") + " " + th.Focus.Paint(label) + " " + th.Hint.Paint(">")
	return field.View{Lines: []string{line}, X: 2}
}

// Value is the one that is chosen.
func (t *turner) Value() (forms.Value, *forms.Problem) { return forms.Value(t.ids[t.at]), nil }

// Take chooses one.
func (t *turner) Take(v forms.Value) { t.at = max(slices.Index(t.ids, string(v)), 0) }

// Picks reports that one key is enough.
func (t *turner) Picks() bool { return true }

// whichStop chooses which sheet the file is made of: one of the pair's, or all that are
// begun, which only a PDF can hold.
func (s *Screen) whichStop(sh forms.Sheet) stop {
	ids, labels := []string{}, []string{}
	for _, one := range s.d.Pair.Sheets() {
		ids, labels = append(ids, one.ID.String()), append(labels, cell.CleanLine(one.Title()))
	}
	if !slices.Contains(ids, sh.ID.String()) { // one whose form the programme lost
		ids, labels = append(ids, sh.ID.String()), append(labels, cell.CleanLine(sh.Title()))
	}
	ids, labels = append(ids, sheetsAll), append(labels, s.t("frompaper.sheets_all"))
	return stop{sheetStop, "frompaper.sheets", newTurner(ids, labels, string(s.sheets()))}
}

// sheets is what is chosen.
func (s *Screen) sheets() forms.Value {
	if s.isPack() {
		return sheetsAll
	}
	return forms.Value(s.id.String())
}

// turnTo changes what the file is made of; the name that we suggested gives way to the
// next. All sheets together are a PDF.
func (s *Screen) turnTo(which forms.Value) {
	sh, ok := s.sheet()
	if !ok || which == s.sheets() {
		return
	}
	name, ours := s.name(), s.suggested(sh)
	if s.whole = which == sheetsAll; s.whole {
		s.format = paper.FormatPDF
	} else if id, err := forms.ParseSheetID(string(which)); err == nil {
		s.id = id
	}
	if name == ours {
		name = ""
	} else if base, ends := strings.CutSuffix(name, ours[strings.LastIndex(ours, "."):]); ends {
		name = base + ext(s.format)
	}
	s.top = 0
	s.makeStops(name) // other choices belong to it
}
