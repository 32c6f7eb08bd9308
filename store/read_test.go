package store

import "testing"

func TestOnePairIsFoundWithoutTheOthers(t *testing.T) {
	b, id := amina(t, Options{})
	sum, err := b.Pair(id)
	if err != nil || sum.ID != id || sum.Mentor != "Per Holm" {
		t.Errorf("Pair(%s) = %+v, %v", id, sum, err)
	}
	_, err = b.Pair("nobody")
	wantErr(t, err, ErrNoPair)
}
