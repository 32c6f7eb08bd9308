package catalog

import (
	"slices"
	"strings"

	"go.yaml.in/yaml/v4"

	"pairbook/forms"
	"pairbook/forms/lang"
)

// readProgramme reads a programme file whose checks against forms have yet to
// run.
func (r *reader) readProgramme(n *yaml.Node) *forms.Programme {
	p := &forms.Programme{Source: r.file}
	r.prog = p
	m, ok := r.mapping(n, "programme", []string{
		"programme", "title", "about", "lang", "anchor", "months", "extend", "cadence",
		"together_first", "forms", "terms", "preset", "topics", "steps",
	})
	if !ok {
		return p
	}
	p.ID = m.word("programme")
	if p.ID != "" && !forms.IsProgrammeID(p.ID) {
		r.fault(m.line("programme"), "bad_id", "id", short(p.ID))
	}
	p.Title, p.About = m.needText("title"), m.needText("about")
	m.need("lang")
	p.Lang = lang.Lang(m.oneOf("lang", string(lang.English), languageCodes()))
	r.length(p, m)
	p.TogetherFirst = m.flag("together_first")
	r.uses(p, m)
	r.terms(p, m)
	r.presets(p, m)
	p.Topics = r.options(m, "topics", true)
	m.need("steps")
	seen := ids{}
	for _, s := range m.list("steps") {
		step, sm := r.step(s)
		seen.add(sm, step.ID)
		p.Steps = append(p.Steps, step)
	}
	return p
}

// maxMonths is ten years, more than any programme lasts.
const maxMonths = 120

// length reads when a programme begins, how long it takes and how often the two
// talk.
func (r *reader) length(p *forms.Programme, m mapping) {
	for _, key := range []string{"anchor", "months", "cadence"} {
		m.need(key)
	}
	p.Anchor, p.Cadence = m.word("anchor"), m.word("cadence")
	p.Months, p.Extend = m.whole("months", 1, maxMonths), m.whole("extend", 0, maxMonths)
	if p.Extend != 0 && p.Extend <= p.Months {
		r.fault(m.line("extend"), "extend", "months", p.Months, "extend", p.Extend)
	}
	r.optionOf(m, "anchor", p.Anchor, "pair", "anchor_event")
	r.optionOf(m, "cadence", p.Cadence, "contract", "ct_frequency")
}

// optionOf checks that a value is an option of a field of another form, where
// that form is known.
func (r *reader) optionOf(m mapping, key, value, form, field string) {
	if value == "" {
		return
	}
	r.later = append(r.later, func() {
		f := r.formByID(form)
		if f == nil {
			return
		}
		if fd, ok := f.Field(field); ok && !slices.Contains(optionIDs(fd.Options), value) {
			r.unknown(m.values[key], key, value, optionIDs(fd.Options))
		}
	})
}

// uses reads the forms a programme works through.
func (r *reader) uses(p *forms.Programme, m mapping) {
	m.need("forms")
	for _, n := range m.list("forms") {
		if n.Kind != yaml.ScalarNode || !forms.IsID(n.Value) {
			r.fault(n, "bad_id", "id", short(n.Value))
			continue
		}
		id := n.Value
		if slices.Contains(p.Forms, id) {
			r.fault(n, "form_twice", "form", id)
			continue
		}
		p.Forms = append(p.Forms, id)
		r.later = append(r.later, func() {
			if r.lib != nil && r.lib.Forms[id] == nil {
				r.unknown(n, "forms", id, sortedKeys(r.lib.Forms))
			}
		})
	}
}

// terms reads the programme's own words.
func (r *reader) terms(p *forms.Programme, m mapping) {
	m.need("terms")
	n := m.values["terms"]
	if n == nil {
		return
	}
	p.Terms = map[string]lang.Text{}
	t, ok := r.mapping(n, "terms", termNames())
	if !ok {
		return
	}
	for _, name := range termNames() {
		if !t.has(name) {
			r.fault(n, "missing_term", "name", name)
		}
		if v := t.values[name]; v != nil {
			p.Terms[name] = r.text(v, name, false)
		}
	}
}

// presets reads the answers a programme suggests.
func (r *reader) presets(p *forms.Programme, m mapping) {
	n := m.values["preset"]
	if n == nil {
		return
	}
	if n.Kind != yaml.MappingNode {
		r.fault(n, "want_mapping", "what", "preset", "known", "form.field")
		return
	}
	p.Preset = map[string]forms.Value{}
	for i := 0; i+1 < len(n.Content); i += 2 {
		r.preset(p, n.Content[i], n.Content[i+1])
	}
}

