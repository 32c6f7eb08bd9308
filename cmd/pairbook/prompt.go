package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"strings"
	"syscall"

	"github.com/charmbracelet/x/term"
	"golang.org/x/text/unicode/norm"

	"pairbook/tui/cell"
)

// tries is how often a passphrase is asked for.
const tries = 3

// maxSecret is the size of the longest line that is taken for an answer, in bytes.
const maxSecret = 4096

// errNobody says that there is nobody to ask, or nothing more in --passphrase-file.
var errNobody = errors.New("nobody to ask")

// secrets are the lines of --passphrase-file, in the order in which they are asked for.
type secrets struct {
	read  bool
	lines []string
}

// fromFile reports whether answers come from --passphrase-file.
func (r *run) fromFile() bool { return r.flags.passFile != "" }

// nextLine returns the next line of --passphrase-file, errNobody where there is none.
func (r *run) nextLine() (string, error) {
	if !r.secrets.read {
		data, err := r.readSecrets()
		if err != nil {
			return "", err
		}
		text := strings.TrimRight(strings.ReplaceAll(string(data), "\r\n", "\n"), "\n")
		r.secrets = secrets{read: true, lines: strings.Split(text, "\n")}
	}
	if len(r.secrets.lines) == 0 || r.secrets.lines[0] == "" {
		return "", errNobody
	}
	line := r.secrets.lines[0]
	r.secrets.lines = r.secrets.lines[1:]
	return line, nil
}

func (r *run) readSecrets() ([]byte, error) {
	if r.flags.passFile == "-" {
		if r.stdinRead {
			return nil, usage("stdin_twice")
		}
		r.stdinRead = true
		data, err := io.ReadAll(io.LimitReader(r.main.Stdin, 16*maxSecret))
		if err != nil {
			return nil, fmt.Errorf("read standard input: %w", err)
		}
		return data, nil
	}
	data, err := os.ReadFile(r.flags.passFile)
	if err != nil {
		return nil, &trouble{exit: NotFound, key: "not_read", args: []any{"file", cell.CleanLine(r.flags.passFile), "cause", shown(cause(err))}, err: err}
	}
	return data, nil
}

// onTerminal reports whether somebody can be asked: what is typed comes from a terminal,
// and what we say goes to one.
func (r *run) onTerminal() bool {
	_, _, in := r.main.Size(r.main.Stdin)
	_, _, out := r.main.Size(r.main.Stderr)
	return in && out
}

// secret asks for a passphrase without showing it: a line of --passphrase-file, else what
// is typed on the terminal. "" is the answer of one who gives up; errNobody where there is
// nobody to ask.
func (r *run) secret(question string) (string, error) { return r.answer(question, true) }

// answer asks a question; a hidden answer is not shown while it is typed.
func (r *run) answer(question string, hidden bool) (string, error) {
	if r.fromFile() {
		return r.nextLine()
	}
	return r.typed(question, hidden)
}

// typed is answer on the terminal alone.
func (r *run) typed(question string, hidden bool) (string, error) {
	f, ok := r.main.Stdin.(interface {
		io.Reader
		Fd() uintptr
	})
	if !ok || !r.onTerminal() {
		return "", errNobody
	}
	if hidden {
		r.hush(f.Fd())
	} else {
		r.unhush()
	}
	_, _ = fmt.Fprint(r.main.Stderr, cell.CleanLine(question)+" ") // whoever types sees it
	read := func() (string, error) { return readLine(f) }
	if hidden {
		read = func() (string, error) {
			b, err := term.ReadPassword(f.Fd())
			return string(b), err
		}
	}
	text, err := interruptible(f.Fd(), read)
	if hidden || err != nil {
		r.say("")
	}
	if errors.Is(err, io.EOF) {
		return "", nil
	}
	return norm.NFC.String(text), err
}

// hush keeps the terminal from showing what is typed, from before a passphrase is asked for
// until unhush: one who types ahead, while a first try is being looked at, is not overlooked
// either. Where the terminal cannot do it, the reading of the passphrase does.
func (r *run) hush(fd uintptr) {
	if r.loud != nil {
		return
	}
	was, err := term.GetState(fd)
	if err == nil && echoOff(fd) == nil {
		r.loud = func() { _ = term.Restore(fd, was) } // the terminal may have gone
	}
}

// unhush lets the terminal show again what is typed.
func (r *run) unhush() {
	if r.loud != nil {
		r.loud()
		r.loud = nil
	}
}

// interruptible lets ctrl+c end a question; the terminal is then as it was. What waits
// for the rest of the line ends with the program.
func interruptible(fd uintptr, read func() (string, error)) (string, error) {
	was, err := term.GetState(fd)
	if err != nil {
		return "", fmt.Errorf("ask on the terminal: %w", err)
	}
	signals := make(chan os.Signal, 1)
	signal.Notify(signals, os.Interrupt, syscall.SIGTERM, syscall.SIGHUP)
	defer signal.Stop(signals)
	type result struct {
		text string
		err  error
	}
	done := make(chan result, 1)
	go func() {
		text, err := read()
		done <- result{text, err}
	}()
	select {
	case got := <-done:
		return got.text, got.err
	case <-signals:
		_ = term.Restore(fd, was) // the terminal may have gone
		return "", quietly(Interrupted)
	}
}

// readLine reads a line byte by byte: what follows it belongs to the next question.
func readLine(in io.Reader) (string, error) {
	var line []byte
	for one := make([]byte, 1); ; {
		n, err := in.Read(one)
		switch {
		case err != nil && len(line) == 0:
			return "", err
		case err != nil || n == 1 && one[0] == '\n':
			return strings.TrimSuffix(string(line), "\r"), nil
		case n == 1 && len(line) < maxSecret:
			line = append(line, one[0])
		}
	}
}

// newSecret asks for a new passphrase, on a terminal twice. whose is the question.
func (r *run) newSecret(question string) (string, error) {
	for range tries {
		first, err := r.secret(question)
		if err != nil || r.fromFile() {
			return first, r.unasked(err)
		}
		if first == "" {
			return "", invalid("no_passphrase")
		}
		second, err := r.secret(r.words.T("privacy.ask_again"))
		if err != nil {
			return "", err
		}
		if first == second {
			return first, nil
		}
		r.say(r.words.T("privacy.not_alike"))
	}
	return "", invalid("not_alike")
}

// unasked words that there was nobody to ask.
func (r *run) unasked(err error) error {
	switch {
	case errors.Is(err, errNobody) && r.fromFile():
		return &trouble{exit: Locked, key: "passphrase_file_short", err: err}
	case errors.Is(err, errNobody):
		return &trouble{exit: Locked, key: "ask_nobody", err: err}
	}
	return err
}

// confirm has a text typed before something is done that cannot be taken back: the names
// of the pair. Blanks and capitals do not count.
func (r *run) confirm(question, want string) error {
	got, err := r.typed(question, false)
	switch {
	case errors.Is(err, errNobody):
		return usage("confirm_nobody")
	case err != nil:
		return err
	}
	if !alike(got, want) {
		return invalid("not_confirmed")
	}
	return nil
}

func alike(a, b string) bool {
	flat := func(s string) string { return strings.Join(strings.Fields(norm.NFC.String(s)), " ") }
	return strings.EqualFold(flat(a), flat(b)) && flat(a) != ""
}
