package main

import (
	"slices"

	"github.com/spf13/cobra"

	"pairbook/forms"
	"pairbook/forms/lang"
)

// signFlags say who signs, with which name and on which day; initial, whether for what
// was changed alone.
type signFlags struct {
	as, name, date string
	initial        bool
}

func (r *run) signCommand() *cobra.Command {
	var f signFlags
	c := r.command("sign", func(_ *cobra.Command, args []string) error { return r.sign(args[0], f) })
	c.Args = r.args(1, 1)
	c.ValidArgsFunction = r.completeSheet
	t := func(key string) string { return r.words.T("cli.flag_" + key) }
	c.Flags().StringVar(&f.as, "as", "", t("as_sign"))
	c.Flags().StringVar(&f.name, "name", "", t("sign_name"))
	c.Flags().StringVar(&f.date, "date", "", t("sign_date"))
	c.Flags().BoolVar(&f.initial, "initial", false, t("sign_initial"))
	return c
}

// sign signs a sheet with proof of its wording, wherever the person has not signed it as
// it is now.
func (r *run) sign(name string, f signFlags) error {
	v := forms.Voice(f.as)
	if !v.IsPerson() {
		return usage("sign_who", "sheet", shown(name))
	}
	s, err := r.sheetToWrite(name)
	if err != nil {
		return err
	}
	if s.ReadOnly() {
		return readOnly(s)
	}
	if err := maySign(s); err != nil {
		return err
	}
	p, err := r.alone(s.Pair, v)
	if err != nil {
		return err
	}
	if s, err = sheet(p, name); err != nil {
		return err
	}
	at, give, err := r.toSign(s, v, f.initial)
	if err != nil {
		return err
	}
	r.sayEmpty(s, forms.Reader{Hand: v, Alone: true})
	if f.name == "" {
		at, _ := forms.SummaryAddress(string(v) + "_name")
		f.name = string(p.Record.Value(at)) // "" while nobody has written it: then it is asked for
	}
	day, err := r.signDay(p, f.date)
	if err != nil {
		return err
	}
	signer, err := r.book.Signer(p.Record.Pair, v)
	if err != nil {
		return err
	}
	for _, a := range at {
		cs, err := give(a, f.name, day, signer)
		if err != nil {
			return err
		}
		if err := r.commit(p, v, cs); err != nil {
			return err
		}
	}
	return r.saySigned(p, s.ID, v)
}

// signing gives a signature, or initials, at an address.
type signing func(at forms.Address, name string, day lang.Date, signer forms.Signer) ([]forms.Change, error)

// toSign returns where a person has to sign, or has something to put initials to, and how
// that is done.
func (r *run) toSign(s forms.Sheet, v forms.Voice, initial bool) ([]forms.Address, signing, error) {
	at, err := r.unsigned(s, v)
	if err != nil || !initial {
		return at, s.Sign, err
	}
	at = slices.DeleteFunc(at, func(a forms.Address) bool { return len(s.AmendedSince(a)) == 0 })
	if len(at) == 0 {
		return nil, nil, invalid("not_to_initial", "sheet", s.ID, "name", shown(s.Pair.Name(v)))
	}
	return at, s.Initial, nil
}

// unsigned returns where a person has still to sign the sheet as it is now.
func (r *run) unsigned(s forms.Sheet, v forms.Voice) ([]forms.Address, error) {
	all := s.SignAt(v)
	if len(all) == 0 {
		return nil, invalid("no_signature", "sheet", s.ID, "name", shown(s.Pair.Name(v)))
	}
	proofs, err := r.proofs(s.Pair)
	if err != nil {
		return nil, err
	}
	stands := map[forms.Address]bool{}
	for _, f := range proofs {
		if f.State == forms.ProofGood {
			stands[f.At] = true
		}
	}
	var open []forms.Address
	for _, a := range all {
		if !stands[a] {
			open = append(open, a)
		}
	}
	if len(open) == 0 {
		return nil, invalid("signed_already", "sheet", s.ID, "name", shown(s.Pair.Name(v)))
	}
	return open, nil
}

func (r *run) signDay(p *forms.Pair, in string) (lang.Date, error) {
	if in == "" {
		return p.Today, nil
	}
	day, err := lang.ParseDate(in, p.Today, r.words.Lang())
	if err != nil {
		return day, usage("bad_sign_date", "why", r.words.DateError(err))
	}
	return day, nil
}

// saySigned says what became of the signatures of a person on a sheet.
func (r *run) saySigned(p *forms.Pair, id forms.SheetID, v forms.Voice) error {
	proofs, err := r.proofs(p)
	if err != nil {
		return err
	}
	for _, f := range proofs {
		if f.Sheet == id && f.Who == v && f.State == forms.ProofGood {
			r.say(p.SayProof(f))
		}
	}
	r.say(p.Words.T("sign.about"))
	return nil
}
