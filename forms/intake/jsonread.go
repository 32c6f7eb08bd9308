package intake

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"pairbook/forms"
	"pairbook/forms/export"
)

// openJSON reads a file in JSON, and its head.
func (p *Paper) openJSON(f *faults) {
	p.tree = readTree(p.data, f)
	if p.tree == nil {
		return
	}
	schema := p.tree.get("schema")
	if schema == nil || schema.kind != 'n' || p.tree.str("sheet") == "" || p.tree.get("questions") == nil {
		f.add(p.tree.line, "json_foreign")
		return
	}
	number := func(key string) int {
		if v := p.tree.get(key); v != nil && v.kind == 'n' {
			n, _ := strconv.Atoi(v.text) // no number is none of ours
			return n
		}
		return 0
	}
	p.head(f, schema.line, number("schema"), said{
		format: export.FormatJSON, sheet: p.tree.str("sheet"), version: number("version"), pair: p.tree.get("pair").str("id"),
		lang: p.tree.str("lang"), to: cmp.Or(p.tree.str("for"), string(forms.ForPair)),
		voices: cmp.Or(p.tree.str("voices"), export.VoicesAgreed), fixed: p.tree.str("fixed"), said: p.tree.str("said"),
	})
}

// jsonReader reads the questions of a file in JSON.
type jsonReader struct {
	faults *faults
	sheet  forms.Sheet
	names  *names
	file   File
}

// What may stand in the objects of a file. We look at some of it only.
var (
	documentKeys = strings.Fields("schema pair programme sheet form version title lang date for voices fixed said private closed left note questions")
	questionKeys = strings.Fields("id section number label kind required answered answers")
	answerKeys   = strings.Fields("voice private apart corrected state value text parts columns rows")
	partKeys     = strings.Fields("id label kind value text")
	rowKeys      = strings.Fields("id cells")
	cellKeys     = strings.Fields("value text")
)

func readJSON(p *Paper, s forms.Sheet, f *faults) File {
	r := &jsonReader{faults: f, sheet: s, names: newNames(s, p.Head), file: File{Head: p.Head}}
	r.keys(p.tree, documentKeys)
	used := map[string]bool{}
	for _, q := range r.list(p.tree, "questions") {
		if !r.object(q) {
			continue
		}
		r.keys(q, questionKeys)
		id := q.str("id")
		switch {
		case used[id]:
			f.add(q.line, "question_twice", "label", brief(id))
		default:
			used[id] = true
			r.question(q, id)
		}
	}
	mark, err := export.FixedJSON(p.data)
	r.file.intact = err == nil && mark == p.Fixed
	return r.file
}

// keys refuses what we never write: it would be passed over.
func (r *jsonReader) keys(n *node, known []string) {
	for _, m := range n.member {
		if !slices.Contains(known, m.key) {
			r.faults.add(m.line, "json_key", "key", brief(m.key), "known", strings.Join(known, ", "))
		}
	}
}

// list returns the items of a list; none where there is no list.
func (r *jsonReader) list(n *node, key string) []*node {
	v := n.get(key)
	if v != nil && v.kind != '[' {
		r.faults.add(v.line, "json_list", "key", key)
	}
	if v == nil {
		return nil
	}
	return v.items
}

func (r *jsonReader) object(n *node) bool {
	if n.kind != '{' {
		r.faults.add(n.line, "json_object")
	}
	return n.kind == '{'
}

// words returns a member that has to be words; ok is false where it is not.
func (r *jsonReader) words(n *node, key string) (text string, at int, ok bool) {
	v := n.get(key)
	switch {
	case v == nil:
		r.faults.add(n.line, "json_missing", "key", key)
		return "", n.line, false
	case v.kind != 's':
		r.faults.add(v.line, "json_words", "key", key)
		return "", v.line, false
	case strings.ContainsRune(v.text, 0):
		r.faults.add(v.line, "zero_byte")
		return "", v.line, false
	}
	return v.text, v.line, true
}

