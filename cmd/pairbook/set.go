package main

import (
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"pairbook/forms"
	"pairbook/store"
	"pairbook/tui/cell"
)

func (r *run) setCommand() *cobra.Command {
	as := ""
	c := r.command("set", func(_ *cobra.Command, args []string) error { return r.set(args[0], args[1], args[2:], as) })
	c.Args = r.args(2, -1)
	c.ValidArgsFunction = r.completeQuestion
	c.Flags().StringVar(&as, "as", "", r.words.T("cli.flag_as_set"))
	return c
}

// set changes one answer, or the cells of one row.
func (r *run) set(sheetName, name string, values []string, as string) error {
	values, err := r.readStdin(values)
	if err != nil {
		return err
	}
	if err := r.toWrite(); err != nil {
		return err
	}
	p, err := r.pair()
	if err != nil {
		return err
	}
	s, err := sheet(p, sheetName)
	if err != nil {
		return err
	}
	if s.ReadOnly() {
		return readOnly(s)
	}
	e, err := r.planAlone(s, name, values, as)
	if err != nil {
		return err
	}
	if e.signs {
		r.sayEmpty(e.sheet, forms.Reader{})
	}
	if err := r.commit(e.sheet.Pair, e.hand(), e.changes); err != nil {
		return err
	}
	r.echo(e)
	return nil
}

// planAlone is plan. Where the answer belongs to a person with a passphrase, that is asked
// for first: what is there already has to be read.
func (r *run) planAlone(s forms.Sheet, name string, values []string, as string) (edit, error) {
	e, err := r.plan(s, name, values, as)
	if err != nil {
		return e, err
	}
	now := s.Pair.Owners()
	for _, c := range e.changes {
		v := now.Of(c.Addr)
		p, err := r.alone(s.Pair, v)
		if err != nil {
			return e, err
		}
		if p == s.Pair {
			continue
		}
		if s, err = sheet(p, s.ID.String()); err != nil {
			return e, err
		}
		return r.plan(s, name, values, as)
	}
	return e, nil
}

// commit makes changes durable, and brings the pair up to them. What they open to both is
// kept for both from then on.
func (r *run) commit(p *forms.Pair, hand forms.Voice, cs []forms.Change) error {
	before := p.Owners()
	if err := r.save(p, hand, cs); err != nil {
		return err
	}
	r.owners.see(p)
	if err := r.disclose(p, before); err != nil {
		return err
	}
	return r.keepSpoken(p.Record.Pair, cs)
}

func (r *run) save(p *forms.Pair, hand forms.Voice, cs []forms.Change) error {
	revs, err := r.book.Commit(p.Record.Pair, hand, cs)
	if err != nil {
		return err
	}
	for _, rev := range revs {
		p.Record.Apply(rev)
	}
	return nil
}

// disclose says once more what belonged to one of the two before and is open now: what lay
// behind a passphrase is kept for both. What was open already stays as it is.
func (r *run) disclose(p *forms.Pair, before forms.Owners) error {
	for v, cs := range p.Disclosed(before) {
		if err := r.save(p, v, cs); err != nil {
			return err
		}
	}
	return nil
}

func readOnly(s forms.Sheet) error {
	if s.Form.Sealed() && s.Opened() {
		return invalid("both_open")
	}
	if s.Form.Copies == forms.CopiesEach {
		return invalid("sealed_sheet", "sheet", s.ID, "title", s.Title())
	}
	return invalid("closed_sheet", "sheet", s.ID, "title", s.Title())
}

