package catalog

import (
	"errors"
	"slices"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v4"

	"pairbook/forms"
)

// cond reads a condition; whether its fields exist is checked at the end.
func (r *reader) cond(m mapping, key string) forms.Cond {
	text := m.word(key)
	if text == "" {
		return forms.Cond{}
	}
	n := m.values[key]
	if text == "true" || text == "false" {
		r.fault(n, "cond_yes", "key", key, "value", text)
		return forms.Cond{}
	}
	c, err := forms.ParseCond(text)
	var ce *forms.CondError
	if errors.As(err, &ce) {
		var near any = short(ce.Near)
		if ce.Near == "" {
			near = wording("cond_end")
		}
		r.fault(n, "cond_"+string(ce.Reason), "key", key, "column", ce.Column, "near", near)
		return forms.Cond{}
	}
	r.later = append(r.later, func() {
		for _, t := range c.Tests() {
			r.test(n, t)
		}
	})
	return c
}

// test checks that what a condition names exists and can be compared so.
func (r *reader) test(n *yaml.Node, t forms.Test) {
	switch t.Name {
	case forms.FactProgramme:
		r.programmeTest(n, t)
		return
	case forms.FactRole, forms.FactNumber:
		return
	}
	fd, found := r.find(t.Name)
	if !found {
		r.noField(n, t.Name)
		return
	}
	if fd != nil {
		r.comparison(n, t, fd)
	}
}

func (r *reader) programmeTest(n *yaml.Node, t forms.Test) {
	if r.lib == nil || r.lib.Programmes[t.Value] != nil || r.left.programme(t.Value) != "" || r.prog != nil && r.prog.ID == t.Value {
		return
	}
	r.unknown(n, "programme", t.Value, sortedKeys(r.lib.Programmes))
}

// formByID returns a form by its id: the one being read first, so that a new
// version of a known form is checked against itself.
func (r *reader) formByID(id string) *forms.Form {
	if r.form != nil && r.form.ID == id {
		return r.form
	}
	if r.lib != nil {
		return r.lib.Forms[id]
	}
	return nil
}

// find returns the field or part a name means, as Sheet.Find does: of this form,
// else of another. Without a library other forms are taken on trust: found with
// no field. Columns are not found, for a condition cannot know which row is meant.
func (r *reader) find(name string) (fd *forms.Field, found bool) {
	ids := strings.Split(name, ".")
	form := r.form
	if form == nil || !r.ownField(ids[0]) {
		if len(ids) == 1 {
			return nil, false
		}
		if form = r.formByID(ids[0]); form == nil {
			return nil, r.lib == nil
		}
		ids = ids[1:]
	}
	fd, found = form.Field(ids[0])
	switch {
	case !found || len(ids) == 1:
		return fd, found
	case len(ids) == 2:
		return (&forms.Field{Parts: fd.Parts}).Column(ids[1])
	}
	return nil, false
}

func (r *reader) ownField(id string) bool {
	if r.form == nil {
		return false
	}
	_, ok := r.form.Field(id)
	return ok
}

// noField reports a name that is no field, with the nearest that is.
func (r *reader) noField(n *yaml.Node, name string) {
	var known []string
	first, _, point := strings.Cut(name, ".")
	if r.form != nil {
		known = append(known, fieldNames(r.form, "")...)
	}
	if form := r.formByID(first); point && form != nil {
		known = append(known, fieldNames(form, first+".")...)
	}
	if point && r.lacks(first) {
		return // which is said already
	}
	file := r.left.form(first)
	switch {
	case point && file != "" && r.prog != nil:
		r.without(n, name, "goes_without", "id", name, "file", file)
		return
	case point && file != "":
		r.fault(n, "left_out", "id", first, "file", file)
		return
	}
	name = short(name)
	if near := nearest(name, known); near != "" {
		r.fault(n, "no_field_near", "name", name, "near", near)
		return
	}
	r.fault(n, "no_field", "name", name)
}

// fieldNames lists the fields of a form and their parts, as conditions name them.
func fieldNames(f *forms.Form, prefix string) []string {
	var names []string
	for i := range f.Sections {
		for j := range f.Sections[i].Fields {
			fd := &f.Sections[i].Fields[j]
			names = append(names, prefix+fd.ID)
			for k := range fd.Parts {
				names = append(names, prefix+fd.ID+"."+fd.Parts[k].ID)
			}
		}
	}
	return names
}

// comparison checks that a field of this kind can be compared so, and that the
// value is one it can have.
func (r *reader) comparison(n *yaml.Node, t forms.Test, fd *forms.Field) {
	multi := fd.Kind == forms.KindMulti
	switch {
	case fd.Kind == "":
	case fd.Kind == forms.KindGroup:
		r.fault(n, "cond_group", "name", t.Name, "part", firstPart(fd))
	case t.Op == "filled" || t.Op == "empty":
	case fd.Kind == forms.KindRows:
		r.fault(n, "cond_rows", "name", t.Name)
	case t.Op == "has" && !multi:
		r.fault(n, "cond_has", "name", t.Name)
	case t.Op != "has" && multi:
		r.fault(n, "cond_multi", "name", t.Name)
	case (t.Op[0] == '<' || t.Op[0] == '>') && fd.Kind != forms.KindNumber && fd.Kind != forms.KindRating:
		r.fault(n, "cond_order", "name", t.Name)
	default:
		r.answer(n, t.Name, t.Value, fd)
	}
}

// firstPart returns the id of a part of a group, as an example.
func firstPart(fd *forms.Field) string {
	for _, p := range fd.Parts {
		return p.ID
	}
	return "…"
}

// answer checks that a value written in a file is one the field can have. Fields
// of free text can have any.
func (r *reader) answer(n *yaml.Node, name, value string, fd *forms.Field) {
	var known []string
	switch fd.Kind {
	case forms.KindChoice, forms.KindMulti:
		if fd.From != "" {
			return
		}
		known = optionIDs(fd.Options)
	case forms.KindYesNo:
		known = []string{"yes", "no"}
	case forms.KindRating:
		known = []string{"1", "2", "3", "4", "5", "na"}
	case forms.KindNumber:
		if _, err := strconv.ParseFloat(value, 64); err != nil {
			r.fault(n, "want_number", "key", name, "value", short(value))
		}
		return
	default:
		return
	}
	if len(known) == 0 || slices.Contains(known, value) {
		return
	}
	if near := nearest(value, known); near != "" {
		r.fault(n, "no_option_near", "name", name, "value", short(value), "near", near)
		return
	}
	r.fault(n, "no_option", "name", name, "value", short(value), "known", strings.Join(known, ", "))
}

// prefill reads where a suggestion comes from, and checks at the end that it is
// there.
func (r *reader) prefill(fd *forms.Field, m mapping) {
	fd.Prefill = m.word("prefill")
	if fd.Prefill == "" {
		return
	}
	n := m.values["prefill"]
	if forms.CheckPrefill(fd.Prefill) != nil {
		r.fault(n, "prefill", "value", short(fd.Prefill))
		return
	}
	from, id, point := strings.Cut(fd.Prefill, ".")
	if !point || from == "name" {
		return
	}
	r.later = append(r.later, func() {
		if from != "register" {
			if _, found := r.find(fd.Prefill); !found {
				r.noField(n, fd.Prefill)
			}
			return
		}
		if r.lib != nil && r.lib.Registers[id] == nil {
			r.unknown(n, "prefill", id, sortedKeys(r.lib.Registers))
		}
	})
}
