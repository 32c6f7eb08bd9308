package forms_test

import (
	"strings"
	"testing"
	"time"

	"pairbook/forms"
	"pairbook/forms/lang"
)

// saturday is the day on which the questions of these tests are asked.
var saturday = lang.Date{Year: 2026, Month: time.May, Day: 30}

// askingIn is a reader of l who follows a programme that calls the mentee by name.
func askingIn(t testing.TB, l lang.Lang) forms.Asking {
	t.Helper()
	w, err := lang.Load(l)
	if err != nil {
		t.Fatal(err)
	}
	return forms.Asking{Words: w, Today: saturday, Fill: func(x lang.Text) string {
		return strings.ReplaceAll(x.In(l), "{the_mentee}", "Amina")
	}}
}

func both(en, sv string) lang.Text {
	return lang.NewText(map[lang.Lang]string{lang.English: en, lang.Swedish: sv})
}

func bounds(low, high float64) (*float64, *float64) { return &low, &high }

// The questions of these tests, after the shipped forms.
func rhythm() *forms.Field {
	return &forms.Field{ID: "ct_frequency", Kind: forms.KindChoice, By: forms.ByBoth, Options: []forms.Option{
		{ID: "weekly", Label: both("every week", "varje vecka")},
		{ID: "biweekly", Label: both("every two weeks", "varannan vecka")},
		{ID: "monthly", Label: both("every month", "varje månad")},
		{ID: "mentee", Label: both("{the_mentee} decides", "{the_mentee} bestämmer")},
		{ID: "other", Label: both("a different rhythm", "en egen takt"), Detail: forms.KindShort},
	}}
}

func length() *forms.Field {
	return &forms.Field{ID: "planned_length", Kind: forms.KindChoice, By: forms.ByBoth, Options: []forms.Option{
		{ID: "contacts", Label: both("two or three contacts", "två eller tre kontakter")},
		{ID: "m3", Label: both("3 months", "3 månader")},
		{ID: "m6", Label: both("6 months", "6 månader")},
		{ID: "other", Label: both("another number of months", "annat antal månader"), Detail: forms.KindNumber},
	}}
}

func topics() *forms.Field {
	return &forms.Field{ID: "m_topics", Kind: forms.KindMulti, By: forms.ByBoth, Options: []forms.Option{
		{ID: "governance", Label: both("Running the union", "Att leda facket"), Options: []forms.Option{
			{ID: "policy", Label: both("policy, rules", "policy, regler")},
			{ID: "budget", Label: both("budget", "budget")},
		}},
		{ID: "role", Label: both("My role", "Min roll"), Options: []forms.Option{
			{ID: "stress", Label: both("stress", "stress")},
			{ID: "budget", Label: both("budget", "budget")},
		}},
		{ID: "talk", Label: both("Talks: how to", "Samtal: så gör man")},
		{ID: "other", Label: both("something else", "något annat"), Detail: forms.KindShort},
	}}
}

func minutes() *forms.Field {
	low, high := bounds(5, 480)
	return &forms.Field{ID: "from", Kind: forms.KindNumber, Min: low, Max: high, Unit: both("minutes", "minuter")}
}

func plain(k forms.Kind) *forms.Field { return &forms.Field{ID: "q", Kind: k, By: forms.ByBoth} }

// said is something typed in one language, and what becomes of it. An empty value
// and a note say that the answer is refused with these words.
type said struct {
	in   string
	want forms.Value
	note string
}

func checkAll(t *testing.T, fd *forms.Field, l lang.Lang, table []said) {
	t.Helper()
	a := askingIn(t, l)
	for _, c := range table {
		v, p := fd.Parse(c.in, a)
		note := ""
		if p != nil {
			note = p.Say(a.Words)
		}
		if v != c.want || !strings.Contains(note, c.note) || (p != nil) != (c.note != "") {
			t.Errorf("%s typed in %q: %q = %q, problem %q; want %q, problem %q", fd.Kind, l, c.in, v, note, c.want, c.note)
		}
	}
}

