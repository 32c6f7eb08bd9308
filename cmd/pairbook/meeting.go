package main

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"pairbook/forms"
	"pairbook/forms/lang"
	"pairbook/tui/cell"
)

func (r *run) meetingCommand() *cobra.Command {
	return r.group("meeting", r.meetingList(), r.meetingNew(), r.meetingBook(), r.meetingCancel(), r.meetingClose())
}

func (r *run) meetingList() *cobra.Command {
	c := answersInJSON(r.command("meeting list", func(*cobra.Command, []string) error { return r.listMeetings() }))
	c.Args = r.args(0, 0)
	return c
}

type meetingsJSON struct {
	Schema   int           `json:"schema"`
	Pair     forms.PairID  `json:"pair"`
	Date     string        `json:"date"` // the day it is answered for
	Next     string        `json:"next"` // ISO date of the next meeting that is booked, "" for none
	Meetings []meetingJSON `json:"meetings"`
}

// meetingJSON is a meeting that has been begun.
type meetingJSON struct {
	N       int         `json:"n"`
	Sheet   string      `json:"sheet"`
	Date    string      `json:"date"`    // ISO date, "" where none is said
	Channel forms.Value `json:"channel"` // "" where not said
	State   string      `json:"state"`   // open, closed, frozen or correcting
	Missing int         `json:"missing"` // answers that are asked for
}

// begunMeetings reads what the list tells.
func begunMeetings(p *forms.Pair) []meetingJSON {
	out := []meetingJSON{}
	for _, n := range p.Meetings() {
		s, ok := p.Sheet(forms.Meeting(n))
		if !ok {
			continue
		}
		m := meetingJSON{N: n, Sheet: s.ID.String(), State: meetingState(s), Missing: s.CountFor(forms.Reader{}).Missing}
		at := forms.Address{Sheet: s.ID, Voice: forms.Agreed}
		at.Field = "m_date"
		m.Date = string(p.Record.Value(at))
		at.Field = "m_channel"
		m.Channel = p.Record.Value(at)
		out = append(out, m)
	}
	return out
}

func meetingState(s forms.Sheet) string {
	switch {
	case s.Correcting():
		return "correcting"
	case s.Frozen():
		return "frozen"
	case s.ReadOnly():
		return "closed"
	}
	return "open"
}

// listMeetings lists the meetings, and says when the next one is.
func (r *run) listMeetings() error {
	if err := r.toRead(); err != nil {
		return err
	}
	p, err := r.pair()
	if err != nil {
		return err
	}
	next, booked := p.NextDate()
	all := begunMeetings(p)
	if r.flags.json {
		return r.printJSON(meetingsJSON{Schema: jsonSchema, Pair: p.Record.Pair, Date: p.Today.String(), Next: dayOr(next), Meetings: all})
	}
	for _, m := range all {
		parts := []string{strconv.Itoa(m.N)}
		if d, err := lang.ParseISO(m.Date); err == nil {
			parts = append(parts, r.words.Short(d))
		}
		if how := r.shows(p, "m_channel", m.Channel); how != "" {
			parts = append(parts, how)
		}
		parts = append(parts, r.words.T("cli.meeting_"+m.State))
		if m.State == "open" && m.Missing > 0 {
			parts = append(parts, r.words.N("cli.meeting_missing", m.Missing))
		}
		r.print(strings.Join(parts, "  "))
	}
	switch {
	case booked:
		r.say(r.words.T("cli.meeting_next", "date", r.words.DayMonth(next, p.Today)))
	default:
		r.say(r.words.T("cli.meeting_no_next", "pairbook", r.again()))
	}
	return nil
}

// shows words an answer of the meeting sheet.
func (r *run) shows(p *forms.Pair, field string, v forms.Value) string {
	fd, ok := p.Library.Forms[forms.MeetingForm].Field(field)
	if !ok || v == "" {
		return ""
	}
	return cell.CleanLine(fd.Show(v, p.Asking()))
}

// newMeeting is what is said of a meeting when it is begun; "" was not said.
type newMeeting struct{ date, time, place, channel, as string }

