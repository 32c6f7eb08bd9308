package story

import (
	"os"
	"os/signal"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"
)

const (
	// Beat is the virtual time every action of a User ends with: a little more
	// than one frame at 60 frames a second, so that the screen is drawn.
	Beat = 20 * time.Millisecond

	// escapePause outlasts the time the input reader waits after a lone Escape
	// byte before it believes that the Escape key was meant. The reader needs
	// two rounds of 50 ms when its clock stands exactly on the deadline.
	escapePause = 120 * time.Millisecond

	// patience lets commands that still sleep when the program ends run out
	// inside the bubble. It costs no real time.
	patience = 25 * time.Hour
)

// Options says which program a story is about and on what terminal it runs.
type Options struct {
	// Width and Height are the size of the terminal in cells, at least 1;
	// zero means 80 and 24.
	Width, Height int

	// Env is added to TERM=xterm-256color and is all the program learns of the
	// environment ("KEY=value"; the last one wins).
	Env []string

	// Model builds the program's model. It is called inside the bubble, so
	// that its clocks and channels are virtual. It must be set.
	Model func() tea.Model

	// Start moves the virtual clock forward before the model is built. The
	// clock begins at 2000-01-01 00:00 UTC; earlier times are left alone.
	Start time.Time

	// Dark is what the terminal answers when asked for its colours: a dark or
	// a light background, or no answer at all when nil.
	Dark *bool

	// Profile is the range of colours the program may use; zero means
	// colorprofile.TrueColor.
	Profile colorprofile.Profile

	// Cleanup runs inside the bubble after the program has ended, to close
	// what Model opened. May be nil.
	Cleanup func()
}

// Tell runs f inside a synctest bubble with the real program of o on an
// emulated terminal, and ends the program when f returns. The test fails if the
// program ended with an error that f did not ask for with Err. A goroutine that
// outlives the program panics the test: nothing is left behind.
func Tell(t *testing.T, o Options, f func(u *User)) {
	t.Helper()
	o = o.withDefaults()
	startSignalLoop()
	synctest.Test(t, func(t *testing.T) {
		t.Helper()
		u := begin(t, o)
		defer u.end()
		f(u)
	})
}

func (o Options) withDefaults() Options {
	if o.Width == 0 {
		o.Width = 80
	}
	if o.Height == 0 {
		o.Height = 24
	}
	if o.Profile == colorprofile.Unknown {
		o.Profile = colorprofile.TrueColor
	}
	o.Env = append([]string{"TERM=xterm-256color"}, o.Env...)
	return o
}

// startSignalLoop makes the runtime start its signal goroutine outside any
// bubble: started by a program inside one, it would never end there.
func startSignalLoop() {
	c := make(chan os.Signal, 1)
	signal.Notify(c, os.Interrupt) // any: this one is known everywhere
	signal.Stop(c)
}

func begin(t testing.TB, o Options) *User {
	t.Helper()
	if o.Model == nil || o.Width < 1 || o.Height < 1 {
		t.Fatalf("story: a story needs a model and at least one cell, we got %dx%d", o.Width, o.Height)
	}
	if ahead := time.Until(o.Start); ahead > 0 {
		time.Sleep(ahead)
	}
	u := &User{t: t, term: newTerminal(o.Width, o.Height, o.Dark), done: make(chan struct{}), cleanup: o.Cleanup}
	if err := u.term.start(); err != nil {
		t.Fatalf("story: starting the terminal: %v", err)
	}
	u.model = o.Model()
	u.program = tea.NewProgram(watched{inner: u.model, latest: &u.model, drawn: &u.drawn},
		tea.WithInput(u.term.keys), tea.WithOutput(u.term),
		tea.WithWindowSize(o.Width, o.Height),
		tea.WithEnvironment(o.Env), tea.WithColorProfile(o.Profile),
		tea.WithoutSignalHandler())
	go func() {
		defer close(u.done)
		_, u.err = u.program.Run()
	}()
	// The first frame, the terminal's answers to the program's questions, and
	// the frame those lead to.
	return u.settle(3 * Beat)
}

// watched passes everything on to a model and keeps the latest one.
type watched struct {
	inner  tea.Model
	latest *tea.Model
	drawn  *atomic.Pointer[string]
}

// Init starts the inner model.
func (w watched) Init() tea.Cmd { return w.inner.Init() }

// Update hands msg to the inner model and keeps what comes back.
func (w watched) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	m, cmd := w.inner.Update(msg)
	*w.latest = m
	return watched{inner: m, latest: w.latest, drawn: w.drawn}, cmd
}

// View draws the inner model, and keeps what it drew.
func (w watched) View() tea.View {
	v := w.inner.View()
	w.drawn.Store(&v.Content)
	return v
}
