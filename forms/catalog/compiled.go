package catalog

import "pairbook/forms"

// What of each type is compiled, and in which order. A test fills every field of
// these types and looks whether it comes back.

func (c *codec) library(lib *forms.Library) {
	table(c, &lib.Forms, ref(c.form))
	table(c, &lib.Registers, ref(c.register))
	table(c, &lib.Programmes, ref(c.programme))
	table(c, &lib.Lists, ref(c.options))
	list(c, &lib.Helps, c.help)
}

func (c *codec) form(f *forms.Form) {
	str(c, &f.ID)
	c.num(&f.Version)
	c.text(&f.Title)
	c.text(&f.Purpose)
	str(c, &f.Copies)
	str(c, &f.Offer)
	list(c, &f.Sections, c.section)
	list(c, &f.Earlier, c.field)
	c.text(&f.Share)
	str(c, &f.Source)
}

func (c *codec) section(s *forms.Section) {
	str(c, &s.ID)
	c.text(&s.Title)
	c.text(&s.Intro)
	str(c, &s.Part)
	c.cond(&s.When)
	list(c, &s.Fields, c.field)
}

func (c *codec) register(d *forms.RegisterDef) {
	str(c, &d.ID)
	c.text(&d.Title)
	list(c, &d.Columns, c.field)
}

func (c *codec) field(f *forms.Field) {
	str(c, &f.ID)
	str(c, &f.Kind)
	c.text(&f.Label)
	c.text(&f.Hint)
	list(c, &f.Examples, c.text)
	c.text(&f.Why)
	str(c, &f.By)
	str(c, &f.Seen)
	c.cond(&f.Required)
	c.cond(&f.When)
	list(c, &f.Options, c.option)
	str(c, &f.From)
	list(c, &f.Columns, c.field)
	list(c, &f.Parts, c.field)
	c.float(&f.Min)
	c.float(&f.Max)
	c.text(&f.Unit)
	str(c, &f.Prefill)
	c.flag(&f.Compare)
	str(c, &f.Register)
	str(c, &f.Take)
	str(c, &f.Of)
	list(c, &f.Given, c.option)
	c.flag(&f.Steps)
	c.flag(&f.Shared)
	c.sets(&f.Sets)
	str(c, &f.Auto)
	c.flag(&f.ReadOnly)
	str(c, &f.Source)
	c.num(&f.Line)
}

func (c *codec) sets(p **forms.Sets) {
	there := *p != nil
	c.flag(&there)
	if !there {
		return
	}
	ref(func(s *forms.Sets) {
		str(c, &s.Column)
		table(c, &s.Values, func(v *string) { str(c, v) })
	})(p)
}

func (c *codec) option(o *forms.Option) {
	str(c, &o.ID)
	c.text(&o.Label)
	str(c, &o.Detail)
	list(c, &o.Options, c.option)
}

func (c *codec) options(l *forms.OptionList) {
	str(c, &l.ID)
	list(c, &l.Options, c.option)
}

func (c *codec) help(h *forms.Help) {
	str(c, &h.ID)
	c.text(&h.Title)
	list(c, &h.Lines, c.text)
}

func (c *codec) programme(p *forms.Programme) {
	str(c, &p.ID)
	str(c, &p.Like)
	c.num(&p.Version)
	c.text(&p.Title)
	c.text(&p.About)
	str(c, &p.Lang)
	str(c, &p.Anchor)
	c.num(&p.Months)
	c.num(&p.Weeks)
	c.num(&p.Extend)
	str(c, &p.Cadence)
	list(c, &p.Forms, func(s *string) { str(c, s) })
	table(c, &p.Terms, c.text)
	table(c, &p.Preset, func(v *forms.Value) { str(c, v) })
	list(c, &p.Topics, c.option)
	list(c, &p.Interests, c.option)
	list(c, &p.LeaveOut, func(s *string) { str(c, s) })
	list(c, &p.Tells, func(s *string) { str(c, s) })
	list(c, &p.Board, func(s *string) { str(c, s) })
	list(c, &p.Steps, c.step)
	c.flag(&p.TogetherFirst)
	str(c, &p.Source)
}

func (c *codec) step(s *forms.Step) {
	str(c, &s.ID)
	c.text(&s.Text)
	c.num(&s.Offset.N)
	str(c, &s.Offset.Unit)
	str(c, &s.Offset.From)
	str(c, &s.Every)
	c.num(&s.Day)
	str(c, &s.Who)
	c.cond(&s.When)
	str(c, &s.Evidence)
}
