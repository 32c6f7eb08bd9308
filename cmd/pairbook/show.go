package main

import (
	"bytes"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"pairbook/forms"
	"pairbook/forms/export"
)

func (r *run) showCommand() *cobra.Command {
	as := ""
	c := answersInJSON(r.command("show", func(_ *cobra.Command, args []string) error {
		if len(args) == 1 {
			return r.showSheet(args[0], as)
		}
		return r.showQuestion(args[0], args[1], as)
	}))
	c.Args = r.args(1, 2)
	c.ValidArgsFunction = r.completeQuestion
	c.Flags().StringVar(&as, "as", "", r.words.T("cli.flag_as_show"))
	return c
}

// reader says who looks: both together, or one of the two alone.
func reader(as string) (forms.Reader, error) {
	if as == "" {
		return forms.Reader{}, nil
	}
	v := forms.Voice(as)
	if !v.IsPerson() {
		return forms.Reader{}, usage("bad_reader", "voice", shown(as))
	}
	return forms.Reader{Hand: v, Alone: true}, nil
}

// openSheet opens the book for reading and finds a sheet in it.
func (r *run) openSheet(name string) (forms.Sheet, error) { return r.openSheetAs(name, "") }

// openSheetAs is openSheet for one of the two alone, whose passphrase is asked for where
// there is one; for "" it is openSheet.
func (r *run) openSheetAs(name string, v forms.Voice) (forms.Sheet, error) {
	p, err := r.openPairAs(v)
	if err != nil {
		return forms.Sheet{}, err
	}
	return sheet(p, name)
}

// openPairAs opens the book and reads the pair that is meant, for one of the two alone
// or, for "", for both.
func (r *run) openPairAs(v forms.Voice) (*forms.Pair, error) {
	if err := r.toRead(); err != nil {
		return nil, err
	}
	p, err := r.pair()
	if err != nil {
		return nil, err
	}
	return r.alone(p, v)
}

func (r *run) showSheet(name, as string) error {
	who, err := reader(as)
	if err != nil {
		return err
	}
	s, err := r.openSheetAs(name, who.Hand)
	if err != nil {
		return err
	}
	d := export.Build(s, export.Options{Reader: who, AllVoices: true})
	dropSilent(&d)
	if r.flags.json {
		return export.Write(&r.out, export.FormatJSON, d)
	}
	r.outline(d)
	return nil
}

// showQuestion shows one question, a part of it, a row or a cell: the answer
// alone, for scripts.
func (r *run) showQuestion(sheetName, name, as string) error {
	who, err := reader(as)
	if err != nil {
		return err
	}
	at, err := parsePlace(name)
	if err != nil || at.add || at.drop {
		return usage("bad_place", "place", shown(name))
	}
	s, err := r.openSheetAs(sheetName, who.Hand)
	if err != nil {
		return err
	}
	open, err := askedOrEarlier(s, at, who)
	if err != nil {
		return err
	}
	d := export.Build(open, export.Options{Reader: who, AllVoices: true})
	dropSilent(&d)
	only(&d, at.field)
	if r.flags.json {
		return export.Write(&r.out, export.FormatJSON, d)
	}
	return r.answersOf(d, at)
}

// askedOrEarlier checks that the reader may see a question, and returns the sheet that
// shows it: one that is asked, or one of an older version of the form.
func askedOrEarlier(s forms.Sheet, at place, who forms.Reader) (forms.Sheet, error) {
	_, asked := s.Form.Field(at.field)
	if !asked && slices.ContainsFunc(s.Earlier(who), func(e forms.EarlierAnswers) bool { return e.Field.ID == at.field }) {
		return s, nil
	}
	open, it, _, err := question(s, at.field)
	if err != nil {
		return s, err
	}
	if !readable(open, it, who) {
		return s, notFound("not_yours", "sheet", s.ID, "field", at.field)
	}
	if at.part != "" {
		_, err = columnOf(it.Field, at.part)
	}
	return open, err
}

