package export

import (
	"encoding/csv"
	"fmt"
	"io"
	"strings"
	"unicode"

	"pairbook/forms/lang"
)

// byteOrderMark tells Excel that a file is UTF-8.
const byteOrderMark = "\uFEFF"

// Delimiter returns what a spreadsheet of a language expects between cells: a
// semicolon where the comma divides numbers.
func Delimiter(l lang.Lang) rune {
	if l == lang.English {
		return ','
	}
	return ';'
}

// CSV writes a list as CSV for spreadsheets, in UTF-8 with a mark that says so: a row of
// heads, then the rows. A cell that a program might take for a formula begins with an
// apostrophe. delimiter stands between cells; 0 is that of the list's language. Errors
// are a delimiter that cannot be one (a quote, a line feed), and the writer's.
func CSV(w io.Writer, r Register, delimiter rune) error {
	var b strings.Builder
	b.WriteString(byteOrderMark)
	out := csv.NewWriter(&b)
	if out.Comma = delimiter; delimiter == 0 {
		out.Comma = Delimiter(r.Lang)
	}
	cells := make([]string, len(r.Columns))
	for i, c := range r.Columns {
		cells[i] = inert(c.Label)
	}
	err := out.Write(cells)
	for _, row := range r.Rows {
		for i, c := range row.Cells {
			cells[i] = inert(c.Text)
		}
		if err == nil {
			err = out.Write(cells)
		}
	}
	out.Flush()
	if err != nil {
		return fmt.Errorf("writing the list %s as %s: %w", r.ID, FormatCSV, err)
	}
	return send(w, FormatCSV, b.String())
}

// inert puts an apostrophe before what a spreadsheet might take for a formula, also
// behind blanks, which some of them drop.
func inert(s string) string {
	s = clean(s)
	first := strings.TrimLeftFunc(s, func(r rune) bool { return unicode.IsSpace(r) || !unicode.IsGraphic(r) })
	for _, sign := range []string{"=", "+", "-", "@", "＝", "＋", "－", "＠"} {
		if strings.HasPrefix(first, sign) {
			return "'" + s
		}
	}
	return s
}
