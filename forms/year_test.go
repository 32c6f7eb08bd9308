package forms_test

import (
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"pairbook/forms"
	"pairbook/forms/lang"
)

// morning is a day of a scripted year: what the pair book shows first when it is
// opened, as a coordinator would expect it, and what the two do on that day.
type morning struct {
	day    string
	first  string // where it is done, the question, and the words; "…" at the end leaves the rest open; "" for nothing
	why    string // the reason, as first; "-" where it does not matter
	months string // contacts in each month begun, counted by hand; "" where that was counted a line before
	rules  string // what the rules say aloud, by id; "" where it is not looked at, "-" for nothing
	then   func(y *year)
}

// year plays a pair from day to day.
type year struct {
	*couple
	rows map[string]forms.RowID // actions by their words
}

// play opens the book on every morning, and then does what the day holds.
func (y *year) play(t *testing.T, days []morning) {
	t.Helper()
	for _, m := range days {
		y.Today = date(t, m.day)
		y.lookAtNext(m)
		if m.months != "" {
			same(t, m.day+": contacts by month", y.contactsByMonth(), m.months)
		}
		if m.rules != "" {
			same(t, m.day+": what the rules say", y.saidRules(), strings.TrimPrefix(m.rules, "-"))
		}
		y.checkWords(m.day)
		if m.then != nil {
			m.then(y)
		}
		y.checkActions(m.day)
		if tasks := y.Next(); len(tasks) > 0 && y.metToday() && strings.Contains(y.Say(tasks[0]), "(today)") {
			t.Errorf("%s: they have met, and in the evening they are to %q", m.day, y.Say(tasks[0]))
		}
	}
}

// metToday reports whether a meeting of today is closed.
func (y *year) metToday() bool {
	return slices.ContainsFunc(y.Meetings(), func(n int) bool {
		at := y.at(forms.Meeting(n).String(), "m_date", forms.Agreed)
		return string(y.Record.Value(at)) == y.Today.String() && y.Record.State(forms.Meeting(n)) == forms.StateClosed
	})
}

func (y *year) lookAtNext(m morning) {
	y.t.Helper()
	first, why := "", ""
	if tasks := y.Next(); len(tasks) > 0 {
		first, why = y.line(tasks[0]), y.SayWhy(tasks[0])
	}
	if !reads(first, m.first) {
		y.t.Errorf("%s: first comes\n  %q, and was to be\n  %q", m.day, first, m.first)
	}
	if m.why != "-" && !reads(why, m.why) {
		y.t.Errorf("%s: the reason is\n  %q, and was to be\n  %q", m.day, why, m.why)
	}
}

// line is a task as the tables write it.
func (y *year) line(t forms.Task) string {
	at := t.Sheet.String()
	if t.Field != "" {
		at += "." + t.Field
	}
	return at + ": " + y.Say(t)
}

func reads(got, want string) bool {
	if head, open := strings.CutSuffix(want, "…"); open {
		return strings.HasPrefix(got, head)
	}
	return got == want
}

// contactsByMonth lists the contacts of the months begun: "1 0 2".
func (y *year) contactsByMonth() string {
	var out []string
	for _, m := range y.Months() {
		if m.Past || m.Running {
			out = append(out, strconv.Itoa(m.Contacts))
		}
	}
	return strings.Join(out, " ")
}

func (y *year) saidRules() string {
	var out []string
	for _, f := range y.Findings() {
		if f.SetAside() {
			continue
		}
		if id := f.Rule.ID; !slices.Contains(out, id) {
			out = append(out, id)
		}
	}
	return strings.Join(out, " ")
}

// checkWords: every task of the day can be read in every language, and leads to a
// question that is there.
func (y *year) checkWords(day string) {
	y.t.Helper()
	for _, l := range lang.All() {
		x := y.in(l)
		for _, t := range x.Next() {
			if text := x.Say(t) + x.SayWhy(t); x.Say(t) == "" || strings.ContainsAny(text, "{}⟦⟧") {
				y.t.Errorf("%s, %s: %q", day, l, text)
			}
			if !slices.Contains(x.Programme().Forms, t.Sheet.Form) {
				y.t.Errorf("%s: the two are sent to %s, which their programme has not", day, t.Sheet)
			}
			if s, ok := x.Sheet(t.Sheet); !ok || t.Field != "" && asked(s)[t.Field].Field == nil {
				y.t.Errorf("%s: %s has no question %q", day, t.Sheet, t.Field)
			}
		}
	}
}

// checkActions: no action is without an owner, and each one that a meeting found
// open got an outcome there.
func (y *year) checkActions(day string) {
	y.t.Helper()
	actions := y.Actions()
	for _, a := range actions {
		if a.Owner == "" {
			y.t.Errorf("%s: nobody does %q", day, a.Text)
		}
	}
	for _, n := range y.Meetings() {
		if y.Record.State(forms.Meeting(n)) != forms.StateClosed {
			continue
		}
		s, fd := y.field(forms.Meeting(n).String(), "m_actions_review")
		col, _ := fd.Column("outcome")
		for _, row := range s.Rows(fd, forms.Agreed) {
			at := slices.IndexFunc(actions, func(a forms.Action) bool { return a.Row == row.ID })
			if y.Record.Value(s.Cell(fd, forms.Agreed, row.ID, col)) == "" && actions[at].Open() {
				y.t.Errorf("%s: meeting %d gave %q no outcome", day, n, actions[at].Text)
			}
		}
	}
}