// readable reports whether a reader may see any answer to a question.
func readable(s forms.Sheet, it forms.Item, who forms.Reader) bool {
	return slices.ContainsFunc(it.Voices, func(v forms.Voice) bool { return s.MayRead(it.Field, v, who) })
}

// dropSilent leaves out the two own answers of a compared question where nobody
// wrote one: the agreed answer alone is the normal case.
func dropSilent(d *export.Document) {
	for i, b := range d.Blocks {
		q, ok := b.(export.Question)
		if !ok || !slices.ContainsFunc(q.Answers, func(a export.Answer) bool { return a.Voice == forms.Agreed }) {
			continue
		}
		q.Answers = slices.DeleteFunc(slices.Clone(q.Answers), func(a export.Answer) bool {
			return a.Voice != forms.Agreed && a.State != export.Answered
		})
		if len(q.Answers) == 1 {
			q.Answers[0].Name = ""
		}
		d.Blocks[i] = q
	}
}

// only keeps one question of a document.
func only(d *export.Document, field string) {
	var keep []export.Block
	for _, b := range d.Blocks {
		switch b := b.(type) {
		case export.Question:
			if b.ID == field {
				keep = append(keep, b)
			}
		case export.Signatures:
			b.Lines = slices.DeleteFunc(slices.Clone(b.Lines), func(l export.Signature) bool { return l.ID != field })
			if len(b.Lines) > 0 {
				keep = append(keep, b)
			}
		}
	}
	d.Blocks = keep
}

// outline prints a sheet in short: each question with its number, its id and its
// answers.
func (r *run) outline(d export.Document) {
	r.print(d.Title)
	r.print(d.PairLine + " · " + d.Programme)
	if d.LeftLine != "" {
		r.print(d.LeftLine)
	}
	for _, b := range d.Blocks {
		switch b := b.(type) {
		case export.Heading:
			r.print("\n" + b.Text)
		case export.Note:
			r.print("\n" + b.Text)
		case export.Question:
			r.print("\n" + pad(strconv.Itoa(b.Number), 3) + "  " + b.ID + "  " + b.Label)
			for _, a := range b.Answers {
				r.indent(r.named(a.Name, r.answerLines(a)))
			}
		case export.Signatures:
			r.print("\n" + b.Title)
			for _, l := range b.Lines {
				r.print("\n     " + l.ID + "  " + l.Label)
				r.indent(r.named(l.Printed, []string{signed(l)}))
			}
		}
	}
}

func pad(text string, w int) string { return strings.Repeat(" ", max(0, w-len(text))) + text }

func (r *run) indent(lines []string) {
	for _, l := range lines {
		r.print("       " + l)
	}
}

// named puts whose answer it is before its first line.
func (r *run) named(name string, lines []string) []string {
	if name == "" || len(lines) == 0 {
		return lines
	}
	out := slices.Clone(lines)
	out[0] = r.labelled(name) + out[0]
	return out
}

func signed(l export.Signature) string {
	if l.Signed != "" {
		return l.Signed
	}
	return l.Mark
}

// answerLines is an answer as lines of text; what is missing says so.
func (r *run) answerLines(a export.Answer) []string {
	lines := r.saidLines(a)
	for _, mark := range []string{a.Mark, a.Apart, a.Private} {
		if mark != "" {
			lines = append(lines, "("+mark+")")
		}
	}
	return lines
}

// saidLines is what an answer says: in one, or part by part.
func (r *run) saidLines(a export.Answer) []string {
	lines := r.contentLines(a.Content)
	if len(lines) > 0 {
		return lines
	}
	for _, p := range a.Parts {
		part := r.contentLines(p.Content)
		if len(part) > 0 {
			part[0] = r.labelled(p.Label) + part[0]
		}
		lines = append(lines, part...)
	}
	return lines
}

