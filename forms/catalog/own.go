package catalog

import (
	"maps"
	"path"
	"slices"
	"strings"

	"go.yaml.in/yaml/v4"

	"pairbook/forms"
)

// File is a form, programme or lists file of one's own.
type File struct {
	Name string // for the messages, and as the Source of what it holds
	Data []byte
	// Refused is the fault for a file that could not be read at all, without
	// "formcheck."; then Data is not looked at.
	Refused string
}

// Join returns a library with files of one's own added to those of lib, which stays
// as it is. A form or programme with an id that lib has takes its place where its
// version is higher. A file with a fault is left out, and so is a form that needs it; a
// programme that needs it goes on without. Every fault is reported, in the order of the
// files.
func Join(lib *forms.Library, files []File) (*forms.Library, []Fault) {
	j := newJoiner(lib)
	j.strict = true
	return j.join(files)
}

// CheckAll reports everything that is wrong with several files, which may refer to
// each other and to lib. Versions are not compared: a file may be one of lib's own.
func CheckAll(lib *forms.Library, files []File) []Fault {
	_, faults := newJoiner(lib).join(files)
	return faults
}

// leftOut remembers what files with faults would have given, so that a file that
// needs it can be told the reason.
type leftOut struct{ forms, programmes map[string]string } // id -> file

func (l *leftOut) form(id string) (file string) {
	if l == nil {
		return ""
	}
	return l.forms[id]
}

func (l *leftOut) programme(id string) (file string) {
	if l == nil {
		return ""
	}
	return l.programmes[id]
}

// joiner adds files to a library.
type joiner struct {
	base   *forms.Library
	lib    *forms.Library // base and what is added
	strict bool           // versions count
	left   *leftOut
	in     []*reader // of the files that are added
}

func newJoiner(base *forms.Library) *joiner {
	lib := *base
	lib.Forms, lib.Programmes, lib.Lists = maps.Clone(base.Forms), maps.Clone(base.Programmes), maps.Clone(base.Lists)
	return &joiner{base: base, lib: &lib, left: &leftOut{map[string]string{}, map[string]string{}}}
}

func (j *joiner) join(files []File) (*forms.Library, []Fault) {
	readers := j.read(files)
	for _, r := range readers {
		if len(r.faults) == 0 {
			j.enter(r)
		}
		if len(r.faults) > 0 {
			j.leaveOut(r)
		}
	}
	for j.recheck() {
	}
	for _, r := range readers {
		if !slices.Contains(j.in, r) {
			r.checkLater()
			j.reconsider(r)
		}
	}
	var faults []Fault
	for _, r := range readers {
		if slices.Contains(j.in, r) && r.prog != nil {
			r.checkAnew()
			r.prune()
		}
		faults = append(faults, sorted(r.faults)...)
	}
	return j.lib, faults
}

// read reads all files, those with lists first: programmes take topics from them as
// they are read.
func (j *joiner) read(files []File) []*reader {
	readers, nodes := make([]*reader, len(files)), make([]*yaml.Node, len(files))
	for i, f := range files {
		r := &reader{file: f.Name, lib: j.lib, left: j.left}
		readers[i] = r
		if f.Refused != "" {
			r.faultAt(1, 1, f.Refused)
		} else {
			nodes[i] = r.open(f.Data)
		}
	}
	for _, lists := range []bool{true, false} {
		for i, n := range nodes {
			if n != nil && holdsLists(n) == lists {
				readers[i].readNode(n)
				j.share(readers[i])
			}
		}
	}
	return readers
}

func holdsLists(n *yaml.Node) bool {
	return n.Kind == yaml.MappingNode && slices.ContainsFunc(n.Content, func(k *yaml.Node) bool { return k.Value == "lists" })
}

// share adds the lists of a file. Registers and help pages are the program's own.
func (j *joiner) share(r *reader) {
	if len(r.registers) > 0 || len(r.helps) > 0 {
		r.faultAt(1, 1, "only_shipped")
	}
	for _, l := range r.lists {
		if j.base.Lists[l.ID] != nil && j.strict {
			r.faultAt(1, 1, "list_taken", "id", l.ID)
			continue
		}
		if len(r.faults) == 0 {
			j.lib.Lists[l.ID] = l
		}
	}
}

// enter adds the form or programme of a file, unless its id is taken.
func (j *joiner) enter(r *reader) {
	entered := true
	switch f, p := r.form, r.prog; {
	case f != nil && f.ID != "":
		entered = j.enterForm(r, f)
	case p != nil && p.ID != "":
		entered = j.enterProgramme(r, p)
	}
	if entered {
		j.in = append(j.in, r)
	}
}

