package forms_test

import (
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"pairbook/forms"
	"pairbook/forms/lang"
)

func TestAKeyLiesBetweenItsNeighboursWhereverRowsAreAdded(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var keys []string
		for range rapid.IntRange(1, 60).Draw(t, "rows") {
			at := rapid.IntRange(0, len(keys)).Draw(t, "at")
			before, after := "", ""
			if at > 0 {
				before = keys[at-1]
			}
			if at < len(keys) {
				after = keys[at]
			}
			key := forms.OrderBetween(before, after)
			if key <= before || after != "" && key >= after || strings.HasSuffix(key, "0") {
				t.Fatalf("between %q and %q lies %q", before, after, key)
			}
			keys = slices.Insert(keys, at, key)
		}
	})
}

func TestKeysStayShort(t *testing.T) {
	longest := func(n int, next func(keys []string) (before, after string)) int {
		var keys []string
		most := 0
		for range n {
			key := forms.OrderBetween(next(keys))
			keys = append(keys, key)
			most = max(most, len(key))
		}
		return most
	}
	last := func(keys []string) string {
		if len(keys) == 0 {
			return ""
		}
		return keys[len(keys)-1]
	}
	for _, way := range []struct {
		name string
		n    int
		next func([]string) (string, string)
		most int
	}{
		{"1,000 rows at the end", 1000, func(k []string) (string, string) { return last(k), "" }, 40},
		{"100 rows at the beginning", 100, func(k []string) (string, string) { return "", last(k) }, 25},
		{"100 rows under the first", 100, func(k []string) (string, string) {
			if len(k) == 0 {
				return "1", "2"
			}
			return "1", last(k)
		}, 25},
		{"100 rows one after the other in the middle", 100, func(k []string) (string, string) {
			if len(k) == 0 {
				return "1", "2"
			}
			return last(k), "2"
		}, 25},
	} {
		if got := longest(way.n, way.next); got > way.most {
			t.Errorf("%s: a key of %d characters, want at most %d", way.name, got, way.most)
		}
	}
}

func TestADamagedKeyDoesNotStopThePair(t *testing.T) {
	for _, pair := range [][2]string{{"Ö", ""}, {"1", "A"}, {"", "0"}, {"5", "5"}, {"9", "1"}, {"~~", "~"}} {
		if key := forms.OrderBetween(pair[0], pair[1]); key == "" || strings.HasSuffix(key, "0") {
			t.Errorf("between %q and %q lies %q", pair[0], pair[1], key)
		}
	}
}

// tableOf is a table of a pair, and how to work on it.
type tableOf struct {
	*couple
	sheet, name string
	voice       forms.Voice
}

func (x tableOf) list() []string {
	s, fd := x.field(x.sheet, x.name)
	out := []string{}
	for _, r := range s.Rows(fd, x.voice) {
		out = append(out, string(x.Record.Value(s.Cell(fd, x.voice, r.ID, &fd.Columns[0]))))
	}
	return out
}

func (x tableOf) find(word string) forms.RowID {
	x.t.Helper()
	s, fd := x.field(x.sheet, x.name)
	for _, r := range s.Rows(fd, x.voice) {
		if string(x.Record.Value(s.Cell(fd, x.voice, r.ID, &fd.Columns[0]))) == word {
			return r.ID
		}
	}
	x.t.Fatalf("no row says %s", word)
	return ""
}

func (x tableOf) add(word, after string) {
	x.t.Helper()
	s, fd := x.field(x.sheet, x.name)
	var under forms.RowID
	if after != "" {
		under = x.find(after)
	}
	id, cs := s.AddRow(fd, x.voice, under)
	x.take(cs...)
	x.take(forms.Change{Addr: s.Cell(fd, x.voice, id, &fd.Columns[0]), Value: forms.Value(word)})
}

func (x tableOf) move(word string, by int) {
	x.t.Helper()
	s, fd := x.field(x.sheet, x.name)
	x.take(s.MoveRow(fd, x.voice, x.find(word), by)...)
}

func (x tableOf) remove(word string) {
	x.t.Helper()
	s, fd := x.field(x.sheet, x.name)
	x.take(s.RemoveRow(fd, x.voice, x.find(word))...)
}

