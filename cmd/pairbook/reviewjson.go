package main

import (
	"time"

	"pairbook/forms"
	"pairbook/forms/lang"
)

type reviewJSON struct {
	Schema   int            `json:"schema"`
	Pair     forms.PairID   `json:"pair"`
	Mentee   string         `json:"mentee"`
	Mentor   string         `json:"mentor"`
	Date     string         `json:"date"`  // the day it is answered for
	For      forms.Voice    `json:"for"`   // whose own changes are no news
	Since    string         `json:"since"` // RFC 3339
	News     []newsJSON     `json:"news"`
	Due      []lineJSON     `json:"due"`
	Contact  []monthJSON    `json:"contact"`
	IdleDays *int           `json:"idle_days"` // null before the start
	Goals    []goalLineJSON `json:"goals"`
	Actions  keptJSON       `json:"actions"`
	Promises []promiseJSON  `json:"promises"`
	Agenda   []lineJSON     `json:"agenda"` // of the next meeting
}

type lineJSON struct {
	Sheet forms.SheetID `json:"sheet"`
	Field string        `json:"field"`
	Text  string        `json:"text"`
	Note  string        `json:"note"`
}

type newsJSON struct {
	lineJSON
	Kind     forms.NewsKind `json:"kind"` // answer, row, gone or state
	Question string         `json:"question"`
	Row      forms.RowID    `json:"row,omitempty"`
	Old      string         `json:"old"`
	New      string         `json:"new"`
	By       forms.Voice    `json:"by"`
	At       string         `json:"at"` // RFC 3339
}

type goalLineJSON struct {
	lineJSON
	Row    forms.RowID `json:"row"`
	Status forms.Value `json:"status"`
	Marks  []markJSON  `json:"marks"`
}

type markJSON struct {
	Meeting int    `json:"meeting"`
	Date    string `json:"date"` // "" where the meeting has none
	Mark    int    `json:"mark"` // 1 to 5
}

type keptJSON struct {
	All     int `json:"all"`
	Done    int `json:"done"`
	Late    int `json:"late"` // done after their day
	Dropped int `json:"dropped"`
	Open    int `json:"open"`
	Overdue int `json:"overdue"` // of the open ones
}

type promiseJSON struct {
	lineJSON
	ID   string            `json:"id"`
	Kept forms.PromiseKept `json:"kept"` // kept, not_quite or untold
	Of   int               `json:"of"`
	Did  int               `json:"did"`
}

func lineOf(l forms.ReviewLine) lineJSON { return lineJSON{l.Sheet, l.Field, l.Text, l.Note} }

func linesOf(ls []forms.ReviewLine) []lineJSON {
	out := []lineJSON{}
	for _, l := range ls {
		out = append(out, lineOf(l))
	}
	return out
}

func reviewOf(p *forms.Pair, v forms.Review, hand forms.Voice) reviewJSON {
	out := reviewJSON{
		Schema: jsonSchema, Pair: p.Record.Pair, Mentee: p.Name(forms.Mentee), Mentor: p.Name(forms.Mentor), Date: p.Today.String(), For: hand,
		Since: v.Since.Wall().Format(time.RFC3339), News: []newsJSON{}, Due: linesOf(v.Due), Contact: []monthJSON{}, Goals: []goalLineJSON{},
		Actions:  keptJSON{v.Kept.All, v.Kept.Done, v.Kept.Late, v.Kept.Dropped, v.Kept.Open, v.Kept.Overdue},
		Promises: []promiseJSON{}, Agenda: linesOf(v.Agenda),
	}
	if days, known := p.IdleDays(); known {
		out.IdleDays = &days
	}
	for _, n := range v.News {
		out.News = append(out.News, newsJSON{lineOf(n.ReviewLine), n.Kind, n.Question, n.Row, n.Old, n.New, n.By, n.At.Wall().Format(time.RFC3339)})
	}
	for _, m := range v.Months {
		out.Contact = append(out.Contact, monthJSON{m.First.String(), m.Contacts, m.Past, m.Running})
	}
	for _, g := range v.Goals {
		marks := []markJSON{}
		for _, m := range g.Marks {
			marks = append(marks, markJSON{m.Meeting, dayOr(m.Day), m.Mark})
		}
		out.Goals = append(out.Goals, goalLineJSON{lineOf(g.ReviewLine), g.Row, g.Status, marks})
	}
	for _, x := range v.Promises {
		out.Promises = append(out.Promises, promiseJSON{lineOf(x.ReviewLine), x.ID, x.Kept, x.Of, x.Did})
	}
	return out
}

type glancesJSON struct {
	Schema int          `json:"schema"`
	Date   string       `json:"date"`
	For    forms.Voice  `json:"for"`
	Pairs  []glanceJSON `json:"pairs"` // those that need somebody most first
}

type glanceJSON struct {
	Pair     forms.PairID `json:"pair"`
	Names    string       `json:"names"`
	Flag     forms.Flag   `json:"flag"`
	Paused   bool         `json:"paused"`
	Talked   bool         `json:"talked"`    // they have been in touch at all
	IdleDays *int         `json:"idle_days"` // null before the start
	Late     int          `json:"late"`
	News     int          `json:"news"`
	Next     string       `json:"next"`
}

func glancesOf(pairs []forms.Glance, hand forms.Voice, today lang.Date) glancesJSON {
	out := glancesJSON{Schema: jsonSchema, Date: today.String(), For: hand, Pairs: []glanceJSON{}}
	for _, g := range pairs {
		x := glanceJSON{Pair: g.Pair, Names: g.Names, Flag: g.Flag, Paused: g.Pause, Talked: g.Ever, Late: g.Late, News: g.News, Next: g.Next}
		if g.Idle >= 0 {
			x.IdleDays = &g.Idle
		}
		out.Pairs = append(out.Pairs, x)
	}
	return out
}
