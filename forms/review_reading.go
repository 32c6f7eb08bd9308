package forms

import "slices"

// reading decides which answers a reader may read, each question looked up once.
type reading struct {
	pair   *Pair
	reader Reader
	sheets map[SheetID]readSheet
	homes  map[string]readTable
}

type readSheet struct {
	Sheet
	ok bool
}

// readTable is where the rows of a register are written.
type readTable struct {
	sheet Sheet
	field *Field
}

func (p *Pair) newReading(r Reader) *reading {
	return &reading{pair: p, reader: r, sheets: map[SheetID]readSheet{}, homes: map[string]readTable{}}
}

func (x *reading) sheet(id SheetID) (Sheet, bool) {
	s, known := x.sheets[id]
	if !known {
		s.Sheet, s.ok = x.pair.Sheet(id)
		x.sheets[id] = s
	}
	return s.Sheet, s.ok
}

// may reports whether the reader may read what stands at an address, and it is
// asked of the two at all.
func (x *reading) may(a Address) bool {
	if a.Sheet.Register != "" {
		return x.mayRegister(a)
	}
	s, ok := x.sheet(a.Sheet)
	if !ok {
		return false
	}
	if a.Field == FieldState {
		return s.Opened() && x.readsAny(s)
	}
	fd, ok := s.Form.Field(a.Field)
	if !ok || !slices.Contains(s.Voices(fd), a.Voice) && !fd.Compare || !s.MayRead(fd, a.Voice, x.reader) {
		return false
	}
	if a.Part == "" || a.Part == PartOrder {
		return true
	}
	part, ok := fd.Column(a.Part)
	return ok && s.MayRead(part, a.Voice, x.reader)
}

// readsAny reports whether the reader may read any of a sheet: of one that is closed
// to them, they are not told either when it was worked on.
func (x *reading) readsAny(s Sheet) bool {
	for i := range s.Form.Sections {
		for j := range s.Form.Sections[i].Fields {
			fd := &s.Form.Sections[i].Fields[j]
			if slices.ContainsFunc(s.Voices(fd), func(v Voice) bool { return s.MayRead(fd, v, x.reader) }) {
				return true
			}
		}
	}
	return false
}

// mayRegister: the rows of a register are for both, unless they were written on a
// sheet that is closed to them.
func (x *reading) mayRegister(a Address) bool {
	def := x.pair.Library.Registers[a.Sheet.Register]
	if def == nil || a.Sheet.Register == registerRules {
		return false
	}
	from := x.pair.Record.Value(Address{Sheet: a.Sheet, Field: a.Field, Row: a.Row, Part: PartFrom, Voice: a.Voice})
	if id, err := ParseSheetID(string(from)); from != "" && err == nil {
		if s, ok := x.sheet(id); ok && !s.Opened() {
			return false
		}
	}
	home := x.home(a.Sheet.Register)
	if home.field == nil {
		return false
	}
	if a.Part == PartOrder {
		return true
	}
	col, ok := def.column(a.Part)
	return ok && home.sheet.MayRead(col, Agreed, x.reader)
}

// home finds the table in which the programme writes a register: the first open to
// both that shows all of it.
func (x *reading) home(register string) readTable {
	if t, known := x.homes[register]; known {
		return t
	}
	var found readTable
	for _, form := range slices.Concat([]string{WorksheetForm, BetweenForm}, x.pair.Programme().Forms) {
		s, ok := x.sheet(SheetID{Form: form})
		if !ok || found.field != nil || !x.pair.uses(form) || s.Form.Sealed() {
			continue
		}
		for i := range s.Form.Sections {
			for j := range s.Form.Sections[i].Fields {
				fd := &s.Form.Sections[i].Fields[j]
				whole := fd.Register == register && (fd.Take == TakeAll || fd.Take == "")
				if found.field == nil && whole && s.MayRead(fd, Agreed, Reader{}) {
					found = readTable{s, fd}
				}
			}
		}
	}
	x.homes[register] = found
	return found
}
