// Package digest counts the evaluations of many pairs, for a board or a coordinator, so
// that no answer of one person can be told from it. It reads what people handed out as
// JSON (see export.JSON), never a book.
//
// What keeps people apart from their answers is in three places: Add leaves out copies
// that nobody let go, hide leaves out numbers that are too small, and words stand only
// where their author let them be used without a name (DOMAIN.md rules 28 and 33).
package digest

import (
	"fmt"
	"slices"
	"strings"

	"pairbook/forms"
	"pairbook/forms/lang"
)

// Least is the smallest group of people of which a number is told.
const Least = 5

// Questions that say what may happen with a copy. They are obeyed, and not counted.
const (
	fieldReleased = "fe_to_board"
	fieldQuote    = "fe_anonymous_extract"
	equityPrefix  = "equity_" // of the ids of questions that rule 33 is about
)

// Outcome says what became of a file that was added.
type Outcome string

// A new copy; one that was counted already; one that took the place of an older copy;
// one that is older than the copy counted.
const (
	Counted Outcome = "counted"
	Same    Outcome = "same"
	Newer   Outcome = "newer"
	Older   Outcome = "older"
)

// unitKey is whose answers to which sheet they are. Each counts once.
type unitKey struct {
	pair  forms.PairID
	sheet forms.SheetID
	voice forms.Voice
}

// place is a question, or a part or column of one.
type place struct{ field, part string }

// unit is what one person, or the pair together, says on one sheet.
type unit struct {
	key       unitKey
	programme string
	date      lang.Date          // of the file
	answers   map[place][]string // canonical; of a table a value for each row
	sum       string             // of all answers, to tell the same copy from another
	names     []string           // of the pair, which no quoted words may hold
	quoted    bool               // the words may be used without a name
}

// Set is the copies that were added so far. The zero value is not usable; see New.
type Set struct {
	library *forms.Library
	units   map[unitKey]*unit
}

// New makes an empty set that knows these forms.
func New(lib *forms.Library) *Set {
	return &Set{library: lib, units: map[unitKey]*unit{}}
}

// Len is how many copies are counted.
func (s *Set) Len() int { return len(s.units) }

// Add reads a file. The same copy counts once, however often it is added and under
// whatever name, and of two versions of a copy the newer one does. The error is a
// *Refusal: nothing of the file counts then.
func (s *Set) Add(data []byte) (Outcome, error) {
	doc, err := read(data)
	if err != nil {
		return "", err
	}
	units, err := s.unitsOf(doc)
	if err != nil {
		return "", err
	}
	outcome := Same
	for _, u := range units {
		outcome = max2(outcome, s.take(u))
	}
	return outcome, nil
}

// take puts one person's answers where they belong.
func (s *Set) take(u *unit) Outcome {
	old := s.units[u.key]
	switch {
	case old == nil:
		s.units[u.key] = u
		return Counted
	case old.sum == u.sum:
		old.date = later(old.date, u.date)
		return Same
	case u.date.After(old.date), u.date == old.date && u.sum > old.sum: // of two of one day always the same one
		s.units[u.key] = u
		return Newer
	}
	return Older
}

func later(a, b lang.Date) lang.Date {
	if b.After(a) {
		return b
	}
	return a
}

// max2 returns the outcome that tells more: what is new before what is not.
func max2(a, b Outcome) Outcome {
	order := []Outcome{Same, Older, Newer, Counted}
	if slices.Index(order, b) > slices.Index(order, a) {
		return b
	}
	return a
}

// unitsOf takes a document apart by whose answers they are.
func (s *Set) unitsOf(doc *document) ([]*unit, error) {
	f := s.library.Forms[doc.form]
	if f == nil || f.ID != doc.sheet.Form {
		return nil, &Refusal{Why: NotFeedback}
	}
	due := slices.Contains([]string{forms.EachForm, forms.TogetherForm, forms.NextStepsForm}, f.ID)
	switch {
	case due && doc.closed:
		return nil, &Refusal{Why: NotOpen}
	case due && doc.private:
		return nil, &Refusal{Why: OwnCopy}
	}
	out := doc.byVoice(func(a said) bool { return asked(f, a, doc.sheet) && (due || equity(a.at.field)) })
	switch {
	case len(out) == 0 && !due:
		return nil, &Refusal{Why: NotFeedback}
	case len(out) == 0:
		return nil, &Refusal{Why: Empty}
	}
	return out, s.seal(out, f)
}

