package export

import (
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"

	"pairbook/forms"
	"pairbook/forms/lang"
)

// Schema is the number of the JSON form; it rises when a reader of the old form
// would misunderstand the new one.
const Schema = 1

// JSON writes a document for programs: values in their canonical form, the same in
// every language, and beside them how they read. Questions, answers, columns and
// rows stand in the sheet's order. Errors are the writer's.
func JSON(w io.Writer, d Document) error {
	var b strings.Builder
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	if err := enc.Encode(jsonOf(d)); err != nil {
		return fmt.Errorf("writing the document as %s: %w", FormatJSON, err)
	}
	return send(w, FormatJSON, b.String())
}

type jsonDocument struct {
	Schema      int            `json:"schema"`
	Pair        jsonPair       `json:"pair"`
	Programme   jsonProgramme  `json:"programme"`
	Sheet       string         `json:"sheet"`
	Form        string         `json:"form"`
	FormVersion int            `json:"version"`
	Title       string         `json:"title"`
	Lang        lang.Lang      `json:"lang"`
	Date        string         `json:"date"`
	For         forms.Audience `json:"for"`
	Voices      string         `json:"voices"`
	Fixed       string         `json:"fixed"` // see Fixed
	Said        string         `json:"said"`  // see Said
	Private     bool           `json:"private"`
	Closed      bool           `json:"closed"`
	Left        int            `json:"left"`
	Note        string         `json:"note,omitempty"`
	Questions   []jsonQuestion `json:"questions"`
}

type jsonPair struct {
	ID     forms.PairID `json:"id"`
	Mentee string       `json:"mentee"`
	Mentor string       `json:"mentor"`
}

type jsonProgramme struct {
	ID   string `json:"id"`
	Name string `json:"name"`
}

type jsonQuestion struct {
	ID       string       `json:"id"`
	Section  string       `json:"section,omitempty"`
	Number   int          `json:"number,omitempty"` // signatures have none
	Label    string       `json:"label"`
	Kind     forms.Kind   `json:"kind"`
	Required bool         `json:"required"`
	Answered bool         `json:"answered"`
	Answers  []jsonAnswer `json:"answers"`
}

type jsonAnswer struct {
	Voice   forms.Voice `json:"voice"`
	Private bool        `json:"private,omitempty"`
	Apart   bool        `json:"apart,omitempty"`
	Damaged bool        `json:"damaged,omitempty"`   // it was given, and cannot be read
	Correct string      `json:"corrected,omitempty"` // in words
	State   State       `json:"state"`
	jsonContent
	Parts   []jsonPart    `json:"parts,omitempty"`
	Columns *[]jsonColumn `json:"columns,omitempty"`
	Rows    *[]jsonRow    `json:"rows,omitempty"`
}

type jsonContent struct {
	Value forms.Value `json:"value"`
	Text  string      `json:"text"`
}

type jsonPart struct {
	ID    string     `json:"id"`
	Label string     `json:"label"`
	Kind  forms.Kind `json:"kind"`
	jsonContent
}

type jsonColumn struct {
	ID    string     `json:"id"`
	Label string     `json:"label"`
	Kind  forms.Kind `json:"kind"`
}

type jsonRow struct {
	ID    forms.RowID            `json:"id,omitempty"`
	Cells map[string]jsonContent `json:"cells"`
}

func jsonOf(d Document) jsonDocument {
	out := jsonDocument{
		Schema:      Schema,
		Pair:        jsonPair{ID: d.Pair},
		Programme:   jsonProgramme{ID: d.ProgrammeID, Name: clean(d.Programme)},
		Sheet:       d.Sheet.String(),
		Form:        d.Form,
		FormVersion: d.FormVersion,
		Title:       clean(d.Title),
		Lang:        d.Lang,
		Date:        d.Date.String(),
		For:         d.For,
		Voices:      voicesOf(d),
		Private:     d.Private != "",
		Closed:      d.Closed,
		Left:        d.Left,
		Questions:   []jsonQuestion{},
	}
	for _, p := range d.People {
		if p.Voice == forms.Mentor {
			out.Pair.Mentor = clean(p.Name)
		} else {
			out.Pair.Mentee = clean(p.Name)
		}
	}
	section := ""
	for _, b := range d.Blocks {
		switch b := b.(type) {
		case Heading:
			section = b.ID
		case Note:
			out.Note = clean(b.Text)
		case Question:
			q := jsonOfQuestion(b)
			q.Section = section
			out.Questions = append(out.Questions, q)
		case Signatures:
			out.Questions = append(out.Questions, jsonOfSignatures(b)...)
		}
	}
	out.Fixed, out.Said = Fixed(out.fixed()), Said(d)
	return out
}

