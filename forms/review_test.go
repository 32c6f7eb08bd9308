package forms_test

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"pairbook/forms"
	"pairbook/forms/lang"
)

// reviewed is a couple whose answers are revisions with an author and a day.
type reviewed struct {
	*couple
	revs []forms.Revision
}

func reviewing(t testing.TB, programme, today string, l lang.Lang) *reviewed {
	t.Helper()
	c := &reviewed{couple: aminaAndPer(t, programme, today, l)}
	c.by(forms.Mentee, "2026-03-02", forms.Change{Addr: c.at("pair", "anchor_date", forms.Agreed), Value: "2026-03-02"})
	return c
}

// noon is a stamp of a day.
func noon(t testing.TB, day string) forms.Stamp {
	d := date(t, day)
	return forms.StampOf(time.Date(d.Year, d.Month, d.Day, 12, 0, 0, 0, time.Local))
}

// by takes changes as a person made them on a day.
func (c *reviewed) by(hand forms.Voice, day string, cs ...forms.Change) {
	c.t.Helper()
	for _, ch := range cs {
		c.seq++
		rev := forms.Revision{
			ID: forms.RevID{Device: "d", Seq: c.seq}, Author: hand, Time: noon(c.t, day) + forms.Stamp(c.seq), Addr: ch.Addr, Value: ch.Value,
		}
		for _, h := range c.Record.Heads(ch.Addr) {
			rev.Parents = append(rev.Parents, h.ID)
		}
		c.Record.Apply(rev)
		c.revs = append(c.revs, rev)
	}
}

func (c *reviewed) says(hand forms.Voice, day, sheet, field string, v forms.Voice, value string) {
	c.t.Helper()
	c.by(hand, day, forms.Change{Addr: c.at(sheet, field, v), Value: forms.Value(value)})
}

// adds puts a row into a table; cells are column, value pairs.
func (c *reviewed) adds(hand forms.Voice, day, sheet, field string, v forms.Voice, cells ...string) forms.RowID {
	c.t.Helper()
	s, fd := c.field(sheet, field)
	id, cs := s.AddRow(fd, v, "")
	for i := 0; i < len(cells); i += 2 {
		col, ok := fd.Column(cells[i])
		if !ok {
			c.t.Fatalf("%s has no column %s", field, cells[i])
		}
		cs = append(cs, forms.Change{Addr: s.Cell(fd, v, id, col), Value: forms.Value(cells[i+1])})
	}
	c.by(hand, day, cs...)
	return id
}

func (c *reviewed) look(day string, r forms.Reader) forms.Review {
	c.t.Helper()
	return c.Review(noon(c.t, day), c.revs, r)
}

func sideBySide(hand forms.Voice) forms.Reader { return forms.Reader{Hand: hand} }

// told lists the text and note of lines.
func told(lines []forms.ReviewLine) []string {
	out := []string{}
	for _, l := range lines {
		out = append(out, strings.TrimSuffix(l.Text+" | "+l.Note, " | "))
	}
	return out
}

func (c *reviewed) part(v forms.Review, id string) []string {
	c.t.Helper()
	for _, part := range c.Parts(v) {
		if part.ID == id {
			return told(part.Lines)
		}
	}
	c.t.Fatalf("a review has no part %s", id)
	return nil
}

func TestAReviewTellsWhatTheOtherChangedAndWhatStoodThere(t *testing.T) {
	c := reviewing(t, "workplace", "2026-06-01", lang.English)
	c.says(forms.Mentee, "2026-03-10", "contract", "ct_frequency", forms.Agreed, "monthly")
	c.says(forms.Mentee, "2026-05-12", "contract", "ct_frequency", forms.Agreed, "two_weeks")
	c.says(forms.Mentee, "2026-05-13", "contract", "ct_when", forms.Agreed, "Thursdays at five")
	got := c.part(c.look("2026-04-01", sideBySide(forms.Mentor)), forms.NewsPart)
	same(t, "what is new", got, []string{
		"Working contract – Usual day and time | Thursdays at five · Amina Diallo, 13 May",
		"Working contract – How often do we talk? | every month → every two weeks · Amina Diallo, 12 May",
	})
}