func (r *reader) preset(p *forms.Programme, k, v *yaml.Node) {
	name, value := k.Value, v.Value
	switch _, twice := p.Preset[name]; {
	case k.Kind != yaml.ScalarNode || forms.CheckPrefill(name) != nil || !strings.Contains(name, "."):
		r.fault(k, "preset_name", "name", short(name))
		return
	case twice:
		r.fault(k, "duplicate_key", "key", name, "line", k.Line)
		return
	case v.Kind != yaml.ScalarNode || strings.TrimSpace(value) == "":
		r.fault(v, "want_word", "key", name)
		return
	}
	p.Preset[name] = forms.Value(value)
	r.later = append(r.later, func() {
		fd, found := r.find(name)
		if !found {
			r.noField(k, name)
			return
		}
		if fd == nil {
			return
		}
		for line := range strings.Lines(value) {
			id, _, _ := strings.Cut(strings.TrimSuffix(line, "\n"), ": ")
			r.answer(v, name, id, fd)
		}
	})
}

// step reads a dated point of the plan.
func (r *reader) step(n *yaml.Node) (forms.Step, mapping) {
	m, ok := r.mapping(n, "steps", []string{"id", "text", "after", "who", "evidence", "show"})
	if !ok {
		return forms.Step{}, m
	}
	s := forms.Step{
		ID:       m.id("id", forms.IsID),
		Text:     m.needText("text"),
		Evidence: m.word("evidence"),
		When:     r.cond(m, "show"),
	}
	m.need("who")
	s.Who = forms.By(m.oneOf("who", "", []string{"mentor", "mentee", "both", "each", "programme"}))
	m.need("after")
	if w := m.word("after"); w != "" {
		o, err := forms.ParseOffset(w)
		if err != nil {
			r.fault(m.line("after"), "offset", "value", short(w))
		}
		s.Offset = o
	}
	if s.Evidence != "" {
		r.evidence(m.line("evidence"), s.Evidence)
	}
	return s, m
}

// evidence checks what ticks a step: "contact", "closed meeting/1", "complete
// FORM", "signed FORM" or "filled form.field".
func (r *reader) evidence(n *yaml.Node, text string) {
	if text == "contact" {
		return
	}
	verb, what, _ := strings.Cut(text, " ")
	if verb == "filled" {
		if forms.CheckPrefill(what) != nil || !strings.Contains(what, ".") {
			r.fault(n, "evidence", "value", short(text))
			return
		}
		r.later = append(r.later, func() {
			if _, found := r.find(what); !found {
				r.noField(n, what)
			}
		})
		return
	}
	sheet, err := forms.ParseSheetID(what)
	whole := sheet == forms.SheetID{Form: sheet.Form} // not one sheet of several
	fits := verb == "closed" && sheet.Number > 0 || (verb == "complete" || verb == "signed") && whole
	if err != nil || !fits {
		r.fault(n, "evidence", "value", short(text))
		return
	}
	r.later = append(r.later, func() { r.evidenceSheet(n, verb, sheet) })
}

// evidenceSheet checks that the sheet of an evidence is one the programme has.
func (r *reader) evidenceSheet(n *yaml.Node, verb string, sheet forms.SheetID) {
	f := r.formByID(sheet.Form)
	switch {
	case r.lib == nil:
	case f == nil:
		r.unknown(n, "evidence", sheet.Form, sortedKeys(r.lib.Forms))
	case !slices.Contains(r.prog.Forms, sheet.Form):
		r.fault(n, "evidence_form", "form", sheet.Form)
	case f.Copies == forms.CopiesNumbered && verb != "closed":
		r.fault(n, "evidence_number", "form", sheet.Form)
	case f.Copies != forms.CopiesNumbered && verb == "closed":
		r.fault(n, "evidence_closed", "form", sheet.Form)
	case verb == "signed" && !signs(f):
		r.fault(n, "evidence_sign", "form", sheet.Form)
	}
}

// signs reports whether a form has a place to sign.
func signs(f *forms.Form) bool {
	for _, s := range f.Sections {
		for _, fd := range s.Fields {
			if fd.Kind == forms.KindSign || slices.ContainsFunc(fd.Parts, func(p forms.Field) bool { return p.Kind == forms.KindSign }) {
				return true
			}
		}
	}
	return false
}
