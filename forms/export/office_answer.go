package export

import (
	"slices"
	"strings"
	"unicode/utf8"

	"pairbook/forms"
)

const (
	officeMaxBoxes   = 12 // more options than this are printed only on a form to fill in; else what is ticked
	officeBoxLine    = 75 // characters that boxes may take side by side
	officeProseLines = 4  // ruled lines for an answer in prose
	officeBlankRows  = 4  // empty rows of a table
	officeColumns    = 6  // a wider table becomes a list
)

func (f *officeFlow) answer(a Answer) {
	name := ""
	if a.Name != "" {
		name = f.label(a.Name)
	}
	switch {
	case a.Table != nil && len(a.Table.Columns) > officeColumns:
		f.say(lookName, name)
		f.list(a)
	case a.Table != nil:
		f.say(lookName, name)
		f.table(a)
	case len(a.Parts) > 0 && (f.blank || len(a.Text) == 0 || boxesIn(a.Parts)):
		f.say(lookName, name)
		f.parts(a.Parts)
	case name != "" && len(a.Text)+len(a.Options) == 0 && !f.blank:
		f.labelled(lookMark, name, a.Mark)
		a.Mark = ""
	default:
		f.content(name, a.Content)
	}
	if !f.blank {
		f.say(lookMark, a.Mark)
		f.say(lookMark, a.Apart)
		f.say(lookMark, a.Correct)
	}
	f.say(lookMark, a.Private)
}

// labelled sets a text behind its label.
func (f *officeFlow) labelled(l officeLook, label, text string) {
	if label = clean(label); text != "" {
		label += " "
	}
	f.add(officePara{look: l, runs: []officeRun{{text: label, strong: true}, {text: clean(text)}}})
}

// boxesIn reports whether a part is answered by ticking.
func boxesIn(parts []Part) bool {
	return slices.ContainsFunc(parts, func(p Part) bool { return len(p.Options) > 0 })
}

// parts sets the parts of a compound question, each under its label. Parts without an
// answer are left out, unless they are to be filled in.
func (f *officeFlow) parts(parts []Part) {
	for _, p := range parts {
		if len(p.Text) == 0 && !f.blank {
			continue
		}
		label := ""
		if p.Label != "" {
			label = f.label(p.Label)
		}
		f.content(label, p.Content)
	}
}

// content sets one plain answer under its label, or behind it where it is short, or the
// place for an answer.
func (f *officeFlow) content(label string, c Content) {
	empty := f.blank && c.Kind != forms.KindAuto
	switch {
	case label == "" || len(c.Options) > 0 || c.List:
	case empty && c.Kind != forms.KindLong:
		f.add(officePara{look: lookLine, runs: []officeRun{{text: clean(label) + " ", line: true}}})
		return
	case !empty && len(c.Text) == 1 && !strings.Contains(c.Text[0], "\n"):
		f.labelled(lookAnswer, label, c.Text[0])
		return
	}
	f.say(lookName, label)
	since := len(f.units)
	f.under(c, empty)
	if len(c.Options) > 0 || empty || c.List {
		f.stay(since) // prose may go over a page
	}
}

// under sets what stands under the label of an answer.
func (f *officeFlow) under(c Content, empty bool) {
	look := lookAnswer
	switch {
	case len(c.Options) > 0:
		f.boxes(c)
		return
	case empty:
		f.lines(c.Kind)
		return
	case c.List:
		look = lookItem
	}
	for _, s := range c.Text {
		f.say(look, s)
	}
}

// lines draws ruled lines to write on.
func (f *officeFlow) lines(k forms.Kind) {
	n := 1
	if k == forms.KindLong {
		n = officeProseLines
	}
	for range n {
		f.add(officePara{look: lookLine, runs: []officeRun{{line: true}}})
	}
}

// boxes sets the options of an answer as boxes, short ones side by side, and below
// them what was answered and is no option.
func (f *officeFlow) boxes(c Content) {
	options := c.Options
	if !f.blank && countOptions(options) > officeMaxBoxes {
		options = onlyTicked(options)
	}
	if items := f.inLine(options); items != nil {
		if words := inWords(c); words != "" && !f.blank {
			items = append(items, officeRun{text: "   (" + clean(words) + ")"})
		}
		f.add(officePara{look: lookItem, runs: items})
	} else {
		f.boxList(options, lookItem)
	}
	if f.blank {
		return
	}
	for _, s := range beside(c) {
		f.say(lookItem, s)
	}
}

// countOptions counts options with those inside groups.
func countOptions(options []Option) int {
	n := len(options)
	for _, o := range options {
		n += len(o.Options)
	}
	return n
}

func onlyTicked(options []Option) []Option {
	var out []Option
	for _, o := range options {
		o.Options = onlyTicked(o.Options)
		if o.Ticked || len(o.Options) > 0 {
			out = append(out, o)
		}
	}
	return out
}

// inWords is a rating with what its number means, where it says more than the box.
func inWords(c Content) string {
	if c.Kind != forms.KindRating || len(c.Text) != 1 {
		return ""
	}
	for _, o := range c.Options {
		if o.Ticked && o.Label != c.Text[0] && strings.HasPrefix(c.Text[0], o.Label) {
			return c.Text[0]
		}
	}
	return ""
}

// beside returns what of an answer no box says: an entry that is no option any more.
func beside(c Content) []string {
	said := 0
	for _, o := range c.Options {
		if o.Ticked || len(onlyTicked(o.Options)) > 0 {
			said++
		}
	}
	if !c.List && said > 0 {
		return nil
	}
	return c.Text[min(said, len(c.Text)):]
}

// inLine sets options side by side; nil where they need lines of their own.
func (f *officeFlow) inLine(options []Option) []officeRun {
	var out []officeRun
	room := officeBoxLine
	for i, o := range options {
		r := f.boxRun(o)
		room -= utf8.RuneCountInString(r.text) + 4
		if len(o.Options) > 0 || o.Detail != "" && !f.blank || room < 0 {
			return nil
		}
		if i < len(options)-1 {
			r.text += "   "
		}
		out = append(out, r)
	}
	return out
}

// boxRun is a box with its label and, unless paper asks for it, what is written beside it.
func (f *officeFlow) boxRun(o Option) officeRun {
	r := officeRun{box: openBox, about: clean(o.Label), text: clean(o.Label)}
	if f.blank && o.Writes {
		r.text += " " + byHand
	}
	if f.blank {
		return r
	}
	if o.Ticked || len(onlyTicked(o.Options)) > 0 {
		r.box = tickedBox
	}
	if o.Detail != "" {
		r.text = strings.TrimSpace(clean(f.label(o.Label)) + " " + clean(o.Detail))
	}
	return r
}

func (f *officeFlow) boxList(options []Option, l officeLook) {
	for _, o := range options {
		f.add(officePara{look: l, runs: []officeRun{f.boxRun(o)}})
		f.boxList(o.Options, lookSubItem)
	}
}
