package main

import (
	"encoding/json"
	"fmt"
	"io"
	"math"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

// Figure is one measured number: "p50", 13.2, "ms".
type Figure struct {
	Name  string
	Value float64
	Unit  string
}

// MarshalJSON writes null for what is no number, which JSON does not have.
func (f Figure) MarshalJSON() ([]byte, error) {
	value := &f.Value
	if math.IsNaN(f.Value) || math.IsInf(f.Value, 0) {
		value = nil
	}
	return json.Marshal(struct {
		Name  string   `json:"name"`
		Value *float64 `json:"value"`
		Unit  string   `json:"unit"`
	}{f.Name, value, f.Unit})
}

// Limit says how large the figure of a name may be.
type Limit struct {
	Figure string  `json:"figure"`
	Most   float64 `json:"most"`
	Text   string  `json:"text"` // as the table shows it: "p50 ≤ 16 ms"
}

// Beside is what another program, or a simpler way, needs for the same.
type Beside struct {
	Who     string   `json:"who"`
	Figures []Figure `json:"figures,omitempty"`
	Absent  string   `json:"absent,omitempty"` // why there are no figures: "not here"
}

// Row is one line of the table.
type Row struct {
	Group  string   `json:"group"` // what --only names
	What   string   `json:"what"`
	At     int      `json:"at,omitempty"` // how large the book is, in rows that show growth
	Limits []Limit  `json:"limits"`
	Ours   []Figure `json:"ours"`
	Beside []Beside `json:"beside,omitempty"`
	Note   string   `json:"note,omitempty"`
	Failed string   `json:"failed,omitempty"` // why it could not be measured
	Met    bool     `json:"met"`
}

// missed lists the limits that do not hold. A figure that is not there, or no
// number, holds no limit.
func (r *Row) missed() []Limit {
	var out []Limit
	for _, l := range r.Limits {
		if v, ok := figure(r.Ours, l.Figure); !ok || math.IsNaN(v) || v > l.Most {
			out = append(out, l)
		}
	}
	return out
}

// judge settles whether the row keeps its budget.
func (r *Row) judge() { r.Met = r.Failed == "" && len(r.missed()) == 0 }

func figure(fs []Figure, name string) (float64, bool) {
	for _, f := range fs {
		if f.Name == name {
			return f.Value, true
		}
	}
	return 0, false
}

// amount returns a figure as the table shows it, without its name.
func (f Figure) amount() string {
	if f.Unit == "" {
		return number(f.Value)
	}
	return number(f.Value) + " " + f.Unit
}

// number writes three digits that count, and no more than a reader needs.
func number(v float64) string {
	switch a := math.Abs(v); {
	case math.IsNaN(v):
		return "?"
	case a >= 100 || v == math.Trunc(v):
		return strconv.FormatFloat(v, 'f', 0, 64)
	case a >= 10:
		return strconv.FormatFloat(v, 'f', 1, 64)
	case a >= 0.1:
		return strconv.FormatFloat(v, 'f', 2, 64)
	}
	return strconv.FormatFloat(v, 'f', 4, 64)
}

const between = " · "

// budget returns the row's limits in words.
func (r *Row) budget() string {
	var out []string
	for _, l := range r.Limits {
		out = append(out, l.Text)
	}
	return strings.Join(out, between)
}

// verdict says whether the budget is kept; nothing for a row without one.
func (r *Row) verdict() string {
	switch {
	case r.Failed != "":
		return "FAILED"
	case len(r.Limits) == 0:
		return ""
	case !r.Met:
		return "MISSED"
	}
	return "met"
}

// The table fits terminals of 80 columns: a name, up to four figures, the verdict.
const (
	tableWide  = 80
	nameWide   = 32
	figureWide = 10
)

// show writes the rows group by group, and the notes of each group under it.
func show(w io.Writer, rows []Row) error {
	var b strings.Builder
	for len(rows) > 0 {
		n := 1
		for n < len(rows) && rows[n].Group == rows[0].Group {
			n++
		}
		showGroup(&b, rows[:n])
		rows = rows[n:]
	}
	_, err := io.WriteString(w, b.String())
	return err
}

func showGroup(b *strings.Builder, rows []Row) {
	columns := figureNames(rows)
	head := pad(rows[0].Group, nameWide)
	for _, c := range columns {
		head += padLeft(c, figureWide)
	}
	fmt.Fprintf(b, "%s\n%s\n", strings.TrimRight(head, " "), strings.Repeat("─", tableWide))
	var notes []string
	told := ""
	for i := range rows {
		r := &rows[i]
		name := r.What
		if r.Note != "" {
			notes = append(notes, r.Note)
			name += fmt.Sprintf(" [%d]", len(notes))
		}
		line(b, name, columns, r.Ours, r.verdict())
		if r.Failed != "" {
			indented(b, "  ", r.Failed)
		}
		if budget := r.budget(); budget != told && budget != "" {
			indented(b, "  ", "budget: "+budget)
			told = budget
		}
		for _, o := range r.Beside {
			if o.Absent != "" {
				fmt.Fprintf(b, "%s  %s\n", pad("    "+o.Who, nameWide), o.Absent)
				continue
			}
			line(b, "    "+o.Who, columns, o.Figures, "")
		}
	}
	for i, n := range notes {
		indented(b, fmt.Sprintf("[%d] ", i+1), n)
	}
	b.WriteByte('\n')
}

// figureNames lists the names of all figures, those of ours first.
func figureNames(rows []Row) []string {
	var out []string
	take := func(fs []Figure) {
		for _, f := range fs {
			if !slices.Contains(out, f.Name) {
				out = append(out, f.Name)
			}
		}
	}
	for _, r := range rows {
		take(r.Ours)
	}
	for _, r := range rows {
		for _, o := range r.Beside {
			take(o.Figures)
		}
	}
	return out
}

// line writes a name, as many lines tall as it needs, and its figures under their
// columns.
func line(b *strings.Builder, name string, columns []string, fs []Figure, verdict string) {
	indent := name[:len(name)-len(strings.TrimLeft(name, " "))]
	names := fold(name, nameWide-len(indent)-1)
	text := pad(indent+names[0], nameWide)
	for _, c := range columns {
		cell := ""
		if i := slices.IndexFunc(fs, func(f Figure) bool { return f.Name == c }); i >= 0 {
			cell = fs[i].amount()
		}
		text += padLeft(cell, figureWide)
	}
	if verdict != "" {
		text = pad(text, tableWide-len("MISSED")) + verdict
	}
	b.WriteString(strings.TrimRight(text, " ") + "\n")
	for _, more := range names[1:] {
		b.WriteString(indent + "  " + more + "\n")
	}
}

// indented writes a text whose lines begin below each other, after what comes first.
func indented(b *strings.Builder, first, text string) {
	for i, l := range fold(text, tableWide-len(first)) {
		if i > 0 {
			first = strings.Repeat(" ", len(first))
		}
		b.WriteString(first + l + "\n")
	}
}

func pad(text string, w int) string {
	return text + strings.Repeat(" ", max(w-utf8.RuneCountInString(text), 0))
}

func padLeft(text string, w int) string {
	return strings.Repeat(" ", max(w-utf8.RuneCountInString(text), 1)) + text
}

// fold breaks a text at blanks into lines of at most w runes; a longer word gets
// a line of its own.
func fold(text string, w int) []string {
	var out []string
	for part := range strings.SplitSeq(text, "\n") {
		now := ""
		for word := range strings.FieldsSeq(part) {
			switch {
			case now == "":
				now = word
			case utf8.RuneCountInString(now)+1+utf8.RuneCountInString(word) <= w:
				now += " " + word
			default:
				out = append(out, now)
				now = word
			}
		}
		if now != "" {
			out = append(out, now)
		}
	}
	return out
}
