package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strconv"

	"filippo.io/age"
	"github.com/spf13/cobra"

	"pairbook/forms/lang"
	"pairbook/store"
	"pairbook/tui/cell"
)

// backupFlags say how a backup is encrypted.
type backupFlags struct {
	encrypt, force bool
	to             []string
}

func (r *run) backupCommand() *cobra.Command {
	var f backupFlags
	c := r.command("backup", func(_ *cobra.Command, args []string) error {
		if len(args) == 0 {
			return r.backupDaily(f)
		}
		return r.backupTo(args[0], f)
	})
	c.Args = r.args(0, 1)
	c.ValidArgsFunction = nil // a file
	t := func(key string) string { return r.words.T("cli.flag_" + key) }
	c.Flags().BoolVar(&f.encrypt, "encrypt", false, t("encrypt"))
	c.Flags().StringArrayVar(&f.to, "to", nil, t("to_key"))
	c.Flags().BoolVar(&f.force, "force", false, t("force"))
	list := answersInJSON(r.command("backup list", func(*cobra.Command, []string) error { return r.backupList() }))
	list.Args = r.args(0, 0)
	c.AddCommand(list)
	return c
}

// backupDaily makes today's backup beside the book, in the place of an earlier one.
func (r *run) backupDaily(f backupFlags) error {
	if f.encrypt || len(f.to) > 0 {
		return usage("backup_where")
	}
	if err := r.toRead(); err != nil {
		return err
	}
	path, err := r.book.BackupNow("")
	if err != nil {
		return err
	}
	r.print(cell.CleanLine(path))
	return nil
}

// backupTo writes a backup to a file, as locked as the book is; encrypted where that was
// asked for.
func (r *run) backupTo(path string, f backupFlags) error {
	who, err := recipients(f.to)
	if err != nil {
		return err
	}
	if f.encrypt && len(who) > 0 {
		return usage("encrypt_or_key")
	}
	if err := r.toRead(); err != nil {
		return err
	}
	name := "pairbook-" + lang.DateOf(r.main.Now()).String() + ".db"
	if f.encrypt || len(who) > 0 {
		name += ".age"
	}
	if info, err := os.Stat(path); err == nil && info.IsDir() {
		path = filepath.Join(path, name)
	}
	if f.encrypt {
		if who, err = r.byPassphrase(); err != nil {
			return err
		}
	}
	if err := r.writeBackup(path, who, f.force); err != nil {
		return err
	}
	r.say(r.words.T("privacy.backup_done", "file", cell.CleanLine(path)))
	switch {
	case len(who) > 0:
		r.say(r.words.T("privacy.backup_encrypted"))
	case r.book.Locked():
		r.say(r.words.T("privacy.backup_locked"))
	default:
		r.say(r.words.T("privacy.backup_open"))
	}
	return nil
}

// byPassphrase asks for the passphrase that a backup is to be encrypted with.
func (r *run) byPassphrase() ([]age.Recipient, error) {
	pass, err := r.newSecret(r.words.T("privacy.ask_new_age"))
	if err != nil {
		return nil, err
	}
	one, err := age.NewScryptRecipient(pass)
	if err != nil {
		return nil, fmt.Errorf("encrypt the backup: %w", err)
	}
	return []age.Recipient{one}, nil
}

// writeBackup writes a checked copy of the book to a file. One that is to be encrypted goes
// straight into it: no copy that lies open is made on the way.
func (r *run) writeBackup(path string, who []age.Recipient, force bool) error {
	if len(who) > 0 {
		return encryptTo(path, who, force, r.book.Stream)
	}
	if !force {
		if _, err := os.Lstat(path); err == nil {
			return fileError(path, os.ErrExist)
		}
	}
	tmp, drop, err := r.besideBook()
	if err != nil {
		return err
	}
	defer drop()
	if err := r.book.Backup(tmp); err != nil {
		return err
	}
	return copyFile(tmp, path, force)
}

// besideBook returns the name of a file beside the book that is not there yet, see
// store.Beside.
func (r *run) besideBook() (path string, drop func(), err error) {
	book, err := r.bookPath()
	if err != nil {
		return "", nil, err
	}
	return store.Beside(book)
}

type backupsJSON struct {
	Schema  int          `json:"schema"`
	Backups []backupJSON `json:"backups"` // the newest first
}

type backupJSON struct {
	File   string `json:"file"`
	Day    string `json:"day"`
	Bytes  int64  `json:"bytes"`
	Locked bool   `json:"locked"`
	Stale  bool   `json:"stale"` // sealed with another key than the book is now
	Sound  bool   `json:"sound"` // it can be looked into
}

// backupList lists the backups beside the book.
func (r *run) backupList() error {
	if err := r.toRead(); err != nil {
		return err
	}
	all := r.book.Backups()
	if r.flags.json {
		out := backupsJSON{Schema: jsonSchema, Backups: []backupJSON{}}
		for _, s := range all {
			out.Backups = append(out.Backups, backupJSON{s.Path, lang.DateOf(s.Day).String(), s.Size, s.Locked, s.Stale, s.Err == nil})
		}
		return r.printJSON(out)
	}
	var rows [][]string
	for _, s := range all {
		rows = append(rows, []string{r.words.Short(lang.DateOf(s.Day)), strconv.FormatInt((s.Size+1023)/1024, 10) + " kB", r.stateOf(s), cell.CleanLine(s.Path)})
	}
	r.columns(rows)
	if len(all) == 0 {
		r.say(r.words.T("privacy.backup_none"))
	}
	return nil
}

// stateOf says whether a backup is locked.
func (r *run) stateOf(s store.Sight) string {
	switch {
	case s.Err != nil:
		return r.words.T("privacy.backup_is_broken")
	case s.Stale:
		return r.words.T("privacy.backup_is_stale")
	case s.Locked:
		return r.words.T("privacy.backup_is_locked")
	}
	return r.words.T("privacy.backup_is_open")
}
