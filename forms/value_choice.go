package forms

import (
	"strings"

	"pairbook/forms/lang"
)

// choiceReader reads a choice and a multi.
type choiceReader struct {
	base
	all []choice
}

// choice is an option as answers name it.
type choice struct {
	id     string // "group.sub" inside a group
	label  lang.Text
	group  lang.Text // label of the group it is in
	detail Kind
	names  names
}

func newChoiceReader(b base) choiceReader {
	r := choiceReader{base: b}
	for _, o := range b.fd.Choices(b.a) {
		r.all = append(r.all, choice{id: o.ID, label: o.Label, detail: o.Detail})
		for _, sub := range o.Options {
			r.all = append(r.all, choice{id: o.ID + "." + sub.ID, label: sub.Label, group: o.Label, detail: sub.Detail})
		}
	}
	return r
}

// byID finds an option by its exact id.
func (r choiceReader) byID(id string) (*choice, bool) {
	for i := range r.all {
		if r.all[i].id == id {
			return &r.all[i], true
		}
	}
	return nil, false
}

func (r choiceReader) show(v Value) string {
	items, between := []string{}, ", "
	for _, e := range Entries(v) {
		item := r.worded(e)
		if strings.Contains(item, ",") {
			between = "; " // commas could not be told apart
		}
		items = append(items, item)
	}
	if len(items) == 0 {
		return readable(v, r.a)
	}
	return strings.Join(items, between) // no "and": many options have one of their own
}

// worded is an entry as a person reads it. An option that is gone is shown by its
// id where that is a word of the form, and said to be gone where it is a number
// of a row.
func (r choiceReader) worded(e Entry) string {
	detail := cleanDetail(e.Detail)
	name := ""
	o, known := r.byID(e.ID)
	switch {
	case known:
		name = r.name(o)
		if detail != "" && o.detail == KindNumber {
			detail = numberBeside(r.base, o.label).show(Value(detail))
		}
	case r.fd.From == "":
		name = strings.TrimSpace(oneLine(readable(Value(e.ID), r.a)))
	default:
		name = r.a.Words.T("value.gone")
	}
	if detail == "" {
		return name
	}
	return r.a.Words.T("value.with-detail", "option", name, "detail", detail)
}

// name is an option's label, with its group where another option is called the
// same.
func (r choiceReader) name(o *choice) string {
	name := r.labelOf(o)
	for i := range r.all {
		if other := &r.all[i]; o.group != "" && other.id != o.id && r.labelOf(other) == name {
			return r.a.Words.T("value.in-group", "group", r.line(o.group), "option", name)
		}
	}
	return name
}

func (r choiceReader) labelOf(o *choice) string {
	if s := r.line(o.label); s != "" {
		return s
	}
	return o.id
}

// line is a text in the asker's language, on one line: goals are people's own.
func (r choiceReader) line(t lang.Text) string {
	return strings.TrimSpace(cleanShort(r.a.Fill(t)))
}

func (r choiceReader) short(v Value) string { return oneLine(r.show(v)) }

// edit writes the labels, options with words beside them last, because those
// words run to the end of the line.
func (r choiceReader) edit(v Value) string {
	var plain, detailed []string
	for _, e := range Entries(v) {
		if e.Detail == "" {
			plain = append(plain, r.worded(e))
			continue
		}
		detailed = append(detailed, r.worded(e))
	}
	lines := strings.Join(detailed, "\n")
	if len(plain) == 0 {
		return lines
	}
	if lines != "" {
		lines = ", " + lines
	}
	return strings.Join(plain, ", ") + lines
}

// check looks at a value without reading labels, so that it costs next to
// nothing and may be asked with every key.
func (r choiceReader) check(v Value) *Problem {
	es := Entries(v)
	switch {
	case len(es) == 0, JoinEntries(es) != v:
		return problem("value.stored")
	case len(es) > 1 && r.fd.Kind == KindChoice:
		return problem("value.choice-one")
	}
	seen := make(map[string]bool, len(es))
	for _, e := range es {
		o, known := r.byID(e.ID)
		if !known {
			return problem("value.choice-gone")
		}
		if seen[e.ID] {
			return problem("value.choice-twice", "option", r.name(o))
		}
		seen[e.ID] = true
		detail, p := r.detail(o, e.Detail)
		if p != nil {
			return p
		}
		if detail != e.Detail {
			return problem("value.stored")
		}
	}
	return nil
}

// detail reads what is typed beside an option.
func (r choiceReader) detail(o *choice, in string) (string, *Problem) {
	in = cleanDetail(in)
	switch {
	case o.detail == "" && in == "":
		return "", nil
	case o.detail == "":
		return "", problem("value.detail-alone", "option", r.name(o))
	case o.detail == KindNumber && in == "":
		return "", problem("value.detail-number", "option", r.name(o))
	case o.detail == KindNumber:
		v, p := numberBeside(r.base, o.label).parse(in)
		return string(v), p
	case in == "":
		return "", problem("value.detail", "option", r.name(o))
	}
	return in, nil
}
