package export

import (
	"pairbook/forms"
	"pairbook/forms/lang"
)

// Certificate makes the certificate of participation of a pair: programme, names,
// time, meetings and hours, and a line for each of the two to sign on. It holds
// nothing of what they talked about (DOMAIN.md rule 28). Whether it is earned is the
// caller's to ask, see forms.Certificate.
func Certificate(p *forms.Pair) Document {
	w, c := p.Words, p.Certificate()
	b := &builder{pair: p, words: w}
	day := func(d lang.Date) string { return w.DayMonth(d, lang.Date{}) }
	period := w.T("ending.certificate_until", "to", day(c.To))
	if !c.From.IsZero() {
		period = w.T("ending.certificate_period", "from", day(c.From), "to", day(c.To))
	}
	d := b.page(w.T("ending.certificate"), "", w.T("ending.certificate_share"))
	people := d.People
	d.Purpose = w.T("ending.certificate_intro", "mentee", b.named(people[0]), "mentor", b.named(people[1]), "programme", oneLine(c.Programme))
	d.Printed = w.T("ending.certificate_place", "date", day(p.Today))
	facts := []string{period, w.N("ending.certificate_meetings", c.Meetings)}
	if c.Hours != "" {
		facts = append(facts, w.T("ending.certificate_hours", "hours", c.Hours))
	}
	for _, text := range facts {
		d.Blocks = append(d.Blocks, Note{Text: text})
	}
	sign := Signatures{Title: w.T("export.signatures")}
	for _, who := range people {
		sign.Lines = append(sign.Lines, Signature{Voice: who.Voice, Role: who.Role, Printed: who.Name, State: Open})
	}
	d.Blocks = append(d.Blocks, sign)
	return d
}

// named is a person's name, or words for one that is not written yet.
func (b *builder) named(p Person) string {
	if p.Name == "" {
		return b.words.T("export.no_name")
	}
	return p.Name
}
