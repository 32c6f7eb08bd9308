package forms_test

import (
	"slices"
	"strings"
	"testing"

	"pairbook/forms"
	"pairbook/forms/catalog"
	"pairbook/forms/lang"
)

// couple is a pair whose answers a test writes, each as a revision of its own.
type couple struct {
	*forms.Pair
	t   testing.TB
	seq uint64
}

// aminaAndPer are Amina Diallo and Per Holm in a programme, on a day, in a language.
func aminaAndPer(t testing.TB, programme, today string, l lang.Lang) *couple {
	t.Helper()
	lib, err := catalog.Load()
	if err != nil {
		t.Fatal(err)
	}
	c := coupleIn(t, lib, today, l)
	c.say("pair", "template_id", forms.Agreed, forms.TemplateOption(programme))
	c.say("pair", "mentor_name", forms.Mentor, "Per Holm")
	c.say("pair", "mentee_name", forms.Mentee, "Amina Diallo")
	return c
}

// coupleIn is a pair that has said nothing yet.
func coupleIn(t testing.TB, lib *forms.Library, today string, l lang.Lang) *couple {
	t.Helper()
	w, err := lang.Load(l)
	if err != nil {
		t.Fatal(err)
	}
	return &couple{Pair: forms.NewPair(forms.NewRecord("k3v9qd"), lib, date(t, today), w), t: t}
}

