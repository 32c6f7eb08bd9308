package catalog

import (
	"strings"

	"go.yaml.in/yaml/v4"

	"pairbook/forms"
)

// level says where a field stands: on its own, in a table or in a group. Not
// every key has a meaning everywhere.
type level int

const (
	question       level = iota
	column               // of a rows field
	part                 // of a group
	registerColumn       // in registers.yaml
)

func (l level) kinds() []string {
	kinds := []string{"short", "long", "date", "time", "number", "choice", "multi", "rating", "yesno", "sign", "auto"}
	if l == question {
		return append(kinds, "rows", "group")
	}
	return kinds
}

// place is where a field stands, and what it can take from there.
type place struct {
	level    level
	in       mapping            // it stands there
	key      string             // under this key
	parent   *forms.Field       // of a column or part
	register *forms.RegisterDef // of a column, where it is known
}

// field reads a question, a column or a part.
func (r *reader) field(n *yaml.Node, at place) (fd *forms.Field, m mapping) {
	m, ok := at.in.item(at.key, n)
	fd = &forms.Field{Line: n.Line}
	if !ok {
		return fd, m
	}
	fd.ID = m.id("id", forms.IsID)
	shared := at.level == column && m.flag("shared")
	if shared {
		r.share(fd, m, at)
	} else {
		m.need("kind")
		m.need("label")
	}
	fd.Kind = forms.Kind(m.oneOf("kind", string(fd.Kind)))
	r.words(fd, m)
	r.bounds(fd, m)
	r.answers(fd, m)
	if m.has("required") {
		fd.Required = r.cond(m, "required")
	}
	fd.When = r.cond(m, "show")
	r.prefill(fd, m)
	switch at.level {
	case question:
		r.question(fd, m)
	case column:
		r.column(fd, m, at)
	}
	r.suits(fd, m)
	return fd, m
}

// words reads the texts of a field; those that are not written stay as they are.
func (r *reader) words(fd *forms.Field, m mapping) {
	if m.has("label") {
		fd.Label = m.text("label")
	}
	if m.has("hint") {
		fd.Hint = m.text("hint")
	}
	if m.has("unit") {
		fd.Unit = m.text("unit")
	}
	fd.Why = m.text("why")
	fd.Examples = m.texts("examples")
	if n := len(fd.Examples); n == 1 || n > m.shape.key("examples").most {
		r.fault(m.line("examples"), "examples_count", "count", n)
	}
}

// share fills in what a shared column takes from its register.
func (r *reader) share(fd *forms.Field, m mapping, at place) {
	fd.Shared = true
	if at.parent.Register == "" && at.parent.Of == "" {
		r.fault(m.line("shared"), "shared_alone", "id", fd.ID)
		return
	}
	if at.register == nil || fd.ID == "" {
		return
	}
	for i := range at.register.Columns {
		c := &at.register.Columns[i]
		if c.ID == fd.ID {
			fd.Kind, fd.Label, fd.Hint, fd.Unit = c.Kind, c.Label, c.Hint, c.Unit
			fd.Options, fd.From = c.Options, c.From
			fd.Min, fd.Max, fd.Required = c.Min, c.Max, c.Required
			return
		}
	}
	r.unknown(m.line("id"), "id", fd.ID, columnIDs(at.register.Columns))
}

func columnIDs(columns []forms.Field) []string {
	var list []string
	for i := range columns {
		list = append(list, columns[i].ID)
	}
	return list
}

// bounds reads min and max.
func (r *reader) bounds(fd *forms.Field, m mapping) {
	if m.has("min") {
		fd.Min = m.number("min")
	}
	if m.has("max") {
		fd.Max = m.number("max")
	}
	if fd.Min != nil && fd.Max != nil && *fd.Min > *fd.Max {
		n := m.line("max")
		if !m.has("max") {
			n = m.line("min")
		}
		r.fault(n, "min_max", "min", *fd.Min, "max", *fd.Max)
	}
	if fd.Kind != forms.KindRows {
		return
	}
	for key, x := range map[string]*float64{"min": fd.Min, "max": fd.Max} {
		if x != nil && (*x < 0 || *x > 1000 || *x != float64(int(*x))) {
			r.fault(m.line(key), "want_whole", "key", key, "value", m.word(key), "least", 0, "most", 1000)
		}
	}
}

// answers reads what a choice is made from.
func (r *reader) answers(fd *forms.Field, m mapping) {
	own := m.has("options")
	if own {
		fd.Options, fd.From = r.options(m, "options", fd.Kind == forms.KindMulti), "" // not those of the register
	}
	if m.has("from") {
		fd.From = m.oneOf("from", "")
		if own && (fd.From == "goals" || fd.From == "programmes") {
			r.fault(m.line("from"), "options_twice")
		}
	}
}

