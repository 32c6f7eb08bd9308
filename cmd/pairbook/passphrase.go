package main

import (
	"errors"

	"github.com/spf13/cobra"

	"pairbook/forms"
	"pairbook/store"
)

func (r *run) passphraseCommand() *cobra.Command {
	c := r.command("passphrase", func(c *cobra.Command, args []string) error {
		if len(args) > 0 {
			return unknownCommand(c, args[0])
		}
		return c.Help()
	})
	who := ""
	c.PersistentFlags().StringVar(&who, "person", "", r.words.T("cli.flag_person"))
	sub := func(path string, book, person func(forms.Voice) error) *cobra.Command {
		s := r.command(path, func(*cobra.Command, []string) error {
			if who == "" {
				return book("")
			}
			v := forms.Voice(who)
			if !v.IsPerson() {
				return usage("bad_person", "person", shown(who))
			}
			return person(v)
		})
		s.Args = r.args(0, 0)
		return s
	}
	c.AddCommand(
		sub("passphrase set", r.setPassphrase, r.setPersonPassphrase),
		sub("passphrase change", r.changePassphrase, r.changePersonPassphrase),
		sub("passphrase remove", r.removePassphrase, r.removePersonPassphrase),
		sub("passphrase recover", r.recoverPassphrase, func(v forms.Voice) error { return usage("no_recovery_person", "person", v) }),
	)
	return c
}

// setPassphrase gives the book a passphrase. The recovery code is written down, and shown
// to be, before anything is changed.
func (r *run) setPassphrase(forms.Voice) error {
	if err := r.toWrite(); err != nil {
		return err
	}
	if r.book.Locked() {
		return invalid("passphrase_there")
	}
	r.say(r.words.T("privacy.book_about"))
	return r.lockBook("privacy.ask_new_book", "privacy.book_set")
}

func (r *run) changePassphrase(forms.Voice) error {
	if err := r.toWrite(); err != nil {
		return err
	}
	if !r.book.Locked() {
		return invalid("no_passphrase_yet")
	}
	return r.lockBook("privacy.ask_new_book", "privacy.book_changed")
}

func (r *run) removePassphrase(forms.Voice) error {
	if err := r.toWrite(); err != nil {
		return err
	}
	if !r.book.Locked() {
		return invalid("no_passphrase_yet")
	}
	done, err := r.book.RemovePassphrase()
	if err != nil {
		return err
	}
	r.pass = ""
	r.say(r.words.T("privacy.book_removed"))
	r.sayBackups(done.Backups, done.Left)
	return nil
}

// recoverPassphrase lets somebody in with the recovery code, and asks for a new
// passphrase.
func (r *run) recoverPassphrase(forms.Voice) error {
	path, err := r.bookPath()
	if err != nil {
		return err
	}
	if err := r.byRecovery(path); err != nil {
		return err
	}
	r.speakAsBook()
	if !r.book.Locked() {
		return invalid("no_passphrase_yet")
	}
	r.say(r.words.T("privacy.recovered"))
	return r.lockBook("privacy.ask_new_book", "privacy.book_changed")
}

// byRecovery opens the book with the recovery code: a slip of the pen is told, and the
// code asked for once more.
func (r *run) byRecovery(path string) error {
	o := store.Options{Now: r.main.Now, Owner: r.owners.of}
	b, err := store.Open(path, o)
	for n := 0; errors.Is(err, store.ErrLocked) && n < tries; n++ {
		code, asked := r.answer(r.words.T("privacy.ask_recovery"), false)
		if asked != nil || code == "" {
			return r.unasked(errors.Join(asked, store.ErrLocked))
		}
		o.Recovery = code
		b, err = store.Open(path, o)
		slip := errors.Is(err, store.ErrRecoverySlip)
		if (slip || errors.Is(err, store.ErrWrongRecovery)) && n+1 < tries && !r.fromFile() {
			r.say(word(r.words, err))
			err = store.ErrLocked
		}
	}
	if err != nil {
		return err
	}
	r.book = b
	return nil
}

// lockBook asks for a new passphrase and sets it; key says in words that it is done.
func (r *run) lockBook(question, key string) error {
	pass, err := r.newSecret(r.words.T(question))
	if err != nil {
		return err
	}
	code := store.NewRecoveryCode()
	if err := r.writtenDown(code); err != nil {
		return err
	}
	done, err := r.book.SetPassphraseWith(pass, code)
	if r.fromFile() && (err == nil || errors.Is(err, store.ErrUncertain)) {
		r.print(code)
	}
	if err != nil {
		return err
	}
	r.pass = pass
	r.say(r.words.T(key))
	r.sayBackups(done.Backups, done.Left)
	return nil
}

// writtenDown shows the recovery code once and has it typed back: only what was written
// down can help later. A script gets it on standard output when all is done.
func (r *run) writtenDown(code string) error {
	if r.fromFile() {
		return nil
	}
	r.say(r.words.T("privacy.recovery_shown", "code", code))
	for n := range tries {
		typed, err := r.answer(r.words.T("privacy.recovery_back"), false)
		if err != nil {
			return err
		}
		same, err := store.SameRecoveryCode(typed, code)
		if same {
			return nil
		}
		if n+1 < tries && err != nil {
			r.say(r.words.T("privacy.recovery_slip"))
		} else if n+1 < tries {
			r.say(r.words.T("privacy.recovery_other"))
		}
	}
	return invalid("recovery_not_kept")
}

// sayBackups says what became of the backups that the book had before.
func (r *run) sayBackups(replaced int, left error) {
	if replaced > 0 {
		r.say(r.words.N("privacy.backups_replaced", replaced))
	}
	if left != nil {
		r.say(r.words.T("privacy.backups_left", "why", firstLine(word(r.words, left))))
	}
	r.say(r.words.T("privacy.copies_elsewhere"))
}
