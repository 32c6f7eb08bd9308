package digest

import "slices"

// A breakdown is how the answers to a question spread over its options, each person in
// one of them. What is printed of it must not let anybody work out a number of fewer
// than Least people, or one that was left out to keep such a number: hide_test.go tries
// all that can be.

// hide returns which counts of a breakdown stay away; all is that none can be told, not
// even that nobody gave an answer. Small counts stay away, and then the next smallest
// ones, equal ones together, until those that are gone are several, are Least people or
// more in all, and could be others than they are.
func hide(counts []int) (hidden []bool, all bool) {
	hidden = make([]bool, len(counts))
	for i, n := range counts {
		hidden[i] = n > 0 && n < Least
	}
	for tells(counts, hidden) {
		next := smallest(counts, hidden)
		if next == 0 {
			return hidden, true
		}
		for i, n := range counts {
			hidden[i] = hidden[i] || n == next
		}
	}
	return hidden, slices.Contains(hidden, true) && smallest(counts, hidden) == 0
}

// smallest returns the smallest count that is shown, those of nobody aside; 0 where there
// is none.
func smallest(counts []int, hidden []bool) (least int) {
	for i, n := range counts {
		if !hidden[i] && n > 0 && (least == 0 || n < least) {
			least = n
		}
	}
	return least
}

// tells reports whether what is hidden can be worked out from the sum of it, which
// everybody can reckon.
func tells(counts []int, hidden []bool) bool {
	sum, cells, most := 0, 0, true
	for i, n := range counts {
		if hidden[i] {
			sum += n
			cells++
			most = most && n == Least-1
		}
	}
	return cells > 0 && (cells < 2 || sum < Least || sum == cells || most)
}

// middle returns the index of the middle one of all counted, the lower of two; -1 where
// it would tell more than what is printed beside it: it stands there only if it is so
// however the hidden ones spread, or if nothing else stands there.
func middle(counts []int, hidden []bool, all bool) int {
	at, total := median(counts)
	gone, below, under, over := 0, 0, false, false
	for i, n := range counts {
		switch {
		case hidden[i]:
			gone += n
			under, over = under || i < at, over || i > at
		case i < at:
			below += n
		}
	}
	switch {
	case gone == 0 || all:
		return at
	case hidden[at]:
		return -1
	}
	least, most := below, below+gone
	if !under {
		most = below
	}
	if !over {
		least = below + gone
	}
	if 2*most < total && 2*(least+counts[at]) >= total {
		return at
	}
	return -1
}

// median returns the index of the middle one, the lower of two, and how many there are.
func median(counts []int) (at, total int) {
	for _, n := range counts {
		total += n
	}
	sum := 0
	for i, n := range counts {
		if sum += n; 2*sum >= total {
			return i, total
		}
	}
	return 0, total
}
