package forms_test

import (
	"bytes"
	"crypto/ed25519"
	"errors"
	"slices"
	"strings"
	"testing"

	"pairbook/forms"
	"pairbook/forms/lang"
)

// penOf signs with a key of its own for each person.
type penOf struct{ key ed25519.PrivateKey }

func pen(v forms.Voice) penOf {
	return penOf{ed25519.NewKeyFromSeed(bytes.Repeat([]byte(v[4:5]), ed25519.SeedSize))}
}

func (p penOf) Public() ed25519.PublicKey { return p.key.Public().(ed25519.PublicKey) }

func (p penOf) Sign(m []byte) ([]byte, error) { return ed25519.Sign(p.key, m), nil }

// locked is the pen of somebody whose key is locked.
type locked struct{ penOf }

var errLocked = errors.New("locked")

func (locked) Sign([]byte) ([]byte, error) { return nil, errLocked }

func keysOf() map[forms.Voice]ed25519.PublicKey {
	return map[forms.Voice]ed25519.PublicKey{forms.Mentee: pen(forms.Mentee).Public(), forms.Mentor: pen(forms.Mentor).Public()}
}

// signs signs a sheet for a person, with the name of the person.
func (c *couple) signs(sheet string, v forms.Voice, day string) {
	c.t.Helper()
	s := c.sheet(sheet)
	cs, err := s.Sign(s.SignAt(v)[0], c.Name(v), date(c.t, day), pen(v))
	if err != nil {
		c.t.Fatal(err)
	}
	c.take(cs...)
}

func (c *couple) bothSign(sheet, day string) {
	c.t.Helper()
	c.signs(sheet, forms.Mentee, day)
	c.signs(sheet, forms.Mentor, day)
}

// proofs words what is to be said of every signature: "contract 1 mentee good".
func (c *couple) proofs() (out []string) {
	for _, f := range c.VerifySignatures(keysOf()) {
		line := []string{f.Sheet.String(), string(rune('0' + f.Version)), string(f.Who), string(f.State)}
		if f.Broken() {
			line[3] = string(f.Reason)
		}
		out = append(out, strings.Join(line, " "))
	}
	return out
}

