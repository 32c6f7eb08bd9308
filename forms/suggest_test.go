package forms_test

import (
	"testing"

	"pairbook/forms"
	"pairbook/forms/lang"
)

// suggests returns what the program proposes for a question.
func (c *couple) suggests(sheet, field, part string, v forms.Voice) forms.Value {
	c.t.Helper()
	s, fd := c.field(sheet, field)
	return s.Suggest(fd, part, v)
}

func TestAProgrammeProposesWhatIsUsualInIt(t *testing.T) {
	local := aminaAndPer(t, "union-local", "2026-04-01", lang.English)
	board := aminaAndPer(t, "st-styrelse", "2026-04-01", lang.English)
	same(t, "rhythm", local.suggests("contract", "ct_frequency", "", forms.Agreed), forms.Value("monthly"))
	same(t, "shortest talk", local.suggests("contract", "ct_length", "from", forms.Agreed), forms.Value("60"))
	same(t, "shortest talk on a board", board.suggests("contract", "ct_length", "from", forms.Agreed), forms.Value(""))
	same(t, "where a board's pair talks", board.suggests("contract", "ct_place", "choice", forms.Agreed), forms.Value("phone"))
	same(t, "the start in a local", local.suggests("pair", "anchor_event", "", forms.Agreed), forms.Value("matched"))
	same(t, "the start on a board", board.suggests("pair", "anchor_event", "", forms.Agreed), forms.Value("constituted"))
	same(t, "nothing is usual", local.suggests("contract", "ct_when", "", forms.Agreed), forms.Value(""))
}

func TestWhatAProgrammeProposesIsAValidAnswer(t *testing.T) {
	for _, programme := range []string{"workplace", "union-local", "st-styrelse"} {
		c := aminaAndPer(t, programme, "2026-04-01", lang.Swedish)
		c.say("pair", "anchor_date", forms.Agreed, "2026-03-24")
		found := 0
		for _, s := range append(c.Sheets(), c.sheet("meeting/2")) {
			for _, it := range s.Items() {
				for _, fd := range append([]forms.Field{*it.Field}, it.Field.Parts...) {
					part := ""
					if fd.ID != it.Field.ID {
						part = fd.ID
					}
					v := s.Suggest(it.Field, part, it.Voices[0])
					if v == "" {
						continue
					}
					found++
					if p := fd.Check(v, c.Asking()); p != nil {
						t.Errorf("%s proposes %q for %s.%s: %s", programme, v, s.ID, fd.ID, p.Say(c.Words))
					}
				}
			}
		}
		if found < 10 {
			t.Errorf("%s proposes %d answers only", programme, found)
		}
	}
}

// Rule 34: months are calendar months, clamped to the end of the month.
func TestDatesAreProposedFromTheStart(t *testing.T) {
	c := aminaAndPer(t, "workplace", "2025-09-01", lang.English)
	same(t, "the review, without a start", c.suggests("planning_worksheet", "pw_review_date", "", forms.Agreed), forms.Value(""))
	same(t, "the end, without a start", c.suggests("planning_worksheet", "pw_end_date", "", forms.Agreed), forms.Value(""))
	c.say("pair", "anchor_date", forms.Agreed, "2025-08-31")
	same(t, "the review", c.suggests("planning_worksheet", "pw_review_date", "", forms.Agreed), forms.Value("2026-02-28"))
	for length, want := range map[forms.Value]forms.Value{
		"": "2026-08-31", "m3": "2025-11-30", "m6": "2026-02-28", "m12": "2026-08-31", "m18": "2027-02-28",
		"other: 9": "2026-05-31", "other: 1": "2025-09-30", "other: 1.5": "2025-10-31",
		"contacts": "2026-08-31", "other: 0": "2026-08-31", "other: 9999": "2026-08-31", "other: long": "2026-08-31",
	} {
		c.say("pair", "planned_length", forms.Agreed, length)
		same(t, "the end, with length "+string(length), c.suggests("planning_worksheet", "pw_end_date", "", forms.Agreed), want)
		same(t, "and in the contract", c.suggests("contract", "ct_length_total", "", forms.Agreed), want)
	}
	c.say("pair", "anchor_date", forms.Agreed, "")
	same(t, "the end, the start taken back", c.suggests("planning_worksheet", "pw_end_date", "", forms.Agreed), forms.Value(""))
}

func TestTodayIsProposedAndTheTimeOfDayIsNot(t *testing.T) {
	c := aminaAndPer(t, "workplace", "2026-04-01", lang.English)
	same(t, "date of a meeting", c.suggests("meeting/1", "m_date", "", forms.Agreed), forms.Value("2026-04-01"))
	same(t, "date of the worksheet", c.suggests("planning_worksheet", "pw_date_place", "date", forms.Agreed), forms.Value("2026-04-01"))
	same(t, "time", c.suggests("meeting/1", "m_start", "", forms.Agreed), forms.Value(""))
}

