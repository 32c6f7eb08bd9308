package forms

import (
	"strings"

	"pairbook/forms/lang"
)

// Problem is something to mend in an answer, to be worded in the reader's
// language: Key is a message of forms/lang, Args are its placeholders as name,
// value pairs.
type Problem struct {
	Key  string
	Args []any
}

// Error returns the key; people read Say.
func (p *Problem) Error() string { return p.Key }

// Say words the problem: what is wrong and what to type.
func (p *Problem) Say(w *lang.Words) string { return w.T(p.Key, p.Args...) }

func problem(key string, args ...any) *Problem { return &Problem{Key: key, Args: args} }

// Library holds every form, register and programme that is known, by id.
type Library struct {
	Forms      map[string]*Form
	Registers  map[string]*RegisterDef
	Programmes map[string]*Programme
	Lists      map[string]*OptionList // which programmes share
	Helps      []Help
}

// FirstForm is the form that a pair of a programme begins with; "" where the
// programme has none to begin with.
func (l *Library) FirstForm(programme string) string {
	p := l.Programmes[programme]
	if p == nil {
		return ""
	}
	for _, id := range p.Forms {
		if f := l.Forms[id]; f != nil && id != PairForm && f.Offer == OfferStart && f.Copies == CopiesOne {
			return id
		}
	}
	return ""
}

// OptionList is a list of options with a name, such as topics to talk about.
type OptionList struct {
	ID      string
	Options []Option
}

// Help is a page that helps a talk along: questions to ask, a way to begin.
type Help struct {
	ID    string
	Title lang.Text
	Lines []lang.Text
}

// Fill replaces the placeholders of a form's text, such as {the_mentee} and
// {The_mentee}, by the programme's own words. Unknown ones are left standing.
func (p *Programme) Fill(text string, l lang.Lang) string {
	if p == nil || !strings.Contains(text, "{") {
		return text
	}
	var b strings.Builder
	for {
		head, rest, found := strings.Cut(text, "{")
		b.WriteString(head)
		if !found {
			return b.String()
		}
		name, tail, closed := strings.Cut(rest, "}")
		term := ""
		if closed {
			term = p.Terms[lowerFirst(name)].In(l)
		}
		if term == "" {
			b.WriteByte('{')
			text = rest
			continue
		}
		if name != lowerFirst(name) {
			term = upperFirst(term)
		}
		b.WriteString(term)
		text = tail
	}
}

func lowerFirst(s string) string {
	if s == "" {
		return s
	}
	return strings.ToLower(s[:1]) + s[1:]
}

func upperFirst(s string) string {
	for i := range s {
		if i > 0 {
			return strings.ToUpper(s[:i]) + s[i:]
		}
	}
	return strings.ToUpper(s)
}
