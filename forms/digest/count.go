package digest

import (
	"slices"
	"strconv"

	"pairbook/forms"
	"pairbook/forms/lang"
)

// Digest is what may be told of a set.
type Digest struct {
	Groups []Group
	Equity []Item // of everybody, and beside nothing else (rule 33)
	Split  bool   // the groups are programmes
	TooFew bool   // programmes were asked for, and one of them has too few copies
}

// Group is what is told of one programme, or of all.
type Group struct {
	Title string // of the programme; "" for all
	Parts []Part
}

// Part is what is told of one form.
type Part struct {
	Title  string
	Copies int // 0 where they are too few to tell
	Items  []Item
}

// Item is a question.
type Item struct {
	ID     string // field, or field.part
	Label  string
	People int    // who answered; 0 where they are too few to tell
	Bars   []Bar  // none where they cannot be told
	Kept   bool   // at least one number is not told
	Middle string // the middle answer, in words; "" where there is none, or it would tell too much
	Free   bool   // answered in words
	Words  []string
}

// Bar is one answer that could be given.
type Bar struct {
	ID     string
	Label  string
	People int
	Hidden bool // People is 0 then
}

// Forms that are counted, in this order.
func counted() []string {
	return []string{forms.EachForm, forms.TogetherForm, forms.NextStepsForm}
}

// Make counts, in the language of the words. split asks for each programme by itself: it
// is granted where each has people enough, and then there is nothing of all together,
// because one could be taken from the other.
func (s *Set) Make(w *lang.Words, split bool) Digest {
	groups := map[string][]*unit{}
	for _, u := range s.units {
		if s.library.Forms[u.key.sheet.Form].ID != forms.ApplicationForm {
			groups[u.programme] = append(groups[u.programme], u)
		}
	}
	var d Digest
	d.Split = split && len(groups) > 1
	for _, us := range groups {
		if d.Split && people(us) < Least {
			d.Split, d.TooFew = false, true
		}
	}
	if !d.Split {
		only, all := "", []*unit(nil)
		for id, us := range groups {
			only, all = id, append(all, us...)
		}
		if len(groups) > 1 {
			only = ""
		}
		groups = map[string][]*unit{only: all}
	}
	for id, us := range groups {
		c := counter{set: s, words: w, programme: s.programme(id), units: us}
		d.Groups = append(d.Groups, c.group(s.title(id, w)))
	}
	inOrder(d.Groups, w.Lang())
	d.Equity = s.equity(w)
	return d
}

// inOrder sorts groups by their titles.
func inOrder(groups []Group, l lang.Lang) {
	var titles []string
	for _, g := range groups {
		titles = append(titles, g.Title)
	}
	lang.Sort(l, titles)
	slices.SortStableFunc(groups, func(a, b Group) int {
		return slices.Index(titles, a.Title) - slices.Index(titles, b.Title)
	})
}

// people counts pairs' sides, not sheets: one person may have answered two sheets.
func people(us []*unit) int {
	seen := map[unitKey]bool{}
	for _, u := range us {
		if u.key.voice.IsPerson() {
			seen[unitKey{pair: u.key.pair, voice: u.key.voice}] = true
		}
	}
	return len(seen)
}

func (s *Set) programme(id string) *forms.Programme {
	if p := s.library.Programmes[id]; p != nil {
		return p
	}
	return s.library.Programmes[forms.DefaultProgramme]
}

func (s *Set) title(id string, w *lang.Words) string {
	if p := s.library.Programmes[id]; p != nil {
		return p.Title.In(w.Lang())
	}
	return id
}

