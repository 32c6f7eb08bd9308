package story

import (
	"fmt"
	"strings"
	"time"
)

// Screen returns the text on the screen: one line per row, blanks at the ends
// of rows and empty rows at the bottom cut, no newline at the end.
func (u *User) Screen() string { return u.Cells().Text() }

// Row returns the text of row y, counted from 0, without blanks at its end. A
// row that is not on the screen is empty.
func (u *User) Row(y int) string { return u.Cells().Row(y) }

// Cursor returns the column and row of the terminal's cursor, counted from 0,
// and whether it is shown.
func (u *User) Cursor() (x, y int, visible bool) { return u.term.cursor() }

// Title returns the title of the terminal's window.
func (u *User) Title() string { return u.term.title() }

// Cells returns a copy of the screen, cell by cell.
func (u *User) Cells() Grid { return u.term.grid() }

// Styled returns the screen as Screen does, with styled runs marked; see
// Grid.Styled.
func (u *User) Styled() string { return u.Cells().Styled() }

// Sees fails the test unless text is on the screen. Runs of blanks and line
// breaks count as one blank, in the text and on the screen.
func (u *User) Sees(text string) *User {
	u.t.Helper()
	if !strings.Contains(collapse(u.Screen()), collapse(text)) {
		u.fail("we wanted to see %q", text)
	}
	return u
}

// SeesNot fails the test if text is on the screen; blanks count as in Sees.
func (u *User) SeesNot(text string) *User {
	u.t.Helper()
	if strings.Contains(collapse(u.Screen()), collapse(text)) {
		u.fail("we did not want to see %q", text)
	}
	return u
}

// SeesRow fails the test unless one row of the screen has all the parts, in any
// order; blanks count as in Sees.
func (u *User) SeesRow(parts ...string) *User {
	u.t.Helper()
	for _, row := range strings.Split(u.Screen(), "\n") {
		if containsAll(collapse(row), parts) {
			return u
		}
	}
	u.fail("we wanted to see one row with all of %q", parts)
	return u
}

func containsAll(row string, parts []string) bool {
	for _, part := range parts {
		if !strings.Contains(row, collapse(part)) {
			return false
		}
	}
	return true
}

func collapse(s string) string { return strings.Join(strings.Fields(s), " ") }

// fail ends the test with a message and a drawing of the whole screen.
func (u *User) fail(format string, args ...any) {
	u.t.Helper()
	u.t.Fatalf("story: %s\n%s", fmt.Sprintf(format, args...), u.drawing())
}

func (u *User) drawing() string {
	g := u.Cells()
	x, y, visible := u.Cursor()
	state := "hidden"
	if visible {
		state = "shown"
	}
	var b strings.Builder
	fmt.Fprintf(&b, "%dx%d, cursor at %d,%d %s, title %q, mouse %t, ended %t, clock %s\n",
		g.Width(), g.Height(), x, y, state, u.Title(), u.term.mouseOn(), u.Ended(), time.Now().UTC().Format(time.StampMilli))
	for y := range g {
		fmt.Fprintf(&b, "%3d |%s\n", y, g.Row(y))
	}
	return b.String()
}
