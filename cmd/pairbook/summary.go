package main

import (
	"bytes"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"pairbook/forms"
	"pairbook/forms/export"
	"pairbook/forms/lang"
	"pairbook/store"
)

// summaryFile is what the summary is called in the ledger, and as a file.
const summaryFile = "summary"

func (r *run) summaryCommand() *cobra.Command {
	var f exportFlags
	c := answersInJSON(r.command("summary", func(*cobra.Command, []string) error { return r.summary(f) }))
	c.Args = r.args(0, 0)
	t := func(key string) string { return r.words.T("cli.flag_" + key) }
	c.Flags().StringVar(&f.format, "format", "", t("summary_format"))
	c.Flags().StringVarP(&f.out, "output", "o", "", t("output"))
	c.Flags().BoolVar(&f.force, "force", false, t("force"))
	return c
}

// summary lists all pairs of the book, by dates and numbers only (rule 28). To look at
// the table leaves no trace; what is made to be given away is noted with each pair.
func (r *run) summary(f exportFlags) error {
	format, err := r.summaryFormat(f)
	if err == nil {
		err = r.toTerminal(format, f.out)
	}
	if err != nil {
		return err
	}
	pairs, err := r.allPairs()
	if err != nil {
		return err
	}
	if len(pairs) == 0 {
		return notFound("no_pair")
	}
	var rows []forms.Overview
	for _, p := range pairs {
		rows = append(rows, p.Overview())
	}
	data, err := r.summaryAs(rows, pairs[0].Today, format)
	if err != nil {
		return err
	}
	if f.out == "" && f.format == "" {
		_, _ = r.out.Write(data) // only looked at
		return nil
	}
	path, err := r.putOut(data, r.words.T("summary.file")+format.Ext(), f)
	if err != nil {
		return err
	}
	line := forms.Handed{Sheet: summaryFile, Format: string(format), To: forms.ForCoordinator, File: path}
	r.handOutAll(pairs, line, data)
	return nil
}

// summaryFormat is text, csv, xlsx or json.
func (r *run) summaryFormat(f exportFlags) (export.Format, error) {
	name := strings.ToLower(f.format)
	if name == "" {
		name = strings.TrimPrefix(strings.ToLower(filepath.Ext(f.out)), ".")
	}
	if r.flags.json {
		name = string(export.FormatJSON)
	}
	if name == "" || name == "txt" {
		name = string(export.FormatText)
	}
	known := []export.Format{export.FormatText, export.FormatCSV, export.FormatXLSX, export.FormatJSON}
	if !slices.Contains(known, export.Format(name)) {
		return "", r.wrong(WrongUsage, "summary.bad_format", "format", shown(name))
	}
	return export.Format(name), nil
}

// allPairs reads every pair of the book that can be read.
func (r *run) allPairs() ([]*forms.Pair, error) {
	if err := r.toRead(); err != nil {
		return nil, err
	}
	today, err := r.today()
	if err != nil {
		return nil, err
	}
	all, err := r.book.Pairs()
	if err != nil && (!errors.Is(err, store.ErrDamaged) || len(all) == 0) {
		return nil, err
	}
	say := r.tellProgress("summary.progress", len(all))
	var out []*forms.Pair
	for i, one := range all {
		say(i)
		rec, _, err := r.book.Load(one.ID)
		if err != nil {
			return nil, err
		}
		p := forms.NewPair(rec, r.lib, today, r.words)
		r.owners.see(p)
		out = append(out, p)
	}
	say(len(all))
	return out, nil
}

// summaryColumn is a column of the summary, and which line of the programme's own
// summary it says.
type summaryColumn struct {
	id, tells string
	kind      forms.Kind
	text      func(o forms.Overview) string
}