// equity counts the voluntary questions of every form, of all programmes together.
func (s *Set) equity(w *lang.Words) []Item {
	byForm := map[string][]*unit{}
	for _, u := range s.units {
		byForm[u.key.sheet.Form] = append(byForm[u.key.sheet.Form], u)
	}
	var out []Item
	for _, id := range append([]string{forms.ApplicationForm}, counted()...) {
		c := counter{set: s, words: w, programme: s.programme(""), units: byForm[id]}
		if f := s.library.Forms[id]; f != nil {
			out = append(out, c.items(f, true)...)
		}
	}
	return slices.DeleteFunc(out, func(it Item) bool { return it.Free })
}

// counter counts one group.
type counter struct {
	set       *Set
	words     *lang.Words
	programme *forms.Programme
	units     []*unit
}

func (c counter) group(title string) Group {
	g := Group{Title: title}
	for _, id := range counted() {
		f := c.set.library.Forms[id]
		of := c
		of.units = nil
		sheets := map[unitKey]bool{}
		for _, u := range c.units {
			if u.key.sheet.Form == id {
				of.units = append(of.units, u)
				sheets[unitKey{pair: u.key.pair, sheet: u.key.sheet}] = true
			}
		}
		if f == nil || len(of.units) == 0 {
			continue
		}
		p := Part{Title: c.text(f.Title), Copies: len(sheets)}
		if p.Copies < Least {
			p.Copies = 0
		} else {
			p.Items = of.items(f, false)
		}
		g.Parts = append(g.Parts, p)
	}
	return g
}

func (c counter) text(t lang.Text) string {
	return c.programme.Fill(t.In(c.words.Lang()), c.words.Lang())
}

// items counts the questions of a form, those that rule 33 is about or all others; what
// was said in words comes last. Nothing is told of a question that nobody answered here.
func (c counter) items(f *forms.Form, equal bool) []Item {
	var out, said []Item
	for i := range f.Sections {
		for j := range f.Sections[i].Fields {
			fd := &f.Sections[i].Fields[j]
			if fd.ID == fieldReleased || fd.ID == fieldQuote || equity(fd.ID) != equal {
				continue
			}
			for _, q := range c.questions(fd) {
				if it, ok := c.item(q); ok && it.Free {
					said = append(said, it)
				} else if ok {
					out = append(out, it)
				}
			}
		}
	}
	return append(out, said...)
}

// question is something that can be counted: a field, a part, or a column of a table.
type question struct {
	at    place
	label string
	fd    *forms.Field
	table bool
}

func (c counter) questions(fd *forms.Field) []question {
	label := c.text(fd.Label)
	var out []question
	for _, list := range [][]forms.Field{fd.Parts, fd.Columns} {
		for i := range list {
			part := &list[i]
			if part.Shared || part.ReadOnly || fd.Kind == forms.KindRows && words(part.Kind) {
				continue
			}
			text := c.words.T("digest.part", "question", label, "part", c.text(part.Label))
			out = append(out, question{place{fd.ID, part.ID}, text, part, fd.Kind == forms.KindRows})
		}
	}
	if fd.Kind != forms.KindRows && fd.Kind != forms.KindGroup {
		out = append(out, question{at: place{field: fd.ID}, label: label, fd: fd})
	}
	return out
}

// words reports whether a kind is answered in words.
func words(k forms.Kind) bool { return k == forms.KindShort || k == forms.KindLong }

// item counts one question; ok is false where nobody answered, or where it is of no kind
// that can be told.
func (c counter) item(q question) (it Item, ok bool) {
	it = Item{ID: q.at.field, Label: q.label}
	if q.at.part != "" {
		it.ID += "." + q.at.part
	}
	switch {
	case words(q.fd.Kind):
		return c.free(it, q)
	case q.fd.Kind == forms.KindNumber:
		return c.numbers(it, q)
	}
	options := c.options(q.fd)
	if len(options) == 0 {
		return it, false
	}
	counts, answered := c.tally(q, options)
	if answered == 0 {
		return it, false
	}
	if answered < Least {
		return it, true
	}
	it.People = answered
	if many := q.fd.Kind == forms.KindMulti || q.table && q.fd.Kind == forms.KindChoice; many {
		it.several(options, counts)
	} else {
		it.each(q.fd.Kind, options, counts)
	}
	return it, true
}

