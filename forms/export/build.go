package export

import (
	"slices"

	"pairbook/forms"
	"pairbook/forms/lang"
)

// Options say for whom a document is, and how much of it.
type Options struct {
	To        forms.Audience // what may not leave to it is left out wholly, see forms.Sheet.Leaves
	Reader    forms.Reader   // stands for its own audience where To is empty
	AllVoices bool           // where the two compare: mine, yours and agreed, not agreed alone
	Help      bool           // hints and the sections' introductions too, as on a form to fill in
	Blank     bool           // all that can be asked, as on a form to fill in by hand
}

// audience is who the document is for: the pair, where nothing else is said.
func (o Options) audience() forms.Audience {
	if o.To == "" {
		return o.Reader.Hands()
	}
	return o.To
}

// Build makes the document of a sheet for one audience, in the language of the
// pair's words. A copy that is sealed to it, and a sheet that is not due there, give a
// Closed document of one sentence, the same whatever is written.
func Build(s forms.Sheet, o Options) Document {
	b := &builder{sheet: s, pair: s.Pair, words: s.Pair.Words, ask: s.Pair.Asking(), opt: o, to: o.audience()}
	b.left = b.missing()
	d := b.head()
	d.Blocks = b.blocks()
	d.Left = b.needed
	if d.Left > 0 && !o.Blank {
		d.LeftLine = b.words.N("export.left", d.Left)
	}
	if b.private {
		d.Private = b.words.T("export.private", "name", oneLine(b.pair.Name(b.to.Person())))
		d.Share = "" // the form's own line speaks of what both may read
	}
	if len(d.Blocks) == 0 {
		b.nothing(&d)
	}
	return d
}

// builder makes one document.
type builder struct {
	sheet forms.Sheet
	pair  *forms.Pair
	words *lang.Words
	ask   forms.Asking
	opt   Options
	to    forms.Audience
	left  map[place]forms.Left

	number  int  // of the question last numbered
	needed  int  // required answers missing so far
	private bool // something was let in that only this reader may read
}

// place is a question as one voice answers it.
type place struct {
	field string
	voice forms.Voice
}

// missing returns what is left of the sheet, without the gaps in parts and columns
// that the reader may not read.
func (b *builder) missing() map[place]forms.Left {
	left := map[place]forms.Left{}
	for _, l := range b.sheet.Left() {
		fd, whole := l.Item.Field, len(l.Gaps) == 0
		l.Gaps = slices.DeleteFunc(l.Gaps, func(g forms.Gap) bool {
			part, ok := fd.Column(g.Part)
			return ok && !b.leaves(part, l.Voice)
		})
		if whole || len(l.Gaps) > 0 {
			left[place{fd.ID, l.Voice}] = l
		}
	}
	return left
}

// text is a form's text in the pair's language, on one line.
func (b *builder) text(t lang.Text) string { return oneLine(b.pair.Text(t)) }

func (b *builder) head() Document {
	s, p, w := b.sheet, b.pair, b.words
	people := []Person{b.person(forms.Mentee), b.person(forms.Mentor)}
	return Document{
		Lang:        w.Lang(),
		Words:       w,
		Title:       oneLine(s.Title()),
		Purpose:     b.text(s.Form.Purpose),
		Programme:   oneLine(p.ProgrammeName()),
		PairLine:    b.inWords(people[0]) + " · " + b.inWords(people[1]),
		People:      people,
		Printed:     w.T("export.printed", "date", w.DayMonth(p.Today, lang.Date{})),
		Version:     w.T("export.version", "n", s.Form.Version),
		Share:       b.share(),
		Date:        p.Today,
		Pair:        p.Record.Pair,
		ProgrammeID: p.Programme().ID,
		Sheet:       s.ID,
		Form:        s.Form.ID,
		FormVersion: s.Form.Version,
		For:         b.to,
		AllVoices:   b.opt.AllVoices,
	}
}