func TestNobodysOwnChangesAreNewToThem(t *testing.T) {
	c := reviewing(t, "workplace", "2026-06-01", lang.English)
	c.says(forms.Mentee, "2026-05-12", "contract", "ct_when", forms.Agreed, "Thursdays")
	c.says(forms.Mentor, "2026-05-14", "contract", "ct_reach", forms.Agreed, "By phone")
	for hand, want := range map[forms.Voice]string{forms.Mentor: "Thursdays", forms.Mentee: "By phone"} {
		got := c.part(c.look("2026-05-01", sideBySide(hand)), forms.NewsPart)
		if len(got) != 1 || !strings.Contains(got[0], want) {
			t.Errorf("new to the %s: %q", hand, got)
		}
	}
	if got := c.look("2026-05-01", forms.Reader{}).News; len(got) != 2 {
		t.Errorf("to nobody in particular there are %d news", len(got))
	}
}

func TestWhatOneAnsweredSinceIsWhatStoodThereBeforeTheOther(t *testing.T) {
	c := reviewing(t, "workplace", "2026-06-01", lang.English)
	c.says(forms.Mentee, "2026-05-02", "contract", "ct_when", forms.Agreed, "Mondays")
	c.says(forms.Mentor, "2026-05-03", "contract", "ct_when", forms.Agreed, "Tuesdays")
	c.says(forms.Mentee, "2026-05-04", "contract", "ct_when", forms.Agreed, "Fridays")
	got := c.look("2026-05-01", sideBySide(forms.Mentor)).News
	if len(got) != 1 || got[0].Old != "Tuesdays" || got[0].New != "Fridays" {
		t.Errorf("%+v", got)
	}
}

func TestWhatWasTakenBackIsNoNews(t *testing.T) {
	c := reviewing(t, "workplace", "2026-06-01", lang.English)
	c.says(forms.Mentee, "2026-04-02", "contract", "ct_when", forms.Agreed, "Mondays")
	c.says(forms.Mentee, "2026-05-02", "contract", "ct_when", forms.Agreed, "Fridays")
	c.says(forms.Mentee, "2026-05-02", "contract", "ct_when", forms.Agreed, "Mondays")
	if got := c.look("2026-05-01", sideBySide(forms.Mentor)).News; len(got) != 0 {
		t.Errorf("%+v", got)
	}
}

func TestANewRowIsToldAsOneAndAChangedCellByItsRow(t *testing.T) {
	c := reviewing(t, "workplace", "2026-06-01", lang.English)
	old := c.adds(forms.Mentor, "2026-03-10", "between", "ac_list", forms.Agreed, "action", "Book the hall", "owner", "mentee", "due", "2026-05-28")
	gone := c.adds(forms.Mentor, "2026-03-10", "between", "ac_list", forms.Agreed, "action", "Ring the chair", "owner", "mentor")
	c.adds(forms.Mentee, "2026-05-10", "between", "ac_list", forms.Agreed, "action", "Draft the agenda", "owner", "mentee", "due", "2026-06-02")
	at := forms.Address{Sheet: forms.Register("actions"), Field: "actions", Row: old, Voice: forms.Agreed}
	c.by(forms.Mentee, "2026-05-11", forms.Change{Addr: at.At("due"), Value: "2026-06-04"})
	at.Row = gone
	c.by(forms.Mentee, "2026-05-12", forms.Change{Addr: at.At(forms.PartOrder)})
	got := c.look("2026-05-01", sideBySide(forms.Mentor)).News
	kinds := []string{}
	for _, n := range got {
		kinds = append(kinds, string(n.Kind))
	}
	same(t, "the kinds of news", kinds, []string{"gone", "answer", "row"})
	for i, want := range []string{"Ring the chair", "Book the hall", "Draft the agenda"} {
		if !strings.Contains(got[i].Topic, want) {
			t.Errorf("news %d would stand on the agenda as %q", i, got[i].Topic)
		}
	}
}

