package tui_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"pgregory.net/rapid"

	"pairbook/forms"
	"pairbook/tui"
	"pairbook/tui/story"
	"pairbook/tui/tuitest"
)

var errFull = errors.New("no room on the disk")

func wantValue(t *testing.T, s *tuitest.Stage, a forms.Address, want forms.Value) {
	t.Helper()
	if got := s.Book.Value(s.Pair, a); got != want {
		t.Errorf("%v is saved as %q, want %q", a, got, want)
	}
}

// spoken lists the saved values of an address, oldest first.
func spoken(t *testing.T, b *tuitest.Book, id forms.PairID, match func(forms.Address) bool) string {
	t.Helper()
	revs, err := b.History(id, match)
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, r := range revs {
		out = append(out, string(r.Value))
	}
	return strings.Join(out, " ")
}

func inWorksheet(a forms.Address) bool { return a.Sheet.Form == "planning_worksheet" }

func TestDeedsReachTheBookInTheirOrder(t *testing.T) {
	var p *probe
	tuitest.Tell(t, probed(&p), func(u *story.User, s *tuitest.Stage) {
		s.Book.Slow(tuitest.OpCommit, 200*time.Millisecond)
		want := ""
		for i := range 20 {
			u.Send(says(field(fmt.Sprint("f", i%3)), forms.Value(fmt.Sprint("v", i))))
			want += fmt.Sprint(" v", i)
		}
		u.Wait(10 * time.Second)
		if got := spoken(t, s.Book, s.Pair, inWorksheet); " "+got != want {
			t.Errorf("the book heard %q, want %q", got, want)
		}
	})
}

func TestSavedIsSaidOnlyAfterTheDiskHasAnswered(t *testing.T) {
	var p *probe
	tuitest.Tell(t, probed(&p), func(u *story.User, s *tuitest.Stage) {
		u.Send(says(field("a"), "one")).SeesRow("saved 09:00")
		s.Book.Slow(tuitest.OpCommit, 2*time.Minute)
		u.Send(says(field("a"), "two")).SeesNot("saved 09").SeesRow("saving …")
		u.Press("x", "y") // the program goes on while the disk is slow
		if p.keys != 2 {
			t.Errorf("%d of 2 keys came through while the disk was slow", p.keys)
		}
		u.Wait(119 * time.Second).SeesRow("saving …")
		u.Wait(2 * time.Second).SeesRow("saved 09:02")
	})
}

func TestNothingIsDroppedOrOvertakenWhileTheBookCannotBeWritten(t *testing.T) {
	var p *probe
	tuitest.Tell(t, probed(&p), func(u *story.User, s *tuitest.Stage) {
		s.Book.Fail(tuitest.OpCommit, errFull)
		u.Send(says(field("a"), "one")).SeesRow("NOT SAVED").Sees("no room on the disk")
		u.Send(says(field("b"), "two")).Send(says(field("a"), "three")).SeesRow("NOT SAVED")
		wantValue(t, s, field("b"), "")
		if got := p.d.Pair.Record.Value(field("a")); got != "three" {
			t.Errorf("the screen shows %q, want what was typed last", got)
		}
		u.Press("ctrl+s").SeesNot("NOT SAVED").SeesRow("saved 09:00").Sees("We save in test.pairbook now.")
		if got := spoken(t, s.Book, s.Pair, inWorksheet); got != "one two three" {
			t.Errorf("the book heard %q", got)
		}
		h, ok := p.d.Pair.Record.Last(field("a"))
		if !ok || h.ID.Seq == 0 || h.Value != "three" {
			t.Errorf("after the retry the record holds %+v, want the confirmed answer", h)
		}
	})
}

func TestALaterSaveTriesTheFailedOneAgainFirst(t *testing.T) {
	var p *probe
	tuitest.Tell(t, probed(&p), func(u *story.User, s *tuitest.Stage) {
		s.Book.Fail(tuitest.OpCommit, errFull)
		u.Send(says(field("a"), "one")).SeesRow("NOT SAVED")
		s.Book.Fail(tuitest.OpCommit, nil)
		u.Send(says(field("b"), "two")).SeesNot("NOT SAVED")
		if got := spoken(t, s.Book, s.Pair, inWorksheet); got != "one two" {
			t.Errorf("the book heard %q", got)
		}
	})
}

func TestARetryThatFailsSaysSo(t *testing.T) {
	var p *probe
	tuitest.Tell(t, probed(&p), func(u *story.User, s *tuitest.Stage) {
		s.Book.Fail(tuitest.OpCommit, errFull)
		s.Book.Fail(tuitest.OpRetry, errors.New("still no room"))
		u.Send(says(field("a"), "one")).Press("x").SeesNot("no room")
		u.Press("ctrl+s").SeesRow("NOT SAVED").Sees("still no room")
	})
}

