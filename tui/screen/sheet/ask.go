package sheet

import (
	"strings"

	"pairbook/forms"
	"pairbook/tui/cell"
	"pairbook/tui/theme"
)

// firstName is short enough to stand beside a question.
func (s *Screen) firstName(v forms.Voice) string {
	const most = 14
	first, _, _ := strings.Cut(s.d.Pair.Name(v), " ")
	if other, _, _ := strings.Cut(s.d.Pair.Name(v.Other()), " "); other == first {
		return cell.Cut(s.d.Pair.Name(v), most)
	}
	return cell.Cut(first, most)
}

// answers names the one who answers alone, where that is not plain already.
func (s *Screen) answers(it forms.Item) string {
	if len(it.Voices) != 1 || !it.Voices[0].IsPerson() || s.id.Of != "" || it.Field.Seen == forms.SeenAuthor {
		return ""
	}
	return s.firstName(it.Voices[0])
}

// asked is what is still asked of a question.
type asked struct{ open, needed bool }

func (s *Screen) stillAsked(it forms.Item) asked {
	return s.asked.get(s.d.Pair, forms.Address{Sheet: s.id, Field: it.Field.ID}, func() asked {
		var a asked
		for _, v := range it.Voices {
			if s.sheet.Asked(it.Field, v) && !s.sheet.Answered(it.Field, v) {
				a.open = true
				a.needed = a.needed || s.sheet.Required(it.Field, v)
			}
		}
		return a
	})
}

// asks says what is asked of a question: needed, or private to one.
func (s *Screen) asks(it forms.Item) (string, theme.Style) {
	th := s.d.Theme
	if s.counts().apart[it.Field] {
		return s.t("sheet.two_answers"), th.Warn
	}
	if s.stillAsked(it).needed && !s.sheet.ReadOnly() {
		return s.t("sheet.needed"), th.Warn
	}
	if it.Field.Seen == forms.SeenAuthor || it.Field.Seen == forms.SeenTold && !s.sheet.Told(it.Voices[0]) {
		return s.t("sheet.private"), th.Hint
	}
	return "", th.Hint
}
