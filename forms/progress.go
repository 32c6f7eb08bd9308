package forms

import "slices"

// Progress is how far a sheet or section has come. Only what is asked of this
// pair counts.
type Progress struct {
	Asked    int // questions, one for each person who answers
	Answered int
	Needed   int // of those asked, the required ones
	Missing  int // required and not answered
}

// Complete reports whether every required question is answered; where none is
// required, whether anything is.
func (p Progress) Complete() bool {
	return p.Asked > 0 && p.Missing == 0 && (p.Needed > 0 || p.Begun())
}

// Begun reports whether anything is answered.
func (p Progress) Begun() bool { return p.Answered > 0 }

func (p *Progress) add(answered, required bool) {
	p.Asked++
	if answered {
		p.Answered++
	}
	if required {
		p.Needed++
		if !answered {
			p.Missing++
		}
	}
}

// Progress counts the whole sheet.
func (s Sheet) Progress() Progress { return s.Count(s.Items()) }

// CountFor counts what a reader is shown of the sheet: nothing private of the other,
// and nothing of a copy that is closed to them. The zero Reader gives what both see
// together.
func (s Sheet) CountFor(r Reader) Progress {
	counted := s.Pair.counts.get(s.Pair, func() map[countKey]Progress { return map[countKey]Progress{} })
	key := countKey{s.ID, s.Form, r}
	n, ok := counted[key]
	if !ok {
		n = s.countFor(r)
		counted[key] = n
	}
	return n
}

// countKey is what a count depends on beside the record.
type countKey struct {
	id     SheetID
	form   *Form
	reader Reader
}

func (s Sheet) countFor(r Reader) Progress {
	items := s.Items()
	for i, it := range items {
		var shown []Voice
		for _, v := range it.Voices {
			if s.MayRead(it.Field, v, r) {
				shown = append(shown, v)
			}
		}
		items[i].Voices = shown
	}
	return s.Count(items)
}

// Count counts some of the sheet's items, a section's for example.
func (s Sheet) Count(items []Item) Progress {
	var p Progress
	for _, it := range items {
		for _, v := range it.Voices {
			if s.Asked(it.Field, v) {
				p.add(s.Answered(it.Field, v), s.Required(it.Field, v))
			}
		}
	}
	return p
}

// Asked reports whether the pair is to answer the field at all: not what the
// program fills in, and not a table whose rows come from elsewhere while there
// are none.
func (s Sheet) Asked(fd *Field, v Voice) bool {
	switch {
	case fd.Kind == KindAuto, fd.By == ByProgramme:
		return false
	case fd.given() && !slices.ContainsFunc(fd.Columns, func(c Field) bool { return !c.Required.Empty() }):
		return false // there to be ticked as time goes by
	case fd.Kind == KindRows && !s.MayAddRows(fd):
		return len(s.Rows(fd, v)) > 0
	}
	return true
}

// Answered reports whether a field has its answer in a voice: for a compound
// field all parts that are needed, for a table enough rows and no needed cell
// empty.
func (s Sheet) Answered(fd *Field, v Voice) bool {
	return len(s.gaps(fd, v)) == 0
}

func (s Sheet) anyPart(fd *Field, v Voice) bool {
	for i := range fd.Parts {
		if s.Pair.Record.Value(s.Address(fd, v).At(fd.Parts[i].ID)) != "" {
			return true
		}
	}
	return false
}

// Gap is a place where an answer is missing.
type Gap struct {
	Row  RowID
	Part string // part or column; "" for the field itself, for any part, or for a row too few
	Line int    // of a row: its place in the table, from 1
}

// gaps lists what is missing for a field to be answered; nothing where it is.
func (s Sheet) gaps(fd *Field, v Voice) []Gap {
	switch fd.Kind {
	case KindRows:
		return s.rowGaps(fd, v)
	case KindGroup:
		var out []Gap
		for i := range fd.Parts {
			part := &fd.Parts[i]
			if s.partNeeded(part, v) && s.Pair.Record.Value(s.Address(fd, v).At(part.ID)) == "" {
				out = append(out, Gap{Part: part.ID})
			}
		}
		if len(out) == 0 && !s.anyPart(fd, v) {
			out = append(out, Gap{}) // no part is needed, but one of them is
		}
		return out
	}
	if s.Pair.Record.Value(s.Address(fd, v)) == "" {
		return []Gap{{}}
	}
	return nil
}

// partNeeded: a part is needed unless it says otherwise.
func (s Sheet) partNeeded(part *Field, v Voice) bool {
	return s.Shown(part, v) && s.holds(part.Required, true, v)
}

func (s Sheet) rowGaps(fd *Field, v Voice) []Gap {
	var out []Gap
	rows := s.Rows(fd, v)
	for n, row := range rows {
		for i := range fd.Columns {
			col := &fd.Columns[i]
			if col.ReadOnly || !s.Shown(col, v) || !s.holds(col.Required, false, v) {
				continue
			}
			if s.Pair.Record.Value(s.Cell(fd, v, row.ID, col)) == "" {
				out = append(out, Gap{Row: row.ID, Part: col.ID, Line: n + 1})
			}
		}
	}
	least := 1
	if fd.Min != nil {
		least = int(*fd.Min)
	}
	if len(rows) < least {
		out = append(out, Gap{})
	}
	return out
}

// Left is one line of the list of what is left: a question that still needs an
// answer, whose, and what exactly is missing.
type Left struct {
	Item     Item
	Voice    Voice
	Required bool
	Gaps     []Gap
}

// Left lists what is not answered, the required ones first, each in the sheet's
// order.
func (s Sheet) Left() []Left {
	var needed, open []Left
	for _, it := range s.Items() {
		for _, v := range it.Voices {
			if !s.Asked(it.Field, v) || s.Answered(it.Field, v) {
				continue
			}
			l := Left{Item: it, Voice: v, Required: s.Required(it.Field, v), Gaps: s.gaps(it.Field, v)}
			if l.Required {
				needed = append(needed, l)
			} else {
				open = append(open, l)
			}
		}
	}
	return append(needed, open...)
}
