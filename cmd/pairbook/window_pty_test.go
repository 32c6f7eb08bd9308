//go:build unix

package main_test

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/charmbracelet/x/term"
	"github.com/creack/pty"
	"github.com/gdamore/tcell/v3/vt"
)

// longest is how long a window waits for what it should see. It is far longer
// than the program needs: the computer may be busy.
const longest = 10 * time.Second

// window is a terminal window: the program in it, the pseudo terminal between, and
// an emulator that knows what stands on the screen.
type window struct {
	t     *testing.T
	cmd   *exec.Cmd
	ptm   *os.File    // our end
	tty   *os.File    // the program's end, kept to look at its settings
	was   *term.State // its settings before the program came
	began time.Time
	ended chan struct{}
	end   time.Time // set before ended is closed

	frozen sync.Mutex

	mu     sync.Mutex
	emu    vt.MockTerm
	blind  bool         // what the program writes is not shown
	all    bytes.Buffer // everything the program wrote
	latest time.Time    // when it wrote last
}

// openWindow starts a command in a new window of w × h cells.
func openWindow(t *testing.T, cmd *exec.Cmd, w, h int) *window {
	t.Helper()
	win := &window{t: t, cmd: cmd, ended: make(chan struct{}), emu: emulator(w, h)}
	win.openTerminal(w, h)
	var err error
	if win.was, err = term.GetState(win.tty.Fd()); err != nil {
		t.Fatal("read the settings of the terminal:", err)
	}
	if err := win.emu.Start(); err != nil {
		t.Fatal("start the emulator:", err)
	}
	cmd.Stdin, cmd.Stdout, cmd.Stderr = win.tty, win.tty, win.tty
	if cmd.SysProcAttr == nil {
		cmd.SysProcAttr = &syscall.SysProcAttr{}
	}
	cmd.SysProcAttr.Setsid, cmd.SysProcAttr.Setctty = true, true
	win.began = time.Now()
	if err := cmd.Start(); err != nil {
		t.Fatal("start the program:", err)
	}
	go win.read()
	go win.answer()
	go func() {
		_ = cmd.Wait() // the code is read from ProcessState
		win.end = time.Now()
		close(win.ended)
	}()
	t.Cleanup(win.shut)
	return win
}

// openTerminal makes a pseudo terminal. Our end does not block, so that it can be
// closed while it is read; therefore nothing may ask it for its descriptor.
func (w *window) openTerminal(cols, rows int) {
	w.t.Helper()
	ptm, tty, err := pty.Open()
	if err != nil {
		w.t.Fatal("open a pseudo terminal:", err)
	}
	if err := pty.Setsize(tty, winsize(cols, rows)); err != nil {
		w.t.Fatal("set the size:", err)
	}
	fd, err := syscall.Dup(int(ptm.Fd()))
	if err != nil {
		w.t.Fatal("copy the terminal's descriptor:", err)
	}
	syscall.CloseOnExec(fd)
	if err := errors.Join(syscall.SetNonblock(fd, true), ptm.Close()); err != nil {
		w.t.Fatal("set the terminal up:", err)
	}
	w.ptm, w.tty = os.NewFile(uintptr(fd), "terminal"), tty
}

func emulator(w, h int) vt.MockTerm {
	return vt.NewMockTerm(vt.MockOptSize{X: vt.Col(w), Y: vt.Row(h)}, vt.MockOptColors(1<<24))
}

func winsize(w, h int) *pty.Winsize { return &pty.Winsize{Cols: uint16(w), Rows: uint16(h)} }

// lose closes the window while the program runs in it.
func (w *window) lose() {
	w.t.Helper()
	if err := w.ptm.Close(); err != nil {
		w.t.Fatal("close the window:", err)
	}
}

// shut ends whatever is left.
func (w *window) shut() {
	select {
	case <-w.ended:
	default:
		_ = w.cmd.Process.Kill() // it may just have ended
		<-w.ended
	}
	_ = w.tty.Close()
	_ = w.ptm.Close()
	_ = w.emu.Close()
}

// read shows what the program writes, until nobody can write any more.
func (w *window) read() {
	buf := make([]byte, 1<<16)
	for {
		w.frozen.Lock()   // held while the window takes nothing
		w.frozen.Unlock() //nolint:staticcheck // waiting for it is all that is wanted
		n, err := w.ptm.Read(buf)
		if n > 0 {
			w.show(buf[:n])
		}
		if err != nil {
			return
		}
	}
}

func (w *window) show(b []byte) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.all.Write(b)
	w.latest = time.Now()
	if w.blind {
		return
	}
	_, _ = w.emu.Write(b) // an emulator takes everything
}

// answer types what the emulator answers to the program's questions.
func (w *window) answer() {
	buf := make([]byte, 4096)
	for {
		n, err := w.emu.Read(buf)
		if err != nil {
			return
		}
		_, _ = w.ptm.Write(buf[:n]) // the program may have ended
	}
}

// screen returns the rows, without blanks at their ends.
func (w *window) screen() []string {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.rows()
}

