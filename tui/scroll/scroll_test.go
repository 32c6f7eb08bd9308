package scroll_test

import (
	"testing"

	"pgregory.net/rapid"

	"pairbook/tui/scroll"
)

// page draws the rows of some entries: each with a title above it or none, and rows of
// its own.
func page(t *rapid.T) (on []int, entries int) {
	entries = rapid.IntRange(1, 12).Draw(t, "entries")
	for i := range entries {
		for range rapid.IntRange(0, 2).Draw(t, "above") {
			on = append(on, scroll.None)
		}
		for range rapid.IntRange(1, 4).Draw(t, "rows") {
			on = append(on, i)
		}
	}
	return on, entries
}

func TestTheEntryAtHandIsSeenFromItsBeginningOn(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		on, entries := page(t)
		var l scroll.List
		l.Resize(entries)
		for range rapid.IntRange(1, 20).Draw(t, "steps") {
			l.Move(rapid.IntRange(-entries, entries).Draw(t, "by"))
			h := rapid.IntRange(1, 9).Draw(t, "h")
			top, end := l.Show(on, h)
			from, to := scroll.Span(on, l.At)
			if top > from || end < min(to, from+h) {
				t.Fatalf("rows %d to %d are seen of %v; entry %d has %d to %d", top, end, on, l.At, from, to)
			}
			if end-top != min(h, len(on)) {
				t.Fatalf("%d of %d rows are filled, of a page of %d", end-top, h, len(on))
			}
			if title := from > 0 && on[from-1] == scroll.None; title && to-from < h && top >= from {
				t.Fatalf("there was room for the title above entry %d", l.At)
			}
			if l.Below() != len(on)-end {
				t.Fatalf("%d rows are said to be below, %d are", l.Below(), len(on)-end)
			}
			for y := range h {
				want := scroll.None
				if top+y < end {
					want = on[top+y]
				}
				if got := l.EntryAt(y); got != want {
					t.Fatalf("row %d is entry %d, want %d", y, got, want)
				}
			}
		}
	})
}

func TestAPageMovesNoFurtherThanItTakes(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		rows, h := rapid.IntRange(1, 30).Draw(t, "rows"), rapid.IntRange(1, 10).Draw(t, "h")
		top := rapid.IntRange(0, max(rows-h, 0)).Draw(t, "top")
		from := rapid.IntRange(0, rows-1).Draw(t, "from")
		to := min(from+rapid.IntRange(1, 12).Draw(t, "high"), rows)
		want, least := 0, rows // the nearest of all places from which it can be seen
		for try := 0; try <= max(rows-h, 0); try++ {
			seen := try <= from && min(to, from+h) <= try+h
			if away := max(try-top, top-try); seen && away < least {
				want, least = try, away
			}
		}
		if got := scroll.Top(top, from, to, rows, h); got != want {
			t.Fatalf("from %d for rows %d to %d of %d on %d: %d, want %d", top, from, to, rows, h, got, want)
		}
	})
}

func TestAListKeepsItsPlaceAsFarAsThereIsOne(t *testing.T) {
	var l scroll.List
	l.Resize(9)
	for _, step := range []struct{ by, total, want int }{{5, 9, 5}, {0, 3, 2}, {-9, 3, 0}, {99, 3, 2}, {0, 0, 0}, {1, 0, 0}} {
		l.Move(step.by)
		if l.Resize(step.total); l.At != step.want {
			t.Fatalf("%+v: at %d", step, l.At)
		}
	}
	if from, to := l.Show(nil, 5); from != 0 || to != 0 || l.EntryAt(0) != scroll.None || l.EntryAt(-1) != scroll.None {
		t.Error("an empty list shows something")
	}
}
