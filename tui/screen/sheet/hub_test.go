package sheet_test

import (
	"maps"

	tea "charm.land/bubbletea/v2"

	"pairbook/forms"
	"pairbook/tui"
	"pairbook/tui/screen"
)

// hub stands in for the pair's page: whoever types a sheet's name and presses
// Enter goes there. So the stories here do not hang on how that page looks.
type hub struct {
	d     *tui.Desk
	typed string
}

func newHub(d *tui.Desk, _ tui.Place) tui.Screen { return &hub{d: d} }

func (h *hub) Update(msg tea.Msg) tea.Cmd {
	k, ok := msg.(tea.KeyPressMsg)
	if !ok {
		return nil
	}
	if k.String() != "enter" {
		h.typed += k.Text
		return nil
	}
	id, err := forms.ParseSheetID(h.typed)
	h.typed = ""
	if err != nil {
		return tui.Note(err.Error())
	}
	at := tui.Place{Screen: tui.SheetPage, Pair: h.d.Pair.Record.Pair, Sheet: id}
	if id.Form == forms.EachForm {
		at.Screen = tui.Evaluation
	}
	return tui.Go(at)
}

func (h *hub) Draw(int, int) tui.Frame {
	return tui.Frame{Lines: []string{"THE PAIR " + h.typed}, X: -1}
}
func (h *hub) Bindings() []tui.Binding { return nil }
func (h *hub) Leave() tea.Cmd          { return nil }
func (h *hub) About() string           { return "help.pair" }

// screens are the app's, with the hub in the place of the pair's page.
func screens() map[tui.ScreenID]tui.Maker {
	all := maps.Clone(screen.All())
	all[tui.PairPage] = newHub
	return all
}

// atHub begins before any sheet is open.
func atHub() tui.Place { return tui.Place{Screen: tui.PairPage} }

// opensSheet goes from the hub to a sheet.
func (p *pen) opensSheet(name string) *pen {
	p.t.Helper()
	p.Sees("THE PAIR").Type(name).Press("enter").SeesNot("THE PAIR")
	return p
}
