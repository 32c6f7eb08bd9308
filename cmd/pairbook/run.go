package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"syscall"
	"time"

	"github.com/charmbracelet/x/term"

	"pairbook/forms"
	"pairbook/forms/catalog"
	"pairbook/forms/lang"
	"pairbook/store"
)

// Main is the program with all it takes from outside, so that a test can run it
// beside others.
type Main struct {
	Args           []string            // without the program's name
	Env            func(string) string // like os.Getenv
	Stdin          io.Reader
	Stdout, Stderr io.Writer
	Now            func() time.Time
	// Size returns the width and height, in cells, of the terminal that a stream
	// leads to; ok is false where it leads to none.
	Size func(stream any) (w, h int, ok bool)
}

// Run does what Args ask for and returns the exit code, see Exit. Data goes to
// Stdout once all is done, words go to Stderr.
func (m *Main) Run(ctx context.Context) (code int) {
	r := &run{main: m}
	defer func() {
		r.unhush()
		if recover() != nil {
			code = r.broke()
		}
	}()
	err := r.start()
	if err == nil {
		err = r.execute(ctx)
	}
	err = errors.Join(err, r.closeBook(), r.flush())
	if text := word(r.words, err); text != "" {
		r.say(text)
	}
	return int(exitOf(err))
}

// broke is the last resort: a fault of ours ends in words, not in the exit code of
// another meaning, and without a trace, which could hold what somebody typed.
func (r *run) broke() int {
	where := faultyPlace()
	_ = r.closeBook() // what was saved is on the disk
	if r.words != nil {
		r.say(r.words.T("errors.broken", "where", where))
	}
	return int(Failed)
}

// run is one run of the program.
type run struct {
	main  *Main
	words *lang.Words
	asked bool // the language was asked for, and the book's own does not count
	lib   *forms.Library
	own   own
	flags globals
	out   bytes.Buffer // what goes to Stdout at the end: whole, or not at all
	book  *store.Book  // nil until opened

	secrets   secrets
	loud      func() // gives the terminal its echo back; nil where it has it
	stdinRead bool   // standard input has been read to its end
	otherPass string // of the last book that openOther opened
	pass      string // the book's passphrase, where it was asked for: a run may open the book twice
	owners    owners
}

// globals are the flags that every command has.
type globals struct {
	book, lang, pair, today string
	forms                   string
	passFile                string
	json                    bool
	theme                   string
	noMouse                 bool
}

// start finds the language, because the help has to be in it.
func (r *run) start() error {
	code, err := r.language()
	r.words, err = load(code, err)
	return err
}

// execute opens the app, or loads the forms while it builds the commands, and runs
// the one that was asked for.
func (r *run) execute(ctx context.Context) error {
	if r.appOnly() {
		return r.open(ctx) // which loads the forms where it has time for it
	}
	go catalog.Load() //nolint:errcheck // loaded once: whoever needs them asks again, and is told
	root := r.root()
	root.SetArgs(r.main.Args)
	var err error
	if r.lib, err = r.library(); err != nil {
		return err
	}
	return root.ExecuteContext(ctx)
}

// say writes words for the person who called.
func (r *run) say(text string) {
	_, _ = fmt.Fprintln(r.main.Stderr, text) // nobody is left to tell
}

// note says a message of cli.yaml.
func (r *run) note(key string, args ...any) { r.say(r.words.T("cli."+key, args...)) }

func (r *run) print(text string) {
	r.out.WriteString(text)
	r.out.WriteByte('\n')
}

// flush writes the data. A reader that has gone away, as head does, is no fault.
func (r *run) flush() error {
	if r.out.Len() == 0 {
		return nil // a terminal that is stuck must not hold us up for nothing
	}
	_, err := r.main.Stdout.Write(r.out.Bytes())
	if err != nil && !errors.Is(err, syscall.EPIPE) {
		return fmt.Errorf("write the answer: %w", err)
	}
	return nil
}

// terminalSize is Main.Size for the streams of a real process.
func terminalSize(stream any) (w, h int, ok bool) {
	f, isFile := stream.(interface{ Fd() uintptr })
	if !isFile || !term.IsTerminal(f.Fd()) {
		return 0, 0, false
	}
	w, h, err := term.GetSize(f.Fd())
	return w, h, err == nil
}
