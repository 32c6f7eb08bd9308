package forms_test

import (
	"slices"
	"strings"
	"testing"

	"pairbook/forms"
	"pairbook/forms/lang"
)

// tasks lists where the pair is sent, in order.
func (c *couple) tasks() []string {
	out := []string{}
	for _, t := range c.Next() {
		out = append(out, t.Sheet.String())
	}
	return out
}

func TestTheFirstThingIsToTalk(t *testing.T) {
	c := started(t, "workplace", "2026-03-24", "2026-03-31")
	same(t, "in a workplace", c.tasks(), []string{"planning_worksheet", "contract", "meeting/1", "process_plan", "between", "pair"})
	same(t, "on a board", started(t, "st-styrelse", "2026-03-24", "2026-03-31").tasks(), []string{"contract", "meeting/1", "between", "pair"})
	c = started(t, "st-styrelse", "2026-03-24", "2026-04-01")
	same(t, "when nobody has called in the first week", c.tasks(), []string{"between", "contract", "meeting/1", "pair"})
	c.Today = date(t, "2026-04-08")
	same(t, "a week later they begin where everybody begins", c.tasks()[0], "contract")
	c.Today = date(t, "2026-04-20")
	same(t, "not four weeks before a step", c.tasks(), []string{"contract", "meeting/1", "between", "pair"})
	c.Today = date(t, "2026-04-21")
	same(t, "four weeks before it", c.tasks(), []string{"contract", "development_plan", "work_plan", "meeting/1", "between", "pair"})
}

func TestLateActionsComeFirst(t *testing.T) {
	c, row := threePromises(t)
	c.Today = date(t, "2026-05-28")
	same(t, "on the day", c.tasks()[0], "planning_worksheet")
	c.Today = date(t, "2026-05-29")
	same(t, "the day after", c.tasks()[0], "between")
	same(t, "in words", c.Say(c.Next()[0]), "3 actions are late: see how they go")
	c.cell("between", "ac_list", forms.Agreed, row[0], "status", "done")
	c.cell("between", "ac_list", forms.Agreed, row[1], "status", "started")
	c.cell("between", "ac_list", forms.Agreed, row[2], "due", "")
	same(t, "one begun, one done, one without a day", c.Say(c.Next()[0]), "1 action is late: see how it goes")
	same(t, "in Swedish", c.in(lang.Swedish).Say(c.Next()[0]), "1 åtgärd är försenad: se hur det går")
}

func TestAMeetingIsPreparedThenGoneOnWith(t *testing.T) {
	c := started(t, "workplace", "2026-03-24", "2026-04-01")
	meeting := func() string {
		for _, x := range c.Next() {
			if x.Sheet.Form == forms.MeetingForm {
				return c.Say(x)
			}
		}
		return ""
	}
	same(t, "to begin with", meeting(), "Prepare meeting 1")
	c.say("meeting/1", "mp_done", forms.Mentee, "rang the hall")
	same(t, "once begun", meeting(), "Go on with meeting 1")
	c.state("meeting/1", forms.StateClosed)
	same(t, "once closed", meeting(), "Prepare meeting 2")
	c.say("meeting/3", "mp_done", forms.Mentee, "the third, first")
	same(t, "a later one begun", meeting(), "Go on with meeting 3")
}

func TestAFormIsGoneOnWithUntilItIsComplete(t *testing.T) {
	f := &forms.Form{ID: "notes", Title: both("Notes on {the_mentee}", "Om {the_mentee}"), Copies: forms.CopiesOne, Sections: []forms.Section{{ID: "s", Fields: []forms.Field{
		{ID: "place", Kind: forms.KindShort, By: forms.ByBoth, Required: cond(t, "yes")},
		{ID: "hope", Kind: forms.KindShort, By: forms.ByEach, Required: cond(t, "yes")},
	}}}}
	lib := smallLibrary(f)
	lib.Programmes[forms.DefaultProgramme].Terms = map[string]lang.Text{"the_mentee": both("the learner", "den lärande")}
	c := coupleIn(t, lib, "2026-04-01", lang.English)
	says := func(en, sv string) {
		t.Helper()
		for l, want := range map[lang.Lang]string{lang.English: en, lang.Swedish: sv} {
			x := c.in(l)
			same(t, "what is next, in words", x.Say(x.Next()[0]), want)
		}
	}
	says("Fill in: Notes on the learner", "Fyll i: Om den lärande")
	c.say("notes", "place", forms.Agreed, "Canteen")
	says("Go on with: Notes on the learner (2 still needed)", "Fortsätt med: Om den lärande (2 behövs än)")
	c.say("notes", "hope", forms.Mentee, "Time")
	c.say("notes", "hope", forms.Mentor, "Time")
	same(t, "once complete", len(c.Next()), 0)
}