func (r *run) summaryColumns() []summaryColumn {
	day := func(d lang.Date) string { return d.String() }
	n := strconv.Itoa
	return []summaryColumn{
		{"mentee", "cs_pair", forms.KindShort, func(o forms.Overview) string { return o.Mentee }},
		{"mentor", "cs_pair", forms.KindShort, func(o forms.Overview) string { return o.Mentor }},
		{"programme", "cs_template", forms.KindShort, func(o forms.Overview) string { return o.Programme }},
		{"start", "cs_start", forms.KindDate, func(o forms.Overview) string { return day(o.Start) }},
		{"end", "cs_end", forms.KindDate, func(o forms.Overview) string { return day(o.End) }},
		{"months", "cs_contacts", forms.KindNumber, func(o forms.Overview) string { return n(o.Months) }},
		{"months_begun", "cs_contacts", forms.KindNumber, func(o forms.Overview) string { return n(o.Of) }},
		{"meetings", "cs_contacts", forms.KindNumber, func(o forms.Overview) string { return n(o.Meetings) }},
		{"contacts", "cs_contacts", forms.KindNumber, func(o forms.Overview) string { return n(o.Contacts) }},
		{"last", "cs_contacts", forms.KindDate, func(o forms.Overview) string { return day(o.Last) }},
		{"steps", "cs_steps", forms.KindNumber, func(o forms.Overview) string { return n(o.Steps) }},
		{"steps_due", "cs_steps", forms.KindNumber, func(o forms.Overview) string { return n(o.Due) }},
		{"late", "cs_steps", forms.KindNumber, func(o forms.Overview) string { return n(o.Late) }},
		{"forms", "cs_forms", forms.KindNumber, func(o forms.Overview) string { return n(len(done(o.Forms))) }},
		{"forms_all", "cs_forms", forms.KindNumber, func(o forms.Overview) string { return n(len(o.Forms)) }},
		{"forms_done", "cs_forms", forms.KindShort, formsDone},
		{"flag", "cs_flag", forms.KindShort, func(o forms.Overview) string { return r.words.T("forms.flag_" + string(o.Flag)) }},
	}
}

func done(all []forms.FormDone) []forms.FormDone {
	return slices.DeleteFunc(slices.Clone(all), func(f forms.FormDone) bool { return !f.Done })
}

// formsDone names the forms that are complete, with the day they were signed.
func formsDone(o forms.Overview) string {
	var out []string
	for _, f := range done(o.Forms) {
		text := f.Title
		if !f.On.IsZero() {
			text += " (" + f.On.String() + ")"
		}
		out = append(out, text)
	}
	return strings.Join(out, "; ")
}

// summaryAs writes the rows in a format.
func (r *run) summaryAs(rows []forms.Overview, today lang.Date, format export.Format) ([]byte, error) {
	if format == export.FormatJSON {
		return r.summaryJSON(rows, today)
	}
	list := export.Register{ID: summaryFile, Title: r.words.T("summary.title"), Lang: r.words.Lang(), Date: today}
	columns := r.summaryColumns()
	for _, c := range columns {
		list.Columns = append(list.Columns, export.Column{ID: c.id, Label: r.words.T("summary.column_" + c.id), Kind: c.kind})
	}
	for _, o := range rows {
		var row export.Row
		for _, c := range columns {
			text := ""
			if o.Tells(c.tells) {
				text = c.text(o)
			}
			row.Cells = append(row.Cells, export.Cell{Value: forms.Value(text), Text: text})
		}
		list.Rows = append(list.Rows, row)
	}
	var b bytes.Buffer
	var err error
	switch format {
	case export.FormatCSV:
		err = export.CSV(&b, list, 0)
	case export.FormatXLSX:
		err = export.XLSX(&b, list.Title, []export.Register{list})
	default:
		r.printSummary(rows)
		b.WriteString(r.out.String())
		r.out.Reset()
	}
	if err != nil {
		return nil, fmt.Errorf("write the summary: %w", err)
	}
	return b.Bytes(), nil
}

