package forms_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"pairbook/forms"
	"pairbook/forms/lang"
)

func TestAnswersAreShownAsPeopleReadThem(t *testing.T) {
	part := &forms.Field{ID: "rating", Kind: forms.KindRating}
	for _, c := range []struct {
		fd                       *forms.Field
		v                        forms.Value
		en, enShort, sv, svShort string
	}{
		{plain(forms.KindShort), "Amina", "Amina", "Amina", "Amina", "Amina"},
		{plain(forms.KindLong), "a\n\tb", "a\n    b", "a  b", "a\n    b", "a  b"},
		{plain(forms.KindDate), "2026-06-04", "Thursday 4 June 2026", "4 Jun 2026", "torsdag 4 juni 2026", "2026-06-04"},
		{plain(forms.KindTime), "17:00", "17:00", "17:00", "17.00", "17.00"},
		{plain(forms.KindNumber), "1.5", "1.5", "1.5", "1,5", "1,5"},
		{minutes(), "60", "60 minutes", "60", "60 minuter", "60"},
		{rhythm(), "monthly", "every month", "every month", "varje månad", "varje månad"},
		{rhythm(), "mentee", "Amina decides", "Amina decides", "Amina bestämmer", "Amina bestämmer"},
		{rhythm(), "other: at full moon", "a different rhythm: at full moon", "a different rhythm: at full moon", "en egen takt: at full moon", "en egen takt: at full moon"},
		{length(), "other: 1.5", "another number of months: 1.5", "another number of months: 1.5", "annat antal månader: 1,5", "annat antal månader: 1,5"},
		{topics(), "role.stress\ntalk", "stress, Talks: how to", "stress, Talks: how to", "stress, Samtal: så gör man", "stress, Samtal: så gör man"},
		{topics(), "governance.policy\nrole.budget", "policy, rules; My role: budget", "policy, rules; My role: budget", "policy, regler; Min roll: budget", "policy, regler; Min roll: budget"},
		{plain(forms.KindRating), "4", "4 – agree", "4", "4 – stämmer bra", "4"},
		{plain(forms.KindRating), "na", "not applicable", "n/a", "ej aktuellt", "ej akt."},
		{part, "4", "4 of 5", "4", "4 av 5", "4"},
		{plain(forms.KindYesNo), "yes", "yes", "yes", "ja", "ja"},
		{plain(forms.KindSign), "2026-03-24 Amina Diallo", "Amina Diallo, 24 March 2026", "Amina Diallo, 24 Mar 2026", "Amina Diallo, 24 mars 2026", "Amina Diallo, 2026-03-24"},
		{plain(forms.KindAuto), "3 of 4", "3 of 4", "3 of 4", "3 of 4", "3 of 4"},
		// What is not valid (any more) is shown as it stands, made harmless.
		{rhythm(), "fortnightly", "fortnightly", "fortnightly", "fortnightly", "fortnightly"},
		{plain(forms.KindDate), "some\nday\x1b", "some\nday", "some day", "some\nday", "some day"},
		{plain(forms.KindShort), "\x00", "cannot be read", "cannot be read", "går inte att läsa", "går inte att läsa"},
		{plain(forms.KindRows), "x", "x", "x", "x", "x"},
		{plain(forms.KindDate), "", "", "", "", ""},
	} {
		en, sv := askingIn(t, lang.English), askingIn(t, lang.Swedish)
		got := []string{c.fd.Show(c.v, en), c.fd.ShowShort(c.v, en), c.fd.Show(c.v, sv), c.fd.ShowShort(c.v, sv)}
		if diff := cmp.Diff([]string{c.en, c.enShort, c.sv, c.svShort}, got); diff != "" {
			t.Errorf("%s %q is shown otherwise (-want +got):\n%s", c.fd.Kind, c.v, diff)
		}
	}
}

func TestGoalsComeFromElsewhereAndMayGo(t *testing.T) {
	fd := &forms.Field{ID: "goal", Kind: forms.KindMulti, From: "goals"}
	a := askingIn(t, lang.English)
	goals := []forms.Option{{ID: "7k", Label: both("Lead a meeting, alone", "Lead a meeting, alone")}}
	a.Options = func(*forms.Field) []forms.Option { return goals }
	if v, p := fd.Parse("lead a meeting, alone", a); v != "7k" || p != nil {
		t.Errorf("the goal's own words = %q, %v; want its id", v, p)
	}
	goals = nil
	if got := fd.Show("7k", a); got != "no longer on the list" {
		t.Errorf("a goal that is gone is shown as %q", got)
	}
	for _, p := range []*forms.Problem{fd.Check("7k", a), second(fd.Parse("7k", a))} {
		if p == nil {
			t.Fatal("a goal that is gone passes")
		}
	}
}

