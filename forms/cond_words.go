package forms

import (
	"slices"
	"strings"
)

// OnlyIf says in words which answers of the same sheet bring a question up, as a blank
// form tells those who fill it in by hand; "" for a question that is asked always.
func (s Sheet) OnlyIf(it Item) string {
	v := Agreed
	if len(it.Voices) > 0 {
		v = it.Voices[0]
	}
	both := all{s.rest(it.Section.When, Agreed), s.rest(it.Field.When, v)}
	e := given(both, nil, func(Test) bool { return true }) // all that is left is open
	if _, always := e.(constant); always {
		return ""
	}
	return s.Pair.Words.T("frompaper.only_if", "when", s.sayCond(e))
}

func (s Sheet) sayCond(e expr) string {
	w := s.Pair.Words
	switch e := e.(type) {
	case Test:
		return s.sayTest(e, []string{e.Value})
	case not:
		return w.T("frompaper.not", "when", s.sayCond(e.e))
	case all:
		return s.joinConds(e, "frompaper.and")
	case some:
		if t, values, ok := sameQuestion(e); ok {
			return s.sayTest(t, values)
		}
		return s.joinConds(e, "frompaper.or")
	}
	return ""
}

// sameQuestion reports whether all parts ask one question for one of several answers.
func sameQuestion(es []expr) (first Test, values []string, ok bool) {
	for i, e := range es {
		t, isTest := e.(Test)
		if !isTest || t.Op != "=" && t.Op != "has" || i > 0 && (t.Name != first.Name || t.Op != first.Op) {
			return Test{}, nil, false
		}
		if i == 0 {
			first = t
		}
		values = append(values, t.Value)
	}
	return first, values, len(values) > 0
}

func (s Sheet) joinConds(es []expr, key string) string {
	text := ""
	for i, e := range es {
		one := s.sayCond(e)
		_, list := e.(some)
		if key == "frompaper.and" && list {
			one = "(" + one + ")"
		}
		if i == 0 {
			text = one
			continue
		}
		text = s.Pair.Words.T(key, "a", text, "b", one)
	}
	return text
}

// opKey is the message that says what a comparison looks for.
func opKey(op string) string {
	switch op {
	case "!=":
		return "frompaper.is_not"
	case "<":
		return "frompaper.under"
	case "<=":
		return "frompaper.at_most"
	case ">":
		return "frompaper.over"
	case ">=":
		return "frompaper.at_least"
	case "filled", "empty":
		return "frompaper." + op
	}
	return "frompaper.is"
}

// sayTest words a comparison with the question's and the options' own words.
func (s Sheet) sayTest(t Test, values []string) string {
	w := s.Pair.Words
	sheet, fd, part := s.Find(t.Name)
	question := sheet.sayQuestion(fd)
	if col, ok := fd.Column(part); ok && part != "" {
		question, fd = w.T("frompaper.part", "question", question, "part", w.T("frompaper.quoted", "text", s.Pair.Text(col.Label))), col
	}
	said := ""
	for i, v := range values {
		label := w.T("frompaper.quoted", "text", s.optionWords(fd, v))
		switch {
		case i == 0:
			said = label
		case i < len(values)-1:
			said += ", " + label
		default:
			said = w.T("frompaper.or", "a", said, "b", label)
		}
	}
	return w.T(opKey(t.Op), "question", question, "answer", said)
}

// sayQuestion names a question by its number, as paper and screen have it; one without a
// number by its words.
func (s Sheet) sayQuestion(fd *Field) string {
	for _, it := range s.Askable() {
		if it.Field.ID == fd.ID && it.Number > 0 {
			return s.Pair.Words.T("frompaper.question", "n", it.Number)
		}
	}
	return s.Pair.Words.T("frompaper.question_called", "text", s.Pair.Words.T("frompaper.quoted", "text", s.Pair.Text(fd.Label)))
}

// optionWords words an option that a condition names, "group.sub" too; what is none
// stands as it is written.
func (s Sheet) optionWords(fd *Field, id string) string {
	group, sub, _ := strings.Cut(id, ".")
	options := fd.Choices(s.Pair.Asking())
	for _, want := range []string{group, sub} {
		i := slices.IndexFunc(options, func(o Option) bool { return o.ID == want })
		if want == "" || i < 0 {
			break
		}
		if text := s.Pair.Text(options[i].Label); text != "" {
			id = text
		}
		options = options[i].Options
	}
	return id
}