// byVoice gathers the answers that count, for each whose they are.
func (d *document) byVoice(counts func(said) bool) []*unit {
	units := map[forms.Voice]*unit{}
	for _, a := range d.answers {
		if !counts(a) {
			continue
		}
		u := units[a.voice]
		if u == nil {
			u = &unit{key: unitKey{d.pair, d.sheet, a.voice}, programme: d.programme, date: d.date, names: d.names, answers: map[place][]string{}}
			units[a.voice] = u
		}
		u.answers[a.at] = append(u.answers[a.at], a.values...)
	}
	var out []*unit
	for _, v := range []forms.Voice{forms.Mentee, forms.Mentor, forms.Agreed} {
		if u := units[v]; u != nil {
			out = append(out, u)
		}
	}
	return out
}

// seal finishes the units of a document, and refuses those whose author did not let
// them go.
func (s *Set) seal(units []*unit, f *forms.Form) error {
	for _, u := range units {
		u.sum = u.fingerprint()
		if _, asks := f.Field(fieldReleased); !asks || f.ID != forms.EachForm {
			continue
		}
		if !u.ticked(fieldReleased, string(forms.ForBoard)) && !u.ticked(fieldReleased, string(forms.ForCoordinator)) {
			return &Refusal{Why: NotReleased}
		}
		u.quoted = slices.Equal(u.answers[place{field: fieldQuote}], []string{"yes"})
	}
	return nil
}

func equity(field string) bool { return strings.HasPrefix(field, equityPrefix) }

// asked reports whether a form asks a question of whoever answered it.
func asked(f *forms.Form, a said, id forms.SheetID) bool {
	fd, ok := f.Field(a.at.field)
	if !ok {
		return false
	}
	if a.at.part != "" {
		if _, ok = fd.Column(a.at.part); !ok {
			return false
		}
	}
	if id.Of != "" && a.voice != id.Of {
		return false
	}
	switch fd.By {
	case forms.ByBoth:
		return a.voice == forms.Agreed
	case forms.ByMentee, forms.ByMentor:
		return a.voice == forms.Voice(fd.By)
	case forms.ByEach:
		return a.voice.IsPerson()
	}
	return false
}

// ticked reports whether an option of a multi was picked.
func (u *unit) ticked(field, option string) bool {
	for _, v := range u.answers[place{field: field}] {
		if slices.ContainsFunc(forms.Entries(forms.Value(v)), func(e forms.Entry) bool { return e.ID == option }) {
			return true
		}
	}
	return false
}

// Reason says why a file does not count. The words are messages: digest.why_too_large.
type Reason string

// Why a file does not count.
const (
	TooLarge    Reason = "too_large"    // beyond MaxFile
	NotJSON     Reason = "not_json"     // broken, too deep, or with a key twice
	NotOurs     Reason = "not_ours"     // JSON of somebody else
	NewerSchema Reason = "newer"        // of a later pairbook
	NotFeedback Reason = "not_feedback" // a sheet that is not counted
	NotOpen     Reason = "not_open"     // a copy that is closed
	OwnCopy     Reason = "own_copy"     // its author's own, from before both were sealed
	NotReleased Reason = "not_released" // its author did not tick the board or the coordinator
	Empty       Reason = "empty"        // nothing in it is answered
)

// Refusal is why a file does not count.
type Refusal struct {
	Why Reason
	Err error // what is wrong with the file, where there is more to tell
}

// Error is for logs.
func (r *Refusal) Error() string {
	if r.Err != nil {
		return fmt.Sprintf("this file does not count: %s: %v", r.Why, r.Err)
	}
	return "this file does not count: " + string(r.Why)
}

// Unwrap returns the cause.
func (r *Refusal) Unwrap() error { return r.Err }
