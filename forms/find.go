package forms

import (
	"strconv"
	"strings"
)

func itoa(n int) string { return strconv.Itoa(n) }

// Find resolves a name as form files and commands write it: "field",
// "field.part", "form.field" or "form.field.part". fd is nil where there is no
// such field.
func (s Sheet) Find(name string) (sheet Sheet, fd *Field, part string) {
	first, rest, _ := strings.Cut(name, ".")
	if f, ok := s.Form.Field(first); ok {
		return s, f, rest
	}
	other, ok := s.Pair.Sheet(SheetID{Form: first})
	if !ok {
		return s, nil, ""
	}
	field, part, _ := strings.Cut(rest, ".")
	if f, ok := other.Form.Field(field); ok {
		return other, f, part
	}
	return s, nil, ""
}
