package forms

import (
	"strconv"
	"strings"

	"pairbook/forms/lang"
)

// Suggest returns the answer a person would most likely give, from the
// programme's presets or from what the pair said elsewhere. It is shown as a
// suggestion and becomes an answer only when somebody takes it. part is "" for a
// plain field.
func (s Sheet) Suggest(fd *Field, part string, v Voice) Value {
	name := s.Form.ID + "." + fd.ID
	prefill := fd.Prefill
	if part != "" {
		name += "." + part
		prefill = ""
		if p, ok := fd.Column(part); ok {
			prefill = p.Prefill
		}
	}
	if val, ok := s.Pair.Programme().Preset[name]; ok {
		return val
	}
	return s.prefill(prefill, fd, v)
}

// SuggestCell returns the outcome that a row has already: the one that sets the status
// it stands in, where that ends it. What was done between two meetings is only to be
// confirmed at the next one. "" for other columns and rows.
func (s Sheet) SuggestCell(fd *Field, v Voice, row RowID, col *Field) Value {
	if fd.Register == "" || col.Sets == nil || col.Sets.Column != columnStatus {
		return ""
	}
	status := s.Pair.Record.Value(s.Table(fd, v).InRow(row).At(columnStatus))
	if !Settled(status) {
		return ""
	}
	for i := range col.Options {
		if id := col.Options[i].ID; col.Sets.Values[id] == string(status) {
			return Value(id)
		}
	}
	return ""
}

func (s Sheet) prefill(text string, asked *Field, v Voice) Value {
	switch text {
	case "":
		return ""
	case "today":
		return Value(s.Pair.Today.String())
	case "now": // the clock is the screen's; forms knows only the day
		return ""
	case "keep":
		return Value(strconv.Itoa(monthsToKeep))
	case "name.mentor":
		return s.Pair.nameSaid(Mentor)
	case "name.mentee":
		return s.Pair.nameSaid(Mentee)
	case "name.own":
		return s.Pair.nameSaid(v)
	}
	if reg, ok := strings.CutPrefix(text, "register."); ok {
		return s.Pair.registerText(reg)
	}
	if from, distance, ok := strings.Cut(text, "+"); ok && strings.TrimSpace(from) == "anchor" {
		return s.Pair.afterAnchor(strings.TrimSpace(distance))
	}
	return s.saidElsewhere(text, asked, v)
}

// nameSaid returns a person's name, "" while it is not known.
func (p *Pair) nameSaid(v Voice) Value {
	switch v {
	case Mentor:
		return p.pairValue(fieldMentor, Mentor)
	case Mentee:
		return p.pairValue(fieldMentee, Mentee)
	}
	return ""
}

// saidElsewhere returns what another question was answered with, first in the
// asker's own voice. What only one of the two may read is not carried into a
// question that others read.
func (s Sheet) saidElsewhere(name string, asked *Field, v Voice) Value {
	other, fd, part := s.Find(name)
	if fd == nil {
		return ""
	}
	for _, voice := range append([]Voice{v}, other.Voices(fd)...) {
		if !fd.shared() && (asked.Seen != fd.Seen || voice != v) {
			continue
		}
		if val := s.Pair.Record.Value(other.Address(fd, voice).At(part)); val != "" {
			return val
		}
	}
	return ""
}

func (p *Pair) afterAnchor(offset string) Value {
	if offset == "length" {
		offset = string(FromEnd)
	}
	o, err := ParseOffset(offset)
	if err != nil {
		return ""
	}
	d, ok := p.Day(o)
	if !ok {
		return ""
	}
	return Value(d.String())
}

// shared reports whether both of the pair may read the field's answers.
func (fd *Field) shared() bool { return fd.Seen == SeenPair || fd.Seen == "" }

// registerText lists a register's rows in words, one a line: what the goal is,
// and by when.
func (p *Pair) registerText(reg string) Value {
	def := p.Library.Registers[reg]
	if def == nil || len(def.Columns) == 0 {
		return ""
	}
	table := registerTable(reg)
	var lines []string
	for _, row := range p.Record.Rows(table) {
		line := string(p.Record.Value(table.InRow(row.ID).At(def.Columns[0].ID)))
		if line == "" {
			continue
		}
		if d, err := lang.ParseISO(string(p.Record.Value(table.InRow(row.ID).At("due")))); err == nil {
			line += " (" + p.Words.DayMonth(d, p.Today) + ")"
		}
		lines = append(lines, strconv.Itoa(len(lines)+1)+". "+line)
	}
	return Value(strings.Join(lines, "\n"))
}
