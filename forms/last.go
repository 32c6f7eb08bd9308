package forms

import "pairbook/forms/lang"

// LastTime returns what a meeting opens with: when the last one was held, what
// it was about, and what the two wanted to look at next. Empty where there was
// none. Only answers that both may read are used.
func (p *Pair) LastTime(n int) []string {
	var out []string
	for i := len(p.Meetings()) - 1; i >= 0; i-- {
		if m := p.Meetings()[i]; m < n {
			s, ok := p.Sheet(Meeting(m))
			if !ok {
				return nil
			}
			if d, err := lang.ParseISO(string(p.Record.Value(Address{Sheet: s.ID, Field: fieldMeetDate, Voice: Agreed}))); err == nil {
				out = append(out, p.Words.T("forms.last_time", "date", p.Words.DayMonth(d, p.Today)))
			}
			for _, q := range []struct{ field, key string }{
				{"m_topics", "forms.last_topics"}, {"m_insights", "forms.last_insights"}, {"m_next_focus", "forms.last_focus"},
			} {
				out = append(out, s.recall(q.field, q.key)...)
			}
			return out
		}
	}
	return nil
}

func (s Sheet) recall(field, key string) []string {
	fd, ok := s.Form.Field(field)
	if !ok || fd.Seen != SeenPair && fd.Seen != "" {
		return nil
	}
	for _, v := range s.Voices(fd) {
		if text := s.Reading(fd, v); text != "" {
			return []string{s.Pair.Words.T(key, "text", text)}
		}
	}
	return nil
}