func (j *joiner) enterForm(r *reader, f *forms.Form) bool {
	switch before, shipped := j.lib.Forms[f.ID], j.base.Forms[f.ID]; {
	case before != nil && before != shipped:
		r.fault(r.head.line("form"), "file_twice", "id", f.ID, "file", before.Source)
		return false
	case shipped != nil && j.strict && f.Version <= shipped.Version:
		r.fault(r.head.line("version"), "version_low", "id", f.ID, "version", shipped.Version, "next", shipped.Version+1)
		return false
	case shipped != nil && f.Version > shipped.Version && !r.replaces(shipped):
		return false
	}
	j.lib.Forms[f.ID] = f
	return true
}

func (j *joiner) enterProgramme(r *reader, p *forms.Programme) bool {
	switch before, shipped := j.lib.Programmes[p.ID], j.base.Programmes[p.ID]; {
	case before != nil && before != shipped:
		r.fault(r.head.line("programme"), "file_twice", "id", p.ID, "file", before.Source)
		return false
	case shipped != nil && j.strict && p.Version <= shipped.Version:
		r.fault(r.head.line("version"), "version_low", "id", p.ID, "version", shipped.Version, "next", shipped.Version+1)
		return false
	}
	j.lib.Programmes[p.ID] = p
	return true
}

// recheck looks whether all that was added still fits together, and takes out what
// does not. It reports whether it took something out: then others may not fit any
// more.
func (j *joiner) recheck() (again bool) {
	for _, r := range slices.Clone(j.in) {
		r.checkAnew()
		if !r.broken() {
			continue
		}
		again = true
		j.in = slices.DeleteFunc(j.in, func(x *reader) bool { return x == r })
		if r.form != nil {
			restore(j.lib.Forms, j.base.Forms, r.form.ID)
		}
		if r.prog != nil {
			restore(j.lib.Programmes, j.base.Programmes, r.prog.ID)
		}
		j.leaveOut(r)
		r.faults = nil // they are collected anew, when all that is left out is known
	}
	return again
}

// reconsider takes a file back in that fits after all, now that another one it did
// not fit with is left out.
func (j *joiner) reconsider(r *reader) {
	if !r.broken() && len(r.lists) == 0 {
		j.enter(r)
	}
}

// checkAnew runs the checks of a file that had no fault of its own when it was read.
func (r *reader) checkAnew() {
	r.faults = nil
	r.checkLater()
}

func restore[T any](now, before map[string]*T, id string) {
	if old := before[id]; old != nil {
		now[id] = old
		return
	}
	delete(now, id)
}

// leaveOut notes what a file would have given. Where not even its id can be read, that
// is the form it is named after.
func (j *joiner) leaveOut(r *reader) {
	id := strings.TrimSuffix(path.Base(r.file), path.Ext(r.file))
	switch f, p := r.form, r.prog; {
	case p != nil && p.ID != "" && j.lib.Programmes[p.ID] == nil:
		j.left.programmes[p.ID] = r.file
	case p != nil || len(r.lists) > 0:
	case f != nil && f.ID != "":
		if j.lib.Forms[f.ID] == j.base.Forms[f.ID] {
			j.left.forms[f.ID] = r.file
		}
	case forms.IsID(id):
		j.left.forms[id] = r.file
	}
}

// replaces checks that a form can take the place of an older version: the answers
// given to that one must stay what they are. Questions it does not ask any more are
// kept, so that their answers can still be read.
func (r *reader) replaces(old *forms.Form) bool {
	f := r.form
	if f.Copies != old.Copies {
		r.fault(r.head.line("copies"), "copies_changed", "form", f.ID, "copies", string(old.Copies))
	}
	for _, id := range forms.NeededFields(f.ID) {
		if _, ok := f.Field(id); !ok {
			r.fault(r.head.line("sections"), "field_needed", "form", f.ID, "name", id)
		}
	}
	kept := slices.Clone(f.Earlier)
	for i := range old.Sections {
		kept = r.keeps(kept, old.Sections[i].Fields)
	}
	f.Earlier = r.keeps(kept, old.Earlier)
	return len(r.faults) == 0
}

// keeps compares questions of an older version with those of the form, and returns
// the earlier ones with those that are gone.
func (r *reader) keeps(kept, old []forms.Field) []forms.Field {
	for i := range old {
		was := &old[i]
		fd, ok := r.form.Field(was.ID)
		switch {
		case ok && fd.Kind != was.Kind:
			r.faultAt(fd.Line, 1, "kind_changed", "name", was.ID, "kind", string(was.Kind))
		case !ok && !slices.ContainsFunc(kept, func(k forms.Field) bool { return k.ID == was.ID }):
			kept = append(kept, *was)
		}
	}
	return kept
}
