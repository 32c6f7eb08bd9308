package forms

// Item is a question as a sheet asks it: a field that is shown to this pair, and
// the voices that answer it.
type Item struct {
	Section *Section
	Field   *Field
	Number  int // from 1, the same on screen and on paper whatever is answered on the sheet
	Voices  []Voice
}

// Items returns what this sheet asks of this pair now, in order. Fields that do not
// concern it are left out, so that nothing else is counted, shown or printed. Those that
// only an answer on this sheet leaves out keep their number, which is then missing.
func (s Sheet) Items() []Item { return s.items(false) }

// Askable returns, in order, every question that this sheet can ask of this pair: those
// of Items, and those that another answer on it would bring up. A blank form prints them
// all. Voices are those that can answer.
func (s Sheet) Askable() []Item { return s.items(true) }

func (s Sheet) items(all bool) []Item {
	var items []Item
	shown := s.Shown
	may := func(fd *Field, v Voice) bool { return s.mayHold(fd.When, v) }
	n := 0
	for i := range s.Form.Sections {
		sec := &s.Form.Sections[i]
		now := s.holds(sec.When, true, Agreed)
		if !now && !s.mayHold(sec.When, Agreed) {
			continue
		}
		for j := range sec.Fields {
			fd := &sec.Fields[j]
			if s.Pair.Programme().LeavesOut(s.Form.ID, fd.ID) {
				continue
			}
			voices := s.voicesWhere(fd, shown)
			hidden := !now || len(voices) == 0
			if hidden || all {
				voices = s.voicesWhere(fd, may)
			}
			if len(voices) == 0 {
				continue
			}
			n++
			if all || !hidden {
				items = append(items, Item{Section: sec, Field: fd, Number: n, Voices: voices})
			}
		}
	}
	return items
}

// voicesWhere returns those whose answer a field asks for here: a condition may
// hold for one of the two only.
func (s Sheet) voicesWhere(fd *Field, holds func(*Field, Voice) bool) []Voice {
	var out []Voice
	for _, v := range s.Voices(fd) {
		if holds(fd, v) {
			out = append(out, v)
		}
	}
	return out
}

// Voices returns who answers a field on this sheet; none where the field is not
// asked of the copy's owner.
func (s Sheet) Voices(fd *Field) []Voice {
	if of := s.ID.Of; of != "" {
		if fd.By == ByMentor && of != Mentor || fd.By == ByMentee && of != Mentee {
			return nil
		}
		return []Voice{of}
	}
	switch fd.By {
	case ByMentor:
		return []Voice{Mentor}
	case ByMentee:
		return []Voice{Mentee}
	case ByEach:
		return []Voice{Mentee, Mentor}
	}
	return []Voice{Agreed}
}

// Address is where an answer to a field of this sheet is kept. For a table it is
// the table's address, see Table.
func (s Sheet) Address(fd *Field, v Voice) Address {
	if fd.Kind == KindRows {
		return s.Table(fd, v)
	}
	return Address{Sheet: s.ID, Field: fd.ID, Voice: v}
}

// Required reports whether the field must be answered by this voice for the
// sheet to be complete.
func (s Sheet) Required(fd *Field, v Voice) bool { return s.holds(fd.Required, false, v) }

// Shown reports whether a field, a part or a column concerns this pair.
func (s Sheet) Shown(fd *Field, v Voice) bool { return s.holds(fd.When, true, v) }

func (s Sheet) holds(c Cond, ifEmpty bool, v Voice) bool {
	if c.Empty() {
		return ifEmpty
	}
	return c.eval(condSheet{s, v})
}

// condSheet lets a condition look at the answers of a sheet and its pair.
type condSheet struct {
	sheet Sheet
	voice Voice
}

func (c condSheet) fact(name string) string {
	switch name {
	case "programme":
		p := c.sheet.Pair.Programme()
		return p.ID + "\n" + p.Like // one's own programme is also asked what its model asks
	case "role":
		if c.sheet.ID.Of != "" {
			return string(c.sheet.ID.Of)
		}
		return string(c.voice)
	case "number":
		return itoa(c.sheet.ID.Number)
	}
	return ""
}

func (c condSheet) lookup(name string) Value {
	sheet, fd, part := c.sheet.Find(name)
	if fd == nil {
		return ""
	}
	voices := sheet.Voices(fd)
	if len(voices) == 0 {
		return ""
	}
	v := voices[0]
	for _, x := range voices {
		if x == c.voice {
			v = x
		}
	}
	if fd.Kind == KindRows {
		if len(sheet.Rows(fd, v)) > 0 {
			return "rows"
		}
		return ""
	}
	return sheet.Pair.Record.Value(sheet.Address(fd, v).At(part))
}
