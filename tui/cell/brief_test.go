package cell_test

import (
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"pairbook/tui/cell"
)

func TestABriefTextEndsWithAWholeSentence(t *testing.T) {
	const text = "You have no next date. Agree on one, and write it in “Meeting 2”. It may be moved."
	for _, c := range []struct {
		w, rows int
		want    []string
	}{
		{90, 1, []string{text}},
		{70, 1, []string{"You have no next date. Agree on one, and write it in “Meeting 2”."}},
		{30, 1, []string{"You have no next date."}},
		{12, 2, []string{"You have no", "next date."}},
		{12, 1, []string{"You have …"}},
		{7, 2, []string{"You", "have …"}},
	} {
		if got := cell.Brief(text, c.w, c.rows); !slices.Equal(got, c.want) {
			t.Errorf("in %d rows of %d cells: %q, want %q", c.rows, c.w, got, c.want)
		}
	}
}

func TestABriefTextIsNeverLargerThanItsRoom(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := strings.Join(rapid.SliceOf(rapid.SampledFrom([]string{"a", "word", "ends.", "…", ".", "é", "日本語"})).Draw(t, "words"), " ")
		w, rows := rapid.IntRange(2, 40).Draw(t, "w"), rapid.IntRange(1, 4).Draw(t, "rows")
		got := cell.Brief(text, w, rows)
		if len(got) > rows {
			t.Fatalf("%d rows", len(got))
		}
		for _, l := range got {
			if cell.Width(l) > w {
				t.Fatalf("%q is wider than %d", l, w)
			}
		}
	})
}

func TestWhatIsCutBetweenWordsEndsWithAWholeOne(t *testing.T) {
	for _, c := range []struct {
		text string
		w    int
		want string
	}{
		{"The local has named a contact person", 30, "The local has named a …"},
		{"The local has named", 19, "The local has named"},
		{"Samarbetskontraktets frågor besvarade", 12, "Samarbetsko…"},
		{"already ended …", 15, "already ended …"},
		{"any", 0, ""},
	} {
		if got := cell.CutWords(c.text, c.w); got != c.want {
			t.Errorf("%q in %d cells is %q, want %q", c.text, c.w, got, c.want)
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		text, w := rapid.StringN(0, 40, -1).Draw(t, "text"), rapid.IntRange(0, 30).Draw(t, "w")
		if got := cell.CutWords(text, w); cell.Width(got) > w {
			t.Fatalf("%q is wider than %d", got, w)
		}
		most := rapid.IntRange(1, 4).Draw(t, "rows")
		rows := cell.Shorten(text, w, most)
		if len(rows) > most {
			t.Fatalf("%d rows, of %d at most", len(rows), most)
		}
		for _, l := range rows {
			if cell.Width(l) > max(w, 1) {
				t.Fatalf("%q is wider than %d", l, w)
			}
		}
	})
}
