package forms_test

import (
	"testing"

	"pairbook/forms"
	"pairbook/forms/lang"
)

func TestWhatIsAloneBelongsToItsAuthorUntilItIsTold(t *testing.T) {
	c := aminaAndPer(t, "workplace", "2026-03-10", lang.English)
	note := forms.Address{Sheet: forms.Meeting(1), Field: "m_private_mentor", Voice: forms.Mentor}
	answer := forms.Address{Sheet: forms.SheetID{Form: forms.EachForm, Of: forms.Mentee}, Field: "fe_worked", Voice: forms.Mentee}
	nonce := forms.Address{Sheet: answer.Sheet, Field: forms.FieldSeal, Part: forms.PartNonce, Voice: forms.Mentee}
	wording := answer.At(forms.PartSigned + ".1")
	early := forms.Address{Sheet: forms.SheetID{Form: forms.EarlyEndForm}, Field: "ee_learned", Voice: forms.Mentee}
	shared := forms.Address{Sheet: forms.SheetID{Form: forms.ContractForm}, Field: "ct_frequency", Voice: forms.Agreed}
	gone := forms.Address{Sheet: forms.Meeting(1), Field: "no_longer_asked", Voice: forms.Mentee}
	all := []forms.Address{note, answer, nonce, wording, early, shared, gone, nonce.At(forms.PartCommit), forms.StateAddress(answer.Sheet)}
	check := func(when string, want ...forms.Voice) {
		t.Helper()
		now := c.Owners()
		for i, a := range all {
			if got := now.Of(a); got != want[i] {
				t.Errorf("%s: %s is %q's, want %q", when, a, got, want[i])
			}
		}
	}
	check("at first", "mentor", "mentee", "mentee", "mentee", "mentee", "", "mentee", "", "")
	before := c.Owners()
	for _, v := range []forms.Voice{forms.Mentee, forms.Mentor} {
		c.Record.Expect(forms.Change{Addr: forms.StateAddress(forms.SheetID{Form: forms.EachForm, Of: v}), Value: forms.Value(forms.StateSealed)}, v, 0)
	}
	c.Record.Expect(forms.Change{Addr: answer, Value: "our walks"}, forms.Mentee, 0)
	c.Record.Expect(forms.Change{Addr: early, Value: "patience"}, forms.Mentee, 0)
	check("both sealed", "mentor", "", "", "", "mentee", "", "mentee", "", "")
	c.Record.Expect(forms.Change{Addr: early.By(forms.Mentee), Value: "patience"}, forms.Mentee, 0)
	told := early
	told.Field = "ee_told"
	c.Record.Expect(forms.Change{Addr: told, Value: "yes"}, forms.Mentee, 0)
	check("told", "mentor", "", "", "", "", "", "mentee", "", "")
	said := map[forms.Address]bool{}
	for v, cs := range c.Disclosed(before) {
		for _, x := range cs {
			if v != forms.Mentee || x.Value == "" {
				t.Errorf("%s tells %v", v, x)
			}
			said[x.Addr] = true
		}
	}
	if !said[answer] || !said[early] || said[note] || said[shared] {
		t.Errorf("told: %v", said)
	}
	if v := (forms.Owners{}).Of(note); v != "" {
		t.Errorf("without a library it is %q's", v)
	}
}
