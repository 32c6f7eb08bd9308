package export

import (
	"slices"
	"strconv"

	"pairbook/forms"
)

// setter makes the strips of one document.
type setter struct {
	doc    Document
	faces  *faces
	sheet  sheet
	blank  bool
	alone  bool // all of it is for one reader, which the head says
	parent *elem
}

// questionGap is the room above a question.
const questionGap = 6

// indent is where labels and answers begin, right of the numbers of questions.
const indent = 25

// left and room are the place of labels and answers.
func (s *setter) left() float64 { return s.sheet.left + indent }
func (s *setter) room() float64 { return s.sheet.width() - indent }

func (s *setter) say(key string, args ...any) string { return s.doc.Words.T(key, args...) }

func (s *setter) label(text string) string { return s.say("export.label", "label", text) }

// allPrivate reports whether every answer is for one reader alone.
func allPrivate(d Document) bool {
	answers := 0
	for _, b := range d.Blocks {
		switch b := b.(type) {
		case Question:
			for _, a := range b.Answers {
				answers++
				if a.Private == "" {
					return false
				}
			}
		case Signatures:
			for _, l := range b.Lines {
				if l.Private == "" {
					return false
				}
			}
		}
	}
	return answers > 0 && d.Private != ""
}

// strips sets the whole document.
func (s *setter) strips() []strip {
	s.alone = allPrivate(s.doc)
	out := s.head()
	for _, b := range s.doc.Blocks {
		switch b := b.(type) {
		case Heading:
			out = append(out, s.heading(b)...)
		case Note:
			out = append(out, s.note(b)...)
		case Question:
			out = append(out, s.question(b)...)
		case Signatures:
			if len(out) > 0 {
				out[len(out)-1].glue = true // nobody signs a page that says nothing
			}
			out = append(out, s.signatures(b)...)
		}
	}
	return out
}

// prose sets text as lines of one element, from x in a room.
func (s *setter) prose(e *elem, x, room float64, spans ...phrase) []strip {
	var out []strip
	for _, l := range s.faces.wrap(room, spans...) {
		at := x
		if l.rtl {
			at = x + room - l.width
		}
		out = append(out, strip{height: l.leading(), draw: func(c *canvas, y float64) {
			if len(l.glyphs) > 0 {
				c.tagged(e, func() { c.inLine(l, at, y) })
			}
		}})
	}
	return out
}

// paragraph sets a text of ours over the whole width; nothing where there is none.
func (s *setter) paragraph(kind, text string, st pen, gap float64) []strip {
	if text == "" {
		return nil
	}
	out := s.prose(newElem(s.parent, kind), s.sheet.left, s.sheet.width(), phrase{safe(text), st})
	out[0].gap = gap
	return keep(out)
}

// head sets the top of the document: the programme, what it is, whose, and what for.
func (s *setter) head() []strip {
	d := s.doc
	grey := pen{size: smallSize, gray: dim}
	out := []strip{s.topLine(grey)}
	out = append(out, s.paragraph("H1", d.Title, pen{bold: true, size: titleSize}, 8)...)
	if s.blank && slices.ContainsFunc(d.People, func(p Person) bool { return p.Name == "" }) {
		out = append(out, s.nameLines())
	} else {
		out = append(out, s.paragraph("P", d.PairLine, pen{size: bodySize}, 1)...)
	}
	out = append(out, strip{height: 1, gap: 7, draw: func(c *canvas, y float64) {
		c.decoration(func() { c.rule(s.sheet.left, y, s.sheet.width(), 0.9, faint) })
	}})
	out = append(out, s.paragraph("P", d.Purpose, pen{size: bodySize, gray: dim}, 7)...)
	if !s.blank { // what nobody wrote need not be kept from anybody
		out = append(out, s.paragraph("P", d.Private, pen{size: bodySize, bold: true}, 5)...)
		out = append(out, s.paragraph("P", d.LeftLine, grey, 4)...)
	}
	return glued(out)
}

// topLine names the programme at the left, and day and version at the right.
func (s *setter) topLine(st pen) strip {
	programme, imprint := newElem(s.parent, "P"), newElem(s.parent, "P")
	right := s.faces.fit(s.doc.imprint(), st, s.sheet.width()*0.55)
	left := s.faces.fit(s.doc.Programme, pen{size: smallSize, bold: true, gray: dim}, s.sheet.width()-right.width-16)
	return strip{height: st.leading(), draw: func(c *canvas, y float64) {
		if len(left.glyphs) > 0 {
			c.tagged(programme, func() { c.inLine(left, s.sheet.left, y) })
		}
		if len(right.glyphs) > 0 {
			c.tagged(imprint, func() { c.inLine(right, s.sheet.w-s.sheet.right-right.width, y) })
		}
	}}
}

// nameLines is where the two write their names on a blank form.
func (s *setter) nameLines() strip {
	st := pen{size: bodySize}
	e := newElem(s.parent, "P")
	return strip{height: 24, gap: 2, draw: func(c *canvas, y float64) {
		width := s.sheet.width()/float64(max(1, len(s.doc.People))) - 12
		for i, p := range s.doc.People {
			x := s.sheet.left + float64(i)*(width+24)
			l := s.faces.fit(s.label(p.Role)+" "+p.Name, st, width)
			c.tagged(e, func() { c.inLine(l, x, y+7) })
			if p.Name == "" {
				s.ruled(c, x+l.width+4, y+21, width-l.width-4)
			}
		}
	}}
}