func date(t testing.TB, iso string) lang.Date {
	t.Helper()
	d, err := lang.ParseISO(iso)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// in returns the same pair and answers, read in another language.
func (c *couple) in(l lang.Lang) *couple {
	w, err := lang.Load(l)
	if err != nil {
		c.t.Fatal(err)
	}
	return &couple{Pair: forms.NewPair(c.Record, c.Library, c.Today, w), t: c.t, seq: c.seq}
}

// take commits changes as the book would.
func (c *couple) take(cs ...forms.Change) {
	for _, ch := range cs {
		c.seq++
		var parents []forms.RevID
		for _, h := range c.Record.Heads(ch.Addr) {
			parents = append(parents, h.ID)
		}
		c.Record.Apply(forms.Revision{
			ID: forms.RevID{Device: "d", Seq: c.seq}, Author: forms.Mentee, Time: forms.Stamp(c.seq),
			Addr: ch.Addr, Parents: parents, Value: ch.Value,
		})
	}
}

// say answers a field, or with a dot a part: "ct_length.from".
func (c *couple) say(sheet, name string, v forms.Voice, value forms.Value) {
	c.t.Helper()
	c.take(forms.Change{Addr: c.at(sheet, name, v), Value: value})
}

func (c *couple) at(sheet, name string, v forms.Voice) forms.Address {
	c.t.Helper()
	field, part, _ := strings.Cut(name, ".")
	s, fd := c.field(sheet, field)
	return s.Address(fd, v).At(part)
}

func (c *couple) sheet(id string) forms.Sheet {
	c.t.Helper()
	sid, err := forms.ParseSheetID(id)
	if err != nil {
		c.t.Fatal(err)
	}
	s, ok := c.Sheet(sid)
	if !ok {
		c.t.Fatalf("there is no sheet %s", id)
	}
	return s
}

func (c *couple) field(sheet, name string) (forms.Sheet, *forms.Field) {
	c.t.Helper()
	s := c.sheet(sheet)
	fd, ok := s.Form.Field(name)
	if !ok {
		c.t.Fatalf("%s has no field %s", sheet, name)
	}
	return s, fd
}

// row adds a row at the end of a table; cells are column, value pairs.
func (c *couple) row(sheet, field string, v forms.Voice, cells ...string) forms.RowID {
	c.t.Helper()
	s, fd := c.field(sheet, field)
	id, cs := s.AddRow(fd, v, "")
	c.take(cs...)
	for i := 0; i < len(cells); i += 2 {
		c.cell(sheet, field, v, id, cells[i], cells[i+1])
	}
	return id
}

// cell answers a cell as a screen does: with what the answer brings with it.
func (c *couple) cell(sheet, field string, v forms.Voice, row forms.RowID, column, value string) {
	c.t.Helper()
	s, fd := c.field(sheet, field)
	col, ok := fd.Column(column)
	if !ok {
		c.t.Fatalf("%s has no column %s", field, column)
	}
	c.take(s.Follow([]forms.Change{{Addr: s.Cell(fd, v, row, col), Value: forms.Value(value)}})...)
}

// state sets how far a sheet has come.
func (c *couple) state(sheet string, st forms.State) {
	c.t.Helper()
	c.take(forms.Change{Addr: forms.StateAddress(c.sheet(sheet).ID), Value: forms.Value(st)})
}

// shown lists what a table of a sheet shows, by the first words of its rows.
func (c *couple) shown(sheet, field string) []string {
	c.t.Helper()
	s, fd := c.field(sheet, field)
	out := []string{}
	for _, r := range s.Rows(fd, forms.Agreed) {
		out = append(out, string(c.Record.Value(s.Cell(fd, forms.Agreed, r.ID, &fd.Columns[0]))))
	}
	return out
}

func same(t testing.TB, what string, got, want any) {
	t.Helper()
	if !equal(got, want) {
		t.Errorf("%s: got %v, want %v", what, got, want)
	}
}

func equal(a, b any) bool {
	if x, ok := a.([]string); ok {
		y, ok := b.([]string)
		return ok && slices.Equal(x, y)
	}
	return a == b
}

// asked lists the questions of a sheet.
func asked(s forms.Sheet) map[string]forms.Item {
	out := map[string]forms.Item{}
	for _, it := range s.Items() {
		out[it.Field.ID] = it
	}
	return out
}

var (
	amina    = forms.Reader{Hand: forms.Mentee, Alone: true}
	per      = forms.Reader{Hand: forms.Mentor, Alone: true}
	together = forms.Reader{}
)

func TestEachCopyOfAnEvaluationHoldsItsOwnersQuestions(t *testing.T) {
	c := aminaAndPer(t, "workplace", "2027-02-01", lang.English)
	hers, his := asked(c.sheet("feedback_each/mentee")), asked(c.sheet("feedback_each/mentor"))
	for field, want := range map[string][2]bool{
		"fe_worked": {true, true}, "fe_role_ready": {true, false}, "fe_mentor_gain": {false, true}, "fe_sign": {true, true},
	} {
		_, a := hers[field]
		_, b := his[field]
		same(t, field+" in Amina's and in Per's copy", [2]bool{a, b}, want)
	}
	same(t, "who answers in Amina's copy", hers["fe_worked"].Voices[0], forms.Mentee)
	same(t, "how many answer in Per's copy", len(his["fe_worked"].Voices), 1)
	same(t, "who answers in Per's copy", his["fe_worked"].Voices[0], forms.Mentor)
}

func TestAQuestionIsAskedOnlyWhereItConcernsThePair(t *testing.T) {
	union := aminaAndPer(t, "union-local", "2026-04-01", lang.English)
	board := aminaAndPer(t, "st-styrelse", "2026-04-01", lang.English)
	is := func(s forms.Sheet, field string) bool { _, ok := asked(s)[field]; return ok }
	same(t, "the kind of seat in a local", is(union.sheet("pair"), "mentee_seat_kind"), false)
	same(t, "the kind of seat on a board", is(board.sheet("pair"), "mentee_seat_kind"), true)

	same(t, "the plan for shadowing before it is chosen", is(union.sheet("planning_worksheet"), "pw_shadow_plan"), false)
	union.say("planning_worksheet", "pw_method", forms.Agreed, "talks\nshadow_half")
	s, plan := union.field("planning_worksheet", "pw_shadow_plan")
	same(t, "the plan for shadowing once it is chosen", is(s, "pw_shadow_plan"), true)
	same(t, "the plan is needed", s.Required(plan, forms.Agreed), true)

	first, second := union.sheet("meeting/1"), union.sheet("meeting/2")
	same(t, "looking back in meeting 1", is(first, "m_actions_review"), false)
	same(t, "looking back in meeting 2", is(second, "m_actions_review"), true)
}

func TestAConditionOnTheRoleHoldsForEachOfTheTwo(t *testing.T) {
	f := &forms.Form{ID: "notes", Copies: forms.CopiesOne, Sections: []forms.Section{{ID: "s", Fields: []forms.Field{
		{ID: "rest", Kind: forms.KindShort, By: forms.ByEach, When: cond(t, "role = mentor")},
	}}}}
	c := coupleIn(t, smallLibrary(f), "2026-04-01", lang.English)
	items := c.sheet("notes").Items()
	if len(items) != 1 || !slices.Equal(items[0].Voices, []forms.Voice{forms.Mentor}) {
		t.Errorf("a question for the mentor alone is asked of %+v", items)
	}
}

func cond(t testing.TB, text string) forms.Cond {
	t.Helper()
	c, err := forms.ParseCond(text)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// smallLibrary holds a few forms of a test's own.
func smallLibrary(fs ...*forms.Form) *forms.Library {
	lib := &forms.Library{Forms: map[string]*forms.Form{}, Registers: map[string]*forms.RegisterDef{}, Programmes: map[string]*forms.Programme{}}
	pr := &forms.Programme{ID: forms.DefaultProgramme, Months: 12}
	for _, f := range fs {
		lib.Forms[f.ID] = f
		pr.Forms = append(pr.Forms, f.ID)
	}
	lib.Programmes[pr.ID] = pr
	return lib
}

func TestAPrivateNoteIsForItsAuthorAlone(t *testing.T) {
	c := aminaAndPer(t, "workplace", "2026-04-01", lang.English)
	s, note := c.field("meeting/1", "m_private_mentee")
	for r, want := range map[forms.Reader]bool{
		amina: true, per: false, together: false,
		{Hand: forms.Mentee}: false, {Hand: forms.Mentor}: false, {Alone: true}: false, {Hand: forms.Agreed, Alone: true}: false,
	} {
		if got := s.MayRead(note, forms.Mentee, r); got != want {
			t.Errorf("%+v may read Amina's note: %v", r, got)
		}
	}
	if s.MayRead(note, forms.Agreed, forms.Reader{Hand: forms.Agreed, Alone: true}) {
		t.Error("what was agreed counts as somebody alone")
	}
	open, date := c.field("meeting/1", "m_date")
	if !open.MayRead(date, forms.Agreed, together) {
		t.Error("the two may not read together what is for both")
	}
}

func TestSealedAnswersOpenWhenBothAreDone(t *testing.T) {
	for _, way := range []struct {
		name          string
		mentee        forms.State
		mentor        forms.State
		opened, ready bool
	}{
		{"nobody began", forms.StateNone, forms.StateNone, false, false},
		{"both write", forms.StateOpen, forms.StateOpen, false, false},
		{"Amina is done", forms.StateSealed, forms.StateOpen, false, true},
		{"Per is done", forms.StateOpen, forms.StateSealed, false, false},
		{"both are done", forms.StateSealed, forms.StateSealed, true, true},
		{"they write together", forms.StateTogether, forms.StateTogether, true, false},
	} {
		c := aminaAndPer(t, "workplace", "2027-02-01", lang.English)
		c.state("feedback_each/mentee", way.mentee)
		c.state("feedback_each/mentor", way.mentor)
		s, fd := c.field("feedback_each/mentee", "fe_best")
		same(t, way.name+": opened", s.Opened(), way.opened)
		same(t, way.name+": Amina reads hers", s.MayRead(fd, forms.Mentee, amina), true)
		same(t, way.name+": Per reads hers", s.MayRead(fd, forms.Mentee, per), way.opened)
		same(t, way.name+": together they read hers", s.MayRead(fd, forms.Mentee, together), way.opened)
		same(t, way.name+": closed to writing", s.ReadOnly(), way.ready)
	}
}

func TestAMeetingIsBegunWhenSomethingIsSaid(t *testing.T) {
	c := aminaAndPer(t, "workplace", "2026-04-01", lang.English)
	same(t, "the meeting to begin with", c.OpenMeeting(), forms.Meeting(1))
	c.say("meeting/1", "m_place", forms.Agreed, "Canteen")
	before := c.Meetings()
	c.state("meeting/1", forms.StateClosed)
	same(t, "the meeting after the first", c.OpenMeeting(), forms.Meeting(2))
	c.say("meeting/2", "m_place", forms.Agreed, "Canteen")
	same(t, "meetings begun", len(c.Meetings()), 2)
	c.say("meeting/2", "m_place", forms.Agreed, "")
	same(t, "meetings begun, the second taken back", len(c.Meetings()), 1)
	if !slices.Equal(before, []int{1}) {
		t.Errorf("a list handed out before has changed to %v", before)
	}
}

func TestASheetIsKnownByItsFormsKindOfCopies(t *testing.T) {
	c := aminaAndPer(t, "workplace", "2026-04-01", lang.English)
	for id, want := range map[string]bool{
		"contract": true, "contract/1": false, "contract/mentor": false, "meeting/1": true, "meeting": false, "meeting/mentee": false,
		"feedback_each/mentor": true, "feedback_each": false, "feedback_each/2": false, "horoscope": false, "@goals": false,
	} {
		sid, err := forms.ParseSheetID(id)
		if err != nil {
			t.Fatal(err)
		}
		if _, ok := c.Sheet(sid); ok != want {
			t.Errorf("%s is a sheet: %v", id, ok)
		}
	}
}

func TestNamesStandInTitlesInBothLanguages(t *testing.T) {
	c := aminaAndPer(t, "workplace", "2026-04-01", lang.English)
	same(t, "the pair", c.Title(), "Amina Diallo & Per Holm")
	same(t, "the meeting", c.sheet("meeting/2").Title(), "Meeting 2")
	if got := c.in(lang.Swedish).sheet("feedback_each/mentor").Title(); !strings.HasSuffix(got, ", Per Holm") {
		t.Errorf("Per's copy is called %q", got)
	}
	c.say("pair", "mentor_name", forms.Mentor, "")
	same(t, "a person without a name", c.in(lang.Swedish).Name(forms.Mentor), "Mentorn")
	same(t, "both", c.in(lang.Swedish).Name(forms.Agreed), "båda")
}

func TestAProgrammeIsCalledWhatThePairCallsIt(t *testing.T) {
	c := aminaAndPer(t, "union-local", "2026-04-01", lang.Swedish)
	same(t, "its own name", c.ProgrammeName(), "Mentorprogram i avdelningen")
	c.say("pair", "programme_name", forms.Agreed, "Hamnens mentorprogram")
	same(t, "the pair's name for it", c.ProgrammeName(), "Hamnens mentorprogram")
	for id, want := range map[string]bool{"union-local": true, "st_styrelse": true, "Union": false, "-x": false, "": false} {
		same(t, id+" names a programme", forms.IsProgrammeID(id), want)
	}
	same(t, "a programme nobody knows", aminaAndPer(t, "astronauts", "2026-04-01", lang.English).Programme().ID, forms.DefaultProgramme)
}

func TestConditionsLookAtTheRightAnswer(t *testing.T) {
	yes := func(id, text string) forms.Field {
		return forms.Field{ID: id, Kind: forms.KindShort, By: forms.ByEach, When: cond(t, text)}
	}
	f := &forms.Form{ID: "notes", Copies: forms.CopiesEach, Sections: []forms.Section{
		{ID: "s", Fields: []forms.Field{
			{ID: "people", Kind: forms.KindRows, By: forms.ByEach, Columns: []forms.Field{{ID: "name", Kind: forms.KindShort}}},
			{ID: "gain", Kind: forms.KindShort, By: forms.ByMentor},
			yes("named", "people filled"), yes("gained", "gain filled"), yes("his", "role = mentor"), yes("lost", "elsewhere.x filled"),
		}},
		{ID: "board", When: cond(t, "programme = st-styrelse"), Fields: []forms.Field{{ID: "seat", Kind: forms.KindShort, By: forms.ByEach}}},
	}}
	c := coupleIn(t, smallLibrary(f), "2026-04-01", lang.English)
	list := func(v forms.Voice) string {
		var out []string
		for _, it := range c.sheet("notes/" + string(v)).Items() {
			out = append(out, it.Field.ID)
		}
		return strings.Join(out, " ")
	}
	same(t, "Per's copy", list(forms.Mentor), "people gain his")
	c.row("notes/mentor", "people", forms.Mentor, "name", "Eva")
	c.say("notes/mentor", "gain", forms.Mentor, "patience")
	same(t, "Per's copy, answered", list(forms.Mentor), "people gain named gained his")
	same(t, "Amina's copy knows nothing of it", list(forms.Mentee), "people")
}
