// Command bare is the least a Bubble Tea v2 app can be: a screenful of text and
// one line to type in, run with the options of pairbook. What it needs is what
// Bubble Tea itself costs.
package main

import (
	"fmt"
	"os"
	"strings"

	tea "charm.land/bubbletea/v2"
)

const (
	framesASecond = 120 // as pairbook
	room          = 60  // cells of the typed line that are shown
)

type model struct {
	typed  []byte
	height int
}

func (m *model) Init() tea.Cmd { return nil }

func (m *model) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	switch k := msg.(type) {
	case tea.WindowSizeMsg:
		m.height = k.Height
	case tea.PasteMsg:
		m.typed = append(m.typed, k.Content...)
	case tea.KeyPressMsg:
		return m, m.key(k)
	}
	return m, nil
}

func (m *model) key(k tea.KeyPressMsg) tea.Cmd {
	switch k.String() {
	case "ctrl+q":
		return tea.Quit
	case "backspace":
		m.typed = m.typed[:max(len(m.typed)-1, 0)]
	default:
		m.typed = append(m.typed, k.Text...)
	}
	return nil
}

func (m *model) View() tea.View {
	if m.height < 3 {
		return tea.View{AltScreen: true}
	}
	shown := m.typed[max(len(m.typed)-room, 0):]
	lines := make([]string, m.height)
	lines[0] = "bare"
	lines[1] = "> " + strings.ReplaceAll(string(shown), "\n", " ")
	lines[m.height-1] = "type, ctrl+q ends"
	v := tea.View{AltScreen: true, Content: strings.Join(lines, "\n")}
	v.Cursor = tea.NewCursor(2+len(shown), 1)
	v.Cursor.Blink = false
	return v
}

func main() {
	if _, err := tea.NewProgram(&model{}, tea.WithFPS(framesASecond)).Run(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
