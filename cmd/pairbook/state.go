package main

import (
	"crypto/rand"
	"errors"

	"github.com/spf13/cobra"

	"pairbook/forms"
	"pairbook/store"
	"pairbook/tui/cell"
)

func (r *run) closeCommand() *cobra.Command {
	anyway := false
	c := r.command("close", func(_ *cobra.Command, args []string) error { return r.close(args[0], anyway) })
	c.Args = r.args(1, 1)
	c.Flags().BoolVar(&anyway, "anyway", false, r.words.T("cli.flag_anyway"))
	c.ValidArgsFunction = r.completeSheet
	return c
}

func (r *run) reopenCommand() *cobra.Command {
	c := r.command("reopen", func(_ *cobra.Command, args []string) error { return r.reopen(args[0]) })
	c.Args = r.args(1, 1)
	c.ValidArgsFunction = r.completeSheet
	return c
}

func (r *run) sealCommand() *cobra.Command {
	anyway := false
	c := r.command("seal", func(_ *cobra.Command, args []string) error { return r.seal(args[0], anyway) })
	c.Args = r.args(1, 1)
	c.Flags().BoolVar(&anyway, "anyway", false, r.words.T("cli.flag_anyway_seal"))
	c.ValidArgsFunction = r.completeSheet
	return c
}

// sheetToWrite opens the book for writing and finds a sheet in it.
func (r *run) sheetToWrite(name string) (forms.Sheet, error) {
	if err := r.toWrite(); err != nil {
		return forms.Sheet{}, err
	}
	p, err := r.pair()
	if err != nil {
		return forms.Sheet{}, err
	}
	return sheet(p, name)
}

// close ends a meeting.
func (r *run) close(name string, anyway bool) error {
	s, err := r.sheetToWrite(name)
	if err != nil {
		return err
	}
	if s.Form.Copies != forms.CopiesNumbered {
		return usage("close_what", "sheet", s.ID)
	}
	return r.closeSheet(s, anyway)
}

// closeSheet closes a meeting. As on the screen, what is still open is listed first,
// and nothing is forced: with anyway it is closed all the same.
func (r *run) closeSheet(s forms.Sheet, anyway bool) error {
	if !anyway && !s.ReadOnly() && r.sayOpen(s) {
		return invalid("close_open", "sheet", s.ID, "pairbook", r.again())
	}
	if err := r.turn(s, s.Close(), forms.StateClosed, forms.Mentee); err != nil {
		return err
	}
	if n := progressOf(s).Missing; n > 0 {
		r.say(r.words.N("cli.closed_missing", n))
	}
	r.sayRules(s)
	return nil
}

// sayOpen lists the needed questions that are empty, and what the rules would have the
// two look at; it reports whether there is anything of these.
func (r *run) sayOpen(s forms.Sheet) bool {
	needed := s.Needed(forms.Reader{})
	r.sayLeft(s, needed)
	return r.sayRules(s) || len(needed) > 0
}

// sayLeft lists questions that are left, a line for each.
func (r *run) sayLeft(s forms.Sheet, left []forms.Left) {
	for _, l := range left {
		r.say(cell.CleanLine(s.SayLeft(l)))
	}
}

// sayEmpty says, before a sheet is signed, which needed questions of it are empty. It
// may be signed so: nothing is forced.
func (r *run) sayEmpty(s forms.Sheet, who forms.Reader) {
	left := s.UnsignedNeeds(who)
	if len(left) == 0 {
		return
	}
	r.say(r.words.N("sign.empty", len(left)))
	r.sayLeft(s, left)
}

// seal ends one person's copy of the feedback: from then on it cannot be changed,
// and once both are sealed both can be read. As on the screen, the needed questions that
// are empty are listed first; with anyway it is sealed all the same. A copy that is sealed
// already is left as it is, so that the two can open both, where these lie behind
// passphrases.
func (r *run) seal(name string, anyway bool) error {
	s, err := r.sheetToWrite(name)
	if err != nil {
		return err
	}
	if s.Form.Copies != forms.CopiesEach {
		return usage("seal_what", "sheet", s.ID)
	}
	if s.Pair.Record.State(s.ID) != forms.StateSealed {
		if s, err = r.openCopy(s); err != nil {
			return err
		}
		if left := s.Needed(forms.Reader{Hand: s.ID.Of, Alone: true}); !anyway && len(left) > 0 {
			r.sayLeft(s, left)
			return invalid("seal_open", "sheet", s.ID, "pairbook", r.again())
		}
		cs, err := s.SealCopy(rand.Reader)
		if err != nil {
			return err
		}
		if err := r.turn(s, cs, forms.StateSealed, s.ID.Of); err != nil {
			return err
		}
	}
	if !s.BothSealed() {
		r.say(r.words.T("privacy.seal_waits", "name", s.Pair.Name(s.ID.Of.Other())))
		return nil
	}
	return r.openBoth(s)
}

// openBoth opens the two copies of an evaluation, with the passphrases of those who have
// one, and says whether they are what was sealed.
func (r *run) openBoth(s forms.Sheet) error {
	p := s.Pair
	for _, v := range []forms.Voice{forms.Mentee, forms.Mentor} {
		if copied, ok := p.Sheet(forms.SheetID{Form: s.ID.Form, Of: v}); ok && copied.Opened() {
			continue
		}
		again, err := r.alone(p, v)
		if errors.Is(err, store.ErrPersonLocked) {
			r.say(r.words.T("privacy.open_later", "sheet", s.ID))
			return nil
		}
		if err != nil {
			return err
		}
		p = again
	}
	if err := r.disclose(p, forms.OwnersUntilTold(p.Library)); err != nil {
		return err
	}
	r.note("both_sealed")
	broken := false
	for _, f := range p.CheckOpened(s.ID.Form) {
		r.say(p.SayProof(f))
		broken = broken || f.Broken()
	}
	if broken {
		return quietly(Invalid)
	}
	return nil
}

// reopen lets a closed meeting, or a copy that the other has not read yet, be
// changed again.
func (r *run) reopen(name string) error {
	s, err := r.sheetToWrite(name)
	if err != nil {
		return err
	}
	hand := forms.Mentee
	switch {
	case s.Form.Copies == forms.CopiesEach && s.BothSealed():
		return invalid("both_open", "sheet", s.ID)
	case s.Form.Copies == forms.CopiesEach:
		hand = s.ID.Of
	case s.Form.Copies != forms.CopiesNumbered:
		return usage("close_what", "sheet", s.ID)
	}
	if s.ID.Of == "" {
		return r.reopenMeeting(s)
	}
	if s, err = r.openCopy(s); err != nil {
		return err
	}
	return r.turn(s, s.Unseal(), forms.StateOpen, hand)
}

// reopenMeeting lets a meeting be changed again. What is changed in one that two others
// followed is a correction, and that is said.
func (r *run) reopenMeeting(s forms.Sheet) error {
	frozen := s.Frozen()
	if err := r.turn(s, s.Reopen(), forms.StateOpen, forms.Mentee); err != nil {
		return err
	}
	if frozen {
		r.note("correction")
	}
	return nil
}

// turn makes the changes that bring a sheet into a state, and tells.
func (r *run) turn(s forms.Sheet, cs []forms.Change, st forms.State, hand forms.Voice) error {
	if err := r.commit(s.Pair, hand, cs); err != nil {
		return err
	}
	r.note("state_set", "sheet", s.ID, "title", s.Title(), "state", r.words.T("cli.state_"+string(st)))
	return nil
}
