package digest

import (
	"encoding/json"
	"fmt"
	"io"
	"strconv"

	"pairbook/forms"
	"pairbook/forms/export"
	"pairbook/forms/lang"
)

// Schema is the number of the JSON form; it rises when a reader of the old form would
// misunderstand the new one.
const Schema = 1

type jsonDigest struct {
	Schema int         `json:"schema"`
	Date   string      `json:"date"`
	Least  int         `json:"least"` // of fewer people no number is told
	Groups []jsonGroup `json:"groups"`
	Equity []jsonItem  `json:"equity"`
}

type jsonGroup struct {
	Programme string     `json:"programme"` // title; "" for all
	Forms     []jsonPart `json:"forms"`
}

type jsonPart struct {
	Title     string     `json:"title"`
	Copies    *int       `json:"copies"` // null: fewer than least
	Questions []jsonItem `json:"questions"`
}

type jsonItem struct {
	ID      string    `json:"id"`
	Label   string    `json:"label"`
	People  *int      `json:"people"` // null: fewer than least, or answered in words
	Middle  string    `json:"middle,omitempty"`
	Answers []jsonBar `json:"answers,omitempty"`
	Words   []string  `json:"words,omitempty"`
}

type jsonBar struct {
	ID     string `json:"id"`
	Label  string `json:"label"`
	People *int   `json:"people"` // null: not told
}

// JSON writes a digest for programs. Errors are the writer's.
func (d Digest) JSON(w io.Writer, today lang.Date) error {
	out := jsonDigest{Schema: Schema, Date: today.String(), Least: Least, Groups: []jsonGroup{}, Equity: jsonItems(d.Equity)}
	for _, g := range d.Groups {
		j := jsonGroup{Programme: g.Title, Forms: []jsonPart{}}
		for _, p := range g.Parts {
			j.Forms = append(j.Forms, jsonPart{p.Title, told(p.Copies, p.Copies > 0), jsonItems(p.Items)})
		}
		out.Groups = append(out.Groups, j)
	}
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	if err := enc.Encode(out); err != nil {
		return fmt.Errorf("writing the digest as JSON: %w", err)
	}
	return nil
}

func told(n int, ok bool) *int {
	if !ok {
		return nil
	}
	return &n
}

func jsonItems(items []Item) []jsonItem {
	out := []jsonItem{}
	for _, it := range items {
		j := jsonItem{ID: it.ID, Label: it.Label, People: told(it.People, it.People > 0 && !it.Free), Middle: it.Middle, Words: it.Words}
		for _, b := range it.Bars {
			j.Answers = append(j.Answers, jsonBar{b.ID, b.Label, told(b.People, !b.Hidden)})
		}
		out = append(out, j)
	}
	return out
}

// Lists makes lists for spreadsheets: a row for each answer that could be given, one
// sheet for the questions and one for those about equity, where there are any.
func (d Digest) Lists(w *lang.Words, today lang.Date) []export.Register {
	main := emptyList(w, today, "digest", w.T("digest.title"))
	for _, g := range d.Groups {
		for _, p := range g.Parts {
			main.Rows = append(main.Rows, rows(w, g.Title, p.Title, p.Items)...)
		}
	}
	out := []export.Register{main}
	if len(d.Equity) > 0 {
		equity := emptyList(w, today, "equity", w.T("digest.equity"))
		equity.Rows = rows(w, "", "", d.Equity)
		out = append(out, equity)
	}
	return out
}

func emptyList(w *lang.Words, today lang.Date, id, title string) export.Register {
	r := export.Register{ID: id, Title: title, Lang: w.Lang(), Date: today}
	for _, c := range []struct {
		id   string
		kind forms.Kind
	}{
		{"programme", forms.KindShort},
		{"form", forms.KindShort},
		{"question", forms.KindShort},
		{"people", forms.KindNumber},
		{"middle", forms.KindShort},
		{"answer", forms.KindShort},
		{"number", forms.KindNumber},
	} {
		r.Columns = append(r.Columns, export.Column{ID: c.id, Label: w.T("digest.column_" + c.id), Kind: c.kind})
	}
	return r
}

// rows makes a row of a list for each answer to each question.
func rows(w *lang.Words, programme, form string, items []Item) []export.Row {
	var out []export.Row
	add := func(it Item, people, answer, number string) {
		var row export.Row
		for _, text := range []string{programme, form, it.Label, people, it.Middle, answer, number} {
			row.Cells = append(row.Cells, export.Cell{Value: forms.Value(text), Text: text})
		}
		out = append(out, row)
	}
	for _, it := range items {
		people := strconv.Itoa(it.People)
		switch {
		case it.People == 0:
			add(it, w.T("digest.hidden"), "", "")
			continue
		case it.Free:
			for _, text := range it.Words {
				add(it, "", text, "")
			}
			continue
		case len(it.Bars) == 0:
			add(it, people, "", "")
		}
		for _, b := range it.Bars {
			number := strconv.Itoa(b.People)
			if b.Hidden {
				number = w.T("digest.hidden")
			}
			add(it, people, b.Label, number)
		}
	}
	return out
}