func TestAClosedMeetingIsNews(t *testing.T) {
	c := reviewing(t, "workplace", "2026-06-01", lang.English)
	c.says(forms.Mentor, "2026-03-09", "meeting/1", "m_date", forms.Agreed, "2026-03-09")
	c.by(forms.Mentee, "2026-05-12", forms.Change{Addr: forms.StateAddress(forms.Meeting(1)), Value: forms.Value(forms.StateClosed)})
	same(t, "what is new", c.part(c.look("2026-05-01", sideBySide(forms.Mentor)), forms.NewsPart), []string{"Meeting 1 | closed · Amina Diallo, 12 May"})
}

// private answers everything that the mentor may not read: private notes, and the
// copies that are not sealed. It returns how many answers that are.
func (c *reviewed) private(day string) (n int) {
	for _, id := range c.Programme().Forms {
		f := c.Library.Forms[id]
		sid := forms.SheetID{Form: id}
		switch f.Copies {
		case forms.CopiesNumbered:
			sid.Number = 1
		case forms.CopiesEach:
			sid.Of = forms.Mentee
		}
		s, _ := c.Sheet(sid)
		for i := range f.Sections {
			for j := range f.Sections[i].Fields {
				fd := &f.Sections[i].Fields[j]
				if !slices.Contains(s.Voices(fd), forms.Mentee) || s.MayRead(fd, forms.Mentee, forms.Reader{Hand: forms.Mentor, Alone: true}) {
					continue
				}
				n++
				c.confide(day, s, fd)
			}
		}
	}
	return n
}

// confide gives the mentee's answers to a field, whatever they are.
func (c *reviewed) confide(day string, s forms.Sheet, fd *forms.Field) {
	if fd.Kind == forms.KindRows && s.MayAddRows(fd) {
		id, cs := s.AddRow(fd, forms.Mentee, "")
		for i := range fd.Columns {
			cs = append(cs, forms.Change{Addr: s.Cell(fd, forms.Mentee, id, &fd.Columns[i]), Value: "3"})
		}
		c.by(forms.Mentee, day, cs...)
	}
	c.by(forms.Mentee, day, anything(s, fd, forms.Mentee)...)
}

// openly answers everything on a sheet that both may read.
func (c *reviewed) openly(day, sheet string) {
	s := c.sheet(sheet)
	for _, it := range s.Items() {
		for _, v := range it.Voices {
			if s.MayRead(it.Field, v, forms.Reader{}) && it.Field.Kind != forms.KindAuto {
				c.by(forms.Mentor, day, anything(s, it.Field, v)...)
			}
		}
	}
}

// anything answers a field somehow, and the cells of the rows it has.
func anything(s forms.Sheet, fd *forms.Field, v forms.Voice) (cs []forms.Change) {
	at := s.Address(fd, v)
	switch fd.Kind {
	case forms.KindRows:
		for _, row := range s.Rows(fd, v) {
			for i := range fd.Columns {
				if col := &fd.Columns[i]; !col.Shared && col.Kind != forms.KindAuto {
					cs = append(cs, forms.Change{Addr: s.Cell(fd, v, row.ID, col), Value: "3"})
				}
			}
		}
	case forms.KindGroup:
		for i := range fd.Parts {
			cs = append(cs, forms.Change{Addr: at.At(fd.Parts[i].ID), Value: "3"})
		}
	default:
		cs = append(cs, forms.Change{Addr: at, Value: "3"})
	}
	return cs
}

