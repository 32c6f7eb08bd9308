package story

import (
	"fmt"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"charm.land/lipgloss/v2"
	"github.com/charmbracelet/x/ansi"
	"go.uber.org/goleak"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// notebook is a small program that has one of everything a story can touch: it
// echoes what is typed, saves four seconds after the last change, and notes
// pastes, clicks, sizes and the answers of the terminal.
type notebook struct {
	text   string
	edits  int
	status string
	keys   []string
	noted  string
	size   tea.WindowSizeMsg
	mouse  bool
}

type saveDue int

const saveDelay = 4 * time.Second

func (n notebook) Init() tea.Cmd { return tea.RequestBackgroundColor }

func (n notebook) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	switch msg := msg.(type) {
	case tea.KeyPressMsg:
		return n.key(msg)
	case tea.PasteMsg:
		n.noted = fmt.Sprintf("pasted %q", msg.Content)
	case tea.MouseClickMsg:
		n.noted = fmt.Sprintf("clicked %d,%d", msg.X, msg.Y)
	case tea.MouseWheelMsg:
		n.noted += fmt.Sprintf("%s;", msg.Button)
	case tea.WindowSizeMsg:
		n.size = msg
	case tea.BackgroundColorMsg:
		n.noted = fmt.Sprintf("dark %t", msg.IsDark())
	case saveDue:
		if int(msg) == n.edits {
			n.status = "saved"
		}
	case string:
		n.noted = msg
	}
	return n, nil
}

func (n notebook) key(k tea.KeyPressMsg) (tea.Model, tea.Cmd) {
	n.keys = append(n.keys, k.String())
	switch {
	case k.String() == "ctrl+q":
		return n, tea.Quit
	case k.String() == "f9":
		return n, func() tea.Msg { panic("the notebook broke on purpose") }
	case k.String() == "enter":
		n.text += "\n"
	case k.Text == "":
		return n, nil
	}
	n.text += k.Text
	n.edits++
	n.status = "changed"
	edit := n.edits
	return n, tea.Tick(saveDelay, func(time.Time) tea.Msg { return saveDue(edit) })
}

func (n notebook) View() tea.View {
	rows := strings.Split(n.text, "\n")
	heading := lipgloss.NewStyle().Bold(true).Foreground(lipgloss.Color("#ff8800")).Render("Notebook")
	status := lipgloss.NewStyle().Foreground(lipgloss.BrightGreen).Reverse(n.status == "saved").Render(n.status)
	v := tea.NewView(heading + " " + status + "\n" + n.text + "\n" +
		n.noted + "\n" + fmt.Sprintf("size %dx%d", n.size.Width, n.size.Height) + "\n" + strings.Join(n.keys, " "))
	v.AltScreen = true
	v.WindowTitle = "Notebook"
	if n.mouse {
		v.MouseMode = tea.MouseModeCellMotion
	}
	v.Cursor = tea.NewCursor(ansi.StringWidth(rows[len(rows)-1]), len(rows))
	return v
}

// open returns options for a story about a notebook, changed by each of with.
func open(with ...func(*notebook)) Options {
	n := notebook{mouse: true}
	for _, change := range with {
		change(&n)
	}
	return Options{Width: 40, Height: 12, Model: func() tea.Model { return n }}
}

func containing(text string) func(*notebook) { return func(n *notebook) { n.text = text } }
func withoutMouse(n *notebook)               { n.mouse = false }

// witness stands in for a test to see how a story makes one fail.
type witness struct {
	testing.TB
	said string
}

type failed struct{}

func (w *witness) Helper() {}

func (w *witness) Errorf(format string, args ...any) { w.said += fmt.Sprintf(format, args...) }

func (w *witness) Fatalf(format string, args ...any) {
	w.Errorf(format, args...)
	panic(failed{})
}

// complaint runs f, in which u's test fails, and returns what it failed with.
func complaint(u *User, f func()) string {
	w, own := &witness{TB: u.t}, u.t
	u.t = w
	defer func() { u.t = own }()
	func() {
		defer func() {
			if r := recover(); r != nil && r != any(failed{}) {
				panic(r)
			}
		}()
		f()
	}()
	return w.said
}
