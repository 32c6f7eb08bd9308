package sheet_test

import (
	"cmp"
	"maps"
	"slices"
	"strings"
	"sync"
	"testing"

	"pairbook/forms"
	"pairbook/forms/catalog"
	"pairbook/forms/lang"
	"pairbook/tui"
	"pairbook/tui/story"
	"pairbook/tui/tuitest"
)

// toFillIn is one sheet of every form, and both copies where each has one.
func toFillIn(lib *forms.Library) []forms.SheetID {
	var out []forms.SheetID
	for id, f := range lib.Forms {
		switch f.Copies {
		case forms.CopiesEach:
			out = append(out, forms.SheetID{Form: id, Of: forms.Mentee}, forms.SheetID{Form: id, Of: forms.Mentor})
		case forms.CopiesNumbered:
			out = append(out, forms.SheetID{Form: id, Number: 2}) // the first one has nothing from last time
		default:
			out = append(out, forms.SheetID{Form: id})
		}
	}
	slices.SortFunc(out, func(a, b forms.SheetID) int { return strings.Compare(a.String(), b.String()) })
	return out
}

// mayAsk lists the questions that a programme can ask on a sheet, whatever is answered.
func mayAsk(s forms.Sheet) map[string]bool {
	out := map[string]bool{}
	for i := range s.Form.Sections {
		for j := range s.Form.Sections[i].Fields {
			fd := &s.Form.Sections[i].Fields[j]
			shown := len(fd.When.Names()) > 0
			for _, v := range s.Voices(fd) {
				shown = shown || s.Shown(fd, v)
			}
			if shown && len(s.Voices(fd)) > 0 && !s.Pair.Programme().LeavesOut(s.Form.ID, fd.ID) {
				out[fd.ID] = true
			}
		}
	}
	return out
}

// programmesFor chooses the programme that asks most on a sheet, and further ones until
// every question of the form has been asked.
func programmesFor(t *testing.T, lib *forms.Library, id forms.SheetID) []string {
	asks := map[string]map[string]bool{}
	var names []string
	for name, pr := range lib.Programmes {
		if s := sheetIn(t, lib, name, lang.English, id); slices.Contains(pr.Forms, id.Form) {
			asks[name], names = mayAsk(s), append(names, name)
		}
	}
	slices.SortFunc(names, func(a, b string) int { // longer words have less room
		return cmp.Or(len(lib.Programmes[b].Term("the_mentees", lang.English))-len(lib.Programmes[a].Term("the_mentees", lang.English)), cmp.Compare(a, b))
	})
	var out []string
	for asked := map[string]bool{}; ; {
		best, most := "", 0
		for _, name := range names {
			n := 0
			for field := range asks[name] {
				if !asked[field] {
					n++
				}
			}
			if n > most {
				best, most = name, n
			}
		}
		if best == "" {
			return out
		}
		for field := range asks[best] {
			asked[field] = true
		}
		out = append(out, best)
	}
}

// sheetIn is a sheet of a pair that has answered nothing but which programme it follows.
func sheetIn(t *testing.T, lib *forms.Library, programme string, l lang.Lang, id forms.SheetID) forms.Sheet {
	t.Helper()
	words, err := lang.Load(l)
	if err != nil {
		t.Fatal(err)
	}
	rec := forms.NewRecord("pair01")
	a, _ := forms.SummaryAddress("template_id")
	rec.Put(a, []forms.Head{{Value: forms.TemplateOption(programme)}})
	s, ok := forms.NewPair(rec, lib, lang.DateOf(tuitest.Begin()), words).Sheet(id)
	if !ok {
		t.Fatalf("there is no sheet %s", id)
	}
	return s
}

// visited collects the questions that were asked in any story.
type visited struct {
	mu     sync.Mutex
	fields map[string]bool
}

func (v *visited) add(field string) {
	v.mu.Lock()
	defer v.mu.Unlock()
	v.fields[field] = true
}