// readStdin replaces a value "-" by what comes in, less its last line break.
func (r *run) readStdin(values []string) ([]string, error) {
	out := make([]string, len(values))
	for i, v := range values {
		name, rest, assigned := strings.Cut(v, "=")
		out[i] = v
		if v != "-" && !(assigned && rest == "-" && forms.IsID(name)) {
			continue
		}
		if r.stdinRead || r.flags.passFile == "-" {
			return nil, usage("stdin_twice")
		}
		r.stdinRead = true
		data, err := io.ReadAll(io.LimitReader(r.main.Stdin, store.MaxValue+2))
		if err != nil {
			return nil, fmt.Errorf("read standard input: %w", err)
		}
		text := strings.TrimSuffix(strings.TrimSuffix(string(data), "\n"), "\r")
		out[i] = text
		if v != "-" {
			out[i] = name + "=" + text
		}
	}
	return out, nil
}

// edit is what one call of set does.
type edit struct {
	sheet   forms.Sheet
	item    forms.Item
	voice   forms.Voice
	place   place
	row     forms.RowID // the row that is written in, "" for none
	changes []forms.Change
	hidden  bool // the question is not asked of this pair at the moment
	signs   bool // one of the changes is a signature
}

// hand is who types: the one whose answer it is. What both agreed is typed by
// the mentee, as on the screen, unless somebody says otherwise.
func (e edit) hand() forms.Voice {
	if e.voice.IsPerson() {
		return e.voice
	}
	return forms.Mentee
}

// plan works out the changes that a name and its values ask for. Nothing is
// written.
func (r *run) plan(s forms.Sheet, name string, values []string, as string) (edit, error) {
	at, err := parsePlace(name)
	if err != nil {
		return edit{}, err
	}
	e := edit{place: at}
	if e.sheet, e.item, e.hidden, err = question(s, at.field); err != nil {
		return edit{}, err
	}
	if e.voice, err = voiceFor(e.sheet, e.item, as); err != nil {
		return edit{}, err
	}
	switch fd := e.item.Field; {
	case fd.Kind == forms.KindRows:
		err = r.planRows(&e, values)
	case at.row > 0 || at.add || at.drop:
		err = usage("no_rows", "field", fd.ID)
	case fd.Kind == forms.KindGroup && at.part == "":
		err = r.planGroup(&e, values)
	case at.part != "":
		err = r.planPart(&e, values)
	default:
		err = r.planAnswer(&e, values)
	}
	return e, err
}

// voiceFor says whose answer is meant.
func voiceFor(s forms.Sheet, it forms.Item, as string) (forms.Voice, error) {
	may := it.Voices
	if it.Field.Compare {
		may = []forms.Voice{forms.Mentee, forms.Mentor, forms.Agreed}
	}
	if as == "" {
		if len(may) == 1 {
			return may[0], nil
		}
		return "", usage("as_needed", "field", it.Field.ID, "voices", known(may))
	}
	v, err := forms.ParseVoice(as)
	if err != nil {
		return "", usage("bad_voice", "voice", shown(as))
	}
	for _, m := range may {
		if m == v {
			return v, nil
		}
	}
	return "", usage("other_voice", "field", it.Field.ID, "sheet", s.ID, "voices", known(may))
}

func (r *run) planAnswer(e *edit, values []string) error {
	if len(values) != 1 {
		return usage("one_value", "field", e.item.Field.ID)
	}
	return r.change(e, e.item.Field, e.sheet.Address(e.item.Field, e.voice), values[0])
}

func (r *run) planPart(e *edit, values []string) error {
	fd := e.item.Field
	if fd.Kind != forms.KindGroup {
		return notFound("no_parts", "field", fd.ID)
	}
	part, err := columnOf(fd, e.place.part)
	if err != nil {
		return err
	}
	if len(values) != 1 {
		return usage("one_value", "field", fd.ID+"."+part.ID)
	}
	return r.change(e, part, e.sheet.Address(fd, e.voice).At(part.ID), values[0])
}

func (r *run) planGroup(e *edit, values []string) error {
	if len(values) == 0 || !strings.Contains(values[0], "=") {
		return usage("group_parts", "field", e.item.Field.ID, "parts", partNames(e.item.Field))
	}
	return r.each(e, values, func(part *forms.Field) forms.Address {
		return e.sheet.Address(e.item.Field, e.voice).At(part.ID)
	})
}

