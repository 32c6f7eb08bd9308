package catalog

import (
	"cmp"
	"maps"
	"slices"

	"go.yaml.in/yaml/v4"

	"pairbook/forms"
)

// readForm reads a form file whose checks against others have yet to run.
func (r *reader) readForm(n *yaml.Node) *forms.Form {
	f := &forms.Form{Source: r.file}
	r.form = f
	m, ok := r.mapping(n, "form", formShape())
	if !ok {
		return f
	}
	r.head = m
	r.readLanguages(m)
	f.ID = m.word("form")
	if f.ID != "" && !forms.IsID(f.ID) {
		r.fault(m.line("form"), "bad_id", "id", short(f.ID))
	}
	f.Version = m.whole("version")
	f.Title = m.text("title")
	f.Purpose = m.text("purpose")
	f.Share = m.text("share")
	f.Copies = forms.Copies(m.oneOf("copies", "one"))
	f.Offer = forms.Offer(m.oneOf("offer", string(forms.OfferStart)))
	sections, fields := ids{}, ids{}
	for _, s := range m.list("sections") {
		f.Sections = append(f.Sections, r.section(m, s, sections, fields))
	}
	for _, n := range m.list("earlier") {
		fd, fm := r.field(n, place{level: question, in: m, key: "earlier"})
		fields.add(fm, fd.ID)
		f.Earlier = append(f.Earlier, *fd)
	}
	return f
}

// section reads a section; the ids of sections and fields are unique in a form.
func (r *reader) section(form mapping, n *yaml.Node, sections, fields ids) forms.Section {
	m, ok := form.item("sections", n)
	if !ok {
		return forms.Section{}
	}
	s := forms.Section{
		ID:    m.id("id", forms.IsID),
		Title: m.text("title"),
		Intro: m.text("intro"),
		Part:  m.oneOf("part", ""),
		When:  r.cond(m, "show"),
	}
	sections.add(m, s.ID)
	if s.Part != "" && r.form.Copies != forms.CopiesNumbered {
		r.fault(m.line("part"), "part_copies")
	}
	for _, fn := range m.list("fields") {
		fd, fm := r.field(fn, place{level: question, in: m, key: "fields"})
		fields.add(fm, fd.ID)
		s.Fields = append(s.Fields, *fd)
	}
	return s
}

// readRegisters reads the tables of a pair that forms share.
func (r *reader) readRegisters(n *yaml.Node) {
	m, _ := r.mapping(n, "registers", registersShape())
	r.readLanguages(m)
	seen := ids{}
	for _, item := range m.list("registers") {
		rm, ok := m.item("registers", item)
		if !ok {
			continue
		}
		def := &forms.RegisterDef{ID: rm.id("id", forms.IsID), Title: rm.text("title")}
		seen.add(rm, def.ID)
		holder := &forms.Field{}
		for _, cn := range rm.list("columns") {
			c, cm := r.field(cn, place{level: registerColumn, in: rm, key: "columns", parent: holder})
			r.once(holder.Columns, c, cm)
			holder.Columns = append(holder.Columns, *c)
		}
		def.Columns = holder.Columns
		r.registers = append(r.registers, def)
	}
}

// readLists reads the lists of options that programmes share.
func (r *reader) readLists(n *yaml.Node) {
	m, _ := r.mapping(n, "lists", listsShape())
	r.readLanguages(m)
	seen := ids{}
	for _, item := range m.list("lists") {
		lm, ok := m.item("lists", item)
		if !ok {
			continue
		}
		l := &forms.OptionList{ID: lm.id("id", forms.IsID)}
		seen.add(lm, l.ID)
		l.Options = r.options(lm, "options", true)
		r.lists = append(r.lists, l)
	}
}

// readHelps reads the pages that help a talk along.
func (r *reader) readHelps(n *yaml.Node) {
	m, _ := r.mapping(n, "helps", helpsShape())
	seen := ids{}
	for _, item := range m.list("helps") {
		hm, ok := m.item("helps", item)
		if !ok {
			continue
		}
		h := forms.Help{ID: hm.id("id", forms.IsID), Title: hm.text("title")}
		seen.add(hm, h.ID)
		h.Lines = hm.texts("lines")
		r.helps = append(r.helps, h)
	}
}

func sortedKeys[K cmp.Ordered, V any](m map[K]V) []K { return slices.Sorted(maps.Keys(m)) }