func TestPrivateAnswersLeaveTheReviewOfTheOtherAsItWas(t *testing.T) {
	for _, programme := range []string{"workplace", "union-local", "st-styrelse", "arbetsliv-10m", "library-ongoing"} {
		for _, today := range []string{"2026-05-14", "2026-12-20", "2027-06-01"} {
			c := reviewing(t, programme, today, lang.English)
			c.adds(forms.Mentor, "2026-03-10", "between", "lg_contacts", forms.Agreed, "date", "2026-03-10", "channel", "phone")
			c.adds(forms.Mentor, "2026-03-10", "planning_worksheet", "pw_goals", forms.Agreed, "goal", "Lead a meeting", "measure", "once", "due", "2026-12-01")
			c.says(forms.Mentor, "2026-03-10", "meeting/1", "m_date", forms.Agreed, "2026-03-10")
			if slices.Contains(c.Programme().Forms, "midpoint") {
				c.openly("2026-04-01", "midpoint")
				c.says(forms.Mentor, "2026-04-01", "midpoint", "mr_help_needed.help", forms.Mentor, "no") // only the mentee's is missing
				c.says(forms.Mentor, "2026-04-01", "midpoint", "mr_help_needed.note", forms.Mentor, "no")
			}
			readers := []forms.Reader{{}, sideBySide(forms.Mentor), sideBySide(forms.Mentee), {Hand: forms.Mentor, Alone: true}}
			seen := func() (out []any) {
				for _, r := range readers {
					p := forms.NewPair(c.Record, c.Library, c.Today, c.Words)
					v := p.Review(noon(t, "2026-04-15"), c.revs, r)
					out = append(out, v, p.Parts(v), p.Glance(noon(t, "2026-04-15"), r), p.Newest(r))
				}
				return out
			}
			before := seen()
			if n := c.private("2026-05-10"); n < 5 {
				t.Fatalf("%s: only %d private questions", programme, n)
			}
			for i, after := range seen() {
				if !reflect.DeepEqual(before[i], after) {
					t.Errorf("%s on %s, %d: a private answer is seen. Before:\n%+v\nafter:\n%+v", programme, today, i, before[i], after)
				}
			}
		}
	}
}

func TestOnesOwnPrivateNotesAreNotRaised(t *testing.T) {
	c := reviewing(t, "workplace", "2026-06-01", lang.English)
	c.says(forms.Mentor, "2026-05-10", "meeting/1", "m_private_mentee", forms.Mentee, "I am worried") // typed by the other hand
	v := c.look("2026-05-01", forms.Reader{Hand: forms.Mentee, Alone: true})
	if len(v.News) != 1 || v.News[0].Topic != "" {
		t.Errorf("%+v", v.News)
	}
}

func TestFeedbackIsNewsOnceBothCopiesAreSealed(t *testing.T) {
	c := reviewing(t, "workplace", "2027-02-20", lang.English)
	c.says(forms.Mentee, "2027-02-10", "feedback_each/mentee", "fe_worked", forms.Mentee, "The talks")
	seal := func(v forms.Voice) {
		id := forms.SheetID{Form: forms.EachForm, Of: v}
		c.by(v, "2027-02-12", forms.Change{Addr: forms.StateAddress(id), Value: forms.Value(forms.StateSealed)})
	}
	seal(forms.Mentee)
	if got := c.look("2027-02-01", sideBySide(forms.Mentor)).News; len(got) != 0 {
		t.Errorf("of a copy that is not open: %+v", got)
	}
	seal(forms.Mentor)
	got := c.part(c.look("2027-02-01", sideBySide(forms.Mentor)), forms.NewsPart)
	if !slices.ContainsFunc(got, func(s string) bool { return strings.Contains(s, "The talks") }) {
		t.Errorf("once both are sealed: %q", got)
	}
}

// meets holds a meeting that lasted from five on, and closes it.
func (c *reviewed) meets(n int, day, until, next string) {
	c.t.Helper()
	m := forms.Meeting(n).String()
	c.says(forms.Mentee, day, m, "m_date", forms.Agreed, day)
	c.says(forms.Mentee, day, m, "m_start", forms.Agreed, "17:00")
	c.says(forms.Mentee, day, m, "m_end", forms.Agreed, until)
	if next != "" {
		c.says(forms.Mentee, day, m, "m_next_date.date", forms.Agreed, next)
	}
	c.by(forms.Mentee, day, forms.Change{Addr: forms.StateAddress(forms.Meeting(n)), Value: forms.Value(forms.StateClosed)})
}

