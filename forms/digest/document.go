package digest

import (
	"strconv"
	"strings"

	"pairbook/forms"
	"pairbook/forms/export"
	"pairbook/forms/lang"
)

// barCells is how long the longest bar is, in cells of a terminal.
const barCells = 24

// Document makes a document of the digest, which export writes in every format.
func (d Digest) Document(w *lang.Words, today lang.Date) export.Document {
	p := printer{words: w}
	doc := export.Document{
		Lang: w.Lang(), Words: w, Title: w.T("digest.title"), Programme: w.T("digest.of_all"),
		Purpose: w.T("digest.purpose", "least", Least), Printed: w.T("export.printed", "date", w.DayMonth(today, lang.Date{})),
		Share: w.T("digest.share"), Date: today,
	}
	if len(d.Groups) == 1 && d.Groups[0].Title != "" {
		doc.Programme = d.Groups[0].Title
	}
	if d.TooFew {
		p.note(w.T("digest.too_few_to_split", "least", Least))
	}
	for _, g := range d.Groups {
		for i, part := range g.Parts {
			p.part(g, part, d.Split, i)
		}
	}
	if len(d.Equity) > 0 {
		p.heading("equity", w.T("digest.equity"), w.T("digest.equity_intro"))
		p.items(d.Equity)
	}
	if p.kept {
		p.note(w.T("digest.kept", "least", Least))
	}
	doc.Blocks = p.blocks
	return doc
}

// printer gathers the blocks of a document.
type printer struct {
	words  *lang.Words
	blocks []export.Block
	number int
	kept   bool // a number was left out somewhere
}

func (p *printer) note(text string) { p.blocks = append(p.blocks, export.Note{Text: text}) }

func (p *printer) heading(id, text, intro string) {
	p.blocks = append(p.blocks, export.Heading{ID: id, Level: 2, Text: text, Intro: intro})
}

func (p *printer) part(g Group, part Part, split bool, n int) {
	title := part.Title
	if split {
		title = p.words.T("digest.part", "question", g.Title, "part", part.Title)
	}
	copies := p.few()
	if part.Copies > 0 {
		copies = p.words.N("digest.copies", part.Copies)
	}
	p.heading("part"+strconv.Itoa(len(p.blocks))+"_"+strconv.Itoa(n), title, copies)
	p.items(part.Items)
}

func (p *printer) few() string { return p.words.T("digest.few", "least", Least) }

func (p *printer) items(items []Item) {
	for _, it := range items {
		p.number++
		q := export.Question{ID: it.ID, Number: p.number, Label: it.Label, Kind: forms.KindAuto, Hint: p.hint(it)}
		a := export.Answer{State: export.Answered}
		switch {
		case it.People == 0:
			a.Text = []string{p.few()}
		case it.Free && len(it.Words) == 0:
			a.Text = []string{p.words.T("digest.no_words")}
		case it.Free:
			a.Text, a.List = it.Words, true
		case len(it.Bars) > 0:
			a.Table = p.table(it)
		case it.Kept:
			a.Text = []string{p.words.T("digest.all_kept")}
		default:
			a.Text = []string{it.Middle}
		}
		p.kept = p.kept || it.Kept
		q.Answers = []export.Answer{a}
		p.blocks = append(p.blocks, q)
	}
}

// hint says how many answered, and what the one in the middle said.
func (p *printer) hint(it Item) string {
	switch {
	case it.People == 0:
		return ""
	case it.Free:
		return p.words.T("digest.released")
	case it.Middle == "":
		return p.words.N("digest.people", it.People)
	}
	return p.words.T("digest.and_middle", "people", p.words.N("digest.people", it.People), "middle", it.Middle)
}

// table draws the bars of an item.
func (p *printer) table(it Item) *export.Table {
	w := p.words
	t := &export.Table{Caption: it.Label, Columns: []export.Column{
		{ID: "answer", Label: w.T("digest.answer"), Kind: forms.KindShort},
		{ID: "people", Label: w.T("digest.number"), Kind: forms.KindNumber},
		{ID: "bar", Label: w.T("digest.share_of"), Kind: forms.KindShort},
	}}
	for _, b := range it.Bars {
		number := export.Cell{Text: strconv.Itoa(b.People), Value: forms.Value(strconv.Itoa(b.People)), State: export.Answered}
		bar := export.Cell{State: export.Answered, Bar: &export.Bar{
			Share: float64(b.People) / float64(it.People),
			Title: w.T("digest.bar", "answer", b.Label, "n", b.People, "people", it.People),
			Note:  it.Label,
		}}
		if bar.Text = strings.Repeat("█", cells(b.People, it.People)); b.Hidden {
			number, bar = export.Cell{Text: w.T("digest.hidden"), State: export.Answered}, export.Cell{}
		}
		label := export.Cell{Text: b.Label, State: export.Answered}
		t.Rows = append(t.Rows, export.Row{Cells: []export.Cell{label, number, bar}})
	}
	return t
}

// cells is how long a bar is; somebody is at least one cell.
func cells(n, of int) int {
	if n == 0 {
		return 0
	}
	return max(1, (n*barCells+of/2)/of)
}
