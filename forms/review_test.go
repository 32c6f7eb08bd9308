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
		{Names: "ended", Flag: forms.Finished, Idle: 900},
		{Names: "well", Flag: forms.OnTrack},
		{Names: "news", Flag: forms.OnTrack, News: 2},
		{Names: "late", Flag: forms.OnTrack, Late: 1},
		{Names: "nudge", Flag: forms.NeedsNudge, Late: 1},
		{Names: "silent", Flag: forms.Silent},
		{Names: "nudge most", Flag: forms.NeedsNudge, Late: 3},
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
