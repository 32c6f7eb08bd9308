package export

import "pairbook/forms/export/pdf"

// Signatures.
const (
	signGap  = 22 // between two beside each other
	signRoom = 26 // above a line to sign on
)

// signatures sets the place to sign, two beside each other. All of it stays together.
func (s *setter) signatures(b Signatures) []strip {
	out := s.heading(Heading{Text: b.Title})
	for i := 0; i < len(b.Lines); i += 2 {
		out = append(out, s.signRow(b.Lines[i:min(i+2, len(b.Lines))])...)
	}
	out = glued(out)
	out[len(out)-1].glue = false
	return out
}

// signRow sets one or two signatures beside each other, or one below the other where names
// are too long for that.
func (s *setter) signRow(lines []Signature) []strip {
	width := (s.sheet.width() - signGap) / 2
	height := 0.0
	var cells []*signCell
	for i, l := range lines {
		cell := s.signCell(l, s.sheet.left+float64(i)*(width+signGap), width)
		cells = append(cells, cell)
		height = max(height, cell.height)
	}
	if height > keepHeight {
		return s.signBelow(cells)
	}
	return []strip{{height: height, gap: 6, draw: func(c *canvas, y float64) {
		for _, cell := range cells {
			for _, p := range cell.pieces {
				p.draw(c, y+p.y)
			}
		}
	}}}
}

func (s *setter) signBelow(cells []*signCell) []strip {
	var out []strip
	for _, cell := range cells {
		below := 0.0
		for _, p := range cell.pieces {
			p.gap = p.y - below
			below = p.y + p.height
			out = append(out, p.strip)
		}
	}
	return out
}

// signCell is one signature.
type signCell struct {
	pieces []placed
	height float64
}

func (cell *signCell) add(gap float64, strips []strip) {
	cell.height += gap
	for _, p := range strips {
		cell.pieces = append(cell.pieces, placed{strip: p, y: cell.height})
		cell.height += p.height
	}
}

func (s *setter) signCell(l Signature, x, width float64) *signCell {
	cell := &signCell{}
	text := func(gap float64, words string, st pen) {
		if words != "" {
			cell.add(gap, s.prose(pdf.NewElement(s.parent, "P"), x, width, phrase{safe(words), st}))
		}
	}
	small := pen{size: smallSize, gray: dim}
	text(0, l.Label, pen{bold: true, size: bodySize})
	text(0, printedName(s.doc, l), pen{size: bodySize})
	if l.Signed != "" && !s.blank {
		text(6, l.Signed, pen{size: bodySize})
	} else {
		cell.add(signRoom, []strip{s.signLine(x, width)})
		if !s.blank {
			text(1, brackets(l.Mark), small)
		}
	}
	if !s.blank && !s.alone {
		text(1, brackets(l.Private), small)
	}
	return cell
}

// signLine draws the lines for name and date, and says under each what it is for.
func (s *setter) signLine(x, width float64) strip {
	const share, gap = 0.64, 14
	st := pen{size: smallSize, gray: dim}
	name, date := s.faces.one(s.say("export.signature"), st), s.faces.one(s.say("export.date"), st)
	e := pdf.NewElement(s.parent, "P")
	return strip{height: st.leading() + 2, draw: func(c *canvas, y float64) {
		right := x + width*share + gap
		s.ruled(c, x, y, width*share)
		s.ruled(c, right, y, x+width-right)
		c.tagged(e, func() { c.inLine(name, x, y+2) })
		c.tagged(e, func() { c.inLine(date, right, y+2) })
	}}
}