// several tells of options of which one person may have picked some: as small as the
// group that picked one may be that of all others.
func (it *Item) several(options []Bar, counts []int) {
	it.Bars = options
	for i, n := range counts {
		if small(n) || small(it.People-n) {
			it.Bars[i].Hidden, it.Kept = true, true
		} else {
			it.Bars[i].People = n
		}
	}
}

func small(n int) bool { return n > 0 && n < Least }

// each tells of options of which each person has picked one.
func (it *Item) each(kind forms.Kind, options []Bar, counts []int) {
	hidden, all := hide(counts)
	if at := middle(counts, hidden, all); kind == forms.KindRating && at >= 0 {
		it.Middle = options[at].Label
	}
	if all {
		it.Kept = true
		return
	}
	it.Bars = options
	for i, n := range counts {
		if it.Bars[i].Hidden = hidden[i]; hidden[i] {
			it.Kept = true
		} else {
			it.Bars[i].People = n
		}
	}
}

// options are the answers that a question offers; none where it offers none.
func (c counter) options(fd *forms.Field) []Bar {
	var out []Bar
	switch {
	case fd.From != "":
		return nil // they come from the pair, and are its own
	case fd.Kind == forms.KindRating:
		for n := 1; n <= 5; n++ {
			out = append(out, Bar{ID: strconv.Itoa(n), Label: strconv.Itoa(n)})
		}
	case fd.Kind == forms.KindYesNo:
		for _, id := range []string{"yes", "no"} {
			out = append(out, Bar{ID: id, Label: c.words.T("value." + id)})
		}
	case fd.Kind == forms.KindChoice, fd.Kind == forms.KindMulti:
		for _, o := range fd.Options {
			out = append(out, Bar{ID: o.ID, Label: c.text(o.Label)})
			for _, sub := range o.Options {
				text := c.words.T("digest.part", "question", c.text(o.Label), "part", c.text(sub.Label))
				out = append(out, Bar{ID: o.ID + "." + sub.ID, Label: text})
			}
		}
	}
	return out
}

// tally counts how many picked each option, and how many answered at all. In a table the
// ratings of one person count as the middle one, and choices once each.
func (c counter) tally(q question, options []Bar) (counts []int, answered int) {
	counts = make([]int, len(options))
	for _, u := range c.units {
		var picked []int
		for _, v := range u.answers[q.at] {
			for _, e := range forms.Entries(forms.Value(v)) {
				at := slices.IndexFunc(options, func(b Bar) bool { return b.ID == e.ID })
				if at >= 0 && (q.fd.Kind == forms.KindRating || !slices.Contains(picked, at)) {
					picked = append(picked, at)
				}
			}
		}
		slices.Sort(picked)
		switch {
		case len(picked) == 0:
			continue
		case q.table && q.fd.Kind == forms.KindRating:
			picked = picked[(len(picked)-1)/2:][:1]
		case q.fd.Kind != forms.KindMulti && !q.table:
			picked = picked[:1]
		}
		answered++
		for _, at := range picked {
			counts[at]++
		}
	}
	return counts, answered
}

// numbers tells the middle of what was written as numbers.
func (c counter) numbers(it Item, q question) (Item, bool) {
	var all []float64
	for _, u := range c.units {
		for _, v := range u.answers[q.at] {
			if n, err := strconv.ParseFloat(v, 64); err == nil && n-n == 0 {
				all = append(all, n)
				break
			}
		}
	}
	if len(all) >= Least {
		slices.Sort(all)
		it.People = len(all)
		middle := strconv.FormatFloat(all[(len(all)-1)/2], 'f', -1, 64)
		it.Middle = q.fd.Show(forms.Value(middle), forms.Asking{Words: c.words})
	}
	return it, len(all) > 0
}
