package sheet

import (
	"slices"
	"strconv"
	"strings"

	"pairbook/forms"
	"pairbook/tui/cell"
	"pairbook/tui/theme"
)

// signedLine says at the top of a sheet who has signed it: with days, and shorter.
type signedLine struct {
	said []string // none where nobody has
	look bool     // something is not as it was signed
}

// signedHead paints who has signed the sheet and when, and whether its words were
// changed since; "" where nobody has signed. A narrow window leaves out the days first.
func (s *Screen) signedHead(w int) string {
	l := s.signed.get(s.d.Pair, forms.StateAddress(s.id), s.whoSigned)
	if len(l.said) == 0 {
		return ""
	}
	style, mark := s.d.Theme.Hint, theme.Done
	if l.look {
		style, mark = s.d.Theme.Warn, theme.Attention
	}
	text := ""
	for _, text = range l.said {
		if cell.Width(text)+indent <= w {
			break
		}
	}
	return style.Paint(cell.Cut(mark+" "+text, w))
}

func (s *Screen) whoSigned() signedLine {
	var given, first, short, missing []string
	state := "good"
	for _, at := range slices.Concat(s.sheet.SignAt(forms.Mentee), s.sheet.SignAt(forms.Mentor)) {
		dated := func(name string) string { return name }
		f, ok := s.signedHere(at)
		switch {
		case !ok:
			missing = append(missing, s.firstName(at.Voice))
			continue
		case f.Broken():
			state = "broken"
		case f.State == forms.ProofChanged && state == "good":
			state = "changed"
		}
		if !f.Date.IsZero() {
			day := s.d.Words.DayMonth(f.Date, s.d.Pair.Today)
			dated = func(name string) string { return s.t("sheet.signed_by", "name", name, "date", day) }
		}
		given = append(given, dated(cell.CleanLine(s.d.Pair.Name(at.Voice))))
		first, short = append(first, dated(s.firstName(at.Voice))), append(short, s.firstName(at.Voice))
	}
	if len(given) == 0 {
		return signedLine{}
	}
	l := signedLine{look: state != "good"}
	for _, names := range [][]string{given, first, short} {
		text := s.t("sheet.signed_head_"+state, "names", s.d.Words.List(names))
		if len(missing) > 0 {
			text += theme.Between + s.t("sheet.signed_waits", "names", s.d.Words.List(missing))
		}
		l.said = append(l.said, text)
	}
	return l
}

// asksSignature reports whether one of the two signs at a question.
func asksSignature(fd *forms.Field) bool {
	signs := func(part forms.Field) bool { return part.Kind == forms.KindSign }
	return fd.By != forms.ByProgramme && (signs(*fd) || slices.ContainsFunc(fd.Parts, signs))
}

// drawEmpty says above the signatures which needed questions are empty: a sheet may be
// signed so, but not unawares.
func (s *Screen) drawEmpty(p *page) {
	if s.sheet.ReadOnly() {
		return
	}
	text := s.empty.get(s.d.Pair, forms.StateAddress(s.id), func() string {
		left := s.sheet.UnsignedNeeds(s.d.Reader)
		if len(left) == 0 {
			return ""
		}
		var numbers []string
		for _, l := range left {
			numbers = append(numbers, strconv.Itoa(l.Item.Number))
		}
		list := s.d.Words.List(slices.Compact(numbers))
		if stops := s.sayStops(); stops != "" {
			return s.d.Words.N("sign.empty_stopped", len(left), "numbers", list, "what", stops)
		}
		return s.d.Words.N("sign.empty_here", len(left), "numbers", list)
	})
	if text == "" {
		return
	}
	lead := theme.Attention + " "
	for _, l := range cell.Wrap(text, max(p.w-indent, 4)) {
		p.add(-1, s.d.Theme.Warn.Paint(lead+l))
		lead = strings.Repeat(" ", indent)
	}
	p.add(-1, "")
}
