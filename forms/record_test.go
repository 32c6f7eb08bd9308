package forms_test

import (
	"fmt"
	"reflect"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"pairbook/forms"
)

var (
	place = forms.Address{Sheet: forms.SheetID{Form: "contract"}, Field: "ct_when", Voice: forms.Agreed}
	table = forms.Address{Sheet: forms.Register("goals"), Field: "goals", Voice: forms.Agreed}
)

// copyOf is a book's copy on one computer.
type copyOf struct {
	name  string
	rec   *forms.Record
	seq   uint64
	clock forms.Stamp
	log   []forms.Revision
	has   map[forms.RevID]bool
}

func newCopy(name string) *copyOf {
	return &copyOf{name: name, rec: forms.NewRecord("k3v9qd"), has: map[forms.RevID]bool{}}
}

// write answers an address, having seen what this copy has.
func (c *copyOf) write(a forms.Address, v forms.Value) forms.Revision {
	c.seq++
	c.clock++
	rev := forms.Revision{ID: forms.RevID{Device: c.name, Seq: c.seq}, Author: forms.Mentee, Time: c.clock, Addr: a, Value: v}
	for _, h := range c.rec.Heads(a) {
		rev.Parents = append(rev.Parents, h.ID)
	}
	c.hear(rev)
	return rev
}

func (c *copyOf) hear(rev forms.Revision) {
	c.clock = max(c.clock, rev.Time)
	c.rec.Apply(rev)
	if !c.has[rev.ID] {
		c.has[rev.ID] = true
		c.log = append(c.log, rev)
	}
}

func (c *copyOf) hearAllOf(o *copyOf) {
	for _, rev := range o.log {
		if !c.has[rev.ID] {
			c.hear(rev)
		}
	}
}

func TestAnyOrderOfArrivalEndsInTheSameAnswers(t *testing.T) {
	places := []forms.Address{place, table.InRow("r1").At(forms.PartOrder), table.InRow("r2").At(forms.PartOrder)}
	rapid.Check(t, func(t *rapid.T) {
		home, work := newCopy("home"), newCopy("work")
		for i := range rapid.IntRange(1, 25).Draw(t, "deeds") {
			at := rapid.SampledFrom(places).Draw(t, "place")
			v := rapid.SampledFrom([]forms.Value{"", "1", "2", forms.Value(fmt.Sprint("v", i))}).Draw(t, "value")
			switch rapid.IntRange(0, 4).Draw(t, "deed") {
			case 0:
				home.hearAllOf(work)
			case 1:
				work.hearAllOf(home)
			case 2:
				home.write(at, v)
			default:
				work.write(at, v)
			}
		}
		home.hearAllOf(work)
		work.hearAllOf(home)
		late := forms.NewRecord("k3v9qd")
		twice := append(slices.Clone(home.log), home.log...)
		for _, rev := range rapid.Permutation(twice).Draw(t, "arrival") {
			late.Apply(rev)
		}
		for _, a := range places {
			want := home.rec.Heads(a)
			if got := work.rec.Heads(a); !reflect.DeepEqual(got, want) {
				t.Fatalf("%s: one copy has %v, the other %v", a, want, got)
			}
			if got := late.Heads(a); !reflect.DeepEqual(got, want) {
				t.Fatalf("%s: in order %v, out of order %v", a, want, got)
			}
		}
		if !slices.Equal(home.rec.Rows(table), late.Rows(table)) {
			t.Fatalf("rows in order %v, out of order %v", home.rec.Rows(table), late.Rows(table))
		}
	})
}

