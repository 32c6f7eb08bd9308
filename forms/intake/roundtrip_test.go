package intake_test

import (
	"bytes"
	"fmt"
	"maps"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"pairbook/forms"
	"pairbook/forms/catalog"
	"pairbook/forms/export"
	"pairbook/forms/intake"
	"pairbook/forms/lang"
)

var (
	today = lang.Date{Year: 2026, Month: 3, Day: 24}
	both  = []forms.Voice{forms.Mentee, forms.Mentor}
)

// newPair is the pair of all examples, with nothing but its names.
func newPair(t testing.TB, l lang.Lang) *forms.Pair {
	lib, err := catalog.Load()
	if err != nil {
		t.Fatal(err)
	}
	w, err := lang.Load(l)
	if err != nil {
		t.Fatal(err)
	}
	p := forms.NewPair(forms.NewRecord("k3v9qd"), lib, today, w)
	pair := forms.SheetID{Form: forms.PairForm}
	put(p, forms.Address{Sheet: pair, Field: "mentee_name", Voice: forms.Mentee}, "Amina Diallo")
	put(p, forms.Address{Sheet: pair, Field: "mentor_name", Voice: forms.Mentor}, "Per Holm")
	put(p, forms.Address{Sheet: pair, Field: "anchor_date", Voice: forms.Agreed}, "2026-03-02")
	return p
}

func put(p *forms.Pair, a forms.Address, v forms.Value) {
	p.Record.Put(a, []forms.Head{{ID: forms.RevID{Device: "d", Seq: 1}, Author: forms.Mentee, Time: 1, Value: v}})
}

// sheetIDs are the sheets of all forms.
func sheetIDs(p *forms.Pair) []forms.SheetID {
	var out []forms.SheetID
	for _, id := range slices.Sorted(maps.Keys(p.Library.Forms)) {
		switch p.Library.Forms[id].Copies {
		case forms.CopiesNumbered:
			out = append(out, forms.SheetID{Form: id, Number: 1}, forms.SheetID{Form: id, Number: 2})
		case forms.CopiesEach:
			out = append(out, forms.SheetID{Form: id, Of: forms.Mentee}, forms.SheetID{Form: id, Of: forms.Mentor})
		default:
			out = append(out, forms.SheetID{Form: id})
		}
	}
	return out
}

func sheetOf(p *forms.Pair, id forms.SheetID) forms.Sheet {
	s, ok := p.Sheet(id)
	if !ok {
		panic("no sheet " + id.String())
	}
	return s
}

// texts are pieces of what people write, hostile ones too.
var texts = []string{
	"We met twice.", "a", " ", "  ", "\n", "\n\n", "\n\n\n", "|", "\\", "\\|", "`", "*not answered*", "not answered", "*inte besvarad*", "–", "---",
	"### 3. Goals", "## Signatures", "# x", "<!-- pairbook 1 x -->", "<br>", "&#32;", "&#8211;", "- one", "1. one", "2) two", "**Per Holm:**", "**Amina Diallo:**",
	"**from:** 60", "| a | b |", "| --- | --- |", "å ä ö", "é", "👩‍👧", "שלום", "\u00a0", "\t", "*", "**", "_x_", "~~x~~", "[a](b)", "$x$", "{the_mentee}", "=", "+", ":", "&amp;", "&",
	"no rows yet", "still needed", "*still needed*", "yes", "4", "\u200b", "漢字", "...", "\ufeff", "\"quoted\"", "'", "For the two of you.", "\\\n", "other: x", "“", "%s", "\u0301",
}

func someText(rt *rapid.T) string {
	return strings.Join(rapid.SliceOfN(rapid.SampledFrom(texts), 1, 6).Draw(rt, "text"), "")
}

// someValue is a value that the editors would keep; "" where there is none.
func someValue(rt *rapid.T, p *forms.Pair, fd *forms.Field) forms.Value {
	ask := p.Asking()
	var v forms.Value
	switch fd.Kind {
	case forms.KindShort, forms.KindLong:
		v, _ = fd.Parse(someText(rt), ask)
	case forms.KindDate:
		v = forms.Value(today.AddDays(rapid.IntRange(-800, 800).Draw(rt, "day")).String())
	case forms.KindTime:
		v = forms.Value(fmt.Sprintf("%02d:%02d", rapid.IntRange(0, 23).Draw(rt, "hour"), rapid.IntRange(0, 59).Draw(rt, "minute")))
	case forms.KindNumber:
		n := strconv.Itoa(rapid.IntRange(0, 2000).Draw(rt, "number"))
		v, _ = fd.Parse(n+rapid.SampledFrom([]string{"", ".5", ".25"}).Draw(rt, "decimals"), ask)
	case forms.KindRating, forms.KindYesNo:
		v = forms.Value(rapid.SampledFrom(fd.Choices(ask)).Draw(rt, "choice").ID)
	case forms.KindChoice, forms.KindMulti:
		v = someChoice(rt, p, fd)
	}
	if fd.Check(v, ask) != nil {
		return ""
	}
	return v
}

