package export

import (
	"pairbook/forms"
	"pairbook/forms/export/pdf"
)

// tabs are where short answers stand beside their question, as shares of the room: at the
// first that leaves enough for both, else right behind the question.
func tabs() []float64 { return []float64{0.47, 0.33, 0} }

// besideGap is the least room between a question and an answer beside it, besideRoom the
// least an answer is given.
const (
	besideGap  = 12
	besideRoom = 60
	factGap    = 16 // between two questions beside each other
)

// fact is a question with its short answer beside it.
type fact struct {
	elem   *pdf.Element // holds the elements of both
	height float64
	draw   func(c *canvas, y float64)
}

// factRow sets facts on one line.
func (s *setter) factRow(all ...fact) strip {
	out := strip{gap: questionGap}
	for _, f := range all {
		s.parent.Adopt(f.elem)
		out.height = max(out.height, f.height)
	}
	out.draw = func(c *canvas, y float64) {
		for _, f := range all {
			f.draw(c, y)
		}
	}
	return out
}

// facts sets two questions beside each other. ok is false where one needs more than half
// of the line.
func (s *setter) facts(both [2]Question) (out strip, ok bool) {
	width := (s.sheet.width() - factGap) / 2
	var all []fact
	for i, q := range both {
		if q.Hint != "" {
			return strip{}, false
		}
		if s.blank && len(q.Answers) == 1 && !brief(q.Answers[0].Kind) && len(q.Answers[0].Options) == 0 {
			return strip{}, false // half a line is little to write words on
		}
		f, ok := s.fact(q, s.sheet.left+float64(i)*(width+factGap), width)
		if !ok {
			return strip{}, false
		}
		all = append(all, f)
	}
	return s.factRow(all...), true
}

// fact sets a question and its short answer on one line from x. ok is false where they
// need more room.
func (s *setter) fact(q Question, x, width float64) (out fact, ok bool) {
	if len(q.Answers) != 1 {
		return fact{}, false
	}
	label := s.faces.one(q.Label, pen{bold: true, size: bodySize})
	for _, tab := range tabs() {
		if tab > 0 && indent+label.width+besideGap > width*tab {
			continue
		}
		at := max(x+width*tab, x+indent+label.width+besideGap)
		if out, ok = s.factAt(q, label, x, at, x+width-at); ok {
			return out, true
		}
	}
	return fact{}, false
}

// factAt sets a question at x and its answer at another place in a room.
func (s *setter) factAt(q Question, label line, x, at, room float64) (out fact, ok bool) {
	out.elem = &pdf.Element{}
	heading := pdf.NewElement(out.elem, "H3")
	draw, height, ok := s.short(out.elem, q.Answers[0], at, room)
	if !ok {
		return fact{}, false
	}
	number := s.number(q)
	out.height = height
	out.draw = func(c *canvas, y float64) {
		c.tagged(heading, func() {
			c.inLine(number, x, y)
			c.inLine(label, x+indent, y)
		})
		draw(c, y)
	}
	return out, true
}

// saidShortly is an answer of one text, or what is said in its place.
func (s *setter) saidShortly(a Answer) (spans []phrase, ok bool) {
	spans = s.remarks(a)
	switch {
	case !a.says() && a.Table != nil && len(spans) == 0:
		return []phrase{s.noRows(a.Table)}, true
	case !a.says():
		return spans, true
	case len(a.Text) != 1 || a.List || len(spans) > 0:
		return nil, false
	}
	return []phrase{{safe(a.Text[0]), pen{size: bodySize}}}, true
}

// needsRoom reports whether an answer surely takes more than one line: a table, several
// remarks, a name before boxes or before a line to write on, an entry beside the boxes.
func (s *setter) needsRoom(a Answer, named bool) bool {
	switch {
	case a.Table != nil && (s.blank || len(a.Table.Rows) > 0):
		return true
	case !s.blank && len(s.remarks(a)) > 1:
		return true
	}
	return named && (s.blank || len(a.Options) > 0) || len(unlisted(a.Content)) > 0
}

// short sets an answer that fits in one line from x in a room. Its elements go into holder.
func (s *setter) short(holder *pdf.Element, a Answer, x, room float64) (draw func(c *canvas, y float64), height float64, ok bool) {
	height = pen{size: bodySize}.leading()
	name := s.nameOf(a)
	if room < besideRoom || s.needsRoom(a, len(name) > 0) {
		return nil, 0, false
	}
	if len(a.Options) > 0 {
		return s.shortBoxes(holder, s.allItems(nil, a.Options, room, s.remarks(a)), x, room)
	}
	if s.blank {
		return func(c *canvas, y float64) { s.ruled(c, x, y+height, room) }, height + 3, len(a.Parts) == 0 && a.Kind != forms.KindLong
	}
	spans, ok := s.saidShortly(a)
	lines := s.faces.wrap(room, append(name, spans...)...)
	if !ok || len(lines) != 1 || lines[0].rtl {
		return nil, 0, false
	}
	e := pdf.NewElement(holder, "P")
	base := pen{size: bodySize}.base() // that of the question, whatever the size of the answer
	return func(c *canvas, y float64) { c.tagged(e, func() { c.line(lines[0], x, y+base) }) }, height, true
}
