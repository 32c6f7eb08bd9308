package sheet_test

import (
	"strconv"
	"strings"
	"testing"

	"pairbook/forms"
	"pairbook/forms/lang"
	"pairbook/tui"
	"pairbook/tui/screen/sheet"
	"pairbook/tui/tuitest"
)

func inMeeting(n int, field, part string) forms.Address {
	return forms.Address{Sheet: forms.Meeting(n), Field: field, Part: part, Voice: forms.Agreed}
}

func closed(k *tuitest.Keeper, n int, day forms.Value) {
	k.Says(inMeeting(n, "m_date", ""), day).Says(forms.StateAddress(forms.Meeting(n)), forms.Value(forms.StateClosed))
}

// promised closes the first meeting with three actions.
func promised(k *tuitest.Keeper) {
	for i, text := range []forms.Value{"Book the hall", "Ask for the minutes", "Draft the agenda"} {
		row := forms.Address{Sheet: forms.Register("actions"), Field: "actions", Voice: forms.Agreed}.InRow(forms.RowID("row" + strconv.Itoa(i+1)))
		k.Says(row.At(forms.PartOrder), forms.Value(strconv.Itoa(i+1))).Says(row.At(forms.PartFrom), "meeting/1")
		k.Says(row.At("action"), text).Says(row.At("owner"), "mentee").Says(row.At("due"), "2026-03-20").Says(row.At("status"), "open")
	}
	closed(k, 1, "2026-03-02")
}

func outcome(n, row int, column string) forms.Address {
	return inMeeting(n, "m_actions_review", column).InRow(forms.RowID("row" + strconv.Itoa(row)))
}

func spoken(o tuitest.Options, l lang.Lang) tuitest.Options {
	o.Lang = l
	return o
}

func (p *pen) has(a forms.Address, want forms.Value) *pen {
	p.t.Helper()
	if got := p.stage.Book.Value(p.stage.Pair, a); got != want {
		p.t.Fatalf("the book holds %q at %s, we wanted %q, on\n%s", got, a, want, p.Screen())
	}
	return p
}

func TestOneKeyGivesAnActionItsOutcomeAndGoesOn(t *testing.T) {
	for l, letters := range map[lang.Lang][4]string{
		lang.English: {"d", "p", "n", "x"}, lang.Swedish: {"g", "d", "i", "s"}, lang.French: {"f", "e", "p", "a"},
	} {
		t.Run(string(l), func(t *testing.T) {
			write(t, spoken(with(onSheet("meeting/2", "m_actions_review"), promised), l), func(p *pen) {
				p.SeesRow("▸ 1", "Book the hall").SeesRow(letters[0]+" "+p.word("keys.outcome_done"), letters[3]+" "+p.word("keys.outcome_dropped"))
				p.Press(letters[0]).SeesRow("▸ 2", "Ask for the minutes").Press(letters[1]).SeesRow("▸ 3", "Draft the agenda").Press(strings.ToUpper(letters[3]))
				p.at("m_topics")
				p.has(outcome(2, 1, "outcome"), "done").has(outcome(2, 2, "outcome"), "partly").has(outcome(2, 3, "outcome"), "dropped")
				p.Press("ctrl+z").has(outcome(2, 3, "outcome"), "").SeesRow("▸ 3", "Draft the agenda").Press(letters[2]).has(outcome(2, 3, "outcome"), "not")
			})
		})
	}
}

func TestWhatIsWrittenBesideAnOutcomeTakesEveryLetter(t *testing.T) {
	write(t, with(onSheet("meeting/2", "m_actions_review"), promised), func(p *pen) {
		p.Press("p", "shift+tab").Type("done half: pdnx").Press("tab").has(outcome(2, 1, "learned"), "done half: pdnx")
	})
}

func TestWhatWasPartlyDoneContinuesWithItsHistory(t *testing.T) {
	for l, said := range map[lang.Lang]string{
		lang.English: "partly at meeting 2: half a page", lang.Swedish: "delvis vid möte 2: half a page", lang.French: "en partie à la rencontre 2",
	} {
		held := func(k *tuitest.Keeper) {
			promised(k)
			k.Says(outcome(2, 1, "outcome"), "done").Says(outcome(2, 2, "outcome"), "dropped")
			k.Says(outcome(2, 3, "outcome"), "partly").Says(outcome(2, 3, "learned"), "half a page")
			closed(k, 2, "2026-03-10")
		}
		write(t, spoken(with(onSheet("meeting/3", "m_actions_review"), held), l), func(p *pen) {
			p.SeesRow("▸ 1", "Draft the agenda").Sees(said).SeesNot("Book the hall").Press("shift+tab").at("m_since").Sees(said)
		})
	}
}

