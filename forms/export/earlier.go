package export

import "pairbook/forms"

// headingEarlier is the id of the section of questions that are not asked any more.
const headingEarlier = "earlier"

// earlier returns the answers to questions that the form does not ask any more, under a
// heading of their own; none where there are none.
func (b *builder) earlier() []Block {
	var out []Block
	last := ""
	for _, e := range b.sheet.EarlierFor(b.to) {
		if len(out) == 0 {
			out = append(out, Heading{ID: headingEarlier, Level: 2, Text: b.words.T("export.earlier")})
		}
		a := Answer{Voice: e.Voice, State: Answered, Content: b.earlierContent(e), Private: b.onlyReader(e.Field, e.Voice)}
		if e.Voice != forms.Agreed && b.sheet.ID.Of == "" {
			a.Name = oneLine(b.pair.Name(e.Voice))
		}
		if e.Field.ID == last {
			q := out[len(out)-1].(Question)
			q.Answers = append(q.Answers, a)
			out[len(out)-1] = q
			continue
		}
		last = e.Field.ID
		b.number++
		out = append(out, Question{ID: e.Field.ID, Number: b.number, Label: b.text(e.Field.Label), Kind: forms.KindLong, Answers: []Answer{a}})
	}
	return out
}

// earlierContent writes all that was said as lines of text: parts and cells with their
// names before them.
func (b *builder) earlierContent(e forms.EarlierAnswers) Content {
	c := Content{Kind: forms.KindLong}
	row := forms.RowID("")
	for i, cell := range e.Cells {
		fd := e.Field
		if cell.Part != nil {
			fd = cell.Part
		}
		text := oneLine(fd.Show(cell.Value, b.ask))
		if text == "" {
			text = oneLine(string(cell.Value)) // the kind was another when it was written
		}
		if cell.Part != nil {
			text = b.text(cell.Part.Label) + ": " + text
		}
		if i > 0 && cell.Row != "" && cell.Row == row {
			c.Text[len(c.Text)-1] += " · " + text
			continue
		}
		row = cell.Row
		c.Text = append(c.Text, text)
	}
	if len(e.Cells) == 1 {
		c.Value = forms.Value(clean(string(e.Cells[0].Value)))
	}
	return c
}
