package export

import (
	"cmp"
	"slices"
	"strconv"

	"pairbook/forms"
	"pairbook/forms/export/pdf"
)

// setter makes the strips of one document.
type setter struct {
	doc    Document
	faces  *faces
	sheet  sheet
	blank  bool
	alone  bool // all of it is for one reader, which the head says
	parent *pdf.Element
}

// questionGap is the room above a question.
const questionGap = 4.5

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
	for i := 0; i < len(s.doc.Blocks); i++ {
		switch b := s.doc.Blocks[i].(type) {
		case Heading:
			out = append(out, s.heading(b)...)
		case Note:
			out = append(out, s.note(b)...)
		case Question:
			part, n := s.questions(s.doc.Blocks[i:])
			out = append(out, part...)
			i += n - 1
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
func (s *setter) prose(e *pdf.Element, x, room float64, spans ...phrase) []strip {
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
	out := s.prose(pdf.NewElement(s.parent, kind), s.sheet.left, s.sheet.width(), phrase{safe(text), st})
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
	programme, imprint := pdf.NewElement(s.parent, "P"), pdf.NewElement(s.parent, "P")
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
	e := pdf.NewElement(s.parent, "P")
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
	out := s.paragraph("H2", h.Text, pen{bold: true, size: headingSize}, 10)
	out = append(out, s.paragraph("P", cmp.Or(h.Intro, h.Scale), pen{size: smallSize, gray: dim}, 2)...)
	return glued(out)
}

func (s *setter) note(n Note) []strip {
	return s.paragraph("P", n.Text, pen{size: bodySize}, 8)
}

// questions sets the first question of some blocks, and those that stand in one table or on
// one line with it. It returns how many that are.
func (s *setter) questions(blocks []Block) (out []strip, n int) {
	if out, n := s.ratings(blocks); n > 0 {
		return out, n
	}
	var both [2]Question
	for n < len(both) && n < len(blocks) {
		q, ok := blocks[n].(Question)
		if !ok {
			break
		}
		q.Answers = s.withoutIdleBoxes(q.Answers)
		if !s.blank && q.Kind == forms.KindRows && !slices.ContainsFunc(q.Answers, func(a Answer) bool { return a.says() }) {
			q.Hint = "" // there is no scale to explain
		}
		both[n] = q
		n++
	}
	if n == len(both) {
		if row, ok := s.facts(both); ok {
			return []strip{row}, n
		}
	}
	return s.question(both[0]), 1
}

// question sets a question and its answers, which stay with it.
func (s *setter) question(q Question) []strip {
	if f, ok := s.fact(q, s.sheet.left, s.sheet.width()); ok {
		out := append([]strip{s.factRow(f)}, s.hint(q)...)
		if s.blank && len(out) > 1 {
			out[1].gap = 2 // below the line to write on
		}
		return keep(out)
	}
	out := s.asked(&q)
	for i, a := range q.Answers {
		part := s.answer(a)
		if len(part) == 0 {
			continue
		}
		if i > 0 {
			part[0].gap += 2
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

// asked sets a question's number, label and hint. The name of who answers first goes behind
// the label where it would stand on a line of its own.
func (s *setter) asked(q *Question) []strip {
	e := pdf.NewElement(s.parent, "H3")
	number := s.number(*q)
	out := s.prose(e, s.left(), s.room(), phrase{safeLine(q.Label), pen{bold: true, size: bodySize}})
	first, behind := out[0].draw, s.nameBehind(q)
	out[0].draw = func(c *canvas, y float64) {
		c.tagged(e, func() { c.inLine(number, s.sheet.left, y) })
		first(c, y)
		behind(c, y)
	}
	out[0].gap = questionGap
	return glued(append(out, s.hint(*q)...))
}

// hint sets what helps to answer, if anything.
func (s *setter) hint(q Question) []strip {
	if q.Hint == "" {
		return nil
	}
	return s.prose(pdf.NewElement(s.parent, "P"), s.left(), s.room(), phrase{safe(q.Hint), pen{size: smallSize, gray: dim}})
}

// nameBehind sets the name of who fills in the first table behind the label of a question
// without a hint, if there is room, and takes it from the answer.
func (s *setter) nameBehind(q *Question) func(c *canvas, y float64) {
	nothing := func(*canvas, float64) {}
	if len(q.Answers) == 0 || q.Hint != "" || q.Answers[0].Table == nil || len(q.Answers[0].Table.Rows) == 0 && !s.blank {
		return nothing
	}
	name := s.nameOf(q.Answers[0])
	if len(name) == 0 {
		return nothing
	}
	label, words := s.faces.one(q.Label, pen{bold: true, size: bodySize}), s.faces.wrap(s.room(), name...)
	if label.rtl || len(words) > 1 || label.width+besideGap+words[0].width > s.room() {
		return nothing
	}
	q.Answers[0].Name = ""
	e := pdf.NewElement(s.parent, "P")
	return func(c *canvas, y float64) {
		c.tagged(e, func() { c.line(words[0], s.left()+label.width+besideGap, y+pen{size: bodySize}.base()) })
	}
}

func (s *setter) number(q Question) line {
	return lineOf(s.faces.glyphs([]phrase{{strconv.Itoa(q.Number) + ". ", pen{bold: true, size: bodySize}}}))
}
