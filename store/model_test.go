package store

import (
	"errors"
	"maps"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"pairbook/forms"
)

// model is what the book should be, in plain maps.
type model struct {
	values map[forms.Address]forms.Value
	drafts map[forms.Address]string
	undo   []map[forms.Address]forms.Value // what to restore
	redo   []map[forms.Address]forms.Value
	log    []logged
}

type logged struct {
	kind forms.RevKind
	hand forms.Voice
	addr forms.Address
	val  forms.Value
}

// set changes the values and returns what they replaced; nothing where all say so
// already.
func (m *model) set(kind forms.RevKind, hand forms.Voice, cs []forms.Change) map[forms.Address]forms.Value {
	before := map[forms.Address]forms.Value{}
	for _, c := range cs {
		delete(m.drafts, c.Addr)
		if m.values[c.Addr] == c.Value {
			continue
		}
		before[c.Addr] = m.values[c.Addr]
		m.values[c.Addr] = c.Value
		m.log = append(m.log, logged{kind, hand, c.Addr, c.Value})
	}
	return before
}

func changesOf(m map[forms.Address]forms.Value, order []forms.Revision) []forms.Change {
	var cs []forms.Change
	for _, r := range order {
		if v, ok := m[r.Addr]; ok {
			cs = append(cs, forms.Change{Addr: r.Addr, Value: v})
		}
	}
	return cs
}

func drawAddr(t *rapid.T) forms.Address {
	table := forms.Address{Sheet: forms.Register("goals"), Field: "goals", Voice: forms.Agreed}
	switch rapid.IntRange(0, 3).Draw(t, "place") {
	case 0:
		return table.InRow(forms.RowID(rapid.SampledFrom([]string{"r1", "r2", "r3"}).Draw(t, "row"))).At(forms.PartOrder)
	case 1:
		return named(rapid.SampledFrom([]string{"mentor_name", "mentee_name", "anchor_date"}).Draw(t, "name"))
	}
	return addr(rapid.IntRange(0, 4).Draw(t, "field")).By(rapid.SampledFrom([]forms.Voice{forms.Mentor, forms.Agreed}).Draw(t, "voice"))
}

func drawChanges(t *rapid.T) []forms.Change {
	return lastWord(rapid.SliceOfN(rapid.Custom(func(t *rapid.T) forms.Change {
		return forms.Change{Addr: drawAddr(t), Value: forms.Value(rapid.SampledFrom([]string{"", "a", "b", "å ä ö", "\xff"}).Draw(t, "value"))}
	}), 0, 4).Draw(t, "changes"))
}

func drawHand(t *rapid.T) forms.Voice {
	return rapid.SampledFrom([]forms.Voice{forms.Mentor, forms.Mentee}).Draw(t, "hand")
}

func TestABookDoesWhatAPlainMapWouldDo(t *testing.T) {
	dir := t.TempDir()
	rapid.Check(t, func(t *rapid.T) {
		own, err := os.MkdirTemp(dir, "m")
		if err != nil {
			t.Fatal(err)
		}
		s := &session{path: filepath.Join(own, "pairs.book"), clock: newClock(), m: model{values: map[forms.Address]forms.Value{}, drafts: map[forms.Address]string{}}}
		s.b, err = Create(s.path, Options{Now: s.clock.now})
		if err != nil {
			t.Fatal(err)
		}
		defer func() { _ = s.b.Close() }()
		if s.p, err = s.b.NewPair(nil, forms.Mentor); err != nil {
			t.Fatal(err)
		}
		t.Repeat(map[string]func(*rapid.T){
			"":          s.same,
			"commit":    s.commit,
			"commit2":   s.commit,
			"draft":     s.draft,
			"drop":      s.drop,
			"undo":      func(t *rapid.T) { s.back(t, forms.Undo, s.b.Undo, &s.m.undo, &s.m.redo) },
			"redo":      func(t *rapid.T) { s.back(t, forms.Redo, s.b.Redo, &s.m.redo, &s.m.undo) },
			"reopen":    s.reopen,
			"turnClock": s.turnClock,
		})
	})
}

type session struct {
	path  string
	clock *clock
	b     *Book
	p     forms.PairID
	rec   *forms.Record // kept up to date by Apply alone
	m     model
}

func (s *session) commit(t *rapid.T) {
	cs, hand := drawChanges(t), drawHand(t)
	revs, err := s.b.Commit(s.p, hand, cs)
	if err != nil {
		t.Fatal(err)
	}
	before := s.m.set(forms.Edit, hand, cs)
	if len(revs) != len(before) {
		t.Fatalf("%d revisions, want %d", len(revs), len(before))
	}
	if len(before) > 0 {
		s.m.undo, s.m.redo = append(s.m.undo, before), nil
	}
	s.apply(revs)
}

