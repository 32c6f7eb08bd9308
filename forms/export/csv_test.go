package export_test

import (
	"bytes"
	"encoding/csv"
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"pairbook/forms"
	"pairbook/forms/export"
	"pairbook/forms/lang"
)

// lists returns a pair with the shipped forms and a few rows in its lists.
func lists(t testing.TB, l lang.Lang) *book {
	b := shipped(t, l, nil)
	b.put(forms.SheetID{Form: forms.PairForm}, "template_id", forms.Agreed, "union_local")
	add := func(register, row string, cells ...string) {
		at := forms.Address{Sheet: forms.Register(register), Field: register, Row: forms.RowID(row), Voice: forms.Agreed}
		b.set(at.At(forms.PartOrder), row)
		for i := 0; i < len(cells); i += 2 {
			b.set(at.At(cells[i]), cells[i+1])
		}
	}
	add("goals", "g1", "goal", "Lead a meeting", "measure", "=1+1", "due", "2026-04-15", "priority", "p1", "rate_start", "2")
	add("contacts", "c1", "date", "2026-03-02", "channel", "phone", "minutes", "45", "about", "The agenda\nand the room")
	add("contacts", "c2", "date", "2026-03-09", "channel", "video", "about", "@home; ~really~, yes")
	add("actions", "a1", "action", "Book the hall", "owner", "mentee", "due", "2026-05-28", "goal", "g1", "status", "open")
	add("rules", "r16", "note", "SetAside")
	add("ledger", "t1", "file", "HandedOut")
	return b
}

// one returns one list of the sample pair.
func one(t testing.TB, b *book, id string) export.Register {
	t.Helper()
	rs, err := export.Registers(b.Pair, []string{id}, forms.ForPair)
	if err != nil {
		t.Fatal(err)
	}
	return rs[0]
}

func csvOf(t testing.TB, r export.Register, delimiter rune) [][]string {
	t.Helper()
	var out bytes.Buffer
	if err := export.CSV(&out, r, delimiter); err != nil {
		t.Fatal(err)
	}
	text, ok := strings.CutPrefix(out.String(), "\uFEFF")
	if !ok {
		t.Error("the file does not say that it is UTF-8")
	}
	in := csv.NewReader(strings.NewReader(text))
	if in.Comma = delimiter; delimiter == 0 {
		in.Comma = export.Delimiter(r.Lang)
	}
	rows, err := in.ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	return rows
}

func TestAListIsWrittenAsItIsShown(t *testing.T) {
	want := map[lang.Lang][][]string{
		lang.English: {
			{"Date", "How", "Minutes (min)", "About", "Who began"},
			{"2026-03-02", "phone", "45", "The agenda and the room", ""},
			{"2026-03-09", "video", "", "'@home; ~really~, yes", ""},
		},
		lang.Swedish: {
			{"Datum", "Hur", "Minuter (min)", "Om", "Vem tog kontakt"},
			{"2026-03-02", "telefon", "45", "The agenda and the room", ""},
			{"2026-03-09", "video", "", "'@home; ~really~, yes", ""},
		},
	}
	for l, rows := range want {
		for _, delimiter := range []rune{0, ';', ',', '\t'} {
			if diff := cmp.Diff(rows, csvOf(t, one(t, lists(t, l), "contacts"), delimiter)); diff != "" {
				t.Errorf("in %q between %q:\n%s", l, delimiter, diff)
			}
		}
	}
	actions := csvOf(t, one(t, lists(t, lang.English), "actions"), 0)
	if diff := cmp.Diff([]string{"Book the hall", "the mentee", "2026-05-28", "", "Lead a meeting", "open", "", ""}, actions[1]); diff != "" {
		t.Error(diff)
	}
}

func TestTheStepsOfThePlanAreNamed(t *testing.T) {
	b := lists(t, lang.English)
	r := one(t, b, "steps")
	if len(r.Rows) != len(b.Programme().Steps) || len(r.Rows) == 0 {
		t.Fatalf("%d steps of %d are listed", len(r.Rows), len(b.Programme().Steps))
	}
	first := b.Text(b.Programme().Steps[0].Text)
	if r.Rows[0].Cells[0].Text != first {
		t.Errorf("the first step is %+v, want %q", r.Rows[0].Cells, first)
	}
}

func TestADelimiterThatCannotBeOneIsRefused(t *testing.T) {
	for _, d := range []rune{'"', '\n', '\r', '\uFFFD'} {
		if err := export.CSV(&bytes.Buffer{}, one(t, lists(t, lang.English), "goals"), d); err == nil {
			t.Errorf("%q stands between cells", d)
		}
	}
	if err := export.CSV(full{}, one(t, lists(t, lang.English), "goals"), 0); !errors.Is(err, errFull) {
		t.Errorf("a full disk says %v", err)
	}
}

