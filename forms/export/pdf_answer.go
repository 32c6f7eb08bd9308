package export

import (
	"slices"
	"unicode/utf8"

	"pairbook/forms"
	"pairbook/forms/export/pdf"
)

// Lines to write on.
const (
	lineHeight = 20  // between two of them
	shortLine  = 130 // width of one for a date or a number
	longLines  = 3   // for an answer in prose
)

// answer sets one voice's answer under its question.
func (s *setter) answer(a Answer) []strip {
	name := s.nameOf(a)
	if s.blank {
		return append(s.above(name), s.toFill(a)...)
	}
	remarks := s.remarks(a)
	var out []strip
	switch {
	case a.Table != nil && len(a.Table.Rows) == 0 && len(remarks) == 0:
		return s.lines(append(name, s.noRows(a.Table))...)
	case a.Table != nil && len(a.Table.Rows) > 0:
		out = append(s.above(name), s.table(a.Table)...)
	case len(a.Options) > 0:
		return s.chosen(name, a.Content, remarks)
	case a.List:
		out = append(s.above(name), s.list(a.Text)...)
	case len(a.Text) > 0:
		out = s.said(name, a.Text)
	case a.says():
		out = s.parts(name, a.Parts)
	case len(remarks) > 0:
		return s.lines(append(name, remarks...)...)
	}
	if len(remarks) > 0 {
		if len(out) > 0 {
			out[len(out)-1].glue = true
		}
		out = append(out, s.lines(remarks...)...)
	}
	return out
}

// lines sets spans as one paragraph under a question.
func (s *setter) lines(spans ...phrase) []strip {
	return keep(s.prose(pdf.NewElement(s.parent, "P"), s.left(), s.room(), spans...))
}

// nameOf is whose answer it is, to stand before it.
func (s *setter) nameOf(a Answer) []phrase {
	if a.Name == "" {
		return nil
	}
	return []phrase{{safeLine(s.label(a.Name)) + " ", pen{bold: true, size: smallSize, gray: dim}}}
}

// above puts a name on a line of its own, for what cannot begin behind it.
func (s *setter) above(name []phrase) []strip {
	if len(name) == 0 {
		return nil
	}
	return glued(s.lines(name...))
}

// remarks are what is to say about an answer, in brackets.
func (s *setter) remarks(a Answer) []phrase {
	var out []phrase
	private := a.Private
	if s.alone {
		private = ""
	}
	for _, text := range []string{a.Mark, private, a.Apart, a.Correct} {
		if text == "" {
			continue
		}
		text = brackets(text)
		if len(out) > 0 {
			text = " " + text
		}
		out = append(out, phrase{safe(text), pen{size: smallSize, gray: dim}})
	}
	return out
}

// said sets paragraphs, the first one behind a name.
func (s *setter) said(name []phrase, texts []string) []strip {
	var out []strip
	for i, text := range texts {
		spans := []phrase{{safe(text), pen{size: bodySize}}}
		gap := 4.0
		if i == 0 {
			spans, gap = append(slices.Clone(name), spans...), 1
		}
		part := s.lines(spans...)
		part[0].gap = gap
		out = append(out, part...)
	}
	return out
}

// list sets things one below the other, each behind a dot.
func (s *setter) list(texts []string) []strip {
	const hang = 12
	st := pen{size: bodySize}
	list := pdf.NewElement(s.parent, "L")
	dot := s.faces.one("•", st)
	var out []strip
	for _, text := range texts {
		item := pdf.NewElement(list, "LI")
		sign, body := pdf.NewElement(item, "Lbl"), pdf.NewElement(item, "LBody")
		part := s.prose(body, s.left()+hang, s.room()-hang, phrase{safe(text), st})
		first := part[0].draw
		part[0].draw = func(c *canvas, y float64) {
			c.tagged(sign, func() { c.inLine(dot, s.left(), y) })
			first(c, y)
		}
		out = append(out, keep(part)...)
	}
	return out
}

// chosen sets a caption and the boxes of a choice, what was chosen that is no option any
// more, and remarks behind the boxes.
func (s *setter) chosen(caption []phrase, c Content, remarks []phrase) []strip {
	out := s.boxes(s.allItems(caption, c.Options, s.room(), remarks))
	if more := unlisted(c); len(more) > 0 {
		out = append(glued(out), s.list(more)...)
	}
	return out
}

// unlisted is what an answer says beyond its options: those an older form had.
func unlisted(c Content) []string {
	if len(c.Options) == 0 {
		return nil
	}
	known := 0
	for _, o := range c.Options {
		if o.lit() {
			known++
		}
	}
	if c.Kind != forms.KindMulti && known > 0 || known >= len(c.Text) {
		return nil
	}
	return c.Text[known:]
}

// lit reports whether an option, or one inside it, is ticked.
func (o Option) lit() bool { return o.Ticked || slices.ContainsFunc(o.Options, Option.lit) }

// inPassing is how long an answer to a part may be, in signs, for the next part to go on
// behind it.
const inPassing = 40

