package main

import (
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"pairbook/forms"
	"pairbook/forms/lang"
)

func (r *run) planCommand() *cobra.Command {
	c := answersInJSON(r.command("plan", func(*cobra.Command, []string) error { return r.showPlan() }))
	c.Args = r.args(0, 0)
	return c
}

type planJSON struct {
	Schema    int          `json:"schema"`
	Pair      forms.PairID `json:"pair"`
	Programme string       `json:"programme"`
	Date      string       `json:"date"`  // the day it is answered for
	Start     string       `json:"start"` // ISO date, "" while it is not known
	End       string       `json:"end"`   // planned, pauses counted in
	Months    int          `json:"months"`
	Extended  bool         `json:"extended"`
	Paused    bool         `json:"paused"`
	Steps     []stepJSON   `json:"steps"`
	Contact   []monthJSON  `json:"contact"`
}

type stepJSON struct {
	ID      string         `json:"id"`
	Text    string         `json:"text"`
	Who     forms.By       `json:"who"`
	Due     string         `json:"due"`
	Done    bool           `json:"done"`
	DoneOn  string         `json:"done_on"` // "" where the day is not known
	Overdue bool           `json:"overdue"`
	Status  forms.Standing `json:"status"`
	Note    string         `json:"note"`
	Boxes   []boxJSON      `json:"boxes,omitempty"`
}

type boxJSON struct {
	First string `json:"first"`
	Due   string `json:"due"`
	Done  bool   `json:"done"`
}

// monthJSON is one month of the programme, counted from its start.
type monthJSON struct {
	First    string `json:"first"`
	Contacts int    `json:"contacts"`
	Past     bool   `json:"past"`
	Running  bool   `json:"running"`
}

// showPlan prints the steps with their days, and the months of contact.
func (r *run) showPlan() error {
	if err := r.toRead(); err != nil {
		return err
	}
	p, err := r.pair()
	if err != nil {
		return err
	}
	if r.flags.json {
		return r.printJSON(planOf(p))
	}
	if _, ok := p.Anchor(); !ok {
		r.say(r.words.T("forms.no_anchor"))
		return nil
	}
	r.printSteps(p)
	r.printMonths(p)
	return nil
}

func planOf(p *forms.Pair) planJSON {
	out := planJSON{
		Schema: jsonSchema, Pair: p.Record.Pair, Programme: p.Programme().ID, Date: p.Today.String(),
		Months: p.Length(), Extended: p.Extended(), Paused: p.Paused(), Steps: []stepJSON{}, Contact: []monthJSON{},
	}
	if d, ok := p.Anchor(); ok {
		out.Start = d.String()
	}
	if d, ok := p.Day(forms.Offset{From: forms.FromEnd}); ok {
		out.End = d.String()
	}
	for _, s := range p.WholePlan() {
		out.Steps = append(out.Steps, stepOf(p, s))
	}
	for _, m := range p.Months() {
		out.Contact = append(out.Contact, monthJSON{m.First.String(), m.Contacts, m.Past, m.Running})
	}
	return out
}

func stepOf(p *forms.Pair, s forms.PlanStep) stepJSON {
	out := stepJSON{
		ID: s.Step.ID, Text: p.Text(s.Step.Text), Who: s.Step.Who, Due: s.Due.String(), Done: s.Done, DoneOn: dayOr(s.DoneOn),
		Overdue: s.Overdue, Status: s.Status, Note: s.Note,
	}
	for _, b := range s.Boxes {
		out.Boxes = append(out.Boxes, boxJSON{b.First.String(), b.Due.String(), b.Done})
	}
	return out
}

// dayOr writes a date, "" where it is not known.
func dayOr(d lang.Date) string {
	if d.IsZero() {
		return ""
	}
	return d.String()
}

func (r *run) printSteps(p *forms.Pair) {
	var rows [][]string
	for _, s := range p.Plan() {
		text := p.Text(s.Step.Text)
		if s.Note != "" {
			text += " (" + s.Note + ")"
		}
		rows = append(rows, []string{r.words.Short(s.Due), p.Standing(s.Status), p.Responsible(s.Step), text})
	}
	r.columns(rows)
}

// printMonths prints the months of contact, and which past ones had none.
func (r *run) printMonths(p *forms.Pair) {
	r.print("\n" + r.words.T("cli.plan_contact"))
	var cells []string
	for i, m := range p.Months() {
		n := "·"
		if m.Contacts > 0 || m.Past {
			n = strconv.Itoa(m.Contacts)
		}
		cells = append(cells, r.words.Month(m.First)+" "+n)
		if len(cells) == 6 || i == len(p.Months())-1 {
			r.print("  " + strings.Join(cells, "   "))
			cells = nil
		}
	}
	for _, x := range p.Pauses() {
		to := "…"
		if !x.To.IsZero() {
			to = r.words.Short(x.To)
		}
		r.print(r.words.T("cli.plan_pause", "from", r.words.Short(x.From), "to", to))
	}
	if p.Paused() {
		r.print(r.words.T("cli.plan_paused"))
	}
}