// share is the line that says who may read it: the form's own, or whom outside it is
// for.
func (b *builder) share() string {
	if b.to.Outside() {
		return b.words.T("leaves.share", "for", b.pair.AudienceName(b.to))
	}
	return b.text(b.sheet.Form.Share)
}

func (b *builder) person(v forms.Voice) Person {
	a, _ := forms.SummaryAddress(string(v) + "_name")
	role := b.pair.Programme().Fill("{"+capital(v)+"}", b.words.Lang())
	return Person{Voice: v, Role: oneLine(role), Name: oneLine(string(b.pair.Record.Value(a)))}
}

// capital names the placeholder of the programme's word for a person, with a
// capital letter.
func capital(v forms.Voice) string {
	if v == forms.Mentor {
		return "Mentor"
	}
	return "Mentee"
}

func (b *builder) inWords(p Person) string {
	name := p.Name
	if name == "" {
		name = b.words.T("export.no_name")
	}
	return b.words.T("export.person", "role", p.Role, "name", name)
}

// blocks goes through the sheet's questions once. Signatures are gathered and
// stand last, as on paper.
func (b *builder) blocks() []Block {
	var out []Block
	var lines []Signature
	var section *forms.Section
	for _, o := range b.outgoing() {
		it, voices := o.Item, o.Leave
		if it.Field.Kind == forms.KindSign {
			lines = append(lines, b.signatures(it, voices)...)
			continue
		}
		q, ok := b.question(it, voices)
		if !ok {
			continue
		}
		if it.Section != section {
			section = it.Section
			out = append(out, b.heading(section))
		}
		out = append(out, q)
		b.number = max(b.number, q.Number)
	}
	out = append(out, b.earlier()...)
	out = append(out, b.addenda()...)
	for i := range lines {
		b.since(&lines[i], out)
	}
	if len(lines) > 0 {
		out = append(out, Signatures{Title: b.words.T("export.signatures"), Lines: lines})
	}
	return out
}

// outgoing lists the questions: those that are asked now, or all that can be.
func (b *builder) outgoing() []forms.Outgoing {
	if b.opt.Blank {
		return b.sheet.OutgoingBlank(b.to, b.opt.AllVoices)
	}
	return b.sheet.Outgoing(b.to, b.opt.AllVoices)
}

// compares reports whether a question is printed in all three voices.
func (b *builder) compares(it forms.Item) bool {
	return b.opt.AllVoices && it.Field.Compare && slices.Contains(it.Voices, forms.Agreed)
}

// leaves is all that the document asks about what may stand in it.
func (b *builder) leaves(fd *forms.Field, v forms.Voice) bool {
	ok, _ := b.sheet.Leaves(fd, v, b.to)
	return ok
}

// onlyReader says in words that an answer is for this one person alone; "" where it
// may leave to both.
func (b *builder) onlyReader(fd *forms.Field, v forms.Voice) string {
	if ok, _ := b.sheet.Leaves(fd, v, forms.ForPair); ok || b.to.Outside() {
		return ""
	}
	b.private = true
	return b.words.T("export.private_mark", "name", oneLine(b.pair.Name(b.to.Person())))
}

func (b *builder) heading(sec *forms.Section) Heading {
	h := Heading{ID: sec.ID, Level: 2, Text: b.text(sec.Title)}
	intro := b.text(sec.Intro)
	if b.opt.Help {
		h.Intro = intro
	}
	if slices.ContainsFunc(sec.Fields, func(fd forms.Field) bool { return fd.Kind == forms.KindRating }) {
		h.Scale = intro
	}
	return h
}

// nothing fills a document in which the reader may read nothing at all.
func (b *builder) nothing(d *Document) {
	text := b.words.T("export.nothing")
	switch {
	case b.to.Outside():
		text, d.Closed, d.Share = b.words.T("leaves.nothing_for", "for", b.pair.AudienceName(b.to)), true, ""
	case !b.sheet.Opened():
		text, d.Closed, d.Share = b.words.T("export.not_open"), true, ""
	}
	d.Blocks = []Block{Note{Text: text}}
}
