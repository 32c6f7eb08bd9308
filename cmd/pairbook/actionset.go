package main

import (
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"pairbook/forms"
	"pairbook/forms/lang"
	"pairbook/tui/cell"
)

// actionSet is what is said of one action.
type actionSet struct {
	as, on, note string
	status       forms.Value // "" leaves it
	due          string
}

// actionCommand makes a command that says something of one action; fill says what.
func (r *run) actionCommand(c *cobra.Command, set *actionSet, least, most int) *cobra.Command {
	t := func(key string) string { return r.words.T("cli.flag_" + key) }
	c.Args = r.args(least, most)
	c.Flags().StringVar(&set.as, "as", "", t("as_hand"))
	c.Flags().StringVar(&set.note, "note", "", t("note"))
	return c
}

func (r *run) actionsDone() *cobra.Command {
	set := &actionSet{status: "done"}
	c := r.command("actions done", func(_ *cobra.Command, args []string) error { return r.setAction(args[0], *set) })
	c.Flags().StringVar(&set.on, "on", "", r.words.T("cli.flag_on"))
	return r.actionCommand(c, set, 1, 1)
}

func (r *run) actionsPartly() *cobra.Command {
	set := &actionSet{status: "started"}
	c := r.command("actions partly", func(_ *cobra.Command, args []string) error { return r.setAction(args[0], *set) })
	return r.actionCommand(c, set, 1, 1)
}

func (r *run) actionsDrop() *cobra.Command {
	set := &actionSet{status: "dropped"}
	c := r.command("actions drop", func(_ *cobra.Command, args []string) error { return r.setAction(args[0], *set) })
	return r.actionCommand(c, set, 1, 1)
}

func (r *run) actionsMove() *cobra.Command {
	set := &actionSet{}
	c := r.command("actions move", func(_ *cobra.Command, args []string) error {
		set.due = strings.Join(args[1:], " ")
		return r.setAction(args[0], *set)
	})
	return r.actionCommand(c, set, 2, -1)
}

func (r *run) actionsAdd() *cobra.Command {
	as, cells := "", map[string]*string{"owner": new(string), "due": new(string)}
	c := r.command("actions add", func(_ *cobra.Command, args []string) error {
		return r.addAction(strings.Join(args, " "), *cells["owner"], *cells["due"], as)
	})
	c.Args = r.args(1, -1)
	t := func(key string) string { return r.words.T("cli.flag_" + key) }
	c.Flags().StringVar(cells["owner"], "owner", "", t("owner"))
	c.Flags().StringVar(cells["due"], "due", "", t("due"))
	c.Flags().StringVar(&as, "as", "", t("as_hand"))
	return c
}

// actionTable opens the book to write, and the table of all actions as an edit that
// changes nothing yet.
func (r *run) actionTable(as string) (e edit, hand forms.Voice, err error) {
	if hand, err = handOf(as); err != nil {
		return e, hand, err
	}
	s, err := r.sheetToWrite(forms.BetweenForm)
	if err != nil {
		return e, hand, err
	}
	if s.ReadOnly() {
		return e, hand, readOnly(s)
	}
	e.voice, e.place.field = forms.Agreed, fieldActions
	e.sheet, e.item, e.hidden, err = question(s, fieldActions)
	return e, hand, err
}

// setAction writes what is said of the action with a number.
func (r *run) setAction(number string, set actionSet) error {
	e, hand, err := r.actionTable(set.as)
	if err != nil {
		return err
	}
	a, err := r.action(e.sheet.Pair, number)
	if err != nil {
		return err
	}
	if set.status == "done" && a.Status == "done" && set.on == "" && set.note == "" {
		r.say(r.words.T("actions.already", "n", a.N, "action", repeated(a.Text)))
		return nil
	}
	e.row = a.Row
	if err := r.sayOf(&e, a, set); err != nil {
		return err
	}
	if err := r.commit(e.sheet.Pair, hand, e.changes); err != nil {
		return err
	}
	r.echoAction(e.sheet.Pair, a.N)
	return nil
}

