package main

import (
	"path/filepath"
	"slices"
	"strings"

	"pairbook/forms/catalog"
	"pairbook/tui/cell"
)

// How many files a note names, and of how many programmes it says what they go without.
const (
	namedFiles      = 3
	namedProgrammes = 2
)

// leftOut says what of the user's own files is left out because of its faults, what to
// mend in the first of them, and which programmes go on without a sheet because of it; ""
// where all is well.
func (r *run) leftOut() string {
	files, lacks := r.own.leftOut(), r.own.lacks()
	if len(files)+len(lacks) == 0 {
		return ""
	}
	var lines []string
	if len(files) > 0 {
		var names []string
		for _, f := range files[:min(len(files), namedFiles)] {
			names = append(names, cell.CleanLine(filepath.Base(f.File)))
		}
		if len(files) > namedFiles {
			names = append(names, "…")
		}
		lines = append(lines, r.words.N("cli.left_out", len(files), "files", strings.Join(names, ", ")), r.fault(files[0]))
	} else {
		lines = append(lines, r.fault(lacks[0]))
	}
	for _, f := range lacks[:min(len(lacks), namedProgrammes)] {
		lines = append(lines, r.lacking(f))
	}
	return strings.Join(append(lines, r.words.T("cli.left_out_check", "dir", cell.CleanLine(r.own.dir))), "\n")
}

// fault words a fault in one line.
func (r *run) fault(f catalog.Fault) string {
	f.File = cell.CleanLine(f.File)
	return cell.CleanLine(f.Say(r.words))
}

// lacking says which programme goes on without what.
func (r *run) lacking(f catalog.Fault) string {
	title := cell.CleanLine(f.File)
	for _, p := range r.own.lib.Programmes {
		if p.Source == f.File {
			title = cell.CleanLine(p.Title.In(r.words.Lang()))
		}
	}
	return r.words.T("cli.goes_without", "programme", title, "form", cell.CleanLine(f.Without))
}

// leftOut returns the first fault of each file that is left out.
func (o own) leftOut() (first []catalog.Fault) {
	for _, f := range o.faults {
		if f.Without == "" && !slices.ContainsFunc(first, func(x catalog.Fault) bool { return x.File == f.File }) {
			first = append(first, f)
		}
	}
	return first
}

// lacks returns what programmes go on without; not of those that are left out anyway.
func (o own) lacks() (all []catalog.Fault) {
	out := o.leftOut()
	for _, f := range o.faults {
		if f.Without != "" && !slices.ContainsFunc(out, func(x catalog.Fault) bool { return x.File == f.File }) {
			all = append(all, f)
		}
	}
	return all
}

// loaded lists the ids of the forms and programmes that are the user's own.
func (o own) loaded() (ids []string) {
	for _, id := range sortedIDs(o.lib.Forms) {
		if !isShipped(o.lib.Forms[id], formsOf, id) {
			ids = append(ids, id)
		}
	}
	for _, id := range sortedIDs(o.lib.Programmes) {
		if !isShipped(o.lib.Programmes[id], programmesOf, id) {
			ids = append(ids, id)
		}
	}
	return ids
}

// lookForms tells which forms of the user's own there are. Of their folder only the name
// is told, not where it lies.
func (r *run) lookForms() []findingJSON {
	if r.own.dir == "" {
		return []findingJSON{r.found("forms", ok, "forms_none")}
	}
	from := r.own.from
	if from == "" {
		from = r.words.T("cli.doctor_forms_usual")
	}
	ids := r.own.loaded()
	if len(ids) == 0 {
		ids = []string{"–"}
	}
	all := []findingJSON{r.found("forms", ok, "forms", "dir", cell.CleanLine(filepath.Base(r.own.dir)), "from", from, "ids", strings.Join(ids, ", "))}
	for _, f := range r.own.leftOut() {
		all = append(all, r.found("forms", warn, "forms_left_out", "file", cell.CleanLine(f.File), "fault", r.fault(f)))
	}
	for _, f := range r.own.lacks() {
		all = append(all, findingJSON{ID: "forms", State: warn, Text: r.lacking(f), Cure: r.fault(f)})
	}
	return all[:min(len(all), mostForms)]
}

// mostForms is how many lines doctor says about forms; “form check” says all.
const mostForms = 12