// marks says how near a goal is, at a meeting.
func (c *reviewed) marks(n int, day string, goal forms.RowID, mark string) {
	c.t.Helper()
	s, fd := c.field(forms.Meeting(n).String(), "m_goal_progress")
	col, _ := fd.Column("progress")
	c.by(forms.Mentee, day, forms.Change{Addr: s.Cell(fd, forms.Agreed, goal, col), Value: forms.Value(mark)})
}

func TestGoalsAreFollowedThroughTheMeetings(t *testing.T) {
	for l, want := range map[lang.Lang][]string{
		lang.English: {"Lead a meeting | from 1 to 4 since Mar", "Know the contract | at 2 since Mar", "Write a report | 3 in Apr", "Rest | no progress noted yet"},
		lang.Swedish: {"Lead a meeting | från 1 till 4 sedan mar", "Know the contract | på 2 sedan mar", "Write a report | 3 i apr", "Rest | inget läge antecknat än"},
		lang.French:  {"Lead a meeting | de 1 à 4 depuis mars", "Know the contract | à 2 depuis mars", "Write a report | 3 (avr.)", "Rest | aucun progrès noté encore"},
	} {
		c := reviewing(t, "workplace", "2026-06-20", l)
		var goals []forms.RowID
		for _, g := range []string{"Lead a meeting", "Know the contract", "Write a report", "Rest"} {
			goals = append(goals, c.adds(forms.Mentee, "2026-03-02", "planning_worksheet", "pw_goals", forms.Agreed, "goal", g))
		}
		for i, day := range []string{"2026-03-05", "2026-04-05", "2026-05-05", "2026-06-05"} {
			c.meets(i+1, day, "18:00", "")
			c.marks(i+1, day, goals[0], []string{"1", "3", "3", "4"}[i])
		}
		c.marks(1, "2026-03-05", goals[1], "2")
		c.marks(3, "2026-05-05", goals[1], "2")
		c.marks(2, "2026-04-05", goals[2], "3")
		c.marks(3, "2026-05-05", goals[2], "na")
		v := c.look("2026-06-01", sideBySide(forms.Mentor))
		same(t, "the goals", c.part(v, forms.GoalsPart), want)
		g := v.Goals[0]
		same(t, "the marks", []string{g.Numbers(), g.Plot([5]string{"_", ".", "-", "=", "#"})}, []string{"1 3 3 4", "_--="})
	}
}

func sameMap(t *testing.T, what string, got, want map[string]string) {
	t.Helper()
	if !reflect.DeepEqual(got, want) {
		t.Errorf("%s: got %v, want %v", what, got, want)
	}
}