func TestAnswersGivenApartAreBothKeptUntilSomebodyChooses(t *testing.T) {
	home, work := newCopy("home"), newCopy("work")
	first := home.write(place, "Mondays")
	work.hear(first)
	home.write(place, "Tuesdays")
	work.write(place, "Fridays")
	home.hearAllOf(work)
	if len(home.rec.Heads(place)) != 2 || !home.rec.Conflict(place) {
		t.Fatalf("kept: %v", home.rec.Heads(place))
	}
	choice := forms.Change{Addr: place, Value: "Tuesdays"}
	home.rec.Expect(choice, forms.Mentee, 0)
	if home.rec.Conflict(place) {
		t.Error("the choice is on its way and still asked for")
	}
	parents := []forms.RevID{{Device: "home", Seq: 2}, {Device: "work", Seq: 1}}
	home.rec.Apply(forms.Revision{ID: forms.RevID{Device: "home", Seq: 3}, Addr: place, Parents: parents, Time: 9, Value: "Tuesdays"})
	if hs := home.rec.Heads(place); len(hs) != 1 || home.rec.Conflict(place) || home.rec.Value(place) != "Tuesdays" {
		t.Errorf("after the choice: %v", hs)
	}
}

func TestTheSameAnswerGivenApartIsNoConflict(t *testing.T) {
	rec := forms.NewRecord("k3v9qd")
	put := func(values ...forms.Value) {
		var hs []forms.Head
		for i, v := range values {
			hs = append(hs, forms.Head{ID: forms.RevID{Device: "d", Seq: uint64(i + 1)}, Time: forms.Stamp(i), Value: v})
		}
		rec.Put(place, hs)
	}
	put("Mondays", "Mondays")
	same(t, "the same twice", rec.Conflict(place), false)
	put("Mondays", "Fridays", "Mondays")
	same(t, "another one between", rec.Conflict(place), true)
}

func TestWhatIsTypedIsShownAtOnceAndReplacedWhenItIsSaved(t *testing.T) {
	c := newCopy("home")
	c.write(place, "Mondays")
	c.rec.Drafts[place] = "Fri"
	c.rec.Expect(forms.Change{Addr: place, Value: "Fridays"}, forms.Mentor, 0)
	same(t, "shown at once", c.rec.Value(place), forms.Value("Fridays"))
	same(t, "a conflict with what it replaces", c.rec.Conflict(place), false)
	if h, _ := c.rec.Last(place); h.ID.Seq != 0 || h.Author != forms.Mentor {
		t.Errorf("expected: %+v", h)
	}
	c.rec.Apply(forms.Revision{ID: forms.RevID{Device: "home", Seq: 2}, Parents: []forms.RevID{{Device: "home", Seq: 1}}, Addr: place, Author: forms.Mentor, Time: 7, Value: "Fridays"})
	if hs := c.rec.Heads(place); len(hs) != 1 || hs[0].ID.Seq != 2 {
		t.Errorf("saved: %v", hs)
	}
	if _, left := c.rec.Drafts[place]; left {
		t.Error("the draft outlives the answer")
	}
}

func TestTwoQuickChangesDoNotFlickerBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := newCopy("home")
		saved := forms.Stamp(rapid.Uint64Range(1, 99).Draw(t, "clock of the book"))
		values := []forms.Value{"Mondays", "Tuesdays", "Fridays"}
		for _, v := range values {
			c.rec.Expect(forms.Change{Addr: place, Value: v}, forms.Mentee, forms.Stamp(rapid.Uint64Range(0, 99).Draw(t, "clock of the screen")))
		}
		var parents []forms.RevID
		for i, v := range values {
			id := forms.RevID{Device: "home", Seq: uint64(i + 1)}
			c.rec.Apply(forms.Revision{ID: id, Addr: place, Parents: parents, Time: saved + forms.Stamp(i), Value: v})
			parents = []forms.RevID{id}
			if got := c.rec.Value(place); got != "Fridays" {
				t.Fatalf("after saving %s the screen shows %s", v, got)
			}
		}
		if hs := c.rec.Heads(place); len(hs) != 1 || hs[0].ID.Seq != 3 {
			t.Fatalf("in the end: %v", hs)
		}
	})
}

