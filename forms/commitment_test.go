package forms_test

import (
	"bytes"
	"crypto/rand"
	"errors"
	"io"
	"maps"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"pairbook/forms"
	"pairbook/forms/lang"
)

// seals seals a person's copy.
func (c *couple) seals(v forms.Voice, random io.Reader) {
	c.t.Helper()
	cs, err := c.sheet("feedback_each/" + string(v)).SealCopy(random)
	if err != nil {
		c.t.Fatal(err)
	}
	c.take(cs...)
}

// evaluated is a pair of which each has written and signed a copy.
func evaluated(t testing.TB) *couple {
	t.Helper()
	c := aminaAndPer(t, "union-local", "2027-03-24", lang.English)
	for _, v := range []forms.Voice{forms.Mentee, forms.Mentor} {
		sheet := "feedback_each/" + string(v)
		c.say(sheet, "fe_worked", v, "What "+forms.Value(v)+" liked")
		c.say(sheet, "fe_match", v, "4")
		c.signs(sheet, v, "2027-03-24")
	}
	return c
}

// opened words what CheckOpened tells.
func (c *couple) opened() (out []string) {
	for _, f := range c.CheckOpened(forms.EachForm) {
		out = append(out, string(f.Who)+" "+string(f.State)+string(f.Reason))
	}
	return out
}

func TestCopiesThatAreOpenedAsTheyWereSealedFit(t *testing.T) {
	c := evaluated(t)
	c.seals(forms.Mentee, rand.Reader)
	if got := c.opened(); got != nil || c.proofs() != nil {
		t.Errorf("before both are open something is told: %q %q", got, c.proofs())
	}
	c.seals(forms.Mentor, rand.Reader)
	if got := c.in(lang.French).opened(); !slices.Equal(got, []string{"mentee good", "mentor good"}) {
		t.Errorf("opened: %q", got)
	}
	c.wantProofs("feedback_each/mentee 1 mentee good", "feedback_each/mentor 1 mentor good")
}

func TestOfCopiesWhoseFormIsMissingNothingIsTold(t *testing.T) {
	c := evaluated(t)
	c.bothSign("contract", "2027-03-24")
	lib := *c.Library
	lib.Forms = maps.Clone(lib.Forms)
	delete(lib.Forms, forms.EachForm)
	c.Pair = forms.NewPair(c.Record, &lib, c.Today, c.Words)
	c.wantProofs("contract 1 mentee good", "contract 1 mentor good")
}

func TestACopyChangedAfterSealingIsNamed(t *testing.T) {
	base := evaluated(t)
	base.seals(forms.Mentee, rand.Reader)
	base.seals(forms.Mentor, rand.Reader)
	rapid.Check(t, func(rt *rapid.T) {
		c := base.copied()
		at := c.at("feedback_each/mentor", "fe_worked", forms.Mentor)
		seal := forms.Address{Sheet: at.Sheet, Field: forms.FieldSeal, Voice: forms.Mentor}
		switch rapid.IntRange(0, 4).Draw(rt, "what") {
		case 0:
			text := string(c.Record.Value(at))
			c.forge(at, swapByte(rt, text, 0, len(text)))
		case 1:
			c.forge(c.at("feedback_each/mentor", "fe_match", forms.Mentor), "3")
		case 2:
			c.forge(c.at("feedback_each/mentor", "fe_change", forms.Mentor), "added later")
		case 3:
			a := seal.At(forms.PartCommit)
			c.forge(a, swapByte(rt, string(c.Record.Value(a)), 0, 64))
		case 4:
			a := seal.At(forms.PartNonce)
			c.forge(a, swapByte(rt, string(c.Record.Value(a)), 0, 64))
		}
		if got := c.opened(); !slices.Equal(got, []string{"mentee good", "mentor brokensealed"}) {
			rt.Fatalf("told: %q", got)
		}
		if said := c.SayProof(c.CheckOpened(forms.EachForm)[1]); !strings.Contains(said, "does not match what was sealed") {
			rt.Fatalf("said: %q", said)
		}
	})
}