func TestTheEndComesUpOnlyNearTheEnd(t *testing.T) {
	closing := []string{"feedback_each/mentee", "feedback_together", "next_steps"}
	count := func(c *couple) int {
		n := 0
		for _, task := range c.tasks() {
			if slices.Contains(closing, task) {
				n++
			}
		}
		return n
	}
	for today, want := range map[string]int{"2026-04-01": 0, "2027-01-22": 0, "2027-01-23": 2, "2027-06-01": 2} { // the joint page waits for the copies
		same(t, "on "+today, count(started(t, "workplace", "2026-03-24", today)), want)
	}
	short := started(t, "workplace", "2026-03-24", "2026-08-25")
	short.say("pair", "planned_length", forms.Agreed, "m6")
	same(t, "in a short programme", count(short), 2)
	short.state("feedback_each/mentee", forms.StateSealed)
	short.state("feedback_each/mentor", forms.StateSealed)
	same(t, "both copies are sealed: the joint page, and the next steps", count(short), 2)
	same(t, "without a start", count(aminaAndPer(t, "workplace", "2027-06-01", lang.English)), 0)

	early := started(t, "workplace", "2026-03-24", "2026-06-01")
	early.say("feedback_each/mentee", "fe_best", forms.Mentee, "the visit")
	same(t, "Amina has begun hers, alone: nobody is told", count(early), 0)
	early.say("next_steps", "ns_offer", forms.Mentee, "to show the next one round")
	if got := early.tasks(); !slices.Contains(got, "next_steps") {
		t.Errorf("the next steps are begun, and the pair is sent to %v", got)
	}
	early.state("feedback_each/mentee", forms.StateSealed)
	if got := early.tasks(); !slices.Contains(got, "feedback_each/mentor") {
		t.Errorf("Amina's copy is sealed, and Per is sent to %v", got)
	}
}

func TestTheEvaluationIsAskedOfBothInTurn(t *testing.T) {
	c := started(t, "workplace", "2026-03-24", "2027-03-01")
	evaluation := func() string {
		for _, task := range c.tasks() {
			if strings.HasPrefix(task, "feedback_each") {
				return task
			}
		}
		return "nobody"
	}
	same(t, "first", evaluation(), "feedback_each/mentee")
	c.state("feedback_each/mentee", forms.StateSealed)
	same(t, "then", evaluation(), "feedback_each/mentor")
	c.state("feedback_each/mentor", forms.StateTogether)
	same(t, "in the end", evaluation(), "nobody")
}

func TestEveryTaskIsWordedInBothLanguages(t *testing.T) {
	for _, programme := range []string{"workplace", "union-local", "st-styrelse"} {
		c := started(t, programme, "2026-03-24", "2027-03-01")
		c.row("between", "ac_list", forms.Agreed, "action", "Ring Eva", "due", "2026-05-01")
		c.say("contract", "ct_when", forms.Agreed, "Mondays")
		for _, l := range lang.All() {
			x := c.in(l)
			said := map[string]bool{}
			for _, task := range x.Next() {
				text := x.Say(task)
				if text == "" || strings.ContainsAny(text, "{}⟦⟧") || said[text] {
					t.Errorf("%s in %s: %q", task.Sheet, l, text)
				}
				said[text] = true
			}
			if len(said) < 6 {
				t.Errorf("%s in %s: only %d tasks", programme, l, len(said))
			}
		}
	}
}

func TestAMeetingOpensWithTheLastOne(t *testing.T) {
	c := started(t, "workplace", "2026-03-24", "2026-06-04")
	same(t, "before the first", len(c.LastTime(1)), 0)
	c.say("meeting/1", "m_date", forms.Agreed, "2026-04-02")
	c.say("meeting/1", "m_topics.note", forms.Agreed, "the manager")
	c.say("meeting/1", "m_insights", forms.Mentee, "ask before advising")
	c.say("meeting/1", "m_private_mentor", forms.Mentor, "she seems tired")
	c.say("meeting/1", "m_next_focus", forms.Agreed, "the budget")
	same(t, "in the second", c.LastTime(2), []string{
		"Last time you met on 2 April.", "You talked about: the manager", "Worth remembering: ask before advising", "You wanted to look at: the budget",
	})
	c.say("meeting/2", "m_date", forms.Agreed, "2026-05-07")
	same(t, "in the third", c.LastTime(3), []string{"Last time you met on 7 May."})
	same(t, "in the third, in Swedish", c.in(lang.Swedish).LastTime(3), []string{"Ni sågs senast 7 maj."})
}

