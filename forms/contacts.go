package forms

import (
	"slices"
	"strconv"

	"pairbook/forms/lang"
)

// Touch is a line of the contact log, or a meeting that was held: what the list of
// contacts shows.
type Touch struct {
	Date    lang.Date // zero where it was not written
	Channel string    // in words
	Minutes int       // 0 where they are not known
	About   string
	Began   Voice   // "" where it was not said
	Tried   bool    // nobody answered, so it counts for nothing
	Row     RowID   // of the contact log; "" for a meeting
	Meeting SheetID // zero for a line of the log
}

// Touches returns the lines of the contact log and the meetings held, newest first;
// those without a date stand first, so that they are seen.
func (p *Pair) Touches() []Touch {
	var out []Touch
	table := registerTable(registerContacts)
	channel := p.contactColumn("channel")
	for _, row := range p.Record.Rows(table) {
		cell := func(column string) Value { return p.Record.Value(table.InRow(row.ID).At(column)) }
		minutes, _ := strconv.ParseFloat(string(cell("minutes")), 64)
		t := Touch{
			Date: isoDay(cell("date")), Minutes: int(minutes), About: string(cell("about")), Began: Voice(cell("began")),
			Tried: cell("channel") == triedInVain, Row: row.ID,
		}
		if channel != nil {
			t.Channel = channel.ShowShort(cell("channel"), p.Asking())
		}
		out = append(out, t)
	}
	for _, n := range p.Meetings() {
		id := Meeting(n)
		day := isoDay(p.Record.Value(Address{Sheet: id, Field: fieldMeetDate, Voice: Agreed}))
		s, ok := p.Sheet(id)
		if !ok || day.IsZero() || day.After(p.Today) {
			continue
		}
		t := Touch{Date: day, Minutes: p.minutes(id), About: s.Title(), Meeting: id}
		if fd, ok := s.Form.Field("m_channel"); ok {
			t.Channel = fd.ShowShort(p.Record.Value(Address{Sheet: id, Field: fd.ID, Voice: Agreed}), p.Asking())
		}
		out = append(out, t)
	}
	slices.SortStableFunc(out, func(a, b Touch) int {
		if a.Date.IsZero() != b.Date.IsZero() {
			if a.Date.IsZero() {
				return -1
			}
			return 1
		}
		return b.Date.Compare(a.Date)
	})
	return out
}