func TestWhatWasDoneBetweenTheMeetingsIsOnlyToBeConfirmed(t *testing.T) {
	between := func(k *tuitest.Keeper) {
		promised(k)
		row := forms.Address{Sheet: forms.Register("actions"), Field: "actions", Voice: forms.Agreed}.InRow("row1")
		k.Says(row.At("status"), "done").Says(row.At("done"), "2026-03-09")
	}
	for l, x := range map[lang.Lang][2]string{
		lang.English: {"done since then, on 9 March", "d"}, lang.Swedish: {"gjort sedan dess, 9 mars", "g"}, lang.French: {"faite depuis, le 9 mars", "f"},
	} {
		for _, key := range []string{"ctrl+t", x[1]} {
			write(t, spoken(with(onSheet("meeting/2", "m_actions_review"), between), l), func(p *pen) {
				p.SeesRow("▸ 1", "Book the hall").Sees(x[0]).has(outcome(2, 1, "outcome"), "")
				p.Press(key).has(outcome(2, 1, "outcome"), "done").SeesNot(x[0])
			})
		}
	}
	write(t, with(onSheet("meeting/2", "m_actions_review"), between), func(p *pen) {
		p.Press("n").has(outcome(2, 1, "outcome"), "not").SeesRow("▸ 2", "Ask for the minutes").SeesNot("Only a suggestion") // an open one has none
	})
}

func TestWithoutGoalsTheQuestionForOneLeadsToWhereTheyAreWritten(t *testing.T) {
	goal := func(k *tuitest.Keeper) {
		at := forms.Address{Sheet: forms.Register("goals"), Field: "goals", Row: "g1", Voice: forms.Agreed}
		k.Says(at.At(forms.PartOrder), "1").Says(at.At("goal"), "Lead a meeting")
	}
	for _, l := range lang.All() {
		write(t, spoken(onSheet("meeting/1", "mp_goal_focus"), l), func(p *pen) {
			said, _, _ := strings.Cut(p.word("sheet.no_goals"), ".")
			p.Sees(said).Sees(p.word("keys.to_goals")).Press("enter").at("dp_goals").Press("esc").at("mp_goal_focus")
		})
		write(t, spoken(with(onSheet("meeting/1", "mp_goal_focus"), goal), l), func(p *pen) {
			p.Sees("Lead a meeting").SeesNot(p.word("keys.to_goals"))
		})
	}
}

// agenda writes two points for the first meeting, of which one was taken up.
func agenda(k *tuitest.Keeper) {
	for i, text := range []forms.Value{"My first meeting", "The manager"} {
		row := forms.RowID("top" + strconv.Itoa(i+1))
		at := forms.Address{Sheet: forms.Meeting(1), Field: "mp_topics", Voice: forms.Mentee}.InRow(row)
		k.Says(at.At(forms.PartOrder), forms.Value(strconv.Itoa(i+1))).Says(at.At("topic"), text)
	}
}

func TestPointsAreTickedInTheMeetingWithOneKey(t *testing.T) {
	for l, key := range map[lang.Lang]string{lang.English: "y", lang.Swedish: "j", lang.French: "o"} {
		write(t, spoken(with(onSheet("meeting/1", "m_points_mentee"), agenda), l), func(p *pen) {
			p.SeesRow("▸ 1", "My first meeting").SeesRow(key+" "+p.word("keys.outcome_yes")).Press(key).SeesRow("▸ 2", "The manager").Press("n")
			at := inMeeting(1, "m_points_mentee", "discussed")
			p.has(at.InRow("top1"), "yes").has(at.InRow("top2"), "no").Press("ctrl+d").Press("ctrl+g").Type(p.label("mp_topics")).Press("enter").Sees("The manager")
		})
	}
}

func TestWhatWasNotTakenUpIsOfferedForTheNextAgenda(t *testing.T) {
	held := func(k *tuitest.Keeper) {
		agenda(k)
		k.Says(inMeeting(1, "m_points_mentee", "discussed").InRow("top1"), "yes")
		closed(k, 1, "2026-03-02")
	}
	for _, l := range lang.All() {
		write(t, spoken(with(onSheet("meeting/2", "mp_topics"), held), l), func(p *pen) {
			p.Sees("The manager").SeesNot("My first meeting").Press("ctrl+t")
			s := p.sheet("meeting/2")
			fd, _ := s.Form.Field("mp_topics")
			if rows := s.Rows(fd, forms.Mentee); len(rows) != 1 || s.CellValue(fd, forms.Mentee, rows[0].ID, &fd.Columns[0]) != "The manager" {
				t.Errorf("%s: the agenda holds %v", l, rows)
			}
			if left := p.sheet("meeting/2").LeftOver(fd, forms.Mentee); len(left) != 0 {
				t.Errorf("%s: still offered: %v", l, left)
			}
			p.Press("ctrl+z")
			s = p.sheet("meeting/2")
			if rows := s.Rows(fd, forms.Mentee); len(rows) != 0 {
				t.Errorf("%s: undo leaves %v", l, rows)
			}
		})
	}
}

