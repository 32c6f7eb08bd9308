package main

import (
	"bytes"
	"time"

	tea "charm.land/bubbletea/v2"

	uv "github.com/charmbracelet/ultraviolet"

	"pairbook/tui"
)

// opening is the app while it is being built. Bubble Tea draws by a clock that it
// starts just before Init, so the first frame comes 8 ms later however early its
// text is there: what is built within Init makes nobody wait.
type opening struct {
	build func() (*tui.App, error)
	size  tea.WindowSizeMsg // of the terminal, so that the first View is of that size already
	note  string            // said on the first screen; build sets it, where there is something to say
	app   *tui.App          // nil until built
	err   error             // why it could not be built
}

// answersCome is how long a terminal is given for what Bubble Tea has asked it: an answer
// that comes when we have gone would stand in the shell as if it had been typed.
const answersCome = 150 * time.Millisecond

// Init implements tea.Model.
func (o *opening) Init() tea.Cmd {
	go warmUp()
	app, err := o.build()
	if err != nil {
		o.err = err
		return tea.Tick(answersCome, func(time.Time) tea.Msg { return tea.Quit() })
	}
	o.app = app
	app.Update(o.size) // asks for nothing
	cmds := []tea.Cmd{app.Init()}
	if o.note != "" {
		cmds = append(cmds, tui.Note(o.note))
	}
	return tea.Batch(cmds...)
}

// warmUp goes the way of a frame once while the first one is made: the first character
// beyond ASCII makes go-runewidth fill tables of 2 MB, and code that has not run yet
// has to be brought into memory. Both take 1 to 2 ms.
func warmUp() {
	screen := uv.NewScreenBuffer(80, 24)
	uv.NewStyledString("\x1b[1;34m– pairbook\x1b[m ▸ · ✓ ░").Draw(screen, screen.Bounds())
	var out bytes.Buffer
	r := uv.NewTerminalRenderer(&out, nil)
	r.Resize(80, 24)
	r.SetFullscreen(true)
	r.Render(screen.RenderBuffer)
	_ = r.Flush() // to a buffer, which takes everything
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