// ruled draws a line to write on.
func (s *setter) ruled(c *canvas, x, y, width float64) {
	c.decoration(func() { c.rule(x, y, width, 0.6, faint) })
}

func (s *setter) heading(h Heading) []strip {
	out := s.paragraph("H2", h.Text, pen{bold: true, size: headingSize}, 13)
	out = append(out, s.paragraph("P", h.Intro, pen{size: smallSize, gray: dim}, 2)...)
	return glued(out)
}

func (s *setter) note(n Note) []strip {
	return s.paragraph("P", n.Text, pen{size: bodySize}, 8)
}

// question sets a question and its answers, which stay with it.
func (s *setter) question(q Question) []strip {
	q.Answers = s.withoutIdleBoxes(q.Answers)
	if out, ok := s.beside(q); ok {
		return []strip{out}
	}
	out := s.asked(q)
	for i, a := range q.Answers {
		part := s.answer(a)
		if len(part) == 0 {
			continue
		}
		if i > 0 {
			part[0].gap += 4
		}
		out = append(out, part...)
	}
	if total(out) <= keepHeight {
		out = keep(out)
	}
	return out
}

// withoutIdleBoxes leaves out the boxes of what nobody has answered: the remark that says so
// is enough, and whoever wants to tick by hand prints the blank form.
func (s *setter) withoutIdleBoxes(answers []Answer) []Answer {
	out := slices.Clone(answers)
	for i := range out {
		if !s.blank && !out[i].says() && !slices.ContainsFunc(out[i].Options, Option.lit) {
			out[i].Options = nil
		}
	}
	return out
}

// asked sets a question's number, label and hint.
func (s *setter) asked(q Question) []strip {
	e := newElem(s.parent, "H3")
	number := s.number(q)
	out := s.prose(e, s.left(), s.room(), phrase{safeLine(q.Label), pen{bold: true, size: bodySize}})
	first := out[0].draw
	out[0].draw = func(c *canvas, y float64) {
		c.tagged(e, func() { c.inLine(number, s.sheet.left, y) })
		first(c, y)
	}
	out[0].gap = questionGap
	if q.Hint != "" {
		out = append(out, s.prose(newElem(s.parent, "P"), s.left(), s.room(), phrase{safe(q.Hint), pen{size: smallSize, gray: dim}})...)
	}
	return glued(out)
}

func (s *setter) number(q Question) line {
	return lineOf(s.faces.glyphs([]phrase{{strconv.Itoa(q.Number) + ". ", pen{bold: true, size: bodySize}}}))
}

// tab is where short answers stand beside their question.
const tab = 0.47

// besideGap is the least room between a question and an answer beside it, besideRoom the
// least an answer is given.
const (
	besideGap  = 14
	besideRoom = 60
)

// beside sets a question and its short answer on one line. ok is false where they need
// more.
func (s *setter) beside(q Question) (out strip, ok bool) {
	if len(q.Answers) != 1 || q.Hint != "" {
		return strip{}, false
	}
	label := s.faces.one(q.Label, pen{bold: true, size: bodySize})
	at := max(s.sheet.left+s.sheet.width()*tab, s.left()+label.width+besideGap)
	heading := &elem{kind: "H3"}
	holder := &elem{}
	draw, height, ok := s.short(holder, q.Answers[0], at)
	if !ok {
		return strip{}, false
	}
	s.parent.kids = append(s.parent.kids, kid{elem: heading})
	s.parent.kids = append(s.parent.kids, holder.kids...)
	number := s.number(q)
	return strip{height: height, gap: questionGap, draw: func(c *canvas, y float64) {
		c.tagged(heading, func() {
			c.inLine(number, s.sheet.left, y)
			c.inLine(label, s.left(), y)
		})
		draw(c, y)
	}}, true
}

// short sets an answer that fits in one line from x. Its elements go into holder.
func (s *setter) short(holder *elem, a Answer, x float64) (draw func(c *canvas, y float64), height float64, ok bool) {
	room := s.sheet.w - s.sheet.right - x
	height = pen{size: bodySize}.leading()
	rows := a.Table != nil && (s.blank || len(a.Table.Rows) > 0)
	if rows || room < besideRoom || !s.blank && len(s.remarks(a)) > 1 {
		return nil, 0, false
	}
	name := s.nameOf(a)
	if len(name) > 0 && (s.blank || len(a.Options) > 0) || len(unlisted(a.Content)) > 0 {
		return nil, 0, false
	}
	if len(a.Options) > 0 {
		return s.shortBoxes(holder, s.allItems(a.Options, room, s.remarks(a)), x, room)
	}
	if s.blank {
		return func(c *canvas, y float64) { s.ruled(c, x, y+height, room) }, height + 3, len(a.Parts) == 0 && a.Kind != forms.KindLong
	}
	spans := s.remarks(a)
	if a.Table != nil && len(spans) == 0 {
		spans = []phrase{s.noRows(a.Table)}
	}
	if a.says() {
		if len(a.Text) != 1 || a.List || len(spans) > 0 {
			return nil, 0, false
		}
		spans = []phrase{{safe(a.Text[0]), pen{size: bodySize}}}
	}
	lines := s.faces.wrap(room, append(name, spans...)...)
	if len(lines) != 1 || lines[0].rtl {
		return nil, 0, false
	}
	e := newElem(holder, "P")
	base := pen{size: bodySize}.base() // that of the question, whatever the size of the answer
	return func(c *canvas, y float64) { c.tagged(e, func() { c.line(lines[0], x, y+base) }) }, height, true
}