// question reads what only a field of its own has.
func (r *reader) question(fd *forms.Field, m mapping) {
	by := ""
	if fd.Kind == forms.KindAuto {
		by = string(forms.ByProgramme)
	} else {
		m.need("by")
	}
	fd.By = forms.By(m.oneOf("by", by))
	fd.Seen = forms.Seen(m.oneOf("seen", string(forms.SeenPair)))
	fd.Source = m.word("source")
	fd.Compare = m.flag("compare")
	if fd.Compare && fd.By != forms.ByBoth {
		r.fault(m.line("compare"), "compare_by")
	}
	r.table(fd, m)
	for _, n := range m.list("parts") {
		p, pm := r.field(n, place{level: part, in: m, key: "parts", parent: fd})
		r.once(fd.Parts, p, pm)
		fd.Parts = append(fd.Parts, *p)
	}
}

// table reads the register and the columns of a rows field.
func (r *reader) table(fd *forms.Field, m mapping) {
	fd.Register = m.word("register")
	fd.Take = forms.Take(m.oneOf("take", ""))
	if fd.Take != "" && !m.has("register") {
		r.fault(m.line("take"), "take_alone")
	}
	if fd.Take == "" && fd.Register != "" {
		fd.Take = forms.TakeAll
	}
	var register *forms.RegisterDef
	if fd.Register != "" && r.lib != nil {
		register = r.lib.Registers[fd.Register]
		if register == nil {
			r.unknown(m.line("register"), "register", fd.Register, sortedKeys(r.lib.Registers))
		}
	}
	if fd.Of = m.word("of"); fd.Of != "" {
		register = r.rowsOf(fd.Of, m)
	}
	r.given(fd, m)
	for _, n := range m.list("columns") {
		c, cm := r.field(n, place{level: column, in: m, key: "columns", parent: fd, register: register})
		r.once(fd.Columns, c, cm)
		fd.Columns = append(fd.Columns, *c)
	}
}

// rowsOf finds the table whose rows another one shows: one of an earlier section that
// both may read and that one voice answers. Its columns can be shared.
func (r *reader) rowsOf(id string, m mapping) *forms.RegisterDef {
	var known []string
	for i := range r.form.Sections {
		for j := range r.form.Sections[i].Fields {
			fd := &r.form.Sections[i].Fields[j]
			if fd.Kind != forms.KindRows || fd.Register != "" || fd.Of != "" || fd.Seen != forms.SeenPair || fd.By == forms.ByEach {
				continue
			}
			if fd.ID == id {
				return &forms.RegisterDef{ID: id, Columns: fd.Columns}
			}
			known = append(known, fd.ID)
		}
	}
	r.unknown(m.line("of"), "of", id, known)
	return nil
}

// given reads the rows that a table has from the start: named here, or the steps
// of the programme.
func (r *reader) given(fd *forms.Field, m mapping) {
	switch n := m.values["given"]; {
	case n == nil:
	case n.Kind == yaml.ScalarNode:
		fd.Steps = m.oneOf("given", "") != ""
	default:
		fd.Given = r.options(m, "given", false)
	}
}

// once reports a column or part whose id stands before it already.
func (r *reader) once(before []forms.Field, fd *forms.Field, m mapping) {
	for i := range before {
		if fd.ID != "" && before[i].ID == fd.ID {
			r.fault(m.line("id"), "duplicate_id", "id", fd.ID, "line", before[i].Line)
			return
		}
	}
}

// column reads what only a column has.
func (r *reader) column(fd *forms.Field, m mapping, at place) {
	fd.ReadOnly = m.flag("read_only")
	if fd.ReadOnly && !fd.Shared {
		r.fault(m.line("read_only"), "read_only_alone")
	}
	if fd.Kind == forms.KindAuto {
		fd.ReadOnly = true
	}
	if m.values["sets"] != nil {
		r.sets(fd, m, at)
	}
}

// suits checks that the keys of a field fit its kind, and that those its kind
// needs are there.
func (r *reader) suits(fd *forms.Field, m mapping) {
	if fd.Kind == "" {
		return
	}
	for _, rule := range kindRules() {
		fits := strings.Contains(" "+rule.kinds+" ", " "+string(fd.Kind)+" ")
		if !fits && m.has(rule.key) {
			r.fault(m.line(rule.key), "kind_key", "key", rule.key, "kind", string(fd.Kind), "kinds", strings.ReplaceAll(rule.kinds, " ", ", "))
		}
		if fits && rule.needed && !m.has(rule.key) && !(rule.key == "options" && (m.has("from") || fd.Shared)) {
			r.fault(m.node, "kind_needs", "key", rule.key, "kind", string(fd.Kind))
		}
	}
	if fd.Kind == forms.KindAuto && m.has("auto") {
		fd.Auto = m.oneOf("auto", "")
	}
}

// kindRule says which kinds a key belongs to, and whether they need it.
type kindRule struct {
	key, kinds string
	needed     bool
}

func kindRules() []kindRule {
	return []kindRule{
		{"options", "choice multi", true},
		{"from", "choice multi", false},
		{"columns", "rows", true},
		{"register", "rows", false},
		{"take", "rows", false},
		{"of", "rows", false},
		{"given", "rows", false},
		{"parts", "group", true},
		{"auto", "auto", true},
		{"unit", "number", false},
		{"min", "number rows", false},
		{"max", "number rows", false},
		{"compare", "short long date time number choice multi rating yesno group", false},
		{"prefill", "short long date time number choice multi rating yesno sign", false},
	}
}