func TestOnlyThePairGetsTheirLists(t *testing.T) {
	b := lists(t, lang.English)
	for _, to := range []forms.Audience{forms.ForBoard, forms.ForCoordinator} {
		rs, err := export.Registers(b.Pair, nil, to)
		if len(rs) > 0 || err != nil {
			t.Errorf("%d lists go to %s, %v", len(rs), to, err)
		}
		if _, err := export.Registers(b.Pair, []string{"goals"}, to); !errors.Is(err, export.ErrNoList) {
			t.Errorf("goals for %s: %v", to, err)
		}
	}
	for _, id := range []string{"rules", "ledger", "nothing", ""} {
		if _, err := export.Registers(b.Pair, []string{id}, forms.ForPair); !errors.Is(err, export.ErrNoList) {
			t.Errorf("%q: %v", id, err)
		}
	}
	for _, to := range []forms.Audience{forms.ForPair, forms.ForMentee, forms.ForMentor} {
		rs, err := export.Registers(b.Pair, nil, to)
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, r := range rs {
			got = append(got, r.ID)
		}
		for _, id := range []string{"actions", "cancelled", "contacts", "dates", "goals", "small_steps", "steps"} {
			if index(got, id) < 0 {
				t.Errorf("%s is not for %s: %q", id, to, got)
			}
		}
		if index(got, "rules") >= 0 || index(got, "ledger") >= 0 {
			t.Errorf("for %s there is %q", to, got)
		}
	}
}

func TestARowOfAClosedCopyIsInNoList(t *testing.T) {
	b := lists(t, lang.English)
	at := forms.Address{Sheet: forms.Register("goals"), Field: "goals", Row: "g1", Voice: forms.Agreed}
	b.set(at.At(forms.PartFrom), forms.SheetID{Form: forms.EachForm, Of: forms.Mentor}.String())
	for _, to := range []forms.Audience{forms.ForPair, forms.ForMentee, forms.ForMentor} {
		rs, err := export.Registers(b.Pair, []string{"goals"}, to)
		if err != nil || len(rs[0].Rows) != 0 {
			t.Errorf("for %s: %+v, %v", to, rs, err)
		}
	}
}

// aList is a list of one column and one cell.
func aList(text string) export.Register {
	return export.Register{ID: "l", Title: text, Lang: lang.English, Table: export.Table{
		Columns: []export.Column{{ID: "c", Label: text, Kind: forms.KindShort}, {ID: "d", Label: "D", Kind: forms.KindShort}},
		Rows:    []export.Row{{Cells: []export.Cell{{Value: forms.Value(text), Text: text}, {Text: "end"}}}},
	}}
}

// harmless checks that a CSV cell says what was written and cannot be a formula.
func harmless(t testing.TB, text string) {
	t.Helper()
	want := cleaned(text)
	for _, delimiter := range []rune{',', ';'} {
		rows := csvOf(t, aList(text), delimiter)
		for _, row := range rows {
			if len(row) != 2 {
				t.Fatalf("%q makes %d cells", text, len(row))
			}
			got := row[0]
			if got != want && got != "'"+want {
				t.Errorf("%q becomes %q", want, got)
			}
			if got != "" && strings.ContainsAny(got[:1], "=+-@\t\r") {
				t.Errorf("%q may be taken for a formula", got)
			}
		}
	}
}

// formulas are texts that some spreadsheet would run.
func formulas() []string {
	return []string{"=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", " =1", "\u00a0=1", "\u200b=1", "＝1", "=cmd|' /C calc'!A0", "'=1", "-", "=", `="a";"b"`}
}

func TestNoCellIsEverAFormula(t *testing.T) {
	for _, text := range formulas() {
		harmless(t, text)
		if text == "'=1" {
			continue
		}
		if got := csvOf(t, aList(text), 0)[1][0]; !strings.HasPrefix(got, "'") {
			t.Errorf("%q stays %q", text, got)
		}
	}
	rapid.Check(t, func(rt *rapid.T) {
		harmless(t, rapid.SampledFrom(append(formulas(), "")).Draw(rt, "start")+rapid.String().Draw(rt, "text"))
	})
}

func FuzzLists(f *testing.F) {
	for _, text := range append(hostile(), formulas()...) {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		harmless(t, text)
		inCell(t, text)
	})
}
