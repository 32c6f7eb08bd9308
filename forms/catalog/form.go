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
	m, ok := r.mapping(n, "form", []string{"form", "version", "title", "purpose", "share", "copies", "sections"})
	if !ok {
		return f
	}
	f.ID = m.word("form")
	if f.ID != "" && !forms.IsID(f.ID) {
		r.fault(m.line("form"), "bad_id", "id", short(f.ID))
	}
	m.need("version")
	f.Version = m.whole("version", 1, 9999)
	f.Title = m.needText("title")
	f.Purpose = m.needText("purpose")
	f.Share = m.text("share")
	m.need("copies")
	f.Copies = forms.Copies(m.oneOf("copies", "one", []string{"one", "numbered", "each"}))
	m.need("sections")
	sections, fields := ids{}, ids{}
	for _, s := range m.list("sections") {
		f.Sections = append(f.Sections, r.section(s, sections, fields))
	}
	return f
}

// section reads a section; the ids of sections and fields are unique in a form.
func (r *reader) section(n *yaml.Node, sections, fields ids) forms.Section {
	m, ok := r.mapping(n, "sections", []string{"id", "title", "intro", "part", "show", "fields"})
	if !ok {
		return forms.Section{}
	}
	s := forms.Section{
		ID:    m.id("id", forms.IsID),
		Title: m.needText("title"),
		Intro: m.text("intro"),
		Part:  m.oneOf("part", "", []string{"prepare", "meet", "close"}),
		When:  r.cond(m, "show"),
	}
	sections.add(m, s.ID)
	if s.Part != "" && r.form.Copies != forms.CopiesNumbered {
		r.fault(m.line("part"), "part_copies")
	}
	m.need("fields")
	for _, fn := range m.list("fields") {
		fd, fm := r.field(fn, place{level: question})
		fields.add(fm, fd.ID)
		s.Fields = append(s.Fields, *fd)
	}
	return s
}

// readRegisters reads the tables of a pair that forms share.
func (r *reader) readRegisters(n *yaml.Node) []*forms.RegisterDef {
	m, ok := r.mapping(n, "registers", []string{"registers"})
	if !ok {
		return nil
	}
	var all []*forms.RegisterDef
	seen := ids{}
	for _, item := range m.list("registers") {
		rm, ok := r.mapping(item, "registers", []string{"id", "title", "columns"})
		if !ok {
			continue
		}
		def := &forms.RegisterDef{ID: rm.id("id", forms.IsID), Title: rm.needText("title")}
		seen.add(rm, def.ID)
		rm.need("columns")
		holder := &forms.Field{}
		for _, cn := range rm.list("columns") {
			c, cm := r.field(cn, place{level: registerColumn, parent: holder})
			r.once(holder.Columns, c, cm)
			holder.Columns = append(holder.Columns, *c)
		}
		def.Columns = holder.Columns
		all = append(all, def)
	}
	return all
}

func sortedKeys[K cmp.Ordered, V any](m map[K]V) []K { return slices.Sorted(maps.Keys(m)) }
