package intake

import (
	"slices"
	"strings"

	"pairbook/forms"
)

// mostPairs is how many pairs of rows are weighed against each other, at most.
const mostPairs = 40_000

// What it costs to take a row for another one, in thousandths of all its cells, and to
// take one away or add one.
const (
	costAll  = 1000
	costRow  = 600
	costAway = 150 // more where it would stand elsewhere
)

// align finds for each row of a file the row of the book that it is, -1 for none. Rows
// with ids are told by them; others by their order and what they say: the row changed
// least is the same row.
func align(file, book []Row) []int {
	match := make([]int, len(file))
	named := false
	for i, f := range file {
		match[i] = -1
		if f.ID != "" {
			named = true
			match[i] = slices.IndexFunc(book, func(b Row) bool { return b.ID == f.ID })
		}
	}
	if named {
		return match
	}
	same(match, file, book)
	var rest gaps
	for i, m := range match {
		if m < 0 {
			rest.file = append(rest.file, i)
		}
	}
	for j := range book {
		if !slices.Contains(match, j) {
			rest.book = append(rest.book, j)
		}
	}
	if len(rest.file)*len(rest.book) <= mostPairs {
		rest.weigh(match, file, book)
	}
	return match
}

// same matches the rows that nobody changed, wherever they stand now.
func same(match []int, file, book []Row) {
	left := map[string][]int{}
	for j, b := range book {
		key := textOfRow(b, b)
		if len(file) > 0 {
			key = textOfRow(file[0], b)
		}
		left[key] = append(left[key], j)
	}
	for i, f := range file {
		key := textOfRow(f, f)
		if js := left[key]; len(js) > 0 {
			match[i], left[key] = js[0], js[1:]
		}
	}
}

// textOfRow is what a row says in the columns that another one has.
func textOfRow(columns, row Row) string {
	var b strings.Builder
	for _, c := range columns.Cells {
		was, _ := row.cell(c.Part)
		b.WriteString(c.Part + "\x00" + was.Text + "\x00")
	}
	return b.String()
}

// gaps are the rows that are not matched yet, of the file and of the book.
type gaps struct{ file, book []int }

// weigh matches them by the cheapest way from the book's rows to those of the file.
func (g gaps) weigh(match []int, file, book []Row) {
	before := func(i int) int { // the row of the book that a row of the file follows
		for i--; i >= 0; i-- {
			if match[i] >= 0 {
				return match[i]
			}
		}
		return -1
	}
	after := make([]int, len(g.file))
	for k, i := range g.file {
		after[k] = before(i)
	}
	f, b := make([]Row, len(g.file)), make([]Row, len(g.book))
	for k, i := range g.file {
		f[k] = file[i]
	}
	follows := make([]int, len(g.book))
	for k, j := range g.book {
		b[k], follows[k] = book[j], -1
		for l := j - 1; l >= 0 && follows[k] < 0; l-- {
			if slices.Contains(match, l) {
				follows[k] = l
			}
		}
	}
	found := cheapest(len(f), len(b), func(i, j int) int {
		if after[i] != follows[j] {
			return cost(f[i], b[j]) + costAway
		}
		return cost(f[i], b[j])
	})
	for k, l := range found {
		if l >= 0 {
			match[g.file[k]] = g.book[l]
		}
	}
}

// cheapest finds for each of n rows which of m rows it is, -1 for none, so that all
// together costs least.
func cheapest(n, m int, cost func(i, j int) int) []int {
	best := make([][]int, n+1) // best[i][j]: from the rows j and on to the rows i and on
	for i := n; i >= 0; i-- {
		best[i] = make([]int, m+1)
		for j := m; j >= 0; j-- {
			switch {
			case i == n:
				best[i][j] = (m - j) * costRow
			case j == m:
				best[i][j] = (n - i) * costRow
			default:
				best[i][j] = min(best[i+1][j+1]+cost(i, j), best[i+1][j]+costRow, best[i][j+1]+costRow)
			}
		}
	}
	match := make([]int, n)
	for i := range match {
		match[i] = -1
	}
	for i, j := 0, 0; i < n && j < m; {
		switch best[i][j] {
		case best[i+1][j+1] + cost(i, j):
			match[i] = j
			i, j = i+1, j+1
		case best[i+1][j] + costRow:
			i++
		default:
			j++
		}
	}
	return match
}

// cost says how different two rows are, from 0 to costAll.
func cost(file, book Row) int {
	if len(file.Cells) == 0 {
		return 0
	}
	sum := 0
	for _, c := range file.Cells {
		was, _ := book.cell(c.Part)
		sum += unlike(c.Text, was.Text)
	}
	return sum / len(file.Cells)
}

// unlike says how different two texts are, by what they begin and end with.
func unlike(a, b string) int {
	if a == b {
		return 0
	}
	const look = 100
	longest := max(len(a), len(b))
	same := 0
	for same < min(len(a), len(b), look) && a[same] == b[same] {
		same++
	}
	end := 0
	for end < min(len(a)-same, len(b)-same, look) && a[len(a)-1-end] == b[len(b)-1-end] {
		end++
	}
	return max(1, costAll-costAll*(same+end)/longest)
}

// staying returns which of the matched rows stay where they are: the most of them that
// stand in the book's order.
func staying(match []int) []bool {
	length := make([]int, len(match))
	before := make([]int, len(match))
	last := -1
	for i, m := range match {
		before[i] = -1
		if m < 0 {
			continue
		}
		length[i] = 1
		for j := range i {
			if match[j] >= 0 && match[j] < m && length[j]+1 > length[i] {
				length[i], before[i] = length[j]+1, j
			}
		}
		if last < 0 || length[i] > length[last] {
			last = i
		}
	}
	out := make([]bool, len(match))
	for ; last >= 0; last = before[last] {
		out[last] = true
	}
	return out
}

// isRowID reports whether a text can be the id of a row.
func isRowID(id forms.RowID) bool {
	if len(id) != len(forms.NewRowID()) {
		return false
	}
	for i := range len(id) {
		if !slices.Contains([]byte(forms.RowAlphabet), id[i]) {
			return false
		}
	}
	return true
}
