package main

import (
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"pairbook/forms"
)

// stages are when the mentee says how sure a goal feels, as the columns have them.
func stages() []string { return []string{"start", "mid", "end"} }

func (r *run) goalsRate() *cobra.Command {
	c := r.command("goals rate", func(_ *cobra.Command, args []string) error { return r.rateGoal(args[0], args[1], args[2]) })
	c.Args = r.args(3, 3)
	return c
}

func (r *run) goalsReached() *cobra.Command {
	as, not := "", false
	c := r.command("goals reached", func(_ *cobra.Command, args []string) error { return r.reachedGoal(args[0], as, not) })
	c.Args = r.args(1, 1)
	c.Flags().StringVar(&as, "as", "", r.words.T("cli.flag_as_hand"))
	c.Flags().BoolVar(&not, "not", false, r.words.T("cli.flag_not_yet"))
	return c
}

// rateGoal writes how sure the mentee feels: nobody else can say that.
func (r *run) rateGoal(number, stage, mark string) error {
	i := slices.Index(stages(), strings.ToLower(stage))
	if i < 0 {
		return usage("goal_stage", "text", shown(stage))
	}
	if n, err := strconv.Atoi(mark); err != nil || n < 1 || n > 5 {
		return usage("goal_mark", "text", shown(mark))
	}
	return r.setGoal(number, forms.Mentee, func(_ *forms.Pair, g forms.Goal) []forms.Change {
		return []forms.Change{{Addr: forms.GoalCell(g.Row, forms.RateColumns()[i]), Value: forms.Value(mark)}}
	})
}

// reachedGoal writes that a person sees a goal reached, or not yet.
func (r *run) reachedGoal(number, as string, not bool) error {
	hand, err := handOf(as)
	if err != nil {
		return err
	}
	says := forms.Value("yes")
	if not {
		says = "no"
	}
	return r.setGoal(number, hand, func(p *forms.Pair, g forms.Goal) []forms.Change { return p.SayReached(g.Row, hand, says) })
}

// setGoal writes what is said of a goal, and says how it stands now.
func (r *run) setGoal(number string, hand forms.Voice, say func(*forms.Pair, forms.Goal) []forms.Change) error {
	if err := r.toWrite(); err != nil {
		return err
	}
	p, err := r.pair()
	if err != nil {
		return err
	}
	all := p.Goals()
	n, err := strconv.Atoi(number)
	if err != nil || n < 1 || n > len(all) {
		return notFound("no_goal", "n", shown(number), "goals", r.words.N("actions.goals", len(all)))
	}
	if err := r.commit(p, hand, say(p, all[n-1])); err != nil {
		return err
	}
	g := p.Goals()[n-1]
	parts := []string{strconv.Itoa(n), repeated(g.Text), p.ReachedInWords(g)}
	if sure := r.sure(g); sure != "" {
		parts = append(parts, sure)
	}
	r.say(strings.Join(parts, " · "))
	return nil
}

// sure says how sure the mentee feels over time: "sure: 2, 4, –"; "" where nothing was
// said.
func (r *run) sure(g forms.Goal) string {
	none, marks := true, make([]string, len(g.Rates))
	for i, v := range g.Rates {
		if marks[i] = "–"; v != "" {
			marks[i], none = string(v), false
		}
	}
	if none {
		return ""
	}
	return r.words.T("actions.sure", "marks", strings.Join(marks, ", "))
}
