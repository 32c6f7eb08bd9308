package main

import (
	"github.com/spf13/cobra"

	"pairbook/forms"
	"pairbook/forms/export"
	"pairbook/tui/cell"
)

func (r *run) whoSeesCommand() *cobra.Command {
	c := answersInJSON(r.command("who-sees", func(_ *cobra.Command, args []string) error { return r.whoSees(args) }))
	c.Args = r.args(0, 1)
	c.ValidArgsFunction = r.completeSheet
	return c
}

type whoSeesJSON struct {
	Schema int              `json:"schema"`
	Pair   forms.PairID     `json:"pair"`
	Sheets []sheetSightJSON `json:"sheets"`
}

type sheetSightJSON struct {
	Sheet forms.SheetID `json:"sheet"`
	Title string        `json:"title"`
	Lines []sightJSON   `json:"lines"`
}

// sightJSON is a question, whether or not it is asked at the moment.
type sightJSON struct {
	Field   string           `json:"field"`
	Label   string           `json:"label"`
	Writes  string           `json:"writes"`
	Reads   string           `json:"reads"`
	Outside []forms.Audience `json:"outside"` // whom outside a file may be for
}

// whoSees prints who writes and who reads what, on one sheet or on all.
func (r *run) whoSees(args []string) error {
	sheets, err := r.sheetsNamed(args)
	if err != nil {
		return err
	}
	if r.flags.json {
		return r.printJSON(whoSeesOf(sheets))
	}
	for i, s := range sheets {
		if i > 0 {
			r.print("")
		}
		r.print(cell.CleanLine(s.Title()))
		for _, g := range s.SightGroups() {
			r.print("  " + cell.CleanLine(g.Text))
			for _, label := range g.Labels {
				r.print("    " + cell.CleanLine(label))
			}
		}
	}
	r.say(r.words.T("leaves.who_book"))
	return nil
}

// sheetsNamed is the sheet that is named, or all of the pair's and the next meeting's.
func (r *run) sheetsNamed(args []string) ([]forms.Sheet, error) {
	if len(args) > 0 {
		s, err := r.openSheet(args[0])
		return []forms.Sheet{s}, err
	}
	if err := r.toRead(); err != nil {
		return nil, err
	}
	p, err := r.pair()
	if err != nil {
		return nil, err
	}
	sheets, seen := p.Sheets(), map[string]bool{}
	if next, ok := p.Sheet(p.OpenMeeting()); ok {
		sheets = append(sheets, next)
	}
	var out []forms.Sheet
	for _, s := range sheets {
		if key := s.Form.ID + string(s.ID.Of); !seen[key] { // one meeting stands for all
			seen[key] = true
			out = append(out, s)
		}
	}
	return out, nil
}

func whoSeesOf(sheets []forms.Sheet) whoSeesJSON {
	out := whoSeesJSON{Schema: jsonSchema, Sheets: []sheetSightJSON{}}
	for _, s := range sheets {
		out.Pair = s.Pair.Record.Pair
		one := sheetSightJSON{Sheet: s.ID, Title: s.Title(), Lines: []sightJSON{}}
		for _, l := range s.WhoSees() {
			one.Lines = append(one.Lines, sightJSON{l.ID, l.Label, l.Writes, l.Reads, append([]forms.Audience{}, l.Outside...)})
		}
		out.Sheets = append(out.Sheets, one)
	}
	return out
}

type previewJSON struct {
	Schema     int            `json:"schema"`
	Pair       forms.PairID   `json:"pair"`
	Sheet      forms.SheetID  `json:"sheet"`
	For        forms.Audience `json:"for"`
	Questions  int            `json:"questions"`
	Tables     int            `json:"tables"`
	Signatures int            `json:"signatures"`
	Names      []string       `json:"names"`
	Goes       []goesJSON     `json:"goes"`
	Stays      []staysJSON    `json:"stays"`
}

type goesJSON struct {
	Field  string        `json:"field"`
	Label  string        `json:"label"`
	Voices []forms.Voice `json:"voices"`
}

type staysJSON struct {
	Why  forms.Reason `json:"why"`
	Text string       `json:"text"`
}

// preview says what an export would hold, and what would stay and why.
func (r *run) preview(s forms.Sheet, p export.Preview) error {
	if r.flags.json {
		return r.printJSON(previewOf(s, p))
	}
	goes, stays := p.Lines(s.Pair)
	r.print(goes)
	for _, g := range p.Goes {
		r.print("  " + cell.CleanLine(g.Label))
	}
	r.print(r.words.T("leaves.stays"))
	for _, text := range stays {
		r.print("  " + cell.CleanLine(text))
	}
	return nil
}

func previewOf(s forms.Sheet, p export.Preview) previewJSON {
	out := previewJSON{
		Schema: jsonSchema, Pair: s.Pair.Record.Pair, Sheet: s.ID, For: p.To,
		Questions: p.Questions, Tables: p.Tables, Signatures: p.Signatures,
		Names: append([]string{}, p.Names...), Goes: []goesJSON{}, Stays: []staysJSON{},
	}
	for _, g := range p.Goes {
		out.Goes = append(out.Goes, goesJSON{g.ID, g.Label, g.Voices})
	}
	for _, st := range p.Stays {
		out.Stays = append(out.Stays, staysJSON{st.Why, st.Text})
	}
	return out
}
