package forms

import (
	"cmp"
	"slices"
	"strings"

	"pairbook/forms/lang"
)

// A new version of a form may ask less than the one that answers were given to. Those
// answers are not lost: they are shown as earlier questions, to the same readers as
// before.

// EarlierAnswers are the answers to a question that a form does not ask any more, in
// one voice.
type EarlierAnswers struct {
	Field *Field // as the form remembers it, else a stand-in named by its id
	Voice Voice
	Cells []EarlierCell
}

// EarlierCell is one of them: the answer itself, a part of it, or a cell of a row.
type EarlierCell struct {
	Row   RowID
	Part  *Field // nil where it is the answer itself
	Value Value
}

// Formerly returns the question that an answer of this sheet was given to, where the
// form does not ask it any more; ok is false where it does, and for what is no answer.
// Of a question that the form has forgotten only the id is known: then what one of the
// two wrote is for that one alone, because it may have been private.
func (s Sheet) Formerly(a Address) (fd *Field, ok bool) {
	if a.Sheet != s.ID || a.Field == "" || !isID(a.Field, "_") || strings.HasPrefix(a.Part, "#") {
		return nil, false
	}
	if fd, asked := s.Form.Field(a.Field); asked {
		_, has := fd.Column(a.Part)
		if a.Part == "" || has {
			return nil, false
		}
		return forgotten(a, fd.Label, fd.Seen), true
	}
	if fd, known := s.Form.EarlierField(a.Field); known {
		if _, has := fd.Column(a.Part); a.Part == "" || has {
			return fd, true
		}
		return forgotten(a, fd.Label, fd.Seen), true
	}
	seen := SeenAuthor
	if a.Voice == Agreed {
		seen = SeenPair
	}
	return forgotten(a, lang.In(lang.English, a.Field), seen), true
}

// forgotten stands in for a question, or a part of one, that only answers remember.
func forgotten(a Address, label lang.Text, seen Seen) *Field {
	fd := &Field{ID: a.Field, Kind: KindLong, Label: label, Seen: seen}
	if a.Part != "" {
		fd.Kind = KindGroup
		fd.Parts = []Field{{ID: a.Part, Kind: KindLong, Label: lang.In(lang.English, a.Part), Seen: seen}}
	}
	return fd
}

// Earlier returns what a reader may read of the answers of this sheet to questions that
// the form does not ask any more, by field. Rows that were taken away stay away.
func (s Sheet) Earlier(r Reader) []EarlierAnswers {
	return s.earlier(func(fd *Field, v Voice) bool { return s.MayRead(fd, v, r) })
}

// EarlierFor is Earlier for an audience: what of those answers leaves.
func (s Sheet) EarlierFor(to Audience) []EarlierAnswers {
	return s.earlier(func(fd *Field, v Voice) bool {
		ok, _ := s.Leaves(fd, v, to)
		return ok
	})
}

func (s Sheet) earlier(may func(*Field, Voice) bool) []EarlierAnswers {
	var found []Address
	s.Pair.Record.Addresses(func(a Address) {
		if a.Sheet != s.ID {
			return
		}
		if fd, ok := s.Formerly(a); ok && s.Pair.Record.Value(a) != "" && may(fd, a.Voice) && s.rowThere(a) {
			found = append(found, a)
		}
	})
	slices.SortFunc(found, func(a, b Address) int {
		return cmp.Or(cmp.Compare(a.Field, b.Field), cmp.Compare(a.Voice, b.Voice), cmp.Compare(a.Row, b.Row), cmp.Compare(a.Part, b.Part))
	})
	var out []EarlierAnswers
	for _, a := range found {
		fd, _ := s.Formerly(a)
		cell := EarlierCell{Row: a.Row, Value: s.Pair.Record.Value(a)}
		if part, ok := fd.Column(a.Part); ok {
			if !may(part, a.Voice) {
				continue
			}
			cell.Part = part
		}
		if n := len(out); n == 0 || out[n-1].Field.ID != fd.ID || out[n-1].Voice != a.Voice {
			out = append(out, EarlierAnswers{Field: fd, Voice: a.Voice})
		}
		last := &out[len(out)-1]
		last.Cells = append(last.Cells, cell)
	}
	return out
}

// rowThere reports whether the row that an answer stands in has not been taken away.
func (s Sheet) rowThere(a Address) bool {
	return a.Row == "" || s.Pair.Record.Value(Address{Sheet: a.Sheet, Field: a.Field, Row: a.Row, Voice: a.Voice, Part: PartOrder}) != ""
}
