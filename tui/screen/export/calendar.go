package export

import (
	"bytes"
	"slices"
	"strings"

	"pairbook/forms"
	paper "pairbook/forms/export"
)

// calendarFormat is the choice that writes all of the pair's days in place of the
// sheet.
const calendarFormat paper.Format = "calendar"

// Options of the titles, as values of a choice: what they tell besides "meeting 3".
const (
	titlesPlain = "plain"
	titlesNames = "names"
	titlesAll   = "all"
)

// dayPlan is the calendar as it is shown below the choices.
type dayPlan struct {
	key    docKey
	titles string
	lines  []string
}

// formats lists what a file can be.
func formats() []string {
	var all []string
	for _, f := range slices.Concat(paper.Formats(), paper.FileFormats()) {
		all = append(all, string(f))
	}
	return append(all, string(calendarFormat))
}

// ext returns how a file's name ends.
func ext(f paper.Format) string {
	if f == calendarFormat {
		return paper.CalendarExt
	}
	return f.Ext()
}

// suggest returns a name for the file.
func suggest(sh forms.Sheet, f paper.Format) string {
	if f == calendarFormat {
		return "calendar" + paper.CalendarExt
	}
	return paper.FileName(sh, f)
}

func (s *Screen) isCalendar() bool { return s.format == calendarFormat }

// ofSheet reports whether the file is of the sheet alone.
func (s *Screen) ofSheet() bool { return !s.isCalendar() && !s.isPack() }

func (s *Screen) calendarOptions() forms.CalendarOptions {
	return forms.CalendarOptions{Names: s.titles != titlesPlain, Topics: s.titles == titlesAll}
}

// days returns the calendar line by line. What was called off stands only in the
// file: the history that tells of it is read when that is written.
func (s *Screen) days() []string {
	key := s.moment()
	if s.plan.key == key && s.plan.titles == s.titles {
		return s.plan.lines
	}
	s.plan = dayPlan{key: key, titles: s.titles}
	for _, e := range s.d.Pair.Calendar(nil, s.calendarOptions()).Events {
		line := s.d.Words.Day(e.Day)
		if e.At.Valid() {
			line += ", " + s.d.Words.Clock(e.At)
		}
		s.plan.lines = append(s.plan.lines, line, "  "+strings.Join(strings.Fields(e.Title+" "+e.Place), " "))
	}
	return s.plan.lines
}

// calendarFile returns what makes the file off the UI goroutine, from a record of
// its own.
func (s *Screen) calendarFile() maker {
	book, lib, words, id := s.d.Book, s.d.Library, s.d.Words, s.d.Pair.Record.Pair
	today, here, o := s.d.Today(), s.d.Now().Location(), s.calendarOptions()
	zone := paper.Zone{Name: here.String(), Location: here}
	if zone.Name == "Local" { // Go's word for a zone it has no name for
		zone.Name = ""
	}
	return func(func(done, all int) error) ([]byte, error) {
		rec, _, err := book.Load(id)
		if err != nil {
			return nil, err
		}
		p := forms.NewPair(rec, lib, today, words)
		history, err := book.History(id, p.Dating())
		if err != nil && len(history) == 0 {
			return nil, err
		}
		var b bytes.Buffer
		err = paper.Calendar(&b, p.Calendar(history, o), zone)
		return b.Bytes(), err
	}
}