func second(_ forms.Value, p *forms.Problem) *forms.Problem { return p }

func TestEditingStartsFromWordsAPersonCanChange(t *testing.T) {
	for _, c := range []struct {
		fd     *forms.Field
		v      forms.Value
		en, sv string
	}{
		{plain(forms.KindDate), "2026-06-04", "4 June 2026", "4 juni 2026"},
		{plain(forms.KindTime), "17:00", "17:00", "17.00"},
		{minutes(), "7.5", "7.5", "7,5"},
		{rhythm(), "monthly", "every month", "varje månad"},
		{topics(), "governance.policy\nrole.stress\nother: bees, wasps", "policy, rules, stress, something else: bees, wasps", "policy, regler, stress, något annat: bees, wasps"},
		{plain(forms.KindRating), "na", "n/a", "ej akt."},
		{plain(forms.KindYesNo), "no", "no", "nej"},
		{plain(forms.KindSign), "2026-03-24 Amina Diallo", "Amina Diallo, 24 March 2026", "Amina Diallo, 24 mars 2026"},
		{plain(forms.KindDate), "some day", "some day", "some day"},
	} {
		en, sv := c.fd.Edit(c.v, askingIn(t, lang.English)), c.fd.Edit(c.v, askingIn(t, lang.Swedish))
		if en != c.en || sv != c.sv {
			t.Errorf("%s %q is edited as %q and %q; want %q and %q", c.fd.Kind, c.v, en, sv, c.en, c.sv)
		}
	}
}

func TestTheEchoSaysHowTypedTextIsUnderstood(t *testing.T) {
	for _, c := range []struct {
		fd         *forms.Field
		in, en, sv string
	}{
		{plain(forms.KindDate), "4 jun", "= Thursday 4 June 2026", "= torsdag 4 juni 2026"},
		{plain(forms.KindDate), "4/3", "", ""},
		{plain(forms.KindTime), "5pm", "= 17:00", "= 17.00"},
		{minutes(), "60", "= 60 minutes", "= 60 minuter"},
		{plain(forms.KindNumber), "60", "", ""},
		{rhythm(), "3", "= every month", "= varje månad"},
		{plain(forms.KindSign), "Per Holm", "= Per Holm, 30 May 2026", "= Per Holm, 30 maj 2026"},
		{plain(forms.KindLong), "dear diary", "", ""},
		{plain(forms.KindDate), "", "", ""},
		{plain(forms.KindRows), "x", "", ""},
	} {
		en, sv := c.fd.Echo(c.in, askingIn(t, lang.English)), c.fd.Echo(c.in, askingIn(t, lang.Swedish))
		if en != c.en || sv != c.sv {
			t.Errorf("%s: while %q is typed we say %q and %q; want %q and %q", c.fd.Kind, c.in, en, sv, c.en, c.sv)
		}
	}
}

