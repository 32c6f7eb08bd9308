package sheet

import (
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"pairbook/forms"
	"pairbook/tui"
	"pairbook/tui/cell"
	"pairbook/tui/theme"
)

// A signature is taken to the book with proof of wording, once all that was written
// before it is saved. Until then it stands as it was typed.

// proves reports whether an answer is a signature of one of the two.
func (s *Screen) proves(st stop) bool {
	if st.field == nil || st.field.Kind != forms.KindSign || st.whole.By == forms.ByProgramme {
		return false
	}
	return slices.Contains(s.sheet.SignAt(st.voice), st.addr)
}

// sign asks for the signature that is typed. It is asked for once: who is asked for a
// passphrase and goes back is not asked again in passing.
func (s *Screen) sign(addr forms.Address, v forms.Value) tea.Cmd {
	if s.signing[addr] == v {
		return nil
	}
	name, day, _ := forms.SplitSign(v)
	if s.sheet.SignsForOther(addr.Voice, name) {
		return tea.Batch(s.keepTyped(addr), tui.Note(s.t("sign.other_name", "name", name, "who", s.d.Pair.Name(addr.Voice))))
	}
	if s.signing == nil {
		s.signing = map[forms.Address]forms.Value{}
	}
	s.signing[addr] = v
	delete(s.problems, addr)
	return tea.Batch(s.keepTyped(addr), s.d.Sign(addr, name, day))
}

// keepTyped keeps what is typed at an address as a draft at once: it is no answer yet.
func (s *Screen) keepTyped(addr forms.Address) tea.Cmd {
	return tea.Batch(s.d.Saver.Typed(addr, s.ed.Text), s.d.Saver.KeepDrafts(s.d.Pair.Record))
}

// replaced are the states of proofs that another one stands for by now, or none.
var replaced = []forms.ProofState{forms.ProofEarlier, forms.ProofAmended, forms.ProofTaken}

// signedHere returns the newest proof of a signature that stands.
func (s *Screen) signedHere(addr forms.Address) (forms.Proof, bool) {
	all := s.proofs.get(s.d.Pair, forms.StateAddress(s.id), func() map[forms.Address]forms.Proof {
		out := map[forms.Address]forms.Proof{}
		for _, f := range s.d.Pair.VerifySignatures(s.d.Keys()) {
			if f.At.Sheet == s.id && !slices.Contains(replaced, f.State) {
				out[f.At] = f
			}
		}
		return out
	})
	f, ok := all[addr]
	return f, ok
}

// drawSigned says beneath a signature what it proves.
func (s *Screen) drawSigned(p *page, stop, x int, fd *forms.Field, addr forms.Address) {
	if fd.Kind != forms.KindSign || s.d.Pair.Record.Value(addr) == "" {
		return
	}
	f, ok := s.signedHere(addr)
	if !ok {
		return
	}
	date := s.d.Words.DayMonth(f.Date, s.d.Pair.Today)
	text, style, mark := "", s.d.Theme.Hint, theme.Open
	switch f.State {
	case forms.ProofGood:
		text, style, mark = s.t("sheet.sign_good", "date", date), s.d.Theme.Good, theme.Done
		if f.Initials() {
			text = s.t("sign.here_initials", "date", date, "questions", s.d.Pair.SayQuestions(f.Questions))
		}
	case forms.ProofChanged:
		text, style, mark = s.t("sheet.sign_changed", "date", date), s.d.Theme.Warn, theme.Attention
	case forms.NameOnly:
		text = s.t("sheet.sign_name_only")
	case forms.ProofBroken:
		text, style, mark = s.d.Pair.SayProof(f), s.d.Theme.Bad, theme.Attention
	default:
		return
	}
	x = min(x, max(p.w-36, 0))
	for i, l := range cell.Wrap(text, max(p.w-x-2, 4)) {
		lead := mark + " "
		if i > 0 {
			lead = "  "
		}
		p.add(stop, strings.Repeat(" ", x)+style.Paint(lead+l))
	}
}

// toChanges opens what has changed since a signature, where something has.
func (s *Screen) toChanges() (tea.Cmd, bool) {
	st := s.here()
	if st.kind != answerStop || st.field == nil || st.field.Kind != forms.KindSign || s.ed != nil && s.ed.Changed() {
		return nil, false
	}
	if f, ok := s.signedHere(st.addr); !ok || f.State != forms.ProofChanged {
		return nil, false
	}
	return tui.Go(tui.Place{Screen: tui.Changed, Pair: s.d.Pair.Record.Pair, Sheet: s.id, Sign: st.addr}), true
}
