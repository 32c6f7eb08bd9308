package main

import (
	"encoding/json"
	"strings"
	"testing"

	"pairbook/forms"
	"pairbook/forms/catalog"
	"pairbook/forms/lang"
)

// everyField is a pair that sets and reads every question of every form.
type everyField struct {
	*home
	pair *forms.Pair // knows the options; its answers are not used
	n    int
}

func TestEveryQuestionOfEveryFormCanBeAnsweredAndRead(t *testing.T) {
	lib, err := catalog.Load()
	if err != nil {
		t.Fatal(err)
	}
	words, err := lang.Load(lang.English)
	if err != nil {
		t.Fatal(err)
	}
	e := everyField{home: newHome(t)}
	e.must(newArgs()...)
	e.must("set", "planning_worksheet", "pw_goals+", "goal=Plan a term", "measure=It holds", "due=2026-10-01")
	e.must("set", "meeting/1", "m_place", "The library")
	e.must("set", "meeting/1", "m_new_actions+", "action=Book the hall", "owner=mentee", "due=2026-05-28")
	e.pair = forms.NewPair(forms.NewRecord(""), lib, lang.DateOf(aDay), words)

	for _, id := range sortedIDs(lib.Forms) {
		f := lib.Forms[id]
		for _, sheet := range sheetsOf(f) {
			s, ok := e.pair.Sheet(sheet)
			if !ok {
				t.Fatalf("no sheet %v", sheet)
			}
			for i := range f.Sections {
				for j := range f.Sections[i].Fields {
					e.try(s, &f.Sections[i].Fields[j])
				}
			}
		}
	}
	if e.n < 250 {
		t.Errorf("only %d answers were tried", e.n)
	}
}

func sheetsOf(f *forms.Form) []forms.SheetID {
	switch f.Copies {
	case forms.CopiesNumbered:
		return []forms.SheetID{{Form: f.ID, Number: 2}} // the second opens with the actions of the first
	case forms.CopiesEach:
		return []forms.SheetID{{Form: f.ID, Of: forms.Mentee}, {Form: f.ID, Of: forms.Mentor}}
	}
	return []forms.SheetID{{Form: f.ID}}
}

// try answers a question in each of its voices.
func (e *everyField) try(s forms.Sheet, fd *forms.Field) {
	_, it, _, err := question(s, fd.ID)
	if err != nil { // asked on the other copy only
		e.mustEnd(int(NotFound), "set", s.ID.String(), fd.ID, "x")
		return
	}
	voices := it.Voices
	if fd.Compare {
		voices = []forms.Voice{forms.Mentee, forms.Mentor, forms.Agreed}
	}
	for _, v := range voices {
		a := asking{everyField: e, sheet: s.ID.String(), field: fd, voice: v}
		if len(voices) > 1 {
			a.as = []string{"--as", string(v)}
		}
		switch fd.Kind {
		case forms.KindRows:
			a.rows()
		case forms.KindGroup:
			a.parts()
		default:
			input := e.plausible(fd)
			a.set(fd.ID, input)
			if fd.From == "goals" { // which id the goal got, only the book knows
				a.reads(func(q answerJSON) string { return q.Text }, input)
				continue
			}
			a.reads(func(q answerJSON) string { return q.Value }, e.canonical(fd, input))
		}
	}
}

// asking is one question in one voice.
type asking struct {
	*everyField
	sheet string
	field *forms.Field
	voice forms.Voice
	as    []string
}

func (a asking) set(args ...string) {
	a.t.Helper()
	a.n++
	a.must(append(append([]string{"set", a.sheet}, args...), a.as...)...)
}

func (a asking) parts() {
	args := []string{a.field.ID}
	for i := range a.field.Parts {
		args = append(args, a.field.Parts[i].ID+"="+a.plausible(&a.field.Parts[i]))
	}
	a.set(args...)
	for i := range a.field.Parts {
		part := &a.field.Parts[i]
		a.reads(func(q answerJSON) string { return q.part(part.ID) }, a.canonical(part, a.plausible(part)))
	}
}

