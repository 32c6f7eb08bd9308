package story

import (
	"bytes"
	"fmt"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/gdamore/tcell/v3/color"
	"github.com/gdamore/tcell/v3/vt"
)

// Private modes that a program switches on for input it wants to get.
const (
	modeMouseClicks    = 1000
	modeMouseDrags     = 1002
	modeMouseMoves     = 1003
	modeBracketedPaste = 2004
)

// Buttons as SGR mouse reports number them.
const (
	mouseLeft      = 0
	mouseWheelUp   = 64
	mouseWheelDown = 65
)

// answerDelay is how long the terminal takes to answer a question. It makes the
// first frame come before the first answer in every run.
const answerDelay = 2 * time.Millisecond

// terminal is the emulator and what we add to it: a keyboard that hands over
// whole keys, modes the emulator does not keep, and answers about colours.
type terminal struct {
	emulator vt.MockTerm
	keys     *keyboard
	dark     *bool

	mu    sync.Mutex
	modes map[int]bool
}

func newTerminal(width, height int, dark *bool) *terminal {
	return &terminal{
		emulator: vt.NewMockTerm(vt.MockOptSize{X: vt.Col(width), Y: vt.Row(height)}, vt.MockOptColors(1<<24)),
		keys:     newKeyboard(),
		dark:     dark,
		modes:    map[int]bool{},
	}
}

func (t *terminal) start() error {
	if err := t.emulator.Start(); err != nil {
		return fmt.Errorf("starting the emulator: %w", err)
	}
	go t.passAnswers()
	return nil
}

// stop ends the emulator's goroutines. The screen can still be read.
func (t *terminal) stop() { _ = t.emulator.Close() }

// passAnswers hands what the emulator answers to the program's input. It takes
// the first byte, and the rest only after the delay, when all of it is there: an
// answer that came in two pieces could be taken for a key.
func (t *terminal) passAnswers() {
	buf := make([]byte, 4096)
	for {
		if _, err := t.emulator.Read(buf[:1]); err != nil {
			return
		}
		time.Sleep(answerDelay)
		n, err := t.emulator.Read(buf[1:])
		if err != nil {
			return
		}
		t.keys.push(bytes.Clone(buf[:1+n]))
	}
}

// Write takes the program's output. It counts on whole escape sequences in each
// call, which is how Bubble Tea writes.
func (t *terminal) Write(b []byte) (int, error) {
	t.listen(b)
	if _, err := t.emulator.Write(translate(b)); err != nil {
		return 0, fmt.Errorf("writing to the emulator: %w", err)
	}
	return len(b), nil
}

// listen notes the modes the program sets and answers questions about colours.
func (t *terminal) listen(b []byte) {
	for _, m := range privateMode.FindAllSubmatch(b, -1) {
		for _, number := range strings.Split(string(m[1]), ";") {
			if n, err := strconv.Atoi(number); err == nil {
				t.setMode(n, string(m[2]) == "h")
			}
		}
	}
	if t.dark == nil {
		return
	}
	for _, m := range colourQuestion.FindAllSubmatch(b, -1) {
		isBackground := string(m[1]) == "11"
		rgb := "rgb:1c1c/1c1c/1c1c"
		if isBackground != *t.dark {
			rgb = "rgb:f5f5/f5f5/f5f5"
		}
		t.emulator.SendRaw(fmt.Appendf(nil, "\x1b]%s;%s\x1b\\", m[1], rgb))
	}
}

func (t *terminal) setMode(n int, on bool) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.modes[n] = on
}

func (t *terminal) mode(n int) bool {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.modes[n]
}

func (t *terminal) mouseOn() bool {
	return t.mode(modeMouseClicks) || t.mode(modeMouseDrags) || t.mode(modeMouseMoves)
}

func (t *terminal) resize(width, height int) {
	t.emulator.SetSize(vt.Coord{X: vt.Col(width), Y: vt.Row(height)})
}

func (t *terminal) title() string { return t.emulator.GetTitle() }

func (t *terminal) cursor() (x, y int, visible bool) {
	pos := t.emulator.Pos()
	return int(pos.X), int(pos.Y), t.emulator.Backend().GetCursor().IsVisible()
}

func (t *terminal) grid() Grid {
	size := t.emulator.Backend().GetSize()
	g := make(Grid, size.Y)
	for y := range g {
		g[y] = make([]Cell, size.X)
		for x := range g[y] {
			c := t.emulator.GetCell(vt.Coord{X: vt.Col(x), Y: vt.Row(y)})
			g[y][x] = newCell(c, x > 0 && g[y][x-1].Width == 2)
		}
	}
	return g
}

// newCell turns the emulator's cell into ours. The emulator leaves a blank cell
// and the second half of a wide character both empty.
func newCell(c vt.Cell, secondHalf bool) Cell {
	attr := c.S.Attr()
	cell := Cell{
		Text: c.C, Width: c.W,
		FG: colourName(c.S.Fg(), color.Silver), BG: colourName(c.S.Bg(), color.Black),
		Bold: attr&vt.Bold != 0, Faint: attr&vt.Dim != 0, Italic: attr&vt.Italic != 0,
		Underline: attr&vt.Underline != 0, Strike: attr&vt.StrikeThrough != 0, Reverse: attr&vt.Reverse != 0,
	}
	if cell.Text == "" && !secondHalf {
		cell.Text, cell.Width = " ", 1
	}
	return cell
}

// colourName writes a colour the way Cell keeps it; own is the emulator's
// colour for text that asks for none.
func colourName(c, own color.Color) string {
	switch {
	case !c.Valid() || c == own:
		return ""
	case c.IsRGB():
		return fmt.Sprintf("#%06x", c.Hex())
	default:
		return strconv.Itoa(int(c & 0xff))
	}
}