// plausible is an answer somebody might give, by the kind of question.
func (c *couple) plausible(fd *forms.Field, suggested forms.Value) forms.Value {
	if suggested != "" {
		return suggested
	}
	switch fd.Kind {
	case forms.KindLong:
		return "We take it step by step.\nAnd talk about it."
	case forms.KindDate:
		return forms.Value(c.Today.String())
	case forms.KindTime:
		return "17:00"
	case forms.KindNumber:
		if fd.Min != nil && *fd.Min > 2 {
			return "30"
		}
		return "2"
	case forms.KindChoice, forms.KindMulti:
		opt := fd.Choices(c.Asking())[0]
		if opt.Detail != "" {
			return forms.Value(opt.ID + ": 2")
		}
		return forms.Value(opt.ID)
	case forms.KindRating:
		return "4"
	case forms.KindYesNo:
		return "yes"
	case forms.KindSign:
		return forms.Value(c.Today.String() + " Amina Diallo")
	}
	return "Something short"
}

// answer gives a valid answer, once.
func (c *couple) answer(s forms.Sheet, fd *forms.Field, at forms.Address, suggested forms.Value) {
	c.t.Helper()
	if c.Record.Value(at) != "" {
		return
	}
	v := c.plausible(fd, suggested)
	if p := fd.Check(v, c.Asking()); p != nil {
		c.t.Fatalf("%s: %q is no answer: %s", at, v, p.Say(c.Words))
	}
	c.take(s.Follow([]forms.Change{{Addr: at, Value: v}})...)
}

// fill answers one question wholly.
func (c *couple) fill(s forms.Sheet, fd *forms.Field, v forms.Voice) {
	c.t.Helper()
	switch fd.Kind {
	case forms.KindGroup:
		for i := range fd.Parts {
			part := &fd.Parts[i]
			c.answer(s, part, s.Address(fd, v).At(part.ID), s.Suggest(fd, part.ID, v))
		}
	case forms.KindRows:
		for s.MayAddRows(fd) && len(s.Rows(fd, v)) == 0 {
			_, cs := s.AddRow(fd, v, "")
			c.take(cs...)
		}
		for _, row := range s.Rows(fd, v) {
			for i := range fd.Columns {
				if col := &fd.Columns[i]; !col.ReadOnly && len(col.Choices(c.Asking())) > 0 == (len(col.Options) > 0 || col.From != "" || col.Kind == forms.KindRating || col.Kind == forms.KindYesNo) {
					c.answer(s, col, s.Cell(fd, v, row.ID, col), "")
				}
			}
		}
	default:
		c.answer(s, fd, s.Address(fd, v), s.Suggest(fd, "", v))
	}
}

// complete answers what is left of a sheet until nothing is: an answer can ask
// the next question.
func (c *couple) complete(id string, onlyNeeded bool) {
	c.t.Helper()
	s := c.sheet(id)
	for range 6 {
		left := s.Left()
		if onlyNeeded {
			left = slices.DeleteFunc(left, func(l forms.Left) bool { return !l.Required })
		}
		if len(left) == 0 {
			return
		}
		for _, l := range left {
			c.fill(s, l.Item.Field, l.Voice)
		}
	}
	c.t.Errorf("%s is never done: %d left", id, len(s.Left()))
}

func TestAPairGoesThroughItsWholeYear(t *testing.T) {
	for _, programme := range []string{"workplace", "union-local", "st-styrelse"} {
		for _, l := range lang.All() {
			t.Run(programme+" in "+string(l), func(t *testing.T) { wholeYear(t, programme, l) })
		}
	}
}