func TestRowsAreAddedMovedAndRemoved(t *testing.T) {
	c := aminaAndPer(t, "workplace", "2026-04-01", lang.English)
	c.row("meeting/1", "m_new_actions", forms.Agreed, "action", "from meeting 1")
	for _, x := range []tableOf{
		{c, "meeting/2", "mp_topics", forms.Mentee},     // of the sheet's own
		{c, "meeting/2", "m_new_actions", forms.Agreed}, // in a register
		{c, "planning_worksheet", "pw_goals", forms.Agreed},
	} {
		x.add("one", "")
		c.row("meeting/1", "m_new_actions", forms.Agreed, "action", "from meeting 1, too")
		x.add("three", "")
		x.add("two", "one")
		c.row("meeting/1", "m_new_actions", forms.Agreed, "action", "from meeting 1 again")
		same(t, x.name+", added", x.list(), []string{"one", "two", "three"})
		x.move("one", 1)
		same(t, x.name+", moved down", x.list(), []string{"two", "one", "three"})
		x.move("three", -1)
		same(t, x.name+", moved up", x.list(), []string{"two", "three", "one"})
		x.move("one", 1)
		x.move("two", -1)
		same(t, x.name+", moved at the edges", x.list(), []string{"two", "three", "one"})
		x.remove("three")
		same(t, x.name+", removed", x.list(), []string{"two", "one"})
	}
	same(t, "what lies between", c.shown("meeting/1", "m_new_actions"),
		[]string{"from meeting 1", "from meeting 1, too", "from meeting 1 again", "from meeting 1, too", "from meeting 1 again", "from meeting 1, too", "from meeting 1 again"})
}

func TestRowsThatTwoCopiesPutAtTheSamePlaceCanStillBeSorted(t *testing.T) {
	c := aminaAndPer(t, "workplace", "2026-04-01", lang.English)
	x := tableOf{c, "meeting/1", "mp_topics", forms.Mentee}
	s, fd := c.field(x.sheet, x.name)
	for row, order := range map[forms.RowID]forms.Value{"a": "1", "b": "2", "c": "2", "d": "2", "e": "21"} {
		at := s.Table(fd, x.voice).InRow(row)
		c.take(forms.Change{Addr: at.At(forms.PartOrder), Value: order}, forms.Change{Addr: at.At("topic"), Value: forms.Value(row)})
	}
	same(t, "as they came", x.list(), []string{"a", "b", "c", "d", "e"})
	x.move("b", 1)
	same(t, "b down", x.list(), []string{"a", "c", "b", "d", "e"})
	x.move("d", -1)
	same(t, "d up", x.list(), []string{"a", "c", "d", "b", "e"})
	x.move("c", -1)
	same(t, "c up", x.list(), []string{"c", "a", "d", "b", "e"})
	for row, order := range map[forms.RowID]forms.Value{"a": "1", "b": "2", "c": "2", "d": "2", "e": "21"} {
		c.take(forms.Change{Addr: s.Table(fd, x.voice).InRow(row).At(forms.PartOrder), Value: order})
	}
	x.add("new", "d")
	same(t, "one added under the last of them", x.list(), []string{"a", "b", "c", "d", "new", "e"})
}

// threePromises is a first meeting with three actions in it.
func threePromises(t testing.TB) (*couple, [3]forms.RowID) {
	c := aminaAndPer(t, "workplace", "2026-05-01", lang.English)
	var ids [3]forms.RowID
	for i, what := range []string{"Book the hall", "Ask for minutes", "Draft the agenda"} {
		ids[i] = c.row("meeting/1", "m_new_actions", forms.Agreed, "action", what, "owner", "mentee", "due", "2026-05-28")
	}
	c.state("meeting/1", forms.StateClosed)
	return c, ids
}

func (c *couple) status(row forms.RowID) forms.Value {
	return c.Record.Value(forms.Address{Sheet: forms.Register("actions"), Field: "actions", Row: row, Part: "status", Voice: forms.Agreed})
}