func TestPromisesAreToldAsKeptNotQuiteOrOpen(t *testing.T) {
	c := reviewing(t, "workplace", "2026-06-20", lang.English)
	ids := func() map[string]string {
		out := map[string]string{}
		for _, x := range c.look("2026-06-01", sideBySide(forms.Mentor)).Promises {
			out[x.ID] = fmt.Sprintf("%s %d/%d", x.Kept, x.Did, x.Of)
		}
		return out
	}
	sameMap(t, "what an empty contract promises", ids(), map[string]string{"next_date": "untold 0/0"})
	for field, v := range map[string]string{
		"ct_frequency": "monthly", "ct_length.from": "60", "ct_length.to": "90", "ct_rebook_owner": "mentee", "ct_structure": "agenda", "ct_agenda_owner.hours": "24",
	} {
		c.says(forms.Mentee, "2026-03-03", "contract", field, forms.Agreed, v)
	}
	c.meets(1, "2026-03-05", "18:00", "2026-04-05")
	c.meets(2, "2026-04-05", "18:10", "2026-05-05")
	sameMap(t, "after two meetings", ids(), map[string]string{
		"frequency": "not_quite 2/3", "length": "kept 2/2", "rebook": "untold 0/0", "agenda": "untold 0/0", "next_date": "kept 2/2",
	})
	c.says(forms.Mentee, "2026-04-03", "meeting/2", "mp_sent.date", forms.Mentee, "2026-04-03")
	c.meets(3, "2026-05-05", "17:20", "")
	c.adds(forms.Mentee, "2026-05-20", "between", "lg_cancelled", forms.Agreed, "planned", "2026-06-01")
	sameMap(t, "after a short one", ids(), map[string]string{
		"frequency": "kept 3/3", "length": "not_quite 2/3", "rebook": "not_quite 0/1", "agenda": "not_quite 1/3", "next_date": "not_quite 2/3",
	})
	for _, x := range c.look("2026-06-01", sideBySide(forms.Mentor)).Promises {
		if strings.Contains(x.Text+x.Note, "Amina") || strings.Contains(x.Text+x.Note, "Per") {
			t.Errorf("a promise is told of one of them: %s %s", x.Text, x.Note)
		}
	}
}

func TestAnAgendaSentTooLateIsNotInTime(t *testing.T) {
	c := reviewing(t, "workplace", "2026-06-20", lang.English)
	c.says(forms.Mentee, "2026-03-03", "contract", "ct_structure", forms.Agreed, "agenda")
	c.says(forms.Mentee, "2026-03-03", "contract", "ct_agenda_owner.hours", forms.Agreed, "48")
	c.meets(1, "2026-03-05", "18:00", "")
	for sent, want := range map[string]int{"2026-03-03 16:59": 1, "2026-03-03 17:01": 0, "2026-03-03 ": 1, "2026-03-04 ": 0, "2026-03-05 ": 0, "2026-03-06 ": 0} {
		day, clock, _ := strings.Cut(sent, " ")
		c.says(forms.Mentee, "2026-03-04", "meeting/1", "mp_sent.date", forms.Mentee, day)
		c.says(forms.Mentee, "2026-03-04", "meeting/1", "mp_sent.time", forms.Mentee, clock)
		for _, x := range c.look("2026-06-01", sideBySide(forms.Mentor)).Promises {
			if x.ID == "agenda" && x.Did != want {
				t.Errorf("sent %s: in time %d times", sent, x.Did)
			}
		}
	}
}

func TestTheReviewTellsWhatIsLateAndWhereItIsSilent(t *testing.T) {
	c := reviewing(t, "workplace", "2026-06-20", lang.English)
	c.adds(forms.Mentee, "2026-03-10", "between", "lg_contacts", forms.Agreed, "date", "2026-03-10", "channel", "phone")
	c.adds(forms.Mentee, "2026-03-10", "between", "ac_list", forms.Agreed, "action", "Book the hall", "owner", "mentee", "due", "2026-05-28")
	c.adds(forms.Mentee, "2026-03-10", "between", "ac_list", forms.Agreed, "action", "Ring the chair", "owner", "mentor", "due", "2026-07-28")
	c.adds(forms.Mentee, "2026-05-20", "between", "lg_cancelled", forms.Agreed, "planned", "2026-06-01")
	got := strings.Join(c.part(c.look("2026-06-01", sideBySide(forms.Mentor)), forms.DuePart), "\n")
	for _, want := range []string{"Book the hall | Amina Diallo · due 28 May", "102 days", "The meeting of 1 June was called off"} {
		if !strings.Contains(got, want) {
			t.Errorf("%q is missing in:\n%s", want, got)
		}
	}
	if strings.Contains(got, "Ring the chair") {
		t.Errorf("an action that is not late is told:\n%s", got)
	}
	c.adds(forms.Mentee, "2026-06-19", "process_plan", "pp_pauses", forms.Agreed, "from", "2026-06-18")
	if got := c.look("2026-06-01", sideBySide(forms.Mentor)).Due; len(got) != 0 {
		t.Errorf("in a pause there is late: %q", told(got))
	}
}

