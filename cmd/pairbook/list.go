package main

import (
	"errors"
	"time"

	"github.com/spf13/cobra"

	"pairbook/forms"
	"pairbook/forms/lang"
	"pairbook/store"
	"pairbook/tui/cell"
)

func (r *run) listCommand() *cobra.Command {
	c := answersInJSON(r.command("list", func(*cobra.Command, []string) error { return r.list() }))
	c.Args = r.args(0, 0)
	return c
}

type listJSON struct {
	Schema int            `json:"schema"`
	Pairs  []listPairJSON `json:"pairs"`
}

type listPairJSON struct {
	ID           forms.PairID `json:"id"`
	Mentee       string       `json:"mentee"`
	Mentor       string       `json:"mentor"`
	Programme    string       `json:"programme"`
	Organisation string       `json:"organisation"`
	Start        string       `json:"start"`   // ISO date, "" where not known
	Changed      string       `json:"changed"` // RFC 3339
}

// list prints the pairs, the one written in last first.
func (r *run) list() error {
	if err := r.toRead(); err != nil {
		return err
	}
	all, err := r.book.Pairs()
	if err != nil && !errors.Is(err, store.ErrDamaged) {
		return err
	}
	if r.flags.json {
		out := listJSON{Schema: jsonSchema, Pairs: []listPairJSON{}}
		for _, p := range all {
			out.Pairs = append(out.Pairs, listPairJSON{
				p.ID, p.Mentee, p.Mentor, forms.ProgrammeOf(forms.Value(p.Programme)), p.Organisation, p.Anchor,
				p.LastChange.Wall().Format(time.RFC3339),
			})
		}
		return errors.Join(r.printJSON(out), err)
	}
	var rows [][]string
	for _, p := range all {
		changed := r.words.Short(lang.DateOf(p.LastChange.Wall()))
		rows = append(rows, []string{string(p.ID), names(p), r.programmeTitle(p.Programme), p.Organisation, changed})
	}
	r.columns(rows)
	if len(all) == 0 {
		r.say(r.words.T("errors.no_pair"))
	}
	return err
}

func (r *run) programmeTitle(option string) string {
	if pr := r.lib.Programmes[forms.ProgrammeOf(forms.Value(option))]; pr != nil {
		return pr.Title.In(r.words.Lang())
	}
	return option
}

// columns prints rows with two blanks between columns as wide as they need.
func (r *run) columns(rows [][]string) {
	var widths []int
	for _, row := range rows {
		for i, text := range row {
			if i == len(widths) {
				widths = append(widths, 0)
			}
			widths[i] = max(widths[i], cell.Width(cell.CleanLine(text)))
		}
	}
	for _, row := range rows {
		line := ""
		for i, text := range row {
			text = cell.CleanLine(text)
			if i < len(row)-1 {
				text = cell.Pad(text, widths[i]) + "  "
			}
			line += text
		}
		r.print(line)
	}
}
