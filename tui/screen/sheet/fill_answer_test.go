package sheet_test

import (
	"slices"
	"strconv"
	"strings"

	"pairbook/forms"
	"pairbook/forms/lang"
	"pairbook/tui/theme"
	"pairbook/tui/tuitest"
)

// filler is a pen that knows which question comes next, and looks whether it can be read.
type filler struct {
	*pen
	id     forms.SheetID
	reader forms.Reader
	been   *visited
	read   map[string]bool // texts that were whole on a screen
	told   map[string]bool // faults that were told of
	dots   map[string]bool // words of the form that end in dots
	keys   []string        // what the footer can call a key
	last   string          // the page as it was seen last
	n      int             // answers given, so that no two are alike
}

func (f *filler) places() []place { return placesOf(f.sheet(f.id.String()), f.reader) }

func (f *filler) find(at place) (ps []place, i int) {
	f.t.Helper()
	ps = f.places()
	i = slices.IndexFunc(ps, at.same)
	if i < 0 {
		f.t.Fatalf("there is no place any more for %v, on\n%s", at.addr, f.Screen())
	}
	return ps, i
}

// begin looks at the sheet as it opens, and goes to its very first place.
func (f *filler) begin() {
	f.look(f.places()[0])
	f.Press("ctrl+g", "home", "enter")
	for range 4 { // past what is answered already
		f.Press("shift+tab", "shift+tab", "shift+tab")
	}
}

// goThrough answers one place after the other, as far as within allows.
func (f *filler) goThrough(at place, within func(place) bool) {
	f.t.Helper()
	for {
		f.arrive(at)
		f.answer(at)
		next, ok := f.onward(at)
		if at.kind == answerPlace {
			f.isKept(at)
		}
		if !ok || next.it.Field != at.it.Field {
			f.wasRead(at)
		}
		if !ok || next.it.Section != at.it.Section {
			f.sectionWasRead(at)
		}
		if !ok || !within(next) {
			return
		}
		at = next
	}
}

// onward goes to the next place; from the end of a row to a new one below while the
// table has less than two.
func (f *filler) onward(at place) (place, bool) {
	f.t.Helper()
	if at.kind == endPlace {
		return at, false
	}
	ps, i := f.find(at)
	lastOfRow := at.addr.Row != "" && (i+1 == len(ps) || ps[i+1].addr.Row != at.addr.Row)
	if (lastOfRow || at.kind == addPlace) && f.wantsRow(at) {
		if at.kind == addPlace {
			f.Press("enter")
		} else {
			f.Press("ctrl+o")
		}
		for _, p := range f.places() {
			if p.kind == answerPlace && !slices.ContainsFunc(ps, p.same) {
				return p, true
			}
		}
		f.t.Fatalf("no row was added to %s, on\n%s", at.it.Field.ID, f.Screen())
	}
	f.Press("tab")
	ps, i = f.find(at)
	if i+1 == len(ps) {
		return at, false
	}
	f.turnsPages(at, ps[i+1])
	return ps[i+1], true
}

// turnsPages goes on through a section in which nothing is written: there the key for the
// next question turns the pages first.
func (f *filler) turnsPages(at, next place) {
	for n := 0; n < 8 && at.kind == barePlace && !strings.Contains(f.look(at).side, theme.Here+" "+f.pair.Text(next.it.Section.Title)); n++ {
		f.Press("tab")
	}
}

func (f *filler) wantsRow(at place) bool {
	fd, s := at.it.Field, f.sheet(f.id.String())
	want := 2
	if fd.Min != nil {
		want = max(want, int(*fd.Min))
	}
	if fd.Max != nil {
		want = min(want, int(*fd.Max))
	}
	return s.MayAddRows(fd) && len(s.Rows(fd, at.voice)) < want
}

// answer gives the place a valid answer, by the hand whose answer it is.
func (f *filler) answer(at place) {
	f.t.Helper()
	if at.voice.IsPerson() && at.voice != f.reader.Hand {
		f.Press("f3")
		f.reader = forms.Reader{Hand: at.voice}
		f.look(at)
	}
	if at.kind != answerPlace {
		return
	}
	f.n++
	f.been.add(at.it.Field.ID)
	a := f.pair.Asking()
	switch {
	case at.field.Kind == forms.KindSign && f.n%2 == 0, at.field.Kind == forms.KindAuto && f.sheet(f.id.String()).Compute(at.field, at.voice).Text != "":
		f.Press("ctrl+t")
	case len(at.field.Choices(a)) > 0:
		f.choose(at, at.field.Choices(a))
	case at.field.Kind == forms.KindChoice || at.field.Kind == forms.KindMulti:
		f.tell("nothing can be chosen for "+at.addr.String(), f.Screen())
	default:
		if f.pair.Record.Value(at.addr) != "" {
			f.Press("ctrl+u")
		}
		f.Type(f.words(at))
	}
}

// words is what a person would type for a place.
func (f *filler) words(at place) string {
	w := f.pair.Words
	day := lang.DateOf(tuitest.Begin()).AddDays(f.n)
	switch at.field.Kind {
	case forms.KindDate:
		if f.n%2 == 0 {
			return w.Short(day)
		}
		return w.DayMonth(day, lang.Date{})
	case forms.KindTime:
		return w.Clock(lang.Clock(17*60 + f.n%60))
	case forms.KindNumber:
		return f.number(at.field)
	case forms.KindSign:
		return f.pair.Name(at.voice)
	case forms.KindLong:
		return f.phrase() + "\n" + f.phrase()
	}
	return f.phrase()
}

