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
	m, ok := r.mapping(n, "programme", programmeShape())
	if !ok {
		return p
	}
	r.head = m
	r.readLanguages(m)
	p.ID = m.word("programme")
	if p.ID != "" && !forms.IsProgrammeID(p.ID) {
		r.fault(m.line("programme"), "bad_id", "id", short(p.ID))
	} else if strings.Contains(p.ID, "_") {
		// A pair keeps the id as an option's, which has "_" where the programme has "-".
		r.fault(m.line("programme"), "programme_id", "id", short(p.ID), "near", strings.ReplaceAll(p.ID, "_", "-"))
	}
	r.like(p, m)
	p.Version = max(1, m.whole("version"))
	p.Title, p.About = m.text("title"), m.text("about")
	p.Lang = lang.Lang(m.oneOf("lang", string(lang.English)))
	r.length(p, m)
	p.TogetherFirst = m.flag("together_first")
	p.Forms = r.formIDs(m, "forms")
	p.Board = r.formIDs(m, "to_board")
	r.terms(p, m)
	r.presets(p, m)
	p.Topics, p.Interests = r.choices(m, "topics"), r.choices(m, "interests")
	p.LeaveOut = r.fieldNames(m, "leave_out", "")
	p.Tells = r.fieldNames(m, "tells", forms.SummaryForm+".")
	seen := ids{}
	for _, s := range m.list("steps") {
		step, sm := r.step(m, s)
		seen.add(sm, step.ID)
		p.Steps = append(p.Steps, step)
	}
	return p
}

// like reads which shipped programme one's own was made from.
func (r *reader) like(p *forms.Programme, m mapping) {
	p.Like = m.word("like")
	if p.Like == "" {
		return
	}
	r.later = append(r.later, func() {
		if r.lib != nil && r.lib.Programmes[p.Like] == nil {
			r.unknown(m.values["like"], "like", p.Like, sortedKeys(r.lib.Programmes))
		}
	})
}

// maxMonths is ten years, more than any programme lasts; maxVersion is more often
// than anybody changes a form.
const (
	maxMonths  = 120
	maxVersion = 9999
)

// length reads when a programme begins, how long it takes and how often the two
// talk.
func (r *reader) length(p *forms.Programme, m mapping) {
	p.Anchor, p.Cadence = m.word("anchor"), m.word("cadence")
	p.Months, p.Extend = m.whole("months"), m.whole("extend")
	p.Weeks = m.whole("weeks")
	switch {
	case m.has("weeks") && m.has("months"):
		r.fault(m.line("weeks"), "weeks_months")
	case p.Weeks > 0:
		p.Months = (p.Weeks*7 + 29) / 30
	case !m.has("weeks"):
		m.need("months")
	}
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

// formIDs reads a list of forms: those a programme works through, or some of them.
func (r *reader) formIDs(m mapping, key string) []string {
	var all []string
	for _, n := range m.list(key) {
		if n.Kind != yaml.ScalarNode || !forms.IsID(n.Value) {
			r.fault(n, "bad_id", "id", short(n.Value))
			continue
		}
		id := n.Value
		if slices.Contains(all, id) {
			r.fault(n, "form_twice", "form", id)
			continue
		}
		all = append(all, id)
		r.later = append(r.later, func() {
			if r.lib != nil && r.lib.Forms[id] == nil {
				r.noForm(n, id)
			}
		})
	}
	return all
}

// noForm reports a form that is not there, or is left out because of its own
// faults. The programme goes on without it.
func (r *reader) noForm(n *yaml.Node, id string) {
	if file := r.left.form(id); file != "" {
		r.without(n, id, "goes_without", "id", id, "file", file)
		return
	}
	if near := nearest(id, sortedKeys(r.lib.Forms)); near != "" {
		r.without(n, id, "no_form_near", "id", short(id), "near", near)
		return
	}
	r.without(n, id, "no_form", "id", short(id))
}

// choices reads options that stand here, or the names of lists that programmes
// share.
func (r *reader) choices(m mapping, key string) []forms.Option {
	var all []forms.Option
	seen := ids{}
	for _, n := range m.list(key) {
		if n.Kind != yaml.ScalarNode {
			o, om := r.option(m, key, n, true)
			seen.add(om, o.ID)
			all = append(all, o)
			continue
		}
		switch l := r.listByID(n.Value); {
		case l != nil:
			all = append(all, l.Options...)
		case r.lib != nil:
			r.unknown(n, key, n.Value, sortedKeys(r.lib.Lists))
		}
	}
	return all
}

func (r *reader) listByID(id string) *forms.OptionList {
	if r.lib == nil {
		return nil
	}
	return r.lib.Lists[id]
}

// fieldNames reads a list of questions, each named as form.field; prefix is what
// they leave out.
func (r *reader) fieldNames(m mapping, key, prefix string) []string {
	var all []string
	for _, n := range m.list(key) {
		name := prefix + n.Value
		if n.Kind != yaml.ScalarNode || forms.CheckPrefill(name) != nil || strings.Count(name, ".") != 1 {
			r.fault(n, "field_name", "key", key, "name", short(n.Value))
			continue
		}
		all = append(all, strings.TrimPrefix(name, prefix))
		r.later = append(r.later, func() {
			if _, found := r.find(name); !found {
				r.noField(n, name)
			}
		})
	}
	return all
}

// terms reads the programme's own words.
func (r *reader) terms(p *forms.Programme, m mapping) {
	n := m.values["terms"]
	if n == nil {
		return
	}
	p.Terms = map[string]lang.Text{}
	t, ok := m.item("terms", n)
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
func (r *reader) step(in mapping, n *yaml.Node) (forms.Step, mapping) {
	m, ok := in.item("steps", n)
	if !ok {
		return forms.Step{}, m
	}
	s := forms.Step{
		ID:       m.id("id", forms.IsID),
		Text:     m.text("text"),
		Evidence: m.word("evidence"),
		When:     r.cond(m, "show"),
	}
	s.Who = forms.By(m.oneOf("who", ""))
	s.Every = forms.Every(m.oneOf("every", ""))
	s.Day = m.whole("day")
	switch {
	case !m.has("every"):
		m.need("after")
	case m.has("after"):
		r.fault(m.line("after"), "after_every")
	}
	if m.has("day") && s.Every != forms.EveryMonth {
		r.fault(m.line("day"), "day_alone")
	}
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
// FORM", "signed FORM", "sealed FORM" or "filled form.field".
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
	fits := verb == "closed" && sheet.Number > 0 || (verb == "complete" || verb == "signed" || verb == "sealed") && whole
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
		r.noForm(n, sheet.Form)
	case !slices.Contains(r.prog.Forms, sheet.Form):
		r.fault(n, "evidence_form", "form", sheet.Form)
	case f.Copies == forms.CopiesNumbered && verb != "closed":
		r.fault(n, "evidence_number", "form", sheet.Form)
	case f.Copies != forms.CopiesNumbered && verb == "closed":
		r.fault(n, "evidence_closed", "form", sheet.Form)
	case verb == "sealed" && f.Copies != forms.CopiesEach:
		r.fault(n, "evidence_sealed", "form", sheet.Form)
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
