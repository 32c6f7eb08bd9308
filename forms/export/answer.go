package export

import (
	"slices"
	"strings"
	"unicode/utf8"

	"pairbook/forms"
)

// question builds a question with the given voices. ok is false where it asks
// nobody and has nothing to tell.
func (b *builder) question(it forms.Item, voices []forms.Voice) (q Question, ok bool) {
	fd := it.Field
	q = Question{ID: fd.ID, Label: b.text(fd.Label), Kind: fd.Kind, Hint: b.hint(it)}
	for _, v := range voices {
		a, ok := b.answer(it, v)
		if !ok {
			continue
		}
		a.Name = b.whose(it, v)
		q.Required = q.Required || a.Required
		q.Answers = append(q.Answers, a)
	}
	if len(q.Answers) == 0 {
		return Question{}, false
	}
	q.Number = b.numberOf(it)
	return q, true
}

// numberOf is the question's own number, as on the screen. Outside, where other questions
// are never seen, a gap would puzzle: they are counted there.
func (b *builder) numberOf(it forms.Item) int {
	if !b.to.Outside() {
		return it.Number
	}
	b.number++
	return b.number
}

// hint keeps a rating's hint even where help is not asked for: a number without
// its scale says nothing. On a blank form it begins with which answers bring the question up.
func (b *builder) hint(it forms.Item) string {
	fd := it.Field
	rates := func(list []forms.Field) bool {
		return slices.ContainsFunc(list, func(c forms.Field) bool { return c.Kind == forms.KindRating })
	}
	var said []string
	if only := b.sheet.OnlyIf(it); b.opt.Blank && only != "" {
		said = append(said, oneLine(only)+".")
	}
	if b.opt.Help || fd.Kind == forms.KindRating || rates(fd.Columns) {
		said = append(said, b.text(fd.Hint))
	}
	return strings.TrimSpace(strings.Join(said, " "))
}

// whose names the person whose answer it is, unless the sheet says it already: a
// copy has its owner in the title, and the pair's own sheet has a part for each of
// the two, where their names are asked for.
func (b *builder) whose(it forms.Item, v forms.Voice) string {
	switch {
	case v == forms.Agreed && b.compares(it):
		return b.words.T("export.agreed")
	case v == forms.Agreed, b.sheet.ID.Of != "", b.sheet.ID.Form == forms.PairForm && len(it.Voices) == 1:
		return ""
	}
	return oneLine(b.pair.Name(v))
}

// answer builds one voice's answer. ok is false for what the program fills in and
// has nothing to fill in with.
func (b *builder) answer(it forms.Item, v forms.Voice) (a Answer, ok bool) {
	fd := it.Field
	a = Answer{Voice: v, State: Answered}
	switch fd.Kind {
	case forms.KindRows:
		a.Content = Content{Kind: fd.Kind, Table: b.table(fd, v)}
	case forms.KindAuto:
		a.Content = b.computed(fd, v)
	case forms.KindGroup:
		a.Content = Content{Kind: fd.Kind}
		a.Parts = b.parts(fd, v)
		a.Text = b.inOneLine(a.Parts)
	default:
		at := b.sheet.Address(fd, v)
		a.Content = b.content(fd, b.pair.Record.Value(at))
		if b.pair.Record.Conflict(at) {
			a.Apart = b.words.T("export.apart")
		}
	}
	b.judge(&a, it)
	if a.Damaged = b.pair.Record.Damaged(b.sheet.Address(fd, v)); a.Damaged {
		a.Mark = b.words.T("rescue.answer_damaged")
	}
	if a.State == Open && a.Table == nil && !b.sheet.Asked(fd, v) {
		return Answer{}, false
	}
	a.Private = b.keptTo(fd, v)
	a.Correct = b.sheet.CorrectedWords(fd, v)
	return a, true
}

// keptTo says that an answer, or a part or column the reader gets of it, is for
// this reader alone; "" where both may read it.
func (b *builder) keptTo(fd *forms.Field, v forms.Voice) string {
	mark := b.onlyReader(fd, v)
	for _, list := range [][]forms.Field{fd.Parts, fd.Columns} {
		for i := range list {
			if mark == "" && b.leaves(&list[i], v) {
				mark = b.onlyReader(&list[i], v)
			}
		}
	}
	return mark
}

// judge sets whether an answer is there, is missing, or is missed.
func (b *builder) judge(a *Answer, it forms.Item) {
	fd := it.Field
	a.Aside = !slices.Contains(it.Voices, a.Voice)
	asked := !a.Aside && b.sheet.Asked(fd, a.Voice)
	a.Required = asked && b.sheet.Required(fd, a.Voice)
	left, missing := b.left[place{fd.ID, a.Voice}]
	switch {
	case asked && missing && a.Required:
		a.State = Needed
		a.Mark = b.neededWhat(fd, a, left.Gaps)
		b.needed++
	case asked && missing, !a.says():
		a.State = Open
		if a.Table == nil && !a.says() { // a table says itself that it has no rows
			a.Mark = b.words.T("export.not_answered")
		}
	}
}

// says reports whether there is anything to print.
func (a *Answer) says() bool {
	for _, p := range a.Parts {
		if p.State == Answered {
			return true
		}
	}
	return len(a.Text) > 0 || a.Table != nil && len(a.Table.Rows) > 0
}

