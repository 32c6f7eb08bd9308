package catalog

import (
	"slices"

	"go.yaml.in/yaml/v4"

	"pairbook/forms"
)

// options reads the answers of a choice, or the topics of a programme, that stand
// under key. groups says whether an option may hold others.
func (r *reader) options(m mapping, key string, groups bool) []forms.Option {
	var all []forms.Option
	seen := ids{}
	for _, n := range m.list(key) {
		o, om := r.option(m, key, n, groups)
		seen.add(om, o.ID)
		all = append(all, o)
	}
	return all
}

// option reads one of the answers that stand under a key.
func (r *reader) option(in mapping, key string, n *yaml.Node, groups bool) (forms.Option, mapping) {
	m, ok := in.item(key, n)
	if !ok {
		return forms.Option{}, m
	}
	o := forms.Option{
		ID:     m.id("id", forms.IsID),
		Label:  m.text("label"),
		Detail: forms.Kind(m.oneOf("detail", "")),
	}
	if !m.has("options") {
		return o, m
	}
	if !groups {
		r.fault(m.line("options"), "options_group", "id", o.ID)
		return o, m
	}
	o.Options = r.options(m, "options", false)
	return o, m
}

// sets reads which register column an answer also answers.
func (r *reader) sets(fd *forms.Field, in mapping, at place) {
	n := in.values["sets"]
	m, ok := in.item("sets", n)
	if !ok {
		return
	}
	s := &forms.Sets{Column: m.word("column"), Values: map[string]string{}}
	fd.Sets = s
	if at.parent.Register == "" || fd.Shared {
		r.fault(n, "sets_alone")
		return
	}
	var target *forms.Field
	if at.register != nil && s.Column != "" {
		target, ok = (&forms.Field{Columns: at.register.Columns}).Column(s.Column)
		if !ok {
			r.unknown(m.line("column"), "column", s.Column, columnIDs(at.register.Columns))
		}
	}
	values := m.values["values"]
	if values == nil {
		return
	}
	if values.Kind != yaml.MappingNode {
		r.fault(values, "sets_values")
		return
	}
	for i := 0; i+1 < len(values.Content); i += 2 {
		r.setsOne(fd, values.Content[i], values.Content[i+1], target)
	}
}

// setsOne reads one pair of sets: this answer sets that one.
func (r *reader) setsOne(fd *forms.Field, own, other *yaml.Node, target *forms.Field) {
	if own.Kind != yaml.ScalarNode || other.Kind != yaml.ScalarNode {
		r.fault(own, "want_word", "key", "values")
		return
	}
	if _, twice := fd.Sets.Values[own.Value]; twice {
		r.fault(own, "duplicate_key", "key", short(own.Value), "line", own.Line)
		return
	}
	fd.Sets.Values[own.Value] = other.Value
	if known := fd.Register == "" && len(fd.Options) > 0; known && !slices.Contains(optionIDs(fd.Options), own.Value) {
		r.unknown(own, "values", own.Value, optionIDs(fd.Options))
	}
	if target != nil && len(target.Options) > 0 && !slices.Contains(optionIDs(target.Options), other.Value) {
		r.unknown(other, "values", other.Value, optionIDs(target.Options))
	}
}

// optionIDs lists the ids of options as answers hold them: "group" and
// "group.sub".
func optionIDs(options []forms.Option) []string {
	var list []string
	for _, o := range options {
		list = append(list, o.ID)
		for _, sub := range o.Options {
			list = append(list, o.ID+"."+sub.ID)
		}
	}
	return list
}