// parts sets the parts that are answered, each behind its label, the first one behind the
// name of who answers.
func (s *setter) parts(name []phrase, parts []Part) []strip {
	var out []strip
	line := name // what the next part goes on behind
	put := func(part []strip) {
		part[0].gap += 1
		out = append(out, keep(part)...)
		line = nil
	}
	for _, p := range parts {
		if len(p.Text) == 0 {
			continue
		}
		if len(line) > len(name) {
			line = append(line, phrase{" · ", pen{size: bodySize, gray: dim}})
		}
		if p.Label != "" {
			line = append(line, phrase{safeLine(s.label(p.Label)) + " ", pen{size: bodySize, gray: dim}})
		}
		switch {
		case len(p.Options) > 0 && p.List:
			put(s.chosen(line, p.Content, nil))
		case p.List:
			put(append(s.above(line), s.list(p.Text)...))
		case len(p.Text) == 1 && utf8.RuneCountInString(p.Text[0]) <= inPassing:
			line = append(line, phrase{safeLine(p.Text[0]), pen{size: bodySize}})
		default:
			put(s.said(line, p.Text))
		}
	}
	if len(line) > 0 {
		put(s.lines(line...))
	}
	return out
}

// toFill sets the room for an answer that is written by hand.
func (s *setter) toFill(a Answer) []strip {
	switch {
	case a.Table != nil:
		return s.table(a.Table)
	case len(a.Parts) > 0:
		return s.partsToFill(a.Parts)
	case len(a.Options) > 0:
		return s.boxes(s.allItems(nil, a.Options, s.room(), nil))
	case a.Kind == forms.KindLong:
		return s.ruledLines(longLines)
	case brief(a.Kind):
		return []strip{s.ruledLine(s.left(), shortLine)}
	}
	return s.ruledLines(1)
}

// brief tells kinds whose answers are a few signs long.
func brief(k forms.Kind) bool {
	return k == forms.KindDate || k == forms.KindTime || k == forms.KindNumber || k == forms.KindRating
}

// partsToFill sets the parts of a question, brief ones beside each other.
func (s *setter) partsToFill(parts []Part) []strip {
	var out []strip
	for len(parts) > 0 {
		n := 0
		for n < len(parts) && brief(parts[n].Kind) && len(parts[n].Options) == 0 {
			n++
		}
		if n > 1 {
			out = append(out, s.briefParts(parts[:min(n, maxBrief)]))
			parts = parts[min(n, maxBrief):]
			continue
		}
		out = append(out, s.partToFill(parts[0])...)
		parts = parts[1:]
	}
	return keep(out)
}

// maxBrief is how many brief parts stand beside each other.
const maxBrief = 3

// briefParts sets labels and short lines beside each other.
func (s *setter) briefParts(parts []Part) strip {
	width := s.room() / float64(len(parts))
	var labels []line
	e := pdf.NewElement(s.parent, "P")
	for _, p := range parts {
		labels = append(labels, s.faces.fit(s.label(p.Label), pen{size: bodySize, gray: dim}, width-shortLine/2))
	}
	return strip{height: lineHeight, draw: func(c *canvas, y float64) {
		for i, l := range labels {
			x := s.left() + float64(i)*width
			c.tagged(e, func() { c.inLine(l, x, y+lineHeight-l.leading()-2) })
			s.ruled(c, x+l.width+5, y+lineHeight-3, min(shortLine, width-l.width-15))
		}
	}}
}

// partToFill sets a part's label and the room for it, side by side where that is enough.
func (s *setter) partToFill(p Part) []strip {
	var label []phrase
	if p.Label != "" {
		label = []phrase{{safeLine(s.label(p.Label)), pen{size: bodySize, gray: dim}}}
	}
	switch {
	case len(p.Options) > 0:
		return s.boxes(s.allItems(label, p.Options, s.room(), nil))
	case p.Kind == forms.KindLong:
		return append(s.above(label), s.ruledLines(longLines)...)
	}
	l := s.faces.wrap(s.room(), label...)[0]
	width := s.room() - l.width - 5
	if brief(p.Kind) {
		width = min(width, shortLine)
	}
	if width < shortLine/2 {
		return append(s.above(label), s.ruledLines(1)...)
	}
	e := pdf.NewElement(s.parent, "P")
	return []strip{{height: lineHeight, draw: func(c *canvas, y float64) {
		if len(l.glyphs) > 0 {
			c.tagged(e, func() { c.inLine(l, s.left(), y+lineHeight-l.leading()-2) })
		}
		s.ruled(c, s.left()+l.width+5, y+lineHeight-3, width)
	}}}
}

func (s *setter) ruledLine(x, width float64) strip {
	return strip{height: lineHeight, draw: func(c *canvas, y float64) { s.ruled(c, x, y+lineHeight-3, width) }}
}

func (s *setter) ruledLines(n int) []strip {
	var out []strip
	for range n {
		out = append(out, s.ruledLine(s.left(), s.room()))
	}
	return keep(out)
}