func (r *run) meetingNew() *cobra.Command {
	var m newMeeting
	c := r.command("meeting new", func(*cobra.Command, []string) error { return r.beginMeeting(m) })
	c.Args = r.args(0, 0)
	t := func(key string) string { return r.words.T("cli.flag_" + key) }
	c.Flags().StringVar(&m.date, "date", "", t("meeting_date"))
	c.Flags().StringVar(&m.time, "time", "", t("meeting_time"))
	c.Flags().StringVar(&m.place, "place", "", t("meeting_place"))
	c.Flags().StringVar(&m.channel, "channel", "", t("meeting_channel"))
	c.Flags().StringVar(&m.as, "as", "", t("as_hand"))
	return c
}

// beginMeeting begins the next meeting with its day, and prints the name of its sheet.
func (r *run) beginMeeting(m newMeeting) error {
	p, hand, err := r.pairOfMeeting(m.as)
	if err != nil {
		return err
	}
	id := p.OpenMeeting()
	at := forms.Address{Sheet: id, Field: "m_date", Voice: forms.Agreed}
	if p.Record.Value(at) != "" {
		return invalid("meeting_open", "sheet", id, "n", id.Number, "pairbook", r.again())
	}
	s, ok := p.Sheet(id)
	if !ok {
		return notFound("no_meetings")
	}
	if m.date == "" {
		m.date = p.Today.String()
	}
	var cs []forms.Change
	for _, x := range [][2]string{{"m_date", m.date}, {"m_start", m.time}, {"m_place", m.place}, {"m_channel", m.channel}} {
		fd, ok := s.Form.Field(x[0])
		if !ok || x[1] == "" {
			continue
		}
		v, problem := fd.Parse(x[1], p.Asking())
		if problem != nil {
			return problem
		}
		cs = append(cs, forms.Change{Addr: s.Address(fd, forms.Agreed), Value: v})
	}
	if err := r.commit(p, hand, cs); err != nil {
		return err
	}
	r.print(id.String())
	r.note("meeting_begun", "title", s.Title(), "date", r.shows(p, "m_date", p.Record.Value(at)))
	return nil
}

// pairOfMeeting opens the book for writing and finds the pair.
func (r *run) pairOfMeeting(as string) (p *forms.Pair, hand forms.Voice, err error) {
	if hand, err = handOf(as); err != nil {
		return nil, hand, err
	}
	if err := r.toWrite(); err != nil {
		return nil, hand, err
	}
	p, err = r.pair()
	return p, hand, err
}

func (r *run) meetingBook() *cobra.Command {
	as, place := "", ""
	c := r.command("meeting book", func(_ *cobra.Command, args []string) error { return r.bookMeetings(args, place, as) })
	c.Args = r.args(1, -1)
	c.Flags().StringVar(&place, "place", "", r.words.T("cli.flag_meeting_place"))
	c.Flags().StringVar(&as, "as", "", r.words.T("cli.flag_as_hand"))
	return c
}

// bookMeetings puts days in the list of dates; nothing is written where one of them
// cannot be read.
func (r *run) bookMeetings(days []string, place, as string) error {
	p, hand, err := r.pairOfMeeting(as)
	if err != nil {
		return err
	}
	var list []forms.Booking
	for _, text := range days {
		b, err := r.booking(p, text)
		if err != nil {
			return err
		}
		b.Place = place
		list = append(list, b)
	}
	if err := r.commit(p, hand, p.Book(list)); err != nil {
		return err
	}
	slices.SortStableFunc(list, func(a, b forms.Booking) int { return cmp.Or(a.Day.Compare(b.Day), cmp.Compare(b.At, a.At)) })
	list = slices.CompactFunc(list, func(a, b forms.Booking) bool { return a.Day == b.Day })
	for _, b := range list {
		line := r.words.DayMonth(b.Day, p.Today)
		if b.At.Valid() {
			line += " " + r.words.Clock(b.At)
		}
		r.print(line)
	}
	r.say(r.words.N("cli.meeting_booked", len(list)))
	return nil
}

// booking reads a day, and an hour behind it where there is one.
func (r *run) booking(p *forms.Pair, text string) (forms.Booking, error) {
	b := forms.Booking{At: lang.NoClock}
	day, problem := r.day(p, text)
	if problem != nil {
		cut := strings.LastIndexByte(strings.TrimSpace(text), ' ')
		if cut < 0 {
			return b, problem
		}
		at, err := lang.ParseClock(strings.TrimSpace(text)[cut+1:], r.words.Lang())
		if err != nil {
			return b, problem
		}
		if day, problem = r.day(p, strings.TrimSpace(text)[:cut]); problem != nil {
			return b, problem
		}
		b.At = at
	}
	b.Day = day
	if day.Before(p.Today) {
		return b, invalid("meeting_past", "date", r.words.DayMonth(day, p.Today))
	}
	return b, nil
}

