package main

import (
	"strings"

	"github.com/spf13/cobra"

	"pairbook/forms"
)

func (r *run) statusCommand() *cobra.Command {
	c := answersInJSON(r.command("status", func(*cobra.Command, []string) error { return r.status() }))
	c.Args = r.args(0, 0)
	return c
}

type statusJSON struct {
	Schema    int          `json:"schema"`
	Pair      forms.PairID `json:"pair"`
	Mentee    string       `json:"mentee"`
	Mentor    string       `json:"mentor"`
	Programme string       `json:"programme"`
	Date      string       `json:"date"` // the day it is answered for
	Next      []nextJSON   `json:"next"`
	Plan      []stepJSON   `json:"plan"`
	Forms     []sheetJSON  `json:"forms"`
	Rules     []ruleJSON   `json:"rules"` // what the rules have to say today
}

type nextJSON struct {
	Sheet forms.SheetID `json:"sheet"`
	Field string        `json:"field"` // the question to begin with; "" for the first that is open
	Text  string        `json:"text"`
	Why   string        `json:"why"` // "" where the text says it
}

// sheetJSON is how far a sheet has come. Of a copy that is closed to both nothing
// is counted.
type sheetJSON struct {
	Sheet    forms.SheetID `json:"sheet"`
	Title    string        `json:"title"`
	State    forms.State   `json:"state"`
	Closed   bool          `json:"closed"` // not open to both yet
	Asked    int           `json:"asked"`
	Answered int           `json:"answered"`
	Needed   int           `json:"needed"`
	Missing  int           `json:"missing"`
	Complete bool          `json:"complete"` // nothing needed is missing, and no rule stops it
}

// status says what comes next, where the plan stands, and how far the forms are.
func (r *run) status() error {
	if err := r.toRead(); err != nil {
		return err
	}
	p, err := r.pair()
	if err != nil {
		return err
	}
	st := statusOf(p)
	if r.flags.json {
		return r.printJSON(st)
	}
	r.print(p.Title() + " · " + p.ProgrammeName())
	r.printNext(st)
	if n := countRules(st.Rules); n > 0 {
		r.print("\n" + r.words.N("cli.status_rules", n))
	}
	if day, ok := p.KeepUntil(); ok && !p.Today.Before(day) {
		r.print("\n" + r.words.T("privacy.keep_past", "day", r.words.Day(day)))
	}
	r.printPlan(p, st)
	r.printForms(st)
	return nil
}

func statusOf(p *forms.Pair) statusJSON {
	st := statusJSON{
		Schema: jsonSchema, Pair: p.Record.Pair, Mentee: p.Name(forms.Mentee), Mentor: p.Name(forms.Mentor),
		Programme: p.Programme().ID, Date: p.Today.String(), Next: []nextJSON{}, Plan: []stepJSON{}, Forms: []sheetJSON{}, Rules: rulesOf(p, p.Findings()),
	}
	for _, t := range p.Next() {
		st.Next = append(st.Next, nextJSON{t.Sheet, t.Field, p.Say(t), p.SayWhy(t)})
	}
	for _, s := range p.Plan() {
		st.Plan = append(st.Plan, stepOf(p, s))
	}
	for _, s := range p.Sheets() {
		st.Forms = append(st.Forms, progressOf(s))
	}
	return st
}

// progressOf counts what both may read together: not even how much is written in
// a closed copy or a private note gets out.
func progressOf(s forms.Sheet) sheetJSON {
	out := sheetJSON{Sheet: s.ID, Title: s.Title(), State: s.Pair.Record.State(s.ID), Closed: !s.Opened()}
	if out.Closed {
		return out
	}
	n := s.CountFor(forms.Reader{})
	out.Asked, out.Answered, out.Needed, out.Missing, out.Complete = n.Asked, n.Answered, n.Needed, n.Missing, s.Complete()
	return out
}

func (r *run) printNext(st statusJSON) {
	r.print("\n" + r.words.T("cli.status_next"))
	var rows [][]string
	for _, t := range st.Next {
		rows = append(rows, []string{"  " + t.Sheet.String(), t.Text, t.Why})
	}
	r.columns(rows)
	if len(rows) == 0 {
		r.print("  " + r.words.T("cli.status_nothing"))
	}
}

func (r *run) printPlan(p *forms.Pair, st statusJSON) {
	if len(st.Plan) == 0 {
		return
	}
	r.print("\n" + r.words.T("cli.status_plan"))
	var rows [][]string
	for i, s := range p.Plan() {
		mark := ""
		if s.Status != forms.NotYet {
			mark = p.Standing(s.Status)
		}
		rows = append(rows, []string{"  " + r.words.Short(s.Due), mark, st.Plan[i].Text})
	}
	r.columns(rows)
}

func (r *run) printForms(st statusJSON) {
	r.print("\n" + r.words.T("cli.status_forms"))
	var rows [][]string
	for _, s := range st.Forms {
		rows = append(rows, []string{"  " + s.Sheet.String(), s.Title, r.progress(s)})
	}
	r.columns(rows)
}

// progress words how far a sheet is.
func (r *run) progress(s sheetJSON) string {
	w := r.words
	if s.Closed {
		parts := []string{w.T("forms.still_sealed")}
		if s.State == forms.StateSealed {
			parts = append([]string{w.T("cli.state_sealed")}, parts...)
		}
		return strings.Join(parts, " · ")
	}
	parts := []string{w.T("cli.answered_of", "n", s.Answered, "all", s.Asked)}
	if s.Missing > 0 {
		parts = append(parts, w.N("cli.still_needed", s.Missing))
	}
	if s.State != forms.StateNone && s.State != forms.StateOpen {
		parts = append(parts, w.T("cli.state_"+string(s.State)))
	}
	return strings.Join(parts, " · ")
}
