package export

import (
	"strconv"
	"strings"

	"pairbook/forms"
	"pairbook/forms/lang"
)

// headingAddenda is the id of the section of what was added to a copy after it was
// opened.
const headingAddenda = "addenda"

// told reports whether a section only tells: nobody is to change what stands in it.
func told(section string) bool { return section == headingEarlier || section == headingAddenda }

// addenda returns what was added to a copy after it was opened, each with its date; none
// where there is nothing.
func (b *builder) addenda() []Block {
	var out []Block
	for _, a := range b.sheet.AddendaFor(b.to) {
		if len(out) == 0 {
			out = append(out, Heading{ID: headingAddenda, Level: 2, Text: b.words.T("export.addenda")})
		}
		b.number++
		text := clean(a.Text)
		out = append(out, Question{
			ID: headingAddenda, Number: b.number, Kind: forms.KindLong,
			Label: b.words.T("export.added", "date", b.words.DayMonth(a.Date, lang.Date{})),
			Answers: []Answer{{Voice: a.By, State: Answered, Content: Content{
				Kind: forms.KindLong, Value: forms.Value(text), Text: strings.Split(text, "\n"),
			}}},
		})
	}
	return out
}

// since adds to a signature what the same person has put initials to since, and what was
// changed without: who holds the paper has to see it.
func (b *builder) since(line *Signature, blocks []Block) {
	if line.Signed == "" {
		return
	}
	for _, in := range b.sheet.Initials() {
		if in.Who == line.Voice {
			line.Signed += b.words.T("export.initialled", "date", b.words.DayMonth(in.Date, lang.Date{}), "questions", b.numbered(in.Questions, blocks))
		}
	}
	fd, ok := b.sheet.Form.Field(line.ID)
	if !ok {
		return
	}
	if changed := b.sheet.AmendedSince(b.sheet.Address(fd, line.Voice)); len(changed) > 0 {
		line.Signed += b.words.T("export.changed_since", "questions", b.numbered(changed, blocks))
	}
}

// numbered names questions by their numbers in this document, those that are not in it by
// their wording.
func (b *builder) numbered(as []forms.Amendment, blocks []Block) string {
	var numbers []string
	var others []forms.Amendment
	for _, a := range as {
		n := 0
		for _, block := range blocks {
			if q, ok := block.(Question); ok && q.ID == a.Field {
				n = q.Number
			}
		}
		if n == 0 {
			others = append(others, a)
		} else {
			numbers = append(numbers, strconv.Itoa(n))
		}
	}
	var out []string
	if len(numbers) > 0 {
		out = append(out, b.words.N("export.question_numbers", len(numbers), "numbers", b.words.List(numbers)))
	}
	if len(others) > 0 {
		out = append(out, oneLine(b.pair.SayQuestions(others)))
	}
	return b.words.List(out)
}