func TestActionsAreCountedForTheTwoTogether(t *testing.T) {
	c := reviewing(t, "workplace", "2026-06-20", lang.English)
	same(t, "without any", c.part(c.look("2026-06-01", sideBySide(forms.Mentor)), forms.ActionsPart), []string{"No actions yet."})
	for _, a := range [][]string{{"done", "2026-06-01", "2026-05-30"}, {"done", "2026-06-01", "2026-06-03"}, {"dropped", "", ""}, {"open", "2026-06-01", ""}, {"started", "2026-09-01", ""}} {
		row := c.adds(forms.Mentee, "2026-03-10", "between", "ac_list", forms.Agreed, "action", "x", "owner", "mentee")
		at := forms.Address{Sheet: forms.Register("actions"), Field: "actions", Row: row, Voice: forms.Agreed}
		for i, col := range []string{"status", "due", "done"} {
			c.by(forms.Mentee, "2026-03-11", forms.Change{Addr: at.At(col), Value: forms.Value(a[i])})
		}
	}
	same(t, "the actions", c.part(c.look("2026-06-01", sideBySide(forms.Mentor)), forms.ActionsPart),
		[]string{"2 of 5 actions are done | 1 of them after its day · 2 still open · 1 past its day · 1 dropped"})
}

func TestALineIsRaisedOnceAndByTheHandThatRaisesIt(t *testing.T) {
	for hand, field := range map[forms.Voice]string{forms.Mentor: "mp_mentor_topics", forms.Mentee: "mp_topics"} {
		c := reviewing(t, "workplace", "2026-06-01", lang.English)
		c.says(hand.Other(), "2026-05-12", "contract", "ct_when", forms.Agreed, "Thursdays")
		line := c.look("2026-05-01", sideBySide(hand)).News[0]
		if line.Raised || !c.MayRaise(hand) {
			t.Fatalf("%+v", line)
		}
		c.by(hand, "2026-06-01", c.Raise(hand, line.Topic)...)
		v := c.look("2026-05-01", sideBySide(hand))
		if !v.News[0].Raised || len(v.Agenda) != 1 || v.Agenda[0].Field != field || v.Agenda[0].Text != line.Topic {
			t.Errorf("%s: %+v", hand, v.Agenda)
		}
		if cs := append(c.Raise(hand, line.Topic), c.Raise(hand.Other(), "  usual DAY and time ")...); len(cs) != 0 {
			t.Errorf("it is raised again: %v", cs)
		}
		if c.part(v, forms.AgendaPart)[0] != "Usual day and time | "+c.Name(hand) {
			t.Errorf("%q", c.part(v, forms.AgendaPart))
		}
	}
}

func TestNothingIsRaisedByNobody(t *testing.T) {
	c := reviewing(t, "workplace", "2026-06-01", lang.English)
	if cs := slices.Concat(c.Raise(forms.Agreed, "x"), c.Raise("", "x"), c.Raise(forms.Mentor, " \n")); len(cs) != 0 {
		t.Errorf("%v", cs)
	}
	long := c.Raise(forms.Mentor, strings.Repeat("many words ", 40))
	if n := len([]rune(string(long[len(long)-1].Value))); n > 80 {
		t.Errorf("a topic of %d characters", n)
	}
}

func TestUnseenAsksTheBookForNoMoreThanWhatIsNew(t *testing.T) {
	c := reviewing(t, "workplace", "2026-06-01", lang.English)
	c.says(forms.Mentee, "2026-04-12", "contract", "ct_reach", forms.Agreed, "By phone")
	c.says(forms.Mentee, "2026-04-13", "contract", "ct_when", forms.Agreed, "Mondays")
	c.says(forms.Mentee, "2026-05-12", "contract", "ct_when", forms.Agreed, "Thursdays")
	match := c.Unseen(noon(t, "2026-05-01"), sideBySide(forms.Mentor))
	few := slices.DeleteFunc(slices.Clone(c.revs), func(r forms.Revision) bool { return !match(r.Addr) })
	if len(few) != 2 {
		t.Errorf("%d revisions are asked for", len(few))
	}
	all := c.look("2026-05-01", sideBySide(forms.Mentor))
	if got := c.Review(noon(t, "2026-05-01"), few, sideBySide(forms.Mentor)); !reflect.DeepEqual(got, all) {
		t.Errorf("with all revisions:\n%+v\nwith those that are new:\n%+v", all, got)
	}
}