// promise is an action that a meeting wrote: what, who, by when.
type promise struct{ what, who, due string }

// talk is a meeting that is held today: when they meet next, how the actions of
// before went ("ring Eva" "done"), and what is new.
type talk struct {
	next     string
	outcomes map[string]string
	promises []promise
	kind     string // "regular" where nothing is said
	day      string // today where nothing is said
}

// hold writes a meeting that is held, wholly, and closes it.
func (y *year) hold(n int, x talk) {
	y.t.Helper()
	id := forms.Meeting(n).String()
	day, kind := x.day, x.kind
	if day == "" {
		day = y.Today.String()
	}
	if kind == "" {
		kind = "regular"
	}
	y.say(id, "m_date", forms.Agreed, forms.Value(day))
	y.say(id, "m_kind", forms.Agreed, forms.Value(kind))
	y.say(id, "m_start", forms.Agreed, "17:00")
	y.say(id, "m_end", forms.Agreed, "18:00")
	for what, how := range x.outcomes {
		y.cell(id, "m_actions_review", forms.Agreed, y.rows[what], "outcome", how)
	}
	for _, p := range x.promises {
		y.rows[p.what] = y.row(id, "m_new_actions", forms.Agreed, "action", p.what, "owner", p.who, "due", p.due)
	}
	if x.next != "" {
		y.say(id, "m_next_date.date", forms.Agreed, forms.Value(x.next))
	}
	y.state(id, forms.StateClosed)
}

// done settles an action between meetings.
func (y *year) done(what string) {
	y.t.Helper()
	y.cell("between", "ac_list", forms.Agreed, y.rows[what], "status", "done")
	y.cell("between", "ac_list", forms.Agreed, y.rows[what], "done", y.Today.String())
}

// talked notes a contact of today.
func (y *year) talked(channel string) {
	y.t.Helper()
	y.row("between", "lg_contacts", forms.Agreed, "date", y.Today.String(), "channel", channel, "minutes", "20")
}

// prepare fills in what is to be prepared for a meeting.
func (y *year) prepare(n int) {
	y.t.Helper()
	s := y.sheet(forms.Meeting(n).String())
	for _, l := range s.Left() {
		if l.Required && l.Item.Section.Part == "prepare" {
			y.fill(s, l.Item.Field, l.Voice)
		}
	}
}

// tick ticks a step of the plan by hand.
func (y *year) tick(step string) {
	y.take(forms.Change{Addr: forms.StepAddress(step), Value: "yes"})
	at := forms.StepAddress(step)
	at.Part = "done_date"
	y.take(forms.Change{Addr: at, Value: forms.Value(y.Today.String())})
}

// unsigned answers a contract but for the two names.
func (y *year) unsigned() {
	y.complete("contract", true)
	y.say("contract", "ct_sign_mentor", forms.Mentor, "")
	y.say("contract", "ct_sign_mentee", forms.Mentee, "")
}

func (y *year) sign() {
	y.say("contract", "ct_sign_mentor", forms.Mentor, forms.Value(y.Today.String()+" Per Holm"))
	y.say("contract", "ct_sign_mentee", forms.Mentee, forms.Value(y.Today.String()+" Amina Diallo"))
}

// newYear is a pair that has said who they are.
func newYear(t *testing.T, programme, anchor string) *year {
	t.Helper()
	c := aminaAndPer(t, programme, anchor, lang.English)
	c.complete("pair", true)
	c.say("pair", "anchor_date", forms.Agreed, forms.Value(anchor))
	c.say("pair", "planned_length", forms.Agreed, "m12")
	return &year{c, map[string]forms.RowID{}}
}

// only returns the last row of a register.
func (y *year) only(register string) forms.RowID {
	rows := y.Record.Rows(forms.Address{Sheet: forms.Register(register), Field: register, Voice: forms.Agreed})
	return rows[len(rows)-1].ID
}

// checkReview: what the mentor's review counts is what was done.
func (y *year) checkReview(want map[string]string) {
	y.t.Helper()
	got := map[string]string{}
	for _, part := range y.Parts(y.Review(0, nil, forms.Reader{Hand: forms.Mentor})) {
		for _, line := range part.Lines {
			switch {
			case part.ID == forms.PromisesPart:
				got[line.Text] = line.Note
			case part.ID == forms.DuePart:
				got["late: "+line.Text] = line.Note
			case part.ID == forms.ContactPart, part.ID == forms.ActionsPart:
				got[part.ID], got[part.ID+", beside"] = line.Text, line.Note
			}
		}
	}
	got["how it goes"] = string(y.Flag())
	if diff := cmp.Diff(want, got); diff != "" {
		y.t.Errorf("the review on %s (-want +got):\n%s", y.Today, diff)
	}
}