func (s *session) apply(revs []forms.Revision) {
	if s.rec == nil {
		return
	}
	for _, r := range revs {
		s.rec.Apply(r)
	}
}

func (s *session) draft(t *rapid.T) {
	ds := map[forms.Address]string{drawAddr(t): rapid.String().Draw(t, "text")}
	if err := s.b.Draft(s.p, ds); err != nil {
		t.Fatal(err)
	}
	maps.Copy(s.m.drafts, ds)
}

func (s *session) drop(t *rapid.T) {
	a := drawAddr(t)
	if err := s.b.DropDrafts(s.p, []forms.Address{a}); err != nil {
		t.Fatal(err)
	}
	delete(s.m.drafts, a)
}

func (s *session) back(t *rapid.T, kind forms.RevKind, do func(forms.PairID, forms.Voice) ([]forms.Revision, error), from, to *[]map[forms.Address]forms.Value) {
	hand := drawHand(t)
	revs, err := do(s.p, hand)
	if len(*from) == 0 {
		if !errors.Is(err, ErrNothing) {
			t.Fatalf("%v, want ErrNothing", err)
		}
		return
	}
	if err != nil {
		t.Fatal(err)
	}
	top := (*from)[len(*from)-1]
	*from = (*from)[:len(*from)-1]
	if len(revs) != len(top) {
		t.Fatalf("%d revisions, want %d", len(revs), len(top))
	}
	*to = append(*to, s.m.set(kind, hand, changesOf(top, revs)))
	s.apply(revs)
}

func (s *session) reopen(t *rapid.T) {
	if r, err := s.b.Check(true); err != nil || !r.OK() {
		t.Fatalf("check %+v, %v", r, err)
	}
	if err := s.b.Close(); err != nil {
		t.Fatal(err)
	}
	var err error
	if s.b, err = Open(s.path, Options{Now: s.clock.now}); err != nil {
		t.Fatal(err)
	}
	s.rec, _, err = s.b.Load(s.p)
	if err != nil {
		t.Fatal(err)
	}
}

func (s *session) turnClock(t *rapid.T) {
	s.clock.t = s.clock.t.AddDate(0, 0, rapid.IntRange(-30, 30).Draw(t, "days"))
}

func (s *session) same(t *rapid.T) {
	rec, damage, err := s.b.Load(s.p)
	if err != nil || len(damage) > 0 {
		t.Fatal(err, damage)
	}
	if diff := cmp.Diff(s.m.drafts, rec.Drafts); diff != "" {
		t.Fatal("drafts", diff)
	}
	for a, v := range s.m.values {
		if rec.Value(a) != v || rec.Conflict(a) {
			t.Fatalf("%s says %q, want %q", a, rec.Value(a), v)
		}
		if s.rec != nil && s.rec.Value(a) != v {
			t.Fatalf("the record kept by Apply says %q at %s, want %q", s.rec.Value(a), a, v)
		}
	}
	rec.Addresses(func(a forms.Address) {
		if rec.Value(a) != s.m.values[a] {
			t.Fatalf("%s says %q, and should be empty", a, rec.Value(a))
		}
	})
	s.sameRows(t, rec)
	s.sameLog(t)
	s.sameSummary(t)
}

func (s *session) sameRows(t *rapid.T, rec *forms.Record) {
	table := forms.Address{Sheet: forms.Register("goals"), Field: "goals", Voice: forms.Agreed}
	want := 0
	for _, id := range []forms.RowID{"r1", "r2", "r3"} {
		if s.m.values[table.InRow(id).At(forms.PartOrder)] != "" {
			want++
		}
	}
	if got := rec.Rows(table); len(got) != want {
		t.Fatalf("rows %v, want %d", got, want)
	}
}

func (s *session) sameLog(t *rapid.T) {
	revs, err := s.b.History(s.p, nil)
	if err != nil || len(revs) != len(s.m.log) {
		t.Fatalf("%d revisions, want %d, %v", len(revs), len(s.m.log), err)
	}
	for i, r := range revs {
		if got := (logged{r.Kind, r.Author, r.Addr, r.Value}); got != s.m.log[i] {
			t.Fatalf("revision %d is %v, want %v", i, got, s.m.log[i])
		}
		if i > 0 && r.Time <= revs[i-1].Time {
			t.Fatalf("revision %d is not after the one before it", i)
		}
	}
}

func (s *session) sameSummary(t *rapid.T) {
	sums, err := s.b.Pairs()
	if err != nil || len(sums) != 1 {
		t.Fatal(sums, err)
	}
	want := forms.Summarise(func(f string) forms.Value { return s.m.values[named(f)] })
	want.ID, want.LastChange = s.p, sums[0].LastChange
	if sums[0] != want {
		t.Fatalf("summary %+v, want %+v", sums[0], want)
	}
}