func (f *filler) phrase() string {
	return map[lang.Lang]string{lang.English: "We ask ", lang.Swedish: "Vi frågar ", lang.French: "L’idée "}[f.pair.Words.Lang()] + strconv.Itoa(f.n)
}

// number is a number that a field takes, with a decimal where that is allowed.
func (f *filler) number(fd *forms.Field) string {
	n := "1" + f.word("value.decimal-sign") + "5"
	if _, problem := fd.Parse(n, f.pair.Asking()); problem == nil {
		return n
	}
	return strconv.Itoa(int(max(*fd.Min, 2)))
}

// flat lists options with those inside groups below their group.
func flat(options []forms.Option) []forms.Option {
	var out []forms.Option
	for _, o := range options {
		out = append(out, o)
		for _, sub := range o.Options {
			sub.ID = o.ID + "." + sub.ID
			out = append(out, sub)
		}
	}
	return out
}

// choose goes down the options until each was read, and takes one of them; of several
// all that there are.
func (f *filler) choose(at place, tree []forms.Option) {
	f.t.Helper()
	opts := flat(tree)
	f.Press("home")
	here := 0
	for f.lookAtOptions(at, opts); here+1 < len(opts) && !f.allRead(at, opts); here++ {
		f.Press("down")
		f.lookAtOptions(at, opts)
	}
	for _, o := range opts {
		f.mustBeRead(optionKey(at, o), o.Label)
	}
	if at.field.Kind == forms.KindMulti {
		f.ticksAll(opts)
		return
	}
	want := f.best(at, opts)
	if at.field.Kind == forms.KindRating && f.n%2 == 0 {
		f.Type(strconv.Itoa(want + 1))
		return
	}
	for ; here > want; here-- {
		f.Press("up")
	}
	for ; here < want; here++ {
		f.Press("down")
	}
	f.Press("space")
	f.beside(opts[want])
}

func (f *filler) ticksAll(opts []forms.Option) {
	f.Press("home")
	for i, o := range opts {
		if i > 0 {
			f.Press("down")
		}
		f.Press("space")
		f.beside(o)
	}
}

// beside types the words or the number that an option wants beside it.
func (f *filler) beside(o forms.Option) {
	switch o.Detail {
	case "":
	case forms.KindNumber:
		f.Type("3")
	default:
		f.Type(f.phrase())
	}
}

// best chooses the option under which the sheet asks most, of equal ones first one that
// wants words beside it. What the pair had answered before stays.
func (f *filler) best(at place, opts []forms.Option) int {
	p := f.reads()
	was := p.Record.Value(at.addr)
	best, most := 0, -1
	for i, o := range opts {
		v := o.ID
		if o.Detail != "" {
			v += ": 3"
		}
		if at.addr.Row == "" && forms.Value(o.ID) == was {
			return i
		}
		p.Record.Put(at.addr, []forms.Head{{Value: forms.Value(v)}})
		n := 2 * len(f.placesNow(p))
		if o.Detail != "" || i == f.n%len(opts) {
			n++
		}
		if n > most {
			best, most = i, n
		}
	}
	return best
}

func (f *filler) placesNow(p *forms.Pair) []place {
	s, _ := p.Sheet(f.id)
	return placesOf(s, f.reader)
}

// isKept makes sure that the book holds an answer, that it is the hand's own, and that
// nothing is left of it that could not be read.
func (f *filler) isKept(at place) {
	f.t.Helper()
	rec := f.reads().Record
	hs := rec.Heads(at.addr)
	if len(hs) != 1 || hs[0].Value == "" || hs[0].Author != f.reader.Hand || rec.Drafts[at.addr] != "" {
		f.t.Fatalf("the book holds %+v and the draft %q for %v, on\n%s", hs, rec.Drafts[at.addr], at.addr, f.Screen())
	}
	if p := at.field.Check(hs[0].Value, f.pair.Asking()); p != nil {
		f.t.Fatalf("the book holds %q for %v, which is no answer, on\n%s", hs[0].Value, at.addr, f.Screen())
	}
}

// eachAlone goes to the pages that only one of the two sees, and answers them too.
func (f *filler) eachAlone() {
	f.t.Helper()
	for _, v := range []forms.Voice{forms.Mentee, forms.Mentor} {
		s, alone := f.sheet(f.id.String()), forms.Reader{Hand: v, Alone: true}
		var own []forms.Item
		for _, it := range readable(s, alone) {
			if slices.Contains(it.Voices, v) && !s.MayRead(it.Field, v, forms.Reader{}) {
				own = append(own, it)
			}
		}
		if len(own) == 0 || f.id.Of != "" {
			continue
		}
		if f.reader.Hand != v {
			f.Press("f3")
		}
		f.Press("f4")
		f.reader = alone
		for _, it := range own {
			f.to(it.Field.ID)
			ps := f.places()
			first := ps[slices.IndexFunc(ps, func(p place) bool { return p.it.Field == it.Field })]
			f.goThrough(first, func(next place) bool { return next.it.Field == it.Field })
		}
		f.Press("f4")
		f.reader.Alone = false
	}
}

// complete makes sure that the book holds all that the form asks.
func (f *filler) complete() {
	f.t.Helper()
	s := f.sheet(f.id.String())
	if !s.Progress().Complete() {
		f.t.Errorf("the sheet is not complete: %+v", s.Progress())
	}
	for _, l := range s.Left() {
		f.t.Errorf("%s is not answered (%s)", l.Item.Field.ID, l.Voice)
	}
}
