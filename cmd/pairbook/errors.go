package main

import (
	"errors"

	"github.com/spf13/cobra"

	"pairbook/forms"
	"pairbook/forms/lang"
	"pairbook/store"
	"pairbook/tui/cell"
)

// Exit is what the program tells the one who called it.
type Exit int

// The exit codes. They are promised to scripts and never change their meaning.
const (
	Done        Exit = 0
	Failed      Exit = 1
	WrongUsage  Exit = 2
	NotFound    Exit = 3
	Invalid     Exit = 4 // incomplete or invalid answers
	InUse       Exit = 5 // the book is open elsewhere
	Damaged     Exit = 6
	Locked      Exit = 7 // a passphrase is needed
	Interrupted Exit = 130
)

// trouble is an error with its words: a message of errors.yaml. Without a key
// everything has been said already.
type trouble struct {
	exit Exit
	key  string
	args []any
	err  error // cause, for errors.Is; may be nil
}

// Error is for logs.
func (t *trouble) Error() string {
	s := "errors." + t.key
	if t.err != nil {
		s += ": " + t.err.Error()
	}
	return s
}

// Unwrap returns the cause.
func (t *trouble) Unwrap() error { return t.err }

func usage(key string, args ...any) error { return &trouble{exit: WrongUsage, key: key, args: args} }

func notFound(key string, args ...any) error { return &trouble{exit: NotFound, key: key, args: args} }

func invalid(key string, args ...any) error { return &trouble{exit: Invalid, key: key, args: args} }

// quietly ends with a code when all has been said.
func quietly(e Exit) error { return &trouble{exit: e} }

// meaning is what an error of the store means to a person.
type meaning struct {
	err  error
	exit Exit
	key  string
}

// meanings are tried in order. Each message says what happened, what is still
// safe, and what to do.
func meanings() []meaning {
	return []meaning{
		{store.ErrMissing, NotFound, "no_book"},
		{store.ErrGone, NotFound, "gone"},
		{store.ErrNoPair, NotFound, "no_such_pair"},
		{store.ErrEmptyFile, Damaged, "empty_file"},
		{store.ErrDamaged, Damaged, "damaged"},
		{store.ErrInUse, InUse, "in_use"},
		{store.ErrTooLarge, Invalid, "too_large"},
		{store.ErrNotABook, Failed, "not_a_book"},
		{store.ErrNewer, Failed, "newer"},
		{store.ErrFull, Failed, "full"},
		{store.ErrGrown, Failed, "grown"},
		{store.ErrUncertain, Failed, "uncertain"},
		{store.ErrPermission, Failed, "permission"},
		{store.ErrReadOnly, Failed, "permission"},
		{store.ErrNothing, Failed, "nothing"},
		{store.ErrClosed, Failed, "closed_book"},
		{store.ErrLocked, Locked, "locked"},
		{store.ErrWrongPassphrase, Locked, "wrong_passphrase"},
		{store.ErrWrongRecovery, Locked, "wrong_recovery"},
		{store.ErrRecoverySlip, Locked, "recovery_slip"},
		{store.ErrPersonLocked, Locked, "person_locked"},
		{store.ErrNoPassphrase, Invalid, "no_passphrase"},
		{store.ErrSameFile, WrongUsage, "same_file"},
		{forms.ErrSignName, WrongUsage, "sign_name"},
		{forms.ErrSignOther, WrongUsage, "sign_other"},
	}
}

func exitOf(err error) Exit {
	var t *trouble
	switch {
	case err == nil:
		return Done
	case errors.As(err, &t):
		return t.exit
	}
	for _, m := range meanings() {
		if errors.Is(err, m.err) {
			return m.exit
		}
	}
	var p *forms.Problem
	if errors.As(err, &p) {
		return Invalid
	}
	return Failed
}

// word words an error for people in one to three lines: what happened, what is
// still safe, what to do. It is "" where there is nothing to say.
func word(w *lang.Words, err error) string {
	var t *trouble
	var p *forms.Problem
	switch {
	case err == nil:
		return ""
	case errors.As(err, &t):
		if t.key == "" {
			return ""
		}
		return w.T("errors."+t.key, t.args...)
	case errors.As(err, &p):
		return p.Say(w)
	}
	for _, m := range meanings() {
		if errors.Is(err, m.err) {
			return wordStore(w, m.key, err)
		}
	}
	return w.T("errors.failed", "cause", shown(err.Error()))
}

// wordOpen is word for a book that is open on the screen: there a vanished file
// has lost nothing yet.
func wordOpen(w *lang.Words, err error) string {
	if errors.Is(err, store.ErrGone) {
		return w.T("errors.gone_open")
	}
	return word(w, err)
}

// wordStore words an error of the store with the facts it carries.
func wordStore(w *lang.Words, key string, err error) string {
	var inUse *store.InUseError
	var damaged *store.DamagedError
	var gone *store.GoneError
	var ofKey *store.KeyError
	backup := ""
	if errors.As(err, &ofKey) {
		if key = "damaged_key"; ofKey.Other != "" {
			return w.T("errors.damaged_key_" + ofKey.Other) // another way in works: no backup is needed
		}
	}
	switch {
	case errors.As(err, &inUse) && inUse.PID != 0:
		day := lang.DateOf(inUse.Since)
		clock := lang.Clock(inUse.Since.Hour()*60 + inUse.Since.Minute())
		return w.T("errors.in_use_by", "pid", inUse.PID, "day", w.DayMonth(day, day), "time", w.Clock(clock))
	case errors.As(err, &damaged) && damaged.Part:
		return w.T("errors.damaged_part")
	case errors.As(err, &damaged):
		backup = damaged.LastBackup
	case errors.As(err, &gone):
		backup = gone.LastBackup
	}
	if backup != "" {
		day := ""
		if when := backupWhen(w, backup); when != "" {
			day = w.T("rescue.of_day", "day", when)
		}
		return w.T("errors."+key+"_backup", "backup", cell.CleanLine(backup), "day", day)
	}
	return w.T("errors." + key)
}

// backupWhen says when a backup was made: there may be several of a day. It is "" where
// nothing tells.
func backupWhen(w *lang.Words, path string) string {
	at, clock := store.BackupTime(path)
	switch {
	case at.IsZero():
		return ""
	case !clock:
		return w.Short(lang.DateOf(at))
	}
	return w.T("history.when", "date", w.Short(lang.DateOf(at)), "time", w.Clock(lang.Clock(at.Hour()*60+at.Minute())))
}

// maxShown is how much of what was typed an error repeats, in cells.
const maxShown = 60

// shown makes what was typed fit to be printed: one line, without control
// characters.
func shown(text string) string { return cell.Cut(cell.CleanLine(text), maxShown) }

// unknownCommand names what was probably meant: a word one slip away, else two.
func unknownCommand(c *cobra.Command, name string) error {
	for slips := 1; slips <= 2; slips++ {
		c.SuggestionsMinimumDistance = slips
		if near := c.SuggestionsFor(name); len(near) > 0 {
			return usage("unknown_command_near", "name", shown(name), "near", c.CommandPath()+" "+near[0])
		}
	}
	return usage("unknown_command", "name", shown(name), "command", c.CommandPath())
}
