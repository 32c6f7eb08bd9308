package intake

import (
	"slices"
	"strings"

	"pairbook/forms"
	"pairbook/forms/export"
)

// spoken is what one voice says below a heading.
type spoken struct {
	voice forms.Voice
	line  int
	lines []line
	clear bool // a remark says that nothing is answered
}

// voices cuts the lines below a question where a name says whose answer follows, and
// takes our remarks out.
func (r *mdReader) voices(b block, fd *forms.Field) []spoken {
	c := &cutter{mdReader: r, field: fd, all: r.names.voices(fd)}
	if len(c.all) == 1 {
		c.out = []spoken{{voice: c.all[0], line: b.line.n}}
	}
	for _, l := range b.lines {
		if !c.name(l) && !c.lost {
			c.line(l)
		}
	}
	return c.out
}

// cutter cuts the lines below a question.
type cutter struct {
	*mdReader
	field *forms.Field
	all   []forms.Voice
	taken []forms.Voice
	out   []spoken
	lost  bool // below a name that is nobody's
}

// name reads a line that says whose answer follows; false for any other line.
func (c *cutter) name(l line) bool {
	name, rest, ok := bold(l.text)
	if !ok || rest != "" {
		return false
	}
	v, known := c.names.voice(name, c.field, c.taken)
	_, part := c.part(c.field, name)
	switch {
	case known && v == "":
		c.faults.add(l.n, "name_twice", "name", brief(name))
		c.lost = true
	case known:
		c.taken, c.lost = append(c.taken, v), false
		if len(c.all) > 1 {
			c.out = append(c.out, spoken{voice: v, line: l.n})
		}
	case len(c.all) > 1 && !part:
		c.faults.add(l.n, "no_name", "name", brief(name), "names", c.namesOf(c.all))
		c.lost = true
	default:
		return false
	}
	return true
}

// line takes a line for the one who speaks.
func (c *cutter) line(l line) {
	ours, empty := false, false
	if text, marked := emphasised(l.text); marked {
		ours, empty = c.names.remark(text, c.field)
	}
	if len(c.out) == 0 {
		if l.text != "" && !ours {
			c.faults.add(l.n, "whose", "names", c.namesOf(c.all))
			c.lost = true
		}
		return
	}
	last := &c.out[len(c.out)-1]
	if ours {
		last.clear = last.clear || empty
		l.text = ""
		if c.field.Kind == forms.KindGroup {
			l.text = remarkLine // of which part, parts knows
		}
	}
	last.lines = append(last.lines, l)
}

// part finds a part by its name in bold, with the colon that we set after it.
func (r *mdReader) part(fd *forms.Field, name string) (*forms.Field, bool) {
	for i := range fd.Parts {
		if plain(r.names.label(plain(r.names.sheet.Pair.Text(fd.Parts[i].Label)))) == plain(name) {
			return &fd.Parts[i], true
		}
	}
	return r.names.column(fd.Parts, strings.TrimRight(name, ": \u00a0"))
}

func (r *mdReader) namesOf(voices []forms.Voice) string {
	var all []string
	for _, v := range voices {
		all = append(all, "**"+r.names.label(r.names.known[v][0])+"**")
	}
	return strings.Join(all, ", ")
}

// remarkLine stands for a remark of ours: no file holds the sign.
const remarkLine = "\x00"

func isSilent(l line) bool { return l.text == "" || l.text == remarkLine }

// answer reads what one voice says.
func (r *mdReader) answer(fd *forms.Field, s spoken) {
	a := Answer{Field: fd.ID, Voice: s.voice, Line: s.line}
	lines := trimmed(s.lines)
	switch {
	case !slices.ContainsFunc(lines, func(l line) bool { return !isSilent(l) }):
		a.Clear, a.Blank = s.clear, !s.clear
		if fd.Kind == forms.KindRows {
			a.Table = &Table{}
		}
	case fd.Kind == forms.KindRows:
		a.Table = r.table(fd, lines)
	case fd.Kind == forms.KindGroup:
		a.Cells = r.parts(fd, lines)
	default:
		a.Cells = []Cell{{Line: lines[0].n, Text: textOf(fd, lines)}}
	}
	r.file.Answers = append(r.file.Answers, a)
}

