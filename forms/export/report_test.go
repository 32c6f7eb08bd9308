package export_test

import (
	"strings"
	"testing"

	"pairbook/forms"
	"pairbook/forms/catalog"
	"pairbook/forms/export"
	"pairbook/forms/lang"
)

// aTeachersYear is a pair with contacts, a meeting and words that stay between them.
func aTeachersYear(t testing.TB, l lang.Lang, programme string) *book {
	b := newBook(t, l)
	lib, err := catalog.Load()
	if err != nil {
		t.Fatal(err)
	}
	b.Library = lib
	b.put(forms.SheetID{Form: "pair"}, "template_id", forms.Agreed, programme)
	b.put(forms.SheetID{Form: "pair"}, "anchor_date", forms.Agreed, "2026-01-12")
	between := forms.SheetID{Form: forms.BetweenForm}
	for _, c := range [][]string{
		{"a", "2026-01-15", "phone", "40"},
		{"b", "2026-02-03", "email", ""},
		{"c", "2026-02-20", "tried", "5"},
		{"d", "2026-02-27", "in_person", "90"},
		{"e", "2027-02-27", "phone", "60"},
	} {
		b.row(between, "lg_contacts", forms.Agreed, c[0], "date", c[1], "channel", c[2], "minutes", c[3], "about", "heron")
	}
	b.put(forms.Meeting(1), "m_date", forms.Agreed, "2026-02-10")
	b.put(forms.Meeting(1), "m_start", forms.Agreed, "15:00")
	b.put(forms.Meeting(1), "m_end", forms.Agreed, "16:10")
	b.put(forms.Meeting(1), "m_channel", forms.Agreed, "in_person")
	b.put(forms.Meeting(1), "m_topics.note", forms.Agreed, "heron")
	topics := b.Programme().Topics
	b.put(forms.Meeting(1), "m_topics.topics", forms.Agreed, topics[0].ID+"\n"+topics[1].ID)
	b.row(forms.SheetID{Form: forms.DevelopmentForm}, "dp_goals", forms.Agreed, "g1", "goal", "heron")
	return b
}

// aTrip is a pair that visited each other once.
func aTrip(t testing.TB, l lang.Lang) *book {
	b := aTeachersYear(t, l, "library_project")
	visit := forms.SheetID{Form: forms.ShadowingForm}
	b.put(visit, "sh_date_len.date", forms.Agreed, "2026-02-27")
	b.put(visit, "sh_where", forms.Agreed, "The branch at the harbour; Amina goes by car")
	b.put(visit, "sh_mileage.km", forms.Mentee, "123.5")
	b.put(visit, "sh_saw", forms.Mentee, "heron")
	return b
}

// papers are all that is no sheet, by name.
func papers(t testing.TB, l lang.Lang) map[string]export.Document {
	t.Helper()
	teacher, union, trip := aTeachersYear(t, l, "teacher_induction"), aTeachersYear(t, l, "union_local"), aTrip(t, l)
	rate, ok := export.ParseRate("0.70 CAD")
	if !ok {
		t.Fatal("0.70 CAD is a rate")
	}
	where, ok := export.TripOf(trip.Pair)
	if !ok {
		t.Fatal("there was a visit")
	}
	return map[string]export.Document{
		"quarterly": export.Quarterly(union.Pair, 1),
		"monthlog":  export.MonthLog(teacher.Pair, lang.Date{Year: 2026, Month: 2, Day: 1}),
		"mileage":   export.Mileage(trip.Pair, where, rate),
	}
}

func TestThePapersReadAsApprovedInEveryLanguageAndHoldNothingOfWhatWasSaid(t *testing.T) {
	schema := published(t)
	for _, l := range lang.All() {
		for name, d := range papers(t, l) {
			golden(t, name+"."+string(l)+".txt", write(t, export.FormatText, d))
			for _, f := range append(export.Formats(), export.FileFormats()...) {
				got := write(t, f, d)
				if strings.Contains(got, "heron") || strings.Contains(got, "⟦") || strings.Contains(got, "{the_") {
					t.Errorf("%s in %s as %s says too much, or too little:\n%s", name, l, f, got)
				}
			}
			for _, fault := range schema.faultsIn(t, write(t, export.FormatJSON, d)) {
				t.Errorf("%s in %s: %s", name, l, fault)
			}
		}
	}
}