func TestAnUndoIsShownThoughSomethingSaidNothingNew(t *testing.T) {
	c := newCopy("home")
	c.write(place, "Mondays")
	again := forms.Change{Addr: place, Value: "Mondays"}
	c.rec.Expect(again, forms.Mentee, 0) // the book makes no revision of it
	c.rec.Expect(forms.Change{Addr: place, Value: "Fridays"}, forms.Mentee, 0)
	c.rec.Expect(forms.Change{Addr: place, Value: "Fridays"}, forms.Mentee, 0)
	rev := func(seq uint64, kind forms.RevKind, v forms.Value) forms.Revision {
		return forms.Revision{ID: forms.RevID{Device: "home", Seq: seq}, Kind: kind, Addr: place, Parents: []forms.RevID{{Device: "home", Seq: seq - 1}}, Time: forms.Stamp(seq), Value: v}
	}
	c.rec.Apply(rev(2, forms.Edit, "Fridays"))
	c.rec.Apply(rev(3, forms.Undo, "Mondays"))
	same(t, "after the undo", c.rec.Value(place), forms.Value("Mondays"))
	same(t, "heads", len(c.rec.Heads(place)), 1)
}

func TestWhatTheOtherCopyBringsDoesNotHideWhatIsBeingSaved(t *testing.T) {
	home, work := newCopy("home"), newCopy("work")
	work.write(place, "Mondays")
	home.rec.Expect(forms.Change{Addr: place, Value: "Fridays"}, forms.Mentee, 0)
	home.hearAllOf(work)
	same(t, "shown", home.rec.Value(place), forms.Value("Fridays"))
	home.rec.Apply(forms.Revision{ID: forms.RevID{Device: "home", Seq: 1}, Addr: place, Time: 5, Value: "Fridays"})
	same(t, "both kept", len(home.rec.Heads(place)), 2)
	same(t, "to be settled", home.rec.Conflict(place), true)
}

func TestApplyLeavesTheRevisionAsItIs(t *testing.T) {
	parents := make([]forms.RevID, 1, 4)
	parents[0] = forms.RevID{Device: "home", Seq: 1}
	forms.NewRecord("k3v9qd").Apply(forms.Revision{ID: forms.RevID{Device: "home", Seq: 2}, Addr: place, Parents: parents, Value: "x"})
	same(t, "what lies behind the parents", parents[:2][1], forms.RevID{})
}

func TestRowsComeAndGoWithTheirPlace(t *testing.T) {
	c := newCopy("home")
	c.write(table.InRow("r1").At("goal"), "Lead a meeting")
	same(t, "a row without a place", len(c.rec.Rows(table)), 0)
	c.write(table.InRow("r1").At(forms.PartOrder), "2")
	c.write(table.InRow("r2").At(forms.PartOrder), "1")
	if got := c.rec.Rows(table); !slices.Equal(got, []forms.Row{{ID: "r2", Order: "1"}, {ID: "r1", Order: "2"}}) {
		t.Errorf("rows: %v", got)
	}
	c.write(table.InRow("r2").At(forms.PartOrder), "")
	same(t, "after one was removed", len(c.rec.Rows(table)), 1)
	same(t, "its words are still there", c.rec.Value(table.InRow("r1").At("goal")), forms.Value("Lead a meeting"))
	c.write(table.InRow("r2").At(forms.PartOrder), "1")
	same(t, "brought back", len(c.rec.Rows(table)), 2)
	same(t, "another table", len(c.rec.Rows(place)), 0)
}

func TestEveryChangeOfTheRecordRaisesItsVersion(t *testing.T) {
	rec := forms.NewRecord("k3v9qd")
	last := rec.Version()
	rises := func(what string) {
		t.Helper()
		if v := rec.Version(); v <= last {
			t.Errorf("%s: the version stays %d", what, v)
		}
		last = rec.Version()
	}
	rec.Expect(forms.Change{Addr: place, Value: "x"}, forms.Mentee, 0)
	rises("expected")
	rec.Apply(forms.Revision{ID: forms.RevID{Device: "d", Seq: 1}, Addr: place, Value: "x"})
	rises("saved")
	rec.Put(place, nil)
	rises("put")
	same(t, "an answer that is not there", rec.Value(place), forms.Value(""))
	_, there := rec.Last(place)
	same(t, "its last head", there, false)
}
