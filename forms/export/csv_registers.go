package export

import (
	"errors"
	"fmt"
	"math"
	"slices"
	"strconv"

	"pairbook/forms"
	"pairbook/forms/lang"
)

// ErrNoList says that there is no such list, or that it may not leave to the audience.
var ErrNoList = errors.New("there is no such list for this audience")

// Register is one of the pair's lists, for spreadsheets. Text is as the list shows it;
// but days are ISO dates, and numbers have no unit, so that a spreadsheet can reckon.
type Register struct {
	ID    string
	Title string
	Lang  lang.Lang
	Date  lang.Date // the pair's today
	Table
}

// Registers returns lists of a pair as far as they may leave to an audience, see
// forms.Pair.ListFor; without ids all of them, also those without rows. The error wraps
// ErrNoList where one that is named may not leave.
func Registers(p *forms.Pair, ids []string, to forms.Audience) ([]Register, error) {
	if len(ids) == 0 {
		ids = p.Lists(to)
	}
	var out []Register
	for _, id := range ids {
		l, ok := p.ListFor(id, to)
		if !ok {
			return nil, fmt.Errorf("list %q: %w", id, ErrNoList)
		}
		out = append(out, register(p, l))
	}
	return out, nil
}

func register(p *forms.Pair, l forms.List) Register {
	r := Register{ID: l.ID, Title: oneLine(l.Title), Lang: p.Words.Lang(), Date: p.Today}
	columns := make([]forms.Field, len(l.Columns))
	for i, col := range l.Columns {
		label := oneLine(p.Text(col.Label))
		if unit := oneLine(p.Text(col.Unit)); unit != "" {
			label += " (" + unit + ")"
		}
		r.Columns = append(r.Columns, Column{ID: col.ID, Label: label, Kind: col.Kind})
		columns[i] = *col
		columns[i].Unit = ""
	}
	for _, row := range l.Rows {
		out := Row{ID: row.ID}
		for i, v := range row.Values {
			out.Cells = append(out.Cells, listed(&columns[i], v, p.Asking()))
		}
		r.Rows = append(r.Rows, out)
	}
	return r
}

// listed is a cell of a list.
func listed(col *forms.Field, v forms.Value, ask forms.Asking) Cell {
	if v == "" {
		return Cell{}
	}
	c := Cell{Value: forms.Value(clean(string(v))), Text: clean(col.ShowShort(v, ask)), State: Answered}
	if _, err := lang.ParseISO(string(v)); err == nil && col.Kind == forms.KindDate {
		c.Text = string(v)
	}
	return c
}

// number returns the number in a cell of a column of numbers.
func number(k forms.Kind, v forms.Value) (n float64, ok bool) {
	if !slices.Contains([]forms.Kind{forms.KindNumber, forms.KindRating}, k) {
		return 0, false
	}
	n, err := strconv.ParseFloat(string(v), 64)
	return n, err == nil && !math.IsInf(n, 0) && !math.IsNaN(n)
}