func TestTheMonthLogCountsTheContactsOfItsMonthAlone(t *testing.T) {
	d := papers(t, lang.English)["monthlog"]
	if rows := questions(d)["contacts"].Answers[0].Table.Rows; len(rows) != 3 {
		t.Errorf("%d contacts: %v", len(rows), rows)
	}
	if got, want := questions(d)["time"].Answers[0].Text[0], "3 contacts, among them 1 meeting; 2.7 h in all. How long 1 of them took is not written down."; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if lines := d.Blocks[len(d.Blocks)-1].(export.Signatures).Lines; len(lines) != 3 || lines[0].Voice != forms.Mentor || lines[2].Label != "For the school: the one in charge" {
		t.Errorf("lines to sign on: %+v", lines)
	}
}

func TestAQuarterEndsWhereTheNextBegins(t *testing.T) {
	b := aTeachersYear(t, lang.English, "union_local")
	if n := export.Quarters(b.Pair); n != 1 {
		t.Errorf("%d quarters have begun", n)
	}
	b.Today = lang.Date{Year: 2026, Month: 4, Day: 12}
	if n := export.Quarters(b.Pair); n != 2 {
		t.Errorf("%d quarters have begun", n)
	}
	if d := export.Quarterly(b.Pair, 2); d.Purpose != "From 12 April 2026 to 11 July 2026" || len(questions(d)["contacts"].Answers[0].Table.Rows) != 0 {
		t.Errorf("%s", write(t, export.FormatText, d))
	}
	b.Today = lang.Date{Year: 2029, Month: 1, Day: 1}
	if n := export.Quarters(b.Pair); n != 4 {
		t.Errorf("%d quarters of a year", n)
	}
	b.put(forms.SheetID{Form: "pair"}, "anchor_date", forms.Agreed, "")
	if n := export.Quarters(b.Pair); n != 0 {
		t.Errorf("%d quarters without a start", n)
	}
}

func TestAClaimIsReckonedToTheCentAndARateIsReadInBothWays(t *testing.T) {
	b := aTrip(t, lang.English)
	trip, _ := export.TripOf(b.Pair)
	for text, want := range map[string]string{"0.70 CAD": "86.45 CAD", "2,50 kr": "308.75 kr", "1": "123.50", "0.333": "41.13"} {
		rate, ok := export.ParseRate(text)
		if !ok {
			t.Fatalf("%q is a rate", text)
		}
		if got := questions(export.Mileage(b.Pair, trip, rate))["sum"].Answers[0].Text[0]; got != want {
			t.Errorf("%s: %s, want %s", text, got, want)
		}
	}
	for _, text := range []string{"", "CAD", "-1", "0", "1e9", "1/3", "1.2.3", "1,000.50", "0x10", "NaN", "99999999999999"} {
		if _, ok := export.ParseRate(text); ok {
			t.Errorf("%q is no rate", text)
		}
	}
	if got := write(t, export.FormatText, export.Mileage(b.Pair, trip, export.Rate{})); strings.Count(got, "____________________\n") < 2 {
		t.Errorf("without a rate there are no lines to write on:\n%s", got)
	}
}

func TestASecondTripInTheYearIsToldOnTheClaim(t *testing.T) {
	b := aTrip(t, lang.English)
	b.put(forms.SheetID{Form: forms.ShadowingForm}, "sh_mileage.claimed", forms.Mentee, "yes")
	trip, _ := export.TripOf(b.Pair)
	if got := write(t, export.FormatText, export.Mileage(b.Pair, trip, export.Rate{})); strings.Contains(got, "as well") {
		t.Errorf("one trip is one:\n%s", got)
	}
	b.row(forms.SheetID{Form: forms.BetweenForm}, "lg_contacts", forms.Agreed, "v", "date", "2026-03-01", "channel", "visit")
	if got := write(t, export.FormatText, export.Mileage(b.Pair, trip, export.Rate{})); !strings.Contains(got, "as well") {
		t.Errorf("nothing tells of the second trip:\n%s", got)
	}
}

func TestAProgrammeWithoutVisitsPaysForNone(t *testing.T) {
	if _, ok := export.TripOf(aTeachersYear(t, lang.English, "union_local").Pair); ok {
		t.Error("there are no visits in it")
	}
}
