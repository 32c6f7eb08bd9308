package digest

import (
	"fmt"
	"slices"
	"testing"
)

// printed is what is printed of a breakdown, and where its cells are hidden.
func printed(counts []int) (text string, hidden []bool) {
	hidden, all := hide(counts)
	n := 0
	for i, c := range counts {
		n += c
		if all {
			hidden[i] = true
		}
	}
	text = fmt.Sprint(n, " all ", all, " middle ", middle(counts, hidden, all))
	for i, c := range counts {
		if hidden[i] {
			text += " ?"
		} else {
			text += fmt.Sprint(" ", c)
		}
	}
	return text, hidden
}

// spreads calls f with every way to spread n people over cells.
func spreads(n, cells int, f func([]int)) {
	counts := make([]int, cells)
	var place func(at, left int)
	place = func(at, left int) {
		if at == cells-1 {
			counts[at] = left
			f(counts)
			return
		}
		for c := 0; c <= left; c++ {
			counts[at] = c
			place(at+1, left-c)
		}
	}
	place(0, n)
}

// This is the law of the whole package. Whoever knows how it is reckoned, and has all the
// time in the world to try every way in which people could have answered, still finds for
// every hidden number at least two that it could be.
func TestNoHiddenNumberCanBeWorkedOut(t *testing.T) {
	tried, gone := 0, 0
	for cells, most := range map[int]int{2: 40, 3: 30, 4: 22, 5: 17, 6: 14} {
		for n := Least; n <= most; n++ {
			could := map[string][][]int{} // by what is printed: each cell's possible numbers
			where := map[string][]bool{}
			spreads(n, cells, func(counts []int) {
				tried++
				text, hidden := printed(counts)
				if could[text] == nil {
					could[text], where[text] = make([][]int, cells), hidden
				}
				for i, c := range counts {
					if !slices.Contains(could[text][i], c) {
						could[text][i] = append(could[text][i], c)
					}
				}
			})
			for text, hidden := range where {
				for i := range hidden {
					if !hidden[i] {
						continue
					}
					if gone++; len(could[text][i]) < 2 {
						t.Errorf("%d cells, “%s”: cell %d can only be %d", cells, text, i, could[text][i])
					}
				}
			}
		}
	}
	if tried < 10000 || gone < 10000 {
		t.Errorf("only %d ways with %d hidden cells were tried", tried, gone)
	}
}

func TestWhatIsShownAndWhatIsHiddenTogetherAreGroupsOfFiveOrMore(t *testing.T) {
	for cells := 2; cells <= 6; cells++ {
		for n := Least; n <= 15; n++ {
			spreads(n, cells, func(counts []int) {
				hidden, all := hide(counts)
				sum, several := 0, 0
				for i, c := range counts {
					switch {
					case hidden[i]:
						sum += c
						several++
					case small(c):
						t.Errorf("%v shows %d", counts, c)
					}
				}
				if !all && several > 0 && (several < 2 || sum < Least) {
					t.Errorf("%v hides %d cells with %d people", counts, several, sum)
				}
			})
		}
	}
}

func TestWhatSomeOfManyPickedTellsNoSmallGroupOfEitherKind(t *testing.T) {
	for people := Least; people < 40; people++ {
		could := map[string][]int{}
		for n := 0; n <= people; n++ {
			it := Item{People: people}
			it.several([]Bar{{ID: "a"}}, []int{n})
			text := fmt.Sprint(it.Bars[0].Hidden, it.Bars[0].People)
			could[text] = append(could[text], n)
			if !it.Bars[0].Hidden && (small(n) || small(people-n)) {
				t.Errorf("%d of %d is shown", n, people)
			}
		}
		if got := could["true 0"]; len(got) < 2 {
			t.Errorf("of %d a hidden number can only be %v", people, got)
		}
	}
}
