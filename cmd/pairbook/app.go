package main

import (
	"context"
	"errors"
	"os"
	"os/signal"
	"runtime/debug"
	"slices"
	"sync"
	"sync/atomic"
	"syscall"
	"time"

	tea "charm.land/bubbletea/v2"

	"pairbook/forms"
	"pairbook/forms/lang"
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
	opened := meanwhile(r.orCreate)
	app := &opening{}
	p := r.program(ctx, app)
	if err := opened(); err != nil {
		return err
	}
	return r.app(app, p)
}

// meanwhile does something beside what the caller does until it calls wait, which
// returns its error. A fault of ours is raised there, not in a goroutine that nobody
// watches.
func meanwhile(do func() error) (wait func() error) {
	var err error
	var fault any
	done := make(chan struct{})
	go func() {
		defer close(done)
		defer func() { fault = recover() }()
		err = do()
	}()
	return func() error {
		<-done
		if fault != nil {
			panic(fault)
		}
		return err
	}
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

// app runs the app on the open book until the person leaves.
func (r *run) app(open *opening, p *program) error {
	today, err := r.today()
	if err != nil {
		return err
	}
	book := &appBook{book: r.book, now: r.main.Now}
	o := tui.Options{
		Book: book, Lang: r.words.Lang(), Asked: r.asked, Screens: screen.All(), Now: r.clock(today),
		Theme: r.flags.theme, NoMouse: r.flags.noMouse, WriteFile: writeBeside, Word: wordOpen,
	}
	read, err := r.first(book, &o)
	if err != nil {
		return err
	}
	defer r.backUp()()
	open.build = func() (app *tui.App, err error) {
		if err := read(); err != nil {
			return nil, err
		}
		if o.Library, err = r.library(); err != nil {
			return nil, err
		}
		open.note = r.leftOut()
		if open.note == "" && o.Opened != nil {
			open.note = r.programmeGone(o.Opened, o.Library)
		}
		return tui.New(o)
	}
	err = r.runApp(open, p)
	if moved := book.moved(); moved != "" {
		r.book = book.current()
		r.note("moved", "file", cell.CleanLine(moved))
	}
	return err
}

// backupAfter keeps the daily backup out of the way of the first screen.
const backupAfter = time.Minute

// backUp makes today's backup a little later. The function it returns ends the
// waiting, or waits until the backup is whole.
func (r *run) backUp() (end func()) {
	var working sync.WaitGroup
	over := make(chan struct{})
	book := r.book
	working.Go(func() {
		select {
		case <-over:
		case <-time.After(backupAfter):
		}
		_, _ = book.BackupDaily("") // doctor tells when there is none
	})
	return func() {
		close(over)
		working.Wait()
	}
}

// first finds what the first screen shows: the pair where there is one, or was
// asked for, else the list of pairs. It is read while the terminal is set up, so that
// it is there with the first frame; read waits for it. What cannot be read is left to
// the app, which tells why.
func (r *run) first(book *appBook, o *tui.Options) (read func() error, err error) {
	o.First = tui.Place{Screen: tui.Start}
	if r.flags.pair != "" {
		one, err := r.choosePair()
		if err != nil {
			return nil, err
		}
		return meanwhile(func() error { beginWith(book, one.ID, o); return nil }), nil
	}
	return meanwhile(func() error {
		all, err := book.Pairs()
		switch {
		case err == nil && len(all) == 1:
			beginWith(book, all[0].ID, o)
		case err == nil:
			o.Pairs = all
		}
		return nil
	}), nil
}

// beginWith begins with a pair.
func beginWith(book *appBook, id forms.PairID, o *tui.Options) {
	o.First = tui.Place{Screen: tui.PairPage, Pair: id}
	if rec, damaged, err := book.Load(id); err == nil {
		o.Opened, o.Damaged = rec, damaged
	}
}

// program is the app's program, and what stands between it and the terminal.
type program struct {
	*tea.Program
	shell    *calm
	terminal *line
}

// program prepares the program without touching the terminal.
func (r *run) program(ctx context.Context, app *opening) *program {
	p := &program{shell: &calm{app: app}}
	out := r.main.Stdout
	if f, ok := out.(*os.File); ok {
		p.terminal = newLine(f)
		out = p.terminal
	}
	p.Program = tea.NewProgram(p.shell,
		tea.WithContext(ctx), tea.WithInput(r.main.Stdin), tea.WithOutput(out),
		tea.WithFPS(framesASecond), tea.WithoutSignalHandler())
	p.shell.quit = p.Quit
	return p
}

// runApp runs the program, and writes down what is not saved yet when it ends in
// any other way than by itself.
func (r *run) runApp(app *opening, p *program) error {
	defer app.end()
	hungUp, stop := endOnSignal(p.Program, p.terminal.cut)
	_, err := p.Run()
	stop()
	broke := p.shell.fault()
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
		if rescued != nil && !p.terminal.isCut() {
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
	signal.Notify(signals, os.Interrupt, syscall.SIGTERM, syscall.SIGHUP)
	done := make(chan struct{})
	var came atomic.Bool
	go func() {
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
	return came.Load, func() {
		signal.Stop(signals)
		close(done)
	}
}

// clock is the app's clock: the real one, set to the day that --today asks for.
func (r *run) clock(today lang.Date) func() time.Time {
	days := lang.DateOf(r.main.Now()).DaysUntil(today)
	return func() time.Time { return r.main.Now().AddDate(0, 0, days) }
}
