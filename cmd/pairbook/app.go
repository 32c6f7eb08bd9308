package main

import (
	"cmp"
	"context"
	"errors"
	"os"
	"os/signal"
	"runtime"
	"runtime/debug"
	"slices"
	"sync"
	"sync/atomic"
	"syscall"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"

	"pairbook/forms"
	"pairbook/forms/lang"
	"pairbook/store"
	"pairbook/tui"
	"pairbook/tui/cell"
	"pairbook/tui/screen"
)

// framesASecond is the most that Bubble Tea draws; it halves the time from a key
// to its frame.
const framesASecond = 120

// open is what "pairbook" alone does.
func (r *run) open(ctx context.Context) error {
	if t := r.flags.theme; t != "" && !slices.Contains([]string{"dark", "light", "mono"}, t) {
		return usage("bad_theme", "theme", shown(t))
	}
	if err := r.needTerminal(); err != nil {
		return err
	}
	defer clearLater().Stop()
	colours := r.colours()
	if path, err := r.bookPath(); err == nil && store.LeftPlain(path) {
		err := r.app(ctx, colours, func() error { return r.openBook(store.OpenOrCreate, store.Options{}) })
		if !errors.Is(err, store.ErrLocked) {
			return err
		}
	}
	if err := r.orCreate(); err != nil { // asks for the passphrase, which is done before the app draws
		return err
	}
	r.unhush()
	return r.app(ctx, colours, func() error { return nil })
}

// colours finds out how many colours the terminal has while the book is opened: it
// reads the terminal's description, and within tmux it asks that program, for longer
// than all else takes.
func (r *run) colours() (wait func() colorprofile.Profile) {
	found := make(chan colorprofile.Profile, 1)
	go func() { found <- colorprofile.Detect(r.main.Stdout, os.Environ()) }()
	return sync.OnceValue(func() colorprofile.Profile { return <-found })
}

// needTerminal refuses to draw where nothing can be drawn.
func (r *run) needTerminal() error {
	_, _, in := r.main.Size(r.main.Stdin)
	_, _, out := r.main.Size(r.main.Stdout)
	switch {
	case !in || !out:
		return usage("no_terminal")
	case r.main.Env("TERM") == "dumb":
		return usage("dumb_terminal")
	}
	return nil
}

// garbage is how much waste may lie in memory before it is cleared, in percent of
// what is in use. Less than half of Go's own 100 takes 2 MB less after 400 keys; 1,000 keys
// at once take 30 to 50 ms more for it. Before the first frame there is no time to
// clear anything: that takes 1 ms of it in a large book. What was left lying is
// cleared and given back garbageAfter it.
const (
	garbage        = 40
	garbageAtFirst = 800
	garbageAfter   = time.Second
)

// clearLater lets the program start without clearing memory.
func clearLater() *time.Timer {
	debug.SetGCPercent(garbageAtFirst)
	return time.AfterFunc(garbageAfter, func() {
		debug.SetGCPercent(garbage)
		debug.FreeOSMemory()
	})
}

// app runs the app on the book until the person leaves. The book is opened, and what the
// first screen shows is read, while the terminal is set up: each takes a millisecond.
func (r *run) app(ctx context.Context, colours func() colorprofile.Profile, openBook func() error) error {
	begun, done := ahead(func() (*beginning, error) { return r.begin(openBook) })
	var b *beginning
	var backUp func()
	w, h, _ := r.main.Size(r.main.Stdout)
	open := &opening{size: tea.WindowSizeMsg{Width: w, Height: h}}
	open.build = func() (app *tui.App, err error) {
		if b, err = begun(); err != nil {
			return nil, err
		}
		backUp = r.backUp()
		if b.o.Library, err = r.library(); err != nil {
			return nil, err
		}
		b.book.knows(b.o.Library, b.o.Opened)
		open.note = cmp.Or(r.noticed(), r.leftOut())
		if open.note == "" && b.o.Opened != nil {
			open.note = r.programmeGone(b.o.Opened, b.o.Library)
		}
		return tui.New(b.o)
	}
	err := r.runApp(ctx, open, colours())
	<-done // Bubble Tea can have ended before it asked for the app
	if b == nil {
		return err
	}
	backUp()
	if moved := b.book.moved(); moved != "" {
		r.book = b.book.current()
		r.note("moved", "file", cell.CleanLine(moved))
	}
	return err
}

// ahead begins a work before it is needed, and returns what waits for it. A fault of ours is raised
// where it is waited for. done is closed when it has ended in any way.
func ahead[T any](work func() (T, error)) (wait func() (T, error), done <-chan struct{}) {
	wait, ended := sync.OnceValues(work), make(chan struct{})
	go func() {
		defer func() { _ = recover(); close(ended) }()
		_, _ = wait()
	}()
	return wait, ended
}

// beginning is what the app begins with.
type beginning struct {
	book *appBook
	o    tui.Options
}

