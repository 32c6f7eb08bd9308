package lists

import (
	"strconv"
	"strings"

	tea "charm.land/bubbletea/v2"

	"pairbook/forms"
	"pairbook/forms/lang"
	"pairbook/tui"
	"pairbook/tui/theme"
)

// addID is the line with which a contact is added.
const addID = "add"

// mostHeard is how many bytes of a contact are read anew with every key; a longer one
// is read when it is kept.
const mostHeard = 160

func (s *Screen) contactBindings() []tui.Binding {
	return []tui.Binding{
		{Keys: []string{"enter"}, Name: "lists.key_enter_contact", Foot: 1, Run: s.enterContact},
		{Keys: []string{"ctrl+o"}, Name: "lists.key_add_contact", Foot: 2, Run: s.addContact},
	}
}

// buildContacts lists the contacts by month, newest first, with the months between
// them in which there was none.
func (s *Screen) buildContacts() {
	p := s.d.Pair
	s.seen = map[string]forms.Touch{}
	groups := []group{{entries: []entry{{id: addID, text: s.t("lists.add_contact"), note: s.t("lists.add_contact_how")}}}}
	all := p.Touches()
	month := lang.Date{}
	for i := 0; i < len(all); {
		from, m := i, firstOf(all[i].Date)
		for i < len(all) && firstOf(all[i].Date) == m {
			i++
		}
		if !month.IsZero() {
			groups = append(groups, s.silent(month, m)...)
		}
		groups = append(groups, s.monthGroup(m, all[from:i]))
		month = m
	}
	if len(all) == 0 {
		groups = append(groups, group{title: s.t("lists.contacts"), none: s.t("lists.no_contacts")})
	}
	l := s.list[contactsTab]
	here, _ := l.here()
	l.set(groups, here.id)
}

// firstOf is the first day of a day's month; zero for the zero day.
func firstOf(d lang.Date) lang.Date {
	if d.IsZero() {
		return d
	}
	return lang.Date{Year: d.Year, Month: d.Month, Day: 1}
}

// silent are the months between two with contacts.
func (s *Screen) silent(later, earlier lang.Date) []group {
	const most = 24 // months that are listed one by one
	var out []group
	for m := later.AddMonths(-1); m.After(earlier) && len(out) < most; m = m.AddMonths(-1) {
		out = append(out, group{title: s.t("lists.month_silent", "month", s.monthName(m))})
	}
	return out
}

func (s *Screen) monthName(m lang.Date) string {
	month := s.t("date.month-" + strconv.Itoa(int(m.Month)))
	return s.t("date.pattern-month", "month", month, "year", strconv.Itoa(m.Year))
}

func (s *Screen) monthGroup(m lang.Date, touches []forms.Touch) group {
	g := group{title: s.t("lists.undated")}
	n, minutes := 0, 0
	for _, c := range touches {
		if !c.Tried {
			n++
			minutes += c.Minutes
		}
		g.entries = append(g.entries, s.touchEntry(c))
	}
	if !m.IsZero() {
		g.title = s.monthName(m) + theme.Between + s.d.Words.N("lists.contacts_n", n)
		if minutes > 0 {
			g.title += theme.Between + s.d.Words.N("log.minutes", minutes)
		}
	}
	return g
}

func (s *Screen) touchEntry(c forms.Touch) entry {
	p := s.d.Pair
	e := entry{id: string(c.Row), text: c.About, faint: c.Tried}
	if c.Row == "" {
		e.id = c.Meeting.String()
	}
	if e.text == "" {
		e.text = s.t("lists.nothing")
	}
	if !c.Date.IsZero() {
		e.front = p.Words.DayMonth(c.Date, c.Date)
	}
	minutes := ""
	if c.Minutes > 0 {
		minutes = s.t("lists.min", "n", c.Minutes)
	}
	e.cols = []string{c.Channel, minutes}
	if c.Began.IsPerson() {
		e.note = p.Words.T("log.began", "name", p.Name(c.Began))
	}
	s.seen[e.id] = c
	return e
}

// enterContact opens the line at hand where it is written, or the line to add one.
func (s *Screen) enterContact() tea.Cmd {
	e, _ := s.now().here()
	c, ok := s.seen[e.id]
	switch {
	case !ok:
		return s.addContact()
	case c.Row == "":
		return s.openSheet(c.Meeting, "", forms.Address{})
	}
	at := draftLine("contacts", c.Row).At("date")
	return s.openSheet(forms.SheetID{Form: forms.BetweenForm}, "lg_contacts", at)
}

// addContact asks for a contact in one line, and says how it is understood before it
// is kept.
func (s *Screen) addContact() tea.Cmd {
	p := s.d.Pair
	fd := &forms.Field{ID: "contact", Kind: forms.KindShort}
	return s.ask(edit{
		label: s.t("lists.ask_contact"), hint: s.t("lists.hint_contact"), fd: fd, at: draftLine("contacts", ""),
		echo: func(text string) string {
			if len(text) > mostHeard {
				return ""
			}
			line, problem := forms.ParseContact(text, s.d.Pair)
			if problem != nil {
				return ""
			}
			return s.t("lists.understood", "contact", line.Echo(s.d.Pair))
		},
		keep: func(v forms.Value) (tea.Cmd, *forms.Problem) {
			line, problem := forms.ParseContact(string(v), p)
			if problem != nil {
				return nil, problem
			}
			_, cs := line.Changes(p)
			return s.commit(cs, s.t("lists.said_contact", "contact", strings.TrimSpace(line.Echo(p)))), nil
		},
	}, "")
}

var _ tui.Screen = (*Screen)(nil)
