package main

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"pairbook/forms"
	"pairbook/forms/export"
)

// look reads everything that can be read, as both together and as the other one, and
// looks for words of a copy that is not open to them.
func (e *evaluation) look() {
	p := e.pair()
	s, _ := p.Sheet(forms.SheetID{Form: forms.EachForm, Of: forms.Mentee})
	open := e.open()
	if s.Opened() != open || s.BothSealed() != e.bothSealed() {
		e.t.Fatalf("open %v, both sealed %v; want %v, %v", s.Opened(), s.BothSealed(), open, e.bothSealed())
	}
	revs, err := e.app.History(e.id, nil)
	e.must(err)
	together := views(p, revs, forms.Reader{})
	for _, v := range bothVoices {
		if !e.mayWrite(v) {
			e.hidden(p.Record, revs, v)
		}
		if !open {
			e.holds(v, "both together", together)
			e.holds(v, "the other one alone", views(p, revs, forms.Reader{Hand: v.Other(), Alone: true}))
		}
		e.reads(p, v, open)
		if e.joint { // and what was taken away before is still nobody else's business
			r := forms.Reader{Hand: v.Other(), Alone: true}
			for _, mark := range e.buried[v] {
				for _, text := range append(views(p, revs, r), together...) {
					if mark != "" && strings.Contains(text, mark) {
						e.t.Fatalf("%q, taken away before the two wrote together, is told: %s", mark, text)
					}
				}
			}
		}
	}
	if open && !e.joint {
		e.fits(p)
	}
	if e.read && !e.bothSealed() {
		e.t.Fatal("a copy that was read can be written in again")
	}
}

// hidden: what is behind the passphrase of somebody who is locked is not there at all,
// but for what was opened.
func (e *evaluation) hidden(rec *forms.Record, revs []forms.Revision, v forms.Voice) {
	if e.copies[v].bare {
		return
	}
	var all []string
	rec.Addresses(func(a forms.Address) {
		for _, h := range rec.Heads(a) {
			all = append(all, string(h.Value))
		}
	})
	for _, text := range rec.Drafts {
		all = append(all, text)
	}
	for _, r := range revs {
		all = append(all, string(r.Value))
	}
	e.holds(v, "in the record", all)
}

// holds fails where there are words of a copy: a mark ends in a letter that none has before,
// so that no mark is part of another.
func (e *evaluation) holds(v forms.Voice, where string, texts []string) {
	e.t.Helper()
	c := e.copies[v]
	for _, mark := range slices.Concat(c.ever, c.drafts) {
		for _, text := range texts {
			if i := strings.Index(text, mark); i >= 0 && mark != "" {
				e.t.Fatalf("%s: %q of a copy that is not open: …%s", where, mark, text[max(0, i-200):min(len(text), i+60)])
			}
		}
	}
}

// reads: the author of a copy reads what stands there, and once it is open, so does the
// other.
func (e *evaluation) reads(p *forms.Pair, v forms.Voice, open bool) {
	s, _ := p.Sheet(forms.SheetID{Form: forms.EachForm, Of: v})
	readers := []forms.Reader{}
	if e.mayWrite(v) {
		readers = append(readers, forms.Reader{Hand: v, Alone: true})
	}
	if open {
		readers = append(readers, forms.Reader{}, forms.Reader{Hand: v.Other(), Alone: true})
	}
	c := e.copies[v]
	for _, r := range readers {
		text := document(s, export.Options{Reader: r})
		for at, want := range c.says {
			if got := string(p.Record.Value(at)); got != want {
				e.t.Fatalf("%s says %q, want %q", at, got, want)
			}
			if mark := strings.TrimPrefix(want, "2026-03-10 "); !strings.Contains(text, mark) {
				e.t.Fatalf("%v does not read %q in %s", r, mark, s.ID)
			}
		}
		for at, want := range c.sealed {
			if c.says[at] != want {
				e.t.Fatalf("%s says %q and was sealed as %q", at, c.says[at], want)
			}
		}
	}
}

// fits: opened copies are what was sealed, and stay so.
func (e *evaluation) fits(p *forms.Pair) {
	e.read = true
	proofs := p.CheckOpened(forms.EachForm)
	if len(proofs) != 2 || proofs[0].State != forms.ProofGood || proofs[1].State != forms.ProofGood {
		e.t.Fatalf("opened: %+v", proofs)
	}
}

// nothingLost: whatever came between, each author still reads all of the own copy, and
// where it was sealed, that.
func (e *evaluation) nothingLost() {
	for _, v := range bothVoices {
		e.unlocks(v)
		e.look()
	}
	if e.bothSealed() {
		e.opensBoth("")
		e.look()
	}
	if r, err := e.app.current().Check(true); err != nil || !r.OK() {
		e.t.Fatalf("check: %+v, %v", r, err)
	}
}

// views is all that a reader can be told: sheets for every audience, previews, the review,
// the plan, the rules, the lists.
func views(p *forms.Pair, revs []forms.Revision, r forms.Reader) []string {
	var out []string
	for _, s := range p.Sheets() {
		if s.Form.ID != forms.EachForm && s.Form.ID != forms.TogetherForm && s.Form.ID != forms.SummaryForm && s.Form.ID != forms.NextStepsForm {
			continue
		}
		out = append(out, document(s, export.Options{Reader: r, AllVoices: true}), fmt.Sprint(s.CountFor(r), s.Earlier(r)))
		for _, to := range forms.Audiences() {
			if v := to.Person(); v == "" || v == r.Hand && r.Alone {
				out = append(out, document(s, export.Options{To: to, AllVoices: true}), fmt.Sprint(s.Staying(to, true)))
			}
		}
	}
	look := p.Review(0, revs, r)
	out = append(out, fmt.Sprintf("%+v %+v %+v %v", look, p.Parts(look), p.Glance(0, r), p.Newest(r)))
	for _, task := range p.Next() {
		out = append(out, p.Say(task), p.SayWhy(task))
	}
	for _, f := range p.Findings() {
		what, why := p.SayFinding(f)
		out = append(out, what, why)
	}
	for _, f := range p.VerifySignatures(nil) {
		out = append(out, p.SayProof(f), f.Wording)
	}
	return append(out, fmt.Sprintf("%+v", p.WholePlan()), fmt.Sprintf("%+v %+v %+v %+v", p.Actions(), p.Goals(), p.Contacts(), p.Ledger()))
}

// toldOthers is all that is told of a copy to both together, and to the other one alone.
func (e *evaluation) toldOthers(v forms.Voice) []string {
	if e.open() {
		return nil
	}
	p := e.pair()
	revs, err := e.app.History(e.id, nil)
	e.must(err)
	return append(views(p, revs, forms.Reader{}), views(p, revs, forms.Reader{Hand: v.Other(), Alone: true})...)
}

// document is what an export holds, for programs.
func document(s forms.Sheet, o export.Options) string {
	data, err := json.Marshal(export.Build(s, o).Blocks)
	if err != nil {
		return err.Error()
	}
	return string(data)
}