func TestAMeetingWithoutANextDayAsksOnceAndForcesNothing(t *testing.T) {
	for _, l := range lang.All() {
		write(t, spoken(onSheet("meeting/1", "m_date"), l), func(p *pen) {
			p.Press("ctrl+l", "enter").Sees(p.word("sheet.again_intro")[:30]).Press("end")
			p.SeesRow("▸", p.word("sheet.again_later")).Wait(tui.GraceAfter)
			p.Press("enter")
			if st := p.reads().Record.State(forms.Meeting(1)); st != forms.StateClosed {
				t.Errorf("%s: the meeting is %q", l, st)
			}
		})
		write(t, spoken(onSheet("meeting/1", "m_date"), l), func(p *pen) {
			p.Press("ctrl+l", "enter", "end", "up").SeesRow("▸", p.word("sheet.again_last")).Wait(tui.GraceAfter)
			p.Press("enter").holds("meeting/1", "m_kind", "", forms.Agreed, "closing")
			if st := p.reads().Record.State(forms.Meeting(1)); st != forms.StateClosed {
				t.Errorf("%s: the last meeting is %q", l, st)
			}
		})
	}
}

// three closes three meetings, so that the first one is frozen.
func three(k *tuitest.Keeper) {
	k.Says(inMeeting(1, "m_insights", "").By(forms.Mentee), "Ask first.").Says(inMeeting(1, "m_concerns", ""), "None.")
	for n := 1; n <= 3; n++ {
		closed(k, n, forms.Value("2026-03-0"+strconv.Itoa(n)))
	}
}

func TestAFrozenMeetingIsCorrectedAndSaysSo(t *testing.T) {
	for _, l := range lang.All() {
		write(t, spoken(with(onSheet("meeting/1", "m_concerns"), three), l), func(p *pen) {
			p.Press("ctrl+l").SeesRow("▸", p.word("sheet.correct")).Press("enter").Sees(p.word("sheet.correct_means")[:40]).Press("end").Wait(tui.GraceAfter)
			p.Press("enter").to("m_concerns").Press("ctrl+a").Type("Time").Press("tab").Sees(p.word("forms.corrected", "date", p.pair.Words.Short(lang.DateOf(tuitest.Begin()))))
			s := p.sheet("meeting/1")
			fd, _ := s.Form.Field("m_concerns")
			other, _ := s.Form.Field("m_insights")
			if _, ok := s.CorrectedField(fd, forms.Agreed); !ok || !s.Correcting() {
				t.Errorf("%s: the change is no correction", l)
			}
			if on, ok := s.CorrectedField(other, forms.Mentee); ok {
				t.Errorf("%s: what nobody touched was corrected on %v", l, on)
			}
			if st := s.Pair.Record.State(s.ID); st != forms.StateClosed {
				t.Errorf("%s: while it is corrected the meeting is %q to all else", l, st)
			}
		})
	}
}

func TestAMeetingThatTwoFollowedIsReadOnlyEvenIfNobodyClosedIt(t *testing.T) {
	open := func(k *tuitest.Keeper) {
		k.Says(inMeeting(1, "m_date", ""), "2026-03-01")
		closed(k, 2, "2026-03-02")
		closed(k, 3, "2026-03-03")
	}
	write(t, with(onSheet("meeting/1", "m_concerns"), open), func(p *pen) {
		p.Type("x").Sees(p.word("sheet.read_only")[:20])
		if id := p.reads().OpenMeeting(); id != forms.Meeting(4) {
			t.Errorf("the meeting to go on with is %s", id)
		}
	})
}

func TestAMeetingThatDidNotTakePlaceIsNotedAndMoved(t *testing.T) {
	booked := func(k *tuitest.Keeper) {
		closed(k, 1, "2026-03-02")
		k.Says(inMeeting(1, "m_next_date", "date"), "2026-03-20")
	}
	for _, l := range lang.All() {
		write(t, spoken(with(onSheet("meeting/2", ""), booked), l), func(p *pen) {
			p.Press("ctrl+g").Type(p.word("sheet.off")).Press("enter").Sees(p.word("sheet.off_title")).Type("2026-04-02").Press("enter")
			if d, ok := p.reads().NextDate(); !ok || d.String() != "2026-04-02" {
				t.Errorf("%s: the next day is %v", l, d)
			}
			p.Press("ctrl+z")
			if _, ok := p.reads().NextDate(); ok {
				t.Errorf("%s: undo leaves the new day", l)
			}
		})
	}
}

func TestTheLineForANewDayFitsAtEverySize(t *testing.T) {
	for _, l := range lang.All() {
		var made tui.Screen
		o := spoken(with(onSheet("meeting/2", ""), func(k *tuitest.Keeper) {
			closed(k, 1, "2026-03-02")
			k.Says(inMeeting(1, "m_next_date", "date"), "2026-03-20")
		}), l)
		o.Screens[tui.SheetPage] = tuitest.Grab(sheet.New, &made)
		write(t, o, func(p *pen) {
			p.Press("ctrl+g").Type(p.word("sheet.off")).Press("enter").Type("4 june")
			tuitest.Fits(t, made)
			p.Press("esc").SeesNot(p.word("sheet.off_title"))
		})
	}
}