func someChoice(rt *rapid.T, p *forms.Pair, fd *forms.Field) forms.Value {
	options := fd.Choices(p.Asking())
	if len(options) == 0 {
		return ""
	}
	n := 1
	if fd.Kind == forms.KindMulti {
		n = rapid.IntRange(1, 4).Draw(rt, "ticks")
	}
	var v forms.Value
	for range n {
		o := rapid.SampledFrom(options).Draw(rt, "option")
		e := forms.Entry{ID: o.ID}
		if len(o.Options) > 0 && rapid.Bool().Draw(rt, "inside") {
			sub := rapid.SampledFrom(o.Options).Draw(rt, "sub")
			e.ID, o = o.ID+"."+sub.ID, sub
		}
		switch o.Detail {
		case forms.KindNumber:
			e.Detail = strconv.Itoa(rapid.IntRange(1, 40).Draw(rt, "detail")) + rapid.SampledFrom([]string{"", ".5"}).Draw(rt, "half")
		case forms.KindShort:
			e.Detail = someText(rt)
		}
		all := append(forms.Entries(v), e)
		v = forms.Tick(forms.JoinEntries(all), e.ID, true, options)
	}
	return v
}

// fill answers a sheet at random, as its screen would.
func fill(rt *rapid.T, s forms.Sheet) {
	set := func(a forms.Address, v forms.Value) {
		for _, c := range s.Follow([]forms.Change{{Addr: a, Value: v}}) {
			put(s.Pair, c.Addr, c.Value)
		}
	}
	for i := range s.Form.Sections {
		for j := range s.Form.Sections[i].Fields {
			fd := &s.Form.Sections[i].Fields[j]
			voices := s.Voices(fd)
			if fd.Compare {
				voices = []forms.Voice{forms.Mentee, forms.Mentor, forms.Agreed}
			}
			if rapid.IntRange(0, 2).Draw(rt, "answered") == 0 {
				continue
			}
			for _, v := range voices {
				fillField(rt, s, fd, v, set)
			}
		}
	}
}

func fillField(rt *rapid.T, s forms.Sheet, fd *forms.Field, v forms.Voice, set func(forms.Address, forms.Value)) {
	switch fd.Kind {
	case forms.KindRows:
		if s.MayAddRows(fd) {
			for range rapid.IntRange(0, 3).Draw(rt, "rows") {
				if fd.Max != nil && len(s.Rows(fd, v)) >= int(*fd.Max) {
					break
				}
				_, cs := s.AddRow(fd, v, "")
				for _, c := range cs {
					set(c.Addr, c.Value)
				}
			}
		}
		for _, row := range s.Rows(fd, v) {
			for i := range fd.Columns {
				if col := &fd.Columns[i]; !col.ReadOnly && col.Kind != forms.KindAuto && rapid.IntRange(0, 2).Draw(rt, "cell") > 0 {
					if x := someValue(rt, s.Pair, col); x != "" { // a goal without words is no option any more
						set(s.Cell(fd, v, row.ID, col), x)
					}
				}
			}
		}
	case forms.KindGroup:
		for i := range fd.Parts {
			if rapid.IntRange(0, 2).Draw(rt, "part") > 0 {
				set(s.Address(fd, v).At(fd.Parts[i].ID), someValue(rt, s.Pair, &fd.Parts[i]))
			}
		}
	case forms.KindAuto:
	case forms.KindSign:
		if v.IsPerson() && rapid.Bool().Draw(rt, "signed") {
			set(s.Address(fd, v), "2026-03-24 "+forms.Value(s.Pair.Name(v)))
		}
	default:
		set(s.Address(fd, v), someValue(rt, s.Pair, fd))
	}
}

// emptied returns the pair without what a document says, but for what nobody may
// change there.
func emptied(s forms.Sheet, d export.Document) *forms.Pair {
	gone := map[forms.Address]bool{}
	for _, b := range d.Blocks {
		q, ok := b.(export.Question)
		if !ok {
			continue
		}
		fd, ok := s.Form.Field(q.ID)
		if !ok || fd.Kind == forms.KindAuto || fd.ID == "ee_told" { // without that, the rest does not belong to both
			continue
		}
		for _, a := range q.Answers {
			at := s.Address(fd, a.Voice)
			gone[at] = fd.Kind != forms.KindRows
			for _, p := range a.Parts {
				gone[at.At(p.ID)] = true
			}
			if a.Table != nil {
				emptyTable(s, fd, a, gone)
			}
		}
	}
	rec := forms.NewRecord(s.Pair.Record.Pair)
	s.Pair.Record.Addresses(func(a forms.Address) {
		if !gone[a] {
			rec.Put(a, slices.Clone(s.Pair.Record.Heads(a)))
		}
	})
	return forms.NewPair(rec, s.Pair.Library, s.Pair.Today, s.Pair.Words)
}