// trimmed leaves out the empty lines at the beginning and the end.
func trimmed(lines []line) []line {
	for len(lines) > 0 && lines[0].text == "" {
		lines = lines[1:]
	}
	for len(lines) > 0 && lines[len(lines)-1].text == "" {
		lines = lines[:len(lines)-1]
	}
	return lines
}

// textOf reads an answer that is no table and has no parts.
func textOf(fd *forms.Field, lines []line) string {
	if fd.Kind != forms.KindMulti {
		return prose(lines)
	}
	var items []string
	for _, l := range lines {
		text := strings.TrimLeft(l.text, " \t")
		for _, sign := range []string{"- ", "* ", "+ "} {
			if rest, ok := strings.CutPrefix(text, sign); ok {
				text = rest
				break
			}
		}
		if text != "" {
			items = append(items, export.MarkdownLine(text))
		}
	}
	return strings.Join(items, "\n")
}

// prose reads paragraphs: an empty line parts them, and every other end of a line is
// one of the text.
func prose(lines []line) string {
	var b strings.Builder
	between := ""
	lines = trimmed(lines)
	for i, l := range lines {
		if l.text == "" {
			between = "\n\n"
			continue
		}
		text := l.text
		if i+1 < len(lines) && lines[i+1].text != "" {
			text = unbroken(text)
		}
		b.WriteString(between)
		if text != export.MarkdownBreak {
			b.WriteString(export.MarkdownLine(text))
		}
		between = "\n"
	}
	return b.String()
}

// unbroken takes the sign of a hard break off the end of a line.
func unbroken(s string) string {
	if n := len(s) - len(strings.TrimRight(s, `\`)); n%2 == 1 {
		return s[:len(s)-1]
	}
	return s
}

// parts reads a compound question: a name in bold begins each part.
func (r *mdReader) parts(fd *forms.Field, lines []line) []Cell {
	var out []Cell
	var now []line
	for i, l := range lines {
		name, rest, ok := bold(l.text)
		part, known := r.part(fd, name)
		switch {
		case ok && known:
			r.endPart(fd, out, now)
			if hasPart(out, part.ID) {
				r.faults.add(l.n, "part_twice", "label", brief(name))
			}
			out, now = append(out, Cell{Part: part.ID, Line: l.n}), nil
			l.text = rest
			if text, marked := emphasised(rest); marked {
				if ours, _ := r.names.remark(text, part); ours {
					l.text = remarkLine
				}
			}
		case len(out) == 0 && !isSilent(l):
			r.faults.add(l.n, "no_part", "text", brief(l.text), "parts", r.labels(fd.Parts))
			return nil
		}
		if i+1 < len(lines) {
			if _, _, next := bold(lines[i+1].text); next {
				l.text = unbroken(l.text)
			}
		}
		now = append(now, l)
	}
	r.endPart(fd, out, now)
	return out
}

// endPart gives the last part the lines that stand below its name.
func (r *mdReader) endPart(fd *forms.Field, cells []Cell, lines []line) {
	if len(cells) == 0 {
		return
	}
	c := &cells[len(cells)-1]
	part, _ := fd.Column(c.Part)
	silent := 0
	for i := range lines {
		if lines[i].text == remarkLine {
			lines[i].text = ""
			silent++
		}
	}
	switch text := trimmed(lines); {
	case len(text) > 0:
		c.Text = textOf(part, text)
	case silent == 0:
		r.faults.add(c.Line, "nothing_there", "label", brief(r.names.sheet.Pair.Text(part.Label)), "mark", r.names.words.T("export.not_answered"))
	}
}

func hasPart(cells []Cell, part string) bool {
	_, ok := Row{Cells: cells}.cell(part)
	return ok
}

// labels lists the names of parts or columns.
func (r *mdReader) labels(list []forms.Field) string {
	var all []string
	for i := range list {
		all = append(all, plain(r.names.sheet.Pair.Text(list[i].Label)))
	}
	return strings.Join(all, ", ")
}
