// Command textarea is the editor of the library bubbles, alone on the screen, with the
// text of the file it is given: what an answer of pairbook would be edited with if it
// had no editor of its own. It has the terminal's own cursor and pairbook's rate of
// frames.
package main

import (
	"fmt"
	"os"

	"charm.land/bubbles/v2/textarea"
	tea "charm.land/bubbletea/v2"
)

const framesASecond = 120 // as pairbook

type model struct {
	area   textarea.Model
	height int // of the terminal; 0 until it is known
}

func (m *model) Init() tea.Cmd { return nil }

func (m *model) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	switch k := msg.(type) {
	case tea.WindowSizeMsg:
		m.height = k.Height
		m.area.SetWidth(k.Width)
		m.area.SetHeight(k.Height - 1)
	case tea.KeyPressMsg:
		if k.String() == "ctrl+q" {
			return m, tea.Quit
		}
	}
	var cmd tea.Cmd
	m.area, cmd = m.area.Update(msg)
	return m, cmd
}

func (m *model) View() tea.View {
	if m.height == 0 {
		return tea.View{AltScreen: true}
	}
	return tea.View{AltScreen: true, Content: m.area.View() + "\ntype, ctrl+q ends", Cursor: m.area.Cursor()}
}

func run(args []string) error {
	m := &model{area: textarea.New()}
	m.area.MaxHeight, m.area.CharLimit = 0, 0 // no limits
	m.area.SetVirtualCursor(false)
	m.area.Focus()
	if len(args) > 0 {
		text, err := os.ReadFile(args[0])
		if err != nil {
			return err
		}
		m.area.SetValue(string(text))
	}
	_, err := tea.NewProgram(m, tea.WithFPS(framesASecond)).Run()
	return err
}

func main() {
	if err := run(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
