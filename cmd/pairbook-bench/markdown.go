package main

import (
	"fmt"
	"strings"
)

// markdown writes the rows as a table for the README, with the machine above it.
func markdown(r report) string {
	var b strings.Builder
	m := r.Machine
	fmt.Fprintf(&b, "%s, %d cores, %s; %s; %s; %s.\n\n", m.CPU, m.Cores, m.Memory, m.System, m.Go, m.Day)
	b.WriteString("| what | budget | pairbook | beside |\n|---|---|---|---|\n")
	for i := range r.Rows {
		row := &r.Rows[i]
		ours, beside := inline(row.Ours), []string{}
		switch {
		case row.Failed != "":
			ours = "could not be measured"
		case !row.Met:
			ours += " **missed**"
		}
		for _, o := range row.Beside {
			text := o.Absent
			if text == "" {
				text = inline(o.Figures)
			}
			beside = append(beside, o.Who+" "+text)
		}
		fmt.Fprintf(&b, "| %s | %s | %s | %s |\n", row.What, row.budget(), ours, strings.Join(beside, "; "))
	}
	return b.String()
}

// inline writes figures in a row: the median without its name, the others with it.
func inline(fs []Figure) string {
	var out []string
	for i, f := range fs {
		text := f.amount()
		if i > 0 {
			text = f.Name + " " + text
		}
		out = append(out, text)
	}
	return strings.Join(out, between)
}