func (r *run) contentLines(c export.Content) []string {
	var lines []string
	for i, paragraph := range c.Text {
		if i > 0 && !c.List {
			lines = append(lines, "")
		}
		lines = append(lines, strings.Split(paragraph, "\n")...)
	}
	if c.Table == nil {
		return lines
	}
	for i, row := range c.Table.Rows {
		lines = append(lines, strconv.Itoa(i+1)+". "+r.rowLine(c.Table.Columns, row))
	}
	if len(c.Table.Rows) == 0 && c.Table.Empty != "" {
		lines = append(lines, "("+c.Table.Empty+")")
	}
	return lines
}

func (r *run) rowLine(cols []export.Column, row export.Row) string {
	var cells []string
	for i, c := range row.Cells {
		text := strings.ReplaceAll(c.Text, "\n", " ")
		if text == "" && c.Mark != "" {
			text = "(" + c.Mark + ")"
		}
		if text == "" {
			continue
		}
		if label := cols[i].Label; label != "" {
			text = r.labelled(label) + text
		}
		cells = append(cells, text)
	}
	return strings.Join(cells, " · ")
}

// answersOf prints the answers of the one question left in a document, or of the
// part or row that is named.
func (r *run) answersOf(d export.Document, at place) error {
	before := r.out.Len()
	for _, b := range d.Blocks {
		switch b := b.(type) {
		case export.Question:
			for _, a := range b.Answers {
				lines, err := r.placeLines(a, at)
				if err != nil {
					return err
				}
				if len(b.Answers) > 1 {
					lines = r.named(a.Name, lines)
				}
				r.printAll(lines)
			}
		case export.Signatures:
			for _, l := range b.Lines {
				r.printAll(r.named(severalNames(b, l), nonEmpty(l.Signed)))
			}
		}
	}
	if r.out.Len() > before {
		return nil
	}
	if damagedIn(d) {
		return &trouble{exit: Damaged, key: "answer_damaged"}
	}
	r.note("not_answered")
	return nil
}

// damagedIn reports whether an answer in a document cannot be read.
func damagedIn(d export.Document) bool {
	return slices.ContainsFunc(d.Blocks, func(b export.Block) bool {
		q, ok := b.(export.Question)
		return ok && slices.ContainsFunc(q.Answers, func(a export.Answer) bool { return a.Damaged })
	})
}

func severalNames(b export.Signatures, l export.Signature) string {
	if len(b.Lines) > 1 {
		return l.Printed
	}
	return ""
}

func nonEmpty(text string) []string {
	if text == "" {
		return nil
	}
	return []string{text}
}

func (r *run) printAll(lines []string) {
	for _, l := range lines {
		r.print(l)
	}
}

func (r *run) placeLines(a export.Answer, at place) ([]string, error) {
	if a.Table != nil && at.row > 0 {
		if at.row > len(a.Table.Rows) {
			return nil, notFound("no_row", "field", at.field, "n", at.row, "rows", r.words.N("cli.rows", len(a.Table.Rows)))
		}
		row := a.Table.Rows[at.row-1]
		if at.part == "" {
			return nonEmpty(r.rowLine(a.Table.Columns, row)), nil
		}
		for i, col := range a.Table.Columns {
			if col.ID == at.part {
				return nonEmpty(row.Cells[i].Text), nil
			}
		}
		return nil, nil
	}
	if at.part == "" {
		if a.Table != nil && len(a.Table.Rows) == 0 {
			return nil, nil
		}
		return r.saidLines(a), nil
	}
	for _, p := range a.Parts {
		if p.ID == at.part {
			return r.contentLines(p.Content), nil
		}
	}
	return nil, nil
}

// rendered is a document as it is exported.
func rendered(d export.Document, f export.Format, o export.PaperOptions) ([]byte, error) {
	var b bytes.Buffer
	err := export.WriteOn(&b, f, d, o)
	return b.Bytes(), err
}