func (c *couple) wantProofs(want ...string) {
	c.t.Helper()
	if got := c.proofs(); !slices.Equal(got, want) {
		c.t.Errorf("signatures:\n%s\nwant:\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

// agreed is a pair that has answered the contract and the worksheet.
func agreed(t testing.TB) *couple {
	t.Helper()
	c := aminaAndPer(t, "union-local", "2026-03-24", lang.English)
	c.say("pair", "anchor_date", forms.Agreed, "2026-03-01")
	c.complete("planning_worksheet", false)
	c.complete("contract", false)
	for _, sheet := range []string{"planning_worksheet", "contract"} {
		for _, v := range []forms.Voice{forms.Mentee, forms.Mentor} {
			for _, at := range c.sheet(sheet).SignAt(v) {
				c.take(forms.Change{Addr: at})
			}
		}
	}
	return c
}

func TestASignatureIsAGoodOneUntilTheSheetIsChanged(t *testing.T) {
	c := agreed(t)
	c.bothSign("contract", "2026-03-24")
	c.wantProofs("contract 1 mentee good", "contract 1 mentor good")
	if got := c.sheet("contract").Amended(); len(got) > 0 || c.sheet("contract").Version() != 1 {
		t.Errorf("just signed, and amended: %v, version %d", got, c.sheet("contract").Version())
	}

	c.say("contract", "ct_when", forms.Agreed, "Mondays at eight")
	c.wantProofs("contract 1 mentee changed", "contract 1 mentor changed")
	s := c.sheet("contract")
	if got := s.Amended(); len(got) != 1 || got[0].Field != "ct_when" || got[0].Question == "" {
		t.Errorf("initials are asked for %v, want ct_when", got)
	}
	if ls := c.WhatChanged(c.VerifySignatures(keysOf())[0]); len(ls) != 3 || ls[2].Text != "Mondays at eight" {
		t.Errorf("what has changed: %v", ls)
	}
	if s.Version() != 2 || c.fills("contract", "ct_version").Text != "2" {
		t.Errorf("the amended contract is version %d", s.Version())
	}
	c.say("contract", "ct_when", forms.Agreed, "")
	if got := c.sheet("contract").Amended(); len(got) != 1 || got[0].Field != "ct_when" {
		t.Errorf("an answer taken back asks initials for %v", got)
	}
}

func TestSigningAgainMakesTheNextVersionAndKeepsTheFirst(t *testing.T) {
	c := agreed(t)
	c.bothSign("contract", "2026-03-24")
	before := c.VerifySignatures(keysOf())[0].Wording
	c.say("contract", "ct_when", forms.Agreed, "Mondays at eight")
	c.signs("contract", forms.Mentee, "2026-06-01")
	c.wantProofs("contract 1 mentee earlier", "contract 1 mentor changed", "contract 2 mentee good")
	if v := c.sheet("contract").Version(); v != 2 {
		t.Errorf("half signed it is version %d, want 2", v)
	}
	c.signs("contract", forms.Mentor, "2026-06-02")
	c.wantProofs("contract 1 mentee earlier", "contract 1 mentor earlier", "contract 2 mentee good", "contract 2 mentor good")
	all := c.VerifySignatures(keysOf())
	if all[0].Wording != before {
		t.Error("the first wording is not to be read any more")
	}
	var changed []string
	for _, l := range forms.Difference(all[0].Wording, all[3].Wording, c.Words) {
		changed = append(changed, string(l.Kind)+" "+l.Field)
	}
	if want := []string{"question ct_when", "was ct_when", "is ct_when"}; !slices.Equal(changed, want) {
		t.Errorf("the difference tells %q, want %q", changed, want)
	}
}

func TestTheSecondVersionBeginsOnlyWhenBothSignedTheSame(t *testing.T) {
	c := agreed(t)
	c.signs("contract", forms.Mentee, "2026-03-24")
	c.say("contract", "ct_when", forms.Agreed, "Mondays at eight")
	c.signs("contract", forms.Mentor, "2026-03-25")
	c.wantProofs("contract 1 mentee changed", "contract 1 mentor good")
	if v := c.sheet("contract").Version(); v != 1 {
		t.Errorf("two wordings, one signature each: version %d, want 1", v)
	}
	c.signs("contract", forms.Mentee, "2026-03-26")
	c.wantProofs("contract 1 mentee earlier", "contract 1 mentor good", "contract 1 mentee good")
}

func TestSignaturesByNameOnlyAndThoseTakenBackAreNamed(t *testing.T) {
	c := agreed(t)
	c.say("contract", "ct_sign_mentor", forms.Mentor, "2026-03-24 Per Holm")
	c.signs("contract", forms.Mentee, "2026-03-24")
	c.wantProofs("contract 1 mentee good", "contract 0 mentor name_only")
	c.say("contract", "ct_when", forms.Agreed, "Mondays at eight")
	if v := c.sheet("contract").Version(); v != 2 {
		t.Errorf("both had signed, one by name only: version %d, want 2", v)
	}
	c.say("contract", "ct_sign_mentee", forms.Mentee, "")
	c.wantProofs("contract 1 mentee taken", "contract 0 mentor name_only")
}

func TestAForgedLineIsSaidToBeSo(t *testing.T) {
	c := agreed(t)
	c.bothSign("contract", "2026-03-24")
	c.say("contract", "ct_sign_mentee", forms.Mentee, "2026-03-20 Amina Diallo")
	for l, want := range map[lang.Lang]string{
		lang.English: "Working contract, version 1: Amina Diallo, 24 March 2026 – does not fit: another date stands there than was signed",
		lang.Swedish: "Samarbetskontrakt, version 1: Amina Diallo, 24 mars 2026 – stämmer inte: datumet som står där är inte det som skrevs under",
		lang.French:  "Contrat de mentorat, version 1\u00a0: Amina Diallo, 24 mars 2026 – ne concorde pas\u00a0: la date inscrite n’est pas celle qui a été signée",
	} {
		x := c.in(l)
		if got := x.SayProof(x.VerifySignatures(keysOf())[0]); got != want {
			t.Errorf("%s: %q\nwant %q", l, got, want)
		}
	}
}

func TestOnlyTheTwoSignAndOnlyWithNameAndKey(t *testing.T) {
	c := agreed(t)
	s := c.sheet("contract")
	at := s.SignAt(forms.Mentee)[0]
	day := date(t, "2026-03-24")
	for name, try := range map[string]struct {
		at   forms.Address
		name string
		day  lang.Date
		pen  forms.Signer
		want error
	}{
		"without a name":      {at, "  ", day, pen(forms.Mentee), forms.ErrSignName},
		"without a day":       {at, "Amina Diallo", lang.Date{}, pen(forms.Mentee), forms.ErrSignName},
		"at another question": {c.at("contract", "ct_when", forms.Agreed), "Amina Diallo", day, pen(forms.Mentee), forms.ErrNotToSign},
		"by the other's name": {at, "per HOLM", day, pen(forms.Mentee), forms.ErrSignOther},
		"in the other's line": {at.By(forms.Mentor), "Amina Diallo", day, pen(forms.Mentee), forms.ErrNotToSign},
		"with a locked key":   {at, "Amina Diallo", day, locked{pen(forms.Mentee)}, errLocked},
	} {
		if cs, err := s.Sign(try.at, try.name, try.day, try.pen); !errors.Is(err, try.want) || cs != nil {
			t.Errorf("%s: %v, %v, want %v", name, cs, err, try.want)
		}
	}
	each := evaluated(t)
	each.state("feedback_each/mentee", forms.StateSealed)
	shut := each.sheet("feedback_each/mentee")
	if _, err := shut.Sign(shut.SignAt(forms.Mentee)[0], "Amina Diallo", day, pen(forms.Mentee)); !errors.Is(err, forms.ErrSignShut) {
		t.Errorf("a sealed copy is signed: %v", err)
	}
	if at := s.SignAt(forms.Agreed); at != nil {
		t.Errorf("both together sign at %v", at)
	}
}

func TestProofsAreShownNowhere(t *testing.T) {
	c := agreed(t)
	before := c.Meetings()
	left := c.sheet("contract").Earlier(forms.Reader{})
	c.bothSign("contract", "2026-03-24")
	hidden := 0
	c.Record.Addresses(func(a forms.Address) {
		if strings.HasPrefix(a.Part, forms.PartProof) || strings.HasPrefix(a.Part, forms.PartSigned) {
			hidden++
			if forms.Seals(a, c.Record.Value(a)) != strings.HasPrefix(a.Part, forms.PartProof) {
				t.Errorf("%s: undo takes back a proof, or nothing at all", a)
			}
			if !a.Hidden() {
				t.Errorf("%s is not hidden", a)
			}
			if c.Unseen(0, forms.Reader{Hand: forms.Mentor})(a) {
				t.Errorf("%s is told as news", a)
			}
		}
	})
	if hidden != 4 {
		t.Errorf("%d hidden parts, want a proof and a wording each", hidden)
	}
	if got := c.sheet("contract").Earlier(forms.Reader{}); len(got) != len(left) || len(c.Meetings()) != len(before) {
		t.Error("a proof is shown as an answer")
	}
}

func TestAContractSignedAgainIsNotCalledChanged(t *testing.T) {
	c := agreed(t)
	c.bothSign("contract", "2026-03-24")
	c.say("contract", "ct_when", forms.Agreed, "Mondays at eight")
	if told, _ := c.told(30); len(told) != 1 {
		t.Errorf("changed after it was signed, rule 30 tells %q", told)
	}
	c.bothSign("contract", "2026-03-24")
	if told, _ := c.told(30); len(told) != 0 {
		t.Errorf("signed again, rule 30 tells %q", told)
	}
}