func TestEveryFormCanBeFilledInToTheLastQuestionByKeys(t *testing.T) {
	lib, err := catalog.Load()
	if err != nil {
		t.Fatal(err)
	}
	for _, id := range toFillIn(lib) {
		t.Run(id.String(), func(t *testing.T) {
			t.Parallel()
			been := &visited{fields: map[string]bool{}}
			asked := map[string]bool{}
			for _, programme := range programmesFor(t, lib, id) {
				maps.Copy(asked, mayAsk(sheetIn(t, lib, programme, lang.English, id)))
				for _, l := range lang.All() {
					t.Run(programme+" "+string(l), func(t *testing.T) {
						t.Parallel()
						fillsIn(t, id, programme, l, been)
					})
				}
			}
			t.Cleanup(func() {
				for field := range asked {
					if !been.fields[field] {
						t.Errorf("no story was asked %s", field)
					}
				}
			})
		})
	}
}

// fillsIn tells the story of a sheet that is filled in from its first question to its
// last, and of the pages that only one of the two sees.
func fillsIn(t *testing.T, id forms.SheetID, programme string, l lang.Lang, been *visited) {
	o := tuitest.Options{Lang: l, Asked: true, Screens: screens(), Fill: readyFor(programme)}
	reader := forms.Reader{Hand: forms.Mentee}
	if id.Of != "" {
		reader = forms.Reader{Hand: id.Of, Alone: true}
		o.Desk = func(d *tui.Desk) { d.Reader = reader }
	}
	o.First = tui.Place{Screen: tui.SheetPage, Sheet: id}
	tuitest.Tell(t, o, func(u *story.User, s *tuitest.Stage) {
		f := &filler{
			pen: newPen(t, l, u, s), id: id, reader: reader, been: been,
			read: map[string]bool{}, told: map[string]bool{}, dots: map[string]bool{},
		}
		f.knowWords()
		f.begin()
		f.goThrough(f.places()[0], func(place) bool { return true })
		f.readsTheRest()
		f.eachAlone()
		f.complete()
	})
}

// readyFor is what a pair of a programme has behind it: a goal to choose, a meeting, an
// action from it, and a task on the plan of the role. That they may end early, each has
// told the other.
func readyFor(programme string) func(k *tuitest.Keeper) {
	return func(k *tuitest.Keeper) {
		pair := func(field string, v forms.Voice) forms.Address {
			return forms.Address{Sheet: forms.SheetID{Form: forms.PairForm}, Field: field, Voice: v}
		}
		row := func(id forms.SheetID, table, column string, v forms.Value) {
			a := forms.Address{Sheet: id, Field: table, Voice: forms.Agreed}.InRow("rowa")
			k.Does(forms.Mentee,
				forms.Change{Addr: a.At(forms.PartOrder), Value: "5"}, forms.Change{Addr: a.At(forms.PartFrom), Value: "meeting/1"},
				forms.Change{Addr: a.At("status"), Value: "open"}, forms.Change{Addr: a.At(column), Value: v})
		}
		k.Says(pair("template_id", forms.Agreed), forms.TemplateOption(programme))
		k.Says(pair("mentee_seat_kind", forms.Mentee), "ordinary")
		row(forms.Register("goals"), "goals", "goal", "Lead")
		row(forms.Register("actions"), "actions", "action", "Call")
		row(forms.SheetID{Form: "work_plan"}, "wp_tasks", "task", "Minutes")
		k.Says(forms.Address{Sheet: forms.Meeting(1), Field: "m_date", Voice: forms.Agreed}, "2026-03-17")
		k.Says(forms.StateAddress(forms.Meeting(1)), forms.Value(forms.StateClosed))
		for _, v := range []forms.Voice{forms.Mentee, forms.Mentor} { // what is not told cannot be filled in together
			k.Says(forms.Address{Sheet: forms.SheetID{Form: forms.EarlyEndForm}, Field: "ee_told", Voice: v}, "yes")
		}
	}
}
