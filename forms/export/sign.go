package export

import (
	"pairbook/forms"
	"pairbook/forms/lang"
)

// signatures builds the lines to sign on for one question, one for each voice.
func (b *builder) signatures(it forms.Item, voices []forms.Voice) []Signature {
	var out []Signature
	for _, v := range voices {
		out = append(out, b.signature(it.Field, v))
	}
	return out
}

func (b *builder) signature(fd *forms.Field, v forms.Voice) Signature {
	value := b.pair.Record.Value(b.sheet.Address(fd, v))
	line := Signature{
		ID: fd.ID, Label: b.text(fd.Label), Voice: v,
		Required: b.sheet.Required(fd, v),
		State:    Answered,
		Private:  b.onlyReader(fd, v),
		Value:    forms.Value(clean(string(value))),
		Signed:   b.signed(fd, value),
	}
	for _, p := range []Person{b.person(forms.Mentee), b.person(forms.Mentor)} {
		switch v {
		case p.Voice:
			line.Role, line.Printed = p.Role, p.Name
		case forms.Agreed:
			line.Printed = oneLine(b.pair.Title())
		}
	}
	switch {
	case line.Signed != "":
	case line.Required:
		line.State, line.Mark = Needed, b.words.T("export.signature_needed")
		b.needed++
	default:
		line.State, line.Mark = Open, b.words.T("export.not_signed")
	}
	return line
}

// signed words a signature that was given; "" where there is none.
func (b *builder) signed(fd *forms.Field, value forms.Value) string {
	if value == "" {
		return ""
	}
	name, day, ok := forms.SplitSign(value)
	if !ok {
		return oneLine(fd.Show(value, b.ask))
	}
	return b.words.T("export.signed", "name", oneLine(name), "date", b.words.DayMonth(day, lang.Date{}))
}
