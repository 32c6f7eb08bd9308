package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"filippo.io/age"
	"github.com/spf13/cobra"

	"pairbook/forms"
	"pairbook/forms/lang"
	"pairbook/store"
	"pairbook/tui/cell"
)

// restoreFlags say how a backup is read, and whether it takes the book's place.
type restoreFlags struct {
	preview, sure bool
	identity      string
}

func (r *run) restoreCommand() *cobra.Command {
	var f restoreFlags
	c := answersInJSON(r.command("restore", func(_ *cobra.Command, args []string) error { return r.restore(args[0], f) }))
	c.Args = r.args(1, 1)
	c.ValidArgsFunction = nil // a file
	t := func(key string) string { return r.words.T("cli.flag_" + key) }
	c.Flags().BoolVar(&f.preview, "preview", false, t("restore_preview"))
	c.Flags().StringVar(&f.identity, "identity", "", t("identity"))
	c.Flags().BoolVar(&f.sure, "yes", false, t("restore_yes"))
	return c
}

// restore puts a backup into the book's place, once it was said what that would change.
func (r *run) restore(file string, f restoreFlags) error {
	if r.flags.json && !f.preview {
		return usage("json_restore")
	}
	plain, drop, err := r.decrypted(file, f)
	if err != nil {
		return err
	}
	defer drop()
	there, err := r.openOther(plain)
	if err != nil {
		return err
	}
	pass := r.otherPass
	changes, err := r.comparedWith(there)
	err = errors.Join(err, there.Close())
	if err != nil {
		return err
	}
	if r.flags.json {
		return r.printJSON(changes)
	}
	r.printPreview(changes, f.preview)
	if f.preview {
		return nil
	}
	if !f.sure {
		if err := r.confirm(r.words.T("privacy.ask_restore"), r.words.T("privacy.ask_restore_word")); err != nil {
			return err
		}
	}
	return r.place(plain, pass)
}

// place puts a checked file into the book's place.
func (r *run) place(file, pass string) error {
	if err := r.closeBook(); err != nil {
		return err
	}
	r.book = nil
	path, err := r.bookPath()
	if err != nil {
		return err
	}
	before, err := store.Restore(path, file, store.Options{Now: r.main.Now, Passphrase: pass})
	if err != nil {
		return err
	}
	r.say(r.words.T("privacy.restored"))
	if before != "" {
		r.say(r.words.T("privacy.restored_before", "file", cell.CleanLine(before)))
	}
	return nil
}

