package main

import (
	"strings"

	"github.com/spf13/cobra"

	"pairbook/forms"
)

func (r *run) checkRulesCommand() *cobra.Command {
	c := answersInJSON(r.command("check-rules", func(*cobra.Command, []string) error { return r.checkRules() }))
	c.Args = func(c *cobra.Command, args []string) error {
		if len(args) > 0 {
			return unknownCommand(c, args[0])
		}
		return nil
	}
	c.AddCommand(r.ruleAside(), r.ruleBack())
	return c
}

func (r *run) ruleAside() *cobra.Command {
	as := ""
	c := r.command("check-rules set-aside", func(_ *cobra.Command, args []string) error {
		return r.setRuleAside(args[0], strings.Join(args[1:], " "), as)
	})
	return r.ruleCommand(c, &as, 2, -1)
}

func (r *run) ruleBack() *cobra.Command {
	as := ""
	c := r.command("check-rules take-back", func(_ *cobra.Command, args []string) error { return r.takeRuleBack(args[0], as) })
	return r.ruleCommand(c, &as, 1, 1)
}

// ruleCommand makes a command that says something of one finding; as is who says it.
func (r *run) ruleCommand(c *cobra.Command, as *string, least, most int) *cobra.Command {
	t := func(key string) string { return r.words.T("cli.flag_" + key) }
	c.Args = r.args(least, most)
	c.Flags().StringVar(as, "as", "", t("as_hand"))
	c.ValidArgsFunction = r.completeRule
	return c
}

type rulesJSON struct {
	Schema int          `json:"schema"`
	Pair   forms.PairID `json:"pair"`
	Date   string       `json:"date"` // the day it is answered for
	Rules  []ruleJSON   `json:"rules"`
}

// ruleJSON is a finding: a rule that has something to say today.
type ruleJSON struct {
	ID       string         `json:"id"` // as "check-rules set-aside" takes it
	Rule     int            `json:"rule"`
	Severity forms.Severity `json:"severity"`
	What     string         `json:"what"`
	Why      string         `json:"why"`
	Sheet    forms.SheetID  `json:"sheet"` // where it is mended
	Field    string         `json:"field"` // "" for the sheet as a whole
	SetAside bool           `json:"set_aside"`
	Note     string         `json:"note"`  // why it was set aside
	Ahead    bool           `json:"ahead"` // nothing to do today, but settled before the sheet is signed
}

// checkRules lists what the rules have to say about the pair today. The exit code is
// Invalid where something has to be settled.
func (r *run) checkRules() error {
	if err := r.toRead(); err != nil {
		return err
	}
	p, err := r.pair()
	if err != nil {
		return err
	}
	found := append(rulesOf(p, p.Findings()), aheadOf(p)...)
	if r.flags.json {
		if err := r.printJSON(rulesJSON{Schema: jsonSchema, Pair: p.Record.Pair, Date: p.Today.String(), Rules: found}); err != nil {
			return err
		}
	} else {
		r.printRules(found)
	}
	for _, f := range found {
		if f.Severity == forms.Stop && !f.Ahead {
			return quietly(Invalid)
		}
	}
	return nil
}

// aheadOf lists what will stand in the way once somebody signs.
func aheadOf(p *forms.Pair) []ruleJSON {
	out := rulesOf(p, p.StopsAhead())
	for i := range out {
		out[i].Ahead = true
	}
	return out
}

func rulesOf(p *forms.Pair, found []forms.Finding) []ruleJSON {
	out := []ruleJSON{}
	for _, f := range found {
		j := ruleJSON{ID: f.ID(), Rule: f.Rule.Number, Severity: f.Severity, Sheet: f.Sheet, Field: f.Field, SetAside: f.SetAside(), Note: f.Note}
		if f.Link != (forms.SheetID{}) {
			j.Sheet, j.Field = f.Link, ""
		}
		j.What, j.Why = p.SayFinding(f)
		out = append(out, j)
	}
	return out
}

