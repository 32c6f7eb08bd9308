package sheet

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"pairbook/forms"
	"pairbook/tui"
	"pairbook/tui/cell"
	"pairbook/tui/theme"
)

// checkRows is how much of a finding stands under a question that does not have the
// keys.
const checkRows = 2

// told is what the rules say about a question, in words; the zero told is nothing.
type told struct {
	finding forms.Finding
	what    string
	why     string
}

// found asks the rules about the sheet, once for each change of the record: that takes
// as long as a few frames.
func (s *Screen) found() []forms.Finding {
	return s.findings.get(s.d.Pair, forms.StateAddress(s.id), s.sheet.Findings)
}

// tells returns the gravest that the rules say about a question; "" is for the sheet as
// a whole.
func (s *Screen) tells(question string) told {
	return s.toldOf.get(s.d.Pair, forms.Address{Sheet: s.id, Field: question}, func() told {
		here := forms.FindingsAt(s.found(), question)
		if len(here) == 0 {
			return told{}
		}
		t := told{finding: here[0]}
		t.what, t.why = s.d.Pair.SayFinding(here[0])
		if here[0].SetAside() {
			t.what, t.why = s.t("checks.noted", "note", here[0].Note), t.what
		}
		return t
	})
}

// drawCheck sets what the rules say under a question: quiet where the keys are
// elsewhere, and whole, with why, where they are. In a low window F2 shows the whole.
// What was set aside is told only there.
func (s *Screen) drawCheck(p *page, stop int, question string, keys bool) {
	t := s.tells(question)
	if t.what == "" || t.finding.SetAside() && !keys {
		return
	}
	mark, style := theme.Attention, s.d.Theme.Warn
	if t.finding.Severity == forms.Info || t.finding.SetAside() {
		mark, style = theme.Open, s.d.Theme.Hint
	}
	most := checkRows
	if p.h < tall && !keys {
		most = 1
	}
	whole := keys && (s.examples || p.h >= tall)
	w := max(p.w-2*indent, 4)
	lines := cell.Wrap(t.what, w)
	if !whole {
		lines = cell.Brief(t.what, w, most)
	}
	lead := "  " + style.Paint(mark) + " "
	for _, l := range lines {
		p.add(stop, lead+style.Paint(l))
		lead = strings.Repeat(" ", 2*indent)
	}
	if !whole {
		return
	}
	for _, l := range cell.Wrap(t.why, w) {
		p.add(stop, lead+s.d.Theme.Hint.Paint(l))
	}
}

// signStopped is the problem of a signature that a rule stops. Its words are found when
// it is drawn: what stops it may be mended meanwhile.
const signStopped = "checks.not_signed"

// stopsSigning reports whether a rule stops an answer because it is a signature. Taking
// a signature back is never stopped.
func (s *Screen) stopsSigning(fd *forms.Field, v forms.Value) bool {
	return fd != nil && fd.Kind == forms.KindSign && v != "" && len(s.sheet.Stops()) > 0
}

// sayProblem words what is wrong with what was typed. Of a signature it is what still
// stops it, or that nothing does any more.
func (s *Screen) sayProblem(problem *forms.Problem) string {
	if problem.Key != signStopped {
		return problem.Say(s.d.Words)
	}
	what := s.sayStops()
	if what == "" {
		return s.t("checks.sign_now")
	}
	return s.t(signStopped, "what", what)
}

// sayStops says what has to be settled before anybody signs; "" where nothing has.
func (s *Screen) sayStops() string {
	var all []string
	for _, f := range s.found() {
		if f.Severity == forms.Stop {
			what, _ := s.d.Pair.SayFinding(f)
			all = append(all, what)
		}
	}
	return strings.Join(all, " ")
}

// looseEnds lists, before a meeting is closed, what the rules would have the two look
// at; needed are the questions that are listed anyway.
func (s *Screen) looseEnds(needed []entry) []entry {
	listed := map[[2]int]bool{}
	for _, e := range needed {
		listed[[2]int{e.sec, e.item}] = true
	}
	order, _ := s.flat()
	var out []entry
	for _, f := range order {
		t := s.tells(f.it.Field.ID)
		if t.what == "" || t.finding.SetAside() || t.finding.Severity == forms.Info || listed[[2]int{f.sec, f.item}] {
			continue
		}
		label := s.d.Pair.Text(f.it.Field.Label)
		out = append(out, entry{mark: theme.Attention, label: label, note: t.what, sec: f.sec, item: f.item, warn: true})
	}
	return out
}

// asksFirst reports whether something is listed before the sheet ends.
func (s *Screen) asksFirst(key string) bool {
	order, _ := s.flat()
	return key == sealKey || s.sheet.Count(s.visible()).Missing > 0 || len(s.unread(order)) > 0 || key == closeKey && len(s.looseEnds(nil)) > 0
}

// refuse keeps a signature that a rule stops as it was typed, and says why it is none.
func (s *Screen) refuse(addr forms.Address) tea.Cmd {
	s.problems[addr] = &forms.Problem{Key: signStopped}
	if !s.ed.Changed() {
		return nil
	}
	keep := s.keepTyped(addr)
	if s.at == len(s.stops)-1 { // the keys may go on to another section, where nothing tells of it
		keep = tea.Batch(keep, tui.Note(s.sayProblem(s.problems[addr])))
	}
	return keep
}