// decrypted returns a file that store can open: the file itself, or what was encrypted in
// it, beside the book; drop removes that again.
func (r *run) decrypted(file string, f restoreFlags) (plain string, drop func(), err error) {
	if !isAge(file) {
		return file, func() {}, nil
	}
	var who []age.Identity
	switch {
	case f.identity != "":
		if who, err = identities(f.identity); err != nil {
			return "", nil, err
		}
	case !isForPassphrase(file):
		return "", nil, usage("needs_identity", "file", cell.CleanLine(file))
	default:
		pass, err := r.secret(r.words.T("privacy.ask_age"))
		if err = r.unasked(err); err != nil {
			return "", nil, err
		}
		one, err := age.NewScryptIdentity(pass)
		if err != nil {
			return "", nil, &trouble{exit: Locked, key: "wrong_age", err: err}
		}
		who = []age.Identity{one}
	}
	plain, drop, err = r.besideBook()
	if err != nil {
		return "", nil, err
	}
	out, err := os.OpenFile(plain, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err == nil {
		err = errors.Join(decryptFile(file, out, who), out.Sync(), out.Close())
	}
	if err != nil {
		drop()
		return "", nil, err
	}
	return plain, drop, nil
}

// openOther opens a book that is not ours, to read it. Its passphrase is asked for; ours
// may be the same, and is asked for only where it is not.
func (r *run) openOther(path string) (*store.Book, error) {
	mine := r.pass
	r.pass = ""
	b, err := r.unlockedBy("privacy.ask_backup", store.Open, path, store.Options{ReadOnly: true, Now: r.main.Now, Owner: r.owners.of})
	r.otherPass = r.pass
	if mine != "" {
		r.pass = mine
	}
	if errors.Is(err, store.ErrMissing) || errors.Is(err, store.ErrGone) {
		return nil, &trouble{exit: NotFound, key: "no_file", args: []any{"file", cell.CleanLine(path)}, err: err}
	}
	return b, err
}

// copyFile copies a file of ours to a name that must be free.
func copyFile(from, to string, force bool) error {
	in, err := os.Open(from)
	if err != nil {
		return fmt.Errorf("copy the backup: %w", err)
	}
	defer in.Close() //nolint:errcheck // only read
	return fileError(to, streamNew(to, force, func(w io.Writer) error {
		_, err := io.Copy(w, in)
		return err
	}))
}

type restoreJSON struct {
	Schema   int         `json:"schema"`
	Readable bool        `json:"readable"` // the book that is here now
	SameBook bool        `json:"same_book"`
	Pairs    []otherJSON `json:"pairs"`
}

// otherJSON is a pair as it is here, and as it is in the backup.
type otherJSON struct {
	Pair  forms.PairID `json:"pair"`
	Names string       `json:"names"`
	What  string       `json:"what"` // same, newer_here, newer_there, only_here or only_there
	Here  *countJSON   `json:"here,omitempty"`
	There *countJSON   `json:"there,omitempty"`
}

type countJSON struct {
	Answers int    `json:"answers"`
	Last    string `json:"last"` // day of the last change

	at forms.Stamp
}

// comparedWith says of each pair what a restored book would change.
func (r *run) comparedWith(there *store.Book) (restoreJSON, error) {
	out := restoreJSON{Schema: jsonSchema, Pairs: []otherJSON{}}
	theirs, err := countsOf(there)
	if err != nil {
		return out, err
	}
	var mine []otherJSON
	if err := r.toRead(); err == nil {
		out.Readable, out.SameBook = true, r.book.ID() == there.ID()
		if mine, err = countsOf(r.book); err != nil {
			return out, err
		}
	} else if isTrouble(err) {
		return out, err
	}
	for _, p := range theirs {
		p.There, p.Here = p.Here, nil
		for _, m := range mine {
			if m.Pair == p.Pair {
				p.Here = m.Here
			}
		}
		out.Pairs = append(out.Pairs, p)
	}
	for _, m := range mine {
		if !hasPair(theirs, m.Pair) {
			out.Pairs = append(out.Pairs, m)
		}
	}
	for i := range out.Pairs {
		out.Pairs[i].What = out.Pairs[i].compare()
	}
	return out, nil
}

// isTrouble reports whether an error of opening the present book ends a restore: that it
// is missing or damaged does not, for then a backup is wanted.
func isTrouble(err error) bool {
	for _, fine := range []error{store.ErrMissing, store.ErrGone, store.ErrDamaged, store.ErrEmptyFile, store.ErrNotABook, store.ErrLocked, store.ErrWrongPassphrase} {
		if errors.Is(err, fine) {
			return false
		}
	}
	return true
}

func hasPair(all []otherJSON, id forms.PairID) bool {
	for _, p := range all {
		if p.Pair == id {
			return true
		}
	}
	return false
}

func (p otherJSON) compare() string {
	switch {
	case p.Here == nil:
		return "only_there"
	case p.There == nil:
		return "only_here"
	case p.Here.at > p.There.at:
		return "newer_here"
	case p.Here.at < p.There.at:
		return "newer_there"
	}
	return "same"
}

// countsOf counts the answers of each pair that can be read without the passphrases of
// the two.
func countsOf(b *store.Book) ([]otherJSON, error) {
	all, err := b.Pairs()
	if err != nil && !errors.Is(err, store.ErrDamaged) {
		return nil, err
	}
	var out []otherJSON
	for _, p := range all {
		rec, _, err := b.Load(p.ID)
		if err != nil {
			return nil, err
		}
		n := &countJSON{Last: lang.DateOf(p.LastChange.Wall()).String(), at: p.LastChange}
		rec.Addresses(func(a forms.Address) {
			if !a.Hidden() && a.Part != forms.PartOrder && rec.Value(a) != "" {
				n.Answers++
			}
		})
		out = append(out, otherJSON{Pair: p.ID, Names: names(p), Here: n})
	}
	return out, nil
}

// printPreview says of each pair what would change, or is about to.
func (r *run) printPreview(c restoreJSON, alone bool) {
	tell := r.say
	if alone {
		tell = r.print
	}
	switch {
	case !c.Readable:
		tell(r.words.T("privacy.restore_unread"))
	case !c.SameBook:
		tell(r.words.T("privacy.restore_other"))
	}
	for _, p := range c.Pairs {
		tell(cell.CleanLine(p.Names + " (" + string(p.Pair) + ")"))
		tell("  " + r.words.T("privacy.restore_"+p.What))
		tell("  " + strings.Join([]string{r.counted("here", p.Here), r.counted("there", p.There)}, " · "))
	}
}

func (r *run) counted(where string, n *countJSON) string {
	if n == nil {
		return r.words.T("privacy.restore_" + where + "_none")
	}
	day, _ := lang.ParseISO(n.Last)
	return r.words.T("privacy.restore_"+where, "answers", r.words.N("privacy.answers", n.Answers), "day", r.words.Short(day))
}
