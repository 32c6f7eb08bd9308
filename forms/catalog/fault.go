package catalog

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"pairbook/forms/lang"
)

// Fault is something to mend in a form or programme file. Key is a message of
// forms/lang, Args its placeholders as name, value pairs.
type Fault struct {
	File   string
	Line   int // from 1
	Column int // from 1, in characters
	Key    string
	Args   []any
	// Without is what a programme goes on without because of this: a form, or a question
	// as "form.field". "": the file is left out as a whole.
	Without string
}

// Say words the fault as "FILE:LINE:COLUMN: what is wrong and what to write instead".
func (f Fault) Say(w *lang.Words) string {
	args := slices.Clone(f.Args)
	for i, a := range args {
		switch a := a.(type) {
		case lang.Lang:
			args[i] = languageName(a, w)
		case wording:
			args[i] = w.T("formcheck." + string(a))
		}
	}
	return f.File + ":" + strconv.Itoa(f.Line) + ":" + strconv.Itoa(f.Column) + ": " + w.T(f.Key, args...)
}

// wording is an argument of a fault that is a message itself.
type wording string

// languageName names a language in words of the reader's, or by its code where
// the catalogue has no name for it.
func languageName(l lang.Lang, w *lang.Words) string {
	key := "formcheck.language_" + string(l)
	if w.Has(key) {
		return w.T(key)
	}
	return string(l)
}

// maxFaults bounds what one file can make us say; a file with more is not a form.
const maxFaults = 1000

// sorted returns the faults in the order of their lines and columns.
func sorted(faults []Fault) []Fault {
	slices.SortStableFunc(faults, func(a, b Fault) int {
		return cmp.Or(cmp.Compare(a.Line, b.Line), cmp.Compare(a.Column, b.Column))
	})
	return faults
}

// nearest returns the word of a list that is most like a mistyped one, "" where
// none is like it.
func nearest(word string, list []string) string {
	if len(word) > 64 {
		return ""
	}
	best, least := "", len(word)/3+1
	for _, candidate := range list {
		d := distance(word, candidate)
		if len(word) > 3 && strings.HasPrefix(candidate, word) {
			d = 1 // cut short
		}
		if d < least {
			best, least = candidate, d
		}
	}
	return best
}

// distance counts the letters to add, drop, change or swap between two words.
func distance(a, b string) int {
	before, last, row := make([]int, len(b)+1), make([]int, len(b)+1), make([]int, len(b)+1)
	for j := range last {
		last[j] = j
	}
	for i := 1; i <= len(a); i++ {
		row[0] = i
		for j := 1; j <= len(b); j++ {
			change := last[j-1]
			if a[i-1] != b[j-1] {
				change++
			}
			row[j] = min(change, last[j]+1, row[j-1]+1)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				row[j] = min(row[j], before[j-2]+1)
			}
		}
		before, last, row = last, row, before
	}
	return last[len(b)]
}
