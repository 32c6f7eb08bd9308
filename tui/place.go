package tui

import "pairbook/forms"

// PlaceOf is where a question of a sheet is answered; field is "" for the sheet as a
// whole. Evaluations begin on their own page, which says who writes when, and an early
// end that nobody has told of begins with what else there is to do.
func PlaceOf(p *forms.Pair, id forms.SheetID, field string) Place {
	at := Place{Screen: SheetPage, Pair: p.Record.Pair, Sheet: id, Field: field}
	each, evaluates := p.Sheet(forms.SheetID{Form: forms.EachForm, Of: forms.Mentee})
	sealed := evaluates && !each.Opened()
	switch {
	case id.Form == forms.EachForm || id.Form == forms.TogetherForm && sealed:
		at.Screen, at.Sheet.Form, at.Field = Evaluation, forms.EachForm, ""
	case id.Form == forms.EarlyEndForm:
		if sh, ok := p.Sheet(id); ok && !sh.Told(forms.Agreed) {
			at.Screen, at.Field = Ending, ""
		}
	}
	return at
}
