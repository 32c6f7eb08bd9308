package forms

// NameOf says in words where an answer stands: the sheet and the question, or the
// list of the pair that it belongs to. "" where nothing is known of it.
func (p *Pair) NameOf(a Address) string {
	if a.Sheet.Register == registerSteps {
		if st, ok := p.wholePlanStep(string(a.Row)); ok {
			return p.Text(st.Step.Text)
		}
	}
	if def := p.Library.Registers[a.Sheet.Register]; def != nil {
		return p.Text(def.Title)
	}
	s, ok := p.Sheet(a.Sheet)
	if !ok {
		return ""
	}
	fd, ok := s.Form.Field(a.Field)
	if !ok {
		return s.Title()
	}
	return p.Words.T("forms.question_of", "sheet", s.Title(), "question", p.Text(fd.Label))
}
