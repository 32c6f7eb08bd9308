package forms

import (
	"fmt"
	"strconv"
	"strings"
)

// PairID names a pair within a book: six characters of RowAlphabet, short enough
// to be read aloud.
type PairID string

// RowID names a row of a table. It is random, unique within its pair and never
// reused, so that two copies of a book can be merged.
type RowID string

// SheetID names a sheet of a pair: the form's id, and what tells its sheets
// apart: a number for meetings, a person for evaluations. A register is
// addressed like a sheet, with Register set instead of Form.
type SheetID struct {
	Form     string // form id; empty for a register
	Register string // register id; empty for a sheet
	Number   int    // 1, 2, … for a numbered form, else 0
	Of       Voice  // Mentor or Mentee for a form with one copy each, else ""
}

// Register returns the id under which the rows of a register are kept.
func Register(id string) SheetID { return SheetID{Register: id} }

// String returns the name people and scripts use: "contract", "meeting/1",
// "feedback_each/mentor", "@goals".
func (s SheetID) String() string {
	switch {
	case s.Register != "":
		return "@" + s.Register
	case s.Number > 0:
		return s.Form + "/" + strconv.Itoa(s.Number)
	case s.Of != "":
		return s.Form + "/" + string(s.Of)
	}
	return s.Form
}

// ParseSheetID reads what String writes. It does not know which forms exist.
func ParseSheetID(in string) (SheetID, error) {
	bad := fmt.Errorf("%q is no sheet: write a form's id, meeting/1 or feedback_each/mentor", in)
	if reg, ok := strings.CutPrefix(in, "@"); ok {
		if !IsID(reg) {
			return SheetID{}, bad
		}
		return Register(reg), nil
	}
	form, rest, split := strings.Cut(in, "/")
	if !IsID(form) {
		return SheetID{}, bad
	}
	if !split {
		return SheetID{Form: form}, nil
	}
	if n, err := strconv.Atoi(rest); err == nil && n > 0 && n < 10000 && rest == strconv.Itoa(n) {
		return SheetID{Form: form, Number: n}, nil
	}
	if v := Voice(rest); v.IsPerson() {
		return SheetID{Form: form, Of: v}, nil
	}
	return SheetID{}, bad
}

// MarshalText lets a sheet id be a JSON value or key.
func (s SheetID) MarshalText() ([]byte, error) { return []byte(s.String()), nil }

// UnmarshalText reads what MarshalText writes.
func (s *SheetID) UnmarshalText(b []byte) error {
	id, err := ParseSheetID(string(b))
	*s = id
	return err
}

// IsID reports whether s can be an id in a form file: a lower-case letter, then
// lower-case letters, digits and underscores, at most 64 in all. Programme ids
// may also hold hyphens, see IsProgrammeID.
func IsID(s string) bool { return isID(s, "_") }

// IsProgrammeID is IsID with hyphens allowed, as in "union-local".
func IsProgrammeID(s string) bool { return isID(s, "_-") }

func isID(s, extra string) bool {
	if s == "" || len(s) > 64 || s[0] < 'a' || s[0] > 'z' {
		return false
	}
	for _, r := range s {
		if !(r >= 'a' && r <= 'z' || r >= '0' && r <= '9' || strings.ContainsRune(extra, r)) {
			return false
		}
	}
	return true
}

// Address is the place of one answer within a pair. Row and Part are empty for a
// plain field; Part alone names a part of a compound field; both name a cell of
// a table.
type Address struct {
	Sheet SheetID `json:"sheet"`
	Field string  `json:"field"`
	Row   RowID   `json:"row,omitempty"`
	Part  string  `json:"part,omitempty"`
	Voice Voice   `json:"voice"`
}

// Parts of an address that no form file can use, because no id starts with '#'.
const (
	// PartOrder of a row holds its place among the rows, a key that sorts as
	// text; empty means the row was removed. A row is there because this is set.
	PartOrder = "#order"
	// PartFrom of a register's row holds the sheet it was written in.
	PartFrom = "#from"
	// FieldState of a sheet holds its State.
	FieldState = "#state"
)

// Hidden reports whether what stands at an address is kept by the program for itself
// and never shown as an answer: a proof of wording, say, or where a row was written. A
// row's place and a sheet's state are not hidden, they are told in words of their own.
func (a Address) Hidden() bool {
	part := strings.HasPrefix(a.Part, "#") && a.Part != PartOrder
	return part || strings.HasPrefix(a.Field, "#") && a.Field != FieldState
}

// At returns the address of a part of the same field, or of a cell of the same
// row.
func (a Address) At(part string) Address {
	a.Part = part
	return a
}

// InRow returns the address of a row of the same field.
func (a Address) InRow(row RowID) Address {
	a.Row = row
	return a
}

// By returns the same place in another voice.
func (a Address) By(v Voice) Address {
	a.Voice = v
	return a
}

// String is for logs and error texts: "contract:ct_length.from@agreed".
func (a Address) String() string {
	s := a.Sheet.String() + ":" + a.Field
	if a.Row != "" {
		s += "[" + string(a.Row) + "]"
	}
	if a.Part != "" {
		s += "." + a.Part
	}
	return s + "@" + string(a.Voice)
}
