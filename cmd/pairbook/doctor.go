package main

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/charmbracelet/colorprofile"
	"github.com/spf13/cobra"

	"pairbook/store"
)

func (r *run) doctorCommand() *cobra.Command {
	c := answersInJSON(r.command("doctor", func(*cobra.Command, []string) error { return r.doctor() }))
	c.Args = r.args(0, 0)
	return c
}

// health is how a check of doctor came out.
type health string

const (
	ok   health = "ok"
	warn health = "warn"
	fail health = "fail"
)

type doctorJSON struct {
	Schema int           `json:"schema"`
	OK     bool          `json:"ok"`
	Checks []findingJSON `json:"checks"`
}

// findingJSON is one line of doctor. It holds nothing personal, not even where the
// book lies, so that it can be shown to anyone.
type findingJSON struct {
	ID    string `json:"id"`
	State health `json:"state"`
	Text  string `json:"text"`
	Cure  string `json:"cure,omitempty"`
}

// doctor looks at all that the program needs, and says what to do about the rest.
func (r *run) doctor() error {
	book := r.lookBook() // which tells when it was last written in
	out := doctorJSON{Schema: jsonSchema, OK: true, Checks: []findingJSON{
		r.lookTerminal(), r.lookColours(), r.lookLocale(), r.lookWidth(), r.lookClock(), r.lookFonts(), r.lookTools(), r.lookFolder(),
	}}
	out.Checks = append(out.Checks, r.lookForms()...)
	out.Checks = append(out.Checks, r.lookCore())
	out.Checks = append(out.Checks, book...)
	for _, f := range out.Checks {
		out.OK = out.OK && f.State != fail
	}
	if r.flags.json {
		if err := r.printJSON(out); err != nil {
			return err
		}
	} else {
		r.printFindings(out.Checks)
	}
	if !out.OK {
		return quietly(Failed)
	}
	return nil
}

func (r *run) printFindings(all []findingJSON) {
	var rows [][]string
	for _, f := range all {
		rows = append(rows, []string{r.words.T("cli.health_" + string(f.State)), f.Text})
		if f.Cure != "" {
			rows = append(rows, []string{"", f.Cure})
		}
	}
	r.columns(rows)
}

// found words a finding: cli.doctor_KEY, and cli.doctor_KEY_cure unless all is
// well.
func (r *run) found(id string, h health, key string, args ...any) findingJSON {
	f := findingJSON{ID: id, State: h, Text: r.words.T("cli.doctor_"+key, args...)}
	if h != ok {
		f.Cure = r.words.T("cli.doctor_"+key+"_cure", args...)
	}
	return f
}

func (r *run) lookTerminal() findingJSON {
	_, _, terminal := r.main.Size(r.main.Stdout)
	switch name := r.main.Env("TERM"); {
	case name == "dumb":
		return r.found("terminal", warn, "terminal_dumb")
	case !terminal:
		return r.found("terminal", warn, "terminal_none")
	default:
		return r.found("terminal", ok, "terminal", "name", shown(name))
	}
}

func (r *run) lookColours() findingJSON {
	if r.main.Env("NO_COLOR") != "" {
		return r.found("colours", ok, "colours_off")
	}
	var env []string
	for _, name := range []string{"TERM", "COLORTERM", "CLICOLOR", "CLICOLOR_FORCE", "TERM_PROGRAM", "WT_SESSION"} {
		env = append(env, name+"="+r.main.Env(name))
	}
	switch colorprofile.Env(env) {
	case colorprofile.TrueColor:
		return r.found("colours", ok, "colours", "n", "16 777 216")
	case colorprofile.ANSI256:
		return r.found("colours", ok, "colours", "n", "256")
	case colorprofile.ANSI:
		return r.found("colours", ok, "colours", "n", "16")
	}
	return r.found("colours", ok, "colours_none")
}

func (r *run) lookLocale() findingJSON {
	locale := ""
	for _, name := range []string{"LC_ALL", "LC_CTYPE", "LANG"} {
		if locale = r.main.Env(name); locale != "" {
			break
		}
	}
	plain := strings.ToLower(strings.ReplaceAll(locale, "-", ""))
	if strings.HasSuffix(plain, "utf8") || filepath.Separator == '\\' {
		return r.found("locale", ok, "locale", "lang", r.words.Lang(), "locale", shown(locale))
	}
	return r.found("locale", warn, "locale_not_utf8", "locale", shown(locale))
}

