package intake

import (
	"slices"
	"strings"

	"pairbook/forms"
	"pairbook/forms/export"
	"pairbook/forms/lang"
)

// names knows what the words around the answers of a sheet stand for: questions, parts
// and columns by their labels, voices by names, and the remarks we set in emphasis.
type names struct {
	sheet forms.Sheet
	head  Head
	words *lang.Words
	known map[forms.Voice][]string // names by which the file calls the two
	empty []string                 // remarks that say that nothing is answered
	other []string                 // remarks that do not
}

func newNames(s forms.Sheet, h Head) *names {
	n := &names{sheet: s, head: h, words: s.Pair.Words, known: map[forms.Voice][]string{}}
	for _, v := range []forms.Voice{forms.Mentee, forms.Mentor} {
		n.known[v] = append(n.known[v], plain(s.Pair.Name(v)))
	}
	n.known[forms.Agreed] = []string{plain(n.words.T("export.agreed"))}
	n.empty = emptyRemarks(n.words)
	n.other = []string{
		n.words.T("export.private_mark", "name", sentinel), n.words.T("export.apart"), n.words.T("forms.corrected", "date", sentinel),
		n.words.T("rescue.answer_damaged"),
	}
	return n
}

// called reports whether a text is a form's text, in the words of any programme: a file
// may be from before the pair chose another.
func (n *names) called(text string, t lang.Text) bool {
	return n.calledBy(text, t, true) || n.calledBy(text, t, false)
}

// calledBy is called in the words of the pair's own programme, or of all others.
func (n *names) calledBy(text string, t lang.Text, own bool) bool {
	l := n.words.Lang()
	if own {
		return plain(n.sheet.Pair.Text(t)) == text
	}
	raw := t.In(l)
	if !strings.Contains(raw, "{") {
		return plain(raw) == text
	}
	for _, pr := range n.sheet.Pair.Library.Programmes {
		if plain(pr.Fill(raw, l)) == text {
			return true
		}
	}
	return false
}

// question finds the question a heading stands for: one that is asked, else one that
// was. used are those that stand in the file already.
func (n *names) question(label string, used map[string]bool) (fd *forms.Field, earlier bool) {
	label = plain(label)
	var twice *forms.Field
	for _, own := range []bool{true, false} {
		for i := range n.sheet.Form.Sections {
			for j := range n.sheet.Form.Sections[i].Fields {
				fd := &n.sheet.Form.Sections[i].Fields[j]
				switch {
				case len(n.sheet.Voices(fd)) == 0 || !n.calledBy(label, fd.Label, own):
				case used[fd.ID]:
					twice = fd
				default:
					return fd, false
				}
			}
		}
	}
	for i := range n.sheet.Form.Earlier {
		if fd := &n.sheet.Form.Earlier[i]; n.called(label, fd.Label) {
			return fd, true
		}
	}
	return twice, false
}

// column finds a column or a part by its label.
func (n *names) column(list []forms.Field, label string) (*forms.Field, bool) {
	label = plain(label)
	for _, own := range []bool{true, false} {
		for i := range list {
			if n.calledBy(label, list[i].Label, own) {
				return &list[i], true
			}
		}
	}
	return nil, false
}

// voices are those whose answers a file may hold.
func (n *names) voices(fd *forms.Field) []forms.Voice {
	all := n.sheet.Voices(fd)
	if n.head.AllVoices && fd.Compare && len(all) == 1 && all[0] == forms.Agreed {
		return []forms.Voice{forms.Mentee, forms.Mentor, forms.Agreed}
	}
	return all
}

// voice finds whose name a label is, among those asked. Where both are called the same
// the first that is not taken is meant.
func (n *names) voice(label string, fd *forms.Field, taken []forms.Voice) (v forms.Voice, ok bool) {
	bare := func(s string) string { return strings.Join(strings.Fields(s), "") } // a name may end in a blank of its own
	for _, v := range n.voices(fd) {
		for _, name := range n.known[v] {
			if bare(n.label(name)) != bare(label) {
				continue
			}
			if !slices.Contains(taken, v) {
				return v, true
			}
			ok = true
		}
	}
	return "", ok
}

func (n *names) label(s string) string { return n.words.T("export.label", "label", s) }

// learn reads the line that names the two, so that a file from before a name was
// changed is understood.
func (n *names) learn(pairLine string) {
	pairLine = plain(pairLine)
	l := n.words.Lang()
	const mark = "\x01"
	for _, pr := range n.sheet.Pair.Library.Programmes {
		role := func(v string) string {
			return plain(n.words.T("export.person", "role", plain(pr.Fill("{"+v+"}", l)), "name", mark))
		}
		first, tail, _ := strings.Cut(role("Mentee"), mark)
		second, end, _ := strings.Cut(role("Mentor"), mark)
		between := tail + " · " + second
		rest, ok := strings.CutPrefix(strings.TrimSuffix(pairLine, end), first)
		if !ok || strings.Count(rest, between) != 1 {
			continue
		}
		mentee, mentor, _ := strings.Cut(rest, between)
		n.known[forms.Mentee] = append(n.known[forms.Mentee], mentee)
		n.known[forms.Mentor] = append(n.known[forms.Mentor], mentor)
		break
	}
	for _, pr := range n.sheet.Pair.Library.Programmes { // while no name is written, the word for the person
		for _, v := range []forms.Voice{forms.Mentee, forms.Mentor} {
			n.known[v] = append(n.known[v], plain(pr.Fill("{The_"+string(v)+"}", l)))
		}
	}
}

// remark reports whether a text is a remark of ours about a question, and whether that
// says that nothing is answered. Old remarks count too: what was still needed may be
// there by now.
func (n *names) remark(text string, fd *forms.Field) (ours, empty bool) {
	text = plain(text)
	is := func(r string) bool { return fits(text, r) }
	switch {
	case slices.ContainsFunc(n.empty, is):
		return true, true
	case slices.ContainsFunc(n.other, is):
		return true, false
	}
	return n.called(text, fd.Hint), false
}

// sentinel stands in a message for what varies.
const sentinel = "\x01"

func emptyRemarks(w *lang.Words) []string {
	out := []string{w.T("export.not_answered"), w.T("export.needed"), w.T("export.needed_what", "what", sentinel), w.T("export.no_rows")}
	for i := 1; i <= 20; i++ {
		out = append(out, w.N("export.needed_rows", i))
	}
	return out
}

// fits compares a text with a message that has one thing left open.
func fits(text, message string) bool {
	before, after, open := strings.Cut(message, sentinel)
	if !open {
		return text == plain(message)
	}
	rest, ok := strings.CutPrefix(text, plain(before))
	return ok && strings.HasSuffix(rest, plain(after)) && rest != ""
}

// emphasised returns the text within *…*; ok is false for a line that is nothing so.
func emphasised(s string) (text string, ok bool) {
	if len(s) < 3 || s[0] != '*' || s[1] == '*' || s[len(s)-1] != '*' || s[len(s)-2] == '\\' {
		return "", false
	}
	return export.MarkdownLine(s[1 : len(s)-1]), true
}

// bold returns the text within **…** at the start of a line, and what follows it; ok is
// false where there is none.
func bold(s string) (text, rest string, ok bool) {
	if !strings.HasPrefix(s, "**") {
		return "", "", false
	}
	for i := 2; i+1 < len(s); i++ {
		switch {
		case s[i] == '\\':
			i++
		case s[i] == '*' && s[i+1] == '*':
			return export.MarkdownLine(s[2:i]), strings.TrimLeft(s[i+2:], " \t"), i > 2
		}
	}
	return "", "", false
}