func TestTypedTextBecomesADraftWithinASecondAndIsWrittenOnceWhileTheDiskIsSlow(t *testing.T) {
	var p *probe
	tuitest.Tell(t, probed(&p), func(u *story.User, s *tuitest.Stage) {
		u.Send(types(field("a"), "h")).SeesRow("typing …").Wait(time.Second).SeesRow("saved 09:00")
		if got := s.Book.Drafts(s.Pair)[field("a")]; got != "h" {
			t.Errorf("the draft is %q", got)
		}
		s.Book.Slow(tuitest.OpDraft, 10*time.Second)
		before := s.Book.Calls(tuitest.OpDraft)
		for i := range 9 {
			u.Send(types(field("a"), strings.Repeat("h", i+2))).Wait(time.Second)
		}
		u.Wait(time.Minute).SeesRow("saved")
		if got, calls := s.Book.Drafts(s.Pair)[field("a")], s.Book.Calls(tuitest.OpDraft)-before; got != strings.Repeat("h", 10) || calls > 2 {
			t.Errorf("the draft is %q after %d writes, want all of it in at most 2", got, calls)
		}
	})
}

func TestTextTakenBackLeavesNothingToSave(t *testing.T) {
	var p *probe
	tuitest.Tell(t, probed(&p), func(u *story.User, s *tuitest.Stage) {
		u.Send(types(field("a"), "h")).SeesRow("typing …")
		u.Send(do(func(d *tui.Desk) tea.Cmd { return d.DropDraft(field("a")) })).SeesNot("typing …")
		u.Wait(time.Second)
		if n := len(s.Book.Drafts(s.Pair)); n != 0 {
			t.Errorf("%d drafts are kept", n)
		}
		u.Send(types(field("a"), "h")).Wait(time.Second)
		u.Send(do(func(d *tui.Desk) tea.Cmd { return d.DropDraft(field("a")) }))
		u.Send(types(field("b"), "x")).Send(do(func(d *tui.Desk) tea.Cmd { d.Saver.Forget(field("b")); return nil })).Wait(time.Second)
		if ds := s.Book.Drafts(s.Pair); len(ds) != 0 {
			t.Errorf("the book still keeps %v", ds)
		}
	})
}

func TestUndoAndRedoGoThroughTheAppAndSayWhenThereIsNothing(t *testing.T) {
	var p *probe
	tuitest.Tell(t, probed(&p), func(u *story.User, s *tuitest.Stage) {
		u.Press("ctrl+z").Sees("There is nothing to take back.").Press("ctrl+y").Sees("There is nothing to do again.")
		u.Send(says(field("a"), "one")).Send(says(field("a"), "two")).Press("ctrl+z")
		wantValue(t, s, field("a"), "one")
		if got := p.d.Pair.Record.Value(field("a")); got != "one" {
			t.Errorf("the screen shows %q", got)
		}
		u.Press("ctrl+y")
		wantValue(t, s, field("a"), "two")
		if p.stayed < 4 {
			t.Errorf("the screen was told %d times of 4 that it goes on", p.stayed)
		}
		s.Book.Fail(tuitest.OpUndo, errFull)
		u.Press("ctrl+z").Sees("no room on the disk").SeesNot("NOT SAVED") // no words are at stake
	})
}

func TestWhatIsTypedInOnePairNeverReachesAnother(t *testing.T) {
	var p *probe
	tuitest.Tell(t, probed(&p), func(u *story.User, s *tuitest.Stage) {
		other := secondPair(t, s.Book)
		s.Book.Slow(tuitest.OpCommit, time.Minute)
		u.Send(says(field("a"), "of the first")).Send(types(field("b"), "draft of the first"))
		u.Send(opens(other)).Sees("probe pair02").SeesRow("Ines types")
		u.Send(says(field("a"), "of the second")).Send(types(field("b"), "draft of the second"))
		u.Wait(5 * time.Minute)
		for id, want := range map[forms.PairID]string{s.Pair: "of the first", other: "of the second"} {
			if v, d := s.Book.Value(id, field("a")), s.Book.Drafts(id)[field("b")]; string(v) != want || d != "draft "+want {
				t.Errorf("pair %s has the answer %q and the draft %q, want %q", id, v, d, want)
			}
		}
		if got := p.d.Pair.Record.Value(field("a")); got != "of the second" {
			t.Errorf("the second pair's screen shows %q", got)
		}
	})
}

func TestAPairOpenedAgainShowsWhatHasNotReachedTheBookYet(t *testing.T) {
	var p *probe
	tuitest.Tell(t, probed(&p), func(u *story.User, s *tuitest.Stage) {
		other := secondPair(t, s.Book)
		s.Book.Fail(tuitest.OpCommit, errFull)
		s.Book.Fail(tuitest.OpDraft, errFull)
		u.Send(says(field("a"), "waits")).Send(types(field("b"), "typed"))
		u.Send(opens(other)).Sees("probe pair02").Send(opens(s.Pair)).Sees("probe pair01")
		rec := p.d.Pair.Record
		if rec.Value(field("a")) != "waits" || rec.Drafts[field("b")] != "typed" {
			t.Errorf("the pair shows %q and %q", rec.Value(field("a")), rec.Drafts[field("b")])
		}
		u.Press("ctrl+s").SeesRow("saved")
		wantValue(t, s, field("a"), "waits")
		if h, _ := p.d.Pair.Record.Last(field("a")); h.ID.Seq == 0 {
			t.Error("the answer is saved and still shown as not confirmed")
		}
	})
}

