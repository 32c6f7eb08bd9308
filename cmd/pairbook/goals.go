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
	c.Args = func(c *cobra.Command, args []string) error {
		if len(args) > 0 {
			return unknownCommand(c, args[0])
		}
		return nil
	}
	c.AddCommand(r.goalsRate(), r.goalsReached())
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
	N        int            `json:"n"`
	Goal     string         `json:"goal"`
	Measure  string         `json:"measure"` // how they will know
	Due      string         `json:"due"`     // ISO date
	Status   forms.Value    `json:"status"`
	Progress forms.Value    `json:"progress"` // 1 to 5 or na, from the last meeting that looked at it
	Comment  string         `json:"comment"`
	Meeting  int            `json:"meeting"` // number of that meeting, 0 for none
	Sure     sureJSON       `json:"sure"`    // how sure the mentee feels, 1 to 5
	Reached  saysJSON       `json:"reached"` // what each says: yes, no, or ""
	Views    viewsJSON      `json:"views"`   // how each sees it
	Steps    []goalStepJSON `json:"steps"`
}

type (
	sureJSON struct {
		Start forms.Value `json:"start"`
		Mid   forms.Value `json:"mid"`
		End   forms.Value `json:"end"`
	}
	saysJSON struct {
		Mentee forms.Value `json:"mentee"`
		Mentor forms.Value `json:"mentor"`
	}
	viewsJSON struct {
		Mentee string `json:"mentee"`
		Mentor string `json:"mentor"`
	}
	goalStepJSON struct {
		Step string `json:"step"`
		Done bool   `json:"done"`
	}
)

func goalOf(p *forms.Pair, g forms.Goal) goalJSON {
	out := goalJSON{
		N: g.N, Goal: g.Text, Measure: g.Measure, Due: dayOr(g.Due), Status: g.Status, Progress: g.Progress, Comment: g.Comment, Meeting: g.Seen.Number,
		Sure:    sureJSON{g.Rates[0], g.Rates[1], g.Rates[2]},
		Reached: saysJSON{g.ReachedBy(forms.Mentee), g.ReachedBy(forms.Mentor)},
		Views:   viewsJSON{g.View(forms.Mentee), g.View(forms.Mentor)},
		Steps:   []goalStepJSON{},
	}
	for _, st := range p.GoalSteps() {
		if st.Goal == g.Row {
			out.Steps = append(out.Steps, goalStepJSON{st.Text, st.Done})
		}
	}
	return out
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
			out.Goals = append(out.Goals, goalOf(p, g))
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
	parts = append(parts, p.ReachedInWords(g))
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
	if sure := r.sure(g); sure != "" {
		parts = append(parts, sure)
	}
	r.print(indent + strings.Join(parts, " · "))
}
