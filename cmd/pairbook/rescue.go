package main

import (
	"errors"
	"os"

	"github.com/spf13/cobra"

	"pairbook/store"
	"pairbook/tui/cell"
)

func (r *run) rescueCommand() *cobra.Command {
	to := ""
	c := answersInJSON(r.command("rescue", func(_ *cobra.Command, args []string) error { return r.rescue(args, to) }))
	c.Args = r.args(0, 1)
	c.ValidArgsFunction = nil // a file
	c.Flags().StringVarP(&to, "output", "o", "", r.words.T("cli.flag_rescue_to"))
	return c
}

type rescueJSON struct {
	Schema     int          `json:"schema"`
	Book       string       `json:"book"` // the new one
	Pairs      int          `json:"pairs"`
	Found      int          `json:"found"`          // changes that were found, those replaced since too
	Expected   int          `json:"expected"`       // changes that there were
	Known      bool         `json:"expected_known"` // else there were at least so many
	Mended     int          `json:"mended"`         // records with flipped bits that were put right
	Earlier    int          `json:"lost_earlier"`   // lost changes that were replaced since
	Nowhere    int          `json:"lost_unplaced"`  // lost changes of which it is not known what they answered
	Missing    []damageJSON `json:"missing"`        // questions whose newest answer is lost
	Drafts     int          `json:"drafts"`
	LastBackup *lastBackup  `json:"last_backup"`
}

// rescue reads what can be read out of a broken book, into a new one.
func (r *run) rescue(args []string, to string) error {
	path, err := r.bookPath()
	if len(args) == 1 {
		path, err = args[0], nil
	}
	if err != nil {
		return err
	}
	if to == "" || to == "-" {
		return usage("rescue_where")
	}
	r.owners.know(r.lib)
	var done store.Rescued
	open := func(path string, o store.Options) (*store.Book, error) {
		var err error
		if done, err = rescueWith(path, to, &o); err != nil {
			return nil, err
		}
		return store.Open(to, o)
	}
	o := store.Options{ReadOnly: true, Now: r.main.Now, Owner: r.owners.of}
	if r.book, err = r.unlockedBy("rescue.ask", open, path, o); err != nil {
		return rescueError(to, err)
	}
	r.speakAsBook()
	out := rescueJSON{
		Schema: jsonSchema, Book: to, Pairs: done.Pairs, Found: done.Revisions, Expected: done.Expected, Known: done.Known,
		Mended: done.Mended, Earlier: done.Lost - len(done.Missing), Nowhere: max(done.Expected-done.Revisions-done.Lost, 0),
		Missing: r.naming().all(done.Missing), Drafts: done.Drafts, LastBackup: backupAt(done.LastBackup),
	}
	if r.flags.json {
		return r.printJSON(out)
	}
	r.printRescue(out)
	return nil
}

func rescueError(to string, err error) error {
	var key *store.KeyError
	switch {
	case errors.Is(err, store.ErrExists):
		return fileError(to, os.ErrExist)
	case errors.As(err, &key):
		return &trouble{exit: Damaged, key: "rescue_no_key", err: err}
	}
	return err
}

// rescueWith takes what was typed for a recovery code, too: where the passphrase's own
// record is broken, that is the way in that is left.
func rescueWith(path, to string, o *store.Options) (store.Rescued, error) {
	done, err := store.Rescue(path, to, *o)
	var key *store.KeyError
	if o.Passphrase == "" || !errors.Is(err, store.ErrWrongPassphrase) && !errors.As(err, &key) {
		return done, err
	}
	again := *o
	again.Passphrase, again.Recovery = "", o.Passphrase
	if done, other := store.Rescue(path, to, again); other == nil {
		*o = again
		return done, nil
	}
	return done, err
}

// printRescue says what was found, what is missing, and what to do next.
func (r *run) printRescue(c rescueJSON) {
	w := r.words
	switch {
	case c.Found >= c.Expected && c.Known:
		r.print(w.T("rescue.found_all", "changes", w.N("rescue.changes", c.Found), "pairs", w.N("rescue.pairs", c.Pairs)))
	case c.Known:
		r.print(w.T("rescue.found", "n", c.Found, "changes", w.N("rescue.changes", c.Expected), "pairs", w.N("rescue.pairs", c.Pairs)))
	default:
		r.print(w.T("rescue.found_least", "n", c.Found, "changes", w.N("rescue.changes", c.Expected), "pairs", w.N("rescue.pairs", c.Pairs)))
	}
	if c.Mended > 0 {
		r.print(w.N("rescue.mended", c.Mended))
	}
	if len(c.Missing) > 0 {
		r.print(w.T("rescue.missing"))
	}
	for _, d := range c.Missing {
		r.print("  " + d.Text)
	}
	if c.Earlier > 0 {
		r.print(w.N("rescue.earlier", c.Earlier))
	}
	if c.Nowhere > 0 {
		r.print(w.N("rescue.nowhere", c.Nowhere))
	}
	r.print(w.T("rescue.new_book", "file", cell.CleanLine(c.Book)))
	if c.Found < c.Expected || !c.Known {
		r.print(r.sayBackup(c.LastBackup))
	}
	r.print(w.T("rescue.next", "file", cell.CleanLine(c.Book)))
}