// printSummary prints the table for a screen: what fits, the rest is in the file.
func (r *run) printSummary(rows []forms.Overview) {
	var heads []string
	for _, key := range []string{"pair", "months", "meetings", "steps", "forms", "last", "flag"} {
		heads = append(heads, r.words.T("summary.head_"+key))
	}
	table := [][]string{heads}
	of := func(a, b int) string { return r.words.T("summary.of", "n", a, "all", b) }
	for _, o := range rows {
		line := []string{r.words.T("summary.pair", "mentee", o.Mentee, "mentor", o.Mentor)}
		for _, c := range []struct{ tells, text string }{
			{"cs_contacts", of(o.Months, o.Of)},
			{"cs_contacts", strconv.Itoa(o.Meetings)},
			{"cs_steps", of(o.Steps, o.Due)},
			{"cs_forms", of(len(done(o.Forms)), len(o.Forms))},
			{"cs_contacts", r.words.Short(o.Last)},
			{"cs_flag", r.words.T("forms.flag_" + string(o.Flag))},
		} {
			if !o.Tells(c.tells) || c.text == "" {
				c.text = "–"
			}
			line = append(line, c.text)
		}
		table = append(table, line)
	}
	r.columns(table)
}

type summaryJSON struct {
	Schema int               `json:"schema"`
	Date   string            `json:"date"`
	Pairs  []summaryPairJSON `json:"pairs"`
}

// summaryPairJSON is a pair; what its programme does not tell is null or "".
type summaryPairJSON struct {
	ID        forms.PairID      `json:"id"`
	Mentee    string            `json:"mentee"`
	Mentor    string            `json:"mentor"`
	Programme string            `json:"programme"`
	Start     string            `json:"start"` // ISO dates, "" where not known
	End       string            `json:"end"`
	Contacts  *contactsJSON     `json:"contacts"`
	Steps     *stepsJSON        `json:"steps"`
	Forms     []summaryFormJSON `json:"forms"`
	Flag      forms.Flag        `json:"flag"` // on_track, nudge, silent, ended_early, finished
}

type contactsJSON struct {
	Meetings    int    `json:"meetings"`
	All         int    `json:"all"`
	Months      int    `json:"months"`
	MonthsBegun int    `json:"months_begun"`
	Last        string `json:"last"`
}

type stepsJSON struct {
	Done int `json:"done"`
	Due  int `json:"due"` // done, or past their day
	Late int `json:"late"`
}

type summaryFormJSON struct {
	Sheet string `json:"sheet"`
	Done  bool   `json:"done"`
	On    string `json:"on"` // day of the last signature
}

func (r *run) summaryJSON(rows []forms.Overview, today lang.Date) ([]byte, error) {
	out := summaryJSON{Schema: jsonSchema, Date: today.String(), Pairs: []summaryPairJSON{}}
	for _, o := range rows {
		j := summaryPairJSON{ID: o.Pair, Mentee: o.Mentee, Mentor: o.Mentor, Programme: o.Programme}
		if o.Tells("cs_start") {
			j.Start = o.Start.String()
		}
		if o.Tells("cs_end") {
			j.End = o.End.String()
		}
		if o.Tells("cs_contacts") {
			j.Contacts = &contactsJSON{o.Meetings, o.Contacts, o.Months, o.Of, o.Last.String()}
		}
		if o.Tells("cs_steps") {
			j.Steps = &stepsJSON{o.Steps, o.Due, o.Late}
		}
		if o.Tells("cs_flag") {
			j.Flag = o.Flag
		}
		for _, f := range o.Forms {
			if o.Tells("cs_forms") {
				j.Forms = append(j.Forms, summaryFormJSON{f.Sheet.String(), f.Done, f.On.String()})
			}
		}
		out.Pairs = append(out.Pairs, j)
	}
	if err := r.printJSON(out); err != nil {
		return nil, err
	}
	data := bytes.Clone(r.out.Bytes())
	r.out.Reset()
	return data, nil
}
