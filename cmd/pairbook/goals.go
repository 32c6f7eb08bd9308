package main

import (
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"pairbook/forms"
	"pairbook/tui/cell"
)

func (r *run) goalsCommand() *cobra.Command {
	c := answersInJSON(r.command("goals", func(*cobra.Command, []string) error { return r.goals() }))
	c.Args = r.args(0, 0)
	return c
}

type goalsJSON struct {
	Schema int          `json:"schema"`
	Pair   forms.PairID `json:"pair"`
	Date   string       `json:"date"` // the day it is answered for
	Goals  []goalJSON   `json:"goals"`
}

// goalJSON is a goal; "" where nothing was said.
type goalJSON struct {
	N        int         `json:"n"`
	Goal     string      `json:"goal"`
	Measure  string      `json:"measure"` // how they will know
	Due      string      `json:"due"`     // ISO date
	Status   forms.Value `json:"status"`
	Progress forms.Value `json:"progress"` // 1 to 5 or na, from the last meeting that looked at it
	Comment  string      `json:"comment"`
	Meeting  int         `json:"meeting"` // number of that meeting, 0 for none
}

// goals lists what the two work towards, and how far they are.
func (r *run) goals() error {
	if err := r.toRead(); err != nil {
		return err
	}
	p, err := r.pair()
	if err != nil {
		return err
	}
	all := p.Goals()
	if r.flags.json {
		out := goalsJSON{Schema: jsonSchema, Pair: p.Record.Pair, Date: p.Today.String(), Goals: []goalJSON{}}
		for _, g := range all {
			out.Goals = append(out.Goals, goalJSON{g.N, g.Text, g.Measure, dayOr(g.Due), g.Status, g.Progress, g.Comment, g.Seen.Number})
		}
		return r.printJSON(out)
	}
	for _, g := range all {
		r.printGoal(p, g)
	}
	if len(all) == 0 {
		r.say(r.words.T("actions.no-goals"))
	}
	return nil
}

// printGoal prints a goal with what belongs to it below.
func (r *run) printGoal(p *forms.Pair, g forms.Goal) {
	number := strconv.Itoa(g.N)
	indent := strings.Repeat(" ", len(number)+2)
	r.print(number + "  " + cell.CleanLine(g.Text))
	if g.Measure != "" {
		r.print(indent + r.words.T("actions.measure", "text", cell.CleanLine(g.Measure)))
	}
	var parts []string
	if !g.Due.IsZero() {
		parts = append(parts, r.words.T("actions.by", "date", r.words.Short(g.Due)))
	}
	if status := label(p, "goals", "status", g.Status); status != "" {
		parts = append(parts, status)
	}
	if g.Progress != "" {
		seen := r.words.T("actions.not-rated", "meeting", g.Seen.Number)
		if g.Progress != "na" {
			seen = r.words.T("actions.progress", "n", string(g.Progress), "meeting", g.Seen.Number)
		}
		if g.Comment != "" {
			seen += " (" + cell.CleanLine(g.Comment) + ")"
		}
		parts = append(parts, seen)
	}
	if len(parts) > 0 {
		r.print(indent + strings.Join(parts, " · "))
	}
}
