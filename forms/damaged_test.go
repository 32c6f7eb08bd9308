package forms

import "testing"

func TestADamagedAnswerIsMarkedUntilItIsGivenAgain(t *testing.T) {
	r := NewRecord("p")
	at := Address{Sheet: SheetID{Form: "contract"}, Field: "ct_length", Voice: Agreed}
	if r.Damaged(at) {
		t.Error("nothing is damaged yet")
	}
	r.MarkDamaged(at.At("from"))
	if !r.Damaged(at) || !r.Damaged(at.At("from")) || r.Damaged(at.At("to")) || r.Damaged(at.By(Mentor)) {
		t.Error("the question, and that part of it, are damaged, and nothing else")
	}
	r.Put(at.At("from"), []Head{{Value: "60"}})
	if r.Damaged(at) {
		t.Error("it was answered again")
	}
}
