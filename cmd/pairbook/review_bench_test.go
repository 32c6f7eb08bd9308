package main

import (
	"fmt"
	"path/filepath"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"pairbook/forms"
	"pairbook/forms/catalog"
	"pairbook/forms/lang"
	"pairbook/store"
	"pairbook/tui"
	"pairbook/tui/screen/review"
	"pairbook/tui/theme"
)

// fortyPairs is a book of 40 pairs with 5,000 revisions each: every answer was
// changed four times, and some of them in the last month.
func fortyPairs(b *testing.B) (*store.Book, forms.PairID) {
	b.Helper()
	now := time.Date(2026, 1, 15, 12, 0, 0, 0, time.UTC)
	book, err := store.Create(filepath.Join(b.TempDir(), "forty.db"), store.Options{Now: func() time.Time { return now }})
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { _ = book.Close() })
	pairs := make([]forms.PairID, 40)
	for i := range pairs {
		var cs []forms.Change
		for field, v := range map[string]string{"mentee_name": fmt.Sprintf("Mentee %02d", i), "mentor_name": "Per Holm", "template_id": "workplace", "anchor_date": "2026-01-15"} {
			a, _ := forms.SummaryAddress(field)
			cs = append(cs, forms.Change{Addr: a, Value: forms.Value(v)})
		}
		if pairs[i], err = book.NewPair(cs, forms.Mentee); err != nil {
			b.Fatal(err)
		}
	}
	for round, month := range []time.Month{2, 4, 6, 9, 11} { // a book's clock never runs back
		now = time.Date(2026, month, 15, 12, 0, 0, 0, time.UTC)
		cs := answersOf(round)
		if month == 11 {
			cs = cs[:60]
		}
		for _, id := range pairs {
			if _, err := book.Commit(id, forms.Mentee, cs); err != nil {
				b.Fatal(err)
			}
		}
	}
	return book, pairs[len(pairs)-1]
}

// answersOf are 1,250 answers as a year has them: meetings, actions, goals, contacts.
func answersOf(round int) []forms.Change {
	var cs []forms.Change
	say := func(a forms.Address, v string) {
		a.Voice = forms.Agreed
		cs = append(cs, forms.Change{Addr: a, Value: forms.Value(v)})
	}
	for n := 1; n <= 10; n++ {
		m := forms.Address{Sheet: forms.Meeting(n)}
		for _, f := range []string{"m_since", "m_concerns", "m_barriers", "m_plan_changes", "m_joint_activity", "m_next_focus", "m_place"} {
			m.Field = f
			say(m, fmt.Sprintf("What we said about it in meeting %d, in some words, %d", n, round))
		}
		m.Field = "m_date"
		say(m, fmt.Sprintf("2026-%02d-%02d", n, 10+round))
		m.Field = "m_goal_progress"
		for g := range 3 {
			say(m.InRow(forms.RowID(fmt.Sprint("g", g))).At("progress"), fmt.Sprint(1+(n+g+round)%5))
		}
	}
	row := func(register, id string, cells map[string]string) {
		a := forms.Address{Sheet: forms.Register(register), Field: register, Row: forms.RowID(id)}
		say(a.At(forms.PartOrder), fmt.Sprintf("%s%d", id, round+1))
		for part, v := range cells {
			say(a.At(part), v)
		}
	}
	for g := range 3 {
		row("goals", fmt.Sprint("g", g), map[string]string{"goal": fmt.Sprintf("Goal %d, %d", g, round), "status": "open"})
	}
	for i := 0; len(cs) < 1250; i++ {
		row("actions", fmt.Sprintf("a%03d", i), map[string]string{
			"action": fmt.Sprintf("What we promised, %d, %d", i, round), "owner": "mentee", "due": fmt.Sprintf("2026-%02d-%02d", 1+i%12, 1+round),
			"status": []string{"done", "open"}[i%2], "note": fmt.Sprint("note ", round),
		})
	}
	return cs
}

func reviewDesk(b *testing.B, book *store.Book) *tui.Desk {
	b.Helper()
	lib, err := catalog.Load()
	if err != nil {
		b.Fatal(err)
	}
	w, err := lang.Load(lang.English)
	if err != nil {
		b.Fatal(err)
	}
	app := &appBook{book: book, now: time.Now}
	saver := tui.NewSaver(app)
	b.Cleanup(saver.Close)
	return &tui.Desk{
		Book: app, Library: lib, Words: w, Theme: theme.Mono(), Saver: saver, Reader: forms.Reader{Hand: forms.Mentor},
		Now: func() time.Time { return time.Date(2026, 11, 20, 12, 0, 0, 0, time.UTC) }, Word: wordOpen,
	}
}

// settle hands a screen what its commands bring, until nothing comes any more.
func settle(s tui.Screen, cmd tea.Cmd) {
	for cmd != nil {
		cmd = s.Update(cmd())
	}
}

// BenchmarkReviewOfFortyPairs is the time from the key to the page of all pairs, all
// of them read.
func BenchmarkReviewOfFortyPairs(b *testing.B) {
	book, _ := fortyPairs(b)
	d := reviewDesk(b, book)
	b.ReportAllocs()
	for b.Loop() {
		s := review.New(d, tui.Place{Screen: tui.Review})
		settle(s, s.Update(tui.ShownMsg{}))
		if fr := s.Draw(80, 20); len(fr.Lines) < 20 {
			b.Fatal(fr.Lines)
		}
	}
}

// BenchmarkReviewOpens is the time from the key to the page of all pairs with their
// names on it, while it reads on.
func BenchmarkReviewOpens(b *testing.B) {
	book, _ := fortyPairs(b)
	d := reviewDesk(b, book)
	b.ReportAllocs()
	for b.Loop() {
		s := review.New(d, tui.Place{Screen: tui.Review})
		s.Update(s.Update(tui.ShownMsg{})())
		if fr := s.Draw(80, 20); len(fr.Lines) < 20 {
			b.Fatal(fr.Lines)
		}
	}
}

// BenchmarkReviewOfOnePair is the time from the key to the page of a pair that lies
// open, with all that is new.
func BenchmarkReviewOfOnePair(b *testing.B) {
	book, id := fortyPairs(b)
	d := reviewDesk(b, book)
	rec, _, err := book.Load(id)
	if err != nil {
		b.Fatal(err)
	}
	d.Open(rec)
	b.ReportAllocs()
	for b.Loop() {
		s := review.New(d, tui.Place{Screen: tui.Review, Pair: id})
		settle(s, s.Update(tui.ShownMsg{}))
		if fr := s.Draw(80, 20); len(fr.Lines) < 20 {
			b.Fatal(fr.Lines)
		}
	}
}