// each plans the assignments "part=value" of a compound question or a row.
func (r *run) each(e *edit, values []string, at func(*forms.Field) forms.Address) error {
	for _, v := range values {
		name, value, ok := strings.Cut(v, "=")
		if !ok {
			return usage("bad_assignment", "text", shown(v))
		}
		part, err := columnOf(e.item.Field, name)
		if err != nil {
			return err
		}
		if err := r.change(e, part, at(part), value); err != nil {
			return err
		}
	}
	return nil
}

// change reads one value and adds what it changes.
func (r *run) change(e *edit, fd *forms.Field, at forms.Address, value string) error {
	if fd.ReadOnly {
		return invalid("shown_here", "field", e.item.Field.ID, "part", fd.ID)
	}
	p := e.sheet.Pair
	v, problem := fd.Parse(value, p.Asking())
	if problem != nil {
		return invalid("not_set", "label", r.labelled(r.labelOf(e, fd)), "why", problem.Say(r.words))
	}
	if fd.Kind == forms.KindSign && v != "" {
		if err := maySign(e.sheet); err != nil {
			return err
		}
		e.signs = true
	}
	e.changes = append(e.changes, e.sheet.Follow([]forms.Change{{Addr: at, Value: v}})...)
	return nil
}

// maySign says all that keeps a sheet from being signed; nil where nothing does.
func maySign(s forms.Sheet) error {
	stops := s.Stops()
	if len(stops) == 0 {
		return nil
	}
	var why []string
	for _, f := range stops {
		what, _ := s.Pair.SayFinding(f)
		why = append(why, what)
	}
	return invalid("not_signed", "why", strings.Join(why, "\n"))
}

func (r *run) labelOf(e *edit, fd *forms.Field) string {
	label := e.sheet.Pair.Text(e.item.Field.Label)
	if fd != e.item.Field {
		label += " · " + e.sheet.Pair.Text(fd.Label)
	}
	return label
}

// labelled is a label before its answer: a colon follows, unless it ends in a sign
// of its own.
func (r *run) labelled(label string) string {
	if strings.ContainsAny(label[max(0, len(label)-1):], "?!:.") || strings.HasSuffix(label, "…") {
		return label + " "
	}
	return r.words.T("export.label", "label", label) + " "
}

// maxEcho is how much of a long answer set repeats, in cells.
const maxEcho = 200

// echo says how the answer was understood.
func (r *run) echo(e edit) {
	if e.place.add {
		r.print(strconv.Itoa(rowNumber(e)))
	}
	label := r.labelOf(&e, e.item.Field)
	if e.row != "" && !e.place.drop {
		label += " [" + strconv.Itoa(rowNumber(e)) + "]"
	}
	text := cell.Cut(cell.CleanLine(r.reading(e)), maxEcho)
	switch {
	case e.place.drop:
		r.note("set_dropped", "sheet", e.sheet.ID, "label", r.labelled(label), "n", e.place.row)
	case text == "":
		r.note("set_back", "sheet", e.sheet.ID, "label", r.labelled(label))
	default:
		r.note("set_done", "sheet", e.sheet.ID, "label", r.labelled(label), "text", text)
	}
	if e.hidden {
		r.note("set_hidden")
	}
}

// reading is what was answered, as a person reads it.
func (r *run) reading(e edit) string {
	fd, ask := e.item.Field, e.sheet.Pair.Asking()
	if e.row == "" {
		return e.sheet.Reading(fd, e.voice)
	}
	var cells []string
	for i := range fd.Columns {
		col := &fd.Columns[i]
		if text := col.ShowShort(e.sheet.CellValue(fd, e.voice, e.row, col), ask); text != "" {
			cells = append(cells, text)
		}
	}
	return strings.Join(cells, " · ")
}
