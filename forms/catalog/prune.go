package catalog

import (
	"slices"
	"strings"

	"pairbook/forms"
)

// prune takes out of a programme what it has to go on without: forms that are not there,
// and the steps that need one, or a question, that is not. Suggested answers and the like
// may stay: where nothing asks for them they do nothing. What is told to the coordinator
// has to stay, for none would mean all.
func (r *reader) prune() {
	p := r.prog
	p.Forms = slices.DeleteFunc(p.Forms, r.lacks)
	p.Steps = slices.DeleteFunc(p.Steps, func(s forms.Step) bool {
		needs := append(s.When.Names(), s.Form())
		if verb, what, _ := strings.Cut(s.Evidence, " "); verb == "filled" {
			needs = append(needs, what)
		}
		return slices.ContainsFunc(needs, func(name string) bool {
			form, _, _ := strings.Cut(name, ".")
			return r.lacks(form) || r.lacks(name)
		})
	})
}