func TestGoalsAreProposedInWords(t *testing.T) {
	c := aminaAndPer(t, "workplace", "2026-04-01", lang.English)
	same(t, "without goals", c.suggests("contract", "ct_needs_goals", "", forms.Agreed), forms.Value(""))
	c.row("planning_worksheet", "pw_goals", forms.Agreed, "goal", "Lead a meeting", "due", "2026-05-15")
	c.row("planning_worksheet", "pw_goals", forms.Agreed, "measure", "a goal nobody has named yet")
	c.row("planning_worksheet", "pw_goals", forms.Agreed, "goal", "Know the budget")
	c.row("planning_worksheet", "pw_goals", forms.Agreed, "goal", "Chair a year", "due", "2027-03-01")
	same(t, "in English", c.suggests("contract", "ct_needs_goals", "", forms.Agreed),
		forms.Value("1. Lead a meeting (15 May)\n2. Know the budget\n3. Chair a year (1 March 2027)"))
	same(t, "in Swedish", c.in(lang.Swedish).suggests("contract", "ct_needs_goals", "", forms.Agreed),
		forms.Value("1. Lead a meeting (15 maj)\n2. Know the budget\n3. Chair a year (1 mars 2027)"))
}

func TestWhatWasSaidElsewhereIsProposed(t *testing.T) {
	f := &forms.Form{ID: "notes", Copies: forms.CopiesOne, Sections: []forms.Section{{ID: "s", Fields: []forms.Field{
		{ID: "place", Kind: forms.KindShort, By: forms.ByBoth},
		{ID: "hope", Kind: forms.KindShort, By: forms.ByEach},
		{ID: "hours", Kind: forms.KindGroup, By: forms.ByBoth, Parts: []forms.Field{{ID: "from", Kind: forms.KindNumber}}},
		{ID: "secret", Kind: forms.KindShort, By: forms.ByEach, Seen: forms.SeenAuthor},
		{ID: "again", Kind: forms.KindShort, By: forms.ByBoth, Prefill: "notes.place"},
		{ID: "hope2", Kind: forms.KindShort, By: forms.ByEach, Prefill: "notes.hope"},
		{ID: "hope3", Kind: forms.KindShort, By: forms.ByBoth, Prefill: "notes.hope"},
		{ID: "hours2", Kind: forms.KindNumber, By: forms.ByBoth, Prefill: "notes.hours.from"},
		{ID: "told", Kind: forms.KindShort, By: forms.ByEach, Prefill: "notes.secret"},
		{ID: "kept", Kind: forms.KindShort, By: forms.ByEach, Seen: forms.SeenAuthor, Prefill: "notes.secret"},
		{ID: "mentor", Kind: forms.KindShort, By: forms.ByBoth, Prefill: "name.mentor"},
		{ID: "lost", Kind: forms.KindShort, By: forms.ByBoth, Prefill: "elsewhere.place"},
	}}}}
	c := coupleIn(t, smallLibrary(f), "2026-04-01", lang.English)
	c.say("notes", "place", forms.Agreed, "Canteen")
	c.say("notes", "hope", forms.Mentor, "Time")
	c.say("notes", "hours.from", forms.Agreed, "60")
	c.say("notes", "secret", forms.Mentee, "I am afraid of the phone")
	same(t, "the place", c.suggests("notes", "again", "", forms.Agreed), forms.Value("Canteen"))
	same(t, "one's own", c.suggests("notes", "hope2", "", forms.Mentor), forms.Value("Time"))
	same(t, "for both, whoever said it", c.suggests("notes", "hope3", "", forms.Agreed), forms.Value("Time"))
	same(t, "a part", c.suggests("notes", "hours2", "", forms.Agreed), forms.Value("60"))
	same(t, "a private note, where both read", c.suggests("notes", "told", "", forms.Mentee), forms.Value(""))
	same(t, "a private note, for its author", c.suggests("notes", "kept", "", forms.Mentee), forms.Value("I am afraid of the phone"))
	same(t, "a private note, for the other", c.suggests("notes", "kept", "", forms.Mentor), forms.Value(""))
	same(t, "a name nobody has given", c.suggests("notes", "mentor", "", forms.Agreed), forms.Value(""))
	same(t, "a sheet there is not", c.suggests("notes", "lost", "", forms.Agreed), forms.Value(""))
}

func TestACopyBeginsWithItsOwnersName(t *testing.T) {
	c := aminaAndPer(t, "union-local", "2026-03-24", lang.English)
	for v, want := range map[forms.Voice]forms.Value{forms.Mentee: "Amina Diallo", forms.Mentor: "Per Holm"} {
		s := c.sheet("application/" + string(v))
		fd, _ := s.Form.Field("name")
		same(t, string(v), s.Suggest(fd, "", v), want)
	}
}