// neededWhat says what is missing: all of it, more rows, or parts by name. Empty
// cells say it where they are.
func (b *builder) neededWhat(fd *forms.Field, a *Answer, gaps []forms.Gap) string {
	if a.Table != nil && len(a.Table.Rows) > 0 {
		if fd.Min != nil && len(a.Table.Rows) < int(*fd.Min) {
			return b.words.N("export.needed_rows", int(*fd.Min))
		}
		return ""
	}
	var names []string
	for _, g := range gaps {
		if part, ok := fd.Column(g.Part); ok && len(part.Label) > 0 {
			names = append(names, b.text(part.Label))
		}
	}
	if !a.says() || len(names) == 0 {
		return b.words.T("export.needed")
	}
	return b.words.T("export.needed_what", "what", b.words.List(names))
}

// content words one plain answer.
func (b *builder) content(fd *forms.Field, v forms.Value) Content {
	c := Content{Kind: fd.Kind, Value: forms.Value(clean(string(v)))}
	c.Options = b.options(fd.Choices(b.ask), forms.Entries(v), "")
	if v == "" {
		return c
	}
	switch fd.Kind {
	case forms.KindMulti:
		c.List = true
		c.Text = append(b.ticked(c.Options), b.unknown(fd, v, c.Options)...)
	case forms.KindLong:
		c.Text = paragraphs(fd.Show(v, b.ask))
	default:
		if text := oneLine(fd.Show(v, b.ask)); text != "" {
			c.Text = []string{text}
		}
	}
	return c
}

// options sets every option of a field beside what was ticked. Sub-options are
// ticked as "group.sub".
func (b *builder) options(all []forms.Option, ticked []forms.Entry, group string) []Option {
	var out []Option
	for _, o := range all {
		id := group + o.ID
		opt := Option{ID: o.ID, Label: b.text(o.Label), Options: b.options(o.Options, ticked, id+"."), Writes: o.Detail != ""}
		for _, e := range ticked {
			if e.ID == id {
				opt.Ticked, opt.Detail = true, oneLine(e.Detail)
			}
		}
		out = append(out, opt)
	}
	return out
}

// ticked lists what is ticked, a group and what is ticked in it as one: "visits:
// half a day, a whole day".
func (b *builder) ticked(options []Option) []string {
	var out []string
	for _, o := range options {
		inside := b.ticked(o.Options)
		if o.Detail != "" {
			inside = append(inside, o.Detail)
		}
		switch {
		case len(inside) > 0 && o.Label != "":
			out = append(out, b.words.T("export.label", "label", o.Label)+" "+strings.Join(inside, ", "))
		case o.Ticked:
			out = append(out, o.Label)
		}
	}
	return out
}

// unknown words the entries that are no option any more: a goal that was taken
// away, or one of an older form. They stay readable.
func (b *builder) unknown(fd *forms.Field, v forms.Value, options []Option) []string {
	known := map[string]bool{}
	for _, o := range options {
		known[o.ID] = true
		for _, sub := range o.Options {
			known[o.ID+"."+sub.ID] = true
		}
	}
	var out []string
	for _, e := range forms.Entries(v) {
		if known[e.ID] {
			continue
		}
		if text := oneLine(fd.Show(forms.JoinEntries([]forms.Entry{e}), b.ask)); text != "" {
			out = append(out, text)
		}
	}
	return out
}

// parts builds the parts of a compound question that concern the pair.
func (b *builder) parts(fd *forms.Field, v forms.Voice) []Part {
	var out []Part
	gaps := b.left[place{fd.ID, v}]
	for i := range fd.Parts {
		part := &fd.Parts[i]
		if !b.sheet.Shown(part, v) || !b.leaves(part, v) {
			continue
		}
		value := b.pair.Record.Value(b.sheet.Address(fd, v).At(part.ID))
		p := Part{ID: part.ID, Label: b.text(part.Label), State: Answered, Content: b.content(part, value)}
		if len(p.Text) == 0 {
			p.State = Blank
			if slices.ContainsFunc(gaps.Gaps, func(g forms.Gap) bool { return g.Part == part.ID }) {
				p.State, p.Mark = b.gap(gaps.Required)
			}
		}
		out = append(out, p)
	}
	return out
}

// gap says in words how much a place that should be filled is missed.
func (b *builder) gap(required bool) (State, string) {
	if required {
		return Needed, b.words.T("export.needed")
	}
	return Open, b.words.T("export.not_answered")
}

// lineLength is about what the eye takes in at once: parts that are longer stand
// one below the other.
const lineLength = 100

// inOneLine joins short parts as people write them, "from 60 minutes, to 90
// minutes"; nil where they need their labels and lines of their own.
func (b *builder) inOneLine(parts []Part) []string {
	var said []string
	for _, p := range parts {
		if len(p.Text) == 0 {
			continue
		}
		if p.List || len(p.Text) > 1 || strings.Contains(p.Text[0], "\n") {
			return nil
		}
		text := p.Text[0]
		if p.Kind == forms.KindNumber && p.Label != "" {
			text = p.Label + " " + text // two bare numbers side by side say nothing
		}
		said = append(said, text)
	}
	line := strings.Join(said, ", ")
	if line == "" || utf8.RuneCountInString(line) > lineLength {
		return nil
	}
	return []string{line}
}
