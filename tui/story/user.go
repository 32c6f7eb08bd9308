package story

import (
	"fmt"
	"strings"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/clipperhouse/uax29/v2/graphemes"
)

// User is the person in a story: hands on the keyboard and the mouse, eyes on
// the screen. Every action takes one Beat of virtual time, after which the
// program is idle and the screen is drawn. Actions return the User so that they
// can be chained.
type User struct {
	t       testing.TB
	term    *terminal
	program *tea.Program
	model   tea.Model
	drawn   atomic.Pointer[string]
	cleanup func()
	done    chan struct{}
	err     error
	askErr  bool
}

// Type types text, one character (grapheme cluster) after the other. A newline
// in it is the Enter key and a tab the Tab key.
func (u *User) Type(text string) *User {
	clusters := graphemes.FromString(text)
	for clusters.Next() {
		c := clusters.Value()
		if c == "\n" || c == "\r\n" {
			c = "\r"
		}
		u.feed([]byte(c))
	}
	return u.settle(Beat)
}

// Press presses keys, named as Bubble Tea names them: "a", "enter", "esc",
// "tab", "shift+tab", "ctrl+n", "alt+enter", "up", "pgdown", "f1" and so on. The
// program gets the bytes a plain terminal sends, so keys such a terminal cannot
// tell apart arrive as one ("ctrl+i" is "tab", "shift+enter" is "enter"). An
// unknown name fails the test.
func (u *User) Press(keys ...string) *User {
	u.t.Helper()
	for _, key := range keys {
		b, err := keyBytes(key)
		if err != nil {
			u.t.Fatalf("story: pressing %q: %v", key, err)
		}
		u.feed(b)
	}
	return u.settle(Beat)
}

// Paste pastes text as common terminals do: line breaks become carriage
// returns, escape characters are taken out, and the paste is bracketed if the
// program asked for that.
func (u *User) Paste(text string) *User {
	text = strings.NewReplacer("\r\n", "\r", "\n", "\r", "\x1b", "").Replace(text)
	if u.term.mode(modeBracketedPaste) {
		text = "\x1b[200~" + text + "\x1b[201~"
	}
	return u.Bytes(text)
}

// Bytes sends raw bytes to the program in one piece, for what the other actions
// do not cover.
func (u *User) Bytes(raw string) *User {
	u.feed([]byte(raw))
	return u.settle(Beat)
}

// Click presses and releases the left mouse button on the cell at column x and
// row y, counted from 0. As in life nothing happens if the program did not ask
// for the mouse.
func (u *User) Click(x, y int) *User {
	u.mouse(mouseLeft, x, y, 'M')
	u.mouse(mouseLeft, x, y, 'm')
	return u.settle(Beat)
}

// ClickOn clicks on the first cell of text, where it comes first on the screen,
// read row by row. It fails the test if the text is not in any one row.
func (u *User) ClickOn(text string) *User {
	u.t.Helper()
	x, y, ok := u.Cells().find(text)
	if !ok {
		u.fail("we wanted to click on %q, but it is not on the screen", text)
	}
	return u.Click(x, y)
}

// Wheel turns the mouse wheel over the cell at column x and row y by n notches:
// downwards if n is positive, upwards if it is negative.
func (u *User) Wheel(x, y, n int) *User {
	button := mouseWheelDown
	if n < 0 {
		button, n = mouseWheelUp, -n
	}
	for range n {
		u.mouse(button, x, y, 'M')
	}
	return u.settle(Beat)
}

// Resize gives the terminal a new size in cells, at least 1 by 1.
func (u *User) Resize(width, height int) *User {
	u.t.Helper()
	if width < 1 || height < 1 {
		u.t.Fatalf("story: a terminal has at least one cell, we got %dx%d", width, height)
	}
	u.term.resize(width, height)
	return u.Send(tea.WindowSizeMsg{Width: width, Height: height})
}

// Wait lets d pass on the virtual clock, and then a Beat.
func (u *User) Wait(d time.Duration) *User { return u.settle(max(d, 0) + Beat) }

// Send gives msg to the program directly, for what does not come from a
// terminal. After the program has ended it does nothing.
func (u *User) Send(msg tea.Msg) *User {
	u.program.Send(msg)
	return u.settle(Beat)
}

// Model returns the program's model as it is now.
func (u *User) Model() tea.Model { return u.model }

// Drawn returns what the model drew last, before the terminal cut it to its size.
func (u *User) Drawn() string {
	if text := u.drawn.Load(); text != nil {
		return *text
	}
	return ""
}

// Quit asks the program to end, if it has not, and waits until it has.
func (u *User) Quit() *User {
	u.program.Quit()
	<-u.done
	synctest.Wait()
	return u
}

// Ended reports whether the program has ended.
func (u *User) Ended() bool {
	select {
	case <-u.done:
		return true
	default:
		return false
	}
}

// Err returns the error the program ended with, or nil, also while it runs.
// A story that asks for it takes care of the error itself.
func (u *User) Err() error {
	u.askErr = true
	if !u.Ended() {
		return nil
	}
	return u.err
}

// feed lets the program read b in one piece and act on it.
func (u *User) feed(b []byte) {
	u.term.keys.push(b)
	synctest.Wait()
	if len(b) > 0 && len(b) <= 2 && b[0] == escape {
		u.settle(escapePause)
	}
}

func (u *User) mouse(button, x, y int, action byte) {
	if u.term.mouseOn() {
		u.feed(fmt.Appendf(nil, "\x1b[<%d;%d;%d%c", button, x+1, y+1, action))
	}
}

func (u *User) settle(d time.Duration) *User {
	time.Sleep(d)
	synctest.Wait()
	return u
}

// end stops whatever the story left running and reports an error nobody asked
// for.
func (u *User) end() {
	u.Quit()
	u.term.keys.close()
	if u.cleanup != nil {
		u.cleanup()
	}
	u.settle(patience)
	u.term.stop()
	if u.err != nil && !u.askErr {
		u.t.Errorf("story: the program ended with an error: %v", u.err)
	}
}
