package main

import (
	"fmt"
	"io"
	"math"
	"strconv"
	"strings"
	"unicode/utf8"
)

// Figure is one measured number: "p50", 13.2, "ms".
type Figure struct {
	Name  string  `json:"name"`
	Value float64 `json:"value"`
	Unit  string  `json:"unit"`
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
	Absent  string   `json:"absent,omitempty"` // why there are no figures: "not installed"
}

// Row is one line of the table.
type Row struct {
	Group  string   `json:"group"` // what --only names
	What   string   `json:"what"`
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

// String returns a figure as the table shows it.
func (f Figure) String() string {
	text := number(f.Value)
	if f.Unit != "" {
		text += " " + f.Unit
	}
	if f.Name != "" {
		text = f.Name + " " + text
	}
	return text
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

func list(fs []Figure) string {
	var parts []string
	for _, f := range fs {
		parts = append(parts, f.String())
	}
	return strings.Join(parts, between)
}

// cells returns the text of each column of a row.
func (r *Row) cells() []string {
	var limits, beside []string
	for _, l := range r.Limits {
		limits = append(limits, l.Text)
	}
	for _, b := range r.Beside {
		text := b.Absent
		if text == "" {
			text = list(b.Figures)
		}
		beside = append(beside, b.Who+": "+text)
	}
	ours, verdict := list(r.Ours), "met"
	switch {
	case r.Failed != "":
		ours, verdict = r.Failed, "FAILED"
	case len(r.Limits) == 0:
		verdict = ""
	case !r.Met:
		verdict = "MISSED"
	}
	return []string{r.What, strings.Join(limits, between), ours, strings.Join(beside, "\n"), verdict}
}

var (
	heads  = []string{"what", "budget", "ours", "beside", ""}
	widths = []int{30, 22, 36, 46, 6}
)

// show writes the table, and the notes under it.
func show(w io.Writer, rows []Row) error {
	var b strings.Builder
	line(&b, heads)
	rule := make([]string, len(widths))
	for i, n := range widths {
		rule[i] = strings.Repeat("─", n)
	}
	line(&b, rule)
	var notes []string
	for i := range rows {
		cells := rows[i].cells()
		if rows[i].Note != "" {
			notes = append(notes, rows[i].Note)
			cells[0] += " [" + strconv.Itoa(len(notes)) + "]"
		}
		line(&b, cells)
	}
	for i, n := range notes {
		fmt.Fprintf(&b, "\n[%d] %s", i+1, n)
	}
	if len(notes) > 0 {
		b.WriteByte('\n')
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// line writes one row, as many lines tall as its tallest cell.
func line(b *strings.Builder, cells []string) {
	columns := make([][]string, len(cells))
	tall := 0
	for i, c := range cells {
		columns[i] = fold(c, widths[i])
		tall = max(tall, len(columns[i]))
	}
	for y := range tall {
		text := ""
		for i, col := range columns {
			cell := ""
			if y < len(col) {
				cell = col[y]
			}
			text += cell + strings.Repeat(" ", max(widths[i]-utf8.RuneCountInString(cell), 0)+2)
		}
		b.WriteString(strings.TrimRight(text, " "))
		b.WriteByte('\n')
	}
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
