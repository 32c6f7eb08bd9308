package main

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"pairbook/forms"
	"pairbook/forms/export"
	"pairbook/store"
	"pairbook/tui/cell"
)

// calendarFlags say what is in the calendar, and where it is written to.
type calendarFlags struct {
	forms.CalendarOptions
	out   string
	force bool
}

func (r *run) calendarCommand() *cobra.Command {
	var f calendarFlags
	c := r.command("calendar", func(*cobra.Command, []string) error { return r.calendar(f) })
	c.Args = r.args(0, 0)
	t := func(key string) string { return r.words.T("cli.flag_" + key) }
	c.Flags().StringVarP(&f.out, "output", "o", "", t("output"))
	c.Flags().BoolVar(&f.Names, "names", false, t("names"))
	c.Flags().BoolVar(&f.Topics, "topics", false, t("topics"))
	c.Flags().BoolVar(&f.Actions, "actions", false, t("actions"))
	c.Flags().BoolVar(&f.force, "force", false, t("force"))
	return c
}

// calendar writes the pair's days for calendar programs.
func (r *run) calendar(f calendarFlags) error {
	if err := r.toRead(); err != nil {
		return err
	}
	p, err := r.pair()
	if err != nil {
		return err
	}
	cal, err := calendarOf(r.book, p, f.CalendarOptions)
	if err != nil {
		return err
	}
	if len(cal.Events) == 0 {
		return invalid("no_dates")
	}
	zone := zoneOf(r.main.Now().Location())
	var b bytes.Buffer
	if err := export.Calendar(&b, cal, zone); err != nil {
		return err
	}
	line := forms.Handed{Sheet: forms.LedgerCalendar, Format: strings.TrimPrefix(export.CalendarExt, "."), To: forms.ForPair}
	if f.out == "" || f.out == "-" {
		_, _ = r.out.Write(b.Bytes()) // a buffer takes everything
		r.handOut(p, line, b.Bytes())
		return nil
	}
	if line.File, err = r.calendarFile(cal, b.Bytes(), f); err != nil {
		return err
	}
	r.handOut(p, line, b.Bytes())
	return nil
}

// calendarOf returns the calendar of a pair. A damaged book gives what it can: then
// an event that was moved may not be seen to have moved.
func calendarOf(b *store.Book, p *forms.Pair, o forms.CalendarOptions) (forms.Calendar, error) {
	history, err := b.History(p.Record.Pair, p.Dating())
	if err != nil && !errors.Is(err, store.ErrDamaged) {
		return forms.Calendar{}, err
	}
	return p.Calendar(history, o), nil
}

// calendarFile writes the file and returns where it is.
func (r *run) calendarFile(cal forms.Calendar, data []byte, f calendarFlags) (path string, err error) {
	path = f.out
	if info, err := os.Stat(path); err == nil && info.IsDir() {
		path = filepath.Join(path, "pairbook"+export.CalendarExt)
	}
	file := cell.CleanLine(path)
	if err := putFile(path, data, f.force); err != nil {
		return "", err
	}
	gone := 0
	for _, e := range cal.Events {
		if e.Gone {
			gone++
		}
	}
	r.say(r.words.N("calendar.written", len(cal.Events), "file", file))
	if gone > 0 {
		r.say(r.words.N("calendar.called_off", gone))
	}
	return path, nil
}

// zoneOf names a zone as other programs know it, where that can be found out: Go
// calls that of the computer "Local".
func zoneOf(l *time.Location) export.Zone {
	name := l.String()
	if name == "Local" {
		name = localName()
	}
	if _, rest, ok := strings.Cut(name, "zoneinfo/"); ok { // a path, as TZ may hold one
		name = strings.TrimPrefix(rest, "posix/")
	}
	known, err := time.LoadLocation(name)
	if err != nil || !sameHours(known, l) {
		name = ""
	}
	return export.Zone{Name: name, Location: l}
}

// localName reads where the computer keeps its zone; "" where it tells no name.
func localName() string {
	if to, err := os.Readlink("/etc/localtime"); err == nil {
		return to
	}
	name, err := os.ReadFile("/etc/timezone")
	if err != nil {
		return ""
	}
	return strings.TrimSpace(string(name))
}

// sameHours reports whether two zones show the same hour in every month of some
// years.
func sameHours(a, b *time.Location) bool {
	for month := range 36 {
		t := time.Date(2025, time.Month(1+month), 1, 12, 0, 0, 0, time.UTC)
		_, x := t.In(a).Zone()
		_, y := t.In(b).Zone()
		if x != y {
			return false
		}
	}
	return true
}