// fixed lists what nobody is to change: how values read, and what the program worked
// out or somebody signed.
func (d jsonDocument) fixed() (all []string) {
	for _, q := range d.Questions {
		ours := q.Kind == forms.KindAuto || q.Kind == forms.KindSign || told(q.Section)
		for _, a := range q.Answers {
			all = append(all, a.Text)
			if ours {
				all = append(all, string(a.Value))
			}
			for _, p := range a.Parts {
				all = append(all, p.Text)
			}
			if a.Rows == nil {
				continue
			}
			for _, r := range *a.Rows {
				for _, id := range slices.Sorted(maps.Keys(r.Cells)) {
					all = append(all, r.Cells[id].Text)
				}
			}
		}
	}
	return all
}

// FixedJSON returns what a file that JSON wrote should say as its mark of what is
// fixed, see Fixed.
func FixedJSON(data []byte) (string, error) {
	var d jsonDocument
	if err := json.Unmarshal(data, &d); err != nil {
		return "", fmt.Errorf("reading a document in JSON: %w", err)
	}
	return Fixed(d.fixed()), nil
}

func jsonOfQuestion(q Question) jsonQuestion {
	out := jsonQuestion{
		ID: q.ID, Number: q.Number, Label: clean(q.Label), Kind: q.Kind, Required: q.Required, Answered: q.Answered(),
		Answers: make([]jsonAnswer, len(q.Answers)),
	}
	for i, a := range q.Answers {
		out.Answers[i] = jsonOfAnswer(a)
	}
	return out
}

func jsonOfAnswer(a Answer) jsonAnswer {
	out := jsonAnswer{
		Voice: a.Voice, State: a.State, Private: a.Private != "", Apart: a.Apart != "", Damaged: a.Damaged, Correct: clean(a.Correct),
		jsonContent: jsonOfContent(a.Content),
	}
	for _, p := range a.Parts {
		out.Parts = append(out.Parts, jsonPart{p.ID, clean(p.Label), p.Kind, jsonOfContent(p.Content)})
	}
	if a.Table == nil {
		return out
	}
	columns := make([]jsonColumn, len(a.Table.Columns))
	for i, c := range a.Table.Columns {
		columns[i] = jsonColumn{c.ID, clean(c.Label), c.Kind}
	}
	rows := make([]jsonRow, len(a.Table.Rows))
	for i, r := range a.Table.Rows {
		rows[i] = jsonRow{ID: r.ID, Cells: make(map[string]jsonContent, len(r.Cells))}
		for j, c := range r.Cells {
			rows[i].Cells[columns[j].ID] = jsonContent{Carried(c.Value), clean(c.Text)}
		}
	}
	out.Columns, out.Rows = &columns, &rows
	return out
}

// jsonOfContent joins what is ticked by line breaks and paragraphs by empty lines.
func jsonOfContent(c Content) jsonContent {
	between := "\n\n"
	if c.List {
		between = "\n"
	}
	return jsonContent{Carried(c.Value), clean(strings.Join(c.Text, between))}
}

// jsonOfSignatures makes a question of each field that is signed, with an answer
// for each who signs it.
func jsonOfSignatures(s Signatures) []jsonQuestion {
	var out []jsonQuestion
	for _, l := range s.Lines {
		if len(out) == 0 || out[len(out)-1].ID != l.ID {
			out = append(out, jsonQuestion{ID: l.ID, Label: clean(l.Label), Kind: forms.KindSign, Answered: true})
		}
		q := &out[len(out)-1]
		q.Required = q.Required || l.Required
		q.Answered = q.Answered && l.State == Answered
		q.Answers = append(q.Answers, jsonAnswer{
			Voice: l.Voice, State: l.State, Private: l.Private != "",
			jsonContent: jsonContent{Carried(l.Value), clean(l.Signed)},
		})
	}
	return out
}