func (w *window) rows() []string {
	size := w.emu.Backend().GetSize()
	rows := make([]string, size.Y)
	for y := range rows {
		var b strings.Builder
		wide := false
		for x := range int(size.X) {
			c := w.emu.GetCell(vt.Coord{X: vt.Col(x), Y: vt.Row(y)})
			if c.C == "" && !wide {
				b.WriteByte(' ')
			}
			b.WriteString(c.C)
			wide = c.W == 2
		}
		rows[y] = strings.TrimRight(b.String(), " ")
	}
	return rows
}

// whole returns the rows, and whether they are a whole frame: nothing has come
// for a moment.
func (w *window) whole() ([]string, bool) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if time.Since(w.latest) < 3*time.Millisecond {
		return nil, false
	}
	return w.rows(), true
}

// output returns everything the program has written.
func (w *window) output() string {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.all.String()
}

// types sends text as the keyboard does.
func (w *window) types(text string) {
	w.t.Helper()
	if _, err := w.ptm.WriteString(text); err != nil {
		w.t.Fatalf("type %q: %v", text, err)
	}
}

// press presses keys by their names.
func (w *window) press(names ...string) {
	w.t.Helper()
	for _, name := range names {
		b, ok := keyBytes()[name]
		if !ok {
			w.t.Fatalf("we know no key %q", name)
		}
		w.types(b)
	}
}

func keyBytes() map[string]string {
	return map[string]string{
		"tab": "\t", "backspace": "\x7f", "enter": "\r", "esc": "\x1b", "down": "\x1b[B", "f6": "\x1b[17~", "ctrl+b": "\x02",
		"ctrl+c": "\x03", "ctrl+q": "\x11", "ctrl+s": "\x13",
	}
}

// resize gives the window another size. Until look nothing is shown: the emulator
// cannot be resized while the program writes.
func (w *window) resize(cols, rows int) {
	w.t.Helper()
	w.mu.Lock()
	w.blind = true
	w.mu.Unlock()
	if err := pty.Setsize(w.tty, winsize(cols, rows)); err != nil {
		w.t.Fatal("resize:", err)
	}
}

// look gives the window another size, and shows on an empty screen what the
// program draws from then on.
func (w *window) look(cols, rows int) {
	w.t.Helper()
	fresh := emulator(cols, rows)
	if err := fresh.Start(); err != nil {
		w.t.Fatal("start the emulator:", err)
	}
	w.mu.Lock()
	old := w.emu
	w.emu, w.blind = fresh, false
	w.mu.Unlock()
	_ = old.Close() // it has asked and answered all it had to
	if err := pty.Setsize(w.tty, winsize(cols, rows)); err != nil {
		w.t.Fatal("resize:", err)
	}
}

// until waits until the screen is as it should be.
func (w *window) until(what string, fits func(rows []string) bool) {
	w.t.Helper()
	for end := time.Now().Add(longest); !fits(w.screen()); time.Sleep(2 * time.Millisecond) {
		if time.Now().After(end) {
			w.t.Fatalf("we waited for %s, and saw:\n%s", what, strings.Join(w.screen(), "\n"))
		}
	}
}

// sees waits until all the texts stand on the screen. Blanks and ends of lines do
// not count: texts are wrapped.
func (w *window) sees(texts ...string) {
	w.t.Helper()
	for _, text := range texts {
		w.until(fmt.Sprintf("%q", text), func(rows []string) bool { return holds(strings.Join(rows, " "), text) })
	}
}

// header waits until the first row holds a text.
func (w *window) header(text string) {
	w.t.Helper()
	w.until(fmt.Sprintf("%q in the header", text), func(rows []string) bool {
		return len(rows) > 0 && holds(rows[0], text)
	})
}

// holds reports whether text stands in all, however it is broken into lines.
func holds(all, text string) bool {
	flat := func(s string) string { return strings.Join(strings.Fields(s), " ") }
	return strings.Contains(flat(all), flat(text))
}

// ends waits until the program has ended, and returns its exit code: 128 and more
// for a signal.
func (w *window) ends(within time.Duration) int {
	w.t.Helper()
	select {
	case <-w.ended:
	case <-time.After(within):
		w.t.Fatalf("the program has not ended within %s; the screen:\n%s", within, strings.Join(w.screen(), "\n"))
	}
	status, ok := w.cmd.ProcessState.Sys().(syscall.WaitStatus)
	if ok && status.Signaled() {
		return 128 + int(status.Signal())
	}
	return w.cmd.ProcessState.ExitCode()
}

// took is how long the program ran. It has ended.
func (w *window) took() time.Duration { return w.end.Sub(w.began) }

// kill ends the program as the power does.
func (w *window) kill() {
	w.t.Helper()
	if err := w.cmd.Process.Kill(); err != nil {
		w.t.Fatal("kill:", err)
	}
	<-w.ended
}

func (w *window) signal(s syscall.Signal) {
	w.t.Helper()
	if err := w.cmd.Process.Signal(s); err != nil {
		w.t.Fatal("signal:", err)
	}
}
