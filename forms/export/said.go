package export

import (
	"slices"

	"pairbook/forms"
)

// Said returns the mark that a file carries of the answers it holds, as they read, without
// what the program works out or somebody signs. Whoever reads the file back can tell by it
// whether the book has moved on since.
func Said(d Document) string {
	var all []string
	for _, b := range d.Blocks {
		q, ok := b.(Question)
		if !ok || q.Kind == forms.KindAuto {
			continue
		}
		for _, a := range q.Answers {
			all = slices.Concat(all, []string{q.ID, string(a.Voice)}, a.Text)
			for _, p := range a.Parts {
				all = slices.Concat(all, []string{p.ID}, p.Text)
			}
			if a.Table == nil {
				continue
			}
			for _, r := range a.Table.Rows {
				for _, c := range r.Cells {
					all = append(all, c.Text)
				}
			}
		}
	}
	return mark(all)
}
