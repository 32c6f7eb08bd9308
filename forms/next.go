package forms

import (
	"cmp"
	"slices"

	"pairbook/forms/lang"
)

// Task is something the pair can do now, and why.
type Task struct {
	Key     string // message of forms/lang: forms.task_…
	Args    []any
	Why     string // message: forms.why_…; "" where the task says it itself
	WhyArgs []any
	Sheet   SheetID // where it is done
	Field   string  // the question to begin with; "" for the first that is open

	rank rank
	day  lang.Date // of tasks of one rank the one with the earlier day comes first
}

// rank orders tasks: what cannot wait, then what was promised, then what keeps the
// two together, then what the programme's order asks for.
type rank int

const (
	rankPaused   rank = iota // nothing else is asked during a pause
	rankToday                // the meeting of today
	rankMissed               // a day was booked, and no meeting is written
	rankPromise              // actions past their day
	rankDecision             // to stop or to go on
	rankLate                 // steps past their day
	rankMeeting              // a meeting within a week
	rankSilent               // too long without a contact
	rankStep                 // steps due within a week
	rankSign                 // a sheet that only wants its signatures
	rankReview               // a day on which something is to be looked at again
	rankNoDate               // the next day is not booked
	rankEnd                  // evaluations and what follows them
	rankForm                 // the programme's forms in their order
	rankLater                // what the plan says, before anything has begun
	rankFacts                // names and addresses can wait until the talk has begun
)

// Next lists what the pair can do now, in the order in which it helps most; each
// sheet once. It never blocks anything: every sheet stays open.
func (p *Pair) Next() []Task {
	if p.Paused() {
		return []Task{{Key: "forms.task_paused", Why: "forms.why_paused", Sheet: SheetID{Form: PlanForm}, Field: "pp_pauses"}}
	}
	if p.earlyEnd() != "" {
		t, ok := p.nextSheet(p.Library.Forms[EarlyEndForm], true)
		if !ok {
			return nil
		}
		return []Task{t}
	}
	plan := p.Plan()
	forms, steps := p.nextForms(plan), p.nextSteps(plan)
	if p.fresh(forms) {
		for i := range steps {
			steps[i].rank = rankLater
		}
	}
	out := slices.Concat(p.missedMeeting(), p.lateActions(), steps, p.silence(), p.unsigned(), p.reviews(), p.nextDay(), forms)
	slices.SortStableFunc(out, func(a, b Task) int {
		if c := cmp.Compare(a.rank, b.rank); c != 0 || a.day.IsZero() || b.day.IsZero() {
			return c
		}
		return a.day.Compare(b.day)
	})
	return firstOfEach(out)
}

// fresh reports whether the two have done nothing yet but say who they are: then
// they begin with the first form, whatever the plan says.
func (p *Pair) fresh(forms []Task) bool {
	if len(p.Contacts()) > 0 || len(p.Meetings()) > 0 {
		return false
	}
	toBegin := 0
	for _, form := range p.Programme().Forms {
		if f := p.Library.Forms[form]; f != nil && f.Offer == OfferStart && f.Copies == CopiesOne && form != PairForm {
			toBegin++
		}
	}
	for _, t := range forms {
		if f := p.Library.Forms[t.Sheet.Form]; t.Key == "forms.task_begin" && f.Offer == OfferStart {
			toBegin--
		}
	}
	return toBegin <= 0
}

// firstOfEach keeps the first task of each sheet, and the reason that a later one
// gives where it has none. The list of steps is no sheet to be filled in: each step
// that is ticked there is a task of its own.
func firstOfEach(tasks []Task) []Task {
	at := map[SheetID]int{}
	var out []Task
	for _, t := range tasks {
		i, seen := at[t.Sheet]
		switch {
		case !seen || t.Sheet.Form == PlanForm:
			at[t.Sheet] = len(out)
			out = append(out, t)
		case out[i].Why == "":
			out[i].Why, out[i].WhyArgs = t.Why, t.WhyArgs
		}
	}
	return out
}

// Say words a task.
func (p *Pair) Say(t Task) string { return p.say(t.Key, t.Args) }

// SayWhy words why a task comes up now; "" where the task says it itself.
func (p *Pair) SayWhy(t Task) string {
	if t.Why == "" {
		return ""
	}
	return p.say(t.Why, t.WhyArgs)
}

func (p *Pair) say(key string, args []any) string {
	if len(args) >= 2 && args[0] == "#" {
		if n, ok := args[1].(int); ok {
			return p.Words.N(key, n, args[2:]...)
		}
	}
	return p.Words.T(key, args...)
}

// onDay is what messages about a day take: the day, and how far off it is.
func (p *Pair) onDay(d lang.Date) []any {
	return []any{"day", p.Words.DayMonth(d, p.Today), "ago", p.Words.Ago(d, p.Today)}
}
