package main

import (
	"errors"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"pairbook/forms"
	"pairbook/forms/lang"
	"pairbook/store"
	"pairbook/tui/cell"
)

func (r *run) historyCommand() *cobra.Command {
	as := ""
	c := answersInJSON(r.command("history", func(_ *cobra.Command, args []string) error {
		field := ""
		if len(args) == 2 {
			field = args[1]
		}
		return r.history(args[0], field, as)
	}))
	c.Args = r.args(1, 2)
	c.ValidArgsFunction = r.completeQuestion
	c.Flags().StringVar(&as, "as", "", r.words.T("cli.flag_as_show"))
	return c
}

type historyJSON struct {
	Schema  int           `json:"schema"`
	Pair    forms.PairID  `json:"pair"`
	Sheet   forms.SheetID `json:"sheet"`
	Changes []changeJSON  `json:"changes"`
}

type changeJSON struct {
	At     string      `json:"at"` // RFC 3339
	Author forms.Voice `json:"author"`
	Name   string      `json:"name"`
	Kind   string      `json:"kind"` // edit, undo or redo
	Field  string      `json:"field"`
	Row    forms.RowID `json:"row,omitempty"`
	Part   string      `json:"part,omitempty"`
	Voice  forms.Voice `json:"voice"`
	Label  string      `json:"label"`
	Value  forms.Value `json:"value"`
	Text   string      `json:"text"`
}

// history prints who changed what and when, oldest first: only what both may read
// together, or one of the two alone.
func (r *run) history(sheetName, field, as string) error {
	who, err := reader(as)
	if err != nil {
		return err
	}
	at := place{}
	if field != "" {
		if at, err = parsePlace(field); err != nil {
			return err
		}
		if at.row > 0 || at.add || at.drop {
			return usage("bad_place", "place", shown(field))
		}
	}
	s, err := r.openSheetAs(sheetName, who.Hand)
	if err != nil {
		return err
	}
	t, err := newTeller(s, at, who)
	if err != nil {
		return err
	}
	revs, err := r.book.History(s.Pair.Record.Pair, t.matches)
	if err != nil && !errors.Is(err, store.ErrDamaged) {
		return err
	}
	revs = t.current(revs)
	out := historyJSON{Schema: jsonSchema, Pair: s.Pair.Record.Pair, Sheet: s.ID, Changes: []changeJSON{}}
	for _, rev := range revs {
		out.Changes = append(out.Changes, t.tell(rev))
	}
	if r.flags.json {
		return errors.Join(r.printJSON(out), err)
	}
	r.printChanges(out.Changes, revs)
	return err
}

func (r *run) printChanges(all []changeJSON, revs []forms.Revision) {
	var rows [][]string
	for i, c := range all {
		wall := revs[i].Time.Wall()
		clock := lang.Clock(wall.Hour()*60 + wall.Minute())
		text := cell.Cut(cell.CleanLine(c.Text), maxEcho)
		if text == "" {
			text = r.words.T("cli.history_back")
		}
		rows = append(rows, []string{
			r.words.Short(lang.DateOf(wall)) + " " + r.words.Clock(clock), c.Name, c.place(), r.labelled(c.Label) + text,
		})
	}
	r.columns(rows)
	if len(all) == 0 {
		r.note("history_none")
	}
}

// place is how set names the place of a change, without the row: its number may
// be another by now.
func (c changeJSON) place() string {
	if c.Part == "" {
		return c.Field
	}
	return c.Field + "." + c.Part
}

// teller puts revisions of a sheet into words.
type teller struct {
	sheet forms.Sheet
	at    place
	who   forms.Reader
	// rows finds the question that shows a register's row on this sheet, or did
	// before the row was taken away.
	rows map[forms.RowID]*forms.Field
}

// newTeller checks that the question is there and may be read.
func newTeller(s forms.Sheet, at place, who forms.Reader) (*teller, error) {
	t := &teller{sheet: s, at: at, who: who, rows: map[forms.RowID]*forms.Field{}}
	if at.field != "" {
		if _, err := askedOrEarlier(s, at, who); err != nil {
			return nil, err
		}
	}
	t.findRows()
	return t, nil
}