func TestTextStaysAsItWasTyped(t *testing.T) {
	family := "👨‍👩‍👧 e\u0301 عربي"
	checkAll(t, plain(forms.KindShort), lang.English, []said{
		{"", "", ""},
		{" \t\n ", "", ""},
		{"\u200b\ufeff", "", ""},
		{" two  blanks ", " two  blanks ", ""},
		{"one\nline\tonly\r\n", "one line only", ""},
		{family, forms.Value(family), ""},
		{"a\x00b\x1b[31mc\x7f\u009bd", "ab[31mcd", ""},
		{"left\u202eright\u2066", "leftright", ""},
		{"bad\xff\xfebytes", "badbytes", ""},
		{strings.Repeat("a", forms.MaxAnswer+1), "", "longer than we have room for"},
	})
	checkAll(t, plain(forms.KindLong), lang.Swedish, []said{
		{"\n  First\r\nsecond\rthird\u2028fourth\tcolumn\n", "\n  First\nsecond\nthird\nfourth\tcolumn\n", ""},
		{" \n\n", "", ""},
		{strings.Repeat("å", forms.MaxAnswer/2), forms.Value(strings.Repeat("å", forms.MaxAnswer/2)), ""},
		{strings.Repeat("å", forms.MaxAnswer/2+1), "", "längre än vi har plats för"},
	})
	checkAll(t, plain(forms.KindAuto), lang.English, []said{{"March to\nMay", "March to May", ""}})
}

func TestDatesAndTimesAreReadInBothLanguages(t *testing.T) {
	for _, l := range lang.All() {
		checkAll(t, plain(forms.KindDate), l, []said{
			{"2026-06-04", "2026-06-04", ""},
			{"4 June", "2026-06-04", ""},
			{" 4 juni 2026 ", "2026-06-04", ""},
			{"tomorrow", "2026-05-31", ""},
			{"+2v", "2026-06-13", ""},
		})
		checkAll(t, plain(forms.KindTime), l, []said{{"17", "17:00", ""}, {"kl 9.30", "09:30", ""}, {"5:30 pm", "17:30", ""}})
	}
	checkAll(t, plain(forms.KindDate), lang.English, []said{{"4/3", "", "Does “4/3” mean"}, {"31 February", "", "calendar"}, {"soon", "", "“soon”"}})
	checkAll(t, plain(forms.KindDate), lang.Swedish, []said{{"snart", "", "”snart”"}, {strings.Repeat("4 ", 400), "", "tolka"}})
	checkAll(t, plain(forms.KindTime), lang.English, []said{{"25:00", "", "time of day"}})
	checkAll(t, plain(forms.KindTime), lang.Swedish, []said{{"sent", "", "klockslag"}})
}

func TestNumbersAreReadWithCommaPointAndBlanks(t *testing.T) {
	for _, l := range lang.All() {
		checkAll(t, plain(forms.KindNumber), l, []said{
			{"60", "60", ""},
			{" 007 ", "7", ""},
			{"1,5", "1.5", ""},
			{"1.5", "1.5", ""},
			{"1.50", "1.5", ""},
			{",25", "0.25", ""},
			{"0", "0", ""},
			{"-0,0", "0", ""},
			{"−3", "-3", ""},
			{"–3", "-3", ""},
			{"- 3", "-3", ""},
			{"1 000", "1000", ""},
			{"12\u00a0345,5", "12345.5", ""},
			{"1\u202f000", "1000", ""},
			{"1,234,567", "1234567", ""},
			{"1.234,50", "1234.5", ""},
			{"1,234.50", "1234.5", ""},
			{"1 234.500", "1234.5", ""},
			{"0.500", "0.5", ""},
			{"123456789012", "123456789012", ""},
		})
	}
	checkAll(t, plain(forms.KindNumber), lang.English, []said{
		{"1,000", "", "Does “1,000” mean 1000 or 1?"},
		{"1.250", "", "1250 or 1.25?"},
		{"0.125", "", "two decimals"},
		{"1234567890123", "", "twelve"},
		{"many", "", "“many”"},
		{"60 min", "", "“60 min”"},
		{"1 0", "", "“1 0”"},
		{"5-3", "", "“5-3”"},
		{"--5", "", "“--5”"},
		{"1e5", "", "“1e5”"},
		{".", "", "“.”"},
		{"5.", "", "“5.”"},
		{"1,2,3", "", "“1,2,3”"},
		{"1.5.2,5", "", "“1.5.2,5”"},
		{"٣", "", "“٣”"},
	})
	checkAll(t, plain(forms.KindNumber), lang.Swedish, []said{{"1.250", "", "1250 eller 1,25?"}, {"många", "", "”många”"}})
}

