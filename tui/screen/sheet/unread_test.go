package sheet_test

import (
	"testing"

	"pairbook/forms"
	"pairbook/tui/tuitest"
)

var reviewDay = forms.Address{Sheet: forms.SheetID{Form: forms.WorksheetForm}, Field: "pw_review_date", Voice: forms.Agreed}

// dated is a worksheet on which the day of the review stands.
func dated() tuitest.Options {
	o := onSheet("planning_worksheet", "pw_review_date")
	fill := o.Fill
	o.Fill = func(k *tuitest.Keeper) {
		fill(k)
		k.Says(reviewDay, "2026-06-04")
	}
	return o
}

func TestWhatCannotBeReadIsListedFirstAndTheOldAnswerStands(t *testing.T) {
	inBothLanguages(t, dated(), func(p *pen) {
		stands := func() {
			t.Helper()
			if v := p.stage.Book.Value(p.stage.Pair, reviewDay); v != "2026-06-04" {
				t.Fatalf("the answer is %q", v)
			}
		}
		p.Type("abc").Press("tab").SeesRow("abc").SeesRow("!", "abc")
		stands()
		p.Press("ctrl+r").SeesRow("▸ !", p.label("pw_review_date")).SeesRow("abc").Press("enter").at("pw_review_date").SeesRow("abc")
		p.Press("esc")
		stands()
		if text := p.stage.Book.Drafts(p.stage.Pair)[reviewDay]; text != "abc" {
			t.Fatalf("kept as typed is %q", text)
		}
	})
}

func TestASheetBeginsWithWhatCouldNotBeRead(t *testing.T) {
	o := union(atHub())
	o.Fill = func(k *tuitest.Keeper) {
		dated().Fill(k)
		_ = k.Book.Draft(k.Pair, map[forms.Address]string{reviewDay: "abc"})
	}
	write(t, o, func(p *pen) {
		p.opensSheet("planning_worksheet").at("pw_review_date").SeesRow("abc")
		p.Press("ctrl+u").Type("5 June").Press("tab").holds("planning_worksheet", "pw_review_date", "", forms.Agreed, "2026-06-05")
		p.Press("ctrl+r").SeesNot("abc")
	})
}