// findRows looks up which register rows this sheet shows, and which were written
// in it and are gone.
func (t *teller) findRows() {
	var tables []*forms.Field
	for _, it := range t.sheet.Items() {
		if fd := it.Field; fd.Register != "" && (t.at.field == "" || t.at.field == fd.ID) {
			tables = append(tables, fd)
		}
	}
	rec := t.sheet.Pair.Record
	for _, fd := range tables {
		for _, row := range t.sheet.Rows(fd, forms.Agreed) {
			t.rows[row.ID] = fd
		}
	}
	rec.Addresses(func(a forms.Address) {
		if a.Part != forms.PartFrom || string(rec.Value(a)) != t.sheet.ID.String() || t.rows[a.Row] != nil {
			return
		}
		for _, fd := range tables {
			if fd.Register == a.Sheet.Register && t.sheet.MayAddRows(fd) {
				t.rows[a.Row] = fd
			}
		}
	})
}

// field finds the question an address belongs to on this sheet.
func (t *teller) field(a forms.Address) (*forms.Field, bool) {
	if a.Sheet.Register != "" {
		fd, ok := t.rows[a.Row]
		return fd, ok
	}
	if a.Sheet != t.sheet.ID {
		return nil, false
	}
	if fd, ok := t.sheet.Formerly(a); ok {
		return fd, true
	}
	return t.sheet.Form.Field(a.Field)
}

func (t *teller) matches(a forms.Address) bool {
	if a == forms.StateAddress(t.sheet.ID) {
		return t.at.field == ""
	}
	fd, ok := t.field(a)
	if !ok || t.at.field != "" && t.at.field != fd.ID || t.at.part != "" && t.at.part != a.Part {
		return false
	}
	if a.Hidden() || !t.sheet.MayRead(fd, a.Voice, t.who) {
		return false
	}
	if a.Part == "" || strings.HasPrefix(a.Part, "#") {
		return true
	}
	part, ok := fd.Column(a.Part)
	return ok && t.sheet.MayRead(part, a.Voice, t.who)
}

// current leaves out what stood in an answer of one person before it was told, or sealed:
// that is nobody else's business.
func (t *teller) current(revs []forms.Revision) []forms.Revision {
	return slices.DeleteFunc(revs, func(rev forms.Revision) bool {
		fd, ok := t.field(rev.Addr)
		opens := ok && (fd.Seen == forms.SeenTold || fd.Seen == forms.SeenSealed && !t.sheet.InSight(rev.Time))
		if !opens || !rev.Addr.Voice.IsPerson() || t.who.Alone && t.who.Hand == rev.Addr.Voice {
			return false
		}
		last, ok := t.sheet.Pair.Record.Last(rev.Addr)
		return !ok || last.ID != rev.ID
	})
}

func (t *teller) tell(rev forms.Revision) changeJSON {
	p, w := t.sheet.Pair, t.sheet.Pair.Words
	c := changeJSON{
		At: rev.Time.Wall().Format(time.RFC3339), Author: rev.Author, Name: p.Name(rev.Author), Kind: string(rev.Kind),
		Field: rev.Addr.Field, Row: rev.Addr.Row, Part: rev.Addr.Part, Voice: rev.Addr.Voice, Value: rev.Value, Text: string(rev.Value),
	}
	if rev.Kind == forms.Edit {
		c.Kind = "edit"
	}
	if rev.Addr.Field == forms.FieldState {
		c.Label = w.T("cli.history_state")
		if rev.Value != "" {
			c.Text = w.T("cli.state_" + string(rev.Value))
		}
		return c
	}
	fd, ok := t.field(rev.Addr)
	if !ok {
		return c
	}
	c.Field, c.Label = fd.ID, p.Text(fd.Label)
	if rev.Addr.Part == forms.PartOrder {
		c.Part, c.Text = "", w.T("cli.history_row")
		if rev.Value == "" {
			c.Text = w.T("cli.history_row_gone")
		}
		return c
	}
	if part, ok := fd.Column(rev.Addr.Part); ok {
		c.Label += " · " + p.Text(part.Label) + t.rowOf(fd, rev.Addr)
		fd = part
	}
	c.Text = fd.Show(rev.Value, p.Asking())
	return c
}

// rowOf tells which row it is now, where it is still shown.
func (t *teller) rowOf(fd *forms.Field, a forms.Address) string {
	for i, row := range t.sheet.Rows(fd, a.Voice) {
		if row.ID == a.Row {
			return " [" + strconv.Itoa(i+1) + "]"
		}
	}
	return ""
}