func (a asking) rows() {
	args := []string{a.field.ID + "[1]"}
	row := 0
	if (forms.Sheet{}).MayAddRows(a.field) {
		row = -1
		args = []string{a.field.ID + "+"}
	}
	for i := range a.field.Columns {
		if col := &a.field.Columns[i]; !col.ReadOnly && col.From != "goals" {
			args = append(args, col.ID+"="+a.plausible(col))
		}
	}
	a.set(args...)
	for i := range a.field.Columns {
		if col := &a.field.Columns[i]; !col.ReadOnly && col.From != "goals" {
			a.reads(func(q answerJSON) string { return q.cell(row, col.ID) }, a.canonical(col, a.plausible(col)))
		}
	}
}

type showJSON struct {
	Schema    int
	Questions []struct {
		ID      string
		Answers []answerJSON
	}
}

type answerJSON struct {
	Voice forms.Voice
	Value string
	Text  string
	Parts []struct{ ID, Value string }
	Rows  []struct {
		Cells map[string]struct{ Value string }
	}
}

func (a answerJSON) part(id string) string {
	for _, p := range a.Parts {
		if p.ID == id {
			return p.Value
		}
	}
	return ""
}

// cell returns a cell of the first row, row 0, or of the one added last, row -1.
func (a answerJSON) cell(row int, id string) string {
	if len(a.Rows) == 0 {
		return ""
	}
	if row < 0 {
		row = len(a.Rows) - 1
	}
	return a.Rows[row].Cells[id].Value
}

// reads checks that the answer comes back, in words and for programs, to the
// person who wrote it.
func (a asking) reads(pick func(answerJSON) string, want string) {
	a.t.Helper()
	reader := a.voice
	if !reader.IsPerson() {
		reader = forms.Mentee
	}
	args := []string{"show", a.sheet, a.field.ID, "--as", string(reader)}
	if out := a.must(args...); strings.TrimSpace(out) == "" {
		a.t.Errorf("%s %s: nothing is shown", a.sheet, a.field.ID)
	}
	var shown showJSON
	if err := json.Unmarshal([]byte(a.must(append(args, "--json")...)), &shown); err != nil {
		a.t.Fatalf("%s %s: %v", a.sheet, a.field.ID, err)
	}
	if shown.Schema != 1 || len(shown.Questions) != 1 {
		a.t.Fatalf("%s %s: %+v", a.sheet, a.field.ID, shown)
	}
	for _, q := range shown.Questions[0].Answers {
		if q.Voice == a.voice {
			if got := pick(q); got != want {
				a.t.Errorf("%s %s by %s: %q, want %q", a.sheet, a.field.ID, a.voice, got, want)
			}
			return
		}
	}
	a.t.Errorf("%s %s: no answer by %s", a.sheet, a.field.ID, a.voice)
}

// canonical is how an input is kept.
func (e *everyField) canonical(fd *forms.Field, input string) string {
	v, problem := fd.Parse(input, e.pair.Asking())
	if problem != nil {
		e.t.Fatalf("%s: %q: %v", fd.ID, input, problem)
	}
	return string(v)
}

// plausible is something that a person might answer.
func (e *everyField) plausible(fd *forms.Field) string {
	if fd.From == "goals" {
		return "Plan a term"
	}
	switch fd.Kind {
	case forms.KindLong:
		return "First we walked,\nthen we talked: åäö | <b> & “quotes”."
	case forms.KindDate:
		return "4 June 2026"
	case forms.KindTime:
		return "17.30"
	case forms.KindNumber:
		if fd.Min != nil && *fd.Min > 3 {
			return "60"
		}
		return "3"
	case forms.KindChoice:
		return e.options(fd, 1)
	case forms.KindMulti:
		return e.options(fd, 2)
	case forms.KindRating:
		return "4"
	case forms.KindYesNo:
		return "yes"
	case forms.KindSign:
		return "Amina Diallo, 2026-03-24"
	}
	return "Half past six, at Lisa's"
}

// options picks up to n options by their ids.
func (e *everyField) options(fd *forms.Field, n int) string {
	var picked []string
	for _, o := range e.pair.OptionsOf(fd) {
		if o.Detail == "" && len(picked) < n {
			picked = append(picked, o.ID)
		}
	}
	return strings.Join(picked, ", ")
}
