package export

import (
	"strconv"

	"pairbook/forms"
	"pairbook/forms/lang"
)

// reporter makes the papers that are no sheet: who met when, and what it cost. It numbers
// their parts.
type reporter struct {
	builder
	doc Document
}

// report begins a paper about the pair.
func report(p *forms.Pair, title, purpose, share string) *reporter {
	r := &reporter{builder: builder{pair: p, words: p.Words}}
	r.doc = r.page(title, purpose, share)
	r.doc.Printed = p.Words.T("export.printed", "date", p.Words.DayMonth(p.Today, lang.Date{}))
	return r
}

// page is the head of a paper that is no sheet.
func (b *builder) page(title, purpose, share string) Document {
	p := b.pair
	people := []Person{b.person(forms.Mentee), b.person(forms.Mentor)}
	return Document{
		Lang: b.words.Lang(), Words: b.words, Title: title, Purpose: purpose, Share: share,
		Programme: oneLine(p.ProgrammeName()), PairLine: b.inWords(people[0]) + " · " + b.inWords(people[1]), People: people,
		Date: p.Today, Pair: p.Record.Pair, ProgrammeID: p.Programme().ID,
	}
}

// says adds a part of one line of text for each thing to say.
func (r *reporter) says(id, label string, texts ...string) {
	r.add(id, label, Answer{Voice: forms.Agreed, State: Answered, Content: Content{Kind: forms.KindAuto, Text: texts, List: len(texts) > 1}})
}

// table adds a part that is a table; heads name its columns.
func (r *reporter) table(id, label, empty string, heads []string, rows [][]string) {
	t := &Table{Caption: label, Empty: empty}
	for i, h := range heads {
		t.Columns = append(t.Columns, Column{ID: strconv.Itoa(i + 1), Label: h, Kind: forms.KindShort})
	}
	for _, cells := range rows {
		var row Row
		for _, text := range cells {
			text = clean(text)
			row.Cells = append(row.Cells, Cell{Value: forms.Value(text), Text: text, State: Answered})
		}
		t.Rows = append(t.Rows, row)
	}
	r.add(id, label, Answer{Voice: forms.Agreed, State: Answered, Content: Content{Kind: forms.KindAuto, Table: t}})
}

func (r *reporter) add(id, label string, a Answer) {
	r.number++
	r.doc.Blocks = append(r.doc.Blocks, Question{ID: id, Number: r.number, Label: label, Kind: forms.KindAuto, Answers: []Answer{a}})
}

// signed ends the paper with lines to sign on: for the two in the order given, and then
// for others, by label.
func (r *reporter) signed(people []Person, others ...string) Document {
	sign := Signatures{Title: r.words.T("export.signatures")}
	for _, who := range people {
		sign.Lines = append(sign.Lines, Signature{ID: "sign_" + string(who.Voice), Voice: who.Voice, Role: who.Role, Printed: who.Name, State: Open})
	}
	for i, label := range others {
		sign.Lines = append(sign.Lines, Signature{ID: "sign_" + strconv.Itoa(i+1), Voice: forms.Agreed, Label: label, State: Open})
	}
	r.doc.Blocks = append(r.doc.Blocks, sign)
	return r.doc
}

// between returns the contacts and meetings of some days, the first one first. Tries that
// nobody answered are none.
func (r *reporter) between(from, to lang.Date) []forms.Touch {
	var out []forms.Touch
	for _, t := range r.pair.Touches() {
		if !t.Tried && !t.Date.IsZero() && !t.Date.After(r.pair.Today) && !t.Date.Before(from) && !t.Date.After(to) {
			out = append([]forms.Touch{t}, out...)
		}
	}
	return out
}

// time sums up contacts in words.
func (r *reporter) time(all []forms.Touch) string {
	w, minutes, meetings, unknown := r.words, 0, 0, 0
	for _, t := range all {
		minutes += t.Minutes
		if t.Meeting.Form != "" {
			meetings++
		}
		if t.Minutes == 0 {
			unknown++
		}
	}
	text := w.T("report.time", "contacts", w.N("forms.contacts", len(all)), "meetings", w.N("report.meetings", meetings), "hours", r.hours(minutes))
	if unknown > 0 {
		text += " " + w.N("report.unknown", unknown)
	}
	return text
}

// hours writes minutes as hours, to a tenth.
func (r *reporter) hours(minutes int) string {
	return r.figure(strconv.FormatFloat(float64((minutes*10+30)/60)/10, 'f', -1, 64))
}

// figure writes a number as the language does.
func (r *reporter) figure(number string) string {
	fd := &forms.Field{Kind: forms.KindNumber}
	return fd.Show(forms.Value(number), r.pair.Asking())
}

// minutes writes how long a contact took; "" where nobody knows.
func (r *reporter) minutes(t forms.Touch) string {
	if t.Minutes == 0 {
		return ""
	}
	return r.figure(strconv.Itoa(t.Minutes))
}