// Rule 16: every earlier action gets an outcome at the next meeting.
func TestWhatWasPromisedComesBackUntilItIsSettled(t *testing.T) {
	c, row := threePromises(t)
	same(t, "a new promise", c.status(row[0]), forms.Value("open"))
	same(t, "in the meeting it was made in", c.shown("meeting/1", "m_actions_review"), []string{})
	all := []string{"Book the hall", "Ask for minutes", "Draft the agenda"}
	same(t, "in meeting 2", c.shown("meeting/2", "m_actions_review"), all)
	s, review := c.field("meeting/2", "m_actions_review")
	same(t, "an outcome is needed", s.Required(review, forms.Agreed) && s.Asked(review, forms.Agreed), true)

	c.row("meeting/2", "m_new_actions", forms.Agreed, "action", "Ring Eva", "owner", "mentor", "due", "2026-06-01")
	same(t, "with a promise of meeting 2 itself", c.shown("meeting/2", "m_actions_review"), all)
	for i, outcome := range []string{"done", "partly", "not"} {
		same(t, "answered before the last outcome", s.Answered(review, forms.Agreed), false)
		c.cell("meeting/2", "m_actions_review", forms.Agreed, row[i], "outcome", outcome)
	}
	same(t, "answered after the last outcome", s.Answered(review, forms.Agreed), true)
	for i, want := range []forms.Value{"done", "started", "open"} {
		same(t, all[i], c.status(row[i]), want)
	}
	same(t, "in meeting 2, all the same", c.shown("meeting/2", "m_actions_review"), all)
	c.state("meeting/2", forms.StateClosed)
	same(t, "in meeting 3", c.shown("meeting/3", "m_actions_review"), []string{"Ask for minutes", "Draft the agenda", "Ring Eva"})
	c.cell("meeting/3", "m_actions_review", forms.Agreed, row[1], "outcome", "dropped")
	same(t, "in meeting 4", c.shown("meeting/4", "m_actions_review"), []string{"Draft the agenda", "Ring Eva"})
}

func TestAPromiseMadeBetweenMeetingsComesUpInTheNext(t *testing.T) {
	c, _ := threePromises(t)
	c.row("between", "ac_list", forms.Agreed, "action", "Visit the depot", "owner", "both", "due", "2026-06-01")
	if got := c.shown("meeting/2", "m_actions_review"); !slices.Contains(got, "Visit the depot") {
		t.Errorf("meeting 2 asks about %v", got)
	}
	same(t, "the list between meetings shows all", len(c.shown("between", "ac_list")), 4)
}

func TestAnOutcomeTakenBackOpensThePromiseAgain(t *testing.T) {
	c, row := threePromises(t)
	c.cell("meeting/2", "m_actions_review", forms.Agreed, row[0], "outcome", "done")
	c.cell("meeting/2", "m_actions_review", forms.Agreed, row[0], "outcome", "")
	same(t, "the status", c.status(row[0]), forms.Value("open"))
	c.cell("meeting/2", "m_actions_review", forms.Agreed, row[1], "outcome", "partly")
	c.cell("between", "ac_list", forms.Agreed, row[1], "status", "dropped")
	c.cell("meeting/2", "m_actions_review", forms.Agreed, row[1], "outcome", "")
	same(t, "a status that was changed elsewhere since", c.status(row[1]), forms.Value("dropped"))
}

func TestFollowBringsOnlyWhatBelongsToTheSheet(t *testing.T) {
	c, row := threePromises(t)
	s, fd := c.field("meeting/2", "m_actions_review")
	outcome, _ := fd.Column("outcome")
	learned, _ := fd.Column("learned")
	other := c.sheet("meeting/3")
	cs := []forms.Change{
		{Addr: s.Cell(fd, forms.Agreed, row[0], learned), Value: "ask twice"},
		{Addr: other.Cell(fd, forms.Agreed, row[0], outcome), Value: "done"},
		{Addr: s.Cell(fd, forms.Agreed, row[0], outcome), Value: "maybe"},
		{Addr: c.at("meeting/2", "m_place", forms.Agreed), Value: "done"},
	}
	if got := s.Follow(cs); !slices.Equal(got, cs) {
		t.Errorf("brings %v", got[len(cs):])
	}
}

func TestTablesThatOnlyCommentTakeNoNewRows(t *testing.T) {
	c := aminaAndPer(t, "workplace", "2026-04-01", lang.English)
	for name, want := range map[string]bool{
		"meeting/2 m_actions_review": false, "meeting/2 m_goal_progress": false, "meeting/2 m_new_actions": true, "meeting/2 mp_topics": true,
		"planning_worksheet pw_goals": true, "between ac_list": true, "feedback_each/mentee fe_goals": false, "next_steps ns_goals_left": false,
	} {
		sheet, field, _ := strings.Cut(name, " ")
		s, fd := c.field(sheet, field)
		same(t, name+" takes rows", s.MayAddRows(fd), want)
	}
}