func TestAUnitMayFollowANumberButOnlyTheRightOne(t *testing.T) {
	for _, l := range lang.All() {
		checkAll(t, minutes(), l, []said{
			{"60 min", "60", ""}, {"60min.", "60", ""}, {"60 minutes", "60", ""}, {"7,5 minuter", "7.5", ""}, {"45 Minut", "45", ""}, {"5 m", "5", ""},
		})
	}
	checkAll(t, minutes(), lang.English, []said{
		{"2 h", "", "We count in minutes here"}, {"4", "", "from 5 to 480 minutes"}, {"481", "", "from 5 to 480 minutes"}, {"min", "", "“min”"},
	})
	checkAll(t, minutes(), lang.Swedish, []said{{"2 timmar", "", "Här räknar vi i minuter"}, {"1", "", "från 5 till 480 minuter"}})
	least, most := minutes(), minutes()
	least.Max, most.Min = nil, nil
	checkAll(t, least, lang.English, []said{{"1", "", "Type 5 minutes or more"}})
	checkAll(t, most, lang.Swedish, []said{{"1000 min", "", "Skriv 480 minuter eller mindre"}})
}

func TestChoicesAreReadByIDLabelBeginningAndNumber(t *testing.T) {
	for _, l := range lang.All() {
		checkAll(t, rhythm(), l, []said{
			{"monthly", "monthly", ""},
			{"Every MONTH", "monthly", ""},
			{"varje månad", "monthly", ""},
			{"varje manad", "monthly", ""},
			{" varje  ma\u030anad ", "monthly", ""},
			{"every m", "monthly", ""},
			{"3", "monthly", ""},
			{"varann", "biweekly", ""},
			{"Amina", "mentee", ""},
			{"other: every full moon", "other: every full moon", ""},
			{"annat: varje fullmåne", "other: varje fullmåne", ""},
			{"En egen takt:  a: b, c ", "other: a: b, c", ""},
			{"a diff: x", "other: x", ""},
			{"5: x", "other: x", ""},
		})
	}
	checkAll(t, rhythm(), lang.English, []said{
		{"every", "", "every week, every two weeks, every month"},
		{"never", "", "“never”"},
		{"6", "", "“6”"},
		{"0", "", "“0”"},
		{"other", "", "a different rhythm: …"},
		{"other: ", "", "a different rhythm: …"},
		{"5", "", "a different rhythm: …"},
		{"monthly: often", "", "“every month” stands alone"},
		{"weekly\nmonthly", "", "Choose one"},
		{"{the_mentee} decides", "mentee", ""},
	})
	checkAll(t, rhythm(), lang.Swedish, []said{{"annat", "", "en egen takt: …"}, {"aldrig", "", "”aldrig”"}, {"varje", "", "varje vecka, varje månad"}})
}

func TestAFigureThatFitsTwoChoicesIsNotGuessed(t *testing.T) {
	checkAll(t, length(), lang.English, []said{
		{"3", "", "3 months, 6 months"},
		{"6", "m6", ""},
		{"2", "m3", ""},
		{"3 m", "m3", ""},
		{"m6", "m6", ""},
		{"other: 8 months", "other: 8", ""},
		{"other: 1,5", "other: 1.5", ""},
		{"annat antal månader: 8 mån", "other: 8", ""},
		{"other", "", "Add a number after"},
		{"other: long", "", "“long”"},
		{"other: -2", "", "0 or more"},
		{"other: 2 weeks", "", "“2 weeks”"},
	})
}

func TestSeveralAnswersAreReadInAnyOrderAndKeptInOne(t *testing.T) {
	for _, l := range lang.All() {
		checkAll(t, topics(), l, []said{
			{"role.stress, governance", "governance\nrole.stress", ""},
			{"stress; talk", "role.stress\ntalk", ""},
			{"talk\n\nstress\n", "role.stress\ntalk", ""},
			{"stress, policy, rules, my role", "governance.policy\nrole\nrole.stress", ""},
			{"1,2", "governance\ngovernance.policy", ""},
			{"stress, stress", "role.stress", ""},
			{"Talks: how to; stress", "role.stress\ntalk", ""},
			{"stress, other: bees, talk", "role.stress\nother: bees, talk", ""},
			{"other: bees\nstress", "role.stress\nother: bees", ""},
			{"My role: budget", "role.budget", ""},
			{"Running the union: budget, Stress", "governance.budget\nrole.stress", ""},
		})
	}
	checkAll(t, topics(), lang.English, []said{
		{"budget", "", "Running the union: budget, My role: budget"},
		{"stress, bees", "", "“bees”"},
		{"stress, other", "", "something else: …"},
		{",;", "", "“,;”"},
		{"stress: much", "", "“stress” stands alone"},
		{strings.Repeat(";", forms.MaxAnswer), "", "among the answers"},
		{strings.Repeat(":", forms.MaxAnswer), "", "among the answers"},
	})
}

