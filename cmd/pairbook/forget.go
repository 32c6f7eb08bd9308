package main

import (
	"github.com/spf13/cobra"

	"pairbook/forms"
	"pairbook/store"
)

// forgetFlags say what is to be forgotten, where it is not a sheet or a question.
type forgetFlags struct {
	as                       string
	private, lost, all, sure bool
}

func (r *run) forgetCommand() *cobra.Command {
	var f forgetFlags
	c := r.command("forget", func(_ *cobra.Command, args []string) error { return r.forget(args, f) })
	c.Args = r.args(0, 2)
	c.ValidArgsFunction = r.completeQuestion
	t := func(key string) string { return r.words.T("cli.flag_" + key) }
	c.Flags().BoolVar(&f.private, "private", false, t("forget_private"))
	c.Flags().StringVar(&f.as, "as", "", t("forget_as"))
	c.Flags().BoolVar(&f.lost, "lost-passphrase", false, t("forget_lost"))
	c.Flags().BoolVar(&f.all, "whole-pair", false, t("forget_all"))
	c.Flags().BoolVar(&f.sure, "yes", false, t("forget_yes"))
	return c
}

// forgetting is what is to be forgotten, and how that is said.
type forgetting struct {
	pair *forms.Pair
	what store.Forgetting
	text string // of what it is
	more string // what has to be known before; "" for nothing
}

// forget takes something out of the book for good, once the names of the two were typed.
func (r *run) forget(args []string, f forgetFlags) error {
	if err := f.check(args); err != nil {
		return err
	}
	if err := r.toWrite(); err != nil {
		return err
	}
	p, err := r.pair()
	if err != nil {
		return err
	}
	g, err := r.toForget(p, args, f)
	if err != nil {
		return err
	}
	r.say(g.text)
	if g.more != "" {
		r.say(g.more)
	}
	r.say(r.words.T("privacy.forget_about"))
	if !f.sure {
		if err := r.confirm(r.words.T("privacy.ask_names", "names", p.Title()), p.Title()); err != nil {
			return err
		}
	}
	done, err := r.book.Forget(p.Record.Pair, g.what)
	if err != nil {
		return err
	}
	r.say(r.words.N("privacy.forgotten", done.Revisions))
	r.sayBackups(done.Backups, done.Left)
	return nil
}

// check wants exactly one thing to be forgotten.
func (f forgetFlags) check(args []string) error {
	n := 0
	for _, one := range []bool{len(args) > 0, f.private, f.all} {
		if one {
			n++
		}
	}
	switch {
	case n != 1:
		return usage("forget_what")
	case f.private != (f.as != "") || f.lost && !f.private:
		return usage("forget_private_as")
	case f.private && !forms.Voice(f.as).IsPerson():
		return usage("bad_hand", "voice", shown(f.as))
	}
	return nil
}

func (r *run) toForget(p *forms.Pair, args []string, f forgetFlags) (forgetting, error) {
	switch {
	case f.private:
		return r.forgetPrivate(p, forms.Voice(f.as), f.lost)
	case f.all:
		g := forgetting{pair: p, text: r.words.T("privacy.forget_pair", "names", p.Title())}
		if day, ok := p.KeepUntil(); ok && p.Today.Before(day) {
			g.more = r.words.T("privacy.keep_until", "day", r.words.Day(day))
		}
		id := p.Record.Pair
		g.what.Settings = []string{forms.LangKey(id), forms.LookedKey(id, forms.Mentee), forms.LookedKey(id, forms.Mentor)}
		return g, nil
	}
	s, err := sheet(p, args[0])
	if err != nil {
		return forgetting{}, err
	}
	if len(args) == 2 {
		return r.forgetHistory(s, args[1])
	}
	return r.forgetSheet(s)
}

// forgetPrivate is what only one of the two can read. With lost, somebody has forgotten
// the passphrase: then the keys go, too.
func (r *run) forgetPrivate(p *forms.Pair, v forms.Voice, lost bool) (forgetting, error) {
	name := p.Name(v)
	g := forgetting{pair: p, text: r.words.T("privacy.forget_private", "name", name)}
	if lost {
		g.what.Keys = v
		g.more = r.words.T("privacy.forget_lost", "name", name)
	} else {
		var err error
		if p, err = r.alone(p, v); err != nil {
			return g, err
		}
	}
	now := p.Owners()
	g.what.Match = func(a forms.Address) bool { return now.Of(a) == v || sealOf(now, a) == v }
	return g, nil
}

// sealOf returns whose copy, not open yet, an address holds the seal of: without answers
// there is nothing that is sealed. "" for any other.
func sealOf(now forms.Owners, a forms.Address) forms.Voice {
	if a.Field != forms.FieldState && a.Field != forms.FieldSeal {
		return ""
	}
	return now.Of(forms.Address{Sheet: a.Sheet, Field: forms.FieldSeal, Part: forms.PartNonce, Voice: a.Sheet.Of})
}

// forgetHistory is what stood at a question before; what stands there now stays.
func (r *run) forgetHistory(s forms.Sheet, name string) (forgetting, error) {
	at, err := parsePlace(name)
	if err != nil {
		return forgetting{}, err
	}
	if at.row > 0 || at.add || at.drop || at.part != "" {
		return forgetting{}, usage("forget_question", "place", shown(name))
	}
	_, it, _, err := question(s, at.field)
	if err != nil {
		return forgetting{}, err
	}
	g := forgetting{pair: s.Pair, text: r.words.T("privacy.forget_history", "label", s.Pair.Text(it.Field.Label), "title", s.Title())}
	id, field, register := s.ID, it.Field.ID, it.Field.Register
	g.what.Earlier = true
	g.what.Wholly = func(a forms.Address) bool { // rows that were taken away
		order := a.At(forms.PartOrder)
		return a.Row != "" && s.Pair.Record.Value(order) == "" && len(s.Pair.Record.Heads(order)) > 0
	}
	g.what.Match = func(a forms.Address) bool {
		if register != "" {
			return a.Sheet.Register == register
		}
		return a.Sheet == id && a.Field == field
	}
	return g, nil
}

// forgetSheet is all that was ever written on a sheet. Rows of the lists that several
// sheets share stay, but for what was added to a copy after it was opened.
func (r *run) forgetSheet(s forms.Sheet) (forgetting, error) {
	if s.ID.Form == forms.PairForm {
		return forgetting{}, usage("forget_pair_sheet")
	}
	g := forgetting{pair: s.Pair, text: r.words.T("privacy.forget_sheet", "title", s.Title())}
	proofs, err := r.proofs(s.Pair)
	if err != nil {
		return g, err
	}
	for _, f := range proofs {
		if f.Sheet == s.ID && f.Number > 0 && f.At.Field != "" {
			g.more = r.words.T("privacy.forget_signed")
		}
	}
	id, rows := s.ID, map[forms.RowID]bool{}
	for _, a := range s.Addenda() {
		rows[a.Row] = true
	}
	g.what.Match = func(a forms.Address) bool { return a.Sheet == id || a.Row != "" && rows[a.Row] }
	return g, nil
}