func (r *run) printRules(found []ruleJSON) {
	for i, f := range found {
		if i > 0 {
			r.print("")
		}
		r.print(r.weight(f) + " · " + f.ID)
		r.print("  " + f.What)
		r.print("  " + f.Why)
		r.print("  " + r.words.T("cli.rules_where", "place", strings.TrimSpace(f.Sheet.String()+" "+f.Field)))
	}
	if len(found) == 0 {
		r.note("rules_none")
	}
}

// weight says in words how much a finding weighs.
func (r *run) weight(f ruleJSON) string {
	switch {
	case f.SetAside:
		return r.words.T("cli.rules_aside", "note", repeated(f.Note))
	case f.Ahead:
		return r.words.T("cli.rules_ahead")
	case f.Severity == forms.Stop:
		return r.words.T("cli.rules_stop")
	case f.Severity == forms.Warn:
		return r.words.T("cli.rules_warn")
	}
	return r.words.T("cli.rules_info")
}

// countRules counts the findings that are to be settled or looked at.
func countRules(found []ruleJSON) (n int) {
	for _, f := range found {
		if f.Severity != forms.Info && !f.SetAside {
			n++
		}
	}
	return n
}

// setRuleAside sets a warning aside with a note. What stops, and what only hints, is
// not set aside.
func (r *run) setRuleAside(id, note, as string) error {
	note = strings.TrimSpace(note)
	if note == "" {
		return usage("note_missing")
	}
	p, hand, err := r.rulesToWrite(as)
	if err != nil {
		return err
	}
	for _, f := range p.Findings() {
		switch {
		case f.ID() != id:
			continue
		case f.Severity != forms.Warn:
			return invalid("not_a_warning", "rule", shown(id))
		}
		if err := r.commit(p, hand, []forms.Change{{Addr: f.Address(), Value: forms.Value(note)}}); err != nil {
			return err
		}
		r.note("rule_set_aside", "rule", id, "note", repeated(note))
		return nil
	}
	return notFound("no_rule", "rule", shown(id))
}

// takeRuleBack makes a warning speak again that was set aside, also one that has
// nothing to say at the moment.
func (r *run) takeRuleBack(id, as string) error {
	p, hand, err := r.rulesToWrite(as)
	if err != nil {
		return err
	}
	at := forms.RuleAddress(id)
	if p.Record.Value(at) == "" {
		return notFound("not_aside", "rule", shown(id))
	}
	if err := r.commit(p, hand, []forms.Change{{Addr: at}}); err != nil {
		return err
	}
	r.note("rule_taken_back", "rule", shown(id))
	return nil
}

// rulesToWrite opens the book to write, for the one who types.
func (r *run) rulesToWrite(as string) (*forms.Pair, forms.Voice, error) {
	hand, err := handOf(as)
	if err != nil {
		return nil, hand, err
	}
	if err := r.toWrite(); err != nil {
		return nil, hand, err
	}
	p, err := r.pair()
	return p, hand, err
}

// completeRule completes the names of the warnings.
func (r *run) completeRule(_ *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
	p := r.pairForCompletion()
	if p == nil || len(args) > 0 {
		return nil, cobra.ShellCompDirectiveNoFileComp
	}
	var ids []string
	for _, f := range p.Findings() {
		if f.Severity == forms.Warn {
			ids = append(ids, f.ID())
		}
	}
	return ids, cobra.ShellCompDirectiveNoFileComp
}

// sayRules says what the rules would have the two look at on a sheet, and reports
// whether there is anything.
func (r *run) sayRules(s forms.Sheet) (found bool) {
	for _, f := range s.Findings() {
		if f.Severity == forms.Info || f.SetAside() {
			continue
		}
		what, _ := s.Pair.SayFinding(f)
		r.say(what)
		found = true
	}
	return found
}