// The sizes of the terminal, in cells, at which the app is complete and at which
// it is usable.
const (
	fullWidth, fullHeight = 80, 24
	leastWidth            = 40
	leastHeight           = 10
)

func (r *run) lookWidth() findingJSON {
	w, h, terminal := r.main.Size(r.main.Stdout)
	switch {
	case !terminal:
		return r.found("width", ok, "width_unknown")
	case w < leastWidth || h < leastHeight:
		return r.found("width", fail, "width_small", "w", w, "h", h)
	case w < fullWidth || h < fullHeight:
		return r.found("width", warn, "width_narrow", "w", w, "h", h)
	}
	return r.found("width", ok, "width", "w", w, "h", h)
}

func (r *run) lookFolder() findingJSON {
	path, err := r.bookPath()
	if err != nil {
		return r.found("folder", fail, "folder_unknown")
	}
	dir := filepath.Dir(path)
	info, err := os.Stat(dir)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return r.found("folder", ok, "folder_none")
	case err != nil || !info.IsDir():
		return r.found("folder", fail, "folder_bad")
	case !writable(dir):
		return r.found("folder", fail, "folder_read_only")
	case info.Mode().Perm()&0o077 != 0 && filepath.Separator != '\\':
		return r.found("folder", warn, "folder_open")
	}
	return r.found("folder", ok, "folder")
}

// writable tries, because rights alone do not tell.
func writable(dir string) bool {
	f, err := os.CreateTemp(dir, ".pairbook-doctor-*")
	if err != nil {
		return false
	}
	return errors.Join(f.Close(), os.Remove(f.Name())) == nil
}

// lookBook opens the book and every record in it.
func (r *run) lookBook() []findingJSON {
	err := r.toRead()
	switch {
	case errors.Is(err, store.ErrMissing):
		return []findingJSON{r.found("book", ok, "book_none")}
	case errors.Is(err, store.ErrLocked):
		return []findingJSON{r.found("lock", ok, "lock_shut")}
	case errors.Is(err, store.ErrInUse):
		return []findingJSON{r.found("book", warn, "book_in_use")}
	case errors.Is(err, store.ErrNewer):
		return []findingJSON{r.found("schema", fail, "schema_newer", "ours", store.Schema)}
	case errors.Is(err, store.ErrDamaged):
		return []findingJSON{r.lookBroken(err)}
	case err != nil:
		return []findingJSON{r.found("book", fail, "book_shut", "why", r.impersonal(firstLine(word(r.words, err))))}
	}
	report, err := r.book.Check(true)
	if err != nil {
		return []findingJSON{r.lookBroken(err)}
	}
	book := r.found("book", ok, "book", "pairs", report.Pairs)
	if !report.OK() {
		book = r.found("book", fail, "book_damaged", "n", len(report.Damage))
	}
	stats, err := r.book.Stats()
	if err != nil {
		return []findingJSON{book}
	}
	all := []findingJSON{book, r.found("schema", ok, "schema", "n", stats.Schema, "ours", store.Schema)}
	return append(all, r.lookPrivacy()...)
}

func firstLine(text string) string {
	line, _, _ := strings.Cut(text, "\n")
	return line
}

// lookBroken tells of a book that is too damaged to be opened, and of the backups.
func (r *run) lookBroken(err error) findingJSON {
	var damaged *store.DamagedError
	backup := r.words.T("rescue.backup_none")
	if errors.As(err, &damaged) && damaged.LastBackup != "" {
		if when := backupWhen(r.words, damaged.LastBackup); when != "" {
			backup = r.words.T("rescue.backup_day", "day", when)
		}
	}
	return r.found("book", fail, "book_broken", "backup", backup)
}

// impersonal leaves out of a text where the book and the user's home lie.
func (r *run) impersonal(text string) string {
	if path, err := r.bookPath(); err == nil {
		text = strings.ReplaceAll(text, filepath.Dir(path), "…")
	}
	if home := r.main.Env("HOME"); home != "" {
		text = strings.ReplaceAll(text, home, "~")
	}
	return text
}
