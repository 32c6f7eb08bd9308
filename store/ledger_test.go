package store

import (
	"testing"
	"time"

	"pairbook/forms"
)

func TestUndoPassesOverTheLedgerAndRedoIsStillThere(t *testing.T) {
	b, p := amina(t, Options{Now: newClock().now})
	goal := forms.Address{Sheet: forms.SheetID{Form: "contract"}, Field: "ct_goal", Voice: forms.Agreed}
	note := func(h forms.Handed) {
		if _, err := b.Commit(p, forms.Mentee, h.Hand()); err != nil {
			t.Fatal(err)
		}
	}
	line := forms.Handed{At: time.Unix(0, 0), Sheet: "contract", Format: "text", To: forms.ForPair, File: "contract.txt"}
	commit(t, b, p, goal, "first")
	commit(t, b, p, goal, "second")
	note(line)
	if revs, err := b.Undo(p, forms.Mentee); err != nil || len(revs) != 1 || revs[0].Value != "first" {
		t.Fatalf("undo gave %v, %v", revs, err)
	}
	note(line)
	if revs, err := b.Redo(p, forms.Mentee); err != nil || len(revs) != 1 || revs[0].Value != "second" {
		t.Fatalf("redo gave %v, %v", revs, err)
	}
}
