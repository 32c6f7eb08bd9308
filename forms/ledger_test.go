package forms_test

import (
	"crypto/sha256"
	"encoding/hex"
	"testing"
	"time"

	"pairbook/forms"
	"pairbook/forms/lang"
)

func TestTheLedgerTellsWhatWasHandedOutTheLastFirst(t *testing.T) {
	p := aminaAndPer(t, "workplace", "2026-03-24", lang.English)
	at := time.Date(2026, 3, 24, 9, 0, 0, 0, time.UTC)
	bytes := []byte("the contract")
	note := func(h forms.Handed) { p.take(h.Hand()...) }
	note(forms.Handed{Sheet: "contract", Format: "text", To: forms.ForPair}.Of(bytes, "/home/amina/papers/contract.txt", at))
	note(forms.Handed{Sheet: "meeting/1", Format: "html", To: forms.ForMentee}.Of(bytes, "", at.Add(time.Minute)))
	note(forms.Handed{Sheet: forms.LedgerCalendar, Format: "ics", To: forms.ForPair}.Of(bytes, "c.ics", at.Add(2*time.Minute)))
	lines := p.Ledger()
	sum := sha256.Sum256(bytes)
	same(t, "lines", len(lines), 3)
	same(t, "the last", p.HandedName(lines[0]), "calendar")
	same(t, "an own copy has no fingerprint", lines[1].Sum, "")
	same(t, "what went to standard output has no file", lines[1].File, "-")
	same(t, "the first", lines[2], forms.Handed{At: at, Sheet: "contract", Format: "text", To: forms.ForPair, File: "contract.txt", Sum: hex.EncodeToString(sum[:])})
	same(t, "in words", p.SayHanded(lines[2], time.UTC), "Last handed out: Working contract, 24 March, for the two of you (contract.txt).")
}

func TestALineOfTheLedgerIsNoDeedAndNoNews(t *testing.T) {
	p := aminaAndPer(t, "workplace", "2026-03-24", lang.English)
	before := p.Sheets()
	cs := forms.Handed{At: time.Unix(0, 0), Sheet: "contract", To: forms.ForPair, File: "-"}.Hand()
	p.take(cs...)
	seen := p.Unseen(0, forms.Reader{Hand: forms.Mentor})
	for _, c := range cs {
		if !forms.Lasting(c.Addr) {
			t.Errorf("%s could be undone", c.Addr)
		}
		if seen(c.Addr) {
			t.Errorf("%s is news", c.Addr)
		}
	}
	same(t, "sheets", len(p.Sheets()), len(before))
	if forms.Lasting(forms.Address{Sheet: forms.Register("goals"), Field: "goals"}) {
		t.Error("goals could not be undone")
	}
}
