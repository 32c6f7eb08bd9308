package intake

import (
	"pairbook/forms"
	"pairbook/forms/export"
	"pairbook/forms/lang"
)

// Limits of a file. Whatever is larger is none that we wrote.
const (
	MaxBytes = 4 << 20
	MaxLines = 10_000 // of Markdown; JSON has a line for each word
	maxDepth = 12     // of JSON within JSON
)

// MaxFaults is how many faults of a file are told at once.
const MaxFaults = 20

// Head says what a file is: what stands in its first lines.
type Head struct {
	Format      export.Format // Markdown or JSON
	Sheet       forms.SheetID
	FormVersion int
	Pair        forms.PairID
	Lang        lang.Lang
	For         forms.Audience
	AllVoices   bool
	Fixed       string // see export.Fixed; "" where the file does not say
	Said        string // see export.Said; "" where the file does not say
}

// File is what a file says of a sheet.
type File struct {
	Head
	Answers []Answer
	intact  bool // nothing was changed in what is nobody's to change
}

// Answer is what stands under a question, of one voice. Fixed ones, which the program
// works out or somebody signed, have no voice, and one cell.
type Answer struct {
	Field string
	Voice forms.Voice
	Line  int
	Fixed bool
	Blank bool   // nothing at all stands there, not even that it is not answered
	Clear bool   // it says that nothing is answered
	Cells []Cell // of a plain question one, with no Part; of a compound one those said
	Table *Table // of a question with rows
}

// Table is an answer in rows.
type Table struct {
	Columns []string // ids
	Rows    []Row
}

// Row is a row of a table. ID is "" where the file does not tell.
type Row struct {
	ID    forms.RowID
	Line  int
	Cells []Cell
}

// cell returns what a row says in a column; ok is false where it says nothing of it.
func (r Row) cell(part string) (c Cell, ok bool) {
	for _, c := range r.Cells {
		if c.Part == part {
			return c, true
		}
	}
	return Cell{}, false
}

// Cell is one thing said.
type Cell struct {
	Part      string // of a compound question, or column; else ""
	Line      int
	Text      string // as people read it, what is chosen a line each; canonical in JSON
	Canonical bool
	Reading   string // of a canonical text, how the file says that it reads; "" for not said
}

// Fault is something that keeps a file from being taken. Its words are a message of
// the area import, which says what is wrong and what to write instead.
type Fault struct {
	Line    int // from 1; 0 for the file as a whole
	Key     string
	Args    []any
	Problem *forms.Problem // the message's "why", where an answer is not understood
}

// Say words a fault.
func (f Fault) Say(w *lang.Words) string {
	args := f.Args
	if f.Problem != nil {
		args = append(append([]any{}, args...), "why", f.Problem.Say(w))
	}
	text := w.T("import."+f.Key, args...)
	if f.Line == 0 {
		return text
	}
	return w.T("import.at_line", "n", f.Line, "text", text)
}

// faults gathers the faults of a file.
type faults struct{ all []Fault }

func (f *faults) add(line int, key string, args ...any) {
	if len(f.all) < MaxFaults {
		f.all = append(f.all, Fault{Line: line, Key: key, Args: args})
	}
}

func (f *faults) problem(line int, p *forms.Problem, key string, args ...any) {
	if len(f.all) < MaxFaults {
		f.all = append(f.all, Fault{Line: line, Key: key, Args: args, Problem: p})
	}
}
