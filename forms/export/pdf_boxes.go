package export

import (
	"strings"

	"pairbook/forms/export/pdf"
)

// Signs of boxes. Both are in our fonts.
const (
	signEmpty  = "☐"
	signTicked = "☒"
)

// Distances between boxes, in points.
const (
	boxGap  = 4  // from a box to its words
	itemGap = 13 // from one option to the next
	subHang = 18 // of options inside an option
)

// boxItem is an option as it is set: its box and its words. A remark has no box.
type boxItem struct {
	depth   int
	group   bool // has options inside it
	caption bool // is what stands before the boxes
	box     line
	words   []line
	body    *pdf.Element
	width   float64
	rule    float64 // width of the line behind its words on which one writes; 0 for none
}

// indent is where its words begin.
func (it boxItem) indent() float64 {
	if len(it.box.glyphs) == 0 {
		return 0
	}
	return it.box.width + boxGap
}

// boxRow is the options that stand beside each other.
type boxRow struct {
	items []boxItem
	at    []float64
}

// boxItems sets options, those inside others behind them.
func (s *setter) boxItems(options []Option, room float64, depth int) []boxItem {
	st := pen{size: bodySize}
	var out []boxItem
	for _, o := range options {
		sign := signEmpty
		if !s.blank && o.lit() {
			sign = signTicked
		}
		it := boxItem{depth: depth, group: len(o.Options) > 0 && s.blank, box: s.faces.one(sign, st)}
		it.words = s.faces.wrap(room-float64(depth)*subHang-it.box.width-boxGap, phrase{safeLine(s.optionText(o)), st})
		for _, l := range it.words {
			it.width = max(it.width, it.box.width+boxGap+l.width)
		}
		if len(it.words) > 1 {
			it.width = room // nothing stands beside it
		}
		if s.blank && o.Writes {
			it = it.toWrite(room - float64(depth)*subHang)
		}
		out = append(out, it)
		if s.blank {
			out = append(out, s.boxItems(o.Options, room, depth+1)...)
		}
	}
	return out
}

// toWrite puts a line to write on behind the words of an option, as long as there is room
// for one.
func (it boxItem) toWrite(room float64) boxItem {
	last := it.indent() + it.words[len(it.words)-1].width + boxGap
	if it.rule = min(shortLine, room-last); it.rule < shortLine/3 {
		it.rule = 0
		return it
	}
	it.width = max(it.width, last+it.rule)
	return it
}

// drawRule draws the line behind the last words of an option.
func (it boxItem) drawRule(s *setter, c *canvas, x, y float64) {
	if it.rule > 0 {
		s.ruled(c, x+it.indent()+it.words[len(it.words)-1].width+boxGap, y+pen{size: bodySize}.base()+1, it.rule)
	}
}

// optionText is what stands behind a box: the option, and what was ticked in it or written
// beside it.
func (s *setter) optionText(o Option) string {
	var more []string
	for _, sub := range o.Options {
		if sub.lit() {
			more = append(more, s.optionText(sub))
		}
	}
	if o.Detail != "" {
		more = append(more, o.Detail)
	}
	switch {
	case s.blank && len(o.Options) > 0:
		return s.label(o.Label)
	case s.blank || len(more) == 0:
		return o.Label
	}
	return s.label(o.Label) + " " + strings.Join(more, ", ")
}

// boxRows puts items beside each other as far as they fit. A group begins a new row, and
// so does what comes after it.
func boxRows(items []boxItem, room float64) []boxRow {
	var rows []boxRow
	x := 0.0
	for i, it := range items {
		if i == 0 || it.group || it.depth < items[i-1].depth || x+it.width > room {
			rows = append(rows, boxRow{})
			x = float64(it.depth) * subHang
		}
		row := &rows[len(rows)-1]
		row.items = append(row.items, it)
		row.at = append(row.at, x)
		x += it.width + itemGap
	}
	return rows
}

// allItems sets a caption, options, and remarks behind them unless the form is to be filled
// in.
func (s *setter) allItems(caption []phrase, options []Option, room float64, remarks []phrase) []boxItem {
	items := s.boxItems(options, room, 0)
	if len(caption) > 0 {
		it := boxItem{caption: true, words: s.faces.wrap(room, caption...)}
		it.width = it.words[0].width - itemGap/2
		if len(it.words) > 1 {
			it.width = room
		}
		items = append([]boxItem{it}, items...)
	}
	if s.blank || len(remarks) == 0 {
		return items
	}
	it := boxItem{words: s.faces.wrap(room, remarks...)}
	it.width = it.words[0].width
	if len(it.words) > 1 {
		it.width = room
	}
	return append(items, it)
}

// boxes sets options under their question.
func (s *setter) boxes(items []boxItem) []strip {
	list := pdf.NewElement(s.parent, "L")
	var out []strip
	for _, row := range boxRows(items, s.room()) {
		draw, height := s.boxRow(list, row, s.left())
		out = append(out, strip{height: height, draw: draw})
		out = append(out, s.moreWords(row.items[0], s.left()+row.at[0])...)
	}
	if len(out) > 0 {
		out[0].gap = 1
	}
	return keep(out)
}

// shortBoxes sets options in one row; ok is false where they need more.
func (s *setter) shortBoxes(holder *pdf.Element, items []boxItem, x, room float64) (draw func(c *canvas, y float64), height float64, ok bool) {
	rows := boxRows(items, room)
	if len(rows) != 1 || len(rows[0].items[0].words) != 1 {
		return nil, 0, false
	}
	draw, height = s.boxRow(pdf.NewElement(holder, "L"), rows[0], x)
	return draw, height, true
}

// boxRow sets one row. Boxes and words are a list for those who listen.
func (s *setter) boxRow(list *pdf.Element, row boxRow, x float64) (draw func(c *canvas, y float64), height float64) {
	type pair struct{ sign, body *pdf.Element }
	var pairs []pair
	base := pen{size: bodySize}.base()
	for i := range row.items {
		if row.items[i].caption {
			row.items[i].body = pdf.NewElement(list, "Caption")
			pairs = append(pairs, pair{body: row.items[i].body})
			continue
		}
		item := pdf.NewElement(list, "LI")
		pairs = append(pairs, pair{pdf.NewElement(item, "Lbl"), pdf.NewElement(item, "LBody")})
		row.items[i].body = pairs[i].body
	}
	return func(c *canvas, y float64) {
		for i, it := range row.items {
			left := x + row.at[i]
			if len(it.box.glyphs) > 0 {
				c.tagged(pairs[i].sign, func() { c.inLine(it.box, left, y) })
			}
			c.tagged(pairs[i].body, func() { c.line(it.words[0], left+it.indent(), y+base) })
			if len(it.words) == 1 {
				it.drawRule(s, c, left, y)
			}
		}
	}, pen{size: bodySize}.leading()
}

// moreWords sets the further lines of an option that takes more than one.
func (s *setter) moreWords(it boxItem, x float64) []strip {
	var out []strip
	for i, l := range it.words[1:] {
		out = append(out, strip{height: l.leading(), draw: func(c *canvas, y float64) {
			c.tagged(it.body, func() { c.inLine(l, x+it.indent(), y) })
			if i == len(it.words)-2 {
				it.drawRule(s, c, x, y)
			}
		}})
	}
	return out
}
