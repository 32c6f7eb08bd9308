package export_test

import (
	"bytes"
	"maps"
	"os"
	"slices"
	"strings"
	"sync"
	"testing"

	"pairbook/forms"
	"pairbook/forms/catalog"
	"pairbook/forms/export"
	"pairbook/forms/lang"
)

// library is a small library of our own, so that the goldens do not move with the
// shipped forms.
var library = sync.OnceValues(func() (*forms.Library, error) {
	lib, _, faults, err := catalog.Compile(os.DirFS("testdata/library"))
	if err == nil && len(faults) > 0 {
		err = faultsError(faults)
	}
	if err == nil {
		hide(lib.Forms["meeting"], "m_mood", "aside")
		hide(lib.Forms["meeting"], "m_list", "secret")
	}
	return lib, err
})

// hide makes a part or column its author's own, which form files cannot say but
// the forms package allows.
func hide(f *forms.Form, field, part string) {
	if fd, ok := f.Field(field); ok {
		if p, ok := fd.Column(part); ok {
			p.Seen = forms.SeenAuthor
		}
	}
}

type faultsError []catalog.Fault

func (fs faultsError) Error() string {
	w, err := lang.Load(lang.English)
	if err != nil {
		return err.Error()
	}
	var all []string
	for _, f := range fs {
		all = append(all, f.Say(w))
	}
	return strings.Join(all, "\n")
}

// book is a pair whose answers a test writes.
type book struct {
	*forms.Pair
	t   testing.TB
	seq uint64
}

// newBook returns the pair of Amina Diallo and Per Holm, who have said nothing but
// their names, on 24 March 2026.
func newBook(t testing.TB, l lang.Lang) *book {
	t.Helper()
	lib, err := library()
	if err != nil {
		t.Fatal(err)
	}
	w, err := lang.Load(l)
	if err != nil {
		t.Fatal(err)
	}
	today := lang.Date{Year: 2026, Month: 3, Day: 24}
	b := &book{Pair: forms.NewPair(forms.NewRecord("k3v9qd"), lib, today, w), t: t}
	pair := forms.SheetID{Form: "pair"}
	b.put(pair, "mentor_name", forms.Mentor, "Per Holm")
	b.put(pair, "mentee_name", forms.Mentee, "Amina Diallo")
	b.put(pair, "programme_name", forms.Agreed, "Harbour mentoring 2026")
	return b
}

func (b *book) set(a forms.Address, v string) {
	b.seq++
	b.Record.Put(a, []forms.Head{{ID: forms.RevID{Device: "d", Seq: b.seq}, Author: forms.Mentee, Time: forms.Stamp(b.seq), Value: forms.Value(v)}})
}

// put answers a field, or with a dot a part: "length.from".
func (b *book) put(id forms.SheetID, field string, v forms.Voice, value string) {
	field, part, _ := strings.Cut(field, ".")
	b.set(forms.Address{Sheet: id, Field: field, Part: part, Voice: v}, value)
}

// row adds a row with a fixed id to a table; cells are column, value pairs.
func (b *book) row(id forms.SheetID, field string, v forms.Voice, row string, cells ...string) {
	b.t.Helper()
	s := b.sheet(id)
	fd, ok := s.Form.Field(field)
	if !ok {
		b.t.Fatalf("the form has no field %s", field)
	}
	b.set(s.Table(fd, v).InRow(forms.RowID(row)).At(forms.PartOrder), row)
	for i := 0; i < len(cells); i += 2 {
		col, ok := fd.Column(cells[i])
		if !ok {
			b.t.Fatalf("%s has no column %s", field, cells[i])
		}
		b.set(s.Cell(fd, v, forms.RowID(row), col), cells[i+1])
	}
}

func (b *book) sheet(id forms.SheetID) forms.Sheet {
	b.t.Helper()
	s, ok := b.Sheet(id)
	if !ok {
		b.t.Fatalf("there is no sheet %s", id)
	}
	return s
}

func write(t testing.TB, f export.Format, d export.Document) string {
	t.Helper()
	var out bytes.Buffer
	if err := export.Write(&out, f, d); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

// everywhere writes a document in every format, one after the other; of office files,
// what is in them.
func everywhere(t testing.TB, d export.Document) string {
	t.Helper()
	var all strings.Builder
	for _, f := range export.Formats() {
		all.WriteString(write(t, f, d))
	}
	for _, f := range officeFormats() {
		inside := parts(t, write(t, f, d))
		for _, name := range slices.Sorted(maps.Keys(inside)) {
			all.WriteString(inside[name])
		}
	}
	return all.String()
}

var (
	contract = forms.SheetID{Form: "contract"}
	meeting  = forms.Meeting(2)
	together = forms.Reader{}
	amina    = forms.Reader{Hand: forms.Mentee, Alone: true}
	per      = forms.Reader{Hand: forms.Mentor, Alone: true}
)

// filled answers every question of the contract but those that test a gap.
func filled(t testing.TB, l lang.Lang) *book {
	b := newBook(t, l)
	b.put(contract, "needs", forms.Agreed, "To feel sure of the agreement.\nTo speak in front of people.\n\nFirst of all: lead one membership meeting, with an agenda that everyone has had in time and minutes that say what we decided.")
	b.put(contract, "expect", forms.Mentee, "Honest answers.")
	b.put(contract, "expect", forms.Mentor, "That you come prepared.")
	b.put(contract, "expect", forms.Agreed, "Straight talk, and time to think.")
	b.row(contract, "goals", forms.Agreed, "r1", "goal", "Lead a meeting", "measure", "minutes", "due", "2026-04-15", "priority", "p1", "result", "3")
	b.row(contract, "goals", forms.Agreed, "r2", "goal", "Learn the agreement", "measure", "", "due", "2026-09-01")
	b.put(contract, "often", forms.Agreed, "other: every full moon")
	b.put(contract, "length.from", forms.Agreed, "60")
	b.put(contract, "length.to", forms.Agreed, "90")
	b.put(contract, "talk.topics", forms.Agreed, "load\nrole.now")
	b.put(contract, "talk.note", forms.Agreed, "One at a time.\n\nNever both.")
	b.put(contract, "ways", forms.Agreed, "talk\nvisit\nvisit.half\nvisit.full\nother: letters")
	b.put(contract, "first", forms.Agreed, "2026-04-02")
	b.put(contract, "at", forms.Agreed, "17:00")
	b.put(contract, "months", forms.Agreed, "6")
	b.put(contract, "sure", forms.Mentee, "4")
	b.put(contract, "sure", forms.Mentor, "na")
	b.put(contract, "blame", forms.Agreed, "yes")
	b.put(contract, "place", forms.Mentor, "The small room behind the desk")
	b.row(contract, "material", forms.Mentee, "m1", "title", "Draft agenda", "where", "sent by e-mail")
	actions := forms.Address{Sheet: forms.Register("actions"), Field: "actions", Row: "a1", Voice: forms.Agreed}
	for part, value := range map[string]string{forms.PartOrder: "1", forms.PartFrom: "meeting/1", "action": "Book the hall", "owner": "mentee", "due": "2026-05-28", "status": "open"} {
		b.set(actions.At(part), value)
	}
	b.put(contract, "sign_mentee", forms.Mentee, "2026-03-24 Amina Diallo")
	return b
}