func TestThePairThatNeedsSomebodyMostComesFirst(t *testing.T) {
	silent := reviewing(t, "workplace", "2026-06-20", lang.English)
	silent.adds(forms.Mentee, "2026-03-10", "between", "lg_contacts", forms.Agreed, "date", "2026-03-10", "channel", "phone")
	g := silent.Glance(noon(t, "2026-06-01"), sideBySide(forms.Mentor))
	if g.Flag != forms.Silent || g.Idle != 102 || !g.Ever || g.Names != "Amina Diallo & Per Holm" || g.News != 0 || g.Next == "" {
		t.Errorf("%+v", g)
	}
	if n := silent.Glance(noon(t, "2026-03-01"), sideBySide(forms.Mentor)).News; n != 2 { // the start, and a contact
		t.Errorf("%d news", n)
	}
	gs := []forms.Glance{
		{Names: "ended", Flag: forms.Finished, Idle: 900}, {Names: "well", Flag: forms.OnTrack}, {Names: "news", Flag: forms.OnTrack, News: 2},
		{Names: "late", Flag: forms.OnTrack, Late: 1}, {Names: "nudge", Flag: forms.NeedsNudge, Late: 1}, {Names: "silent", Flag: forms.Silent}, {Names: "nudge most", Flag: forms.NeedsNudge, Late: 3},
	}
	forms.SortGlances(gs)
	names := []string{}
	for _, g := range gs {
		names = append(names, g.Names)
	}
	same(t, "the order", names, []string{"silent", "nudge most", "nudge", "late", "news", "well", "ended"})
}

func TestEveryLineOfAReviewIsWordedInEveryLanguage(t *testing.T) {
	for _, l := range lang.All() {
		for _, programme := range []string{"workplace", "st-styrelse", "library-project"} {
			c := reviewing(t, programme, "2026-12-20", l)
			for _, form := range c.Programme().Forms {
				if c.Library.Forms[form].Copies == forms.CopiesOne {
					c.openly("2026-12-01", form)
				}
			}
			c.says(forms.Mentee, "2026-03-02", "pair", "anchor_date", forms.Agreed, "2026-03-02")
			v := c.look("2026-11-01", sideBySide(forms.Mentee))
			if len(v.News) < 10 {
				t.Errorf("%s: %d news", programme, len(v.News))
			}
			for _, part := range c.Parts(v) {
				for _, line := range append(told(part.Lines), part.Title, part.None) {
					if strings.ContainsAny(line, "⟦{}") {
						t.Errorf("%s %s: %q", l, programme, line)
					}
				}
			}
		}
	}
}

func BenchmarkReviewOfAPairWith5000Revisions(b *testing.B) {
	c := reviewing(b, "workplace", "2026-12-20", lang.English)
	for round := range 4 {
		for n := range 12 {
			for k := range 100 {
				c.by(forms.Mentee, fmt.Sprintf("2026-%02d-%02d", 3+2*round, 1+n), forms.Change{
					Addr: forms.Address{Sheet: forms.Meeting(n + 1), Field: "m_since", Row: forms.RowID(fmt.Sprint(k)), Voice: forms.Agreed}, Value: forms.Value(fmt.Sprint(round)),
				})
			}
		}
	}
	b.ReportAllocs()
	for b.Loop() {
		_ = c.Review(noon(b, "2026-12-01"), c.revs, sideBySide(forms.Mentor))
	}
}