func wholeYear(t *testing.T, programme string, l lang.Lang) {
	c := aminaAndPer(t, programme, "2026-03-24", l)
	c.say("pair", "anchor_date", forms.Agreed, "2026-03-24")
	year := []string{}
	for _, form := range c.Programme().Forms {
		if form == forms.EarlyEndForm || form == forms.PlanForm {
			continue // an end, or a pause: nothing comes next
		}
		switch c.Library.Forms[form].Copies {
		case forms.CopiesNumbered:
			year = append(year, form+"/1", form+"/2")
		case forms.CopiesEach:
			year = append(year, form+"/mentee", form+"/mentor")
		default:
			year = append(year, form)
		}
	}
	for _, onlyNeeded := range []bool{true, false} {
		for _, id := range year {
			c.complete(id, onlyNeeded)
			if strings.HasPrefix(id, "meeting/") {
				c.state(id, forms.StateClosed)
			}
			if strings.HasPrefix(id, "feedback_each/") {
				c.state(id, forms.StateSealed)
			}
		}
	}
	for _, id := range year {
		s := c.sheet(id)
		if pr := s.Progress(); !pr.Complete() || pr.Answered != pr.Asked {
			t.Errorf("%s: %+v", id, pr)
		}
		same(t, id+": left", len(s.Left()), 0)
	}
	c.Today = date(t, "2027-04-01")
	c.say("process_plan", "pp_extend.choice", forms.Agreed, "stop")
	for _, s := range c.Plan() {
		if s.Step.Evidence == "" {
			c.take(forms.Change{Addr: forms.StepAddress(s.Step.ID), Value: "yes"})
		}
		if s.Step.Evidence != "" && s.Step.Every == forms.Once && !s.Done {
			t.Errorf("%s is not ticked by %q", s.Step.ID, s.Step.Evidence)
		}
	}
	same(t, "what is next, after the end", c.tasks(), []string{})
}

func TestTheNextMeetingIsTheFirstBookedDayThatIsNotPast(t *testing.T) {
	c := aminaAndPer(t, "workplace", "2026-03-24", lang.English)
	if _, ok := c.NextDate(); ok {
		t.Fatal("a pair without dates has a next one")
	}
	c.row("between", "lg_contacts", forms.Agreed, "date", "2026-03-02") // the first of March was kept, a day late
	for _, day := range []string{"2026-05-07", "2026-03-01", "2026-06-04"} {
		c.row("planning_worksheet", "pw_dates_booked", forms.Agreed, "date", day)
	}
	d, _ := c.NextDate()
	same(t, "the next day", d.String(), "2026-05-07")
	c.say("meeting/1", "m_next_date.date", forms.Agreed, "2026-04-02")
	c.state("meeting/1", forms.StateClosed)
	d, _ = c.NextDate()
	same(t, "with a day booked in meeting 1", d.String(), "2026-04-02")
	for _, task := range c.Next() {
		if task.Sheet == forms.Meeting(2) {
			same(t, "the task", c.Say(task), "Prepare meeting 2, 2 April (in 9 days)")
			return
		}
	}
	t.Error("meeting 2 is not among what is next")
}

func TestAMeetingIsBegunByItsActionsButNotByAPrivateNote(t *testing.T) {
	c := aminaAndPer(t, "workplace", "2026-03-24", lang.English)
	c.say("meeting/3", "m_private_mentee", forms.Mentee, "mine")
	same(t, "meetings begun by a private note", len(c.Meetings()), 0)
	c.row("meeting/2", "m_new_actions", forms.Agreed, "action", "Book the hall")
	same(t, "meetings begun", slices.Equal(c.Meetings(), []int{2}), true)
}

// whatIsNext words the first task and its reason.
func (c *couple) whatIsNext() string {
	tasks := c.Next()
	if len(tasks) == 0 {
		return ""
	}
	return tasks[0].Sheet.String() + ": " + c.Say(tasks[0]) + " | " + c.SayWhy(tasks[0])
}

// met writes a meeting that was held and closed.
func (c *couple) met(n int, day, next string) {
	id := forms.Meeting(n).String()
	c.say(id, "m_date", forms.Agreed, forms.Value(day))
	c.say(id, "m_next_date.date", forms.Agreed, forms.Value(next))
	c.state(id, forms.StateClosed)
}

