package main

import (
	tea "charm.land/bubbletea/v2"

	"github.com/charmbracelet/x/ansi"

	"pairbook/tui"
)

// opening is the app while it is being built. Bubble Tea draws by a clock that it
// starts just before Init, so the first frame comes 8 ms later however early its
// text is there: what is built within Init makes nobody wait.
type opening struct {
	build func() (*tui.App, error)
	note  string   // said on the first screen; build sets it, where there is something to say
	app   *tui.App // nil until built
	err   error    // why it could not be built
}

// Init implements tea.Model.
func (o *opening) Init() tea.Cmd {
	app, err := o.build()
	if err != nil {
		o.err = err
		return tea.Quit
	}
	o.app = app
	cmds := []tea.Cmd{app.Init(), warmUp}
	if o.note != "" {
		cmds = append(cmds, tui.Note(o.note))
	}
	return tea.Batch(cmds...)
}

// warmUp measures a character beyond ASCII before the first frame does: the first
// one makes go-runewidth fill tables of 2 MB, which takes 2 to 3 ms.
func warmUp() tea.Msg {
	_ = ansi.WcWidth.StringWidth("–")
	return nil
}

// Update implements tea.Model.
func (o *opening) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	if o.app == nil {
		return o, nil
	}
	return o.app.Update(msg)
}

// View implements tea.Model.
func (o *opening) View() tea.View {
	if o.app == nil {
		return tea.View{}
	}
	return o.app.View()
}

// rescue writes down what the app has not saved. Call it when the program has
// ended.
func (o *opening) rescue() error {
	if o.app == nil {
		return nil // it never came so far that something was typed
	}
	return rescue(o.app)
}

// end ends the app once the program has ended.
func (o *opening) end() {
	if o.app != nil {
		o.app.Close()
	}
}
