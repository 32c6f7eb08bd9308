package forms

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"pairbook/forms/lang"
)

// Whoever has signed a sheet need not sign it anew where only some of its answers were
// changed: they put their initials to the change. Initials are a proof like a
// signature's, for the whole wording as it is now, in the same chain, and name the
// questions that were changed since the same person signed. The typed signature stays
// as it was given.

// ErrNotToInitial says that there is nothing to put initials to: the person has not
// signed with a proof, or nothing was changed since.
var ErrNotToInitial = errors.New("nothing was changed since this person signed")

// Initial returns the changes that put a person's initials to what was changed since
// the person signed at an address; see Sign for what else is asked and returned.
// ErrNotToInitial says that there is nothing to initial.
func (s Sheet) Initial(at Address, name string, day lang.Date, signer Signer) ([]Change, error) {
	var scope []string
	if k, ok := s.standing()[at]; ok {
		then, _ := readWording(k.text)
		for _, q := range differing(then.questions, s.asked()) {
			scope = append(scope, q.key())
		}
	}
	if len(scope) == 0 {
		return nil, fmt.Errorf("initialling %s: %w", at, ErrNotToInitial)
	}
	cs, err := s.prove(at, name, day, signer, scope)
	if err != nil {
		return nil, err
	}
	return cs[1:], nil // the typed signature is that of the day on which all was signed
}

// AmendedSince lists the questions that were answered otherwise, newly or no longer
// since the newest signature or initials at an address: what Initial would name.
func (s Sheet) AmendedSince(at Address) []Amendment {
	k, ok := s.standing()[at]
	if !ok {
		return nil
	}
	return s.amendedSince(k)
}

// initials reports whether a proof stands for a change alone.
func (f proof) initials() bool { return len(f.Scope) > 0 }

// scopeFits reports whether initials name all that was changed since the proof before
// them by the same person, and nothing else.
func (p *Pair) scopeFits(k keptProof) bool {
	var before keptProof
	for _, other := range p.keptProofs() {
		if other.at == k.at && other.num < k.num && other.err == nil {
			before = other
		}
	}
	then, ok := readWording(before.text)
	is, ok2 := readWording(k.text)
	if !ok || !ok2 {
		return false
	}
	var scope []string
	for _, q := range differing(then.questions, is.questions) {
		scope = append(scope, q.key())
	}
	return slices.Equal(scope, k.Scope)
}

// differing returns the questions that are answered otherwise or newly in is, in its
// order, and then those that are answered in was alone.
func differing(was, is []asked) []asked {
	said := func(qs []asked) map[string]string {
		out := map[string]string{}
		for _, q := range qs {
			out[q.key()] = q.said()
		}
		return out
	}
	then, now := said(was), said(is)
	var out []asked
	for _, q := range is {
		if then[q.key()] != q.said() {
			out = append(out, q)
		}
	}
	for _, q := range was {
		if _, still := now[q.key()]; !still {
			out = append(out, q)
		}
	}
	return out
}

// named names the questions that initials stand for, as the form words them now, else as
// they were worded when they were initialled.
func (p *Pair) named(k keptProof) []Amendment {
	var out []Amendment
	for _, key := range k.Scope {
		field, voice, _ := strings.Cut(key, " ")
		a := Amendment{Field: field, Voice: Voice(voice), Question: field}
		w, _ := readWording(k.text)
		for _, q := range w.questions {
			if q.key() == key {
				a.Question = q.label
			}
		}
		if f := p.Library.Forms[k.at.Sheet.Form]; f != nil {
			if fd, ok := f.Field(field); ok {
				a.Question = p.Text(fd.Label)
			}
		}
		out = append(out, a)
	}
	return out
}

// Initials is a change that was initialled.
type Initials struct {
	Who       Voice
	Name      string
	Date      lang.Date
	Version   int
	Questions []Amendment
}

// Initials returns the initials that stand on the sheet, in the order in which they were
// given: those that came after the newest signature of the same person. Whether they
// fit is for VerifySignatures to say.
func (s Sheet) Initials() []Initials {
	var out []Initials
	signed := s.Pair.newestSignatures()
	for _, k := range s.ofSheet() {
		if !k.initials() || k.num < signed[k.at] || s.Pair.Record.Value(k.at) == "" {
			continue
		}
		in := Initials{Who: k.Role, Name: k.Name, Version: k.Version, Questions: s.Pair.named(k)}
		in.Date, _ = lang.ParseISO(k.Date)
		out = append(out, in)
	}
	return out
}

// newestSignatures returns the number of the newest whole signature at each address.
func (p *Pair) newestSignatures() map[Address]int {
	out := map[Address]int{}
	for _, k := range p.keptProofs() {
		if !k.initials() {
			out[k.at] = k.num
		}
	}
	return out
}

// SayQuestions names some questions in one line.
func (p *Pair) SayQuestions(as []Amendment) string {
	var out []string
	for _, a := range as {
		if q := p.Words.T("sign.question", "question", oneLine(a.Question)); !slices.Contains(out, q) {
			out = append(out, q)
		}
	}
	return p.Words.List(out)
}
