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
	rankMissed               // a meeting that is not written, or that needs a new day
	rankPromise              // actions past their day
	rankDecision             // to stop or to go on
	rankSilent               // too long without a contact
	rankLate                 // steps past their day
	rankSoon                 // steps and meetings within a week
	rankSign                 // a sheet that only wants its signatures
	rankReview               // a day on which something is to be looked at again
	rankNoDate               // the next day is not booked
	rankOld                  // late for so long that it no longer comes first
	rankEnd                  // evaluations and what follows them
	rankForm                 // the programme's forms in their order
	rankBooked               // a meeting that is some time off, or prepared
	rankLater                // what the plan says, before anything has begun
	rankFacts                // names and addresses can wait until the talk has begun
)

// oldDays is for how long something late comes before the rest: what nobody did for
// a month is not what helps most today.
const oldDays = 28

// aged is the rank of something with a day: its own, until that day is long past.
func (p *Pair) aged(r rank, day lang.Date) rank {
	if p.daysSince(day) > oldDays {
		return rankOld
	}
	return r
}

// daysSince is how many days have passed since a day, pauses left aside.
func (p *Pair) daysSince(day lang.Date) int {
	days := day.DaysUntil(p.Today)
	for _, x := range p.Pauses() {
		from, to := x.From, x.To
		if !from.After(day) {
			from = day.AddDays(1)
		}
		if to.IsZero() || to.After(p.Today) {
			to = p.Today
		}
		days -= max(from.DaysUntil(to)+1, 0)
	}
	return max(days, 0)
}

// Next lists what the pair can do now, in the order in which it helps most; each
// sheet once. It never blocks anything: every sheet stays open. After the end only
// what the programme still asks for is left.
func (p *Pair) Next() []Task {
	if p.Paused() {
		return []Task{p.pausedTask()}
	}
	if p.earlyEnd() != "" {
		t, ok := p.nextSheet(p.Library.Forms[EarlyEndForm], true)
		if !ok {
			return nil
		}
		return []Task{t}
	}
	l := &look{Pair: p, plan: p.Plan(), planned: true, items: map[SheetID][]Item{}}
	over := l.isOver()
	steps, forms := p.nextSteps(l.plan, over), p.nextForms(l.plan, over)
	out := slices.Concat(steps, forms, p.checkIn(), p.unclosed())
	if !over {
		if p.fresh(forms) {
			p.putOff(steps)
		}
		out = slices.Concat(p.missedMeeting(), l.calledOffTask(), p.lateActions(), steps, p.silence(), p.unsigned(), p.reviews(), p.contractTasks(), p.nextDay(), forms)
	}
	slices.SortStableFunc(out, func(a, b Task) int {
		if c := cmp.Compare(a.rank, b.rank); c != 0 || a.day.IsZero() || b.day.IsZero() {
			return c
		}
		return a.day.Compare(b.day)
	})
	return firstOfEach(out)
}

// isOver reports whether the two are done with each other: over, and no meeting is
// booked any more, unless that is a day from before they closed.
func (l *look) isOver() bool {
	_, booked := l.MeetsOn()
	return l.over() && (!booked || l.closing() > 0)
}

// pausedTask says until when the two have a pause.
func (p *Pair) pausedTask() Task {
	t := Task{Key: "forms.task_paused", Why: "forms.why_paused", Sheet: SheetID{Form: PlanForm}, Field: "pp_pauses"}
	for _, x := range p.Pauses() {
		if !x.To.IsZero() && !p.Today.Before(x.From) && !p.Today.After(x.To) {
			t.Key, t.Args, t.Why = "forms.task_paused_until", p.onDay(x.To), "forms.why_paused_until"
		}
	}
	return t
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

// putOff leaves the steps of a fresh pair to later, but for one: when nobody has
// called although it is time, that call comes before any form. A pair that has noted
// nothing for a week after that has most likely just begun with the book.
func (p *Pair) putOff(steps []Task) {
	for i := range steps {
		st := &steps[i]
		if st.rank != rankLate || st.Field != fieldContacts || st.day.DaysUntil(p.Today) > graceDays {
			st.rank = rankLater
		}
	}
}

// firstOfEach keeps the first task of each sheet, and the reason that a later one
// gives where it has none. The lists of steps and of what happens between meetings
// are no sheets to be filled in: each step that is ticked there is a task of its own,
// and so is each list.
func firstOfEach(tasks []Task) []Task {
	type place struct {
		sheet SheetID
		field string
	}
	at := map[place]int{}
	var out []Task
	for _, t := range tasks {
		here := place{sheet: t.Sheet}
		if t.Sheet.Form == BetweenForm {
			here.field = t.Field
		}
		i, seen := at[here]
		switch {
		case !seen || t.Sheet.Form == PlanForm:
			at[here] = len(out)
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