// begin opens the book and reads what the first screen shows: the pair where there is one,
// or was asked for, else the list of pairs. What cannot be read of these is left to the
// app, which tells why.
func (r *run) begin(openBook func() error) (*beginning, error) {
	if err := openBook(); err != nil {
		return nil, err
	}
	today, err := r.today()
	if err != nil {
		return nil, err
	}
	book := &appBook{book: r.book, now: r.main.Now, owners: &r.owners}
	b := &beginning{book: book, o: tui.Options{
		Book: book, Lang: r.words.Lang(), Asked: r.asked, Screens: screen.All(), Now: r.clock(today),
		First: tui.Place{Screen: tui.Start},
		Theme: r.flags.theme, NoMouse: r.flags.noMouse, WriteFile: writeBeside, OpenFile: r.opener(), Word: wordOpen,
	}}
	if r.flags.pair == "" {
		beginWithBook(book, &b.o)
		return b, nil
	}
	one, err := r.choosePair()
	if err != nil {
		return nil, err
	}
	beginWith(book, one.ID, &b.o)
	return b, nil
}

// backupAfter keeps the daily backup out of the way of the first screen.
const backupAfter = time.Minute

// backUp makes today's backup a little later. The function it returns makes it at
// once, or waits until it is whole.
func (r *run) backUp() (end func()) {
	book := r.book
	work := sync.OnceFunc(func() { _, _ = book.BackupDaily("") }) // doctor tells when there is none
	later := time.AfterFunc(backupAfter, work)
	return func() {
		later.Stop()
		work()
	}
}

// beginWithBook begins with the only pair, or with the list of pairs.
func beginWithBook(book *appBook, o *tui.Options) {
	all, err := book.Pairs()
	switch {
	case err == nil && len(all) == 1:
		beginWith(book, all[0].ID, o)
	case err == nil:
		o.Pairs = append([]forms.PairSummary{}, all...) // not nil: that none is there is known too
	}
}

// beginWith begins with a pair.
func beginWith(book *appBook, id forms.PairID, o *tui.Options) {
	o.First = tui.Place{Screen: tui.PairPage, Pair: id}
	if rec, damaged, err := book.Load(id); err == nil {
		o.Opened, o.Damaged = rec, damaged
	}
}

// runApp runs the program, and writes down what is not saved yet when it ends in
// any other way than by itself.
func (r *run) runApp(ctx context.Context, app *opening, colours colorprofile.Profile) error {
	shell := &calm{app: app}
	clock, lull := newAlarm(), newRest(runtime.GOMAXPROCS)
	defer clock.end()
	defer lull.end()
	out, terminal := r.main.Stdout, (*line)(nil)
	if f, ok := out.(*os.File); ok {
		terminal = newLine(f)
		defer terminal.end()
		out = terminal
	}
	p := tea.NewProgram(&paced{Model: shell, wake: clock.ring, stir: lull.stir, now: time.Now},
		tea.WithContext(ctx), tea.WithInput(r.main.Stdin), tea.WithOutput(out),
		tea.WithFPS(framesASecond), tea.WithColorProfile(colours), tea.WithoutSignalHandler())
	shell.quit = p.Quit
	defer app.end()
	hungUp, stop := endOnSignal(p, terminal.cut)
	_, err := p.Run()
	stop()
	broke := shell.fault()
	err = errors.Join(err, app.err)
	if err == nil && broke == nil && !hungUp() {
		return nil
	}
	rescued := app.rescue()
	r.speakAsBook() // the language may have been changed on the screen
	switch {
	case broke != nil:
		return crashed(broke, rescued)
	case hungUp():
		if rescued != nil && !terminal.isCut() {
			r.say(word(r.words, rescued))
		}
		return quietly(Interrupted)
	}
	return errors.Join(err, rescued)
}

// How long the app may take to end after a signal before its terminal is given
// up, and then until it is ended by force.
const (
	politely = 700 * time.Millisecond
	graceful = 3 * time.Second
)

// endOnSignal lets the app save and end when the terminal is closed or the system
// asks; by force when it takes too long. hungUp tells whether that happened. cut
// gives up a terminal that takes nothing.
func endOnSignal(p *tea.Program, cut func()) (hungUp func() bool, stop func()) {
	signals := make(chan os.Signal, 1)
	done := make(chan struct{})
	var came atomic.Bool
	go func() {
		signal.Notify(signals, os.Interrupt, syscall.SIGTERM, syscall.SIGHUP) // which takes a moment
		defer signal.Stop(signals)
		select {
		case <-signals:
		case <-done:
			return
		}
		came.Store(true)
		go p.Send(tui.HangupMsg{}) // it waits for an app that is held up
		for _, then := range []struct {
			after time.Duration
			do    func()
		}{{politely, cut}, {graceful, p.Kill}} {
			select {
			case <-time.After(then.after):
				then.do()
			case <-done:
				return
			}
		}
	}()
	return came.Load, func() { close(done) }
}

// clock is the app's clock: the real one, set to the day that --today asks for.
func (r *run) clock(today lang.Date) func() time.Time {
	days := lang.DateOf(r.main.Now()).DaysUntil(today)
	return func() time.Time { return r.main.Now().AddDate(0, 0, days) }
}
