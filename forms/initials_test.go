package forms_test

import (
	"errors"
	"slices"
	"testing"

	"pairbook/forms"
	"pairbook/forms/lang"
)

// initials puts a person's initials to what was changed.
func (c *couple) initials(sheet string, v forms.Voice, day string) {
	c.t.Helper()
	s := c.sheet(sheet)
	cs, err := s.Initial(s.SignAt(v)[0], c.Name(v), date(c.t, day), pen(v))
	if err != nil {
		c.t.Fatal(err)
	}
	c.take(cs...)
}

func TestInitialsStandForTheChangeAndLeaveTheSignature(t *testing.T) {
	c := agreed(t)
	c.bothSign("contract", "2026-03-24")
	typed := c.Record.Value(c.sheet("contract").SignAt(forms.Mentee)[0])
	c.say("contract", "ct_when", forms.Agreed, "Mondays at eight")
	c.initials("contract", forms.Mentee, "2026-04-04")
	c.wantProofs("contract 1 mentee amended", "contract 1 mentor changed", "contract 2 mentee good")
	c.initials("contract", forms.Mentor, "2026-04-05")
	c.wantProofs("contract 1 mentee amended", "contract 1 mentor amended", "contract 2 mentee good", "contract 2 mentor good")
	s := c.sheet("contract")
	if got := c.Record.Value(s.SignAt(forms.Mentee)[0]); got != typed {
		t.Errorf("the typed signature is %q now, and was %q", got, typed)
	}
	if got := s.Amended(); len(got) > 0 || s.Version() != 2 {
		t.Errorf("initialled by both, and amended: %v, version %d", got, s.Version())
	}
	in := s.Initials()
	if len(in) != 2 || in[0].Who != forms.Mentee || in[0].Date != date(t, "2026-04-04") || len(in[1].Questions) != 1 || in[1].Questions[0].Field != "ct_when" {
		t.Errorf("the initials are %+v", in)
	}
	c.say("contract", "ct_reach", forms.Agreed, "by letter")
	c.wantProofs("contract 1 mentee amended", "contract 1 mentor amended", "contract 2 mentee changed", "contract 2 mentor changed")
	if v := c.sheet("contract").Version(); v != 3 {
		t.Errorf("changed again it is version %d, want 3", v)
	}
	c.initials("contract", forms.Mentee, "2026-05-01")
	c.signs("contract", forms.Mentee, "2026-06-01")
	c.wantProofs("contract 1 mentee earlier", "contract 1 mentor amended", "contract 2 mentee earlier", "contract 2 mentor changed",
		"contract 3 mentee earlier", "contract 3 mentee good")
	if in := c.sheet("contract").Initials(); len(in) != 1 || in[0].Who != forms.Mentor {
		t.Errorf("signed anew by one, the initials are %+v", in)
	}
}

func TestThereIsNothingToInitialWithoutASignatureOrAChange(t *testing.T) {
	c := agreed(t)
	try := func(name string, want error) {
		t.Helper()
		s := c.sheet("contract")
		if _, err := s.Initial(s.SignAt(forms.Mentee)[0], "Amina Diallo", date(t, "2026-04-04"), pen(forms.Mentee)); !errors.Is(err, want) {
			t.Errorf("%s: %v", name, err)
		}
	}
	try("not signed", forms.ErrNotToInitial)
	c.say("contract", "ct_sign_mentee", forms.Mentee, "2026-03-24 Amina Diallo")
	try("signed by name only", forms.ErrNotToInitial)
	c.bothSign("contract", "2026-03-24")
	try("not changed", forms.ErrNotToInitial)
	c.say("contract", "ct_when", forms.Agreed, "Mondays at eight")
	try("changed", nil)
	c.say("contract", "ct_sign_mentee", forms.Mentee, "")
	try("taken back", forms.ErrNotToInitial)
}

func TestInitialsSayWhatTheyStandForInEveryLanguage(t *testing.T) {
	c := agreed(t)
	c.bothSign("contract", "2026-03-24")
	c.say("contract", "ct_when", forms.Agreed, "Mondays at eight")
	c.initials("contract", forms.Mentee, "2026-04-04")
	for l, want := range map[lang.Lang]string{
		lang.English: "Working contract, version 2, initialled: “Usual day and time”, by Amina Diallo, 4 April 2026 – the change fits, and the sheet is unchanged since",
		lang.Swedish: "Samarbetskontrakt, version 2, ändring godkänd med initialer: ”Vanlig dag och tid”, av Amina Diallo, 4 april 2026 – ändringen stämmer och bladet är oförändrat sedan dess",
		lang.French:  "Contrat de mentorat, version 2, paraphé\u00a0: «\u00a0Jour et heure habituels\u00a0», par Amina Diallo, 4 avril 2026 – le changement concorde, et la feuille est inchangée depuis",
	} {
		x := c.in(l)
		all := x.VerifySignatures(keysOf())
		f := all[slices.IndexFunc(all, forms.Proof.Initials)]
		got := x.SayProof(f)
		if got != want {
			t.Errorf("%s: %q\nwant %q", l, got, want)
		}
	}
}