func (r *jsonReader) question(q *node, id string) {
	fd, ok := r.sheet.Form.Field(id)
	if !ok {
		if fd, ok = r.sheet.Form.EarlierField(id); !ok {
			r.faults.add(q.line, "no_question", "label", brief(id))
			return
		}
		r.fixed(q, fd)
		return
	}
	if fd.Kind == forms.KindAuto || fd.Kind == forms.KindSign {
		r.fixed(q, fd)
		return
	}
	var taken []forms.Voice
	for _, n := range r.list(q, "answers") {
		if !r.object(n) {
			continue
		}
		r.keys(n, answerKeys)
		name, at, ok := r.words(n, "voice")
		v := forms.Voice(name)
		switch {
		case !ok:
		case !slices.Contains(r.names.voices(fd), v):
			r.faults.add(at, "no_name", "name", brief(name), "names", voiceList(r.names.voices(fd)))
		case slices.Contains(taken, v):
			r.faults.add(at, "name_twice", "name", brief(name))
		default:
			taken = append(taken, v)
			r.answer(n, fd, v)
		}
	}
}

func voiceList(all []forms.Voice) string {
	var out []string
	for _, v := range all {
		out = append(out, string(v))
	}
	return strings.Join(out, ", ")
}

// fixed reads what nobody is to change, all of it as one text.
func (r *jsonReader) fixed(q *node, fd *forms.Field) {
	var b strings.Builder
	var write func(n *node)
	write = func(n *node) {
		b.WriteString(n.text)
		for _, m := range n.member {
			if slices.Contains([]string{"voice", "value", "text", "rows", "cells"}, m.key) || n.kind == '{' && len(m.key) < 3 {
				b.WriteString("\n" + m.key + "=")
				write(m.value)
			}
		}
		for _, item := range n.items {
			write(item)
		}
	}
	for _, a := range r.list(q, "answers") {
		write(a)
	}
	r.file.Answers = append(r.file.Answers, Answer{
		Field: fd.ID, Line: q.line, Fixed: true, Cells: []Cell{{Line: q.line, Text: b.String()}},
	})
}

func (r *jsonReader) answer(n *node, fd *forms.Field, v forms.Voice) {
	a := Answer{Field: fd.ID, Voice: v, Line: n.line}
	switch fd.Kind {
	case forms.KindRows:
		if n.get("rows") == nil {
			r.faults.add(n.line, "json_missing", "key", "rows")
			return
		}
		a.Table = r.table(n, fd)
	case forms.KindGroup:
		for _, p := range r.list(n, "parts") {
			if !r.object(p) {
				continue
			}
			r.keys(p, partKeys)
			id := p.str("id")
			if part, ok := (&forms.Field{Parts: fd.Parts}).Column(id); !ok {
				r.faults.add(p.line, "no_column", "label", brief(id), "columns", ids(fd.Parts))
			} else if hasPart(a.Cells, id) {
				r.faults.add(p.line, "part_twice", "label", brief(id))
			} else {
				r.cell(&a.Cells, p, part.ID)
			}
		}
	default:
		r.cell(&a.Cells, n, "")
	}
	r.file.Answers = append(r.file.Answers, a)
}

func ids(list []forms.Field) string {
	var all []string
	for i := range list {
		all = append(all, list[i].ID)
	}
	return strings.Join(all, ", ")
}

// cell reads a value, and how it says that it reads.
func (r *jsonReader) cell(cells *[]Cell, n *node, part string) {
	value, at, ok := r.words(n, "value")
	if !ok {
		return
	}
	reading := ""
	if n.get("text") != nil {
		reading, _, _ = r.words(n, "text")
	}
	*cells = append(*cells, Cell{Part: part, Line: at, Text: value, Canonical: true, Reading: reading})
}

func (r *jsonReader) table(n *node, fd *forms.Field) *Table {
	t := &Table{}
	for i := range fd.Columns {
		t.Columns = append(t.Columns, fd.Columns[i].ID)
	}
	taken := map[forms.RowID]bool{}
	for _, item := range r.list(n, "rows") {
		if !r.object(item) {
			continue
		}
		r.keys(item, rowKeys)
		row := Row{ID: forms.RowID(item.str("id")), Line: item.line}
		if row.ID != "" && taken[row.ID] {
			r.faults.add(item.line, "row_twice", "id", brief(string(row.ID)))
			continue
		}
		taken[row.ID] = true
		cells := item.get("cells")
		if cells == nil || cells.kind != '{' {
			r.faults.add(item.line, "json_missing", "key", "cells")
			continue
		}
		for _, m := range cells.member {
			if col, ok := (&forms.Field{Columns: fd.Columns}).Column(m.key); !ok {
				r.faults.add(m.line, "no_column", "label", brief(m.key), "columns", ids(fd.Columns))
			} else if r.object(m.value) {
				r.keys(m.value, cellKeys)
				r.cell(&row.Cells, m.value, col.ID)
			}
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}
