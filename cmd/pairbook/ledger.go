package main

import (
	"time"

	"github.com/spf13/cobra"

	"pairbook/forms"
	"pairbook/forms/lang"
	"pairbook/tui/cell"
)

func (r *run) ledgerCommand() *cobra.Command {
	c := answersInJSON(r.command("ledger", func(*cobra.Command, []string) error { return r.ledger() }))
	c.Args = r.args(0, 0)
	return c
}

// handOut notes that something has left the book. What has left is not called back
// where it cannot be noted: that is only said.
func (r *run) handOut(p *forms.Pair, line forms.Handed, data []byte) {
	if err := r.noteHanded(p, line.Of(data, line.File, r.main.Now())); err != nil {
		r.say(r.words.T("leaves.unnoted"))
	}
}

// handOutAll is handOut for a file that tells of several pairs: each has its line.
func (r *run) handOutAll(pairs []*forms.Pair, line forms.Handed, data []byte) {
	line = line.Of(data, line.File, r.main.Now())
	err := r.openToNote()
	for _, p := range pairs {
		if err == nil {
			err = r.commit(p, forms.Mentee, line.Hand())
		}
	}
	if err != nil {
		r.say(r.words.T("leaves.unnoted"))
	}
}

// noteHanded notes a line of one pair.
func (r *run) noteHanded(p *forms.Pair, line forms.Handed) error {
	if err := r.openToNote(); err != nil {
		return err
	}
	return r.commit(p, forms.Mentee, line.Hand())
}

// openToNote opens the book again, to write, for as long as it takes: until then several can
// read it at once.
func (r *run) openToNote() (err error) {
	r.book, err = r.book.Writable()
	return err
}

type ledgerJSON struct {
	Schema int          `json:"schema"`
	Pair   forms.PairID `json:"pair"`
	Lines  []handedJSON `json:"lines"` // the last first
}

// handedJSON is something that was handed out.
type handedJSON struct {
	At     string         `json:"at"`     // RFC 3339
	What   string         `json:"what"`   // a sheet, certificate or calendar
	Format string         `json:"format"` // text, markdown, html, json or ics
	For    forms.Audience `json:"for"`
	File   string         `json:"file"`   // its name, without the folder; "-" for standard output
	SHA256 string         `json:"sha256"` // of its bytes; "" for one's own copy
}

// ledger prints what was handed out, the last first.
func (r *run) ledger() error {
	if err := r.toRead(); err != nil {
		return err
	}
	p, err := r.pair()
	if err != nil {
		return err
	}
	lines := p.Ledger()
	if r.flags.json {
		out := ledgerJSON{Schema: jsonSchema, Pair: p.Record.Pair, Lines: []handedJSON{}}
		for _, h := range lines {
			out.Lines = append(out.Lines, handedJSON{h.At.In(r.main.Now().Location()).Format(time.RFC3339), h.Sheet, h.Format, h.To, h.File, h.Sum})
		}
		return r.printJSON(out)
	}
	for _, h := range lines {
		r.printHanded(p, h)
	}
	if len(lines) == 0 {
		r.say(r.words.T("leaves.handed_none"))
	}
	return nil
}

func (r *run) printHanded(p *forms.Pair, h forms.Handed) {
	at := h.At.In(r.main.Now().Location())
	day := r.words.Short(lang.DateOf(at)) + " " + r.words.Clock(lang.Clock(at.Hour()*60+at.Minute()))
	file, sum := h.File, h.Sum
	if file == "-" {
		file = r.words.T("leaves.no_file")
	}
	if sum == "" {
		sum = r.words.T("leaves.no_sum")
	}
	r.print(cell.CleanLine(day + "  " + p.HandedName(h) + " (" + h.Format + ") → " + p.AudienceName(h.To) + "  " + file))
	r.print("  " + cell.CleanLine(sum))
}
