package main

import (
	"errors"
	"slices"

	"github.com/spf13/cobra"

	"pairbook/forms"
	"pairbook/forms/lang"
	"pairbook/store"
	"pairbook/tui/cell"
)

func (r *run) checkCommand() *cobra.Command {
	c := answersInJSON(r.command("check", func(*cobra.Command, []string) error { return r.checkBook() }))
	c.Args = r.args(0, 0)
	return c
}

type checkJSON struct {
	Schema     int          `json:"schema"`
	OK         bool         `json:"ok"`
	Pairs      int          `json:"pairs"`
	Damage     []damageJSON `json:"damage"`
	Lost       []damageJSON `json:"lost"`        // by an earlier rescue
	LastBackup *lastBackup  `json:"last_backup"` // null where there is none
}

// damageJSON is one answer that cannot be read, or one record.
type damageJSON struct {
	Pair  forms.PairID   `json:"pair,omitempty"`
	What  string         `json:"what"`            // answer, private or record
	Sheet *forms.SheetID `json:"sheet,omitempty"` // of an answer
	Field string         `json:"field,omitempty"` // of an answer
	Text  string         `json:"text"`
}

const whatRecord = "record"

type lastBackup struct {
	File string `json:"file"`
	Day  string `json:"day"` // "" where its name does not tell
}

// checkBook opens the seal of every record and says which answers cannot be read, and what to
// do then. The exit code tells whether there are any.
func (r *run) checkBook() error {
	if err := r.toRead(); err != nil {
		return err
	}
	report, err := r.book.Check(true)
	if err != nil {
		return err
	}
	n := r.naming()
	if !report.OK() { // which answers are gone shows only when they are read
		report.Damage = append(r.unread(), report.Damage...)
	}
	out := checkJSON{Schema: jsonSchema, OK: report.OK(), Pairs: report.Pairs, Damage: n.all(report.Damage), Lost: n.all(report.Lost), LastBackup: r.lastBackup()}
	if r.flags.json {
		err = r.printJSON(out)
	} else {
		r.printCheck(out)
	}
	if err == nil && !out.OK {
		err = quietly(Damaged)
	}
	return err
}

// unread reads all pairs and returns what of their answers cannot be read.
func (r *run) unread() []store.Damage {
	var out []store.Damage
	all, _ := r.book.Pairs() // those that can be read
	for _, p := range all {
		_, damage, _ := r.book.Load(p.ID) // what it does not read it lists
		out = append(out, damage...)
	}
	return out
}

func (r *run) printCheck(c checkJSON) {
	t := r.words.T
	if c.OK {
		r.print(t("rescue.sound", "pairs", r.words.N("rescue.pairs", c.Pairs)))
	} else {
		r.print(t("rescue.damaged"))
	}
	isRecord := func(d damageJSON) bool { return d.What == whatRecord }
	if slices.ContainsFunc(c.Damage, func(d damageJSON) bool { return !isRecord(d) }) { // they are what is broken of these
		c.Damage = slices.DeleteFunc(c.Damage, isRecord)
	}
	for _, d := range c.Damage {
		r.print("  " + d.Text)
	}
	if len(c.Lost) > 0 {
		r.print(t("rescue.lost_before"))
	}
	for _, d := range c.Lost {
		r.print("  " + d.Text)
	}
	if c.OK {
		return
	}
	r.print(t("rescue.rest_safe"))
	r.print(t("rescue.do_rescue"))
	r.print(r.sayBackup(c.LastBackup))
}

// sayBackup says which backup is the last.
func (r *run) sayBackup(b *lastBackup) string {
	switch {
	case b == nil:
		return r.words.T("rescue.backup_none")
	case b.Day == "":
		return r.words.T("rescue.backup", "file", cell.CleanLine(b.File))
	}
	return r.words.T("rescue.backup_of", "day", backupWhen(r.words, b.File), "file", cell.CleanLine(b.File))
}

// lastBackup returns the newest backup that was checked when it was made, can be looked
// into, and opens as the book does.
func (r *run) lastBackup() *lastBackup {
	for _, s := range r.book.Backups() {
		if s.Err == nil && s.Daily && !s.Stale {
			return backupAt(s.Path)
		}
	}
	return nil
}

// backupAt is the backup at a path; nil for none.
func backupAt(path string) *lastBackup {
	if path == "" {
		return nil
	}
	b := &lastBackup{File: path}
	if day, _ := store.BackupTime(path); !day.IsZero() {
		b.Day = lang.DateOf(day).String()
	}
	return b
}

// naming names the answers that cannot be read, so that nobody learns more than that of a
// private one.
type naming struct {
	r     *run
	pairs map[forms.PairID]*forms.Pair // nil for one that cannot be read
}

func (r *run) naming() *naming { return &naming{r: r, pairs: map[forms.PairID]*forms.Pair{}} }

// all names what is damaged, each thing once.
func (n *naming) all(list []store.Damage) []damageJSON {
	out := []damageJSON{}
	for _, d := range list {
		one := n.name(d)
		if !slices.ContainsFunc(out, func(x damageJSON) bool { return x.Text == one.Text }) {
			out = append(out, one)
		}
	}
	return out
}

func (n *naming) name(d store.Damage) damageJSON {
	t := n.r.words.T
	p, a := n.pair(d.Pair), d.Addr
	out := damageJSON{Pair: d.Pair, What: whatRecord, Text: t("rescue.record")}
	switch {
	case d.Private || a != (forms.Address{}) && (a.Hidden() || n.r.owners.of(d.Pair, a) != ""):
		out.What, out.Text = "private", t("rescue.private")
	case a != (forms.Address{}):
		out.What, out.Sheet, out.Field, out.Text = "answer", &a.Sheet, a.Field, a.Sheet.String()
		if p != nil && p.NameOf(a) != "" {
			out.Text = p.NameOf(a)
		}
	}
	if p != nil {
		out.Text = t("rescue.of_pair", "pair", p.Title(), "what", out.Text)
	}
	out.Text = cell.CleanLine(out.Text)
	return out
}

// pair reads a pair as far as it can be read.
func (n *naming) pair(id forms.PairID) *forms.Pair {
	if p, ok := n.pairs[id]; ok || id == "" {
		return p
	}
	n.pairs[id] = nil
	rec, _, err := n.r.book.Load(id)
	today, wrong := n.r.today()
	if errors.Join(err, wrong) == nil {
		n.pairs[id] = forms.NewPair(rec, n.r.lib, today, n.r.words)
	}
	return n.pairs[id]
}