func (r *run) day(p *forms.Pair, text string) (lang.Date, error) {
	d, err := lang.ParseDate(text, p.Today, r.words.Lang())
	if err != nil {
		return d, &forms.Problem{Key: "value.said", Args: []any{"text", r.words.DateError(err)}}
	}
	return d, nil
}

func (r *run) meetingCancel() *cobra.Command {
	as, by, to := "", "", ""
	c := r.command("meeting cancel", func(_ *cobra.Command, args []string) error {
		return r.cancelMeeting(strings.Join(args, " "), to, by, as)
	})
	c.Args = r.args(0, -1)
	c.Flags().StringVar(&to, "new", "", r.words.T("cli.flag_meeting_new"))
	c.Flags().StringVar(&by, "by", "", r.words.T("cli.flag_meeting_by"))
	c.Flags().StringVar(&as, "as", "", r.words.T("cli.flag_as_hand"))
	return c
}

// cancelMeeting notes a planned meeting as cancelled, moved or missed.
func (r *run) cancelMeeting(which, to, by, as string) error {
	p, hand, err := r.pairOfMeeting(as)
	if err != nil {
		return err
	}
	day, err := r.whichMeeting(p, which)
	if err != nil {
		return err
	}
	var moved lang.Date
	if to != "" {
		if moved, err = r.day(p, to); err != nil {
			return err
		}
	}
	who := forms.Value("")
	if by != "" {
		col := p.Library.Registers["cancelled"].Columns
		for i := range col {
			if col[i].ID != "by" {
				continue
			}
			v, problem := col[i].Parse(named(p, by), p.Asking())
			if problem != nil {
				return problem
			}
			who = v
		}
	}
	if err := r.commit(p, hand, p.CallOff(day, who, moved)); err != nil {
		return err
	}
	if moved.IsZero() {
		r.note("meeting_off", "date", r.words.DayMonth(day, p.Today), "day", day, "pairbook", r.again())
		return nil
	}
	r.note("meeting_moved", "date", r.words.DayMonth(day, p.Today), "to", r.words.DayMonth(moved, p.Today))
	return nil
}

// whichMeeting finds the planned day that is meant: by the number of the meeting, by
// the day itself, or the next one.
func (r *run) whichMeeting(p *forms.Pair, which string) (lang.Date, error) {
	n, err := strconv.Atoi(which)
	switch {
	case which == "":
		n = p.OpenMeeting().Number
	case err != nil || n < 1:
		return r.day(p, which)
	}
	if s, ok := p.Sheet(forms.Meeting(n)); ok && s.ReadOnly() {
		return lang.Date{}, invalid("meeting_held", "n", n)
	}
	d, ok := p.MeetingDay(n)
	if ok && !p.MayCallOff(n) {
		return d, invalid("meeting_held_notes", "n", n)
	}
	if !ok {
		return d, notFound("meeting_no_day", "n", n)
	}
	return d, nil
}

func (r *run) meetingClose() *cobra.Command {
	anyway := false
	c := r.command("meeting close", func(_ *cobra.Command, args []string) error {
		if len(args) > 0 {
			return r.close("meeting/"+strings.TrimPrefix(args[0], "meeting/"), anyway)
		}
		return r.closeOpen(anyway)
	})
	c.Args = r.args(0, 1)
	c.Flags().BoolVar(&anyway, "anyway", false, r.words.T("cli.flag_anyway"))
	return c
}

// closeOpen closes the meeting that is open.
func (r *run) closeOpen(anyway bool) error {
	p, _, err := r.pairOfMeeting("")
	if err != nil {
		return err
	}
	id := p.OpenMeeting()
	if !slices.Contains(p.Meetings(), id.Number) {
		return notFound("meeting_none_open")
	}
	s, ok := p.Sheet(id)
	if !ok {
		return notFound("no_meetings")
	}
	return r.closeSheet(s, anyway)
}