func TestStoredValuesMustBeCanonical(t *testing.T) {
	a := askingIn(t, lang.Swedish)
	for _, c := range []struct {
		fd    *forms.Field
		v     forms.Value
		valid bool
	}{
		{plain(forms.KindDate), "2026-06-04", true},
		{plain(forms.KindDate), "4 June 2026", false},
		{plain(forms.KindDate), "2026-02-30", false},
		{plain(forms.KindDate), "1066-10-14", false},
		{plain(forms.KindTime), "09:00", true},
		{plain(forms.KindTime), "9:00", false},
		{plain(forms.KindTime), "24:00", false},
		{plain(forms.KindNumber), "1.5", true},
		{plain(forms.KindNumber), "1,5", false},
		{plain(forms.KindNumber), "01", false},
		{minutes(), "1", false},
		{rhythm(), "monthly", true},
		{rhythm(), "every month", false},
		{rhythm(), "weekly\nmonthly", false},
		{rhythm(), "other", false},
		{rhythm(), "other: x", true},
		{rhythm(), "other:x", false},
		{rhythm(), "monthly: x", false},
		{length(), "other: 1.5", true},
		{length(), "other: 1,5", false},
		{length(), "other: x", false},
		{topics(), "governance\nrole.stress", true},
		{topics(), "role.stress\ngovernance", true},
		{topics(), "talk\ntalk", false},
		{topics(), "talk, role", false},
		{topics(), "\n", false},
		{plain(forms.KindRating), "5", true},
		{plain(forms.KindRating), "6", false},
		{plain(forms.KindRating), "n/a", false},
		{plain(forms.KindYesNo), "yes", true},
		{plain(forms.KindYesNo), "ja", false},
		{plain(forms.KindSign), "2026-03-24 Amina", true},
		{plain(forms.KindSign), "2026-03-24  Amina", false},
		{plain(forms.KindSign), "2026-03-24 ", false},
		{plain(forms.KindSign), "Amina", false},
		{plain(forms.KindShort), "a\nb", false},
		{plain(forms.KindShort), " ", false},
		{plain(forms.KindLong), "a\nb", true},
		{plain(forms.KindLong), "a\x00", false},
		{plain(forms.KindRows), "", true},
		{plain(forms.KindRows), "x", false},
		{plain(forms.KindGroup), "x", false},
		{plain(forms.KindLong), forms.Value(make([]byte, forms.MaxAnswer+1)), false},
	} {
		if p := c.fd.Check(c.v, a); (p == nil) != c.valid {
			t.Errorf("checking %s %.40q gives %v; want valid %v", c.fd.Kind, c.v, p, c.valid)
		}
	}
}

func TestTickingKeepsTheOrderOfTheOptions(t *testing.T) {
	order := topics().Options
	v := forms.Value("")
	for _, id := range []string{"other", "role.stress", "governance"} {
		v = forms.Tick(v, id, true, order)
	}
	if v != "governance\nrole.stress\nother" {
		t.Errorf("ticked one by one: %q", v)
	}
	if got := forms.Tick("other: bees\ngone", "talk", true, order); got != "talk\nother: bees\ngone" {
		t.Errorf("ticking beside words and an option that is gone: %q", got)
	}
	if got := forms.Tick("talk\nother: bees", "other", true, order); got != "talk\nother: bees" {
		t.Errorf("ticking what is ticked: %q", got)
	}
	if got := forms.Tick("governance\nother: bees", "other", false, order); got != "governance" {
		t.Errorf("taking a tick away: %q", got)
	}
}

func TestEntriesAndSignaturesComeApart(t *testing.T) {
	es := []forms.Entry{{ID: "role.stress"}, {ID: "other", Detail: "bees: and\nwasps"}, {}}
	v := forms.JoinEntries(es)
	if diff := cmp.Diff([]forms.Entry{{ID: "role.stress"}, {ID: "other", Detail: "bees: and wasps"}}, forms.Entries(v)); diff != "" {
		t.Errorf("joined and taken apart (-want +got):\n%s", diff)
	}
	name, d, ok := forms.SplitSign("2026-03-24 Amina Diallo")
	if name != "Amina Diallo" || d != (lang.Date{Year: 2026, Month: time.March, Day: 24}) || !ok {
		t.Errorf("the signature is %q on %v, %v", name, d, ok)
	}
	if _, _, ok := forms.SplitSign("Amina Diallo"); ok {
		t.Error("a name alone passes for a signature")
	}
}

func TestAnAskerMayLeaveEverythingOut(t *testing.T) {
	if got := rhythm().Show("monthly", forms.Asking{}); got != "every month" {
		t.Errorf("shown as %q", got)
	}
	if v, p := plain(forms.KindSign).Parse("Amina", forms.Asking{}); v != "" || p == nil {
		t.Errorf("a signature without any day = %q, %v", v, p)
	}
}

func TestAMessageListsTheFirstFewOfManyAnswers(t *testing.T) {
	fd := plain(forms.KindChoice)
	for _, id := range []string{"a", "b", "c", "d", "e", "f", "g", "h", "i", "j"} {
		fd.Options = append(fd.Options, forms.Option{ID: id, Label: both("answer "+id, "svar "+id)})
	}
	fd.Options[1].Label = "" // a draft of a form may lack a label
	a := askingIn(t, lang.English)
	p := second(fd.Parse("nothing of this", a))
	want := "We do not find “nothing of this” among the answers. Type one of these: answer a, b, answer c, answer d, answer e, answer f, answer g, answer h …."
	if got := p.Say(a.Words); got != want {
		t.Errorf("we say %q; want %q", got, want)
	}
}