func TestTheSealTellsNothingOfTheAnswers(t *testing.T) {
	commit := func(random io.Reader, rating forms.Value) forms.Value {
		c := evaluated(t)
		c.say("feedback_each/mentee", "fe_match", forms.Mentee, rating)
		cs, err := c.sheet("feedback_each/mentee").SealCopy(random)
		if err != nil {
			t.Fatal(err)
		}
		return cs[0].Value
	}
	one, two := bytes.Repeat([]byte{1}, 32), bytes.Repeat([]byte{2}, 32)
	if commit(bytes.NewReader(one), "4") == commit(bytes.NewReader(two), "4") {
		t.Error("the same answers give the same sum: they could be guessed")
	}
	if commit(bytes.NewReader(one), "4") == commit(bytes.NewReader(one), "5") {
		t.Error("other answers give the same sum")
	}
}

func TestASealCanBeTakenBackUntilTheOtherHasSealed(t *testing.T) {
	c := evaluated(t)
	c.seals(forms.Mentee, rand.Reader)
	copyOf := c.sheet("feedback_each/mentee")
	c.take(copyOf.Unseal()...)
	c.Record.Addresses(func(a forms.Address) {
		if a.Field == forms.FieldSeal && c.Record.Value(a) != "" {
			t.Errorf("%s is kept", a)
		}
	})
	if st := c.Record.State(copyOf.ID); st != forms.StateOpen || copyOf.Unseal() != nil {
		t.Errorf("the copy is %s", st)
	}
	c.seals(forms.Mentee, rand.Reader)
	c.seals(forms.Mentor, rand.Reader)
	if cs := copyOf.Unseal(); cs != nil {
		t.Errorf("after both have read it: %v", cs)
	}
}

func TestCopiesSealedWithoutProofOrOutOfReachAreToldApart(t *testing.T) {
	c := evaluated(t)
	c.state("feedback_each/mentee", forms.StateSealed)
	c.seals(forms.Mentor, rand.Reader)
	seal := forms.Address{Sheet: c.sheet("feedback_each/mentor").ID, Field: forms.FieldSeal, Voice: forms.Mentor}
	c.forge(seal.At(forms.PartNonce), "")
	if got := c.opened(); !slices.Equal(got, []string{"mentee seal_only", "mentor locked"}) {
		t.Errorf("told: %q", got)
	}
}

func TestOnlyACopyIsSealedAndOnlyWithARandomNumber(t *testing.T) {
	c := evaluated(t)
	if _, err := c.sheet("contract").SealCopy(rand.Reader); !errors.Is(err, forms.ErrNotToSeal) {
		t.Errorf("the contract is sealed: %v", err)
	}
	if cs, err := c.sheet("feedback_each/mentee").SealCopy(strings.NewReader("short")); err == nil || cs != nil {
		t.Errorf("sealed without a random number: %v", cs)
	}
}

func TestAnAddendumStandsBeneathTheCopyAndChangesNothing(t *testing.T) {
	c := evaluated(t)
	copyOf := c.sheet("feedback_each/mentee")
	c.seals(forms.Mentee, rand.Reader)
	if cs := copyOf.AddAddendum(date(t, "2027-04-01"), "One thing more"); cs != nil {
		t.Error("it can be added before both are open")
	}
	c.seals(forms.Mentor, rand.Reader)
	c.take(copyOf.AddAddendum(date(t, "2027-04-02"), "And another")...)
	c.take(copyOf.AddAddendum(date(t, "2027-04-01"), "One thing more")...)
	var got []string
	for _, a := range copyOf.Addenda() {
		got = append(got, string(a.By)+" "+a.Date.String()+" "+a.Text)
	}
	if want := []string{"mentee 2027-04-01 One thing more", "mentee 2027-04-02 And another"}; !slices.Equal(got, want) {
		t.Errorf("beneath the copy: %q", got)
	}
	if len(c.sheet("feedback_each/mentor").Addenda()) > 0 || copyOf.AddAddendum(date(t, "2027-04-03"), " ") != nil {
		t.Error("the other copy, or an empty text, has an addendum")
	}
	if got := c.opened(); !slices.Equal(got, []string{"mentee good", "mentor good"}) {
		t.Errorf("with an addendum: %q", got)
	}
	c.wantProofs("feedback_each/mentee 1 mentee good", "feedback_each/mentor 1 mentor good")
}
