package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"pairbook/forms"
	"pairbook/forms/intake"
	"pairbook/forms/lang"
	"pairbook/store"
	"pairbook/tui/cell"
)

// importFlags say whether a file is taken, or only looked at.
type importFlags struct{ preview, sure bool }

func (r *run) importCommand() *cobra.Command {
	var f importFlags
	c := r.command("import", func(_ *cobra.Command, args []string) error { return r.importFile(args[0], f) })
	c.Args = r.args(1, 1)
	c.ValidArgsFunction = nil // a file
	t := func(key string) string { return r.words.T("cli.flag_" + key) }
	c.Flags().BoolVar(&f.preview, "preview", false, t("restore_preview"))
	c.Flags().BoolVar(&f.sure, "yes", false, t("restore_yes"))
	return c
}

// importFile takes a sheet back that was exported and edited by hand, once it was said
// what that changes. A file with faults is refused whole.
func (r *run) importFile(file string, f importFlags) error {
	data, err := readSheetFile(file)
	if err != nil {
		return err
	}
	paper, told := intake.Open(data)
	if len(told) > 0 {
		return r.refuse(told)
	}
	s, err := r.sheetOfFile(paper.Head, f.preview)
	if err != nil {
		return err
	}
	plan, err := paper.Compare(inLanguage(s, paper.Lang))
	if err != nil {
		return err
	}
	switch {
	case len(plan.Faults) > 0:
		return r.refuse(plan.Faults)
	case len(plan.Changes) == 0:
		r.importSays("same")
		return nil
	}
	r.previewImport(s, plan, f.preview)
	if f.preview {
		return nil
	}
	return r.takeImport(s, paper.For.Person(), plan, f.sure)
}

// readSheetFile reads a file, up to a byte more than one of ours can have.
func readSheetFile(path string) ([]byte, error) {
	in, err := os.Open(path)
	if err != nil {
		return nil, &trouble{exit: NotFound, key: "not_read", args: []any{"file", cell.CleanLine(path), "cause", shown(cause(err))}, err: err}
	}
	defer in.Close() //nolint:errcheck // only read
	var data bytes.Buffer
	if _, err := io.Copy(&data, io.LimitReader(in, 2*intake.MaxBytes)); err != nil {
		return nil, &trouble{exit: Failed, key: "not_read", args: []any{"file", cell.CleanLine(path), "cause", shown(cause(err))}, err: err}
	}
	return data.Bytes(), nil
}

// refuse lists what is to be mended in a file.
func (r *run) refuse(told []intake.Fault) error {
	r.say(r.words.N("import.refused", len(told)))
	for _, f := range told {
		r.say("  " + cell.CleanLine(f.Say(r.words)))
	}
	if len(told) == intake.MaxFaults {
		r.importSays("refused_more")
	}
	return quietly(Invalid)
}

func (r *run) importSays(key string, args ...any) { r.say(r.words.T("import."+key, args...)) }

// sheetOfFile opens the book, and in it the sheet that a file names. A file with one
// person's own words is for that person.
func (r *run) sheetOfFile(h intake.Head, onlyLook bool) (forms.Sheet, error) {
	open := r.toWrite
	if onlyLook {
		open = r.toRead
	}
	if err := open(); err != nil {
		return forms.Sheet{}, err
	}
	if _, err := r.book.Pair(h.Pair); errors.Is(err, store.ErrNoPair) {
		return forms.Sheet{}, r.refuse([]intake.Fault{{Key: "other_pair", Args: []any{"pair", shown(string(h.Pair))}}})
	}
	if r.flags.pair == "" {
		r.flags.pair = string(h.Pair)
	}
	p, err := r.pair()
	if err != nil {
		return forms.Sheet{}, err
	}
	if p.Record.Pair != h.Pair {
		return forms.Sheet{}, r.refuse([]intake.Fault{{Key: "wrong_pair", Args: []any{"pair", shown(string(h.Pair))}}})
	}
	if p, err = r.alone(p, h.For.Person()); err != nil {
		return forms.Sheet{}, err
	}
	return sheet(p, h.Sheet.String())
}

// inLanguage returns a sheet of the same pair in another language.
func inLanguage(s forms.Sheet, l lang.Lang) forms.Sheet {
	if w, err := lang.Load(l); err == nil {
		s.Pair = forms.NewPair(s.Pair.Record, s.Pair.Library, s.Pair.Today, w)
	}
	return s
}

// previewImport says what a file changes. Alone it is what was asked for.
func (r *run) previewImport(s forms.Sheet, plan intake.Plan, alone bool) {
	tell := r.say
	if alone {
		tell = r.print
	}
	tell(r.words.N("import.changes", len(plan.Changes), "sheet", cell.CleanLine(s.Title())))
	for _, c := range plan.Changes {
		tell("  " + r.changeLine(s.Pair, c))
	}
}

// changeLine says one change: where it stands, what was said before, and what is said
// then.
func (r *run) changeLine(p *forms.Pair, c intake.Change) string {
	label := p.Text(c.Field.Label)
	if c.Part != nil && c.Row > 0 {
		label = r.words.T("import.of_row", "label", label, "row", c.Row)
	}
	if c.Part != nil {
		label = r.words.T("import.of_part", "label", label, "part", p.Text(c.Part.Label))
	}
	if c.Voice.IsPerson() {
		label = r.words.T("import.of_voice", "label", label, "name", p.Name(c.Voice))
	}
	key := string(c.Kind)
	if c.Kind == intake.Set && c.Old == "" {
		key = "first"
	}
	return cell.CleanLine(r.words.T("import.line_"+key, "line", c.Line, "what", strings.TrimRight(r.labelled(cell.CleanLine(label)), " "),
		"row", c.Row, "old", repeated(c.Old), "new", repeated(c.New)))
}

// takeImport makes the changes durable, as one deed. of is the one whose own copy it is,
// "" for nobody's.
func (r *run) takeImport(s forms.Sheet, of forms.Voice, plan intake.Plan, sure bool) error {
	if !sure {
		yes, err := r.agreed(r.words.T("import.ask"))
		if err != nil {
			return err
		}
		if !yes {
			r.importSays("not_taken")
			return nil
		}
	}
	if err := r.importOwners(s.Pair, plan.Do); err != nil {
		return err
	}
	hand := of
	if !hand.IsPerson() {
		hand = handOfAll(plan.Do)
	}
	if err := r.commit(s.Pair, hand, plan.Do); err != nil {
		return fmt.Errorf("take a file into the book: %w", err)
	}
	r.say(r.words.N("import.taken", len(plan.Changes)))
	return nil
}

// importOwners asks whoever has a passphrase for it where an answer is theirs alone.
func (r *run) importOwners(p *forms.Pair, cs []forms.Change) error {
	now := p.Owners()
	for _, c := range cs {
		if _, err := r.alone(p, now.Of(c.Addr)); err != nil {
			return err
		}
	}
	return nil
}

// handOfAll is who types: the one whose answers they all are, else the mentee, as on
// the screen.
func handOfAll(cs []forms.Change) forms.Voice {
	for _, c := range cs {
		if c.Addr.Voice != forms.Mentor {
			return forms.Mentee
		}
	}
	return forms.Mentor
}

// agreed asks a question that is answered by yes or no.
func (r *run) agreed(question string) (bool, error) {
	got, err := r.typed(question, false)
	switch {
	case errors.Is(err, errNobody):
		return false, usage("import_nobody")
	case err != nil:
		return false, err
	}
	v, _ := (&forms.Field{Kind: forms.KindYesNo}).Parse(got, forms.Asking{Words: r.words})
	return v == "yes", nil
}
