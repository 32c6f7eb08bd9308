package main

import (
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"pairbook/forms"
	"pairbook/forms/lang"
)

// fieldActions is the table of all actions on the sheet "between".
const fieldActions = "ac_list"

// actionFilter says which actions are listed; the zero filter lists all.
type actionFilter struct {
	mine, yours, overdue, open bool
	goal                       int // number of a goal, 0 for any
	as                         string
}

func (r *run) actionsCommand() *cobra.Command {
	var f actionFilter
	c := answersInJSON(r.command("actions", func(*cobra.Command, []string) error { return r.actions(f) }))
	c.Args = func(c *cobra.Command, args []string) error {
		if len(args) > 0 {
			return unknownCommand(c, args[0])
		}
		return nil
	}
	t := func(key string) string { return r.words.T("cli.flag_" + key) }
	c.Flags().BoolVar(&f.mine, "mine", false, t("mine"))
	c.Flags().BoolVar(&f.yours, "yours", false, t("yours"))
	c.Flags().BoolVar(&f.overdue, "overdue", false, t("overdue"))
	c.Flags().BoolVar(&f.open, "open", false, t("open"))
	c.Flags().IntVar(&f.goal, "goal", 0, t("goal"))
	c.Flags().StringVar(&f.as, "as", "", t("as_hand"))
	c.AddCommand(r.actionsDone(), r.actionsPartly(), r.actionsDrop(), r.actionsMove(), r.actionsAdd())
	return c
}

type actionsJSON struct {
	Schema  int          `json:"schema"`
	Pair    forms.PairID `json:"pair"`
	Date    string       `json:"date"` // the day it is answered for
	Actions []actionJSON `json:"actions"`
}

// actionJSON is an action; dates are ISO, "" where there is none.
type actionJSON struct {
	N        int         `json:"n"` // as shown, and as "actions done" takes it
	Text     string      `json:"action"`
	Owner    string      `json:"owner"` // mentee, mentor or both
	Due      string      `json:"due"`
	Priority forms.Value `json:"priority"`
	Goal     int         `json:"goal"` // number of the goal it serves, 0 for none
	Status   forms.Value `json:"status"`
	Open     bool        `json:"open"`
	DaysLate int         `json:"days_late"`
	DoneOn   string      `json:"done_on"`
	Note     string      `json:"note"`
	From     string      `json:"from"` // the sheet it was written on
}

// actions lists what was promised. The numbers count all actions, so that they stay
// the same whatever is listed.
func (r *run) actions(f actionFilter) error {
	hand, err := handOf(f.as)
	if err != nil {
		return err
	}
	if err := r.toRead(); err != nil {
		return err
	}
	p, err := r.pair()
	if err != nil {
		return err
	}
	if n := len(p.Goals()); f.goal < 0 || f.goal > n {
		return notFound("no_goal", "n", f.goal, "goals", r.words.N("actions.goals", n))
	}
	all := p.Actions()
	var some []forms.Action
	for _, a := range all {
		if f.lets(a, hand, p.Today) {
			some = append(some, a)
		}
	}
	if r.flags.json {
		return r.printJSON(actionsOf(p, some))
	}
	r.printActions(p, some)
	switch {
	case len(all) == 0:
		r.say(r.words.T("actions.none"))
	case len(some) == 0:
		r.say(r.words.T("actions.none-such"))
	}
	return nil
}

// lets reports whether an action is listed. With both mine and yours, all are that
// have an owner.
func (f actionFilter) lets(a forms.Action, hand forms.Voice, today lang.Date) bool {
	whose := !f.mine && !f.yours || f.mine && a.Concerns(hand) || f.yours && a.Concerns(hand.Other())
	return whose && (!f.open || a.Open()) && (!f.overdue || a.DaysLate(today) > 0) && (f.goal == 0 || a.Goal == f.goal)
}

func actionsOf(p *forms.Pair, some []forms.Action) actionsJSON {
	out := actionsJSON{Schema: jsonSchema, Pair: p.Record.Pair, Date: p.Today.String(), Actions: []actionJSON{}}
	for _, a := range some {
		owner := string(a.Owner)
		if a.Owner == forms.Agreed {
			owner = "both"
		}
		out.Actions = append(out.Actions, actionJSON{
			N: a.N, Text: a.Text, Owner: owner, Due: dayOr(a.Due), Priority: a.Priority, Goal: a.Goal, Status: a.Status,
			Open: a.Open(), DaysLate: a.DaysLate(p.Today), DoneOn: dayOr(a.DoneOn), Note: a.Note, From: a.From.String(),
		})
	}
	return out
}

func (r *run) printActions(p *forms.Pair, some []forms.Action) {
	var rows [][]string
	for _, a := range some {
		text := a.Text
		if a.Note != "" {
			text += " (" + a.Note + ")"
		}
		due := ""
		if !a.Due.IsZero() {
			due = r.words.Short(a.Due)
		}
		owner := ""
		if a.Owner != "" {
			owner = p.Name(a.Owner)
		}
		rows = append(rows, []string{strconv.Itoa(a.N), due, p.StandingOf(a), owner, text})
	}
	r.columns(rows)
}

// handOf says who types: the mentee, as on the screen, unless somebody says otherwise.
func handOf(as string) (forms.Voice, error) {
	switch v := forms.Voice(strings.ToLower(as)); {
	case as == "":
		return forms.Mentee, nil
	case v.IsPerson():
		return v, nil
	}
	return "", usage("bad_hand", "voice", shown(as))
}