// sayOf plans the changes to one action.
func (r *run) sayOf(e *edit, a forms.Action, set actionSet) error {
	on := ""
	if set.status == "done" {
		day, err := r.doneOn(e.sheet.Pair, set.on)
		if err != nil {
			return err
		}
		on = day.String()
	}
	for _, x := range []struct {
		column, value string
		say           bool
	}{
		{"status", string(set.status), set.status != ""},
		{"done", on, set.status != "" && on != dayOr(a.DoneOn)},
		{"due", set.due, set.due != ""},
		{"note", set.note, set.note != ""},
	} {
		if !x.say {
			continue
		}
		if err := r.actionCell(e, x.column, x.value); err != nil {
			return err
		}
	}
	return nil
}

// actionCell plans the change of one cell.
func (r *run) actionCell(e *edit, column, value string) error {
	col, err := columnOf(e.item.Field, column)
	if err != nil {
		return err
	}
	return r.change(e, col, e.sheet.Cell(e.item.Field, e.voice, e.row, col), value)
}

// doneOn reads when something was done; today where nothing is said.
func (r *run) doneOn(p *forms.Pair, on string) (lang.Date, error) {
	if on == "" {
		return p.Today, nil
	}
	d, err := lang.ParseDate(on, p.Today, r.words.Lang())
	if err != nil {
		return d, &forms.Problem{Key: "value.said", Args: []any{"text", r.words.DateError(err)}}
	}
	if d.After(p.Today) {
		return d, &forms.Problem{Key: "actions.to-come", Args: []any{"date", r.words.DayMonth(d, lang.Date{})}}
	}
	return d, nil
}

// action finds an action by its number.
func (r *run) action(p *forms.Pair, number string) (forms.Action, error) {
	all := p.Actions()
	n, err := strconv.Atoi(number)
	if err != nil || n < 1 || n > len(all) {
		return forms.Action{}, notFound("no_action", "n", shown(number), "actions", r.words.N("actions.actions", len(all)))
	}
	return all[n-1], nil
}

// addAction adds a promise: what, who and by when.
func (r *run) addAction(text, owner, due, as string) error {
	if strings.TrimSpace(text) == "" || owner == "" || due == "" {
		return usage("action_needs")
	}
	e, hand, err := r.actionTable(as)
	if err != nil {
		return err
	}
	fd, p := e.item.Field, e.sheet.Pair
	e.row, e.changes = e.sheet.AddRow(fd, e.voice, "")
	for _, x := range [][2]string{{"action", text}, {"owner", named(p, owner)}, {"due", due}} {
		if err := r.actionCell(&e, x[0], x[1]); err != nil {
			return err
		}
	}
	if err := r.commit(p, hand, e.changes); err != nil {
		return err
	}
	n := rowNumber(e)
	r.print(strconv.Itoa(n))
	r.echoAction(p, n)
	return nil
}

// named turns the name of one of the two, or the first word of it, into who that is.
// What names nobody, or both, stays as it is.
func named(p *forms.Pair, owner string) string {
	found := owner
	for _, v := range []forms.Voice{forms.Mentee, forms.Mentor} {
		name := p.Name(v)
		first, _, _ := strings.Cut(name, " ")
		if !strings.EqualFold(owner, name) && !strings.EqualFold(owner, first) {
			continue
		}
		if found != owner {
			return owner
		}
		found = string(v)
	}
	return found
}

// echoAction says how an action stands now.
func (r *run) echoAction(p *forms.Pair, n int) {
	a := p.Actions()[n-1]
	due := ""
	if !a.Due.IsZero() {
		due = r.words.Short(a.Due)
	}
	parts := []string{strconv.Itoa(n), repeated(a.Text)}
	if a.Owner != "" {
		parts = append(parts, p.Name(a.Owner))
	}
	for _, part := range []string{due, p.StandingOf(a), repeated(a.Note)} {
		if part != "" {
			parts = append(parts, part)
		}
	}
	r.say(cell.CleanLine(strings.Join(parts, " · ")))
}

// repeated makes what somebody wrote fit to be repeated on one line.
func repeated(text string) string { return cell.Cut(cell.CleanLine(text), maxEcho) }
