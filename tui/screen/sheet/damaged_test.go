package sheet_test

import (
	"testing"

	"pairbook/forms"
	"pairbook/tui/tuitest"
)

func TestADamagedAnswerSaysThatItCannotBeReadUntilItIsGivenAgain(t *testing.T) {
	o := onSheet("contract", "ct_when")
	o.Fill = func(k *tuitest.Keeper) {
		inTheUnion(k)
		a := forms.Address{Sheet: forms.SheetID{Form: "contract"}, Field: "ct_when", Voice: forms.Agreed}
		k.Says(a, "Thursdays at five")
		k.Book.Damage(k.Pair, a)
	}
	inBothLanguages(t, o, func(p *pen) {
		said := p.word("rescue.answer_damaged")[:30]
		p.Sees("! " + said).SeesNot("Thursdays at five")
		p.Type("Tuesdays").Press("tab").SeesNot(said)
	})
}