func TestWhatCannotWaitComesFirst(t *testing.T) {
	c := started(t, "st-styrelse", "2026-03-24", "2026-06-01")
	c.met(1, "2026-04-10", "2026-05-07")
	c.complete("contract", true)
	c.say("pair", "mentee_seat_kind", forms.Mentee, "ordinary")
	on := func(today string) string {
		c.Today = date(t, today)
		return c.whatIsNext()
	}
	same(t, "three days before a meeting, and the day before a step", on("2026-05-04"), "process_plan: The mentee leads a membership meeting at one of the workplaces she or he is contact for, with the mentor's support | Planned for 5 May, tomorrow")
	same(t, "a week before a meeting, without that step", on("2026-04-30"), "process_plan: The mentee leads a membership meeting at one of the workplaces she or he is contact for, with the mentor's support | Planned for 5 May, in 5 days")
	same(t, "on its day", on("2026-05-07"), "meeting/2: Prepare meeting 2, 7 May (today) | ")
	same(t, "the day after", on("2026-05-08"), "meeting/2: Did you meet on 7 May? | Write it down, or choose a new day.")
	off := c.row("between", "lg_cancelled", forms.Agreed, "planned", "2026-05-07")
	same(t, "called off", on("2026-05-08"), "between: Find a new day for the meeting of 7 May | Amina Diallo sees to it, as you agreed.")
	c.cell("between", "lg_cancelled", forms.Agreed, off, "new_date", "2026-05-20")
	same(t, "called off and booked again, and late with a step", on("2026-05-08"), "process_plan: The mentee leads a membership meeting at one of the workplaces she or he is contact for, with the mentor's support | Planned for 5 May, 3 days ago")
	c.say("pair", "mentee_seat_kind", forms.Mentee, "substitute")
	same(t, "a substitute holds no membership meeting", strings.Contains(on("2026-05-08"), "membership"), false)
	pause := c.row("process_plan", "pp_pauses", forms.Agreed, "from", "2026-05-08")
	same(t, "a pause", on("2026-05-09"), "process_plan: You have a pause | Nothing is due until it is over. To go on, give it a last day.")
	c.endsEarly(forms.Mentee, "2026-05-10")
	c.cell("process_plan", "pp_pauses", forms.Agreed, pause, "to", "2026-05-09")
	same(t, "ended early", strings.HasPrefix(on("2026-05-11"), "early_end: Go on with: Ending early"), true)
}

func TestTheTwoAreRemindedToTalkAndToBook(t *testing.T) {
	c := started(t, "library-project", "2026-03-24", "2026-03-30")
	c.met(1, "2026-03-30", "")
	find := func(form string) string {
		for _, task := range c.Next() {
			if task.Sheet.Form == form {
				return c.Say(task) + " | " + c.SayWhy(task)
			}
		}
		return ""
	}
	same(t, "no day for the next one", find("planning_worksheet") != "", true)
	c.Today = date(t, "2026-06-10")
	if got := find("between"); strings.Contains(got, "Get in touch") {
		t.Errorf("two or three contacts in all, and the pair is reminded: %s (rule 19)", got)
	}
	c = started(t, "workplace", "2026-03-24", "2026-05-07")
	c.met(1, "2026-03-30", "")
	same(t, "a month and a week", strings.Contains(find("between"), "Get in touch"), false)
	c.Today = date(t, "2026-05-08")
	same(t, "a day more", find("between"), "Get in touch, and note it down | 39 days since you last talked")
}

func TestOnlySignaturesAreMissing(t *testing.T) {
	c := started(t, "st-styrelse", "2026-03-24", "2026-04-01")
	c.complete("contract", true)
	c.say("contract", "ct_sign_mentee", forms.Mentee, "")
	for _, task := range c.Next() {
		if task.Sheet.Form == "contract" {
			same(t, "the task", c.Say(task)+" | "+c.SayWhy(task), "Sign: Working contract | Every question is answered; only the names are missing.")
			return
		}
	}
	t.Error("the contract is not among what is next")
}

func TestEveryProgrammeHasAFormToBeginWith(t *testing.T) {
	c := aminaAndPer(t, "workplace", "2026-03-24", lang.English)
	for id := range c.Library.Programmes {
		first := c.Library.FirstForm(id)
		if s, ok := started(t, id, "2026-03-24", "2026-03-24").Sheet(forms.SheetID{Form: first}); !ok || len(s.Items()) == 0 {
			t.Errorf("%s begins with %q", id, first)
		}
		same(t, id, started(t, id, "2026-03-24", "2026-03-24").tasks()[0], first)
	}
	same(t, "an unknown programme", c.Library.FirstForm("horoscope"), "")
}
