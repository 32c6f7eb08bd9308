package main

import (
	"strings"

	"github.com/spf13/cobra"

	"pairbook/forms"
)

func (r *run) logCommand() *cobra.Command {
	try, again := false, false
	c := answersInJSON(r.command("log", func(_ *cobra.Command, args []string) error { return r.log(args, try, again) }))
	c.Args = r.args(1, -1)
	c.Flags().BoolVar(&try, "dry-run", false, r.words.T("cli.flag_dry_run"))
	c.Flags().BoolVar(&again, "again", false, r.words.T("cli.flag_again"))
	return c
}

type logJSON struct {
	Schema   int          `json:"schema"`
	Pair     forms.PairID `json:"pair"`
	Row      int          `json:"row"`       // number in between lg_contacts, 0 where nothing was written
	Date     string       `json:"date"`      // ISO date
	DateSaid bool         `json:"date_said"` // false: today was taken
	Channel  forms.Value  `json:"channel"`   // "" where not said, as the following
	Minutes  forms.Value  `json:"minutes"`
	Began    forms.Value  `json:"began"`
	About    string       `json:"about"`
	Text     string       `json:"text"` // in full; typed again it is the same contact
}

// log writes down a contact, or with try only says how it is understood. One that is
// there already is written only with again.
func (r *run) log(args []string, try, again bool) error {
	args, err := r.readStdin(args)
	if err != nil {
		return err
	}
	open := r.toWrite
	if try {
		open = r.toRead
	}
	if err := open(); err != nil {
		return err
	}
	p, err := r.pair()
	if err != nil {
		return err
	}
	line, problem := forms.ParseContact(strings.Join(args, " "), p)
	if problem != nil {
		return problem
	}
	was, twice := line.Logged(p)
	if twice && !try && !again {
		return invalid("log_already", "text", repeated(was.Echo(p)), "pairbook", r.again())
	}
	n := 0
	if !try {
		if n, err = r.logRow(p, line); err != nil {
			return err
		}
	}
	if twice && try {
		r.say(r.words.T("log.already", "text", repeated(was.Echo(p))))
	}
	return r.logged(p, line, n)
}

// logRow adds a contact to the log and returns the number of its row.
func (r *run) logRow(p *forms.Pair, line forms.ContactLine) (int, error) {
	s, err := sheet(p, forms.BetweenForm)
	if err != nil {
		return 0, err
	}
	if s.ReadOnly() {
		return 0, readOnly(s)
	}
	row, changes := line.Changes(p)
	if err := r.commit(p, forms.Mentee, changes); err != nil {
		return 0, err
	}
	for i, x := range p.Record.Rows(changes[0].Addr.InRow("").At("")) {
		if x.ID == row {
			return i + 1, nil
		}
	}
	return 0, nil
}

// logged says how a contact was understood, and how it is taken back; n is the number
// of its row, 0 where it was only tried.
func (r *run) logged(p *forms.Pair, line forms.ContactLine, n int) error {
	if r.flags.json {
		return r.printJSON(logJSON{
			Schema: jsonSchema, Pair: p.Record.Pair, Row: n, Date: line.Date.String(), DateSaid: !line.Assumed,
			Channel: line.Channel, Minutes: line.Minutes, Began: line.Began, About: line.About, Text: line.Echo(p),
		})
	}
	r.print(line.Echo(p))
	w := r.words
	if line.Assumed {
		r.say(w.T("log.assumed"))
	}
	switch {
	case line.Channel == "" && n == 0:
		r.say(w.T("log.no-channel-yet"))
	case line.Channel == "":
		r.say(w.T("log.no-channel", "n", n, "pairbook", r.again()))
	}
	if n == 0 {
		r.say(w.T("log.only-tried"))
		return nil
	}
	r.say(w.T("log.logged", "n", n, "pairbook", r.again()))
	return nil
}

// again is how a command on the same pair of the same book begins.
func (r *run) again() string {
	out := "pairbook"
	if r.flags.book != "" {
		out += ` --book "` + shown(r.flags.book) + `"`
	}
	if r.flags.pair != "" {
		out += " --pair " + shown(r.flags.pair)
	}
	return out
}