func emptyTable(s forms.Sheet, fd *forms.Field, a export.Answer, gone map[forms.Address]bool) {
	for _, row := range a.Table.Rows {
		for _, c := range a.Table.Columns {
			if col, ok := fd.Column(c.ID); ok && !col.ReadOnly {
				gone[s.Cell(fd, a.Voice, row.ID, col)] = true
			}
		}
		if s.MayAddRows(fd) {
			gone[s.Table(fd, a.Voice).InRow(row.ID).At(forms.PartOrder)] = true
		}
	}
}

func exported(t interface{ Fatal(...any) }, s forms.Sheet, f export.Format, o export.Options) string {
	var b bytes.Buffer
	if err := export.Write(&b, f, export.Build(s, o)); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// compare opens a file and holds it against a pair.
func compare(t interface{ Fatal(...any) }, text string, p *forms.Pair) intake.Plan {
	paper, told := intake.Open([]byte(text))
	if len(told) > 0 {
		return intake.Plan{Faults: told}
	}
	plan, err := paper.Compare(sheetOf(p, paper.Sheet))
	if err != nil {
		t.Fatal(err)
	}
	return plan
}

func words(p *forms.Pair, plan intake.Plan) string {
	var b strings.Builder
	for _, f := range plan.Faults {
		b.WriteString(f.Say(p.Words) + "\n")
	}
	for _, c := range plan.Changes {
		fmt.Fprintf(&b, "%d %s %s %s row %d: %q -> %q\n", c.Line, c.Kind, c.Field.ID, c.Voice, c.Row, c.Old, c.New)
	}
	return b.String()
}

func TestASheetSurvivesTheWayOutAndBack(t *testing.T) {
	cases := 200
	if n, err := strconv.Atoi(os.Getenv("PAIRBOOK_ROUNDTRIP")); err == nil {
		cases = n
	}
	for done := 0; done < cases; done += rapidChecks {
		rapid.Check(t, func(rt *rapid.T) { roundTrip(rt, t) })
	}
}

// rapidChecks is how many cases one rapid.Check tries.
const rapidChecks = 100

func roundTrip(rt *rapid.T, t *testing.T) {
	p := newPair(t, rapid.SampledFrom(lang.All()).Draw(rt, "language"))
	put(p, forms.Address{Sheet: forms.SheetID{Form: forms.PairForm}, Field: "template_id", Voice: forms.Agreed},
		forms.TemplateOption(rapid.SampledFrom(slices.Sorted(maps.Keys(p.Library.Programmes))).Draw(rt, "programme")))
	ids := sheetIDs(p)
	s := sheetOf(p, rapid.SampledFrom(ids).Draw(rt, "sheet"))
	if between := sheetOf(p, forms.SheetID{Form: forms.BetweenForm}); rapid.Bool().Draw(rt, "lists") {
		fill(rt, between)
	}
	fill(rt, s)
	o := export.Options{
		To:        rapid.SampledFrom([]forms.Audience{forms.ForPair, forms.ForMentee, forms.ForMentor}).Draw(rt, "for"),
		AllVoices: rapid.Bool().Draw(rt, "all voices"),
	}
	f := rapid.SampledFrom([]export.Format{export.FormatMarkdown, export.FormatJSON}).Draw(rt, "format")
	out := exported(rt, s, f, o)

	if plan := compare(rt, out, p); len(plan.Faults)+len(plan.Changes)+len(plan.Do) > 0 {
		rt.Fatalf("%s for %s changes the book it comes from:\n%s%v\n%s", s.ID, o.To, words(p, plan), plan.Do, out)
	}
	bare := emptied(s, export.Build(s, o))
	plan := compare(rt, out, bare)
	if len(plan.Faults) > 0 {
		rt.Fatalf("%s for %s is refused:\n%s\n%s", s.ID, o.To, words(p, plan), out)
	}
	for _, c := range plan.Do {
		put(bare, c.Addr, c.Value)
	}
	if diff := cmp.Diff(out, exported(rt, sheetOf(bare, s.ID), f, o)); diff != "" {
		rt.Fatalf("%s for %s (-out +back):\n%s\n%s", s.ID, o.To, diff, words(p, plan))
	}
}
