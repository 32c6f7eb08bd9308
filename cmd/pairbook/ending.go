package main

import (
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"pairbook/forms"
	"pairbook/forms/export"
	"pairbook/forms/lang"
	"pairbook/tui/cell"
)

func (r *run) pauseCommand() *cobra.Command {
	to := ""
	c := r.command("pause", func(_ *cobra.Command, args []string) error { return r.pause(strings.Join(args, " "), to) })
	c.Args = r.args(0, -1) // a day may be several words
	c.Flags().StringVar(&to, "to", "", r.words.T("cli.flag_to"))
	return c
}

func (r *run) resumeCommand() *cobra.Command {
	c := r.command("resume", func(*cobra.Command, []string) error { return r.resume() })
	c.Args = r.args(0, 0)
	return c
}

func (r *run) closingCommand() *cobra.Command {
	c := answersInJSON(r.command("closing", func(*cobra.Command, []string) error { return r.closing() }))
	c.Args = r.args(0, 0)
	return c
}

func (r *run) certificateCommand() *cobra.Command {
	var f exportFlags
	c := r.command("certificate", func(*cobra.Command, []string) error { return r.certificate(f) })
	c.Args = r.args(0, 0)
	t := func(key string) string { return r.words.T("cli.flag_" + key) }
	c.Flags().StringVar(&f.format, "format", "", t("certificate_format"))
	c.Flags().StringVarP(&f.out, "output", "o", "", t("output"))
	c.Flags().BoolVar(&f.force, "force", false, t("force"))
	return c
}

// pairToWrite opens the book for writing and finds the pair in it.
func (r *run) pairToWrite() (*forms.Pair, error) {
	if err := r.toWrite(); err != nil {
		return nil, err
	}
	return r.pair()
}

// dayOf reads a day of a command; today where nothing is said.
func (r *run) dayOf(p *forms.Pair, text string) (lang.Date, error) {
	if text == "" {
		return p.Today, nil
	}
	d, err := lang.ParseDate(text, p.Today, r.words.Lang())
	if err != nil {
		return d, &forms.Problem{Key: "value.said", Args: []any{"text", r.words.DateError(err)}}
	}
	return d, nil
}

// pause begins a pause of the two on a day, with its last day where that is known.
func (r *run) pause(from, to string) error {
	p, err := r.pairToWrite()
	if err != nil {
		return err
	}
	first, err := r.dayOf(p, from)
	if err != nil {
		return err
	}
	var last lang.Date
	if to != "" {
		if last, err = r.dayOf(p, to); err != nil {
			return err
		}
		if last.Before(first) {
			return invalid("pause_backwards", "day", r.words.Day(first), "last", r.words.Day(last))
		}
	}
	changes := p.PauseFrom(first, last)
	if len(changes) == 0 {
		if _, ok := p.Sheet(forms.SheetID{Form: forms.PlanForm}); !ok {
			return invalid("no_pauses")
		}
		return invalid("already_paused")
	}
	if err := r.commit(p, forms.Mentee, changes); err != nil {
		return err
	}
	if last.IsZero() {
		r.say(r.words.T("ending.cli_pause", "day", r.words.Day(first), "pairbook", r.again()))
		return nil
	}
	r.say(r.words.T("ending.cli_pause_to", "day", r.words.Day(first), "last", r.words.Day(last)))
	return nil
}

// resume ends the pause of today.
func (r *run) resume() error {
	p, err := r.pairToWrite()
	if err != nil {
		return err
	}
	changes := p.Resume(p.Today)
	if len(changes) == 0 {
		return invalid("not_paused")
	}
	if err := r.commit(p, forms.Mentee, changes); err != nil {
		return err
	}
	r.say(r.words.T("ending.cli_resume", "day", r.words.Day(p.Today)))
	return nil
}

type closingJSON struct {
	Schema    int               `json:"schema"`
	Pair      forms.PairID      `json:"pair"`
	Date      string            `json:"date"`       // the day it is answered for
	End       string            `json:"end"`        // ISO date, planned while the two go on; "" while unknown
	KeepUntil string            `json:"keep_until"` // ISO date by which the answers should be deleted, "" while unknown
	Items     []closingItemJSON `json:"items"`
}

// closingItemJSON is a point of the checklist. State is done, open, waits or note.
type closingItemJSON struct {
	ID    string             `json:"id"`
	State forms.ClosingState `json:"state"`
	Text  string             `json:"text"`
	Note  string             `json:"note"`
	Sheet string             `json:"sheet"` // where it is done; "" where there is no such place
	Field string             `json:"field"`
}

// closing prints the closing checklist.
func (r *run) closing() error {
	if err := r.toRead(); err != nil {
		return err
	}
	p, err := r.pair()
	if err != nil {
		return err
	}
	items := p.Closing()
	if r.flags.json {
		return r.printJSON(closingOf(p, items))
	}
	widest := 0
	for _, it := range items {
		widest = max(widest, cell.Width(r.stateWord(it)))
	}
	for _, it := range items {
		r.print(cell.Pad(r.stateWord(it), widest) + "  " + it.Text)
		note := it.Note
		if it.Sheet.Form != "" && it.State == forms.ClosingOpen {
			note += " (" + strings.TrimSpace(it.Sheet.String()+" "+it.Field) + ")"
		}
		r.print(strings.Repeat(" ", widest+2) + note)
	}
	return nil
}

func (r *run) stateWord(it forms.ClosingItem) string {
	return r.words.T("ending.state_" + string(it.State))
}

func closingOf(p *forms.Pair, items []forms.ClosingItem) closingJSON {
	out := closingJSON{Schema: jsonSchema, Pair: p.Record.Pair, Date: p.Today.String(), Items: []closingItemJSON{}}
	if day, ok := p.EndDay(); ok {
		out.End = day.String()
	}
	if day, ok := p.KeepUntil(); ok {
		out.KeepUntil = day.String()
	}
	for _, it := range items {
		j := closingItemJSON{ID: it.ID, State: it.State, Text: it.Text, Note: it.Note, Field: it.Field}
		if it.Sheet.Form != "" {
			j.Sheet = it.Sheet.String()
		}
		out.Items = append(out.Items, j)
	}
	return out
}

// certificate writes the certificate of participation, where it is earned.
func (r *run) certificate(f exportFlags) error {
	format, err := f.chosen()
	if err != nil {
		return err
	}
	if !slices.Contains([]export.Format{export.FormatText, export.FormatMarkdown, export.FormatHTML}, format) {
		return usage("certificate_format", "format", format)
	}
	if err := r.toRead(); err != nil {
		return err
	}
	p, err := r.pair()
	if err != nil {
		return err
	}
	if missing := p.Certificate().Missing; len(missing) > 0 {
		return invalid("not_earned", "what", r.words.List(missing))
	}
	data, err := rendered(export.Certificate(p), format, export.PaperOptions{})
	if err != nil {
		return err
	}
	line := forms.Handed{Sheet: forms.LedgerCertificate, Format: string(format), To: forms.ForPair}
	if f.out == "" || f.out == "-" {
		_, _ = r.out.Write(data) // a buffer takes everything
		r.handOut(p, line, data)
		return nil
	}
	path := f.out
	if info, err := os.Stat(path); err == nil && info.IsDir() {
		path = filepath.Join(path, r.words.T("ending.certificate_file")+format.Ext())
	}
	if err := putFile(path, data, f.force); err != nil {
		return err
	}
	r.say(r.words.T("ending.certificate_written", "file", cell.CleanLine(path)))
	line.File = path
	r.handOut(p, line, data)
	return nil
}