func TestAPairIsReadAgainWhereItWasSavedWhileItWasBeingRead(t *testing.T) {
	var p *probe
	tuitest.Tell(t, probed(&p), func(u *story.User, s *tuitest.Stage) {
		other := secondPair(t, s.Book)
		u.Send(opens(other)).Send(opens(s.Pair))
		s.Book.Slow(tuitest.OpCommit, time.Second)
		u.Send(says(field("a"), "late")).Send(opens(other))
		s.Book.Slow(tuitest.OpLoad, 3*time.Second)
		u.Send(opens(s.Pair)).Wait(30 * time.Second).Sees("probe pair01")
		if got := p.d.Pair.Record.Value(field("a")); got != "late" {
			t.Errorf("the pair shows %q", got)
		}
	})
}

// deed is one thing that happens in a drawn story.
type deed struct {
	what string
	n    int
}

func deeds() *rapid.Generator[[]deed] {
	return rapid.SliceOfN(rapid.Custom(func(t *rapid.T) deed {
		return deed{
			rapid.SampledFrom([]string{"say", "say", "say", "type", "type", "switch", "break", "mend", "slow", "fast", "wait", "save"}).Draw(t, "what"),
			rapid.IntRange(0, 3).Draw(t, "n"),
		}
	}), 5, 40)
}

// world is what a drawn story expects of both pairs.
type world struct {
	ids    []forms.PairID
	now    int // which pair lies open
	said   map[forms.PairID]map[forms.Address]forms.Value
	typed  map[forms.PairID]map[forms.Address]string
	order  map[forms.PairID]string
	number int
}

func (w *world) act(u *story.User, s *tuitest.Stage, d deed) {
	id, a := w.ids[w.now], field(fmt.Sprint("f", d.n))
	switch d.what {
	case "say":
		w.number++
		v := forms.Value(fmt.Sprint("v", w.number))
		u.Send(says(a, v))
		w.said[id][a] = v
		w.order[id] += string(v) + " "
		delete(w.typed[id], a)
	case "type":
		w.number++
		text := fmt.Sprint("t", w.number)
		u.Send(types(a, text))
		w.typed[id][a] = text
	case "switch":
		w.now = 1 - w.now
		u.Send(opens(w.ids[w.now])).Wait(5 * time.Second)
	case "break":
		s.Book.Fail(tuitest.OpCommit, errFull)
		s.Book.Fail(tuitest.OpDraft, errFull)
	case "mend":
		s.Book.Fail(tuitest.OpCommit, nil)
		s.Book.Fail(tuitest.OpDraft, nil)
	case "slow":
		s.Book.Slow(tuitest.OpCommit, time.Duration(d.n)*time.Second)
		s.Book.Slow(tuitest.OpDraft, time.Duration(d.n)*time.Second)
	case "fast":
		s.Book.Slow(tuitest.OpCommit, 0)
		s.Book.Slow(tuitest.OpDraft, 0)
	case "wait":
		u.Wait(time.Duration(d.n) * 700 * time.Millisecond)
	case "save":
		u.Press("ctrl+s")
	}
}

func TestWhateverHappensEveryWordArrivesInOrderInItsOwnPair(t *testing.T) {
	for seed := range 30 {
		var p *probe
		tuitest.Tell(t, probed(&p), func(u *story.User, s *tuitest.Stage) {
			w := &world{
				ids:  []forms.PairID{s.Pair, secondPair(t, s.Book)},
				said: map[forms.PairID]map[forms.Address]forms.Value{}, typed: map[forms.PairID]map[forms.Address]string{}, order: map[forms.PairID]string{},
			}
			for _, id := range w.ids {
				w.said[id], w.typed[id] = map[forms.Address]forms.Value{}, map[forms.Address]string{}
			}
			script := deeds().Example(seed)
			for _, d := range script {
				w.act(u, s, d)
				u.Send(do(func(desk *tui.Desk) tea.Cmd {
					for a, v := range w.said[w.ids[w.now]] {
						if got := desk.Pair.Record.Value(a); got != v {
							t.Errorf("%v: after %v the screen shows %q, want %q", script, d, got, v)
						}
					}
					return nil
				}))
			}
			w.act(u, s, deed{"mend", 0})
			w.act(u, s, deed{"fast", 0})
			u.Press("ctrl+s").Wait(5 * time.Minute).Press("ctrl+s").Wait(time.Minute)
			for _, id := range w.ids {
				if got := spoken(t, s.Book, id, inWorksheet); got != strings.TrimSpace(w.order[id]) {
					t.Fatalf("%v: pair %s heard %q, want %q", script, id, got, w.order[id])
				}
				if got := s.Book.Drafts(id); fmt.Sprint(got) != fmt.Sprint(w.typed[id]) {
					t.Fatalf("%v: pair %s keeps the drafts %v, want %v", script, id, got, w.typed[id])
				}
			}
			if st := p.d.Saver.State(); st.Saving || st.Typing || st.Err != nil {
				t.Fatalf("%v: in the end the header says %+v", script, st)
			}
		})
	}
}
