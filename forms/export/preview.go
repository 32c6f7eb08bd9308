package export

import (
	"slices"

	"pairbook/forms"
)

// Preview says what a file would hold before it is written: for whom it is, what goes,
// and what stays and why.
type Preview struct {
	To         forms.Audience
	For        string   // To in words
	Questions  int      // tables and signatures aside
	Tables     int      // questions that are answered in rows
	Signatures int      // lines to sign on
	Names      []string // the two who are named in it; "" is never among them
	Goes       []Piece  // in the sheet's order, signatures last
	Note       string   // what stands in the place of all answers where nothing goes
	Stays      []forms.Stays
}

// Piece is a question that goes.
type Piece struct {
	ID     string
	Label  string
	Kind   forms.Kind
	Voices []forms.Voice
}

// Empty reports whether nothing would leave.
func (p Preview) Empty() bool { return len(p.Goes) == 0 }

// PreviewOf previews the document that Build made of a sheet with the same options: it
// counts that very document.
func PreviewOf(s forms.Sheet, o Options, d Document) Preview {
	p := count(d)
	p.To = o.audience()
	p.For = s.Pair.AudienceName(p.To)
	p.Stays = s.Staying(p.To, o.AllVoices)
	return p
}

// count counts what a document holds.
func count(d Document) Preview {
	var p Preview
	for _, who := range d.People {
		if who.Name != "" {
			p.Names = append(p.Names, who.Name)
		}
	}
	for _, b := range d.Blocks {
		switch b := b.(type) {
		case Note:
			p.Note = b.Text
		case Question:
			p.question(b)
		case Signatures:
			p.signatures(b)
		}
	}
	return p
}

func (p *Preview) question(q Question) {
	piece := Piece{ID: q.ID, Label: q.Label, Kind: q.Kind}
	inRows := false
	for _, a := range q.Answers {
		piece.Voices = append(piece.Voices, a.Voice)
		inRows = inRows || a.Table != nil
	}
	if inRows {
		p.Tables++
	} else {
		p.Questions++
	}
	p.Goes = append(p.Goes, piece)
}

func (p *Preview) signatures(s Signatures) {
	p.Signatures += len(s.Lines)
	for _, l := range s.Lines {
		i := slices.IndexFunc(p.Goes, func(g Piece) bool { return g.ID == l.ID })
		if i < 0 {
			i = len(p.Goes)
			p.Goes = append(p.Goes, Piece{ID: l.ID, Label: l.Label, Kind: forms.KindSign})
		}
		p.Goes[i].Voices = append(p.Goes[i].Voices, l.Voice)
	}
}

// Lines says the preview in words: for whom, what goes, and a line for each thing that
// stays.
func (p Preview) Lines(pair *forms.Pair) (goes string, stays []string) {
	w := pair.Words
	parts := []string{w.N("leaves.questions", p.Questions)}
	if p.Tables > 0 {
		parts = append(parts, w.N("leaves.tables", p.Tables))
	}
	if p.Signatures > 0 {
		parts = append(parts, w.N("leaves.signatures", p.Signatures))
	}
	names := w.T("export.no_name")
	if len(p.Names) > 0 {
		names = w.List(p.Names)
	}
	goes = w.T("leaves.goes", "for", oneLine(p.For), "what", w.List(parts), "names", names)
	if p.Empty() {
		goes = p.Note
	}
	for _, s := range p.Stays {
		stays = append(stays, oneLine(s.Text))
	}
	return goes, stays
}