func TestRatingsAndYesAndNoAreReadInWords(t *testing.T) {
	for _, l := range lang.All() {
		checkAll(t, plain(forms.KindRating), l, []said{
			{"1", "1", ""},
			{" 5 ", "5", ""},
			{"na", "na", ""},
			{"N/A", "na", ""},
			{"ej aktuellt", "na", ""},
			{"agree", "4", ""},
			{"stämmer helt", "5", ""},
			{"4 – agree", "4", ""},
			{"2 - stämmer dåligt", "2", ""},
		})
		for _, yes := range []string{"yes", "Y", "ja", "J", "1", "TRUE"} {
			checkAll(t, plain(forms.KindYesNo), l, []said{{yes, "yes", ""}})
		}
		for _, no := range []string{"no", "n", "NEJ", "0", "false"} {
			checkAll(t, plain(forms.KindYesNo), l, []said{{no, "no", ""}})
		}
	}
	checkAll(t, plain(forms.KindRating), lang.English, []said{{"0", "", "from 1 to 5"}, {"6", "", "from 1 to 5"}, {"3 – agree", "", "from 1 to 5"}, {"33", "", "from 1 to 5"}, {"good", "", "from 1 to 5"}})
	checkAll(t, plain(forms.KindRating), lang.Swedish, []said{{"bra", "", "från 1 till 5"}})
	checkAll(t, plain(forms.KindYesNo), lang.English, []said{{"perhaps", "", "yes or no"}})
	checkAll(t, plain(forms.KindYesNo), lang.Swedish, []said{{"kanske", "", "ja eller nej"}})
}

func TestASignatureIsANameAndADay(t *testing.T) {
	sign := plain(forms.KindSign)
	for _, l := range lang.All() {
		checkAll(t, sign, l, []said{
			{"Amina Diallo", "2026-05-30 Amina Diallo", ""},
			{"Amina Diallo, 24 March 2026", "2026-03-24 Amina Diallo", ""},
			{"Per Holm, i går", "2026-05-29 Per Holm", ""},
			{"Per Holm 24 mars 2026", "2026-03-24 Per Holm", ""},
			{"2026-03-24 Per Holm", "2026-03-24 Per Holm", ""},
			{"Holm, Per", "2026-05-30 Holm, Per", ""},
			{"Berg, Tor", "2026-05-30 Berg, Tor", ""},
			{"Tor", "2026-05-30 Tor", ""},
			{"Holm, Per, 2026-03-24", "2026-03-24 Holm, Per", ""},
		})
	}
	checkAll(t, sign, lang.English, []said{
		{"24 March", "", "Amina Diallo, 30 May 2026"},
		{"today", "", "Type your name"},
		{"Amina, 4/3", "", "Does “4/3” mean"},
		{"Amina 4/3", "", "after a comma"},
		{", 24 March", "", "Type your name"},
		{"2026-03-24", "", "Type your name"},
		{"1850-03-24 Amina", "", "years"},
		{"--", "", "Type your name"},
	})
	checkAll(t, sign, lang.Swedish, []said{{"idag", "", "Skriv ditt namn"}})
}

func TestTablesAndGroupsAskForAColumnOrPart(t *testing.T) {
	columns := []forms.Field{{ID: "goal", Kind: forms.KindShort}, {ID: "due", Kind: forms.KindDate}}
	checkAll(t, &forms.Field{ID: "pw_goals", Kind: forms.KindRows, Columns: columns}, lang.English, []said{{"x", "", "column you mean: goal, due"}, {"", "", "goal, due"}})
	checkAll(t, &forms.Field{ID: "ct_place", Kind: forms.KindGroup, Parts: columns}, lang.Swedish, []said{{"x", "", "Ange vilken du menar: goal, due"}})
}

func TestABookPastedByMistakeIsRefusedQuickly(t *testing.T) {
	fields := []*forms.Field{rhythm(), topics(), minutes(), plain(forms.KindDate), plain(forms.KindTime), plain(forms.KindRating), plain(forms.KindYesNo), plain(forms.KindSign)}
	a := askingIn(t, lang.Swedish)
	for _, piece := range []string{"å: ", "a,:", ";", "e\u0301, ", "stress, ", "stress\n", "other:,", "1 ", "2026-03-24,"} {
		book := strings.Repeat(piece, forms.MaxAnswer/len(piece))
		for _, fd := range fields {
			start := time.Now()
			_, _ = fd.Parse(book, a)
			if took := time.Since(start); took > time.Second {
				t.Errorf("%s: %q over and over takes %v", fd.Kind, piece, took)
			}
		}
	}
}
